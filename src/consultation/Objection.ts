/**
 * Objection: a client does not want an engagement for its data, and both sides look for a solution in good faith.
 *
 * What can happen to an objection: it is received, judged by a person, talked about, and settled by an agreed solution or
 * withdrawn by the client. However it came in (late, without grounds, to the wrong address) it is on record, and it can
 * always still be answered.
 */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame, saysTheSameThen } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact } from "../kernel/Verdict.ts"
import {
  type ActorId,
  type EngagementId,
  type EventRef,
  type LetterId,
  type ObjectionId,
  type PersonId,
  type ProposalId,
  revisionOf
} from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type { Instant } from "../time/Instant.ts"
import * as rules from "./rules.ts"

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
  readonly at: Instant
}

/** The client took an objection back. */
export interface ObjectionWithdrawn {
  readonly _tag: "ObjectionWithdrawn"
  readonly objection: ObjectionId
  readonly at: Instant
}

/** The client said yes to the change, of its own accord or because its agreement asks for a yes. */
export interface ChangeAccepted {
  readonly _tag: "ChangeAccepted"
  readonly by: PersonId
  readonly at: Instant
}

export type Event =
  | ObjectionReceived
  | GroundsJudged
  | DiscussionOpened
  | SolutionProposed
  | ProposalDeclined
  | SolutionAgreed
  | ObjectionWithdrawn
  | ChangeAccepted

/** What both sides agreed on, with its effect on engagements written down. */
export type Solution = CarveOut | Alternative | Acceptance | Exit

/** The engagement stays away from this client's data. */
export interface CarveOut {
  readonly _tag: "CarveOut"
  readonly engagement: EngagementId
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
  readonly words?: Sealed
}

/** The client leaves from this instant on. */
export interface Exit {
  readonly _tag: "Exit"
  readonly from: Instant
  readonly words?: Sealed
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
  /** Oldest first: after a later objection or agreement a client may say yes again. */
  readonly accepted: ReadonlyArray<Fact<ChangeAccepted>>
}

export interface Objection {
  readonly received: Fact<ObjectionReceived>
  /** Oldest first: a later judgement takes the place of an earlier one. */
  readonly judged: ReadonlyArray<Fact<GroundsJudged>>
  /** Settled by an agreed solution, or withdrawn. */
  readonly closed: Fact<Instant> | undefined
}

export interface Proposal {
  readonly proposed: Fact<SolutionProposed>
  readonly declined: Fact<Instant> | undefined
}

export const initial: State = { objections: [], discussion: undefined, proposals: [], solutions: [], accepted: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  const now: Fact<Instant> = { value: event.at, from: ref }
  switch (event._tag) {
    case "ObjectionReceived":
      return {
        ...state,
        objections: [...state.objections, { received: { value: event, from: ref }, judged: [], closed: undefined }]
      }
    case "GroundsJudged":
      return {
        ...state,
        objections: one(state.objections, event.objection, (it) => ({
          ...it,
          judged: [...it.judged, { value: event, from: ref }]
        }))
      }
    case "DiscussionOpened":
      return { ...state, discussion: now }
    case "SolutionProposed":
      return {
        ...state,
        proposals: [...state.proposals, { proposed: { value: event, from: ref }, declined: undefined }]
      }
    case "ProposalDeclined":
      return {
        ...state,
        proposals: state.proposals.map((it) =>
          it.proposed.value.proposal === event.proposal ? { ...it, declined: now } : it
        )
      }
    case "SolutionAgreed":
      return {
        ...state,
        objections: state.objections.map((it) => ({ ...it, closed: it.closed ?? now })),
        discussion: undefined,
        solutions: [...state.solutions, { value: event, from: ref }]
      }
    case "ObjectionWithdrawn": {
      const objections = one(state.objections, event.objection, (it) => ({ ...it, closed: it.closed ?? now }))
      return {
        ...state,
        objections,
        discussion: objections.every((it) => it.closed !== undefined) ? undefined : state.discussion
      }
    }
    case "ChangeAccepted":
      return { ...state, accepted: [...state.accepted, { value: event, from: ref }] }
  }
}

const one = (
  objections: ReadonlyArray<Objection>,
  id: ObjectionId,
  change: (objection: Objection) => Objection
): ReadonlyArray<Objection> =>
  objections.map((objection) => (objection.received.value.objection === id ? change(objection) : objection))

// -- Refusals: what we decline to do, each naming its clause. -----------------------------------------------------------

export const ObjectionIdTaken = (objection: Objection): Refusal<"ObjectionIdTaken"> =>
  refusal(
    "ObjectionIdTaken",
    rules.recordedAlways,
    `objection \`${objection.received.value.objection}\` is on record already and says something else: give this one an id of its own`,
    [objection.received.from]
  )

export const UnknownObjection = (id: ObjectionId): Refusal<"UnknownObjection"> =>
  refusal(
    "UnknownObjection",
    rules.recordedAlways,
    `no objection \`${id}\` was received in this consultation: record the client's words first, or check the id`
  )

export const NotAboutThis = (engagement: EngagementId, about: ReadonlyArray<EngagementId>): Refusal<"NotAboutThis"> =>
  refusal(
    "NotAboutThis",
    rules.inGoodFaith,
    `this consultation is not about engagement \`${engagement}\`, but about ${about.map((id) => `\`${id}\``).join(" and ")}`
  )

export const NothingToDiscuss = refusal(
  "NothingToDiscuss",
  rules.inGoodFaith,
  "talks are opened about an objection, and none is open: record the client's words first"
)

export const NotUnderDiscussion = refusal(
  "NotUnderDiscussion",
  rules.inGoodFaith,
  "a solution can only be agreed in a discussion, and none is open: open it first"
)

export const ProposalIdTaken = (proposal: Proposal): Refusal<"ProposalIdTaken"> =>
  refusal(
    "ProposalIdTaken",
    rules.inGoodFaith,
    `proposal \`${proposal.proposed.value.proposal}\` is on record already and says something else: give this one an id of its own`,
    [proposal.proposed.from]
  )

export const UnknownProposal = (id: ProposalId): Refusal<"UnknownProposal"> =>
  refusal("UnknownProposal", rules.inGoodFaith, `no proposal \`${id}\` was made in this consultation: check the id`)

// -- Commands: what somebody asks for. -----------------------------------------------------------------------------------

export interface ReceiveObjection extends Ask<ObjectionReceived, "ReceiveObjection"> {}
export interface JudgeGrounds extends Ask<GroundsJudged, "JudgeGrounds"> {}
export interface OpenDiscussion extends Ask<DiscussionOpened, "OpenDiscussion"> {}
export interface ProposeSolution extends Ask<SolutionProposed, "ProposeSolution"> {}
export interface DeclineProposal extends Ask<ProposalDeclined, "DeclineProposal"> {}
export interface AgreeSolution extends Ask<SolutionAgreed, "AgreeSolution"> {}
export interface WithdrawObjection extends Ask<ObjectionWithdrawn, "WithdrawObjection"> {}
export interface AcceptChange extends Ask<ChangeAccepted, "AcceptChange"> {}

export type Command =
  | ReceiveObjection
  | JudgeGrounds
  | OpenDiscussion
  | ProposeSolution
  | DeclineProposal
  | AgreeSolution
  | WithdrawObjection
  | AcceptChange

// -- Decide: one branch a command; asked twice, decided once. --------------------------------------------------------------

/** `about`: the engagements that this consultation is about. */
export const decide = (command: Command, state: State, about: ReadonlyArray<EngagementId>): Decision<Event> => {
  switch (command._tag) {
    // A client's words are recorded whatever we think of them; rules judge them afterwards.
    case "ReceiveObjection": {
      const known = find(state, command.objection)
      if (known === undefined) return record({ ...command, _tag: "ObjectionReceived" })
      return saysTheSame(known.received.value, command) ? alreadySo : refuse(ObjectionIdTaken(known))
    }
    case "JudgeGrounds": {
      const known = find(state, command.objection)
      if (known === undefined) return refuse(UnknownObjection(command.objection))
      return known.judged.some((it) => saysTheSameThen(it.value, command))
        ? alreadySo
        : record({ ...command, _tag: "GroundsJudged" })
    }
    case "OpenDiscussion":
      if (state.discussion !== undefined) return alreadySo
      // Settled talks may be opened again: a later agreement takes the place of an earlier one.
      return open(state).length === 0 && state.solutions.length === 0
        ? refuse(NothingToDiscuss)
        : record({ ...command, _tag: "DiscussionOpened" })
    case "ProposeSolution": {
      const known = state.proposals.find((it) => it.proposed.value.proposal === command.proposal)
      if (known !== undefined)
        return saysTheSame(known.proposed.value, command) ? alreadySo : refuse(ProposalIdTaken(known))
      if (state.discussion === undefined) return refuse(NotUnderDiscussion)
      return isAbout(command.solution, about)
        ? record({ ...command, _tag: "SolutionProposed" })
        : refuseOther(command.solution, about)
    }
    case "DeclineProposal": {
      const known = state.proposals.find((it) => it.proposed.value.proposal === command.proposal)
      if (known === undefined) return refuse(UnknownProposal(command.proposal))
      return known.declined === undefined ? record({ ...command, _tag: "ProposalDeclined" }) : alreadySo
    }
    case "AgreeSolution": {
      if (state.discussion !== undefined) {
        return isAbout(command.solution, about)
          ? record({ ...command, _tag: "SolutionAgreed" })
          : refuseOther(command.solution, about)
      }
      const last = state.solutions.at(-1)
      return last !== undefined && saysTheSame(last.value, command) ? alreadySo : refuse(NotUnderDiscussion)
    }
    case "WithdrawObjection": {
      const known = find(state, command.objection)
      if (known === undefined) return refuse(UnknownObjection(command.objection))
      return known.closed === undefined ? record({ ...command, _tag: "ObjectionWithdrawn" }) : alreadySo
    }
    case "AcceptChange":
      return acceptanceStands(state) ? alreadySo : record({ ...command, _tag: "ChangeAccepted" })
  }
}

const isAbout = (solution: Solution, about: ReadonlyArray<EngagementId>): boolean =>
  !("engagement" in solution) || about.includes(solution.engagement)

const refuseOther = (solution: Solution, about: ReadonlyArray<EngagementId>) =>
  refuse(NotAboutThis("engagement" in solution ? solution.engagement : "", about))

/** Nothing that the client said or agreed to came after its last yes. */
const acceptanceStands = ({ accepted, objections, solutions }: State): boolean => {
  const last = accepted.at(-1)
  if (last === undefined) return false
  const after = ({ from }: Fact<unknown>): boolean => revisionOf(from) > revisionOf(last.from)
  return !objections.some(({ received }) => after(received)) && !solutions.some(after)
}

// -- Queries ---------------------------------------------------------------------------------------------------------------

export const find = (state: State, id: ObjectionId): Objection | undefined =>
  state.objections.find((objection) => objection.received.value.objection === id)

/** The objections that are neither settled nor withdrawn. */
export const open = (state: State): ReadonlyArray<Objection> =>
  state.objections.filter((objection) => objection.closed === undefined)

/** Where the objections of this case stand, in one word. */
export const status = (state: State): "none" | "raised" | "underDiscussion" | "settled" | "withdrawn" => {
  if (state.discussion !== undefined) return "underDiscussion"
  if (open(state).length > 0) return "raised"
  if (state.solutions.length > 0) return "settled"
  return state.objections.length > 0 ? "withdrawn" : "none"
}
