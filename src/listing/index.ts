export * from "./capture.ts"
export * from "./Listing.ts"
export * from "./rows.ts"
export * as rules from "./rules.ts"
