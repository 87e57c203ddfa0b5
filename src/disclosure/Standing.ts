/** What is said about promises themselves: waived by the reporter, at rest as announced, judged to fit, or how the policy is read. */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Cited, Fact } from "../kernel/Verdict.ts"
import type { ActorId, EventRef } from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import { type ParameterName, type Reading, readingsFor } from "../terms/Reading.ts"
import type { Instant } from "../time/Instant.ts"
import type { ReplySent } from "./Handling.ts"
import type { DisclosureTerms } from "./DisclosureTerms.ts"
import type { StatedReading } from "./hand.ts"
import * as rules from "./standingRules.ts"

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------------

/** The reporter does not hold us to it. */
export interface PromiseWaived {
  readonly _tag: "PromiseWaived"
  readonly promise: string
  readonly words: Sealed
  readonly at: Instant
}

/** For so long no time of our promises passes, as the policy allows and as it was announced. */
export interface RestAnnounced {
  readonly _tag: "RestAnnounced"
  readonly from: Instant
  readonly until?: Instant
  /** Where it was announced. */
  readonly where: string
  readonly by: ActorId
  readonly at: Instant
}

/** A person said whether the words of a promise fit this report. */
export interface ConditionJudged {
  readonly _tag: "ConditionJudged"
  readonly promise: string
  readonly holds: boolean
  readonly reason: Sealed
  readonly by: ActorId
  readonly at: Instant
}

/** An answer told the reporter how we read what the policy leaves open. */
export interface ReadingsStated {
  readonly _tag: "ReadingsStated"
  readonly reply: string
  /** As they stood when the answer went out. */
  readonly readings: ReadonlyArray<Cited<Reading>>
  /** When the answer went out. */
  readonly at: Instant
}

export type Event = PromiseWaived | RestAnnounced | ConditionJudged | ReadingsStated

// -- State: what `promises` takes as facts. ---------------------------------------------------------------------------------

export interface State {
  readonly waivers: ReadonlyArray<Fact<PromiseWaived>>
  readonly suspensions: ReadonlyArray<Fact<RestAnnounced>>
  readonly judged: ReadonlyArray<Fact<ConditionJudged>>
  readonly stated: ReadonlyArray<Fact<ReadingsStated>>
}

export const initial: State = { waivers: [], suspensions: [], judged: [], stated: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "PromiseWaived":
      return { ...state, waivers: [...state.waivers, { value: event, from: ref }] }
    case "RestAnnounced":
      return { ...state, suspensions: [...state.suspensions, { value: event, from: ref }] }
    case "ConditionJudged":
      return { ...state, judged: [...state.judged, { value: event, from: ref }] }
    case "ReadingsStated":
      return { ...state, stated: [...state.stated, { value: event, from: ref }] }
  }
}

// -- Refusals -------------------------------------------------------------------------------------------------------------

export const UnknownPromise = (promise: string, { promises }: DisclosureTerms): Refusal<"UnknownPromise"> =>
  refusal(
    "UnknownPromise",
    rules.restAsAnnounced,
    `the policy makes no promise \`${promise}\`; it makes ${promises.map(({ id }) => `\`${id}\``).join(", ") || "none"}`
  )

export const MayNotRest = refusal(
  "MayNotRest",
  rules.restAsAnnounced,
  "the policy lets no promise rest, so its time goes on"
)

export const AnnouncedTooLate = refusal(
  "AnnouncedTooLate",
  rules.restAsAnnounced,
  "a rest is announced before it begins: give a start that is not over"
)

export const NoSuchAnswer = (reply: string): Refusal<"NoSuchAnswer"> =>
  refusal(
    "NoSuchAnswer",
    rules.statedInAnAnswer,
    `no answer \`${reply}\` is on record: record it first, for the reporter knows a reading from an answer`
  )

export const NotReadByThen = (parameter: ParameterName, at: Instant): Refusal<"NotReadByThen"> =>
  refusal(
    "NotReadByThen",
    rules.statedInAnAnswer,
    `nobody had said by \`${at}\` how \`${parameter}\` is read, so that answer can't have stated it: record the reading, and state it in a later answer`
  )

// -- Commands and decide. ---------------------------------------------------------------------------------------------------

export interface WaivePromise extends Ask<PromiseWaived, "WaivePromise"> {}
export interface AnnounceRest extends Ask<RestAnnounced, "AnnounceRest"> {}
export interface JudgeCondition extends Ask<ConditionJudged, "JudgeCondition"> {}

/** Says which readings an answer stated; what they say, and when it went out, is looked up. */
export interface StateReadings {
  readonly _tag: "StateReadings"
  readonly reply: string
  readonly parameters: ReadonlyArray<ParameterName>
  readonly at: Instant
}

export type Command = WaivePromise | AnnounceRest | JudgeCondition | StateReadings

/** What else of the report and its policy is known. */
export interface Around {
  readonly terms: DisclosureTerms
  readonly replies: ReadonlyArray<Fact<ReplySent>>
  /** All readings of the policy that were recorded. */
  readonly readings: ReadonlyArray<Cited<Reading>>
}

export const decide = (command: Command, state: State, { terms, replies, readings }: Around): Decision<Event> => {
  switch (command._tag) {
    case "StateReadings": {
      const { reply, parameters } = command
      const answer = replies.find(({ value }) => value.reply === reply)
      if (answer === undefined) return refuse(NoSuchAnswer(reply))
      const { at } = answer.value
      const by = readingsFor(readings, at)
      const unread = parameters.find((name) => !by.some(({ value }) => value.parameter === name))
      if (unread !== undefined) return refuse(NotReadByThen(unread, at))
      const known = state.stated.flatMap(({ value }) => (value.reply === reply ? value.readings : []))
      const stated = by.filter(
        ({ value, from }) => parameters.includes(value.parameter) && !known.some((it) => it.from === from)
      )
      return stated.length === 0 ? alreadySo : record({ _tag: "ReadingsStated", reply, readings: stated, at })
    }
    case "WaivePromise":
      if (!terms.promises.some(({ id }) => id === command.promise))
        return refuse(UnknownPromise(command.promise, terms))
      return state.waivers.some(({ value }) => saysTheSame(value, command))
        ? alreadySo
        : record({ ...command, _tag: "PromiseWaived" })
    case "AnnounceRest":
      if (!terms.promises.some(({ suspendedOn }) => suspendedOn !== undefined && "says" in suspendedOn))
        return refuse(MayNotRest)
      if (state.suspensions.some(({ value }) => saysTheSame(value, command))) return alreadySo
      return command.at > command.from ? refuse(AnnouncedTooLate) : record({ ...command, _tag: "RestAnnounced" })
    case "JudgeCondition": {
      if (!terms.promises.some(({ id }) => id === command.promise))
        return refuse(UnknownPromise(command.promise, terms))
      const last = state.judged.findLast(({ value }) => value.promise === command.promise)
      return last !== undefined && saysTheSame(last.value, command)
        ? alreadySo
        : record({ ...command, _tag: "ConditionJudged" })
    }
  }
}

// -- Queries ------------------------------------------------------------------------------------------------------------------

/** What was stated to the reporter of how the policy is read, with when, in that order. */
export const statedReadings = ({ stated }: State): ReadonlyArray<StatedReading> =>
  stated
    .flatMap(({ value: { readings, at } }) => readings.map((it): StatedReading => ({ ...it, stated: at })))
    .toSorted((a, b) => (a.stated < b.stated ? -1 : a.stated > b.stated ? 1 : 0))
