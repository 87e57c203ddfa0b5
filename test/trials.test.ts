/** Cases that contracts and listings really bring about, told from end to end. */
import * as Consultation from "goodfaith/consultation"
import { judgeAccess, rules } from "goodfaith/gate"
import { type Terms, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { amsterdam, type Instant, nlOffice, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import {
  accepts,
  addressed,
  decided,
  engagement,
  objects,
  pure,
  replacement,
  said,
  type Scenario,
  seedLike,
  signs,
  varied,
  worldHolding
} from "./scenario.ts"
import { announced, c, inJune, letterDay, told } from "./spring.ts"

const { commercial, connective, specific } = ready

/** c2 signs with the list of April, on which Flowmailer stands for June. */
const signsInMay = (terms: Terms): Scenario => {
  const at: Instant = "2026-05-04T09:00:00.000Z"
  return replacement(seedLike(terms)).onClient(
    "c2",
    { _tag: "ExecuteDpa", dpa: "dpa-c2", paper: "standard", terms: addressed(terms.name), at },
    { _tag: "AgreeListing", listing: "main", version: 2, at },
    { _tag: "BeginUse", of: "product", id: "identity", at }
  )
}

describe("1. a client signs after the announcement, before the effect", () => {
  it("the commercial form says that notice is owed: shut until it was told and the thirty days are over", () => {
    const scenario = signsInMay(commercial)
    expect(decided(scenario.gate("flowmailer", "c2", inJune))).toEqual(["shut", rules.told.clause.quote])
    scenario.tells("c2", "letter-1", "2026-05-05T09:00:00.000Z")
    expect(scenario.outlook("flowmailer", "c2", inJune)).toMatchObject({
      answer: "shut",
      opens: { at: "2026-06-04T22:00:00.000Z" }
    })
  })

  it("an agreement that takes what was announced as agreed: open on its day without a letter", () => {
    const agrees = varied("agrees", {}, { entry: { listing: said("agreed"), announced: said("agreed") } })
    const scenario = signsInMay(agrees)
    expect(scenario.outlook("flowmailer", "c2", "2026-05-10T09:00:00.000Z")).toMatchObject({
      answer: "shut",
      opens: { at: "2026-05-31T22:00:00.000Z" }
    })
    expect(decided(scenario.gate("flowmailer", "c2", inJune))).toEqual(["open", rules.baseline.clause.quote])
  })

  it("one that does not say: undetermined, and that is the question it names", () => {
    const verdict = signsInMay(connective).gate("flowmailer", "c2", inJune)
    expect([verdict.answer, verdict.needs.map(({ open, why }) => [open, why])]).toEqual([
      "undetermined",
      [["entry.announced", "notSeen"]]
    ])
  })

  it("an agreement by which no listing is agreed to: what stands on it is shut", () => {
    const nothing = varied("agrees-to-nothing", {}, { entry: { listing: said("notAgreed"), announced: unstated } })
    expect(decided(signs(seedLike(nothing), c, nothing).gate("cm-telecom", c, inJune))).toEqual([
      "shut",
      rules.neitherAgreedNorAnnounced.clause.quote
    ])
  })
})

describe("2. a client adds a product after the effect", () => {
  it("what was not for it is for it now: shut until it was told", () => {
    const july: Instant = "2026-07-01T09:00:00.000Z"
    const scenario = replacement(seedLike(commercial)).onClient(
      c,
      {
        _tag: "ExecuteDpa",
        dpa: "dpa-c1",
        paper: "standard",
        terms: addressed("commercial"),
        at: "2026-01-12T10:00:00.000Z"
      },
      { _tag: "AgreeListing", listing: "main", version: 1, at: "2026-01-12T10:00:00.000Z" },
      { _tag: "BeginUse", of: "product", id: "esignatures", at: "2026-01-12T10:00:00.000Z" }
    )
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(["shut", rules.whatTheClientUses.clause.quote])
    scenario.onClient(c, { _tag: "BeginUse", of: "product", id: "identity", at: july })
    expect(decided(scenario.gate("flowmailer", c, july))).toEqual(["shut", rules.told.clause.quote])
    expect(scenario.gate("tripolis", c, july).answer).toBe("open")
    scenario.tells(c, "letter-1", "2026-07-02T09:00:00.000Z")
    expect(scenario.outlook("flowmailer", c, "2026-07-03T09:00:00.000Z")).toMatchObject({
      answer: "shut",
      opens: { at: "2026-08-01T22:00:00.000Z" }
    })
  })
})

describe("3. postponed, and then brought forward", () => {
  it("later shortens nothing; brought forward to a day before the one told last needs a new notice", () => {
    const scenario = told()
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-09-01", at: "2026-05-02T09:00:00.000Z" })
      .tells(c, "letter-2", "2026-05-04T09:00:00.000Z")
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({
      answer: "shut",
      opens: { at: "2026-08-31T22:00:00.000Z" }
    })
    scenario.onListing({
      _tag: "PostponeChange",
      change: "chg-1",
      effectiveOn: "2026-07-01",
      at: "2026-06-10T09:00:00.000Z"
    })
    expect(decided(scenario.gate("flowmailer", c, "2026-07-02T09:00:00.000Z"))).toEqual([
      "shut",
      rules.told.clause.quote
    ])
    scenario.tells(c, "letter-3", "2026-06-11T09:00:00.000Z")
    expect(scenario.outlook("flowmailer", c, "2026-07-02T09:00:00.000Z")).toMatchObject({
      answer: "shut",
      opens: { at: "2026-07-11T22:00:00.000Z" }
    })
  })
})

describe("3. postponed, told, and brought forward under terms that count from publication", () => {
  it("the letter's day stands until the day that was brought forward is published", () => {
    const terms = varied("from-publication", { clockStart: said({ from: "published", contacts: "any" }) })
    const scenario = announced(terms)
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-09-01", at: "2026-04-03T08:00:00.000Z" })
      .tells(c, "letter-1", letterDay)
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-06-01", at: "2026-04-21T08:00:00.000Z" })
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(["shut", rules.told.clause.quote])
    scenario.onListing({ _tag: "PublishVersion", at: "2026-05-10T08:00:00.000Z" })
    expect(scenario.outlook("flowmailer", c, inJune).opens?.at).toBe("2026-06-09T22:00:00.000Z")
  })
})

describe("4. the place is put right on day 10 of 30, when one client has said yes and another has objected", () => {
  const ireland = [{ id: "ie", name: "Ireland", country: "IE" }]
  /** Told on 20 April of the Netherlands; on 30 April it is put right: the place is Ireland. */
  const putRight = (substance: boolean): Scenario =>
    [c, "c2", "c3"]
      .reduce((scenario, client) => signs(scenario, client, commercial), seedLike(commercial))
      .announces(replaces, "2026-04-02T08:00:00.000Z", "2026-06-01")
      .onListing(safe)
      .tells(c, "letter-1", letterDay)
      .tells("c2", "letter-2", letterDay)
      .tells("c3", "letter-3", letterDay)
      .saysYes("c2", "2026-04-24T09:00:00.000Z")
      .objects("c3", "obj-1", "2026-04-25T09:00:00.000Z")
      .onListing(
        {
          _tag: "CorrectEntry",
          engagement: "flowmailer",
          change: "chg-1",
          to: { places: ireland },
          substance,
          by: "dpo-1",
          reason: substance ? "the wrong place was announced" : "the name of the place was misspelt",
          at: "2026-04-30T09:00:00.000Z"
        },
        { _tag: "PublishVersion", at: "2026-04-30T09:05:00.000Z" }
      )
  const replaces = {
    _tag: "Replace",
    replaces: "tripolis",
    engagement: engagement("flowmailer", { service: "email", products: ["identity"] })
  } as const
  const safe = {
    _tag: "ConfirmSafeguards",
    engagement: "flowmailer",
    contract: true,
    equivalentDuties: true,
    by: "dpo-1",
    at: "2026-04-02T08:05:00.000Z"
  } as const
  const placeOf = (scenario: Scenario, client: string, at: Instant) =>
    scenario
      .gate("flowmailer", client, at)
      .facets.filter(({ facet }) => facet === "place" || facet === "product")
      .map(({ facet, value, answer }) => `${facet} ${value} ${answer}`)

  it("silence counts from the new letter on, for the place alone", () => {
    const scenario = putRight(true)
    expect(placeOf(scenario, c, inJune)).toEqual(["product identity open", "place ie shut"])
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("shut")
    scenario.tells(c, "letter-4", "2026-05-04T09:00:00.000Z", { corrects: "letter-1" })
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({
      answer: "shut",
      opens: { at: "2026-06-03T22:00:00.000Z" }
    })
  })

  it("a yes to the wrong place is none to the right one; a new one is", () => {
    const scenario = putRight(true)
    expect(placeOf(scenario, "c2", inJune)).toEqual(["product identity open", "place ie shut"])
    scenario.saysYes("c2", "2026-05-02T09:00:00.000Z")
    expect(scenario.gate("flowmailer", "c2", inJune).answer).toBe("open")
  })

  it("an objection carries over", () => {
    const scenario = putRight(true).tells("c3", "letter-4", "2026-05-01T09:00:00.000Z")
    const verdict = scenario.gate("flowmailer", "c3", inJune)
    expect(decided(verdict)).toEqual(["shut", rules.objectionHolds.clause.quote])
    expect(placeOf(scenario, "c3", inJune)).toEqual(["product identity shut", "place ie shut"])
  })

  it("the wrong place was never in scope", () =>
    expect(decided(putRight(true).gate("flowmailer", c, inJune, { place: "nl" }))).toEqual([
      "shut",
      rules.withinScope.clause.quote
    ]))

  it("a slip of the pen starts nothing anew", () => {
    const scenario = putRight(false)
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("open")
    expect(scenario.gate("flowmailer", "c2", inJune).answer).toBe("open")
  })
})

describe("5. a client carved out the new one and uses the old one", () => {
  it("the carve-out stays on the engagement; another client's case goes its own way", () => {
    const scenario = signs(told(), "c2", commercial)
      .tells("c2", "letter-2", letterDay)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-02T09:00:00.000Z")
      .onListing({ _tag: "EndEngagement", engagement: "tripolis", at: "2026-08-01T09:00:00.000Z" })
    const answers = (at: Instant) =>
      [c, "c2"].map((client) => ["tripolis", "flowmailer"].map((it) => scenario.gate(it, client, at).answer))
    expect(answers(inJune)).toEqual([
      ["open", "shut"],
      ["shut", "open"]
    ])
    expect(answers("2026-08-02T09:00:00.000Z")).toEqual([
      ["open", "shut"],
      ["shut", "open"]
    ])
  })
})

describe("5. one company merges into another", () => {
  const merges = (): Scenario =>
    told()
      .onCase("chg-1", c, objects("obj-1", "2026-04-25T09:00:00.000Z"))
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-05T09:00:00.000Z")
      .announces(
        { _tag: "Merge", entity: "tripolis", into: "cm-telecom" },
        "2026-06-01T08:00:00.000Z",
        "2026-09-01",
        {},
        "chg-2"
      )
  const inAugust: Instant = "2026-08-31T21:59:59.999Z"
  const inSeptember: Instant = "2026-08-31T22:00:00.000Z"

  it("another legal person is a new case: shut from its day on until the client was told", () => {
    const scenario = merges()
    expect(scenario.gate("tripolis", c, inAugust).answer).toBe("open")
    expect(decided(scenario.gate("tripolis", c, inSeptember))).toEqual(["shut", rules.told.clause.quote])
    scenario.tells(c, "letter-2", "2026-06-02T09:00:00.000Z", {}, "chg-2")
    expect(scenario.gate("tripolis", c, inSeptember).answer).toBe("open")
  })

  it("a carve-out stays on the engagement, whoever does its work", () =>
    expect(decided(merges().gate("flowmailer", c, inSeptember))).toEqual(["shut", rules.outcome.clause.quote]))

  it("a new name alone changes nothing", () => {
    const renamed = told().announces(
      { _tag: "Rename", entity: "tripolis", name: "Tripolis B.V.", by: "dpo-1", reason: "its notice of 1 June" },
      "2026-06-01T08:00:00.000Z",
      "2026-09-01",
      {},
      "chg-2"
    )
    const carvedOut = renamed
      .onCase("chg-1", c, objects("obj-1", "2026-04-25T09:00:00.000Z"))
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-05T09:00:00.000Z")
    expect(carvedOut.gate("tripolis", c, inSeptember).answer).toBe("open")
  })

  it("another controller is a change of its own where the agreement says so, and none where it does not", () => {
    const sold = (terms: Terms): Scenario =>
      signs(seedLike(terms), c, terms).announces(
        { _tag: "ChangeControl", entity: "tripolis", controller: "northwind", country: "US" },
        "2026-06-01T08:00:00.000Z",
        "2026-09-01"
      )
    const [duty] = commercial.duties
    const anything: Terms = { ...commercial, name: "anything", duties: [{ ...duty!, changes: "any" }] }
    expect(sold(commercial).gate("tripolis", c, inSeptember).answer).toBe("open")
    expect(sold(anything).gate("tripolis", c, inAugust).answer).toBe("open")
    expect(decided(sold(anything).gate("tripolis", c, inSeptember))).toEqual(["shut", rules.told.clause.quote])
  })
})

describe("6. retired, and engaged again a year later", () => {
  it("a new period needs a new notice; undone before its effect it was withdrawn, and may be announced anew", () => {
    const again = {
      _tag: "Engage",
      engagement: engagement("flowmailer", { service: "email", products: ["identity"] })
    } as const
    const scenario = told()
      .onListing({ _tag: "EndEngagement", engagement: "flowmailer", at: "2026-09-01T09:00:00.000Z" })
      .onListing({
        _tag: "AnnounceChange",
        change: "chg-2",
        what: again,
        effectiveOn: "2027-06-01",
        for: "all",
        at: "2027-04-01T09:00:00.000Z"
      })
      .onListing({ _tag: "WithdrawChange", change: "chg-2", at: "2027-04-08T09:00:00.000Z" })
      .onListing({
        _tag: "AnnounceChange",
        change: "chg-3",
        what: again,
        effectiveOn: "2027-07-01",
        for: "all",
        at: "2027-04-09T09:00:00.000Z"
      })
      .onListing(
        {
          _tag: "ConfirmSafeguards",
          engagement: "flowmailer",
          contract: true,
          equivalentDuties: true,
          by: "dpo-1",
          at: "2027-04-09T09:00:00.000Z"
        },
        { _tag: "PublishVersion", at: "2027-04-09T09:00:00.000Z" }
      )
    expect(decided(scenario.gate("flowmailer", c, "2027-07-02T09:00:00.000Z"))).toEqual([
      "shut",
      rules.told.clause.quote
    ])
    scenario.tells(c, "letter-2", "2027-05-03T09:00:00.000Z", {}, "chg-3")
    expect(scenario.gate("flowmailer", c, "2027-07-02T09:00:00.000Z").answer).toBe("open")
  })
})

describe("7. two changes on one engagement, and an objection to the second only", () => {
  it("open in the place of the first, shut in the place of the second", () => {
    const any: Terms = { ...commercial, name: "any-change", duties: [{ ...commercial.duties[0]!, changes: "any" }] }
    const be = { id: "be", name: "Belgium", country: "BE" }
    const de = { id: "de", name: "Germany", country: "DE" }
    const scenario = signs(seedLike(any), c, any).onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-1",
        what: { _tag: "Relocate", engagement: "cm-telecom", to: [be] },
        effectiveOn: "2026-12-01",
        for: "all",
        at: "2026-10-01T09:00:00.000Z"
      },
      {
        _tag: "AnnounceChange",
        change: "chg-2",
        what: { _tag: "Relocate", engagement: "cm-telecom", to: [be, de] },
        effectiveOn: "2027-01-01",
        for: "all",
        at: "2026-10-01T09:00:00.000Z"
      },
      { _tag: "PublishVersion", at: "2026-10-01T09:00:00.000Z" }
    )
    scenario
      .tells(c, "letter-1", "2026-10-05T09:00:00.000Z")
      .tells(c, "letter-1", "2026-10-05T09:00:00.000Z", {}, "chg-2")
    scenario.objects(c, "obj-1", "2026-10-12T09:00:00.000Z", "chg-2")
    const inJanuary: Instant = "2027-01-04T09:00:00.000Z"
    expect(scenario.gate("cm-telecom", c, inJanuary, { place: "be" }).answer).toBe("open")
    expect(decided(scenario.gate("cm-telecom", c, inJanuary, { place: "de" }))).toEqual([
      "shut",
      rules.objectionHolds.clause.quote
    ])
    expect(scenario.gate("cm-telecom", c, inJanuary, { place: "nl" }).answer).toBe("shut")
    const places = scenario.gate("cm-telecom", c, inJanuary).facets.filter(({ facet }) => facet === "place")
    expect(places.map(({ value, answer }) => [value, answer])).toEqual([
      ["be", "open"],
      ["de", "shut"]
    ])
  })
})

describe("7. a relocation on 1 December and wider data on 1 January, and an objection to the second only", () => {
  it("open in the new place for the old categories, shut for the new", () => {
    const [duty] = commercial.duties
    const terms: Terms = { ...commercial, name: "moves-too", duties: [{ ...duty!, changes: "any" }] }
    const scenario = seedLike(terms)
    const listed = scenario.onListing(
      {
        _tag: "ListEngagement",
        engagement: engagement("desk", { entity: "cm-telecom", dataCategories: ["names"] }),
        at: "2026-01-06T09:00:00.000Z"
      },
      {
        _tag: "ConfirmSafeguards",
        engagement: "desk",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: "2026-01-06T09:00:00.000Z"
      },
      { _tag: "PublishVersion", at: "2026-01-06T09:00:00.000Z" }
    )
    listed.onClient(
      c,
      {
        _tag: "ExecuteDpa",
        dpa: "dpa-1",
        paper: "standard",
        terms: addressed("moves-too"),
        at: "2026-01-12T10:00:00.000Z"
      },
      { _tag: "AgreeListing", listing: "main", version: 2, at: "2026-01-12T10:00:00.000Z" },
      { _tag: "BeginUse", of: "product", id: "esignatures", at: "2026-01-12T10:00:00.000Z" }
    )
    listed
      .announces(
        { _tag: "Relocate", engagement: "desk", to: [{ id: "ie", name: "Ireland", country: "IE" }] },
        "2026-09-01T08:00:00.000Z",
        "2026-12-01"
      )
      .announces(
        { _tag: "ChangeData", engagement: "desk", to: ["names", "phones"] },
        "2026-09-02T08:00:00.000Z",
        "2027-01-01",
        {},
        "chg-2"
      )
      .tells(c, "letter-1", "2026-09-03T09:00:00.000Z")
      .tells(c, "letter-1", "2026-09-03T09:00:00.000Z", {}, "chg-2")
      .objects(c, "obj-1", "2026-09-10T09:00:00.000Z", "chg-2")
    const at: Instant = "2027-01-05T09:00:00.000Z"
    const asked = (place: string, ...dataCategories: ReadonlyArray<string>) =>
      listed.gate("desk", c, at, { place, dataCategories }).answer
    expect(asked("ie", "names")).toBe("open")
    expect(asked("ie", "phones")).toBe("shut")
    expect(asked("ie", "names", "phones")).toBe("shut")
    expect(asked("nl", "names")).toBe("shut")
    expect(listed.gate("desk", c, "2026-11-30T22:59:59.999Z", { place: "nl", dataCategories: ["names"] }).answer).toBe(
      "open"
    )
  })
})

describe("8. a client's agreement changes in mid-case", () => {
  const executes = (scenario: Scenario, at: Instant): Scenario => {
    scenario.world = worldHolding({ terms: [commercial, specific], calendars: [nlOffice], zones: [amsterdam] })
    return scenario.onClient(c, { _tag: "ExecuteDpa", dpa: "dpa-2", paper: "own", terms: addressed("specific"), at })
  }

  it("after the first letter, the case stays under the terms of that letter", () =>
    expect(executes(told(), "2026-05-04T09:00:00.000Z").gate("flowmailer", c, inJune).answer).toBe("open"))

  it("before it, the newest agreement counts: nothing without the client's yes", () =>
    expect(
      decided(
        executes(announced(), "2026-04-10T09:00:00.000Z").tells(c, "letter-1", letterDay).gate("flowmailer", c, inJune)
      )
    ).toEqual(["shut", rules.clientsOwnYes.clause.quote]))
})

describe("9. an objection after the start", () => {
  const short = { period: Span.calendarDays(10, Span.plain), before: "access" } as const
  const came: Instant = "2026-06-10T09:00:00.000Z"
  const letter: Instant = "2026-05-20T09:00:00.000Z"
  const holding = (afterStart: "none" | "untilResolved") =>
    announced(
      varied("ten-and-thirty", {
        advanceNotice: said(short),
        hold: { beforeStart: said("untilResolved"), afterStart: said(afterStart) }
      })
    )
      .tells(c, "letter-1", letter)
      .objects(c, "obj-1", came)

  it("ten days of notice, thirty to object: where the terms suspend, the gate shuts again when the objection is received", () => {
    const scenario = holding("untilResolved")
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({ answer: "open", validUntil: came })
    expect(decided(scenario.gate("flowmailer", c, came))).toEqual(["shut", rules.objectionHolds.clause.quote])
    expect(scenario.gate("tripolis", c, came).answer).toBe("open")
  })

  it("where they do not, it stays open", () => expect(holding("none").gate("flowmailer", c, came).answer).toBe("open"))
})

describe("10. an emergency replacement under terms without an emergency clause", () => {
  const urgent = (terms: Terms): Scenario =>
    signs(seedLike(terms), c, terms)
      .onListing(
        {
          _tag: "AnnounceChange",
          change: "chg-1",
          what: {
            _tag: "Replace",
            replaces: "tripolis",
            engagement: engagement("flowmailer", { service: "email", products: ["identity"] })
          },
          effectiveOn: "2026-04-03",
          for: "all",
          emergency: "Tripolis is down for good",
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
        { _tag: "PublishVersion", at: "2026-04-02T08:10:00.000Z" }
      )
      .onCase("chg-1", c, {
        _tag: "RecordAccess",
        engagement: "flowmailer",
        use: { product: "identity" },
        at: "2026-04-03T09:00:00.000Z"
      })
  const judged = (scenario: Scenario) =>
    pure(() => judgeAccess("flowmailer", c, scenario.facts("flowmailer", c)).map(({ answer }) => answer))

  it("the act is on record, the gate is shut, and the access is a breach", () =>
    expect(judged(urgent(commercial))).toEqual(["breach"]))

  it("with a clause that a person found to fit it is allowed; without that decision it is not", () => {
    const withClause = varied("with-clause", {}, { emergency: said({ when: "the service would stop" }) })
    expect(judged(urgent(withClause))).toEqual(["breach"])
    const decidedSo = urgent(withClause).onListing({
      _tag: "JudgeEmergency",
      change: "chg-1",
      terms: addressed("with-clause"),
      fits: true,
      by: "dpo-1",
      reason: "no mail goes out since last night",
      at: "2026-04-02T08:15:00.000Z"
    })
    expect(judged(decidedSo)).toEqual(["allowed"])
  })
})

describe("11. a freelancer firm becomes material, and has access already", () => {
  const exempting = (): Terms => {
    const [duty] = commercial.duties
    return {
      ...commercial,
      name: "material-only",
      exempt: said(["nonMaterial"]),
      duties: [{ ...duty!, onlyMaterial: true }]
    }
  }
  const freelancers = (): Scenario => {
    const terms = exempting()
    const at: Instant = "2026-03-02T08:00:00.000Z"
    return signs(seedLike(terms), c, terms)
      .announces({ _tag: "Engage", engagement: engagement("freelancers", { entity: "flowmailer" }) }, at, "2026-03-02")
      .onListing(
        {
          _tag: "ConfirmSafeguards",
          engagement: "freelancers",
          contract: true,
          equivalentDuties: true,
          by: "dpo-1",
          at
        },
        {
          _tag: "DecideMateriality",
          engagement: "freelancers",
          material: false,
          by: "dpo-1",
          reason: "two developers, no support",
          at
        }
      )
      .onCase("chg-1", c, {
        _tag: "RecordAccess",
        engagement: "freelancers",
        use: { product: "esignatures" },
        at: "2026-03-03T09:00:00.000Z"
      })
  }
  const material = {
    _tag: "Reclassify",
    engagement: "freelancers",
    material: true,
    by: "dpo-1",
    reason: "they run support now"
  } as const
  const reclassified = (): Scenario =>
    freelancers().announces(material, "2026-06-01T08:00:00.000Z", "2026-09-01", {}, "chg-2")
  const before: Instant = "2026-08-31T21:59:59.999Z"
  const from: Instant = "2026-08-31T22:00:00.000Z"

  it("exempt until that day, and from then on open only to a client that was told", () => {
    const scenario = reclassified()
    expect(scenario.gate("freelancers", c, before).answer).toBe("open")
    expect(scenario.gate("freelancers", c, from).answer).toBe("shut")
    expect(scenario.outlook("freelancers", c, before).validUntil).toBe(from)
    scenario.tells(c, "letter-1", "2026-06-02T09:00:00.000Z", {}, "chg-2")
    expect(scenario.gate("freelancers", c, from).answer).toBe("open")
  })

  it("found material once more since, it stays what it was made: told of by the reclassification", () => {
    const scenario = reclassified().tells(c, "letter-1", "2026-06-02T09:00:00.000Z", {}, "chg-2").onListing({
      _tag: "DecideMateriality",
      engagement: "freelancers",
      material: true,
      by: "dpo-2",
      reason: "the yearly review says so too",
      at: "2026-10-01T08:00:00.000Z"
    })
    expect(scenario.gate("freelancers", c, "2026-10-02T08:00:00.000Z").answer).toBe("open")
  })

  it("a withdrawn reclassification changes nothing", () => {
    const scenario = reclassified().onListing({
      _tag: "WithdrawChange",
      change: "chg-2",
      at: "2026-07-01T08:00:00.000Z"
    })
    expect(scenario.gate("freelancers", c, from).answer).toBe("open")
  })

  it("what was agreed about it before stays agreed", () => {
    const scenario = reclassified()
      .objects(c, "obj-1", "2026-03-10T09:00:00.000Z")
      .agrees(c, { _tag: "CarveOut", engagement: "freelancers" }, "2026-03-12T09:00:00.000Z")
      .tells(c, "letter-1", "2026-06-02T09:00:00.000Z", {}, "chg-2")
    expect(decided(scenario.gate("freelancers", c, from))).toEqual(["shut", rules.outcome.clause.quote])
  })

  it("found to have been material always, its access was a breach from its first day, and is no silent relabel", () => {
    const scenario = freelancers().onListing({
      _tag: "DecideMateriality",
      engagement: "freelancers",
      material: true,
      by: "dpo-1",
      reason: "they read support mail from the first day",
      at: "2026-03-03T08:00:00.000Z"
    })
    const [judged] = pure(() => judgeAccess("freelancers", c, scenario.facts("freelancers", c)))
    expect(judged?.answer).toBe("breach")
  })

  it("announced as no longer material, it waits for nobody from that day on", () => {
    const terms = exempting()
    const scenario = announced(terms).announces(
      { ...material, engagement: "flowmailer", material: false },
      "2026-06-05T08:00:00.000Z",
      "2026-09-01",
      {},
      "chg-2"
    )
    expect(scenario.gate("flowmailer", c, before).answer).toBe("shut")
    expect(scenario.gate("flowmailer", c, from).answer).toBe("open")
  })
})

describe("12. an engagement for the US only, and a client that opens a workspace there", () => {
  it("scope first: shut while it uses the EU alone; then it is judged as a change that it was not told of", () => {
    const at: Instant = "2026-04-02T08:00:00.000Z"
    const scenario = signs(seedLike(commercial), c, commercial)
      .onClient(c, { _tag: "BeginUse", of: "region", id: "eu", at: "2026-01-12T10:00:00.000Z" })
      .onListing(
        {
          _tag: "AnnounceChange",
          change: "chg-1",
          what: { _tag: "Engage", engagement: engagement("us-mail", { entity: "flowmailer", regions: ["us"] }) },
          effectiveOn: "2026-06-01",
          for: "all",
          at
        },
        { _tag: "ConfirmSafeguards", engagement: "us-mail", contract: true, equivalentDuties: true, by: "dpo-1", at },
        { _tag: "PublishVersion", at }
      )
    expect(decided(scenario.gate("us-mail", c, inJune))).toEqual(["shut", rules.whatTheClientUses.clause.quote])
    expect(decided(scenario.gate("us-mail", c, inJune, { region: "eu" }))).toEqual([
      "shut",
      rules.withinScope.clause.quote
    ])
    scenario.onClient(c, { _tag: "BeginUse", of: "region", id: "us", at: "2026-07-01T09:00:00.000Z" })
    expect(decided(scenario.gate("us-mail", c, "2026-07-01T09:00:00.000Z"))).toEqual(["shut", rules.told.clause.quote])
    scenario.tells(c, "letter-1", "2026-07-02T09:00:00.000Z")
    expect(scenario.gate("us-mail", c, "2026-08-02T09:00:00.000Z").answer).toBe("open")
  })
})

describe("13. the vendor knows that the mail bounced, and the clock starts at sending", () => {
  it("the clock does not run, and the gate does not open by itself", () => {
    const scenario = told().bounces(c, "letter-1", "2026-04-20T09:01:00.000Z")
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({ answer: "shut" })
    expect(scenario.outlook("flowmailer", c, inJune).opens).toBeUndefined()
  })

  it("unless the terms put that risk on the client", () => {
    const terms = varied("bounces-on-client", {
      clockStart: said({ from: "sent", contacts: "any", bouncesOn: "client" })
    })
    expect(told(terms).bounces(c, "letter-1", "2026-04-20T09:01:00.000Z").gate("flowmailer", c, inJune).answer).toBe(
      "open"
    )
  })
})

describe("14. one letter against several things", () => {
  it("its id stands in each consultation, and against an engagement of years ago in a case of its own", () => {
    const mail = { letter: "mail-7" }
    const scenario = told()
      .onCase("chg-1", c, objects("obj-1", "2026-04-25T09:00:00.000Z", mail))
      .onCase("cm-telecom", c, objects("obj-2", "2026-04-25T09:00:00.000Z", mail))
    const letters = ["chg-1", "cm-telecom"].map(
      (subject) => scenario.case(subject, c).state.objection.objections[0]?.received.value.letter
    )
    expect(letters).toEqual(["mail-7", "mail-7"])
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("shut")
    expect(Consultation.Objection.status(scenario.case("cm-telecom", c).state.objection)).toBe("raised")
  })
})

describe("15. the address for objections is dead from one day to another", () => {
  it("dead at the sending, the clock has not started", () => {
    const scenario = announced().cannotBeReached("2026-04-19T09:00:00.000Z").tells(c, "letter-1", letterDay)
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(["shut", rules.told.clause.quote])
    scenario.onListing({ _tag: "RestoreObjectionAddress", address: "privacy-office", at: "2026-04-21T09:00:00.000Z" })
    scenario.tells(c, "letter-2", "2026-04-22T09:00:00.000Z")
    expect(scenario.outlook("flowmailer", c, "2026-05-01T09:00:00.000Z").opens?.at).toBe("2026-05-31T22:00:00.000Z")
  })

  it("a window that waits ends no sooner than thirty days after the address was told anew", () => {
    const waits = varied("waits", { hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") } })
    const scenario = told(waits).cannotBeReached("2026-05-18T09:00:00.000Z", "2026-05-19T09:00:00.000Z")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(["shut", rules.windowHolds.clause.quote])
    scenario.tells(c, "letter-2", "2026-05-20T09:00:00.000Z")
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({ opens: { at: "2026-06-19T22:00:00.000Z" } })
  })

  it("what was sent there in that time is in time, whenever it reached us", () => {
    const scenario = told()
      .cannotBeReached("2026-05-18T09:00:00.000Z", "2026-05-19T09:00:00.000Z")
      .tells(c, "letter-2", "2026-05-19T10:00:00.000Z")
    const objected = (sent: Instant) =>
      scenario.onCase("chg-1", c, objects(`obj-${sent.slice(8, 10)}`, "2026-07-10T09:00:00.000Z", { sent }))
    expect(
      objected("2026-05-18T10:00:00.000Z")
        .gate("flowmailer", c, "2026-07-11T09:00:00.000Z")
        .because.map(({ clause, answer }) => `${clause.id} ${answer}`)
    ).toContain("objection.in-time true")
  })
})

describe("16. a named contact without a shown mandate objects in time", () => {
  const objected = (): Scenario =>
    told().onCase("chg-1", c, objects("obj-1", "2026-04-25T09:00:00.000Z", { authority: "notShown" }))

  it("the hold stands while confirmation is asked, and once it is given", () => {
    const asked = objected().onCase("chg-1", c, { _tag: "AskAuthority", act: "obj-1", at: "2026-04-26T09:00:00.000Z" })
    expect(decided(asked.gate("flowmailer", c, inJune))).toEqual(["shut", rules.objectionHolds.clause.quote])
    asked.onCase("chg-1", c, { _tag: "RatifyAuthority", act: "obj-1", by: "board", at: "2026-07-01T09:00:00.000Z" })
    expect(decided(asked.gate("flowmailer", c, "2026-07-02T09:00:00.000Z"))).toEqual([
      "shut",
      rules.objectionHolds.clause.quote
    ])
  })

  it("denied by the client, it holds nothing", () => {
    const scenario = objected().onCase("chg-1", c, {
      _tag: "RefuteAuthority",
      act: "obj-1",
      at: "2026-06-10T09:00:00.000Z"
    })
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("shut")
    expect(scenario.outlook("flowmailer", c, inJune).opens?.at).toBe("2026-06-10T09:00:00.000Z")
  })

  it("a yes without a shown mandate opens nothing until it is stood by", () => {
    const scenario = announced(specific).onCase(
      "chg-1",
      c,
      accepts("2026-04-25T09:00:00.000Z", { acceptance: "yes-1", authority: "notShown" })
    )
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(["shut", rules.clientsOwnYes.clause.quote])
    scenario.onCase("chg-1", c, { _tag: "RatifyAuthority", act: "yes-1", by: "board", at: inJune })
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("open")
  })
})

describe("17. an alternative for one client only", () => {
  it("a change announced for that client; for everybody else nothing of it holds", () => {
    const scenario = signs(told(), "c2", commercial)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "Alternative", engagement: "flowmailer", doneBy: "mailjet" }, "2026-05-02T09:00:00.000Z")
      .onListing(
        { _tag: "NameEntity", entity: "mailjet", name: "Mailjet", at: "2026-05-03T09:00:00.000Z" },
        {
          _tag: "AnnounceChange",
          change: "chg-2",
          what: {
            _tag: "Replace",
            replaces: "tripolis",
            engagement: engagement("mailjet", { service: "email", products: ["identity"] })
          },
          effectiveOn: "2026-06-01",
          for: [c],
          at: "2026-05-03T09:00:00.000Z"
        },
        {
          _tag: "ConfirmSafeguards",
          engagement: "mailjet",
          contract: true,
          equivalentDuties: true,
          by: "dpo-1",
          at: "2026-05-03T09:00:00.000Z"
        },
        { _tag: "PublishVersion", at: "2026-05-03T09:00:00.000Z" }
      )
      .saysYes(c, "2026-05-10T09:00:00.000Z", "chg-2")
    const answers = (client: string) =>
      ["tripolis", "flowmailer", "mailjet"].map((it) => scenario.gate(it, client, inJune).answer)
    expect(answers(c)).toEqual(["shut", "shut", "open"])
    expect(answers("c2")).toEqual(["open", "shut", "shut"])
    scenario.tells("c2", "letter-2", letterDay)
    expect(answers("c2")).toEqual(["shut", "open", "shut"])
  })
})

describe("17. what an alternative changes beside the engagements is written down", () => {
  it("until when the client may object, from when access may begin, and what it costs", () => {
    const effects = {
      accessFrom: "2026-08-01T00:00:00.000Z",
      money: [{ what: "credit", amount: "1250.00", currency: "EUR", paidBy: "vendor" }]
    } as const
    const scenario = told()
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .onCase(
        "chg-1",
        c,
        { _tag: "OpenDiscussion", at: "2026-04-27T09:00:00.000Z" },
        {
          _tag: "AgreeSolution",
          by: "head-of-it",
          authority: "shown",
          solution: { _tag: "Acceptance" },
          effects,
          at: "2026-05-04T09:00:00.000Z"
        }
      )
    expect(scenario.case("chg-1", c).state.objection.solutions[0]?.value.effects).toEqual(effects)
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(["shut", rules.outcome.clause.quote])
    expect(scenario.outlook("flowmailer", c, inJune).opens?.at).toBe("2026-08-01T00:00:00.000Z")
  })
})

describe("18. no receipt can be shown, and none is deemed", () => {
  it("the clock never starts; by another channel, with a receipt, it does", () => {
    const terms = varied("received", {
      channels: said(["email", "post"]),
      clockStart: said({ from: "received", contacts: "any" })
    })
    const scenario = told(terms)
    expect(decided(scenario.gate("flowmailer", c, "2027-06-02T08:00:00.000Z"))).toEqual([
      "shut",
      rules.told.clause.quote
    ])
    scenario
      .tells(c, "letter-2", "2026-06-10T09:00:00.000Z", { to: [{ contact: "office", channel: "post" }] })
      .onCase("chg-1", c, {
        _tag: "RecordReceipt",
        letter: "letter-2",
        contact: "office",
        evidence: "sealed:slip",
        at: "2026-06-12T09:00:00.000Z"
      })
    expect(scenario.outlook("flowmailer", c, "2026-06-13T09:00:00.000Z")).toMatchObject({
      opens: { at: "2026-07-12T22:00:00.000Z" }
    })
  })
})
