/** A report at its edges: what follows from what was done, what its parts are told of it, and what is asked twice or learned late. */
import { Disclosure } from "goodfaith"
import type { PolicyRef } from "goodfaith/language"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import * as clockRules from "../src/disclosure/clockRules.ts"
import * as conductRules from "../src/disclosure/conductRules.ts"
import * as confidenceRules from "../src/disclosure/confidenceRules.ts"
import * as rewardRules from "../src/disclosure/rewardRules.ts"
import { day, hours, monday, policy, receive, received, ref, said, world } from "./reporting.ts"
import { telling } from "./scenario.ts"

const { Handling, rules } = Disclosure
type E = Disclosure.Event
type Terms = Disclosure.DisclosureTerms

const stream = Disclosure.stream("r1")
const given = telling(Disclosure.decider, stream, world())
const under = (terms: Terms) => telling(Disclosure.decider, stream, world(terms))
const stateOf = (...events: ReadonlyArray<E>) => given(...events).folded().state

const at = monday
const by = "cert-1"
const validated: E = { _tag: "ReportValidated", by, at: day(1) }
const accepted: E = { _tag: "ReportAccepted", by, at: day(2) }
const deployed = (when: Instant): E => ({ _tag: "FixDeployed", by, at: when })
const closed = (resolution: Disclosure.Handling.Resolution, when: Instant = day(20)): E => ({
  _tag: "ReportClosed",
  resolution,
  by,
  at: when
})
const added = (
  field: Disclosure.Handling.InformationAdded["fields"][number]["field"],
  when: Instant,
  other: Partial<Disclosure.Handling.InformationAdded> = {}
): E => ({
  _tag: "InformationAdded",
  fields: [{ field, words: "sealed:words" }],
  attachments: [],
  from: "reporter",
  at: when,
  ...other
})
const assessed = (assessment: string, found: Disclosure.Weakness.Found, when: Instant = day(3)): E => ({
  _tag: "WeaknessAssessed",
  assessment,
  found,
  by,
  at: when
})
const reply = (
  id: string,
  tells: Disclosure.Handling.ReplySent["tells"],
  when: Instant
): Disclosure.Handling.ReplySent => ({ _tag: "ReplySent", reply: id, by: "human", tells, at: when })

describe(rules.longest.clause.quote, () => {
  const until = day(300)
  const endOf = (from: Disclosure.Anchor, ...events: ReadonlyArray<E>) => {
    const terms = policy({ most: said({ period: hours(48), from }) })
    const embargo: ReadonlyArray<E> = [
      { _tag: "EmbargoProposed", proposal: "p1", by: "vendor", until, at },
      { _tag: "EmbargoAccepted", proposal: "p1", until, how: "answered", at }
    ]
    return Disclosure.embargoEnds(under(terms)(received(), ...embargo, ...events).folded().state, world(terms))?.answer
  }

  it("it counts from what the policy names, once that has happened", () => {
    const acknowledged: E = { _tag: "ReportAcknowledged", by: "human", at: day(4) }
    const isPublic: E = { _tag: "WeaknessBecamePublic", through: "other", at: day(12) }
    for (const [from, event, end] of [
      ["acknowledged", acknowledged, day(6)],
      ["responded", reply("m1", [], day(5)), day(7)],
      ["assessed", reply("m1", ["assessment"], day(6)), day(8)],
      ["lastUpdate", reply("m1", ["progress"], day(7)), day(9)],
      ["validated", validated, day(3)],
      ["accepted", accepted, day(4)],
      ["fixReady", { _tag: "FixReady", by, at: day(10) }, day(12)],
      ["fixDeployed", deployed(day(11)), day(13)],
      ["published", isPublic, day(14)]
    ] as const)
      expect([from, endOf(from), endOf(from, event)]).toEqual([from, until, end])
    for (const from of ["received", "vendorAware"] as const) expect([from, endOf(from)]).toEqual([from, day(2)])
  })

  it("of several answers each counts for what it tells: the first assessment, the last progress", () => {
    const answers = [
      reply("m1", ["expectedDate"], day(3)),
      reply("m2", ["assessment"], day(5)),
      reply("m3", ["progress"], day(6)),
      reply("m4", ["assessment"], day(7)),
      reply("m5", ["progress"], day(8)),
      reply("m6", ["closing"], day(9))
    ] as const
    expect((["responded", "assessed", "lastUpdate"] as const).map((from) => endOf(from, ...answers))).toEqual([
      day(5),
      day(7),
      day(10)
    ])
    expect(endOf("assessed", answers[0], answers[2])).toBe(until)
    expect(endOf("lastUpdate", answers[0], answers[1])).toBe(until)
  })
})

describe(rules.bySilence.clause.quote, () => {
  const terms = policy({ initially: said({ period: hours(240), from: "received" as const }) })

  it("it begins when what it counts from happens, and not at what is done later", () => {
    under(terms)(received(), validated)
      .when({ _tag: "AcceptReport", by, at: day(2) })
      .then(accepted)
  })

  it("an end that the reporter names with the report is in vain where it has come, or where they say that it is public", () => {
    const wish = (until: Instant) => ({ embargo: { as: "until", until } as const })
    const inVain = (until: Instant): E => ({ _tag: "EmbargoProposedInVain", by: "reporter", until, at })
    given()
      .when(receive(wish(at)))
      .then(received(wish(at)), inVain(at))
    const claimed = { ...wish(day(5)), claims: ["public"] } as const
    under(terms)()
      .when(receive(claimed))
      .then(received(claimed), inVain(day(5)))
  })
})

describe(rules.reachable.clause.quote, () => {
  const facts = (...events: ReadonlyArray<E>) => Disclosure.factsOf(stateOf(...events), { stream, upTo: 9 })
  const since = (reporter: Disclosure.Handling.Reporter, ...events: ReadonlyArray<E>) =>
    facts(received({ reporter }), ...events)?.reachable
  const unreached = { as: "pseudonym", person: "p1" } as const

  it("from when a way to answer was given: with the report, or later, by the reporter and in so many words", () => {
    expect(since({ ...unreached, reach: "sealed:address" })).toEqual({ value: { at }, from: "report/r1@0" })
    expect(since(unreached)).toBeUndefined()
    expect(since({ as: "anonymous" })).toBeUndefined()
    const later = { value: { at: day(3) }, from: "report/r1@1" }
    expect(since(unreached, added("contact", day(3)))).toEqual(later)
    expect(since({ as: "anonymous" }, added("contact", day(3)))).toEqual(later)
    expect(since(unreached, added("name", day(3)))).toBeUndefined()
    expect(since(unreached, added("contact", day(3), { from: "other" }))).toBeUndefined()
    expect(since(unreached, added("contact", day(3), { fields: [{ field: "contact" }] }))).toBeUndefined()
    const both = [{ field: "steps" }, { field: "contact", words: "sealed:address" }] as const
    expect(since(unreached, added("steps", day(3), { fields: both }))).toEqual(later)
  })

  it("what a promise hangs on is told with the event that says so", () => {
    const unnamed = facts(received())
    expect(unnamed?.received).toEqual({ value: { at }, from: "report/r1@0" })
    expect(unnamed?.named).toEqual({ value: { named: false, at }, from: "report/r1@0" })
    expect(unnamed?.updates).toEqual([])
    const reporter = { as: "named", person: "p1", name: "sealed:name" } as const
    const off = { _tag: "UpdatesSwitched", wanted: false, at: day(5) } as const
    const named = facts(received({ reporter, wantsUpdates: true }), off)
    expect(named?.named.value).toEqual({ named: true, at })
    expect(named?.updates).toEqual([
      { value: { wanted: true, at }, from: "report/r1@0" },
      { value: off, from: "report/r1@1" }
    ])
    expect(Disclosure.factsOf(Disclosure.initial, { stream, upTo: 0 })).toBeUndefined()
  })

  it("how severe it is is told as it was judged, and not what was taken back or was judged of something else", () => {
    const told = facts(
      received(),
      assessed("a1", { _tag: "Reproduced", reproduced: true }),
      assessed("a2", { _tag: "Severity", severity: "high" }),
      assessed("a3", { _tag: "Severity", severity: "low" }, day(4)),
      { _tag: "AssessmentWithdrawn", assessment: "a2", by, at: day(5) }
    )
    expect(told?.severity).toEqual([{ value: { severity: "low", at: day(4) }, from: "report/r1@3" }])
  })

  it("whether it is in scope: once accepted it is, closed as out of scope or as no report it is not", () => {
    const scope = (...events: ReadonlyArray<E>) => facts(received(), ...events)?.scope
    expect(scope()).toEqual([])
    expect(scope(validated, accepted)).toEqual([{ value: { inScope: true, at: day(2) }, from: "report/r1@2" }])
    for (const as of ["outOfScope", "spam"] as const)
      expect(scope(closed({ as }))).toEqual([{ value: { inScope: false, at: day(20) }, from: "report/r1@1" }])
    expect(scope(closed({ as: "withdrawn" }))).toEqual([])
  })
})

describe(rewardRules.eligible.clause.quote, () => {
  const asking = (...needs: Extract<Terms["reward"], { readonly says: unknown }>["says"]["needs"]): Terms =>
    policy(
      {},
      {
        reward: said({
          given: "granted",
          needs,
          newTo: said("reports" as const),
          tiers: [],
          duplicates: said("firstOnly" as const)
        })
      }
    )
  const reward = (terms: Terms, ...events: ReadonlyArray<E>) =>
    Disclosure.rewardAt(under(terms)(received(), ...events).folded().state, world(terms), day(30))
  const tagOf = (terms: Terms, ...events: ReadonlyArray<E>) => reward(terms, ...events)?.answer._tag

  it("for a change: a fix, or a closing that says that it was fixed or mitigated; closed otherwise there was none", () => {
    const terms = asking("causesChange")
    expect(tagOf(terms)).toBe("Undecided")
    expect(tagOf(terms, { _tag: "FixReady", by, at: day(3) })).toBe("Eligible")
    expect(tagOf(terms, validated, accepted, deployed(day(9)), closed({ as: "fixed" }))).toBe("Eligible")
    expect(tagOf(terms, validated, accepted, closed({ as: "mitigated" }))).toBe("Eligible")
    expect(tagOf(terms, closed({ as: "outOfScope" }))).toBe("NotEligible")
  })

  it("not public before the fix was deployed: open until it is public or deployed, whichever came first", () => {
    const terms = asking("notPublicBefore")
    const open = (when: Instant): E => ({ _tag: "WeaknessBecamePublic", through: "reporter", at: when })
    expect(tagOf(terms)).toBe("Undecided")
    expect(tagOf(terms, open(day(8)))).toBe("NotEligible")
    expect(tagOf(terms, open(day(8)), deployed(day(9)))).toBe("NotEligible")
    expect(tagOf(terms, deployed(day(9)))).toBe("Eligible")
    expect(tagOf(terms, deployed(day(9)), open(day(9)))).toBe("Eligible")
    expect(tagOf(terms, deployed(day(9)), open(day(12)))).toBe("Eligible")
  })

  it("by how severe it is, the tier that the policy names, and the judgement is cited", () => {
    const given = asking()
    if (!("says" in given.reward)) throw new Error("a reward is promised here")
    const tiers = [
      { id: "gold", when: { severity: "high" }, rank: 2, words: "for what is high" },
      { id: "silver", when: { severity: "low" }, rank: 1, words: "for what is low" }
    ] as const
    const terms: Terms = { ...given, reward: said({ ...given.reward.says, tiers }) }
    const judged = (severity: "high" | "low") => reward(terms, assessed("a1", { _tag: "Severity", severity }))
    expect([judged("high")?.answer, judged("low")?.answer]).toEqual([
      { _tag: "Eligible", tier: "gold", discretionary: false },
      { _tag: "Eligible", tier: "silver", discretionary: false }
    ])
    expect(judged("high")?.because.find(({ clause }) => clause === rewardRules.tier.clause)?.facts).toEqual([
      "report/r1@1"
    ])
  })

  it("of a duplicate, the report that it is a duplicate of came first, and gets it", () => {
    const link: E = {
      _tag: "ReportLinkedAsDuplicate",
      of: "r0",
      received: { value: { at: day(-1) }, from: "report/r0@0", asOf: 0 },
      by,
      at: day(1)
    }
    expect([tagOf(asking()), tagOf(asking(), link)]).toEqual(["Eligible", "NotEligible"])
  })

  it("where the policy splits it among those who came within a time of the first, the first one's moment counts", () => {
    const alone = asking()
    if (!("says" in alone.reward)) throw new Error("a reward is promised here")
    const duplicates = said({ splitWithin: hours(48) })
    const terms: Terms = { ...alone, reward: said({ ...alone.reward.says, duplicates }) }
    const link = (when: Instant): E => ({
      _tag: "ReportLinkedAsDuplicate",
      of: "r0",
      received: { value: { at: when }, from: "report/r0@0", asOf: 0 },
      by,
      at: day(1)
    })
    expect([day(-1), day(-3)].map((when) => tagOf(terms, link(when)))).toEqual(["Eligible", "NotEligible"])
  })
})

describe(conductRules.legalStep.clause.quote, () => {
  const harbour = (level: "none" | "noAction") =>
    policy({}, { safeHarbour: said({ level, against: ["criminal"], tellsThirdParties: false }) })
  const next: PolicyRef = "policy:next"
  /** Nothing was promised when the report came; from day 10 on the policy promises to take no action. */
  const kinder: Disclosure.Policy.ReportWorld = {
    ...world(),
    policy: (asked) => (asked === ref ? harbour("none") : asked === next ? harbour("noAction") : undefined),
    published: (name) =>
      name === "seed"
        ? [
            { value: { ref, at: day(-30) }, from: "policy/seed@1", asOf: 4 },
            { value: { ref: next, at: day(10) }, from: "policy/next@1", asOf: 4 }
          ]
        : []
  }
  const wish = (acted: Instant) => ({ kind: "criminal", acted, at: day(40) }) as const
  const state = () => stateOf(received())
  const may = (acted: Instant, known = kinder) => Disclosure.mayTakeLegalStep(state(), known, wish(acted))?.answer

  it("by the version in force when it was done, as well as by the one that the report came under", () => {
    expect([may(day(1)), may(day(10))]).toEqual(["yes", "no"])
    const cites = Disclosure.mayTakeLegalStep(state(), kinder, wish(day(10)))?.because.flatMap(({ facts }) => facts)
    expect(cites).toContain("policy/next@1")
    // Before the first was published, the one that the report came under is the only one known.
    expect(may(day(-31))).toBe("yes")
    expect(may(day(10), { ...kinder, published: () => [] })).toBe("yes")
    const gone = { ...kinder, policy: (asked: PolicyRef) => (asked === ref ? harbour("noAction") : undefined) }
    expect(may(day(10), gone)).toBe("no")
  })

  it("where nobody reported, by the policy alone; and where none was in force, nobody can say", () => {
    const unreported = (acted: Instant, name = "seed", known = kinder) =>
      Disclosure.mayTakeLegalStepUnreported(name, known, wish(acted))
    expect([day(-31), day(1), day(10)].map((acted) => unreported(acted)?.answer)).toEqual([undefined, "yes", "no"])
    expect(unreported(day(10), "another")).toBeUndefined()
    expect(unreported(day(10), "seed", { ...kinder, policy: () => undefined })).toBeUndefined()
    expect(unreported(day(10))?.because.flatMap(({ absent = [] }) => absent)).toEqual([
      { stream: "policy/seed", upTo: 1 }
    ])
    const owed = Disclosure.mayTakeLegalStepUnreported("seed", kinder, { ...wish(day(10)), duty: "Article 160 Sv" })
    expect(owed?.answer).toBe("yes")
  })

  it("each step that was taken is judged by what was promised for what was done", () => {
    const step = { step: "s1", kind: "criminal", acted: day(10), by, at: day(40) } as const
    const taken: E = { ...step, _tag: "LegalStepRecorded" }
    telling(
      Disclosure.decider,
      stream,
      kinder
    )(received())
      .when({ ...step, _tag: "RecordLegalStep" })
      .then(taken)
    const judged = (acted: Instant) =>
      Disclosure.stepsJudged(stateOf(received(), { ...taken, acted } as E), kinder).map((it) => it.judged.answer)
    expect([judged(day(1)), judged(day(10))]).toEqual([["kept"], ["broken"]])
    expect(Disclosure.stepsJudged(Disclosure.initial, kinder)).toEqual([])
    expect(Disclosure.stepsJudged(stateOf(received(), taken), { ...kinder, policy: () => undefined })).toEqual([])
  })

  it("of a report that nobody received, or whose policy is not at hand, nothing of the kind is answered", () => {
    const nobody = Disclosure.initial
    const lost = { ...kinder, policy: () => undefined }
    const identity = { to: "police", basis: "law", parts: ["name"], needed: ["name"], at: day(2) } as const
    const content = { to: "police", basis: "law", part: "summary", needed: "summary", at: day(2) } as const
    for (const [of, known] of [
      [nobody, kinder],
      [state(), lost]
    ] as const) {
      expect(Disclosure.mayTakeLegalStep(of, known, wish(day(1)))).toBeUndefined()
      expect(Disclosure.mayDiscloseIdentity(of, known, identity)).toBeUndefined()
      expect(Disclosure.mayShareContent(of, known, content)).toBeUndefined()
      expect(Disclosure.handOf(of, known)).toBeUndefined()
      expect(Disclosure.rewardAt(of, known, day(2))).toBeUndefined()
      expect(Disclosure.owedAt(of, known, day(2))).toBeUndefined()
      expect(Disclosure.withPolicy(of, known)).toBeUndefined()
      expect(Disclosure.publicityAt(of, known, day(2))).toBeUndefined()
    }
    expect(Disclosure.owedAt(state(), { ...kinder, zone: () => undefined }, day(2))).toBeUndefined()
    expect(Disclosure.withPolicy(state(), { ...kinder, zone: () => undefined })).toBeUndefined()
  })
})

describe(confidenceRules.mayPass.clause.quote, () => {
  const wish = { to: "police", basis: "law", reference: "Article 126nd Sv", at: day(2) } as const

  it("to whom the law says so, as far as that goes, and nobody else", () => {
    const may = (basis: "law" | "consent") =>
      Disclosure.mayDiscloseIdentity(stateOf(received()), world(), {
        ...wish,
        basis,
        parts: ["name"],
        needed: ["name"]
      })?.answer._tag
    expect(may("law")).toBe("Yes")
    expect(may("consent")).not.toBe("Yes")
  })

  it("who asked who the reporter is stands in the report, and so does what was told in spite of everything", () => {
    const ask = { asked: "q1", by: "police", words: "sealed:who is it", at: day(2) } as const
    given(received())
      .when({ ...ask, _tag: "RecordIdentityAsked" })
      .then({ ...ask, _tag: "IdentityAsked" })
    given(received(), { ...ask, _tag: "IdentityAsked" })
      .when({ ...ask, _tag: "RecordIdentityAsked" })
      .thenNothing()
    const told = { passing: "t1", ...wish, parts: ["name"], needed: ["name"], by } as const
    given(received())
      .when({ ...told, _tag: "RecordIdentityDisclosed" })
      .then({ ...told, _tag: "IdentityDisclosed" })
    given(received(), { ...told, _tag: "IdentityDisclosed" })
      .when({ ...told, _tag: "RecordIdentityDisclosed" })
      .thenNothing()
  })
})

describe(rules.nothingToKeepSecret.clause.quote, () => {
  it("whoever publishes is told what says how secret it is: the end, the agreement, the newest proposal, or the report", () => {
    const proposed = (proposal: string, who: "vendor" | "reporter"): E => ({
      _tag: "EmbargoProposed",
      proposal,
      by: who,
      until: day(30),
      at
    })
    const agreed: E = { _tag: "EmbargoAccepted", proposal: "p2", until: day(30), how: "answered", at }
    const over: E = { _tag: "EmbargoTerminated", why: "agreed", at: day(2) }
    const all = [received(), proposed("p1", "vendor"), proposed("p2", "reporter"), agreed, over] as const
    const says = (n: number) => Disclosure.publicityAt(stateOf(...all.slice(0, n)), world(), day(3))?.embargo
    expect([1, 2, 3, 4, 5].map(says)).toEqual([
      { value: "None", from: "report/r1@0" },
      { value: "Proposed", from: "report/r1@1" },
      { value: "Proposed", from: "report/r1@2" },
      { value: "Active", from: "report/r1@3" },
      { value: "Exited", from: "report/r1@4" }
    ])
  })
})

describe(rules.inOrder.clause.quote, () => {
  it("a question asked of what was found valid leaves it where it is", () => {
    const ask: E = { _tag: "InformationRequested", request: "q1", fields: ["version"], by, at: day(3) }
    const stage = (...events: ReadonlyArray<E>) => stateOf(received(), ...events).handling.stage
    expect([stage(ask), stage(validated, ask), stage(validated, accepted, ask)]).toEqual([
      "NeedsInformation",
      "Valid",
      "Accepted"
    ])
  })

  it("a refusal names the step that brought the report where it is", () => {
    given(received())
      .when({ _tag: "AcceptReport", by, at: day(1) })
      .thenRefused({ ...Handling.NotValid(Handling.initial), facts: ["report/r1@0"] })
    given(received(), validated)
      .when({ _tag: "InvalidateReport", by, reason: "sealed:no", at: day(3) } as Disclosure.Command)
      .thenRefused({ ...Handling.ValidAlready(Handling.initial), facts: ["report/r1@1"] })
  })
})

describe(rules.closedForAReason.clause.quote, () => {
  it("for want of an answer only while a question is open: the answer that came last stands against it", () => {
    const ask: E = { _tag: "InformationRequested", request: "q1", fields: ["version"], by, at: day(3) }
    const answered = [ask, added("version", day(4)), added("steps", day(5))] as const
    given(received(), ...answered)
      .when({ _tag: "CloseReport", resolution: { as: "noResponse" }, by, at: day(9) })
      .thenRefused(Handling.NotSo({ as: "noResponse" }, "no question is open", ["report/r1@3"]))
  })

  it("what its reporter withdrew is on record with the event that says so", () => {
    const withdrawn = { _tag: "ReportWithdrawn", at: day(4) } as const
    expect(stateOf(received(), withdrawn).handling.withdrawn).toEqual({ value: withdrawn, from: "report/r1@1" })
  })
})

describe(rules.cameFirst.clause.quote, () => {
  it("a report that is not yet among the others came after each of them that came in the same moment", () => {
    const link = { _tag: "LinkDuplicate", of: "r0", by, at: day(1) } as const
    telling(
      Disclosure.decider,
      stream,
      world(policy(), [{ id: "r0", at }])
    )(received())
      .when(link)
      .then({
        _tag: "ReportLinkedAsDuplicate",
        of: "r0",
        received: { value: { at }, from: "report/r0@0", asOf: 0 },
        by,
        at: day(1)
      })
  })
})

describe(rules.answeredByWhom.clause.quote, () => {
  const acknowledged = (when: Instant, who: "human" | "automatic" = "human") =>
    ({ _tag: "ReportAcknowledged", by: who, at: when }) as const

  it("acknowledged twice it is once; learned later, an earlier one is a fact of its own, and counts", () => {
    const record = (when: Instant) => ({ ...acknowledged(when), _tag: "RecordAcknowledgement" }) as const
    for (const when of [day(2), day(3)])
      given(received(), acknowledged(day(2)))
        .when(record(when))
        .thenNothing()
    given(received(), acknowledged(day(2)))
      .when(record(day(1)))
      .then(acknowledged(day(1)))
    const first = (...events: ReadonlyArray<E>) =>
      Handling.acknowledgedBy(stateOf(received(), ...events).handling, "human")?.from
    expect(first()).toBeUndefined()
    expect(first(acknowledged(day(2)), acknowledged(day(1)))).toBe("report/r1@2")
    expect(first(acknowledged(day(1)), acknowledged(day(2)))).toBe("report/r1@1")
    expect(first(acknowledged(day(1)), acknowledged(day(1)))).toBe("report/r1@1")
    expect(first(acknowledged(at, "automatic"), acknowledged(day(1)))).toBe("report/r1@2")
  })
})

describe(rules.whatReportersDo.clause.quote, () => {
  const switched = (wanted: boolean, when: Instant) => ({ _tag: "UpdatesSwitched", wanted, at: when }) as const
  const wants = (when: Instant, ...events: ReadonlyArray<E>) =>
    Handling.wantsUpdates(given(...events).folded().state.handling, when)

  it("whether they want to be kept informed is what they said last by then; of two at once, what was recorded last", () => {
    const came = received({ wantsUpdates: true })
    expect(wants(day(-1), came)).toBeUndefined()
    expect(wants(at, came)).toEqual({ value: true, from: "report/r1@0" })
    expect(wants(day(5), received())).toBeUndefined()
    expect(Handling.wantsUpdates(Handling.initial, day(5))).toBeUndefined()
    const late = [came, switched(false, day(4)), switched(true, day(2))] as const
    expect(wants(day(3), ...late)).toEqual({ value: true, from: "report/r1@2" })
    expect(wants(day(4), ...late)).toEqual({ value: false, from: "report/r1@1" })
    expect(wants(day(4), came, switched(false, day(4)), switched(true, day(4)))?.from).toBe("report/r1@2")
  })

  it("said again in the same moment it is said once; as with the report, nothing is switched", () => {
    const say = (wanted: boolean, when: Instant) => ({ ...switched(wanted, when), _tag: "SwitchUpdates" }) as const
    const came = received({ wantsUpdates: true })
    given(came)
      .when(say(true, day(1)))
      .thenNothing()
    given(came, switched(false, day(1)))
      .when(say(false, day(1)))
      .thenNothing()
    given(came, switched(false, day(1)))
      .when(say(true, day(2)))
      .then(switched(true, day(2)))
  })
})

describe(rules.policyInForce.clause.quote, () => {
  const { Policy } = Disclosure
  const told = telling(Policy.decider, "policy/seed", undefined)
  const pinned: Disclosure.Policy.Event = { _tag: "DisclosureTermsPinned", ref, policy: policy(), at }
  const publish = (when: Instant) => ({ _tag: "PublishDisclosureTerms", at: when }) as const
  const published = (when: Instant) => ({ _tag: "DisclosureTermsPublished", at: when }) as const

  it("a version is kept once, as it was given, and may be published again at another moment", () => {
    const keep = { ...pinned, _tag: "PinDisclosureTerms" } as Disclosure.Policy.Command
    told().when(keep).then(pinned)
    told(pinned).when(keep).thenNothing()
    expect(told(pinned).folded().state.pinned).toEqual({ value: pinned, from: "policy/seed@0" })
    told(pinned, published(at))
      .when(publish(day(60)))
      .then(published(day(60)))
  })
})

describe(clockRules.startsByItself.clause.quote, () => {
  const { Awareness, clocks } = Disclosure
  const aware = (id: string, other: Partial<Disclosure.Awareness.BecameAware> = {}) =>
    ({
      _tag: "BecameAware",
      aware: id,
      regime: "nis2Article23",
      role: "entity",
      subject: "incident-1",
      basis: "sealed:mail",
      by,
      at,
      ...other
    }) as const
  const observe = (course: "ongoing" | "handled", when: Instant) =>
    ({ _tag: "CourseObserved", subject: "incident-1", course, at: when }) as const
  const file = (step: "notification" | "final", reference: string, when: Instant, id = "a1"): E => ({
    _tag: "StepFiled",
    aware: id,
    step,
    reference,
    at: when
  })
  const decided = (applies: boolean, when: Instant, id = "a1"): E => ({
    _tag: "ApplicabilityDecided",
    aware: id,
    applies,
    reason: "sealed:reason",
    by,
    at: when
  })

  it("one awareness is decided and filed without the other", () => {
    const two = [
      received(),
      aware("a1"),
      aware("a2"),
      file("notification", "n-1", day(1)),
      decided(false, day(2))
    ] as const
    const [first, second] = stateOf(...two).awareness.awareness
    expect([first?.filed.length, first?.applies?.value.applies]).toEqual([1, false])
    expect([second?.filed, second?.applies]).toEqual([[], undefined])
  })

  it("asked again it is so already; at another moment, or of something else, it is said anew", () => {
    const was = [received(), aware("a1"), observe("ongoing", day(9))] as const
    given(...was)
      .when({ ...aware("a1"), _tag: "RecordAwareness" })
      .thenNothing()
    given(...was)
      .when({ ...aware("a1", { at: day(1) }), _tag: "RecordAwareness" })
      .thenRefused(Awareness.OtherAwareness(["report/r1@1"]))
    const say = (course: "ongoing" | "handled", when: Instant) =>
      ({ ...observe(course, when), _tag: "ObserveCourse" }) as const
    given(...was)
      .when(say("ongoing", day(9)))
      .thenNothing()
    given(...was)
      .when(say("ongoing", day(10)))
      .then(observe("ongoing", day(10)))
    given(...was)
      .when(say("handled", day(9)))
      .then(observe("handled", day(9)))
    const no = { ...decided(false, day(2)), _tag: "DecideApplicability" } as Disclosure.Command
    given(...was, decided(false, day(2)))
      .when(no)
      .thenNothing()
    const filed = file("notification", "n-1", day(1))
    given(...was, filed)
      .when({ ...filed, _tag: "RecordFiled" } as Disclosure.Command)
      .thenNothing()
  })

  const place = world().zone("Europe/Amsterdam")!.value
  const stands = (step: string, now: Instant, ...events: ReadonlyArray<E>) =>
    clocks
      .clocks(stateOf(received(), ...events).awareness, { zone: place, calendar: () => undefined }, now, {
        stream,
        upTo: events.length
      })
      .find((it) => it.step.step === step)

  it("whether the law applies is told as it was decided by then", () => {
    const applies = (now: Instant, ...events: ReadonlyArray<E>) =>
      stands("notification", now, aware("a1"), ...events)?.applies
    expect(applies(day(1))).toBe("undecided")
    expect([day(1), day(2)].map((now) => applies(now, decided(true, day(2))))).toEqual(["undecided", "yes"])
    expect([day(1), day(2)].map((now) => applies(now, decided(false, day(2))))).toEqual(["undecided", "no"])
  })

  it("filed twice, the first counts, and both are cited; what was filed of another step is not", () => {
    const filed = [
      aware("a1"),
      file("notification", "n-2", day(2)),
      file("notification", "n-1", day(1)),
      file("final", "f-1", day(3))
    ] as const
    const status = stands("notification", day(9), ...filed)?.status
    expect(status?.answer).toMatchObject({ _tag: "Filed", at: day(1) })
    expect([...new Set(status?.because.flatMap(({ facts }) => facts))].toSorted()).toEqual([
      "report/r1@1",
      "report/r1@2",
      "report/r1@3"
    ])
    const before = stands("notification", "2026-11-24T08:00:00.000Z", ...filed)?.status
    expect(before?.answer).toMatchObject({ _tag: "Open" })
    expect(new Set(before?.because.flatMap(({ facts }) => facts))).toEqual(new Set(["report/r1@1"]))
  })

  it("while the incident goes on, the final report waits until it is over, from when that was seen", () => {
    const course = [
      aware("a1"),
      file("notification", "n-1", day(2)),
      observe("ongoing", day(20)),
      observe("handled", day(50))
    ] as const
    const final = (now: Instant) => stands("final", now, ...course)?.status.answer
    expect(final(day(19))).toMatchObject({ _tag: "Open" })
    expect(final(day(20))).toEqual({ _tag: "Waits", for: "handled" })
    expect(final(day(50))).toMatchObject({ _tag: "Open" })
    expect(stands("final", day(20), ...course)?.status.because.flatMap(({ facts }) => facts)).toContain("report/r1@3")
    const elsewhere = [...course.slice(0, 2), { ...observe("ongoing", day(20)), subject: "incident-2" }] as const
    expect(stands("final", day(20), ...elsewhere)?.status.answer).toMatchObject({ _tag: "Open" })
  })

  it("that an incident goes on is asked by NIS2 alone: under the CRA the final report counts from the notification", () => {
    const cra = aware("a1", { regime: "cra14Incident", role: "manufacturer" })
    const final = stands("final", day(21), cra, file("notification", "n-1", day(2)), observe("ongoing", day(20)))
    expect(final?.status.answer).toMatchObject({ _tag: "Open" })
  })

  it("a client that is a controller of its own in the same incident is told all the same", () => {
    const own = aware("c1", { regime: "gdpr33", role: "controller", client: "c1" })
    const touched = {
      aware: "inc",
      subject: "incident-1",
      clients: [{ client: "c1" }],
      basis: "sealed:log",
      by
    } as const
    given(received(), own)
      .when({ _tag: "RecordClientsAffected", ...touched, at: day(1) })
      .then(aware("inc.c1", { regime: "gdpr33", role: "processor", client: "c1", basis: "sealed:log", at: day(1) }))
  })
})
