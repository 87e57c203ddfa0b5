/**
 * How a concept decides: events in, state; a command in, events or a refusal out. No clock, no chance, no I/O.
 */
import * as Equal from "effect/Equal"
import * as Result from "effect/Result"
import { type EventRef, eventRef, type Revision, type StreamId } from "../language/ids.ts"
import type { Refusal } from "./Refusal.ts"

/**
 * `evolve` believes history: it is total and never fails.
 * `decide` answers with new events, with none (`alreadySo`), or with a refusal. `W` is what it may look up: pinned terms,
 * calendars and zones.
 */
export interface Decider<C, S, E, R extends Refusal, W> {
  readonly initial: S
  readonly evolve: (state: S, event: E, ref: EventRef) => S
  readonly decide: (command: C, state: S, world: W) => Decision<E, R>
}

export type Decision<E, R extends Refusal = Refusal> = Result.Result<ReadonlyArray<E>, R>

/** These events happened. */
export const record = <E>(...events: ReadonlyArray<E>): Result.Result<ReadonlyArray<E>> => Result.succeed(events)

/** Asked twice, decided once: it is so already, and nothing new happened. */
export const alreadySo: Result.Result<ReadonlyArray<never>> = Result.succeed([])

/** We do not do this, and here is why. */
export const refuse = <R extends Refusal>(refusal: R): Result.Result<never, R> => Result.fail(refusal)

/** A state, the stream it was folded from, and how far: `upTo` is `-1` when the stream was looked at and held nothing. */
export interface Folded<S> {
  readonly stream: StreamId
  readonly upTo: Revision
  readonly state: S
}

/** The state after these events of this stream. With `onto`, goes on from there. */
export const fold = <S, E>(
  decider: { readonly initial: S; readonly evolve: (state: S, event: E, ref: EventRef) => S },
  stream: StreamId,
  events: Iterable<E>,
  onto?: Folded<S>
): Folded<S> => {
  let state = onto?.state ?? decider.initial
  let upTo = onto?.upTo ?? -1
  for (const event of events) {
    upTo += 1
    state = decider.evolve(state, event, eventRef(stream, upTo))
  }
  return { stream, upTo, state }
}

/**
 * Whether two acts say the same, whenever they were said: `at` does not count.
 * What `decide` asks before it records the same thing twice.
 */
export const saysTheSame = (was: object, is: object): boolean => {
  for (const field in was) if (!saysTheSameOf(field, was, is)) return false
  for (const field in is) if (!(field in was) && counts(field)) return false
  return true
}

const counts = (field: string): boolean => field !== "_tag" && field !== "at"

/** Most fields are texts, and most acts differ in one: equality in depth, which is slow, is asked last. */
const saysTheSameOf = (field: string, was: object, is: object): boolean => {
  const [said, says] = [was[field as keyof object] as unknown, is[field as keyof object] as unknown]
  return said === says ? field in is || !counts(field) : !counts(field) || Equal.equals(said, says)
}

/**
 * The same of the same moment. For what a person says of a state of affairs: said again later, it is said for that later day too.
 */
export const saysTheSameThen = (was: { readonly at: string }, is: { readonly at: string }): boolean =>
  was.at === is.at && saysTheSame(was, is)

/** A command that asks for an event, field by field. */
export type Ask<E extends { readonly _tag: string }, Tag extends string> = Omit<E, "_tag"> & { readonly _tag: Tag }
