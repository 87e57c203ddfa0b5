import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Day, Instant, utc, Zone } from "../../src/time/index.ts"
import { realZones, zone, zoneAndMillis } from "./arbitraries.ts"

const many = { numRuns: 2000 }

describe("A day begins and ends in the zone of the promise.", () => {
  it("it is that day or a later one exactly from the start of the day on", () =>
    fc.assert(
      fc.property(zoneAndMillis, fc.integer({ min: -2, max: 2 }), ([zone, millis], by) => {
        const at = Instant.fromMillis(millis)
        const day = Day.add(Zone.dayOf(zone, at), by)
        expect(Zone.dayOf(zone, at) >= day).toBe(at >= Zone.startOf(zone, day))
      }),
      many
    ))

  it("a day begins on that day, and the millisecond before it is an earlier day; only a day that was skipped never comes", () =>
    fc.assert(
      fc.property(zoneAndMillis, ([zone, millis]) => {
        const day = Zone.dayOf(zone, Instant.fromMillis(millis))
        const start = Zone.startOf(zone, day)
        expect(Zone.dayOf(zone, start)).toBe(day)
        expect(Zone.dayOf(zone, Instant.addMilliseconds(start, -1)) < day).toBe(true)
      }),
      many
    ))

  it("a later moment is never on an earlier day, and a later day never starts earlier", () =>
    fc.assert(
      fc.property(zoneAndMillis, fc.integer({ min: 0, max: 4 * Instant.dayMillis }), ([zone, millis], later) => {
        const [one, other] = [Instant.fromMillis(millis), Instant.fromMillis(millis + later)]
        expect(Zone.dayOf(zone, one) <= Zone.dayOf(zone, other)).toBe(true)
        expect(Zone.startOf(zone, Zone.dayOf(zone, one)) <= Zone.startOf(zone, Zone.dayOf(zone, other))).toBe(true)
      }),
      many
    ))

  it("the clock has reached an hour from that moment on, and not before", () =>
    fc.assert(
      fc.property(zoneAndMillis, fc.integer({ min: 0, max: 24 }), ([zone, millis], hour) => {
        const day = Zone.dayOf(zone, Instant.fromMillis(millis))
        const at = Zone.at(zone, day, hour)
        const shown = Zone.local(zone, at)
        const reached = hour === 24 ? shown.day > day : shown.day > day || (shown.day === day && shown.hour >= hour)
        expect(reached).toBe(true)
        const before = Zone.local(zone, Instant.addMilliseconds(at, -1))
        expect(before.day < day || (before.day === day && before.hour < hour)).toBe(true)
      }),
      many
    ))
})

describe("a table made from the machine's database shows what the machine shows", () => {
  for (const zone of realZones.filter(({ name }) => name !== "UTC")) {
    it(zone.name, () => {
      const wall = new Intl.DateTimeFormat("sv", {
        timeZone: zone.name,
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit"
      })
      const [from, until] = [Instant.toMillis(zone.from), Instant.toMillis(zone.until)]
      fc.assert(
        fc.property(fc.integer({ min: from, max: until - 1 }), (millis) => {
          const { day, hour, minute } = Zone.local(zone, Instant.fromMillis(millis))
          expect(`${day} ${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`).toBe(wall.format(millis))
        }),
        { numRuns: 300 }
      )
      for (const change of zone.offsets.slice(1)) {
        const at = Instant.toMillis(change.from)
        const [before, after] = [Zone.local(zone, Instant.fromMillis(at - 1)), Zone.local(zone, change.from)]
        expect([before.day, after.day]).toEqual([wall.format(at - 1).slice(0, 10), wall.format(at).slice(0, 10)])
        expect([before.hour, after.hour]).toEqual([
          Number(wall.format(at - 1).slice(11, 13)),
          Number(wall.format(at).slice(11, 13))
        ])
      }
    })
  }
})

it("in UTC the day is the first ten characters", () =>
  fc.assert(
    fc.property(zone, zoneAndMillis, (_, [, millis]) => {
      const at = Instant.fromMillis(millis)
      expect(Zone.dayOf(utc, at)).toBe(at.slice(0, 10))
      expect(Zone.startOf(utc, Zone.dayOf(utc, at))).toBe(`${at.slice(0, 10)}T00:00:00.000Z`)
    })
  ))
