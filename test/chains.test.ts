/** The links of a chain of powers, and what becomes of a deed that none carried: each sentence at its boundaries. */
import type * as Mandates from "goodfaith/mandates"
import { acts, rules } from "goodfaith/mandates"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { fact, facts, looked, verdict } from "./facts.ts"
import { april, february, january, mandate, march, may, registered, root, until } from "./powers.ts"

const justBefore = (at: Instant): Instant => new Date(Date.parse(at) - 1).toISOString() as Instant
const justAfter = (at: Instant): Instant => new Date(Date.parse(at) + 1).toISOString() as Instant
const vera = fact(root("root", "vera"))
const koen = fact(mandate("koen", "koen"))
const given = (other: Partial<Mandates.MandateGiven>) => fact(mandate("koen", "koen", other))
const all = ["yes", "no", "open"] as const

describe(rules.mayAct.clause.quote, () => {
  const may = (...chains: ReadonlyArray<rules.Holds>) =>
    rules.mayAct(
      chains.map((it) => verdict(it)),
      looked
    ).answer
  it("one chain that holds is enough; one that is open, or none at all, shows nothing; only broken ones say no", () => {
    expect([may("yes"), may("no"), may("open"), may()]).toEqual(["may", "mayNot", "notShown", "notShown"])
    expect([may("no", "yes"), may("open", "yes"), may("no", "open"), may("no", "no")]).toEqual([
      "may",
      "may",
      "notShown",
      "mayNot"
    ])
  })
})

describe(rules.unbroken.clause.quote, () => {
  const chain = (...links: ReadonlyArray<rules.Holds>) =>
    rules.unbroken(
      koen,
      vera,
      links.map((it) => verdict(it))
    ).answer
  it("all hold, one is open, one fails", () => {
    expect(chain("yes", "yes")).toBe("yes")
    expect(chain("yes", "open")).toBe("open")
    expect(chain("open", "no", "yes")).toBe("no")
  })
})

describe(rules.together.clause.quote, () => {
  const together = (holders: ReadonlyArray<string>, ...acting: ReadonlyArray<string>) =>
    rules.together(vera, holders, acting).answer
  it("all of them, and whoever else; not some of them, and not others", () => {
    expect(together(["anna", "bram"], "bram", "anna")).toBe("yes")
    expect(together(["anna"], "bram", "anna")).toBe("yes")
    expect(together(["anna", "bram"], "anna")).toBe("open")
    expect(together(["anna", "bram"], "anna", "wim")).toBe("open")
  })
})

describe(rules.represents.clause.quote, () => {
  const represents = (
    extract: Partial<Mandates.RootShown>,
    organisation?: string,
    known: Mandates.OrganisationRegistered | undefined = registered
  ) => rules.represents(fact(root("root", "vera", extract)), organisation, known && fact(known), looked).answer
  it("the register and the number on the extract are those of the organisation", () => {
    expect(represents({})).toBe("yes")
    expect(represents({ number: "1" })).toBe("no")
    expect(represents({ register: "handelsregister" })).toBe("no")
  })
  it("of another organisation it says nothing, also where the number is the same", () => {
    expect(represents({ organisation: "accountant" })).toBe("no")
    expect(represents({}, "accountant")).toBe("no")
    expect(represents({ organisation: "accountant" }, "accountant")).toBe("yes")
  })
  it("while its number is not recorded it is open", () =>
    expect(rules.represents(vera, undefined, undefined, looked).answer).toBe("open"))
})

describe(rules.runs.clause.quote, () => {
  const runs = (at: Instant, other: Partial<Mandates.MandateGiven> = {}) => rules.runs(given(other), at).answer
  it("from when it was given, and from the later moment that it names", () => {
    expect([runs(justBefore(february)), runs(february), runs(justAfter(february))]).toEqual(["no", "yes", "yes"])
    expect([justBefore(march), march].map((at) => runs(at, { from: march }))).toEqual(["no", "yes"])
    expect([justBefore(march), march].map((at) => runs(at, { at: march }))).toEqual(["no", "yes"])
  })
  it("until its last day is over", () => {
    const last = until("2026-03-31")
    expect([justBefore(last.before), last.before].map((at) => runs(at, { until: last }))).toEqual(["yes", "no"])
  })
})

const ways = ["whenKnown", "atOnce", undefined] as const
const ending = (way: (typeof ways)[number]) => given({ ...(way !== undefined && { endCounts: way }) })

/** How something holds at a moment, as the power says, for each way in which it may say it. */
const endsAs = (
  holds: (power: typeof koen, ends: ReadonlyArray<readonly [at: Instant, knownAt: Instant]>, at: Instant) => rules.Holds
) => {
  const each = (ends: ReadonlyArray<readonly [Instant, Instant]>, at: Instant) =>
    ways.map((way) => holds(ending(way), ends, at))

  it("it holds until it ended, whatever is known of the end", () => {
    expect(each([], may)).toEqual(["yes", "yes", "yes"])
    expect(each([[march, january]], justBefore(march))).toEqual(["yes", "yes", "yes"])
  })
  it("ended and known, it holds no more, from that moment", () => {
    expect(each([[march, april]], april)).toEqual(["no", "no", "no"])
    expect(each([[march, january]], march)).toEqual(["no", "no", "no"])
  })
  it("ended and not known yet, it is as the power says, and open where it says nothing", () => {
    expect(each([[march, april]], march)).toEqual(["yes", "no", "open"])
    expect(each([[march, april]], justBefore(april))).toEqual(["yes", "no", "open"])
  })
  it("of several ends one that is known is enough", () => {
    const both = [
      [march, may],
      [march, april]
    ] as const
    expect(each(both, april)).toEqual(["no", "no", "no"])
    expect(each([[may, january]], april)).toEqual(["yes", "yes", "yes"])
  })
}

describe(rules.notEnded.clause.quote, () => {
  endsAs(
    (power, ends, at) =>
      rules.notEnded(
        power,
        facts(
          ...ends.map(([at, knownAt]) => ({ _tag: "PowerEnded", power: "koen", how: "revoked", at, knownAt }) as const)
        ),
        looked,
        at
      ).answer
  )
})

describe(rules.employed.clause.quote, () => {
  const began = fact<Mandates.EmploymentBegan>({ _tag: "EmploymentBegan", person: "koen", at: january })
  endsAs(
    (power, left, at) =>
      rules.employed(
        power,
        began,
        facts(...left.map(([at, knownAt]) => ({ _tag: "EmploymentEnded", person: "koen", at, knownAt }) as const)),
        looked,
        at
      ).answer
  )
  it("while nobody recorded that they were, it is open", () =>
    expect(rules.employed(koen, undefined, [], looked, may).answer).toBe("open"))
})

describe(rules.withinReach.clause.quote, () => {
  it("what it names, and nothing else", () => {
    const object = given({ acts: [{ acts: [acts.object], products: "all" }] })
    expect(rules.withinReach(object, { act: acts.object }).answer).toBe("yes")
    expect(rules.withinReach(object, { act: acts.report }).answer).toBe("no")
  })
})

describe(rules.assured.clause.quote, () => {
  it("at the level that is asked for, or a higher one", () => {
    const levels = ["low", "substantial", "high"] as const
    const enough = levels.map((assurance) => rules.assured(given({ assurance }), "substantial").answer)
    expect(enough).toEqual(["no", "yes", "yes"])
  })
})

describe(rules.concludesNothing.clause.quote, () => {
  const may = (power: Parameters<typeof rules.concludesNothing>[0], act: string = acts.concludeAgreement) =>
    rules.concludesNothing(power, { act }).answer
  it("only an authorisation manager's mandate, and only to conclude", () => {
    const manager = given({ as: rules.authorisationManager })
    expect(may(manager)).toBe("no")
    expect(may(manager, acts.report)).toBe("yes")
    expect(may(koen)).toBe("yes")
    expect(may(vera)).toBe("yes")
  })
})

describe(rules.signed.clause.quote, () => {
  const signed = (holders: ReadonlyArray<ReadonlyArray<string>>, ...signedBy: ReadonlyArray<string>) =>
    rules.signed(given({ signedBy }), vera, [], holders).answer
  it("by all of those who hold it together, or all of others who do", () => {
    expect(signed([["vera"]], "vera")).toBe("yes")
    expect(signed([["vera"]], "koen")).toBe("no")
    expect(signed([["anna", "bram"]], "anna")).toBe("no")
    expect(signed([["anna", "bram"], ["vera"]], "vera")).toBe("yes")
    expect(signed([], "vera")).toBe("no")
  })
  it("while what it is given under is not on record, it is open", () =>
    expect(rules.signed(koen, undefined, [], [["vera"]]).answer).toBe("open"))
})

describe(rules.givesNoMore.clause.quote, () => {
  const reach = (act: string) => [{ acts: [act], products: "all" }] as const
  const gives = (mayDo: string, mayGive: string) =>
    rules.givesNoMore(given({ acts: reach(mayDo), gives: reach(mayGive) }), { act: acts.object }).answer
  it("who may give mandates gives what they may give; who may do it and not give it does not", () => {
    expect(gives(acts.giveMandate, acts.object)).toBe("yes")
    expect(gives(acts.giveMandate, acts.report)).toBe("no")
    expect(gives(acts.object, acts.object)).toBe("no")
  })
})

describe(rules.noLonger.clause.quote, () => {
  const last = until("2026-03-31")
  const holds = (at: Instant, ...above: ReadonlyArray<Parameters<typeof rules.noLonger>[1][number]>) =>
    rules.noLonger(koen, above, at).answer
  it("until the last day of each mandate above it is over; a representative's is none", () => {
    expect(holds(may)).toBe("yes")
    expect(holds(may, koen)).toBe("yes")
    expect(holds(justBefore(last.before), given({ until: last }))).toBe("yes")
    expect(holds(last.before, given({ until: last }))).toBe("no")
    expect(holds(may, koen, given({ until: last }))).toBe("no")
    expect(holds(may, fact(root("root", "vera", { until: last })))).toBe("yes")
  })
})

describe(rules.givenByWhoMight.clause.quote, () => {
  it("as the giver might", () => {
    for (const giving of all) expect(rules.givenByWhoMight(koen, verdict(giving)).answer).toBe(giving)
  })
})

describe(rules.fallsOrStays.clause.quote, () => {
  const under = (ifGiverEnds: "falls" | "stays" | undefined, giver: typeof koen | typeof vera, now?: rules.Holds) =>
    rules.fallsOrStays(given({ ...(ifGiverEnds !== undefined && { ifGiverEnds }) }), giver, now && verdict(now)).answer
  it("under a representative it stays, whatever it says", () => {
    for (const says of ["falls", "stays", undefined] as const) expect(under(says, vera, "no")).toBe("yes")
  })
  it("under another mandate it stays, or is as that one is, or is for a person to decide", () => {
    expect(all.map((now) => under("stays", koen, now))).toEqual(["yes", "yes", "yes"])
    expect(all.map((now) => under("falls", koen, now))).toEqual(["yes", "no", "open"])
    expect(all.map((now) => under(undefined, koen, now))).toEqual(["yes", "open", "open"])
    expect(under("falls", koen)).toBe("yes")
  })
})

describe(rules.notToOneself.clause.quote, () => {
  const other = fact(mandate("lies", "lies"))
  const to = (
    holders: ReadonlyArray<string>,
    below: ReadonlyArray<typeof koen>,
    ...held: ReadonlyArray<typeof holders>
  ) => rules.notToOneself(koen, holders, below, held).answer
  it("to somebody else, or to oneself with another", () => {
    expect(to(["koen"], [])).toBe("yes")
    expect(to(["koen"], [other], ["lies"])).toBe("yes")
    expect(to(["koen"], [other], ["koen", "lies"])).toBe("yes")
    expect(to(["koen", "lies"], [other], ["koen"])).toBe("yes")
  })
  it("not to oneself, however far down, nor to the same people in another order", () => {
    expect(to(["koen"], [other], ["lies"], ["koen"])).toBe("no")
    expect(to(["koen", "lies"], [other], ["lies", "koen"])).toBe("no")
  })
  it("not by a power that stands below itself", () => expect(to(["koen"], [other, koen], ["lies"])).toBe("no"))
})

describe(rules.deedStands.clause.quote, () => {
  const done = fact<Mandates.DeedDone>({ _tag: "DeedDone", deed: "d1", act: acts.report, by: ["koen"], at: january })
  interface Told {
    readonly carried?: rules.Answer
    readonly questioned?: ReadonlyArray<Instant>
    readonly ratified?: ReadonlyArray<readonly [Instant, rules.Answer]>
    readonly refuted?: ReadonlyArray<Instant>
  }
  const stands = ({ carried = "notShown", questioned = [], ratified = [], refuted = [] }: Told, now: Instant = may) =>
    rules.deedStands(
      done,
      verdict(carried),
      facts(...questioned.map((at) => ({ _tag: "DeedQuestioned", deed: "d1", at }) as const)),
      ratified.map(([at, might]) => [
        fact({ _tag: "DeedRatified", deed: "d1", by: ["vera"], at } as const),
        verdict(might)
      ]),
      facts(...refuted.map((at) => ({ _tag: "DeedRefuted", deed: "d1", by: "vera", at }) as const)),
      now
    ).answer

  it("carried it stands, whatever was said of it", () =>
    expect(stands({ carried: "may", refuted: [march], questioned: [march] })).toBe("shown"))
  it("not carried it is not shown, and asked once somebody asked", () => {
    expect(stands({})).toBe("notShown")
    expect(stands({ carried: "mayNot" })).toBe("notShown")
    expect(stands({ questioned: [march] }, justBefore(march))).toBe("notShown")
    expect(stands({ questioned: [march] }, march)).toBe("asked")
  })
  it("stood by, by somebody who might, from that moment", () => {
    expect(stands({ ratified: [[march, "may"]] }, justBefore(march))).toBe("notShown")
    expect(stands({ ratified: [[march, "may"]], questioned: [february] }, march)).toBe("ratified")
    expect(stands({ ratified: [[march, "mayNot"]] })).toBe("notShown")
    expect(stands({ ratified: [[march, "notShown"]] })).toBe("notShown")
  })
  it("denied, from that moment, also where it was asked about", () => {
    expect(stands({ refuted: [march] }, justBefore(march))).toBe("notShown")
    expect(stands({ refuted: [march], questioned: [february] }, march)).toBe("refuted")
  })
  it("of a yes and a no the first counts, of each the first, and of both at once the no", () => {
    expect(stands({ ratified: [[march, "may"]], refuted: [justAfter(march)] })).toBe("ratified")
    expect(stands({ ratified: [[march, "may"]], refuted: [march] })).toBe("refuted")
    expect(stands({ ratified: [[justAfter(march), "may"]], refuted: [march] })).toBe("refuted")
    expect(
      stands({
        ratified: [
          [april, "may"],
          [february, "may"]
        ],
        refuted: [march]
      })
    ).toBe("ratified")
    expect(stands({ ratified: [[march, "may"]], refuted: [april, february] })).toBe("refuted")
    expect(
      stands({
        ratified: [
          [february, "mayNot"],
          [april, "may"]
        ],
        refuted: [march]
      })
    ).toBe("refuted")
  })
})
