import canonicalize from "canonicalize"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { canonical, NotCanonical } from "../../src/journal/canonical.ts"
import { sha256 as onNode } from "../../src/journal/sha256.node.ts"
import { sha256 as onWeb } from "../../src/journal/sha256.web.ts"
import { hash } from "../../src/journal/hash.ts"

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom("\u0000", "\n", '"', "\\", "/", "\u007f", "\u2028", "é", "😀", "\ue000", "𐀀"),
    fc.string({ unit: "binary", maxLength: 1 })
  )
})
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((n) => (Object.is(n, -0) ? 0 : n))
/** Names that JSON must escape are refused: see below. */
const name = text.map((it) => [...it].filter((unit) => JSON.stringify(unit) === `"${unit}"`).join(""))
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    number,
    text,
    fc.array(tie("value")),
    fc.dictionary(name, tie("value"), { noNullPrototype: false })
  )
})).value

describe("canonical text", () => {
  it("is what RFC 8785 says, as another library has it", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonical(value)).toBe(canonicalize(value))
      }),
      { numRuns: 500 }
    )
  })

  it("sorts by UTF-16 units, not by characters", () => {
    expect(canonical({ "\ue000": 1, "😀": 2, b: 3, a: 4, B: 5, "": 6, "10": 7, "9": 8 })).toBe(
      '{"":6,"10":7,"9":8,"B":5,"a":4,"b":3,"😀":2,"\ue000":1}'
    )
  })

  it("writes numbers as RFC 8785 has them", () => {
    expect([Number("333333333.33333329"), 1e30, 4.5, 2e-3, 1e-27, 1e21, 123456789012345680000].map(canonical)).toEqual([
      "333333333.3333333",
      "1e+30",
      "4.5",
      "0.002",
      "1e-27",
      "1e+21",
      "123456789012345680000"
    ])
  })

  it("is one text for equal values, and reads back as the value", () => {
    fc.assert(
      fc.property(json, (value) => {
        const written = canonical(value)
        expect(canonical(JSON.parse(written))).toBe(written)
        expect(JSON.parse(written)).toEqual(value)
      })
    )
  })

  it("refuses what JSON would lose or change, and says where", () => {
    const inside: Array<unknown> = []
    inside.push(inside)
    const sparse = [1, 2, 3]
    delete sparse[1]
    const refused: ReadonlyArray<readonly [unknown, string]> = [
      [{ a: undefined }, "`a` has no canonical text: JSON has no `undefined`"],
      [{ a: [1, Number.NaN] }, "`a.1` has no canonical text: JSON has no `NaN`"],
      [Number.POSITIVE_INFINITY, "the value has no canonical text: JSON has no `Infinity`"],
      [{ zero: -0 }, "`zero` has no canonical text: JSON has one zero"],
      [{ a: { b: "\ud83d" } }, "`a.b` has no canonical text: half of a surrogate pair"],
      [{ "\udc00": 1 }, "half of a surrogate pair"],
      [{ a: { "\n": 1 } }, "a name that JSON must escape may be read back as another one"],
      [{ 'say "no"': 1 }, "a name that JSON must escape may be read back as another one"],
      [{ "\\": 1 }, "a name that JSON must escape may be read back as another one"],
      [[10n], "`0` has no canonical text: JSON has no `bigint`"],
      [{ at: new Date(0) }, "`at` has no canonical text: it is a `Date`"],
      [new Map(), "it is a `Map`"],
      [() => 1, "JSON has no `function`"],
      [Symbol("s"), "JSON has no `symbol`"],
      [sparse, "`1` has no canonical text: JSON has no `undefined`"],
      [inside, "it is nested more than 500 deep, or holds itself"]
    ]
    for (const [value, why] of refused) {
      expect(() => canonical(value)).toThrow(why)
      expect(() => canonical(value)).toThrow(NotCanonical)
    }
  })

  it("takes objects without a prototype, and keys of any name", () => {
    const bare = Object.assign(Object.create(null), { b: 1, a: JSON.parse('{"__proto__":{"x":1}}') })
    expect(canonical(bare)).toBe('{"a":{"__proto__":{"x":1}},"b":1}')
  })
})

describe("the hash", () => {
  it("is the same in Node and in a browser", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (value) => {
        expect(onWeb(value)).toBe(onNode(value))
      })
    )
    expect(hash("abc")).toBe("sha256-ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  })
})
