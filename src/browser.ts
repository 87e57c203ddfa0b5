/**
 * All that a page needs without a build step, in one file (`dist/browser/goodfaith.js`): the concepts, the door without Effect, a store
 * and keys in memory, and the ready-made agreements.
 */
export * from "./index.ts"
export { memory, memoryKeys, newMemory } from "./memory.ts"
export { NotAcceptable, open, OfAnotherEpoch, calendarRef, policyRef, termsRef, zoneRef } from "./promise.ts"
export * as Ready from "./terms/ready/index.ts"
