export * from "./Mandates.ts"
export * from "./acts.ts"
export * from "./judging.ts"
export * as rules from "./rules.ts"
