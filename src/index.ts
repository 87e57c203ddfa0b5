/**
 * The promises a software vendor makes about its sub-processors, kept as events, rules, deadlines and reasons.
 *
 * A namespace for each concept, and the service for hosts with Effect. Without Effect: `goodfaith/promise`.
 */
export * as Client from "./client/index.ts"
export * as Consultation from "./consultation/index.ts"
export * as Documents from "./documents/index.ts"
export * as Disclosure from "./disclosure/index.ts"
export * as Evidence from "./evidence/index.ts"
export * as Gate from "./gate/index.ts"
export { Goodfaith, GoodfaithFault } from "./goodfaith.ts"
export * as Journal from "./journal/index.ts"
export * as Kernel from "./kernel/index.ts"
export * as Language from "./language/index.ts"
export * as Listing from "./listing/index.ts"
export * as Mandates from "./mandates/index.ts"
export * as Reactions from "./reactions/index.ts"
export * as Terms from "./terms/index.ts"
export * as Time from "./time/index.ts"
export * as Views from "./views/index.ts"
