/**
 * Zone tables out of the machine's own time zone database.
 *
 * The edge of this folder: the only file that asks `Intl`. What it makes is data, to be pinned; the core never asks again.
 */
import { dayMillis, fromMillis, type Instant, toMillis } from "./Instant.ts"
import type { Zone } from "./Zone.ts"

/**
 * The offsets of a zone between two moments, as this machine knows them. `version` says whose knowledge it is, for example
 * `process.versions.tz` in Node. Throws when the machine knows no zone of that name.
 *
 * ```ts
 * import { Zone } from "goodfaith/time"
 * import { zoneFromIntl } from "goodfaith/time/edge"
 * const apia = zoneFromIntl("Pacific/Apia", { from: "2011-01-01T00:00:00.000Z", until: "2012-01-01T00:00:00.000Z" })
 * Zone.dayOf(apia, "2011-12-30T09:59:59.999Z") // => "2011-12-29"
 * Zone.dayOf(apia, "2011-12-30T10:00:00.000Z") // => "2011-12-31"
 * ```
 */
export const zoneFromIntl = (
  name: string,
  known: { readonly from: Instant; readonly until: Instant; readonly version?: string }
): Zone => {
  const offsetAt = clockOf(name)
  const offsets = [{ from: known.from, minutes: offsetAt(toMillis(known.from)) / 60_000 }]
  const end = toMillis(known.until)
  let before = toMillis(known.from)
  // No zone changes its clocks and changes them back within a day.
  while (before < end) {
    const after = Math.min(before + dayMillis, end)
    if (offsetAt(after) !== offsetAt(before)) {
      const from = changeBetween(before, after, offsetAt)
      if (from < end) offsets.push({ from: fromMillis(from), minutes: offsetAt(from) / 60_000 })
    }
    before = after
  }
  return { name, version: known.version ?? "as this machine knows it", from: known.from, until: known.until, offsets }
}

/** The first moment at which the offset is the new one. */
const changeBetween = (before: number, after: number, offsetAt: (millis: number) => number): number => {
  const old = offsetAt(before)
  let [low, high] = [before, after]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle) === old) low = middle
    else high = middle
  }
  return high
}

/** Local time minus UTC, in milliseconds. */
const clockOf = (name: string): ((millis: number) => number) => {
  const format = formatOf(name)
  return (millis) => {
    const whole = Math.floor(millis / 1000) * 1000 // `Intl` shows no milliseconds here
    const shown: Record<string, string> = {}
    for (const { type, value } of format.formatToParts(whole)) shown[type] = value
    const local = `${shown["year"]!.padStart(4, "0")}-${shown["month"]}-${shown["day"]}T${shown["hour"]}:${shown["minute"]}:${shown["second"]}.000Z`
    return toMillis(local as Instant) - whole
  }
}

const formatOf = (name: string): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat("en", {
      timeZone: name,
      calendar: "iso8601",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit"
    })
  } catch {
    throw new RangeError(`this machine knows no time zone \`${name}\`; write it as \`Europe/Amsterdam\``)
  }
}
