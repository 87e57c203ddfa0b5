/** Whether a report is complete, which came first, and when what was agreed to be secret ends: each sentence at its boundaries. */
import { describe, expect, it } from "vitest"
import type * as Embargo from "../src/disclosure/Embargo.ts"
import type { DisclosureTerms, Field } from "../src/disclosure/DisclosureTerms.ts"
import * as rules from "../src/disclosure/rules.ts"
import { type Instant, Span } from "../src/time/index.ts"
import { fact, place, stipulated, verdict } from "./facts.ts"
import { day, hours, policy, received } from "./reporting.ts"

const at = (at: Instant) => fact({ at })
const justBefore = (at: Instant): Instant => new Date(Date.parse(at) - 1).toISOString() as Instant

describe(rules.policyInForce.clause.quote, () => {
  const published = (ref: "policy:a" | "policy:b", at: Instant) => fact({ ref, at })
  const inForce = (now: Instant, ...all: ReadonlyArray<ReturnType<typeof published>>) =>
    rules.policyInForce(all, now).answer

  it("from the moment in which it was published, to the moment in which the next one was", () => {
    expect(inForce(day(1))).toBeUndefined()
    expect(inForce(justBefore(day(1)), published("policy:a", day(1)))).toBeUndefined()
    expect(inForce(day(1), published("policy:a", day(1)))).toBe("policy:a")
    const both = [published("policy:a", day(1)), published("policy:b", day(2))]
    expect(inForce(justBefore(day(2)), ...both)).toBe("policy:a")
    expect(inForce(day(2), ...both)).toBe("policy:b")
  })
  it("of two of one moment the one recorded last", () =>
    expect(inForce(day(1), published("policy:b", day(1)), published("policy:a", day(1)))).toBe("policy:a"))
})

describe(rules.completeness.clause.quote, () => {
  const anonymous = { reporter: { as: "anonymous" }, fields: [] } as const
  const told = (
    report: Parameters<typeof received>[0],
    form: Partial<DisclosureTerms["form"]>,
    ...added: ReadonlyArray<ReadonlyArray<Field>>
  ) =>
    rules.completeness(
      fact(received(report)),
      added.map((fields) =>
        fact({
          _tag: "InformationAdded",
          fields: fields.map((field) => ({ field })),
          attachments: [],
          from: "reporter",
          at: day(1)
        } as const)
      ),
      { ...policy().form, required: [], ...form }
    ).answer

  it("a form that asks for nothing is complete, and what was given is told all the same", () => {
    expect(told(anonymous, {})).toEqual({ complete: true, fields: [], noneOf: [] })
    expect(told({ ...anonymous, fields: [{ field: "steps" }] }, {})).toEqual({
      complete: true,
      fields: [{ field: "steps", given: true, required: false }],
      noneOf: []
    })
  })

  it("what is asked for and not given is told, once", () => {
    const form = { required: ["steps", "version"] } as const
    const told2 = told({ ...anonymous, fields: [{ field: "steps" }, { field: "steps" }] }, form)
    expect(told2).toEqual({
      complete: false,
      fields: [
        { field: "steps", given: true, required: true },
        { field: "version", given: false, required: true }
      ],
      noneOf: []
    })
    expect(told({ ...anonymous, fields: [{ field: "steps" }] }, form, ["version"]).complete).toBe(true)
    expect(told(anonymous, form, ["steps"], ["version"]).complete).toBe(true)
  })

  it("wishes, an address, a name and urgency are fields too, whatever is wished", () => {
    const form = { required: ["updatesWanted", "contact", "urgency"] } as const
    const given = (report: Parameters<typeof received>[0]) =>
      told({ ...anonymous, ...report }, form).fields.flatMap(({ field, given }) => (given ? [field] : []))
    expect(given({})).toEqual([])
    expect(given({ wantsUpdates: true })).toEqual(["updatesWanted"])
    expect(given({ wantsUpdates: false })).toEqual(["updatesWanted"])
    expect(given({ urgency: "low" })).toEqual(["urgency"])
    expect(given({ reporter: { as: "named", person: "p1", name: "sealed:n", reach: "sealed:a" } })).toEqual([
      "contact",
      "name"
    ])
    expect(given({ reporter: { as: "named", person: "p1", name: "sealed:n" } })).toEqual(["name"])
    expect(given({ reporter: { as: "pseudonym", person: "p1", name: "sealed:n" } })).toEqual([])
  })

  it("what may be left out is told too, and lacks nothing", () => {
    const form = { required: ["steps"], optional: ["severity", "steps"] } as const
    expect(told(anonymous, form, ["steps"])).toEqual({
      complete: true,
      fields: [
        { field: "steps", given: true, required: true },
        { field: "severity", given: false, required: false }
      ],
      noneOf: []
    })
    expect(told(anonymous, form, ["severity"])).toMatchObject({ complete: false })
  })

  it("of a group one is enough, and a group of which none was given is named", () => {
    const form = { oneOf: [["location", "version"], ["steps"]] } as const
    expect(told(anonymous, form)).toMatchObject({ complete: false, noneOf: form.oneOf })
    expect(told(anonymous, form, ["version"])).toMatchObject({ complete: false, noneOf: [["steps"]] })
    expect(told(anonymous, form, ["version", "steps"])).toEqual({
      complete: true,
      fields: [
        { field: "location", given: false, required: false },
        { field: "version", given: true, required: false },
        { field: "steps", given: true, required: false }
      ],
      noneOf: []
    })
  })
})

describe(rules.reachable.clause.quote, () => {
  it("with an address, under a name or a pseudonym; without one, or without a name, not", () => {
    const reached = (reporter: ReturnType<typeof received>["reporter"]) =>
      rules.reachable(fact(received({ reporter }))).answer
    expect(reached({ as: "named", person: "p1", name: "sealed:n", reach: "sealed:a" })).toBe(true)
    expect(reached({ as: "pseudonym", person: "p1", reach: "sealed:a" })).toBe(true)
    expect(reached({ as: "pseudonym", person: "p1" })).toBe(false)
    expect(reached({ as: "anonymous" })).toBe(false)
  })
})

describe(rules.cameFirst.clause.quote, () => {
  const first = (one: Instant, order: number, other: Instant, orderOfOther: number) =>
    rules.cameFirst(at(one), order, at(other), orderOfOther).answer
  it("the one received sooner, whichever was recorded first", () => {
    expect(first(justBefore(day(1)), 2, day(1), 1)).toBe(true)
    expect(first(day(1), 1, justBefore(day(1)), 2)).toBe(false)
  })
  it("of two received at once the one recorded first, and none before itself", () => {
    expect(first(day(1), 1, day(1), 2)).toBe(true)
    expect(first(day(1), 2, day(1), 1)).toBe(false)
    expect(first(day(1), 1, day(1), 1)).toBe(false)
  })
})

describe(rules.leadsToChange.clause.quote, () => {
  const mayBeCalled = (change: string, report = "r1") => rules.leadsToChange(fact(received({ report })), change).answer
  it("a change whose name holds that of the report tells of it, however the parts are set apart", () => {
    for (const change of ["r1", "replace-r1", "r1-replace", "a.r1.b", "a_r1_b", "a~r1~b", "a-r1.b"])
      expect(mayBeCalled(change)).toBe(false)
    for (const change of ["a-r.1", "a-r_1", "a.r~1.b"]) expect(mayBeCalled(change, "r-1")).toBe(false)
  })
  it("a name that only looks like it tells nothing", () => {
    for (const change of ["replace", "r12", "ar1", "replace-r11", "r"]) expect(mayBeCalled(change)).toBe(true)
    expect(mayBeCalled("a-r1", "r-1")).toBe(true)
  })
})

describe.each([rules.bySilence, rules.longest])("$clause.quote", (rule) => {
  const ends = (period: Parameters<typeof rule>[1]["value"]) => rule(fact(day(0)), stipulated(period), place).answer
  it("so long after the moment from which it counts", () => expect(ends(hours(48))).toBe(day(2)))
  it("read in two ways, the shorter", () => {
    expect(ends(Span.either(hours(72), hours(48)))).toBe(day(2))
    expect(ends(Span.either(hours(48), hours(72)))).toBe(day(2))
  })
  it("words, bare days and a calendar that is not at hand can't be counted", () => {
    expect(ends({ reasonable: true })).toBeUndefined()
    expect(ends({ n: 90, unit: "days" })).toBeUndefined()
    expect(ends(Span.workingDays(3, "us-federal", Span.plain))).toBeUndefined()
  })
})

const proposed = (proposal: string, by: Embargo.Party, until: Instant) =>
  fact<Embargo.EmbargoProposed>({ _tag: "EmbargoProposed", proposal, by, until, at: day(0) })

describe(rules.agreedAtOnce.clause.quote, () => {
  const agreed = (
    one: ReturnType<typeof proposed>,
    other: ReturnType<typeof proposed>,
    prevails?: Parameters<typeof rules.agreedAtOnce>[2]
  ) => rules.agreedAtOnce(one, other, prevails).answer.proposal
  const [long, short] = [proposed("long", "vendor", day(90)), proposed("short", "reporter", day(45))]

  it("the earlier end, whoever named it first, where the policy says nothing else", () => {
    for (const prevails of [undefined, stipulated("shortest" as const)]) {
      expect(agreed(long, short, prevails)).toBe("short")
      expect(agreed(short, long, prevails)).toBe("short")
    }
  })
  it("whose end counts by the policy, that one, earlier or later", () => {
    for (const [one, other] of [
      [long, short],
      [short, long]
    ] as const) {
      expect(agreed(one, other, stipulated("vendor"))).toBe("long")
      expect(agreed(one, other, stipulated("reporter"))).toBe("short")
      expect(agreed(one, other, stipulated("coordinator"))).toBe("short")
    }
  })
  it("of two that end together the one named first", () =>
    expect(agreed(proposed("one", "vendor", day(45)), short)).toBe("one"))
})

describe(rules.endsByFact.clause.quote, () => {
  const period = stipulated(hours(72))
  it("public, it ends at once, also where the policy gives a time after attacks", () => {
    for (const known of ["public", "exploit"] as const)
      for (const after of [undefined, period]) expect(rules.endsByFact(known, after).answer).toBe("ends")
  })
  it("attacked, it ends at once too, or with the time that the policy gives and that can be counted", () => {
    expect(rules.endsByFact("attacks", undefined).answer).toBe("ends")
    expect(rules.endsByFact("attacks", period).answer).toBe("shortened")
  })
})

describe(rules.ends.clause.quote, () => {
  const accepted = (until: Instant) =>
    fact<Embargo.EmbargoAccepted>({ _tag: "EmbargoAccepted", proposal: "p1", until, how: "answered", at: day(0) })
  interface Told {
    readonly before?: Instant
    readonly fixed?: Instant
    readonly attacked?: Instant
    readonly cap?: Instant | "none"
    readonly afterFix?: number
    readonly afterAttacks?: number
    readonly uncounted?: boolean
    readonly nowhere?: boolean
  }
  const counting = (n: number | undefined) => (n === undefined ? undefined : stipulated(hours(24 * n)))
  /** When one that was agreed until day 90 ends. */
  const ends = (told: Told = {}) =>
    rules.ends(
      accepted(day(90)),
      told.before && accepted(told.before),
      told.fixed && fact(told.fixed),
      told.attacked && fact(told.attacked),
      told.cap && verdict(told.cap === "none" ? undefined : told.cap),
      told.uncounted ? stipulated({ reasonable: true } as const) : counting(told.afterFix),
      counting(told.afterAttacks),
      told.nowhere ? undefined : place
    ).answer

  it("at the end that was agreed, where nothing else is so", () => {
    expect(ends()).toBe(day(90))
    expect(ends({ afterFix: 10, afterAttacks: 10, cap: "none" })).toBe(day(90))
  })

  it("after a fix in time with the time that the policy gives, also where that is later", () => {
    expect(ends({ fixed: day(40), afterFix: 30 })).toBe(day(70))
    expect(ends({ fixed: day(80), afterFix: 30 })).toBe(day(110))
    expect(ends({ fixed: justBefore(day(90)), afterFix: 30 })).toBe(justBefore(day(120)))
  })

  it("a fix that is ready at the end, or after it, changes nothing", () => {
    expect(ends({ fixed: day(90), afterFix: 30 })).toBe(day(90))
    expect(ends({ fixed: day(91), afterFix: 30 })).toBe(day(90))
  })

  it("a fix after which the policy gives no time, or none that can be counted, changes nothing", () => {
    expect(ends({ fixed: day(40) })).toBe(day(90))
    expect(ends({ fixed: day(40), uncounted: true })).toBe(day(90))
    expect(ends({ fixed: day(40), afterFix: 30, nowhere: true })).toBe(day(90))
  })

  it("fixed in grace it counts from the end before grace was given, and fixed sooner from the fix", () => {
    expect(ends({ before: day(76), fixed: day(80), afterFix: 30 })).toBe(day(106))
    expect(ends({ before: day(76), fixed: day(76), afterFix: 30 })).toBe(day(106))
    expect(ends({ before: day(76), fixed: day(40), afterFix: 30 })).toBe(day(70))
  })

  it("after attacks with the time that the policy gives, and never later for it", () => {
    expect(ends({ attacked: day(10), afterAttacks: 7 })).toBe(day(17))
    expect(ends({ attacked: day(88), afterAttacks: 7 })).toBe(day(90))
    expect(ends({ attacked: day(10) })).toBe(day(90))
    expect(ends({ attacked: day(10), afterAttacks: 7, nowhere: true })).toBe(day(90))
    expect(ends({ attacked: day(10), afterAttacks: 7, fixed: day(5), afterFix: 2 })).toBe(day(7))
  })

  it("never later than the policy allows, whatever else is so", () => {
    expect(ends({ cap: day(60) })).toBe(day(60))
    expect(ends({ cap: day(120) })).toBe(day(90))
    expect(ends({ cap: day(100), fixed: day(80), afterFix: 30 })).toBe(day(100))
    expect(ends({ cap: day(60), attacked: day(10), afterAttacks: 7 })).toBe(day(17))
  })
})
