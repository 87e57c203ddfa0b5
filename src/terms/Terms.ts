/**
 * What one contract promises about sub-processors, as a value.
 *
 * Policy is data, and silence is a value. What differs between contracts stands here, each figure with the words it was
 * taken from. A parameter that the contract does not state is `unstated`, and nothing unstated acts as a default: it
 * stays open until a person records a reading of it.
 */
import type { Source } from "../kernel/Verdict.ts"
import type { ChangeKind } from "../language/Change.ts"
import type { Span } from "../time/Span.ts"

// -- Parameters: what the contract says, with its words, or that it says nothing. ------------------------------------

/** The contract says this, in these words. */
export interface Says<A> {
  readonly says: A
  readonly source: Source
}

/** The contract is silent. `notSeen`: only an excerpt was read, so it may yet say something. */
export interface Unstated {
  readonly unstated: true
  readonly notSeen?: true
}

export type Parameter<A> = Says<A> | Unstated

export const says = <A>(value: A, source: Source): Says<A> => ({ says: value, source })
export const unstated: Unstated = { unstated: true }
export const notSeen: Unstated = { unstated: true, notSeen: true }

/** Words that only a person can turn into a number: "reasonable timing", "in due time". */
export interface Reasonable {
  readonly reasonable: true
}

/** "10 days" with nothing said about which days. It is neither calendar nor working days until somebody reads it. */
export interface BareDays {
  readonly n: number
  readonly unit: "days"
}

/** A length of time as a contract states it: exact, ambiguous, or in words. */
export type Period = Span | BareDays | Reasonable

export const reasonable: Reasonable = { reasonable: true }

/** Whether a period can be counted as it stands. */
export const isExact = (period: Period): period is Span =>
  !("reasonable" in period) && !("unit" in period && period.unit === "days")

/**
 * Whether a value is what is stated, with nothing but its words and bare days made countable. "10 days" stay ten: of the
 * calendar, of work, or either. Where nothing stated is vague, this is equality.
 */
export const fills = (stated: unknown, value: unknown): boolean => {
  if (!isObject(stated) || !isObject(value)) return stated === value
  if ("reasonable" in stated) return true
  if (stated["unit"] === "days") return countsDays(value, stated["n"])
  const names = Object.keys(stated)
  return (
    Array.isArray(stated) === Array.isArray(value) &&
    names.length === Object.keys(value).length &&
    names.every((name) => Object.hasOwn(value, name) && fills(stated[name], value[name]))
  )
}

const countsDays = (value: unknown, n: unknown): boolean => {
  if (!isObject(value)) return false
  if (Array.isArray(value["either"])) return value["either"].every((span) => countsDays(span, n))
  return value["n"] === n && (value["unit"] === "calendarDays" || value["unit"] === "workingDays")
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null

// -- What each parameter can be. -------------------------------------------------------------------------------------

/** General: the client may object. Specific: nothing without the client's yes. */
export type Authorisation = "general" | "specific"

export type Channel = "email" | "listing" | "inProduct" | "post" | "portal" | "repository"

/** Who is owed the duty. */
export interface Audience {
  readonly of: "all" | "affected" | "subscribers" | "onRequest" | "pullOnly"
  /** Only clients whose DPA is on this paper. */
  readonly paper?: "standard" | "own"
}

/** What a notice must say. Without a fatal one no clock starts; a curable one may follow. */
export interface Content {
  readonly of:
    | "entity"
    | "service"
    | "places"
    | "purpose"
    | "dataCategories"
    | "effectiveOn"
    | "howToObject"
    | "safeguards"
  readonly lack: "fatal" | "curable"
}

/** When the clock starts. */
export interface ClockStart {
  readonly from: "sent" | "delivered" | "received" | "dated" | "published"
  /** From this instead, for a client that has not subscribed. */
  readonly ifNotSubscribed?: ClockStart["from"]
  /** Where a letter goes to several contacts: the first that counts, all to whom that letter went, or the first in its list. */
  readonly contacts: "any" | "all" | "first"
  /** Received at the latest so long after sending, unless it is known not to have arrived. */
  readonly deemedReceipt?: Period
  /** The contract puts the risk of a mail that does not arrive on the client. Without this, a known bounce stops the clock. */
  readonly bouncesOn?: "client"
}

export interface AdvanceNotice {
  readonly period: Period
  readonly before: "access" | "engagement" | "effect"
}

/** How long a client may object. `talksWithin`: talks only if the objection came within this inner stage. */
export type Window =
  | { readonly _tag: "For"; readonly period: Period; readonly talksWithin?: Period }
  | { readonly _tag: "OpenEnded" }
  | { readonly _tag: "UntilAccess" }
  | { readonly _tag: "NoRight" }

export interface Grounds {
  readonly needed: "none" | "reasonable" | "dataProtection" | "closedList" | "proven"
  readonly list?: ReadonlyArray<string>
  /** What an objection on other grounds does: the right lapses, or the vendor may end the agreement. */
  readonly otherwise?: "lapses" | "vendorMayExit"
}

/** A condition that a change must meet. */
export interface Condition {
  /** The contract's words. */
  readonly words: string
  /**
   * Met only by a change that brings a place outside these countries (ISO 3166-1 alpha-2, in capitals). Without it a
   * person judges whether the condition is met.
   */
  readonly outside?: ReadonlyArray<string>
}

/** What an objection must be, parameter by parameter. */
export interface ObjectionTerms {
  readonly act: Parameter<"statement" | "termination" | "stopUsing" | "move">
  readonly inWriting: Parameter<boolean>
  readonly addresses: Parameter<ReadonlyArray<string>>
  readonly grounds: Parameter<Grounds>
  readonly mustExplain: Parameter<boolean>
  readonly mitigation: Parameter<boolean>
  readonly confirmation: Parameter<Period>
  /** The right exists only under this condition of the change. */
  readonly onlyIf: Parameter<Condition>
}

/** What follows when the client says nothing until the window has ended. */
export type Silence = "accepted" | "acceptedByUse" | "lapsed" | "nothing" | "denied"

export type LateObjection = "refused" | "courtesy" | "heard"

/** How long one client's data is kept away from the engagement. */
export type Hold = "none" | "untilWindowEnds" | "untilResolved" | "untilExit"

export type SolutionKind = "carveOut" | "alternative" | "withdrawal" | "acceptance" | "exit"

export interface Cure {
  readonly period: Period
  readonly from: "objection" | "talks" | "notice"
  readonly expiry: "exitOpens" | "accepted" | "nothing"
}

export interface ResolutionTerms {
  readonly talks: Parameter<"goodFaith" | "none">
  readonly options: Parameter<ReadonlyArray<SolutionKind>>
  readonly cure: Parameter<Cure>
  readonly vendorMustAnswer: Parameter<Period>
  /** How soon a client is told what came of its objection, once that has come about. Absent: the contract says nothing of it. */
  readonly tellOutcome?: Parameter<Period>
}

export interface Exit {
  readonly who: ReadonlyArray<"client" | "vendor">
  readonly scope: "affectedService" | "agreement" | "choice" | "addendum" | "feature"
  readonly notice?: { readonly period: Period; readonly from: "exit" | "notice" | "objection" | "effect" }
  readonly refund?: "proRata" | "excluded"
  readonly soleRemedy?: boolean
}

export interface Emergency {
  /** The contract's words for what may not wait. */
  readonly when: string
  /** Short notice is owed so long before access. Absent: none before. */
  readonly advance?: Period
  /** Notice is owed so long after. */
  readonly noticeAfter?: Period
}

/** Engagements of which nobody need be told before. */
export type Exemption = "nonMaterial" | "ancillary" | "noPersonalData"

/** Countries to which data may flow without a transfer mechanism, by their ISO 3166-1 code; anywhere else one is needed. */
export interface TransferTerms {
  readonly freeWithin: ReadonlyArray<string>
}

export interface ListingTerms {
  readonly columns: ReadonlyArray<
    "entity" | "entityType" | "purpose" | "products" | "places" | "certifications" | "dataCategories"
  >
  readonly keptUpdated: Period
}

export interface Entry {
  /** The listing shown at signing is agreed with it. */
  readonly listing: Parameter<"agreed" | "notAgreed">
  /** Changes announced before signing that do not hold yet: agreed with the rest, or notice is owed. */
  readonly announced: Parameter<"agreed" | "noticeOwed">
}

// -- Duties. ---------------------------------------------------------------------------------------------------------

/** Which changes a row is for. Everything given must match; nothing given matches any change. */
export interface RowMatch {
  readonly entities?: ReadonlyArray<string>
  /** At least one place is in one of these (ISO 3166-1 alpha-2, in capitals). */
  readonly countries?: ReadonlyArray<string>
  /** Every place is known to be in one of these. */
  readonly onlyCountries?: ReadonlyArray<string>
  readonly dataCategories?: ReadonlyArray<string>
  readonly services?: ReadonlyArray<string>
  readonly entityTypes?: ReadonlyArray<string>
}

/** The parameters of a duty, for the changes that it matches. */
export interface Row {
  readonly id: string
  readonly when: RowMatch
  readonly channels: Parameter<ReadonlyArray<Channel>>
  readonly contents: Parameter<ReadonlyArray<Content>>
  readonly clockStart: Parameter<ClockStart>
  readonly advanceNotice: Parameter<AdvanceNotice>
  readonly window: Parameter<Window>
  readonly objection: ObjectionTerms
  readonly silence: Parameter<Silence>
  readonly lateObjection: Parameter<LateObjection>
  /** For an objection, or a running window, before the change may first hold for the client; and after. */
  readonly hold: { readonly beforeStart: Parameter<Hold>; readonly afterStart: Parameter<Hold> }
  readonly resolution: ResolutionTerms
  readonly exit: Parameter<Exit>
}

/** One promise about changes. Every duty that matches a change arises; inside it, the first row that matches counts. */
export interface Duty {
  readonly id: string
  /** `inform`: tell; no gate hangs on it. `consult`: tell before, with a right to object. */
  readonly kind: "inform" | "consult"
  readonly source: Source
  readonly changes: ReadonlyArray<ChangeKind> | "any"
  readonly onlyMaterial: boolean
  readonly audience: Audience
  readonly rows: readonly [Row, ...ReadonlyArray<Row>]
}

export interface Instrument {
  readonly id: string
  readonly title: string
  readonly version?: string
}

/** A contract's promises about sub-processing. Immutable; its content address is its name everywhere else. */
export interface Terms {
  readonly _tag: "Terms"
  readonly name: string
  readonly title: string
  /** The zone whose days are counted. Contracts name none: whoever enters the terms chooses it, once, in the open. */
  readonly zone: string
  /** In order of precedence. */
  readonly instruments: readonly [Instrument, ...ReadonlyArray<Instrument>]
  readonly authorisation: Parameter<Authorisation>
  readonly entry: Entry
  readonly exempt: Parameter<ReadonlyArray<Exemption>>
  readonly emergency: Parameter<Emergency>
  readonly transfer: Parameter<TransferTerms>
  readonly listing: Parameter<ListingTerms>
  readonly duties: ReadonlyArray<Duty>
}

/** A row about which the contract says nothing at all: where every row begins. */
export const silentRow: Row = {
  id: "any",
  when: {},
  channels: unstated,
  contents: unstated,
  clockStart: unstated,
  advanceNotice: unstated,
  window: unstated,
  objection: {
    act: unstated,
    inWriting: unstated,
    addresses: unstated,
    grounds: unstated,
    mustExplain: unstated,
    mitigation: unstated,
    confirmation: unstated,
    onlyIf: unstated
  },
  silence: unstated,
  lateObjection: unstated,
  hold: { beforeStart: unstated, afterStart: unstated },
  resolution: { talks: unstated, options: unstated, cure: unstated, vendorMustAnswer: unstated },
  exit: unstated
}
