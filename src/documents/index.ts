export * as Acceptance from "./Acceptance.ts"
export * as Document from "./Document.ts"
export * as rules from "./rules.ts"
export * from "./use.ts"
