/**
 * Evidence, checked by whoever holds it: no store, no keys, no network.
 *
 * Three things are looked at. Is each stream the chain that was recorded? Does it stand where a signed checkpoint has it? And does the
 * record, asked again, answer as it is said to have answered? What none of this can show is said with the result.
 */
import * as Result from "effect/Result"
import { canonical } from "../journal/canonical.ts"
import {
  type HeadProof,
  type Lost,
  type SignedCheckpoint,
  type Unsigned,
  verifyHead,
  verifySignature
} from "../journal/checkpoint.ts"
import type { Verifier } from "../journal/ed25519.ts"
import type { Written } from "../journal/Recorded.ts"
import { type Flaw, verifyStream } from "../journal/verify.ts"
import { sentence } from "../kernel/Verdict.ts"
import { type EventRef, revisionOf, type StreamId, streamOf } from "../language/ids.ts"
import { type Goodfaith, NotAcceptable } from "../promise.ts"
import { eventCodecs, type Problems } from "../schema.ts"
import type { Instant } from "../time/Instant.ts"
import { type Answered, answerTo, copyOf } from "./asking.ts"
import { decodeCheckpoint, decodeEvidence } from "./Evidence.schema.ts"
import type { Evidence, EventText, Subject } from "./Evidence.ts"
import { isOwn } from "./subject.ts"

// -- The sentences. They stand in `docs/policy/journal.md`. --

export const standsAlone = sentence({
  id: "evidence.stands-alone",
  quote: "What we hand over about a client or a report is checked without our store, our keys and our word."
})
export const missingIsNamed = sentence({
  id: "evidence.missing-is-named",
  quote: "What evidence rests on and does not hold is named."
})

// -- What comes out --

export interface EvidenceVerified {
  readonly _tag: "Verified"
  /** No flaw, nothing lost since the checkpoint, and every answer comes out again. What this does not cover is in `unshown`. */
  readonly holds: boolean
  readonly log: string
  readonly of: Subject
  readonly at: Instant
  readonly events: number
  readonly flaws: ReadonlyArray<Flaw>
  /** Events that are cited and do not stand in it: of another client or report. Nobody can look at them here. */
  readonly elsewhere: ReadonlyArray<EventRef>
  readonly against: AgainstCheckpoint | NotCompared | Unsigned
  /** Asked again, question by question; empty where the record has flaws, of which nothing is asked. */
  readonly answers: ReadonlyArray<AskedAgain>
  readonly unshown: ReadonlyArray<string>
}

/** It is no evidence at all: everything that is wrong with its form. */
export interface NotEvidence {
  readonly _tag: "NotEvidence"
  readonly problems: Problems
}

/** How the streams stand to what was signed. */
export interface AgainstCheckpoint {
  readonly _tag: "Compared"
  readonly checkpoint: SignedCheckpoint
  /** Streams of which every event that the checkpoint covers stands as it stood. */
  readonly same: ReadonlyArray<StreamId>
  /** Those among them that go on after it. */
  readonly grown: ReadonlyArray<StreamId>
  /** Streams that do not hold what was signed. */
  readonly lost: ReadonlyArray<Lost>
  /** Streams that are not shown to stand in it, though by their own words they began before it was signed; or by a proof that leads elsewhere. */
  readonly unproven: ReadonlyArray<StreamId>
  /** Streams that began after it, by their own words. */
  readonly newer: ReadonlyArray<StreamId>
}

/** There is no checkpoint, or nobody said which public key is trusted. */
export interface NotCompared {
  readonly _tag: "NotCompared"
  readonly why: "no checkpoint" | "no trusted key"
}

/** A question, what the evidence says that was answered, and what is answered now. */
export interface AskedAgain extends Answered {
  readonly same: boolean
  /** As `answer`, from the events that stand here. */
  readonly now: unknown
}

export interface VerifyingEvidence {
  /** Whose signature is trusted: `ed25519Verifier` of a public key that you have from elsewhere than the evidence. */
  readonly verifier?: Verifier
  /** A checkpoint that you kept yourself, as `JSON.parse` gives it. Left out: the one that came along. The proofs must be of the same one. */
  readonly checkpoint?: unknown
}

/**
 * Everything that can be said of evidence by itself. Takes whatever was handed over, as `JSON.parse` gives it, and never rejects for what
 * stands in it.
 *
 * ```ts
 * import { verifyEvidence } from "goodfaith/evidence"
 * const found = await verifyEvidence({ format: "goodfaith/evidence/1" })
 * found._tag // => "NotEvidence"
 * ```
 */
export const verifyEvidence = async (
  evidence: unknown,
  { verifier, checkpoint }: VerifyingEvidence = {}
): Promise<EvidenceVerified | NotEvidence> => {
  const [read, own] = [readEvidence(evidence), checkpoint === undefined ? undefined : decodeCheckpoint(checkpoint)]
  const problems = [...failureOf(read), ...failureOf(own).map((it) => ({ ...it, path: under("checkpoint", it.path) }))]
  if (Result.isFailure(read) || problems.length > 0) return { _tag: "NotEvidence", problems }
  const { log, of, at, events, answers } = read.success
  const streams = byStream(events)
  const flaws = await flawsIn(streams)
  const signed = own === undefined ? read.success.checkpoint : Result.getOrThrow(own)
  const against = await compared(read.success, streams, flaws, signed, verifier)
  const again = flaws.length > 0 ? [] : await asked(read.success)
  return {
    _tag: "Verified",
    holds: flaws.length === 0 && isAsSigned(against) && again.every(({ same }) => same),
    log,
    of,
    at,
    events: events.length,
    flaws,
    elsewhere: flaws.length > 0 ? [] : citedElsewhere(streams),
    against,
    answers: again,
    unshown: [
      ...(against._tag === "Compared" ? unshownAfter : unshownAlone),
      ...unshownAlways,
      ...(flaws.length > 0 && answers.length > 0 ? ["the answers: a record with flaws is asked nothing"] : [])
    ]
  }
}

/** Evidence from outside; of a client or a report of which nothing is in it, it is none. */
const readEvidence = (input: unknown): Result.Result<Evidence, Problems> => {
  const read = decodeEvidence(input)
  if (Result.isFailure(read) || read.success.events.some(({ stream }) => isOwn(stream, read.success.of))) return read
  const [[kind, id] = []] = Object.entries(read.success.of)
  const found = read.success.events.length === 0 ? "none" : "events of others only"
  return Result.fail([{ path: "events", expected: `events of ${kind} \`${id}\``, found }])
}

const failureOf = (read: Result.Result<unknown, Problems> | undefined): Problems =>
  read !== undefined && Result.isFailure(read) ? read.failure : []

const under = (place: string, path: string): string => (path === "" ? place : `${place}.${path}`)

/** What no evidence can show by itself. */
const unshownAlways = [
  "a stream about this client or report that was left out as a whole and is cited nowhere",
  "whether what was recorded is true: that is for whoever recorded it"
]
const unshownAlone = [
  "a record that was cut off at its end, or made up as a whole: only a signed checkpoint can show it"
]
const unshownAfter = ["events after the checkpoint that were cut off or written anew: only a later one can show it"]

/**
 * The record in evidence, to ask it whatever a store is asked: the gate at another instant, a verdict, the listing of a day. It is a copy in
 * memory, as of when it was gathered; what is recorded in it is recorded nowhere else. Rejects with `NotAcceptable` when it is no evidence,
 * or has flaws.
 *
 * ```ts
 * import { gather, openEvidence } from "goodfaith/evidence"
 * import { memory } from "goodfaith/memory"
 * import { open, termsRef } from "goodfaith/promise"
 * import { commercial } from "goodfaith/terms/ready"
 * const store = memory()
 * const gf = await open({ store, terms: [commercial] })
 * const at = "2026-04-02T08:00:00.000Z"
 * const dpa = { dpa: "dpa-1", paper: "standard", terms: termsRef(commercial) } as const
 * await gf.client("c42").do({ _tag: "ExecuteDpa", ...dpa, at }, { actor: "dpo-1" })
 * const record = await openEvidence(await gather(store, { of: { client: "c42" }, log: "acme", at }))
 * const { state } = await record.client("c42").state()
 * state.dpas.length // => 1
 * ```
 */
export const openEvidence = async (evidence: unknown): Promise<Goodfaith> => {
  const read = readEvidence(evidence)
  if (Result.isFailure(read)) throw new NotAcceptable("the evidence", read.failure)
  const flaws = await flawsIn(byStream(read.success.events))
  if (flaws.length > 0)
    throw new NotAcceptable(
      "the evidence",
      flaws.map(({ ref, message }) => ({ path: ref, expected: "an event as it was recorded", found: message }))
    )
  return copyOf(read.success.events, read.success.at)
}

// -- Is each stream what was recorded? --

type Streams = ReadonlyMap<StreamId, ReadonlyArray<EventText>>

const byStream = (events: ReadonlyArray<EventText>): Streams => {
  const streams = new Map<StreamId, Array<EventText>>()
  for (const event of events) {
    const stream = streams.get(event.stream)
    if (stream === undefined) streams.set(event.stream, [event])
    else stream.push(event)
  }
  return streams
}

const flawsIn = async (streams: Streams): Promise<ReadonlyArray<Flaw>> => {
  const lastOf = (stream: StreamId) => streams.get(stream)?.at(-1)?.revision
  const flaws: Array<Flaw> = []
  for (const [stream, events] of streams) {
    const stored = events.map((event) => ({ ...event, position: "" }))
    // What stands elsewhere is named apart: it is not wrong that it is not here.
    const revision = async (cited: StreamId) => lastOf(cited) ?? Number.POSITIVE_INFINITY
    flaws.push(...(await verifyStream(stored, { stream, codecs: eventCodecs, revision })))
  }
  return flaws
}

const citedElsewhere = (streams: Streams): ReadonlyArray<EventRef> => {
  const cited = [...streams.values()].flat().flatMap(({ text }) => {
    const { event, header } = writtenIn(text)
    const codec = eventCodecs[header.type]
    return codec === undefined ? [] : codec.cites(codec.decode(header.version, event))
  })
  return [...new Set(cited)].filter((ref) => !streams.has(streamOf(ref))).sort()
}

const writtenIn = (text: string): Written => JSON.parse(text)

// -- Does it stand where the checkpoint has it? --

const isAsSigned = (against: EvidenceVerified["against"]): boolean =>
  against._tag === "Compared"
    ? against.lost.length === 0 && against.unproven.length === 0
    : against._tag === "NotCompared"

const compared = async (
  { proofs = [] }: Evidence,
  streams: Streams,
  flaws: ReadonlyArray<Flaw>,
  checkpoint: SignedCheckpoint | undefined,
  verifier: Verifier | undefined
): Promise<EvidenceVerified["against"]> => {
  if (checkpoint === undefined) return { _tag: "NotCompared", why: "no checkpoint" }
  if (verifier === undefined) return { _tag: "NotCompared", why: "no trusted key" }
  const unsigned = await verifySignature(checkpoint, verifier)
  if (unsigned !== undefined) return unsigned
  const [same, grown, lost, unproven, newer]: [
    Array<StreamId>,
    Array<StreamId>,
    Array<Lost>,
    Array<StreamId>,
    Array<StreamId>
  ] = [[], [], [], [], []]
  const proven = new Map(proofs.map((proof) => [proof.head.stream, proof]))
  for (const stream of new Set([...proven.keys(), ...streams.keys()])) {
    const events = streams.get(stream) ?? []
    const proof = proven.get(stream)
    if (proof === undefined) {
      const began = events[0] && recordedAt(events[0])
      if (began !== undefined && began > checkpoint.at) newer.push(stream)
      else unproven.push(stream)
      continue
    }
    const shown = await verifyHead(checkpoint, proof, verifier)
    const became = shown._tag === "Shown" ? standing(proof, events, flaws) : undefined
    if (became === undefined) unproven.push(stream)
    else if (became !== "same") lost.push({ was: proof.head, became })
    else {
      same.push(stream)
      if ((events.at(-1)?.revision ?? -1) > proof.head.revision) grown.push(stream)
    }
  }
  return { _tag: "Compared", checkpoint, same, grown, lost, unproven, newer }
}

/** How a stream stands to the head that was signed. A text that is not what was recorded has the hash of nothing that was. */
const standing = (
  { head }: HeadProof,
  events: ReadonlyArray<EventText>,
  flaws: ReadonlyArray<Flaw>
): Lost["became"] | "same" => {
  if (events.length === 0) return "gone"
  const there = events.find(({ revision }) => revision === head.revision)
  if (there === undefined) return "shorter"
  const isFlawed = flaws.some(({ ref }) => streamOf(ref) === head.stream && revisionOf(ref) <= head.revision)
  return !isFlawed && hashIn(there) === head.hash ? "same" : "rewritten"
}

const hashIn = ({ text }: EventText): unknown => orNothing(() => writtenIn(text).hash)
const recordedAt = ({ text }: EventText): Instant | undefined => orNothing(() => writtenIn(text).header.recordedAt)

/** A text that is no event is a flaw, and that was said. */
const orNothing = <A>(read: () => A): A | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

// -- Does it answer as it is said to have answered? --

const asked = async ({ events, answers, of, at }: Evidence): Promise<ReadonlyArray<AskedAgain>> => {
  if (answers.length === 0) return []
  const copy = await copyOf(events, at)
  return Promise.all(
    answers.map(async ({ asked, answer }) => {
      const now = await answerTo(asked, of, copy).catch(unasked)
      return { asked, answer, now, same: now !== undefined && canonical(now) === canonical(answer) }
    })
  )
}

/** A question that makes no sense here was answered by nobody, whatever stands beside it. */
const unasked = (fault: unknown): undefined => {
  if (!(fault instanceof NotAcceptable)) throw fault
}
