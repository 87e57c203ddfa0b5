/** Every corner case that real contracts and listings showed is told somewhere: its number stands in the title of a story. */
import { afterAll, describe, expect, it } from "vitest"
import { filesUnder, read } from "./source.ts"

/** B: what a policy language must express. D: reports of weaknesses. F: what a listing must hold. G: dates and announcements. */
const numbers = [
  ...Array.from({ length: 22 }, (_, index) => `B${index + 1}`),
  ...[5, 6, 7, 12, 13, 14, 15, 16, 17, 18, 22, 25, 27, 28, 29, 30].map((number) => `D${number}`),
  ...Array.from({ length: 17 }, (_, index) => `F${index + 1}`),
  ...Array.from({ length: 5 }, (_, index) => `G${index + 1}`)
]

interface Told {
  readonly number: string
  readonly title: string
  readonly file: string
  readonly stories: number
}

/** The titles that begin with a number, and how many stories stand under each. */
const told: ReadonlyArray<Told> = filesUnder("test", ".test.ts").flatMap((file) => {
  const text = read(file)
  const titled = [...text.matchAll(/^(describe|\s+it)\("([BDFG]\d+) ([^"]+)"/gm)]
  return titled.map(({ 1: kind = "", 2: number = "", 3: title = "", index }) => {
    const rest = text.slice(index + 1)
    const end = rest.search(/^\}\)/m)
    const block = kind === "describe" ? rest.slice(0, end) : ""
    return { number, title, file, stories: kind === "describe" ? [...block.matchAll(/^\s+(?:it|test)\b/gm)].length : 1 }
  })
})

afterAll(() => {
  const lines = numbers.flatMap((number) =>
    told
      .filter((it) => it.number === number)
      .map(({ title, file, stories }) => `  ${number.padEnd(4)}${String(stories).padStart(3)}  ${title} (${file})`)
  )
  console.info(`Corner cases, how many stories tell each, and where:\n${lines.join("\n")}`)
})

describe("the corner cases of real contracts and listings", () => {
  for (const number of numbers) {
    it(`${number} has its stories`, () => {
      const stories = told.filter((it) => it.number === number)
      expect(stories.map((it) => it.number)).toContain(number)
      expect(stories.every((it) => it.stories > 0)).toBe(true)
    })
  }
})
