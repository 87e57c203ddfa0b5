/**
 * Access: that an engagement began to handle this client's data, and stopped. A fact, whatever was allowed; the gate judges it.
 */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame, saysTheSameThen } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import { endOf, ranAt } from "../kernel/running.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { Use } from "../language/Change.ts"
import type { EngagementId, EventRef } from "../language/ids.ts"
import { type Instant, max } from "../time/Instant.ts"
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
          // A later word that it ended sooner makes no access shorter than it was first said to be.
          it.began.value.engagement === event.engagement && it.ended === undefined
            ? { ...it, ended: endOf(it.began.value.at, undefined, { value: event.at, from: ref }) }
            : it
        )
      }
  }
}

// -- Refusals ----------------------------------------------------------------------------------------------------------

export const NoAccess = (engagement: EngagementId, at: Instant): Refusal<"NoAccess"> =>
  refusal(
    "NoAccess",
    rules.accessIsAFact,
    `no access of \`${engagement}\` to this client's data is on record that had begun by \`${at}\`, so none can end then: record when it began first`
  )

export const NotOfThis = (engagement: EngagementId, about: ReadonlyArray<EngagementId>): Refusal<"NotOfThis"> =>
  refusal(
    "NotOfThis",
    rules.accessIsAFact,
    `this consultation is about ${inWords(about)}, so nobody would look here for an access of \`${engagement}\`: record it under that engagement, or under a change that touches it`
  )

/** The engagements that a case is about, as a refusal names them. */
export const inWords = (about: ReadonlyArray<EngagementId>): string =>
  about.length === 0 ? "no engagement" : about.map((id) => `\`${id}\``).join(" and ")

// -- Commands ----------------------------------------------------------------------------------------------------------

export interface RecordAccess extends Ask<AccessBegan, "RecordAccess"> {}
export interface RecordAccessEnd extends Ask<AccessEnded, "RecordAccessEnd"> {}

export type Command = RecordAccess | RecordAccessEnd

// -- Decide: early or not, access is recorded. --------------------------------------------------------------------------

/** `about`: the engagements that this consultation is about. */
export const decide = (command: Command, state: State, about: ReadonlyArray<EngagementId>): Decision<Event> => {
  const ofEngagement = state.access.filter((it) => it.began.value.engagement === command.engagement)
  const begun = ofEngagement.filter((it) => it.began.value.at <= command.at)
  switch (command._tag) {
    case "RecordAccess":
      // Learned later, an earlier beginning is a fact of its own: it may be the breach.
      if (!about.includes(command.engagement)) return refuse(NotOfThis(command.engagement, about))
      return begun.some((it) => isSoAlready(it, command)) ? alreadySo : record({ ...command, _tag: "AccessBegan" })
    case "RecordAccessEnd":
      if (begun.length === 0) return refuse(NoAccess(command.engagement, command.at))
      return begun.some((it) => it.ended === undefined) ? record({ ...command, _tag: "AccessEnded" }) : alreadySo
  }
}

/** What runs still goes on; what ended is the same one only when it began at that very moment. */
const isSoAlready = ({ began, ended }: Access, command: RecordAccess): boolean =>
  ended === undefined
    ? saysTheSame(began.value, command)
    : saysTheSameThen(began.value, command) && ranAt(began.value.at, ended, command.at)

// -- Queries ---------------------------------------------------------------------------------------------------------------

/**
 * When an engagement handled the client's data for the first time since an instant, as known by another: its access began then or
 * later, or had begun before and went on.
 */
export const firstSince = (
  { access }: State,
  engagement: EngagementId,
  since: Instant,
  at: Instant
): Fact<{ readonly at: Instant }> | undefined =>
  access.reduce<Fact<{ readonly at: Instant }> | undefined>((first, { began: { value, from }, ended }) => {
    const reached = max(value.at, since)
    if (value.engagement !== engagement || reached > at || !ranAt(value.at, ended, reached)) return first
    return first === undefined || reached < first.value.at ? { value: { at: reached }, from } : first
  }, undefined)
