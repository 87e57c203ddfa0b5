/** Objection: what a client says against an engagement, and how both sides come out of it. */
import * as Consultation from "goodfaith/consultation"
import { type Notice, Objection, objections, rules } from "goodfaith/consultation"
import { citedBy } from "goodfaith/kernel"
import type { Window } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { amsterdam, type Day, type Instant, nlOffice, Span, Zone } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { accepts, addressed, objects, replacement, seedLike, sends, signs, telling } from "./scenario.ts"

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
const agree = {
  _tag: "AgreeSolution",
  by: "head-of-it",
  authority: "shown",
  solution: carveOut,
  at: later
} satisfies Objection.AgreeSolution
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
const withdraw = {
  _tag: "WithdrawObjection",
  by: "head-of-it",
  authority: "shown",
  objection: "obj-1",
  at: later
} satisfies Objection.WithdrawObjection
const withdrawn: Objection.ObjectionWithdrawn = { ...withdraw, _tag: "ObjectionWithdrawn" }
const accept = accepts(later, { acceptance: "yes-1" })
const accepted: Objection.ChangeAccepted = { ...accept, _tag: "ChangeAccepted" }
const agreeTerms: Notice.AgreeTerms = { _tag: "AgreeTerms", terms: addressed("commercial"), by: "head-of-it", at }
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

describe(objections.recordedAlways.clause.quote, () => {
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

  it("learned later that it came sooner, that is on record too, and the earlier moment counts", () => {
    const sooner: Instant = "2026-04-24T09:00:00.000Z"
    const before: Objection.ObjectionReceived = { ...received, at: sooner }
    given(received)
      .when({ ...object, at: sooner })
      .then(before)
    for (const events of [
      [received, judged, before],
      [before, judged, received]
    ]) {
      given(...events)
        .when(object)
        .thenNothing()
      given(...events)
        .when({ ...object, at: sooner })
        .thenNothing()
      const objections = given(...events).folded().state.objection.objections
      expect(objections.map((it) => [it.received.value.at, it.judged.length])).toEqual([[sooner, 1]])
      expect(objections[0]?.arrivals.map(({ from }) => from)).toEqual([
        "consultation/chg-1/c1@0",
        "consultation/chg-1/c1@2"
      ])
    }
    expect(known(received, before).received.from).toBe("consultation/chg-1/c1@1")
    expect(known(received, received).received.from).toBe("consultation/chg-1/c1@0")
    given(received)
      .when({ ...object, grounds: "sealed:other", at: sooner })
      .thenRefused(Objection.ObjectionIdTaken(known(received)))
  })

  it("so one that was taken for late may have been in time, and its reasons name each record of its arrival", () => {
    const inJune: Instant = "2026-06-02T09:00:00.000Z"
    const scenario = replacement(signs(seedLike(ready.commercial), c, ready.commercial))
      .tells(c, "letter-1", "2026-04-20T09:00:00.000Z")
      .objects(c, "obj-1", "2026-05-25T09:00:00.000Z")
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("open")
    const { upTo } = scenario.case("chg-1", c)
    scenario.objects(c, "obj-1", "2026-05-10T09:00:00.000Z")
    const verdict = scenario.gate("flowmailer", c, inJune)
    expect(verdict.answer).toBe("shut")
    expect(citedBy(verdict)).toEqual(expect.arrayContaining([`${stream}@${upTo}`, `${stream}@${upTo + 1}`]))
  })

  it("under the id of a client of whom nothing is on record, nobody would look for it", () => {
    const nobody = replacement(seedLike(ready.commercial)).worldOfCase("chg-1", "c-typo")
    const said = telling(Consultation.decider, Consultation.stream("chg-1", "c-typo"), nobody)
    for (const words of [object, accept, openTalks, agreeTerms])
      said().when(words).thenRefused(Consultation.UnknownClient("c-typo"))
    // That somebody's data was handled is a fact whoever it is.
    const access = { engagement: "flowmailer", use: {}, at } as const
    said()
      .when({ _tag: "RecordAccess", ...access })
      .then({ _tag: "AccessBegan", ...access })
    telling(Consultation.decider, Consultation.stream("chg-9", "c-typo"), {
      ...nobody,
      subject: undefined
    })()
      .when(object)
      .thenRefused(Consultation.UnknownSubject("c-typo"))
  })

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

  it("what it was, what stood in it, who sent it and when: as it came", () => {
    const other = {
      as: "termination",
      gives: ["explanation", "mitigation"],
      authority: "notShown",
      sent: "2026-04-24T22:00:00.000Z"
    } as const
    given()
      .when({ ...object, ...other })
      .then({ ...received, ...other })
  })

  it("an objection and a yes are never called by one id", () => {
    given(received)
      .when({ ...accept, acceptance: "obj-1" })
      .thenRefused(Objection.ActIdTaken("obj-1", "consultation/chg-1/c1@0"))
    given(accepted)
      .when({ ...object, objection: "yes-1" })
      .thenRefused(Objection.ActIdTaken("yes-1", "consultation/chg-1/c1@0"))
    given(accepted)
      .when({ ...accept, as: "waiver" })
      .thenRefused(Objection.AcceptanceIdTaken({ value: accepted, from: "consultation/chg-1/c1@0" }))
  })

  it("a client's yes may be for some of what the change brings", () => {
    const some = { as: "waiver", for: [{ facet: "place", value: "nl" }] } as const
    given()
      .when({ ...accept, ...some })
      .then({ ...accepted, ...some })
  })

  it("the client is informed, confirms, and is answered: each on record", () => {
    const inform: Objection.GiveInformation = { _tag: "GiveInformation", objection: "obj-1", at: later }
    const informed: Objection.InformationGiven = { ...inform, _tag: "InformationGiven" }
    const confirm: Objection.ConfirmObjection = { _tag: "ConfirmObjection", objection: "obj-1", at: later }
    const confirmed: Objection.ObjectionConfirmed = { ...confirm, _tag: "ObjectionConfirmed" }
    const answer: Objection.AnswerObjection = { _tag: "AnswerObjection", objection: "obj-1", at: later }
    const answered: Objection.VendorAnswered = { ...answer, _tag: "VendorAnswered" }
    const muchLater: Instant = "2026-05-20T09:00:00.000Z"
    given(received).when(inform).then(informed)
    given(received, informed).when(inform).thenNothing()
    given(received, informed)
      .when({ ...inform, at: muchLater })
      .then({ ...informed, at: muchLater })
    given(received).when(confirm).then(confirmed)
    given(received, confirmed).when(confirm).thenNothing()
    given(received, confirmed)
      .when({ ...confirm, at: muchLater })
      .then({ ...confirmed, at: muchLater })
    given(received).when(answer).then(answered)
    given(received, answered)
      .when({ ...answer, at: muchLater })
      .thenNothing()
    for (const command of [inform, confirm, answer])
      given(second).when(command).thenRefused(Objection.UnknownObjection("obj-1"))
    const it = known(received, second, informed, confirmed, answered, { ...answered, at: muchLater })
    expect([it.informed, it.confirmed, it.answered].flat().map((fact) => fact?.from)).toEqual([
      "consultation/chg-1/c1@2",
      "consultation/chg-1/c1@3",
      "consultation/chg-1/c1@4"
    ])
    const other = Objection.find(given(received, second, informed).folded().state.objection, "obj-2")
    expect(other?.informed).toEqual([])
  })

  it("what the vendor proposed since an objection answers it too; what the client proposed does not", () => {
    const answers = (...events: ReadonlyArray<Consultation.Event>) =>
      Objection.answersTo(given(...events).folded().state.objection, known(...events)).map(({ from }) => from)
    expect(answers(received, discussion, proposed)).toEqual(["consultation/chg-1/c1@2"])
    expect(answers(received, discussion, { ...proposed, at })).toEqual(["consultation/chg-1/c1@2"])
    expect(answers(received, discussion, { ...proposed, at: "2026-04-25T08:59:59.999Z" })).toEqual([])
    expect(answers(received, discussion, { ...proposed, by: "client" })).toEqual([])
  })

  it("a standard that only a person can weigh is judged, and judged again: the newest of its time counts", () => {
    const judgeIt: Objection.JudgeStandard = {
      _tag: "JudgeStandard",
      standard: "d/any/objection.onlyIf",
      holds: true,
      by: "dpo-1",
      reason: "sealed:reason",
      at
    }
    const found: Objection.StandardJudged = { ...judgeIt, _tag: "StandardJudged" }
    given().when(judgeIt).then(found)
    given(found).when(judgeIt).thenNothing()
    given(found)
      .when({ ...judgeIt, at: later })
      .then({ ...found, at: later })
    const { objection } = given(
      found,
      { ...found, holds: false, at: later },
      { ...found, standard: "d/any/exit" }
    ).folded().state
    const holdsOn = (on: Instant) => Objection.standardAt(objection, "d/any/objection.onlyIf", on)?.value.holds
    expect([
      holdsOn("2026-04-25T08:59:59.999Z"),
      holdsOn(at),
      holdsOn("2026-05-02T08:59:59.999Z"),
      holdsOn(later)
    ]).toEqual([undefined, true, true, false])
  })

  it("of two judgements of one moment the later record counts", () => {
    const it = known(received, judged, { ...judged, sufficient: true })
    expect(Objection.groundsAt(it, later)?.value.sufficient).toBe(true)
    expect(Objection.groundsAt(it, at)).toBeUndefined()
  })

  it("a client's yes is recorded; said again at once it is one yes", () => {
    given().when(accept).then(accepted)
    given(accepted)
      .when({ ...accept, at: "2026-05-03T09:00:00.000Z" })
      .thenNothing()
  })

  it("a yes after an objection, or after an agreement, is another yes", () => {
    const again = { ...accept, acceptance: "yes-2", at: "2026-06-01T09:00:00.000Z" } satisfies Objection.AcceptChange
    given(accepted, received)
      .when(again)
      .then({ ...again, _tag: "ChangeAccepted" })
    given(accepted, received, discussion, agreed)
      .when(again)
      .then({ ...again, _tag: "ChangeAccepted" })
  })
})

describe(objections.byMandate.clause.quote, () => {
  const grant = "mandates/c1@2"
  /** Somebody's power runs until June. */
  const mandate: typeof world.mandate = (act, person, when) =>
    act !== "DeclareExit" && person === "head-of-it" && when < "2026-06-01T00:00:00.000Z" ? grant : undefined
  const told = telling(Consultation.decider, stream, { ...world, mandate })
  const byMandate = { authority: "byMandate" } as const

  it("an objection, a yes, an agreement in talks or one taken back: shown by the grant that carried it", () => {
    told()
      .when({ ...object, ...byMandate })
      .then({ ...received, authority: "shown", mandate: grant })
    told()
      .when({ ...accept, ...byMandate, by: "head-of-it" })
      .then({ ...accepted, by: "head-of-it", authority: "shown", mandate: grant })
    told(received, discussion)
      .when({ ...agree, ...byMandate })
      .then({ ...agreed, authority: "shown", mandate: grant })
    told(received)
      .when({ ...withdraw, ...byMandate, by: "head-of-it" })
      .then({ ...withdrawn, by: "head-of-it", authority: "shown", mandate: grant })
  })

  it("of that person, for that act, at that moment; else it is recorded all the same, as not shown", () => {
    const late = { ...object, ...byMandate, at: "2026-06-01T00:00:00.000Z" } as const
    told()
      .when(late)
      .then({ ...received, at: late.at, authority: "notShown" })
    told()
      .when({ ...object, ...byMandate, by: "somebody" })
      .then({ ...received, by: "somebody", authority: "notShown" })
    const exit = { exit: "exit-1", by: "client", scope: "agreement", from: later, at } as const
    told()
      .when({ _tag: "DeclareExit", ...exit, ...byMandate, person: "head-of-it" })
      .then({ _tag: "ExitDeclared", ...exit, person: "head-of-it", authority: "notShown" })
    told()
      .when({ _tag: "DeclareExit", ...exit, ...byMandate })
      .then({ _tag: "ExitDeclared", ...exit, authority: "notShown" })
  })

  it("asked again it is so already, whatever became of the powers since", () => {
    const wasShown = { ...received, mandate: "mandates/c1@1" } as const
    told(wasShown)
      .when({ ...object, ...byMandate })
      .thenNothing()
    told(wasShown).when(object).thenNothing()
    told({ ...received, authority: "notShown" })
      .when({ ...object, ...byMandate })
      .thenNothing()
    told({ ...accepted, authority: "notShown" })
      .when({ ...accept, ...byMandate })
      .thenNothing()
  })
})

describe(objections.authority.clause.quote, () => {
  const ask: Objection.AskAuthority = { _tag: "AskAuthority", act: "obj-1", at: later }
  const asked: Objection.AuthorityAsked = { ...ask, _tag: "AuthorityAsked" }
  const ratify: Objection.RatifyAuthority = { _tag: "RatifyAuthority", act: "obj-1", by: "director", at: later }
  const ratified: Objection.AuthorityRatified = { ...ratify, _tag: "AuthorityRatified" }
  const refute: Objection.RefuteAuthority = { _tag: "RefuteAuthority", act: "obj-1", at: later }
  const refuted: Objection.AuthorityRefuted = { ...refute, _tag: "AuthorityRefuted" }
  const unshown: Objection.ObjectionReceived = { ...received, authority: "notShown" }
  const before: Instant = "2026-05-02T08:59:59.999Z"
  const muchLater: Instant = "2026-05-20T09:00:00.000Z"

  it("it is asked once; others stand by it or deny it, and both are recorded", () => {
    given(unshown).when(ask).then(asked)
    given(unshown, asked)
      .when({ ...ask, at: muchLater })
      .thenNothing()
    given(unshown, { ...asked, act: "obj-2" })
      .when(ask)
      .then(asked)
    given(unshown).when(ratify).then(ratified)
    given(unshown, ratified)
      .when({ ...ratify, at: muchLater })
      .thenNothing()
    given(unshown, ratified)
      .when({ ...ratify, by: "chair" })
      .then({ ...ratified, by: "chair" })
    given(unshown, ratified).when(refute).then(refuted)
    given(unshown, refuted)
      .when({ ...refute, at: muchLater })
      .thenNothing()
    given(unshown, { ...refuted, act: "obj-2" })
      .when(refute)
      .then(refuted)
  })

  it("of a yes as of an objection; never of what nobody said", () => {
    given(accepted)
      .when({ ...ask, act: "yes-1" })
      .then({ ...asked, act: "yes-1" })
    for (const command of [ask, ratify, refute])
      given(accepted).when(command).thenRefused(Objection.UnknownAct("obj-1"))
  })

  const authorityOn = (on: Instant, ...events: ReadonlyArray<Consultation.Event>) => {
    const { objection } = given(...events).folded().state
    return Objection.authorityOf(objection, objection.objections[0]!.received, on)
  }

  it("shown, asked for, stood by, denied: each from its own moment", () => {
    expect(authorityOn(at, received).answer).toBe("shown")
    expect(authorityOn(at, unshown).answer).toBe("notShown")
    const answers = (...events: ReadonlyArray<Consultation.Event>) =>
      [before, later].map((on) => authorityOn(on, ...events).answer)
    expect(answers(unshown, asked)).toEqual(["notShown", "asked"])
    expect(answers(unshown, ratified)).toEqual(["notShown", "ratified"])
    expect(answers(received, asked)).toEqual(["shown", "shown"])
    expect(answers(received, refuted)).toEqual(["shown", "refuted"])
    expect(answers(unshown, { ...ratified, at }, refuted)).toEqual(["ratified", "refuted"])
    expect(answers(unshown, { ...refuted, at }, ratified)).toEqual(["refuted", "refuted"])
  })

  it("what is known of another act says nothing about this one, and is not cited", () => {
    const verdict = authorityOn(later, unshown, { ...refuted, act: "obj-2" }, ratified)
    expect(verdict.answer).toBe("ratified")
    expect(verdict.because[0].facts).toEqual(["consultation/chg-1/c1@0", "consultation/chg-1/c1@2"])
    const { objection } = given(unshown, { ...refuted, act: "obj-2" }).folded().state
    const { asked: a, ratified: b, refuted: c } = objection.authority
    expect(objections.authority(objection.objections[0]!.received, a, b, c, later).answer).toBe("notShown")
  })
})

describe(objections.speaksForClient.clause.quote, () => {
  const counts = (
    yes: Partial<Objection.ChangeAccepted>,
    ratified: ReadonlyArray<Instant>,
    refuted: ReadonlyArray<Instant>,
    on: Instant = later
  ) =>
    objections.speaksForClient(
      fact({ ...accepted, ...yes }),
      ratified.map((at) => fact({ _tag: "AuthorityRatified", act: "yes-1", by: "director", at })),
      refuted.map((at) => fact({ _tag: "AuthorityRefuted", act: "yes-1", at })),
      on
    ).answer

  it("shown, it counts; not shown, from when the client stood by it", () => {
    expect(counts({}, [], [])).toBe(true)
    expect(counts({ authority: "notShown" }, [], [])).toBe(false)
    expect(counts({ authority: "notShown" }, [later], [])).toBe(true)
    expect(counts({ authority: "notShown" }, [later], [], "2026-05-02T08:59:59.999Z")).toBe(false)
  })

  it("denied by the client, it never counts, whoever stood by it", () => {
    expect(counts({}, [], [later])).toBe(false)
    expect(counts({}, [], [later], "2026-05-02T08:59:59.999Z")).toBe(true)
    expect(counts({ authority: "notShown" }, [later], [at])).toBe(false)
  })

  it("what the client said of another yes makes no difference", () => {
    expect(counts({ acceptance: "yes-2", authority: "notShown" }, [later], [])).toBe(false)
    expect(counts({ acceptance: "yes-2" }, [], [later])).toBe(true)
  })
})

describe(objections.exitRecorded.clause.quote, () => {
  const leave = {
    _tag: "DeclareExit",
    exit: "exit-1",
    by: "client",
    scope: "affectedService",
    from: "2026-09-01T00:00:00.000Z",
    objection: "obj-1",
    at: later
  } satisfies Objection.DeclareExit
  const left: Objection.ExitDeclared = { ...leave, _tag: "ExitDeclared" }
  const revoke: Objection.RevokeExit = { _tag: "RevokeExit", exit: "exit-1", at: later }
  const revoked: Objection.ExitRevoked = { ...revoke, _tag: "ExitRevoked" }
  const { objection: _, ...without } = leave

  it("by either side, whether it may or not, with or without an objection", () => {
    given(received).when(leave).then(left)
    given(received)
      .when({ ...leave, by: "vendor" })
      .then({ ...left, by: "vendor" })
    given()
      .when(without)
      .then({ ...without, _tag: "ExitDeclared" })
  })

  it("once; other words need another id, and an objection that is named must be on record", () => {
    given(received, left)
      .when({ ...leave, at: "2026-05-20T09:00:00.000Z" })
      .thenNothing()
    const known = Objection.exitOf(given(received, left).folded().state.objection, "exit-1")!
    given(received, left)
      .when({ ...leave, scope: "agreement" })
      .thenRefused(Objection.ExitIdTaken(known))
    given().when(leave).thenRefused(Objection.UnknownObjection("obj-1"))
  })

  it("taken back, once, and it keeps the event that took it back first", () => {
    given(received, left).when(revoke).then(revoked)
    given(received, left, revoked).when(revoke).thenNothing()
    given(received).when(revoke).thenRefused(Objection.UnknownExit("exit-1"))
    const { exits } = given(received, left, { ...left, exit: "exit-2" }, revoked, revoked).folded().state.objection
    expect(exits.map((it) => it.revoked?.from)).toEqual(["consultation/chg-1/c1@3", undefined])
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

describe(objections.inTime.clause.quote, () => {
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
    return objections.inTime(
      fact({ ...received, at: on }),
      window(end),
      [fact(letter)],
      Zone.dayOf(amsterdam, on),
      [],
      undefined,
      undefined
    ).answer
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

  const lost = fact({ address: "privacy-office", at: "2026-05-17T08:00:00.000Z" } as const)
  const restored = fact<Instant>("2026-05-18T08:00:00.000Z")
  const end = { before: "2026-05-18T22:00:00.000Z" } as const
  const named = (...addresses: ReadonlyArray<string>) => ({
    value: addresses,
    terms: { ref: addressed("form"), parameter: "p", source: { instrument: "form", words: "…" } }
  })
  const arrives = (
    objection: Partial<Objection.ObjectionReceived>,
    losses: ReadonlyArray<objections.Loss>,
    addresses?: ReturnType<typeof named>,
    until: Parameters<typeof window>[0] = end,
    accessBegan?: { readonly value: { readonly at: Instant }; readonly from: typeof lost.from }
  ) => {
    const it = { ...received, at: "2026-05-25T08:00:00.000Z", ...objection } as const
    const on = Zone.dayOf(amsterdam, it.at)
    return objections.inTime(fact(it), window(until), [], on, losses, accessBegan, addresses).answer
  }

  it("sent before the end, while our address did not work, it is in time, whenever it reached us", () => {
    const losses: ReadonlyArray<objections.Loss> = [[lost, restored]]
    expect(arrives({ sent: "2026-05-17T08:00:00.000Z" }, losses)).toBe(true)
    expect(arrives({ sent: "2026-05-17T07:59:59.999Z" }, losses)).toBe(false)
    expect(arrives({ sent: "2026-05-18T07:59:59.999Z" }, losses)).toBe(true)
    expect(arrives({ sent: "2026-05-18T08:00:00.000Z" }, losses)).toBe(false)
    expect(arrives({ sent: "2026-05-18T08:00:00.000Z" }, [[lost, undefined]])).toBe(true)
    expect(arrives({ sent: "2026-05-18T08:00:00.000Z" }, [])).toBe(false)
  })

  it("an address that failed revives nothing that was sent when the window had ended", () => {
    expect(arrives({ sent: "2026-05-18T21:59:59.999Z" }, [[lost, undefined]])).toBe(true)
    expect(arrives({ sent: "2026-05-18T22:00:00.000Z" }, [[lost, undefined]])).toBe(false)
    // Nobody knows when it was sent: then it was when it came.
    expect(arrives({}, [[lost, undefined]])).toBe(false)
  })

  it("another address that failed excuses nothing, unless the agreement names it", () => {
    const toSales = { sent: "2026-05-17T09:00:00.000Z", to: "sales" } as const
    expect(arrives(toSales, [[lost, undefined]])).toBe(false)
    expect(arrives(toSales, [[lost, undefined]], named("dpo-office"))).toBe(false)
    expect(arrives(toSales, [[lost, undefined]], named("dpo-office", "privacy-office"))).toBe(true)
    expect(arrives({ ...toSales, to: "privacy-office" }, [[lost, undefined]], named("dpo-office"))).toBe(true)
  })

  it("where the client may object until access, it is late from the moment at which access began", () => {
    const began = fact({ at: "2026-05-25T08:00:00.000Z" } as const)
    expect(arrives({}, [], undefined, "untilAccess")).toBe(true)
    expect(arrives({}, [], undefined, "untilAccess", began)).toBe(false)
    expect(arrives({ at: "2026-05-25T07:59:59.999Z" }, [], undefined, "untilAccess", began)).toBe(true)
    expect(arrives({ sent: "2026-05-25T07:59:59.999Z" }, [[lost, undefined]], undefined, "untilAccess", began)).toBe(
      true
    )
    expect(arrives({ sent: "2026-05-25T08:00:00.000Z" }, [[lost, undefined]], undefined, "untilAccess", began)).toBe(
      false
    )
  })

  it("access ends no other window", () => {
    const began = fact({ at } as const)
    expect(arrives({}, [], undefined, "open", began)).toBe(true)
    expect(arrives({ at: "2026-05-18T21:59:59.999Z" }, [], undefined, end, began)).toBe(true)
  })

  it("where there is no right to object, a dead address gives none", () =>
    expect(
      arrives({ at, sent: at }, [[fact({ address: "privacy-office", at } as const), undefined]], undefined, "none")
    ).toBe(false))

  it("a window that has not ended, or of which nobody knows when it ends, makes nothing late", () =>
    expect((["open", "untilAccess", "unknown"] as const).map((end) => inTime(end, at))).toEqual([true, true, true]))
})

describe(rules.asTold.clause.quote, () => {
  const told = (answer: ReturnType<typeof rules.windowEnds>["answer"], until: Instant | undefined) =>
    rules.asTold({ answer, because: [{ clause: rules.windowEnds.clause, answer, facts: [] }] }, [fact(letter)], until)
  const letter: Notice.NoticeSent = {
    ...sends("letter-1", at),
    _tag: "NoticeSent",
    stated: {
      terms: addressed("commercial"),
      zone: "zone:z",
      calendars: [],
      readings: [],
      effectiveOn: "2026-06-01",
      objectUntil: "2026-05-20"
    }
  }
  const end = { before: "2026-05-18T22:00:00.000Z" } as const

  it("the later of what the terms give and what was told; and the letters that told it are cited", () => {
    expect(told(end, "2026-05-20T22:00:00.000Z").answer).toEqual({ before: "2026-05-20T22:00:00.000Z" })
    expect(told(end, "2026-05-17T22:00:00.000Z").answer).toEqual(end)
    expect(told(end, undefined).answer).toEqual(end)
    expect(told(end, undefined).because[0].facts).toEqual([fact(letter).from])
  })

  it("a window that nothing ends stays so, and what is no right stays none", () =>
    expect(
      (["open", "untilAccess", "none", "unknown"] as const).map((it) => told(it, "2026-05-20T22:00:00.000Z").answer)
    ).toEqual(["open", "untilAccess", "none", "unknown"]))
})

describe(objections.binds.clause.quote, () => {
  const notShown = "notShown" as const
  const yes = { ...agree, solution: { _tag: "Acceptance" } } satisfies Objection.AgreeSolution
  const doubtful = { ...yes, authority: notShown }
  const doubtfully: Objection.SolutionAgreed = { ...doubtful, _tag: "SolutionAgreed" }
  const backByWhom = { ...withdraw, by: "an-intern", authority: notShown }
  const backByWhomever: Objection.ObjectionWithdrawn = { ...backByWhom, _tag: "ObjectionWithdrawn" }

  it("taken back by somebody who was not shown to speak for it: on record, and the objection stays open", () => {
    given(received).when(backByWhom).then(backByWhomever)
    expect(status(received, backByWhomever)).toBe("raised")
    expect(known(received, backByWhomever).withdrawn.map(({ value }) => value)).toEqual([backByWhomever])
    expect(status(received, discussion, backByWhomever)).toBe("underDiscussion")
    given(received, backByWhomever).when(backByWhom).thenNothing()
  })

  it("taken back again, now shown: recorded again, and it counts from then", () => {
    const shown = { ...withdraw, at: "2026-05-04T09:00:00.000Z" } as const
    const shownly: Objection.ObjectionWithdrawn = { ...shown, _tag: "ObjectionWithdrawn" }
    given(received, backByWhomever).when(shown).then(shownly)
    expect(known(received, backByWhomever, shownly).closed).toEqual({ value: shown.at, from: given().ref(2) })
    given(received, withdrawn).when(backByWhom).thenNothing()
    expect(known(received, withdrawn, backByWhomever).closed).toEqual({ value: later, from: given().ref(1) })
  })

  it("of two objections one taken back so, the talks go on about the other and about it", () => {
    const both = [received, second, discussion, backByWhomever] as const
    expect(Objection.open(given(...both).folded().state.objection).length).toBe(2)
    expect(status(...both, { ...withdrawn, objection: "obj-2" })).toBe("underDiscussion")
  })

  it("accepted in talks by such a person, nothing is settled: talks, objection and proposal stay open", () => {
    const proposal: Objection.SolutionProposed = { ...proposed, solution: { _tag: "Acceptance" } }
    const toIt = { ...doubtful, proposal: "p1" }
    const toItly: Objection.SolutionAgreed = { ...toIt, _tag: "SolutionAgreed" }
    given(received, discussion, proposal).when(toIt).then(toItly)
    const { objection } = given(received, discussion, proposal, toItly).folded().state
    expect(Objection.status(objection)).toBe("underDiscussion")
    expect(Objection.open(objection).length).toBe(1)
    expect(Objection.openProposals(objection).length).toBe(1)
    expect(objection.solutions).toEqual([])
    expect(objection.notBinding.map(({ value }) => value)).toEqual([toItly])
    given(received, discussion, proposal, toItly).when(toIt).thenNothing()
    const shown = { ...toIt, authority: "shown" } satisfies Objection.AgreeSolution
    given(received, discussion, proposal, toItly)
      .when(shown)
      .then({ ...shown, _tag: "SolutionAgreed" })
  })

  it("accepted again, now shown, it settles", () => {
    const shownly: Objection.SolutionAgreed = { ...yes, _tag: "SolutionAgreed" }
    expect(status(received, discussion, doubtfully)).toBe("underDiscussion")
    expect(status(received, discussion, doubtfully, shownly)).toBe("settled")
  })

  it("what protects the client counts at once", () => {
    for (const solution of [
      carveOut,
      { _tag: "Alternative", engagement: "flowmailer", doneBy: "tripolis" },
      { _tag: "Withdrawal" },
      { _tag: "Exit", from: later }
    ] as ReadonlyArray<Objection.Solution>)
      expect(status(received, discussion, { ...agreed, solution, authority: notShown })).toBe("settled")
  })

  it("an acceptance may be about one of the rows of the case, and about no other", () => {
    const ofRow = {
      ...agree,
      solution: { _tag: "Acceptance", engagement: "flowmailer" }
    } satisfies Objection.AgreeSolution
    given(received, discussion)
      .when(ofRow)
      .then({ ...ofRow, _tag: "SolutionAgreed" })
    given(received, discussion)
      .when({ ...ofRow, solution: { _tag: "Acceptance", engagement: "cm-telecom" } })
      .thenRefused(Objection.NotAboutThis("cm-telecom", ["flowmailer", "tripolis"]))
  })
})

describe("no objection is closed twice, nor by its age", () => {
  it("settled or withdrawn, it is closed, and keeps the event that closed it first", () => {
    expect(known(received).closed).toBeUndefined()
    expect(known(received, discussion, agreed).closed).toEqual({ value: later, from: "consultation/chg-1/c1@2" })
    expect(known(received, withdrawn).closed).toEqual({ value: later, from: "consultation/chg-1/c1@1" })
    expect(known(received, withdrawn, second, discussion, agreed).closed?.from).toBe("consultation/chg-1/c1@1")
    expect(known(received, second, discussion, agreed, discussion, agreed).closed?.from).toBe("consultation/chg-1/c1@3")
  })

  it("a later agreement is a new solution beside the first", () => {
    const { solutions } = given(received, discussion, agreed, discussion, agreed).folded().state.objection
    expect(solutions.map(({ from }) => from)).toEqual(["consultation/chg-1/c1@2", "consultation/chg-1/c1@4"])
  })

  it("its age is told in whole days, until it was closed, and it stays open at any age", () => {
    const ageOn = (it: Objection.Objection, on: Instant) => Objection.ageOf(it, on)
    expect(ageOn(known(received), "2026-04-26T08:59:59.999Z")).toBe(0)
    expect(ageOn(known(received), "2026-04-26T09:00:00.000Z")).toBe(1)
    expect(ageOn(known(received), "2027-04-25T09:00:00.000Z")).toBe(365)
    expect(ageOn(known(received, withdrawn), "2027-04-25T09:00:00.000Z")).toBe(7)
    expect(ageOn(known(received, withdrawn), "2026-04-27T09:00:00.000Z")).toBe(2)
    expect(Objection.open(given(received).folded().state.objection)).toHaveLength(1)
  })
})

describe(objections.inGoodFaith.clause.quote, () => {
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

  it("a proposal is agreed to as it was made, once, and by its id", () => {
    const bound = { ...agree, proposal: "p1" } satisfies Objection.AgreeSolution
    const boundly: Objection.SolutionAgreed = { ...bound, _tag: "SolutionAgreed" }
    given(received, discussion, proposed).when(bound).then(boundly)
    given(received, discussion).when(bound).thenRefused(Objection.UnknownProposal("p1"))
    const proposalAfter = (...events: ReadonlyArray<Consultation.Event>) =>
      Objection.proposalOf(given(...events).folded().state.objection, "p1")!
    const made = proposalAfter(received, discussion, proposed)
    const other = { ...bound, solution: { ...carveOut, words: "sealed:otherwise" } } satisfies Objection.AgreeSolution
    given(received, discussion, proposed).when(other).thenRefused(Objection.NotWhatWasProposed(made))
    given(received, discussion, proposed)
      .when({ ...bound, effects: { accessFrom: later } })
      .thenRefused(Objection.NotWhatWasProposed(made))
    given(received, discussion, proposed, declined)
      .when(bound)
      .thenRefused(Objection.ProposalAnswered(proposalAfter(received, discussion, proposed, declined)))
    const twice = [received, discussion, proposed, boundly, discussion] as const
    given(...twice)
      .when(bound)
      .thenRefused(Objection.ProposalAnswered(proposalAfter(...twice)))
    given(...twice)
      .when(decline)
      .thenRefused(Objection.ProposalAnswered(proposalAfter(...twice)))
    expect(proposalAfter(...twice).agreed).toEqual({ value: later, from: "consultation/chg-1/c1@3" })
  })

  it("the proposals to which nobody has answered are known", () => {
    const waiting = (...events: ReadonlyArray<Consultation.Event>) =>
      Objection.openProposals(given(...events).folded().state.objection).map(({ proposed }) => proposed.value.proposal)
    expect(waiting(received, discussion, proposed, { ...proposed, proposal: "p2" })).toEqual(["p1", "p2"])
    expect(waiting(received, discussion, proposed, { ...proposed, proposal: "p2" }, declined)).toEqual(["p2"])
    expect(waiting(received, discussion, proposed, { ...agreed, proposal: "p1" })).toEqual([])
  })

  it("dates and sums of money stand beside the solution, as both sides wrote them", () => {
    const effects: Objection.Effects = {
      windowUntil: "2026-07-01T22:00:00.000Z",
      accessFrom: "2026-08-01T22:00:00.000Z",
      money: [{ what: "credit", amount: "1250.00", currency: "EUR", paidBy: "vendor" }]
    }
    given(received, discussion, { ...proposed, effects })
      .when({ ...agree, proposal: "p1", effects })
      .then({ ...agreed, proposal: "p1", effects })
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
      { _tag: "Withdrawal", words: "sealed:we-stay-with-tripolis" },
      { ...carveOut, from: "2026-07-01T00:00:00.000Z" },
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

  it("since when both sides talk about an objection: the talks that ran when it came, or the first after it", () => {
    const talks = (...events: ReadonlyArray<Consultation.Event>) =>
      given(...events)
        .folded()
        .state.objection.objections.map((it) => it.talks?.from)
    const [first, third] = ["consultation/chg-1/c1@1", "consultation/chg-1/c1@3"]
    expect(talks(received)).toEqual([undefined])
    expect(talks(received, discussion, second)).toEqual([first, first])
    expect(talks(received, withdrawn, second, discussion)).toEqual([undefined, third])
    expect(talks(received, discussion, agreed, discussion)).toEqual([first])
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
