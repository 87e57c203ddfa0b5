import { describe, expect, it } from "vitest"
import { filesUnder, type Import, importsOf, lacks, target } from "./source.ts"

/**
 * Who may import whom. A part imports parts of earlier rows, and of its own row only where `together` says so:
 * the concepts stand side by side and do not know each other.
 */
const rows: ReadonlyArray<{ readonly parts: ReadonlyArray<string>; readonly together?: true }> = [
  { parts: ["language", "kernel", "time"], together: true },
  { parts: ["terms"] },
  { parts: ["listing", "client", "mandates", "consultation", "disclosure", "documents"] },
  { parts: ["gate"] },
  { parts: ["store"] },
  { parts: ["journal", "reactions", "views"], together: true },
  { parts: ["schema", "directory", "memory", "sqlite", "postgres"] },
  { parts: ["facade"] },
  { parts: ["goodfaith", "promise"], together: true },
  { parts: ["evidence"] },
  { parts: ["index", "testing"] },
  { parts: ["browser"] }
]

/** Rules that are narrower than their row. */
const onlyFrom: Readonly<Record<string, ReadonlyArray<string>>> = { store: ["language", "kernel", "time"] }

/** Parts that are plain functions of plain values, and the files in them that stand at the edge. */
const pure = [
  "language",
  "kernel",
  "time",
  "terms",
  "listing",
  "client",
  "mandates",
  "consultation",
  "disclosure",
  "documents",
  "gate",
  "views"
]
const atTheEdge = ["src/time/edge.ts", "src/time/zones.ts"]

/** What the pure core takes from effect: stable modules that are data and no runtime. */
const data = ["effect/Result", "effect/HashMap", "effect/Option", "effect/Equal", "effect/Hash"]

const files = filesUnder("src", ".ts")
const graph = new Map(files.map((file) => [file, importsOf(file)]))

const partOf = (file: string): string => file.split("/")[1]!.replace(/\.ts$/, "")
const isCodec = (file: string): boolean => file.endsWith(".schema.ts") || file === "src/schema.ts"
const isPure = (file: string): boolean => pure.includes(partOf(file)) && !isCodec(file) && !atTheEdge.includes(file)

const each = (wrong: (file: string, found: Import, to: string | undefined) => string | false): ReadonlyArray<string> =>
  [...graph].flatMap(([file, imports]) =>
    imports.flatMap((found) => {
      const why = wrong(file, found, target(file, found.specifier))
      return why === false ? [] : [`${file}:${found.line} imports "${found.specifier}": ${why}`]
    })
  )

describe("imports point one way", () => {
  it("every part of src has its place in the order", () => {
    const known = rows.flatMap((row) => row.parts)
    const parts = [...new Set(files.map(partOf))]
    lacks(
      "say in test/truth/imports.test.ts where this stands",
      parts.filter((part) => !known.includes(part))
    )
  })

  it("a part imports earlier parts only, and concepts never import each other", () => {
    const rowOf = (part: string): number => rows.findIndex((row) => row.parts.includes(part))
    lacks(
      "imports that point the wrong way",
      each((file, _, to) => {
        if (to === undefined) return false
        const [here, there] = [partOf(file), partOf(to)]
        if (here === there) return false
        if (onlyFrom[here] !== undefined && !onlyFrom[here].includes(there))
          return `${here} imports only ${onlyFrom[here].join(", ")}`
        if (rowOf(there) < rowOf(here)) return false
        if (rowOf(there) > rowOf(here)) return `${there} comes after ${here}`
        return rows[rowOf(here)]?.together === true ? false : `${here} and ${there} stand side by side`
      })
    )
  })

  it("no file leads back to itself", () => {
    // Inside a folder a type may point back: a rule takes the events of the concept that calls it. Nothing of that runs.
    const next = (file: string): ReadonlyArray<string> =>
      (graph.get(file) ?? []).flatMap(({ specifier, typesOnly }) => {
        const to = target(file, specifier)
        return to === undefined || (typesOnly && partOf(to) === partOf(file)) ? [] : [to]
      })
    const done = new Set<string>()
    const circles = (file: string, path: ReadonlyArray<string>): ReadonlyArray<string> => {
      if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(" -> ")]
      if (done.has(file)) return []
      const found = next(file).flatMap((to) => circles(to, [...path, file]))
      done.add(file)
      return found
    }
    lacks(
      "imports in a circle",
      files.flatMap((file) => circles(file, []))
    )
  })

  it("a relative import names a file that is there", () => {
    lacks(
      "imports that lead nowhere",
      each((_, __, to) => to !== undefined && !graph.has(to) && "there is no such file")
    )
  })

  it("of effect the pure core takes data, and codecs take Schema beside it", () => {
    lacks(
      "imports that bring a runtime into the core",
      each((file, { specifier }) => {
        if (!specifier.startsWith("effect") || data.includes(specifier)) return false
        if (isPure(file)) return `the pure core takes only ${data.join(", ")}`
        return (
          pure.includes(partOf(file)) &&
          isCodec(file) &&
          !specifier.startsWith("effect/Schema") &&
          "a codec takes effect/Schema…"
        )
      })
    )
  })

  it("nobody imports effect as a whole", () => {
    lacks(
      "imports of the barrel",
      each((_, { specifier }) => specifier === "effect" && "name the module: effect/Result, effect/Schema")
    )
  })

  it("the pure core imports nothing of Node, and no package but effect", () => {
    lacks(
      "imports of the machine",
      each(
        (file, { specifier }) =>
          isPure(file) && !specifier.startsWith(".") && !specifier.startsWith("effect/") && "the core runs anywhere"
      )
    )
  })

  it("the pure core imports no codec and nothing from the edge", () => {
    lacks(
      "imports of the edge",
      each((file, _, to) => isPure(file) && to !== undefined && !isPure(to) && "the core does not reach there")
    )
  })

  it("imports are found wherever they stand, and comments are not taken for imports", () => {
    const text = [
      'import type { A } from "./a.ts"',
      '/** import { no } from "./no.ts" */',
      'export * as B from "./b.ts"',
      'export type { C, CC } from "./c.ts"',
      'type D = import("./d.ts").D',
      'const e = await import("./e.ts")'
    ].join("\n")
    const found = importsOf("src/example.ts", text)
    expect(found.map(({ specifier, line, typesOnly }) => [specifier, line, typesOnly])).toEqual([
      ["./a.ts", 1, true],
      ["./b.ts", 3, false],
      ["./c.ts", 4, true],
      ["./e.ts", 6, false],
      ["./d.ts", 5, true]
    ])
  })
})
