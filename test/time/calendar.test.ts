import { describe, expect, it } from "vitest"
import { Calendar, Day, dutchStatutory, dutchWorkingDays, easterSunday, nlOffice, Span } from "../../src/time/index.ts"
import { holidaysOf, officeHolidays, recognisedHolidays } from "../../src/time/calendars/dutch.ts"

describe("Easter", () => {
  it.each([
    "2018-04-01",
    "2019-04-21",
    "2020-04-12",
    "2021-04-04",
    "2022-04-17",
    "2023-04-09",
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2027-03-28",
    "2028-04-16",
    "2029-04-01",
    "2030-04-21",
    "2031-04-13",
    "2032-03-28",
    "2033-04-17",
    "2034-04-09",
    "2035-03-25",
    // The earliest and the latest there can be.
    "1818-03-22",
    "2038-04-25"
  ])("is on %s, as published", (day) => expect(easterSunday(Number(day.slice(0, 4)))).toBe(day))

  it("is the Sunday after the paschal full moon of the lunar tables, in every year from 1583 to 4000", () => {
    for (let year = 1583; year <= 4000; year++) expect(easterSunday(year)).toBe(sundayAfterFullMoon(year))
  })

  /** By the tables of the Gregorian reform, with corrections for sun and moon a century; no formula shared with ours. */
  const sundayAfterFullMoon = (year: number): Day => {
    const century = Math.floor(year / 100) + 1
    const sunCorrection = Math.floor((3 * century) / 4) - 12
    const moonCorrection = Math.floor((8 * century + 5) / 25) - 5
    const goldenNumber = (year % 19) + 1
    let epact = (11 * goldenNumber + 20 + moonCorrection - sunCorrection) % 30
    if (epact < 0) epact += 30
    if ((epact === 25 && goldenNumber > 11) || epact === 24) epact += 1
    const moon = 44 - epact < 21 ? 44 - epact + 30 : 44 - epact // a day counted in March
    const fullMoon = new Date(Date.UTC(year, 2, moon))
    const toSunday = 7 - fullMoon.getUTCDay() // the Sunday after, never the same day
    return Day.from(new Date(Date.UTC(year, 2, moon + toSunday)).toISOString().slice(0, 10))
  }
})

describe("the Dutch calendar of the law", () => {
  const days = (year: number) =>
    dutchStatutory.holidays.filter(({ on }) => on.startsWith(`${year}`)).map(({ on }) => on)

  it("has the recognised holidays, Good Friday and the days equated by decree", () => {
    expect(days(2026)).toEqual([
      "2026-01-01",
      "2026-01-02",
      "2026-04-03",
      "2026-04-06",
      "2026-04-27",
      "2026-05-05",
      "2026-05-14",
      "2026-05-15",
      "2026-05-25",
      "2026-12-25",
      "2026-12-26"
    ])
    expect(days(2027)).toEqual([
      "2027-01-01",
      "2027-03-26",
      "2027-03-29",
      "2027-04-27",
      "2027-05-05",
      "2027-05-06",
      "2027-05-07",
      "2027-05-17",
      "2027-12-25",
      "2027-12-26"
    ])
  })

  it("equates days in 2023 to 2028 as the decrees do, and each of them is a weekday that would else be worked on", () => {
    const equated = dutchStatutory.holidays
      .filter(({ name }) => name === "Equated with a holiday by decree")
      .map(({ on }) => on)
    expect(equated).toEqual([
      "2023-04-28",
      "2023-05-19",
      "2024-05-10",
      "2024-12-27",
      "2025-05-30",
      "2026-01-02",
      "2026-05-15",
      "2027-05-07",
      "2028-04-28",
      "2028-05-26"
    ])
    for (const day of equated) {
      expect(Calendar.isWorkingDay(nlOffice, day)).toBe(true)
      // A bridge between a holiday on Thursday and the weekend.
      expect(Day.weekday(day)).toBe(5)
      expect(Calendar.dayOff(dutchStatutory, Day.add(day, -1))).toHaveProperty("holiday")
    }
  })

  it("is known for the years whose decrees we hold", () => {
    expect([dutchStatutory.from, dutchStatutory.until]).toEqual(["2023-01-01", "2029-01-01"])
    expect(Calendar.covers(dutchStatutory, "2022-12-31")).toBe(false)
    expect(Calendar.covers(dutchStatutory, "2023-01-01")).toBe(true)
    expect(Calendar.covers(dutchStatutory, "2028-12-31")).toBe(true)
    expect(Calendar.covers(dutchStatutory, "2029-01-01")).toBe(false)
  })
})

describe("the Dutch calendar of most offices", () => {
  it("has no Good Friday, no 5 May outside lustrum years, and no equated days", () => {
    expect(nlOffice.holidays.filter(({ on }) => on.startsWith("2026"))).toEqual([
      { on: "2026-01-01", name: "New Year's Day" },
      { on: "2026-04-06", name: "Easter Monday" },
      { on: "2026-04-27", name: "King's Day" },
      { on: "2026-05-14", name: "Ascension Day" },
      { on: "2026-05-25", name: "Whit Monday" },
      { on: "2026-12-25", name: "Christmas Day" },
      { on: "2026-12-26", name: "Second Day of Christmas" }
    ])
  })

  it("keeps 5 May in 2020, 2025 and 2030", () => {
    const liberation = holidaysOf(officeHolidays, 2018, 2032).filter(({ name }) => name === "Liberation Day")
    expect(liberation.map(({ on }) => on)).toEqual(["2020-05-05", "2025-05-05", "2030-05-05"])
  })

  it("says that it is a custom", () => expect(nlOffice.sources[0]).toMatch(/^Custom, not law:/))
})

describe("days on which the two differ, and days on which they agree", () => {
  it("5 May 2026 is worked at the office and free in the law", () => {
    expect(Calendar.isWorkingDay(nlOffice, "2026-05-05")).toBe(true)
    expect(Calendar.dayOff(dutchStatutory, "2026-05-05")).toEqual({ holiday: "Liberation Day" })
    expect(Calendar.next(nlOffice, "2026-05-04")).toBe("2026-05-05")
    expect(Calendar.next(dutchStatutory, "2026-05-04")).toBe("2026-05-06")
  })

  it("Easter 2027 takes four days of the law and three of the office", () => {
    expect(Calendar.next(dutchStatutory, "2027-03-25")).toBe("2027-03-30")
    expect(Calendar.next(nlOffice, "2027-03-25")).toBe("2027-03-26")
    expect(Calendar.next(nlOffice, "2027-03-26")).toBe("2027-03-30")
  })

  it("King's Day is on 27 April, or on the Saturday before when that is a Sunday", () => {
    const kings = holidaysOf(recognisedHolidays, 2023, 2032).filter(({ name }) => name === "King's Day")
    expect(kings.map(({ on }) => on.slice(5))).toEqual([
      "04-27",
      "04-27",
      "04-26",
      "04-27",
      "04-27",
      "04-27",
      "04-27",
      "04-27",
      "04-26"
    ])
    expect(Calendar.next(nlOffice, "2026-04-24")).toBe("2026-04-28")
    expect(Calendar.dayOff(nlOffice, "2025-04-26")).toEqual({ holiday: "King's Day" })
    expect(Calendar.dayOff(nlOffice, "2025-04-27")).toBe("weekend")
  })

  it("no holiday is on any other weekday than it should be", () => {
    for (const { on, name } of [...nlOffice.holidays, ...dutchStatutory.holidays]) {
      const weekday = { "Good Friday": 5, "Easter Monday": 1, "Ascension Day": 4, "Whit Monday": 1 }[name]
      if (weekday !== undefined) expect([name, on, Day.weekday(on)]).toEqual([name, on, weekday])
    }
  })

  it('"three Dutch working days" is either', () =>
    expect(dutchWorkingDays(3, Span.plain)).toEqual({
      either: [Span.workingDays(3, "nl-office", Span.plain), Span.workingDays(3, "nl-statutory", Span.plain)]
    }))
})

describe("counting", () => {
  it("the day itself is never counted, and no working days lead nowhere", () => {
    expect(Calendar.addWorkingDays(nlOffice, "2026-11-20", 3)).toBe("2026-11-25")
    expect(Calendar.addWorkingDays(nlOffice, "2026-11-21", 0)).toBe("2026-11-21")
    expect(Calendar.addWorkingDays(nlOffice, "2026-11-21", 1)).toBe("2026-11-23")
    expect(Calendar.addWorkingDays(nlOffice, "2026-11-22", -1)).toBe("2026-11-20")
  })

  it("outside the calendar it counts with the weekend alone", () => {
    expect(Calendar.isWorkingDay(nlOffice, "2029-01-01")).toBe(true)
    expect(Calendar.addWorkingDays(nlOffice, "2028-12-29", 1)).toBe("2029-01-01")
    expect(Calendar.addWorkingDays(nlOffice, "2018-01-02", -1)).toBe("2017-12-29")
    expect(Calendar.addWorkingDays(nlOffice, "2018-01-02", -2)).toBe("2017-12-28")
    expect(Calendar.addWorkingDays(nlOffice, "2035-06-01", 5)).toBe("2035-06-08")
    expect(Calendar.addWorkingDays(nlOffice, "1999-06-04", -5)).toBe("1999-05-28")
  })

  it("a holiday that stands outside the span of its calendar is not known", () => {
    const calendar: Calendar = { ...nlOffice, from: "2026-01-01", until: "2026-04-27" }
    expect(Calendar.isWorkingDay(calendar, "2026-04-06")).toBe(false)
    expect(Calendar.isWorkingDay(calendar, "2026-04-27")).toBe(true)
  })

  it("a calendar may know all days there are", () => {
    const always: Calendar = { ...nlOffice, from: "0001-01-01", until: "0003-01-01", holidays: [] }
    expect(Calendar.addWorkingDays(always, "0001-01-01", 1)).toBe("0001-01-02")
    expect(() => Calendar.addWorkingDays(always, "0001-01-01", -1)).toThrow("outside the years 0001 to 9999")
  })

  it("a calendar without working days is refused", () =>
    expect(() => Calendar.next({ ...nlOffice, name: "never", weekend: [0, 1, 2, 3, 4, 5, 6] }, "2026-01-01")).toThrow(
      new RangeError("the calendar `never` has no working days: every day of the week is weekend")
    ))
})
