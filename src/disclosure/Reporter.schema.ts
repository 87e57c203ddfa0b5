/**
 * How conduct, confidence, reward, publication, awareness and the standing of promises are asked for and written down: the fields
 * of their commands and events, for the codec of the report that holds them all.
 */
import * as Schema from "effect/Schema"
import { Cited, Id, Instant, Personal, SealedText, Text } from "../language/codec.schema.ts"
import { ReadingAsRecorded } from "../terms/Reading.schema.ts"
import { listOf } from "../terms/Terms.schema.ts"
import { Basis } from "./DisclosureTerms.schema.ts"

const one = <const Words extends ReadonlyArray<string>>(...words: Words) => Schema.Literals(words)
const free = Personal({ of: "case" })

// -- Conduct. --------------------------------------------------------------------------------------------------------------

const alleged = { finding: Id, rule: Id, acted: Instant, evidence: Schema.Array(Text), by: Id, at: Instant }
const offered = { finding: Id, way: one("answer", "noWay"), until: Instant, at: Instant }
const heard = { finding: Id, at: Instant }
const found = {
  finding: Id,
  broken: Schema.Boolean,
  accident: Schema.Boolean,
  by: Id,
  decider: one("human", "machine"),
  at: Instant
}
const retracted = { finding: Id, by: Id, at: Instant }
const step = {
  step: Id,
  kind: one("criminal", "civil"),
  acted: Instant,
  duty: Schema.optionalKey(Text),
  by: Id,
  at: Instant
}

// -- Confidence. -----------------------------------------------------------------------------------------------------------

const Parts = Schema.Array(one("name", "contact", "pseudonym", "other"))
const Extent = one("summary", "technical", "whole")
const asked = { asked: Id, by: Id, at: Instant }
const consent = {
  consent: Id,
  person: Id,
  for: one("identity", "content", "credit"),
  to: Schema.optionalKey(Id),
  form: one("expressed", "written"),
  at: Instant
}
const withdrawn = { consent: Id, at: Instant }
const passing = { passing: Id, to: Id, basis: Basis, reference: Schema.optionalKey(Text), by: Id, at: Instant }
const disclosed = { ...passing, parts: Parts, needed: Parts }
const shared = { ...passing, part: Extent, needed: Extent }
const leaked = { leak: Id, parts: Parts, at: Instant }
const erasureAsked = { request: Id, person: Id, at: Instant }
const erasureExtended = { request: Id, reason: Text, at: Instant }
const erasureDecided = {
  request: Id,
  erased: Parts,
  kept: Schema.optionalKey(
    Schema.Struct({
      parts: Parts,
      ground: one("legalClaims", "legalObligation", "expression", "publicInterest"),
      reference: Text
    })
  ),
  token: one("kept", "destroyed"),
  by: Id,
  at: Instant
}
const erased = { request: Id, at: Instant }

// -- Reward and publication. -----------------------------------------------------------------------------------------------

const Need = one("new", "reproducible", "inScope", "conductHeld", "causesChange", "notPublicBefore", "identifiable")
const granted = { issue: Id, tier: Id, by: Id, at: Instant }
const denied = { by: Id, at: Instant }
const on = { at: Instant }
const published = {
  advisory: Id,
  where: Text,
  tells: one("nothing", "summary", "technical", "whole"),
  credits: Schema.Array(Id),
  by: Id,
  at: Instant
}

// -- Awareness, and promises themselves. -----------------------------------------------------------------------------------

const hours = Schema.Number.check(
  Schema.makeFilter((n) => Number.isInteger(n) && n > 0, { expected: "a whole number of hours, 1 or more" })
)

const affected = {
  aware: Id,
  subject: Id,
  clients: Schema.Array(Schema.Struct({ client: Id, agreedHours: Schema.optionalKey(hours) })),
  by: Id,
  at: Instant
}

const aware = {
  aware: Id,
  regime: one("gdpr33", "cra14Vulnerability", "cra14Incident", "nis2Article23"),
  role: one("controller", "processor", "manufacturer", "entity", "trustServiceProvider"),
  subject: Id,
  client: Schema.optionalKey(Id),
  agreedHours: Schema.optionalKey(hours),
  by: Id,
  at: Instant
}
const applies = {
  aware: Id,
  step: Schema.optionalKey(one("tellSubjects", "tellUsers")),
  applies: Schema.Boolean,
  ground: Schema.optionalKey(one("noHighRisk", "unintelligible", "riskAverted", "nobodyAffected", "disproportionate")),
  by: Id,
  at: Instant
}
const filed = {
  aware: Id,
  step: one("earlyWarning", "notification", "final", "tellController", "tellSubjects", "tellUsers"),
  reference: Text,
  part: Schema.optionalKey(Schema.Literal(true)),
  at: Instant
}
const course = { subject: Id, course: one("measureAvailable", "ongoing", "handled"), at: Instant }
const waived = { promise: Id, at: Instant }
const rest = { from: Instant, until: Schema.optionalKey(Instant), where: Text, by: Id, at: Instant }
const judged = { promise: Id, holds: Schema.Boolean, by: Id, at: Instant }

const stating = { reply: Id, parameters: listOf(Text), at: Instant }
const stated = { reply: Id, readings: Schema.Array(Cited(ReadingAsRecorded)), at: Instant }

// -- The tables. -----------------------------------------------------------------------------------------------------------

/** The fields of each command, to stand among those of the report. */
export const reporterCommands = {
  AllegeConduct: { ...alleged, words: free },
  OfferHearing: offered,
  RecordHearing: { ...heard, words: free },
  DecideConduct: { ...found, reason: free },
  RetractFinding: { ...retracted, reason: free },
  RecordLegalStep: step,
  RecordIdentityAsked: { ...asked, words: free },
  RecordConsent: consent,
  WithdrawConsent: withdrawn,
  DiscloseIdentity: disclosed,
  RecordIdentityDisclosed: disclosed,
  ShareContent: shared,
  RecordContentShared: shared,
  RecordIdentityLeak: { ...leaked, how: free },
  RequestErasure: erasureAsked,
  ExtendErasure: erasureExtended,
  DecideErasure: erasureDecided,
  RecordErased: erased,
  GrantReward: granted,
  DenyReward: denied,
  RecordDeclined: on,
  RecordDelivered: on,
  Publish: { ...published, endsEmbargo: Schema.Boolean },
  RecordPublished: published,
  RecordAwareness: { ...aware, basis: free },
  RecordClientsAffected: { ...affected, basis: free },
  DecideApplicability: { ...applies, reason: free },
  RecordFiled: { ...filed, lateBecause: Schema.optionalKey(free) },
  ObserveCourse: course,
  WaivePromise: { ...waived, words: free },
  AnnounceRest: rest,
  JudgeCondition: { ...judged, reason: free },
  StateReadings: stating
}

/** The fields of each event, at its version, to stand among those of the report. */
export const reporterEvents = {
  ConductAlleged: { version: 1, fields: { ...alleged, words: SealedText } },
  HearingOffered: { version: 1, fields: offered },
  PersonHeard: { version: 1, fields: { ...heard, words: SealedText } },
  ConductFound: { version: 1, fields: { ...found, reason: SealedText } },
  FindingRetracted: { version: 1, fields: { ...retracted, reason: SealedText } },
  LegalStepRecorded: { version: 1, fields: step },
  IdentityAsked: { version: 1, fields: { ...asked, words: SealedText } },
  ConsentGiven: { version: 1, fields: consent },
  ConsentWithdrawn: { version: 1, fields: withdrawn },
  IdentityDisclosed: { version: 1, fields: disclosed },
  ContentShared: { version: 1, fields: shared },
  IdentityLeaked: { version: 1, fields: { ...leaked, how: SealedText } },
  ErasureRequested: { version: 1, fields: erasureAsked },
  ErasureExtended: { version: 1, fields: erasureExtended },
  ErasureDecided: { version: 1, fields: erasureDecided },
  IdentityErased: { version: 1, fields: erased },
  RewardGranted: { version: 1, fields: granted },
  RewardDenied: { version: 1, fields: { ...denied, failed: Schema.Array(Need) } },
  RewardDeclined: { version: 1, fields: on },
  RewardDelivered: { version: 1, fields: on },
  AdvisoryPublished: { version: 1, fields: published },
  BecameAware: { version: 1, fields: { ...aware, basis: SealedText } },
  ApplicabilityDecided: { version: 1, fields: { ...applies, reason: SealedText } },
  StepFiled: { version: 1, fields: { ...filed, lateBecause: Schema.optionalKey(SealedText) } },
  CourseObserved: { version: 1, fields: course },
  PromiseWaived: { version: 1, fields: { ...waived, words: SealedText } },
  RestAnnounced: { version: 1, fields: rest },
  ConditionJudged: { version: 1, fields: { ...judged, reason: SealedText } },
  ReadingsStated: { version: 1, fields: stated }
}
