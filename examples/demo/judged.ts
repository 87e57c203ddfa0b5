/** Objections as the rules judge them, by the pure functions: in time, and standing? The facts come from the facade. */
import { dates, rules, weighing } from "goodfaith/consultation"
import * as Client from "goodfaith/client"
import type { Facts } from "goodfaith/gate"
import type { Verdict } from "goodfaith/kernel"
import * as Listing from "goodfaith/listing"
import type { Instant } from "goodfaith/time"

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
  const { listing, client } = facts
  if (held === undefined || listing === undefined || client === undefined) return []
  const row = Listing.standing(listing.state, engagement)
  const announced = Listing.change(listing.state, change)
  if (row === undefined || announced === undefined) return []
  const { notice, objection } = held.state
  const { addresses } = listing.state
  const published = Listing.versionWith(listing.state, announced.announced.from)
  const around = { published, addresses, subscribed: (then: Instant) => Client.subscribedAt(client.state, then) }
  const looked = { stream: held.stream, upTo: held.upTo }
  return objection.objections.flatMap((it) => {
    const { received, judged, closed } = it
    const { at } = received.value
    const dpa = Client.dpaAt(client.state, at)
    const hand = dpa && dates.handAt(notice, at, dpa.executed.value.terms, facts.world)
    if (hand === undefined || "notAtHand" in hand) return []
    return hand.terms.duties.flatMap((duty) => {
      const parameters = duty.kind === "consult" ? rules.rowFor(duty, [row.printed]) : undefined
      if (parameters === undefined) return []
      const clock = dates.clockOf(notice.letters, duty, parameters, at, hand, around, looked)
      if (!dates.started(clock)) return []
      const { inTime, stands, open } = weighing.weighInCase(
        it,
        { duty, row: parameters, hand },
        {
          letters: notice.letters,
          addresses,
          agreedUntil: undefined,
          objection,
          announced: announced.announced,
          clock,
          accessBegan: undefined,
          at: judged.at(-1)?.value.at ?? at
        }
      )
      return open.length > 0 || inTime === undefined
        ? []
        : [{ objection: received.value.objection, at, inTime, stands, settled: closed?.value }]
    })
  })
}
