export * from "./Listing.ts"
export * as rules from "./rules.ts"
