/** Everything in memory: for tests, examples, and a page in the browser. */
export { memoryKeys } from "./journal/Keys.ts"
export { memory, newMemory } from "./store/memory.ts"
