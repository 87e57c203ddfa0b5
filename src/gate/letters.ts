/** The letters of a case, as the gate looks at them: which by now, which pin, and what window they give. */
import type * as Consultation from "../consultation/Consultation.ts"
import * as dates from "../consultation/dates.ts"
import type { Letter, NoticeSent } from "../consultation/Notice.ts"
import type { Loss } from "../consultation/objections.ts"
import * as promises from "../consultation/rules.ts"
import type { Folded } from "../kernel/Decider.ts"
import { decidedBy, type Fact, type Verdict } from "../kernel/Verdict.ts"
import { isOpen } from "../terms/Reading.ts"
import type { Duty, Row } from "../terms/Terms.ts"
import * as Days from "../time/Day.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import type { Inquiry } from "./Inquiry.ts"
import type { Step } from "./rules.ts"
import { solutionBy } from "./yes.ts"

/** One duty, the row of it that matches, and the terms as the case holds them. */
export interface Owed {
  readonly duty: Duty
  readonly row: Row
  readonly hand: dates.Hand
}

export type Clock = Verdict<Instant | undefined> | undefined

/** A case as it counts under the agreement of today: what was told under one that ended before it began is told no more. */
export const underAgreement = (held: Folded<Consultation.State>, since: Instant): Folded<Consultation.State> => {
  const { notice } = held.state
  const counts = ({ value }: Fact<{ readonly at: Instant }>): boolean => value.at >= since
  if (notice.letters.every(({ sent }) => counts(sent)) && notice.agreed.every(counts)) return held
  const letters = notice.letters.filter(({ sent }) => counts(sent))
  return { ...held, state: { ...held.state, notice: { ...notice, letters, agreed: notice.agreed.filter(counts) } } }
}

/** The letters that pin the case's terms and state its readings, and what was agreed about its terms since. */
export const pins = ({ notice }: Consultation.State, at: Instant): ReadonlyArray<Verdict<Step>> => [
  ...sentBy(notice.letters, at).map((sent) => decidedBy<Step>("pass", [promises.pinned(sent)])),
  ...(notice.agreed.length === 0 ? [] : [decidedBy<Step>("pass", [promises.otherTermsAgreed(notice.agreed, at)])])
]

export const sentBy = (letters: ReadonlyArray<Letter>, at: Instant): ReadonlyArray<Fact<NoticeSent>> =>
  letters.filter((letter) => letter.sent.value.at <= at).map((letter) => letter.sent)

/** Whatever of a case's notice may make a difference when it happens. */
export const compareNotice = (inquiry: Inquiry, { letters, agreed }: Consultation.State["notice"]): void => {
  for (const { sent, delivered, received, bounced } of letters)
    inquiry.compare(...[sent, ...delivered, ...received, ...bounced].map((it) => it.value.at))
  inquiry.compare(...agreed.map(({ value }) => value.at))
  for (const { lost, restored } of inquiry.listing.state.addresses) inquiry.compare(lost.value.at, restored?.value)
}

/** The client's window by the terms in this hand; `undefined` where they leave it open or its clock is not known. */
export const windowOf = (
  inquiry: Inquiry,
  { duty, row }: Owed,
  hand: dates.Hand,
  clock: Clock,
  { notice, objection }: Consultation.State
): Verdict<promises.WindowEnd> | undefined => {
  const term = dates.parameter(hand, duty, row, "window", row.window)
  if (isOpen(term) || clock === undefined) return undefined
  const { addresses } = inquiry.listing.state
  const dead = dates.deadTimes(addresses, notice.letters, duty, row, inquiry.question.at, hand)
  const agreed = solutionBy(inquiry, objection)
  const until = agreed?.value.effects?.windowUntil
  const window = dates.windowOf(
    clock,
    term,
    dead,
    hand.place,
    agreed === undefined || until === undefined ? undefined : { value: until, from: agreed.from }
  )
  const sent = sentBy(notice.letters, inquiry.question.at)
  const lastDay = sent.map(({ value }) => value.stated.objectUntil).reduce(latest, undefined)
  const told = lastDay && Zone.startOf(hand.place.zone, Days.add(lastDay, 1))
  inquiry.compare(told)
  return told !== undefined && typeof window.answer === "object" && window.answer.before < told
    ? promises.asTold(window, sent, told)
    : window
}

const latest = (a: Day | undefined, b: Day | undefined): Day | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a

/** The times by now in which an objection that was sent to one of our addresses did not arrive. */
export const lossesBy = ({ listing, question }: Inquiry): ReadonlyArray<Loss> =>
  listing.state.addresses
    .filter(({ lost }) => lost.value.at <= question.at)
    .map(({ lost, restored }): Loss => [lost, restored])
