/** The API pages say what the types say, also where the generator has to be helped. */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

const page = (path: string): string =>
  readFileSync(new URL(`../reference/api/${path}`, import.meta.url), "utf8").replaceAll(/\]\([^)]*\)/g, "]")

describe("the API pages say what the types say", () => {
  it("an answer has one reason or more, and not a pair", () => {
    const rows = ["kernel.md", "gate/index.md", "views/index.md"].flatMap((path) =>
      [...page(path).matchAll(/^\|.*`because` \| (readonly .*?) \|/gm)].map(([, type]) => type)
    )
    expect(rows.length).toBeGreaterThan(5)
    expect([...new Set(rows)]).toEqual(["readonly \\[[`Reason`], `...Reason[]`\\]"])
  })
})
