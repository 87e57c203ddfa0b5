import { describe, expect, it } from "vitest"
import { Day, Instant } from "../../src/time/index.ts"

describe("a day", () => {
  it("exists or is refused, in words for people", () => {
    expect(Day.from("2028-02-29")).toBe("2028-02-29")
    expect(() => Day.from("2026-02-30")).toThrow(
      new RangeError("there is no day `2026-02-30`; write an existing day of the years 0001 to 9999 as `2026-11-27`")
    )
  })

  it.each([
    "2026-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "0000-01-01",
    "2026-1-01",
    "26-01-01",
    "2026/01/01",
    "+026-01-01",
    "２０２６-01-01"
  ])("%s is no day", (text) => expect(Day.parse(text)).toBeUndefined())

  it("may be a leap day, by the rule of four hundred years", () => {
    expect(Day.parse("2000-02-29")).toBe("2000-02-29")
    expect(Day.add("2028-02-28", 1)).toBe("2028-02-29")
    expect(Day.add("2100-02-28", 1)).toBe("2100-03-01")
  })

  it("knows its weekday", () => {
    expect(Day.weekday("2026-11-23")).toBe(1)
    expect(Day.weekday("2026-11-22")).toBe(0)
    expect(Day.weekday("1969-12-31")).toBe(3)
  })

  it("ends with the years 0001 and 9999", () => {
    expect(Day.add("9999-12-30", 1)).toBe("9999-12-31")
    expect(() => Day.add("9999-12-31", 1)).toThrow("outside the years 0001 to 9999")
    expect(Day.add("0001-01-02", -1)).toBe("0001-01-01")
    expect(() => Day.add("0001-01-01", -1)).toThrow("outside the years 0001 to 9999")
    expect(() => Day.fromNumber(Number.NaN)).toThrow("outside the years 0001 to 9999")
  })

  it("has an earlier and a later one", () => {
    expect(Day.min("2026-11-23", "2026-11-24")).toBe("2026-11-23")
    expect(Day.min("2026-11-24", "2026-11-23")).toBe("2026-11-23")
    expect(Day.max("2026-11-23", "2026-11-24")).toBe("2026-11-24")
    expect(Day.max("2026-11-24", "2026-11-23")).toBe("2026-11-24")
  })

  it.each([
    ["2026-01-15", 1, "2026-02-15", "2026-02-15"],
    ["2026-01-31", 1, "2026-02-28", "2026-03-01"],
    ["2028-01-31", 1, "2028-02-29", "2028-03-01"],
    ["2026-08-31", 1, "2026-09-30", "2026-10-01"],
    ["2026-12-31", 2, "2027-02-28", "2027-03-01"],
    ["2028-02-29", 12, "2029-02-28", "2029-03-01"],
    ["2026-03-31", -1, "2026-02-28", "2026-03-01"],
    ["2026-11-30", 0, "2026-11-30", "2026-11-30"],
    ["2026-10-31", 2, "2026-12-31", "2026-12-31"]
  ] as const)("%s and %i months is %s, or %s", (day, months, clipped, nextDay) => {
    expect(Day.addMonths(day, months, "clip")).toBe(clipped)
    expect(Day.addMonths(day, months, "nextDay")).toBe(nextDay)
  })
})

describe("an instant", () => {
  it.each([
    ["2026-11-23T23:30:00Z", "2026-11-23T23:30:00.000Z"],
    ["2026-11-23T23:30:00.5Z", "2026-11-23T23:30:00.500Z"],
    ["2026-11-23T23:30:00.05Z", "2026-11-23T23:30:00.050Z"],
    ["2026-11-23T23:30:00.123Z", "2026-11-23T23:30:00.123Z"],
    ["2026-11-23T23:59:59.999999999Z", "2026-11-23T23:59:59.999Z"]
  ])("%s is written %s", (text, instant) => expect(Instant.from(text)).toBe(instant))

  it.each([
    "2026-02-30T12:00:00Z",
    "2026-11-23T24:00:00Z",
    "2026-11-23T23:60:00Z",
    "9999-12-31T24:00:00Z",
    "0000-12-31T23:59:59Z",
    "2026-11-23T2:00:00:00Z",
    "2026-12-31T23:59:60Z",
    "2026-11-23T23:30:00",
    "2026-11-23T23:30:00.Z",
    "2026-11-23T23:30Z",
    "2026-11-23 23:30:00Z",
    "2026-11-23T23:30:00+01:00",
    "2026-11-23T23:30:00.000z",
    "2026-11-23",
    "2026-11-23T23:30:00.000Z ",
    ""
  ])("`%s` is no instant", (text) => expect(Instant.parse(text)).toBeUndefined())

  it("is refused in words for people", () =>
    expect(() => Instant.from("yesterday")).toThrow(
      new RangeError("there is no moment `yesterday`; write an existing moment in UTC as `2026-11-23T23:30:00Z`")
    ))

  it("is only an instant when it is written our way", () => {
    expect(Instant.is("2026-11-23T23:30:00.000Z")).toBe(true)
    expect(Instant.is("2026-11-23T23:30:00Z")).toBe(false)
  })

  it("moves by real hours and milliseconds", () => {
    expect(Instant.addHours("2026-12-31T23:30:00.000Z", 1)).toBe("2027-01-01T00:30:00.000Z")
    expect(Instant.addMilliseconds("2027-01-01T00:00:00.000Z", -1)).toBe("2026-12-31T23:59:59.999Z")
    expect(Instant.addMilliseconds("1970-01-01T00:00:00.000Z", -1)).toBe("1969-12-31T23:59:59.999Z")
    expect(Instant.between("2026-11-23T23:30:00.000Z", "2026-11-23T23:30:01.500Z")).toBe(1500)
  })

  it("has an earlier and a later one", () => {
    const [early, late] = ["2026-11-23T23:30:00.000Z", "2026-11-23T23:30:00.001Z"] as const
    expect([Instant.min(early, late), Instant.min(late, early)]).toEqual([early, early])
    expect([Instant.max(early, late), Instant.max(late, early)]).toEqual([late, late])
  })
})
