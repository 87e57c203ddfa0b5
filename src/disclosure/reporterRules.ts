/** What a reporter is promised, sentence by sentence (`docs/policy/reporters.md`). Each rule takes facts and gives an answer. */
import { type Absent, type Fact, rule, type Verdict } from "../kernel/Verdict.ts"
import type { PolicyRef } from "../language/ids.ts"
import type * as Deadline from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import type { Span } from "../time/Span.ts"
import type { Condition, Severity, Within } from "./DisclosureTerms.ts"
import type { Open, StatedReading, Stipulation } from "./hand.ts"
import type {
  ConditionJudged,
  Happened,
  NotOwed,
  ScopeJudged,
  SeverityJudged,
  Status,
  Suspension,
  Waiver,
  Wish
} from "./promises.ts"
import * as Rest from "./rest.ts"

type At = { readonly at: Instant }

// -- Promises. ------------------------------------------------------------------------------------------------------------

export const policyAt = rule(
  {
    id: "reporters.policy-at-receipt",
    quote: "What a reporter is owed follows the policy that was in force when the report was received."
  },
  (inForce: Verdict<PolicyRef | undefined>, _received: Fact<At>): PolicyRef | undefined => inForce.answer
)

/** `began`: when it began, for which the reading is to serve. `until`: by when it must have been stated: it was kept then, or is looked at. */
export const readingServes = rule(
  {
    id: "reporters.reading-serves",
    quote:
      "A reading of the policy serves what is done after an answer stated it; of several, what began after an answer counts by the one stated last before it began, and what had begun before by the first."
  },
  (stated: ReadonlyArray<StatedReading>, began: Instant, until: Instant): StatedReading | undefined =>
    stated.findLast((it) => it.stated <= began && it.stated <= until) ?? stated.find((it) => it.stated <= until)
)

export const answerable = rule(
  {
    id: "reporters.answerable",
    quote: "Who left no way to be answered is owed no answer, and who leaves one later is owed it from then on."
  },
  (contact: boolean, reachable: Fact<At> | undefined, _looked: Absent): "owed" | "unreachable" =>
    contact && reachable === undefined ? "unreachable" : "owed"
)

/** What speaks about each condition that a policy may make; an empty list where nothing does. */
export interface ConditionFacts {
  readonly reachable: ReadonlyArray<Fact<At>>
  readonly named: ReadonlyArray<Fact<{ readonly named: boolean }>>
  readonly accepted: ReadonlyArray<Fact<Happened>>
  readonly scope: ReadonlyArray<Fact<ScopeJudged>>
  readonly updates: ReadonlyArray<Fact<Wish>>
  readonly severity: ReadonlyArray<Fact<SeverityJudged>>
  readonly judged: ReadonlyArray<Fact<ConditionJudged>>
}

export type Holds = "holds" | NotOwed | { readonly notJudged: string }

const severities: ReadonlyArray<Severity> = ["none", "low", "medium", "high", "critical"]

export const atLeast = (one: Severity, other: Severity): boolean => severities.indexOf(one) >= severities.indexOf(other)

export const conditionHolds = rule(
  {
    id: "reporters.condition",
    quote: "A promise that the policy makes on a condition is owed while the condition holds."
  },
  (
    { value: condition }: Stipulation<Condition>,
    reachable: ConditionFacts["reachable"],
    named: ConditionFacts["named"],
    accepted: ConditionFacts["accepted"],
    scope: ConditionFacts["scope"],
    updates: ConditionFacts["updates"],
    severity: ConditionFacts["severity"],
    judged: ConditionFacts["judged"],
    /** A promise with milestones asks at each of them what was wanted then. */
    wantedNow: boolean,
    _looked: Absent
  ): Holds => {
    if (condition.contactable === true && reachable.length === 0) return "unreachable"
    if (condition.named === true && named.at(-1)?.value.named !== true) return "notNamed"
    if (condition.accepted === true && accepted.length === 0) return "notAccepted"
    if (condition.updatesWanted === true && wantedNow && updates.at(-1)?.value.wanted !== true) return "notWanted"
    const [inScope, least, fits] = [
      scope.at(-1)?.value.inScope,
      severity.at(-1)?.value.severity,
      judged.at(-1)?.value.holds
    ]
    if (condition.inScope === true && inScope !== true)
      return inScope === undefined ? { notJudged: "whether it is in scope" } : "outOfScope"
    if (condition.severity !== undefined) {
      if (least === undefined) return { notJudged: "how severe it is" }
      if (!atLeast(least, condition.severity)) return "notSevere"
    }
    if (condition.words === undefined || fits === true) return "holds"
    return fits === undefined ? { notJudged: condition.words } : "judgedOtherwise"
  }
)

export const progressWanted = rule(
  {
    id: "reporters.progress-wanted",
    quote: "Progress is told because somebody asked for it, and no longer than it is wanted."
  },
  (wishes: ReadonlyArray<Fact<Wish>>) => wishes.at(-1)?.value.wanted === true
)

export const bySeverity = rule(
  {
    id: "reporters.by-severity",
    quote: "Where a time depends on how severe a weakness is, the severity that was judged last decides."
  },
  (judged: Fact<SeverityJudged> | undefined, _within: Stipulation<Within>) => judged?.value.severity
)

export const countsFrom = rule(
  {
    id: "reporters.counts-from",
    quote: "Where somebody could be answered, or wanted to hear more, only later, a promise counts from then."
  },
  (anchor: Fact<At>, later: ReadonlyArray<Fact<At>>, _before: ReadonlyArray<Fact<Wish>>): Fact<At> =>
    later.reduce((latest, it) => (it.value.at > latest.value.at ? it : latest), anchor)
)

export const counted = rule(
  {
    id: "reporters.counted",
    quote: "A promise counts from the act that the policy names, and time in which it rests does not count."
  },
  (
    start: Fact<At>,
    within: Stipulation<Span>,
    place: Deadline.Place,
    rests: ReadonlyArray<Fact<Suspension>>,
    _resting: ReadonlyArray<Verdict<unknown>>
  ) =>
    Rest.after(
      start.value.at,
      within.value,
      place,
      rests.map(({ value }) => value)
    )
)

export const answeredBy = rule(
  { id: "reporters.human", quote: "Where a human must answer, an automatic reply keeps no promise." },
  (act: Fact<Happened>, human: Stipulation<boolean> | undefined) => act.value.by === "human" || human?.value === false
)

export const kept = rule(
  {
    id: "reporters.kept",
    quote: "A promise is kept by the first act that counts, in time or late, and stays so whatever follows."
  },
  (
    _promise: Stipulation<string>,
    act: Fact<Happened>,
    { answer: due }: Verdict<Deadline.Due>,
    _answered: Verdict<boolean>
  ): Status =>
    act.value.at < due.duty.before ? { _tag: "Met", at: act.value.at, due } : { _tag: "MetLate", at: act.value.at, due }
)

export const unkept = rule(
  {
    id: "reporters.unkept",
    quote: "A promise that nobody kept is open until it is due and broken from then on, and an aim is never broken."
  },
  (
    _promise: Stipulation<string>,
    rigidity: Stipulation<"must" | "should" | "aim"> | undefined,
    { answer: due }: Verdict<Deadline.Due>,
    now: Instant,
    _looked: Absent
  ): Status =>
    now < due.duty.before || rigidity?.value === "aim"
      ? { _tag: "Open", due }
      : { _tag: "Breached", since: due.duty.before, due }
)

export const rests = rule(
  {
    id: "reporters.rests",
    quote: "While a promise rests as the policy allows, it is not broken."
  },
  (
    pauses: ReadonlyArray<Fact<Suspension>>,
    { answer: due }: Verdict<Deadline.Due>,
    now: Instant
  ): Status | undefined => {
    const pause = pauses.find(
      ({ value: { from, until } }) => from <= now && from < due.duty.before && (until === undefined || now < until)
    )
    if (pause === undefined) return undefined
    const { until } = pause.value
    return { _tag: "Suspended", ...(until !== undefined && { until }) }
  }
)

export const waived = rule(
  { id: "reporters.waived", quote: "A reporter may waive a promise until it is due or kept." },
  (
    waiver: Fact<Waiver> | undefined,
    act: Fact<Happened> | undefined,
    { answer: due }: Verdict<Deadline.Due>
  ): Status | undefined =>
    waiver !== undefined && waiver.value.at < due.duty.before && (act === undefined || waiver.value.at < act.value.at)
      ? { _tag: "Waived", at: waiver.value.at }
      : undefined
)

export const byNoClock = rule(
  {
    id: "reporters.by-no-clock",
    quote:
      "Where the policy names an occasion and no time, a promise is owed at the occasion and kept by what follows it."
  },
  (
    _promise: Stipulation<string>,
    _start: Fact<At>,
    act: Fact<Happened> | undefined,
    _looked: Absent,
    _resting: ReadonlyArray<Verdict<unknown>>
  ): Status => (act === undefined ? { _tag: "Open" } : { _tag: "Met", at: act.value.at })
)

export const endsWithTheReport = rule(
  {
    id: "reporters.ends-with-the-report",
    quote: "What is owed again and again ends when the report is closed."
  },
  (_closed: Fact<Happened>, _since: Fact<At>): Status => ({ _tag: "NotOwed", why: "closed" })
)

export const notOwed = rule(
  { id: "reporters.not-owed", quote: "What is not owed is said to be so, and why." },
  (
    _promise: Stipulation<string>,
    why: NotOwed,
    _received: Fact<At>,
    _looked: Absent,
    _resting: ReadonlyArray<Verdict<unknown>>
  ): Status => ({ _tag: "NotOwed", why })
)

export const openUntilRead = rule(
  {
    id: "reporters.open-until-read",
    quote: "What the policy leaves open about a promise stays open until a person reads or judges it, and is no excuse."
  },
  (
    _promise: Stipulation<string>,
    open: ReadonlyArray<Open>,
    act: Fact<Happened> | undefined,
    _looked: Absent,
    _resting: ReadonlyArray<Verdict<unknown>>
  ): Status => ({ _tag: "Undetermined", open, ...(act !== undefined && { keptAt: act.value.at }) })
)

export const notAtHand = rule(
  { id: "reporters.calendar-not-at-hand", quote: "A day by a calendar that is not at hand is not guessed." },
  (_promise: Stipulation<string>, _start: Fact<At>, calendar: string): Status => ({ _tag: "NotAtHand", calendar })
)
