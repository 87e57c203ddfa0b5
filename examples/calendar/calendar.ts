/**
 * The calendar of a firm: that of Dutch offices, with the days on which this firm is closed, and an afternoon.
 *
 * A calendar knows days off and working days, and no half ones. On 24 December this firm closes at one o'clock, and its contracts do not
 * say whether such a day counts. Nobody need guess: the firm has two calendars, one for each reading, and a span that may be read
 * either way. Its own dates then come from the reading that is worse for it, and what it tells a client from the one that is better
 * for the client.
 */
import { type Calendar, nlOffice, type Span, Span as Spans } from "goodfaith/time"

const closed = [
  { on: "2026-05-15", name: "Friday after Ascension Day" },
  { on: "2026-12-28", name: "Closed between the years" },
  { on: "2026-12-29", name: "Closed between the years" },
  { on: "2026-12-30", name: "Closed between the years" },
  { on: "2026-12-31", name: "Closed between the years" }
] as const

/** Christmas Eve, until one o'clock: a working day. */
export const acmeOffice: Calendar = {
  ...nlOffice,
  name: "acme-office",
  version: "2026a",
  from: "2026-01-01",
  until: "2027-02-01",
  holidays: [...nlOffice.holidays.filter(({ on }) => "2026-01-01" <= on && on < "2027-02-01"), ...closed],
  sources: [...nlOffice.sources, "Acme staff handbook 2026, page 12: days on which the office is closed"]
}

/** Christmas Eve, until one o'clock: no working day. */
export const acmeOfficeWholeDays: Calendar = {
  ...acmeOffice,
  name: "acme-office-whole-days",
  holidays: [...acmeOffice.holidays, { on: "2026-12-24", name: "Christmas Eve, open until 13:00" }]
}

/** Working days of the firm, half a day read in both ways. */
export const acmeWorkingDays = (n: number): Span => ({
  either: [
    Spans.workingDays(n, acmeOffice.name, Spans.plain),
    Spans.workingDays(n, acmeOfficeWholeDays.name, Spans.plain)
  ]
})
