/**
 * How a vendor reads what a contract, or its own disclosure policy, leaves open.
 *
 * What a contract does not state stays open until a person says how it is read, and why. The reading is the vendor's: it
 * must come before the act that it serves, be stated to the other side, and every reason that uses it says whose it is.
 */
import { alreadySo, type Decider, type Decision, type Folded, record, refuse } from "../kernel/Decider.ts"
import { newest, newestBy } from "../kernel/facts.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Cited, Fact, Source, Stipulation, TermsReason } from "../kernel/Verdict.ts"
import { type ActorId, type EventRef, type PolicyRef, type StreamId, type TermsRef, under } from "../language/ids.ts"
import type { Instant } from "../time/Instant.ts"
import * as rules from "./rules.ts"
import { type Duty, fills, isExact, type Parameter, type Period, type Row, type Says, type Terms } from "./Terms.ts"
import type { World } from "./World.ts"

/** Where a parameter stands in its terms: `authorisation`, or `duty/row/parameter` of a row of a duty. */
export type ParameterName = string

/** What is read: a contract's terms, or a version of a disclosure policy. */
export type ReadRef = TermsRef | PolicyRef

/** `terms/sha256-…`: the stream that holds the readings of these terms, or of this policy. */
export const readingsStream = (ref: ReadRef): StreamId => `terms/${ref.slice(ref.indexOf(":") + 1)}`

// -- Events ----------------------------------------------------------------------------------------------------------

/** Somebody said how a parameter is read from `at` on. A later reading of the same parameter takes its place from then on. */
export interface ReadingRecorded {
  readonly _tag: "ReadingRecorded"
  readonly terms: ReadRef
  readonly parameter: ParameterName
  /** A value of the parameter's own type, stated exactly. */
  readonly value: unknown
  readonly by: ActorId
  readonly reason: string
  /** The reading whose place it takes: the one that stood at `at`. */
  readonly supersedes?: EventRef
  readonly at: Instant
}

export type Event = ReadingRecorded

// -- State -----------------------------------------------------------------------------------------------------------

/** A reading as others take it over: what was read how, by whom, why and when. */
export interface Reading {
  readonly parameter: ParameterName
  readonly value: unknown
  readonly by: ActorId
  readonly reason: string
  readonly at: Instant
}

export interface State {
  /** All readings of each parameter, in the order in which they were recorded. */
  readonly readings: Readonly<Record<ParameterName, ReadonlyArray<Fact<Reading>>>>
}

export const initial: State = { readings: {} }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "ReadingRecorded": {
      const { parameter, value, by, reason, at } = event
      const reading: Fact<Reading> = { value: { parameter, value, by, reason, at }, from: ref }
      return {
        readings: { ...state.readings, [parameter]: [...(under(state.readings, parameter) ?? []), reading] }
      }
    }
  }
}

// -- Refusals --------------------------------------------------------------------------------------------------------

/** What a refusal calls the text that is read. */
const called = (ref: ReadRef): "contract" | "policy" => (isOfPolicy(ref) ? "policy" : "contract")

const isOfPolicy = (ref: ReadRef): ref is PolicyRef => ref.startsWith("policy:")

export const UnknownTerms = (ref: ReadRef): Refusal<"UnknownTerms"> =>
  refusal(
    "UnknownTerms",
    rules.immutable,
    `no ${isOfPolicy(ref) ? "disclosure policy is" : "terms are"} known under \`${ref}\`: hand ${isOfPolicy(ref) ? "it" : "them"} over when opening, or check the reference`
  )

export const UnknownParameter = (
  name: ParameterName,
  known: ReadonlyArray<ParameterName>,
  text: "contract" | "policy" = "contract"
): Refusal<"UnknownParameter"> =>
  refusal(
    "UnknownParameter",
    rules.readByAPerson,
    `${text === "policy" ? "this policy has" : "these terms have"} no parameter \`${name}\`; the ones still open are ${known.map((open) => `\`${open}\``).join(", ") || "none"}`
  )

export const StatedByTheContract = (
  name: ParameterName,
  source: Source,
  text: "contract" | "policy" = "contract"
): Refusal<"StatedByTheContract"> =>
  refusal(
    "StatedByTheContract",
    rules.readByAPerson,
    `the ${text} states \`${name}\` itself, so there is nothing to read: "${source.words}"`
  )

export const StillOpen = (name: ParameterName): Refusal<"StillOpen"> =>
  refusal(
    "StillOpen",
    rules.readByAPerson,
    `this reading of \`${name}\` is itself still open: give a period that can be counted`
  )

export const ChangesTheContract = (
  name: ParameterName,
  source: Source,
  text: "contract" | "policy" = "contract"
): Refusal<"ChangesTheContract"> =>
  refusal(
    "ChangesTheContract",
    rules.fillsOnly,
    `this reading of \`${name}\` changes what the ${text} states: keep that, and give only what it leaves open: "${source.words}"`
  )

export const NoSuchCalendar = (name: ParameterName, calendar: string): Refusal<"NoSuchCalendar"> =>
  refusal(
    "NoSuchCalendar",
    rules.byCalendarsAtHand,
    `this reading of \`${name}\` counts by the calendar \`${calendar}\`, and nobody handed that over, so nothing could be counted: hand it over when opening, or name one that is at hand`
  )

// -- Commands --------------------------------------------------------------------------------------------------------

export interface RecordReading {
  readonly _tag: "RecordReading"
  readonly terms: ReadRef
  readonly parameter: ParameterName
  readonly value: unknown
  readonly by: ActorId
  readonly reason: string
  readonly at: Instant
}

export type Command = RecordReading

// -- Decide ----------------------------------------------------------------------------------------------------------

/** What is pinned, and what else can be read: a policy, by its parameters. */
export interface ReadingWorld extends World {
  readonly policyParameters?: (ref: PolicyRef) => Parameters | undefined
}

const parametersOf = (ref: ReadRef, world: ReadingWorld): Parameters | undefined => {
  if (isOfPolicy(ref)) return world.policyParameters?.(ref)
  const terms = world.terms(ref)
  return terms && parameters(terms)
}

export const decide = (command: Command, state: State, world: ReadingWorld): Decision<Event> => {
  switch (command._tag) {
    case "RecordReading": {
      const { terms: ref, parameter: name, value, by, reason, at } = command
      const known = parametersOf(ref, world)
      if (known === undefined) return refuse(UnknownTerms(ref))
      const parameter = under(known, name)
      if (parameter === undefined) return refuse(UnknownParameter(name, openAmong(known), called(ref)))
      if ("says" in parameter && vagueness(parameter.says) === undefined)
        return refuse(StatedByTheContract(name, parameter.source, called(ref)))
      if (vagueness(value) !== undefined) return refuse(StillOpen(name))
      if ("says" in parameter && !fills(parameter.says, value))
        return refuse(ChangesTheContract(name, parameter.source, called(ref)))
      const missing = calendarsIn(value).find((calendar) => world.calendar(calendar) === undefined)
      if (missing !== undefined) return refuse(NoSuchCalendar(name, missing))
      const standing = newestBy(under(state.readings, name) ?? [], at)
      if (standing !== undefined && fills(standing.value.value, value)) return alreadySo
      return record({
        _tag: "ReadingRecorded",
        terms: ref,
        parameter: name,
        value,
        by,
        reason,
        ...(standing !== undefined && { supersedes: standing.from }),
        at
      })
    }
  }
}

/** The calendars that a value counts by, wherever in it. One without a name is what `check` of `goodfaith/terms/check` tells of. */
export const calendarsIn = (value: unknown): ReadonlyArray<string> => {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    (key === "calendar" || key === "eventOnWorkingDayOf") && typeof inner === "string"
      ? inner === ""
        ? []
        : [inner]
      : calendarsIn(inner)
  )
}

export const decider: Decider<Command, State, Event, Refusal, ReadingWorld> = { initial, evolve, decide }

// -- Queries ---------------------------------------------------------------------------------------------------------

/** Of each parameter the reading that serves an act at an instant: the newest by then, whenever it was recorded. */
export const readingsFor = <F extends Fact<Reading>>(readings: ReadonlyArray<F>, act: Instant): ReadonlyArray<F> => {
  const before = readings.filter((reading) => rules.readBefore(reading, act).answer)
  const names = new Set(before.map(({ value }) => value.parameter))
  return [...names].flatMap((name) => newest(before.filter(({ value }) => value.parameter === name)) ?? [])
}

/** All readings that were recorded in a stream, each with how far that was read. */
export const citable = ({ state, upTo }: Folded<State>): ReadonlyArray<Cited<Reading>> =>
  Object.values(state.readings)
    .flat()
    .map((it): Cited<Reading> => ({ ...it, asOf: upTo }))

/** A parameter that nobody may act on yet: the decision that a person must record. */
export interface Open<Ref extends ReadRef = TermsRef> {
  readonly open: ParameterName
  readonly terms: Ref
  /**
   * `notJudged`: the contract states it, and whether it fits the case is for a person to say. `notSaid`: no parameter, but the client's yes of
   * this id, of which nobody has said whether it was in writing.
   */
  readonly why: "unstated" | "notSeen" | "reasonable" | "days" | "notJudged" | "notSaid"
  /** The contract's words, where it has any. */
  readonly words?: string
}

/** Terms as one client's case holds them: pinned, with the readings that were stated to that client, in any order. */
export interface TermsInHand {
  readonly ref: TermsRef
  readonly terms: Terms
  readonly readings: ReadonlyArray<Cited<Reading>>
}

export const isOpen = <O extends Open<ReadRef>>(answer: Stipulation<unknown, ReadRef> | O): answer is O =>
  "open" in answer

/** What a parameter is for this client: the contract's word, else the vendor's stated reading, else open. */
export const read = <A>(hand: TermsInHand, name: ParameterName, parameter: Parameter<A>): Stipulation<A> | Open => {
  const vague = "says" in parameter ? lookedInto(parameter) : "notSeen" in parameter ? "notSeen" : "unstated"
  if ("says" in parameter && vague === undefined) {
    return { value: parameter.says, terms: { ref: hand.ref, parameter: name, source: parameter.source } }
  }
  const source = "says" in parameter ? parameter.source : { instrument: hand.terms.instruments[0].id, words: "" }
  const reading = newest(hand.readings.filter((stated) => stated.value.parameter === name))
  if (reading !== undefined) {
    const terms: TermsReason = { ref: hand.ref, parameter: name, source, reading: reading.from }
    return { value: reading.value.value as A, terms }
  }
  return { open: name, terms: hand.ref, why: vague ?? "unstated", ...(source.words !== "" && { words: source.words }) }
}

/** Terms are immutable: whether a parameter is vague is looked up in it once. */
const lookedInto = (parameter: Says<unknown>): ReturnType<typeof vagueness> => {
  if (!lookedAt.has(parameter)) lookedAt.set(parameter, vagueness(parameter.says))
  return lookedAt.get(parameter)
}

const lookedAt = new WeakMap<Says<unknown>, ReturnType<typeof vagueness>>()

/** Whether a value holds words or bare days that only a person can turn into something countable. */
export const vagueness = (value: unknown): "reasonable" | "days" | undefined => {
  if (typeof value !== "object" || value === null) return undefined
  if ("reasonable" in value) return "reasonable"
  if ("unit" in value && !isExact(value as Period)) return "days"
  for (const inner of Object.values(value)) {
    const vague = vagueness(inner)
    if (vague !== undefined) return vague
  }
  return undefined
}

export type Parameters = Readonly<Record<ParameterName, Parameter<unknown>>>

/** Every parameter of these terms, under the name that a reading calls it by. */
export const parameters = (terms: Terms): Parameters => {
  const named: Record<ParameterName, Parameter<unknown>> = {
    authorisation: terms.authorisation,
    "entry.listing": terms.entry.listing,
    "entry.announced": terms.entry.announced,
    exempt: terms.exempt,
    emergency: terms.emergency,
    transfer: terms.transfer,
    listing: terms.listing
  }
  for (const duty of terms.duties) {
    for (const row of duty.rows) {
      for (const [name, parameter] of Object.entries(rowParameters(duty, row)))
        named[`${duty.id}/${row.id}/${name}`] = parameter
    }
  }
  return named
}

/** Where a duty only informs, nothing hangs on windows, objections and holds. */
const rowParameters = ({ kind }: Duty, row: Row): Readonly<Record<string, Parameter<unknown>>> => ({
  channels: row.channels,
  contents: row.contents,
  clockStart: row.clockStart,
  advanceNotice: row.advanceNotice,
  ...(kind === "consult" && {
    window: row.window,
    ...prefixed("objection", row.objection),
    silence: row.silence,
    lateObjection: row.lateObjection,
    ...prefixed("hold", row.hold),
    ...prefixed("resolution", row.resolution),
    exit: row.exit
  })
})

const prefixed = (prefix: string, group: object): Record<string, Parameter<unknown>> =>
  Object.fromEntries(Object.entries(group).map(([name, parameter]) => [`${prefix}.${name}`, parameter]))

/** The names of the parameters that these terms leave open: unstated, or stated in words only. */
export const openIn = (terms: Terms): ReadonlyArray<ParameterName> => openAmong(parameters(terms))

/** Of these parameters the names of those that are open. */
export const openAmong = (all: Parameters): ReadonlyArray<ParameterName> =>
  Object.entries(all)
    .filter(([, parameter]) => !("says" in parameter) || vagueness(parameter.says) !== undefined)
    .map(([name]) => name)
