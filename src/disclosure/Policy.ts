/**
 * Versions of a disclosure policy as the store keeps them: whole, once, under their content address.
 *
 * A report is handled by the version in force when it was received, so that version must be at hand for as long as the report is.
 */
import { alreadySo, type Decider, type Decision, record } from "../kernel/Decider.ts"
import type { Refusal } from "../kernel/Refusal.ts"
import type { Cited, Fact } from "../kernel/Verdict.ts"
import type { EventRef, PolicyRef, ReportId, StreamId } from "../language/ids.ts"
import type { World } from "../terms/World.ts"
import type { Instant } from "../time/Instant.ts"
import type { DisclosureTerms } from "./DisclosureTerms.ts"

/** `policy/sha256-…` */
export const stream = (ref: PolicyRef): StreamId => `policy/${ref.slice("policy:".length)}`

// -- Events ----------------------------------------------------------------------------------------------------------

export interface DisclosureTermsPinned {
  readonly _tag: "DisclosureTermsPinned"
  readonly ref: PolicyRef
  readonly policy: DisclosureTerms
  readonly at: Instant
}

export type Event = DisclosureTermsPinned

// -- State -----------------------------------------------------------------------------------------------------------

export interface State {
  readonly pinned: Fact<DisclosureTermsPinned> | undefined
}

export const initial: State = { pinned: undefined }

export const evolve = (_state: State, event: Event, ref: EventRef): State => ({ pinned: { value: event, from: ref } })

// -- Commands and decide: the address says what the value is, so pinning it again is already so. -----------------------

export interface PinDisclosureTerms extends Omit<DisclosureTermsPinned, "_tag"> {
  readonly _tag: "PinDisclosureTerms"
}

export type Command = PinDisclosureTerms

export const decide = (command: Command, state: State): Decision<Event> =>
  state.pinned === undefined ? record({ ...command, _tag: "DisclosureTermsPinned" }) : alreadySo

export const decider: Decider<Command, State, Event, Refusal, unknown> = { initial, evolve, decide }

// -- What the decisions about a report may look up. ---------------------------------------------------------------------

export interface PolicyWorld extends World {
  readonly policy: (ref: PolicyRef) => DisclosureTerms | undefined
}

export interface ReportWorld extends PolicyWorld {
  /** A report of this vendor by its id, this one or another, as far as the log was read. */
  readonly report: (id: ReportId) => KnownReport | undefined
}

/** Of another report, what decides which of two came first. */
export interface KnownReport {
  readonly received: Cited<{ readonly at: Instant }>
  /** Which one it is among all reports, in the order in which they were recorded. */
  readonly order: number
  /** The earlier report that it is a duplicate of. */
  readonly duplicateOf: ReportId | undefined
}
