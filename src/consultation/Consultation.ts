/**
 * Consultation: one client and one subject, from the first question "what is this client owed?" to the last word.
 *
 * Its subject is an announced change, or an engagement where a client objects outside any change. Two families of events
 * stand in one stream, each told in its own file, because lateness and hold depend on both: `Notice.ts` and `Objection.ts`;
 * and the facts of access, `Access.ts`.
 */
import { type Decider, type Decision, refuse } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { ClientId, EngagementId, EventRef, StreamId } from "../language/ids.ts"
import * as Access from "./Access.ts"
import * as Notice from "./Notice.ts"
import * as Objection from "./Objection.ts"
import * as objections from "./objections.ts"

/** `consultation/chg-7/c42` */
export const stream = (subject: string, client: ClientId): StreamId => `consultation/${subject}/${client}`

export type Event = Notice.Event | Objection.Event | Access.Event
export type Command = Notice.Command | Objection.Command | Access.Command

export interface State {
  readonly notice: Notice.State
  readonly objection: Objection.State
  readonly access: Access.State
}

export const initial: State = { notice: Notice.initial, objection: Objection.initial, access: Access.initial }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "CaseOpened":
    case "DutyArose":
    case "NoDutyArose":
    case "NoticeSent":
    case "NoticeDelivered":
    case "NoticeReceived":
    case "NoticeBounced":
    case "TermsAgreed":
      return { ...state, notice: Notice.evolve(state.notice, event, ref) }
    case "ObjectionReceived":
    case "AuthorityAsked":
    case "AuthorityRatified":
    case "AuthorityRefuted":
    case "GroundsJudged":
    case "StandardJudged":
    case "InformationGiven":
    case "ObjectionConfirmed":
    case "VendorAnswered":
    case "DiscussionOpened":
    case "SolutionProposed":
    case "ProposalDeclined":
    case "SolutionAgreed":
    case "ObjectionWithdrawn":
    case "ChangeAccepted":
    case "ExitDeclared":
    case "ExitRevoked":
    case "OutcomeTold":
      return { ...state, objection: Objection.evolve(state.objection, event, ref) }
    case "AccessBegan":
    case "AccessEnded":
      return { ...state, access: Access.evolve(state.access, event, ref) }
  }
}

export const UnknownSubject = (client: ClientId): Refusal<"UnknownSubject"> =>
  refusal(
    "UnknownSubject",
    objections.recordedAlways,
    `no change and no engagement is known under this id, so nobody would look here for what client \`${client}\` said: record it where it belongs`
  )

export const UnknownClient = (client: ClientId): Refusal<"UnknownClient"> =>
  refusal(
    "UnknownClient",
    objections.recordedAlways,
    `nothing is on record of a client \`${client}\`, so nobody would look here for what it said: check the id, or record its agreement first`
  )

export const decide = (command: Command, state: State, world: Notice.NoticeWorld): Decision<Event> => {
  switch (command._tag) {
    case "JudgeDuties":
    case "SendNotice":
    case "RecordDelivery":
    case "RecordReceipt":
    case "RecordBounce":
      return Notice.decide(command, state.notice, world)
    case "AgreeTerms":
      return nobodyLooks(world) ?? Notice.decide(command, state.notice, world)
    case "ReceiveObjection":
    case "AskAuthority":
    case "RatifyAuthority":
    case "RefuteAuthority":
    case "JudgeGrounds":
    case "JudgeStandard":
    case "GiveInformation":
    case "ConfirmObjection":
    case "AnswerObjection":
    case "OpenDiscussion":
    case "ProposeSolution":
    case "DeclineProposal":
    case "AgreeSolution":
    case "WithdrawObjection":
    case "AcceptChange":
    case "DeclareExit":
    case "RevokeExit":
    case "TellOutcome":
      return (
        nobodyLooks(world) ??
        Objection.decide(command, state.objection, { about: about(world), mandate: world.mandate })
      )
    case "RecordAccess":
    case "RecordAccessEnd":
      return world.subject === undefined
        ? refuse(UnknownSubject(world.client))
        : Access.decide(command, state.access, about(world))
  }
}

/** Of words: under an id that nobody knows, nobody would look for them. An access is a fact, also where no agreement was ever recorded. */
const nobodyLooks = ({ subject, client, looked }: Notice.NoticeWorld) => {
  if (subject === undefined) return refuse(UnknownSubject(client))
  return looked.upTo === -1 ? refuse(UnknownClient(client)) : undefined
}

/** The engagements that this consultation is about. */
const about = ({ rows, announced }: Notice.NoticeWorld): ReadonlyArray<EngagementId> => [
  ...rows.map((row) => row.value.id),
  ...(announced?.value.what._tag === "Replace" ? [announced.value.what.replaces] : [])
]

export const decider: Decider<Command, State, Event, Refusal, Notice.NoticeWorld> = { initial, evolve, decide }
