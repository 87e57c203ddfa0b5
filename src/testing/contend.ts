/** Several writers who get into each other's way. */
import type { Revision, StreamId } from "../language/ids.ts"
import { type Answer, type Append, type Store, StoreFault } from "../store/port.ts"
import { allEvents, pause, rooms } from "./acts.ts"
import { chance } from "./chance.ts"
import { same, tally } from "./claims.ts"
import type { Effort } from "./contract.ts"
import { follow } from "./follow.ts"
import { type Attempt, checkLog, type Flaw, selfDescribing } from "./log.ts"

export interface Contention extends Effort {
  /** How many writers there are on each handle. 3 when left out. */
  readonly writers?: number
  /** How many lists each writer sends. 30 when left out. */
  readonly lists?: number
  /** Over how many streams they quarrel: `guestbook/room-0` and so on. 3 when left out. */
  readonly streams?: number
}

/**
 * Lets several writers append lists of guarded, self-describing events to the same few streams through all the handles at once,
 * and answers everything that was asked for and what was answered: `checkLog` proves afterwards whether every promise was kept.
 *
 * Now and then a writer repeats a command, uses the id of one for another, guards by a revision that can't be, or only probes. What
 * was answered as `busy` is sent again, up to 50 times.
 */
export const contend = async (
  stores: ReadonlyArray<Store>,
  { writers = 3, lists = 30, streams = 3, seed = 1 }: Contention = {}
): Promise<ReadonlyArray<Attempt>> => {
  const names = rooms(streams)
  const all = await Promise.all(
    stores.flatMap((store, index) =>
      Array.from({ length: writers }, (_, writer) =>
        writing(store, { name: `s${seed}-${index}-${writer}`, seed: seed * 7919 + index * 101 + writer, lists, names })
      )
    )
  )
  return all.flat()
}

/** How a quarrel went. */
export interface Quarrel {
  /** How many events there are in the end. */
  readonly events: number
  /** How often each answer was given, by its tag. */
  readonly answers: Readonly<Record<string, number>>
  /** What is wrong with the log; nothing, when every promise was kept. */
  readonly flaws: ReadonlyArray<Flaw>
}

/**
 * Writers quarrel on all the handles while `reader` reads along; afterwards `checkLog` judges the log. Rejects with `Unmet` when who
 * read along saw something else than is there in the end.
 *
 * ```ts
 * import { memory } from "goodfaith/memory"
 * import { quarrel } from "goodfaith/testing"
 * const store = memory()
 * const { flaws } = await quarrel([store], store, { writers: 4, lists: 10, seed: 7 })
 * flaws // => []
 * ```
 */
export const quarrel = async (
  stores: ReadonlyArray<Store>,
  reader: Store,
  contention: Contention = {}
): Promise<Quarrel> => {
  let over = false
  const [attempts, seen] = await Promise.all([
    contend(stores, contention).finally(() => {
      over = true
    }),
    follow(reader, { limit: 7, isOver: () => over })
  ])
  const events = await allEvents(reader)
  same(seen.events, events, "what was seen by who read along")
  return {
    events: events.length,
    answers: tally(attempts.flatMap(({ answer }) => answer ?? [])),
    flaws: checkLog(events, attempts)
  }
}

const writing = async (
  store: Store,
  {
    name,
    seed,
    lists,
    names
  }: { readonly name: string; readonly seed: number; readonly lists: number; readonly names: ReadonlyArray<StreamId> }
): Promise<ReadonlyArray<Attempt>> => {
  const { between, oneOf, onceIn } = chance(seed)
  const attempts: Array<Attempt> = []
  const known = new Map<StreamId, Revision>()
  const mine: Array<Append> = []
  let commands = 0

  const next = (believed: Map<StreamId, Revision>): Append => {
    if (mine.length > 0 && onceIn(12)) return oneOf(mine)
    const stream = oneOf(names)
    const at = believed.get(stream) ?? -1
    const expected = onceIn(15) ? Math.max(-1, at + between(-2, 2)) : at
    const isOther = mine.length > 0 && onceIn(20)
    const commandId = isOther ? oneOf(mine).commandId : `${name}-${commands++}`
    const fingerprint = `f-${name}-${between(0, 1_000_000)}`
    const request = selfDescribing({ stream, expected, commandId, fingerprint }, onceIn(10) ? 0 : between(1, 4))
    believed.set(stream, expected + request.events.length)
    if (!isOther && request.events.length > 0) mine.push(request)
    return request
  }

  for (let sent = 0; sent < lists; sent++) {
    for (const stream of names) if (!known.has(stream) || onceIn(4)) known.set(stream, await store.revision(stream))
    const believed = new Map(known)
    const requests = Array.from({ length: between(1, 4) }, () => next(believed))
    // A store may answer without ever letting go: those who wait for a turn get one here.
    if (onceIn(2)) await pause(0)
    const answers = await untilAnswered(store, requests, attempts)
    requests.forEach((request, index) => {
      const answer = answers[index]
      attempts.push({ request, ...(answer !== undefined && { answer }) })
      if (answer?._tag === "Appended") known.set(request.stream, answer.receipt.last)
      if (answer?._tag === "Conflict") known.set(request.stream, answer.revision)
    })
  }
  return attempts
}

const untilAnswered = async (
  store: Store,
  requests: ReadonlyArray<Append>,
  attempts: Array<Attempt>
): Promise<ReadonlyArray<Answer>> => {
  for (let again = 0; ; again++) {
    try {
      return await store.append(requests)
    } catch (cause) {
      if (!(cause instanceof StoreFault && cause.kind === "busy") || again === 50) throw cause
      for (const request of requests) attempts.push({ request })
      await pause(5)
    }
  }
}
