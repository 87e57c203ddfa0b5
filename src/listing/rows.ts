/** The listing as it stood on any day, what differs between two days, and what of it concerns whom. */
import * as Equal from "effect/Equal"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import type { Fact } from "../kernel/Verdict.ts"
import type { Engagement, Place, Scope } from "../language/Change.ts"
import {
  type ChangeId,
  type ClientId,
  type EngagementId,
  type OptionId,
  type ProductId,
  type RegionId,
  type Revision,
  revisionOf
} from "../language/ids.ts"
import type { ListingTerms } from "../terms/Terms.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import { type AnnouncedChange, engagements, namesOf, type Standing, type State } from "./Listing.ts"
import { printedOf } from "./scope.ts"

/** One row of the listing as it stood at a moment. */
export interface Row {
  readonly id: EngagementId
  /** The name of its entity then. */
  readonly name: string
  /** As it was printed then. */
  readonly printed: Engagement
  /** `announced`: the day of the change that brings it has not begun. `unlisted`: it goes on, and the listing does not show it. */
  readonly status: "announced" | "active" | "ended" | "unlisted"
  /** The change that brought this period, or `undefined` where it stood before the listing was kept here. */
  readonly brought: Fact<ChangeId | undefined>
  /** For whom it was announced. */
  readonly for: Scope<ClientId>
}

// -- As of a day. ------------------------------------------------------------------------------------------------------

/** The moment that is asked about, and how much is known of it. */
export interface AsOf {
  readonly held: Instant
  /** The zone of the listing. */
  readonly zone: Zone.Zone
  /** Only what was recorded up to this revision counts. Left out: all of it. */
  readonly known?: Revision
  /** Whose listing: changes that were announced for named clients are printed for those. Left out: what is announced for all. */
  readonly client?: ClientId
}

/**
 * The listing as it stood at a moment: every row that had been listed or announced by then, also those that had ended.
 *
 * A row that another replaces stays active until it ends: some clients may still be served by it.
 */
export const rows = (state: State, asOf: AsOf): ReadonlyArray<Row> => {
  const then = new Then(state, asOf)
  const unlisting = then.newestScope()
  return engagements(state).flatMap((standing) => {
    const period = then.periodOf(standing)
    return period === undefined ? [] : [then.row(period, unlisting)]
  })
}

/** The rows that the listing shows: those that are active or announced. */
export const shown = (rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
  rows.filter(({ status }) => status === "active" || status === "announced")

/** What counted at a moment, of what is known. */
class Then {
  private readonly state: State
  private readonly asOf: AsOf

  constructor(state: State, asOf: AsOf) {
    this.state = state
    this.asOf = asOf
  }

  /** The newest period of an engagement that had been declared, and not taken back, by then. */
  periodOf(newest: Standing): Standing | undefined {
    let period: Standing | undefined = newest
    while (period !== undefined && !this.hadCome(period)) period = period.before
    return period
  }

  row(period: Standing, unlisting: ChangeId | undefined): Row {
    const { value: brought, from } = period.entries[0]!
    const printed = printedOf(period.entries, (entry, row) => this.isPrinted(entry, row.change))
    return {
      id: printed.id,
      name: this.nameOf(printed.entity),
      printed,
      status: this.statusOf(period, brought.change, unlisting),
      brought: { value: brought.change, from },
      for: this.change(brought.change)?.announced.value.for ?? "all"
    }
  }

  /** The change that says last what the listing shows. */
  newestScope(): ChangeId | undefined {
    let newest: AnnouncedChange | undefined
    for (const change of HashMap.values(this.state.changes)) {
      const { announced } = change
      if (announced.value.what._tag !== "ChangeScope" || !this.holds(announced.value.change)) continue
      if (newest === undefined || revisionOf(announced.from) > revisionOf(newest.announced.from)) newest = change
    }
    return newest?.announced.value.change
  }

  private statusOf(period: Standing, brought: ChangeId | undefined, unlisting: ChangeId | undefined): Row["status"] {
    const { ended, retiredBy, unlistedBy } = period
    if (ended !== undefined && this.counts(ended)) return "ended"
    if (brought !== undefined && !this.hasBegun(brought)) return "announced"
    if (retiredBy.some(({ value }) => this.holds(value))) return "ended"
    return unlistedBy.some(({ value }) => value === unlisting) ? "unlisted" : "active"
  }

  private hadCome({ entries, since }: Standing): boolean {
    const { value, from } = entries[0]!
    if (!this.isKnown(from) || since > this.asOf.held) return false
    return value.change === undefined || !this.isWithdrawn(value.change)
  }

  private isPrinted({ value, from }: Standing["entries"][number], brought: ChangeId | undefined): boolean {
    if (!this.isKnown(from) || value.at > this.asOf.held) return false
    return value.change === undefined || value.change === brought || this.holds(value.change)
  }

  private nameOf(entity: string): string {
    const known = Option.getOrUndefined(HashMap.get(this.state.entities, entity))
    if (known === undefined) return entity
    const names = namesOf(this.state, known)
    const name =
      names.findLast(
        ({ at, from, change }) => this.counts({ value: at, from }) && (change === undefined || this.holds(change))
      ) ?? names[0]
    return name?.name ?? entity
  }

  /** Announced and not withdrawn, for the client whose listing this is, and its day has begun. */
  private holds(id: ChangeId): boolean {
    const change = this.change(id)
    if (
      change === undefined ||
      !this.counts({ value: change.announced.value.announcedAt, from: change.announced.from })
    )
      return false
    const { for: clients } = change.announced.value
    const concerns = clients === "all" || (this.asOf.client !== undefined && clients.includes(this.asOf.client))
    return concerns && !this.isWithdrawn(id) && this.hasBegun(id)
  }

  private hasBegun(id: ChangeId): boolean {
    const change = this.change(id)
    return change !== undefined && this.asOf.held >= Zone.startOf(this.asOf.zone, this.dayOf(change))
  }

  /** The day from which it was to hold, as that was declared then. */
  private dayOf({ effectiveBefore, effectiveOn }: AnnouncedChange): Day {
    const moves = effectiveBefore.filter((_, index) => this.isKnown((effectiveBefore[index + 1] ?? effectiveOn).from))
    const day = moves.find(({ until }) => this.asOf.held < until) ?? [...effectiveBefore, effectiveOn][moves.length]
    return (day ?? effectiveOn).value
  }

  private isWithdrawn(id: ChangeId): boolean {
    const withdrawn = this.change(id)?.withdrawn
    return withdrawn !== undefined && this.counts(withdrawn)
  }

  private change(id: ChangeId | undefined): AnnouncedChange | undefined {
    return id === undefined ? undefined : Option.getOrUndefined(HashMap.get(this.state.changes, id))
  }

  private counts({ value, from }: Fact<Instant>): boolean {
    return this.isKnown(from) && value <= this.asOf.held
  }

  private isKnown(from: Fact<unknown>["from"]): boolean {
    return this.asOf.known === undefined || revisionOf(from) <= this.asOf.known
  }
}

// -- What differs. -----------------------------------------------------------------------------------------------------

/** One field of a row that differs: `undefined` where it is not printed. */
export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

export interface RowChange {
  readonly id: EngagementId
  readonly fields: ReadonlyArray<FieldChange>
}

/** What makes one listing of another. The order of rows carries no meaning. */
export interface Diff {
  readonly added: ReadonlyArray<Row>
  readonly removed: ReadonlyArray<Row>
  readonly changed: ReadonlyArray<RowChange>
  /** Only in how it is shown: see `isLabel`. */
  readonly relabelled: ReadonlyArray<RowChange>
}

export const diff = (before: ReadonlyArray<Row>, after: ReadonlyArray<Row>): Diff => {
  const was = new Map(before.map((row) => [row.id, row]))
  const is = new Set(after.map(({ id }) => id))
  const differing = after.flatMap((row): ReadonlyArray<RowChange> => {
    const old = was.get(row.id)
    const fields = old === undefined ? [] : fieldsThatDiffer(old, row)
    return fields.length === 0 ? [] : [{ id: row.id, fields }]
  })
  return {
    added: after.filter(({ id }) => !was.has(id)),
    removed: before.filter(({ id }) => !is.has(id)),
    changed: differing.filter(({ fields }) => !fields.every(isLabel)),
    relabelled: differing.filter(({ fields }) => fields.every(isLabel))
  }
}

/** The listing before, with the differences made: the same rows as after, in any order. */
export const applyDiff = (before: ReadonlyArray<Row>, diff: Diff): ReadonlyArray<Row> => {
  const removed = new Set(diff.removed.map(({ id }) => id))
  const differing = new Map([...diff.changed, ...diff.relabelled].map(({ id, fields }) => [id, fields]))
  return [
    ...before.filter(({ id }) => !removed.has(id)).map((row) => withFields(row, differing.get(row.id) ?? [])),
    ...diff.added
  ]
}

/**
 * Whether a field differs in how it is shown only: its heading, the words for the service or the kind of company, the contact, the
 * order of a list, or the name of a place that stays the same place. The words of a purpose, a name and a condition are more
 * than that.
 */
export const isLabel = ({ field, before, after }: FieldChange): boolean => {
  switch (field) {
    case "section":
    case "service":
    case "entityType":
    case "contact":
      return true
    case "places":
      return sameInAnyOrder(whereOnly(before), whereOnly(after))
    default:
      return sameInAnyOrder(before, after)
  }
}

const sameInAnyOrder = (before: unknown, after: unknown): boolean =>
  Array.isArray(before) &&
  Array.isArray(after) &&
  before.length === after.length &&
  before.every((item) => count(before, item) === count(after, item))

const count = (list: ReadonlyArray<unknown>, item: unknown): number =>
  list.filter((other) => Equal.equals(other, item)).length

const whereOnly = (places: unknown): unknown =>
  Array.isArray(places) ? places.map(({ id, country }: Place) => ({ id, country })) : places

/** What is said of a row beside what is printed of it. */
const besides = ["name", "status", "brought", "for"] as const

const fieldsThatDiffer = (before: Row, after: Row): ReadonlyArray<FieldChange> => {
  const was = flat(before)
  const is = flat(after)
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => !Equal.equals(was[field], is[field]))
    .map((field) => ({ field, before: was[field], after: is[field] }))
}

const flat = ({ printed, name, status, brought, for: clients }: Row): Readonly<Record<string, unknown>> => ({
  ...printed,
  name,
  status,
  brought,
  for: clients
})

const withFields = (row: Row, fields: ReadonlyArray<FieldChange>): Row => {
  const next: Record<string, unknown> = { ...row }
  const printed: Record<string, unknown> = { ...row.printed }
  for (const { field, after } of fields) {
    const where = (besides as ReadonlyArray<string>).includes(field) ? next : printed
    if (after === undefined) delete where[field]
    else where[field] = after
  }
  return { ...next, printed } as unknown as Row
}

// -- For whom. ---------------------------------------------------------------------------------------------------------

/** What a client uses. A respect that is left out does not narrow the listing. */
export interface Configuration {
  readonly products?: ReadonlyArray<ProductId>
  readonly regions?: ReadonlyArray<RegionId>
  readonly options?: ReadonlyArray<OptionId>
  readonly client?: ClientId
}

/** The rows that concern somebody who uses these. What is not limited in a respect concerns everybody. */
export const rowsFor = (rows: ReadonlyArray<Row>, uses: Configuration): ReadonlyArray<Row> =>
  rows.filter(
    ({ printed, for: clients }) =>
      meets(printed.products, uses.products) &&
      meets(printed.regions, uses.regions) &&
      meets(printed.options, uses.options) &&
      meets(clients, uses.client === undefined ? undefined : [uses.client])
  )

const meets = (scope: Scope<string>, used: ReadonlyArray<string> | undefined): boolean =>
  scope === "all" || used === undefined || scope.some((it) => used.includes(it))

// -- Before it is published. -------------------------------------------------------------------------------------------

type Column = ListingTerms["columns"][number]

/** The rows that leave a column empty which a contract promises, and which ones. What is said to be `all` is said. */
export const missingColumns = (
  rows: ReadonlyArray<Row>,
  columns: ListingTerms["columns"]
): ReadonlyArray<{ readonly id: EngagementId; readonly columns: ReadonlyArray<Column> }> =>
  rows.flatMap((row) => {
    const missing = columns.filter(
      (column) => !wordsIn(row, column).some((words) => whyUnprintable(words) === undefined)
    )
    return missing.length === 0 ? [] : [{ id: row.id, columns: missing }]
  })

const wordsIn = ({ name, printed }: Row, column: Column): ReadonlyArray<string> => {
  switch (column) {
    case "entity":
      return [name]
    case "entityType":
      return printed.entityType === undefined ? [] : [printed.entityType]
    case "purpose":
      return textsOf(printed.purposes, ({ text }) => text)
    case "products":
      return textsOf(printed.products, (it) => it)
    case "places":
      return textsOf(printed.places, (it) => it.name)
    case "certifications":
      return printed.certifications
    case "dataCategories":
      return textsOf(printed.dataCategories, (it) => it)
  }
}

const textsOf = <A>(scope: Scope<A>, text: (item: A) => string): ReadonlyArray<string> =>
  scope === "all" ? ["all"] : scope.map(text)

/** Words that may not go to print as they are. */
export interface Unprintable {
  readonly id: EngagementId
  readonly field: string
  readonly words: string
  /** `empty`; `placeholder`: somebody was to fill it in; `reference`: it names another list and not a company. */
  readonly why: "empty" | "placeholder" | "reference"
}

/** What must be filled in or written out before these rows are published. */
export const unprintable = (rows: ReadonlyArray<Row>): ReadonlyArray<Unprintable> =>
  rows.flatMap((row) =>
    printedWords(row).flatMap(({ field, words }) => {
      const why = whyUnprintable(words)
      return why === undefined ? [] : [{ id: row.id, field, words, why }]
    })
  )

const printedWords = ({ name, printed }: Row): ReadonlyArray<{ readonly field: string; readonly words: string }> => {
  const each = (field: string, words: ReadonlyArray<string>) => words.map((it) => ({ field, words: it }))
  return [
    ...each("name", [name]),
    ...each("service", [printed.service]),
    ...each("section", [printed.section]),
    ...each("entityType", printed.entityType === undefined ? [] : [printed.entityType]),
    ...each(
      "places",
      textsOf(printed.places, (it) => it.name)
    ),
    ...each(
      "purposes",
      textsOf(printed.purposes, ({ text }) => text)
    ),
    ...each(
      "dataCategories",
      textsOf(printed.dataCategories, (it) => it)
    ),
    ...each("certifications", printed.certifications),
    ...each("condition", printed.condition === undefined ? [] : [printed.condition]),
    ...each("contact", printed.contact === undefined ? [] : [printed.contact])
  ]
}

const whyUnprintable = (words: string): Unprintable["why"] | undefined => {
  if (!/[\p{L}\p{N}]/u.test(words)) return "empty"
  if (
    /\b(?:tbd|tbc|tba|todo|to be (?:determined|confirmed|announced|added))\b|\[\s*(?:add|insert|enter|your|name of)\b/iu.test(
      words
    )
  )
    return "placeholder"
  return /^\s*(?:each|any|all) of the\b|\bset (?:forth|out) (?:at|in)\b|\blisted at\b/iu.test(words)
    ? "reference"
    : undefined
}
