/** At the edges of what a question covers: what was open once and ends, what ends and is not yet replaced, and why. */
import { rules as promises } from "goodfaith/consultation"
import { rules } from "goodfaith/gate"
import type { Change, Engagement } from "goodfaith/language"
import type { Terms } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import {
  accepts,
  addressed,
  decided,
  engagement,
  replacement,
  said,
  type Scenario,
  seedLike,
  signs,
  varied
} from "./scenario.ts"
import { announcedOn, begins, c, letterDay, shut } from "./spring.ts"

const { commercial, specific } = ready

const listedOn: Instant = "2026-01-06T09:00:00.000Z"
const agreedOn: Instant = "2026-01-13T09:00:00.000Z"
const justBefore: Instant = "2026-05-31T21:59:59.999Z"
const inJuly: Instant = "2026-07-01T09:00:00.000Z"
const stricter: Instant = "2026-08-01T09:00:00.000Z"
const inSeptember: Instant = "2026-09-01T09:00:00.000Z"

const [duty] = commercial.duties
/** Every change of these terms asks for a notice. */
const anything: Terms = { ...commercial, name: "anything", duties: [{ ...duty!, changes: "any" }] }

const nl = { id: "nl", name: "The Netherlands", country: "NL" }
const be = { id: "be", name: "Belgium", country: "BE" }

const confirms = (id: string, at: Instant, other: object = {}) =>
  ({
    _tag: "ConfirmSafeguards",
    engagement: id,
    contract: true,
    equivalentDuties: true,
    by: "dpo-1",
    at,
    ...other
  }) as const

/** A row of version 2, which the client agreed to. */
const listed = (other: Partial<Engagement>, terms: Terms = anything): Scenario =>
  signs(
    seedLike(terms, specific).onListing(
      { _tag: "ListEngagement", engagement: engagement("desk", { entity: "cm-telecom", ...other }), at: listedOn },
      confirms("desk", listedOn),
      { _tag: "PublishVersion", at: listedOn }
    ),
    c,
    terms
  ).onClient(
    c,
    { _tag: "AgreeListing", listing: "main", version: 2, at: agreedOn },
    { _tag: "BeginUse", of: "region", id: "eu", at: agreedOn },
    { _tag: "BeginUse", of: "region", id: "uk", at: agreedOn }
  )

const changed = (scenario: Scenario, what: Change, change = "chg-1"): Scenario =>
  scenario.announces(what, announcedOn, "2026-06-01", {}, change)

/** From August on both sides go on with this change under terms by which nothing opens but by the client's own yes. */
const asksForAYes = (scenario: Scenario): Scenario =>
  scenario.onCase("chg-1", c, { _tag: "AgreeTerms", terms: addressed(specific.name), by: "dpo-1", at: stricter })

const answered = (scenario: Scenario, at: Instant, facet: string, use = {}) =>
  scenario
    .gate("desk", c, at, use)
    .facets.filter((it) => it.facet === facet)
    .map(({ value, answer }) => `${value} ${answer}`)

/** The reasons by a sentence, each time that it was said: its answer, the events and where nothing was found. */
const reasons = (scenario: Scenario, rule: { readonly clause: object }, at: Instant, of = "desk", use = {}) =>
  scenario
    .gate(of, c, at, use)
    .because.filter(({ clause }) => clause === rule.clause)
    .map(({ answer, facts, absent }) => ({ answer, facts, absent: absent ?? [] }))

describe("What was left stays left, once what took its place was open for the client.", () => {
  const moved = (terms: Terms = anything): Scenario =>
    changed(listed({ places: [nl] }, terms), { _tag: "Relocate", engagement: "desk", to: [be] })

  it("a place: the new one shuts under terms agreed later, and the old one does not come back", () => {
    const scenario = asksForAYes(moved().tells(c, "letter-1", letterDay))
    expect(scenario.gate("desk", c, inJuly, { place: "be" }).answer).toBe("open")
    expect(decided(scenario.gate("desk", c, stricter, { place: "be" }))).toEqual(shut(rules.clientsOwnYes))
    expect(decided(scenario.gate("desk", c, stricter, { place: "nl" }))).toEqual(shut(rules.replaced))
    expect(answered(scenario, stricter, "place")).toEqual(["be shut"])
  })

  it("never open before, the old place goes on under those terms too", () => {
    const scenario = asksForAYes(moved())
    expect(scenario.gate("desk", c, stricter, { place: "nl" }).answer).toBe("open")
    expect(answered(scenario, stricter, "place")).toEqual(["nl open", "be shut"])
  })

  it("never open before, it is said why the new place is shut, and the agreement is asked about once", () => {
    const scenario = moved()
    expect(reasons(scenario, rules.replaced, inJuly, "desk", { place: "nl" })).toHaveLength(1)
    expect(reasons(scenario, rules.agreementInForce, inJuly, "desk", { place: "nl" })).toHaveLength(1)
  })

  it("a category of data: the new one was open, whatever was shut beside it", () => {
    const scenario = changed(
      changed(listed({ dataCategories: ["names"] }), {
        _tag: "ChangeData",
        engagement: "desk",
        to: ["phones"]
      }).tells(c, "letter-1", letterDay),
      { _tag: "ChangeData", engagement: "desk", to: ["phones", "health"] },
      "chg-2"
    )
    asksForAYes(scenario)
    const asked = (at: Instant, category: string) => scenario.gate("desk", c, at, { dataCategories: [category] })
    expect([asked(inJuly, "phones").answer, asked(inJuly, "health").answer]).toEqual(["open", "shut"])
    expect(asked(stricter, "phones").answer).toBe("shut")
    expect(decided(asked(stricter, "names"))).toEqual(shut(rules.replaced))
  })

  it("a category of data whose new one was never open goes on", () => {
    const scenario = changed(listed({ dataCategories: ["names"] }), {
      _tag: "ChangeData",
      engagement: "desk",
      to: ["phones"]
    })
    for (const at of [begins, inJuly])
      expect(scenario.gate("desk", c, at, { dataCategories: ["names"] }).answer).toBe("open")
  })

  it("of a product and a region that are changed together each ends by what took its own place", () => {
    const scenario = changed(listed({ products: ["esignatures"], regions: ["eu"] }), {
      _tag: "Extend",
      engagement: "desk",
      products: ["identity"],
      regions: ["uk"]
    }).onCase("chg-1", c, accepts(letterDay, { for: [{ facet: "region", value: "uk" }] }))
    const asked = { product: "esignatures", region: "eu" }
    expect(scenario.gate("desk", c, justBefore, asked).answer).toBe("open")
    expect(decided(scenario.gate("desk", c, begins, asked))).toEqual(shut(rules.replaced))
    expect(scenario.gate("desk", c, begins, { product: "esignatures", region: "uk" }).answer).toBe("open")
    expect(decided(scenario.gate("desk", c, begins, { product: "identity", region: "uk" }))).toEqual(shut(rules.told))
  })

  it("a row that is widened to everything is answered for what it named and for all the rest, until the client was told", () => {
    const scenario = changed(listed({ products: ["esignatures"] }), {
      _tag: "Extend",
      engagement: "desk",
      products: "all"
    })
    expect(answered(scenario, justBefore, "product")).toEqual(["esignatures open"])
    expect(answered(scenario, begins, "product")).toEqual(["esignatures open", "* shut"])
    scenario.tells(c, "letter-1", letterDay)
    expect(answered(scenario, begins, "product")).toEqual(["* open"])
  })

  it("before its day a change is asked once, however much of the row it will leave", () => {
    const scenario = changed(listed({ places: [nl, be] }), {
      _tag: "Relocate",
      engagement: "desk",
      to: [{ id: "es", name: "Spain", country: "ES" }]
    })
    expect(reasons(scenario, rules.hasBegun, justBefore)).toHaveLength(1)
  })
})

describe(rules.notYetReplaced.clause.quote, () => {
  const announced = (): Scenario => replacement(signs(seedLike(commercial, specific), c, commercial))
  const toldInJune = (): Scenario => announced().tells(c, "letter-1", "2026-06-10T09:00:00.000Z")
  const opens: Instant = "2026-07-10T22:00:00.000Z"

  it("as long as the replacement was never open, it is said what was asked of it, and how far each stream was read", () => {
    const [reason, ...others] = reasons(announced(), rules.notYetReplaced, inJuly, "tripolis")
    expect(others).toEqual([])
    expect(reason?.answer).toBe("pass")
    // What announced it, its safeguards, and the client's agreement.
    expect(reason?.facts[0]).toBe("listing/main@9")
    expect(reason?.facts).toContain("listing/main@10")
    expect(reason?.facts).toContain("client/c1@0")
    expect(reason?.absent).toContainEqual({ stream: "listing/main", upTo: 11 })
    expect(reason?.absent).toContainEqual({ stream: "client/c1", upTo: 3 })
    expect(reason?.absent).toContainEqual({ stream: "consultation/chg-1/c1", upTo: -1 })
  })

  it("at the first moment of its day there is no time before to ask about", () => {
    expect(announced().gate("tripolis", c, begins).answer).toBe("open")
    expect(reasons(announced(), rules.replaced, begins, "tripolis")).toHaveLength(1)
    expect(reasons(announced(), rules.notYetReplaced, begins, "tripolis")).toEqual([])
  })

  it("opened weeks after its day, and shut again by terms agreed later: what it replaced does not come back", () => {
    const scenario = asksForAYes(toldInJune())
    const answers = (of: string) =>
      ([inJuly, opens, stricter, inSeptember] as const).map((at) => scenario.gate(of, c, at).answer)
    expect(answers("flowmailer")).toEqual(["shut", "open", "shut", "shut"])
    expect(answers("tripolis")).toEqual(["open", "shut", "shut", "shut"])
    expect(decided(scenario.gate("tripolis", c, inSeptember))).toEqual(shut(rules.replaced))
    expect(reasons(scenario, rules.notYetReplaced, inSeptember, "tripolis")).toEqual([])
  })

  it("that it will open later ends nothing now", () => {
    const outlook = toldInJune().outlook("tripolis", c, inJuly)
    expect([outlook.answer, outlook.validUntil]).toEqual(["open", opens])
  })

  it("while the replacement is open, it ends by how that stands today, not by how it stood when it opened", () => {
    const scenario = announced().tells(c, "letter-1", letterDay).onListing(confirms("flowmailer", inJuly))
    const cited = (at: Instant) => reasons(scenario, rules.safeguards, at, "tripolis").map(({ facts }) => facts)
    expect(cited("2026-06-15T09:00:00.000Z")).toEqual([["listing/main@10"]])
    expect(cited(stricter)).toEqual([["listing/main@12"]])
  })

  it("an objection against the replacement is cited once while nothing else has ended what goes on", () => {
    const scenario = announced().tells(c, "letter-1", letterDay).objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
    expect(scenario.gate("tripolis", c, inJuly).answer).toBe("open")
    expect(reasons(scenario, rules.objectionHolds, inJuly, "tripolis")).toHaveLength(1)
  })
})

describe(rules.periodRuns.clause.quote, () => {
  it("an end that is brought forward to a day gone by counts from the moment that was declared", () => {
    const declared: Instant = "2026-05-25T09:00:00.000Z"
    const scenario = changed(listed({}), { _tag: "Retire", engagement: "desk" }).onListing({
      _tag: "PostponeChange",
      change: "chg-1",
      effectiveOn: "2026-05-20",
      at: declared
    })
    expect(scenario.gate("desk", c, "2026-05-25T08:59:59.999Z").answer).toBe("open")
    expect(decided(scenario.gate("desk", c, declared))).toEqual(shut(rules.periodRuns))
    expect(scenario.outlook("desk", c, letterDay).validUntil).toBe(declared)
    // It rests on that declaration: without it the end would still lie ahead.
    expect(scenario.gate("desk", c, declared).because[0].facts).toEqual(["listing/main@12", "listing/main@14"])
  })
})

describe(rules.parentRuns.clause.quote, () => {
  const ends: Instant = "2026-06-15T09:00:00.000Z"
  const under = (...safeguards: ReadonlyArray<ReturnType<typeof confirms>>): Scenario =>
    signs(
      seedLike(commercial).onListing(
        {
          _tag: "ListEngagement",
          engagement: engagement("models", { entity: "cm-telecom", parent: "cm-telecom" }),
          at: listedOn
        },
        ...safeguards,
        { _tag: "PublishVersion", at: listedOn },
        { _tag: "EndEngagement", engagement: "cm-telecom", at: ends }
      ),
      c,
      commercial
    ).onClient(c, { _tag: "AgreeListing", listing: "main", version: 2, at: agreedOn })

  it("while the other runs, all further questions are asked", () => {
    expect(decided(under().gate("models", c, begins))).toEqual(shut(rules.safeguards))
    const bound = under(confirms("models", listedOn))
    expect(bound.gate("models", c, begins).answer).toBe("open")
    expect(bound.gate("models", c, begins).facets).not.toEqual([])
  })

  it("once the other has ended, that is the last word", () => {
    const scenario = under(confirms("models", listedOn))
    const verdict = scenario.gate("models", c, ends)
    expect(decided(verdict)).toEqual(shut(rules.parentRuns))
    expect(verdict.facets).toEqual([])
    expect(verdict.because.map(({ clause }) => clause.id)).not.toContain(rules.safeguards.clause.id)
    expect(scenario.outlook("models", c, begins).validUntil).toBe(ends)
  })
})

describe(rules.agreedAnew.clause.quote, () => {
  it("of several agreements it cites when each was signed and when it ended", () => {
    const first: Instant = "2026-07-01T00:00:00.000Z"
    const scenario = signs(seedLike(commercial, specific), c, commercial)
    expect(reasons(scenario, rules.agreedAnew, begins, "tripolis")).toEqual([])
    scenario.onClient(
      c,
      { _tag: "EndDpa", dpa: "dpa-c1", at: first },
      { _tag: "ExecuteDpa", dpa: "dpa-2", paper: "standard", terms: addressed(commercial.name), at: stricter }
    )
    expect(reasons(scenario, rules.agreedAnew, begins, "tripolis")).toEqual([
      { answer: "pass", facts: ["client/c1@0", "client/c1@4", "client/c1@5"], absent: [] }
    ])
  })
})

describe(rules.safeguards.clause.quote, () => {
  it("without a contract that is the last word, and no mechanism for transfers is asked for", () => {
    const near = varied("near", {}, { transfer: said({ freeWithin: ["BE"] }) })
    const scenario = listed({ places: [nl] }, near).onListing(confirms("desk", agreedOn, { contract: false }))
    const verdict = scenario.gate("desk", c, begins)
    expect(decided(verdict)).toEqual(shut(rules.safeguards))
    expect(verdict.facets).toEqual([])
    expect(verdict.because.map(({ clause }) => clause.id)).not.toContain(rules.transferMechanism.clause.id)
  })
})

describe("Only letters that stated how a contract is read are cited for how it is read.", () => {
  it("a letter that stated nothing of the kind is cited where it told something, and nowhere else", () => {
    const scenario = replacement(signs(seedLike(commercial), c, commercial)).tells(c, "letter-1", letterDay)
    expect(reasons(scenario, promises.pinned, begins, "flowmailer")).toHaveLength(1)
  })
})
