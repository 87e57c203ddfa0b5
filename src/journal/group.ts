/**
 * Group commit: while one commit runs, what comes in is collected; then all of it is committed together.
 *
 * What comes in is a chain: requests of one stream, each decided on the ones before it. A chain is never torn apart, for only
 * inside one list does a store leave untried what builds on a request that was not appended.
 */
import { type Answer, type Append, type Store, StoreFault } from "../store/port.ts"
import { untried } from "../store/request.ts"

/** The answer to one request; or what went wrong with it, which says nothing about the others. */
export type Answered = Answer | Faulted

export interface Faulted {
  readonly _tag: "Faulted"
  readonly cause: unknown
}

export type Submit = (chain: ReadonlyArray<Append>) => Promise<ReadonlyArray<Answered>>

interface Waiting {
  readonly chain: ReadonlyArray<Append>
  readonly answer: (answers: ReadonlyArray<Answered>) => void
}

/** More requests than this are not put into one list, unless one chain alone is longer. */
const mostTogether = 1000

/** Submits chains to a store, one list at a time. Never rejects. */
export const grouped = (store: Store): Submit => {
  const queue: Array<Waiting> = []
  let committing = false

  const commitAll = async (): Promise<void> => {
    committing = true
    // Whoever submits within this turn comes along.
    await undefined
    while (queue.length > 0) {
      const together = takeFrom(queue)
      const answers = await commit(
        store,
        together.map(({ chain }) => chain)
      )
      for (const [index, { answer }] of together.entries()) answer(answers[index]!)
      // Whoever was answered and submits again at once comes along with the next.
      await undefined
    }
    committing = false
  }

  return (chain) =>
    new Promise((answer) => {
      queue.push({ chain, answer })
      if (!committing) void commitAll()
    })
}

const takeFrom = (queue: Array<Waiting>): ReadonlyArray<Waiting> => {
  let requests = queue[0]!.chain.length
  let chains = 1
  while (chains < queue.length && requests + queue[chains]!.chain.length <= mostTogether)
    requests += queue[chains++]!.chain.length
  return queue.splice(0, chains)
}

/**
 * The answers to each chain. When a list fails as a whole, each chain is sent alone, and of a chain that fails its first request;
 * the rest of it is then untried. Command ids make that safe: whatever was appended after all is answered with its first receipt.
 */
const commit = async (
  store: Store,
  chains: ReadonlyArray<ReadonlyArray<Append>>
): Promise<ReadonlyArray<ReadonlyArray<Answered>>> => {
  try {
    const requests = chains.length === 1 ? chains[0]! : chains.flat()
    const answers = await store.append(requests)
    if (answers.length !== requests.length)
      throw new StoreFault("broken", `the store gave ${answers.length} answers to ${requests.length} requests`)
    let from = 0
    return chains.map((chain) => answers.slice(from, (from += chain.length)))
  } catch (cause) {
    if (chains.length === 1) return [await oneByOne(store, chains[0]!, cause)]
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
