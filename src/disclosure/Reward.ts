/**
 * Reward: what a finding earns, once everything that it hangs on is known. What was found of the weakness stands there (`Weakness.ts`). What is not known is said to be missing; nobody is
 * turned down by silence.
 */
import { alreadySo, type Ask, type Decision, record, refuse } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Absent, Cited, Fact, Verdict } from "../kernel/Verdict.ts"
import type { ActorId, EventRef } from "../language/ids.ts"
import { isOpen } from "../terms/Reading.ts"
import type { Instant } from "../time/Instant.ts"
import type { Need } from "./DisclosureTerms.ts"
import { type Open, type PolicyInHand, read } from "./hand.ts"
import type { SeverityJudged } from "./promises.ts"
import * as rules from "./rewardRules.ts"
import type { Novelty } from "./Weakness.ts"

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------------

export interface RewardGranted {
  readonly _tag: "RewardGranted"
  /** The issue that is rewarded: one for all reports of the same weakness. */
  readonly issue: string
  readonly tier: string
  readonly by: ActorId
  readonly at: Instant
}

export interface RewardDenied {
  readonly _tag: "RewardDenied"
  readonly failed: ReadonlyArray<Need>
  readonly by: ActorId
  readonly at: Instant
}

/** The reporter does not want it. */
export interface RewardDeclined {
  readonly _tag: "RewardDeclined"
  readonly at: Instant
}

export interface RewardDelivered {
  readonly _tag: "RewardDelivered"
  readonly at: Instant
}

export type Event = RewardGranted | RewardDenied | RewardDeclined | RewardDelivered

// -- State ----------------------------------------------------------------------------------------------------------------

export interface State {
  readonly granted: Fact<RewardGranted> | undefined
  readonly denied: Fact<RewardDenied> | undefined
  readonly declined: Fact<RewardDeclined> | undefined
  readonly delivered: Fact<RewardDelivered> | undefined
}

export const initial: State = {
  granted: undefined,
  denied: undefined,
  declined: undefined,
  delivered: undefined
}

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "RewardGranted":
      // What was denied by mistake may be granted; a grant stays.
      return { ...state, granted: { value: event, from: ref }, denied: undefined }
    case "RewardDenied":
      return { ...state, denied: { value: event, from: ref } }
    case "RewardDeclined":
      return { ...state, declined: { value: event, from: ref } }
    case "RewardDelivered":
      return { ...state, delivered: { value: event, from: ref } }
  }
}

// -- Refusals -------------------------------------------------------------------------------------------------------------

export const NotDecidedYet = ({ answer }: Verdict<Eligibility>): Refusal<"NotDecidedYet"> =>
  refusal(
    "NotDecidedYet",
    rules.eligible,
    answer._tag === "Undecided"
      ? `nobody can say yet whether a reward is due: ${[...answer.missing.map((need) => `\`${need}\` is not known`), ...answer.open.map(({ open }) => `\`${open}\` is not read`)].join(", ")}`
      : "nobody can say yet whether a reward is due"
  )

export const NotEligible = (failed: ReadonlyArray<Need>): Refusal<"NotEligible"> =>
  refusal(
    "NotEligible",
    rules.eligible,
    failed.length === 0
      ? "the policy promises no reward for this"
      : `the policy asks for more than there is: ${failed.map((need) => `\`${need}\``).join(", ")}`
  )

export const IsEligible = refusal(
  "IsEligible",
  rules.eligible,
  "everything that the policy asks for is there: a reward is due and can't be denied"
)

export const OtherTier = (tier: string, due: string): Refusal<"OtherTier"> =>
  refusal("OtherTier", rules.tier, `by what is judged the reward is \`${due}\`, and not \`${tier}\``)

export const NothingGranted = refusal(
  "NothingGranted",
  rules.delivery,
  "no reward was granted, so there is none to deliver or to decline"
)

export const Declined = (declined: Fact<RewardDeclined>): Refusal<"Declined"> =>
  refusal("Declined", rules.delivery, "the reporter declined the reward", [declined.from])

// -- Commands -------------------------------------------------------------------------------------------------------------

export interface GrantReward extends Ask<RewardGranted, "GrantReward"> {}
/** What failed is not said by whoever asks: it follows. */
export interface DenyReward extends Omit<Ask<RewardDenied, "DenyReward">, "failed"> {}
export interface RecordDeclined extends Ask<RewardDeclined, "RecordDeclined"> {}
export interface RecordDelivered extends Ask<RewardDelivered, "RecordDelivered"> {}

export type Command = GrantReward | DenyReward | RecordDeclined | RecordDelivered

/** What the rest of the report, and the reports of the same issue, say. */
export interface RewardFacts {
  readonly report: string
  readonly reproduced: Fact<{ readonly reproduced: boolean }> | undefined
  /** Whether the issue was known, as a person found. */
  readonly novelty: Fact<{ readonly novelty: Novelty }> | undefined
  /** Whether it threatens the continuity of the service directly and at once, as the vendor judged. */
  readonly threat: Fact<{ readonly threatens: boolean }> | undefined
  readonly scope: Fact<{ readonly inScope: boolean }> | undefined
  readonly severity: Fact<SeverityJudged> | undefined
  readonly change: Fact<{ readonly caused: boolean }> | undefined
  /** Whether it was public before a fix, as a person judged it. */
  readonly published: Fact<{ readonly before: boolean }> | undefined
  readonly identifiable: Fact<{ readonly identifiable: boolean }> | undefined
  /** Whether the conduct held: from the safe harbour. */
  readonly conduct: Verdict<boolean> | undefined
  /** All reports of the issue, this one too. */
  readonly ofIssue: ReadonlyArray<Cited<Received>>
  readonly looked: Absent
}

export interface Received {
  readonly report: string
  readonly at: Instant
}

// -- Decide ---------------------------------------------------------------------------------------------------------------

export const decide = (command: Command, state: State, facts: RewardFacts, hand: PolicyInHand): Decision<Event> => {
  switch (command._tag) {
    case "GrantReward": {
      if (state.granted !== undefined) return alreadySo
      const due = eligibility(facts, hand)
      const { answer } = due
      if (answer._tag === "Undecided") return refuse(NotDecidedYet(due))
      if (answer._tag === "NotEligible") return refuse(NotEligible(answer.failed))
      if (answer.tier !== undefined && answer.tier !== command.tier) return refuse(OtherTier(command.tier, answer.tier))
      return record({ ...command, _tag: "RewardGranted" })
    }
    case "DenyReward": {
      if (state.granted !== undefined) return refuse(IsEligible)
      const due = eligibility(facts, hand)
      const { answer } = due
      if (answer._tag === "Undecided") return refuse(NotDecidedYet(due))
      if (answer._tag === "Eligible" && !answer.discretionary) return refuse(IsEligible)
      const failed = answer._tag === "NotEligible" ? answer.failed : []
      return state.denied !== undefined ? alreadySo : record({ ...command, _tag: "RewardDenied", failed })
    }
    case "RecordDeclined":
      if (state.declined !== undefined) return alreadySo
      return state.granted === undefined ? refuse(NothingGranted) : record({ ...command, _tag: "RewardDeclined" })
    case "RecordDelivered":
      if (state.delivered !== undefined) return alreadySo
      if (state.granted === undefined) return refuse(NothingGranted)
      return state.declined !== undefined
        ? refuse(Declined(state.declined))
        : record({ ...command, _tag: "RewardDelivered" })
  }
}

// -- Queries --------------------------------------------------------------------------------------------------------------

export type Eligibility =
  | {
      readonly _tag: "Undecided"
      readonly missing: ReadonlyArray<Need | "severity" | "threat">
      readonly open: ReadonlyArray<Open>
    }
  /** Nothing failed: the policy promises no reward, or none whose condition holds. */
  | { readonly _tag: "NotEligible"; readonly failed: ReadonlyArray<Need> }
  /** `tier`: the one that is due; of a policy without tiers the person who grants says which. */
  | { readonly _tag: "Eligible"; readonly tier: string | undefined; readonly discretionary: boolean }

/** Whether a reward is due, by all that is known. */
export const eligibility = (facts: RewardFacts, hand: PolicyInHand): Verdict<Eligibility> => {
  const reward = read(hand, "reward", hand.terms.reward)
  if (isOpen(reward)) return rules.eligible([], undefined, [reward], false, facts.looked)
  const { value } = reward
  const newTo = read(hand, "reward.newTo", value.newTo)
  const duplicates = read(hand, "reward.duplicates", value.duplicates)
  const needs = value.needs.map((need): Verdict<rules.Met> => {
    switch (need) {
      case "new":
        return rules.novel(facts.novelty, isOpen(newTo) ? undefined : newTo, facts.looked)
      case "reproducible":
        return rules.needMet(need, facts.reproduced?.value.reproduced, facts.reproduced, facts.looked)
      case "inScope":
        return rules.needMet(need, facts.scope?.value.inScope, facts.scope, facts.looked)
      case "causesChange":
        return rules.needMet(need, facts.change?.value.caused, facts.change, facts.looked)
      case "notPublicBefore":
        return rules.needMet(
          need,
          facts.published === undefined ? undefined : !facts.published.value.before,
          facts.published,
          facts.looked
        )
      case "identifiable":
        return rules.needMet(need, facts.identifiable?.value.identifiable, facts.identifiable, facts.looked)
      case "conductHeld":
        return rules.needMet(need, facts.conduct?.answer, facts.conduct, facts.looked)
    }
  })
  const shared = isOpen(duplicates) ? undefined : rules.rewardable(facts.ofIssue, duplicates, hand.place)
  const first = shared === undefined ? [] : [rules.amongFirst(shared, facts.report)]
  // Who of several gets it is open where the policy does not say; alone, nobody needs to know.
  const open = isOpen(duplicates) && facts.ofIssue.length > 1 ? [duplicates] : []
  const tier = rules.tier(reward, facts.severity, facts.threat, facts.looked)
  const openNew = value.needs.includes("new") && isOpen(newTo) && rules.hangsOnNewTo(facts.novelty) ? [newTo] : []
  return rules.eligible([...needs, ...first], tier, [...open, ...openNew], value.given, facts.looked, reward)
}
