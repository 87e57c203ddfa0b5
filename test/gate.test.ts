/** The gate, rule by rule in the order of `docs/policy/gate.md`: one story in which the sentence decides, one in which it does not. */
import { rules as promises } from "goodfaith/consultation"
import { ask, judge, judgeAccess, rules } from "goodfaith/gate"
import { citedBy } from "goodfaith/kernel"
import type * as Listing from "goodfaith/listing"
import type { Instant } from "goodfaith/time"
import { Span } from "goodfaith/time"
import { reasonable, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { describe, expect, it } from "vitest"
import {
  accepts,
  addressed,
  decided,
  engagement,
  pure,
  replacement,
  said,
  type Scenario,
  seedLike,
  signs,
  varied
} from "./scenario.ts"
import { announced, begins, c, inJune, letterDay, noticeOver, shut, told } from "./spring.ts"

const { commercial, connective, specific } = ready

const open = (rule: { readonly clause: { readonly quote: string } } = rules.nothingKeepsItShut) => [
  "open",
  rule.clause.quote
]
const notGoverned = (rule: { readonly clause: { readonly quote: string } }) => ["notGoverned", rule.clause.quote]
const undetermined = ["undetermined", rules.hangsOn.clause.quote]

// -- G0 to G5 ---------------------------------------------------------------------------------------------------------------

describe(rules.factsAtHand.clause.quote, () => {
  const scenario = told()
  const question = { engagement: "flowmailer", client: c, use: {}, at: inJune }

  it("with all facts at hand this gate is open, and says on which it stands", () => {
    const verdict = scenario.gate("flowmailer", c, inJune)
    expect(verdict.answer).toBe("open")
    expect(verdict.standsOn).toEqual([
      { stream: "listing/main", upTo: 11 },
      { stream: "client/c1", upTo: 3 },
      { stream: "consultation/flowmailer/c1", upTo: -1 },
      { stream: "consultation/chg-1/c1", upTo: 2 }
    ])
  })

  it("without the listing it is shut", () => {
    const verdict = pure(() => judge(question, { ...scenario.facts("flowmailer", c), listing: undefined }))
    expect(decided(verdict)).toEqual(shut(rules.factsAtHand))
  })

  it("without the client it is shut, and another client's facts do not stand in", () => {
    const facts = scenario.facts("flowmailer", c)
    expect(decided(pure(() => judge(question, { ...facts, client: undefined })))).toEqual(shut(rules.factsAtHand))
    const another = signs(scenario, "c2", commercial).client("c2")
    expect(decided(pure(() => judge(question, { ...facts, client: another })))).toEqual(shut(rules.factsAtHand))
  })

  it("without the case of the change, or of the engagement, it is shut: a case that nobody looked for is not an empty one", () => {
    const facts = scenario.facts("flowmailer", c)
    for (const [subject] of Object.entries(facts.cases)) {
      const { [subject]: _, ...cases } = facts.cases
      expect(decided(pure(() => judge(question, { ...facts, cases })))).toEqual(shut(rules.factsAtHand))
    }
  })

  it("another client's case does not stand in", () => {
    const facts = scenario.facts("flowmailer", c)
    const cases = {
      ...facts.cases,
      "chg-1": signs(scenario, "c2", commercial).tells("c2", "letter-9", letterDay).case("chg-1", "c2")
    }
    expect(decided(pure(() => judge(question, { ...facts, cases })))).toEqual(shut(rules.factsAtHand))
  })

  it("behind the revision that was asked for it is shut, at that revision it is open", () => {
    const atLeast = (revision: number) => [{ stream: "consultation/chg-1/c1" as const, revision }]
    const facts = scenario.facts("flowmailer", c)
    expect(decided(pure(() => judge({ ...question, atLeast: atLeast(3) }, facts)))).toEqual(shut(rules.factsAtHand))
    expect(decided(pure(() => judge({ ...question, atLeast: atLeast(2) }, facts)))).toEqual(open())
  })

  it("where the terms themselves are not at hand it is shut", () => {
    const facts = { ...scenario.facts("flowmailer", c), world: seedLike(connective).world }
    expect(decided(pure(() => judge(question, facts)))).toEqual(shut(rules.factsAtHand))
  })

  it("nothing is foretold from facts that are missing", () => {
    const verdict = pure(() => ask(question, { ...scenario.facts("flowmailer", c), listing: undefined }))
    expect([verdict.validUntil, verdict.opens]).toEqual([undefined, undefined])
  })
})

describe(rules.processorsOnly.clause.quote, () => {
  const with_ = (other: Parameters<typeof engagement>[1]) =>
    signs(seedLike(commercial), c, commercial).onListing({
      _tag: "ListEngagement",
      engagement: engagement("notary", { entity: "cm-telecom", ...other }),
      at: "2026-02-01T09:00:00.000Z"
    })

  it("a controller that is listed for openness", () =>
    expect(decided(with_({ role: "controller" }).gate("notary", c, inJune))).toEqual(notGoverned(rules.processorsOnly)))

  it("a company that touches no personal data", () =>
    expect(decided(with_({ touchesPersonalData: false }).gate("notary", c, inJune))).toEqual(
      notGoverned(rules.processorsOnly)
    ))

  it("a processor of personal data is governed: here it was never announced", () =>
    expect(decided(with_({}).gate("notary", c, inJune))[0]).toBe("shut"))
})

describe(rules.agreementInForce.clause.quote, () => {
  it("a client that uses the product but has signed nothing", () => {
    const scenario = replacement(seedLike(commercial)).onClient(c, {
      _tag: "BeginUse",
      of: "product",
      id: "identity",
      at: letterDay
    })
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(notGoverned(rules.agreementInForce))
    expect(scenario.gate("flowmailer", c, inJune).because[0].absent).toEqual([{ stream: "client/c1", upTo: 0 }])
  })

  it("before it signed, and from the instant at which the agreement ends", () => {
    const ends: Instant = "2026-09-01T00:00:00.000Z"
    const scenario = told().onClient(c, { _tag: "EndDpa", dpa: "dpa-c1", at: ends })
    expect(decided(scenario.gate("tripolis", c, "2026-01-12T09:59:59.999Z"))).toEqual(
      notGoverned(rules.agreementInForce)
    )
    expect(decided(scenario.gate("flowmailer", c, "2026-08-31T23:59:59.999Z"))).toEqual(open())
    expect(decided(scenario.gate("flowmailer", c, ends))).toEqual(notGoverned(rules.agreementInForce))
  })
})

describe(rules.onTheListing.clause.quote, () => {
  it("a company nobody has heard of is shut", () =>
    expect(decided(told().gate("acme-mail", c, inJune))).toEqual(shut(rules.onTheListing)))

  it("one that is listed goes on to the next question", () =>
    expect(told().gate("cm-telecom", c, inJune).answer).toBe("open"))
})

describe(rules.withinScope.clause.quote, () => {
  it("another product, place, purpose or region than the listing says", () => {
    const scenario = told().onListing(
      {
        _tag: "ListEngagement",
        engagement: engagement("us-desk", { entity: "cm-telecom", regions: ["us"] }),
        at: letterDay
      },
      {
        _tag: "ListEngagement",
        engagement: engagement("names-desk", { entity: "cm-telecom", dataCategories: ["names"] }),
        at: letterDay
      }
    )
    for (const use of [{ product: "archive" }, { place: "us" }, { purpose: "fraud-checks" }]) {
      expect(decided(scenario.gate("cm-telecom", c, inJune, use))).toEqual(shut(rules.withinScope))
    }
    expect(decided(scenario.gate("us-desk", c, inJune, { region: "eu" }))).toEqual(shut(rules.withinScope))
    expect(decided(scenario.gate("names-desk", c, inJune, { dataCategories: ["names", "phone-numbers"] }))).toEqual(
      shut(rules.withinScope)
    )
  })

  it("what the listing says, and what it does not limit, is within", () => {
    const use = {
      product: "esignatures",
      place: "nl",
      purpose: "sms",
      region: "eu",
      option: "any",
      dataCategories: ["names"]
    }
    const scenario = told().onClient(
      c,
      { _tag: "BeginUse", of: "region", id: "eu", at: letterDay },
      { _tag: "BeginUse", of: "option", id: "any", at: letterDay }
    )
    expect(decided(scenario.gate("cm-telecom", c, inJune, use))).toEqual(open(rules.baseline))
  })
})

describe(rules.whatTheClientUses.clause.quote, () => {
  it("a client that does not use the product is told so, and by which looking", () => {
    const scenario = replacement(seedLike(commercial)).onClient(
      c,
      { _tag: "ExecuteDpa", dpa: "dpa-c1", paper: "standard", terms: "terms:sha256-commercial", at: letterDay },
      { _tag: "AgreeListing", listing: "main", version: 1, at: letterDay },
      { _tag: "BeginUse", of: "product", id: "esignatures", at: letterDay }
    )
    const verdict = scenario.gate("flowmailer", c, inJune)
    expect(decided(verdict)).toEqual(shut(rules.whatTheClientUses))
    expect(verdict.because[0].absent).toEqual([{ stream: "client/c1", upTo: 2 }])
  })

  it("from the instant at which it stops using the product", () => {
    const stops: Instant = "2026-07-01T12:00:00.000Z"
    const scenario = told().onClient(c, { _tag: "EndUse", of: "product", id: "identity", at: stops })
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({ answer: "open", validUntil: stops })
    expect(decided(scenario.gate("flowmailer", c, stops))).toEqual(shut(rules.whatTheClientUses))
  })

  it("of an engagement for two products, what this client uses is asked and the other is not", () => {
    const scenario = seedLike(commercial).onListing(
      {
        _tag: "ListEngagement",
        engagement: engagement("both", { entity: "cm-telecom", products: ["esignatures", "archive"] }),
        at: "2026-01-06T09:00:00.000Z"
      },
      {
        _tag: "ConfirmSafeguards",
        engagement: "both",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: "2026-01-06T09:00:00.000Z"
      },
      { _tag: "PublishVersion", at: "2026-01-06T09:00:00.000Z" }
    )
    signs(scenario, c, commercial).onClient(c, {
      _tag: "AgreeListing",
      listing: "main",
      version: 2,
      at: "2026-01-13T09:00:00.000Z"
    })
    const verdict = scenario.gate("both", c, inJune)
    expect(verdict.answer).toBe("open")
    expect(verdict.facets.filter(({ facet }) => facet === "product")).toEqual([
      { facet: "product", value: "esignatures", answer: "open" }
    ])
  })
})

describe(rules.periodRuns.clause.quote, () => {
  const ends: Instant = "2026-08-01T10:00:00.000Z"

  it("shut from the instant at which the vendor stopped", () => {
    const scenario = told().onListing({ _tag: "EndEngagement", engagement: "cm-telecom", at: ends })
    expect(scenario.outlook("cm-telecom", c, inJune)).toMatchObject({ answer: "open", validUntil: ends })
    expect(decided(scenario.gate("cm-telecom", c, ends))).toEqual(shut(rules.periodRuns))
  })

  it("except for a client that carved out the replacement", () => {
    const scenario = told()
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-02T09:00:00.000Z")
      .onListing({ _tag: "EndEngagement", engagement: "tripolis", at: ends })
    expect(scenario.gate("tripolis", c, ends).answer).toBe("open")
    expect(scenario.gate("flowmailer", c, ends).answer).toBe("shut")
  })
})

describe(rules.safeguards.clause.quote, () => {
  const confirmed = (other: object) =>
    told().onListing({
      _tag: "ConfirmSafeguards",
      engagement: "flowmailer",
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at: "2026-05-01T09:00:00.000Z",
      ...other
    })

  it("no contract on record", () => {
    const scenario = seedLike(commercial).onListing({
      _tag: "ListEngagement",
      engagement: engagement("late", { entity: "cm-telecom" }),
      at: "2026-01-06T09:00:00.000Z"
    })
    signs(scenario, c, commercial)
    expect(decided(scenario.gate("late", c, inJune))).toEqual(shut(rules.safeguards))
  })

  it("a contract without the same duties, or duties without a contract", () => {
    expect(decided(confirmed({ equivalentDuties: false }).gate("flowmailer", c, inJune))).toEqual(
      shut(rules.safeguards)
    )
    expect(decided(confirmed({ contract: false }).gate("flowmailer", c, inJune))).toEqual(shut(rules.safeguards))
  })

  it("open until the contract ends, shut from that instant, whatever was confirmed before", () => {
    const until: Instant = "2026-12-31T23:00:00.000Z"
    const scenario = confirmed({ until })
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({ answer: "open", validUntil: until })
    expect(decided(scenario.gate("flowmailer", c, until))).toEqual(shut(rules.safeguards))
  })

  it("what is confirmed later does not serve an instant before", () => {
    const scenario = confirmed({ contract: false, at: "2026-07-01T09:00:00.000Z" })
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("open")
    expect(decided(scenario.gate("flowmailer", c, "2026-07-01T09:00:00.000Z"))).toEqual(shut(rules.safeguards))
  })
})

describe(rules.transferMechanism.clause.quote, () => {
  const free = varied("eea-only", {}, { transfer: said({ freeWithin: ["NL", "BE", "DE"] }) })
  const inThe = (country: string | undefined, transfer?: string): Scenario => {
    const at: Instant = "2026-01-06T09:00:00.000Z"
    const place = { id: "there", name: "There", ...(country !== undefined && { country }) }
    const scenario = seedLike(free).onListing(
      { _tag: "ListEngagement", engagement: engagement("far", { entity: "cm-telecom", places: [place] }), at },
      {
        _tag: "ConfirmSafeguards",
        engagement: "far",
        contract: true,
        equivalentDuties: true,
        ...(transfer !== undefined && { transfers: [{ place: "there", mechanism: transfer }] }),
        by: "dpo-1",
        at
      },
      { _tag: "PublishVersion", at }
    )
    return signs(scenario, c, free).onClient(c, {
      _tag: "AgreeListing",
      listing: "main",
      version: 2,
      at: "2026-01-13T09:00:00.000Z"
    })
  }

  it("inside the area no mechanism is asked for", () => expect(inThe("BE").gate("far", c, inJune).answer).toBe("open"))

  it("outside it, without one, it is shut, material or not", () =>
    expect(decided(inThe("US").gate("far", c, inJune))).toEqual(shut(rules.transferMechanism)))

  it("outside it, under standard clauses, it is open", () =>
    expect(inThe("US", "SCC 2021/914").gate("far", c, inJune).answer).toBe("open"))

  it("a place without a known country counts as outside", () =>
    expect(decided(inThe(undefined).gate("far", c, inJune))).toEqual(shut(rules.transferMechanism)))
})

describe(rules.exempt.clause.quote, () => {
  const immaterial = (scenario: Scenario, material: boolean, at: Instant): Scenario =>
    scenario.onListing({
      _tag: "DecideMateriality",
      engagement: "flowmailer",
      material,
      by: "dpo-1",
      reason: "freelance support",
      at
    })

  it("under the first seed's terms, what a person decided to be non-material is open without a letter", () =>
    expect(decided(immaterial(announced(connective), false, letterDay).gate("flowmailer", c, inJune))).toEqual(
      open(rules.exempt)
    ))

  it("before that decision, and without one, it is not: an open question costs no client its notice", () => {
    const scenario = immaterial(announced(connective), false, "2026-06-10T09:00:00.000Z")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.told))
    expect(decided(scenario.gate("flowmailer", c, "2026-06-10T09:00:00.000Z"))).toEqual(open(rules.exempt))
    expect(decided(announced(connective).gate("flowmailer", c, inJune))).toEqual(shut(rules.told))
  })

  it("what was decided to be material is not exempt", () =>
    expect(decided(immaterial(announced(connective), true, letterDay).gate("flowmailer", c, inJune))).toEqual(
      shut(rules.told)
    ))

  it("under terms that exempt nothing the decision opens nothing", () =>
    expect(decided(immaterial(announced(), false, letterDay).gate("flowmailer", c, inJune))).toEqual(shut(rules.told)))

  it("safeguards are asked first: an exempt engagement without a contract is shut", () => {
    const scenario = immaterial(announced(connective), false, letterDay).onListing({
      _tag: "ConfirmSafeguards",
      engagement: "flowmailer",
      contract: false,
      equivalentDuties: false,
      by: "dpo-1",
      at: letterDay
    })
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.safeguards))
  })

  it("a decision covers what stood when it was made, and does not go along to another place", () => {
    const scenario = immaterial(announced(connective), false, letterDay).onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-2",
        what: { _tag: "Relocate", engagement: "flowmailer", to: [{ id: "us", name: "USA", country: "US" }] },
        effectiveOn: "2026-06-15",
        for: "all",
        at: "2026-05-02T09:00:00.000Z"
      },
      { _tag: "PublishVersion", at: "2026-05-02T09:00:00.000Z" }
    )
    const reasons = (at: Instant) =>
      scenario.gate("flowmailer", c, at, { place: "us" }).because.map(({ clause }) => clause)
    expect(decided(scenario.gate("flowmailer", c, inJune, { place: "nl" }))).toEqual(open(rules.exempt))
    expect(reasons("2026-06-16T09:00:00.000Z")).toContain(rules.nothingToConsult.clause)
  })

  it("a change that was withdrawn is not opened by an exemption", () => {
    const scenario = immaterial(announced(connective), false, letterDay).onListing({
      _tag: "WithdrawChange",
      change: "chg-1",
      at: "2026-05-05T09:00:00.000Z"
    })
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.notWithdrawn))
  })
})

// -- G6 ----------------------------------------------------------------------------------------------------------------------

describe(rules.baseline.clause.quote, () => {
  it("open, citing the agreement, the version and the row on it", () => {
    const verdict = signs(seedLike(commercial), c, commercial).gate("cm-telecom", c, inJune)
    expect(decided(verdict)).toEqual(open(rules.baseline))
    expect(verdict.because[0].facts).toEqual(["client/c1@1", "listing/main@8", "listing/main@4"])
  })

  it("before it agreed, nothing is agreed", () => {
    const scenario = signs(seedLike(commercial), c, commercial)
    scenario.onClient(
      "c2",
      { _tag: "ExecuteDpa", dpa: "d", paper: "own", terms: "terms:sha256-commercial", at: "2026-01-12T10:00:00.000Z" },
      { _tag: "BeginUse", of: "product", id: "esignatures", at: "2026-01-12T10:00:00.000Z" }
    )
    scenario.onClient("c2", { _tag: "AgreeListing", listing: "main", version: 1, at: "2026-02-01T10:00:00.000Z" })
    expect(scenario.outlook("cm-telecom", "c2", "2026-01-20T09:00:00.000Z")).toMatchObject({
      answer: "shut",
      validUntil: "2026-02-01T10:00:00.000Z"
    })
  })

  it("nobody agrees to a version that was not published yet", () => {
    const scenario = seedLike(commercial).onClient(
      c,
      { _tag: "ExecuteDpa", dpa: "d", paper: "own", terms: "terms:sha256-commercial", at: "2026-01-12T10:00:00.000Z" },
      { _tag: "AgreeListing", listing: "main", version: 2, at: "2026-01-12T10:00:00.000Z" },
      { _tag: "BeginUse", of: "product", id: "identity", at: "2026-01-12T10:00:00.000Z" }
    )
    expect(decided(replacement(scenario).gate("tripolis", c, inJune))).toEqual(shut(rules.neitherAgreedNorAnnounced))
  })

  it("a later agreement to a newer version takes nothing back of what was agreed before", () => {
    const scenario = told().onClient(c, {
      _tag: "AgreeListing",
      listing: "main",
      version: 2,
      at: "2026-07-01T09:00:00.000Z"
    })
    expect(decided(scenario.gate("cm-telecom", c, inJune))).toEqual(open(rules.baseline))
    expect(decided(scenario.gate("cm-telecom", c, "2026-07-02T09:00:00.000Z"))).toEqual(open(rules.baseline))
  })

  it("an objection to what is agreed holds it back only if the terms hold after the start", () => {
    const holds = varied("holds-after", {
      hold: { beforeStart: said("untilResolved"), afterStart: said("untilResolved") }
    })
    const objected = (terms: typeof commercial) =>
      signs(seedLike(terms), c, terms).objects(c, "obj-1", "2026-03-01T09:00:00.000Z", "cm-telecom")
    expect(objected(commercial).gate("cm-telecom", c, inJune).answer).toBe("open")
    expect(decided(objected(holds).gate("cm-telecom", c, inJune))).toEqual(shut(rules.objectionHolds))
    expect(objected(holds).gate("cm-telecom", c, "2026-02-28T09:00:00.000Z").answer).toBe("open")
    const silent = objected(connective).gate("cm-telecom", c, inJune)
    expect([silent.answer, silent.needs.map(({ open }) => open)]).toEqual([
      "undetermined",
      ["new-sub-processor/any/hold.afterStart"]
    ])
  })

  it("an objection outside any change may end in a carve-out", () => {
    const scenario = signs(seedLike(commercial), c, commercial)
      .objects(c, "obj-1", "2026-03-01T09:00:00.000Z", "cm-telecom")
      .agrees(c, { _tag: "CarveOut", engagement: "cm-telecom" }, "2026-03-08T09:00:00.000Z", "cm-telecom")
    expect(decided(scenario.gate("cm-telecom", c, inJune))).toEqual(shut(rules.carveOutSurvives))
  })
})

describe(rules.neitherAgreedNorAnnounced.clause.quote, () => {
  const silently = (): Scenario => {
    const at: Instant = "2026-03-01T09:00:00.000Z"
    return signs(seedLike(commercial), c, commercial).onListing(
      { _tag: "ListEngagement", engagement: engagement("quiet", { entity: "cm-telecom" }), at },
      { _tag: "ConfirmSafeguards", engagement: "quiet", contract: true, equivalentDuties: true, by: "dpo-1", at },
      { _tag: "PublishVersion", at }
    )
  }

  it("a row that was added without an announcement stays shut for a client that signed before", () =>
    expect(decided(silently().gate("quiet", c, inJune))).toEqual(shut(rules.neitherAgreedNorAnnounced)))

  it("and is agreed for one that signed with it", () => {
    const scenario = signs(silently(), "c2", commercial, "2026-03-05T09:00:00.000Z").onClient("c2", {
      _tag: "AgreeListing",
      listing: "main",
      version: 2,
      at: "2026-03-05T09:00:01.000Z"
    })
    expect(decided(scenario.gate("quiet", "c2", inJune))).toEqual(open(rules.baseline))
  })
})

// -- G7 ----------------------------------------------------------------------------------------------------------------------

describe(rules.notWithdrawn.clause.quote, () => {
  it("told in time and then withdrawn: Flowmailer is shut, Tripolis goes on", () => {
    const scenario = told().onListing({ _tag: "WithdrawChange", change: "chg-1", at: "2026-05-25T09:00:00.000Z" })
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.notWithdrawn))
    expect(scenario.gate("tripolis", c, inJune).answer).toBe("open")
  })

  it("not withdrawn, it opens", () => expect(decided(told().gate("flowmailer", c, inJune))).toEqual(open()))

  it("a withdrawn change cannot be opened by a listing that was agreed to while it stood there", () => {
    const agrees = varied("agrees-to-announced", {}, { entry: { listing: said("agreed"), announced: said("agreed") } })
    const scenario = replacement(seedLike(agrees)).onClient(
      c,
      { _tag: "ExecuteDpa", dpa: "d", paper: "standard", terms: "terms:sha256-agrees-to-announced", at: letterDay },
      { _tag: "AgreeListing", listing: "main", version: 2, at: letterDay },
      { _tag: "BeginUse", of: "product", id: "identity", at: letterDay }
    )
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(open(rules.baseline))
    scenario.onListing({ _tag: "WithdrawChange", change: "chg-1", at: "2026-05-25T09:00:00.000Z" })
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.notWithdrawn))
  })

  it("a relocation that was withdrawn leaves the engagement where it was", () => {
    const scenario = signs(seedLike(commercial), c, commercial).onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-2",
        what: { _tag: "Relocate", engagement: "cm-telecom", to: [{ id: "us", name: "USA", country: "US" }] },
        effectiveOn: "2026-06-01",
        for: "all",
        at: letterDay
      },
      { _tag: "PublishVersion", at: letterDay },
      { _tag: "WithdrawChange", change: "chg-2", at: "2026-05-01T09:00:00.000Z" }
    )
    expect(scenario.gate("cm-telecom", c, inJune).answer).toBe("open")
    expect(decided(scenario.gate("cm-telecom", c, inJune, { place: "us" }))).toEqual(shut(rules.notWithdrawn))
    expect(scenario.gate("cm-telecom", c, inJune, { place: "nl" }).answer).toBe("open")
  })
})

describe(rules.forThisClient.clause.quote, () => {
  const forAnother = (): Scenario =>
    signs(signs(seedLike(commercial), c, commercial), "c2", commercial).onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-1",
        what: {
          _tag: "Replace",
          replaces: "tripolis",
          engagement: engagement("flowmailer", { service: "email", products: ["identity"] })
        },
        effectiveOn: "2026-06-01",
        for: ["c2"],
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

  it("announced for c2 alone, told to c2: open for c2, shut for c1, which keeps what it had", () => {
    const scenario = forAnother().tells("c2", "letter-1", letterDay)
    expect(scenario.gate("flowmailer", "c2", inJune).answer).toBe("open")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.forThisClient))
    expect(scenario.gate("tripolis", c, inJune).answer).toBe("open")
    expect(scenario.gate("tripolis", "c2", inJune).answer).toBe("shut")
  })

  it("nor does a listing that c1 agreed to later make it c1's", () => {
    const scenario = forAnother().onClient(c, { _tag: "AgreeListing", listing: "main", version: 2, at: inJune })
    expect(decided(scenario.gate("flowmailer", c, "2026-06-03T09:00:00.000Z"))).toEqual(shut(rules.forThisClient))
  })

  it("a relocation for another client does not move c1", () => {
    const scenario = signs(signs(seedLike(commercial), c, commercial), "c2", commercial).onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-2",
        what: { _tag: "Relocate", engagement: "cm-telecom", to: [{ id: "us", name: "USA", country: "US" }] },
        effectiveOn: "2026-06-01",
        for: ["c2"],
        at: letterDay
      },
      { _tag: "PublishVersion", at: letterDay }
    )
    expect(scenario.gate("cm-telecom", c, inJune).answer).toBe("open")
    expect(decided(scenario.gate("cm-telecom", c, inJune, { place: "us" }))).toEqual(shut(rules.forThisClient))
    expect(scenario.gate("cm-telecom", "c2", inJune, { place: "us" }).answer).toBe("open")
  })
})

describe(rules.hasBegun.clause.quote, () => {
  it("shut until midnight in the listing's zone, open from then on", () => {
    const scenario = told()
    expect(decided(scenario.gate("flowmailer", c, "2026-05-31T21:59:59.999Z"))).toEqual(shut(rules.hasBegun))
    expect(decided(scenario.gate("flowmailer", c, begins))).toEqual(open())
  })

  it("announced for a day gone by, it begins when it is announced: what was open before stays so", () => {
    const scenario = signs(seedLike(commercial), c, commercial).onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-1",
        what: { _tag: "Relocate", engagement: "cm-telecom", to: [{ id: "be", name: "Belgium", country: "BE" }] },
        effectiveOn: "2026-03-01",
        for: "all",
        at: letterDay
      },
      { _tag: "PublishVersion", at: letterDay }
    )
    const places = (at: Instant) => ["nl", "be"].map((place) => scenario.gate("cm-telecom", c, at, { place }).answer)
    expect(places("2026-04-01T09:00:00.000Z")).toEqual(["open", "shut"])
    expect(places(letterDay)).toEqual(["shut", "open"])
  })

  it("postponed by a month, it is shut for a month more", () => {
    const scenario = told().onListing({
      _tag: "PostponeChange",
      change: "chg-1",
      effectiveOn: "2026-07-01",
      at: "2026-05-25T09:00:00.000Z"
    })
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.hasBegun))
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({
      validUntil: "2026-06-30T22:00:00.000Z",
      opens: { at: "2026-06-30T22:00:00.000Z" }
    })
  })

  it("also for a client that agreed to it at entry, before it held", () => {
    const agrees = varied("agrees-to-announced", {}, { entry: { listing: said("agreed"), announced: said("agreed") } })
    const scenario = replacement(seedLike(agrees)).onClient(
      c,
      { _tag: "ExecuteDpa", dpa: "d", paper: "standard", terms: "terms:sha256-agrees-to-announced", at: letterDay },
      { _tag: "AgreeListing", listing: "main", version: 2, at: letterDay },
      { _tag: "BeginUse", of: "product", id: "identity", at: letterDay }
    )
    expect(decided(scenario.gate("flowmailer", c, noticeOver))).toEqual(shut(rules.hasBegun))
    expect(decided(scenario.gate("flowmailer", c, begins))).toEqual(open(rules.baseline))
  })
})

describe(rules.published.clause.quote, () => {
  it("announced and told, but on no published version: shut; published late, open from then", () => {
    const scenario = signs(seedLike(commercial), c, commercial).onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-1",
        what: {
          _tag: "Replace",
          replaces: "tripolis",
          engagement: engagement("flowmailer", { service: "email", products: ["identity"] })
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
      }
    )
    scenario.tells(c, "letter-1", letterDay)
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.published))
    scenario.onListing({ _tag: "PublishVersion", at: "2026-06-02T09:00:00.000Z" })
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({
      answer: "shut",
      opens: { at: "2026-06-02T09:00:00.000Z" }
    })
  })
})

describe(rules.nothingToConsult.clause.quote, () => {
  const relocated = (terms: typeof commercial): Scenario =>
    signs(seedLike(terms), c, terms).onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-1",
        what: { _tag: "Relocate", engagement: "cm-telecom", to: [{ id: "be", name: "Belgium", country: "BE" }] },
        effectiveOn: "2026-06-01",
        for: "all",
        at: letterDay
      },
      { _tag: "PublishVersion", at: letterDay }
    )

  it("the commercial form asks for no consultation on a move: it opens on its day", () => {
    const scenario = relocated(commercial)
    expect(scenario.gate("cm-telecom", c, inJune, { place: "be" }).answer).toBe("open")
    expect(scenario.gate("cm-telecom", c, inJune, { place: "be" }).because.map(({ clause }) => clause)).toContain(
      rules.nothingToConsult.clause
    )
    expect(decided(scenario.gate("cm-telecom", c, "2026-05-31T21:00:00.000Z", { place: "be" }))).toEqual(
      shut(rules.hasBegun)
    )
  })

  it("terms that ask for one on any change keep it shut until the client was told", () => {
    const any = varied("any-change", {})
    const terms = { ...any, duties: [{ ...any.duties[0]!, changes: "any" as const }] }
    expect(decided(relocated(terms).gate("cm-telecom", c, inJune, { place: "be" }))).toEqual(shut(rules.told))
  })

  it("once judged not affected, judged again when the client begins to use the product", () => {
    const scenario = replacement(seedLike(connective)).onClient(
      c,
      {
        _tag: "ExecuteDpa",
        dpa: "d",
        paper: "standard",
        terms: "terms:sha256-connective",
        at: "2026-01-12T10:00:00.000Z"
      },
      { _tag: "AgreeListing", listing: "main", version: 1, at: "2026-01-12T10:00:00.000Z" },
      { _tag: "BeginUse", of: "product", id: "esignatures", at: "2026-01-12T10:00:00.000Z" }
    )
    scenario.onCase("chg-1", c, { _tag: "JudgeDuties", at: letterDay })
    expect(scenario.case("chg-1", c).state.notice.duties["new-sub-processor"]?.value).toMatchObject({
      _tag: "NoDutyArose",
      why: "notAffected"
    })
    scenario.onClient(c, { _tag: "BeginUse", of: "product", id: "identity", at: "2026-07-01T09:00:00.000Z" })
    expect(decided(scenario.gate("flowmailer", c, "2026-07-01T09:00:00.000Z"))).toEqual(shut(rules.told))
  })
})

describe(rules.clientsOwnYes.clause.quote, () => {
  it("told in time and silent: shut, for ever", () => {
    const scenario = told(specific)
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.clientsOwnYes))
    const outlook = scenario.outlook("flowmailer", c, inJune)
    expect([outlook.validUntil, outlook.opens]).toEqual([undefined, undefined])
    expect(outlook.because[0].absent).toEqual([{ stream: "consultation/chg-1/c1", upTo: 2 }])
  })

  it("open once the client says yes, and not before", () => {
    const yes: Instant = "2026-06-05T09:00:00.000Z"
    const scenario = told(specific).saysYes(c, yes)
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({ answer: "shut", opens: { at: yes } })
    expect(decided(scenario.gate("flowmailer", c, yes))).toEqual(open(rules.saidYes))
  })

  it("a yes before the day from which the change holds opens it on that day", () => {
    const scenario = told(specific).saysYes(c, "2026-04-22T09:00:00.000Z")
    expect(scenario.outlook("flowmailer", c, "2026-04-23T09:00:00.000Z")).toMatchObject({
      answer: "shut",
      opens: { at: begins }
    })
  })

  it("under general authorisation silence is enough", () =>
    expect(decided(told().gate("flowmailer", c, inJune))).toEqual(open()))
})

describe(rules.inWriting.clause.quote, () => {
  const at: Instant = "2026-05-04T09:00:00.000Z"
  const says = (how: { readonly inWriting?: boolean }, terms = specific, id = "yes-1", then: Instant = at) => {
    const { inWriting: _, ...yes } = accepts(then, { acceptance: id })
    return (scenario: Scenario = told(terms)) => scenario.onCase("chg-1", c, { ...yes, ...how })
  }
  const written = { inWriting: true }
  const spoken = { inWriting: false }

  it("in writing it opens; spoken it is on record, cited, and opens nothing", () => {
    expect(decided(says(written)().gate("flowmailer", c, inJune))).toEqual(open(rules.saidYes))
    const verdict = says(spoken)().gate("flowmailer", c, inJune)
    expect(decided(verdict)).toEqual(shut(rules.inWriting))
    expect(verdict.because[0].facts).toEqual(["consultation/chg-1/c1@3"])
    expect(verdict.because[0].terms?.map(({ parameter }) => parameter)).toEqual(["authorisation"])
  })

  it("of one of which nobody has said so it is undetermined, and the yes is named, as of all that was stored before that was asked", () => {
    const verdict = says({})().gate("flowmailer", c, inJune)
    expect(decided(verdict)).toEqual(["undetermined", rules.inWriting.clause.quote])
    expect(verdict.needs).toEqual([{ open: "yes-1", terms: addressed("specific"), why: "notSaid" }])
  })

  it("said later of the same yes, it counts from the moment that is said; another word of it is another yes", () => {
    const scenario = says({}, specific)()
    says(written)(scenario)
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(open(rules.saidYes))
    const events = scenario.streams.get("consultation/chg-1/c1")
    says(written)(says({})(scenario))
    expect(scenario.streams.get("consultation/chg-1/c1")).toEqual(events)
    expect(() => says(spoken)(scenario)).toThrow("AcceptanceIdTaken")
    const never = says(spoken)(says({})())
    expect(decided(never.gate("flowmailer", c, inJune))).toEqual(["undetermined", rules.inWriting.clause.quote])
  })

  it("put in writing afterwards it opens from then on", () => {
    const scenario = says(written, specific, "yes-2", "2026-06-10T09:00:00.000Z")(says(spoken)())
    expect(decided(scenario.gate("flowmailer", c, "2026-06-10T08:59:59.999Z"))).toEqual(shut(rules.inWriting))
    expect(decided(scenario.gate("flowmailer", c, "2026-06-10T09:00:00.000Z"))).toEqual(open(rules.saidYes))
  })

  it("what was only spoken since takes nothing back of what was written, and answers an objection all the same", () => {
    const twice = says(spoken, specific, "yes-2", "2026-05-20T09:00:00.000Z")(says(written)())
    expect(decided(twice.gate("flowmailer", c, inJune))).toEqual(open(rules.saidYes))
    const objected = says(written)().objects(c, "o1", "2026-05-10T09:00:00.000Z")
    expect(objected.gate("flowmailer", c, inJune).answer).toBe("shut")
    const dropped = says(spoken, specific, "yes-2", "2026-05-20T09:00:00.000Z")(objected)
    expect(decided(dropped.gate("flowmailer", c, inJune))).toEqual(open(rules.saidYes))
  })

  it("an acceptance that both sides agreed on stands in their solution, and that is in writing", () => {
    const scenario = told(specific).objects(c, "o1", at).agrees(c, { _tag: "Acceptance" }, at)
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("open")
    expect(says(spoken, specific, "yes-2", inJune)(scenario).gate("flowmailer", c, inJune).answer).toBe("open")
  })

  it("where silence is a no it is asked too; where the authorisation is a general one and silence accepts, a spoken yes is enough", () => {
    const denied = varied("silence-denies", { silence: said("denied") })
    expect(decided(says(spoken, denied)().gate("flowmailer", c, inJune))).toEqual(shut(rules.inWriting))
    expect(says({}, denied)().gate("flowmailer", c, inJune).needs).toEqual([
      { open: "yes-1", terms: addressed("silence-denies"), why: "notSaid" }
    ])
    expect(decided(says(written, denied)().gate("flowmailer", c, inJune))).toEqual(open(rules.saidYes))
    expect(decided(says(spoken, commercial)().gate("flowmailer", c, inJune))).toEqual(open(rules.saidYes))
    expect(decided(says({}, commercial)().gate("flowmailer", c, inJune))).toEqual(open(rules.saidYes))
  })
})

describe(rules.silenceDenies.clause.quote, () => {
  const denied = varied("silence-denies", { silence: said("denied") })

  it("told in time and silent: shut, though the authorisation is a general one", () =>
    expect(decided(told(denied).gate("flowmailer", c, inJune))).toEqual(shut(rules.silenceDenies)))

  it("the client's yes opens; where silence accepts, none is needed", () => {
    expect(decided(told(denied).saysYes(c, "2026-06-01T09:00:00.000Z").gate("flowmailer", c, inJune))).toEqual(
      open(rules.saidYes)
    )
    expect(decided(told().gate("flowmailer", c, inJune))).toEqual(open())
  })
})

describe(rules.saidYes.clause.quote, () => {
  it("a client that accepts by itself needs no letter", () => {
    const scenario = announced().saysYes(c, "2026-04-10T09:00:00.000Z")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(open(rules.saidYes))
    expect(decided(announced().gate("flowmailer", c, inJune))).toEqual(shut(rules.told))
  })

  it("nor does an objection that it made before count", () => {
    const scenario = told().objects(c, "obj-1", "2026-04-25T09:00:00.000Z").saysYes(c, "2026-05-02T09:00:00.000Z")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(open(rules.saidYes))
  })

  it("held only until the window ends, an objection after the yes is over when the window is", () => {
    const terms = varied("until-window-ends", {
      hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") }
    })
    const scenario = announced(terms)
      .tells(c, "letter-1", "2026-05-11T09:00:00.000Z")
      .saysYes(c, "2026-05-12T09:00:00.000Z")
      .objects(c, "obj-1", "2026-05-20T09:00:00.000Z")
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({
      answer: "shut",
      opens: { at: "2026-06-10T22:00:00.000Z" }
    })
  })

  it("an objection after the yes does count, and a new yes after that again", () => {
    const scenario = told().saysYes(c, "2026-04-25T09:00:00.000Z").objects(c, "obj-1", "2026-05-02T09:00:00.000Z")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.objectionHolds))
    scenario.saysYes(c, "2026-06-01T09:00:00.000Z")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(open(rules.saidYes))
  })

  it("a carve-out that was agreed after the yes takes its place; a yes after the carve-out opens", () => {
    const scenario = told()
      .saysYes(c, "2026-04-22T09:00:00.000Z")
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-02T09:00:00.000Z")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.outcome))
    scenario.saysYes(c, "2026-06-01T09:00:00.000Z")
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("open")
  })
})

describe(rules.emergency.clause.quote, () => {
  const clause = said({ when: "the sub-processor fails and the service would stop" })
  const urgent = (terms: typeof commercial, fits?: boolean): Scenario => {
    const scenario = signs(seedLike(terms), c, terms).onListing(
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
    return fits === undefined ? scenario : scenario.onListing(judged(terms, fits))
  }
  const judged = (
    { name }: typeof commercial,
    fits: boolean,
    at: Instant = "2026-04-02T08:15:00.000Z"
  ): Listing.JudgeEmergency => ({
    _tag: "JudgeEmergency",
    change: "chg-1",
    terms: addressed(name),
    fits,
    by: "dpo-1",
    reason: "no mail goes out since last night",
    at
  })
  const withClause = varied("with-clause", {}, { emergency: clause })
  const nextDay: Instant = "2026-04-03T09:00:00.000Z"

  it("with the clause, an emergency replacement opens without a letter", () => {
    const verdict = urgent(withClause, true).gate("flowmailer", c, nextDay)
    expect(decided(verdict)).toEqual(open())
    expect(verdict.because.map((reason) => reason.clause)).toContain(rules.emergency.clause)
  })

  it("until a person has said that it fits, the decision is named: the vendor's own word is none", () => {
    const verdict = urgent(withClause).gate("flowmailer", c, nextDay)
    expect(verdict.answer).toBe("undetermined")
    expect(verdict.needs).toEqual([
      {
        open: "emergency",
        terms: addressed("with-clause"),
        why: "notJudged",
        words: "the sub-processor fails and the service would stop"
      }
    ])
  })

  it("found not to fit, notice is owed as for any other change", () => {
    expect(decided(urgent(withClause, false).gate("flowmailer", c, nextDay))).toEqual(shut(rules.told))
    const verdict = urgent(withClause, false).gate("flowmailer", c, nextDay)
    expect(verdict.because.map((reason) => reason.clause)).toContain(rules.emergency.clause)
  })

  it("a later decision takes the place of an earlier one, from its own moment on", () => {
    const scenario = urgent(withClause, false).onListing(judged(withClause, true, "2026-04-03T09:00:00.000Z"))
    expect(scenario.gate("flowmailer", c, "2026-04-03T08:59:59.999Z").answer).toBe("shut")
    expect(scenario.gate("flowmailer", c, nextDay).answer).toBe("open")
    expect(scenario.outlook("flowmailer", c, "2026-04-03T08:00:00.000Z").opens?.at).toBe(nextDay)
  })

  it("a decision about other terms says nothing about these", () =>
    expect(urgent(withClause).onListing(judged(commercial, true)).gate("flowmailer", c, nextDay).answer).toBe(
      "undetermined"
    ))

  it("told in the ordinary way, it needs no emergency and no decision", () => {
    const scenario = urgent(withClause).tells(c, "letter-1", "2026-04-02T09:00:00.000Z")
    expect(scenario.gate("flowmailer", c, "2026-05-03T09:00:00.000Z").answer).toBe("open")
  })

  it("where the clause leaves a short notice, that must have run", () => {
    const fiveDays = Span.calendarDays(5, Span.plain)
    const short = varied("short", {}, { emergency: said({ when: "the service would stop", advance: fiveDays }) })
    expect(decided(urgent(short, true).gate("flowmailer", c, nextDay))).toEqual(shut(rules.told))
    const told = urgent(short, true).tells(c, "letter-1", "2026-04-02T09:00:00.000Z")
    expect(decided(told.gate("flowmailer", c, "2026-04-07T21:59:59.999Z"))).toEqual(shut(rules.noticeRunsOut))
    expect(told.gate("flowmailer", c, "2026-04-07T22:00:00.000Z").answer).toBe("open")
  })

  it("a short notice in words only is a decision to record", () => {
    const vague = varied("vague", {}, { emergency: said({ when: "the service would stop", advance: reasonable }) })
    expect(
      urgent(vague, true)
        .gate("flowmailer", c, nextDay)
        .needs.map(({ open, why }) => [open, why])
    ).toEqual([["emergency", "reasonable"]])
  })

  it("without the clause it stays shut, whatever the vendor calls it", () =>
    expect(decided(urgent(commercial).gate("flowmailer", c, nextDay))).toEqual(shut(rules.told)))

  it("with the clause, a change that was not announced as an emergency waits like any other", () =>
    expect(decided(announced(varied("with-clause", {}, { emergency: clause })).gate("flowmailer", c, inJune))).toEqual(
      shut(rules.told)
    ))

  it("an objection before the start and the window still hold", () => {
    const terms = varied("with-clause", {}, { emergency: clause })
    expect(
      decided(urgent(terms, true).objects(c, "obj-1", "2026-04-02T15:00:00.000Z").gate("flowmailer", c, nextDay))
    ).toEqual(shut(rules.objectionHolds))
    const holdsWindow = varied(
      "with-clause-and-window",
      { hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") } },
      { emergency: clause }
    )
    expect(decided(urgent(holdsWindow, true).gate("flowmailer", c, nextDay))).toEqual(shut(rules.windowHolds))
  })
})

describe(rules.told.clause.quote, () => {
  it("no letter, no access", () => expect(decided(announced().gate("flowmailer", c, inJune))).toEqual(shut(rules.told)))

  it("a letter without the places is no notice; one without how to object is", () => {
    const without = (lacking: string) =>
      announced().tells(c, "letter-1", letterDay, {
        contents: (["entity", "service", "places", "effectiveOn", "howToObject"] as const).filter(
          (it) => it !== lacking
        )
      })
    expect(decided(without("places").gate("flowmailer", c, inJune))).toEqual(shut(rules.told))
    expect(decided(without("howToObject").gate("flowmailer", c, inJune))).toEqual(open())
  })

  it("a letter that is known to have bounced is no notice, from when it is known", () => {
    const scenario = told().bounces(c, "letter-1", "2026-04-20T09:01:00.000Z")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.told))
    const outlook = scenario.outlook("flowmailer", c, inJune)
    expect([outlook.validUntil, outlook.opens]).toEqual([undefined, undefined])
  })

  it("sent again after a bounce, the time runs from the second letter", () => {
    const scenario = told()
      .bounces(c, "letter-1", "2026-04-20T09:01:00.000Z")
      .tells(c, "letter-2", "2026-05-11T09:00:00.000Z")
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({
      answer: "shut",
      validUntil: "2026-06-10T22:00:00.000Z",
      opens: { at: "2026-06-10T22:00:00.000Z" }
    })
  })

  it("where the contract puts that risk on the client, a bounce stops nothing", () => {
    const terms = varied("bounces-on-client", {
      clockStart: said({ from: "sent", contacts: "any", bouncesOn: "client" })
    })
    expect(
      decided(told(terms).bounces(c, "letter-1", "2026-04-20T09:01:00.000Z").gate("flowmailer", c, inJune))
    ).toEqual(open())
  })

  it("received at the latest three days after sending: it opens by itself, and says when", () => {
    const three = Span.calendarDays(3, Span.plain)
    const terms = varied("deemed", { clockStart: said({ from: "received", contacts: "any", deemedReceipt: three }) })
    const scenario = announced(terms).tells(c, "letter-1", "2026-06-08T09:00:00.000Z")
    // Deemed received when 11 June is over; thirty days after 12 June end with 12 July.
    expect(scenario.outlook("flowmailer", c, "2026-06-09T09:00:00.000Z")).toMatchObject({
      answer: "shut",
      validUntil: "2026-07-12T22:00:00.000Z",
      opens: { at: "2026-07-12T22:00:00.000Z" }
    })
  })
})

describe(rules.noticeRunsOut.clause.quote, () => {
  const later: Instant = "2026-05-08T09:00:00.000Z"
  const over: Instant = "2026-06-07T22:00:00.000Z"

  it("a letter of 8 May: thirty days end with 7 June, a week after the day announced", () => {
    const scenario = announced().tells(c, "letter-1", later)
    expect(decided(scenario.gate("flowmailer", c, "2026-06-07T21:59:59.999Z"))).toEqual(shut(rules.noticeRunsOut))
    expect(decided(scenario.gate("flowmailer", c, over))).toEqual(open())
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({
      answer: "shut",
      validUntil: over,
      opens: { at: over }
    })
  })

  it("Tripolis goes on for that week", () => {
    const scenario = announced().tells(c, "letter-1", later)
    expect(scenario.gate("tripolis", c, inJune).answer).toBe("open")
    expect(scenario.gate("tripolis", c, over).answer).toBe("shut")
  })

  it("brought forward to a day earlier than was told, it waits for a new notice of that day", () => {
    const scenario = told().onListing({
      _tag: "PostponeChange",
      change: "chg-1",
      effectiveOn: "2026-05-25",
      at: "2026-05-02T09:00:00.000Z"
    })
    expect(decided(scenario.gate("flowmailer", c, "2026-05-26T09:00:00.000Z"))).toEqual(shut(rules.told))
    scenario.tells(c, "letter-2", "2026-05-04T09:00:00.000Z")
    expect(scenario.outlook("flowmailer", c, "2026-05-26T09:00:00.000Z")).toMatchObject({
      answer: "shut",
      opens: { at: "2026-06-03T22:00:00.000Z" }
    })
  })

  it("told later in a second letter, an earlier day is not one that the first letter told", () => {
    const scenario = told()
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-07-01", at: "2026-05-02T09:00:00.000Z" })
      .tells(c, "letter-2", "2026-05-03T09:00:00.000Z")
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-06-15", at: "2026-06-01T09:00:00.000Z" })
    expect(decided(scenario.gate("flowmailer", c, "2026-06-16T09:00:00.000Z"))).toEqual(shut(rules.told))
  })

  it("a letter that told the client a later moment keeps it shut until then, whatever the terms now say", () => {
    const scenario = announced().tells(c, "letter-1", later)
    const stream = "consultation/chg-1/c1" as const
    const events = scenario.streams.get(stream) as ReadonlyArray<{ readonly _tag: string; readonly stated?: object }>
    scenario.streams.set(
      stream,
      events.map((event) =>
        event._tag === "NoticeSent"
          ? { ...event, stated: { ...event.stated, accessFrom: "2026-06-20T22:00:00.000Z" } }
          : event
      )
    )
    expect(decided(refolded(scenario).gate("flowmailer", c, over))).toEqual(shut(rules.noticeRunsOut))
    expect(decided(refolded(scenario).gate("flowmailer", c, "2026-06-20T22:00:00.000Z"))).toEqual(open())
  })
})

/** The same events in a scenario of their own. */
const refolded = (scenario: Scenario): Scenario => {
  const again = seedLike(commercial)
  for (const [stream, events] of scenario.streams) again.streams.set(stream, [...events])
  return again.afresh()
}

describe(rules.windowHolds.clause.quote, () => {
  const short = { period: Span.calendarDays(10, Span.plain), before: "access" as const }
  const held = varied("held-for-window", {
    advanceNotice: said(short),
    hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") }
  })
  const letter: Instant = "2026-05-20T09:00:00.000Z"

  it("ten days' notice, thirty to object, held for the window: shut until the window has ended", () => {
    const scenario = announced(held).tells(c, "letter-1", letter)
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.windowHolds))
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({ opens: { at: "2026-06-19T22:00:00.000Z" } })
  })

  it("without such a hold it opens while the window still runs", () => {
    const notHeld = varied("not-held", { advanceNotice: said(short) })
    expect(decided(announced(notHeld).tells(c, "letter-1", letter).gate("flowmailer", c, inJune))).toEqual(open())
  })

  it("a window whose length is unstated leaves it undetermined", () => {
    const verdict = announced(
      varied("no-length", {
        window: unstated,
        hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") }
      })
    )
      .tells(c, "letter-1", letterDay)
      .gate("flowmailer", c, inJune)
    expect(decided(verdict)).toEqual(undetermined)
    expect(verdict.needs.map((need) => need.open)).toEqual(["sub-processor-change/any/window"])
  })
})

describe(rules.windowIsOver.clause.quote, () => {
  const holdOpen = varied("hold-open", { hold: { beforeStart: unstated, afterStart: said("none") } })

  it("nobody objected in thirty days: what the hold would have been need not be known", () => {
    const verdict = told(holdOpen).gate("flowmailer", c, inJune)
    expect(decided(verdict)).toEqual(open())
    expect(verdict.because.map(({ clause }) => clause)).toContain(rules.windowIsOver.clause)
  })

  it("while the window runs, it must be known", () => {
    const short = varied("hold-open-short-notice", {
      advanceNotice: said({ period: Span.calendarDays(10, Span.plain), before: "access" }),
      hold: { beforeStart: unstated, afterStart: said("none") }
    })
    const verdict = announced(short).tells(c, "letter-1", "2026-05-20T09:00:00.000Z").gate("flowmailer", c, inJune)
    expect([verdict.answer, verdict.needs.map((need) => need.open)]).toEqual([
      "undetermined",
      ["sub-processor-change/any/hold.beforeStart"]
    ])
  })
})

describe(rules.objectionHolds.clause.quote, () => {
  it("an objection in time, before the start, holds until it is resolved", () => {
    const scenario = told().objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.objectionHolds))
    const outlook = scenario.outlook("flowmailer", c, inJune)
    expect([outlook.validUntil, outlook.opens]).toEqual([undefined, undefined])
  })

  it("one that comes after the start holds nothing back where the terms say so", () => {
    const scenario = announced()
      .tells(c, "letter-1", "2026-05-11T09:00:00.000Z")
      .objects(c, "obj-1", "2026-06-10T22:00:00.000Z")
    expect(decided(scenario.gate("flowmailer", c, "2026-06-11T09:00:00.000Z"))).toEqual(open())
  })

  it("where the terms hold it after the start too, the gate shuts again from the day the objection came", () => {
    const terms = varied("holds-after", {
      lateObjection: said("heard"),
      hold: { beforeStart: said("untilResolved"), afterStart: said("untilResolved") }
    })
    const came: Instant = "2026-06-12T09:00:00.000Z"
    const scenario = announced(terms).tells(c, "letter-1", letterDay).objects(c, "obj-1", came)
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({ answer: "open", validUntil: came })
    expect(decided(scenario.gate("flowmailer", c, came))).toEqual(shut(rules.objectionHolds))
  })

  it("held only until the window ends, it opens then, unresolved", () => {
    const terms = varied("until-window-ends", {
      hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") }
    })
    const scenario = announced(terms)
      .tells(c, "letter-1", "2026-05-11T09:00:00.000Z")
      .objects(c, "obj-1", "2026-05-20T09:00:00.000Z")
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({
      answer: "shut",
      opens: { at: "2026-06-10T22:00:00.000Z" }
    })
  })

  it("not held at all, it opens with the objection standing", () => {
    const terms = varied("never-held", { hold: { beforeStart: said("none"), afterStart: said("none") } })
    expect(decided(told(terms).objects(c, "obj-1", "2026-04-25T09:00:00.000Z").gate("flowmailer", c, inJune))).toEqual(
      open()
    )
  })

  it("a late one is heard as a courtesy, and holds nothing", () => {
    const scenario = told()
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-07-01", at: "2026-05-05T09:00:00.000Z" })
      .objects(c, "obj-1", noticeOver)
    expect(decided(scenario.gate("flowmailer", c, "2026-07-02T09:00:00.000Z"))).toEqual(open())
  })

  it("a millisecond earlier it was in time, and holds", () => {
    const scenario = told()
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-07-01", at: "2026-05-05T09:00:00.000Z" })
      .objects(c, "obj-1", "2026-05-20T21:59:59.999Z")
    // The notice is over at that very moment, and 1 July is yet to come: before the start.
    expect(decided(scenario.gate("flowmailer", c, "2026-07-02T09:00:00.000Z"))).toEqual(shut(rules.objectionHolds))
  })

  it("grounds that a person found to be none of the kind asked for hold nothing, from that judgement on", () => {
    const judgedOn: Instant = "2026-06-05T09:00:00.000Z"
    const scenario = told().objects(c, "obj-1", "2026-04-25T09:00:00.000Z").onCase("chg-1", c, {
      _tag: "JudgeGrounds",
      objection: "obj-1",
      sufficient: false,
      by: "dpo-1",
      reason: "sealed:price",
      at: judgedOn
    })
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({ answer: "shut", opens: { at: judgedOn } })
  })

  it("a hold that the contract leaves open makes it undetermined as soon as somebody objects", () => {
    const verdict = told(varied("hold-open", { hold: { beforeStart: unstated, afterStart: said("none") } }))
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .gate("flowmailer", c, inJune)
    expect(decided(verdict)).toEqual(undetermined)
    expect(verdict.needs.map((need) => need.open)).toEqual(["sub-processor-change/any/hold.beforeStart"])
  })

  it("what becomes of a late one must be known before anything is said of it", () => {
    const verdict = told(varied("late-open", { lateObjection: unstated }))
      .objects(c, "obj-1", "2026-05-25T09:00:00.000Z")
      .gate("flowmailer", c, inJune)
    expect(decided(verdict)).toEqual(undetermined)
    expect(verdict.needs.map((need) => need.open)).toEqual(["sub-processor-change/any/lateObjection"])
  })
})

describe("An objection is weighed by what had been stated to the client when it arrived; what is stated later can only protect it.", () => {
  const silent = varied("hold-and-late-open", {
    lateObjection: unstated,
    hold: { beforeStart: unstated, afterStart: said("none") }
  })
  const hold = "sub-processor-change/any/hold.beforeStart"
  const reads = (value: string) =>
    announced(silent)
      .tells(c, "letter-1", letterDay)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .reads(silent, { [hold]: value }, "2026-04-28T09:00:00.000Z")
      .tells(c, "letter-2", "2026-04-29T09:00:00.000Z")

  it("a hold that is read afterwards as none lets nothing through: the question stays open for this objection", () => {
    const verdict = reads("none").gate("flowmailer", c, inJune)
    expect([verdict.answer, verdict.needs.map((need) => need.open)]).toEqual(["undetermined", [hold]])
  })

  it("read afterwards as one that holds, it holds", () =>
    expect(decided(reads("untilResolved").gate("flowmailer", c, inJune))).toEqual(shut(rules.objectionHolds)))
})

describe(rules.noObjection.clause.quote, () => {
  it("nobody objected: the looking is cited", () => {
    const reason = told()
      .gate("flowmailer", c, inJune)
      .because.find(({ clause }) => clause === rules.noObjection.clause && true)
    expect(reason?.absent).toEqual([{ stream: "consultation/flowmailer/c1", upTo: -1 }])
  })

  it("withdrawn: the objection and its withdrawal are cited, and it opens", () => {
    const scenario = told().objects(c, "obj-1", "2026-04-25T09:00:00.000Z").onCase("chg-1", c, {
      _tag: "WithdrawObjection",
      by: "head-of-it",
      authority: "shown",
      objection: "obj-1",
      at: "2026-05-02T09:00:00.000Z"
    })
    const verdict = scenario.gate("flowmailer", c, inJune)
    expect(decided(verdict)).toEqual(open())
    expect(citedBy(verdict)).toEqual(expect.arrayContaining(["consultation/chg-1/c1@3", "consultation/chg-1/c1@4"]))
  })

  it("of two objections one is withdrawn: the other still holds", () => {
    const scenario = told()
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .objects(c, "obj-2", "2026-04-26T09:00:00.000Z")
      .onCase("chg-1", c, {
        _tag: "WithdrawObjection",
        by: "head-of-it",
        authority: "shown",
        objection: "obj-1",
        at: "2026-05-02T09:00:00.000Z"
      })
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.objectionHolds))
  })
})

describe(rules.outcome.clause.quote, () => {
  const objected = () => told().objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
  const agreedOn: Instant = "2026-05-02T09:00:00.000Z"

  it("carved out: Flowmailer is shut and Tripolis is left as it is", () => {
    const scenario = objected().agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, agreedOn)
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.outcome))
    expect(scenario.gate("tripolis", c, inJune).answer).toBe("open")
  })

  it("done by an alternative: Flowmailer is shut; the alternative needs an announcement of its own", () => {
    const scenario = objected().agrees(
      c,
      { _tag: "Alternative", engagement: "flowmailer", doneBy: "cm-telecom" },
      agreedOn
    )
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.outcome))
    expect(decided(scenario.gate("mailjet", c, inJune))).toEqual(shut(rules.onTheListing))
  })

  it("accepted after all: open", () => {
    const scenario = objected().agrees(c, { _tag: "Acceptance" }, agreedOn)
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(open(rules.saidYes))
  })

  const leaves: Instant = "2026-09-01T00:00:00.000Z"

  it("the client leaves from a day on: from then on it is shut", () => {
    const scenario = objected().agrees(c, { _tag: "Exit", from: leaves }, agreedOn)
    expect(decided(scenario.gate("flowmailer", c, leaves))).toEqual(shut(rules.outcome))
  })

  it("A client that leaves keeps its hold until it has left.", () => {
    const scenario = objected().agrees(c, { _tag: "Exit", from: leaves }, agreedOn)
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.objectionHolds))
    const withoutHold = varied("never-held", { hold: { beforeStart: said("none"), afterStart: said("none") } })
    const goesOn = told(withoutHold)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "Exit", from: leaves }, agreedOn)
    expect(goesOn.outlook("flowmailer", c, inJune)).toMatchObject({ answer: "open", validUntil: leaves })
  })
})

describe(rules.carveOutSurvives.clause.quote, () => {
  const again = (scenario: Scenario): Scenario =>
    scenario.onListing(
      { _tag: "EndEngagement", engagement: "flowmailer", at: "2026-09-01T09:00:00.000Z" },
      {
        _tag: "AnnounceChange",
        change: "chg-2",
        what: { _tag: "Engage", engagement: engagement("flowmailer", { service: "email", products: ["identity"] }) },
        effectiveOn: "2027-06-01",
        for: "all",
        at: "2027-04-01T09:00:00.000Z"
      },
      {
        _tag: "ConfirmSafeguards",
        engagement: "flowmailer",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: "2027-04-01T09:00:00.000Z"
      },
      { _tag: "PublishVersion", at: "2027-04-01T09:00:00.000Z" }
    )
  const carvedOut = () =>
    told()
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-02T09:00:00.000Z")
  const nextYear: Instant = "2027-06-02T09:00:00.000Z"

  it("carved out, ended, engaged again a year later and told in time: still shut for this client", () =>
    expect(
      decided(
        again(carvedOut()).tells(c, "letter-2", "2027-04-02T09:00:00.000Z", {}, "chg-2").gate("flowmailer", c, nextYear)
      )
    ).toEqual(shut(rules.carveOutSurvives)))

  it("until it says yes to the new engagement", () =>
    expect(
      again(carvedOut()).saysYes(c, "2027-05-01T09:00:00.000Z", "chg-2").gate("flowmailer", c, nextYear).answer
    ).toBe("open"))

  it("a client that never objected is told anew, and then it is open", () => {
    const scenario = again(told())
    expect(decided(scenario.gate("flowmailer", c, nextYear))).toEqual(shut(rules.told))
    scenario.tells(c, "letter-2", "2027-04-02T09:00:00.000Z", {}, "chg-2")
    expect(decided(scenario.gate("flowmailer", c, nextYear))).toEqual(open())
  })

  it("what was open in the first period stays on record as that", () => {
    const scenario = again(told())
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(open())
    expect(decided(scenario.gate("flowmailer", c, "2026-10-01T09:00:00.000Z"))).toEqual(shut(rules.periodRuns))
  })
})

// -- G8, G9 and access --------------------------------------------------------------------------------------------------------

describe(rules.hangsOn.clause.quote, () => {
  const all = [
    "new-sub-processor/any/clockStart",
    "new-sub-processor/any/advanceNotice",
    "new-sub-processor/any/hold.beforeStart"
  ]
  const asSent = { from: "sent", contacts: "any" }
  const thirty = { period: Span.calendarDays(30, Span.plain), before: "access" }
  const readings = { [all[0]!]: asSent, [all[1]!]: thirty, [all[2]!]: "untilResolved" }
  const afterLetter: Instant = "2026-04-21T09:00:00.000Z"
  const second: Instant = "2026-05-08T09:00:00.000Z"

  it("under the first seed's own words a letter leaves it undetermined, and names what it hangs on, exactly", () => {
    const verdict = told(connective).gate("flowmailer", c, inJune)
    expect(decided(verdict)).toEqual(undetermined)
    expect(verdict.needs.map((need) => [need.open, need.why])).toEqual([
      [all[0], "unstated"],
      [all[1], "reasonable"],
      [all[2], "unstated"]
    ])
    expect(verdict.needs[1]!.words).toContain("within reasonable timing")
  })

  it("before any letter it is shut: nobody was told", () =>
    expect(decided(announced(connective).gate("flowmailer", c, inJune))).toEqual(shut(rules.told)))

  it("readings that are recorded and never stated to the client change nothing", () => {
    const scenario = told(connective).reads(connective, readings, afterLetter)
    const verdict = scenario.gate("flowmailer", c, inJune)
    expect([verdict.answer, verdict.needs.map((need) => need.open)]).toEqual(["undetermined", all])
  })

  it("stated in a second letter, they serve it from then on: shut while the notice runs, then open", () => {
    const scenario = told(connective).reads(connective, readings, afterLetter).tells(c, "letter-2", second)
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.noticeRunsOut))
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({ opens: { at: "2026-06-07T22:00:00.000Z" } })
    const verdict = scenario.gate("flowmailer", c, "2026-06-07T22:00:00.000Z")
    expect(decided(verdict)).toEqual(open())
    expect(citedBy(verdict)).toEqual(
      expect.arrayContaining(["terms/sha256-connective@0", "terms/sha256-connective@1", "terms/sha256-connective@2"])
    )
  })

  it("a reading dated after the letter does not serve that letter", () => {
    const scenario = announced(connective)
      .reads(connective, readings, "2026-05-08T09:00:00.001Z")
      .tells(c, "letter-1", second)
    const verdict = scenario.gate("flowmailer", c, "2026-07-01T09:00:00.000Z")
    expect([verdict.answer, verdict.needs.map((need) => need.open)]).toEqual(["undetermined", all])
  })

  it("with one of three still unread, that one is named", () => {
    const { [all[2]!]: _, ...two } = readings
    const verdict = announced(connective)
      .reads(connective, two, afterLetter)
      .tells(c, "letter-2", second)
      .gate("flowmailer", c, "2026-07-01T09:00:00.000Z")
    expect([verdict.answer, verdict.needs.map((need) => need.open)]).toEqual(["undetermined", [all[2]]])
  })

  it("one client's letter states nothing to another client", () => {
    const scenario = signs(told(connective), "c2", connective)
      .tells("c2", "letter-7", letterDay)
      .reads(connective, readings, afterLetter)
      .tells(c, "letter-2", second)
    expect(scenario.gate("flowmailer", "c2", "2026-07-01T09:00:00.000Z").needs.map((need) => need.open)).toEqual(all)
    expect(scenario.gate("flowmailer", c, "2026-07-01T09:00:00.000Z").answer).toBe("open")
  })

  it("a plain no is said before an open question: what is before its day is shut", () =>
    expect(decided(told(connective).gate("flowmailer", c, "2026-05-25T09:00:00.000Z"))).toEqual(shut(rules.hasBegun)))

  it("an agreement that promises nothing about new sub-processors leaves open how one is authorised", () => {
    const verdict = announced({ ...commercial, name: "no-duties", duties: [] }).gate("flowmailer", c, inJune)
    expect([verdict.answer, verdict.needs.map((need) => need.open)]).toEqual(["undetermined", ["duties"]])
  })

  it("commercial terms leave nothing open", () => expect(told().gate("flowmailer", c, inJune).needs).toEqual([]))
})

describe(rules.nothingKeepsItShut.clause.quote, () => {
  it("told in time, nobody objects: open, and every question that was asked is among the reasons", () => {
    const verdict = told().gate("flowmailer", c, inJune)
    expect(decided(verdict)).toEqual(open())
    const asked = new Set(verdict.because.map(({ clause }) => clause))
    for (const rule of [
      rules.processorsOnly,
      rules.agreementInForce,
      rules.onTheListing,
      rules.withinScope,
      rules.whatTheClientUses,
      rules.periodRuns,
      rules.safeguards,
      rules.exempt,
      rules.notWithdrawn,
      rules.forThisClient,
      rules.hasBegun,
      rules.published,
      rules.clientsOwnYes,
      rules.told,
      rules.noticeRunsOut,
      rules.windowHolds,
      rules.noObjection,
      promises.pinned,
      promises.dutyArises,
      promises.complete,
      promises.clockStarts,
      promises.accessFrom,
      promises.windowEnds
    ].filter((rule) => rule !== promises.complete)) {
      expect([rule.clause.id, asked.has(rule.clause)]).toEqual([rule.clause.id, true])
    }
  })

  it("one no beside it and it is not said", () => {
    const verdict = announced().gate("flowmailer", c, inJune)
    expect(verdict.because.map(({ clause }) => clause)).not.toContain(rules.nothingKeepsItShut.clause)
  })
})

describe(rules.replaced.clause.quote, () => {
  it("Tripolis is open until Flowmailer opens for this client, and shut at that instant", () => {
    const scenario = told()
    expect(scenario.outlook("tripolis", c, "2026-05-31T21:00:00.000Z")).toMatchObject({
      answer: "open",
      validUntil: begins
    })
    expect(decided(scenario.gate("tripolis", c, begins))).toEqual(shut(rules.replaced))
  })

  it("for a client that was not told it goes on, after the day announced too", () =>
    expect(decided(announced().gate("tripolis", c, inJune))).toEqual(open(rules.baseline)))

  it("a place that is left ends for a client when the new place opens for that client", () => {
    const scenario = signs(seedLike(commercial), c, commercial).onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-1",
        what: { _tag: "Relocate", engagement: "cm-telecom", to: [{ id: "be", name: "Belgium", country: "BE" }] },
        effectiveOn: "2026-06-01",
        for: "all",
        at: letterDay
      },
      { _tag: "PublishVersion", at: letterDay }
    )
    expect(scenario.outlook("cm-telecom", c, letterDay, { place: "nl" })).toMatchObject({
      answer: "open",
      validUntil: begins
    })
    expect(decided(scenario.gate("cm-telecom", c, begins, { place: "nl" }))).toEqual(shut(rules.replaced))
    expect(scenario.gate("cm-telecom", c, begins).answer).toBe("open")
  })

  it("there and back again: the first place is a place like any other", () => {
    const scenario = signs(seedLike(commercial), c, commercial).onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-1",
        what: { _tag: "Relocate", engagement: "cm-telecom", to: [{ id: "be", name: "Belgium", country: "BE" }] },
        effectiveOn: "2026-06-01",
        for: "all",
        at: letterDay
      },
      {
        _tag: "AnnounceChange",
        change: "chg-2",
        what: {
          _tag: "Relocate",
          engagement: "cm-telecom",
          to: [{ id: "nl", name: "The Netherlands", country: "NL" }]
        },
        effectiveOn: "2026-09-01",
        for: "all",
        at: letterDay
      },
      { _tag: "PublishVersion", at: letterDay }
    )
    const places = (at: Instant) => ["nl", "be"].map((place) => scenario.gate("cm-telecom", c, at, { place }).answer)
    expect(places("2026-05-01T09:00:00.000Z")).toEqual(["open", "shut"])
    expect(places(inJune)).toEqual(["shut", "open"])
    expect(places("2026-09-02T09:00:00.000Z")).toEqual(["open", "shut"])
    expect(scenario.gate("cm-telecom", c, "2026-09-02T09:00:00.000Z").answer).toBe("open")
  })
})

describe(rules.accessAllowed.clause.quote, () => {
  const began = (at: Instant) =>
    ({ _tag: "RecordAccess", engagement: "flowmailer", use: { product: "identity" }, at }) as const
  const judged = (scenario: Scenario) => pure(() => judgeAccess("flowmailer", c, scenario.facts("flowmailer", c)))

  it("access on 20 May, before the day announced, is a breach, and cites what kept the gate shut", () => {
    const [early] = judged(told().onCase("chg-1", c, began("2026-05-20T09:00:00.000Z")))
    expect(decided(early!)).toEqual(["breach", rules.accessAllowed.clause.quote])
    expect(early!.because.map(({ clause }) => clause)).toContain(rules.hasBegun.clause)
    expect(early!.began.from).toBe("consultation/chg-1/c1@3")
  })

  it("asked of one engagement, the access of another is not judged by facts that are not its own", () => {
    const scenario = told().onCase("chg-1", c, began(begins))
    expect(pure(() => judgeAccess("tripolis", c, scenario.facts("tripolis", c)))).toEqual([])
  })

  it("access from 1 June on is not", () =>
    expect(judged(told().onCase("chg-1", c, began(begins))).map(({ answer }) => answer)).toEqual(["allowed"]))

  it("without an agreement it is on record as that; what is undetermined is a breach", () => {
    const none = replacement(seedLike(commercial)).onCase("chg-1", c, began(inJune))
    expect(judged(none).map(({ answer }) => answer)).toEqual(["notGoverned"])
    expect(judged(told(connective).onCase("chg-1", c, began(inJune))).map(({ answer }) => answer)).toEqual(["breach"])
  })

  it("moved to an earlier day afterwards, the breach stays a breach", () => {
    const scenario = told()
      .onCase("chg-1", c, began("2026-05-25T09:00:00.000Z"))
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-05-24", at: "2026-05-26T09:00:00.000Z" })
    expect(judged(scenario).map(({ answer }) => answer)).toEqual(["breach"])
  })
})
