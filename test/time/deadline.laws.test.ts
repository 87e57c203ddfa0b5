import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Calendar, Day, Deadline, Instant, Span, Zone } from "../../src/time/index.ts"
import { exactSpan, situation, span } from "./arbitraries.ts"

const many = { numRuns: 1500 }

/** In these laws every calendar is known. */
const known = <A extends object>(answer: A | Deadline.UnknownCalendar): A => {
  if (Deadline.isUnknown(answer)) throw new Error(`no calendar ${answer.calendar}`)
  return answer
}

const sort = (a: Instant, b: Instant): [Instant, Instant] => [Instant.min(a, b), Instant.max(a, b)]

// -- The obvious way to count: day by day, with a finger on the calendar. --

const works = (calendar: Calendar, day: Day): boolean => Calendar.isWorkingDay(calendar, day)

const countDays = (first: Day, n: number, counts: (day: Day) => boolean): Day => {
  let day = Day.add(first, -1)
  for (let left = n; left > 0; ) {
    day = Day.add(day, 1)
    if (counts(day)) left -= 1
  }
  return day
}

/** The built-in calendar lets a day past the end of its month run on into the next month. */
const monthsLater = (day: Day, n: number, monthEnd: Day.MonthEnd): Day => {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number]
  const runOn = new Date(Date.UTC(year, month - 1 + n, date))
  if (runOn.getUTCDate() === date) return Day.from(runOn.toISOString().slice(0, 10))
  const firstAfter = new Date(Date.UTC(year, month + n, 1))
  return Day.add(Day.from(firstAfter.toISOString().slice(0, 10)), monthEnd === "clip" ? -1 : 0)
}

const lastDayByHand = (
  start: Instant,
  { n, counting, ...span }: Span.ExactSpan,
  { zone, calendar }: Deadline.Place
): Day => {
  let event = Zone.dayOf(zone, start)
  if (counting.cutOffHour !== undefined && start >= Zone.at(zone, event, counting.cutOffHour)) event = Day.add(event, 1)
  if (counting.eventOnWorkingDayOf !== undefined) {
    while (!works(calendar(counting.eventOnWorkingDayOf)!, event)) event = Day.add(event, 1)
  }
  const countsFirst = counting.firstDay === "counted" && n > 0
  const first = countsFirst ? event : Day.add(event, 1)
  const extra = counting.clear ? 1 : 0
  let last = event
  if (span.unit === "calendarDays") last = countDays(first, n + extra, () => true)
  if (span.unit === "weeks") last = countDays(first, n * 7 + extra, () => true)
  if (span.unit === "months") {
    const numbered = monthsLater(event, n, countsFirst ? "nextDay" : counting.monthEnd)
    last = Day.add(numbered, extra - (countsFirst ? 1 : 0))
  }
  if (span.unit === "workingDays" && n + extra > 0) {
    last = countDays(first, n + extra, (day) => works(calendar((span as { calendar: string }).calendar)!, day))
  }
  const { roll } = counting
  if (roll === "none") return last
  const size = { calendarDays: n, workingDays: n, weeks: n, months: n, hours: 0 }[span.unit]
  const limit =
    roll.upTo &&
    {
      calendarDays: roll.upTo.calendarDays,
      workingDays: roll.upTo.calendarDays,
      weeks: roll.upTo.weeks,
      months: roll.upTo.months,
      hours: 0
    }[span.unit]
  if (limit !== undefined && size > limit) return last
  const rolling = calendar(roll.calendar)!
  while (!works(rolling, last)) last = Day.add(last, 1)
  const days = { calendarDays: n, workingDays: n, weeks: n * 7, months: n * 28, hours: 0 }[span.unit]
  if (roll.atLeast !== undefined && days >= roll.atLeast.inSpansOf) {
    const held = (): number => {
      let working = 0
      for (let day = first; day <= last; day = Day.add(day, 1)) if (works(rolling, day)) working += 1
      return working
    }
    while (held() < roll.atLeast.workingDays) last = Day.add(last, 1)
  }
  return last
}

describe("a deadline", () => {
  it("is what counting by hand gives", () =>
    fc.assert(
      fc.property(situation, exactSpan, ({ place, one }, span) => {
        fc.pre(span.unit !== "hours")
        const due = known(Deadline.after(one, span, place))
        expect(due.duty.on).toBe(lastDayByHand(one, span, place))
        expect(due.duty.before).toBe(Zone.startOf(place.zone, Day.add(due.duty.on, 1)))
        expect(due.right).toBe(due.duty)
      }),
      many
    ))

  it("in hours is the start and so many hours, or the next change of the hour and so many hours", () =>
    fc.assert(
      fc.property(situation, exactSpan, ({ place, one }, span) => {
        fc.pre(span.unit === "hours")
        const { before, on } = known(Deadline.after(one, span, place)).duty
        const from = Instant.addHours(before, -span.n)
        const waited = Instant.between(one, from)
        if (span.counting.firstHour === undefined) expect(waited).toBe(0)
        else {
          expect(waited > 0 && waited <= 3_600_000).toBe(true)
          // Between the event and that moment the clock shows one hour only.
          const hour = ({ day, hour }: Zone.Local) => `${day} ${hour}`
          const last = Zone.local(place.zone, Instant.addMilliseconds(from, -1))
          expect(hour(last)).toBe(hour(Zone.local(place.zone, one)))
          const next = Zone.local(place.zone, from)
          expect(next.minute === 0 || place.zone.offsets.some((change) => change.from === from)).toBe(true)
        }
        expect(on).toBe(Zone.dayOf(place.zone, Instant.addMilliseconds(before, -1)))
      }),
      { numRuns: 4000 }
    ))

  it("of a later event is never earlier", () =>
    fc.assert(
      fc.property(situation, ({ place, span, one, other }) => {
        const [early, late] = sort(one, other)
        const [first, second] = [known(Deadline.after(early, span, place)), known(Deadline.after(late, span, place))]
        expect(first.duty.before <= second.duty.before).toBe(true)
        expect(first.right.before <= second.right.before).toBe(true)
        expect(first.duty.on <= second.duty.on).toBe(true)
        expect(first.right.on <= second.right.on).toBe(true)
      }),
      many
    ))

  it("is over at the first moment after its last day", () =>
    fc.assert(
      fc.property(situation, ({ place: { zone, ...place }, span, one }) => {
        for (const { on, before } of Object.values(known(Deadline.after(one, span, { zone, ...place })))) {
          const last = Zone.dayOf(zone, Instant.addMilliseconds(before, -1))
          // Only a day that the zone skipped has no last moment.
          if (last !== on)
            expect([last < on, Zone.startOf(zone, on)]).toEqual([true, Zone.startOf(zone, Day.add(on, 1))])
        }
      }),
      many
    ))
})

describe("When a span can be read in two ways, we keep the earlier date ourselves and give others the later one.", () => {
  it("the duty is never later than the right, and both are the date of one of the readings", () =>
    fc.assert(
      fc.property(situation, span, ({ place, span, one }, other) => {
        const readings = [known(Deadline.after(one, span, place)), known(Deadline.after(one, other, place))]
        const due = known(Deadline.after(one, Span.either(span, other), place))
        expect(due.duty.before <= due.right.before && due.duty.on <= due.right.on).toBe(true)
        expect(due.duty.before).toBe(readings.map(({ duty }) => duty.before).sort()[0])
        expect(due.right.before).toBe(readings.map(({ right }) => right.before).sort()[1])
        const dates = ({ on, before }: Deadline) => ({ on, before })
        expect(readings.map(({ duty }) => dates(duty))).toContainEqual(dates(due.duty))
        expect(readings.map(({ right }) => dates(right))).toContainEqual(dates(due.right))
        const anyBeyond = readings.some(({ duty }) => duty.beyond !== undefined)
        expect([due.duty.beyond !== undefined, due.right.beyond !== undefined]).toEqual([anyBeyond, anyBeyond])
      }),
      many
    ))

  it("the order of the readings changes nothing", () =>
    fc.assert(
      fc.property(situation, exactSpan, exactSpan, ({ place, one }, a, b) => {
        const [there, back] = [
          Deadline.after(one, Span.either(a, b), place),
          Deadline.after(one, Span.either(b, a), place)
        ]
        const dates = ({ duty, right }: Deadline.Due) => [duty.on, duty.before, right.on, right.before]
        expect(dates(known(there))).toEqual(dates(known(back)))
      }),
      many
    ))
})

describe("The latest day to start is the last day from which the span, counted forwards, is over in time.", () => {
  it("a span is over by a day exactly when it starts before its latest start, in all readings or in one", () =>
    fc.assert(
      fc.property(situation, fc.integer({ min: -3, max: 3 }), ({ place, span, one, other }, by) => {
        const day = Day.add(known(Deadline.after(one, span, place)).right.on, by)
        const latest = known(Deadline.latestStart(day, span, place))
        for (const start of [one, other, latest.duty.before, latest.right.before].flatMap((at) => [
          at,
          Instant.addMilliseconds(at, -1)
        ])) {
          const due = known(Deadline.after(start, span, place))
          expect(due.right.on <= day).toBe(start < latest.duty.before)
          expect(due.duty.on <= day).toBe(start < latest.right.before)
        }
      }),
      many
    ))

  it("on whole days: an event on day s is over by day d exactly when s is not after the latest start", () =>
    fc.assert(
      fc.property(situation, exactSpan, fc.integer({ min: -40, max: 40 }), ({ place, one, other }, span, by) => {
        fc.pre(span.unit !== "hours" && span.counting.cutOffHour === undefined)
        const start = Zone.dayOf(place.zone, one)
        const day = Day.add(Zone.dayOf(place.zone, other), by)
        const over = known(Deadline.after(Zone.startOf(place.zone, start), span, place)).duty.on <= day
        expect(over).toBe(start <= known(Deadline.latestStart(day, span, place)).duty.on)
      }),
      many
    ))

  it("a later day never asks for an earlier start", () =>
    fc.assert(
      fc.property(situation, ({ place, span, one, other }) => {
        const [early, late] = sort(one, other).map((at) => Zone.dayOf(place.zone, at)) as [Day, Day]
        const [first, second] = [
          known(Deadline.latestStart(early, span, place)),
          known(Deadline.latestStart(late, span, place))
        ]
        expect(first.duty.before <= second.duty.before).toBe(true)
        expect(first.duty.on <= second.duty.on).toBe(true)
      }),
      many
    ))
})

describe("rolling", () => {
  it("gives a working day, never an earlier one, and none between was a working day unless the span held too few", () =>
    fc.assert(
      fc.property(situation, exactSpan, ({ place, one }, span) => {
        const { roll } = span.counting
        if (span.unit === "hours" || roll === "none" || roll.upTo !== undefined) return fc.pre(false)
        const rolled = known(Deadline.after(one, span, place)).duty.on
        const plain = known(Deadline.after(one, { ...span, counting: { ...span.counting, roll: "none" } }, place)).duty
          .on
        expect(rolled >= plain).toBe(true)
        expect(works(place.calendar(roll.calendar)!, rolled)).toBe(true)
        const between = Calendar.workingDaysBetween(
          place.calendar(roll.calendar)!,
          Day.add(plain, -1),
          Day.add(rolled, -1)
        )
        if (roll.atLeast === undefined) expect(between).toBe(0)
      }),
      many
    ))
})

describe("A date that lies past what a calendar knows says so.", () => {
  it("it says so when what it knows not could have changed the date, and the calendar it names does not know it all", () =>
    fc.assert(
      fc.property(situation, exactSpan, ({ place, one }, exact) => {
        fc.pre(exact.unit !== "hours")
        const due = known(Deadline.after(one, exact, place)).duty
        if (due.beyond === undefined) {
          // Whatever the holidays outside its span are, the date stays: all that was looked at is known.
          const otherwise = (calendar: Calendar): Calendar => {
            const holidays = calendar.holidays.filter(({ on }) => Calendar.covers(calendar, on))
            for (let far = -400; far < 0; far += 2) holidays.push({ on: Day.add(calendar.from, far), name: "unknown" })
            for (let far = 0; far < 400; far += 2) holidays.push({ on: Day.add(calendar.until, far), name: "unknown" })
            return { ...calendar, holidays, from: Day.add(calendar.from, -400), until: Day.add(calendar.until, 400) }
          }
          const elsewhere = { ...place, calendar: (name: string) => otherwise(place.calendar(name)!) }
          expect(known(Deadline.after(one, exact, elsewhere)).duty).toEqual(due)
          expect(one >= place.zone.from && due.before <= place.zone.until).toBe(true)
        } else {
          const names = [...Span.calendarsOf(exact), place.zone.name]
          expect(names).toContain(due.beyond.calendar)
          const calendar = place.calendar(due.beyond.calendar)
          if (calendar === undefined) expect(one < place.zone.from || due.before > place.zone.until).toBe(true)
          else {
            expect(due.beyond.until).toBe(calendar.until)
            const event = Zone.dayOf(place.zone, one)
            expect(event < calendar.from || due.on >= calendar.until).toBe(true)
          }
        }
      }),
      many
    ))
})

describe("an explanation", () => {
  it("has every day once, from the event to the end, and the numbers of the span on the days that count", () =>
    fc.assert(
      fc.property(situation, exactSpan, ({ place, one }, span) => {
        const [explanation] = known(Deadline.explain(one, span, place)) as [Deadline.Explanation]
        const { days, due } = explanation
        expect(due).toEqual(known(Deadline.after(one, span, place)).duty)
        if (span.unit === "hours") return
        const on = days.map((day) => day.on)
        expect(on[0]).toBe(Zone.dayOf(place.zone, one))
        expect(on.at(-1)).toBe(due.on)
        expect(on).toEqual(on.map((_, index) => Day.add(on[0]!, index)))
        const counted = days.flatMap((day) => (day.is === "counted" ? [day.as] : []))
        expect(counted).toEqual(counted.map((_, index) => index + 1))
        if (span.unit === "workingDays" || span.unit === "calendarDays") expect(counted.length).toBe(span.n)
        if (span.unit === "weeks") expect(counted.length).toBe(span.n * 7)
        expect(days.filter(({ is }) => is === "clear").length).toBe(span.counting.clear ? 1 : 0)
      }),
      many
    ))

  it("gives each day off as the calendar gives it", () =>
    fc.assert(
      fc.property(situation, exactSpan, ({ place, one }, span) => {
        fc.pre(span.unit !== "hours")
        const { roll, eventOnWorkingDayOf } = span.counting
        for (const day of known(Deadline.explain(one, span, place))[0]!.days) {
          if (day.is === "skipped")
            expect(day.because).toEqual(
              Calendar.dayOff(place.calendar((span as Span.WorkingDaySpan).calendar)!, day.on)
            )
          if (day.is === "passed")
            expect(day.because).toEqual(Calendar.dayOff(place.calendar(eventOnWorkingDayOf!)!, day.on))
          if (day.is === "extended" && roll !== "none")
            expect(day.because).toEqual(Calendar.dayOff(place.calendar(roll.calendar)!, day.on))
        }
      }),
      many
    ))

  it("has one part for each reading, and one line for each day", () =>
    fc.assert(
      fc.property(situation, ({ place, span, one }) => {
        const explained = known(Deadline.explain(one, span, place))
        const lines = Deadline.explainText(explained).split("\n")
        const expected = explained.reduce((sum, { days }) => sum + days.length + 2, 0) + explained.length - 1
        expect(lines.length).toBe(expected)
      }),
      { numRuns: 300 }
    ))
})
