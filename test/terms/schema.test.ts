import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import fc from "fast-check"
import { Reading, says, type Terms, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { canonical } from "../../src/journal/canonical.ts"
import { decoder, type Problems, sentence } from "../../src/language/codec.schema.ts"
import { readingOf } from "../../src/terms/Reading.schema.ts"
import { decodeTerms, readingValue, Terms as TermsSchema } from "../../src/terms/Terms.schema.ts"
import { termsJsonSchema } from "../../src/terms/json.schema.ts"
import { anySpan, anyTerms, anyVague, ofRow, ofTerms } from "./anyTerms.ts"

/** What was wrong, as sentences; `[]` when nothing was. */
const reading = readingOf(readingValue)
const wrongWith = (decoded: Result.Result<unknown, Problems>): ReadonlyArray<string> =>
  Result.isFailure(decoded) ? decoded.failure.map(sentence) : []

/** A copy of the commercial form, to spoil. */
const copy = (): any => JSON.parse(JSON.stringify(ready.commercial))
const spoilt = (spoil: (terms: any, row: any) => void): ReadonlyArray<string> => {
  const terms = copy()
  spoil(terms, terms.duties[0].rows[0])
  return wrongWith(decodeTerms(terms))
}

describe("terms from outside are told everything that is wrong with them", () => {
  it("ten mistakes, ten problems", () => {
    expect(
      spoilt((terms, row) => {
        terms.zone = "amsterdam"
        delete terms.duties[0].kind
        terms.duties[0].audience.papers = "standard"
        row.clockStart.says.from = "posted"
        row.advanceNotice.says.period.n = 30.5
        row.window.says._tag = "Until"
        row.silence = "accepted"
        row.exit.says.who = []
        delete row.lateObjection.source.words
        row.hold.afterStart.source.instrument = "annex"
      })
    ).toEqual([
      "`zone`: expected the name of a zone such as `Europe/Amsterdam`, found `amsterdam`",
      "`duties[0].kind`: expected `inform` or `consult`, found nothing",
      "`duties[0].audience.papers`: expected no such field, found a text; did you mean `paper`?",
      "`duties[0].rows[0].clockStart.says.from`: expected `sent`, `delivered`, `received`, `dated` or `published`, found `posted`",
      "`duties[0].rows[0].advanceNotice.says.period.n`: expected a whole number, 0 or more, found `30.5`",
      "`duties[0].rows[0].window.says._tag`: expected `For`, `OpenEnded`, `UntilAccess` or `NoRight`, found `Until`",
      "`duties[0].rows[0].silence`: expected `{ says, source }` or `{ unstated: true }`, found `accepted`",
      "`duties[0].rows[0].lateObjection.source.words`: expected a text that is not empty, found nothing",
      "`duties[0].rows[0].exit.says.who`: expected a list of one or more, found an empty list",
      "`duties[0].rows[0].hold.afterStart.source.instrument`: expected one of the instruments: `commercial-form`, found `annex`"
    ])
  })

  it("a parameter is said, with its source, or unstated", () => {
    const shapes = "expected `{ says, source }` or `{ unstated: true }`"
    expect(spoilt((terms) => (terms.authorisation = {}))).toEqual([`\`authorisation\`: ${shapes}, found an object`])
    expect(spoilt((terms) => (terms.authorisation = null))).toEqual([`\`authorisation\`: ${shapes}, found \`null\``])
    expect(spoilt((terms) => delete terms.authorisation)).toEqual([`\`authorisation\`: ${shapes}, found nothing`])
    expect(spoilt((terms) => (terms.authorisation = []))).toEqual([`\`authorisation\`: ${shapes}, found an empty list`])
    expect(spoilt((terms) => (terms.exempt = { unstated: false }))).toEqual([
      "`exempt.unstated`: expected `true`, found `false`"
    ])
    expect(spoilt((terms) => (terms.exempt = { unstated: true, because: "?" }))).toEqual([
      "`exempt.because`: expected no such field, found a text"
    ])
    expect(spoilt((terms) => (terms.exempt = { says: ["nonMaterial"] }))).toEqual([
      "`exempt.source`: expected where it stands: `{ instrument, at, words }`, found nothing"
    ])
    expect(spoilt((terms) => (terms.authorisation.unstated = true))).toEqual([
      "`authorisation.unstated`: expected no such field, found `true` or `false`"
    ])
  })

  it("a length of time is told by its unit", () => {
    const period = (given: unknown) => spoilt((_, row) => (row.advanceNotice.says.period = given))
    const at = "`duties[0].rows[0].advanceNotice.says.period"
    expect(period({ n: 30, unit: "days" })).toEqual([])
    expect(period({ reasonable: true })).toEqual([])
    expect(period(Span.either(Span.weeks(2, Span.plain), Span.workingDays(10, "nl-office", Span.plain)))).toEqual([])
    expect(period({ n: 30, unit: "workdays", counting: Span.plain })).toEqual([
      `${at}.unit\`: expected \`hours\`, \`calendarDays\`, \`weeks\`, \`months\`, \`workingDays\` or \`days\`, found \`workdays\``
    ])
    expect(period({ n: 30, unit: "workingDays", counting: Span.plain })).toEqual([
      `${at}.calendar\`: expected the name of a calendar such as \`nl-office\`, found nothing`
    ])
    expect(period({ n: 30, unit: "weeks" })).toEqual([
      `${at}.counting\`: expected a way of counting: \`{ firstDay, clear, monthEnd, roll }\`, found nothing`
    ])
    expect(period({ n: 30, unit: "weeks", counting: { ...Span.plain, roll: "forward", cutOffHour: 25 } })).toEqual([
      `${at}.counting.roll\`: expected \`none\` or \`{ to: "nextWorkingDay", calendar }\`, found \`forward\``,
      `${at}.counting.cutOffHour\`: expected an hour from 0 to 24, found \`25\``
    ])
    expect(period({ either: [Span.weeks(2, Span.plain), { n: 10, unit: "days" }] })).toEqual([
      `${at}.either[1].unit\`: expected \`hours\`, \`calendarDays\`, \`weeks\`, \`months\` or \`workingDays\`, found \`days\``,
      `${at}.either[1].counting\`: expected a way of counting: \`{ firstDay, clear, monthEnd, roll }\`, found nothing`
    ])
    for (const nothing of [{}, 30, "30 days", null]) {
      expect(period(nothing)).toEqual([
        expect.stringMatching(
          /period`: expected a length of time: `{ n, unit, counting }`, .* or `{ reasonable: true }`, found /
        )
      ])
    }
  })

  it("a closed list of grounds is a list, and other grounds are none", () => {
    const grounds = (given: unknown) => spoilt((_, row) => (row.objection.grounds.says = given))
    const mistake =
      "`duties[0].rows[0].objection.grounds.says`: expected a `list` where `closedList` is needed, and none elsewhere, found an object"
    expect(grounds({ needed: "closedList", list: ["a competitor"] })).toEqual([])
    expect(grounds({ needed: "closedList" })).toEqual([mistake])
    expect(grounds({ needed: "none", list: ["a competitor"] })).toEqual([mistake])
  })

  it("places are countries, by their code", () => {
    const transfer = (...freeWithin: ReadonlyArray<string>) =>
      spoilt((terms) => (terms.transfer = { says: { freeWithin }, source: terms.authorisation.source }))
    expect(transfer("NL", "BE")).toEqual([])
    expect(transfer("NL", "EEA")).toEqual([
      "`transfer.says.freeWithin[1]`: expected the code of a country such as `NL`, found `EEA`"
    ])
  })

  it("duties, rows and instruments have ids of their own", () => {
    expect(
      spoilt((terms) => {
        const { duties, instruments } = terms
        duties.push({
          ...duties[0],
          rows: [duties[0].rows[0], { ...duties[0].rows[0], id: "other" }, duties[0].rows[0]]
        })
        instruments.push(instruments[0])
      })
    ).toEqual([
      "`instruments[1].id`: expected an id of its own, found `commercial-form`, as `instruments[0]` has",
      "`duties[1].id`: expected an id of its own, found `sub-processor-change`, as `duties[0]` has",
      "`duties[1].rows[2].id`: expected an id of its own, found `any`, as `duties[1].rows[0]` has"
    ])
  })

  it("the same id in two duties is no mistake for a row", () => {
    expect(spoilt((terms) => terms.duties.push({ ...terms.duties[0], id: "another" }))).toEqual([])
  })

  it("which changes, is a list or any", () => {
    const changes = (given: unknown) => spoilt((terms) => (terms.duties[0].changes = given))
    expect(changes("any")).toEqual([])
    expect(changes("all")).toEqual([
      "`duties[0].changes`: expected a list of kinds of change such as `Engage` and `Replace`, or `any`, found `all`"
    ])
    expect(changes(["Engage", "Move"])).toEqual([
      "`duties[0].changes[1]`: expected `Engage`, `Replace`, `Retire`, `Relocate`, `Repurpose`, `Extend`, `ChangeData`, `Reclassify`, `LoseSafeguards`, `ChangeControl`, `Rename`, `Merge`, `Split` or `ChangeScope`, found `Move`"
    ])
  })

  it("a condition on the right to object has its words, and countries by their codes where it can be seen without a person", () => {
    const onlyIf = (given: unknown) =>
      spoilt((terms, row) => (row.objection.onlyIf = { says: given, source: terms.duties[0].source }))
    expect(onlyIf({ words: "leaves the EEA" })).toEqual([])
    expect(onlyIf({ words: "leaves the EEA", outside: ["NL", "BE"] })).toEqual([])
    expect(onlyIf("leaves the EEA")).toEqual([
      "`duties[0].rows[0].objection.onlyIf.says`: expected an object, found `leaves the EEA`"
    ])
    expect(onlyIf({ words: "", outside: ["EEA"] })).toEqual([
      "`duties[0].rows[0].objection.onlyIf.says.words`: expected a text that is not empty, found an empty text",
      "`duties[0].rows[0].objection.onlyIf.says.outside[0]`: expected the code of a country such as `NL`, found `EEA`"
    ])
    expect(onlyIf({ words: "leaves the EEA", outside: [] })).toHaveLength(1)
  })

  it("what an objection on other grounds does, where a clock starts else, and from when an exit counts", () => {
    const source = (terms: any) => terms.duties[0].source
    expect(
      spoilt((terms, row) => {
        row.objection.grounds.says.otherwise = "ends"
        row.clockStart.says.ifNotSubscribed = "posted"
        row.exit.says.notice.from = "start"
        terms.emergency = { says: { when: "acute", advance: { n: 5, unit: "days" } }, source: source(terms) }
      })
    ).toEqual([
      "`duties[0].rows[0].clockStart.says.ifNotSubscribed`: expected `sent`, `delivered`, `received`, `dated` or `published`, found `posted`",
      "`duties[0].rows[0].objection.grounds.says.otherwise`: expected `lapses` or `vendorMayExit`, found `ends`",
      "`duties[0].rows[0].exit.says.notice.from`: expected `exit`, `notice`, `objection` or `effect`, found `start`"
    ])
  })

  it("what must agree is looked at also where something else is wrong, and each place is named once", () => {
    expect(
      spoilt((terms) => {
        terms.title = ""
        terms.authorisation.source.instrument = "Annex 1"
        terms.duties[0].source.instrument = "annex"
      })
    ).toEqual([
      expect.stringContaining("`title`: expected a text that is not empty"),
      expect.stringContaining("`authorisation.source.instrument`: expected an id"),
      "`duties[0].source.instrument`: expected one of the instruments: `commercial-form`, found `annex`"
    ])
  })

  it("without instruments, that is the one mistake to mend", () => {
    expect(spoilt((terms) => delete terms.instruments)).toEqual(["`instruments`: expected a list, found nothing"])
    expect(spoilt((terms) => (terms.instruments = []))).toHaveLength(1)
  })

  for (const nothing of [undefined, null, "terms", 1, [], () => 1]) {
    it(`${JSON.stringify(nothing) ?? typeof nothing} is no terms`, () => {
      expect(wrongWith(decodeTerms(nothing))).toHaveLength(1)
    })
  }

  it("a value that holds itself is a mistake like any other", () => {
    expect(spoilt((terms) => (terms.duties[0].source.words = terms))).toEqual([
      "`duties[0].source.words`: expected a text that is not empty, found an object"
    ])
  })

  it("half a character is no text", () => {
    expect(spoilt((terms) => (terms.title = "\ud83d"))).toEqual([
      "`title`: expected a text of whole characters, found half of a surrogate pair"
    ])
  })
})

// -- Laws --------------------------------------------------------------------------------------------------------

type Path = ReadonlyArray<string | number>

/** Every place in a value but the value itself. */
const places = (value: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (typeof value !== "object" || value === null) return []
  const keys: ReadonlyArray<string | number> = Array.isArray(value)
    ? value.map((_, index) => index)
    : Object.keys(value)
  return keys.flatMap((key) => [[...path, key], ...places((value as any)[key], [...path, key])])
}
const at = (value: any, path: Path): any => path.reduce((inner, key) => inner[key], value)
const named = (path: Path): string =>
  path.map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`)).join("")
/** Fields that may be left out. */
const optional =
  /(?:^|\.)(at|version|paper|notSeen|noticeAfter|advance|ifNotSubscribed|otherwise|outside|deemedReceipt|bouncesOn|talksWithin|notice|refund|soleRemedy|tellOutcome|cutOffHour|eventOnWorkingDayOf|firstHour|atLeast|upTo|entities|countries|onlyCountries|dataCategories|services|entityTypes)$/
const whole = { numRuns: 120 }

const anySpoilt = anyTerms.chain((terms) =>
  fc.constantFrom(...places(terms)).map((path) => ({ path, terms: JSON.parse(JSON.stringify(terms)) as any }))
)
const pathsOf = (terms: unknown): ReadonlyArray<string> => {
  const decoded = decodeTerms(terms)
  return Result.isFailure(decoded) ? decoded.failure.map(({ path }) => path) : []
}

describe("of any terms", () => {
  it("what was written down is read back, whichever way it was written", () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        expect(decodeTerms(terms)).toEqual(Result.succeed(terms))
        expect(decodeTerms(JSON.parse(canonical(terms)))).toEqual(Result.succeed(terms))
        expect(decodeTerms(Schema.encodeSync(TermsSchema)(terms))).toEqual(Result.succeed(terms))
      }),
      whole
    )
  })

  it("nothing, or a number that is none, in the place of anything is told at that place", () => {
    fc.assert(
      fc.property(anySpoilt, fc.constantFrom(null, 0.5, "\u0000"), ({ terms, path }, wrong) => {
        fc.pre(wrong !== "\u0000" || typeof at(terms, path) !== "string")
        at(terms, path.slice(0, -1))[path.at(-1)!] = wrong
        expect(pathsOf(terms)).toContain(named(path))
      }),
      whole
    )
  })

  it("a field that nobody knows is told by its name", () => {
    fc.assert(
      fc.property(anySpoilt, ({ terms, path }) => {
        const inner = at(terms, path)
        fc.pre(typeof inner === "object" && !Array.isArray(inner))
        inner.unheardOf = 1
        expect(pathsOf(terms)).toEqual([`${named(path)}.unheardOf`])
      }),
      whole
    )
  })

  it("a field that is left out is told by its name, or by what is then no longer to be told apart", () => {
    fc.assert(
      fc.property(anySpoilt, ({ terms, path }) => {
        const [around, field] = [at(terms, path.slice(0, -1)), path.at(-1)!]
        fc.pre(typeof field === "string" && !optional.test(named(path)))
        delete around[field]
        const told = pathsOf(terms)
        expect(told.some((place) => place === named(path) || place === named(path.slice(0, -1)))).toBe(true)
      }),
      whole
    )
  })
})

// -- Readings ----------------------------------------------------------------------------------------------------

const hold = "new-sub-processor/any/hold.beforeStart"
const command = (parameter: string, value: unknown) => ({
  _tag: "RecordReading",
  terms: "terms:sha256-0",
  parameter,
  value,
  by: "dpo-1",
  reason: "as in earlier cases",
  at: "2026-11-02T09:00:00.000Z"
})

describe("a reading is a value of its parameter's own type, and can be counted", () => {
  it("each parameter of any terms has such values", () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        expect(Object.keys(Reading.parameters(terms)).filter((name) => readingValue(name) === undefined)).toEqual([])
      }),
      { numRuns: 30 }
    )
  })

  const inRow = Object.keys(ofRow(anySpan)).map(
    (name) => [`d/r/${name}`, ofRow(anySpan)[name]!, ofRow(anyVague)[name]!] as const
  )
  const inTerms = Object.keys(ofTerms(anySpan)).map(
    (name) => [name, ofTerms(anySpan)[name]!, ofTerms(anyVague)[name]!] as const
  )
  for (const [name, exact, vague] of [...inTerms, ...inRow]) {
    it(`\`${name}\``, () => {
      const decode = decoder(readingValue(name)!)
      fc.assert(
        fc.property(exact, vague, (exact, vague) => {
          expect(decode(exact)).toEqual(Result.succeed(exact))
          expect(Result.isSuccess(decode(vague))).toBe(Reading.vagueness(vague) === undefined)
          expect(Result.isSuccess(decode(null))).toBe(false)
        }),
        { numRuns: 40 }
      )
    })
  }

  it("a name that no parameter can have has none", () => {
    const names = ["", "hold", "entry", "constructor", "a/b/constructor", "a/b", "a/b/authorisation", "silence"]
    const misshapen = ["/b/silence", "a//silence", "a/b/silence/c"]
    expect([...names, ...misshapen].filter((name) => readingValue(name) !== undefined)).toEqual([])
  })

  it("a command that says it well is taken as it is", () => {
    expect(reading.decodeCommand(command(hold, "untilResolved"))).toEqual(
      Result.succeed(command(hold, "untilResolved"))
    )
  })

  it("the value is told apart by the name of the parameter", () => {
    expect(wrongWith(reading.decodeCommand(command(hold, "for ever")))).toEqual([
      "`value`: expected `none`, `untilWindowEnds`, `untilResolved` or `untilExit`, found `for ever`"
    ])
    expect(wrongWith(reading.decodeCommand(command("d/r/channels", ["fax"])))).toEqual([
      "`value[0]`: expected `email`, `listing`, `inProduct`, `post`, `portal` or `repository`, found `fax`"
    ])
    expect(
      wrongWith(reading.decodeCommand(command("d/r/advanceNotice", { period: { reasonable: true }, before: "access" })))
    ).toEqual([
      "`value.period`: expected a length of time that can be counted: `{ n, unit, counting }` or `{ either: [one, other] }`, found an object"
    ])
    expect(
      wrongWith(
        reading.decodeCommand(command("d/r/advanceNotice", { period: { n: 10, unit: "days" }, before: "access" }))
      )
    ).toEqual([
      "`value.period.unit`: expected `hours`, `calendarDays`, `weeks`, `months` or `workingDays`, found `days`",
      "`value.period.counting`: expected a way of counting: `{ firstDay, clear, monthEnd, roll }`, found nothing"
    ])
  })

  it("all mistakes of a command are told at once, each once", () => {
    expect(wrongWith(reading.decodeCommand({ ...command(hold, Number.NaN), reason: "", by: "The DPO" }))).toEqual([
      "`by`: expected an id: small letters, digits and any of `_ . ~ -`, found `The DPO`; an id has no capitals, ` `",
      expect.stringContaining("`reason`: expected a text that is not empty"),
      "`value`: expected `none`, `untilWindowEnds`, `untilResolved` or `untilExit`, found `NaN`"
    ])
  })

  it("what cannot be written down is no value", () => {
    expect(wrongWith(reading.decodeCommand(command("no/such/parameter", () => 1)))).toEqual([
      "`value`: expected a value, found a function"
    ])
  })

  it("a parameter that these terms do not have is left to whoever knows the terms", () => {
    expect(wrongWith(reading.decodeCommand(command("no/such/parameter", { a: 1 })))).toEqual([])
  })

  it("no command is told what it must be", () => {
    for (const nothing of [null, 1, {}, { _tag: "ForgetReading" }]) {
      expect(wrongWith(reading.decodeCommand(nothing))[0]).toContain("`_tag`: expected `RecordReading`")
    }
  })

  it("a recorded reading is stored and read back, and cites the one that it replaces", () => {
    fc.assert(
      fc.property(anySpan, fc.boolean(), (keptUpdated, again) => {
        const { _tag, ...said } = command("listing", { columns: ["entity"], keptUpdated })
        const event = {
          _tag: "ReadingRecorded",
          ...said,
          ...(again && { supersedes: "terms/sha256-0@0" })
        } as Reading.Event
        const stored = JSON.parse(canonical(reading.encodeEvent(event)))
        expect(reading.decodeEvent("terms/ReadingRecorded", 1, stored)).toEqual(event)
        expect(reading.events.ReadingRecorded.cites(event)).toEqual(again ? ["terms/sha256-0@0"] : [])
      })
    )
  })
})

describe("as JSON Schema", () => {
  it("it names each field, lets no other in, and knows its own definitions", () => {
    const schema = termsJsonSchema() as any
    expect(Object.keys(schema.properties)).toEqual(Object.keys(ready.commercial))
    expect(schema.additionalProperties).toBe(false)
    expect(schema.properties.authorisation.anyOf).toHaveLength(2)
    const text = JSON.stringify(schema)
    for (const [, name] of text.matchAll(/"#\/\$defs\/([^"]+)"/g)) expect(Object.keys(schema.$defs)).toContain(name)
  })
})

describe("terms written by hand", () => {
  const source = { instrument: "commercial-form", words: "…" }
  it("are typed as they are read", () => {
    const mine: Terms = {
      ...ready.commercial,
      exempt: says([], source),
      emergency: says({ when: "acute" }, source),
      transfer: unstated
    }
    expect(decodeTerms(mine)).toEqual(Result.succeed(mine))
  })
})
