import { describe, expect, it } from "vitest"
import { zoneFromIntl } from "../../src/time/edge.ts"
import { amsterdam, Instant, utc, Zone } from "../../src/time/index.ts"

describe("A day begins and ends in the zone of the promise.", () => {
  it("late Monday in UTC is already Tuesday in Amsterdam", () => {
    expect(Zone.dayOf(amsterdam, "2026-11-23T23:30:00.000Z")).toBe("2026-11-24")
    expect(Zone.dayOf(utc, "2026-11-23T23:30:00.000Z")).toBe("2026-11-23")
  })

  it("the Sunday on which the clocks go forward has 23 hours", () => {
    expect(Zone.startOf(amsterdam, "2026-03-29")).toBe("2026-03-28T23:00:00.000Z")
    expect(Zone.startOf(amsterdam, "2026-03-30")).toBe("2026-03-29T22:00:00.000Z")
  })

  it("the Sunday on which the clocks go back has 25 hours", () => {
    expect(Zone.startOf(amsterdam, "2026-10-25")).toBe("2026-10-24T22:00:00.000Z")
    expect(Zone.startOf(amsterdam, "2026-10-26")).toBe("2026-10-25T23:00:00.000Z")
  })

  it("the clock on the wall shows an hour twice in October and leaves one out in March", () => {
    expect(Zone.local(amsterdam, "2026-10-25T00:30:00.000Z")).toEqual({ day: "2026-10-25", hour: 2, minute: 30 })
    expect(Zone.local(amsterdam, "2026-10-25T01:30:00.000Z")).toEqual({ day: "2026-10-25", hour: 2, minute: 30 })
    expect(Zone.local(amsterdam, "2026-03-29T00:59:00.000Z")).toEqual({ day: "2026-03-29", hour: 1, minute: 59 })
    expect(Zone.local(amsterdam, "2026-03-29T01:00:00.000Z")).toEqual({ day: "2026-03-29", hour: 3, minute: 0 })
  })

  it("an hour that is left out is reached when the next one is, and one that comes twice at its first coming", () => {
    expect(Zone.at(amsterdam, "2026-03-29", 2)).toBe("2026-03-29T01:00:00.000Z")
    expect(Zone.at(amsterdam, "2026-10-25", 2)).toBe("2026-10-25T00:00:00.000Z")
    expect(Zone.at(amsterdam, "2026-10-25", 3)).toBe("2026-10-25T02:00:00.000Z")
    expect(Zone.at(amsterdam, "2026-11-23", 17)).toBe("2026-11-23T16:00:00.000Z")
  })
})

describe("days that do not begin at midnight", () => {
  const saoPaulo = zoneFromIntl("America/Sao_Paulo", {
    from: "2018-01-01T00:00:00.000Z",
    until: "2019-12-31T00:00:00.000Z"
  })
  const apia = zoneFromIntl("Pacific/Apia", { from: "2011-06-01T00:00:00.000Z", until: "2012-06-01T00:00:00.000Z" })
  const stJohns = zoneFromIntl("America/St_Johns", {
    from: "2010-01-01T00:00:00.000Z",
    until: "2011-01-01T00:00:00.000Z"
  })

  it("4 November 2018 began at one o'clock in São Paulo", () => {
    expect(Zone.startOf(saoPaulo, "2018-11-04")).toBe("2018-11-04T03:00:00.000Z")
    expect(Zone.local(saoPaulo, "2018-11-04T03:00:00.000Z")).toEqual({ day: "2018-11-04", hour: 1, minute: 0 })
    expect(Zone.dayOf(saoPaulo, "2018-11-04T02:59:59.999Z")).toBe("2018-11-03")
  })

  it("17 February 2019 began there at the second midnight: at the first, the clock was set to eleven again", () => {
    expect(Zone.dayOf(saoPaulo, "2019-02-17T02:30:00.000Z")).toBe("2019-02-16")
    expect(Zone.startOf(saoPaulo, "2019-02-17")).toBe("2019-02-17T03:00:00.000Z")
  })

  it("A day that a zone skipped begins when the day after it does.", () => {
    expect(Zone.dayOf(apia, "2011-12-30T09:59:59.999Z")).toBe("2011-12-29")
    expect(Zone.dayOf(apia, "2011-12-30T10:00:00.000Z")).toBe("2011-12-31")
    expect(Zone.startOf(apia, "2011-12-30")).toBe("2011-12-30T10:00:00.000Z")
    expect(Zone.startOf(apia, "2011-12-31")).toBe("2011-12-30T10:00:00.000Z")
  })

  it("A day that has begun stays begun, also where the clocks are turned back over midnight.", () => {
    // At 00:01 on 7 November 2010 the clocks of St. John's were set to 23:01 on the 6th.
    expect(Zone.dayOf(stJohns, "2010-11-07T02:30:30.000Z")).toBe("2010-11-07")
    expect(Zone.local(stJohns, "2010-11-07T02:45:00.000Z")).toEqual({ day: "2010-11-06", hour: 23, minute: 15 })
    expect(Zone.dayOf(stJohns, "2010-11-07T02:45:00.000Z")).toBe("2010-11-07")
  })
})

describe("a zone is a table with a span for which it is known", () => {
  it("our table for Amsterdam is the machine's", () => {
    const machines = zoneFromIntl("Europe/Amsterdam", { from: amsterdam.from, until: amsterdam.until })
    expect(amsterdam.offsets).toEqual(machines.offsets)
  })

  it("outside it the first and the last offset go on", () => {
    expect(Zone.startOf(amsterdam, "2016-07-01")).toBe("2016-06-30T23:00:00.000Z")
    expect(Zone.startOf(amsterdam, "2030-07-01")).toBe("2030-06-30T23:00:00.000Z")
    expect(Zone.covers(amsterdam, "2028-12-31T22:59:59.999Z")).toBe(true)
    expect(Zone.covers(amsterdam, "2028-12-31T23:00:00.000Z")).toBe(false)
    expect(Zone.covers(amsterdam, "2017-12-31T23:00:00.000Z")).toBe(true)
    expect(Zone.covers(amsterdam, "2017-12-31T22:59:59.999Z")).toBe(false)
  })

  it("keeps the version that it is given", () => {
    const [from, until] = [Instant.from("2026-01-01T00:00:00Z"), Instant.from("2026-02-01T00:00:00Z")]
    expect(zoneFromIntl("Asia/Tokyo", { from, until, version: "2026b" })).toEqual({
      name: "Asia/Tokyo",
      version: "2026b",
      from,
      until,
      offsets: [{ from, minutes: 540 }]
    })
  })

  it("a change of the clocks at its very end is not in it", () => {
    const from = Instant.from("2026-03-01T00:00:00Z")
    const change = Instant.from("2026-03-29T01:00:00Z")
    const before = zoneFromIntl("Europe/Amsterdam", { from, until: change })
    expect(before.offsets).toEqual([{ from, minutes: 60 }])
    expect(before.version).toBe("as this machine knows it")
    const after = zoneFromIntl("Europe/Amsterdam", { from, until: Instant.addMilliseconds(change, 1) })
    expect(after.offsets).toEqual([
      { from, minutes: 60 },
      { from: change, minutes: 120 }
    ])
  })

  it("a name that the machine does not know is refused, in words for people", () =>
    expect(() =>
      zoneFromIntl("Amsterdam", { from: "2026-01-01T00:00:00.000Z", until: "2027-01-01T00:00:00.000Z" })
    ).toThrow(new RangeError("this machine knows no time zone `Amsterdam`; write it as `Europe/Amsterdam`")))

  it("a zone without offsets tells no day", () =>
    expect(() => Zone.dayOf({ ...utc, offsets: [] }, "2026-01-01T00:00:00.000Z")).toThrow(
      "the zone `UTC` has no offsets"
    ))
})
