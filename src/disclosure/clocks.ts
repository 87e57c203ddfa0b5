/**
 * What the law wants reported, and how each report stands: derived, one clock beside the other.
 *
 * Nothing here can see an embargo, a working day or who subscribed: none of them moves a clock of the law.
 */
import type { Absent, Fact, Verdict } from "../kernel/Verdict.ts"
import type * as Deadline from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import * as Span from "../time/Span.ts"
import type { Awareness, CourseObserved, Ground, Regime, Role, State, StepFiled, StepId } from "./Awareness.ts"
import * as rules from "./clockRules.ts"

export interface Step {
  readonly step: StepId
  /** Without a number: without undue delay. */
  readonly within?: Span.Span
  readonly from: "aware" | "measureAvailable" | { readonly filed: StepId }
  /** Where it stands. */
  readonly article: string
  /** Whether it is owed is decided apart from whether the law applies, and it is owed unless a person decides so on one of these. */
  readonly unless?: ReadonlyArray<Ground>
}

const hours = (n: number): Span.Span => Span.hours(n, Span.plain)

const tellUsers: Step = { step: "tellUsers", from: "aware", article: "CRA 14(8)", unless: ["nobodyAffected"] }

/** The steps that a law asks of whoever has this role. Hours and months are counted in the strictest way: nothing is put off. */
export const stepsOf = (regime: Regime, role: Role, agreedHours?: number): ReadonlyArray<Step> => {
  switch (regime) {
    case "gdpr33":
      return role === "processor"
        ? [
            {
              step: "tellController",
              from: "aware",
              article: "GDPR 33(2)",
              ...(agreedHours !== undefined && { within: hours(agreedHours) })
            }
          ]
        : [
            { step: "notification", within: hours(72), from: "aware", article: "GDPR 33(1)" },
            {
              step: "tellSubjects",
              from: "aware",
              article: "GDPR 34(1)",
              unless: ["noHighRisk", "unintelligible", "riskAverted", "disproportionate"]
            }
          ]
    case "cra14Vulnerability":
      return [
        { step: "earlyWarning", within: hours(24), from: "aware", article: "CRA 14(2)(a)" },
        { step: "notification", within: hours(72), from: "aware", article: "CRA 14(2)(b)" },
        { step: "final", within: Span.calendarDays(14, Span.plain), from: "measureAvailable", article: "CRA 14(2)(c)" },
        tellUsers
      ]
    case "cra14Incident":
      return [
        { step: "earlyWarning", within: hours(24), from: "aware", article: "CRA 14(4)(a)" },
        { step: "notification", within: hours(72), from: "aware", article: "CRA 14(4)(b)" },
        {
          step: "final",
          within: Span.months(1, Span.plain),
          from: { filed: "notification" },
          article: "CRA 14(4)(c)"
        },
        tellUsers
      ]
    case "nis2Article23":
      return [
        { step: "earlyWarning", within: hours(24), from: "aware", article: "NIS2 23(4)(a)" },
        {
          step: "notification",
          within: hours(role === "trustServiceProvider" ? 24 : 72),
          from: "aware",
          article: "NIS2 23(4)(b)"
        },
        {
          step: "final",
          within: Span.months(1, Span.plain),
          from: { filed: "notification" },
          article: "NIS2 23(4)(d)"
        }
      ]
  }
}

export type ClockStatus =
  | { readonly _tag: "NotOwed" }
  /** It has no date until something happens. */
  | { readonly _tag: "Waits"; readonly for: "measureAvailable" | "notification" | "handled" }
  | { readonly _tag: "NotAtHand"; readonly calendar: string }
  /** Without `due`: without undue delay, which is no number, and open `since` we knew. `inPublic`: those concerned are told in public. */
  | { readonly _tag: "Open"; readonly due?: Deadline.Due; readonly since?: Instant; readonly inPublic?: true }
  /** `part`: what was filed says that more follows. */
  | { readonly _tag: "Filed"; readonly at: Instant; readonly part: boolean }
  /** Late needs reasons. `part`: as of what is filed in time. */
  | {
      readonly _tag: "FiledLate"
      readonly at: Instant
      readonly due: Deadline.Due
      readonly reasoned: boolean
      readonly part: boolean
    }
  | { readonly _tag: "Overdue"; readonly since: Instant; readonly due: Deadline.Due }

export interface Clock {
  readonly aware: string
  readonly step: Step
  /** Whether the law applies, or those concerned must be told, as a person decided. Undecided, the clock runs. */
  readonly applies: "yes" | "no" | "undecided"
  readonly status: Verdict<ClockStatus>
}

/** Every clock of every awareness, as known by `now`. */
export const clocks = (state: State, place: Deadline.Place, now: Instant, looked: Absent): ReadonlyArray<Clock> =>
  state.awareness
    .filter(({ aware }) => aware.value.at <= now)
    .flatMap((it) =>
      stepsOf(it.aware.value.regime, it.aware.value.role, it.aware.value.agreedHours).map((step): Clock => {
        const { applies, told } = decidedBy(it, now)
        const decided = step.unless === undefined || applies?.value.applies === false ? applies : told
        return {
          aware: it.aware.value.aware,
          step,
          applies: decided === undefined ? "undecided" : decided.value.applies ? "yes" : "no",
          status: statusOf(it, step, state.course, place, now, looked)
        }
      })
    )

/** What was decided of an awareness by an instant. */
const decidedBy = ({ applies, told }: Awareness, now: Instant): Pick<Awareness, "applies" | "told"> => {
  const by = (it: Awareness["applies"]) => (it !== undefined && it.value.at <= now ? it : undefined)
  return { applies: by(applies), told: by(told) }
}

const statusOf = (
  it: Awareness,
  step: Step,
  course: State["course"],
  place: Deadline.Place,
  now: Instant,
  looked: Absent
): Verdict<ClockStatus> => {
  const { aware, filed } = it
  const { applies, told } = decidedBy(it, now)
  const done = filedAs(filed, step.step, now)
  const more = filed.filter((it) => it !== done && it.value.step === step.step && it.value.at <= now)
  if (applies?.value.applies === false) return rules.doesNotApply(applies)
  if (step.unless !== undefined)
    return told?.value.applies === false ? rules.needNotBeTold(told) : rules.told(aware, told, done, more, looked)
  const seen = (what: CourseObserved["course"]): Fact<CourseObserved> | undefined =>
    course.find(({ value }) => value.subject === aware.value.subject && value.course === what && value.at <= now)
  const start = startOf(aware, step, (id) => filedAs(filed, id, now), seen)
  const ongoing = [seen("ongoing")].flatMap((it) => it ?? [])
  if (typeof start === "string") return rules.waits(aware, start, done, more, ongoing, looked)
  if (step.within === undefined) return rules.withoutDelay(start, done, more, looked)
  return rules.stands(rules.due(start, step.within, place, ongoing), aware, done, more, now, looked)
}

const filedAs = (filed: ReadonlyArray<Fact<StepFiled>>, step: StepId, now: Instant): Fact<StepFiled> | undefined =>
  filed
    .filter(({ value }) => value.step === step && value.at <= now)
    .reduce<Fact<StepFiled> | undefined>(
      (first, it) => (first === undefined || it.value.at < first.value.at ? it : first),
      undefined
    )

/** What a step counts from, or what it waits for. */
const startOf = (
  aware: Awareness["aware"],
  { from }: Step,
  filed: (step: StepId) => Fact<StepFiled> | undefined,
  seen: (what: CourseObserved["course"]) => Fact<CourseObserved> | undefined
): Fact<{ readonly at: Instant }> | "measureAvailable" | "notification" | "handled" => {
  if (from === "aware") return aware
  if (from === "measureAvailable") return seen("measureAvailable") ?? "measureAvailable"
  // While an incident goes on, NIS2 asks for a report of its progress, and for the final one when it is over.
  if (aware.value.regime === "nis2Article23" && seen("ongoing") !== undefined) return seen("handled") ?? "handled"
  return filed(from.filed) ?? "notification"
}
