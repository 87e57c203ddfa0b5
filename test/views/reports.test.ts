/** The security desk: what waits of all reports, for whom, and what a person must decide; and what is true of it whatever happens. */
import * as Disclosure from "goodfaith/disclosure"
import { fold, type Folded } from "goodfaith/kernel"
import type { ReportId } from "goodfaith/language"
import { says, unstated } from "goodfaith/terms"
import type { Instant } from "goodfaith/time"
import { type ReportRecords, reportsDesk, reportsDue, reportsRules as rules, type ReportWaits } from "goodfaith/views"
import { describe, expect, it } from "vitest"
import { day, hours, policy, receive, said, world } from "../reporting.ts"
import { pure } from "../scenario.ts"

type Command = Disclosure.Command
type Terms = Disclosure.DisclosureTerms

const { acknowledgeAssess, coordinated, seed } = Disclosure.ready
const by = "cert-1"
const source = { instrument: "policy", words: "as the policy says it" }

// -- A small world. --------------------------------------------------------------------------------------------------------

const told = (commands: ReadonlyArray<Command>, over: Disclosure.Policy.ReportWorld, id: ReportId = "r1") =>
  commands.reduce<Folded<Disclosure.State>>(
    (folded, command) => {
      const decided = Disclosure.decide(command, folded.state, over)
      if (decided._tag === "Failure") throw new Error(`${command._tag}: ${decided.failure.message}`)
      return fold(Disclosure.decider, Disclosure.stream(id), decided.success, folded)
    },
    fold(Disclosure.decider, Disclosure.stream(id), [] as ReadonlyArray<Disclosure.Event>)
  )
const recordsOf = (terms: Terms, ...reports: ReadonlyArray<ReadonlyArray<Command>>): ReportRecords => {
  const over = world(terms)
  return { reports: reports.map((commands, n) => told(commands, over, `r${n + 1}`)), world: over }
}
const deskOf = (terms: Terms, now: Instant, ...commands: ReadonlyArray<Command>) =>
  pure(() => reportsDesk(recordsOf(terms, commands), { now }))

const named = { as: "named", person: "p1", reach: "sealed:address" } as const
const came = receive({ reporter: named, wantsUpdates: true })
const at = <C extends Command>(command: Omit<C, "at">, n: number): Command => ({ ...command, at: day(n) }) as never
const validate = (n = 2) => at<Disclosure.Handling.ValidateReport>({ _tag: "ValidateReport", by }, n)
const accept = (n = 3) => at<Disclosure.Handling.AcceptReport>({ _tag: "AcceptReport", by }, n)
const close = (as: "spam" | "outOfScope" | "wontFix" | "fixed" | "withdrawn", n = 9) =>
  at<Disclosure.Handling.CloseReport>({ _tag: "CloseReport", resolution: { as }, by }, n)
const reply = (n: number, ...tells: Disclosure.Handling.ReplySent["tells"]) =>
  at<Disclosure.Handling.RecordReply>({ _tag: "RecordReply", reply: `a${n}`, by: "human", tells }, n)
const assess = (assessment: string, found: Disclosure.Weakness.Found, n = 4) =>
  at<Disclosure.Weakness.AssessWeakness>({ _tag: "AssessWeakness", assessment, found, by }, n)
const decides = (terms: Terms, now: Instant, ...commands: ReadonlyArray<Command>) =>
  deskOf(terms, now, ...commands).decisions.map(({ decide, of }) => (of === "r1" ? decide : `${decide} ${of}`))
const dueOn = ({ due }: ReportWaits) => (due === "open" ? due : due.on)

// -- Stories. ----------------------------------------------------------------------------------------------------------------

describe(rules.promiseWaits.clause.quote, () => {
  const respond = (now: Instant, ...commands: ReadonlyArray<Command>) =>
    deskOf(seed, now, ...commands).promises.filter(({ promise }) => promise === "respond")

  it("three Dutch working days: open until Thursday evening, overdue and broken from then on", () => {
    expect(respond(day(1), came)).toMatchObject([
      {
        report: "r1",
        for: "vendor",
        kind: "respond",
        stands: "open",
        since: day(0),
        due: { on: "2026-11-26", before: "2026-11-26T23:00:00.000Z" },
        overdue: false
      }
    ])
    expect(respond("2026-11-26T22:59:59.999Z", came)).toMatchObject([{ stands: "open", overdue: false }])
    expect(respond("2026-11-26T23:00:00.000Z", came)).toMatchObject([
      { stands: "broken", since: "2026-11-26T23:00:00.000Z", overdue: true }
    ])
  })

  it("both dates stand there where the words can be read in two ways, and the reasons cite policy and report", () => {
    // King's Day holds by both calendars; 5 May 2026 is a day off by the law alone.
    const early = receive({ reporter: named, at: "2026-05-01T09:00:00.000Z" })
    const [it] = respond("2026-05-02T09:00:00.000Z", early)
    expect(it).toMatchObject({ due: { on: "2026-05-06" }, orBy: { on: "2026-05-07" } })
    expect(it?.because[0].clause).toBe(rules.promiseWaits.clause)
    expect(it?.because.flatMap(({ terms = [] }) => terms.map(({ parameter }) => parameter))).toContain(
      "promises/respond"
    )
    expect(respond(day(1), came)[0]).not.toHaveProperty("orBy")
  })

  it("kept, in time or late, it is gone; waived, or not owed to who can't be answered, it is not there", () => {
    expect(respond(day(9), came, reply(1))).toEqual([])
    expect(respond(day(9), came, reply(8))).toEqual([])
    const waive: Command = { _tag: "WaivePromise", promise: "respond", words: "sealed:w", at: day(1) }
    expect(respond(day(9), came, waive)).toEqual([])
    expect(respond(day(9), receive({ reporter: { as: "anonymous" } }))).toEqual([])
  })

  it("closing the report takes no broken promise away", () => {
    expect(respond(day(20), came, close("spam"))).toMatchObject([{ stands: "broken" }])
    expect(deskOf(seed, day(20), came, close("spam")).reports).toMatchObject([
      { report: "r1", stage: "Closed", closedAs: "spam", days: 20 }
    ])
  })

  it("at rest it says since when and until when; a mere aim is late, and never broken", () => {
    const resting: Terms = {
      ...seed,
      promises: seed.promises.map((it) => ({ ...it, suspendedOn: said("over the holidays") }))
    }
    const rest: Command = { _tag: "AnnounceRest", from: day(2), until: day(40), where: "site", by, at: day(1) }
    const onDesk = (now: Instant) => deskOf(resting, now, came, rest).promises.filter((it) => it.promise === "respond")
    expect(onDesk(day(3))).toMatchObject([
      { stands: "rests", since: day(2), until: day(40), due: "open", overdue: false }
    ])
    const aiming: Terms = { ...seed, promises: seed.promises.map((it) => ({ ...it, rigidity: said("aim" as const) })) }
    expect(deskOf(aiming, day(9), came).promises[0]).toMatchObject({ stands: "late", overdue: true })
  })

  it("without its calendar no day is told, and it waits all the same", () => {
    const over = { ...world(seed), calendar: () => undefined }
    const desk = pure(() => reportsDesk({ reports: [told([came], over)], world: over }, { now: day(9) }))
    expect(desk.promises[0]).toMatchObject({ promise: "respond", stands: "notAtHand", due: "open" })
  })

  it("kept before anybody read from when it was owed, nothing waits of it", () => {
    const judged: Command = {
      _tag: "JudgeCondition",
      promise: "reward",
      holds: true,
      reason: "sealed:r",
      by,
      at: day(5)
    }
    const reward = (...commands: ReadonlyArray<Command>) =>
      deskOf(seed, day(30), came, ...commands).promises.filter((it) => it.promise === "reward")
    expect(reward(judged)).toMatchObject([{ stands: "undetermined", due: "open" }])
    const found = [
      assess("n", { _tag: "Novelty", novelty: { as: "new" } }),
      assess("r", { _tag: "Reproduced", reproduced: true }),
      assess("c", { _tag: "Continuity", threatens: false })
    ]
    const grant: Command = { _tag: "GrantReward", issue: "i", tier: "reward", by, at: day(6) }
    expect(reward(judged, ...found, grant)).toEqual([])
    expect(reward(...found, grant)).toEqual([])
  })
})

describe(rules.lacks.clause.quote, () => {
  const lacking = (...commands: ReadonlyArray<Command>) => deskOf(seed, day(1), ...commands).incomplete

  it("field by field, and whether it was asked for", () => {
    expect(lacking(came)).toMatchObject([
      { for: "vendor", fields: ["urgency", "illustration", "steps"], oneOf: [], asked: "notAsked", due: "open" }
    ])
    const ask: Command = { _tag: "RequestInformation", request: "q1", fields: ["steps"], by, at: day(1) }
    expect(lacking(came, ask)).toMatchObject([{ for: "reporter", asked: "asked" }])
    expect(lacking(receive({ reporter: { as: "anonymous" } }))).toMatchObject([{ asked: "cannotBeAsked" }])
  })

  it("of groups of which one is enough, those of which none is there", () => {
    const terms = { ...seed, form: { ...seed.form, required: [], oneOf: [["steps", "evidence"]] } } as const
    expect(deskOf(terms, day(1), came).incomplete).toMatchObject([{ fields: [], oneOf: [["steps", "evidence"]] }])
  })

  it("is gone once it is given, or when it was found valid or closed without it", () => {
    const fields = ["urgency", "illustration", "steps"] as const
    const add: Command = {
      _tag: "AddInformation",
      fields: fields.map((field) => ({ field })),
      attachments: [],
      from: "reporter",
      at: day(1)
    }
    expect(lacking(came, add)).toEqual([])
    expect(lacking(came, validate())).toEqual([])
    expect(lacking(came, close("spam"))).toEqual([])
  })
})

describe(rules.questionWaits.clause.quote, () => {
  const ask: Command = { _tag: "RequestInformation", request: "q1", fields: ["steps"], by, at: day(1) }
  const asked = (...commands: ReadonlyArray<Command>) => deskOf(seed, day(9), came, ask, ...commands).questions

  it("since when, and for what", () => {
    expect(asked()).toMatchObject([{ for: "reporter", request: "q1", fields: ["steps"], since: day(1), due: "open" }])
  })

  it("until more came in, or the report is closed", () => {
    expect(asked({ _tag: "AddInformation", fields: [], attachments: [], from: "reporter", at: day(2) })).toEqual([])
    expect(asked(close("spam"))).toEqual([])
  })
})

describe(rules.personDecides.clause.quote, () => {
  const bare = policy()

  it("whether a report holds, then what becomes of it", () => {
    expect(decides(bare, day(1), came)).toEqual(["valid"])
    expect(decides(bare, day(9), came, validate())).toEqual(["priority"])
    expect(decides(bare, day(9), came, validate(), accept())).toEqual([])
    expect(decides(bare, day(9), came, close("spam"))).toEqual([])
    const ask: Command = { _tag: "RequestInformation", request: "q1", fields: [], by, at: day(1) }
    expect(decides(bare, day(9), came, ask)).toEqual([])
    const more: Command = { _tag: "AddInformation", fields: [], attachments: [], from: "other", at: day(2) }
    expect(decides(bare, day(9), came, ask, more)).toEqual(["valid"])
  })

  it("what the reporter says is so already, until it is on record or the report was found valid", () => {
    const claiming = receive({ reporter: named, claims: ["attacks", "public"] })
    expect(decides(bare, day(1), claiming)).toEqual(["valid", "claim public", "claim attacks"])
    expect(decides(bare, day(1), claiming, { _tag: "ObserveAttacks", at: day(1) })).toEqual(["valid", "claim public"])
    expect(decides(bare, day(9), claiming, validate())).toEqual(["priority"])
  })

  it("what becomes of a report that was withdrawn", () => {
    const withdraw: Command = { _tag: "RecordWithdrawal", at: day(1) }
    expect(decides(bare, day(1), came, withdraw)).toEqual(["valid", "withdrawn"])
    expect(decides(bare, day(9), came, withdraw, close("withdrawn"))).toEqual([])
  })

  it("what a reward hangs on, once the report was found valid, and then the reward itself", () => {
    const all = [came, validate(), accept()]
    expect(decides(seed, day(9), ...all)).toEqual(["condition reward", "novelty", "reproduced", "continuity"])
    const isNew = assess("n", { _tag: "Novelty", novelty: { as: "new" } })
    const reproduced = assess("r", { _tag: "Reproduced", reproduced: true })
    const threat = assess("c", { _tag: "Continuity", threatens: false })
    expect(decides(seed, day(9), ...all, isNew, threat)).toContain("reproduced")
    expect(decides(seed, day(9), ...all, isNew, reproduced, threat)).toEqual(["condition reward", "reward"])
    const grant: Command = { _tag: "GrantReward", issue: "i", tier: "reward", by, at: day(6) }
    expect(decides(seed, day(9), ...all, isNew, reproduced, threat, grant)).toEqual([])
    // Denied because it could not be reproduced; found otherwise, it is to be granted.
    const not = assess("r0", { _tag: "Reproduced", reproduced: false })
    const deny: Command = { _tag: "DenyReward", by, at: day(6) }
    expect(decides(seed, day(9), ...all, isNew, threat, not, deny)).toEqual([])
    expect(
      decides(seed, day(9), ...all, isNew, threat, not, deny, assess("r1", { _tag: "Reproduced", reproduced: true }, 7))
    ).toEqual(["reward"])
  })

  it("the words of a promise, how severe it is where a time depends on it, and whether it is in scope", () => {
    const [first] = acknowledgeAssess.promises
    const promise = (id: string, other: object) => ({ ...first!, id, ...other }) as Terms["promises"][number]
    const terms: Terms = {
      ...acknowledgeAssess,
      promises: [
        promise("a", { within: says({ bySeverity: { high: hours(24) } }, source) }),
        promise("b", { condition: said({ inScope: true }) }),
        promise("c", { condition: said({ severity: "high", words: "it is ours" }) }),
        promise("d", { condition: said({ words: "it is urgent" }) })
      ]
    }
    expect(decides(terms, day(1), came)).toEqual(["valid", "severity", "scope", "condition d"])
    expect(deskOf(terms, day(1), came).decisions[3]?.words).toBe("it is urgent")
    const high = assess("s", { _tag: "Severity", severity: "high" }, 1)
    expect(decides(terms, day(9), came, high, validate(), accept())).toEqual(["condition c", "condition d"])
  })

  it("closed before anybody said whether it is in scope, there is nothing left to decide about that", () => {
    const [first] = acknowledgeAssess.promises
    const scoped = { ...acknowledgeAssess, promises: [{ ...first!, condition: said({ inScope: true } as const) }] }
    expect(decides(scoped, day(1), came)).toEqual(["valid", "scope"])
    const withdrawn: ReadonlyArray<Command> = [{ _tag: "RecordWithdrawal", at: day(1) }, close("withdrawn")]
    expect(decides(scoped, day(20), came, ...withdrawn)).toEqual([])
    expect(deskOf(scoped, day(20), came, ...withdrawn).promises).toMatchObject([{ stands: "undetermined" }])
  })

  it("closed as spam it was no report, and what is owed to reports in scope is not owed", () => {
    const [first] = acknowledgeAssess.promises
    const scoped = { ...acknowledgeAssess, promises: [{ ...first!, condition: said({ inScope: true } as const) }] }
    for (const as of ["spam", "outOfScope"] as const) {
      expect(decides(scoped, day(20), came, close(as))).toEqual([])
      expect(deskOf(scoped, day(20), came, close(as)).promises).toEqual([])
    }
  })

  it("says what hangs on it", () => {
    const [first] = deskOf(bare, day(1), came).decisions
    expect(first?.because[0]).toMatchObject({
      clause: rules.personDecides.clause,
      facts: ["report/r1@0"],
      absent: [{ stream: "report/r1", upTo: 0 }]
    })
  })
})

describe(rules.readingWanted.clause.quote, () => {
  it("one line for all reports, with the words that leave it open", () => {
    const [first, ...others] = acknowledgeAssess.promises
    const open: Terms = { ...acknowledgeAssess, promises: [{ ...first!, humanOnly: unstated }, ...others] }
    const machine: Command = { _tag: "RecordAcknowledgement", by: "automatic", at: day(0, 10) }
    const records = recordsOf(open, [came, machine], [receive({ report: "r2", reporter: named }), machine])
    const { readings } = pure(() => reportsDesk(records, { now: day(1) }))
    expect(readings).toMatchObject([
      { parameter: "promises/acknowledge/humanOnly", why: "unstated", policy: "policy:seed", reports: ["r1", "r2"] }
    ])
    expect(readings[0]?.because[0].clause).toBe(rules.readingWanted.clause)
  })

  it("what only a record of our own makes matter: to whom an issue must be new", () => {
    const inside = assess("n", { _tag: "Novelty", novelty: { as: "knownInside", record: "j-1", dated: day(-9) } })
    const parameters = (...commands: ReadonlyArray<Command>) =>
      deskOf(seed, day(9), came, validate(), ...commands).readings.map(({ parameter }) => parameter)
    expect(parameters()).not.toContain("reward.newTo")
    expect(parameters(inside)).toContain("reward.newTo")
  })
})

describe(rules.hearingWaits.clause.quote, () => {
  const allege: Command = {
    _tag: "AllegeConduct",
    finding: "f1",
    rule: "no-damage",
    acted: day(-1),
    words: "sealed:words",
    evidence: ["log-1"],
    by,
    at: day(1)
  }
  const offer: Command = { _tag: "OfferHearing", finding: "f1", way: "answer", until: day(9), at: day(2) }
  const lines = (now: Instant, ...commands: ReadonlyArray<Command>) => {
    const { hearings, decisions } = deskOf(seed, now, came, allege, ...commands)
    return [
      ...hearings.map((it) => `${it.what} ${it.for} ${dueOn(it)}`),
      ...decisions.filter(({ decide }) => decide === "conduct").map(({ of }) => `decide ${of}`)
    ]
  }

  it("asked, then their time, then a decision", () => {
    expect(lines(day(0, 12))).toEqual([])
    expect(lines(day(1))).toEqual(["offerHearing vendor open"])
    expect(lines(day(8), offer)).toEqual(["hearing reporter 2026-12-02"])
    expect(lines(day(9), offer)).toEqual(["decide f1"])
    const answer: Command = { _tag: "RecordHearing", finding: "f1", words: "sealed:no", at: day(3) }
    expect(lines(day(3), offer, answer)).toEqual(["decide f1"])
    const decide: Command = {
      _tag: "DecideConduct",
      finding: "f1",
      broken: false,
      accident: false,
      reason: "sealed:x",
      by,
      decider: "human",
      at: day(4)
    }
    expect(lines(day(5), offer, answer, decide)).toEqual([])
  })
})

describe(rules.erasureWaits.clause.quote, () => {
  const ask: Command = { _tag: "RequestErasure", request: "e1", person: "p1", at: day(1) }
  const lines = (now: Instant, ...commands: ReadonlyArray<Command>) =>
    deskOf(seed, now, came, ask, ...commands).erasures.map((it) => [it.what, dueOn(it), it.overdue])
  const decide = (erased: ReadonlyArray<Disclosure.Confidence.IdentityPart>, n: number): Command => ({
    _tag: "DecideErasure",
    request: "e1",
    erased,
    ...(erased.length === 0 && {
      kept: { parts: ["name", "contact", "pseudonym", "other"], ground: "legalClaims", reference: "case 7" }
    }),
    token: "kept",
    by,
    at: day(n)
  })
  const all = ["name", "contact", "pseudonym", "other"] as const

  it("one month by the calendar, three where they were told why, and overdue after that", () => {
    expect(lines(day(0, 12))).toEqual([])
    expect(lines(day(2))).toEqual([["decideErasure", "2026-12-24", false]])
    expect(lines("2026-12-24T23:00:00.000Z")).toEqual([["decideErasure", "2026-12-24", true]])
    const extend: Command = { _tag: "ExtendErasure", request: "e1", reason: "much to do", at: day(3) }
    expect(lines(day(60), extend)).toEqual([["decideErasure", "2027-02-24", false]])
  })

  it("decided, it is to be done; what is kept whole is done with", () => {
    expect(lines(day(6), decide(all, 5))).toEqual([["erase", "open", false]])
    expect(lines(day(6), decide(all, 5), { _tag: "RecordErased", request: "e1", at: day(6) })).toEqual([])
    expect(lines(day(6), decide([], 5))).toEqual([])
  })

  it("stays also when the report is closed", () => {
    expect(lines(day(20), close("spam"))).toHaveLength(1)
  })
})

describe(rules.secretStill.clause.quote, () => {
  const ninety = policy({ initially: said({ period: hours(24 * 90), from: "received" }) })
  const lines = (now: Instant, ...commands: ReadonlyArray<Command>) =>
    deskOf(ninety, now, came, ...commands).embargoes.map((it) => [it.what, it.for, it.until, it.overdue])

  it("its end, until it has come or the weakness is public", () => {
    expect(lines(day(1))).toEqual([["embargoEnds", "vendor", day(90), false]])
    expect(lines(day(90))).toEqual([])
    expect(lines(day(3), { _tag: "ObservePublic", through: "other", at: day(2) })).toEqual([])
    expect(lines(day(30), close("spam"))).toHaveLength(1)
  })

  it("an end that was proposed waits for the other side, until it is answered or has passed", () => {
    const propose = (who: "vendor" | "reporter"): Command => ({
      _tag: "ProposeEmbargo",
      proposal: "p1",
      by: who,
      until: day(100),
      at: day(1)
    })
    expect(lines(day(2), propose("reporter"))[0]).toEqual(["answerProposal", "vendor", day(100), false])
    expect(lines(day(2), propose("vendor"))[0]).toEqual(["answerProposal", "reporter", day(100), false])
    expect(
      lines(day(2), propose("vendor"), { _tag: "AcceptEmbargo", proposal: "p1", by: "reporter", at: day(2) })
    ).toEqual([["embargoEnds", "vendor", day(100), false]])
    expect(lines(day(100), propose("vendor"))).toEqual([])
    // A longer end is agreed while the embargo runs, or never.
    const [answer] = deskOf(ninety, day(2), came, propose("vendor")).embargoes
    expect(answer?.due).toMatchObject({ before: day(90) })
    expect(lines(day(90), propose("vendor"))).toEqual([])
  })
})

describe(rules.publicationWaits.clause.quote, () => {
  const lines = (now: Instant, ...commands: ReadonlyArray<Command>) =>
    deskOf(coordinated, now, came, ...commands).publications
  const accepted = [validate(), accept()]

  it("from when to when, and what must happen first", () => {
    expect(lines(day(1))).toEqual([])
    expect(lines(day(4), ...accepted)).toMatchObject([{ due: "open", overdue: false, waitsFor: ["fixDeployed"] }])
    expect(lines(day(91), ...accepted)).toMatchObject([{ earliest: "2027-02-21", due: { on: "2027-02-21" } }])
    expect(lines(day(95), ...accepted)).toMatchObject([{ overdue: true }])
  })

  it("until an advisory is out", () => {
    const publish: Command = {
      _tag: "RecordPublished",
      advisory: "adv-1",
      where: "https://example.org/1",
      tells: "nothing",
      credits: [],
      by,
      at: day(80)
    }
    expect(lines(day(95), ...accepted, publish)).toEqual([])
  })
})

describe(rules.consentLacks.clause.quote, () => {
  const consent = (to: "credit" | "content"): Command => ({
    _tag: "RecordConsent",
    consent: to,
    person: "p1",
    for: to,
    form: "expressed",
    at: day(4)
  })
  const lines = (...commands: ReadonlyArray<Command>) =>
    deskOf(coordinated, day(9), came, ...commands).consents.map(({ to, person }) => `${to} ${person}`)

  it("from when it was accepted, until it is given; taken back, it lacks again", () => {
    expect(lines()).toEqual([])
    expect(lines(validate(), accept())).toEqual(["credit p1", "content p1"])
    expect(lines(validate(), accept(), consent("credit"))).toEqual(["content p1"])
    expect(lines(validate(), accept(), consent("credit"), consent("content"))).toEqual([])
    const back: Command = { _tag: "WithdrawConsent", consent: "credit", at: day(5) }
    expect(lines(validate(), accept(), consent("credit"), consent("content"), back)).toEqual(["credit p1"])
  })

  it("nobody is asked to be named by a policy that names nobody, nor who gave no name", () => {
    const none = deskOf(seed, day(9), came, validate(), accept()).consents
    expect(none.map(({ to }) => to)).toEqual(["content"])
    const unnamed = receive({ reporter: { as: "anonymous" } })
    expect(deskOf(coordinated, day(9), unnamed, validate(), accept()).consents).toEqual([])
  })

  it("nobody waits for an advisory of a report that was closed under a policy with no time for one", () => {
    expect(deskOf(seed, day(9), came, validate(), accept(), close("wontFix")).consents).toEqual([])
    expect(deskOf(coordinated, day(9), came, validate(), accept(), close("wontFix")).consents).toHaveLength(2)
  })
})

describe(rules.rewardWaits.clause.quote, () => {
  const found = [
    assess("n", { _tag: "Novelty", novelty: { as: "new" } }),
    assess("r", { _tag: "Reproduced", reproduced: true }),
    assess("c", { _tag: "Continuity", threatens: true })
  ]
  const grant: Command = { _tag: "GrantReward", issue: "i", tier: "bigger-reward", by, at: day(6) }
  const lines = (...commands: ReadonlyArray<Command>) =>
    deskOf(seed, day(9), came, ...found, ...commands).rewards.map(({ tier }) => tier)

  it("granted, until it is delivered or declined", () => {
    expect(lines()).toEqual([])
    expect(lines(grant)).toEqual(["bigger-reward"])
    expect(lines(grant, { _tag: "RecordDelivered", at: day(7) })).toEqual([])
    expect(lines(grant, { _tag: "RecordDeclined", at: day(7) })).toEqual([])
  })
})

describe(rules.clockWaits.clause.quote, () => {
  const aware = (regime: Disclosure.Awareness.Regime, role: Disclosure.Awareness.Role, id = "a1"): Command => ({
    _tag: "RecordAwareness",
    aware: id,
    regime,
    role,
    subject: "v1",
    ...(role === "processor" && { client: "c42" }),
    basis: "sealed:mail",
    by,
    at: day(1)
  })
  const cra = aware("cra14Vulnerability", "manufacturer")
  const lines = (now: Instant, ...commands: ReadonlyArray<Command>) =>
    deskOf(policy(), now, came, ...commands).clocks.map((it) => [it.step, it.stands, dueOn(it), it.overdue])
  const file = (step: Disclosure.Awareness.StepId, at: Instant, other: object = {}): Command => ({
    _tag: "RecordFiled",
    aware: "a1",
    step,
    reference: "n-1",
    at,
    ...other
  })

  it("24 hours, 72 hours, and a final report that has no date until there is a measure", () => {
    expect(lines(day(1, 10), cra)).toEqual([
      ["earlyWarning", "open", "2026-11-25", false],
      ["notification", "open", "2026-11-27", false],
      ["final", "waits", "open", false],
      ["tellUsers", "open", "open", false]
    ])
    expect(lines(day(2), cra)[0]).toEqual(["earlyWarning", "overdue", "2026-11-25", true])
    expect(lines(day(2), cra, file("earlyWarning", day(1, 11))).map(([step]) => step)).toEqual([
      "notification",
      "final",
      "tellUsers"
    ])
  })

  it("a part says that more follows, and late needs its reasons; both may come later", () => {
    const early = (now: Instant, ...filed: ReadonlyArray<Command>) =>
      lines(now, cra, ...filed).filter(([step]) => step === "earlyWarning")
    const late = file("earlyWarning", day(3))
    expect(early(day(3), late)).toEqual([["earlyWarning", "reasons", "open", false]])
    expect(early(day(3, 10), late, file("earlyWarning", day(3, 10), { lateBecause: "sealed:ill" }))).toEqual([])
    const lateInPart = file("earlyWarning", day(3), { part: true, lateBecause: "sealed:ill" })
    expect(early(day(3), lateInPart)).toEqual([["earlyWarning", "more", "open", false]])
    const part = file("earlyWarning", day(1, 11), { part: true })
    expect(early(day(2), part)).toEqual([["earlyWarning", "more", "open", false]])
    expect(early(day(2), part, file("earlyWarning", day(1, 12)))).toEqual([])
  })

  it("a processor tells its client without undue delay: no number, and the client stands there", () => {
    const desk = deskOf(policy(), day(9), came, aware("gdpr33", "processor"))
    expect(desk.clocks).toMatchObject([
      { step: "tellController", client: "c42", regime: "gdpr33", stands: "open", due: "open", applies: "undecided" }
    ])
  })

  it("whom a breach puts at risk is told without undue delay: since when it is owed stands there, and that it is in public", () => {
    const breach = aware("gdpr33", "controller")
    const told = (...commands: ReadonlyArray<Command>) =>
      deskOf(policy(), day(9), came, breach, ...commands).clocks.find(({ step }) => step === "tellSubjects")
    expect(told()).toMatchObject({ stands: "open", due: "open", overdue: false, since: day(1), applies: "undecided" })
    expect(told()).not.toHaveProperty("inPublic")
    const publicly: Command = {
      _tag: "DecideApplicability",
      aware: "a1",
      step: "tellSubjects",
      applies: true,
      ground: "disproportionate",
      reason: "sealed:r",
      by,
      at: day(2)
    }
    expect(told(publicly)).toMatchObject({ stands: "open", since: day(1), applies: "yes", inPublic: true })
    expect(told(publicly, file("tellSubjects", day(3)))).toBeUndefined()
  })

  it("whether the law applies is to be decided, and its clocks run until then", () => {
    const decided = (applies: boolean): Command => ({
      _tag: "DecideApplicability",
      aware: "a1",
      applies,
      reason: "sealed:r",
      by,
      at: day(1, 12)
    })
    const asked = (now: Instant, ...commands: ReadonlyArray<Command>) =>
      deskOf(policy(), now, came, cra, ...commands).decisions.flatMap((it) =>
        it.decide === "applies" ? [`${it.of} ${it.step ?? "law"}`] : []
      )
    expect(asked(day(2))).toEqual(["a1 law", "a1 tellUsers"])
    expect(asked(day(2), decided(true))).toEqual(["a1 tellUsers"])
    const told = (applies: boolean): Command => ({
      ...(decided(applies) as Extract<Command, { readonly _tag: "DecideApplicability" }>),
      step: "tellUsers",
      ...(!applies && { ground: "nobodyAffected" })
    })
    expect(asked(day(2), told(true))).toEqual(["a1 law"])
    expect(asked(day(2), told(false))).toEqual(["a1 law"])
    expect(asked(day(1, 11), told(true))).toEqual(["a1 law", "a1 tellUsers"])
    expect(lines(day(2), cra, told(false)).map(([step]) => step)).not.toContain("tellUsers")
    expect(asked(day(9), file("tellUsers", day(2)))).toEqual(["a1 law"])
    const whole = (["earlyWarning", "notification", "final"] as const).map((step) => file(step, day(1, 11)))
    expect(asked(day(1, 12), ...whole)).toEqual(["a1 tellUsers"])
    expect(lines(day(2), cra, decided(true))).toHaveLength(4)
    expect(lines(day(2), cra, decided(false))).toEqual([])
    expect(decides(policy(), day(2), came, cra, decided(false))).not.toContain("applies a1")
  })

  it("runs on when the report is closed", () => {
    expect(lines(day(20), cra, close("spam"))).toHaveLength(4)
  })
})

describe(rules.leakWaits.clause.quote, () => {
  const leak: Command = {
    _tag: "RecordIdentityLeak",
    leak: "leak-1",
    parts: ["name"],
    how: "sealed:1:case:report/r1:aaaaaaaaaaaaaaaaaaaa",
    at: day(2)
  }
  const aware = (other: Partial<Extract<Command, { readonly _tag: "RecordAwareness" }>> = {}): Command => ({
    _tag: "RecordAwareness",
    aware: "a1",
    regime: "gdpr33",
    role: "controller",
    subject: "leak-1",
    basis: "sealed:1:case:report/r1:aaaaaaaaaaaaaaaaaaaa",
    by: "dpo-1",
    at: day(3),
    ...other
  })
  const leaks = (now: Instant, ...commands: ReadonlyArray<Command>) =>
    deskOf(policy(), now, came, ...commands).decisions.flatMap((it) => (it.decide === "leak" ? [it.of] : []))

  it("from the leak on, until somebody records that we are aware of it, in that role and of that leak", () => {
    expect([leaks(day(1), leak), leaks(day(2), leak)]).toEqual([[], ["leak-1"]])
    expect([leaks(day(2), leak, aware()), leaks(day(3), leak, aware())]).toEqual([["leak-1"], []])
    for (const other of [{ role: "processor" }, { regime: "nis2Article23" }, { subject: "incident-1" }] as const)
      expect(leaks(day(4), leak, aware(other))).toEqual(["leak-1"])
  })

  it("then its clock of seventy-two hours is there, and whether the law applies is to be decided", () => {
    const { clocks, decisions } = deskOf(policy(), day(3), came, leak, aware())
    expect(clocks).toMatchObject([
      { aware: "a1", step: "notification", article: "GDPR 33(1)", overdue: false },
      { aware: "a1", step: "tellSubjects", article: "GDPR 34(1)", since: day(3) }
    ])
    expect(decisions).toMatchObject([{}, { decide: "applies", of: "a1" }, { of: "a1", step: "tellSubjects" }])
  })
})

describe(rules.onTheDesk.clause.quote, () => {
  it("with its age in whole days, how much waits and how much is overdue, the oldest first", () => {
    const records = recordsOf(seed, [came], [receive({ report: "r2", reporter: named, at: day(-5) })])
    const { reports } = pure(() => reportsDesk(records, { now: day(1) }))
    expect(reports).toMatchObject([
      { report: "r2", days: 6, overdue: 1 },
      { report: "r1", days: 1, overdue: 0, stage: "Received", policy: "policy:seed", received: day(0) }
    ])
    expect(reports[1]?.waits).toBeGreaterThan(1)
  })

  it("closed with nothing waiting, or not received yet, it is not there", () => {
    expect(deskOf(policy(), day(20), came, close("spam")).reports).toEqual([])
    expect(deskOf(policy(), day(-1), came).reports).toEqual([])
  })

  it("without its policy or the zone of it, it is there, and it is said what is missing", () => {
    const records = recordsOf(seed, [came])
    const zoneless = { ...records, world: { ...records.world, zone: () => undefined } }
    expect(pure(() => reportsDesk(zoneless, { now: day(1) }))).toMatchObject({
      reports: [{ report: "r1" }],
      notAtHand: [{ report: "r1", missing: "Europe/Amsterdam" }],
      promises: [],
      decisions: [{ decide: "valid" }]
    })
    const unknown = { ...records, world: { ...records.world, policy: () => undefined } }
    expect(pure(() => reportsDesk(unknown, { now: day(1) })).notAtHand).toMatchObject([{ missing: "policy:seed" }])
    expect(pure(() => reportsDue(unknown, { now: day(1), until: "2026-12-31" })).map(({ what }) => what)).toEqual([
      "decide"
    ])
  })
})

describe("The agenda of reports", () => {
  const erase: Command = { _tag: "RequestErasure", request: "e1", person: "p1", at: day(1) }
  const until = (now: Instant, day: Parameters<typeof reportsDue>[1]["until"]) =>
    pure(() => reportsDue(recordsOf(seed, [came, erase]), { now, until: day }))
      .filter(({ due }) => due !== "open")
      .map((it) => [it.what, dueOn(it), it.overdue])

  it("stands in order of time, up to the end of the day where the policy counts its days", () => {
    expect(until(day(1), "2026-11-25")).toEqual([])
    expect(until(day(1), "2026-11-26")).toEqual([["promise", "2026-11-26", false]])
    expect(until(day(1), "2026-12-24")).toEqual([
      ["promise", "2026-11-26", false],
      ["decideErasure", "2026-12-24", false]
    ])
  })

  it("keeps what is overdue, whatever day is asked for; what has no day stands at the end", () => {
    expect(until(day(9), "2026-11-24")).toEqual([["promise", "2026-11-26", true]])
    const all = pure(() => reportsDue(recordsOf(seed, [came]), { now: day(1), until: "2026-12-31" }))
    expect(all.map(dueOn)).toEqual(["2026-11-26", ...all.slice(1).map(() => "open")])
    expect(all.length).toBeGreaterThan(2)
  })
})
