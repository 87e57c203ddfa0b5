/** Heads: how far a stream was read, and what that makes. */
import type { Revision, StreamId } from "../language/ids.ts"
import type { Instant } from "../time/Instant.ts"
import type { Hash } from "./hash.ts"

export interface Head<S> {
  readonly state: S
  readonly revision: Revision
  readonly previous: Hash | null
  readonly recordedAt: Instant | undefined
}

export const emptyHead = <S>(initial: S): Head<S> => ({
  state: initial,
  revision: -1,
  previous: null,
  recordedAt: undefined
})

/** The heads last used, by decider: two deciders that read one stream make two things of it. */
export const headsKept = (most: number) => {
  const byDecider = new WeakMap<object, Map<StreamId, Head<any>>>()
  const beingRead = new WeakMap<object, Map<StreamId, Promise<Head<any>>>>()
  return {
    /** A first reading, shared by all who ask for it while it goes on. What it gives may be older than their asking. */
    first: <S>(stream: StreamId, decider: { readonly initial: S }, read: () => Promise<Head<S>>): Promise<Head<S>> => {
      const reading = beingRead.get(decider) ?? new Map<StreamId, Promise<Head<S>>>()
      beingRead.set(decider, reading)
      const shared = reading.get(stream) ?? read().finally(() => reading.delete(stream))
      reading.set(stream, shared)
      return shared
    },
    find: <S>(stream: StreamId, decider: { readonly initial: S }): Head<S> | undefined =>
      byDecider.get(decider)?.get(stream),
    keep: <S>(stream: StreamId, decider: { readonly initial: S }, head: Head<S>): void => {
      const heads = byDecider.get(decider) ?? new Map<StreamId, Head<S>>()
      byDecider.set(decider, heads)
      heads.delete(stream) // and put it last: the first one is the one that was not used for longest
      heads.set(stream, head)
      if (heads.size > most) heads.delete(heads.keys().next().value!)
    }
  }
}
