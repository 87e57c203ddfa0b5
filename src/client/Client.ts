/**
 * The client: which contract it has with the vendor, what it agreed to at entry, what it uses, and whom to tell.
 */
import {
  alreadySo,
  type Ask,
  type Decider,
  type Decision,
  record,
  refuse,
  saysTheSame,
  saysTheSameThen
} from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import { endOf, ranAt } from "../kernel/running.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { ClientId, ContactId, EventRef, ListingId, PersonId, StreamId, TermsRef } from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type { Channel } from "../terms/Terms.ts"
import type { World } from "../terms/World.ts"
import { type Instant, max } from "../time/Instant.ts"
import * as rules from "./rules.ts"

/** `client/c42` */
export const stream = (client: ClientId): StreamId => `client/${client}`

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------

/** Client and vendor concluded a data processing agreement, on the vendor's standard paper or on the client's own. */
export interface DpaExecuted {
  readonly _tag: "DpaExecuted"
  readonly dpa: string
  readonly paper: "standard" | "own"
  readonly terms: TermsRef
  readonly at: Instant
}

/** The agreement ended. Another may be in force. */
export interface DpaEnded {
  readonly _tag: "DpaEnded"
  readonly dpa: string
  readonly at: Instant
}

/** The agreement went to another client: for this one it ended. */
export interface DpaTransferred {
  readonly _tag: "DpaTransferred"
  readonly dpa: string
  readonly to: ClientId
  readonly at: Instant
}

/** This client took over the agreement of another, and is bound by it from then on. It agreed to no listing by that. */
export interface DpaTakenOver {
  readonly _tag: "DpaTakenOver"
  readonly dpa: string
  readonly from: ClientId
  readonly paper: "standard" | "own"
  readonly terms: TermsRef
  readonly at: Instant
}

/** The client agreed to the listing as this published version shows it: the baseline from which everything is a change. */
export interface ListingAgreed {
  readonly _tag: "ListingAgreed"
  readonly listing: ListingId
  readonly version: number
  readonly at: Instant
}

/** Somebody is to be told, in this role, in this language, this way. */
export interface ContactNamed {
  readonly _tag: "ContactNamed"
  readonly contact: ContactId
  readonly person: PersonId
  readonly role: string
  readonly name: Sealed
  readonly address: Sealed
  readonly language: string
  readonly channel: "email" | "inProduct" | "post" | "portal"
  /** Told in the stead of this contact, where that one cannot be reached. */
  readonly fallbackFor?: ContactId
  readonly at: Instant
}

/** Somebody is no longer to be told. */
export interface ContactRemoved {
  readonly _tag: "ContactRemoved"
  readonly contact: ContactId
  readonly at: Instant
}

/** The client began to use a product, a region or an option. */
export interface UseBegan {
  readonly _tag: "UseBegan"
  readonly of: UsedThing
  readonly id: string
  readonly at: Instant
}

/** The client stopped using it. */
export interface UseEnded {
  readonly _tag: "UseEnded"
  readonly of: UsedThing
  readonly id: string
  readonly at: Instant
}

export type UsedThing = "product" | "region" | "option"

/** The client subscribed to the changes of the listing, to be told this way. */
export interface SubscriptionBegan {
  readonly _tag: "SubscriptionBegan"
  readonly channel: Channel
  readonly at: Instant
}

/** The client is no longer subscribed, by any way. */
export interface SubscriptionEnded {
  readonly _tag: "SubscriptionEnded"
  readonly at: Instant
}

/** The client asked for the listing, or to be told of its changes. */
export interface ListingRequested {
  readonly _tag: "ListingRequested"
  readonly at: Instant
}

export type Event =
  | DpaExecuted
  | DpaEnded
  | DpaTransferred
  | DpaTakenOver
  | ListingAgreed
  | ContactNamed
  | ContactRemoved
  | UseBegan
  | UseEnded
  | SubscriptionBegan
  | SubscriptionEnded
  | ListingRequested

// -- State: each fact keeps the event it came from. --------------------------------------------------------------------

export interface State {
  /** Oldest first. */
  readonly dpas: ReadonlyArray<Dpa>
  /** In the order in which they were recorded. */
  readonly agreed: ReadonlyArray<Fact<ListingAgreed>>
  /** In the order in which they were recorded: who is named anew stays known as named before. */
  readonly contacts: ReadonlyArray<Contact>
  /** In the order in which they were recorded: the same thing may be used, dropped and used again. */
  readonly uses: ReadonlyArray<UsePeriod>
  /** In the order in which they were recorded. */
  readonly subscriptions: ReadonlyArray<Subscription>
  /** In the order in which they were recorded. */
  readonly requests: ReadonlyArray<Fact<ListingRequested>>
}

export interface Dpa {
  /** What binds the client to it: that it executed it, or took it over from another. */
  readonly executed: Fact<DpaExecuted | DpaTakenOver>
  /** When it ended for this client: of all that is known to have ended it, the earliest. */
  readonly ended: Fact<Instant> | undefined
  readonly transferred: Fact<DpaTransferred> | undefined
}

export interface Contact {
  readonly named: Fact<ContactNamed>
  readonly removed: Fact<Instant> | undefined
}

export interface UsePeriod {
  readonly began: Fact<UseBegan>
  readonly ended: Fact<Instant> | undefined
}

export interface Subscription {
  readonly began: Fact<SubscriptionBegan>
  readonly ended: Fact<Instant> | undefined
}

export const initial: State = { dpas: [], agreed: [], contacts: [], uses: [], subscriptions: [], requests: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "DpaExecuted":
    case "DpaTakenOver": {
      const dpa: Dpa = { executed: { value: event, from: ref }, ended: undefined, transferred: undefined }
      return { ...state, dpas: [...state.dpas, dpa] }
    }
    case "DpaEnded":
      return withDpa(state, event.dpa, (dpa) => endedBy(dpa, event, ref))
    case "DpaTransferred":
      return withDpa(state, event.dpa, (dpa) => ({
        ...endedBy(dpa, event, ref),
        transferred: { value: event, from: ref }
      }))
    case "ListingAgreed":
      return { ...state, agreed: [...state.agreed, { value: event, from: ref }] }
    case "ContactNamed":
      return { ...state, contacts: [...state.contacts, { named: { value: event, from: ref }, removed: undefined }] }
    case "ContactRemoved":
      return {
        ...state,
        contacts: state.contacts.map((contact) =>
          contact.named.value.contact === event.contact
            ? { ...contact, removed: endOf(contact.named.value.at, contact.removed, { value: event.at, from: ref }) }
            : contact
        )
      }
    case "UseBegan":
      return { ...state, uses: [...state.uses, { began: { value: event, from: ref }, ended: undefined }] }
    case "UseEnded":
      return {
        ...state,
        uses: state.uses.map((use) =>
          isOf(use, event.of, event.id)
            ? { ...use, ended: endOf(use.began.value.at, use.ended, { value: event.at, from: ref }) }
            : use
        )
      }
    case "SubscriptionBegan":
      return {
        ...state,
        subscriptions: [...state.subscriptions, { began: { value: event, from: ref }, ended: undefined }]
      }
    case "SubscriptionEnded":
      return {
        ...state,
        subscriptions: state.subscriptions.map((it) => ({
          ...it,
          ended: endOf(it.began.value.at, it.ended, { value: event.at, from: ref })
        }))
      }
    case "ListingRequested":
      return { ...state, requests: [...state.requests, { value: event, from: ref }] }
  }
}

const runsAt = ({ began, ended }: UsePeriod | Subscription, at: Instant): boolean => ranAt(began.value.at, ended, at)

const isOf = ({ began: { value } }: UsePeriod, of: UsedThing, id: string): boolean => value.of === of && value.id === id

const withDpa = (state: State, id: string, so: (dpa: Dpa) => Dpa): State => ({
  ...state,
  dpas: state.dpas.map((dpa) => (dpa.executed.value.dpa === id ? so(dpa) : dpa))
})

const endedBy = (dpa: Dpa, { at }: DpaEnded | DpaTransferred, ref: EventRef): Dpa =>
  endsSooner(dpa, at) ? { ...dpa, ended: { value: at, from: ref } } : dpa

const endsSooner = ({ ended }: Dpa, at: Instant): boolean => ended === undefined || at < ended.value

// -- Refusals: what we decline to do, each naming its clause. -----------------------------------------------------------

export const UnknownTerms = (ref: TermsRef): Refusal<"UnknownTerms"> =>
  refusal(
    "UnknownTerms",
    rules.boundToOneVersion,
    `no terms are known under \`${ref}\`: hand them over when opening, or check the reference`
  )

export const DpaIdTaken = (dpa: Dpa): Refusal<"DpaIdTaken"> =>
  refusal(
    "DpaIdTaken",
    rules.boundToOneVersion,
    `agreement \`${dpa.executed.value.dpa}\` was executed already and says something else: give the new one an id of its own`,
    [dpa.executed.from]
  )

export const UnknownDpa = (dpa: string): Refusal<"UnknownDpa"> =>
  refusal(
    "UnknownDpa",
    rules.boundToOneVersion,
    `this client has executed no agreement \`${dpa}\`: record its execution first, or check the id`
  )

export const DpaGone = (dpa: Dpa, ended: Fact<Instant>): Refusal<"DpaGone"> =>
  refusal(
    "DpaGone",
    rules.transferred,
    `agreement \`${dpa.executed.value.dpa}\` ended for this client at \`${ended.value}\`, so it cannot go to another after that: check the id and the date`,
    [ended.from]
  )

export const UnknownContact = (contact: ContactId, at: Instant): Refusal<"UnknownContact"> =>
  refusal(
    "UnknownContact",
    rules.somebodyToTell,
    `this client had named no contact \`${contact}\` by \`${at}\`, so none can be removed then: check the id and the date`
  )

export const InItsOwnStead = (contact: ContactId): Refusal<"InItsOwnStead"> =>
  refusal(
    "InItsOwnStead",
    rules.toldInstead,
    `contact \`${contact}\` cannot be told in its own stead: name another contact that it stands in for`
  )

export const NotInUse = (of: UsedThing, id: string, at: Instant): Refusal<"NotInUse"> =>
  refusal(
    "NotInUse",
    rules.whatItUses,
    `this client had not begun to use ${of} \`${id}\` by \`${at}\`, so its use cannot end then: check the id and the date`
  )

export const NotSubscribed = (at: Instant): Refusal<"NotSubscribed"> =>
  refusal(
    "NotSubscribed",
    rules.subscribed,
    `this client had not subscribed by \`${at}\`, so no subscription can end then: record when it subscribed first`
  )

// -- Commands: what somebody asks for. -----------------------------------------------------------------------------------

export interface ExecuteDpa extends Ask<DpaExecuted, "ExecuteDpa"> {}
export interface EndDpa extends Ask<DpaEnded, "EndDpa"> {}
export interface TransferDpa extends Ask<DpaTransferred, "TransferDpa"> {}
export interface TakeOverDpa extends Ask<DpaTakenOver, "TakeOverDpa"> {}
export interface AgreeListing extends Ask<ListingAgreed, "AgreeListing"> {}
export interface NameContact extends Ask<ContactNamed, "NameContact"> {}
export interface RemoveContact extends Ask<ContactRemoved, "RemoveContact"> {}
export interface BeginUse extends Ask<UseBegan, "BeginUse"> {}
export interface EndUse extends Ask<UseEnded, "EndUse"> {}
export interface BeginSubscription extends Ask<SubscriptionBegan, "BeginSubscription"> {}
export interface EndSubscription extends Ask<SubscriptionEnded, "EndSubscription"> {}
export interface RequestListing extends Ask<ListingRequested, "RequestListing"> {}

export type Command =
  | ExecuteDpa
  | EndDpa
  | TransferDpa
  | TakeOverDpa
  | AgreeListing
  | NameContact
  | RemoveContact
  | BeginUse
  | EndUse
  | BeginSubscription
  | EndSubscription
  | RequestListing

// -- Decide: one branch a command; asked twice, decided once. --------------------------------------------------------------

export const decide = (command: Command, state: State, world: World): Decision<Event> => {
  switch (command._tag) {
    case "ExecuteDpa":
      return bind({ ...command, _tag: "DpaExecuted" }, state, world)
    case "TakeOverDpa":
      return bind({ ...command, _tag: "DpaTakenOver" }, state, world)
    case "EndDpa": {
      const dpa = dpaCalled(state, command.dpa)
      if (dpa === undefined) return refuse(UnknownDpa(command.dpa))
      return endsSooner(dpa, command.at) ? record({ ...command, _tag: "DpaEnded" }) : alreadySo
    }
    case "TransferDpa": {
      const dpa = dpaCalled(state, command.dpa)
      if (dpa === undefined) return refuse(UnknownDpa(command.dpa))
      const { ended, transferred } = dpa
      const sameTo = transferred?.value.to === command.to
      if (sameTo && transferred.value.at <= command.at) return alreadySo
      return ended !== undefined && ((transferred !== undefined && !sameTo) || ended.value <= command.at)
        ? refuse(DpaGone(dpa, ended))
        : record({ ...command, _tag: "DpaTransferred" })
    }
    case "AgreeListing": {
      const event: ListingAgreed = { ...command, _tag: "ListingAgreed" }
      return state.agreed.some((it) => saysTheSameThen(it.value, event)) ? alreadySo : record(event)
    }
    case "NameContact": {
      const event: ContactNamed = { ...command, _tag: "ContactNamed" }
      if (command.fallbackFor === command.contact) return refuse(InItsOwnStead(command.contact))
      const newest = state.contacts.findLast((it) => it.named.value.contact === command.contact)
      const stands = newest !== undefined && newest.removed === undefined
      // Learned later, that it was named sooner is a fact of its own: what was sent to it before went to somebody named.
      return stands && newest.named.value.at <= command.at && saysTheSame(newest.named.value, event)
        ? alreadySo
        : record(event)
    }
    case "RemoveContact": {
      const { contact, at } = command
      const named = state.contacts.filter(({ named: { value } }) => value.contact === contact && value.at <= at)
      if (named.length === 0) return refuse(UnknownContact(contact, at))
      return named.some((it) => ranAt(it.named.value.at, it.removed, at))
        ? record({ ...command, _tag: "ContactRemoved" })
        : alreadySo
    }
    case "BeginUse": {
      const { of, id, at } = command
      return state.uses.some((use) => isOf(use, of, id) && use.began.value.at === at && runsAt(use, at))
        ? alreadySo
        : record({ ...command, _tag: "UseBegan" })
    }
    case "EndUse": {
      const { of, id, at } = command
      const begun = state.uses.filter((use) => isOf(use, of, id) && use.began.value.at <= at)
      if (begun.length === 0) return refuse(NotInUse(of, id, at))
      return begun.some((use) => runsAt(use, at)) ? record({ ...command, _tag: "UseEnded" }) : alreadySo
    }
    case "BeginSubscription": {
      const event: SubscriptionBegan = { ...command, _tag: "SubscriptionBegan" }
      return state.subscriptions.some(({ began }) => saysTheSameThen(began.value, event)) ? alreadySo : record(event)
    }
    case "EndSubscription": {
      const begun = state.subscriptions.filter(({ began }) => began.value.at <= command.at)
      if (begun.length === 0) return refuse(NotSubscribed(command.at))
      return begun.some((it) => runsAt(it, command.at)) ? record({ ...command, _tag: "SubscriptionEnded" }) : alreadySo
    }
    case "RequestListing":
      return state.requests.some((request) => request.value.at === command.at)
        ? alreadySo
        : record({ ...command, _tag: "ListingRequested" })
  }
}

/** An agreement begins to bind: executed, or taken over. */
const bind = (event: DpaExecuted | DpaTakenOver, state: State, world: World): Decision<Event> => {
  const known = dpaCalled(state, event.dpa)
  if (known !== undefined) return saysTheSame(known.executed.value, event) ? alreadySo : refuse(DpaIdTaken(known))
  return world.terms(event.terms) === undefined ? refuse(UnknownTerms(event.terms)) : record(event)
}

const dpaCalled = (state: State, id: string): Dpa | undefined => state.dpas.find((dpa) => dpa.executed.value.dpa === id)

export const decider: Decider<Command, State, Event, Refusal, World> = { initial, evolve, decide }

// -- Queries ---------------------------------------------------------------------------------------------------------------

/** The agreement in force at an instant: the one executed or taken over last by then, whenever it was recorded, unless that ended. */
export const dpaAt = (state: State, at: Instant): Dpa | undefined => {
  const last = lastBound(state, (bound) => bound <= at)
  return last === undefined || (last.ended !== undefined && last.ended.value <= at) ? undefined : last
}

const lastBound = (state: State, counts: (bound: Instant) => boolean): Dpa | undefined =>
  state.dpas.reduce<Dpa | undefined>((last, dpa) => {
    const { at } = dpa.executed.value
    return counts(at) && (last === undefined || at >= last.executed.value.at) ? dpa : last
  }, undefined)

/**
 * Since when the client has been under agreement without a gap up to an instant, by one agreement or by several; `undefined`
 * where it is not at that instant. One that begins in the instant in which the other ends goes on from it.
 */
export const coveredSince = (state: State, at: Instant): Fact<Instant> | undefined => {
  const dpa = dpaAt(state, at)
  if (dpa === undefined) return undefined
  let first = dpa
  for (;;) {
    const { at: began } = first.executed.value
    const before = lastBound(state, (bound) => bound < began)
    if (before === undefined || (before.ended !== undefined && before.ended.value < began))
      return { value: began, from: first.executed.from }
    first = before
  }
}

/**
 * Every time that the client agreed to a listing by an instant that counts under the agreement it has then, oldest first: since the
 * agreement before a gap ended, or since it began where it had ended before that. Where there was none before, also what it agreed
 * to before it signed.
 */
export const agreementsTo = (state: State, listing: ListingId, at: Instant): ReadonlyArray<Fact<ListingAgreed>> => {
  const since = coveredSince(state, at)
  if (since === undefined) return []
  const before = lastBound(state, (bound) => bound < since.value)
  const over = before?.ended && max(before.executed.value.at, before.ended.value)
  return state.agreed
    .filter(({ value }) => value.listing === listing && value.at <= at && (over === undefined || over < value.at))
    .sort((a, b) => (a.value.at < b.value.at ? -1 : a.value.at > b.value.at ? 1 : 0))
}

/** The version of a listing that the client agreed to last by an instant, as far as that counts then. */
export const agreedAt = (state: State, listing: ListingId, at: Instant): Fact<ListingAgreed> | undefined =>
  agreementsTo(state, listing, at).at(-1)

/** Whoever is to be told at an instant, each as named last by then, in the order in which they were first named. */
export const contactsAt = (state: State, at: Instant): ReadonlyArray<Fact<ContactNamed>> => {
  const newest = new Map<ContactId, Contact>()
  for (const it of state.contacts) {
    const { contact, at: namedAt } = it.named.value
    const before = newest.get(contact)
    if (namedAt <= at && (before === undefined || namedAt >= before.named.value.at)) newest.set(contact, it)
  }
  return [...newest.values()]
    .filter(({ removed }) => removed === undefined || at < removed.value)
    .map(({ named }) => named)
}

/** Who is told in the stead of a contact at an instant: the one named first for that. */
export const fallbackOf = (state: State, contact: ContactId, at: Instant): Fact<ContactNamed> | undefined =>
  contactsAt(state, at).find((it) => it.value.fallbackFor === contact)

/** What says that the client is subscribed at an instant. */
export const subscribedAt = (state: State, at: Instant): Fact<SubscriptionBegan> | undefined =>
  state.subscriptions.find((it) => runsAt(it, at))?.began

/** What says that the client had asked for the listing, or to be told, by an instant: the first time that it did. */
export const requestedBy = (state: State, at: Instant): Fact<ListingRequested> | undefined =>
  state.requests.reduce<Fact<ListingRequested> | undefined>(
    (first, it) => (it.value.at <= at && (first === undefined || it.value.at < first.value.at) ? it : first),
    undefined
  )

/** Everything in use at an instant, each thing once: since it began first of what runs then. */
export const usesAt = (state: State, at: Instant): ReadonlyArray<Fact<UseBegan>> =>
  state.uses.flatMap((use) => {
    const { of, id } = use.began.value
    return useAt(state, of, id, at) === use ? [use.began] : []
  })

/** The period of use that an instant falls in; of several, the one that began first. */
export const useAt = (state: State, of: UsedThing, id: string, at: Instant): UsePeriod | undefined =>
  state.uses
    .filter((use) => isOf(use, of, id) && runsAt(use, at))
    .reduce<UsePeriod | undefined>(
      (first, use) => (first === undefined || use.began.value.at < first.began.value.at ? use : first),
      undefined
    )
