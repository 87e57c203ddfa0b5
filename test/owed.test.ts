/** What a reporter is owed, from when, how it is kept and what ends it: each sentence by itself, at its boundaries. */
import { describe, expect, it } from "vitest"
import type { Condition, Severity } from "../src/disclosure/DisclosureTerms.ts"
import type { StatedReading } from "../src/disclosure/hand.ts"
import { bindingPolicy, type Happened, type NotOwed, type Suspension } from "../src/disclosure/promises.ts"
import * as rules from "../src/disclosure/reporterRules.ts"
import { Deadline, dutchStatutory, type Instant, Span } from "../src/time/index.ts"
import { fact, facts, looked, open, place, stipulated, verdict } from "./facts.ts"

const longAgo: Instant = "2026-01-01T00:00:00.000Z"
const justBefore: Instant = "2026-05-01T09:59:59.999Z"
const noon: Instant = "2026-05-01T10:00:00.000Z"
const justAfter: Instant = "2026-05-01T10:00:00.001Z"
const muchLater: Instant = "2027-01-01T00:00:00.000Z"

const promise = stipulated("respond")
const at = (at: Instant) => fact({ at })
const act = (at: Instant, by: Happened["by"] = "human") => fact<Happened>({ deed: "responded", by, at })
/** Due just before noon. */
const due = { duty: { on: "2026-05-01", before: noon }, right: { on: "2026-05-02", before: muchLater } } as const

describe(rules.policyAt.clause.quote, () => {
  const version = (ref: "policy:a" | "policy:b" | "policy:c", at: Instant) => fact({ ref, at })
  const binding = (...versions: ReadonlyArray<ReturnType<typeof version>>) => bindingPolicy(versions, at(noon)).answer

  it("before the first there is none, and one is in force from the moment that it names", () => {
    expect(binding()).toBeUndefined()
    expect(binding(version("policy:a", justAfter))).toBeUndefined()
    expect(binding(version("policy:a", noon))).toBe("policy:a")
    expect(binding(version("policy:a", justBefore))).toBe("policy:a")
  })
  it("of several the last that had begun, in whatever order they are told", () => {
    const [a, b, c] = [version("policy:a", longAgo), version("policy:b", justBefore), version("policy:c", justAfter)]
    expect(binding(a, b, c)).toBe("policy:b")
    expect(binding(c, b, a)).toBe("policy:b")
  })
  it("of two that begin in one moment, the one told last", () =>
    expect(binding(version("policy:a", longAgo), version("policy:b", longAgo))).toBe("policy:b"))
})

describe(rules.readingServes.clause.quote, () => {
  const reading = (value: string, stated: Instant): StatedReading => ({
    value: { parameter: "p", value, by: "desk-1", reason: "as always", at: longAgo },
    from: "terms/sha256-x@0",
    asOf: 0,
    stated
  })
  const serves = (until: Instant, ...stated: ReadonlyArray<StatedReading>) =>
    rules.readingServes(stated, noon, until).answer?.value.value

  it("none serves that nobody stated by then", () => {
    expect(serves(muchLater)).toBeUndefined()
    expect(serves(justBefore, reading("a", noon))).toBeUndefined()
    expect(serves(noon, reading("a", justAfter))).toBeUndefined()
  })
  it("what began after an answer counts by the one stated last before it began", () => {
    const stated = [reading("a", longAgo), reading("b", noon), reading("c", justAfter)]
    expect(serves(muchLater, ...stated)).toBe("b")
    expect(serves(noon, ...stated)).toBe("b")
    expect(serves(justBefore, ...stated)).toBe("a")
  })
  it("what had begun before counts by the first that was stated", () => {
    const stated = [reading("a", justAfter), reading("b", muchLater)]
    expect(serves(muchLater, ...stated)).toBe("a")
    expect(serves(justAfter, ...stated)).toBe("a")
    expect(serves(noon, ...stated)).toBeUndefined()
  })
})

describe(rules.answerable.clause.quote, () => {
  it("only what must reach somebody asks for a way to be reached", () => {
    const owed = (contact: boolean, way: boolean) =>
      rules.answerable(contact, way ? at(noon) : undefined, looked).answer
    expect([owed(true, true), owed(true, false), owed(false, true), owed(false, false)]).toEqual([
      "owed",
      "unreachable",
      "owed",
      "owed"
    ])
  })
})

describe(rules.conditionHolds.clause.quote, () => {
  interface Known {
    readonly reachable?: boolean
    readonly named?: ReadonlyArray<boolean>
    readonly accepted?: boolean
    readonly scope?: ReadonlyArray<boolean>
    readonly wanted?: ReadonlyArray<boolean>
    readonly severity?: ReadonlyArray<Severity>
    readonly fits?: ReadonlyArray<boolean>
    readonly wantedNow?: boolean
  }
  const holds = (condition: Condition, known: Known = {}) =>
    rules.conditionHolds(
      stipulated(condition),
      known.reachable ? [at(noon)] : [],
      facts(...(known.named ?? []).map((named) => ({ named }))),
      known.accepted ? [fact({ deed: "accepted", by: "human", at: noon } as const)] : [],
      facts(...(known.scope ?? []).map((inScope) => ({ inScope, at: noon }))),
      facts(...(known.wanted ?? []).map((wanted) => ({ wanted, at: noon }))),
      facts(...(known.severity ?? []).map((severity) => ({ severity, at: noon }))),
      facts(...(known.fits ?? []).map((holds) => ({ promise: "respond", holds, by: "desk-1", at: noon }))),
      known.wantedNow ?? true,
      looked
    ).answer

  it("without a condition it is owed, whatever is known", () => {
    expect(holds({})).toBe("holds")
    expect(holds({}, { scope: [false], severity: ["none"], fits: [false], named: [false], wanted: [false] })).toBe(
      "holds"
    )
  })
  it("reached, named, accepted, wanted: each is there, or is said not to be", () => {
    expect(holds({ contactable: true })).toBe("unreachable")
    expect(holds({ contactable: true }, { reachable: true })).toBe("holds")
    expect(holds({ named: true })).toBe("notNamed")
    expect(holds({ named: true }, { named: [false] })).toBe("notNamed")
    expect(holds({ named: true }, { named: [true] })).toBe("holds")
    expect(holds({ accepted: true })).toBe("notAccepted")
    expect(holds({ accepted: true }, { accepted: true })).toBe("holds")
    expect(holds({ updatesWanted: true })).toBe("notWanted")
    expect(holds({ updatesWanted: true }, { wanted: [false] })).toBe("notWanted")
    expect(holds({ updatesWanted: true }, { wanted: [true] })).toBe("holds")
  })
  it("what is asked at each milestone is not asked now", () =>
    expect(holds({ updatesWanted: true }, { wanted: [false], wantedNow: false })).toBe("holds"))
  it("the last word counts", () => {
    expect(holds({ named: true }, { named: [false, true] })).toBe("holds")
    expect(holds({ updatesWanted: true }, { wanted: [true, false] })).toBe("notWanted")
    expect(holds({ inScope: true }, { scope: [true, false] })).toBe("outOfScope")
    expect(holds({ severity: "high" }, { severity: ["low", "high"] })).toBe("holds")
    expect(holds({ words: "a real issue" }, { fits: [true, false] })).toBe("judgedOtherwise")
  })
  it("whether it is in scope is for a person to say", () => {
    expect(holds({ inScope: true })).toEqual({ notJudged: "whether it is in scope" })
    expect(holds({ inScope: true }, { scope: [false] })).toBe("outOfScope")
    expect(holds({ inScope: true }, { scope: [true] })).toBe("holds")
  })
  it("how severe it is too: from the one that the policy names", () => {
    expect(holds({ severity: "medium" })).toEqual({ notJudged: "how severe it is" })
    const all: ReadonlyArray<Severity> = ["none", "low", "medium", "high", "critical"]
    expect(all.filter((it) => holds({ severity: "medium" }, { severity: [it] }) === "holds")).toEqual([
      "medium",
      "high",
      "critical"
    ])
    expect(holds({ severity: "medium" }, { severity: ["low"] })).toBe("notSevere")
  })
  it("and whether the policy's words fit, in the policy's words", () => {
    expect(holds({ words: "a real issue" })).toEqual({ notJudged: "a real issue" })
    expect(holds({ words: "a real issue" }, { fits: [false] })).toBe("judgedOtherwise")
    expect(holds({ words: "a real issue" }, { fits: [true] })).toBe("holds")
  })
  it("of several conditions each must hold", () => {
    const all: Condition = { inScope: true, severity: "high", words: "a real issue" }
    expect(holds(all, { scope: [true], severity: ["high"], fits: [true] })).toBe("holds")
    expect(holds(all, { scope: [true], severity: ["low"], fits: [true] })).toBe("notSevere")
    expect(holds(all, { scope: [false], severity: ["high"], fits: [true] })).toBe("outOfScope")
    expect(holds(all, { scope: [true], severity: ["high"], fits: [false] })).toBe("judgedOtherwise")
  })
  it("each severity is at least itself and what is below it", () => {
    expect(rules.atLeast("none", "none")).toBe(true)
    expect(rules.atLeast("none", "low")).toBe(false)
    expect(rules.atLeast("low", "none")).toBe(true)
    expect(rules.atLeast("high", "critical")).toBe(false)
  })
})

describe(rules.progressWanted.clause.quote, () => {
  it("nobody asked; somebody did; somebody did no more", () => {
    const wanted = (...wishes: ReadonlyArray<boolean>) =>
      rules.progressWanted(facts(...wishes.map((wanted) => ({ wanted, at: noon })))).answer
    expect([wanted(), wanted(true), wanted(true, false), wanted(false, true)]).toEqual([false, true, false, true])
  })
})

describe(rules.bySeverity.clause.quote, () => {
  it("as it was judged, and unknown while it was not", () => {
    const within = stipulated({ bySeverity: {} })
    expect(rules.bySeverity(undefined, within).answer).toBeUndefined()
    expect(rules.bySeverity(fact({ severity: "high", at: noon }), within).answer).toBe("high")
  })
})

describe(rules.countsFrom.clause.quote, () => {
  it("the act that the policy names, or the latest of what came after it", () => {
    const from = (...later: ReadonlyArray<Instant>) =>
      rules.countsFrom(
        at(noon),
        later.map((it) => at(it)),
        []
      ).answer.value.at
    expect(from()).toBe(noon)
    expect(from(justBefore)).toBe(noon)
    expect(from(justAfter)).toBe(justAfter)
    expect(from(muchLater, justAfter)).toBe(muchLater)
    expect(from(justAfter, muchLater, justBefore)).toBe(muchLater)
  })
  it("of two in one moment the act that the policy names", () => {
    const anchor = fact({ at: noon }, 1)
    expect(rules.countsFrom(anchor, [fact({ at: noon }, 2)], []).answer).toBe(anchor)
  })
})

describe(rules.counted.clause.quote, () => {
  const ends = (span: Span, ...rests: ReadonlyArray<Suspension>) => {
    const counted = rules.counted(at(noon), stipulated(span), place, facts(...rests), []).answer
    return Deadline.isUnknown(counted) ? counted.calendar : counted.duty.before
  }
  const two = Span.hours(2, Span.plain)
  it("two hours are two hours, and an hour of rest makes them three", () => {
    expect(ends(two)).toBe("2026-05-01T12:00:00.000Z")
    const rest = { from: "2026-05-01T11:00:00.000Z", until: "2026-05-01T12:00:00.000Z", at: longAgo } as const
    expect(ends(two, rest)).toBe("2026-05-01T13:00:00.000Z")
  })
  it("by a calendar that is not at hand there is no date", () =>
    expect(ends(Span.workingDays(3, "us-federal", Span.plain))).toBe("us-federal"))

  /** The days on which it is due, for us and for the reporter. */
  const days = (span: Span, ...rests: ReadonlyArray<Suspension>) => {
    const counted = rules.counted(at(noon), stipulated(span), place, facts(...rests), []).answer
    return Deadline.isUnknown(counted) ? counted.calendar : [counted.duty.on, counted.right.on]
  }
  const rest = (from: Instant, until?: Instant): Suspension => ({
    from,
    ...(until !== undefined && { until }),
    at: longAgo
  })
  /** From the first moment of a day in May to the last of another, in Amsterdam. */
  const whole = (first: number, last = first): Suspension =>
    rest(
      new Date(Date.UTC(2026, 4, first - 1, 22)).toISOString() as Instant,
      new Date(Date.UTC(2026, 4, last, 22)).toISOString() as Instant
    )
  const both = (on: string) => [on, on]
  const tenDays = Span.calendarDays(10, Span.plain)

  it("ten days end later by each whole day of rest, and the end may move into the next rest", () => {
    expect(days(tenDays)).toEqual(both("2026-05-11"))
    expect(days(tenDays, whole(4, 5))).toEqual(both("2026-05-13"))
    expect(ends(tenDays, whole(4, 5))).toBe("2026-05-13T22:00:00.000Z")
    expect(days(tenDays, whole(4, 5), whole(12, 13))).toEqual(both("2026-05-15"))
    expect(days(tenDays, whole(12, 13), whole(4, 5))).toEqual(both("2026-05-15"))
  })
  it("a rest on the last day moves it, and one on the day of the act or after the last day does not", () => {
    expect(days(tenDays, whole(11))).toEqual(both("2026-05-12"))
    expect(days(tenDays, whole(2))).toEqual(both("2026-05-12"))
    expect(days(tenDays, whole(1))).toEqual(both("2026-05-11"))
    expect(days(tenDays, whole(12, 20))).toEqual(both("2026-05-11"))
    expect(ends(tenDays, whole(12, 20))).toBe("2026-05-11T22:00:00.000Z")
  })
  it("a day of which a moment did not rest counts", () => {
    expect(days(tenDays, rest("2026-05-03T22:00:00.000Z", "2026-05-05T21:59:59.999Z"))).toEqual(both("2026-05-12"))
    expect(days(tenDays, rest("2026-05-03T22:00:00.001Z", "2026-05-05T22:00:00.000Z"))).toEqual(both("2026-05-12"))
    expect(days(tenDays, rest("2026-05-04T08:00:00.000Z", "2026-05-04T16:00:00.000Z"))).toEqual(both("2026-05-11"))
  })
  it("working days pass by a rest as they pass by holidays, and a rest at a weekend takes none", () => {
    const three = Span.workingDays(3, "nl-office", Span.plain)
    expect(days(three)).toEqual(both("2026-05-06"))
    expect(days(three, whole(4, 5))).toEqual(both("2026-05-08"))
    expect(days(three, whole(2, 3))).toEqual(both("2026-05-06"))
  })
  it("a rest makes no calendar known", () => {
    expect(days(Span.workingDays(3, "us-federal", Span.plain), whole(4))).toBe("us-federal")
    expect(days(Span.calendarDays(10, Span.regulation1182_71("us-federal")), whole(4))).toBe("us-federal")
  })
  it("of two readings, each rests: the earlier end binds us and the later one is the reporter's", () => {
    const office = Span.workingDays(9, "nl-office", Span.plain)
    const statutory = Span.workingDays(9, "nl-statutory", Span.plain)
    const away = Span.workingDays(9, "us-federal", Span.plain)
    const either = (one: Span, other: Span) => days({ either: [one, other] }, whole(6, 7))
    // 6 and 7 May rest, 14 May is Ascension Day, and the law equates 15 May with a holiday.
    expect(either(office, statutory)).toEqual(["2026-05-19", "2026-05-21"])
    expect(either(statutory, office)).toEqual(["2026-05-19", "2026-05-21"])
    expect(either(office, away)).toBe("us-federal")
    expect(either(away, office)).toBe("us-federal")
  })

  it("where one reading was counted past the days for which its calendar is known, both dates say so, as without a rest", () => {
    const short = { ...dutchStatutory, until: "2026-05-08" } as const
    const known = { ...place, calendar: (name: string) => (name === "short" ? short : place.calendar(name)) }
    const span: Span = {
      either: [Span.workingDays(9, "nl-office", Span.plain), Span.workingDays(9, "short", Span.plain)]
    }
    for (const rested of [[], [whole(6, 7)]]) {
      const counted = rules.counted(at(noon), stipulated(span), known, facts(...rested), []).answer
      const beyond = { calendar: "nl-statutory", until: "2026-05-08" }
      expect(counted).toMatchObject({ duty: { beyond }, right: { beyond } })
    }
  })

  const clock = (hour: number, minute = 0): Instant =>
    new Date(Date.UTC(2026, 4, 1, hour, minute)).toISOString() as Instant
  it("hours end later by what rested of them, and the end may move into the next rest", () => {
    const [first, second] = [rest(clock(11), clock(12)), rest(clock(12, 30), clock(14))]
    expect(ends(two, first)).toBe(clock(13))
    expect(ends(two, second)).toBe(clock(12))
    expect(ends(two, first, second)).toBe(clock(14, 30))
    expect(ends(two, second, first)).toBe(clock(14, 30))
  })
  it("an hour in which it rests for two reasons rests once", () => {
    expect(ends(two, rest(clock(10, 30), clock(11, 30)), rest(clock(11), clock(12)))).toBe(clock(13, 30))
    expect(ends(two, rest(clock(11), clock(12)), rest(clock(10, 30), clock(11, 30)))).toBe(clock(13, 30))
    expect(ends(two, rest(clock(10, 30), clock(12)), rest(clock(11), clock(11, 30)))).toBe(clock(13, 30))
  })
  it("before the act nothing rests, and what begins when the time is over comes too late", () => {
    expect(ends(two, rest(clock(8), clock(9)))).toBe(clock(12))
    expect(ends(two, rest(clock(8), clock(11)))).toBe(clock(13))
    expect(ends(two, rest(clock(11, 59), clock(13)))).toBe(clock(13, 1))
    expect(ends(two, rest(clock(12), clock(13)))).toBe(clock(12))
  })
  it("hours that end at midnight end on the day before", () => {
    expect(ends(Span.hours(10, Span.plain), rest(clock(12), clock(14)))).toBe(clock(22))
    expect(days(Span.hours(10, Span.plain), rest(clock(12), clock(14)))).toEqual(both("2026-05-01"))
  })
  it("a rest whose end nobody knows moves nothing, and neither does one that ends before it begins", () => {
    expect(ends(two, rest(clock(11)))).toBe(clock(12))
    expect(ends(two, rest(clock(11), clock(10, 30)))).toBe(clock(12))
    expect(days(tenDays, rest("2026-05-03T22:00:00.000Z"))).toEqual(both("2026-05-11"))
  })
})

describe(rules.answeredBy.clause.quote, () => {
  it("a human's answer always counts, a machine's where the policy says that it does", () => {
    const counts = (by: Happened["by"], human?: boolean) =>
      rules.answeredBy(act(noon, by), human === undefined ? undefined : stipulated(human)).answer
    expect([counts("human"), counts("human", true), counts("human", false)]).toEqual([true, true, true])
    expect([counts("machine"), counts("machine", true), counts("machine", false)]).toEqual([false, false, true])
  })
})

describe(rules.kept.clause.quote, () => {
  it("in time until its time is over, and late from that very moment", () => {
    const kept = (at: Instant) => rules.kept(promise, act(at), verdict(due), verdict(true)).answer
    expect(kept(justBefore)).toEqual({ _tag: "Met", at: justBefore, due })
    expect(kept(noon)).toEqual({ _tag: "MetLate", at: noon, due })
    expect(kept(justAfter)).toEqual({ _tag: "MetLate", at: justAfter, due })
  })
})

describe(rules.unkept.clause.quote, () => {
  const unkept = (now: Instant, rigidity?: "must" | "should" | "aim") =>
    rules.unkept(promise, rigidity && stipulated(rigidity), verdict(due), now, looked).answer
  it.each([undefined, "must", "should"] as const)("as firm as the policy says: %s", (rigidity) => {
    expect(unkept(justBefore, rigidity)).toEqual({ _tag: "Open", due })
    expect(unkept(noon, rigidity)).toEqual({ _tag: "Breached", since: noon, due })
    expect(unkept(justAfter, rigidity)).toEqual({ _tag: "Breached", since: noon, due })
  })
  it("an aim stays open", () => {
    expect(unkept(justBefore, "aim")).toEqual({ _tag: "Open", due })
    expect(unkept(muchLater, "aim")).toEqual({ _tag: "Open", due })
  })
})

describe(rules.rests.clause.quote, () => {
  const rests = (now: Instant, ...pauses: ReadonlyArray<readonly [from: Instant, until?: Instant]>) =>
    rules.rests(
      facts(...pauses.map(([from, until]) => ({ from, ...(until !== undefined && { until }), at: longAgo }))),
      verdict(due),
      now
    ).answer

  it("without a rest it does not rest", () => expect(rests(justBefore)).toBeUndefined())
  it("from its first moment on, and until its last", () => {
    expect(rests(longAgo, [justBefore, muchLater])).toBeUndefined()
    expect(rests(justBefore, [justBefore, muchLater])).toEqual({ _tag: "Suspended", until: muchLater })
    expect(rests(justBefore, [longAgo, noon])).toEqual({ _tag: "Suspended", until: noon })
    expect(rests(noon, [longAgo, noon])).toBeUndefined()
    expect(rests(justAfter, [longAgo, noon])).toBeUndefined()
  })
  it("a rest whose end nobody knows lasts, also when its time would have been over", () => {
    expect(rests(justBefore, [longAgo])).toStrictEqual({ _tag: "Suspended" })
    expect(rests(muchLater, [longAgo])).toStrictEqual({ _tag: "Suspended" })
  })
  it("a rest that begins when it is due already comes too late", () => {
    expect(rests(muchLater, [justBefore])).toEqual({ _tag: "Suspended" })
    expect(rests(muchLater, [noon])).toBeUndefined()
    expect(rests(muchLater, [justAfter])).toBeUndefined()
  })
  it("of several, one that lasts is enough", () =>
    expect(rests(justBefore, [noon, muchLater], [longAgo, justBefore], [longAgo, justAfter])).toEqual({
      _tag: "Suspended",
      until: justAfter
    }))
})

describe(rules.waived.clause.quote, () => {
  const waived = (waiver?: Instant, kept?: Instant) =>
    rules.waived(
      waiver === undefined ? undefined : fact({ promise: "respond", at: waiver }),
      kept === undefined ? undefined : act(kept),
      verdict(due)
    ).answer
  const by = (at: Instant) => ({ _tag: "Waived", at })

  it("not at all, until it is due, and no more from then on", () => {
    expect(waived()).toBeUndefined()
    expect(waived(justBefore)).toEqual(by(justBefore))
    expect(waived(noon)).toBeUndefined()
    expect(waived(justAfter)).toBeUndefined()
  })
  it("until it is kept, and no more from then on", () => {
    expect(waived(longAgo, justBefore)).toEqual(by(longAgo))
    expect(waived(justBefore, justBefore)).toBeUndefined()
    expect(waived(justBefore, longAgo)).toBeUndefined()
    expect(waived(justBefore, muchLater)).toEqual(by(justBefore))
  })
})

describe(rules.byNoClock.clause.quote, () => {
  it("open until something follows, and kept by that whenever it came", () => {
    expect(rules.byNoClock(promise, at(longAgo), undefined, looked, []).answer).toEqual({ _tag: "Open" })
    expect(rules.byNoClock(promise, at(longAgo), act(muchLater), looked, []).answer).toEqual({
      _tag: "Met",
      at: muchLater
    })
  })
})

describe(rules.endsWithTheReport.clause.quote, () => {
  it("closed, nothing more is owed", () =>
    expect(rules.endsWithTheReport(fact({ deed: "closed", by: "human", at: noon }), at(longAgo)).answer).toEqual({
      _tag: "NotOwed",
      why: "closed"
    }))
})

describe(rules.notOwed.clause.quote, () => {
  it("the reason is told as it was found", () => {
    for (const why of ["unreachable", "notSevere", "judgedOtherwise"] satisfies ReadonlyArray<NotOwed>)
      expect(rules.notOwed(promise, why, at(noon), looked, []).answer).toEqual({ _tag: "NotOwed", why })
  })
})

describe(rules.openUntilRead.clause.quote, () => {
  it("what must be read is named, and that it was done all the same", () => {
    const unread = [open("promises/respond/within")]
    expect(rules.openUntilRead(promise, unread, undefined, looked, []).answer).toEqual({
      _tag: "Undetermined",
      open: unread
    })
    expect(rules.openUntilRead(promise, unread, act(noon), looked, []).answer).toEqual({
      _tag: "Undetermined",
      open: unread,
      keptAt: noon
    })
  })
})

describe(rules.notAtHand.clause.quote, () => {
  it("the calendar is named", () =>
    expect(rules.notAtHand(promise, at(noon), "us-federal").answer).toEqual({
      _tag: "NotAtHand",
      calendar: "us-federal"
    }))
})
