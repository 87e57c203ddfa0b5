/**
 * The limit for folding a listing: the same facts kept in a mutable `Map`, each changed in place.
 *
 * It knows all that the state of a listing knows, with the event that each fact came from, and it is the same to look at; but
 * there is only ever the newest one, so nothing is copied, and whoever held it before sees it change.
 */
import type { Change, Engagement, Place } from "../../src/language/Change.ts"
import type { ChangeId, EntityId, EventRef } from "../../src/language/ids.ts"
import type {
  AnnouncedChange,
  Event,
  InScope,
  ListingOpened,
  ListingReviewed,
  Named,
  NotesChanged,
  Standing,
  State,
  VersionPublished
} from "../../src/listing/Listing.ts"
import type { Fact } from "../../src/kernel/Verdict.ts"

type InPlace<A> = { -readonly [Name in keyof A]: A[Name] extends ReadonlyArray<infer Item> ? Array<Item> : A[Name] }

type Row = Omit<InPlace<Standing>, "scope"> & { readonly scope: Array<InPlace<InScope>> }

export interface Listing {
  opened: Fact<ListingOpened> | undefined
  readonly entities: Map<EntityId, InPlace<Named>>
  readonly engagements: Map<string, Row>
  readonly changes: Map<ChangeId, InPlace<AnnouncedChange>>
  readonly versions: Array<Fact<VersionPublished>>
  readonly notes: Array<Fact<NotesChanged>>
  readonly reviews: Array<Fact<ListingReviewed>>
  readonly addresses: Array<InPlace<State["addresses"][number]>>
  unpublished: EventRef | undefined
}

export const fold = (stream: string, events: ReadonlyArray<Event>): Listing => {
  const listing: Listing = {
    opened: undefined,
    entities: new Map(),
    engagements: new Map(),
    changes: new Map(),
    versions: [],
    notes: [],
    reviews: [],
    addresses: [],
    unpublished: undefined
  }
  for (let revision = 0; revision < events.length; revision++) {
    apply(listing, events[revision]!, `listing/${stream}@${revision}`)
  }
  return listing
}

const apply = (listing: Listing, event: Event, ref: EventRef): void => {
  switch (event._tag) {
    case "ListingOpened":
      listing.opened = { value: event, from: ref }
      break
    case "EntityNamed":
      name(listing, event.entity).named.push({ value: event, from: ref })
      break
    case "EngagementListed":
      begin(listing, event.engagement, { value: undefined, from: ref }, event.at)
      break
    case "ChangeAnnounced": {
      const { _tag, at, ...announced } = event
      listing.changes.set(event.change, {
        announced: { value: { ...announced, listing: listing.opened!.value.listing, announcedAt: at }, from: ref },
        touches: [engagementOf(event.what)],
        effectiveOn: { value: event.effectiveOn, from: ref },
        effectiveBefore: [],
        withdrawn: undefined,
        emergency: []
      })
      announce(listing, event.what, { value: event.change, from: ref }, at)
      break
    }
    case "ChangePostponed": {
      const change = listing.changes.get(event.change)!
      change.effectiveBefore.push({ ...change.effectiveOn, until: event.at })
      change.effectiveOn = { value: event.effectiveOn, from: ref }
      break
    }
    case "ChangeWithdrawn":
      listing.changes.get(event.change)!.withdrawn = { value: event.at, from: ref }
      break
    case "EngagementEnded":
      listing.engagements.get(event.engagement)!.ended = { value: event.at, from: ref }
      break
    case "MaterialityDecided":
      listing.engagements.get(event.engagement)!.materiality.push({ value: event, from: ref })
      return
    case "SafeguardsConfirmed":
      listing.engagements.get(event.engagement)!.safeguards.push({ value: event, from: ref })
      return
    case "EntryCorrected":
      throw new Error("no correction is measured")
    case "NotesChanged":
      listing.notes.push({ value: event, from: ref })
      break
    case "ListingReviewed":
      listing.reviews.push({ value: event, from: ref })
      return
    case "EmergencyJudged":
      listing.changes.get(event.change)!.emergency.push({ value: event, from: ref })
      return
    case "ObjectionAddressLost":
      listing.addresses.push({ lost: { value: event, from: ref }, restored: undefined })
      return
    case "ObjectionAddressRestored":
      for (const loss of listing.addresses)
        if (loss.restored === undefined && loss.lost.value.address === event.address)
          loss.restored = { value: event.at, from: ref }
      return
    case "VersionPublished":
      listing.versions.push({ value: event, from: ref })
      listing.unpublished = undefined
      return
  }
  listing.unpublished = ref
}

const name = (listing: Listing, entity: EntityId): InPlace<Named> => {
  const named = listing.entities.get(entity) ?? { named: [], renamed: [] }
  listing.entities.set(entity, named)
  return named
}

/** What is measured brings, replaces and relocates. */
const engagementOf = (what: Change): string => {
  switch (what._tag) {
    case "Engage":
    case "Replace":
      return what.engagement.id
    case "Relocate":
      return what.engagement
    default:
      throw new Error(`no \`${what._tag}\` is measured`)
  }
}

const announce = (listing: Listing, what: Change, brought: Fact<ChangeId>, at: Standing["since"]): void => {
  if (what._tag === "Relocate") {
    const row = listing.engagements.get(what.engagement)!
    row.printed = { value: { ...row.printed.value, places: what.to }, from: brought.from }
    row.entries.push({ value: { change: brought.value, set: { places: what.to }, at }, from: brought.from })
    relocate(listing, row.scope, what.to, brought)
    return
  }
  if (what._tag !== "Engage" && what._tag !== "Replace") return
  begin(listing, what.engagement, brought, at)
  if (what._tag === "Replace") listing.engagements.get(what.replaces)!.replacedBy.push(brought)
}

const begin = (
  listing: Listing,
  engagement: Engagement,
  brought: Fact<ChangeId | undefined>,
  at: Standing["since"]
): void => {
  const scope: Row["scope"] = []
  const covers = (facet: InScope["facet"], values: ReadonlyArray<string> | "all"): void => {
    if (values === "all") scope.push({ facet, value: "*", brought, leaves: [] })
    else for (const value of values) scope.push({ facet, value, brought, leaves: [] })
  }
  scope.push({ facet: "engagement", value: engagement.id, brought, leaves: [] })
  covers("product", engagement.products)
  covers("region", engagement.regions)
  covers("option", engagement.options)
  if (engagement.places === "all") covers("place", "all")
  else for (const place of engagement.places) scope.push(inScope(place, brought))
  covers("purpose", engagement.purposes === "all" ? "all" : engagement.purposes.map(({ id }) => id))
  covers("dataCategory", engagement.dataCategories)
  covers("entity", [engagement.entity])
  listing.engagements.set(engagement.id, {
    printed: { value: engagement, from: brought.from },
    since: at,
    before: listing.engagements.get(engagement.id),
    scope,
    entries: [
      {
        value: { ...(brought.value !== undefined && { change: brought.value }), set: engagement, at },
        from: brought.from
      }
    ],
    corrections: [],
    asBefore: [],
    ended: undefined,
    retiredBy: [],
    unlistedBy: [],
    reclassified: [],
    lapses: [],
    replacedBy: [],
    materiality: [],
    safeguards: []
  })
}

const inScope = ({ id, country }: Place, brought: InScope["brought"]): InPlace<InScope> =>
  country === undefined
    ? { facet: "place", value: id, brought, leaves: [] }
    : { facet: "place", value: id, brought, leaves: [], country }

const relocate = (listing: Listing, scope: Row["scope"], to: ReadonlyArray<Place>, brought: Fact<ChangeId>): void => {
  const withdrawn = ({ value }: InScope["brought"]): boolean =>
    value !== undefined && listing.changes.get(value)?.withdrawn !== undefined
  const standing = scope.filter((it) => it.facet === "place" && !withdrawn(it.brought) && it.leaves.every(withdrawn))
  for (const it of standing) if (!to.some((place) => place.id === it.value)) it.leaves.push(brought)
  for (const place of to) if (!standing.some((it) => it.value === place.id)) scope.push(inScope(place, brought))
}
