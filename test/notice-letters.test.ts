/** Letters: what they say, what they put right, and by which terms a case goes on. */
import * as Consultation from "goodfaith/consultation"
import { dates, type Notice, rules } from "goodfaith/consultation"
import { emptyWorld, reasonable, type Terms, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { amsterdam, type Instant, nlOffice, Span, utc } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import {
  addressed,
  engagement,
  replacement,
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

const { commercial, specific } = ready
const { UnknownLetter, UnknownTerms } = Consultation.Notice
const stream = Consultation.stream("chg-1", c)
const tenDaysOn: Instant = "2026-04-30T09:00:00.000Z"

const lettersOf = (scenario: Scenario, change = "chg-1"): ReadonlyArray<Notice.NoticeSent> =>
  scenario.case(change, c).state.notice.letters.map(({ sent }) => sent.value)
const statedLast = (scenario: Scenario): Notice.Stated => lettersOf(scenario).at(-1)!.stated

/** The terms of the case at an instant, and the one duty that they hold. */
const handOf = (scenario: Scenario, at: Instant, today: Terms = commercial) => {
  const hand = dates.handAt(scenario.case("chg-1", c).state.notice, at, addressed(today.name), scenario.world)
  if ("notAtHand" in hand) throw new Error(hand.notAtHand)
  const [duty] = hand.terms.duties
  return { hand, duty: duty!, row: duty!.rows[0] }
}

describe(rules.stillOwed.clause.quote, () => {
  const owed = (scenario: Scenario, at: Instant, terms: Terms = commercial) => {
    const { hand, duty, row } = handOf(scenario, at, terms)
    return dates.owedContents(scenario.case("chg-1", c).state.notice.letters, duty, row, at, hand)
  }
  const withoutHow = ["entity", "service", "places", "effectiveOn"] as const

  it("a letter that does not say how to object starts the clock, and leaves that to be told", () => {
    const scenario = announced().tells(c, "letter-1", letterDay, { contents: withoutHow })
    expect(statedLast(scenario).objectUntil).toBe("2026-05-20")
    expect(owed(scenario, letterDay)?.answer).toEqual(["howToObject"])
  })

  it("until a later letter tells it, from the moment of its sending", () => {
    const scenario = announced()
      .tells(c, "letter-1", letterDay, { contents: withoutHow })
      .onCase("chg-1", c, sends("letter-2", tenDaysOn, { contents: ["howToObject"] }))
    expect(owed(scenario, "2026-04-30T08:59:59.999Z")?.answer).toEqual(["howToObject"])
    expect(owed(scenario, tenDaysOn)?.answer).toEqual([])
    expect(owed(scenario, tenDaysOn)?.because[0].facts).toHaveLength(2)
  })

  it("before any letter all of it is to be told", () =>
    expect(owed(announced(), letterDay)?.answer).toEqual(["entity", "service", "places", "effectiveOn", "howToObject"]))

  it("where the agreement leaves open what a notice says, nobody can tell", () => {
    const open = varied("open-contents", { contents: unstated })
    expect(owed(announced(open), letterDay, open)).toBeUndefined()
  })
})

describe(rules.kinderDate.clause.quote, () => {
  const tells = (said: Notice.SaidDates, terms: Terms = commercial): Notice.Stated =>
    statedLast(announced(terms).tells(c, "letter-1", letterDay, { said }))

  it("a letter that says a later last day to object, and a later first day of access, is held to it", () => {
    const stated = tells({ objectUntil: "2026-05-31", accessFrom: "2026-06-14T22:00:00.000Z" })
    expect(stated).toMatchObject({ objectUntil: "2026-05-31", accessFrom: "2026-06-14T22:00:00.000Z" })
  })

  it("one that says an earlier day takes nothing away", () => {
    const stated = tells({ objectUntil: "2026-04-25", accessFrom: "2026-04-25T22:00:00.000Z" })
    expect(stated).toMatchObject({ objectUntil: "2026-05-20", accessFrom: "2026-05-20T22:00:00.000Z" })
  })

  it("each of the two dates is compared by itself", () =>
    expect(tells({ objectUntil: "2026-05-31" })).toMatchObject({
      objectUntil: "2026-05-31",
      accessFrom: "2026-05-20T22:00:00.000Z"
    }))

  it("where the agreement gives no date, what the letter says is what was told", () => {
    const vague = varied("vague", { advanceNotice: said({ period: reasonable, before: "access" }) })
    expect(tells({ accessFrom: "2026-06-14T22:00:00.000Z" }, vague)).toMatchObject({
      accessFrom: "2026-06-14T22:00:00.000Z",
      objectUntil: "2026-05-20"
    })
  })

  it("what the letter said stays on record beside what counts", () => {
    const scenario = announced().tells(c, "letter-1", letterDay, { said: { objectUntil: "2026-04-25" } })
    expect(lettersOf(scenario)[0]?.said).toEqual({ objectUntil: "2026-04-25" })
    scenario.onCase("chg-1", c, sends("letter-1", letterDay, { said: { objectUntil: "2026-04-25" } }))
    expect(lettersOf(scenario)).toHaveLength(1)
  })
})

describe("a letter that puts an earlier one right", () => {
  it("names it, and is a letter like any other", () => {
    const scenario = announced()
      .tells(c, "letter-1", letterDay, { contents: ["entity"] })
      .onCase("chg-1", c, sends("letter-2", tenDaysOn, { corrects: "letter-1" }))
    expect(lettersOf(scenario)[1]).toMatchObject({ corrects: "letter-1", stated: { objectUntil: "2026-05-30" } })
  })

  it("cannot put right a letter that was never sent", () => {
    const world = announced().worldOfCase("chg-1", c)
    telling(Consultation.decider, stream, world)()
      .when(sends("letter-2", tenDaysOn, { corrects: "letter-1" }))
      .thenRefused(UnknownLetter("letter-1"))
  })

  it("with a filter for what it puts right, only the letters since start the clock", () => {
    const scenario = announced()
      .tells(c, "letter-1", letterDay)
      .onCase("chg-1", c, sends("letter-2", tenDaysOn, { corrects: "letter-1" }))
    const at: Instant = "2026-05-15T09:00:00.000Z"
    const { hand, duty, row } = handOf(scenario, at)
    const { letters } = scenario.case("chg-1", c).state.notice
    const clock = (counts?: (letter: Notice.NoticeSent) => boolean) => {
      const world = scenario.worldOfCase("chg-1", c)
      const clock = dates.clockOf(letters, duty, row, at, hand, world, world.looked, counts)
      return dates.started(clock) ? clock.answer : undefined
    }
    expect(clock()).toBe(letterDay)
    expect(clock(({ corrects }) => corrects !== undefined)).toBe(tenDaysOn)
  })
})

describe("one letter about two changes", () => {
  it("keeps its id in each consultation, and each runs by its own agreement and day", () => {
    const scenario = announced().announces(
      { _tag: "Engage", engagement: engagement("mailgun", { entity: "cm-telecom", products: ["identity"] }) },
      "2026-04-03T08:00:00.000Z",
      "2026-07-01",
      {},
      "chg-2"
    )
    scenario.tells(c, "letter-1", letterDay, {}, "chg-1").tells(c, "letter-1", letterDay, {}, "chg-2")
    scenario.bounces(c, "letter-1", "2026-04-21T09:00:00.000Z", "office", "chg-2")
    expect(lettersOf(scenario, "chg-1")[0]).toMatchObject({ letter: "letter-1", stated: { effectiveOn: "2026-06-01" } })
    expect(lettersOf(scenario, "chg-2")[0]).toMatchObject({ letter: "letter-1", stated: { effectiveOn: "2026-07-01" } })
    expect(scenario.case("chg-1", c).state.notice.letters[0]?.bounced).toEqual([])
  })
})

describe(rules.otherTermsAgreed.clause.quote, () => {
  const agreedAt: Instant = "2026-05-04T10:00:00.000Z"
  const agree = (terms: Terms, at: Instant = agreedAt): Notice.AgreeTerms => ({
    _tag: "AgreeTerms",
    terms: addressed(terms.name),
    by: "head-of-it",
    at
  })
  const longer = varied("longer", {
    advanceNotice: said({ period: Span.workingDays(60, "nl-office", Span.plain), before: "access" }),
    window: said({ _tag: "For", period: Span.calendarDays(60, Span.plain) })
  })
  const inUtc: Terms = { ...longer, name: "in-utc", zone: "UTC" }
  const begun = (): Scenario => {
    const scenario = announced().tells(c, "letter-1", letterDay)
    scenario.world = worldHolding({
      terms: [commercial, specific, longer, inUtc],
      calendars: [nlOffice],
      zones: [amsterdam, utc]
    })
    return scenario
  }
  const termsAt = (scenario: Scenario, at: Instant) => dates.termsAt(scenario.case("chg-1", c).state.notice, at)

  it("until then it goes by those of its first letter, from then on by the ones agreed", () => {
    const scenario = begun().onCase("chg-1", c, agree(longer))
    expect(termsAt(scenario, "2026-05-04T09:59:59.999Z")).toBe(addressed("commercial"))
    expect(termsAt(scenario, agreedAt)).toBe(addressed("longer"))
    expect(handOf(scenario, agreedAt).hand.ref).toBe(addressed("longer"))
  })

  it("before any letter and any agreement a case has no terms of its own", () =>
    expect(termsAt(announced(), agreedAt)).toBeUndefined())

  it("the newest agreement counts, by when it was made and not by when it was recorded", () => {
    const scenario = begun().onCase(
      "chg-1",
      c,
      agree(longer, "2026-05-10T10:00:00.000Z"),
      agree(specific, "2026-05-06T10:00:00.000Z")
    )
    expect(termsAt(scenario, "2026-05-07T10:00:00.000Z")).toBe(addressed("specific"))
    expect(termsAt(scenario, "2026-05-12T10:00:00.000Z")).toBe(addressed("longer"))
    scenario.onCase("chg-1", c, agree(commercial, "2026-05-10T10:00:00.000Z"))
    expect(termsAt(scenario, "2026-05-12T10:00:00.000Z")).toBe(addressed("commercial"))
  })

  it("the next letter is worked out by the terms agreed, with their calendars; what the first one stated stays", () => {
    const scenario = begun()
      .onCase("chg-1", c, agree(longer))
      .onCase("chg-1", c, sends("letter-2", "2026-05-05T09:00:00.000Z"))
    expect(lettersOf(scenario).map(({ stated }) => stated.terms)).toEqual([
      addressed("commercial"),
      addressed("longer")
    ])
    expect(lettersOf(scenario)[0]?.stated.objectUntil).toBe("2026-05-20")
    // Counted from the first letter, which is still the notice.
    expect(lettersOf(scenario)[1]?.stated.objectUntil).toBe("2026-06-19")
    expect(lettersOf(scenario)[1]?.stated.calendars).toEqual([`calendar:nl-office@${nlOffice.version}`])
  })

  it("in a zone of theirs the days are counted in that zone, and pinned by the first letter under it", () => {
    const scenario = begun().onCase("chg-1", c, agree(inUtc))
    expect(handOf(scenario, agreedAt).hand.place.zone.name).toBe("UTC")
    scenario.onCase("chg-1", c, sends("letter-2", "2026-05-05T09:00:00.000Z"))
    expect(statedLast(scenario).zone).toBe(`zone:UTC@${utc.version}`)
    const newer = { ...utc, version: "2099z" }
    scenario.world = worldHolding({ terms: [commercial, inUtc], calendars: [nlOffice], zones: [amsterdam, utc, newer] })
    scenario.onCase("chg-1", c, sends("letter-3", "2026-05-06T09:00:00.000Z"))
    expect(statedLast(scenario).zone).toBe(`zone:UTC@${utc.version}`)
    expect(handOf(scenario, "2026-05-06T09:00:00.000Z").hand.place.zone.version).toBe(utc.version)
  })

  it("a decree after that day moves no date of theirs, though no letter was sent under them yet", () => {
    const scenario = begun().onCase("chg-1", c, agree(longer))
    const agreement = scenario.streams.get(`consultation/chg-1/${c}`)?.at(-1)
    expect(agreement).toMatchObject({
      pins: {
        zone: `zone:Europe/Amsterdam@${amsterdam.version}`,
        calendars: [`calendar:nl-office@${nlOffice.version}`]
      }
    })
    scenario.hand({ ...nlOffice, version: "decree-1" })
    const { place } = handOf(scenario, agreedAt).hand
    expect(place.calendar("nl-office")?.version).toBe(nlOffice.version)
    scenario.onCase("chg-1", c, sends("letter-2", "2026-05-05T09:00:00.000Z"))
    expect(statedLast(scenario).calendars).toEqual([`calendar:nl-office@${nlOffice.version}`])
  })

  it("terms whose calendar or zone is not at hand cannot be agreed to: nobody could say what they ask", () => {
    const scenario = begun()
    const agreeing = (holding: Parameters<typeof worldHolding>[0]) => {
      scenario.world = worldHolding(holding)
      return () => scenario.onCase("chg-1", c, agree(inUtc))
    }
    expect(agreeing({ terms: [commercial, inUtc], calendars: [nlOffice], zones: [amsterdam] })).toThrow(/zone/)
    expect(agreeing({ terms: [commercial, inUtc], calendars: [], zones: [amsterdam, utc] })).toThrow(/calendar/)
    expect(agreeing({ terms: [commercial], calendars: [nlOffice], zones: [amsterdam, utc] })).toThrow(/terms/)
  })

  it("readings of the first terms say nothing about the others", () => {
    const vague = varied("vague", { advanceNotice: said({ period: reasonable, before: "access" }) })
    const other: Terms = { ...vague, name: "other-vague" }
    const parameter = "sub-processor-change/any/advanceNotice"
    const tenDays = { period: Span.calendarDays(10, Span.plain), before: "access" }
    const scenario = announced(vague).reads(vague, { [parameter]: tenDays }, "2026-04-10T09:00:00.000Z")
    scenario.tells(c, "letter-1", letterDay)
    expect(handOf(scenario, agreedAt, vague).hand.readings).toHaveLength(1)
    scenario.world = worldHolding({ terms: [vague, other], calendars: [nlOffice], zones: [amsterdam] })
    scenario.onCase("chg-1", c, agree(other))
    expect(handOf(scenario, "2026-05-04T09:59:59.999Z", vague).hand.readings).toHaveLength(1)
    expect(handOf(scenario, agreedAt, vague).hand.readings).toEqual([])
  })

  it("what is owed is judged by the terms agreed", () => {
    const informs: Terms = {
      ...longer,
      name: "informs",
      duties: [...longer.duties, { ...longer.duties[0], id: "listing-updated", kind: "inform" } as Terms["duties"][0]]
    }
    const scenario = begun()
    scenario.world = worldHolding({ terms: [commercial, informs], calendars: [nlOffice], zones: [amsterdam] })
    scenario.onCase("chg-1", c, agree(informs), { _tag: "JudgeDuties", at: "2026-05-05T09:00:00.000Z" })
    const duty = scenario.case("chg-1", c).state.notice.duties["listing-updated"]?.value
    expect(duty).toMatchObject({ _tag: "DutyArose", kind: "inform", terms: addressed("informs") })
  })

  it("a client that signs anew in mid-case is judged by the terms of its first letter", () => {
    const informs: Terms = { ...longer, name: "informs", duties: [{ ...longer.duties[0]!, id: "listing-updated" }] }
    const scenario = begun()
    scenario.world = worldHolding({ terms: [commercial, informs], calendars: [nlOffice], zones: [amsterdam] })
    scenario
      .onClient(c, {
        _tag: "ExecuteDpa",
        dpa: "dpa-2",
        paper: "own",
        terms: addressed("informs"),
        at: "2026-04-22T09:00:00.000Z"
      })
      .onCase("chg-1", c, { _tag: "JudgeDuties", at: "2026-04-23T09:00:00.000Z" })
    expect(Object.keys(scenario.case("chg-1", c).state.notice.duties)).toEqual(["sub-processor-change"])
  })

  it("agreed twice it is agreed once; on terms that are not at hand nothing can be agreed", () => {
    const world = { ...begun().worldOfCase("chg-1", c) }
    const pins = {
      zone: `zone:Europe/Amsterdam@${amsterdam.version}`,
      calendars: [`calendar:nl-office@${nlOffice.version}`]
    } as const
    const event: Notice.TermsAgreed = { ...agree(longer), _tag: "TermsAgreed", pins }
    const given = telling(Consultation.decider, stream, world)
    given().when(agree(longer)).then(event)
    given(event).when(agree(longer, "2026-05-08T10:00:00.000Z")).thenNothing()
    given(event, { ...event, terms: addressed("specific") })
      .when(agree(longer))
      .then(event)
    telling(Consultation.decider, stream, { ...world, terms: emptyWorld.terms })()
      .when(agree(longer))
      .thenRefused(UnknownTerms(addressed("longer")))
  })

  it("under an id that nobody knows nothing is agreed", () =>
    telling(Consultation.decider, "consultation/nothing/c1", begun().worldOfCase("nothing", c))()
      .when(agree(longer))
      .thenRefused(Consultation.UnknownSubject(c)))
})

describe(rules.asksForYes.clause.quote, () => {
  const at = "2026-04-20T09:00:00.000Z"
  const stated = (terms: Terms, other: Partial<Notice.SendNotice> = {}) => {
    const scenario = replacement(signs(seedLike(terms), c, terms)).tells(c, "letter-1", at, other)
    return scenario.case("chg-1", c).state.notice.letters[0]!.sent.value.stated
  }
  const dates = ({ needsYes, answerUntil, accessFrom, objectUntil }: Notice.Stated) => ({
    needsYes,
    answerUntil,
    accessFrom,
    objectUntil
  })

  it("under specific authorisation: that it waits for a yes, asked for within the window, and no day of access", () => {
    expect(dates(stated(specific))).toEqual({
      needsYes: true,
      answerUntil: "2026-05-20",
      accessFrom: undefined,
      objectUntil: undefined
    })
    expect(dates(stated(commercial))).toEqual({
      needsYes: undefined,
      answerUntil: undefined,
      accessFrom: "2026-05-20T22:00:00.000Z",
      objectUntil: "2026-05-20"
    })
  })

  it("where silence is a no as much, though the authorisation is a general one; silence left open says nothing of the kind", () => {
    expect(stated(varied("denied", { silence: said("denied") }))).toMatchObject({ needsYes: true })
    expect(stated(varied("nothing", { silence: said("nothing") }))).not.toHaveProperty("needsYes")
    expect(stated(varied("open", { silence: unstated }, { authorisation: unstated }))).not.toHaveProperty("needsYes")
  })

  it("read as specific, once a letter says so", () => {
    const open = varied("open", {}, { authorisation: unstated })
    const scenario = replacement(signs(seedLike(open), c, open))
      .reads(open, { authorisation: "specific" }, "2026-04-10T09:00:00.000Z")
      .tells(c, "letter-1", at)
    expect(scenario.case("chg-1", c).state.notice.letters[0]?.sent.value.stated.needsYes).toBe(true)
  })

  it("no window, no day by which an answer is asked for, unless the letter itself asks by one; the later of two counts", () => {
    const endless = varied("endless", { window: said({ _tag: "OpenEnded" }) }, { authorisation: said("specific") })
    expect(stated(endless)).not.toHaveProperty("answerUntil")
    expect(stated(endless, { said: { answerUntil: "2026-05-08" } }).answerUntil).toBe("2026-05-08")
    expect(stated(specific, { said: { answerUntil: "2026-05-08" } }).answerUntil).toBe("2026-05-20")
    expect(stated(specific, { said: { answerUntil: "2026-06-08" } }).answerUntil).toBe("2026-06-08")
    expect(stated(commercial, { said: { answerUntil: "2026-05-08" } })).not.toHaveProperty("answerUntil")
  })

  it("a day that the letter told all the same is on record as told, and binds", () => {
    const told = stated(specific, {
      said: { accessFrom: "2026-06-14T22:00:00.000Z", objectUntil: "2026-06-01" }
    })
    expect(told).toMatchObject({ needsYes: true, accessFrom: "2026-06-14T22:00:00.000Z", objectUntil: "2026-06-01" })
  })

  it("a letter that only informs says nothing of it", () => {
    const [consult] = specific.duties
    const informs: Terms = { ...specific, name: "informs", duties: [{ ...consult!, kind: "inform" }] }
    expect(stated(informs)).not.toHaveProperty("needsYes")
  })

  it("without a yes it is shut after that day as before it", () => {
    const scenario = replacement(signs(seedLike(specific), c, specific)).tells(c, "letter-1", at)
    expect(scenario.outlook("flowmailer", c, "2026-05-21T09:00:00.000Z").opens).toBeUndefined()
  })
})
