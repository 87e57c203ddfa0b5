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
