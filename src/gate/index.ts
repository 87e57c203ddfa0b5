export * from "./caseWorld.ts"
export * from "./Gate.ts"
export * as rules from "./rules.ts"
