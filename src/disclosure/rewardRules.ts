/** What is promised about rewards, sentence by sentence (`docs/policy/reporters.md`). */
import { type Absent, type Cited, type Fact, rule, sentence, type Verdict } from "../kernel/Verdict.ts"
import type { Period } from "../terms/Terms.ts"
import * as Deadline from "../time/Deadline.ts"
import type { Span } from "../time/Span.ts"
import type { Need, RewardTerms } from "./DisclosureTerms.ts"
import type { SeverityJudged } from "./promises.ts"
import { atLeast } from "./reporterRules.ts"
import type { Eligibility, Received, RewardFacts } from "./Reward.ts"
import type { Open, Stipulation } from "./hand.ts"

/** Whether one thing that is asked for is there; `undefined` while nobody knows. */
export interface Met {
  readonly need: Need
  readonly met: boolean | undefined
}

export const novel = rule(
  {
    id: "reward.novel",
    quote:
      "An issue counts as known only by an earlier report or by a record of ours that has its day; otherwise it is new."
  },
  (
    judged: RewardFacts["novelty"],
    newTo: Stipulation<"reports" | "reportsAndInternal"> | undefined,
    _looked: Absent
  ): Met => {
    const novelty = judged?.value.novelty
    if (novelty === undefined) return { need: "new", met: undefined }
    if (novelty.as === "new") return { need: "new", met: true }
    if (novelty.as === "reportedEarlier") return { need: "new", met: false }
    return { need: "new", met: newTo === undefined ? undefined : newTo.value === "reports" }
  }
)

/** Only a record of our own makes it matter what an issue must be new to. */
export const hangsOnNewTo = (judged: RewardFacts["novelty"]): boolean => judged?.value.novelty.as === "knownInside"

export const needMet = rule(
  {
    id: "reward.need-met",
    quote: "What a reward asks for is there or not when somebody said so, and not known before."
  },
  (
    need: Need,
    met: boolean | undefined,
    _said: Fact<unknown> | Verdict<unknown> | undefined,
    _looked: Absent
  ): Met => ({
    need,
    met
  })
)

export const rewardable = rule(
  {
    id: "reward.one-an-issue",
    quote:
      "Of several reports of one issue the one received first is rewarded, or all that came within the time in which the policy splits, in whatever order they were handled."
  },
  (
    reports: ReadonlyArray<Cited<Received>>,
    duplicates: Stipulation<"firstOnly" | { readonly splitWithin: Period }>,
    place: Deadline.Place
  ): ReadonlyArray<string> => {
    const [first, ...others] = reports.toSorted((a, b) =>
      a.value.at < b.value.at ? -1 : a.value.at > b.value.at ? 1 : a.value.report < b.value.report ? -1 : 1
    )
    if (first === undefined) return []
    if (duplicates.value === "firstOnly") return [first.value.report]
    const window = Deadline.after(first.value.at, duplicates.value.splitWithin as Span, place)
    if (Deadline.isUnknown(window)) return [first.value.report]
    return [first, ...others.filter(({ value }) => value.at < window.right.before)].map(({ value }) => value.report)
  }
)

export const amongFirst = rule(
  { id: "reward.among-first", quote: "A report that came after the rewarded ones of its issue is not new." },
  ({ answer }: Verdict<ReadonlyArray<string>>, report: string): Met => ({
    need: "new",
    met: answer.length === 0 || answer.includes(report)
  })
)

/** Which reward is due, as far as it is known, and what else must be known for it. */
export interface TierDue {
  readonly tier: string | undefined
  readonly missing: ReadonlyArray<"severity" | "threat">
}

export const tier = rule(
  {
    id: "reward.tier",
    quote: "Of several rewards the greatest is due whose condition holds, as the vendor judged it and wrote down."
  },
  (
    { value: { tiers } }: Stipulation<RewardTerms>,
    severity: Fact<SeverityJudged> | undefined,
    threat: RewardFacts["threat"],
    _looked: Absent
  ): TierDue => {
    const ordered = tiers.toSorted((a, b) => b.rank - a.rank)
    for (const { id, when } of ordered) {
      const bySeverity =
        when.severity === undefined ? true : severity && atLeast(severity.value.severity, when.severity)
      const byThreat = when.threatToContinuity === undefined ? true : threat?.value.threatens
      if (bySeverity === false || byThreat === false) continue
      const missing = [
        ...(bySeverity === undefined ? (["severity"] as const) : []),
        ...(byThreat === undefined ? (["threat"] as const) : [])
      ]
      return missing.length > 0 ? { tier: undefined, missing } : { tier: id, missing }
    }
    return { tier: undefined, missing: [] }
  }
)

export const eligible = rule(
  {
    id: "reward.eligible",
    quote:
      "A reward is due when all that the policy asks for is there; while something of it is not known, that is said, and nobody is turned down."
  },
  (
    needs: ReadonlyArray<Verdict<Met>>,
    tier: Verdict<TierDue> | undefined,
    open: ReadonlyArray<Open>,
    given: RewardTerms["given"] | false,
    _looked: Absent,
    reward?: Stipulation<RewardTerms>
  ): Eligibility => {
    if (given === "never") return { _tag: "NotEligible", failed: [] }
    const failed = needs.flatMap(({ answer }) => (answer.met === false ? [answer.need] : []))
    if (failed.length > 0) return { _tag: "NotEligible", failed: [...new Set(failed)] }
    if (reward !== undefined && reward.value.tiers.length > 0 && noneHolds(tier))
      return { _tag: "NotEligible", failed: [] }
    const unknown = needs.flatMap(({ answer }) => (answer.met === undefined ? [answer.need] : []))
    const missing = [...unknown, ...(tier?.answer.missing ?? [])]
    return missing.length > 0 || open.length > 0
      ? { _tag: "Undecided", missing, open }
      : { _tag: "Eligible", tier: tier?.answer.tier, discretionary: given === "discretionary" }
  }
)

/** The condition of no reward holds, and nothing more that is found of the weakness makes one hold. */
const noneHolds = (due: Verdict<TierDue> | undefined): boolean =>
  due?.answer.missing.length === 0 && due.answer.tier === undefined

export const delivery = sentence({
  id: "reward.delivery",
  quote: "A reward that was granted is delivered, unless the reporter declines it."
})
