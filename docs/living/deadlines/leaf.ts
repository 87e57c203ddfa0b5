/** A counting as the weeks of a calendar: what is written on each day. */
import { Day, type ExplainedDay, type Explanation } from "goodfaith/time"
import { date, listed, mondayOf, monthName, together } from "../frame/when.ts"

export interface Cell {
  readonly on: Day
  /** What became of the day; `outside` before and after the counting, `through` inside a span in hours. */
  readonly is: ExplainedDay["is"] | "outside" | "through" | "holiday"
  /** The number it was counted as. */
  readonly as: number | undefined
  readonly note: string | undefined
  readonly last: boolean
}

export interface Week {
  /** The month, on its first week. */
  readonly month: string | undefined
  readonly cells: ReadonlyArray<Cell>
}

export const weeksOf = ({ days, due, span }: Explanation): ReadonlyArray<Week> => {
  const known = new Map(days.map((day) => [day.on, day]))
  const first = days[0]!.on
  const monday = mondayOf(first)
  const count = Math.floor(Day.between(monday, due.on) / 7) + 1
  return Array.from({ length: count }, (_, week) => {
    const cells = Array.from({ length: 7 }, (_, day): Cell => {
      const on = Day.add(monday, week * 7 + day)
      const it = known.get(on)
      const inside = span.unit === "hours" && first < on && on < due.on
      return {
        on,
        is: it === undefined ? (inside ? "through" : "outside") : isHoliday(it) ? "holiday" : it.is,
        as: it?.is === "counted" ? it.as : undefined,
        note: it && noteOn(it),
        last: on === due.on
      }
    })
    const begins = cells.find(({ on }) => on.endsWith("-01"))?.on ?? (week === 0 ? monday : undefined)
    return { month: begins && monthName(begins), cells }
  })
}

const isHoliday = (day: ExplainedDay): boolean => "because" in day && typeof day.because === "object"

const noteOn = (day: ExplainedDay): string | undefined => {
  switch (day.is) {
    case "event":
      return "starts here"
    case "tooLate":
      return `after ${day.cutOffHour}:00`
    case "passed":
    case "skipped":
      return day.because === "weekend" ? undefined : day.because.holiday
    case "extended":
      return day.because === undefined ? "extended" : day.because === "weekend" ? undefined : day.because.holiday
    case "clear":
      return "clear day"
    case "begun":
      return "starts here"
    case "ended":
      return "ends here"
    case "counted":
      return undefined
  }
}

/** The counting in a few sentences. */
export const sentences = ({ days, span }: Explanation): ReadonlyArray<string> => {
  const off = days.flatMap((day) => (day.is === "skipped" ? [{ on: day.on, because: day.because }] : []))
  const holidays = off.flatMap(({ on, because }) => (because === "weekend" ? [] : [{ on, name: because.holiday }]))
  const weekend = off.filter(({ because }) => because === "weekend").map(({ on }) => on)
  const extended = days.filter(({ is }) => is === "extended").map(({ on }) => on)
  const event = days.find(({ is }) => is === "event")
  const passed = days.filter(({ is }) => is === "passed").map(({ on }) => on)
  const tooLate = days.find(({ is }) => is === "tooLate")
  return [
    ...(span.unit === "hours" ? ["Hours run through nights, weekends and holidays, and end at the exact moment."] : []),
    ...(tooLate?.is === "tooLate" ? [`It came after ${tooLate.cutOffHour}:00, so it counts as of the next day.`] : []),
    ...(passed.length > 0
      ? [`It fell on a day off (${together(passed)}), so it counts as of the next working day.`]
      : []),
    ...(event === undefined ? [] : [`The day of the event, ${date(event.on)}, is not counted.`]),
    ...(holidays.length > 0 ? [`Skipped: ${listed(holidays.map(({ on, name }) => `${name} (${date(on)})`))}.`] : []),
    ...(weekend.length > 0
      ? [
          weekend.length > 8
            ? `${weekend.length} days of weekends are skipped.`
            : `Weekends are skipped: ${together(weekend)}.`
        ]
      : []),
    ...(extended.length > 0 ? [`The last day gave way, and the span was extended over ${together(extended)}.`] : [])
  ]
}
