/** Days, zones, calendars and spans to try the laws on: real ones, and odd ones that nobody would make. */
import fc from "fast-check"
import { type Calendar, Day, Instant, Span, utc, type Zone } from "../../src/time/index.ts"
import { zoneFromIntl } from "../../src/time/edge.ts"

export const anyDayNumber = fc.integer({ min: Day.toNumber("0001-01-01"), max: Day.toNumber("9999-12-31") })
export const anyDay = anyDayNumber.map(Day.fromNumber)
export const anyMillis = fc.integer({
  min: Instant.toMillis("0001-01-01T00:00:00.000Z"),
  max: Instant.toMillis("9999-12-31T23:59:59.999Z")
})

/** Days around the calendars below, and well outside them. */
export const dayNumber = fc.integer({ min: Day.toNumber("2025-06-01"), max: Day.toNumber("2028-06-01") })
export const day = dayNumber.map(Day.fromNumber)

const intl = (name: string, from: string, until: string): Zone =>
  zoneFromIntl(name, { from: Instant.from(`${from}T00:00:00Z`), until: Instant.from(`${until}T00:00:00Z`) })

/** Summer time, half hours, skipped midnights, skipped days, days turned back over midnight, a day that came twice. */
export const realZones: ReadonlyArray<Zone> = [
  utc,
  intl("Europe/Amsterdam", "2026-01-01", "2028-01-01"),
  intl("America/Sao_Paulo", "2017-01-01", "2020-01-01"),
  intl("Pacific/Apia", "2010-06-01", "2013-01-01"),
  intl("Pacific/Kwajalein", "1993-01-01", "1994-01-01"),
  intl("Australia/Lord_Howe", "2026-01-01", "2028-01-01"),
  intl("America/St_Johns", "2006-01-01", "2012-01-01"),
  intl("Africa/Casablanca", "2024-01-01", "2028-01-01"),
  intl("Asia/Kathmandu", "1985-01-01", "1987-01-01"),
  intl("America/Juneau", "1867-01-01", "1868-12-01")
]

/** Offsets up to a day and two hours, changed at any moment by any amount: days skipped, days repeated, midnights gone. */
export const oddZone: fc.Arbitrary<Zone> = fc
  .record({
    from: dayNumber,
    steps: fc.array(
      fc.record({ after: fc.integer({ min: 1, max: 300_000 }), minutes: fc.integer({ min: -1560, max: 1560 }) }),
      {
        minLength: 1,
        maxLength: 6
      }
    )
  })
  .map(({ from, steps }) => {
    const begin = (from - 300) * Instant.dayMillis
    let at = begin
    const offsets = steps.map(({ after, minutes }, index) => {
      at += index === 0 ? 0 : after * 60_000
      return { from: Instant.fromMillis(at), minutes }
    })
    return {
      name: "Odd/Zone",
      version: "1",
      from: Instant.fromMillis(begin),
      until: Instant.fromMillis(at + 1000 * Instant.dayMillis),
      offsets
    }
  })

export const zone: fc.Arbitrary<Zone> = fc.oneof(fc.constantFrom(...realZones), oddZone)

const longAgo = Instant.toMillis("1800-01-01T00:00:00.000Z")

/** A moment at which something is likely to go wrong in this zone: near a change of its clocks, or anywhere. */
export const millisNear = (zone: Zone): fc.Arbitrary<number> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...zone.offsets), fc.integer({ min: -3 * Instant.dayMillis, max: 3 * Instant.dayMillis }))
      .map(([change, by]) => Math.max(Instant.toMillis(change.from), longAgo) + by),
    fc.constantFrom(...zone.offsets).map((change) => Math.max(Instant.toMillis(change.from), longAgo)),
    dayNumber.map((number) => number * Instant.dayMillis + 40_000_000)
  )

export const zoneAndMillis = zone.chain((zone) => fc.tuple(fc.constant(zone), millisNear(zone)))

const weekend = fc.uniqueArray(fc.constantFrom<Day.Weekday>(0, 1, 2, 3, 4, 5, 6), { maxLength: 6 })

/** Any weekend but a whole week, any holidays (also in runs), any validity, also none at all. */
export const calendar = (name: string): fc.Arbitrary<Calendar> =>
  fc
    .record({
      weekend: fc.oneof(fc.constant<ReadonlyArray<Day.Weekday>>([0, 6]), weekend),
      from: fc.integer({ min: Day.toNumber("2025-06-01"), max: Day.toNumber("2026-12-01") }),
      days: fc.integer({ min: 0, max: 700 }),
      holidays: fc.array(fc.record({ at: fc.integer({ min: -20, max: 720 }), run: fc.integer({ min: 1, max: 6 }) }), {
        maxLength: 40
      })
    })
    .map(({ weekend, from, days, holidays }) => ({
      name,
      version: "1",
      from: Day.fromNumber(from),
      until: Day.fromNumber(from + days),
      weekend,
      holidays: holidays.flatMap(({ at, run }) =>
        Array.from({ length: run }, (_, index) => ({ on: Day.fromNumber(from + at + index), name: `holiday ${at}` }))
      ),
      sources: []
    }))

export const counting: fc.Arbitrary<Span.Counting> = fc
  .record({
    firstDay: fc.constantFrom("counted" as const, "notCounted" as const),
    clear: fc.boolean(),
    monthEnd: fc.constantFrom("clip" as const, "nextDay" as const),
    roll: fc.oneof(
      fc.constant("none" as const),
      fc.record(
        {
          to: fc.constant("nextWorkingDay" as const),
          calendar: fc.constantFrom("a", "b"),
          atLeast: fc.record({
            workingDays: fc.integer({ min: 1, max: 4 }),
            inSpansOf: fc.integer({ min: 1, max: 10 })
          }),
          upTo: fc.constant({ calendarDays: 20, weeks: 3, months: 2 })
        },
        { requiredKeys: ["to", "calendar"] }
      )
    ),
    cutOffHour: fc.option(fc.integer({ min: 0, max: 24 }), { nil: undefined }),
    eventOnWorkingDayOf: fc.option(fc.constantFrom("a", "b"), { nil: undefined }),
    firstHour: fc.option(fc.constant("notCounted" as const), { nil: undefined })
  })
  .map(({ cutOffHour, eventOnWorkingDayOf, firstHour, ...rest }) => ({
    ...rest,
    ...(cutOffHour !== undefined && { cutOffHour }),
    ...(eventOnWorkingDayOf !== undefined && { eventOnWorkingDayOf }),
    ...(firstHour !== undefined && { firstHour })
  }))

export const exactSpan: fc.Arbitrary<Span.ExactSpan> = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 100 }), counting).map(([n, how]) => Span.hours(n, how)),
  fc.tuple(fc.integer({ min: 0, max: 40 }), counting).map(([n, how]) => Span.calendarDays(n, how)),
  fc.tuple(fc.integer({ min: 0, max: 6 }), counting).map(([n, how]) => Span.weeks(n, how)),
  fc.tuple(fc.integer({ min: 0, max: 14 }), counting).map(([n, how]) => Span.months(n, how)),
  fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom("a", "b"), counting)
    .map(([n, name, how]) => Span.workingDays(n, name, how))
)

export const span: fc.Arbitrary<Span> = fc.oneof(
  { weight: 4, arbitrary: exactSpan },
  { weight: 1, arbitrary: fc.tuple(exactSpan, exactSpan).map(([one, other]) => Span.either(one, other)) },
  {
    weight: 1,
    arbitrary: fc.tuple(exactSpan, exactSpan, exactSpan).map(([a, b, c]) => Span.either(Span.either(a, b), c))
  }
)

/** A zone, the calendars "a" and "b", and two moments that are interesting there. */
export const situation = fc.tuple(zone, calendar("a"), calendar("b"), span).chain(([zone, a, b, span]) =>
  fc.record({
    place: fc.constant({ zone, calendar: (name: string) => (name === "a" ? a : name === "b" ? b : undefined) }),
    span: fc.constant(span),
    one: millisNear(zone).map(Instant.fromMillis),
    other: millisNear(zone).map(Instant.fromMillis)
  })
)
