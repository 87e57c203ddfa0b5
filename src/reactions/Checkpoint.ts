/** How far a reaction has read the log. Kept in the log itself: one mechanism, on every store. */
import { alreadySo, type Decider, type Decision, record } from "../kernel/Decider.ts"
import type { Refusal } from "../kernel/Refusal.ts"
import type { EventRef, StreamId } from "../language/ids.ts"
import type { Instant } from "../time/Instant.ts"

/** `reaction/consultations` */
export const stream = (reaction: string): StreamId => `reaction/${reaction}`

export interface CheckpointMoved {
  readonly _tag: "CheckpointMoved"
  /** A position of the store: opaque. */
  readonly after: string
  /** What had become so by then, by time alone, was looked at too. */
  readonly at: Instant
}

export interface MoveCheckpoint {
  readonly _tag: "MoveCheckpoint"
  readonly after: string
  readonly at: Instant
}

export interface State {
  readonly after: string | undefined
  readonly at: Instant | undefined
}

export const initial: State = { after: undefined, at: undefined }

export const evolve = (_state: State, { after, at }: CheckpointMoved, _ref: EventRef): State => ({ after, at })

export const decide = (command: MoveCheckpoint, state: State): Decision<CheckpointMoved> =>
  state.after === command.after ? alreadySo : record({ ...command, _tag: "CheckpointMoved" })

export const decider: Decider<MoveCheckpoint, State, CheckpointMoved, Refusal, unknown> = { initial, evolve, decide }
