/** By what a client is told of a change as it is by now: its day as declared last, and what it brings as it was put right last. */
import type { Letter, NoticeSent } from "../consultation/Notice.ts"
import type { Fact } from "../kernel/Verdict.ts"
import { revisionOf } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"

export interface Telling {
  readonly day: Fact<Day>
  /** The later days from which it had been brought forward by now. */
  readonly later: ReadonlyArray<Fact<Day>>
  /** A letter by now told a later day: neither it nor one before it counts. */
  readonly toldLater: boolean
  /** Whether a letter is of the change as it is by now. */
  readonly counts: (letter: NoticeSent) => boolean
  /** The first version that shows it so. */
  readonly published: Fact<Listing.VersionPublished> | undefined
}

/** `putRight`: when what is asked about was put right as a matter of substance; whoever was told before was told something else. */
export const tellingOf = (
  listing: Listing.State,
  change: Listing.AnnouncedChange,
  letters: ReadonlyArray<Letter>,
  putRight: Fact<Instant> | undefined,
  at: Instant
): Telling => {
  const day = Listing.effectiveOnAt(change, at)
  const later = change.effectiveBefore.filter(({ value, until }) => until <= at && value > day.value)
  const sent = letters.map((letter) => letter.sent.value)
  const lastToldLater = sent.findLastIndex((letter) => letter.at <= at && letter.stated.effectiveOn > day.value)
  const shown = [change.announced, ...(later.length === 0 ? [] : [day]), ...(putRight === undefined ? [] : [putRight])]
  const newest = shown.reduce((a, b) => (revisionOf(b.from) > revisionOf(a.from) ? b : a), change.announced)
  return {
    day,
    later,
    toldLater: lastToldLater >= 0,
    counts: (letter) => sent.indexOf(letter) > lastToldLater && (putRight === undefined || letter.at >= putRight.value),
    published: Listing.versionWith(listing, newest.from)
  }
}
