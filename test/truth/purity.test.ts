import { describe, expect, it } from "vitest"
import { Poisoned, withPoisonedGlobals } from "./poison.ts"

describe("the pure core reads no clock, no chance, no machine", () => {
  const bites: Readonly<Record<string, () => unknown>> = {
    "Date.now()": () => Date.now(),
    "new Date()": () => new Date(),
    "Date()": () => Date(),
    "new Date(2026, 0, 1)": () => new Date(2026, 0, 1),
    'new Date("2026-01-01T12:00")': () => new Date("2026-01-01T12:00"),
    "getHours()": () => new Date(0).getHours(),
    "getTimezoneOffset()": () => new Date(0).getTimezoneOffset(),
    "Math.random()": () => Math.random(),
    "crypto.randomUUID()": () => crypto.randomUUID(),
    "performance.now()": () => performance.now(),
    setTimeout: () => setTimeout(() => {}, 0),
    setInterval: () => setInterval(() => {}, 1),
    setImmediate: () => setImmediate(() => {}),
    queueMicrotask: () => queueMicrotask(() => {}),
    "process.env": () => process.env,
    fetch: () => fetch("https://example.com"),
    "Intl.DateTimeFormat": () => new Intl.DateTimeFormat("nl"),
    localeCompare: () => "a".localeCompare("b")
  }

  for (const [what, use] of Object.entries(bites)) {
    it(`the poison bites: ${what}`, () => {
      expect(() => withPoisonedGlobals(use)).toThrow(Poisoned)
    })
  }

  it("what is arithmetic stays as it is", () => {
    const [text, utc, is] = withPoisonedGlobals(() => [
      new Date("2026-11-23T23:30:00.000Z").toISOString(),
      Date.UTC(2026, 10, 23),
      new Date(0) instanceof Date
    ])
    expect(text).toBe("2026-11-23T23:30:00.000Z")
    expect(utc).toBe(1_795_392_000_000)
    expect(is).toBe(true)
  })

  it("everything is put back afterwards, also when the run fails", () => {
    const names = ["Date", "process", "crypto", "performance", "setTimeout", "queueMicrotask", "fetch", "Intl"] as const
    const before = names.map((name) => globalThis[name])
    expect(() => withPoisonedGlobals(() => Date.now())).toThrow(Poisoned)
    expect(() =>
      withPoisonedGlobals(() => {
        throw new Error("a bug of its own")
      })
    ).toThrow("a bug of its own")
    expect(names.map((name) => globalThis[name])).toEqual(before)
    expect(Number.isFinite(Date.now()) && Number.isFinite(Math.random())).toBe(true)
  })

  it("a promise is no answer of the pure core", () => {
    expect(() => withPoisonedGlobals(() => Promise.resolve(1))).toThrow("does not wait")
  })

  it("a rule judges and a stream is folded under it", async () => {
    const kernel = await import("goodfaith/kernel")
    withPoisonedGlobals(() => {
      const told = kernel.rule(
        { id: "example.told", quote: "A client is told before access begins." },
        (at: import("goodfaith/kernel").Fact<string>) => at.value < "2026-12-01"
      )
      const folded = kernel.fold(
        { initial: 0, evolve: (state: number, event: number) => state + event },
        "example/one",
        [1, 2, 3]
      )
      expect(folded).toEqual({ stream: "example/one", upTo: 2, state: 6 })
      expect(told({ value: "2026-11-02", from: "example/one@0" }).because[0].facts).toEqual(["example/one@0"])
      expect(kernel.refuse(kernel.refusal("NotSo", told, "it is not so"))._tag).toBe("Failure")
    })
  })
})
