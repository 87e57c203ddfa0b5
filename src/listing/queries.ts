/** What is so on a listing: by id, as of an instant, in order. */
import * as HashMap from "effect/HashMap"
import { newestBy } from "../kernel/facts.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { Engagement } from "../language/Change.ts"
import { type ChangeId, type EngagementId, type EntityId, type EventRef, revisionOf } from "../language/ids.ts"
import type { Day } from "../time/Day.ts"
import { dayMillis, type Instant, max, toMillis } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import type { AnnouncedChange, Entry, Named, NotesChanged, Standing, State, VersionPublished } from "./Listing.ts"
import { get } from "./maps.ts"
import * as covered from "./scope.ts"
import { isWithdrawn } from "./scope.ts"

export const standing = (state: State, engagement: EngagementId): Standing | undefined =>
  get(state.engagements, engagement)

/** The period of an engagement that an instant falls in: the newest that was declared by then, else the first. */
export const standingAt = (state: State, engagement: EngagementId, at: Instant): Standing | undefined => {
  let period = get(state.engagements, engagement)
  while (period?.before !== undefined && period.since > at) period = period.before
  return period && asOf(period, at)
}

/** A row as it was declared by an instant: without the corrections that came later. */
const asOf = (standing: Standing, at: Instant): Standing => {
  const then = standing.asBefore.find(({ until }) => at < until)?.row
  if (then === undefined) return standing
  const { printed, scope, entries, corrections } = then
  return { ...standing, printed, scope, entries, corrections }
}

/** What had been declared of a row by an instant, and not withdrawn by then. */
export const printedAt = (state: State, standing: Standing, at: Instant): Fact<Engagement> => {
  const { entries, printed } = asOf(standing, at)
  return entries.length === 1 ? printed : printedWhere(entriesBy(entries, at), declaredBy(state, entries, at))
}

/**
 * The row as this change makes it, with everything declared before it and what was put right by an instant. A change that was
 * announced later does not count, nor does another one that had been withdrawn by then.
 */
export const printedBy = (state: State, standing: Standing, change: ChangeId, at: Instant): Fact<Engagement> => {
  const { entries } = asOf(standing, at)
  const known = entriesBy(entries, at)
  const declared = declaredBy(state, entries, at)
  const place = ({ value, from }: Fact<Entry>): number => covered.announcedIn(state, { value: value.change, from })
  const announced = revisionOf(get(state.changes, change)?.announced.from ?? entries[0]!.from)
  // A slip of the pen is put right in the row as the change before it left it.
  const next = Math.min(
    ...known
      .filter((entry) => entry.value.change !== undefined && declared(entry) && place(entry) > announced)
      .map(place)
  )
  return printedWhere(known, (entry) => entry.value.change === change || (declared(entry) && place(entry) < next))
}

const entriesBy = (entries: Standing["entries"], at: Instant): Standing["entries"] =>
  entries.filter(({ value }, index) => index === 0 || value.at <= at)

/** Whether what was printed had not been withdrawn by an instant; what brought the row always counts. */
const declaredBy =
  (state: State, [first]: Standing["entries"], at: Instant) =>
  ({ value }: Fact<Entry>): boolean => {
    const withdrawn = value.change === undefined ? undefined : get(state.changes, value.change)?.withdrawn
    return value.change === first?.value.change || withdrawn === undefined || withdrawn.value > at
  }

const printedWhere = (entries: Standing["entries"], counts: (entry: Fact<Entry>) => boolean): Fact<Engagement> => ({
  value: covered.printedOf(entries, counts),
  from: (entries.findLast(counts) ?? entries[0]!).from
})

export const change = (state: State, id: ChangeId): AnnouncedChange | undefined => get(state.changes, id)

/** The day from which a change holds, as it was declared at an instant: moved later on, it stays what it was until then. */
export const effectiveOnAt = ({ effectiveOn, effectiveBefore }: AnnouncedChange, at: Instant): Fact<Day> =>
  effectiveBefore.find(({ until }) => at < until) ?? effectiveOn

/** When that day begins, as it was declared at an instant. Announced for a day gone by, a change begins when it is announced. */
export const startsAt = (change: AnnouncedChange, at: Instant, zone: Zone.Zone): Instant =>
  max(Zone.startOf(zone, effectiveOnAt(change, at).value), change.announced.value.announcedAt)

/** All changes, in the order in which they were announced. */
export const changes = (state: State): ReadonlyArray<AnnouncedChange> =>
  [...HashMap.values(state.changes)].sort((a, b) => revisionOf(a.announced.from) - revisionOf(b.announced.from))

/** All engagements, in the order in which they were listed or announced. */
export const engagements = (state: State): ReadonlyArray<Standing> =>
  [...HashMap.values(state.engagements)].sort((a, b) => revisionOf(startOf(a)) - revisionOf(startOf(b)))

const startOf = (standing: Standing): EventRef => standing.scope[0]?.brought.from ?? standing.printed.from

/** What an entity is called, as it was declared last; its id where it was never named. */
export const entityName = (state: State, entity: EntityId): string => {
  const known = get(state.entities, entity)
  return known === undefined
    ? entity
    : (namesOf(state, known).findLast(({ change }) => !isWithdrawn(state, change))?.name ?? entity)
}

/** Every name that an entity was given, in the order in which it was said. */
export const namesOf = (
  state: State,
  { named, renamed }: Named
): ReadonlyArray<{
  readonly name: string
  readonly change?: ChangeId
  readonly at: Instant
  readonly from: EventRef
}> =>
  [
    ...named.map(({ value, from }) => ({ name: value.name, at: value.at, from })),
    ...renamed.flatMap(({ value: change, from }) => {
      const announced = get(state.changes, change)?.announced.value
      return announced?.what._tag === "Rename"
        ? [{ name: announced.what.name, change, at: announced.announcedAt, from }]
        : []
    })
  ].sort((a, b) => revisionOf(a.from) - revisionOf(b.from))

/** The notes that stood beside the rows at an instant. */
export const notesAt = (state: State, at: Instant): Fact<NotesChanged> | undefined => newestBy(state.notes, at)

/**
 * How long ago, in whole periods of 24 hours, a person last went through the listing; where nobody has, since it was opened.
 * `undefined` before it was.
 */
export const reviewAge = (
  state: State,
  at: Instant
): { readonly days: number; readonly since: Fact<Instant> } | undefined => {
  const review = newestBy(state.reviews, at)
  const last = review ?? (state.opened !== undefined && state.opened.value.at <= at ? state.opened : undefined)
  return last === undefined
    ? undefined
    : {
        days: Math.floor((toMillis(at) - toMillis(last.value.at)) / dayMillis),
        since: { value: last.value.at, from: last.from }
      }
}

/** The version of that number, if it had been published by an instant: nobody agrees to what was not published yet. */
export const versionBy = (state: State, version: number, at: Instant): Fact<VersionPublished> | undefined =>
  state.versions.find(({ value }) => value.version === version && value.at <= at)

/** The first version that was published at or after this event. */
export const versionWith = (state: State, event: EventRef): Fact<VersionPublished> | undefined =>
  state.versions.find((version) => revisionOf(version.from) > revisionOf(event))
