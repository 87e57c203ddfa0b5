/** As of when: which events of a stream count, when it is not to be read as it is now. */
import type { Revision } from "../language/ids.ts"
import type { Position, Store, StoredEvent } from "../store/port.ts"
import type { Day } from "../time/Day.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import type { Header } from "./Recorded.ts"

/**
 * A point of the past. Whatever is given must hold of an event for it to count.
 *
 * `revision`, `position` and `known` cut the stream off: what comes after them had not been recorded. `held` passes over single events: what
 * had not happened by then, though it may have been recorded before something that had.
 */
export interface AsOf {
  /** Up to this revision of the stream; `-1` for before its first event. */
  readonly revision?: Revision
  /** Up to this place in the order of all events: what a follower knew that had come so far. Of the epoch of this log. */
  readonly position?: Position
  /** What had been recorded by this instant, that instant included: in UTC, such as `2026-11-23T09:30:00Z`. */
  readonly known?: string
  /** What had happened by this instant, that instant included; or by the end of a day in a zone. */
  readonly held?: string | { readonly on: Day; readonly zone: Zone.Zone }
}

/** A position belongs to another life of the log: one that was restored or moved since. */
export class OfAnotherEpoch extends Error {
  readonly _tag = "OfAnotherEpoch"
}

/** Whether an event counts; `"ends"` when neither it nor anything behind it does. */
export type Counts = (stored: StoredEvent, header: Header) => boolean | "ends"

/** Throws when there is no such moment. */
export const within = async (store: Store, { revision, position, ...asOf }: AsOf): Promise<Counts> => {
  const known = asOf.known === undefined ? undefined : Instants.from(asOf.known)
  const happened = heldBy(typeof asOf.held === "string" ? Instants.from(asOf.held) : asOf.held)
  if (position !== undefined) {
    const answer = await store.readAll({ after: position, limit: 1 })
    if (answer._tag === "OtherEpoch")
      throw new OfAnotherEpoch(
        `\`${position}\` is no position of this log, which begins its positions with \`${answer.epoch}\``
      )
  }
  return (stored, { recordedAt, occurredAt }) => {
    if (revision !== undefined && stored.revision > revision) return "ends"
    if (position !== undefined && stored.position > position) return "ends"
    if (known !== undefined && recordedAt > known) return "ends"
    return happened(occurredAt)
  }
}

const heldBy = (held: Instant | Exclude<AsOf["held"], string>): ((occurredAt: Instant) => boolean) => {
  if (held === undefined) return () => true
  if (typeof held === "string") return (occurredAt) => occurredAt <= held
  const until = Zone.at(held.zone, held.on, 24)
  return (occurredAt) => occurredAt < until
}
