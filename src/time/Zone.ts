/**
 * When days begin, somewhere.
 *
 * A zone is data: a table of offsets from UTC with the span for which it is known. It is pinned like a calendar, so a later
 * change of the clocks never moves a date that was already stated. Outside the span the first or last offset goes on, and
 * whoever counts with it says so (`Deadline.beyond`).
 */
import { type Day, fromNumber, toNumber } from "./Day.ts"
import { dayMillis, fromMillis, hourMillis, type Instant, toMillis } from "./Instant.ts"

export interface Zone {
  /** As the IANA database names it: `Europe/Amsterdam`. */
  readonly name: string
  readonly version: string
  readonly from: Instant
  /** Exclusive. */
  readonly until: Instant
  /** In order of time. From that instant on, local time is UTC plus so many minutes. */
  readonly offsets: ReadonlyArray<{ readonly from: Instant; readonly minutes: number }>
}

/** What a clock on the wall shows. */
export interface Local {
  readonly day: Day
  readonly hour: number
  readonly minute: number
}

/** The zone in which days begin when they begin in UTC. */
export const utc: Zone = {
  name: "UTC",
  version: "1",
  from: "0001-01-01T00:00:00.000Z",
  until: "9999-12-31T23:59:59.999Z",
  offsets: [{ from: "0001-01-01T00:00:00.000Z", minutes: 0 }]
}

/**
 * The day that it is there.
 *
 * A day that has begun stays begun: where clocks are turned back over midnight, the hour that shows the day before again
 * belongs to the new day. So a later moment is never on an earlier day.
 *
 * ```ts
 * import { amsterdam, Zone } from "goodfaith/time"
 * Zone.dayOf(amsterdam, "2026-11-23T23:30:00.000Z") // => "2026-11-24"
 * ```
 */
export const dayOf = (zone: Zone, instant: Instant): Day => fromNumber(dayNumberOf(zone, toMillis(instant)))

/**
 * The moment at which the day begins there: its first, whether or not that is midnight.
 * A day that the zone skipped begins when the day after it does.
 *
 * ```ts
 * import { amsterdam, Zone } from "goodfaith/time"
 * Zone.startOf(amsterdam, "2026-03-29") // => "2026-03-28T23:00:00.000Z"
 * Zone.startOf(amsterdam, "2026-03-30") // => "2026-03-29T22:00:00.000Z"
 * ```
 */
export const startOf = (zone: Zone, day: Day): Instant => at(zone, day, 0)

/** The first moment at which the clock there has reached `hour` (0 to 24) on that day. A skipped hour is reached when the next one is. */
export const at = (zone: Zone, day: Day, hour: number): Instant => fromMillis(millisAt(zone, toNumber(day), hour))

/** What the clock on the wall shows there: also in the hour that comes twice. */
export const local = (zone: Zone, instant: Instant): Local => {
  const table = compile(zone)
  const millis = toMillis(instant)
  const shown = millis + table.offset[segmentAt(table, millis)]!
  const day = Math.floor(shown / dayMillis)
  const minutes = Math.floor((shown - day * dayMillis) / 60_000)
  return { day: fromNumber(day), hour: Math.floor(minutes / 60), minute: minutes % 60 }
}

/** Is the table known to be right for this moment? */
export const covers = (zone: Zone, instant: Instant): boolean => zone.from <= instant && instant < zone.until

// -- The same on numbers. --

export const dayNumberOf = (zone: Zone, millis: number): number => {
  const table = compile(zone)
  const segment = segmentAt(table, millis)
  const shown = millis + table.offset[segment]!
  return Math.floor((segment === 0 ? shown : Math.max(shown, table.shown[segment - 1]!)) / dayMillis)
}

export const startOfNumber = (zone: Zone, day: number): number => millisAt(zone, day, 0)

export const millisAt = (zone: Zone, day: number, hour: number): number => {
  const table = compile(zone)
  const wanted = day * dayMillis + hour * hourMillis
  const segment = firstWhere(table.shown.length, (index) => table.shown[index]! >= wanted)
  return Math.max(table.from[segment]!, wanted - table.offset[segment]!)
}

/** The next moment at which the clock there begins a new hour. An hour in which the clocks are changed ends when they are. */
export const nextHourAfter = (zone: Zone, millis: number): number => {
  const table = compile(zone)
  const segment = segmentAt(table, millis)
  const offset = table.offset[segment]!
  const wholeHour = (Math.floor((millis + offset) / hourMillis) + 1) * hourMillis - offset
  return Math.min(wholeHour, table.from[segment + 1] ?? Infinity)
}

// -- Between two changes of the clocks lies a segment in which local time runs evenly. --

interface Table {
  readonly from: Float64Array
  readonly offset: Float64Array
  /** The latest local time, in milliseconds, that the clock has shown by the end of each segment. It never goes down. */
  readonly shown: Float64Array
}

const compile = (zone: Zone): Table => {
  if (zone === lastZone) return lastTable
  let table = tables.get(zone)
  if (table === undefined) tables.set(zone, (table = tableOf(zone)))
  lastZone = zone
  lastTable = table
  return table
}

const tableOf = (zone: Zone): Table => {
  const offsets = zone.offsets
  if (offsets.length === 0) throw new RangeError(`the zone \`${zone.name}\` has no offsets`)
  // The first offset also holds for all time before it, the last for all time after.
  const from = Float64Array.from(offsets, (offset, index) => (index === 0 ? -Infinity : toMillis(offset.from)))
  const offset = Float64Array.from(offsets, ({ minutes }) => Math.round(minutes * 60_000))
  const shown = new Float64Array(offsets.length)
  let latest = -Infinity
  for (let index = 0; index < offsets.length; index++) {
    const until = index + 1 < offsets.length ? from[index + 1]! : Infinity
    latest = Math.max(latest, until - 1 + offset[index]!)
    shown[index] = latest
  }
  return { from, offset, shown }
}

const tables = new WeakMap<Zone, Table>()
/** Nearly every question is about the zone of the question before it. */
let lastZone: Zone | undefined
let lastTable: Table

/** The last segment that began at or before this moment. */
const segmentAt = (table: Table, millis: number): number =>
  firstWhere(table.from.length, (index) => table.from[index]! > millis) - 1

/** The first index from which on `holds` is true; `length` when it never is. */
const firstWhere = (length: number, holds: (index: number) => boolean): number => {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
