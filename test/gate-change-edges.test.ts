/** What one change brought, at its edges: who made it material and when, whose agreement shows it, which row and which reason counts. */
import { objections } from "goodfaith/consultation"
import { rules } from "goodfaith/gate"
import { type Change, eventRef } from "goodfaith/language"
import type * as Listing from "goodfaith/listing"
import { type Duty, type Terms, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Instant, nlOffice, utc } from "goodfaith/time"
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
  worldHolding
} from "./scenario.ts"
import { announcedOn, begins, c, letterDay, shut } from "./spring.ts"

const { commercial } = ready

const [duty] = commercial.duties
const promising = (name: string, duties: ReadonlyArray<Partial<Duty>>, other: Partial<Terms> = {}): Terms => ({
  ...commercial,
  name,
  duties: duties.map((it) => ({ ...duty!, changes: "any", ...it })),
  ...other
})
/** How often a sentence is among the reasons. */
const times = (
  scenario: Scenario,
  rule: { readonly clause: unknown },
  at: Instant = begins,
  of: string = "flowmailer"
): number => scenario.gate(of, c, at).because.filter(({ clause }) => clause === rule.clause).length

// -- Found not material, and made material since. ---------------------------------------------------------------------------

const inMarch: Instant = "2026-03-02T08:00:00.000Z"
const decides = (material: boolean, at: Instant) =>
  ({
    _tag: "DecideMateriality",
    engagement: "freelancers",
    material,
    by: "dpo-1",
    reason: "whether they see support mail",
    at
  }) as const
const reclassifies = (material: boolean): Change => ({
  _tag: "Reclassify",
  engagement: "freelancers",
  material,
  by: "dpo-1",
  reason: "they run support now"
})
/** Freelancers are engaged at once. */
const freelancers = (terms: Terms): Scenario =>
  signs(seedLike(terms), c, terms)
    .announces(
      { _tag: "Engage", engagement: engagement("freelancers", { entity: "flowmailer" }) },
      inMarch,
      "2026-03-02"
    )
    .onListing({
      _tag: "ConfirmSafeguards",
      engagement: "freelancers",
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at: inMarch
    })
/** They are announced in June to be material from September on. */
const madeMaterial = (scenario: Scenario, change = "chg-2"): Scenario =>
  scenario.announces(reclassifies(true), "2026-06-01T08:00:00.000Z", "2026-09-01", {}, change)
const isTold = (scenario: Scenario, change = "chg-2"): Scenario =>
  scenario.tells(c, `letter-${change}`, "2026-06-02T09:00:00.000Z", {}, change)
const immaterial = (terms: Terms): Scenario => freelancers(terms).onListing(decides(false, inMarch))
const september: Instant = "2026-08-31T22:00:00.000Z"
const inAugust: Instant = "2026-08-31T21:59:59.999Z"
const asked = (scenario: Scenario, at: Instant = september) => scenario.gate("freelancers", c, at).answer

const exempting = promising("exempting", [{}], { exempt: said(["nonMaterial"]) })
const materialOnly = promising("material-only", [{ onlyMaterial: true }])

describe("What is made material is told of by that announcement, where the agreement made a difference of it.", () => {
  it("where the agreement exempts what is not material", () => {
    const scenario = madeMaterial(immaterial(exempting))
    expect([asked(scenario, inAugust), asked(scenario)]).toEqual(["open", "shut"])
    expect(asked(isTold(scenario))).toBe("open")
  })

  it("where the vendor reads the agreement so, and a letter stated that", () => {
    const silent = promising("silent", [{}])
    const scenario = madeMaterial(immaterial(silent).reads(silent, { exempt: ["nonMaterial"] }, inMarch))
    expect(asked(isTold(scenario))).toBe("open")
  })

  it("where it promises consultation about material ones only, whatever else it promises to tell", () => {
    const informs = promising("informs", [{ onlyMaterial: true }, { id: "told-after", kind: "inform" }])
    for (const terms of [materialOnly, informs]) {
      const scenario = madeMaterial(immaterial(terms))
      expect([asked(scenario, inAugust), asked(scenario)]).toEqual(["open", "shut"])
      expect(decided(scenario.gate("freelancers", c, september))).toEqual(shut(rules.told))
      expect(asked(isTold(scenario))).toBe("open")
    }
  })

  it("where it makes no difference, the engagement itself is to be told of all the same", () => {
    const both = promising("both", [{ id: "material", onlyMaterial: true }, { id: "any" }])
    for (const terms of [promising("no-difference", [{}]), both]) {
      const scenario = isTold(madeMaterial(immaterial(terms)))
      expect(decided(scenario.gate("freelancers", c, september))).toEqual(shut(rules.told))
    }
  })

  it("where it promises nothing, the question that is open is about the engagement", () => {
    const verdict = madeMaterial(immaterial(promising("nothing", []))).gate("freelancers", c, september)
    expect(verdict.answer).toBe("undetermined")
    expect(verdict.because[0].facts).toEqual([eventRef("listing/main", 9)])
  })

  it("a client that was told of the engagement needs no second letter", () => {
    const scenario = freelancers(exempting)
      .tells(c, "letter-1", "2026-03-03T09:00:00.000Z")
      .onListing(decides(false, "2026-03-04T08:00:00.000Z"))
    expect(asked(madeMaterial(scenario))).toBe("open")
  })

  it("never found to be anything else, or found so before what is asked about was brought, it is told of as that", () => {
    expect(asked(isTold(madeMaterial(freelancers(exempting))))).toBe("shut")
    const moved = immaterial(exempting).announces(
      {
        _tag: "Relocate",
        engagement: "freelancers",
        to: [
          { id: "nl", name: "The Netherlands", country: "NL" },
          { id: "ie", name: "Ireland", country: "IE" }
        ]
      },
      "2026-04-02T08:00:00.000Z",
      "2026-05-01",
      {},
      "chg-3"
    )
    const scenario = isTold(madeMaterial(moved))
    const place = (id: string) => scenario.gate("freelancers", c, september, { place: id })
    expect(place("nl").answer).toBe("open")
    expect(decided(place("ie"))).toEqual(shut(rules.told))
  })

  it("of two announcements it is the one by which it counts: a withdrawn one asks for nothing", () => {
    const withdrawn = madeMaterial(immaterial(exempting)).onListing({
      _tag: "WithdrawChange",
      change: "chg-2",
      at: "2026-06-01T12:00:00.000Z"
    })
    expect(asked(isTold(madeMaterial(withdrawn, "chg-3"), "chg-3"))).toBe("open")
  })

  it("listed outside any change after the client signed: exempt, and from the day that it is material told of as that", () => {
    const listed = signs(seedLike(exempting), c, exempting).onListing(
      { _tag: "ListEngagement", engagement: engagement("freelancers", { entity: "flowmailer" }), at: inMarch },
      {
        _tag: "ConfirmSafeguards",
        engagement: "freelancers",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: inMarch
      },
      decides(false, inMarch)
    )
    const scenario = madeMaterial(listed)
    expect([asked(scenario, inAugust), asked(scenario)]).toEqual(["open", "shut"])
    expect(asked(isTold(scenario))).toBe("open")
  })
})

describe("What was decided or announced last counts, by its own moment; of two of one moment the one recorded last.", () => {
  it("recorded late, an earlier decision does not undo a later one", () => {
    const scenario = immaterial(exempting).onListing(
      decides(false, "2026-05-10T08:00:00.000Z"),
      // Found out afterwards, and of before.
      decides(true, "2026-05-01T08:00:00.000Z")
    )
    expect([asked(scenario, "2026-05-09T08:00:00.000Z"), asked(scenario)]).toEqual(["shut", "open"])
  })

  it("two decisions of one moment", () => {
    expect(asked(immaterial(exempting).onListing(decides(true, inMarch)))).toBe("shut")
    expect(asked(freelancers(exempting).onListing(decides(true, inMarch), decides(false, inMarch)))).toBe("open")
  })

  it("a decision of the moment at which an announced day begins", () => {
    expect(asked(madeMaterial(immaterial(exempting)).onListing(decides(false, september)))).toBe("open")
    expect(asked(madeMaterial(immaterial(exempting).onListing(decides(false, september))))).toBe("shut")
  })
})

describe("What was announced for named clients makes an engagement immaterial for those only.", () => {
  /** Immaterial since September for these; moved in December. */
  const judged = (whom: Listing.AnnounceChange["for"]) => {
    const { duties } = freelancers(materialOnly)
      .announces(reclassifies(false), "2026-06-01T08:00:00.000Z", "2026-09-01", { for: whom }, "chg-2")
      .announces(
        { _tag: "Relocate", engagement: "freelancers", to: [{ id: "ie", name: "Ireland", country: "IE" }] },
        "2026-10-01T08:00:00.000Z",
        "2026-12-01",
        {},
        "chg-3"
      )
      .onCase("chg-3", c, { _tag: "JudgeDuties", at: "2026-10-02T08:00:00.000Z" })
      .case("chg-3", c).state.notice
    return Object.values(duties).map(({ value }) => (value._tag === "DutyArose" ? "arose" : value.why))
  }

  it("nobody owes a letter about it to those, and to the others it does", () => {
    expect(judged("all")).toEqual(["notMaterial"])
    expect(judged([c])).toEqual(["notMaterial"])
    expect(judged(["c2"])).toEqual(["arose"])
  })
})

// -- What the client agreed to at entry. -------------------------------------------------------------------------------------

describe(rules.baseline.clause.quote, () => {
  it("a row that is taken off the version a client agreed to stays off it, when that change is withdrawn afterwards", () => {
    const at: Instant = "2026-05-04T10:00:00.000Z"
    const signed = (withdrawn: Instant) =>
      seedLike(commercial)
        .announces({ _tag: "ChangeScope", scope: "mail only", unlisted: ["cm-telecom"] }, announcedOn, "2026-06-01")
        .onListing({ _tag: "WithdrawChange", change: "chg-1", at: withdrawn })
        .onClient(
          c,
          { _tag: "ExecuteDpa", dpa: "dpa-1", paper: "standard", terms: addressed("commercial"), at },
          { _tag: "AgreeListing", listing: "main", version: 2, at },
          { _tag: "BeginUse", of: "product", id: "esignatures", at }
        )
        .gate("cm-telecom", c, begins)
    expect(decided(signed("2026-05-04T10:00:00.001Z"))).toEqual(shut(rules.neitherAgreedNorAnnounced))
    expect(signed(at).answer).toBe("open")
  })

  it("agreed to while what was announced was still to come, and again since: by the second it is open", () => {
    const silent: Terms = {
      ...commercial,
      name: "silent-on-announced",
      entry: { ...commercial.entry, announced: unstated }
    }
    const agrees = (at: Instant) => ({ _tag: "AgreeListing", listing: "main", version: 2, at }) as const
    const once = replacement(signs(seedLike(silent), c, silent)).onClient(c, agrees("2026-04-10T09:00:00.000Z"))
    expect(once.gate("flowmailer", c, "2026-06-03T09:00:00.000Z").answer).toBe("undetermined")
    once.onClient(c, agrees("2026-06-02T09:00:00.000Z"))
    expect(once.gate("flowmailer", c, "2026-06-03T09:00:00.000Z").answer).toBe("open")
  })
})

describe(rules.factsAtHand.clause.quote, () => {
  /** The listing's days are those of Amsterdam, the agreement's those of UTC; and only the latter's zone is at hand. */
  const elsewhere: Terms = { ...commercial, name: "elsewhere", zone: utc.name }
  const withoutZone = (scenario: Scenario): Scenario => {
    scenario.world = worldHolding({ terms: [elsewhere], calendars: [nlOffice], zones: [utc] })
    return scenario
  }

  it("a change whose day cannot be told is shut, and the change is all that is asked", () => {
    const scenario = withoutZone(replacement(signs(seedLike(elsewhere), c, elsewhere)))
    const verdict = scenario.gate("flowmailer", c, "2026-07-01T09:00:00.000Z")
    expect(decided(verdict)).toEqual(shut(rules.factsAtHand))
    expect(verdict.because[0].absent).toEqual([{ stream: "listing/main", upTo: scenario.listing.upTo }])
    expect(verdict.because.map(({ clause }) => clause)).not.toContain(rules.published.clause)
  })

  it("agreed to at entry, a change whose day cannot be told is shut as well", () => {
    const scenario = replacement(seedLike(elsewhere)).onClient(
      c,
      {
        _tag: "ExecuteDpa",
        dpa: "dpa-1",
        paper: "standard",
        terms: addressed("elsewhere"),
        at: "2026-06-10T09:00:00.000Z"
      },
      { _tag: "AgreeListing", listing: "main", version: 2, at: "2026-06-10T09:00:00.000Z" },
      { _tag: "BeginUse", of: "product", id: "identity", at: "2026-06-10T09:00:00.000Z" }
    )
    const at: Instant = "2026-07-01T09:00:00.000Z"
    expect(scenario.gate("flowmailer", c, at).answer).toBe("open")
    const verdict = withoutZone(scenario).gate("flowmailer", c, at)
    expect(decided(verdict)).toEqual(shut(rules.factsAtHand))
    expect(verdict.because[0].absent).toEqual([{ stream: "listing/main", upTo: scenario.listing.upTo }])
  })
})

// -- The questions of one change. ----------------------------------------------------------------------------------------------

describe(rules.heard.clause.quote, () => {
  const at = (place: string, country: string) => ({ id: place, name: country, country })

  it("a yes that is not heard stands beside one that names a place: that place opens, the others do not", () => {
    const terms = promising("anything", [{}])
    const scenario = signs(seedLike(terms), c, terms)
      .announces(
        { _tag: "Relocate", engagement: "cm-telecom", to: [at("ie", "IE"), at("es", "ES"), at("pt", "PT")] },
        announcedOn,
        "2026-06-01"
      )
      .onCase(
        "chg-1",
        c,
        accepts(letterDay, { acceptance: "yes-1", authority: "notShown" }),
        accepts(letterDay, { acceptance: "yes-2", for: [{ facet: "place", value: "ie" }] })
      )
    const places = scenario.gate("cm-telecom", c, begins).facets.filter(({ facet }) => facet === "place")
    expect(places.map(({ value, answer }) => [value, answer]).toSorted()).toEqual([
      ["es", "shut"],
      ["ie", "open"],
      ["pt", "shut"]
    ])
  })
})

describe(rules.hasBegun.clause.quote, () => {
  it("where the day stayed what the client said yes to, it is a reason once; and once more where it was brought forward", () => {
    const scenario = replacement(signs(seedLike(commercial), c, commercial)).saysYes(c, letterDay)
    expect(times(scenario, rules.hasBegun)).toBe(1)
    scenario.onListing({
      _tag: "PostponeChange",
      change: "chg-1",
      effectiveOn: "2026-05-20",
      at: "2026-05-01T08:00:00.000Z"
    })
    expect(times(scenario, rules.hasBegun)).toBe(2)
  })
})

describe(rules.toldFrom.clause.quote, () => {
  const subscribers = promising("subscribers", [{ audience: { of: "subscribers" } }])
  const subscribed = (): Scenario =>
    replacement(signs(seedLike(subscribers), c, subscribers)).onClient(c, {
      _tag: "BeginSubscription",
      channel: "email",
      at: "2026-03-01T09:00:00.000Z"
    })
  const ends = { _tag: "EndSubscription", at: "2026-05-25T09:00:00.000Z" } as const
  const told = (): Scenario => subscribed().tells(c, "letter-1", "2026-05-20T09:00:00.000Z").onClient(c, ends)
  const over: Instant = "2026-06-19T22:00:00.000Z"

  it("foretold to the instant, and said to nobody who got no letter", () => {
    expect(told().outlook("flowmailer", c, begins).opens?.at).toBe(over)
    expect(times(told(), rules.toldFrom)).toBe(1)
    const untold = subscribed().onClient(c, ends)
    expect(untold.gate("flowmailer", c, begins).answer).toBe("open")
    expect(times(untold, rules.toldFrom)).toBe(0)
  })

  it("a client that says yes waits for no day that a letter told, and why its yes counts is among the reasons", () => {
    const scenario = told().saysYes(c, "2026-05-26T09:00:00.000Z")
    const verdict = scenario.gate("flowmailer", c, begins)
    expect(verdict.answer).toBe("open")
    expect(verdict.because.slice(0, 2).map(({ clause }) => clause)).toEqual([
      rules.saidYes.clause,
      objections.speaksForClient.clause
    ])
    expect(times(scenario, rules.toldFrom)).toBe(0)
  })

  it("a subscription that goes on is not said to have ended", () => {
    expect(times(subscribed(), rules.unsubscribed)).toBe(0)
    expect(times(subscribed().onClient(c, ends), rules.unsubscribed)).toBe(1)
  })
})

describe("A promise to those who asked is owed from the moment at which they ask.", () => {
  it("open until then, shut from then on, and foretold", () => {
    const onRequest = promising("on-request", [{ audience: { of: "onRequest" } }])
    const asks: Instant = "2026-06-10T09:00:00.000Z"
    const scenario = replacement(signs(seedLike(onRequest), c, onRequest)).onClient(c, {
      _tag: "RequestListing",
      at: asks
    })
    const { answer, validUntil } = scenario.outlook("flowmailer", c, begins)
    expect([answer, validUntil]).toEqual(["open", asks])
    expect(decided(scenario.gate("flowmailer", c, asks))).toEqual(shut(rules.told))
  })
})

describe("Of several rows that one change touches, what an agreement says of one is not said of another.", () => {
  it("told of those in the United States only: the other row opens without a letter", () => {
    const at: Instant = "2026-01-06T09:00:00.000Z"
    const far = promising("far-only", [
      { changes: ["Replace"], rows: [{ ...duty!.rows[0], id: "far", when: { countries: ["US"] } }] }
    ])
    const scenario = signs(
      seedLike(far).onListing(
        {
          _tag: "ListEngagement",
          engagement: engagement("far-desk", {
            entity: "cm-telecom",
            places: [{ id: "us", name: "USA", country: "US" }]
          }),
          at
        },
        { _tag: "ConfirmSafeguards", engagement: "far-desk", contract: true, equivalentDuties: true, by: "dpo-1", at },
        { _tag: "PublishVersion", at }
      ),
      c,
      far
    )
      .onClient(c, { _tag: "AgreeListing", listing: "main", version: 2, at: "2026-01-13T10:00:00.000Z" })
      .announces({ _tag: "Merge", entity: "cm-telecom", into: "flowmailer" }, announcedOn, "2026-06-01")
    expect(scenario.gate("cm-telecom", c, begins).answer).toBe("open")
    expect(decided(scenario.gate("far-desk", c, begins))).toEqual(shut(rules.told))
  })
})

describe("What brings somebody new waits for a decision where the agreement says nothing of it.", () => {
  const nothing = promising("nothing", [])
  const needed = (scenario: Scenario, of: string, at: Instant = begins) =>
    scenario.gate(of, c, at).needs.map(({ open }) => open)

  const brings: ReadonlyArray<readonly [Change, string]> = [
    [{ _tag: "Engage", engagement: engagement("mail", { entity: "flowmailer" }) }, "mail"],
    [{ _tag: "Replace", replaces: "tripolis", engagement: engagement("mail", { entity: "flowmailer" }) }, "mail"],
    [{ _tag: "Merge", entity: "cm-telecom", into: "flowmailer" }, "cm-telecom"],
    [{ _tag: "Split", entity: "cm-telecom", moves: [{ engagement: "cm-telecom", to: "flowmailer" }] }, "cm-telecom"]
  ]
  for (const [what, of] of brings) {
    it(what._tag, () => {
      const scenario = signs(seedLike(nothing), c, nothing).announces(what, announcedOn, "2026-06-01")
      scenario.onListing({
        _tag: "ConfirmSafeguards",
        engagement: of,
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: announcedOn
      })
      expect(needed(scenario, of)).toEqual(["duties"])
    })
  }

  it("Reclassify, where what is not material is exempt", () => {
    const exempt = promising("exempt-only", [], { exempt: said(["nonMaterial"]) })
    const scenario = madeMaterial(immaterial(exempt))
    expect(asked(scenario, inAugust)).toBe("open")
    expect(needed(scenario, "freelancers", september)).toEqual(["duties"])
  })
})
