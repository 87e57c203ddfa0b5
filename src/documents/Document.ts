/**
 * A document: what somebody must accept, acknowledge or be told before a use, or what is stated to everybody; its versions, ours or
 * captured from somebody else, each with what it says about its own successors; and the cover that liability is limited to.
 */
import { alreadySo, type Ask, type Decider, type Decision, record, refuse, saysTheSame } from "../kernel/Decider.ts"
import { newestBy } from "../kernel/facts.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import { endOf, ranAt } from "../kernel/running.ts"
import type { Fact, Stipulation, Verdict } from "../kernel/Verdict.ts"
import type { ActorId, DocumentId, EventRef, Revision, StreamId, UseId, VersionId, ZoneRef } from "../language/ids.ts"
import type { Parameter } from "../terms/Terms.ts"
import type { World } from "../terms/World.ts"
import type { Day } from "../time/Day.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import { dayOf, startOf } from "../time/Zone.ts"
import * as rules from "./rules.ts"

/** `document/terms-of-use` */
export const stream = (document: DocumentId): StreamId => `document/${document}`

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------

/** A document began to be kept: whose it is, who is asked, and for what. */
export interface DocumentDeclared {
  readonly _tag: "DocumentDeclared"
  readonly document: DocumentId
  readonly title: string
  readonly kind: "termsOfUse" | "generalTerms" | "dpa" | "policy" | "statement"
  /** `third`: drawn up by somebody else, and accepted towards them. */
  readonly publisher: "own" | "third"
  /** Who draws it up, by name. */
  readonly drawnUpBy: string
  readonly asks: Asks
  /** Who answers: an organisation, through somebody who may speak for it, or each user. */
  readonly party: "organisation" | "user"
  /** Where its days begin. */
  readonly zone: string
  readonly at: Instant
}

/** What is asked of a party: a yes, to say that it has seen it, or nothing but to be shown it. */
export type Asks = "accept" | "acknowledge" | "inform"

/** From now on it is asked before this use: of a product of ours, or of a network. */
export interface AskedBeforeUse {
  readonly _tag: "AskedBeforeUse"
  readonly use: UseId
  readonly at: Instant
}

/** From now on it is not. */
export interface NotAskedBeforeUse {
  readonly _tag: "NotAskedBeforeUse"
  readonly use: UseId
  readonly at: Instant
}

/** What a version is, whoever published it. */
interface VersionFields {
  readonly version: VersionId
  readonly texts: ReadonlyArray<Text>
  /** The languages whose text binds. */
  readonly binds: ReadonlyArray<string>
  /** What somebody declares by accepting it. */
  readonly declares: ReadonlyArray<Declaration>
  readonly terms: VersionTerms
  /** The first day on which it applies, in the zone of the document. */
  readonly effectiveFrom: Day
}

/** We published a version of a document of ours. */
export interface DocumentPublished extends VersionFields {
  readonly _tag: "DocumentPublished"
  /** When it was said that it would come, where that was earlier. */
  readonly announcedAt?: Instant
  /** The moment at which it takes effect, and the table of the zone that told it. */
  readonly startsAt: Instant
  readonly zone: ZoneRef
  readonly at: Instant
}

/** Somebody read a version off what another published: a claim, until it is confirmed. */
export interface DocumentCaptured extends VersionFields {
  readonly _tag: "DocumentCaptured"
  /** When they published it, where that is known. */
  readonly publishedAt?: Instant
  readonly by: ActorId
  readonly startsAt: Instant
  readonly zone: ZoneRef
  readonly at: Instant
}

/** A person looked, and it is as it was captured. */
export interface CaptureConfirmed {
  readonly _tag: "CaptureConfirmed"
  readonly version: VersionId
  readonly by: ActorId
  readonly at: Instant
}

/** A person looked, and it is not. */
export interface CaptureDismissed {
  readonly _tag: "CaptureDismissed"
  readonly version: VersionId
  readonly by: ActorId
  readonly reason: string
  readonly at: Instant
}

/** A slip of the pen was put right in a text: the same version, with another hash. */
export interface SlipCorrected {
  readonly _tag: "SlipCorrected"
  readonly version: VersionId
  readonly to: Text
  readonly by: ActorId
  readonly reason: string
  readonly at: Instant
}

/** A person decided whether what a version changes is material. */
export interface VersionWeighed {
  readonly _tag: "VersionWeighed"
  readonly version: VersionId
  readonly material: boolean
  readonly by: ActorId
  readonly reason: string
  readonly at: Instant
}

/** A person recorded how we read what a version leaves open. */
export interface VersionRead {
  readonly _tag: "VersionRead"
  readonly version: VersionId
  readonly as: TermsAsRead
  readonly by: ActorId
  readonly reason: string
  readonly at: Instant
}

/** A version was taken back: from then on it is as if it did not come, or had not come. */
export interface VersionWithdrawn {
  readonly _tag: "VersionWithdrawn"
  readonly version: VersionId
  readonly reason: string
  readonly at: Instant
}

/** The document is no more: it is asked of nobody. */
export interface DocumentWithdrawn {
  readonly _tag: "DocumentWithdrawn"
  readonly reason: string
  readonly at: Instant
}

/** An insurance covers so much, from then to then, and liability is never higher. Without an amount it is not known how much. */
export interface LiabilityCapStated {
  readonly _tag: "LiabilityCapStated"
  readonly insurance: { readonly reference: string; readonly hash: TextHash }
  readonly cover?: Money
  readonly from: Instant
  readonly until?: Instant
  readonly at: Instant
}

export type Event =
  | DocumentDeclared
  | AskedBeforeUse
  | NotAskedBeforeUse
  | DocumentPublished
  | DocumentCaptured
  | CaptureConfirmed
  | CaptureDismissed
  | SlipCorrected
  | VersionWeighed
  | VersionRead
  | VersionWithdrawn
  | DocumentWithdrawn
  | LiabilityCapStated

/** A version in one language, and where it can be read. */
export interface Text {
  readonly language: string
  readonly reference: string
  readonly hash: TextHash
}

export type TextHash = `sha256-${string}`

export type Declaration =
  /** That no incorrect information is given, and that changes are told directly. */
  | "trueInformation"
  /** That one acts on behalf of, and in accordance with the procedures of, a company, an employer or a client. */
  | "authorisedToAct"
  /** That an e-mail address and other means of authentication are strictly personal. */
  | "credentialsPersonal"

/** What a version says about its successors and about itself. What it does not say is `unstated`, and nothing follows from that. */
export interface VersionTerms {
  /** Which later versions ask whoever agreed to this one anew. */
  readonly asksAgain: Parameter<"every" | "material" | "none">
  /** What it is to say nothing about a version that asks. */
  readonly silence: Parameter<"accepted" | "acceptedByUse" | "nothing">
  /** What it is to accept a text in a language that does not bind. */
  readonly translations: Parameter<"asTheOriginal" | "nothing">
  /** What follows from a declaration that is broken. */
  readonly onBreach: Parameter<"nothing" | "suspends" | "ends">
}

export type TermName = keyof VersionTerms
type Value<P> = P extends { readonly says: infer A } ? A : never
export type TermsAsRead = { readonly [K in TermName]?: Value<VersionTerms[K]> }

export interface Money {
  /** A decimal number as text: `1250000.00`. */
  readonly amount: string
  /** ISO 4217, in capitals: `EUR`. */
  readonly currency: string
}

/** A version, whoever published it. */
export type Version = DocumentPublished | DocumentCaptured

// -- State: each fact keeps the event it came from. All lists in the order of the record. --------------------------------

export interface State {
  readonly declared: Fact<DocumentDeclared> | undefined
  readonly uses: ReadonlyArray<AskedPeriod>
  readonly versions: ReadonlyArray<Fact<Version>>
  readonly confirmed: ReadonlyArray<Fact<CaptureConfirmed>>
  readonly dismissed: ReadonlyArray<Fact<CaptureDismissed>>
  readonly corrected: ReadonlyArray<Fact<SlipCorrected>>
  readonly weighed: ReadonlyArray<Fact<VersionWeighed>>
  readonly read: ReadonlyArray<Fact<VersionRead>>
  readonly taken: ReadonlyArray<Fact<VersionWithdrawn>>
  /** The first that is known. */
  readonly withdrawn: Fact<DocumentWithdrawn> | undefined
  readonly caps: ReadonlyArray<Fact<LiabilityCapStated>>
}

export interface AskedPeriod {
  readonly began: Fact<AskedBeforeUse>
  readonly ended: Fact<Instant> | undefined
}

export const initial: State = {
  declared: undefined,
  uses: [],
  versions: [],
  confirmed: [],
  dismissed: [],
  corrected: [],
  weighed: [],
  read: [],
  taken: [],
  withdrawn: undefined,
  caps: []
}

export const evolve = (state: State, event: Event, from: EventRef): State => {
  switch (event._tag) {
    case "DocumentDeclared":
      return { ...state, declared: { value: event, from } }
    case "AskedBeforeUse":
      return { ...state, uses: [...state.uses, { began: { value: event, from }, ended: undefined }] }
    case "NotAskedBeforeUse":
      return {
        ...state,
        uses: state.uses.map((it) =>
          it.began.value.use === event.use
            ? { ...it, ended: endOf(it.began.value.at, it.ended, { value: event.at, from }) }
            : it
        )
      }
    case "DocumentPublished":
    case "DocumentCaptured":
      return { ...state, versions: [...state.versions, { value: event, from }] }
    case "CaptureConfirmed":
      return { ...state, confirmed: [...state.confirmed, { value: event, from }] }
    case "CaptureDismissed":
      return { ...state, dismissed: [...state.dismissed, { value: event, from }] }
    case "SlipCorrected":
      return { ...state, corrected: [...state.corrected, { value: event, from }] }
    case "VersionWeighed":
      return { ...state, weighed: [...state.weighed, { value: event, from }] }
    case "VersionRead":
      return { ...state, read: [...state.read, { value: event, from }] }
    case "VersionWithdrawn":
      return { ...state, taken: [...state.taken, { value: event, from }] }
    case "DocumentWithdrawn":
      return state.withdrawn !== undefined && state.withdrawn.value.at <= event.at
        ? state
        : { ...state, withdrawn: { value: event, from } }
    case "LiabilityCapStated":
      return { ...state, caps: [...state.caps, { value: event, from }] }
  }
}

// -- Refusals: what we decline to do, each naming its clause. -----------------------------------------------------------

export const NotDeclared = refusal(
  "NotDeclared",
  rules.declaredOnce,
  "this document has not been declared yet: declare whose it is, who is asked and for what first"
)

export const OtherDocument = (document: DocumentId): Refusal<"OtherDocument"> =>
  refusal("OtherDocument", rules.declaredOnce, `document \`${document}\` is declared in its own stream, not here`)

export const DeclaredOtherwise = (declared: Fact<DocumentDeclared>): Refusal<"DeclaredOtherwise"> =>
  refusal(
    "DeclaredOtherwise",
    rules.declaredOnce,
    `document \`${declared.value.document}\` was declared already and otherwise: give the new one an id of its own`,
    [declared.from]
  )

export const UnknownZone = (zone: string): Refusal<"UnknownZone"> =>
  refusal("UnknownZone", rules.declaredOnce, `no zone table is known for \`${zone}\`: hand one over when opening`)

export const NotAskedFor = (use: UseId, at: Instant): Refusal<"NotAskedFor"> =>
  refusal(
    "NotAskedFor",
    rules.declaredOnce,
    `this document was not asked before use \`${use}\` by \`${at}\`, so that cannot end then: check the id and the date`
  )

export const NotOurs = (declared: Fact<DocumentDeclared>): Refusal<"NotOurs"> =>
  refusal(
    "NotOurs",
    rules.capturedThenConfirmed,
    `this document is drawn up by ${declared.value.drawnUpBy}, and we publish no version of it: capture theirs`,
    [declared.from]
  )

export const Ours = (declared: Fact<DocumentDeclared>): Refusal<"Ours"> =>
  refusal("Ours", rules.capturedThenConfirmed, "this document is ours, and its versions are published, not captured", [
    declared.from
  ])

export const NotCaptured = (version: VersionId): Refusal<"NotCaptured"> =>
  refusal(
    "NotCaptured",
    rules.capturedThenConfirmed,
    `version \`${version}\` was not captured, so nobody can say whether that was done rightly: check the id`
  )

export const LookedAtAlready = (version: VersionId, facts: ReadonlyArray<EventRef>): Refusal<"LookedAtAlready"> =>
  refusal(
    "LookedAtAlready",
    rules.capturedThenConfirmed,
    `somebody looked at the capture of version \`${version}\` and found otherwise: capture it anew under an id of its own`,
    facts
  )

export const VersionIdTaken = (version: Fact<Version>): Refusal<"VersionIdTaken"> =>
  refusal(
    "VersionIdTaken",
    rules.neverEdited,
    `version \`${version.value.version}\` is there already and says something else: give the new one an id of its own`,
    [version.from]
  )

export const UnknownVersion = (version: VersionId): Refusal<"UnknownVersion"> =>
  refusal("UnknownVersion", rules.neverEdited, `this document has no version \`${version}\`: check the id`)

export const NoSuchText = (version: Fact<Version>, language: string): Refusal<"NoSuchText"> =>
  refusal(
    "NoSuchText",
    rules.neverEdited,
    `version \`${version.value.version}\` has no text in \`${language}\`, so there is no slip in it: another text is another version`,
    [version.from]
  )

export const BindsInNoText = (language: string): Refusal<"BindsInNoText"> =>
  refusal("BindsInNoText", rules.neverEdited, `no text in \`${language}\` is given, so none can bind: add the text`)

export const DayHasPassed = (day: Day, today: Day): Refusal<"DayHasPassed"> =>
  refusal(
    "DayHasPassed",
    rules.notBackwards,
    `\`${day}\` had passed when this was published on \`${today}\`: name that day or a later one`
  )

export const HoldsAlready = (version: Fact<Version>): Refusal<"HoldsAlready"> =>
  refusal(
    "HoldsAlready",
    rules.notBackwards,
    `version \`${version.value.version}\` took effect at \`${version.value.startsAt}\`, so it is not taken back: publish another`,
    [version.from]
  )

export const SaysSoItself = (version: Fact<Version>, term: TermName): Refusal<"SaysSoItself"> =>
  refusal(
    "SaysSoItself",
    rules.readWhereSilent,
    `version \`${version.value.version}\` says itself what \`${term}\` is, and is not read otherwise`,
    [version.from]
  )

// -- Commands: what somebody asks for. -----------------------------------------------------------------------------------

export interface DeclareDocument extends Ask<DocumentDeclared, "DeclareDocument"> {}
export interface AskBeforeUse extends Ask<AskedBeforeUse, "AskBeforeUse"> {}
export interface StopAskingBeforeUse extends Ask<NotAskedBeforeUse, "StopAskingBeforeUse"> {}
export interface PublishDocument extends Omit<Ask<DocumentPublished, "PublishDocument">, "startsAt" | "zone"> {}
export interface CaptureDocument extends Omit<Ask<DocumentCaptured, "CaptureDocument">, "startsAt" | "zone"> {}
export interface ConfirmCapture extends Ask<CaptureConfirmed, "ConfirmCapture"> {}
export interface DismissCapture extends Ask<CaptureDismissed, "DismissCapture"> {}
export interface CorrectSlip extends Ask<SlipCorrected, "CorrectSlip"> {}
export interface WeighVersion extends Ask<VersionWeighed, "WeighVersion"> {}
export interface ReadVersion extends Ask<VersionRead, "ReadVersion"> {}
export interface WithdrawVersion extends Ask<VersionWithdrawn, "WithdrawVersion"> {}
export interface WithdrawDocument extends Ask<DocumentWithdrawn, "WithdrawDocument"> {}
export interface StateLiabilityCap extends Ask<LiabilityCapStated, "StateLiabilityCap"> {}

export type Command =
  | DeclareDocument
  | AskBeforeUse
  | StopAskingBeforeUse
  | PublishDocument
  | CaptureDocument
  | ConfirmCapture
  | DismissCapture
  | CorrectSlip
  | WeighVersion
  | ReadVersion
  | WithdrawVersion
  | WithdrawDocument
  | StateLiabilityCap

// -- Decide: one branch a command; asked twice, decided once. --------------------------------------------------------------

export const decide = (command: Command, state: State, world: World): Decision<Event> => {
  const { declared } = state
  if (command._tag === "DeclareDocument") {
    const event: DocumentDeclared = { ...command, _tag: "DocumentDeclared" }
    if (declared !== undefined)
      return saysTheSame(declared.value, event) ? alreadySo : refuse(DeclaredOtherwise(declared))
    return world.zone(command.zone) === undefined ? refuse(UnknownZone(command.zone)) : record(event)
  }
  if (declared === undefined) return refuse(NotDeclared)
  switch (command._tag) {
    case "AskBeforeUse": {
      const { use, at } = command
      return state.uses.some((it) => it.began.value.use === use && ranAt(it.began.value.at, it.ended, at))
        ? alreadySo
        : record({ ...command, _tag: "AskedBeforeUse" })
    }
    case "StopAskingBeforeUse": {
      const { use, at } = command
      const begun = state.uses.filter((it) => it.began.value.use === use && it.began.value.at <= at)
      if (begun.length === 0) return refuse(NotAskedFor(use, at))
      return begun.some((it) => ranAt(it.began.value.at, it.ended, at))
        ? record({ ...command, _tag: "NotAskedBeforeUse" })
        : alreadySo
    }
    case "PublishDocument": {
      if (declared.value.publisher !== "own") return refuse(NotOurs(declared))
      const zone = world.zone(declared.value.zone)
      if (zone === undefined) return refuse(UnknownZone(declared.value.zone))
      const startsAt = Instants.max(startOf(zone.value, command.effectiveFrom), command.at)
      const event: DocumentPublished = { ...command, _tag: "DocumentPublished", startsAt, zone: zone.ref }
      const known = versionCalled(state, command.version)
      const today = dayOf(zone.value, command.at)
      if (known === undefined && command.effectiveFrom < today)
        return refuse(DayHasPassed(command.effectiveFrom, today))
      return bring(event, known)
    }
    case "CaptureDocument": {
      if (declared.value.publisher !== "third") return refuse(Ours(declared))
      const zone = world.zone(declared.value.zone)
      if (zone === undefined) return refuse(UnknownZone(declared.value.zone))
      const day = startOf(zone.value, command.effectiveFrom)
      const startsAt = command.publishedAt === undefined ? day : Instants.max(day, command.publishedAt)
      const event: DocumentCaptured = { ...command, _tag: "DocumentCaptured", startsAt, zone: zone.ref }
      return bring(event, versionCalled(state, command.version))
    }
    case "ConfirmCapture": {
      const no = lookedAt(state.dismissed, command.version)
      if (captureOf(state, command.version) === undefined) return refuse(NotCaptured(command.version))
      if (no.length > 0) return refuse(LookedAtAlready(command.version, no))
      return state.confirmed.some(({ value }) => value.version === command.version && value.at <= command.at)
        ? alreadySo
        : record({ ...command, _tag: "CaptureConfirmed" })
    }
    case "DismissCapture": {
      const yes = lookedAt(state.confirmed, command.version)
      if (captureOf(state, command.version) === undefined) return refuse(NotCaptured(command.version))
      if (yes.length > 0) return refuse(LookedAtAlready(command.version, yes))
      return state.dismissed.some(({ value }) => value.version === command.version && value.at <= command.at)
        ? alreadySo
        : record({ ...command, _tag: "CaptureDismissed" })
    }
    case "CorrectSlip": {
      const version = versionCalled(state, command.version)
      if (version === undefined) return refuse(UnknownVersion(command.version))
      const text = textIn(state, version.value, command.to.language, command.at)
      if (text === undefined) return refuse(NoSuchText(version, command.to.language))
      return saysTheSame(text, command.to) ? alreadySo : record({ ...command, _tag: "SlipCorrected" })
    }
    case "WeighVersion": {
      if (versionCalled(state, command.version) === undefined) return refuse(UnknownVersion(command.version))
      const event: VersionWeighed = { ...command, _tag: "VersionWeighed" }
      const last = weighedAt(state, command.version, command.at)
      return last !== undefined && saysTheSame(last.value, event) ? alreadySo : record(event)
    }
    case "ReadVersion": {
      const version = versionCalled(state, command.version)
      if (version === undefined) return refuse(UnknownVersion(command.version))
      const said = (Object.keys(command.as) as ReadonlyArray<TermName>).find((it) => "says" in version.value.terms[it])
      if (said !== undefined) return refuse(SaysSoItself(version, said))
      const event: VersionRead = { ...command, _tag: "VersionRead" }
      const last = newestBy(
        state.read.filter(({ value }) => value.version === command.version),
        command.at
      )
      return last !== undefined && saysTheSame(last.value, event) ? alreadySo : record(event)
    }
    case "WithdrawVersion": {
      const version = versionCalled(state, command.version)
      if (version === undefined) return refuse(UnknownVersion(command.version))
      if (state.taken.some(({ value }) => value.version === command.version && value.at <= command.at)) return alreadySo
      return version.value._tag === "DocumentPublished" && version.value.startsAt <= command.at
        ? refuse(HoldsAlready(version))
        : record({ ...command, _tag: "VersionWithdrawn" })
    }
    case "WithdrawDocument":
      return state.withdrawn !== undefined && state.withdrawn.value.at <= command.at
        ? alreadySo
        : record({ ...command, _tag: "DocumentWithdrawn" })
    case "StateLiabilityCap": {
      const event: LiabilityCapStated = { ...command, _tag: "LiabilityCapStated" }
      const last = newestBy(
        state.caps.filter(({ value }) => value.from === command.from),
        command.at
      )
      return last !== undefined && saysTheSame(last.value, event) ? alreadySo : record(event)
    }
  }
}

/** A version comes to be known: its id is its own, and the text that binds is there. */
const bring = (event: Version, known: Fact<Version> | undefined): Decision<Event> => {
  if (known !== undefined)
    return saysTheSame(known.value, { ...event, startsAt: known.value.startsAt, zone: known.value.zone })
      ? alreadySo
      : refuse(VersionIdTaken(known))
  const bare = event.binds.find((language) => !event.texts.some((text) => text.language === language))
  return bare === undefined ? record(event) : refuse(BindsInNoText(bare))
}

const captureOf = (state: State, version: VersionId): Fact<Version> | undefined => {
  const known = versionCalled(state, version)
  return known?.value._tag === "DocumentCaptured" ? known : undefined
}

const lookedAt = (
  facts: ReadonlyArray<Fact<CaptureConfirmed | CaptureDismissed>>,
  version: VersionId
): ReadonlyArray<EventRef> => facts.flatMap(({ value, from }) => (value.version === version ? [from] : []))

export const decider: Decider<Command, State, Event, Refusal, World> = { initial, evolve, decide }

// -- Queries: all of them as of an instant. What was said later changes none of them. ----------------------------------------

/** Where a state was folded from, for an answer that rests on something not being there. */
export interface Looked {
  readonly stream: StreamId
  readonly upTo: Revision
}

/** The version of this id: of several records, the first. */
export const versionCalled = (state: State, version: VersionId): Fact<Version> | undefined =>
  state.versions.find(({ value }) => value.version === version)

/** When a version was published, as far as that is known. */
export const publishedAt = ({ value }: Fact<Version>): Instant =>
  value._tag === "DocumentCaptured" ? (value.publishedAt ?? value.at) : value.at

const of = <A extends { readonly version: VersionId; readonly at: Instant }>(
  facts: ReadonlyArray<Fact<A>>,
  version: VersionId,
  at: Instant
): ReadonlyArray<Fact<A>> => facts.filter(({ value }) => value.version === version && value.at <= at)

/**
 * Every version that is known at an instant and was neither dismissed nor taken back by then, in the order in which they take effect:
 * what takes effect at once, in the order of the record.
 */
export const versionsAt = (state: State, at: Instant): ReadonlyArray<Fact<Version>> =>
  state.versions
    .filter(
      (it, index) =>
        it.value.at <= at &&
        state.versions.findIndex(({ value }) => value.version === it.value.version) === index &&
        of(state.dismissed, it.value.version, at).length === 0 &&
        of(state.taken, it.value.version, at).length === 0
    )
    .toSorted((a, b) => (a.value.startsAt < b.value.startsAt ? -1 : a.value.startsAt > b.value.startsAt ? 1 : 0))

/** What says that a version counts: that it was published by us, or that its capture was confirmed. */
export const confirmedAt = (state: State, version: Fact<Version>, at: Instant): Fact<unknown> | undefined =>
  version.value._tag === "DocumentPublished" ? version : of(state.confirmed, version.value.version, at)[0]

/** Everything that was said about which versions there are by an instant. */
export const saidOfVersions = (state: State, at: Instant): ReadonlyArray<Fact<unknown>> =>
  [...state.versions, ...state.confirmed, ...state.dismissed, ...state.taken].filter(({ value }) => value.at <= at)

/** The version in force at an instant. */
export const versionInForce = (
  state: State,
  looked: Looked,
  at: Instant
): Verdict<Version | "none" | "undetermined"> => {
  const started = versionsAt(state, at).filter(({ value }) => value.startsAt <= at)
  const open = started.filter((it) => confirmedAt(state, it, at) === undefined)
  return rules.inForce(
    started.at(-1),
    rules.capturedThenConfirmed(open, saidOfVersions(state, at), { stream: looked.stream, upTo: looked.upTo })
  )
}

/** What is asked before a use at an instant, and why. */
export const askedBefore = (state: State, looked: Looked, use: UseId, at: Instant): Verdict<boolean> =>
  rules.askedBeforeUse(
    state.uses.find(({ began, ended }) => began.value.use === use && ranAt(began.value.at, ended, at))?.began,
    state.withdrawn !== undefined && state.withdrawn.value.at <= at ? state.withdrawn : undefined,
    state.declared,
    state.uses.filter(({ began }) => began.value.use === use && began.value.at <= at).flatMap(asFacts),
    { stream: looked.stream, upTo: looked.upTo }
  )

const asFacts = ({ began, ended }: AskedPeriod): ReadonlyArray<Fact<unknown>> =>
  ended === undefined ? [began] : [began, ended]

/** The newest decision by an instant whether a version is material. */
export const weighedAt = (state: State, version: VersionId, at: Instant): Fact<VersionWeighed> | undefined =>
  newestBy(
    state.weighed.filter(({ value }) => value.version === version),
    at
  )

/** What a version says, or how a person reads it by an instant; `undefined` where nobody knows. */
export const termAt = <K extends TermName>(
  state: State,
  { value }: Fact<Version>,
  name: K,
  at: Instant
): Stipulation<Value<VersionTerms[K]>> | undefined => {
  const said = value.terms[name] as Parameter<Value<VersionTerms[K]>>
  const ref =
    `terms:${(value.texts.find(({ language }) => value.binds.includes(language)) ?? value.texts[0])?.hash}` as const
  if ("says" in said) return { value: said.says, terms: { ref, parameter: name, source: said.source } }
  const reading = newestBy(
    state.read.filter((it) => it.value.version === value.version && it.value.as[name] !== undefined),
    at
  )
  if (reading === undefined) return undefined
  const source = { instrument: value.version, words: "" }
  return {
    value: reading.value.as[name] as Value<VersionTerms[K]>,
    terms: { ref, parameter: name, source, reading: reading.from }
  }
}

/** The text of a version in a language as of an instant, put right where it was by then. */
export const textIn = (state: State, version: Version, language: string, at: Instant): Text | undefined => {
  const slip = newestBy(
    state.corrected.filter(({ value }) => value.version === version.version && value.to.language === language),
    at
  )
  return version.texts.some((text) => text.language === language)
    ? (slip?.value.to ?? version.texts.find((text) => text.language === language))
    : undefined
}

/** What a decision about an acceptance looks up: whether there was such a text to show. */
export const showing = (state: State) => ({
  text: (version: VersionId, language: string, at: Instant): boolean => {
    const known = versionCalled(state, version)
    return known !== undefined && publishedAt(known) <= at && textIn(state, known.value, language, at) !== undefined
  }
})

/** What a statement said at an instant, in a language; `undefined` where it was not published in that one, or not at all. */
export const statementAt = (
  state: State,
  looked: Looked,
  at: Instant,
  language: string
): Verdict<Text | "undetermined" | undefined> => {
  const inForce = versionInForce(state, looked, at)
  const slips = state.corrected.filter(({ value }) => value.at <= at)
  return rules.statement(
    inForce,
    typeof inForce.answer === "string" ? undefined : textIn(state, inForce.answer, language, at),
    slips
  )
}

/** The cover that runs at an instant, as it was stated last by then. */
export const capAt = (state: State, looked: Looked, at: Instant): Verdict<Money | "undetermined"> => {
  const said = state.caps.filter(({ value }) => value.at <= at)
  const running = said
    .filter(({ value: { from, until } }, index) => {
      const isLast = said.findLastIndex((it) => it.value.from === from) === index
      return isLast && from <= at && (until === undefined || at < until)
    })
    .toSorted((a, b) => (a.value.from < b.value.from ? -1 : 1))
  return rules.cover(running.at(-1), said, { stream: looked.stream, upTo: looked.upTo })
}

/** The most that we are liable for of a claim that arose at an instant. */
export const liableFor = (state: State, looked: Looked, claim: Money, at: Instant): Verdict<Money | "undetermined"> =>
  rules.neverHigher(claim, capAt(state, looked, at))

/** Every instant at which something about the document changes: what `validUntil` looks at. */
export const moments = (state: State): ReadonlyArray<Instant> => [
  ...state.uses.flatMap(({ began, ended }) => [began.value.at, ...(ended ? [ended.value] : [])]),
  ...state.versions.flatMap(({ value }) => [value.at, value.startsAt]),
  ...[...state.confirmed, ...state.dismissed, ...state.weighed, ...state.read, ...state.taken].map(
    ({ value }) => value.at
  ),
  ...(state.withdrawn ? [state.withdrawn.value.at] : [])
]
