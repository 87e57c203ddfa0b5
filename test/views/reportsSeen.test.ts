/** One report as its reporter may see it, and as whoever works on it does. */
import * as Disclosure from "goodfaith/disclosure"
import { fold, type Folded } from "goodfaith/kernel"
import type { Instant } from "goodfaith/time"
import { reportForDesk, reportForReporter, reportsRules as rules } from "goodfaith/views"
import { describe, expect, it } from "vitest"
import { day, hours, policy, receive, said, world } from "../reporting.ts"
import { pure } from "../scenario.ts"

type Command = Disclosure.Command

const { coordinated, seed } = Disclosure.ready
const by = "cert-1"
const stream = Disclosure.stream("r1")

const told = (commands: ReadonlyArray<Command>, over: Disclosure.Policy.ReportWorld) =>
  commands.reduce<Folded<Disclosure.State>>(
    (folded, command) => {
      const decided = Disclosure.decide(command, folded.state, over)
      if (decided._tag === "Failure") throw new Error(`${command._tag}: ${decided.failure.message}`)
      return fold(Disclosure.decider, stream, decided.success, folded)
    },
    fold(Disclosure.decider, stream, [] as ReadonlyArray<Disclosure.Event>)
  )
const others = [
  { id: "r0", at: day(-3) },
  { id: "r1", at: day(0) }
]
const shown = (terms: Disclosure.DisclosureTerms, now: Instant, ...commands: ReadonlyArray<Command>) => {
  const over = world(terms, others)
  const view = pure(() => reportForReporter(told(commands, over), over, now))
  if (view === undefined) throw new Error("nothing is shown")
  return view
}
const worked = (terms: Disclosure.DisclosureTerms, now: Instant, ...commands: ReadonlyArray<Command>) => {
  const over = world(terms, others)
  return pure(() => reportForDesk(told(commands, over), over, now))
}

const named = { as: "named", person: "p1", reach: "sealed:address" } as const
const came = receive({ reporter: named, wantsUpdates: true })
const reply = (n: number, ...tells: Disclosure.Handling.ReplySent["tells"]): Command => ({
  _tag: "RecordReply",
  reply: `a${n}`,
  by: "human",
  tells,
  words: "sealed:answer",
  at: day(n)
})
const assess = (assessment: string, found: Disclosure.Weakness.Found, n = 4): Command => ({
  _tag: "AssessWeakness",
  assessment,
  found,
  by,
  reason: "sealed:our-reasons",
  at: day(n)
})
const validate: Command = { _tag: "ValidateReport", by, at: day(2) }
const accept: Command = { _tag: "AcceptReport", by, at: day(3) }

describe("A reporter sees where the report stands, what was asked of them, and what they are owed and until when", () => {
  it("in the words of the policy, with both dates where the words can be read in two ways", () => {
    const early = receive({ reporter: named, at: "2026-05-01T09:00:00.000Z" })
    const { owed, stage, policy: under } = shown(seed, "2026-05-02T09:00:00.000Z", early)
    expect(stage).toBe("Received")
    expect(under).toEqual({ ref: "policy:seed", title: seed.title })
    expect(owed[0]).toMatchObject({
      promise: "respond",
      words: "We will respond within three Dutch working days to your report.",
      stands: "Open",
      due: { on: "2026-05-06" },
      orBy: { on: "2026-05-07" }
    })
    expect(owed.map(({ promise, stands }) => [promise, stands])).toEqual([
      ["respond", "Open"],
      ["progress", "NotOwed"],
      ["reward", "Undetermined"]
    ])
  })

  it("that a promise is broken is told as it is", () => {
    expect(shown(seed, day(9), came).owed[0]).toMatchObject({
      stands: "Breached",
      status: { since: "2026-11-26T23:00:00.000Z" }
    })
  })

  it("what was asked of them and answered, what they were answered, and what is still lacking", () => {
    const ask = (request: string, n: number): Command => ({
      _tag: "RequestInformation",
      request,
      fields: ["steps"],
      words: "sealed:question",
      by,
      at: day(n)
    })
    const more: Command = {
      _tag: "AddInformation",
      fields: [{ field: "steps", words: "sealed:steps" }],
      attachments: [],
      from: "reporter",
      at: day(2)
    }
    const view = shown(seed, day(5), came, ask("q1", 1), more, ask("q2", 3), reply(4, "progress"))
    expect(view.asked).toEqual([
      { request: "q1", fields: ["steps"], words: "sealed:question", at: day(1), answered: true },
      { request: "q2", fields: ["steps"], words: "sealed:question", at: day(3), answered: false }
    ])
    expect(view.gave.map(({ fields }) => fields.map(({ field }) => field))).toEqual([["description"], ["steps"]])
    expect(view.lacks).toEqual({ fields: ["urgency", "illustration"], oneOf: [] })
    expect(view.answers).toEqual([
      { reply: "a4", by: "human", tells: ["progress"], words: "sealed:answer", at: day(4) }
    ])
  })

  it("until when it is secret, and which end waits for an answer", () => {
    const ninety = policy({ initially: said({ period: hours(24 * 90), from: "received" }) })
    const propose: Command = { _tag: "ProposeEmbargo", proposal: "p2", by: "vendor", until: day(100), at: day(2) }
    expect(shown(ninety, day(3), came, propose).embargo).toEqual({
      stage: "Revise",
      until: day(90),
      proposed: [{ proposal: "p2", by: "vendor", until: day(100) }]
    })
    expect(shown(ninety, day(90), came, propose).embargo).toEqual({ stage: "Exited", until: day(90), proposed: [] })
  })

  it("what was published, whether they are named, and since when everybody can know", () => {
    const consent: Command = {
      _tag: "RecordConsent",
      consent: "c1",
      person: "p1",
      for: "credit",
      form: "expressed",
      at: day(4)
    }
    const publish: Command = {
      _tag: "Publish",
      advisory: "adv-1",
      where: "https://example.org/1",
      tells: "nothing",
      credits: ["p1"],
      endsEmbargo: true,
      by,
      at: day(5)
    }
    const view = shown(coordinated, day(6), came, validate, accept, consent, publish)
    expect(view).toMatchObject({
      public: day(5),
      published: [{ where: "https://example.org/1", at: day(5), namesThem: true }],
      consents: [{ consent: "c1", to: "credit", at: day(4) }]
    })
    const back: Command = { _tag: "WithdrawConsent", consent: "c1", at: day(6) }
    expect(shown(coordinated, day(6), came, consent, back).consents[0]).toMatchObject({ withdrawn: day(6) })
  })

  it("their requests to be forgotten, and nobody else's; what of them got out", () => {
    const ask = (request: string, person: string): Command => ({ _tag: "RequestErasure", request, person, at: day(1) })
    const leak: Command = {
      _tag: "RecordIdentityLeak",
      leak: "l1",
      parts: ["name"],
      how: "sealed:our-shame",
      at: day(2)
    }
    const decide: Command = {
      _tag: "DecideErasure",
      request: "e1",
      erased: ["contact", "pseudonym", "other"],
      kept: { parts: ["name"], ground: "legalClaims", reference: "case 7" },
      token: "kept",
      by,
      at: day(3)
    }
    const view = shown(seed, day(4), came, ask("e1", "p1"), ask("e2", "p9"), leak, decide)
    expect(view.forgetting).toMatchObject([
      { request: "e1", stands: { _tag: "Answered", late: false }, kept: { parts: ["name"], ground: "legalClaims" } }
    ])
    expect(view.leaks).toEqual([{ parts: ["name"], at: day(2) }])
    expect(shown(seed, day(4), receive({ reporter: { as: "anonymous" } }), ask("e1", "p1")).forgetting).toEqual([])
  })

  it("the reward, in the words of the policy, or what it lacked", () => {
    const found = [
      assess("n", { _tag: "Novelty", novelty: { as: "new" } }),
      assess("c", { _tag: "Continuity", threatens: false })
    ]
    const reproduced = (is: boolean) => assess("r", { _tag: "Reproduced", reproduced: is })
    const grant: Command = { _tag: "GrantReward", issue: "i", tier: "reward", by, at: day(6) }
    expect(shown(seed, day(9), came, ...found).reward).toBeUndefined()
    expect(
      shown(seed, day(9), came, ...found, reproduced(true), grant, { _tag: "RecordDelivered", at: day(7) }).reward
    ).toEqual({
      decided: "granted",
      at: day(6),
      words: "we will grant you a reward",
      delivered: day(7)
    })
    expect(
      shown(seed, day(9), came, ...found, reproduced(true), grant, { _tag: "RecordDeclined", at: day(7) }).reward
    ).toMatchObject({ declined: day(7) })
    expect(
      shown(seed, day(9), came, ...found, reproduced(false), { _tag: "DenyReward", by, at: day(6) }).reward
    ).toEqual({
      decided: "denied",
      at: day(6),
      failed: ["reproducible"]
    })
  })

  it("that it is a duplicate, and not of which report", () => {
    const close: Command = { _tag: "CloseReport", resolution: { as: "duplicate", of: "r0" }, by, at: day(4) }
    const view = shown(seed, day(5), came, close)
    expect(view.closed).toEqual({ as: "duplicate", at: day(4) })
    expect(JSON.stringify(view)).not.toContain("r0")
    expect(worked(seed, day(5), came, close)).toMatchObject({
      duplicateOf: "r0",
      closed: { resolution: { as: "duplicate", of: "r0" } }
    })
  })

  it("nothing, before it was received or without the policy that it stands under", () => {
    const over = world(seed)
    const folded = told([came], over)
    expect(pure(() => reportForReporter(folded, over, day(-1)))).toBeUndefined()
    expect(pure(() => reportForReporter(folded, { ...over, zone: () => undefined }, day(1)))).toBeUndefined()
    expect(pure(() => reportForDesk(folded, over, day(-1)))).toBeUndefined()
  })
})

describe(rules.shownOnceTold.clause.quote, () => {
  const severe = assess("s", { _tag: "Severity", severity: "high" })
  const known = assess("n", { _tag: "Novelty", novelty: { as: "knownInside", record: "j-1", dated: day(-9) } })
  const found = (...commands: ReadonlyArray<Command>) =>
    shown(coordinated, day(30), came, validate, accept, ...commands).found

  it("with the answer that tells what we make of it, and no earlier one", () => {
    expect(found(severe, known)).toEqual({})
    expect(found(reply(3, "assessment"), severe, known)).toEqual({})
    expect(found(severe, known, reply(5, "progress"))).toEqual({})
    expect(found(severe, known, reply(5, "assessment"))).toEqual({ severity: "high", isNew: false })
  })

  it("found otherwise since, it is told again or not at all", () => {
    const less = assess("s2", { _tag: "Severity", severity: "low" }, 6)
    expect(found(severe, reply(5, "assessment"), less)).toEqual({})
    expect(found(severe, reply(5, "assessment"), less, reply(7, "assessment"))).toEqual({ severity: "low" })
  })

  it("a fix with the answer that tells of it", () => {
    const ready: Command = { _tag: "RecordFixReady", by, at: day(6) }
    const deployed: Command = { _tag: "RecordFixDeployed", by, at: day(8) }
    expect(found(ready, deployed)).toEqual({})
    expect(found(ready, deployed, reply(7, "fix"))).toEqual({ fixReady: day(6) })
    expect(found(ready, deployed, reply(9, "fix"))).toEqual({ fixReady: day(6), fixDeployed: day(8) })
  })

  it("what is not told yet is not told by the reasons of something else either", () => {
    const [first] = Disclosure.ready.acknowledgeAssess.promises
    const bySeverity = {
      ...seed,
      promises: [{ ...first!, id: "a", within: said({ bySeverity: { high: hours(24) } }) }]
    }
    const view = shown(bySeverity, day(5), came, severe)
    expect(view.owed[0]?.stands).toBe("Breached")
    expect(JSON.stringify(view)).not.toContain('"high"')
    expect(JSON.stringify(worked(bySeverity, day(5), came, severe))).toContain('"high"')
  })

  it("never by whom it was found or why", () => {
    expect(JSON.stringify(shown(seed, day(30), came, validate, accept, severe, reply(5, "assessment")))).not.toMatch(
      /cert-1|our-reasons/
    )
  })
})

describe(rules.shownOnceAsked.clause.quote, () => {
  const allege: Command = {
    _tag: "AllegeConduct",
    finding: "f1",
    rule: "no-damage",
    acted: day(-1),
    words: "sealed:allegation",
    evidence: ["log-1"],
    by,
    at: day(1)
  }
  const offer: Command = { _tag: "OfferHearing", finding: "f1", way: "answer", until: day(9), at: day(2) }
  const answer: Command = { _tag: "RecordHearing", finding: "f1", words: "sealed:no", at: day(3) }
  const decide: Command = {
    _tag: "DecideConduct",
    finding: "f1",
    broken: true,
    accident: true,
    reason: "sealed:reason",
    by: "counsel-1",
    decider: "human",
    at: day(4)
  }
  const conduct = (...commands: ReadonlyArray<Command>) => shown(seed, day(5), came, allege, ...commands).conduct

  it("not before; then the rule in the words of the policy, and until when they may answer", () => {
    expect(conduct()).toEqual([])
    expect(conduct(offer)).toMatchObject([
      {
        finding: "f1",
        rule: seed.conduct.find(({ id }) => id === "no-damage")?.words,
        said: "sealed:allegation",
        acted: day(-1),
        answerBy: day(9)
      }
    ])
    expect(conduct(offer)[0]).not.toHaveProperty("found")
    expect(JSON.stringify(conduct(offer, answer, decide))).not.toMatch(/cert-1|log-1/)
  })

  it("then what was decided and why, and that it was taken back", () => {
    expect(conduct(offer, answer, decide)[0]).toMatchObject({
      answered: day(3),
      found: { broken: true, accident: true, reason: "sealed:reason", at: day(4) }
    })
    const back: Command = { _tag: "RetractFinding", finding: "f1", reason: "sealed:x", by, at: day(5) }
    expect(conduct(offer, answer, decide, back)[0]?.found).toMatchObject({ retracted: day(5) })
  })

  it("who left no way to be asked was not asked", () => {
    const unnamed = receive({ reporter: { as: "anonymous" } })
    const noWay: Command = { _tag: "OfferHearing", finding: "f1", way: "noWay", until: day(3), at: day(2) }
    expect(shown(seed, day(5), unnamed, allege, noWay).conduct).toEqual([])
  })
})

describe("Whoever works on a report sees all of it, and persons by their ids", () => {
  it("what waits, what stands of the findings, the reward, clocks, what was passed on, and the words of the standard", () => {
    const leak: Command = { _tag: "RecordIdentityLeak", leak: "l1", parts: ["name"], how: "sealed:x", at: day(2) }
    const aware: Command = {
      _tag: "RecordAwareness",
      aware: "a1",
      regime: "gdpr33",
      role: "controller",
      subject: "v1",
      basis: "sealed:x",
      by,
      at: day(3)
    }
    const severe = assess("s", { _tag: "Severity", severity: "high" })
    const change: Command = { _tag: "DecideChange", change: "chg-7", by, reason: "sealed:x", at: day(4) }
    const view = worked(seed, day(5), came, validate, accept, leak, aware, severe, change)
    expect(view).toMatchObject({
      report: "r1",
      days: 5,
      stage: "Accepted",
      changes: ["chg-7"],
      reporter: { as: "named", person: "p1", reachable: true },
      found: [{ value: { found: { severity: "high" } } }],
      completeness: { answer: { complete: false } },
      embargo: { stage: "None" },
      reward: { answer: { _tag: "Undecided" } },
      clocks: [{ aware: "a1", status: { answer: { _tag: "Open" } } }, { step: { step: "tellSubjects" } }],
      passedOn: [{ kept: { answer: "broken" } }],
      standard: { rm: "A", em: "N", cs: "Vfdpxa" }
    })
    expect(view?.waits.map(({ what }) => what)).toContain("file")
    expect(view?.promises.map(({ promise }) => promise)).toContain("respond")
  })

  it("also without the policy, and then without what hangs on it", () => {
    const over = world(seed)
    const folded = told([came], over)
    const view = pure(() => reportForDesk(folded, { ...over, policy: () => undefined }, day(1)))
    expect(view).toMatchObject({ stage: "Received", promises: [], clocks: [], passedOn: [] })
    expect(view).not.toHaveProperty("reward")
  })
})
