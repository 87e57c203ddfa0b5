import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Day, Instant } from "../../src/time/index.ts"
import { anyDay, anyDayNumber, anyMillis } from "./arbitraries.ts"

const many = { numRuns: 2000 }

describe("a day is text and a number, and both say the same", () => {
  it("printing and reading a day gives the same day", () =>
    fc.assert(
      fc.property(anyDayNumber, (number) => Day.toNumber(Day.fromNumber(number)) === number),
      many
    ))

  it("it is the day that the built-in calendar has for that number", () =>
    fc.assert(
      fc.property(anyDayNumber, (number) => {
        const builtIn = new Date(number * 86_400_000)
        expect(Day.fromNumber(number)).toBe(builtIn.toISOString().slice(0, 10))
        expect(Day.weekday(Day.fromNumber(number))).toBe(builtIn.getUTCDay())
      }),
      many
    ))

  it("every day from 1899 to 2101 follows the day before it", () => {
    for (let number = Day.toNumber("1899-01-01"); number < Day.toNumber("2101-12-31"); number++) {
      if (Day.add(Day.fromNumber(number), 1) !== new Date((number + 1) * 86_400_000).toISOString().slice(0, 10)) {
        expect.fail(`the day after ${Day.fromNumber(number)}`)
      }
    }
  })

  it("text order is time order", () =>
    fc.assert(
      fc.property(anyDayNumber, anyDayNumber, (a, b) => Day.fromNumber(a) < Day.fromNumber(b) === a < b),
      many
    ))

  it("adding and taking away the same number of days leads back", () =>
    fc.assert(
      fc.property(
        anyDay,
        anyDay,
        (a, b) => Day.add(a, Day.between(a, b)) === b && Day.between(b, a) === -Day.between(a, b) + 0
      ),
      many
    ))

  it("what is read as a day prints as the same text, and nothing else is read", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc
            .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 19 }), fc.integer({ min: 0, max: 39 }))
            .map(([y, m, d]) =>
              [String(y).padStart(4, "0"), String(m).padStart(2, "0"), String(d).padStart(2, "0")].join("-")
            ),
          fc.string({ maxLength: 12 }),
          fc.string({ minLength: 10, maxLength: 10 })
        ),
        (text) => {
          const builtIn =
            /^\d{4}-\d\d-\d\d$/.test(text) && !text.startsWith("0000") ? new Date(`${text}T00:00:00Z`) : undefined
          const exists =
            builtIn !== undefined && !Number.isNaN(builtIn.getTime()) && builtIn.toISOString().startsWith(text)
          expect(Day.parse(text)).toBe(exists ? text : undefined)
        }
      ),
      many
    ))
})

describe("an instant is text and a number, and both say the same", () => {
  it("printing and reading an instant gives the same instant", () =>
    fc.assert(
      fc.property(anyMillis, (millis) => Instant.toMillis(Instant.fromMillis(millis)) === millis),
      many
    ))

  it("it is the instant that the built-in clock has for that number", () =>
    fc.assert(
      fc.property(anyMillis, (millis) => Instant.fromMillis(millis) === new Date(millis).toISOString()),
      many
    ))

  it("text order is time order", () =>
    fc.assert(
      fc.property(anyMillis, fc.oneof(anyMillis, fc.integer({ min: -1000, max: 1000 })), (a, other) => {
        const b = Math.abs(other) <= 1000 ? a + other : other
        fc.pre(b >= Instant.toMillis("0001-01-01T00:00:00.000Z") && b <= Instant.toMillis("9999-12-31T23:59:59.999Z"))
        return Instant.fromMillis(a) < Instant.fromMillis(b) === a < b
      }),
      many
    ))

  it("what was printed is read back unchanged, and reading twice changes nothing", () =>
    fc.assert(
      fc.property(anyMillis, (millis) => Instant.from(Instant.fromMillis(millis)) === Instant.fromMillis(millis)),
      many
    ))

  it("a text with one character changed is another instant or none", () =>
    fc.assert(
      fc.property(
        anyMillis,
        fc.nat({ max: 23 }),
        fc.string({ minLength: 1, maxLength: 1 }),
        (millis, at, character) => {
          const text = Instant.fromMillis(millis)
          const changed = text.slice(0, at) + character + text.slice(at + 1)
          const builtIn = new Date(changed)
          const exists =
            /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(changed) &&
            !Number.isNaN(builtIn.getTime()) &&
            builtIn.toISOString() === changed
          expect(Instant.is(changed)).toBe(exists && !changed.startsWith("0000"))
        }
      ),
      many
    ))

  it("adding and taking away the same time leads back", () =>
    fc.assert(
      fc.property(anyMillis, anyMillis, (a, b) => {
        const [from, to] = [Instant.fromMillis(a), Instant.fromMillis(b)]
        return Instant.addMilliseconds(from, Instant.between(from, to)) === to
      }),
      many
    ))
})
