/**
 * One report as somebody may see it: its reporter, and whoever works on it.
 *
 * The reporter's view is built up from what is theirs, field by field; nothing gets into it by being passed along. Texts are sealed in both:
 * `open` shows them to whom they may be shown.
 */
import { type Clock, clocks } from "../disclosure/clocks.ts"
import * as Confidence from "../disclosure/Confidence.ts"
import type { Field, Need, PromiseKind, Severity } from "../disclosure/DisclosureTerms.ts"
import type { Party, Stage as EmbargoStage } from "../disclosure/Embargo.ts"
import {
  completeness,
  type FieldGiven,
  type ReplySent,
  type Reporter,
  type Resolution,
  type Stage
} from "../disclosure/Handling.ts"
import { statedBy } from "../disclosure/hand.ts"
import type { Owed, Status } from "../disclosure/promises.ts"
import * as Report from "../disclosure/Report.ts"
import type { Eligibility } from "../disclosure/Reward.ts"
import type { Completeness } from "../disclosure/rules.ts"
import { inTheStandard, type Standard } from "../disclosure/standard.ts"
import { type Found, standing, type WeaknessAssessed } from "../disclosure/Weakness.ts"
import type { Folded } from "../kernel/Decider.ts"
import type { Fact, Reason, Verdict } from "../kernel/Verdict.ts"
import { type ChangeId, type PersonId, type PolicyRef, type ReportId, revisionOf } from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type * as Deadline from "../time/Deadline.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import type { ReportWorld } from "../disclosure/Policy.ts"
import { lookAt, type ReportLook, type ReportWaits, waitsOf } from "./reports.ts"
import * as rules from "./reportsRules.ts"

/** Why something is so: sentences, events and words of the policy; not what each rule made of them, for that may not be told yet. */
type Because = ReadonlyArray<Omit<Reason, "answer">>

const told = (because: Verdict<unknown>["because"]): Because =>
  because.map((reason) => {
    const { answer: _, ...rest } = reason
    return rest
  })

// -- As its reporter sees it. ------------------------------------------------------------------------------------------------

export interface ReportForReporter {
  readonly report: ReportId
  /** The policy that it stands under, and what it is called. */
  readonly policy: { readonly ref: PolicyRef; readonly title: string }
  readonly received: Instant
  readonly stage: Stage
  /** Why it was closed, and when. That it is a duplicate is told, and not of which report. */
  readonly closed?: { readonly as: Resolution["as"]; readonly at: Instant }
  /** What they gave, sealed, with the report or later. */
  readonly gave: ReadonlyArray<{ readonly fields: ReadonlyArray<FieldGiven>; readonly at: Instant }>
  /** What the form asks for and is not given yet. */
  readonly lacks: { readonly fields: ReadonlyArray<Field>; readonly oneOf: ReadonlyArray<ReadonlyArray<Field>> }
  readonly asked: ReadonlyArray<{
    readonly request: string
    readonly fields: ReadonlyArray<Field>
    readonly words?: Sealed
    readonly at: Instant
    readonly answered: boolean
  }>
  /** What they were answered. */
  readonly answers: ReadonlyArray<Pick<ReplySent, "reply" | "by" | "tells" | "words" | "at">>
  /** How we read what the policy leaves open, as an answer told them: our reading, and not the policy's word. */
  readonly readings: ReadonlyArray<{
    readonly parameter: string
    readonly value: unknown
    readonly reason: string
    readonly stated: Instant
  }>
  /** What they are owed by the policy, in its own words. */
  readonly owed: ReadonlyArray<OwedInWords>
  /** What was found, as far as an answer has told it. */
  readonly found: {
    readonly reproduced?: boolean
    /** New; or known to us before, whether from a record of our own or from somebody else. */
    readonly isNew?: boolean
    readonly severity?: Severity
    readonly threatensContinuity?: boolean
    readonly fixReady?: Instant
    readonly fixDeployed?: Instant
  }
  /** Since when everybody can know of the weakness. */
  readonly public?: Instant
  readonly published: ReadonlyArray<{ readonly where: string; readonly at: Instant; readonly namesThem: boolean }>
  readonly embargo: {
    readonly stage: EmbargoStage
    readonly until?: Instant
    /** Ends that wait for an answer. */
    readonly proposed: ReadonlyArray<{ readonly proposal: string; readonly by: Party; readonly until: Instant }>
  }
  readonly reward?: RewardShown
  /** What is said of their conduct, once they were asked about it. */
  readonly conduct: ReadonlyArray<ConductShown>
  readonly consents: ReadonlyArray<{
    readonly consent: string
    readonly to: "identity" | "content" | "credit"
    readonly at: Instant
    readonly withdrawn?: Instant
  }>
  /** Their requests to be forgotten. */
  readonly forgetting: ReadonlyArray<{
    readonly request: string
    readonly at: Instant
    readonly stands: Confidence.ErasureStanding
    readonly kept?: Confidence.Kept
    readonly because: Because
  }>
  /** What of them got out without anybody deciding so. */
  readonly leaks: ReadonlyArray<{ readonly parts: ReadonlyArray<Confidence.IdentityPart>; readonly at: Instant }>
}

export interface OwedInWords {
  readonly promise: string
  readonly kind: PromiseKind
  /** What the policy says. */
  readonly words: string
  readonly stands: Status["_tag"]
  /** Until when, by the earlier reading of the words, and by the later one where there are two. */
  readonly due?: Deadline.Deadline
  readonly orBy?: Deadline.Deadline
  readonly status: Status
  readonly because: Because
}

export interface RewardShown {
  readonly decided: "granted" | "denied"
  readonly at: Instant
  /** What the policy says of the reward that was granted. */
  readonly words?: string
  /** What the policy asks for and was not there. */
  readonly failed?: ReadonlyArray<Need>
  readonly delivered?: Instant
  readonly declined?: Instant
}

export interface ConductShown {
  readonly finding: string
  /** The rule, in the words of the policy. */
  readonly rule: string
  readonly acted: Instant
  readonly said: Sealed
  readonly answerBy: Instant
  readonly answered?: Instant
  readonly found?: {
    readonly broken: boolean
    readonly accident: boolean
    readonly reason: Sealed
    readonly at: Instant
    readonly retracted?: Instant
  }
  readonly because: Because
}

/**
 * A report as its reporter may see it. `undefined` where nothing was received by now, or the policy or its zone is not at hand: then nobody
 * can say what they are owed.
 */
export const reportForReporter = (
  folded: Folded<Report.State>,
  world: ReportWorld,
  now: Instant
): ReportForReporter | undefined => {
  const look = lookAt(folded, world, now)
  if (look?.known === undefined) return undefined
  const { report, received, state, known } = look
  const { handling, publication, confidence } = state
  const { terms } = known.hand
  const { closed } = handling
  const { reporter } = received.value
  const person = reporter.as === "anonymous" ? undefined : reporter.person
  const complete = completeness(handling, terms)!.answer
  const open = state.weakness.public
  const end = Report.embargoEnds(state, world, now)?.answer
  return {
    report,
    policy: { ref: received.value.policy, title: terms.title },
    received: received.value.at,
    stage: handling.stage,
    ...(closed !== undefined && { closed: { as: closed.value.resolution.as, at: closed.value.at } }),
    gave: [received, ...handling.added.filter(({ value }) => value.from === "reporter")].map(
      ({ value: { fields, at } }) => ({ fields, at })
    ),
    lacks: {
      fields: complete.fields.flatMap(({ field, given, required }) => (required && !given ? [field] : [])),
      oneOf: complete.noneOf
    },
    asked: handling.requests.map(({ value: { request, fields, words, at }, from }) => ({
      request,
      fields,
      ...(words !== undefined && { words }),
      at,
      answered: handling.added.some((added) => revisionOf(added.from) > revisionOf(from))
    })),
    answers: handling.replies.map(({ value: { reply, by, tells, words, at } }) => ({
      reply,
      by,
      tells,
      ...(words !== undefined && { words }),
      at
    })),
    readings: statedBy(known.hand, now).readings.map(({ value: { parameter, value, reason }, stated }) => ({
      parameter,
      value,
      reason,
      stated
    })),
    owed: look.owed.map((owed) => inWords(look, owed)),
    found: foundFor(look),
    ...(open !== undefined && open.value <= now && { public: open.value }),
    published: publication.published.map(({ value: { where, at, credits } }) => ({
      where,
      at,
      namesThem: person !== undefined && credits.includes(person)
    })),
    embargo: {
      stage: Report.embargoAt(state, world, now),
      ...(end !== undefined && { until: end }),
      proposed: state.embargo.open
        .filter(({ value }) => value.until > now && (end === undefined || end > now))
        .map(({ value: { proposal, by, until } }) => ({ proposal, by, until }))
    },
    ...rewardFor(look),
    conduct: conductFor(look),
    consents: confidence.consents
      .filter(({ given }) => given.value.person === person)
      .map(({ given: { value }, withdrawn }) => ({
        consent: value.consent,
        to: value.for,
        at: value.at,
        ...(withdrawn !== undefined && { withdrawn: withdrawn.value.at })
      })),
    forgetting: confidence.erasures
      .filter(({ requested }) => requested.value.person === person)
      .map((erasure) => {
        const { answer, because } = Confidence.erasureStanding(erasure, known.hand, now, look.looked)
        const { request, at } = erasure.requested.value
        const kept = erasure.decided?.value.kept
        return { request, at, stands: answer, ...(kept !== undefined && { kept }), because: told(because) }
      }),
    leaks: confidence.leaks.map(({ value: { parts, at } }) => ({ parts, at }))
  }
}

const inWords = ({ known }: ReportLook, { promise, kind, status }: Owed): OwedInWords => {
  const { answer, because } = status
  const due = "due" in answer ? answer.due : undefined
  const words = known?.hand.terms.promises.find(({ id }) => id === promise)?.source.words
  return {
    promise,
    kind,
    words: words ?? "",
    stands: answer._tag,
    ...(due !== undefined && { due: due.duty }),
    ...(due !== undefined && due.right.before !== due.duty.before && { orBy: due.right }),
    status: answer,
    because: told(because)
  }
}

/** What stands of what a person found, and what became of a fix, as far as an answer has told it. */
const foundFor = ({ state, now }: ReportLook): ReportForReporter["found"] => {
  const { weakness, handling } = state
  const answers = (tells: ReplySent["tells"][number]) =>
    handling.replies.filter(({ value }) => value.at <= now && value.tells.includes(tells))
  const shown = <Kind extends Found["_tag"]>(kind: Kind) => {
    const found = standing(weakness, kind)
    return found !== undefined && rules.shownOnceTold(found, answers("assessment")).answer
      ? found.value.found
      : undefined
  }
  const fix = (it: Fact<Instant> | undefined): Instant | undefined =>
    it !== undefined && rules.shownOnceTold({ value: { at: it.value }, from: it.from }, answers("fix")).answer
      ? it.value
      : undefined
  const [reproduced, novelty, severity, continuity] = [
    shown("Reproduced"),
    shown("Novelty"),
    shown("Severity"),
    shown("Continuity")
  ]
  const [ready, deployed] = [fix(weakness.fixReady), fix(weakness.fixDeployed)]
  return {
    ...(reproduced !== undefined && { reproduced: reproduced.reproduced }),
    ...(novelty !== undefined && { isNew: novelty.novelty.as === "new" }),
    ...(severity !== undefined && { severity: severity.severity }),
    ...(continuity !== undefined && { threatensContinuity: continuity.threatens }),
    ...(ready !== undefined && { fixReady: ready }),
    ...(deployed !== undefined && { fixDeployed: deployed })
  }
}

const rewardFor = ({ state, known }: ReportLook): { readonly reward?: RewardShown } => {
  const { granted, denied, delivered, declined } = state.reward
  if (granted === undefined)
    return denied === undefined
      ? {}
      : { reward: { decided: "denied", at: denied.value.at, failed: denied.value.failed } }
  const reward = known?.hand.terms.reward
  const tiers = reward !== undefined && "says" in reward ? reward.says.tiers : []
  const words = tiers.find(({ id }) => id === granted.value.tier)?.words
  return {
    reward: {
      decided: "granted",
      at: granted.value.at,
      ...(words !== undefined && { words }),
      ...(delivered !== undefined && { delivered: delivered.value.at }),
      ...(declined !== undefined && { declined: declined.value.at })
    }
  }
}

const conductFor = ({ state, known }: ReportLook): ReadonlyArray<ConductShown> =>
  state.conduct.findings.flatMap(({ alleged, offered, heard, found, retracted }): ReadonlyArray<ConductShown> => {
    const shown = rules.shownOnceAsked(alleged, offered)
    if (!shown.answer || offered === undefined) return []
    const { finding, rule, acted, words } = alleged.value
    return [
      {
        finding,
        rule: known?.hand.terms.conduct.find(({ id }) => id === rule)?.words ?? rule,
        acted,
        said: words,
        answerBy: offered.value.until,
        ...(heard !== undefined && { answered: heard.value.at }),
        ...(found !== undefined && {
          found: {
            broken: found.value.broken,
            accident: found.value.accident,
            reason: found.value.reason,
            at: found.value.at,
            ...(retracted !== undefined && { retracted: retracted.value.at })
          }
        }),
        because: told(shown.because)
      }
    ]
  })

// -- As whoever works on it sees it. -------------------------------------------------------------------------------------------

export interface ReportForDesk {
  readonly report: ReportId
  readonly policy: PolicyRef
  readonly received: Instant
  /** In whole days of 24 hours. */
  readonly days: number
  readonly stage: Stage
  readonly closed?: { readonly resolution: Resolution; readonly at: Instant }
  readonly duplicateOf?: ReportId
  /** The changes of the listing that it led to. */
  readonly changes: ReadonlyArray<ChangeId>
  readonly reporter: { readonly as: Reporter["as"]; readonly person?: PersonId; readonly reachable: boolean }
  /** All that waits, in the order of its parts. */
  readonly waits: ReadonlyArray<ReportWaits>
  readonly promises: ReadonlyArray<Owed>
  readonly completeness?: Verdict<Completeness>
  /** What a person found last of each kind, and nobody took back. */
  readonly found: ReadonlyArray<Fact<WeaknessAssessed>>
  readonly embargo: { readonly stage: EmbargoStage; readonly until?: Verdict<Instant> }
  readonly reward?: Verdict<Eligibility>
  readonly clocks: ReadonlyArray<Clock>
  /** What was passed on or got out, and whether that was allowed. */
  readonly passedOn: ReturnType<typeof Confidence.judged>
  /** Where it stands in the words of the standard. */
  readonly standard: Standard
}

/** A report as whoever works on it sees it; `undefined` where nothing was received by now. */
export const reportForDesk = (
  folded: Folded<Report.State>,
  world: ReportWorld,
  now: Instant
): ReportForDesk | undefined => {
  const look = lookAt(folded, world, now)
  if (look === undefined) return undefined
  const { report, received, state, known, looked, owed } = look
  const { handling } = state
  const { policy, reporter, at } = received.value
  const { closed } = handling
  const link = handling.duplicates.at(-1)
  const until = Report.embargoEnds(state, world, now)
  const reward = Report.rewardAt(state, world, now)
  const complete = known && completeness(handling, known.hand.terms)
  const kinds = ["Reproduced", "Novelty", "Severity", "Continuity"] as const
  return {
    report,
    policy,
    received: at,
    days: Math.floor(Instants.between(at, now) / Instants.dayMillis),
    stage: handling.stage,
    ...(closed !== undefined && { closed: { resolution: closed.value.resolution, at: closed.value.at } }),
    ...(link !== undefined && { duplicateOf: link.value.of }),
    changes: handling.changes.map(({ value }) => value.change),
    reporter: {
      as: reporter.as,
      ...(reporter.as !== "anonymous" && { person: reporter.person }),
      reachable: known?.reachable !== undefined
    },
    waits: waitsOf(look),
    promises: owed,
    ...(complete !== undefined && { completeness: complete }),
    found: kinds.flatMap((kind) => standing(state.weakness, kind) ?? []),
    embargo: { stage: Report.embargoAt(state, world, now), ...(until !== undefined && { until }) },
    ...(reward !== undefined && { reward }),
    clocks: known === undefined ? [] : clocks(state.awareness, known.hand.place, now, looked),
    passedOn: known === undefined ? [] : Confidence.judged(state.confidence, known.hand, looked),
    standard: inTheStandard(state)
  }
}
