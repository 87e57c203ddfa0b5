/** How a report is asked for and written down (`report/…`): handling, the weakness and the embargo here, the rest in `Reporter.schema.ts`. */
import * as Schema from "effect/Schema"
import {
  Cited,
  conceptCodec,
  Day,
  Id,
  Instant,
  Personal,
  PolicyRef,
  SealedText,
  Text
} from "../language/codec.schema.ts"
import { Field, Severity } from "./DisclosureTerms.schema.ts"
import type { Command, Event } from "./Report.ts"
import { reporterCommands, reporterEvents } from "./Reporter.schema.ts"

// -- Words: as they are asked for, plain, and as they are written down, sealed. -----------------------------------------

const one = <const Words extends ReadonlyArray<string>>(...words: Words) => Schema.Literals(words)

const plain = { ofPerson: Personal({ of: "person" }), ofCase: Personal({ of: "case" }) }
const sealed = { ofPerson: SealedText, ofCase: SealedText }
type Words = typeof plain | typeof sealed

const given = ({ ofCase }: Words) => Schema.Array(Schema.Struct({ field: Field, words: Schema.optionalKey(ofCase) }))

const attachments = Schema.Array(Schema.Struct({ attachment: Id, hash: Text }))

/** A case for each word of a kind, so that of the one that was meant it can be told what is wrong with it. */
const kinds = <const Kinds extends ReadonlyArray<string>, F extends Schema.Struct.Fields>(as: Kinds, fields: F) =>
  as.map((kind) => Schema.Struct({ as: Schema.Literal(kind), ...fields })) as unknown as readonly [
    Schema.Struct<{ readonly as: Schema.Literals<Kinds> } & F>
  ]

const reporter = ({ ofPerson }: Words) =>
  Schema.Union([
    ...kinds(["named", "pseudonym"], {
      person: Id,
      name: Schema.optionalKey(ofPerson),
      reach: Schema.optionalKey(ofPerson)
    }),
    ...kinds(["anonymous"], {})
  ]).annotate({ expected: "a reporter: named, under a pseudonym or anonymous" })

const wish = Schema.Union([...kinds(["declined"], {}), ...kinds(["until"], { until: Instant })]).annotate({
  expected: '`{ as: "declined" }` or `{ as: "until", until }`'
})

const resolution = Schema.Union([
  ...kinds(
    [
      "fixed",
      "mitigated",
      "notReproducible",
      "notAVulnerability",
      "outOfScope",
      "wontFix",
      "withdrawn",
      "spam",
      "noResponse"
    ],
    {}
  ),
  ...kinds(["duplicate"], { of: Id }),
  ...kinds(["referred"], { to: Id })
]).annotate({ expected: "a reason for closing: an object that says `as` what" })

const until = Schema.Union([Instant, Day]).annotate({ expected: "an instant in UTC, or a day" })

// -- Handling ------------------------------------------------------------------------------------------------------------

const received = (words: Words) => ({
  report: Id,
  policy: PolicyRef,
  reporter: reporter(words),
  channel: one("email", "form", "phone", "post", "programme", "coordinator", "publication"),
  to: Schema.optionalKey(Text),
  fields: given(words),
  attachments,
  weakness: Schema.optionalKey(one("technical", "procedural")),
  urgency: Schema.optionalKey(Severity),
  claims: Schema.Array(one("public", "exploit", "attacks")),
  wantsUpdates: Schema.optionalKey(Schema.Boolean),
  embargo: Schema.optionalKey(wish),
  demand: Schema.optionalKey(words.ofCase),
  supersedes: Schema.optionalKey(Id),
  at: Instant
})

const Sender = one("human", "automatic")
const acknowledged = { by: Sender, at: Instant }
const replied = ({ ofCase }: Words) => ({
  reply: Id,
  by: Sender,
  tells: Schema.Array(one("assessment", "expectedDate", "progress", "fix", "publication", "closing")),
  words: Schema.optionalKey(ofCase),
  at: Instant
})
const requested = ({ ofCase }: Words) => ({
  request: Id,
  fields: Schema.Array(Field),
  words: Schema.optionalKey(ofCase),
  by: Id,
  at: Instant
})
const added = (words: Words) => ({ fields: given(words), attachments, from: one("reporter", "other"), at: Instant })
const switched = { wanted: Schema.Boolean, at: Instant }
const withdrawn = ({ ofCase }: Words) => ({ words: Schema.optionalKey(ofCase), at: Instant })
const step = { by: Id, at: Instant }
const reasoned = ({ ofCase }: Words) => ({ by: Id, reason: ofCase, at: Instant })
const forwarded = {
  to: Id,
  shared: Schema.Array(one("content", "identity")),
  basis: one("consent", "law", "courtOrder", "police", "sectorCert", "suspectedAbuse", "engagedAgency"),
  by: Id,
  at: Instant
}
const decidedChange = ({ ofCase }: Words) => ({ change: Id, by: Id, reason: ofCase, at: Instant })
const closed = ({ ofCase }: Words) => ({ resolution, by: Id, reason: Schema.optionalKey(ofCase), at: Instant })

// -- The weakness ----------------------------------------------------------------------------------------------------------

const through = one("reporter", "vendor", "other")

const novelty = Schema.Union([
  ...kinds(["new"], {}),
  ...kinds(["knownInside"], { record: Id, dated: Instant }),
  ...kinds(["reportedEarlier"], { report: Id })
]).annotate({ expected: "whether it is new: an object that says `as` what" })

const found = Schema.Union([
  Schema.TaggedStruct("Reproduced", { reproduced: Schema.Boolean }),
  Schema.TaggedStruct("Novelty", { novelty }),
  Schema.TaggedStruct("Severity", { severity: Severity }),
  Schema.TaggedStruct("Continuity", { threatens: Schema.Boolean })
]).annotate({
  expected: "what was found: an object with the `_tag` `Reproduced`, `Novelty`, `Severity` or `Continuity`"
})

const assessed = ({ ofCase }: Words) => ({
  assessment: Id,
  found,
  by: Id,
  reason: Schema.optionalKey(ofCase),
  at: Instant
})
const takenBack = { assessment: Id, by: Id, at: Instant }

// -- The embargo -----------------------------------------------------------------------------------------------------------

const Party = one("vendor", "reporter", "coordinator")
const answer = { proposal: Id, by: Party, at: Instant }

export const report = conceptCodec<Command, Event>()({
  name: "report",
  commands: {
    ReceiveReport: received(plain),
    RecordAcknowledgement: acknowledged,
    RecordReply: replied(plain),
    RequestInformation: requested(plain),
    AddInformation: added(plain),
    SwitchUpdates: switched,
    RecordWithdrawal: withdrawn(plain),
    InvalidateReport: reasoned(plain),
    ValidateReport: step,
    AcceptReport: step,
    DeferReport: reasoned(plain),
    LinkDuplicate: { of: Id, by: Id, at: Instant },
    RecordForwarding: forwarded,
    DecideChange: decidedChange(plain),
    CloseReport: closed(plain),
    RecordFixReady: step,
    RecordFixDeployed: step,
    ObservePublic: { through, at: Instant },
    ObserveExploit: { through, at: Instant },
    ObserveAttacks: { at: Instant },
    AssessWeakness: assessed(plain),
    WithdrawAssessment: takenBack,
    ProposeEmbargo: { proposal: Id, by: Party, until, at: Instant },
    AcceptEmbargo: answer,
    RejectEmbargo: answer,
    GiveGrace: { proposal: Id, day: Day, by: Id, at: Instant },
    EndEmbargo: { why: one("agreed", "over"), at: Instant },
    ...reporterCommands
  },
  events: {
    ReportReceived: { version: 1, fields: received(sealed) },
    ReportAcknowledged: { version: 1, fields: acknowledged },
    ReplySent: { version: 1, fields: replied(sealed) },
    InformationRequested: { version: 1, fields: requested(sealed) },
    InformationAdded: { version: 1, fields: added(sealed) },
    UpdatesSwitched: { version: 1, fields: switched },
    ReportWithdrawn: { version: 1, fields: withdrawn(sealed) },
    ReportInvalidated: { version: 1, fields: reasoned(sealed) },
    ReportValidated: { version: 1, fields: step },
    ReportAccepted: { version: 1, fields: step },
    ReportDeferred: { version: 1, fields: reasoned(sealed) },
    ReportLinkedAsDuplicate: {
      version: 1,
      fields: { of: Id, received: Cited(Schema.Struct({ at: Instant })), by: Id, at: Instant }
    },
    ReportForwarded: { version: 1, fields: forwarded },
    ChangeDecided: { version: 1, fields: decidedChange(sealed) },
    ReportClosed: { version: 1, fields: closed(sealed) },
    FixReady: { version: 1, fields: step },
    FixDeployed: { version: 1, fields: step },
    WeaknessBecamePublic: { version: 1, fields: { through, at: Instant } },
    ExploitBecamePublic: { version: 1, fields: { at: Instant } },
    AttacksObserved: { version: 1, fields: { at: Instant } },
    WeaknessAssessed: { version: 1, fields: assessed(sealed) },
    AssessmentWithdrawn: { version: 1, fields: takenBack },
    EmbargoProposed: {
      version: 1,
      fields: { proposal: Id, by: Party, until: Instant, day: Schema.optionalKey(Day), at: Instant }
    },
    EmbargoRejected: {
      version: 1,
      fields: {
        proposal: Id,
        why: one("declined", "withdrawn", "closed", "nothingToKeepSecret", "over"),
        at: Instant
      }
    },
    EmbargoAccepted: {
      version: 1,
      fields: {
        proposal: Id,
        until: Instant,
        how: one("answered", "silence", "bothProposed", "policyLeavesIt", "grace"),
        at: Instant
      }
    },
    EmbargoTerminated: {
      version: 1,
      fields: { why: one("agreed", "over", "public", "exploit", "attacks"), at: Instant }
    },
    EmbargoProposedInVain: {
      version: 1,
      fields: { by: one("reporter", "coordinator"), until: Instant, day: Schema.optionalKey(Day), at: Instant }
    },
    ...reporterEvents
  }
})
