/** Our report beside the standard's machines: every word of ours is one of theirs, and the other way about where we mean no difference. */
import * as Result from "effect/Result"
import * as Disclosure from "goodfaith/disclosure"
import { fold } from "goodfaith/kernel"
import { canEnd, explore, type Step as Taken } from "goodfaith/testing"
import { describe, expect, it } from "vitest"
import { day, hours, monday, policy, receive, received, said, world } from "../reporting.ts"
import { combined, cs, em, reachable, rm, run, words } from "./standard.ts"

type Step = Taken<Disclosure.Command, Disclosure.State, Disclosure.Event>
const stream = Disclosure.stream("r1")
const at = monday
const by = "cert-1"

describe("the standard, counted out", () => {
  it("has 32 states of a case, 58 steps between them and 70 complete histories of 720 orders", () => {
    const { states, edges } = reachable(cs)
    expect([states.size, edges.length]).toEqual([32, 58])
    expect(words(cs, 6).length).toBe(70)
  })

  it("has 72 embargoes of up to seven steps, and 15 reports of up to seven", () => {
    expect(words(em, 7).length).toBe(72)
    expect(words(rm, 7).length).toBe(15)
    expect(words(rm, 5)).toEqual(["ric", "rvac", "rvdc", "rvadc", "rvdac", "rivac", "rivdc"])
  })

  it("a summary of its embargoes leaves out 39 of them; one with `+` in the right places none", () => {
    const all = words(em, 7)
    expect(all.filter((word) => !/^(p*r)*(pa(p*r)*(pa)?t)?$/.test(word)).length).toBe(39)
    expect(all.filter((word) => !/^(p+r)*(p+a(p+[ar])*(p+)?t)?$/.test(word)).length).toBe(0)
  })
})

/** The events that come of these commands, one after the other; `undefined` where one is refused or gives nothing. */
const live = (
  commands: ReadonlyArray<(state: Disclosure.State) => Disclosure.Command>
): ReadonlyArray<Disclosure.Event> | undefined => {
  let events: ReadonlyArray<Disclosure.Event> = []
  for (const command of commands) {
    const { state } = fold(Disclosure.decider, stream, events)
    const decided = Disclosure.decide(command(state), state, world())
    if (Result.isFailure(decided) || decided.success.length === 0) return undefined
    events = [...events, ...decided.success]
  }
  return events
}

type Letter = (state: Disclosure.State) => Disclosure.Command
const handling: Readonly<Record<string, Letter>> = {
  r: () => receive(),
  v: () => ({ _tag: "ValidateReport", by, at }),
  i: () => ({ _tag: "InvalidateReport", by, reason: "sealed:no", at }),
  a: () => ({ _tag: "AcceptReport", by, at }),
  d: () => ({ _tag: "DeferReport", by, reason: "sealed:later", at }),
  c: () => ({ _tag: "CloseReport", resolution: { as: "outOfScope" }, by, at })
}
const newest = ({ embargo }: Disclosure.State): string => embargo.open.at(-1)?.value.proposal ?? "none"
const secrecy: Readonly<Record<string, Letter>> = {
  p: ({ embargo: { proposals } }) => ({
    _tag: "ProposeEmbargo",
    proposal: `p${proposals.length}`,
    by: "vendor",
    until: day(30 + proposals.length),
    at
  }),
  a: (state) => ({ _tag: "AcceptEmbargo", proposal: newest(state), by: "reporter", at }),
  r: (state) => ({ _tag: "RejectEmbargo", proposal: newest(state), by: "reporter", at }),
  t: () => ({ _tag: "EndEmbargo", why: "agreed", at })
}
const facts: Readonly<Record<string, Letter>> = {
  V: () => receive(),
  F: () => ({ _tag: "RecordFixReady", by, at }),
  D: () => ({ _tag: "RecordFixDeployed", by, at }),
  P: () => ({ _tag: "ObservePublic", through: "other", at }),
  X: () => ({ _tag: "ObserveExploit", through: "other", at }),
  A: () => ({ _tag: "ObserveAttacks", at })
}
const spell = (word: string, letters: Readonly<Record<string, Letter>>) => [...word].map((letter) => letters[letter]!)

describe("each history of the standard can be told of a report", () => {
  it("each way of handling one", () => {
    for (const word of words(rm, 7)) expect(Disclosure.wordsOf(live(spell(word, handling)) ?? []).rm).toBe(word)
  })

  it("each embargo", () => {
    for (const word of words(em, 7)) {
      const events = live([handling["r"]!, ...spell(word, secrecy)])
      expect(Disclosure.wordsOf(events ?? []).em).toBe(word)
    }
  })

  it("each order of facts after the report came; an exploit and the publicity that it brings are one decision", () => {
    const after = words(cs, 6).filter((word) => word.startsWith("V"))
    expect(after.length).toBe(42)
    for (const word of after) {
      const once = word.replace("XP", "X")
      const [first, ...others] = spell(once, facts)
      const events = live([first!, handling["v"]!, handling["a"]!, ...others])
      expect(Disclosure.wordsOf(events ?? []).cs).toBe(word.replace("XP", "PX"))
    }
  })

  it("what was so before the report came is told by its date", () => {
    const before = words(cs, 6).filter((word) => !word.startsWith("V"))
    expect(before.length).toBe(28)
    expect(run(cs, "PV")).toBe("VfdPxa")
    const events = live([facts["V"]!, () => ({ _tag: "ObservePublic", through: "reporter", at: day(-3) })])
    const { weakness, handling: came } = fold(Disclosure.decider, stream, events ?? []).state
    expect(weakness.public!.value < came.received!.value.at).toBe(true)
  })
})

describe("every state that a report can reach", () => {
  const state = (told: Disclosure.State): string => {
    const { rm: h, em: e, cs: c } = Disclosure.inTheStandard(told)
    return `${h} ${e} ${c} ${told.handling.accepted !== undefined}`
  }
  const shown = new Set<string>()
  const exploring = {
    decider: Disclosure.decider,
    stream,
    world: world(),
    given: [received()],
    commands: (told: Disclosure.State) =>
      [...Object.entries(handling), ...Object.entries(secrecy), ...Object.entries(facts)]
        .filter(([letter]) => letter !== "r" || told.embargo.open.length > 0)
        .filter(([letter]) => letter !== "V")
        .map(([, command]) => command(told)),
    key: state,
    always: {
      "each state has its place in the standard": (told: Disclosure.State) => {
        const { rm: h, em: e, cs: c } = Disclosure.inTheStandard(told)
        shown.add(`${h} ${e} ${c}`)
        return reachable(rm).states.has(h) && reachable(em).states.has(e) && reachable(cs).states.has(c)
      },
      "each step is one of the standard's": (_: Disclosure.State, step: Step | undefined) =>
        step === undefined || Object.values(stepsOf(step.from, step.events)).every((it) => it)
    },
    isEnd: (told: Disclosure.State) => Disclosure.isOver(told, world(), at)
  }
  const found = explore<Disclosure.Command, Disclosure.State, Disclosure.Event, Disclosure.Policy.ReportWorld>(
    exploring
  )

  it("is reached by the model of it that the decision page describes, and no other", () => {
    const model = combined()
    expect(found.broken).toEqual([])
    expect([found.states, found.transitions]).toEqual([model.states.length, model.steps])
    expect(shown).toEqual(new Set(model.states.map(({ h, e, c }) => `${h} ${e} ${c}`)))
  })

  it("counted", () => {
    expect({
      combinations: shown.size,
      states: found.states,
      transitions: found.transitions,
      ends: found.ends
    }).toEqual({ combinations: 180, states: 210, transitions: 909, ends: 48 })
  })

  it("under a policy that gives a time after attacks, an embargo outlives them", () => {
    const given = new Set<string>()
    const terms = policy({ exploited: said(hours(24 * 7)) })
    const more = explore({
      ...exploring,
      world: world(terms),
      always: {
        "what is known stands beside it": (told) => {
          const { rm: h, em: e, cs: c } = Disclosure.inTheStandard(told)
          given.add(`${h} ${e} ${c}`)
          return !(c.includes("P") && "PAR".includes(e))
        }
      },
      isEnd: (told) => Disclosure.isOver(told, world(terms), day(100))
    })
    expect(more.broken).toEqual([])
    expect({ combinations: given.size, states: more.states, transitions: more.transitions }).toEqual({
      combinations: 192,
      states: 224,
      transitions: 978
    })
  })

  it("a report that could not be closed would be found", () => {
    const stuck = explore({
      decider: Disclosure.decider,
      stream,
      world: world(),
      given: [received()],
      commands: [{ _tag: "ValidateReport", by, at }],
      key: state,
      isEnd: (told) => Disclosure.isOver(told, world(), at)
    })
    expect(stuck.broken.map(({ sentence }) => sentence)).toEqual([canEnd])
  })
})

/** Whether the letters of a step are steps of each machine from where it was. */
function stepsOf(from: Disclosure.State, events: ReadonlyArray<Disclosure.Event>) {
  const was = Disclosure.inTheStandard(from)
  const told = Disclosure.wordsFrom(from, events)
  const goes = (machine: typeof rm, start: string, word: string): boolean =>
    run({ ...machine, start }, word) !== undefined
  return { rm: goes(rm, was.rm, told.rm), em: goes(em, was.em, told.em), cs: goes(cs, was.cs, told.cs) }
}
