/**
 * Is the record whole? Hashes, links, and the events that events rest on.
 *
 * It needs no keys: hashes cover sealed texts, so a record in which persons were forgotten is as provable as before.
 *
 * What is wrong inside a stream is seen from within, and named. What leaves a whole chain behind is not: a tail that was cut
 * off, a stream that was written anew or taken away, an older copy of everything. Each answer says so (`unshown`); a signed
 * checkpoint that somebody kept shows it (`verifyAgainst`).
 */
import { sentence } from "../kernel/Verdict.ts"
import type { EventCodecs } from "../language/codec.schema.ts"
import { type EventRef, eventRef, revisionOf, type Revision, type StreamId, streamOf, under } from "../language/ids.ts"
import { pageSize, type Position, type Store, type StoredEvent, StoreFault } from "../store/port.ts"
import * as Instant from "../time/Instant.ts"
import { type Hash, hash } from "./hash.ts"
import { type Header, parse, write, type Written } from "./Recorded.ts"

// -- The sentences. They stand in `docs/policy/journal.md`. --

export const flawsAreNamed = sentence({
  id: "journal.flaws-are-named",
  quote: "An event that was changed, removed, added, repeated or moved inside a stream is named."
})
export const erasureLeavesProof = sentence({
  id: "journal.erasure-leaves-proof",
  quote: "The record is verified without keys, and a person who is forgotten takes nothing away from it."
})
export const unshownIsSaid = sentence({
  id: "journal.unshown-is-said",
  quote: "What verifying the record by itself can't show is said with its result."
})

// -- What comes out --

/** Something that is wrong with one event, or with the place where one should stand. */
export interface Flaw {
  readonly ref: EventRef
  /**
   * - `unreadable`: no text of an event, or of a type, version or shape that nobody here knows
   * - `changed`: the text is not the one that its hash was made of, or not written as we write it
   * - `unlinked`: it does not follow the event before it
   * - `misplaced`: it was recorded for another place, or its type belongs into another stream
   * - `removed`: no event stands here, and one comes after, or the store says that one does
   * - `repeated`: the store gives it again or out of order, or its command was carried out before
   * - `unfounded`: it rests on an event that is not there, or that comes after it
   * - `backdated`: it says that it was recorded before the event before it
   * - `contradictory`: what its header says is not what its payload, or another event of the same command, says
   */
  readonly kind:
    | "unreadable"
    | "changed"
    | "unlinked"
    | "misplaced"
    | "removed"
    | "repeated"
    | "unfounded"
    | "backdated"
    | "contradictory"
  readonly message: string
}

/** Where a stream ends, and the hash that stands for all of it up to there. */
export interface Head {
  readonly stream: StreamId
  readonly revision: Revision
  /** The hash of its last event; where the chain is broken, one made of all its texts as they stand. */
  readonly hash: Hash
}

export interface Verification {
  /** In the order in which they were met. */
  readonly flaws: ReadonlyArray<Flaw>
  /** How many more there are: only the first `most` are named. */
  readonly further: number
  readonly events: number
  /** One for each stream, ordered by name. */
  readonly heads: ReadonlyArray<Head>
  /** What this can't show, whatever was found. */
  readonly unshown: ReadonlyArray<string>
}

export interface StoreVerification extends Verification {
  /** Up to here. */
  readonly position: Position
  /** Stored, but not given yet by the store, because a write that began before has not ended: not looked at. */
  readonly withheld: number
}

const ofStream = [
  "events that were cut off at the end of a stream",
  "a stream that was written anew from some event on, with new hashes"
]
const ofStore = [
  ...ofStream,
  "a stream that was taken away as a whole, or added as a whole",
  "an older copy of everything",
  "receipts of commands that are lost: the store keeps them beside the events"
]
const signedOnly = (what: string) => `${what}: only a signed checkpoint can show it`

/** What `verifyStream` can't show. */
export const unshownOfStream: ReadonlyArray<string> = ofStream.map(signedOnly)
/** What `verifyStore` can't show. */
export const unshownOfStore: ReadonlyArray<string> = [...ofStore.slice(0, -1).map(signedOnly), ...ofStore.slice(-1)]

// -- One stream --

export interface Verifying {
  readonly stream: StreamId
  readonly codecs: EventCodecs
  /** How far a stream goes: an event that is cited must be there. */
  readonly revision: (stream: StreamId) => Promise<Revision>
}

/** Everything that is wrong with a stream, in order; empty when nothing is. What it can't show: `unshownOfStream`. */
export const verifyStream = async (
  events: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
  { stream, codecs, revision }: Verifying
): Promise<ReadonlyArray<Flaw>> => {
  const found = findings(Number.POSITIVE_INFINITY)
  await walkStream(events, stream, found, judge(codecs, found, revision, new Set()))
  return found.flaws
}

/** One stream of a store, with its head and with what this can't show. */
export const verifyStreamOf = async (
  store: Store,
  stream: StreamId,
  { codecs, most = 1000 }: { readonly codecs: EventCodecs; readonly most?: number }
): Promise<Verification> => {
  const found = findings(most)
  const judged = judge(codecs, found, store.revision, new Set())
  const { end, events } = await walkStream(streamIn(store, stream, found), stream, found, judged)
  return {
    ...found.result(),
    events,
    heads: end === undefined ? [] : [headOf(stream, end)],
    unshown: unshownOfStream
  }
}

const walkStream = async (
  events: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
  stream: StreamId,
  found: Findings,
  judged: Judge
) => {
  let end: Link | undefined
  let count = 0
  for await (const stored of events) {
    count += 1
    if (stored.stream !== stream)
      found.add(eventRef(stream, stored.revision), "misplaced", `the store gives an event of \`${stored.stream}\``)
    const after = judged(stored, stream, end)
    end = after instanceof Promise ? await after : after
  }
  return { end, events: count }
}

/** A stream page by page, also of a store in which revisions are missing. */
async function* streamIn(store: Store, stream: StreamId, found: Findings): AsyncGenerator<StoredEvent> {
  for (let next = 0; ; ) {
    const page = await store.readStream(stream, { from: next, limit: pageSize })
    yield* page.events
    const last = page.events.at(-1)?.revision
    if (last === undefined || last < next) {
      if (page.revision >= next)
        found.add(
          eventRef(stream, next),
          "removed",
          `the store says that \`${stream}\` goes on to ${page.revision}, and gives nothing from here on`
        )
      return
    }
    next = last + 1
    if (next > page.revision) return
  }
}

// -- A whole store --

export interface VerifyingStore {
  readonly codecs: EventCodecs
  /** How many flaws are named at most; the others are counted. 1,000 when left out. */
  readonly most?: number
  /** Called for each event once it was looked at, with the head of its stream as of then; and with its place in the log. */
  readonly each?: (head: Head, position: Position) => void
}

/**
 * Everything that is wrong with the events of all streams, in the order of the log, read page by page. Of each stream no more
 * is held than its head, so a store of any length can be verified.
 *
 * A cited event is looked for among those read so far; one that was not met yet is asked of the store. In the end each stream
 * is asked by itself, and must end as the log of all streams has it.
 *
 * ```ts
 * import { verifyStore } from "goodfaith/journal"
 * import { memory } from "goodfaith/memory"
 * const { flaws, unshown } = await verifyStore(memory(), { codecs: {} })
 * flaws // => []
 * unshown[0] // => "events that were cut off at the end of a stream: only a signed checkpoint can show it"
 * ```
 */
export const verifyStore = async (
  store: Store,
  { codecs, most = 1000, each }: VerifyingStore
): Promise<StoreVerification> => {
  const found = findings(most)
  const ends = new Map<StreamId, Link>()
  /** How far a stream goes by its own word, where that is further than was read. */
  const further = new Map<StreamId, Revision>()
  const revision = async (stream: StreamId): Promise<Revision> => {
    const told = await store.revision(stream)
    if (told > (ends.get(stream)?.revision ?? -1)) further.set(stream, told)
    return told
  }
  const judged = judge(codecs, found, revision, undefined, (stream) => ends.get(stream)?.revision ?? -1)
  let position: Position | undefined
  let events = 0
  let withheld = 0

  const walk = async (): Promise<void> => {
    for (;;) {
      const page = await store.readAll(position === undefined ? {} : { after: position })
      if (page._tag === "OtherEpoch")
        throw new StoreFault("broken", "another life of the log began while it was verified; verify it again")
      for (const stored of page.events) {
        events += 1
        if (position !== undefined && stored.position <= position)
          found.add(eventRef(stored.stream, stored.revision), "repeated", "the log does not give it in its order")
        position = stored.position
        const after = judged(stored, stored.stream, ends.get(stored.stream))
        const end = after instanceof Promise ? await after : after
        ends.set(stored.stream, end)
        each?.(headOf(stored.stream, end), position)
      }
      position = page.position
      withheld = page.withheld ?? 0
      if (!page.more) return
      if (page.events.length === 0)
        throw new StoreFault("broken", "the store says that there is more to read, and gives nothing")
    }
  }

  await walk()
  for (const [stream, end] of ends) {
    const page = await store.readStream(stream, { from: end.revision, limit: 1 })
    const [last] = page.events
    if (page.revision < end.revision || last?.revision !== end.revision)
      found.add(eventRef(stream, end.revision), "removed", `read by itself, \`${stream}\` does not hold it`)
    else if (end.suspects === undefined && standing(last) !== end.hash)
      found.add(eventRef(stream, end.revision), "changed", `read by itself, \`${stream}\` holds another text here`)
    if (page.revision > end.revision) further.set(stream, page.revision)
  }
  // What was appended meanwhile is in the log by now; what is not there, and not held back, the log does not give.
  if (further.size > 0) await walk()
  for (const [stream, told] of further) {
    const next = (ends.get(stream)?.revision ?? -1) + 1
    if (told >= next && withheld === 0)
      found.add(eventRef(stream, next), "removed", `\`${stream}\` goes on to ${told}, and the log does not give it`)
  }
  return {
    ...found.result(),
    events,
    heads: [...ends].map(([stream, end]) => headOf(stream, end)).sort(byStream),
    position: position!,
    withheld,
    unshown: unshownOfStore
  }
}

export const byStream = (a: Head, b: Head): number => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0)

// -- One event after another --

/** What is kept of an event, to judge the one after it. */
interface Link {
  readonly revision: Revision
  readonly hash: Hash
  readonly recordedAt: Instant.Instant | undefined
  /** The chain is broken at or before this event. These are the hashes that the next event may name; none: nobody can tell. */
  readonly suspects?: ReadonlyArray<Hash>
}

const headOf = (stream: StreamId, { revision, hash }: Link): Head => ({ stream, revision, hash })

type Judge = (stored: StoredEvent, stream: StreamId, before: Link | undefined) => Link | Promise<Link>

/**
 * What looks at event after event. It waits only where an event rests on one that was not met yet.
 *
 * One tampering is one flaw as far as that can be told: what can't be said for certain, because the event before is broken
 * itself, is not said.
 */
const judge = (
  codecs: EventCodecs,
  found: Findings,
  revision: (stream: StreamId) => Promise<Revision>,
  /** The commands of this stream; left out where there would be too many to keep. */
  seen: Set<string> | undefined,
  met: (stream: StreamId) => Revision = () => -1
): Judge => {
  let latest: Header | undefined
  return (stored, stream, before) => {
    const ref = eventRef(stream, stored.revision)
    const flawsBefore = found.count
    const flaw = (kind: Flaw["kind"], message: string) => found.add(ref, kind, message)
    const next = (before?.revision ?? -1) + 1
    if (stored.revision < next) {
      flaw("repeated", `the store gives it after \`${eventRef(stream, next - 1)}\``)
      return before!
    }
    const gap = stored.revision > next
    if (gap)
      found.add(
        eventRef(stream, next),
        "removed",
        `${stored.revision === next + 1 ? "it is" : `it and all up to \`${eventRef(stream, stored.revision - 1)}\` are`} not there, and \`${ref}\` is`
      )

    const written = readable(stored)
    if (written === undefined) {
      flaw("unreadable", "this is not the text of an event")
      return broken(stored, before, [])
    }
    const { header } = written
    const made = rewritten(written)
    const changed = made?.text !== stored.text
    if (header.ref !== ref) flaw("misplaced", `this was recorded as \`${header.ref}\``)
    if (changed) flaw("changed", "its text is not the one that was recorded")
    const linked = gap || follows(header, before)
    if (!linked) flaw("unlinked", "it does not follow the event before it")

    const soundChain = !gap && !changed && linked && before?.suspects === undefined
    const link: Link = soundChain
      ? { revision: stored.revision, hash: written.hash, recordedAt: header.recordedAt }
      : broken(stored, before, changed ? [written.hash, ...(made === undefined ? [] : [made.hash])] : [written.hash])
    if (changed) return link // what a changed text says is not worth judging

    if (header.recordedAt < (before?.recordedAt ?? ""))
      flaw("backdated", `it was recorded at ${header.recordedAt}, and the event before it at ${before?.recordedAt}`)
    const cited = meaning(written, stream, codecs, flaw)
    if (found.count === flawsBefore) {
      if (latest?.commandId === header.commandId) together(header, latest, flaw)
      else if (seen?.has(header.commandId) === true)
        flaw("repeated", `its command \`${header.commandId}\` was carried out before`)
      seen?.add(header.commandId)
      latest = header
    }

    const unmet = cited.filter((ref) => revisionOf(ref) > met(streamOf(ref)))
    if (unmet.length === 0) return link
    return (async () => {
      for (const cited of unmet) {
        if (revisionOf(cited) > (await revision(streamOf(cited))))
          flaw("unfounded", `it rests on \`${cited}\`, and there is no such event`)
        else if (streamOf(cited) === streamOf(header.ref) && revisionOf(cited) >= revisionOf(header.ref))
          flaw("unfounded", `it rests on \`${cited}\`, which is no event before it`)
      }
      return link
    })()
  }
}

/** From a break on, the hash is made of all that stands there, so that nothing behind the break can change unseen. */
const broken = (stored: StoredEvent, before: Link | undefined, suspects: ReadonlyArray<Hash>): Link => ({
  revision: stored.revision,
  hash: hash(`${before?.hash ?? ""}\n${stored.revision}\n${stored.text}`),
  recordedAt: before?.recordedAt,
  suspects
})

const follows = ({ previous }: Header, before: Link | undefined): boolean => {
  if (before === undefined) return previous === null
  if (before.suspects === undefined) return previous === before.hash
  return before.suspects.length === 0 || before.suspects.some((hash) => hash === previous)
}

/** What the header and the payload say. Answers with the events that are cited. */
const meaning = (
  { header, event }: Written,
  stream: StreamId,
  codecs: EventCodecs,
  flaw: (kind: Flaw["kind"], message: string) => void
): ReadonlyArray<EventRef> => {
  const wrong = missing.filter((field) => typeof header[field] !== "string")
  if (wrong.length > 0) flaw("unreadable", `its header lacks ${wrong.map((field) => `\`${field}\``).join(", ")}`)
  else if (!Instant.is(header.recordedAt)) flaw("unreadable", "`recordedAt` is no instant")
  if (conceptOf(header.type) !== conceptOf(stream))
    flaw("misplaced", `events of type \`${header.type}\` do not belong into this stream`)
  const codec = under(codecs, header.type)
  if (codec === undefined) {
    flaw("unreadable", `nobody here knows the type \`${header.type}\``)
    return []
  }
  try {
    const decoded = codec.decode(header.version, event)
    if (decoded.at !== header.occurredAt)
      flaw("contradictory", `it happened at ${decoded.at}, and its header says ${header.occurredAt}`)
    return codec.cites(decoded)
  } catch (cause) {
    flaw("unreadable", (cause as Error).message)
    return []
  }
}

const missing = ["ref", "occurredAt", "recordedAt", "actor", "commandId", "correlation"] as const
const conceptOf = (name: string): string => name.slice(0, name.indexOf("/"))

/** Events of one command were recorded at once, by one actor, in one stream. */
const together = (header: Header, latest: Header, flaw: (kind: Flaw["kind"], message: string) => void): void => {
  const differs = shared.filter((field) => header[field] !== latest[field])
  if (streamOf(header.ref) !== streamOf(latest.ref))
    flaw("repeated", `its command \`${header.commandId}\` was carried out in \`${streamOf(latest.ref)}\``)
  else if (differs.length > 0)
    flaw(
      "contradictory",
      `it is of the same command as the event before it, and says another ${differs.map((field) => `\`${field}\``).join(", ")}`
    )
}

const shared = ["actor", "authority", "correlation", "causation", "recordedAt"] as const

const readable = (stored: StoredEvent): Written | undefined => {
  try {
    return parse(stored)
  } catch {
    return undefined
  }
}

/** The text as we would write it, hash and all. */
const rewritten = ({ event, header }: Written) => {
  try {
    return write(event, header)
  } catch {
    return undefined // it holds what canonical text can't, so it was never written by us
  }
}

/** The hash that a sound text bears; `undefined` for any other. */
const standing = (stored: StoredEvent): Hash | undefined => {
  const written = readable(stored)
  return written !== undefined && rewritten(written)?.text === stored.text ? written.hash : undefined
}

// -- Flaws, named up to a number and then counted --

type Findings = ReturnType<typeof findings>

const findings = (most: number) => {
  const flaws: Array<Flaw> = []
  const found = {
    flaws,
    count: 0,
    add: (ref: EventRef, kind: Flaw["kind"], message: string): void => {
      found.count += 1
      if (flaws.length < most) flaws.push({ ref, kind, message })
    },
    result: () => ({ flaws, further: found.count - flaws.length })
  }
  return found
}
