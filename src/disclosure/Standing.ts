/** What is said about promises themselves: waived by the reporter, at rest as the policy announced, or judged to fit a report. */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { ActorId, EventRef } from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type { Instant } from "../time/Instant.ts"
import type { DisclosureTerms } from "./DisclosureTerms.ts"
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

export type Event = PromiseWaived | RestAnnounced | ConditionJudged

// -- State: what `promises` takes as facts. ---------------------------------------------------------------------------------

export interface State {
  readonly waivers: ReadonlyArray<Fact<PromiseWaived>>
  readonly suspensions: ReadonlyArray<Fact<RestAnnounced>>
  readonly judged: ReadonlyArray<Fact<ConditionJudged>>
}

export const initial: State = { waivers: [], suspensions: [], judged: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "PromiseWaived":
      return { ...state, waivers: [...state.waivers, { value: event, from: ref }] }
    case "RestAnnounced":
      return { ...state, suspensions: [...state.suspensions, { value: event, from: ref }] }
    case "ConditionJudged":
      return { ...state, judged: [...state.judged, { value: event, from: ref }] }
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

// -- Commands and decide. ---------------------------------------------------------------------------------------------------

export interface WaivePromise extends Ask<PromiseWaived, "WaivePromise"> {}
export interface AnnounceRest extends Ask<RestAnnounced, "AnnounceRest"> {}
export interface JudgeCondition extends Ask<ConditionJudged, "JudgeCondition"> {}

export type Command = WaivePromise | AnnounceRest | JudgeCondition

export const decide = (command: Command, state: State, terms: DisclosureTerms): Decision<Event> => {
  switch (command._tag) {
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
