import { type Absent, citedBy, decidedBy, type Fact, rule, type Stipulation, type Verdict } from "goodfaith/kernel"
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
    const other = toldFirst(began, began)
    expect(decidedBy("shut", [no, other]).because).toEqual([...no.because, ...other.because])
  })
})

describe("each reason stands once", () => {
  const no = toldFirst(began, told)

  it("a verdict that several others rest on is told once", () => {
    const twice = inOrder(no, length, [began], looked)
    expect(decidedBy("shut", [twice], [no, no]).because).toEqual(twice.because)
  })

  it("so is what two questions came to on their own ways", () => {
    expect(decidedBy("shut", [no], [toldFirst(began, told), toldFirst(began, told)]).because).toEqual(no.because)
    const twice = rule({ id: "example.both", quote: "Both." }, (_verdicts: ReadonlyArray<Verdict<boolean>>) => true)
    expect(twice([toldFirst(told, began), toldFirst(told, began)]).because).toHaveLength(2)
  })

  it("the same sentence is told again where it speaks of other facts, looked elsewhere, or answers otherwise", () => {
    const seen = rule({ id: "example.seen", quote: "Seen." }, (_looked: Absent, answer: boolean) => answer)
    const some = [toldFirst(told, began), toldFirst(began, told), toldFirst(told, told)] as const
    expect(decidedBy("shut", [no], some).because).toHaveLength(3)
    const looks = [
      seen({ ...looked, upTo: 1 }, true),
      seen({ ...looked, upTo: 2 }, true),
      seen({ ...looked, upTo: 2 }, false)
    ]
    expect(decidedBy("shut", [no], looks).because).toHaveLength(4)
  })

  it("an event that is handed in twice is cited once", () =>
    expect(toldFirst(told, told).because).toEqual([{ clause: toldFirst.clause, answer: true, facts: [told.from] }]))
})

describe("reasons stay with their answer", () => {
  it.each<[string, (verdict: Verdict<unknown>) => unknown]>([
    ["a copy", (verdict) => ({ ...verdict })],
    ["a deep copy", (verdict) => structuredClone(verdict)],
    ["JSON", (verdict) => JSON.parse(JSON.stringify(verdict))]
  ])("%s carries them", (_, copied) => {
    expect(copied(verdict)).toStrictEqual({ answer: true, because })
    expect(copied(decidedBy("open", [verdict]))).toStrictEqual({ answer: "open", because })
  })

  it("two verdicts are equal only if their reasons are", () => {
    expect(toldFirst(told, began)).toEqual(toldFirst(told, began))
    expect(toldFirst(told, began)).not.toEqual(toldFirst(told, told))
  })
})
