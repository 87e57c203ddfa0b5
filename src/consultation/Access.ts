/**
 * Access: that an engagement began to handle this client's data, and stopped. A fact, whatever was allowed; the gate judges it.
 */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { Use } from "../language/Change.ts"
import type { EngagementId, EventRef } from "../language/ids.ts"
import type { Instant } from "../time/Instant.ts"
import * as rules from "./rules.ts"

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------

export interface AccessBegan {
  readonly _tag: "AccessBegan"
  readonly engagement: EngagementId
  readonly use: Use
  readonly at: Instant
}

export interface AccessEnded {
  readonly _tag: "AccessEnded"
  readonly engagement: EngagementId
  readonly at: Instant
}

export type Event = AccessBegan | AccessEnded

// -- State -------------------------------------------------------------------------------------------------------------

export interface State {
  /** Oldest first. */
  readonly access: ReadonlyArray<Access>
}

export interface Access {
  readonly began: Fact<AccessBegan>
  readonly ended: Fact<Instant> | undefined
}

export const initial: State = { access: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "AccessBegan":
      return { access: [...state.access, { began: { value: event, from: ref }, ended: undefined }] }
    case "AccessEnded":
      return {
        access: state.access.map((it) =>
          it.began.value.engagement === event.engagement && it.ended === undefined
            ? { ...it, ended: { value: event.at, from: ref } }
            : it
        )
      }
  }
}

// -- Refusals ----------------------------------------------------------------------------------------------------------

export const NoAccess = (engagement: EngagementId): Refusal<"NoAccess"> =>
  refusal(
    "NoAccess",
    rules.accessIsAFact,
    `no access of \`${engagement}\` to this client's data is on record, so none can end`
  )

// -- Commands ----------------------------------------------------------------------------------------------------------

export interface RecordAccess extends Ask<AccessBegan, "RecordAccess"> {}
export interface RecordAccessEnd extends Ask<AccessEnded, "RecordAccessEnd"> {}

export type Command = RecordAccess | RecordAccessEnd

// -- Decide: early or not, access is recorded. --------------------------------------------------------------------------

export const decide = (command: Command, state: State): Decision<Event> => {
  const ofEngagement = state.access.filter((it) => it.began.value.engagement === command.engagement)
  const running = ofEngagement.filter((it) => it.ended === undefined)
  switch (command._tag) {
    case "RecordAccess":
      // Learned later, an earlier beginning is a fact of its own: it may be the breach.
      return running.some((it) => saysTheSame(it.began.value, command) && it.began.value.at <= command.at)
        ? alreadySo
        : record({ ...command, _tag: "AccessBegan" })
    case "RecordAccessEnd":
      if (ofEngagement.length === 0) return refuse(NoAccess(command.engagement))
      return running.length > 0 ? record({ ...command, _tag: "AccessEnded" }) : alreadySo
  }
}

// -- Queries ---------------------------------------------------------------------------------------------------------------

/** When an engagement began to handle the client's data for the first time, by an instant. */
export const firstBegan = ({ access }: State, engagement: EngagementId, at: Instant): Fact<AccessBegan> | undefined =>
  access.reduce<Fact<AccessBegan> | undefined>((first, { began }) => {
    const { value } = began
    if (value.engagement !== engagement || value.at > at) return first
    return first === undefined || value.at < first.value.at ? began : first
  }, undefined)
