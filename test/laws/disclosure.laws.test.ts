/**
 * What holds of every report: V1 to V17, and P9 and P14 of the policies, as they are numbered where the standard's machines and ours were compared.
 *
 * Histories are drawn at random, under policies of every kind, and time goes forwards in them: each command comes when the one
 * before it did, or later.
 */
import * as Result from "effect/Result"
import fc from "fast-check"
import * as Reactions from "goodfaith/reactions"
import * as Disclosure from "goodfaith/disclosure"
import { fold, type Refusal } from "goodfaith/kernel"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import * as publicationRules from "../../src/disclosure/publicationRules.ts"
import { cs, em, rm, run } from "../models/standard.ts"
import { day, hours, monday, policy, receive, said, world } from "../reporting.ts"
import { pure } from "../scenario.ts"
import { runs } from "./histories.ts"

const stream = Disclosure.stream("r1")
const by = "cert-1"
type State = Disclosure.State
type Event = Disclosure.Event

// -- Policies and histories. ------------------------------------------------------------------------------------------------

const maybe = <A>(value: fc.Arbitrary<A>) => fc.option(value.map(said), { nil: undefined })
const period = fc.integer({ min: 1, max: 60 }).map((n) => hours(24 * n))
const party = fc.constantFrom("vendor" as const, "reporter" as const, "coordinator" as const)

const anyPolicy = fc
  .record({
    initially: maybe(
      fc.record({ period, from: fc.constantFrom("received" as const, "fixReady" as const, "accepted" as const) })
    ),
    most: maybe(fc.record({ period, from: fc.constantFrom("received" as const, "fixReady" as const) })),
    afterFix: maybe(period),
    exploited: maybe(period),
    grace: maybe(fc.record({ period, needsNamedDay: fc.constant(true) })),
    extendedBy: maybe(fc.constantFrom("both" as const, "vendor" as const, "reporter" as const, "nobody" as const)),
    withoutAgreement: maybe(fc.constantFrom("shortest" as const, "vendor" as const, "reporter" as const))
  })
  .map((terms) =>
    policy(Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)) as object)
  )

type Draw = (state: State, at: Instant) => Disclosure.Command
const proposalIn = ({ embargo }: State): string => embargo.open.at(-1)?.value.proposal ?? "p0"
const resolution = fc.constantFrom<Disclosure.Handling.Resolution>(
  { as: "spam" },
  { as: "outOfScope" },
  { as: "noResponse" },
  { as: "fixed" },
  { as: "wontFix" },
  { as: "withdrawn" }
)

const anyStep: fc.Arbitrary<Draw> = fc.oneof(
  fc.constantFrom<Draw>(
    (_, at) => ({ _tag: "ValidateReport", by, at }),
    (_, at) => ({ _tag: "InvalidateReport", by, reason: "sealed:no", at }),
    (_, at) => ({ _tag: "AcceptReport", by, at }),
    (_, at) => ({ _tag: "DeferReport", by, reason: "sealed:later", at }),
    (_, at) => ({ _tag: "RecordAcknowledgement", by: "human", at }),
    (_, at) => ({ _tag: "RecordReply", reply: `m-${at.slice(0, 10)}`, by: "human", tells: ["progress"], at }),
    (_, at) => ({ _tag: "RequestInformation", request: `q-${at.slice(0, 10)}`, fields: ["steps"], by, at }),
    (_, at) => ({ _tag: "AddInformation", fields: [], attachments: [], from: "reporter", at }),
    (_, at) => ({ _tag: "SwitchUpdates", wanted: true, at }),
    (_, at) => ({ _tag: "RecordWithdrawal", at }),
    (_, at) => ({ _tag: "RecordFixReady", by, at }),
    (_, at) => ({ _tag: "RecordFixDeployed", by, at })
  ),
  fc.constantFrom<Draw>(
    (_, at) => ({ _tag: "ObservePublic", through: "other", at }),
    (_, at) => ({ _tag: "ObserveExploit", through: "other", at }),
    (_, at) => ({ _tag: "ObserveAttacks", at })
  ),
  fc.tuple(fc.boolean(), fc.boolean()).map(
    ([allowed, endsEmbargo]): Draw =>
      (_, at) => {
        const advisory = { advisory: `a-${at}`, where: "w", tells: "nothing", credits: [], by, at } as const
        return allowed ? { _tag: "Publish", ...advisory, endsEmbargo } : { _tag: "RecordPublished", ...advisory }
      }
  ),
  resolution.map(
    (it): Draw =>
      (_, at) => ({ _tag: "CloseReport", resolution: it, by, at })
  ),
  ...[1, 2].map(() =>
    fc.tuple(party, fc.integer({ min: -2, max: 80 }), fc.integer({ min: 0, max: 9 })).map(
      ([who, length, id]): Draw =>
        ({ embargo }, at) => ({
          _tag: "ProposeEmbargo",
          proposal: id === 0 ? "p0" : `p${embargo.proposals.length}`,
          by: who,
          until: later(at, length),
          at
        })
    )
  ),
  ...[1, 2].map(() =>
    fc.tuple(fc.constantFrom("AcceptEmbargo" as const, "AcceptEmbargo" as const, "RejectEmbargo" as const), party).map(
      ([_tag, who]): Draw =>
        (state, at) => ({ _tag, proposal: proposalIn(state), by: who, at })
    )
  ),
  fc.constantFrom("agreed" as const, "over" as const).map(
    (why): Draw =>
      (_, at) => ({ _tag: "EndEmbargo", why, at })
  ),
  fc.integer({ min: 1, max: 70 }).map(
    (n): Draw =>
      ({ embargo }, at) => ({
        _tag: "GiveGrace",
        proposal: `g${embargo.proposals.length}`,
        day: later(at, n).slice(0, 10) as never,
        by,
        at
      })
  )
)

const later = (at: Instant, days: number): Instant =>
  new Date(Date.parse(at) + days * 86_400_000).toISOString() as Instant

const anyPlan = fc.record({
  terms: anyPolicy,
  wish: fc.option(
    fc.oneof(
      fc.constant({ as: "declined" } as const),
      fc.integer({ min: -1, max: 50 }).map((n) => ({ as: "until", until: day(n) }) as const)
    ),
    { nil: undefined }
  ),
  steps: fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 1, 5, 20), anyStep), { maxLength: 40, size: "max" })
})

/** Every refusal that any history met, by its tag. */
const refusals = new Map<string, Refusal>()

/** One command: what was so, what came of it, what is so then. */
interface Turn {
  readonly command: Disclosure.Command
  readonly before: State
  readonly events: ReadonlyArray<Event>
  readonly after: State
}

interface History {
  readonly events: ReadonlyArray<Event>
  readonly turns: ReadonlyArray<Turn>
  readonly terms: Disclosure.Policy.ReportWorld
}

const live = ({ terms, wish, steps }: typeof anyPlan extends fc.Arbitrary<infer P> ? P : never): History =>
  pure(() => {
    const knows = world(terms)
    let folded = fold(Disclosure.decider, stream, [] as ReadonlyArray<Event>)
    let at = monday
    const turns: Array<Turn> = []
    const ask = (command: Disclosure.Command): void => {
      const decided = Disclosure.decide(command, folded.state, knows)
      if (Result.isFailure(decided)) refusals.set(decided.failure._tag, decided.failure)
      if (Result.isFailure(decided) || decided.success.length === 0) return
      const before = folded.state
      folded = fold(Disclosure.decider, stream, decided.success, folded)
      turns.push({ command, before, events: decided.success, after: folded.state })
    }
    ask(receive(wish === undefined ? {} : { embargo: wish }))
    for (const [days, draw] of steps) {
      at = later(at, days)
      ask(draw(folded.state, at))
    }
    return { events: turns.flatMap(({ events }) => events), turns, terms: knows }
  })

const law = (title: string, keeps: (history: History) => void, n = 400) =>
  it(
    title,
    () => {
      fc.assert(
        fc.property(anyPlan, (plan) => keeps(live(plan))),
        runs(n)
      )
    },
    60_000 * Number(process.env["LAW_RUNS"] ?? 1)
  )

const each = (keeps: (turn: Turn, history: History) => void) => (history: History) => {
  for (const turn of history.turns) keeps(turn, history)
}

const told = Disclosure.inTheStandard
const isOpen = ({ weakness: { public: known, exploitPublic, attacks } }: State): boolean =>
  known !== undefined || exploitPublic !== undefined || attacks !== undefined
const tags = ({ events }: { readonly events: ReadonlyArray<Event> }) => events.map(({ _tag }) => _tag)
const endOf = (state: State, { terms }: History) => Disclosure.embargoEnds(state, terms)?.answer
const prefixes = (word: string) => Array.from({ length: word.length + 1 }, (_, length) => word.slice(0, length))

// -- The laws. ----------------------------------------------------------------------------------------------------------------

describe("handling", () => {
  law("V1 every history of handling begins a word of the standard", ({ events }) => {
    for (const prefix of prefixes(Disclosure.wordsOf(events).rm)) expect(run(rm, prefix)).toBeDefined()
  })

  law("V14 a closed report stays closed, and facts are recorded of it still", ({ events, terms }) => {
    const { state } = fold(Disclosure.decider, stream, events)
    const last = events.findLastIndex(({ _tag }) => _tag === "ReportClosed")
    if (last === -1) return
    expect(state.handling.stage).toBe("Closed")
    const at = later(events.at(-1)!.at, 1)
    for (const [command, known] of [
      [{ _tag: "ObservePublic", through: "other", at }, state.weakness.public],
      [{ _tag: "ObserveAttacks", at }, state.weakness.attacks],
      [{ _tag: "RecordAcknowledgement", by: "automatic", at }, undefined]
    ] as const) {
      const decided = Disclosure.decide(command, state, terms)
      expect(Result.isSuccess(decided) && decided.success.length > 0).toBe(known === undefined)
    }
  })

  law(
    "V15 a valid report is never closed straight away",
    each(({ before, after }) => {
      expect(before.handling.stage === "Valid" && after.handling.stage === "Closed").toBe(false)
    })
  )

  law(
    "V16 answers and questions change no state of a report, but the first question; the same command again changes nothing",
    each(({ command, before, after }, { terms }) => {
      const quiet = ["RecordAcknowledgement", "RecordReply", "AddInformation", "SwitchUpdates", "RecordWithdrawal"]
      const asks = command._tag === "RequestInformation" && before.handling.stage !== "Received"
      const startsSecrecy = after.embargo !== before.embargo
      if ((quiet.includes(command._tag) || asks) && !startsSecrecy) expect(told(after)).toEqual(told(before))
      const again = Disclosure.decide(command, after, terms)
      expect([command._tag, Result.isSuccess(again) && again.success]).toEqual([command._tag, []])
    })
  )
})

describe("the embargo", () => {
  law("V2 every history of an embargo begins a word of the standard", ({ events }) => {
    for (const prefix of prefixes(Disclosure.wordsOf(events).em)) expect(run(em, prefix)).toBeDefined()
  })

  law("V2 however often it is proposed and rejected, nobody is bound by that", ({ turns, terms, events }) => {
    for (const { after } of turns) {
      if (after.embargo.agreed !== undefined) continue
      expect(["None", "Proposed"]).toContain(after.embargo.stage)
      expect(endOf(after, { turns, terms, events })).toBeUndefined()
    }
  })

  law(
    "V6 nothing that is public is under an embargo, and a public exploit makes public",
    each(({ after }) => {
      if (after.weakness.exploitPublic !== undefined) expect(after.weakness.public).toBeDefined()
      if (after.weakness.public !== undefined) expect(["None", "Exited"]).toContain(after.embargo.stage)
    })
  )

  law(
    "V7 one end holds at a time, and a revision that waits does not change it",
    each(({ events, before, after }, history) => {
      const inForce = ["Active", "Revise"].includes(after.embargo.stage)
      expect(inForce).toBe(after.embargo.agreed !== undefined && after.embargo.terminated === undefined)
      if (tags({ events }).every((tag) => tag === "EmbargoProposed") && before.embargo.agreed !== undefined)
        expect(endOf(after, history)).toBe(endOf(before, history))
    })
  )

  law(
    "V8 nothing is proposed or agreed once it is public, exploited or attacked",
    each(({ events, before }) => {
      if (!isOpen(before)) return
      expect(tags({ events })).not.toContain("EmbargoProposed")
      expect(tags({ events })).not.toContain("EmbargoAccepted")
    })
  )

  law(
    "V9 a revision leaves no gap: rejected, the old end holds; accepted, the new one takes its place at once",
    each(({ events, before, after }, history) => {
      if (before.embargo.stage !== "Revise" || after.embargo.stage === "Exited") return
      expect(after.embargo.agreed).toBeDefined()
      if (!tags({ events }).includes("EmbargoAccepted") && told(before).cs === told(after).cs)
        expect(endOf(after, history)).toBe(endOf(before, history))
    })
  )

  law(
    "V10 what was agreed has an end within what the policy allows, and once over it never begins again",
    ({ turns, terms, events }) => {
      let over = false
      for (const { after, command } of turns) {
        const around = Disclosure.secrecy(after, terms)
        if ("clause" in around) throw new Error(around.message)
        const end = Disclosure.embargoEnds(after, terms)?.answer
        const cap = Disclosure.Embargo.longest(around)?.answer
        if (after.embargo.agreed !== undefined) expect(end).toBeDefined()
        if (end !== undefined && cap !== undefined) expect(end <= cap).toBe(true)
        const stage = Disclosure.embargoAt(after, terms, command.at)
        if (over) expect(stage).toBe("Exited")
        over = stage === "Exited"
      }
      expect(events.length).toBeGreaterThan(0)
    }
  )

  law(
    "P14 a longer end is agreed with whom the policy names, with grace for a fix on a named day, and else not at all",
    ({ turns, terms }) => {
      const { embargo } = terms.policy("policy:seed")!
      const names = "says" in embargo.extendedBy ? embargo.extendedBy.says : "both"
      for (const { before, after, command } of turns) {
        const [was, is] = [before.embargo.agreed?.value, after.embargo.agreed?.value]
        if (was === undefined || is === undefined || is.until <= was.until) continue
        const proposed = after.embargo.proposals.find(({ value }) => value.proposal === is.proposal)!.value
        if (is.how === "grace") {
          expect([proposed.day !== undefined, before.embargo.beforeGrace, "says" in embargo.grace]).toEqual([
            true,
            undefined,
            true
          ])
          continue
        }
        const asks = "by" in command ? command.by : undefined
        // Who proposed the shorter of two ends agreed with whoever had proposed the other.
        const waited = before.embargo.open.find(({ value }) => value.by !== asks && value.until > command.at)
        const agreed = new Set<unknown>([proposed.by, asks, ...(is.how === "bothProposed" ? [waited?.value.by] : [])])
        expect(names).not.toBe("nobody")
        if (names === "both") expect(agreed.size).toBe(2)
        else expect([...agreed]).toContain(names)
      }
    }
  )

  it("P9 a duplicate points to an original that came earlier, however many are linked, so nothing goes round", () => {
    const received = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(received, fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 30 }), (days, wished) => {
        const of = new Map<string, string>()
        const reports = () =>
          days.map((n, order) => {
            const duplicateOf = of.get(`r${order}`)
            return { id: `r${order}`, at: day(n), ...(duplicateOf !== undefined && { duplicateOf }) }
          })
        for (const [one, other] of wished) {
          if (one >= days.length || other >= days.length) continue
          const knows = world(policy(), reports())
          const came = receive({ report: `r${one}`, at: day(days[one]!) })
          const own = fold(Disclosure.decider, Disclosure.stream(`r${one}`), [] as ReadonlyArray<Event>)
          const first = Disclosure.decide(came, own.state, knows)
          if (Result.isFailure(first)) throw new Error(first.failure.message)
          const { state } = fold(Disclosure.decider, Disclosure.stream(`r${one}`), first.success, own)
          const link = { _tag: "LinkDuplicate", of: `r${other}`, by, at: day(9) } as const
          const linked = Disclosure.decide(link, state, knows)
          if (Result.isSuccess(linked) && linked.success.length > 0) of.set(`r${one}`, `r${other}`)
        }
        for (const [one, other] of of) {
          const [mine, theirs] = [Number(one.slice(1)), Number(other.slice(1))]
          expect(days[theirs]! < days[mine]! || (days[theirs] === days[mine] && theirs < mine)).toBe(true)
        }
      }),
      runs(200)
    )
  })

  it("P9 all reports of one weakness became public in one moment, the first that is known of any, in whatever order it is learned", () => {
    const link = fc.record({ link: fc.nat(5), to: fc.nat(5) })
    const known = fc.record({ public: fc.nat(5), on: fc.nat(9) })
    fc.assert(
      fc.property(fc.array(fc.oneof(link, known), { maxLength: 20 }), (steps) => {
        const all = new Map<string, Disclosure.Policy.KnownReport>()
        for (let n = 0; n < 6; n++) {
          const received = { value: { at: day(n) }, from: `report/r${n}@0`, asOf: 0 } as const
          all.set(`r${n}`, { received, order: n, duplicateOf: undefined, becamePublic: undefined })
        }
        let revision = 0
        const happens = (id: string, event: Event): void => {
          const from = `report/${id}@${(revision += 1)}` as const
          const it = all.get(id)!
          if (event._tag === "ReportLinkedAsDuplicate") all.set(id, { ...it, duplicateOf: event.of })
          if (event._tag === "WeaknessBecamePublic") {
            const { at, through } = event
            all.set(id, { ...it, becamePublic: { value: { at, through }, from } })
          }
          for (const { report, command } of Reactions.reports.follows(id, event, from, all)) {
            const was = all.get(report)!.becamePublic
            // As the report itself decides: what was known by then already is so already.
            if (was === undefined || command.at < was.value.at)
              happens(report, { _tag: "WeaknessBecamePublic", through: command.through, at: command.at })
          }
        }
        for (const step of steps) {
          if ("public" in step) {
            const was = all.get(`r${step.public}`)!.becamePublic
            if (was === undefined || day(step.on) < was.value.at)
              happens(`r${step.public}`, { _tag: "WeaknessBecamePublic", through: "other", at: day(step.on) })
            continue
          }
          const isOriginal = [...all.values()].some(({ duplicateOf }) => duplicateOf === `r${step.link}`)
          const [mine, theirs] = [all.get(`r${step.link}`)!, all.get(`r${step.to}`)!]
          if (
            step.to < step.link &&
            !isOriginal &&
            mine.duplicateOf === undefined &&
            theirs.duplicateOf === undefined
          ) {
            const received = theirs.received
            happens(`r${step.link}`, { _tag: "ReportLinkedAsDuplicate", of: `r${step.to}`, received, by, at: day(9) })
          }
        }
        for (const [id, { duplicateOf, becamePublic }] of all)
          if (duplicateOf !== undefined)
            expect([id, becamePublic?.value.at]).toEqual([id, all.get(duplicateOf)!.becamePublic?.value.at])
      }),
      runs(300)
    )
  })

  it("V11 of two proposals the shorter one counts, whichever came first", () => {
    const until = fc.integer({ min: 1, max: 300 }).map((n) => day(n))
    fc.assert(
      fc.property(until, until, party, party, (one, other, first, second) => {
        fc.pre(first !== second)
        const after = (...ends: ReadonlyArray<Instant>) => {
          const propose = (by: typeof first, end: Instant, n: number) =>
            ({ _tag: "ProposeEmbargo", proposal: `p${n}`, by, until: end, at: monday }) as const
          let folded = fold(Disclosure.decider, stream, [] as ReadonlyArray<Event>)
          for (const command of [receive(), propose(first, ends[0]!, 1), propose(second, ends[1]!, 2)]) {
            const decided = Disclosure.decide(command, folded.state, world())
            if (Result.isSuccess(decided)) folded = fold(Disclosure.decider, stream, decided.success, folded)
          }
          return Disclosure.embargoEnds(folded.state, world())?.answer
        }
        const shorter = one < other ? one : other
        expect([after(one, other), after(other, one)]).toEqual([shorter, shorter])
      }),
      runs(200)
    )
  })

  law(
    "V12 closing or deferring ends none that was agreed",
    each(({ command, before, after }, history) => {
      if (command._tag !== "CloseReport" && command._tag !== "DeferReport") return
      if (before.embargo.agreed === undefined || before.embargo.terminated !== undefined) return
      expect(after.embargo.terminated).toBeUndefined()
      expect(endOf(after, history)).toBe(endOf(before, history))
    })
  )

  law(
    "V13 that it ends makes nothing public",
    each(({ command, before, after }) => {
      if (command._tag === "EndEmbargo") expect(told(after).cs).toBe(told(before).cs)
    })
  )
})

describe("the weakness", () => {
  law("V3 what is known stays known, and each event tells one thing", ({ events }) => {
    let state = Disclosure.initial
    for (const [revision, event] of events.entries()) {
      const next = Disclosure.evolve(state, event, `${stream}@${revision}`)
      const [was, is] = [told(state).cs, told(next).cs]
      const changed = [...is].filter((letter, index) => letter !== was[index])
      expect(changed.length).toBeLessThanOrEqual(1)
      for (const letter of changed) expect(letter).toBe(letter.toUpperCase())
      state = next
    }
  })

  law("V4 a fix is ready after the report was accepted, and deployed after it was ready", ({ events }) => {
    const first = (tag: Event["_tag"]) => events.findIndex(({ _tag }) => _tag === tag)
    if (first("FixReady") !== -1) {
      expect(first("ReportAccepted")).not.toBe(-1)
      expect(first("ReportAccepted")).toBeLessThan(first("FixReady"))
    }
    if (first("FixDeployed") !== -1) expect(first("FixReady")).toBeLessThan(first("FixDeployed"))
  })

  law("V5 every prefix of what became known begins a history of the standard", ({ events }) => {
    for (const prefix of prefixes(Disclosure.wordsOf(events).cs)) expect(run(cs, prefix)).toBeDefined()
  })

  it("V5 of the 720 orders of all facts 60 are told as they are, and each of them is one of the standard's 70, or brings publicity along", () => {
    const orders = (rest: ReadonlyArray<string>): ReadonlyArray<string> =>
      rest.length === 0
        ? [""]
        : rest.flatMap((letter) => orders(rest.filter((it) => it !== letter)).map((word) => letter + word))
    const at = monday
    const ask: Readonly<Record<string, ReadonlyArray<Disclosure.Command>>> = {
      V: [receive(), { _tag: "ValidateReport", by, at }, { _tag: "AcceptReport", by, at }],
      F: [{ _tag: "RecordFixReady", by, at }],
      D: [{ _tag: "RecordFixDeployed", by, at }],
      P: [{ _tag: "ObservePublic", through: "other", at }],
      X: [{ _tag: "ObserveExploit", through: "other", at }],
      A: [{ _tag: "ObserveAttacks", at }]
    }
    const all = orders(["V", "F", "D", "P", "X", "A"])
    expect(all.length).toBe(720)
    const accepted = all.flatMap((order) => {
      let folded = fold(Disclosure.decider, stream, [] as ReadonlyArray<Event>)
      const events: Array<Event> = []
      for (const command of [...order].flatMap((letter) => ask[letter]!)) {
        const decided = Disclosure.decide(command, folded.state, world())
        if (Result.isFailure(decided)) return []
        folded = fold(Disclosure.decider, stream, decided.success, folded)
        events.push(...decided.success)
      }
      return [[order, Disclosure.wordsOf(events).cs] as const]
    })
    expect(accepted.length).toBe(60)
    for (const [order, word] of accepted) {
      expect(run(cs, word)).toBe("VFDPXA")
      if (order.indexOf("P") < order.indexOf("X")) expect(word).toBe(order)
      else expect(word).toBe(order.replace("P", "").replace("X", "PX"))
    }
  })
})

describe("the end", () => {
  // That an end can be reached from every state is looked at in every state there is: `test/models/standard.test.ts`.
  law("V17 from wherever a history stands, a few more steps and time end it", ({ events, terms }) => {
    let folded = fold(Disclosure.decider, stream, events)
    const at = later(events.at(-1)!.at, 1)
    for (const command of [
      { _tag: "ValidateReport", by, at },
      { _tag: "AcceptReport", by, at },
      { _tag: "CloseReport", resolution: { as: "wontFix" }, by, at },
      // Proposed after the closing, it waits for an answer.
      { _tag: "RejectEmbargo", proposal: proposalIn(folded.state), by: "vendor", at }
    ] as const) {
      const decided = Disclosure.decide(command, folded.state, terms)
      if (Result.isSuccess(decided)) folded = fold(Disclosure.decider, stream, decided.success, folded)
    }
    expect(Disclosure.isOver(folded.state, terms, "2099-01-01T00:00:00.000Z")).toBe(true)
  })
})

describe("what was refused on the way", () => {
  it("is said to a person, under a sentence of ours", () => {
    const clauses = [...Object.values(Disclosure.rules), ...Object.values(publicationRules)].flatMap((it) =>
      "clause" in it ? [it.clause.id] : []
    )
    expect(refusals.size).toBeGreaterThan(12)
    for (const { clause, message } of refusals.values()) {
      expect(clauses).toContain(clause.id)
      expect(message).toMatch(/^[a-z`].*[^.]$/)
    }
  })

  law(
    "is nothing that others do: what they add, take back, publish or attack is recorded of any report",
    ({ events, terms }) => {
      const { state } = fold(Disclosure.decider, stream, events)
      const at = later(events.at(-1)!.at, 1)
      for (const command of [
        { _tag: "AddInformation", fields: [], attachments: [], from: "reporter", at },
        { _tag: "RecordWithdrawal", at },
        { _tag: "SwitchUpdates", wanted: false, at },
        { _tag: "ObservePublic", through: "reporter", at },
        { _tag: "ObserveExploit", through: "reporter", at },
        { _tag: "ObserveAttacks", at },
        { _tag: "ProposeEmbargo", proposal: "theirs", by: "reporter", until: later(at, 900), at }
      ] as const)
        expect([command._tag, Result.isSuccess(Disclosure.decide(command, state, terms))]).toEqual([command._tag, true])
    }
  )
})
