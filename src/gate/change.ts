/** G6 and G7: what the client agreed to at entry; and for every change since, the questions a to j. */
import * as Client from "../client/Client.ts"
import type * as Consultation from "../consultation/Consultation.ts"
import * as dates from "../consultation/dates.ts"
import type { Letter, NoticeSent } from "../consultation/Notice.ts"
import * as Objection from "../consultation/Objection.ts"
import * as promises from "../consultation/rules.ts"
import type { Folded } from "../kernel/Decider.ts"
import { type Absent, decidedBy, type Fact, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import type { ChangeId } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, type Open, read, type TermsInHand } from "../terms/Reading.ts"
import type { Duty, Hold, Row } from "../terms/Terms.ts"
import type { Instant } from "../time/Instant.ts"
import { type Inquiry, lookedIn } from "./Inquiry.ts"
import * as rules from "./rules.ts"
import type { Step } from "./rules.ts"

type Steps = ReadonlyArray<Verdict<Step>>

// -- G6: agreed at entry. ------------------------------------------------------------------------------------------------

/** Why what this event brought is agreed to since the client's entry; `undefined` when it is not. */
export const agreedAtEntry = (inquiry: Inquiry, it: Listing.InScope, today: TermsInHand): Verdict<Step> | undefined => {
  const { listing, client, question } = inquiry
  const agreed = client.state.agreed[listing.state.opened?.value.listing ?? ""]
  inquiry.compare(agreed?.value.at)
  const version = listing.state.versions.find(({ value }) => value.version === agreed?.value.version)
  if (agreed === undefined || version === undefined || agreed.value.at > question.at) return undefined
  const answer = dates.agreedAtEntry({ agreed, version }, it.brought, inquiry.startsAt(it.brought.value), today)
  if (typeof answer === "object") return rules.hangsOn([answer], [agreed, version, it.brought], inquiry.inClient)
  return answer ? rules.baseline(agreed, version, it.brought) : undefined
}

/** Objections to what brings nothing new: the engagement itself, or a change that was agreed to at entry. */
export const againstWhatIsAgreed = (inquiry: Inquiry, subject: string, standing: Listing.Standing, dpa: Client.Dpa): Steps => {
  const held = inquiry.facts.cases[subject]
  if (held === undefined) return []
  const { objections, solutions } = held.state.objection
  if (objections.length === 0 && solutions.length === 0) return [rules.noObjection([], lookedIn(held))]
  const hand = dates.handAt(held.state.notice.letters, inquiry.question.at, dpa.executed.value.terms, inquiry.facts.world)
  if ("notAtHand" in hand) return [rules.factsAtHand([hand.notAtHand], [lookedIn(held)])]
  // What is agreed has started: every objection to it is one after the start.
  const after = dpa.executed.value.at
  return [
    ...outcome(inquiry, held.state.objection),
    ...consultDuties(hand, standing).flatMap(({ duty, row }) => standingObjections(inquiry, held, { duty, row, hand }, undefined, after))
  ]
}

const consultDuties = (hand: dates.Hand, standing: Listing.Standing): ReadonlyArray<{ readonly duty: Duty; readonly row: Row }> =>
  hand.terms.duties.flatMap((duty) => {
    const row = promises.rowFor(duty, standing.printed.value)
    return duty.kind === "consult" && row !== undefined ? [{ duty, row }] : []
  })

// -- G7: a change that the client had not agreed to. ------------------------------------------------------------------------

export const changeSince = (inquiry: Inquiry, id: ChangeId, standing: Listing.Standing, dpa: Client.Dpa): Steps => {
  const { question, listing, facts } = inquiry
  const { at } = question
  const change = Listing.change(listing.state, id)
  const held = facts.cases[id]
  const starts = inquiry.startsAt(id)
  const { opened } = listing.state
  if (change === undefined || held === undefined || starts === undefined || opened === undefined) {
    return [rules.factsAtHand([id], [inquiry.inListing])]
  }
  const { letters } = held.state.notice
  for (const letter of letters) compareLetter(inquiry, letter)
  const hand = dates.handAt(letters, at, dpa.executed.value.terms, facts.world)
  if ("notAtHand" in hand) return [rules.factsAtHand([hand.notAtHand], [lookedIn(held)])]

  const version = Listing.versionWith(listing.state, change.announced.from)
  inquiry.compare(version?.value.at, change.withdrawn?.value)
  const authorisation = read(hand, "authorisation", hand.terms.authorisation)
  const yes = clientsYes(inquiry, held.state.objection)
  const asked: Steps = [
    rules.notWithdrawn(change.withdrawn, at, inquiry.inListing),
    rules.forThisClient(change.announced, question.client),
    rules.hasBegun(change.effectiveOn, opened, starts, at), // a
    rules.published(change.announced, version, at, inquiry.inListing), // b
    ...pins(letters, at),
    isOpen(authorisation) // d
      ? rules.hangsOn([authorisation], [dpa.executed], lookedIn(held))
      : rules.specificAuthorisation(authorisation, yes, lookedIn(held)),
    ...outcome(inquiry, held.state.objection) // j
  ]
  if (yes.length > 0) return [...asked, rules.saidYes(yes)]

  // c: judged by today's facts, never by what was judged before
  const judged = hand.terms.duties
    .filter((duty) => duty.kind === "consult")
    .map((duty) => ({ duty, row: promises.rowFor(duty, standing.printed.value), verdict: isOwed(inquiry, change, standing, dpa, hand, duty) }))
  const owed = judged.filter(({ verdict }) => verdict.answer === "arises")
  if (owed.length === 0) return [...asked, rules.nothingToConsult(...judged.map(({ verdict }) => verdict))]
  return [
    ...asked,
    ...owed.flatMap(({ duty, row, verdict }) =>
      row === undefined ? [] : [decidedBy<Step>("pass", [verdict]), ...consulted(inquiry, held, { duty, row, hand }, change, starts, version)]
    )
  ]
}

const isOwed = (
  { question, client, inClient }: Inquiry,
  change: Listing.AnnouncedChange,
  { printed, materiality }: Listing.Standing,
  dpa: Client.Dpa,
  hand: dates.Hand,
  duty: Duty
): Verdict<"arises" | promises.NoDuty> =>
  promises.dutyArises(
    question.client,
    change.announced,
    printed,
    materiality === undefined || materiality.value.at > question.at ? undefined : materiality,
    dpa.executed,
    promises.dutyIn(hand.ref, duty),
    Client.usesAt(client.state, question.at),
    inClient
  )

/** The letters that pin the case's terms and state its readings. */
const pins = (letters: ReadonlyArray<Letter>, at: Instant): Steps =>
  sentBy(letters, at).map((sent) => decidedBy<Step>("pass", [promises.pinned(sent)]))

const sentBy = (letters: ReadonlyArray<Letter>, at: Instant): ReadonlyArray<Fact<NoticeSent>> =>
  letters.filter((letter) => letter.sent.value.at <= at).map((letter) => letter.sent)

// -- e to i, for one duty to consult. -------------------------------------------------------------------------------------

/** One duty, the row of it that matches, and the terms as the case holds them. */
interface Owed {
  readonly duty: Duty
  readonly row: Row
  readonly hand: dates.Hand
}

const consulted = (
  inquiry: Inquiry,
  held: Folded<Consultation.State>,
  owed: Owed,
  change: Listing.AnnouncedChange,
  starts: Instant,
  version: Fact<{ readonly at: Instant }> | undefined
): Steps => {
  const { at } = inquiry.question
  const { duty, row, hand } = owed
  const inCase = lookedIn(held)
  const { letters } = held.state.notice
  const sent = sentBy(letters, at)
  const clock = dates.clockOf(letters, duty, row, at, hand, version, inCase)
  const runs = clock !== undefined && "answer" in clock ? clock : undefined
  const advance = dates.parameter(hand, duty, row, "advanceNotice", row.advanceNotice)
  const from = runs === undefined || isOpen(advance) ? undefined : promises.accessFrom(runs, advance, hand.place)
  inquiry.compare(from?.answer, ...sent.map((it) => it.value.stated.accessFrom))

  const clause = read(hand, "emergency", hand.terms.emergency)
  const notice: Steps =
    change.announced.value.emergency !== undefined && !isOpen(clause)
      ? [rules.emergency(change.announced, clause)] // e
      : [
          clock !== undefined && "open" in clock ? rules.hangsOn(clock.open, sent, inCase) : rules.told(runs, inCase), // f
          ...(isOpen(advance) ? [rules.hangsOn([advance], sent, inCase)] : from === undefined ? [] : [rules.noticeRunsOut(from, sent, at)]) // g
        ]

  const windowTerm = dates.parameter(hand, duty, row, "window", row.window)
  const window = isOpen(windowTerm) || runs === undefined ? undefined : promises.windowEnds(runs, windowTerm, hand.place)
  if (typeof window?.answer === "object") inquiry.compare(window.answer.before)
  const start = from?.answer === undefined || from.answer < starts ? starts : from.answer
  return [
    ...notice,
    windowStep(beforeStart(owed), windowTerm, window, sent, at, inCase), // h
    ...standingObjections(inquiry, held, owed, window, start) // i
  ]
}

const beforeStart = ({ hand, duty, row }: Owed): Stipulation<Hold> | Open =>
  dates.parameter(hand, duty, row, "hold.beforeStart", row.hold.beforeStart)

const windowStep = (
  hold: Stipulation<Hold> | Open,
  term: Stipulation<unknown> | Open,
  window: Verdict<promises.WindowEnd> | undefined,
  sent: ReadonlyArray<Fact<unknown>>,
  at: Instant,
  inCase: Absent
): Verdict<Step> => {
  if (isOpen(hold)) return rules.hangsOn([hold], sent, inCase)
  if (hold.value === "untilWindowEnds" && isOpen(term)) return rules.hangsOn([term], sent, inCase)
  return rules.windowHolds(hold, window, at)
}

/** i: every objection by now: the settled ones cited, the others each judged by its own hold. */
const standingObjections = (
  inquiry: Inquiry,
  held: Folded<Consultation.State>,
  owed: Owed,
  window: Verdict<promises.WindowEnd> | undefined,
  start: Instant
): Steps => {
  const { at } = inquiry.question
  const { objections } = held.state.objection
  for (const it of objections) inquiry.compare(it.received.value.at, it.judged?.value.at, it.closed?.value)
  const received = objections.filter((it) => it.received.value.at <= at)
  const settled = received.flatMap((it) => (it.closed !== undefined && it.closed.value <= at ? [it.received, it.closed] : []))
  const unsettled = received.filter((it) => it.closed === undefined || it.closed.value > at)
  return [
    rules.noObjection(settled, lookedIn(held)),
    ...unsettled.map((it) => objectionStep(it, owed, window, it.received.value.at < start, at, lookedIn(held)))
  ]
}

const objectionStep = (
  { received, judged }: Objection.Objection,
  owed: Owed,
  window: Verdict<promises.WindowEnd> | undefined,
  before: boolean,
  at: Instant,
  inCase: Absent
): Verdict<Step> => {
  const { hand, duty, row } = owed
  const inTime = window === undefined ? undefined : promises.inTime(received, window)
  const late = dates.parameter(hand, duty, row, "lateObjection", row.lateObjection)
  if (inTime?.answer === false && isOpen(late)) return rules.hangsOn([late], [received], inCase)
  const grounds = dates.parameter(hand, duty, row, "objection.grounds", row.objection.grounds)
  const stands = promises.stands(received, inTime, isOpen(late) ? undefined : late, isOpen(grounds) ? undefined : grounds, judged, at)
  const hold = before ? beforeStart(owed) : dates.parameter(hand, duty, row, "hold.afterStart", row.hold.afterStart)
  if (isOpen(hold)) return stands.answer ? rules.hangsOn([hold], [received], inCase) : decidedBy<Step>("pass", [stands])
  return rules.objectionHolds(stands, hold, window, at)
}

// -- The client's yes, and what was agreed. --------------------------------------------------------------------------------

/** The client's own yes up to now, unless something else was agreed after it. */
const clientsYes = (inquiry: Inquiry, objection: Objection.State): ReadonlyArray<Fact<unknown>> => {
  const { at } = inquiry.question
  const { accepted } = objection
  const agreed = solutionBy(inquiry, objection)
  inquiry.compare(accepted?.value.at)
  if (agreed?.value.solution._tag === "Acceptance") return [agreed]
  if (accepted === undefined || accepted.value.at > at) return []
  return agreed === undefined || agreed.value.at <= accepted.value.at ? [accepted] : []
}

/** j */
const outcome = (inquiry: Inquiry, objection: Objection.State): Steps => {
  const agreed = solutionBy(inquiry, objection)
  if (agreed === undefined) return []
  const { at } = inquiry.question
  const { accepted } = objection
  const yesSince = accepted !== undefined && accepted.value.at <= at && accepted.value.at >= agreed.value.at ? accepted : undefined
  if (agreed.value.solution._tag === "Exit") inquiry.compare(agreed.value.solution.from)
  return [rules.outcome(agreed, yesSince, at)]
}

const solutionBy = (inquiry: Inquiry, { solutions }: Objection.State): Fact<Objection.SolutionAgreed> | undefined => {
  inquiry.compare(...solutions.map((it) => it.value.at))
  return solutions.findLast((it) => it.value.at <= inquiry.question.at)
}

const compareLetter = (inquiry: Inquiry, { sent, delivered, received, bounced }: Letter): void =>
  inquiry.compare(...[sent, ...delivered, ...received, ...bounced].map((it) => it.value.at))
