/** What makes an objection stand or fall, and to whom the way out opens: each sentence by itself, at its boundaries. */
import { type Notice, type Objection, objections, rules } from "goodfaith/consultation"
import type { Change } from "goodfaith/language"
import type { Condition, Cure, Exit, Grounds } from "goodfaith/terms"
import { amsterdam, type Instant, nlOffice, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { accepts, addressed, engagement, objects, sends } from "./scenario.ts"

const came: Instant = "2026-04-25T09:00:00.000Z"
const place = { zone: amsterdam, calendar: () => nlOffice }
const nowhere = { zone: amsterdam, calendar: () => undefined }
/** Ten days from 25 April end with 5 May in Amsterdam. */
const ten = Span.calendarDays(10, Span.plain)
const end: Instant = "2026-05-05T22:00:00.000Z"
const justBefore: Instant = "2026-05-05T21:59:59.999Z"
/** Read in two ways: five working days end with Monday 4 May (27 April is King's Day); ten days with 5 May. */
const either = Span.either(Span.workingDays(5, "nl-office", Span.plain), ten)
const early: Instant = "2026-05-04T22:00:00.000Z"

const source = { instrument: "form", words: "…" }
const stipulated = <A>(value: A) => ({ value, terms: { ref: addressed("form"), parameter: "p", source } })
const fact = <A>(value: A, revision = 3) => ({ value, from: `consultation/chg-1/c1@${revision}` as const })
const verdict = <A>(answer: A) => ({
  answer,
  because: [{ clause: { id: "example", quote: "…" }, answer, facts: [] }] as const
})

const speaks = verdict<objections.Authority>("shown")

const object = objects("obj-1", came)
const plainly: Objection.ObjectionReceived = { ...object, _tag: "ObjectionReceived" }
const received = (other: Partial<Objection.ObjectionReceived> = {}) => fact({ ...plainly, ...other }, 1)
const grounds = (sufficient: boolean, at: Instant = came) =>
  fact<Objection.GroundsJudged>({
    _tag: "GroundsJudged",
    objection: "obj-1",
    sufficient,
    by: "dpo-1",
    reason: "sealed:r",
    at
  })

describe(objections.lacks.clause.quote, () => {
  const nothing = received({ inWriting: false, to: "sales", gives: [] })
  const no = stipulated(false)
  const yes = stipulated(true)
  const lacks = objections.lacks

  it("all that is asked for and not there is named", () =>
    expect(
      lacks(nothing, yes, stipulated(["privacy-office"]), stipulated({ needed: "reasonable" }), yes, yes).answer
    ).toEqual(["inWriting", "address", "grounds", "explanation", "mitigation"]))

  it("what is there is not named", () =>
    expect(
      lacks(
        received({ gives: ["grounds", "explanation", "mitigation"] }),
        yes,
        stipulated(["privacy-office"]),
        stipulated({ needed: "reasonable" }),
        yes,
        yes
      ).answer
    ).toEqual([]))

  it("what is not asked for, or of which the agreement says nothing, is not lacking", () => {
    expect(lacks(nothing, no, undefined, stipulated({ needed: "none" }), no, no).answer).toEqual([])
    expect(lacks(nothing, undefined, undefined, undefined, undefined, undefined).answer).toEqual([])
  })
})

describe(objections.doneAsAsked.clause.quote, () => {
  const done = (as: objections.Act, act: objections.Act) =>
    objections.doneAsAsked(received({ as }), stipulated(act)).answer

  it("words alone are no termination, and leaving one thing is not moving it", () =>
    expect([
      done("statement", "termination"),
      done("termination", "termination"),
      done("stopUsing", "move"),
      done("move", "move")
    ]).toEqual([false, true, false, true]))

  it("where words are enough, whoever leaves has said enough", () =>
    expect([done("statement", "statement"), done("termination", "statement")]).toEqual([true, true]))
})

describe(objections.groundsSuffice.clause.quote, () => {
  const suffice = (terms: Grounds, judged: ReturnType<typeof grounds> | undefined, at = came) =>
    objections.groundsSuffice(received(), stipulated(terms), judged, at).answer
  const asked: Grounds = { needed: "dataProtection" }

  it("it falls from when a person found them insufficient", () => {
    expect(suffice(asked, grounds(false))).toBe(false)
    expect(suffice({ ...asked, otherwise: "lapses" }, grounds(false))).toBe(false)
    expect(suffice(asked, grounds(false, end), justBefore)).toBe(true)
    expect(suffice(asked, grounds(false, end), end)).toBe(false)
  })

  it("found sufficient, or not looked at yet, it does not", () =>
    expect([suffice(asked, grounds(true)), suffice(asked, undefined)]).toEqual([true, true]))

  it("where none are asked for, no judgement of them counts", () =>
    expect(suffice({ needed: "none" }, grounds(false))).toBe(true))

  it("where the vendor may leave because of them, that follows, and the objection stands", () =>
    expect(suffice({ ...asked, otherwise: "vendorMayExit" }, grounds(false))).toBe(true))
})

describe(objections.confirmed.clause.quote, () => {
  const told = (at: Instant) => fact<Objection.InformationGiven>({ _tag: "InformationGiven", objection: "obj-1", at })
  const confirms = (at: Instant) =>
    fact<Objection.ObjectionConfirmed>({ _tag: "ObjectionConfirmed", objection: "obj-1", at })
  const stillCounts = (
    informed: ReadonlyArray<Instant>,
    confirmed: ReadonlyArray<Instant>,
    at: Instant,
    period: Span.Span = ten,
    where: typeof place | typeof nowhere = place
  ) =>
    objections.confirmed(received(), stipulated(period), informed.map(told), confirmed.map(confirms), where, at).answer

  it("not informed, it need not be confirmed", () => {
    expect(stillCounts([], [], "2027-01-01T00:00:00.000Z")).toBe(true)
    expect(stillCounts([end], [], justBefore)).toBe(true)
  })

  it("informed, it falls when the time is over, in the client's longer reading of it", () => {
    expect([stillCounts([came], [], justBefore), stillCounts([came], [], end)]).toEqual([true, false])
    expect(stillCounts([came], [], justBefore, either)).toBe(true)
  })

  it("confirmed in time it stays; at the end, or before anything was told, is not in time", () => {
    expect(stillCounts([came], [justBefore], end)).toBe(true)
    expect(stillCounts([came], [end], end)).toBe(false)
    expect(stillCounts([came], [came], end)).toBe(true)
    expect(stillCounts([came], ["2026-04-25T08:59:59.999Z"], end)).toBe(false)
  })

  it("told more, the client has its time anew", () => {
    expect(stillCounts([came, "2026-04-27T09:00:00.000Z"], [], end)).toBe(true)
    expect(stillCounts([came, "2026-04-27T09:00:00.000Z"], [], "2026-05-07T22:00:00.000Z")).toBe(false)
    expect(stillCounts([came, "2026-04-27T09:00:00.000Z"], [came], "2026-06-01T00:00:00.000Z")).toBe(true)
  })

  it("what will be confirmed tomorrow is not confirmed today, and no time ends without its calendar", () => {
    expect(stillCounts([came], [justBefore], "2026-05-05T21:59:59.998Z")).toBe(true)
    expect(stillCounts([came], [], "2027-01-01T00:00:00.000Z", either, nowhere)).toBe(true)
    expect(stillCounts([came], [end], "2027-01-01T00:00:00.000Z", either, nowhere)).toBe(true)
  })
})

describe(objections.rightGiven.clause.quote, () => {
  const eea: Condition = { words: "leaves the EEA", outside: ["NL", "IE", "DE"] }
  const inWords: Condition = { words: "adds considerable risk" }
  const announced = (what: Change) =>
    fact({
      change: "chg-1",
      listing: "main",
      what,
      announcedAt: came,
      effectiveOn: "2026-06-01",
      for: "all"
    } as const)
  const places = (...countries: ReadonlyArray<string | undefined>) =>
    countries.map((country, index) => ({
      id: `p${index}`,
      name: country ?? "worldwide",
      ...(country !== undefined && { country })
    }))
  const moves = (...countries: ReadonlyArray<string | undefined>): Change => ({
    _tag: "Relocate",
    engagement: "sms",
    to: places(...countries)
  })
  const standard = (holds: boolean, at: Instant = came) =>
    fact<Objection.StandardJudged>({
      _tag: "StandardJudged",
      standard: "d/any/objection.onlyIf",
      holds,
      by: "dpo-1",
      reason: "sealed:r",
      at
    })
  const right = (what: Change, condition: Condition, judged?: ReturnType<typeof standard>, at = came) =>
    objections.rightGiven(announced(what), stipulated(condition), judged, at).answer

  it("computed from the places that the change brings", () => {
    expect([right(moves("NL", "US"), eea), right(moves("NL", "DE"), eea)]).toEqual(["given", "notGiven"])
    expect(right({ _tag: "Engage", engagement: engagement("x", { places: places("US") }) }, eea)).toBe("given")
    expect(right({ _tag: "Replace", replaces: "y", engagement: engagement("x", { places: places("IE") }) }, eea)).toBe(
      "notGiven"
    )
    expect(right({ _tag: "Engage", engagement: engagement("x", { places: "all" }) }, eea)).toBe("given")
    expect(right({ _tag: "ChangeData", engagement: "sms", to: ["names"] }, eea)).toBe("notGiven")
  })

  it("a place whose country nobody wrote down is for a person to judge", () => {
    expect(right(moves("NL", undefined), eea)).toBe("undetermined")
    expect(right(moves("US", undefined), eea)).toBe("given")
    expect(right(moves("NL", undefined), eea, standard(false))).toBe("notGiven")
  })

  it("words alone are judged by a person, from then on; figures need none", () => {
    expect(right(moves("NL"), inWords)).toBe("undetermined")
    expect([right(moves("NL"), inWords, standard(true)), right(moves("NL"), inWords, standard(false))]).toEqual([
      "given",
      "notGiven"
    ])
    expect(right(moves("NL"), inWords, standard(true, end), justBefore)).toBe("undetermined")
    expect(right(moves("NL"), inWords, standard(true, end), end)).toBe("given")
    expect(right(moves("NL"), eea, standard(true))).toBe("notGiven")
    expect(right(moves("US"), eea, standard(false))).toBe("given")
  })
})

const cured = (expiry: Cure["expiry"], from: Cure["from"] = "objection", period: Cure["period"] = ten) =>
  stipulated<Cure>({ period, from, expiry })

describe(objections.cureEnds.clause.quote, () => {
  const ends = (
    from: Cure["from"],
    talks?: Instant,
    clock?: Instant,
    period: Span.Span = ten,
    where: typeof place | typeof nowhere = place
  ) =>
    objections.cureEnds(
      received(),
      cured("exitOpens", from, period),
      talks === undefined ? undefined : fact(talks),
      clock === undefined ? undefined : verdict(clock),
      where
    ).answer
  const both = { duty: end, right: end }

  it("from the objection, from the talks, from the notice", () => {
    expect(ends("objection", "2026-05-01T09:00:00.000Z", "2026-04-20T09:00:00.000Z")).toEqual(both)
    expect(ends("talks", "2026-04-27T09:00:00.000Z")).toMatchObject({ right: "2026-05-07T22:00:00.000Z" })
    expect(ends("notice", undefined, "2026-04-20T09:00:00.000Z")).toMatchObject({ right: "2026-04-30T22:00:00.000Z" })
  })

  it("talks that ran already are about an objection from when it came", () =>
    expect(ends("talks", "2026-04-20T09:00:00.000Z")).toEqual(both))

  it("without talks or without a running clock it has not begun", () => {
    expect([ends("talks"), ends("notice")]).toEqual(["notBegun", "notBegun"])
    expect(
      objections.cureEnds(received(), cured("nothing", "notice"), undefined, verdict(undefined), place).answer
    ).toBe("notBegun")
  })

  it("read in two ways, both ends are told; without its calendar none is", () => {
    expect(ends("objection", undefined, undefined, either)).toEqual({ duty: early, right: end })
    expect(ends("objection", undefined, undefined, either, nowhere)).toBe("unknown")
  })
})

describe(objections.notDeemedAccepted.clause.quote, () => {
  const stays = (
    cure: ReturnType<typeof cured>,
    authorisation: "general" | "specific" | undefined,
    at: Instant,
    ends: objections.Ends = { duty: early, right: end }
  ) =>
    objections.notDeemedAccepted(
      received(),
      cure,
      verdict(ends),
      authorisation === undefined ? undefined : stipulated(authorisation),
      at
    ).answer

  it("it falls when the longer reading of the time is over", () =>
    expect([stays(cured("accepted"), "general", justBefore), stays(cured("accepted"), "general", end)]).toEqual([
      true,
      false
    ]))

  it("never under specific authorisation, nor where the agreement does not say which", () =>
    expect([stays(cured("accepted"), "specific", end), stays(cured("accepted"), undefined, end)]).toEqual([true, true]))

  it("nor where the end of that time means something else, has not begun or cannot be counted", () => {
    expect([stays(cured("exitOpens"), "general", end), stays(cured("nothing"), "general", end)]).toEqual([true, true])
    expect(stays(cured("accepted"), "general", end, "notBegun")).toBe(true)
    expect(stays(cured("accepted"), "general", end, "unknown")).toBe(true)
  })
})

describe(objections.stands.clause.quote, () => {
  const stands = (
    authority: objections.Authority,
    inTime: boolean | undefined,
    late: "refused" | "courtesy" | "heard" | undefined,
    right?: objections.Right,
    demands: ReadonlyArray<boolean> = []
  ) =>
    objections.stands(
      received(),
      verdict(authority),
      inTime === undefined ? undefined : verdict(inTime),
      late === undefined ? undefined : stipulated(late),
      right === undefined ? undefined : verdict(right),
      demands.map(verdict)
    ).answer

  it("in time it stands, whether or not it is known yet who speaks; denied by the client, it does not", () =>
    expect(
      (["shown", "asked", "ratified", "notShown", "refuted"] as const).map((it) => stands(it, true, "refused"))
    ).toEqual([true, true, true, true, false]))

  it("late, and late ones lapse: it does not; heard, or unsaid: it does", () =>
    expect([
      stands("shown", false, "refused"),
      stands("shown", false, "courtesy"),
      stands("shown", false, "heard"),
      stands("shown", false, undefined),
      stands("shown", undefined, "refused")
    ]).toEqual([false, false, true, true, true]))

  it("without the right it does not; while a person has not decided about the right, it does", () =>
    expect([
      stands("shown", true, "refused", "given"),
      stands("shown", true, "refused", "undetermined"),
      stands("shown", true, "refused", "notGiven")
    ]).toEqual([true, true, false]))

  it("one sentence that makes it fall is enough", () =>
    expect([
      stands("shown", true, undefined, undefined, [true, true]),
      stands("shown", true, undefined, undefined, [true, false])
    ]).toEqual([true, false]))
})

describe(objections.silentSince.clause.quote, () => {
  const silent = (
    answers: ReadonlyArray<Instant>,
    at: Instant,
    period: Span.Span = ten,
    where = place as typeof nowhere | typeof place
  ) =>
    objections.silentSince(
      received(),
      stipulated(period),
      answers.map((at) => fact({ at })),
      where,
      at
    ).answer

  it("from the end of its time on", () => expect([silent([], justBefore), silent([], end)]).toEqual([undefined, end]))

  it("an answer a millisecond before the end is one; at the end it is too late, and changes nothing any more", () =>
    expect([silent([justBefore], end), silent([end], "2026-06-01T00:00:00.000Z")]).toEqual([undefined, end]))

  it("read in two ways the vendor keeps the earlier end; without its calendar nobody knows", () => {
    expect(silent([], end, either)).toBe(early)
    expect(silent([], end, either, nowhere)).toBeUndefined()
  })
})

const leaving = (exit: Partial<Exit> = {}) => stipulated<Exit>({ who: ["client"], scope: "affectedService", ...exit })

describe(objections.exitOpens.clause.quote, () => {
  const opens = (
    asked: {
      readonly stands?: boolean
      readonly closed?: Instant
      readonly exit?: ReturnType<typeof leaving>
      readonly cure?: ReturnType<typeof cured>
      readonly ends?: objections.Ends
      readonly silent?: Instant
      readonly grounds?: Grounds
      readonly judged?: ReturnType<typeof grounds>
    },
    at: Instant = "2026-06-01T00:00:00.000Z"
  ) =>
    objections.exitOpens(
      received(),
      asked.closed === undefined ? undefined : fact(asked.closed),
      verdict(asked.stands ?? true),
      asked.exit,
      asked.cure,
      asked.ends === undefined ? undefined : verdict(asked.ends),
      asked.silent === undefined ? undefined : verdict(asked.silent),
      asked.grounds === undefined ? undefined : stipulated(asked.grounds),
      asked.judged,
      at
    ).answer
  const ends: objections.Ends = { duty: early, right: end }
  const either2 = leaving({ who: ["client", "vendor"] })

  it("at once, where no time for a solution is set, or where its end means something else", () => {
    expect(opens({ exit: either2 }, came)).toEqual([
      { to: "client", since: came },
      { to: "vendor", since: came }
    ])
    expect(opens({ exit: leaving(), cure: cured("accepted"), ends })).toEqual([{ to: "client", since: came }])
  })

  it("after that time, where the agreement says so: to the client by the shorter reading, to the vendor by the longer", () => {
    const waiting = { exit: either2, cure: cured("exitOpens"), ends }
    expect(opens(waiting, "2026-05-04T21:59:59.999Z")).toEqual([])
    expect(opens(waiting, early)).toEqual([{ to: "client", since: early }])
    expect(opens(waiting, end)).toEqual([
      { to: "client", since: early },
      { to: "vendor", since: end }
    ])
    expect(opens({ ...waiting, ends: "notBegun" })).toEqual([])
    expect(opens({ exit: either2, cure: cured("exitOpens") })).toEqual([])
  })

  it("to nobody whom the agreement does not name", () => {
    expect(opens({ exit: leaving({ who: ["vendor"] }) })).toEqual([{ to: "vendor", since: came }])
    expect(opens({})).toEqual([])
  })

  it("to the client when the vendor was silent", () =>
    expect(opens({ exit: leaving({ who: [] }), silent: end })).toEqual([{ to: "client", since: end }]))

  it("to the vendor when the grounds were insufficient and the agreement says so", () => {
    const judged = grounds(false, end)
    const otherwise: Grounds = { needed: "dataProtection", otherwise: "vendorMayExit" }
    expect(opens({ grounds: otherwise, judged }, end)).toEqual([{ to: "vendor", since: end }])
    expect(opens({ grounds: otherwise, judged }, justBefore)).toEqual([])
    expect(opens({ grounds: otherwise, judged: grounds(true) })).toEqual([])
    expect(opens({ grounds: otherwise })).toEqual([])
    expect(opens({ grounds: { needed: "dataProtection" }, judged })).toEqual([])
    expect(opens({ grounds: { needed: "none", otherwise: "vendorMayExit" }, judged })).toEqual([])
  })

  it("to nobody from when it is settled or withdrawn", () => {
    const settled = { exit: either2, silent: came, closed: end }
    expect(opens(settled, justBefore)).toHaveLength(3)
    expect(opens(settled, end)).toEqual([])
  })

  it("to nobody when the objection does not stand", () =>
    expect(opens({ stands: false, exit: either2, silent: end })).toEqual([]))
})

const declared = (other: Partial<Objection.ExitDeclared> = {}) =>
  fact<Objection.ExitDeclared>(
    {
      _tag: "ExitDeclared",
      exit: "exit-1",
      by: "client",
      scope: "affectedService",
      from: "2026-06-01T00:00:00.000Z",
      at: end,
      ...other
    },
    7
  )

describe(objections.exitAllowed.clause.quote, () => {
  const allowed = (
    exit: ReturnType<typeof leaving> | undefined,
    opens: ReadonlyArray<objections.Opening>,
    other: Partial<Objection.ExitDeclared> = {}
  ) => objections.exitAllowed(declared(other), exit, [verdict([]), verdict(opens)], speaks).answer

  it("to whom it was open, from the moment on at which it opened", () => {
    expect(allowed(leaving(), [{ to: "client", since: end }])).toBe("allowed")
    expect(allowed(leaving(), [{ to: "client", since: end }], { at: justBefore })).toBe("notAllowed")
    expect(allowed(leaving(), [{ to: "vendor", since: came }])).toBe("notAllowed")
    expect(allowed(leaving(), [])).toBe("notAllowed")
    expect(objections.exitAllowed(declared(), leaving(), [], speaks).answer).toBe("notAllowed")
  })

  it("denied by the client it is not; declared by somebody who was not shown to speak for it, that is open", () => {
    const by = (speaker: objections.Authority) =>
      objections.exitAllowed(declared(), leaving(), [verdict([{ to: "client", since: came }])], verdict(speaker)).answer
    expect((["shown", "ratified", "refuted", "asked", "notShown"] as const).map(by)).toEqual([
      "allowed",
      "allowed",
      "notAllowed",
      "undetermined",
      "undetermined"
    ])
  })

  it("for what the agreement lets it end, or whatever the leaver chooses", () => {
    const open = [{ to: "client", since: came }] as const
    expect(allowed(leaving(), open, { scope: "agreement" })).toBe("notAllowed")
    expect(allowed(leaving({ scope: "choice" }), open, { scope: "agreement" })).toBe("allowed")
  })

  it("where the agreement does not say, a person decides", () =>
    expect(allowed(undefined, [{ to: "client", since: came }])).toBe("undetermined"))
})

describe(objections.exitTakesEffect.clause.quote, () => {
  const letter = fact<Notice.NoticeSent>({
    ...sends("letter-1", "2026-05-28T09:00:00.000Z"),
    _tag: "NoticeSent",
    stated: {
      terms: addressed("form"),
      zone: "zone:z",
      calendars: [],
      readings: [],
      effectiveOn: "2026-07-01"
    }
  })
  const effective: Instant = "2026-06-30T22:00:00.000Z"
  const takes = (
    from: NonNullable<Exit["notice"]>["from"] | undefined,
    other: Partial<Objection.ExitDeclared> = {},
    revoked?: Instant,
    period: Span.Span = ten,
    where: typeof place | typeof nowhere = place
  ) =>
    objections.exitTakesEffect(
      declared(other),
      revoked === undefined ? undefined : fact(revoked),
      leaving(from === undefined ? {} : { notice: { period, from } }),
      letter,
      received({ at: "2026-05-30T09:00:00.000Z" }),
      fact(effective),
      speaks,
      where
    ).answer

  it("when it was declared for, where no notice is asked", () => {
    expect(takes(undefined)).toBe("2026-06-01T00:00:00.000Z")
    expect(
      objections.exitTakesEffect(declared(), undefined, undefined, undefined, undefined, undefined, speaks, place)
        .answer
    ).toBe("2026-06-01T00:00:00.000Z")
  })

  it("no sooner than the length of notice after the exit, the first letter, the objection or the effect", () => {
    const at: Instant = "2026-05-29T09:00:00.000Z"
    expect(takes("exit", { at })).toBe("2026-06-08T22:00:00.000Z")
    expect(takes("notice", { at })).toBe("2026-06-07T22:00:00.000Z")
    expect(takes("objection", { at })).toBe("2026-06-09T22:00:00.000Z")
    expect(takes("effect", { at })).toBe("2026-07-11T22:00:00.000Z")
    expect(takes("exit", { at, from: "2026-09-01T00:00:00.000Z" })).toBe("2026-09-01T00:00:00.000Z")
  })

  it("where it is counted from something that is not there, nobody knows", () => {
    const from = (notice: NonNullable<Exit["notice"]>["from"]) =>
      objections.exitTakesEffect(
        declared(),
        undefined,
        leaving({ notice: { period: ten, from: notice } }),
        undefined,
        undefined,
        undefined,
        speaks,
        place
      ).answer
    expect([from("notice"), from("objection"), from("effect")]).toEqual(["unknown", "unknown", "unknown"])
    expect(takes("exit", {}, undefined, either, nowhere)).toBe("unknown")
  })

  it("the client leaves by the shorter reading; the vendor leaves it by the longer", () => {
    const at: Instant = came
    const from: Instant = came
    expect(takes("exit", { at, from }, undefined, either)).toBe(early)
    expect(takes("exit", { at, from, by: "vendor" }, undefined, either)).toBe(end)
  })

  it("taken back before, it never does; taken back afterwards, it did", () => {
    expect(takes(undefined, {}, "2026-05-31T23:59:59.999Z")).toBe("never")
    expect(takes(undefined, {}, "2026-06-01T00:00:00.000Z")).toBe("2026-06-01T00:00:00.000Z")
  })
})

describe("each answer about an objection cites what it rests on", () => {
  it("the facts and the words of the contract, each once", () => {
    const judged = grounds(false)
    const cited = objections.stands(received(), verdict("shown"), undefined, undefined, undefined, [
      objections.groundsSuffice(received(), stipulated({ needed: "proven" }), judged, came)
    ]).because
    expect(cited.map(({ clause }) => clause.id)).toEqual(["objection.stands", "example", "objection.grounds"])
    expect(cited[2]?.facts).toEqual(["consultation/chg-1/c1@1", judged.from])
    expect(cited[2]?.terms?.[0]?.ref).toBe(addressed("form"))
  })

  it("a yes cites who stood by it", () => {
    const said = fact<Objection.ChangeAccepted>({ ...accepts(came), authority: "notShown", _tag: "ChangeAccepted" }, 4)
    const by = fact<Objection.AuthorityRatified>(
      { _tag: "AuthorityRatified", act: said.value.acceptance, by: "director", at: came },
      5
    )
    expect(objections.speaksForClient(said, [by], [], came).because[0].facts).toEqual([said.from, by.from])
    expect(rules.windowEnds.clause.id).toBe("objection.window")
  })
})
