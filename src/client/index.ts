export * from "./Client.ts"
export * as rules from "./rules.ts"
