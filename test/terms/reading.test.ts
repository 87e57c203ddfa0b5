import { isDeepStrictEqual } from "node:util"
import fc from "fast-check"
import { eventRef } from "goodfaith/language"
import { fold } from "goodfaith/kernel"
import { emptyWorld, fills, Reading, reasonable, rules, says, silentRow, type Terms, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Instant, nlOffice, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { termsRef } from "../../src/journal/address.ts"
import { canonical } from "../../src/journal/canonical.ts"
import { anySpan, anyTerms, anyVague, ofRow, ofTerms } from "./anyTerms.ts"
import { given as givenIn, knowing, recorded, unheardOf } from "./story.ts"

const ref = termsRef(ready.connective)
const stream = Reading.readingsStream(ref)
const world = knowing(ready.connective)
const given = givenIn(world)

const advanceNotice = "new-sub-processor/any/advanceNotice"
const hold = "new-sub-processor/any/hold.beforeStart"
const fortnight = { period: Span.calendarDays(14, Span.plain), before: "access" }
const month = { period: Span.calendarDays(30, Span.plain), before: "access" }

const ask = (parameter: string, value: unknown, at: Instant = "2026-11-02T09:00:00.000Z"): Reading.Command => ({
  _tag: "RecordReading",
  terms: ref,
  parameter,
  value,
  by: "dpo-1",
  reason: "what we did in earlier cases",
  at
})
const asked = (command: Reading.Command, supersedes?: Reading.ReadingRecorded["supersedes"]): Reading.Event => ({
  ...command,
  _tag: "ReadingRecorded",
  ...(supersedes !== undefined && { supersedes })
})

/** Ten days, and nothing said of which. */
const tenDays: Terms = {
  ...ready.commercial,
  name: "ten-days",
  duties: [
    {
      ...ready.commercial.duties[0]!,
      rows: [
        {
          ...silentRow,
          window: says(
            { _tag: "For", period: { n: 10, unit: "days" } },
            { instrument: "commercial-form", words: "10 days" }
          )
        }
      ]
    }
  ]
}

describe(rules.immutable.clause.quote, () => {
  it("another word, another address", () => {
    expect(termsRef({ ...ready.connective, title: "another title" })).not.toBe(ref)
    expect(ref).toMatch(/^terms:sha256-[0-9a-f]{64}$/)
  })

  it("the order of the fields makes no other terms", () => {
    const turned = Object.fromEntries(Object.entries(ready.connective).toReversed()) as unknown as Terms
    expect(termsRef(turned)).toBe(ref)
  })

  it("terms that nobody handed over are not read", () =>
    givenIn(emptyWorld)().when(ask(hold, "none")).thenRefused(Reading.UnknownTerms(ref)))
})

describe(rules.readByAPerson.clause.quote, () => {
  it("what the contract is silent about is read by somebody, for a reason", () =>
    given()
      .when(ask(hold, "untilResolved"))
      .then(asked(ask(hold, "untilResolved"))))

  it("what the contract says in words is read as something that can be counted", () =>
    given()
      .when(ask(advanceNotice, fortnight))
      .then(asked(ask(advanceNotice, fortnight))))

  it("what was not seen of the contract can be read as well", () =>
    given()
      .when(ask("entry.announced", "noticeOwed"))
      .then(asked(ask("entry.announced", "noticeOwed"))))

  it("a later reading takes the place of the earlier one, and names it", () => {
    const later = ask(advanceNotice, month, "2027-01-04T09:00:00.000Z")
    given(asked(ask(advanceNotice, fortnight)))
      .when(later)
      .then(asked(later, `${stream}@0`))
  })

  it("back to an earlier reading is a reading too", () => {
    const first = asked(ask(advanceNotice, fortnight))
    const second = asked(ask(advanceNotice, month), `${stream}@0`)
    given(first, second)
      .when(ask(advanceNotice, fortnight))
      .then(asked(ask(advanceNotice, fortnight), `${stream}@1`))
  })

  it("asked again for the same, nothing is recorded", () => {
    const turned = { before: "access", period: { unit: "calendarDays", counting: { ...Span.plain }, n: 14 } }
    given(asked(ask(advanceNotice, fortnight)))
      .when(ask(advanceNotice, turned, "2027-01-04T09:00:00.000Z"))
      .then()
  })

  it("what the contract states itself is not read", () => {
    const parameter = ready.connective.authorisation
    if (!("says" in parameter)) throw new Error("the first listing gives general authorisation")
    given()
      .when(ask("authorisation", "specific"))
      .thenRefused(Reading.StatedByTheContract("authorisation", parameter.source))
    expect(Reading.StatedByTheContract("authorisation", parameter.source).message).toBe(
      `the contract states \`authorisation\` itself, so there is nothing to read: "${parameter.source.words}"`
    )
  })

  it("words are no reading of words", () =>
    given()
      .when(ask(advanceNotice, { period: reasonable, before: "access" }))
      .thenRefused(Reading.StillOpen(advanceNotice)))

  it("bare days are no reading either", () =>
    given()
      .when(ask(advanceNotice, { period: { n: 14, unit: "days" }, before: "access" }))
      .thenRefused(Reading.StillOpen(advanceNotice)))

  for (const name of ["advanceNotice", "constructor", "toString", "__proto__", ""]) {
    it(`there is no parameter \`${name}\`, and the refusal names those that are open`, () => {
      given()
        .when(ask(name, "none"))
        .thenRefused(Reading.UnknownParameter(name, Reading.openIn(ready.connective)))
      expect(Reading.UnknownParameter(name, [hold, "listing"]).message).toContain(`\`${hold}\`, \`listing\``)
    })
  }

  it("where nothing is open, the refusal says none", () =>
    expect(Reading.UnknownParameter("x", []).message).toBe(
      "these terms have no parameter `x`; the ones still open are none"
    ))

  it("until somebody reads it, the parameter is open, with the words that it has", () => {
    const hand: Reading.TermsInHand = { ref, terms: ready.connective, readings: [] }
    const named = Reading.parameters(ready.connective)
    expect(Reading.read(hand, hold, named[hold]!)).toEqual({ open: hold, terms: ref, why: "unstated" })
    expect(Reading.read(hand, "transfer", named["transfer"]!)).toEqual({ open: "transfer", terms: ref, why: "notSeen" })
    expect(Reading.read(hand, advanceNotice, named[advanceNotice]!)).toEqual({
      open: advanceNotice,
      terms: ref,
      why: "reasonable",
      words: ready.connective.duties[1]!.source.words
    })
    const [window, ten] = ["sub-processor-change/any/window", termsRef(tenDays)]
    expect(
      Reading.read({ ref: ten, terms: tenDays, readings: [] }, window, Reading.parameters(tenDays)[window]!)
    ).toEqual({
      open: window,
      terms: ten,
      why: "days",
      words: "10 days"
    })
  })

  it("once read, the answer says whose reading it is", () => {
    const { readings } = fold(Reading.decider, stream, [asked(ask(advanceNotice, fortnight))]).state
    const hand: Reading.TermsInHand = {
      ref,
      terms: ready.connective,
      readings: Object.values(readings)
        .flat()
        .map((fact) => ({ ...fact, asOf: 0 }))
    }
    const answer = Reading.read(hand, advanceNotice, Reading.parameters(ready.connective)[advanceNotice]!)
    expect(Reading.isOpen(answer)).toBe(false)
    expect(answer).toEqual({
      value: fortnight,
      terms: { ref, parameter: advanceNotice, source: ready.connective.duties[1]!.source, reading: `${stream}@0` }
    })
    expect(readings[advanceNotice]![0]!.value).toMatchObject({ by: "dpo-1", reason: "what we did in earlier cases" })
  })
})

describe(rules.readBefore.clause.quote, () => {
  const reading = { value: { at: "2026-11-02T09:00:00.000Z" }, from: `${stream}@0` } as const

  it("a reading serves acts from its own moment on", () => {
    expect(rules.readBefore(reading, "2026-11-02T09:00:00.000Z").answer).toBe(true)
    expect(rules.readBefore(reading, "2026-11-02T08:59:59.999Z").answer).toBe(false)
    expect(rules.readBefore(reading, "2026-11-03T00:00:00.000Z").because).toEqual([
      { clause: rules.readBefore.clause, answer: true, facts: [`${stream}@0`] }
    ])
  })

  const [january, march, may] = [
    "2026-01-05T09:00:00.000Z",
    "2026-03-02T09:00:00.000Z",
    "2026-05-04T09:00:00.000Z"
  ] as const

  it("each reading stays on record: an act of before the second one is still served by the first", () => {
    const events = [asked(ask(hold, "none", january)), asked(ask(hold, "untilExit", may), `${stream}@0`)]
    const { readings } = fold(Reading.decider, stream, events).state
    expect(Object.keys(readings)).toEqual([hold])
    expect(readings[hold]!.map(({ value, from }) => [value.value, from])).toEqual([
      ["none", `${stream}@0`],
      ["untilExit", `${stream}@1`]
    ])
    const served = (act: Instant) => Reading.readingsFor(readings[hold]!, act).map(({ value }) => value.value)
    expect(served("2026-01-05T08:59:59.999Z")).toEqual([])
    expect(served(january)).toEqual(["none"])
    expect(served("2026-05-04T08:59:59.999Z")).toEqual(["none"])
    expect(served(may)).toEqual(["untilExit"])
  })

  it("one reading of each parameter serves an act, in whatever order they were recorded", () => {
    const events = [
      asked(ask(hold, "untilExit", may)),
      asked(ask(advanceNotice, fortnight, january)),
      asked(ask(hold, "none", january))
    ]
    const readings = Object.values(fold(Reading.decider, stream, events).state.readings).flat()
    const served = (act: Instant) =>
      Reading.readingsFor(readings, act)
        .map(({ from }) => from)
        .toSorted()
    expect(served(march)).toEqual([`${stream}@1`, `${stream}@2`])
    expect(served(may)).toEqual([`${stream}@0`, `${stream}@1`])
  })

  it("a reading that is recorded late is a fact of its own, and takes the place of the one that stood then", () => {
    const [first, last] = [asked(ask(hold, "none", january)), asked(ask(hold, "untilResolved", may), `${stream}@0`)]
    given(first, last)
      .when(ask(hold, "untilExit", march))
      .then(asked(ask(hold, "untilExit", march), `${stream}@0`))
    given(first, last)
      .when(ask(hold, "untilResolved", march))
      .then(asked(ask(hold, "untilResolved", march), `${stream}@0`))
    given(last)
      .when(ask(hold, "none", january))
      .then(asked(ask(hold, "none", january)))
  })

  it("what was read so then already is not recorded again", () => {
    given(asked(ask(hold, "none", january)), asked(ask(hold, "untilExit", may), `${stream}@0`))
      .when(ask(hold, "none", "2026-05-04T08:59:59.999Z"))
      .then()
    given(asked(ask(hold, "none", january)), asked(ask(hold, "untilExit", may), `${stream}@0`))
      .when(ask(hold, "none", may))
      .then(asked(ask(hold, "none", may), `${stream}@1`))
  })

  it("of two at the same moment, the one recorded last takes the place of the other", () => {
    given(asked(ask(hold, "none")))
      .when(ask(hold, "untilExit"))
      .then(asked(ask(hold, "untilExit"), `${stream}@0`))
    const both = [asked(ask(hold, "none")), asked(ask(hold, "untilExit"), `${stream}@0`)]
    const { readings } = fold(Reading.decider, stream, both).state
    expect(Reading.readingsFor(readings[hold]!, "2026-11-02T09:00:00.000Z").map(({ from }) => from)).toEqual([
      `${stream}@1`
    ])
  })

  it("of those that were stated to a client the newest counts, whichever letter was recorded last", () => {
    const stated = [asked(ask(hold, "untilExit", may)), asked(ask(hold, "none", january))]
    const { readings } = fold(Reading.decider, stream, stated).state
    const hand: Reading.TermsInHand = {
      ref,
      terms: ready.connective,
      readings: readings[hold]!.map((fact) => ({ ...fact, asOf: 1 }))
    }
    expect(Reading.read(hand, hold, unstated)).toMatchObject({ value: "untilExit" })
  })

  it("a reading that was not stated to this client does not count for it", () => {
    const hand: Reading.TermsInHand = { ref, terms: ready.connective, readings: [] }
    expect(Reading.isOpen(Reading.read(hand, hold, unstated))).toBe(true)
  })
})

describe(rules.byCalendarsAtHand.clause.quote, () => {
  it("one that nobody handed over, wherever it stands in the value, is told, and nothing is recorded", () => {
    const workingDays = (calendar: string) => Span.workingDays(10, calendar, Span.plain)
    const refused = Reading.NoSuchCalendar(advanceNotice, unheardOf)
    for (const period of [
      workingDays(unheardOf),
      Span.calendarDays(14, { ...Span.plain, roll: { to: "next", calendar: unheardOf } as never }),
      Span.either(workingDays("nl-office"), workingDays(unheardOf))
    ])
      given()
        .when(ask(advanceNotice, { period, before: "access" }))
        .thenRefused(refused)
    const known = ask(advanceNotice, { period: workingDays("nl-office"), before: "access" })
    given().when(known).then(asked(known))
  })
})

describe(rules.fillsOnly.clause.quote, () => {
  const stated = ready.connective.duties[1]!.rows[0].advanceNotice
  if (!("says" in stated)) throw new Error("the first listing states an advance notice")

  it("before access stays before access", () => {
    const other = { ...fortnight, before: "engagement" }
    given().when(ask(advanceNotice, other)).thenRefused(Reading.ChangesTheContract(advanceNotice, stated.source))
    expect(Reading.ChangesTheContract(advanceNotice, stated.source).message).toBe(
      `this reading of \`${advanceNotice}\` changes what the contract states: keep that, and give only what it leaves open: "${stated.source.words}"`
    )
  })

  it("nothing is added to it", () =>
    given()
      .when(ask(advanceNotice, { ...fortnight, unless: "urgent" }))
      .thenRefused(Reading.ChangesTheContract(advanceNotice, stated.source)))

  it("the columns of the listing stay, and regularly becomes a number", () => {
    const { listing } = ready.connective
    if (!("says" in listing)) throw new Error("the first listing says how it is kept")
    const monthly = { ...listing.says, keptUpdated: Span.months(1, Span.plain) }
    given()
      .when(ask("listing", monthly))
      .then(asked(ask("listing", monthly)))
    given()
      .when(ask("listing", { ...monthly, columns: ["entity"] }))
      .thenRefused(Reading.ChangesTheContract("listing", listing.source))
  })

  it("ten days stay ten: of the calendar, of work, or either", () => {
    const name = "sub-processor-change/any/window"
    const command = (period: unknown): Reading.Command => ({
      ...ask(name, { _tag: "For", period }),
      terms: termsRef(tenDays)
    })
    const { window } = tenDays.duties[0]!.rows[0]
    if (!("says" in window)) throw new Error("it says ten days")
    const [ten, tenWorking] = [Span.calendarDays(10, Span.plain), Span.workingDays(10, nlOffice.name, Span.plain)]
    for (const period of [ten, tenWorking, Span.either(ten, tenWorking)]) {
      givenIn(knowing(tenDays))()
        .when(command(period))
        .then(asked(command(period)))
    }
    for (const period of [
      Span.calendarDays(9, Span.plain),
      Span.weeks(10, Span.plain),
      Span.either(ten, Span.hours(10, Span.plain)),
      "10"
    ]) {
      givenIn(knowing(tenDays))().when(command(period)).thenRefused(Reading.ChangesTheContract(name, window.source))
    }
  })
})

// -- Laws --------------------------------------------------------------------------------------------------------

const valuesOf = (name: string) => {
  const [own, , inRow] = name.split("/")
  return inRow === undefined ? ofTerms(anySpan)[own!]! : ofRow(anySpan)[inRow]!
}

/** What is stated, with every vague length of time made countable. */
const counted = (value: unknown, period: Span): unknown => {
  if (typeof value !== "object" || value === null) return value
  if ("reasonable" in value) return period
  if ("unit" in value && value.unit === "days")
    return { n: (value as { n?: unknown }).n, unit: "calendarDays", counting: Span.plain }
  if (Array.isArray(value)) return value.map((item) => counted(item, period))
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, counted(inner, period)]))
}

/** Terms, one of their parameters, and a reading that would fit it. */
const anyReading = anyTerms.chain((terms) => {
  const named = Reading.parameters(terms)
  return fc.constantFrom(...Object.keys(named)).chain((name) => {
    const parameter = named[name]!
    const value: fc.Arbitrary<unknown> =
      "says" in parameter ? anySpan.map((span) => counted(parameter.says, span)) : valuesOf(name)
    return value.map((value) => ({ terms, name, parameter, command: { ...ask(name, value), terms: termsRef(terms) } }))
  })
})

const turned = (value: unknown): unknown =>
  typeof value !== "object" || value === null
    ? value
    : Array.isArray(value)
      ? value.map(turned)
      : Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([name, inner]) => [name, turned(inner)])
        )

const whole = { numRuns: 150 }

describe("of any terms", () => {
  it("a parameter is either stated or can be read, and what is read twice is recorded once", () => {
    fc.assert(
      fc.property(anyReading, ({ terms, name, parameter, command }) => {
        const world = knowing(terms)
        if (!Reading.openIn(terms).includes(name)) {
          if (!("says" in parameter)) throw new Error("stated, but nothing is said")
          givenIn(world)().when(command).thenRefused(Reading.StatedByTheContract(name, parameter.source))
          return
        }
        const once = recorded(world, [], command)
        expect(once).toEqual([asked(command)])
        expect(recorded(world, once, command)).toEqual([])
        expect(recorded(world, once, { ...command, value: turned(command.value) })).toEqual([])
        expect(recorded(world, JSON.parse(canonical(once)), command)).toEqual([])
      }),
      whole
    )
  })

  it("nothing is answered for a parameter that is open and unread", () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const hand: Reading.TermsInHand = { ref: termsRef(terms), terms, readings: [] }
        const open = Reading.openIn(terms)
        for (const [name, parameter] of Object.entries(Reading.parameters(terms))) {
          const answer = Reading.read(hand, name, parameter)
          expect(Reading.isOpen(answer)).toBe(open.includes(name))
          if (Reading.isOpen(answer)) expect(answer).toMatchObject({ open: name, terms: hand.ref })
          else
            expect(answer).toEqual({
              value: "says" in parameter && parameter.says,
              terms: { ref: hand.ref, parameter: name, source: "source" in parameter && parameter.source }
            })
        }
      }),
      whole
    )
  })

  it("of the readings that were stated, the newest counts; those of other parameters never do", () => {
    fc.assert(
      fc.property(anyReading, fc.array(fc.boolean(), { maxLength: 6 }), ({ terms, name, parameter, command }, own) => {
        fc.pre(Reading.openIn(terms).includes(name))
        const readings = own.map((mine, index) => ({
          value: { parameter: mine ? name : `${name}x`, value: { index }, by: "dpo-1", reason: "r", at: command.at },
          from: eventRef(Reading.readingsStream(command.terms), index),
          asOf: index
        }))
        const answer = Reading.read({ ref: command.terms, terms, readings }, name, parameter)
        const newest = own.lastIndexOf(true)
        if (newest === -1) expect(Reading.isOpen(answer)).toBe(true)
        else
          expect(answer).toMatchObject({
            value: { index: newest },
            terms: { parameter: name, reading: readings[newest]!.from }
          })
      }),
      whole
    )
  })

  it("a stated parameter is answered by the contract, whatever readings there are", () => {
    fc.assert(
      fc.property(anyReading, ({ terms, name, parameter, command }) => {
        fc.pre("says" in parameter && !Reading.openIn(terms).includes(name))
        const reading = {
          value: { parameter: name, value: "read", by: "dpo-1", reason: "r", at: command.at },
          from: "terms/x@0",
          asOf: 0
        } as const
        expect(Reading.read({ ref: command.terms, terms, readings: [reading] }, name, parameter)).not.toHaveProperty(
          "terms.reading"
        )
      }),
      whole
    )
  })

  it("words and bare days are found at any depth", () => {
    const exact = fc.jsonValue({ maxDepth: 2 }).filter((value) => Reading.vagueness(value) === undefined)
    fc.assert(
      fc.property(
        anyVague,
        anySpan,
        exact,
        fc.array(fc.oneof(fc.nat({ max: 3 }), fc.constantFrom("period", "either", "x"))),
        (vague, span, beside, path) => {
          const at = (inner: unknown) =>
            path.reduceRight<unknown>(
              (value, key) =>
                typeof key === "number" ? [...Array(key).fill(beside), value] : { a: beside, [key]: value },
              inner
            )
          expect(Reading.vagueness(at(vague))).toBe("reasonable" in vague ? "reasonable" : "days")
          expect(Reading.vagueness(at(span))).toBe(undefined)
        }
      )
    )
  })

  it("what is stated is filled by itself once it can be counted, and by nothing else where it could be", () => {
    // JSON has one zero.
    const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)))
    fc.assert(
      fc.property(json, json, (one, other) => {
        fc.pre(Reading.vagueness(one) === undefined && Reading.vagueness(other) === undefined)
        expect(fills(one, turned(one))).toBe(true)
        expect(fills(one, other)).toBe(isDeepStrictEqual(one, other))
      })
    )
  })
})
