/**
 * Conduct: how somebody looked for weaknesses, what was found about it, and what the safe harbour is worth to them.
 *
 * Nobody loses the harbour by an allegation. A finding names a rule of the policy and its evidence, is made by a human after the
 * person was heard and by somebody else than who alleged it, and reaches forwards only. A legal step is a fact whatever was promised, and judged.
 */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Absent, Fact, Verdict } from "../kernel/Verdict.ts"
import type { ActorId, EventRef } from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import { isOpen } from "../terms/Reading.ts"
import { unstated } from "../terms/Terms.ts"
import type { Instant } from "../time/Instant.ts"
import * as rules from "./conductRules.ts"
import type { Accident, ConductRule } from "./DisclosureTerms.ts"
import { accidentIn, type Open, type PolicyInHand, readFor } from "./hand.ts"

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------------

/** Somebody says that a rule was broken. It decides nothing. */
export interface ConductAlleged {
  readonly _tag: "ConductAlleged"
  readonly finding: string
  /** A rule of the policy by which the conduct is judged. */
  readonly rule: string
  /** When the conduct was. */
  readonly acted: Instant
  readonly words: Sealed
  /** Where the host keeps what shows it. */
  readonly evidence: ReadonlyArray<string>
  readonly by: ActorId
  readonly at: Instant
}

/** The person was asked what they say to it. `noWay`: they left no way to be asked. */
export interface HearingOffered {
  readonly _tag: "HearingOffered"
  readonly finding: string
  readonly way: "answer" | "noWay"
  readonly until: Instant
  readonly at: Instant
}

export interface PersonHeard {
  readonly _tag: "PersonHeard"
  readonly finding: string
  readonly words: Sealed
  readonly at: Instant
}

export interface ConductFound {
  readonly _tag: "ConductFound"
  readonly finding: string
  readonly broken: boolean
  /** An accident in good faith. */
  readonly accident: boolean
  readonly reason: Sealed
  /** Who decided: where a rule was broken, somebody else than who alleged it. */
  readonly by: ActorId
  readonly decider: "human" | "machine"
  readonly at: Instant
}

export interface FindingRetracted {
  readonly _tag: "FindingRetracted"
  readonly finding: string
  readonly reason: Sealed
  readonly by: ActorId
  readonly at: Instant
}

export interface LegalStepRecorded {
  readonly _tag: "LegalStepRecorded"
  readonly step: string
  readonly kind: StepKind
  /** When the conduct was against which it is taken. */
  readonly acted: Instant
  /** Owed by law whatever was promised, with where that stands. */
  readonly duty?: string
  readonly by: ActorId
  readonly at: Instant
}

export type StepKind = "criminal" | "civil"

export type Event = ConductAlleged | HearingOffered | PersonHeard | ConductFound | FindingRetracted | LegalStepRecorded

// -- State ----------------------------------------------------------------------------------------------------------------

export interface Finding {
  readonly alleged: Fact<ConductAlleged>
  readonly offered: Fact<HearingOffered> | undefined
  readonly heard: Fact<PersonHeard> | undefined
  readonly found: Fact<ConductFound> | undefined
  readonly retracted: Fact<FindingRetracted> | undefined
}

export interface State {
  readonly findings: ReadonlyArray<Finding>
  readonly steps: ReadonlyArray<Fact<LegalStepRecorded>>
}

export const initial: State = { findings: [], steps: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  const ofThis = (change: (finding: Finding) => Finding): State => ({
    ...state,
    findings: state.findings.map((it) =>
      "finding" in event && it.alleged.value.finding === event.finding ? change(it) : it
    )
  })
  switch (event._tag) {
    case "ConductAlleged": {
      const finding: Finding = {
        alleged: { value: event, from: ref },
        offered: undefined,
        heard: undefined,
        found: undefined,
        retracted: undefined
      }
      return { ...state, findings: [...state.findings, finding] }
    }
    case "HearingOffered":
      return ofThis((it) => ({ ...it, offered: { value: event, from: ref } }))
    case "PersonHeard":
      return ofThis((it) => ({ ...it, heard: { value: event, from: ref } }))
    case "ConductFound":
      return ofThis((it) => ({ ...it, found: { value: event, from: ref } }))
    case "FindingRetracted":
      return ofThis((it) => ({ ...it, retracted: { value: event, from: ref } }))
    case "LegalStepRecorded":
      return { ...state, steps: [...state.steps, { value: event, from: ref }] }
  }
}

// -- Refusals -------------------------------------------------------------------------------------------------------------

export const NoSuchRule = (rule: string, known: ReadonlyArray<ConductRule>): Refusal<"NoSuchRule"> =>
  refusal(
    "NoSuchRule",
    rules.foundByAHuman,
    `the policy that held has no rule of conduct \`${rule}\`; it has ${known.map(({ id }) => `\`${id}\``).join(", ") || "none"}`
  )

export const NoEvidence = refusal(
  "NoEvidence",
  rules.foundByAHuman,
  "nothing shows it: name where the evidence is kept"
)

export const UnknownFinding = (finding: string): Refusal<"UnknownFinding"> =>
  refusal(
    "UnknownFinding",
    rules.foundByAHuman,
    `nothing is alleged under \`${finding}\`: say what first, and by what rule`
  )

export const FindingTaken = (finding: string, facts: ReadonlyArray<EventRef>): Refusal<"FindingTaken"> =>
  refusal(
    "FindingTaken",
    rules.foundByAHuman,
    `something else is alleged under \`${finding}\` already: take another id`,
    facts
  )

export const NotByAMachine = refusal(
  "NotByAMachine",
  rules.foundByAHuman,
  "a machine finds nobody at fault: a person who knows the case decides"
)

export const OwnAllegation = (by: ActorId, facts: ReadonlyArray<EventRef>): Refusal<"OwnAllegation"> =>
  refusal(
    "OwnAllegation",
    rules.foundByAnother,
    `\`${by}\` alleged this, so another person finds it: name them as \`by\`, and not a system they share`,
    facts
  )

export const NotHeard = (facts: ReadonlyArray<EventRef>): Refusal<"NotHeard"> =>
  refusal(
    "NotHeard",
    rules.heardFirst,
    "the person has not been heard: ask what they say to it, and wait until they answered or their time is over",
    facts
  )

export const CanBeAsked = (facts: ReadonlyArray<EventRef>): Refusal<"CanBeAsked"> =>
  refusal("CanBeAsked", rules.heardFirst, "the person left a way to be asked: use it", facts)

export const AlreadyFound = (facts: ReadonlyArray<EventRef>): Refusal<"AlreadyFound"> =>
  refusal(
    "AlreadyFound",
    rules.foundByAHuman,
    "this was decided already: retract the finding, and allege it anew where there is more to say",
    facts
  )

export const NotFound = (finding: string): Refusal<"NotFound"> =>
  refusal("NotFound", rules.foundByAHuman, `nothing is found under \`${finding}\`, so there is nothing to retract`)

// -- Commands -------------------------------------------------------------------------------------------------------------

export interface AllegeConduct extends Ask<ConductAlleged, "AllegeConduct"> {}
export interface OfferHearing extends Ask<HearingOffered, "OfferHearing"> {}
export interface RecordHearing extends Ask<PersonHeard, "RecordHearing"> {}
export interface DecideConduct extends Ask<ConductFound, "DecideConduct"> {}
export interface RetractFinding extends Ask<FindingRetracted, "RetractFinding"> {}
export interface RecordLegalStep extends Ask<LegalStepRecorded, "RecordLegalStep"> {}

export type Command = AllegeConduct | OfferHearing | RecordHearing | DecideConduct | RetractFinding | RecordLegalStep

/** What whoever keeps the report knows besides. */
export interface Around {
  /** The rules of the policy by which conduct of that moment is judged. */
  readonly rulesAt: (acted: Instant) => ReadonlyArray<ConductRule>
  readonly reachable: Fact<{ readonly at: Instant }> | undefined
}

// -- Decide ---------------------------------------------------------------------------------------------------------------

export const decide = (command: Command, state: State, around: Around): Decision<Event> => {
  if (command._tag === "RecordLegalStep")
    // Taken or not, right or wrong: a step is recorded, and judged afterwards.
    return state.steps.some(({ value }) => saysTheSame(value, command))
      ? alreadySo
      : record({ ...command, _tag: "LegalStepRecorded" })
  const finding = state.findings.find((it) => it.alleged.value.finding === command.finding)
  if (command._tag === "AllegeConduct") {
    const known = around.rulesAt(command.acted)
    if (finding !== undefined)
      return saysTheSame(finding.alleged.value, command)
        ? alreadySo
        : refuse(FindingTaken(command.finding, [finding.alleged.from]))
    if (!known.some(({ id }) => id === command.rule)) return refuse(NoSuchRule(command.rule, known))
    return command.evidence.length === 0 ? refuse(NoEvidence) : record({ ...command, _tag: "ConductAlleged" })
  }
  if (finding === undefined) return refuse(UnknownFinding(command.finding))
  switch (command._tag) {
    case "OfferHearing":
      if (command.way === "noWay" && around.reachable !== undefined) return refuse(CanBeAsked([around.reachable.from]))
      return finding.offered !== undefined && saysTheSame(finding.offered.value, command)
        ? alreadySo
        : record({ ...command, _tag: "HearingOffered" })
    case "RecordHearing":
      return finding.heard !== undefined && saysTheSame(finding.heard.value, command)
        ? alreadySo
        : record({ ...command, _tag: "PersonHeard" })
    case "DecideConduct": {
      if (finding.found !== undefined)
        return saysTheSame(finding.found.value, command) ? alreadySo : refuse(AlreadyFound([finding.found.from]))
      if (command.decider === "machine") return refuse(NotByAMachine)
      // That there is nothing to it may be said by anybody.
      if (command.broken && command.by === finding.alleged.value.by)
        return refuse(OwnAllegation(command.by, [finding.alleged.from]))
      const heard = rules.heard(finding.alleged, finding.offered, finding.heard, command.at)
      return heard.answer ? record({ ...command, _tag: "ConductFound" }) : refuse(NotHeard(heard.because[0].facts))
    }
    case "RetractFinding":
      if (finding.found === undefined) return refuse(NotFound(command.finding))
      return finding.retracted !== undefined ? alreadySo : record({ ...command, _tag: "FindingRetracted" })
  }
}

// -- Queries --------------------------------------------------------------------------------------------------------------

/** What the harbour is worth for what somebody did at a moment. */
export type Harbour =
  | { readonly _tag: "Held"; readonly against: ReadonlyArray<StepKind> }
  /** By conduct of that moment or before. */
  | { readonly _tag: "Lapsed"; readonly finding: string }
  | { readonly _tag: "NotPromised" }
  /** Restraint, or a promise in principle: whether it covers this is for a person to say. */
  | { readonly _tag: "InPrinciple" }
  /** A person must read or judge something first. */
  | { readonly _tag: "Undetermined"; readonly open: ReadonlyArray<Open> }

/** The policies that speak about an act: the one in force when the person acted and, where there is a report, the one at its receipt. */
export interface Policies {
  readonly whenActing: PolicyInHand
  readonly atReceipt?: PolicyInHand
  /** Which one was in force when the person acted, where that is on record. */
  readonly inForce?: Verdict<unknown>
  /** Where findings were looked for, and how far: that there is none is what a harbour rests on. */
  readonly looked: Absent
}

/** The harbour for what was done at `acted`, as it stands at `now`. It needs no report. */
export const harbour = (state: State, policies: Policies, acted: Instant, now: Instant): Verdict<Harbour> => {
  const hands = [policies.whenActing, ...(policies.atReceipt === undefined ? [] : [policies.atReceipt])]
  const promised = hands.map((hand) => ({
    hand,
    harbour: readFor(hand, "safeHarbour", hand.terms.safeHarbour, acted, now)
  }))
  const open = promised.flatMap(({ harbour }) => (isOpen(harbour) ? [harbour] : []))
  const stated = promised.flatMap(({ hand, harbour }) => (isOpen(harbour) ? [] : [{ hand, harbour }]))
  const kinder = rules.kinderHarbour(
    stated.map(({ harbour }) => harbour),
    open,
    policies.inForce
  )
  const { answer } = kinder
  if (typeof answer === "object") return rules.harbourFor(kinder, [], acted, now, policies.looked)
  const { hand, harbour } = stated[answer]!
  return rules.harbourFor(
    kinder,
    lapses(state, hand, harbour.value.endedBy, acted, now),
    acted,
    now,
    policies.looked,
    harbour.value
  )
}

/** Findings that end the harbour of a policy for what was done at a moment, as known by `now`. */
const lapses = (
  state: State,
  hand: PolicyInHand,
  endedBy: ReadonlyArray<string> | undefined,
  acted: Instant,
  now: Instant
): ReadonlyArray<Verdict<string | Open | undefined>> =>
  state.findings.flatMap(({ alleged, found, retracted }) => {
    if (found === undefined) return []
    const broken = hand.terms.conduct.find(({ id }) => id === alleged.value.rule)
    const accident =
      broken === undefined || broken.accident === "unstated"
        ? readFor<Accident>(hand, accidentIn(alleged.value.rule), unstated, alleged.value.acted, now)
        : broken.accident
    return [rules.lapsedBy(broken, endedBy, alleged, found, retracted, accident, acted, now)]
  })

/** May we take this step against what somebody did at `acted`? `undetermined`: a person must read or judge first; hosts take it as no. */
export const mayTakeLegalStep = (
  state: State,
  policies: Policies,
  kind: StepKind,
  acted: Instant,
  now: Instant,
  duty?: string
): Verdict<"yes" | "no" | "undetermined"> => rules.legalStep(kind, harbour(state, policies, acted, now), duty)

/** Whether what somebody did until a moment was by the rules; `undefined` while a person must read the policy first. */
export const held = (state: State, policies: Policies, acted: Instant, now: Instant): Verdict<boolean> | undefined => {
  const stands = harbour(state, policies, acted, now)
  return stands.answer._tag === "Undetermined" ? undefined : rules.conductHeld(stands)
}

/** Each step that was taken, and whether what was promised allowed it when it was taken. */
export const stepsJudged = (
  state: State,
  policiesAt: (acted: Instant) => Policies
): ReadonlyArray<{
  readonly step: Fact<LegalStepRecorded>
  readonly judged: Verdict<"kept" | "broken" | "undetermined">
}> =>
  state.steps.map((step) => {
    const { kind, acted, at, duty } = step.value
    return { step, judged: rules.stepJudged(step, mayTakeLegalStep(state, policiesAt(acted), kind, acted, at, duty)) }
  })
