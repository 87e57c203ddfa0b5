/**
 * The journal: the only loop that is not pure.
 *
 * A command goes in; its personal texts are sealed, the stream is read, the concept decides, and what happened is
 * stamped, written, chained and stored. Whatever two journals do at once on one store, it is as if one had done it all,
 * one command after the other.
 *
 * Its impurities are handed in as plain values: a store, keys, a clock, a source of ids.
 */
import * as Result from "effect/Result"
import type { Folded } from "../kernel/Decider.ts"
import type { Absent } from "../kernel/Verdict.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { EventCodecs, Problem, Problems } from "../language/codec.schema.ts"
import { type ActorId, type EventRef, eventRef, idPattern, type Revision, type StreamId } from "../language/ids.ts"
import type { Opened, Plain } from "../language/persons.ts"
import {
  type OtherEpoch,
  pageSize,
  type Position,
  type Receipt as StoreReceipt,
  type Store,
  type StoredEvent
} from "../store/port.ts"
import { appendOne } from "../store/request.ts"
import * as Instant from "../time/Instant.ts"
import { canonical } from "./canonical.ts"
import type { Concept, Happened, Said } from "./Concept.ts"
import { type Hash, hash } from "./hash.ts"
import type { Keys, Owner } from "./Keys.ts"
import { type Header, type Recorded, read, write } from "./Recorded.ts"
import { open, seal } from "./sealing.ts"
import { type Flaw, verifyStream } from "./verify.ts"

// -- What goes in --

export interface JournalOptions {
  readonly store: Store
  readonly keys: Keys
  /** How the events of all concepts are read: `eventCodecs` of `goodfaith/schema`. */
  readonly codecs: EventCodecs
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Ids for commands that come without one. `crypto.randomUUID` when left out. */
  readonly newId?: () => string
  /** How many folded states are kept for each concept. 1,000 when left out. */
  readonly kept?: number
  /** How often a command is decided anew because others were faster, before it is given up as a fault. 100 when left out. */
  readonly attempts?: number
}

/** Who asks, on whose authority, and under which name. Opaque ids all of them. */
export interface Asked {
  readonly actor: ActorId
  /** What the actor acts under: the ref of a mandate, or an id of the host's. */
  readonly authority?: string
  /**
   * Names this command. Asked again under the same id it is not carried out again but gets its first receipt, so give one
   * whenever you may want to ask again, after a fault or a crash.
   */
  readonly commandId?: string
  /** The command that began it all. This command's own id when left out. */
  readonly correlation?: string
  /** What this command answers, such as the event that a reaction reacted to. */
  readonly causation?: string
}

// -- What comes out --

/** It is so now, or was so already: then there are no events and `revision` is where that was confirmed. */
export interface Receipt {
  readonly _tag: "Receipt"
  readonly commandId: string
  readonly stream: StreamId
  readonly events: ReadonlyArray<EventRef>
  /** The revision of the stream after this command. */
  readonly revision: Revision
}

/** We do not do this, and here is why. Nothing was stored. */
export interface Refused<R extends Refusal = Refusal> {
  readonly _tag: "Refused"
  readonly refusal: R | SameIdOtherCommand | OwnerForgotten
  /** How far the stream had been read when this was decided: what it says is not there, is not there up to here. */
  readonly looked?: Absent
}

/** It makes no sense as it stands. Everything that is wrong with it, at once. */
export interface Invalid {
  readonly _tag: "Invalid"
  readonly problems: Problems
}

export interface AllPage {
  readonly _tag: "Page"
  readonly events: ReadonlyArray<Recorded>
  /** Where to go on from. */
  readonly position: Position
  readonly more: boolean
}

// -- Refusals of the journal itself. The sentences stand in `docs/policy/journal.md`. --

export const oneIdOneCommand = {
  clause: { id: "journal.one-id-one-command", quote: "A command that is asked twice under one id is carried out once." }
}
export const forgottenForGood = {
  clause: { id: "journal.forgotten-for-good", quote: "Who is forgotten stays forgotten." }
}

export type SameIdOtherCommand = Refusal<"SameIdOtherCommand">
export type OwnerForgotten = Refusal<"OwnerForgotten">

const sameIdOtherCommand = (commandId: string): SameIdOtherCommand =>
  refusal(
    "SameIdOtherCommand",
    oneIdOneCommand,
    `another command was carried out under the id \`${commandId}\`; ask under a new id`
  )

const ownerForgotten = (owner: Owner, alreadyTaken: boolean): OwnerForgotten =>
  refusal(
    "OwnerForgotten",
    forgottenForGood,
    alreadyTaken
      ? `\`${owner}\` was forgotten: a command was carried out under this id before, and whether it is this one can't be told any more`
      : `\`${owner}\` was forgotten: nothing personal is taken in for them again; a person who comes back gets a new id`
  )

// -- The journal --

/** The journal could not do its work, though the command may be fine. */
export class JournalFault extends Error {
  readonly _tag = "JournalFault"
}

export interface Journal {
  /** Carries out a command on a stream. What can be expected is a value; only faults reject. */
  readonly do: <C extends Said, S, E extends Happened, R extends Refusal, W>(
    stream: StreamId,
    concept: Concept<C, S, E, R, W>,
    command: Plain<C>,
    asked: Asked
  ) => Promise<Receipt | Refused<R> | Invalid>
  /** The state of a stream as it is now, and up to which revision it was read. Sealed texts are sealed still: see `open`. */
  readonly read: <S, E extends Happened>(stream: StreamId, concept: Folding<S, E>) => Promise<Folded<S>>
  /** The events of a stream with their headers. */
  readonly events: (stream: StreamId, from?: Revision) => Promise<ReadonlyArray<Recorded>>
  /** A page of the events of all streams, behind `after` only: for reactions and projections. */
  readonly all: (page?: { readonly after?: Position; readonly limit?: number }) => Promise<AllPage | OtherEpoch>
  /** A view with its sealed texts opened; where a key is gone it says `erased`. */
  readonly open: <A>(view: A) => Promise<Opened<A>>
  /** Checks a stream: hashes, links, and that every event cited in it exists. Empty when all is well. */
  readonly verify: (stream: StreamId) => Promise<ReadonlyArray<Flaw>>
}

/** What it takes to fold a stream. Every `Concept` has it. */
export type Folding<S, E extends Happened> = Pick<Concept<any, S, E, any, any>, "decider">

/**
 * ```ts
 * import { journal, memoryKeys } from "goodfaith/journal"
 * import { memory } from "goodfaith/memory"
 * const diary = journal({ store: memory(), keys: memoryKeys(), codecs: {}, clock: Date.now })
 * await diary.events("guestbook/lobby") // => []
 * ```
 */
export const journal = (options: JournalOptions): Journal => {
  const { store, keys, codecs, clock } = options
  const newId = options.newId ?? (() => crypto.randomUUID())
  const attempts = options.attempts ?? 100
  const heads = headsKept(options.kept ?? 1000)
  const inTurn = turns()

  /** The head with these events on top. A chain that does not link is a fault: nothing is built on it. */
  const absorb = <S>(head: Head<S>, { decider }: Folding<S, any>, events: ReadonlyArray<StoredEvent>): Head<S> => {
    let { state, revision, previous, recordedAt } = head
    for (const stored of events) {
      const { header, event } = read(stored, codecs)
      if (header.previous !== previous)
        throw new JournalFault(
          `\`${stored.stream}\` is not one chain: \`${header.ref}\` does not follow what stands before it`
        )
      state = decider.evolve(state, event, header.ref)
      revision = stored.revision
      previous = header.hash
      recordedAt = header.recordedAt
    }
    return { state, revision, previous, recordedAt }
  }

  /** The head of the stream as it is in the store now. */
  const catchUp = async <S>(stream: StreamId, concept: Folding<S, any>, from: Head<S>): Promise<Head<S>> => {
    let head = from
    for (;;) {
      const page = await store.readStream(stream, { from: head.revision + 1, limit: pageSize })
      // Shorter than it was: this is not the log that we read before. Begin again.
      if (page.revision < head.revision) return catchUp(stream, concept, empty(concept.decider.initial))
      if (page.events.length === 0 && head.revision < page.revision) {
        throw new JournalFault(
          `the store says that \`${stream}\` stands at ${page.revision}, and gives nothing after ${head.revision}`
        )
      }
      head = absorb(head, concept, page.events)
      if (head.revision >= page.revision) break
    }
    heads.keep(stream, concept.decider, head)
    return head
  }

  /** The events as texts, each with its header and chained to the one before. */
  const stamped = <S, E extends Happened>(
    stream: StreamId,
    concept: Concept<any, S, E, any, any>,
    head: Head<S>,
    events: ReadonlyArray<E>,
    about: Pick<Header, "actor" | "authority" | "commandId" | "correlation" | "causation">
  ): { readonly texts: ReadonlyArray<string>; readonly after: Head<S> } => {
    const now = Instant.fromMillis(clock())
    const recordedAt = head.recordedAt !== undefined && head.recordedAt > now ? head.recordedAt : now
    const texts: Array<string> = []
    let { state, revision, previous } = head
    for (const event of events) {
      revision += 1
      const ref = eventRef(stream, revision)
      const { type, version } = concept.codec.events[event._tag as E["_tag"]]
      if (codecs[type] === undefined)
        throw new JournalFault(`\`${type}\` could not be read back: it is missing from the codecs of this journal`)
      const header = { ...about, ref, type, version, occurredAt: event.at, recordedAt, previous }
      const written = write(concept.codec.encodeEvent(event), header)
      texts.push(written.text)
      previous = written.hash
      state = concept.decider.evolve(state, event, ref)
    }
    return { texts, after: { state, revision, previous, recordedAt } }
  }

  const doInTurn: Journal["do"] = async (stream, concept, plain, asked) => {
    const commandId = asked.commandId ?? newId()
    const problems = [...headerProblems({ ...asked, commandId }), ...streamProblems(stream, concept.codec.name)]
    const decoded = concept.codec.decodeCommand(plain)
    if (Result.isFailure(decoded)) problems.push(...decoded.failure)
    if (Result.isFailure(decoded) || problems.length > 0) return { _tag: "Invalid", problems }

    const tag = decoded.success._tag as keyof typeof concept.codec.personal
    const sealed = await seal(decoded.success, concept.codec.personal[tag], stream, keys)
    if ("forgotten" in sealed) {
      // An empty fingerprint is nobody's: if the id is known, the store says that it is another command's.
      const probe = await appendOne(store, { stream, expected: -1, commandId, fingerprint: "", events: [] })
      return { _tag: "Refused", refusal: ownerForgotten(sealed.forgotten, probe._tag === "OtherCommand") }
    }

    const { actor, authority, causation } = asked
    const by = { actor, ...(authority !== undefined && { authority }) }
    const about = {
      ...by,
      commandId,
      correlation: asked.correlation ?? commandId,
      ...(causation !== undefined && { causation })
    }
    const fingerprint = hash(canonical({ ...by, stream, command: sealed.comparable }))

    let head = heads.find(stream, concept.decider) ?? (await catchUp(stream, concept, empty(concept.decider.initial)))
    for (let attempt = 0; attempt < attempts; attempt++) {
      // Asked anew for each attempt: what made others faster may have changed the world too.
      const decision = concept.decider.decide(sealed.command as any, head.state, await concept.world())
      const { texts, after } = stamped(stream, concept, head, Result.isSuccess(decision) ? decision.success : [], about)
      // A refusal and "already so" have no events. Appending none asks the store: is this still the stream I decided on,
      // and have you never seen this command? Only then is it answered.
      const answer = await appendOne(store, { stream, expected: head.revision, commandId, fingerprint, events: texts })
      switch (answer._tag) {
        case "Appended":
          heads.keep(stream, concept.decider, after)
          return receiptOf(answer.receipt)
        case "Replayed":
          return receiptOf(answer.receipt)
        case "OtherCommand":
          return { _tag: "Refused", refusal: sameIdOtherCommand(commandId) }
        case "Confirmed":
          return Result.isFailure(decision)
            ? { _tag: "Refused", refusal: decision.failure, looked: { stream, upTo: head.revision } }
            : { _tag: "Receipt", commandId, stream, events: [], revision: head.revision }
        case "Conflict":
          head = absorb(head, concept, answer.missed)
          if (head.revision === answer.revision) heads.keep(stream, concept.decider, head)
          else head = await catchUp(stream, concept, head)
      }
    }
    throw new JournalFault(
      `\`${commandId}\` was decided ${attempts} times, and each time \`${stream}\` had moved on; ask again`
    )
  }

  const events: Journal["events"] = async (stream, from = 0) => {
    const recorded: Array<Recorded> = []
    for await (const stored of storedEvents(store, stream, from)) recorded.push(read(stored, codecs))
    return recorded
  }

  return {
    do: (stream, concept, command, asked) => inTurn(stream, () => doInTurn(stream, concept, command, asked)),
    read: async (stream, concept) => {
      const { state, revision } = await catchUp(
        stream,
        concept,
        heads.find(stream, concept.decider) ?? empty(concept.decider.initial)
      )
      return { stream, upTo: revision, state }
    },
    events,
    all: async (page) => {
      const answer = await store.readAll(page)
      return answer._tag === "OtherEpoch"
        ? answer
        : { ...answer, events: answer.events.map((stored) => read(stored, codecs)) }
    },
    open: (view) => open(view, keys),
    verify: (stream) => verifyStream(storedEvents(store, stream, 0), { stream, codecs, revision: store.revision })
  }
}

// -- Heads: how far a stream was read, and what that makes. --

interface Head<S> {
  readonly state: S
  readonly revision: Revision
  readonly previous: Hash | null
  readonly recordedAt: Instant.Instant | undefined
}

const empty = <S>(initial: S): Head<S> => ({ state: initial, revision: -1, previous: null, recordedAt: undefined })

/** The heads last used, by decider: two deciders that read one stream make two things of it. */
const headsKept = (most: number) => {
  const byDecider = new WeakMap<object, Map<StreamId, Head<any>>>()
  return {
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

/** One after the other for each name, all names at once: commands of one stream need not get in each other's way. */
const turns = () => {
  const last = new Map<string, Promise<unknown>>()
  return <A>(name: string, work: () => Promise<A>): Promise<A> => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work, work)
    last.set(name, mine)
    const done = () => last.get(name) === mine && last.delete(name)
    mine.then(done, done)
    return mine
  }
}

async function* storedEvents(store: Store, stream: StreamId, from: Revision): AsyncGenerator<StoredEvent> {
  for (let next = from; ; ) {
    const page = await store.readStream(stream, { from: next, limit: pageSize })
    yield* page.events
    next += page.events.length
    if (page.events.length === 0 || next > page.revision) return
  }
}

const receiptOf = ({ commandId, stream, first, last }: StoreReceipt): Receipt => ({
  _tag: "Receipt",
  commandId,
  stream,
  events: Array.from({ length: last - first + 1 }, (_, index) => eventRef(stream, first + index)),
  revision: last
})

// -- Headers hold ids, and nothing that somebody wrote. --

const opaque = /^(?:[a-z0-9_.~-]+|[a-z][a-z0-9-]*(?:\/[a-z0-9_.~-]+)+(?:@\d+)?)$/

const headerProblems = (asked: Asked): Array<Problem> =>
  (["actor", "authority", "commandId", "correlation", "causation"] as const).flatMap((field) => {
    const value: unknown = asked[field]
    if (value === undefined && field !== "actor") return []
    const fits =
      typeof value === "string" &&
      value.length <= 200 &&
      (field === "actor" || field === "commandId" ? idPattern : opaque).test(value)
    return fits
      ? []
      : [
          {
            path: field,
            expected: "an id: at most 200 small letters, digits and any of `_ . ~ -`",
            found: value === undefined ? "nothing" : "another value"
          }
        ]
  })

const streamProblems = (stream: StreamId, concept: string): ReadonlyArray<Problem> => {
  const [first, ...ids] = stream.split("/")
  return first === concept && ids.length > 0 && ids.every((id) => idPattern.test(id))
    ? []
    : [{ path: "stream", expected: `\`${concept}/\` and one or more ids`, found: "another value" }]
}
