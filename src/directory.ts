/**
 * Who and what is known: folded from the whole log, page by page, and kept up to date while a handle is open.
 *
 * It answers only "which?": which clients, changes, consultations and pinned values there are. What is so about each of them
 * stands in its own stream.
 */
import type * as Client from "./client/Client.ts"
import type { Journal, Recorded } from "./journal/index.ts"
import type { Change } from "./language/Change.ts"
import {
  type ChangeId,
  type ClientId,
  type EngagementId,
  type EntityId,
  type ListingId,
  type StreamId,
  streamOf,
  type TermsRef
} from "./language/ids.ts"
import type * as Listing from "./listing/Listing.ts"
import { type KnownChange, tellsOfDuties } from "./reactions/consultations.ts"
import type * as Pinned from "./terms/Pinned.ts"
import type { Terms } from "./terms/Terms.ts"
import type { World } from "./terms/World.ts"
import type { Calendar } from "./time/Calendar.ts"
import { type Instant, max } from "./time/Instant.ts"
import type { Zone } from "./time/Zone.ts"

export interface Directory {
  /** With the newest moment from which a client signed, agreed or used something, where there is one. */
  readonly clients: Map<ClientId, Instant | undefined>
  readonly listings: Set<ListingId>
  readonly changes: Map<ChangeId, KnownChange>
  /** On which listing an engagement stands. */
  readonly engagements: Map<EngagementId, ListingId>
  /** Which entity does the work of an engagement, as it was declared last. */
  readonly doneBy: Map<EngagementId, EntityId>
  readonly consultations: Map<StreamId, { readonly subject: string; readonly client: ClientId }>
  /** Pinned values by ref, and the newest of each name by its name. */
  readonly terms: Map<TermsRef, Terms>
  readonly calendars: Map<string, { readonly ref: Pinned.CalendarPinned["ref"]; readonly value: Calendar }>
  readonly zones: Map<string, { readonly ref: Pinned.ZonePinned["ref"]; readonly value: Zone }>
  /** How far the log was read; `undefined` before the first page. */
  position: string | undefined
}

export const emptyDirectory = (): Directory => ({
  clients: new Map(),
  listings: new Set(),
  changes: new Map(),
  engagements: new Map(),
  doneBy: new Map(),
  consultations: new Map(),
  terms: new Map(),
  calendars: new Map(),
  zones: new Map(),
  position: undefined
})

/** Reads on to the end of the log. One at a time (`oneAtATime`): pages that cross would put an older value in place of a newer. */
export const catchUp = async (directory: Directory, journal: Journal): Promise<void> => {
  for (;;) {
    const page = await journal.all(directory.position === undefined ? {} : { after: directory.position })
    if (page._tag === "OtherEpoch")
      throw new Error("the log was put back to an older copy while it was open: open it again")
    for (const recorded of page.events) enter(directory, recorded)
    directory.position = page.position
    if (!page.more) return
  }
}

/**
 * Work that is done by one at a time. Whoever asks while it runs waits for a next run and shares its answer: a run that began
 * after they asked, so that it sees whatever they did before.
 */
export const oneAtATime = <A>(work: () => Promise<A>): (() => Promise<A>) => {
  let last: Promise<unknown> = Promise.resolve()
  let next: Promise<A> | undefined
  const begin = () => {
    next = undefined
    return work()
  }
  return () => {
    next ??= last.then(begin, begin)
    last = next
    return next
  }
}

const enter = (directory: Directory, { header, event }: Recorded): void => {
  const stream = streamOf(header.ref)
  const [concept, id = "", other = ""] = stream.split("/")
  switch (concept) {
    case "listing":
      directory.listings.add(id)
      return enterChange(directory, id, event as Listing.Event, header.recordedAt)
    case "client":
      return enterClient(directory, id, event as Client.Event, header.recordedAt)
    case "consultation":
      directory.consultations.set(stream, { subject: id, client: other })
      return
    case "pinned":
      return keep(directory, event as Pinned.Event)
  }
}

const enterChange = (directory: Directory, listing: ListingId, event: Listing.Event, recordedAt: Instant): void => {
  const { changes, engagements, doneBy } = directory
  const stands = (engagement: EngagementId, entity: EntityId): void => {
    if (!engagements.has(engagement)) engagements.set(engagement, listing)
    doneBy.set(engagement, entity)
  }
  /** Whatever is learned of an engagement is looked at for every change of it. */
  const learned = (engagement: EngagementId): void => {
    for (const [id, change] of changes) {
      if (change.listing !== listing || !change.engagements.includes(engagement)) continue
      changes.set(id, { ...change, since: latest(change.since, event.at, recordedAt) })
    }
  }
  switch (event._tag) {
    case "EngagementListed":
      return stands(event.engagement.id, event.engagement.entity)
    case "ChangeAnnounced": {
      const { change, what, at } = event
      if (what._tag === "Engage" || what._tag === "Replace") stands(what.engagement.id, what.engagement.entity)
      const touched = touchedBy(what, listing, directory)
      if (what._tag === "Merge") for (const engagement of touched) doneBy.set(engagement, what.into)
      if (what._tag === "Split") for (const { engagement, to } of what.moves) doneBy.set(engagement, to)
      // The first one has the id: see where the facade announces.
      if (changes.has(change)) return
      changes.set(change, { listing, engagements: touched, since: at, withdrawn: false })
      return
    }
    case "ChangeWithdrawn": {
      const change = changes.get(event.change)
      if (change?.listing === listing) changes.set(event.change, { ...change, withdrawn: true })
      return
    }
    case "MaterialityDecided":
    case "EntryCorrected":
      return learned(event.engagement)
  }
}

/** The engagements that a change is about. */
const touchedBy = (
  what: Change,
  listing: ListingId,
  { engagements, doneBy }: Directory
): ReadonlyArray<EngagementId> => {
  switch (what._tag) {
    case "Engage":
    case "Replace":
      return [what.engagement.id]
    case "Rename":
    case "Merge":
    case "ChangeControl":
      return [...doneBy].flatMap(([id, entity]) =>
        entity === what.entity && engagements.get(id) === listing ? [id] : []
      )
    case "Split":
      return what.moves.map(({ engagement }) => engagement)
    case "ChangeScope":
      return what.unlisted
    default:
      return [what.engagement]
  }
}

const enterClient = ({ clients }: Directory, id: ClientId, event: Client.Event, recordedAt: Instant): void => {
  const since = clients.get(id)
  const tells = tellsOfDuties.has(event._tag)
  clients.set(id, tells ? latest(since, event.at, recordedAt) : since)
}

/** The later of the two; but what is only to happen later, as things are recorded, tells nothing of how they stand. */
const latest = <A extends Instant | undefined>(since: A, at: Instant, recordedAt: Instant): A | Instant =>
  at > recordedAt ? since : since === undefined ? at : max(since, at)

const keep = (directory: Directory, event: Pinned.Event): void => {
  switch (event._tag) {
    case "TermsPinned":
      directory.terms.set(event.ref, event.terms)
      return
    case "CalendarPinned":
      for (const key of [event.ref, event.calendar.name])
        directory.calendars.set(key, { ref: event.ref, value: event.calendar })
      return
    case "ZonePinned":
      for (const key of [event.ref, event.zone.name]) directory.zones.set(key, { ref: event.ref, value: event.zone })
      return
  }
}

/** The pure look-ups that decisions are handed. */
export const worldOf = (directory: Directory): World => ({
  terms: (ref) => directory.terms.get(ref),
  calendar: (refOrName) => directory.calendars.get(refOrName),
  zone: (refOrName) => directory.zones.get(refOrName)
})
