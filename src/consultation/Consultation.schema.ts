/** How a consultation is asked for and written down (`consultation/…`): notice, objection and the facts of access. */
import * as Schema from "effect/Schema"
import { facets } from "../language/Change.ts"
import { listOf, Use } from "../language/Change.schema.ts"
import {
  CalendarRef,
  Cited,
  conceptCodec,
  Day,
  EventRef,
  Id,
  Instant,
  Personal,
  Revision,
  SealedText,
  StreamId,
  TermsRef,
  Text,
  ZoneRef
} from "../language/codec.schema.ts"
import type { Command, Event } from "./Consultation.ts"

// -- Notice ------------------------------------------------------------------------------------------------------------

const opened = { client: Id, change: Id, engagements: listOf(Id), announced: EventRef, asOf: Revision, at: Instant }

const Because = Schema.Struct({
  clause: Text,
  facts: Schema.Array(EventRef),
  absent: Schema.Array(Schema.Struct({ stream: StreamId, upTo: Revision }))
})

const NoDuty = Schema.Literals([
  "noAgreement",
  "agreedAtEntry",
  "otherClients",
  "otherChange",
  "otherPaper",
  "notMaterial",
  "notAffected",
  "notSubscribed",
  "notRequested",
  "pullOnly",
  "nowhereStated"
])

const letter = {
  letter: Id,
  to: listOf(
    Schema.Struct({
      contact: Id,
      channel: Schema.Literals(["email", "listing", "inProduct", "post", "portal", "repository"])
    })
  ),
  contents: Schema.Array(
    Schema.Literals([
      "entity",
      "service",
      "places",
      "purpose",
      "dataCategories",
      "effectiveOn",
      "howToObject",
      "safeguards"
    ])
  ),
  dated: Schema.optionalKey(Instant),
  corrects: Schema.optionalKey(Id),
  said: Schema.optionalKey(
    Schema.Struct({
      objectUntil: Schema.optionalKey(Day),
      accessFrom: Schema.optionalKey(Instant),
      answerUntil: Schema.optionalKey(Day)
    })
  ),
  at: Instant
}

const fallbacks = Schema.optionalKey(Schema.Array(Schema.Struct({ contact: Id, for: Id })))

/** What a reading says was checked when it was recorded; a letter repeats it as it was. */
const Reading = Schema.Struct({
  parameter: Text,
  value: Schema.Json.annotate({ expected: "a value" }) as unknown as Schema.Codec<unknown>,
  by: Id,
  reason: Text,
  at: Instant
})

const pins = { zone: ZoneRef, calendars: Schema.Array(CalendarRef) }

const Stated = Schema.Struct({
  terms: TermsRef,
  ...pins,
  readings: Schema.Array(Cited(Reading)),
  effectiveOn: Day,
  needsYes: Schema.optionalKey(Schema.Literal(true)),
  answerUntil: Schema.optionalKey(Day),
  accessFrom: Schema.optionalKey(Instant),
  objectUntil: Schema.optionalKey(Day)
})

const arrived = { letter: Id, contact: Id, at: Instant }

const received = { letter: Id, contact: Id, at: Instant }

const termsAgreed = { terms: TermsRef, by: Id, at: Instant }

// -- Objection ---------------------------------------------------------------------------------------------------------

/** `to` is called as the terms call it, so it is a text and no id. */
/** What a command says of whoever spoke, and what is recorded of them. */
const asked = Schema.Literals(["shown", "notShown", "byMandate"])
const authority = Schema.Literals(["shown", "notShown"])
const shown = { authority, mandate: Schema.optionalKey(EventRef) }

const objection = {
  objection: Id,
  letter: Id,
  by: Id,
  inWriting: Schema.Boolean,
  to: Text,
  as: Schema.Literals(["statement", "termination", "stopUsing", "move"]),
  gives: Schema.Array(Schema.Literals(["grounds", "explanation", "mitigation"])),
  authority: asked,
  sent: Schema.optionalKey(Instant),
  at: Instant
}

const ofAct = { act: Id, at: Instant }

const ratified = { act: Id, by: Id, at: Instant }

const judged = { objection: Id, sufficient: Schema.Boolean, by: Id, at: Instant }

/** A standard is called as the parameter of the terms that holds its words. */
const standard = { standard: Text, holds: Schema.Boolean, by: Id, at: Instant }

const ofObjection = { objection: Id, at: Instant }

/** A solution as it is asked for, with the words plain, and as it is written down, with the words sealed. */
const solution = (text: typeof SealedText | ReturnType<typeof Personal>) => {
  const words = Schema.optionalKey(text)
  return Schema.Union([
    Schema.TaggedStruct("CarveOut", { engagement: Id, from: Schema.optionalKey(Instant), words }),
    Schema.TaggedStruct("Alternative", { engagement: Id, doneBy: Id, words }),
    Schema.TaggedStruct("Acceptance", { engagement: Schema.optionalKey(Id), words }),
    Schema.TaggedStruct("Withdrawal", { words }),
    Schema.TaggedStruct("Exit", { from: Instant, words })
  ]).annotate({
    expected: "a solution: an object with the `_tag` `CarveOut`, `Alternative`, `Acceptance`, `Withdrawal` or `Exit`"
  })
}

const matching = (pattern: RegExp, expected: string) =>
  Schema.String.check(Schema.makeFilter((text) => pattern.test(text), { expected }))

const effects = Schema.Struct({
  windowUntil: Schema.optionalKey(Instant),
  accessFrom: Schema.optionalKey(Instant),
  money: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        what: Schema.Literals(["refund", "credit", "priceChange", "fee"]),
        amount: matching(/^(0|[1-9][0-9]*)([.][0-9]+)?$/, "an amount such as `1250.00`"),
        currency: matching(/^[A-Z]{3}$/, "a currency such as `EUR`"),
        paidBy: Schema.Literals(["vendor", "client"])
      })
    )
  )
})

const caseText = Personal({ of: "case" })

const proposed = {
  proposal: Id,
  by: Schema.Literals(["client", "vendor"]),
  effects: Schema.optionalKey(effects),
  at: Instant
}

const declined = { proposal: Id, at: Instant }

const spoken = { by: Id, authority: asked }

const agreed = { ...spoken, proposal: Schema.optionalKey(Id), effects: Schema.optionalKey(effects), at: Instant }

const withdrawn = { ...spoken, ...ofObjection }

const accepted = {
  acceptance: Id,
  as: Schema.Literals(["acceptance", "authorisation", "waiver"]),
  for: Schema.optionalKey(Schema.Array(Schema.Struct({ facet: Schema.Literals(facets), value: Text }))),
  inWriting: Schema.optionalKey(Schema.Boolean),
  by: Id,
  authority: asked,
  at: Instant
}

const exit = {
  exit: Id,
  by: Schema.Literals(["client", "vendor"]),
  scope: Schema.Literals(["affectedService", "agreement", "choice", "addendum", "feature"]),
  from: Instant,
  objection: Schema.optionalKey(Id),
  person: Schema.optionalKey(Id),
  authority: Schema.optionalKey(asked),
  at: Instant
}

const revoked = { exit: Id, at: Instant }

const toldOutcome = {
  objection: Id,
  outcome: Schema.Literals([
    "settled",
    "withdrawn",
    "denied",
    "left",
    "changeWithdrawn",
    "late",
    "noRight",
    "notAsAsked",
    "insufficientGrounds",
    "notConfirmed",
    "deemedAccepted"
  ]),
  restsOn: EventRef,
  letter: Id,
  from: Schema.optionalKey(Instant),
  at: Instant
}

// -- Access ------------------------------------------------------------------------------------------------------------

const began = { engagement: Id, use: Use, at: Instant }

const ended = { engagement: Id, at: Instant }

// -- All three in one stream. --------------------------------------------------------------------------------------------

export const consultation = conceptCodec<Command, Event>()({
  name: "consultation",
  commands: {
    JudgeDuties: { at: Instant },
    SendNotice: letter,
    RecordDelivery: arrived,
    RecordReceipt: { ...received, evidence: caseText },
    RecordBounce: arrived,
    AgreeTerms: termsAgreed,
    ReceiveObjection: { ...objection, grounds: caseText },
    AskAuthority: ofAct,
    RatifyAuthority: ratified,
    RefuteAuthority: ofAct,
    JudgeGrounds: { ...judged, reason: caseText },
    JudgeStandard: { ...standard, reason: caseText },
    GiveInformation: ofObjection,
    ConfirmObjection: ofObjection,
    AnswerObjection: ofObjection,
    OpenDiscussion: { at: Instant },
    ProposeSolution: { ...proposed, solution: solution(caseText) },
    DeclineProposal: declined,
    AgreeSolution: { ...agreed, solution: solution(caseText) },
    WithdrawObjection: withdrawn,
    AcceptChange: accepted,
    DeclareExit: exit,
    RevokeExit: revoked,
    TellOutcome: { ...toldOutcome, why: caseText },
    RecordAccess: began,
    RecordAccessEnd: ended
  },
  events: {
    CaseOpened: { version: 1, fields: opened },
    DutyArose: {
      version: 1,
      fields: {
        duty: Id,
        kind: Schema.Literals(["inform", "consult"]),
        terms: TermsRef,
        because: Because,
        at: Instant
      }
    },
    NoDutyArose: {
      version: 1,
      fields: { duty: Schema.optionalKey(Id), why: NoDuty, because: Because, at: Instant }
    },
    NoticeSent: { version: 1, fields: { ...letter, fallbacks, stated: Stated } },
    NoticeDelivered: { version: 1, fields: arrived },
    NoticeReceived: { version: 1, fields: { ...received, evidence: SealedText } },
    NoticeBounced: { version: 1, fields: arrived },
    TermsAgreed: { version: 1, fields: { ...termsAgreed, pins: Schema.optionalKey(Schema.Struct(pins)) } },
    ObjectionReceived: { version: 1, fields: { ...objection, ...shown, grounds: SealedText } },
    AuthorityAsked: { version: 1, fields: ofAct },
    AuthorityRatified: { version: 1, fields: ratified },
    AuthorityRefuted: { version: 1, fields: ofAct },
    GroundsJudged: { version: 1, fields: { ...judged, reason: SealedText } },
    StandardJudged: { version: 1, fields: { ...standard, reason: SealedText } },
    InformationGiven: { version: 1, fields: ofObjection },
    ObjectionConfirmed: { version: 1, fields: ofObjection },
    VendorAnswered: { version: 1, fields: ofObjection },
    DiscussionOpened: { version: 1, fields: { at: Instant } },
    SolutionProposed: { version: 1, fields: { ...proposed, solution: solution(SealedText) } },
    ProposalDeclined: { version: 1, fields: declined },
    SolutionAgreed: { version: 1, fields: { ...agreed, ...shown, solution: solution(SealedText) } },
    ObjectionWithdrawn: { version: 1, fields: { ...withdrawn, ...shown } },
    ChangeAccepted: { version: 1, fields: { ...accepted, ...shown } },
    ExitDeclared: { version: 1, fields: { ...exit, ...shown, authority: Schema.optionalKey(authority) } },
    ExitRevoked: { version: 1, fields: revoked },
    OutcomeTold: { version: 1, fields: { ...toldOutcome, why: SealedText } },
    AccessBegan: { version: 1, fields: began },
    AccessEnded: { version: 1, fields: ended }
  }
})
