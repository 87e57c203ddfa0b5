/**
 * The clocks of the Netherlands, as data.
 *
 * Summer time in the Union runs from the last Sunday of March to the last Sunday of October, changing at 01:00 UTC
 * (Directive 2000/84/EC). The table ends where our Dutch calendars end; a Union that gives up changing the clocks makes a new version.
 */
import { numberOf, weekdayOf } from "./Day.ts"
import { dayMillis, fromMillis, hourMillis, type Instant } from "./Instant.ts"
import type { Zone } from "./Zone.ts"

const years = Array.from({ length: 2029 - 2018 }, (_, index) => 2018 + index)

const lastSundayOf = (year: number, month: 3 | 10): Instant => {
  const last = numberOf(year, month, 31)
  return fromMillis((last - weekdayOf(last)) * dayMillis + hourMillis)
}

export const amsterdam: Zone = {
  name: "Europe/Amsterdam",
  version: "2026b",
  from: "2017-12-31T23:00:00.000Z",
  until: "2028-12-31T23:00:00.000Z",
  offsets: [
    { from: "2017-12-31T23:00:00.000Z", minutes: 60 },
    ...years.flatMap((year) => [
      { from: lastSundayOf(year, 3), minutes: 120 },
      { from: lastSundayOf(year, 10), minutes: 60 }
    ])
  ]
}
