/**
 * Embargo: until when a weakness is kept secret.
 *
 * The machine is the standard's: none, proposed, active, under revision, exited; one for the whole report. What is stored are
 * proposals, answers and the end by fact; that an end has passed is derived, and nothing begins again after it.
 */
import { alreadySo, type Ask, type Decision, record, refuse } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import type { ActorId, EventRef, PolicyRef } from "../language/ids.ts"
import type { Period } from "../terms/Terms.ts"
import * as Days from "../time/Day.ts"
import type { Day } from "../time/Day.ts"
import type { Place } from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import type { Anchor, DisclosureTerms, EmbargoTerms } from "./DisclosureTerms.ts"
import * as rules from "./rules.ts"
import * as Weakness from "./Weakness.ts"
import type { Stipulation } from "./hand.ts"

export type Party = "vendor" | "reporter" | "coordinator"

// -- Events: what happened. Stored for good: add cases, never rename or remove. ----------------------------------------

export interface EmbargoProposed {
  readonly _tag: "EmbargoProposed"
  readonly proposal: string
  readonly by: Party
  /** The first moment after it. */
  readonly until: Instant
  /** The day that was named, with whose beginning it ends. */
  readonly day?: Day
  readonly at: Instant
}

/** An answer, or the proposal was taken back by whoever made it. */
export interface EmbargoRejected {
  readonly _tag: "EmbargoRejected"
  readonly proposal: string
  readonly why: "declined" | "withdrawn" | "closed" | "nothingToKeepSecret" | "over"
  readonly at: Instant
}

export interface EmbargoAccepted {
  readonly _tag: "EmbargoAccepted"
  readonly proposal: string
  readonly until: Instant
  /** `silence`: the end that the policy names. `grace`: a longer end for a fix on a named day. */
  readonly how: "answered" | "silence" | "bothProposed" | "policyLeavesIt" | "grace"
  readonly at: Instant
}

export interface EmbargoTerminated {
  readonly _tag: "EmbargoTerminated"
  readonly why: "agreed" | "over" | "public" | "exploit" | "attacks"
  readonly at: Instant
}

/** Somebody else proposed what can begin no embargo any more. */
export interface EmbargoProposedInVain {
  readonly _tag: "EmbargoProposedInVain"
  readonly by: Exclude<Party, "vendor">
  readonly until: Instant
  readonly day?: Day
  readonly at: Instant
}

export type Event = EmbargoProposed | EmbargoRejected | EmbargoAccepted | EmbargoTerminated | EmbargoProposedInVain

// -- State -------------------------------------------------------------------------------------------------------------

export type Stage = "None" | "Proposed" | "Active" | "Revise" | "Exited"

export interface State {
  readonly stage: Stage
  /** Proposals that nobody answered: one of each party at most. */
  readonly open: ReadonlyArray<Fact<EmbargoProposed>>
  /** Every proposal that was made. */
  readonly proposals: ReadonlyArray<Fact<EmbargoProposed>>
  /** The end that holds, or held. */
  readonly agreed: Fact<EmbargoAccepted> | undefined
  /** The end that held when grace was given. */
  readonly beforeGrace: Fact<EmbargoAccepted> | undefined
  readonly terminated: Fact<EmbargoTerminated> | undefined
  readonly inVain: ReadonlyArray<Fact<EmbargoProposedInVain>>
}

export const initial: State = {
  stage: "None",
  open: [],
  proposals: [],
  agreed: undefined,
  beforeGrace: undefined,
  terminated: undefined,
  inVain: []
}

export const evolve = (state: State, event: Event, from: EventRef): State => {
  switch (event._tag) {
    case "EmbargoProposed": {
      const made = { value: event, from }
      return {
        ...state,
        stage: state.agreed === undefined ? "Proposed" : "Revise",
        open: [...state.open.filter(({ value }) => value.by !== event.by), made],
        proposals: [...state.proposals, made]
      }
    }
    case "EmbargoRejected":
      return { ...state, stage: state.agreed === undefined ? "None" : "Active", open: [] }
    case "EmbargoAccepted":
      return {
        ...state,
        stage: "Active",
        open: [],
        agreed: { value: event, from },
        beforeGrace: event.how === "grace" ? state.agreed : undefined
      }
    case "EmbargoTerminated":
      return { ...state, stage: "Exited", open: [], terminated: { value: event, from } }
    case "EmbargoProposedInVain":
      return { ...state, inVain: [...state.inVain, { value: event, from }] }
  }
}

// -- Refusals ------------------------------------------------------------------------------------------------------------

export const NothingToKeepSecret = (open: Fact<Instant>): Refusal<"NothingToKeepSecret"> =>
  refusal(
    "NothingToKeepSecret",
    rules.nothingToKeepSecret,
    `the weakness is public or attacked since \`${open.value}\`, so there is nothing left to keep secret: tell people what to do instead`,
    [open.from]
  )

export const EmbargoOver = (facts: ReadonlyArray<EventRef>): Refusal<"EmbargoOver"> =>
  refusal(
    "EmbargoOver",
    rules.ends,
    "the embargo of this report has ended, and one that ended never begins again",
    facts
  )

export const EndsAtOnce = (until: Instant, at: Instant): Refusal<"EndsAtOnce"> =>
  refusal(
    "EndsAtOnce",
    rules.bothAgree,
    `an embargo until \`${until}\` has ended by \`${at}\` already: name a later end`
  )

export const BeyondTheLongest = (cap: Instant, facts: ReadonlyArray<EventRef>): Refusal<"BeyondTheLongest"> =>
  refusal(
    "BeyondTheLongest",
    rules.longest,
    `the policy allows no embargo after \`${cap}\`: name an end until then`,
    facts
  )

export const NotExtended = (agreed: Fact<EmbargoAccepted>, by: string): Refusal<"NotExtended"> =>
  refusal(
    "NotExtended",
    rules.extendedByWhom,
    by === "nobody"
      ? `the policy says that nobody extends an embargo: this one ends at \`${agreed.value.until}\``
      : `the policy says that an embargo is extended by the ${by}: without the ${by} this one ends at \`${agreed.value.until}\``,
    [agreed.from]
  )

export const NoSuchProposal = (proposal: string): Refusal<"NoSuchProposal"> =>
  refusal(
    "NoSuchProposal",
    rules.bothAgree,
    `no proposal \`${proposal}\` waits for an answer: check the id, or propose an end`
  )

export const AlreadyAgreed = (
  { value: { proposal, how, at }, from }: Fact<EmbargoAccepted>,
  until: Instant
): Refusal<"AlreadyAgreed"> =>
  refusal(
    "AlreadyAgreed",
    how === "silence" ? rules.bySilence : rules.bothAgree,
    `\`${proposal}\` was agreed on \`${at}\`${how === "silence" ? ", by saying nothing about it" : ""}, and holds until \`${until}\`: propose an earlier end, or end it once both agree`,
    [from]
  )

export const ProposalTaken = (known: Fact<EmbargoProposed>): Refusal<"ProposalTaken"> =>
  refusal(
    "ProposalTaken",
    rules.bothAgree,
    `proposal \`${known.value.proposal}\` was made already and names another end: give the new one an id of its own`,
    [known.from]
  )

export const OwnProposal = (proposal: Fact<EmbargoProposed>): Refusal<"OwnProposal"> =>
  refusal(
    "OwnProposal",
    rules.bothAgree,
    `proposal \`${proposal.value.proposal}\` was made by the ${proposal.value.by}, and somebody else must agree to it`,
    [proposal.from]
  )

export const NoEmbargo = refusal(
  "NoEmbargo",
  rules.bothAgree,
  "no embargo was agreed for this report, so none can end or be extended"
)

export const StillRuns = (end: Instant, facts: ReadonlyArray<EventRef>): Refusal<"StillRuns"> =>
  refusal("StillRuns", rules.ends, `this embargo runs until \`${end}\`, so it is not over yet`, facts)

export const NoGrace = (why: string, facts: ReadonlyArray<EventRef>): Refusal<"NoGrace"> =>
  refusal("NoGrace", rules.grace, why, facts)

export const UnknownZone = (zone: string): Refusal<"UnknownZone"> =>
  refusal(
    "UnknownZone",
    rules.bothAgree,
    `no zone table \`${zone}\` is known, so nobody can say when that day begins: hand it over when opening`
  )

// -- Commands ------------------------------------------------------------------------------------------------------------

/** An end is a moment, or a day with whose beginning it ends. */
export interface ProposeEmbargo {
  readonly _tag: "ProposeEmbargo"
  readonly proposal: string
  readonly by: Party
  readonly until: Instant | Day
  readonly at: Instant
}

export interface AcceptEmbargo {
  readonly _tag: "AcceptEmbargo"
  readonly proposal: string
  readonly by: Party
  readonly at: Instant
}

/** By whoever made it: it is taken back. */
export interface RejectEmbargo {
  readonly _tag: "RejectEmbargo"
  readonly proposal: string
  readonly by: Party
  readonly at: Instant
}

/** A longer end because a fix comes on that day. */
export interface GiveGrace {
  readonly _tag: "GiveGrace"
  readonly proposal: string
  readonly day: Day
  readonly by: ActorId
  readonly at: Instant
}

/** It is over because both sides agreed to end it, or because its end has passed. */
export interface EndEmbargo extends Ask<EmbargoTerminated, "EndEmbargo"> {
  readonly why: "agreed" | "over"
}

export type Command = ProposeEmbargo | AcceptEmbargo | RejectEmbargo | GiveGrace | EndEmbargo

// -- Decide --------------------------------------------------------------------------------------------------------------

type Says<P> = Extract<P, { readonly says: unknown }>["says"]

/** What the other parts of the report and its policy say. */
export interface Around {
  readonly policy: PolicyRef
  readonly terms: DisclosureTerms
  /** What the policy says of secrecy, or is read to say as an answer has stated; `undefined` while it is open. */
  readonly says: <Name extends keyof EmbargoTerms>(name: Name) => Stipulation<Says<EmbargoTerms[Name]>> | undefined
  /** Where days are counted; `undefined` where the policy's zone is not at hand. */
  readonly place: Place | undefined
  readonly weakness: Weakness.State
  /** What the policy counts from, once it happened. */
  readonly anchor: (anchor: Anchor) => Fact<Instant> | undefined
}

export const decide = (command: Command, state: State, around: Around): Decision<Event> => {
  switch (command._tag) {
    case "ProposeEmbargo": {
      const { proposal, by, at } = command
      const end = endOf(command.until, around)
      if ("clause" in end) return refuse(end)
      const event: EmbargoProposed = { _tag: "EmbargoProposed", proposal, by, ...end, at }
      const known = state.proposals.find(({ value }) => value.proposal === proposal)
      if (known !== undefined)
        return known.value.by === by && known.value.until === end.until ? alreadySo : refuse(ProposalTaken(known))
      const wrong = notNow(event, state, around) ?? notExtended(event, state, around)
      if (wrong === undefined) return record(...propose(event, state, around))
      if (by === "vendor") return refuse(wrong)
      return state.inVain.some(({ value }) => value.by === by && value.until === end.until)
        ? alreadySo
        : record({ _tag: "EmbargoProposedInVain", by, ...end, at })
    }
    case "AcceptEmbargo": {
      const { proposal, by, at } = command
      const open = state.open.find(({ value }) => value.proposal === proposal)
      if (open === undefined) {
        const { agreed, terminated } = state
        if (agreed?.value.proposal === proposal) return alreadySo
        return refuse(terminated === undefined ? NoSuchProposal(proposal) : EmbargoOver([terminated.from]))
      }
      if (open.value.by === by) return refuse(OwnProposal(open))
      const wrong = notNow({ ...open.value, at }, state, around) ?? notExtended(open.value, state, around, by)
      return wrong === undefined ? record(accepted(open.value, "answered", at)) : refuse(wrong)
    }
    case "RejectEmbargo": {
      const { proposal, by, at } = command
      const open = state.open.find(({ value }) => value.proposal === proposal)
      if (open === undefined) {
        const { agreed, terminated } = state
        if (agreed?.value.proposal === proposal) {
          const { answer: end, because } = endsAt(state, around)!
          if (terminated !== undefined) return refuse(EmbargoOver([terminated.from]))
          return refuse(end <= at ? EmbargoOver(because[0].facts) : AlreadyAgreed(agreed, end))
        }
        // Rejected, fallen or replaced: nothing holds by it.
        const known = state.proposals.some(({ value }) => value.proposal === proposal)
        return known ? alreadySo : refuse(NoSuchProposal(proposal))
      }
      const why = open.value.by === by ? "withdrawn" : "declined"
      // Another party's proposal is not answered by that.
      const others = state.open.filter((it) => it !== open).map(({ value }): EmbargoProposed => ({ ...value, at }))
      return record<Event>({ _tag: "EmbargoRejected", proposal, why, at }, ...others)
    }
    case "GiveGrace":
      return giveGrace(command, state, around)
    case "EndEmbargo": {
      const { why, at } = command
      if (state.stage === "Exited") return alreadySo
      if (state.agreed === undefined) return refuse(NoEmbargo)
      const end = endsAt(state, around)!
      if (why === "over" && at < end.answer) return refuse(StillRuns(end.answer, end.because[0].facts))
      return record({ _tag: "EmbargoTerminated", why: at >= end.answer ? "over" : why, at })
    }
  }
}

/** "An embargo until a day ends when that day begins." */
const endOf = (
  until: Instant | Day,
  { terms, place }: Pick<Around, "terms" | "place">
): { readonly until: Instant; readonly day?: Day } | Refusal => {
  const day = Days.parse(until)
  if (day === undefined) return { until: until as Instant }
  return place === undefined ? UnknownZone(terms.zone) : { until: Zone.startOf(place.zone, day), day }
}

/** Why no embargo with this end can be agreed now. */
const notNow = (
  { until, at }: Pick<EmbargoProposed, "until" | "at">,
  state: State,
  around: Around
): Refusal | undefined => {
  const open = Weakness.outInTheOpen(around.weakness)
  if (open !== undefined) return NothingToKeepSecret(open)
  if (state.terminated !== undefined) return EmbargoOver([state.terminated.from])
  const end = endsAt(state, around)
  if (end !== undefined && end.answer <= at) return EmbargoOver(end.because[0].facts)
  if (until <= at) return EndsAtOnce(until, at)
  const cap = longest(around)
  return cap?.answer !== undefined && cap.answer < until
    ? BeyondTheLongest(cap.answer, cap.because[0].facts)
    : undefined
}

/** Why this does not make an embargo longer: by the policy it takes somebody else. `also`: who agrees. */
const notExtended = (
  { until, by }: Pick<EmbargoProposed, "until" | "by">,
  { agreed }: State,
  around: Around,
  also?: Party
): Refusal | undefined => {
  if (agreed === undefined || until <= agreed.value.until) return undefined
  const named = whoExtends(around)
  if (named === "nobody") return NotExtended(agreed, named)
  return named === "both" || also === undefined || named === by || named === also
    ? undefined
    : NotExtended(agreed, named)
}

const whoExtends = ({ says }: Around) => says("extendedBy")?.value ?? "both"

/** What follows from a proposal at once. */
const propose = (event: EmbargoProposed, state: State, around: Around): ReadonlyArray<Event> => {
  const { agreed } = state
  const { at } = event
  // Whom the policy lets extend alone needs nobody's yes.
  if (agreed !== undefined && event.until > agreed.value.until && whoExtends(around) === event.by)
    return [event, accepted(event, "policyLeavesIt", at)]
  const other = state.open.find(({ value }) => value.by !== event.by && value.until > at)
  if (other === undefined) return [event]
  // Facts for the rule: this proposal becomes one with the decision itself, so it stands for the one it answers.
  const first = rules.agreedAtOnce(other, { value: event, from: other.from }, around.says("withoutAgreement")).answer
  const second = first === event ? other.value : event
  // In a revision nobody loses what was agreed by naming an end, and two whom the policy does not name extend nothing.
  if (agreed !== undefined && (first.until <= agreed.value.until || whoExtends(around) !== "both")) return [event]
  const now: ReadonlyArray<Event> = [event, accepted(first, "bothProposed", at)]
  return second.until > first.until && whoExtends(around) !== "nobody" ? [...now, { ...second, at }] : now
}

const accepted = ({ proposal, until }: EmbargoProposed, how: EmbargoAccepted["how"], at: Instant): EmbargoAccepted => ({
  _tag: "EmbargoAccepted",
  proposal,
  until,
  how,
  at
})

const giveGrace = ({ proposal, day, at }: GiveGrace, state: State, around: Around): Decision<Event> => {
  const { agreed } = state
  const grace = around.says("grace")
  if (agreed === undefined) return refuse(NoEmbargo)
  const end = endOf(day, around)
  if ("clause" in end) return refuse(end)
  if (state.beforeGrace !== undefined)
    return agreed.value.until === end.until
      ? alreadySo
      : refuse(NoGrace("grace was given for this report already, and it is given once", [agreed.from]))
  const { until } = agreed.value
  const last = grace && around.place && rules.countedFrom(until, grace.value.period, around.place)
  if (last === undefined)
    return refuse(NoGrace("the policy states no time of grace that can be counted: propose a later end", [agreed.from]))
  if (end.until <= until || end.until > last)
    return refuse(
      NoGrace(`grace runs from \`${until}\` to \`${last}\` at the latest: name a day in that time`, [agreed.from])
    )
  const wrong = notNow({ until: end.until, at }, state, around)
  if (wrong !== undefined) return refuse(wrong)
  const event: EmbargoProposed = { _tag: "EmbargoProposed", proposal, by: "vendor", ...end, at }
  return record<Event>(event, accepted(event, "grace", at))
}

// -- What follows for the embargo from what happens elsewhere in the report. -----------------------------------------------

/** The end that the policy names takes effect, unless the reporter says otherwise. With the report's own `Around` of that moment. */
export const byItself = (
  anchor: Fact<Instant>,
  wish: { readonly as: "declined" } | { readonly as: "until"; readonly until: Instant } | undefined,
  state: State,
  around: Around
): ReadonlyArray<Event> => {
  const initially = around.says("initially")
  const at = anchor.value
  if (wish?.as === "declined" || initially === undefined || around.place === undefined) return []
  if (state.agreed !== undefined) return []
  const until = rules.bySilence(anchor, periodOf(initially), around.place).answer
  if (until === undefined) return []
  const event: EmbargoProposed = {
    _tag: "EmbargoProposed",
    proposal: `policy-${state.proposals.length}`,
    by: "vendor",
    until,
    at
  }
  if (notNow(event, state, around) !== undefined) return []
  const answered = state.open.some(({ value }) => value.by !== "vendor")
  return answered ? propose(event, state, around) : [event, accepted(event, "silence", at)]
}

/** "An embargo ends in the moment in which the weakness or an exploit is public or attacks are seen" */
export const onFact = (
  fact: "public" | "exploit" | "attacks",
  at: Instant,
  state: State,
  around: Around
): ReadonlyArray<Event> => {
  const pending = state.open.at(-1)?.value.proposal
  switch (state.stage) {
    case "None":
    case "Exited":
      return []
    case "Proposed":
      return [{ _tag: "EmbargoRejected", proposal: pending ?? "", why: "nothingToKeepSecret", at }]
    case "Active":
    case "Revise": {
      const end = endsAt(state, around)
      if (end !== undefined && end.answer <= at) return [{ _tag: "EmbargoTerminated", why: "over", at }]
      if (rules.endsByFact(fact, around.says("exploited")).answer === "ends")
        return [{ _tag: "EmbargoTerminated", why: fact, at }]
      return pending === undefined
        ? []
        : [{ _tag: "EmbargoRejected", proposal: pending, why: "nothingToKeepSecret", at }]
    }
  }
}

/** "a proposal that nobody answered falls with the closing" */
export const onClosing = (at: Instant, state: State): ReadonlyArray<Event> => {
  const pending = state.open.at(-1)
  return pending === undefined ? [] : [{ _tag: "EmbargoRejected", proposal: pending.value.proposal, why: "closed", at }]
}

// -- Queries ---------------------------------------------------------------------------------------------------------------

/** The last moment that the policy allows, where it states one that can be counted. */
export const longest = (around: Around): Verdict<Instant | undefined> | undefined => {
  const most = around.says("most")
  const anchor = most && around.anchor(most.value.from)
  return most && anchor && around.place && rules.longest(anchor, periodOf(most), around.place)
}

/** When the embargo ends, as things stand; `undefined` where none was agreed. */
export const endsAt = (state: State, around: Around): Verdict<Instant> | undefined => {
  const { agreed, beforeGrace } = state
  return (
    agreed &&
    rules.ends(
      agreed,
      beforeGrace,
      around.weakness.fixReady,
      around.weakness.attacks,
      longest(around),
      around.says("afterFix"),
      around.says("exploited"),
      around.place
    )
  )
}

/** How the embargo stands at an instant: as it was recorded, or over because its end has passed. */
export const stageAt = (state: State, around: Around, now: Instant): Stage => {
  const end = endsAt(state, around)
  return end !== undefined && end.answer <= now ? "Exited" : state.stage
}

/** The length alone of what names a length and from when it counts. */
const periodOf = ({ value, terms }: Stipulation<{ readonly period: Period }>): Stipulation<Period> => ({
  value: value.period,
  terms
})
