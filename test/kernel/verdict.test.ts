import { inspect } from "node:util"
import {
  type Absent,
  citedBy,
  decidedBy,
  type Fact,
  question,
  rule,
  type Stipulation,
  type Verdict
} from "goodfaith/kernel"
import { describe, expect, it } from "vitest"

const told: Fact<string> = { value: "2026-04-02", from: "consultation/chg-1/c1@2" }
const began: Fact<string> = { value: "2026-06-01", from: "consultation/chg-1/c1@5" }
const looked: Absent = { stream: "client/c1", upTo: 3 }
const length: Stipulation<number> = {
  value: 30,
  terms: {
    ref: "terms:sha256-form",
    parameter: "row/advanceNotice",
    source: { instrument: "form", words: "30 calendar days" },
    reading: "terms/sha256-form@0"
  }
}

const toldFirst = rule(
  { id: "example.told-first", quote: "A client is told before access begins." },
  (told: Fact<string>, began: Fact<string>) => told.value <= began.value
)
const inOrder = rule(
  { id: "example.in-order", quote: "Everything in its order." },
  (first: Verdict<boolean>, length: Stipulation<number>, others: ReadonlyArray<Fact<string>>, _looked: Absent) =>
    first.answer && length.value > 0 && others.length > 0
)

const other: Fact<string> = { value: "2026-07-01", from: "consultation/chg-1/c1@9" }

const verdict = inOrder(toldFirst(told, began), length, [began], looked)
const because = [
  { clause: inOrder.clause, answer: true, facts: [began.from], absent: [looked], terms: [length.terms] },
  { clause: toldFirst.clause, answer: true, facts: [told.from, began.from] }
]

describe("every answer gives its reasons", () => {
  it("its own clause first, with the facts, absences and words that it was handed; then what those verdicts rest on", () => {
    expect(verdict.answer).toBe(true)
    expect(verdict.because).toEqual(because)
  })

  it("what is handed in beside facts is not cited", () => {
    const plain = rule({ id: "example.plain", quote: "A plain rule." }, (..._given: ReadonlyArray<unknown>) => "so")
    expect(plain("text", 3, null, undefined, { from: "here" }, { zone: "utc" }, () => told).because).toEqual([
      { clause: plain.clause, answer: "so", facts: [] }
    ])
  })

  it("of an absence, where and how far somebody looked, and no more", () => {
    const folded = { ...looked, state: { large: true } }
    const nobody = rule({ id: "example.nobody", quote: "Nobody objected." }, (_looked: Absent) => "so")
    expect(nobody(folded).because).toEqual([{ clause: nobody.clause, answer: "so", facts: [], absent: [looked] }])
  })

  it("all events that it rests on, each once, readings among them", () => {
    expect(citedBy(verdict)).toEqual([began.from, "terms/sha256-form@0", told.from])
  })
})

describe("one of several verdicts decided", () => {
  const no = toldFirst(began, told)

  it("the deciding one comes first, then all that were asked beside it", () => {
    const shut = decidedBy("shut", [no], [verdict])
    expect(shut).toEqual({ answer: "shut", because: [...no.because, ...because] })
  })

  it("several may decide", () => {
    expect(decidedBy("shut", [no, no]).because).toEqual([...no.because, ...no.because])
  })
})

describe("a question is a rule that is asked among many for one answer", () => {
  const told = question(toldFirst.clause, (told: Fact<string>, began: Fact<string>) => told.value <= began.value)

  it("it says the same for the same reasons, and has the same clause", () => {
    expect(told.clause).toBe(toldFirst.clause)
    const [asked, ruled] = [told(began, other), toldFirst(began, other)]
    expect([asked.answer, asked.because]).toEqual([ruled.answer, ruled.because])
  })

  it("the answer that it went into carries its reasons, also in a copy", () => {
    const open = decidedBy("open", [told(began, other)])
    expect({ ...open }).toStrictEqual({ answer: "open", because: toldFirst(began, other).because })
  })

  it("as JSON, or printed in Node, its reasons are there to be read", () => {
    expect(JSON.parse(JSON.stringify(told(began, other)))).toStrictEqual({ ...toldFirst(began, other) })
    expect(inspect(told(began, other), { depth: 9 })).toContain("A client is told before access begins.")
  })
})

describe("reasons are put together when somebody reads them", () => {
  /** A fact that counts how often somebody asks where it comes from. */
  const counting = () => {
    const fact = {
      value: "2026-04-02",
      asked: 0,
      get from(): Fact<string>["from"] {
        fact.asked += 1
        return told.from
      }
    }
    return fact
  }

  it("not before, and once", () => {
    const fact = counting()
    const decided = decidedBy("open", [toldFirst(fact, began)])
    expect(decided.answer).toBe("open")
    expect(fact.asked).toBe(0)
    const { because } = decided
    expect(decided.because).toBe(because)
    expect(fact.asked).toBe(1)
  })

  it("adding to an answer does not read them, and they stay", () => {
    const fact = counting()
    const more = Object.assign(toldFirst(fact, began), { facets: [] })
    expect(fact.asked).toBe(0)
    expect(more).toEqual({ answer: true, because: toldFirst(told, began).because, facets: [] })
  })

  it.each<[string, (verdict: Verdict<unknown>) => unknown]>([
    ["a copy", (verdict) => ({ ...verdict })],
    ["a deep copy", (verdict) => structuredClone(verdict)],
    ["JSON", (verdict) => JSON.parse(JSON.stringify(verdict))],
    ["its properties, by name", (verdict) => Object.fromEntries(Object.entries(verdict))]
  ])("%s carries them, read or not yet", (_, copied) => {
    const fresh = inOrder(toldFirst(told, began), length, [began], looked)
    expect(copied(fresh)).toStrictEqual({ answer: true, because })
    expect(copied(fresh)).toStrictEqual({ answer: true, because })
    expect(copied(decidedBy("open", [fresh]))).toStrictEqual({ answer: "open", because })
  })

  it("two verdicts are equal only if their reasons are", () => {
    expect(toldFirst(told, began)).toEqual(toldFirst(told, began))
    expect(toldFirst(told, began)).not.toEqual(toldFirst(told, told))
  })

  it("nobody can put others in their place", () => {
    expect(() => Object.assign(toldFirst(told, began), { because: [] })).toThrow(TypeError)
  })

  it("printed in Node, they are there to be read", () => {
    expect(inspect(toldFirst(told, began), { depth: 9 })).toContain("A client is told before access begins.")
  })
})
