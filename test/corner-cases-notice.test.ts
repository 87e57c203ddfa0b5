/** Corner cases of real contracts about notice, clock and window, each a whole story up to the gate's answer. */
import { dates, objections } from "goodfaith/consultation"
import type { Place } from "goodfaith/language"
import { type ClockStart, type Duty, type Period, reasonable, type Row, type Terms, type Window } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Calendar, type Instant, nlOffice, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import {
  addressed,
  engagement,
  objects,
  replacement,
  said,
  type Scenario,
  seedLike,
  sends,
  signs,
  varied
} from "./scenario.ts"

const { commercial, connective } = ready
const c = "c1"
const letterDay: Instant = "2026-04-20T09:00:00.000Z"
const days = (n: number): Span.Span => Span.calendarDays(n, Span.plain)
const workingDays = (n: number, calendar = "nl-office"): Span.Span => Span.workingDays(n, calendar, Span.plain)

const notice = (period: Period): Row["advanceNotice"] => said({ period, before: "access" })
const window = (period: Period): Row["window"] => said<Window>({ _tag: "For", period })
const heldAlways: Row["hold"] = { beforeStart: said("untilResolved"), afterStart: said("untilResolved") }

/** Flowmailer replaces Tripolis from 1 June for a client under these terms. */
const announced = (terms: Terms): Scenario => replacement(signs(seedLike(terms), c, terms))
const told = (terms: Terms, at: Instant = letterDay): Scenario => announced(terms).tells(c, "letter-1", at)
const answer = (scenario: Scenario, at: Instant, id = "flowmailer"): string => scenario.gate(id, c, at).answer
const stated = (scenario: Scenario, change = "chg-1") =>
  scenario.case(change, c).state.notice.letters.at(-1)!.sent.value.stated
/** Everything that has to be decided before the gate can answer. */
const needs = (scenario: Scenario, at: Instant) => scenario.gate("flowmailer", c, at).needs.map(({ open }) => open)

describe("B1 notice and window are independent of each other", () => {
  it("thirty days of notice and ninety to object: an objection after the start is a normal thing, and is in time", () => {
    const terms = varied("google-ads", { window: window(days(90)), hold: heldAlways })
    const scenario = told(terms)
    expect(stated(scenario)).toMatchObject({ accessFrom: "2026-05-20T22:00:00.000Z", objectUntil: "2026-07-19" })
    expect(answer(scenario, "2026-06-02T09:00:00.000Z")).toBe("open")
    scenario.objects(c, "objection-1", "2026-07-10T09:00:00.000Z")
    expect(answer(scenario, "2026-07-09T09:00:00.000Z")).toBe("open")
    expect(answer(scenario, "2026-07-11T09:00:00.000Z")).toBe("shut")
  })

  it("the same objection holds nothing back where the agreement holds nothing back after the start", () => {
    const scenario = told(varied("google-ads", { window: window(days(90)) }))
    scenario.objects(c, "objection-1", "2026-07-10T09:00:00.000Z")
    expect(answer(scenario, "2026-07-11T09:00:00.000Z")).toBe("open")
  })

  it("ten working days to object and thirty days of notice: who objects on day twenty is late", () => {
    const scenario = told(varied("common-paper", { window: window(workingDays(10)), hold: heldAlways }))
    expect(stated(scenario)).toMatchObject({ accessFrom: "2026-05-20T22:00:00.000Z", objectUntil: "2026-05-05" })
    scenario.objects(c, "objection-1", "2026-05-10T09:00:00.000Z")
    expect(answer(scenario, "2026-06-02T09:00:00.000Z")).toBe("open")
  })

  it("a notice and no right to object; a right to object and no notice", () => {
    const noRight = told(varied("no-right", { window: said<Window>({ _tag: "NoRight" }) }))
    expect(stated(noRight)).not.toHaveProperty("objectUntil")
    expect(answer(noRight, "2026-06-02T09:00:00.000Z")).toBe("open")
    const noNotice = told(varied("no-notice", { advanceNotice: notice(days(0)) }), "2026-06-01T09:00:00.000Z")
    expect(stated(noNotice)).toMatchObject({ accessFrom: "2026-06-01T22:00:00.000Z", objectUntil: "2026-07-01" })
    expect(answer(noNotice, "2026-06-02T09:00:00.000Z")).toBe("open")
  })
})

describe("B2 notice counts from sending, the window from receipt", () => {
  const [duty] = commercial.duties
  const [row] = duty!.rows
  const from = (from: ClockStart["from"]): Row["clockStart"] => said({ from, contacts: "any" })
  const terms: Terms = {
    ...commercial,
    name: "zitadel",
    duties: [
      {
        ...duty!,
        id: "notice",
        rows: [
          {
            ...row,
            clockStart: from("sent"),
            advanceNotice: notice(days(15)),
            window: said<Window>({ _tag: "NoRight" })
          }
        ]
      },
      {
        ...duty!,
        id: "objection",
        rows: [
          {
            ...row,
            clockStart: from("received"),
            advanceNotice: notice(days(0)),
            window: window(days(15)),
            hold: heldAlways
          }
        ]
      }
    ]
  }
  const sentInMay: Instant = "2026-05-20T09:00:00.000Z"
  const received = (scenario: Scenario): Scenario =>
    scenario.onCase("chg-1", c, {
      _tag: "RecordReceipt",
      letter: "letter-1",
      contact: "office",
      evidence: "sealed:slip",
      at: "2026-05-24T09:00:00.000Z"
    })

  it("fifteen days and fifteen days do not end together: in between, the start is past and an objection is in time", () => {
    const scenario = received(told(terms, sentInMay))
    expect(answer(scenario, "2026-06-04T21:59:59.999Z")).toBe("shut")
    expect(answer(scenario, "2026-06-04T22:00:00.000Z")).toBe("open")
    const late = received(told(terms, sentInMay)).objects(c, "objection-1", "2026-06-08T22:00:00.000Z")
    expect(answer(late, "2026-06-09T09:00:00.000Z")).toBe("open")
    scenario.objects(c, "objection-1", "2026-06-08T21:59:59.999Z")
    expect(answer(scenario, "2026-06-09T09:00:00.000Z")).toBe("shut")
  })

  it("nothing shows that it was received: that period has not started, whatever the other one says", () =>
    expect(answer(told(terms, sentInMay), "2026-07-09T09:00:00.000Z")).toBe("shut"))
})

describe("B3 the clock branches on the recipient", () => {
  const terms = varied("upwork", {
    clockStart: said({ from: "received", ifNotSubscribed: "published", contacts: "any" })
  })
  const june: Instant = "2026-06-02T09:00:00.000Z"

  it("a client that never subscribed has its window from publication, and nobody wrote to it", () => {
    const scenario = announced(terms)
    expect(answer(scenario, june)).toBe("open")
    expect(answer(scenario.objects(c, "objection-1", "2026-05-02T21:59:59.999Z"), june)).toBe("shut")
  })

  it("one that subscribed is owed a letter, and without one nothing opens", () => {
    const scenario = announced(terms).onClient(c, {
      _tag: "BeginSubscription",
      channel: "email",
      at: "2026-02-01T09:00:00.000Z"
    })
    expect(answer(scenario, june)).toBe("shut")
  })

  it("a window that counts from receipt of a notice that is never sent never ends, and nothing opens", () => {
    const nobodyWrites = varied("unnamed-nl", { clockStart: said({ from: "received", contacts: "any" }) })
    expect(answer(announced(nobodyWrites), "2028-06-02T09:00:00.000Z")).toBe("shut")
  })
})

describe("B4 every unit of time", () => {
  const accessFrom = (period: Period): Instant | undefined =>
    stated(told(varied("units", { advanceNotice: notice(period) }))).accessFrom
  /** Saturdays are worked in this one, as in the German "Werktage". */
  const werktage: Calendar = { ...nlOffice, name: "werktage", weekend: [0] }

  it("ten of each, over King's Day and Liberation Day, are not the same ten", () => {
    expect(accessFrom(days(10))).toBe("2026-04-30T22:00:00.000Z")
    expect(accessFrom(workingDays(10))).toBe("2026-05-05T22:00:00.000Z")
    expect(accessFrom(Span.weeks(2, Span.plain))).toBe("2026-05-04T22:00:00.000Z")
    expect(accessFrom(Span.months(6, Span.plain))).toBe("2026-10-20T22:00:00.000Z")
    expect(accessFrom(Span.hours(48, Span.plain))).toBe("2026-04-22T09:00:00.000Z")
  })

  it("a calendar of the client's own counts, where the agreement names it", () => {
    const terms = varied("werktage", { advanceNotice: notice(workingDays(10, "werktage")) })
    const scenario = announced(terms)
    scenario.hand(werktage).tells(c, "letter-1", letterDay)
    expect(stated(scenario).accessFrom).toBe("2026-05-02T22:00:00.000Z")
  })

  it("bare days are neither until somebody reads them: the letter states no date and the gate asks for the reading", () => {
    const terms = varied("bare", { advanceNotice: notice({ n: 10, unit: "days" }) })
    const scenario = told(terms)
    expect(stated(scenario)).not.toHaveProperty("accessFrom")
    expect(answer(scenario, "2026-06-02T09:00:00.000Z")).toBe("undetermined")
    expect(needs(scenario, "2026-06-02T09:00:00.000Z")).toEqual(["sub-processor-change/any/advanceNotice"])
    const read = announced(terms).reads(
      terms,
      { "sub-processor-change/any/advanceNotice": { period: workingDays(10), before: "access" } },
      "2026-04-10T09:00:00.000Z"
    )
    expect(answer(read.tells(c, "letter-1", letterDay), "2026-06-02T09:00:00.000Z")).toBe("open")
  })
})

describe("B5 the length of notice hangs on what the sub-processor is", () => {
  const rows = (...rows: ReadonlyArray<Partial<Row> & Pick<Row, "id" | "when">>): Terms => {
    const [duty] = commercial.duties
    const [row] = duty!.rows
    const [first, ...rest] = rows.map((other): Row => ({ ...row, ...other }))
    return { ...commercial, name: "by-attributes", duties: [{ ...duty!, changes: "any", rows: [first!, ...rest] }] }
  }
  const accessFrom = (terms: Terms, other: Parameters<typeof engagement>[1]): Instant | undefined => {
    const scenario = signs(seedLike(terms), c, terms).announces(
      { _tag: "Engage", engagement: engagement("flowmailer", { products: ["identity"], ...other }) },
      "2026-04-02T08:00:00.000Z",
      "2026-06-01"
    )
    return stated(scenario.tells(c, "letter-1", letterDay)).accessFrom
  }
  const places = (country: string): ReadonlyArray<Place> => [{ id: country.toLowerCase(), name: country, country }]

  it("an affiliate in the EU thirty days, anybody else ninety", () => {
    const terms = rows(
      {
        id: "affiliates",
        when: { entityTypes: ["affiliate"], countries: ["FR", "DE"] },
        advanceNotice: notice(days(30))
      },
      { id: "others", when: {}, advanceNotice: notice(days(90)) }
    )
    expect(accessFrom(terms, { entityType: "affiliate", places: places("FR") })).toBe("2026-05-20T22:00:00.000Z")
    expect(accessFrom(terms, { entityType: "affiliate", places: places("US") })).toBe("2026-07-19T22:00:00.000Z")
    expect(accessFrom(terms, { places: places("FR") })).toBe("2026-07-19T22:00:00.000Z")
  })

  it("six months for customer data, thirty days for other data", () => {
    const terms = rows(
      {
        id: "customer-data",
        when: { dataCategories: ["customer-data"] },
        advanceNotice: notice(Span.months(6, Span.plain))
      },
      { id: "other-data", when: {}, advanceNotice: notice(days(30)) }
    )
    expect(accessFrom(terms, { dataCategories: ["customer-data"] })).toBe("2026-10-20T22:00:00.000Z")
    expect(accessFrom(terms, { dataCategories: ["telemetry"] })).toBe("2026-05-20T22:00:00.000Z")
    expect(accessFrom(terms, { dataCategories: "all" })).toBe("2026-10-20T22:00:00.000Z")
  })

  it("a class of its own with no right to object", () => {
    const terms = rows(
      { id: "models", when: { services: ["model"] }, window: said<Window>({ _tag: "NoRight" }) },
      { id: "others", when: {} }
    )
    const scenario = signs(seedLike(terms), c, terms)
      .announces(
        { _tag: "Engage", engagement: engagement("flowmailer", { service: "model", products: ["identity"] }) },
        "2026-04-02T08:00:00.000Z",
        "2026-06-01"
      )
      .tells(c, "letter-1", letterDay)
    expect(stated(scenario)).not.toHaveProperty("objectUntil")
  })
})

describe("B7 a right to object only under a condition of the change", () => {
  const { objection } = commercial.duties[0]!.rows[0]
  const terms: Terms = {
    ...varied("sana", {
      objection: { ...objection, onlyIf: said({ words: "a move out of the EEA", outside: ["NL", "BE", "DE", "FR"] }) },
      hold: heldAlways
    })
  }
  const moving: Terms = { ...terms, duties: [{ ...terms.duties[0]!, changes: "any" }] }
  const moves = (country: string): Scenario =>
    signs(seedLike(moving), c, moving)
      .announces(
        {
          _tag: "Relocate",
          engagement: "cm-telecom",
          to: [{ id: country.toLowerCase(), name: country, country }]
        },
        "2026-04-02T08:00:00.000Z",
        "2026-06-01"
      )
      .tells(c, "letter-1", letterDay)
      .objects(c, "objection-1", "2026-04-25T09:00:00.000Z")
  const gate = (country: string) =>
    moves(country).gate("cm-telecom", c, "2026-06-02T09:00:00.000Z", { place: country.toLowerCase() }).answer

  it("a move to the United States may be objected to, and the objection holds", () => expect(gate("US")).toBe("shut"))
  it("a move to Belgium may not: the words are on record and hold nothing", () => {
    expect(moves("BE").case("chg-1", c).state.objection.objections).toHaveLength(1)
    expect(gate("BE")).toBe("open")
  })
})

describe("B11 one shared period for notice, objection and talks", () => {
  const [row] = commercial.duties[0]!.rows
  const terms = varied("mistral-2024", {
    resolution: {
      ...row.resolution,
      cure: said({ period: days(30), from: "notice", expiry: "exitOpens" } as const)
    }
  })

  it("who objects on the last day leaves no time to talk: all three end with the same moment", () => {
    const scenario = told(terms).objects(c, "objection-1", "2026-05-20T21:00:00.000Z")
    const { notice, objection } = scenario.case("chg-1", c).state
    const at: Instant = "2026-06-02T09:00:00.000Z"
    const hand = dates.handAt(notice, at, addressed(terms.name), scenario.world)
    if ("notAtHand" in hand) throw new Error(hand.notAtHand)
    const [duty] = terms.duties
    const [stands] = duty!.rows
    const world = scenario.worldOfCase("chg-1", c)
    const clock = dates.clockOf(notice.letters, duty!, stands, at, hand, world, world.looked)
    const cure = dates.parameter(hand, duty!, stands, "resolution.cure", stands.resolution.cure)
    if ("open" in cure || !dates.started(clock)) throw new Error("nothing runs")
    const { received } = objection.objections[0]!
    expect(objections.cureEnds(received, cure, undefined, clock, hand.place).answer).toMatchObject({
      right: stated(scenario).accessFrom
    })
    // In time by an hour, it still holds: the way out is open, and nothing is lost by having little time.
    expect(answer(scenario, at)).toBe("shut")
  })
})

describe("B14 the listing is a function of the client's configuration", () => {
  const terms: Terms = {
    ...commercial,
    name: "affected",
    duties: [{ ...commercial.duties[0]!, changes: "any", audience: { of: "affected" } }]
  }
  const brings = (other: Parameters<typeof engagement>[1]): Scenario =>
    signs(seedLike(terms), c, terms).announces(
      { _tag: "Engage", engagement: engagement("flowmailer", { products: ["identity"], ...other }) },
      "2026-04-02T08:00:00.000Z",
      "2026-06-01"
    )
  const duty = (scenario: Scenario, at: Instant) =>
    scenario.onCase("chg-1", c, { _tag: "JudgeDuties", at }).case("chg-1", c).state.notice.duties[
      "sub-processor-change"
    ]?.value
  const begins = (scenario: Scenario, of: "option" | "region", id: string, at: Instant): Scenario =>
    scenario.onClient(c, { _tag: "BeginUse", of, id, at })

  it("an optional feature that the client has not turned on is no matter of its; turned on later, it is told", () => {
    const scenario = brings({ options: ["ai"], condition: "only when AI features are turned on" })
    expect(duty(scenario, "2026-04-03T09:00:00.000Z")).toMatchObject({ why: "notAffected" })
    begins(scenario, "option", "ai", "2026-07-01T09:00:00.000Z")
    expect(duty(scenario, "2026-07-01T09:00:00.000Z")).toMatchObject({ _tag: "DutyArose" })
    scenario.onListing({
      _tag: "ConfirmSafeguards",
      engagement: "flowmailer",
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at: "2026-04-02T08:05:00.000Z"
    })
    // Its data may flow from when the notice that it is owed since July has run out, and not from June.
    expect(answer(scenario, "2026-07-02T09:00:00.000Z")).toBe("shut")
    scenario.tells(c, "letter-1", "2026-07-02T09:00:00.000Z")
    expect(answer(scenario, "2026-08-02T09:00:00.000Z")).toBe("open")
  })

  it("a region that the client is not in", () => {
    const scenario = brings({ regions: ["us"] })
    begins(scenario, "region", "eu", "2026-01-12T10:00:00.000Z")
    expect(duty(scenario, "2026-04-03T09:00:00.000Z")).toMatchObject({ why: "notAffected" })
  })
})

describe("B15 several changes in one notice, with one clock each", () => {
  it("putting right one of them starts only its own clock anew", () => {
    const scenario = announced(commercial)
      .announces(
        { _tag: "Engage", engagement: engagement("mailgun", { entity: "cm-telecom", products: ["identity"] }) },
        "2026-04-02T08:20:00.000Z",
        "2026-06-01",
        {},
        "chg-2"
      )
      .onListing({
        _tag: "ConfirmSafeguards",
        engagement: "mailgun",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: "2026-04-02T08:25:00.000Z"
      })
    scenario.tells(c, "letter-1", letterDay, {}, "chg-1").tells(c, "letter-1", letterDay, {}, "chg-2")
    scenario.onListing(
      {
        _tag: "CorrectEntry",
        engagement: "mailgun",
        change: "chg-2",
        to: { places: [{ id: "us", name: "United States", country: "US" }] },
        substance: true,
        by: "dpo-1",
        reason: "the wrong place was told",
        at: "2026-05-11T09:00:00.000Z"
      },
      { _tag: "PublishVersion", at: "2026-05-11T09:05:00.000Z" }
    )
    scenario.onCase("chg-2", c, sends("letter-2", "2026-05-11T09:10:00.000Z", { corrects: "letter-1" }))
    const june: Instant = "2026-06-02T09:00:00.000Z"
    expect(answer(scenario, june)).toBe("open")
    expect(scenario.gate("mailgun", c, june, { place: "us" }).answer).toBe("shut")
    expect(scenario.gate("mailgun", c, "2026-06-12T09:00:00.000Z", { place: "us" }).answer).toBe("open")
  })
})

describe("B16 what is communicated differs from the contract", () => {
  const terms = varied("supabase", { window: window(days(5)), hold: heldAlways })

  it("the mail speaks of thirty days, the contract of five: an objection on day twenty is in time", () => {
    const kind = announced(terms).tells(c, "letter-1", letterDay, { said: { objectUntil: "2026-05-20" } })
    expect(stated(kind).objectUntil).toBe("2026-05-20")
    expect(answer(kind.objects(c, "objection-1", "2026-05-10T09:00:00.000Z"), "2026-06-02T09:00:00.000Z")).toBe("shut")
    const strict = told(terms).objects(c, "objection-1", "2026-05-10T09:00:00.000Z")
    expect(answer(strict, "2026-06-02T09:00:00.000Z")).toBe("open")
  })

  it("the mailbox for objections bounces: no time runs against the client until it is told again", () => {
    const scenario = told(varied("coderabbit", { hold: heldAlways })).cannotBeReached(
      "2026-04-22T09:00:00.000Z",
      "2026-05-12T09:00:00.000Z"
    )
    scenario.onCase("chg-1", c, sends("letter-2", "2026-05-13T09:00:00.000Z"))
    expect(stated(scenario).objectUntil).toBe("2026-06-12")
    scenario.objects(c, "objection-1", "2026-06-12T21:59:59.999Z")
    expect(answer(scenario, "2026-06-20T09:00:00.000Z")).toBe("shut")
  })

  it("a day later it would have been late", () => {
    const scenario = told(varied("coderabbit", { hold: heldAlways })).cannotBeReached(
      "2026-04-22T09:00:00.000Z",
      "2026-05-12T09:00:00.000Z"
    )
    scenario.onCase("chg-1", c, sends("letter-2", "2026-05-13T09:00:00.000Z"))
    scenario.objects(c, "objection-1", "2026-06-12T22:00:00.000Z")
    expect(answer(scenario, "2026-06-20T09:00:00.000Z")).toBe("open")
  })

  it("one that was sent to the dead mailbox is in time whenever it turns up", () => {
    const scenario = told(varied("coderabbit", { hold: heldAlways })).cannotBeReached(
      "2026-04-22T09:00:00.000Z",
      "2026-05-12T09:00:00.000Z"
    )
    scenario.onCase(
      "chg-1",
      c,
      sends("letter-2", "2026-05-13T09:00:00.000Z"),
      objects("objection-1", "2026-07-01T09:00:00.000Z", { sent: "2026-05-01T09:00:00.000Z" })
    )
    expect(answer(scenario, "2026-07-02T09:00:00.000Z")).toBe("shut")
  })

  it("dead already when the letter went out, it was no notice", () => {
    const scenario = announced(terms)
      .cannotBeReached("2026-04-18T09:00:00.000Z", "2026-05-12T09:00:00.000Z")
      .tells(c, "letter-1", letterDay)
    expect(answer(scenario, "2026-06-02T09:00:00.000Z")).toBe("shut")
    scenario.onCase("chg-1", c, sends("letter-2", "2026-05-13T09:00:00.000Z"))
    expect(answer(scenario, "2026-06-11T09:00:00.000Z")).toBe("shut")
    expect(answer(scenario, "2026-06-13T09:00:00.000Z")).toBe("open")
  })
})

describe("B17 three numbers in one document", () => {
  const [duty] = commercial.duties
  const [row] = duty!.rows
  const promise = (id: string, period: Period): Duty => ({
    ...duty!,
    id,
    rows: [{ ...row, advanceNotice: notice(period), window: window(period) }]
  })
  const terms: Terms = {
    ...commercial,
    name: "substack",
    duties: [promise("dpa", days(21)), promise("annex", Span.weeks(6, Span.plain)), promise("scc", days(30))]
  }

  it("each promise is kept, so the longest decides for access and for objecting", () => {
    const scenario = told(terms)
    expect(stated(scenario)).toMatchObject({ accessFrom: "2026-06-01T22:00:00.000Z", objectUntil: "2026-06-01" })
    expect(answer(scenario, "2026-06-01T21:59:59.999Z")).toBe("shut")
    expect(answer(scenario, "2026-06-01T22:00:00.000Z")).toBe("open")
  })

  it("an objection that is late under one of them is in time under another, and holds", () => {
    const scenario = told(terms).objects(c, "objection-1", "2026-05-30T09:00:00.000Z")
    expect(answer(scenario, "2026-06-02T09:00:00.000Z")).toBe("shut")
  })
})

describe("B18 notice passed down a chain", () => {
  const shorter = varied("down-the-chain", { advanceNotice: notice(days(10)), window: window(days(10)) })
  /** The client's own listing, and the letter to a client of its own. */
  const below = (at: Instant): Scenario =>
    replacement(signs(seedLike(shorter), "k1", shorter)).tells("k1", "passed-on", at)

  it("a client that passes it on in time has its own clients' answers before its own window ends", () => {
    const above = told(commercial)
    const passedOn = below("2026-04-22T09:00:00.000Z").case("chg-1", "k1").state.notice.letters[0]!.sent.value.stated
    expect(passedOn.objectUntil).toBe("2026-05-02")
    expect(passedOn.objectUntil! < stated(above).objectUntil!).toBe(true)
  })

  it("one that passes it on late has not: each link is a case of its own, with its own clock", () => {
    const above = told(commercial)
    const passedOn = below("2026-05-15T09:00:00.000Z").case("chg-1", "k1").state.notice.letters[0]!.sent.value.stated
    expect(passedOn.objectUntil! > stated(above).objectUntil!).toBe(true)
    expect(stated(above).objectUntil).toBe("2026-05-20")
  })
})

describe("B19 no number at all", () => {
  const june: Instant = "2026-06-02T09:00:00.000Z"
  const parameter = "new-sub-processor/any/advanceNotice"

  it("`within reasonable timing` is no thirty days: the letter states none, and the gate asks a person", () => {
    const scenario = told(connective)
    expect(stated(scenario)).not.toHaveProperty("accessFrom")
    expect(answer(scenario, june)).toBe("undetermined")
    expect(needs(scenario, june)).toContain(parameter)
  })

  it("a reading that was stated in the letter makes it countable; one that came after it does not", () => {
    const terms = varied("reasonable", { advanceNotice: notice(reasonable) })
    const reading = { "sub-processor-change/any/advanceNotice": { period: days(20), before: "access" } }
    const before = announced(terms).reads(terms, reading, "2026-04-10T09:00:00.000Z").tells(c, "letter-1", letterDay)
    expect(stated(before).accessFrom).toBe("2026-05-10T22:00:00.000Z")
    expect(answer(before, june)).toBe("open")
    const after = told(terms).reads(terms, reading, "2026-04-25T09:00:00.000Z")
    expect(answer(after, june)).toBe("undetermined")
  })
})

describe("B21 an emergency", () => {
  const when = "an acute security incident"
  const urgent = (terms: Terms): Scenario =>
    signs(seedLike(terms), c, terms)
      .announces(
        {
          _tag: "Replace",
          replaces: "tripolis",
          engagement: engagement("flowmailer", { service: "email", products: ["identity"] })
        },
        "2026-04-02T08:00:00.000Z",
        "2026-04-03",
        { emergency: "Tripolis was broken into" }
      )
      .onListing({
        _tag: "ConfirmSafeguards",
        engagement: "flowmailer",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: "2026-04-02T08:05:00.000Z"
      })
  const judged = (scenario: Scenario, terms: Terms, fits = true): Scenario =>
    scenario.onListing({
      _tag: "JudgeEmergency",
      change: "chg-1",
      terms: addressed(terms.name),
      fits,
      by: "dpo-1",
      reason: "it is what the clause speaks of",
      at: "2026-04-02T08:10:00.000Z"
    })
  const noNotice = varied("docker", {}, { emergency: said({ when }) })
  const shortNotice = varied(
    "userlike",
    { window: window(workingDays(14)), hold: heldAlways },
    { emergency: said({ when, advance: days(5) }) }
  )

  it("without notice where the agreement asks for none; where no clause fits, as ever", () => {
    expect(answer(judged(urgent(noNotice), noNotice), "2026-04-03T09:00:00.000Z")).toBe("open")
    expect(answer(judged(urgent(noNotice), noNotice, false), "2026-04-03T09:00:00.000Z")).toBe("shut")
    expect(answer(urgent(commercial), "2026-04-03T09:00:00.000Z")).toBe("shut")
  })

  it("with a short notice, and the normal window after it", () => {
    const scenario = judged(urgent(shortNotice), shortNotice).tells(c, "letter-1", "2026-04-02T09:00:00.000Z")
    expect(stated(scenario)).not.toHaveProperty("accessFrom")
    expect(answer(scenario, "2026-04-07T21:59:59.999Z")).toBe("shut")
    expect(answer(scenario, "2026-04-07T22:00:00.000Z")).toBe("open")
    scenario.objects(c, "objection-1", "2026-04-20T09:00:00.000Z")
    expect(answer(scenario, "2026-04-21T09:00:00.000Z")).toBe("shut")
  })

  it("a letter that says from when all the same is held to it; without a clause it states the ordinary day", () => {
    const scenario = judged(urgent(shortNotice), shortNotice).tells(c, "letter-1", "2026-04-02T09:00:00.000Z", {
      said: { accessFrom: "2026-04-09T22:00:00.000Z" }
    })
    expect(answer(scenario, "2026-04-09T21:59:59.999Z")).toBe("shut")
    expect(answer(scenario, "2026-04-09T22:00:00.000Z")).toBe("open")
    const ordinary = urgent(commercial).tells(c, "letter-1", "2026-04-02T09:00:00.000Z")
    expect(stated(ordinary).accessFrom).toBe("2026-05-02T22:00:00.000Z")
    const planned = told(shortNotice)
    expect(stated(planned).accessFrom).toBe("2026-05-20T22:00:00.000Z")
  })

  it("a clause that a reading gives shortens it just as one that is stated, and one that is vague may", () => {
    const vague = varied("vague-clause", {}, { emergency: said({ when, advance: reasonable }) })
    expect(stated(urgent(vague).tells(c, "letter-1", letterDay))).not.toHaveProperty("accessFrom")
    const read = urgent(commercial).reads(commercial, { emergency: { when } }, "2026-04-02T08:10:00.000Z")
    expect(stated(read.tells(c, "letter-1", letterDay))).not.toHaveProperty("accessFrom")
  })

  it("a short notice that was not given opens nothing", () =>
    expect(answer(judged(urgent(shortNotice), shortNotice), "2026-04-20T09:00:00.000Z")).toBe("shut"))
})
