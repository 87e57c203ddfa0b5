/** Stories about readings, told where no clock, no chance and no machine can be reached. */
import * as Result from "effect/Result"
import { fold } from "goodfaith/kernel"
import { Reading, type Terms, type World } from "goodfaith/terms"
import { nlOffice } from "goodfaith/time"
import { expect } from "vitest"
import { termsRef } from "../../src/journal/address.ts"
import { withPoisonedGlobals } from "../truth/poison.ts"

/** What nobody has handed over. */
export const unheardOf = "the-moon"

/** A world that knows these terms, and every calendar but the one of the moon. */
export const knowing = (...known: ReadonlyArray<Terms>): World => {
  const byRef = new Map<string, Terms>(known.map((terms) => [termsRef(terms), terms]))
  const office = { ref: "calendar:nl-office@2026b.sha256-office", value: nlOffice } as const
  return {
    terms: (ref) => byRef.get(ref),
    calendar: (name) => (name === unheardOf ? undefined : office),
    zone: () => undefined
  }
}

export const decide = (world: World, events: ReadonlyArray<Reading.Event>, command: Reading.Command) =>
  withPoisonedGlobals(() => {
    const stream = Reading.readingsStream(command.terms)
    return Reading.decide(command, fold(Reading.decider, stream, events).state, world)
  })

/** The events that a command gives; throws when it is refused. */
export const recorded = (world: World, events: ReadonlyArray<Reading.Event>, command: Reading.Command) =>
  Result.getOrThrow(decide(world, events, command))

export const given =
  (world: World) =>
  (...events: ReadonlyArray<Reading.Event>) => ({
    when: (command: Reading.Command) => {
      const decision = decide(world, events, command)
      return {
        // oxlint-disable-next-line unicorn/no-thenable -- a story reads given, when, then
        then: (...happened: ReadonlyArray<Reading.Event>) => expect(decision).toEqual(Result.succeed(happened)),
        thenRefused: (refusal: unknown) => expect(decision).toEqual(Result.fail(refusal))
      }
    }
  })
