/** Every instant at which an answer changes: a millisecond before, at it, and what was foretold of it. */
import { objections } from "goodfaith/consultation"
import { rules } from "goodfaith/gate"
import { unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Instant, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { addressed, decided, engagement, said, type Scenario, seedLike, signs, varied } from "./scenario.ts"
import { announced, around, before, begins, c, foretold, inJune, letterDay, told } from "./spring.ts"

const { commercial, connective } = ready

const inMay: Instant = "2026-05-01T09:00:00.000Z"

describe("What time alone will make of an answer is foretold exactly.", () => {
  it("open, then shut, then open again: it says until when it is open, and no more", () => {
    const scenario = told().onClient(
      c,
      { _tag: "EndUse", of: "product", id: "identity", at: "2026-07-01T09:00:00.000Z" },
      { _tag: "BeginUse", of: "product", id: "identity", at: "2026-08-01T09:00:00.000Z" }
    )
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["open", "2026-07-01T09:00:00.000Z", undefined])
    expect(foretold(scenario, "flowmailer", "2026-07-15T09:00:00.000Z")).toEqual([
      "shut",
      "2026-08-01T09:00:00.000Z",
      "2026-08-01T09:00:00.000Z"
    ])
  })

  it("for ever: nothing is foretold at all", () => {
    const outlook = told().outlook("flowmailer", c, inJune)
    expect(outlook.answer).toBe("open")
    expect(["validUntil" in outlook, "opens" in outlook]).toEqual([false, false])
    expect(foretold(announced(), "flowmailer", inJune)).toEqual(["shut", undefined, undefined])
  })

  it("from before the agreement: not governed, then shut, then open, with the reasons of that day", () => {
    const scenario = told()
    const signed: Instant = "2026-01-12T10:00:00.000Z"
    const outlook = scenario.outlook("flowmailer", c, "2026-01-10T09:00:00.000Z")
    expect([outlook.answer, outlook.validUntil, outlook.opens?.at]).toEqual(["notGoverned", signed, begins])
    expect(outlook.opens?.because[0].clause).toBe(rules.nothingKeepsItShut.clause)
    expect(foretold(scenario, "tripolis", "2026-01-10T09:00:00.000Z")).toEqual(["notGoverned", signed, signed])
  })

  it("shut, then undetermined, then shut by a notice that runs, then open", () => {
    const readings = {
      "new-sub-processor/any/clockStart": { from: "sent", contacts: "any" },
      "new-sub-processor/any/advanceNotice": { period: Span.calendarDays(30, Span.plain), before: "access" },
      "new-sub-processor/any/hold.beforeStart": "untilResolved"
    }
    const second: Instant = "2026-06-10T09:00:00.000Z"
    const over: Instant = "2026-07-10T22:00:00.000Z"
    const scenario = told(connective)
      .reads(connective, readings, "2026-06-09T09:00:00.000Z")
      .tells(c, "letter-2", second)
    expect(foretold(scenario, "flowmailer", "2026-05-25T09:00:00.000Z")).toEqual(["shut", begins, over])
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["undetermined", second, over])
    expect(foretold(scenario, "flowmailer", second)).toEqual(["shut", over, over])
    expect(around(scenario, "flowmailer", over)).toEqual(["shut", "open"])
  })

  it("undetermined until the agreement ends, and not open then", () => {
    const scenario = told(connective).onClient(c, { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-09-01T00:00:00.000Z" })
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["undetermined", "2026-09-01T00:00:00.000Z", undefined])
  })
})

describe(rules.agreementInForce.clause.quote, () => {
  const next = (terms: string, dpa: string, at: Instant) =>
    ({ _tag: "ExecuteDpa", dpa, paper: "standard", terms: addressed(terms), at }) as const

  it("of several agreements the one executed last by then counts, in whatever order they were recorded", () => {
    const asksMore = varied("silence-denies", { silence: said("denied") })
    const scenario = announced(commercial, asksMore).onClient(
      c,
      next("silence-denies", "dpa-3", "2026-08-01T09:00:00.000Z"),
      next("commercial", "dpa-2", "2026-03-01T09:00:00.000Z")
    )
    scenario.tells(c, "letter-1", letterDay)
    const cited = (at: Instant) =>
      scenario.gate("flowmailer", c, at).because.find(({ clause }) => clause === rules.agreementInForce.clause && true)
        ?.facts
    expect(cited(inJune)).toEqual(["client/c1@5"])
    expect(cited("2026-02-01T09:00:00.000Z")).toEqual(["client/c1@0"])
    expect(cited("2026-08-01T09:00:00.000Z")).toEqual(["client/c1@4"])
  })

  it("ended, and signed again a month later: not governed in between, by both events that ended it", () => {
    const scenario = told().onClient(
      c,
      { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-07-01T00:00:00.000Z" },
      next("commercial", "dpa-2", "2026-08-01T00:00:00.000Z"),
      { _tag: "EndDpa", dpa: "dpa-2", at: "2026-09-01T00:00:00.000Z" }
    )
    expect(foretold(scenario, "tripolis", inMay)).toEqual(["open", begins, undefined])
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["open", "2026-07-01T00:00:00.000Z", undefined])
    expect(foretold(scenario, "flowmailer", "2026-07-15T00:00:00.000Z")).toEqual([
      "notGoverned",
      "2026-08-01T00:00:00.000Z",
      undefined
    ])
    expect(around(scenario, "flowmailer", "2026-07-01T00:00:00.000Z")).toEqual(["open", "notGoverned"])
    // Nothing of before counts: the listing is not agreed anew, and nobody was told under this agreement.
    expect(around(scenario, "flowmailer", "2026-08-01T00:00:00.000Z")).toEqual(["notGoverned", "shut"])
    const verdict = scenario.gate("flowmailer", c, "2026-10-01T00:00:00.000Z")
    expect(verdict.because[0].facts).toEqual(["client/c1@4", "client/c1@6"])
  })
})

describe(rules.periodRuns.clause.quote, () => {
  it("stopped and listed again as a controller: from then on it is no question for the gate", () => {
    const again: Instant = "2026-07-01T09:00:00.000Z"
    const scenario = signs(seedLike(commercial), c, commercial).onListing(
      { _tag: "EndEngagement", engagement: "cm-telecom", at: inMay },
      { _tag: "ListEngagement", engagement: engagement("cm-telecom", { role: "controller" }), at: again }
    )
    expect(foretold(scenario, "cm-telecom", letterDay)).toEqual(["open", inMay, undefined])
    expect(foretold(scenario, "cm-telecom", inJune)).toEqual(["shut", again, undefined])
    expect(around(scenario, "cm-telecom", again)).toEqual(["shut", "notGoverned"])
  })

  const ends: Instant = "2026-08-01T10:00:00.000Z"
  const ended = (scenario: Scenario): Scenario =>
    scenario.onListing({ _tag: "EndEngagement", engagement: "tripolis", at: ends })

  it("an objection that keeps the client away from the replacement keeps it where it was, after the end too", () => {
    const scenario = ended(told().objects(c, "obj-1", "2026-04-25T09:00:00.000Z"))
    expect(around(scenario, "tripolis", ends)).toEqual(["open", "open"])
    expect(around(scenario, "flowmailer", ends)).toEqual(["shut", "shut"])
    scenario.onCase("chg-1", c, {
      _tag: "WithdrawObjection",
      by: "head-of-it",
      authority: "shown",
      objection: "obj-1",
      at: "2026-09-01T09:00:00.000Z"
    })
    expect(foretold(scenario, "tripolis", inJune)).toEqual(["open", "2026-09-01T09:00:00.000Z", undefined])
  })

  it("an objection that holds nothing keeps it nowhere: it is over", () => {
    const terms = varied(
      "never-held",
      { hold: { beforeStart: said("none"), afterStart: said("none") } },
      { authorisation: said("specific") }
    )
    const scenario = ended(told(terms).objects(c, "obj-1", "2026-04-25T09:00:00.000Z"))
    expect(around(scenario, "tripolis", ends)).toEqual(["open", "shut"])
    expect(decided(scenario.gate("tripolis", c, ends))).toEqual(["shut", rules.periodRuns.clause.quote])
  })

  it("a client that was never told is not kept away by anything of its own: it is over", () =>
    expect(around(ended(announced()), "tripolis", ends)).toEqual(["open", "shut"]))
})

describe(rules.safeguards.clause.quote, () => {
  const confirms = (at: Instant, other: object) =>
    ({
      _tag: "ConfirmSafeguards",
      engagement: "flowmailer",
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at,
      ...other
    }) as const

  it("a contract that ends and is renewed a week too late: open, shut, open", () => {
    const until: Instant = "2026-07-01T00:00:00.000Z"
    const renewed: Instant = "2026-07-08T00:00:00.000Z"
    const scenario = told().onListing(confirms(inMay, { until }), confirms(renewed, {}))
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["open", until, undefined])
    expect(around(scenario, "flowmailer", until)).toEqual(["open", "shut"])
    expect(foretold(scenario, "flowmailer", until)).toEqual(["shut", renewed, renewed])
    expect(around(scenario, "flowmailer", renewed)).toEqual(["shut", "open"])
  })

  it("of two confirmations the newest by its date counts, in whatever order they were recorded", () => {
    const scenario = told().onListing(confirms(inJune, { by: "dpo-2" }), confirms(inMay, { contract: false }))
    expect(around(scenario, "flowmailer", inJune)).toEqual(["shut", "open"])
    expect(decided(scenario.gate("flowmailer", c, begins))).toEqual(["shut", rules.safeguards.clause.quote])
  })
})

describe(rules.notWithdrawn.clause.quote, () => {
  const withdrawn: Instant = "2026-05-25T09:00:00.000Z"
  const scenario = () => told().onListing({ _tag: "WithdrawChange", change: "chg-1", at: withdrawn })

  it("until it is withdrawn it is not yet; from then on it never will be", () => {
    const deciding = [before(withdrawn), withdrawn].map((at) => decided(scenario().gate("flowmailer", c, at))[1])
    expect(deciding).toEqual([rules.hasBegun.clause.quote, rules.notWithdrawn.clause.quote])
    expect(foretold(scenario(), "flowmailer", inMay)).toEqual(["shut", undefined, undefined])
  })

  it("and what it was to replace goes on for ever", () => {
    expect(foretold(scenario(), "tripolis", inMay)).toEqual(["open", undefined, undefined])
    expect(foretold(told(), "tripolis", inMay)).toEqual(["open", begins, undefined])
  })
})

describe(rules.hasBegun.clause.quote, () => {
  it("brought forward, to a day gone by, for a client that says yes to that: open from then", () => {
    const declared: Instant = "2026-05-25T09:00:00.000Z"
    const agreed: Instant = "2026-05-26T09:00:00.000Z"
    const scenario = told()
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-05-20", at: declared })
      .saysYes(c, agreed)
    expect(foretold(scenario, "flowmailer", inMay)).toEqual(["shut", agreed, agreed])
    expect(around(scenario, "flowmailer", agreed)).toEqual(["shut", "open"])
    expect(around(scenario, "tripolis", agreed)).toEqual(["open", "shut"])
  })

  it("for one that had said yes to the day before that, it waits for the day it said yes to", () => {
    const scenario = told().saysYes(c, "2026-04-22T09:00:00.000Z").onListing({
      _tag: "PostponeChange",
      change: "chg-1",
      effectiveOn: "2026-05-20",
      at: "2026-05-25T09:00:00.000Z"
    })
    expect(foretold(scenario, "flowmailer", inMay)).toEqual(["shut", begins, begins])
  })

  it("postponed twice: shut until the day declared last, and the days before it are no longer said", () => {
    const scenario = told().onListing(
      { _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-06-10", at: inMay },
      { _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-06-20", at: "2026-05-20T09:00:00.000Z" }
    )
    expect(foretold(scenario, "flowmailer", letterDay)).toEqual([
      "shut",
      "2026-06-19T22:00:00.000Z",
      "2026-06-19T22:00:00.000Z"
    ])
    const days = (at: Instant) =>
      scenario.gate("flowmailer", c, at).because.find(({ clause }) => clause === rules.hasBegun.clause && true)?.facts
    expect(days(before(inMay))).toEqual(["listing/main@9", "listing/main@0"])
    expect(days(inMay)).toEqual(["listing/main@9", "listing/main@12", "listing/main@0"])
    expect(days("2026-05-20T09:00:00.000Z")).toEqual(["listing/main@9", "listing/main@13", "listing/main@0"])
  })
})

describe("A letter counts from when it is sent, arrives or comes back.", () => {
  const from = (start: "sent" | "delivered" | "received") =>
    varied(`from-${start}`, { clockStart: said({ from: start, contacts: "any" }) })

  it("asked before a letter that goes out on 8 May: it opens when its thirty days are over", () => {
    const scenario = announced().tells(c, "letter-1", "2026-05-08T09:00:00.000Z")
    expect(foretold(scenario, "flowmailer", letterDay)).toEqual([
      "shut",
      "2026-06-07T22:00:00.000Z",
      "2026-06-07T22:00:00.000Z"
    ])
  })

  it("counted from when it is delivered, or received: thirty days from then", () => {
    const arrived: Instant = "2026-06-05T09:00:00.000Z"
    const over: Instant = "2026-07-05T22:00:00.000Z"
    const delivered = announced(from("delivered"))
      .tells(c, "letter-1", inMay)
      .onCase("chg-1", c, { _tag: "RecordDelivery", letter: "letter-1", contact: "office", at: arrived })
    expect(foretold(delivered, "flowmailer", inJune)).toEqual(["shut", over, over])
    const received = announced(from("received")).tells(c, "letter-1", inMay).onCase("chg-1", c, {
      _tag: "RecordReceipt",
      letter: "letter-1",
      contact: "office",
      evidence: "sealed:receipt",
      at: arrived
    })
    expect(foretold(received, "flowmailer", inJune)).toEqual(["shut", over, over])
    expect(decided(received.gate("flowmailer", c, inJune))).toEqual(["shut", rules.told.clause.quote])
    expect(decided(received.gate("flowmailer", c, arrived))).toEqual(["shut", rules.noticeRunsOut.clause.quote])
  })

  it("known in June to have come back: open until that is known, shut from then", () => {
    const bounced: Instant = "2026-06-10T09:00:00.000Z"
    const scenario = told().bounces(c, "letter-1", bounced)
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["open", bounced, undefined])
    expect(around(scenario, "flowmailer", bounced)).toEqual(["open", "shut"])
  })

  it("at the instant at which it is sent it is among the reasons, and a millisecond before it is not", () => {
    const pinned = (at: Instant) =>
      told()
        .gate("flowmailer", c, at)
        .because.some(({ facts }) => facts.includes("consultation/chg-1/c1@2"))
    expect([pinned(before(letterDay)), pinned(letterDay)]).toEqual([false, true])
  })

  it("thought lost and sent again, then found to have arrived: the later moment that the second letter told is kept to", () => {
    const scenario = announced()
      .tells(c, "letter-1", "2026-05-08T09:00:00.000Z")
      .bounces(c, "letter-1", "2026-05-09T09:00:00.000Z")
      .tells(c, "letter-2", "2026-05-15T09:00:00.000Z")
      .onCase("chg-1", c, {
        _tag: "RecordDelivery",
        letter: "letter-1",
        contact: "office",
        at: "2026-05-16T09:00:00.000Z"
      })
    // By the first letter it would be 8 June; the second told the client that it would be 15 June.
    const opens: Instant = "2026-06-14T22:00:00.000Z"
    expect(around(scenario, "flowmailer", "2026-06-07T22:00:00.000Z")).toEqual(["shut", "shut"])
    expect(decided(scenario.gate("flowmailer", c, before(opens)))).toEqual(["shut", rules.noticeRunsOut.clause.quote])
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["shut", opens, opens])
    expect(around(scenario, "flowmailer", opens)).toEqual(["shut", "open"])
  })
})

describe("An objection is before the start or after it, to the millisecond.", () => {
  it("the start is the later of the day announced and the end of the notice", () => {
    const heard = varied("late-is-heard", { lateObjection: said("heard") })
    const at = (came: Instant) =>
      told(heard).objects(c, "obj-1", came).gate("flowmailer", c, "2026-06-20T09:00:00.000Z")
    // The notice was over on 20 May; the day announced is 1 June.
    expect(decided(at(before(begins)))).toEqual(["shut", rules.objectionHolds.clause.quote])
    expect(at(begins).answer).toBe("open")
    const over: Instant = "2026-06-10T22:00:00.000Z"
    const late = (came: Instant) =>
      announced(heard)
        .tells(c, "letter-1", "2026-05-11T09:00:00.000Z")
        .objects(c, "obj-1", came)
        .gate("flowmailer", c, "2026-06-20T09:00:00.000Z")
    expect(decided(late(before(over)))).toEqual(["shut", rules.objectionHolds.clause.quote])
    expect(late(over).answer).toBe("open")
  })

  it("to an engagement outside any change, the start is that of what brought it, or else of the agreement", () => {
    const objected = (of: string, came: Instant) =>
      told().objects(c, "obj-1", came, of).gate(of, c, "2026-06-20T09:00:00.000Z")
    expect(decided(objected("flowmailer", before(begins)))).toEqual(["shut", rules.objectionHolds.clause.quote])
    expect(objected("flowmailer", begins).answer).toBe("open")
    expect(decided(objected("cm-telecom", "2026-01-12T09:59:59.999Z"))).toEqual([
      "shut",
      rules.objectionHolds.clause.quote
    ])
    expect(objected("cm-telecom", "2026-01-12T10:00:00.000Z").answer).toBe("open")
  })

  it("withdrawn in June: shut until then, open from then, and it is foretold", () => {
    const withdrawn: Instant = "2026-06-10T09:00:00.000Z"
    const scenario = told().objects(c, "obj-1", "2026-04-25T09:00:00.000Z").onCase("chg-1", c, {
      _tag: "WithdrawObjection",
      by: "head-of-it",
      authority: "shown",
      objection: "obj-1",
      at: withdrawn
    })
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["shut", withdrawn, withdrawn])
    expect(around(scenario, "flowmailer", withdrawn)).toEqual(["shut", "open"])
  })

  it("a hold that is left open matters while the window runs, and not from its end on", () => {
    const terms = varied("hold-open-short-notice", {
      advanceNotice: said({ period: Span.calendarDays(10, Span.plain), before: "access" }),
      hold: { beforeStart: unstated, afterStart: said("none") }
    })
    const scenario = announced(terms).tells(c, "letter-1", "2026-05-20T09:00:00.000Z")
    const over: Instant = "2026-06-19T22:00:00.000Z"
    expect(around(scenario, "flowmailer", over)).toEqual(["undetermined", "open"])
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["undetermined", over, over])
  })

  it("after a yes, an objection is held until its window ends, which is later than the notice", () => {
    const terms = varied("longer-window", {
      window: said({ _tag: "For", period: Span.calendarDays(40, Span.plain) }),
      hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") }
    })
    const scenario = announced(terms)
      .tells(c, "letter-1", "2026-05-11T09:00:00.000Z")
      .saysYes(c, "2026-05-12T09:00:00.000Z")
      .objects(c, "obj-1", "2026-05-20T09:00:00.000Z")
    const over: Instant = "2026-06-20T22:00:00.000Z"
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["shut", over, over])
    expect(around(scenario, "flowmailer", over)).toEqual(["shut", "open"])
  })

  it("held until the window ends: it passes at that instant, and the objection is among the reasons on both sides", () => {
    const terms = varied("until-window-ends", {
      hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") }
    })
    const scenario = announced(terms)
      .tells(c, "letter-1", "2026-05-11T09:00:00.000Z")
      .objects(c, "obj-1", "2026-05-20T09:00:00.000Z")
    const over: Instant = "2026-06-10T22:00:00.000Z"
    expect(around(scenario, "flowmailer", over)).toEqual(["shut", "open"])
    const held = (at: Instant) =>
      scenario.gate("flowmailer", c, at).because.find(({ clause }) => clause === rules.objectionHolds.clause && true)
        ?.answer
    expect([held(before(over)), held(over)]).toEqual(["shut", "pass"])
  })
})

describe(objections.inTime.clause.quote, () => {
  const untilAccess = varied("until-access", {
    window: said({ _tag: "UntilAccess" }),
    lateObjection: said("refused"),
    hold: { beforeStart: said("untilResolved"), afterStart: said("untilResolved") }
  })
  const began = (at: Instant) => ({ _tag: "RecordAccess", engagement: "flowmailer", use: {}, at }) as const
  const tooEarly: Instant = "2026-05-20T09:00:00.000Z"
  const answers = (scenario: Scenario) => scenario.gate("flowmailer", c, inJune).answer

  it("access that began before it might ends no window: who objects after it is heard", () => {
    const breached = told(untilAccess).onCase("chg-1", c, began(tooEarly))
    expect(answers(breached)).toBe("open")
    expect(answers(breached.objects(c, "obj-1", "2026-05-25T09:00:00.000Z"))).toBe("shut")
  })

  it("where it goes on, the window ends when it might have begun; where it has ended before, it ends nothing", () => {
    const goesOn = told(untilAccess).onCase("chg-1", c, began(tooEarly))
    expect(answers(goesOn.objects(c, "obj-1", before(begins)))).toBe("shut")
    const late = told(untilAccess).onCase("chg-1", c, began(tooEarly)).objects(c, "obj-1", begins)
    expect(answers(late)).toBe("open")
    const ended = told(untilAccess)
      .onCase("chg-1", c, began(tooEarly), {
        _tag: "RecordAccessEnd",
        engagement: "flowmailer",
        at: "2026-05-21T09:00:00.000Z"
      })
      .objects(c, "obj-1", begins)
    expect(answers(ended)).toBe("shut")
  })

  it("nor does it end for a client that nobody told", () => {
    const scenario = announced(untilAccess)
      .onCase("chg-1", c, { _tag: "JudgeDuties", at: letterDay }, began(begins))
      .objects(c, "obj-1", "2026-06-01T09:00:00.000Z")
      .tells(c, "letter-1", "2026-06-02T09:00:00.000Z")
    expect(scenario.gate("flowmailer", c, "2026-08-01T09:00:00.000Z").answer).toBe("shut")
  })
})

describe(rules.outcome.clause.quote, () => {
  const objected = () => told().objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
  const leaves: Instant = "2026-09-01T00:00:00.000Z"

  it("carved out in June where nothing held before: open until then, shut from then", () => {
    const terms = varied("never-held", { hold: { beforeStart: said("none"), afterStart: said("none") } })
    const agreed: Instant = "2026-06-10T09:00:00.000Z"
    const scenario = told(terms)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, agreed)
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["open", agreed, undefined])
    expect(around(scenario, "flowmailer", agreed)).toEqual(["open", "shut"])
  })

  it("talks opened again after a carve-out, and accepted then: open from that agreement", () => {
    const accepted: Instant = "2026-06-10T09:00:00.000Z"
    const scenario = objected()
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-02T09:00:00.000Z")
      .agrees(c, { _tag: "Acceptance" }, accepted)
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["shut", accepted, accepted])
    expect(around(scenario, "flowmailer", accepted)).toEqual(["shut", "open"])
    // And what it replaces ends at that instant.
    expect(around(scenario, "tripolis", accepted)).toEqual(["open", "shut"])
  })

  it("a client that leaves in September, held by nothing: open until it leaves", () => {
    const terms = varied("never-held", { hold: { beforeStart: said("none"), afterStart: said("none") } })
    const scenario = told(terms)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "Exit", from: leaves }, "2026-05-02T09:00:00.000Z")
    expect(around(scenario, "flowmailer", leaves)).toEqual(["open", "shut"])
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["open", leaves, undefined])
  })

  it("of two agreements, one for each objection, the one that settled an objection says whether it still holds", () => {
    const scenario = objected()
      .agrees(c, { _tag: "Acceptance" }, "2026-05-02T09:00:00.000Z")
      .objects(c, "obj-2", "2026-05-05T09:00:00.000Z")
      .agrees(c, { _tag: "Exit", from: leaves }, "2026-05-10T09:00:00.000Z")
    const verdict = scenario.gate("flowmailer", c, inJune)
    expect(decided(verdict)).toEqual(["shut", rules.objectionHolds.clause.quote])
    expect(verdict.because[1]?.facts).toEqual(["consultation/chg-1/c1@6"])
    // Settled is the first only: the client that leaves keeps what it said.
    const settled = verdict.because
      .filter(({ clause }) => clause === rules.noObjection.clause)
      .map(({ facts }) => facts)
    expect(settled).toEqual([[], ["consultation/chg-1/c1@3", "consultation/chg-1/c1@5"]])
    expect(around(scenario, "flowmailer", leaves)).toEqual(["shut", "shut"])
    expect(decided(scenario.gate("flowmailer", c, leaves))).toEqual(["shut", rules.outcome.clause.quote])
  })
})

describe(rules.replaced.clause.quote, () => {
  it("replaced by a company that touches no personal data, it ends on the day announced", () => {
    const scenario = signs(seedLike(commercial), c, commercial).onListing({
      _tag: "AnnounceChange",
      change: "chg-1",
      what: {
        _tag: "Replace",
        replaces: "tripolis",
        engagement: engagement("flowmailer", { products: ["identity"], touchesPersonalData: false })
      },
      effectiveOn: "2026-06-01",
      for: "all",
      at: "2026-04-02T08:00:00.000Z"
    })
    expect(around(scenario, "tripolis", begins)).toEqual(["open", "shut"])
    expect(decided(scenario.gate("tripolis", c, begins))).toEqual(["shut", rules.replaced.clause.quote])
    expect(foretold(scenario, "tripolis", inMay)).toEqual(["open", begins, undefined])
  })

  it("replaced by one that is still undetermined, it goes on", () =>
    expect(told(connective).gate("tripolis", c, inJune).answer).toBe("open"))

  it("the replacement opens for this client at the end of its notice, and that instant is foretold for both", () => {
    const over: Instant = "2026-06-07T22:00:00.000Z"
    const scenario = announced().tells(c, "letter-1", "2026-05-08T09:00:00.000Z")
    expect(foretold(scenario, "tripolis", inMay)).toEqual(["open", over, undefined])
    expect(foretold(scenario, "flowmailer", inMay)).toEqual(["shut", over, over])
    expect(around(scenario, "tripolis", over)).toEqual(["open", "shut"])
  })
})

describe(rules.published.clause.quote, () => {
  it("published on 10 June only: shut a millisecond before, open at that instant", () => {
    const published: Instant = "2026-06-10T09:00:00.000Z"
    const scenario = signs(seedLike(commercial), c, commercial)
      .onListing(
        {
          _tag: "AnnounceChange",
          change: "chg-1",
          what: { _tag: "Engage", engagement: engagement("flowmailer", { products: ["identity"] }) },
          effectiveOn: "2026-06-01",
          for: "all",
          at: "2026-04-02T08:00:00.000Z"
        },
        {
          _tag: "ConfirmSafeguards",
          engagement: "flowmailer",
          contract: true,
          equivalentDuties: true,
          by: "dpo-1",
          at: "2026-04-02T08:05:00.000Z"
        },
        { _tag: "PublishVersion", at: published }
      )
      .tells(c, "letter-1", letterDay)
    expect(around(scenario, "flowmailer", published)).toEqual(["shut", "open"])
    expect(foretold(scenario, "flowmailer", inMay)).toEqual(["shut", published, published])
    expect(decided(scenario.gate("flowmailer", c, before(published)))).toEqual(["shut", rules.published.clause.quote])
  })
})

describe(rules.transferMechanism.clause.quote, () => {
  it("which area is free, as the vendor reads it: from the letter that stated it", () => {
    const scenario = announced()
      .reads(commercial, { transfer: { freeWithin: ["BE"] } }, inMay)
      .saysYes(c, letterDay)
      .tells(c, "letter-1", "2026-06-10T09:00:00.000Z")
    expect(around(scenario, "flowmailer", "2026-06-10T09:00:00.000Z")).toEqual(["open", "shut"])
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["open", "2026-06-10T09:00:00.000Z", undefined])
    const verdict = scenario.gate("flowmailer", c, "2026-06-10T09:00:00.000Z")
    expect(decided(verdict)).toEqual(["shut", rules.transferMechanism.clause.quote])
    expect(verdict.because[0].terms?.[0]?.reading).toBe("terms/sha256-commercial@0")
  })
})
