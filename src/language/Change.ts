/**
 * What a listing says of the companies that handle clients' data, and what may change about it.
 *
 * Listing, consultation and gate all speak of these; so they stand here, in the language, and in none of the three.
 */
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import type {
  ActorId,
  ChangeId,
  ClientId,
  EngagementId,
  EntityId,
  ListingId,
  OptionId,
  ProductId,
  RegionId
} from "./ids.ts"

/** Where data is handled: free-form as listings print it ("The Netherlands", "EU/US"), with a country code if there is one. */
export interface Place {
  readonly id: string
  readonly name: string
  /** ISO 3166-1 alpha-2, in capitals. */
  readonly country?: string
}

/** What data is handled for. The text is what the listing prints. */
export interface Purpose {
  readonly id: string
  readonly text: string
}

/** `"all"`: not limited in this respect. */
export type Scope<A> = ReadonlyArray<A> | "all"

/**
 * One row of a listing: an entity doing one service for us, in some products and places.
 * The id is assigned and never changes; names are evidence for matching, never identity.
 */
export interface Engagement {
  readonly id: EngagementId
  readonly entity: EntityId
  readonly service: string
  /** A processor handles data for us. A controller is listed for openness and is not governed by the client's DPA. */
  readonly role: "processor" | "controller"
  readonly touchesPersonalData: boolean
  readonly section: string
  readonly entityType?: string
  /** The engagement under which this one works, for a sub-processor of a sub-processor. */
  readonly parent?: EngagementId
  readonly use: "inUse" | "mayBeEngaged"
  readonly products: Scope<ProductId>
  readonly regions: Scope<RegionId>
  readonly options: Scope<OptionId>
  readonly places: Scope<Place>
  readonly purposes: Scope<Purpose>
  readonly dataCategories: Scope<string>
  readonly certifications: ReadonlyArray<string>
  /** A condition of use in words, as printed ("only when the client turns on SMS"). */
  readonly condition?: string
  readonly contact?: string
}

/** The respects in which the handling of data can be in or out of what was agreed. */
export type Facet = (typeof facets)[number]
export const facets = [
  "engagement",
  "product",
  "region",
  "option",
  "place",
  "purpose",
  "dataCategory",
  /** Which legal person does the work. */
  "entity",
  /** Who controls that legal person. Nothing is in scope in this respect until a change of control is announced. */
  "control"
] as const

/** A new sub-processor, or one already listed in a new row. */
export interface Engage {
  readonly _tag: "Engage"
  readonly engagement: Engagement
}

/** A new engagement takes the work of one that stands on the listing. */
export interface Replace {
  readonly _tag: "Replace"
  readonly engagement: Engagement
  readonly replaces: EngagementId
}

/** From its day on the engagement will no longer be used. */
export interface Retire {
  readonly _tag: "Retire"
  readonly engagement: EngagementId
}

/** The same engagement handles data in other places. */
export interface Relocate {
  readonly _tag: "Relocate"
  readonly engagement: EngagementId
  readonly to: ReadonlyArray<Place>
}

/** It handles data for other purposes. */
export interface Repurpose {
  readonly _tag: "Repurpose"
  readonly engagement: EngagementId
  readonly to: Scope<Purpose>
}

/** It works for other products, regions or options: the new whole of each that is given, wider or narrower. */
export interface Extend {
  readonly _tag: "Extend"
  readonly engagement: EngagementId
  readonly products?: Scope<ProductId>
  readonly regions?: Scope<RegionId>
  readonly options?: Scope<OptionId>
}

/** It handles other categories of data: the new whole, wider or narrower. */
export interface ChangeData {
  readonly _tag: "ChangeData"
  readonly engagement: EngagementId
  readonly to: Scope<string>
}

/** It counts as material, or no longer does, from the day of this change on. */
export interface Reclassify {
  readonly _tag: "Reclassify"
  readonly engagement: EngagementId
  readonly material: boolean
  readonly by: ActorId
  readonly reason: string
}

/** What was confirmed of its safeguards before does not hold from the day of this change on. */
export interface LoseSafeguards {
  readonly _tag: "LoseSafeguards"
  readonly engagement: EngagementId
  /** What is lost, and why. */
  readonly words: string
}

/** The entity stays the legal person it is; somebody else controls it. */
export interface ChangeControl {
  readonly _tag: "ChangeControl"
  readonly entity: EntityId
  /** Who controls it then, by name or id. */
  readonly controller: string
  /** Where the controller is established: ISO 3166-1 alpha-2, in capitals. */
  readonly country?: string
}

/** The same legal person under another name: a person says why it is the same. */
export interface Rename {
  readonly _tag: "Rename"
  readonly entity: EntityId
  readonly name: string
  readonly by: ActorId
  readonly reason: string
}

/** The work of an entity goes to another legal person, in all of its rows. */
export interface Merge {
  readonly _tag: "Merge"
  readonly entity: EntityId
  readonly into: EntityId
}

/** Some rows of an entity go to other legal persons. */
export interface Split {
  readonly _tag: "Split"
  readonly entity: EntityId
  readonly moves: ReadonlyArray<{ readonly engagement: EngagementId; readonly to: EntityId }>
}

/** What the listing shows changes, and not what is used: rows that go on are no longer listed. */
export interface ChangeScope {
  readonly _tag: "ChangeScope"
  /** What stands on the listing from then on and what does not, in the vendor's words. */
  readonly scope: string
  readonly unlisted: ReadonlyArray<EngagementId>
}

export type Change =
  | Engage
  | Replace
  | Retire
  | Relocate
  | Repurpose
  | Extend
  | ChangeData
  | Reclassify
  | LoseSafeguards
  | ChangeControl
  | Rename
  | Merge
  | Split
  | ChangeScope
export type ChangeKind = Change["_tag"]

/** Every kind of change, as terms may name them. */
export const changeKinds = [
  "Engage",
  "Replace",
  "Retire",
  "Relocate",
  "Repurpose",
  "Extend",
  "ChangeData",
  "Reclassify",
  "LoseSafeguards",
  "ChangeControl",
  "Rename",
  "Merge",
  "Split",
  "ChangeScope"
] as const satisfies ReadonlyArray<ChangeKind>

/** A change as it was announced: what, for whom, from which day. Three dates that are often taken for one. */
export interface Announced {
  readonly change: ChangeId
  readonly listing: ListingId
  readonly what: Change
  readonly announcedAt: Instant
  /** The first day, in the listing's zone, on which the change may hold for anybody. */
  readonly effectiveOn: Day
  /** The date that the vendor printed beside it: a claim, used for nothing. */
  readonly printedOn?: Day
  /** `"all"` clients, or the named ones. */
  readonly for: Scope<ClientId>
  /** Why it could not wait, in the words of an emergency clause. */
  readonly emergency?: string
}

/** What a client's data would be handled for, as somebody asks it. A facet left out means every value in scope. */
export interface Use {
  readonly product?: ProductId
  readonly region?: RegionId
  readonly option?: OptionId
  readonly place?: string
  readonly purpose?: string
  readonly dataCategories?: ReadonlyArray<string>
}
