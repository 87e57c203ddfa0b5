/**
 * What other streams say to a consultation: the listing about its subject, the client about itself, the readings about its terms.
 *
 * A pure look at folded states. Facade, reactions and tests all gather it here, so that a case is told the same by each of them.
 */
import * as Client from "../client/Client.ts"
import type { NoticeWorld } from "../consultation/Notice.ts"
import type { Folded } from "../kernel/Decider.ts"
import type { ClientId, TermsRef } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import * as Reading from "../terms/Reading.ts"
import type { World } from "../terms/World.ts"
import type { Instant } from "../time/Instant.ts"
import { isFor, materialities } from "./materiality.ts"

/** The states at hand. Without a listing the subject is one that nobody knows. */
export interface AtHand {
  readonly listing: Folded<Listing.State> | undefined
  readonly client: Folded<Client.State>
  /** The readings of terms, as far as they were recorded. */
  readonly readings: (terms: TermsRef) => Folded<Reading.State> | undefined
  /** The grant on record that carried an act in the client's name. Left out: none is at hand. */
  readonly mandate?: NoticeWorld["mandate"]
  readonly world: World
}

/** Whatever was put right of a row, and whenever. */
const forGood: Instant = "9999-12-31T23:59:59.999Z"

/** The world of the consultation of one client about a change, or about an engagement. */
export const caseWorld = (
  subject: string,
  id: ClientId,
  { listing, client, readings, mandate, world }: AtHand
): NoticeWorld => {
  const opened = listing?.state.opened
  const zone = opened === undefined ? undefined : world.zone(opened.value.zone)
  const change = listing && Listing.change(listing.state, subject)
  const touched = change === undefined ? [subject] : change.touches
  const startsAt = (of: string, at: Instant): Instant | undefined => {
    const announced = listing && Listing.change(listing.state, of)
    return zone && announced && Listing.startsAt(announced, at, zone.value)
  }
  const materialityBy = (row: Listing.Standing, at: Instant) => {
    if (listing === undefined) return undefined
    const holds = (of: string): boolean => {
      const announced = Listing.change(listing.state, of)
      return announced !== undefined && announced.withdrawn === undefined && isFor(announced, id)
    }
    const newest = materialities(listing.state, row, (of) => startsAt(of, at), holds).findLast(
      ({ value }) => value.at <= at
    )
    return newest && { value: { engagement: row.printed.value.id, ...newest.value }, from: newest.from }
  }
  const standing = listing === undefined ? [] : touched.flatMap((it) => Listing.standing(listing.state, it) ?? [])
  return {
    ...world,
    client: id,
    subject: change !== undefined ? "change" : standing.length > 0 ? "engagement" : undefined,
    announced: listing && change && { ...change.announced, asOf: listing.upTo },
    rows: standing.map((row) =>
      listing === undefined || change === undefined
        ? row.printed
        : Listing.printedBy(listing.state, row, subject, forGood)
    ),
    materiality: (at) => standing.flatMap((it) => materialityBy(it, at) ?? []),
    effectiveOn: change?.effectiveOn,
    starts: (at) => startsAt(subject, at),
    published: listing && change && Listing.versionWith(listing.state, change.announced.from),
    addresses: listing?.state.addresses ?? [],
    dpa: (at) => Client.dpaAt(client.state, at)?.executed,
    entry: (at) => {
      const on = opened?.value.listing
      const agreed = on === undefined ? undefined : Client.agreedAt(client.state, on, at)
      const version = listing && agreed && Listing.versionBy(listing.state, agreed.value.version, agreed.value.at)
      return agreed === undefined || version === undefined ? undefined : { agreed, version }
    },
    mandate: mandate ?? (() => undefined),
    contact: (contact, at) => Client.contactsAt(client.state, at).find((it) => it.value.contact === contact),
    uses: (at) => Client.usesAt(client.state, at),
    subscribed: (at) => Client.subscribedAt(client.state, at),
    requested: (at) => Client.requestedBy(client.state, at),
    looked: { stream: client.stream, upTo: client.upTo },
    readings: (ref) => {
      const folded = readings(ref)
      return folded === undefined ? [] : Reading.citable(folded)
    }
  }
}
