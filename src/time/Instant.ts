/**
 * A moment, as text: `2026-11-23T23:30:00.000Z`.
 *
 * ISO-8601 in UTC, always with milliseconds, so that it reads the same in memory, in a store and in an audit, and text order
 * is time order: instants compare with `<`. The years run from 0001 to 9999. Hosts may write a moment with no decimals or any
 * number of them, in commands and in questions alike: it is read with `parse` where it comes in, and inside there is this form only.
 */
import { type Day, fromNumber, is as isDay, toNumber } from "./Day.ts"

/** `YYYY-MM-DDTHH:MM:SS.mmmZ`. The type knows the shape; `parse` and `from` know that the moment exists. */
export type Instant = `${Day}T${number}:${number}:${number}.${number}Z`

/** The moment that this text names; `undefined` when there is no such moment. Accepts what `from` accepts. */
export const parse = (text: string): Instant | undefined => {
  const seconds = text.slice(0, 19)
  const decimals = /^(?:\.(\d+))?Z$/.exec(text.slice(19))
  if (decimals === null) return undefined
  // Cut off, never rounded up: a moment does not move into the next day because somebody measured it finely.
  const candidate = `${seconds}.${(decimals[1] ?? "").slice(0, 3).padEnd(3, "0")}Z`
  return is(candidate) ? candidate : undefined
}

/**
 * The moment that this text names, in UTC, with no decimals or any number of them; finer than a millisecond is cut off.
 * For text from outside: it throws when there is no such moment.
 *
 * ```ts
 * import { Instant } from "goodfaith/time"
 * Instant.from("2026-11-23T23:30:00Z") // => "2026-11-23T23:30:00.000Z"
 * Instant.parse("2026-02-30T12:00:00Z") // => undefined
 * Instant.parse("2026-11-24T00:30:00+01:00") // => undefined
 * ```
 */
export const from = (text: string): Instant => {
  const instant = parse(text)
  if (instant !== undefined) return instant
  throw new RangeError(`there is no moment \`${text}\`; write an existing moment in UTC as \`2026-11-23T23:30:00Z\``)
}

/** Is this text an instant exactly as we write it: an existing day, and a time that its clock shows? */
export const is = (text: string): text is Instant => shape.test(text) && isDay(text.slice(0, 10))

const shape = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** Milliseconds since 1970. Believes its type: text from outside goes through `from` first. */
export const toMillis = (instant: Instant): number => {
  const minutes = digits(instant, 11) * 60 + digits(instant, 14)
  const milliseconds = (instant.charCodeAt(20) - 48) * 100 + digits(instant, 21)
  return toNumber(instant as string as Day) * dayMillis + (minutes * 60 + digits(instant, 17)) * 1000 + milliseconds
}

/** The instant so many milliseconds after 1970 began. Throws outside the years 0001 to 9999. */
export const fromMillis = (millis: number): Instant => {
  const day = Math.floor(millis / dayMillis)
  const rest = millis - day * dayMillis
  const seconds = (rest / 1000) | 0
  const minutes = (seconds / 60) | 0
  const time = `${two((minutes / 60) | 0)}:${two(minutes % 60)}:${two(seconds % 60)}.${String(rest % 1000).padStart(3, "0")}`
  return `${fromNumber(day)}T${time}Z` as Instant
}

/** `milliseconds` later, or earlier when negative. */
export const addMilliseconds = (instant: Instant, milliseconds: number): Instant =>
  fromMillis(toMillis(instant) + milliseconds)

/**
 * `hours` later, or earlier when negative: real hours, whatever the clocks on the wall do.
 *
 * ```ts
 * import { Instant } from "goodfaith/time"
 * Instant.addHours("2026-11-23T23:30:00.000Z", 72) // => "2026-11-26T23:30:00.000Z"
 * ```
 */
export const addHours = (instant: Instant, hours: number): Instant => addMilliseconds(instant, hours * hourMillis)

/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export const between = (from: Instant, to: Instant): number => toMillis(to) - toMillis(from)

export const min = (a: Instant, b: Instant): Instant => (a <= b ? a : b)

export const max = (a: Instant, b: Instant): Instant => (a >= b ? a : b)

export const hourMillis = 3_600_000

export const dayMillis = 86_400_000

const digits = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 48 * 11

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)
