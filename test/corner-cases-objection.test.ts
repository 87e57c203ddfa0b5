/** What real contracts say about objections, told from end to end: one story for each kind of clause that we have seen. */
import * as Client from "goodfaith/client"
import { dates, type Notice, Objection, objections, rules, weighing } from "goodfaith/consultation"
import * as Listing from "goodfaith/listing"
import type { Row, Terms } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Instant, Span, Zone } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { accepts, objects, pure, replacement, said, type Scenario, seedLike, signs, varied } from "./scenario.ts"
import { c, inJune, letterDay } from "./spring.ts"

const flowmailer = "flowmailer"
/** The window of thirty days ends with 20 May. */
const inTime: Instant = "2026-05-04T09:00:00.000Z"
const late: Instant = "2026-05-21T09:00:00.000Z"
const days = (n: number) => Span.calendarDays(n, Span.plain)

const silentForm = ready.commercial.duties[0]!.rows[0]
/** The commercial form, whose objections must be something else. */
const asking = (name: string, objection: Partial<Row["objection"]>, row: Partial<Row> = {}): Terms =>
  varied(name, { ...row, objection: { ...silentForm.objection, ...objection } })
const resolving = (name: string, resolution: Partial<Row["resolution"]>, row: Partial<Row> = {}): Terms =>
  varied(name, { ...row, resolution: { ...silentForm.resolution, ...resolution } })

const told = (terms: Terms, client = c): Scenario =>
  replacement(signs(seedLike(terms), client, terms)).tells(client, "letter-1", letterDay)

const answer = (scenario: Scenario, at: Instant, client = c) => scenario.gate(flowmailer, client, at).answer

/** Where one objection stands at an instant, by the terms as they were stated when it came. */
const weighed = (scenario: Scenario, at: Instant, objection = "obj-1"): weighing.Weighed =>
  pure(() => {
    const { state } = scenario.case("chg-1", c)
    const it = Objection.find(state.objection, objection)!
    const { scales, clock, window, letters } = measured(scenario, it.received.value.at, at)
    const arrivedOn = Zone.dayOf(scales.hand.place.zone, it.received.value.at)
    return weighing.weigh(state.objection, it, scales, {
      announced: Listing.change(scenario.listing.state, "chg-1")?.announced,
      inTime: window && objections.inTime(it.received, window, letters, arrivedOn, [], undefined, undefined),
      clock,
      at
    })
  })

const measured = (scenario: Scenario, then: Instant, at: Instant) => {
  const { state, stream, upTo } = scenario.case("chg-1", c)
  const dpa = Client.dpaAt(scenario.client(c).state, then)!
  const hand = dates.handAt(state.notice, then, dpa.executed.value.terms, scenario.world)
  if ("notAtHand" in hand) throw new Error(`${hand.notAtHand} is not at hand`)
  const [duty] = hand.terms.duties
  const [row] = duty!.rows
  const scales: weighing.Scales = { duty: duty!, row, hand }
  const world = scenario.worldOfCase("chg-1", c)
  const clock = dates.clockOf(state.notice.letters, duty!, row, at, hand, world, { stream, upTo })
  const started = clock !== undefined && "answer" in clock ? clock : undefined
  const term = dates.parameter(hand, duty!, row, "window", row.window)
  const window = started === undefined || "open" in term ? undefined : rules.windowEnds(started, term, hand.place)
  const letters: ReadonlyArray<Parameters<typeof objections.inTime>[2][number]> = state.notice.letters.map(
    ({ sent }): { readonly value: Notice.NoticeSent; readonly from: typeof sent.from } => sent
  )
  return { scales, clock: started, window, letters }
}

const judgedExit = (scenario: Scenario, exit = "exit-1"): weighing.JudgedExit =>
  pure(() => {
    const { state } = scenario.case("chg-1", c)
    const it = Objection.exitOf(state.objection, exit)!
    const { at } = it.declared.value
    const { scales } = measured(scenario, at, at)
    const ways = state.objection.objections.map(
      ({ received }) => weighed(scenario, at, received.value.objection).wayOut
    )
    const change = Listing.change(scenario.listing.state, "chg-1")!
    const starts = Zone.startOf(scales.hand.place.zone, change.effectiveOn.value)
    return weighing.judgeExit(
      it,
      state.objection,
      scales,
      ways,
      state.notice.letters[0]?.sent,
      {
        value: starts,
        from: change.effectiveOn.from
      },
      at
    )
  })

const exits = (other: Partial<Objection.DeclareExit> = {}): Objection.DeclareExit => ({
  _tag: "DeclareExit",
  exit: "exit-1",
  by: "client",
  scope: "affectedService",
  from: "2026-09-01T00:00:00.000Z",
  objection: "obj-1",
  at: inJune,
  ...other
})

describe("B6 an objection that must be confirmed once the client is informed", () => {
  const terms = asking("confirming", { confirmation: said(days(10)) })
  const objected = () => told(terms).objects(c, "obj-1", inTime)
  const informed = () =>
    objected().onCase("chg-1", c, { _tag: "GiveInformation", objection: "obj-1", at: "2026-05-06T09:00:00.000Z" })

  it("not informed, it stands and holds for as long as that takes", () => {
    expect(weighed(objected(), inJune).stands.answer).toBe(true)
    expect(answer(objected(), inJune)).toBe("shut")
  })

  it("informed on 6 May, it stands through 16 May and falls then", () => {
    expect(weighed(informed(), "2026-05-16T21:59:59.999Z").stands.answer).toBe(true)
    expect(weighed(informed(), "2026-05-16T22:00:00.000Z").stands.answer).toBe(false)
    expect(weighed(informed(), inTime).turns).toContain("2026-05-16T22:00:00.000Z")
    expect(answer(informed(), inJune)).toBe("open")
  })

  it("confirmed on 16 May it holds on", () => {
    const confirmed = informed().onCase("chg-1", c, {
      _tag: "ConfirmObjection",
      objection: "obj-1",
      at: "2026-05-16T20:00:00.000Z"
    })
    expect(weighed(confirmed, inJune).stands.answer).toBe(true)
    expect(answer(confirmed, inJune)).toBe("shut")
  })
})

describe("B7 a right to object only when data leaves the EEA", () => {
  const terms = asking("leaving-the-eea", { onlyIf: said({ words: "outside the EEA", outside: ["NL", "IE"] }) })
  const inWords = asking("considerable-risk", { onlyIf: said({ words: "only if the risk grows considerably" }) })

  it("to the Netherlands there is none, and an objection holds nothing", () => {
    const scenario = told(terms).objects(c, "obj-1", inTime)
    expect(weighed(scenario, inJune).right?.answer).toBe("notGiven")
    expect(weighed(scenario, inJune).stands.answer).toBe(false)
    expect(answer(scenario, inJune)).toBe("open")
  })

  it("in words only, it stands until a person has decided, and the decision is named", () => {
    const scenario = told(inWords).objects(c, "obj-1", inTime)
    const [duty] = inWords.duties
    const standard = `${duty!.id}/any/objection.onlyIf`
    expect(weighed(scenario, inJune).open).toMatchObject([{ open: standard }])
    expect(weighed(scenario, inJune).stands.answer).toBe(true)
    expect(answer(scenario, inJune)).toBe("undetermined")
    const decided = (holds: boolean) =>
      told(inWords)
        .objects(c, "obj-1", inTime)
        .onCase("chg-1", c, { _tag: "JudgeStandard", standard, holds, by: "dpo-1", reason: "sealed:r", at: late })
    expect(weighed(decided(true), inJune)).toMatchObject({ open: [], stands: { answer: true } })
    expect(weighed(decided(false), inJune)).toMatchObject({ open: [], stands: { answer: false } })
    expect([answer(decided(true), inJune), answer(decided(false), inJune)]).toEqual(["shut", "open"])
  })
})

describe("B8 to object is to leave, to stop using, or to move", () => {
  const leaving = asking("objecting-is-leaving", { act: said("termination") })

  it("words alone are on record, and hold nothing", () => {
    const scenario = told(leaving).objects(c, "obj-1", inTime)
    expect(Objection.open(scenario.case("chg-1", c).state.objection)).toHaveLength(1)
    expect(weighed(scenario, inJune).stands.answer).toBe(false)
    expect(answer(scenario, inJune)).toBe("open")
  })

  it("a termination stands, and the way out that it takes is open", () => {
    const scenario = told(leaving)
      .onCase("chg-1", c, objects("obj-1", inTime, { as: "termination" }))
      .onCase("chg-1", c, exits({ at: "2026-06-04T08:00:00.000Z" }))
    expect(weighed(scenario, inJune).stands.answer).toBe(true)
    expect(judgedExit(scenario).allowed.answer).toBe("allowed")
    expect(answer(scenario, inJune)).toBe("shut")
  })
})

describe("B9 grounds: none, of a kind, from a list, to be proven", () => {
  const list = asking("closed-list", {
    grounds: said({ needed: "closedList", list: ["competitor", "dispute", "law", "security"] })
  })
  const vendorLeaves = asking("vendor-may-leave", {
    grounds: said({ needed: "proven", otherwise: "vendorMayExit" })
  })
  const found = (terms: Terms, sufficient: boolean) =>
    told(terms).objects(c, "obj-1", inTime).onCase("chg-1", c, {
      _tag: "JudgeGrounds",
      objection: "obj-1",
      sufficient,
      by: "dpo-1",
      reason: "sealed:r",
      at: late
    })

  it("grounds that are not on the list make it fall, those that are do not", () => {
    expect(
      [weighed(found(list, false), inJune), weighed(found(list, true), inJune)].map((it) => it.stands.answer)
    ).toEqual([false, true])
    expect([answer(found(list, false), inJune), answer(found(list, true), inJune)]).toEqual(["open", "shut"])
  })

  it("where bad grounds let the vendor leave, the objection stands and the way out is the vendor's too", () => {
    const scenario = found(vendorLeaves, false).onCase("chg-1", c, exits({ by: "vendor" }))
    expect(weighed(scenario, inJune).stands.answer).toBe(true)
    expect(weighed(scenario, "2026-05-21T08:59:59.999Z").wayOut?.answer).toEqual([])
    expect(weighed(scenario, late).wayOut?.answer).toEqual([{ to: "vendor", since: late }])
    expect(judgedExit(scenario).allowed.answer).toBe("allowed")
  })

  it("a letter without grounds says what it lacks, and stands", () => {
    const scenario = told(list).onCase(
      "chg-1",
      c,
      objects("obj-1", inTime, { gives: [], to: "sales", inWriting: false })
    )
    expect(weighed(scenario, inJune).lacks.answer).toEqual(["inWriting", "address", "grounds"])
    expect(weighed(scenario, inJune).stands.answer).toBe(true)
  })
})

describe("B10 silence, of the client and of the vendor; and what nobody finishes", () => {
  const answering = resolving(
    "vendor-answers",
    {
      vendorMustAnswer: said(days(30)),
      cure: said({ period: days(90), from: "objection", expiry: "nothing" })
    },
    { exit: said({ who: [], scope: "agreement" }) }
  )

  it("the vendor says nothing for thirty days: the client may leave, and not a moment before", () => {
    const silent = () => told(answering).objects(c, "obj-1", inTime)
    expect(weighed(silent(), "2026-06-03T21:59:59.999Z").wayOut?.answer).toEqual([])
    expect(weighed(silent(), "2026-06-03T22:00:00.000Z").wayOut?.answer).toEqual([
      { to: "client", since: "2026-06-03T22:00:00.000Z" }
    ])
    const leaves = (at: Instant) => judgedExit(silent().onCase("chg-1", c, exits({ scope: "agreement", at })))
    expect(leaves("2026-06-03T21:59:59.999Z").allowed.answer).toBe("notAllowed")
    expect(leaves("2026-06-03T22:00:00.000Z").allowed.answer).toBe("allowed")
  })

  it("the vendor answered on the last day: the way out stays shut", () => {
    const answered = told(answering)
      .objects(c, "obj-1", inTime)
      .onCase("chg-1", c, { _tag: "AnswerObjection", objection: "obj-1", at: "2026-06-03T21:59:59.999Z" })
    expect(weighed(answered, "2026-06-10T09:00:00.000Z").wayOut?.answer).toEqual([])
  })

  const sixty = { period: days(60), from: "objection", expiry: "accepted" } as const
  const unfinished = resolving("deemed-accepted", { cure: said(sixty) })
  const specific: Terms = { ...resolving("specific-sixty", { cure: said(sixty) }), authorisation: said("specific") }

  it("nobody finishes in sixty days: deemed accepted, from 3 July in Amsterdam is over", () => {
    const scenario = told(unfinished).objects(c, "obj-1", inTime)
    expect(weighed(scenario, "2026-07-03T21:59:59.999Z").stands.answer).toBe(true)
    expect(weighed(scenario, "2026-07-03T22:00:00.000Z").stands.answer).toBe(false)
    expect(
      Objection.ageOf(Objection.open(scenario.case("chg-1", c).state.objection)[0]!, "2026-07-03T22:00:00.000Z")
    ).toBe(60)
    expect([answer(scenario, "2026-07-03T21:59:59.999Z"), answer(scenario, "2026-07-03T22:00:00.000Z")]).toEqual([
      "shut",
      "open"
    ])
  })

  it("under specific authorisation nothing is deemed, at any age", () => {
    const scenario = told(specific).objects(c, "obj-1", inTime)
    expect(weighed(scenario, "2027-07-03T22:00:00.000Z").stands.answer).toBe(true)
    expect(answer(scenario, "2027-07-03T22:00:00.000Z")).toBe("shut")
  })

  it("objecting without terminating, where only that counts, is no objection", () => {
    const momentum = asking("momentum", { act: said("termination") }, { hold: silentForm.hold })
    expect(weighed(told(momentum).objects(c, "obj-1", inTime), inJune).stands.answer).toBe(false)
  })
})

describe("B11 one period for notice, objection and talks", () => {
  const shared = resolving("one-period", { cure: said({ period: days(30), from: "notice", expiry: "exitOpens" }) })

  it("an objection on the last day leaves no time for talks: the way out opens that night", () => {
    const scenario = told(shared).objects(c, "obj-1", "2026-05-20T20:00:00.000Z")
    expect(weighed(scenario, late).cureEnds?.answer).toEqual({
      duty: "2026-05-20T22:00:00.000Z",
      right: "2026-05-20T22:00:00.000Z"
    })
    expect(weighed(scenario, "2026-05-20T21:59:59.999Z").wayOut?.answer).toEqual([])
    expect(weighed(scenario, "2026-05-20T22:00:00.000Z").wayOut?.answer).toEqual([
      { to: "client", since: "2026-05-20T22:00:00.000Z" }
    ])
  })
})

describe("B12 who leaves, and from when", () => {
  const who = (
    name: string,
    parties: ReadonlyArray<"client" | "vendor">,
    notice?: { readonly period: Span.Span; readonly from: "exit" | "notice" | "objection" | "effect" }
  ) =>
    resolving(
      name,
      { cure: said({ period: days(30), from: "objection", expiry: "nothing" }) },
      { exit: said({ who: parties, scope: "choice", ...(notice !== undefined && { notice }) }) }
    )
  const leave = (terms: Terms, other: Partial<Objection.DeclareExit> = {}) =>
    judgedExit(
      told(terms)
        .objects(c, "obj-1", inTime)
        .onCase("chg-1", c, exits({ from: inJune, ...other }))
    )

  it("the client, either, or the vendor only", () => {
    const may = (terms: Terms) => (["client", "vendor"] as const).map((by) => leave(terms, { by }).allowed.answer)
    expect(may(who("client-leaves", ["client"]))).toEqual(["allowed", "notAllowed"])
    expect(may(who("either-leaves", ["client", "vendor"]))).toEqual(["allowed", "allowed"])
    expect(may(who("vendor-leaves", ["vendor"]))).toEqual(["notAllowed", "allowed"])
  })

  it("nobody, once the objection is withdrawn", () => {
    const scenario = told(who("withdrawn", ["client"]))
      .objects(c, "obj-1", inTime)
      .onCase(
        "chg-1",
        c,
        { _tag: "WithdrawObjection", by: "head-of-it", authority: "shown", objection: "obj-1", at: late },
        exits()
      )
    expect(judgedExit(scenario).allowed.answer).toBe("notAllowed")
  })

  it("what is not stated is for a person to decide", () => {
    const { exit: _, ...row } = silentForm
    const unsaid = varied("exit-unsaid", { ...row, exit: { unstated: true } })
    expect(leave(unsaid).allowed.answer).toBe("undetermined")
  })

  it("dated to the planned start, to twenty days from the first letter, or to its own notice", () => {
    const from = (notice: Parameters<typeof who>[2], at: Instant = "2026-05-08T09:00:00.000Z") =>
      leave(who("dated", ["client"], notice), { at, from: at }).takesEffect.answer
    expect(from({ period: Span.hours(0, Span.plain), from: "effect" })).toBe("2026-05-31T22:00:00.000Z")
    expect(from({ period: days(20), from: "notice" })).toBe("2026-05-10T22:00:00.000Z")
    expect(from({ period: days(30), from: "objection" })).toBe("2026-06-03T22:00:00.000Z")
    expect(from({ period: days(30), from: "exit" })).toBe("2026-06-07T22:00:00.000Z")
  })

  it("an exit that was taken back before it took effect shuts nothing for good", () => {
    const scenario = told(who("taken-back", ["client"]))
      .objects(c, "obj-1", inTime)
      .onCase("chg-1", c, exits(), { _tag: "RevokeExit", exit: "exit-1", at: "2026-06-10T08:00:00.000Z" })
      .onCase("chg-1", c, {
        _tag: "WithdrawObjection",
        by: "head-of-it",
        authority: "shown",
        objection: "obj-1",
        at: "2026-06-10T08:00:00.000Z"
      })
    expect(judgedExit(scenario).takesEffect.answer).toBe("never")
    expect(answer(scenario, "2026-10-01T08:00:00.000Z")).toBe("open")
  })
})

describe("B13 one client is held while the others go on", () => {
  it("the objector's data stays away; the change is live for the other", () => {
    const scenario = told(ready.commercial).objects(c, "obj-1", inTime)
    const both = signs(scenario, "c2", ready.commercial, "2026-01-13T10:00:00.000Z").tells("c2", "letter-2", letterDay)
    expect([answer(both, inJune, c), answer(both, inJune, "c2")]).toEqual(["shut", "open"])
  })

  it("closing the one case changes nothing for the other", () => {
    const scenario = signs(told(ready.commercial), "c2", ready.commercial, "2026-01-13T10:00:00.000Z")
      .tells("c2", "letter-2", letterDay)
      .objects(c, "obj-1", inTime)
      .objects("c2", "obj-2", inTime)
      .agrees(c, { _tag: "Withdrawal" }, "2026-05-11T09:00:00.000Z")
    expect(Objection.status(scenario.case("chg-1", c).state.objection)).toBe("settled")
    expect(Objection.status(scenario.case("chg-1", "c2").state.objection)).toBe("raised")
    expect([answer(scenario, inJune, c), answer(scenario, inJune, "c2")]).toEqual(["shut", "shut"])
  })
})

describe("B16 the address for objections did not work", () => {
  it("an objection that was sent to it is in time, though it reached us after the window", () => {
    const scenario = told(ready.commercial).onCase(
      "chg-1",
      c,
      objects("obj-1", late, { sent: "2026-05-19T09:00:00.000Z", to: "dpo-office" })
    )
    const it = Objection.find(scenario.case("chg-1", c).state.objection, "obj-1")!
    const { window, letters } = measured(scenario, late, late)
    const lost = { value: { address: "dpo-office", at: "2026-05-18T08:00:00.000Z" }, from: "listing/main@30" } as const
    const timely = (losses: ReadonlyArray<objections.Loss>) =>
      objections.inTime(it.received, window!, letters, "2026-05-21", losses, undefined, undefined).answer
    expect([timely([]), timely([[lost, undefined]])]).toEqual([false, true])
  })
})

describe("B20 the other sub-processor costs more, and the client does not want to pay", () => {
  const either = resolving(
    "cost",
    { cure: said({ period: days(30), from: "objection", expiry: "exitOpens" }) },
    { exit: said({ who: ["client", "vendor"], scope: "agreement" }) }
  )
  const solution: Objection.Solution = { _tag: "Alternative", engagement: flowmailer, doneBy: "tripolis" }
  const effects: Objection.Effects = {
    money: [{ what: "fee", amount: "400.00", currency: "EUR", paidBy: "client" }]
  }
  const proposing = () =>
    told(either)
      .objects(c, "obj-1", inTime)
      .onCase(
        "chg-1",
        c,
        { _tag: "OpenDiscussion", at: inTime },
        { _tag: "ProposeSolution", proposal: "p1", by: "vendor", solution, effects, at: inTime }
      )

  it("declined, both may leave when the time for a solution is over", () => {
    const scenario = proposing()
      .onCase("chg-1", c, { _tag: "DeclineProposal", proposal: "p1", at: "2026-05-06T09:00:00.000Z" })
      .onCase("chg-1", c, exits({ by: "vendor", scope: "agreement", at: "2026-06-03T22:00:00.000Z" }))
    expect(Objection.openProposals(scenario.case("chg-1", c).state.objection)).toEqual([])
    expect(weighed(scenario, "2026-06-03T22:00:00.000Z").wayOut?.answer).toEqual([
      { to: "client", since: "2026-06-03T22:00:00.000Z" },
      { to: "vendor", since: "2026-06-03T22:00:00.000Z" }
    ])
    expect(judgedExit(scenario).allowed.answer).toBe("allowed")
  })

  it("agreed to, the sum stands beside the solution and the objection is settled", () => {
    const agreed: Objection.AgreeSolution = {
      _tag: "AgreeSolution",
      by: "head-of-it",
      authority: "shown",
      proposal: "p1",
      solution,
      effects,
      at: late
    }
    const { state } = proposing().onCase("chg-1", c, agreed).case("chg-1", c)
    expect(state.objection.solutions.at(-1)?.value.effects?.money?.[0]?.amount).toBe("400.00")
    expect(Objection.status(state.objection)).toBe("settled")
    expect(answer(proposing().onCase("chg-1", c, agreed), inJune)).toBe("shut")
  })
})

describe("B22 specific authorisation: silence means no", () => {
  const notified = () => told(ready.specific)
  const yes = (other: Parameters<typeof accepts>[1] = {}) =>
    accepts(inTime, { acceptance: "yes-1", as: "authorisation", ...other })

  it("nothing said, it stays shut; authorised by somebody who may, it opens", () => {
    expect(answer(notified(), "2027-06-02T08:00:00.000Z")).toBe("shut")
    expect(answer(notified().onCase("chg-1", c, yes()), inJune)).toBe("open")
  })

  it("authorised by somebody of whom that was not shown: only from when the client stood by it, never once it denied it", () => {
    const unshown = () => notified().onCase("chg-1", c, yes({ authority: "notShown" }))
    expect(answer(unshown(), inJune)).toBe("shut")
    const ratified = () =>
      unshown().onCase("chg-1", c, { _tag: "RatifyAuthority", act: "yes-1", by: "director", at: inJune })
    expect([answer(ratified(), "2026-06-02T07:59:59.999Z"), answer(ratified(), inJune)]).toEqual(["shut", "open"])
    const refuted = ratified().onCase("chg-1", c, { _tag: "RefuteAuthority", act: "yes-1", at: late })
    expect(answer(refuted, inJune)).toBe("shut")
  })

  it("a waiver is no authorisation", () =>
    expect(answer(notified().onCase("chg-1", c, yes({ as: "waiver" })), inJune)).toBe("shut"))
})

describe("16. a contact without a shown mandate objects in time", () => {
  const objected = () => told(ready.commercial).onCase("chg-1", c, objects("obj-1", inTime, { authority: "notShown" }))

  it("the hold stands while it is asked, and ratified late it counts from its own instant", () => {
    const asked = () => objected().onCase("chg-1", c, { _tag: "AskAuthority", act: "obj-1", at: inTime })
    expect(weighed(asked(), inJune).authority.answer).toBe("asked")
    expect(answer(asked(), inJune)).toBe("shut")
    const ratified = asked().onCase("chg-1", c, { _tag: "RatifyAuthority", act: "obj-1", by: "director", at: late })
    expect(weighed(ratified, inJune).stands.answer).toBe(true)
    expect(answer(ratified, inJune)).toBe("shut")
  })

  it("denied by the client, it holds nothing from then on", () => {
    const refuted = objected().onCase("chg-1", c, { _tag: "RefuteAuthority", act: "obj-1", at: late })
    expect(weighed(refuted, "2026-05-21T08:59:59.999Z").stands.answer).toBe(true)
    expect(weighed(refuted, late).stands.answer).toBe(false)
    expect(answer(refuted, inJune)).toBe("open")
  })
})
