/**
 * Who and what is known: folded from the whole log, page by page, and kept up to date while a handle is open.
 *
 * It answers only "which?": which clients, changes, consultations and pinned values there are. What is so about each of them
 * stands in its own stream.
 */
import type * as Client from "./client/Client.ts"
import type { DisclosureTerms } from "./disclosure/DisclosureTerms.ts"
import type { Event as PolicyEvent, KnownReport, PolicyWorld, Published } from "./disclosure/Policy.ts"
import type { Event as ReportEvent } from "./disclosure/Report.ts"
import type { Journal, Recorded } from "./journal/index.ts"
import { type Refusal, refusal } from "./kernel/Refusal.ts"
import type { Cited } from "./kernel/Verdict.ts"
import {
  type ChangeId,
  type ClientId,
  type DocumentId,
  type EngagementId,
  type EventRef,
  type ListingId,
  type PolicyRef,
  type ReportId,
  revisionOf,
  type StreamId,
  streamOf,
  type TermsRef
} from "./language/ids.ts"
import type * as Listing from "./listing/Listing.ts"
import { identityStays } from "./listing/rules.ts"
import { type KnownChange, type KnownClient, looksAt } from "./reactions/consultations.ts"
import type * as Pinned from "./terms/Pinned.ts"
import type { Terms } from "./terms/Terms.ts"
import type { Calendar } from "./time/Calendar.ts"
import { type Instant, max } from "./time/Instant.ts"
import type { Zone } from "./time/Zone.ts"

export interface Directory {
  readonly clients: Map<ClientId, KnownClient>
  readonly listings: Set<ListingId>
  readonly changes: Map<ChangeId, KnownChange>
  /** On which listing an engagement stands. */
  readonly engagements: Map<EngagementId, ListingId>
  /** When something was learned of an engagement last, where anything was. */
  readonly learned: Map<EngagementId, Instant>
  readonly documents: Set<DocumentId>
  readonly consultations: Map<StreamId, { readonly subject: string; readonly client: ClientId }>
  /** Of each report what tells which of two came first. */
  readonly reports: Map<ReportId, KnownReport>
  /** Versions of disclosure policies by ref. */
  readonly policies: Map<PolicyRef, DisclosureTerms>
  /** When versions of a policy were published, by its name. */
  readonly published: Map<string, ReadonlyArray<Cited<Published>>>
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
  learned: new Map(),
  documents: new Set(),
  consultations: new Map(),
  reports: new Map(),
  policies: new Map(),
  published: new Map(),
  terms: new Map(),
  calendars: new Map(),
  zones: new Map(),
  position: undefined
})

/** A change or an engagement keeps its id wherever it is listed, and consultations are named by it alone. */
export const StandsElsewhere = (
  id: string,
  listing: ListingId,
  facts: ReadonlyArray<EventRef>
): Refusal<"StandsElsewhere"> =>
  refusal(
    "StandsElsewhere",
    identityStays,
    `\`${id}\` is the id of a change or an engagement on listing \`${listing}\` already: give this one an id of its own`,
    facts
  )

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
    case "document":
      directory.documents.add(id)
      return
    case "report":
      return enterReport(directory, id, event as ReportEvent, header.ref)
    case "policy":
      return enterPolicy(directory, `policy:${id}` as PolicyRef, event as PolicyEvent, header.ref)
    case "pinned":
      return keep(directory, event as Pinned.Event)
  }
}

const enterChange = (directory: Directory, listing: ListingId, event: Listing.Event, recordedAt: Instant): void => {
  const { changes, engagements, learned } = directory
  /** The first one has the id: see where the facade declares something on a listing. */
  const stands = (engagement: EngagementId): void => {
    if (!engagements.has(engagement)) engagements.set(engagement, listing)
  }
  switch (event._tag) {
    case "EngagementListed":
      return stands(event.engagement.id)
    case "ChangeAnnounced": {
      const { change, what, at } = event
      if (what._tag === "Engage" || what._tag === "Replace") stands(what.engagement.id)
      if (!changes.has(change)) changes.set(change, { listing, since: at, withdrawn: false })
      return
    }
    case "ChangeWithdrawn": {
      const change = changes.get(event.change)
      if (change?.listing === listing) changes.set(event.change, { ...change, withdrawn: true })
      return
    }
    case "MaterialityDecided":
    case "EntryCorrected": {
      const { engagement, at } = event
      const since = latest(learned.get(engagement), at, recordedAt)
      if (since !== undefined) learned.set(engagement, since)
      return
    }
  }
}

const enterClient = ({ clients }: Directory, id: ClientId, event: Client.Event, recordedAt: Instant): void => {
  const known = clients.get(id) ?? { since: undefined, ahead: [] }
  const look = looksAt[event._tag]
  const isAhead = event.at > recordedAt && look !== "nothing"
  clients.set(id, {
    since: look === "client" ? latest(known.since, event.at, recordedAt) : known.since,
    ahead: isAhead ? [...known.ahead, event.at] : known.ahead
  })
}

const enterReport = ({ reports }: Directory, id: ReportId, event: ReportEvent, from: EventRef): void => {
  const known = reports.get(id)
  if (known === undefined) {
    if (event._tag !== "ReportReceived") return
    const received = { value: { at: event.at }, from, asOf: revisionOf(from) }
    reports.set(id, { received, order: reports.size, duplicateOf: undefined, becamePublic: undefined })
  } else if (event._tag === "ReportLinkedAsDuplicate") {
    reports.set(id, { ...known, duplicateOf: event.of })
  } else if (event._tag === "WeaknessBecamePublic") {
    // Learned later that it came sooner, the earlier moment counts.
    const { at, through } = event
    if (known.becamePublic === undefined || at < known.becamePublic.value.at)
      reports.set(id, { ...known, becamePublic: { value: { at, through }, from } })
  }
}

const enterPolicy = ({ policies, published }: Directory, ref: PolicyRef, event: PolicyEvent, from: EventRef): void => {
  switch (event._tag) {
    case "DisclosureTermsPinned":
      policies.set(ref, event.policy)
      return
    case "DisclosureTermsPublished": {
      const name = policies.get(ref)?.name ?? ""
      const fact: Cited<Published> = { value: { ref, at: event.at }, from, asOf: revisionOf(from) }
      published.set(name, [...(published.get(name) ?? []), fact])
      return
    }
  }
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
export const worldOf = (directory: Directory): PolicyWorld => ({
  policy: (ref) => directory.policies.get(ref),
  published: (name) => directory.published.get(name) ?? [],
  terms: (ref) => directory.terms.get(ref),
  calendar: (refOrName) => directory.calendars.get(refOrName),
  zone: (refOrName) => directory.zones.get(refOrName)
})
