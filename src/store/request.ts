/** What every adapter asks of a request before it does anything. */
import type { Revision, StreamId } from "../language/ids.ts"
import { type Answer, type Append, pageSize, type Position, type Store, StoreFault } from "./port.ts"

export const checkAppends = (requests: ReadonlyArray<Append>): void => {
  for (const request of requests) checkAppend(request)
}

const checkAppend = ({ stream, expected, commandId }: Append): void => {
  if (stream.length === 0 || commandId.length === 0)
    throw new StoreFault("misused", "a stream and a command need a name")
  if (!Number.isInteger(expected) || expected < -1)
    throw new StoreFault("misused", `\`expected\` is a revision from -1, not \`${expected}\``)
}

export const checkFrom = (from: Revision = 0): Revision => {
  if (Number.isInteger(from) && from >= 0) return from
  throw new StoreFault("misused", `a page begins at a revision from 0, not at \`${from}\``)
}

export const checkLimit = (limit: number = pageSize): number => {
  if (Number.isInteger(limit) && limit >= 1) return limit
  throw new StoreFault("misused", `a page holds 1 event or more, not \`${limit}\``)
}

/** Positions of an epoch that count up from 1 and are ordered as text: `epoch.0000000000000042`. */
export const positionOf = (epoch: string, number: number): Position => `${epoch}.${String(number).padStart(16, "0")}`

/** The number in a position; `undefined` when it belongs to another epoch. */
export const numberOf = (epoch: string, position: Position): number | undefined =>
  position.startsWith(`${epoch}.`) && /^\d{16}$/.test(position.slice(epoch.length + 1))
    ? Number(position.slice(epoch.length + 1))
    : undefined

/** Answers each request by `one`, in order; what builds on a request that was to append and did not is not tried. */
export const eachInTurn = (
  requests: ReadonlyArray<Append>,
  one: (request: Append) => Answer
): ReadonlyArray<Answer> => {
  let spoilt: Set<StreamId> | undefined
  return requests.map((request) => {
    if (spoilt?.has(request.stream)) return untried
    const answer = one(request)
    if (spoils(request, answer)) (spoilt ??= new Set()).add(request.stream)
    return answer
  })
}

/** Whether what comes after a request on its stream was decided on events that never came to be. */
export const spoils = (request: Append, answer: Answer): boolean =>
  request.events.length > 0 && answer._tag !== "Appended"

export const untried: Answer = Object.freeze({ _tag: "Untried" })

/** One request, one answer. */
export const appendOne = async (store: Pick<Store, "append">, request: Append): Promise<Answer> => {
  const [answer, ...more] = await store.append([request])
  if (answer !== undefined && more.length === 0) return answer
  throw new StoreFault(
    "broken",
    `the store gave ${answer === undefined ? "no answer" : "several answers"} to one request`
  )
}
