/** What holds of mandates whatever is given, ended and done: laws over histories that nobody thought of. */
import * as Result from "effect/Result"
import fc from "fast-check"
import { citedBy, fold, type Folded } from "goodfaith/kernel"
import { type EventRef, eventRef } from "goodfaith/language"
import * as Mandates from "goodfaith/mandates"
import { acts, assurances, covers, everything } from "goodfaith/mandates"
import type { Instant } from "goodfaith/time"
import { afterAll, describe, expect, it } from "vitest"
import { stream } from "../powers.ts"
import { pure, worldOf } from "../scenario.ts"
import { runs, Tried } from "./histories.ts"

// -- Histories. ------------------------------------------------------------------------------------------------------------

const persons = ["anna", "bram", "cleo", "dirk", "eva"] as const
const organisations = ["office", "holding"] as const
const powers = ["r0", "m1", "m2", "m3", "m4", "m5", "m6", "m7"] as const
const products = ["sign", "identity"] as const
const kinds = [acts.concludeAgreement, acts.object, acts.giveMandate] as const

const one = <const A>(...of: ReadonlyArray<A>): fc.Arbitrary<A> => fc.constantFrom(...of)
const often = <A>(usual: A, other: fc.Arbitrary<A>): fc.Arbitrary<A> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })
const maybe = <A>(value: fc.Arbitrary<A>) => fc.option(value, { nil: undefined })

const anyInstant: fc.Arbitrary<Instant> = fc
  .integer({ min: 1, max: 28 })
  .map((day) => `2026-03-${String(day).padStart(2, "0")}T10:00:00.000Z` as Instant)
const early: fc.Arbitrary<Instant> = fc.constant("2026-03-01T08:00:00.000Z")
const usuallyEarly = fc.oneof(early, anyInstant)

const anyReach = often<ReadonlyArray<Mandates.Reach>>(
  everything,
  fc
    .tuple(
      fc.oneof(fc.constant("all" as const), fc.subarray([...kinds], { minLength: 1 })),
      fc.oneof(fc.constant("all" as const), fc.subarray([...products], { minLength: 1 }))
    )
    .map(([acts, products]) => [{ acts, products }])
)

const ofPower = fc
  .record({
    assurance: often("high" as const, one(...assurances)),
    acts: anyReach,
    gives: anyReach,
    until: maybe(one("2026-03-09", "2026-03-20").map((on) => ({ on, zone: "Europe/Amsterdam" }) as const)),
    endCounts: maybe(one("atOnce", "whenKnown")),
    at: usuallyEarly,
    from: early
  })
  .map(({ until, endCounts, ...said }) => ({
    ...said,
    paper: { document: "paper", version: "1" },
    ...(until !== undefined && { until }),
    ...(endCounts !== undefined && { endCounts })
  }))

/** `bySomebody`: signed by whoever it says, and not by who holds the power above it. */
type Wish = Mandates.Command | (Mandates.GiveMandate & { readonly bySomebody: boolean })

const inOrganisation = maybe(one(...organisations)).map((organisation) =>
  organisation === undefined ? {} : { organisation }
)
const number = often<string>("1", fc.constant("2"))

const anyWish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc
      .tuple(inOrganisation, number, usuallyEarly)
      .map(([of, number, at]) => ({ _tag: "RegisterOrganisation" as const, register: "kvk", number, ...of, at }))
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        ofPower,
        one("r0", "r1", "m3"),
        inOrganisation,
        number,
        fc.subarray([...persons], { minLength: 1, maxLength: 2 })
      )
      .map(([said, power, of, number, persons]) => ({
        _tag: "ShowRoot" as const,
        ...said,
        power,
        register: "kvk",
        number,
        persons,
        ...of
      }))
  },
  {
    weight: 9,
    arbitrary: fc
      .tuple(
        ofPower,
        one(...powers),
        one(...powers),
        fc.oneof(
          { weight: 5, arbitrary: one(...persons).map((person) => ({ _tag: "Person", person }) as const) },
          {
            weight: 1,
            arbitrary: one(...organisations).map((organisation) => ({ _tag: "Organisation", organisation }) as const)
          }
        ),
        fc.record({
          as: often("contract-manager", one("authorisation-manager")),
          signedBy: fc.subarray([...persons], { minLength: 1, maxLength: 2 }),
          bySomebody: often(false, one(true)),
          whileEmployed: often(false, one(true)),
          ifGiverEnds: maybe(one("falls", "stays"))
        })
      )
      .map(([said, power, under, to, { ifGiverEnds, ...other }]) => ({
        _tag: "GiveMandate" as const,
        ...said,
        ...other,
        power,
        under,
        to,
        ...(ifGiverEnds !== undefined && { ifGiverEnds })
      }))
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(one(...powers), anyInstant, anyInstant)
      .map(([power, at, knownAt]) => ({ _tag: "EndPower" as const, power, how: "revoked" as const, at, knownAt }))
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(one(...persons), inOrganisation, usuallyEarly)
      .map(([person, of, at]) => ({ _tag: "BeginEmployment" as const, person, ...of, at }))
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(one(...persons), inOrganisation, anyInstant, anyInstant)
      .map(([person, of, at, knownAt]) => ({ _tag: "EndEmployment" as const, person, ...of, at, knownAt }))
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(one("d0", "d1"), one(...kinds), one(...persons), anyInstant)
      .map(([deed, act, person, at]) => ({ _tag: "RecordDeed" as const, deed, act, by: [person], at }))
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(one("d0", "d1"), one("QuestionDeed", "RatifyDeed", "RefuteDeed"), one(...persons), anyInstant)
      .map(([deed, _tag, person, at]) => {
        if (_tag === "RatifyDeed") return { _tag, deed, by: [person], at }
        return _tag === "RefuteDeed" ? { _tag, deed, by: person, at } : { _tag, deed, at }
      })
  }
)

const anyWishes = fc.array(anyWish, { minLength: 4, maxLength: 24 })

const world = worldOf()

const first: ReadonlyArray<Mandates.Command> = [
  { _tag: "RegisterOrganisation", register: "kvk", number: "1", at: "2026-03-01T07:00:00.000Z" },
  ...organisations.map(
    (organisation): Mandates.Command => ({
      _tag: "RegisterOrganisation",
      organisation,
      register: "kvk",
      number: "1",
      at: "2026-03-01T07:00:00.000Z"
    })
  ),
  {
    _tag: "ShowRoot",
    power: "r0",
    register: "kvk",
    number: "1",
    persons: ["anna"],
    paper: { document: "paper", version: "1" },
    assurance: "high",
    acts: everything,
    gives: everything,
    from: "2026-03-01T07:00:00.000Z",
    at: "2026-03-01T07:00:00.000Z"
  }
]

const decide = (command: Mandates.Command, { state }: Folded<Mandates.State>): ReadonlyArray<Mandates.Event> => {
  const decided = Mandates.decide(command, state, world)
  return Result.isSuccess(decided) ? decided.success : []
}

/** What a wish comes to, as things stand: a mandate is another one each time, under one that is known, and its holder signs. */
const asWished = (wish: Wish, { state }: Folded<Mandates.State>): Mandates.Command => {
  if (wish._tag !== "GiveMandate" || !("bySomebody" in wish)) return wish
  const { bySomebody, ...said } = wish
  const { length } = state.powers
  const above = state.powers[length - 1 - (powers.findIndex((power) => power === said.under) % length)]
  if (above === undefined) return said
  const { value } = above.given
  const holders =
    value._tag === "RootShown" ? value.persons : value.to._tag === "Person" ? [value.to.person] : undefined
  const command = { ...said, power: `m${length}`, under: value.power }
  return bySomebody || holders === undefined ? command : { ...command, signedBy: holders }
}

const live = (wishes: ReadonlyArray<Wish>): ReadonlyArray<Mandates.Event> => {
  let folded = fold(Mandates.decider, stream, [] as ReadonlyArray<Mandates.Event>)
  const events: Array<Mandates.Event> = []
  for (const wish of [...first, ...wishes]) {
    const happened = decide(asWished(wish, folded), folded)
    events.push(...happened)
    folded = fold(Mandates.decider, stream, happened, folded)
  }
  return events
}

const told = (events: ReadonlyArray<Mandates.Event>): Folded<Mandates.State> => fold(Mandates.decider, stream, events)

/** Only some of the events; the rest keep their refs, and the stream was still read as far as before. */
const keeping = (events: ReadonlyArray<Mandates.Event>, keep: (ref: EventRef) => boolean): Folded<Mandates.State> => {
  let state = Mandates.initial
  for (const [revision, event] of events.entries()) {
    const ref = eventRef(stream, revision)
    if (keep(ref)) state = Mandates.evolve(state, event, ref)
  }
  return { stream, upTo: events.length - 1, state }
}

const anyQuestion: fc.Arbitrary<Mandates.Question> = fc
  .tuple(
    one(...persons),
    maybe(one(...persons)),
    one(...kinds),
    maybe(one(...products)),
    maybe(one(...assurances)),
    anyInstant
  )
  .map(([person, other, act, product, atLeast, at]) => ({
    person,
    ...(other !== undefined && { with: [other] }),
    act,
    ...(product !== undefined && { product }),
    ...(atLeast !== undefined && { atLeast }),
    at
  }))
const questions = fc.array(anyQuestion, { minLength: 8, maxLength: 8 })

/** From the most to the least that an answer lets somebody do. */
const strength: ReadonlyArray<Mandates.Answer> = ["may", "notShown", "mayNot"]

// -- The laws. ------------------------------------------------------------------------------------------------------------

const tried = new Map<string, Tried>()
afterAll(() =>
  console.info(`What the laws tried:\n${[...tried].map(([law, counts]) => `  ${law}: ${counts}`).join("\n")}`)
)

type Keeps<Extra extends ReadonlyArray<unknown>> = (
  events: ReadonlyArray<Mandates.Event>,
  counts: Tried,
  ...extra: Extra
) => void

const law = <Extra extends ReadonlyArray<unknown>>(
  title: string,
  n: number,
  others: { readonly [K in keyof Extra]: fc.Arbitrary<Extra[K]> },
  keeps: Keeps<Extra>
): void => {
  const counts = new Tried()
  tried.set(title, counts)
  it(title, () => {
    fc.assert(
      fc.property(fc.tuple(anyWishes, ...others), (drawn) => {
        const [wishes, ...extra] = drawn as unknown as readonly [ReadonlyArray<Wish>, ...Extra]
        pure(() => keeps(live(wishes), counts, ...(extra as unknown as Extra)))
        counts.add("histories")
      }),
      runs(n)
    )
  })
}

const mayAct = (question: Mandates.Question, folded: Folded<Mandates.State>, counts?: Tried): Mandates.MayAct => {
  const verdict = Mandates.mayAct(question, folded)
  counts?.add(verdict.answer)
  if (verdict.answer === "may") counts?.add(`chains of ${verdict.chain.length}`)
  return verdict
}

describe("deciding", () => {
  law(
    "asked twice, decided once",
    300,
    [fc.array(anyWish, { minLength: 5, maxLength: 5 })],
    (events, counts, wishes) => {
      let folded = told(events)
      for (const wish of wishes) {
        const command = asWished(wish, folded)
        const once = decide(command, folded)
        folded = fold(Mandates.decider, stream, once, folded)
        expect(decide(command, folded)).toEqual([])
        if (once.length > 0) counts.add("commands asked again")
      }
    }
  )
})

describe("answers", () => {
  law(
    "taking away events that were not cited changes no answer",
    600,
    [questions, fc.infiniteStream(fc.boolean())],
    (events, counts, asked, luck) => {
      const folded = told(events)
      for (const question of asked) {
        const verdict = mayAct(question, folded, counts)
        const cited = new Set(citedBy(verdict))
        const onlyCited = Mandates.mayAct(
          question,
          keeping(events, (ref) => cited.has(ref))
        )
        const more = Mandates.mayAct(
          question,
          keeping(events, (ref) => cited.has(ref) || luck.next().value)
        )
        expect([onlyCited.answer, more.answer]).toEqual([verdict.answer, verdict.answer])
      }
    }
  )

  law("nor where a deed stands", 300, [anyInstant], (events, counts, at) => {
    const folded = told(events)
    for (const { done } of folded.state.deeds) {
      const verdict = Mandates.deedAt(done.value.deed, at, folded)!
      const cited = new Set(citedBy(verdict))
      counts.add(verdict.answer)
      expect(
        Mandates.deedAt(
          done.value.deed,
          at,
          keeping(events, (ref) => cited.has(ref))
        )?.answer
      ).toBe(verdict.answer)
    }
  })

  law(
    "nobody may do more than the root of their chain, nor more than any link of it",
    400,
    [questions],
    (events, counts, asked) => {
      const folded = told(events)
      for (const question of asked) {
        const { answer, chain } = mayAct(question, folded, counts)
        if (answer !== "may") continue
        const [own, ...above] = chain.map(({ value }) => value)
        expect(chain.at(-1)?.value).toMatchObject({ _tag: "RootShown" })
        expect(chain.at(-1)?.value).not.toHaveProperty("organisation")
        expect(covers(own!.acts, question)).toBe(true)
        for (const { acts: does, gives } of above) {
          expect(covers(does, { ...question, act: acts.giveMandate })).toBe(true)
          expect(covers(gives, question)).toBe(true)
        }
        for (const { assurance, at } of [own!, ...above]) {
          expect(assurances.indexOf(assurance)).toBeGreaterThanOrEqual(
            assurances.indexOf(question.atLeast ?? "unverified")
          )
          expect(at <= question.at).toBe(true)
        }
      }
    }
  )

  law("in no chain does anybody give power to themselves", 400, [questions], (events, counts, asked) => {
    const folded = told(events)
    for (const question of asked) {
      const { chain } = mayAct(question, folded, counts)
      const holders = chain.flatMap(({ value }): ReadonlyArray<string> => {
        if (value._tag === "RootShown") return [value.persons.toSorted().join(" ")]
        return value.to._tag === "Person" ? [value.to.person] : []
      })
      expect(new Set(holders).size).toBe(holders.length)
    }
  })

  law(
    "revoking never widens",
    400,
    [questions, one(...powers), anyInstant, anyInstant],
    (events, counts, asked, power, at, knownAt) => {
      const end: Mandates.PowerEnded = { _tag: "PowerEnded", power, how: "revoked", at, knownAt }
      const [before, after] = [told(events), told([...events, end])]
      for (const question of asked) {
        const was = mayAct(question, before, counts).answer
        const is = Mandates.mayAct(question, after).answer
        if (was !== is) counts.add("answers changed")
        expect(strength.indexOf(is)).toBeGreaterThanOrEqual(strength.indexOf(was))
      }
    }
  )

  law(
    "where ends count when they are known, one that becomes known changes no answer about acts before that",
    400,
    [questions, one(...powers), anyInstant, anyInstant],
    (events, counts, asked, power, at, knownAt) => {
      const lenient = events.map((event) =>
        (event._tag === "RootShown" || event._tag === "MandateGiven") && event.power === power
          ? { ...event, endCounts: "whenKnown" as const }
          : event
      )
      const end: Mandates.PowerEnded = { _tag: "PowerEnded", power, how: "revoked", at, knownAt }
      const [before, after] = [told(lenient), told([...lenient, end])]
      for (const question of asked) {
        const [was, is] = [mayAct(question, before, counts).answer, Mandates.mayAct(question, after).answer]
        if (question.at < knownAt) expect(is).toBe(was)
        else if (was !== is) counts.add("answers changed from then on")
      }
    }
  )

  law(
    "the order in which unrelated things became known changes no answer",
    400,
    [questions, fc.array(fc.nat())],
    (events, counts, asked, swaps) => {
      const shuffled = [...events]
      for (const swap of swaps) {
        const at = swap % (shuffled.length - 1)
        const [one, other] = [shuffled[at]!, shuffled[at + 1]!]
        if (!areUnrelated(one, other)) continue
        shuffled[at] = other
        shuffled[at + 1] = one
        counts.add("swaps")
      }
      const [before, after] = [told(events), told(shuffled)]
      for (const question of asked)
        expect(Mandates.mayAct(question, after).answer).toBe(mayAct(question, before, counts).answer)
    }
  )

  law(
    "an answer holds until it says, and not at that moment",
    200,
    [questions, anyInstant],
    (events, counts, asked, between) => {
      const folded = told(events)
      for (const question of asked) {
        const { answer, validUntil } = mayAct(question, folded, counts)
        if (between > question.at && (validUntil === undefined || between < validUntil))
          expect(Mandates.mayAct({ ...question, at: between }, folded).answer).toBe(answer)
        if (validUntil === undefined) continue
        counts.add("answers that end")
        expect(Mandates.mayAct({ ...question, at: validUntil }, folded).answer).not.toBe(answer)
      }
    }
  )

  law("who may is whoever is told that they may", 200, [questions], (events, counts, asked) => {
    const folded = told(events)
    for (const { act, at } of asked) {
      const found = Mandates.whoMay({ act }, at, folded).flatMap(({ persons: [one, ...more] }) =>
        more.length === 0 ? [one] : []
      )
      const alone = persons.filter((person) => mayAct({ person, act, at }, folded, counts).answer === "may")
      expect(found.toSorted()).toEqual(alone.toSorted())
    }
  })
})

/** What is told of one power, one person's work or one number stays in its order; so does what is about something with what it is about. */
const areUnrelated = (one: Mandates.Event, other: Mandates.Event): boolean => {
  const about = (event: Mandates.Event): ReadonlyArray<string> => {
    if (event._tag === "MandateGiven") return [event.power, event.under]
    if ("power" in event) return [event.power]
    return "deed" in event ? [event.deed] : [event._tag]
  }
  return !about(one).some((name) => about(other).includes(name))
}
