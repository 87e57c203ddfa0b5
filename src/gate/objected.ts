/** i: the client's objections, each weighed by what had been stated to it; and what was agreed that lasts. */
import * as Access from "../consultation/Access.ts"
import * as dates from "../consultation/dates.ts"
import type * as Consultation from "../consultation/Consultation.ts"
import * as Objection from "../consultation/Objection.ts"
import * as promises from "../consultation/rules.ts"
import type { NoticeSent } from "../consultation/Notice.ts"
import { judgeExit, weighInCase } from "../consultation/weighing.ts"
import type { Folded } from "../kernel/Decider.ts"
import { decidedBy, type Fact, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import type { Announced } from "../language/Change.ts"
import { type ChangeId, type EngagementId, under } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, type Open, type TermsInHand } from "../terms/Reading.ts"
import type { Hold } from "../terms/Terms.ts"
import type { Instant } from "../time/Instant.ts"
import type { Agreement } from "./agreed.ts"
import { type Inquiry, lookedIn } from "./Inquiry.ts"
import { type Clock, compareNotice, courseOf, type Owed, pins } from "./letters.ts"
import * as rules from "./rules.ts"
import type { Step } from "./rules.ts"
import { clientsYes, isBefore, outcome, solutionBy, type YesByNow } from "./yes.ts"

type Steps = ReadonlyArray<Verdict<Step>>

/** Objections to what brings nothing new: the engagement itself, or a change that was agreed to at entry. */
export const againstWhatIsAgreed = (
  inquiry: Inquiry,
  subject: string,
  standing: Listing.Standing,
  agreement: Agreement,
  start: Instant,
  of: EngagementId = inquiry.question.engagement
): Steps => {
  const held = under(inquiry.facts.cases, subject)
  if (held === undefined) return []
  const { notice, objection } = held.state
  if (objection.objections.length === 0 && objection.solutions.length === 0)
    return [rules.noObjection([], lookedIn(held))]
  compareNotice(inquiry, notice)
  const hand = dates.handAt(notice, inquiry.question.at, agreement.dpa.executed.value.terms, inquiry.facts.world)
  if ("notAtHand" in hand) return [rules.factsAtHand([hand.notAtHand], [lookedIn(held)])]
  return [
    ...pins(held.state, inquiry.question.at),
    // What was carved out outside any change is asked with all other carve-outs.
    ...(subject === of && isAway(solutionBy(inquiry, objection, of)) ? [] : outcome(inquiry, objection, of)),
    ...weighed(inquiry, held, standing, hand, start)
  ]
}

/** What keeps this client away from what a change brought: its own objection, or what was agreed about it; not that it left. */
export const heldAway = (
  inquiry: Inquiry,
  change: ChangeId,
  of: EngagementId,
  standing: Listing.Standing,
  agreement: Agreement
): Steps => {
  const objection = under(inquiry.facts.cases, change)?.state.objection
  if (objection === undefined || solutionBy(inquiry, objection, of)?.value.solution._tag === "Exit") return []
  const start = inquiry.startsAt(change) ?? agreement.dpa.executed.value.at
  return againstWhatIsAgreed(inquiry, change, standing, agreement, start, of)
}

/**
 * The changes that ever touched a row, in any of its periods, each with what announced it; and the row itself, which may be
 * objected to outside any change.
 */
const subjectsOf = (
  id: EngagementId,
  standing: Listing.Standing
): ReadonlyMap<string, Fact<ChangeId | undefined> | undefined> => {
  const subjects = new Map<string, Fact<ChangeId | undefined> | undefined>([[id, undefined]])
  for (let period: Listing.Standing | undefined = standing; period !== undefined; period = period.before) {
    const { scope, replacedBy, retiredBy, reclassified } = period
    const touching = scope.flatMap(({ brought, leaves }) => [brought, ...leaves])
    for (const by of [...touching, ...replacedBy, ...retiredBy, ...reclassified])
      if (by.value !== undefined) subjects.set(by.value, by)
  }
  return subjects
}

/** Carve-outs stay on the engagement: whatever else is changed of it, and engaged again, it stays away from the client. */
export const carvedOut = (
  inquiry: Inquiry,
  id: EngagementId,
  standing: Listing.Standing,
  judged: ReadonlySet<string | undefined>
): Steps => {
  const cases = [...subjectsOf(id, standing)].flatMap(([subject, touched]) => {
    const held = under(inquiry.facts.cases, subject)
    return held === undefined ? [] : [{ subject, touched, held }]
  })
  const yes = cases.flatMap(({ held }) => {
    const said = clientsYes(inquiry, held.state.objection, {})
    return said?.authorising ?? []
  })
  return cases.flatMap(({ subject, touched, held }) => {
    const agreed = solutionBy(inquiry, held.state.objection)
    const about = agreed?.value.solution
    if (agreed === undefined || !isAway(agreed)) return []
    const from = about?._tag === "CarveOut" ? about.from : undefined
    inquiry.compare(from)
    if (judged.has(subject) || (from !== undefined && inquiry.question.at < from)) return []
    const since = yes.filter((it) => !isBefore(it, agreed))
    return [rules.carveOutSurvives(agreed, touched, since, lookedIn(held))]
  })
}

const isAway = (agreed: Fact<Objection.SolutionAgreed> | undefined): boolean =>
  agreed?.value.solution._tag === "CarveOut" || agreed?.value.solution._tag === "Alternative"

/** Who left, and when that takes effect: under the agreement of today, since whoever comes back signs again. */
export const left = (inquiry: Inquiry, standing: Listing.Standing, { dpa, since }: Agreement): Steps => {
  const { question, facts } = inquiry
  return [...subjectsOf(question.engagement, standing)].flatMap(([subject, touched]) => {
    const held = under(facts.cases, subject)
    if (held === undefined) return []
    const { notice, objection } = held.state
    const hand = dates.handAt(notice, question.at, dpa.executed.value.terms, facts.world)
    const change = Listing.change(inquiry.listing.state, subject)
    const starts = inquiry.startsAt(change && subject)
    const effective = starts && change && { value: starts, from: Listing.effectiveOnAt(change, question.at).from }
    return objection.exits.flatMap((exit) => {
      const { declared, revoked } = exit
      inquiry.compare(declared.value.at, declared.value.from, revoked?.value)
      inquiry.compare(...objection.authority.refuted.map(({ value }) => value.at))
      if (declared.value.at > question.at || declared.value.at < since) return []
      const known = revoked !== undefined && revoked.value <= question.at ? revoked : undefined
      const effect = takesEffect(
        hand,
        { declared, revoked: known },
        objection,
        notice.letters[0]?.sent,
        effective,
        standing,
        question.at
      )
      if (typeof effect?.answer === "string" && effect.answer.includes("-")) inquiry.compare(effect.answer as Instant)
      const speaker = Objection.authorityOf(objection, declared, question.at)
      return [rules.leaves(declared, touched, speaker, effect, question.at)]
    })
  })
}

const takesEffect = (
  hand: dates.Hand | dates.NotAtHand,
  exit: Objection.DeclaredExit,
  objection: Objection.State,
  first: Fact<NoticeSent> | undefined,
  effective: Fact<Instant> | undefined,
  standing: Listing.Standing,
  at: Instant
): Verdict<Instant | "never" | "unknown"> | undefined => {
  const owed = "notAtHand" in hand ? undefined : consultDuties(hand, standing)[0]
  return owed && judgeExit(exit, objection, owed, [], first, effective, at).takesEffect
}

/** The duties to consult about a row of the listing, each with what it says for that row. */
export const consultDuties = (hand: dates.Hand, { printed }: Listing.Standing): ReadonlyArray<Owed> =>
  hand.terms.duties.flatMap((duty) => {
    const row = promises.rowFor(duty, [printed])
    return duty.kind === "consult" && row !== undefined ? [{ duty, row, hand }] : []
  })

/** Objections where no notice is owed: by the agreement's own holds; where it has none, a person must say. */
export const weighed = (
  inquiry: Inquiry,
  held: Folded<Consultation.State>,
  standing: Listing.Standing,
  hand: dates.Hand,
  start: Instant,
  yes?: YesByNow
): Steps => {
  const duties = consultDuties(hand, standing)
  if (duties.length > 0) return duties.flatMap((owed) => standingObjections(inquiry, held, owed, undefined, start, yes))
  const { settled, unsettled } = sorted(inquiry, held, yes)
  const received = unsettled.map((it) => it.received)
  return [
    rules.noObjection(settled, lookedIn(held)),
    ...(received.length === 0 ? [] : [rules.hangsOn([noDuties(hand)], received, lookedIn(held))])
  ]
}

export const noDuties = (hand: TermsInHand): Open => ({ open: "duties", terms: hand.ref, why: "unstated" })

/** Every objection by now: the settled ones cited, the others each judged by its own hold. */
export const standingObjections = (
  inquiry: Inquiry,
  held: Folded<Consultation.State>,
  owed: Owed,
  clock: Clock,
  start: Instant,
  yes?: YesByNow
): Steps => {
  const { settled, unsettled } = sorted(inquiry, held, yes)
  return [
    rules.noObjection(settled, lookedIn(held)),
    ...unsettled.map((it) => objectionStep(inquiry, held, it, owed, clock, start))
  ]
}

/** The objections received by now: those before a yes are answered by it. Until a client has left, or is carved out, it keeps its hold. */
const sorted = (inquiry: Inquiry, held: Folded<Consultation.State>, yes?: YesByNow) => {
  const { at } = inquiry.question
  const { objections, solutions } = held.state.objection
  for (const it of objections) inquiry.compare(it.received.value.at, it.closed?.value)
  const leaving = (closed: Fact<Instant>): boolean => {
    const solution = solutions.find(({ from }) => from === closed.from)?.value.solution
    const later = solution?._tag === "Exit" || solution?._tag === "CarveOut" ? solution.from : undefined
    return later !== undefined && at < later
  }
  const isSettled = ({ closed }: Objection.Objection): boolean =>
    closed !== undefined && closed.value <= at && !leaving(closed)
  const received = objections.filter(
    (it) => it.received.value.at <= at && !(yes !== undefined && isBefore(it.received, yes.last))
  )
  return {
    settled: [
      ...received.filter(isSettled).flatMap((it) => (it.closed === undefined ? [] : [it.received, it.closed])),
      // When it came is known from all that was recorded of it.
      ...objections.flatMap((it) => (it.arrivals.length > 1 ? it.arrivals : []))
    ],
    unsettled: received.filter((it) => !isSettled(it))
  }
}

/**
 * One objection, weighed by what had been stated to the client when it arrived. What is stated later can only protect it: a hold
 * that was open then may be read afterwards as one that keeps the data away, never as none.
 */
const objectionStep = (
  inquiry: Inquiry,
  held: Folded<Consultation.State>,
  it: Objection.Objection,
  owed: Owed,
  clock: Clock,
  start: Instant
): Verdict<Step> => {
  const { at } = inquiry.question
  const { hand, duty, row } = owed
  const { received } = it
  const inCase = lookedIn(held)
  const { access, objection } = held.state
  inquiry.compare(start, ...access.access.map(({ began }) => began.value.at))
  const course = courseOf(inquiry, held.state)
  const { asStated, window, stands, open, turns } = weighInCase(it, owed, {
    ...course,
    objection,
    announced: announcedAs(inquiry, held),
    clock,
    accessBegan: Access.firstSince(access, inquiry.question.engagement, start, at),
    at
  })
  const today = dates.windowAt(course, duty, row, at, hand, clock)
  for (const end of [window?.answer, today?.answer]) if (typeof end === "object") inquiry.compare(end.before)
  inquiry.compare(...turns)
  if (open.length > 0 && stands.answer) return rules.hangsOn(open, [received], inCase)
  const before = received.value.at < start
  const name = before ? "hold.beforeStart" : "hold.afterStart"
  const stated = before ? row.hold.beforeStart : row.hold.afterStart
  const hold = dates.parameter(asStated, duty, row, name, stated)
  if (!isOpen(hold)) return rules.objectionHolds(stands, hold, today, at)
  const since = dates.parameter(hand, duty, row, name, stated)
  if (!isOpen(since) && protects(since)) return rules.objectionHolds(stands, since, undefined, at)
  return stands.answer ? rules.hangsOn([hold], [received], inCase) : decidedBy<Step>("pass", [stands])
}

const protects = ({ value }: Stipulation<Hold>): boolean => value === "untilResolved" || value === "untilExit"

/** The change that a case is about; `undefined` where it is about an engagement. */
const announcedAs = ({ listing }: Inquiry, { stream }: Folded<Consultation.State>): Fact<Announced> | undefined =>
  Listing.change(listing.state, stream.split("/")[1] ?? "")?.announced
