/** Objections as the rules judge them, by the pure functions: in time, and standing? The facts come from the facade. */
import { dates, rules } from "goodfaith/consultation"
import * as Client from "goodfaith/client"
import type { Facts } from "goodfaith/gate"
import type { Verdict } from "goodfaith/kernel"
import * as Listing from "goodfaith/listing"
import { Reading } from "goodfaith/terms"
import { type Instant, Zone } from "goodfaith/time"

export interface JudgedObjection {
  readonly objection: string
  readonly at: Instant
  readonly inTime: Verdict<boolean>
  readonly stands: Verdict<boolean>
  /** As the rules saw it before anything was agreed. */
  readonly settled: Instant | undefined
}

/** Every objection against a change, judged by the contract of its case; in each duty to consult of that contract. */
export const judgedObjections = (facts: Facts, change: string, engagement: string): ReadonlyArray<JudgedObjection> => {
  const held = facts.cases[change]
  const row = facts.listing && Listing.standing(facts.listing.state, engagement)
  if (held === undefined || row === undefined || facts.client === undefined) return []
  const { objections } = held.state.objection
  const looked = { stream: held.stream, upTo: held.upTo }
  return objections.flatMap(({ received, judged, closed }) => {
    const { at } = received.value
    const dpa = Client.dpaAt(facts.client!.state, at)
    const hand = dpa && dates.handAt(held.state.notice.letters, at, dpa.executed.value.terms, facts.world)
    if (hand === undefined || "notAtHand" in hand) return []
    return hand.terms.duties.flatMap((duty) => {
      const parameters = duty.kind === "consult" ? rules.rowFor(duty, row.printed.value) : undefined
      if (parameters === undefined) return []
      const clock = dates.clockOf(held.state.notice.letters, duty, parameters, at, hand, undefined, looked)
      const window = dates.parameter(hand, duty, parameters, "window", parameters.window)
      const late = dates.parameter(hand, duty, parameters, "lateObjection", parameters.lateObjection)
      const grounds = dates.parameter(hand, duty, parameters, "objection.grounds", parameters.objection.grounds)
      if (!dates.started(clock) || Reading.isOpen(window) || Reading.isOpen(late) || Reading.isOpen(grounds)) return []
      const told = held.state.notice.letters.flatMap(({ sent }) => (sent.value.at <= at ? [sent] : []))
      const arrivedOn = Zone.dayOf(hand.place.zone, at)
      const inTime = rules.inTime(received, rules.windowEnds(clock, window, hand.place), told, arrivedOn)
      const last = judged.at(-1)
      const stands = rules.stands(received, inTime, late, grounds, last, last?.value.at ?? at)
      return [{ objection: received.value.objection, at, inTime, stands, settled: closed?.value }]
    })
  })
}
