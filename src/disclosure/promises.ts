/**
 * What a reporter is owed, and how it stands: derived from the facts of a report, the policy that binds it, the days of its place,
 * and the moment at which it is asked. Nothing here is an event; no timer writes that a promise was broken.
 */
import { newestBy } from "../kernel/facts.ts"
import type { Absent, Fact, Verdict } from "../kernel/Verdict.ts"
import type { ActorId, EventRef, PolicyRef } from "../language/ids.ts"
import { isOpen } from "../terms/Reading.ts"
import type { Parameter, Period } from "../terms/Terms.ts"
import * as Deadline from "../time/Deadline.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import type { Span } from "../time/Span.ts"
import type { Anchor, Condition, Discharge, PromiseKind, PromiseTerms, Severity, Within } from "./DisclosureTerms.ts"
import { notJudged, type Open, type PolicyInHand, readFor, stated, type Stipulation } from "./hand.ts"
import type { Published } from "./Policy.ts"
import * as rules from "./reporterRules.ts"
import { policyInForce } from "./rules.ts"

// -- Facts: what whoever keeps the report hands over. ---------------------------------------------------------------------

/** Something that promises hang on. */
export type Deed =
  | "acknowledged"
  | "responded"
  | "assessed"
  | "validated"
  | "accepted"
  | "deferred"
  | "updated"
  | "fixReady"
  | "fixDeployed"
  | "rewardDecided"
  | "published"
  | "closed"
  | "vendorAware"

export interface Happened {
  readonly deed: Deed
  /** An automatic reply is a machine's. */
  readonly by: "human" | "machine"
  readonly at: Instant
}

export interface Wish {
  readonly wanted: boolean
  readonly at: Instant
}

export interface SeverityJudged {
  readonly severity: Severity
  readonly at: Instant
}

export interface ScopeJudged {
  readonly inScope: boolean
  readonly at: Instant
}

/** A person said whether a promise's words fit this report. */
export interface ConditionJudged {
  readonly promise: string
  readonly holds: boolean
  readonly by: ActorId
  readonly at: Instant
}

/** From one moment to another no time of a promise passes. */
export interface Suspension {
  readonly from: Instant
  readonly until?: Instant
  readonly at: Instant
}

/** The reporter does not hold us to it. */
export interface Waiver {
  readonly promise: string
  readonly at: Instant
}

export interface ReportFacts {
  readonly received: Fact<{ readonly at: Instant }>
  readonly happened: ReadonlyArray<Fact<Happened>>
  /** The first way in which the reporter could be answered. */
  readonly reachable: Fact<{ readonly at: Instant }> | undefined
  /** Whether the reporter gave a name, and not a pseudonym. */
  readonly named: Fact<{ readonly named: boolean; readonly at: Instant }>
  readonly updates: ReadonlyArray<Fact<Wish>>
  readonly severity: ReadonlyArray<Fact<SeverityJudged>>
  readonly scope: ReadonlyArray<Fact<ScopeJudged>>
  readonly judged: ReadonlyArray<Fact<ConditionJudged>>
  readonly suspensions: ReadonlyArray<Fact<Suspension>>
  readonly waivers: ReadonlyArray<Fact<Waiver>>
  /** The report, and how far it was read: what an answer that nothing happened rests on. */
  readonly looked: Absent
}

// -- Answers. -------------------------------------------------------------------------------------------------------------

export type NotOwed =
  /** Nobody can be answered. */
  | "unreachable"
  | "notNamed"
  | "notAccepted"
  | "outOfScope"
  | "notWanted"
  | "notSevere"
  | "notForThisSeverity"
  /** A person judged that the promise's words don't fit. */
  | "judgedOtherwise"
  /** What it counts from did not happen yet. */
  | "notBegun"
  | "closed"

export type Status =
  | { readonly _tag: "NotOwed"; readonly why: NotOwed }
  /** A person must read or judge something before anybody can say. `keptAt`: it was kept, in time or not. */
  | { readonly _tag: "Undetermined"; readonly open: ReadonlyArray<Open>; readonly keptAt?: Instant }
  /** A calendar is not at hand. */
  | { readonly _tag: "NotAtHand"; readonly calendar: string }
  /** Without `due` it is owed by no clock. Of a mere aim `due` may lie behind. */
  | { readonly _tag: "Open"; readonly due?: Deadline.Due }
  | { readonly _tag: "Met"; readonly at: Instant; readonly due?: Deadline.Due }
  | { readonly _tag: "MetLate"; readonly at: Instant; readonly due: Deadline.Due }
  | { readonly _tag: "Breached"; readonly since: Instant; readonly due: Deadline.Due }
  | { readonly _tag: "Suspended"; readonly until?: Instant }
  | { readonly _tag: "Waived"; readonly at: Instant }

/** One promise, on one occasion: a promise with milestones is owed at each, one that repeats in each of its periods. */
export interface Owed {
  readonly promise: string
  readonly kind: PromiseKind
  /** From where it counts, once that is known. */
  readonly since?: Instant
  /** What is counted, once that is known: with `since`, what `explain` tells day by day. */
  readonly within?: Span
  readonly status: Verdict<Status>
}

/** Which version of the policy binds a report, of all that were published one after the other; `undefined` before the first. */
export const bindingPolicy = (
  published: ReadonlyArray<Fact<Published>>,
  received: ReportFacts["received"]
): Verdict<PolicyRef | undefined> => rules.policyAt(policyInForce(published, received.value.at), received)

/** How each promise of the policy stands, in the policy's order. Facts of later than `now` are not looked at. */
export const standing = (facts: ReportFacts, hand: PolicyInHand, now: Instant): ReadonlyArray<Owed> =>
  hand.terms.promises.flatMap((promise) => judge(promise, facts, hand, now))

/** The days of a promise, one explanation for each way of reading its time; `undefined` where nothing is counted. */
export const explain = (owed: Owed, { place }: PolicyInHand): ReturnType<typeof Deadline.explain> | undefined =>
  owed.since === undefined || owed.within === undefined ? undefined : Deadline.explain(owed.since, owed.within, place)

// -- One promise. ---------------------------------------------------------------------------------------------------------

export const judge = (
  promise: PromiseTerms,
  facts: ReportFacts,
  hand: PolicyInHand,
  now: Instant
): ReadonlyArray<Owed> => {
  const known = by(facts, now)
  const it: Judging = { promise, facts: known, hand, now }
  const answerable = rules.answerable(isContact(promise.kind), known.reachable, facts.looked)
  if (answerable.answer !== "owed") return [told(it, unowed(it, "unreachable", answerable))]
  const condition = parameter(it, "condition", facts.received.value.at, keptOnce(it)?.value.at)
  if (isOpen(condition)) return [told(it, undetermined(it, [condition]))]
  const holds = whetherHolds(it, condition)
  if (holds.answer !== "holds") {
    const { answer } = holds
    return [
      told(
        it,
        typeof answer === "string"
          ? unowed(it, answer, holds)
          : undetermined(it, [notJudged(hand, named(promise, "condition"), answer.notJudged)], holds)
      )
    ]
  }
  const resting = [answerable, holds]
  if (promise.milestones !== undefined) return atMilestones(it, condition, resting)
  const start = startOf(it, condition)
  if (start === undefined || "open" in start)
    return [told(it, start === undefined ? unowed(it, "notBegun", ...resting) : undetermined(it, [start], ...resting))]
  const rests = [...resting, start]
  return promise.repeats
    ? inPeriods(it, start.answer, rests)
    : [occasion(it, start.answer, firstDischarge(it, undefined), rests)]
}

interface Judging {
  readonly promise: PromiseTerms
  /** As far as they had happened, each list by when it was so. */
  readonly facts: ReportFacts
  readonly hand: PolicyInHand
  readonly now: Instant
}

type Start = Fact<{ readonly at: Instant }>

/** At each milestone that happened while it was wanted; before the first, nothing is owed yet. */
const atMilestones = (
  it: Judging,
  condition: Stipulation<Condition>,
  resting: ReadonlyArray<Verdict<unknown>>
): ReadonlyArray<Owed> => {
  const { promise, facts } = it
  const wantedAt = (at: Instant) =>
    condition.value.updatesWanted !== true || newestBy(facts.updates, at)?.value.wanted === true
  const passed = promise.milestones!.flatMap((milestone) => first(facts.happened, milestone) ?? [])
  const owed = passed.filter(({ value }) => wantedAt(value.at))
  const wishAt = (milestone: Start) => rules.progressWanted(listOf(newestBy(facts.updates, milestone.value.at)))
  if (owed.length === 0) return [told(it, unowed(it, "notBegun", ...resting, ...passed.map(wishAt)))]
  const unwanted = condition.value.updatesWanted === true && facts.updates.at(-1)?.value.wanted !== true
  return owed
    .toSorted((a, b) => (a.value.at < b.value.at ? -1 : 1))
    .map((milestone) => {
      const reasons = [...resting, rules.countsFrom(milestone, [], []), wishAt(milestone)]
      const act = firstDischarge(it, milestone.value.at)
      return unwanted && act === undefined
        ? told(it, unowed(it, "notWanted", rules.progressWanted(facts.updates.slice(-1)), ...reasons), milestone)
        : occasion(it, milestone, act, reasons)
    })
}

/** From one act to the next, until the report is closed. */
const inPeriods = (it: Judging, start: Start, resting: ReadonlyArray<Verdict<unknown>>): ReadonlyArray<Owed> => {
  const periods: Array<Owed> = []
  /** Each act ends one period, also where several happened at the same moment. */
  const taken = new Set<EventRef>([start.from])
  let from: Start = start
  for (;;) {
    const act = firstDischarge(it, from.value.at, taken)
    const period = occasion(it, from, act, resting)
    const { answer } = period.status
    const closed = first(it.facts.happened, "closed")
    const over =
      closed !== undefined && act === undefined && (answer._tag !== "Breached" || closed.value.at < answer.since)
    periods.push(over ? told(it, rules.endsWithTheReport(closed, from), from) : period)
    if (act === undefined) return periods
    taken.add(act.from)
    from = act
  }
}

/** One occasion: when it is due, what kept it, and how it stands. */
const occasion = (it: Judging, start: Start, act: Counted, resting: ReadonlyArray<Verdict<unknown>>): Owed => {
  const { promise, facts, hand } = it
  const within = timeOf(it, start, act)
  const severity = severityReasons(it, start, act)
  if (within === "notForThisSeverity") return told(it, unowed(it, within, ...severity, ...resting), start)
  const human = parameter(it, "humanOnly", (act ?? start).value.at, act?.value.at)
  const machine = act === undefined ? machineAct(it, start) : undefined
  // Only a machine answered, and nobody has said whether that counts. After it was due it is broken either way.
  if (machine !== undefined && isOpen(human) && !wasDue(it, start, within, machine.value.at))
    return told(it, undetermined(it, [human], rules.answeredBy(machine, undefined), ...resting), start)
  if (isOpen(within)) {
    // Owed at a milestone and by no clock: then it is kept whenever it is done.
    if (promise.milestones !== undefined && within.why === "unstated")
      return told(it, rules.byNoClock(source(it), start, act, facts.looked, resting), start)
    return told(it, rules.openUntilRead(source(it), [within], act, facts.looked, resting), start)
  }
  const pauses = allowedSuspensions(it)
  const due = rules.counted(start, within, hand.place, pauses, [...resting, ...severity])
  return isDated(due)
    ? { ...told(it, statusOf(it, act, human, due, pauses), start), within: within.value }
    : told(it, rules.notAtHand(source(it), start, (due.answer as Deadline.UnknownCalendar).calendar), start)
}

/** Whether what counts from this start was due by then, as far as that is known. */
const wasDue = (it: Judging, start: Start, within: Stipulation<Span> | Open, by: Instant): boolean => {
  if (isOpen(within)) return false
  const due = rules.counted(start, within, it.hand.place, allowedSuspensions(it), [])
  return isDated(due) && due.answer.duty.before <= by
}

const isDated = (due: Verdict<Deadline.Due | Deadline.UnknownCalendar>): due is Verdict<Deadline.Due> =>
  !Deadline.isUnknown(due.answer)

/** What is due at a known moment: waived, kept, resting, open or broken. */
const statusOf = (
  it: Judging,
  act: Counted,
  human: Stipulation<boolean> | Open,
  due: Verdict<Deadline.Due>,
  pauses: ReadonlyArray<Fact<Suspension>>
): Verdict<Status> => {
  const { promise, facts, now } = it
  const waived = rules.waived(
    facts.waivers.find(({ value }) => value.promise === promise.id),
    act,
    due
  )
  if (isSaid(waived)) return waived
  if (act !== undefined)
    return rules.kept(source(it), act, due, rules.answeredBy(act, isOpen(human) ? undefined : human))
  const resting = rules.rests(pauses, due, now)
  if (isSaid(resting)) return resting
  if (now < due.answer.duty.before) return rules.unkept(source(it), undefined, due, now, facts.looked)
  const rigidity = rigidityOf(it, due.answer.duty.before)
  return isOpen(rigidity)
    ? rules.openUntilRead(source(it), [rigidity], undefined, facts.looked, [due])
    : rules.unkept(source(it), rigidity, due, now, facts.looked)
}

/** What would excuse must have been stated before it was due; what would not counts whenever it was. */
const rigidityOf = (it: Judging, due: Instant): Stipulation<"must" | "should" | "aim"> | Open => {
  const said = parameter(it, "rigidity", due, Instants.min(Instants.addMilliseconds(due, -1), it.now))
  const since = parameter(it, "rigidity", due)
  return isOpen(said) && !isOpen(since) && since.value !== "aim" ? since : said
}

const isSaid = (verdict: Verdict<Status | undefined>): verdict is Verdict<Status> => verdict.answer !== undefined

/** Acts that keep a promise, each by what it is called among the facts of a report. */
const deedOf: { readonly [D in Discharge]: Deed } = {
  acknowledgement: "acknowledged",
  reply: "responded",
  assessment: "assessed",
  update: "updated",
  fixDeployed: "fixDeployed",
  rewardDecided: "rewardDecided",
  closing: "closed"
}

type Counted = Fact<Happened> | undefined

/** The first act that keeps the promise: by a human, where only a human's counts or nobody has said. */
const firstDischarge = (it: Judging, from: Instant | undefined, not?: ReadonlySet<EventRef>): Counted => {
  const { promise, facts } = it
  // A machine's act counts where the policy says so, or where it had been stated by then that it is read so.
  const machineCounts = ({ value: { at } }: Fact<Happened>): boolean => {
    const human = parameter(it, "humanOnly", at, at)
    return !isOpen(human) && !human.value
  }
  return facts.happened.find(
    (act) =>
      not?.has(act.from) !== true &&
      promise.dischargedBy.some((discharge) => deedOf[discharge] === act.value.deed) &&
      (from === undefined || act.value.at >= from) &&
      (act.value.by === "human" || machineCounts(act))
  )
}

const machineAct = ({ promise, facts }: Judging, start: Start): Counted =>
  facts.happened.find(
    ({ value }) =>
      value.by === "machine" &&
      value.at >= start.value.at &&
      promise.dischargedBy.some((discharge) => deedOf[discharge] === value.deed)
  )

/** From where it counts: the anchor, or when it could first be answered or was first asked for, where that is later. */
const startOf = (it: Judging, condition: Stipulation<Condition>): Verdict<Start> | Open | undefined => {
  const { promise, facts } = it
  const anchor = parameter(it, "anchor", facts.received.value.at, keptOnce(it)?.value.at)
  if (isOpen(anchor)) return anchor
  const anchored = anchorFact(anchor.value, facts)
  if (anchored === undefined) return undefined
  const asked = condition.value.updatesWanted === true
  const wanted = asked ? wantedSince(facts.updates) : undefined
  const reachable = isContact(promise.kind) ? facts.reachable : undefined
  const unwanted = asked ? facts.updates.findLast(({ value }) => !value.wanted) : undefined
  return rules.countsFrom(anchored, [...listOf(wanted), ...listOf(reachable)], listOf(unwanted))
}

const anchorFact = (anchor: Anchor, { received, happened }: ReportFacts): Start | undefined => {
  switch (anchor) {
    case "received":
    case "lastUpdate": // The first period counts from receipt; the next ones from the update before.
      return received
    default:
      return first(happened, anchor)
  }
}

/** When somebody began to want what they want now. Asked for again after a pause, it counts from then. */
const wantedSince = (updates: ReadonlyArray<Fact<Wish>>): Fact<Wish> | undefined =>
  updates[updates.findLastIndex(({ value }) => !value.wanted) + 1]

/** How long: for all, or for the severity that was judged last. */
const timeOf = (it: Judging, start: Start, act: Counted): Stipulation<Span> | Open | "notForThisSeverity" => {
  const { promise, facts, hand } = it
  const name = named(promise, "within")
  const within: Stipulation<Within> | Open = parameter(it, "within", start.value.at, act?.value.at)
  if (isOpen(within)) return within
  if (!("bySeverity" in within.value)) return within as Stipulation<Span>
  const severity = facts.severity.at(-1)
  if (severity === undefined) return notJudged(hand, name)
  const period: Period | undefined = within.value.bySeverity[severity.value.severity]
  return period === undefined ? "notForThisSeverity" : { value: period as Span, terms: within.terms }
}

/** Which severity decided how long, where the policy, or a reading of it, names a time for each. */
const severityReasons = (it: Judging, start: Start, act: Counted): ReadonlyArray<Verdict<unknown>> => {
  const within = parameter(it, "within", start.value.at, act?.value.at)
  return !isOpen(within) && "bySeverity" in within.value ? [rules.bySeverity(it.facts.severity.at(-1), within)] : []
}

/** Suspensions that the policy lets us make. */
const allowedSuspensions = ({ promise, facts }: Judging): ReadonlyArray<Fact<Suspension>> =>
  promise.suspendedOn !== undefined && "says" in promise.suspendedOn ? facts.suspensions : []

const whetherHolds = (it: Judging, condition: Stipulation<Condition>): Verdict<rules.Holds> => {
  const { promise, facts } = it
  const { contactable, named, accepted, inScope, updatesWanted, severity, words } = condition.value
  const where = <A>(asked: unknown, list: ReadonlyArray<A>): ReadonlyArray<A> => (asked === undefined ? [] : list)
  return rules.conditionHolds(
    condition,
    where(contactable, facts.reachable === undefined ? [] : [facts.reachable]),
    where(named, [facts.named]),
    where(accepted, listOf(first(facts.happened, "accepted"))),
    where(inScope, facts.scope.slice(-1)),
    where(updatesWanted, facts.updates.slice(-1)),
    where(severity, facts.severity.slice(-1)),
    where(words, facts.judged.filter(({ value }) => value.promise === promise.id).slice(-1)),
    promise.milestones === undefined,
    facts.looked
  )
}

/** A parameter of the promise for what began at a moment: the policy's word, or what an answer stated of how it is read before it was kept. */
const parameter = <Name extends "within" | "anchor" | "condition" | "humanOnly" | "rigidity">(
  { promise, hand, now }: Judging,
  name: Name,
  began: Instant,
  kept: Instant | undefined = now
): Stipulation<Says<PromiseTerms[Name]>> | Open =>
  readFor(hand, named(promise, name), promise[name] as Parameter<Says<PromiseTerms[Name]>>, began, kept)

type Says<P> = Extract<P, { readonly says: unknown }>["says"]

// -- Small things. --------------------------------------------------------------------------------------------------------

const isContact = (kind: PromiseKind): boolean => kind !== "fix" && kind !== "reward"

const named = ({ id }: PromiseTerms, parameter: string): string => `promises/${id}/${parameter}`

const source = ({ promise, hand }: Judging): Stipulation<string> =>
  stated(hand, `promises/${promise.id}`, promise.id, promise.source)

const told = ({ promise }: Judging, status: Verdict<Status>, start?: Start): Owed => ({
  promise: promise.id,
  kind: promise.kind,
  ...(start !== undefined && { since: start.value.at }),
  status
})

const unowed = (it: Judging, why: NotOwed, ...resting: ReadonlyArray<Verdict<unknown>>): Verdict<Status> =>
  rules.notOwed(source(it), why, it.facts.received, it.facts.looked, resting)

const undetermined = (
  it: Judging,
  open: ReadonlyArray<Open>,
  ...resting: ReadonlyArray<Verdict<unknown>>
): Verdict<Status> => rules.openUntilRead(source(it), open, keptOnce(it), it.facts.looked, resting)

/** What is owed once is kept by whatever keeps it, also while nobody has read from when or on what condition it was owed. */
const keptOnce = (it: Judging): Counted =>
  it.promise.milestones === undefined && !it.promise.repeats ? firstDischarge(it, undefined) : undefined

const listOf = <A>(one: A | undefined): ReadonlyArray<A> => (one === undefined ? [] : [one])

const first = (happened: ReadonlyArray<Fact<Happened>>, deed: string): Fact<Happened> | undefined =>
  happened.find(({ value }) => value.deed === deed)

/** The facts as far as they had happened by an instant, each list by when it was so. */
const by = (facts: ReportFacts, now: Instant): ReportFacts => {
  const until = <F extends Fact<{ readonly at: Instant }>>(list: ReadonlyArray<F>): ReadonlyArray<F> =>
    list
      .filter(({ value }) => value.at <= now)
      .toSorted((a, b) => (a.value.at < b.value.at ? -1 : a.value.at > b.value.at ? 1 : 0))
  return {
    ...facts,
    happened: until(facts.happened),
    reachable: facts.reachable !== undefined && facts.reachable.value.at <= now ? facts.reachable : undefined,
    updates: until(facts.updates),
    severity: until(facts.severity),
    scope: until(facts.scope),
    judged: until(facts.judged),
    suspensions: until(facts.suspensions),
    waivers: until(facts.waivers)
  }
}
