/**
 * Names of things, as text.
 *
 * An id is opaque: nothing may be read out of it. It matches `[a-z0-9_.~-]+`, checked where a command enters;
 * inside the core the alias says which thing is meant. No id ever holds a name, an address or free text of a person.
 */

/** The shape of every id: small letters, digits and `_ . ~ -`. */
export const idPattern = /^[a-z0-9_.~-]+$/

/** One published list of sub-processors. */
export type ListingId = string
/** A company, or a person in business: who it is, whatever its name is today. */
export type EntityId = string
/** One entity doing one service for us in some products and places: a row of the listing. */
export type EngagementId = string
/** One announced change to a listing. */
export type ChangeId = string
/** One client of the vendor. */
export type ClientId = string
/** A person: contact, objector, reporter. The key that seals what is personal about them is kept under this id. */
export type PersonId = string
/** One contact of a client: a person in a role, reached by a channel. */
export type ContactId = string
/** One message that was sent; it may carry notice of several changes. */
export type LetterId = string
/** One objection. */
export type ObjectionId = string
/** One yes of a client to a change. */
export type AcceptanceId = string
/** One proposal made in talks. */
export type ProposalId = string
/** One exit that somebody declared. */
export type ExitId = string
/** One power to act for an organisation: a representative's own, or a mandate. */
export type PowerId = string
/** An organisation that acts for a client: its accountant, its holding company. */
export type OrganisationId = string
/** One thing that somebody did in a client's name. */
export type DeedId = string
/** One document that is accepted, acknowledged or stated. */
export type DocumentId = string
/** One version of a document. */
export type VersionId = string
/** A product or a network that a document is asked before the use of. */
export type UseId = string
/** Who answers a document: an organisation or a user. */
export type PartyId = string
/** One answer to a version: accepted, declined or acknowledged. */
export type AnswerId = string
/** One declaration that somebody says was broken. */
export type BreachId = string
/** One report of a weakness. */
export type ReportId = string
/** Somebody outside whom a report is handed to: the owner of what is weak, a coordinator. */
export type RecipientId = string
/** Who acted: an opaque id of the host's identity system. */
export type ActorId = string
/** A product of the vendor, as the listing and the clients name it. */
export type ProductId = string
/** A region of a product, for example where a client's workspace is kept. */
export type RegionId = string
/** An option that a client can turn on. */
export type OptionId = string

/** The name of an event stream: `concept/id` or `concept/id/id`. */
export type StreamId = `${string}/${string}`
/** The place of an event in its stream, from 0. `-1` is the revision of a stream that holds nothing. */
export type Revision = number
/** One event, named for good: `stream@revision`. */
export type EventRef = `${StreamId}@${Revision}`

/** The content address of a terms value: `terms:sha256-…`. Computed at the edge, opaque in the core. */
export type TermsRef = `terms:${string}`
/** The content address of one version of a disclosure policy: `policy:sha256-…`. */
export type PolicyRef = `policy:${string}`
/** The content address of a calendar: `calendar:name@version.sha256-…`. */
export type CalendarRef = `calendar:${string}`
/** The content address of a zone table: `zone:Europe/Amsterdam@version.sha256-…`. */
export type ZoneRef = `zone:${string}`

/** What stands under an id; never what every object inherits, so `constructor` is an id like any other. */
export const under = <A>(record: Readonly<Record<string, A>>, id: string): A | undefined =>
  Object.hasOwn(record, id) ? record[id] : undefined

export const eventRef = (stream: StreamId, revision: Revision): EventRef => `${stream}@${revision}`

/** The revision in a ref: `revisionOf("listing/main@7")` is 7. */
export const revisionOf = (ref: EventRef): Revision => Number(ref.slice(ref.lastIndexOf("@") + 1))

/** The stream in a ref: `streamOf("listing/main@7")` is `listing/main`. */
export const streamOf = (ref: EventRef): StreamId => ref.slice(0, ref.lastIndexOf("@")) as StreamId
