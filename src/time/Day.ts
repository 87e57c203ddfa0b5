/**
 * A day on the calendar, as text: `2026-11-27`.
 *
 * A day belongs to nobody's clock until a zone says when it begins. Text order is time order, so days compare with `<`.
 * The years run from 0001 to 9999, in the Gregorian calendar throughout. Inside, a day is also a number: days since 1970-01-01.
 */

/** `YYYY-MM-DD`. The type knows the shape; `parse` and `from` know that the day exists. */
export type Day = `${number}-${number}-${number}`

/** 0 is Sunday, 6 is Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** What happens to a month without that day: the last day of the month, or the first day of the month after it. */
export type MonthEnd = "clip" | "nextDay"

/** The day that this text names; `undefined` when there is no such day, as 2026-02-30. */
export const parse = (text: string): Day | undefined => (is(text) ? text : undefined)

/**
 * The day that this text names. For text from outside: it throws when there is no such day.
 *
 * ```ts
 * import { Day } from "goodfaith/time"
 * Day.from("2028-02-29") // => "2028-02-29"
 * Day.parse("2026-02-29") // => undefined
 * ```
 */
export const from = (text: string): Day => {
  if (is(text)) return text
  throw new RangeError(`there is no day \`${text}\`; write an existing day of the years 0001 to 9999 as \`2026-11-27\``)
}

/** Read it, print it, and see whether it is the same. */
export const is = (text: string): text is Day => {
  const number = toNumber(text as Day)
  return number >= firstNumber && number <= lastNumber && fromNumber(number) === text
}

/** Days since 1970-01-01. Believes its type: text from outside goes through `from` first. */
export const toNumber = (day: Day): number => {
  const years = day.charCodeAt(0) * 1000 + day.charCodeAt(1) * 100 + day.charCodeAt(2) * 10 + day.charCodeAt(3)
  const months = years * 12 + day.charCodeAt(5) * 10 + day.charCodeAt(6) - charsOfFirstMonth
  const dayOfMonth = day.charCodeAt(8) * 10 + day.charCodeAt(9) - 48 * 11
  if (months >= 0 && months < 2400) return beforeMonth[months]! + dayOfMonth
  const monthsInAll = months + firstYear * 12
  return numberOf(Math.floor(monthsInAll / 12), (monthsInAll % 12) + 1, dayOfMonth)
}

/** The day with that number. Throws outside the years 0001 to 9999. */
export const fromNumber = (number: number): Day => {
  const { year, month, day } = dateOf(number)
  return `${fourDigits(year)}-${twoDigits[month]}-${twoDigits[day]}` as Day
}

/** `days` later, or earlier when negative. */
export const add = (day: Day, days: number): Day => fromNumber(toNumber(day) + days)

/** How many days `to` is after `from`; negative when it is before. */
export const between = (from: Day, to: Day): number => toNumber(to) - toNumber(from)

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (day: Day): Weekday => weekdayOf(toNumber(day))

export const min = (a: Day, b: Day): Day => (a <= b ? a : b)

export const max = (a: Day, b: Day): Day => (a >= b ? a : b)

/**
 * The same day of the month, `months` later. A month without that day gives its last day, or with `"nextDay"` the first of
 * the month after it.
 *
 * ```ts
 * import { Day } from "goodfaith/time"
 * Day.addMonths("2027-01-31", 1, "clip") // => "2027-02-28"
 * Day.addMonths("2027-01-31", 1, "nextDay") // => "2027-03-01"
 * ```
 */
export const addMonths = (day: Day, months: number, monthEnd: MonthEnd): Day =>
  fromNumber(addMonthsNumber(toNumber(day), months, monthEnd))

// -- The same on numbers, for tables and loops. --

export const addMonthsNumber = (number: number, months: number, monthEnd: MonthEnd): number => {
  const { year, month, day } = dateOf(number)
  const later = year * 12 + month - 1 + months
  const first = numberOf(Math.floor(later / 12), (later % 12) + 1, 1)
  const length = numberOf(Math.floor((later + 1) / 12), ((later + 1) % 12) + 1, 1) - first
  if (day <= length) return first + day - 1
  return monthEnd === "clip" ? first + length - 1 : first + length
}

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (number: number): Weekday => ((((number + 4) % 7) + 7) % 7) as Weekday

/** The number of a day given by year, month (1 to 12) and day of the month. A day past the end of its month runs on into the next. */
export const numberOf = (year: number, month: number, day: number): number => {
  // Years begin in March here, so that the leap day comes last and needs no exception.
  const y = month > 2 ? year : year - 1
  const leaps = ((y / 4) | 0) - ((y / 100) | 0) + ((y / 400) | 0)
  return y * 365 + leaps + daysBeforeMonth[month]! + day - 719_469
}

/** Days from 1 March to the first of each month. */
const daysBeforeMonth = Int32Array.of(0, 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275)

/** Two centuries of months are looked up: most days that anybody counts lie there, and the look-up halves the cost of reading one. */
const firstYear = 1900
const beforeMonth = Int32Array.from({ length: 2400 }, (_, months) =>
  numberOf(firstYear + Math.floor(months / 12), (months % 12) + 1, 0)
)
/** January 1900, read with "0" as 48 instead of 0. */
const charsOfFirstMonth = 48 * 1111 * 12 + 48 * 11 + firstYear * 12 + 1

const dateOf = (number: number): { readonly year: number; readonly month: number; readonly day: number } => {
  if (!(number >= firstNumber && number <= lastNumber)) {
    throw new RangeError(`day ${number} counted from 1970-01-01 is outside the years 0001 to 9999`)
  }
  const days = number + 719_468 // since 1 March of the year 0
  const century = ((4 * days + 3) / 146_097) | 0
  const inCentury = days - ((146_097 * century) >> 2)
  const yearOfCentury = ((4 * inCentury + 3) / 1461) | 0
  const inYear = inCentury - ((1461 * yearOfCentury) >> 2)
  const march = ((5 * inYear + 2) / 153) | 0 // months since March
  const day = inYear - (((153 * march + 2) / 5) | 0) + 1
  const month = march < 10 ? march + 3 : march - 9
  return { year: century * 100 + yearOfCentury + (month <= 2 ? 1 : 0), month, day }
}

const twoDigits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"))

const fourDigits = (n: number): string => twoDigits[(n / 100) | 0]! + twoDigits[n % 100]!

/** 0001-01-01. */
export const firstNumber = -719_162
/** 9999-12-31. */
export const lastNumber = 2_932_896
