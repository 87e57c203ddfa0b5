export type { Revision, StreamId } from "../language/ids.ts"
export * from "./fromPromises.ts"
export * from "./port.ts"
