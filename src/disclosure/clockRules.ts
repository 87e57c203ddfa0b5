/** What is promised about clocks of the law, sentence by sentence (`docs/policy/reporters.md`). */
import { type Absent, type Fact, rule, sentence, type Verdict } from "../kernel/Verdict.ts"
import * as Deadline from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import type { Span } from "../time/Span.ts"
import type { ApplicabilityDecided, BecameAware, CourseObserved, StepFiled } from "./Awareness.ts"
import type { ClockStatus } from "./clocks.ts"

export const startsByItself = sentence({
  id: "clocks.starts-by-itself",
  quote: "Each awareness starts clocks of its own, for its law, its role and its client, whatever others knew."
})

export const eachClient = sentence({
  id: "clocks.each-client",
  quote:
    "Which clients an incident touched is decided by a person, and each of them is told on a clock of its own, once for one incident."
})

/** How an incident may have touched a client. */
export type Touch = "used" | "usedBefore" | "agreementEnded" | "withoutAgreement" | "notUsed"

export const mayBeAffected = rule(
  {
    id: "clocks.may-be-affected",
    quote:
      "An incident may have touched a client that used what the incident is about until it was over; who used it only before, and who has no agreement, is named as that and not left out."
  },
  (
    /** The one in force when the incident was over, or else the last one before. */
    agreement: Fact<unknown> | undefined,
    agreementEnded: Fact<Instant> | undefined,
    during: ReadonlyArray<Fact<unknown>>,
    before: ReadonlyArray<Fact<unknown>>,
    from: Instant,
    _looked: Absent
  ): Touch => {
    if (during.length === 0) return before.length > 0 ? "usedBefore" : "notUsed"
    if (agreement === undefined) return "withoutAgreement"
    return agreementEnded !== undefined && agreementEnded.value <= from ? "agreementEnded" : "used"
  }
)

export const doesNotApply = rule(
  {
    id: "clocks.does-not-apply",
    quote: "Whether a law applies is decided by a person and recorded, and until then its clocks run."
  },
  (_decided: Fact<ApplicabilityDecided>): ClockStatus => ({ _tag: "NotOwed" })
)

export const due = rule(
  {
    id: "clocks.due",
    quote: "No embargo, no working day and no subscription moves a clock of the law."
  },
  (
    start: Fact<{ readonly at: Instant }>,
    within: Span,
    place: Deadline.Place,
    _course: ReadonlyArray<Fact<CourseObserved>>
  ) => Deadline.after(start.value.at, within, place)
)

export const waits = rule(
  {
    id: "clocks.waits",
    quote: "A final report has no date until the fact has happened that it counts from."
  },
  (
    _aware: Fact<BecameAware>,
    waitsFor: "measureAvailable" | "notification" | "handled",
    filed: Fact<StepFiled> | undefined,
    more: ReadonlyArray<Fact<StepFiled>>,
    _course: ReadonlyArray<Fact<CourseObserved>>,
    _looked: Absent
  ): ClockStatus => filedOr(filed, more, { _tag: "Waits", for: waitsFor })
)

export const withoutDelay = rule(
  {
    id: "clocks.without-delay",
    quote: "A processor tells each client without undue delay, and that is no number until the contract says one."
  },
  (
    start: Fact<{ readonly at: Instant }>,
    filed: Fact<StepFiled> | undefined,
    more: ReadonlyArray<Fact<StepFiled>>,
    _looked: Absent
  ): ClockStatus => filedOr(filed, more, { _tag: "Open", since: start.value.at })
)

export const told = rule(
  {
    id: "clocks.told",
    quote:
      "Persons whom a breach puts at high risk, and users whom an exploited weakness or a severe incident affects, are told without undue delay, which is no number: it is open from when we knew until they are told."
  },
  (
    aware: Fact<BecameAware>,
    decided: Fact<ApplicabilityDecided> | undefined,
    filed: Fact<StepFiled> | undefined,
    more: ReadonlyArray<Fact<StepFiled>>,
    _looked: Absent
  ): ClockStatus =>
    filedOr(filed, more, {
      _tag: "Open",
      since: aware.value.at,
      ...(decided?.value.ground === "disproportionate" && { inPublic: true })
    })
)

export const needNotBeTold = rule(
  {
    id: "clocks.need-not-be-told",
    quote:
      "That those concerned need not be told is decided by a person on a ground that the law names; where to tell each of them takes too much effort, they are told in public."
  },
  (_decided: Fact<ApplicabilityDecided>): ClockStatus => ({ _tag: "NotOwed" })
)

export const stands = rule(
  {
    id: "clocks.stands",
    quote: "What was filed late is recorded as late, and needs its reasons."
  },
  (
    { answer: due }: Verdict<Deadline.Due | Deadline.UnknownCalendar>,
    _aware: Fact<BecameAware>,
    filed: Fact<StepFiled> | undefined,
    more: ReadonlyArray<Fact<StepFiled>>,
    now: Instant,
    _looked: Absent
  ): ClockStatus => {
    if (Deadline.isUnknown(due)) return { _tag: "NotAtHand", calendar: due.calendar }
    const { before } = due.duty
    if (filed !== undefined && filed.value.at >= before)
      return {
        _tag: "FiledLate",
        at: filed.value.at,
        due,
        reasoned: [filed, ...more].some(isReasoned),
        part: isPart(filed, more)
      }
    return filedOr(filed, more, now < before ? { _tag: "Open", due } : { _tag: "Overdue", since: before, due })
  }
)

/** A part, until one of them says that nothing follows. */
const isPart = (filed: Fact<StepFiled>, more: ReadonlyArray<Fact<StepFiled>>): boolean =>
  [filed, ...more].every(({ value }) => value.part === true)

const isReasoned = ({ value }: Fact<StepFiled>): boolean => value.lateBecause !== undefined

/** The first filing is when it was filed; it is a part until one says that nothing follows. */
const filedOr = (
  filed: Fact<StepFiled> | undefined,
  more: ReadonlyArray<Fact<StepFiled>>,
  otherwise: ClockStatus
): ClockStatus => (filed === undefined ? otherwise : { _tag: "Filed", at: filed.value.at, part: isPart(filed, more) })
