/** Notice: what a client is owed, what a letter must be, and when time runs. */
import * as Consultation from "goodfaith/consultation"
import { type Notice, rules } from "goodfaith/consultation"
import { emptyWorld, type Terms, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { Calendar, type Instant, nlOffice, amsterdam, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import {
  addressed,
  engagement,
  replacement,
  Refused,
  said,
  type Scenario,
  seedLike,
  sends,
  signs,
  telling,
  varied,
  worldHolding
} from "./scenario.ts"
import { announced, c, letterDay } from "./spring.ts"

const {
  NothingAnnounced,
  NoAgreement,
  UnknownTerms,
  UnknownZone,
  UnknownCalendar,
  LetterTaken,
  UnknownLetter,
  NotSentTo
} = Consultation.Notice
const { commercial, connective, specific } = ready
const stream = Consultation.stream("chg-1", c)
const judged: Instant = "2026-04-02T09:00:00.000Z"

/** The case of c1 about Flowmailer, in the world of that scenario. */
const caseIn = (scenario: Scenario) => telling(Consultation.decider, stream, scenario.worldOfCase("chg-1", c))
const judge: Notice.JudgeDuties = { _tag: "JudgeDuties", at: judged }

const opened: Notice.CaseOpened = {
  _tag: "CaseOpened",
  client: c,
  change: "chg-1",
  engagements: ["flowmailer"],
  announced: "listing/main@9",
  asOf: 11,
  at: judged
}
const arose: Notice.DutyArose = {
  _tag: "DutyArose",
  duty: "sub-processor-change",
  kind: "consult",
  terms: addressed("commercial"),
  because: {
    clause: "notice.duty-arises",
    facts: ["listing/main@9", "client/c1@0", "client/c1@2", "client/c1@3"],
    absent: [{ stream: "client/c1", upTo: 3 }]
  },
  at: judged
}
const stated: Notice.Stated = {
  terms: addressed("commercial"),
  zone: `zone:${amsterdam.name}@${amsterdam.version}`,
  calendars: [],
  readings: [],
  effectiveOn: "2026-06-01",
  accessFrom: "2026-05-20T22:00:00.000Z",
  objectUntil: "2026-05-20"
}
const send = sends("letter-1", letterDay)
const sent: Notice.NoticeSent = { ...send, _tag: "NoticeSent", stated }

/** What was judged of each duty, in one word. */
const judgements = (scenario: Scenario, client = c): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(scenario.onCase("chg-1", client, judge).case("chg-1", client).state.notice.duties).map(
      ([duty, { value }]) => [duty, value._tag === "DutyArose" ? "arose" : value.why]
    )
  )

describe(rules.dutyArises.clause.quote, () => {
  it("the case is opened and the duty arises, citing the change, the agreement and what the client uses", () =>
    caseIn(announced())().when(judge).then(opened, arose))

  it("judged again by the same facts, nothing is owed twice", () =>
    caseIn(announced())(opened, arose)
      .when({ ...judge, at: letterDay })
      .thenNothing())

  it("the first seed makes two promises, and both are owed", () =>
    expect(judgements(announced(connective))).toEqual({ "listing-updated": "arose", "new-sub-processor": "arose" }))

  it("of the two, a client on its own paper is owed the one that does not ask for the standard DPA", () => {
    const scenario = replacement(seedLike(connective)).onClient(
      c,
      { _tag: "ExecuteDpa", dpa: "d", paper: "own", terms: addressed("connective"), at: "2026-01-12T10:00:00.000Z" },
      { _tag: "BeginUse", of: "product", id: "identity", at: "2026-01-12T10:00:00.000Z" }
    )
    expect(judgements(scenario)).toEqual({ "listing-updated": "otherPaper", "new-sub-processor": "arose" })
  })

  it("a client that does not use the product is not affected; when it begins to, it is judged anew", () => {
    const scenario = replacement(seedLike(connective)).onClient(
      c,
      {
        _tag: "ExecuteDpa",
        dpa: "d",
        paper: "standard",
        terms: addressed("connective"),
        at: "2026-01-12T10:00:00.000Z"
      },
      { _tag: "BeginUse", of: "product", id: "esignatures", at: "2026-01-12T10:00:00.000Z" }
    )
    expect(judgements(scenario)["new-sub-processor"]).toBe("notAffected")
    expect(judgements(scenario)["new-sub-processor"]).toBe("notAffected")
    expect(scenario.case("chg-1", c).upTo).toBe(2)
    scenario.onClient(c, { _tag: "BeginUse", of: "product", id: "identity", at: judged })
    expect(judgements(scenario)["new-sub-processor"]).toBe("arose")
  })

  it("a region of the same name as the product makes nobody affected", () => {
    const scenario = replacement(seedLike(connective)).onClient(
      c,
      {
        _tag: "ExecuteDpa",
        dpa: "d",
        paper: "standard",
        terms: addressed("connective"),
        at: "2026-01-12T10:00:00.000Z"
      },
      { _tag: "BeginUse", of: "region", id: "identity", at: "2026-01-12T10:00:00.000Z" }
    )
    expect(judgements(scenario)["new-sub-processor"]).toBe("notAffected")
  })

  it("what a person decided to be non-material is not announced under terms that ask for material ones", () => {
    const decided = (material: boolean) =>
      announced(connective).onListing({
        _tag: "DecideMateriality",
        engagement: "flowmailer",
        material,
        by: "dpo-1",
        reason: "mail",
        at: judged
      })
    expect(judgements(decided(false))["new-sub-processor"]).toBe("notMaterial")
    expect(judgements(decided(true))["new-sub-processor"]).toBe("arose")
    expect(judgements(announced(connective))["new-sub-processor"]).toBe("arose")
  })

  it("a change of a kind that the agreement does not speak of, and one for another client", () => {
    const change = (other: object) =>
      signs(seedLike(commercial), c, commercial).onListing({
        _tag: "AnnounceChange",
        change: "chg-1",
        what: { _tag: "Relocate", engagement: "cm-telecom", to: [{ id: "be", name: "Belgium" }] },
        effectiveOn: "2026-06-01",
        for: "all",
        at: "2026-04-02T08:00:00.000Z",
        ...other
      })
    expect(judgements(change({}))).toEqual({ "sub-processor-change": "otherChange" })
    expect(judgements(change({ for: ["c2"] }))).toEqual({ "sub-processor-change": "otherClients" })
  })

  it("where no row of the duty is for such a company, it says nowhere what is owed", () => {
    const only = (when: object) => varied("rows", { when })
    for (const when of [
      { entities: ["acme"] },
      { services: ["sms"] },
      { countries: ["US"] },
      { entityTypes: ["affiliate"] }
    ]) {
      expect(judgements(announced(only(when)))).toEqual({ "sub-processor-change": "nowhereStated" })
    }
    for (const when of [
      { entities: ["flowmailer"] },
      { services: ["email"] },
      { countries: ["NL"] },
      { dataCategories: ["names"] },
      {}
    ]) {
      expect(judgements(announced(only(when)))).toEqual({ "sub-processor-change": "arose" })
    }
  })

  it("a change that nobody announced is not judged", () =>
    telling(Consultation.decider, stream, seedLike(commercial).worldOfCase("chg-1", c))()
      .when(judge)
      .thenRefused(NothingAnnounced))

  it("nor by terms that are not at hand", () =>
    telling(Consultation.decider, stream, { ...announced().worldOfCase("chg-1", c), terms: emptyWorld.terms })()
      .when(judge)
      .thenRefused(UnknownTerms(addressed("commercial"))))
})

describe(rules.noAgreement.clause.quote, () => {
  const noneOwed: Notice.NoDutyArose = {
    _tag: "NoDutyArose",
    why: "noAgreement",
    because: { clause: "notice.no-agreement", facts: ["listing/main@9"], absent: [{ stream: "client/c1", upTo: -1 }] },
    at: judged
  }

  it("it is on record that nothing is owed, and where one looked", () =>
    caseIn(replacement(seedLike(commercial)))()
      .when(judge)
      .then(opened, noneOwed))

  it("looked at again, it stays so without another word", () =>
    caseIn(replacement(seedLike(commercial)))(opened, noneOwed)
      .when({ ...judge, at: letterDay })
      .thenNothing())

  it("once it signs, the promise arises", () => {
    const scenario = replacement(seedLike(commercial)).onCase("chg-1", c, judge)
    expect(judgements(signs(scenario, c, commercial, letterDay))).toEqual({ "": "noAgreement" })
    scenario.onCase("chg-1", c, { ...judge, at: letterDay })
    expect(scenario.case("chg-1", c).state.notice.duties["sub-processor-change"]?.value._tag).toBe("DutyArose")
  })

  it("no notice is sent that could state nothing", () =>
    caseIn(replacement(seedLike(commercial)))()
      .when(send)
      .thenRefused(NoAgreement))
})

describe(rules.agreedAtEntry.clause.quote, () => {
  const signsWithVersion2 = (terms: Terms, at: Instant): Scenario => {
    const scenario = replacement(seedLike(terms))
    return scenario.onClient(
      c,
      { _tag: "ExecuteDpa", dpa: "d", paper: "standard", terms: addressed(terms.name), at },
      { _tag: "AgreeListing", listing: "main", version: 2, at },
      { _tag: "BeginUse", of: "product", id: "identity", at }
    )
  }
  const july: Instant = "2026-07-01T09:00:00.000Z"
  const why = (scenario: Scenario, at: Instant) =>
    Object.values(scenario.onCase("chg-1", c, { _tag: "JudgeDuties", at }).case("chg-1", c).state.notice.duties).map(
      ({ value }) => (value._tag === "DutyArose" ? "arose" : value.why)
    )

  it("a client that signs in July with the list on which Flowmailer stands is owed nothing for it", () =>
    expect(why(signsWithVersion2(commercial, july), july)).toEqual(["agreedAtEntry"]))

  it("one that signs in April, before it holds, is told like any other, as the form says", () =>
    expect(why(signsWithVersion2(commercial, letterDay), letterDay)).toEqual(["arose"]))

  it("unless its agreement takes what was announced as agreed", () => {
    const agrees = varied("agrees", {}, { entry: { listing: said("agreed"), announced: said("agreed") } })
    expect(why(signsWithVersion2(agrees, letterDay), letterDay)).toEqual(["agreedAtEntry"])
  })

  it("where the agreement does not say, it is told: an open question costs no client its notice", () => {
    const silent = varied("silent", {}, { entry: { listing: said("agreed"), announced: unstated } })
    expect(why(signsWithVersion2(silent, letterDay), letterDay)).toEqual(["arose"])
  })

  it("agreed to before it held, it is owed its notice though its day is brought forward to before that since", () => {
    const scenario = signsWithVersion2(commercial, letterDay).onListing({
      _tag: "PostponeChange",
      change: "chg-1",
      effectiveOn: "2026-04-15",
      at: "2026-04-25T09:00:00.000Z"
    })
    expect(why(scenario, july)).toEqual(["arose"])
    expect(scenario.gate("flowmailer", c, july)).toMatchObject({ answer: "shut" })
  })

  it("who agreed to the list before the change was on it is owed its notice", () =>
    expect(why(announced(), july)).toEqual(["arose"]))
})

describe(rules.pinned.clause.quote, () => {
  it("a letter says by what it was worked out: terms, zone, calendars, readings, and the dates", () =>
    caseIn(announced())(opened, arose).when(send).then(sent))

  it("the same letter recorded again is one letter; another under its name is not taken", () => {
    const given = caseIn(announced())(opened, arose, sent)
    given.when({ ...send, at: "2026-04-21T09:00:00.000Z" }).thenNothing()
    const [letter] = given.folded().state.notice.letters
    given.when({ ...send, contents: ["entity"] }).thenRefused(LetterTaken(letter!))
  })

  it("a client that executes another agreement in mid-case stays under the first for this case", () => {
    const scenario = announced().tells(c, "letter-1", letterDay)
    const both = worldHolding({ terms: [commercial, specific], calendars: [nlOffice], zones: [amsterdam] })
    scenario.world = both
    scenario.onClient(c, {
      _tag: "ExecuteDpa",
      dpa: "dpa-2",
      paper: "own",
      terms: addressed("specific"),
      at: "2026-04-22T09:00:00.000Z"
    })
    scenario.onCase("chg-1", c, sends("letter-2", "2026-04-24T09:00:00.000Z"))
    const letters = scenario.case("chg-1", c).state.notice.letters.map(({ sent }) => sent.value.stated)
    expect(letters.map((it) => it.terms)).toEqual([addressed("commercial"), addressed("commercial")])
    expect(letters[1]?.accessFrom).toBe(stated.accessFrom)
  })

  it("before the first letter the newest agreement counts", () => {
    const scenario = announced().onCase("chg-1", c, judge)
    scenario.world = worldHolding({ terms: [commercial, specific], calendars: [nlOffice], zones: [amsterdam] })
    scenario.onClient(c, {
      _tag: "ExecuteDpa",
      dpa: "dpa-2",
      paper: "own",
      terms: addressed("specific"),
      at: "2026-04-10T09:00:00.000Z"
    })
    scenario.tells(c, "letter-1", letterDay)
    expect(scenario.case("chg-1", c).state.notice.letters[0]?.sent.value.stated.terms).toBe(addressed("specific"))
  })

  const tenWorkingDays = { period: Span.workingDays(10, "nl-office", Span.plain), before: "access" as const }
  const inWorkingDays = varied("working-days", { advanceNotice: said(tenWorkingDays) })
  /** The same calendar with Liberation Day struck out. */
  const fewerHolidays: Calendar = {
    ...nlOffice,
    version: `${nlOffice.version}-edited`,
    holidays: nlOffice.holidays.filter(({ on }) => on !== "2026-04-27")
  }

  it("ten working days over King's Day; a calendar without it, given later, moves no date of the case", () => {
    const scenario = announced(inWorkingDays).tells(c, "letter-1", letterDay)
    const first = scenario.case("chg-1", c).state.notice.letters[0]!.sent.value.stated
    expect(first.calendars).toEqual([`calendar:nl-office@${nlOffice.version}`])
    expect(first.accessFrom).toBe("2026-05-05T22:00:00.000Z")
    scenario.world = worldHolding({ terms: [inWorkingDays], calendars: [nlOffice, fewerHolidays], zones: [amsterdam] })
    scenario.onCase("chg-1", c, sends("letter-2", letterDay))
    expect(scenario.case("chg-1", c).state.notice.letters[1]!.sent.value.stated).toMatchObject({
      calendars: first.calendars,
      accessFrom: first.accessFrom
    })
    const another = replacement(signs(seedLike(inWorkingDays), c, inWorkingDays))
    another.world = scenario.world
    another.tells(c, "letter-1", letterDay)
    expect(another.case("chg-1", c).state.notice.letters[0]!.sent.value.stated.accessFrom).toBe(
      "2026-05-04T22:00:00.000Z"
    )
  })

  it("a calendar that only a second letter needs is pinned by that letter", () => {
    const silent = varied("silent-notice", { advanceNotice: unstated })
    const scenario = announced(silent).tells(c, "letter-1", "2026-04-10T09:00:00.000Z")
    scenario.reads(silent, { "sub-processor-change/any/advanceNotice": tenWorkingDays }, "2026-04-15T09:00:00.000Z")
    scenario.tells(c, "letter-2", letterDay)
    const accessFrom = () => scenario.case("chg-1", c).state.notice.letters.at(-1)!.sent.value.stated.accessFrom
    const promised = accessFrom()
    scenario.world = worldHolding({ terms: [silent], calendars: [nlOffice, fewerHolidays], zones: [amsterdam] })
    scenario.tells(c, "letter-3", letterDay)
    expect(accessFrom()).toBe(promised)
  })

  it("nothing is stated by terms, a zone or a calendar that is not at hand", () => {
    const world = announced(inWorkingDays).worldOfCase("chg-1", c)
    const in_ = (other: object) =>
      telling(Consultation.decider, stream, { ...world, ...other })(opened, arose).when(send)
    in_({ terms: emptyWorld.terms }).thenRefused(UnknownTerms(addressed("working-days")))
    in_({ zone: emptyWorld.zone }).thenRefused(UnknownZone("Europe/Amsterdam"))
    in_({ calendar: emptyWorld.calendar }).thenRefused(UnknownCalendar("nl-office"))
  })

  it("a notice of a change that was never announced is not sent", () =>
    telling(Consultation.decider, stream, seedLike(commercial).worldOfCase("chg-1", c))()
      .when(send)
      .thenRefused(NothingAnnounced))
})

describe(rules.aboutAChange.clause.quote, () => {
  it("about what nobody announced there is no letter", () =>
    telling(Consultation.decider, stream, seedLike(commercial).worldOfCase("chg-1", c))()
      .when(send)
      .thenRefused(NothingAnnounced))
})

describe(rules.lettersOnRecord.clause.quote, () => {
  const arrived = { letter: "letter-1", contact: "office", at: letterDay }

  it("a delivery of a letter that was sent is recorded, once", () => {
    const event = { _tag: "NoticeDelivered", ...arrived } as const
    caseIn(announced())(opened, arose, sent)
      .when({ _tag: "RecordDelivery", ...arrived })
      .then(event)
    caseIn(announced())(opened, arose, sent, event)
      .when({ _tag: "RecordDelivery", ...arrived })
      .thenNothing()
  })

  it("of a letter that nobody sent, or to a contact that it was not sent to, nothing arrives", () => {
    caseIn(announced())(opened, arose)
      .when({ _tag: "RecordBounce", ...arrived })
      .thenRefused(UnknownLetter("letter-1"))
    const letter = caseIn(announced())(opened, arose, sent).folded().state.notice.letters[0]!
    caseIn(announced())(opened, arose, sent)
      .when({ _tag: "RecordBounce", ...arrived, contact: "board" })
      .thenRefused(NotSentTo(letter, "board"))
  })
})

describe(rules.toldToSomebodyNamed.clause.quote, () => {
  it("a letter to a contact that the client has named is on record", () =>
    caseIn(announced())(opened, arose).when(send).then(sent))

  it("a letter to somebody whom it has not named is not a notice", () =>
    caseIn(announced())(opened, arose)
      .when({ ...send, to: [...send.to, { contact: "nobody-1", channel: "email" }] })
      .thenRefused(Consultation.Notice.UnknownContact("nobody-1", c)))
})

describe(rules.complete.clause.quote, () => {
  const fact = (contents: Notice.NoticeSent["contents"]) => ({
    value: { ...sent, contents },
    from: "consultation/chg-1/c1@2" as const
  })
  const asked = {
    value: [
      { of: "places", lack: "fatal" },
      { of: "howToObject", lack: "curable" }
    ] as const,
    terms: { ref: addressed("commercial"), parameter: "contents", source: { instrument: "commercial-form", words: "" } }
  }

  it("all that is indispensable is in it", () =>
    expect(rules.complete(fact(["entity", "places"]), asked).answer).toBe(true))
  it("the places are not", () => expect(rules.complete(fact(["entity", "howToObject"]), asked).answer).toBe(false))
  it("where the agreement calls nothing indispensable, any letter will do", () =>
    expect(rules.complete(fact([]), undefined).answer).toBe(true))

  it("an incomplete letter starts no clock, so it states no dates", () =>
    expect(
      announced()
        .tells(c, "letter-1", letterDay, { contents: ["entity"] })
        .case("chg-1", c).state.notice.letters[0]?.sent.value.stated
    ).not.toHaveProperty("accessFrom"))
})

describe(rules.clockStarts.clause.quote, () => {
  /** The dates that a gate would count by, seen through the reasons of its answer. */
  const starts = (
    clockStart: Terms["duties"][number]["rows"][0]["clockStart"],
    tell: (scenario: Scenario) => Scenario,
    at: Instant = "2026-06-15T09:00:00.000Z"
  ) => {
    const scenario = tell(
      announced(
        varied("clock", {
          clockStart,
          advanceNotice: said({ period: Span.calendarDays(0, Span.plain), before: "access" })
        })
      )
    )
    const { notice } = scenario.case("chg-1", c).state
    const terms = scenario.world.terms(addressed("clock"))!
    const hand = Consultation.dates.handAt(notice, at, addressed("clock"), scenario.world)
    if ("notAtHand" in hand) throw new Error(hand.notAtHand)
    const clock = Consultation.dates.clockOf(
      notice.letters,
      terms.duties[0]!,
      terms.duties[0]!.rows[0],
      at,
      hand,
      scenario.worldOfCase("chg-1", c),
      { stream, upTo: 9 }
    )
    return clock !== undefined && "answer" in clock ? clock.answer : clock
  }
  const toTwo = {
    to: [
      { contact: "office", channel: "email" },
      { contact: "legal", channel: "email" }
    ]
  } as const
  const letter =
    (other: object = {}) =>
    (scenario: Scenario) =>
      scenario.tells(c, "letter-1", letterDay, other)
  const arrives =
    (what: "RecordDelivery" | "RecordBounce", at: Instant, contact = "office") =>
    (scenario: Scenario) =>
      scenario.onCase("chg-1", c, { _tag: what, letter: "letter-1", contact, at })
  const received =
    (at: Instant, contact = "office") =>
    (scenario: Scenario) =>
      scenario.onCase("chg-1", c, {
        _tag: "RecordReceipt",
        letter: "letter-1",
        contact,
        evidence: "sealed:signed-slip",
        at
      })
  const then_ =
    (...steps: ReadonlyArray<(scenario: Scenario) => Scenario>) =>
    (scenario: Scenario) =>
      steps.reduce((so, step) => step(so), scenario)

  const next: Instant = "2026-04-21T10:00:00.000Z"
  const after: Instant = "2026-04-22T10:00:00.000Z"

  it("from sending", () => expect(starts(said({ from: "sent", contacts: "any" }), letter())).toBe(letterDay))

  it("not from sending while it is known that it bounced", () => {
    const tell = then_(letter(), arrives("RecordBounce", next))
    expect(starts(said({ from: "sent", contacts: "any" }), tell)).toBeUndefined()
    expect(starts(said({ from: "sent", contacts: "any" }), tell, "2026-04-21T09:59:59.999Z")).toBe(letterDay)
  })

  it("from sending all the same where the contract puts that risk on the client", () =>
    expect(
      starts(
        said({ from: "sent", contacts: "any", bouncesOn: "client" }),
        then_(letter(), arrives("RecordBounce", next))
      )
    ).toBe(letterDay))

  it("from the date that the letter bears, but not before it went out", () => {
    expect(starts(said({ from: "dated", contacts: "any" }), letter({ dated: "2026-05-01T09:00:00.000Z" }))).toBe(
      "2026-05-01T09:00:00.000Z"
    )
    expect(starts(said({ from: "dated", contacts: "any" }), letter({ dated: "2026-04-01T09:00:00.000Z" }))).toBe(
      letterDay
    )
    expect(starts(said({ from: "dated", contacts: "any" }), letter())).toBe(letterDay)
    expect(
      starts(said({ from: "dated", contacts: "any" }), then_(letter(), arrives("RecordBounce", next)))
    ).toBeUndefined()
  })

  it("from delivery, once it is known", () => {
    expect(starts(said({ from: "delivered", contacts: "any" }), letter())).toBeUndefined()
    expect(starts(said({ from: "delivered", contacts: "any" }), then_(letter(), arrives("RecordDelivery", next)))).toBe(
      next
    )
  })

  it("from receipt that can be shown; where none can be and none is deemed, never", () => {
    expect(starts(said({ from: "received", contacts: "any" }), then_(letter(), received(next)))).toBe(next)
    expect(
      starts(
        said({ from: "received", contacts: "any" }),
        then_(letter(), arrives("RecordDelivery", next)),
        "2027-04-20T09:00:00.000Z"
      )
    ).toBeUndefined()
  })

  it("deemed received three days after sending, unless it came sooner, or bounced", () => {
    const deemed = said({ from: "received", contacts: "any", deemedReceipt: Span.calendarDays(3, Span.plain) } as const)
    expect(starts(deemed, letter())).toBe("2026-04-23T22:00:00.000Z")
    expect(starts(deemed, letter(), "2026-04-23T21:59:59.999Z")).toBeUndefined()
    expect(starts(deemed, then_(letter(), received(next)))).toBe(next)
    expect(starts(deemed, then_(letter(), arrives("RecordBounce", next)))).toBeUndefined()
  })

  it("of two contacts the first that counts, all of them, or the first named", () => {
    const tell = then_(letter(toTwo), arrives("RecordDelivery", after), arrives("RecordDelivery", next, "legal"))
    expect(starts(said({ from: "delivered", contacts: "any" }), tell)).toBe(next)
    expect(starts(said({ from: "delivered", contacts: "all" }), tell)).toBe(after)
    expect(starts(said({ from: "delivered", contacts: "first" }), tell)).toBe(after)
    const one = then_(letter(toTwo), arrives("RecordDelivery", next, "legal"))
    expect(starts(said({ from: "delivered", contacts: "any" }), one)).toBe(next)
    expect(starts(said({ from: "delivered", contacts: "all" }), one)).toBeUndefined()
    expect(starts(said({ from: "delivered", contacts: "first" }), one)).toBeUndefined()
  })

  it("of two letters, the one whose clock started first", () => {
    const second = (scenario: Scenario) => scenario.onCase("chg-1", c, sends("letter-2", after))
    expect(starts(said({ from: "sent", contacts: "any" }), then_(letter(), second))).toBe(letterDay)
    expect(
      starts(said({ from: "sent", contacts: "any" }), then_(letter(), arrives("RecordBounce", next), second))
    ).toBe(after)
  })

  it("arrivals are recorded once, and only of letters that were sent to that contact", () => {
    const given = caseIn(announced())(opened, arose, sent)
    const [letter] = given.folded().state.notice.letters
    const delivery: Notice.RecordDelivery = { _tag: "RecordDelivery", letter: "letter-1", contact: "office", at: next }
    given.when(delivery).then({ ...delivery, _tag: "NoticeDelivered" })
    caseIn(announced())(opened, arose, sent, { ...delivery, _tag: "NoticeDelivered" })
      .when(delivery)
      .thenNothing()
    given.when({ ...delivery, letter: "letter-9" }).thenRefused(UnknownLetter("letter-9"))
    given.when({ ...delivery, contact: "legal" }).thenRefused(NotSentTo(letter!, "legal"))
    const receipt: Notice.RecordReceipt = {
      _tag: "RecordReceipt",
      letter: "letter-1",
      contact: "office",
      evidence: "sealed:slip",
      at: next
    }
    given.when(receipt).then({ ...receipt, _tag: "NoticeReceived" })
    const bounce: Notice.RecordBounce = { _tag: "RecordBounce", letter: "letter-1", contact: "office", at: next }
    given.when(bounce).then({ ...bounce, _tag: "NoticeBounced" })
  })
})

describe(rules.accessFrom.clause.quote, () => {
  const from = (terms: Terms, at: Instant) =>
    announced(terms).tells(c, "letter-1", at).case("chg-1", c).state.notice.letters[0]?.sent.value.stated

  it("thirty calendar days after 20 April end with 20 May in Amsterdam", () =>
    expect(from(commercial, letterDay)?.accessFrom).toBe("2026-05-20T22:00:00.000Z"))

  it("sent at half past midnight there, it was sent a day later than the clock in London says", () =>
    expect(from(commercial, "2026-04-19T22:30:00.000Z")?.accessFrom).toBe("2026-05-20T22:00:00.000Z"))

  it("into winter time the day begins an hour later", () =>
    expect(from(commercial, "2026-10-10T09:00:00.000Z")?.accessFrom).toBe("2026-11-09T23:00:00.000Z"))

  it("two readings of ten days: the later end counts for access", () => {
    const either = varied("either", {
      advanceNotice: said({
        period: Span.either(Span.calendarDays(10, Span.plain), Span.workingDays(10, "nl-office", Span.plain)),
        before: "access"
      })
    })
    expect(from(either, letterDay)?.accessFrom).toBe("2026-05-05T22:00:00.000Z")
  })

  it("under the first seed's words no date can be stated, so none is", () => {
    const stated = from(connective, letterDay)
    expect(stated).not.toHaveProperty("accessFrom")
    expect(stated).not.toHaveProperty("objectUntil")
  })

  it("a change that is not consulted on states none either", () => {
    const scenario = signs(seedLike(commercial), c, commercial).onListing({
      _tag: "AnnounceChange",
      change: "chg-1",
      what: { _tag: "Engage", engagement: engagement("flowmailer", { products: ["identity"] }) },
      effectiveOn: "2026-06-01",
      for: ["c2"],
      at: "2026-04-02T08:00:00.000Z"
    })
    expect(
      scenario.tells(c, "letter-1", letterDay).case("chg-1", c).state.notice.letters[0]?.sent.value.stated
    ).not.toHaveProperty("accessFrom")
  })
})

it("a refusal that no story expects is told in words", () =>
  expect(() => seedLike(commercial).onCase("chg-1", c, judge)).toThrow(Refused))
