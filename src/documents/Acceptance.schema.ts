/** How what a party was shown, answered and declared is asked for and written down (`acceptance/…`). */
import * as Schema from "effect/Schema"
import { conceptCodec, EventRef, Id, Instant, Language, Personal, SealedText } from "../language/codec.schema.ts"
import type { Command, Event } from "./Acceptance.ts"
import { Declaration } from "./Document.schema.ts"

const presented = { version: Id, language: Language, at: Instant }

const answered = { answer: Id, version: Id, by: Id, at: Instant }

const accepted = {
  ...answered,
  language: Language,
  authority: Schema.Literals(["own", "shown", "notShown"]),
  mandate: Schema.optionalKey(EventRef),
  declares: Schema.Array(Declaration)
}

const takenBack = { answer: Id, by: Id, at: Instant }

const about = { answer: Id, at: Instant }

const ratified = { answer: Id, by: Id, mandate: Schema.optionalKey(EventRef), at: Instant }

const declared = { answer: Id, declaration: Declaration, by: Id, at: Instant }

const used = { at: Instant }

const informed = { information: Id, since: Instant, at: Instant }

const promptness = { information: Id, late: Schema.Boolean, by: Id, at: Instant }

const reported = { breach: Id, declaration: Declaration, by: Id, at: Instant }

const judged = { breach: Id, broken: Schema.Boolean, by: Id, at: Instant }

const lifted = { breach: Id, by: Id, at: Instant }

const words = Personal({ of: "case" })

export const acceptance = conceptCodec<Command, Event>()({
  name: "acceptance",
  commands: {
    PresentVersion: presented,
    AcknowledgeVersion: answered,
    AcceptVersion: { ...accepted, authority: Schema.Literals(["own", "shown", "notShown", "byMandate"]) },
    DeclineVersion: answered,
    TakeAnswerBack: takenBack,
    QuestionAnswer: about,
    RatifyAnswer: ratified,
    RefuteAnswer: about,
    MakeDeclaration: declared,
    RecordUse: used,
    InformOfChange: informed,
    JudgePromptness: { ...promptness, reason: words },
    ReportBreach: { ...reported, evidence: words },
    JudgeBreach: { ...judged, reason: words },
    LiftBreach: { ...lifted, reason: words }
  },
  events: {
    VersionPresented: { version: 1, fields: presented },
    VersionAcknowledged: { version: 1, fields: answered },
    VersionAccepted: { version: 1, fields: accepted },
    VersionDeclined: { version: 1, fields: answered },
    AnswerTakenBack: { version: 1, fields: takenBack },
    AnswerQuestioned: { version: 1, fields: about },
    AnswerRatified: { version: 1, fields: ratified },
    AnswerRefuted: { version: 1, fields: about },
    DeclarationMade: { version: 1, fields: declared },
    DocumentUsed: { version: 1, fields: used },
    InformationChanged: { version: 1, fields: informed },
    PromptnessJudged: { version: 1, fields: { ...promptness, reason: SealedText } },
    BreachReported: { version: 1, fields: { ...reported, evidence: SealedText } },
    BreachJudged: { version: 1, fields: { ...judged, reason: SealedText } },
    BreachLifted: { version: 1, fields: { ...lifted, reason: SealedText } }
  }
})
