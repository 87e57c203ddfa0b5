/**
 * Every answer gives its reasons.
 *
 * A rule is a sentence of our policy and the few lines that keep it. Calling a rule gives a verdict: the answer, and
 * because of which clause, which events, which looked-for absence and which words of the contract it is so.
 * Nothing else in this library makes a verdict, so there is no answer without reasons.
 */
import type { EventRef, Revision, StreamId, PolicyRef, TermsRef } from "../language/ids.ts"

/** A value together with the event that says so. State keeps facts, not bare values. */
export interface Fact<A> {
  readonly value: A
  readonly from: EventRef
}

/** A fact read from another stream, and how far that stream was read when it was: built by facade and reactions only. */
export interface Cited<A> extends Fact<A> {
  readonly asOf: Revision
}

/** "There is no such event": where somebody looked, and up to which revision. */
export interface Absent {
  readonly stream: StreamId
  readonly upTo: Revision
}

/** A sentence of our policy. It stands word for word in `docs/policy/`. */
export interface Clause {
  readonly id: string
  readonly quote: string
}

/** Where a contract says something: the instrument, the place in it, and its words. */
export interface Source {
  readonly instrument: string
  readonly at?: string
  readonly words: string
}

/** A value that a contract states, or that a recorded reading gives to a parameter the contract leaves open. */
export interface Stipulation<A, Ref = TermsRef> {
  readonly value: A
  readonly terms: TermsReason<Ref>
}

/** The contract behind a reason, or the policy. With `reading`, the value is the vendor's reading, not the text's own words. */
export interface TermsReason<Ref = TermsRef> {
  readonly ref: Ref
  readonly parameter: string
  readonly source: Source
  readonly reading?: EventRef
}

/** One step of an answer: which clause, resting on which events, which absences, which words of the contract. */
export interface Reason {
  readonly clause: Clause
  /** What this clause said by itself: the same sentence may speak for and against. */
  readonly answer: unknown
  readonly facts: ReadonlyArray<EventRef>
  readonly absent?: ReadonlyArray<Absent>
  readonly terms?: ReadonlyArray<TermsReason<TermsRef | PolicyRef>>
}

/**
 * An answer and its reasons: the deciding clause first, then what it rests on.
 *
 * Each reason stands there once. A clause may stand there several times: about other facts (each objection, each row of the use), or
 * answering otherwise.
 */
export interface Verdict<A> {
  readonly answer: A
  readonly because: Reasons
}

export type Reasons = readonly [Reason, ...ReadonlyArray<Reason>]

/** A clause and the function that keeps it. */
export interface Rule<Args extends ReadonlyArray<unknown>, A> {
  (...facts: Args): Verdict<A>
  readonly clause: Clause
}

/**
 * A rule: the sentence first, what keeps it right under it.
 *
 * The function takes facts and gives an answer. The verdict cites every `Fact`, `Absent`, `Stipulation` and `Verdict`
 * among the arguments, also inside arrays; anything else is passed through uncited, so hand over facts, not states.
 *
 * ```ts
 * import { rule } from "goodfaith/kernel"
 * const toldFirst = rule(
 *   { id: "example.told-first", quote: "A client is told before access begins." },
 *   (told, began) => told.value <= began.value
 * )
 * toldFirst({ value: "2026-11-02", from: "consultation/x/c@1" }, { value: "2026-11-30", from: "consultation/x/c@2" }).answer // => true
 * ```
 */
export const rule = <Args extends ReadonlyArray<any>, A>(
  clause: Clause,
  keep: (...facts: Args) => A
): Rule<Args, A> => {
  const ruled = (...facts: Args): Verdict<A> => {
    const answer = keep(...facts)
    return { answer, because: reasons(clause, answer, facts) }
  }
  return Object.assign(ruled, { clause })
}

/**
 * A sentence that is kept by declining what breaks it: refusals rest on it, and no answer has to be given. What gives an answer is
 * a `rule`.
 */
export const sentence = (clause: Clause): { readonly clause: Clause } => ({ clause })

/** The rule's own reason first, then those of the verdicts that it rests on, each once. */
const reasons = (clause: Clause, answer: unknown, args: ReadonlyArray<unknown>): Reasons => {
  const reason: Citing = { clause, answer, facts: [] }
  const because: [Reason, ...Array<Reason>] = [reason]
  cite(args, reason, because)
  return because
}

/** A reason while it is put together. */
type Citing = {
  -readonly [K in keyof Reason]: Reason[K] extends ReadonlyArray<infer A> | undefined ? Array<A> : Reason[K]
}

const cite = (args: ReadonlyArray<unknown>, reason: Citing, because: Array<Reason>): void => {
  for (const arg of args) {
    if (typeof arg !== "object" || arg === null) continue
    if (Array.isArray(arg)) cite(arg, reason, because)
    else if ("because" in arg) {
      for (const rested of (arg as Verdict<unknown>).because) addOnce(because, rested)
    } else if ("from" in arg && "value" in arg) {
      const { from } = arg as Fact<unknown>
      if (!reason.facts.includes(from)) reason.facts.push(from)
    } else if ("upTo" in arg && "stream" in arg) {
      const { stream, upTo } = arg as Absent
      ;(reason.absent ??= []).push({ stream, upTo })
    } else if ("terms" in arg && "value" in arg) (reason.terms ??= []).push((arg as Stipulation<unknown>).terms)
  }
}

/** Two of our questions may come to the same reason on their own ways; whoever reads it wants it once. */
const addOnce = (because: Array<Reason>, reason: Reason): void => {
  if (!because.some((it) => it === reason || isSame(it, reason))) because.push(reason)
}

/** The same sentence about other facts is another reason. */
const isSame = (one: Reason, other: Reason): boolean =>
  one.clause.id === other.clause.id && JSON.stringify(one) === JSON.stringify(other)

/** All events that a verdict rests on, each once, in the order in which its reasons name them. */
export const citedBy = (verdict: Verdict<unknown>): ReadonlyArray<EventRef> => [
  ...new Set(
    verdict.because.flatMap((reason) => [
      ...reason.facts,
      ...(reason.terms ?? []).flatMap((terms) => (terms.reading === undefined ? [] : [terms.reading]))
    ])
  )
]

/**
 * An answer that one of several verdicts decided: the deciding ones first, then all that were asked beside them.
 * For answers of the form "any no is a no".
 */
export const decidedBy = <A>(
  answer: A,
  deciding: readonly [Verdict<unknown>, ...ReadonlyArray<Verdict<unknown>>],
  besides: ReadonlyArray<Verdict<unknown>> = []
): Verdict<A> => {
  const all = [...deciding, ...besides].flatMap(({ because }) => because)
  const each: Array<Reason> = []
  for (const reason of new Set(all)) addOnce(each, reason)
  const [first = deciding[0].because[0], ...rest] = each
  return { answer, because: [first, ...rest] }
}
