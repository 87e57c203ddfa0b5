/**
 * Which days are working days, for somebody.
 *
 * A calendar is versioned data with its sources and the span of days for which they are known. It is pinned when a date is
 * stated. Outside its span only the weekend is known, and the functions here count with the weekend alone; `covers` tells,
 * and a deadline that was counted so says it (`Deadline.beyond`).
 */
import { type Day, fromNumber, toNumber, type Weekday, weekdayOf } from "./Day.ts"

export interface Calendar {
  /** As terms name it: `nl-office`. */
  readonly name: string
  readonly version: string
  readonly from: Day
  /** Exclusive. */
  readonly until: Day
  readonly weekend: ReadonlyArray<Weekday>
  readonly holidays: ReadonlyArray<{ readonly on: Day; readonly name: string }>
  readonly sources: ReadonlyArray<string>
}

/** Why a day is no working day. */
export type DayOff = "weekend" | { readonly holiday: string }

/** Is the calendar known to be right for this day? */
export const covers = (calendar: Calendar, day: Day): boolean => calendar.from <= day && day < calendar.until

export const isWorkingDay = (calendar: Calendar, day: Day): boolean => dayOff(calendar, day) === undefined

/** Why this is no working day; `undefined` when it is one. A holiday in the weekend is named as the holiday. */
export const dayOff = (calendar: Calendar, day: Day): DayOff | undefined =>
  dayOffNumber(compile(calendar), toNumber(day))

/**
 * The `count`-th working day after `day`. `day` itself is never counted; 0 gives `day` itself, also when it is a day off.
 * Negative: the working day so many before it.
 *
 * "Saturdays, Sundays and the holidays of the calendar are not counted as working days."
 *
 * ```ts
 * import { Calendar, nlOffice } from "goodfaith/time"
 * Calendar.addWorkingDays(nlOffice, "2026-11-20", 3) // => "2026-11-25"
 * Calendar.addWorkingDays(nlOffice, "2026-11-25", -3) // => "2026-11-20"
 * ```
 */
export const addWorkingDays = (calendar: Calendar, day: Day, count: number): Day => {
  if (count === 0) return day
  const table = calendar === lastCalendar ? lastTable : compile(calendar)
  const rank = rankAfter(table, toNumber(day), count)
  return table.text[rank] ?? fromNumber(dayOutside(table, rank))
}

/** How many working days lie after `from`, up to and including `to`; negative when `to` is before `from`. */
export const workingDaysBetween = (calendar: Calendar, from: Day, to: Day): number => {
  const table = compile(calendar)
  return rankOf(table, toNumber(to)) - rankOf(table, toNumber(from))
}

/** The first working day after `day`. */
export const next = (calendar: Calendar, day: Day): Day => addWorkingDays(calendar, day, 1)

/** `day` when it is a working day, otherwise the first working day after it. */
export const onOrAfter = (calendar: Calendar, day: Day): Day =>
  fromNumber(onOrAfterNumber(compile(calendar), toNumber(day)))

// -- The same on day numbers: a look-up in two tables. --

/**
 * A calendar made ready to count with: the rank of each day, and the day of each rank. The rank of a day is the number of
 * working days from the start of the calendar up to and including it, so that all days off share the rank of the working
 * day before them.
 */
export interface Table {
  readonly from: number
  readonly until: number
  /** How many there are: the highest rank. */
  readonly workingDays: number
  /** By day, from the first day of the calendar. */
  readonly rank: Int32Array
  /** By rank. Rank 0 is the last working day before the calendar, as far as the week can tell. */
  readonly day: Int32Array
  /** The same days as text, from 1. */
  readonly text: ReadonlyArray<Day | undefined>
  readonly week: Week
  readonly holidays: ReadonlyMap<number, string>
}

/** The table of a calendar, made once. Calendars are immutable: one that is changed in place keeps its old table. */
export const compile = (calendar: Calendar): Table => {
  if (calendar === lastCalendar) return lastTable
  let table = tables.get(calendar)
  if (table === undefined) tables.set(calendar, (table = tableOf(calendar)))
  lastCalendar = calendar
  lastTable = table
  return table
}

/** `addWorkingDays` on day numbers. */
export const addWorkingDaysNumber = (table: Table, day: number, count: number): number =>
  count === 0 ? day : dayOfRank(table, rankAfter(table, day, count))

export const onOrAfterNumber = (table: Table, day: number): number => dayOfRank(table, rankOf(table, day - 1) + 1)

export const dayOffNumber = (table: Table, day: number): DayOff | undefined => {
  const holiday = table.holidays.get(day)
  if (holiday !== undefined) return { holiday }
  return table.week.works[weekdayOf(day)] ? undefined : "weekend"
}

/** The rank of the `count`-th working day after `day`, or before it. */
const rankAfter = (table: Table, day: number, count: number): number =>
  count > 0 ? rankOf(table, day) + count : rankOf(table, day - 1) + 1 + count

const rankOf = (table: Table, day: number): number => table.rank[day - table.from] ?? rankOutside(table, day)

const dayOfRank = (table: Table, rank: number): number => table.day[rank] ?? dayOutside(table, rank)

const tables = new WeakMap<Calendar, Table>()
/** Nearly every question is about the calendar of the question before it, and asking a WeakMap costs more than the answer. */
let lastCalendar: Calendar | undefined
let lastTable: Table

const tableOf = (calendar: Calendar): Table => {
  const from = toNumber(calendar.from)
  const until = Math.max(from, toNumber(calendar.until))
  const week = weekOf(calendar)
  const holidays = new Map<number, string>()
  for (const { on, name } of calendar.holidays) if (covers(calendar, on)) holidays.set(toNumber(on), name)
  const rank = new Int32Array(until - from)
  const days = [weekdayAfter(week, weekdaysBefore(week, from) - 1)]
  for (let day = from; day < until; day++) {
    if (week.works[weekdayOf(day)] && !holidays.has(day)) days.push(day)
    rank[day - from] = days.length - 1
  }
  const text = days.map((day, rank) => (rank === 0 ? undefined : fromNumber(day)))
  return { from, until, workingDays: days.length - 1, rank, day: Int32Array.from(days), text, week, holidays }
}

// -- Outside the calendar only the week is known. --

interface Week {
  /** By weekday. */
  readonly works: ReadonlyArray<boolean>
  /** The working weekdays, in order. */
  readonly days: ReadonlyArray<number>
  /** By weekday: how many working weekdays come before it in its week. */
  readonly before: ReadonlyArray<number>
}

const weekOf = (calendar: Calendar): Week => {
  const weekdays = [0, 1, 2, 3, 4, 5, 6] as const
  const works = weekdays.map((weekday) => !calendar.weekend.includes(weekday))
  const days = weekdays.filter((weekday) => works[weekday])
  if (days.length === 0)
    throw new RangeError(`the calendar \`${calendar.name}\` has no working days: every day of the week is weekend`)
  return { works, days, before: weekdays.map((weekday) => days.filter((day) => day < weekday).length) }
}

/** How many working weekdays come before this day, from a Sunday long ago. */
const weekdaysBefore = (week: Week, day: number): number => {
  const weekday = weekdayOf(day)
  return ((day - weekday + 4) / 7) * week.days.length + week.before[weekday]!
}

/** The working weekday that has `count` of them before it. */
const weekdayAfter = (week: Week, count: number): number => {
  const weeks = Math.floor(count / week.days.length)
  return weeks * 7 - 4 + week.days[count - weeks * week.days.length]!
}

const rankOutside = ({ week, from, until, workingDays }: Table, day: number): number =>
  day < from
    ? weekdaysBefore(week, day + 1) - weekdaysBefore(week, from)
    : workingDays + weekdaysBefore(week, day + 1) - weekdaysBefore(week, until)

const dayOutside = ({ week, from, until, workingDays }: Table, rank: number): number =>
  rank <= 0
    ? weekdayAfter(week, weekdaysBefore(week, from) + rank - 1)
    : weekdayAfter(week, weekdaysBefore(week, until) + rank - workingDays - 1)
