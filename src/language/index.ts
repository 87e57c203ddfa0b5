export * from "./Change.ts"
export * from "./ids.ts"
export * from "./persons.ts"
