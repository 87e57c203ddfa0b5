/** How one promise to a reporter stands, on each occasion and by each fact that it hangs on: what decides, and what is cited. */
import { describe, expect, it } from "vitest"
import { type Condition, type PromiseKind, type PromiseTerms, silentPolicy } from "../src/disclosure/DisclosureTerms.ts"
import type { PolicyInHand } from "../src/disclosure/hand.ts"
import { explain, type Happened, type Owed, type ReportFacts, standing } from "../src/disclosure/promises.ts"
import * as rules from "../src/disclosure/reporterRules.ts"
import { citedBy, type Clause, type Fact, type Verdict } from "../src/kernel/index.ts"
import { unstated } from "../src/terms/index.ts"
import type { Instant } from "../src/time/index.ts"
import { fact, looked, open, place } from "./facts.ts"
import { hours, said } from "./reporting.ts"

// -- A report that came on 1 May at ten, and a promise of one day. -----------------------------------------------------------

/** So many hours after the report came. */
const h = (n: number, milliseconds = 0): Instant =>
  new Date(Date.UTC(2026, 4, 1, 10 + n, 0, 0, milliseconds)).toISOString() as Instant
const received = fact({ at: h(0) }, 0)
const reachable = fact({ at: h(0) }, 1)
const named = fact({ named: true, at: h(0) }, 2)
const report = (other: Partial<ReportFacts> = {}): ReportFacts => ({
  received,
  happened: [],
  reachable,
  named,
  updates: [],
  severity: [],
  scope: [],
  judged: [],
  suspensions: [],
  waivers: [],
  looked,
  ...other
})
const did = (deed: Happened["deed"], at: Instant, revision = 10, by: Happened["by"] = "human") =>
  fact<Happened>({ deed, by, at }, revision)
const machineDid = (deed: Happened["deed"], at: Instant) => did(deed, at, 10, "machine")
const wish = (wanted: boolean, at: Instant, revision: number) => fact({ wanted, at }, revision)

const oneDay: PromiseTerms = {
  id: "respond",
  kind: "respond",
  source: { instrument: "policy", words: "We answer within a day." },
  within: said(hours(24)),
  anchor: said("received"),
  condition: said({}),
  dischargedBy: ["reply"],
  humanOnly: said(true),
  rigidity: said("must"),
  repeats: false
}
type Readings = PolicyInHand["readings"]
const reading = (parameter: string, value: unknown, stated: Instant, revision = 0): Readings[number] => ({
  value: { parameter, value, by: "desk-1", reason: "as always", at: "2026-01-01T00:00:00.000Z" },
  from: `terms/sha256-x@${revision}`,
  asOf: 0,
  stated
})
const handOf = (changes: Partial<PromiseTerms>, readings: Readings = []): PolicyInHand => ({
  ref: "policy:x",
  terms: { ...silentPolicy, promises: [{ ...oneDay, ...changes }] },
  readings,
  place
})
/** Every occasion of the promise. */
const occasions = (changes: Partial<PromiseTerms>, facts: ReportFacts, now: Instant, readings?: Readings) =>
  standing(facts, handOf(changes, readings), now)
const answers = (...asked: Parameters<typeof occasions>) => occasions(...asked).map(({ status }) => status.answer)
/** The promise where it is owed once. */
const once = (...asked: Parameters<typeof occasions>): Owed => {
  const all = occasions(...asked)
  expect(all).toHaveLength(1)
  return all[0]!
}
const stands = (...asked: Parameters<typeof occasions>) => once(...asked).status.answer
const due = (n: number) => {
  const deadline = { on: n < 12 ? "2026-05-01" : n < 36 ? "2026-05-02" : "2026-05-03", before: h(n) }
  return { duty: deadline, right: deadline }
}
const openUntil = (n: number) => ({ _tag: "Open", due: due(n) })
const unowed = (why: string) => ({ _tag: "NotOwed", why })
/** The events that a clause was answered by, once for each reason that names it. */
const citedFor = ({ clause }: { readonly clause: Clause }, status: Verdict<unknown>) =>
  status.because.filter((reason) => reason.clause.id === clause.id).map(({ facts }) => facts)
const refs = (...facts: ReadonlyArray<Fact<unknown>>) => facts.map(({ from }) => from)

// -- Whether it is owed. -----------------------------------------------------------------------------------------------------

describe(rules.answerable.clause.quote, () => {
  const kinds: ReadonlyArray<PromiseKind> = ["acknowledge", "respond", "assess", "update", "tellFix", "tellPublication"]
  it.each(kinds)("nobody can be told: %s is not owed", (kind) =>
    expect(stands({ kind }, report({ reachable: undefined }), h(1))).toEqual(unowed("unreachable"))
  )
  it.each(["fix", "reward"] as const)("a %s needs no address, and does not wait for one", (kind) => {
    expect(stands({ kind }, report({ reachable: undefined }), h(1))).toEqual(openUntil(24))
    expect(stands({ kind }, report({ reachable: fact({ at: h(5) }) }), h(6))).toEqual(openUntil(24))
  })
  it("an address that came later is none before, and the promise counts from then", () => {
    const later = report({ reachable: fact({ at: h(5) }) })
    expect(stands({}, later, h(4))).toEqual(unowed("unreachable"))
    expect(stands({}, later, h(5))).toEqual(openUntil(29))
  })
})

describe(rules.conditionHolds.clause.quote, () => {
  const under = (condition: Condition, other: Partial<ReportFacts>, kind: PromiseKind = "fix") =>
    once({ condition: said(condition), kind }, report(other), h(9)).status
  const cited = (...asked: Parameters<typeof under>) => citedFor(rules.conditionHolds, under(...asked))

  it("the policy does not say on what condition: open until it is read, and that it was done is told", () => {
    const [condition] = ["promises/respond/condition"]
    const unread = { ...open(condition!) }
    expect(stands({ condition: unstated }, report(), h(1))).toStrictEqual({ _tag: "Undetermined", open: [unread] })
    expect(stands({ condition: unstated }, report({ happened: [did("responded", h(1))] }), h(2))).toEqual({
      _tag: "Undetermined",
      open: [unread],
      keptAt: h(1)
    })
  })
  it("whether its words fit is asked of a person, under the name of the condition", () =>
    expect(under({ words: "a real issue" }, {}).answer).toEqual({
      _tag: "Undetermined",
      open: [{ open: "promises/respond/condition", terms: "policy:x", why: "notJudged", words: "a real issue" }]
    }))
  it("what the policy makes no condition is not cited", () => {
    const known: Partial<ReportFacts> = {
      happened: [did("accepted", h(1), 10)],
      updates: [wish(true, h(1), 11)],
      severity: [fact({ severity: "high", at: h(1) }, 12)],
      scope: [fact({ inScope: true, at: h(1) }, 13)],
      judged: [fact({ promise: "respond", holds: true, by: "desk-1", at: h(1) }, 14)]
    }
    expect(cited({}, known)).toEqual([[]])
  })
  it("that somebody can be reached, by the address; without one it is not owed", () => {
    expect(cited({ contactable: true }, {})).toEqual([refs(reachable)])
    expect(under({ contactable: true }, {}).answer).toEqual(openUntil(24))
    expect(under({ contactable: true }, { reachable: undefined }).answer).toEqual(unowed("unreachable"))
  })
  it("that somebody gave a name, by how the report came in", () => {
    expect(cited({ named: true }, {})).toEqual([refs(named)])
    expect(under({ named: true }, {}).answer).toEqual(openUntil(24))
    expect(under({ named: true }, { named: fact({ named: false, at: h(0) }) }).answer).toEqual(unowed("notNamed"))
  })
  it("that it was accepted, by the first acceptance", () => {
    const accepted = { happened: [did("validated", h(1), 10), did("accepted", h(2), 11), did("accepted", h(3), 12)] }
    expect(cited({ accepted: true }, accepted)).toEqual([["report/r1@11"]])
    expect(under({ accepted: true }, accepted).answer).toEqual(openUntil(24))
    expect(under({ accepted: true }, { happened: [did("validated", h(1))] }).answer).toEqual(unowed("notAccepted"))
  })
  it("by the last word alone: of the scope, of the severity, of what is wanted, of whether the words fit", () => {
    const scope = [true, false, true].map((inScope, n) => fact({ inScope, at: h(n) }, 20 + n))
    expect(cited({ inScope: true }, { scope })).toEqual([["report/r1@22"]])
    const severity = (["high", "low", "high"] as const).map((severity, n) => fact({ severity, at: h(n) }, 20 + n))
    expect(cited({ severity: "high" }, { severity })).toEqual([["report/r1@22"]])
    const updates = [true, false, true].map((wanted, n) => wish(wanted, h(n), 20 + n))
    expect(cited({ updatesWanted: true }, { updates })).toEqual([["report/r1@22"]])
    const judged = [true, false, true].map((holds, n) =>
      fact({ promise: "respond", holds, by: "desk-1", at: h(n) }, 20 + n)
    )
    expect(cited({ words: "a real issue" }, { judged })).toEqual([["report/r1@22"]])
  })
  it("what was judged of another promise says nothing of this one", () => {
    const own = fact({ promise: "respond", holds: true, by: "desk-1", at: h(1) } as const, 20)
    const other = fact({ promise: "assess", holds: false, by: "desk-1", at: h(2) } as const, 21)
    expect(under({ words: "a real issue" }, { judged: [own, other] }).answer).toEqual(openUntil(24))
    expect(cited({ words: "a real issue" }, { judged: [own, other] })).toEqual([refs(own)])
    expect(under({ words: "a real issue" }, { judged: [other] }).answer).toMatchObject({ _tag: "Undetermined" })
  })
  it("the last word is the one that was last true, in whatever order it was written down; of two at once, the one written last", () => {
    const said = (...severities: ReadonlyArray<readonly ["high" | "low", Instant]>) =>
      under({ severity: "high" }, { severity: severities.map(([severity, at], n) => fact({ severity, at }, 20 + n)) })
        .answer
    const [first, second, third] = [
      ["low", h(1)],
      ["low", h(2)],
      ["high", h(3)]
    ] as const
    expect(said(first, second, third)).toEqual(openUntil(24))
    expect(said(third, second, first)).toEqual(openUntil(24))
    expect(said(second, third, first)).toEqual(openUntil(24))
    expect(said(["low", h(1)], ["high", h(1)])).toEqual(openUntil(24))
    expect(said(["high", h(1)], ["low", h(1)])).toEqual(unowed("notSevere"))
  })
  it("what is so only later is not looked at", () => {
    const scope = [fact({ inScope: true, at: h(1) }), fact({ inScope: false, at: h(9, 1) })]
    expect(under({ inScope: true }, { scope }).answer).toEqual(openUntil(24))
    expect(under({ inScope: true }, { scope: [...scope, fact({ inScope: false, at: h(9) })] }).answer).toEqual(
      unowed("outOfScope")
    )
  })
  it("an answer about its date rests on it too, and on whether somebody could be answered", () => {
    const { status } = once({}, report(), h(1))
    expect(citedFor(rules.conditionHolds, status)).toEqual([[]])
    expect(citedFor(rules.answerable, status)).toEqual([refs(reachable)])
    expect(citedFor(rules.answerable, once({ anchor: said("validated") }, report(), h(1)).status)).toEqual([
      refs(reachable)
    ])
  })
})

// -- From when, and how long. ------------------------------------------------------------------------------------------------

describe(rules.countsFrom.clause.quote, () => {
  const wanted: Partial<PromiseTerms> = { condition: said({ updatesWanted: true }) }
  const since = (updates: ReportFacts["updates"], changes = wanted) => once(changes, report({ updates }), h(20)).since

  it("asked for at once it counts from the report; asked for later, from then", () => {
    expect(since([wish(true, h(-1), 20)])).toBe(h(0))
    expect(since([wish(true, h(5), 20)])).toBe(h(5))
  })
  it("asked for twice, from the first time; asked for again after it was wanted no more, from then", () => {
    expect(since([wish(true, h(2), 20), wish(true, h(5), 21)])).toBe(h(2))
    expect(since([wish(true, h(2), 20), wish(false, h(3), 21), wish(true, h(5), 22), wish(true, h(6), 23)])).toBe(h(5))
    expect(since([wish(true, h(5), 22), wish(false, h(3), 21), wish(true, h(2), 20)])).toBe(h(5))
  })
  it("what is owed without being asked for does not wait for a wish", () => {
    expect(since([wish(true, h(5), 20)], {})).toBe(h(0))
    const { status } = once({}, report({ updates: [wish(false, h(3), 20), wish(true, h(5), 21)] }), h(20))
    expect(citedFor(rules.countsFrom, status)).toEqual([refs(received, reachable)])
  })
  it("the reasons name the wish that it counts from, and the last one by which it was wanted no more", () => {
    const updates = [
      wish(true, h(1), 20),
      wish(false, h(2), 21),
      wish(true, h(3), 22),
      wish(false, h(4), 23),
      wish(true, h(5), 24)
    ]
    const { status } = once(wanted, report({ updates }), h(20))
    expect(citedFor(rules.countsFrom, status)).toEqual([
      [...refs(received), "report/r1@24", "report/r1@1", "report/r1@23"]
    ])
  })
  it("from the first act that the policy names, in whatever order the acts were written down", () => {
    const happened = [did("validated", h(7), 10), did("validated", h(3), 11), did("accepted", h(1), 12)]
    expect(once({ anchor: said("validated") }, report({ happened }), h(8)).since).toBe(h(3))
    expect(once({ anchor: said("validated") }, report({ happened: happened.toReversed() }), h(8)).since).toBe(h(3))
  })
})

describe(rules.counted.clause.quote, () => {
  it("what counts nothing has no days to explain", () => {
    const without = once({}, report({ reachable: undefined }), h(1))
    expect(without.since).toBeUndefined()
    expect(explain(without, handOf({}))).toBeUndefined()
    const byNoClock = once(
      { milestones: ["validated"], within: unstated },
      report({ happened: [did("validated", h(1))] }),
      h(2)
    )
    expect(byNoClock.since).toBe(h(1))
    expect(explain(byNoClock, handOf({}))).toBeUndefined()
    const dated = once({}, report(), h(1))
    expect(explain(dated, handOf({}))).toMatchObject([{ due: due(24).duty }])
    const { since: _, ...undated } = dated
    expect(explain(undated, handOf({}))).toBeUndefined()
  })
})

describe(rules.bySeverity.clause.quote, () => {
  const bySeverity = { bySeverity: { critical: hours(4), high: hours(8) } }
  const severity = [fact({ severity: "high", at: h(1) } as const, 30)]

  it("the reasons name the judgement, and only where the time depends on it", () => {
    const { status } = once({ within: said(bySeverity) }, report({ severity }), h(2))
    expect(status.answer).toEqual(openUntil(8))
    expect(citedFor(rules.bySeverity, status)).toEqual([["report/r1@30"]])
    expect(citedFor(rules.bySeverity, once({}, report({ severity }), h(2)).status)).toEqual([])
  })
  it("also where the policy is silent, and it was stated that it is read so", () => {
    const read = [reading("promises/respond/within", bySeverity, h(-1))]
    const { status } = once({ within: unstated }, report({ severity }), h(2), read)
    expect(status.answer).toEqual(openUntil(8))
    expect(citedFor(rules.bySeverity, status)).toEqual([["report/r1@30"]])
    expect(citedBy(status)).toContain("terms/sha256-x@0")
  })
  it("that a severity has no time rests on how the policy is read, too", () => {
    const low = report({ severity: [fact({ severity: "low", at: h(1) }, 30)] })
    const { status } = once({ within: unstated }, low, h(2), [reading("promises/respond/within", bySeverity, h(-1))])
    expect(status.answer).toEqual(unowed("notForThisSeverity"))
    expect(citedBy(status)).toEqual(expect.arrayContaining(["report/r1@30", "terms/sha256-x@0"]))
  })
  it("for a severity without a time nothing is owed, also when only a machine answered and nobody has said whether that counts", () => {
    const low = report({
      severity: [fact({ severity: "low", at: h(1) }, 30)],
      happened: [machineDid("responded", h(1))]
    })
    const { status } = once({ within: said(bySeverity), humanOnly: unstated }, low, h(2))
    expect(status.answer).toEqual(unowed("notForThisSeverity"))
    expect(citedFor(rules.bySeverity, status)).toEqual([["report/r1@30"]])
  })
})

// -- What keeps it. ----------------------------------------------------------------------------------------------------------

describe(rules.answeredBy.clause.quote, () => {
  const silent: Partial<PromiseTerms> = { humanOnly: unstated }
  const human = { _tag: "Undetermined", open: [open("promises/respond/humanOnly")] }
  const after = (now: Instant, ...happened: ReportFacts["happened"]) => stands(silent, report({ happened }), now)

  it("whether a machine's answer counts is asked while only a machine answered, and no more once a human did", () => {
    expect(after(h(3), machineDid("responded", h(1)))).toEqual(human)
    expect(after(h(3), machineDid("responded", h(1)), did("responded", h(2), 11))).toEqual({
      _tag: "Met",
      at: h(2),
      due: due(24)
    })
  })
  it("it is asked of a machine's answer in time, and not of one at the moment from which it is broken", () => {
    expect(after(h(30), machineDid("responded", h(24, -1)))).toEqual(human)
    expect(after(h(30), machineDid("responded", h(24)))).toEqual({ _tag: "Breached", since: h(24), due: due(24) })
  })
  it("what a machine did that keeps no such promise raises no question", () =>
    expect(after(h(3), machineDid("acknowledged", h(1)))).toEqual(openUntil(24)))
  it("nor does what it did before the occasion; what it did after it does, also where no time is named", () => {
    const at: Partial<PromiseTerms> = { ...silent, milestones: ["validated"], within: unstated }
    const told = (n: number) =>
      answers(at, report({ happened: [did("validated", h(5), 11), machineDid("responded", h(n))] }), h(9))
    expect(told(4)).toEqual([{ _tag: "Open" }])
    expect(told(5)).toEqual([human])
    expect(told(6)).toEqual([human])
  })
})

describe(rules.kept.clause.quote, () => {
  it("by the first answer, in whatever order the answers were written down", () => {
    const happened = [did("responded", h(30), 10), did("responded", h(2), 11)]
    for (const each of [happened, happened.toReversed()])
      expect(stands({}, report({ happened: each }), h(40))).toEqual({ _tag: "Met", at: h(2), due: due(24) })
  })
})

describe(rules.waived.clause.quote, () => {
  it("one promise is waived, and not another", () => {
    const waived = (promise: string) => stands({}, report({ waivers: [fact({ promise, at: h(1) })] }), h(2))
    expect(waived("respond")).toEqual({ _tag: "Waived", at: h(1) })
    expect(waived("assess")).toEqual(openUntil(24))
  })
})

describe(rules.unkept.clause.quote, () => {
  const silent: Partial<PromiseTerms> = { rigidity: unstated }
  const firm = open("promises/respond/rigidity")
  const read = (value: string, stated: Instant, revision?: number) =>
    reading("promises/respond/rigidity", value, stated, revision)
  const at = (now: Instant, ...readings: Readings) => stands(silent, report(), now, readings)
  const broken = { _tag: "Breached", since: h(24), due: due(24) }

  it("how firm it is matters from the moment at which it is due, and not before", () => {
    expect(at(h(24, -1))).toEqual(openUntil(24))
    expect(at(h(24))).toEqual({ _tag: "Undetermined", open: [firm] })
    expect(citedFor(rules.counted, once(silent, report(), h(24)).status)).toHaveLength(1)
  })
  it("that it is a mere aim excuses where it was stated before it was due, and not later", () => {
    expect(at(h(40), read("aim", h(24, -1)))).toEqual(openUntil(24))
    expect(at(h(40), read("aim", h(24)))).toEqual({ _tag: "Undetermined", open: [firm] })
    expect(at(h(40), read("aim", h(30)))).toEqual({ _tag: "Undetermined", open: [firm] })
  })
  it("that it is firm counts whenever it was stated", () => {
    expect(at(h(40), read("must", h(24)))).toEqual(broken)
    expect(at(h(40), read("must", h(30)))).toEqual(broken)
    expect(at(h(29), read("must", h(30)))).toEqual({ _tag: "Undetermined", open: [firm] })
  })
  it("what excused it is not taken back when it is due", () =>
    expect(at(h(40), read("aim", h(2)), read("must", h(24), 1))).toEqual(openUntil(24)))
})

// -- At milestones. ----------------------------------------------------------------------------------------------------------

describe(rules.progressWanted.clause.quote, () => {
  const update: Partial<PromiseTerms> = {
    milestones: ["validated", "fixReady"],
    within: unstated,
    dischargedBy: ["update"]
  }
  const wanted: Partial<PromiseTerms> = { ...update, condition: said({ updatesWanted: true }) }
  const validated = did("validated", h(2), 10)

  it("a policy that tells progress to all tells it to who did not ask, and to who asked to hear no more", () => {
    expect(answers(update, report({ happened: [validated] }), h(3))).toEqual([{ _tag: "Open" }])
    expect(answers(update, report({ happened: [validated], updates: [wish(false, h(1), 20)] }), h(3))).toEqual([
      { _tag: "Open" }
    ])
  })
  it("what was told while it was wanted stays kept when it is wanted no more", () => {
    const updates = [wish(true, h(1), 20), wish(false, h(4), 21)]
    const happened = [validated, did("updated", h(3), 11)]
    expect(answers(wanted, report({ happened, updates }), h(5))).toEqual([{ _tag: "Met", at: h(3) }])
  })
  it("what was not wanted at its occasion is not owed, and the reasons name the wish of then", () => {
    const updates = [wish(true, h(0), 20), wish(false, h(1), 21), wish(true, h(3), 22)]
    const { status } = once(wanted, report({ happened: [validated], updates }), h(5))
    expect(status.answer).toEqual(unowed("notBegun"))
    expect(citedFor(rules.progressWanted, status)).toEqual([["report/r1@21"]])
    expect(citedFor(rules.conditionHolds, status)).toEqual([["report/r1@22"]])
  })
  it("what is wanted no more is not owed by the last wish alone, beside the one of its occasion", () => {
    const updates = [wish(true, h(1), 20), wish(true, h(3), 21), wish(false, h(4), 22)]
    const { status } = once(wanted, report({ happened: [validated], updates }), h(5))
    expect(status.answer).toEqual(unowed("notWanted"))
    expect(citedFor(rules.progressWanted, status)).toEqual([["report/r1@22"], ["report/r1@20"]])
    expect(citedFor(rules.countsFrom, status)).toEqual([refs(validated)])
    expect(citedFor(rules.answerable, status)).toEqual([refs(reachable)])
  })
})

describe(rules.byNoClock.clause.quote, () => {
  const update: Partial<PromiseTerms> = {
    milestones: ["validated", "fixReady"],
    within: unstated,
    dischargedBy: ["update"]
  }
  it("owed at each occasion, the earlier first, and of two at once in the policy's order", () => {
    const at = (validated: number, fixReady: number) =>
      occasions(
        update,
        report({ happened: [did("validated", h(validated), 10), did("fixReady", h(fixReady), 11)] }),
        h(9)
      ).map(({ since, status }) => [since, ...citedFor(rules.countsFrom, status).flat()])
    expect(at(2, 4)).toEqual([
      [h(2), "report/r1@10"],
      [h(4), "report/r1@11"]
    ])
    expect(at(4, 2)).toEqual([
      [h(2), "report/r1@11"],
      [h(4), "report/r1@10"]
    ])
    expect(at(3, 3)).toEqual([
      [h(3), "report/r1@10"],
      [h(3), "report/r1@11"]
    ])
  })
  it("what was told before the occasion does not keep what is owed at it; what was told at it or after it does", () => {
    const told = (at: Instant) =>
      answers(update, report({ happened: [did("validated", h(5), 10), did("updated", at, 11)] }), h(9))
    expect(told(h(5, -1))).toEqual([{ _tag: "Open" }])
    expect(told(h(5))).toEqual([{ _tag: "Met", at: h(5) }])
    expect(told(h(6))).toEqual([{ _tag: "Met", at: h(6) }])
  })
  it("where the policy names a time that has to be read first, that is asked", () => {
    const bare: Partial<PromiseTerms> = { ...update, within: said({ n: 5, unit: "days" }) }
    expect(answers(bare, report({ happened: [did("validated", h(1))] }), h(2))).toMatchObject([
      { _tag: "Undetermined", open: [{ open: "promises/respond/within", why: "days" }] }
    ])
  })
})

// -- Again and again. --------------------------------------------------------------------------------------------------------

describe(rules.endsWithTheReport.clause.quote, () => {
  const daily: Partial<PromiseTerms> = { repeats: true, dischargedBy: ["update"], anchor: said("lastUpdate") }
  const each = (now: Instant, ...happened: ReportFacts["happened"]) => answers(daily, report({ happened }), now)
  const met = (at: Instant, dueAt: number) => ({ _tag: "Met", at, due: due(dueAt) })

  it("a day for each update, and after the last another", () => {
    expect(each(h(5))).toEqual([openUntil(24)])
    expect(each(h(12), did("updated", h(10)))).toEqual([met(h(10), 24), openUntil(34)])
  })
  it("closed while a day runs: nothing more is owed, and what was kept stays kept", () =>
    expect(each(h(12), did("updated", h(10), 10), did("closed", h(11), 11))).toEqual([
      met(h(10), 24),
      unowed("closed")
    ]))
  it("closed after a day was broken, or at that very moment: it stays broken; closed before, it never is", () => {
    const broken = [{ _tag: "Breached", since: h(24), due: due(24) }]
    expect(each(h(50), did("closed", h(48)))).toEqual(broken)
    expect(each(h(50), did("closed", h(24)))).toEqual(broken)
    expect(each(h(50), did("closed", h(24, -1)))).toEqual([unowed("closed")])
  })
  it("the act that it counts from does not keep its own first period", () => {
    const replies: Partial<PromiseTerms> = { repeats: true, anchor: said("responded") }
    expect(answers(replies, report({ happened: [did("responded", h(1))] }), h(3))).toEqual([openUntil(25)])
  })
})

describe(rules.openUntilRead.clause.quote, () => {
  it("of what is owed more than once no single act is told to have kept it", () => {
    const happened = [did("validated", h(1), 10), did("responded", h(2), 11)]
    const unread = { condition: unstated }
    expect(stands(unread, report({ happened }), h(3))).toHaveProperty("keptAt", h(2))
    expect(stands({ ...unread, milestones: ["validated"] }, report({ happened }), h(3))).not.toHaveProperty("keptAt")
    expect(stands({ ...unread, repeats: true }, report({ happened }), h(3))).not.toHaveProperty("keptAt")
  })
})
