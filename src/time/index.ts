/**
 * Days, moments, zones, calendars, spans and deadlines: plain values and pure functions. No clock is read here.
 *
 * Each name is a type and the functions on it: `Day`, and `Day.add`.
 */
export * as Calendar from "./Calendar.ts"
export * as Day from "./Day.ts"
export * as Deadline from "./Deadline.ts"
export * as Instant from "./Instant.ts"
export * as Span from "./Span.ts"
export * as Zone from "./Zone.ts"

export type Calendar = import("./Calendar.ts").Calendar
export type Day = import("./Day.ts").Day
export type Deadline = import("./Deadline.ts").Deadline
export type Instant = import("./Instant.ts").Instant
export type Span = import("./Span.ts").Span
export type Zone = import("./Zone.ts").Zone

export type { DayOff } from "./Calendar.ts"
export type { MonthEnd, Weekday } from "./Day.ts"
export type { Beyond, Due, ExplainedDay, Explanation, Place, UnknownCalendar } from "./Deadline.ts"
export type { CalendarSpan, Counting, EitherSpan, ExactSpan, RollToWorkingDay, WorkingDaySpan } from "./Span.ts"
export type { Local } from "./Zone.ts"

export { amsterdam } from "./amsterdam.ts"
export { dutchStatutory, dutchWorkingDays, nlOffice } from "./calendars/dutch.ts"
export { easterSunday } from "./calendars/easter.ts"
export { utc } from "./Zone.ts"
