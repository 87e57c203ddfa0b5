/**
 * What somebody read off a printed list, laid beside the listing.
 *
 * A captured list is a claim and no event: nothing here is declared by it. The comparison proposes, a person declares.
 * A row of a list has no id of its own, and everything that tells two rows apart is also what vendors edit; so rows are
 * matched by ever weaker evidence, the strongest first, and what only looks alike is left to a person.
 */
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import { sentence } from "../kernel/Verdict.ts"
import type { EngagementId, EntityId } from "../language/ids.ts"
import { addsAName, canonicalName, plain, text } from "./names.ts"
import type { Row } from "./rows.ts"

export { canonicalName } from "./names.ts"

/** A row as it was read. A column that the list does not have is left out, and says nothing. */
export interface CapturedRow {
  readonly name: string
  readonly section?: string
  readonly purpose?: string
  readonly location?: string
  readonly products?: ReadonlyArray<string>
  /** A link, or only its host. */
  readonly website?: string
}

/** By what a captured row was found to be a row of the listing, the strongest first. */
export const evidences = [
  "everything",
  "name, section, purpose and products",
  "name and section",
  "name and purpose",
  "name",
  "canonical name"
] as const
export type Evidence = (typeof evidences)[number]

export interface Matched {
  readonly engagement: EngagementId
  readonly captured: CapturedRow
  readonly by: Evidence
}

export interface Differing extends Matched {
  readonly fields: ReadonlyArray<{ readonly field: keyof CapturedRow; readonly before: string; readonly after: string }>
}

/** A row that went and a row that came may be the same one under another name. */
export interface RenameCandidate {
  readonly engagement: EngagementId
  readonly captured: CapturedRow
  readonly because: "same site" | "one name holds the other" | "names are alike"
  /** The new name holds one that the old one does not: then it is an addition, and no rename. */
  readonly addsAName: boolean
}

/** A row that went and a row that came serve the same purpose in the same section: a hint, and often a false one. */
export interface ReplacementHint {
  readonly removed: EngagementId
  readonly added: CapturedRow
}

/** A row that came was on the listing before, and ended or was taken off it: somebody should say why it is back. */
export interface ReAdded {
  readonly engagement: EngagementId
  readonly captured: CapturedRow
  readonly by: Evidence
}

/** Each captured row stands in one of `same`, `changed`, `added`, `reAdded`, `renameCandidates`. Refused, all are empty. */
export interface Comparison {
  readonly same: ReadonlyArray<Matched>
  readonly changed: ReadonlyArray<Differing>
  readonly added: ReadonlyArray<CapturedRow>
  readonly removed: ReadonlyArray<EngagementId>
  readonly renameCandidates: ReadonlyArray<RenameCandidate>
  readonly replacementHints: ReadonlyArray<ReplacementHint>
  readonly reAdded: ReadonlyArray<ReAdded>
  readonly refused?: Refusal
}

// -- Refusals: what we decline to do, each naming its clause. ---------------------------------------------------------

export const aPageGoneIsNoRemoval = sentence({
  id: "listing.a-page-gone-is-no-removal",
  quote: "A list that cannot be read, or that lost most of its rows, is not read as a removal of them."
})

export const NothingCaptured = refusal(
  "NothingCaptured",
  aPageGoneIsNoRemoval,
  "nothing was read off the page: look whether it still shows a list; what stands on the listing stays as it is"
)

export const TooMuchLost = (lost: number, of: number): Refusal<"TooMuchLost"> =>
  refusal(
    "TooMuchLost",
    aPageGoneIsNoRemoval,
    `\`${lost}\` of \`${of}\` rows are not on the page that was read: look at the page, and allow a greater loss if it is so`
  )

// -- Comparing --------------------------------------------------------------------------------------------------------

/**
 * What a captured list says otherwise than the listing.
 *
 * `rows` are the rows of the listing as of the day of the capture, `names` the other names that an entity is known by, such as
 * its former ones. Rows that ended or are unlisted are no loss, and may be found again; a row that is only announced need not
 * be on the page yet.
 * It is refused when nothing was captured, and when a greater share of the rows is lost than `lossGuard` (0 to 1) allows.
 */
export const compareCapture = (
  rows: ReadonlyArray<Row>,
  names: (entity: EntityId) => ReadonlyArray<string>,
  captured: ReadonlyArray<CapturedRow>,
  { lossGuard = 0.5 }: { readonly lossGuard?: number } = {}
): Comparison => {
  if (captured.length === 0) return { ...nothing, refused: NothingCaptured }

  const printed = rows.map((row) => printedOf(row, names))
  const standing = printed.filter(({ status }) => status === "active" || status === "announced")
  const before = printed.filter(({ status }) => status === "ended" || status === "unlisted")

  const first = match(standing, captured)
  const gone = first.rows.filter(({ status }) => status === "active")
  const again = match(before, first.captured)
  const renames = renamesAmong(
    gone,
    again.captured,
    printed.map((row) => row.name)
  )

  const removed = gone.filter(({ id }) => !renames.some(({ engagement }) => engagement === id))
  const active = standing.filter(({ status }) => status === "active").length
  if (removed.length > active * lossGuard) return { ...nothing, refused: TooMuchLost(removed.length, active) }

  const came = captured.filter(
    (it) => !first.pairs.some((pair) => pair.captured === it) && !renames.some((rename) => rename.captured === it)
  )
  return {
    same: first.pairs.filter(({ row, captured }) => differences(row, captured).length === 0).map(matched),
    changed: first.pairs
      .map((pair) => ({ ...matched(pair), fields: differences(pair.row, pair.captured) }))
      .filter(({ fields }) => fields.length > 0),
    added: again.captured.filter((it) => came.includes(it)),
    removed: removed.map(({ id }) => id),
    renameCandidates: renames,
    replacementHints: removed.flatMap((row) =>
      came.filter((it) => samePlaceInTheList(row, it)).map((added) => ({ removed: row.id, added }))
    ),
    reAdded: again.pairs.map(matched)
  }
}

const nothing: Comparison = {
  same: [],
  changed: [],
  added: [],
  removed: [],
  renameCandidates: [],
  replacementHints: [],
  reAdded: []
}

/** A row of the listing in the words of a captured one. */
interface Printed extends Required<Omit<CapturedRow, "products">> {
  readonly id: EngagementId
  readonly status: Row["status"]
  readonly otherNames: ReadonlyArray<string>
  readonly products: ReadonlyArray<string>
}

const printedOf = (
  { id, name, printed, status }: Row,
  names: (entity: EntityId) => ReadonlyArray<string>
): Printed => ({
  id,
  status,
  name,
  otherNames: names(printed.entity),
  section: printed.section,
  purpose: printed.purposes === "all" ? "" : printed.purposes.map((purpose) => purpose.text).join(", "),
  location: printed.places === "all" ? "" : printed.places.map((place) => place.name).join(", "),
  products: printed.products === "all" ? [] : printed.products,
  website: printed.contact ?? ""
})

interface Pair {
  readonly row: Printed
  readonly captured: CapturedRow
  readonly by: Evidence
}

const matched = ({ row, captured, by }: Pair): Matched => ({ engagement: row.id, captured, by })

/**
 * Pairs by the strongest evidence first, and under the same evidence the most alike first; each row is taken once. They are
 * told in the order of the listing.
 */
const match = (
  rows: ReadonlyArray<Printed>,
  captured: ReadonlyArray<CapturedRow>
): {
  readonly pairs: ReadonlyArray<Pair>
  readonly rows: ReadonlyArray<Printed>
  readonly captured: ReadonlyArray<CapturedRow>
} => {
  let left = { pairs: [] as ReadonlyArray<Pair>, rows, captured }
  for (const by of evidences) {
    const found = left.rows.flatMap((row) =>
      left.captured.filter((it) => speaksFor[by](row, it)).map((it): Pair => ({ row, captured: it, by }))
    )
    const pairs = onceEach(found, ({ row, captured: it }) => likeness(row, it))
    left = {
      pairs: [...left.pairs, ...pairs],
      rows: left.rows.filter((row) => !pairs.some((pair) => pair.row === row)),
      captured: left.captured.filter((it) => !pairs.some((pair) => pair.captured === it))
    }
  }
  return { ...left, pairs: rows.flatMap((row) => left.pairs.filter((pair) => pair.row === row)) }
}

/** The greatest first, and then whatever of the rest has neither side taken yet; of equal ones the first. */
const onceEach = <A extends { readonly captured: CapturedRow; readonly row: Printed }>(
  pairs: ReadonlyArray<A>,
  weight: (pair: A) => number
): ReadonlyArray<A> => {
  const rows = new Set<Printed>()
  const captured = new Set<CapturedRow>()
  return pairs
    .map((pair) => ({ pair, weight: weight(pair) }))
    .sort((a, b) => b.weight - a.weight)
    .filter(({ pair }) => {
      if (rows.has(pair.row) || captured.has(pair.captured)) return false
      rows.add(pair.row)
      captured.add(pair.captured)
      return true
    })
    .map(({ pair }) => pair)
}

const speaksFor: Readonly<Record<Evidence, (row: Printed, captured: CapturedRow) => boolean>> = {
  everything: (row, it) => differences(row, it).length === 0,
  "name, section, purpose and products": (row, it) =>
    agree(row, it, "name") && agree(row, it, "section") && agree(row, it, "purpose") && agree(row, it, "products"),
  "name and section": (row, it) => agree(row, it, "name") && agree(row, it, "section"),
  "name and purpose": (row, it) => agree(row, it, "name") && agree(row, it, "purpose"),
  name: (row, it) => agree(row, it, "name"),
  "canonical name": (row, it) =>
    [row.name, ...row.otherNames].some((name) => canonicalName(name) === canonicalName(it.name))
}

const columns = ["name", "section", "purpose", "location", "products", "website"] as const

const differences = (row: Printed, captured: CapturedRow): Differing["fields"] =>
  columns
    .filter((field) => captured[field] !== undefined && !agree(row, captured, field))
    .map((field) => ({ field, before: text(row[field]), after: text(captured[field]) }))

const agree = (row: Printed, captured: CapturedRow, field: (typeof columns)[number]): boolean => {
  if (field === "products") return named(row.products) === named(captured.products)
  if (field === "website") return siteOf(row.website) === siteOf(captured.website)
  return text(row[field]) === text(captured[field])
}

/** Products are named by ids on the listing and by words on a page: letters and digits count, and no order. */
const named = (products: ReadonlyArray<string> = []): string =>
  products
    .map((product) =>
      text(product)
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]/gu, "")
    )
    .sort()
    .join(" ")

const likeness = (row: Printed, captured: CapturedRow): number =>
  columns.reduce((sum, field) => sum + alike(text(row[field]), text(captured[field])), 0)

const samePlaceInTheList = (row: Printed, captured: CapturedRow): boolean =>
  row.purpose !== "" &&
  agree(row, captured, "purpose") &&
  (captured.section === undefined || agree(row, captured, "section"))

// -- Names that may be the same ---------------------------------------------------------------------------------------

const renamesAmong = (
  rows: ReadonlyArray<Printed>,
  captured: ReadonlyArray<CapturedRow>,
  onTheListing: ReadonlyArray<string>
): ReadonlyArray<RenameCandidate> => {
  const pairs = rows.flatMap((row) =>
    captured.flatMap((it) => {
      const because = looksRenamed(row, it)
      return because === undefined ? [] : [{ row, captured: it, because }]
    })
  )
  const weight = ({ row, captured: it, because }: (typeof pairs)[number]): number =>
    (because === "names are alike" ? 0 : 1) + alike(canonicalName(row.name), canonicalName(it.name))
  return onceEach(pairs, weight).map(({ row, captured: it, because }) => ({
    engagement: row.id,
    captured: it,
    because,
    addsAName: addsAName(row.name, it.name, onTheListing)
  }))
}

const looksRenamed = (row: Printed, captured: CapturedRow): RenameCandidate["because"] | undefined => {
  const [before, after] = [canonicalName(row.name), canonicalName(captured.name)]
  if (siteOf(row.website) !== "" && siteOf(row.website) === siteOf(captured.website)) return "same site"
  if (holds(plain(row.name), after) || holds(plain(captured.name), before)) return "one name holds the other"
  return alike(before, after) >= 0.72 ? "names are alike" : undefined
}

/** Whole words: `help scout and anthropic` holds `help scout`; `splunk` does not hold `plun`. */
const holds = (name: string, part: string): boolean => ` ${name} `.includes(` ${part} `)

/** `https://www.appsignal.com/gdpr` is the site `appsignal.com`. */
const siteOf = (link = ""): string =>
  text(link)
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[/?#].*$/, "")

/** From 0 (nothing in common) to 1 (the same): the pairs of neighbouring letters that both have. */
const alike = (a: string, b: string): number => {
  const [pairsOfA, pairsOfB] = [neighbours(a), neighbours(b)]
  if (pairsOfA.length + pairsOfB.length === 0) return 0
  const rest = [...pairsOfB]
  const common = pairsOfA.filter((pair) => {
    const at = rest.indexOf(pair)
    if (at >= 0) rest.splice(at, 1)
    return at >= 0
  })
  return (2 * common.length) / (pairsOfA.length + pairsOfB.length)
}

const neighbours = (word: string): ReadonlyArray<string> =>
  Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2))
