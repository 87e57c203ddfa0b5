/** Whether an engagement counts as material on a day: what a person decided, or what was announced and holds by then. */
import type { Fact } from "../kernel/Verdict.ts"
import { type ClientId, revisionOf } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import type { Instant } from "../time/Instant.ts"

/** That it counts as material or not, and from when. */
export interface Materiality {
  readonly material: boolean
  readonly at: Instant
}

/**
 * All that was decided or announced of it for this client, newest last; of two of one instant the one recorded last.
 * `startsAt` tells when the day of a change begins, `holds` whether it stands for the client and has begun.
 */
export const materialities = (
  listing: Listing.State,
  standing: Listing.Standing,
  startsAt: (change: string) => Instant | undefined,
  holds: (change: string) => boolean
): ReadonlyArray<Fact<Materiality>> => {
  const announced = standing.reclassified.flatMap(({ value, from }): ReadonlyArray<Fact<Materiality>> => {
    const what = Listing.change(listing, value)?.announced.value.what
    const at = startsAt(value)
    return what?._tag === "Reclassify" && at !== undefined && holds(value)
      ? [{ value: { material: what.material, at }, from }]
      : []
  })
  return [...standing.materiality, ...announced].sort((a, b) =>
    a.value.at < b.value.at ? -1 : a.value.at > b.value.at ? 1 : revisionOf(a.from) - revisionOf(b.from)
  )
}

/** Whether a change was announced for a client. */
export const isFor = (change: Listing.AnnouncedChange, client: ClientId): boolean => {
  const { for: whom } = change.announced.value
  return whom === "all" || whom.includes(client)
}
