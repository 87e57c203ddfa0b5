import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Calendar, Day, dutchStatutory, nlOffice } from "../../src/time/index.ts"
import { calendar, day, dayNumber } from "./arbitraries.ts"

const many = { numRuns: 1500 }
const anyCalendar = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(nlOffice, dutchStatutory) },
  { weight: 4, arbitrary: calendar("any") }
)
const count = fc.integer({ min: 0, max: 400 })

/** The obvious way: look at the day. */
const works = (calendar: Calendar, day: Day): boolean =>
  !calendar.weekend.some((weekday) => weekday === new Date(`${day}T00:00:00Z`).getUTCDay()) &&
  !calendar.holidays.some(({ on }) => on === day && calendar.from <= on && on < calendar.until)

/** The obvious way: go from day to day. */
const walk = (calendar: Calendar, from: Day, count: number): Day => {
  let day = from
  for (let left = Math.abs(count); left > 0; ) {
    day = Day.add(day, Math.sign(count))
    if (works(calendar, day)) left -= 1
  }
  return day
}

describe("Saturdays, Sundays and the holidays of the calendar are not counted as working days.", () => {
  it("a day is a working day when it looks like one, and is off for a reason otherwise", () =>
    fc.assert(
      fc.property(anyCalendar, day, (calendar, day) => {
        expect(Calendar.isWorkingDay(calendar, day)).toBe(works(calendar, day))
        expect(Calendar.dayOff(calendar, day) === undefined).toBe(works(calendar, day))
      }),
      many
    ))

  it("the table finds the day that going from day to day finds, forwards and backwards, inside the calendar and outside", () =>
    fc.assert(
      fc.property(anyCalendar, day, fc.integer({ min: -60, max: 60 }), (calendar, day, count) => {
        expect(Calendar.addWorkingDays(calendar, day, count)).toBe(walk(calendar, day, count))
      }),
      many
    ))

  it("text and numbers find the same day", () =>
    fc.assert(
      fc.property(anyCalendar, dayNumber, fc.integer({ min: -800, max: 800 }), (calendar, number, count) => {
        const onNumbers = Calendar.addWorkingDaysNumber(Calendar.compile(calendar), number, count)
        expect(Day.fromNumber(onNumbers)).toBe(Calendar.addWorkingDays(calendar, Day.fromNumber(number), count))
      }),
      many
    ))

  it("working days add up from any day: first a, then b, is a + b", () =>
    fc.assert(
      fc.property(anyCalendar, day, count, count, (calendar, day, a, b) => {
        const inTwo = Calendar.addWorkingDays(calendar, Calendar.addWorkingDays(calendar, day, a), b)
        expect(inTwo).toBe(Calendar.addWorkingDays(calendar, day, a + b))
        const back = Calendar.addWorkingDays(calendar, Calendar.addWorkingDays(calendar, day, -a), -b)
        expect(back).toBe(Calendar.addWorkingDays(calendar, day, -a - b))
      }),
      many
    ))

  it("from a working day they also add up forwards and backwards mixed, so that going there and back leads home", () =>
    fc.assert(
      fc.property(
        anyCalendar,
        day,
        fc.integer({ min: -300, max: 300 }),
        fc.integer({ min: -300, max: 300 }),
        (calendar, any, a, b) => {
          const day = Calendar.onOrAfter(calendar, any)
          const inTwo = Calendar.addWorkingDays(calendar, Calendar.addWorkingDays(calendar, day, a), b)
          expect(inTwo).toBe(Calendar.addWorkingDays(calendar, day, a + b))
          expect(Calendar.addWorkingDays(calendar, Calendar.addWorkingDays(calendar, day, a), -a)).toBe(day)
        }
      ),
      many
    ))

  it("a later day never gives an earlier one, and one more working day is always later", () =>
    fc.assert(
      fc.property(anyCalendar, day, day, fc.integer({ min: -300, max: 300 }), (calendar, one, other, n) => {
        const [early, late] = [Day.min(one, other), Day.max(one, other)]
        expect(Calendar.addWorkingDays(calendar, early, n) <= Calendar.addWorkingDays(calendar, late, n)).toBe(true)
        expect(Calendar.addWorkingDays(calendar, early, n) < Calendar.addWorkingDays(calendar, early, n + 1)).toBe(true)
      }),
      many
    ))

  it("between a day and the n-th working day after it lie n working days", () =>
    fc.assert(
      fc.property(anyCalendar, day, day, count, (calendar, day, other, n) => {
        expect(Calendar.workingDaysBetween(calendar, day, Calendar.addWorkingDays(calendar, day, n))).toBe(n)
        expect(Calendar.workingDaysBetween(calendar, day, other)).toBe(
          -Calendar.workingDaysBetween(calendar, other, day) + 0
        )
      }),
      many
    ))

  it("the first working day from a day on is that day or the next working day", () =>
    fc.assert(
      fc.property(anyCalendar, day, (calendar, day) => {
        expect(Calendar.onOrAfter(calendar, day)).toBe(works(calendar, day) ? day : walk(calendar, day, 1))
        expect(Calendar.next(calendar, day)).toBe(walk(calendar, day, 1))
      }),
      many
    ))
})
