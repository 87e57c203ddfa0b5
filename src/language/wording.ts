/** How a mistake is worded for whoever made it: what stood there, what they may have meant, what would help. */
import * as DayText from "../time/Day.ts"
import * as InstantText from "../time/Instant.ts"

// -- What stood there. --

/** A text of any length, short enough to be read. */
export const quoted = (text: string): string => `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``

/** The value itself where it is short, else what kind of value it is. */
export const found = (value: unknown): string =>
  (typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "boolean"
    ? quoted(String(value))
    : kindOf(value)

/** Where the value may be somebody's own words. */
export const kindOf = (value: unknown): string =>
  value === undefined
    ? "nothing"
    : value === null
      ? "`null`"
      : value === ""
        ? "an empty text"
        : Array.isArray(value)
          ? value.length === 0
            ? "an empty list"
            : "a list"
          : ({ string: "a text", boolean: "`true` or `false`", object: "an object" }[typeof value as string] ??
            `a ${typeof value}`)

// -- What would help. --

/** The one of these names that is nearest to what was written, where one is near enough to be meant. */
export const nearest = (written: string, names: ReadonlyArray<string>): string | undefined => {
  const far = names.map((name) => [distance(written.toLowerCase(), name.toLowerCase()), name] as const)
  const [first] = far.sort(([a], [b]) => a - b)
  return first === undefined || first[0] > Math.max(1, Math.floor(first[1].length / 4)) ? undefined : first[1]
}

export const didYouMean = (written: unknown, names: ReadonlyArray<string>): string | undefined => {
  const meant = typeof written === "string" ? nearest(written, names) : undefined
  return meant === undefined ? undefined : `did you mean \`${meant}\`?`
}

/** How many letters are one too many, missing or other. */
const distance = (a: string, b: string): number =>
  [...a]
    .slice(0, 99)
    .reduce(
      (above, letter, row) =>
        [...b].reduce<Array<number>>(
          (here, other, column) => [
            ...here,
            Math.min(here[column]! + 1, above[column + 1]! + 1, above[column]! + (letter === other ? 0 : 1))
          ],
          [row + 1]
        ),
      Array.from({ length: b.length + 1 }, (_, column) => column)
    )
    .at(-1)!

/** What keeps a text from being an id: only the characters, as the text itself may be somebody's. */
export const notInAnId = (text: unknown): string | undefined => {
  if (typeof text !== "string") return undefined
  const others = [...text.replaceAll(/[a-z0-9_.~-]/g, "")].map((it) => (/[A-Z]/.test(it) ? "capitals" : `\`${it}\``))
  return others.length === 0 ? undefined : `an id has no ${[...new Set(others)].slice(0, 5).join(", ")}`
}

/** What would make an instant of it. */
export const towardsInstant = (value: unknown): string | undefined => {
  if (typeof value === "string" && DayText.parse(value) !== undefined) return "add the time of day, in UTC"
  const elsewhere = typeof value === "string" && /[+-]\d\d:?\d\d$/.test(value)
  return elsewhere || typeof value === "number" || value instanceof Date
    ? "write it in UTC, as `new Date(…).toISOString()` does"
    : undefined
}

/** What would make a day of it. */
export const towardsDay = (value: unknown): string | undefined =>
  typeof value === "string" && InstantText.parse(value) !== undefined ? "leave out the time of day" : undefined
