/** One objection, weighed whole: what is asked of it by one agreement, what is left to a person, and when that may change. */
import * as Consultation from "goodfaith/consultation"
import { Objection, objections, weighing } from "goodfaith/consultation"
import { reasonable, type Row, type Terms } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { amsterdam, type Instant, nlOffice, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { addressed, objects, replacement, said, seedLike, signs, telling, varied } from "./scenario.ts"

const c = "c1"
const stream = Consultation.stream("chg-1", c)
const scenario = replacement(signs(seedLike(ready.commercial), c, ready.commercial))
const given = telling(Consultation.decider, stream, scenario.worldOfCase("chg-1", c))
const came: Instant = "2026-04-25T09:00:00.000Z"
const later: Instant = "2026-05-02T09:00:00.000Z"
const inJune: Instant = "2026-06-02T08:00:00.000Z"
const days = (n: number) => Span.calendarDays(n, Span.plain)
const form = ready.commercial.duties[0]!.rows[0]

const received: Objection.ObjectionReceived = { ...objects("obj-1", came), _tag: "ObjectionReceived" }
const talks: Objection.DiscussionOpened = { _tag: "DiscussionOpened", at: later }
const left: Objection.ExitDeclared = {
  _tag: "ExitDeclared",
  exit: "exit-1",
  by: "client",
  scope: "affectedService",
  from: inJune,
  at: inJune
}

const scalesOf = (terms: Terms): weighing.Scales => {
  const [duty] = terms.duties
  const place = { zone: amsterdam, calendar: () => nlOffice }
  return { duty: duty!, row: duty!.rows[0], hand: { ref: addressed(terms.name), terms, readings: [], place } }
}
const late = {
  answer: false,
  because: [{ clause: objections.inTime.clause, answer: false, facts: [] }] as const
}

const weigh = (
  row: Partial<Row>,
  events: ReadonlyArray<Consultation.Event>,
  at: Instant = inJune,
  inTime?: typeof late
) => {
  const { objection } = given(...events).folded().state
  const scales = scalesOf(varied("weighing", row))
  const it = Objection.find(objection, "obj-1")!
  return weighing.weigh(objection, it, scales, { announced: undefined, inTime, clock: undefined, at })
}

const curing = (cure: Row["resolution"]["cure"], other: Partial<Row["resolution"]> = {}): Partial<Row> => ({
  resolution: { ...form.resolution, cure, ...other }
})

describe("what a person must decide is named", () => {
  it("late, and the agreement does not say what that means", () => {
    const [duty] = ready.commercial.duties
    const unsaid = { lateObjection: { unstated: true } } as const
    expect(weigh(unsaid, [received], inJune, late).open).toMatchObject([
      { open: `${duty!.id}/any/lateObjection`, why: "unstated" }
    ])
    expect(weigh(unsaid, [received], inJune, late).stands.answer).toBe(true)
    expect(weigh(unsaid, [received]).open).toEqual([])
    expect(weigh({}, [received], inJune, late)).toMatchObject({ open: [], stands: { answer: false } })
  })

  it("while a length of time stands in words only, nobody knows to whom the way out is open", () => {
    const inWords = said({ period: reasonable, from: "objection", expiry: "exitOpens" } as const)
    const bareDays = said({ n: 10, unit: "days" } as const)
    const exit = said({
      who: ["client"],
      scope: "affectedService",
      notice: { period: reasonable, from: "exit" }
    } as const)
    expect(weigh(curing(inWords), [received]).wayOut).toBeUndefined()
    expect(weigh(curing(form.resolution.cure, { vendorMustAnswer: bareDays }), [received]).wayOut).toBeUndefined()
    expect(weigh({ exit }, [received]).wayOut).toBeUndefined()
    expect(weigh(curing({ unstated: true }), [received]).wayOut?.answer).toEqual([{ to: "client", since: came }])
    expect(weigh(curing({ unstated: true, notSeen: true }), [received]).wayOut?.answer).toHaveLength(1)
  })

  it("and an exit is then allowed by nobody's word but a person's", () => {
    const { objection } = given(received, left).folded().state
    const [exit] = objection.exits
    const scales = scalesOf(varied("leaving", curing({ unstated: true })))
    const open = weigh(curing({ unstated: true }), [received]).wayOut
    const judged = (ways: Parameters<typeof weighing.judgeExit>[3]) =>
      weighing.judgeExit(exit!, objection, scales, ways, undefined, undefined, inJune).allowed.answer
    expect([judged([open]), judged([open, undefined]), judged([])]).toEqual(["allowed", "undetermined", "notAllowed"])
  })
})

describe("each sentence of the agreement is asked", () => {
  it("grounds, judged by then", () => {
    const judged: Objection.GroundsJudged = {
      _tag: "GroundsJudged",
      objection: "obj-1",
      sufficient: false,
      by: "dpo-1",
      reason: "sealed:r",
      at: later
    }
    expect(weigh({}, [received, judged], later).stands.answer).toBe(false)
    expect(weigh({}, [received, judged], "2026-05-02T08:59:59.999Z").stands.answer).toBe(true)
  })

  it("the time for a solution, from the talks that had begun by then", () => {
    const fromTalks = curing(said({ period: days(10), from: "talks", expiry: "exitOpens" }))
    const ends = "2026-05-12T22:00:00.000Z"
    expect(weigh(fromTalks, [received, talks], "2026-05-02T08:59:59.999Z").cureEnds?.answer).toBe("notBegun")
    expect(weigh(fromTalks, [received, talks], later).cureEnds?.answer).toEqual({ duty: ends, right: ends })
    expect(weigh(fromTalks, [received]).cureEnds?.answer).toBe("notBegun")
  })

  it("a right on a condition is not asked where no change is objected to", () =>
    expect(
      weigh({ objection: { ...form.objection, onlyIf: said({ words: "outside the EEA", outside: ["NL"] }) } }, [
        received
      ]).right
    ).toBeUndefined())
})

describe("when it may become otherwise is known", () => {
  it("whatever was said or done about it, and no other", () => {
    const refuted: Objection.AuthorityRefuted = { _tag: "AuthorityRefuted", act: "obj-1", at: later }
    const other: Objection.AuthorityRefuted = { ...refuted, act: "obj-2", at: "2026-05-03T09:00:00.000Z" }
    const turns = weigh(curing({ unstated: true }), [received, talks, refuted, other]).turns
    expect(turns).toEqual([came, later, later])
  })

  it("the ends of the times that run: for a solution, for an answer, to confirm", () => {
    const informed: Objection.InformationGiven = { _tag: "InformationGiven", objection: "obj-1", at: later }
    const row: Partial<Row> = {
      ...curing(said({ period: days(60), from: "objection", expiry: "exitOpens" }), {
        vendorMustAnswer: said(days(20))
      }),
      objection: { ...form.objection, confirmation: said(days(10)) }
    }
    const turns = weigh(row, [received, informed]).turns
    for (const end of ["2026-06-24T22:00:00.000Z", "2026-05-15T22:00:00.000Z", "2026-05-12T22:00:00.000Z"])
      expect(turns).toContain(end)
  })
})
