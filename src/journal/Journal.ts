/**
 * The journal: the only loop that is not pure.
 *
 * A command goes in; its personal texts are sealed, the stream is read, the concept decides, and what happened is
 * stamped, written, chained and stored. Whatever two journals do at once on one store, it is as if one had done it all,
 * one command after the other.
 *
 * Commands of one stream wait in a lane. All that wait there are decided in order, each on what the ones before it will have
 * made of the stream, and go to the store together (`group.ts`), beside those of other lanes. Nobody is answered before that is stored;
 * what was decided on something that was not stored is decided anew.
 *
 * Its impurities are handed in as plain values: a store, keys, a clock, a source of ids.
 */
import * as Result from "effect/Result"
import type { Decision, Folded } from "../kernel/Decider.ts"
import type { Absent } from "../kernel/Verdict.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { EventCodecs, Problem, Problems } from "../language/codec.schema.ts"
import { type ActorId, type EventRef, eventRef, idPattern, type Revision, type StreamId } from "../language/ids.ts"
import type { Opened, Plain } from "../language/persons.ts"
import { didYouMean, found, kindOf, notInAnId, quoted } from "../language/wording.ts"
import {
  type Append,
  type Conflict,
  type OtherEpoch,
  pageSize,
  type Position,
  type Receipt as StoreReceipt,
  type Store,
  type StoredEvent
} from "../store/port.ts"
import * as Instant from "../time/Instant.ts"
import { type AsOf, within } from "./asOf.ts"
import { canonical } from "./canonical.ts"
import type { Concept, Happened, Said } from "./Concept.ts"
import { followed, type Following } from "./follow.ts"
import { type Answered, type Chain, grouped } from "./group.ts"
import { hash } from "./hash.ts"
import { emptyHead, type Head, headsKept } from "./heads.ts"
import type { Keys, Owner } from "./Keys.ts"
import { type Header, type Recorded, read, write } from "./Recorded.ts"
import { type Forgotten, open, type Sealing, seal } from "./sealing.ts"
import { type Flaw, type StoreVerification, verifyStore, verifyStreamOf } from "./verify.ts"

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
  /** For how many milliseconds a command is decided anew because others were faster, before it is given up as a fault. 10,000 when left out. */
  readonly patience?: number
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
  /** How many events are stored behind this page that the store can't give yet. Left out by a store that holds nothing back. */
  readonly withheld?: number
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
  /**
   * The state of a stream as it is now, or as of an earlier point; `upTo` says how far it was read. Sealed texts are sealed still: see
   * `open`.
   */
  readonly read: <S, E extends Happened>(stream: StreamId, concept: Folding<S, E>, asOf?: AsOf) => Promise<Folded<S>>
  /** The events of a stream with their headers. */
  readonly events: (stream: StreamId, from?: Revision) => Promise<ReadonlyArray<Recorded>>
  /** A page of the events of all streams, behind `after` only: for reactions and projections. */
  readonly all: (page?: { readonly after?: Position; readonly limit?: number }) => Promise<AllPage | OtherEpoch>
  /** The events of all streams as they are stored, page by page, for as long as somebody reads on: see `Following`. */
  readonly follow: (following?: Following) => AsyncGenerator<AllPage | OtherEpoch, void>
  /** A view with its sealed texts opened; where a key is gone it says `erased`. */
  readonly open: <A>(view: A) => Promise<Opened<A>>
  /** Checks a stream: hashes, links, and that every event cited in it exists. Empty when all is well. */
  readonly verify: (stream: StreamId) => Promise<ReadonlyArray<Flaw>>
  /**
   * Checks the whole store, and says where each stream ends. What only a signed `checkpoint` can show is told in `unshown`.
   */
  readonly verifyAll: () => Promise<StoreVerification>
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
  const patience = options.patience ?? 10_000
  const heads = headsKept(options.kept ?? 1000)

  // -- Reading. --

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
      if (page.revision < head.revision) return catchUp(stream, concept, emptyHead(concept.decider.initial))
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

  /** A head of the stream, not always its newest. */
  const headOf = <S>(stream: StreamId, concept: Folding<S, any>): Head<S> | Promise<Head<S>> =>
    heads.find(stream, concept.decider) ??
    heads.first(stream, concept.decider, () => catchUp(stream, concept, emptyHead(concept.decider.initial)))

  // -- Deciding. --

  /** What these events make of a stream: their texts, each with its header and chained to the one before, and the head after them. */
  const stamped = (
    stream: StreamId,
    { codec, decider }: Member["concept"],
    head: Head<unknown>,
    events: ReadonlyArray<Happened>,
    about: Member["about"]
  ): { readonly texts: ReadonlyArray<string>; readonly after: Head<unknown> } => {
    if (events.length === 0) return { texts: [], after: head }
    const now = Instant.fromMillis(clock())
    const recordedAt = head.recordedAt !== undefined && head.recordedAt > now ? head.recordedAt : now
    const texts: Array<string> = []
    let { state, revision, previous } = head
    for (const event of events) {
      revision += 1
      const ref = eventRef(stream, revision)
      const { type, version } = codec.events[event._tag]!
      if (codecs[type] === undefined)
        throw new JournalFault(`\`${type}\` could not be read back: it is missing from the codecs of this journal`)
      const header = { ...about, occurredAt: event.at, previous, recordedAt, ref, type, version }
      const written = write(codec.encodeEvent(event), header)
      texts.push(written.text)
      previous = written.hash
      state = decider.evolve(state, event, ref)
    }
    return { texts, after: { state, revision, previous, recordedAt } }
  }

  /** A member decided on what the members before it will have made of the stream. */
  const decided = (stream: StreamId, { member, sealed, world }: AtHand, before: Head<unknown>): Tried => {
    const { concept, about } = member
    const { commandId, actor, authority } = about
    if ("forgotten" in sealed) {
      // An empty fingerprint is nobody's: if the id is known, the store says that it is another command's.
      const request = { stream, expected: before.revision, commandId, fingerprint: "", events: [] }
      return { member, before, after: before, request, decision: sealed }
    }
    const by = { actor, ...(authority !== undefined && { authority }) }
    const fingerprint = hash(canonical({ ...by, command: sealed.comparable, stream }))
    const decision = concept.decider.decide(sealed.command, before.state, world)
    const { texts, after } = stamped(stream, concept, before, Result.isSuccess(decision) ? decision.success : [], about)
    // A refusal and "already so" have no events. Appending none asks the store: is this still the stream I decided on, and
    // have you never seen this command? Only then is it answered.
    const request = { stream, expected: before.revision, commandId, fingerprint, events: texts }
    return { member, before, after, request, decision }
  }

  /** Tells a member what came of it; answers whether it is to be decided anew. */
  const settled = ({ member, decision, request, before }: Tried, answer: Answered): boolean => {
    const { settle, fail, about } = member
    const { stream } = request
    switch (answer._tag) {
      case "Appended":
      case "Replayed":
        settle(receiptOf(answer.receipt))
        return false
      case "OtherCommand":
        settle({
          _tag: "Refused",
          refusal:
            "forgotten" in decision ? ownerForgotten(decision.forgotten, true) : sameIdOtherCommand(about.commandId)
        })
        return false
      case "Confirmed":
        settle(
          "forgotten" in decision
            ? { _tag: "Refused", refusal: ownerForgotten(decision.forgotten, false) }
            : Result.isFailure(decision)
              ? { _tag: "Refused", refusal: decision.failure, looked: { stream, upTo: before.revision } }
              : { _tag: "Receipt", commandId: about.commandId, stream, events: [], revision: before.revision }
        )
        return false
      case "Faulted":
        fail(answer.cause)
        return false
      case "Untried":
        return true
      case "Conflict":
        if (performance.now() - member.since <= patience) return true
        fail(
          new JournalFault(
            `\`${about.commandId}\` was decided anew for ${patience} milliseconds, and each time \`${stream}\` had moved on; ask again`
          )
        )
        return false
    }
  }

  /** The members decided on one another, and what is to be done when the store has answered. */
  const chainOf = (
    stream: StreamId,
    concept: Member["concept"],
    head: Head<unknown>,
    hands: ReadonlyArray<AtHand | undefined>
  ): Chain<Member> => {
    const tried: Array<Tried> = []
    for (const hand of hands) {
      if (hand === undefined) continue
      try {
        tried.push(decided(stream, hand, tried.at(-1)?.after ?? head))
      } catch (cause) {
        hand.member.fail(cause)
      }
    }
    return {
      requests: tried.map(({ request }) => request),
      settle: (answers) => settle(stream, concept, tried, answers)
    }
  }

  const settle = (
    stream: StreamId,
    concept: Member["concept"],
    tried: ReadonlyArray<Tried>,
    answers: ReadonlyArray<Answered>
  ): ReadonlyArray<Member> | Promise<ReadonlyArray<Member>> => {
    const again: Array<Member> = []
    let stored: Head<unknown> | undefined
    let conflict: { readonly at: Head<unknown>; readonly answer: Conflict } | undefined
    let behind: Head<unknown> | undefined
    for (const [index, it] of tried.entries()) {
      const answer = answers[index]!
      if (answer._tag === "Appended") stored = it.after
      if (answer._tag === "Conflict") conflict ??= { at: it.before, answer }
      // Carried out by somebody else, further on than this stream was read.
      if (answer._tag === "Replayed" && answer.receipt.stream === stream && answer.receipt.last > it.before.revision)
        behind ??= it.before
      if (settled(it, answer)) again.push(it.member)
    }
    if (stored !== undefined) heads.keep(stream, concept.decider, stored)
    if (conflict === undefined && (behind === undefined || again.length === 0)) return again
    const learning =
      conflict !== undefined ? learn(stream, concept, conflict.at, conflict.answer) : catchUp(stream, concept, behind!)
    return learning.then(
      () => again,
      (cause: unknown) => {
        for (const { fail } of again) fail(cause)
        return []
      }
    )
  }

  /** What was missed is in the answer; if that was not all of it, the store is asked for the rest. */
  const learn = async (
    stream: StreamId,
    concept: Member["concept"],
    at: Head<unknown>,
    { missed, revision }: Conflict
  ): Promise<void> => {
    const head = absorb(at, concept, missed)
    if (head.revision === revision) heads.keep(stream, concept.decider, head)
    else await catchUp(stream, concept, head)
  }

  const decide = (stream: StreamId, members: ReadonlyArray<Member>): Chain<Member> | Promise<Chain<Member>> => {
    const { concept } = members[0]!
    const head = headOf(stream, concept)
    const hands = members.map(atHand)
    return isPromise(head) || hands.some(isPromise)
      ? decideLater(stream, members, head, hands)
      : chainOf(stream, concept, head, hands as ReadonlyArray<AtHand | undefined>)
  }

  /** The same, when not all that it takes is at hand. What is waited for in turn was asked for at once. */
  const decideLater = async (
    stream: StreamId,
    members: ReadonlyArray<Member>,
    head: Head<unknown> | Promise<Head<unknown>>,
    hands: ReadonlyArray<ReturnType<typeof atHand>>
  ): Promise<Chain<Member>> => {
    try {
      const at = await head
      const ready: Array<AtHand | undefined> = []
      for (const hand of hands) ready.push(isPromise(hand) ? await hand : hand)
      return chainOf(stream, members[0]!.concept, at, ready)
    } catch (cause) {
      for (const { fail } of members) fail(cause)
      return { requests: [], settle: () => [] }
    }
  }

  const enter = grouped(store, { alike, decide })

  const carryOut: Journal["do"] = (stream, concept, plain, asked) =>
    new Promise((settle, fail) => {
      const commandId = asked.commandId ?? newId()
      const problems = headerProblems(asked.commandId === undefined ? { ...asked, commandId } : asked)
      if (!isStreamOf(concept.codec.name, stream)) problems.push(streamProblem(concept.codec.name, stream))
      const command = concept.codec.decodeCommand(plain)
      if (Result.isFailure(command)) problems.push(...command.failure)
      if (Result.isFailure(command) || problems.length > 0) return settle({ _tag: "Invalid", problems })
      const { actor, authority, correlation = commandId, causation } = asked
      // In the order of their names, as they are written.
      const about = {
        actor,
        ...(authority !== undefined && { authority }),
        ...(causation !== undefined && { causation }),
        commandId,
        correlation
      }
      const fields = concept.codec.personal[command.success._tag as keyof typeof concept.codec.personal]
      const sealed = seal(command.success, fields, stream, keys)
      // Its failure is told to whoever decides on it; until then nobody listens.
      if (isPromise(sealed)) sealed.catch(() => {})
      enter(stream, {
        concept,
        sealed,
        about,
        since: performance.now(),
        settle: settle as Member["settle"],
        fail
      })
    })

  const events: Journal["events"] = async (stream, from = 0) => {
    const recorded: Array<Recorded> = []
    for await (const stored of storedEvents(store, stream, from)) recorded.push(read(stored, codecs))
    return recorded
  }

  const all: Journal["all"] = async (page) => {
    const answer = await store.readAll(page)
    return answer._tag === "OtherEpoch"
      ? answer
      : { ...answer, events: answer.events.map((stored) => read(stored, codecs)) }
  }

  const readAsOf = async <S>(stream: StreamId, { decider }: Folding<S, any>, asOf: AsOf): Promise<Folded<S>> => {
    const counts = await within(store, asOf)
    let state = decider.initial
    let upTo: Revision = -1
    for await (const stored of storedEvents(store, stream, 0)) {
      const recorded = read(stored, codecs)
      const counted = counts(stored, recorded.header)
      if (counted === "ends") break
      upTo = stored.revision
      if (counted) state = decider.evolve(state, recorded.event as any, recorded.header.ref)
    }
    return { stream, upTo, state }
  }

  return {
    do: carryOut,
    read: async (stream, concept, asOf) => {
      if (asOf !== undefined) return readAsOf(stream, concept, asOf)
      const { state, revision } = await catchUp(stream, concept, await headOf(stream, concept))
      return { stream, upTo: revision, state }
    },
    events,
    all,
    follow: (following = {}) => followed(all, following),
    open: (view) => open(view, keys),
    verify: async (stream) => (await verifyStreamOf(store, stream, { codecs, most: Infinity })).flaws,
    verifyAll: () => verifyStore(store, { codecs })
  }
}

// -- A command on its way. --

interface Member {
  readonly concept: Concept<any, any, any, any, any>
  readonly sealed: Sealing | Promise<Sealing>
  readonly about: Pick<Header, "actor" | "authority" | "commandId" | "correlation" | "causation">
  /** When it came in, in milliseconds of `performance.now`. */
  readonly since: number
  readonly settle: (outcome: Receipt | Refused | Invalid) => void
  readonly fail: (cause: unknown) => void
}

/** A member, and what it takes to decide it. */
interface AtHand {
  readonly member: Member
  readonly sealed: Sealing
  readonly world: unknown
}

/** `undefined` when it can't be had: then the member was told. */
const atHand = (member: Member): AtHand | undefined | Promise<AtHand | undefined> => {
  const { sealed } = member
  try {
    // Asked anew each time: what made others faster may have changed the world too.
    const world: unknown = member.concept.world()
    return isPromise(sealed) || isPromise(world) ? soonAtHand(member, world) : { member, sealed, world }
  } catch (cause) {
    return void member.fail(cause)
  }
}

/** The world first: should both fail, somebody listens to what seals already. */
const soonAtHand = async (member: Member, world: unknown): Promise<AtHand | undefined> => {
  try {
    return { member, world: await world, sealed: await member.sealed }
  } catch (cause) {
    return void member.fail(cause)
  }
}

/** What a member was decided on, what that makes of the stream, and what the store is asked. */
interface Tried {
  readonly member: Member
  readonly before: Head<unknown>
  readonly after: Head<unknown>
  readonly request: Append
  readonly decision: Decision<Happened> | Forgotten
}

/** More commands than this of one stream are not decided on one another without a look at what the store took. */
const mostAlike = 500

/** How many members at the front of a lane are decided by the same concept. */
const alike = (waiting: ReadonlyArray<Member>): number => {
  const { decider } = waiting[0]!.concept
  let count = 1
  while (count < waiting.length && count < mostAlike && waiting[count]!.concept.decider === decider) count += 1
  return count
}

const isPromise = <A>(value: A | Promise<A>): value is Promise<Awaited<A>> => value instanceof Promise

async function* storedEvents(store: Store, stream: StreamId, from: Revision): AsyncGenerator<StoredEvent> {
  for (let next = from; ; ) {
    const page = await store.readStream(stream, { from: next, limit: pageSize })
    yield* page.events
    next += page.events.length
    if (page.events.length === 0 || next > page.revision) return
  }
}

const receiptOf = ({ commandId, stream, first, last }: StoreReceipt): Receipt => {
  const events: Array<EventRef> = []
  for (let revision = first; revision <= last; revision++) events.push(eventRef(stream, revision))
  return { _tag: "Receipt", commandId, stream, events, revision: last }
}

// -- Headers hold ids, and nothing that somebody wrote. --

const refPattern = /^[a-z][a-z0-9-]*(?:\/[a-z0-9_.~-]+)+(?:@\d+)?$/
const longest = 200

const anId = {
  is: (text: string) => idPattern.test(text),
  expected: "an id: at most 200 small letters, digits and any of `_ . ~ -`"
}
const anIdOrRef = {
  is: (text: string) => idPattern.test(text) || refPattern.test(text),
  expected: `${anId.expected}; or the ref of an event such as \`mandates/c42@2\``
}

const headerFields = {
  actor: anId,
  authority: anIdOrRef,
  commandId: anId,
  correlation: anIdOrRef,
  causation: anIdOrRef
} as const

const headerProblems = (asked: Asked): Array<Problem> => {
  const problems: Array<Problem> = []
  const names = Object.keys(headerFields) as ReadonlyArray<keyof typeof headerFields>
  for (const name of names) {
    const { is, expected } = headerFields[name]
    const value: unknown = asked[name]
    if (value === undefined && name !== "actor") continue
    if (typeof value === "string" && value.length <= longest && is(value)) continue
    problems.push({ path: name, expected, ...foundInHeader(name, value) })
  }
  // A misspelt `commandId` would be a command that can't be asked again.
  for (const name of Object.keys(asked)) {
    if (Object.hasOwn(headerFields, name) || asked[name as keyof Asked] === undefined) continue
    const helps = didYouMean(
      name,
      names.filter((known) => asked[known] === undefined || known === "commandId")
    )
    problems.push({
      path: name,
      expected: "no such field",
      found: kindOf(asked[name as keyof Asked]),
      ...(helps && { helps })
    })
  }
  return problems
}

/** Who acts, and for whom, may be written with a name or an address by mistake, which is repeated to nobody. */
const foundInHeader = (name: keyof typeof headerFields, value: unknown): Pick<Problem, "found" | "helps"> => {
  if (typeof value !== "string" || value === "") return { found: kindOf(value) }
  const refs = headerFields[name] === anIdOrRef
  const helps =
    value.length > longest ? `it has ${value.length}` : notInAnId(refs ? value.replaceAll(/[/@]/g, "") : value)
  return { found: name === "actor" || name === "authority" ? kindOf(value) : found(value), ...(helps && { helps }) }
}

const idsPattern = /^[a-z0-9_.~-]+(?:\/[a-z0-9_.~-]+)*$/

const isStreamOf = (concept: string, stream: StreamId): boolean =>
  stream.startsWith(`${concept}/`) && idsPattern.test(stream.slice(concept.length + 1))

const streamProblem = (concept: string, stream: StreamId): Problem => ({
  path: "stream",
  expected: `\`${concept}/\` and one or more ids`,
  found: quoted(stream)
})
