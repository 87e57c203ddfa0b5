/**
 * Consultation: one client and one subject, from the first question "what is this client owed?" to the last word.
 *
 * Its subject is an announced change, or an engagement where a client objects outside any change. Two families of events
 * stand in one stream, each told in its own file, because lateness and hold depend on both: `Notice.ts` and `Objection.ts`;
 * and the facts of access, `Access.ts`.
 */
import type { Decider, Decision } from "../kernel/Decider.ts"
import type { Refusal } from "../kernel/Refusal.ts"
import type { ClientId, EventRef, StreamId } from "../language/ids.ts"
import * as Access from "./Access.ts"
import * as Notice from "./Notice.ts"
import * as Objection from "./Objection.ts"

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
      return { ...state, notice: Notice.evolve(state.notice, event, ref) }
    case "ObjectionReceived":
    case "GroundsJudged":
    case "DiscussionOpened":
    case "SolutionProposed":
    case "ProposalDeclined":
    case "SolutionAgreed":
    case "ObjectionWithdrawn":
    case "ChangeAccepted":
      return { ...state, objection: Objection.evolve(state.objection, event, ref) }
    case "AccessBegan":
    case "AccessEnded":
      return { ...state, access: Access.evolve(state.access, event, ref) }
  }
}

export const decide = (command: Command, state: State, world: Notice.NoticeWorld): Decision<Event> => {
  switch (command._tag) {
    case "JudgeDuties":
    case "SendNotice":
    case "RecordDelivery":
    case "RecordReceipt":
    case "RecordBounce":
      return Notice.decide(command, state.notice, world)
    case "ReceiveObjection":
    case "JudgeGrounds":
    case "OpenDiscussion":
    case "ProposeSolution":
    case "DeclineProposal":
    case "AgreeSolution":
    case "WithdrawObjection":
    case "AcceptChange":
      return Objection.decide(command, state.objection)
    case "RecordAccess":
    case "RecordAccessEnd":
      return Access.decide(command, state.access)
  }
}

export const decider: Decider<Command, State, Event, Refusal, Notice.NoticeWorld> = { initial, evolve, decide }
