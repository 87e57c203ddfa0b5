export * from "./Decider.ts"
export * from "./Refusal.ts"
export * from "./Verdict.ts"
