/**
 * Report: one report of a weakness, from its receipt to the last thing that becomes known of it.
 *
 * One stream, told in parts, each in its own file: how it is handled (`Handling.ts`), what is so of the weakness (`Weakness.ts`), and
 * until when it is kept secret (`Embargo.ts`). A part is a state, events, commands and a `decide`; what one part must know of
 * another is handed to it here, and what follows in one part from another happens here, in the same decision.
 */
import * as Result from "effect/Result"
import { type Decider, type Decision, refuse } from "../kernel/Decider.ts"
import type { Refusal } from "../kernel/Refusal.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import { type EventRef, eventRef, type ReportId, type StreamId } from "../language/ids.ts"
import type { Place } from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import type { Anchor } from "./DisclosureTerms.ts"
import * as Embargo from "./Embargo.ts"
import * as Handling from "./Handling.ts"
import type { ReportWorld } from "./Policy.ts"
import * as Weakness from "./Weakness.ts"

/** `report/r-2026-17` */
export const stream = (report: ReportId): StreamId => `report/${report}`

export type Event = Handling.Event | Weakness.Event | Embargo.Event
export type Command = Handling.Command | Weakness.Command | Embargo.Command

/** One field a part. A further part (promises kept, conduct, reward, confidence) is a further field and a further case below. */
export interface State {
  readonly handling: Handling.State
  readonly weakness: Weakness.State
  readonly embargo: Embargo.State
}

export const initial: State = { handling: Handling.initial, weakness: Weakness.initial, embargo: Embargo.initial }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "ReportReceived":
    case "ReportAcknowledged":
    case "ReplySent":
    case "InformationRequested":
    case "InformationAdded":
    case "UpdatesSwitched":
    case "ReportWithdrawn":
    case "ReportInvalidated":
    case "ReportValidated":
    case "ReportAccepted":
    case "ReportDeferred":
    case "ReportLinkedAsDuplicate":
    case "ReportForwarded":
    case "ReportClosed":
      return { ...state, handling: Handling.evolve(state.handling, event, ref) }
    case "FixReady":
    case "FixDeployed":
    case "WeaknessBecamePublic":
    case "ExploitBecamePublic":
    case "AttacksObserved":
    case "WeaknessAssessed":
    case "AssessmentWithdrawn":
      return { ...state, weakness: Weakness.evolve(state.weakness, event, ref) }
    case "EmbargoProposed":
    case "EmbargoRejected":
    case "EmbargoAccepted":
    case "EmbargoTerminated":
    case "EmbargoProposedInVain":
      return { ...state, embargo: Embargo.evolve(state.embargo, event, ref) }
  }
}

// -- Decide: the part decides, and what follows from it elsewhere happens in the same decision. ----------------------------

export const decide = (command: Command, state: State, world: ReportWorld): Decision<Event> => {
  switch (command._tag) {
    case "ReceiveReport":
    case "RecordAcknowledgement":
    case "RecordReply":
    case "RequestInformation":
    case "AddInformation":
    case "SwitchUpdates":
    case "RecordWithdrawal":
    case "InvalidateReport":
    case "ValidateReport":
    case "AcceptReport":
    case "DeferReport":
    case "LinkDuplicate":
    case "RecordForwarding":
    case "CloseReport":
      return following(Handling.decide(command, state.handling, state.weakness, world), state, world)
    case "RecordFixReady":
    case "RecordFixDeployed":
    case "ObservePublic":
    case "ObserveExploit":
    case "ObserveAttacks":
    case "AssessWeakness":
    case "WithdrawAssessment": {
      const { received, accepted } = state.handling
      if (received === undefined) return refuse(Handling.NothingReceived)
      // No part says yet that a reward was granted.
      const around: Weakness.Around = { received, accepted, granted: undefined, world }
      return following(Weakness.decide(command, state.weakness, around), state, world)
    }
    case "ProposeEmbargo":
    case "AcceptEmbargo":
    case "RejectEmbargo":
    case "GiveGrace":
    case "EndEmbargo": {
      const around = secrecy(state, world)
      return "clause" in around ? refuse(around) : Embargo.decide(command, state.embargo, around)
    }
  }
}

/** The name of events that this very decision makes: their revisions are given when they are stored. */
const happening = stream("now")

/** What follows for the embargo from each of these events: it ends by fact, falls with the closing, or begins by itself. */
const following = (decision: Decision<Event>, state: State, world: ReportWorld): Decision<Event> =>
  Result.map(decision, (events) => {
    const all: Array<Event> = []
    let now = state
    const add = (event: Event): void => {
      all.push(event)
      now = evolve(now, event, eventRef(happening, all.length))
    }
    for (const event of events) {
      add(event)
      const around = secrecy(now, world)
      if (!("clause" in around)) for (const next of follows(event, now, around)) add(next)
    }
    return all
  })

const follows = (event: Event, { handling, embargo }: State, around: Embargo.Around): ReadonlyArray<Event> => {
  const { at } = event
  switch (event._tag) {
    case "WeaknessBecamePublic":
      return Embargo.onFact("public", at, embargo, around)
    case "ExploitBecamePublic":
      return Embargo.onFact("exploit", at, embargo, around)
    case "AttacksObserved":
      return Embargo.onFact("attacks", at, embargo, around)
    case "ReportClosed":
      return Embargo.onClosing(at, embargo)
    case "ReportReceived":
    case "ReportAcknowledged":
    case "ReplySent":
    case "ReportAccepted":
    case "FixReady":
    case "FixDeployed": {
      const wished = event._tag === "ReportReceived" ? wishOf(event) : []
      const { initially } = around.terms.embargo
      const anchor = "says" in initially ? around.anchor(initially.says.from) : undefined
      // It begins when what the policy counts from happens, and not at any of these again.
      const isNow = anchor !== undefined && anchor.from.startsWith(`${happening}@`)
      const came = handling.received?.value
      const open = wished.reduce((state, it) => Embargo.evolve(state, it, eventRef(happening, 0)), embargo)
      return isNow && came?.claims.length === 0
        ? [...wished, ...Embargo.byItself(anchor, came.embargo, open, around)]
        : wished
    }
    default:
      return []
  }
}

/** The end that the reporter named with the report: a proposal, or in vain when it has passed. */
const wishOf = ({ embargo, claims, at }: Handling.ReportReceived): ReadonlyArray<Embargo.Event> => {
  if (embargo?.as !== "until") return []
  const { until } = embargo
  return until > at && claims.length === 0
    ? [{ _tag: "EmbargoProposed", proposal: "reporter-0", by: "reporter", until, at }]
    : [{ _tag: "EmbargoProposedInVain", by: "reporter", until, at }]
}

/** What the embargo must know: the policy of the report, where its days are counted, the facts and when the anchors happened. */
export const secrecy = ({ handling, weakness }: State, world: ReportWorld): Embargo.Around | Refusal => {
  const { received, acknowledged, replies, accepted } = handling
  if (received === undefined) return Handling.NothingReceived
  const { policy } = received.value
  const terms = world.policy(policy)
  if (terms === undefined) return Handling.UnknownPolicy(policy)
  const zone = world.zone(terms.zone)?.value
  const place: Place | undefined = zone && { zone, calendar: (name) => world.calendar(name)?.value }
  const said = (facts: ReadonlyArray<Fact<{ readonly at: Instant }>>): Fact<Instant> | undefined => {
    const [first] = facts
    return first && { value: first.value.at, from: first.from }
  }
  const anchor = (of: Anchor): Fact<Instant> | undefined => {
    switch (of) {
      case "received":
      case "vendorAware":
        return { value: received.value.at, from: received.from }
      case "acknowledged":
        return said(acknowledged)
      case "responded":
        return said(replies)
      case "assessed":
        return said(replies.filter(({ value }) => value.tells.includes("assessment")))
      case "lastUpdate":
        return said(replies.filter(({ value }) => value.tells.includes("progress")).slice(-1))
      case "accepted":
        return accepted
      case "fixReady":
        return weakness.fixReady
      case "fixDeployed":
        return weakness.fixDeployed
      case "published":
        return weakness.public
    }
  }
  return { policy, terms, place, weakness, anchor }
}

export const decider: Decider<Command, State, Event, Refusal, ReportWorld> = { initial, evolve, decide }

// -- Queries ---------------------------------------------------------------------------------------------------------------

/** When the embargo ends, as things stand; `undefined` where none was agreed or the policy is not at hand. */
export const embargoEnds = (state: State, world: ReportWorld): Verdict<Instant> | undefined => {
  const around = secrecy(state, world)
  return "clause" in around ? undefined : Embargo.endsAt(state.embargo, around)
}

/** How the embargo stands at an instant. */
export const embargoAt = (state: State, world: ReportWorld, now: Instant): Embargo.Stage => {
  const around = secrecy(state, world)
  return "clause" in around ? state.embargo.stage : Embargo.stageAt(state.embargo, around, now)
}

/** Nothing is left to be done by us: closed, and no embargo that waits for an answer or for its end. */
export const isOver = (state: State, world: ReportWorld, now: Instant): boolean => {
  const stage = embargoAt(state, world, now)
  return state.handling.stage === "Closed" && (stage === "None" || stage === "Exited")
}
