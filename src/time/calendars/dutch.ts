/**
 * The Dutch calendars: the one of the law, and the one that most offices keep.
 *
 * A contract that says "Dutch working days" names neither. That is `dutchWorkingDays`: both readings, the duty by the earlier
 * and the right by the later.
 */
import type { Calendar } from "../Calendar.ts"
import { add, type Day, weekday } from "../Day.ts"
import { type Counting, either, type EitherSpan, workingDays } from "../Span.ts"
import { easterSunday } from "./easter.ts"

// -- The days, in the order of the year. Each gives its day in a year, or none. --

export interface Holiday {
  readonly name: string
  readonly on: (year: number) => Day | undefined
}

const newYearsDay: Holiday = { name: "New Year's Day", on: (year) => `${year}-01-01` }
const goodFriday: Holiday = { name: "Good Friday", on: (year) => add(easterSunday(year), -2) }
const easterMonday: Holiday = { name: "Easter Monday", on: (year) => add(easterSunday(year), 1) }
const kingsDay: Holiday = {
  name: "King's Day",
  on: (year) => (isSunday(`${year}-04-27`) ? `${year}-04-26` : `${year}-04-27`)
}
const liberationDay: Holiday = { name: "Liberation Day", on: (year) => `${year}-05-05` }
const liberationDayInLustrumYears: Holiday = {
  name: "Liberation Day",
  on: (year) => (year % 5 === 0 ? `${year}-05-05` : undefined)
}
const ascensionDay: Holiday = { name: "Ascension Day", on: (year) => add(easterSunday(year), 39) }
const whitMonday: Holiday = { name: "Whit Monday", on: (year) => add(easterSunday(year), 50) }
const christmasDay: Holiday = { name: "Christmas Day", on: (year) => `${year}-12-25` }
const secondChristmasDay: Holiday = { name: "Second Day of Christmas", on: (year) => `${year}-12-26` }

/** Algemene termijnenwet, article 3(1) and (2). */
export const recognisedHolidays: ReadonlyArray<Holiday> = [
  newYearsDay,
  goodFriday,
  easterMonday,
  kingsDay,
  liberationDay,
  ascensionDay,
  whitMonday,
  christmasDay,
  secondChristmasDay
]

/** A custom, not a law: no Good Friday, and Liberation Day once in five years. */
export const officeHolidays: ReadonlyArray<Holiday> = [
  newYearsDay,
  easterMonday,
  kingsDay,
  liberationDayInLustrumYears,
  ascensionDay,
  whitMonday,
  christmasDay,
  secondChristmasDay
]

/** Algemene termijnenwet, article 3(3): days that a decree puts on a par with a recognised holiday. */
const equatedDays: ReadonlyArray<Day> = [
  "2023-04-28",
  "2023-05-19",
  "2024-05-10",
  "2024-12-27",
  "2025-05-30",
  "2026-01-02",
  "2026-05-15",
  "2027-05-07",
  "2028-04-28",
  "2028-05-26"
]

/**
 * The days that are no Saturday, Sunday or recognised holiday in the Algemene termijnenwet, nor put on a par with one.
 *
 * It is known from 2023 until 2029: decrees name the equated days three years at a time, we hold those for 2023 to 2025 and
 * 2026 to 2028, and no one can tell the later ones before their decree.
 */
export const dutchStatutory: Calendar = {
  name: "nl-statutory",
  version: "2026b",
  from: "2023-01-01",
  until: "2029-01-01",
  weekend: [0, 6],
  holidays: [
    ...holidaysOf(recognisedHolidays, 2023, 2029),
    ...equatedDays.map((on) => ({ on, name: "Equated with a holiday by decree" }))
  ].sort(byDay),
  sources: [
    "Algemene termijnenwet, article 3, paragraphs 1 and 2: the recognised holidays and Good Friday",
    "Algemene termijnenwet, article 3, paragraph 3: decree equating 28 April 2023, 19 May 2023, 10 May 2024, 27 December 2024 and 30 May 2025 with a recognised holiday",
    "Algemene termijnenwet, article 3, paragraph 3: decree equating 2 January 2026, 15 May 2026, 7 May 2027, 28 April 2028 and 26 May 2028 with a recognised holiday"
  ]
}

/**
 * The days on which most Dutch offices are open.
 *
 * No law and no decree says so: which holidays an office keeps is a matter of collective agreements and habit. It is known
 * until 2029 like the calendar of the law; from 2018, because a custom has no decrees that we would have to hold.
 */
export const nlOffice: Calendar = {
  name: "nl-office",
  version: "2026b",
  from: "2018-01-01",
  until: "2029-01-01",
  weekend: [0, 6],
  holidays: holidaysOf(officeHolidays, 2018, 2029),
  sources: [
    "Custom, not law: most Dutch offices are open on Good Friday, close on 5 May in lustrum years only (2020, 2025), and keep no day equated by decree. A firm that keeps other days brings its own calendar"
  ]
}

/**
 * "Working days in the Netherlands", said without naming whose.
 *
 * ```ts
 * import { dutchWorkingDays, Span } from "goodfaith/time"
 * Span.inWords(dutchWorkingDays(3, Span.plain)) // => "3 working days (nl-office) or 3 working days (nl-statutory)"
 * ```
 */
export const dutchWorkingDays = (n: number, counting: Counting): EitherSpan =>
  either(workingDays(n, nlOffice.name, counting), workingDays(n, dutchStatutory.name, counting))

/** The holidays of the years `from` up to but without `until`, in order of time. */
export function holidaysOf(
  holidays: ReadonlyArray<Holiday>,
  from: number,
  until: number
): Array<Calendar["holidays"][number]> {
  const found: Array<Calendar["holidays"][number]> = []
  for (let year = from; year < until; year++) {
    for (const { name, on } of holidays) {
      const day = on(year)
      if (day !== undefined) found.push({ on: day, name })
    }
  }
  return found.sort(byDay)
}

function byDay(a: { readonly on: Day }, b: { readonly on: Day }): number {
  return a.on < b.on ? -1 : a.on > b.on ? 1 : 0
}

function isSunday(day: Day): boolean {
  return weekday(day) === 0
}
