/**
 * The security desk: of all reports of weaknesses, what waits at an instant and for whom, and what a person must decide.
 *
 * Each thing that waits is derived from one report, its policy and the moment. Nothing personal is opened: persons stand here by their
 * ids, and texts stay sealed.
 */
import type { Regime, StepId, ToldStep } from "../disclosure/Awareness.ts"
import { type Clock, clocks } from "../disclosure/clocks.ts"
import * as conduct from "../disclosure/conductRules.ts"
import * as Confidence from "../disclosure/Confidence.ts"
import type { Anchor, Field, Need, PromiseKind } from "../disclosure/DisclosureTerms.ts"
import { completeness, type Resolution, type Stage } from "../disclosure/Handling.ts"
import { type Open, read, type ReadingsAtHand, statedBy } from "../disclosure/hand.ts"
import type { ReportWorld } from "../disclosure/Policy.ts"
import type { Owed } from "../disclosure/promises.ts"
import * as Publication from "../disclosure/Publication.ts"
import * as Report from "../disclosure/Report.ts"
import type { Party } from "../disclosure/Embargo.ts"
import { standing as found } from "../disclosure/Weakness.ts"
import type { Folded } from "../kernel/Decider.ts"
import { newestBy } from "../kernel/facts.ts"
import type { Absent, Fact, Verdict } from "../kernel/Verdict.ts"
import type { ClientId, PersonId, PolicyRef, ReportId } from "../language/ids.ts"
import { isOpen, readingsFor } from "../terms/Reading.ts"
import * as Days from "../time/Day.ts"
import type { Day } from "../time/Day.ts"
import * as Deadline from "../time/Deadline.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import { type Dated, inOrderOfTime, isDueBy } from "./agenda.ts"
import { type Due, dueAt } from "./Records.ts"
import * as rules from "./reportsRules.ts"
import { cannotBeCounted } from "./rules.ts"

/** The folded states at hand. */
export interface ReportRecords {
  /** Every report that the view is about. */
  readonly reports: ReadonlyArray<Folded<Report.State>>
  /** With the readings of policies, where it is to be known whether one waits to be stated. */
  readonly world: ReportWorld & ReadingsAtHand
}

// -- What waits. -------------------------------------------------------------------------------------------------------------

/** One thing that waits, in one report. */
export interface Waits extends Dated {
  readonly report: ReportId
  readonly for: "vendor" | "reporter" | "coordinator"
  /** Where the words can be read in two ways, the later date: others may count on no earlier one. `due` is the earlier, which we keep. */
  readonly orBy?: Due
}

/** What somebody promised the reporter, on one occasion. */
export interface PromiseWaits extends Waits {
  readonly what: "promise"
  readonly promise: string
  readonly kind: PromiseKind
  readonly stands: rules.Waiting
  /** Open: from where it counts, where that is known. Broken, or resting: since when. */
  readonly since?: Instant
  /** While it rests: until when, where that was announced. */
  readonly until?: Instant
}

/** What the form asks for and nobody has given. */
export interface ReportLacks extends Waits {
  readonly what: "complete"
  readonly fields: ReadonlyArray<Field>
  /** Of each of these at least one. */
  readonly oneOf: ReadonlyArray<ReadonlyArray<Field>>
  /** `cannotBeAsked`: the reporter left no way to be answered. */
  readonly asked: "asked" | "notAsked" | "cannotBeAsked"
}

/** A question that the reporter has not answered. */
export interface QuestionWaits extends Waits {
  readonly what: "question"
  readonly request: string
  readonly fields: ReadonlyArray<Field>
  readonly since: Instant
}

/** Somebody is said to have broken a rule: they are to be asked, or their time to answer runs. When it is over, see `ReportDecision`. */
export interface HearingWaits extends Waits {
  readonly what: "offerHearing" | "hearing"
  readonly finding: string
  readonly rule: string
}

/** Somebody asked to be forgotten: that is to be decided, or what was decided to be done. */
export interface ErasureWaits extends Waits {
  readonly what: "decideErasure" | "erase"
  readonly request: string
  readonly person: PersonId
}

/** The end of an embargo, or of the time to answer a proposal. */
export type EmbargoWaits = Waits &
  (
    | { readonly what: "embargoEnds"; readonly until: Instant }
    | { readonly what: "answerProposal"; readonly proposal: string; readonly by: Party; readonly until: Instant }
  )

export interface PublicationWaits extends Waits {
  readonly what: "publish"
  /** Anything but `Window`: the policy has us publish, and no day can be told. */
  readonly stands: Publication.Timed["_tag"]
  /** Not before this day; absent while it may be any. */
  readonly earliest?: Day
  /** What must happen before the day is known. */
  readonly waitsFor: ReadonlyArray<Anchor>
}

export interface ConsentLacks extends Waits {
  readonly what: "consent"
  readonly to: "credit" | "content"
  readonly person: PersonId
}

export interface RewardWaits extends Waits {
  readonly what: "deliverReward"
  readonly tier: string
}

/** A step that a law asks for. */
export interface ClockWaits extends Waits {
  readonly what: "file"
  readonly aware: string
  readonly regime: Regime
  readonly step: StepId
  readonly article: string
  /** Of a processor: the client who is to be told. */
  readonly client?: ClientId
  readonly applies: Clock["applies"]
  readonly stands: rules.ClockWaiting
  /** Where it is owed without undue delay, which is no day: from when. */
  readonly since?: Instant
  /** To tell each takes too much effort: those concerned are told in public. */
  readonly inPublic?: true
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

export type ReportWaits =
  | PromiseWaits
  | ReportLacks
  | QuestionWaits
  | HearingWaits
  | ErasureWaits
  | EmbargoWaits
  | PublicationWaits
  | ConsentLacks
  | RewardWaits
  | ClockWaits
  | ReportDecision

/** A parameter of a policy that must be read, or told to be read as it is: one line, whatever number of reports hang on it. */
export interface ReadingWanted {
  readonly policy: PolicyRef
  readonly parameter: string
  readonly why: Open["why"]
  readonly words?: string
  /** Nobody has read it; or somebody has, and an answer has to state it to the reporters before it counts for them. */
  readonly next: "read" | "state"
  readonly reports: ReadonlyArray<ReportId>
  readonly because: Verdict<unknown>["because"]
}

export interface ReportOnDesk {
  readonly report: ReportId
  readonly policy: PolicyRef
  readonly stage: Stage
  readonly closedAs?: Resolution["as"]
  readonly received: Instant
  /** In whole days of 24 hours. */
  readonly days: number
  /** How many things wait, and how many of them are overdue. */
  readonly waits: number
  readonly overdue: number
  readonly because: Verdict<unknown>["because"]
}

export interface ReportsDesk {
  /** Every report that is not over, the oldest first. */
  readonly reports: ReadonlyArray<ReportOnDesk>
  /** What is owed to reporters: open, late, broken, at rest, or not to be told. */
  readonly promises: ReadonlyArray<PromiseWaits>
  readonly decisions: ReadonlyArray<ReportDecision>
  readonly readings: ReadonlyArray<ReadingWanted>
  /** The law's clocks. */
  readonly clocks: ReadonlyArray<ClockWaits>
  readonly incomplete: ReadonlyArray<ReportLacks>
  readonly questions: ReadonlyArray<QuestionWaits>
  readonly hearings: ReadonlyArray<HearingWaits>
  readonly erasures: ReadonlyArray<ErasureWaits>
  readonly embargoes: ReadonlyArray<EmbargoWaits>
  readonly publications: ReadonlyArray<PublicationWaits>
  readonly consents: ReadonlyArray<ConsentLacks>
  readonly rewards: ReadonlyArray<RewardWaits>
  /** Reports of which no date can be told: the policy or its zone is not at hand. */
  readonly notAtHand: ReadonlyArray<{
    readonly report: ReportId
    readonly missing: string
    readonly because: Verdict<unknown>["because"]
  }>
}

/** All that waits on the security desk. Each list stands in order of time; what has no day stands at its end. */
export const reportsDesk = (records: ReportRecords, { now }: { readonly now: Instant }): ReportsDesk => {
  const looks = looksOf(records, now)
  const each = looks.map((look) => ({ look, waits: waitsOf(look) }))
  const all = inOrder(each.flatMap(({ waits }) => waits))
  const only = <What extends ReportWaits["what"]>(...whats: ReadonlyArray<What>) =>
    all.filter((it): it is Extract<ReportWaits, { readonly what: What }> =>
      (whats as ReadonlyArray<string>).includes(it.what)
    )
  return {
    reports: each
      .flatMap(({ look, waits }) => onDesk(look, waits))
      .toSorted((a, b) => (a.received < b.received ? -1 : 1)),
    promises: only("promise"),
    decisions: only("decide"),
    readings: together(looks.flatMap(readingsOf)),
    clocks: only("file"),
    incomplete: only("complete"),
    questions: only("question"),
    hearings: only("offerHearing", "hearing"),
    erasures: only("decideErasure", "erase"),
    embargoes: only("embargoEnds", "answerProposal"),
    publications: only("publish"),
    consents: only("consent"),
    rewards: only("deliverReward"),
    notAtHand: looks.flatMap(missingOf)
  }
}

/**
 * What waits on the security desk until the end of a day, in order of time; what is overdue stays on it until it is done, and what has no
 * day stands at the end. The day ends where each policy counts its days.
 */
export const reportsDue = (
  records: ReportRecords,
  { now, until }: { readonly now: Instant; readonly until: Day }
): ReadonlyArray<ReportWaits> =>
  inOrder(
    looksOf(records, now).flatMap((look) => {
      const { known } = look
      if (known === undefined) return waitsOf(look)
      const before = Zone.startOf(known.hand.place.zone, Days.add(until, 1))
      return waitsOf(look).filter((it) => isDueBy(it, before))
    })
  )

const inOrder = (items: ReadonlyArray<ReportWaits>): ReadonlyArray<ReportWaits> =>
  inOrderOfTime(items, ({ report, what }) => `${report} ${what}`)

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

const looksOf = ({ reports, world }: ReportRecords, now: Instant): ReadonlyArray<ReportLook> =>
  reports.flatMap((folded) => lookAt(folded, world, now) ?? [])

/** All that waits in one report, in the order in which its parts stand. */
export const waitsOf = (look: ReportLook): ReadonlyArray<ReportWaits> => [
  ...look.owed.flatMap((owed) => ofPromise(look, owed)),
  ...ofHandling(look),
  ...ofFindings(look),
  ...ofConduct(look),
  ...ofLeaks(look),
  ...ofErasures(look),
  ...ofEmbargo(look),
  ...ofPublication(look),
  ...ofReward(look),
  ...ofClocks(look)
]

const onDesk = ({ report, received, state, looked, now }: ReportLook, waits: ReadonlyArray<ReportWaits>) => {
  const { closed, stage } = state.handling
  const stays = rules.onTheDesk(received, closed, waits.length, looked)
  if (!stays.answer) return []
  const line: ReportOnDesk = {
    report,
    policy: received.value.policy,
    stage,
    ...(closed !== undefined && { closedAs: closed.value.resolution.as }),
    received: received.value.at,
    days: Math.floor(Instants.between(received.value.at, now) / Instants.dayMillis),
    waits: waits.length,
    overdue: waits.filter(({ overdue }) => overdue).length,
    because: stays.because
  }
  return [line]
}

const missingOf = ({ report, received, known, world, looked }: ReportLook): ReportsDesk["notAtHand"] => {
  if (known !== undefined) return []
  const { policy } = received.value
  const terms = world.policy(policy)
  const missing = terms === undefined ? policy : terms.zone
  return [{ report, missing, because: cannotBeCounted(missing, received, looked).because }]
}

// -- Times. --

type Time = Pick<Waits, "due" | "orBy" | "overdue">

const noDay: Time = { due: "open", overdue: false }

/** Ours is the earlier of two dates; the later one stands beside it. */
const dated = ({ duty, right }: Deadline.Due, now: Instant): Time => ({
  due: duty,
  ...(right.before !== duty.before && { orBy: right }),
  overdue: duty.before <= now
})

/** What comes by itself is never overdue. */
const comes = (before: Instant, zone: Zone.Zone): Time => ({ due: dueAt(before, zone), overdue: false })

// -- What is owed to the reporter. -----------------------------------------------------------------------------------------------

const ofPromise = ({ report, state, now }: ReportLook, owed: Owed): ReadonlyArray<PromiseWaits> => {
  const { answer: stands, because } = rules.promiseWaits(owed.status, now)
  if (stands === "nothing") return []
  const status = owed.status.answer
  const due = "due" in status ? status.due : undefined
  const pause = state.standing.suspensions.find(
    ({ value: { from, until } }) => from <= now && (until === undefined || now < until)
  )
  const since = stands === "rests" ? pause?.value.from : status._tag === "Breached" ? status.since : owed.since
  return [
    {
      what: "promise",
      report,
      for: "vendor",
      promise: owed.promise,
      kind: owed.kind,
      stands,
      ...(since !== undefined && { since }),
      ...(status._tag === "Suspended" && status.until !== undefined && { until: status.until }),
      ...(due === undefined ? noDay : dated(due, now)),
      because
    }
  ]
}

// -- What came in, and how far it is. --------------------------------------------------------------------------------------------

const ofHandling = (look: ReportLook): ReadonlyArray<ReportWaits> => {
  const { report, state, known, looked, received } = look
  const { handling, weakness } = state
  const { closed, stage, waiting, withdrawn, validated } = handling
  const complete = known && completeness(handling, known.hand.terms)
  const lacks = complete && rules.lacks(complete, validated[0] ?? closed)
  const asks = waiting && rules.questionWaits(waiting, closed, looked)
  const unread = (stage === "Received" || stage === "NeedsInformation") && waiting === undefined
  const claims = [
    ["public", weakness.public],
    ["exploit", weakness.exploitPublic],
    ["attacks", weakness.attacks]
  ] as const
  return [
    ...(complete === undefined || lacks?.answer !== true
      ? []
      : [
          {
            what: "complete",
            report,
            for: waiting === undefined ? "vendor" : "reporter",
            fields: complete.answer.fields.flatMap(({ field, given, required }) => (required && !given ? [field] : [])),
            oneOf: complete.answer.noneOf,
            asked: waiting !== undefined ? "asked" : known?.reachable === undefined ? "cannotBeAsked" : "notAsked",
            ...noDay,
            because: lacks.because
          } satisfies ReportLacks
        ]),
    ...(waiting === undefined || asks?.answer !== true
      ? []
      : [
          {
            what: "question",
            report,
            for: "reporter",
            request: waiting.value.request,
            fields: waiting.value.fields,
            since: waiting.value.at,
            ...noDay,
            because: asks.because
          } satisfies QuestionWaits
        ]),
    ...(unread ? decide(look, "valid", report, [received], validated[0] ?? closed) : []),
    ...(unread
      ? claims.flatMap(([claim, is]) =>
          received.value.claims.includes(claim) ? decide(look, "claim", claim, [received], is) : []
        )
      : []),
    ...(stage === "Valid" ? decide(look, "priority", report, validated.slice(-1), closed) : []),
    ...(withdrawn === undefined ? [] : decide(look, "withdrawn", report, [withdrawn], closed))
  ]
}

const decide = (
  { report, looked }: ReportLook,
  what: ReportDecision["decide"],
  of: string,
  hangs: ReadonlyArray<Fact<unknown> | Verdict<unknown>>,
  decided: Fact<unknown> | undefined,
  words?: string
): ReadonlyArray<ReportDecision> => {
  const waits = rules.personDecides(hangs, decided, looked)
  return waits.answer
    ? [
        {
          what: "decide",
          decide: what,
          report,
          for: "vendor",
          of,
          ...(words !== undefined && { words }),
          ...noDay,
          because: waits.because
        }
      ]
    : []
}

// -- What a person has to find, because a promise or a reward hangs on it. --------------------------------------------------------

const ofFindings = (look: ReportLook): ReadonlyArray<ReportDecision> => {
  const by = new Map<string, ReportDecision>()
  for (const it of [...look.owed.flatMap((owed) => toJudge(look, owed)), ...toFind(look)]) {
    // What two promises hang on is decided once.
    const key = `${it.decide} ${it.of}`
    if (!by.has(key)) by.set(key, it)
  }
  return [...by.values()]
}

const toJudge = (look: ReportLook, { promise, status }: Owed): ReadonlyArray<ReportDecision> => {
  const { known, report } = look
  const { answer } = status
  if (known === undefined || answer._tag !== "Undetermined" || answer.keptAt !== undefined) return []
  return answer.open.flatMap((open) => {
    if (open.why !== "notJudged") return []
    const what = judgedBy(look, promise, open)
    if (what === undefined) return []
    return what === "condition"
      ? decide(look, what, promise, [status], undefined, open.words)
      : decide(look, what, report, [status], undefined)
  })
}

/**
 * Of a promise's condition: scope and severity are found of the weakness, and only its words are judged for the promise alone. `undefined`:
 * the report was closed and nobody said whether it is in scope, and nobody can any more.
 */
const judgedBy = (
  { known, state }: ReportLook,
  promise: string,
  { open }: Open
): "scope" | "severity" | "condition" | undefined => {
  const it = known?.hand.terms.promises.find(({ id }) => id === promise)
  if (known === undefined || it === undefined || open === `promises/${promise}/within`) return "severity"
  const condition = read(known.hand, open, it.condition)
  if (isOpen(condition)) return "condition"
  const { inScope, severity } = condition.value
  if (inScope === true && Report.scopeOf(state.handling).length === 0)
    return state.handling.closed === undefined ? "scope" : undefined
  return severity !== undefined && found(state.weakness, "Severity") === undefined ? "severity" : "condition"
}

/** What a reward hangs on, once a report was found valid; and when all is known, to grant it or to deny it. */
const toFind = (look: ReportLook): ReadonlyArray<ReportDecision> => {
  const { report, state, world, now } = look
  const { granted, denied } = state.reward
  const due = promisesReward(look) && isFoundValid(look) ? Report.rewardAt(state, world, now) : undefined
  if (due === undefined || granted !== undefined) return []
  const { answer } = due
  // Denied by mistake, it is still to be granted.
  const decided = answer._tag === "Eligible" && !answer.discretionary ? undefined : denied
  if (answer._tag !== "Undecided") return decide(look, "reward", report, [due], decided)
  if (denied !== undefined) return []
  return answer.missing.flatMap((missing) => {
    const what = findings[missing]
    return what === undefined ? [] : decide(look, what, report, [due], undefined)
  })
}

/** What somebody has to find so that it is known; of the rest it is told by what happens. */
const findings: { readonly [N in Need | "severity" | "threat"]?: ReportDecision["decide"] } = {
  new: "novelty",
  reproducible: "reproduced",
  inScope: "scope",
  severity: "severity",
  threat: "continuity"
}

const promisesReward = ({ known }: ReportLook): boolean => {
  if (known === undefined) return false
  const reward = read(known.hand, "reward", known.hand.terms.reward)
  return !isOpen(reward) && reward.value.given !== "never"
}

const isFoundValid = ({ state }: ReportLook): boolean => state.handling.validated.length > 0

/** What must be read before it is known what is owed. */
const readingsOf = (look: ReportLook): ReadonlyArray<ReadingWanted> => {
  const { report, received, owed, state, world, now } = look
  const reward = promisesReward(look) && isFoundValid(look) ? Report.rewardAt(state, world, now) : undefined
  const open = reward?.answer._tag === "Undecided" && state.reward.denied === undefined ? reward.answer.open : []
  const wanted: ReadonlyArray<readonly [Open, Verdict<unknown>]> = [
    ...owed.flatMap(({ status }) =>
      status.answer._tag === "Undetermined" && status.answer.keptAt === undefined
        ? status.answer.open.map((it) => [it, status] as const)
        : []
    ),
    ...(reward === undefined || state.reward.granted !== undefined ? [] : open.map((it) => [it, reward] as const))
  ]
  return wanted.flatMap(([it, hangs]): ReadonlyArray<ReadingWanted> => {
    if (it.why === "notJudged") return []
    const { because } = rules.readingWanted(it, hangs)
    const recorded = world.readings?.(received.value.policy) ?? []
    const isRead = readingsFor(recorded, now).some(({ value }) => value.parameter === it.open)
    return [
      {
        policy: received.value.policy,
        parameter: it.open,
        why: it.why,
        ...(it.words !== undefined && { words: it.words }),
        next: isRead ? "state" : "read",
        reports: [report],
        because
      }
    ]
  })
}

/** The same parameter is read once for all reports under the same policy. */
const together = (wanted: ReadonlyArray<ReadingWanted>): ReadonlyArray<ReadingWanted> => {
  const by = new Map<string, ReadingWanted>()
  for (const it of wanted) {
    const key = `${it.policy} ${it.parameter} ${it.next}`
    const before = by.get(key)
    by.set(key, before === undefined ? it : { ...before, reports: [...new Set([...before.reports, ...it.reports])] })
  }
  return [...by.values()]
}

// -- Conduct, and requests to be forgotten. ---------------------------------------------------------------------------------------

const ofConduct = (look: ReportLook): ReadonlyArray<ReportWaits> => {
  const { report, state, known, now } = look
  if (known === undefined) return []
  const by = <F extends Fact<{ readonly at: Instant }>>(fact: F | undefined): F | undefined =>
    fact === undefined ? undefined : newestBy([fact], now)
  return state.conduct.findings.flatMap(
    ({ alleged, offered, heard: answer, found: decided }): ReadonlyArray<ReportWaits> => {
      if (alleged.value.at > now) return []
      const asked = by(offered)
      const heard = conduct.heard(alleged, asked, answer, now)
      const waits = rules.hearingWaits(alleged, asked, heard, by(decided))
      const { finding, rule } = alleged.value
      const line = { report, finding, rule, because: waits.because }
      switch (waits.answer) {
        case "ask":
          return [{ what: "offerHearing", for: "vendor", ...line, ...noDay }]
        case "answer":
          return [{ what: "hearing", for: "reporter", ...line, ...comes(asked!.value.until, known.hand.place.zone) }]
        case "decide":
          return decide(look, "conduct", finding, [waits], undefined)
        case "decided":
          return []
      }
    }
  )
}

const ofLeaks = ({ report, state, now, looked }: ReportLook): ReadonlyArray<ReportDecision> =>
  state.confidence.leaks.flatMap((leaked): ReadonlyArray<ReportDecision> => {
    if (leaked.value.at > now) return []
    const aware = state.awareness.awareness.find(
      ({ aware: { value } }) =>
        value.regime === "gdpr33" &&
        value.role === "controller" &&
        value.subject === leaked.value.leak &&
        value.at <= now
    )
    const waits = rules.leakWaits(leaked, aware?.aware, looked)
    return waits.answer
      ? [
          {
            what: "decide",
            decide: "leak",
            report,
            for: "vendor",
            of: leaked.value.leak,
            ...noDay,
            because: waits.because
          }
        ]
      : []
  })

const ofErasures = ({ report, state, known, now, looked }: ReportLook): ReadonlyArray<ErasureWaits> => {
  if (known === undefined) return []
  return state.confidence.erasures.flatMap((erasure): ReadonlyArray<ErasureWaits> => {
    const { requested, decided, erased } = erasure
    if (requested.value.at > now) return []
    const standing = Confidence.erasureStanding(erasure, known.hand, now, looked)
    const waits = rules.erasureWaits(standing, decided, erased)
    if (waits.answer === "nothing") return []
    const { request, person } = requested.value
    const line = { report, for: "vendor", request, person, because: waits.because } as const
    return waits.answer === "erase"
      ? [{ what: "erase", ...line, ...noDay }]
      : [{ what: "decideErasure", ...line, ...timeOf(standing.answer, known.hand.place.zone, now) }]
  })
}

const timeOf = (standing: Confidence.ErasureStanding, zone: Zone.Zone, now: Instant): Time => {
  switch (standing._tag) {
    case "Open":
      return dated(standing.due, now)
    case "Overdue":
      return { due: dueAt(standing.since, zone), overdue: true }
    case "Answered":
    case "NotAtHand":
      return noDay
  }
}

// -- Secrecy and publication. -----------------------------------------------------------------------------------------------------

const ofEmbargo = ({ report, state, known, world, now }: ReportLook): ReadonlyArray<EmbargoWaits> => {
  if (known === undefined) return []
  const { zone } = known.hand.place
  const stage = Report.embargoAt(state, world, now)
  const end = stage === "Active" || stage === "Revise" ? Report.embargoEnds(state, world, now) : undefined
  const runs = end && rules.secretStill(end, end.answer, now)
  const proposed = stage === "Proposed" || stage === "Revise" ? state.embargo.open : []
  return [
    ...(end === undefined || runs?.answer !== true
      ? []
      : [
          {
            what: "embargoEnds",
            report,
            for: "vendor",
            until: end.answer,
            ...comes(end.answer, zone),
            because: runs.because
          } as const
        ]),
    ...proposed.flatMap((proposal): ReadonlyArray<EmbargoWaits> => {
      const { proposal: id, by, until } = proposal.value
      // A longer end is agreed while the embargo runs, or never.
      const answerBy = end === undefined ? until : Instants.min(until, end.answer)
      const waits = rules.secretStill(proposal, answerBy, now)
      const line = { what: "answerProposal", report, proposal: id, by, until, because: waits.because } as const
      return waits.answer ? [{ ...line, for: by === "vendor" ? "reporter" : "vendor", ...comes(answerBy, zone) }] : []
    })
  ]
}

const ofPublication = (look: ReportLook): ReadonlyArray<PublicationWaits | ConsentLacks> => {
  const { report, state, known, world, now, looked } = look
  const { accepted, closed } = state.handling
  if (known === undefined || accepted === undefined || state.publication.published.length > 0) return []
  const { hand, around, received } = known
  const timing = read(hand, "publication.timing", hand.terms.publication.timing)
  // Closed, and no day on which the policy has us publish: then nobody waits for an advisory.
  if (closed !== undefined && isOpen(timing)) return []
  const { agreed } = state.embargo
  const timed = Publication.publicationDay(
    {
      anchors: anchors.flatMap((anchor) => {
        const at = around.anchor(anchor)
        return at === undefined ? [] : [{ value: { anchor, at: at.value }, from: at.from }]
      }),
      grace: agreed?.value.how === "grace" ? agreed : undefined
    },
    hand,
    now
  )
  const publicity = Report.publicityAt(state, world, now)!
  const { reporter } = received.value
  const credit = read(hand, "credit", hand.terms.credit)
  const consent = (
    to: ConsentLacks["to"],
    given: boolean | Verdict<Confidence.Permission>
  ): ReadonlyArray<ConsentLacks> => {
    const lacks = rules.consentLacks(given, accepted, looked)
    return reporter.as === "anonymous" || !lacks.answer
      ? []
      : [{ what: "consent", report, for: "vendor", to, person: reporter.person, ...noDay, because: lacks.because }]
  }
  return [
    ...(isOpen(timing) ? [] : [toPublish(look, timed, accepted)]),
    ...(isOpen(credit) || credit.value.given === "none" || reporter.as === "anonymous"
      ? []
      : consent("credit", Publication.creditable(publicity).includes(reporter.person))),
    ...consent("content", publicity.mayTell("summary"))
  ]
}

const toPublish = (
  { report, known, now, looked }: ReportLook,
  timed: Verdict<Publication.Timed>,
  accepted: Fact<Instant>
): PublicationWaits => {
  const { because } = rules.publicationWaits(timed, accepted, looked)
  const window = timed.answer._tag === "Window" ? timed.answer.window : undefined
  const latest = window?.latest
  const before = latest && Zone.startOf(known!.hand.place.zone, Days.add(latest, 1))
  return {
    what: "publish",
    report,
    for: "vendor",
    stands: timed.answer._tag,
    ...(window?.earliest !== undefined && { earliest: window.earliest }),
    waitsFor: window?.waits ?? [],
    ...(latest === undefined || before === undefined ? noDay : { due: { on: latest, before }, overdue: before <= now }),
    because
  }
}

const anchors: ReadonlyArray<Anchor> = [
  "received",
  "acknowledged",
  "responded",
  "assessed",
  "validated",
  "accepted",
  "lastUpdate",
  "fixReady",
  "fixDeployed",
  "published",
  "vendorAware"
]

const ofReward = ({ report, state, looked }: ReportLook): ReadonlyArray<RewardWaits> => {
  const { granted, delivered, declined } = state.reward
  const waits = granted && rules.rewardWaits(granted, delivered ?? declined, looked)
  return granted === undefined || waits?.answer !== true
    ? []
    : [
        {
          what: "deliverReward",
          report,
          for: "vendor",
          tier: granted.value.tier,
          ...noDay,
          because: waits.because
        }
      ]
}

// -- The law. ---------------------------------------------------------------------------------------------------------------------

const ofClocks = (look: ReportLook): ReadonlyArray<ClockWaits | ReportDecision> => {
  const { state, known, now, looked } = look
  if (known === undefined) return []
  const running = clocks(state.awareness, known.hand.place, now, looked).flatMap((clock) => ofClock(look, clock))
  return [
    ...running,
    ...state.awareness.awareness.flatMap(({ aware, applies, told }) => {
      const of = running.filter((it) => it.aware === aware.value.aware)
      const by = (it: typeof applies) => it && newestBy([it], now)
      const apart = of.find(({ step }) => isTold(step))?.step as ToldStep | undefined
      return [
        ...(of.some(({ step }) => !isTold(step))
          ? decide(look, "applies", aware.value.aware, [aware], by(applies))
          : []),
        ...(apart === undefined
          ? []
          : decide(look, "applies", aware.value.aware, [aware], by(told)).map((it) => ({ ...it, step: apart })))
      ]
    })
  ]
}

const isTold = (step: StepId): step is ToldStep => step === "tellSubjects" || step === "tellUsers"

const ofClock = ({ report, state, now }: ReportLook, clock: Clock): ReadonlyArray<ClockWaits> => {
  const of = state.awareness.awareness.find(({ aware }) => aware.value.aware === clock.aware)!
  const { regime, client } = of.aware.value
  const { step, article } = clock.step
  const { answer: stands, because } = rules.clockWaits(clock.status)
  if (stands === "nothing") return []
  const status = clock.status.answer
  const due = status._tag === "Open" || status._tag === "Overdue" ? status.due : undefined
  return [
    {
      what: "file",
      report,
      for: "vendor",
      aware: clock.aware,
      regime,
      step,
      article,
      ...(client !== undefined && { client }),
      applies: clock.applies,
      stands,
      ...(status._tag === "Open" && status.since !== undefined && { since: status.since }),
      ...(status._tag === "Open" && status.inPublic && { inPublic: status.inPublic }),
      ...(due === undefined ? noDay : dated(due, now)),
      because
    }
  ]
}
