/** Where moments lie along a lane, in percent; and what stands above the lanes. */
import { amsterdam, Calendar, Day, dutchStatutory, Instant, nlOffice, Zone } from "goodfaith/time"
import { dayAt, days, from } from "./change.ts"

const begins = Instant.toMillis(Zone.startOf(amsterdam, from))
const ends = Instant.toMillis(Zone.startOf(amsterdam, dayAt(days)))

export const along = (at: Instant): number => ((Instant.toMillis(at) - begins) / (ends - begins)) * 100
export const percent = (n: number): string => `${n.toFixed(3)}%`

/** The middle of a day. */
export const middle = (n: number): string => percent(((n + 0.5) / days) * 100)

export const mondays: ReadonlyArray<Day> = Array.from({ length: days / 7 }, (_, week) => Day.add(from, week * 7))

/** Days off that are no weekend, by either Dutch calendar. */
export const holidays: ReadonlyArray<{ readonly n: number; readonly name: string }> = Array.from(
  { length: days },
  (_, n) => n
).flatMap((n) => {
  const off = Calendar.dayOff(nlOffice, dayAt(n)) ?? Calendar.dayOff(dutchStatutory, dayAt(n))
  return typeof off === "object" ? [{ n, name: off.holiday }] : []
})
