/**
 * Counting a time that may rest: days and hours in which, as a policy announces it, nothing counts.
 *
 * Working days that rest are days off more; days, weeks and months end so many days later as whole days rested; hours end later by
 * what rested of them. A rest whose end nobody knows yet moves nothing: as long as it lasts, the promise rests.
 */
import type { Calendar } from "../time/Calendar.ts"
import * as Days from "../time/Day.ts"
import type { Day } from "../time/Day.ts"
import * as Deadline from "../time/Deadline.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import type { ExactSpan, Span } from "../time/Span.ts"
import * as Zone from "../time/Zone.ts"

export interface Rest {
  readonly from: Instant
  readonly until?: Instant
}

/** When a span is over that may rest on the way. */
export const after = (
  start: Instant,
  span: Span,
  place: Deadline.Place,
  rests: ReadonlyArray<Rest>
): Deadline.Due | Deadline.UnknownCalendar => {
  const ended = rests.flatMap(({ from, until }) => (until === undefined || until <= from ? [] : [{ from, until }]))
  if (ended.length === 0) return Deadline.after(start, span, place)
  if ("either" in span) return Deadline.both(span, (one) => after(start, one, place, rests))
  return span.unit === "hours"
    ? hoursLater(start, span, place, ended)
    : span.unit === "workingDays"
      ? Deadline.after(start, span, withDaysOff(place, restingDays(ended, place.zone)))
      : daysLater(start, span, place, restingDays(ended, place.zone))
}

type Ended = { readonly from: Instant; readonly until: Instant }

/** Every moment that rests moves the end, and the end may move into the next rest. */
const hoursLater = (
  start: Instant,
  span: ExactSpan,
  place: Deadline.Place,
  rests: ReadonlyArray<Ended>
): Deadline.Due | Deadline.UnknownCalendar => {
  const due = Deadline.after(start, span, place)
  if (Deadline.isUnknown(due)) return due
  let before = due.duty.before
  let counted = start
  for (const { from, until } of rests.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const [begun, over] = [Instants.max(from, counted), Instants.max(until, counted)]
    if (begun >= before) break
    before = Instants.addMilliseconds(before, Instants.between(begun, over))
    counted = over
  }
  const on = Zone.dayOf(place.zone, Instants.addMilliseconds(before, -1))
  const later = { ...due.duty, on, before }
  return { duty: later, right: later }
}

const daysLater = (
  start: Instant,
  span: ExactSpan,
  place: Deadline.Place,
  resting: ReadonlySet<Day>
): Deadline.Due | Deadline.UnknownCalendar => {
  const due = Deadline.after(start, span, place)
  if (Deadline.isUnknown(due)) return due
  let on = due.duty.on
  for (let day = Days.add(Zone.dayOf(place.zone, start), 1); day <= on; day = Days.add(day, 1))
    if (resting.has(day)) on = Days.add(on, 1)
  const later = { ...due.duty, on, before: Zone.startOf(place.zone, Days.add(on, 1)) }
  return { duty: later, right: later }
}

/** Days that rest from their first moment to their last. */
const restingDays = (rests: ReadonlyArray<Ended>, zone: Zone.Zone): ReadonlySet<Day> => {
  const days = new Set<Day>()
  for (const { from, until } of rests) {
    let day = Zone.dayOf(zone, from)
    if (Zone.startOf(zone, day) < from) day = Days.add(day, 1)
    for (; Zone.startOf(zone, Days.add(day, 1)) <= until; day = Days.add(day, 1)) days.add(day)
  }
  return days
}

const withDaysOff = (place: Deadline.Place, resting: ReadonlySet<Day>): Deadline.Place => ({
  zone: place.zone,
  calendar: (name) => {
    const calendar = place.calendar(name)
    return calendar && rested(calendar, resting)
  }
})

const rested = (calendar: Calendar, resting: ReadonlySet<Day>): Calendar => ({
  ...calendar,
  holidays: [...calendar.holidays, ...[...resting].map((on) => ({ on, name: "At rest, as the policy announced" }))]
})
