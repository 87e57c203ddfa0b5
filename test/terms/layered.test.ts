/** Several instruments as one contract: whose word counts. */
import {
  layered,
  notSeen,
  Reading,
  rules,
  says,
  silentRow,
  type Duty,
  type Row,
  type Terms,
  unstated
} from "goodfaith/terms"
import { commercial, connective, specific } from "goodfaith/terms/ready"
import { Span } from "goodfaith/time"
import { decodeTerms } from "goodfaith/schema"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { anyTerms } from "./anyTerms.ts"

const [duty] = commercial.duties
const from = (instrument: string) => ({ instrument, words: `as ${instrument} has it` })
const days = (n: number, instrument: string) =>
  says({ period: Span.calendarDays(n, Span.plain), before: "access" as const }, from(instrument))

/** Terms of one instrument that say nothing. */
const silent = (id: string, other: Partial<Terms> = {}): Terms => ({
  ...commercial,
  name: id,
  instruments: [{ id, title: id }],
  authorisation: unstated,
  entry: { listing: unstated, announced: unstated },
  duties: [],
  ...other
})
const dutyOf = (id: string, rows: Duty["rows"], other: Partial<Duty> = {}): Duty => ({ ...duty!, id, rows, ...other })

describe(rules.inOrder.clause.quote, () => {
  it("an addendum goes before the form: its words count, and all others are the form's", () => {
    const addendum = silent("specific-addendum", {
      instruments: specific.instruments.slice(0, 1) as never,
      authorisation: specific.authorisation,
      duties: [dutyOf(duty!.id, [{ ...silentRow, silence: specific.duties[0]!.rows[0].silence }])]
    })
    expect(layered("specific", specific.title, [addendum, commercial])).toEqual(specific)
    const otherWay = layered("specific", specific.title, [commercial, addendum])
    expect(otherWay).toEqual({
      ...commercial,
      name: "specific",
      title: specific.title,
      instruments: [commercial.instruments[0], specific.instruments[0]]
    })
  })

  it("what a parameter that may be left out is, only one of them need say, whichever it is", () => {
    const tellOutcome = says(Span.calendarDays(5, Span.plain), from("addendum"))
    const { resolution } = silentRow
    const addendum = silent("addendum", {
      duties: [dutyOf(duty!.id, [{ ...silentRow, resolution: { ...resolution, tellOutcome } }])]
    })
    const told = (terms: Terms) => terms.duties[0]?.rows[0].resolution.tellOutcome
    expect(told(layered("both", "Both", [addendum, commercial]))).toEqual(tellOutcome)
    expect(told(layered("both", "Both", [commercial, addendum]))).toEqual(tellOutcome)
    expect(layered("both", "Both", [commercial, commercial]).duties).toEqual(commercial.duties)
  })

  it("standard clauses before an agreement: of two notices the first instrument's counts, shorter or longer", () => {
    const clauses = silent("scc", {
      duties: [dutyOf("told", [{ ...silentRow, advanceNotice: days(10, "scc") }])]
    })
    const agreement = silent("dpa", {
      duties: [dutyOf("told", [{ ...silentRow, advanceNotice: days(30, "dpa"), window: commercialWindow }])]
    })
    const row = (terms: Terms) => terms.duties[0]!.rows[0]
    expect(row(layered("both", "Both", [clauses, agreement]))).toEqual({
      ...silentRow,
      advanceNotice: days(10, "scc"),
      window: commercialWindow
    })
    expect(row(layered("both", "Both", [agreement, clauses])).advanceNotice).toEqual(days(30, "dpa"))
  })

  it("what the first states in words only is stated: it waits for a reading, not for the next instrument", () => {
    const row: Row = {
      ...silentRow,
      advanceNotice: says({ period: { reasonable: true }, before: "access" }, from("dpa"))
    }
    const terms = layered("both", "Both", [silent("dpa", { duties: [dutyOf(duty!.id, [row])] }), commercial])
    expect(terms.duties[0]!.rows[0].advanceNotice).toEqual(row.advanceNotice)
    expect(Reading.openIn(terms)).toContain("sub-processor-change/any/advanceNotice")
  })

  it("what none states is open, and not seen as long as one of them was not", () => {
    const exempt = (...of: ReadonlyArray<Terms["exempt"]>) =>
      layered("all", "All", of.map((exempt, n) => silent(`i${n}`, { exempt })) as never).exempt
    const said = says(["ancillary"] as const, from("i9"))
    expect(exempt(unstated, unstated)).toEqual(unstated)
    expect(exempt(notSeen, unstated)).toEqual(notSeen)
    expect(exempt(unstated, notSeen)).toEqual(notSeen)
    expect(exempt(unstated, notSeen, unstated)).toEqual(notSeen)
    expect(exempt(notSeen, said)).toEqual(said)
    expect(exempt(unstated, unstated, said)).toEqual(said)
  })

  it("rows of the same id are one, in the first's order and for its changes; the others follow", () => {
    const row = (id: string, n: number, instrument: string, countries: ReadonlyArray<string>): Row => ({
      ...silentRow,
      id,
      when: { countries },
      advanceNotice: days(n, instrument)
    })
    const upper = dutyOf("told", [{ ...row("eu", 5, "a", ["NL"]), advanceNotice: unstated }, row("us", 6, "a", ["US"])])
    const lower = dutyOf("told", [row("us", 7, "b", ["CA"]), row("any", 8, "b", ["IN"]), row("eu", 9, "b", ["DE"])], {
      kind: "inform",
      changes: "any",
      onlyMaterial: true
    })
    const both = layered("both", "Both", [silent("a", { duties: [upper] }), silent("b", { duties: [lower] })])
    expect(both.duties).toEqual([
      { ...upper, rows: [{ ...upper.rows[0], advanceNotice: days(9, "b") }, upper.rows[1], lower.rows[1]] }
    ])
  })

  it("other duties follow, in the order of their instruments", () => {
    const both = layered("both", "Both", [connective, commercial])
    expect(both.duties.map(({ id }) => id)).toEqual(["listing-updated", "new-sub-processor", "sub-processor-change"])
    expect(both.duties).toEqual([...connective.duties, ...commercial.duties])
  })

  it("days are counted in the first's zone", () => {
    const elsewhere = silent("b", { zone: "UTC" })
    expect(layered("both", "Both", [commercial, elsewhere]).zone).toBe("Europe/Amsterdam")
    expect(layered("both", "Both", [elsewhere, commercial]).zone).toBe("UTC")
  })

  it("one instrument may stand in both; two with one id are told, as no source could tell them apart", () => {
    const form = layered("twice", commercial.title, [commercial, { ...commercial, name: "again" }])
    expect(form).toEqual({ ...commercial, name: "twice" })
    for (const other of [{ title: "Another form" }, { version: "2" }]) {
      const instruments = [{ ...commercial.instruments[0], ...other }] as const
      expect(() => layered("both", "Both", [commercial, { ...commercial, instruments }])).toThrow(
        new RangeError(
          "two instruments are called `commercial-form`: give each an id of its own, so that sources can name it"
        )
      )
    }
  })
})

const commercialWindow = duty!.rows[0].window

/** Instruments that cannot be taken for each other. */
const apart = (terms: Terms, mark: string): Terms =>
  JSON.parse(
    JSON.stringify(terms, (key, value) => {
      if (key === "instrument") return `${mark}${value}`
      return key === "instruments"
        ? value.map((it: { readonly id: string }) => ({ ...it, id: `${mark}${it.id}` }))
        : value
    })
  )
/** Duties and rows that meet: the first of one is the first of the others. */
const meeting = (terms: Terms): Terms => ({
  ...terms,
  duties: terms.duties.map((duty, n) => ({
    ...duty,
    id: `d${n}`,
    kind: "consult" as const,
    rows: duty.rows.map((row, n) => ({ ...row, id: `r${n}` })) as never
  }))
})
const three = fc
  .tuple(anyTerms, anyTerms, anyTerms)
  .map(([a, b, c]): [Terms, Terms, Terms] => [meeting(apart(a, "a")), meeting(apart(b, "b")), meeting(apart(c, "c"))])

describe("of any instruments", () => {
  it("one is what it was; of three it does not matter which two are taken first", () => {
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        expect(layered(a.name, a.title, [a])).toEqual(a)
        const all = layered("all", "All", [a, b, c])
        expect(layered("all", "All", [layered("ab", "AB", [a, b]), c])).toEqual(all)
        expect(layered("all", "All", [a, layered("bc", "BC", [b, c])])).toEqual(all)
      }),
      { numRuns: 60 }
    )
  })

  it("they make terms that can be written down, and nothing that the first states is lost or changed", () => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        const both = layered("both", "Both", [a, b])
        expect(decodeTerms(both)).toEqual(Result.succeed(both))
        const [first, second, all] = [a, b, both].map(Reading.parameters) as [any, any, any]
        for (const [name, parameter] of Object.entries<any>(first))
          if ("says" in parameter) expect([name, all[name]]).toEqual([name, parameter])
        for (const [name, parameter] of Object.entries<any>(all))
          if ("says" in parameter) expect([first[name], second[name]]).toContainEqual(parameter)
      }),
      { numRuns: 60 }
    )
  })
})
