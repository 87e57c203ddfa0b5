/** The letters of a case, as the gate looks at them: which count, which pin, and what window they give. */
import type * as Consultation from "../consultation/Consultation.ts"
import * as dates from "../consultation/dates.ts"
import * as Objection from "../consultation/Objection.ts"
import * as promises from "../consultation/rules.ts"
import type { Folded } from "../kernel/Decider.ts"
import { decidedBy, type Fact, type Verdict } from "../kernel/Verdict.ts"
import type { Duty, Row } from "../terms/Terms.ts"
import type { Instant } from "../time/Instant.ts"
import type { Inquiry } from "./Inquiry.ts"
import type { Step } from "./rules.ts"

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
  ...dates.sentBy(notice.letters, at).map((sent) => decidedBy<Step>("pass", [promises.pinned(sent)])),
  ...(notice.agreed.length === 0 ? [] : [decidedBy<Step>("pass", [promises.otherTermsAgreed(notice.agreed, at)])])
]

/** Whatever of a case's notice may make a difference when it happens. */
export const compareNotice = (inquiry: Inquiry, { letters, agreed }: Consultation.State["notice"]): void => {
  for (const { sent, delivered, received, bounced } of letters)
    inquiry.compare(...[sent, ...delivered, ...received, ...bounced].map((it) => it.value.at))
  inquiry.compare(...agreed.map(({ value }) => value.at))
  for (const { lost, restored } of inquiry.listing.state.addresses) inquiry.compare(lost.value.at, restored?.value)
}

/** What the end of the client's window hangs on beside the terms and their clock. */
export const courseOf = (inquiry: Inquiry, { notice: { letters }, objection }: Consultation.State): dates.Course => {
  inquiry.compare(...objection.solutions.map(({ value }) => value.at))
  const agreedUntil = Objection.windowUntil(objection, inquiry.question.at, inquiry.question.engagement)
  return { letters, addresses: inquiry.listing.state.addresses, agreedUntil }
}
