/**
 * The spring of 2026, in which most stories about the gate play: one client, one replacement, one letter.
 *
 * The client signed in January. On 2 April it was announced that Flowmailer replaces Tripolis from 1 June. A letter went out on 20 April;
 * its thirty calendar days end with 20 May.
 */
import type { Terms } from "goodfaith/terms"
import { commercial } from "goodfaith/terms/ready"
import type { Instant } from "goodfaith/time"
import { replacement, type Scenario, seedLike, signs } from "./scenario.ts"

export const c = "c1"

export const announcedOn: Instant = "2026-04-02T08:00:00.000Z"
export const letterDay: Instant = "2026-04-20T09:00:00.000Z"
export const noticeOver: Instant = "2026-05-20T22:00:00.000Z"
/** 1 June begins in Amsterdam. */
export const begins: Instant = "2026-05-31T22:00:00.000Z"
export const inJune: Instant = "2026-06-02T08:00:00.000Z"

/** The client signed these terms; `others` are at hand as well. */
export const signed = (terms: Terms = commercial, ...others: ReadonlyArray<Terms>): Scenario =>
  signs(seedLike(terms, ...others), c, terms)

/** And the replacement was announced. */
export const announced = (terms: Terms = commercial, ...others: ReadonlyArray<Terms>): Scenario =>
  replacement(signed(terms, ...others))

/** And the client was told of it in time. */
export const told = (terms: Terms = commercial, ...others: ReadonlyArray<Terms>): Scenario =>
  announced(terms, ...others).tells(c, "letter-1", letterDay)

// -- What is looked at. --

/** Shut, because of this sentence: as `decided` tells it. */
export const shut = (rule: { readonly clause: { readonly quote: string } }) => ["shut", rule.clause.quote]

/** A millisecond before. */
export const before = (at: Instant): Instant => new Date(Date.parse(at) - 1).toISOString() as Instant

/** What is foretold at one instant: the answer, until when it is that, and from when it opens. */
export const foretold = (scenario: Scenario, of: string, at: Instant) => {
  const { answer, validUntil, opens } = scenario.outlook(of, c, at)
  return [answer, validUntil, opens?.at]
}

/** The answers a millisecond before an instant, and at it. */
export const around = (scenario: Scenario, of: string, at: Instant) =>
  [before(at), at].map((at) => scenario.gate(of, c, at).answer)
