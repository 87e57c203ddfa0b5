/** When something may be published, who may be named, and on which day it goes out: each sentence at its boundaries. */
import { describe, expect, it } from "vitest"
import type { ConsentGiven } from "../src/disclosure/Confidence.ts"
import type { Anchor, DayRule, Timing } from "../src/disclosure/DisclosureTerms.ts"
import * as rules from "../src/disclosure/publicationRules.ts"
import { type Instant, Span } from "../src/time/index.ts"
import { fact, open, place, stipulated } from "./facts.ts"

const at: Instant = "2026-05-01T10:00:00.000Z"

describe(rules.secretNoMore.clause.quote, () => {
  it("where none was agreed, or it has ended; else only by a decision that ends it", () => {
    const stages = ["None", "Proposed", "Active", "Revise", "Exited"] as const
    const may = (endsIt: boolean) => stages.filter((stage) => rules.secretNoMore(fact(stage), endsIt).answer)
    expect(may(false)).toEqual(["None", "Exited"])
    expect(may(true)).toEqual(stages)
  })
})

describe(rules.mayCredit.clause.quote, () => {
  const consent = (person: string, form: ConsentGiven["form"]) =>
    fact<ConsentGiven>({ _tag: "ConsentGiven", consent: "c1", person, for: "credit", form, at })
  const may = (written: boolean, ...consents: ReadonlyArray<ReturnType<typeof consent>>) =>
    rules.mayCredit("p1", written, consents).answer

  it("who agreed is named, and who did not is not", () => {
    expect(may(false)).toBe(false)
    expect(may(false, consent("p2", "written"))).toBe(false)
    expect(may(false, consent("p1", "expressed"))).toBe(true)
    expect(may(false, consent("p2", "expressed"), consent("p1", "expressed"))).toBe(true)
  })

  it("where it is asked for in writing, only what was written counts, and only by that person", () => {
    expect(may(true, consent("p1", "expressed"))).toBe(false)
    expect(may(true, consent("p1", "written"))).toBe(true)
    expect(may(true, consent("p1", "expressed"), consent("p2", "written"))).toBe(false)
  })
})

describe(rules.publicationDay.clause.quote, () => {
  const in10 = (after: Anchor): Timing => ({ in: Span.calendarDays(10, Span.plain), after })
  const came = (at: Instant = "2026-05-01T10:00:00.000Z") => fact({ anchor: "received", at } as const)
  const fixed = (at: Instant) => fact({ anchor: "fixDeployed", at } as const)
  interface Told {
    readonly day?: DayRule
    readonly anchors?: ReadonlyArray<ReturnType<typeof came> | ReturnType<typeof fixed>>
    readonly grace?: Instant
    readonly now?: Instant
  }
  const published = (timing: Timing, { day, anchors = [came()], grace, now = at }: Told = {}) =>
    rules.publicationDay(stipulated(timing), day && stipulated(day), anchors, grace && fact({ at: grace }), place, now)
      .answer
  const window = (window: object) => ({ _tag: "Window", window })

  it("what the policy leaves open is for a person to read", () => {
    const unread = open("publication.timing")
    expect(rules.publicationDay(unread, undefined, [came()], undefined, place, at).answer).toEqual({
      _tag: "Undetermined",
      open: [unread]
    })
  })

  it("ten days after what has happened; after what has not, it waits for that", () => {
    expect(published(in10("received"))).toEqual(window({ earliest: "2026-05-11", latest: "2026-05-11", waits: [] }))
    expect(published(in10("fixDeployed"))).toEqual(window({ waits: ["fixDeployed"] }))
    const both = [came(), fixed("2026-05-05T10:00:00.000Z")]
    expect(published(in10("fixDeployed"), { anchors: both })).toMatchObject({ window: { earliest: "2026-05-15" } })
  })

  it("the earliest of several days, or the latest; and both ways only where each is known", () => {
    const both = [came(), fixed("2026-05-05T10:00:00.000Z")]
    const each = [in10("received"), in10("fixDeployed")] as const
    const on = (day: string) => window({ earliest: day, latest: day, waits: [] })
    expect(published({ earliestOf: each }, { anchors: both })).toStrictEqual(on("2026-05-11"))
    expect(published({ latestOf: each }, { anchors: both })).toStrictEqual(on("2026-05-15"))
    expect(published({ earliestOf: each })).toStrictEqual(window({ latest: "2026-05-11", waits: ["fixDeployed"] }))
    expect(published({ latestOf: each })).toStrictEqual(window({ earliest: "2026-05-11", waits: ["fixDeployed"] }))
  })

  describe("where it hangs on whether something happens in time", () => {
    const in20: Timing = { in: Span.calendarDays(20, Span.plain), after: "received" }
    const away: Timing = { in: Span.workingDays(3, "us-federal", Span.plain), after: "received" }
    const fixedIn = (within: Span, so: Timing, otherwise: Timing, after: Anchor = "received"): Timing => ({
      if: { fact: "fixDeployed", within, after },
      so,
      otherwise
    })
    const in30Days = Span.calendarDays(30, Span.plain)
    const over: Instant = "2026-05-31T22:00:00.000Z"
    const lastMoment: Instant = "2026-05-31T21:59:59.999Z"

    it("in time until the time is over, and not from that very moment", () => {
      const timing = fixedIn(in30Days, in10("fixDeployed"), in10("received"))
      const day = (at: Instant) => published(timing, { anchors: [came(), fixed(at)], now: "2026-07-01T00:00:00.000Z" })
      expect(day(lastMoment)).toMatchObject({ window: { earliest: "2026-06-10" } })
      expect(day(over)).toMatchObject({ window: { earliest: "2026-05-11" } })
      expect(day("2026-06-05T10:00:00.000Z")).toMatchObject({ window: { earliest: "2026-05-11" } })
    })
    it("while both can still be, it is between the earlier day and the later one; afterwards it is known", () => {
      for (const timing of [fixedIn(in30Days, in10("received"), in20), fixedIn(in30Days, in20, in10("received"))])
        expect(published(timing, { now: lastMoment })).toStrictEqual(
          window({ earliest: "2026-05-11", latest: "2026-05-21", waits: ["fixDeployed"] })
        )
      expect(published(fixedIn(in30Days, in10("received"), in20), { now: over })).toStrictEqual(
        window({ earliest: "2026-05-21", latest: "2026-05-21", waits: [] })
      )
    })
    it("while one of the two days is not known, neither end of that time is", () =>
      expect(published(fixedIn(in30Days, in10("fixReady"), in20))).toStrictEqual(
        window({ waits: ["fixDeployed", "fixReady"] })
      ))
    it("while the time itself has not begun, it waits for that as well", () => {
      expect(published(fixedIn(in30Days, in10("received"), in20, "accepted"))).toStrictEqual(
        window({ earliest: "2026-05-11", latest: "2026-05-21", waits: ["accepted"] })
      )
    })
    it("a calendar that is missing is named, of the time or of either day", () => {
      const missing = { _tag: "NotAtHand", calendar: "us-federal" }
      const threeDays = Span.workingDays(3, "us-federal", Span.plain)
      expect(published(fixedIn(threeDays, in10("received"), in20))).toEqual(missing)
      expect(published(fixedIn(in30Days, away, in20))).toEqual(missing)
      expect(published(fixedIn(in30Days, in20, away))).toEqual(missing)
      expect(published({ earliestOf: [in20, away] })).toEqual(missing)
      expect(published({ latestOf: [away, in20] })).toEqual(missing)
    })
  })

  it("a Thursday that is a holiday gives way to the next Thursday", () => {
    const thursdays: DayRule = { weekdays: [4], workingDaysOf: "nl-office" }
    expect(published(in10("received"), { day: thursdays })).toMatchObject({ window: { earliest: "2026-05-21" } })
  })

  it("days that can't be counted name the calendar that is missing, of the time and of the day", () => {
    const away = { _tag: "NotAtHand", calendar: "us-federal" }
    expect(published({ in: Span.workingDays(3, "us-federal", Span.plain), after: "received" })).toEqual(away)
    expect(published(in10("received"), { day: { workingDaysOf: "us-federal" } })).toEqual(away)
    expect(published(in10("fixDeployed"), { day: { workingDaysOf: "us-federal" } })).toEqual(away)
  })

  it("a day on which nothing is published gives way to the next, at the hour that the policy names", () => {
    // 9 May 2026 is a Saturday, 14 May Ascension Day, and 15 May a Friday that the law equates with a holiday.
    const ends = (on: number, day: DayRule) =>
      published(in10("received"), { day, anchors: [came(`2026-05-0${on - 10}T10:00:00.000Z` as Instant)] })
    expect(ends(11, {})).toStrictEqual(window({ earliest: "2026-05-11", latest: "2026-05-11", waits: [] }))
    expect(ends(14, { workingDaysOf: "nl-office" })).toEqual(
      window({ earliest: "2026-05-15", latest: "2026-05-15", waits: [] })
    )
    expect(ends(14, { workingDaysOf: "nl-statutory" })).toMatchObject({ window: { earliest: "2026-05-18" } })
    expect(ends(11, { weekdays: [2], hour: 15 })).toEqual(
      window({ earliest: "2026-05-12", latest: "2026-05-12", from: "2026-05-12T13:00:00.000Z", waits: [] })
    )
    expect(ends(12, { weekdays: [2], hour: 0 })).toMatchObject({ window: { from: "2026-05-11T22:00:00.000Z" } })
  })

  it("a day that no day of a year can be is told, with the day from which it was sought", () => {
    expect(published(in10("received"), { day: { weekdays: [] } })).toEqual({ _tag: "NoSuchDay", from: "2026-05-11" })
    const sundays: DayRule = { weekdays: [0], workingDaysOf: "nl-office" }
    expect(published(in10("received"), { day: sundays })).toEqual({ _tag: "NoSuchDay", from: "2026-05-11" })
    const earlier: Timing = { earliestOf: [in10("received"), in10("fixDeployed")] }
    expect(published(earlier, { day: sundays })).toEqual({ _tag: "NoSuchDay", from: "2026-05-11" })
    expect(published(in10("fixDeployed"), { day: sundays })).toStrictEqual(window({ waits: ["fixDeployed"] }))
  })

  it("while it is not known from when, a rule for the day makes it no more certain", () => {
    const rule: DayRule = { weekdays: [2], hour: 15 }
    expect(published(in10("fixDeployed"), { day: rule })).toStrictEqual(window({ waits: ["fixDeployed"] }))
    const earlier: Timing = { earliestOf: [in10("received"), in10("fixDeployed")] }
    expect(published(earlier, { day: rule })).toStrictEqual(window({ latest: "2026-05-12", waits: ["fixDeployed"] }))
    const later: Timing = { latestOf: [in10("received"), in10("fixDeployed")] }
    expect(published(later, { day: rule })).toStrictEqual(
      window({ earliest: "2026-05-12", from: "2026-05-12T13:00:00.000Z", waits: ["fixDeployed"] })
    )
  })

  it("grace moves it from when it was asked for, and not before", () => {
    const graceful: Timing = {
      if: { fact: "fixDeployed", within: Span.calendarDays(20, Span.plain), after: "received", asked: "grace" },
      so: in10("fixDeployed"),
      otherwise: in10("received")
    }
    const anchors = [came(), fixed("2026-05-05T10:00:00.000Z")]
    const day = (grace?: Instant) => published(graceful, { anchors, ...(grace !== undefined && { grace }) })
    expect(day()).toMatchObject({ window: { earliest: "2026-05-11" } })
    expect(day("2026-05-01T10:00:00.001Z")).toMatchObject({ window: { earliest: "2026-05-11" } })
    expect(day(at)).toMatchObject({ window: { earliest: "2026-05-15" } })
    expect(day("2026-05-01T09:59:59.999Z")).toMatchObject({ window: { earliest: "2026-05-15" } })
  })
})
