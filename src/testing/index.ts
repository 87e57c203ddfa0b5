export * from "./store.ts"
export * from "./vitest.ts"
