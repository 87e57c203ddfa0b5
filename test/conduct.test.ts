/** When somebody was heard, what ends a safe harbour, and what it keeps off: each sentence by itself, at its boundaries. */
import { describe, expect, it } from "vitest"
import type * as Conduct from "../src/disclosure/Conduct.ts"
import * as rules from "../src/disclosure/conductRules.ts"
import type { Accident, ConductRule, SafeHarbour } from "../src/disclosure/DisclosureTerms.ts"
import type { Instant } from "../src/time/index.ts"
import { fact, looked, open, stipulated, verdict } from "./facts.ts"

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
