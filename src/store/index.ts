export * from "./fromPromises.ts"
export * from "./port.ts"
