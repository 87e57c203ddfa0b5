/**
 * The one door to storage: four questions about opaque text.
 *
 * A store knows tenants, streams, revisions and text. It never looks into the text and never knows the domain. Whoever
 * writes an adapter needs this file and the contract kit (`goodfaith/testing`): a store that passes the kit may be trusted.
 *
 * What a store hands out cannot be changed by whoever reads it: freeze it, or make it anew for each answer.
 *
 * A stream is named by a concept and one or more ids with `/` between them; an id is made of small letters, digits and any of `_ . ~ -`. The
 * journal takes command ids of at most 200 letters; streams are as long as the host's ids, and a store that can't take a longer one rejects
 * it as `misused`, as it may reject empty names. Fingerprints are opaque texts.
 *
 * One handle serves one tenant; nothing that one tenant does can be seen or felt through the handle of another. What can
 * be expected is answered as a value. A promise rejects for faults only, with `StoreFault`.
 */
import type { Revision, StreamId } from "../language/ids.ts"

export interface Store {
  /**
   * Appends to streams, in the order of the list, and answers each request. Each one is atomic for itself: all of its events or
   * none. A store that can, carries out the whole list in one transaction, so that many commands cost one write.
   *
   * For each request, in this order and as one atomic step:
   * 1. A request with events before it in this list, on the same stream, was not appended: `Untried`. What this one was
   *    decided on never came to be.
   * 2. The command id is known to this tenant: `Replayed` with its first receipt when the fingerprint is the same,
   *    `OtherCommand` when it is not. Nothing is written, whatever the guard says.
   * 3. The stream is not at `expected`: `Conflict`. Nothing is written.
   * 4. There are no events: `Confirmed`. Nothing is written and no receipt is left; this is a probe.
   * 5. The events take the revisions from `expected + 1`, one by one, and the receipt is kept with them: `Appended`.
   *
   * It is answered when all that was appended will survive what the adapter promises to survive, not before. A promise that
   * rejects may have appended any of it or nothing. The same requests sent again, together or alone, tell which.
   */
  readonly append: (requests: ReadonlyArray<Append>) => Promise<ReadonlyArray<Answer>>

  /**
   * The events of one stream in order, `from` this revision on (0 when left out), at most `limit` of them (1,000).
   * A stream that nothing was ever appended to is an empty one.
   */
  readonly readStream: (
    stream: StreamId,
    page?: { readonly from?: Revision; readonly limit?: number }
  ) => Promise<StreamPage>

  /**
   * The events of all streams of the tenant in the order of their positions, those behind `after` only (all, when left
   * out), at most `limit` of them (1,000).
   *
   * Gap-safe: once a page has been answered, no event will ever appear before its `position`. An adapter whose
   * transactions can commit out of order must hold events back until that is certain.
   */
  readonly readAll: (page?: { readonly after?: Position; readonly limit?: number }) => Promise<Page | OtherEpoch>

  /** The revision of the last event of a stream; `-1` when there is none. */
  readonly revision: (stream: StreamId) => Promise<Revision>

  /** Lets go of what the handle holds. Every later call rejects with `StoreFault` of kind `closed`; closing twice is fine. */
  readonly close: () => Promise<void>
}

/** What is to be appended, and under which condition. */
export interface Append {
  readonly stream: StreamId
  /** The revision that the stream must be at; `-1` for a stream that holds nothing. Always given: there is no "any". */
  readonly expected: Revision
  /** Names the command among all commands of the tenant. */
  readonly commandId: string
  /** Tells two commands under one id apart. Opaque. */
  readonly fingerprint: string
  /**
   * Each text is one JSON value without unescaped control characters and without halves of surrogate pairs; the journal
   * sees to that. An adapter stores it as text and gives it back to the letter. Columns for people who look into the
   * database may be copied from it; nobody here reads them.
   */
  readonly events: ReadonlyArray<string>
}

/** The answer to one request. */
export type Answer = Appended | Replayed | OtherCommand | Conflict | Confirmed | Untried

/** The events are stored. */
export interface Appended {
  readonly _tag: "Appended"
  readonly receipt: Receipt
}

/** The command was carried out before, and this is what it got then. */
export interface Replayed {
  readonly _tag: "Replayed"
  readonly receipt: Receipt
}

/** The command id was used before, for another command. */
export interface OtherCommand {
  readonly _tag: "OtherCommand"
}

/** The stream was not at `expected`. */
export interface Conflict {
  readonly _tag: "Conflict"
  /** Where the stream is: past `expected`, or short of it. */
  readonly revision: Revision
  /** The events from `expected + 1`: all of them, or the first 1,000. Empty when the stream is shorter than expected. */
  readonly missed: ReadonlyArray<StoredEvent>
}

/** The stream is at `expected`, and the command is not known. */
export interface Confirmed {
  readonly _tag: "Confirmed"
}

/** It was not looked at, for a request before it in the same list and on the same stream was to append and did not. */
export interface Untried {
  readonly _tag: "Untried"
}

/** What an append got: the same for good. */
export interface Receipt {
  readonly commandId: string
  readonly stream: StreamId
  /** The revision of the first event of this append. */
  readonly first: Revision
  readonly last: Revision
  /** The position of the last event. */
  readonly position: Position
}

/**
 * A place in the order of all events of a tenant. Opaque, but for this: positions of one epoch are ordered as text.
 *
 * A log has one epoch for as long as its positions mean the same. Restoring an older copy or moving to another database
 * begins a new one; a checkpoint of an old epoch is then answered with `OtherEpoch`, so that no reader goes on from a
 * place that is somewhere else now.
 */
export type Position = string

export interface StoredEvent {
  readonly stream: StreamId
  readonly revision: Revision
  readonly position: Position
  readonly text: string
}

export interface StreamPage {
  readonly events: ReadonlyArray<StoredEvent>
  /** The revision of the stream when this page was read: the last event of the page, or further. */
  readonly revision: Revision
}

export interface Page {
  readonly _tag: "Page"
  readonly events: ReadonlyArray<StoredEvent>
  /** Where to go on from: the position of the last event here, or where reading began when there is none. Always given. */
  readonly position: Position
  /** Whether there was more to read when this page was read. */
  readonly more: boolean
  /**
   * How many events are stored behind this page that can't be given yet, because a write that began before them has not ended. They
   * are given once it has. Left out by a store that never holds anything back.
   */
  readonly withheld?: number
}

/**
 * `after` is not a position of this log: it is of another epoch, or it is a place that this log has not reached, as when an older copy
 * was put back under the same epoch.
 */
export interface OtherEpoch {
  readonly _tag: "OtherEpoch"
  readonly epoch: string
}

/** How many events a page holds when nobody says otherwise; also the most that a `Conflict` carries. */
export const pageSize = 1000

/**
 * Something went wrong that no caller could have known.
 *
 * `closed`: the handle was closed. `busy`: others hold the store for too long, try again. `misused`: the request makes no
 * sense (a revision that is not a whole number from -1, a limit below 1). `broken`: anything else.
 */
export class StoreFault extends Error {
  readonly _tag = "StoreFault"
  readonly kind: "closed" | "busy" | "misused" | "broken"
  constructor(kind: StoreFault["kind"], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.kind = kind
  }
}
