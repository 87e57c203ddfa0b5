/**
 * The limit for a verdict: one step of a fold over a consultation, as somebody writes it by hand who needs no reasons.
 *
 * One flat object, one plain switch, one immutable spread an event; no refs, no facts, no earlier letters or objections.
 * An immutable state cannot change for less than the copy of one small object.
 */
import type * as Consultation from "../../src/consultation/Consultation.ts"

export interface Case {
  readonly client: string
  readonly change: string
  readonly duty: string | undefined
  readonly letter: string | undefined
  readonly sentAt: string | undefined
  readonly deliveredAt: string | undefined
  readonly receivedAt: string | undefined
  readonly bouncedAt: string | undefined
  readonly objectedAt: string | undefined
  readonly status: "quiet" | "raised" | "underDiscussion" | "settled" | "withdrawn" | "accepted"
  readonly solution: string | undefined
  readonly access: boolean
}

export const initial: Case = {
  client: "",
  change: "",
  duty: undefined,
  letter: undefined,
  sentAt: undefined,
  deliveredAt: undefined,
  receivedAt: undefined,
  bouncedAt: undefined,
  objectedAt: undefined,
  status: "quiet",
  solution: undefined,
  access: false
}

export const evolve = (state: Case, event: Consultation.Event): Case => {
  switch (event._tag) {
    case "CaseOpened":
      return { ...state, client: event.client, change: event.change }
    case "DutyArose":
      return { ...state, duty: event.duty }
    case "NoDutyArose":
      return { ...state, duty: undefined }
    case "NoticeSent":
      return { ...state, letter: event.letter, sentAt: event.at }
    case "NoticeDelivered":
      return { ...state, deliveredAt: event.at }
    case "NoticeReceived":
      return { ...state, receivedAt: event.at }
    case "NoticeBounced":
      return { ...state, bouncedAt: event.at }
    case "ObjectionReceived":
      return { ...state, status: "raised", objectedAt: event.at }
    case "GroundsJudged":
      return event.sufficient ? state : { ...state, status: "withdrawn" }
    case "DiscussionOpened":
      return { ...state, status: "underDiscussion" }
    case "SolutionProposed":
      return { ...state, solution: event.solution._tag }
    case "ProposalDeclined":
      return { ...state, solution: undefined }
    case "SolutionAgreed":
      return { ...state, status: "settled", solution: event.solution._tag }
    case "ObjectionWithdrawn":
      return { ...state, status: "withdrawn" }
    case "ChangeAccepted":
      return { ...state, status: "accepted" }
    case "ExitDeclared":
      return { ...state, status: "withdrawn" }
    case "TermsAgreed":
    case "AuthorityAsked":
    case "AuthorityRatified":
    case "AuthorityRefuted":
    case "StandardJudged":
    case "InformationGiven":
    case "ObjectionConfirmed":
    case "VendorAnswered":
    case "ExitRevoked":
    case "OutcomeTold":
      return state
    case "AccessBegan":
      return { ...state, access: true }
    case "AccessEnded":
      return { ...state, access: false }
  }
}
