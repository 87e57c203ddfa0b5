/** When time runs: publication, contacts told in another's stead, and the days on which an objection could not reach us. */
import { dates, type Notice, rules } from "goodfaith/consultation"
import type { Fact } from "goodfaith/kernel"
import { type Channel, type ClockStart, reasonable, type Terms, unstated, type Window } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Instant, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { addressed, replacement, said, type Scenario, seedLike, sends, signs, varied } from "./scenario.ts"

const { commercial } = ready
const c = "c1"
const publishedAt: Instant = "2026-04-02T08:10:00.000Z"
const letterDay: Instant = "2026-04-20T09:00:00.000Z"
const june: Instant = "2026-06-15T09:00:00.000Z"

const announced = (terms: Terms): Scenario => replacement(signs(seedLike(terms), c, terms))
const starting = (start: ClockStart, other: Parameters<typeof varied>[1] = {}): Terms =>
  varied("clock", { clockStart: said(start), ...other })

/** What a gate would count by: the clock and the window of the one duty of these terms. */
const counted = (scenario: Scenario, terms: Terms, at: Instant = june, agreedUntil?: Fact<Instant>) => {
  const { notice } = scenario.case("chg-1", c).state
  const hand = dates.handAt(notice, at, addressed(terms.name), scenario.world)
  if ("notAtHand" in hand) throw new Error(hand.notAtHand)
  const [duty] = hand.terms.duties
  const [row] = duty!.rows
  const world = scenario.worldOfCase("chg-1", c)
  const clock = dates.clockOf(notice.letters, duty!, row, at, hand, world, world.looked)
  if (clock === undefined || "open" in clock) return { clock, end: undefined, because: [] }
  const term = dates.parameter(hand, duty!, row, "window", row.window)
  if ("open" in term) throw new Error("the window is open")
  const dead = dates.deadTimes(world.addresses, notice.letters, duty!, row, at, hand)
  const window = dates.windowOf(clock, term, dead, hand.place, agreedUntil)
  const end = typeof window.answer === "object" ? window.answer.before : window.answer
  return { clock: clock.answer, end, because: window.because }
}

describe(rules.startsWhenPublished.clause.quote, () => {
  const published = starting({ from: "published", contacts: "any" })

  it("nobody wrote: it starts with the version that shows the change, and not a moment before", () => {
    expect(counted(announced(published), published).clock).toBe(publishedAt)
    expect(counted(announced(published), published, publishedAt).clock).toBe(publishedAt)
    expect(counted(announced(published), published, "2026-04-02T08:09:59.999Z").clock).toBeUndefined()
  })

  it("a letter that follows does not start it anew", () =>
    expect(counted(announced(published).tells(c, "letter-1", letterDay), published).clock).toBe(publishedAt))

  it("what was announced and not yet published starts nothing", () => {
    const scenario = signs(seedLike(published), c, published).onListing({
      _tag: "AnnounceChange",
      change: "chg-1",
      what: { _tag: "Retire", engagement: "cm-telecom" },
      effectiveOn: "2026-06-01",
      for: "all",
      at: "2026-04-02T08:00:00.000Z"
    })
    expect(counted(scenario, published).clock).toBeUndefined()
  })

  it("where the agreement counts from sending, publication starts nothing", () => {
    const sent = starting({ from: "sent", contacts: "any" })
    expect(counted(announced(sent), sent).clock).toBeUndefined()
  })

  it("by a reading it starts only with the letter that stated the reading", () => {
    const open = varied("open-clock", { clockStart: unstated })
    const scenario = announced(open).reads(
      open,
      { "sub-processor-change/any/clockStart": { from: "published", contacts: "any" } },
      "2026-04-10T09:00:00.000Z"
    )
    expect(counted(scenario, open).clock).toBeUndefined()
    expect(counted(scenario.tells(c, "letter-1", letterDay), open).clock).toBe(letterDay)
  })

  it("a letter that counts no more takes the version before it along, and not one since", () => {
    const scenario = announced(published).tells(c, "letter-1", letterDay)
    const { letters } = scenario.case("chg-1", c).state.notice
    const hand = dates.handAt(scenario.case("chg-1", c).state.notice, june, addressed("clock"), scenario.world)
    if ("notAtHand" in hand) throw new Error(hand.notAtHand)
    const [duty] = hand.terms.duties
    const clock = (publishedAt: Instant, at = june) => {
      const version = { value: { at: publishedAt }, from: "listing/main@11" } as const
      const around = { ...scenario.worldOfCase("chg-1", c), published: version }
      const clock = dates.clockOf(letters, duty!, duty!.rows[0], at, hand, around, around.looked, () => false)
      return dates.started(clock) ? clock.answer : undefined
    }
    expect(clock(publishedAt)).toBeUndefined()
    expect(clock(letterDay)).toBeUndefined()
    expect(clock("2026-04-20T09:00:00.001Z")).toBe("2026-04-20T09:00:00.001Z")
    expect(clock(publishedAt, "2026-04-20T08:59:59.999Z")).toBe(publishedAt)
  })

  it("published only after the letter, it starts with the publication", () => {
    const scenario = signs(seedLike(published), c, published).onListing({
      _tag: "AnnounceChange",
      change: "chg-1",
      what: { _tag: "Retire", engagement: "cm-telecom" },
      effectiveOn: "2026-06-01",
      for: "all",
      at: "2026-04-02T08:00:00.000Z"
    })
    scenario.tells(c, "letter-1", letterDay).onListing({ _tag: "PublishVersion", at: "2026-04-25T09:00:00.000Z" })
    expect(counted(scenario, published).clock).toBe("2026-04-25T09:00:00.000Z")
  })
})

describe("a clock that branches on the subscription", () => {
  const branches = starting({ from: "received", ifNotSubscribed: "published", contacts: "any" })
  const receives = (scenario: Scenario, at: Instant): Scenario =>
    scenario.onCase("chg-1", c, {
      _tag: "RecordReceipt",
      letter: "letter-1",
      contact: "office",
      evidence: "sealed:slip",
      at
    })
  const subscribes = (scenario: Scenario, at: Instant): Scenario =>
    scenario.onClient(c, { _tag: "BeginSubscription", channel: "email", at })

  it("for a client that has not subscribed it starts from publication", () =>
    expect(counted(announced(branches), branches).clock).toBe(publishedAt))

  it("for one that has, from receipt of its letter", () => {
    const scenario = subscribes(announced(branches), "2026-02-01T09:00:00.000Z")
    expect(counted(scenario, branches).clock).toBeUndefined()
    receives(scenario.tells(c, "letter-1", letterDay), "2026-04-22T10:00:00.000Z")
    expect(counted(scenario, branches).clock).toBe("2026-04-22T10:00:00.000Z")
  })

  it("one that subscribed only after publication was not subscribed then", () => {
    const scenario = subscribes(announced(branches), "2026-04-02T08:10:00.001Z")
    expect(counted(scenario, branches).clock).toBe(publishedAt)
    expect(counted(subscribes(announced(branches), publishedAt), branches).clock).toBeUndefined()
  })

  it("a letter is weighed by whether the client was subscribed when it went out", () => {
    const sent = starting({ from: "received", ifNotSubscribed: "sent", contacts: "any" })
    const scenario = announced(sent).tells(c, "letter-1", letterDay)
    expect(counted(subscribes(scenario, "2026-04-20T09:00:00.001Z"), sent).clock).toBe(letterDay)
    const before = subscribes(announced(sent), letterDay).tells(c, "letter-1", letterDay)
    expect(counted(before, sent).clock).toBeUndefined()
  })

  it("the other way round: a letter starts it for those who have not subscribed, publication for those who have", () => {
    const other = starting({ from: "published", ifNotSubscribed: "sent", contacts: "any" })
    expect(counted(announced(other).tells(c, "letter-1", letterDay), other).clock).toBe(letterDay)
    const scenario = subscribes(announced(other).tells(c, "letter-1", letterDay), "2026-02-01T09:00:00.000Z")
    expect(counted(scenario, other).clock).toBe(publishedAt)
  })
})

describe("a contact told in another's stead", () => {
  const toBoth: Partial<Notice.SendNotice> = {
    to: [
      { contact: "deputy", channel: "email" },
      { contact: "office", channel: "email" }
    ]
  }
  const names = (scenario: Scenario, fallbackFor?: string): Scenario =>
    scenario.onClient(c, {
      _tag: "NameContact",
      contact: "deputy",
      person: "p-2",
      role: "deputy",
      name: "sealed:name",
      address: "sealed:address",
      language: "nl",
      channel: "email",
      ...(fallbackFor !== undefined && { fallbackFor }),
      at: "2026-02-01T09:00:00.000Z"
    })
  const delivered = (scenario: Scenario, contact: string, at: Instant): Scenario =>
    scenario.onCase("chg-1", c, { _tag: "RecordDelivery", letter: "letter-1", contact, at })
  const next: Instant = "2026-04-21T10:00:00.000Z"
  const told = (start: ClockStart, fallbackFor: string | undefined = "office") => {
    const terms = starting(start)
    const scenario = names(announced(terms), fallbackFor).tells(c, "letter-1", letterDay, toBoth)
    return { terms, scenario }
  }

  it("is on record as such in the letter, when both were written to", () => {
    const { scenario } = told({ from: "delivered", contacts: "any" })
    const sent = scenario.case("chg-1", c).state.notice.letters[0]?.sent.value
    expect(sent?.fallbacks).toEqual([{ contact: "deputy", for: "office" }])
    scenario.onCase("chg-1", c, sends("letter-1", letterDay, toBoth))
    scenario.onCase("chg-1", c, sends("letter-2", letterDay, { to: [{ contact: "deputy", channel: "email" }] }))
    const letters = scenario.case("chg-1", c).state.notice.letters
    expect(letters.map((letter) => letter.sent.value.fallbacks)).toEqual([sent?.fallbacks, undefined])
  })

  it("does not count while the other may yet be reached", () => {
    for (const contacts of ["any", "all", "first"] as const) {
      const { terms, scenario } = told({ from: "delivered", contacts })
      expect(counted(delivered(scenario, "deputy", next), terms).clock).toBeUndefined()
      expect(counted(delivered(scenario, "office", "2026-04-22T10:00:00.000Z"), terms).clock).toBe(
        "2026-04-22T10:00:00.000Z"
      )
    }
  })

  it("counts once it is known that the other was not", () => {
    for (const contacts of ["any", "all", "first"] as const) {
      const { terms, scenario } = told({ from: "delivered", contacts })
      delivered(scenario, "deputy", next).bounces(c, "letter-1", "2026-04-22T10:00:00.000Z")
      expect(counted(scenario, terms, "2026-04-22T09:59:59.999Z").clock).toBeUndefined()
      expect(counted(scenario, terms).clock).toBe(next)
    }
  })

  it("not when it bounced too", () => {
    const { terms, scenario } = told({ from: "sent", contacts: "any" })
    expect(counted(scenario.bounces(c, "letter-1", next), terms).clock).toBe(letterDay)
    expect(counted(scenario.bounces(c, "letter-1", next, "deputy"), terms).clock).toBeUndefined()
  })

  it("somebody told in nobody's stead here is a contact like any other", () => {
    const { terms, scenario } = told({ from: "delivered", contacts: "any" }, "board")
    expect(scenario.case("chg-1", c).state.notice.letters[0]?.sent.value).not.toHaveProperty("fallbacks")
    expect(counted(delivered(scenario, "deputy", next), terms).clock).toBe(next)
  })
})

describe(rules.byAgreedWay.clause.quote, () => {
  const byPost: Partial<Notice.SendNotice> = { to: [{ contact: "office", channel: "post" }] }
  const toBoth = (office: Channel, legal: Channel): Partial<Notice.SendNotice> => ({
    to: [
      { contact: "office", channel: office },
      { contact: "legal", channel: legal }
    ]
  })
  const names = (scenario: Scenario, contact: string, fallbackFor?: string): Scenario =>
    scenario.onClient(c, {
      _tag: "NameContact",
      contact,
      person: "p-2",
      role: contact,
      name: "sealed:name",
      address: "sealed:address",
      language: "nl",
      channel: "email",
      ...(fallbackFor !== undefined && { fallbackFor }),
      at: "2026-02-01T09:00:00.000Z"
    })
  const delivered = (scenario: Scenario, contact: string, at: Instant): Scenario =>
    scenario.onCase("chg-1", c, { _tag: "RecordDelivery", letter: "letter-1", contact, at })
  const anyWay = varied("any-way", { channels: unstated })
  const emailOnly = { "sub-processor-change/any/channels": ["email"] }

  it("by post, where the agreement names email: no clock starts, and the letter states no dates", () => {
    const scenario = announced(commercial).tells(c, "letter-1", letterDay, byPost)
    expect(counted(scenario, commercial).clock).toBeUndefined()
    expect(scenario.case("chg-1", c).state.notice.letters[0]?.sent.value.stated).not.toHaveProperty("objectUntil")
    scenario.onCase("chg-1", c, sends("letter-2", "2026-04-27T09:00:00.000Z"))
    expect(counted(scenario, commercial).clock).toBe("2026-04-27T09:00:00.000Z")
  })

  it("one of the ways that the agreement names is enough, and that it was one is among the reasons", () => {
    const terms = varied("two-ways", { channels: said(["email", "post"]) })
    const { clock, because } = counted(announced(terms).tells(c, "letter-1", letterDay, byPost), terms)
    expect(clock).toBe(letterDay)
    expect(because.map(({ clause }) => clause)).toContain(rules.byAgreedWay.clause)
  })

  it("where the agreement names none, any way will do", () =>
    expect(counted(announced(anyWay).tells(c, "letter-1", letterDay, byPost), anyWay).clock).toBe(letterDay))

  it("of several contacts those count who were written to in such a way", () => {
    for (const contacts of ["any", "all", "first"] as const) {
      const terms = starting({ from: "delivered", contacts })
      const scenario = names(announced(terms), "legal").tells(c, "letter-1", letterDay, toBoth("post", "email"))
      delivered(scenario, "office", "2026-04-21T10:00:00.000Z")
      expect(counted(scenario, terms).clock).toBeUndefined()
      delivered(scenario, "legal", "2026-04-23T10:00:00.000Z")
      expect(counted(scenario, terms).clock).toBe("2026-04-23T10:00:00.000Z")
    }
  })

  it("all of these, where all count", () => {
    const terms = starting({ from: "delivered", contacts: "all" })
    const scenario = names(announced(terms), "legal").tells(c, "letter-1", letterDay, toBoth("email", "email"))
    delivered(scenario, "office", "2026-04-21T10:00:00.000Z")
    expect(counted(scenario, terms).clock).toBeUndefined()
  })

  it("whoever is told in another's stead must be told in such a way too", () => {
    const terms = starting({ from: "sent", contacts: "any" })
    const bounced = (legal: Channel) => {
      const scenario = names(announced(terms), "legal", "office")
      scenario.tells(c, "letter-1", letterDay, toBoth("email", legal))
      return counted(scenario.bounces(c, "letter-1", "2026-04-21T10:00:00.000Z"), terms).clock
    }
    expect([bounced("email"), bounced("post")]).toEqual([letterDay, undefined])
  })

  it("told in another's stead by email, where that other was only written to by post: a contact like any other", () => {
    const terms = starting({ from: "sent", contacts: "any" })
    const scenario = names(announced(terms), "legal", "office")
    scenario.tells(c, "letter-1", letterDay, toBoth("post", "email"))
    expect(counted(scenario, terms).clock).toBe(letterDay)
  })

  it("a reading of the ways counts from the letter that stated it", () => {
    const readAt: Instant = "2026-04-10T09:00:00.000Z"
    const before = announced(anyWay).reads(anyWay, emailOnly, readAt).tells(c, "letter-1", letterDay, byPost)
    expect(counted(before, anyWay).clock).toBeUndefined()
    const after = announced(anyWay).tells(c, "letter-1", letterDay, byPost)
    after.reads(anyWay, emailOnly, "2026-04-22T09:00:00.000Z")
    after.onCase("chg-1", c, sends("letter-2", "2026-04-27T09:00:00.000Z"))
    expect(counted(after, anyWay).clock).toBe(letterDay)
  })

  it("what a letter lacked is not made up for by one that is no notice", () => {
    const owed = (other: Partial<Notice.SendNotice>) => {
      const scenario = announced(commercial)
        .tells(c, "letter-1", letterDay, { contents: ["entity", "service", "places", "effectiveOn"] })
        .onCase("chg-1", c, sends("letter-2", "2026-04-27T09:00:00.000Z", other))
      const { notice } = scenario.case("chg-1", c).state
      const hand = dates.handAt(notice, june, addressed(commercial.name), scenario.world)
      if ("notAtHand" in hand) throw new Error(hand.notAtHand)
      const [duty] = hand.terms.duties
      return dates.owedContents(notice.letters, duty!, duty!.rows[0], june, hand)?.answer
    }
    expect([owed({}), owed(byPost)]).toEqual([[], ["howToObject"]])
  })

  it("nor are days given back by it", () => {
    const told = (other: Partial<Notice.SendNotice>) => {
      const scenario = announced(commercial)
        .tells(c, "letter-1", letterDay)
        .cannotBeReached("2026-05-01T09:00:00.000Z", "2026-05-06T09:00:00.000Z")
      return counted(scenario.onCase("chg-1", c, sends("letter-2", "2026-05-07T09:00:00.000Z", other)), commercial).end
    }
    expect([told({}), told(byPost)]).toEqual(["2026-06-06T22:00:00.000Z", "open"])
  })
})

describe(rules.channelDead.clause.quote, () => {
  it("a letter that went out while its address was dead starts no clock; one that went out since does", () => {
    const scenario = announced(commercial)
      .cannotBeReached("2026-04-18T09:00:00.000Z", "2026-04-25T09:00:00.000Z")
      .tells(c, "letter-1", letterDay)
    expect(counted(scenario, commercial).clock).toBeUndefined()
    expect(scenario.case("chg-1", c).state.notice.letters[0]?.sent.value.stated).not.toHaveProperty("objectUntil")
    scenario.onCase("chg-1", c, sends("letter-2", "2026-04-27T09:00:00.000Z"))
    expect(counted(scenario, commercial).clock).toBe("2026-04-27T09:00:00.000Z")
    expect(counted(scenario, commercial).end).toBe("2026-05-27T22:00:00.000Z")
  })

  it("dead from the very moment of sending, and no more at the moment at which it was restored", () => {
    const at = (sent: Instant) =>
      counted(
        announced(commercial).cannotBeReached(letterDay, "2026-04-25T09:00:00.000Z").tells(c, "letter-1", sent),
        commercial
      ).clock
    expect(at(letterDay)).toBeUndefined()
    expect(at("2026-04-25T08:59:59.999Z")).toBeUndefined()
    expect(at("2026-04-25T09:00:00.000Z")).toBe("2026-04-25T09:00:00.000Z")
    expect(at("2026-04-20T08:59:59.999Z")).toBe("2026-04-20T08:59:59.999Z")
  })

  it("an address that the agreement does not name may be dead; where it names none, any may be meant", () => {
    const elsewhere = (terms: Terms) =>
      counted(
        announced(terms)
          .cannotBeReached("2026-04-18T09:00:00.000Z", undefined, "sales")
          .tells(c, "letter-1", letterDay),
        terms
      ).clock
    expect(elsewhere(commercial)).toBe(letterDay)
    const { objection } = commercial.duties[0]!.rows[0]
    expect(elsewhere(varied("nowhere", { objection: { ...objection, addresses: unstated } }))).toBeUndefined()
  })

  it("nor does publication start one", () => {
    const published = starting({ from: "published", contacts: "any" })
    const scenario = announced(published).cannotBeReached("2026-04-02T08:05:00.000Z", "2026-04-03T09:00:00.000Z")
    expect(counted(scenario, published).clock).toBeUndefined()
  })
})

describe(rules.givenBack.clause.quote, () => {
  const told = () => announced(commercial).tells(c, "letter-1", letterDay)
  const tellsAgain = (scenario: Scenario, at: Instant, other: Partial<Notice.SendNotice> = {}) =>
    scenario.onCase("chg-1", c, sends("letter-2", at, other))

  it("an address that never failed takes and gives nothing", () =>
    expect(counted(told(), commercial).end).toBe("2026-05-20T22:00:00.000Z"))

  it("dead from 1 May and not restored: the window does not end", () => {
    const scenario = told().cannotBeReached("2026-05-01T09:00:00.000Z")
    expect(counted(scenario, commercial).end).toBe("open")
    expect(counted(scenario, commercial, "2026-05-01T08:59:59.999Z").end).toBe("2026-05-20T22:00:00.000Z")
  })

  it("restored on 6 May and told on 7 May: thirty days from then", () => {
    const scenario = told().cannotBeReached("2026-05-01T09:00:00.000Z", "2026-05-06T09:00:00.000Z")
    expect(counted(scenario, commercial).end).toBe("open")
    tellsAgain(scenario, "2026-05-07T09:00:00.000Z")
    const { end, because } = counted(scenario, commercial)
    expect(end).toBe("2026-06-06T22:00:00.000Z")
    expect(because[0].clause.id).toBe("notice.days-given-back")
    expect(because[0].facts).toEqual(
      expect.arrayContaining(["listing/main@12", "listing/main@13", "consultation/chg-1/c1@3"])
    )
    expect(counted(scenario, commercial, "2026-05-06T08:59:59.999Z").end).toBe("open")
    expect(scenario.case("chg-1", c).state.notice.letters[1]?.sent.value.stated.objectUntil).toBe("2026-06-06")
  })

  it("a letter that does not say how to object has not told it", () => {
    const scenario = told().cannotBeReached("2026-05-01T09:00:00.000Z", "2026-05-06T09:00:00.000Z")
    tellsAgain(scenario, "2026-05-07T09:00:00.000Z", { contents: ["entity", "service", "places", "effectiveOn"] })
    expect(counted(scenario, commercial).end).toBe("open")
  })

  it("told at the very moment of restoring, it counts from the end of that day: a day that was touched counts for nobody", () => {
    const inHours = varied("hours", { window: said({ _tag: "For", period: Span.hours(240, Span.plain) }) })
    const scenario = announced(inHours)
      .tells(c, "letter-1", letterDay)
      .cannotBeReached("2026-04-22T09:00:00.000Z", "2026-04-24T09:00:00.000Z")
    tellsAgain(scenario, "2026-04-24T09:00:00.000Z")
    expect(counted(scenario, inHours).end).toBe("2026-05-04T21:59:59.999Z")
    expect(counted(scenario, inHours, "2026-04-24T09:00:00.000Z").end).toBe("2026-05-04T21:59:59.999Z")
  })

  it("restored at the very moment at which the clock started, nothing of the window was touched", () => {
    const inHours = varied("hours", { window: said({ _tag: "For", period: Span.hours(240, Span.plain) }) })
    const scenario = announced(inHours).cannotBeReached("2026-04-18T09:00:00.000Z", letterDay)
    expect(counted(scenario.tells(c, "letter-1", letterDay), inHours).end).toBe("2026-04-30T09:00:00.000Z")
  })

  describe("of two addresses", () => {
    const { objection } = commercial.duties[0]!.rows[0]
    const two = varied("two", { objection: { ...objection, addresses: said(["privacy-office", "portal"]) } })

    it("the one that was told of last gives the end, whichever was dead first", () => {
      const scenario = announced(two)
        .tells(c, "letter-1", letterDay)
        .cannotBeReached("2026-05-01T09:00:00.000Z", "2026-05-10T09:00:00.000Z")
        .cannotBeReached("2026-05-03T09:00:00.000Z", "2026-05-05T09:00:00.000Z", "portal")
      tellsAgain(scenario, "2026-05-06T09:00:00.000Z")
      scenario.onCase("chg-1", c, sends("letter-3", "2026-05-11T09:00:00.000Z"))
      expect(counted(scenario, two).end).toBe("2026-06-10T22:00:00.000Z")
    })

    it("it does not matter which was put on record first", () => {
      const scenario = announced(two)
        .tells(c, "letter-1", letterDay)
        .cannotBeReached("2026-06-01T09:00:00.000Z", undefined, "portal")
        .cannotBeReached("2026-05-01T09:00:00.000Z", "2026-05-06T09:00:00.000Z")
      tellsAgain(scenario, "2026-05-07T09:00:00.000Z")
      expect(counted(scenario, two).end).toBe("open")
    })
  })

  it("what was dead before the clock started, or after the window had ended, changes nothing", () => {
    const early = announced(commercial).cannotBeReached("2026-04-03T09:00:00.000Z", "2026-04-10T09:00:00.000Z")
    expect(counted(early.tells(c, "letter-1", letterDay), commercial).end).toBe("2026-05-20T22:00:00.000Z")
    expect(counted(told().cannotBeReached("2026-05-20T22:00:00.000Z"), commercial).end).toBe("2026-05-20T22:00:00.000Z")
    expect(counted(told().cannotBeReached("2026-05-20T21:59:59.999Z"), commercial).end).toBe("open")
  })

  it("dead twice: the second time counts only if it falls into the window as it runs by then", () => {
    const twice = (again: Instant) => {
      const scenario = told().cannotBeReached("2026-05-01T09:00:00.000Z", "2026-05-06T09:00:00.000Z")
      tellsAgain(scenario, "2026-05-07T09:00:00.000Z")
      return counted(scenario.cannotBeReached(again), commercial, "2026-07-15T09:00:00.000Z").end
    }
    expect(twice("2026-06-05T09:00:00.000Z")).toBe("open")
    expect(twice("2026-06-06T22:00:00.000Z")).toBe("2026-06-06T22:00:00.000Z")
  })

  it("a later letter alone gives no shorter window than the first one did", () => {
    const scenario = told().cannotBeReached("2026-04-20T09:30:00.000Z", "2026-04-20T09:40:00.000Z")
    tellsAgain(scenario, "2026-04-20T10:00:00.000Z")
    expect(counted(scenario, commercial).end).toBe("2026-05-20T22:00:00.000Z")
  })

  it("a window that nothing ends, or that there is not, stays what it is", () => {
    const ends = (window: Window) => {
      const terms = varied("window", { window: said(window) })
      const scenario = announced(terms).tells(c, "letter-1", letterDay).cannotBeReached("2026-05-01T09:00:00.000Z")
      return counted(scenario, terms).end
    }
    expect(ends({ _tag: "OpenEnded" })).toBe("open")
    expect(ends({ _tag: "UntilAccess" })).toBe("untilAccess")
    expect(ends({ _tag: "NoRight" })).toBe("none")
  })
})

describe(rules.extended.clause.quote, () => {
  const until = (value: Instant): Fact<Instant> => ({ value, from: "consultation/chg-1/c1@9" })
  const ends = (window: Window, agreed: Instant) => {
    const terms = varied("window", { window: said(window) })
    return counted(announced(terms).tells(c, "letter-1", letterDay), terms, june, until(agreed)).end
  }
  const thirty: Window = { _tag: "For", period: Span.calendarDays(30, Span.plain) }

  it("a later end counts, an earlier one takes nothing away", () => {
    expect(ends(thirty, "2026-06-30T22:00:00.000Z")).toBe("2026-06-30T22:00:00.000Z")
    expect(ends(thirty, "2026-05-01T22:00:00.000Z")).toBe("2026-05-20T22:00:00.000Z")
  })

  it("where the agreement gives no right, both sides have given one", () =>
    expect(ends({ _tag: "NoRight" }, "2026-06-30T22:00:00.000Z")).toBe("2026-06-30T22:00:00.000Z"))

  it("a window that nothing ends stays open", () => {
    expect(ends({ _tag: "OpenEnded" }, "2026-06-30T22:00:00.000Z")).toBe("open")
    expect(ends({ _tag: "UntilAccess" }, "2026-06-30T22:00:00.000Z")).toBe("untilAccess")
  })
})

describe(rules.talksOwed.clause.quote, () => {
  const staged = varied("staged", {
    window: said({
      _tag: "For",
      period: Span.workingDays(10, "nl-office", Span.plain),
      talksWithin: Span.workingDays(5, "nl-office", Span.plain)
    })
  })
  const owed = (at: Instant, terms: Terms = staged, tell = true): unknown => {
    const scenario = announced(terms)
    if (tell) scenario.tells(c, "letter-1", letterDay)
    const { notice } = scenario.case("chg-1", c).state
    const hand = dates.handAt(notice, june, addressed(terms.name), scenario.world)
    if ("notAtHand" in hand) throw new Error(hand.notAtHand)
    const [duty] = hand.terms.duties
    const [row] = duty!.rows
    const world = scenario.worldOfCase("chg-1", c)
    const clock = dates.clockOf(notice.letters, duty!, row, june, hand, world, world.looked)
    const received: Fact<{ readonly at: Instant }> = { value: { at }, from: "consultation/chg-1/c1@7" }
    return dates.talksOwed(received, clock, duty!, row, hand)?.answer
  }

  it("five working days over King's Day end with Tuesday 28 April; a moment later talks are not owed", () => {
    expect(owed("2026-04-28T21:59:59.999Z")).toBe(true)
    expect(owed("2026-04-28T22:00:00.000Z")).toBe(false)
  })

  it("where there is no such stage, or nothing has started, they are owed", () => {
    expect(owed("2026-05-19T09:00:00.000Z", commercial)).toBe(true)
    expect(owed("2027-04-28T22:00:00.000Z", staged, false)).toBe(true)
  })

  it("while the agreement leaves its window open, nobody can tell", () =>
    expect(owed(june, varied("vague", { window: said({ _tag: "For", period: reasonable }) }))).toBeUndefined())
})
