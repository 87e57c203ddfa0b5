/**
 * Real listings over time, declared step by step as a vendor would have declared them.
 *
 * The records lie beside this project (`../shared/data/listing-histories`) and are not part of it. A record says what differs
 * between two prints of a list; here every difference becomes acts that the listing decides on, and no event is written by hand.
 */
import * as Result from "effect/Result"
import { eventRef, type Change, type Engagement, type Place, type Purpose, type Scope } from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import { canonicalName, type CapturedRow } from "goodfaith/listing"
import { Day, type Instant } from "goodfaith/time"
import { pure, worldOf } from "../scenario.ts"
import { type Entry, type History, type Moves, movesOf, said, type Snapshot, type Step } from "./histories.records.ts"
import * as table from "./histories.table.ts"

// -- What a print says, in the listing's own words. -------------------------------------------------------------------------

/** A row as the print has it. */
export interface Told {
  readonly id: string
  readonly name: string
  readonly printed: Engagement
}

/** Who does it and what, as a name on the page is read. */
interface Read {
  readonly name: string
  readonly service: string
}

/** Ids for the words of a list: the same text, or its translation, has the same id. */
class Words {
  private readonly ids = new Map<string, string>()

  id(text: string): string {
    return this.ids.get(text) ?? slug(text)
  }

  sameAs(text: string, other: string): void {
    this.ids.set(other, this.id(text))
  }
}

const slug = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "") || "unnamed"

const countries: Readonly<Record<string, string>> = {
  "United States": "US",
  "United Kingdom": "GB",
  Germany: "DE",
  Netherlands: "NL",
  Ireland: "IE",
  Australia: "AU",
  Canada: "CA",
  India: "IN",
  Israel: "IL",
  Belgium: "BE"
}

/** One place for each country where the text is a plain list of names, and else the text as it stands. */
const placeNames = (location: string): ReadonlyArray<string> =>
  /^[A-Z][A-Za-z ]+(, [A-Z][A-Za-z ]+)*$/.test(location) ? location.split(", ") : [location]

/** What a print says that the listing has no column for: kept as notes of the whole list. */
const notesOf = (snapshot: Snapshot): string =>
  snapshot.entries
    .flatMap(({ name, transferMechanism, extra = {} }) => {
      const { condition: _, Service: __, ...other } = extra
      return Object.entries({ transferMechanism, ...other })
        .filter(([, value]) => value !== undefined)
        .map(([column, value]) => `${name}: ${column}: ${value}`)
    })
    .toSorted()
    .join("\n")

const months = "January February March April May June July August September October November December".split(" ")

/** The day that a page claims, where it is a day of the calendar at all. */
export const statedDay = (stated = ""): Day | undefined => {
  const [, y, m, d] =
    /^(\d{4})-(\d\d)-(\d\d)$/.exec(stated) ??
    [/^(\d\d)\.(\d\d)\.(\d{4})$/.exec(stated)].flatMap((it) => (it ? [["", it[3], it[2], it[1]]] : []))[0] ??
    [/^(\d\d?) (\w+) (\d{4})$/.exec(stated)].flatMap((it) => (it ? [["", it[3], monthOf(it[2]!), it[1]]] : []))[0] ??
    [/^(\w+) (\d\d?), (\d{4})$/.exec(stated)].flatMap((it) => (it ? [["", it[3], monthOf(it[1]!), it[2]]] : []))[0] ??
    []
  const day = `${y}-${m}-${d?.padStart(2, "0")}`
  return Day.is(day) ? day : undefined
}

const monthOf = (name: string): string => String(months.indexOf(name) + 1).padStart(2, "0")

export const captured = ({ name, section, purpose, location, products, website }: Entry): CapturedRow => ({
  name,
  ...(section !== undefined && { section }),
  ...(purpose !== undefined && { purpose }),
  ...(location !== undefined && { location }),
  ...(products !== undefined && { products }),
  ...(website !== undefined && { website })
})

/** The instant in the form of all instants here. */
export const instantOf = (date: string): Instant => new Date(date).toISOString() as Instant

// -- Declaring. ---------------------------------------------------------------------------------------------------------------

const zone = "UTC"
export const noSection = "Sub-processors"
const noService = "as printed"
export const noNotes = "none"

/** A difference between two prints that was put into acts, and the rows that are expected after it. */
export interface Declared {
  readonly snapshot: number
  readonly at: Instant
  /** What the print shows. */
  readonly told: ReadonlyArray<Told>
  readonly notes: string
  /** The revision of the listing after the step. */
  readonly upTo: number
  /** What was done in this step. */
  readonly acts: ReadonlyArray<string>
  /** The events of this step, by their revisions. */
  readonly relabels: ReadonlyArray<number>
  readonly moves: Moves | undefined
}

export class Replay {
  readonly file: string
  readonly history: History
  readonly world = worldOf()
  state: Listing.State = Listing.initial
  readonly events: Array<Listing.Event> = []
  readonly declared: Array<Declared> = []
  private acts: Array<string> = []
  private relabels: Array<number> = []
  private readonly words = new Words()
  private readonly ids = new Map<string, number>()
  private readonly changes = { count: 0 }
  /** The rows of the newest print: several for one that names two companies. */
  private rows: ReadonlyArray<ReadonlyArray<Told>> = []
  /** Rows that went, to be found again under the id that they had. */
  private readonly gone: Array<Told> = []

  constructor(file: string, history: History) {
    this.file = file
    this.history = history
  }

  /** All steps, one after the other; `seen` looks at each as soon as it is done. */
  run(seen: (declared: Declared, replay: Replay) => void = () => {}): this {
    this.begin()
    seen(this.declared[0]!, this)
    for (const step of this.history.diffs) {
      this.step(step)
      seen(this.declared.at(-1)!, this)
    }
    return this
  }

  nameOf(entity: string): string {
    return Listing.entityName(this.state, entity)
  }

  private do(command: Listing.Command, act: string = command._tag): void {
    const decision = pure(() => Listing.decide(command, this.state, this.world))
    if (Result.isFailure(decision)) {
      throw new Error(`${this.file}: ${act} was refused: ${decision.failure.message}: ${JSON.stringify(command)}`)
    }
    if (decision.success.length > 0) this.acts.push(act)
    for (const event of decision.success) {
      this.state = pure(() => Listing.evolve(this.state, event, eventRef(Listing.stream("main"), this.events.length)))
      this.events.push(event)
    }
  }

  private announce(what: Change, at: Instant): void {
    const change = `chg-${++this.changes.count}`
    this.do(
      { _tag: "AnnounceChange", change, what, effectiveOn: at.slice(0, 10) as Day, for: "all", at },
      `announced ${what._tag}`
    )
  }

  private begin(): void {
    const [first] = this.history.snapshots
    const at = instantOf(first!.date)
    const scope = "whom the page names"
    this.do({ _tag: "OpenListing", listing: "main", title: noSection, vendor: this.history.vendor, zone, scope, at })
    this.rows = first!.entries.map((entry) =>
      this.read(entry).map((read) => {
        const told = this.told(entry, read, this.newId(read.name), this.entityNamed(read.name, entry, at))
        this.do({ _tag: "ListEngagement", engagement: told.printed, at })
        return told
      })
    )
    this.finish(0, at, undefined)
  }

  private step(step: Step): void {
    const { file } = this
    const { snapshots } = this.history
    const [before, after] = [snapshots[step.from]!, snapshots[step.to]!]
    const at = instantOf(after.date)
    const moves = movesOf(this.history, step)
    if (moves === undefined) throw new Error(`${file}: step ${step.to} does not fit its two prints`)
    const here = (it: { readonly file: string; readonly snapshot: number }): boolean =>
      it.file === file && it.snapshot === step.to

    if (table.translations.some(([name, snapshot]) => name === file && snapshot === step.to)) {
      for (const [x, y] of moves.changed) this.translated(before.entries[x]!, after.entries[y]!)
    }

    // Who goes on as whom: as the record says, and where it only saw one go and one come, as a person decided.
    let { added, removed } = moves
    const renamed = [...moves.renamed]
    for (const it of table.renamings.filter(here)) {
      const x = removed.find((row) => before.entries[row]!.name === it.before)
      const y = added.find((row) => after.entries[row]!.name === it.after)
      if (renamed.some(([from]) => before.entries[from]!.name === it.before) || x === undefined || y === undefined)
        continue
      renamed.push([x, y])
      removed = removed.filter((row) => row !== x)
      added = added.filter((row) => row !== y)
    }

    const next: Array<ReadonlyArray<Told>> = Array.from({ length: after.entries.length }, () => [])
    for (const [x, y] of moves.stayed) next[y] = this.rows[x]!

    for (const [x, y] of renamed) {
      const [from, to] = [before.entries[x]!.name, after.entries[y]!.name]
      const renaming = table.renamings.find((it) => here(it) && it.before === from && it.after === to)
      if (renaming === undefined) throw new Error(`${file} ${step.to}: nobody decided what "${from}" -> "${to}" is`)
      next[y] = this.renamed(renaming, this.rows[x]!, after.entries[y]!, at)
    }
    for (const [x, y] of [...moves.changed, ...moves.relabelled])
      next[y] = this.altered(this.rows[x]!, after.entries[y]!, at)

    const cut = table.scopeCuts.find(([name, snapshot]) => name === file && snapshot === step.to)
    if (cut !== undefined) {
      const unlisted = removed.flatMap((x) => this.rows[x]!).map(({ id }) => id)
      this.announce({ _tag: "ChangeScope", scope: cut[2], unlisted }, at)
      removed = []
    }
    for (const y of added) {
      const entry = after.entries[y]!
      next[y] = this.read(entry).map((read) => {
        const swap = table.replacements.find(
          ([of, snapshot, , came]) => of === file && snapshot === step.to && came === entry.name
        )
        const x = removed.find((row) => before.entries[row]!.name === swap?.[2])
        if (swap !== undefined && x === undefined) throw new Error(`${file} ${step.to}: "${swap[2]}" did not go`)
        return this.engaged(entry, read, at, x === undefined ? undefined : this.rows[x]![0]!.id)
      })
    }
    for (const x of removed) {
      for (const told of this.rows[x]!) {
        if (!this.replaced(told.id)) this.announce({ _tag: "Retire", engagement: told.id }, at)
        this.do({ _tag: "EndEngagement", engagement: told.id, at })
        this.gone.push(told)
      }
    }
    for (const [y, entry] of after.entries.entries()) {
      for (const told of next[y]!) {
        if (this.read(entry).length === 1) this.seated(told.printed.entity, told.name, entry, at)
      }
    }
    this.rows = next
    this.finish(step.to, at, { ...moves, added, removed, renamed })
  }

  private finish(snapshot: number, at: Instant, moves: Moves | undefined): void {
    const print = this.history.snapshots[snapshot]!
    const notes = notesOf(print) || noNotes
    if (notes !== (this.state.notes.at(-1)?.value.notes ?? noNotes)) this.do({ _tag: "ChangeNotes", notes, at })
    const statedOn = statedDay(print.statedDate)
    this.do({ _tag: "PublishVersion", at, ...(statedOn !== undefined && { statedOn }) })
    this.declared.push({
      snapshot,
      at,
      told: this.rows.flat(),
      notes,
      upTo: this.events.length - 1,
      acts: this.acts,
      relabels: this.relabels,
      moves
    })
    this.acts = []
    this.relabels = []
  }

  // -- The rows of one entry. --

  private read({ name, extra }: Entry): ReadonlyArray<Read> {
    const service = extra?.["Service"] ?? noService
    const both = table.jointRows[name]
    return both === undefined
      ? [table.namesWithService[name] ?? { name, service }]
      : both.map((one) => ({ name: one, service }))
  }

  private told(entry: Entry, { name, service }: Read, id: string, entity: string): Told {
    const { words } = this
    const purposes: Scope<Purpose> =
      entry.purpose === undefined ? "all" : [{ id: words.id(entry.purpose), text: entry.purpose }]
    const places: Scope<Place> =
      entry.location === undefined
        ? "all"
        : placeNames(entry.location).map((name) => ({
            id: words.id(name),
            name,
            ...(countries[name] !== undefined && { country: countries[name] })
          }))
    return {
      id,
      name,
      printed: {
        id,
        entity,
        service,
        role: "processor",
        touchesPersonalData: true,
        section: entry.section ?? noSection,
        use: "inUse",
        products: entry.products?.map((product) => words.id(product)) ?? "all",
        regions: "all",
        options: "all",
        places,
        purposes,
        dataCategories: entry.dataCategories === undefined ? "all" : [entry.dataCategories],
        certifications: [],
        ...(entry.website !== undefined && { contact: entry.website }),
        ...(entry.extra?.["condition"] !== undefined && { condition: entry.extra["condition"] })
      }
    }
  }

  private translated(before: Entry, after: Entry): void {
    const pairs = [
      [before.purpose, after.purpose],
      [before.location, after.location],
      ...(before.products ?? []).map((product, at) => [product, after.products?.[at]])
    ]
    for (const [from, to] of pairs) if (from !== undefined && to !== undefined) this.words.sameAs(from, to)
  }

  private renamed(
    { declared, reason }: table.Renaming,
    rows: ReadonlyArray<Told>,
    entry: Entry,
    at: Instant
  ): ReadonlyArray<Told> {
    const [row] = rows
    const [read] = this.read(entry)
    const goesTo = (entity: string): ReadonlyArray<Told> =>
      this.altered([{ ...row!, printed: { ...row!.printed, entity } }], entry, at)
    switch (declared.as) {
      case "Rename": {
        const { entity } = row!.printed
        this.announce({ _tag: "Rename", entity, name: read!.name, by: "dpo-1", reason }, at)
        return goesTo(entity)
      }
      case "Merge": {
        const into = this.newEntity(read!.name, entry, at)
        for (const name of declared.of) this.announce({ _tag: "Merge", entity: this.standingEntity(name), into }, at)
        return goesTo(into)
      }
      case "Split": {
        const to = this.entityNamed(read!.name, entry, at)
        const moves = [{ engagement: row!.id, to }]
        this.announce({ _tag: "Split", entity: row!.printed.entity, moves }, at)
        return goesTo(to)
      }
      case "addition": {
        const second = this.read(entry)[1]!
        return [...this.altered([row!], entry, at), this.engaged(entry, second, at)]
      }
      case "label":
        return this.altered([row!], entry, at)
    }
  }

  /** What is said otherwise of rows that go on: labels are corrected, anything else is announced. */
  private altered(rows: ReadonlyArray<Told>, entry: Entry, at: Instant): ReadonlyArray<Told> {
    return rows.map((row, i) => {
      const told = this.told(entry, this.read(entry)[i]!, row.id, row.printed.entity)
      const [was, is] = [row.printed, told.printed]
      const ids = (scope: Scope<{ readonly id: string }>): string =>
        scope === "all" ? "*" : scope.map(({ id }) => id).join("\n")
      const engagement = row.id
      const labels: Listing.Correction = {
        ...(was.section !== is.section && { section: is.section }),
        ...(was.service !== is.service && { service: is.service }),
        ...(was.contact !== is.contact &&
          (is.contact === undefined ? { without: ["contact"] } : { contact: is.contact })),
        ...(ids(was.purposes) === ids(is.purposes) &&
          said(was.purposes) !== said(is.purposes) && { purposes: is.purposes }),
        ...(ids(was.places) === ids(is.places) && said(was.places) !== said(is.places) && { places: is.places })
      }
      if (Object.keys(labels).length > 0) {
        this.relabels.push(this.events.length)
        const reason = "only the words are others"
        this.do({ _tag: "CorrectEntry", engagement, to: labels, substance: false, by: "dpo-1", reason, at })
      }
      if (ids(was.purposes) !== ids(is.purposes)) this.announce({ _tag: "Repurpose", engagement, to: is.purposes }, at)
      if (ids(was.places) !== ids(is.places)) {
        if (is.places === "all") throw new Error(`${this.file}: ${engagement} has no place any more`)
        this.announce({ _tag: "Relocate", engagement, to: is.places }, at)
      }
      if (said(was.products) !== said(is.products))
        this.announce({ _tag: "Extend", engagement, products: is.products }, at)
      if (said(was.dataCategories) !== said(is.dataCategories))
        this.announce({ _tag: "ChangeData", engagement, to: is.dataCategories }, at)
      return told
    })
  }

  /** A row that came: a new period of one that had gone, or a new engagement. */
  private engaged(entry: Entry, read: Read, at: Instant, replaces?: string): Told {
    const again = this.gone.findIndex(
      (it) =>
        it.name === read.name &&
        said(it.printed.purposes) === said(this.told(entry, read, it.id, it.printed.entity).printed.purposes)
    )
    const [before] = again < 0 ? [] : this.gone.splice(again, 1)
    const entity = this.entityNamed(read.name, entry, at)
    const told = this.told(entry, read, before?.id ?? this.newId(read.name), entity)
    this.announce(
      replaces === undefined
        ? { _tag: "Engage", engagement: told.printed }
        : { _tag: "Replace", engagement: told.printed, replaces },
      at
    )
    return told
  }

  private replaced(engagement: string): boolean {
    return Listing.standing(this.state, engagement)!.replacedBy.length > 0
  }

  // -- Who they are. --

  private newId(name: string): string {
    const count = (this.ids.get(slug(name)) ?? 0) + 1
    this.ids.set(slug(name), count)
    return `${slug(name)}-${count}`
  }

  private readonly seats = new Map<string, string | undefined>()

  private standingEntity(name: string): string {
    return this.rows.flat().find((row) => row.name === name)!.printed.entity
  }

  private readonly entityIds: Array<string> = []

  /** The entity of that name, or one of the same canonical name that has no other row now, or a new one. */
  private entityNamed(name: string, entry: Entry, at: Instant): string {
    const busy = new Set(this.rows.flat().map((row) => row.printed.entity))
    const known =
      this.entityIds.find((id) => this.nameOf(id) === name) ??
      this.entityIds.find((id) => !busy.has(id) && canonicalName(this.nameOf(id)) === canonicalName(name))
    if (known === undefined) return this.newEntity(name, entry, at)
    this.seated(known, name, entry, at)
    return known
  }

  private newEntity(name: string, entry: Entry, at: Instant): string {
    const entity = this.newId(`entity ${name}`)
    this.entityIds.push(entity)
    this.seated(entity, name, entry, at)
    return entity
  }

  /** Its name, and where it is established, as far as the print says so. */
  private seated(entity: string, name: string, { country }: Entry, at: Instant): void {
    if (this.nameOf(entity) === name && this.seats.get(entity) === country) return
    this.seats.set(entity, country)
    const seat = country === undefined ? undefined : { id: slug(country), name: country }
    this.do({ _tag: "NameEntity", entity, name, ...(seat && { seat }), at })
  }
}
