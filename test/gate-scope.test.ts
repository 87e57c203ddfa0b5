/** What a question covers: facet by facet, value by value, what is named and what is left out. */
import { rules } from "goodfaith/gate"
import type { Engagement } from "goodfaith/language"
import * as ready from "goodfaith/terms/ready"
import type { Day, Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { decided, engagement, replacement, said, type Scenario, seedLike, signs, varied } from "./scenario.ts"
import { begins, c, inJune } from "./spring.ts"

const { commercial } = ready

const listedOn: Instant = "2026-01-06T09:00:00.000Z"
const agreedOn: Instant = "2026-01-13T09:00:00.000Z"
const announcedOn: Instant = "2026-04-20T09:00:00.000Z"

const nl = { id: "nl", name: "The Netherlands", country: "NL" }
const be = { id: "be", name: "Belgium", country: "BE" }
const us = { id: "us", name: "USA", country: "US" }

/** A row of version 2, which the client agreed to: two of everything, and the client uses some of it. */
const listed = (other: Partial<Engagement>, terms = commercial): Scenario => {
  const scenario = seedLike(terms).onListing(
    { _tag: "ListEngagement", engagement: engagement("desk", { entity: "cm-telecom", ...other }), at: listedOn },
    {
      _tag: "ConfirmSafeguards",
      engagement: "desk",
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at: listedOn
    },
    { _tag: "PublishVersion", at: listedOn }
  )
  return signs(scenario, c, terms).onClient(
    c,
    { _tag: "AgreeListing", listing: "main", version: 2, at: agreedOn },
    { _tag: "BeginUse", of: "region", id: "eu", at: agreedOn },
    { _tag: "BeginUse", of: "option", id: "voice", at: agreedOn }
  )
}

const twoOfEach: Partial<Engagement> = {
  products: ["esignatures", "archive", "identity"],
  regions: ["us", "eu"],
  options: ["voice", "fax"],
  places: [nl, be],
  purposes: [
    { id: "sms", text: "SMS gateway" },
    { id: "mail", text: "Mail" }
  ],
  dataCategories: ["names", "phones"]
}

const answered = (scenario: Scenario, at: Instant, use = {}, of = "desk") =>
  scenario.gate(of, c, at, use).facets.map(({ facet, value, answer }) => `${facet} ${value} ${answer}`)

const clauses = (scenario: Scenario, at: Instant, use = {}, of = "desk") =>
  scenario.gate(of, c, at, use).because.map(({ clause }) => clause.id)

/** The events that a sentence rests on, each time that it was said. */
const events = (scenario: Scenario, rule: { readonly clause: object }, at: Instant, use = {}, of = "desk") =>
  scenario
    .gate(of, c, at, use)
    .because.filter(({ clause }) => clause === rule.clause)
    .map(({ answer, facts }) => [answer, ...facts])

describe("A facet left out means everything in the engagement's scope that this client uses.", () => {
  it("of products, regions and options what the client uses; of places, purposes and data everything", () =>
    expect(answered(listed(twoOfEach), inJune)).toEqual([
      "engagement desk open",
      "product esignatures open",
      "product identity open",
      "region eu open",
      "option voice open",
      "place nl open",
      "place be open",
      "purpose sms open",
      "purpose mail open",
      "dataCategory names open",
      "dataCategory phones open",
      "entity cm-telecom open"
    ]))

  it("what is named is answered alone, in the order in which it was named", () =>
    expect(
      answered(listed(twoOfEach), inJune, {
        product: "identity",
        region: "eu",
        option: "voice",
        place: "be",
        purpose: "mail",
        dataCategories: ["phones", "names"]
      })
    ).toEqual([
      "engagement desk open",
      "product identity open",
      "region eu open",
      "option voice open",
      "place be open",
      "purpose mail open",
      "dataCategory phones open",
      "dataCategory names open",
      "entity cm-telecom open"
    ]))

  it("no data at all is asked for, and no answer about data is given", () =>
    expect(
      answered(listed(twoOfEach), inJune, {
        product: "identity",
        region: "eu",
        option: "voice",
        place: "be",
        purpose: "mail",
        dataCategories: []
      })
    ).not.toContain("dataCategory names open"))

  const unlimited: Partial<Engagement> = {
    products: "all",
    regions: "all",
    options: "all",
    places: "all",
    purposes: "all",
    dataCategories: "all"
  }

  it("a row without any limit is answered as such", () =>
    expect(answered(listed(unlimited), inJune)).toEqual([
      "engagement desk open",
      "product * open",
      "region * open",
      "option * open",
      "place * open",
      "purpose * open",
      "dataCategory * open",
      "entity cm-telecom open"
    ]))

  it("asked for something that a row does not limit, it answers for what was asked", () =>
    expect(
      answered(listed(unlimited), inJune, {
        product: "identity",
        region: "eu",
        option: "voice",
        place: "mars",
        purpose: "fun",
        dataCategories: ["names"]
      })
    ).toEqual([
      "engagement desk open",
      "product identity open",
      "region eu open",
      "option voice open",
      "place mars open",
      "purpose fun open",
      "dataCategory names open",
      "entity cm-telecom open"
    ]))

  it("what a row does not limit is still only for what the client uses, where that is named", () => {
    for (const use of [{ product: "archive" }, { region: "us" }, { option: "fax" }])
      expect(decided(listed(unlimited).gate("desk", c, inJune, use))).toEqual([
        "shut",
        rules.whatTheClientUses.clause.quote
      ])
  })
})

describe("What is outside is shut by that alone, and nothing after it is asked.", () => {
  it("each facet by itself: the value does not stand on the row", () => {
    for (const use of [
      { product: "faxes" },
      { region: "asia" },
      { option: "pigeon" },
      { place: "us" },
      { purpose: "fraud-checks" },
      { dataCategories: ["names", "health"] },
      { dataCategories: ["health", "names"] }
    ]) {
      const verdict = listed(twoOfEach).gate("desk", c, inJune, use)
      expect(decided(verdict)).toEqual(["shut", rules.withinScope.clause.quote])
      expect(verdict.because[0]).toMatchObject({ facts: [], absent: [{ stream: "listing/main", upTo: 11 }] })
      expect([verdict.facets, verdict.needs, verdict.missing]).toEqual([[], [], []])
      expect(verdict.because.map(({ clause }) => clause.id)).not.toContain("gate.safeguards")
    }
  })

  it("each facet by itself: the row has it and the client does not use it", () => {
    for (const use of [{ product: "archive" }, { region: "us" }, { option: "fax" }]) {
      const verdict = listed(twoOfEach).gate("desk", c, inJune, use)
      expect(decided(verdict)).toEqual(["shut", rules.whatTheClientUses.clause.quote])
      expect(verdict.because[0]).toMatchObject({ facts: [], absent: [{ stream: "client/c1", upTo: 6 }] })
      expect(verdict.because.map(({ clause }) => clause.id)).not.toContain("gate.safeguards")
    }
  })

  it("the client uses none of the regions that the row has", () =>
    expect(decided(listed({ regions: ["us", "asia"] }).gate("desk", c, inJune))).toEqual([
      "shut",
      rules.whatTheClientUses.clause.quote
    ]))

  it("nor any of its options", () =>
    expect(decided(listed({ options: ["fax"] }).gate("desk", c, inJune))).toEqual([
      "shut",
      rules.whatTheClientUses.clause.quote
    ]))
})

describe(rules.whatTheClientUses.clause.quote, () => {
  const stops: Instant = "2026-07-01T12:00:00.000Z"
  const stopped = (): Scenario =>
    listed(twoOfEach).onClient(
      c,
      { _tag: "EndUse", of: "region", id: "eu", at: stops },
      { _tag: "EndUse", of: "product", id: "identity", at: stops }
    )

  it("cites the use, one facet after the other, and the ends of use of that facet only", () =>
    expect(events(stopped(), rules.whatTheClientUses, inJune)).toEqual([
      ["pass", "client/c1@2", "client/c1@3", "client/c1@8"],
      ["pass", "client/c1@5", "client/c1@7"],
      ["pass", "client/c1@6"]
    ]))

  it("once a region is given up, that is what shuts it, by its end", () =>
    expect(events(stopped(), rules.whatTheClientUses, stops)).toEqual([
      ["shut", "client/c1@7"],
      ["pass", "client/c1@2", "client/c1@8"]
    ]))

  it("what is given up of two products is no longer answered; the other is", () => {
    const scenario = listed(twoOfEach).onClient(c, { _tag: "EndUse", of: "product", id: "identity", at: stops })
    const products = (at: Instant) => answered(scenario, at).filter((it) => it.startsWith("product"))
    expect(products("2026-07-01T11:59:59.999Z")).toEqual(["product esignatures open", "product identity open"])
    expect(products(stops)).toEqual(["product esignatures open"])
  })

  it("used, dropped and used again: open, shut, open, at each instant", () => {
    const scenario = listed(twoOfEach).onClient(
      c,
      { _tag: "EndUse", of: "option", id: "voice", at: stops },
      { _tag: "BeginUse", of: "option", id: "voice", at: "2026-08-01T12:00:00.000Z" }
    )
    const answer = (at: Instant) => scenario.gate("desk", c, at).answer
    expect(answer("2026-01-13T08:59:59.999Z")).toBe("shut")
    expect(answer(agreedOn)).toBe("open")
    expect(answer("2026-07-01T11:59:59.999Z")).toBe("open")
    expect(answer(stops)).toBe("shut")
    expect(answer("2026-07-31T12:00:00.000Z")).toBe("shut")
    expect(answer("2026-08-01T12:00:00.000Z")).toBe("open")
    expect(scenario.outlook("desk", c, inJune).validUntil).toBe(stops)
    expect(scenario.outlook("desk", c, stops)).toMatchObject({
      validUntil: "2026-08-01T12:00:00.000Z",
      opens: { at: "2026-08-01T12:00:00.000Z" }
    })
  })
})

describe(rules.withinScope.clause.quote, () => {
  it("cites the row that brought what was asked, once for all that it brought", () =>
    expect(events(listed(twoOfEach), rules.withinScope, inJune, { place: "be", dataCategories: ["names"] })).toEqual([
      ["pass", "listing/main@9"]
    ]))
})

// -- Moves ------------------------------------------------------------------------------------------------------------------

/** Every change of these terms asks for a notice, also a move. */
const [duty] = commercial.duties
const anyChange = { ...commercial, name: "any-change", duties: [{ ...duty!, changes: "any" as const }] }

const moves = (scenario: Scenario, change: string, to: Engagement["places"], effectiveOn: Day = "2026-06-01") =>
  scenario.onListing(
    {
      _tag: "AnnounceChange",
      change,
      what: { _tag: "Relocate", engagement: "desk", to: to === "all" ? [] : to },
      effectiveOn,
      for: "all",
      at: announcedOn
    },
    { _tag: "PublishVersion", at: announcedOn }
  )

describe("A place that is left ends for a client when the place it was left for opens for that client.", () => {
  it("moved from one place to another: from that day the old one is no longer asked for, and why is said", () => {
    const scenario = moves(listed({ places: [nl] }), "chg-1", [be])
    const places = (at: Instant) => answered(scenario, at).filter((it) => it.startsWith("place"))
    expect(places("2026-05-31T21:59:59.999Z")).toEqual(["place nl open"])
    expect(places(begins)).toEqual(["place be open"])
    expect(events(scenario, rules.replaced, begins)).toEqual([["shut", "listing/main@12"]])
    expect(events(scenario, rules.replaced, "2026-05-31T21:59:59.999Z")).toEqual([])
  })

  it("asked for the place that was left, it is shut by that, and by what opened the other", () => {
    const verdict = moves(listed({ places: [nl] }), "chg-1", [be]).gate("desk", c, begins, { place: "nl" })
    expect(decided(verdict)).toEqual(["shut", rules.replaced.clause.quote])
    expect(verdict.because[0].facts).toEqual(["listing/main@12"])
    const ids = verdict.because.map(({ clause }) => clause.id)
    for (const rule of [rules.hasBegun, rules.published, rules.nothingToConsult, rules.noObjection])
      expect(ids).toContain(rule.clause.id)
    expect(ids).not.toContain("gate.safeguards")
  })

  it("under terms that ask for a notice of a move, the old place goes on until there was one", () => {
    const scenario = moves(listed({ places: [nl] }, anyChange), "chg-1", [be])
    const places = (at: Instant) => answered(scenario, at).filter((it) => it.startsWith("place"))
    expect(places(inJune)).toEqual(["place nl open", "place be shut"])
    expect(answered(scenario, inJune, { place: "nl" }).filter((it) => it.startsWith("place"))).toEqual([
      "place nl open"
    ])
    expect(scenario.gate("desk", c, inJune, { place: "nl" }).answer).toBe("open")
    expect(events(scenario, rules.replaced, inJune, { place: "nl" })).toEqual([["pass", "listing/main@12"]])
    expect(decided(scenario.gate("desk", c, inJune, { place: "be" }))).toEqual(["shut", rules.told.clause.quote])
    scenario.tells(c, "letter-1", announcedOn)
    expect(places(inJune)).toEqual(["place be open"])
    expect(decided(scenario.gate("desk", c, inJune, { place: "nl" }))).toEqual(["shut", rules.replaced.clause.quote])
  })

  it("of two places one is given up, and no new one comes: that one ends on the day, the other goes on", () => {
    const scenario = moves(listed({ places: [nl, be] }), "chg-1", [be])
    const answers = (at: Instant) => ["nl", "be"].map((place) => scenario.gate("desk", c, at, { place }).answer)
    expect(answers("2026-05-31T21:59:59.999Z")).toEqual(["open", "open"])
    expect(answers(begins)).toEqual(["shut", "open"])
    expect(answered(scenario, begins).filter((it) => it.startsWith("place"))).toEqual(["place be open"])
    expect(scenario.outlook("desk", c, announcedOn, { place: "nl" }).validUntil).toBe(begins)
  })

  it("the same under terms that ask for a notice: without one, the client may still be in both", () => {
    const scenario = moves(listed({ places: [nl, be] }, anyChange), "chg-1", [be])
    const answers = () => ["nl", "be"].map((place) => scenario.gate("desk", c, inJune, { place }).answer)
    expect(answers()).toEqual(["open", "open"])
    scenario.tells(c, "letter-1", announcedOn)
    expect(answers()).toEqual(["shut", "open"])
  })

  it("there and back again: the way out is cited for the place that is come back to, and nothing else is", () => {
    const scenario = moves(moves(listed({ places: [nl] }), "chg-1", [be]), "chg-2", [nl], "2026-09-01")
    const inSeptember: Instant = "2026-09-02T09:00:00.000Z"
    expect(events(scenario, rules.withinScope, inSeptember, { place: "nl" })).toEqual([
      ["pass", "listing/main@9"],
      ["pass", "listing/main@12"],
      ["pass", "listing/main@14"]
    ])
    expect(events(scenario, rules.withinScope, inSeptember, { place: "be" })).toEqual([
      ["pass", "listing/main@9"],
      ["pass", "listing/main@12"]
    ])
    expect(answered(scenario, inSeptember).filter((it) => it.startsWith("place"))).toEqual(["place nl open"])
    // Named or not, it is said how it came to be left and come back to.
    expect(events(scenario, rules.withinScope, inSeptember)).toContainEqual(["pass", "listing/main@12"])
  })

  it("a place that holds only later does not take the place of what holds already, and why it does not is said", () => {
    const scenario = moves(listed({ places: [nl] }), "chg-1", [nl, us])
    const before: Instant = "2026-05-31T21:59:59.999Z"
    expect(answered(scenario, before).filter((it) => it.startsWith("place"))).toEqual(["place nl open"])
    expect(events(scenario, rules.hasBegun, before)).toEqual([["shut", "listing/main@12", "listing/main@0"]])
    expect(answered(scenario, begins).filter((it) => it.startsWith("place"))).toEqual([
      "place nl open",
      "place us open"
    ])
    expect(decided(scenario.gate("desk", c, before, { place: "us" }))).toEqual(["shut", rules.hasBegun.clause.quote])
  })
})

describe("An announcement is asked once, however much it brought.", () => {
  it("a new engagement of two products, places and purposes: withdrawn or not, and for whom, is said once", () => {
    const scenario = replacement(signs(seedLike(commercial), c, commercial)).tells(c, "letter-1", announcedOn)
    const ids = clauses(scenario, inJune, {}, "flowmailer")
    for (const rule of [rules.notWithdrawn, rules.forThisClient, rules.hasBegun, rules.published, rules.told])
      expect([rule.clause.id, ids.filter((it) => it === rule.clause.id).length]).toEqual([
        rule.clause.id,
        // Its day is asked again of what it brought.
        1
      ])
  })
})

// -- Replacements -----------------------------------------------------------------------------------------------------------

describe(rules.replaced.clause.quote, () => {
  /** A row for two products, regions and options is replaced by one for some of them only. */
  const partly = (other: Partial<Engagement>): Scenario => {
    const scenario = listed({ ...twoOfEach, regions: ["eu", "us"], options: ["voice", "fax"] })
    scenario.onClient(
      c,
      { _tag: "BeginUse", of: "region", id: "us", at: agreedOn },
      { _tag: "BeginUse", of: "option", id: "fax", at: agreedOn }
    )
    return scenario
      .onListing(
        {
          _tag: "AnnounceChange",
          change: "chg-1",
          what: {
            _tag: "Replace",
            replaces: "desk",
            engagement: engagement("flowmailer", { ...twoOfEach, ...other })
          },
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
        { _tag: "PublishVersion", at: "2026-04-02T08:10:00.000Z" }
      )
      .tells(c, "letter-1", announcedOn)
  }

  it("asked for a product that the replacement does not do, what is replaced goes on for that", () => {
    const scenario = partly({ products: ["identity"] })
    expect(scenario.gate("desk", c, inJune, { product: "esignatures" }).answer).toBe("open")
    expect(decided(scenario.gate("desk", c, inJune, { product: "identity" }))).toEqual([
      "shut",
      rules.replaced.clause.quote
    ])
    expect(scenario.gate("desk", c, inJune).answer).toBe("shut")
  })

  it("the same for a region and for an option", () => {
    const region = partly({ regions: ["us"] })
    expect(region.gate("desk", c, inJune, { region: "eu" }).answer).toBe("open")
    expect(region.gate("desk", c, inJune, { region: "us" }).answer).toBe("shut")
    const option = partly({ options: ["fax"] })
    expect(option.gate("desk", c, inJune, { option: "voice" }).answer).toBe("open")
    expect(option.gate("desk", c, inJune, { option: "fax" }).answer).toBe("shut")
  })

  it("where the replacement works from makes no difference: it ends in every place", () => {
    const scenario = partly({ places: [us] })
    expect(scenario.gate("desk", c, inJune, { place: "nl" }).answer).toBe("shut")
    expect(scenario.gate("desk", c, inJune, { purpose: "sms" }).answer).toBe("shut")
  })

  it("shut by its replacement, what is behind it is cited and nothing after it is asked", () => {
    const verdict = partly({}).gate("desk", c, inJune)
    const ids = verdict.because.map(({ clause }) => clause.id)
    expect(verdict.because[0]).toMatchObject({
      clause: rules.replaced.clause,
      answer: "shut",
      facts: ["listing/main@12"]
    })
    expect(ids).toContain("gate.nothing-keeps-it-shut")
    // The one period that is asked about is that of the replacement.
    expect(ids.filter((it) => it === "gate.period-runs").length).toBe(1)
    expect([verdict.facets, verdict.needs, verdict.missing]).toEqual([[], [], []])
  })

  it("not yet replaced, the question is among the reasons, and so is that its period runs", () => {
    const scenario = replacement(signs(seedLike(commercial), c, commercial))
    expect(events(scenario, rules.replaced, inJune, {}, "tripolis")).toEqual([["pass", "listing/main@9"]])
    // Of the replacement and of itself: neither has ended, and nothing more is to be said of either.
    expect(events(scenario, rules.periodRuns, inJune, {}, "tripolis")).toEqual([["pass"]])
    // Before its day, it replaces nothing: only the day is cited.
    const before: Instant = "2026-05-31T21:59:59.999Z"
    expect(events(scenario, rules.replaced, before, {}, "tripolis")).toEqual([])
    expect(events(scenario, rules.hasBegun, before, {}, "tripolis")).toEqual([
      ["shut", "listing/main@9", "listing/main@0"]
    ])
  })

  /** Tripolis is to be replaced by Flowmailer, and by CM Telecom's mail as well; the client is told of one of them. */
  const twice = (toldOf: ReadonlyArray<"chg-1" | "chg-2">): Scenario => {
    const scenario = replacement(signs(seedLike(commercial), c, commercial)).onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-2",
        what: {
          _tag: "Replace",
          replaces: "tripolis",
          engagement: engagement("cm-mail", { entity: "cm-telecom", service: "email", products: ["identity"] })
        },
        effectiveOn: "2026-06-01",
        for: "all",
        at: "2026-04-03T08:00:00.000Z"
      },
      {
        _tag: "ConfirmSafeguards",
        engagement: "cm-mail",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: "2026-04-03T08:05:00.000Z"
      },
      { _tag: "PublishVersion", at: "2026-04-03T08:10:00.000Z" }
    )
    for (const change of toldOf) scenario.tells(c, `letter-${change}`, announcedOn, {}, change)
    return scenario
  }

  it("of two replacements the one that is open ends it, whichever was announced first; the other is cited", () => {
    for (const toldOf of ["chg-1", "chg-2"] as const)
      expect(decided(twice([toldOf]).gate("tripolis", c, inJune))).toEqual(["shut", rules.replaced.clause.quote])
    expect(events(twice(["chg-1"]), rules.replaced, inJune, {}, "tripolis")).toEqual([
      ["shut", "listing/main@9"],
      ["pass", "listing/main@12"]
    ])
    expect(events(twice(["chg-2"]), rules.replaced, inJune, {}, "tripolis")).toEqual([
      ["shut", "listing/main@12"],
      ["pass", "listing/main@9"]
    ])
  })

  it("while neither is open it goes on, and both are cited", () => {
    const scenario = twice([])
    expect(scenario.gate("tripolis", c, inJune).answer).toBe("open")
    expect(events(scenario, rules.replaced, inJune, {}, "tripolis").toSorted()).toEqual([
      ["pass", "listing/main@12"],
      ["pass", "listing/main@9"]
    ])
    expect(clauses(scenario, inJune, {}, "tripolis")).toContain("gate.baseline")
  })

  it("with both open, the first that was announced ends it", () =>
    expect(events(twice(["chg-1", "chg-2"]), rules.replaced, inJune, {}, "tripolis")[0]).toEqual([
      "shut",
      "listing/main@9"
    ]))
})

// -- The day at which each limit of G3 and G4 begins and ends ----------------------------------------------------------------

describe(rules.transferMechanism.clause.quote, () => {
  const free = varied("eea-only", {}, { transfer: said({ freeWithin: ["NL", "BE"] }) })
  const confirmed = (...places: ReadonlyArray<string>): Scenario =>
    listed({ ...twoOfEach, places: [nl, us, { id: "moon", name: "The Moon" }] }, free).onListing({
      _tag: "ConfirmSafeguards",
      engagement: "desk",
      contract: true,
      equivalentDuties: true,
      transfers: places.map((place) => ({ place, mechanism: "SCC 2021/914" })),
      by: "dpo-1",
      at: agreedOn
    })
  const answers = (scenario: Scenario) => [
    ...["nl", "us", "moon"].map((place) => scenario.gate("desk", c, inJune, { place }).answer),
    scenario.gate("desk", c, inJune).answer
  ]

  it("each place that is asked for needs its own mechanism, and all of them where none is named", () => {
    expect(answers(confirmed())).toEqual(["open", "shut", "shut", "shut"])
    expect(answers(confirmed("us"))).toEqual(["open", "open", "shut", "shut"])
    expect(answers(confirmed("moon"))).toEqual(["open", "shut", "open", "shut"])
    expect(answers(confirmed("us", "moon"))).toEqual(["open", "open", "open", "open"])
  })

  it("cites the confirmation and the row that says the place", () => {
    const verdict = confirmed("moon").gate("desk", c, inJune, { place: "us" })
    expect(decided(verdict)).toEqual(["shut", rules.transferMechanism.clause.quote])
    expect(verdict.because[0].facts).toEqual(["listing/main@12", "listing/main@9"])
    expect(verdict.facets).toEqual([])
  })
})
