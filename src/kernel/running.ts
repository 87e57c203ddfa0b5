/** What runs from one moment to another: a use, a subscription, somebody who is to be told, an access. */
import type { Instant } from "../time/Instant.ts"
import type { Fact } from "./Verdict.ts"

/** Whether it ran at an instant: the first is in, the last is not. */
export const ranAt = (began: Instant, ended: Fact<Instant> | undefined, at: Instant): boolean =>
  began <= at && (ended === undefined || at < ended.value)

/**
 * When it ended, once this end is known too: an end reaches what ran at its own moment, whenever that is learned, and nothing that
 * began after it. So the earlier of two ends is the one that counts.
 *
 * ```ts
 * import { endOf } from "goodfaith/kernel"
 * const may = { value: "2026-05-01T09:00:00.000Z", from: "client/c42@4" } as const
 * endOf("2026-01-12T10:00:00.000Z", undefined, may)?.from // => "client/c42@4"
 * endOf("2026-08-01T09:00:00.000Z", undefined, may) // => undefined
 * ```
 */
export const endOf = (
  began: Instant,
  ended: Fact<Instant> | undefined,
  end: Fact<Instant>
): Fact<Instant> | undefined => (ranAt(began, ended, end.value) ? end : ended)
