/** The gate and the other kinds of change: what is retired, widened, narrowed, put right, lost; and who said yes to what. */
import { type Objection, rules as promises } from "goodfaith/consultation"
import { rules } from "goodfaith/gate"
import type { Change } from "goodfaith/language"
import { type Terms, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Day, type Instant, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import {
  accepts,
  addressed,
  decided,
  engagement,
  objects,
  replacement,
  said,
  type Scenario,
  seedLike,
  signs,
  varied
} from "./scenario.ts"
import { announcedOn, begins, c, letterDay, shut } from "./spring.ts"

const { commercial, specific } = ready
const effective: Day = "2026-06-01"
const before: Instant = "2026-05-31T21:59:59.999Z"
const inJuly: Instant = "2026-07-01T00:00:00.000Z"

const [duty] = commercial.duties
/** The commercial form, with its notice for every kind of change. */
const anything: Terms = { ...commercial, name: "anything", duties: [{ ...duty!, changes: "any" }] }

/** c1 signed with a list on which CM Telecom's desk works for one product in one region, with one category of data. */
const desk = (terms: Terms = anything): Scenario => {
  const at: Instant = "2026-01-06T09:00:00.000Z"
  return seedLike(terms)
    .onListing(
      {
        _tag: "ListEngagement",
        engagement: engagement("desk", { entity: "cm-telecom", dataCategories: ["names"], regions: ["eu"] }),
        at
      },
      { _tag: "ConfirmSafeguards", engagement: "desk", contract: true, equivalentDuties: true, by: "dpo-1", at },
      { _tag: "PublishVersion", at }
    )
    .onClient(
      c,
      {
        _tag: "ExecuteDpa",
        dpa: "dpa-1",
        paper: "standard",
        terms: addressed(terms.name),
        at: "2026-01-12T10:00:00.000Z"
      },
      { _tag: "AgreeListing", listing: "main", version: 2, at: "2026-01-12T10:00:00.000Z" },
      { _tag: "BeginUse", of: "product", id: "esignatures", at: "2026-01-12T10:00:00.000Z" },
      { _tag: "BeginUse", of: "product", id: "identity", at: "2026-01-12T10:00:00.000Z" },
      { _tag: "BeginUse", of: "region", id: "eu", at: "2026-01-12T10:00:00.000Z" }
    )
}

const changed = (what: Change, terms: Terms = anything): Scenario => desk(terms).announces(what, announcedOn, effective)

describe(rules.periodRuns.clause.quote, () => {
  const retired = (): Scenario => changed({ _tag: "Retire", engagement: "desk" })

  it("announced to be retired, it runs until that day begins", () => {
    expect(retired().gate("desk", c, before).answer).toBe("open")
    expect(decided(retired().gate("desk", c, begins))).toEqual(shut(rules.periodRuns))
    expect(retired().outlook("desk", c, before).validUntil).toBe(begins)
  })

  it("postponed or withdrawn, it runs on", () => {
    const postponed = retired().onListing({
      _tag: "PostponeChange",
      change: "chg-1",
      effectiveOn: "2026-07-01",
      at: "2026-05-01T08:00:00.000Z"
    })
    expect(postponed.gate("desk", c, begins).answer).toBe("open")
    const withdrawn = retired().onListing({ _tag: "WithdrawChange", change: "chg-1", at: "2026-05-01T08:00:00.000Z" })
    expect(withdrawn.gate("desk", c, "2027-01-01T00:00:00.000Z").answer).toBe("open")
  })

  it("retired for named clients, it runs on for the others", () => {
    const scenario = desk().announces({ _tag: "Retire", engagement: "desk" }, announcedOn, effective, { for: ["c2"] })
    expect(scenario.gate("desk", c, begins).answer).toBe("open")
  })
})

describe("What is brought by any change is asked about by its own case.", () => {
  const brings: ReadonlyArray<readonly [Change, object, object]> = [
    [
      { _tag: "Extend", engagement: "desk", products: ["esignatures", "identity"] },
      { product: "identity" },
      { product: "esignatures" }
    ],
    [
      {
        _tag: "Repurpose",
        engagement: "desk",
        to: [
          { id: "sms", text: "SMS" },
          { id: "mail", text: "Mail" }
        ]
      },
      { purpose: "mail" },
      { purpose: "sms" }
    ],
    [
      { _tag: "ChangeData", engagement: "desk", to: ["names", "phones"] },
      { dataCategories: ["phones"] },
      { dataCategories: ["names"] }
    ],
    [
      {
        _tag: "Relocate",
        engagement: "desk",
        to: [
          { id: "nl", name: "The Netherlands", country: "NL" },
          { id: "ie", name: "Ireland", country: "IE" }
        ]
      },
      { place: "ie" },
      { place: "nl" }
    ]
  ]
  for (const [what, widened, kept] of brings) {
    it(`${what._tag}: what it adds waits for the notice, what was agreed goes on`, () => {
      const scenario = changed(what)
      expect(scenario.gate("desk", c, begins, kept).answer).toBe("open")
      expect(scenario.gate("desk", c, before, widened).answer).toBe("shut")
      expect(decided(scenario.gate("desk", c, begins, widened))).toEqual(shut(rules.told))
      scenario.tells(c, "letter-1", letterDay)
      expect(scenario.gate("desk", c, begins, widened).answer).toBe("open")
    })
  }

  it("what a change takes away stays until the change opens for this client", () => {
    const narrowed = (): Scenario =>
      changed({ _tag: "Relocate", engagement: "desk", to: [{ id: "ie", name: "Ireland", country: "IE" }] })
    expect(narrowed().gate("desk", c, begins, { place: "nl" }).answer).toBe("open")
    const told = narrowed().tells(c, "letter-1", letterDay)
    expect(told.gate("desk", c, before, { place: "nl" }).answer).toBe("open")
    expect(told.gate("desk", c, begins, { place: "nl" }).answer).toBe("shut")
  })

  it("a category that is dropped is outside once the narrowing holds; one that goes on is not", () => {
    const scenario = desk()
      .announces({ _tag: "ChangeData", engagement: "desk", to: ["names", "phones"] }, announcedOn, effective)
      .tells(c, "letter-1", letterDay)
      .announces(
        { _tag: "ChangeData", engagement: "desk", to: ["phones"] },
        "2026-06-02T08:00:00.000Z",
        "2026-09-01",
        {},
        "chg-2"
      )
      .tells(c, "letter-2", "2026-06-03T09:00:00.000Z", {}, "chg-2")
    const inAugust: Instant = "2026-08-31T21:59:59.999Z"
    const inSeptember: Instant = "2026-08-31T22:00:00.000Z"
    const asked = (at: Instant, category: string) => scenario.gate("desk", c, at, { dataCategories: [category] }).answer
    expect([asked(inAugust, "names"), asked(inSeptember, "names")]).toEqual(["open", "shut"])
    expect([asked(inAugust, "phones"), asked(inSeptember, "phones")]).toEqual(["open", "open"])
  })
})

describe(rules.safeguardsLost.clause.quote, () => {
  const lost = (): Scenario =>
    changed({ _tag: "LoseSafeguards", engagement: "desk", words: "the contract runs out" }, commercial)

  it("from that day on it is shut for everybody, until they are confirmed anew", () => {
    expect(lost().gate("desk", c, before).answer).toBe("open")
    expect(decided(lost().gate("desk", c, begins))).toEqual(shut(rules.safeguardsLost))
    const confirmed = (at: Instant) =>
      lost().onListing({
        _tag: "ConfirmSafeguards",
        engagement: "desk",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at
      })
    expect(confirmed(begins).gate("desk", c, begins).answer).toBe("open")
    expect(confirmed(before).gate("desk", c, begins).answer).toBe("shut")
    expect(confirmed("2026-07-01T08:00:00.000Z").outlook("desk", c, begins).opens?.at).toBe("2026-07-01T08:00:00.000Z")
  })

  it("lost twice, they must be confirmed since the day of the later loss, whichever was announced first", () => {
    const scenario = lost().onListing(
      {
        _tag: "AnnounceChange",
        change: "chg-2",
        what: { _tag: "LoseSafeguards", engagement: "desk", words: "the certificate too" },
        effectiveOn: "2026-05-01",
        for: "all",
        at: "2026-04-20T08:00:00.000Z"
      },
      {
        _tag: "ConfirmSafeguards",
        engagement: "desk",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: "2026-05-02T08:00:00.000Z"
      }
    )
    expect(scenario.gate("desk", c, before).answer).toBe("open")
    expect(decided(scenario.gate("desk", c, begins))).toEqual(shut(rules.safeguardsLost))
  })

  it("the day on which they were lost is among the reasons: brought forward, it is the earlier one", () => {
    const scenario = lost().onListing(
      { _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-05-01", at: "2026-04-10T08:00:00.000Z" },
      {
        _tag: "ConfirmSafeguards",
        engagement: "desk",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: "2026-05-02T08:00:00.000Z"
      }
    )
    const verdict = scenario.gate("desk", c, begins)
    expect(verdict.answer).toBe("open")
    const reason = verdict.because.find(({ clause }) => clause === rules.safeguardsLost.clause)
    expect(reason?.facts).toEqual(["listing/main@12", "listing/main@14", "listing/main@15"])
  })

  it("confirmed anew without a contract, it is shut for want of that", () => {
    const scenario = lost().onListing({
      _tag: "ConfirmSafeguards",
      engagement: "desk",
      contract: false,
      equivalentDuties: true,
      by: "dpo-1",
      at: begins
    })
    expect(decided(scenario.gate("desk", c, begins))).toEqual(shut(rules.safeguards))
  })

  it("a loss that was withdrawn in time is none", () =>
    expect(
      lost()
        .onListing({ _tag: "WithdrawChange", change: "chg-1", at: "2026-05-01T08:00:00.000Z" })
        .gate("desk", c, begins).answer
    ).toBe("open"))
})

describe(rules.baseline.clause.quote, () => {
  /** c2 signs with version 3, on which the desk is no longer shown. */
  const unlisted = (withdrawn = false): Scenario => {
    const scenario = desk().announces(
      { _tag: "ChangeScope", scope: "product engagements only", unlisted: ["desk"] },
      announcedOn,
      "2026-04-03"
    )
    if (withdrawn)
      scenario.onListing(
        { _tag: "WithdrawChange", change: "chg-1", at: "2026-04-02T12:00:00.000Z" },
        { _tag: "PublishVersion", at: "2026-04-02T12:00:00.000Z" }
      )
    const at: Instant = "2026-05-04T10:00:00.000Z"
    return scenario.onClient(
      "c2",
      { _tag: "ExecuteDpa", dpa: "dpa-2", paper: "standard", terms: addressed("anything"), at },
      { _tag: "AgreeListing", listing: "main", version: withdrawn ? 4 : 3, at },
      { _tag: "BeginUse", of: "product", id: "esignatures", at },
      { _tag: "BeginUse", of: "region", id: "eu", at }
    )
  }

  it("what stood there when a client agreed stays agreed when the listing shows it no longer", () =>
    expect(unlisted().gate("desk", c, begins).answer).toBe("open"))

  it("who agreed to a version that did not show it did not agree to it", () => {
    expect(decided(unlisted().gate("desk", "c2", begins))).toEqual(shut(rules.neitherAgreedNorAnnounced))
    expect(unlisted(true).gate("desk", "c2", begins).answer).toBe("open")
  })
})

describe(rules.unsubscribed.clause.quote, () => {
  const terms: Terms = {
    ...commercial,
    name: "subscribers-only",
    duties: [{ ...duty!, audience: { of: "subscribers" } }]
  }
  const subscribed = (until?: Instant): Scenario => {
    const scenario = replacement(signs(seedLike(terms), c, terms)).onClient(c, {
      _tag: "BeginSubscription",
      channel: "email",
      at: "2026-03-01T09:00:00.000Z"
    })
    return until === undefined ? scenario : scenario.onClient(c, { _tag: "EndSubscription", at: until })
  }

  it("a subscriber is consulted, and one that ended its subscription is not, from then on", () => {
    expect(decided(subscribed().gate("flowmailer", c, begins))).toEqual(shut(rules.told))
    const ended = subscribed("2026-06-02T08:00:00.000Z")
    expect(ended.gate("flowmailer", c, "2026-06-02T07:59:59.999Z").answer).toBe("shut")
    const verdict = ended.gate("flowmailer", c, "2026-06-02T08:00:00.000Z")
    expect(verdict.answer).toBe("open")
    expect(
      verdict.because.some(({ clause, facts }) => clause === rules.unsubscribed.clause && facts.length === 1)
    ).toBe(true)
    expect(ended.outlook("flowmailer", c, begins).opens?.at).toBe("2026-06-02T08:00:00.000Z")
  })
})

describe(rules.heard.clause.quote, () => {
  const ireland = { id: "ie", name: "Ireland", country: "IE" }
  const spain = { id: "es", name: "Spain", country: "ES" }
  const moved = (): Scenario => changed({ _tag: "Relocate", engagement: "desk", to: [ireland, spain] })
  const yes = (of: string, at: Instant = letterDay) =>
    accepts(at, { acceptance: `yes-${of}`, for: [{ facet: "place", value: of }] })

  it("a yes to one place opens that one, and not the other", () => {
    const scenario = moved().onCase("chg-1", c, yes("ie"))
    expect(scenario.gate("desk", c, begins, { place: "ie" }).answer).toBe("open")
    expect(decided(scenario.gate("desk", c, begins, { place: "es" }))).toEqual(shut(rules.told))
    expect(decided(scenario.gate("desk", c, begins))).toEqual(shut(rules.told))
    scenario.onCase("chg-1", c, yes("es"))
    expect(scenario.gate("desk", c, begins).answer).toBe("open")
  })

  it("a yes without names is for all that the change brings", () =>
    expect(moved().saysYes(c, letterDay).gate("desk", c, begins).answer).toBe("open"))

  it("one by somebody who was never shown to speak for the client is not heard, and it is said why", () => {
    const scenario = moved().onCase("chg-1", c, accepts(letterDay, { acceptance: "yes-1", authority: "notShown" }))
    const verdict = scenario.gate("desk", c, begins)
    expect(verdict.answer).toBe("shut")
    expect(verdict.because.map(({ clause }) => clause)).toContain(rules.heard.clause)
  })

  it("one that the client denied is not heard from then on", () => {
    const scenario = moved()
      .onCase("chg-1", c, accepts(letterDay, { acceptance: "yes-1" }))
      .onCase("chg-1", c, { _tag: "RefuteAuthority", act: "yes-1", at: "2026-06-10T09:00:00.000Z" })
    expect(scenario.gate("desk", c, "2026-06-10T08:59:59.999Z").answer).toBe("open")
    expect(scenario.gate("desk", c, "2026-06-10T09:00:00.000Z").answer).toBe("shut")
  })
})

describe("A waiver passes notice, window and objections; it is no authorisation, and takes none back.", () => {
  const waives = (terms: Terms): Scenario =>
    replacement(signs(seedLike(terms), c, terms)).onCase("chg-1", c, accepts(letterDay, { as: "waiver" }))

  it("under general authorisation the change waits for no notice any more", () =>
    expect(waives(commercial).gate("flowmailer", c, begins).answer).toBe("open"))

  it("under specific authorisation nothing opens by it", () =>
    expect(decided(waives(specific).gate("flowmailer", c, begins))).toEqual(shut(rules.clientsOwnYes)))

  it("nor does it take back what was agreed before", () => {
    const scenario = replacement(signs(seedLike(commercial), c, commercial))
      .tells(c, "letter-1", letterDay)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-05T09:00:00.000Z")
      .onCase("chg-1", c, accepts("2026-05-06T09:00:00.000Z", { as: "waiver" }))
    expect(decided(scenario.gate("flowmailer", c, begins))).toEqual(shut(rules.outcome))
    scenario.onCase("chg-1", c, accepts("2026-05-07T09:00:00.000Z"))
    expect(scenario.gate("flowmailer", c, begins).answer).toBe("open")
  })
})

describe(rules.toldAnew.clause.quote, () => {
  it("what is open about a correction is said with the correction", () => {
    const scenario = changed({
      _tag: "Relocate",
      engagement: "desk",
      to: [{ id: "ie", name: "Ireland", country: "IE" }]
    })
      .tells(c, "letter-1", letterDay)
      .onListing(
        {
          _tag: "CorrectEntry",
          engagement: "desk",
          change: "chg-1",
          to: { places: [{ id: "es", name: "Spain", country: "ES" }] },
          substance: true,
          by: "dpo-1",
          reason: "it was to be Spain",
          at: "2026-05-04T08:00:00.000Z"
        },
        { _tag: "PublishVersion", at: "2026-05-04T08:00:00.000Z" }
      )
    const verdict = scenario.gate("desk", c, begins, { place: "es" })
    expect(decided(verdict)).toEqual(shut(rules.told))
    expect(verdict.because.map(({ clause }) => clause)).toContain(rules.toldAnew.clause)
    // A letter of that very moment counts.
    scenario.tells(c, "letter-2", "2026-05-04T08:00:00.000Z")
    expect(scenario.outlook("desk", c, begins, { place: "es" }).opens?.at).toBe("2026-06-03T22:00:00.000Z")
  })
})

describe(rules.broughtForward.clause.quote, () => {
  it("the day that was declared before is among the reasons", () => {
    const scenario = changed({ _tag: "ChangeData", engagement: "desk", to: ["names", "phones"] })
      .tells(c, "letter-1", letterDay)
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-05-25", at: "2026-04-22T08:00:00.000Z" })
    const at: Instant = "2026-05-26T08:00:00.000Z"
    const verdict = scenario.gate("desk", c, at, { dataCategories: ["phones"] })
    expect(decided(verdict)).toEqual(shut(rules.told))
    const reason = verdict.because.find(({ clause }) => clause === rules.broughtForward.clause)
    expect(reason?.facts).toEqual(["listing/main@12", "listing/main@14"])
    scenario.tells(c, "letter-2", "2026-04-23T09:00:00.000Z")
    expect(scenario.gate("desk", c, at, { dataCategories: ["phones"] }).answer).toBe("open")
  })
})

describe(rules.asPutRight.clause.quote, () => {
  const correction = (substance: boolean) =>
    ({
      _tag: "CorrectEntry",
      engagement: "desk",
      change: "chg-1",
      to: { places: [{ id: "es", name: "Spain", country: "ES" }] },
      substance,
      by: "dpo-1",
      reason: "it was to be Spain"
    }) as const
  const moved = (): Scenario =>
    changed({ _tag: "Relocate", engagement: "desk", to: [{ id: "ie", name: "Ireland", country: "IE" }] }).tells(
      c,
      "letter-1",
      letterDay
    )
  const putRightOn: Instant = "2026-06-20T08:00:00.000Z"
  const justBefore: Instant = "2026-06-20T07:59:59.999Z"

  it("until then the place that was declared is open, from then on it is none of its places", () => {
    for (const substance of [true, false]) {
      const scenario = moved().onListing({ ...correction(substance), at: putRightOn })
      expect(scenario.gate("desk", c, justBefore, { place: "ie" }).answer).toBe("open")
      expect(decided(scenario.gate("desk", c, justBefore, { place: "es" }))).toEqual(shut(rules.withinScope))
      expect(decided(scenario.gate("desk", c, putRightOn, { place: "ie" }))).toEqual(shut(rules.withinScope))
      expect(scenario.outlook("desk", c, justBefore, { place: "ie" }).validUntil).toBe(putRightOn)
      expect(scenario.gate("desk", c, putRightOn, { place: "es" }).answer).toBe(substance ? "shut" : "open")
    }
  })

  it("two corrections each count from their own moment, in whatever order they were recorded", () => {
    const again = { ...correction(false), to: { places: [{ id: "pt", name: "Portugal", country: "PT" }] } }
    const scenario = moved().onListing(
      { ...again, at: "2026-06-25T08:00:00.000Z" },
      // Recorded later, and of before.
      { ...correction(false), at: putRightOn }
    )
    const open = (at: Instant) =>
      ["ie", "es", "pt"].filter((place) => scenario.gate("desk", c, at, { place }).answer === "open")
    expect(open(justBefore)).toEqual(["ie"])
    expect(open(putRightOn)).toEqual(["es"])
    expect(open("2026-06-25T07:59:59.999Z")).toEqual(["es"])
  })

  it("the correction is among the reasons of what it decides, with the change that it puts right", () => {
    const verdict = moved()
      .onListing({ ...correction(true), at: putRightOn })
      .gate("desk", c, putRightOn, { place: "ie" })
    const reason = verdict.because.find(({ clause }) => clause === rules.asPutRight.clause)
    expect(reason?.facts).toEqual(["listing/main@14", "listing/main@12"])
  })
})

describe(rules.notYetReplaced.clause.quote, () => {
  const told = (terms: Terms = commercial): Scenario =>
    replacement(signs(seedLike(terms), c, terms)).tells(c, "letter-1", letterDay)
  const inDecember: Instant = "2026-12-02T08:00:00.000Z"

  it("what was replaced does not come back when its replacement ends, is replaced itself, or loses its safeguards", () => {
    const ended = told().onListing({ _tag: "EndEngagement", engagement: "flowmailer", at: "2026-12-01T00:00:00.000Z" })
    expect(decided(ended.gate("tripolis", c, inDecember))).toEqual(shut(rules.replaced))
    const unsafe = told().announces(
      { _tag: "LoseSafeguards", engagement: "flowmailer", words: "its contract ends" },
      "2026-08-01T08:00:00.000Z",
      "2026-12-01",
      {},
      "chg-2"
    )
    expect(decided(unsafe.gate("tripolis", c, inDecember))).toEqual(shut(rules.replaced))
    expect(unsafe.gate("flowmailer", c, inDecember).answer).toBe("shut")
  })

  it("unless the client's own objection keeps it away from what took its place", () => {
    const suspends = varied("suspends", { hold: { beforeStart: said("none"), afterStart: said("untilResolved") } })
    const scenario = told(suspends).objects(c, "obj-1", "2026-05-15T09:00:00.000Z")
    expect(scenario.gate("tripolis", c, "2026-06-02T08:00:00.000Z").answer).toBe("shut")
    const later = varied("later", {
      window: said({ _tag: "OpenEnded" }),
      hold: { beforeStart: said("none"), afterStart: said("untilResolved") }
    })
    const objected = told(later).objects(c, "obj-1", "2026-07-01T09:00:00.000Z")
    expect(objected.gate("tripolis", c, "2026-06-30T09:00:00.000Z").answer).toBe("shut")
    expect(objected.gate("tripolis", c, "2026-07-01T09:00:00.000Z").answer).toBe("open")
  })

  it("a place that was left does not come back when the new one is objected to by others, or shut for want of anything else", () => {
    const scenario = changed({
      _tag: "Relocate",
      engagement: "desk",
      to: [{ id: "ie", name: "Ireland", country: "IE" }]
    })
      .tells(c, "letter-1", letterDay)
      .announces(
        { _tag: "Relocate", engagement: "desk", to: [{ id: "es", name: "Spain", country: "ES" }] },
        "2026-07-01T08:00:00.000Z",
        "2026-09-01",
        {},
        "chg-2"
      )
      .tells(c, "letter-2", "2026-07-02T09:00:00.000Z", {}, "chg-2")
    expect(scenario.gate("desk", c, "2026-10-01T08:00:00.000Z", { place: "nl" }).answer).toBe("shut")
    expect(scenario.gate("desk", c, "2026-10-01T08:00:00.000Z", { place: "ie" }).answer).toBe("shut")
    expect(scenario.gate("desk", c, "2026-10-01T08:00:00.000Z", { place: "es" }).answer).toBe("open")
  })
})

describe(rules.carveOutSurvives.clause.quote, () => {
  it("carved out when it was to move, it stays away in its old place and after its next move", () => {
    const scenario = changed({
      _tag: "Relocate",
      engagement: "desk",
      to: [{ id: "ie", name: "Ireland", country: "IE" }]
    })
      .tells(c, "letter-1", letterDay)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "CarveOut", engagement: "desk" }, "2026-05-05T09:00:00.000Z")
      .announces(
        { _tag: "Relocate", engagement: "desk", to: [{ id: "es", name: "Spain", country: "ES" }] },
        "2026-07-01T08:00:00.000Z",
        "2026-09-01",
        {},
        "chg-2"
      )
      .tells(c, "letter-2", "2026-07-02T09:00:00.000Z", {}, "chg-2")
    expect(scenario.gate("desk", c, "2026-05-04T09:00:00.000Z", { place: "nl" }).answer).toBe("open")
    for (const place of ["nl", "ie", "es"])
      expect([place, scenario.gate("desk", c, "2026-10-01T08:00:00.000Z", { place }).answer]).toEqual([place, "shut"])
    scenario.saysYes(c, "2026-10-02T08:00:00.000Z", "chg-2")
    expect(scenario.gate("desk", c, "2026-10-03T08:00:00.000Z", { place: "es" }).answer).toBe("open")
  })

  it("a carve-out outside any change is lifted by a yes to a later one", () => {
    const scenario = desk()
      .objects(c, "obj-1", "2026-02-25T09:00:00.000Z", "desk")
      .agrees(c, { _tag: "CarveOut", engagement: "desk" }, "2026-03-05T09:00:00.000Z", "desk")
      .announces({ _tag: "ChangeData", engagement: "desk", to: ["names", "phones"] }, announcedOn, effective)
    expect(decided(scenario.gate("desk", c, begins, { dataCategories: ["names"] }))).toEqual(
      shut(rules.carveOutSurvives)
    )
    scenario.saysYes(c, "2026-04-10T09:00:00.000Z")
    expect(scenario.gate("desk", c, begins).answer).toBe("open")
  })
})

describe(rules.parentRuns.clause.quote, () => {
  const chain = (): Scenario => {
    const at: Instant = "2026-01-06T09:00:00.000Z"
    return seedLike(commercial)
      .onListing(
        {
          _tag: "ListEngagement",
          engagement: engagement("models", { entity: "flowmailer", parent: "cm-telecom" }),
          at
        },
        { _tag: "ConfirmSafeguards", engagement: "models", contract: true, equivalentDuties: true, by: "dpo-1", at },
        { _tag: "PublishVersion", at }
      )
      .onClient(
        c,
        { _tag: "ExecuteDpa", dpa: "dpa-1", paper: "standard", terms: addressed("commercial"), at },
        { _tag: "AgreeListing", listing: "main", version: 2, at },
        { _tag: "BeginUse", of: "product", id: "esignatures", at }
      )
  }

  it("under one that does not stand on the listing it is shut", () => {
    const orphan = { ...engagement("orphan", { entity: "flowmailer" }), parent: "somebody" }
    const scenario = chain().onListing({ _tag: "ListEngagement", engagement: orphan, at: "2026-01-07T09:00:00.000Z" })
    expect(decided(scenario.gate("orphan", c, "2026-02-01T00:00:00.000Z"))).toEqual(shut(rules.parentRuns))
  })

  it("a sub-processor of a sub-processor is shut once that is no longer used", () => {
    const ended: Instant = "2026-03-01T00:00:00.000Z"
    const scenario = chain().onListing({ _tag: "EndEngagement", engagement: "cm-telecom", at: ended })
    expect(scenario.gate("models", c, "2026-02-28T23:59:59.999Z").answer).toBe("open")
    expect(decided(scenario.gate("models", c, ended))).toEqual(shut(rules.parentRuns))
    expect(scenario.outlook("models", c, "2026-02-01T00:00:00.000Z").validUntil).toBe(ended)
    const retired = chain().announces(
      { _tag: "Retire", engagement: "cm-telecom" },
      "2026-02-01T08:00:00.000Z",
      "2026-03-01"
    )
    expect(decided(retired.gate("models", c, "2026-03-01T12:00:00.000Z"))).toEqual(shut(rules.parentRuns))
  })
})

describe(rules.saidYes.clause.quote, () => {
  it("a yes to a day is none to an earlier one", () => {
    const scenario = replacement(signs(seedLike(commercial), c, commercial))
      .saysYes(c, "2026-04-05T09:00:00.000Z")
      .onListing(
        { _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-04-15", at: "2026-04-06T09:00:00.000Z" },
        { _tag: "PublishVersion", at: "2026-04-06T09:00:00.000Z" }
      )
    expect(decided(scenario.gate("flowmailer", c, "2026-04-16T09:00:00.000Z"))).toEqual(shut(rules.hasBegun))
    expect(scenario.outlook("flowmailer", c, "2026-04-16T09:00:00.000Z").opens?.at).toBe(begins)
    scenario.saysYes(c, "2026-04-17T09:00:00.000Z")
    expect(scenario.gate("flowmailer", c, "2026-04-17T09:00:00.000Z").answer).toBe("open")
  })
})

describe(rules.withinScope.clause.quote, () => {
  it("nothing written down in a respect is no permission in that respect", () => {
    const scenario = desk().onListing({
      _tag: "ListEngagement",
      engagement: engagement("blank", { entity: "cm-telecom", places: [], purposes: [] }),
      at: "2026-01-06T09:00:00.000Z"
    })
    expect(decided(scenario.gate("blank", c, begins))).toEqual(shut(rules.withinScope))
  })
})

describe(rules.toldFrom.clause.quote, () => {
  it("a client that unsubscribes after the letter keeps the day that the letter told", () => {
    const subscribers: Terms = { ...commercial, name: "subs", duties: [{ ...duty!, audience: { of: "subscribers" } }] }
    const scenario = replacement(signs(seedLike(subscribers), c, subscribers))
      .onClient(c, { _tag: "BeginSubscription", channel: "email", at: "2026-03-01T09:00:00.000Z" })
      .tells(c, "letter-1", "2026-05-20T09:00:00.000Z")
      .onClient(c, { _tag: "EndSubscription", at: "2026-05-25T09:00:00.000Z" })
    expect(decided(scenario.gate("flowmailer", c, "2026-06-19T21:59:59.999Z"))).toEqual(shut(rules.toldFrom))
    expect(scenario.gate("flowmailer", c, "2026-06-19T22:00:00.000Z").answer).toBe("open")
  })

  it("a last day to object that a letter told holds as the window does", () => {
    const waits = varied("waits", { hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") } })
    const scenario = replacement(signs(seedLike(waits), c, waits)).tells(c, "letter-1", letterDay, {
      said: { objectUntil: "2026-06-30" }
    })
    expect(decided(scenario.gate("flowmailer", c, begins))).toEqual(shut(rules.windowHolds))
    expect(scenario.outlook("flowmailer", c, begins).opens?.at).toBe("2026-06-30T22:00:00.000Z")
  })
})

describe(rules.agreedAnew.clause.quote, () => {
  const gap = (until: Instant): Scenario =>
    replacement(signs(seedLike(commercial), c, commercial))
      .tells(c, "letter-1", letterDay)
      .onClient(
        c,
        { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-07-01T00:00:00.000Z" },
        { _tag: "ExecuteDpa", dpa: "dpa-2", paper: "standard", terms: addressed("commercial"), at: until }
      )

  it("signed again after a gap, neither the listing nor the letters of before count; without a gap they do", () => {
    const later: Instant = "2026-09-02T00:00:00.000Z"
    const again = gap("2026-09-01T00:00:00.000Z")
    expect(decided(again.gate("cm-telecom", c, later))).toEqual(shut(rules.neitherAgreedNorAnnounced))
    expect(decided(again.gate("flowmailer", c, later))).toEqual(shut(rules.told))
    const goesOn = gap("2026-07-01T00:00:00.000Z")
    expect(goesOn.gate("cm-telecom", c, later).answer).toBe("open")
    expect(goesOn.gate("flowmailer", c, later).answer).toBe("open")
  })
})

describe(rules.silenceDenies.clause.quote, () => {
  it("a waiver says nothing against silence", () => {
    const denies = varied("denies", { silence: said("denied") })
    const scenario = replacement(signs(seedLike(denies), c, denies)).onCase(
      "chg-1",
      c,
      accepts(letterDay, { as: "waiver" })
    )
    expect(decided(scenario.gate("flowmailer", c, begins))).toEqual(shut(rules.silenceDenies))
    scenario.saysYes(c, "2026-04-21T09:00:00.000Z")
    expect(scenario.gate("flowmailer", c, begins).answer).toBe("open")
  })
})

describe(rules.leaves.clause.quote, () => {
  const told = (): Scenario => replacement(signs(seedLike(commercial), c, commercial)).tells(c, "letter-1", letterDay)
  const exit = { _tag: "DeclareExit", exit: "exit-1", by: "client", scope: "affectedService" } as const
  const leaves = (): Scenario =>
    told().onCase("chg-1", c, { ...exit, from: "2026-08-01T00:00:00.000Z", at: "2026-06-10T09:00:00.000Z" })

  it("open until that moment, shut from it on", () => {
    expect(leaves().gate("flowmailer", c, "2026-07-31T23:59:59.999Z").answer).toBe("open")
    expect(decided(leaves().gate("flowmailer", c, "2026-08-01T00:00:00.000Z"))).toEqual(shut(rules.leaves))
    expect(leaves().outlook("flowmailer", c, "2026-06-11T00:00:00.000Z").validUntil).toBe("2026-08-01T00:00:00.000Z")
  })

  it("taken back, it shuts nothing", () => {
    const scenario = leaves().onCase("chg-1", c, { _tag: "RevokeExit", exit: "exit-1", at: "2026-07-01T09:00:00.000Z" })
    expect(scenario.gate("flowmailer", c, "2026-08-01T00:00:00.000Z").answer).toBe("open")
  })

  it("taken back at that very moment or later, whoever left is gone all the same", () => {
    const late = leaves().onCase("chg-1", c, { _tag: "RevokeExit", exit: "exit-1", at: "2026-08-01T00:00:00.000Z" })
    expect(late.gate("flowmailer", c, "2026-08-02T00:00:00.000Z").answer).toBe("shut")
  })

  it("no sooner than the agreement's length of notice allows, whatever day it names", () => {
    const scenario = told().onCase("chg-1", c, {
      ...exit,
      from: "2026-06-01T00:00:00.000Z",
      at: "2026-06-10T09:00:00.000Z"
    })
    expect(scenario.gate("flowmailer", c, "2026-07-10T21:59:59.999Z").answer).toBe("open")
    expect(scenario.gate("flowmailer", c, "2026-07-10T22:00:00.000Z").answer).toBe("shut")
    expect(scenario.outlook("flowmailer", c, inJuly).validUntil).toBe("2026-07-10T22:00:00.000Z")
  })

  it("where the agreement says nothing of exits, from the moment that was declared, and not before it was", () => {
    const silent = varied("silent-on-exit", { exit: unstated })
    const scenario = replacement(signs(seedLike(silent), c, silent))
      .tells(c, "letter-1", letterDay)
      .onCase("chg-1", c, { ...exit, from: "2026-06-01T00:00:00.000Z", at: "2026-06-10T09:00:00.000Z" })
    expect(scenario.gate("flowmailer", c, "2026-06-10T08:59:59.999Z").answer).toBe("open")
    expect(scenario.gate("flowmailer", c, "2026-06-10T09:00:00.000Z").answer).toBe("shut")
  })

  it("what would be replaced is not used on for a client that has left", () => {
    const scenario = told()
      .onListing({ _tag: "EndEngagement", engagement: "tripolis", at: "2026-06-02T00:00:00.000Z" })
      .onCase("chg-1", c, { ...exit, from: "2026-06-20T00:00:00.000Z", at: "2026-05-10T09:00:00.000Z" })
    expect(scenario.gate("tripolis", c, "2026-06-21T00:00:00.000Z").answer).toBe("shut")
    const running = told().onCase("chg-1", c, {
      ...exit,
      from: "2026-05-25T00:00:00.000Z",
      at: "2026-04-22T09:00:00.000Z"
    })
    expect(decided(running.gate("tripolis", c, "2026-05-26T00:00:00.000Z"))).toEqual(shut(rules.leaves))
  })

  it("who comes back under another agreement has not left that", () => {
    const at: Instant = "2027-01-04T09:00:00.000Z"
    const scenario = leaves().onClient(
      c,
      { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-08-01T00:00:00.000Z" },
      { _tag: "ExecuteDpa", dpa: "dpa-2", paper: "standard", terms: addressed("commercial"), at },
      { _tag: "AgreeListing", listing: "main", version: 2, at }
    )
    expect(scenario.gate("flowmailer", c, at).answer).toBe("open")
  })

  it("also when nobody had objected", () => {
    const scenario = signs(seedLike(commercial), c, commercial).onCase("cm-telecom", c, {
      ...exit,
      from: "2026-06-10T09:00:00.000Z",
      at: "2026-05-10T09:00:00.000Z"
    })
    expect(decided(scenario.gate("cm-telecom", c, "2026-06-11T00:00:00.000Z"))).toEqual(shut(rules.leaves))
  })
})

describe(rules.outcome.clause.quote, () => {
  const agreed = (solution: Objection.Solution): Scenario =>
    replacement(signs(seedLike(commercial), c, commercial))
      .tells(c, "letter-1", letterDay)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, solution, "2026-05-05T09:00:00.000Z")

  it("dropped for this client, it is shut for it", () =>
    expect(decided(agreed({ _tag: "Withdrawal" }).gate("flowmailer", c, begins))).toEqual(shut(rules.outcome)))

  it("carved out from a later day, the objection holds until then, and the carve-out from then on", () => {
    const scenario = agreed({ _tag: "CarveOut", engagement: "flowmailer", from: "2026-09-01T00:00:00.000Z" })
    expect(decided(scenario.gate("flowmailer", c, begins))).toEqual(shut(rules.objectionHolds))
    expect(decided(scenario.gate("flowmailer", c, "2026-09-01T00:00:00.000Z"))).toEqual(shut(rules.outcome))
  })

  it("where the agreement holds nothing for an objection, it is open until that day", () => {
    const never = varied("never-held", { hold: { beforeStart: said("none"), afterStart: said("none") } })
    const scenario = replacement(signs(seedLike(never), c, never))
      .tells(c, "letter-1", letterDay)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(
        c,
        { _tag: "CarveOut", engagement: "flowmailer", from: "2026-09-01T00:00:00.000Z" },
        "2026-05-05T09:00:00.000Z"
      )
    expect(scenario.gate("flowmailer", c, "2026-08-31T23:59:59.999Z").answer).toBe("open")
    expect(decided(scenario.gate("flowmailer", c, "2026-09-01T00:00:00.000Z"))).toEqual(shut(rules.outcome))
    expect(scenario.outlook("flowmailer", c, begins).validUntil).toBe("2026-09-01T00:00:00.000Z")
  })

  it("a window that both sides made longer holds for longer", () => {
    const waits = varied("waits", { hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") } })
    const scenario = replacement(signs(seedLike(waits), c, waits))
      .tells(c, "letter-1", letterDay)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .onCase(
        "chg-1",
        c,
        { _tag: "OpenDiscussion", at: "2026-05-05T09:00:00.000Z" },
        {
          _tag: "AgreeSolution",
          by: "head-of-it",
          authority: "shown",
          solution: { _tag: "CarveOut", engagement: "flowmailer", from: "2027-01-01T00:00:00.000Z" },
          effects: { windowUntil: "2026-07-01T00:00:00.000Z" },
          at: "2026-05-05T09:00:00.000Z"
        }
      )
    expect(decided(scenario.gate("flowmailer", c, begins))).toEqual(shut(rules.windowHolds))
    expect(scenario.outlook("flowmailer", c, begins).opens?.at).toBe("2026-07-01T00:00:00.000Z")
  })
})

describe("What a change brings somebody new by is spoken of by a promise about new sub-processors.", () => {
  const merged = (terms: Terms): Scenario => changed({ _tag: "Merge", entity: "cm-telecom", into: "flowmailer" }, terms)

  it("another legal person by a merger or a split is told of like a replacement", () => {
    expect(decided(merged(commercial).gate("desk", c, begins))).toEqual(shut(rules.told))
    const split = changed(
      { _tag: "Split", entity: "cm-telecom", moves: [{ engagement: "desk", to: "flowmailer" }] },
      commercial
    )
    expect(decided(split.gate("desk", c, begins))).toEqual(shut(rules.told))
    split.tells(c, "letter-1", letterDay)
    expect(split.gate("desk", c, begins).answer).toBe("open")
  })

  it("of several rows that a merger touches, each goes by what the agreement says of it", () => {
    const row = (id: string, countries: ReadonlyArray<string>, days: number) => ({
      ...duty!.rows[0],
      id,
      when: { countries },
      advanceNotice: said({ period: Span.calendarDays(days, Span.plain), before: "access" } as const)
    })
    const byPlace: Terms = {
      ...commercial,
      name: "by-place",
      duties: [{ ...duty!, rows: [row("near", ["NL"], 30), row("far", ["US"], 60)] }]
    }
    const at: Instant = "2026-01-06T09:00:00.000Z"
    const scenario = desk(byPlace)
    scenario.onListing(
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
    )
    scenario
      .onClient(c, { _tag: "AgreeListing", listing: "main", version: 3, at: "2026-01-13T10:00:00.000Z" })
      .announces({ _tag: "Merge", entity: "cm-telecom", into: "flowmailer" }, announcedOn, "2026-05-01")
      .tells(c, "letter-1", letterDay)
    // The letter told one day for all of it, the later one: the sixtieth after it.
    for (const id of ["desk", "far-desk"]) {
      expect(scenario.gate(id, c, "2026-06-19T21:59:59.999Z").answer).toBe("shut")
      expect(scenario.gate(id, c, "2026-06-19T22:00:00.000Z").answer).toBe("open")
    }
  })

  it("a row of which a promise says nothing is not opened by what it says of another", () => {
    const nearOnly: Terms = {
      ...commercial,
      name: "near-only",
      authorisation: said("specific"),
      duties: [{ ...duty!, rows: [{ ...duty!.rows[0], when: { countries: ["DE"] } }] }]
    }
    const scenario = changed({ _tag: "Merge", entity: "cm-telecom", into: "flowmailer" }, nearOnly)
    expect(decided(scenario.gate("desk", c, begins))).toEqual(shut(rules.clientsOwnYes))
    const verdict = scenario.gate("desk", c, begins)
    expect(verdict.because.find(({ clause }) => clause === promises.dutyArises.clause)?.answer).toBe("nowhereStated")
  })

  it("an agreement without any such promise leaves it open, and the question is named", () => {
    const nothing: Terms = { ...commercial, name: "nothing", duties: [] }
    expect(
      merged(nothing)
        .gate("desk", c, begins)
        .needs.map(({ open }) => open)
    ).toEqual(["duties"])
    const moved = changed(
      { _tag: "Relocate", engagement: "desk", to: [{ id: "ie", name: "Ireland", country: "IE" }] },
      nothing
    )
    expect(moved.gate("desk", c, begins).answer).toBe("open")
  })

  it("an objection to what a condition leaves to judgement waits for that judgement", () => {
    const onCondition = varied("on-condition", {
      objection: { ...duty!.rows[0].objection, onlyIf: said({ words: "if the change is a bad one" }) },
      lateObjection: unstated
    })
    const scenario = replacement(signs(seedLike(onCondition), c, onCondition))
      .tells(c, "letter-1", letterDay)
      .onCase("chg-1", c, objects("obj-1", "2026-04-25T09:00:00.000Z"))
    expect(scenario.gate("flowmailer", c, begins).needs.map(({ open }) => open)).toEqual([
      "sub-processor-change/any/objection.onlyIf"
    ])
    const judged = (holds: boolean): Scenario =>
      scenario.onCase("chg-1", c, {
        _tag: "JudgeStandard",
        standard: "sub-processor-change/any/objection.onlyIf",
        holds,
        by: "dpo-1",
        reason: "sealed:weighed",
        at: holds ? "2026-05-02T09:00:00.000Z" : "2026-05-01T09:00:00.000Z"
      })
    expect(judged(false).gate("flowmailer", c, begins).answer).toBe("open")
    expect(decided(judged(true).gate("flowmailer", c, begins))).toEqual(shut(rules.objectionHolds))
  })
})
