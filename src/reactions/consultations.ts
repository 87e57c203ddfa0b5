/**
 * Whoever may be owed something is looked at: by every client, when a change is announced or moved, or when something is learned of
 * an engagement that it touches; for every change, when a client signs, agrees, subscribes or begins to use something, or when that
 * ends; and when both sides agree on other terms for one case.
 *
 * Pure questions: which commands follow from this event, and which from the time that has passed? Asked again, knowing the same,
 * they give the same ones under the same ids; knowing more, they give ones that find what is so already.
 */
import type * as Client from "../client/Client.ts"
import * as Consultation from "../consultation/Consultation.ts"
import type * as Notice from "../consultation/Notice.ts"
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
import type { World } from "../terms/World.ts"
import { type Instant, max } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"

export const name = "consultations"

export type Event = Listing.Event | Client.Event | Consultation.Event

// -- What is looked at. ------------------------------------------------------------------------------------------------

/**
 * `change`: this change, for every client. `engagements`: every change that touches an engagement which this is about, for every
 * client. `client`: every change, for this client, as of the newest that is known of it. `clientThen`: the same, but as of this
 * moment only: what ends says nothing of what stood before. `case`: this change for this client.
 */
export type Look = "nothing" | "change" | "engagements" | "client" | "clientThen" | "case"

/** What a duty hangs on is looked at; all else is `nothing`. */
export const looksAt = {
  ListingOpened: "nothing",
  EntityNamed: "nothing",
  EngagementListed: "nothing",
  ChangeAnnounced: "change",
  ChangePostponed: "change",
  ChangeWithdrawn: "change",
  EngagementEnded: "nothing",
  MaterialityDecided: "engagements",
  SafeguardsConfirmed: "nothing",
  EntryCorrected: "engagements",
  NotesChanged: "nothing",
  ListingReviewed: "nothing",
  // Whether an emergency clause fits says when a letter is due, not whether.
  EmergencyJudged: "nothing",
  ObjectionAddressLost: "nothing",
  ObjectionAddressRestored: "nothing",
  VersionPublished: "nothing",

  DpaExecuted: "client",
  DpaEnded: "clientThen",
  DpaTransferred: "clientThen",
  DpaTakenOver: "client",
  ListingAgreed: "client",
  ContactNamed: "nothing",
  ContactRemoved: "nothing",
  UseBegan: "client",
  UseEnded: "clientThen",
  SubscriptionBegan: "client",
  SubscriptionEnded: "clientThen",
  ListingRequested: "client",

  CaseOpened: "nothing",
  DutyArose: "nothing",
  NoDutyArose: "nothing",
  NoticeSent: "nothing",
  NoticeDelivered: "nothing",
  NoticeReceived: "nothing",
  NoticeBounced: "nothing",
  TermsAgreed: "case",
  ObjectionReceived: "nothing",
  AuthorityAsked: "nothing",
  AuthorityRatified: "nothing",
  AuthorityRefuted: "nothing",
  GroundsJudged: "nothing",
  StandardJudged: "nothing",
  InformationGiven: "nothing",
  ObjectionConfirmed: "nothing",
  VendorAnswered: "nothing",
  DiscussionOpened: "nothing",
  SolutionProposed: "nothing",
  ProposalDeclined: "nothing",
  SolutionAgreed: "nothing",
  ObjectionWithdrawn: "nothing",
  ChangeAccepted: "nothing",
  ExitDeclared: "nothing",
  ExitRevoked: "nothing",
  OutcomeTold: "nothing",
  AccessBegan: "nothing",
  AccessEnded: "nothing"
} as const satisfies Readonly<Record<Event["_tag"], Look>>

type TagOf<L extends Look> = { [Tag in Event["_tag"]]: (typeof looksAt)[Tag] extends L ? Tag : never }[Event["_tag"]]

const looks = <L extends Look>(event: Event, ...at: ReadonlyArray<L>): event is Extract<Event, { _tag: TagOf<L> }> =>
  (at as ReadonlyArray<Look>).includes(looksAt[event._tag])

// -- What is known. ----------------------------------------------------------------------------------------------------

/** Everybody and everything that is known so far. */
export interface Known {
  readonly clients: ReadonlyMap<ClientId, KnownClient>
  readonly changes: ReadonlyMap<ChangeId, KnownChange>
  /** When something was learned of an engagement last, where anything was. */
  readonly learned: ReadonlyMap<EngagementId, Instant>
  readonly listing: (listing: ListingId) => Listing.State | undefined
  readonly zone: World["zone"]
  readonly now: Instant
}

export interface KnownClient {
  /** The newest moment from which it signed, agreed, subscribed or used something, where there is one. */
  readonly since: Instant | undefined
  /** What was on record before its moment came: it is looked at for itself. */
  readonly ahead: ReadonlyArray<Instant>
}

export interface KnownChange {
  readonly listing: ListingId
  /** When it was announced. */
  readonly since: Instant
  /** Nobody is owed notice of a change that will not come. */
  readonly withdrawn: boolean
}

/** One command that follows, what it follows from, and a text that names it among all that ever follow. */
export interface Following {
  readonly from: EventRef
  readonly stream: StreamId
  readonly subject: ChangeId
  readonly client: ClientId
  readonly command: Notice.JudgeDuties
  readonly key: string
}

// -- What follows. -----------------------------------------------------------------------------------------------------

export const follows = (event: Event, from: EventRef, known: Known): ReadonlyArray<Following> => {
  const [, id = "", other = ""] = streamOf(from).split("/")
  const everybody = known.clients.keys()
  if (looks(event, "change"))
    return judged(
      alters(event, id, known) ? alongside(id, event.change, known) : [event.change],
      everybody,
      event,
      from,
      known
    )
  if (looks(event, "engagements")) return judged(about(id, [event.engagement], known), everybody, event, from, known)
  if (looks(event, "client", "clientThen")) return judged(known.changes.keys(), [id], event, from, known)
  if (looks(event, "case")) return judged([id], [other], event, from, known)
  return []
}

/**
 * What follows from time alone: the day has begun, since the last look, from which an engagement counts as material, or no longer.
 * Not sooner, because until then such a change may be withdrawn or put off.
 */
export const followsByNow = (lookedAt: Instant, known: Known): ReadonlyArray<Following> =>
  [...known.changes].flatMap(([id, { listing }]) => {
    const begun = reclassifiedAt(listing, id, known)
    if (begun === undefined || begun.at <= lookedAt) return []
    return judged(alongside(listing, id, known), known.clients.keys(), begun, begun.from, known)
  })

/**
 * Facts are learned in any order: a duty is judged as of the newest of them, and never before the change was announced; and for
 * itself as of every later moment that is on record already, and of every later day that made an engagement material or not.
 */
const judged = (
  subjects: Iterable<ChangeId>,
  clients: Iterable<ClientId>,
  event: { readonly at: Instant },
  from: EventRef,
  known: Known
): ReadonlyArray<Following> => {
  const whom = [...clients]
  return [...subjects].flatMap((subject) => {
    const change = known.changes.get(subject)
    if (change === undefined || change.withdrawn) return []
    const rows = touches(change.listing, subject, known)
    const learned = rows.map((row) => known.learned.get(row))
    const days = rows.flatMap((row) => reclassifiedBy(change.listing, row, known))
    return whom.flatMap((client) => {
      const { since, ahead } = known.clients.get(client) ?? { since: undefined, ahead: [] }
      const newest = newestOf(event.at, change.since, since, ...learned)
      const later = [...ahead, ...days].filter((at) => at > newest)
      return [newest, ...new Set(later)].map((at) => following(from, subject, client, at))
    })
  })
}

const following = (from: EventRef, subject: ChangeId, client: ClientId, at: Instant): Following => {
  const stream = Consultation.stream(subject, client)
  return { from, stream, subject, client, command: { _tag: "JudgeDuties", at }, key: `${name} ${from} ${stream} ${at}` }
}

const newestOf = (first: Instant, ...others: ReadonlyArray<Instant | undefined>): Instant =>
  others.reduce<Instant>((newest, at) => (at === undefined ? newest : max(newest, at)), first)

// -- Which changes touch an engagement. --------------------------------------------------------------------------------

const touches = (listing: ListingId, change: ChangeId, known: Known): ReadonlyArray<EngagementId> => {
  const state = known.listing(listing)
  return (state && Listing.change(state, change)?.touches) ?? []
}

/** The changes on a listing that bring or alter one of these engagements. */
const about = (listing: ListingId, engagements: ReadonlyArray<EngagementId>, known: Known): ReadonlyArray<ChangeId> =>
  [...known.changes].flatMap(([id, change]) =>
    change.listing === listing && touches(listing, id, known).some((it) => engagements.includes(it)) ? [id] : []
  )

/** A change, and all that touch what it touches. */
const alongside = (listing: ListingId, change: ChangeId, known: Known): ReadonlyArray<ChangeId> =>
  about(listing, touches(listing, change, known), known)

/** Whether an event about a change may alter what is owed for others: what is withdrawn leaves the rows as they were before. */
const alters = (
  { _tag, change }: Extract<Event, { _tag: TagOf<"change"> }>,
  listing: ListingId,
  known: Known
): boolean => _tag === "ChangeWithdrawn" || reclassifiedAt(listing, change, known) !== undefined

/** When a change made what it touches count as material, or no longer, if it did so by now; and what declared that day. */
const reclassifiedAt = (
  listing: ListingId,
  id: ChangeId,
  known: Known
): { readonly at: Instant; readonly from: EventRef } | undefined => {
  const state = known.listing(listing)
  const change = state && Listing.change(state, id)
  const zone = state?.opened && known.zone(state.opened.value.zone)?.value
  if (change?.announced.value.what._tag !== "Reclassify" || change.withdrawn !== undefined || zone === undefined)
    return undefined
  const at = Zone.startOf(zone, change.effectiveOn.value)
  return at <= known.now ? { at, from: change.effectiveOn.from } : undefined
}

const reclassifiedBy = (listing: ListingId, engagement: EngagementId, known: Known): ReadonlyArray<Instant> => {
  const state = known.listing(listing)
  const row = state && Listing.standing(state, engagement)
  return (row?.reclassified ?? []).flatMap(({ value }) => reclassifiedAt(listing, value, known)?.at ?? [])
}
