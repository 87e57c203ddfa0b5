import { canonical } from "../../src/journal/canonical.ts"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  conceptCodec,
  decoder,
  Day,
  EventRef,
  eventCodec,
  Id,
  Instant,
  NotAsDeclared,
  Personal,
  type Same,
  SealedText,
  sentence,
  Text
} from "../../src/language/codec.schema.ts"
import type { Plain, Sealed } from "../../src/language/persons.ts"
import type { Instant as InstantText } from "../../src/time/Instant.ts"
import { type Command, codec, greet, morning, sign } from "./toy.ts"

const wrong = (input: unknown): ReadonlyArray<string> => {
  const decoded = codec.decodeCommand(input)
  return Result.isFailure(decoded) ? decoded.failure.map(sentence) : []
}

describe("a command is read whole, or everything that is wrong with it is said", () => {
  it("a good command comes back as it is, plain still", () => {
    for (const command of [sign("ann"), sign("ann", "Ann", "lovely"), greet("ann", "bob", "cle")]) {
      expect(codec.decodeCommand(command)).toEqual(Result.succeed(command))
    }
  })

  it("all mistakes at once, each with its place, what was expected and what was found", () => {
    const command = {
      _tag: "Greet",
      by: "Ann!",
      others: [{ guest: "bob" }, { guest: 7, words: "" }, "cle"],
      at: "2026-02-30",
      extra: 1
    }
    expect(wrong(command).toSorted()).toEqual([
      "`at`: expected an instant in UTC such as `2026-11-23T09:30:00.000Z`, found `2026-02-30`",
      "`by`: expected an id: small letters, digits and any of `_ . ~ -`, found `Ann!`; an id has no capitals, `!`",
      "`extra`: expected no such field, found a number",
      "`others[0].words`: expected a text that is not empty, found nothing",
      "`others[1].guest`: expected an id: small letters, digits and any of `_ . ~ -`, found the number `7`",
      "`others[1].words`: expected a text that is not empty, found an empty text",
      "`others[2]`: expected an object, found `cle`"
    ])
  })

  it("a command nobody knows is answered with those that there are", () => {
    for (const [input, found] of [
      [{ _tag: "Burn" }, "`Burn`"],
      [{}, "nothing"],
      [null, "nothing"],
      [{ _tag: "toString" }, "`toString`"]
    ] as const) {
      expect(wrong(input)).toEqual([`\`_tag\`: expected \`Sign\`, \`Greet\` or \`Close\`, found ${found}`])
    }
  })

  it("a personal text is never shown, nor what stands in a field nobody declared", () => {
    expect(wrong({ _tag: "Sign", guest: "ann", name: 12345, nmae: "Ann Secret", at: morning }).toSorted()).toEqual([
      "`name`: expected a text that is not empty, found a number",
      "`nmae`: expected no such field, found a text"
    ])
  })

  it("half a character and a token that nobody sealed are refused", () => {
    expect(wrong(sign("ann", "An\ud83d"))).toEqual([
      "`name`: expected a text of whole characters, found half of a surrogate pair"
    ])
    expect(wrong({ _tag: "Close", reason: "sealed:1:person:ann:AAAA", at: morning })).toEqual([
      "`reason`: expected a text that does not look sealed, found a sealed text"
    ])
    expect(wrong(sign("ann", "sealed: with a kiss"))).toEqual([])
  })

  it("an instant and a day are checked by printing them back", () => {
    const is = (schema: Schema.Codec<any, any>, value: unknown) => Result.isSuccess(decoder(schema)(value))
    expect(
      ["2026-11-23T09:30:00.000Z", "2026-11-23T09:30:00Z", "2026-02-30T00:00:00.000Z", "x"].map((text) =>
        is(Instant, text)
      )
    ).toEqual([true, false, false, false])
    expect(["2028-02-29", "2026-02-29", "2026-1-1"].map((text) => is(Day, text))).toEqual([true, false, false])
    expect(
      ["listing/main@7", "consultation/a/b@0", "listing/main", "listing@7", "listing/main@07"].map((text) =>
        is(EventRef, text)
      )
    ).toEqual([true, true, false, false, false])
  })

  it("a union says what it would take", () => {
    const Reach = Schema.Struct({
      by: Schema.Union([
        Schema.TaggedStruct("Mail", { to: Id }),
        Schema.TaggedStruct("Post", { street: Text, floors: Schema.optionalKey(Schema.Number) })
      ]),
      days: Schema.Literals(["working", "calendar"]),
      urgent: Schema.NullOr(Schema.Boolean)
    })
    const said = (input: unknown) => {
      const decoded = decoder(Reach)(input)
      return Result.isFailure(decoded) ? decoded.failure.map(sentence) : []
    }
    expect(said({ by: { _tag: "Mail", to: "x" }, days: "working", urgent: null })).toEqual([])
    expect(said({ by: { _tag: "Post", floors: "two" }, days: "lunar", urgent: 1 }).toSorted()).toEqual([
      "`by.floors`: expected a number, found `two`",
      "`by.street`: expected a text that is not empty, found nothing",
      "`days`: expected `working` or `calendar`, found `lunar`",
      "`urgent`: expected `true` or `false` or `null`, found `1`"
    ])
    expect(said({ by: { _tag: "Fax" }, days: "working", urgent: true })).toEqual([
      "`by`: expected an object with the `_tag` `Mail` or an object with the `_tag` `Post`, found an object with the `_tag` `Fax`"
    ])
  })
})

describe("what is personal is found wherever it stands", () => {
  it("in optional fields, in lists and in groups, each with whose key seals it", () => {
    expect(codec.personal).toEqual({
      Sign: [
        { path: ["name"], of: ["guest"] },
        { path: ["remark"], of: "case" }
      ],
      Greet: [{ path: ["others", "*", "words"], of: ["by"] }],
      Close: []
    })
  })

  const refused = (fields: Schema.Struct.Fields): string | undefined => {
    try {
      conceptCodec<any, any>()({ name: "x", commands: { C: fields }, events: {} } as never)
      return undefined
    } catch (cause) {
      return (cause as Error).message
    }
  }

  it("the nearest field of that name holds the person, and it must always be there", () => {
    const inner = Schema.Struct({ person: Id, name: Personal({ of: "person" }) })
    const nested = conceptCodec<any, any>()({
      name: "x",
      commands: { C: { person: Id, people: Schema.Record(Schema.String, inner), named: Schema.Tuple([Id, inner]) } },
      events: {}
    } as never)
    expect(nested.personal["C"]).toEqual([
      { path: ["people", "*", "name"], of: ["people", "*", "person"] },
      { path: ["named", "1", "name"], of: ["named", "1", "person"] }
    ])
    const why =
      "`C.name` is sealed with the key of the person in `who`, so that field must be an `Id` that is always there"
    expect(refused({ name: Personal({ of: "who" }) })).toBe(why)
    expect(refused({ name: Personal({ of: "who" }), who: Schema.optionalKey(Id) })).toBe(why)
    expect(refused({ name: Personal({ of: "who" }), who: Text })).toBe(why)
  })

  it("a definition that could leave a personal text unsealed is refused when it is made", () => {
    const union = Schema.Union([
      Schema.Struct({ kind: Schema.Literal("a"), to: Personal({ of: "case" }) }),
      Schema.Struct({ kind: Schema.Literal("b"), to: Text })
    ])
    expect(refused({ reach: union })).toContain("personal in one case of a union and plain text in another")
    interface Tree {
      readonly word: Sealed
      readonly under: ReadonlyArray<Tree>
    }
    const tree: Schema.Codec<Tree, any> = Schema.Struct({
      word: Personal({ of: "case" }),
      under: Schema.Array(Schema.suspend(() => tree))
    }) as never
    expect(refused({ tree })).toContain("refers to itself")
    expect(refused({ token: SealedText })).toContain("never a `SealedText`")
    expect(() => eventCodec("x/E", 1, Schema.TaggedStruct("E", { name: Personal({ of: "case" }) }))).toThrow(
      "an event holds `SealedText`"
    )
    expect(() => eventCodec("x/E", 3, Schema.TaggedStruct("E", {}), { 1: (old) => old })).toThrow(
      "an upcaster from version 2 is missing"
    )
  })
})

describe("events are written and read back", () => {
  const signed = { _tag: "Signed", guest: "ann", name: "sealed:1:person:ann:x", at: morning } as const

  it("every event survives JSON", () => {
    const instants = fc.integer({ min: 0, max: 4e12 }).map((millis) => new Date(millis).toISOString() as InstantText)
    const ids = fc.stringMatching(/^[a-z0-9_.~-]{1,12}$/)
    const sealed = fc.string().map((text) => `sealed:${text.replaceAll(/[\ud800-\udfff]/g, "")}` as Sealed)
    const events = fc.oneof(
      fc.record(
        { _tag: fc.constant("Signed" as const), guest: ids, name: sealed, remark: sealed, at: instants },
        { requiredKeys: ["_tag", "guest", "name", "at"] }
      ),
      fc.record({
        _tag: fc.constant("Greeted" as const),
        by: ids,
        others: fc.array(fc.record({ guest: ids, words: sealed })),
        at: instants
      })
    )
    fc.assert(
      fc.property(events, (event) => {
        const { type, version } = codec.events[event._tag]
        const stored = JSON.parse(JSON.stringify(codec.encodeEvent(event as never)))
        expect(canonical(codec.decodeEvent(type, version, stored))).toBe(canonical(event))
      })
    )
  })

  it("an older version is lifted to the present one", () => {
    const { guest, ...rest } = signed
    expect(codec.decodeEvent("guestbook/Signed", 1, { ...rest, who: guest })).toEqual(signed)
    expect(codec.decodeEvent("Signed", 2, signed)).toEqual(signed)
  })

  it("what does not fit is a fault that says where", () => {
    expect(() => codec.decodeEvent("guestbook/Signed", 3, signed)).toThrow(
      "`guestbook/Signed` is not as declared: `version`: expected a version from 1 to 2, found `3`"
    )
    expect(() => codec.decodeEvent("guestbook/Burnt", 1, {})).toThrow(NotAsDeclared)
    expect(() => codec.encodeEvent({ ...signed, at: "soon" } as never)).toThrow("`at`: expected an instant")
    expect(() => codec.encodeEvent({ ...signed, extra: 1 } as never)).toThrow("`extra`: expected no such field")
  })

  it("it is known which events an event names", () => {
    const greeted = {
      _tag: "Greeted",
      by: "ann",
      others: [],
      because: { value: "x", from: "guestbook/garden@4", asOf: 9 },
      at: morning
    } as const
    expect(codec.events.Greeted.cites(greeted)).toEqual(["guestbook/garden@4"])
    expect(codec.events.Signed.cites(signed)).toEqual([])
  })
})

// Checked by the compiler alone.
interface Ask {
  readonly _tag: "Ask"
  readonly who: string
  readonly name: Sealed
  readonly times?: number
}
export const agreement = () => {
  const bind = conceptCodec<Ask, never>()
  const [name, events, who, times] = ["x", {}, Id, Schema.optionalKey(Schema.Number)] as const
  const sealed = Personal({ of: "who" })
  bind({ name, events, commands: { Ask: { who, name: sealed, times } } })
  // @ts-expect-error: `name` would be stored unsealed
  bind({ name, events, commands: { Ask: { who, name: Text, times } } })
  // @ts-expect-error: `times` is missing
  bind({ name, events, commands: { Ask: { who, name: sealed } } })
  // @ts-expect-error: `times` may be left out in the interface
  bind({ name, events, commands: { Ask: { who, name: sealed, times: Schema.Number } } })
  // @ts-expect-error: the interface has no `more`
  bind({ name, events, commands: { Ask: { who, name: sealed, times, more: Id } } })
  // @ts-expect-error: a command is missing
  bind({ name, events, commands: {} })
  const plain: Plain<Command> = sign("ann")
  type AB = { readonly a: string; readonly b?: number }
  const same = true satisfies Same<{ readonly a: string } & { readonly b?: number }, AB>
  const other = false satisfies Same<{ readonly a: string }, AB>
  return [plain, same, other]
}
