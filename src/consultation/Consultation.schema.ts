/** How a consultation is asked for and written down (`consultation/…`): notice, objection and the facts of access. */
import * as Schema from "effect/Schema"
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

const opened = { client: Id, change: Id, engagement: Id, announced: EventRef, asOf: Revision, at: Instant }

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
  at: Instant
}

/** What a reading says was checked when it was recorded; a letter repeats it as it was. */
const Reading = Schema.Struct({
  parameter: Text,
  value: Schema.Json.annotate({ expected: "a value" }) as unknown as Schema.Codec<unknown>,
  by: Id,
  reason: Text,
  at: Instant
})

const Stated = Schema.Struct({
  terms: TermsRef,
  zone: ZoneRef,
  calendars: Schema.Array(CalendarRef),
  readings: Schema.Array(Cited(Reading)),
  effectiveOn: Day,
  accessFrom: Schema.optionalKey(Instant),
  objectUntil: Schema.optionalKey(Day)
})

const arrived = { letter: Id, contact: Id, at: Instant }

const received = { letter: Id, contact: Id, at: Instant }

// -- Objection ---------------------------------------------------------------------------------------------------------

/** `to` is called as the terms call it, so it is a text and no id. */
const objection = { objection: Id, letter: Id, by: Id, inWriting: Schema.Boolean, to: Text, at: Instant }

const judged = { objection: Id, sufficient: Schema.Boolean, by: Id, at: Instant }

/** A solution as it is asked for, with the words plain, and as it is written down, with the words sealed. */
const solution = (text: typeof SealedText | ReturnType<typeof Personal>) => {
  const words = Schema.optionalKey(text)
  return Schema.Union([
    Schema.TaggedStruct("CarveOut", { engagement: Id, words }),
    Schema.TaggedStruct("Alternative", { engagement: Id, doneBy: Id, words }),
    Schema.TaggedStruct("Acceptance", { words }),
    Schema.TaggedStruct("Exit", { from: Instant, words })
  ]).annotate({
    expected: "a solution: an object with the `_tag` `CarveOut`, `Alternative`, `Acceptance` or `Exit`"
  })
}

const caseText = Personal({ of: "case" })

const proposed = { proposal: Id, by: Schema.Literals(["client", "vendor"]), at: Instant }

const declined = { proposal: Id, at: Instant }

const withdrawn = { objection: Id, at: Instant }

const accepted = { by: Id, at: Instant }

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
    ReceiveObjection: { ...objection, grounds: caseText },
    JudgeGrounds: { ...judged, reason: caseText },
    OpenDiscussion: { at: Instant },
    ProposeSolution: { ...proposed, solution: solution(caseText) },
    DeclineProposal: declined,
    AgreeSolution: { solution: solution(caseText), at: Instant },
    WithdrawObjection: withdrawn,
    AcceptChange: accepted,
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
    NoticeSent: { version: 1, fields: { ...letter, stated: Stated } },
    NoticeDelivered: { version: 1, fields: arrived },
    NoticeReceived: { version: 1, fields: { ...received, evidence: SealedText } },
    NoticeBounced: { version: 1, fields: arrived },
    ObjectionReceived: { version: 1, fields: { ...objection, grounds: SealedText } },
    GroundsJudged: { version: 1, fields: { ...judged, reason: SealedText } },
    DiscussionOpened: { version: 1, fields: { at: Instant } },
    SolutionProposed: { version: 1, fields: { ...proposed, solution: solution(SealedText) } },
    ProposalDeclined: { version: 1, fields: declined },
    SolutionAgreed: { version: 1, fields: { solution: solution(SealedText), at: Instant } },
    ObjectionWithdrawn: { version: 1, fields: withdrawn },
    ChangeAccepted: { version: 1, fields: accepted },
    AccessBegan: { version: 1, fields: began },
    AccessEnded: { version: 1, fields: ended }
  }
})
