/**
 * Confidence: who learns who the reporter is, or what the report says, on what ground; what leaked; and what is erased.
 *
 * Whether something may be shared is a verdict. That it was shared, or got out, is a fact, recorded whatever was allowed, and judged.
 */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Absent, Fact, Verdict } from "../kernel/Verdict.ts"
import type { ActorId, EventRef, PersonId } from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type * as Deadline from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import * as rules from "./confidenceRules.ts"
import type { Basis } from "./DisclosureTerms.ts"
import { type Open, type PolicyInHand, read, statedBy } from "./hand.ts"

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------------

/** What can be known of a person. */
export type IdentityPart = "name" | "contact" | "pseudonym" | "other"

/** How much of a report is told. */
export type ContentPart = "summary" | "technical" | "whole"

/** Somebody wants to know who the reporter is. */
export interface IdentityAsked {
  readonly _tag: "IdentityAsked"
  readonly asked: string
  readonly by: string
  readonly words: Sealed
  readonly at: Instant
}

/** The reporter agrees. `to`: this recipient, or anybody. */
export interface ConsentGiven {
  readonly _tag: "ConsentGiven"
  readonly consent: string
  readonly person: PersonId
  readonly for: "identity" | "content" | "credit"
  readonly to?: string
  readonly form: "expressed" | "written"
  readonly at: Instant
}

export interface ConsentWithdrawn {
  readonly _tag: "ConsentWithdrawn"
  readonly consent: string
  readonly at: Instant
}

/** What every passing on says: to whom, on what ground, and who decided. */
export interface Passing {
  readonly passing: string
  /** The recipient, by an id of the host's; `public` is everybody. */
  readonly to: string
  readonly basis: Basis
  /** Where the ground stands: an article, a ruling, the demand of an authority, a contract. */
  readonly reference?: string
  readonly by: ActorId
  readonly at: Instant
}

export interface IdentityDisclosed extends Passing {
  readonly _tag: "IdentityDisclosed"
  readonly parts: ReadonlyArray<IdentityPart>
  /** What the ground asks for. */
  readonly needed: ReadonlyArray<IdentityPart>
}

export interface ContentShared extends Passing {
  readonly _tag: "ContentShared"
  readonly part: ContentPart
  readonly needed: ContentPart
}

/** It got out without anybody deciding so. */
export interface IdentityLeaked {
  readonly _tag: "IdentityLeaked"
  readonly leak: string
  readonly parts: ReadonlyArray<IdentityPart>
  readonly how: Sealed
  readonly at: Instant
}

export interface ErasureRequested {
  readonly _tag: "ErasureRequested"
  readonly request: string
  readonly person: PersonId
  readonly at: Instant
}

/** It takes up to two months more, and the person was told why. */
export interface ErasureExtended {
  readonly _tag: "ErasureExtended"
  readonly request: string
  readonly reason: string
  readonly at: Instant
}

/** What stays although it was asked to go, and why (article 17(3)). */
export interface Kept {
  readonly parts: ReadonlyArray<IdentityPart>
  readonly ground: "legalClaims" | "legalObligation" | "expression" | "publicInterest"
  readonly reference: string
}

export interface ErasureDecided {
  readonly _tag: "ErasureDecided"
  readonly request: string
  readonly erased: ReadonlyArray<IdentityPart>
  readonly kept?: Kept
  /** Whether the sealed token stays, by which the same person is known again and nobody is named. */
  readonly token: "kept" | "destroyed"
  readonly by: ActorId
  readonly at: Instant
}

/** The keys are gone. */
export interface IdentityErased {
  readonly _tag: "IdentityErased"
  readonly request: string
  readonly at: Instant
}

export type Event =
  | IdentityAsked
  | ConsentGiven
  | ConsentWithdrawn
  | IdentityDisclosed
  | ContentShared
  | IdentityLeaked
  | ErasureRequested
  | ErasureExtended
  | ErasureDecided
  | IdentityErased

// -- State ----------------------------------------------------------------------------------------------------------------

export interface Consent {
  readonly given: Fact<ConsentGiven>
  readonly withdrawn: Fact<ConsentWithdrawn> | undefined
}

export interface Erasure {
  readonly requested: Fact<ErasureRequested>
  readonly extended: Fact<ErasureExtended> | undefined
  readonly decided: Fact<ErasureDecided> | undefined
  readonly erased: Fact<IdentityErased> | undefined
}

export interface State {
  readonly asked: ReadonlyArray<Fact<IdentityAsked>>
  readonly consents: ReadonlyArray<Consent>
  readonly disclosed: ReadonlyArray<Fact<IdentityDisclosed>>
  readonly shared: ReadonlyArray<Fact<ContentShared>>
  readonly leaks: ReadonlyArray<Fact<IdentityLeaked>>
  readonly erasures: ReadonlyArray<Erasure>
}

export const initial: State = { asked: [], consents: [], disclosed: [], shared: [], leaks: [], erasures: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "IdentityAsked":
      return { ...state, asked: [...state.asked, { value: event, from: ref }] }
    case "ConsentGiven":
      return { ...state, consents: [...state.consents, { given: { value: event, from: ref }, withdrawn: undefined }] }
    case "ConsentWithdrawn":
      return {
        ...state,
        consents: state.consents.map((it) =>
          it.given.value.consent === event.consent && it.withdrawn === undefined
            ? { ...it, withdrawn: { value: event, from: ref } }
            : it
        )
      }
    case "IdentityDisclosed":
      return { ...state, disclosed: [...state.disclosed, { value: event, from: ref }] }
    case "ContentShared":
      return { ...state, shared: [...state.shared, { value: event, from: ref }] }
    case "IdentityLeaked":
      return { ...state, leaks: [...state.leaks, { value: event, from: ref }] }
    case "ErasureRequested": {
      const requested: Erasure = {
        requested: { value: event, from: ref },
        extended: undefined,
        decided: undefined,
        erased: undefined
      }
      return { ...state, erasures: [...state.erasures, requested] }
    }
    case "ErasureExtended":
      return withErasure(state, event.request, (it) => ({
        ...it,
        extended: it.extended ?? { value: event, from: ref }
      }))
    case "ErasureDecided":
      return withErasure(state, event.request, (it) => ({ ...it, decided: { value: event, from: ref } }))
    case "IdentityErased":
      return withErasure(state, event.request, (it) => ({ ...it, erased: { value: event, from: ref } }))
  }
}

const withErasure = (state: State, request: string, change: (it: Erasure) => Erasure): State => ({
  ...state,
  erasures: state.erasures.map((it) => (it.requested.value.request === request ? change(it) : it))
})

// -- Refusals -------------------------------------------------------------------------------------------------------------

export const NotAllowed = (
  what: "identity" | "content",
  { answer, because }: Verdict<Permission>
): Refusal<"NotAllowed"> =>
  refusal(
    "NotAllowed",
    { clause: because[0].clause },
    answer._tag === "Undetermined"
      ? `the policy does not state on which grounds ${whats[what]} may be passed on: record how it is read, or ask for consent`
      : `${whats[what]} is not passed on: ${answer._tag === "No" ? answer.lacks.map((lack) => lacking[lack]).join(", and ") : ""}`,
    because[0].facts
  )

const whats = { identity: "the reporter's identity", content: "what the report says" }

const lacking: { readonly [L in Lack]: string } = {
  basis: "the policy does not name this ground, and the reporter did not agree",
  consent: "the reporter did not agree to this recipient, or no longer does",
  reference: "say where the ground stands: the article, the ruling or the demand",
  minimal: "more would be told than the ground asks for"
}

export const UnknownConsent = (consent: string): Refusal<"UnknownConsent"> =>
  refusal("UnknownConsent", rules.consentAnyTime, `no consent \`${consent}\` is on record, so none can be withdrawn`)

export const UnknownRequest = (request: string): Refusal<"UnknownRequest"> =>
  refusal("UnknownRequest", rules.erasureDecided, `no request \`${request}\` to erase is on record`)

export const WithoutGround = (facts: ReadonlyArray<EventRef>): Refusal<"WithoutGround"> =>
  refusal(
    "WithoutGround",
    rules.erasureDecided,
    "what is not erased is kept for a reason: say what is kept, on which ground, and where that stands",
    facts
  )

export const ExtendedTooLate = (facts: ReadonlyArray<EventRef>): Refusal<"ExtendedTooLate"> =>
  refusal(
    "ExtendedTooLate",
    rules.erasureAnswered,
    "the month in which more time can be taken is over: decide now, and say that it is late",
    facts
  )

export const NotDecided = (facts: ReadonlyArray<EventRef>): Refusal<"NotDecided"> =>
  refusal("NotDecided", rules.erasureDecided, "nobody has decided what is erased: decide first", facts)

// -- Commands -------------------------------------------------------------------------------------------------------------

export interface RecordIdentityAsked extends Ask<IdentityAsked, "RecordIdentityAsked"> {}
export interface RecordConsent extends Ask<ConsentGiven, "RecordConsent"> {}
export interface WithdrawConsent extends Ask<ConsentWithdrawn, "WithdrawConsent"> {}
/** We would tell who the reporter is: refused where we may not. */
export interface DiscloseIdentity extends Ask<IdentityDisclosed, "DiscloseIdentity"> {}
/** It was told: a fact, allowed or not. */
export interface RecordIdentityDisclosed extends Ask<IdentityDisclosed, "RecordIdentityDisclosed"> {}
export interface ShareContent extends Ask<ContentShared, "ShareContent"> {}
export interface RecordContentShared extends Ask<ContentShared, "RecordContentShared"> {}
export interface RecordIdentityLeak extends Ask<IdentityLeaked, "RecordIdentityLeak"> {}
export interface RequestErasure extends Ask<ErasureRequested, "RequestErasure"> {}
export interface ExtendErasure extends Ask<ErasureExtended, "ExtendErasure"> {}
export interface DecideErasure extends Ask<ErasureDecided, "DecideErasure"> {}
export interface RecordErased extends Ask<IdentityErased, "RecordErased"> {}

export type Command =
  | RecordIdentityAsked
  | RecordConsent
  | WithdrawConsent
  | DiscloseIdentity
  | RecordIdentityDisclosed
  | ShareContent
  | RecordContentShared
  | RecordIdentityLeak
  | RequestErasure
  | ExtendErasure
  | DecideErasure
  | RecordErased

// -- Decide ---------------------------------------------------------------------------------------------------------------

export const decide = (command: Command, state: State, hand: PolicyInHand, looked: Absent): Decision<Event> => {
  switch (command._tag) {
    case "RecordIdentityAsked":
      return known(state.asked, command) ? alreadySo : record({ ...command, _tag: "IdentityAsked" })
    case "RecordConsent":
      return known(
        state.consents.filter((it) => standsAt(it, command.at)).map(({ given }) => given),
        command
      )
        ? alreadySo
        : record({ ...command, _tag: "ConsentGiven" })
    case "WithdrawConsent": {
      const consents = state.consents.filter(({ given }) => given.value.consent === command.consent)
      if (consents.length === 0) return refuse(UnknownConsent(command.consent))
      return consents.every(({ withdrawn }) => withdrawn !== undefined)
        ? alreadySo
        : record({ ...command, _tag: "ConsentWithdrawn" })
    }
    case "DiscloseIdentity": {
      if (known(state.disclosed, command)) return alreadySo
      const may = mayDiscloseIdentity(command, state, hand, looked)
      return may.answer._tag === "Yes"
        ? record({ ...command, _tag: "IdentityDisclosed" })
        : refuse(NotAllowed("identity", may))
    }
    case "RecordIdentityDisclosed":
      return known(state.disclosed, command) ? alreadySo : record({ ...command, _tag: "IdentityDisclosed" })
    case "ShareContent": {
      if (known(state.shared, command)) return alreadySo
      const may = mayShareContent(command, state, hand, looked)
      return may.answer._tag === "Yes"
        ? record({ ...command, _tag: "ContentShared" })
        : refuse(NotAllowed("content", may))
    }
    case "RecordContentShared":
      return known(state.shared, command) ? alreadySo : record({ ...command, _tag: "ContentShared" })
    case "RecordIdentityLeak":
      return known(state.leaks, command) ? alreadySo : record({ ...command, _tag: "IdentityLeaked" })
    case "RequestErasure":
      return state.erasures.some(({ requested }) => requested.value.request === command.request)
        ? alreadySo
        : record({ ...command, _tag: "ErasureRequested" })
    case "ExtendErasure": {
      const it = erasureCalled(state, command.request)
      if (it === undefined) return refuse(UnknownRequest(command.request))
      if (it.extended !== undefined) return alreadySo
      const due = rules.erasureAnswered(it.requested, undefined, hand.place).answer
      return "_tag" in due || command.at >= due.duty.before
        ? refuse(ExtendedTooLate([it.requested.from]))
        : record({ ...command, _tag: "ErasureExtended" })
    }
    case "DecideErasure": {
      const it = erasureCalled(state, command.request)
      if (it === undefined) return refuse(UnknownRequest(command.request))
      if (it.decided !== undefined && saysTheSame(it.decided.value, command)) return alreadySo
      return wholeOrGrounded(command)
        ? record({ ...command, _tag: "ErasureDecided" })
        : refuse(WithoutGround([it.requested.from]))
    }
    case "RecordErased": {
      const it = erasureCalled(state, command.request)
      if (it === undefined) return refuse(UnknownRequest(command.request))
      if (it.erased !== undefined) return alreadySo
      return it.decided === undefined
        ? refuse(NotDecided([it.requested.from]))
        : record({ ...command, _tag: "IdentityErased" })
    }
  }
}

const parts: ReadonlyArray<IdentityPart> = ["name", "contact", "pseudonym", "other"]

/** Each part is erased or kept for a reason. */
const wholeOrGrounded = ({ erased, kept }: DecideErasure): boolean =>
  parts.every((part) => erased.includes(part) !== (kept?.parts.includes(part) ?? false))

const known = (facts: ReadonlyArray<Fact<object>>, command: object): boolean =>
  facts.some(({ value }) => saysTheSame(value, command))

/** Not taken back by then: what is said after that is said anew. */
const standsAt = ({ withdrawn }: Consent, at: Instant): boolean => withdrawn === undefined || at < withdrawn.value.at

const erasureCalled = (state: State, request: string): Erasure | undefined =>
  state.erasures.find(({ requested }) => requested.value.request === request)

// -- Queries --------------------------------------------------------------------------------------------------------------

export type Lack = "basis" | "consent" | "reference" | "minimal"

export type Permission =
  | { readonly _tag: "Yes" }
  | { readonly _tag: "No"; readonly lacks: ReadonlyArray<Lack> }
  | { readonly _tag: "Undetermined"; readonly open: ReadonlyArray<Open> }

export type IdentityWish = Pick<IdentityDisclosed, "to" | "basis" | "reference" | "parts" | "needed" | "at">
export type ContentWish = Pick<ContentShared, "to" | "basis" | "reference" | "part" | "needed" | "at">

/** May this recipient be told this much of who the reporter is, on this ground, at this moment? */
export const mayDiscloseIdentity = (
  wish: IdentityWish,
  state: State,
  hand: PolicyInHand,
  looked: Absent
): Verdict<Permission> => {
  const bases = read(statedBy(hand, wish.at), "confidence.identity", hand.terms.confidence.identity)
  const minimal = wish.parts.every((part) => wish.needed.includes(part))
  return rules.mayPass(wish, minimal, bases, consentsFor(state, "identity", wish), looked)
}

/** May this recipient be told this much of what the report says? */
export const mayShareContent = (
  wish: ContentWish,
  state: State,
  hand: PolicyInHand,
  looked: Absent
): Verdict<Permission> => {
  const bases = read(statedBy(hand, wish.at), "confidence.content", hand.terms.confidence.content)
  const minimal = extent.indexOf(wish.part) <= extent.indexOf(wish.needed)
  return rules.mayPass(wish, minimal, bases, consentsFor(state, "content", wish), looked)
}

const extent: ReadonlyArray<ContentPart> = ["summary", "technical", "whole"]

/** Consents that stood at a moment, for a purpose. */
export const consentsAt = (
  state: State,
  purpose: ConsentGiven["for"],
  at: Instant
): ReadonlyArray<Fact<ConsentGiven>> =>
  state.consents
    .filter((it) => it.given.value.for === purpose && it.given.value.at <= at && standsAt(it, at))
    .map(({ given }) => given)

const consentsFor = (
  state: State,
  purpose: ConsentGiven["for"],
  { to, at }: { readonly to: string; readonly at: Instant }
): ReadonlyArray<Fact<ConsentGiven>> =>
  consentsAt(state, purpose, at).filter(({ value }) => value.to === undefined || value.to === to)

/** What was passed on or leaked, and whether what was promised allowed it then. A leak never is. */
export const judged = (
  state: State,
  hand: PolicyInHand,
  looked: Absent
): ReadonlyArray<{
  readonly what: Fact<IdentityDisclosed | ContentShared | IdentityLeaked>
  readonly kept: Verdict<"kept" | "broken" | "undetermined">
}> => [
  ...state.disclosed.map((what) => ({
    what,
    kept: rules.passed(what, mayDiscloseIdentity(what.value, state, hand, looked))
  })),
  ...state.shared.map((what) => ({ what, kept: rules.passed(what, mayShareContent(what.value, state, hand, looked)) })),
  ...state.leaks.map((what) => ({ what, kept: rules.leaked(what) }))
]

/** How a request to erase stands at a moment. */
export type ErasureStanding =
  | { readonly _tag: "Open"; readonly due: Deadline.Due }
  | { readonly _tag: "Answered"; readonly at: Instant; readonly late: boolean }
  | { readonly _tag: "Overdue"; readonly since: Instant }
  | { readonly _tag: "NotAtHand"; readonly calendar: string }

export const erasureStanding = (
  { requested, extended, decided }: Erasure,
  hand: PolicyInHand,
  now: Instant,
  looked: Absent
): Verdict<ErasureStanding> =>
  rules.erasureStands(rules.erasureAnswered(requested, extended, hand.place), decided, now, looked)
