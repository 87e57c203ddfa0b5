/** e to i, for one duty to consult about one change. */
import type * as Consultation from "../consultation/Consultation.ts"
import * as dates from "../consultation/dates.ts"
import type { NoticeSent } from "../consultation/Notice.ts"
import * as promises from "../consultation/rules.ts"
import * as Client from "../client/Client.ts"
import type { Folded } from "../kernel/Decider.ts"
import { newestBy } from "../kernel/facts.ts"
import type { Absent, Fact, Stipulation, Verdict } from "../kernel/Verdict.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, type Open, read } from "../terms/Reading.ts"
import type { AdvanceNotice, Emergency, Silence } from "../terms/Terms.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import { type Inquiry, lookedIn } from "./Inquiry.ts"
import { type Clock, courseOf, type Owed } from "./letters.ts"
import { standingObjections } from "./objected.ts"
import * as rules from "./rules.ts"
import type { Step } from "./rules.ts"
import { tellingOf } from "./telling.ts"
import type { YesByNow } from "./yes.ts"

type Steps = ReadonlyArray<Verdict<Step>>

/** A change as one client is consulted about it, or about what was put right of it later. */
export interface Consulted {
  readonly change: Listing.AnnouncedChange
  readonly held: Folded<Consultation.State>
  readonly starts: Instant
  /** The first version that shows it. */
  readonly published: Fact<{ readonly at: Instant }> | undefined
  /** When it was put right as a matter of substance: whoever was told before was told something else. */
  readonly putRight: Fact<Instant> | undefined
  readonly yes: YesByNow | undefined
}

export const consulted = (inquiry: Inquiry, owed: Owed, about: Consulted): Steps => {
  const { change, held, starts, yes } = about
  const { at } = inquiry.question
  const { duty, row, hand } = owed
  const inCase = lookedIn(held)
  const sent = dates.sentBy(held.state.notice.letters, at)
  const clock = clockOf(inquiry, owed, about)
  const runs = clock !== undefined && "answer" in clock ? clock : undefined
  const advance = dates.parameter(hand, duty, row, "advanceNotice", row.advanceNotice)
  const from = runs === undefined || isOpen(advance) ? undefined : promises.accessFrom(runs, advance, hand.place)
  inquiry.compare(from?.answer, ...sent.map((it) => it.value.stated.accessFrom))
  const start = Instants.max(from?.answer ?? starts, starts)
  const silence = dates.parameter(hand, duty, row, "silence", row.silence)
  const denied = isOpen(silence) ? [] : [silenceStep(silence, yes, inCase)]
  if (yes !== undefined) return [...denied, ...standingObjections(inquiry, held, owed, runs, start, yes)]

  const window = dates.windowAt(courseOf(inquiry, held.state), duty, row, at, hand, runs)
  const ordinary: Steps = [
    clock !== undefined && "open" in clock
      ? rules.hangsOn(clock.open, sent, inCase, clock.beside)
      : rules.told(runs, inCase), // f
    ...(isOpen(advance)
      ? [rules.hangsOn([advance], sent, inCase)]
      : from === undefined
        ? []
        : [rules.noticeRunsOut(from, sent, at)]) // g
  ]
  return [
    ...inAnEmergency(inquiry, owed, change, runs, sent, inCase, ordinary), // e
    ...denied,
    windowStep(inquiry, owed, window, sent, inCase), // h
    ...standingObjections(inquiry, held, owed, runs, start) // i
  ]
}

/** d: where silence is a no, only a yes that authorises opens, and in writing. */
const silenceStep = (silence: Stipulation<Silence>, yes: YesByNow | undefined, inCase: Absent): Verdict<Step> => {
  if (yes?.authorises !== true || silence.value !== "denied") return rules.silenceDenies(silence, inCase)
  return rules.inWriting(silence, [yes.said])
}

/** When the clock of a duty started, by what tells of the change as it is by now. */
const clockOf = (
  inquiry: Inquiry,
  { duty, row, hand }: Owed,
  { change, held, published, putRight }: Consulted
): dates.Clock => {
  const { client, listing, question } = inquiry
  const { letters } = held.state.notice
  const telling = tellingOf(listing.state, change, letters, putRight, question.at)
  if (telling.later.length > 0) inquiry.say(rules.broughtForward(telling.later, telling.day))
  inquiry.compare(published?.value.at, telling.published?.value.at)
  inquiry.compare(...dates.startsByItself(letters, duty, row, hand))
  const around = {
    published: telling.published,
    subscribed: (then: Instant) => Client.subscribedAt(client.state, then),
    addresses: listing.state.addresses
  }
  return dates.clockOf(letters, duty, row, question.at, hand, around, lookedIn(held), telling.counts)
}

/** e: what an emergency clause makes of f and g, where the vendor invoked one and a person found that it fits. */
const inAnEmergency = (
  inquiry: Inquiry,
  { hand }: Owed,
  { announced, emergency }: Listing.AnnouncedChange,
  clock: Clock,
  sent: ReadonlyArray<Fact<NoticeSent>>,
  inCase: Absent,
  ordinary: Steps
): Steps => {
  const { at } = inquiry.question
  const clause = read(hand, "emergency", hand.terms.emergency)
  const invoked = announced.value.emergency !== undefined
  if (!invoked || (isOpen(clause) && clause.why !== "reasonable" && clause.why !== "days")) return ordinary
  if (ordinary.every(({ answer }) => answer === "pass")) return ordinary
  if (isOpen(clause)) return [rules.hangsOn([clause], [announced], inquiry.inListing)]
  inquiry.compare(...emergency.map(({ value }) => value.at))
  const judged = newestBy(
    emergency.filter(({ value }) => value.terms === hand.ref),
    at
  )
  if (judged === undefined) return [rules.hangsOn([notJudged(clause)], [announced], inquiry.inListing)]
  const fits = rules.emergency(announced, clause, judged, inquiry.inListing)
  if (fits.answer !== "pass") return [...ordinary, fits]
  const short = shortNotice(clause)
  if (short === undefined) return [fits]
  const from = clock && promises.accessFrom(clock, short, hand.place)
  inquiry.compare(from?.answer)
  return [fits, rules.told(clock, inCase), ...(from === undefined ? [] : [rules.noticeRunsOut(from, sent, at)])]
}

const notJudged = ({ value, terms }: Stipulation<Emergency>): Open => ({
  open: "emergency",
  terms: terms.ref,
  why: "notJudged",
  words: value.when
})

/** The short notice that an emergency leaves, where the clause states one. */
const shortNotice = ({ value, terms }: Stipulation<Emergency>): Stipulation<AdvanceNotice> | undefined =>
  value.advance === undefined ? undefined : { value: { period: value.advance, before: "access" }, terms }

/** h: the window in which the client may object, where the agreement holds access until it ends. */
const windowStep = (
  inquiry: Inquiry,
  { duty, row, hand }: Owed,
  window: Verdict<promises.WindowEnd> | undefined,
  sent: ReadonlyArray<Fact<unknown>>,
  inCase: Absent
): Verdict<Step> => {
  const { at } = inquiry.question
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
