/** What the deadline explorer is asked, as its address keeps it, and what the package answers. */
import type { Terms } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import {
  amsterdam,
  type Calendar,
  type Counting,
  Day,
  Deadline,
  type Due,
  dutchStatutory,
  type Explanation,
  Instant,
  nlOffice,
  type Place,
  Span,
  utc,
  type Zone
} from "goodfaith/time"
import { read, written } from "../frame/link.ts"
import { moment } from "../frame/when.ts"

export const units = ["hours", "calendarDays", "weeks", "months", "workingDays"] as const
export const ways = ["plain", "regulation", "termijnenwet"] as const
export const readings = ["either", "nl-office", "nl-statutory"] as const

export type Unit = (typeof units)[number]

/** As the controls of the page hold it. */
export interface Question {
  readonly day: string
  /** `10:30`, on a clock in the zone. */
  readonly time: string
  readonly zone: string
  readonly n: number
  readonly unit: Unit
  /** Whose days: both Dutch readings, or one. */
  readonly calendar: (typeof readings)[number]
  readonly way: (typeof ways)[number]
  readonly firstDay: boolean
  readonly clear: boolean
  /** The other way round: the day by which it has to be over. */
  readonly by: string
  /** The hour from which an event counts as one of the next day; `undefined` for none. */
  readonly cutOff: number | undefined
}

/** Easter 2026: the two calendars part, and meet again. */
export const begin: Question = {
  day: "2026-04-02",
  time: "10:30",
  zone: amsterdam.name,
  n: 10,
  unit: "workingDays",
  calendar: "either",
  way: "plain",
  firstDay: false,
  clear: false,
  by: "2026-05-01",
  cutOff: undefined
}

export const zones: ReadonlyArray<Zone> = [amsterdam, utc]
export const calendars: ReadonlyArray<Calendar> = [nlOffice, dutchStatutory]

export const longest: Readonly<Record<Unit, number>> = {
  hours: 2000,
  calendarDays: 400,
  weeks: 52,
  months: 12,
  workingDays: 260
}

// -- In an address. ----------------------------------------------------------------------------------------------------------

const fieldsOf = (question: Question): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(question).map(([name, value]) => [name, String(value ?? "")]))

export const toHash = (question: Question): string => written(fieldsOf(question), fieldsOf(begin))

/** What an address asks; what it leaves out or says wrongly is as it was in the beginning. */
export const fromHash = (hash: string): Question => {
  const said = read(hash)
  const oneOf = <A extends string>(values: ReadonlyArray<A>, value: string | undefined, otherwise: A): A =>
    values.find((it) => it === value) ?? otherwise
  const unit = oneOf(units, said["unit"], begin.unit)
  const n = Number(said["n"] ?? begin.n)
  const cutOff = Number(said["cutOff"] || "none")
  return {
    day: said["day"] !== undefined && Day.is(said["day"]) ? said["day"] : begin.day,
    time: /^([01]\d|2[0-3]):[0-5]\d$/.test(said["time"] ?? "") ? said["time"]! : begin.time,
    zone: oneOf(
      zones.map(({ name }) => name),
      said["zone"],
      begin.zone
    ),
    n: Number.isInteger(n) && n >= 0 && n <= longest[unit] ? n : begin.n,
    unit,
    calendar: oneOf(readings, said["calendar"], begin.calendar),
    way: oneOf(ways, said["way"], begin.way),
    firstDay: said["firstDay"] === "true",
    clear: said["clear"] === "true",
    by: said["by"] !== undefined && Day.is(said["by"]) ? said["by"] : begin.by,
    cutOff: Number.isInteger(cutOff) && cutOff >= 0 && cutOff <= 24 ? cutOff : undefined
  }
}

// -- What is asked of the package. -------------------------------------------------------------------------------------------

/** What is wrong with what the controls hold, for whoever typed it; `undefined` when nothing is. */
export const wrong = ({ day, time, n, unit }: Question): string | undefined => {
  if (!Day.is(day)) return "There is no such day. Write it as 2026-04-02."
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return "There is no such time. Write it as 10:30."
  if (!Number.isInteger(n) || n < 0) return "The number is a whole number, 0 or more."
  return n > longest[unit] ? `This page draws ${longest[unit]} at most.` : undefined
}

export const zoneOf = ({ zone }: Question): Zone => zones.find(({ name }) => name === zone) ?? amsterdam

export const startOf = (question: Question): Instant => moment(zoneOf(question), Day.from(question.day), question.time)

const waysOf = (question: Question, calendar: string): Counting => {
  const named =
    question.way === "regulation"
      ? Span.regulation1182_71(calendar)
      : question.way === "termijnenwet"
        ? Span.algemeneTermijnenwet
        : Span.plain
  return {
    ...named,
    firstDay: question.firstDay ? "counted" : named.firstDay,
    clear: question.clear,
    ...(question.cutOff === undefined ? {} : { cutOffHour: question.cutOff })
  }
}

/** Does it matter whose days are counted? */
export const needsCalendar = ({ unit, way }: Question): boolean =>
  unit === "workingDays" || (way === "regulation" && unit !== "hours")

export const spanOf = (question: Question): Span => {
  const { n, unit } = question
  const exactly = (calendar: string): Span => {
    const counting = waysOf(question, calendar)
    return unit === "workingDays" ? Span.workingDays(n, calendar, counting) : { n, unit, counting }
  }
  if (!needsCalendar(question)) return exactly(dutchStatutory.name)
  return question.calendar === "either"
    ? Span.either(exactly(nlOffice.name), exactly(dutchStatutory.name))
    : exactly(question.calendar)
}

const placeOf = (question: Question): Place => ({
  zone: zoneOf(question),
  calendar: (name) => calendars.find((it) => it.name === name)
})

export interface Answer {
  readonly day: string
  readonly time: string
  readonly start: Instant
  readonly zone: Zone
  readonly span: Span
  readonly due: Due
  /** One for each reading. */
  readonly explained: ReadonlyArray<Explanation>
}

export const answer = (question: Question): Answer => {
  const place = placeOf(question)
  const { zone } = place
  const [start, span] = [startOf(question), spanOf(question)]
  const due = Deadline.after(start, span, place)
  const explained = Deadline.explain(start, span, place)
  if (Deadline.isUnknown(due) || Deadline.isUnknown(explained)) throw new Error("a calendar is not at hand")
  return { day: question.day, time: question.time, start, zone, span, due, explained }
}

/** Until when it may begin, to be over by a day however it is read; `undefined` when there is no such day. */
export const latestStart = (question: Question): Deadline | undefined => {
  if (!Day.is(question.by)) return undefined
  const due = Deadline.latestStart(question.by, spanOf(question), placeOf(question))
  return Deadline.isUnknown(due) ? undefined : due.duty
}

// -- Spans of ready-made terms, to begin with. -------------------------------------------------------------------------------

export interface Stated {
  readonly terms: string
  readonly of: string
  readonly words: string
  readonly span: Span
}

/** What a span is for, by the name that the terms give it. */
const purposes: Readonly<Record<string, string>> = {
  advanceNotice: "notice before the start",
  window: "time to object",
  talksWithin: "time for talks",
  cure: "time for a solution",
  vendorAnswers: "the vendor's answer",
  clockStart: "when a letter counts as come",
  notice: "notice of an exit",
  emergency: "telling after an emergency",
  listing: "keeping the listing",
  audience: "who is told"
}

/** Every span that ready-made terms state, with the words that state it. */
export const stated: ReadonlyArray<Stated> = Object.values(ready as Readonly<Record<string, Terms>>).flatMap((terms) =>
  spansIn(terms.duties, "", "").map((it) => ({ terms: terms.name, ...it }))
)

function spansIn(value: unknown, of: string, words: string): ReadonlyArray<Omit<Stated, "terms">> {
  if (typeof value !== "object" || value === null) return []
  if ("either" in value || ("unit" in value && "counting" in value))
    return [{ of: of === "" ? "another span" : of, words, span: value as Span }]
  const said = (value as { readonly source?: { readonly words?: string } }).source?.words ?? words
  return Object.entries(value).flatMap(([name, inside]) => spansIn(inside, purposes[name] ?? of, said))
}

/** The question with this span in it, counted as its terms say. */
export const withSpan = (question: Question, span: Span): Question => {
  const one = "either" in span ? span.either[0] : span
  if ("either" in one) return question
  const { counting } = one
  return {
    ...question,
    n: one.n,
    unit: one.unit,
    calendar:
      "either" in span ? "either" : (readings.find((it) => Span.calendarsOf(one)[0] === it) ?? question.calendar),
    way: counting.roll === "none" ? "plain" : counting.roll.upTo === undefined ? "regulation" : "termijnenwet",
    firstDay: counting.firstDay === "counted",
    clear: counting.clear,
    cutOff: counting.cutOffHour
  }
}
