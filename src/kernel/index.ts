export * from "./Decider.ts"
export * from "./facts.ts"
export * from "./Refusal.ts"
export * from "./Verdict.ts"
