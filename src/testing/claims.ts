/** Saying what must be. */
import type { StoreFault } from "../store/port.ts"
import { Unmet } from "./contract.ts"
import type { Flaw } from "./log.ts"

/** What the store gave must be what the contract says. If not, the first difference is told. */
export const same = (actual: unknown, expected: unknown, what: string): void => {
  const found = firstDifference(actual, expected, [])
  if (found !== undefined) throw new Unmet(`${what}: ${found}`)
}

export const must = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Unmet(otherwise)
}

/** A log of so many events must have none; if it has, the first one is told. */
export const noFlaws = (flaws: ReadonlyArray<Flaw>, events: number): void =>
  must(
    flaws.length === 0,
    `there are ${flaws.length} flaws in a log of ${events} events; the first: ${flaws[0]?.sentence}`
  )

export const rejects = async (kind: StoreFault["kind"], what: string, work: () => Promise<unknown>): Promise<void> => {
  const fault = await work().then(
    () => undefined,
    (cause: unknown) => cause
  )
  must(fault !== undefined, `${what} was answered, and should reject`)
  must(
    (fault as StoreFault)._tag === "StoreFault" && (fault as StoreFault).kind === kind,
    `${what} rejected with ${String(fault)}, not with a StoreFault of kind ${kind}`
  )
}

/** How many answers there are of each kind. */
export const tally = (answers: ReadonlyArray<{ readonly _tag: string }>): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { _tag } of answers) counts[_tag] = (counts[_tag] ?? 0) + 1
  return counts
}

/** A value as text, whatever the order of its fields. */
export const shown = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner === undefined
      ? "(nothing)"
      : typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner
  )

const nothing = Symbol("nothing")

/** Where two values differ first: down to the part of them that does, and where that is. */
const firstDifference = (store: unknown, contract: unknown, path: ReadonlyArray<string>): string | undefined => {
  if (store !== nothing && contract !== nothing && shown(store) === shown(contract)) return undefined
  if (isHolder(store) && isHolder(contract) && Array.isArray(store) === Array.isArray(contract)) {
    const counts =
      Array.isArray(store) && Array.isArray(contract) && store.length !== contract.length
        ? ` (the store has ${store.length}, the contract ${contract.length})`
        : ""
    for (const key of keysOf(store, contract)) {
      const found = firstDifference(partOf(store, key), partOf(contract, key), [...path, key])
      if (found !== undefined) return `${found}${counts}`
    }
  }
  const [is, should] = [told(store), told(contract)]
  const from = differsFrom(is, should)
  const at = path.length === 0 ? "" : `at ${path.join(".")}: `
  return `${at}the store says ${excerpt(is, from)}, the contract ${excerpt(should, from)}`
}

type Holder = Readonly<Record<string, unknown>>
const isHolder = (value: unknown): value is Holder => typeof value === "object" && value !== null
const partOf = (holder: Holder, key: string): unknown => (Object.hasOwn(holder, key) ? holder[key] : nothing)

/** Of a list in its order, of others sorted. */
const keysOf = (one: Holder, other: Holder): ReadonlyArray<string> => {
  const [keys, others] = [Object.keys(one), Object.keys(other)]
  if (Array.isArray(one)) return keys.length > others.length ? keys : others
  return [...new Set([...keys, ...others])].sort()
}

const told = (value: unknown): string => (value === nothing ? "nothing" : shown(value))

/** Up to 120 letters, those at `from` among them. */
const excerpt = (text: string, from: number): string => {
  const begin = text.length <= 120 ? 0 : Math.max(0, Math.min(from - 40, text.length - 120))
  return `${begin > 0 ? "…" : ""}${text.slice(begin, begin + 120)}${begin + 120 < text.length ? "…" : ""}`
}

const differsFrom = (one: string, other: string): number => {
  let from = 0
  while (from < one.length && one[from] === other[from]) from++
  return from
}
