/**
 * Models: what a stream should say, kept as slowly and plainly as possible, beside what the library says.
 *
 * A model is the list of all that was declared, and recomputes every answer from it. It is written from the policy
 * (`docs/policy/`), where the library folds and indexes. Each command is given to both; then both must say the same.
 */
import fc from "fast-check"
import type { Day, Instant } from "goodfaith/time"
import { expect } from "vitest"
import { Refused } from "../scenario.ts"
import { runs } from "../laws/histories.ts"

/** What a model expects of a command: that it is recorded, that it is so already, or that one of these sentences refuses it. */
export type Expected = "recorded" | "already so" | ReadonlyArray<string>

/** How it went: the events it gave, or the tag of the refusal. */
export type Went = { readonly events: ReadonlyArray<unknown> } | { readonly refused: string }

/** Gives a command to the library. */
export const attempt = (act: () => ReadonlyArray<unknown>): Went => {
  try {
    return { events: act() }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal._tag }
    throw error
  }
}

/** The library and the model agree on whether it is recorded, is so already, or is refused, and by which sentence. */
export const agree = (expected: Expected, went: Went, command: unknown): void => {
  const outcome = "refused" in went ? "refused" : went.events.length === 0 ? "already so" : "recorded"
  expect({ command, outcome: "refused" in went ? went.refused : outcome }).toEqual({
    command,
    outcome: typeof expected === "string" ? expected : expect.toBeOneOf([...expected])
  })
}

/** How many commands of each kind ran, and how they went. */
export class Ran {
  private readonly counts = new Map<string, Map<string, number>>()
  private histories = 0

  history(): void {
    this.histories += 1
  }

  add(kind: string, went: string): void {
    const of = this.counts.get(kind) ?? new Map<string, number>()
    of.set(went, (of.get(went) ?? 0) + 1)
    this.counts.set(kind, of)
  }

  went(kind: string, went: string): number {
    return this.counts.get(kind)?.get(went) ?? 0
  }

  toString(): string {
    const lines = [...this.counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, of]) => `    ${kind}: ${[...of].map(([went, n]) => `${n} ${went}`).join(", ")}`)
    return `  ${this.histories} histories\n${lines.join("\n")}`
  }
}

export const inWords = (went: Went): string =>
  "refused" in went ? went.refused : went.events.length === 0 ? "already so" : "recorded"

/** One command of a model, with how many hours after the one before it comes. */
export interface Turn<C> {
  readonly hours: number
  readonly wants: C
}

export const turnOf = <C>(wants: fc.Arbitrary<C>): fc.Arbitrary<Turn<C>> =>
  fc.record({
    hours: fc.oneof(
      { weight: 2, arbitrary: fc.constant(0) },
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 48 }) },
      { weight: 1, arbitrary: fc.integer({ min: 49, max: 800 }) }
    ),
    wants
  })

/** Runs many histories of commands against both, as `fc.commands` shrinks them. */
export const both = <M extends object, C>(
  n: number,
  ran: Ran,
  commands: ReadonlyArray<fc.Arbitrary<Turn<C>>>,
  begin: () => M,
  takes: (model: M, turn: Turn<C>) => void
): void => {
  class Taken implements fc.Command<M, object> {
    readonly turn: Turn<C>
    constructor(turn: Turn<C>) {
      this.turn = turn
    }
    check(): boolean {
      return true
    }
    run(model: M): void {
      takes(model, this.turn)
    }
    toString(): string {
      return `\n+${this.turn.hours}h ${JSON.stringify(this.turn.wants)}`
    }
  }
  const all = commands.map((each) => each.map((turn) => new Taken(turn)))
  fc.assert(
    fc.property(fc.commands(all, { maxCommands: 100, size: "max" }), (drawn) => {
      ran.history()
      fc.modelRun(() => ({ model: begin(), real: {} }), drawn)
    }),
    runs(n)
  )
}

/** So many hours after new year. */
export const hourOf = (hours: number): Instant => new Date(Date.UTC(2026, 0, 1, hours)).toISOString() as Instant

export const dayOf = (hours: number): Day => hourOf(hours).slice(0, 10) as Day
