/** Saying what must be. */
import type { StoreFault } from "../store/port.ts"
import { Unmet } from "./contract.ts"

export const same = (actual: unknown, expected: unknown, what: string): void => {
  const [is, should] = [shown(actual), shown(expected)]
  if (is === should) return
  const from = differsFrom(is, should)
  throw new Unmet(`${what}: ${excerpt(is, from)}, not ${excerpt(should, from)}`)
}

export const must = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Unmet(otherwise)
}

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

/** Up to 300 letters, those at `from` among them. */
const excerpt = (text: string, from: number): string => {
  const begin = text.length <= 300 ? 0 : Math.max(0, Math.min(from - 100, text.length - 300))
  return `${begin > 0 ? "…" : ""}${text.slice(begin, begin + 300)}${begin + 300 < text.length ? "…" : ""}`
}

const differsFrom = (one: string, other: string): number => {
  let from = 0
  while (from < one.length && one[from] === other[from]) from++
  return from
}
