/**
 * Persons are erasable, records are provable.
 *
 * What is personal is sealed before anything is decided: the core only ever sees a token. Destroying the key of a person
 * or a case leaves the record whole and the words unreadable.
 */

import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"

/** A sealed text. Only the edge can open it, and only while its key lives. */
export type Sealed = `sealed:${string}`

/** What a view shows where a sealed text stood and its key is gone. */
export interface Erased {
  readonly _tag: "Erased"
}
export const erased: Erased = { _tag: "Erased" }

/**
 * A command as a host writes it: every sealed text is plain text still, and instants and days are any text.
 * The edge checks and seals it, gives each instant its milliseconds (`Instant.parse`), and only then is anything decided.
 */
export type Plain<C> = C extends Sealed | Instant | Day
  ? string
  : C extends ReadonlyArray<infer A>
    ? ReadonlyArray<Plain<A>>
    : C extends object
      ? { readonly [K in keyof C]: Plain<C[K]> }
      : C

/** A value as a view shows it: every sealed text opened, or said to be erased. */
export type Opened<A> = A extends Sealed
  ? string | Erased
  : A extends ReadonlyArray<infer B>
    ? ReadonlyArray<Opened<B>>
    : A extends object
      ? { readonly [K in keyof A]: Opened<A[K]> }
      : A
