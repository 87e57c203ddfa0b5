/**
 * Names that are made of what they name.
 *
 * Terms, calendars and zone tables are never edited; another content is another address. The core takes these as opaque.
 */
import type { DisclosureTerms } from "../disclosure/DisclosureTerms.ts"
import type { CalendarRef, PolicyRef, TermsRef, ZoneRef } from "../language/ids.ts"
import type { Terms } from "../terms/Terms.ts"
import type { Calendar } from "../time/Calendar.ts"
import type { Zone } from "../time/Zone.ts"
import { canonical } from "./canonical.ts"
import { hash } from "./hash.ts"

/** `terms:sha256-…` */
export const termsRef = (terms: Terms): TermsRef => `terms:${hash(canonical(terms))}`

/** `policy:sha256-…` */
export const policyRef = (policy: DisclosureTerms): PolicyRef => `policy:${hash(canonical(policy))}`

/** `calendar:nl-office@2026b.sha256-…` */
export const calendarRef = (calendar: Calendar): CalendarRef => `calendar:${named(calendar)}`

/** `zone:Europe/Amsterdam@2026b.sha256-…` */
export const zoneRef = (zone: Zone): ZoneRef => `zone:${named(zone)}`

const named = (value: { readonly name: string; readonly version: string }): string =>
  `${value.name}@${value.version}.${hash(canonical(value))}`
