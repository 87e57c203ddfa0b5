/**
 * When a span is over.
 *
 * A deadline names the last day of the span and the moment just after it: half-open, so "in time" is `at < deadline.before`.
 * A span that can be read in two ways is due twice: the duty earlier, the right later.
 */
import * as CalendarTable from "./Calendar.ts"
import type { Calendar, DayOff } from "./Calendar.ts"
import { addMonthsNumber, type Day, fromNumber, toNumber, weekdayOf } from "./Day.ts"
import { fromMillis, hourMillis, type Instant, toMillis } from "./Instant.ts"
import { calendarsOf, type EitherSpan, type ExactSpan, inWords, type RollToWorkingDay, type Span } from "./Span.ts"
import * as ZoneTable from "./Zone.ts"
import type { Zone } from "./Zone.ts"

export interface Deadline {
  /** The last day of the span. */
  readonly on: Day
  /** The first moment after it: the start of the next day in the zone, or in hours the exact moment. */
  readonly before: Instant
  /** Counting left the days for which this calendar (or zone) is known: from there on only weekends (or the last offset) were used. */
  readonly beyond?: Beyond
}

export interface Beyond {
  /** The name of the calendar or the zone. */
  readonly calendar: string
  readonly until: Day
}

/**
 * "When a span can be read in two ways, we keep the earlier date ourselves and give others the later one."
 * A span with one meaning gives the same deadline twice. When one reading left its calendar, both dates say so.
 */
export interface Due {
  readonly duty: Deadline
  readonly right: Deadline
}

/** No date can be told: the span counts by a calendar that nobody handed in. */
export interface UnknownCalendar {
  readonly _tag: "UnknownCalendar"
  readonly calendar: string
}

/** Where the counting happens: whose days, and which calendars by name. */
export interface Place {
  readonly zone: Zone
  readonly calendar: (name: string) => Calendar | undefined
}

/**
 * When a span that starts with an event at `start` is over.
 *
 * ```ts
 * import { amsterdam, Deadline, nlOffice, Span } from "goodfaith/time"
 * const place = { zone: amsterdam, calendar: () => nlOffice }
 * const due = Deadline.after("2026-11-23T23:30:00.000Z", Span.workingDays(3, "nl-office", Span.plain), place)
 * if (Deadline.isUnknown(due)) throw new Error(`no calendar ${due.calendar}`)
 * due.duty.on // => "2026-11-27"
 * due.duty.before // => "2026-11-27T23:00:00.000Z"
 * ```
 */
export const after = (start: Instant, span: Span, place: Place): Due | UnknownCalendar => {
  if ("either" in span) return both(span, (one) => after(start, one, place))
  const calendars = lookUp(span, place)
  if (isUnknown(calendars)) return calendars
  return exactly(
    span.unit === "hours" ? hoursAfter(start, span, place.zone) : daysAfter(start, span, place.zone, calendars)
  )
}

/**
 * The latest start for which the span is over by `day`: start before `duty.before`, on `duty.on` at the latest, and it is over
 * however it is read. (`right` is the latest start for which it is over in one of its readings.)
 *
 * It is found by counting forwards, never by counting backwards, which finds other days around weekends and holidays:
 * `after(start).right.on <= day` exactly when `start < latestStart(day).duty.before`.
 *
 * ```ts
 * import { amsterdam, Deadline, nlOffice, Span } from "goodfaith/time"
 * const place = { zone: amsterdam, calendar: () => nlOffice }
 * const send = Deadline.latestStart("2026-12-28", Span.workingDays(3, "nl-office", Span.plain), place)
 * if (Deadline.isUnknown(send)) throw new Error(`no calendar ${send.calendar}`)
 * send.duty.on // => "2026-12-22"
 * ```
 */
export const latestStart = (day: Day, span: Span, place: Place): Due | UnknownCalendar => {
  if ("either" in span) return both(span, (one) => latestStart(day, one, place))
  const calendars = lookUp(span, place)
  if (isUnknown(calendars)) return calendars
  return exactly(
    span.unit === "hours"
      ? latestStartInHours(toNumber(day), span, place.zone)
      : latestStartInDays(toNumber(day), span, place.zone, calendars)
  )
}

/** Is there no answer, for want of a calendar? The compiler asks for this before it lets anyone at a date. */
export const isUnknown = <A extends object>(answer: A | UnknownCalendar): answer is UnknownCalendar => "_tag" in answer

// -- Two readings, one pair of dates. --

const exactly = (deadline: Deadline): Due => ({ duty: deadline, right: deadline })

/** The earlier end of two readings and the later one, each counted as it is said here: what `after` does for a span by itself. */
export const both = (span: EitherSpan, dueOf: (span: Span) => Due | UnknownCalendar): Due | UnknownCalendar => {
  const [one, other] = [dueOf(span.either[0]), dueOf(span.either[1])]
  if (isUnknown(one)) return one
  if (isUnknown(other)) return other
  // A reading that was counted past its calendar may really give another date, so neither date of the pair is certain then.
  const beyond = one.duty.beyond ?? other.duty.beyond
  const dated = ({ on, before }: Deadline): Deadline => deadline(on, before, beyond)
  return { duty: dated(earlier(one.duty, other.duty)), right: dated(later(one.right, other.right)) }
}

const earlier = (a: Deadline, b: Deadline): Deadline => (isBefore(b, a) ? b : a)

const later = (a: Deadline, b: Deadline): Deadline => (isBefore(a, b) ? b : a)

/** A zone that skipped a day has two last days that end at the same moment; then the day decides. */
const isBefore = (a: Deadline, b: Deadline): boolean => a.before < b.before || (a.before === b.before && a.on < b.on)

// -- Hours: real ones, through nights, weekends and holidays. --

/** "A span in hours runs through nights, weekends and holidays, and ends at the exact moment." */
const hoursAfter = (start: Instant, span: ExactSpan, zone: Zone): Deadline => {
  const from = firstHourOf(toMillis(start), span, zone)
  return untilMoment(from + span.n * hourMillis, start, zone)
}

/** "Where the terms say so, the hour of the event is not counted, and a span in hours runs from the next whole hour." */
const firstHourOf = (start: number, { counting }: ExactSpan, zone: Zone): number =>
  counting.firstHour === undefined ? start : ZoneTable.nextHourAfter(zone, start)

const latestStartInHours = (day: number, span: ExactSpan, zone: Zone): Deadline => {
  const end = ZoneTable.startOfNumber(zone, day + 1)
  const begin = end - span.n * hourMillis
  // The next whole hour is never more than an hour away.
  const last = lastWhere(
    begin - hourMillis,
    begin + 1,
    (start) => firstHourOf(start, span, zone) + span.n * hourMillis <= end
  )
  return untilMoment(last + 1, fromMillis(last + 1), zone, fromMillis(end))
}

/** Half-open: the last moment that counts is a millisecond earlier, and its day is the last day. */
const untilMoment = (before: number, from: Instant, zone: Zone, until: Instant = fromMillis(before)): Deadline =>
  deadline(fromNumber(ZoneTable.dayNumberOf(zone, before - 1)), fromMillis(before), beyondZone(zone, from, until))

// -- Days: first the day from which is counted, then the last day. --

/** "A day begins and ends in the zone of the promise." */
const daysAfter = (start: Instant, span: ExactSpan, zone: Zone, calendars: Calendars): Deadline => {
  const event = eventDay(toMillis(start), span, zone)
  const last = lastDay(event, span, calendars)
  const before = fromMillis(ZoneTable.startOfNumber(zone, last + 1))
  return deadline(fromNumber(last), before, beyondCalendars(event, span, calendars) ?? beyondZone(zone, start, before))
}

const latestStartInDays = (day: number, span: ExactSpan, zone: Zone, calendars: Calendars): Deadline => {
  const inTime = (event: number) => lastDay(event, span, calendars) <= day
  // No span ends before the day of its event, so the day after is too late to start; from there ever further back.
  let back = 1
  while (!inTime(day - back)) back *= 2
  const event = lastWhere(day - back, day + 1, inTime)
  const { cutOffHour } = span.counting
  const before =
    cutOffHour === undefined ? ZoneTable.startOfNumber(zone, event + 1) : ZoneTable.millisAt(zone, event, cutOffHour)
  const on = fromNumber(ZoneTable.dayNumberOf(zone, before - 1))
  const end = fromMillis(ZoneTable.startOfNumber(zone, day + 1))
  return deadline(
    on,
    fromMillis(before),
    beyondCalendars(event, span, calendars) ?? beyondZone(zone, fromMillis(before), end)
  )
}

/** "An event at or after the cut-off hour counts as an event of the next day." */
const eventDay = (start: number, span: ExactSpan, zone: Zone): number => {
  const day = ZoneTable.dayNumberOf(zone, start)
  const cutOff = span.counting.cutOffHour
  return cutOff !== undefined && start >= ZoneTable.millisAt(zone, day, cutOff) ? day + 1 : day
}

/** The last day of a span whose event is on `event`. A later event never gives an earlier last day. */
const lastDay = (event: number, span: ExactSpan, calendars: Calendars): number => {
  const counted = countedFrom(event, calendars)
  return rolled(counted, unrolled(counted, span, calendars), span, calendars)
}

/** "An event on a day off counts as an event of the next working day", where the terms say so. */
const countedFrom = (event: number, { event: calendar }: Calendars): number =>
  calendar === undefined ? event : CalendarTable.onOrAfterNumber(CalendarTable.compile(calendar), event)

/** Where the span ends before anybody looks what day that is. */
const unrolled = (event: number, span: ExactSpan, { unit: calendar }: Calendars): number => {
  const { n, counting } = span
  const clear = counting.clear ? 1 : 0
  const from = dayBeforeFirst(event, span)
  switch (span.unit) {
    case "hours":
      return event
    case "calendarDays":
      return from + n + clear
    case "weeks":
      return from + n * 7 + clear
    case "months":
      return monthsAfter(event, span) + clear
    case "workingDays":
      return calendar === undefined
        ? from
        : CalendarTable.addWorkingDaysNumber(CalendarTable.compile(calendar), from, n + clear)
  }
}

/** "The day of the event is not counted", unless the terms count it. */
const dayBeforeFirst = (event: number, { n, counting }: ExactSpan): number =>
  counting.firstDay === "counted" && n > 0 ? event - 1 : event

/**
 * "A month ends on the day with the same number, or on the last day of a month without that day." When the first day is
 * counted, it ends on the day before that number: a month from 1 March ends on 31 March.
 */
const monthsAfter = (event: number, { n, counting }: ExactSpan): number =>
  counting.firstDay === "counted" && n > 0
    ? addMonthsNumber(event, n, "nextDay") - 1
    : addMonthsNumber(event, n, counting.monthEnd)

/** "A span whose last day is a day off ends on the next working day", where the terms say so. */
const rolled = (event: number, last: number, span: ExactSpan, { roll: calendar }: Calendars): number => {
  const { roll } = span.counting
  if (calendar === undefined || roll === "none" || !rolls(roll, span)) return last
  const table = CalendarTable.compile(calendar)
  const end = CalendarTable.onOrAfterNumber(table, last)
  const least = leastWorkingDays(span)
  return least === undefined
    ? end
    : Math.max(end, CalendarTable.addWorkingDaysNumber(table, dayBeforeFirst(event, span), least))
}

/** How many working days a span must hold at least, where it is rolled and one of its length must hold any. */
const leastWorkingDays = (span: ExactSpan): number | undefined => {
  const { roll } = span.counting
  if (roll === "none" || roll.atLeast === undefined || !rolls(roll, span)) return undefined
  return leastDays(span) < roll.atLeast.inSpansOf ? undefined : roll.atLeast.workingDays
}

/** Is the span short enough to be rolled? */
const rolls = ({ upTo }: RollToWorkingDay, { n, unit }: ExactSpan): boolean => {
  if (upTo === undefined) return true
  if (unit === "weeks") return n <= upTo.weeks
  return unit === "months" ? n <= upTo.months : n <= upTo.calendarDays
}

/** The fewest days that the span can have. */
const leastDays = ({ n, unit }: ExactSpan): number => (unit === "weeks" ? n * 7 : unit === "months" ? n * 28 : n)

// -- The calendars of a span, each in its part. --

interface Calendars {
  /** Moves the event to a working day. */
  readonly event: Calendar | undefined
  /** Says which days count. */
  readonly unit: Calendar | undefined
  /** Moves the last day to a working day. */
  readonly roll: Calendar | undefined
}

const lookUp = (span: ExactSpan, { calendar }: Place): Calendars | UnknownCalendar => {
  const missing = calendarsOf(span).find((name) => calendar(name) === undefined)
  if (missing !== undefined) return { _tag: "UnknownCalendar", calendar: missing }
  const { roll, eventOnWorkingDayOf } = span.counting
  return {
    event: eventOnWorkingDayOf === undefined ? undefined : calendar(eventOnWorkingDayOf),
    unit: span.unit === "workingDays" ? calendar(span.calendar) : undefined,
    roll: roll === "none" ? undefined : calendar(roll.calendar)
  }
}

// -- "A date that lies past what a calendar knows says so." --

const beyondCalendars = (event: number, span: ExactSpan, calendars: Calendars): Beyond | undefined => {
  const counted = countedFrom(event, calendars)
  const end = unrolled(counted, span, calendars)
  const last = rolled(counted, end, span, calendars)
  return (
    beyondCalendar(calendars.event, event, counted) ??
    beyondCalendar(calendars.unit, dayBeforeFirst(counted, span) + 1, end) ??
    // A span that must hold so many working days is looked at from its first day on.
    beyondCalendar(
      calendars.roll,
      leastWorkingDays(span) === undefined ? end : Math.min(end, dayBeforeFirst(counted, span) + 1),
      last
    )
  )
}

const beyondCalendar = (calendar: Calendar | undefined, first: number, last: number): Beyond | undefined => {
  if (calendar === undefined || last < first) return undefined
  const { from, until } = CalendarTable.compile(calendar)
  return from <= first && last < until ? undefined : { calendar: calendar.name, until: calendar.until }
}

const beyondZone = (zone: Zone, from: Instant, until: Instant): Beyond | undefined =>
  zone.from <= from && until <= zone.until
    ? undefined
    : { calendar: zone.name, until: ZoneTable.dayOf(zone, zone.until) }

const deadline = (on: Day, before: Instant, beyond: Beyond | undefined): Deadline =>
  beyond === undefined ? { on, before } : { on, before, beyond }

/** The last whole number from `low` up to but without `high` that `holds`. It holds at `low`, and once it fails it fails from there on. */
const lastWhere = (low: number, high: number, holds: (x: number) => boolean): number => {
  let [yes, no] = [low, high]
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2)
    if (holds(middle)) yes = middle
    else no = middle
  }
  return yes
}

// -- Explaining: every day from the event to the end, and what became of it. --

/** How one reading of a span was counted. */
export interface Explanation {
  readonly start: Instant
  readonly span: ExactSpan
  /** Each day once, in order, from the day of the event up to the last day; in hours only the beginning and the end. */
  readonly days: ReadonlyArray<ExplainedDay>
  readonly due: Deadline
}

export type ExplainedDay =
  /** The event came at or after the cut-off hour of this day. */
  | { readonly on: Day; readonly is: "tooLate"; readonly cutOffHour: number }
  /** The event fell on this day off, and counts as of the next working day. */
  | { readonly on: Day; readonly is: "passed"; readonly because: DayOff }
  /** The day of the event, not counted. */
  | { readonly on: Day; readonly is: "event" }
  | { readonly on: Day; readonly is: "counted"; readonly as: number }
  | { readonly on: Day; readonly is: "skipped"; readonly because: DayOff }
  /** The last day of clear days, not counted. */
  | { readonly on: Day; readonly is: "clear" }
  /** After the counted days: the span was extended over this day, which is a day off or the working day on which it ends. */
  | { readonly on: Day; readonly is: "extended"; readonly because: DayOff | undefined }
  /** The moment from which a span in hours is counted, and the one at which it ends. */
  | { readonly on: Day; readonly is: "begun" | "ended"; readonly at: Instant }

/**
 * The days of a span and what became of each: one explanation for each of its readings.
 *
 * ```ts
 * import { amsterdam, Deadline, nlOffice, Span } from "goodfaith/time"
 * const place = { zone: amsterdam, calendar: () => nlOffice }
 * const explained = Deadline.explain("2026-12-24T10:00:00.000Z", Span.workingDays(1, "nl-office", Span.plain), place)
 * if (Deadline.isUnknown(explained)) throw new Error(`no calendar ${explained.calendar}`)
 * explained[0]?.days[1] // => { on: "2026-12-25", is: "skipped", because: { holiday: "Christmas Day" } }
 * explained[0]?.days.length // => 5
 * ```
 */
export const explain = (start: Instant, span: Span, place: Place): ReadonlyArray<Explanation> | UnknownCalendar => {
  if ("either" in span) {
    const [one, other] = [explain(start, span.either[0], place), explain(start, span.either[1], place)]
    if (isUnknown(one)) return one
    return isUnknown(other) ? other : [...one, ...other]
  }
  const calendars = lookUp(span, place)
  if (isUnknown(calendars)) return calendars
  return [
    span.unit === "hours" ? explainHours(start, span, place.zone) : explainDays(start, span, place.zone, calendars)
  ]
}

const explainHours = (start: Instant, span: ExactSpan, zone: Zone): Explanation => {
  const due = hoursAfter(start, span, zone)
  const from = fromMillis(firstHourOf(toMillis(start), span, zone))
  const begun = { on: ZoneTable.dayOf(zone, from), is: "begun", at: from } as const
  return { start, span, due, days: [begun, { on: due.on, is: "ended", at: due.before }] }
}

const explainDays = (start: Instant, span: ExactSpan, zone: Zone, calendars: Calendars): Explanation => {
  const due = daysAfter(start, span, zone, calendars)
  const begun = ZoneTable.dayNumberOf(zone, toMillis(start))
  const event = eventDay(toMillis(start), span, zone)
  const counted = countedFrom(event, calendars)
  const end = unrolled(counted, span, calendars)
  const days: Array<ExplainedDay> = []
  let number = 0
  for (let day = begun; day <= toNumber(due.on); day++) {
    const on = fromNumber(day)
    if (day < event) days.push({ on, is: "tooLate", cutOffHour: span.counting.cutOffHour ?? 24 })
    else if (day < counted) days.push({ on, is: "passed", because: off(calendars.event, day)! })
    else if (day <= dayBeforeFirst(counted, span)) days.push({ on, is: "event" })
    else if (day > end) days.push({ on, is: "extended", because: off(calendars.roll, day) })
    else days.push(countedDay(on))
  }
  return { start, span, days, due }

  function countedDay(on: Day): ExplainedDay {
    const because = off(calendars.unit, toNumber(on))
    if (because !== undefined) return { on, is: "skipped", because }
    return span.counting.clear && toNumber(on) === end ? { on, is: "clear" } : { on, is: "counted", as: ++number }
  }
}

const off = (calendar: Calendar | undefined, day: number): DayOff | undefined =>
  calendar === undefined ? undefined : CalendarTable.dayOffNumber(CalendarTable.compile(calendar), day)

/** An explanation for a terminal: what was counted, one line a day, and when it is over. */
export const explainText = (explanations: ReadonlyArray<Explanation>): string =>
  explanations.map(paragraph).join("\n\n")

const paragraph = ({ start, span, days, due }: Explanation): string =>
  [
    `${inWords(span)} from ${start}`,
    ...days.map((day) => `${weekdayNames[weekdayOf(toNumber(day.on))]} ${day.on}  ${line(day)}`),
    `over at ${due.before}${due.beyond === undefined ? "" : `, beyond ${due.beyond.calendar}, which is known until ${due.beyond.until}`}`
  ].join("\n")

const line = (day: ExplainedDay): string => {
  switch (day.is) {
    case "tooLate":
      return `after ${day.cutOffHour}:00, counts as the next day`
    case "passed":
      return `${why(day.because)}, counts as the next working day`
    case "event":
      return "the day of the event, not counted"
    case "counted":
      return `${day.as}`
    case "skipped":
      return `${why(day.because)}, skipped`
    case "clear":
      return "the last day, not counted because days are clear"
    case "extended":
      return day.because === undefined ? "a working day, added" : `${why(day.because)}, added`
    case "begun":
      return `counted from ${day.at}`
    case "ended":
      return `ends at ${day.at}`
  }
}

const why = (because: DayOff): string => (because === "weekend" ? "weekend" : because.holiday)

const weekdayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const
