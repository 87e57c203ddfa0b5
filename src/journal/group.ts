/**
 * Group commit: while one commit runs, what comes in is collected; then all of it is committed together.
 *
 * What comes in waits in lanes, one for each stream. Whoever waits in a lane is decided on what those before will have made of the
 * stream: that is a chain of requests. A chain is never torn apart, for only inside one list does a store leave untried what builds on a
 * request that was not appended; and a lane is not decided on further before its chain was answered.
 */
import type { StreamId } from "../language/ids.ts"
import { type Answer, type Append, type Store, StoreFault } from "../store/port.ts"
import { untried } from "../store/request.ts"

/** The answer to one request; or what went wrong with it, which says nothing about the others. */
export type Answered = Answer | Faulted

export interface Faulted {
  readonly _tag: "Faulted"
  readonly cause: unknown
}

/** Members of one lane, decided. */
export interface Chain<M> {
  readonly requests: ReadonlyArray<Append>
  /** Tells each what came of it; answers those that are to be decided anew. */
  readonly settle: (answers: ReadonlyArray<Answered>) => ReadonlyArray<M> | Promise<ReadonlyArray<M>>
}

/** What is the same for all of a lane's members that are decided together. */
export interface Deciding<M> {
  /** How many members at the front of a lane can be decided together. 1 or more. */
  readonly alike: (waiting: ReadonlyArray<M>) => number
  /** Decides them, at once when all that it takes is at hand. Never throws and never rejects: who fails is told so. */
  readonly decide: (stream: StreamId, members: ReadonlyArray<M>) => Chain<M> | Promise<Chain<M>>
}

interface Lane<M> {
  readonly stream: StreamId
  readonly waiting: Array<M>
  /** How often in a row others were faster. */
  outrun: number
}

/** For so many milliseconds nothing else of the process need wait. */
const longest = 10

const { setImmediate: immediately } = globalThis as { readonly setImmediate?: (goOn: () => void) => unknown }
const turnOfOthers = (): Promise<void> =>
  new Promise((goOn) => void (immediately === undefined ? setTimeout(goOn, 0) : immediately(goOn)))

/** So many steps of other work it may take from an answer to the next command; all of them take a microsecond. */
const turnsToAskAgain = 20

/** More requests than this are not put into one list, unless one chain alone is longer. */
const mostTogether = 1000

/** Takes members in: each is decided, in the order of its lane, and settled when the store has answered. */
export const grouped = <M>(store: Store, { alike, decide }: Deciding<M>): ((stream: StreamId, member: M) => void) => {
  const lanes = new Map<StreamId, Lane<M>>()
  /** Lanes whose members can be decided, and chains that can be committed. */
  let ready: Array<Lane<M>> = []
  let decided: Array<readonly [Lane<M>, Chain<M>]> = []
  let working = false
  /** When others had a turn last, as far as is known here. */
  let since = performance.now()

  const wake = (): void => {
    if (working) return
    working = true
    // Whoever comes in within this turn comes along.
    void Promise.resolve().then(work)
  }

  const work = async (): Promise<void> => {
    while (ready.length > 0 || decided.length > 0) {
      decideAll()
      const together = taken()
      if (together.length === 0) break
      const answers = await commit(
        store,
        together.map(([, { requests }]) => requests)
      )
      for (const [index, [lane, chain]] of together.entries()) settle(lane, chain, answers[index]!)
      // Whoever was answered and asks again at once comes along with the next, beside those who wait already. Else two halves would take
      // turns for good: the one asks while the other is committed.
      await undefined
      // A store in this process answers at once, and so may whoever asks; timers, sockets and files are to have their turn all the same.
      if (performance.now() - since > longest) {
        await turnOfOthers()
        since = performance.now()
      }
      for (let turn = 0; turn < turnsToAskAgain && ready.length + decided.length > 0; turn++) await undefined
    }
    working = false
  }

  const decideAll = (): void => {
    const lanesNow = ready
    ready = []
    for (const lane of lanesNow) {
      const chain = decide(lane.stream, lane.waiting.splice(0, alike(lane.waiting)))
      if (chain instanceof Promise) void chain.then((it) => enterChain(lane, it))
      else decided.push([lane, chain])
    }
  }

  const enterChain = (lane: Lane<M>, chain: Chain<M>): void => {
    decided.push([lane, chain])
    wake()
  }

  const taken = (): ReadonlyArray<readonly [Lane<M>, Chain<M>]> => {
    let requests = 0
    let chains = 0
    while (chains < decided.length) {
      requests += decided[chains]![1].requests.length
      if (chains > 0 && requests > mostTogether) break
      chains += 1
    }
    const together = decided
    decided = together.slice(chains)
    return chains === together.length ? together : together.slice(0, chains)
  }

  const settle = (lane: Lane<M>, chain: Chain<M>, answers: ReadonlyArray<Answered>): void => {
    const again = chain.settle(answers)
    if (again instanceof Promise) void again.then((members) => goOn(lane, members, chain))
    else goOn(lane, again, chain)
  }

  const goOn = (lane: Lane<M>, again: ReadonlyArray<M>, { requests }: Chain<M>): void => {
    lane.waiting.unshift(...again)
    // Where somebody was settled, the others wait for nobody else: they were decided on what had been carried out before.
    lane.outrun = again.length > 0 && again.length === requests.length ? lane.outrun + 1 : 0
    if (lane.waiting.length === 0) return void lanes.delete(lane.stream)
    // Whoever is outrun again and again gives way for a moment, and for a longer one each time.
    if (lane.outrun > 2) setTimeout(() => enterLane(lane), Math.random() * Math.min(2 ** lane.outrun, 64))
    else enterLane(lane)
  }

  const enterLane = (lane: Lane<M>): void => {
    ready.push(lane)
    wake()
  }

  return (stream, member) => {
    const lane = lanes.get(stream)
    if (lane !== undefined) return void lane.waiting.push(member)
    const opened = { stream, waiting: [member], outrun: 0 }
    lanes.set(stream, opened)
    enterLane(opened)
  }
}

/**
 * The answers to each chain. When a list fails as a whole, each chain is sent alone, and of a chain that fails its first request;
 * the rest of it is then untried. Command ids make that safe: whatever was appended after all is answered with its first receipt.
 */
const commit = async (
  store: Store,
  chains: ReadonlyArray<ReadonlyArray<Append>>
): Promise<ReadonlyArray<ReadonlyArray<Answered>>> => {
  const requests = chains.length === 1 ? chains[0]! : chains.flat()
  // All of its members may have failed before the store was needed.
  if (requests.length === 0) return chains.map(() => [])
  try {
    const answers = await store.append(requests)
    if (answers.length !== requests.length)
      throw new StoreFault("broken", `the store gave ${answers.length} answers to ${requests.length} requests`)
    if (chains.length === 1) return [answers]
    let from = 0
    return chains.map((chain) => answers.slice(from, (from += chain.length)))
  } catch (cause) {
    if (chains.length === 1) return [await oneByOne(store, requests, cause)]
    if (isForAll(cause)) return chains.map((chain) => chain.map(() => faulted(cause)))
    const alone: Array<ReadonlyArray<Answered>> = []
    for (const chain of chains) alone.push((await commit(store, [chain]))[0]!)
    return alone
  }
}

const oneByOne = async (
  store: Store,
  chain: ReadonlyArray<Append>,
  cause: unknown
): Promise<ReadonlyArray<Answered>> => {
  const [first, ...rest] = chain
  if (first === undefined || rest.length === 0 || isForAll(cause)) return chain.map(() => faulted(cause))
  return [...(await commit(store, [[first]]))[0]!, ...rest.map(() => untried)]
}

/** A store that is closed, or that others hold, is so for every request, and has appended none of them. */
const isForAll = (cause: unknown): boolean =>
  cause instanceof StoreFault && (cause.kind === "closed" || cause.kind === "busy")

const faulted = (cause: unknown): Faulted => ({ _tag: "Faulted", cause })
