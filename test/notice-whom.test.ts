/** Who is told: which clients a change touches, by its kind, its rows, what they use and what they asked for. */
import * as Consultation from "goodfaith/consultation"
import { rules } from "goodfaith/consultation"
import type { Change, Engagement } from "goodfaith/language"
import type { Audience, Duty, Row, Terms } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Instant, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { addressed, engagement, replacement, said, type Scenario, seedLike, signs, varied } from "./scenario.ts"

const { commercial, connective } = ready
const c = "c1"
const announcedAt: Instant = "2026-04-02T08:00:00.000Z"
const judged: Instant = "2026-04-02T09:00:00.000Z"
const signed: Instant = "2026-01-12T10:00:00.000Z"

/** The commercial form with another promise in it. */
const promising = (name: string, other: Partial<Duty>): Terms => {
  const [duty] = commercial.duties
  return { ...commercial, name, duties: [{ ...duty!, ...other }] }
}
const to = (of: Audience["of"]): Terms => promising(`to-${of.toLowerCase()}`, { changes: "any", audience: { of } })

/** How each promise was judged, in one word. */
const judgements = (scenario: Scenario, at: Instant = judged, change = "chg-1"): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(scenario.onCase(change, c, { _tag: "JudgeDuties", at }).case(change, c).state.notice.duties).map(
      ([duty, { value }]) => [duty, value._tag === "DutyArose" ? "arose" : value.why]
    )
  )
const ofChange = (what: Change, terms: Terms): Readonly<Record<string, string>> =>
  judgements(signs(seedLike(terms), c, terms).announces(what, announcedAt, "2026-06-01"))

describe("a promise to some clients", () => {
  const subscribing = (terms: Terms): Scenario => replacement(signs(seedLike(terms), c, terms))

  it("to subscribers: to a client that has not subscribed nothing is owed; once it has, it is told", () => {
    const scenario = subscribing(to("subscribers"))
    expect(judgements(scenario)).toEqual({ "sub-processor-change": "notSubscribed" })
    scenario.onClient(c, { _tag: "BeginSubscription", channel: "email", at: "2026-04-05T09:00:00.000Z" })
    expect(judgements(scenario, "2026-04-04T09:00:00.000Z")).toEqual({ "sub-processor-change": "notSubscribed" })
    expect(judgements(scenario, "2026-04-05T09:00:00.000Z")).toEqual({ "sub-processor-change": "arose" })
  })

  it("a client that has left the subscription again is as one that never had it", () => {
    const scenario = subscribing(to("subscribers")).onClient(
      c,
      { _tag: "BeginSubscription", channel: "email", at: signed },
      { _tag: "EndSubscription", at: "2026-03-01T09:00:00.000Z" }
    )
    expect(judgements(scenario)).toEqual({ "sub-processor-change": "notSubscribed" })
  })

  it("to those who asked", () => {
    const scenario = subscribing(to("onRequest"))
    expect(judgements(scenario)).toEqual({ "sub-processor-change": "notRequested" })
    scenario.onClient(c, { _tag: "RequestListing", at: signed })
    expect(judgements(scenario)).toEqual({ "sub-processor-change": "arose" })
  })

  it("to nobody, where clients must look for themselves, whatever they asked for", () => {
    const scenario = subscribing(to("pullOnly")).onClient(
      c,
      { _tag: "BeginSubscription", channel: "email", at: signed },
      { _tag: "RequestListing", at: signed }
    )
    expect(judgements(scenario)).toEqual({ "sub-processor-change": "pullOnly" })
  })

  it("the reasons name what the client asked for", () => {
    const scenario = subscribing(to("subscribers")).onClient(c, {
      _tag: "BeginSubscription",
      channel: "email",
      at: signed
    })
    judgements(scenario)
    const duty = scenario.case("chg-1", c).state.notice.duties["sub-processor-change"]?.value
    expect(duty?.because.facts).toContain("client/c1@4")
  })
})

describe("a client is affected by what it uses", () => {
  const uses = (
    row: Partial<Engagement>,
    ...used: ReadonlyArray<readonly ["product" | "region" | "option", string]>
  ) => {
    const terms = to("affected")
    const scenario = seedLike(terms).onClient(
      c,
      { _tag: "ExecuteDpa", dpa: "d", paper: "standard", terms: addressed(terms.name), at: signed },
      ...used.map(([of, id]) => ({ _tag: "BeginUse", of, id, at: signed }) as const)
    )
    const what: Change = { _tag: "Engage", engagement: engagement("flowmailer", row) }
    return judgements(scenario.announces(what, announcedAt, "2026-06-01"))["sub-processor-change"]
  }
  const limited = { products: ["identity"], regions: ["us"], options: ["sms"] } as const

  it("in every respect in which the engagement is limited", () => {
    expect(uses(limited, ["product", "identity"], ["region", "us"], ["option", "sms"])).toBe("arose")
    expect(uses(limited, ["region", "us"], ["option", "sms"])).toBe("notAffected")
    expect(uses(limited, ["product", "identity"], ["region", "eu"], ["option", "sms"])).toBe("notAffected")
    expect(uses(limited, ["product", "identity"], ["region", "us"])).toBe("notAffected")
    expect(uses(limited, ["product", "us"], ["region", "sms"], ["option", "identity"])).toBe("notAffected")
  })

  it("and in no other", () => {
    expect(uses({ products: "all", regions: "all", options: "all" })).toBe("arose")
    expect(uses({ products: ["identity"] }, ["product", "identity"])).toBe("arose")
    expect(uses({ products: "all", regions: ["us"] }, ["region", "us"])).toBe("arose")
    expect(uses({ products: "all", regions: ["us"] }, ["region", "eu"])).toBe("notAffected")
  })
})

describe("a change of every kind", () => {
  const consults = promising("consults", { changes: "any" })
  const informs = promising("informs", { kind: "inform", changes: "any" })
  const alters = { engagement: "cm-telecom" } as const
  const kinds: Readonly<Record<Change["_tag"], Change>> = {
    Engage: { _tag: "Engage", engagement: engagement("flowmailer") },
    Replace: { _tag: "Replace", engagement: engagement("flowmailer"), replaces: "tripolis" },
    Retire: { _tag: "Retire", ...alters },
    Relocate: { _tag: "Relocate", ...alters, to: [{ id: "be", name: "Belgium", country: "BE" }] },
    Repurpose: { _tag: "Repurpose", ...alters, to: [{ id: "voice", text: "Voice calls" }] },
    Extend: { _tag: "Extend", ...alters, products: ["esignatures", "identity"] },
    ChangeData: { _tag: "ChangeData", ...alters, to: ["phone number", "name"] },
    Reclassify: { _tag: "Reclassify", ...alters, material: true, by: "dpo-1", reason: "it stores data now" },
    LoseSafeguards: { _tag: "LoseSafeguards", ...alters, words: "the contract ends" },
    ChangeControl: { _tag: "ChangeControl", entity: "cm-telecom", controller: "Acme Holding", country: "US" },
    Rename: { _tag: "Rename", entity: "cm-telecom", name: "CM.com", by: "dpo-1", reason: "the trade register says so" },
    Merge: { _tag: "Merge", entity: "cm-telecom", into: "flowmailer" },
    Split: { _tag: "Split", entity: "cm-telecom", moves: [{ engagement: "cm-telecom", to: "flowmailer" }] },
    ChangeScope: { _tag: "ChangeScope", scope: "hosting only", unlisted: ["cm-telecom"] }
  }

  for (const [kind, what] of Object.entries(kinds)) {
    it(`${kind}: told to who is told of everything`, () =>
      expect(ofChange(what, informs)).toEqual({ "sub-processor-change": "arose" }))

    it(`${kind}: consulted about by who is consulted about everything, unless it is but a name`, () =>
      expect(ofChange(what, consults)).toEqual({ "sub-processor-change": kind === "Rename" ? "otherChange" : "arose" }))

    it(`${kind}: not owed where the agreement speaks of another kind, and owed where it names this one`, () => {
      const other = kind === "Retire" ? "Engage" : "Retire"
      expect(ofChange(what, promising("other", { changes: [other] }))["sub-processor-change"]).toBe("otherChange")
      expect(ofChange(what, promising("named", { changes: [what._tag] }))["sub-processor-change"]).toBe("arose")
    })
  }

  it("a slip of the pen that is put right raises nothing: there is no change to be judged", () => {
    const scenario = signs(seedLike(informs), c, informs).onListing({
      _tag: "CorrectEntry",
      engagement: "cm-telecom",
      to: { service: "SMS gateway" },
      substance: false,
      by: "dpo-1",
      reason: "spelling",
      at: announcedAt
    })
    expect(() => judgements(scenario, judged, "cm-telecom")).toThrow(Consultation.Notice.NothingAnnounced.message)
  })

  describe(rules.concernsSomebody.clause.quote, () => {
    const noRows: ReadonlyArray<Change> = [
      { _tag: "Rename", entity: "flowmailer", name: "Spotler", by: "dpo-1", reason: "the trade register says so" },
      { _tag: "ChangeControl", entity: "flowmailer", controller: "Acme Holding" },
      { _tag: "Merge", entity: "flowmailer", into: "tripolis" }
    ]
    const narrower: Change = { _tag: "ChangeScope", scope: "hosting only", unlisted: [] }

    it("a new name of a company that does nothing here: nothing is judged, and no case is opened", () => {
      for (const what of noRows) {
        const scenario = signs(seedLike(informs), c, informs).announces(what, announcedAt, "2026-06-01")
        expect(judgements(scenario)).toEqual({})
        expect(scenario.case("chg-1", c).upTo).toBe(-1)
      }
    })

    it("another scope of the listing is told to who is told of everything, and nobody is consulted about it", () => {
      expect(ofChange(narrower, informs)).toEqual({ "sub-processor-change": "arose" })
      expect(ofChange(narrower, consults)).toEqual({ "sub-processor-change": "otherChange" })
      expect(ofChange(narrower, promising("named", { kind: "inform", changes: ["ChangeScope"] }))).toEqual({
        "sub-processor-change": "otherChange"
      })
      expect(ofChange(narrower, promising("material", { kind: "inform", changes: "any", onlyMaterial: true }))).toEqual(
        {
          "sub-processor-change": "notMaterial"
        }
      )
    })

    it("and a letter tells it", () => {
      const scenario = signs(seedLike(informs), c, informs)
        .announces(narrower, announcedAt, "2026-06-01")
        .tells(c, "letter-1", judged)
      const { notice } = scenario.case("chg-1", c).state
      expect([notice.opened?.value.engagements, notice.letters.length]).toEqual([[], 1])
    })
  })

  it("an extension affects whoever uses what it is extended to", () => {
    const affected = (used: string): string | undefined => {
      const terms = to("affected")
      const scenario = seedLike(terms).onClient(
        c,
        { _tag: "ExecuteDpa", dpa: "d", paper: "standard", terms: addressed(terms.name), at: signed },
        { _tag: "BeginUse", of: "product", id: used, at: signed }
      )
      return judgements(scenario.announces(kinds.Extend, announcedAt, "2026-06-01"))["sub-processor-change"]
    }
    expect(affected("identity")).toBe("arose")
    expect(affected("archive")).toBe("notAffected")
  })

  it("an extension to regions and options counts in those", () => {
    const touched = (what: Change, region: string, option: string): string | undefined => {
      const terms = to("affected")
      const scenario = signs(seedLike(terms), c, terms).onClient(
        c,
        { _tag: "BeginUse", of: "region", id: region, at: signed },
        { _tag: "BeginUse", of: "option", id: option, at: signed }
      )
      return judgements(scenario.announces(what, announcedAt, "2026-06-01"))["sub-processor-change"]
    }
    const extend: Change = { _tag: "Extend", engagement: "cm-telecom", regions: ["us"], options: ["sms"] }
    expect(touched(extend, "us", "sms")).toBe("arose")
    expect(touched(extend, "eu", "sms")).toBe("notAffected")
    expect(touched(extend, "us", "mail")).toBe("notAffected")
  })
})

describe("a change that touches several rows", () => {
  const twoRows = (terms: Terms, second: Partial<Engagement> = {}): Scenario =>
    signs(seedLike(terms), c, terms)
      .onListing({
        _tag: "ListEngagement",
        engagement: engagement("cm-voice", {
          entity: "cm-telecom",
          service: "voice",
          products: ["archive"],
          ...second
        }),
        at: "2026-01-06T09:00:00.000Z"
      })
      .announces({ _tag: "ChangeControl", entity: "cm-telecom", controller: "Acme Holding" }, announcedAt, "2026-06-01")
  const decides = (scenario: Scenario, row: string, material = false, at: Instant = "2026-04-02T08:30:00.000Z") =>
    scenario.onListing({ _tag: "DecideMateriality", engagement: row, material, by: "dpo-1", reason: "small", at })

  it("is opened as one case about all of them", () => {
    const scenario = twoRows(to("all"))
    judgements(scenario)
    expect(scenario.case("chg-1", c).state.notice.opened?.value.engagements).toEqual(["cm-telecom", "cm-voice"])
  })

  it("affects a client by any one of them", () => {
    expect(judgements(twoRows(to("affected")))["sub-processor-change"]).toBe("arose")
    expect(judgements(twoRows(to("affected"), { products: ["esignatures"] }))["sub-processor-change"]).toBe("arose")
    const terms = to("affected")
    const archive = seedLike(terms)
      .onListing({
        _tag: "ListEngagement",
        engagement: engagement("cm-voice", { entity: "cm-telecom", products: ["archive"] }),
        at: "2026-01-06T09:00:00.000Z"
      })
      .onClient(
        c,
        { _tag: "ExecuteDpa", dpa: "d", paper: "standard", terms: addressed(terms.name), at: signed },
        { _tag: "BeginUse", of: "product", id: "archive", at: signed }
      )
    archive.announces({ _tag: "ChangeControl", entity: "cm-telecom", controller: "Acme" }, announcedAt, "2026-06-01")
    expect(judgements(archive)["sub-processor-change"]).toBe("arose")
  })

  it("is material unless each of them is decided to be immaterial", () => {
    const terms = promising("material", { changes: "any", onlyMaterial: true })
    expect(judgements(twoRows(terms))["sub-processor-change"]).toBe("arose")
    expect(judgements(decides(twoRows(terms), "cm-telecom"))["sub-processor-change"]).toBe("arose")
    const both = decides(decides(twoRows(terms), "cm-telecom"), "cm-voice")
    expect(judgements(both)["sub-processor-change"]).toBe("notMaterial")
    const one = decides(decides(twoRows(terms), "cm-telecom"), "cm-voice", true)
    expect(judgements(one)["sub-processor-change"]).toBe("arose")
  })

  it("is owed where a row of the agreement is for one of them", () => {
    const only = (when: object): Terms => {
      const terms = varied("rows", { when })
      return { ...terms, duties: [{ ...terms.duties[0]!, changes: "any" }] }
    }
    expect(judgements(twoRows(only({ services: ["voice"] })))["sub-processor-change"]).toBe("arose")
    expect(judgements(twoRows(only({ services: ["hosting"] })))["sub-processor-change"]).toBe("nowhereStated")
  })

  it("each row of the listing has its own row of the agreement, and a letter states the latest of their dates", () => {
    const ways = varied("by-service", {})
    const [row] = ways.duties[0]!.rows
    const lasting = (id: string, n: number, services: ReadonlyArray<string>): Row => ({
      ...row,
      id,
      when: { services },
      advanceNotice: said({ period: Span.calendarDays(n, Span.plain), before: "access" }),
      window: said({ _tag: "For", period: Span.calendarDays(n, Span.plain) })
    })
    const stating = (...rows: readonly [Row, ...ReadonlyArray<Row>]) => {
      const terms: Terms = { ...ways, duties: [{ ...ways.duties[0]!, changes: "any", rows }] }
      const scenario = twoRows(terms).tells(c, "letter-1", "2026-04-20T09:00:00.000Z")
      const { accessFrom, objectUntil } = scenario.case("chg-1", c).state.notice.letters[0]!.sent.value.stated
      return [accessFrom, objectUntil]
    }
    const ten = lasting("rest", 10, ["sms", "voice"])
    expect(stating(ten)).toEqual(["2026-04-30T22:00:00.000Z", "2026-04-30"])
    expect(stating(lasting("short", 10, ["sms"]), lasting("long", 30, ["voice"]))).toEqual([
      "2026-05-20T22:00:00.000Z",
      "2026-05-20"
    ])
    expect(stating(lasting("long", 30, ["voice"]), lasting("short", 10, ["sms"]))).toEqual([
      "2026-05-20T22:00:00.000Z",
      "2026-05-20"
    ])
    expect(stating(ten, lasting("long", 30, ["voice"]))).toEqual(["2026-04-30T22:00:00.000Z", "2026-04-30"])
    expect(stating(lasting("only", 30, ["voice"]))).toEqual(["2026-05-20T22:00:00.000Z", "2026-05-20"])
  })

  it("the first row of the agreement that is for one of them gives the parameters", () => {
    const terms = varied("two", {})
    const [row] = terms.duties[0]!.rows
    const duty: Duty = {
      ...terms.duties[0]!,
      rows: [
        { ...row, id: "hosting", when: { services: ["hosting"] } },
        { ...row, id: "voice", when: { services: ["voice"] } },
        { ...row, id: "rest", when: {} }
      ]
    }
    const touched = (...services: ReadonlyArray<string>) =>
      services.map((service) => ({ value: engagement("e", { service }), from: "listing/main@1" }) as const)
    expect(rules.rowFor(duty, touched("sms", "voice"))?.id).toBe("voice")
    expect(rules.rowFor(duty, touched("sms"))?.id).toBe("rest")
    expect(rules.rowFor(duty, [])).toBeUndefined()
  })
})

describe("who becomes material", () => {
  const reclassified = (material: boolean): Scenario =>
    signs(seedLike(connective), c, connective)
      .onListing({
        _tag: "DecideMateriality",
        engagement: "cm-telecom",
        material: false,
        by: "dpo-1",
        reason: "freelancers",
        at: "2026-01-06T09:00:00.000Z"
      })
      .announces(
        { _tag: "Reclassify", engagement: "cm-telecom", material, by: "dpo-1", reason: "stores data now" },
        announcedAt,
        "2026-06-01"
      )
  const terms = promising("material-any", { changes: "any", onlyMaterial: true })
  const under = (scenario: Scenario): string | undefined =>
    judgements(
      scenario.onClient(c, {
        _tag: "ExecuteDpa",
        dpa: "dpa-2",
        paper: "standard",
        terms: addressed(terms.name),
        at: "2026-02-01T09:00:00.000Z"
      })
    )["sub-processor-change"]
  const withTerms = (scenario: Scenario): Scenario => {
    const { world } = scenario
    scenario.world = { ...world, terms: (ref) => (ref === addressed(terms.name) ? terms : world.terms(ref)) }
    return scenario
  }

  it("is told of as material, though it was decided to be none before", () =>
    expect(under(withTerms(reclassified(true)))).toBe("arose"))

  it("who becomes immaterial is told of by what it was decided to be", () =>
    expect(under(withTerms(reclassified(false)))).toBe("notMaterial"))
})
