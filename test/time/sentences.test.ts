import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8")
const sentences = [...read("docs/policy/time.md").matchAll(/^- (.+)$/gm)].map(([, sentence]) => sentence!)

describe("the sentences about time", () => {
  const stories = readdirSync(new URL(".", import.meta.url))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => read(`test/time/${name}`))

  it.each(sentences)("a story is told about: %s", (sentence) =>
    expect(
      stories.some(
        (story) =>
          story.includes(`describe(${JSON.stringify(sentence)}`) || story.includes(`it(${JSON.stringify(sentence)}`)
      )
    ).toBe(true)
  )

  it("what the code quotes of them stands there", () => {
    const files = ["Calendar", "Deadline", "Span", "Zone"].map((name) => read(`src/time/${name}.ts`))
    const comments = files
      .flatMap((file) => file.match(/\/\*\*[\s\S]*?\*\//g) ?? [])
      .map((comment) => comment.replaceAll(/\s*\n \* ?/g, " "))
    const quoted = comments.flatMap((comment) =>
      [...comment.matchAll(/"([A-Z][^"]{20,})"/g)].map(([, quote]) => quote!)
    )
    expect(quoted.length).toBeGreaterThan(8)
    const text = read("docs/policy/time.md")
    expect(quoted.filter((quote) => !text.includes(quote.replace(/[.,]$/, "")))).toEqual([])
  })
})
