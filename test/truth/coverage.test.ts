import { readFileSync } from "node:fs"
import { describe, it } from "vitest"
import * as ready from "../../src/disclosure/ready.ts"
import { exists, filesUnder, lacks, read, repeated, rules, withoutComments } from "./source.ts"

/**
 * Seeds whose every sentence must be accounted for in docs/policy/coverage.md. They lie beside the repository and are
 * not published with it; without them only the form of the table is checked.
 */
const seeds = ["000_355a9f221a65ed0d.txt", "003_488157ec020a9281.txt"]

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

  it("each clause it names is a rule, each fact stands in the code, and each part of the policy in its value", () => {
    const inSource = (name: string): boolean => new RegExp(`\\b${name.replaceAll(/\W/g, "")}\\b`).test(source)
    const known = (name: string): boolean => {
      const [, under, id] = /^(\w+)\[([\w-]+)\]$/.exec(name) ?? []
      if (under !== undefined && id !== undefined) return lists(ready.seed, under, id)
      return isClauseId(name) ? ids.has(name) : name.split(/[./]/).every(inSource)
    }
    lacks(
      "names that are neither the id of a rule, nor a name in src, nor a part of the ready-made policy",
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

  it("each of those texts has rows", () => {
    lacks(
      "texts without a row",
      seeds.filter((seed) => !rows.some((row) => row.seed === seed))
    )
  })

  it("each row is about one of those texts", () => {
    lacks(
      "rows about other texts",
      rows.filter(({ seed }) => !seeds.includes(seed)).map(({ at, seed }) => `${page}:${at}: ${seed}`)
    )
  })
})

/** The id of a clause has small letters and a dot, as in `gate.after-window`; a fact is a name as the code has it. */
const isClauseId = (name: string): boolean => /^[a-z-]+\.[a-z.-]+$/.test(name)

/** Whether a value says, anywhere in it, a list by this name that holds this word or something with this id. */
const lists = (value: unknown, under: string, id: string): boolean => {
  if (typeof value !== "object" || value === null) return false
  return Object.entries(value).some(
    ([key, inner]) => (key === under && listed(inner).some((one) => nameOf(one) === id)) || lists(inner, under, id)
  )
}

/** The list itself, also where a policy states it with the words that it was taken from. */
const listed = (value: unknown): ReadonlyArray<unknown> => {
  if (Array.isArray(value)) return value
  return typeof value === "object" && value !== null && "says" in value ? listed(value.says) : []
}

const nameOf = (one: unknown): unknown => (typeof one === "object" && one !== null && "id" in one ? one.id : one)
