export * as Checkpoint from "./Checkpoint.ts"
export * as consultations from "./consultations.ts"
