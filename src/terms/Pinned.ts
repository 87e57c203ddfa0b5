/**
 * Terms, calendars and zone tables as the store keeps them: whole, once, under their content address.
 *
 * Whatever was stated to somebody was worked out from such a value, so it must be at hand for as long as the statement is.
 * The journal of one pinned value holds one event: the value itself.
 */
import { alreadySo, type Decider, type Decision, record } from "../kernel/Decider.ts"
import type { Refusal } from "../kernel/Refusal.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { CalendarRef, EventRef, StreamId, TermsRef, ZoneRef } from "../language/ids.ts"
import type { Calendar } from "../time/Calendar.ts"
import type { Instant } from "../time/Instant.ts"
import type { Zone } from "../time/Zone.ts"
import type { Terms } from "./Terms.ts"

/** `pinned/sha256-…` */
export const stream = (ref: TermsRef | CalendarRef | ZoneRef): StreamId =>
  `pinned/${ref.slice(ref.lastIndexOf("sha256-"))}`

// -- Events ----------------------------------------------------------------------------------------------------------

export interface TermsPinned {
  readonly _tag: "TermsPinned"
  readonly ref: TermsRef
  readonly terms: Terms
  readonly at: Instant
}

export interface CalendarPinned {
  readonly _tag: "CalendarPinned"
  readonly ref: CalendarRef
  readonly calendar: Calendar
  readonly at: Instant
}

export interface ZonePinned {
  readonly _tag: "ZonePinned"
  readonly ref: ZoneRef
  readonly zone: Zone
  readonly at: Instant
}

export type Event = TermsPinned | CalendarPinned | ZonePinned

// -- State -----------------------------------------------------------------------------------------------------------

export interface State {
  readonly pinned: Fact<Event> | undefined
}

export const initial: State = { pinned: undefined }

export const evolve = (_state: State, event: Event, ref: EventRef): State => ({ pinned: { value: event, from: ref } })

// -- Commands and decide: the address says what the value is, so pinning it again is already so. -----------------------

export interface PinTerms extends Omit<TermsPinned, "_tag"> {
  readonly _tag: "PinTerms"
}
export interface PinCalendar extends Omit<CalendarPinned, "_tag"> {
  readonly _tag: "PinCalendar"
}
export interface PinZone extends Omit<ZonePinned, "_tag"> {
  readonly _tag: "PinZone"
}

export type Command = PinTerms | PinCalendar | PinZone

export const decide = (command: Command, state: State): Decision<Event> => {
  if (state.pinned !== undefined) return alreadySo
  switch (command._tag) {
    case "PinTerms":
      return record({ ...command, _tag: "TermsPinned" })
    case "PinCalendar":
      return record({ ...command, _tag: "CalendarPinned" })
    case "PinZone":
      return record({ ...command, _tag: "ZonePinned" })
  }
}

export const decider: Decider<Command, State, Event, Refusal, unknown> = { initial, evolve, decide }
