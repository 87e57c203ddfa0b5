/** One report as the security desk looks at it at an instant, and how a thing waits in it. */
import type { ToldStep } from "../disclosure/Awareness.ts"
import { type ReadingsAtHand, statedBy } from "../disclosure/hand.ts"
import type { ReportWorld } from "../disclosure/Policy.ts"
import type { Owed } from "../disclosure/promises.ts"
import * as Report from "../disclosure/Report.ts"
import type { Folded } from "../kernel/Decider.ts"
import type { Absent, Fact, Verdict } from "../kernel/Verdict.ts"
import type { ReportId } from "../language/ids.ts"
import type * as Deadline from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import type * as Zone from "../time/Zone.ts"
import type { Dated } from "./agenda.ts"
import { type Due, dueAt } from "./Records.ts"
import * as rules from "./reportsRules.ts"

/** The folded states at hand. */
export interface ReportRecords {
  /** Every report that the view is about. */
  readonly reports: ReadonlyArray<Folded<Report.State>>
  /** With the readings of policies, where it is to be known whether one waits to be stated. */
  readonly world: ReportWorld & ReadingsAtHand
}

// -- One report. -------------------------------------------------------------------------------------------------------------

/** One report as it is looked at, at an instant. */
export interface ReportLook {
  readonly report: ReportId
  readonly received: NonNullable<Report.State["handling"]["received"]>
  readonly state: Report.State
  readonly world: ReportRecords["world"]
  readonly looked: Absent
  readonly now: Instant
  /** `undefined` where the policy or its zone is not at hand. */
  readonly known: ReturnType<typeof Report.withPolicy>
  readonly owed: ReadonlyArray<Owed>
}

/** `undefined` for a report that was not received by now. */
export const lookAt = (
  { stream, upTo, state }: Folded<Report.State>,
  world: ReportRecords["world"],
  now: Instant
): ReportLook | undefined => {
  const { received } = state.handling
  if (received === undefined || received.value.at > now) return undefined
  const known = Report.withPolicy(state, world)
  return {
    report: received.value.report,
    received,
    state,
    world,
    looked: { stream, upTo },
    now,
    known: known && { ...known, hand: statedBy(known.hand, now) },
    owed: Report.owedAt(state, world, now) ?? []
  }
}

// -- What waits in it. -------------------------------------------------------------------------------------------------------

/** One thing that waits, in one report. */
export interface Waits extends Dated {
  readonly report: ReportId
  readonly for: "vendor" | "reporter" | "coordinator"
  /** Where the words can be read in two ways, the later date: others may count on no earlier one. `due` is the earlier, which we keep. */
  readonly orBy?: Due
}

/** Something that only a person can decide about one report. */
export interface ReportDecision extends Waits {
  readonly what: "decide"
  /**
   * `valid`: whether it holds. `priority`: whether it will be solved. `withdrawn`: what becomes of it now. `claim`: whether what the
   * reporter says is so already is so. `scope`, `severity`, `reproduced`, `novelty`, `continuity`: what promises or a reward hang on.
   * `condition`: whether the words of a promise fit. `conduct`: whether a rule was broken, now that the person was heard. `reward`: to
   * grant or to deny it. `applies`: whether a law does. `leak`: that we are aware of a leak of ours as a breach of personal data, whose
   * awareness is recorded (`RecordAwareness`, as controller) with the leak as its subject.
   */
  readonly decide:
    | "valid"
    | "priority"
    | "withdrawn"
    | "claim"
    | "scope"
    | "severity"
    | "reproduced"
    | "novelty"
    | "continuity"
    | "condition"
    | "conduct"
    | "reward"
    | "applies"
    | "leak"
  /** The promise, the claim, the finding, the awareness; the report itself where it is about that. */
  readonly of: string
  /** Of `applies`: only whether those concerned must be told (`DecideApplicability`). */
  readonly step?: ToldStep
  /** The words that a person has to judge, where it is about words. */
  readonly words?: string
}

export type Time = Pick<Waits, "due" | "orBy" | "overdue">

export const noDay: Time = { due: "open", overdue: false }

/** Ours is the earlier of two dates; the later one stands beside it. */
export const dated = ({ duty, right }: Deadline.Due, now: Instant): Time => ({
  due: duty,
  ...(right.before !== duty.before && { orBy: right }),
  overdue: duty.before <= now
})

/** What comes by itself is never overdue. */
export const comes = (before: Instant, zone: Zone.Zone): Time => ({ due: dueAt(before, zone), overdue: false })

/** One thing that waits in a report, by the sentence that keeps it there; without a day, unless it has one. */
export const waiting = <const It extends object>(
  { report }: ReportLook,
  it: It,
  { because }: Verdict<unknown>,
  time: Time = noDay
) => ({
  report,
  ...it,
  ...time,
  because
})

/** What a person decides, for us, until it is `decided`. */
export const decide = (
  look: ReportLook,
  what: ReportDecision["decide"],
  of: string,
  hangs: ReadonlyArray<Fact<unknown> | Verdict<unknown>>,
  decided: Fact<unknown> | undefined,
  more: Pick<ReportDecision, "words" | "step"> = {}
): ReadonlyArray<ReportDecision> => {
  const waits = rules.personDecides(hangs, decided, look.looked)
  return waits.answer ? [waiting(look, { what: "decide", decide: what, for: "vendor", of, ...more }, waits)] : []
}
