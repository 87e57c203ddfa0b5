/**
 * The gate: may this engagement handle this client's data, for this use, at this instant, and why?
 *
 * A pure question about folded states. The questions of the policy are asked in their order; any "no" shuts the gate, an
 * open question leaves it undetermined and names the decision to record, and only when all is answered is it open. Missing
 * facts shut it.
 */
import * as Client from "../client/Client.ts"
import * as Consultation from "../consultation/Consultation.ts"
import { decidedBy, type Fact, type Verdict } from "../kernel/Verdict.ts"
import type { ClientId, EngagementId, TermsRef } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, read, type TermsInHand } from "../terms/Reading.ts"
import type { Instant } from "../time/Instant.ts"
import { againstWhatIsAgreed, agreedAtEntry, changeSince } from "./change.ts"
import { type Facts, type GateVerdict, Inquiry, type Question, standsOn, summary } from "./Inquiry.ts"
import * as rules from "./rules.ts"
import type { Step } from "./rules.ts"
import { inScope, period, replacementBy } from "./scope.ts"

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
  const { listing, client } = facts
  const missing = missingFrom(question, facts)
  if (listing === undefined || client === undefined || missing.length > 0) {
    const shut = rules.factsAtHand(missing, standsOn(facts)) // G0
    return { ...decidedBy("shut", [shut]), needs: [], facets: [], standsOn: standsOn(facts) }
  }
  return inOrder(new Inquiry(question, { ...facts, listing, client }, inOrder))
}

/**
 * The answer, and what time alone will make of it.
 *
 * `validUntil` is exact: every instant that a rule compared with is tried in order, until one changes the answer.
 */
export const ask = (question: Question, facts: Facts): GateVerdict & Outlook => {
  const verdict = judge(question, facts)
  const { listing, client } = facts
  if (listing === undefined || client === undefined || missingFrom(question, facts).length > 0) return verdict
  const ahead = new Set<Instant>()
  const at = (instant: Instant): GateVerdict => {
    const inquiry = new Inquiry({ ...question, at: instant }, { ...facts, listing, client }, inOrder)
    const then = inOrder(inquiry)
    for (const moment of inquiry.moments) if (moment > instant) ahead.add(moment)
    ahead.delete(instant)
    return then
  }
  at(question.at)
  let validUntil: Instant | undefined
  for (let next = earliest(ahead); next !== undefined; next = earliest(ahead)) {
    const then = at(next)
    if (then.answer !== verdict.answer) validUntil ??= next
    if (verdict.answer !== "open" && then.answer === "open" && validUntil !== undefined) {
      return { ...verdict, validUntil, opens: { at: next, because: then.because } }
    }
    if (verdict.answer === "open" && validUntil !== undefined) break
  }
  return { ...verdict, ...(validUntil !== undefined && { validUntil }) }
}

const earliest = (instants: ReadonlySet<Instant>): Instant | undefined => {
  let first: Instant | undefined
  for (const instant of instants) if (first === undefined || instant < first) first = instant
  return first
}

// -- The questions, in their order. -------------------------------------------------------------------------------------

const inOrder = (inquiry: Inquiry): GateVerdict => {
  const { question, listing, client, facts } = inquiry
  const standing = Listing.standing(listing.state, question.engagement)

  // G1: is it one for the gate?
  const governed = standing === undefined ? undefined : inquiry.say(rules.processorsOnly(standing.printed))
  if (governed?.answer === "notGoverned") return inquiry.last(governed)

  // G2: does a contract promise anything?
  for (const { executed, ended } of client.state.dpas) inquiry.compare(executed.value.at, ended?.value)
  const dpa = Client.dpaAt(client.state, question.at)
  const agreement = inquiry.say(rules.agreementInForce(dpa?.executed, inquiry.inClient))
  if (dpa === undefined) return inquiry.last(agreement)

  // G3: does it stand on the listing, for this use, still; and G9: or has its replacement opened?
  const listed = inquiry.say(rules.onTheListing(standing?.printed, listing.state.opened, inquiry.inListing))
  if (standing === undefined) return inquiry.last(listed)
  const covered = inScope(inquiry, standing)
  if ("because" in covered) return inquiry.last(covered)
  const runs = period(inquiry, standing)
  if (runs.answer !== "pass") return inquiry.last(runs)

  // G4: is the sub-processor bound?
  const today = handToday(inquiry, dpa.executed.value.terms)
  if (today === undefined) return inquiry.last(inquiry.say(rules.factsAtHand([dpa.executed.value.terms], standsOn(facts))))
  const bound = safeguarded(inquiry, standing, covered, today)
  if (bound.answer !== "pass") return inquiry.last(bound)

  // G5: is it exempt?
  const exemption = read(today, "exempt", today.terms.exempt)
  inquiry.compare(standing.materiality?.value.at)
  const exempt = inquiry.say(rules.exempt(isOpen(exemption) ? undefined : exemption, standing.materiality, question.at))
  if (exempt.answer === "open") return inquiry.last(exempt)

  // G6 and G7: was it agreed to at entry, and if not, has the change that brought it been through its questions?
  const outside = againstWhatIsAgreed(inquiry, question.engagement, standing, dpa).map((verdict) => inquiry.say(verdict))
  const facets = [...broughtTogether(covered)].flatMap((together) => {
    const steps = whatBrought(inquiry, together[0], standing, dpa, today).map((verdict) => inquiry.say(verdict))
    const answer = summary([...outside, ...steps].map((verdict) => verdict.answer))
    return together.map(({ facet, value }) => ({ facet, value, answer }))
  })
  return inquiry.conclude(facets) // G8
}

const whatBrought = (
  inquiry: Inquiry,
  it: Listing.InScope,
  standing: Listing.Standing,
  dpa: Client.Dpa,
  today: TermsInHand
): ReadonlyArray<Verdict<Step>> => {
  const change = it.brought.value
  const agreed = agreedAtEntry(inquiry, it, today)
  if (agreed !== undefined) return change === undefined ? [agreed] : [agreed, ...againstWhatIsAgreed(inquiry, change, standing, dpa)]
  return change === undefined ? [rules.neitherAgreedNorAnnounced(it.brought, inquiry.inListing)] : changeSince(inquiry, change, standing, dpa)
}

/** What one event brought is judged once. */
const broughtTogether = (covered: ReadonlyArray<Listing.InScope>): Iterable<readonly [Listing.InScope, ...ReadonlyArray<Listing.InScope>]> => {
  const groups = new Map<string, readonly [Listing.InScope, ...ReadonlyArray<Listing.InScope>]>()
  for (const it of covered) {
    const group = groups.get(it.brought.from)
    groups.set(it.brought.from, group === undefined ? [it] : [...group, it])
  }
  return groups.values()
}

const safeguarded = (
  inquiry: Inquiry,
  standing: Listing.Standing,
  covered: ReadonlyArray<Listing.InScope>,
  today: TermsInHand
): Verdict<Step> => {
  const { at } = inquiry.question
  for (const { value } of standing.safeguards) inquiry.compare(value.at, value.until)
  const confirmed = standing.safeguards.find(({ value }) => value.at <= at)
  const bound = inquiry.say(rules.safeguards(confirmed, at, inquiry.inListing))
  const transfer = read(today, "transfer", today.terms.transfer)
  if (bound.answer !== "pass" || confirmed === undefined || isOpen(transfer)) return bound
  const places = covered.filter((it) => it.facet === "place")
  return inquiry.say(
    rules.transferMechanism(
      confirmed,
      transfer,
      places.map(({ country, brought }) => ({ value: { country }, from: brought.from }))
    )
  )
}

/** The client's terms of today, with whatever readings of them were stated to this client. */
const handToday = (inquiry: Inquiry, ref: TermsRef): TermsInHand | undefined => {
  const terms = inquiry.facts.world.terms(ref)
  if (terms === undefined) return undefined
  const stating: ReadonlyArray<Fact<{ readonly stated: { readonly terms: TermsRef; readonly readings: TermsInHand["readings"] } }>> =
    Object.values(inquiry.facts.cases)
      .flatMap(({ state }) => state.notice.letters.map(({ sent }) => sent))
      .filter((sent) => sent.value.at <= inquiry.question.at && sent.value.stated.terms === ref && sent.value.stated.readings.length > 0)
  return { ref, terms, readings: stating.flatMap((sent) => sent.value.stated.readings) }
}

// -- What the gate needs to be told. ---------------------------------------------------------------------------------------

/** The subjects whose consultations the gate needs for an engagement: itself, the changes that touched it, its replacement's. */
export const subjectsOf = (listing: Listing.State, engagement: EngagementId): ReadonlyArray<string> => {
  const subjects = new Set<string>()
  for (let current: EngagementId | undefined = engagement; current !== undefined && !subjects.has(current); ) {
    subjects.add(current)
    const standing: Listing.Standing | undefined = Listing.standing(listing, current)
    for (const { brought, leaves } of standing?.scope ?? []) {
      if (brought.value !== undefined) subjects.add(brought.value)
      if (leaves !== undefined) subjects.add(leaves.value)
    }
    current = standing?.replacedBy === undefined ? undefined : replacementBy(listing, standing.replacedBy.value)
  }
  return [...subjects]
}

const missingFrom = (question: Question, facts: Facts): ReadonlyArray<string> => {
  const { listing, client, cases } = facts
  const own = Client.stream(question.client)
  const subjects = listing === undefined ? [] : subjectsOf(listing.state, question.engagement)
  const read = standsOn(facts)
  return [
    ...(listing === undefined ? ["listing"] : []),
    ...(client?.stream === own ? [] : [own]),
    ...subjects.filter((subject) => cases[subject] === undefined).map((subject) => Consultation.stream(subject, question.client)),
    ...(question.atLeast ?? [])
      .filter(({ stream, revision }) => !read.some((it) => it.stream === stream && it.upTo >= revision))
      .map(({ stream }) => stream)
  ]
}

// -- Access, judged. ------------------------------------------------------------------------------------------------------

/** One access on record, and whether the gate was open when it began. */
export interface JudgedAccess extends Verdict<boolean> {
  readonly began: Fact<unknown>
}

/** Every access on record in the cases at hand, judged by the gate of the instant at which it began. */
export const judgeAccess = (client: ClientId, facts: Facts): ReadonlyArray<JudgedAccess> =>
  Object.values(facts.cases).flatMap(({ state }) =>
    state.access.access.map(({ began }) => {
      const { engagement, use, at } = began.value
      return { ...rules.accessAllowed(began, judge({ engagement, client, use, at }, facts)), began }
    })
  )
