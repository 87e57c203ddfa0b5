export * as Checkpoint from "./Checkpoint.ts"
export * as consultations from "./consultations.ts"
export * as reports from "./reports.ts"
