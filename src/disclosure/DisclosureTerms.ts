/**
 * What a vendor promises to reporters of weaknesses, as a value: one version of a disclosure policy.
 *
 * As with contracts (`terms/Terms.ts`): each figure with the words it was taken from; what the policy does not state is `unstated`, and
 * nothing unstated acts as a default. A report keeps the version in force when it was received.
 */
import type { Source } from "../kernel/Verdict.ts"
import { type Parameter, type Period, unstated } from "../terms/Terms.ts"
import type { Weekday } from "../time/Day.ts"

// -- Promises: what is owed, from when, and what keeps it. --------------------------------------------------------------

/** What somebody is owed. */
export type PromiseKind =
  | "acknowledge"
  | "respond"
  | "assess"
  | "update"
  | "fix"
  | "tellFix"
  | "tellPublication"
  | "reward"

/** What a promise counts from. */
export type Anchor =
  | "received"
  | "acknowledged"
  | "responded"
  | "assessed"
  | "validated"
  | "accepted"
  | "lastUpdate"
  | "fixReady"
  | "fixDeployed"
  | "published"
  | "vendorAware"

/** Facts of a report that a promise can hang on. All that are named must hold. */
export interface Condition {
  /** The reporter can be reached. */
  readonly contactable?: true
  /** The reporter gave a name, not a pseudonym. */
  readonly named?: true
  readonly accepted?: true
  readonly inScope?: true
  /** The reporter asked to be kept informed. */
  readonly updatesWanted?: true
  /** At least this severe. */
  readonly severity?: Severity
  /** Words that a person judges. */
  readonly words?: string
}

export type Severity = "none" | "low" | "medium" | "high" | "critical"

/** One length for all, or one for each severity that the policy names. */
export type Within = Period | { readonly bySeverity: Partial<Record<Severity, Period>> }

/** What keeps a promise. */
export type Discharge =
  | "acknowledgement"
  | "reply"
  | "assessment"
  | "update"
  | "fixDeployed"
  | "rewardDecided"
  | "closing"

export interface PromiseTerms {
  readonly id: string
  readonly kind: PromiseKind
  readonly source: Source
  readonly within: Parameter<Within>
  readonly anchor: Parameter<Anchor>
  readonly condition: Parameter<Condition>
  readonly dischargedBy: ReadonlyArray<Discharge>
  /** Only what a human sent counts: an automatic reply does not. */
  readonly humanOnly: Parameter<boolean>
  /** `aim`: a goal that is reported on and never breached. */
  readonly rigidity: Parameter<"must" | "should" | "aim">
  /** Owed again, counted from the last one, until the report is closed. */
  readonly repeats: boolean
  /** Owed when one of these happens, and not by a clock. */
  readonly milestones?: ReadonlyArray<"validated" | "accepted" | "deferred" | "fixReady" | "fixDeployed" | "closed">
  /** Times in which no day of the promise passes, as holidays that the policy announces. */
  readonly suspendedOn?: Parameter<string>
}

// -- The form, the reporter, and how both are kept. ---------------------------------------------------------------------

export type Field =
  | "urgency"
  | "description"
  | "illustration"
  | "steps"
  | "contact"
  /** Who the reporter is: not a pseudonym. */
  | "name"
  | "updatesWanted"
  | "location"
  | "impact"
  | "severity"
  | "version"
  | "evidence"
  | "alreadyPublic"
  | "exploited"
  | "disclosurePlans"
  | "testerAddresses"

export interface FormTerms {
  readonly required: ReadonlyArray<Field>
  /** Of each group at least one. */
  readonly oneOf: ReadonlyArray<ReadonlyArray<Field>>
  /** Asked for, and may be left out. */
  readonly optional?: ReadonlyArray<Field>
  readonly addresses: Parameter<ReadonlyArray<string>>
  readonly encryption: Parameter<string>
  readonly languages: Parameter<ReadonlyArray<string>>
  readonly oneIssueEach: Parameter<boolean>
}

export type ReporterMode = "named" | "pseudonym" | "anonymous"

/** On which ground an identity, or the content of a report, may be shared with somebody else. */
export type Basis = "consent" | "law" | "courtOrder" | "police" | "sectorCert" | "suspectedAbuse" | "engagedAgency"

export interface Confidence {
  readonly modes: Parameter<ReadonlyArray<ReporterMode>>
  /** For sharing who the reporter is. */
  readonly identity: Parameter<ReadonlyArray<Basis>>
  /** For sharing what the report says. */
  readonly content: Parameter<ReadonlyArray<Basis>>
  /** For how long personal data is kept after the report was closed. */
  readonly retention: Parameter<Period>
}

// -- Conduct and what it earns. -----------------------------------------------------------------------------------------

export interface ConductRule {
  readonly id: string
  readonly kind: "forbid" | "require" | "permit"
  readonly words: string
  /** Whether an accident in good faith breaks it. Where the policy does not say, that is read as `conduct/<id>/accident`. */
  readonly accident: Accident | "unstated"
}

export type Accident = "breaks" | "forgiven"

export interface SafeHarbour {
  readonly level: "none" | "restraint" | "inPrinciple" | "noAction" | "authorised" | "statutory"
  /** Which steps are promised not to be taken. */
  readonly against: ReadonlyArray<"criminal" | "civil">
  /** Rules whose breach ends it; every rule, when left out. */
  readonly endedBy?: ReadonlyArray<string>
  readonly tellsThirdParties: boolean
  /** What the policy says it can't promise, as that a prosecutor decides alone. Shown with it; nothing hangs on it. */
  readonly caveats?: ReadonlyArray<string>
}

export type Need =
  | "new"
  | "reproducible"
  | "inScope"
  | "conductHeld"
  | "causesChange"
  | "notPublicBefore"
  | "identifiable"

export interface RewardTerms {
  /** `discretionary`: a person decides each time, also when all that is needed is there. */
  readonly given: "granted" | "discretionary" | "never"
  readonly needs: ReadonlyArray<Need>
  /** What is new: to earlier reports, or also to what was known inside. */
  readonly newTo: Parameter<"reports" | "reportsAndInternal">
  readonly tiers: ReadonlyArray<{
    readonly id: string
    readonly when: { readonly severity?: Severity; readonly threatToContinuity?: true }
    readonly rank: number
    readonly words: string
  }>
  readonly duplicates: Parameter<"firstOnly" | { readonly splitWithin: Period }>
  /** What else is asked, in words that a person judges: that somebody is no insider, that nobody is under sanctions. */
  readonly also?: ReadonlyArray<string>
}

export interface CreditTerms {
  readonly given: "optIn" | "optOut" | "always" | "none"
  /** How the reporter says so. Whatever a policy says, nobody is named without their consent. */
  readonly consent?: "expressed" | "written"
  /** Only where a person judges that these words fit. */
  readonly onlyIf?: string
}

// -- Secrecy. -----------------------------------------------------------------------------------------------------------

export interface EmbargoTerms {
  /** Agreed by sending a report, unless its sender says otherwise. */
  readonly initially: Parameter<{ readonly period: Period; readonly from: Anchor }>
  /** Not shorter, asked of the reporter. */
  readonly least: Parameter<{ readonly period: Period; readonly from: Anchor }>
  /** Never longer, whatever is agreed. */
  readonly most: Parameter<{ readonly period: Period; readonly from: Anchor }>
  /** Published so long after the fix. */
  readonly afterFix: Parameter<Period>
  /** So long instead, once it is exploited. */
  readonly exploited: Parameter<Period>
  readonly grace: Parameter<{ readonly period: Period; readonly needsNamedDay: boolean }>
  readonly extendedBy: Parameter<"both" | "vendor" | "reporter" | "coordinator" | "nobody">
  /** Who prevails when no end is agreed. */
  readonly withoutAgreement: Parameter<"shortest" | "vendor" | "reporter" | "coordinator">
}

// -- Publication. -------------------------------------------------------------------------------------------------------

/** A day, worked out from what happened. */
export type Timing =
  | { readonly in: Period; readonly after: Anchor }
  | { readonly earliestOf: readonly [Timing, ...ReadonlyArray<Timing>] }
  | { readonly latestOf: readonly [Timing, ...ReadonlyArray<Timing>] }
  | { readonly if: Happening; readonly so: Timing; readonly otherwise: Timing }

/** That one thing happened within a time after another; with `asked`, only when grace was asked for. */
export interface Happening {
  readonly fact: Anchor
  readonly within: Period
  readonly after: Anchor
  readonly asked?: "grace"
}

/** What a day of publication must be. A day that is none of these gives way to the next that is. */
export interface DayRule {
  /** Only working days of this calendar, somebody else's perhaps. */
  readonly workingDaysOf?: string
  readonly weekdays?: ReadonlyArray<Weekday>
  /** Not before this hour of the local clock. */
  readonly hour?: number
}

export interface PublicationTerms {
  /** What a reporter may do. */
  readonly permitted: Parameter<
    "afterFix" | "byAgreement" | "byAgreementAfterFix" | "byPermission" | "never" | "unrestricted"
  >
  /** When we publish. */
  readonly timing: Parameter<Timing>
  readonly day: Parameter<DayRule>
  /** Who is told earlier, and how much. */
  readonly audiences: Parameter<ReadonlyArray<{ readonly who: string; readonly before: Period }>>
}

/** One version of a disclosure policy. Immutable; its content address is its name everywhere else. */
export interface DisclosureTerms {
  readonly _tag: "DisclosureTerms"
  readonly name: string
  readonly title: string
  /** The zone whose days are counted: chosen once by whoever enters the policy, for policies name none. */
  readonly zone: string
  readonly form: FormTerms
  readonly promises: ReadonlyArray<PromiseTerms>
  readonly confidence: Confidence
  readonly conduct: ReadonlyArray<ConductRule>
  readonly safeHarbour: Parameter<SafeHarbour>
  readonly reward: Parameter<RewardTerms>
  readonly credit: Parameter<CreditTerms>
  readonly embargo: EmbargoTerms
  readonly publication: PublicationTerms
  readonly scope: {
    readonly inside: Parameter<ReadonlyArray<string>>
    readonly outside: Parameter<ReadonlyArray<string>>
  }
  /** Who may ask at most every so often how it goes. */
  readonly enquiries: Parameter<Period>
}

/** A policy that says nothing at all: where every policy begins. */
export const silentPolicy: DisclosureTerms = {
  _tag: "DisclosureTerms",
  name: "silent",
  title: "A policy that says nothing",
  zone: "UTC",
  form: {
    required: [],
    oneOf: [],
    addresses: unstated,
    encryption: unstated,
    languages: unstated,
    oneIssueEach: unstated
  },
  promises: [],
  confidence: { modes: unstated, identity: unstated, content: unstated, retention: unstated },
  conduct: [],
  safeHarbour: unstated,
  reward: unstated,
  credit: unstated,
  embargo: {
    initially: unstated,
    least: unstated,
    most: unstated,
    afterFix: unstated,
    exploited: unstated,
    grace: unstated,
    extendedBy: unstated,
    withoutAgreement: unstated
  },
  publication: { permitted: unstated, timing: unstated, day: unstated, audiences: unstated },
  scope: { inside: unstated, outside: unstated },
  enquiries: unstated
}
