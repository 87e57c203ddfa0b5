/** What a row covers, and what each change makes of that. Announced, not in effect: the gate asks that of each client. */
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import type { Fact } from "../kernel/Verdict.ts"
import type { Change, Engagement, Facet, Scope } from "../language/Change.ts"
import { type ChangeId, type EngagementId, type EventRef, revisionOf } from "../language/ids.ts"
import type { CorrectEntry, Entry, EntryCorrected, InScope, Standing, State } from "./Listing.ts"

/** Everything that a row covers in one respect. */
interface Whole {
  readonly facet: Facet
  readonly items: ReadonlyArray<{ readonly value: string; readonly country?: string }>
}

const wholesOf = (set: Partial<Engagement>): ReadonlyArray<Whole> => {
  const wholes: Array<Whole> = []
  const whole = (facet: Facet, scope: Scope<Whole["items"][number]> | undefined): void => {
    if (scope !== undefined) wholes.push({ facet, items: scope === "all" ? [{ value: "*" }] : scope })
  }
  whole("engagement", set.id === undefined ? undefined : [{ value: set.id }])
  whole("product", valued(set.products))
  whole("region", valued(set.regions))
  whole("option", valued(set.options))
  whole(
    "place",
    set.places === undefined || set.places === "all"
      ? set.places
      : set.places.map(({ id, country }) => ({ value: id, ...(country !== undefined && { country }) }))
  )
  whole(
    "purpose",
    set.purposes === undefined || set.purposes === "all" ? set.purposes : set.purposes.map(({ id }) => ({ value: id }))
  )
  whole("dataCategory", valued(set.dataCategories))
  whole("entity", set.entity === undefined ? undefined : [{ value: set.entity }])
  return wholes
}

const valued = (scope: Scope<string> | undefined): Scope<{ readonly value: string }> | undefined =>
  scope === undefined || scope === "all" ? scope : scope.map((value) => ({ value }))

/** What a new period covers: all of it was brought by the same event. */
export const scopeOf = (engagement: Engagement, brought: InScope["brought"]): ReadonlyArray<InScope> =>
  wholesOf(engagement).flatMap(({ facet, items }) => items.map((item) => ({ facet, ...item, brought, leaves: [] })))

/** The rows that a change touches, as they stand when it is announced. */
export const touchedBy = (state: State, what: Change): ReadonlyArray<EngagementId> => {
  switch (what._tag) {
    case "Engage":
    case "Replace":
      return [what.engagement.id]
    case "Retire":
    case "Relocate":
    case "Repurpose":
    case "Extend":
    case "ChangeData":
    case "Reclassify":
    case "LoseSafeguards":
      return [what.engagement]
    case "Rename":
    case "Merge":
    case "ChangeControl":
      return rowsOf(state, what.entity)
    case "Split":
      return [...new Set(what.moves.map((move) => move.engagement))]
    case "ChangeScope":
      return [...new Set(what.unlisted)]
  }
}

/** The rows of an entity that stand, in the order in which they came. */
export const rowsOf = (state: State, entity: string): ReadonlyArray<EngagementId> => {
  const rows: Array<Standing> = []
  for (const standing of HashMap.values(state.engagements)) {
    if (standing.printed.value.entity !== entity || standing.ended !== undefined) continue
    if (!isWithdrawn(state, standing.scope[0]?.brought.value)) rows.push(standing)
  }
  return rows
    .sort((a, b) => revisionOf(a.entries[0]!.from) - revisionOf(b.entries[0]!.from))
    .map(({ printed }) => printed.value.id)
}

/** The changes that print other values of a row. */
type Setting = Extract<
  Change,
  { readonly _tag: "Relocate" | "Repurpose" | "Extend" | "ChangeData" | "Merge" | "Split" }
>

/** What such a change will print of a row that it touches. */
export const setBy = (what: Setting, row: EngagementId): Partial<Engagement> => {
  switch (what._tag) {
    case "Relocate":
      return { places: what.to }
    case "Repurpose":
      return { purposes: what.to }
    case "Extend": {
      const { products, regions, options } = what
      return {
        ...(products !== undefined && { products }),
        ...(regions !== undefined && { regions }),
        ...(options !== undefined && { options })
      }
    }
    case "ChangeData":
      return { dataCategories: what.to }
    case "Merge":
      return { entity: what.into }
    case "Split": {
      const move = what.moves.findLast(({ engagement }) => engagement === row)
      return move === undefined ? {} : { entity: move.to }
    }
  }
}

/** The row with one more thing printed of it: what stays in scope, what will be left, and what comes. */
export const set = (state: State, row: Standing, entry: Fact<Entry & { readonly change: ChangeId }>): Standing => {
  const by: Fact<ChangeId> = { value: entry.value.change, from: entry.from }
  const entries = [...row.entries, entry]
  return {
    ...row,
    entries,
    printed: { value: printedOf(entries, notWithdrawn(state)), from: entry.from },
    scope: wholesOf(entry.value.set).reduce((scope, whole) => cover(state, scope, whole, by), row.scope)
  }
}

/** Somebody else controls the entity. Each change of control is new, whoever controlled it before. */
export const controlled = (row: Standing, controller: Whole["items"][number], brought: Fact<ChangeId>): Standing => ({
  ...row,
  scope: [
    ...row.scope.map((it) => (it.facet === "control" ? { ...it, leaves: [...it.leaves, brought] } : it)),
    { facet: "control", ...controller, brought, leaves: [] }
  ]
})

/** The row once a change that touched it was withdrawn: what that brought or left does not count any more. */
export const takenBack = (state: State, row: Standing, change: ChangeId, ref: EventRef): Standing => {
  if (!row.entries.some(({ value }) => value.change === change)) return row
  return {
    ...row,
    printed: { value: printedOf(row.entries, notWithdrawn(state)), from: ref },
    scope: coverAgain(
      state,
      row,
      row.scope,
      row.scope.filter(({ brought }) => brought.value === change)
    )
  }
}

/** The row as it is corrected. */
export const corrected = (state: State, before: Standing, event: EntryCorrected, ref: EventRef): Standing => {
  const { change, substance } = event
  const { without, ...to } = event.to
  const entry: Entry = {
    ...(change !== undefined && { change }),
    set: to,
    ...(without !== undefined && { without }),
    at: event.at
  }
  const entries = [...before.entries, { value: entry, from: ref }]
  const row = { ...before, entries, corrections: [...before.corrections, { value: event, from: ref }] }
  const printed = { value: printedOf(entries, notWithdrawn(state)), from: ref }
  const wholes = wholesOf(to)
  if (!substance || change === undefined)
    return { ...row, printed, scope: wholes.reduce((scope, whole) => reworded(state, scope, whole, change), row.scope) }
  const by: Fact<ChangeId> = { value: change, from: ref }
  const right = wholes.reduce((scope, whole) => putRight(state, scope, whole, before, by), row.scope)
  const gone = row.scope.filter(
    (was) =>
      !right.some((it) => it.facet === was.facet && it.value === was.value && it.brought.from === was.brought.from)
  )
  return { ...row, printed, scope: coverAgain(state, row, right, gone) }
}

/** What stays, what the change takes away, and what it brings. What a withdrawn change brought or left does not count. */
const cover = (
  state: State,
  scope: ReadonlyArray<InScope>,
  { facet, items }: Whole,
  by: Fact<ChangeId>,
  only: { readonly leave: (it: InScope) => boolean; readonly bring: (value: string) => boolean } = anything
): ReadonlyArray<InScope> => {
  const announced = announcedIn(state, by)
  const before = (fact: InScope["brought"]): boolean => announcedIn(state, fact) < announced
  const counts = (fact: InScope["brought"]): boolean => before(fact) && !isWithdrawn(state, fact.value)
  const covers = (it: InScope): boolean =>
    it.brought.value === by.value || (counts(it.brought) && !it.leaves.some(counts))
  const stays = (it: InScope): boolean => items.some(({ value }) => value === it.value)
  const left = (it: InScope): boolean =>
    it.facet === facet && !stays(it) && before(it.brought) && !it.leaves.some(({ value }) => value === by.value)
  return [
    // Everything that it does not go on with is left, also what an earlier change was to leave: a client may still be there.
    ...scope.map((it) =>
      left(it) && only.leave(it)
        ? { ...it, leaves: [...it.leaves, by].sort((a, b) => announcedIn(state, a) - announcedIn(state, b)) }
        : it
    ),
    ...items
      .filter(({ value }) => !scope.some((it) => it.facet === facet && it.value === value && covers(it)))
      .filter(({ value }) => only.bring(value))
      .map((item): InScope => ({ facet, ...item, brought: by, leaves: [] }))
  ]
}

const anything = { leave: () => true, bring: () => true }

/**
 * What is gone may be covered by a change that was announced later and had no need to bring it then: so that brings it now. And
 * what is new here may be left by a later change. All else stays as it was.
 */
const coverAgain = (
  state: State,
  row: Standing,
  scope: ReadonlyArray<InScope>,
  gone: ReadonlyArray<InScope>
): ReadonlyArray<InScope> => {
  const known = new Set(row.scope)
  let covered = scope
  for (const [change, { set, from }] of announcedSets(row)) {
    if (isWithdrawn(state, change)) continue
    for (const whole of wholesOf(set))
      covered = cover(
        state,
        covered,
        whole,
        { value: change, from },
        {
          leave: (it) => !known.has(it),
          bring: (value) => gone.some((it) => it.facet === whole.facet && it.value === value)
        }
      )
  }
  return covered
}

/** What each change says of the row, as it was corrected since. */
const announcedSets = (
  row: Standing
): ReadonlyMap<ChangeId, { readonly set: Entry["set"]; readonly from: EventRef }> => {
  const sets = new Map<ChangeId, { readonly set: Entry["set"]; readonly from: EventRef }>()
  for (const { value, from } of row.entries) {
    if (value.change === undefined) continue
    const said = sets.get(value.change)
    sets.set(value.change, { set: { ...said?.set, ...value.set }, from: said?.from ?? from })
  }
  return sets
}

/** What was wrong of what a change brings was never true, so it is gone; what is right instead is brought by the correction. */
const putRight = (
  state: State,
  scope: ReadonlyArray<InScope>,
  whole: Whole,
  row: Standing,
  by: Fact<ChangeId>
): ReadonlyArray<InScope> => {
  const right = (value: string): boolean => whole.items.some((item) => item.value === value)
  const slips = new Set(row.corrections.flatMap(({ value, from }) => (value.substance ? [] : [from])))
  // A slip of the pen brought nothing of its own: only what was announced, or corrected in substance, was told already.
  const told = row.entries
    .filter(({ value, from }) => value.change === by.value && !slips.has(from))
    .flatMap(({ value }) => wholesOf(value.set))
    .filter(({ facet }) => facet === whole.facet)
    .flatMap(({ items }) => items.map(({ value }) => value))
  const rightly = scope
    .filter(
      (it) => it.facet !== whole.facet || it.brought.value !== by.value || (right(it.value) && told.includes(it.value))
    )
    .map((it) =>
      it.facet === whole.facet && right(it.value)
        ? { ...it, leaves: it.leaves.filter(({ value }) => value !== by.value) }
        : it
    )
  return cover(state, rightly, whole, by)
}

/** The same thing in the right words: it keeps what brought it, and what leaves it. */
const reworded = (
  state: State,
  scope: ReadonlyArray<InScope>,
  { facet, items }: Whole,
  change: ChangeId | undefined
): ReadonlyArray<InScope> => {
  const stands = (it: InScope): boolean =>
    it.facet === facet &&
    !isWithdrawn(state, it.brought.value) &&
    it.leaves.every(({ value }) => isWithdrawn(state, value))
  const meant = (it: InScope): boolean => change === undefined || it.brought.value === change
  const wrong = scope.filter((it) => stands(it) && meant(it) && !items.some(({ value }) => value === it.value))
  const like = scope.findLast(stands) ?? scope[0]
  const right = items
    .filter(({ value }) => !scope.some((it) => stands(it) && it.value === value))
    .flatMap((item, index): ReadonlyArray<InScope> => {
      const was = wrong[index] ?? like
      return was === undefined ? [] : [{ facet, ...item, brought: was.brought, leaves: was.leaves }]
    })
  return [...scope.filter((it) => !wrong.includes(it)), ...right]
}

/** Whether a slip of the pen gives the row more in one respect than it takes away, then or now; to name some instead of all adds nothing. */
export const slipAdds = (state: State, row: Standing, { to, change, at }: CorrectEntry): boolean => {
  const adds = (scope: Standing["scope"], whole: Whole): boolean => {
    const right = reworded(state, scope, whole, change)
    const came = right.filter((it) => !scope.includes(it))
    const went = scope.filter((it) => !right.includes(it))
    return came.some(isAll) || (came.length > went.length && !went.some(isAll))
  }
  const rows = [row, ...row.asBefore.flatMap(({ until, row }) => (until > at ? [row] : []))]
  return wholesOf(to).some((whole) => rows.some(({ scope }) => adds(scope, whole)))
}

const isAll = ({ value }: InScope): boolean => value === "*"

/** What is printed of a row: all that was declared of it and counts. A correction stands where the change stands that it corrects. */
export const printedOf = (
  entries: Standing["entries"],
  counts: (entry: Fact<Entry>, row: Entry) => boolean
): Engagement => {
  const [first, ...later] = entries
  const row = first!.value
  const place = ({ value }: Fact<Entry>, index: number): number =>
    value.change === undefined ? index : entries.findIndex((it) => it.value.change === value.change) - 1
  return later
    .map((entry, index) => ({ entry, place: place(entry, index) }))
    .sort((a, b) => a.place - b.place)
    .reduce(
      (printed, { entry }) => (counts(entry, row) ? withEntry(printed, entry.value) : printed),
      row.set as Engagement
    )
}

const withEntry = (printed: Engagement, { set, without = [] }: Entry): Engagement => {
  const next: Engagement & { -readonly [K in keyof Engagement]?: Engagement[K] } = { ...printed, ...set }
  for (const field of without) delete next[field]
  return next
}

const notWithdrawn =
  (state: State) =>
  ({ value: { change } }: Fact<Entry>, row: Entry): boolean =>
    change === row.change || !isWithdrawn(state, change)

export const isWithdrawn = (state: State, change: ChangeId | undefined): boolean =>
  change !== undefined && Option.getOrUndefined(HashMap.get(state.changes, change))?.withdrawn !== undefined

/** Where in the stream something was announced: a correction counts as said where its change was. */
export const announcedIn = (state: State, { value, from }: Fact<ChangeId | undefined>): number => {
  const change = value === undefined ? undefined : Option.getOrUndefined(HashMap.get(state.changes, value))
  return revisionOf(change?.announced.from ?? from)
}
