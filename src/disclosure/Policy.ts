/**
 * Versions of a disclosure policy as the store keeps them: whole, once, under their content address; and when each was published.
 *
 * A report is handled by the version in force when it was received, so that version must be at hand for as long as the report is.
 */
import { alreadySo, type Ask, type Decider, type Decision, record, refuse } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Cited, Fact } from "../kernel/Verdict.ts"
import type { EventRef, PolicyRef, ReportId, StreamId } from "../language/ids.ts"
import type { World } from "../terms/World.ts"
import type { Instant } from "../time/Instant.ts"
import type { DisclosureTerms } from "./DisclosureTerms.ts"
import * as rules from "./rules.ts"
import type { WeaknessBecamePublic } from "./Weakness.ts"

/** `policy/sha256-…` */
export const stream = (ref: PolicyRef): StreamId => `policy/${ref.slice("policy:".length)}`

// -- Events ----------------------------------------------------------------------------------------------------------

export interface DisclosureTermsPinned {
  readonly _tag: "DisclosureTermsPinned"
  readonly ref: PolicyRef
  readonly policy: DisclosureTerms
  readonly at: Instant
}

/** From this moment on it is the policy in force, until another version of the same policy is published. */
export interface DisclosureTermsPublished {
  readonly _tag: "DisclosureTermsPublished"
  readonly at: Instant
}

export type Event = DisclosureTermsPinned | DisclosureTermsPublished

// -- State -----------------------------------------------------------------------------------------------------------

export interface State {
  readonly pinned: Fact<DisclosureTermsPinned> | undefined
  /** In the order in which it was recorded: a version may come back. */
  readonly published: ReadonlyArray<Fact<DisclosureTermsPublished>>
}

export const initial: State = { pinned: undefined, published: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "DisclosureTermsPinned":
      return { ...state, pinned: { value: event, from: ref } }
    case "DisclosureTermsPublished":
      return { ...state, published: [...state.published, { value: event, from: ref }] }
  }
}

// -- Refusals ----------------------------------------------------------------------------------------------------------

export const NotKept = refusal(
  "NotKept",
  rules.policyInForce,
  "no version of a policy is kept under this address, so none can be published: give it when the store is opened"
)

// -- Commands and decide: the address says what the value is, so pinning it again is already so. -----------------------

export interface PinDisclosureTerms extends Omit<DisclosureTermsPinned, "_tag"> {
  readonly _tag: "PinDisclosureTerms"
}

export interface PublishDisclosureTerms extends Ask<DisclosureTermsPublished, "PublishDisclosureTerms"> {}

export type Command = PinDisclosureTerms | PublishDisclosureTerms

export const decide = (command: Command, state: State): Decision<Event> => {
  switch (command._tag) {
    case "PinDisclosureTerms":
      return state.pinned === undefined ? record({ ...command, _tag: "DisclosureTermsPinned" }) : alreadySo
    case "PublishDisclosureTerms":
      if (state.pinned === undefined) return refuse(NotKept)
      return state.published.some(({ value }) => value.at === command.at)
        ? alreadySo
        : record({ ...command, _tag: "DisclosureTermsPublished" })
  }
}

export const decider: Decider<Command, State, Event, Refusal, unknown> = { initial, evolve, decide }

// -- What the decisions about a report may look up. ---------------------------------------------------------------------

/** That a version of a policy was published. */
export interface Published {
  readonly ref: PolicyRef
  readonly at: Instant
}

export interface PolicyWorld extends World {
  readonly policy: (ref: PolicyRef) => DisclosureTerms | undefined
  /** Every publication of a version of the policy of this name. */
  readonly published: (name: string) => ReadonlyArray<Cited<Published>>
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
  /** When its weakness became public, and through whom; `undefined` while it is not known to be. */
  readonly becamePublic: Fact<{ readonly at: Instant; readonly through: WeaknessBecamePublic["through"] }> | undefined
}
