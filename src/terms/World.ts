/**
 * What a decision may look up: pinned values, by their content address or, for the newest, by their name.
 *
 * Pure look-ups of immutable values. An unknown ref is `undefined`, and whoever asked says so; it is never guessed.
 */
import type { CalendarRef, TermsRef, ZoneRef } from "../language/ids.ts"
import type { Calendar } from "../time/Calendar.ts"
import type { Zone } from "../time/Zone.ts"
import type { Terms } from "./Terms.ts"

export interface World {
  readonly terms: (ref: TermsRef) => Terms | undefined
  /** By ref, or by name: then the newest version that the host has given. */
  readonly calendar: (refOrName: string) => Pinned<CalendarRef, Calendar> | undefined
  readonly zone: (refOrName: string) => Pinned<ZoneRef, Zone> | undefined
}

/** A value and its content address. */
export interface Pinned<Ref, A> {
  readonly ref: Ref
  readonly value: A
}

/** A world that holds nothing: every look-up says so. */
export const emptyWorld: World = { terms: () => undefined, calendar: () => undefined, zone: () => undefined }
