/** G5 to G7: what is exempt, what the client agreed to at entry; and for every change since, the questions a to j. */
import * as Client from "../client/Client.ts"
import type * as Consultation from "../consultation/Consultation.ts"
import * as dates from "../consultation/dates.ts"
import type { Letter, NoticeSent } from "../consultation/Notice.ts"
import type * as Objection from "../consultation/Objection.ts"
import * as promises from "../consultation/rules.ts"
import type { Folded } from "../kernel/Decider.ts"
import { type Absent, decidedBy, type Fact, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import { type ChangeId, type EngagementId, revisionOf, under } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, type Open, read, type TermsInHand } from "../terms/Reading.ts"
import type { Duty, Hold, Row } from "../terms/Terms.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import { begun } from "./announced.ts"
import { type Inquiry, lookedIn } from "./Inquiry.ts"
import * as rules from "./rules.ts"
import type { Step } from "./rules.ts"

type Steps = ReadonlyArray<Verdict<Step>>

/** The agreement in force, and its terms with whatever readings of them were stated to this client. */
export interface Agreement {
  readonly dpa: Client.Dpa
  readonly today: TermsInHand
}

/** Whether what one event brought is open to this client: exempt, agreed to at entry, or through its questions since. */
export const whatBrought = (
  inquiry: Inquiry,
  it: Listing.InScope,
  standing: Listing.Standing,
  agreement: Agreement
): Steps => {
  const change = it.brought.value
  const agreed = agreedAtEntry(inquiry, it, agreement)
  if (agreed !== undefined) {
    const { at } = agreed.agreed.value
    return change === undefined
      ? [agreed.verdict]
      : [agreed.verdict, ...begun(inquiry, change), ...againstWhatIsAgreed(inquiry, change, standing, agreement, at)]
  }
  const exempt = exemption(inquiry, it, standing, agreement)
  if (change !== undefined) return changeSince(inquiry, change, standing, agreement, exempt)
  return exempt.answer === "open" ? [exempt] : [exempt, rules.neitherAgreedNorAnnounced(it.brought, inquiry.inListing)]
}

// -- G5: exempt. ----------------------------------------------------------------------------------------------------------

/** A decision covers what stood when it was made: it does not go along to another place or a later period. */
const exemption = (
  inquiry: Inquiry,
  it: Listing.InScope,
  { materiality }: Listing.Standing,
  { today }: Agreement
): Verdict<Step> => {
  const { at } = inquiry.question
  inquiry.compare(...materiality.map(({ value }) => value.at))
  const stated = read(today, "exempt", today.terms.exempt)
  const decided = Listing.newestBy(
    materiality.filter(({ from }) => revisionOf(from) > revisionOf(it.brought.from)),
    at
  )
  return rules.exempt(isOpen(stated) ? undefined : stated, decided, at)
}

// -- G6: agreed at entry. ------------------------------------------------------------------------------------------------

/** Why what this event brought is agreed to since the client's entry; `undefined` when it is not. */
const agreedAtEntry = (
  inquiry: Inquiry,
  it: Listing.InScope,
  { today }: Agreement
): { readonly verdict: Verdict<Step>; readonly agreed: Fact<Client.ListingAgreed> } | undefined => {
  const { listing, client, question } = inquiry
  inquiry.compare(...client.state.agreed.map(({ value }) => value.at))
  const agreed = Client.agreedAt(client.state, listing.state.opened?.value.listing ?? "", question.at)
  const entry = read(today, "entry.listing", today.terms.entry.listing)
  if (agreed === undefined || (!isOpen(entry) && entry.value === "notAgreed")) return undefined
  const version = Listing.versionBy(listing.state, agreed.value.version, agreed.value.at)
  if (version === undefined) {
    inquiry.say(decidedBy<Step>("pass", [rules.baseline(agreed, version, it.brought, undefined, inquiry.inListing)]))
    return undefined
  }
  // As the day was declared when the client agreed: moved later, it neither gives nor takes an agreement.
  const change = it.brought.value === undefined ? undefined : Listing.change(listing.state, it.brought.value)
  const day = change && Listing.effectiveOnAt(change, agreed.value.at)
  const starts = it.brought.value === undefined ? undefined : inquiry.startOf(it.brought.value, agreed.value.at)
  const answer = dates.agreedAtEntry({ agreed, version }, it.brought, starts, today)
  if (typeof answer === "object") {
    const facts = [agreed, version, it.brought, ...(day === undefined ? [] : [day])]
    return { verdict: rules.hangsOn([answer], facts, inquiry.inClient), agreed }
  }
  const verdict = rules.baseline(agreed, version, it.brought, day, inquiry.inListing)
  if (answer) return { verdict, agreed }
  inquiry.say(decidedBy<Step>("pass", [verdict]))
  return undefined
}

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
  const { objections, solutions } = held.state.objection
  if (objections.length === 0 && solutions.length === 0) return [rules.noObjection([], lookedIn(held))]
  const { letters } = held.state.notice
  for (const letter of letters) compareLetter(inquiry, letter)
  const hand = dates.handAt(letters, inquiry.question.at, agreement.dpa.executed.value.terms, inquiry.facts.world)
  if ("notAtHand" in hand) return [rules.factsAtHand([hand.notAtHand], [lookedIn(held)])]
  return [
    ...pins(letters, inquiry.question.at),
    ...outcome(inquiry, held.state.objection),
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
  const yes = since.flatMap((objection) => clientsYes(inquiry, objection) ?? [])
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

const consultDuties = (
  hand: dates.Hand,
  standing: Listing.Standing
): ReadonlyArray<{ readonly duty: Duty; readonly row: Row }> =>
  hand.terms.duties.flatMap((duty) => {
    const row = promises.rowFor(duty, standing.printed.value)
    return duty.kind === "consult" && row !== undefined ? [{ duty, row }] : []
  })

/** Objections where no notice is owed: by the agreement's own holds; where it has none, a person must say. */
const weighed = (
  inquiry: Inquiry,
  held: Folded<Consultation.State>,
  standing: Listing.Standing,
  hand: dates.Hand,
  start: Instant,
  yes?: ClientsYes
): Steps => {
  const rows = consultDuties(hand, standing)
  if (rows.length > 0)
    return rows.flatMap((row) => standingObjections(inquiry, held, { ...row, hand }, undefined, start, yes))
  const { settled, unsettled } = sorted(inquiry, held, yes)
  const received = unsettled.map((it) => it.received)
  return [
    rules.noObjection(settled, lookedIn(held)),
    ...(received.length === 0 ? [] : [rules.hangsOn([noDuties(hand)], received, lookedIn(held))])
  ]
}

const noDuties = (hand: TermsInHand): Open => ({ open: "duties", terms: hand.ref, why: "unstated" })

// -- G7: a change that the client had not agreed to. ------------------------------------------------------------------------

const changeSince = (
  inquiry: Inquiry,
  id: ChangeId,
  standing: Listing.Standing,
  { dpa }: Agreement,
  exempt: Verdict<Step>
): Steps => {
  const { question, listing, facts } = inquiry
  const { at } = question
  const change = Listing.change(listing.state, id)
  const held = under(facts.cases, id)
  const starts = inquiry.startsAt(id)
  if (change === undefined || held === undefined || starts === undefined) {
    return [rules.factsAtHand([id], [inquiry.inListing])]
  }
  const { letters } = held.state.notice
  for (const letter of letters) compareLetter(inquiry, letter)
  const hand = dates.handAt(letters, at, dpa.executed.value.terms, facts.world)
  if ("notAtHand" in hand) return [rules.factsAtHand([hand.notAtHand], [lookedIn(held)])]

  const version = Listing.versionWith(listing.state, change.announced.from)
  inquiry.compare(version?.value.at)
  const authorisation = read(hand, "authorisation", hand.terms.authorisation)
  const yes = clientsYes(inquiry, held.state.objection, change.announced.value.announcedAt)
  const asked: Steps = [
    ...begun(inquiry, id), // a
    rules.published(change.announced, version, at, inquiry.inListing), // b
    ...pins(letters, at),
    isOpen(authorisation) // d
      ? rules.hangsOn([authorisation], [dpa.executed], lookedIn(held))
      : rules.specificAuthorisation(authorisation, yes === undefined ? [] : [yes], lookedIn(held)),
    ...outcome(inquiry, held.state.objection) // j
  ]
  if (exempt.answer === "open") return [...asked, exempt, ...weighed(inquiry, held, standing, hand, starts, yes)]

  // c: judged by today's facts, never by what was judged before
  const judged = hand.terms.duties
    .filter((duty) => duty.kind === "consult")
    .map((duty) => ({
      duty,
      row: promises.rowFor(duty, standing.printed.value),
      verdict: isOwed(inquiry, change, standing, dpa, hand, duty)
    }))
  const owed = judged.filter(({ verdict }) => verdict.answer === "arises")
  const verdicts = judged.map(({ verdict }) => verdict)
  if (owed.length === 0) {
    const answer =
      yes !== undefined
        ? rules.saidYes([yes])
        : speaksOf(hand, change)
          ? rules.nothingToConsult(...verdicts)
          : rules.hangsOn([noDuties(hand)], [change.announced], lookedIn(held))
    return [
      ...asked,
      exempt,
      answer,
      ...verdicts.map((verdict) => decidedBy<Step>("pass", [verdict])),
      ...weighed(inquiry, held, standing, hand, starts, yes)
    ]
  }
  return [
    ...asked,
    exempt,
    ...(yes === undefined ? [] : [rules.saidYes([yes])]),
    ...owed.flatMap(({ duty, row, verdict }) =>
      row === undefined
        ? []
        : [
            decidedBy<Step>("pass", [verdict]),
            ...consulted(inquiry, held, { duty, row, hand }, change, starts, version, yes)
          ]
    )
  ]
}

/** Terms that promise nothing about new sub-processors leave open how one is authorised; about a move they may be silent. */
const speaksOf = ({ terms }: TermsInHand, { announced: { value } }: Listing.AnnouncedChange): boolean =>
  value.what._tag === "Relocate" ||
  terms.duties.some(
    ({ kind, changes }) => kind === "consult" && (changes === "any" || changes.includes(value.what._tag))
  )

const isOwed = (
  inquiry: Inquiry,
  change: Listing.AnnouncedChange,
  standing: Listing.Standing,
  dpa: Client.Dpa,
  hand: dates.Hand,
  duty: Duty
): Verdict<"arises" | promises.NoDuty> => {
  const { question, client, inClient } = inquiry
  for (const use of client.state.uses) inquiry.compare(use.began.value.at, use.ended?.value)
  const uses = Client.usesAt(client.state, question.at)
  const judged = promises.dutyArises(
    question.client,
    change.announced,
    standing.printed,
    Listing.newestBy(standing.materiality, question.at),
    dpa.executed,
    promises.dutyIn(hand.ref, duty),
    uses,
    inClient
  )
  // What the client no longer uses makes it not affected, so it is cited too.
  const ended = client.state.uses.flatMap((use) => use.ended ?? [])
  return ended.length === 0
    ? judged
    : decidedBy(
        judged.answer,
        [judged],
        [rules.whatTheClientUses({ facet: "product", value: "*" }, uses, ended, inClient)]
      )
}

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
  version: Fact<{ readonly at: Instant }> | undefined,
  yes: ClientsYes | undefined
): Steps => {
  const { at } = inquiry.question
  const { duty, row, hand } = owed
  const inCase = lookedIn(held)
  const { letters } = held.state.notice
  const sent = sentBy(letters, at)
  // Once a letter told a later day, neither it nor one before it is notice of a day that was then brought forward.
  const day = Listing.effectiveOnAt(change, at).value
  const toldLater = sent.findLastIndex((it) => it.value.stated.effectiveOn > day)
  const counts = (letter: NoticeSent): boolean => sent.findIndex((it) => it.value === letter) > toldLater
  const clock = dates.clockOf(letters, duty, row, at, hand, version, inCase, counts)
  inquiry.compare(...dates.startsByItself(letters, duty, row, hand))
  const runs = clock !== undefined && "answer" in clock ? clock : undefined
  const advance = dates.parameter(hand, duty, row, "advanceNotice", row.advanceNotice)
  const from = runs === undefined || isOpen(advance) ? undefined : promises.accessFrom(runs, advance, hand.place)
  inquiry.compare(from?.answer, ...sent.map((it) => it.value.stated.accessFrom))
  const start = from?.answer === undefined || from.answer < starts ? starts : from.answer
  if (yes !== undefined) return standingObjections(inquiry, held, owed, runs, start, yes)

  const clause = read(hand, "emergency", hand.terms.emergency)
  const notice: Steps =
    change.announced.value.emergency !== undefined && !isOpen(clause)
      ? [rules.emergency(change.announced, clause)] // e
      : [
          clock !== undefined && "open" in clock ? rules.hangsOn(clock.open, sent, inCase) : rules.told(runs, inCase), // f
          ...(isOpen(advance)
            ? [rules.hangsOn([advance], sent, inCase)]
            : from === undefined
              ? []
              : [rules.noticeRunsOut(from, sent, at)]) // g
        ]
  const silence = dates.parameter(hand, duty, row, "silence", row.silence)
  return [
    ...notice,
    ...(isOpen(silence) ? [] : [rules.silenceDenies(silence, inCase)]),
    windowStep(inquiry, owed, windowOf(owed, hand, runs), sent, inCase), // h
    ...standingObjections(inquiry, held, owed, runs, start) // i
  ]
}

/** The client's window by the terms in this hand; `undefined` where they leave it open or its clock is not known. */
const windowOf = ({ duty, row }: Owed, hand: dates.Hand, clock: Clock): Verdict<promises.WindowEnd> | undefined => {
  const term = dates.parameter(hand, duty, row, "window", row.window)
  return isOpen(term) || clock === undefined ? undefined : promises.windowEnds(clock, term, hand.place)
}

type Clock = Verdict<Instant | undefined> | undefined

const windowStep = (
  inquiry: Inquiry,
  owed: Owed,
  window: Verdict<promises.WindowEnd> | undefined,
  sent: ReadonlyArray<Fact<unknown>>,
  inCase: Absent
): Verdict<Step> => {
  const { at } = inquiry.question
  const { duty, row, hand } = owed
  const hold = dates.parameter(hand, duty, row, "hold.beforeStart", row.hold.beforeStart)
  const term = dates.parameter(hand, duty, row, "window", row.window)
  if (typeof window?.answer === "object") inquiry.compare(window.answer.before)
  if (isOpen(hold)) {
    const over = typeof window?.answer === "object" && window.answer.before <= at
    return over ? rules.windowIsOver(window, sent) : rules.hangsOn([hold], sent, inCase)
  }
  if (hold.value === "untilWindowEnds" && isOpen(term)) return rules.hangsOn([term], sent, inCase)
  return rules.windowHolds(hold, window, at)
}

/** i: every objection by now: the settled ones cited, the others each judged by its own hold. */
const standingObjections = (
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
  for (const it of objections)
    inquiry.compare(it.received.value.at, ...it.judged.map(({ value }) => value.at), it.closed?.value)
  const leaving = (closed: Fact<Instant>): boolean => {
    const solution = solutions.find(({ from }) => from === closed.from)?.value.solution
    return solution?._tag === "Exit" && at < solution.from
  }
  const isSettled = ({ closed }: Objection.Objection): boolean =>
    closed !== undefined && closed.value <= at && !leaving(closed)
  const received = objections.filter(
    (it) => it.received.value.at <= at && !(yes !== undefined && isBefore(it.received, yes))
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
  { received, judged }: Objection.Objection,
  owed: Owed,
  clock: Clock,
  before: boolean
): Verdict<Step> => {
  const { at } = inquiry.question
  const { hand, duty, row } = owed
  const inCase = lookedIn(held)
  const { letters } = held.state.notice
  const told = sentBy(letters, received.value.at)
  const then = { ...hand, readings: told.flatMap((sent) => sent.value.stated.readings) }
  const window = windowOf(owed, then, clock)
  const today = windowOf(owed, hand, clock)
  for (const end of [window?.answer, today?.answer]) if (typeof end === "object") inquiry.compare(end.before)
  const inTime = window && promises.inTime(received, window, told, Zone.dayOf(hand.place.zone, received.value.at))
  const late = dates.parameter(then, duty, row, "lateObjection", row.lateObjection)
  if (inTime?.answer === false && isOpen(late)) return rules.hangsOn([late], [received], inCase)
  const grounds = dates.parameter(then, duty, row, "objection.grounds", row.objection.grounds)
  const found = judged.findLast(({ value }) => value.at <= at)
  const stands = promises.stands(
    received,
    inTime,
    isOpen(late) ? undefined : late,
    isOpen(grounds) ? undefined : grounds,
    found,
    at
  )
  const name = before ? "hold.beforeStart" : "hold.afterStart"
  const stated = before ? row.hold.beforeStart : row.hold.afterStart
  const hold = dates.parameter(then, duty, row, name, stated)
  if (!isOpen(hold)) return rules.objectionHolds(stands, hold, today, at)
  const since = dates.parameter(hand, duty, row, name, stated)
  if (!isOpen(since) && protects(since)) return rules.objectionHolds(stands, since, undefined, at)
  return stands.answer ? rules.hangsOn([hold], [received], inCase) : decidedBy<Step>("pass", [stands])
}

const protects = ({ value }: Stipulation<Hold>): boolean => value === "untilResolved" || value === "untilExit"

// -- The client's yes, and what was agreed. --------------------------------------------------------------------------------

/** A yes, and when it was said. */
type ClientsYes = Fact<{ readonly at: Instant }>

/** Said before, by the instants; or in the order of the record where they are the same. */
const isBefore = (one: ClientsYes, other: ClientsYes): boolean =>
  one.value.at < other.value.at || (one.value.at === other.value.at && revisionOf(one.from) < revisionOf(other.from))

/** The client's own newest yes up to now, unless something else was agreed after it. */
const clientsYes = (inquiry: Inquiry, objection: Objection.State, announcedAt?: Instant): ClientsYes | undefined => {
  const agreed = solutionBy(inquiry, objection)
  const said = acceptedBy(inquiry, objection)
  // Nobody agrees to what was not announced yet.
  const accepted = said !== undefined && announcedAt !== undefined && said.value.at < announcedAt ? undefined : said
  if (accepted !== undefined && (agreed === undefined || !isBefore(accepted, agreed))) return accepted
  return agreed?.value.solution._tag === "Acceptance" ? agreed : undefined
}

const acceptedBy = (inquiry: Inquiry, { accepted }: Objection.State): ClientsYes | undefined => {
  inquiry.compare(...accepted.map((it) => it.value.at))
  return accepted.findLast((it) => it.value.at <= inquiry.question.at)
}

/** j */
const outcome = (inquiry: Inquiry, objection: Objection.State): Steps => {
  const agreed = solutionBy(inquiry, objection)
  if (agreed === undefined) return []
  const { at } = inquiry.question
  const accepted = acceptedBy(inquiry, objection)
  const yesSince = accepted !== undefined && !isBefore(accepted, agreed) ? accepted : undefined
  if (agreed.value.solution._tag === "Exit") inquiry.compare(agreed.value.solution.from)
  return [rules.outcome(agreed, yesSince, at)]
}

const solutionBy = (inquiry: Inquiry, { solutions }: Objection.State): Fact<Objection.SolutionAgreed> | undefined => {
  inquiry.compare(...solutions.map((it) => it.value.at))
  return solutions.findLast((it) => it.value.at <= inquiry.question.at)
}

const compareLetter = (inquiry: Inquiry, { sent, delivered, received, bounced }: Letter): void =>
  inquiry.compare(...[sent, ...delivered, ...received, ...bounced].map((it) => it.value.at))
