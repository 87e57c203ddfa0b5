/**
 * The gate: may this engagement handle this client's data, for this use, at this instant, and why?
 *
 * A pure question about folded states. The questions of the policy are asked in their order; any "no" shuts the gate, an
 * open question leaves it undetermined and names the decision to record, and only when all is answered is it open. Missing
 * facts shut it.
 */
import * as Client from "../client/Client.ts"
import type { AccessBegan } from "../consultation/Access.ts"
import * as Consultation from "../consultation/Consultation.ts"
import * as promises from "../consultation/rules.ts"
import { newestBy } from "../kernel/facts.ts"
import { decidedBy, type Fact, type Verdict } from "../kernel/Verdict.ts"
import { type ChangeId, type ClientId, type EngagementId, type TermsRef, under } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, read, type TermsInHand } from "../terms/Reading.ts"
import type { Instant } from "../time/Instant.ts"
import type { Agreement } from "./agreed.ts"
import { dayOf, holds } from "./announced.ts"
import { alike, type Brought, whatBrought } from "./change.ts"
import { type FacetAnswer, type Facts, type GateVerdict, Inquiry, type Question, standsOn, summary } from "./Inquiry.ts"
import { againstWhatIsAgreed, carvedOut, left } from "./objected.ts"
import * as rules from "./rules.ts"
import type { Answer, Step } from "./rules.ts"
import { inScope, parentOf, period, replacementBy } from "./scope.ts"

export type { FacetAnswer, Facts, GateVerdict, Question } from "./Inquiry.ts"
export type { Answer } from "./rules.ts"

/** What time alone will make of an answer. */
export interface Outlook {
  /** The next instant at which the answer changes if nothing else happens. Absent: it will not. */
  readonly validUntil?: Instant
  /** The first instant at which it opens if nothing else happens, and why then. Absent: it is open now, or will not by itself. */
  readonly opens?: { readonly at: Instant; readonly because: GateVerdict["because"] }
}

/** The answer at one instant, with its reasons. */
export const judge = (question: Question, facts: Facts): GateVerdict => {
  const inquiry = inquire(question, facts)
  return inquiry instanceof Inquiry ? inOrder(inquiry) : inquiry
}

/** All facts are at hand, or the gate is shut for want of them. */
const inquire = (question: Question, facts: Facts): Inquiry | GateVerdict => {
  const { listing, client } = facts
  const missing = missingFrom(question, facts)
  if (listing !== undefined && client !== undefined && missing.length === 0) {
    return new Inquiry(question, { ...facts, listing, client }, inOrder)
  }
  const shut = rules.factsAtHand(missing, standsOn(facts)) // G0
  return Object.assign(decidedBy<Answer>("shut", [shut]), { needs: [], missing, facets: [], standsOn: standsOn(facts) })
}

/**
 * The answer, and what time alone will make of it.
 *
 * `validUntil` is exact: every instant that a rule compared with is tried in order, until one changes the answer.
 */
export const ask = (question: Question, facts: Facts): GateVerdict & Outlook => {
  const inquiry = inquire(question, facts)
  if (!(inquiry instanceof Inquiry)) return inquiry
  const verdict = inOrder(inquiry)
  let validUntil: Instant | undefined
  for (let at = inquiry.momentAfter(question.at); at !== undefined; at = inquiry.momentAfter(at)) {
    const then = inquiry.about({ at })
    if (then.answer !== verdict.answer) validUntil ??= at
    if (verdict.answer !== "open" && then.answer === "open" && validUntil !== undefined) {
      return Object.assign(verdict, { validUntil, opens: { at, because: then.because } })
    }
    if (verdict.answer === "open" && validUntil !== undefined) break
  }
  return Object.assign(verdict, validUntil !== undefined && { validUntil })
}

// -- The questions, in their order. -------------------------------------------------------------------------------------

const inOrder = (inquiry: Inquiry): GateVerdict => {
  const { question, listing, client, facts } = inquiry
  for (const { since, asBefore } of periodsOf(Listing.standing(listing.state, question.engagement)))
    inquiry.compare(since, ...asBefore.map(({ until }) => until))
  const standing = Listing.standingAt(listing.state, question.engagement, question.at)

  // G1: is it one for the gate?
  const governed = standing === undefined ? undefined : inquiry.say(rules.processorsOnly(standing.printed))
  if (governed?.answer === "notGoverned") return inquiry.last(governed)

  // G2: does a contract promise anything?
  for (const { executed, ended } of client.state.dpas) inquiry.compare(executed.value.at, ended?.value)
  const dpa = Client.dpaAt(client.state, question.at)
  const ended = client.state.dpas.flatMap((it) => it.ended ?? [])
  if (client.state.dpas.length > 1)
    inquiry.say(rules.agreedAnew(client.state.dpas.flatMap((it) => [it.executed, ...(it.ended ? [it.ended] : [])])))
  const inForce = inquiry.say(rules.agreementInForce(dpa?.executed, ended, inquiry.inClient))
  if (dpa === undefined) return inquiry.last(inForce)

  const today = handToday(inquiry, dpa.executed.value.terms)
  if (today === undefined)
    return inquiry.last(inquiry.say(rules.factsAtHand([dpa.executed.value.terms], standsOn(facts))))
  const since = Client.coveredSince(client.state, question.at)?.value ?? dpa.executed.value.at
  const agreement: Agreement = { dpa, today, since }

  // G3: does it stand on the listing, for this use, still; and G9: or has its replacement opened?
  const listed = inquiry.say(rules.onTheListing(standing?.printed, listing.state.opened, inquiry.inListing))
  if (standing === undefined) return inquiry.last(listed)
  const covered = inScope(inquiry, standing, agreement)
  if ("because" in covered) return inquiry.last(covered)
  const runs = period(inquiry, standing, agreement)
  if (runs.answer !== "pass") return inquiry.last(runs)

  const under = standing.printed.value.parent
  if (under !== undefined) {
    const { stands, ended } = parentOf(inquiry, under)
    const runs = inquiry.say(rules.parentRuns(standing.printed, stands, ended, inquiry.inListing))
    if (runs.answer !== "pass") return inquiry.last(runs)
  }

  // G4: is the sub-processor bound?
  const bound = safeguarded(inquiry, standing, covered, today)
  if (bound.answer !== "pass") return inquiry.last(bound)

  // G5 to G7: is it exempt, was it agreed to at entry, or has the change that brought it been through its questions?
  const start = inquiry.startsAt(covered[0]?.brought.value) ?? dpa.executed.value.at
  const outside = [
    ...againstWhatIsAgreed(inquiry, question.engagement, standing, agreement, start),
    ...carvedOut(inquiry, question.engagement, standing, new Set(covered.map(({ brought }) => brought.value))),
    ...left(inquiry, standing, agreement)
  ].map((verdict) => inquiry.say(verdict))
  const facets: Array<FacetAnswer> = []
  for (const together of broughtTogether(inquiry, covered, standing)) {
    const steps = whatBrought(inquiry, together, standing, agreement).map((verdict) => inquiry.say(verdict))
    const answer = summary([...outside, ...steps])
    for (const { facet, value } of together) facets.push({ facet, value, answer })
  }
  return inquiry.conclude(facets) // G8
}

/** What one event brought, and the client said yes to alike, is judged once. */
const broughtTogether = (
  inquiry: Inquiry,
  covered: ReadonlyArray<Listing.InScope>,
  standing: Listing.Standing
): ReadonlyArray<Brought> => {
  const groups = new Map<string, [Listing.InScope, ...Array<Listing.InScope>]>()
  for (const it of covered) {
    const group = groups.get(it.brought.from)
    if (group === undefined) groups.set(it.brought.from, [it])
    else group.push(it)
  }
  return [...groups.values()].flatMap((brought) => alike(inquiry, brought, standing))
}

const safeguarded = (
  inquiry: Inquiry,
  standing: Listing.Standing,
  covered: ReadonlyArray<Listing.InScope>,
  today: TermsInHand
): Verdict<Step> => {
  const { at } = inquiry.question
  for (const { value } of standing.safeguards) inquiry.compare(value.at, value.until)
  // Of several losses the one that began last: not the one that was announced last.
  const losses = standing.lapses.filter((it) => holds(inquiry, it.value))
  const lost = losses.reduce<Fact<ChangeId> | undefined>(
    (last, it) => (last === undefined || startOf(inquiry, it) >= startOf(inquiry, last) ? it : last),
    undefined
  )
  const lostAt = inquiry.startsAt(lost?.value)
  const sinceThen = standing.safeguards.filter(({ value }) => lostAt === undefined || value.at >= lostAt)
  const confirmed = newestBy(sinceThen, at)
  if (lost !== undefined) {
    const since = inquiry.say(rules.safeguardsLost(lost, dayOf(inquiry, lost.value), confirmed, inquiry.inListing))
    if (since.answer !== "pass") return since
  }
  const bound = inquiry.say(rules.safeguards(confirmed, at, inquiry.inListing))
  const transfer = read(today, "transfer", today.terms.transfer)
  if (bound.answer !== "pass" || confirmed === undefined || isOpen(transfer)) return bound
  const places = covered.filter((it) => it.facet === "place")
  return inquiry.say(
    rules.transferMechanism(
      confirmed,
      transfer,
      places.map(({ value, country, brought }) => ({ value: { place: value, country }, from: brought.from }))
    )
  )
}

const startOf = (inquiry: Inquiry, { value }: Fact<ChangeId>): string => inquiry.startsAt(value) ?? ""

/** The client's terms of today, with whatever readings of them were stated to this client about this engagement. */
const handToday = (inquiry: Inquiry, ref: TermsRef): TermsInHand | undefined => {
  const terms = inquiry.facts.world.terms(ref)
  if (terms === undefined) return undefined
  const stating = subjectsOf(inquiry.listing.state, inquiry.question.engagement)
    .flatMap((subject) => under(inquiry.facts.cases, subject)?.state.notice.letters ?? [])
    .filter(({ sent: { value } }) => value.stated.terms === ref && value.stated.readings.length > 0)
  inquiry.compare(...stating.map(({ sent }) => sent.value.at))
  const stated = stating.filter(({ sent }) => sent.value.at <= inquiry.question.at)
  for (const { sent } of stated) inquiry.say(decidedBy<Step>("pass", [promises.pinned(sent)]))
  const readings = stated.flatMap(({ sent }) => sent.value.stated.readings)
  return { ref, terms, readings }
}

// -- What the gate needs to be told. ---------------------------------------------------------------------------------------

/** The subjects whose consultations the gate needs for an engagement: itself, the changes that touched it, its replacement's. */
export const subjectsOf = (listing: Listing.State, engagement: EngagementId): ReadonlyArray<string> => {
  const subjects = new Set<string>()
  const ahead: Array<EngagementId> = [engagement]
  for (let current = ahead.pop(); current !== undefined; current = ahead.pop()) {
    if (subjects.has(current)) continue
    subjects.add(current)
    for (const { scope, replacedBy, reclassified } of periodsOf(Listing.standing(listing, current))) {
      for (const change of reclassified) subjects.add(change.value)
      for (const { brought, leaves } of scope) {
        if (brought.value !== undefined) subjects.add(brought.value)
        for (const change of leaves) subjects.add(change.value)
      }
      for (const by of replacedBy) ahead.push(replacementBy(listing, by.value) ?? current)
    }
  }
  return [...subjects]
}

/** The periods of an engagement, newest first. */
const periodsOf = (standing: Listing.Standing | undefined): ReadonlyArray<Listing.Standing> =>
  standing === undefined ? [] : [standing, ...periodsOf(standing.before)]

const missingFrom = (question: Question, facts: Facts): ReadonlyArray<string> => {
  const { listing, client, cases } = facts
  const own = Client.stream(question.client)
  const missing: Array<string> = []
  if (listing === undefined) missing.push("the listing: there is none, or several and none was named")
  if (client?.stream !== own) missing.push(own)
  for (const subject of listing === undefined ? [] : subjectsOf(listing.state, question.engagement)) {
    const stream = Consultation.stream(subject, question.client)
    if (under(cases, subject)?.stream !== stream) missing.push(stream)
  }
  for (const { stream, revision } of question.atLeast ?? []) {
    if (!standsOn(facts).some((it) => it.stream === stream && it.upTo >= revision)) missing.push(stream)
  }
  return missing
}

// -- Access, judged. ------------------------------------------------------------------------------------------------------

/** One access on record, and what it was by the gate of the instant at which it began. */
export interface JudgedAccess extends Verdict<"allowed" | "breach" | "notGoverned"> {
  readonly began: Fact<AccessBegan>
}

/**
 * Every access of an engagement to a client's data on record, judged by the gate of the instant at which it began. The facts are those
 * of that engagement: of another they would lack what its gate needs.
 */
export const judgeAccess = (engagement: EngagementId, client: ClientId, facts: Facts): ReadonlyArray<JudgedAccess> =>
  Object.values(facts.cases)
    .flatMap(({ state }) => state.access.access)
    .filter(({ began }) => began.value.engagement === engagement)
    .map(({ began }) => {
      const { use, at } = began.value
      return { ...rules.accessAllowed(began, judge({ engagement, client, use, at }, facts)), began }
    })
