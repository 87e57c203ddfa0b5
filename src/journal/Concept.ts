/**
 * A concept as the journal takes it: how it decides, and how its commands and events are written.
 *
 * ```ts nocheck: the guest book stands in the tests
 * import { GuestBook } from "./GuestBook.ts"
 * import { guestBook as codec } from "./GuestBook.schema.ts"
 * export const guestBook: Concept<GuestBook.Command, GuestBook.State, GuestBook.Event, GuestBook.Refusal, World> =
 *   { codec, decider: GuestBook.decider, world }
 * ```
 */
import type { Decider } from "../kernel/Decider.ts"
import type { Refusal } from "../kernel/Refusal.ts"
import type { ConceptCodec } from "../language/codec.schema.ts"
import type { Instant } from "../time/Instant.ts"

export interface Concept<C extends Said, S, E extends Happened, R extends Refusal, W> {
  /** Its `name` is the first part of every stream of this concept: `guestbook` -> `guestbook/lobby`. */
  readonly codec: ConceptCodec<C, E>
  /**
   * One object for good, not made anew per call: the journal keeps folded states by decider.
   */
  readonly decider: Decider<C, S, E, R, W>
  /** What `decide` may look up: pinned terms, calendars, zones, and what other streams say. Asked for each decision. */
  readonly world: () => W | Promise<W>
}

/** A command: what somebody asks for. */
export interface Said {
  readonly _tag: string
}

/** An event: what happened, and when. The header's `occurredAt` is a copy of `at`. */
export interface Happened {
  readonly _tag: string
  readonly at: Instant
}
