/** i: the client's objections, each weighed by what had been stated to it; and what was agreed that lasts. */
import * as dates from "../consultation/dates.ts"
import type * as Consultation from "../consultation/Consultation.ts"
import type * as Objection from "../consultation/Objection.ts"
import * as objections from "../consultation/objections.ts"
import * as promises from "../consultation/rules.ts"
import { weigh } from "../consultation/weighing.ts"
import type { Folded } from "../kernel/Decider.ts"
import { decidedBy, type Fact, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import type { Announced } from "../language/Change.ts"
import { type ChangeId, type EngagementId, under } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, type Open, type TermsInHand } from "../terms/Reading.ts"
import type { Hold } from "../terms/Terms.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import type { Agreement } from "./agreed.ts"
import { type Inquiry, lookedIn } from "./Inquiry.ts"
import { type Clock, compareNotice, lossesBy, type Owed, pins, sentBy, windowOf } from "./letters.ts"
import * as rules from "./rules.ts"
import type { Step } from "./rules.ts"
import { type ClientsYes, clientsYes, isBefore, outcome, solutionBy } from "./yes.ts"

type Steps = ReadonlyArray<Verdict<Step>>

/** Objections to what brings nothing new: the engagement itself, or a change that was agreed to at entry. */
export const againstWhatIsAgreed = (
  inquiry: Inquiry,
  subject: string,
  standing: Listing.Standing,
  agreement: Agreement,
  start: Instant
): Steps => {
  const held = under(inquiry.facts.cases, subject)
  if (held === undefined) return []
  const { notice, objection } = held.state
  const { objections, solutions, exits } = objection
  if (objections.length === 0 && solutions.length === 0 && exits.length === 0)
    return [rules.noObjection([], lookedIn(held))]
  compareNotice(inquiry, notice)
  const hand = dates.handAt(notice, inquiry.question.at, agreement.dpa.executed.value.terms, inquiry.facts.world)
  if ("notAtHand" in hand) return [rules.factsAtHand([hand.notAtHand], [lookedIn(held)])]
  return [
    ...pins(held.state, inquiry.question.at),
    ...outcome(inquiry, objection),
    ...weighed(inquiry, held, standing, hand, start)
  ]
}

/** What keeps this client away from what a change brought: its own objection, or what was agreed about it. */
export const heldAway = (inquiry: Inquiry, change: ChangeId, standing: Listing.Standing, agreement: Agreement): Steps =>
  againstWhatIsAgreed(inquiry, change, standing, agreement, inquiry.startsAt(change) ?? agreement.dpa.executed.value.at)

/** Carve-outs stay on the engagement: engaged again, it stays away from the client that it was kept from. */
export const keptFromBefore = (inquiry: Inquiry, id: EngagementId, standing: Listing.Standing): Steps => {
  const subjects = new Set<ChangeId>()
  for (let period = standing.before; period !== undefined; period = period.before) {
    for (const { brought } of period.scope) if (brought.value !== undefined) subjects.add(brought.value)
  }
  for (const { brought } of standing.scope) if (brought.value !== undefined) subjects.delete(brought.value)
  if (subjects.size === 0) return []
  const since = standing.scope.flatMap(
    ({ brought }) => under(inquiry.facts.cases, brought.value ?? "")?.state.objection ?? []
  )
  const yes = since.flatMap((objection) => {
    const said = clientsYes(inquiry, objection, {})
    return said?.authorises === true ? [said.said] : []
  })
  return [...subjects].flatMap((subject) => {
    const held = under(inquiry.facts.cases, subject)
    const agreed = held && solutionBy(inquiry, held.state.objection)
    const about = agreed?.value.solution
    const away = (about?._tag === "CarveOut" || about?._tag === "Alternative") && about.engagement === id
    return held === undefined || agreed === undefined || !away
      ? []
      : [rules.carveOutSurvives(agreed, yes, lookedIn(held))]
  })
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
  yes?: ClientsYes
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
  yes?: ClientsYes
): Steps => {
  const { settled, unsettled } = sorted(inquiry, held, yes)
  return [
    rules.noObjection(settled, lookedIn(held)),
    ...unsettled.map((it) => objectionStep(inquiry, held, it, owed, clock, it.received.value.at < start))
  ]
}

/** The objections received by now: those before a yes are answered by it. A client that leaves keeps its hold until it has left. */
const sorted = (inquiry: Inquiry, held: Folded<Consultation.State>, yes?: ClientsYes) => {
  const { at } = inquiry.question
  const { objections, solutions } = held.state.objection
  for (const it of objections) inquiry.compare(it.received.value.at, it.closed?.value)
  const leaving = (closed: Fact<Instant>): boolean => {
    const solution = solutions.find(({ from }) => from === closed.from)?.value.solution
    return solution?._tag === "Exit" && at < solution.from
  }
  const isSettled = ({ closed }: Objection.Objection): boolean =>
    closed !== undefined && closed.value <= at && !leaving(closed)
  const received = objections.filter(
    (it) => it.received.value.at <= at && !(yes !== undefined && isBefore(it.received, yes.said))
  )
  return {
    settled: received.filter(isSettled).flatMap((it) => (it.closed === undefined ? [] : [it.received, it.closed])),
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
  before: boolean
): Verdict<Step> => {
  const { at } = inquiry.question
  const { hand, duty, row } = owed
  const { received } = it
  const inCase = lookedIn(held)
  const told = sentBy(held.state.notice.letters, received.value.at)
  const then = { ...hand, readings: told.flatMap((sent) => sent.value.stated.readings) }
  const window = windowOf(inquiry, owed, then, clock, held.state)
  const today = windowOf(inquiry, owed, hand, clock, held.state)
  for (const end of [window?.answer, today?.answer]) if (typeof end === "object") inquiry.compare(end.before)
  const arrivedOn = Zone.dayOf(hand.place.zone, received.value.at)
  const inTime = window && objections.inTime(received, window, told, arrivedOn, lossesBy(inquiry))
  const { stands, open, turns } = weigh(
    held.state.objection,
    it,
    { duty, row, hand: then },
    { announced: announcedAs(inquiry, held), inTime, clock, at }
  )
  inquiry.compare(...turns)
  if (open.length > 0 && stands.answer) return rules.hangsOn(open, [received], inCase)
  const name = before ? "hold.beforeStart" : "hold.afterStart"
  const stated = before ? row.hold.beforeStart : row.hold.afterStart
  const hold = dates.parameter(then, duty, row, name, stated)
  if (!isOpen(hold)) return rules.objectionHolds(stands, hold, today, at)
  const since = dates.parameter(hand, duty, row, name, stated)
  if (!isOpen(since) && protects(since)) return rules.objectionHolds(stands, since, undefined, at)
  return stands.answer ? rules.hangsOn([hold], [received], inCase) : decidedBy<Step>("pass", [stands])
}

const protects = ({ value }: Stipulation<Hold>): boolean => value === "untilResolved" || value === "untilExit"

/** The change that a case is about; `undefined` where it is about an engagement. */
const announcedAs = ({ listing }: Inquiry, { stream }: Folded<Consultation.State>): Fact<Announced> | undefined =>
  Listing.change(listing.state, stream.split("/")[1] ?? "")?.announced
