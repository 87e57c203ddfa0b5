/** What is promised about conduct and the safe harbour, sentence by sentence (`docs/policy/reporters.md`). */
import { type Absent, type Fact, rule, sentence, type Verdict } from "../kernel/Verdict.ts"
import type { Instant } from "../time/Instant.ts"
import type {
  ConductAlleged,
  ConductFound,
  FindingRetracted,
  Harbour,
  HearingOffered,
  LegalStepRecorded,
  PersonHeard,
  StepKind
} from "./Conduct.ts"
import type { Accident, ConductRule, SafeHarbour } from "./DisclosureTerms.ts"
import type { Open, Stipulation } from "./hand.ts"

export const foundByAHuman = sentence({
  id: "conduct.found-by-a-human",
  quote:
    "That somebody broke a rule is found by a human, by a rule of the policy and with evidence, and never by a machine."
})

export const foundByAnother = sentence({
  id: "conduct.found-by-another",
  quote: "Whoever says that somebody broke a rule does not also find that they did: another person decides."
})

export const heardFirst = sentence({
  id: "conduct.heard-first",
  quote: "Whoever is said to have broken a rule is heard before anybody decides."
})

export const heard = rule(
  {
    id: "conduct.heard",
    quote: "A person was heard when they answered, or when the time that they were given is over without an answer."
  },
  (
    _alleged: Fact<ConductAlleged>,
    offered: Fact<HearingOffered> | undefined,
    answer: Fact<PersonHeard> | undefined,
    now: Instant
  ): boolean =>
    (answer !== undefined && answer.value.at <= now) || (offered !== undefined && offered.value.until <= now)
)

/** From the least that is promised to the most. */
const levels: ReadonlyArray<SafeHarbour["level"]> = [
  "none",
  "restraint",
  "inPrinciple",
  "noAction",
  "authorised",
  "statutory"
]

const levelOf = ({ level }: SafeHarbour): number => levels.indexOf(level)

/** How surely a harbour keeps off a step: not at all, as a person decides, or as promised. */
const keepsOff = (harbour: SafeHarbour, kind: StepKind): number =>
  levelOf(harbour) >= levels.indexOf("noAction")
    ? harbour.against.includes(kind)
      ? 2
      : 0
    : Math.sign(levelOf(harbour))

/** It keeps off every step as surely as the other, and one more surely; or all alike, at a higher level. */
const isKinder = (one: SafeHarbour, other: SafeHarbour): boolean => {
  const by = (["criminal", "civil"] as const).map((kind) => keepsOff(one, kind) - keepsOff(other, kind))
  return by.every((more) => more >= 0) && (by.some((more) => more > 0) || levelOf(one) > levelOf(other))
}

export const kinderHarbour = rule(
  {
    id: "conduct.kinder-harbour",
    quote:
      "The safe harbour is that of the policy in force when somebody acted, or that of the policy at receipt where it is kinder: where it keeps off every step as surely and one more surely."
  },
  (
    /** In the order: when acting, at receipt. */
    stated: ReadonlyArray<Stipulation<SafeHarbour>>,
    open: ReadonlyArray<Open>,
    _inForce: Verdict<unknown> | undefined
  ): number | { readonly open: ReadonlyArray<Open> } => {
    const best = stated.reduce((kindest, { value }, n) => (isKinder(value, stated[kindest]!.value) ? n : kindest), 0)
    // What is not stated may yet be kinder, unless what is stated is a promise already.
    const promises = stated.some(({ value }) => levelOf(value) >= levels.indexOf("noAction"))
    return open.length > 0 && !promises ? { open } : best
  }
)

export const lapsedBy = rule(
  {
    id: "conduct.lapses-forwards",
    quote:
      "A finding ends the safe harbour for what was done from the broken rule on, and not for what was done before; an accident ends it only where the policy says so."
  },
  (
    broken: ConductRule | undefined,
    endedBy: ReadonlyArray<string> | undefined,
    alleged: Fact<ConductAlleged>,
    found: Fact<ConductFound>,
    retracted: Fact<FindingRetracted> | undefined,
    /** What an accident does to that rule, as the policy says or is read. */
    accident: Accident | Stipulation<Accident> | Open,
    acted: Instant,
    now: Instant
  ): string | Open | undefined => {
    const lapses =
      broken !== undefined &&
      broken.kind !== "permit" &&
      (endedBy === undefined || endedBy.includes(broken.id)) &&
      found.value.broken &&
      found.value.at <= now &&
      (retracted === undefined || retracted.value.at > now) &&
      alleged.value.acted <= acted
    if (!lapses) return undefined
    if (!found.value.accident) return alleged.value.finding
    if (typeof accident === "object" && "open" in accident) return accident
    return (typeof accident === "object" ? accident.value : accident) === "breaks" ? alleged.value.finding : undefined
  }
)

export const harbourFor = rule(
  {
    id: "conduct.harbour",
    quote: "Who keeps to the rules is in the safe harbour, and stays there until it is found otherwise."
  },
  (
    kinder: Verdict<number | { readonly open: ReadonlyArray<Open> }>,
    lapses: ReadonlyArray<Verdict<string | Open | undefined>>,
    _acted: Instant,
    _now: Instant,
    _looked: Absent,
    promised?: SafeHarbour
  ): Harbour => {
    if (typeof kinder.answer === "object") return { _tag: "Undetermined", open: kinder.answer.open }
    const finding = lapses.find(({ answer }) => typeof answer === "string")?.answer
    if (typeof finding === "string") return { _tag: "Lapsed", finding }
    if (promised === undefined || promised.level === "none") return { _tag: "NotPromised" }
    const unread = lapses.flatMap(({ answer }) => (typeof answer === "object" ? [answer] : []))
    if (unread.length > 0) return { _tag: "Undetermined", open: unread }
    return promised.level === "restraint" || promised.level === "inPrinciple"
      ? { _tag: "InPrinciple" }
      : { _tag: "Held", against: promised.against }
  }
)

export const conductHeld = rule(
  { id: "conduct.held", quote: "Conduct held unless it was found that a rule was broken which ends the safe harbour." },
  ({ answer }: Verdict<Harbour>): boolean => answer._tag !== "Lapsed"
)

export const legalStep = rule(
  {
    id: "conduct.legal-step",
    quote:
      "No legal step is taken against what the safe harbour covers, unless a law demands it; where the policy only means to hold back, a person decides."
  },
  (kind: StepKind, { answer: harbour }: Verdict<Harbour>, duty: string | undefined): "yes" | "no" | "undetermined" => {
    if (duty !== undefined) return "yes"
    switch (harbour._tag) {
      case "Held":
        return harbour.against.includes(kind) ? "no" : "yes"
      case "Lapsed":
      case "NotPromised":
        return "yes"
      case "InPrinciple":
      case "Undetermined":
        return "undetermined"
    }
  }
)

export const stepJudged = rule(
  {
    id: "conduct.step-judged",
    quote:
      "A legal step that was taken is recorded whatever was promised, and judged by what was promised when it was taken."
  },
  (
    _step: Fact<LegalStepRecorded>,
    { answer: allowed }: Verdict<"yes" | "no" | "undetermined">
  ): "kept" | "broken" | "undetermined" => (allowed === "yes" ? "kept" : allowed === "no" ? "broken" : "undetermined")
)
