import { describe, expect, it } from "vitest"
import {
  amsterdam,
  type Calendar,
  Day,
  Deadline,
  dutchStatutory,
  dutchWorkingDays,
  Instant,
  nlOffice,
  Span,
  utc,
  Zone
} from "../../src/time/index.ts"

const calendars: ReadonlyArray<Calendar> = [nlOffice, dutchStatutory]
const place: Deadline.Place = { zone: amsterdam, calendar: (wanted) => calendars.find(({ name }) => name === wanted) }
const { plain } = Span

const due = (start: string, span: Span, at: Deadline.Place = place): Deadline.Due => {
  const due = Deadline.after(Instant.from(start), span, at)
  if (Deadline.isUnknown(due)) throw new Error(`no calendar ${due.calendar}`)
  return due
}
const dueOn = (start: string, span: Span, at?: Deadline.Place) => due(start, span, at).duty.on
const latest = (day: `${number}-${number}-${number}`, span: Span, at: Deadline.Place = place): Deadline.Due => {
  const due = Deadline.latestStart(day, span, at)
  if (Deadline.isUnknown(due)) throw new Error(`no calendar ${due.calendar}`)
  return due
}

const workingDays = (n: number, counting: Partial<Span.Counting> = {}) =>
  Span.workingDays(n, "nl-office", { ...plain, ...counting })

describe("A day begins and ends in the zone of the promise.", () => {
  const lateMonday = "2026-11-23T23:30:00Z" // already Tuesday in Amsterdam

  it("three working days after late Monday are over at the end of Friday", () =>
    expect(due(lateMonday, workingDays(3)).duty).toEqual({ on: "2026-11-27", before: "2026-11-27T23:00:00.000Z" }))

  it("in UTC it was still Monday, and they are over at the end of Thursday", () =>
    expect(due(lateMonday, workingDays(3), { ...place, zone: utc }).duty).toEqual({
      on: "2026-11-26",
      before: "2026-11-27T00:00:00.000Z"
    }))

  it("a day in the weekend on which the clocks change ends when that day does", () => {
    expect(due("2026-03-28T12:00:00Z", Span.calendarDays(1, plain)).duty).toEqual({
      on: "2026-03-29",
      before: "2026-03-29T22:00:00.000Z"
    })
    expect(due("2026-10-24T12:00:00Z", Span.calendarDays(1, plain)).duty).toEqual({
      on: "2026-10-25",
      before: "2026-10-25T23:00:00.000Z"
    })
  })
})

describe("A deadline is the last day of a span, until the last moment of that day.", () => {
  it("the last millisecond is in time, the next is not", () => {
    const { before } = due("2026-11-23T10:00:00Z", workingDays(1)).duty
    const lastMoment = Instant.addMilliseconds(before, -1)
    expect([lastMoment, lastMoment < before, Zone.dayOf(amsterdam, lastMoment)]).toEqual([
      "2026-11-24T22:59:59.999Z",
      true,
      "2026-11-24"
    ])
    expect(Zone.dayOf(amsterdam, before)).toBe("2026-11-25")
  })
})

describe("The day of the event is not counted.", () => {
  it("thirty days after 1 June is 1 July", () =>
    expect(dueOn("2026-06-01T10:00:00Z", Span.calendarDays(30, plain))).toBe("2026-07-01"))
  it("no days after a day is that day", () => {
    expect(dueOn("2026-06-06T10:00:00Z", Span.calendarDays(0, plain))).toBe("2026-06-06")
    expect(dueOn("2026-06-06T10:00:00Z", workingDays(0))).toBe("2026-06-06")
    expect(dueOn("2026-06-06T10:00:00Z", workingDays(0, { firstDay: "counted" }))).toBe("2026-06-06")
  })
})

describe("Where the terms say so, the day of the event is counted as the first day.", () => {
  const counted = { ...plain, firstDay: "counted" as const }
  it("thirty days from 1 June are the whole of June", () =>
    expect(dueOn("2026-06-01T10:00:00Z", Span.calendarDays(30, counted))).toBe("2026-06-30"))
  it("a week from Monday ends on Sunday", () =>
    expect(dueOn("2026-06-01T10:00:00Z", Span.weeks(1, counted))).toBe("2026-06-07"))
  it("a working day is the first working day itself", () =>
    expect(dueOn("2026-06-01T10:00:00Z", workingDays(1, counted))).toBe("2026-06-01"))
  it("a day off is not", () => expect(dueOn("2026-06-06T10:00:00Z", workingDays(1, counted))).toBe("2026-06-08"))
  it("a month ends on the day before the same number", () => {
    expect(dueOn("2026-03-01T10:00:00Z", Span.months(1, counted))).toBe("2026-03-31")
    expect(dueOn("2026-03-15T10:00:00Z", Span.months(1, counted))).toBe("2026-04-14")
    expect(dueOn("2026-01-31T10:00:00Z", Span.months(1, counted))).toBe("2026-02-28")
    expect(dueOn("2026-01-29T10:00:00Z", Span.months(1, counted))).toBe("2026-02-28")
  })
})

describe("Where the terms say so, days are clear: the last day is not counted either, and the span ends one day later.", () => {
  const clear = { ...plain, clear: true }
  it("three clear days after Monday end on Friday", () =>
    expect(dueOn("2026-06-01T10:00:00Z", Span.calendarDays(3, clear))).toBe("2026-06-05"))
  it("five clear working days after Monday end on Tuesday of the week after", () =>
    expect(dueOn("2026-06-01T10:00:00Z", workingDays(5, clear))).toBe("2026-06-09"))
  it("weeks and months too", () => {
    expect(dueOn("2026-06-01T10:00:00Z", Span.weeks(1, clear))).toBe("2026-06-09")
    expect(dueOn("2026-06-01T10:00:00Z", Span.months(1, clear))).toBe("2026-07-02")
  })
})

describe("Saturdays, Sundays and the holidays of the calendar are not counted as working days.", () => {
  it("two working days after 23 December 2026", () =>
    expect(dueOn("2026-12-23T10:00:00Z", workingDays(2))).toBe("2026-12-28"))
  it("three working days before King's Day lead over it", () =>
    expect(dueOn("2026-04-23T10:00:00Z", workingDays(3))).toBe("2026-04-29"))
})

describe("When a span can be read in two ways, we keep the earlier date ourselves and give others the later one.", () => {
  it("three Dutch working days over 5 May 2026", () => {
    const { duty, right } = due("2026-05-01T10:00:00Z", dutchWorkingDays(3, plain))
    expect([duty.on, right.on]).toEqual(["2026-05-06", "2026-05-07"])
  })

  it("three Dutch working days before Easter 2027", () => {
    const { duty, right } = due("2027-03-25T10:00:00Z", dutchWorkingDays(3, plain))
    expect([duty.on, right.on]).toEqual(["2027-03-31", "2027-04-01"])
  })

  it("two readings that end at the same moment, because the day between them was skipped, are told apart by the day", () => {
    const offsets = [
      { from: utc.from, minutes: -600 },
      { from: "2011-12-30T10:00:00.000Z", minutes: 840 }
    ] as const
    const apia = { ...place, zone: { ...utc, name: "Pacific/Apia", offsets } }
    const [today, tomorrow] = [Span.calendarDays(0, plain), Span.calendarDays(1, plain)]
    for (const span of [Span.either(today, tomorrow), Span.either(tomorrow, today)]) {
      const { duty, right } = due("2011-12-29T20:00:00Z", span, apia)
      expect([duty.on, right.on]).toEqual(["2011-12-29", "2011-12-30"])
      expect([duty.before, right.before]).toEqual(["2011-12-30T10:00:00.000Z", "2011-12-30T10:00:00.000Z"])
    }
  })

  it("in a plain week both are the same", () => {
    const { duty, right } = due("2026-11-23T10:00:00Z", dutchWorkingDays(3, plain))
    expect([duty.on, right.on]).toEqual(["2026-11-26", "2026-11-26"])
  })

  it("a span with one meaning gives one date twice", () => {
    const { duty, right } = due("2026-05-01T10:00:00Z", workingDays(3))
    expect(right).toBe(duty)
  })
})

describe("An event at or after the cut-off hour counts as an event of the next day.", () => {
  const until17 = { cutOffHour: 17 }
  it("a moment before five is in time", () =>
    expect(dueOn("2026-11-23T15:59:59.999Z", workingDays(1, until17))).toBe("2026-11-24"))
  it("five sharp is too late", () => expect(dueOn("2026-11-23T16:00:00Z", workingDays(1, until17))).toBe("2026-11-25"))
  it("Friday after five counts as Saturday, so the first working day is Monday", () =>
    expect(dueOn("2026-11-27T17:00:00Z", workingDays(1, until17))).toBe("2026-11-30"))
  it("the clock is the one on the wall, in summer too", () => {
    expect(dueOn("2026-07-06T14:59:59.999Z", workingDays(1, until17))).toBe("2026-07-07")
    expect(dueOn("2026-07-06T15:00:00Z", workingDays(1, until17))).toBe("2026-07-08")
  })
})

describe("An event on a day off counts as an event of the next working day, where the terms say so.", () => {
  const onWorkingDay = { eventOnWorkingDayOf: "nl-office" }
  it("Saturday counts as Monday, so the first working day is Tuesday", () =>
    expect(dueOn("2026-11-28T10:00:00Z", workingDays(1, onWorkingDay))).toBe("2026-12-01"))
  it("and so does Friday after five", () =>
    expect(dueOn("2026-11-27T17:00:00Z", workingDays(1, { ...onWorkingDay, cutOffHour: 17 }))).toBe("2026-12-01"))
  it("a working day stays what it is", () =>
    expect(dueOn("2026-11-27T10:00:00Z", workingDays(1, onWorkingDay))).toBe("2026-11-30"))
  it("calendar days are counted from there too", () =>
    expect(dueOn("2026-11-28T10:00:00Z", Span.calendarDays(10, { ...plain, ...onWorkingDay }))).toBe("2026-12-10"))
})

describe("A span in hours runs through nights, weekends and holidays, and ends at the exact moment.", () => {
  it("72 hours from Friday evening end on Monday evening", () =>
    expect(due("2026-11-27T18:12:30.250Z", Span.hours(72, plain)).duty).toEqual({
      on: "2026-11-30",
      before: "2026-11-30T18:12:30.250Z"
    }))
  it("they are real hours when the clocks change", () =>
    expect(due("2026-10-24T12:00:00Z", Span.hours(24, plain)).duty).toEqual({
      on: "2026-10-25",
      before: "2026-10-25T12:00:00.000Z"
    }))
  it("hours that end at midnight are over with the day before", () =>
    expect(due("2026-11-22T23:00:00Z", Span.hours(24, plain)).duty).toEqual({
      on: "2026-11-23",
      before: "2026-11-23T23:00:00.000Z"
    }))
})

describe("Where the terms say so, the hour of the event is not counted, and a span in hours runs from the next whole hour.", () => {
  const law = Span.regulation1182_71("nl-statutory")
  it("72 hours from 18:12 end at 19:00", () =>
    expect(due("2026-11-27T18:12:30.250Z", Span.hours(72, law)).duty.before).toBe("2026-11-30T19:00:00.000Z"))
  it("an hour that has just begun is the hour of the event", () =>
    expect(due("2026-11-27T18:00:00Z", Span.hours(72, law)).duty.before).toBe("2026-11-30T19:00:00.000Z"))
  it("the hours are those of the clock on the wall", () => {
    const kathmandu: Zone = { ...utc, name: "Asia/Kathmandu", offsets: [{ from: utc.from, minutes: 345 }] }
    expect(due("2026-11-27T18:12:00Z", Span.hours(1, law), { ...place, zone: kathmandu }).duty.before).toBe(
      "2026-11-27T19:15:00.000Z"
    )
  })
  it("they need no calendar", () => {
    const nowhere = { zone: amsterdam, calendar: () => undefined }
    expect(dueOn("2026-11-27T18:12:00Z", Span.hours(1, law), nowhere)).toBe("2026-11-27")
  })
})

describe("A week ends on the day of the week on which the event fell.", () => {
  it("six weeks from a Wednesday end on a Wednesday", () =>
    expect(dueOn("2026-06-03T10:00:00Z", Span.weeks(6, plain))).toBe("2026-07-15"))
})

describe("A month ends on the day with the same number, or on the last day of a month without that day.", () => {
  it("from 15 June to 15 July", () => expect(dueOn("2026-06-15T10:00:00Z", Span.months(1, plain))).toBe("2026-07-15"))
  it("from 31 January to 28 February, in a leap year 29", () => {
    expect(dueOn("2027-01-31T10:00:00Z", Span.months(1, plain))).toBe("2027-02-28")
    expect(dueOn("2028-01-31T10:00:00Z", Span.months(1, plain))).toBe("2028-02-29")
  })
  it("from a leap day to the end of February a year later", () =>
    expect(dueOn("2028-02-29T10:00:00Z", Span.months(12, plain))).toBe("2029-02-28"))
  it("to the day after, where the terms say so", () =>
    expect(dueOn("2027-01-31T10:00:00Z", Span.months(1, { ...plain, monthEnd: "nextDay" }))).toBe("2027-03-01"))
})

describe("A span whose last day is a day off ends on the next working day, where the terms say so.", () => {
  const law = Span.regulation1182_71("nl-statutory")
  it("thirty days that end on a Saturday end on Monday", () => {
    expect(dueOn("2026-06-04T10:00:00Z", Span.calendarDays(30, plain))).toBe("2026-07-04")
    expect(dueOn("2026-06-04T10:00:00Z", Span.calendarDays(30, law))).toBe("2026-07-06")
  })
  it("a month that ends on Good Friday 2027 ends on Tuesday", () =>
    expect(dueOn("2027-02-26T10:00:00Z", Span.months(1, law))).toBe("2027-03-30"))
  it("one that ends on a working day ends there", () =>
    expect(dueOn("2026-06-05T10:00:00Z", Span.calendarDays(31, law))).toBe("2026-07-06"))
})

describe("Where the terms say so, a span of some days holds at least so many working days.", () => {
  it("two days from Friday hold Monday and Tuesday under the regulation", () => {
    const law = Span.regulation1182_71("nl-statutory")
    expect(dueOn("2026-06-05T10:00:00Z", Span.calendarDays(2, law))).toBe("2026-06-09")
    expect(dueOn("2026-06-05T10:00:00Z", Span.calendarDays(1, law))).toBe("2026-06-08")
  })

  it("three days from Thursday hold Friday and Monday under the Algemene termijnenwet, two days are only rolled", () => {
    expect(dueOn("2026-06-04T10:00:00Z", Span.calendarDays(3, Span.algemeneTermijnenwet))).toBe("2026-06-08")
    expect(dueOn("2026-06-05T10:00:00Z", Span.calendarDays(3, Span.algemeneTermijnenwet))).toBe("2026-06-09")
    expect(dueOn("2026-06-05T10:00:00Z", Span.calendarDays(2, Span.algemeneTermijnenwet))).toBe("2026-06-08")
  })

  it("a week over Christmas 2026 holds enough as it is", () =>
    expect(dueOn("2026-12-24T10:00:00Z", Span.weeks(1, Span.algemeneTermijnenwet))).toBe("2026-12-31"))

  it("a week has seven days and a month at least 28", () => {
    const closed = Array.from({ length: 60 }, (_, index) => ({ on: Day.add("2026-12-24", index), name: "closed" }))
    const resort = { zone: amsterdam, calendar: () => ({ ...nlOffice, holidays: closed }) }
    const holding = (days: number): Span.Counting => ({
      ...plain,
      roll: { to: "nextWorkingDay", calendar: "resort", atLeast: { workingDays: 2, inSpansOf: days } }
    })
    const start = "2026-12-23T10:00:00Z"
    const [reopening, dayAfter] = ["2027-02-22", "2027-02-23"]
    expect(dueOn(start, Span.weeks(1, holding(7)), resort)).toBe(dayAfter)
    expect(dueOn(start, Span.weeks(1, holding(8)), resort)).toBe(reopening)
    expect(dueOn(start, Span.months(1, holding(28)), resort)).toBe(dayAfter)
    expect(dueOn(start, Span.months(1, holding(29)), resort)).toBe(reopening)
    expect(dueOn(start, Span.calendarDays(9, holding(9)), resort)).toBe(dayAfter)
    expect(dueOn(start, Span.calendarDays(9, holding(10)), resort)).toBe(reopening)
  })

  it("the day of the event helps to fill it only when it is counted", () => {
    const roll: Span.Counting["roll"] = {
      to: "nextWorkingDay",
      calendar: "nl-office",
      atLeast: { workingDays: 2, inSpansOf: 2 }
    }
    expect(dueOn("2026-06-05T10:00:00Z", Span.calendarDays(2, { ...plain, roll }))).toBe("2026-06-09")
    expect(dueOn("2026-06-05T10:00:00Z", Span.calendarDays(2, { ...plain, firstDay: "counted", roll }))).toBe(
      "2026-06-08"
    )
  })

  it("spans longer than 90 days, twelve weeks or three months are left as they are by the Algemene termijnenwet", () => {
    expect(dueOn("2026-06-07T10:00:00Z", Span.calendarDays(90, Span.algemeneTermijnenwet))).toBe("2026-09-07") // to Saturday, rolled
    expect(dueOn("2026-06-06T10:00:00Z", Span.calendarDays(91, Span.algemeneTermijnenwet))).toBe("2026-09-05") // to Saturday, left
    expect(dueOn("2026-06-06T10:00:00Z", Span.weeks(12, Span.algemeneTermijnenwet))).toBe("2026-08-31")
    expect(dueOn("2026-06-06T10:00:00Z", Span.weeks(13, Span.algemeneTermijnenwet))).toBe("2026-09-05")
    expect(dueOn("2026-06-05T10:00:00Z", Span.months(3, Span.algemeneTermijnenwet))).toBe("2026-09-07")
    expect(dueOn("2026-05-05T10:00:00Z", Span.months(4, Span.algemeneTermijnenwet))).toBe("2026-09-05")
  })
})

describe("The latest day to start is the last day from which the span, counted forwards, is over in time.", () => {
  it("thirty days that must be over by 30 November start on 31 October", () =>
    expect(latest("2026-11-30", Span.calendarDays(30, plain)).duty).toEqual({
      on: "2026-10-31",
      before: "2026-10-31T23:00:00.000Z"
    }))

  it("three working days that must be over by Monday start on Wednesday", () =>
    expect(latest("2026-11-30", workingDays(3)).duty.on).toBe("2026-11-25"))

  it("and those that must be over by Sunday start on Tuesday, not on Wednesday as counting back from Sunday would have it", () =>
    expect(latest("2026-11-29", workingDays(3)).duty.on).toBe("2026-11-24"))

  it("over the days off before a working day, the latest start is the last of them", () => {
    // From Sunday, the first working day is Monday.
    expect(latest("2026-11-30", workingDays(1)).duty.on).toBe("2026-11-29")
  })

  it("no month ends on 30 March that started after 28 February", () => {
    expect(latest("2027-03-30", Span.months(1, plain)).duty.on).toBe("2027-02-28")
    expect(latest("2027-02-28", Span.months(1, plain)).duty.on).toBe("2027-01-31")
    expect(latest("2027-02-27", Span.months(1, plain)).duty.on).toBe("2027-01-27")
  })

  it("where the last day is rolled, an earlier start may be needed than the span is long", () => {
    const law = Span.regulation1182_71("nl-statutory")
    expect(latest("2026-07-05", Span.calendarDays(30, law)).duty.on).toBe("2026-06-03")
  })

  it("with a cut-off hour the latest start is the moment before it", () =>
    expect(latest("2026-11-30", workingDays(3, { cutOffHour: 17 })).duty).toEqual({
      on: "2026-11-25",
      before: "2026-11-25T16:00:00.000Z"
    }))

  it("in hours it is a moment: half-open, so that the moment itself is still in time", () =>
    expect(latest("2026-11-30", Span.hours(72, plain)).duty).toEqual({
      on: "2026-11-28",
      before: "2026-11-27T23:00:00.001Z"
    }))

  it("read in two ways, the duty is to start in time for both", () => {
    const { duty, right } = latest("2026-05-06", dutchWorkingDays(2, plain))
    expect([duty.on, right.on]).toEqual(["2026-05-03", "2026-05-04"])
  })

  it("a long span is found from far back", () =>
    expect(latest("2026-11-30", Span.months(240, plain)).duty.on).toBe("2006-11-30"))
})

describe("A date that lies past what a calendar knows says so.", () => {
  it("a span that must hold so many working days looks at every day of it, and says so of the first", () => {
    const atLeastTwo = {
      ...plain,
      roll: { to: "nextWorkingDay", calendar: "nl-statutory", atLeast: { workingDays: 2, inSpansOf: 3 } }
    } as const
    expect(due("2022-12-29T10:00:00Z", Span.calendarDays(5, atLeastTwo)).duty).toMatchObject({
      on: "2023-01-03",
      beyond: { calendar: "nl-statutory" }
    })
    const unasked = { ...plain, roll: { to: "nextWorkingDay", calendar: "nl-statutory" } } as const
    expect(due("2022-12-29T10:00:00Z", Span.calendarDays(5, unasked)).duty).not.toHaveProperty("beyond")
  })

  it("working days that reach into 2029", () => {
    expect(due("2028-12-28T10:00:00Z", workingDays(1)).duty).toEqual({
      on: "2028-12-29",
      before: "2028-12-29T23:00:00.000Z"
    })
    expect(due("2028-12-28T10:00:00Z", workingDays(2)).duty).toEqual({
      on: "2029-01-01",
      before: "2029-01-01T23:00:00.000Z",
      beyond: { calendar: "nl-office", until: "2029-01-01" }
    })
  })

  it("a last day that has to be looked up in 2029", () => {
    const law = Span.regulation1182_71("nl-statutory")
    expect(due("2028-12-01T10:00:00Z", Span.calendarDays(31, law)).duty.beyond).toEqual({
      calendar: "nl-statutory",
      until: "2029-01-01"
    })
  })

  it("days before the calendar begins", () =>
    expect(due("2022-12-28T10:00:00Z", Span.workingDays(3, "nl-statutory", plain)).duty.beyond).toEqual({
      calendar: "nl-statutory",
      until: "2029-01-01"
    }))

  it("calendar days need no calendar, but they do need a clock", () => {
    expect(due("2028-12-30T10:00:00Z", Span.calendarDays(1, plain)).duty.beyond).toBeUndefined()
    expect(due("2028-12-30T10:00:00Z", Span.calendarDays(2, plain)).duty.beyond).toEqual({
      calendar: "Europe/Amsterdam",
      until: "2029-01-01"
    })
    expect(due("2028-12-30T10:00:00Z", Span.hours(72, plain)).duty.beyond).toEqual({
      calendar: "Europe/Amsterdam",
      until: "2029-01-01"
    })
    expect(
      due("2028-12-30T10:00:00Z", Span.calendarDays(2, plain), { ...place, zone: utc }).duty.beyond
    ).toBeUndefined()
  })

  it("an event on a day that the calendar does not know", () =>
    expect(
      due("2017-12-30T23:30:00Z", Span.calendarDays(9, { ...plain, eventOnWorkingDayOf: "nl-office" })).duty.beyond
    ).toEqual({
      calendar: "nl-office",
      until: "2029-01-01"
    }))

  it("of two readings one of which left its calendar, both dates", () => {
    const { duty, right } = due("2022-12-28T10:00:00Z", dutchWorkingDays(1, plain))
    expect([duty.beyond, right.beyond]).toEqual([duty.beyond, duty.beyond])
    expect(duty.beyond).toEqual({ calendar: "nl-statutory", until: "2029-01-01" })
  })

  it("a latest start too", () => {
    expect(latest("2029-01-10", workingDays(3)).duty.beyond).toEqual({ calendar: "nl-office", until: "2029-01-01" })
    expect(latest("2029-01-10", Span.calendarDays(3, plain)).duty.beyond).toEqual({
      calendar: "Europe/Amsterdam",
      until: "2029-01-01"
    })
    expect(latest("2029-01-10", Span.hours(1, plain)).duty.beyond).toEqual({
      calendar: "Europe/Amsterdam",
      until: "2029-01-01"
    })
  })
})

describe("what a date says about its calendar, at the edge", () => {
  it("nothing, when all days that were looked at are known", () => {
    expect(due("2022-12-31T10:00:00Z", Span.workingDays(1, "nl-statutory", plain)).duty).toStrictEqual({
      on: "2023-01-02",
      before: "2023-01-02T23:00:00.000Z"
    })
    expect(due("2028-12-28T10:00:00Z", workingDays(1)).duty).not.toHaveProperty("beyond")
    expect(latest("2028-12-31", Span.calendarDays(3, plain)).duty).not.toHaveProperty("beyond")
  })

  it("something, from the first day on that is not known", () => {
    expect(due("2022-12-30T10:00:00Z", Span.workingDays(1, "nl-statutory", plain)).duty).toHaveProperty("beyond")
    expect(latest("2029-01-01", Span.calendarDays(3, plain)).duty).toHaveProperty("beyond")
  })

  it("nothing, when no day had to be looked at", () =>
    expect(due("2030-06-03T10:00:00Z", workingDays(0), { ...place, zone: utc }).duty).not.toHaveProperty("beyond"))
})

describe("a calendar that nobody handed in", () => {
  const unknown = { _tag: "UnknownCalendar", calendar: "be-office" }
  const belgian = Span.workingDays(3, "be-office", plain)
  const start = "2026-11-23T10:00:00.000Z"

  it("is the answer, in place of a date", () => {
    expect(Deadline.after(start, belgian, place)).toEqual(unknown)
    expect(Deadline.latestStart("2026-11-23", belgian, place)).toEqual(unknown)
    expect(Deadline.explain(start, belgian, place)).toEqual(unknown)
  })

  it("also in one of two readings, in rolling, and for the day of the event", () => {
    for (const span of [Span.either(workingDays(3), belgian), Span.either(belgian, workingDays(3))]) {
      expect(Deadline.after(start, span, place)).toEqual(unknown)
      expect(Deadline.latestStart("2026-11-23", span, place)).toEqual(unknown)
      expect(Deadline.explain(start, span, place)).toEqual(unknown)
    }
    expect(Deadline.after(start, Span.weeks(1, Span.regulation1182_71("be-office")), place)).toEqual(unknown)
    expect(Deadline.after(start, workingDays(3, { eventOnWorkingDayOf: "be-office" }), place)).toEqual(unknown)
  })

  it("is told from a date", () => {
    expect(Deadline.isUnknown(Deadline.after(start, belgian, place))).toBe(true)
    expect(Deadline.isUnknown(Deadline.after(start, workingDays(3), place))).toBe(false)
  })
})

describe("an explanation", () => {
  const explain = (start: string, span: Span): string => {
    const explained = Deadline.explain(Instant.from(start), span, place)
    return Deadline.isUnknown(explained) ? "unknown" : Deadline.explainText(explained)
  }

  it("tells every day over Christmas", () =>
    expect(explain("2026-12-23T23:30:00Z", workingDays(2))).toBe(
      [
        "2 working days (nl-office) from 2026-12-23T23:30:00.000Z",
        "Thu 2026-12-24  the day of the event, not counted",
        "Fri 2026-12-25  Christmas Day, skipped",
        "Sat 2026-12-26  Second Day of Christmas, skipped",
        "Sun 2026-12-27  weekend, skipped",
        "Mon 2026-12-28  1",
        "Tue 2026-12-29  2",
        "over at 2026-12-29T23:00:00.000Z"
      ].join("\n")
    ))

  it("tells the two readings of a span one after the other", () =>
    expect(explain("2026-05-04T10:00:00Z", dutchWorkingDays(1, plain))).toBe(
      [
        "1 working day (nl-office) from 2026-05-04T10:00:00.000Z",
        "Mon 2026-05-04  the day of the event, not counted",
        "Tue 2026-05-05  1",
        "over at 2026-05-05T22:00:00.000Z",
        "",
        "1 working day (nl-statutory) from 2026-05-04T10:00:00.000Z",
        "Mon 2026-05-04  the day of the event, not counted",
        "Tue 2026-05-05  Liberation Day, skipped",
        "Wed 2026-05-06  1",
        "over at 2026-05-06T22:00:00.000Z"
      ].join("\n")
    ))

  it("tells what was moved, added and left uncounted", () => {
    expect(
      explain(
        "2026-11-27T17:00:00Z",
        Span.calendarDays(2, {
          ...Span.regulation1182_71("nl-office"),
          cutOffHour: 17,
          eventOnWorkingDayOf: "nl-office"
        })
      )
    ).toBe(
      [
        "2 calendar days from 2026-11-27T17:00:00.000Z",
        "Fri 2026-11-27  after 17:00, counts as the next day",
        "Sat 2026-11-28  weekend, counts as the next working day",
        "Sun 2026-11-29  weekend, counts as the next working day",
        "Mon 2026-11-30  the day of the event, not counted",
        "Tue 2026-12-01  1",
        "Wed 2026-12-02  2",
        "over at 2026-12-02T23:00:00.000Z"
      ].join("\n")
    )
    expect(
      explain(
        "2026-12-23T10:00:00Z",
        Span.calendarDays(2, { ...Span.regulation1182_71("nl-office"), firstDay: "counted", clear: true })
      )
    ).toBe(
      [
        "2 calendar days from 2026-12-23T10:00:00.000Z",
        "Wed 2026-12-23  1",
        "Thu 2026-12-24  2",
        "Fri 2026-12-25  the last day, not counted because days are clear",
        "Sat 2026-12-26  Second Day of Christmas, added",
        "Sun 2026-12-27  weekend, added",
        "Mon 2026-12-28  a working day, added",
        "over at 2026-12-28T23:00:00.000Z"
      ].join("\n")
    )
  })

  it("tells where hours begin and end", () => {
    expect(explain("2026-11-27T18:12:30Z", Span.hours(72, plain))).toBe(
      [
        "72 hours from 2026-11-27T18:12:30.000Z",
        "Fri 2026-11-27  counted from 2026-11-27T18:12:30.000Z",
        "Mon 2026-11-30  ends at 2026-11-30T18:12:30.000Z",
        "over at 2026-11-30T18:12:30.000Z"
      ].join("\n")
    )
    expect(explain("2026-11-27T22:12:30Z", Span.hours(2, Span.regulation1182_71("nl-office")))).toBe(
      [
        "2 hours from 2026-11-27T22:12:30.000Z",
        "Sat 2026-11-28  counted from 2026-11-27T23:00:00.000Z",
        "Sat 2026-11-28  ends at 2026-11-28T01:00:00.000Z",
        "over at 2026-11-28T01:00:00.000Z"
      ].join("\n")
    )
  })

  it("tells that a calendar was left", () =>
    expect(explain("2028-12-29T10:00:00Z", workingDays(1))).toMatch(
      /\nover at 2029-01-01T23:00:00\.000Z, beyond nl-office, which is known until 2029-01-01$/
    ))
})

describe("a span", () => {
  it("is a whole number of its unit", () => {
    expect(() => Span.calendarDays(2.5, plain)).toThrow(
      "a span is a whole number of its unit, 0 or more, and not `2.5`"
    )
    expect(() => Span.workingDays(-1, "nl-office", plain)).toThrow(RangeError)
    expect(() => Span.hours(Number.NaN, plain)).toThrow(RangeError)
    expect(() => Span.weeks(Number.POSITIVE_INFINITY, plain)).toThrow(RangeError)
    expect(() => Span.months(-1, plain)).toThrow(RangeError)
  })

  it("has words", () => {
    expect(Span.inWords(Span.hours(1, plain))).toBe("1 hour")
    expect(Span.inWords(Span.either(Span.calendarDays(30, plain), Span.months(1, plain)))).toBe(
      "30 calendar days or 1 month"
    )
    expect(Span.inWords(Span.weeks(0, plain))).toBe("0 weeks")
  })

  it("names the calendars that it needs, each once", () => {
    expect(
      Span.calendarsOf(
        workingDays(3, { eventOnWorkingDayOf: "nl-statutory", roll: { to: "nextWorkingDay", calendar: "nl-office" } })
      )
    ).toEqual(["nl-office", "nl-statutory"])
    expect(Span.calendarsOf(dutchWorkingDays(3, plain))).toEqual(["nl-office", "nl-statutory"])
    expect(Span.calendarsOf(Span.months(3, plain))).toEqual([])
  })
})
