/** When somebody was heard, what ends a safe harbour, and what it keeps off: each sentence by itself, at its boundaries. */
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import * as Conduct from "../src/disclosure/Conduct.ts"
import * as rules from "../src/disclosure/conductRules.ts"
import { type Accident, type ConductRule, type SafeHarbour, silentPolicy } from "../src/disclosure/DisclosureTerms.ts"
import type { PolicyInHand } from "../src/disclosure/hand.ts"
import type { Instant } from "../src/time/index.ts"
import { fact, looked, open, place, stipulated, verdict } from "./facts.ts"
import { said } from "./reporting.ts"

const justBefore: Instant = "2026-05-01T09:59:59.999Z"
const noon: Instant = "2026-05-01T10:00:00.000Z"
const justAfter: Instant = "2026-05-01T10:00:00.001Z"
const longAgo: Instant = "2026-01-01T00:00:00.000Z"

const alleged = (acted: Instant = longAgo) =>
  fact<Conduct.ConductAlleged>({
    _tag: "ConductAlleged",
    finding: "f1",
    rule: "no-damage",
    acted,
    words: "sealed:words",
    evidence: ["log-17"],
    by: "desk-1",
    at: longAgo
  })

describe(rules.heard.clause.quote, () => {
  const offered = fact<Conduct.HearingOffered>({
    _tag: "HearingOffered",
    finding: "f1",
    way: "answer",
    until: noon,
    at: longAgo
  })
  const answered = (at: Instant) =>
    fact<Conduct.PersonHeard>({ _tag: "PersonHeard", finding: "f1", words: "sealed:no", at })
  const heard = (...[offer, answer, now]: [typeof offered?, ReturnType<typeof answered>?, Instant?]) =>
    rules.heard(alleged(), offer, answer, now ?? noon).answer

  it("who was not asked and did not answer was not heard", () => expect(heard()).toBe(false))

  it("asked, they are heard from the moment in which their time is over", () => {
    expect(heard(offered, undefined, justBefore)).toBe(false)
    expect(heard(offered, undefined, noon)).toBe(true)
    expect(heard(offered, undefined, justAfter)).toBe(true)
  })

  it("answered, they are heard from that moment, asked or not, and not before it", () => {
    expect(heard(undefined, answered(noon), justBefore)).toBe(false)
    expect(heard(undefined, answered(noon), noon)).toBe(true)
    expect(heard(offered, answered(longAgo), justBefore)).toBe(true)
  })

  it("an answer that is yet to come takes nothing from a time that is over", () =>
    expect(heard(offered, answered(justAfter), noon)).toBe(true))
})

const harbour = (level: SafeHarbour["level"], ...against: SafeHarbour["against"]) =>
  stipulated<SafeHarbour>({ level, against, tellsThirdParties: false })

describe(rules.kinderHarbour.clause.quote, () => {
  const kinder = (...stated: ReadonlyArray<ReturnType<typeof harbour>>) =>
    rules.kinderHarbour(stated, [], undefined).answer
  const from: ReadonlyArray<SafeHarbour["level"]> = [
    "none",
    "restraint",
    "inPrinciple",
    "noAction",
    "authorised",
    "statutory"
  ]

  it.each(from.slice(1).map((better, n) => [from[n]!, better] as const))("%s is less than %s", (worse, better) => {
    expect(kinder(harbour(worse, "criminal", "civil"), harbour(better, "criminal", "civil"))).toBe(1)
    expect(kinder(harbour(better, "criminal", "civil"), harbour(worse, "criminal", "civil"))).toBe(0)
  })

  it("a higher level that keeps off less is not kinder, and neither is one that keeps off something else", () => {
    expect(kinder(harbour("noAction", "criminal", "civil"), harbour("statutory", "criminal"))).toBe(0)
    expect(kinder(harbour("statutory", "criminal"), harbour("noAction", "criminal", "civil"))).toBe(1)
    expect(kinder(harbour("noAction", "criminal"), harbour("authorised", "civil"))).toBe(0)
    expect(kinder(harbour("authorised", "civil"), harbour("noAction", "criminal"))).toBe(0)
  })

  it("where one leaves to a person what the other says nothing of, and the other promises the rest, neither is kinder", () => {
    expect(kinder(harbour("restraint"), harbour("noAction", "criminal"))).toBe(0)
    expect(kinder(harbour("noAction", "criminal"), harbour("restraint"))).toBe(0)
    expect(kinder(harbour("restraint", "criminal"), harbour("noAction", "criminal", "civil"))).toBe(1)
    expect(kinder(harbour("none", "criminal", "civil"), harbour("restraint"))).toBe(1)
  })

  it("of two that promise as much, the one that keeps off more", () => {
    expect(kinder(harbour("noAction", "civil"), harbour("noAction", "civil", "criminal"))).toBe(1)
    expect(kinder(harbour("noAction", "civil", "criminal"), harbour("noAction", "civil"))).toBe(0)
  })

  it("of two that are worth the same, the one in force when they acted", () =>
    expect(kinder(harbour("noAction", "civil"), harbour("noAction", "criminal"))).toBe(0))

  it("what one policy leaves open may be kinder, unless the other is a promise already", () => {
    const silent = open("safeHarbour")
    const beside = (...stated: ReadonlyArray<ReturnType<typeof harbour>>) =>
      rules.kinderHarbour(stated, [silent], undefined).answer
    expect(beside()).toEqual({ open: [silent] })
    expect(beside(harbour("none"))).toEqual({ open: [silent] })
    expect(beside(harbour("inPrinciple", "criminal", "civil"))).toEqual({ open: [silent] })
    expect(beside(harbour("noAction"))).toBe(0)
    expect(beside(harbour("statutory"))).toBe(0)
  })
})

describe(rules.lapsedBy.clause.quote, () => {
  const broken: ConductRule = { id: "no-damage", kind: "forbid", words: "…", accident: "breaks" }
  const found = (other: Partial<Conduct.ConductFound> = {}) =>
    fact<Conduct.ConductFound>({
      _tag: "ConductFound",
      finding: "f1",
      broken: true,
      accident: false,
      reason: "sealed:why",
      by: "counsel-1",
      decider: "human",
      at: longAgo,
      ...other
    })
  const retracted = (at: Instant) =>
    fact<Conduct.FindingRetracted>({ _tag: "FindingRetracted", finding: "f1", reason: "sealed:x", by: "counsel-1", at })
  interface Told {
    readonly rule?: ConductRule | undefined
    readonly endedBy?: ReadonlyArray<string>
    readonly alleged?: Instant
    readonly found?: Partial<Conduct.ConductFound>
    readonly retracted?: Instant
    readonly accident?: Parameters<typeof rules.lapsedBy>[5]
  }
  /** By which finding the harbour has lapsed for what was done at noon, as known at noon. */
  const lapsed = (told: Told = {}) =>
    rules.lapsedBy(
      "rule" in told ? told.rule : broken,
      told.endedBy,
      alleged(told.alleged),
      found(told.found),
      told.retracted && retracted(told.retracted),
      told.accident ?? "breaks",
      noon,
      noon
    ).answer

  it("a rule that was found broken ends it, and the finding is named", () => expect(lapsed()).toBe("f1"))

  it("what was found not to be broken ends nothing", () => expect(lapsed({ found: { broken: false } })).toBeUndefined())

  it("a rule that the policy does not have, or that only permits, ends nothing", () => {
    expect(lapsed({ rule: undefined })).toBeUndefined()
    expect(lapsed({ rule: { ...broken, kind: "permit" } })).toBeUndefined()
    expect(lapsed({ rule: { ...broken, kind: "require" } })).toBe("f1")
  })

  it("where the policy names the rules that end it, no other rule does", () => {
    expect(lapsed({ endedBy: [] })).toBeUndefined()
    expect(lapsed({ endedBy: ["no-extortion"] })).toBeUndefined()
    expect(lapsed({ endedBy: ["no-extortion", "no-damage"] })).toBe("f1")
  })

  const accident = { accident: true }
  it("an accident is forgiven where the policy forgives it, or is read so, and intent never", () => {
    const read = (value: Accident) => stipulated(value)
    for (const forgiven of ["forgiven", read("forgiven")] as const) {
      expect(lapsed({ accident: forgiven, found: accident })).toBeUndefined()
      expect(lapsed({ accident: forgiven })).toBe("f1")
    }
    for (const breaks of ["breaks", read("breaks")] as const) {
      expect(lapsed({ accident: breaks, found: accident })).toBe("f1")
      expect(lapsed({ accident: breaks })).toBe("f1")
    }
  })

  it("while nobody has read what an accident does, that is open; intent and what ends nothing anyway are not", () => {
    const unread = open("conduct/no-damage/accident")
    expect(lapsed({ accident: unread, found: accident })).toBe(unread)
    expect(lapsed({ accident: unread })).toBe("f1")
    expect(lapsed({ accident: unread, found: { ...accident, broken: false } })).toBeUndefined()
    expect(lapsed({ accident: unread, found: accident, retracted: noon })).toBeUndefined()
  })

  it("it ends for what was done from the broken rule on", () => {
    expect(lapsed({ alleged: justBefore })).toBe("f1")
    expect(lapsed({ alleged: noon })).toBe("f1")
    expect(lapsed({ alleged: justAfter })).toBeUndefined()
  })

  it("it is ended from the finding on, and no more once that is taken back", () => {
    expect(lapsed({ found: { at: noon } })).toBe("f1")
    expect(lapsed({ found: { at: justAfter } })).toBeUndefined()
    expect(lapsed({ retracted: justBefore })).toBeUndefined()
    expect(lapsed({ retracted: noon })).toBeUndefined()
    expect(lapsed({ retracted: justAfter })).toBe("f1")
  })
})

describe(rules.harbourFor.clause.quote, () => {
  const unread = open("conduct/no-damage/accident")
  const stands = (promised: SafeHarbour | undefined, ...lapses: ReadonlyArray<string | typeof unread | undefined>) =>
    rules.harbourFor(verdict(0), lapses.map(verdict), noon, noon, looked, promised).answer
  const { value: noAction } = harbour("noAction", "criminal")

  it("it holds against what the policy promises", () => {
    expect(stands(noAction)).toEqual({ _tag: "Held", against: ["criminal"] })
    expect(stands(harbour("authorised", "civil").value)).toEqual({ _tag: "Held", against: ["civil"] })
    expect(stands(noAction, undefined, undefined)).toEqual({ _tag: "Held", against: ["criminal"] })
  })

  it("the first finding that ends it is named, whichever came before it that did not", () =>
    expect(stands(noAction, undefined, "f2", "f3")).toEqual({ _tag: "Lapsed", finding: "f2" }))

  it("what ends it only as nobody has read yet leaves it open, unless something else ends it", () => {
    expect(stands(noAction, undefined, unread)).toEqual({ _tag: "Undetermined", open: [unread] })
    expect(stands(noAction, unread, unread)).toEqual({ _tag: "Undetermined", open: [unread, unread] })
    expect(stands(noAction, unread, "f2")).toEqual({ _tag: "Lapsed", finding: "f2" })
  })

  it("to hold back, or not to act in principle, is no promise to hold anybody to", () => {
    expect(stands(harbour("restraint", "criminal").value)).toEqual({ _tag: "InPrinciple" })
    expect(stands(harbour("inPrinciple", "criminal").value)).toEqual({ _tag: "InPrinciple" })
  })

  it("where none is promised there is none", () => {
    expect(stands(undefined)).toEqual({ _tag: "NotPromised" })
    expect(stands(harbour("none").value)).toEqual({ _tag: "NotPromised" })
  })

  it("while the policy is not read nobody can say, whatever was found", () => {
    const unread = { open: [open("safeHarbour")] }
    expect(rules.harbourFor(verdict(unread), [verdict("f1")], noon, noon, looked).answer).toEqual({
      _tag: "Undetermined",
      ...unread
    })
  })
})

const held: Conduct.Harbour = { _tag: "Held", against: ["criminal"] }
const others: ReadonlyArray<Conduct.Harbour> = [
  { _tag: "NotPromised" },
  { _tag: "InPrinciple" },
  { _tag: "Undetermined", open: [] }
]
const lapsed: Conduct.Harbour = { _tag: "Lapsed", finding: "f1" }

describe(rules.conductHeld.clause.quote, () => {
  it("only a finding says otherwise, also where no harbour was promised", () => {
    for (const harbour of [held, ...others]) expect(rules.conductHeld(verdict(harbour)).answer).toBe(true)
    expect(rules.conductHeld(verdict(lapsed)).answer).toBe(false)
  })
})

describe(rules.legalStep.clause.quote, () => {
  const step = (harbour: Conduct.Harbour, kind: Conduct.StepKind = "criminal", duty?: string) =>
    rules.legalStep(kind, verdict(harbour), duty).answer

  it("what is covered is not acted against, and what is not may be", () => {
    expect(step(held, "criminal")).toBe("no")
    expect(step(held, "civil")).toBe("yes")
  })
  it("where it lapsed, or none was promised, a step may be taken; in principle, or unread, a person decides", () => {
    expect(step(lapsed)).toBe("yes")
    expect(others.map((harbour) => step(harbour))).toEqual(["yes", "undetermined", "undetermined"])
  })
  it("what a law demands is done, whatever was promised", () => {
    for (const harbour of [held, ...others]) expect(step(harbour, "criminal", "article 162")).toBe("yes")
  })
})

describe(rules.stepJudged.clause.quote, () => {
  it("what was allowed keeps the promise, what was not breaks it, and what a person must say is left to them", () => {
    const taken = fact<Conduct.LegalStepRecorded>({
      _tag: "LegalStepRecorded",
      step: "s1",
      kind: "civil",
      acted: longAgo,
      by: "counsel-1",
      at: noon
    })
    const judged = (allowed: "yes" | "no" | "undetermined") => rules.stepJudged(taken, verdict(allowed)).answer
    expect([judged("yes"), judged("no"), judged("undetermined")]).toEqual(["kept", "broken", "undetermined"])
  })
})

// -- Of one report: what is alleged, heard, found and taken back. ------------------------------------------------------------

const day = (n: number): Instant => new Date(Date.UTC(2026, 4, n, 10)).toISOString() as Instant
const noDamage: ConductRule = { id: "no-damage", kind: "forbid", words: "Do no damage.", accident: "breaks" }
const noData: ConductRule = { id: "no-data", kind: "forbid", words: "Take no data.", accident: "forgiven" }
const allegedNow: Conduct.ConductAlleged = {
  _tag: "ConductAlleged",
  finding: "f1",
  rule: "no-damage",
  acted: day(1),
  words: "sealed:words",
  evidence: ["log-17"],
  by: "desk-1",
  at: day(2)
}
const offered: Conduct.HearingOffered = {
  _tag: "HearingOffered",
  finding: "f1",
  way: "answer",
  until: day(9),
  at: day(3)
}
const heardOf: Conduct.PersonHeard = { _tag: "PersonHeard", finding: "f1", words: "sealed:no", at: day(4) }
const found: Conduct.ConductFound = {
  _tag: "ConductFound",
  finding: "f1",
  broken: true,
  accident: false,
  reason: "sealed:words",
  by: "counsel-1",
  decider: "human",
  at: day(10)
}
const retracted: Conduct.FindingRetracted = {
  _tag: "FindingRetracted",
  finding: "f1",
  reason: "sealed:words",
  by: "counsel-1",
  at: day(12)
}
const step: Conduct.LegalStepRecorded = {
  _tag: "LegalStepRecorded",
  step: "s1",
  kind: "criminal",
  acted: day(1),
  by: "counsel-1",
  at: day(15)
}
const allege: Conduct.AllegeConduct = { ...allegedNow, _tag: "AllegeConduct" }
const offer: Conduct.OfferHearing = { ...offered, _tag: "OfferHearing" }
const hear: Conduct.RecordHearing = { ...heardOf, _tag: "RecordHearing" }
const find: Conduct.DecideConduct = { ...found, _tag: "DecideConduct" }
const retract: Conduct.RetractFinding = { ...retracted, _tag: "RetractFinding" }
const take: Conduct.RecordLegalStep = { ...step, _tag: "RecordLegalStep" }
const after = (...events: ReadonlyArray<Conduct.Event>): Conduct.State =>
  events.reduce((state, event, n) => Conduct.evolve(state, event, `report/r1@${n}`), Conduct.initial)
const decided = (command: Conduct.Command, state = after(), around: Partial<Conduct.Around> = {}) => {
  const known = { rulesAt: () => [noDamage, noData], reachable: undefined, ...around }
  const decision = Conduct.decide(command, state, known)
  return Result.isSuccess(decision) ? decision.success : decision.failure
}

describe(rules.foundByAHuman.clause.quote, () => {
  it("a rule that the policy of that moment does not have is named, with those that it has", () => {
    const unknown = { ...allege, rule: "be-nice" }
    expect(decided(unknown)).toMatchObject({
      _tag: "NoSuchRule",
      message: "the policy that held has no rule of conduct `be-nice`; it has `no-damage`, `no-data`"
    })
    expect(decided(unknown, after(), { rulesAt: () => [] })).toMatchObject({
      message: "the policy that held has no rule of conduct `be-nice`; it has none"
    })
    const since = { rulesAt: (acted: Instant) => (acted < day(5) ? [noData] : [noDamage]) }
    expect(decided(allege, after(), since)).toMatchObject({ _tag: "NoSuchRule" })
    expect(decided({ ...allege, acted: day(5) }, after(), since)).toHaveLength(1)
  })
  it("under one id stands one allegation: said again it is so already, and something else asks for another id", () => {
    expect(decided(allege)).toEqual([allegedNow])
    expect(decided(allege, after(allegedNow))).toEqual([])
    expect(decided({ ...allege, rule: "no-data" }, after(allegedNow))).toMatchObject({
      _tag: "FindingTaken",
      message: "something else is alleged under `f1` already: take another id",
      facts: ["report/r1@0"]
    })
    expect(decided({ ...allege, finding: "f2", rule: "no-data" }, after(allegedNow))).toHaveLength(1)
    expect(decided({ ...allege, evidence: [] })).toMatchObject({
      _tag: "NoEvidence",
      message: "nothing shows it: name where the evidence is kept"
    })
  })
  it("of what nobody alleged, nothing is heard, found or taken back", () => {
    for (const command of [offer, hear, find, retract])
      expect(decided({ ...command, finding: "f9" }, after(allegedNow))).toMatchObject({
        _tag: "UnknownFinding",
        message: "nothing is alleged under `f9`: say what first, and by what rule"
      })
  })
  it("decided once, and anew only after it was taken back and alleged again", () => {
    const state = after(allegedNow, offered, heardOf, found)
    expect(decided(find, after(allegedNow, offered, heardOf))).toEqual([found])
    expect(decided(find, state)).toEqual([])
    expect(decided({ ...find, broken: false }, state)).toMatchObject({
      _tag: "AlreadyFound",
      message: "this was decided already: retract the finding, and allege it anew where there is more to say",
      facts: ["report/r1@3"]
    })
  })
  it("what was found is taken back once, and what was not found can't be", () => {
    expect(decided(retract, after(allegedNow, found))).toEqual([retracted])
    expect(decided(retract, after(allegedNow, found, retracted))).toEqual([])
    expect(decided(retract, after(allegedNow))).toMatchObject({
      _tag: "NotFound",
      message: "nothing is found under `f1`, so there is nothing to retract"
    })
  })
  it("each step belongs to its own finding, and a legal step to none", () => {
    const other = { ...allegedNow, finding: "f2" }
    const state = after(allegedNow, other, offered, heardOf, found, retracted, step)
    expect(state).toEqual({
      findings: [
        {
          alleged: { value: allegedNow, from: "report/r1@0" },
          offered: { value: offered, from: "report/r1@2" },
          heard: { value: heardOf, from: "report/r1@3" },
          found: { value: found, from: "report/r1@4" },
          retracted: { value: retracted, from: "report/r1@5" }
        },
        {
          alleged: { value: other, from: "report/r1@1" },
          offered: undefined,
          heard: undefined,
          found: undefined,
          retracted: undefined
        }
      ],
      steps: [{ value: step, from: "report/r1@6" }]
    })
  })
})

describe(rules.heardFirst.clause.quote, () => {
  it("who can be asked is asked, by the way that they left", () => {
    const noWay: Conduct.OfferHearing = { ...offer, way: "noWay" }
    expect(decided(noWay, after(allegedNow))).toEqual([{ ...offered, way: "noWay" }])
    expect(decided(noWay, after(allegedNow), { reachable: fact({ at: day(1) }, 7) })).toMatchObject({
      _tag: "CanBeAsked",
      message: "the person left a way to be asked: use it",
      facts: ["report/r1@7"]
    })
    expect(decided(offer, after(allegedNow), { reachable: fact({ at: day(1) }, 7) })).toEqual([offered])
  })
  it("asked twice, or answered twice, it is recorded once; said otherwise, it is recorded too", () => {
    expect(decided(offer, after(allegedNow, offered))).toEqual([])
    expect(decided({ ...offer, until: day(20) }, after(allegedNow, offered))).toHaveLength(1)
    expect(decided(hear, after(allegedNow))).toEqual([heardOf])
    expect(decided(hear, after(allegedNow, heardOf))).toEqual([])
    expect(decided({ ...hear, words: "sealed:more" }, after(allegedNow, heardOf))).toHaveLength(1)
  })
  it("nobody is found at fault before they were heard, and the refusal names what was asked of them", () =>
    expect(decided({ ...find, at: day(8) }, after(allegedNow, offered))).toMatchObject({
      _tag: "NotHeard",
      message:
        "the person has not been heard: ask what they say to it, and wait until they answered or their time is over",
      facts: ["report/r1@0", "report/r1@1"]
    }))
})

describe("a legal step is recorded once, and each by itself", () => {
  it("asked twice it is one; another, or one told otherwise, is recorded too", () => {
    expect(decided(take)).toEqual([step])
    expect(decided(take, after(step))).toEqual([])
    expect(decided(take, after({ ...step, step: "s0" }, step))).toEqual([])
    expect(decided({ ...take, step: "s2" }, after(step))).toHaveLength(1)
    expect(decided({ ...take, kind: "civil" }, after(step))).toHaveLength(1)
  })
})

describe("the safe harbour of an act", () => {
  const promise: SafeHarbour = { level: "noAction", against: ["criminal"], tellsThirdParties: false }
  const handOf = (
    conduct: ReadonlyArray<ConductRule>,
    safeHarbour?: SafeHarbour,
    readings: PolicyInHand["readings"] = []
  ): PolicyInHand => ({
    ref: "policy:x",
    terms: { ...silentPolicy, conduct, ...(safeHarbour !== undefined && { safeHarbour: said(safeHarbour) }) },
    readings,
    place
  })
  const harbourOf = (state: Conduct.State, hand: PolicyInHand, now = day(20)) =>
    Conduct.harbour(state, { whenActing: hand, looked }, day(1), now).answer
  const ended = after(allegedNow, offered, found)

  it("a finding by a rule that its policy does not have ends nothing there", () => {
    expect(harbourOf(ended, handOf([noDamage], promise))).toEqual({ _tag: "Lapsed", finding: "f1" })
    expect(harbourOf(ended, handOf([noData], promise))).toEqual({ _tag: "Held", against: ["criminal"] })
    expect(harbourOf(after(allegedNow, offered), handOf([noDamage], promise))).toMatchObject({ _tag: "Held" })
  })
  it("where the policy is silent it is open until it is read, and counts from the answer that stated how", () => {
    const read = (stated: Instant): PolicyInHand["readings"] => [
      {
        value: { parameter: "safeHarbour", value: promise, by: "desk-1", reason: "as always", at: longAgo },
        from: "terms/sha256-x@0",
        asOf: 0,
        stated
      }
    ]
    expect(harbourOf(after(), handOf([]))).toEqual({ _tag: "Undetermined", open: [open("safeHarbour")] })
    expect(harbourOf(after(), handOf([], undefined, read(day(5))))).toEqual({ _tag: "Held", against: ["criminal"] })
    expect(harbourOf(after(), handOf([], undefined, read(day(5))), day(4))).toMatchObject({ _tag: "Undetermined" })
  })
})
