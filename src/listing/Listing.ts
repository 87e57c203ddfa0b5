/**
 * The listing: which companies handle clients' data, for what and where, and which changes of that were announced.
 *
 * The listing says what the vendor declares, and when. It never refuses for a client's reasons, and it never says that a
 * change took effect for a client: permission is the gate's answer, access is a fact of the consultation.
 */
import * as HashMap from "effect/HashMap"
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
import type { Refusal } from "../kernel/Refusal.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { Announced, Change, Engagement, Facet, Place, Scope } from "../language/Change.ts"
import type {
  ActorId,
  ChangeId,
  ClientId,
  EngagementId,
  EntityId,
  EventRef,
  ListingId,
  StreamId,
  TermsRef
} from "../language/ids.ts"
import type { World } from "../terms/World.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import { announcedSo, cannotChange, correct, holds, retired, stands } from "./cannot.ts"
import { announce, apply, begin, isLost, lostSince, named, putRight, withdraw } from "./evolving.ts"
import { get, update } from "./maps.ts"
import { entityName } from "./queries.ts"
import {
  ChangeIdTaken,
  EngagementStands,
  HoldsAlready,
  IdOfAnEngagement,
  LostLater,
  NotAnEmergency,
  NotOpened,
  OpenedOtherwise,
  RenameIsAChange,
  UnknownChange,
  UnknownEngagement,
  UnknownEntity,
  UnknownZone,
  Withdrawn
} from "./refusals.ts"
import * as covered from "./scope.ts"

export * from "./queries.ts"
export * from "./refusals.ts"

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

/** What is printed of a row was wrong, and is put right. */
export interface EntryCorrected {
  readonly _tag: "EntryCorrected"
  readonly engagement: EngagementId
  /** The change that was announced wrongly. */
  readonly change?: ChangeId
  readonly to: Correction
  /** `true`: something else was told than what is so. `false`: a slip of the pen, and everybody knew what was meant. */
  readonly substance: boolean
  readonly by: ActorId
  readonly reason: string
  readonly at: Instant
}

/** The right values of what was printed wrongly, and the fields that should not have been printed at all. */
export interface Correction extends Partial<Omit<Engagement, "id" | "entity" | "touchesPersonalData" | "role">> {
  readonly without?: ReadonlyArray<"entityType" | "parent" | "condition" | "contact">
}

/** The notes that stand beside the rows are others from now on. */
export interface NotesChanged {
  readonly _tag: "NotesChanged"
  readonly notes: string
  readonly at: Instant
}

/** A person went through the whole listing. */
export interface ListingReviewed {
  readonly _tag: "ListingReviewed"
  readonly by: ActorId
  readonly words?: string
  readonly at: Instant
}

/** A person decided whether an emergency clause of these terms fits a change that could not wait. */
export interface EmergencyJudged {
  readonly _tag: "EmergencyJudged"
  readonly change: ChangeId
  readonly terms: TermsRef
  readonly fits: boolean
  readonly by: ActorId
  readonly reason: string
  readonly at: Instant
}

/** Objections that are sent to this address do not arrive, from this instant on. */
export interface ObjectionAddressLost {
  readonly _tag: "ObjectionAddressLost"
  readonly address: string
  readonly at: Instant
}

/** From this instant on they arrive again. */
export interface ObjectionAddressRestored {
  readonly _tag: "ObjectionAddressRestored"
  readonly address: string
  readonly at: Instant
}

/** The listing as it stands was made public under this number. */
export interface VersionPublished {
  readonly _tag: "VersionPublished"
  readonly version: number
  /** The date that the page itself claims: used for nothing. */
  readonly statedOn?: Day
  /** Where it was shown, and the hash of the copy that was kept of it, in small hexadecimal digits. */
  readonly proof?: { readonly where: string; readonly sha256: string }
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
  | EntryCorrected
  | NotesChanged
  | ListingReviewed
  | EmergencyJudged
  | ObjectionAddressLost
  | ObjectionAddressRestored
  | VersionPublished

// -- State: what decisions, views and the gate need to know; each fact keeps the event it came from. ------------------

export interface State {
  readonly opened: Fact<ListingOpened> | undefined
  readonly entities: HashMap.HashMap<EntityId, Named>
  readonly engagements: HashMap.HashMap<EngagementId, Standing>
  readonly changes: HashMap.HashMap<ChangeId, AnnouncedChange>
  /** Oldest first. */
  readonly versions: ReadonlyArray<Fact<VersionPublished>>
  /** In the order in which they were recorded, as all that follows. */
  readonly notes: ReadonlyArray<Fact<NotesChanged>>
  readonly reviews: ReadonlyArray<Fact<ListingReviewed>>
  readonly addresses: ReadonlyArray<AddressLoss>
  /** The newest event that made the listing differ from its last published version. */
  readonly unpublished: EventRef | undefined
}

/** An entity, and what it was called: never fewer than one `named`. */
export interface Named {
  readonly named: ReadonlyArray<Fact<EntityNamed>>
  /** The changes that give it another name. */
  readonly renamed: ReadonlyArray<Fact<ChangeId>>
}

/** A time in which objections to an address did not arrive. */
export interface AddressLoss {
  readonly lost: Fact<ObjectionAddressLost>
  readonly restored: Fact<Instant> | undefined
}

/** Something that was printed of a row: all of it first, later what became of some fields. */
export interface Entry {
  /** The change that says so; none for what stood before, and for a slip of the pen. */
  readonly change?: ChangeId
  readonly set: Partial<Engagement>
  readonly without?: Correction["without"]
  readonly at: Instant
}

/** One engagement as it stands: what is declared of it, in its current period. */
export interface Standing {
  /** Everything that was declared of it and not withdrawn. */
  readonly printed: Fact<Engagement>
  /** When this period was declared. */
  readonly since: Instant
  /** The period before, as it stood then: retired and engaged again is a new one, with nothing decided or confirmed yet. */
  readonly before: Standing | undefined
  readonly scope: ReadonlyArray<InScope>
  /** What was printed of it, oldest first; never empty. */
  readonly entries: ReadonlyArray<Fact<Entry>>
  readonly corrections: ReadonlyArray<Fact<EntryCorrected>>
  /** What it would be without its corrections from a moment on, each, the earliest first: whoever asks of before finds what was declared then. */
  readonly asBefore: ReadonlyArray<{ readonly until: Instant; readonly row: Standing }>
  readonly ended: Fact<Instant> | undefined
  /** The changes after which it is no longer used; one may be withdrawn, as of all that follow. */
  readonly retiredBy: ReadonlyArray<Fact<ChangeId>>
  /** The changes of scope that take it off the listing. */
  readonly unlistedBy: ReadonlyArray<Fact<ChangeId>>
  /** The changes that make it count as material, or no longer. */
  readonly reclassified: ReadonlyArray<Fact<ChangeId>>
  /** The changes from which on nothing that was confirmed before holds. */
  readonly lapses: ReadonlyArray<Fact<ChangeId>>
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
  /** For a place or a controller: its country, where one is known. */
  readonly country?: string
}

export interface AnnouncedChange {
  readonly announced: Fact<Announced>
  /** The rows that it brings or alters, as they stood when it was announced: of a replacement, the new one only. */
  readonly touches: ReadonlyArray<EngagementId>
  /** As it was declared last. */
  readonly effectiveOn: Fact<Day>
  /** The days declared before, oldest first, each until the next took its place. */
  readonly effectiveBefore: ReadonlyArray<Fact<Day> & { readonly until: Instant }>
  readonly withdrawn: Fact<Instant> | undefined
  /** What persons decided about emergency clauses, in the order in which it was recorded. */
  readonly emergency: ReadonlyArray<Fact<EmergencyJudged>>
}

export const initial: State = {
  opened: undefined,
  entities: HashMap.empty(),
  engagements: HashMap.empty(),
  changes: HashMap.empty(),
  versions: [],
  notes: [],
  reviews: [],
  addresses: [],
  unpublished: undefined
}

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "ListingOpened":
      return { ...state, opened: { value: event, from: ref }, unpublished: ref }
    case "EntityNamed":
      return {
        ...state,
        entities: HashMap.set(state.entities, event.entity, named(state, event, ref)),
        unpublished: ref
      }
    case "EngagementListed":
      return {
        ...state,
        engagements: begin(state, event.engagement, { value: undefined, from: ref }, event.at),
        unpublished: ref
      }
    case "ChangeAnnounced":
      return apply(
        { ...state, changes: HashMap.set(state.changes, event.change, announce(state, event, ref)), unpublished: ref },
        event,
        ref
      )
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
      return withdraw(
        {
          ...state,
          changes: update(state.changes, event.change, (change) => ({
            ...change,
            withdrawn: { value: event.at, from: ref }
          })),
          unpublished: ref
        },
        event.change,
        ref
      )
    case "EngagementEnded":
      return {
        ...state,
        // Learned later, an earlier end is the one that counts.
        engagements: update(state.engagements, event.engagement, (standing) =>
          standing.ended !== undefined && standing.ended.value <= event.at
            ? standing
            : { ...standing, ended: { value: event.at, from: ref } }
        ),
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
    case "EntryCorrected":
      return {
        ...state,
        engagements: update(state.engagements, event.engagement, (row) => putRight(state, row, event, ref)),
        unpublished: ref
      }
    case "NotesChanged":
      return { ...state, notes: [...state.notes, { value: event, from: ref }], unpublished: ref }
    case "ListingReviewed":
      return { ...state, reviews: [...state.reviews, { value: event, from: ref }] }
    case "EmergencyJudged":
      return {
        ...state,
        changes: update(state.changes, event.change, (change) => ({
          ...change,
          emergency: [...change.emergency, { value: event, from: ref }]
        }))
      }
    case "ObjectionAddressLost":
      return { ...state, addresses: lostSince(state.addresses, { value: event, from: ref }) }
    case "ObjectionAddressRestored":
      return {
        ...state,
        addresses: state.addresses.map((loss) =>
          isLost(loss, event.address) ? { ...loss, restored: { value: event.at, from: ref } } : loss
        )
      }
    case "VersionPublished":
      return { ...state, versions: [...state.versions, { value: event, from: ref }], unpublished: undefined }
  }
}

// -- Refusals: what we decline to do, each naming its clause, stand in `refusals.ts`. --------------------------------

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
export interface CorrectEntry extends Ask<EntryCorrected, "CorrectEntry"> {}
export interface ChangeNotes extends Ask<NotesChanged, "ChangeNotes"> {}
export interface ReviewListing extends Ask<ListingReviewed, "ReviewListing"> {}
export interface JudgeEmergency extends Ask<EmergencyJudged, "JudgeEmergency"> {}
export interface LoseObjectionAddress extends Ask<ObjectionAddressLost, "LoseObjectionAddress"> {}
export interface RestoreObjectionAddress extends Ask<ObjectionAddressRestored, "RestoreObjectionAddress"> {}
/** The number of the version is the next one. */
export interface PublishVersion extends Omit<Ask<VersionPublished, "PublishVersion">, "version"> {}

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
  | CorrectEntry
  | ChangeNotes
  | ReviewListing
  | JudgeEmergency
  | LoseObjectionAddress
  | RestoreObjectionAddress
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
      const newest = get(state.entities, command.entity)?.named.at(-1)
      if (newest !== undefined && saysTheSame(newest.value, command)) return alreadySo
      const name = entityName(state, command.entity)
      const rows = covered.rowsOf(state, command.entity).flatMap((row) => get(state.engagements, row) ?? [])
      return name !== command.name && rows.some((row) => retired(state, row, command.at, world) === undefined)
        ? refuse(RenameIsAChange(command.entity, name))
        : record({ ...command, _tag: "EntityNamed" })
    }
    case "ListEngagement": {
      const { engagement } = command
      const standing = get(state.engagements, engagement.id)
      if (standing !== undefined && stands(state, standing, command.at, world)) {
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
      if (namesake !== undefined) return refuse(IdOfAnEngagement(namesake))
      const problem = cannotChange(command, state, world)
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
      const { ended, since } = standing
      return ended === undefined || (since <= command.at && command.at < ended.value)
        ? record({ ...command, _tag: "EngagementEnded" })
        : alreadySo
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
    case "CorrectEntry":
      return correct(command, state)
    case "ChangeNotes":
      return state.notes.at(-1)?.value.notes === command.notes
        ? alreadySo
        : record({ ...command, _tag: "NotesChanged" })
    case "ReviewListing":
      return state.reviews.some(({ value }) => saysTheSameThen(value, command))
        ? alreadySo
        : record({ ...command, _tag: "ListingReviewed" })
    case "JudgeEmergency": {
      const change = get(state.changes, command.change)
      if (change === undefined) return refuse(UnknownChange(command.change))
      if (change.announced.value.emergency === undefined) return refuse(NotAnEmergency(change))
      return change.emergency.some(({ value }) => saysTheSameThen(value, command))
        ? alreadySo
        : record({ ...command, _tag: "EmergencyJudged" })
    }
    case "LoseObjectionAddress":
      // Learned later, that it did not work from an earlier moment on is a fact of its own.
      return state.addresses.some((loss) => isLost(loss, command.address) && loss.lost.value.at <= command.at)
        ? alreadySo
        : record({ ...command, _tag: "ObjectionAddressLost" })
    case "RestoreObjectionAddress": {
      const loss = state.addresses.find((it) => isLost(it, command.address))
      if (loss === undefined) return alreadySo
      return command.at <= loss.lost.value.at
        ? refuse(LostLater(loss))
        : record({ ...command, _tag: "ObjectionAddressRestored" })
    }
    case "PublishVersion": {
      const { _tag, ...shown } = command
      const version: VersionPublished = { _tag: "VersionPublished", version: state.versions.length + 1, ...shown }
      const newest = state.versions.at(-1)
      const shownSo = newest !== undefined && saysTheSame({ ...newest.value, ...shown }, newest.value)
      return state.unpublished === undefined && shownSo ? alreadySo : record(version)
    }
  }
}

export const decider: Decider<Command, State, Event, Refusal, World> = { initial, evolve, decide }
