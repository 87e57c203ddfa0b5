/** The records of real listings, and which of their rows are which: facts about prints, and nothing declared yet. */
import { existsSync, readdirSync, readFileSync } from "node:fs"

// -- The records as they lie there. ---------------------------------------------------------------------------------------

export interface Entry {
  readonly name: string
  readonly purpose?: string
  readonly location?: string
  readonly section?: string
  /** Where the company is established. */
  readonly country?: string
  readonly products?: ReadonlyArray<string>
  readonly dataCategories?: string
  readonly transferMechanism?: string
  readonly website?: string
  readonly extra?: Readonly<Record<string, string>>
}

export interface Snapshot {
  readonly date: string
  readonly statedDate?: string
  readonly entries: ReadonlyArray<Entry>
}

export interface Field {
  readonly field: keyof Entry
  readonly before: unknown
  readonly after: unknown
}

interface Differing {
  readonly name: string
  readonly section: string | null
  readonly fields: ReadonlyArray<Field>
}

interface Renamed {
  readonly before: string
  readonly after: string
  readonly kind: string
  readonly fields: ReadonlyArray<Field>
}

export interface Step {
  readonly from: number
  readonly to: number
  readonly added: ReadonlyArray<Entry>
  readonly removed: ReadonlyArray<Entry>
  readonly changed: ReadonlyArray<Differing>
  readonly relabelled: ReadonlyArray<Differing>
  readonly renamed: ReadonlyArray<Renamed>
  readonly orderOnly?: boolean
}

export interface History {
  readonly vendor: string
  readonly snapshots: ReadonlyArray<Snapshot>
  readonly diffs: ReadonlyArray<Step>
  readonly gaps: ReadonlyArray<{ readonly date: string }>
}

const folder = new URL("../../../shared/data/listing-histories/", import.meta.url)

/** The histories by the name of their file, or `undefined` where they are not beside this project. */
export const histories: ReadonlyMap<string, History> | undefined = existsSync(folder)
  ? new Map(
      readdirSync(folder)
        .filter((name) => name.endsWith(".json"))
        .toSorted()
        .map((name) => [name.replace(".json", ""), JSON.parse(readFileSync(new URL(name, folder), "utf8")) as History])
    )
  : undefined

// -- Which row is which. ----------------------------------------------------------------------------------------------------

/** What a step does to the rows of one print, by their numbers in the print before and in the one after. */
export interface Moves {
  readonly added: ReadonlyArray<number>
  readonly removed: ReadonlyArray<number>
  readonly stayed: ReadonlyArray<readonly [before: number, after: number]>
  readonly relabelled: ReadonlyArray<readonly [before: number, after: number]>
  readonly changed: ReadonlyArray<readonly [before: number, after: number]>
  readonly renamed: ReadonlyArray<readonly [before: number, after: number]>
}

export const said = (value: unknown): string => JSON.stringify(value ?? null)

const fields = [
  "purpose",
  "location",
  "section",
  "country",
  "products",
  "dataCategories",
  "transferMechanism",
  "website",
  "extra"
] as const

const differsIn = (before: Entry, after: Entry, listed: ReadonlyArray<Field>): boolean =>
  fields.every((field) => {
    const found = listed.find((it) => it.field === field)
    return found === undefined
      ? said(before[field]) === said(after[field])
      : said(before[field]) === said(found.before) && said(after[field]) === said(found.after)
  })

/** A row of a step may leave out fields that the print has. */
const isRow = (row: Entry, entry: Entry): boolean =>
  row.name === entry.name &&
  fields.every((field) => row[field] === undefined || said(row[field]) === said(entry[field]))

type Kind = Exclude<keyof Moves, "stayed">

/** The rows that a step speaks of, found in both prints so that all other rows are the same in both; `undefined` if none fit. */
export const movesOf = ({ snapshots }: History, step: Step): Moves | undefined => {
  const before = snapshots[step.from]!.entries
  const after = snapshots[step.to]!.entries
  const all = { before: before.map((_, at) => at), after: after.map((_, at) => at) }
  const pairs = (fits: (x: Entry, y: Entry) => boolean) =>
    all.before.flatMap((x) => all.after.filter((y) => fits(before[x]!, after[y]!)).map((y) => [x, y] as const))
  const differing =
    ({ name, section, fields: listed }: Differing) =>
    (x: Entry, y: Entry): boolean =>
      x.name === name && y.name === name && (y.section ?? null) === section && differsIn(x, y, listed)
  const asked: ReadonlyArray<readonly [Kind, ReadonlyArray<readonly [number, number]>]> = [
    ...step.renamed.map(
      (it) =>
        ["renamed", pairs((x, y) => x.name === it.before && y.name === it.after && differsIn(x, y, it.fields))] as const
    ),
    ...step.changed.map((it) => ["changed", pairs(differing(it))] as const),
    ...step.relabelled.map((it) => ["relabelled", pairs(differing(it))] as const),
    ...step.removed.map(
      (row) => ["removed", all.before.filter((x) => isRow(row, before[x]!)).map((x) => [x, -1] as const)] as const
    ),
    ...step.added.map(
      (row) => ["added", all.after.filter((y) => isRow(row, after[y]!)).map((y) => [-1, y] as const)] as const
    )
  ]
  const search = (at: number, taken: ReadonlyArray<readonly [number, number]>): Moves | undefined => {
    if (at < asked.length) {
      for (const [x, y] of asked[at]![1]) {
        if (taken.some(([tx, ty]) => (x >= 0 && tx === x) || (y >= 0 && ty === y))) continue
        const found = search(at + 1, [...taken, [x, y]])
        if (found !== undefined) return found
      }
      return undefined
    }
    const left = all.after.filter((y) => !taken.some(([, ty]) => ty === y))
    const stayed: Array<readonly [number, number]> = []
    for (const x of all.before.filter((it) => !taken.some(([tx]) => tx === it))) {
      const y = left.find((it) => said(sorted(after[it]!)) === said(sorted(before[x]!)))
      if (y === undefined) return undefined
      left.splice(left.indexOf(y), 1)
      stayed.push([x, y])
    }
    if (left.length > 0) return undefined
    const of = (kind: Kind) => taken.filter((_, i) => asked[i]![0] === kind)
    return {
      added: of("added").map(([, y]) => y),
      removed: of("removed").map(([x]) => x),
      stayed,
      relabelled: of("relabelled"),
      changed: of("changed"),
      renamed: of("renamed")
    }
  }
  return search(0, [])
}

const sorted = (entry: Entry): unknown => [entry.name, ...fields.map((field) => entry[field])]
