import { describe, it } from "vitest"
import { entries } from "../../scripts/entries.ts"
import { exists, filesUnder, lacks } from "./source.ts"

describe("what is exported is there, and what is there is exported", () => {
  it("each public entry has its source", () => {
    lacks(
      "entries of package.json without a source",
      entries.filter(({ source }) => !exists(source)).map(({ name, source }) => `${name} -> ${source}`)
    )
  })

  it("each folder's index is a public entry", () => {
    const known = new Set(entries.map(({ source }) => source))
    const indexes = filesUnder("src", "/index.ts").filter((path) => path.split("/").length === 3)
    lacks(
      "index files that package.json does not export",
      indexes.filter((path) => !known.has(path))
    )
  })

  it("what is built lies where its source lies", () => {
    const mirrored = (source: string, ending: string): string =>
      source.replace(/^src\//, "dist/").replace(/\.ts$/, ending)
    lacks(
      "entries whose build has another path than their source",
      entries
        .filter(
          ({ source, types, module }) => types !== mirrored(source, ".d.ts") || module !== mirrored(source, ".js")
        )
        .map(({ name }) => name)
    )
  })

  for (const { name, source } of entries) {
    it.skipIf(!exists(source))(`a host can import ${name}`, async () => {
      await import(/* @vite-ignore */ name)
    })
  }
})
