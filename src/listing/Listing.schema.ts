/** How a listing is asked for and written down (`listing/…`). */
import * as Schema from "effect/Schema"
import { Change, Engagement, listOf, Place, Scope, Version } from "../language/Change.schema.ts"
import { conceptCodec, Day, Id, Instant, TermsRef, Text } from "../language/codec.schema.ts"
import type { Command, Event } from "./Listing.ts"

/** The zone itself is looked up when the listing is opened; a wrong name is refused there. */
const opened = { listing: Id, title: Text, vendor: Text, zone: Text, scope: Text, at: Instant }

const named = { entity: Id, name: Text, seat: Schema.optionalKey(Place), at: Instant }

const listed = { engagement: Engagement, at: Instant }

const announced = {
  change: Id,
  what: Change,
  effectiveOn: Day,
  printedOn: Schema.optionalKey(Day),
  for: Scope(Id),
  emergency: Schema.optionalKey(Text),
  at: Instant
}

const postponed = { change: Id, effectiveOn: Day, at: Instant }

const withdrawn = { change: Id, at: Instant }

const ended = { engagement: Id, at: Instant }

const decided = { engagement: Id, material: Schema.Boolean, by: Id, reason: Text, at: Instant }

const confirmed = {
  engagement: Id,
  contract: Schema.Boolean,
  equivalentDuties: Schema.Boolean,
  transfers: Schema.optionalKey(Schema.Array(Schema.Struct({ place: Text, mechanism: Text }))),
  until: Schema.optionalKey(Instant),
  by: Id,
  at: Instant
}

const { fields } = Engagement

/** The right values of what may be corrected, and fields that should not have been printed: something of it, or nothing is said. */
const Correction = Schema.Struct({
  service: Schema.optionalKey(fields.service),
  section: Schema.optionalKey(fields.section),
  entityType: fields.entityType,
  parent: fields.parent,
  use: Schema.optionalKey(fields.use),
  products: Schema.optionalKey(fields.products),
  regions: Schema.optionalKey(fields.regions),
  options: Schema.optionalKey(fields.options),
  places: Schema.optionalKey(fields.places),
  purposes: Schema.optionalKey(fields.purposes),
  dataCategories: Schema.optionalKey(fields.dataCategories),
  certifications: Schema.optionalKey(fields.certifications),
  condition: fields.condition,
  contact: fields.contact,
  without: Schema.optionalKey(listOf(Schema.Literals(["entityType", "parent", "condition", "contact"])))
}).check(Schema.makeFilter((to) => Object.keys(to).length > 0, { expected: "the right value of one field or more" }))

const corrected = {
  engagement: Id,
  change: Schema.optionalKey(Id),
  to: Correction,
  substance: Schema.Boolean,
  by: Id,
  reason: Text,
  at: Instant
}

const notes = { notes: Text, at: Instant }

const reviewed = { by: Id, words: Schema.optionalKey(Text), at: Instant }

const judged = { change: Id, terms: TermsRef, fits: Schema.Boolean, by: Id, reason: Text, at: Instant }

const address = { address: Text, at: Instant }

const Sha256 = Schema.String.check(
  Schema.makeFilter((text) => /^[0-9a-f]{64}$/.test(text), { expected: "a SHA-256 hash: 64 small hexadecimal digits" })
)

const shown = {
  statedOn: Schema.optionalKey(Day),
  proof: Schema.optionalKey(Schema.Struct({ where: Text, sha256: Sha256 })),
  at: Instant
}

export const listing = conceptCodec<Command, Event>()({
  name: "listing",
  commands: {
    OpenListing: opened,
    NameEntity: named,
    ListEngagement: listed,
    AnnounceChange: announced,
    PostponeChange: postponed,
    WithdrawChange: withdrawn,
    EndEngagement: ended,
    DecideMateriality: decided,
    ConfirmSafeguards: confirmed,
    CorrectEntry: corrected,
    ChangeNotes: notes,
    ReviewListing: reviewed,
    JudgeEmergency: judged,
    LoseObjectionAddress: address,
    RestoreObjectionAddress: address,
    PublishVersion: shown
  },
  events: {
    ListingOpened: { version: 1, fields: opened },
    EntityNamed: { version: 1, fields: named },
    EngagementListed: { version: 1, fields: listed },
    ChangeAnnounced: { version: 1, fields: announced },
    ChangePostponed: { version: 1, fields: postponed },
    ChangeWithdrawn: { version: 1, fields: withdrawn },
    EngagementEnded: { version: 1, fields: ended },
    MaterialityDecided: { version: 1, fields: decided },
    SafeguardsConfirmed: { version: 1, fields: confirmed },
    EntryCorrected: { version: 1, fields: corrected },
    NotesChanged: { version: 1, fields: notes },
    ListingReviewed: { version: 1, fields: reviewed },
    EmergencyJudged: { version: 1, fields: judged },
    ObjectionAddressLost: { version: 1, fields: address },
    ObjectionAddressRestored: { version: 1, fields: address },
    VersionPublished: { version: 1, fields: { version: Version, ...shown } }
  }
})
