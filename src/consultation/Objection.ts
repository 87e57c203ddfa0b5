/**
 * Objection: a client does not want an engagement for its data, and both sides look for a solution in good faith.
 *
 * What can happen to an objection: it is received, it is asked whether whoever sent it may speak for the client, a person
 * judges its grounds, the client is informed and confirms it, it is answered, talked about, and settled by an agreed solution
 * or withdrawn by the client; and where the agreement opens a way out, somebody may leave. What came of it is told to the
 * client. However it came in (late, without
 * grounds, to the wrong address) it is on record, and it can always still be answered.
 */
import * as Equal from "effect/Equal"
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame, saysTheSameThen } from "../kernel/Decider.ts"
import { newestBy } from "../kernel/facts.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import type { Facet } from "../language/Change.ts"
import type {
  AcceptanceId,
  ActorId,
  EngagementId,
  EventRef,
  ExitId,
  LetterId,
  ObjectionId,
  PersonId,
  ProposalId
} from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type { Exit as ExitTerms } from "../terms/Terms.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import { inWords } from "./Access.ts"
import * as objections from "./objections.ts"

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------

/** A client's words reached the vendor. */
export interface ObjectionReceived {
  readonly _tag: "ObjectionReceived"
  readonly objection: ObjectionId
  /** One letter may object to several changes; each consultation keeps its id. */
  readonly letter: LetterId
  readonly by: PersonId
  readonly grounds: Sealed
  readonly inWriting: boolean
  /** The address at the vendor that it was sent to, by its name in the terms. */
  readonly to: string
  /** What the client did by it: it may object by saying so, by leaving, by using something no more, or by moving its data. */
  readonly as: "statement" | "termination" | "stopUsing" | "move"
  /** What stands in the letter, as far as an agreement may ask for it. */
  readonly gives: ReadonlyArray<"grounds" | "explanation" | "mitigation">
  /** Whether it was shown with the letter that its sender may speak for the client. */
  readonly authority: "shown" | "notShown"
  /** The grant that showed it, where it is on record. */
  readonly mandate?: EventRef
  /** When the client sent it, where that is known. `at` is when it reached the vendor. */
  readonly sent?: Instant
  readonly at: Instant
}

/** The client was asked whether whoever objected or said yes may speak for it. */
export interface AuthorityAsked {
  readonly _tag: "AuthorityAsked"
  /** The objection, acceptance or exit. */
  readonly act: ObjectionId | AcceptanceId
  readonly at: Instant
}

/** Somebody who may speak for the client stood by what was said in its name. */
export interface AuthorityRatified {
  readonly _tag: "AuthorityRatified"
  readonly act: ObjectionId | AcceptanceId
  readonly by: PersonId
  readonly at: Instant
}

/** The client said that whoever objected or said yes may not speak for it. */
export interface AuthorityRefuted {
  readonly _tag: "AuthorityRefuted"
  readonly act: ObjectionId | AcceptanceId
  readonly at: Instant
}

/** The client was given the information after which it decides whether it still objects. */
export interface InformationGiven {
  readonly _tag: "InformationGiven"
  readonly objection: ObjectionId
  readonly at: Instant
}

/** The client, now informed, still objects. */
export interface ObjectionConfirmed {
  readonly _tag: "ObjectionConfirmed"
  readonly objection: ObjectionId
  readonly at: Instant
}

/** The vendor answered an objection. */
export interface VendorAnswered {
  readonly _tag: "VendorAnswered"
  readonly objection: ObjectionId
  readonly at: Instant
}

/** A person judged whether the grounds are of the kind that the agreement asks for. */
export interface GroundsJudged {
  readonly _tag: "GroundsJudged"
  readonly objection: ObjectionId
  readonly sufficient: boolean
  readonly by: ActorId
  readonly reason: Sealed
  readonly at: Instant
}

/** A person judged whether something holds that the agreement says in words only a person can weigh. */
export interface StandardJudged {
  readonly _tag: "StandardJudged"
  /** The parameter of the terms that holds the words: `duty/row/objection.onlyIf`. */
  readonly standard: string
  readonly holds: boolean
  readonly by: ActorId
  readonly reason: Sealed
  readonly at: Instant
}

/** Both sides began to look for a solution. */
export interface DiscussionOpened {
  readonly _tag: "DiscussionOpened"
  readonly at: Instant
}

/** One side proposed a way out. */
export interface SolutionProposed {
  readonly _tag: "SolutionProposed"
  readonly proposal: ProposalId
  readonly by: "client" | "vendor"
  readonly solution: Solution
  /** What else it would change: dates and money. */
  readonly effects?: Effects
  readonly at: Instant
}

/** The other side said no to a proposal. */
export interface ProposalDeclined {
  readonly _tag: "ProposalDeclined"
  readonly proposal: ProposalId
  readonly at: Instant
}

/** Both sides agreed. */
export interface SolutionAgreed {
  readonly _tag: "SolutionAgreed"
  readonly solution: Solution
  /** The proposal that was agreed to, where one was made. */
  readonly proposal?: ProposalId
  readonly effects?: Effects
  /** Who said so for the client, and whether it was shown that they may. */
  readonly by: PersonId
  readonly authority: "shown" | "notShown"
  readonly mandate?: EventRef
  readonly at: Instant
}

/** The client took an objection back. */
export interface ObjectionWithdrawn {
  readonly _tag: "ObjectionWithdrawn"
  readonly objection: ObjectionId
  readonly by: PersonId
  readonly authority: "shown" | "notShown"
  readonly mandate?: EventRef
  readonly at: Instant
}

/**
 * The client said yes to the change: it accepts it, authorises it because its agreement asks for a yes, or waives a right that it
 * has about it.
 */
export interface ChangeAccepted {
  readonly _tag: "ChangeAccepted"
  readonly acceptance: AcceptanceId
  readonly as: "acceptance" | "authorisation" | "waiver"
  /** What the yes is for. Absent: everything that the change brings. */
  readonly for?: ReadonlyArray<{ readonly facet: Facet; readonly value: string }>
  /** In writing, electronic form included. Absent: nobody has said so. */
  readonly inWriting?: boolean
  readonly by: PersonId
  readonly authority: "shown" | "notShown"
  readonly mandate?: EventRef
  readonly at: Instant
}

/** Somebody left, or gave notice to leave, because of this case. */
export interface ExitDeclared {
  readonly _tag: "ExitDeclared"
  readonly exit: ExitId
  readonly by: "client" | "vendor"
  /** What it ends. */
  readonly scope: ExitTerms["scope"]
  /** When it is to take effect, as declared. */
  readonly from: Instant
  /** The objection that it follows, where there is one. */
  readonly objection?: ObjectionId
  /** Who declared it for the client, where that is on record, and whether it was shown that they may. */
  readonly person?: PersonId
  readonly authority?: "shown" | "notShown"
  readonly mandate?: EventRef
  readonly at: Instant
}

/** Whoever declared an exit took it back. */
export interface ExitRevoked {
  readonly _tag: "ExitRevoked"
  readonly exit: ExitId
  readonly at: Instant
}

/** The client was told what came of its objection. */
export interface OutcomeTold {
  readonly _tag: "OutcomeTold"
  readonly objection: ObjectionId
  readonly outcome: OutcomeKind
  /** The event by which it came about: the solution, the judgement, the exit. Of an objection that fell by itself, its first arrival. */
  readonly restsOn: EventRef
  /** The message that said so. One letter may tell of several objections. */
  readonly letter: LetterId
  /** The reasons, as the client was given them. */
  readonly why: Sealed
  /** From when it holds, as the client was told. */
  readonly from?: Instant
  readonly at: Instant
}

/**
 * What came of an objection. `settled`: by a solution that was agreed. `withdrawn`: the client took it back. `denied`: the client said that
 * nobody spoke for it. `left`: somebody left because of it. `changeWithdrawn`: there is nothing to object to any more. The others: it fell,
 * as it came too late, without a right to it, otherwise than the agreement asks, on insufficient grounds, for want of a confirmation, or as
 * the time for a solution was over.
 */
export type OutcomeKind =
  | "settled"
  | "withdrawn"
  | "denied"
  | "left"
  | "changeWithdrawn"
  | "late"
  | "noRight"
  | "notAsAsked"
  | "insufficientGrounds"
  | "notConfirmed"
  | "deemedAccepted"

export type Event =
  | ObjectionReceived
  | AuthorityAsked
  | AuthorityRatified
  | AuthorityRefuted
  | GroundsJudged
  | StandardJudged
  | InformationGiven
  | ObjectionConfirmed
  | VendorAnswered
  | DiscussionOpened
  | SolutionProposed
  | ProposalDeclined
  | SolutionAgreed
  | ObjectionWithdrawn
  | ChangeAccepted
  | ExitDeclared
  | ExitRevoked
  | OutcomeTold

/** What both sides agreed on, with its effect on engagements written down. */
export type Solution = CarveOut | Alternative | Acceptance | Withdrawal | Exit

/**
 * The engagement stays away from this client's data, in everything that it does, until the client says yes. Where only what a change
 * brings is to stay away, and the engagement goes on as it was, that is a `Withdrawal`.
 */
export interface CarveOut {
  readonly _tag: "CarveOut"
  readonly engagement: EngagementId
  /** From when on, where that is not from the agreement on. */
  readonly from?: Instant
  /** Words that both sides chose. */
  readonly words?: Sealed
}

/** The engagement stays away, and another does its work for this client. That one needs a change of its own, announced for this client. */
export interface Alternative {
  readonly _tag: "Alternative"
  readonly engagement: EngagementId
  readonly doneBy: EngagementId
  readonly words?: Sealed
}

/** The client accepts after all, perhaps on terms. */
export interface Acceptance {
  readonly _tag: "Acceptance"
  /** The row that it is about. Absent: all that the case is about. */
  readonly engagement?: EngagementId
  readonly words?: Sealed
}

/** The vendor drops the change for this client. */
export interface Withdrawal {
  readonly _tag: "Withdrawal"
  readonly words?: Sealed
}

/** The client leaves from this instant on. */
export interface Exit {
  readonly _tag: "Exit"
  readonly from: Instant
  readonly words?: Sealed
}

/** What a solution changes beside the engagement that it is about. */
export interface Effects {
  /** The client may object until this moment, where that is later than its window ends. */
  readonly windowUntil?: Instant
  /** Access begins no sooner. */
  readonly accessFrom?: Instant
  readonly money?: ReadonlyArray<Money>
}

/** A sum that both sides wrote down. Recorded, and reckoned with by nobody here. */
export interface Money {
  readonly what: "refund" | "credit" | "priceChange" | "fee"
  /** A decimal number as text: `1250.00`. */
  readonly amount: string
  /** ISO 4217, in capitals: `EUR`. */
  readonly currency: string
  readonly paidBy: "vendor" | "client"
}

// -- State: each fact keeps the event it came from. --------------------------------------------------------------------

export interface State {
  /** Oldest first. */
  readonly objections: ReadonlyArray<Objection>
  /** Since when both sides are talking; `undefined` when nothing is under discussion. */
  readonly discussion: Fact<Instant> | undefined
  readonly proposals: ReadonlyArray<Proposal>
  /** Newest last: a later agreement takes the place of an earlier one. */
  readonly solutions: ReadonlyArray<Fact<SolutionAgreed>>
  /** What was agreed to by somebody who was not shown to speak for the client, and so does not bind it. Oldest first. */
  readonly notBinding: ReadonlyArray<Fact<SolutionAgreed>>
  /** Oldest first: after a later objection or agreement a client may say yes again. */
  readonly accepted: ReadonlyArray<Fact<ChangeAccepted>>
  /** What is known of who may speak for the client, of any act. Oldest first, each. */
  readonly authority: {
    readonly asked: ReadonlyArray<Fact<AuthorityAsked>>
    readonly ratified: ReadonlyArray<Fact<AuthorityRatified>>
    readonly refuted: ReadonlyArray<Fact<AuthorityRefuted>>
  }
  /** Oldest first: a later judgement of a standard takes the place of an earlier one. */
  readonly standards: ReadonlyArray<Fact<StandardJudged>>
  readonly exits: ReadonlyArray<DeclaredExit>
}

export interface Objection {
  /** Its arrival: of several moments that were recorded, the earliest. */
  readonly received: Fact<ObjectionReceived>
  /** Each record of its arrival, in that order. */
  readonly arrivals: ReadonlyArray<Fact<ObjectionReceived>>
  /** Oldest first: a later judgement takes the place of an earlier one. */
  readonly judged: ReadonlyArray<Fact<GroundsJudged>>
  readonly informed: ReadonlyArray<Fact<InformationGiven>>
  readonly confirmed: ReadonlyArray<Fact<ObjectionConfirmed>>
  readonly answered: Fact<VendorAnswered> | undefined
  /** Since when both sides talked about it: the talks that ran when it came, or the first after it. */
  readonly talks: Fact<Instant> | undefined
  /** Each time that it was said to be taken back, oldest first. */
  readonly withdrawn: ReadonlyArray<Fact<ObjectionWithdrawn>>
  /** What the client was told of what came of it, oldest first. */
  readonly told: ReadonlyArray<Fact<OutcomeTold>>
  /** Settled by an agreed solution, or withdrawn. Kept first: what is agreed later is a new solution, not a new end. */
  readonly closed: Fact<Instant> | undefined
}

export interface Proposal {
  readonly proposed: Fact<SolutionProposed>
  readonly declined: Fact<Instant> | undefined
  readonly agreed: Fact<Instant> | undefined
}

export interface DeclaredExit {
  readonly declared: Fact<ExitDeclared>
  readonly revoked: Fact<Instant> | undefined
}

export const initial: State = {
  objections: [],
  discussion: undefined,
  proposals: [],
  solutions: [],
  notBinding: [],
  accepted: [],
  authority: { asked: [], ratified: [], refuted: [] },
  standards: [],
  exits: []
}

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  const now: Fact<Instant> = { value: event.at, from: ref }
  switch (event._tag) {
    case "ObjectionReceived": {
      const received = { value: event, from: ref }
      if (find(state, event.objection) !== undefined)
        return objection(state, event.objection, (it) => ({
          ...it,
          received: event.at < it.received.value.at ? received : it.received,
          arrivals: [...it.arrivals, received]
        }))
      return {
        ...state,
        objections: [
          ...state.objections,
          {
            received,
            arrivals: [received],
            judged: [],
            informed: [],
            confirmed: [],
            answered: undefined,
            talks: state.discussion,
            withdrawn: [],
            told: [],
            closed: undefined
          }
        ]
      }
    }
    case "AuthorityAsked": {
      const { authority } = state
      return { ...state, authority: { ...authority, asked: [...authority.asked, { value: event, from: ref }] } }
    }
    case "AuthorityRatified": {
      const { authority } = state
      return { ...state, authority: { ...authority, ratified: [...authority.ratified, { value: event, from: ref }] } }
    }
    case "AuthorityRefuted": {
      const { authority } = state
      return { ...state, authority: { ...authority, refuted: [...authority.refuted, { value: event, from: ref }] } }
    }
    case "GroundsJudged":
      return objection(state, event.objection, (it) => ({
        ...it,
        judged: [...it.judged, { value: event, from: ref }]
      }))
    case "StandardJudged":
      return { ...state, standards: [...state.standards, { value: event, from: ref }] }
    case "InformationGiven":
      return objection(state, event.objection, (it) => ({
        ...it,
        informed: [...it.informed, { value: event, from: ref }]
      }))
    case "ObjectionConfirmed":
      return objection(state, event.objection, (it) => ({
        ...it,
        confirmed: [...it.confirmed, { value: event, from: ref }]
      }))
    case "VendorAnswered":
      return objection(state, event.objection, (it) => ({
        ...it,
        answered: it.answered ?? { value: event, from: ref }
      }))
    case "DiscussionOpened":
      return {
        ...state,
        objections: state.objections.map((it) => (it.closed === undefined ? { ...it, talks: it.talks ?? now } : it)),
        discussion: now
      }
    case "SolutionProposed":
      return {
        ...state,
        proposals: [
          ...state.proposals,
          { proposed: { value: event, from: ref }, declined: undefined, agreed: undefined }
        ]
      }
    case "ProposalDeclined":
      return proposal(state, event.proposal, (it) => ({ ...it, declined: now }))
    case "SolutionAgreed": {
      const agreed = { value: event, from: ref }
      if (!objections.binds(agreed).answer) return { ...state, notBinding: [...state.notBinding, agreed] }
      return {
        ...proposal(state, event.proposal, (it) => ({ ...it, agreed: now })),
        objections: state.objections.map((it) => ({ ...it, closed: it.closed ?? now })),
        discussion: undefined,
        solutions: [...state.solutions, agreed]
      }
    }
    case "ObjectionWithdrawn": {
      const withdrawn = { value: event, from: ref }
      const closes = objections.binds(withdrawn).answer
      const after = objection(state, event.objection, (it) => ({
        ...it,
        withdrawn: [...it.withdrawn, withdrawn],
        closed: it.closed ?? (closes ? now : undefined)
      }))
      return open(after).length === 0 ? { ...after, discussion: undefined } : after
    }
    case "ChangeAccepted":
      return { ...state, accepted: [...state.accepted, { value: event, from: ref }] }
    case "ExitDeclared":
      return { ...state, exits: [...state.exits, { declared: { value: event, from: ref }, revoked: undefined }] }
    case "ExitRevoked":
      return {
        ...state,
        exits: state.exits.map((it) =>
          it.declared.value.exit === event.exit ? { ...it, revoked: it.revoked ?? now } : it
        )
      }
    case "OutcomeTold":
      return objection(state, event.objection, (it) => ({ ...it, told: [...it.told, { value: event, from: ref }] }))
  }
}

const objection = (state: State, id: ObjectionId, change: (objection: Objection) => Objection): State => ({
  ...state,
  objections: state.objections.map((it) => (it.received.value.objection === id ? change(it) : it))
})

const proposal = (state: State, id: ProposalId | undefined, change: (proposal: Proposal) => Proposal): State => ({
  ...state,
  proposals: state.proposals.map((it) => (it.proposed.value.proposal === id ? change(it) : it))
})

// -- Refusals: what we decline to do, each naming its clause. -----------------------------------------------------------

export const ObjectionIdTaken = (objection: Objection): Refusal<"ObjectionIdTaken"> =>
  refusal(
    "ObjectionIdTaken",
    objections.recordedAlways,
    `objection \`${objection.received.value.objection}\` is on record already and says something else: give this one an id of its own`,
    [objection.received.from]
  )

export const UnknownObjection = (id: ObjectionId): Refusal<"UnknownObjection"> =>
  refusal(
    "UnknownObjection",
    objections.recordedAlways,
    `no objection \`${id}\` was received in this consultation: record the client's words first, or check the id`
  )

export const ActIdTaken = (id: string, from: EventRef): Refusal<"ActIdTaken"> =>
  refusal(
    "ActIdTaken",
    objections.recordedAlways,
    `\`${id}\` is another act of this client already: objections and acceptances never share an id, so give this one its own`,
    [from]
  )

export const AcceptanceIdTaken = (accepted: Fact<ChangeAccepted>): Refusal<"AcceptanceIdTaken"> =>
  refusal(
    "AcceptanceIdTaken",
    objections.recordedAlways,
    `acceptance \`${accepted.value.acceptance}\` is on record already and says something else: give this one an id of its own`,
    [accepted.from]
  )

export const UnknownAct = (id: string): Refusal<"UnknownAct"> =>
  refusal(
    "UnknownAct",
    objections.recordedAlways,
    `no objection, acceptance or exit \`${id}\` is on record in this consultation: record the client's words first, or check the id`
  )

export const ExitIdTaken = ({ declared }: DeclaredExit): Refusal<"ExitIdTaken"> =>
  refusal(
    "ExitIdTaken",
    objections.exitRecorded,
    `exit \`${declared.value.exit}\` is on record already and says something else: give this one an id of its own`,
    [declared.from]
  )

export const UnknownExit = (id: ExitId): Refusal<"UnknownExit"> =>
  refusal("UnknownExit", objections.exitRecorded, `no exit \`${id}\` was declared in this consultation: check the id`)

export const NotAboutThis = (engagement: EngagementId, about: ReadonlyArray<EngagementId>): Refusal<"NotAboutThis"> =>
  refusal(
    "NotAboutThis",
    objections.inGoodFaith,
    `this consultation is not about engagement \`${engagement}\`, but about ${inWords(about)}`
  )

export const NothingToDiscuss = refusal(
  "NothingToDiscuss",
  objections.inGoodFaith,
  "talks are opened about an objection, and none is open: record the client's words first"
)

export const NotUnderDiscussion = refusal(
  "NotUnderDiscussion",
  objections.inGoodFaith,
  "a solution can only be agreed in a discussion, and none is open: open it first"
)

export const ProposalIdTaken = (proposal: Proposal): Refusal<"ProposalIdTaken"> =>
  refusal(
    "ProposalIdTaken",
    objections.inGoodFaith,
    `proposal \`${proposal.proposed.value.proposal}\` is on record already and says something else: give this one an id of its own`,
    [proposal.proposed.from]
  )

export const UnknownProposal = (id: ProposalId): Refusal<"UnknownProposal"> =>
  refusal(
    "UnknownProposal",
    objections.inGoodFaith,
    `no proposal \`${id}\` was made in this consultation: check the id`
  )

export const ProposalAnswered = ({ proposed, declined, agreed }: Proposal): Refusal<"ProposalAnswered"> =>
  refusal(
    "ProposalAnswered",
    objections.inGoodFaith,
    `proposal \`${proposed.value.proposal}\` was ${declined === undefined ? "agreed to" : "declined"} already: make a new one`,
    [proposed.from, ...[declined, agreed].flatMap((it) => (it === undefined ? [] : [it.from]))]
  )

export const NotWhatWasProposed = ({ proposed }: Proposal): Refusal<"NotWhatWasProposed"> =>
  refusal(
    "NotWhatWasProposed",
    objections.inGoodFaith,
    `proposal \`${proposed.value.proposal}\` says something else: agree to it as it was made, or leave it out and agree to what is meant`,
    [proposed.from]
  )

export const NotWhatCameOfIt = (
  { objection, outcome, restsOn }: TellOutcome,
  { received }: Objection
): Refusal<"NotWhatCameOfIt"> =>
  refusal(
    "NotWhatCameOfIt",
    objections.outcomeOwed,
    `\`${restsOn}\` had not brought it about by then that objection \`${objection}\` was \`${outcome}\`: tell what the desk says came of it`,
    [received.from]
  )

export const ToldOtherwise = ({ value, from }: Fact<OutcomeTold>): Refusal<"ToldOtherwise"> =>
  refusal(
    "ToldOtherwise",
    objections.outcomeOwed,
    `letter \`${value.letter}\` is on record already and told something else of objection \`${value.objection}\`: give this one an id of its own`,
    [from]
  )

// -- Commands: what somebody asks for. -----------------------------------------------------------------------------------

/** A command that says who spoke. `byMandate`: by the powers on record, at the moment at which it was said. */
type Spoken<E extends { readonly _tag: string; readonly authority?: unknown }, Tag extends string> = Omit<
  Ask<E, Tag>,
  "authority" | "mandate"
> & { readonly authority: "shown" | "notShown" | "byMandate" }

export interface ReceiveObjection extends Spoken<ObjectionReceived, "ReceiveObjection"> {}
export interface AskAuthority extends Ask<AuthorityAsked, "AskAuthority"> {}
export interface RatifyAuthority extends Ask<AuthorityRatified, "RatifyAuthority"> {}
export interface RefuteAuthority extends Ask<AuthorityRefuted, "RefuteAuthority"> {}
export interface JudgeGrounds extends Ask<GroundsJudged, "JudgeGrounds"> {}
export interface JudgeStandard extends Ask<StandardJudged, "JudgeStandard"> {}
export interface GiveInformation extends Ask<InformationGiven, "GiveInformation"> {}
export interface ConfirmObjection extends Ask<ObjectionConfirmed, "ConfirmObjection"> {}
export interface AnswerObjection extends Ask<VendorAnswered, "AnswerObjection"> {}
export interface OpenDiscussion extends Ask<DiscussionOpened, "OpenDiscussion"> {}
export interface ProposeSolution extends Ask<SolutionProposed, "ProposeSolution"> {}
export interface DeclineProposal extends Ask<ProposalDeclined, "DeclineProposal"> {}
export interface AgreeSolution extends Spoken<SolutionAgreed, "AgreeSolution"> {}
export interface WithdrawObjection extends Spoken<ObjectionWithdrawn, "WithdrawObjection"> {}
export interface AcceptChange extends Spoken<ChangeAccepted, "AcceptChange"> {}
export interface DeclareExit extends Omit<Ask<ExitDeclared, "DeclareExit">, "authority" | "mandate"> {
  readonly authority?: Spoken<ObjectionReceived, "">["authority"]
}
export interface RevokeExit extends Ask<ExitRevoked, "RevokeExit"> {}

/** The client was told what came of its objection: say so. */
export interface TellOutcome extends Ask<OutcomeTold, "TellOutcome"> {}

export type Command =
  | ReceiveObjection
  | AskAuthority
  | RatifyAuthority
  | RefuteAuthority
  | JudgeGrounds
  | JudgeStandard
  | GiveInformation
  | ConfirmObjection
  | AnswerObjection
  | OpenDiscussion
  | ProposeSolution
  | DeclineProposal
  | AgreeSolution
  | WithdrawObjection
  | AcceptChange
  | DeclareExit
  | RevokeExit
  | TellOutcome

// -- Decide: one branch a command; asked twice, decided once. --------------------------------------------------------------

/** What other streams say to an objection. */
export interface Around {
  /** The engagements that this consultation is about. */
  readonly about: ReadonlyArray<EngagementId>
  /** The grant on record that carried such an act of that person at that moment; `undefined` where none did. */
  readonly mandate: (act: Command["_tag"], person: PersonId, at: Instant) => EventRef | undefined
}

export const decide = (command: Command, state: State, { about, mandate }: Around): Decision<Event> => {
  const asSaid = <C extends Speaking>(said: C, person: PersonId | undefined = said.by) =>
    recorded(said, person, mandate)
  switch (command._tag) {
    // A client's words are recorded whatever we think of them; rules judge them afterwards.
    case "ReceiveObjection": {
      const known = find(state, command.objection)
      if (known !== undefined) {
        const { value } = known.received
        if (!sameWords(value, command)) return refuse(ObjectionIdTaken(known))
        // Learned later, that it came sooner is a fact of its own: it may have been in time.
        return value.at <= command.at ? alreadySo : record({ ...asSaid(command), _tag: "ObjectionReceived" })
      }
      const other = acceptanceOf(state, command.objection)?.from ?? exitOf(state, command.objection)?.declared.from
      return other === undefined
        ? record({ ...asSaid(command), _tag: "ObjectionReceived" })
        : refuse(ActIdTaken(command.objection, other))
    }
    case "AskAuthority":
      if (!isAct(state, command.act)) return refuse(UnknownAct(command.act))
      return state.authority.asked.some(({ value }) => value.act === command.act)
        ? alreadySo
        : record({ ...command, _tag: "AuthorityAsked" })
    case "RatifyAuthority":
      if (!isAct(state, command.act)) return refuse(UnknownAct(command.act))
      return state.authority.ratified.some(({ value }) => saysTheSame(value, command))
        ? alreadySo
        : record({ ...command, _tag: "AuthorityRatified" })
    case "RefuteAuthority":
      if (!isAct(state, command.act)) return refuse(UnknownAct(command.act))
      return state.authority.refuted.some(({ value }) => value.act === command.act)
        ? alreadySo
        : record({ ...command, _tag: "AuthorityRefuted" })
    case "JudgeGrounds": {
      const known = find(state, command.objection)
      if (known === undefined) return refuse(UnknownObjection(command.objection))
      return known.judged.some((it) => saysTheSameThen(it.value, command))
        ? alreadySo
        : record({ ...command, _tag: "GroundsJudged" })
    }
    case "JudgeStandard":
      return state.standards.some((it) => saysTheSameThen(it.value, command))
        ? alreadySo
        : record({ ...command, _tag: "StandardJudged" })
    // More may be told later; then the client decides anew.
    case "GiveInformation": {
      const known = find(state, command.objection)
      if (known === undefined) return refuse(UnknownObjection(command.objection))
      return known.informed.some((it) => saysTheSameThen(it.value, command))
        ? alreadySo
        : record({ ...command, _tag: "InformationGiven" })
    }
    case "ConfirmObjection": {
      const known = find(state, command.objection)
      if (known === undefined) return refuse(UnknownObjection(command.objection))
      return known.confirmed.some((it) => saysTheSameThen(it.value, command))
        ? alreadySo
        : record({ ...command, _tag: "ObjectionConfirmed" })
    }
    case "AnswerObjection": {
      const known = find(state, command.objection)
      if (known === undefined) return refuse(UnknownObjection(command.objection))
      return known.answered === undefined ? record({ ...command, _tag: "VendorAnswered" }) : alreadySo
    }
    case "OpenDiscussion":
      if (state.discussion !== undefined) return alreadySo
      // Settled talks may be opened again: a later agreement takes the place of an earlier one.
      return open(state).length === 0 && state.solutions.length === 0
        ? refuse(NothingToDiscuss)
        : record({ ...command, _tag: "DiscussionOpened" })
    case "ProposeSolution": {
      const known = proposalOf(state, command.proposal)
      if (known !== undefined)
        return saysTheSame(known.proposed.value, command) ? alreadySo : refuse(ProposalIdTaken(known))
      if (state.discussion === undefined) return refuse(NotUnderDiscussion)
      return isAbout(command.solution, about)
        ? record({ ...command, _tag: "SolutionProposed" })
        : refuseOther(command.solution, about)
    }
    case "DeclineProposal": {
      const known = proposalOf(state, command.proposal)
      if (known === undefined) return refuse(UnknownProposal(command.proposal))
      if (known.agreed !== undefined) return refuse(ProposalAnswered(known))
      return known.declined === undefined ? record({ ...command, _tag: "ProposalDeclined" }) : alreadySo
    }
    case "AgreeSolution": {
      if (state.discussion === undefined) {
        const last = state.solutions.at(-1)
        return last !== undefined && sameWords(last.value, command) ? alreadySo : refuse(NotUnderDiscussion)
      }
      // What does not bind the client leaves the talks open, so it may be said again.
      if (state.notBinding.some((it) => sameWords(it.value, command))) return alreadySo
      if (!isAbout(command.solution, about)) return refuseOther(command.solution, about)
      if (command.proposal !== undefined) {
        const known = proposalOf(state, command.proposal)
        if (known === undefined) return refuse(UnknownProposal(command.proposal))
        if (!isUnanswered(known)) return refuse(ProposalAnswered(known))
        if (!isWhatWasProposed(known.proposed.value, command)) return refuse(NotWhatWasProposed(known))
      }
      return record({ ...asSaid(command), _tag: "SolutionAgreed" })
    }
    case "WithdrawObjection": {
      const known = find(state, command.objection)
      if (known === undefined) return refuse(UnknownObjection(command.objection))
      return known.closed !== undefined || known.withdrawn.some((it) => sameWords(it.value, command))
        ? alreadySo
        : record({ ...asSaid(command), _tag: "ObjectionWithdrawn" })
    }
    case "AcceptChange": {
      const said = state.accepted.filter(({ value }) => value.acceptance === command.acceptance)
      if (said.some(({ value }) => sameWords(value, command))) return alreadySo
      const known = said.at(-1)
      if (known !== undefined)
        // Said later, that it was in writing is a fact of its own.
        return isOnlyToldMore(known.value, command)
          ? record({ ...asSaid(command), _tag: "ChangeAccepted" })
          : refuse(AcceptanceIdTaken(known))
      const other = find(state, command.acceptance)?.received.from ?? exitOf(state, command.acceptance)?.declared.from
      return other === undefined
        ? record({ ...asSaid(command), _tag: "ChangeAccepted" })
        : refuse(ActIdTaken(command.acceptance, other))
    }
    // Whoever leaves has left: whether they might is judged afterwards.
    case "DeclareExit": {
      const known = exitOf(state, command.exit)
      if (known !== undefined) return sameWords(known.declared.value, command) ? alreadySo : refuse(ExitIdTaken(known))
      if (command.objection !== undefined && find(state, command.objection) === undefined)
        return refuse(UnknownObjection(command.objection))
      return record({ ...asSaid(command, command.person), _tag: "ExitDeclared" })
    }
    case "RevokeExit": {
      const known = exitOf(state, command.exit)
      if (known === undefined) return refuse(UnknownExit(command.exit))
      return known.revoked === undefined ? record({ ...command, _tag: "ExitRevoked" }) : alreadySo
    }
    case "TellOutcome": {
      const known = find(state, command.objection)
      if (known === undefined) return refuse(UnknownObjection(command.objection))
      const told = known.told.find(({ value }) => value.letter === command.letter && value.restsOn === command.restsOn)
      if (told !== undefined) return saysTheSame(told.value, command) ? alreadySo : refuse(ToldOtherwise(told))
      return cameAboutBy(state, known, command)
        ? record({ ...command, _tag: "OutcomeTold" })
        : refuse(NotWhatCameOfIt(command, known))
    }
  }
}

type Speaking = Extract<Command, { readonly authority?: unknown }>

/** As it is recorded: shown or not as was said, or by the powers on record of the moment at which it was said. */
const recorded = <C extends Speaking>(said: C, person: PersonId | undefined, granted: Around["mandate"]): AsSaid<C> => {
  if (said.authority !== "byMandate") return said as AsSaid<C>
  const mandate = person === undefined ? undefined : granted(said._tag, person, said.at)
  return { ...said, ...(mandate === undefined ? notShown : { authority: "shown", mandate }) } as AsSaid<C>
}

const notShown = { authority: "notShown" } as const

type AsSaid<C extends Speaking> = C & { readonly authority: "shown" | "notShown" } & Pick<ObjectionReceived, "mandate">

/** Whether two acts are the same words, also where it is left to the powers on record whether they were allowed. */
const sameWords = (
  was: { readonly authority?: unknown; readonly mandate?: unknown },
  command: { readonly authority?: unknown }
): boolean => {
  const { mandate: _, ...said } = was
  return saysTheSame(said, command.authority === "byMandate" ? { ...command, authority: was.authority } : command)
}

/** The same yes, of which nobody had said whether it was in writing. */
const isOnlyToldMore = (was: ChangeAccepted, { inWriting, ...command }: AcceptChange): boolean =>
  was.inWriting === undefined && inWriting !== undefined && sameWords(was, command)

const isAbout = (solution: Solution, about: ReadonlyArray<EngagementId>): boolean => {
  const row = rowOf(solution)
  return row === undefined || about.includes(row)
}

/** The row that a solution is about; `undefined` for one about the whole case. */
export const rowOf = (solution: Solution): EngagementId | undefined =>
  "engagement" in solution ? solution.engagement : undefined

const refuseOther = (solution: Solution, about: ReadonlyArray<EngagementId>) =>
  refuse(NotAboutThis(rowOf(solution) ?? "", about))

/** Whether the record of this case lets an event be what an outcome rests on, at the moment at which it is told. */
const cameAboutBy = (state: State, known: Objection, { objection, outcome, restsOn, at }: TellOutcome): boolean => {
  const isIn = (facts: ReadonlyArray<Fact<{ readonly at: Instant }>>): boolean =>
    facts.some(({ value, from }) => from === restsOn && value.at <= at)
  switch (outcome) {
    case "settled":
      return isIn(state.solutions)
    case "withdrawn":
      return isIn(known.withdrawn) && known.closed?.from === restsOn
    case "denied":
      return isIn(state.authority.refuted.filter(({ value }) => value.act === objection))
    case "left":
      return isIn(state.exits.flatMap(({ declared, revoked }) => (revoked === undefined ? [declared] : [])))
    case "insufficientGrounds":
      return isIn(known.judged.filter(({ value }) => !value.sufficient))
    case "notConfirmed":
      return isIn(known.informed)
    case "noRight":
      return isIn(known.arrivals) || isIn(state.standards.filter(({ value }) => !value.holds))
    case "late":
    case "notAsAsked":
    case "deemedAccepted":
      return isIn(known.arrivals)
    // That stands on the listing, which says so itself.
    case "changeWithdrawn":
      return restsOn.startsWith("listing/")
  }
}

const isUnanswered = ({ declined, agreed }: Proposal): boolean => declined === undefined && agreed === undefined

const isWhatWasProposed = (proposed: SolutionProposed, agreed: AgreeSolution): boolean =>
  Equal.equals(proposed.solution, agreed.solution) && Equal.equals(proposed.effects, agreed.effects)

const isAct = (state: State, id: string): boolean =>
  find(state, id) !== undefined || acceptanceOf(state, id) !== undefined || exitOf(state, id) !== undefined

// -- Queries ---------------------------------------------------------------------------------------------------------------

export const find = (state: State, id: ObjectionId): Objection | undefined =>
  state.objections.find((objection) => objection.received.value.objection === id)

const acceptanceOf = (state: State, id: AcceptanceId): Fact<ChangeAccepted> | undefined =>
  state.accepted.find(({ value }) => value.acceptance === id)

export const proposalOf = (state: State, id: ProposalId): Proposal | undefined =>
  state.proposals.find((it) => it.proposed.value.proposal === id)

export const exitOf = (state: State, id: ExitId): DeclaredExit | undefined =>
  state.exits.find((it) => it.declared.value.exit === id)

/** What both sides agreed last by an instant: about an engagement, or about any. */
export const solutionAt = ({ solutions }: State, at: Instant, of?: EngagementId): Fact<SolutionAgreed> | undefined =>
  solutions.findLast(({ value }) => value.at <= at && (of === undefined || concerns(value.solution, of)))

const concerns = (solution: Solution, of: EngagementId): boolean =>
  !("engagement" in solution) || solution.engagement === undefined || solution.engagement === of

/** Until when the client may object, where that agreement says so. */
export const windowUntil = (state: State, at: Instant, of?: EngagementId): Fact<Instant> | undefined => {
  const agreed = solutionAt(state, at, of)
  const until = agreed?.value.effects?.windowUntil
  return agreed === undefined || until === undefined ? undefined : { value: until, from: agreed.from }
}

/** The proposals to which nobody has said yes or no, oldest first. */
export const openProposals = (state: State): ReadonlyArray<Proposal> => state.proposals.filter(isUnanswered)

/** The objections that are neither settled nor withdrawn. */
export const open = (state: State): ReadonlyArray<Objection> =>
  state.objections.filter((objection) => objection.closed === undefined)

/** How many whole days an objection has been with the vendor: until `at`, or until it was closed. It is never settled by age. */
export const ageOf = ({ received, closed }: Objection, at: Instant): number => {
  const until = closed === undefined ? at : Instants.min(closed.value, at)
  return Math.floor(Instants.between(received.value.at, until) / Instants.dayMillis)
}

/** Whether an objection, a yes or an exit is known to come from somebody who may speak for the client, as of `at`. */
export const authorityOf = (
  { authority: { asked, ratified, refuted } }: State,
  act: Fact<ObjectionReceived> | Fact<ChangeAccepted> | Fact<ExitDeclared>,
  at: Instant
): Verdict<objections.Authority> => {
  const id = objections.idOf(act.value)
  const of = <A extends { readonly act: string }>(facts: ReadonlyArray<Fact<A>>) =>
    facts.filter(({ value }) => value.act === id)
  return objections.authority(act, of(asked), of(ratified), of(refuted), at)
}

/** The newest judgement of a standard by `at`. */
export const standardAt = (state: State, standard: string, at: Instant): Fact<StandardJudged> | undefined =>
  newestBy(
    state.standards.filter(({ value }) => value.standard === standard),
    at
  )

/** The newest judgement of an objection's grounds by `at`. */
export const groundsAt = ({ judged }: Objection, at: Instant): Fact<GroundsJudged> | undefined => newestBy(judged, at)

/** What the vendor said to an objection: its answer, what it told of what came of it, and what it proposed since. */
export const answersTo = (
  { proposals }: State,
  { received, answered, told }: Objection
): ReadonlyArray<Fact<{ readonly at: Instant }>> => [
  ...(answered === undefined ? [] : [answered]),
  ...told,
  ...proposals.flatMap(({ proposed }) =>
    proposed.value.by === "vendor" && proposed.value.at >= received.value.at ? [proposed] : []
  )
]

/** Where the objections of this case stand, in one word. */
export const status = (state: State): "none" | "raised" | "underDiscussion" | "settled" | "withdrawn" => {
  if (state.discussion !== undefined) return "underDiscussion"
  if (open(state).length > 0) return "raised"
  if (state.solutions.length > 0) return "settled"
  return state.objections.length > 0 ? "withdrawn" : "none"
}
