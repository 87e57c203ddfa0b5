/** When something may be published, who may be named, and on which day it goes out: each sentence at its boundaries. */
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import type { ConsentGiven, ContentPart, Permission } from "../src/disclosure/Confidence.ts"
import {
  type Anchor,
  type CreditTerms,
  type DayRule,
  type DisclosureTerms,
  silentPolicy,
  type Timing
} from "../src/disclosure/DisclosureTerms.ts"
import type { PolicyInHand } from "../src/disclosure/hand.ts"
import * as Publication from "../src/disclosure/Publication.ts"
import * as rules from "../src/disclosure/publicationRules.ts"
import { type Instant, Span } from "../src/time/index.ts"
import { fact, open, place, stipulated, verdict } from "./facts.ts"
import { said } from "./reporting.ts"

const at: Instant = "2026-05-01T10:00:00.000Z"
const agreedBy = (person: string, form: ConsentGiven["form"] = "expressed") =>
  fact<ConsentGiven>({ _tag: "ConsentGiven", consent: `c-${person}`, person, for: "credit", form, at })
const around = (other: Partial<Publication.Around> = {}): Publication.Around => ({
  embargo: fact("Exited" as const, 5),
  consents: [],
  mayTell: () => verdict<Permission>({ _tag: "Yes" }),
  written: false,
  ...other
})
const publish: Publication.Publish = {
  _tag: "Publish",
  advisory: "adv-1",
  where: "https://example.com/adv-1",
  tells: "nothing",
  credits: [],
  endsEmbargo: false,
  by: "desk-1",
  at
}
const { endsEmbargo: _, ...told } = publish
const published: Publication.AdvisoryPublished = { ...told, _tag: "AdvisoryPublished" }
const after = (...events: ReadonlyArray<Publication.Event>): Publication.State =>
  events.reduce((state, event, n) => Publication.evolve(state, event, `report/r1@${n}`), Publication.initial)
const decided = (command: Publication.Command, state = Publication.initial, given = around()) => {
  const decision = Publication.decide(command, state, given)
  return Result.isSuccess(decision) ? decision.success : decision.failure
}
const handOf = (terms: Partial<DisclosureTerms>, readings: PolicyInHand["readings"] = []): PolicyInHand => ({
  ref: "policy:x",
  terms: { ...silentPolicy, ...terms },
  readings,
  place
})
const reading = (parameter: string, value: unknown, stated: Instant): PolicyInHand["readings"][number] => ({
  value: { parameter, value, by: "desk-1", reason: "as always", at: "2026-01-01T00:00:00.000Z" },
  from: "terms/sha256-x@0",
  asOf: 0,
  stated
})

describe(rules.notWhileSecret.clause.quote, () => {
  it("while it is secret it is declined by the event that says so, and by a decision that ends it, it goes out", () => {
    const secret = around({ embargo: fact("Active", 7) })
    expect(decided(publish, Publication.initial, secret)).toMatchObject({
      _tag: "StillSecret",
      clause: rules.notWhileSecret.clause,
      message: "an embargo is in force: end it by the same decision, or wait until it has ended",
      facts: ["report/r1@7"]
    })
    expect(decided({ ...publish, endsEmbargo: true }, Publication.initial, secret)).toEqual([published])
  })
  it("that it went out all the same is recorded", () => {
    const recordIt: Publication.RecordPublished = { ...told, _tag: "RecordPublished" }
    expect(decided(recordIt, Publication.initial, around({ embargo: fact("Active", 7) }))).toEqual([published])
  })
  it("asked twice, it goes out once; told otherwise, or another advisory, it goes out again", () => {
    expect(decided(publish, after(published))).toEqual([])
    expect(decided(publish, after({ ...published, advisory: "adv-0" }, published))).toEqual([])
    expect(decided(publish, after(published, { ...published, advisory: "adv-0" }))).toEqual([])
    expect(decided({ ...publish, where: "https://example.com/moved" }, after(published))).toHaveLength(1)
    expect(decided({ ...publish, advisory: "adv-2" }, after(published))).toHaveLength(1)
  })
  it("moved, it stands where it was moved to: asked for there again it is so already, and moved back it is recorded", () => {
    const moved = { ...publish, where: "https://example.com/moved" }
    const both = after(published, { ...published, where: moved.where })
    expect(decided(moved, both)).toEqual([])
    expect(decided(publish, both)).toEqual([published])
  })
})

describe(rules.creditsWithConsent.clause.quote, () => {
  it("all who did not agree are named to whoever would publish", () => {
    const naming = { ...publish, credits: ["p1", "p2", "p3"] }
    expect(decided(naming, Publication.initial, around({ consents: [agreedBy("p2")] }))).toMatchObject({
      _tag: "NotToBeNamed",
      message: "`p1` and `p3` did not agree to be named, or took that back: leave the name out, or ask for consent"
    })
    const all = around({ consents: [agreedBy("p1"), agreedBy("p2"), agreedBy("p3")] })
    expect(decided(naming, Publication.initial, all)).toEqual([{ ...published, credits: ["p1", "p2", "p3"] }])
  })
  it("who may be named: each who agreed, once, and in writing where that is asked for", () => {
    const consents = [agreedBy("p1"), agreedBy("p2", "written"), agreedBy("p1", "expressed")]
    expect(Publication.creditable({ consents, written: false })).toEqual(["p1", "p2"])
    expect(Publication.creditable({ consents, written: true })).toEqual(["p2"])
  })
  it("writing is asked for where the policy, or a reading of it, asks for it, and nowhere else", () => {
    const credit = (consent?: CreditTerms["consent"]): CreditTerms => ({
      given: "optIn",
      ...(consent !== undefined && { consent })
    })
    const asked = (given: CreditTerms) => Publication.writtenAsked(handOf({ credit: said(given) }))
    expect(asked(credit("written"))).toBe(true)
    expect(asked(credit("expressed"))).toBe(false)
    expect(asked(credit())).toBe(false)
    expect(Publication.writtenAsked(handOf({}))).toBe(false)
    expect(Publication.writtenAsked(handOf({}, [reading("credit", credit("written"), at)]))).toBe(true)
  })
})

describe(rules.tellsWithGround.clause.quote, () => {
  const telling = (tells: ContentPart, answer: Permission) => {
    const asked: Array<ContentPart> = []
    const mayTell = (part: ContentPart) => {
      asked.push(part)
      return {
        answer,
        because: [{ clause: { id: "example", quote: "…" }, answer, facts: ["report/r1@8"] as const }]
      } as const
    }
    return [asked, decided({ ...publish, tells }, Publication.initial, around({ mayTell }))]
  }
  it("it is asked of as much as is told, and with a ground it goes out", () =>
    expect(telling("summary", { _tag: "Yes" })).toEqual([["summary"], [{ ...published, tells: "summary" }]]))
  it("without a ground it is declined, by what says so", () =>
    expect(telling("whole", { _tag: "No", lacks: ["basis"] })[1]).toMatchObject({
      _tag: "TellsTooMuch",
      message:
        "it tells what the reporter wrote, without consent or a ground that the policy names: leave it out, or ask the reporter",
      facts: ["report/r1@8"]
    }))
  it("while nobody has read which grounds there are, that is said", () =>
    expect(telling("whole", { _tag: "Undetermined", open: [open("confidence.content")] })[1]).toMatchObject({
      _tag: "TellsTooMuch",
      message:
        "the policy does not state on which grounds the report may be made public: record how it is read, or ask the reporter"
    }))
  it("what tells nothing of the report asks for no ground", () => {
    const never = around({ mayTell: () => verdict<Permission>({ _tag: "No", lacks: ["basis"] }) })
    expect(decided(publish, Publication.initial, never)).toEqual([published])
  })
})

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

  describe("of a report", () => {
    const publication = (timing: Timing, day?: DayRule): Partial<DisclosureTerms> => ({
      publication: { ...silentPolicy.publication, timing: said(timing), ...(day !== undefined && { day: said(day) }) }
    })
    const dated = (
      hand: PolicyInHand,
      now: Instant,
      ...anchors: ReadonlyArray<ReturnType<typeof came | typeof fixed>>
    ) => Publication.publicationDay({ anchors, grace: undefined }, hand, now).answer
    const received: Instant = "2026-05-01T10:00:00.000Z"
    const later: Instant = "2026-06-01T10:00:00.000Z"

    it("what had not happened by then is waited for, and what happens at that moment is not", () => {
      const hand = handOf(publication(in10("fixDeployed")))
      const fix: Instant = "2026-05-05T10:00:00.000Z"
      expect(dated(hand, "2026-05-05T09:59:59.999Z", came(), fixed(fix))).toEqual(window({ waits: ["fixDeployed"] }))
      expect(dated(hand, fix, came(), fixed(fix))).toMatchObject({ window: { earliest: "2026-05-15" } })
    })
    it("how its time is read counts from the answer that stated it; what a report had begun is moved by no later one", () => {
      const timing = (days: number, stated: Instant) =>
        reading("publication.timing", { in: Span.calendarDays(days, Span.plain), after: "received" }, stated)
      const unread = { _tag: "Undetermined", open: [open("publication.timing")] }
      expect(dated(handOf({}), later, came())).toEqual(unread)
      expect(dated(handOf({}, [timing(10, later)]), received, came())).toEqual(unread)
      expect(dated(handOf({}, [timing(10, later)]), later, came())).toMatchObject({
        window: { earliest: "2026-05-11" }
      })
      const both = handOf({}, [timing(10, "2026-04-01T00:00:00.000Z"), timing(20, "2026-05-02T00:00:00.000Z")])
      expect(dated(both, later, came())).toMatchObject({ window: { earliest: "2026-05-11" } })
      expect(dated(both, later, fixed(later), came())).toMatchObject({ window: { earliest: "2026-05-11" } })
      // Of nothing that was received, nothing had begun: it counts by the last that was stated.
      expect(dated(both, later, fixed(received))).toEqual(window({ waits: ["received"] }))
    })
    it("so does how its day is read, which may stay open", () => {
      const tuesdays = reading("publication.day", { weekdays: [2] }, "2026-04-01T00:00:00.000Z")
      const hand = publication(in10("received"))
      expect(dated(handOf(hand), later, came())).toMatchObject({ window: { earliest: "2026-05-11" } })
      expect(dated(handOf(hand, [tuesdays]), later, came())).toMatchObject({ window: { earliest: "2026-05-12" } })
      expect(dated(handOf(publication(in10("received"), { weekdays: [3] })), later, came())).toMatchObject({
        window: { earliest: "2026-05-13" }
      })
    })
  })
})
