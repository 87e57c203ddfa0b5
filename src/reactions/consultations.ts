/**
 * Whoever may be owed something is looked at: when a change is announced, for every client; when a client signs or begins to
 * use something, for every change.
 *
 * A pure question: which commands follow from this event? Asked again it gives the same ones, under the same ids.
 */
import type * as Client from "../client/Client.ts"
import type * as Notice from "../consultation/Notice.ts"
import * as Consultation from "../consultation/Consultation.ts"
import type { ChangeId, ClientId, EventRef, StreamId } from "../language/ids.ts"
import type * as Listing from "../listing/Listing.ts"

export const name = "consultations"

/** Everybody and everything that is known so far. */
export interface Known {
  readonly clients: Iterable<ClientId>
  readonly changes: Iterable<ChangeId>
}

/** One command that follows, and a text that names it among all that ever follow from any event. */
export interface Following {
  readonly stream: StreamId
  readonly subject: ChangeId
  readonly client: ClientId
  readonly command: Notice.JudgeDuties
  readonly key: string
}

export const follows = (event: Listing.Event | Client.Event, from: EventRef, known: Known): ReadonlyArray<Following> => {
  const judge = (subject: ChangeId, client: ClientId): Following => {
    const stream = Consultation.stream(subject, client)
    return { stream, subject, client, command: { _tag: "JudgeDuties", at: event.at }, key: `${name} ${from} ${stream}` }
  }
  switch (event._tag) {
    case "ChangeAnnounced":
      return [...known.clients].map((client) => judge(event.change, client))
    case "DpaExecuted":
    case "ListingAgreed":
    case "UseBegan":
      return [...known.changes].map((change) => judge(change, clientOf(from)))
    default:
      return []
  }
}

const clientOf = (ref: EventRef): ClientId => ref.slice("client/".length, ref.lastIndexOf("@"))
