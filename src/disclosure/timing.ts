/** Times of publication as data, worked out from what happened. */
import type { Period } from "../terms/Terms.ts"
import * as Calendar from "../time/Calendar.ts"
import * as Days from "../time/Day.ts"
import type { Day } from "../time/Day.ts"
import * as Deadline from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import type { Span } from "../time/Span.ts"
import * as Zone from "../time/Zone.ts"
import type { Anchor, DayRule, Timing } from "./DisclosureTerms.ts"

/** What a policy's time of publication comes to, as far as what it hangs on is known. */
export interface Window {
  /** Not before this day; absent while it may be any. */
  readonly earliest?: Day
  readonly latest?: Day
  /** The moment of the day at which it may go out, where the policy names an hour. */
  readonly from?: Instant
  /** What must happen before it is one day. */
  readonly waits: ReadonlyArray<Anchor>
}

/** A time as data, worked out: `undefined` names a calendar that is not at hand. */
export const windowOf = (
  timing: Timing,
  at: (anchor: Anchor) => Instant | undefined,
  graceAsked: boolean,
  place: Deadline.Place,
  now: Instant
): Window | Deadline.UnknownCalendar => {
  const over = (period: Period, after: Anchor): Deadline.Due | Deadline.UnknownCalendar | undefined => {
    const start = at(after)
    return start === undefined ? undefined : Deadline.after(start, period as Span, place)
  }
  const go = (timing: Timing): Window | Deadline.UnknownCalendar => {
    if ("in" in timing) {
      const due = over(timing.in, timing.after)
      if (due === undefined) return { waits: [timing.after] }
      return Deadline.isUnknown(due) ? due : { earliest: due.duty.on, latest: due.right.on, waits: [] }
    }
    if ("earliestOf" in timing) return each(timing.earliestOf.map(go), "earliest")
    if ("latestOf" in timing) return each(timing.latestOf.map(go), "latest")
    const { fact, within, after, asked } = timing.if
    if (asked === "grace" && !graceAsked) return go(timing.otherwise)
    const limit = over(within, after)
    if (limit === undefined) return either([go(timing.so), go(timing.otherwise)], after)
    if (Deadline.isUnknown(limit)) return limit
    const happened = at(fact)
    if (happened !== undefined) return go(happened < limit.right.before ? timing.so : timing.otherwise)
    return now < limit.right.before ? either([go(timing.so), go(timing.otherwise)], fact) : go(timing.otherwise)
  }
  return go(timing)
}

type Windows = ReadonlyArray<Window | Deadline.UnknownCalendar>

const isWindow = (it: Window | Deadline.UnknownCalendar): it is Window => "waits" in it

const bounded = (earliest: Day | undefined, latest: Day | undefined, waits: ReadonlyArray<Anchor>): Window => ({
  ...(earliest !== undefined && { earliest }),
  ...(latest !== undefined && { latest }),
  waits: [...new Set(waits)]
})

const least = (days: ReadonlyArray<Day>): Day | undefined => days.toSorted()[0]
const most = (days: ReadonlyArray<Day>): Day | undefined => days.toSorted().at(-1)

/** The earliest, or the latest, of several. What is not known may be any day. */
const each = (windows: Windows, which: "earliest" | "latest"): Window | Deadline.UnknownCalendar => {
  const unknown = windows.find((it) => !isWindow(it))
  if (unknown !== undefined) return unknown
  const known = windows.filter(isWindow)
  const [begins, ends] = [known.flatMap((it) => it.earliest ?? []), known.flatMap((it) => it.latest ?? [])]
  const waits = known.flatMap((it) => it.waits)
  return which === "earliest"
    ? bounded(begins.length === known.length ? least(begins) : undefined, least(ends), waits)
    : bounded(most(begins), ends.length === known.length ? most(ends) : undefined, waits)
}

/** One of several, and it is not known which. */
const either = (windows: Windows, waits: Anchor): Window | Deadline.UnknownCalendar => {
  const unknown = windows.find((it) => !isWindow(it))
  if (unknown !== undefined) return unknown
  const known = windows.filter(isWindow)
  const [begins, ends] = [known.flatMap((it) => it.earliest ?? []), known.flatMap((it) => it.latest ?? [])]
  return bounded(
    begins.length === known.length ? least(begins) : undefined,
    ends.length === known.length ? most(ends) : undefined,
    [waits, ...known.flatMap((it) => it.waits)]
  )
}

/** The day itself, or the next that a policy publishes on; `undefined` where no day of a year is one. */
export const onPublicationDay = (day: Day, rule: DayRule, calendar: Calendar.Calendar | undefined): Day | undefined => {
  for (let on = day, tried = 0; tried < 366; on = Days.add(on, 1), tried++)
    if (
      (rule.weekdays === undefined || rule.weekdays.includes(Days.weekday(on))) &&
      (calendar === undefined || Calendar.isWorkingDay(calendar, on))
    )
      return on
  return undefined
}

export const hourOf = (day: Day, { hour }: DayRule, { zone }: Deadline.Place): Instant | undefined =>
  hour === undefined ? undefined : Zone.at(zone, day, hour)
