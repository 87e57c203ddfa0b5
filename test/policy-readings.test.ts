/** How a disclosure policy is read: recorded by a person, stated to the reporter in an answer, and what it then serves. */
import * as Result from "effect/Result"
import fc from "fast-check"
import * as Disclosure from "goodfaith/disclosure"
import { citedBy, type Cited, fold, type Folded } from "goodfaith/kernel"
import type { PolicyRef } from "goodfaith/language"
import { memory, memoryKeys } from "goodfaith/memory"
import { open, policyRef } from "goodfaith/promise"
import { terms as codec } from "goodfaith/schema"
import { emptyWorld, Reading, unstated } from "goodfaith/terms"
import { dutchStatutory, type Instant, nlOffice, Span } from "goodfaith/time"
import { reportForReporter, reportsDesk } from "goodfaith/views"
import { describe, expect, it } from "vitest"
import { policyReadingValue } from "../src/disclosure/DisclosureTerms.schema.ts"
import { readingServes } from "../src/disclosure/reporterRules.ts"
import * as standingRules from "../src/disclosure/standingRules.ts"
import { day, days, hours, policy, receive, said, world } from "./reporting.ts"
import { pure } from "./scenario.ts"
import { runs } from "./laws/histories.ts"

type Command = Disclosure.Command
type Terms = Disclosure.DisclosureTerms

const { acknowledgeAssess, coordinated, seed } = Disclosure.ready
const ref: PolicyRef = "policy:seed"
const by = "cert-1"

// -- Recorded, as a contract's is. ---------------------------------------------------------------------------------------------

const reading = (parameter: string, value: unknown, at: Instant = day(-9)): Reading.Command => ({
  _tag: "RecordReading",
  terms: ref,
  parameter,
  value,
  by,
  reason: "as we have always done",
  at
})
const ofPolicy = (terms: Terms): Reading.ReadingWorld => ({
  ...emptyWorld,
  policyParameters: (asked) => (asked === ref ? Disclosure.hand.parameters(terms) : undefined)
})
const read = (terms: Terms, ...commands: ReadonlyArray<Reading.Command>): Folded<Reading.State> =>
  commands.reduce<Folded<Reading.State>>(
    (folded, command) => {
      const decided = Reading.decide(command, folded.state, ofPolicy(terms))
      if (Result.isFailure(decided)) throw new Error(decided.failure.message)
      return fold(Reading.decider, folded.stream, decided.success, folded)
    },
    fold(Reading.decider, Reading.readingsStream(ref), [] as ReadonlyArray<Reading.Event>)
  )

describe("A disclosure policy is read as a contract is", () => {
  const refusedAs = (command: Reading.Command, over = ofPolicy(seed)) => {
    const decided = Reading.decide(command, Reading.initial, over)
    return Result.isFailure(decided) ? [decided.failure._tag, decided.failure.message] : []
  }

  it("in a stream of its own, beside those of contracts", () => {
    expect(Reading.readingsStream("policy:sha256-abc")).toBe("terms/sha256-abc")
    const { state } = read(seed, reading("promises/respond/humanOnly", true))
    expect(state.readings["promises/respond/humanOnly"]).toHaveLength(1)
  })

  it("what it states itself is not read, nor what it has no word for, nor a policy that nobody knows", () => {
    expect(refusedAs(reading("promises/respond/within", Span.calendarDays(3, Span.plain)))).toEqual([
      "StatedByTheContract",
      'the policy states `promises/respond/within` itself, so there is nothing to read: "We will respond within three Dutch working days to your report."'
    ])
    expect(refusedAs(reading("promises/respond/speed", 1))[1]).toMatch(
      /^this policy has no parameter `promises\/respond\/speed`; the ones still open are .*`promises\/respond\/humanOnly`/
    )
    expect(refusedAs({ ...reading("credit", true), terms: "policy:gone" })[1]).toBe(
      "no disclosure policy is known under `policy:gone`: hand it over when opening, or check the reference"
    )
    expect(refusedAs(reading("credit", true), emptyWorld)[0]).toBe("UnknownTerms")
    expect(refusedAs(reading("promises/progress/within", { n: 5, unit: "days" }))[0]).toBe("StillOpen")
  })

  it("every parameter of every policy has a shape that its reading must have", () => {
    const resting = { ...seed, promises: seed.promises.map((it) => ({ ...it, suspendedOn: unstated })) }
    for (const terms of [seed, acknowledgeAssess, coordinated, Disclosure.silentPolicy, resting])
      expect(
        Object.keys(Disclosure.hand.parameters(terms)).filter((name) => policyReadingValue(name) === undefined)
      ).toEqual([])
    for (const none of [
      "",
      "promises",
      "promises/respond",
      "promises//within",
      "promises/a/within/x",
      "form.required",
      "toString",
      "x/y/within"
    ])
      expect([none, policyReadingValue(none)]).toEqual([none, undefined])
  })

  it("a value of another shape is told where it is read", () => {
    const decoded = codec.decodeCommand({ ...reading("promises/respond/humanOnly", "no") })
    expect(Result.isFailure(decoded) && decoded.failure.map(({ path }) => path)).toEqual(["value"])
    expect(Result.isSuccess(codec.decodeCommand(reading("promises/respond/humanOnly", false)))).toBe(true)
    expect(Result.isSuccess(codec.decodeCommand(reading("embargo.extendedBy", "vendor")))).toBe(true)
    expect(Result.isFailure(codec.decodeCommand(reading("embargo.extendedBy", "anybody")))).toBe(true)
  })
})

// -- Stated to the reporter. -----------------------------------------------------------------------------------------------------

const readable = (terms: Terms, ...readings: ReadonlyArray<Reading.Command>) => ({
  ...world(terms),
  readings: (asked: PolicyRef) => (asked === ref ? Reading.citable(read(terms, ...readings)) : [])
})
type Over = ReturnType<typeof readable>
const stream = Disclosure.stream("r1")
const decide = (command: Command, { state }: Folded<Disclosure.State>, over: Over) =>
  Disclosure.decide(command, state, over)
const told = (over: Over, ...commands: ReadonlyArray<Command>) =>
  pure(() =>
    commands.reduce<Folded<Disclosure.State>>(
      (folded, command) => {
        const decided = decide(command, folded, over)
        if (Result.isFailure(decided)) throw new Error(decided.failure.message)
        return fold(Disclosure.decider, stream, decided.success, folded)
      },
      fold(Disclosure.decider, stream, [] as ReadonlyArray<Disclosure.Event>)
    )
  )

const came = receive({ reporter: { as: "named", person: "p1", reach: "sealed:address" }, wantsUpdates: true })
const reply = (n: number, by: "human" | "automatic" = "human"): Command => ({
  _tag: "RecordReply",
  reply: `a${n}`,
  by,
  tells: [],
  at: day(n)
})
const states = (n: number, ...parameters: ReadonlyArray<string>): Command => ({
  _tag: "StateReadings",
  reply: `a${n}`,
  parameters,
  at: day(n + 1)
})

describe(standingRules.statedInAnAnswer.clause.quote, () => {
  const human = "promises/respond/humanOnly"
  const over = readable(seed, reading(human, false, day(-9)), reading(human, true, day(3)))
  const refusedAs = (command: Command, ...before: ReadonlyArray<Command>) => {
    const decided = decide(command, told(over, came, ...before), over)
    return Result.isFailure(decided) ? decided.failure._tag : undefined
  }

  it("with the moment at which the answer went out, and as it stood then", () => {
    const { state } = told(over, came, reply(2), states(2, human))
    expect(state.standing.stated[0]?.value).toMatchObject({
      reply: "a2",
      at: day(2),
      readings: [{ value: { parameter: human, value: false }, from: "terms/seed@0" }]
    })
    expect(told(over, came, reply(4), states(4, human)).state.standing.stated[0]?.value.readings).toMatchObject([
      { value: { value: true }, from: "terms/seed@1" }
    ])
  })

  it("an answer that is not on record stated nothing, nor could one state what was read only later", () => {
    expect(refusedAs(states(1, human))).toBe("NoSuchAnswer")
    expect(refusedAs(states(2, "promises/respond/anchor"), reply(2))).toBe("NotReadByThen")
    const later = readable(seed, reading(human, false, day(5)))
    const decided = decide(states(2, human), told(later, came, reply(2)), later)
    expect(Result.isFailure(decided) && decided.failure.message).toContain(`nobody had said by \`${day(2)}\``)
    const nobody = { ...world(seed) }
    const none = Disclosure.decide(states(2, human), told(over, came, reply(2)).state, nobody)
    expect(Result.isFailure(none) && none.failure._tag).toBe("NotReadByThen")
  })

  it("stated twice in one answer, it is on record once", () => {
    const folded = told(over, came, reply(2), states(2, human))
    expect(decide(states(2, human), folded, over)).toEqual(Result.succeed([]))
  })
})

// -- What it serves. ---------------------------------------------------------------------------------------------------------------

const [respond] = seed.promises
/** One promise, of which something is left open. */
const promising = (other: Partial<Terms["promises"][number]>): Terms =>
  policy({}, { promises: [{ ...respond!, ...other }] })
const stands = (now: Instant, over: Over, ...commands: ReadonlyArray<Command>) =>
  pure(() => Disclosure.owedAt(told(over, came, ...commands).state, over, now))?.[0]?.status

describe(readingServes.clause.quote, () => {
  const human = "promises/respond/humanOnly"

  it("that an automatic answer counts, from the answer that says so; one that was sent before keeps nothing", () => {
    const over = readable(seed, reading(human, false))
    const silent = stands(day(2), over, reply(1, "automatic"))
    expect(silent?.answer).toMatchObject({ _tag: "Undetermined", open: [{ open: human }] })
    const same = stands(day(2), over, reply(1, "automatic"), states(1, human))
    expect(same?.answer).toMatchObject({ _tag: "Met", at: day(1) })
    expect(stands(day(9), over, reply(1, "automatic"), reply(5, "automatic"), states(5, human))?.answer).toMatchObject({
      _tag: "MetLate",
      at: day(5)
    })
  })

  it("whatever rests on it names the reading, which is ours and not the policy's word", () => {
    const over = readable(seed, reading(human, false))
    const status = stands(day(2), over, reply(1, "automatic"), states(1, human))!
    expect(citedBy(status)).toContain("terms/seed@0")
    expect(
      status.because.flatMap(({ terms = [] }) => terms).find(({ parameter }) => parameter === human)
    ).toMatchObject({
      reading: "terms/seed@0",
      ref
    })
  })

  it("a length of time: what was kept before it was stated is not measured by it", () => {
    const within = "promises/respond/within"
    const terms = promising({ within: unstated, humanOnly: said(false) })
    const over = readable(terms, reading(within, days(5)))
    // The answer that keeps the promise may itself state how it is read.
    expect(stands(day(9), over, reply(2), states(2, within))?.answer).toMatchObject({ _tag: "Met", at: day(2) })
    expect(stands(day(9), over, reply(2), reply(3), states(3, within))?.answer).toMatchObject({
      _tag: "Undetermined",
      keptAt: day(2)
    })
  })

  it("of two, what had begun counts by the first: a longer time stated later excuses nothing", () => {
    const within = "promises/respond/within"
    const terms = promising({ within: unstated, dischargedBy: ["assessment"] })
    const over = readable(terms, reading(within, days(5)), reading(within, days(50), day(3)))
    const stated = [reply(1), states(1, within)]
    expect(stands(day(9), over, ...stated)?.answer).toMatchObject({ _tag: "Breached" })
    expect(stands(day(9), over, ...stated, reply(4), states(4, within))?.answer).toMatchObject({ _tag: "Breached" })
    // Where the longer one is the first that they were told, it is the one that counts.
    expect(stands(day(9), over, reply(4), states(4, within))?.answer).toMatchObject({ _tag: "Open" })
  })

  it("that it is a mere aim excuses nothing that was due before anybody was told", () => {
    const rigidity = "promises/respond/rigidity"
    const terms = promising({ rigidity: unstated, dischargedBy: ["assessment"] })
    const aim = readable(terms, reading(rigidity, "aim"))
    expect(stands(day(9), aim, reply(1), states(1, rigidity))?.answer).toMatchObject({ _tag: "Open" })
    expect(stands(day(9), aim, reply(6), states(6, rigidity))?.answer).toMatchObject({ _tag: "Undetermined" })
    const must = readable(terms, reading(rigidity, "must"))
    expect(stands(day(9), must, reply(6), states(6, rigidity))?.answer).toMatchObject({ _tag: "Breached" })
  })

  it("on which ground something may be passed on: not what was passed on before it was stated", () => {
    const bases = "confidence.content"
    const over = readable(policy(), reading(bases, ["law"]))
    const wish = { to: "police", basis: "law", reference: "Sv 126nd", part: "summary", needed: "summary" } as const
    const { state } = told(over, came, reply(3), states(3, bases))
    const may = (at: Instant) => Disclosure.mayShareContent(state, over, { ...wish, at })?.answer._tag
    expect([may(day(2)), may(day(3))]).toEqual(["Undetermined", "Yes"])
  })

  describe("secrecy", () => {
    const most = "embargo.most"
    const bare: Partial<Terms["embargo"]> = { most: said({ period: { n: 20, unit: "days" }, from: "received" }) }
    const cap = (n: number, at?: Instant) => reading(most, { period: hours(24 * n), from: "received" }, at)
    const propose = (n: number): Command => ({
      _tag: "ProposeEmbargo",
      proposal: "p1",
      by: "vendor",
      until: day(30),
      at: day(n)
    })
    const accept: Command = { _tag: "AcceptEmbargo", proposal: "p1", by: "reporter", at: day(1) }
    const over = readable(policy(bare), reading(most, { period: days(20), from: "received" }))
    const end = (now: Instant, ...commands: ReadonlyArray<Command>) => {
      const { state } = told(over, came, propose(1), accept, ...commands)
      return Disclosure.embargoEnds(state, over, now)
    }

    it("bare days cap nothing until it was stated how they are read; from then on they do, and say whose reading it is", () => {
      expect(end(day(9))?.answer).toBe(day(30))
      const stated = [reply(2), states(2, most)]
      expect(end(day(1), ...stated)?.answer).toBe(day(30))
      // Twenty days after 23 November: until 13 December is over in Amsterdam.
      expect(end(day(2), ...stated)?.answer).toBe("2026-12-13T23:00:00.000Z")
      const capped = end(day(2), ...stated)!
      expect(citedBy(capped)).toContain("terms/seed@0")
      expect(capped.because.flatMap(({ terms = [] }) => terms)).toMatchObject([{ ref, parameter: most }])
    })
    it("of two readings the one that was stated first counts", () => {
      const first = readable(policy(), cap(20), cap(10, day(3)))
      const commands = [came, propose(1), accept, reply(2), states(2, most), reply(4), states(4, most)]
      const { state } = told(first, ...commands)
      expect(Disclosure.embargoEnds(state, first)?.answer).toBe(day(20))
      expect(Disclosure.embargoAt(state, first, day(19))).toBe("Active")
      expect(Disclosure.embargoAt(state, first, day(20))).toBe("Exited")
    })
    it("beyond a cap that was stated we propose nothing", () => {
      const decided = decide(propose(3), told(over, came, reply(2), states(2, most)), over)
      expect(Result.isFailure(decided) && decided.failure._tag).toBe("BeyondTheLongest")
      expect(Result.isSuccess(decide(propose(1), told(over, came, reply(2), states(2, most)), over))).toBe(true)
    })
    it("who extends, and whose end counts, may be read too", () => {
      const who = readable(
        policy(),
        reading("embargo.extendedBy", "nobody"),
        reading("embargo.withoutAgreement", "reporter")
      )
      const later: Command = { ...propose(3), proposal: "p2", until: day(60) } as Command
      const agreed = told(who, came, propose(1), accept)
      expect(Result.isSuccess(decide(later, agreed, who))).toBe(true)
      const said = told(who, came, propose(1), accept, reply(2), states(2, "embargo.extendedBy"))
      const decided = decide(later, said, who)
      expect(Result.isFailure(decided) && decided.failure._tag).toBe("NotExtended")
      const theirs: Command = { ...propose(3), proposal: "p2", by: "reporter", until: day(60) } as Command
      const both = (...commands: ReadonlyArray<Command>) =>
        Disclosure.embargoEnds(told(who, came, propose(1), ...commands, theirs).state, who)?.answer
      expect(both()).toBe(day(30))
      expect(both(reply(2), states(2, "embargo.withoutAgreement"))).toBe(day(60))
    })
  })

  it("the safe harbour: not for a legal step that was taken before it was stated, nor by one stated after a kinder one", () => {
    const level = (level: "noAction" | "none"): Disclosure.SafeHarbour => ({
      level,
      against: ["criminal"],
      tellsThirdParties: false
    })
    const over = readable(
      policy(),
      reading("safeHarbour", level("noAction")),
      reading("safeHarbour", level("none"), day(4))
    )
    const step: Command = { _tag: "RecordLegalStep", step: "s1", kind: "criminal", acted: day(-1), by, at: day(2) }
    const stated = [reply(3), states(3, "safeHarbour"), reply(5), states(5, "safeHarbour")]
    const { state } = told(over, came, step, ...stated)
    const may = (at: Instant) =>
      Disclosure.mayTakeLegalStep(state, over, { kind: "criminal", acted: day(-1), at })?.answer
    expect([may(day(2)), may(day(3)), may(day(6))]).toEqual(["undetermined", "no", "no"])
    // What began once the second one was stated is judged by that.
    expect(Disclosure.mayTakeLegalStep(state, over, { kind: "criminal", acted: day(6), at: day(7) })?.answer).toBe(
      "yes"
    )
    expect(Disclosure.stepsJudged(state, over).map(({ judged }) => judged.answer)).toEqual(["undetermined"])
  })

  it("when we publish: from when it was stated, and a later reading does not move the day", () => {
    const timing = "publication.timing"
    const after = (n: number) => ({ in: days(n), after: "received" })
    const over = readable(policy(), reading(timing, after(10)), reading(timing, after(90), day(3)))
    const accepted: ReadonlyArray<Command> = [
      { _tag: "ValidateReport", by, at: day(1) },
      { _tag: "AcceptReport", by, at: day(1) }
    ]
    const published = (now: Instant) => {
      const reports = [told(over, came, ...accepted, reply(2), states(2, timing), reply(4), states(4, timing))]
      return pure(() => reportsDesk({ reports, world: over }, { now })).publications.map(({ earliest }) => earliest)
    }
    expect(published(day(1))).toEqual([])
    expect(published(day(2))).toEqual(["2026-12-03"])
    expect(published(day(5))).toEqual(["2026-12-03"])
  })

  it("in which form somebody agrees to be named: what was published before it was stated is not measured by it", () => {
    const over = readable(policy(), reading("credit", { given: "optIn", consent: "written" }))
    const publish = (n: number): Command => ({
      _tag: "Publish",
      advisory: "a1",
      where: "site",
      tells: "nothing",
      credits: ["p1"],
      endsEmbargo: false,
      by,
      at: day(n)
    })
    const agree: Command = {
      _tag: "RecordConsent",
      consent: "c1",
      person: "p1",
      for: "credit",
      form: "expressed",
      at: day(1)
    }
    const state = told(over, came, agree, reply(3), states(3, "credit"))
    expect(Result.isSuccess(decide(publish(2), state, over))).toBe(true)
    const decided = decide(publish(3), state, over)
    expect(Result.isFailure(decided) && decided.failure._tag).toBe("NotToBeNamed")
  })

  it("whatever is stated later, what was kept stays as it was kept, and what was broken is kept late at best", () => {
    const parameters = { within: "promises/respond/within", humanOnly: "promises/respond/humanOnly" }
    const anyStated = fc.array(
      fc.record({
        on: fc.integer({ min: 1, max: 40 }),
        value: fc.oneof(
          fc.integer({ min: 1, max: 30 }).map((n) => [parameters.within, days(n)] as const),
          fc.boolean().map((is) => [parameters.humanOnly, is] as const)
        )
      }),
      { maxLength: 6 }
    )
    const acts = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.boolean()), { maxLength: 4 })
    const terms = promising({ within: unstated, humanOnly: unstated })
    fc.assert(
      fc.property(
        anyStated,
        acts,
        fc.integer({ min: 0, max: 45 }),
        fc.integer({ min: 0, max: 45 }),
        (stated, acted, a, b) => {
          const readings = stated.map(({ on, value: [parameter, value] }, n): Disclosure.hand.StatedReading => {
            const it: Cited<Reading.Reading> = {
              value: { parameter, value, by, reason: "so", at: day(-9) },
              from: `terms/seed@${n}`,
              asOf: n
            }
            return { ...it, stated: day(on) }
          })
          const inOrder = readings.toSorted((x, y) => (x.stated < y.stated ? -1 : x.stated > y.stated ? 1 : 0))
          const base = told(readable(terms), came).state
          const facts = Disclosure.factsOf(base, base.looked!)!
          const happened = acted.map(([on, human], n) => ({
            value: { deed: "responded", by: human ? "human" : "machine", at: day(on) } as const,
            from: `report/r1@${n + 1}` as const
          }))
          const at = (now: Instant) => {
            const known = inOrder.filter((it) => it.stated <= now)
            const hand = { ...Disclosure.withPolicy(base, readable(terms))!.hand, readings: known }
            return Disclosure.promises.standing({ ...facts, happened }, hand, now)[0]!.status.answer
          }
          const [then, since] = [at(day(Math.min(a, b))), at(day(Math.max(a, b)))]
          if (then._tag === "Met" || then._tag === "MetLate") expect(since).toEqual(then)
          if (then._tag === "Breached")
            expect(since._tag === "MetLate" ? since.due : since).toEqual(since._tag === "MetLate" ? then.due : then)
        }
      ),
      runs(500)
    )
  })
})

// -- On the desk, and in what the reporter sees. --------------------------------------------------------------------------------------

describe("A reading that is wanted is on the desk until it was stated, and the reporter sees it as ours", () => {
  const human = "promises/respond/humanOnly"
  const desk = (over: Over, ...commands: ReadonlyArray<Command>) => {
    const records = { reports: [told(over, came, ...commands)], world: over }
    return pure(() => reportsDesk(records, { now: day(2) })).readings.map(({ parameter, next }) => [parameter, next])
  }

  it("first to be read, then to be stated, then gone", () => {
    expect(desk(readable(seed), reply(1, "automatic"))).toContainEqual([human, "read"])
    const over = readable(seed, reading(human, false))
    expect(desk(over, reply(1, "automatic"))).toContainEqual([human, "state"])
    expect(desk(over, reply(1, "automatic"), states(1, human)).map(([parameter]) => parameter)).not.toContain(human)
  })

  it("with its reason, and not with who read it", () => {
    const over = readable(seed, reading(human, false))
    const view = pure(() => reportForReporter(told(over, came, reply(1, "automatic"), states(1, human)), over, day(2)))
    expect(view?.readings).toEqual([
      { parameter: human, value: false, reason: "as we have always done", stated: day(1) }
    ])
    expect(JSON.stringify(view)).not.toContain(by)
  })
})

describe("A policy is read through the door", () => {
  it("recorded, stated in an answer, and then what is owed follows it", async () => {
    const calendars = [dutchStatutory, nlOffice]
    const gf = await open({
      store: memory(),
      keys: memoryKeys(),
      disclosure: [seed],
      calendars,
      clock: () => Date.parse(day(2))
    })
    const asked = { actor: by }
    const own = policyRef(seed)
    const report = gf.report("r1")
    const reporter = { as: "pseudonym", person: "p1", reach: "zero@example.org" } as const
    const human = "promises/respond/humanOnly"
    expect(await report.do({ ...came, policy: own, reporter, fields: [] }, asked)).toMatchObject({ _tag: "Receipt" })
    expect(await report.do(reply(1, "automatic"), asked)).toMatchObject({ _tag: "Receipt" })
    expect(await report.do(states(1, human), asked)).toMatchObject({
      _tag: "Refused",
      refusal: { _tag: "NotReadByThen" }
    })
    const recorded = await gf.readings(own).do({ ...reading(human, false), terms: own }, asked)
    expect(recorded).toMatchObject({ _tag: "Receipt" })
    const respond = async () =>
      (await gf.promises("r1"))?.find(({ promise }) => promise === "respond")?.status.answer._tag
    expect(await respond()).toBe("Undetermined")
    expect((await gf.reportsDesk()).readings).toContainEqual(
      expect.objectContaining({ parameter: human, next: "state" })
    )
    expect(await report.do(states(1, human), asked)).toMatchObject({ _tag: "Receipt" })
    expect(await respond()).toBe("Met")
    expect(await gf.verifyAll()).toMatchObject({ flaws: [] })
    expect(await gf.readings(own).do({ ...reading(human, "perhaps"), terms: own }, asked)).toMatchObject({
      _tag: "Invalid"
    })
  })
})
