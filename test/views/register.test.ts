/** The notice register: one line a client, also for those whom nobody has looked at yet. */
import { rules as promises } from "goodfaith/consultation"
import { commercial, connective } from "goodfaith/terms/ready"
import { register, rules } from "goodfaith/views"
import { describe, expect, it } from "vitest"
import { addressed, pure, replacement, seedLike, signs, varied } from "../scenario.ts"
import { recordsOf, registered } from "./looking.ts"

const announced = (terms = commercial) => replacement(signs(seedLike(terms), "c1", terms))
const letterDay = "2026-04-20T09:00:00.000Z"
const dayAfter = "2026-04-21T09:00:00.000Z"
const looks = { _tag: "JudgeDuties", at: "2026-04-03T09:00:00.000Z" } as const

const standsAs = (line: ReturnType<typeof registered>[number] | undefined) => [
  line?.stands,
  line?.because[0].clause.quote
]

describe(rules.notLookedAt.clause.quote, () => {
  it("before anybody looked it says so and where that was looked for; what is owed by today's facts stands beside it", () => {
    const [line] = registered(announced(), dayAfter, "c1")
    expect(standsAs(line)).toEqual(["notLookedAt", rules.notLookedAt.clause.quote])
    expect(line?.because[0]).toMatchObject({
      facts: ["listing/main@9"],
      absent: [{ stream: "consultation/chg-1/c1", upTo: -1 }]
    })
    expect(line?.duties).toMatchObject([{ duty: "sub-processor-change", kind: "consult", arose: true }])
    expect(line?.duties[0]).not.toHaveProperty("judged")
  })

  it("looked at from the very moment on, and not a millisecond before", () => {
    const scenario = announced().onCase("chg-1", "c1", looks)
    expect(registered(scenario, "2026-04-03T08:59:59.999Z", "c1")[0]?.stands).toBe("notLookedAt")
    expect(registered(scenario, looks.at, "c1")[0]?.stands).toBe("toBeTold")
  })

  it("every client handed in has its line, in the order of the ids", () => {
    const scenario = signs(announced(), "c0", commercial)
    const lines = registered(scenario.onCase("chg-1", "c1", looks), dayAfter, "c1", "c0")
    expect(lines.map(({ client, stands }) => [client, stands])).toEqual([
      ["c0", "notLookedAt"],
      ["c1", "toBeTold"]
    ])
  })

  it("a change that nobody has announced has no register, also where there are no clients", () => {
    const none = recordsOf(announced())
    expect(pure(() => register(none, "chg-9", dayAfter))).toBe(undefined)
    expect(pure(() => register(none, "chg-1", dayAfter))).toEqual([])
  })
})

describe(rules.toBeTold.clause.quote, () => {
  const told = () => announced().tells("c1", "letter-1", letterDay)

  it("with its letter out it is told, with the dates that follow and the clause and facts by which the duty arose", () => {
    const [line] = registered(told(), dayAfter, "c1")
    expect(standsAs(line)).toEqual(["told", rules.toBeTold.clause.quote])
    expect(line?.duties).toMatchObject([
      {
        arose: true,
        judged: { value: { _tag: "DutyArose", because: { clause: promises.dutyArises.clause.id } } },
        clockStarted: { answer: letterDay },
        accessFrom: { answer: "2026-05-20T22:00:00.000Z" },
        objectUntil: { answer: { before: "2026-05-20T22:00:00.000Z" } },
        stillToTell: [],
        needs: []
      }
    ])
    expect(line?.letters).toEqual([
      {
        letter: "letter-1",
        from: "consultation/chg-1/c1@2",
        sentAt: letterDay,
        contents: [
          "entity",
          "service",
          "places",
          "purpose",
          "dataCategories",
          "effectiveOn",
          "howToObject",
          "safeguards"
        ],
        accessFrom: "2026-05-20T22:00:00.000Z",
        objectUntil: "2026-05-20",
        to: [{ contact: "office", channel: "email", came: "sent", at: letterDay }],
        lost: false
      }
    ])
  })

  it("a bounced letter leaves it to be told; what is learned of its arrival afterwards settles that", () => {
    const scenario = told().bounces("c1", "letter-1", "2026-04-20T10:00:00.000Z")
    const [line] = registered(scenario, dayAfter, "c1")
    expect(line).toMatchObject({
      stands: "toBeTold",
      letters: [{ lost: true, to: [{ came: "bounced", at: "2026-04-20T10:00:00.000Z" }] }]
    })
    // Before the bounce was known, the letter was on its way.
    expect(registered(scenario, "2026-04-20T09:59:59.999Z", "c1")[0]).toMatchObject({
      stands: "told",
      letters: [{ lost: false, to: [{ came: "sent" }] }]
    })
    const arrived = scenario.onCase("chg-1", "c1", {
      _tag: "RecordDelivery",
      letter: "letter-1",
      contact: "office",
      at: "2026-04-20T11:00:00.000Z"
    })
    expect(registered(arrived, dayAfter, "c1")[0]).toMatchObject({
      stands: "told",
      letters: [{ lost: false, to: [{ came: "delivered" }] }]
    })
  })

  it("a letter to two contacts is lost when neither was reached", () => {
    const to = ["office", "board"].map((contact) => ({ contact, channel: "email" }) as const)
    const scenario = announced().tells("c1", "letter-1", letterDay, { to })
    scenario.bounces("c1", "letter-1", "2026-04-20T10:00:00.000Z")
    expect(registered(scenario, dayAfter, "c1")[0]?.stands).toBe("told")
    scenario.bounces("c1", "letter-1", "2026-04-20T10:30:00.000Z", "board")
    expect(registered(scenario, dayAfter, "c1")[0]?.stands).toBe("toBeTold")
  })

  it("a letter without what is indispensable is none; one that leaves out the rest is, and says what is still to tell", () => {
    const without = announced().tells("c1", "letter-1", letterDay, { contents: ["entity", "howToObject"] })
    expect(registered(without, dayAfter, "c1")[0]?.stands).toBe("toBeTold")
    const short = announced().tells("c1", "letter-1", letterDay, {
      contents: ["entity", "service", "places", "effectiveOn"]
    })
    expect(registered(short, dayAfter, "c1")[0]).toMatchObject({
      stands: "told",
      duties: [{ stillToTell: ["howToObject"] }]
    })
  })

  it("where the contract leaves the dates open, the line says what a person must read first", () => {
    const scenario = replacement(signs(seedLike(connective), "c1", connective)).tells("c1", "letter-1", letterDay)
    const [line] = registered(scenario, dayAfter, "c1")
    expect(line?.duties.map(({ duty, arose, needs }) => [duty, arose, needs.map(({ open }) => open)])).toEqual([
      ["listing-updated", true, []],
      [
        "new-sub-processor",
        true,
        ["new-sub-processor/any/clockStart", "new-sub-processor/any/advanceNotice", "new-sub-processor/any/window"]
      ]
    ])
  })

  it("put right as a matter of substance, what was told before starts no clock any more", () => {
    const scenario = told().onListing({
      _tag: "CorrectEntry",
      engagement: "flowmailer",
      change: "chg-1",
      to: { places: [{ id: "us", name: "United States", country: "US" }] },
      substance: true,
      by: "dpo-1",
      reason: "the place was wrong",
      at: "2026-04-30T09:00:00.000Z"
    })
    expect(registered(scenario, "2026-04-30T08:59:59.999Z", "c1")[0]?.duties[0]).toHaveProperty("clockStarted")
    expect(registered(scenario, "2026-04-30T09:00:00.000Z", "c1")[0]?.duties[0]).not.toHaveProperty("clockStarted")
    scenario.tells("c1", "letter-2", "2026-05-01T09:00:00.000Z")
    expect(registered(scenario, "2026-05-02T09:00:00.000Z", "c1")[0]?.duties[0]?.clockStarted?.answer).toBe(
      "2026-05-01T09:00:00.000Z"
    )
  })
})

describe(rules.cannotBeCounted.clause.quote, () => {
  it("without the terms of its letters nothing is told but what is missing", () => {
    const scenario = announced().tells("c1", "letter-1", letterDay)
    const records = { ...recordsOf(scenario, "c1"), world: seedLike(connective).world }
    const [line] = pure(() => register(records, "chg-1", dayAfter)) ?? []
    expect(standsAs(line)).toEqual(["cannotBeCounted", rules.cannotBeCounted.clause.quote])
    expect(line).toMatchObject({ duties: [], notAtHand: addressed("commercial") })
  })
})

describe(rules.notOwed.clause.quote, () => {
  it("a client without any agreement is owed nothing, and it is told where one was looked for", () => {
    const scenario = announced().onCase("chg-1", "c9", looks)
    const [line] = registered(scenario, dayAfter, "c9")
    expect(standsAs(line)).toEqual(["notOwed", rules.notOwed.clause.quote])
    expect(line?.because[1]).toMatchObject({
      clause: promises.noAgreement.clause,
      absent: [{ stream: "client/c9", upTo: -1 }]
    })
  })

  it("a client that does not use what the change is for is told as not affected", () => {
    const affected = varied("affected", {})
    const [duty] = affected.duties
    const terms = { ...affected, duties: [{ ...duty!, audience: { of: "affected" as const } }] }
    const at = "2026-01-12T10:00:00.000Z"
    const scenario = replacement(seedLike(terms))
      .onClient("c1", { _tag: "ExecuteDpa", dpa: "dpa", paper: "own", terms: addressed("affected"), at })
      .onCase("chg-1", "c1", looks)
    const [line] = registered(scenario, dayAfter, "c1")
    expect(line).toMatchObject({ stands: "notOwed", duties: [{ arose: false, why: "notAffected" }] })
    scenario.onClient("c1", { _tag: "BeginUse", of: "product", id: "identity", at: "2026-04-21T08:00:00.000Z" })
    expect(registered(scenario, dayAfter, "c1")[0]).toMatchObject({
      stands: "toBeTold",
      duties: [{ arose: true, judged: { value: { _tag: "NoDutyArose", why: "notAffected" } } }]
    })
  })

  it("what was agreed at entry is no change", () => {
    const scenario = replacement(seedLike(commercial))
    scenario
      .onListing({ _tag: "PublishVersion", at: "2026-06-02T09:00:00.000Z" })
      .onClient(
        "c1",
        {
          _tag: "ExecuteDpa",
          dpa: "dpa",
          paper: "own",
          terms: addressed("commercial"),
          at: "2026-06-03T09:00:00.000Z"
        },
        { _tag: "AgreeListing", listing: "main", version: 2, at: "2026-06-03T09:00:00.000Z" }
      )
      .onCase("chg-1", "c1", { _tag: "JudgeDuties", at: "2026-06-03T10:00:00.000Z" })
    expect(registered(scenario, "2026-06-04T09:00:00.000Z", "c1")[0]).toMatchObject({
      stands: "notOwed",
      duties: [{ arose: false, why: "agreedAtEntry" }]
    })
  })

  it("an agreement that ended since leaves on record what had been owed under it", () => {
    const scenario = announced().onClient("c1", { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-04-10T09:00:00.000Z" })
    expect(registered(scenario, dayAfter, "c1")[0]?.duties).toMatchObject([{ arose: true }])
    const until = announced().onClient("c1", { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-04-02T08:00:00.001Z" })
    expect(registered(until, dayAfter, "c1")[0]?.duties).toMatchObject([{ arose: true }])
    const before = announced().onClient("c1", { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-04-02T08:00:00.000Z" })
    expect(registered(before, dayAfter, "c1")[0]?.duties).toEqual([])
  })
})
