/**
 * Every state that a decider can reach by these commands, looked at once.
 *
 * For deciders and terms of a host's own: what must always be so is asked of every state, and from every state there must be a way
 * to an end. What goes wrong comes back as the shortest story that leads there.
 */
import * as Result from "effect/Result"
import { type Decider, fold } from "../kernel/Decider.ts"
import type { Refusal } from "../kernel/Refusal.ts"
import type { StreamId } from "../language/ids.ts"

export interface Exploring<C, S, E, W> {
  readonly decider: Decider<C, S, E, Refusal, W>
  readonly stream: StreamId
  readonly world: W
  /** What has happened before. */
  readonly given?: ReadonlyArray<E>
  /** All that may be asked; where it depends on the state, a function of it. */
  readonly commands: ReadonlyArray<C> | ((state: S) => ReadonlyArray<C>)
  /** States with the same key are the same: it must tell apart whatever decisions hang on. */
  readonly key: (state: S) => string
  /** By the sentence that they keep: what must be so of a state, or of the step that leads to it. */
  readonly always?: Readonly<Record<string, (state: S, step: Step<C, S, E> | undefined) => boolean>>
  /** Whether a state is an end. From every state one must be in reach. */
  readonly isEnd: (state: S) => boolean
  /** More states than that are taken for a mistake in `key`: 100 000 when left out. */
  readonly atMost?: number
}

export interface Step<C, S, E> {
  readonly from: S
  readonly command: C
  readonly events: ReadonlyArray<E>
}

export interface Explored {
  readonly states: number
  /** Pairs of one state and the next, each once. */
  readonly transitions: number
  readonly ends: number
  /** Nothing when all is well. Of each sentence the first story that breaks it. */
  readonly broken: ReadonlyArray<{ readonly sentence: string; readonly story: string }>
}

/** The sentence that is broken by a state from which there is no way to an end. */
export const canEnd = "from every state there is a way to an end"

/**
 * ```ts
 * import { alreadySo, type Decider, record, type Refusal } from "goodfaith/kernel"
 * import { explore } from "goodfaith/testing"
 * const lamp: Decider<"press", boolean, "lit", Refusal, undefined> = {
 *   initial: false,
 *   evolve: () => true,
 *   decide: (_, lit) => (lit ? alreadySo : record("lit"))
 * }
 * const found = explore({
 *   decider: lamp, stream: "lamp/1", world: undefined, commands: ["press"], key: String, isEnd: (lit) => lit
 * })
 * found.states // => 2
 * found.broken // => []
 * ```
 */
export const explore = <C, S, E, W>(exploring: Exploring<C, S, E, W>): Explored => {
  const { decider, stream, world, given = [], commands, key, always = {}, isEnd, atMost = 100_000 } = exploring
  interface Place {
    readonly state: S
    readonly events: ReadonlyArray<E>
    readonly step: Step<C, S, E> | undefined
    /** Keys of the states that lead here. */
    readonly before: Set<string>
  }
  const broken = new Map<string, string>()
  const places = new Map<string, Place>()
  const queue: Array<Place> = []
  let transitions = 0

  const check = (state: S, before: ReadonlyArray<E>, step: Step<C, S, E> | undefined): void => {
    for (const [sentence, holds] of Object.entries(always)) {
      if (!broken.has(sentence) && !holds(state, step)) broken.set(sentence, story(before, step))
    }
  }
  const enter = (it: Omit<Place, "before">): Place => {
    if (places.size >= atMost) throw new RangeError(`more than ${atMost} states: \`key\` tells too many of them apart`)
    const place = { ...it, before: new Set<string>() }
    places.set(key(it.state), place)
    queue.push(place)
    return place
  }

  const begin = fold(decider, stream, given).state
  check(begin, given, undefined)
  enter({ state: begin, events: given, step: undefined })
  for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
    const here = key(place.state)
    const reached = new Set<string>()
    for (const command of typeof commands === "function" ? commands(place.state) : commands) {
      const decided = decider.decide(command, place.state, world)
      if (Result.isFailure(decided) || decided.success.length === 0) continue
      const step = { from: place.state, command, events: decided.success }
      const events = [...place.events, ...step.events]
      const state = fold(decider, stream, step.events, {
        stream,
        upTo: place.events.length - 1,
        state: place.state
      }).state
      check(state, place.events, step)
      const there = key(state)
      const known = places.get(there) ?? enter({ state, events, step })
      known.before.add(here)
      reached.add(there)
    }
    transitions += reached.size
  }

  const all = [...places.values()]
  const ends = all.filter(({ state }) => isEnd(state))
  const ending = new Set(ends)
  const back = [...ends]
  for (let place = back.pop(); place !== undefined; place = back.pop()) {
    for (const before of place.before) {
      const earlier = places.get(before)!
      if (ending.has(earlier)) continue
      ending.add(earlier)
      back.push(earlier)
    }
  }
  const stuck = all.find((place) => !ending.has(place))
  if (stuck !== undefined) {
    const { step, events } = stuck
    broken.set(canEnd, story(step === undefined ? events : events.slice(0, -step.events.length), step))
  }
  return {
    states: places.size,
    transitions,
    ends: ends.length,
    broken: [...broken].map(([sentence, told]) => ({ sentence, story: told }))
  }
}

// -- A counter-example, as it would be told. ------------------------------------------------------------------------------

const story = <C, S, E>(given: ReadonlyArray<E>, step: Step<C, S, E> | undefined): string =>
  [
    `given ${given.length === 0 ? "nothing" : given.map(inWords).join(",\n  and ")}`,
    ...(step === undefined
      ? []
      : [`when ${inWords(step.command)}`, `then ${step.events.map(inWords).join(",\n  and ")}`])
  ].join(",\n")

/** `FixReady` with its fields: `fix ready (by dpo-1, at 2026-…)`. */
const inWords = (said: unknown): string => {
  if (typeof said !== "object" || said === null) return String(said)
  const { _tag, ...fields } = said as { readonly _tag?: string }
  const told = Object.entries(fields).map(([name, value]) => `${spaced(name)} ${shown(value)}`)
  const words = _tag === undefined ? "" : spaced(_tag)
  return told.length === 0 ? words : `${words} (${told.join(", ")})`
}

const spaced = (name: string): string =>
  name
    .replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/^[A-Z]/, (it) => it.toLowerCase())

const shown = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing"))
