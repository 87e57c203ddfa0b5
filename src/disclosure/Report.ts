/**
 * Report: one report of a weakness, from its receipt to the last thing that becomes known of it.
 *
 * One stream, told in parts, each in its own file: how it is handled (`Handling.ts`), what is so of the weakness (`Weakness.ts`),
 * until when it is kept secret (`Embargo.ts`), what is said of the promises (`Standing.ts`), how somebody looked (`Conduct.ts`), who
 * learns what (`Confidence.ts`), what it earns (`Reward.ts`), what is published (`Publication.ts`) and what the law wants to be told
 * (`Awareness.ts`). A part is a state, events, commands and a `decide`; what one part must know of
 * another is handed to it here, and what follows in one part from another happens here, in the same decision.
 */
import * as Result from "effect/Result"
import { type Decider, type Decision, refuse } from "../kernel/Decider.ts"
import type { Refusal } from "../kernel/Refusal.ts"
import type { Absent, Fact, Verdict } from "../kernel/Verdict.ts"
import {
  type EventRef,
  eventRef,
  type PolicyRef,
  type ReportId,
  revisionOf,
  type StreamId,
  streamOf
} from "../language/ids.ts"
import { isOpen } from "../terms/Reading.ts"
import type { Place } from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import { utc } from "../time/Zone.ts"
import * as Awareness from "./Awareness.ts"
import * as Conduct from "./Conduct.ts"
import * as Confidence from "./Confidence.ts"
import type { Anchor, DisclosureTerms, Field } from "./DisclosureTerms.ts"
import * as Embargo from "./Embargo.ts"
import * as Handling from "./Handling.ts"
import { type PolicyInHand, readFor, type ReadingsAtHand, type StatedReading, statedBy } from "./hand.ts"
import type { PolicyWorld, ReportWorld } from "./Policy.ts"
import * as promises from "./promises.ts"
import * as Publication from "./Publication.ts"
import * as Reward from "./Reward.ts"
import * as rules from "./rules.ts"
import * as Standing from "./Standing.ts"
import * as Weakness from "./Weakness.ts"

/** `report/r-2026-17` */
export const stream = (report: ReportId): StreamId => `report/${report}`

export type Event =
  | Handling.Event
  | Weakness.Event
  | Embargo.Event
  | Standing.Event
  | Conduct.Event
  | Confidence.Event
  | Reward.Event
  | Publication.Event
  | Awareness.Event

export type Command =
  | Handling.Command
  | Weakness.Command
  | Embargo.Command
  | Standing.Command
  | Conduct.Command
  | Confidence.Command
  | Reward.Command
  | Publication.Command
  | Awareness.Command

/** One field a part. */
export interface State {
  readonly handling: Handling.State
  readonly weakness: Weakness.State
  readonly embargo: Embargo.State
  readonly standing: Standing.State
  readonly conduct: Conduct.State
  readonly confidence: Confidence.State
  readonly reward: Reward.State
  readonly publication: Publication.State
  readonly awareness: Awareness.State
  /** The stream and how far it was read: what "nothing of the kind happened" rests on. `undefined` before anything came. */
  readonly looked: Absent | undefined
}

export const initial: State = {
  handling: Handling.initial,
  weakness: Weakness.initial,
  embargo: Embargo.initial,
  standing: Standing.initial,
  conduct: Conduct.initial,
  confidence: Confidence.initial,
  reward: Reward.initial,
  publication: Publication.initial,
  awareness: Awareness.initial,
  looked: undefined
}

export const evolve = (before: State, event: Event, ref: EventRef): State => {
  const state: State = { ...before, looked: { stream: streamOf(ref), upTo: revisionOf(ref) } }
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
    case "ChangeDecided":
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
    case "PromiseWaived":
    case "RestAnnounced":
    case "ConditionJudged":
    case "ReadingsStated":
      return { ...state, standing: Standing.evolve(state.standing, event, ref) }
    case "ConductAlleged":
    case "HearingOffered":
    case "PersonHeard":
    case "ConductFound":
    case "FindingRetracted":
    case "LegalStepRecorded":
      return { ...state, conduct: Conduct.evolve(state.conduct, event, ref) }
    case "IdentityAsked":
    case "ConsentGiven":
    case "ConsentWithdrawn":
    case "IdentityDisclosed":
    case "ContentShared":
    case "IdentityLeaked":
    case "ErasureRequested":
    case "ErasureExtended":
    case "ErasureDecided":
    case "IdentityErased":
      return { ...state, confidence: Confidence.evolve(state.confidence, event, ref) }
    case "RewardGranted":
    case "RewardDenied":
    case "RewardDeclined":
    case "RewardDelivered":
      return { ...state, reward: Reward.evolve(state.reward, event, ref) }
    case "AdvisoryPublished":
      return { ...state, publication: Publication.evolve(state.publication, event, ref) }
    case "BecameAware":
    case "ApplicabilityDecided":
    case "StepFiled":
    case "CourseObserved":
      return { ...state, awareness: Awareness.evolve(state.awareness, event, ref) }
  }
}

// -- Decide: the part decides, and what follows from it elsewhere happens in the same decision. ----------------------------

export const decide = (command: Command, state: State, world: ReportWorld & ReadingsAtHand): Decision<Event> => {
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
    case "DecideChange":
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
      const around: Weakness.Around = { received, accepted, granted: state.reward.granted, world }
      return following(Weakness.decide(command, state.weakness, around), state, world)
    }
  }
  // The rest is decided by the policy that the report came under.
  const around = secrecy(state, world, command.at)
  if ("clause" in around) return refuse(around)
  const known = knownOf(state, around)
  const { looked } = known
  const hand = statedBy(known.hand, command.at)
  const { terms } = around
  switch (command._tag) {
    case "ProposeEmbargo":
    case "AcceptEmbargo":
    case "RejectEmbargo":
    case "GiveGrace":
    case "EndEmbargo":
      return Embargo.decide(command, state.embargo, around)
    case "WaivePromise":
    case "AnnounceRest":
    case "JudgeCondition":
    case "StateReadings": {
      const readings = world.readings?.(around.policy) ?? []
      return Standing.decide(command, state.standing, { terms, replies: state.handling.replies, readings })
    }
    case "AllegeConduct":
    case "OfferHearing":
    case "RecordHearing":
    case "DecideConduct":
    case "RetractFinding":
    case "RecordLegalStep":
      return Conduct.decide(command, state.conduct, {
        rulesAt: (acted) => policiesAt(known, world, acted).whenActing.terms.conduct,
        reachable: known.reachable
      })
    case "ExtendErasure":
      return around.place === undefined
        ? refuse(Embargo.UnknownZone(terms.zone))
        : Confidence.decide(command, state.confidence, hand, looked)
    case "RecordIdentityAsked":
    case "RecordConsent":
    case "WithdrawConsent":
    case "DiscloseIdentity":
    case "RecordIdentityDisclosed":
    case "ShareContent":
    case "RecordContentShared":
    case "RecordIdentityLeak":
    case "RequestErasure":
    case "DecideErasure":
    case "RecordErased":
      return Confidence.decide(command, state.confidence, hand, looked)
    case "GrantReward":
    case "DenyReward":
      return around.place === undefined
        ? refuse(Embargo.UnknownZone(terms.zone))
        : Reward.decide(command, state.reward, rewardFacts(state, { ...known, hand }, command.at), hand)
    case "RecordDeclined":
    case "RecordDelivered":
      return Reward.decide(command, state.reward, rewardFacts(state, { ...known, hand }, command.at), hand)
    case "Publish":
    case "RecordPublished":
      return following(
        Publication.decide(command, state.publication, publicity(state, known, around, command.at)),
        state,
        world
      )
    case "RecordAwareness":
    case "RecordClientsAffected":
    case "DecideApplicability":
    case "RecordFiled":
    case "ObserveCourse":
      return Awareness.decide(command, state.awareness)
  }
}

/** What a report says that its parts ask each other for, with the policy that it came under. */
export interface Known {
  readonly received: Fact<Handling.ReportReceived>
  readonly reachable: Fact<{ readonly at: Instant }> | undefined
  readonly hand: PolicyInHand
  readonly looked: Absent
}

const knownOf = (state: State, { policy, terms, place }: Embargo.Around): Known => {
  const received = state.handling.received!
  return {
    received,
    reachable: reachableOf(state.handling),
    hand: inHand(policy, terms, place, Standing.statedReadings(state.standing)),
    looked: state.looked!
  }
}

const inHand = (
  policy: PolicyRef,
  terms: DisclosureTerms,
  place: Place | undefined,
  readings: ReadonlyArray<StatedReading> = []
): PolicyInHand => ({
  ref: policy,
  terms,
  readings,
  // Where the zone is not at hand, what counts days is refused before it counts.
  place: place ?? { zone: utc, calendar: () => undefined }
})

/** Where a policy counts its days; `undefined` where its zone is not at hand. */
const placeOf = ({ zone: name }: DisclosureTerms, world: PolicyWorld): Place | undefined => {
  const zone = world.zone(name)?.value
  return zone && { zone, calendar: (calendar) => world.calendar(calendar)?.value }
}

/** The policies that speak about an act: of the policy that the report came under, the version in force then, and the one at receipt. */
const policiesAt = ({ hand, looked }: Known, world: PolicyWorld, acted: Instant): Conduct.Policies => {
  const inForce = handInForce(hand.terms.name, world, acted)
  // Where no publication is on record, the version that the report came under is the only one known.
  return inForce === undefined
    ? { whenActing: hand, looked }
    : { whenActing: inForce.hand, atReceipt: hand, inForce: inForce.verdict, looked }
}

/** The version of a policy that was in force at a moment; `undefined` where none is on record. */
const handInForce = (
  name: string,
  world: PolicyWorld,
  at: Instant
): { readonly hand: PolicyInHand; readonly verdict: Verdict<PolicyRef | undefined> } | undefined => {
  const verdict = rules.policyInForce(world.published(name), at)
  const ref = verdict.answer
  const terms = ref && world.policy(ref)
  return ref && terms && { hand: inHand(ref, terms, placeOf(terms, world)), verdict }
}

/** The first way in which the reporter could be answered: left with the report, or given later. That, and when; not what was written. */
const reachableOf = ({ received, added }: Handling.State): Fact<{ readonly at: Instant }> | undefined => {
  const since = ({ value: { at }, from }: Fact<{ readonly at: Instant }>) => ({ value: { at }, from })
  if (
    received !== undefined &&
    received.value.reporter.as !== "anonymous" &&
    received.value.reporter.reach !== undefined
  )
    return since(received)
  const later = added.find(({ value }) => isFromReporter(value, "contact"))
  return later && since(later)
}

/** What was accepted is in scope; what was closed as out of scope, or as no report at all, is not. Until then nobody said. */
export const scopeOf = ({ accepted, closed }: Handling.State): ReadonlyArray<Fact<promises.ScopeJudged>> => [
  ...(accepted === undefined ? [] : [{ value: { inScope: true, at: accepted.value }, from: accepted.from }]),
  ...(closed !== undefined && isOutside(closed.value.resolution.as)
    ? [{ value: { inScope: false, at: closed.value.at }, from: closed.from }]
    : [])
]

const isOutside = (as: Handling.Resolution["as"]): boolean => as === "outOfScope" || as === "spam"

/** They are known by the name that they gave, with the report or later. Under a pseudonym it is open until they say who they are. */
const identifiableOf = (
  received: Fact<Handling.ReportReceived>,
  added: Handling.State["added"]
): Reward.RewardFacts["identifiable"] => {
  const { as } = received.value.reporter
  const gave = as === "named" ? received : added.find(({ value }) => isFromReporter(value, "name"))
  if (gave !== undefined) return { value: { identifiable: true }, from: gave.from }
  return as === "anonymous" ? { value: { identifiable: false }, from: received.from } : undefined
}

const isFromReporter = ({ from, fields }: Handling.InformationAdded, what: Field): boolean =>
  from === "reporter" && fields.some(({ field, words }) => field === what && words !== undefined)

const severityOf = (of: Weakness.WeaknessAssessed): ReadonlyArray<promises.SeverityJudged> =>
  of.found._tag === "Severity" ? [{ severity: of.found.severity, at: of.at }] : []

const rewardFacts = (state: State, { received, hand, looked }: Known, now: Instant): Reward.RewardFacts => {
  const { handling, weakness } = state
  const { report, at } = received.value
  const reproduced = Weakness.standing(weakness, "Reproduced")
  const novelty = Weakness.standing(weakness, "Novelty")
  const severity = Weakness.standing(weakness, "Severity")
  const threat = Weakness.standing(weakness, "Continuity")
  const link = handling.duplicates.at(-1)
  return {
    report,
    reproduced: reproduced && { value: { reproduced: reproduced.value.found.reproduced }, from: reproduced.from },
    novelty: novelty && { value: novelty.value.found, from: novelty.from },
    threat: threat && { value: threat.value.found, from: threat.from },
    scope: scopeOf(handling).at(-1),
    severity: severity && {
      value: { severity: severity.value.found.severity, at: severity.value.at },
      from: severity.from
    },
    change: changeOf(state),
    published: publicBefore(weakness),
    identifiable: identifiableOf(received, handling.added),
    conduct: Conduct.held(state.conduct, { whenActing: hand, looked }, at, now),
    ofIssue: [
      ...(link === undefined
        ? []
        : [{ ...link.value.received, value: { report: link.value.of, at: link.value.received.value.at } }]),
      { value: { report, at }, from: received.from, asOf: looked.upTo }
    ],
    looked
  }
}

/** A fix, or a closing that says what came of it. */
const changeOf = ({ handling, weakness }: State): Fact<{ readonly caused: boolean }> | undefined => {
  const fixed = weakness.fixReady
  if (fixed !== undefined) return { value: { caused: true }, from: fixed.from }
  const { closed } = handling
  if (closed === undefined) return undefined
  const { as } = closed.value.resolution
  return { value: { caused: as === "fixed" || as === "mitigated" }, from: closed.from }
}

/** Known once it is public, or fixed. */
const publicBefore = (weakness: Weakness.State): Fact<{ readonly before: boolean }> | undefined => {
  const { public: open, fixDeployed } = weakness
  if (open !== undefined && (fixDeployed === undefined || open.value < fixDeployed.value))
    return { value: { before: true }, from: open.from }
  return fixDeployed && { value: { before: false }, from: fixDeployed.from }
}

const publicity = (
  state: State,
  { received, hand, looked }: Known,
  around: Embargo.Around,
  at: Instant
): Publication.Around => {
  const { terminated, agreed, open } = state.embargo
  const says = terminated ?? agreed ?? open.at(-1) ?? received
  return {
    embargo: { value: Embargo.stageAt(state.embargo, around, at), from: says.from },
    consents: Confidence.consentsAt(state.confidence, "credit", at),
    mayTell: (part) =>
      Confidence.mayShareContent(
        { to: "public", basis: "consent", part, needed: part, at },
        state.confidence,
        hand,
        looked
      ),
    written: Publication.writtenAsked(statedBy(hand, at))
  }
}

/** The name of events that this very decision makes: their revisions are given when they are stored. */
const happening = stream("now")

/** What follows from each of these events: what is published is public, an embargo ends by fact, falls with the closing, or begins by itself. */
const following = (decision: Decision<Event>, state: State, world: ReportWorld): Decision<Event> =>
  Result.map(decision, (events) => {
    const all: Array<Event> = []
    let now = state
    const add = (event: Event): void => {
      all.push(event)
      now = evolve(now, event, eventRef(happening, all.length))
      const around = secrecy(now, world, event.at)
      if (!("clause" in around)) for (const next of follows(event, now, around)) add(next)
    }
    for (const event of events) add(event)
    return all
  })

const follows = (
  event: Event,
  { handling, weakness, embargo }: State,
  around: Embargo.Around
): ReadonlyArray<Event> => {
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
    case "AdvisoryPublished":
      return Weakness.isKnown(weakness.public, at) ? [] : [{ _tag: "WeaknessBecamePublic", through: "vendor", at }]
    case "ReportReceived":
    case "ReportAcknowledged":
    case "ReplySent":
    case "ReportAccepted":
    case "FixReady":
    case "FixDeployed": {
      const wished = event._tag === "ReportReceived" ? wishOf(event) : []
      const initially = around.says("initially")
      const anchor = initially && around.anchor(initially.value.from)
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

/** Whatever was stated, whenever it was. */
const farAhead: Instant = "9999-12-31T23:59:59.999Z"

/** What the embargo must know, with what had been stated `by` a moment of how the policy is read: the policy of the report, where its days are counted, the facts and when the anchors happened. */
export const secrecy = (state: State, world: PolicyWorld, by: Instant = farAhead): Embargo.Around | Refusal => {
  const { weakness } = state
  const { received } = state.handling
  if (received === undefined) return Handling.NothingReceived
  const { policy } = received.value
  const terms = world.policy(policy)
  if (terms === undefined) return Handling.UnknownPolicy(policy)
  const place = placeOf(terms, world)
  const anchor = (of: Anchor): Fact<Instant> | undefined => {
    switch (of) {
      case "received":
        return { value: received.value.at, from: received.from }
      case "published":
        return weakness.public
      default: {
        const done = happenedOf(state).filter(({ value }) => value.deed === (of === "lastUpdate" ? "updated" : of))
        const it = of === "lastUpdate" ? done.at(-1) : done[0]
        return it && { value: it.value.at, from: it.from }
      }
    }
  }
  const hand = inHand(policy, terms, place, Standing.statedReadings(state.standing))
  const says: Embargo.Around["says"] = (name) => {
    const it = readFor<any>(hand, `embargo.${name}`, terms.embargo[name], received.value.at, by)
    return isOpen(it) ? undefined : it
  }
  return { policy, terms, says, place, weakness, anchor }
}

export const decider: Decider<Command, State, Event, Refusal, ReportWorld & ReadingsAtHand> = {
  initial,
  evolve,
  decide
}

// -- Queries ---------------------------------------------------------------------------------------------------------------

/** When the embargo ends, as things stand, by what had been stated by `now` of how the policy is read; `undefined` where none was agreed or the policy is not at hand. */
export const embargoEnds = (state: State, world: PolicyWorld, now?: Instant): Verdict<Instant> | undefined => {
  const around = secrecy(state, world, now)
  return "clause" in around ? undefined : Embargo.endsAt(state.embargo, around)
}

/** How the embargo stands at an instant. */
export const embargoAt = (state: State, world: PolicyWorld, now: Instant): Embargo.Stage => {
  const around = secrecy(state, world, now)
  return "clause" in around ? state.embargo.stage : Embargo.stageAt(state.embargo, around, now)
}

/** Nothing is left to be done by us: closed, and no embargo that waits for its end, or for an answer to an end that still lies ahead. */
export const isOver = (state: State, world: PolicyWorld, now: Instant): boolean => {
  const stage = embargoAt(state, world, now)
  const waits = stage === "Proposed" && state.embargo.open.some(({ value }) => value.until > now)
  return state.handling.stage === "Closed" && !waits && stage !== "Active" && stage !== "Revise"
}

/** What was done about a report, each kind of it in the order in which it was recorded. */
const happenedOf = ({ handling, weakness, reward, publication }: State): ReadonlyArray<Fact<promises.Happened>> => {
  const { received, acknowledged, replies, validated, accepted, deferred, closed } = handling
  const did =
    (deed: promises.Deed, answered = false) =>
    ({ value, from }: Fact<{ readonly at: Instant; readonly by?: string }>): Fact<promises.Happened> => ({
      value: { deed, by: answered && value.by === "automatic" ? "machine" : "human", at: value.at },
      from
    })
  const once = (deed: promises.Deed, fact: Fact<Instant> | undefined): ReadonlyArray<Fact<promises.Happened>> =>
    fact === undefined ? [] : [{ value: { deed, by: "human", at: fact.value }, from: fact.from }]
  const telling = (what: Handling.ReplySent["tells"][number]) =>
    replies.filter(({ value }) => value.tells.includes(what))
  const some = <A>(one: A | undefined): ReadonlyArray<A> => (one === undefined ? [] : [one])
  return [
    ...some(received).map(did("vendorAware")),
    ...acknowledged.map(did("acknowledged", true)),
    ...replies.map(did("responded", true)),
    ...telling("assessment").map(did("assessed", true)),
    ...telling("progress").map(did("updated", true)),
    ...validated.map(did("validated")),
    ...once("accepted", accepted),
    ...deferred.map(did("deferred")),
    ...once("fixReady", weakness.fixReady),
    ...once("fixDeployed", weakness.fixDeployed),
    ...some(reward.granted ?? reward.denied).map(did("rewardDecided")),
    ...publication.published.map(did("published")),
    ...some(closed).map(did("closed"))
  ]
}

/** What the promises of the policy hang on; `undefined` where nothing was received. `looked`: the report, and how far it was read. */
export const factsOf = (state: State, looked: Absent): promises.ReportFacts | undefined => {
  const { handling, weakness, standing } = state
  const { received, updates } = handling
  if (received === undefined) return undefined
  const { reporter, wantsUpdates, at } = received.value
  return {
    received: { value: { at }, from: received.from },
    happened: happenedOf(state),
    reachable: reachableOf(handling),
    named: { value: { named: reporter.as === "named", at }, from: received.from },
    updates: [
      ...(wantsUpdates === undefined ? [] : [{ value: { wanted: wantsUpdates, at }, from: received.from }]),
      ...updates
    ],
    severity: weakness.assessments.flatMap(({ assessed: { value, from }, withdrawn }) =>
      withdrawn === undefined ? severityOf(value).map((judged) => ({ value: judged, from })) : []
    ),
    scope: scopeOf(handling),
    judged: standing.judged,
    suspensions: standing.suspensions,
    waivers: standing.waivers,
    looked
  }
}

/** The policy as it binds this report, to ask its parts with; `undefined` where nothing came, or the policy or its zone is not at hand. */
export const handOf = (state: State, world: PolicyWorld): PolicyInHand | undefined => {
  const around = secrecy(state, world)
  return "clause" in around || around.place === undefined ? undefined : knownOf(state, around).hand
}

/** Whether a reward is due, by all that is on record; `undefined` as for `handOf`. */
export const rewardAt = (state: State, world: PolicyWorld, now: Instant): Verdict<Reward.Eligibility> | undefined => {
  const around = secrecy(state, world)
  if ("clause" in around || around.place === undefined) return undefined
  const known = knownOf(state, around)
  return Reward.eligibility(rewardFacts(state, known, now), statedBy(known.hand, now))
}

/** What is owed to the reporter, and how it stands; `undefined` where nothing came, or the policy or its zone is not at hand. */
export const owedAt = (state: State, world: ReportWorld, now: Instant): ReadonlyArray<promises.Owed> | undefined => {
  const around = secrecy(state, world)
  if ("clause" in around || around.place === undefined) return undefined
  const { hand, looked } = knownOf(state, around)
  return promises.standing(factsOf(state, looked)!, hand, now)
}

/** What is asked about a legal step: against what was done at `acted`, as things stand at `at`. `duty`: the law that demands it. */
export interface LegalStepWish {
  readonly kind: Conduct.StepKind
  readonly acted: Instant
  readonly at: Instant
  readonly duty?: string
}

/** May we take this step against whoever reported? `undefined` where nothing came, or the policy is not at hand. */
export const mayTakeLegalStep = (
  state: State,
  world: ReportWorld,
  { kind, acted, at, duty }: LegalStepWish
): ReturnType<typeof Conduct.mayTakeLegalStep> | undefined => {
  const known = knownBy(state, world)
  return known && Conduct.mayTakeLegalStep(state.conduct, policiesAt(known, world, acted), kind, acted, at, duty)
}

/** The same where nothing was reported: by the policy of this name alone. `undefined` where no version of it was in force then. */
export const mayTakeLegalStepUnreported = (
  policy: string,
  world: PolicyWorld,
  { kind, acted, at, duty }: LegalStepWish
): ReturnType<typeof Conduct.mayTakeLegalStep> | undefined => {
  const inForce = handInForce(policy, world, acted)
  const from = inForce?.verdict.because[0].facts[0]
  if (inForce === undefined || from === undefined) return undefined
  // Nobody reported, so nothing was found of anybody's conduct either.
  const looked = { stream: streamOf(from), upTo: revisionOf(from) }
  const policies = { whenActing: inForce.hand, inForce: inForce.verdict, looked }
  return Conduct.mayTakeLegalStep(Conduct.initial, policies, kind, acted, at, duty)
}

/** Each legal step that was taken, and whether what was promised allowed it then; none where the policy is not at hand. */
export const stepsJudged = (state: State, world: ReportWorld): ReturnType<typeof Conduct.stepsJudged> => {
  const known = knownBy(state, world)
  return known === undefined ? [] : Conduct.stepsJudged(state.conduct, (acted) => policiesAt(known, world, acted))
}

/** May this recipient be told this much of who the reporter is? `undefined` as above. */
export const mayDiscloseIdentity = (
  state: State,
  world: ReportWorld,
  wish: Confidence.IdentityWish
): Verdict<Confidence.Permission> | undefined => {
  const known = knownBy(state, world)
  return known && Confidence.mayDiscloseIdentity(wish, state.confidence, known.hand, known.looked)
}

/** May this recipient be told this much of what the report says? `undefined` as above. */
export const mayShareContent = (
  state: State,
  world: ReportWorld,
  wish: Confidence.ContentWish
): Verdict<Confidence.Permission> | undefined => {
  const known = knownBy(state, world)
  return known && Confidence.mayShareContent(wish, state.confidence, known.hand, known.looked)
}

const knownBy = (state: State, world: ReportWorld): Known | undefined => {
  const around = secrecy(state, world)
  return "clause" in around ? undefined : knownOf(state, around)
}

/** A report with its policy at hand, for whoever looks at its parts; `undefined` where nothing came, or the policy or its zone is not there. */
export const withPolicy = (
  state: State,
  world: ReportWorld
): (Known & { readonly around: Embargo.Around }) | undefined => {
  const around = secrecy(state, world)
  return "clause" in around || around.place === undefined ? undefined : { ...knownOf(state, around), around }
}

/** What publishing has to heed at an instant: secrecy, and who agreed to what; `undefined` as for `withPolicy`. */
export const publicityAt = (state: State, world: ReportWorld, at: Instant): Publication.Around | undefined => {
  const known = withPolicy(state, world)
  return known && publicity(state, known, known.around, at)
}
