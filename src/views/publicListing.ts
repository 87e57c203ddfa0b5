/**
 * The listing as the public sees it: the rows of a day, what is announced beside them, and what differs between two versions.
 *
 * It is told from a folded state. Fold only what had been recorded by a moment, and it tells what was known then.
 */
import type { Change } from "../language/Change.ts"
import { newestBy } from "../kernel/facts.ts"
import { type ChangeId, type ClientId, type EngagementId, revisionOf } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { type Diff, diff as differing, type Row, rows, shown } from "../listing/rows.ts"
import * as Days from "../time/Day.ts"
import type { Day } from "../time/Day.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"

export interface PublicListing {
  readonly title: string
  readonly vendor: string
  /** What stands on it and what does not. */
  readonly scope: string
  /** The moment as of which it is told. */
  readonly held: Instant
  readonly on: Day
  /** The newest version that was published by then. */
  readonly version?: { readonly number: number; readonly at: Instant; readonly statedOn?: Day }
  /** In the order in which their first row was listed. */
  readonly sections: ReadonlyArray<Section>
  /** What was announced by then and holds only later, the next first. */
  readonly announced: ReadonlyArray<Upcoming>
  readonly notes?: string
  readonly reviewedAt?: Instant
}

export interface Section {
  readonly title: string
  readonly rows: ReadonlyArray<Row>
}

export interface Upcoming {
  readonly change: ChangeId
  readonly what: Change
  readonly announcedAt: Instant
  readonly effectiveOn: Day
  readonly printedOn?: Day
  readonly engagements: ReadonlyArray<EngagementId>
  /** The rows that it will bring, as they are announced. */
  readonly rows: ReadonlyArray<Row>
}

export interface Asked {
  /** A moment; or a day, which is told as it stood at its end. */
  readonly held: Instant | Day
  /** The zone of the listing. */
  readonly zone: Zone.Zone
  /** Whose listing: what was announced for named clients is shown to those. Left out: what is announced for all. */
  readonly client?: ClientId
}

/**
 * `undefined` before the listing was opened.
 *
 * ```ts
 * import { fold } from "goodfaith/kernel"
 * import * as Listing from "goodfaith/listing"
 * import { amsterdam } from "goodfaith/time"
 * import { html, publicListing } from "goodfaith/views"
 * const { state } = fold(Listing, "listing/main", [
 *   { _tag: "ListingOpened", listing: "main", title: "Sub-processors", vendor: "Acme", zone: "Europe/Amsterdam", scope: "all", at: "2026-01-05T09:00:00.000Z" },
 *   { _tag: "VersionPublished", version: 1, at: "2026-01-05T10:00:00.000Z" }
 * ])
 * publicListing(state, { held: "2026-01-04", zone: amsterdam }) // => undefined
 * const listed = publicListing(state, { held: "2026-01-05", zone: amsterdam })
 * listed?.version?.number // => 1
 * listed && html(listed).includes("<h2>Sub-processors</h2>") // => true
 * ```
 */
export const publicListing = (
  state: Listing.State,
  { held: asked, zone, client }: Asked
): PublicListing | undefined => {
  const { opened } = state
  const held = momentOf(asked, zone)
  if (opened === undefined || opened.value.at > held) return undefined
  const { title, vendor, scope } = opened.value
  const whose = client === undefined ? {} : { client }
  const all = rows(state, { held, zone, ...whose }).filter(
    (row) => row.for === "all" || (client !== undefined && row.for.includes(client))
  )
  const version = state.versions.findLast(({ value }) => value.at <= held)?.value
  const notes = Listing.notesAt(state, held)?.value.notes
  const reviewed = newestBy(state.reviews, held)?.value.at
  return {
    title,
    vendor,
    scope,
    held,
    on: Zone.dayOf(zone, held),
    ...(version !== undefined && {
      version: {
        number: version.version,
        at: version.at,
        ...(version.statedOn !== undefined && { statedOn: version.statedOn })
      }
    }),
    sections: inSections(shown(all).filter(({ status }) => status === "active")),
    announced: upcoming(state, { held, zone, ...whose }, all),
    ...(notes !== undefined && { notes }),
    ...(reviewed !== undefined && { reviewedAt: reviewed })
  }
}

/** A day is told as it stood at its last moment. */
export const momentOf = (held: Instant | Day, zone: Zone.Zone): Instant =>
  Days.is(held) ? Instants.addMilliseconds(Zone.startOf(zone, Days.add(held, 1)), -1) : held

const inSections = (rows: ReadonlyArray<Row>): ReadonlyArray<Section> => {
  const sections = new Map<string, Array<Row>>()
  for (const row of rows) {
    const section = sections.get(row.printed.section)
    if (section === undefined) sections.set(row.printed.section, [row])
    else section.push(row)
  }
  return [...sections].map(([title, rows]) => ({ title, rows }))
}

const upcoming = (
  state: Listing.State,
  { held, zone, client }: Asked & { readonly held: Instant },
  all: ReadonlyArray<Row>
): ReadonlyArray<Upcoming> =>
  Listing.changes(state)
    .flatMap((change): ReadonlyArray<Upcoming> => {
      const { announced, touches, withdrawn } = change
      const { change: id, what, announcedAt, printedOn, for: whom } = announced.value
      const effectiveOn = Listing.effectiveOnAt(change, held).value
      const concerns = whom === "all" || (client !== undefined && whom.includes(client))
      const isOff = withdrawn !== undefined && withdrawn.value <= held
      if (announcedAt > held || isOff || !concerns || Zone.startOf(zone, effectiveOn) <= held) return []
      return [
        {
          change: id,
          what,
          announcedAt,
          effectiveOn,
          ...(printedOn !== undefined && { printedOn }),
          engagements: touches,
          rows: all.filter(({ status, brought }) => status === "announced" && brought.value === id)
        }
      ]
    })
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))

// -- What differs. -----------------------------------------------------------------------------------------------------------

/** What the public saw at a moment: a published version by its number, or a day. */
export type Edition = number | Day

/** What makes one edition of another; `undefined` for a version that was never published. */
export const diff = (
  state: Listing.State,
  { from, to, zone }: { readonly from: Edition; readonly to: Edition; readonly zone: Zone.Zone }
): Diff | undefined => {
  const [before, after] = [from, to].map((edition) => edited(state, edition, zone))
  return before === undefined || after === undefined ? undefined : differing(before, after)
}

const edited = (state: Listing.State, edition: Edition, zone: Zone.Zone): ReadonlyArray<Row> | undefined => {
  const forAll = (rows: ReadonlyArray<Row>) => shown(rows).filter((row) => row.for === "all")
  if (typeof edition !== "number") return forAll(rows(state, { held: momentOf(edition, zone), zone }))
  const version = state.versions.find(({ value }) => value.version === edition)
  // A version shows what had been recorded when it was published, and nothing that was learned later about that moment.
  return version && forAll(rows(state, { held: version.value.at, zone, known: revisionOf(version.from) }))
}
