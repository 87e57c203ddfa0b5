/** The verdict of one change and one client: what was demanded, what happened, and by how much it was missed. */
import { type Instant, Span } from "goodfaith/time"
import { citedBy } from "goodfaith/kernel"
import { reasonable, type Terms } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { compliance, rules } from "goodfaith/views"
import { describe, expect, it } from "vitest"
import {
  accepts,
  addressed,
  engagement,
  pure,
  replacement,
  said,
  type Scenario,
  seedLike,
  sends,
  signs,
  varied
} from "../scenario.ts"
import { finding, kept, recordsOf, verdictOf } from "./looking.ts"

const { commercial, connective, emergency, workingDays } = ready

const letterDay: Instant = "2026-04-20T09:00:00.000Z"
/** 1 June in Amsterdam. */
const begins: Instant = "2026-05-31T22:00:00.000Z"
const inJune: Instant = "2026-06-10T09:00:00.000Z"

const announced = (terms: Terms = commercial) => replacement(signs(seedLike(terms), "c1", terms))
const told = (terms: Terms = commercial, at = letterDay) => announced(terms).tells("c1", "letter-1", at)

/** Flowmailer handles the client's data, from then on. */
const reaches = (scenario: Scenario, at: Instant) =>
  scenario.onCase("chg-1", "c1", { _tag: "RecordAccess", engagement: "flowmailer", use: {}, at })
const stops = (scenario: Scenario, at: Instant) =>
  scenario.onCase("chg-1", "c1", { _tag: "RecordAccessEnd", engagement: "flowmailer", at })

describe(rules.told.clause.quote, () => {
  const answer = (scenario: Scenario, now: Instant) => finding(verdictOf(scenario, now), "told").answer

  it("by a letter: met, with the letter and the contract's words", () => {
    const it = finding(verdictOf(told(), letterDay), "told")
    expect(it).toMatchObject({ answer: "met", about: "sub-processor-change" })
    expect(it.because[0].facts).toContain("consultation/chg-1/c1@2")
    expect(it.because[0].terms?.[0]?.source.words).toContain("We tell each client")
  })

  it("without one it is open, and missed from the moment of access on; nobody need have looked", () => {
    const scenario = reaches(announced(), begins)
    expect(answer(scenario, "2026-05-31T21:59:59.999Z")).toBe("open")
    expect(answer(scenario, begins)).toBe("missed")
    const it = finding(verdictOf(scenario, begins), "told")
    expect(it.because[0].absent).toEqual([{ stream: "consultation/chg-1/c1", upTo: 0 }])
  })

  it("told after access it was met late; at the very moment of access too", () => {
    const late = (at: Instant) => answer(reaches(told(commercial, at), begins), inJune)
    expect(late("2026-05-31T21:59:59.999Z")).toBe("met")
    expect(late(begins)).toBe("metLate")
  })

  it("a letter that bounced is none", () =>
    expect(answer(reaches(told().bounces("c1", "letter-1", "2026-04-20T10:00:00.000Z"), begins), inJune)).toBe(
      "missed"
    ))

  it("what only informs has no day, and stays open until it is done", () => {
    const scenario = reaches(announced(connective), begins)
    const informed = verdictOf(scenario, inJune).findings.find(({ about }) => about === "listing-updated")
    expect(informed?.answer).toBe("open")
    const since = verdictOf(told(connective, inJune), inJune).findings.find(({ about }) => about === "listing-updated")
    expect(since?.answer).toBe("met")
  })

  it("counted from publication, the listing itself tells", () => {
    const terms = varied("published", {
      clockStart: said({ from: "published", contacts: "any" }),
      contents: said([])
    })
    expect(kept(verdictOf(reaches(announced(terms), begins), inJune))).toMatchObject({ told: "met", toldInTime: "met" })
  })

  it("a change or a client that nobody knows has no verdict", () => {
    const records = recordsOf(announced(), "c1")
    expect(pure(() => compliance(records, "chg-9", "c1", inJune))).toBe(undefined)
    expect(pure(() => compliance(records, "chg-1", "c9", inJune))).toBe(undefined)
  })
})

describe(rules.notOwed.clause.quote, () => {
  it("withdrawn before anybody was told: nothing is missed", () => {
    const scenario = announced().onListing({ _tag: "WithdrawChange", change: "chg-1", at: "2026-05-01T09:00:00.000Z" })
    expect(kept(verdictOf(scenario, "2026-05-01T08:59:59.999Z"))).toMatchObject({ told: "open" })
    const verdict = verdictOf(scenario, "2026-05-01T09:00:00.000Z")
    expect([verdict.answer, kept(verdict)]).toEqual(["notOwed", { told: "notOwed", access: "notOwed" }])
    expect(citedBy(verdict)).toContain("listing/main@12")
  })

  it("a client with no agreement is owed nothing", () => {
    const verdict = verdictOf(announced(), inJune, "c9")
    expect([verdict.answer, kept(verdict)]).toEqual(["notOwed", { told: "notOwed", access: "notOwed" }])
  })

  it("where the terms are not at hand nobody can say, and not that nothing was owed", () => {
    const records = { ...recordsOf(told(), "c1"), world: seedLike(connective).world }
    const verdict = pure(() => compliance(records, "chg-1", "c1", inJune))
    expect([verdict?.answer, verdict && kept(verdict)]).toEqual([
      "undetermined",
      { told: "undetermined", access: "notOwed" }
    ])
  })
})

describe(rules.toldInTime.clause.quote, () => {
  const inTime = (scenario: Scenario, now = inJune) => finding(verdictOf(scenario, now), "toldInTime")

  it("a letter of 1 May is in time for access on 1 June, one of 2 May a day late", () => {
    expect(inTime(reaches(told(commercial, "2026-05-01T21:59:59.999Z"), begins))).toMatchObject({
      answer: "met",
      due: { on: "2026-05-01", before: "2026-05-01T22:00:00.000Z" }
    })
    expect(inTime(reaches(told(commercial, "2026-05-01T22:00:00.000Z"), begins))).toMatchObject({
      answer: "missed",
      late: { days: 1 }
    })
  })

  it("counted to access as it began: early access makes the letter late", () =>
    expect(inTime(reaches(told(), "2026-05-15T08:00:00.000Z"))).toMatchObject({
      answer: "missed",
      due: { on: "2026-04-14" },
      late: { days: 6 }
    }))

  it("before access nothing is late: the gate waits", () => {
    expect(inTime(announced(), inJune)).toMatchObject({ answer: "open", due: { on: "2026-05-01" } })
    expect(inTime(told(commercial, "2026-05-20T09:00:00.000Z"), inJune).answer).toBe("met")
  })

  it("never told, it is missed, and later by the day", () =>
    expect(inTime(reaches(announced(), begins), "2026-06-10T09:00:00.000Z")).toMatchObject({
      answer: "missed",
      late: { days: 40 }
    }))

  it("counted in working days, it is late by so many of those: 14 May to 19 May 2026 are three", () => {
    const terms = varied("office-days", {
      advanceNotice: said({ period: Span.workingDays(10, "nl-office", Span.plain), before: "access" })
    })
    expect(inTime(reaches(told(terms, "2026-05-19T09:00:00.000Z"), begins))).toMatchObject({
      answer: "missed",
      due: { on: "2026-05-14" },
      late: { days: 5, workingDays: 3 }
    })
  })

  it("before the effect is before the day of the change, with or without access", () => {
    const terms = varied("effect", {
      advanceNotice: said({ period: Span.calendarDays(30, Span.plain), before: "effect" })
    })
    expect(inTime(announced(terms), "2026-05-31T21:59:59.999Z").answer).toBe("open")
    expect(inTime(announced(terms), begins).answer).toBe("missed")
    expect(inTime(told(terms, "2026-05-10T09:00:00.000Z"), begins)).toMatchObject({
      answer: "missed",
      late: { days: 9 }
    })
  })

  /** CM Telecom had access since February, and will move to the United States. */
  const moving = (ends?: Instant) => {
    const terms: Terms = { ...commercial, name: "moves", duties: [{ ...commercial.duties[0]!, changes: ["Relocate"] }] }
    const about = { engagement: "cm-telecom" } as const
    const scenario = signs(seedLike(terms), "c1", terms)
      .onCase("cm-telecom", "c1", { _tag: "RecordAccess", ...about, use: {}, at: "2026-02-01T09:00:00.000Z" })
      .announces(
        { _tag: "Relocate", ...about, to: [{ id: "us", name: "United States", country: "US" }] },
        "2026-04-02T08:00:00.000Z",
        "2026-06-01"
      )
    return ends === undefined
      ? scenario
      : scenario.onCase("cm-telecom", "c1", { _tag: "RecordAccessEnd", ...about, at: ends })
  }

  it("access that began before the change was announced counts from when the change begins to hold", () => {
    expect(inTime(moving(), "2026-05-31T21:59:59.999Z").answer).toBe("open")
    expect(inTime(moving(), begins).answer).toBe("missed")
    // It is judged for what it reached then, and not for its beginning.
    expect(kept(verdictOf(moving(), begins))).toMatchObject({ accessStopped: "missed" })
    expect(kept(verdictOf(moving(), begins))).not.toHaveProperty("access")
  })

  it("access that ended before that reached nothing new", () => {
    expect(inTime(moving(begins), inJune).answer).toBe("open")
    expect(inTime(moving("2026-05-31T22:00:00.001Z"), inJune).answer).toBe("missed")
  })
})

describe("A promise to inform so long before is kept or missed as one to consult is", () => {
  const [duty] = commercial.duties
  /** Told of every move thirty days before; no consultation, so the gate is open from the day of the change. */
  const informing = (advanceNotice = duty!.rows[0].advanceNotice): Terms => ({
    ...commercial,
    name: "informing",
    duties: [{ ...duty!, kind: "inform", changes: "any", rows: [{ ...duty!.rows[0], advanceNotice }] }]
  })
  const moving = (terms = informing()) =>
    signs(seedLike(terms), "c1", terms)
      .announces(
        { _tag: "Relocate", engagement: "cm-telecom", to: [{ id: "us", name: "United States", country: "US" }] },
        "2026-04-02T08:00:00.000Z",
        "2026-06-01"
      )
      .onCase("chg-1", "c1", { _tag: "RecordAccess", engagement: "cm-telecom", use: {}, at: begins })
  const inShort = (scenario: Scenario, now: Instant) => {
    const { told, toldInTime } = kept(verdictOf(scenario, now))
    return [told, toldInTime]
  }

  it("nobody told: open until access, missed from then on", () => {
    expect(inShort(moving(), "2026-05-31T21:59:59.999Z")).toEqual(["open", "open"])
    expect(inShort(moving(), begins)).toEqual(["missed", "missed"])
    expect(verdictOf(moving(), begins).answer).toBe("breached")
  })

  it("told too late it was missed, though the gate was open", () => {
    const scenario = moving().tells("c1", "letter-1", "2026-05-20T09:00:00.000Z")
    expect(scenario.gate("cm-telecom", "c1", begins).answer).toBe("open")
    expect(inShort(scenario, inJune)).toEqual(["met", "missed"])
    expect(finding(verdictOf(scenario, inJune), "toldInTime")).toMatchObject({
      due: { on: "2026-05-01" },
      late: { days: 19 }
    })
    expect(inShort(moving().tells("c1", "letter-1", begins), inJune)).toEqual(["metLate", "missed"])
    expect(inShort(moving().tells("c1", "letter-1", "2026-05-01T21:59:59.999Z"), inJune)).toEqual(["met", "met"])
  })

  it("where only a person can say how long before, it hangs on that; where nothing is said of it, no time was promised", () => {
    const soon = said({ period: reasonable, before: "access" } as const)
    const scenario = moving(informing(soon))
    expect(inShort(scenario, begins)).toEqual(["open", "undetermined"])
    expect(finding(verdictOf(scenario, begins), "toldInTime").needs?.map(({ open }) => open)).toEqual([
      "sub-processor-change/any/advanceNotice"
    ])
    expect(inShort(moving(informing({ unstated: true })), begins)).toEqual(["open", undefined])
  })
})

describe(rules.excused.clause.quote, () => {
  it("a client that said yes is told late by nobody", () => {
    const scenario = reaches(
      told(commercial, "2026-05-20T09:00:00.000Z").saysYes("c1", "2026-05-25T09:00:00.000Z"),
      begins
    )
    expect(kept(verdictOf(scenario, inJune))).toMatchObject({ told: "met", toldInTime: "notOwed", access: "met" })
  })

  it("a waiver does so too", () => {
    const scenario = reaches(
      told(commercial, "2026-05-20T09:00:00.000Z").onCase(
        "chg-1",
        "c1",
        accepts("2026-05-25T09:00:00.000Z", { as: "waiver" })
      ),
      begins
    )
    expect(kept(verdictOf(scenario, inJune))).toMatchObject({ toldInTime: "notOwed", access: "met" })
  })

  it("a gate that was open because nobody knew yet excuses nothing: the letter was known to bounce only after access", () => {
    const scenario = reaches(told(), begins)
    expect(kept(verdictOf(scenario, inJune))).toMatchObject({ toldInTime: "met", access: "met" })
    scenario.bounces("c1", "letter-1", "2026-06-05T09:00:00.000Z")
    expect(kept(verdictOf(scenario, inJune))).toMatchObject({ toldInTime: "missed", access: "met" })
  })

  it("access that no agreement governed was owed no notice", () => {
    const scenario = told(commercial, "2026-05-20T09:00:00.000Z").onClient("c1", {
      _tag: "EndDpa",
      dpa: "dpa-c1",
      at: "2026-05-30T09:00:00.000Z"
    })
    expect(kept(verdictOf(reaches(scenario, begins), inJune))).toMatchObject({
      toldInTime: "notOwed",
      access: "notOwed"
    })
  })
})

describe(rules.hangsOnAReading.clause.quote, () => {
  it("reasonable timing is nobody's number: once access began, what was in time hangs on a reading", () => {
    const scenario = reaches(told(connective), begins)
    const before = verdictOf(scenario, "2026-05-31T21:59:59.999Z")
    expect(before.findings.some(({ of }) => of === "toldInTime")).toBe(false)
    const it = finding(verdictOf(scenario, begins), "toldInTime")
    expect([it.answer, it.needs?.map(({ open }) => open)]).toEqual([
      "undetermined",
      ["new-sub-processor/any/clockStart", "new-sub-processor/any/advanceNotice"]
    ])
  })
})

describe(rules.complete.clause.quote, () => {
  const fatal = ["entity", "service", "places", "effectiveOn"] as const

  it("a first letter with all that is indispensable", () =>
    expect(finding(verdictOf(told(), inJune), "complete").answer).toBe("met"))

  it("a second one that puts it right meets it late; without one it is open until access, and then missed", () => {
    const short = () => announced().tells("c1", "letter-1", letterDay, { contents: ["entity"] })
    expect(finding(verdictOf(short(), inJune), "complete").answer).toBe("open")
    expect(finding(verdictOf(reaches(short(), begins), begins), "complete").answer).toBe("missed")
    const again = short().onCase("chg-1", "c1", sends("letter-2", "2026-04-22T09:00:00.000Z", { contents: fatal }))
    expect(finding(verdictOf(again, inJune), "complete").answer).toBe("metLate")
  })

  it("without any letter there is nothing to be complete", () =>
    expect(kept(verdictOf(announced(), inJune))).not.toHaveProperty("complete"))
})

describe(rules.followed.clause.quote, () => {
  const short = () =>
    reaches(
      announced().tells("c1", "letter-1", letterDay, { contents: ["entity", "service", "places", "effectiveOn"] }),
      begins
    )
  const answer = (scenario: Scenario, now: Instant) => finding(verdictOf(scenario, now), "followed").answer

  it("open until access, missed from then on", () => {
    expect(answer(short(), "2026-05-31T21:59:59.999Z")).toBe("open")
    expect(answer(short(), begins)).toBe("missed")
  })

  it("told before access it is met, at access it is late", () => {
    const follows = (at: Instant) => short().onCase("chg-1", "c1", sends("letter-2", at, { contents: ["howToObject"] }))
    expect(answer(follows("2026-05-31T21:59:59.999Z"), inJune)).toBe("met")
    expect(answer(follows(begins), inJune)).toBe("metLate")
  })
})

describe(rules.accessWaited.clause.quote, () => {
  it("on 1 June it was allowed", () =>
    expect(kept(verdictOf(reaches(told(), begins), inJune))).toMatchObject({ access: "met", accessStopped: "met" }))

  it("on 15 May it was a breach for 17 days, until the gate opened, and stays one", () => {
    const it = finding(verdictOf(reaches(told(), "2026-05-15T08:00:00.000Z"), inJune), "access")
    expect(it).toMatchObject({
      answer: "missed",
      about: "consultation/chg-1/c1@3",
      late: { days: 17 },
      spans: [{ from: "2026-05-15T08:00:00.000Z", until: begins, verdict: { answer: "shut" } }]
    })
    expect(it.spans).toHaveLength(1)
  })

  it("ended before the gate opened, the breach is as long as the access was", () => {
    const scenario = stops(reaches(told(), "2026-05-15T08:00:00.000Z"), "2026-05-17T08:00:00.000Z")
    expect(finding(verdictOf(scenario, inJune), "access")).toMatchObject({
      late: { days: 2 },
      spans: [{ from: "2026-05-15T08:00:00.000Z", until: "2026-05-17T08:00:00.000Z" }]
    })
  })

  it("still not open, it goes on until today", () => {
    const it = finding(verdictOf(reaches(announced(), begins), inJune), "access")
    expect(it.late).toEqual({ days: 9 })
    expect(it.spans?.[0]).not.toHaveProperty("until")
  })

  it("under no agreement it is no breach of one", () => {
    const scenario = announced().onCase("chg-1", "c9", {
      _tag: "RecordAccess",
      engagement: "flowmailer",
      use: {},
      at: begins
    })
    expect(finding(verdictOf(scenario, inJune, "c9"), "access").answer).toBe("notOwed")
  })
})

describe(rules.noAccess.clause.quote, () => {
  it("says where it was looked for", () => {
    const it = finding(verdictOf(told(), inJune), "access")
    expect([it.answer, it.because[0].absent]).toEqual(["notOwed", [{ stream: "consultation/chg-1/c1", upTo: 2 }]])
  })
})

describe(rules.accessStopped.clause.quote, () => {
  const lapses = (until: Instant) =>
    reaches(
      told().onListing({
        _tag: "ConfirmSafeguards",
        engagement: "flowmailer",
        contract: true,
        equivalentDuties: true,
        until,
        by: "dpo-1",
        at: "2026-05-30T09:00:00.000Z"
      }),
      begins
    )

  it("it went on after its safeguards had ended, until they were confirmed anew: that time is shown, with why", () => {
    const scenario = lapses("2026-06-05T09:00:00.000Z").onListing({
      _tag: "ConfirmSafeguards",
      engagement: "flowmailer",
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at: "2026-06-08T09:00:00.000Z"
    })
    const it = finding(verdictOf(scenario, inJune), "accessStopped")
    expect(it).toMatchObject({
      answer: "missed",
      spans: [{ from: "2026-06-05T09:00:00.000Z", until: "2026-06-08T09:00:00.000Z", verdict: { answer: "shut" } }]
    })
    expect(it.because.map(({ clause }) => clause.id)).toContain("gate.safeguards")
    expect(finding(verdictOf(scenario, inJune), "access").answer).toBe("met")
  })

  it("from that very moment on, and not before", () => {
    const scenario = lapses("2026-06-05T09:00:00.000Z")
    expect(finding(verdictOf(scenario, "2026-06-05T08:59:59.999Z"), "accessStopped").answer).toBe("met")
    expect(finding(verdictOf(scenario, "2026-06-05T09:00:00.000Z"), "accessStopped").answer).toBe("missed")
  })

  it("it ended in time: nothing to show", () => {
    const scenario = stops(lapses("2026-06-05T09:00:00.000Z"), "2026-06-05T09:00:00.000Z")
    expect(finding(verdictOf(scenario, inJune), "accessStopped").answer).toBe("met")
  })

  it("an objection whose hold nobody has read leaves it undetermined", () => {
    const terms = varied("no-hold", { hold: { beforeStart: said("none"), afterStart: { unstated: true } } })
    const scenario = reaches(told(terms), begins).objects("c1", "o1", "2026-06-05T09:00:00.000Z")
    const open = varied("open-late", {
      hold: { beforeStart: said("none"), afterStart: { unstated: true } },
      window: said({ _tag: "OpenEnded" })
    })
    const heard = reaches(told(open), begins).objects("c1", "o1", "2026-06-05T09:00:00.000Z")
    // Late under the first terms, so it falls; in time under the others.
    expect(finding(verdictOf(scenario, inJune), "accessStopped").answer).toBe("met")
    const it = finding(verdictOf(heard, inJune), "accessStopped")
    expect([it.answer, it.needs?.map(({ open }) => open)]).toEqual([
      "undetermined",
      ["sub-processor-change/any/hold.afterStart"]
    ])
  })
})

describe(rules.talksOpened.clause.quote, () => {
  const objected = (terms: Terms = commercial) => told(terms).objects("c1", "o1", "2026-05-10T09:00:00.000Z")
  const talks = (scenario: Scenario, now: Instant) => finding(verdictOf(scenario, now), "talks")

  it("open for the time that there is for a solution, then missed", () => {
    expect(talks(objected(), "2026-06-09T21:59:59.999Z")).toMatchObject({ answer: "open", due: { on: "2026-06-09" } })
    expect(talks(objected(), "2026-06-09T22:00:00.000Z").answer).toBe("missed")
  })

  it("opened in that time they are met, after it late", () => {
    const opened = (at: Instant) => objected().onCase("chg-1", "c1", { _tag: "OpenDiscussion", at })
    expect(talks(opened("2026-06-09T21:59:59.999Z"), inJune).answer).toBe("met")
    expect(talks(opened("2026-06-09T22:00:00.000Z"), inJune).answer).toBe("metLate")
  })

  it("withdrawn by the client, none are owed any more", () => {
    const scenario = objected().onCase("chg-1", "c1", {
      _tag: "WithdrawObjection",
      by: "head-of-it",
      authority: "shown",
      objection: "o1",
      at: "2026-05-12T09:00:00.000Z"
    })
    expect(talks(scenario, inJune).answer).toBe("notOwed")
  })

  it("a late objection that is heard as a courtesy is owed none", () => {
    const late = told().objects("c1", "obj-9", "2026-06-20T09:00:00.000Z")
    expect(talks(late, "2026-12-01T09:00:00.000Z").answer).toBe("notOwed")
  })

  it("a time for a solution that was over when the objection came is no time for talks; nor are they missed before they begin", () => {
    const [{ resolution }] = commercial.duties[0]!.rows
    const cure = said({ period: Span.calendarDays(10, Span.plain), from: "notice", expiry: "nothing" } as const)
    const scenario = objected(varied("from-notice", { resolution: { ...resolution, cure } }))
    expect(talks(scenario, inJune)).toMatchObject({ answer: "open", due: { on: "2026-04-30" } })
    scenario.onCase("chg-1", "c1", { _tag: "OpenDiscussion", at: "2026-05-12T09:00:00.000Z" })
    expect(talks(scenario, "2026-05-12T08:59:59.999Z").answer).toBe("open")
    expect(talks(scenario, "2026-05-12T09:00:00.000Z").answer).toBe("metLate")
  })

  it("promised for early objections only, a later one is owed none", () => {
    const objectedAt = (at: Instant) => told(workingDays).objects("c1", "o1", at)
    const now: Instant = "2026-05-08T09:00:00.000Z"
    // Deemed received when 22 April ends; five working days from the 23rd, over King's Day, end with 1 May.
    expect(talks(objectedAt("2026-05-01T21:59:59.999Z"), now).answer).toBe("open")
    expect(talks(objectedAt("2026-05-01T22:00:00.000Z"), now).answer).toBe("notOwed")
  })

  it("where the contract promises none, nobody asks", () => {
    const [{ resolution }] = commercial.duties[0]!.rows
    const silent = varied("no-talks", { resolution: { ...resolution, talks: said("none") } })
    const unsaid = varied("silent", { resolution: { ...resolution, talks: { unstated: true } } })
    for (const terms of [silent, unsaid]) expect(kept(verdictOf(objected(terms), inJune))).not.toHaveProperty("talks")
  })
})

describe(rules.answered.clause.quote, () => {
  const objected = () => told(workingDays).objects("c1", "o1", "2026-04-22T09:00:00.000Z")
  const answered = (at: Instant) => objected().onCase("chg-1", "c1", { _tag: "AnswerObjection", objection: "o1", at })
  const answer = (scenario: Scenario, now: Instant) => finding(verdictOf(scenario, now), "answer")

  it("five working days end with 30 April: open until then, then missed by the day", () => {
    expect(answer(objected(), "2026-04-30T21:59:59.999Z")).toMatchObject({
      answer: "open",
      due: { on: "2026-04-30", before: "2026-04-30T22:00:00.000Z" }
    })
    expect(answer(objected(), "2026-05-04T09:00:00.000Z")).toMatchObject({
      answer: "missed",
      late: { days: 4, workingDays: 2 }
    })
  })

  it("answered on the last day it is met, on the day after late", () => {
    expect(answer(answered("2026-04-30T21:59:59.999Z"), inJune).answer).toBe("met")
    expect(answer(answered("2026-04-30T22:00:00.000Z"), inJune)).toMatchObject({
      answer: "metLate",
      late: { days: 1, workingDays: 1 }
    })
  })

  it("withdrawn before then, no answer is owed", () => {
    const scenario = objected().onCase("chg-1", "c1", {
      _tag: "WithdrawObjection",
      by: "head-of-it",
      authority: "shown",
      objection: "o1",
      at: "2026-04-24T09:00:00.000Z"
    })
    expect(answer(scenario, inJune).answer).toBe("notOwed")
  })

  it("withdrawn when the time was over, it was missed all the same", () => {
    const withdrawn = (at: Instant) =>
      objected().onCase("chg-1", "c1", {
        _tag: "WithdrawObjection",
        by: "head-of-it",
        authority: "shown",
        objection: "o1",
        at
      })
    expect(answer(withdrawn("2026-04-30T21:59:59.999Z"), inJune).answer).toBe("notOwed")
    expect(answer(withdrawn("2026-04-30T22:00:00.000Z"), inJune).answer).toBe("missed")
  })

  it("where no time is given there is nothing to be late for", () =>
    expect(kept(verdictOf(told().objects("c1", "o1", "2026-05-10T09:00:00.000Z"), inJune))).not.toHaveProperty(
      "answer"
    ))
})

const inAnEmergency = (terms: Terms, fits?: boolean) => {
  const at: Instant = "2026-04-02T08:00:00.000Z"
  const scenario = signs(seedLike(terms), "c1", terms)
    .announces(
      { _tag: "Replace", replaces: "tripolis", engagement: engagement("flowmailer", { products: ["identity"] }) },
      at,
      "2026-04-02",
      { emergency: "Tripolis is down for good" }
    )
    .onListing({
      _tag: "ConfirmSafeguards",
      engagement: "flowmailer",
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at
    })
  if (fits !== undefined)
    scenario.onListing({
      _tag: "JudgeEmergency",
      change: "chg-1",
      terms: addressed(terms.name),
      fits,
      by: "dpo-1",
      reason: "the service stood still",
      at: "2026-04-02T09:00:00.000Z"
    })
  return reaches(scenario, "2026-04-02T10:00:00.000Z")
}

describe(rules.toldAfter.clause.quote, () => {
  const now: Instant = "2026-04-10T09:00:00.000Z"
  const after = (scenario: Scenario, at: Instant) => finding(verdictOf(scenario, at), "toldAfter")

  it("two days after access: open until they are over, then missed; the access itself was allowed", () => {
    const scenario = inAnEmergency(emergency, true)
    expect(after(scenario, "2026-04-04T21:59:59.999Z")).toMatchObject({ answer: "open", due: { on: "2026-04-04" } })
    expect(after(scenario, "2026-04-04T22:00:00.000Z")).toMatchObject({ answer: "missed", late: { days: 1 } })
    const verdict = verdictOf(scenario, now)
    expect([verdict.answer, kept(verdict)]).toEqual([
      "breached",
      { told: "open", toldInTime: "notOwed", toldAfter: "missed", access: "met", accessStopped: "met" }
    ])
  })

  it("told in these days it is met, later it is late", () => {
    const toldAt = (at: Instant) => inAnEmergency(emergency, true).tells("c1", "letter-1", at)
    expect(after(toldAt("2026-04-04T21:59:59.999Z"), now).answer).toBe("met")
    expect(after(toldAt("2026-04-05T09:00:00.000Z"), now)).toMatchObject({ answer: "metLate", late: { days: 1 } })
  })

  it("without any such clause the act is on record, and the breach is shown", () => {
    const verdict = verdictOf(inAnEmergency(commercial), now)
    expect([verdict.answer, kept(verdict)]).toEqual([
      "breached",
      { told: "missed", toldInTime: "missed", access: "missed", accessStopped: "met" }
    ])
  })

  it("where a person found that the clause does not fit, it was an ordinary change", () =>
    expect(kept(verdictOf(inAnEmergency(emergency, false), now))).toEqual({
      told: "missed",
      toldInTime: "missed",
      access: "missed",
      accessStopped: "met"
    }))
})

describe(rules.holdKept.clause.quote, () => {
  const objected = () => told().objects("c1", "o1", "2026-05-10T09:00:00.000Z")
  const hold = (scenario: Scenario) => finding(verdictOf(scenario, inJune), "hold")

  it("kept away it is met", () => expect(hold(objected()).answer).toBe("met"))

  it("reached all the same, it is missed for as long as that went on", () => {
    const scenario = stops(reaches(objected(), "2026-06-02T09:00:00.000Z"), "2026-06-03T09:00:00.000Z")
    expect(hold(scenario)).toMatchObject({
      answer: "missed",
      about: "o1",
      spans: [{ from: "2026-06-02T09:00:00.000Z", until: "2026-06-03T09:00:00.000Z" }]
    })
  })

  it("reached while another was open and before this one came, it is the other's", () => {
    const scenario = stops(reaches(objected(), "2026-06-02T09:00:00.000Z"), "2026-06-03T09:00:00.000Z")
    scenario.objects("c1", "o2", "2026-06-03T09:00:00.000Z")
    const holds = verdictOf(scenario, inJune).findings.filter(({ of }) => of === "hold")
    expect(holds.map(({ about, answer }) => [about, answer])).toEqual([
      ["o1", "missed"],
      ["o2", "met"]
    ])
  })

  it("reached after it was settled by a yes, it was kept", () => {
    const scenario = objected().agrees("c1", { _tag: "Acceptance" }, "2026-05-20T09:00:00.000Z")
    expect(hold(reaches(scenario, "2026-06-02T09:00:00.000Z")).answer).toBe("met")
  })

  it("after the start this contract holds nothing back", () =>
    expect(hold(reaches(told(), begins).objects("c1", "o1", "2026-06-05T09:00:00.000Z")).answer).toBe("met"))
})

describe(rules.outcomeKept.clause.quote, () => {
  const carvedOut = (from?: Instant) =>
    reaches(told(), begins)
      .objects("c1", "o1", "2026-06-02T09:00:00.000Z")
      .agrees(
        "c1",
        { _tag: "CarveOut", engagement: "flowmailer", ...(from !== undefined && { from }) },
        "2026-06-03T09:00:00.000Z"
      )
  const outcome = (scenario: Scenario, now = inJune) => finding(verdictOf(scenario, now), "outcome")

  it("carved out, and access went on: missed, from when it was agreed", () =>
    expect(outcome(carvedOut())).toMatchObject({
      answer: "missed",
      spans: [{ from: "2026-06-03T09:00:00.000Z" }]
    }))

  it("stopped that moment it is met", () =>
    expect(outcome(stops(carvedOut(), "2026-06-03T09:00:00.000Z")).answer).toBe("met"))

  it("agreed for a later day it is open until then", () => {
    const scenario = carvedOut("2026-06-08T09:00:00.000Z")
    expect(outcome(scenario, "2026-06-08T08:59:59.999Z").answer).toBe("open")
    expect(outcome(scenario, "2026-06-08T09:00:00.000Z").answer).toBe("missed")
  })

  it("a yes asks nothing more", () => {
    const scenario = told().objects("c1", "o1", "2026-05-10T09:00:00.000Z")
    scenario.agrees("c1", { _tag: "Acceptance" }, "2026-05-20T09:00:00.000Z")
    expect(kept(verdictOf(scenario, inJune))).not.toHaveProperty("outcome")
  })
})

describe(rules.alwaysMaterial.clause.quote, () => {
  /** A firm of freelancers, decided to be immaterial in April; it had access in May. */
  const freelancers = () => {
    const [duty] = commercial.duties
    const terms: Terms = {
      ...commercial,
      name: "exempting",
      exempt: said(["nonMaterial"]),
      duties: [{ ...duty!, onlyMaterial: true }]
    }
    const scenario = signs(seedLike(terms), "c1", terms).announces(
      { _tag: "Engage", engagement: engagement("freelancers", { entity: "cm-telecom" }) },
      "2026-04-02T08:00:00.000Z",
      "2026-05-01"
    )
    const decides = (material: boolean, reason: string) =>
      ({ _tag: "DecideMateriality", engagement: "freelancers", material, by: "dpo-1", reason, at: letterDay }) as const
    scenario
      .onListing(
        {
          _tag: "ConfirmSafeguards",
          engagement: "freelancers",
          contract: true,
          equivalentDuties: true,
          by: "dpo-1",
          at: "2026-04-02T09:00:00.000Z"
        },
        decides(false, "two developers")
      )
      .onCase("chg-1", "c1", {
        _tag: "RecordAccess",
        engagement: "freelancers",
        use: {},
        at: "2026-05-04T09:00:00.000Z"
      })
    return { scenario, decides }
  }

  it("as long as it counts as immaterial, all is well", () => {
    const verdict = verdictOf(freelancers().scenario, inJune)
    expect([verdict.answer, kept(verdict)]).toEqual(["met", { told: "notOwed", access: "met", accessStopped: "met" }])
  })

  it("found to have been material all the time, the access was a breach, and both decisions stay on record", () => {
    const { scenario, decides } = freelancers()
    scenario.onListing(decides(true, "they had the production database from the start"))
    const verdict = verdictOf(scenario, inJune)
    expect([verdict.answer, kept(verdict)]).toEqual([
      "breached",
      { told: "missed", toldInTime: "missed", access: "missed", accessStopped: "met", alwaysMaterial: "missed" }
    ])
    const it = finding(verdict, "alwaysMaterial")
    expect([it.about, it.because[0].facts]).toEqual(["freelancers", ["listing/main@12", "listing/main@13"]])
  })

  it("material from a later day on, it was none before", () => {
    const { scenario, decides } = freelancers()
    scenario.onListing({ ...decides(true, "from now on they have it"), at: "2026-06-09T09:00:00.000Z" })
    const verdict = verdictOf(scenario, inJune)
    expect(kept(verdict)).toMatchObject({ access: "met", accessStopped: "missed" })
    expect(kept(verdict)).not.toHaveProperty("alwaysMaterial")
  })
})

describe(rules.standing.clause.quote, () => {
  it("met while all that was due was done", () => expect(verdictOf(told(), inJune).answer).toBe("met"))

  it("open while somebody is still to be told", () => expect(verdictOf(announced(), letterDay).answer).toBe("open"))

  it("undetermined while a reading is missing, though something else is open", () => {
    const scenario = reaches(told(connective), begins).objects("c1", "o1", begins)
    const verdict = verdictOf(scenario, begins)
    expect(kept(verdict)).toMatchObject({ toldInTime: "undetermined", talks: "open", access: "missed" })
    const without = pure(() => rules.standing(verdict.findings.filter(({ of }) => of !== "access")))
    expect(without.answer).toBe("undetermined")
  })

  it("breached by one promise that was kept late, though all others were met", () => {
    const scenario = announced()
      .tells("c1", "letter-1", letterDay, { contents: ["entity"] })
      .tells("c1", "letter-2", "2026-04-21T09:00:00.000Z")
    const verdict = verdictOf(scenario, inJune)
    expect([verdict.answer, verdict.because[0].clause.quote]).toEqual(["breached", rules.standing.clause.quote])
  })
})
