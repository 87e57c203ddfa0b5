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
import type { Fact } from "../kernel/Verdict.ts"
import {
  type ClientId,
  type ContactId,
  type EventRef,
  type ListingId,
  type PersonId,
  type StreamId,
  type TermsRef,
  under
} from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type { World } from "../terms/World.ts"
import type { Instant } from "../time/Instant.ts"
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

export type Event = DpaExecuted | DpaEnded | ListingAgreed | ContactNamed | ContactRemoved | UseBegan | UseEnded

// -- State: each fact keeps the event it came from. --------------------------------------------------------------------

export interface State {
  /** Oldest first. */
  readonly dpas: ReadonlyArray<Dpa>
  /** In the order in which they were recorded. */
  readonly agreed: ReadonlyArray<Fact<ListingAgreed>>
  readonly contacts: Readonly<Record<ContactId, Contact>>
  /** Oldest first: the same thing may be used, dropped and used again. */
  readonly uses: ReadonlyArray<UsePeriod>
}

export interface Dpa {
  readonly executed: Fact<DpaExecuted>
  readonly ended: Fact<Instant> | undefined
}

export interface Contact {
  readonly named: Fact<ContactNamed>
  readonly removed: Fact<Instant> | undefined
}

export interface UsePeriod {
  readonly began: Fact<UseBegan>
  readonly ended: Fact<Instant> | undefined
}

export const initial: State = { dpas: [], agreed: [], contacts: {}, uses: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "DpaExecuted":
      return { ...state, dpas: [...state.dpas, { executed: { value: event, from: ref }, ended: undefined }] }
    case "DpaEnded":
      return {
        ...state,
        dpas: state.dpas.map((dpa) =>
          dpa.executed.value.dpa === event.dpa && dpa.ended === undefined
            ? { ...dpa, ended: { value: event.at, from: ref } }
            : dpa
        )
      }
    case "ListingAgreed":
      return { ...state, agreed: [...state.agreed, { value: event, from: ref }] }
    case "ContactNamed":
      return {
        ...state,
        contacts: { ...state.contacts, [event.contact]: { named: { value: event, from: ref }, removed: undefined } }
      }
    case "ContactRemoved": {
      const contact = under(state.contacts, event.contact)
      if (contact === undefined) return state
      return {
        ...state,
        contacts: { ...state.contacts, [event.contact]: { ...contact, removed: { value: event.at, from: ref } } }
      }
    }
    case "UseBegan":
      return { ...state, uses: [...state.uses, { began: { value: event, from: ref }, ended: undefined }] }
    case "UseEnded":
      return {
        ...state,
        uses: state.uses.map((use) =>
          use.began.value.of === event.of && use.began.value.id === event.id && use.ended === undefined
            ? { ...use, ended: { value: event.at, from: ref } }
            : use
        )
      }
  }
}

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

export const UnknownContact = (contact: ContactId): Refusal<"UnknownContact"> =>
  refusal("UnknownContact", rules.somebodyToTell, `this client has no contact \`${contact}\`: check the id`)

export const NotInUse = (of: UsedThing, id: string): Refusal<"NotInUse"> =>
  refusal("NotInUse", rules.whatItUses, `this client does not use ${of} \`${id}\`, so its use cannot end: check the id`)

// -- Commands: what somebody asks for. -----------------------------------------------------------------------------------

export interface ExecuteDpa extends Ask<DpaExecuted, "ExecuteDpa"> {}
export interface EndDpa extends Ask<DpaEnded, "EndDpa"> {}
export interface AgreeListing extends Ask<ListingAgreed, "AgreeListing"> {}
export interface NameContact extends Ask<ContactNamed, "NameContact"> {}
export interface RemoveContact extends Ask<ContactRemoved, "RemoveContact"> {}
export interface BeginUse extends Ask<UseBegan, "BeginUse"> {}
export interface EndUse extends Ask<UseEnded, "EndUse"> {}

export type Command = ExecuteDpa | EndDpa | AgreeListing | NameContact | RemoveContact | BeginUse | EndUse

// -- Decide: one branch a command; asked twice, decided once. --------------------------------------------------------------

export const decide = (command: Command, state: State, world: World): Decision<Event> => {
  switch (command._tag) {
    case "ExecuteDpa": {
      const event: DpaExecuted = { ...command, _tag: "DpaExecuted" }
      const executed = state.dpas.find((dpa) => dpa.executed.value.dpa === command.dpa)
      if (executed !== undefined)
        return saysTheSame(executed.executed.value, event) ? alreadySo : refuse(DpaIdTaken(executed))
      return world.terms(command.terms) === undefined ? refuse(UnknownTerms(command.terms)) : record(event)
    }
    case "EndDpa": {
      const dpa = state.dpas.find((dpa) => dpa.executed.value.dpa === command.dpa)
      if (dpa === undefined) return refuse(UnknownDpa(command.dpa))
      return dpa.ended === undefined ? record({ ...command, _tag: "DpaEnded" }) : alreadySo
    }
    case "AgreeListing": {
      const event: ListingAgreed = { ...command, _tag: "ListingAgreed" }
      return state.agreed.some((it) => saysTheSameThen(it.value, event)) ? alreadySo : record(event)
    }
    case "NameContact": {
      const event: ContactNamed = { ...command, _tag: "ContactNamed" }
      const contact = under(state.contacts, command.contact)
      const stands = contact !== undefined && contact.removed === undefined
      return stands && saysTheSame(contact.named.value, event) ? alreadySo : record(event)
    }
    case "RemoveContact": {
      const contact = under(state.contacts, command.contact)
      if (contact === undefined) return refuse(UnknownContact(command.contact))
      return contact.removed === undefined ? record({ ...command, _tag: "ContactRemoved" }) : alreadySo
    }
    case "BeginUse":
      return running(state, command.of, command.id) === undefined ? record({ ...command, _tag: "UseBegan" }) : alreadySo
    case "EndUse": {
      const used = state.uses.some((use) => use.began.value.of === command.of && use.began.value.id === command.id)
      if (!used) return refuse(NotInUse(command.of, command.id))
      return running(state, command.of, command.id) === undefined ? alreadySo : record({ ...command, _tag: "UseEnded" })
    }
  }
}

const running = (state: State, of: UsedThing, id: string): UsePeriod | undefined =>
  state.uses.find((use) => use.began.value.of === of && use.began.value.id === id && use.ended === undefined)

export const decider: Decider<Command, State, Event, Refusal, World> = { initial, evolve, decide }

// -- Queries ---------------------------------------------------------------------------------------------------------------

/** The agreement in force at an instant: the one that was executed last by then and has not ended, whenever it was recorded. */
export const dpaAt = (state: State, at: Instant): Dpa | undefined =>
  state.dpas
    .filter((dpa) => dpa.executed.value.at <= at && (dpa.ended === undefined || at < dpa.ended.value))
    .reduce<Dpa | undefined>(
      (last, dpa) => (last === undefined || dpa.executed.value.at >= last.executed.value.at ? dpa : last),
      undefined
    )

/** The version of a listing that the client had agreed to by an instant: the newest. */
export const agreedAt = (state: State, listing: ListingId, at: Instant): Fact<ListingAgreed> | undefined =>
  state.agreed.reduce<Fact<ListingAgreed> | undefined>(
    (newest, it) =>
      it.value.listing === listing && it.value.at <= at && (newest === undefined || it.value.at >= newest.value.at)
        ? it
        : newest,
    undefined
  )

/** Whoever is to be told at an instant. */
export const contactsAt = (state: State, at: Instant): ReadonlyArray<Fact<ContactNamed>> =>
  Object.values(state.contacts)
    .filter(({ named, removed }) => named.value.at <= at && (removed === undefined || at < removed.value))
    .map(({ named }) => named)

/** Everything in use at an instant. */
export const usesAt = (state: State, at: Instant): ReadonlyArray<Fact<UseBegan>> =>
  state.uses
    .filter((use) => use.began.value.at <= at && (use.ended === undefined || at < use.ended.value))
    .map((use) => use.began)

/** The period of use that an instant falls in. */
export const useAt = (state: State, of: UsedThing, id: string, at: Instant): UsePeriod | undefined =>
  state.uses.find(
    (use) =>
      use.began.value.of === of &&
      use.began.value.id === id &&
      use.began.value.at <= at &&
      (use.ended === undefined || at < use.ended.value)
  )
