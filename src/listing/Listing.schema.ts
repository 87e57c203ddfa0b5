/** How a listing is asked for and written down (`listing/…`). */
import * as Schema from "effect/Schema"
import { Change, Engagement, Place, Scope, Version } from "../language/Change.schema.ts"
import { conceptCodec, Day, Id, Instant, Text } from "../language/codec.schema.ts"
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
    PublishVersion: { at: Instant }
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
    VersionPublished: { version: 1, fields: { version: Version, at: Instant } }
  }
})
