import { readFileSync } from "node:fs"
import { describe, it } from "vitest"
import { exists, filesUnder, lacks, read, repeated, rules, withoutComments } from "./source.ts"

/**
 * Seeds whose every sentence must be accounted for in docs/policy/coverage.md. They lie beside the repository and are
 * not published with it; without them only the form of the table is checked.
 */
const seeds = ["000_355a9f221a65ed0d.txt"]

const page = "docs/policy/coverage.md"
const form = "| seed | line | first five words | kept by |"

interface Row {
  readonly at: number
  readonly seed: string
  readonly line: number
  readonly words: string
  readonly kept: string
}

const rows: ReadonlyArray<Row> = (exists(page) ? read(page) : "").split("\n").flatMap((text, index) => {
  const cells = text
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll("\\|", "|"))
  const [seed = "", line = "", words = "", ...kept] = cells
  return /^\d+$/.test(line)
    ? [{ at: index + 1, seed: seed.replaceAll("`", ""), line: Number(line), words, kept: kept.join(" | ") }]
    : []
})

const firstFive = (line: string): string => line.trim().split(/\s+/).slice(0, 5).join(" ")
const plain = (words: string): string =>
  words
    .replaceAll(/[`…]|\.\.\.$/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()

describe("every line of the texts we promise from is accounted for", async () => {
  const ids = new Set((await rules()).map((rule) => rule.id))
  const source = filesUnder("src", ".ts").map(withoutComments).join("\n")

  it(`the table stands in ${page}`, () => {
    lacks("missing", rows.length === 0 ? [`${page} with rows ${form}`] : [])
  })

  it("each row names a clause, a fact, or why it is not kept here", () => {
    lacks(
      `rows that say too little: a clause or a fact in \`backticks\`, or "not kept here, because …"`,
      rows
        .filter(({ kept }) => !/`[^`]+`/.test(kept) && !/not kept here, because \S/.test(kept))
        .map(({ at, kept }) => `${page}:${at} says "${kept}"`)
    )
  })

  it("each clause it names is a rule, and each fact stands in the code", () => {
    const known = (name: string): boolean =>
      isClauseId(name)
        ? ids.has(name)
        : new RegExp(`\\b${name.split(/[./]/).at(-1)?.replaceAll(/\W/g, "")}\\b`).test(source)
    lacks(
      "names that are neither the id of a rule nor a name in src",
      rows.flatMap(({ at, kept }) =>
        [...kept.matchAll(/`([^`]+)`/g)]
          .filter(([, name]) => !known(name!))
          .map(([name]) => `${page}:${at} names ${name}`)
      )
    )
  })

  it("no line is told twice", () => {
    lacks(
      "lines with more than one row",
      repeated(rows, ({ seed, line }) => `${seed}:${line}`).map(([line]) => line)
    )
  })

  for (const seed of seeds) {
    const path = `../shared/seeds/${seed}`
    it(`every line of ${seed} has its row, and every row its line${exists(path) ? "" : " (the text is not here: only the table's own form is checked)"}`, ({
      skip
    }) => {
      skip(!exists(path), `${path} is not beside this repository`)
      const lines = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8").split(/\r?\n/)
      const told = new Map(rows.filter((row) => row.seed === seed).map((row) => [row.line, row]))
      lacks("the text and the table differ", [
        ...lines.flatMap((line, index) => {
          const row = told.get(index + 1)
          if (line.trim() === "") return []
          if (row === undefined)
            return [`line ${index + 1} has no row: | ${seed} | ${index + 1} | ${firstFive(line)} | … |`]
          return plain(row.words) === plain(firstFive(line))
            ? []
            : [`${page}:${row.at} begins "${row.words}", line ${index + 1} begins "${firstFive(line)}"`]
        }),
        ...[...told.values()]
          .filter(({ line }) => (lines[line - 1] ?? "").trim() === "")
          .map(({ at, line }) => `${page}:${at} is about line ${line}, which is empty`)
      ])
    })
  }

  it("each row is about one of those texts", () => {
    lacks(
      "rows about other texts",
      rows.filter(({ seed }) => !seeds.includes(seed)).map(({ at, seed }) => `${page}:${at}: ${seed}`)
    )
  })
})

/** The id of a clause has small letters and a dot, as in `gate.after-window`; a fact is a name as the code has it. */
const isClauseId = (name: string): boolean => /^[a-z-]+\.[a-z.-]+$/.test(name)
