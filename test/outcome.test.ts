/** What came of an objection: derived from what is on record, owed to the client until it is said, and said once. */
import * as Consultation from "goodfaith/consultation"
import { Objection, objections } from "goodfaith/consultation"
import { reasonable, type Terms, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Instant, Span } from "goodfaith/time"
import { rules } from "goodfaith/views"
import { describe, expect, it } from "vitest"
import { accepts, objects, replacement, said, type Scenario, seedLike, signs, telling, varied } from "./scenario.ts"
import { deskOf, dueUntil, finding, registered, verdictOf } from "./views/looking.ts"

const { commercial } = ready
const letterDay = "2026-04-20T09:00:00.000Z"
const objecting: Instant = "2026-05-10T09:00:00.000Z"
const later: Instant = "2026-05-20T09:00:00.000Z"
const inJune: Instant = "2026-06-20T09:00:00.000Z"
const told = (terms: Terms = commercial) =>
  replacement(signs(seedLike(terms), "c1", terms)).tells("c1", "letter-1", letterDay)
const objected = (terms: Terms = commercial) => told(terms).objects("c1", "o1", objecting)
const carveOut = { _tag: "CarveOut", engagement: "flowmailer", from: "2026-07-31T22:00:00.000Z" } as const
const isInsufficient = (objection: string, at: Instant, sufficient = false) =>
  ({ _tag: "JudgeGrounds", objection, sufficient, by: "dpo-1", reason: "sealed:reason", at }) as const
const takesBack = (objection: string, at: Instant) =>
  ({ _tag: "WithdrawObjection", objection, by: "head-of-it", authority: "shown", at }) as const
const leaves = (at: Instant, other: Partial<Objection.DeclareExit> = {}): Objection.DeclareExit => ({
  _tag: "DeclareExit",
  exit: "e1",
  by: "client",
  scope: "affectedService",
  from: at,
  at,
  ...other
})

/** What came of it, and not told yet, in short. */
const owed = (scenario: Scenario, now: Instant = inJune) =>
  deskOf(scenario, now).outcomes.map(({ objection, outcome, since }) => [objection, outcome, since])

/** Says what the desk says must be said. */
const says = (scenario: Scenario, at: Instant, letter = "out-1"): Scenario =>
  deskOf(scenario, at).outcomes.reduce(
    (after, { subject, client, objection, outcome, restsOn, from }) =>
      after.onCase(subject, client, {
        _tag: "TellOutcome",
        objection,
        outcome,
        restsOn,
        letter,
        why: "sealed:why",
        ...(from !== undefined && { from }),
        at
      }),
    scenario
  )

describe(rules.onTheDesk.clause.quote, () => {
  const desk = (scenario: Scenario, now: Instant = inJune) =>
    deskOf(scenario, now).objections.map(({ objection, stands }) => [objection, stands])

  it("one that fell stays until the client was told so, and is back when it turns out to stand", () => {
    const fallen = objected().onCase("chg-1", "c1", isInsufficient("o1", later))
    expect(desk(fallen)).toEqual([["o1", false]])
    const told = says(fallen, "2026-05-25T09:00:00.000Z")
    expect(desk(told, "2026-05-25T08:59:59.999Z")).toEqual([["o1", false]])
    expect(desk(told, "2026-05-25T09:00:00.000Z")).toEqual([])
    const after = told.onCase("chg-1", "c1", isInsufficient("o1", "2026-06-01T09:00:00.000Z", true))
    expect(desk(after)).toEqual([["o1", true]])
  })

  it("of several, the one whose outcome was told is gone, and no other", () => {
    const one = says(objected().onCase("chg-1", "c1", isInsufficient("o1", later)), "2026-05-25T09:00:00.000Z")
    expect(desk(one.objects("c1", "o2", "2026-05-15T09:00:00.000Z"))).toEqual([["o2", true]])
  })
})

describe(rules.outcomes.clause.quote, () => {
  it("while it stands and nothing came of it, nothing is owed", () => {
    expect(owed(objected())).toEqual([])
    expect(owed(objected().onCase("chg-1", "c1", { _tag: "OpenDiscussion", at: later }))).toEqual([])
    expect(owed(objected().onCase("chg-1", "c1", isInsufficient("o1", later, true)))).toEqual([])
  })

  it("settled by what both sides agreed, from the moment at which they did", () => {
    const scenario = objected().agrees("c1", carveOut, later)
    expect(owed(scenario, "2026-05-20T08:59:59.999Z")).toEqual([])
    expect(owed(scenario, later)).toEqual([["o1", "settled", later]])
    expect(deskOf(scenario, inJune).outcomes[0]?.from).toBe("2026-07-31T22:00:00.000Z")
  })

  it("an acceptance of somebody who was not shown to speak for the client settles nothing", () => {
    const said = { _tag: "AgreeSolution", by: "somebody", authority: "notShown", at: later } as const
    const scenario = objected().onCase(
      "chg-1",
      "c1",
      { _tag: "OpenDiscussion", at: later },
      { ...said, solution: { _tag: "Acceptance" } }
    )
    expect(owed(scenario)).toEqual([])
  })

  it("of several solutions each that stands: what a later one about the same row took the place of is told no more", () => {
    const again = (solution: Objection.Solution) =>
      objected().agrees("c1", carveOut, later).agrees("c1", solution, "2026-05-25T09:00:00.000Z")
    expect(owed(again({ _tag: "Acceptance", engagement: "flowmailer" }))).toEqual([
      ["o1", "settled", "2026-05-25T09:00:00.000Z"]
    ])
    expect(owed(again({ _tag: "Withdrawal" }))).toEqual([["o1", "settled", "2026-05-25T09:00:00.000Z"]])
    expect(owed(again({ _tag: "CarveOut", engagement: "tripolis" }))).toEqual([
      ["o1", "settled", later],
      ["o1", "settled", "2026-05-25T09:00:00.000Z"]
    ])
    expect(owed(again({ _tag: "Withdrawal" }), "2026-05-25T08:59:59.999Z")).toEqual([["o1", "settled", later]])
  })

  it("taken back by somebody who may; a later agreement about another objection is none of its business", () => {
    const scenario = objected().onCase("chg-1", "c1", takesBack("o1", later))
    expect(owed(scenario)).toEqual([["o1", "withdrawn", later]])
    const other = scenario.objects("c1", "o2", "2026-05-21T09:00:00.000Z").agrees("c1", carveOut, inJune)
    expect(owed(other)).toEqual([
      ["o1", "withdrawn", later],
      ["o2", "settled", inJune]
    ])
    const unshown = { ...takesBack("o1", later), authority: "notShown" } as const
    expect(owed(objected().onCase("chg-1", "c1", unshown))).toEqual([])
  })

  it("denied by the client, whatever else it fell by", () => {
    const scenario = objected().onCase("chg-1", "c1", isInsufficient("o1", "2026-05-12T09:00:00.000Z"), {
      _tag: "RefuteAuthority",
      act: "o1",
      at: later
    })
    expect(owed(scenario, "2026-05-19T09:00:00.000Z")).toEqual([
      ["o1", "insufficientGrounds", "2026-05-12T09:00:00.000Z"]
    ])
    expect(owed(scenario)).toEqual([["o1", "denied", later]])
  })

  it("fallen, because it was late, from when it came", () => {
    const late = "2026-05-20T22:00:00.000Z"
    expect(owed(told().objects("c1", "o1", late))).toEqual([["o1", "late", late]])
    expect(owed(told().objects("c1", "o1", "2026-05-20T21:59:59.999Z"))).toEqual([])
  })

  it("late under terms that do not say what that does, it hangs on a person, and nothing came of it yet", () =>
    expect(owed(told(varied("silent", { lateObjection: unstated })).objects("c1", "o1", inJune))).toEqual([]))

  it("fallen, because a person found its grounds insufficient, for as long as that judgement stands", () => {
    const scenario = objected().onCase("chg-1", "c1", isInsufficient("o1", later))
    expect(owed(scenario)).toEqual([["o1", "insufficientGrounds", later]])
    expect(owed(scenario.onCase("chg-1", "c1", isInsufficient("o1", "2026-05-22T09:00:00.000Z", true)))).toEqual([])
  })

  it("fallen, because it was done otherwise than the agreement asks", () => {
    const [{ objection }] = commercial.duties[0]!.rows
    const leaving = varied("leaving", { objection: { ...objection, act: said("termination") } })
    expect(owed(objected(leaving))).toEqual([["o1", "notAsAsked", objecting]])
  })

  it("fallen, because the agreement gives no right to it: by itself, or as a person found", () => {
    const [{ objection }] = commercial.duties[0]!.rows
    const outside = varied("outside", {
      objection: { ...objection, onlyIf: said({ words: "outside the Union", outside: ["NL"] }) }
    })
    expect(owed(objected(outside))).toEqual([["o1", "noRight", objecting]])
    const inWords = varied("in-words", { objection: { ...objection, onlyIf: said({ words: "less protection" }) } })
    expect(owed(objected(inWords))).toEqual([])
    const judged = (holds: boolean) =>
      objected(inWords).onCase("chg-1", "c1", {
        _tag: "JudgeStandard",
        standard: "sub-processor-change/any/objection.onlyIf",
        holds,
        by: "dpo-1",
        reason: "sealed:reason",
        at: later
      })
    expect(owed(judged(true))).toEqual([])
    expect(owed(judged(false))).toEqual([["o1", "noRight", later]])
  })

  it("fallen, because the client did not confirm it in time, from when that time was over", () => {
    const [{ objection }] = commercial.duties[0]!.rows
    const asks = varied("asks", { objection: { ...objection, confirmation: said(Span.calendarDays(5, Span.plain)) } })
    const scenario = objected(asks).onCase("chg-1", "c1", { _tag: "GiveInformation", objection: "o1", at: later })
    expect(owed(scenario, "2026-05-25T21:59:59.999Z")).toEqual([])
    expect(owed(scenario, "2026-05-25T22:00:00.000Z")).toEqual([["o1", "notConfirmed", "2026-05-25T22:00:00.000Z"]])
  })

  it("fallen, because the time for a solution was over and the agreement takes that for an acceptance", () => {
    const [{ resolution }] = commercial.duties[0]!.rows
    const cure = said({ period: Span.calendarDays(20, Span.plain), from: "objection", expiry: "accepted" } as const)
    const accepting = varied("accepting", { resolution: { ...resolution, cure } })
    expect(owed(objected(accepting), "2026-05-30T21:59:59.999Z")).toEqual([])
    expect(owed(objected(accepting), "2026-05-30T22:00:00.000Z")).toEqual([
      ["o1", "deemedAccepted", "2026-05-30T22:00:00.000Z"]
    ])
  })

  it("never under specific authorisation", () => {
    const [{ resolution }] = commercial.duties[0]!.rows
    const cure = said({ period: Span.calendarDays(20, Span.plain), from: "objection", expiry: "accepted" } as const)
    const specific = varied("needs-yes", { resolution: { ...resolution, cure } }, { authorisation: said("specific") })
    expect(owed(objected(specific))).toEqual([])
    const judged = objected(specific).onCase("chg-1", "c1", isInsufficient("o1", "2026-06-05T09:00:00.000Z"))
    expect(owed(judged)).toEqual([["o1", "insufficientGrounds", "2026-06-05T09:00:00.000Z"]])
  })

  it("of several sentences by which it fell the first in time is what came of it", () => {
    const late = "2026-05-25T09:00:00.000Z"
    const scenario = told().objects("c1", "o1", late).onCase("chg-1", "c1", isInsufficient("o1", inJune))
    expect(owed(scenario)).toEqual([["o1", "late", late]])
  })

  it("where no duty to consult weighs it, it does not fall", () =>
    expect(owed(objected({ ...commercial, name: "silent", duties: [] }))).toEqual([]))

  it("the change is withdrawn for everybody: that is what came of it", () => {
    const scenario = objected().onListing({ _tag: "WithdrawChange", change: "chg-1", at: later })
    expect(owed(scenario, "2026-05-20T08:59:59.999Z")).toEqual([])
    expect(owed(scenario)).toEqual([["o1", "changeWithdrawn", later]])
    expect(
      owed(
        objected()
          .agrees("c1", carveOut, "2026-05-18T09:00:00.000Z")
          .onListing({ _tag: "WithdrawChange", change: "chg-1", at: later })
      )
    ).toEqual([["o1", "settled", "2026-05-18T09:00:00.000Z"]])
  })

  it("somebody left because of it: told with the day on which that takes effect, as the agreement counts it", () => {
    const scenario = objected().onCase("chg-1", "c1", leaves(inJune, { objection: "o1" }))
    expect(owed(scenario)).toEqual([["o1", "left", inJune]])
    expect(deskOf(scenario, inJune).outcomes[0]?.from).toBe("2026-07-20T22:00:00.000Z")
    expect(owed(scenario.onCase("chg-1", "c1", { _tag: "RevokeExit", exit: "e1", at: inJune }))).toEqual([])
  })

  it("an exit that names no objection is because of each that was open; one that the client denies is because of none", () => {
    const two = () =>
      objected().objects("c1", "o2", "2026-05-11T09:00:00.000Z").onCase("chg-1", "c1", takesBack("o1", later))
    expect(owed(two().onCase("chg-1", "c1", leaves(inJune)))).toEqual([
      ["o1", "withdrawn", later],
      ["o2", "left", inJune]
    ])
    expect(
      owed(two().onCase("chg-1", "c1", leaves("2026-05-12T09:00:00.000Z"))).map(([id, outcome]) => [id, outcome])
    ).toEqual([
      ["o1", "left"],
      ["o2", "left"],
      ["o1", "withdrawn"]
    ])
    const denied = two().onCase("chg-1", "c1", leaves(inJune), { _tag: "RefuteAuthority", act: "e1", at: inJune })
    expect(owed(denied)).toEqual([["o1", "withdrawn", later]])
  })

  it("a yes to the change is no word about the objection: it stays on the desk", () =>
    expect(owed(objected().onCase("chg-1", "c1", accepts(later)))).toEqual([]))

  it("outside any change it is told too", () => {
    const scenario = told()
      .objects("c1", "o1", objecting, "cm-telecom")
      .onCase("cm-telecom", "c1", takesBack("o1", later))
    expect(owed(scenario)).toEqual([["o1", "withdrawn", later]])
  })
})

describe(objections.outcomeOwed.clause.quote, () => {
  it("on agenda and desk with the same key until it is said, and then on neither", () => {
    const scenario = objected().agrees("c1", carveOut, later)
    const [onDesk] = deskOf(scenario, inJune).outcomes
    expect(onDesk).toMatchObject({ client: "c1", subject: "chg-1", outcome: "settled", due: "open", overdue: false })
    expect(onDesk?.because[0].clause).toEqual(rules.outcomeTold.clause)
    const ofIt = (now: Instant) => dueUntil(scenario, now, "2026-06-21").filter(({ what }) => what === "tellOutcome")
    const { key, restsOn } = onDesk!
    expect(restsOn).toBe("consultation/chg-1/c1@5")
    expect(ofIt(inJune)).toMatchObject([
      { key, objection: "o1", outcome: "settled", restsOn, due: "open", overdue: false }
    ])
    expect(ofIt("2030-01-01T00:00:00.000Z")).toMatchObject([{ key, overdue: false }])
    const after = says(scenario, inJune)
    expect(owed(after)).toEqual([])
    expect(dueUntil(after, inJune, "2026-06-21").filter(({ what }) => what === "tellOutcome")).toEqual([])
  })

  it("another outcome since is told anew, under another key", () => {
    const scenario = says(objected().onCase("chg-1", "c1", isInsufficient("o1", later)), "2026-05-21T09:00:00.000Z")
    expect(owed(scenario)).toEqual([])
    const again = scenario.onCase(
      "chg-1",
      "c1",
      isInsufficient("o1", "2026-05-22T09:00:00.000Z", true),
      isInsufficient("o1", "2026-05-23T09:00:00.000Z")
    )
    expect(owed(again, "2026-05-22T09:00:00.000Z")).toEqual([])
    expect(owed(again)).toEqual([["o1", "insufficientGrounds", "2026-05-23T09:00:00.000Z"]])
    expect(owed(says(again, inJune).agrees("c1", carveOut, inJune))).toEqual([["o1", "settled", inJune]])
  })

  it("what was said is on record with its reasons, and what is said again by the same letter is not recorded again", () => {
    const scenario = says(objected().agrees("c1", carveOut, later), inJune)
    const events = scenario.streams.get("consultation/chg-1/c1") ?? []
    expect(events.at(-1)).toEqual({
      _tag: "OutcomeTold",
      objection: "o1",
      outcome: "settled",
      restsOn: "consultation/chg-1/c1@5",
      letter: "out-1",
      why: "sealed:why",
      from: "2026-07-31T22:00:00.000Z",
      at: inJune
    })
    const { _tag: _, ...said } = events.at(-1) as Objection.OutcomeTold
    scenario.onCase("chg-1", "c1", { _tag: "TellOutcome", ...said, at: "2026-06-21T09:00:00.000Z" })
    expect(scenario.streams.get("consultation/chg-1/c1")).toEqual(events)
  })

  it("told before it came about, it was not told", () => {
    const [{ resolution }] = commercial.duties[0]!.rows
    const cure = said({ period: Span.calendarDays(20, Span.plain), from: "objection", expiry: "accepted" } as const)
    const scenario = objected(varied("accepting", { resolution: { ...resolution, cure } }))
    const says = (at: Instant, letter: string) =>
      scenario.onCase("chg-1", "c1", {
        _tag: "TellOutcome",
        objection: "o1",
        outcome: "deemedAccepted",
        restsOn: "consultation/chg-1/c1@3",
        letter,
        why: "sealed:why",
        at
      })
    expect(owed(says("2026-05-30T21:59:59.999Z", "out-1"))).toHaveLength(1)
    expect(owed(says("2026-05-30T22:00:00.000Z", "out-2"))).toEqual([])
  })

  it("the register shows of each client what came of its objections, and by which letter it was told", () => {
    const scenario = objected().agrees("c1", carveOut, later)
    const lines = (it: Scenario) => registered(it, inJune, "c1")[0]?.outcomes
    expect(lines(scenario)).toMatchObject([{ objection: "o1", outcome: "settled", since: later }])
    expect(lines(scenario)?.[0]).not.toHaveProperty("told")
    expect(lines(says(scenario, inJune))).toMatchObject([{ told: { letter: "out-1", at: inJune } }])
  })

  it("what was told answers the objection: a vendor that told it was not silent", () => {
    const [{ resolution }] = commercial.duties[0]!.rows
    const answering = varied("answering", {
      resolution: { ...resolution, vendorMustAnswer: said(Span.calendarDays(20, Span.plain)) }
    })
    const scenario = objected(answering).onCase("chg-1", "c1", isInsufficient("o1", later))
    expect(finding(verdictOf(scenario, inJune), "answer").answer).toBe("missed")
    expect(finding(verdictOf(says(scenario, "2026-05-30T09:00:00.000Z"), inJune), "answer").answer).toBe("met")
  })
})

describe(rules.outcomeTold.clause.quote, () => {
  const [{ resolution }] = commercial.duties[0]!.rows
  const within = (period = said(Span.calendarDays(5, Span.plain))) =>
    varied("within", { resolution: { ...resolution, tellOutcome: period } })
  const settled = (terms?: Terms) => objected(terms).agrees("c1", carveOut, later)
  const told = (scenario: Scenario, now: Instant = inJune) => finding(verdictOf(scenario, now), "outcomeTold")

  it("no time is given: open until it is said, however long that takes, and then met", () => {
    expect(told(settled()).answer).toBe("open")
    expect(verdictOf(settled(), "2026-08-20T09:00:00.000Z").answer).toBe("open")
    expect(told(settled(), "2031-01-01T00:00:00.000Z")).toMatchObject({ answer: "open", about: "o1" })
    expect(told(says(settled(), inJune)).answer).toBe("met")
    expect(verdictOf(says(settled(), inJune), "2026-08-20T09:00:00.000Z").answer).toBe("met")
  })

  it("within five days: due on the fifth, met on it, late after it, missed while it is not said", () => {
    const scenario = settled(within())
    expect(told(scenario, "2026-05-25T21:59:59.999Z")).toMatchObject({ answer: "open", due: { on: "2026-05-25" } })
    expect(told(scenario, "2026-05-27T09:00:00.000Z")).toMatchObject({ answer: "missed", late: { days: 2 } })
    expect(deskOf(scenario, "2026-05-25T21:59:59.999Z").outcomes[0]).toMatchObject({ overdue: false })
    expect(deskOf(scenario, "2026-05-25T22:00:00.000Z").outcomes[0]).toMatchObject({ overdue: true })
    expect(told(says(scenario, "2026-05-25T21:59:59.999Z")).answer).toBe("met")
  })

  it("told late it stays late", () =>
    expect(told(says(settled(within()), "2026-05-26T09:00:00.000Z"))).toMatchObject({
      answer: "metLate",
      late: { days: 1 }
    }))

  it("a time in words only is no time, until somebody reads it and a letter says so", () => {
    const inWords = within(said(reasonable) as never)
    expect(told(settled(inWords)).answer).toBe("open")
    const read = replacement(signs(seedLike(inWords), "c1", inWords))
      .reads(
        inWords,
        { "sub-processor-change/any/resolution.tellOutcome": Span.calendarDays(5, Span.plain) },
        "2026-04-10T09:00:00.000Z"
      )
      .tells("c1", "letter-1", letterDay)
      .objects("c1", "o1", objecting)
      .agrees("c1", carveOut, later)
    expect(told(read)).toMatchObject({ answer: "missed", due: { on: "2026-05-25" } })
  })

  it("the reasons cite the objection, what came of it, and the letter that told it", () => {
    const { because } = told(says(settled(), inJune))
    expect(because.flatMap(({ facts }) => facts)).toEqual(
      expect.arrayContaining(["consultation/chg-1/c1@3", "consultation/chg-1/c1@5", "consultation/chg-1/c1@6"])
    )
  })
})

describe("what is told must be so", () => {
  const c = "c1"
  const world = replacement(signs(seedLike(commercial), c, commercial)).worldOfCase("chg-1", c)
  const given = telling(Consultation.decider, Consultation.stream("chg-1", c), world)
  const received: Objection.ObjectionReceived = { ...objects("o1", objecting), _tag: "ObjectionReceived" }
  const tell = (
    outcome: Objection.OutcomeKind,
    restsOn: Objection.TellOutcome["restsOn"],
    other: Partial<Objection.TellOutcome> = {}
  ): Objection.TellOutcome => ({
    _tag: "TellOutcome",
    objection: "o1",
    outcome,
    restsOn,
    letter: "out-1",
    why: "sealed:why",
    at: inJune,
    ...other
  })
  const own = (revision: number) => `consultation/chg-1/c1@${revision}` as const

  it("of each outcome the event that brings it about is let pass, and any other is refused", () => {
    const record: ReadonlyArray<Consultation.Event> = [
      received,
      { ...received, objection: "o2", letter: "mail-2" },
      { _tag: "AuthorityRefuted", act: "o1", at: later },
      { ...isInsufficient("o1", later), _tag: "GroundsJudged" },
      { _tag: "InformationGiven", objection: "o1", at: later },
      { ...isInsufficient("o2", later, true), _tag: "GroundsJudged" },
      { _tag: "StandardJudged", standard: "s", holds: false, by: "dpo-1", reason: "sealed:reason", at: later },
      { _tag: "StandardJudged", standard: "s", holds: true, by: "dpo-1", reason: "sealed:reason", at: later },
      { ...leaves(later), _tag: "ExitDeclared" } as Objection.ExitDeclared,
      { ...leaves(later, { exit: "e2" }), _tag: "ExitDeclared" } as Objection.ExitDeclared,
      { _tag: "ExitRevoked", exit: "e2", at: later },
      { ...takesBack("o1", later), authority: "notShown", _tag: "ObjectionWithdrawn" },
      { ...takesBack("o1", later), _tag: "ObjectionWithdrawn" },
      { _tag: "SolutionAgreed", solution: carveOut, by: "head-of-it", authority: "shown", at: later }
    ]
    const lets: Readonly<Record<Objection.OutcomeKind, ReadonlyArray<number>>> = {
      denied: [2],
      insufficientGrounds: [3],
      notConfirmed: [4],
      noRight: [0, 6],
      left: [8],
      withdrawn: [12],
      settled: [13],
      late: [0],
      notAsAsked: [0],
      deemedAccepted: [0],
      changeWithdrawn: []
    }
    const { objection } = given(...record).folded().state
    const known = Objection.find(objection, "o1")!
    for (const [outcome, right] of Object.entries(lets) as ReadonlyArray<
      [Objection.OutcomeKind, ReadonlyArray<number>]
    >) {
      for (const [revision] of record.entries()) {
        const command = tell(outcome, own(revision))
        if (right.includes(revision))
          given(...record)
            .when(command)
            .then({ ...command, _tag: "OutcomeTold" })
        else
          given(...record)
            .when(command)
            .thenRefused(Objection.NotWhatCameOfIt(command, known))
      }
    }
    const withdrawn = tell("changeWithdrawn", "listing/main@12")
    given(...record)
      .when(withdrawn)
      .then({ ...withdrawn, _tag: "OutcomeTold" })
  })

  it("not before that event, and of an objection that is on record", () => {
    const agreed: Objection.SolutionAgreed = {
      _tag: "SolutionAgreed",
      solution: carveOut,
      by: "head-of-it",
      authority: "shown",
      at: later
    }
    const early = tell("settled", own(1), { at: "2026-05-20T08:59:59.999Z" })
    const { objection } = given(received, agreed).folded().state
    given(received, agreed)
      .when(early)
      .thenRefused(Objection.NotWhatCameOfIt(early, Objection.find(objection, "o1")!))
    given(received, agreed)
      .when({ ...early, at: later })
      .then({ ...early, at: later, _tag: "OutcomeTold" })
    given(received)
      .when(tell("late", own(0), { objection: "o9" }))
      .thenRefused(Objection.UnknownObjection("o9"))
  })

  it("a letter says of one event one thing; another letter may say it again, and is on record", () => {
    const late: Objection.OutcomeTold = { ...tell("late", own(0)), _tag: "OutcomeTold" }
    const other = tell("notAsAsked", own(0))
    given(received, late)
      .when(tell("late", own(0)))
      .thenNothing()
    given(received, late)
      .when(other)
      .thenRefused(Objection.ToldOtherwise({ value: late, from: own(1) }))
    given(received, late)
      .when(tell("late", own(0), { letter: "out-2" }))
      .then({ ...late, letter: "out-2" })
  })

  it("learned later that it came sooner, it rests on its first record all the same", () => {
    const scenario = told().onCase("chg-1", "c1", objects("o1", "2026-06-18T09:00:00.000Z"))
    const after = says(scenario, inJune).onCase("chg-1", "c1", objects("o1", "2026-06-17T09:00:00.000Z"))
    expect(deskOf(after, inJune).outcomes).toEqual([])
    expect(owed(after.onCase("chg-1", "c1", objects("o1", "2026-05-09T09:00:00.000Z")))).toEqual([])
  })
})
