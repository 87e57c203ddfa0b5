export { type AsOf, OfAnotherEpoch } from "./asOf.ts"
export * from "./address.ts"
export * from "./canonical.ts"
export * from "./checkpoint.ts"
export * from "./Concept.ts"
export * from "./ed25519.ts"
export type { Following } from "./follow.ts"
export * from "./hash.ts"
export * from "./Journal.ts"
export * from "./Keys.ts"
export type { Header, Recorded } from "./Recorded.ts"
export { UnreadableEvent } from "./Recorded.ts"
export { isErased, open } from "./sealing.ts"
export {
  erasureLeavesProof,
  type Flaw,
  flawsAreNamed,
  type Head,
  type StoreVerification,
  unshownIsSaid,
  unshownOfStore,
  unshownOfStream,
  type Verification,
  type Verifying,
  type VerifyingStore,
  verifyStore,
  verifyStream,
  verifyStreamOf
} from "./verify.ts"
