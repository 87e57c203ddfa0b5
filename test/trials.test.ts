/** Cases that contracts and listings really bring about, told from end to end. Those that need events still to come are listed. */
import * as Consultation from "goodfaith/consultation"
import { judgeAccess, rules } from "goodfaith/gate"
import { type Terms, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { amsterdam, type Instant, nlOffice, Span } from "goodfaith/time"
import { afterAll, describe, expect, it } from "vitest"
import {
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

const { commercial, connective, specific } = ready
const c = "c1"
const letterDay: Instant = "2026-04-20T09:00:00.000Z"
const inJune: Instant = "2026-06-02T08:00:00.000Z"
const announced = (terms: Terms = commercial): Scenario => replacement(signs(seedLike(terms), c, terms))
const told = (terms: Terms = commercial): Scenario => announced(terms).tells(c, "letter-1", letterDay)

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
    ).toEqual(["shut", rules.specificAuthorisation.clause.quote]))
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
    pure(() => judgeAccess(c, scenario.facts("flowmailer", c)).map(({ answer }) => answer))

  it("the act is on record, the gate is shut, and the access is a breach", () =>
    expect(judged(urgent(commercial))).toEqual(["breach"]))

  it("with a clause it is allowed", () =>
    expect(judged(urgent(varied("with-clause", {}, { emergency: said({ when: "the service would stop" }) })))).toEqual([
      "allowed"
    ]))
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

describe("18. no receipt can be shown, and none is deemed", () => {
  it("the clock never starts; by another channel, with a receipt, it does", () => {
    const terms = varied("received", { clockStart: said({ from: "received", contacts: "any" }) })
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

/** Trials that today's events cannot tell, and what they wait for. */
const stillToTell: Readonly<Record<string, string>> = {
  "4. the place is corrected on day 10 of 30": "an event that corrects an announcement, typo or substance",
  "5. one sub-processor merges into another": "the changes merge, rename and change of control",
  "7. wider data on one engagement": "a change that widens data categories; told here with a second place",
  "10. the notice that an emergency clause asks for afterwards": "a verdict on notice that came late or not at all",
  "11. a freelancer firm becomes material": "a reclassification with a day from which it holds",
  "15. the address for objections is dead for some days": "the facts that it was dead and lived again",
  "16. a contact without a shown mandate objects": "the mandates of a client",
  "17. what an alternative costs": "money facts in a solution"
}

afterAll(() => {
  const lines = Object.entries(stillToTell).map(([trial, needs]) => `  ${trial}: needs ${needs}`)
  console.info(`Trials that wait for later events:\n${lines.join("\n")}`)
})
