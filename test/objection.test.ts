/** Objection: what a client says against an engagement, and how both sides come out of it. */
import * as Consultation from "goodfaith/consultation"
import { type Notice, Objection, rules } from "goodfaith/consultation"
import type { Window } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { amsterdam, type Day, type Instant, nlOffice, Span, Zone } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { addressed, objects, replacement, seedLike, sends, signs, telling } from "./scenario.ts"

const c = "c1"
const stream = Consultation.stream("chg-1", c)
const world = replacement(signs(seedLike(ready.commercial), c, ready.commercial)).worldOfCase("chg-1", c)
const given = telling(Consultation.decider, stream, world)
const at: Instant = "2026-04-25T09:00:00.000Z"
const later: Instant = "2026-05-02T09:00:00.000Z"

const object = objects("obj-1", at)
const received: Objection.ObjectionReceived = { ...object, _tag: "ObjectionReceived" }
const second: Objection.ObjectionReceived = { ...received, objection: "obj-2", letter: "mail-2" }
const openTalks: Objection.OpenDiscussion = { _tag: "OpenDiscussion", at: later }
const discussion: Objection.DiscussionOpened = { ...openTalks, _tag: "DiscussionOpened" }
const carveOut: Objection.CarveOut = { _tag: "CarveOut", engagement: "flowmailer" }
const agree: Objection.AgreeSolution = { _tag: "AgreeSolution", solution: carveOut, at: later }
const agreed: Objection.SolutionAgreed = { ...agree, _tag: "SolutionAgreed" }
const propose: Objection.ProposeSolution = {
  _tag: "ProposeSolution",
  proposal: "p1",
  by: "vendor",
  solution: carveOut,
  at: later
}
const proposed: Objection.SolutionProposed = { ...propose, _tag: "SolutionProposed" }
const decline: Objection.DeclineProposal = { _tag: "DeclineProposal", proposal: "p1", at: later }
const declined: Objection.ProposalDeclined = { ...decline, _tag: "ProposalDeclined" }
const withdraw: Objection.WithdrawObjection = { _tag: "WithdrawObjection", objection: "obj-1", at: later }
const withdrawn: Objection.ObjectionWithdrawn = { ...withdraw, _tag: "ObjectionWithdrawn" }
const accept: Objection.AcceptChange = { _tag: "AcceptChange", by: "head-of-it", at: later }
const accepted: Objection.ChangeAccepted = { ...accept, _tag: "ChangeAccepted" }
const judge: Objection.JudgeGrounds = {
  _tag: "JudgeGrounds",
  objection: "obj-1",
  sufficient: false,
  by: "dpo-1",
  reason: "sealed:reason",
  at: later
}
const judged: Objection.GroundsJudged = { ...judge, _tag: "GroundsJudged" }

/** The objection `obj-1` after these events. */
const known = (...events: ReadonlyArray<Consultation.Event>): Objection.Objection =>
  Objection.find(given(...events).folded().state.objection, "obj-1")!
const status = (...events: ReadonlyArray<Consultation.Event>) =>
  Objection.status(given(...events).folded().state.objection)

describe(rules.recordedAlways.clause.quote, () => {
  it("before any letter, by mouth, to the wrong address: recorded as it came", () => {
    given().when(object).then(received)
    given()
      .when({ ...object, inWriting: false, to: "sales" })
      .then({ ...received, inWriting: false, to: "sales" })
  })

  it("after the change was accepted, carved out or settled too", () => {
    given(accepted).when(object).then(received)
    given(second, discussion, agreed).when(object).then(received)
  })

  it("recorded once, however often it is passed on", () =>
    given(received)
      .when({ ...object, at: later })
      .thenNothing())

  it("other words need another id", () =>
    given(received)
      .when({ ...object, grounds: "sealed:other" })
      .thenRefused(Objection.ObjectionIdTaken(known(received))))

  it("a person may judge its grounds, and judge again: both stay on record", () => {
    given(received).when(judge).then(judged)
    given(received, judged).when(judge).thenNothing()
    given(received, judged)
      .when({ ...judge, at: "2026-05-03T09:00:00.000Z" })
      .then({ ...judged, at: "2026-05-03T09:00:00.000Z" })
    given(received, judged)
      .when({ ...judge, sufficient: true })
      .then({ ...judged, sufficient: true })
    expect(known(received, judged, { ...judged, sufficient: true }).judged.map((it) => it.value.sufficient)).toEqual([
      false,
      true
    ])
  })

  it("what was never received is neither judged nor withdrawn", () => {
    given().when(judge).thenRefused(Objection.UnknownObjection("obj-1"))
    given(second).when(withdraw).thenRefused(Objection.UnknownObjection("obj-1"))
  })

  it("a client's yes is recorded; said again at once it is one yes", () => {
    given().when(accept).then(accepted)
    given(accepted)
      .when({ ...accept, at: "2026-05-03T09:00:00.000Z" })
      .thenNothing()
  })

  it("a yes after an objection, or after an agreement, is another yes", () => {
    const again: Objection.AcceptChange = { ...accept, at: "2026-06-01T09:00:00.000Z" }
    given(accepted, received)
      .when(again)
      .then({ ...again, _tag: "ChangeAccepted" })
    given(accepted, received, discussion, agreed)
      .when(again)
      .then({ ...again, _tag: "ChangeAccepted" })
  })
})

const source = { instrument: "commercial-form", words: "…" }
const stipulated = <A>(value: A) => ({ value, terms: { ref: addressed("commercial"), parameter: "p", source } })
const fact = <A>(value: A) => ({ value, from: "consultation/chg-1/c1@3" as const })
const clock = (answer: Instant | undefined) => ({
  answer,
  because: [{ clause: rules.clockStarts.clause, answer, facts: [] }] as const
})
const place = { zone: amsterdam, calendar: () => nlOffice }

describe(rules.windowEnds.clause.quote, () => {
  const ends = (window: Window, start: Instant | undefined = "2026-04-20T09:00:00.000Z") =>
    rules.windowEnds(clock(start), stipulated(window), place).answer

  it("thirty days: it ends when 20 May is over in Amsterdam", () =>
    expect(ends({ _tag: "For", period: Span.calendarDays(30, Span.plain) })).toEqual({
      before: "2026-05-20T22:00:00.000Z"
    }))

  it("read in two ways, it ends at the later end", () =>
    expect(
      ends({
        _tag: "For",
        period: Span.either(Span.workingDays(5, "nl-office", Span.plain), Span.calendarDays(5, Span.plain))
      })
    ).toEqual({
      before: "2026-04-28T22:00:00.000Z"
    }))

  it("one whose clock has not started has not ended", () =>
    expect(
      rules.windowEnds(clock(undefined), stipulated({ _tag: "For", period: Span.calendarDays(1, Span.plain) }), place)
        .answer
    ).toBe("open"))

  it("one that nothing ends stays open; where there is no right there is none", () => {
    expect(ends({ _tag: "OpenEnded" })).toBe("open")
    expect(ends({ _tag: "UntilAccess" })).toBe("untilAccess")
    expect(ends({ _tag: "NoRight" })).toBe("none")
  })

  it("counted by a calendar that is not at hand, its end is not known", () =>
    expect(
      rules.windowEnds(clock(at), stipulated({ _tag: "For", period: Span.workingDays(5, "elsewhere", Span.plain) }), {
        zone: amsterdam,
        calendar: () => undefined
      }).answer
    ).toBe("unknown"))
})

describe(rules.inTime.clause.quote, () => {
  const window = (answer: ReturnType<typeof rules.windowEnds>["answer"]) => ({
    answer,
    because: [{ clause: rules.windowEnds.clause, answer, facts: [] }] as const
  })
  const inTime = (end: Parameters<typeof window>[0], on: Instant, objectUntil?: Day) => {
    const letter: Notice.NoticeSent = {
      ...sends("letter-1", at),
      _tag: "NoticeSent",
      stated: { ...blank, ...(objectUntil !== undefined && { objectUntil }) }
    }
    return rules.inTime(fact({ ...received, at: on }), window(end), [fact(letter)], Zone.dayOf(amsterdam, on)).answer
  }
  const blank = {
    terms: addressed("commercial"),
    zone: "zone:z",
    calendars: [],
    readings: [],
    effectiveOn: "2026-06-01"
  } as const

  it("a millisecond before the end it is in time, at the end it is late", () => {
    const end = { before: "2026-05-20T22:00:00.000Z" } as const
    expect([inTime(end, "2026-05-20T21:59:59.999Z"), inTime(end, "2026-05-20T22:00:00.000Z")]).toEqual([true, false])
  })

  it("a last day that a letter told is a last day, whatever is worked out afterwards", () => {
    const end = { before: "2026-05-18T22:00:00.000Z" } as const
    expect(inTime(end, "2026-05-20T21:59:59.999Z", "2026-05-20")).toBe(true)
    expect(inTime(end, "2026-05-20T22:00:00.000Z", "2026-05-20")).toBe(false)
  })

  it("where there is no right to object, nothing is in time", () => expect(inTime("none", at)).toBe(false))

  it("a window that has not ended, or of which nobody knows when it ends, makes nothing late", () =>
    expect((["open", "unknown"] as const).map((end) => inTime(end, "2029-01-01T00:00:00.000Z"))).toEqual([true, true]))
})

describe(rules.stands.clause.quote, () => {
  const inTime = (answer: boolean) => ({
    answer,
    because: [{ clause: rules.inTime.clause, answer, facts: [] }] as const
  })
  const dataProtection = stipulated({ needed: "dataProtection" } as const)
  const now: Instant = "2026-06-01T09:00:00.000Z"
  const stands = (
    ...[time, late, grounds, found]: [
      boolean | undefined,
      "refused" | "courtesy" | "heard" | undefined,
      typeof dataProtection | ReturnType<typeof none> | undefined,
      Objection.GroundsJudged | undefined
    ]
  ) =>
    rules.stands(
      fact(received),
      time === undefined ? undefined : inTime(time),
      late === undefined ? undefined : stipulated(late),
      grounds,
      found === undefined ? undefined : fact(found),
      now
    ).answer
  const none = () => stipulated({ needed: "none" } as const)

  it("in time it stands", () => expect(stands(true, "courtesy", dataProtection, undefined)).toBe(true))
  it("late, and late ones lapse: it does not", () =>
    expect([
      stands(false, "courtesy", dataProtection, undefined),
      stands(false, "refused", dataProtection, undefined)
    ]).toEqual([false, false]))
  it("late, and late ones are heard: it stands", () =>
    expect(stands(false, "heard", dataProtection, undefined)).toBe(true))
  it("late, and the agreement does not say what that means: it stands", () =>
    expect(stands(false, undefined, dataProtection, undefined)).toBe(true))
  it("no window is known: it stands", () => expect(stands(undefined, "courtesy", dataProtection, undefined)).toBe(true))
  it("grounds found to be none of the kind asked for: it does not", () =>
    expect(stands(true, "courtesy", dataProtection, judged)).toBe(false))
  it("grounds found sufficient: it stands", () =>
    expect(stands(true, "courtesy", dataProtection, { ...judged, sufficient: true })).toBe(true))
  it("where no grounds are needed, no judgement of them counts", () =>
    expect([stands(true, "courtesy", none(), judged), stands(true, "courtesy", undefined, judged)]).toEqual([
      true,
      true
    ]))
  it("a judgement of tomorrow counts from tomorrow", () =>
    expect(stands(true, "courtesy", dataProtection, { ...judged, at: "2026-06-02T09:00:00.000Z" })).toBe(true))

  it("settled or withdrawn, it is closed, and keeps the event that closed it", () => {
    expect(known(received).closed).toBeUndefined()
    expect(known(received, discussion, agreed).closed).toEqual({ value: later, from: "consultation/chg-1/c1@2" })
    expect(known(received, withdrawn).closed).toEqual({ value: later, from: "consultation/chg-1/c1@1" })
  })
})

describe(rules.inGoodFaith.clause.quote, () => {
  it("talks are opened about an objection, once", () => {
    given(received).when(openTalks).then(discussion)
    given(received, discussion).when(openTalks).thenNothing()
  })

  it("not about nothing, nor about what was withdrawn", () => {
    given().when(openTalks).thenRefused(Objection.NothingToDiscuss)
    given(received, withdrawn).when(openTalks).thenRefused(Objection.NothingToDiscuss)
  })

  it("again, when what was agreed is to be mended", () =>
    given(received, discussion, agreed).when(openTalks).then(discussion))

  it("either side proposes, while they talk", () => {
    given(received, discussion).when(propose).then(proposed)
    given(received, discussion)
      .when({ ...propose, by: "client" })
      .then({ ...proposed, by: "client" })
    given(received).when(propose).thenRefused(Objection.NotUnderDiscussion)
  })

  it("a proposal is made once, and its words do not change", () => {
    const given2 = given(received, discussion, proposed)
    given2.when({ ...propose, at: "2026-05-03T09:00:00.000Z" }).thenNothing()
    const [proposal] = given2.folded().state.objection.proposals
    given2.when({ ...propose, solution: { _tag: "Acceptance" } }).thenRefused(Objection.ProposalIdTaken(proposal!))
  })

  it("a proposal is declined, once; one that was never made is not", () => {
    given(received, discussion, proposed).when(decline).then(declined)
    given(received, discussion, proposed, declined).when(decline).thenNothing()
    given(received, discussion).when(decline).thenRefused(Objection.UnknownProposal("p1"))
    const { proposals } = given(received, discussion, proposed, declined).folded().state.objection
    expect(proposals[0]?.declined).toEqual({ value: later, from: "consultation/chg-1/c1@3" })
  })

  it("a solution agreed in an open discussion settles every objection of the case", () => {
    given(received, discussion).when(agree).then(agreed)
    const { objections } = given(received, second, discussion, agreed).folded().state.objection
    expect(objections.map((it) => it.closed?.from)).toEqual(["consultation/chg-1/c1@3", "consultation/chg-1/c1@3"])
  })

  it("no solution is agreed before the discussion opens", () => {
    given(received).when(agree).thenRefused(Objection.NotUnderDiscussion)
    given().when(agree).thenRefused(Objection.NotUnderDiscussion)
  })

  it("the same agreement again is one agreement; another one needs another discussion", () => {
    given(received, discussion, agreed)
      .when({ ...agree, at: "2026-05-03T09:00:00.000Z" })
      .thenNothing()
    given(received, discussion, agreed)
      .when({ ...agree, solution: { _tag: "Acceptance" } })
      .thenRefused(Objection.NotUnderDiscussion)
  })

  it("each kind of solution says which engagement it is about", () => {
    const solutions: ReadonlyArray<Objection.Solution> = [
      carveOut,
      { _tag: "Alternative", engagement: "flowmailer", doneBy: "mailjet" },
      { _tag: "Acceptance", words: "sealed:with-a-yearly-audit" },
      { _tag: "Exit", from: "2026-09-01T00:00:00.000Z" }
    ]
    for (const solution of solutions)
      given(received, discussion)
        .when({ ...agree, solution })
        .then({ ...agreed, solution })
  })

  it("a client may take an objection back at any time, once", () => {
    given(received).when(withdraw).then(withdrawn)
    given(received, discussion).when(withdraw).then(withdrawn)
    given(received, withdrawn).when(withdraw).thenNothing()
    given(received, discussion, agreed).when(withdraw).thenNothing()
  })

  it("talks end when the last objection is taken back, and not before", () => {
    expect(status(received, second, discussion, withdrawn)).toBe("underDiscussion")
    expect(status(received, second, discussion, withdrawn, { ...withdrawn, objection: "obj-2" })).toBe("withdrawn")
  })

  it("where it stands, in one word", () => {
    expect(status()).toBe("none")
    expect(status(received)).toBe("raised")
    expect(status(received, discussion)).toBe("underDiscussion")
    expect(status(received, discussion, agreed)).toBe("settled")
    expect(status(received, withdrawn)).toBe("withdrawn")
    expect(status(received, discussion, agreed, second)).toBe("raised")
  })
})
