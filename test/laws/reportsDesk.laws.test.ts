/**
 * What holds of the security desk and of what reporters are shown, whatever happens.
 *
 * Histories of two reports are drawn at random under four policies; time goes forwards in them. What was refused did not happen.
 */
import * as Result from "effect/Result"
import fc from "fast-check"
import * as Disclosure from "goodfaith/disclosure"
import { fold, type Folded } from "goodfaith/kernel"
import type { Instant } from "goodfaith/time"
import {
  reportForReporter,
  type ReportRecords,
  reportsDesk,
  type ReportsDesk,
  reportsDue,
  type ReportWaits
} from "goodfaith/views"
import { describe, expect, it } from "vitest"
import { day, hours, policy, receive, said, world } from "../reporting.ts"
import { pure } from "../scenario.ts"
import { runs } from "./histories.ts"

type Command = Disclosure.Command
type State = Disclosure.State
type Folding = Folded<State>

// -- Policies and histories. ------------------------------------------------------------------------------------------------

const { acknowledgeAssess, coordinated, seed } = Disclosure.ready
const [first] = acknowledgeAssess.promises
const many = policy(
  {
    initially: said({ period: hours(24 * 40), from: "received" }),
    exploited: said(hours(24 * 7)),
    extendedBy: said("both" as const)
  },
  {
    conduct: acknowledgeAssess.conduct,
    safeHarbour: acknowledgeAssess.safeHarbour,
    promises: [
      { ...first!, id: "severe", within: said({ bySeverity: { high: hours(48), low: hours(24 * 9) } }) },
      { ...first!, id: "scoped", condition: said({ inScope: true, words: "it is ours" }) },
      { ...first!, id: "resting", suspendedOn: said("announced") },
      {
        ...first!,
        id: "weekly",
        kind: "update",
        dischargedBy: ["update"],
        repeats: true,
        anchor: said("lastUpdate" as const),
        within: said(hours(24 * 7)),
        condition: said({ updatesWanted: true })
      }
    ]
  }
)
const anyPolicy = fc.constantFrom(seed, acknowledgeAssess, coordinated, many)

const staff = "staff-7"
type Draw = (state: State, at: Instant, n: number) => Command
const later = (at: Instant, days: number): Instant =>
  new Date(Date.parse(at) + days * 86_400_000).toISOString() as Instant
const person = ({ handling }: State): string => {
  const reporter = handling.received!.value.reporter
  return reporter.as === "anonymous" ? "p0" : reporter.person
}

const steps: ReadonlyArray<Draw> = [
  (_, at) => ({ _tag: "ValidateReport", by: staff, at }),
  (_, at) => ({ _tag: "ValidateReport", by: staff, at }),
  (_, at) => ({ _tag: "AcceptReport", by: staff, at }),
  (_, at) => ({ _tag: "AcceptReport", by: staff, at }),
  (_, at) => ({ _tag: "DeferReport", by: staff, reason: "sealed:ours", at }),
  (_, at) => ({ _tag: "InvalidateReport", by: staff, reason: "sealed:ours", at }),
  (_, at) => ({ _tag: "RecordAcknowledgement", by: "automatic", at }),
  (_, at) => ({ _tag: "RecordAcknowledgement", by: "human", at }),
  (_, at, n) => ({ _tag: "RecordReply", reply: `m${n}`, by: "human", tells: ["progress"], words: "sealed:theirs", at }),
  (_, at, n) => ({ _tag: "RecordReply", reply: `m${n}`, by: "automatic", tells: [], at }),
  (_, at, n) => ({
    _tag: "RecordReply",
    reply: `m${n}`,
    by: "human",
    tells: ["assessment", "fix"],
    words: "sealed:theirs",
    at
  }),
  (_, at, n) => ({
    _tag: "RequestInformation",
    request: `q${n}`,
    fields: ["steps"],
    words: "sealed:theirs",
    by: staff,
    at
  }),
  (_, at) => ({
    _tag: "AddInformation",
    fields: [{ field: "contact", words: "sealed:theirs" }],
    attachments: [],
    from: "reporter",
    at
  }),
  (_, at) => ({ _tag: "SwitchUpdates", wanted: true, at }),
  (_, at) => ({ _tag: "SwitchUpdates", wanted: false, at }),
  (_, at) => ({ _tag: "RecordWithdrawal", words: "sealed:theirs", at }),
  (_, at) => ({ _tag: "CloseReport", resolution: { as: "spam" }, by: staff, reason: "sealed:ours", at }),
  (_, at) => ({ _tag: "CloseReport", resolution: { as: "wontFix" }, by: staff, reason: "sealed:ours", at }),
  (_, at) => ({ _tag: "CloseReport", resolution: { as: "duplicate", of: "other" }, by: staff, at }),
  (_, at) => ({ _tag: "RecordFixReady", by: staff, at }),
  (_, at) => ({ _tag: "RecordFixDeployed", by: staff, at }),
  (_, at) => ({ _tag: "ObservePublic", through: "other", at }),
  (_, at) => ({ _tag: "ObserveAttacks", at }),
  ...(
    [
      { _tag: "Reproduced", reproduced: true },
      { _tag: "Reproduced", reproduced: false },
      { _tag: "Novelty", novelty: { as: "new" } },
      { _tag: "Novelty", novelty: { as: "reportedEarlier", report: "other" } },
      { _tag: "Novelty", novelty: { as: "knownInside", record: "journal-of-ours", dated: day(-30) } },
      { _tag: "Severity", severity: "high" },
      { _tag: "Continuity", threatens: false }
    ] as const
  ).map(
    (found): Draw =>
      (_, at, n) => ({ _tag: "AssessWeakness", assessment: `f${n}`, found, by: staff, reason: "sealed:ours", at })
  ),
  (_, at, n) => ({ _tag: "ProposeEmbargo", proposal: `e${n}`, by: "vendor", until: later(at, 50), at }),
  (_, at, n) => ({ _tag: "ProposeEmbargo", proposal: `e${n}`, by: "reporter", until: later(at, 20), at }),
  ({ embargo }, at) => ({
    _tag: "AcceptEmbargo",
    proposal: embargo.open[0]?.value.proposal ?? "none",
    by: "vendor",
    at
  }),
  (_, at, n) => ({
    _tag: "AllegeConduct",
    finding: `c${n}`,
    rule: n % 2 === 0 ? "no-damage" : "no-harm",
    acted: later(at, -3),
    words: "sealed:allegation",
    evidence: ["log-of-ours"],
    by: staff,
    at
  }),
  ({ conduct }, at) => ({
    _tag: "OfferHearing",
    finding: conduct.findings.at(-1)?.alleged.value.finding ?? "c",
    way: "answer",
    until: later(at, 10),
    at
  }),
  ({ conduct }, at) => ({
    _tag: "RecordHearing",
    finding: conduct.findings.at(-1)?.alleged.value.finding ?? "c",
    words: "sealed:theirs",
    at
  }),
  (state, at, n) => ({
    _tag: "RequestErasure",
    request: `g${n}`,
    person: n % 3 === 0 ? "somebody-else" : person(state),
    at
  }),
  (state, at, n) => ({
    _tag: "RecordConsent",
    consent: `k${n}`,
    person: person(state),
    for: n % 2 === 0 ? "credit" : "content",
    form: "written",
    at
  }),
  ({ confidence }, at) => ({
    _tag: "WithdrawConsent",
    consent: confidence.consents.at(-1)?.given.value.consent ?? "k",
    at
  }),
  (_, at, n) => ({ _tag: "RecordIdentityLeak", leak: `l${n}`, parts: ["name"], how: "sealed:ours", at }),
  (_, at, n) => ({ _tag: "RecordIdentityAsked", asked: `w${n}`, by: "police-of-ours", words: "sealed:ours", at }),
  (_, at, n) => ({
    _tag: "RecordContentShared",
    passing: `s${n}`,
    to: "police-of-ours",
    basis: "police",
    part: "whole",
    needed: "whole",
    by: staff,
    at
  }),
  (_, at) => ({ _tag: "GrantReward", issue: "i", tier: "reward", by: staff, at }),
  (_, at) => ({ _tag: "DenyReward", by: staff, at }),
  (_, at, n) => ({
    _tag: "RecordPublished",
    advisory: `v${n}`,
    where: "site",
    tells: "nothing",
    credits: [],
    by: staff,
    at
  }),
  (_, at, n) => ({
    _tag: "RecordAwareness",
    aware: `a${n}`,
    regime: n % 2 === 0 ? "cra14Vulnerability" : "nis2Article23",
    role: n % 2 === 0 ? "manufacturer" : "entity",
    subject: "v1",
    basis: "sealed:ours",
    by: staff,
    at
  }),
  ({ awareness }, at) => ({
    _tag: "RecordFiled",
    aware: awareness.awareness.at(-1)?.aware.value.aware ?? "a",
    step: "earlyWarning",
    reference: "f",
    at
  }),
  (_, at) => ({ _tag: "ObserveCourse", subject: "v1", course: "measureAvailable", at }),
  (_, at, n) => ({ _tag: "DecideChange", change: `change-of-ours-${n}`, by: staff, reason: "sealed:ours", at }),
  (_, at) => ({ _tag: "WaivePromise", promise: "respond", words: "sealed:theirs", at }),
  (_, at) => ({ _tag: "AnnounceRest", from: later(at, 1), until: later(at, 5), where: "site", by: staff, at }),
  (_, at) => ({ _tag: "AnnounceRest", from: at, where: "site", by: staff, at }),
  (_, at) => ({ _tag: "JudgeCondition", promise: "reward", holds: true, reason: "sealed:ours", by: staff, at }),
  (_, at) => ({ _tag: "JudgeCondition", promise: "scoped", holds: false, reason: "sealed:ours", by: staff, at })
]

const reporters: ReadonlyArray<Disclosure.Handling.Reporter> = [
  { as: "named", person: "p1", name: "sealed:theirs", reach: "sealed:theirs" },
  { as: "pseudonym", person: "p1", reach: "sealed:theirs" },
  { as: "pseudonym", person: "p1" },
  { as: "anonymous" }
]

const anyPlan = fc.record({
  terms: anyPolicy,
  reporter: fc.constantFrom(...reporters),
  claims: fc.subarray(["public", "attacks"] as const),
  wantsUpdates: fc.option(fc.boolean(), { nil: undefined }),
  steps: fc.array(fc.tuple(fc.constantFrom(0, 0, 1, 4, 15), fc.constantFrom(...steps), fc.boolean()), {
    maxLength: 45,
    size: "max"
  }),
  after: fc.integer({ min: 0, max: 60 }),
  longer: fc.integer({ min: 0, max: 120 })
})
type Plan = typeof anyPlan extends fc.Arbitrary<infer P> ? P : never

interface Lived {
  readonly records: ReportRecords
  /** When everything in them has happened, and so many days later. */
  readonly last: Instant
  readonly now: Instant
  readonly later: Instant
}

/** Two reports: `other` came first, `r1` is the one that is looked at. */
const live = ({ terms, reporter, claims, wantsUpdates, steps, after, longer }: Plan): Lived => {
  const over = world(terms, [
    { id: "other", at: day(-2) },
    { id: "r1", at: day(0) }
  ])
  const told = (folded: Folding, command: Command): Folding => {
    const decided = Disclosure.decide(command, folded.state, over)
    return Result.isFailure(decided) ? folded : fold(Disclosure.decider, folded.stream, decided.success, folded)
  }
  const begun = (id: string, other: Partial<Disclosure.Handling.ReceiveReport>): Folding =>
    told(
      fold(Disclosure.decider, Disclosure.stream(id), [] as ReadonlyArray<Disclosure.Event>),
      receive({ report: id, fields: [{ field: "description", words: "sealed:theirs" }], ...other })
    )
  const wish = wantsUpdates === undefined ? {} : { wantsUpdates }
  let own = begun("r1", { reporter, claims, ...wish })
  let other = begun("other", { reporter: { as: "named", person: "p2", reach: "sealed:elsewhere" }, at: day(-2) })
  let at = day(0)
  let n = 0
  for (const [days, draw, toOther] of steps) {
    at = later(at, days)
    n += 1
    if (toOther) other = told(other, draw(other.state, at, n))
    else own = told(own, draw(own.state, at, n))
  }
  const now = later(at, after)
  return { records: { reports: [other, own], world: over }, last: at, now, later: later(now, longer) }
}

const law = (title: string, keeps: (lived: Lived) => void, n = 300) =>
  it(
    title,
    () => {
      fc.assert(
        fc.property(anyPlan, (plan) => pure(() => keeps(live(plan)))),
        runs(n)
      )
    },
    60_000 * Number(process.env["LAW_RUNS"] ?? 1)
  )

const allOf = (desk: ReportsDesk): ReadonlyArray<ReportWaits> => [
  ...desk.promises,
  ...desk.decisions,
  ...desk.clocks,
  ...desk.incomplete,
  ...desk.questions,
  ...desk.hearings,
  ...desk.erasures,
  ...desk.embargoes,
  ...desk.publications,
  ...desk.consents,
  ...desk.rewards
]

/** By what one thing is the same as it was. Which of several occasions of a promise it is, is told by where it began. */
const nameOf = (it: ReportWaits): string => {
  const { because: _, due: _due, orBy: _orBy, overdue: _overdue, for: _for, ...rest } = it
  switch (rest.what) {
    case "promise":
      return `${rest.report} promise ${rest.promise}`
    case "decide":
      return `${rest.report} decide ${rest.decide} ${rest.of} ${rest.step ?? ""}`
    case "file":
      return `${rest.report} file ${rest.aware} ${rest.step}`
    case "complete":
    case "publish":
    case "deliverReward":
      return `${rest.report} ${rest.what}`
    case "consent":
      return `${rest.report} consent ${rest.to}`
    default:
      return JSON.stringify(rest)
  }
}
const sorted = (names: ReadonlyArray<string>) => names.toSorted()

// -- The laws. ----------------------------------------------------------------------------------------------------------------

describe("the security desk", () => {
  law(
    "what it calls open, late, broken, resting or undetermined is exactly what the promises say",
    ({ records, now }) => {
      const waiting = ["Open", "Breached", "Suspended", "NotAtHand"]
      const owed = records.reports.flatMap(({ state, stream }) =>
        (Disclosure.owedAt(state, records.world, now) ?? []).flatMap(({ promise, status: { answer } }) => {
          const waits = waiting.includes(answer._tag) || (answer._tag === "Undetermined" && answer.keptAt === undefined)
          return waits ? [`${stream} ${promise} ${answer._tag}`] : []
        })
      )
      const tags = {
        open: "Open",
        late: "Open",
        broken: "Breached",
        rests: "Suspended",
        undetermined: "Undetermined",
        notAtHand: "NotAtHand"
      }
      const desk = reportsDesk(records, { now }).promises
      expect(sorted(desk.map(({ report, promise, stands }) => `report/${report} ${promise} ${tags[stands]}`))).toEqual(
        sorted(owed)
      )
      for (const { stands, overdue } of desk) expect(overdue).toBe(stands === "broken" || stands === "late")
    }
  )

  law(
    "each agenda is the part of the desk that is due by its day, in order of time; the last one is all of it",
    ({ records, now }) => {
      const all = allOf(reportsDesk(records, { now }))
      const days = ["2026-11-25", "2026-12-10", "2027-01-15", "9998-12-31"] as const
      const agendas = days.map((until) => reportsDue(records, { now, until }))
      expect(sorted(agendas.at(-1)!.map(nameOf))).toEqual(sorted(all.map(nameOf)))
      for (const [n, agenda] of agendas.entries()) {
        const dates = agenda.map(({ due }) => (due === "open" ? "~" : due.before))
        expect(dates).toEqual(dates.toSorted())
        for (const { due, overdue } of agenda) if (due !== "open" && !overdue) expect(due.on <= days[n]!).toBe(true)
        const next = new Set(agendas[n + 1]?.map(nameOf) ?? agenda.map(nameOf))
        for (const it of agenda) expect(next.has(nameOf(it))).toBe(true)
      }
    }
  )

  law(
    "asked later, with nothing recorded since, only what ends by time is gone, and nothing overdue is in time again",
    (lived) => {
      const before = allOf(reportsDesk(lived.records, { now: lived.now }))
      const since = new Map(allOf(reportsDesk(lived.records, { now: lived.later })).map((it) => [nameOf(it), it]))
      for (const it of before) {
        const still = since.get(nameOf(it))
        if (still === undefined) {
          expect(["embargoEnds", "answerProposal", "hearing"]).toContain(it.what)
          expect(it.due !== "open" && it.due.before <= lived.later).toBe(true)
        } else if (it.overdue && it.what !== "promise") expect(still.overdue).toBe(true)
      }
    }
  )

  law(
    "nothing personal is on it: persons stand there by their ids, and no text of anybody, sealed or not",
    ({ records, now }) => {
      expect(JSON.stringify(reportsDesk(records, { now }))).not.toContain("sealed:")
    }
  )

  law(
    "every report that something waits of, or that is not closed, stands in its list once, with how much of it is overdue",
    ({ records, now }) => {
      const desk = reportsDesk(records, { now })
      const all = allOf(desk)
      const listed = desk.reports.map(({ report }) => report)
      expect(new Set(listed).size).toBe(listed.length)
      for (const { state } of records.reports) {
        const { report } = state.handling.received!.value
        const own = all.filter((it) => it.report === report)
        expect(listed.includes(report)).toBe(state.handling.stage !== "Closed" || own.length > 0)
        const line = desk.reports.find((it) => it.report === report)
        if (line !== undefined)
          expect([line.waits, line.overdue]).toEqual([own.length, own.filter(({ overdue }) => overdue).length])
      }
    }
  )

  law(
    "everything on it says by which sentence it is there, and rests on something of the report",
    ({ records, now }) => {
      for (const { because, report } of allOf(reportsDesk(records, { now }))) {
        expect(because[0].clause.id).toMatch(/^security-desk\./)
        const rests = because.flatMap(({ facts, absent = [] }) => [...facts, ...absent.map(({ stream }) => stream)])
        expect(rests.some((it) => it.startsWith(`report/${report}`))).toBe(true)
      }
    }
  )

  law("what it asks us for can be done now, and is gone once it is done", ({ records, now }) => {
    for (const folded of records.reports) {
      const { report } = folded.state.handling.received!.value
      for (const it of allOf(reportsDesk({ ...records, reports: [folded] }, { now }))) {
        const command = doing(it, folded.state, now, records.world)
        if (command === undefined) continue
        const decided = Disclosure.decide(command, folded.state, records.world)
        expect([command._tag, Result.isFailure(decided) ? decided.failure._tag : "done"]).toEqual([
          command._tag,
          "done"
        ])
        if (Result.isFailure(decided)) continue
        const next = fold(Disclosure.decider, folded.stream, decided.success, folded)
        const left = allOf(reportsDesk({ ...records, reports: [next] }, { now })).map(nameOf)
        expect([report, command._tag, left.includes(nameOf(it))]).toEqual([report, command._tag, false])
      }
    }
  })
})

/** What does the thing that waits; `undefined` for what waits for somebody else, or for more than one step. */
const doing = (it: ReportWaits, state: State, at: Instant, over: ReportRecords["world"]): Command | undefined => {
  const by = staff
  switch (it.what) {
    case "decide":
      return deciding(it, state, at, over)
    case "complete":
      return {
        _tag: "AddInformation",
        fields: [...it.fields, ...it.oneOf.flat()].map((field) => ({ field })),
        attachments: [],
        from: "reporter",
        at
      }
    case "question":
      return { _tag: "AddInformation", fields: [], attachments: [], from: "reporter", at }
    case "offerHearing":
      return { _tag: "OfferHearing", finding: it.finding, way: "answer", until: later(at, 3), at }
    case "hearing":
      return { _tag: "RecordHearing", finding: it.finding, words: "sealed:theirs", at }
    case "decideErasure":
      return {
        _tag: "DecideErasure",
        request: it.request,
        erased: ["name", "contact", "pseudonym", "other"],
        token: "kept",
        by,
        at
      }
    case "erase":
      return { _tag: "RecordErased", request: it.request, at }
    case "answerProposal":
      return { _tag: "RejectEmbargo", proposal: it.proposal, by: it.for, at }
    case "consent":
      return { _tag: "RecordConsent", consent: "anew", person: it.person, for: it.to, form: "written", at }
    case "publish":
      return { _tag: "RecordPublished", advisory: "anew", where: "site", tells: "nothing", credits: [], by, at }
    case "deliverReward":
      return { _tag: "RecordDelivered", at }
    case "file":
      return { _tag: "RecordFiled", aware: it.aware, step: it.step, reference: "anew", lateBecause: "sealed:ours", at }
    case "promise":
    case "embargoEnds":
      return undefined
  }
}

const deciding = (
  { decide, of, step }: Extract<ReportWaits, { readonly what: "decide" }>,
  state: State,
  at: Instant,
  over: ReportRecords["world"]
): Command | undefined => {
  const by = staff
  const assess = (found: Disclosure.Weakness.Found): Command => ({
    _tag: "AssessWeakness",
    assessment: "anew",
    found,
    by,
    at
  })
  switch (decide) {
    case "valid":
      return { _tag: "ValidateReport", by, at }
    case "priority":
      return { _tag: "DeferReport", by, reason: "sealed:ours", at }
    case "withdrawn":
      return state.handling.stage === "Valid"
        ? undefined
        : { _tag: "CloseReport", resolution: { as: "withdrawn" }, by, at }
    case "claim":
      return of === "attacks"
        ? { _tag: "ObserveAttacks", at }
        : { _tag: of === "exploit" ? "ObserveExploit" : "ObservePublic", through: "reporter", at }
    case "scope":
      return state.handling.validated.length === 0 ? undefined : { _tag: "AcceptReport", by, at }
    case "severity":
      return assess({ _tag: "Severity", severity: "critical" })
    case "reproduced":
      return assess({ _tag: "Reproduced", reproduced: true })
    case "novelty":
      return assess({ _tag: "Novelty", novelty: { as: "new" } })
    case "continuity":
      return assess({ _tag: "Continuity", threatens: true })
    case "condition":
      return { _tag: "JudgeCondition", promise: of, holds: true, reason: "sealed:ours", by, at }
    case "conduct":
      return {
        _tag: "DecideConduct",
        finding: of,
        broken: false,
        accident: false,
        reason: "sealed:ours",
        by,
        decider: "human",
        at
      }
    case "reward": {
      const due = Disclosure.rewardAt(state, over, at)!.answer
      return due._tag === "Eligible"
        ? { _tag: "GrantReward", issue: "anew", tier: due.tier ?? "reward", by, at }
        : { _tag: "DenyReward", by, at }
    }
    case "applies":
      return {
        _tag: "DecideApplicability",
        aware: of,
        ...(step !== undefined && { step }),
        applies: true,
        reason: "sealed:ours",
        by,
        at
      }
  }
}

describe("what a reporter is shown", () => {
  const seen = ({ records, now }: Lived) => reportForReporter(records.reports[1]!, records.world, now)!

  law(
    "is nothing of another report, of another person, of whoever works on it, or of what is kept among ourselves",
    (lived) => {
      const text = JSON.stringify(seen(lived))
      for (const notTheirs of [
        'other"',
        "report/other",
        "p2",
        "somebody-else",
        staff,
        "-of-ours",
        "sealed:ours",
        "sealed:elsewhere"
      ])
        expect([notTheirs, text.includes(notTheirs)]).toEqual([notTheirs, false])
    }
  )

  law("is all that they are owed, as it stands, in the words of the policy", (lived) => {
    const { records, now } = lived
    const { state } = records.reports[1]!
    const owed = Disclosure.owedAt(state, records.world, now)!
    expect(seen(lived).owed.map(({ promise, status }) => [promise, status])).toEqual(
      owed.map(({ promise, status }) => [promise, status.answer])
    )
    for (const { words } of seen(lived).owed) expect(words).not.toBe("")
  })

  law("of what was found is nothing before an answer told it", (lived) => {
    const { found } = seen(lived)
    const { replies } = lived.records.reports[1]!.state.handling
    const tells = (what: "assessment" | "fix") => replies.some(({ value }) => value.tells.includes(what))
    if (!tells("assessment"))
      expect([found.severity, found.isNew, found.reproduced, found.threatensContinuity]).toEqual(
        Array.from({ length: 4 })
      )
    if (!tells("fix")) expect([found.fixReady, found.fixDeployed]).toEqual([undefined, undefined])
  })
})
