/** How what a client agreed to, uses and wants to be told is asked for and written down (`client/…`). */
import * as Schema from "effect/Schema"
import { Version } from "../language/Change.schema.ts"
import { conceptCodec, Id, Instant, Language, Personal, SealedText, TermsRef, Text } from "../language/codec.schema.ts"
import type { Command, Event } from "./Client.ts"

const executed = { dpa: Id, paper: Schema.Literals(["standard", "own"]), terms: TermsRef, at: Instant }

const ended = { dpa: Id, at: Instant }

const transferred = { dpa: Id, to: Id, at: Instant }

const takenOver = { dpa: Id, from: Id, paper: Schema.Literals(["standard", "own"]), terms: TermsRef, at: Instant }

const agreed = { listing: Id, version: Version, at: Instant }

const contact = {
  contact: Id,
  person: Id,
  role: Text,
  language: Language,
  channel: Schema.Literals(["email", "inProduct", "post", "portal"]),
  fallbackFor: Schema.optionalKey(Id),
  at: Instant
}

const removed = { contact: Id, at: Instant }

const used = { of: Schema.Literals(["product", "region", "option"]), id: Id, at: Instant }

const subscribed = {
  channel: Schema.Literals(["email", "listing", "inProduct", "post", "portal", "repository"]),
  at: Instant
}

const on = { at: Instant }

export const client = conceptCodec<Command, Event>()({
  name: "client",
  commands: {
    ExecuteDpa: executed,
    EndDpa: ended,
    TransferDpa: transferred,
    TakeOverDpa: takenOver,
    AgreeListing: agreed,
    NameContact: { ...contact, name: Personal({ of: "person" }), address: Personal({ of: "person" }) },
    RemoveContact: removed,
    BeginUse: used,
    EndUse: used,
    BeginSubscription: subscribed,
    EndSubscription: on,
    RequestListing: on
  },
  events: {
    DpaExecuted: { version: 1, fields: executed },
    DpaEnded: { version: 1, fields: ended },
    DpaTransferred: { version: 1, fields: transferred },
    DpaTakenOver: { version: 1, fields: takenOver },
    ListingAgreed: { version: 1, fields: agreed },
    ContactNamed: { version: 1, fields: { ...contact, name: SealedText, address: SealedText } },
    ContactRemoved: { version: 1, fields: removed },
    UseBegan: { version: 1, fields: used },
    UseEnded: { version: 1, fields: used },
    SubscriptionBegan: { version: 1, fields: subscribed },
    SubscriptionEnded: { version: 1, fields: on },
    ListingRequested: { version: 1, fields: on }
  }
})
