/** What we decline to declare on a listing, each refusal naming its clause. */
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { Engagement } from "../language/Change.ts"
import type { ChangeId, EngagementId, EntityId, ListingId } from "../language/ids.ts"
import type { Instant } from "../time/Instant.ts"
import type { AddressLoss, AnnouncedChange, ListingOpened, Standing } from "./Listing.ts"
import * as rules from "./rules.ts"

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

export const AddsAName = (name: string, was: string): Refusal<"AddsAName"> =>
  refusal(
    "AddsAName",
    rules.renameAddsNoName,
    `\`${name}\` holds a name that \`${was}\` does not: announce that company as an addition, or the two as merged`
  )

export const RenameIsAChange = (entity: EntityId, was: string): Refusal<"RenameIsAChange"> =>
  refusal(
    "RenameIsAChange",
    rules.newNameIsAnnounced,
    `entity \`${entity}\` stands on this listing as \`${was}\`: announce its new name as a change`
  )

export const IntoItself = (entity: EntityId): Refusal<"IntoItself"> =>
  refusal(
    "IntoItself",
    rules.entityAboveEngagement,
    `entity \`${entity}\` does this work already: name the legal person that takes it over`
  )

export const NotOfThisEntity = (engagement: Fact<Engagement>, entity: EntityId): Refusal<"NotOfThisEntity"> =>
  refusal(
    "NotOfThisEntity",
    rules.entityAboveEngagement,
    `engagement \`${engagement.value.id}\` is done by \`${engagement.value.entity}\` and not by \`${entity}\`: split off only its own rows`,
    [engagement.from]
  )

export const SubstanceIsAChange = (engagement: EngagementId): Refusal<"SubstanceIsAChange"> =>
  refusal(
    "SubstanceIsAChange",
    rules.correctedOrChanged,
    `what is so of \`${engagement}\` differs in substance, and no announced change is named that told it wrongly: announce it as a change`
  )

export const AddsToScope = ({ printed }: Standing): Refusal<"AddsToScope"> =>
  refusal(
    "AddsToScope",
    rules.slipAddsNothing,
    `by this \`${printed.value.id}\` would cover more than was told of it: announce that as a change, or put the change right in substance that left it out`,
    [printed.from]
  )

export const CorrectsWithdrawn = (change: ChangeId, withdrawn: Fact<Instant>): Refusal<"CorrectsWithdrawn"> =>
  refusal(
    "CorrectsWithdrawn",
    rules.correctedOrChanged,
    `change \`${change}\` was withdrawn at \`${withdrawn.value}\`, so there is nothing of it to correct`,
    [withdrawn.from]
  )

export const NotTouched = (change: AnnouncedChange, engagement: EngagementId): Refusal<"NotTouched"> =>
  refusal(
    "NotTouched",
    rules.correctedOrChanged,
    `change \`${change.announced.value.change}\` does not touch \`${engagement}\`: name the change that told it wrongly`,
    [change.announced.from]
  )

export const NotAnEmergency = (change: AnnouncedChange): Refusal<"NotAnEmergency"> =>
  refusal(
    "NotAnEmergency",
    rules.emergencyIsJudged,
    `change \`${change.announced.value.change}\` was announced without a reason why it could not wait: there is nothing to judge`,
    [change.announced.from]
  )

export const LostLater = ({ lost }: AddressLoss): Refusal<"LostLater"> =>
  refusal(
    "LostLater",
    rules.deadAddress,
    `objections to \`${lost.value.address}\` were lost from \`${lost.value.at}\` on: name a later instant from which they arrive again`,
    [lost.from]
  )

export const IsRetired = (engagement: EngagementId, by: Fact<ChangeId>): Refusal<"IsRetired"> =>
  refusal(
    "IsRetired",
    rules.neverNetted,
    `engagement \`${engagement}\` is no longer used since change \`${by.value}\`: engage it again first`,
    [by.from]
  )
