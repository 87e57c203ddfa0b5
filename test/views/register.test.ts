/** The notice register: one line a client, also for those whom nobody has looked at yet. */
import { rules as promises } from "goodfaith/consultation"
import { commercial, connective, specific } from "goodfaith/terms/ready"
import { register, rules } from "goodfaith/views"
import { describe, expect, it } from "vitest"
import { type Instant, Span } from "goodfaith/time"
import { addressed, engagement, pure, replacement, said, type Scenario, seedLike, signs, varied } from "../scenario.ts"
import { deskOf, dueUntil, finding, recordsOf, registered, verdictOf } from "./looking.ts"

const announced = (terms = commercial) => replacement(signs(seedLike(terms), "c1", terms))
const letterDay = "2026-04-20T09:00:00.000Z"
const dayAfter = "2026-04-21T09:00:00.000Z"
const looks = { _tag: "JudgeDuties", at: "2026-04-03T09:00:00.000Z" } as const

const standsAs = (line: ReturnType<typeof registered>[number] | undefined) => [
  line?.stands,
  line?.because[0].clause.quote
]

describe("A letter that waits for a yes", () => {
  it("is shown as that, with the day by which an answer was asked for", () => {
    const scenario = replacement(signs(seedLike(specific), "c1", specific)).tells(
      "c1",
      "letter-1",
      "2026-04-20T09:00:00.000Z"
    )
    const [letter] = registered(scenario, "2026-05-01T09:00:00.000Z", "c1")[0]!.letters
    expect(letter).toMatchObject({ needsYes: true, answerUntil: "2026-05-20" })
    expect(letter).not.toHaveProperty("accessFrom")
    expect(letter).not.toHaveProperty("objectUntil")
  })
})

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

  it("a letter by another way than the agreement names leaves it to be told, as the gate has it", () => {
    const terms = varied("by-post", { channels: said(["post"]) })
    const to = (...channels: ReadonlyArray<"email" | "post">) =>
      channels.map((channel) => ({ contact: channel === "post" ? "board" : "office", channel }))
    const sent = (...channels: ReadonlyArray<"email" | "post">) =>
      announced(terms).tells("c1", "letter-1", letterDay, { to: to(...channels) })
    expect(registered(sent("email"), dayAfter, "c1")[0]?.stands).toBe("toBeTold")
    expect(registered(sent("email", "post"), dayAfter, "c1")[0]?.stands).toBe("told")
    const lost = sent("email", "post").bounces("c1", "letter-1", "2026-04-20T10:00:00.000Z", "board")
    expect(registered(lost, dayAfter, "c1")[0]?.stands).toBe("toBeTold")
    expect(lost.gate("flowmailer", "c1", "2026-06-10T09:00:00.000Z").answer).toBe("shut")
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
        ["clockStart", "advanceNotice", "window", "hold.beforeStart"].map((it) => `new-sub-processor/any/${it}`)
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

  it("nor does it wait for a letter where a duty had been recorded before that was known, on any view", () => {
    const scenario = announced()
      .onCase("chg-1", "c1", { _tag: "JudgeDuties", at: "2026-04-03T09:00:00.000Z" })
      .onListing({ _tag: "PublishVersion", at: "2026-06-02T09:00:00.000Z" })
      .onClient("c1", { _tag: "AgreeListing", listing: "main", version: 2, at: "2026-06-03T09:00:00.000Z" })
    const looked = (now: Instant) => [
      registered(scenario, now, "c1")[0]?.stands,
      dueUntil(scenario, now, "2026-12-31").map(({ what }) => what),
      deskOf(scenario, now).toBeTold.length
    ]
    expect(looked("2026-06-03T08:59:59.999Z")).toEqual(["toBeTold", ["send"], 1])
    expect(looked("2026-06-03T09:00:00.000Z")).toEqual(["notOwed", [], 0])
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

describe(rules.setAside.clause.quote, () => {
  const told = (terms = commercial) => announced(terms).tells("c1", "letter-1", letterDay)
  const putRightAt = "2026-05-04T08:00:00.000Z"
  const justBefore = "2026-05-04T07:59:59.999Z"
  const putsRight = (
    scenario: Scenario,
    substance = true,
    at: typeof putRightAt | "2026-05-06T08:00:00.000Z" = putRightAt
  ) =>
    scenario.onListing(
      {
        _tag: "CorrectEntry",
        engagement: "flowmailer",
        change: "chg-1",
        to: { places: [{ id: at, name: "Spain", country: "ES" }] },
        substance,
        by: "dpo-1",
        reason: "it was to be Spain",
        at
      },
      { _tag: "PublishVersion", at }
    )
  const moves = (
    scenario: Scenario,
    effectiveOn: "2026-05-25" | "2026-06-01" | "2026-07-01",
    at: "2026-04-22T08:00:00.000Z" | "2026-04-24T08:00:00.000Z"
  ) => scenario.onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn, at })
  const stands = (scenario: Scenario, now: Instant) => registered(scenario, now, "c1")[0]?.stands
  const waits = (scenario: Scenario, now: Instant) =>
    deskOf(scenario, now).toBeTold.map(({ client, subject, duties, why }) => [client, subject, duties, why])
  const duty = ["sub-processor-change"]

  it("put right after the letter: to be told again, on every view, until a letter of that very moment or later", () => {
    const scenario = putsRight(told())
    expect(stands(scenario, justBefore)).toBe("told")
    expect(waits(scenario, justBefore)).toEqual([])
    const [line] = registered(scenario, putRightAt, "c1")
    expect(line?.stands).toBe("toBeTold")
    const reason = line?.because.find(({ clause }) => clause === rules.setAside.clause)
    expect(reason?.facts).toEqual(["consultation/chg-1/c1@2", "listing/main@12"])
    expect(line?.duties[0]).not.toHaveProperty("clockStarted")
    expect(waits(scenario, putRightAt)).toEqual([["c1", "chg-1", duty, "anew"]])
    expect(dueUntil(scenario, putRightAt, "2026-05-31")).toMatchObject([
      { what: "send", due: { on: "2026-05-01" }, overdue: true }
    ])
    expect(finding(verdictOf(scenario, justBefore), "told").answer).toBe("met")
    expect(finding(verdictOf(scenario, putRightAt), "told").answer).toBe("open")
    scenario.tells("c1", "letter-2", putRightAt)
    expect(stands(scenario, putRightAt)).toBe("told")
    expect(waits(scenario, putRightAt)).toEqual([])
    expect(dueUntil(scenario, putRightAt, "2026-05-31")).toEqual([])
    expect(finding(verdictOf(scenario, putRightAt), "told").answer).toBe("met")
    expect(registered(scenario, putRightAt, "c1")[0]?.duties).toMatchObject([{ clockStarted: { answer: putRightAt } }])
  })

  it("as the gate has it, at each of these moments", () => {
    const scenario = putsRight(told())
    expect(scenario.outlook("flowmailer", "c1", putRightAt).opens).toBe(undefined)
    scenario.tells("c1", "letter-2", putRightAt)
    expect(scenario.outlook("flowmailer", "c1", putRightAt).opens?.at).toBe("2026-06-03T22:00:00.000Z")
  })

  it("put right twice, the letter in between counts no more either", () => {
    const scenario = putsRight(told()).tells("c1", "letter-2", "2026-05-05T08:00:00.000Z")
    expect(stands(putsRight(scenario, true, "2026-05-06T08:00:00.000Z"), "2026-05-06T08:00:00.000Z")).toBe("toBeTold")
  })

  it("a slip of the pen leaves it told", () =>
    expect(stands(putsRight(told(), false), "2026-05-05T08:00:00.000Z")).toBe("told"))

  it("with access before it was told anew it was missed, and told late after that makes no time good", () => {
    const scenario = putsRight(told()).onCase("chg-1", "c1", {
      _tag: "RecordAccess",
      engagement: "flowmailer",
      use: {},
      at: "2026-05-31T22:00:00.000Z"
    })
    expect(finding(verdictOf(scenario, "2026-06-02T09:00:00.000Z"), "told").answer).toBe("missed")
    scenario.tells("c1", "letter-2", "2026-06-02T09:00:00.000Z")
    expect(finding(verdictOf(scenario, "2026-06-02T09:00:00.000Z"), "told").answer).toBe("metLate")
    expect(finding(verdictOf(scenario, "2026-06-02T09:00:00.000Z"), "toldInTime").answer).toBe("missed")
  })

  it("what an earlier letter told beside is to be told again too", () => {
    const fatal = ["entity", "service", "places", "effectiveOn"] as const
    const scenario = putsRight(told()).tells("c1", "letter-2", putRightAt, { contents: fatal })
    expect(registered(scenario, putRightAt, "c1")[0]?.duties[0]?.stillToTell).toEqual(["howToObject"])
  })

  it("brought forward to before the day that a letter told; moved back to that day, the letter counts again", () => {
    const forward = () => moves(told(), "2026-05-25", "2026-04-22T08:00:00.000Z")
    expect(stands(forward(), "2026-04-22T07:59:59.999Z")).toBe("told")
    expect(stands(forward(), "2026-04-22T08:00:00.000Z")).toBe("toBeTold")
    expect(waits(forward(), "2026-04-22T08:00:00.000Z")).toEqual([["c1", "chg-1", duty, "anew"]])
    const [line] = registered(forward(), "2026-04-22T08:00:00.000Z", "c1")
    expect(line?.because.find(({ clause }) => clause === rules.setAside.clause)?.facts).toEqual([
      "consultation/chg-1/c1@2",
      "listing/main@12"
    ])
    expect(stands(forward().tells("c1", "letter-2", "2026-04-23T08:00:00.000Z"), "2026-04-23T08:00:00.000Z")).toBe(
      "told"
    )
    expect(stands(moves(forward(), "2026-06-01", "2026-04-24T08:00:00.000Z"), "2026-04-24T08:00:00.000Z")).toBe("told")
  })

  it("moved to a later day, nobody is told anew", () =>
    expect(stands(moves(told(), "2026-07-01", "2026-04-22T08:00:00.000Z"), "2026-04-23T08:00:00.000Z")).toBe("told"))

  it("where the listing itself tells, it tells what was put right from the version that shows it", () => {
    const terms = varied("published", { clockStart: said({ from: "published", contacts: "any" }), contents: said([]) })
    const scenario = putsRight(announced(terms).onCase("chg-1", "c1", looks))
    const clock = (now: Instant) => registered(scenario, now, "c1")[0]?.duties[0]?.clockStarted?.answer
    expect(clock(justBefore)).toBe("2026-04-02T08:10:00.000Z")
    expect(clock(putRightAt)).toBe(putRightAt)
  })

  it("signed again after a time without an agreement, it is told again, as the gate has it; without such a time it is not", () => {
    const again = (at: "2026-04-25T08:00:00.000Z" | "2026-04-26T08:00:00.000Z") =>
      told().onClient(
        "c1",
        { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-04-25T08:00:00.000Z" },
        { _tag: "ExecuteDpa", dpa: "dpa-2", paper: "standard", terms: addressed("commercial"), at }
      )
    expect(stands(again("2026-04-25T08:00:00.000Z"), putRightAt)).toBe("told")
    const scenario = again("2026-04-26T08:00:00.000Z")
    expect(waits(scenario, putRightAt)).toEqual([["c1", "chg-1", duty, "anew"]])
    const reason = registered(scenario, putRightAt, "c1")[0]?.because.find(
      ({ clause }) => clause === rules.setAside.clause
    )
    expect(reason?.facts).toEqual(["consultation/chg-1/c1@2", "client/c1@5"])
    expect(scenario.outlook("flowmailer", "c1", putRightAt).opens).toBe(undefined)
    scenario.tells("c1", "letter-2", "2026-04-26T08:00:00.000Z")
    expect(stands(scenario, putRightAt)).toBe("told")
  })

  it("where the listing itself tells, a day brought forward is told from the version that shows it, and moved back from the first again", () => {
    const terms = varied("published", { clockStart: said({ from: "published", contacts: "any" }), contents: said([]) })
    const scenario = moves(announced(terms).onCase("chg-1", "c1", looks), "2026-05-25", "2026-04-22T08:00:00.000Z")
    const clock = () => registered(scenario, justBefore, "c1")[0]?.duties[0]?.clockStarted?.answer
    expect(clock()).toBe(undefined)
    scenario.onListing({ _tag: "PublishVersion", at: "2026-04-23T08:00:00.000Z" })
    expect(clock()).toBe("2026-04-23T08:00:00.000Z")
    moves(scenario, "2026-06-01", "2026-04-24T08:00:00.000Z")
    expect(clock()).toBe("2026-04-02T08:10:00.000Z")
  })

  it("put right in two respects, the later one counts, whichever was recorded first", () => {
    const right = (to: object, at: Instant) =>
      ({
        _tag: "CorrectEntry",
        engagement: "flowmailer",
        change: "chg-1",
        to,
        substance: true,
        by: "dpo-1",
        reason: "wrong",
        at
      }) as const
    const both = [
      right({ purposes: [{ id: "chat", text: "Chat" }] }, "2026-04-23T08:00:00.000Z"),
      right({ places: [{ id: "es", name: "Spain", country: "ES" }] }, "2026-04-25T08:00:00.000Z")
    ]
    for (const order of [both, both.toReversed()]) {
      const scenario = told()
        .onListing(...order)
        .tells("c1", "letter-2", "2026-04-24T08:00:00.000Z")
      expect(stands(scenario, "2026-04-24T08:00:00.000Z")).toBe("told")
      expect(stands(scenario, "2026-04-25T08:00:00.000Z")).toBe("toBeTold")
    }
  })

  it("a letter that never went out, bounced or said too little is something else, and is shown as that", () => {
    const now = "2026-05-05T09:00:00.000Z"
    expect(waits(putsRight(announced().onCase("chg-1", "c1", looks)), now)).toEqual([["c1", "chg-1", duty, "first"]])
    expect(waits(told().bounces("c1", "letter-1", "2026-04-20T10:00:00.000Z"), now)).toEqual([
      ["c1", "chg-1", duty, "bounced"]
    ])
    const short = announced().tells("c1", "letter-1", letterDay, { contents: ["entity"] })
    expect(waits(short, now)).toEqual([["c1", "chg-1", duty, "incomplete"]])
    const lost = putsRight(told())
      .tells("c1", "letter-2", putRightAt)
      .bounces("c1", "letter-2", "2026-05-04T09:00:00.000Z")
    expect(waits(lost, now)).toEqual([["c1", "chg-1", duty, "bounced"]])
    const withdrawn = putsRight(told()).onListing({ _tag: "WithdrawChange", change: "chg-1", at: now })
    expect(waits(withdrawn, now)).toEqual([])
  })
})

describe("Of the rows that a change touches, each is told of by its own words, and the latest date counts", () => {
  const [duty] = commercial.duties
  const notice = (days: number) => said({ period: Span.calendarDays(days, Span.plain), before: "access" } as const)
  const row = (id: string, when: object, days: number) => ({
    ...duty!.rows[0],
    id,
    when,
    advanceNotice: notice(days),
    window: said({ _tag: "For", period: Span.calendarDays(days, Span.plain) } as const)
  })
  const [any] = duty!.rows

  it("thirty days for the one, sixty for the other, in whatever order they stand in the terms", () => {
    for (const short of ["email", "sms"]) {
      const long = short === "email" ? "sms" : "email"
      const rows = [row("short", { services: [short] }, 30), row("long", { services: [long] }, 60)] as const
      const terms = { ...commercial, name: "by-service", duties: [{ ...duty!, changes: "any" as const, rows }] }
      const scenario = signs(seedLike(terms), "c1", terms)
        .onListing({
          _tag: "ListEngagement",
          engagement: engagement("cm-mail", { entity: "cm-telecom", service: "email" }),
          at: "2026-01-20T09:00:00.000Z"
        })
        .announces(
          { _tag: "Merge", entity: "cm-telecom", into: "flowmailer" },
          "2026-04-02T08:00:00.000Z",
          "2026-07-01"
        )
      expect(dueUntil(scenario, "2026-04-03T09:00:00.000Z", "2026-06-30")).toMatchObject([
        { what: "send", due: { on: "2026-05-01" } }
      ])
      scenario.tells("c1", "letter-1", letterDay)
      expect(registered(scenario, dayAfter, "c1")[0]?.duties).toMatchObject([
        {
          accessFrom: { answer: "2026-06-19T22:00:00.000Z" },
          objectUntil: { answer: { before: "2026-06-19T22:00:00.000Z" } }
        }
      ])
    }
  })

  it("what is not known of one of them is not known", () => {
    const rows = [
      row("short", { services: ["sms"] }, 30),
      { ...any, id: "rest", advanceNotice: { unstated: true } as const }
    ] as const
    const terms = { ...commercial, name: "half-stated", duties: [{ ...duty!, changes: "any" as const, rows }] }
    const scenario = signs(seedLike(terms), "c1", terms)
      .onListing({
        _tag: "ListEngagement",
        engagement: engagement("cm-mail", { entity: "cm-telecom", service: "email" }),
        at: "2026-01-20T09:00:00.000Z"
      })
      .announces({ _tag: "Merge", entity: "cm-telecom", into: "flowmailer" }, "2026-04-02T08:00:00.000Z", "2026-07-01")
      .tells("c1", "letter-1", letterDay)
    const [found] = registered(scenario, dayAfter, "c1")[0]!.duties
    expect(found).not.toHaveProperty("accessFrom")
    expect(found?.needs.map(({ open }) => open)).toEqual(["sub-processor-change/rest/advanceNotice"])
  })

  it("as the change itself makes the row, and not as a later one does", () => {
    const rows = [row("far", { countries: ["US"] }, 60), row("near", {}, 30)] as const
    const terms = { ...commercial, name: "by-country", duties: [{ ...duty!, changes: "any" as const, rows }] }
    const to = (country: string) =>
      ({ _tag: "Relocate", engagement: "cm-telecom", to: [{ id: country, name: country, country }] }) as const
    const scenario = signs(seedLike(terms), "c1", terms)
      .announces(to("US"), "2026-04-02T08:00:00.000Z", "2026-07-01")
      .announces(to("BE"), "2026-04-03T08:00:00.000Z", "2026-08-01", {}, "chg-2")
      .tells("c1", "letter-1", letterDay)
    expect(registered(scenario, dayAfter, "c1")[0]?.duties).toMatchObject([
      { accessFrom: { answer: "2026-06-19T22:00:00.000Z" } }
    ])
  })
})
