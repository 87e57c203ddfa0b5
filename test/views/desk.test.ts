/** The desk: what waits, for whom, and what a person must decide. */
import { rules as promises } from "goodfaith/consultation"
import { type Instant, Span } from "goodfaith/time"
import { unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { rules } from "goodfaith/views"
import { describe, expect, it } from "vitest"
import {
  accepts,
  addressed,
  engagement,
  objects,
  replacement,
  type Scenario,
  said,
  seedLike,
  signs,
  varied
} from "../scenario.ts"
import { deskOf } from "./looking.ts"

const { commercial, connective, emergency, workingDays } = ready
const letterDay = "2026-04-20T09:00:00.000Z"
const objecting = "2026-05-10T09:00:00.000Z"
const announced = (terms = commercial) => replacement(signs(seedLike(terms), "c1", terms))
const told = (terms = commercial) => announced(terms).tells("c1", "letter-1", letterDay)
const objected = (terms = commercial) => told(terms).objects("c1", "o1", objecting)

describe(rules.onTheDesk.clause.quote, () => {
  it("with its age in whole days, from the moment at which it came", () => {
    const ages = (now: Instant) => deskOf(objected(), now).objections.map(({ objection, days }) => [objection, days])
    expect(ages("2026-05-10T08:59:59.999Z")).toEqual([])
    expect(ages(objecting)).toEqual([["o1", 0]])
    expect(ages("2026-05-11T08:59:59.999Z")).toEqual([["o1", 0]])
    expect(ages("2026-05-11T09:00:00.000Z")).toEqual([["o1", 1]])
    expect(ages("2028-05-10T09:00:00.000Z")).toEqual([["o1", 731]])
  })

  it("settled or withdrawn it is gone, from that moment on", () => {
    const scenario = objected().agrees("c1", { _tag: "Acceptance" }, "2026-05-20T09:00:00.000Z")
    expect(deskOf(scenario, "2026-05-20T08:59:59.999Z").objections).toHaveLength(1)
    expect(deskOf(scenario, "2026-05-20T09:00:00.000Z").objections).toEqual([])
  })

  it("with what it lacks, whether it stands, and the reasons of both", () => {
    const scenario = told().onCase("chg-1", "c1", objects("o1", objecting, { inWriting: false, gives: [] }))
    const [it] = deskOf(scenario, "2026-05-11T09:00:00.000Z").objections
    expect(it).toMatchObject({ client: "c1", subject: "chg-1", stands: true, lacks: ["inWriting", "grounds"] })
    expect(it?.because[0].clause).toEqual(rules.onTheDesk.clause)
  })

  it("outside any change it is on the desk all the same, the oldest first", () => {
    const scenario = objected().objects("c1", "o2", "2026-05-01T09:00:00.000Z", "cm-telecom")
    expect(
      deskOf(scenario, "2026-05-12T09:00:00.000Z").objections.map(({ subject, days, stands }) => [
        subject,
        days,
        stands
      ])
    ).toEqual([
      ["cm-telecom", 11, true],
      ["chg-1", 2, true]
    ])
  })

  it("in time up to the last day that its letter told, though the contract gives fewer", () => {
    const kind = { said: { objectUntil: "2026-06-30" } } as const
    const stands = (at: Instant) =>
      deskOf(announced().tells("c1", "letter-1", letterDay, kind).objects("c1", "o1", at), at).objections[0]?.stands
    expect(stands("2026-06-30T21:59:59.999Z")).toBe(true)
    expect(stands("2026-06-30T22:00:00.000Z")).toBe(false)
  })

  it("a reading of the terms of before gives no way out under the terms that were agreed", () => {
    const [one, other] = [varied("one", { exit: unstated }), varied("other", { exit: unstated })]
    const told = () =>
      replacement(signs(seedLike(one, other), "c1", one))
        .reads(
          one,
          { "sub-processor-change/any/exit": { who: ["client"], scope: "agreement" } },
          "2026-04-10T09:00:00.000Z"
        )
        .tells("c1", "letter-1", letterDay)
    const wayOut = (scenario: Scenario) =>
      deskOf(scenario.objects("c1", "o1", objecting), "2026-06-09T22:00:00.000Z").objections[0]?.wayOut
    expect(wayOut(told())).toEqual([{ to: "client", since: "2026-06-09T22:00:00.000Z" }])
    const goesOn = told().onCase("chg-1", "c1", {
      _tag: "AgreeTerms",
      terms: addressed("other"),
      by: "head-of-it",
      at: "2026-05-01T09:00:00.000Z"
    })
    expect(wayOut(goesOn)).toEqual([])
  })

  it("where the terms promise no consultation, nobody but a person can say whether it stands", () => {
    const silent = { ...commercial, name: "silent", duties: [] }
    const scenario = announced(silent).objects("c1", "o1", objecting)
    expect(deskOf(scenario, "2026-05-12T09:00:00.000Z").objections).toMatchObject([{ stands: undefined, waits: [] }])
  })

  it("whoever waits for whom: talks without a day, a solution by its day, and then the way out", () => {
    const waits = (now: Instant, scenario = objected()) =>
      deskOf(scenario, now).objections[0]?.waits.map((it) => [
        it.for,
        it.to,
        it.due === "open" ? "open" : it.due.on,
        it.overdue
      ])
    expect(waits("2026-06-09T21:59:59.999Z")).toEqual([
      ["vendor", "talk", "open", false],
      ["vendor", "solve", "2026-06-09", false]
    ])
    expect(waits("2026-06-09T22:00:00.000Z")).toEqual([
      ["vendor", "talk", "open", false],
      ["vendor", "solve", "2026-06-09", true]
    ])
    const talking = objected().onCase(
      "chg-1",
      "c1",
      { _tag: "OpenDiscussion", at: "2026-05-12T09:00:00.000Z" },
      {
        _tag: "ProposeSolution",
        proposal: "p1",
        by: "vendor",
        solution: { _tag: "CarveOut", engagement: "flowmailer" },
        at: "2026-05-13T09:00:00.000Z"
      }
    )
    expect(waits("2026-05-12T08:59:59.999Z", talking)?.[0]).toEqual(["vendor", "talk", "open", false])
    expect(waits("2026-05-12T09:00:00.000Z", talking)).toEqual([["vendor", "solve", "2026-06-09", false]])
    expect(waits("2026-05-13T09:00:00.000Z", talking)).toEqual([
      ["vendor", "solve", "2026-06-09", false],
      ["client", "answer", "open", false]
    ])
    expect(deskOf(objected(), "2026-06-09T21:59:59.999Z").objections[0]?.wayOut).toEqual([])
    expect(deskOf(objected(), "2026-06-09T22:00:00.000Z").objections[0]?.wayOut).toEqual([
      { to: "client", since: "2026-06-09T22:00:00.000Z" }
    ])
  })

  it("an answer is waited for by its day; a client of whom nothing was shown is to be asked, and then to answer", () => {
    const scenario = told(workingDays).onCase(
      "chg-1",
      "c1",
      objects("o1", "2026-04-22T09:00:00.000Z", { authority: "notShown" })
    )
    const waits = (now: Instant) =>
      deskOf(scenario, now).objections[0]?.waits.map((it) => [it.for, it.to, it.due === "open" ? "open" : it.due.on])
    expect(waits("2026-04-23T09:00:00.000Z")).toEqual([
      ["vendor", "askAuthority", "open"],
      ["vendor", "answer", "2026-04-30"],
      ["vendor", "talk", "open"],
      ["vendor", "solve", "2026-05-22"]
    ])
    scenario.onCase(
      "chg-1",
      "c1",
      { _tag: "AskAuthority", act: "o1", at: "2026-04-23T10:00:00.000Z" },
      { _tag: "AnswerObjection", objection: "o1", at: "2026-04-23T10:00:00.000Z" }
    )
    expect(waits("2026-04-23T10:00:00.000Z")).toEqual([
      ["client", "showAuthority", "open"],
      ["vendor", "talk", "open"],
      ["vendor", "solve", "2026-05-22"]
    ])
  })

  it("where a client confirms once it is informed, the vendor informs first", () => {
    const confirmation = said(Span.calendarDays(5, Span.plain))
    const terms = varied("confirming", { objection: { ...commercial.duties[0]!.rows[0].objection, confirmation } })
    const scenario = objected(terms)
    const waits = (now: Instant) => deskOf(scenario, now).objections[0]?.waits.map((it) => `${it.for} ${it.to}`)
    expect(waits("2026-05-11T08:00:00.000Z")).toContain("vendor inform")
    scenario.onCase("chg-1", "c1", { _tag: "GiveInformation", objection: "o1", at: "2026-05-11T09:00:00.000Z" })
    expect(waits("2026-05-11T09:00:00.000Z")).toContain("client confirm")
    expect(waits("2026-05-11T09:00:00.000Z")).not.toContain("vendor inform")
  })
})

describe("An exit is on the desk as it was declared, and judged", () => {
  const leaves = (at: Instant) =>
    objected().onCase("chg-1", "c1", {
      _tag: "DeclareExit",
      exit: "exit-1",
      by: "client",
      scope: "affectedService",
      from: "2026-06-30T22:00:00.000Z",
      objection: "o1",
      at
    })

  it("allowed once the time for a solution is over, and not the day before", () => {
    const [early] = deskOf(leaves("2026-06-09T21:59:59.999Z"), "2026-06-20T09:00:00.000Z").exits
    expect(early).toMatchObject({ client: "c1", subject: "chg-1", exit: "exit-1", by: "client", allowed: "notAllowed" })
    const [late] = deskOf(leaves("2026-06-09T22:00:00.000Z"), "2026-06-20T09:00:00.000Z").exits
    expect(late).toMatchObject({ allowed: "allowed", takesEffect: "2026-07-10T22:00:00.000Z" })
  })

  it("before it is declared there is none", () =>
    expect(deskOf(leaves("2026-06-12T09:00:00.000Z"), "2026-06-12T08:59:59.999Z").exits).toEqual([]))
})

describe(rules.lostLetter.clause.quote, () => {
  it("bounced, until another is out", () => {
    const scenario = told().bounces("c1", "letter-1", "2026-04-20T10:00:00.000Z")
    expect(deskOf(scenario, "2026-04-20T09:59:59.999Z").lost).toEqual([])
    expect(deskOf(scenario, "2026-04-20T10:00:00.000Z").lost).toMatchObject([
      { client: "c1", subject: "chg-1", letter: "letter-1", sentAt: letterDay }
    ])
    scenario.tells("c1", "letter-2", "2026-04-21T09:00:00.000Z")
    expect(deskOf(scenario, "2026-04-21T09:00:00.000Z").lost).toEqual([])
  })
})

describe(promises.channelDead.clause.quote, () => {
  it("an address that does not work is on the desk until it works again", () => {
    const scenario = told().cannotBeReached("2026-05-01T09:00:00.000Z", "2026-05-03T09:00:00.000Z")
    expect(deskOf(scenario, "2026-05-01T08:59:59.999Z").deadAddresses).toEqual([])
    expect(deskOf(scenario, "2026-05-03T08:59:59.999Z").deadAddresses).toMatchObject([
      { address: "privacy-office", since: "2026-05-01T09:00:00.000Z" }
    ])
    expect(deskOf(scenario, "2026-05-03T09:00:00.000Z").deadAddresses).toEqual([])
  })
})

describe("A yes of which nobody has said whether it was in writing", () => {
  it("is to be said of each client's own yes, until somebody has", () => {
    const { specific } = ready
    const { inWriting: _, ...yes } = accepts("2026-05-04T09:00:00.000Z", { acceptance: "yes-1" })
    const scenario = () => told(specific).onCase("chg-1", "c1", yes)
    const toSay = (it: Scenario) =>
      deskOf(it, "2026-06-10T09:00:00.000Z").decisions.filter(({ what }) => what === "inWriting")
    expect(toSay(scenario())).toMatchObject([{ of: "yes-1", clients: ["c1"], subjects: ["chg-1"] }])
    expect(toSay(scenario().onCase("chg-1", "c1", { ...yes, inWriting: true }))).toEqual([])
    const two = signs(scenario(), "c2", specific).tells("c2", "letter-1", letterDay).onCase("chg-1", "c2", yes)
    const both = deskOf(two, "2026-06-10T09:00:00.000Z", 30, "c1", "c2").decisions
    expect(both.filter(({ what }) => what === "inWriting").map(({ clients }) => clients)).toEqual([["c1"], ["c2"]])
  })
})

describe(rules.toDecide.clause.quote, () => {
  it("grounds that the agreement asks for, until they are judged", () => {
    const scenario = objected()
    expect(deskOf(scenario, objecting).decisions).toMatchObject([
      { what: "grounds", of: "o1", clients: ["c1"], subjects: ["chg-1"] }
    ])
    scenario.onCase("chg-1", "c1", {
      _tag: "JudgeGrounds",
      objection: "o1",
      sufficient: true,
      by: "dpo-1",
      reason: "sealed:reason",
      at: "2026-05-11T09:00:00.000Z"
    })
    expect(deskOf(scenario, "2026-05-11T08:59:59.999Z").decisions).toHaveLength(1)
    expect(deskOf(scenario, "2026-05-11T09:00:00.000Z").decisions).toEqual([])
  })

  it("the words that the gate hangs on, once for all clients under these terms", () => {
    const scenario = signs(announced(connective), "c2", connective)
    for (const client of ["c1", "c2"]) scenario.tells(client, `letter-${client}`, letterDay)
    const { decisions } = deskOf(scenario, "2026-06-02T09:00:00.000Z", 30, "c1", "c2")
    expect(decisions.map(({ what, of, clients, words }) => [what, of, clients, words?.slice(0, 20)])).toEqual([
      ["reading", "new-sub-processor/any/clockStart", ["c1", "c2"], undefined],
      ["reading", "new-sub-processor/any/advanceNotice", ["c1", "c2"], "In the event a new m"],
      ["reading", "new-sub-processor/any/hold.beforeStart", ["c1", "c2"], undefined],
      ["reading", "new-sub-processor/any/window", ["c1", "c2"], undefined]
    ])
  })

  it("what must be read before the letter goes out is there before it, while the gate is plainly shut", () => {
    const scenario = announced(connective).onCase("chg-1", "c1", {
      _tag: "JudgeDuties",
      at: "2026-04-02T08:30:00.000Z"
    })
    const parameter = (name: string) => `new-sub-processor/any/${name}`
    const toRead = (at: Instant) =>
      deskOf(scenario, at)
        .decisions.filter(({ what }) => what === "reading")
        .map(({ of }) => of)
    expect(toRead("2026-04-03T09:00:00.000Z")).toEqual(
      ["clockStart", "advanceNotice", "window", "hold.beforeStart"].map(parameter)
    )
    scenario.reads(
      connective,
      {
        [parameter("clockStart")]: { from: "sent", contacts: "any" },
        [parameter("advanceNotice")]: { period: Span.calendarDays(30, Span.plain), before: "access" },
        [parameter("window")]: { _tag: "For", period: Span.calendarDays(30, Span.plain) },
        [parameter("hold.beforeStart")]: "untilWindowEnds"
      },
      "2026-04-04T09:00:00.000Z"
    )
    expect(toRead("2026-04-05T09:00:00.000Z")).toEqual([])
  })

  it("read only after the letter, it is no more to be read; but another letter must say so", () => {
    const parameter = "new-sub-processor/any/advanceNotice"
    const scenario = announced(connective).tells("c1", "letter-1", letterDay)
    const waits = (at: Instant) => deskOf(scenario, at).toBeTold.flatMap(({ duties }) => duties)
    expect(waits("2026-04-21T09:00:00.000Z")).toEqual([])
    const before = { period: Span.calendarDays(30, Span.plain), before: "access" }
    scenario.reads(connective, { [parameter]: before }, "2026-04-22T09:00:00.000Z")
    expect(waits("2026-04-22T08:59:59.999Z")).toEqual([])
    expect(waits("2026-04-23T09:00:00.000Z")).toEqual(["new-sub-processor"])
    const reading = (at: Instant) => deskOf(scenario, at).decisions.map(({ of }) => of)
    expect(reading("2026-04-23T09:00:00.000Z")).not.toContain(parameter)
    scenario.tells("c1", "letter-2", "2026-04-24T09:00:00.000Z")
    expect(waits("2026-04-24T09:00:00.000Z")).toEqual([])
  })

  it("whether an emergency clause fits, until somebody has said so for these terms", () => {
    const scenario = signs(seedLike(emergency), "c1", emergency)
      .announces(
        { _tag: "Replace", replaces: "tripolis", engagement: engagement("flowmailer", { products: ["identity"] }) },
        "2026-04-02T08:00:00.000Z",
        "2026-04-02",
        { emergency: "Tripolis is down for good" }
      )
      .onCase("chg-1", "c1", { _tag: "JudgeDuties", at: "2026-04-02T08:30:00.000Z" })
    expect(deskOf(scenario, "2026-04-02T09:00:00.000Z").decisions).toMatchObject([
      { what: "emergency", of: "emergency", clients: ["c1"], subjects: ["chg-1"] }
    ])
    scenario.onListing({
      _tag: "JudgeEmergency",
      change: "chg-1",
      terms: "terms:sha256-emergency",
      fits: false,
      by: "dpo-1",
      reason: "it could have waited",
      at: "2026-04-02T10:00:00.000Z"
    })
    expect(deskOf(scenario, "2026-04-02T09:59:59.999Z").decisions).toHaveLength(1)
    expect(deskOf(scenario, "2026-04-02T10:00:00.000Z").decisions).toEqual([])
  })
})

describe(rules.lapsesSoon.clause.quote, () => {
  const confirms = (until: Instant) =>
    announced().onListing({
      _tag: "ConfirmSafeguards",
      engagement: "flowmailer",
      contract: true,
      equivalentDuties: true,
      until,
      by: "dpo-1",
      at: "2026-04-03T09:00:00.000Z"
    })
  const shown = (scenario: ReturnType<typeof confirms>, now: Instant, days = 30) =>
    deskOf(scenario, now, days).safeguards.map(({ engagement: id, until }) => [id, until])

  it("those that end within the days asked for, the last moment included", () => {
    const until = "2026-05-20T09:00:00.000Z"
    expect(shown(confirms(until), "2026-04-20T08:59:59.999Z")).toEqual([])
    expect(shown(confirms(until), letterDay)).toEqual([["flowmailer", until]])
    expect(shown(confirms(until), letterDay, 29)).toEqual([])
    expect(shown(confirms(until), "2026-06-20T09:00:00.000Z")).toEqual([["flowmailer", until]])
  })

  it("those that nobody has confirmed, or that are confirmed not to be there", () => {
    const scenario = announced().onListing(
      { _tag: "ListEngagement", engagement: engagement("notary", { entity: "cm-telecom" }), at: letterDay },
      {
        _tag: "ConfirmSafeguards",
        engagement: "cm-telecom",
        contract: true,
        equivalentDuties: false,
        by: "dpo-1",
        at: letterDay
      }
    )
    expect(shown(scenario, letterDay)).toEqual([
      ["cm-telecom", "missing"],
      ["notary", "missing"]
    ])
  })

  it("those that an announced change will end; confirmed anew after that day, they hold again", () => {
    const scenario = announced().onListing({
      _tag: "AnnounceChange",
      change: "chg-2",
      what: { _tag: "LoseSafeguards", engagement: "cm-telecom", words: "the contract ends" },
      effectiveOn: "2026-05-01",
      for: "all",
      at: letterDay
    })
    expect(shown(scenario, letterDay)).toEqual([["cm-telecom", "2026-04-30T22:00:00.000Z"]])
    scenario.onListing({
      _tag: "ConfirmSafeguards",
      engagement: "cm-telecom",
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at: "2026-04-30T22:00:00.000Z"
    })
    expect(shown(scenario, "2026-04-30T22:00:00.000Z")).toEqual([])
  })

  it("what has ended needs none, nor a controller", () => {
    const scenario = confirms("2026-04-25T09:00:00.000Z").onListing(
      { _tag: "EndEngagement", engagement: "flowmailer", at: "2026-04-22T09:00:00.000Z" },
      {
        _tag: "ListEngagement",
        engagement: engagement("bank", { entity: "tripolis", role: "controller" }),
        at: letterDay
      }
    )
    expect(shown(scenario, "2026-04-22T08:59:59.999Z")).toEqual([["flowmailer", "2026-04-25T09:00:00.000Z"]])
    expect(shown(scenario, "2026-04-22T09:00:00.000Z")).toEqual([])
  })
})

describe(rules.reviewed.clause.quote, () => {
  it("from its opening, and from each time a person went through it", () => {
    const scenario = announced()
    expect(deskOf(scenario, "2026-01-15T09:00:00.000Z").review).toMatchObject({
      days: 10,
      since: "2026-01-05T09:00:00.000Z"
    })
    scenario.onListing({ _tag: "ReviewListing", by: "dpo-1", at: letterDay })
    expect(deskOf(scenario, "2026-04-22T08:59:59.999Z").review).toMatchObject({ days: 1, since: letterDay })
  })
})

describe(rules.leftForGood.clause.quote, () => {
  const { exit } = commercial.duties[0]!.rows[0]
  const leaving = (scope: "agreement" | "addendum" | "choice") =>
    varied(`leaving-${scope}`, { exit: "says" in exit ? said({ ...exit.says, scope }) : exit })
  const takesEffect = "2026-07-10T22:00:00.000Z"
  const leaves = (scope: "agreement" | "addendum" | "affectedService", at: Instant = "2026-06-09T22:00:00.000Z") =>
    objected(leaving(scope === "affectedService" ? "choice" : scope)).onCase("chg-1", "c1", {
      _tag: "DeclareExit",
      exit: "exit-1",
      by: "client",
      scope,
      from: "2026-06-30T22:00:00.000Z",
      objection: "o1",
      at
    })
  const toRecord = (scenario: ReturnType<typeof leaves>, now: Instant) =>
    deskOf(scenario, now)
      .decisions.filter(({ what }) => what === "end")
      .map(({ of, clients, subjects }) => [of, clients, subjects])
  const ended = [["exit-1", ["c1"], ["chg-1"]]]

  it("from the moment at which the exit takes effect, until somebody records that the agreement ended", () => {
    for (const scope of ["agreement", "addendum"] as const) {
      expect(toRecord(leaves(scope), "2026-07-10T21:59:59.999Z")).toEqual([])
      expect(toRecord(leaves(scope), takesEffect)).toEqual(ended)
      const over = leaves(scope).onClient("c1", { _tag: "EndDpa", dpa: "dpa-c1", at: takesEffect })
      expect(toRecord(over, takesEffect)).toEqual([])
    }
  })

  it("who leaves only a service keeps the agreement; who may not leave has left nothing", () => {
    expect(toRecord(leaves("affectedService"), takesEffect)).toEqual([])
    expect(toRecord(leaves("agreement", "2026-06-09T21:59:59.999Z"), "2026-08-01T09:00:00.000Z")).toEqual([])
  })

  it("taken back before it took effect, it ends nothing", () => {
    const scenario = leaves("agreement").onCase("chg-1", "c1", {
      _tag: "RevokeExit",
      exit: "exit-1",
      at: "2026-06-20T09:00:00.000Z"
    })
    expect(toRecord(scenario, takesEffect)).toEqual([])
  })
})

describe(rules.staysBehind.clause.quote, () => {
  const taken = "2026-06-01T09:00:00.000Z"
  const takesOver = (scenario: ReturnType<typeof objected>) =>
    scenario.onClient("c1", { _tag: "TransferDpa", dpa: "dpa-c1", to: "c2", at: taken }).onClient("c2", {
      _tag: "TakeOverDpa",
      dpa: "dpa-c2",
      from: "c1",
      paper: "standard",
      terms: "terms:sha256-commercial",
      at: taken
    })
  const shown = (scenario: ReturnType<typeof objected>, now: Instant) =>
    deskOf(scenario, now, 30, "c2").leftBehind.map(({ client, from, subject, what }) => [client, from, subject, what])
  const objection = [["c2", "c1", "chg-1", { objection: "o1" }]]

  it("an objection that is open, from the moment of taking over, whether or not the listing is agreed", () => {
    const scenario = takesOver(objected())
    expect(shown(scenario, "2026-06-01T08:59:59.999Z")).toEqual([])
    expect(shown(scenario, taken)).toEqual(objection)
    scenario.onClient("c2", { _tag: "AgreeListing", listing: "main", version: 1, at: "2026-06-02T09:00:00.000Z" })
    expect(shown(scenario, "2026-06-03T09:00:00.000Z")).toEqual(objection)
  })

  it("withdrawn it is gone; what came after the agreement had gone was never the other's", () => {
    const withdrawn = takesOver(objected()).onCase("chg-1", "c1", {
      _tag: "WithdrawObjection",
      objection: "o1",
      by: "head-of-it",
      authority: "shown",
      at: "2026-06-05T09:00:00.000Z"
    })
    expect(shown(withdrawn, "2026-06-05T08:59:59.999Z")).toEqual(objection)
    expect(shown(withdrawn, "2026-06-05T09:00:00.000Z")).toEqual([])
    expect(
      shown(takesOver(told()).objects("c1", "o1", "2026-06-01T09:00:00.001Z"), "2026-06-05T09:00:00.000Z")
    ).toEqual([])
  })

  it("a carve-out, until the one who took over has said something of its own", () => {
    const scenario = takesOver(
      objected().agrees("c1", { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-20T09:00:00.000Z")
    )
    expect(shown(scenario, taken)).toEqual([["c2", "c1", "chg-1", { keptAway: "flowmailer" }]])
    scenario.objects("c2", "o2", "2026-06-03T09:00:00.000Z")
    expect(shown(scenario, "2026-06-03T08:59:59.999Z")).toHaveLength(1)
    expect(shown(scenario, "2026-06-03T09:00:00.000Z")).toEqual([])
  })

  it("a yes that was agreed on keeps nothing away; nor is anything shown of one who signed itself, or has left again", () => {
    const accepted = objected().agrees("c1", { _tag: "Acceptance" }, "2026-05-20T09:00:00.000Z")
    expect(shown(takesOver(accepted), taken)).toEqual([])
    expect(shown(signs(objected(), "c2", commercial), taken)).toEqual([])
    const gone = takesOver(objected()).onClient("c2", { _tag: "EndDpa", dpa: "dpa-c2", at: "2026-06-09T09:00:00.000Z" })
    expect(shown(gone, "2026-06-09T08:59:59.999Z")).toEqual(objection)
    expect(shown(gone, "2026-06-09T09:00:00.000Z")).toEqual([])
  })
})
