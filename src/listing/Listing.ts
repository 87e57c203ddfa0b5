/**
 * The listing: which companies handle clients' data, for what and where, and which changes of that were announced.
 *
 * The listing says what the vendor declares, and when. It never refuses for a client's reasons, and it never says that a
 * change took effect for a client: permission is the gate's answer, access is a fact of the consultation.
 */
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import {
  alreadySo,
  type Ask,
  type Decider,
  type Decision,
  record,
  refuse,
  saysTheSame,
  saysTheSameThen
} from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact } from "../kernel/Verdict.ts"
import {
  type Announced,
  type Change,
  type Engagement,
  engagementOf,
  type Facet,
  type Place,
  type Scope
} from "../language/Change.ts"
import type {
  ActorId,
  ChangeId,
  ClientId,
  EngagementId,
  EntityId,
  EventRef,
  ListingId,
  StreamId
} from "../language/ids.ts"
import type { World } from "../terms/World.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import * as rules from "./rules.ts"

/** `listing/main` */
export const stream = (listing: ListingId): StreamId => `listing/${listing}`

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------

/** A listing begins to be kept. Its zone says when a day begins. */
export interface ListingOpened {
  readonly _tag: "ListingOpened"
  readonly listing: ListingId
  readonly title: string
  readonly vendor: string
  readonly zone: string
  /** What stands on this listing and what does not, in the vendor's words. */
  readonly scope: string
  readonly at: Instant
}

/** Who an entity is. Its name is evidence; its id is its identity. */
export interface EntityNamed {
  readonly _tag: "EntityNamed"
  readonly entity: EntityId
  readonly name: string
  /** Where the company is established: another thing than where it handles data. */
  readonly seat?: Place
  readonly at: Instant
}

/** An engagement stood already when the listing began to be kept here. It changes nothing, so it raises no duty. */
export interface EngagementListed {
  readonly _tag: "EngagementListed"
  readonly engagement: Engagement
  readonly at: Instant
}

/** What will change, for whom, from which day on. */
export interface ChangeAnnounced {
  readonly _tag: "ChangeAnnounced"
  readonly change: ChangeId
  readonly what: Change
  readonly effectiveOn: Day
  readonly printedOn?: Day
  readonly for: Scope<ClientId>
  readonly emergency?: string
  readonly at: Instant
}

/** The change will hold from another day, later or earlier. */
export interface ChangePostponed {
  readonly _tag: "ChangePostponed"
  readonly change: ChangeId
  readonly effectiveOn: Day
  readonly at: Instant
}

/** The change will not come. */
export interface ChangeWithdrawn {
  readonly _tag: "ChangeWithdrawn"
  readonly change: ChangeId
  readonly at: Instant
}

/** The vendor stopped using an engagement, for everybody. Engaged again, it is a new period. */
export interface EngagementEnded {
  readonly _tag: "EngagementEnded"
  readonly engagement: EngagementId
  readonly at: Instant
}

/** A person decided whether an engagement is material. */
export interface MaterialityDecided {
  readonly _tag: "MaterialityDecided"
  readonly engagement: EngagementId
  readonly material: boolean
  readonly by: ActorId
  readonly reason: string
  readonly at: Instant
}

/** A person confirmed what binds the sub-processor. */
export interface SafeguardsConfirmed {
  readonly _tag: "SafeguardsConfirmed"
  readonly engagement: EngagementId
  /** A contract was concluded with the sub-processor. */
  readonly contract: boolean
  /** It lays the same duties on the sub-processor as the vendor owes its clients. */
  readonly equivalentDuties: boolean
  /** What allows data to flow to a place outside the free area, place by place, for example `SCC 2021/914`. */
  readonly transfers?: ReadonlyArray<{ readonly place: string; readonly mechanism: string }>
  /** They hold until this instant, which is not included. */
  readonly until?: Instant
  readonly by: ActorId
  readonly at: Instant
}

/** The listing as it stands was made public under this number. */
export interface VersionPublished {
  readonly _tag: "VersionPublished"
  readonly version: number
  readonly at: Instant
}

export type Event =
  | ListingOpened
  | EntityNamed
  | EngagementListed
  | ChangeAnnounced
  | ChangePostponed
  | ChangeWithdrawn
  | EngagementEnded
  | MaterialityDecided
  | SafeguardsConfirmed
  | VersionPublished

// -- State: what decisions, views and the gate need to know; each fact keeps the event it came from. ------------------

export interface State {
  readonly opened: Fact<ListingOpened> | undefined
  readonly entities: HashMap.HashMap<EntityId, Fact<EntityNamed>>
  readonly engagements: HashMap.HashMap<EngagementId, Standing>
  readonly changes: HashMap.HashMap<ChangeId, AnnouncedChange>
  /** Oldest first. */
  readonly versions: ReadonlyArray<Fact<VersionPublished>>
  /** The newest event that made the listing differ from its last published version. */
  readonly unpublished: EventRef | undefined
}

/** One engagement as it stands: what is declared of it, in its current period. */
export interface Standing {
  /** As it was printed last. */
  readonly printed: Fact<Engagement>
  /** When this period was declared. */
  readonly since: Instant
  /** The period before, as it stood then: retired and engaged again is a new one, with nothing decided or confirmed yet. */
  readonly before: Standing | undefined
  readonly scope: ReadonlyArray<InScope>
  readonly ended: Fact<Instant> | undefined
  /** Oldest first: a replacement may be withdrawn, or followed by another. */
  readonly replacedBy: ReadonlyArray<Fact<ChangeId>>
  /** In the order in which it was recorded, as all that follows. */
  readonly materiality: ReadonlyArray<Fact<MaterialityDecided>>
  readonly safeguards: ReadonlyArray<Fact<SafeguardsConfirmed>>
}

/** One thing that an engagement covers, and what brought it. `value` is `"*"` where it is not limited in this respect. */
export interface InScope {
  readonly facet: Facet
  readonly value: string
  /** The change that brought it, or `undefined` where it stood before. */
  readonly brought: Fact<ChangeId | undefined>
  /** The changes that take it away again, oldest first: one may be withdrawn, or followed by another. */
  readonly leaves: ReadonlyArray<Fact<ChangeId>>
  /** For a place: its country, where one is known. */
  readonly country?: string
}

export interface AnnouncedChange {
  readonly announced: Fact<Announced>
  /** As it was declared last. */
  readonly effectiveOn: Fact<Day>
  /** The days declared before, oldest first, each until the next took its place. */
  readonly effectiveBefore: ReadonlyArray<Fact<Day> & { readonly until: Instant }>
  readonly withdrawn: Fact<Instant> | undefined
}

export const initial: State = {
  opened: undefined,
  entities: HashMap.empty(),
  engagements: HashMap.empty(),
  changes: HashMap.empty(),
  versions: [],
  unpublished: undefined
}

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "ListingOpened":
      return { ...state, opened: { value: event, from: ref }, unpublished: ref }
    case "EntityNamed":
      return {
        ...state,
        entities: HashMap.set(state.entities, event.entity, { value: event, from: ref }),
        unpublished: ref
      }
    case "EngagementListed":
      return {
        ...state,
        engagements: begin(state, event.engagement, { value: undefined, from: ref }, event.at),
        unpublished: ref
      }
    case "ChangeAnnounced":
      return {
        ...state,
        changes: HashMap.set(state.changes, event.change, announce(state, event, ref)),
        engagements: apply(state, event, ref),
        unpublished: ref
      }
    case "ChangePostponed":
      return {
        ...state,
        changes: update(state.changes, event.change, (change) => ({
          ...change,
          effectiveOn: { value: event.effectiveOn, from: ref },
          effectiveBefore: [...change.effectiveBefore, { ...change.effectiveOn, until: event.at }]
        })),
        unpublished: ref
      }
    case "ChangeWithdrawn":
      return {
        ...state,
        changes: update(state.changes, event.change, (change) => ({
          ...change,
          withdrawn: { value: event.at, from: ref }
        })),
        unpublished: ref
      }
    case "EngagementEnded":
      return {
        ...state,
        engagements: update(state.engagements, event.engagement, (standing) => ({
          ...standing,
          ended: { value: event.at, from: ref }
        })),
        unpublished: ref
      }
    case "MaterialityDecided":
      return {
        ...state,
        engagements: update(state.engagements, event.engagement, (standing) => ({
          ...standing,
          materiality: [...standing.materiality, { value: event, from: ref }]
        }))
      }
    case "SafeguardsConfirmed":
      return {
        ...state,
        engagements: update(state.engagements, event.engagement, (standing) => ({
          ...standing,
          safeguards: [...standing.safeguards, { value: event, from: ref }]
        }))
      }
    case "VersionPublished":
      return { ...state, versions: [...state.versions, { value: event, from: ref }], unpublished: undefined }
  }
}

const update = <K extends string, A>(
  map: HashMap.HashMap<K, A>,
  key: K,
  change: (value: A) => A
): HashMap.HashMap<K, A> => HashMap.modify(map, key, change)

const get = <K extends string, A>(map: HashMap.HashMap<K, A>, key: K): A | undefined =>
  Option.getOrUndefined(HashMap.get(map, key))

/** A new period of an engagement: everything that it covers was brought by the same event. */
const begin = (
  state: State,
  engagement: Engagement,
  brought: Fact<ChangeId | undefined>,
  at: Instant
): State["engagements"] => {
  return HashMap.set(state.engagements, engagement.id, {
    printed: { value: engagement, from: brought.from },
    since: at,
    before: get(state.engagements, engagement.id),
    scope: scopeOf(engagement, brought),
    ended: undefined,
    replacedBy: [],
    materiality: [],
    safeguards: []
  })
}

const scopeOf = (engagement: Engagement, brought: Fact<ChangeId | undefined>): ReadonlyArray<InScope> => {
  const values = (facet: Facet, scope: Scope<string>): ReadonlyArray<InScope> =>
    (scope === "all" ? ["*"] : scope).map((value) => ({ facet, value, brought, leaves: [] }))
  return [
    { facet: "engagement", value: engagement.id, brought, leaves: [] },
    ...values("product", engagement.products),
    ...values("region", engagement.regions),
    ...values("option", engagement.options),
    ...placesOf(engagement.places, brought),
    ...values("purpose", engagement.purposes === "all" ? "all" : engagement.purposes.map((purpose) => purpose.id)),
    ...values("dataCategory", engagement.dataCategories)
  ]
}

const placesOf = (places: Scope<Place>, brought: Fact<ChangeId | undefined>): ReadonlyArray<InScope> =>
  places === "all"
    ? [{ facet: "place", value: "*", brought, leaves: [] }]
    : places.map((place) => ({
        facet: "place",
        value: place.id,
        brought,
        leaves: [],
        ...(place.country !== undefined && { country: place.country })
      }))

const announce = (state: State, event: ChangeAnnounced, ref: EventRef): AnnouncedChange => {
  const { _tag, at, ...announced } = event
  const listing = state.opened?.value.listing ?? ref.slice("listing/".length, ref.lastIndexOf("@"))
  return {
    announced: { value: { ...announced, listing, announcedAt: at }, from: ref },
    effectiveOn: { value: event.effectiveOn, from: ref },
    effectiveBefore: [],
    withdrawn: undefined
  }
}

/** What an announced change will make of the engagements. Announced, not in effect: the gate asks that of each client. */
const apply = (state: State, { what, change, at }: ChangeAnnounced, ref: EventRef): State["engagements"] => {
  const brought: Fact<ChangeId> = { value: change, from: ref }
  switch (what._tag) {
    case "Engage":
      return begin(state, what.engagement, brought, at)
    case "Replace":
      return update(begin(state, what.engagement, brought, at), what.replaces, (standing) => ({
        ...standing,
        replacedBy: [...standing.replacedBy, brought]
      }))
    case "Relocate":
      return update(state.engagements, what.engagement, (standing) => ({
        ...standing,
        printed: { value: { ...standing.printed.value, places: what.to }, from: ref },
        scope: relocated(state, standing.scope, what.to, brought)
      }))
  }
}

/** Places that stay, places that will be left, and the new ones. What a withdrawn change brought or left does not count. */
const relocated = (
  state: State,
  scope: ReadonlyArray<InScope>,
  to: ReadonlyArray<Place>,
  brought: Fact<ChangeId>
): ReadonlyArray<InScope> => {
  const withdrawn = ({ value }: Fact<ChangeId | undefined>): boolean =>
    value !== undefined && get(state.changes, value)?.withdrawn !== undefined
  const stands = (it: InScope): boolean => it.facet === "place" && !withdrawn(it.brought) && it.leaves.every(withdrawn)
  const stays = (it: InScope): boolean => to.some((place) => place.id === it.value)
  const fresh = to.filter((place) => !scope.some((it) => stands(it) && it.value === place.id))
  return [
    // Every place that it does not go on in is left, also one that an earlier move was to leave: a client may still be there.
    ...scope.map((it) => (it.facet === "place" && !stays(it) ? { ...it, leaves: [...it.leaves, brought] } : it)),
    ...placesOf(fresh, brought)
  ]
}

// -- Refusals: what we decline to do, each naming its clause. ---------------------------------------------------------

export const NotOpened = refusal(
  "NotOpened",
  rules.keptInOnePlace,
  "this listing has not been opened yet: open it with its title and zone first"
)

export const OpenedOtherwise = (opened: Fact<ListingOpened>): Refusal<"OpenedOtherwise"> =>
  refusal(
    "OpenedOtherwise",
    rules.keptInOnePlace,
    `this listing was opened already, as \`${opened.value.title}\`, and says something else: it is opened once`,
    [opened.from]
  )

export const UnknownEntity = (entity: EntityId): Refusal<"UnknownEntity"> =>
  refusal(
    "UnknownEntity",
    rules.entityAboveEngagement,
    `no entity \`${entity}\` has been named on this listing: name it first`
  )

export const UnknownEngagement = (engagement: EngagementId): Refusal<"UnknownEngagement"> =>
  refusal(
    "UnknownEngagement",
    rules.entityAboveEngagement,
    `no engagement \`${engagement}\` stands on this listing: check the id, or list it first`
  )

export const EngagementStands = (standing: Standing): Refusal<"EngagementStands"> =>
  refusal(
    "EngagementStands",
    rules.identityStays,
    `an engagement \`${standing.printed.value.id}\` stands on this listing already and has not ended: give the new one an id of its own`,
    [standing.printed.from]
  )

export const HasEnded = (engagement: EngagementId, ended: Fact<Instant>): Refusal<"HasEnded"> =>
  refusal(
    "HasEnded",
    rules.neverNetted,
    `engagement \`${engagement}\` ended at \`${ended.value}\`: engage it again first`,
    [ended.from]
  )

export const ChangeIdTaken = (change: AnnouncedChange): Refusal<"ChangeIdTaken"> =>
  refusal(
    "ChangeIdTaken",
    rules.neverNetted,
    `change \`${change.announced.value.change}\` was announced already and says something else: announce the new one under an id of its own`,
    [change.announced.from]
  )

export const IdOfAnEngagement = (standing: Standing): Refusal<"IdOfAnEngagement"> =>
  refusal(
    "IdOfAnEngagement",
    rules.identityStays,
    `\`${standing.printed.value.id}\` is the id of an engagement on this listing: give the change an id of its own`,
    [standing.printed.from]
  )

export const SameIdTwice = (id: ChangeId): Refusal<"SameIdTwice"> =>
  refusal(
    "SameIdTwice",
    rules.identityStays,
    `\`${id}\` names both the change and the engagement that it brings: give each an id of its own`
  )

export const ReplacesItself = (engagement: EngagementId): Refusal<"ReplacesItself"> =>
  refusal(
    "ReplacesItself",
    rules.identityStays,
    `engagement \`${engagement}\` cannot replace itself: give the new one an id of its own`
  )

export const OtherListing = (listing: ListingId): Refusal<"OtherListing"> =>
  refusal(
    "OtherListing",
    rules.keptInOnePlace,
    `this is the listing of another stream, and not \`${listing}\`: open \`${listing}\` in its own`
  )

export const UnknownChange = (change: ChangeId): Refusal<"UnknownChange"> =>
  refusal(
    "UnknownChange",
    rules.announcedFirst,
    `no change \`${change}\` was announced on this listing: announce it first, or check the id`
  )

export const Withdrawn = (change: ChangeId, withdrawn: Fact<Instant>): Refusal<"Withdrawn"> =>
  refusal(
    "Withdrawn",
    rules.neverNetted,
    `change \`${change}\` was withdrawn at \`${withdrawn.value}\`: announce a new one`,
    [withdrawn.from]
  )

export const HoldsAlready = (change: AnnouncedChange): Refusal<"HoldsAlready"> =>
  refusal(
    "HoldsAlready",
    rules.neverNetted,
    `the day from which \`${change.announced.value.change}\` holds, \`${change.effectiveOn.value}\`, has begun: announce a change back instead`,
    [change.effectiveOn.from]
  )

export const UnknownZone = (zone: string): Refusal<"UnknownZone"> =>
  refusal("UnknownZone", rules.daysBeginSomewhere, `no zone table is known for \`${zone}\`: hand one over when opening`)

// -- Commands: what somebody asks for. --------------------------------------------------------------------------------

export interface OpenListing extends Ask<ListingOpened, "OpenListing"> {}
export interface NameEntity extends Ask<EntityNamed, "NameEntity"> {}
export interface ListEngagement extends Ask<EngagementListed, "ListEngagement"> {}
export interface AnnounceChange extends Ask<ChangeAnnounced, "AnnounceChange"> {}
export interface PostponeChange extends Ask<ChangePostponed, "PostponeChange"> {}
export interface WithdrawChange extends Ask<ChangeWithdrawn, "WithdrawChange"> {}
export interface EndEngagement extends Ask<EngagementEnded, "EndEngagement"> {}
export interface DecideMateriality extends Ask<MaterialityDecided, "DecideMateriality"> {}
export interface ConfirmSafeguards extends Ask<SafeguardsConfirmed, "ConfirmSafeguards"> {}
/** The number of the version is the next one. */
export interface PublishVersion {
  readonly _tag: "PublishVersion"
  readonly at: Instant
}

export type Command =
  | OpenListing
  | NameEntity
  | ListEngagement
  | AnnounceChange
  | PostponeChange
  | WithdrawChange
  | EndEngagement
  | DecideMateriality
  | ConfirmSafeguards
  | PublishVersion

// -- Decide: one branch a command; asked twice, decided once. ---------------------------------------------------------

export const decide = (command: Command, state: State, world: World): Decision<Event> => {
  if (command._tag === "OpenListing") {
    if (state.opened === undefined) {
      return world.zone(command.zone) === undefined
        ? refuse(UnknownZone(command.zone))
        : record({ ...command, _tag: "ListingOpened" })
    }
    return saysTheSame(state.opened.value, command) ? alreadySo : refuse(OpenedOtherwise(state.opened))
  }
  if (state.opened === undefined) return refuse(NotOpened)

  switch (command._tag) {
    case "NameEntity": {
      const named = get(state.entities, command.entity)
      const event: EntityNamed = { ...command, _tag: "EntityNamed" }
      return named !== undefined && saysTheSame(named.value, event) ? alreadySo : record(event)
    }
    case "ListEngagement": {
      const { engagement } = command
      const standing = get(state.engagements, engagement.id)
      if (standing !== undefined && stands(state, standing)) {
        return saysTheSame(standing.printed.value, engagement) ? alreadySo : refuse(EngagementStands(standing))
      }
      const change = get(state.changes, engagement.id)
      if (change !== undefined) return refuse(ChangeIdTaken(change))
      if (!HashMap.has(state.entities, engagement.entity)) return refuse(UnknownEntity(engagement.entity))
      return record({ ...command, _tag: "EngagementListed" })
    }
    case "AnnounceChange": {
      const announced = get(state.changes, command.change)
      if (announced !== undefined) return announcedSo(announced, command) ? alreadySo : refuse(ChangeIdTaken(announced))
      const namesake = get(state.engagements, command.change)
      if (namesake !== undefined || command.change === engagementOf(command.what))
        return refuse(namesake === undefined ? SameIdTwice(command.change) : IdOfAnEngagement(namesake))
      const problem = cannotChange(command.what, state)
      return problem === undefined ? record({ ...command, _tag: "ChangeAnnounced" }) : refuse(problem)
    }
    case "PostponeChange": {
      const change = get(state.changes, command.change)
      if (change === undefined) return refuse(UnknownChange(command.change))
      if (change.withdrawn !== undefined) return refuse(Withdrawn(command.change, change.withdrawn))
      if (change.effectiveOn.value === command.effectiveOn) return alreadySo
      const began = holds(change, command.at, state.opened.value.zone, world)
      if (began !== false)
        return refuse(began === undefined ? UnknownZone(state.opened.value.zone) : HoldsAlready(change))
      return record({ ...command, _tag: "ChangePostponed" })
    }
    case "WithdrawChange": {
      const change = get(state.changes, command.change)
      if (change === undefined) return refuse(UnknownChange(command.change))
      if (change.withdrawn !== undefined) return alreadySo
      const began = holds(change, command.at, state.opened.value.zone, world)
      if (began !== false)
        return refuse(began === undefined ? UnknownZone(state.opened.value.zone) : HoldsAlready(change))
      return record({ ...command, _tag: "ChangeWithdrawn" })
    }
    case "EndEngagement": {
      const standing = get(state.engagements, command.engagement)
      if (standing === undefined) return refuse(UnknownEngagement(command.engagement))
      return standing.ended === undefined ? record({ ...command, _tag: "EngagementEnded" }) : alreadySo
    }
    case "DecideMateriality": {
      const standing = get(state.engagements, command.engagement)
      if (standing === undefined) return refuse(UnknownEngagement(command.engagement))
      const event: MaterialityDecided = { ...command, _tag: "MaterialityDecided" }
      return standing.materiality.some((it) => saysTheSameThen(it.value, event)) ? alreadySo : record(event)
    }
    case "ConfirmSafeguards": {
      const standing = get(state.engagements, command.engagement)
      if (standing === undefined) return refuse(UnknownEngagement(command.engagement))
      const event: SafeguardsConfirmed = { ...command, _tag: "SafeguardsConfirmed" }
      return standing.safeguards.some((it) => saysTheSameThen(it.value, event)) ? alreadySo : record(event)
    }
    case "PublishVersion":
      return state.unpublished === undefined
        ? alreadySo
        : record({ _tag: "VersionPublished", version: state.versions.length + 1, at: command.at })
  }
}

const announcedSo = (change: AnnouncedChange, command: AnnounceChange): boolean => {
  const { announcedAt: at, listing: _, ...was } = change.announced.value
  return saysTheSame({ ...was, at }, command)
}

const cannotChange = (what: Change, state: State): Refusal | undefined => {
  if (what._tag === "Relocate") return cannotAlter(what.engagement, state)
  const standing = get(state.engagements, engagementOf(what))
  if (standing !== undefined && stands(state, standing)) return EngagementStands(standing)
  if (what._tag === "Replace" && what.replaces === what.engagement.id) return ReplacesItself(what.replaces)
  if (!HashMap.has(state.entities, what.engagement.entity)) return UnknownEntity(what.engagement.entity)
  return what._tag === "Replace" ? cannotAlter(what.replaces, state) : undefined
}

/** It has not ended, and the change that was to bring it was not withdrawn. */
const stands = (state: State, standing: Standing): boolean =>
  standing.ended === undefined && !neverCame(state, standing)

/** The change that was to bring it was withdrawn. */
const neverCame = (state: State, { scope }: Standing): boolean => {
  const by = scope.find((it) => it.facet === "engagement")?.brought.value
  return by !== undefined && get(state.changes, by)?.withdrawn !== undefined
}

const cannotAlter = (engagement: EngagementId, state: State): Refusal | undefined => {
  const standing = get(state.engagements, engagement)
  if (standing === undefined) return UnknownEngagement(engagement)
  return standing.ended === undefined ? undefined : HasEnded(engagement, standing.ended)
}

/** Whether the day has begun from which it holds; `undefined` in a zone that is not at hand. */
const holds = (change: AnnouncedChange, at: Instant, zoneName: string, world: World): boolean | undefined => {
  const zone = world.zone(zoneName)
  return zone === undefined ? undefined : at >= Zone.startOf(zone.value, change.effectiveOn.value)
}

export const decider: Decider<Command, State, Event, Refusal, World> = { initial, evolve, decide }

// -- Queries ----------------------------------------------------------------------------------------------------------

export const standing = (state: State, engagement: EngagementId): Standing | undefined =>
  get(state.engagements, engagement)

/** The period of an engagement that an instant falls in: the newest that was declared by then, else the first. */
export const standingAt = (state: State, engagement: EngagementId, at: Instant): Standing | undefined => {
  let period = get(state.engagements, engagement)
  while (period?.before !== undefined && period.since > at) period = period.before
  return period
}

export const change = (state: State, id: ChangeId): AnnouncedChange | undefined => get(state.changes, id)

/** The day from which a change holds, as it was declared at an instant: moved later on, it stays what it was until then. */
export const effectiveOnAt = ({ effectiveOn, effectiveBefore }: AnnouncedChange, at: Instant): Fact<Day> =>
  effectiveBefore.find(({ until }) => at < until) ?? effectiveOn

/** The newest by an instant: by when it was said, and of two said at once the one recorded last. */
export const newestBy = <A extends { readonly at: Instant }>(
  facts: ReadonlyArray<Fact<A>>,
  at: Instant
): Fact<A> | undefined =>
  facts.reduce<Fact<A> | undefined>(
    (newest, fact) =>
      fact.value.at <= at && (newest === undefined || fact.value.at >= newest.value.at) ? fact : newest,
    undefined
  )

/** All changes, in the order in which they were announced. */
export const changes = (state: State): ReadonlyArray<AnnouncedChange> =>
  [...HashMap.values(state.changes)].sort((a, b) => revision(a.announced.from) - revision(b.announced.from))

/** All engagements, in the order in which they were listed or announced. */
export const engagements = (state: State): ReadonlyArray<Standing> =>
  [...HashMap.values(state.engagements)].sort((a, b) => revision(startOf(a)) - revision(startOf(b)))

const startOf = (standing: Standing): EventRef => standing.scope[0]?.brought.from ?? standing.printed.from

export const entityName = (state: State, entity: EntityId): string => get(state.entities, entity)?.value.name ?? entity

/** The version of that number, if it had been published by an instant: nobody agrees to what was not published yet. */
export const versionBy = (state: State, version: number, at: Instant): Fact<VersionPublished> | undefined =>
  state.versions.find(({ value }) => value.version === version && value.at <= at)

/** The first version that was published at or after this event. */
export const versionWith = (state: State, event: EventRef): Fact<VersionPublished> | undefined =>
  state.versions.find((version) => revision(version.from) > revision(event))

const revision = (ref: EventRef): number => Number(ref.slice(ref.lastIndexOf("@") + 1))
