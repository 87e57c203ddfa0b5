/**
 * What is told anew: what was put right as a matter of substance, a day brought forward to before the one that a letter told, and
 * whatever was told under an agreement that ended before the one of today began.
 */
import type * as Notice from "../consultation/Notice.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import { tellingOf } from "../gate/telling.ts"
import type { EventRef } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import * as rules from "./rules.ts"

export interface Anew {
  /** Whether a letter is of the change as it is by now. */
  readonly counts: (letter: Notice.NoticeSent) => boolean
  /** The first version that shows it so. */
  readonly published: Fact<Listing.VersionPublished> | undefined
  /** Why letters that went out count no more; `undefined` while all of them do. */
  readonly setAside: SetAside | undefined
}

export interface SetAside {
  readonly verdict: Verdict<boolean>
  /** Since when they count no more, and the events by which. */
  readonly since: Instant
  readonly by: ReadonlyArray<EventRef>
}

/** The letters of one case, looked at with the change as it stands at an instant. `covered`: since when an agreement runs without a gap. */
export const toldAnew = (
  state: Listing.State,
  change: Listing.AnnouncedChange,
  letters: ReadonlyArray<Notice.Letter>,
  covered: Fact<Instant> | undefined,
  at: Instant
): Anew => {
  const right = putRightBy(state, change, at)
  const telling = tellingOf(state, change, letters, right, at)
  const counts = (letter: Notice.NoticeSent): boolean =>
    telling.counts(letter) && (covered === undefined || letter.at >= covered.value)
  const sent = letters.map((letter) => letter.sent)
  const aside = sent.filter(({ value }) => value.at <= at && !counts(value))
  const forward = telling.toldLater ? change.effectiveBefore.findLast(({ until }) => until <= at) : undefined
  const first = sent[0]?.value.at
  const anew = covered !== undefined && first !== undefined && first < covered.value ? covered : undefined
  const times = [right?.value, forward?.until, anew?.value].filter((it) => it !== undefined)
  return {
    counts,
    published: telling.published,
    setAside:
      aside.length === 0
        ? undefined
        : {
            verdict: rules.setAside(aside, right, forward && telling.day, anew),
            since: times.reduce(Instants.max, change.announced.value.announcedAt),
            by: [right, forward && telling.day, anew].flatMap((it) => it?.from ?? [])
          }
  }
}

/** When something that it brings was put right last as a matter of substance. */
const putRightBy = (
  state: Listing.State,
  { announced, touches }: Listing.AnnouncedChange,
  at: Instant
): Fact<Instant> | undefined =>
  touches
    .flatMap((it) => Listing.standingAt(state, it, at) ?? [])
    .flatMap(({ scope, entries }) =>
      scope
        .filter(({ brought }) => brought.value === announced.value.change && brought.from !== announced.from)
        .flatMap(({ brought }) => entries.find(({ from }) => from === brought.from) ?? [])
    )
    .map(({ value, from }): Fact<Instant> => ({ value: value.at, from }))
    .reduce<Fact<Instant> | undefined>(
      (last, it) => (last === undefined || it.value >= last.value ? it : last),
      undefined
    )
