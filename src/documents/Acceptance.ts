/**
 * Acceptance: what one organisation or user was shown of a document and what it answered; what it declared with that, told of changes,
 * and is said to have broken.
 *
 * Whatever a party does is on record as it came (too early, to an older version, by somebody who may not, in a translation), and is
 * judged afterwards, by the document as it was.
 */
import {
  alreadySo,
  type Ask,
  type Decider,
  type Decision,
  type Folded,
  record,
  refuse,
  saysTheSame,
  saysTheSameThen
} from "../kernel/Decider.ts"
import { newestBy } from "../kernel/facts.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import type {
  ActorId,
  AnswerId,
  BreachId,
  DocumentId,
  EventRef,
  PartyId,
  PersonId,
  StreamId,
  VersionId
} from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type { Instant } from "../time/Instant.ts"
import type * as Document from "./Document.ts"
import * as rules from "./rules.ts"

/** `acceptance/terms-of-use/c42` */
export const stream = (document: DocumentId, party: PartyId): StreamId => `acceptance/${document}/${party}`

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------

/** We showed the party a version, in a language. */
export interface VersionPresented {
  readonly _tag: "VersionPresented"
  readonly version: VersionId
  readonly language: string
  readonly at: Instant
}

/** Somebody said to have seen a version. */
export interface VersionAcknowledged {
  readonly _tag: "VersionAcknowledged"
  readonly answer: AnswerId
  readonly version: VersionId
  readonly by: PersonId
  readonly at: Instant
}

/** Somebody accepted a version. */
export interface VersionAccepted {
  readonly _tag: "VersionAccepted"
  readonly answer: AnswerId
  readonly version: VersionId
  /** Of the text that was before them. */
  readonly language: string
  readonly by: PersonId
  /** A user speaks for itself; whether somebody may speak for an organisation was shown with it, or not. */
  readonly authority: "own" | "shown" | "notShown"
  /** The grant that showed it, where it is on record. */
  readonly mandate?: EventRef
  /** What they declared by it. */
  readonly declares: ReadonlyArray<Document.Declaration>
  readonly at: Instant
}

/** Somebody said no to a version. */
export interface VersionDeclined {
  readonly _tag: "VersionDeclined"
  readonly answer: AnswerId
  readonly version: VersionId
  readonly by: PersonId
  readonly at: Instant
}

/** The party took an answer back. */
export interface AnswerTakenBack {
  readonly _tag: "AnswerTakenBack"
  readonly answer: AnswerId
  readonly by: PersonId
  readonly at: Instant
}

/** The organisation was asked whether whoever answered may speak for it. */
export interface AnswerQuestioned {
  readonly _tag: "AnswerQuestioned"
  readonly answer: AnswerId
  readonly at: Instant
}

/** Somebody who may speak for the organisation stood by an answer. */
export interface AnswerRatified {
  readonly _tag: "AnswerRatified"
  readonly answer: AnswerId
  readonly by: PersonId
  readonly mandate?: EventRef
  readonly at: Instant
}

/** The organisation said that whoever answered may not speak for it. */
export interface AnswerRefuted {
  readonly _tag: "AnswerRefuted"
  readonly answer: AnswerId
  readonly at: Instant
}

/** A declaration was made later than the acceptance that it belongs to. */
export interface DeclarationMade {
  readonly _tag: "DeclarationMade"
  readonly answer: AnswerId
  readonly declaration: Document.Declaration
  readonly by: PersonId
  readonly at: Instant
}

/** The party used what the document is asked for. */
export interface DocumentUsed {
  readonly _tag: "DocumentUsed"
  readonly at: Instant
}

/** The party told that something it had stated is so no longer. */
export interface InformationChanged {
  readonly _tag: "InformationChanged"
  /** What it is about, by an id: what it says stands with whoever keeps it. */
  readonly information: string
  /** Since when it was so. `at` is when we were told. */
  readonly since: Instant
  readonly at: Instant
}

/** A person judged whether a change was told directly. */
export interface PromptnessJudged {
  readonly _tag: "PromptnessJudged"
  readonly information: string
  readonly late: boolean
  readonly by: ActorId
  readonly reason: Sealed
  readonly at: Instant
}

/** Somebody says that a declaration was false, or is broken. */
export interface BreachReported {
  readonly _tag: "BreachReported"
  readonly breach: BreachId
  readonly declaration: Document.Declaration
  readonly evidence: Sealed
  readonly by: ActorId
  readonly at: Instant
}

/** A person decided whether it is. */
export interface BreachJudged {
  readonly _tag: "BreachJudged"
  readonly breach: BreachId
  readonly broken: boolean
  readonly by: ActorId
  readonly reason: Sealed
  readonly at: Instant
}

/** A person decided that nothing follows from it any more. */
export interface BreachLifted {
  readonly _tag: "BreachLifted"
  readonly breach: BreachId
  readonly by: ActorId
  readonly reason: Sealed
  readonly at: Instant
}

export type Event =
  | VersionPresented
  | VersionAcknowledged
  | VersionAccepted
  | VersionDeclined
  | AnswerTakenBack
  | AnswerQuestioned
  | AnswerRatified
  | AnswerRefuted
  | DeclarationMade
  | DocumentUsed
  | InformationChanged
  | PromptnessJudged
  | BreachReported
  | BreachJudged
  | BreachLifted

export type Answer = VersionAcknowledged | VersionAccepted | VersionDeclined

// -- State: each fact keeps the event it came from. All lists in the order of the record. --------------------------------

export interface State {
  readonly presented: ReadonlyArray<Fact<VersionPresented>>
  readonly answers: ReadonlyArray<Fact<Answer>>
  readonly takenBack: ReadonlyArray<Fact<AnswerTakenBack>>
  readonly questioned: ReadonlyArray<Fact<AnswerQuestioned>>
  readonly ratified: ReadonlyArray<Fact<AnswerRatified>>
  readonly refuted: ReadonlyArray<Fact<AnswerRefuted>>
  readonly declared: ReadonlyArray<Fact<DeclarationMade>>
  readonly used: ReadonlyArray<Fact<DocumentUsed>>
  readonly informed: ReadonlyArray<Fact<InformationChanged>>
  readonly promptness: ReadonlyArray<Fact<PromptnessJudged>>
  readonly reported: ReadonlyArray<Fact<BreachReported>>
  readonly judged: ReadonlyArray<Fact<BreachJudged>>
  readonly lifted: ReadonlyArray<Fact<BreachLifted>>
}

export const initial: State = {
  presented: [],
  answers: [],
  takenBack: [],
  questioned: [],
  ratified: [],
  refuted: [],
  declared: [],
  used: [],
  informed: [],
  promptness: [],
  reported: [],
  judged: [],
  lifted: []
}

export const evolve = (state: State, event: Event, from: EventRef): State => {
  switch (event._tag) {
    case "VersionPresented":
      return { ...state, presented: [...state.presented, { value: event, from }] }
    case "VersionAcknowledged":
    case "VersionAccepted":
    case "VersionDeclined":
      return { ...state, answers: [...state.answers, { value: event, from }] }
    case "AnswerTakenBack":
      return { ...state, takenBack: [...state.takenBack, { value: event, from }] }
    case "AnswerQuestioned":
      return { ...state, questioned: [...state.questioned, { value: event, from }] }
    case "AnswerRatified":
      return { ...state, ratified: [...state.ratified, { value: event, from }] }
    case "AnswerRefuted":
      return { ...state, refuted: [...state.refuted, { value: event, from }] }
    case "DeclarationMade":
      return { ...state, declared: [...state.declared, { value: event, from }] }
    case "DocumentUsed":
      return { ...state, used: [...state.used, { value: event, from }] }
    case "InformationChanged":
      return { ...state, informed: [...state.informed, { value: event, from }] }
    case "PromptnessJudged":
      return { ...state, promptness: [...state.promptness, { value: event, from }] }
    case "BreachReported":
      return { ...state, reported: [...state.reported, { value: event, from }] }
    case "BreachJudged":
      return { ...state, judged: [...state.judged, { value: event, from }] }
    case "BreachLifted":
      return { ...state, lifted: [...state.lifted, { value: event, from }] }
  }
}

// -- Refusals: what we decline to do, each naming its clause. -----------------------------------------------------------

export const NothingToShow = (version: VersionId, language: string): Refusal<"NothingToShow"> =>
  refusal(
    "NothingToShow",
    rules.recordedAsItCame,
    `version \`${version}\` had no text in \`${language}\` then, so it was not shown: check the id, the language and the date`
  )

export const AnswerIdTaken = (answer: Fact<Answer>): Refusal<"AnswerIdTaken"> =>
  refusal(
    "AnswerIdTaken",
    rules.recordedAsItCame,
    `answer \`${answer.value.answer}\` is on record already and says something else: give the new one an id of its own`,
    [answer.from]
  )

export const UnknownAnswer = (answer: AnswerId): Refusal<"UnknownAnswer"> =>
  refusal(
    "UnknownAnswer",
    rules.recordedAsItCame,
    `no answer \`${answer}\` is on record: record it first, or check the id`
  )

export const NotTold = (information: string): Refusal<"NotTold"> =>
  refusal(
    "NotTold",
    rules.toldDirectly,
    `this party has told no change \`${information}\`, so nobody can say whether it did so directly: check the id`
  )

export const BreachIdTaken = (breach: Fact<BreachReported>): Refusal<"BreachIdTaken"> =>
  refusal(
    "BreachIdTaken",
    rules.brokenWhenFound,
    `breach \`${breach.value.breach}\` is on record already and says something else: give the new one an id of its own`,
    [breach.from]
  )

export const NotReported = (breach: BreachId): Refusal<"NotReported"> =>
  refusal(
    "NotReported",
    rules.brokenWhenFound,
    `nobody has reported a breach \`${breach}\`, so there is no evidence to judge: record the report first`
  )

export const NotFoundBroken = (breach: BreachId): Refusal<"NotFoundBroken"> =>
  refusal(
    "NotFoundBroken",
    rules.brokenWhenFound,
    `nobody had found breach \`${breach}\` to be one by then, so there is nothing to lift: check the id and the date`
  )

// -- Commands: what somebody asks for. -----------------------------------------------------------------------------------

export interface PresentVersion extends Ask<VersionPresented, "PresentVersion"> {}
export interface AcknowledgeVersion extends Ask<VersionAcknowledged, "AcknowledgeVersion"> {}
/** `byMandate`: for an organisation, by the powers on record at the moment at which it was accepted. */
export interface AcceptVersion extends Omit<Ask<VersionAccepted, "AcceptVersion">, "authority"> {
  readonly authority: VersionAccepted["authority"] | "byMandate"
}
export interface DeclineVersion extends Ask<VersionDeclined, "DeclineVersion"> {}
export interface TakeAnswerBack extends Ask<AnswerTakenBack, "TakeAnswerBack"> {}
export interface QuestionAnswer extends Ask<AnswerQuestioned, "QuestionAnswer"> {}
export interface RatifyAnswer extends Ask<AnswerRatified, "RatifyAnswer"> {}
export interface RefuteAnswer extends Ask<AnswerRefuted, "RefuteAnswer"> {}
export interface MakeDeclaration extends Ask<DeclarationMade, "MakeDeclaration"> {}
export interface RecordUse extends Ask<DocumentUsed, "RecordUse"> {}
export interface InformOfChange extends Ask<InformationChanged, "InformOfChange"> {}
export interface JudgePromptness extends Ask<PromptnessJudged, "JudgePromptness"> {}
export interface ReportBreach extends Ask<BreachReported, "ReportBreach"> {}
export interface JudgeBreach extends Ask<BreachJudged, "JudgeBreach"> {}
export interface LiftBreach extends Ask<BreachLifted, "LiftBreach"> {}

export type Command =
  | PresentVersion
  | AcknowledgeVersion
  | AcceptVersion
  | DeclineVersion
  | TakeAnswerBack
  | QuestionAnswer
  | RatifyAnswer
  | RefuteAnswer
  | MakeDeclaration
  | RecordUse
  | InformOfChange
  | JudgePromptness
  | ReportBreach
  | JudgeBreach
  | LiftBreach

/** What a decision looks up: whether there was such a text to show, and who was mandated to accept it. */
export interface AcceptanceWorld {
  readonly text: (version: VersionId, language: string, at: Instant) => boolean
  /** The grant on record that carried an acceptance in the organisation's name; `undefined` where none did. */
  readonly mandate: (person: PersonId, at: Instant) => EventRef | undefined
}

// -- Decide: one branch a command; asked twice, decided once. --------------------------------------------------------------

export const decide = (command: Command, state: State, world: AcceptanceWorld): Decision<Event> => {
  switch (command._tag) {
    case "PresentVersion": {
      const event: VersionPresented = { ...command, _tag: "VersionPresented" }
      if (state.presented.some(({ value }) => saysTheSameThen(value, event))) return alreadySo
      return world.text(command.version, command.language, command.at)
        ? record(event)
        : refuse(NothingToShow(command.version, command.language))
    }
    case "AcknowledgeVersion":
      return answer({ ...command, _tag: "VersionAcknowledged" }, state)
    case "AcceptVersion":
      return answer(accepted(command, state, world), state)
    case "DeclineVersion":
      return answer({ ...command, _tag: "VersionDeclined" }, state)
    case "TakeAnswerBack":
      return about({ ...command, _tag: "AnswerTakenBack" }, state.takenBack, state)
    case "QuestionAnswer":
      return about({ ...command, _tag: "AnswerQuestioned" }, state.questioned, state)
    case "RatifyAnswer":
      return about({ ...command, _tag: "AnswerRatified" }, state.ratified, state)
    case "RefuteAnswer":
      return about({ ...command, _tag: "AnswerRefuted" }, state.refuted, state)
    case "MakeDeclaration":
      return about({ ...command, _tag: "DeclarationMade" }, state.declared, state)
    case "RecordUse":
      return state.used.some(({ value }) => value.at === command.at)
        ? alreadySo
        : record({ ...command, _tag: "DocumentUsed" })
    case "InformOfChange": {
      const event: InformationChanged = { ...command, _tag: "InformationChanged" }
      return state.informed.some(({ value }) => saysTheSameThen(value, event)) ? alreadySo : record(event)
    }
    case "JudgePromptness": {
      if (!state.informed.some(({ value }) => value.information === command.information))
        return refuse(NotTold(command.information))
      const event: PromptnessJudged = { ...command, _tag: "PromptnessJudged" }
      const last = newestBy(
        state.promptness.filter(({ value }) => value.information === command.information),
        command.at
      )
      return last !== undefined && saysTheSame(last.value, event) ? alreadySo : record(event)
    }
    case "ReportBreach": {
      const known = breachCalled(state, command.breach)
      const event: BreachReported = { ...command, _tag: "BreachReported" }
      if (known === undefined) return record(event)
      return saysTheSame(known.value, event) ? alreadySo : refuse(BreachIdTaken(known))
    }
    case "JudgeBreach": {
      if (breachCalled(state, command.breach) === undefined) return refuse(NotReported(command.breach))
      const event: BreachJudged = { ...command, _tag: "BreachJudged" }
      const last = judgementOf(state, command.breach, command.at)
      return last !== undefined && saysTheSame(last.value, event) ? alreadySo : record(event)
    }
    case "LiftBreach": {
      const last = judgementOf(state, command.breach, command.at)
      if (last?.value.broken !== true) return refuse(NotFoundBroken(command.breach))
      return state.lifted.some(
        ({ value }) => value.breach === command.breach && value.at <= command.at && value.at >= last.value.at
      )
        ? alreadySo
        : record({ ...command, _tag: "BreachLifted" })
    }
  }
}

/** Where it is left to the powers on record whether somebody may answer: as it was found the first time, or as it is found now. */
const accepted = (command: AcceptVersion, { answers }: State, world: AcceptanceWorld): VersionAccepted => {
  const { authority, ...said } = command
  if (authority !== "byMandate") return { ...said, authority, _tag: "VersionAccepted" }
  const known = answers.find(({ value }) => value.answer === command.answer)?.value
  const found = known?._tag === "VersionAccepted" ? known : undefined
  const mandate = found === undefined ? world.mandate(command.by, command.at) : found.mandate
  return {
    ...said,
    _tag: "VersionAccepted",
    authority: found?.authority ?? (mandate === undefined ? "notShown" : "shown"),
    ...(mandate !== undefined && { mandate })
  }
}

/** What a party answers is recorded, whatever it is; only its id is its own. */
const answer = (event: Answer, state: State): Decision<Event> => {
  const known = state.answers.find(({ value }) => value.answer === event.answer)
  if (known === undefined) return record(event)
  return known.value._tag === event._tag && saysTheSame(known.value, event) ? alreadySo : refuse(AnswerIdTaken(known))
}

/** What is said of an answer that is on record. Learned later to have been said sooner, it is news. */
const about = <E extends Event & { readonly answer: AnswerId }>(
  event: E,
  said: ReadonlyArray<Fact<E>>,
  state: State
): Decision<Event> => {
  if (!state.answers.some(({ value }) => value.answer === event.answer)) return refuse(UnknownAnswer(event.answer))
  return said.some(({ value }) => value.at <= event.at && saysTheSame(value, event)) ? alreadySo : record<Event>(event)
}

export const decider: Decider<Command, State, Event, Refusal, AcceptanceWorld> = { initial, evolve, decide }

// -- Queries -----------------------------------------------------------------------------------------------------------

export const breachCalled = (state: State, breach: BreachId): Fact<BreachReported> | undefined =>
  state.reported.find(({ value }) => value.breach === breach)

/** The newest judgement of a breach by an instant. */
export const judgementOf = (state: State, breach: BreachId, at: Instant): Fact<BreachJudged> | undefined =>
  newestBy(
    state.judged.filter(({ value }) => value.breach === breach),
    at
  )

/** Whether the party told a change directly: as a person judged it by an instant. `undetermined` until somebody does. */
export const toldDirectly = (
  { state, stream, upTo }: Folded<State>,
  information: string,
  at: Instant
): Verdict<"directly" | "late" | "notTold" | "undetermined"> =>
  rules.toldDirectly(
    state.informed.filter(({ value }) => value.information === information && value.at <= at),
    newestBy(
      state.promptness.filter(({ value }) => value.information === information),
      at
    ),
    { stream, upTo }
  )

/** Every instant at which something was said: what `validUntil` looks at. */
export const moments = (state: State): ReadonlyArray<Instant> =>
  [
    state.presented,
    state.answers,
    state.takenBack,
    state.questioned,
    state.ratified,
    state.refuted,
    state.declared,
    state.used,
    state.judged,
    state.lifted
  ].flatMap((facts: ReadonlyArray<Fact<{ readonly at: Instant }>>) => facts.map(({ value }) => value.at))
