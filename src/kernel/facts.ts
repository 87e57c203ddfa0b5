/**
 * Of several facts, the one that counts.
 *
 * Facts are recorded in the order in which they became known, and that is not always the order in which they happened.
 */
import type { Instant } from "../time/Instant.ts"
import type { Fact } from "./Verdict.ts"

/** The newest: by when it was said, and of two said at once the one recorded last. `facts` stand in the order of the record. */
export const newest = <F extends Fact<{ readonly at: Instant }>>(facts: ReadonlyArray<F>): F | undefined =>
  facts.reduce<F | undefined>(
    (last, fact) => (last === undefined || fact.value.at >= last.value.at ? fact : last),
    undefined
  )

/**
 * The newest of what had been said by an instant, that instant included.
 *
 * ```ts
 * import { newestBy } from "goodfaith/kernel"
 * const reviews = [
 *   { value: { at: "2026-05-01T09:00:00.000Z" }, from: "listing/main@4" },
 *   { value: { at: "2026-04-01T09:00:00.000Z" }, from: "listing/main@5" } // learned late
 * ] as const
 * newestBy(reviews, "2026-06-01T00:00:00.000Z")?.from // => "listing/main@4"
 * newestBy(reviews, "2026-04-30T00:00:00.000Z")?.from // => "listing/main@5"
 * newestBy(reviews, "2026-03-31T00:00:00.000Z") // => undefined
 * ```
 */
export const newestBy = <F extends Fact<{ readonly at: Instant }>>(
  facts: ReadonlyArray<F>,
  at: Instant
): F | undefined => newest(facts.filter(({ value }) => value.at <= at))
