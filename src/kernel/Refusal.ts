/**
 * Saying no, to a person.
 *
 * A refusal is a plain value: what is so, what would help, and the clause that decided it. It is never stored and never
 * thrown. What others do is not refused but recorded; we refuse only to declare what is false or to do what we may not.
 */
import type { EventRef } from "../language/ids.ts"
import type { Clause } from "./Verdict.ts"

export interface Refusal<Tag extends string = string> {
  readonly _tag: Tag
  readonly clause: Clause
  /** Small first letter, no full stop, values in `backticks`. */
  readonly message: string
  /** The events that it rests on. Empty when it rests on something that is not there. */
  readonly facts: ReadonlyArray<EventRef>
}

/** A refusal, named after what is so. `under` is the rule whose sentence decided it. */
export const refusal = <const Tag extends string>(
  tag: Tag,
  under: { readonly clause: Clause },
  message: string,
  facts: ReadonlyArray<EventRef> = []
): Refusal<Tag> => ({ _tag: tag, clause: under.clause, message, facts })
