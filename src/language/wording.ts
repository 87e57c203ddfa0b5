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
          : ({ string: "a text", number: "a number", boolean: "`true` or `false`", object: "an object" }[
              typeof value as string
            ] ?? `a ${typeof value}`)

// -- What would help. --

/** The one of these names that is nearest to what was written, where one is near enough to be meant. */
export const nearest = (written: string, names: ReadonlyArray<string>): string | undefined => {
  const far = names.map((name) => [distance(written.toLowerCase(), name.toLowerCase()), name] as const)
  const [first] = far.sort(([a], [b]) => a - b)
  return first === undefined || first[0] > Math.max(1, Math.floor(first[1].length / 4)) ? undefined : first[1]
}

export const didYouMean = (written: string, names: ReadonlyArray<string>): string | undefined => {
  const meant = nearest(written, names)
  return meant === undefined ? undefined : `did you mean \`${meant}\`?`
}

/** How many letters are one too many, missing, other or changed about. */
const distance = (a: string, b: string): number => {
  // Whatever is much longer than a name is none, and is not compared letter by letter.
  if (Math.abs(a.length - b.length) > 20) return Number.POSITIVE_INFINITY
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  for (let row = 1; row <= a.length; row++) {
    const [here, above, before] = [[row], rows[row - 1]!, rows[row - 2]]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const changedAbout = before && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      here[column] = Math.min(
        here[column - 1]! + 1,
        above[column]! + 1,
        above[column - 1]! + (same ? 0 : 1),
        changedAbout ? before[column - 2]! + 1 : Number.POSITIVE_INFINITY
      )
    }
    rows.push(here)
  }
  return rows[a.length]![b.length]!
}

/** What keeps a text from being an id: only the characters, as the text itself may be somebody's. */
export const notInAnId = (text: string): string | undefined => {
  const others = [...new Set(text.replaceAll(/[a-z0-9_.~-]/g, ""))]
  const capitals = others.some((character) => /[A-Z]/.test(character)) ? ["capitals"] : []
  const rest = others.filter((character) => !/[A-Z]/.test(character)).map((character) => `\`${character}\``)
  const none = [...capitals, ...rest.slice(0, 5)]
  return none.length === 0 ? undefined : `an id has no ${none.join(", ")}${rest.length > 5 ? " …" : ""}`
}

/** What would make an instant of it. */
export const towardsInstant = (value: unknown): string | undefined => {
  if (value instanceof Date || typeof value === "number") return "write it as `new Date(…).toISOString()` does"
  if (typeof value !== "string") return undefined
  if (DayText.parse(value) !== undefined) return "add the time of day, in UTC"
  return /[+-]\d\d:?\d\d$/.test(value) ? "write it in UTC, as `new Date(…).toISOString()` does" : undefined
}

/** What would make a day of it. */
export const towardsDay = (value: unknown): string | undefined =>
  typeof value === "string" && InstantText.parse(value) !== undefined ? "leave out the time of day" : undefined
