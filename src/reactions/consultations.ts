/**
 * Whoever may be owed something is looked at: when a change is announced, or its engagement is judged material or not or put
 * right, for every client; when a client signs, agrees, subscribes or begins to use something, for every change.
 *
 * A pure question: which commands follow from this event? Asked again, knowing the same, it gives the same ones under the same
 * ids; knowing more, it gives ones that find what is so already.
 */
import type * as Client from "../client/Client.ts"
import type * as Notice from "../consultation/Notice.ts"
import * as Consultation from "../consultation/Consultation.ts"
import {
  type ChangeId,
  type ClientId,
  type EngagementId,
  type EventRef,
  type ListingId,
  type StreamId,
  streamOf
} from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { type Instant, max } from "../time/Instant.ts"

export const name = "consultations"

/** Everybody and everything that is known so far. */
export interface Known {
  /** Every client, with the newest moment from which it signed, agreed or used something, where there is one. */
  readonly clients: ReadonlyMap<ClientId, Instant | undefined>
  readonly changes: ReadonlyMap<ChangeId, KnownChange>
}

export interface KnownChange {
  readonly listing: ListingId
  readonly engagements: ReadonlyArray<EngagementId>
  /** When it was announced; or when something was last learned of its engagements, if that was later. */
  readonly since: Instant
  /** Nobody is owed notice of a change that will not come. */
  readonly withdrawn: boolean
}

/** One command that follows, and a text that names it among all that ever follow from any event. */
export interface Following {
  readonly stream: StreamId
  readonly subject: ChangeId
  readonly client: ClientId
  readonly command: Notice.JudgeDuties
  readonly key: string
}

export const follows = (
  event: Listing.Event | Client.Event,
  from: EventRef,
  known: Known
): ReadonlyArray<Following> => {
  const stream = streamOf(from)
  const judge = (subjects: Iterable<ChangeId>, clients: Iterable<ClientId>): ReadonlyArray<Following> =>
    [...subjects].flatMap((subject) => {
      const change = known.changes.get(subject)
      if (change === undefined || change.withdrawn) return []
      return [...clients].map((client) =>
        following(from, subject, client, asOf(event.at, change.since, known.clients.get(client)))
      )
    })
  switch (event._tag) {
    case "ChangeAnnounced":
      return judge([event.change], known.clients.keys())
    case "MaterialityDecided":
    case "EntryCorrected":
      return judge(about(stream, event.engagement, known), known.clients.keys())
    default:
      return tellsOfDuties.has(event._tag) ? judge(known.changes.keys(), [stream.slice("client/".length)]) : []
  }
}

/** What of a client's facts may make a duty arise. */
export const tellsOfDuties: ReadonlySet<string> = new Set<Client.Event["_tag"]>([
  "DpaExecuted",
  "DpaTakenOver",
  "ListingAgreed",
  "UseBegan",
  "SubscriptionBegan",
  "ListingRequested"
])

const following = (from: EventRef, subject: ChangeId, client: ClientId, at: Instant): Following => {
  const stream = Consultation.stream(subject, client)
  return { stream, subject, client, command: { _tag: "JudgeDuties", at }, key: `${name} ${from} ${stream} ${at}` }
}

/** Facts are learned in any order: a duty is judged as of the newest of them, and never before the change was announced. */
const asOf = (event: Instant, changeSince: Instant, clientSince: Instant | undefined): Instant =>
  max(max(event, changeSince), clientSince ?? event)

/** The changes that brought or alter an engagement. */
const about = (listing: StreamId, engagement: EngagementId, { changes }: Known): ReadonlyArray<ChangeId> =>
  [...changes].flatMap(([id, change]) =>
    change.engagements.includes(engagement) && Listing.stream(change.listing) === listing ? [id] : []
  )
