/**
 * Who and what is known: folded from the whole log, page by page, and kept up to date while a handle is open.
 *
 * It answers only "which?": which clients, changes, consultations and pinned values there are. What is so about each of them
 * stands in its own stream.
 */
import type { Journal, Recorded } from "./journal/index.ts"
import type { ChangeId, ClientId, ListingId, StreamId, TermsRef } from "./language/ids.ts"
import type * as Listing from "./listing/Listing.ts"
import type * as Pinned from "./terms/Pinned.ts"
import type { Terms } from "./terms/Terms.ts"
import type { World } from "./terms/World.ts"
import type { Calendar } from "./time/Calendar.ts"
import type { Zone } from "./time/Zone.ts"

export interface Directory {
  readonly clients: Set<ClientId>
  readonly listings: Set<ListingId>
  /** On which listing a change was announced. */
  readonly changes: Map<ChangeId, ListingId>
  readonly consultations: Set<StreamId>
  /** Pinned values by ref, and the newest of each name by its name. */
  readonly terms: Map<TermsRef, Terms>
  readonly calendars: Map<string, { readonly ref: Pinned.CalendarPinned["ref"]; readonly value: Calendar }>
  readonly zones: Map<string, { readonly ref: Pinned.ZonePinned["ref"]; readonly value: Zone }>
  /** How far the log was read; `undefined` before the first page. */
  position: string | undefined
}

export const emptyDirectory = (): Directory => ({
  clients: new Set(),
  listings: new Set(),
  changes: new Map(),
  consultations: new Set(),
  terms: new Map(),
  calendars: new Map(),
  zones: new Map(),
  position: undefined
})

/** Reads on to the end of the log. */
export const catchUp = async (directory: Directory, journal: Journal): Promise<void> => {
  for (;;) {
    const page = await journal.all(directory.position === undefined ? {} : { after: directory.position })
    if (page._tag === "OtherEpoch") throw new Error("the log was put back to an older copy while it was open: open it again")
    for (const recorded of page.events) enter(directory, recorded)
    directory.position = page.position
    if (!page.more) return
  }
}

export const enter = (directory: Directory, { header, event }: Recorded): void => {
  const [concept, ...ids] = header.ref.slice(0, header.ref.lastIndexOf("@")).split("/")
  const id = ids[0] ?? ""
  switch (concept) {
    case "listing": {
      directory.listings.add(id)
      const happened = event as Listing.Event
      if (happened._tag === "ChangeAnnounced") directory.changes.set(happened.change, id)
      return
    }
    case "client":
      directory.clients.add(id)
      return
    case "consultation":
      directory.consultations.add(`consultation/${ids.join("/")}`)
      return
    case "pinned":
      return keep(directory, event as Pinned.Event)
  }
}

const keep = (directory: Directory, event: Pinned.Event): void => {
  switch (event._tag) {
    case "TermsPinned":
      directory.terms.set(event.ref, event.terms)
      return
    case "CalendarPinned":
      for (const key of [event.ref, event.calendar.name]) directory.calendars.set(key, { ref: event.ref, value: event.calendar })
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
