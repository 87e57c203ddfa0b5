/** How powers, and what was done by them, are asked for and written down (`mandates/…`). */
import * as Schema from "effect/Schema"
import { listOf, Scope } from "../language/Change.schema.ts"
import {
  conceptCodec,
  Day,
  EventRef,
  Id,
  Instant,
  Personal,
  SealedText,
  Text,
  ZoneRef
} from "../language/codec.schema.ts"
import { assurances, decimals } from "./acts.ts"
import type { Command, Event } from "./Mandates.ts"

const matching = (pattern: RegExp, expected: string) =>
  Schema.String.check(Schema.makeFilter((text) => pattern.test(text), { expected }))

export const Amount = Schema.Struct({
  amount: matching(decimals, "an amount such as `1250.00`"),
  currency: matching(/^[A-Z]{3}$/, "the three capitals of a currency such as `EUR`")
}).annotate({ expected: "an amount and its currency" })

const Reach = Schema.Struct({ acts: Scope(Id), products: Scope(Id), upTo: Schema.optionalKey(Amount) })

const Paper = Schema.Struct({ document: Id, version: Text, hash: Schema.optionalKey(Text) })

export const Assurance = Schema.Literals([...assurances])

const organisation = { organisation: Schema.optionalKey(Id) }

const registered = { ...organisation, register: Id, number: Text, at: Instant }

const terms = {
  power: Id,
  paper: Paper,
  assurance: Assurance,
  acts: listOf(Reach),
  gives: Schema.Array(Reach),
  from: Instant,
  endCounts: Schema.optionalKey(Schema.Literals(["atOnce", "whenKnown"])),
  at: Instant
}

const stated = { until: Schema.optionalKey(Schema.Struct({ on: Day, zone: Text })) }
const counted = { until: Schema.optionalKey(Schema.Struct({ on: Day, zone: ZoneRef, before: Instant })) }

const root = { ...terms, ...organisation, register: Id, number: Text, persons: listOf(Id) }

const mandate = {
  ...terms,
  under: Id,
  as: Id,
  to: Schema.Union([
    Schema.TaggedStruct("Person", { person: Id }),
    Schema.TaggedStruct("Organisation", { organisation: Id })
  ]).annotate({ expected: "a holder: an object with the `_tag` `Person` or `Organisation`" }),
  signedBy: listOf(Id),
  whileEmployed: Schema.Boolean,
  ifGiverEnds: Schema.optionalKey(Schema.Literals(["falls", "stays"]))
}

const ended = { power: Id, how: Schema.Literals(["revoked", "renounced", "replaced"]), at: Instant, knownAt: Instant }

const began = { person: Id, ...organisation, at: Instant }

const left = { ...began, knownAt: Instant }

const deed = {
  deed: Id,
  act: Id,
  by: listOf(Id),
  product: Schema.optionalKey(Id),
  amount: Schema.optionalKey(Amount),
  atLeast: Schema.optionalKey(Assurance),
  about: Schema.optionalKey(EventRef),
  at: Instant
}

const ofDeed = { deed: Id, at: Instant }

export const mandates = conceptCodec<Command, Event>()({
  name: "mandates",
  commands: {
    RegisterOrganisation: registered,
    NamePerson: { person: Id, name: Personal({ of: "person" }), address: Personal({ of: "person" }), at: Instant },
    ShowRoot: { ...root, ...stated },
    GiveMandate: { ...mandate, ...stated },
    EndPower: ended,
    BeginEmployment: began,
    EndEmployment: left,
    RecordDeed: deed,
    QuestionDeed: ofDeed,
    RatifyDeed: { ...ofDeed, by: listOf(Id) },
    RefuteDeed: { ...ofDeed, by: Id }
  },
  events: {
    OrganisationRegistered: { version: 1, fields: registered },
    PersonNamed: { version: 1, fields: { person: Id, name: SealedText, address: SealedText, at: Instant } },
    RootShown: { version: 1, fields: { ...root, ...counted } },
    MandateGiven: { version: 1, fields: { ...mandate, ...counted } },
    PowerEnded: { version: 1, fields: ended },
    EmploymentBegan: { version: 1, fields: began },
    EmploymentEnded: { version: 1, fields: left },
    DeedDone: { version: 1, fields: deed },
    DeedQuestioned: { version: 1, fields: ofDeed },
    DeedRatified: { version: 1, fields: { ...ofDeed, by: listOf(Id) } },
    DeedRefuted: { version: 1, fields: { ...ofDeed, by: Id } }
  }
})
