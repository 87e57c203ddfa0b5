/** The listing beside a model of it, written from `docs/policy/listing.md`. */
import fc from "fast-check"
import type { Change, Engagement, Place } from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import { type Instant, utc } from "goodfaith/time"
import { afterAll, describe, expect, it } from "vitest"
import { engagement, pure, Scenario } from "../scenario.ts"
import { agree, attempt, both, dayOf, type Expected, hourOf, inWords, Ran, type Turn, turnOf } from "./running.ts"

// -- The model: all that was declared, in order, and every answer worked out from it. ------------------------------------------

/** Something that was declared, and its place among all that was. */
type Said<C extends Listing.Command = Listing.Command> = C & { readonly n: number }
type Of<T extends Listing.Command["_tag"]> = Said<Extract<Listing.Command, { readonly _tag: T }>>

class Model {
  readonly scenario = new Scenario()
  readonly said: Array<Said> = []
  hours = 0

  all<T extends Listing.Command["_tag"]>(tag: T): ReadonlyArray<Of<T>> {
    return this.said.filter((it): it is Of<T> => it._tag === tag)
  }

  // -- entities --

  /** All names of an entity in the order in which they were given, with the change that gave it where one did. */
  names(entity: string): ReadonlyArray<{ readonly name: string; readonly n: number; readonly change?: string }> {
    return this.said.flatMap((it) => {
      if (it._tag === "NameEntity" && it.entity === entity) return [{ name: it.name, n: it.n }]
      if (it._tag === "AnnounceChange" && it.what._tag === "Rename" && it.what.entity === entity)
        return [{ name: it.what.name, n: it.n, change: it.change }]
      return []
    })
  }

  isNamed(entity: string): boolean {
    return this.all("NameEntity").some((it) => it.entity === entity)
  }

  nameOf(entity: string): string {
    return (
      this.names(entity).findLast(({ change }) => change === undefined || !this.isWithdrawn(change))?.name ?? entity
    )
  }

  // -- changes --

  announced(change: string): Of<"AnnounceChange"> | undefined {
    return this.all("AnnounceChange").find((it) => it.change === change)
  }

  isWithdrawn(change: string, until = Number.POSITIVE_INFINITY): boolean {
    return this.all("WithdrawChange").some((it) => it.change === change && it.n < until)
  }

  /** "A change is announced, with the day from which it may hold": the day that was declared last. */
  dayOf(change: string, upTo = Number.POSITIVE_INFINITY): string | undefined {
    const moved = this.all("PostponeChange").findLast((it) => it.change === change && it.n < upTo)
    return moved?.effectiveOn ?? this.announced(change)?.effectiveOn
  }

  /** "A day on the listing begins when it begins in the listing's zone": here, in UTC. */
  hasBegun(change: string, at: string, upTo = Number.POSITIVE_INFINITY): boolean {
    return `${this.dayOf(change, upTo)}T00:00:00.000Z` <= at
  }

  // -- rows --

  /** "An engagement keeps its identity …; retired and engaged again, it is a new period." */
  periods(id: string): ReadonlyArray<Period> {
    return this.said.flatMap((it): ReadonlyArray<Period> => {
      if (it._tag === "ListEngagement" && it.engagement.id === id) return [{ n: it.n, row: it.engagement }]
      if (it._tag !== "AnnounceChange") return []
      const { what } = it
      const brings = (what._tag === "Engage" || what._tag === "Replace") && what.engagement.id === id
      return brings ? [{ n: it.n, row: what.engagement, change: it.change }] : []
    })
  }

  period(id: string): Period | undefined {
    return this.periods(id).at(-1)
  }

  hasEnded(id: string, { n }: Period): boolean {
    return this.all("EndEngagement").some((it) => it.engagement === id && it.n > n)
  }

  isRetired(id: string, { n }: Period, at: string): boolean {
    return this.all("AnnounceChange").some(
      (it) =>
        it.what._tag === "Retire" &&
        it.what.engagement === id &&
        it.for === "all" &&
        it.n > n &&
        !this.isWithdrawn(it.change) &&
        this.hasBegun(it.change, at)
    )
  }

  neverCame({ change }: Period): boolean {
    return change !== undefined && this.isWithdrawn(change)
  }

  stands(id: string, at: string): boolean {
    const period = this.period(id)
    return (
      period !== undefined && !this.hasEnded(id, period) && !this.isRetired(id, period, at) && !this.neverCame(period)
    )
  }

  /** The rows that an entity has, as the listing prints them: those that neither ended nor were taken back. */
  rowsOf(entity: string): ReadonlyArray<string> {
    return rowIds
      .filter((id) => {
        const period = this.period(id)
        if (period === undefined || this.hasEnded(id, period) || this.neverCame(period)) return false
        return this.printed(id)?.entity === entity
      })
      .toSorted((a, b) => this.period(a)!.n - this.period(b)!.n)
  }

  /** What is printed: the row as it came, then what each change makes of it, each as it was corrected. */
  printed(id: string, counts: (n: number, change: string | undefined) => boolean = () => true): Engagement | undefined {
    const period = this.period(id)
    return (
      period &&
      this.printedIn(
        id,
        period,
        (n, change) => counts(n, change) && !(change !== undefined && this.isWithdrawn(change))
      )
    )
  }

  printedIn(id: string, period: Period, counts: (n: number, change: string | undefined) => boolean): Engagement {
    const next = this.periods(id).find(({ n }) => n > period.n)?.n ?? Number.POSITIVE_INFINITY
    const sets = this.said.flatMap((it) => {
      if (it.n <= period.n || it.n >= next) return []
      if (it._tag === "AnnounceChange") {
        const set = this.touches(it.change).includes(id) ? setBy(it.what, id) : undefined
        return set === undefined
          ? []
          : [{ at: it.n, n: it.n, change: it.change as string | undefined, set, without: [] as ReadonlyArray<string> }]
      }
      if (it._tag === "CorrectEntry" && it.engagement === id) {
        const { without = [], ...set } = it.to
        const announced = it.change === undefined ? undefined : this.announced(it.change)?.n
        return [{ at: announced ?? it.n, n: it.n, change: it.change, set, without }]
      }
      return []
    })
    const inOrder = sets.toSorted((a, b) => a.at - b.at || a.n - b.n)
    const printed: Record<string, unknown> = { ...period.row }
    for (const { n, change, set, without } of inOrder) {
      if (!counts(n, change === period.change ? undefined : change)) continue
      Object.assign(printed, set)
      for (const field of without) delete printed[field]
    }
    return printed as unknown as Engagement
  }

  /** The rows that a change brings or alters. */
  touches(change: string): ReadonlyArray<string> {
    return this.touched.get(change) ?? []
  }
  private readonly touched = new Map<string, ReadonlyArray<string>>()

  private touchedBy(what: Change): ReadonlyArray<string> {
    switch (what._tag) {
      case "Engage":
      case "Replace":
        return [what.engagement.id]
      case "Rename":
      case "Merge":
      case "ChangeControl":
        return this.rowsOf(what.entity)
      case "Split":
        return what.moves.map((it) => it.engagement)
      case "ChangeScope":
        return what.unlisted
      default:
        return [what.engagement]
    }
  }

  record(command: Listing.Command): void {
    if (command._tag === "AnnounceChange") this.touched.set(command.change, this.touchedBy(command.what))
    this.said.push({ ...command, n: this.said.length })
  }

  // -- what is expected --

  /** Every sentence that refuses it; or whether it says anything new. */
  expected(command: Listing.Command): Expected {
    if (command._tag === "OpenListing") {
      const [opened] = this.all("OpenListing")
      if (opened === undefined) return command.zone === "UTC" ? "recorded" : ["UnknownZone"]
      return same(opened, command) ? "already so" : ["OpenedOtherwise"]
    }
    if (this.said.length === 0) return ["NotOpened"]
    const no = this.refusals(command)
    if (this.isSo(command)) return "already so"
    return no.length > 0 ? no : "recorded"
  }

  /** Asked twice, decided once. */
  private isSo(command: Listing.Command): boolean {
    const current = (id: string) => this.period(id)?.n ?? 0
    const saidOf = <T extends "DecideMateriality" | "ConfirmSafeguards" | "CorrectEntry">(tag: T, id: string) =>
      (this.all(tag) as ReadonlyArray<Said & { readonly engagement: string }>).filter(
        (it) => it.engagement === id && it.n > current(id)
      )
    switch (command._tag) {
      case "OpenListing":
        return false
      case "NameEntity": {
        const newest = this.all("NameEntity").findLast((it) => it.entity === command.entity)
        return newest !== undefined && same(newest, command)
      }
      case "ListEngagement":
        return (
          this.stands(command.engagement.id, command.at) &&
          same(this.printed(command.engagement.id), command.engagement)
        )
      case "AnnounceChange": {
        const known = this.announced(command.change)
        return known !== undefined && same(known, command)
      }
      case "PostponeChange":
        return !this.isWithdrawn(command.change) && this.dayOf(command.change) === command.effectiveOn
      case "WithdrawChange":
        return this.isWithdrawn(command.change)
      case "EndEngagement": {
        const period = this.period(command.engagement)
        return period !== undefined && this.hasEnded(command.engagement, period)
      }
      case "DecideMateriality":
      case "ConfirmSafeguards":
        return saidOf(command._tag, command.engagement).some((it) => it.at === command.at && same(it, command))
      case "CorrectEntry": {
        const newest = saidOf("CorrectEntry", command.engagement).at(-1)
        return newest !== undefined && same(newest, command) && this.refusals(command).length === 0
      }
      case "ChangeNotes":
        return this.all("ChangeNotes").at(-1)?.notes === command.notes
      case "ReviewListing":
        return this.all("ReviewListing").some((it) => it.at === command.at && same(it, command))
      case "JudgeEmergency":
        return this.all("JudgeEmergency").some((it) => it.at === command.at && same(it, command))
      case "LoseObjectionAddress":
        return this.isLost(command.address) !== undefined
      case "RestoreObjectionAddress":
        return this.isLost(command.address) === undefined
      case "PublishVersion": {
        const shown = this.said.findLastIndex((it) => it._tag === "PublishVersion")
        const newest = this.all("PublishVersion").at(-1)
        const sayNothing: ReadonlyArray<string> = [
          "DecideMateriality",
          "ConfirmSafeguards",
          "ReviewListing",
          "JudgeEmergency",
          "LoseObjectionAddress",
          "RestoreObjectionAddress"
        ]
        const since = this.said.slice(shown + 1).filter(({ _tag }) => !sayNothing.includes(_tag))
        const shownSo = command.statedOn === undefined || command.statedOn === newest?.statedOn
        return shown !== -1 && since.length === 0 && shownSo
      }
    }
  }

  /** "A slip of the pen that adds to what a row covers is an addition": said without a change, and not just now. */
  private adds(command: Listing.CorrectEntry): boolean {
    const newest = this.all("CorrectEntry").findLast((it) => it.engagement === command.engagement)
    if (newest !== undefined && same(newest, command)) return false
    const printed = this.printed(command.engagement)
    const bringing = this.period(command.engagement)?.change
    // A row that never came covers nothing, so anything adds to it.
    const neverCame = bringing !== undefined && this.isWithdrawn(bringing)
    return (["places", "products"] as const).some((field) => {
      const right = command.to[field]
      const was = neverCame ? [] : printed?.[field]
      if (right === undefined || was === undefined || was === "all") return false
      if (right === "all") return true
      const came = idsOf(right).filter((id) => !idsOf(was).includes(id))
      const went = idsOf(was).filter((id) => !idsOf(right).includes(id))
      return came.length > went.length
    })
  }

  isLost(address: string): string | undefined {
    let since: string | undefined
    for (const it of this.said) {
      if (it._tag === "LoseObjectionAddress" && it.address === address) since ??= it.at
      if (it._tag === "RestoreObjectionAddress" && it.address === address) since = undefined
    }
    return since
  }

  private refusals(command: Listing.Command): ReadonlyArray<string> {
    const no: Array<string> = []
    const when = (tag: string, isSo: boolean): void => {
      if (isSo) no.push(tag)
    }
    switch (command._tag) {
      case "NameEntity":
        when(
          "RenameIsAChange",
          this.nameOf(command.entity) !== command.name &&
            this.rowsOf(command.entity).some((id) => this.stands(id, command.at))
        )
        break
      case "ListEngagement":
        when("EngagementStands", this.stands(command.engagement.id, command.at))
        when("ChangeIdTaken", this.announced(command.engagement.id) !== undefined)
        when("UnknownEntity", !this.isNamed(command.engagement.entity))
        break
      case "AnnounceChange":
        when("ChangeIdTaken", this.announced(command.change) !== undefined)
        when("IdOfAnEngagement", this.period(command.change) !== undefined)
        if (no.length === 0) no.push(...this.cannotChange(command))
        break
      case "PostponeChange":
      case "WithdrawChange":
        when("UnknownChange", this.announced(command.change) === undefined)
        when("Withdrawn", this.isWithdrawn(command.change))
        when("HoldsAlready", this.announced(command.change) !== undefined && this.hasBegun(command.change, command.at))
        break
      case "EndEngagement":
      case "DecideMateriality":
      case "ConfirmSafeguards":
        when("UnknownEngagement", this.period(command.engagement) === undefined)
        break
      case "CorrectEntry":
        when("UnknownEngagement", this.period(command.engagement) === undefined)
        if (command.change === undefined) when("SubstanceIsAChange", command.substance)
        else if (this.announced(command.change) === undefined) no.push("UnknownChange")
        else {
          when("CorrectsWithdrawn", this.isWithdrawn(command.change))
          when("NotTouched", !this.touches(command.change).includes(command.engagement))
        }
        if (no.length === 0) when("AddsToScope", !command.substance && this.adds(command))
        break
      case "JudgeEmergency": {
        const known = this.announced(command.change)
        when("UnknownChange", known === undefined)
        when("NotAnEmergency", known !== undefined && known.emergency === undefined)
        break
      }
      case "RestoreObjectionAddress":
        when("LostLater", command.at <= (this.isLost(command.address) ?? ""))
        break
      case "OpenListing":
      case "ChangeNotes":
      case "ReviewListing":
      case "LoseObjectionAddress":
      case "PublishVersion":
        break
    }
    return no
  }

  private cannotChange({ what, change, at }: Listing.AnnounceChange): ReadonlyArray<string> {
    const no: Array<string> = []
    const unknown = (entity: string): void => {
      if (!this.isNamed(entity)) no.push("UnknownEntity")
    }
    const row = (id: string): void => {
      const period = this.period(id)
      if (period === undefined) no.push("UnknownEngagement")
      else {
        if (this.hasEnded(id, period)) no.push("HasEnded")
        if (this.isRetired(id, period, at)) no.push("IsRetired")
        if (this.neverCame(period)) no.push("Withdrawn")
      }
    }
    switch (what._tag) {
      case "Engage":
      case "Replace":
        if (change === what.engagement.id) no.push("SameIdTwice")
        if (this.stands(what.engagement.id, at)) no.push("EngagementStands")
        unknown(what.engagement.entity)
        if (this.announced(what.engagement.id) !== undefined) no.push("ChangeIdTaken")
        if (what._tag === "Replace") {
          if (what.replaces === what.engagement.id) no.push("ReplacesItself")
          row(what.replaces)
        }
        break
      case "ChangeControl":
        unknown(what.entity)
        break
      case "Rename":
        unknown(what.entity)
        if (this.addsAName(what.entity, what.name)) no.push("AddsAName")
        break
      case "Merge":
        unknown(what.entity)
        unknown(what.into)
        if (what.into === what.entity) no.push("IntoItself")
        break
      case "Split":
        unknown(what.entity)
        for (const { engagement: id, to } of what.moves) {
          row(id)
          unknown(to)
          if (to === what.entity) no.push("IntoItself")
          if (this.printed(id) !== undefined && this.printed(id)?.entity !== what.entity) no.push("NotOfThisEntity")
        }
        break
      case "ChangeScope":
        for (const id of what.unlisted) row(id)
        break
      default:
        row(what.engagement)
    }
    return no
  }

  /** "A rename adding a name is an addition": the name of another company, or a new one among several. */
  private addsAName(entity: string, name: string): boolean {
    const old = this.nameOf(entity).split(" and ")
    const now = name.split(" and ")
    const others = entityIds.filter((it) => it !== entity && this.isNamed(it)).map((it) => this.nameOf(it))
    const isNew = (it: string) => !old.includes(it)
    return now.some((it) => isNew(it) && others.includes(it)) || (now.length > 1 && now.some(isNew))
  }

  // -- the listing of a day --

  /** "The listing as it stood on any day, and what was known of it then, can be shown again." */
  shown(held: string, known: number, client: string | undefined): ReadonlyArray<Shown> {
    const then = this.knownThen(known)
    const counts = (it: Said): boolean => it.at <= held
    const begun = (change: string): boolean => {
      const announced = then.announced(change)
      if (announced === undefined) return false
      const moved = then.all("PostponeChange").filter((it) => it.change === change && counts(it))
      return `${moved.at(-1)?.effectiveOn ?? announced.effectiveOn}T00:00:00.000Z` <= held
    }
    const dropped = (change: string): boolean =>
      then.all("WithdrawChange").some((it) => it.change === change && counts(it))
    const holds = (change: string): boolean => {
      const announced = then.announced(change)
      if (announced === undefined || !counts(announced) || dropped(change) || !begun(change)) return false
      return announced.for === "all" || (client !== undefined && announced.for.includes(client))
    }
    const changes = then.all("AnnounceChange")
    const scope = changes.findLast((it) => it.what._tag === "ChangeScope" && holds(it.change))
    return rowIds.flatMap((id): ReadonlyArray<Shown> => {
      const periods = then.periods(id).filter(({ n, change }) => {
        const it = then.said[n]!
        return counts(it) && !(change !== undefined && dropped(change))
      })
      const period = periods.at(-1)
      if (period === undefined) return []
      const later = then.periods(id).find(({ n }) => n > period.n)?.n ?? Number.POSITIVE_INFINITY
      const inPeriod = (it: Said): boolean => it.n > period.n && it.n < later
      const ended = then.all("EndEngagement").some((it) => it.engagement === id && inPeriod(it) && counts(it))
      const retired = changes.some(
        (it) => it.what._tag === "Retire" && it.what.engagement === id && inPeriod(it) && holds(it.change)
      )
      const unlisted = scope !== undefined && inPeriod(scope) && this.touches(scope.change).includes(id)
      const printed = then.printedIn(
        id,
        period,
        (n, change) => counts(then.said[n]!) && (change === undefined || holds(change))
      )
      const names = then.names(printed.entity)
      const name = names.findLast(({ n, change }) => counts(then.said[n]!) && (change === undefined || holds(change)))
      return [
        {
          id,
          name: (name ?? names[0])?.name ?? printed.entity,
          printed,
          status: ended
            ? "ended"
            : period.change !== undefined && !begun(period.change)
              ? "announced"
              : retired
                ? "ended"
                : unlisted
                  ? "unlisted"
                  : "active"
        }
      ]
    })
  }

  /** The model as it was when so much had been said. */
  private knownThen(known: number): Model {
    const then = new Model()
    for (const { n, ...command } of this.said) if (n <= known) then.record(command as Listing.Command)
    return then
  }
}

interface Period {
  readonly n: number
  readonly row: Engagement
  readonly change?: string
}

interface Shown {
  readonly id: string
  readonly name: string
  readonly printed: Engagement
  readonly status: string
}

const setBy = (what: Change, id: string): Partial<Engagement> | undefined => {
  switch (what._tag) {
    case "Relocate":
      return { places: what.to }
    case "Repurpose":
      return { purposes: what.to }
    case "ChangeData":
      return { dataCategories: what.to }
    case "Extend": {
      const { products, regions } = what
      return { ...(products !== undefined && { products }), ...(regions !== undefined && { regions }) }
    }
    case "Merge":
      return { entity: what.into }
    case "Split": {
      const move = what.moves.findLast((it) => it.engagement === id)
      return move && { entity: move.to }
    }
    default:
      return undefined
  }
}

/** Two acts that say the same, whenever they were said. */
const same = (was: object | undefined, is: object): boolean => {
  const plain = (it: object) => {
    const { at: _, n: __, ...words } = it as { readonly at?: unknown; readonly n?: unknown }
    return JSON.stringify(words, (_key, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : value
    )
  }
  return was !== undefined && plain(was) === plain(is)
}

// -- Commands. -----------------------------------------------------------------------------------------------------------------

const rowIds = ["r1", "r2", "r3", "k2"]
const entityIds = ["e1", "e2", "e3"]
const changeIds = ["k1", "k2", "k3", "k4", "k5", "k6", "k7"]
const placesOf: ReadonlyArray<ReadonlyArray<Place>> = [
  [{ id: "nl", name: "The Netherlands", country: "NL" }],
  [
    { id: "nl", name: "The Netherlands", country: "NL" },
    { id: "us", name: "USA", country: "US" }
  ]
]

const at = hourOf(0)
const row = fc.constantFrom("r1", "r2", "r3")
/** Now and then under an id that a change may have. */
const newRow = fc.oneof({ weight: 12, arbitrary: row }, fc.constant("k2"))
const entity = fc.constantFrom("e1", "e1", "e2", "e2", "e3")
const changeId = fc.constantFrom(...changeIds)
const day = fc.integer({ min: 0, max: 120 }).map((n) => dayOf(n * 24))
const name = fc.constantFrom("Acme", "Beta", "Gamma", "Delta", "Acme and Beta", "Gamma and Delta")
const printedRow = fc
  .tuple(newRow, entity, fc.constantFrom(...placesOf))
  .map(([id, of, places]) => engagement(id, { entity: of, places }))

const what: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: printedRow.map((it): Change => ({ _tag: "Engage", engagement: it })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(printedRow, row)
      .map(([it, replaces]): Change => ({ _tag: "Replace", engagement: it, replaces }))
  },
  fc.tuple(row, fc.constantFrom(...placesOf)).map(([id, to]): Change => ({ _tag: "Relocate", engagement: id, to })),
  row.chain((id) =>
    fc.constantFrom<Change>(
      { _tag: "Retire", engagement: id },
      { _tag: "Repurpose", engagement: id, to: [{ id: "mailing", text: "Mailing" }] },
      { _tag: "Extend", engagement: id, products: ["esignatures", "identity"] },
      { _tag: "ChangeData", engagement: id, to: ["names"] },
      { _tag: "Reclassify", engagement: id, material: true, by: "dpo-1", reason: "it grew" },
      { _tag: "LoseSafeguards", engagement: id, words: "the certificate ran out" },
      { _tag: "ChangeScope", scope: "material ones only", unlisted: [id] }
    )
  ),
  fc
    .tuple(entity, name)
    .map(([of, it]): Change => ({ _tag: "Rename", entity: of, name: it, by: "dpo-1", reason: "so" })),
  entity.map((of): Change => ({ _tag: "ChangeControl", entity: of, controller: "holding" })),
  fc
    .constantFrom(["r1"], ["r2"], ["r1", "r2"])
    .map((unlisted): Change => ({ _tag: "ChangeScope", scope: "material ones only", unlisted })),
  row.map((id): Change => ({ _tag: "Retire", engagement: id })),
  fc.tuple(entity, entity).map(([of, into]): Change => ({ _tag: "Merge", entity: of, into })),
  fc
    .tuple(entity, row, entity)
    .map(([of, id, to]): Change => ({ _tag: "Split", entity: of, moves: [{ engagement: id, to }] }))
)

const commands: ReadonlyArray<fc.Arbitrary<Turn<Listing.Command>>> = [
  fc
    .constantFrom<Listing.Command>(
      { _tag: "OpenListing", listing: "main", title: "T", vendor: "V", zone: "UTC", scope: "all", at },
      { _tag: "OpenListing", listing: "main", title: "T", vendor: "V", zone: "UTC", scope: "all", at },
      { _tag: "OpenListing", listing: "main", title: "Other", vendor: "V", zone: "UTC", scope: "all", at },
      { _tag: "OpenListing", listing: "main", title: "T", vendor: "V", zone: "Mars/Olympus", scope: "all", at }
    )
    .map((it): Listing.Command => it),
  fc.tuple(entity, name).map(([of, it]): Listing.Command => ({ _tag: "NameEntity", entity: of, name: it, at })),
  printedRow.map((it): Listing.Command => ({ _tag: "ListEngagement", engagement: it, at })),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(() =>
    fc
      .record({
        change: fc.oneof({ weight: 6, arbitrary: changeId }, row),
        what,
        effectiveOn: day,
        for: fc.constantFrom("all" as const, "all" as const, ["c1"]),
        urgent: fc.boolean()
      })
      .map(
        ({ urgent, ...it }): Listing.Command => ({
          _tag: "AnnounceChange",
          ...it,
          ...(urgent && { emergency: "now" }),
          at
        })
      )
  ),
  fc
    .tuple(changeId, day)
    .map(([change, effectiveOn]): Listing.Command => ({ _tag: "PostponeChange", change, effectiveOn, at })),
  changeId.map((change): Listing.Command => ({ _tag: "WithdrawChange", change, at })),
  row.map((id): Listing.Command => ({ _tag: "EndEngagement", engagement: id, at })),
  fc.tuple(row, fc.boolean()).map(
    ([id, material]): Listing.Command => ({
      _tag: "DecideMateriality",
      engagement: id,
      material,
      by: "dpo-1",
      reason: "so",
      at
    })
  ),
  row.map(
    (id): Listing.Command => ({
      _tag: "ConfirmSafeguards",
      engagement: id,
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at
    })
  ),
  fc
    .record({
      engagement: row,
      change: fc.option(changeId, { nil: undefined }),
      substance: fc.boolean(),
      to: fc.constantFrom<Listing.Correction>(
        { places: placesOf[0]! },
        { section: "Elsewhere", without: ["contact"] },
        { contact: "desk" },
        { products: ["identity"] }
      )
    })
    .map(
      ({ change, ...it }): Listing.Command => ({
        _tag: "CorrectEntry",
        ...it,
        ...(change !== undefined && { change }),
        by: "dpo-1",
        reason: "so",
        at
      })
    ),
  fc.constantFrom("one", "two").map((notes): Listing.Command => ({ _tag: "ChangeNotes", notes, at })),
  fc.constant<Listing.Command>({ _tag: "ReviewListing", by: "dpo-1", at }),
  fc.tuple(changeId, fc.boolean()).map(
    ([change, fits]): Listing.Command => ({
      _tag: "JudgeEmergency",
      change,
      terms: "terms:sha256-x",
      fits,
      by: "dpo-1",
      reason: "so",
      at
    })
  ),
  fc
    .constantFrom("office", "portal")
    .map((address): Listing.Command => ({ _tag: "LoseObjectionAddress", address, at })),
  fc
    .constantFrom("office", "portal")
    .map((address): Listing.Command => ({ _tag: "RestoreObjectionAddress", address, at })),
  fc
    .option(day, { nil: undefined, freq: 2 })
    .map((statedOn): Listing.Command => ({ _tag: "PublishVersion", ...(statedOn !== undefined && { statedOn }), at }))
].map(turnOf)

// -- Both. ---------------------------------------------------------------------------------------------------------------------

const ran = new Ran()
afterAll(() => console.info(`What the listing and its model were given:\n${ran}`))

const idsOf = (items: ReadonlyArray<string | { readonly id: string }>): ReadonlyArray<string> =>
  items.map((item) => (typeof item === "string" ? item : item.id))

/**
 * A correction of a change that prints nothing of the row, or of a period gone by, has no place among what is printed. What a slip
 * in a change may name hangs on what that change brought, which is told story by story.
 */
const hasItsPlace = (model: Model, command: Listing.Command): boolean => {
  if (command._tag !== "CorrectEntry" || command.change === undefined) return true
  const announced = model.announced(command.change)
  const period = model.period(command.engagement)
  if (announced === undefined || period === undefined) return true
  if (!command.substance && (command.to.places ?? command.to.products) !== undefined) return false
  return (
    announced.n >= period.n &&
    (period.change === command.change || setBy(announced.what, command.engagement) !== undefined)
  )
}

const begin = (): Model => {
  const model = new Model()
  const usual: ReadonlyArray<Listing.Command> = [
    { _tag: "OpenListing", listing: "main", title: "T", vendor: "V", zone: "UTC", scope: "all", at },
    { _tag: "NameEntity", entity: "e1", name: "Acme", at },
    { _tag: "NameEntity", entity: "e2", name: "Beta", at },
    { _tag: "NameEntity", entity: "e3", name: "Gamma", at },
    { _tag: "ListEngagement", engagement: engagement("r1", { entity: "e1" }), at },
    { _tag: "ListEngagement", engagement: engagement("r2", { entity: "e1", service: "email" }), at }
  ]
  for (const command of usual) {
    model.scenario.onListing(command)
    model.record(command)
  }
  return model
}

const takes = (model: Model, { hours, wants }: Turn<Listing.Command>): void => {
  model.hours += hours
  const command: Listing.Command = { ...wants, at: hourOf(model.hours) }
  if (!hasItsPlace(model, command)) return
  const expected = model.expected(command)
  const before = model.scenario.listing.upTo
  const went = attempt(() => {
    model.scenario.onListing(command)
    return (model.scenario.streams.get("listing/main") ?? []).slice(before + 1)
  })
  ran.add(command._tag === "AnnounceChange" ? `AnnounceChange ${command.what._tag}` : command._tag, inWords(went))
  agree(expected, went, command)
  if (expected === "recorded") {
    model.record(command)
    // Asked twice, decided once.
    expect({ command, again: model.expected(command) }).toEqual({ command, again: "already so" })
    const twice = attempt(() => {
      const { upTo } = model.scenario.listing
      model.scenario.onListing(command)
      return (model.scenario.streams.get("listing/main") ?? []).slice(upTo + 1)
    })
    agree("already so", twice, command)
  }
  compare(model)
}

const compare = (model: Model): void => {
  const { state } = model.scenario.listing
  for (const id of rowIds) expect(Listing.standing(state, id)?.printed.value).toEqual(model.printed(id))
  for (const id of entityIds) expect(Listing.entityName(state, id)).toBe(model.nameOf(id))
  for (const change of changeIds) {
    const known = Listing.change(state, change)
    expect(known?.touches ?? []).toEqual(model.touches(change))
    expect(known?.effectiveOn.value).toBe(model.dayOf(change))
    expect(known?.withdrawn !== undefined).toBe(model.isWithdrawn(change))
  }
  expect(state.versions.map(({ value }) => value.version)).toEqual(
    model.all("PublishVersion").map((_, index) => index + 1)
  )
}

describe("the listing says what its model says", () => {
  it(
    "of every command: recorded, so already, or refused by the same sentence; and what is printed then",
    () => {
      both(350, ran, commands, begin, takes)
      for (const kind of [
        "CorrectEntry",
        "AnnounceChange Merge",
        "AnnounceChange Split",
        "PublishVersion",
        "EndEngagement"
      ])
        expect(ran.went(kind, "recorded")).toBeGreaterThan(0)
    },
    120_000 * Number(process.env["LAW_RUNS"] ?? 1)
  )

  it(
    "of any day, as far as it was known: its rows, their names, what is printed of them, and whether they run",
    () => {
      const shown = new Ran()
      both(250, shown, commands, begin, (model, turn) => {
        takes(model, turn)
        const { listing } = model.scenario
        const seed = model.hours * 7 + model.said.length
        const held: Instant = hourOf((seed * 37) % (model.hours + 400))
        const known = seed % 3 === 0 ? seed % model.said.length : undefined
        const client = seed % 2 === 0 ? "c1" : undefined
        const rows = pure(() =>
          Listing.rows(listing.state, {
            held,
            zone: utc,
            ...(known !== undefined && { known }),
            ...(client !== undefined && { client })
          })
        ).map(({ id, name: called, printed, status }) => ({ id, name: called, printed, status }))
        const byId = (a: Shown, b: Shown) => (a.id < b.id ? -1 : 1)
        expect({ held, known, rows: rows.toSorted(byId) }).toEqual({
          held,
          known,
          rows: model.shown(held, known ?? Number.POSITIVE_INFINITY, client).toSorted(byId)
        })
      })
    },
    120_000 * Number(process.env["LAW_RUNS"] ?? 1)
  )
})
