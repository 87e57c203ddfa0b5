/**
 * The lower limit for folding a listing: bare rows in a `Map`, changed in place.
 *
 * What a program keeps that needs no past, no reasons and nobody else's copy: the engagements by id, the changes by id, the
 * newest word on each, without where it comes from. An event costs a look-up and an assignment, and nothing is ever copied.
 */
import type { Engagement } from "../../src/language/Change.ts"
import type { Event } from "../../src/listing/Listing.ts"

interface Row {
  engagement: Engagement
  ended: string | undefined
  material: boolean | undefined
  safe: boolean
  replacedBy: string | undefined
}

interface Change {
  effectiveOn: string
  withdrawn: string | undefined
}

export interface Rows {
  title: string
  version: number
  readonly names: Map<string, string>
  readonly rows: Map<string, Row>
  readonly changes: Map<string, Change>
}

export const empty = (): Rows => ({ title: "", version: 0, names: new Map(), rows: new Map(), changes: new Map() })

export const apply = (listing: Rows, event: Event): void => {
  switch (event._tag) {
    case "ListingOpened":
      listing.title = event.title
      return
    case "EntityNamed":
      listing.names.set(event.entity, event.name)
      return
    case "EngagementListed":
      listing.rows.set(event.engagement.id, row(event.engagement))
      return
    case "ChangeAnnounced": {
      const { what } = event
      listing.changes.set(event.change, { effectiveOn: event.effectiveOn, withdrawn: undefined })
      if (what._tag === "Relocate") {
        const moved = listing.rows.get(what.engagement)!
        moved.engagement = { ...moved.engagement, places: what.to }
      } else if (what._tag === "Engage" || what._tag === "Replace")
        listing.rows.set(what.engagement.id, row(what.engagement))
      if (what._tag === "Replace") listing.rows.get(what.replaces)!.replacedBy = event.change
      return
    }
    case "ChangePostponed":
      listing.changes.get(event.change)!.effectiveOn = event.effectiveOn
      return
    case "ChangeWithdrawn":
      listing.changes.get(event.change)!.withdrawn = event.at
      return
    case "EngagementEnded":
      listing.rows.get(event.engagement)!.ended = event.at
      return
    case "MaterialityDecided":
      listing.rows.get(event.engagement)!.material = event.material
      return
    case "SafeguardsConfirmed":
      listing.rows.get(event.engagement)!.safe = event.contract && event.equivalentDuties
      return
    case "VersionPublished":
      listing.version = event.version
      return
  }
}

const row = (engagement: Engagement): Row => ({
  engagement,
  ended: undefined,
  material: undefined,
  safe: false,
  replacedBy: undefined
})
