/**
 * A policy as it is held for one report: the version that binds, the readings of what it leaves open, and whose days are counted.
 *
 * Read as contracts are (`terms/Reading.ts`): what a policy does not state stays open until a person records how it is read.
 */
import type * as Kernel from "../kernel/Verdict.ts"
import type { Cited, Source } from "../kernel/Verdict.ts"
import type { PolicyRef } from "../language/ids.ts"
import type * as Readings from "../terms/Reading.ts"
import { type ParameterName, type Reading, vagueness } from "../terms/Reading.ts"
import { type Parameter, unstated } from "../terms/Terms.ts"
import type { Place } from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import type { DisclosureTerms } from "./DisclosureTerms.ts"
import { readingServes } from "./reporterRules.ts"

/** A value that a policy states, or that a reading of it gives. */
export type Stipulation<A> = Kernel.Stipulation<A, PolicyRef>

/** A parameter of a policy that nobody may act on yet. */
export type Open = Readings.Open<PolicyRef>

/** A reading, and when an answer stated it to the reporter. */
export interface StatedReading extends Cited<Reading> {
  readonly stated: Instant
}

export interface PolicyInHand {
  readonly ref: PolicyRef
  readonly terms: DisclosureTerms
  /** As they were stated to the reporter, in that order. */
  readonly readings: ReadonlyArray<StatedReading>
  readonly place: Place
}

/** How policies are read so far; left out where nobody looks. */
export interface ReadingsAtHand {
  readonly readings?: (policy: PolicyRef) => ReadonlyArray<Cited<Reading>>
}

/** The policy with what had been stated by a moment of how it is read. */
export const statedBy = (hand: PolicyInHand, at: Instant): PolicyInHand =>
  hand.readings.length === 0 ? hand : { ...hand, readings: hand.readings.filter(({ stated }) => stated <= at) }

/** What a parameter is for what began at a moment and was kept, or is looked at, at another. */
export const readFor = <A>(
  hand: PolicyInHand,
  name: ParameterName,
  parameter: Parameter<A>,
  began: Instant,
  until: Instant
): Stipulation<A> | Open => {
  const told = hand.readings.filter(({ value }) => value.parameter === name)
  const serves = told.length === 0 ? undefined : readingServes(told, began, until).answer
  return read({ ...hand, readings: serves === undefined ? [] : [serves] }, name, parameter)
}

/** What a parameter is: the policy's word, else the reading of it, else open. */
export const read = <A>(hand: PolicyInHand, name: ParameterName, parameter: Parameter<A>): Stipulation<A> | Open => {
  const vague = "says" in parameter ? vagueness(parameter.says) : parameter.notSeen === true ? "notSeen" : "unstated"
  if ("says" in parameter && vague === undefined)
    return { value: parameter.says, terms: { ref: hand.ref, parameter: name, source: parameter.source } }
  const source: Source = "says" in parameter ? parameter.source : { instrument: hand.terms.name, words: "" }
  const reading = hand.readings.findLast((it) => it.value.parameter === name)
  if (reading !== undefined) {
    const terms: Stipulation<A>["terms"] = { ref: hand.ref, parameter: name, source, reading: reading.from }
    return { value: reading.value.value as A, terms }
  }
  return { open: name, terms: hand.ref, why: vague ?? "unstated", ...(source.words !== "" && { words: source.words }) }
}

/** Something that the policy states, and whether it fits a report is for a person to say. */
export const notJudged = (hand: PolicyInHand, name: ParameterName, words?: string): Open => ({
  open: name,
  terms: hand.ref,
  why: "notJudged",
  ...(words !== undefined && { words })
})

/** A part of the policy as its word, to be cited. */
export const stated = <A>(hand: PolicyInHand, parameter: ParameterName, value: A, source: Source): Stipulation<A> => ({
  value,
  terms: { ref: hand.ref, parameter, source }
})

/** Under which name it is read whether an accident breaks a rule of conduct. */
export const accidentIn = (rule: string): ParameterName => `conduct/${rule}/accident`

/** Every parameter of a policy, under the name that a reading calls it by. */
export const parameters = (terms: DisclosureTerms): Readonly<Record<ParameterName, Parameter<unknown>>> => {
  const named: Record<ParameterName, Parameter<unknown>> = {
    "form.addresses": terms.form.addresses,
    "form.encryption": terms.form.encryption,
    "form.languages": terms.form.languages,
    "form.oneIssueEach": terms.form.oneIssueEach,
    safeHarbour: terms.safeHarbour,
    reward: terms.reward,
    credit: terms.credit,
    enquiries: terms.enquiries
  }
  const groups = {
    confidence: terms.confidence,
    embargo: terms.embargo,
    publication: terms.publication,
    scope: terms.scope
  }
  for (const [group, members] of Object.entries(groups))
    for (const [name, parameter] of Object.entries(members)) named[`${group}.${name}`] = parameter as Parameter<unknown>
  if ("says" in terms.reward) {
    named["reward.newTo"] = terms.reward.says.newTo
    named["reward.duplicates"] = terms.reward.says.duplicates
  }
  for (const { id, accident } of terms.conduct) if (accident === "unstated") named[accidentIn(id)] = unstated
  for (const promise of terms.promises) {
    const { within, anchor, condition, humanOnly, rigidity, suspendedOn } = promise
    for (const [name, parameter] of Object.entries({ within, anchor, condition, humanOnly, rigidity }))
      named[`promises/${promise.id}/${name}`] = parameter
    if (suspendedOn !== undefined) named[`promises/${promise.id}/suspendedOn`] = suspendedOn
  }
  return named
}

/** The names of the parameters that a policy leaves open: unstated, or stated in words only. */
export const openIn = (terms: DisclosureTerms): ReadonlyArray<ParameterName> =>
  Object.entries(parameters(terms))
    .filter(([, parameter]) => !("says" in parameter) || vagueness(parameter.says) !== undefined)
    .map(([name]) => name)
