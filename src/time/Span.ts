/**
 * How long, and how it is counted.
 *
 * A span says its number, its unit and its way of counting; nothing is filled in when something is left out. The ways of
 * counting that texts refer to are named here (`plain`, `regulation1182_71`, `algemeneTermijnenwet`): to choose one for a
 * contract that is silent is a reading, and somebody's decision.
 */
import type { MonthEnd } from "./Day.ts"

/** How the days of a span are counted. Each rule stands as a sentence in `docs/policy/time.md`. */
export interface Counting {
  /** Is the day of the event the first day of the span, or the day after it? */
  readonly firstDay: "counted" | "notCounted"
  /** With clear days the last day is not counted either: the span ends one day (or working day) later. */
  readonly clear: boolean
  /** Where a span in months ends in a month without that day. */
  readonly monthEnd: MonthEnd
  /** What happens when the last day is a day off. */
  readonly roll: "none" | RollToWorkingDay
  /** An event at or after this hour of the local clock (0 to 24) counts as an event of the next day. */
  readonly cutOffHour?: number
  /** An event on a day off in this calendar counts as an event of the next working day. */
  readonly eventOnWorkingDayOf?: string
  /** For spans in hours. Absent, the span runs from the instant itself; `"notCounted"`, from the next whole hour of the local clock. */
  readonly firstHour?: "notCounted"
}

/** The span ends on the next working day when its last day is a day off. */
export interface RollToWorkingDay {
  readonly to: "nextWorkingDay"
  /** The name of the calendar. */
  readonly calendar: string
  /** A span of `inSpansOf` days or more holds at least so many working days. */
  readonly atLeast?: { readonly workingDays: number; readonly inSpansOf: number }
  /** Longer spans are left as they are. Absent: spans of any length. */
  readonly upTo?: { readonly calendarDays: number; readonly weeks: number; readonly months: number }
}

/** Hours, days, weeks or months on the calendar. `n` is a whole number, 0 or more. */
export interface CalendarSpan {
  readonly n: number
  readonly unit: "hours" | "calendarDays" | "weeks" | "months"
  readonly counting: Counting
}

/** Working days of a calendar, which is named. */
export interface WorkingDaySpan {
  readonly n: number
  readonly unit: "workingDays"
  readonly calendar: string
  readonly counting: Counting
}

/** A span with one meaning. */
export type ExactSpan = CalendarSpan | WorkingDaySpan

/** A span with two meanings, both of which somebody could rightly rely on: "three Dutch working days". */
export interface EitherSpan {
  readonly either: readonly [Span, Span]
}

export type Span = ExactSpan | EitherSpan

// -- Named ways of counting. --

/** The day of the event is not counted, and the span ends where it ends. */
export const plain: Counting = { firstDay: "notCounted", clear: false, monthEnd: "clip", roll: "none" }

/**
 * Regulation (EEC, Euratom) 1182/71, article 3, with the public holidays of a calendar: the Member State's or the institution's.
 *
 * Paragraph 1: the day, or the hour, of the event is not counted. Paragraph 2: without that day the month's last. Paragraph 4:
 * a last day that is a public holiday, Sunday or Saturday gives way to the next working day, but not in hours. Paragraph 5: two
 * days or more hold at least two working days. Whether paragraph 5 also stretches spans in hours is disputed; we do not stretch
 * them, which is the stricter reading for whoever must act in time.
 */
export const regulation1182_71 = (calendar: string): Counting => ({
  firstDay: "notCounted",
  firstHour: "notCounted",
  clear: false,
  monthEnd: "clip",
  roll: { to: "nextWorkingDay", calendar, atLeast: { workingDays: 2, inSpansOf: 2 } }
})

/**
 * The Dutch Algemene termijnenwet. Article 1: a last day on Saturday, Sunday or a recognised holiday gives way to the next day
 * that is none. Article 2: three days or more hold at least two days that are none. Article 4: not in hours, and not in more
 * than 90 days, twelve weeks or three months. By itself it governs spans set by statute, not those of a contract.
 */
export const algemeneTermijnenwet: Counting = {
  firstDay: "notCounted",
  clear: false,
  monthEnd: "clip",
  roll: {
    to: "nextWorkingDay",
    calendar: "nl-statutory",
    atLeast: { workingDays: 2, inSpansOf: 3 },
    upTo: { calendarDays: 90, weeks: 12, months: 3 }
  }
}

// -- Spans in words. --

export const hours = (n: number, counting: Counting): CalendarSpan => ({ n: whole(n), unit: "hours", counting })

export const calendarDays = (n: number, counting: Counting): CalendarSpan => ({
  n: whole(n),
  unit: "calendarDays",
  counting
})

export const weeks = (n: number, counting: Counting): CalendarSpan => ({ n: whole(n), unit: "weeks", counting })

export const months = (n: number, counting: Counting): CalendarSpan => ({ n: whole(n), unit: "months", counting })

/**
 * Working days of the calendar with that name.
 *
 * ```ts
 * import { Span } from "goodfaith/time"
 * Span.inWords(Span.workingDays(3, "nl-office", Span.plain)) // => "3 working days (nl-office)"
 * ```
 */
export const workingDays = (n: number, calendar: string, counting: Counting): WorkingDaySpan => ({
  n: whole(n),
  unit: "workingDays",
  calendar,
  counting
})

/** "When a span can be read in two ways, we keep the earlier date ourselves and give others the later one." */
export const either = (one: Span, other: Span): EitherSpan => ({ either: [one, other] })

/** For a person: `30 calendar days`, `3 working days (nl-office)`. */
export const inWords = (span: Span): string => {
  if ("either" in span) return `${inWords(span.either[0])} or ${inWords(span.either[1])}`
  const unit = {
    hours: "hour",
    calendarDays: "calendar day",
    weeks: "week",
    months: "month",
    workingDays: "working day"
  }[span.unit]
  const length = `${span.n} ${unit}${span.n === 1 ? "" : "s"}`
  return span.unit === "workingDays" ? `${length} (${span.calendar})` : length
}

/** The names of all calendars that are needed to count it. Hours need none. */
export const calendarsOf = (span: Span): ReadonlyArray<string> => {
  if ("either" in span) return [...new Set(span.either.flatMap(calendarsOf))]
  if (span.unit === "hours") return []
  const { roll, eventOnWorkingDayOf } = span.counting
  const names = [span.unit === "workingDays" && span.calendar, roll !== "none" && roll.calendar, eventOnWorkingDayOf]
  return [...new Set(names.filter((name) => typeof name === "string"))]
}

const whole = (n: number): number => {
  if (Number.isInteger(n) && n >= 0) return n
  throw new RangeError(`a span is a whole number of its unit, 0 or more, and not \`${n}\``)
}
