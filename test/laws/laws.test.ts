/** What holds whatever happens: laws over histories that nobody thought of (`histories.ts`). */
import { deepStrictEqual } from "node:assert"
import fc from "fast-check"
import * as Client from "goodfaith/client"
import * as Consultation from "goodfaith/consultation"
import { ask, type Facts, type GateVerdict, judge, rules } from "goodfaith/gate"
import { citedBy, type Folded } from "goodfaith/kernel"
import { type ClientId, type EventRef, eventRef, revisionOf, type StreamId, streamOf } from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import { emptyWorld } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import type { Instant } from "goodfaith/time"
import { afterAll, describe, expect, it } from "vitest"
import { addressed, objects, pure, replacement, seedLike, sends, signs } from "../scenario.ts"
import {
  allTerms,
  anyClockPlan,
  anyDecree,
  anyInstant,
  anyPlan,
  anyQuestion,
  type Asked,
  begin,
  clients,
  type Does,
  engagements,
  type History,
  live,
  type Plan,
  planOf,
  runs,
  shift,
  type Step,
  subjects,
  take,
  Tried,
  worded
} from "./histories.ts"
import { commercialForm, daysAfter, midnight, specificAddendum, tooEarly, type Wording } from "./slowly.ts"

const tried = new Map<string, Tried>()
const counting = (law: string): Tried => {
  const counts = new Tried()
  tried.set(law, counts)
  return counts
}
afterAll(() => {
  const lines = [...tried].map(([law, counts]) => `  ${law}: ${counts}`)
  console.info(`What the laws tried:\n${lines.join("\n")}`)
})

/** A law over histories: the plan is lived where nothing outside can be reached, and what is found there is compared here. */
const law = <Extra extends ReadonlyArray<unknown>>(
  title: string,
  n: number,
  others: { readonly [K in keyof Extra]: fc.Arbitrary<Extra[K]> },
  keeps: (plan: Plan, counts: Tried, ...extra: Extra) => void,
  plan: fc.Arbitrary<Plan> = anyPlan
): void => {
  const counts = counting(title)
  it(
    title,
    () => {
      fc.assert(
        fc.property(fc.tuple(plan, ...others), (drawn) => {
          const [first, ...extra] = drawn as unknown as readonly [Plan, ...Extra]
          keeps(first, counts, ...(extra as unknown as Extra))
        }),
        runs(n)
      )
      expect(counts.get("histories")).toBeGreaterThan(0)
    },
    120_000 * Number(process.env["LAW_RUNS"] ?? 1)
  )
}

const lived = (plan: Plan, counts: Tried): History => {
  const history = pure(() => live(plan))
  counts.history(history)
  return history
}

/** What of a verdict a host acts on. */
const said = ({ answer, needs }: GateVerdict) => [answer, needs.map(({ open }) => open).toSorted()]

const asked = (history: History, question: Asked): GateVerdict =>
  history.scenario.gate(question.engagement, question.client, question.at, question.use)

/** All facts about a client: more than its gate asks for, so that none is missing where other events are. */
const allFacts = ({ scenario }: History, { engagement, client }: Asked): Facts => ({
  ...scenario.facts(engagement, client),
  cases: Object.fromEntries(subjects.map((subject) => [subject, scenario.case(subject, client)]))
})

/** Asked just after something happened, there is most to come. */
const justAfter = ({ taken }: History, question: Asked, nth: number): Asked => ({
  ...question,
  at: taken[nth % (2 * taken.length + 1)]?.at ?? question.at
})

type AnyDecider = { readonly initial: unknown; readonly evolve: (state: any, event: any, ref: EventRef) => unknown }

const deciderOf = (stream: StreamId): AnyDecider =>
  stream.startsWith("listing/") ? Listing.decider : stream.startsWith("client/") ? Client.decider : Consultation.decider

/** These facts with only some of their events: the rest keep their refs, and every stream was still read as far as before. */
const without = (
  history: History,
  facts: Facts,
  keep: (ref: EventRef, event: { readonly at: Instant }) => boolean
): Facts => {
  const refold = <S>(folded: Folded<S>): Folded<S> => {
    const { initial, evolve } = deciderOf(folded.stream)
    let state = initial
    for (const [revision, event] of (history.scenario.streams.get(folded.stream) ?? []).entries()) {
      const ref = eventRef(folded.stream, revision)
      if (keep(ref, event as { readonly at: Instant })) state = evolve(state, event, ref)
    }
    return { ...folded, state: state as S }
  }
  const cases = Object.fromEntries(Object.entries(facts.cases).map(([subject, folded]) => [subject, refold(folded)]))
  return {
    ...facts,
    listing: facts.listing && refold(facts.listing),
    client: facts.client && refold(facts.client),
    cases
  }
}

// -- Deciding. ---------------------------------------------------------------------------------------------------------------

describe("deciding", () => {
  law("asked twice, decided once", 300, [], (plan, counts) => {
    const scenario = pure(() => begin(plan.terms))
    pure(() => {
      for (const step of plan.steps) {
        const once = take(scenario, step)
        if (once === undefined) continue
        const twice = take(scenario, step)
        if (twice === undefined) throw new Error(`refused when asked again: ${JSON.stringify(once.events)}`)
        deepStrictEqual(twice.events, [])
        counts.add("commands asked again")
      }
    })
    counts.add("histories")
  })

  law("fold in halves equals the whole", 150, [fc.nat()], (plan, counts, cut) => {
    const history = lived(plan, counts)
    pure(() => {
      for (const [stream, events] of history.scenario.streams) {
        if (stream.startsWith("terms/")) continue
        const { initial, evolve } = deciderOf(stream)
        const from = (state: unknown, first: number, last: number): unknown =>
          events
            .slice(first, last)
            .reduce((so, event, index) => evolve(so, event, eventRef(stream, first + index)), state)
        const half = cut % (events.length + 1)
        const whole = from(initial, 0, events.length)
        const inHalves = from(from(initial, 0, half), half, events.length)
        deepStrictEqual(plainly(inHalves), plainly(whole))
        deepStrictEqual(plainly(foldedBy(history, stream)), plainly(whole))
        counts.add("streams")
      }
    })
  })

  law("the same command gives the same events, and changes nothing that it was given", 80, [], (plan, counts) => {
    pure(() => {
      const scenario = begin(plan.terms)
      const twin = begin(plan.terms)
      for (const step of plan.steps) {
        for (const [stream, events] of scenario.streams) {
          freeze(events)
          if (!stream.startsWith("terms/")) freeze(foldedBy({ scenario } as History, stream))
        }
        deepStrictEqual(take(scenario, step), take(twin, step))
      }
    })
    counts.add("histories")
    counts.add("commands", plan.steps.length)
  })

  law(
    "every objection stays in the state, and can be answered from wherever it stands",
    250,
    [anyInstant],
    (plan, counts, at) => {
      const { scenario } = lived(plan, counts)
      for (const [stream, events] of scenario.streams) {
        if (!stream.startsWith("consultation/")) continue
        const [, subject, client] = stream.split("/") as [string, string, ClientId]
        const received = (events as ReadonlyArray<Consultation.Event>).filter(
          (event) => event._tag === "ObjectionReceived"
        )
        const { state } = scenario.case(subject, client)
        const { objections } = state.objection
        const ids = [...new Set(received.map(({ objection }) => objection))]
        expect(objections.map((it) => it.arrivals.map(({ value }) => value))).toEqual(
          ids.map((id) => received.filter(({ objection }) => objection === id))
        )
        for (const { received, arrivals } of objections) {
          const sooner = arrivals.filter(({ value }) => value.at < received.value.at)
          expect(sooner).toEqual([])
          if (arrivals.length > 1) counts.add("objections that came sooner than was known")
        }
        for (const { received } of Consultation.Objection.open(state.objection)) {
          const { objection } = received.value
          counts.add("open objections")
          const after = (...commands: ReadonlyArray<Consultation.Command>): boolean => {
            let so = state
            for (const command of commands) {
              const decided = pure(() => Consultation.decide(command, so, scenario.worldOfCase(subject, client)))
              if (decided._tag === "Failure") return false
              for (const event of decided.success)
                so = Consultation.evolve(so, event, eventRef(stream as StreamId, 9_999))
            }
            return Consultation.Objection.find(so.objection, objection)?.closed !== undefined
          }
          expect(after({ _tag: "WithdrawObjection", by: "head-of-it", authority: "shown", objection, at })).toBe(true)
          expect(
            after(
              { _tag: "OpenDiscussion", at },
              { _tag: "AgreeSolution", by: "head-of-it", authority: "shown", solution: { _tag: "Acceptance" }, at }
            )
          ).toBe(true)
        }
      }
    }
  )
})

// -- The gate's reasons. -----------------------------------------------------------------------------------------------------

describe("reasons", () => {
  law(
    "taking away events that were not cited changes no answer",
    600,
    [fc.array(anyQuestion, { minLength: 6, maxLength: 6 }), fc.infiniteStream(fc.boolean())],
    (plan, counts, questions, luck) => {
      const history = lived(plan, counts)
      for (const question of questions) {
        pure(() => {
          const facts = allFacts(history, question)
          const verdict = judge(question, facts)
          const cited = new Set(citedBy(verdict))
          deepStrictEqual(
            said(
              judge(
                question,
                without(history, facts, (ref) => cited.has(ref))
              )
            ),
            said(verdict)
          )
          deepStrictEqual(
            said(
              judge(
                question,
                without(history, facts, (ref) => cited.has(ref) || luck.next().value)
              )
            ),
            said(verdict)
          )
          counts.add(`${verdict.answer} answers`)
        })
      }
    },
    anyPlan
  )

  law(
    "what happens later changes no answer about the time before",
    500,
    [fc.array(anyQuestion, { minLength: 6, maxLength: 6 })],
    (plan, counts, questions) => {
      const history = lived(plan, counts)
      for (const question of questions) {
        pure(() => {
          const facts = allFacts(history, question)
          const then = without(history, facts, (_, event) => event.at <= question.at)
          deepStrictEqual(said(judge(question, then)), said(judge(question, facts)))
          counts.add("questions")
        })
      }
    }
  )

  law(
    "no gate opens by absence: without one of the streams that it needs, none is open",
    250,
    [fc.array(anyQuestion, { minLength: 6, maxLength: 6 })],
    (plan, counts, questions) => {
      const history = lived(plan, counts)
      for (const question of questions) {
        pure(() => {
          const facts = history.scenario.facts(question.engagement, question.client)
          const { answer } = judge(question, facts)
          const lacking: ReadonlyArray<Facts> = [
            { ...facts, listing: undefined },
            { ...facts, client: undefined },
            ...Object.keys(facts.cases).map((subject) => {
              const { [subject]: _, ...cases } = facts.cases
              return { ...facts, cases }
            })
          ]
          for (const less of lacking) deepStrictEqual(judge(question, less).answer, "shut")
          for (const less of [{ ...facts, world: emptyWorld }, without(history, facts, () => false)]) {
            if (judge(question, less).answer === "open") throw new Error("an empty world opened a gate")
          }
          counts.add(`${answer} answers`)
          counts.add("lacks", lacking.length + 2)
        })
      }
    }
  )

  law(
    "validUntil is right: constant until then, other from then on; and it opens when it says",
    120,
    [
      fc.array(fc.tuple(anyQuestion, fc.nat()), { minLength: 3, maxLength: 3 }),
      fc.array(anyInstant, { minLength: 20, maxLength: 20 })
    ],
    (plan, counts, drawn, more) => {
      const history = lived(plan, counts)
      const moments = new Set<Instant>(more)
      for (const events of history.scenario.streams.values()) {
        for (const { at } of events as ReadonlyArray<{ readonly at: Instant }>) moments.add(at)
      }
      for (let day = 0; day < 400; day++)
        moments.add(midnight(new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)) as Instant)
      const around = [...moments].flatMap((at) => [shift(at, -1), at])
      for (const [any, nth] of drawn) {
        const question = justAfter(history, any, nth)
        pure(() => {
          const facts = history.scenario.facts(question.engagement, question.client)
          const { answer, validUntil, opens } = ask(question, facts)
          const at = (instant: Instant) => judge({ ...question, at: instant }, facts).answer
          for (const instant of around) {
            if (instant < question.at) continue
            if (validUntil === undefined || instant < validUntil)
              deepStrictEqual([instant, at(instant)], [instant, answer])
            else if (answer !== "open" && (opens === undefined || instant < opens.at) && at(instant) === "open")
              throw new Error(`open at ${instant}, before it says`)
          }
          if (validUntil !== undefined && at(validUntil) === answer) throw new Error(`nothing changes at ${validUntil}`)
          if (opens !== undefined) deepStrictEqual(at(opens.at), "open")
          counts.add(validUntil === undefined ? "that stay" : "that change")
        })
      }
    },
    fc.oneof(anyPlan, anyClockPlan)
  )
})

// -- What the terms demand. ------------------------------------------------------------------------------------------------------

const sentIn = ({ scenario }: History, ref: EventRef): Consultation.Notice.NoticeSent | undefined => {
  const event = (scenario.streams.get(streamOf(ref)) as ReadonlyArray<Consultation.Event> | undefined)?.[
    revisionOf(ref)
  ]
  return event?._tag === "NoticeSent" ? event : undefined
}

const eventsOf = (history: History, client: ClientId) => {
  const of = <E>(stream: StreamId) => (history.scenario.streams.get(stream) ?? []) as ReadonlyArray<E>
  const cases: Record<string, ReadonlyArray<Consultation.Event>> = {}
  for (const stream of history.scenario.streams.keys()) {
    const [kind, subject = "", who] = stream.split("/")
    if (kind === "consultation" && who === client) cases[subject] = of(stream)
  }
  return { listing: of<Listing.Event>("listing/main"), client: of<Client.Event>(Client.stream(client)), cases }
}

/** What terms say, for those that can be counted slowly. */
const wordings = new Map<string, Wording>([
  [addressed("commercial"), commercialForm],
  [addressed("specific"), specificAddendum],
  ...worded.map(([wording, { name }]) => [addressed(name), wording] as const)
])

/** An objection that nobody finished in time counts as an acceptance, where it may. */
const deemedAccepted = allTerms.find(({ name }) => name === "specific-deemed")!

describe("no gate opens before the terms let it", () => {
  const inWords = planOf([ready.commercial, ready.specific, ...worded.map(([, terms]) => terms)])

  law(
    "no gate is open before what its terms demand, counted day by day from their words",
    800,
    [fc.array(fc.tuple(anyQuestion, fc.nat()), { minLength: 12, maxLength: 12 })],
    (plan, counts, drawn) => {
      const history = lived(plan, counts)
      for (const [any, nth] of drawn) {
        const question = nth % 3 === 0 ? justAfter(history, any, nth) : any
        const { answer } = asked(history, question)
        const why = tooEarly(question, eventsOf(history, question.client), (terms) => wordings.get(terms))
        counts.add(why === undefined ? `allowed and ${answer}` : `${why} and not open`)
        if (why !== undefined) expect({ question, why, answer }).not.toEqual({ question, why, answer: "open" })
      }
    },
    inWords
  )

  it("undisturbed, it opens at the very moment that the form names, on every day of the year", () => {
    const counts = counting("undisturbed, it opens at the very moment that the form names")
    const base = replacement(signs(seedLike(ready.commercial), "c1", ready.commercial))
    fc.assert(
      fc.property(anyInstant, (at) => {
        const sending: Instant = at < "2026-04-02T08:10:00.000Z" ? shift(at, 120 * 86_400_000) : at
        const scenario = replacement(signs(seedLike(ready.commercial), "c1", ready.commercial)).tells(
          "c1",
          "letter",
          sending
        )
        const { opens } = scenario.outlook("flowmailer", "c1", "2026-04-02T09:00:00.000Z")
        expect(opens?.at).toBe([daysAfter(30, sending), midnight("2026-06-01")].toSorted().at(-1))
        counts.add("letters")
      }),
      runs(150)
    )
    expect(base.outlook("flowmailer", "c1", "2026-04-02T09:00:00.000Z").opens).toBeUndefined()
  })

  law(
    "silence never opens under specific authorisation, nor does a waiver, a yes that was not said in writing or of nobody known, or talks that came to nothing",
    250,
    [fc.array(anyQuestion, { minLength: 8, maxLength: 8 })],
    (plan, counts, questions) => {
      const silent = plan.steps.filter(({ does, at }) => {
        if (does.on !== "case" && does.on !== "client") return true
        const command = does.command(at)
        switch (command._tag) {
          case "AcceptChange":
            return command.as === "waiver" || command.authority === "notShown" || command.inWriting !== true
          case "RatifyAuthority":
          case "AgreeListing":
            return false
          case "AgreeSolution":
            return command.solution._tag !== "Acceptance"
          default:
            return true
        }
      })
      const history = lived({ ...plan, steps: silent }, counts)
      for (const question of questions) {
        expect(asked(history, { ...question, engagement: "mail-2" }).answer).not.toBe("open")
        expect(asked(history, { ...question, use: { place: "us" } }).answer).not.toBe("open")
        counts.add("questions", 2)
      }
    },
    planOf([ready.specific, deemedAccepted])
  )

  law(
    "no gate is open before a date that was told, nor before the day that was told last",
    600,
    [fc.array(anyQuestion, { minLength: 8, maxLength: 8 })],
    (plan, counts, questions) => {
      const history = lived(plan, counts)
      for (const question of questions) {
        const verdict = asked(history, question)
        if (verdict.answer !== "open") continue
        // The letters by which the gate says that the length of notice has run, for a change of this very row.
        const notices = verdict.because.flatMap(({ clause, answer, facts }) => {
          const ofThisRow = facts.filter((ref) =>
            Listing.change(history.scenario.listing.state, streamOf(ref).split("/")[1] ?? "")?.touches.includes(
              question.engagement
            )
          )
          return clause === rules.noticeRunsOut.clause && answer === "pass"
            ? [ofThisRow.flatMap((ref) => sentIn(history, ref) ?? [])]
            : []
        })
        for (const letters of notices) {
          for (const { stated } of letters) expect((stated.accessFrom ?? "") <= question.at).toBe(true)
          const last = letters.at(-1)
          // Where the contract lets a published version tell, the one that tells after the last letter tells the day anew.
          const toldSince = verdict.because.some(
            ({ clause, answer }) =>
              clause === Consultation.rules.startsWhenPublished.clause && last !== undefined && String(answer) > last.at
          )
          if (last !== undefined && !toldSince) expect(midnight(last.stated.effectiveOn) <= question.at).toBe(true)
          counts.add("opened by notice")
        }
      }
    }
  )
})

// -- Apart from each other. ----------------------------------------------------------------------------------------------------

describe("each for itself", () => {
  law(
    "one client's case moves nobody else's",
    120,
    [fc.array(anyQuestion, { minLength: 8, maxLength: 8 })],
    (plan, counts, questions) => {
      const history = lived(plan, counts)
      for (const client of clients) {
        const alone = pure(() =>
          live({
            ...plan,
            steps: plan.steps.filter(
              ({ does }) => (does.on !== "client" && does.on !== "case") || does.client === client
            )
          })
        )
        for (const question of questions) {
          const mine = { ...question, client }
          expect(said(asked(alone, mine))).toEqual(said(asked(history, mine)))
          counts.add("questions")
        }
      }
    }
  )

  law(
    "a decree after the letters moves no answer and no date that was told",
    400,
    [anyDecree, fc.array(fc.tuple(anyQuestion, fc.nat()), { minLength: 6, maxLength: 6 }), anyInstant],
    (plan, counts, decree, drawn, at) => {
      const history = lived(plan, counts)
      const { scenario } = history
      const questions = drawn.map(([any, nth]) => justAfter(history, any, nth))
      const answers = () =>
        questions.map(({ engagement, client, at, use }) => {
          const outlook = scenario.outlook(engagement, client, at, use)
          return [said(outlook), outlook.validUntil, outlook.opens?.at]
        })
      const before = answers()
      const pinned = new Map<StreamId, string | undefined>()
      for (const [stream, events] of scenario.streams) {
        const [first] = (events as ReadonlyArray<Consultation.Event>).filter(
          (event) => event._tag === "NoticeSent" && event.stated.accessFrom !== undefined
        )
        if (stream.startsWith("consultation/") && first?._tag === "NoticeSent") pinned.set(stream, calendarIn(first))
      }
      scenario.hand(decree)
      expect(answers()).toEqual(before)
      for (const [stream, calendar] of pinned) {
        const [, subject, client] = stream.split("/") as [string, string, ClientId]
        const sent = pure(() =>
          Consultation.decide(
            { _tag: "SendNotice", letter: "l9", to: [{ contact: "office", channel: "email" }], contents: [], at },
            scenario.case(subject, client).state,
            scenario.worldOfCase(subject, client)
          )
        )
        const letter = sent._tag === "Success" ? sent.success[0] : undefined
        if (letter?._tag !== "NoticeSent" || calendarIn(letter) === undefined || calendar === undefined) continue
        expect(calendarIn(letter)).toBe(calendar)
        counts.add("letters after the decree")
      }
      counts.add("questions", questions.length)
    },
    fc.oneof(anyPlan, anyClockPlan)
  )
})

describe("once, and in any order", () => {
  law(
    "one obligation for each change, duty and client, however many letters it takes",
    300,
    [fc.array(fc.tuple(fc.nat(), anyInstant), { minLength: 6, maxLength: 6 })],
    (plan, counts, again) => {
      const history = lived(plan, counts)
      const cases = [...history.scenario.streams.keys()].filter((stream) => stream.startsWith("consultation/"))
      for (const [nth, at] of again) {
        const [, subject = "", client = ""] = cases[nth % cases.length]?.split("/") ?? []
        take(history.scenario, {
          at,
          late: 0,
          does: { on: "case", client, subject, command: () => ({ _tag: "JudgeDuties", at }) }
        })
      }
      for (const stream of cases) {
        const events = history.scenario.streams.get(stream) as ReadonlyArray<Consultation.Event>
        const arose = events.flatMap((event) => (event._tag === "DutyArose" ? [event.duty] : []))
        expect(arose).toEqual([...new Set(arose)])
        const { duties } = (foldedBy(history, stream) as Consultation.State).notice
        for (const duty of arose) expect(duties[duty]?.value._tag).toBe("DutyArose")
        counts.add("duties", arose.length)
        counts.add("letters", events.filter((event) => event._tag === "NoticeSent").length)
      }
    }
  )

  law("each objection is settled or withdrawn at most once, and stays so", 300, [], (plan, counts) => {
    const history = lived(plan, counts)
    for (const [stream, events] of history.scenario.streams) {
      if (!stream.startsWith("consultation/")) continue
      const ended = new Map<string, string>()
      let state = Consultation.initial
      for (const [revision, event] of (events as ReadonlyArray<Consultation.Event>).entries()) {
        if (event._tag === "ObjectionWithdrawn") expect(ended.has(event.objection)).toBe(false)
        state = Consultation.evolve(state, event, eventRef(stream, revision))
        for (const { received, closed } of state.objection.objections) {
          const { objection } = received.value
          const before = ended.get(objection)
          if (before !== undefined) expect(closed?.from).toBe(before)
          else if (closed !== undefined) {
            expect(closed).toEqual({ value: event.at, from: eventRef(stream, revision) })
            ended.set(objection, closed.from)
          }
        }
      }
      counts.add("objections that ended", ended.size)
    }
  })

  law(
    "a client's objection is on record as it came, however late, to whatever address and whoever sent it",
    250,
    [fc.array(fc.tuple(anyInstant, fc.constantFrom("privacy-office", "sales"), fc.boolean()), { minLength: 4 })],
    (plan, counts, words) => {
      const { scenario } = lived(plan, counts)
      for (const [index, [at, to, shown]] of words.entries()) {
        const client = clients[index % clients.length]!
        const command = objects(`said-${index}`, at, { to, authority: shown ? "shown" : "notShown", gives: [] })
        scenario.onCase("mail-2", client, ...(knows(scenario, "mail-2") ? [command] : []))
        scenario.onCase("sms", client, command)
        const { objections } = scenario.case("sms", client).state.objection
        const { _tag, ...said } = command
        expect(objections.at(-1)?.received.value).toEqual({ _tag: "ObjectionReceived", ...said })
        counts.add("objections")
      }
    }
  )

  law(
    "the order of unrelated acts changes nothing",
    150,
    [fc.array(fc.nat(), { minLength: 20, maxLength: 60 }), fc.array(anyQuestion, { minLength: 6, maxLength: 6 })],
    (plan, counts, swaps, questions) => {
      const history = lived(plan, counts)
      const steps = [...plan.steps]
      for (const drawn of swaps) {
        const first = drawn % (steps.length - 1)
        const [one, other] = [steps[first]!, steps[first + 1]!]
        if (!unrelated(one, other)) continue
        steps.splice(first, 2, other, one)
        counts.add("swaps")
      }
      const swapped = pure(() => live({ ...plan, steps }))
      const streams = ({ scenario }: History) =>
        [...scenario.streams].filter(([, events]) => events.length > 0).toSorted(([a], [b]) => (a < b ? -1 : 1))
      expect(streams(swapped)).toEqual(streams(history))
      for (const question of questions) expect(said(asked(swapped, question))).toEqual(said(asked(history, question)))
    }
  )

  law(
    "closing a client's case changes no other case of it, and nobody else's",
    150,
    [anyInstant, fc.constantFrom(...clients), fc.constantFrom(...subjects.slice(0, 2))],
    (plan, counts, at, client, subject) => {
      const history = lived(plan, counts)
      const { scenario } = history
      const own = Consultation.stream(subject, client)
      const others = () =>
        [...scenario.streams.keys()]
          .filter((stream) => stream.startsWith("consultation/") && stream !== own)
          .map((stream) => [stream, plainly(foldedBy(history, stream))])
      const answers = () =>
        clients
          .filter((it) => it !== client)
          .flatMap((it) =>
            engagements.map((engagement) => said(scenario.gate(engagement, it, "2026-12-31T12:00:00.000Z")))
          )
      scenario.afresh()
      const before = [others(), answers()]
      const commands: ReadonlyArray<Consultation.Command> = [
        { _tag: "OpenDiscussion", at },
        { _tag: "AgreeSolution", by: "head-of-it", authority: "shown", solution: { _tag: "Acceptance" }, at },
        { _tag: "WithdrawObjection", by: "head-of-it", authority: "shown", objection: "o1", at },
        { _tag: "DeclareExit", exit: "last", by: "client", scope: "agreement", from: at, at }
      ]
      for (const command of commands)
        if (take(scenario, { at, late: 0, does: { on: "case", client, subject, command: () => command } }))
          counts.add("acts")
      scenario.afresh()
      expect([others(), answers()]).toEqual(before)
    }
  )

  law(
    "old terms keep governing a change that was notified under them",
    250,
    [fc.constantFrom(...allTerms)],
    (plan, counts, newer) => {
      const history = lived(plan, counts)
      const { scenario } = history
      const at: Instant = "2027-02-01T12:00:00.000Z"
      for (const client of clients) {
        const command = {
          _tag: "ExecuteDpa",
          dpa: "newest",
          paper: "standard",
          terms: addressed(newer.name),
          at
        } as const
        take(scenario, { at, late: 0, does: { on: "client", client, command: () => command } })
      }
      for (const [stream, events] of scenario.streams) {
        const letters = (events as ReadonlyArray<Consultation.Event>).filter((event) => event._tag === "NoticeSent")
        const agreed = (events as ReadonlyArray<Consultation.Event>).some((event) => event._tag === "TermsAgreed")
        const [first] = letters
        if (!stream.startsWith("consultation/") || first === undefined || agreed) continue
        const [, subject = "", client = ""] = stream.split("/")
        const does = { on: "case", client, subject, command: () => sends("reminder", at) } as const
        const sent = take(scenario, { at, late: 0, does })?.events[0] as Consultation.Notice.NoticeSent | undefined
        if (sent === undefined) continue
        expect(sent.stated.terms).toBe(first.stated.terms)
        counts.add("letters after other terms")
        const hand = Consultation.dates.handAt(
          scenario.case(subject, client).state.notice,
          at,
          addressed(newer.name),
          scenario.world
        )
        expect("ref" in hand && hand.ref).toBe(first.stated.terms)
      }
    }
  )
})

const knows = ({ listing }: History["scenario"], engagement: string): boolean =>
  Listing.standing(listing.state, engagement) !== undefined

/** Acts of different clients, or in different cases: neither can be about the other. */
const unrelated = ({ does: one }: Step, { does: other }: Step): boolean => {
  if (one.on === "case" && other.on === "case") return one.client !== other.client || one.subject !== other.subject
  const ofClient = (does: Does) => does.on === "case" || does.on === "client"
  return ofClient(one) && ofClient(other) && "client" in one && "client" in other && one.client !== other.client
}

const calendarIn = ({ stated }: Consultation.Notice.NoticeSent): string | undefined =>
  stated.calendars.find((ref) => ref.startsWith("calendar:nl-office@"))

/** A state as plain values: persistent maps as lists, so that two of them can be compared and frozen. */
const plainly = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(plainly)
  if (Symbol.iterator in value) return [...(value as Iterable<unknown>)].map(plainly)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainly(inner)]))
}

const freeze = (value: unknown): void => {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return
  if (!(Symbol.iterator in value) || Array.isArray(value)) Object.freeze(value)
  for (const inner of Symbol.iterator in value ? (value as Iterable<unknown>) : Object.values(value)) freeze(inner)
}

const foldedBy = ({ scenario }: History, stream: StreamId): unknown => {
  const [kind, subject = "", client = ""] = stream.split("/")
  return kind === "listing"
    ? scenario.listing.state
    : kind === "client"
      ? scenario.client(subject).state
      : scenario.case(subject, client).state
}
