/** The agenda: what is due until a day, in order of time, and what is owed without a day. */
import { type Instant, Span } from "goodfaith/time"
import * as ready from "goodfaith/terms/ready"
import { agenda, type Item, rules } from "goodfaith/views"
import { describe, expect, it } from "vitest"
import { addressed, engagement, pure, replacement, said, seedLike, signs, varied } from "../scenario.ts"
import { dueUntil, recordsOf } from "./looking.ts"

const { commercial, connective, emergency, workingDays } = ready
const announced = (terms = commercial) => replacement(signs(seedLike(terms), "c1", terms))
const letterDay = "2026-04-20T09:00:00.000Z"

const inShort = ({ what, due, overdue }: Item) => [what, due === "open" ? "open" : due.on, overdue]

describe(rules.sendBy.clause.quote, () => {
  it("thirty days before 1 June are over when the letter goes out on 1 May, and not on 2 May", () => {
    const [item, ...others] = dueUntil(announced(), "2026-04-03T09:00:00.000Z", "2026-05-01")
    expect(others).toEqual([])
    expect(item).toMatchObject({
      what: "send",
      duty: "sub-processor-change",
      client: "c1",
      subject: "chg-1",
      due: { on: "2026-05-01", before: "2026-05-01T22:00:00.000Z" },
      overdue: false
    })
    expect(item?.because[0]).toMatchObject({
      clause: rules.sendBy.clause,
      facts: ["listing/main@9"],
      terms: [
        { parameter: "sub-processor-change/any/advanceNotice" },
        { parameter: "sub-processor-change/any/clockStart" }
      ]
    })
    const accessAfter = (at: Instant) =>
      announced().tells("c1", "letter-1", at).case("chg-1", "c1").state.notice.letters[0]?.sent.value.stated.accessFrom
    expect(accessAfter("2026-05-01T21:59:59.999Z")).toBe("2026-05-31T22:00:00.000Z")
    expect(accessAfter("2026-05-01T22:00:00.000Z")).toBe("2026-06-01T22:00:00.000Z")
  })

  it("working days are counted forwards: two to be received and ten more before 1 June 2026, over Ascension and Whit Monday", () => {
    const items = dueUntil(announced(workingDays), "2026-04-03T09:00:00.000Z", "2026-06-30")
    expect(items.map(inShort)).toEqual([["send", "2026-05-11", false]])
    const opens = (at: Instant) =>
      announced(workingDays).tells("c1", "letter-1", at).outlook("flowmailer", "c1", "2026-05-30T09:00:00.000Z").opens
        ?.at
    expect(opens("2026-05-11T21:59:59.999Z")).toBe("2026-05-31T22:00:00.000Z")
    expect(opens("2026-05-11T22:00:00.000Z")).toBe("2026-06-01T22:00:00.000Z")
  })

  it("is overdue from the first moment after, and stays until a letter is out, whatever day is asked for", () => {
    const at = (now: Instant) => dueUntil(announced(), now, "2026-04-30").map(inShort)
    expect(at("2026-05-01T21:59:59.999Z")).toEqual([])
    expect(dueUntil(announced(), "2026-05-01T21:59:59.999Z", "2026-05-01").map(inShort)).toEqual([
      ["send", "2026-05-01", false]
    ])
    expect(dueUntil(announced(), "2026-05-01T22:00:00.000Z", "2026-05-02").map(inShort)).toEqual([
      ["send", "2026-05-01", true]
    ])
    expect(dueUntil(announced().tells("c1", "l", letterDay), "2026-05-02T09:00:00.000Z", "2026-05-02")).toEqual([])
  })

  it("a change moved later moves it along; a withdrawn one is off the agenda", () => {
    const moved = announced().onListing({
      _tag: "PostponeChange",
      change: "chg-1",
      effectiveOn: "2026-07-01",
      at: "2026-04-10T09:00:00.000Z"
    })
    expect(dueUntil(moved, "2026-04-09T09:00:00.000Z", "2026-12-31").map(inShort)).toEqual([
      ["send", "2026-05-01", false]
    ])
    expect(dueUntil(moved, "2026-04-10T09:00:00.000Z", "2026-12-31").map(inShort)).toEqual([
      ["send", "2026-05-31", false]
    ])
    const withdrawn = announced().onListing({ _tag: "WithdrawChange", change: "chg-1", at: "2026-04-10T09:00:00.000Z" })
    expect(dueUntil(withdrawn, "2026-04-10T08:59:59.999Z", "2026-12-31")).toHaveLength(1)
    expect(dueUntil(withdrawn, "2026-04-10T09:00:00.000Z", "2026-12-31")).toEqual([])
  })

  it("where the contract says nothing that can be counted the letter is due without a day, and stands at the end", () => {
    const scenario = announced(connective).onListing({
      _tag: "ConfirmSafeguards",
      engagement: "tripolis",
      contract: true,
      equivalentDuties: true,
      until: "2026-04-30T22:00:00.000Z",
      by: "dpo-1",
      at: "2026-04-02T09:00:00.000Z"
    })
    expect(dueUntil(scenario, "2026-04-03T09:00:00.000Z", "2026-04-30").map(inShort)).toEqual([
      ["safeguardsLapse", "2026-04-30", false],
      ["send", "open", false],
      ["send", "open", false]
    ])
  })

  it("without a listing or its zone nothing can be due", () => {
    const records = recordsOf(announced(), "c1")
    const zoneless = { ...records, world: { ...records.world, zone: () => undefined } }
    expect(pure(() => agenda(zoneless, { now: letterDay, until: "2026-12-31" }))).toEqual([])
  })
})

describe(rules.windowEndsOn.clause.quote, () => {
  it("thirty days after the letter it ends, and is gone when it has ended", () => {
    const scenario = announced().tells("c1", "letter-1", letterDay)
    const [item] = dueUntil(scenario, "2026-05-20T21:59:59.999Z", "2026-05-20")
    expect(item).toMatchObject({
      what: "windowEnds",
      due: { on: "2026-05-20", before: "2026-05-20T22:00:00.000Z" },
      overdue: false
    })
    expect(dueUntil(scenario, "2026-05-20T22:00:00.000Z", "2026-05-20")).toEqual([])
    expect(dueUntil(scenario, "2026-05-20T21:59:59.999Z", "2026-05-19")).toEqual([])
  })

  it("a later last day that a letter told is the day on which it ends", () => {
    const scenario = announced().tells("c1", "letter-1", letterDay, { said: { objectUntil: "2026-06-30" } })
    expect(dueUntil(scenario, "2026-06-01T09:00:00.000Z", "2026-06-30").map(inShort)).toEqual([
      ["windowEnds", "2026-06-30", false]
    ])
    expect(dueUntil(scenario, "2026-06-30T22:00:00.000Z", "2026-06-30")).toEqual([])
  })

  it("what was told under an agreement that ended before the one of today began moves it no more", () => {
    const scenario = announced()
      .tells("c1", "letter-1", letterDay, { said: { objectUntil: "2026-12-31" } })
      .onClient(
        "c1",
        { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-07-01T00:00:00.000Z" },
        {
          _tag: "ExecuteDpa",
          dpa: "dpa-2",
          paper: "standard",
          terms: addressed("commercial"),
          at: "2026-09-01T00:00:00.000Z"
        }
      )
    scenario.tells("c1", "letter-2", "2026-09-02T09:00:00.000Z")
    expect(dueUntil(scenario, "2026-09-03T09:00:00.000Z", "2026-12-31").map(inShort)).toContainEqual([
      "windowEnds",
      "2026-10-02",
      false
    ])
  })

  it("agreed on a later end, it is on the agenda for that day", () => {
    const scenario = announced().tells("c1", "letter-1", letterDay).objects("c1", "o1", "2026-04-21T09:00:00.000Z")
    scenario.onCase(
      "chg-1",
      "c1",
      { _tag: "OpenDiscussion", at: "2026-04-22T09:00:00.000Z" },
      {
        _tag: "AgreeSolution",
        by: "head-of-it",
        authority: "shown",
        solution: { _tag: "Acceptance" },
        effects: { windowUntil: "2026-06-14T22:00:00.000Z" },
        at: "2026-04-23T09:00:00.000Z"
      }
    )
    expect(dueUntil(scenario, "2026-04-24T09:00:00.000Z", "2026-06-30").map(inShort)).toEqual([
      ["windowEnds", "2026-06-14", false],
      ["tellOutcome", "open", false]
    ])
  })
})

describe("What a letter left out, objections, exits and safeguards have their days too", () => {
  it("what may follow is due before the change begins to hold", () => {
    const scenario = announced().tells("c1", "letter-1", letterDay, {
      contents: ["entity", "service", "places", "effectiveOn"]
    })
    expect(dueUntil(scenario, "2026-05-31T21:59:59.999Z", "2026-06-30")).toMatchObject([
      { what: "tell", contents: ["howToObject"], due: { on: "2026-05-31" }, overdue: false }
    ])
    expect(dueUntil(scenario, "2026-05-31T22:00:00.000Z", "2026-06-30")).toMatchObject([
      { what: "tell", overdue: true }
    ])
    scenario.onCase("chg-1", "c1", {
      _tag: "SendNotice",
      letter: "letter-2",
      to: [{ contact: "office", channel: "email" }],
      contents: ["howToObject"],
      at: "2026-05-20T09:00:00.000Z"
    })
    expect(dueUntil(scenario, "2026-05-31T22:00:00.000Z", "2026-06-30")).toEqual([])
  })

  it("an answer in five working days, and twenty to find a solution", () => {
    const scenario = announced(workingDays).tells("c1", "letter-1", letterDay)
    scenario.objects("c1", "o1", "2026-04-22T09:00:00.000Z")
    // King's Day is a Monday in 2026; Ascension is 14 May.
    const before = "2026-04-23T09:00:00.000Z"
    expect(dueUntil(scenario, before, "2026-05-31").map(inShort)).toEqual([
      ["answer", "2026-04-30", false],
      ["windowEnds", "2026-05-08", false],
      ["cureEnds", "2026-05-22", false]
    ])
    expect(dueUntil(scenario, "2026-04-30T22:00:00.000Z", "2026-04-30").map(inShort)).toEqual([
      ["answer", "2026-04-30", true]
    ])
    scenario.onCase("chg-1", "c1", { _tag: "AnswerObjection", objection: "o1", at: "2026-04-29T09:00:00.000Z" })
    expect(dueUntil(scenario, "2026-04-30T22:00:00.000Z", "2026-04-30")).toEqual([])
    expect(dueUntil(scenario, "2026-05-22T22:00:00.000Z", "2026-05-31")).toEqual([])
  })

  it("a client that was informed has its days to confirm", () => {
    const terms = varied("confirming", {
      objection: {
        ...commercial.duties[0]!.rows[0].objection,
        confirmation: said(Span.calendarDays(5, Span.plain))
      }
    })
    const scenario = announced(terms).tells("c1", "letter-1", letterDay).objects("c1", "o1", "2026-05-10T09:00:00.000Z")
    const until = (now: Instant) =>
      dueUntil(scenario, now, "2026-05-18")
        .filter(({ what }) => what === "confirm")
        .map(inShort)
    expect(until("2026-05-11T09:00:00.000Z")).toEqual([])
    scenario.onCase("chg-1", "c1", { _tag: "GiveInformation", objection: "o1", at: "2026-05-11T10:00:00.000Z" })
    expect(until("2026-05-11T10:00:00.000Z")).toEqual([["confirm", "2026-05-16", false]])
    expect(until("2026-05-16T22:00:00.000Z")).toEqual([])
    scenario.onCase("chg-1", "c1", { _tag: "ConfirmObjection", objection: "o1", at: "2026-05-12T09:00:00.000Z" })
    expect(until("2026-05-12T09:00:00.000Z")).toEqual([])
  })

  it("an exit takes effect on the day that it is declared for, or later where the agreement asks for notice", () => {
    const scenario = announced().tells("c1", "letter-1", letterDay).objects("c1", "o1", "2026-04-21T09:00:00.000Z")
    scenario.onCase("chg-1", "c1", {
      _tag: "DeclareExit",
      exit: "exit-1",
      by: "client",
      scope: "affectedService",
      from: "2026-06-10T22:00:00.000Z",
      objection: "o1",
      at: "2026-06-02T09:00:00.000Z"
    })
    const exits = (now: Instant) =>
      dueUntil(scenario, now, "2026-07-31").filter(({ what }) => what === "exitTakesEffect")
    expect(exits("2026-06-03T09:00:00.000Z")).toMatchObject([{ exit: "exit-1", due: { on: "2026-07-02" } }])
    scenario.onCase("chg-1", "c1", { _tag: "RevokeExit", exit: "exit-1", at: "2026-06-04T09:00:00.000Z" })
    expect(exits("2026-06-05T09:00:00.000Z")).toEqual([])
  })

  it("in an emergency whose clause fits, the letter is due after access and none before", () => {
    const scenario = signs(seedLike(emergency), "c1", emergency).announces(
      { _tag: "Replace", replaces: "tripolis", engagement: engagement("flowmailer", { products: ["identity"] }) },
      "2026-04-02T08:00:00.000Z",
      "2026-04-02",
      { emergency: "Tripolis is down for good" }
    )
    const ask = (now: Instant) =>
      dueUntil(scenario, now, "2026-04-30")
        .filter(({ what }) => what !== "safeguardsLapse")
        .map(inShort)
    // Nobody has judged yet whether the clause fits: the ordinary notice is owed, and late.
    expect(ask("2026-04-02T12:00:00.000Z")).toEqual([["send", "2026-03-02", true]])
    scenario.onListing({
      _tag: "JudgeEmergency",
      change: "chg-1",
      terms: "terms:sha256-emergency",
      fits: true,
      by: "dpo-1",
      reason: "the service stood still",
      at: "2026-04-02T09:00:00.000Z"
    })
    expect(ask("2026-04-02T12:00:00.000Z")).toEqual([["tellAfter", "open", false]])
    scenario.onCase("chg-1", "c1", {
      _tag: "RecordAccess",
      engagement: "flowmailer",
      use: {},
      at: "2026-04-02T10:00:00.000Z"
    })
    expect(ask("2026-04-02T12:00:00.000Z")).toEqual([["tellAfter", "2026-04-04", false]])
    expect(ask("2026-04-04T22:00:00.000Z")).toEqual([["tellAfter", "2026-04-04", true]])
    scenario.tells("c1", "letter-1", "2026-04-04T09:00:00.000Z")
    expect(ask("2026-04-04T22:00:00.000Z")).toEqual([])
  })

  it("things of one agenda stand in the order of their time", () => {
    const both = signs(signs(seedLike(commercial, workingDays), "c1", commercial), "c0", workingDays)
    const scenario = replacement(both).tells("c1", "letter-1", letterDay)
    const items = pure(() => agenda(recordsOf(scenario, "c1", "c0"), { now: letterDay, until: "2026-06-30" }))
    expect(items.map(({ client, what, due }) => [client, what, due === "open" ? due : due.on])).toEqual([
      ["c0", "send", "2026-05-11"],
      ["c1", "windowEnds", "2026-05-20"]
    ])
  })
})
