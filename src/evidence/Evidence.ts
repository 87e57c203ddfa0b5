/**
 * Evidence: all that is on record about one client, or one report, in one piece that can be handed over.
 *
 * It is plain JSON: the stored texts in the order of the log, the contracts, calendars and zone tables that they count by, and questions with
 * the answers that they got. Whoever holds it needs no store, no keys and no network: the chains of hashes are checked (`verifyEvidence`), and
 * the same questions are asked again of what stands in it (`openEvidence`). With a signed checkpoint it also shows that nothing was cut
 * off or written anew since that was signed.
 *
 * Persons stay sealed, as they are in the store. Who was forgotten is still forgotten, and takes nothing away from what is shown.
 */
import * as Result from "effect/Result"
import { type Checkpointed, type HeadProof, proveHead, type SignedCheckpoint } from "../journal/checkpoint.ts"
import { sentence } from "../kernel/Verdict.ts"
import type { ClientId, ReportId } from "../language/ids.ts"
import { NotAcceptable } from "../promise.ts"
import type { Store, StoredEvent } from "../store/port.ts"
import type { Instant } from "../time/Instant.ts"
import { type Answered, answerTo, copyOf, type Question } from "./asking.ts"
import { decodeGathering, format } from "./Evidence.schema.ts"
import { recordOf } from "./subject.ts"

// -- The sentences. They stand in `docs/policy/journal.md`. --

export const nothingOfOthers = sentence({
  id: "evidence.nothing-of-others",
  quote:
    "Evidence holds nothing that is recorded of another client or report, and says which clients are named in what it holds."
})

// -- What it is --

/** Whose record it is. */
export type Subject = { readonly client: ClientId } | { readonly report: ReportId }

/** One event as it is stored, to the letter. */
export type EventText = Pick<StoredEvent, "stream" | "revision" | "text">

/** Plain JSON, to hand over. */
export interface Evidence {
  readonly format: typeof format
  /** The record that it is of, by a name of the host's. */
  readonly log: string
  readonly of: Subject
  /** When it was gathered. What hangs on "now" is asked as of then. */
  readonly at: Instant
  /** In the order of the log. */
  readonly events: ReadonlyArray<EventText>
  /** Other clients whose ids stand in these events, as where a change was announced for some only. Look before you hand it over. */
  readonly alsoNames: ReadonlyArray<ClientId>
  readonly answers: ReadonlyArray<Answered>
  /** Where all streams ended when it was signed, and the place of these streams in it. */
  readonly checkpoint?: SignedCheckpoint
  readonly proofs?: ReadonlyArray<HeadProof>
}

export interface Gathering {
  readonly of: Subject
  readonly log: string
  readonly at: Instant
  /** What was asked, and is to be asked again by whoever holds it. None when left out. */
  readonly asks?: ReadonlyArray<Question>
  /** A checkpoint with its heads, as `checkpoint` of `goodfaith/journal` gave them; `secret`: the one that they were salted with. */
  readonly checkpointed?: Pick<Checkpointed, "checkpoint" | "heads">
  readonly secret?: string
}

/**
 * Reads the log once and takes what is recorded about a client, or a report. The answers are those that the evidence itself gives.
 * Rejects with `NotAcceptable` when nothing is on record of this client or report, or a question makes no sense.
 *
 * ```ts
 * import { gather, verifyEvidence } from "goodfaith/evidence"
 * import { memory } from "goodfaith/memory"
 * import { open, termsRef } from "goodfaith/promise"
 * import { commercial } from "goodfaith/terms/ready"
 * const store = memory()
 * const gf = await open({ store, terms: [commercial] })
 * const at = "2026-04-02T08:00:00.000Z"
 * const dpa = { dpa: "dpa-1", paper: "standard", terms: termsRef(commercial) } as const
 * await gf.client("c42").do({ _tag: "ExecuteDpa", ...dpa, at }, { actor: "dpo-1" })
 * const asks = [{ ask: "gate", engagement: "aws-eu", at }] as const
 * const evidence = await gather(store, { of: { client: "c42" }, log: "acme", at, asks })
 * const found = await verifyEvidence(JSON.parse(JSON.stringify(evidence)))
 * found._tag === "Verified" && found.holds // => true
 * ```
 */
export const gather = async (
  store: Store,
  { of, log, at, asks = [], checkpointed, secret }: Gathering
): Promise<Evidence> => {
  const read = decodeGathering({ of, log, at, asks })
  if (Result.isFailure(read)) throw new NotAcceptable("the question", read.failure)
  const { events, alsoNames } = await recordOf(store, of)
  const streams = [...new Set(events.map(({ stream }) => stream))]
  return {
    format,
    log,
    of,
    at,
    events,
    alsoNames,
    answers: await answersOf(asks, of, events, at),
    ...(checkpointed !== undefined && {
      checkpoint: checkpointed.checkpoint,
      proofs: streams.flatMap((stream) => proveHead(checkpointed.heads, stream, secret) ?? [])
    })
  }
}

const answersOf = async (
  asks: ReadonlyArray<Question>,
  of: Subject,
  events: ReadonlyArray<EventText>,
  at: Instant
): Promise<ReadonlyArray<Answered>> => {
  if (asks.length === 0) return []
  const copy = await copyOf(events, at)
  return Promise.all(asks.map(async (asked) => ({ asked, answer: await answerTo(asked, of, copy) })))
}
