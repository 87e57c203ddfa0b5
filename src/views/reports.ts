/**
 * The security desk: of all reports of weaknesses, what waits at an instant and for whom, and what a person must decide.
 *
 * Each thing that waits is derived from one report, its policy and the moment, in the file of its kind (`reportsOwed.ts` and those beside it).
 * Nothing personal is opened: persons stand here by their ids, and texts stay sealed.
 */
import type { Resolution, Stage } from "../disclosure/Handling.ts"
import type { Verdict } from "../kernel/Verdict.ts"
import type { PolicyRef, ReportId } from "../language/ids.ts"
import * as Days from "../time/Day.ts"
import type { Day } from "../time/Day.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import { inOrderOfTime, isDueBy } from "./agenda.ts"
import { ofHandling, type QuestionWaits, type ReportLacks } from "./reportsHandled.ts"
import { type ClockWaits, ofClocks } from "./reportsLaw.ts"
import { lookAt, type ReportDecision, type ReportLook, type ReportRecords } from "./reportsLook.ts"
import {
  ofFindings,
  ofPromises,
  ofReward,
  type PromiseWaits,
  type ReadingWanted,
  readingsOf,
  type RewardWaits,
  together
} from "./reportsOwed.ts"
import { type ErasureWaits, type HearingWaits, ofConduct, ofErasures, ofLeaks } from "./reportsPersons.ts"
import * as rules from "./reportsRules.ts"
import {
  type ConsentLacks,
  type EmbargoWaits,
  ofEmbargo,
  ofPublication,
  type PublicationWaits
} from "./reportsSecret.ts"
import { cannotBeCounted } from "./rules.ts"

export type { QuestionWaits, ReportLacks } from "./reportsHandled.ts"
export type { ClockWaits } from "./reportsLaw.ts"
export { lookAt, type ReportDecision, type ReportLook, type ReportRecords, type Waits } from "./reportsLook.ts"
export type { PromiseWaits, ReadingWanted, RewardWaits } from "./reportsOwed.ts"
export type { ErasureWaits, HearingWaits } from "./reportsPersons.ts"
export type { ConsentLacks, EmbargoWaits, PublicationWaits } from "./reportsSecret.ts"

export type ReportWaits =
  | PromiseWaits
  | ReportLacks
  | QuestionWaits
  | HearingWaits
  | ErasureWaits
  | EmbargoWaits
  | PublicationWaits
  | ConsentLacks
  | RewardWaits
  | ClockWaits
  | ReportDecision

export interface ReportOnDesk {
  readonly report: ReportId
  readonly policy: PolicyRef
  readonly stage: Stage
  readonly closedAs?: Resolution["as"]
  readonly received: Instant
  /** In whole days of 24 hours. */
  readonly days: number
  /** How many things wait, and how many of them are overdue. */
  readonly waits: number
  readonly overdue: number
  readonly because: Verdict<unknown>["because"]
}

export interface ReportsDesk {
  /** Every report that is not over, the oldest first. */
  readonly reports: ReadonlyArray<ReportOnDesk>
  /** What is owed to reporters: open, late, broken, at rest, or not to be told. */
  readonly promises: ReadonlyArray<PromiseWaits>
  readonly decisions: ReadonlyArray<ReportDecision>
  readonly readings: ReadonlyArray<ReadingWanted>
  /** The law's clocks. */
  readonly clocks: ReadonlyArray<ClockWaits>
  readonly incomplete: ReadonlyArray<ReportLacks>
  readonly questions: ReadonlyArray<QuestionWaits>
  readonly hearings: ReadonlyArray<HearingWaits>
  readonly erasures: ReadonlyArray<ErasureWaits>
  readonly embargoes: ReadonlyArray<EmbargoWaits>
  readonly publications: ReadonlyArray<PublicationWaits>
  readonly consents: ReadonlyArray<ConsentLacks>
  readonly rewards: ReadonlyArray<RewardWaits>
  /** Reports of which no date can be told: the policy or its zone is not at hand. */
  readonly notAtHand: ReadonlyArray<{
    readonly report: ReportId
    readonly missing: string
    readonly because: Verdict<unknown>["because"]
  }>
}

/** All that waits on the security desk. Each list stands in order of time; what has no day stands at its end. */
export const reportsDesk = (records: ReportRecords, { now }: { readonly now: Instant }): ReportsDesk => {
  const looks = looksOf(records, now)
  const each = looks.map((look) => ({ look, waits: waitsOf(look) }))
  const all = inOrder(each.flatMap(({ waits }) => waits))
  const only = <What extends ReportWaits["what"]>(...whats: ReadonlyArray<What>) =>
    all.filter((it): it is Extract<ReportWaits, { readonly what: What }> =>
      (whats as ReadonlyArray<string>).includes(it.what)
    )
  return {
    reports: each
      .flatMap(({ look, waits }) => onDesk(look, waits))
      .toSorted((a, b) => (a.received < b.received ? -1 : 1)),
    promises: only("promise"),
    decisions: only("decide"),
    readings: together(looks.flatMap(readingsOf)),
    clocks: only("file"),
    incomplete: only("complete"),
    questions: only("question"),
    hearings: only("offerHearing", "hearing"),
    erasures: only("decideErasure", "erase"),
    embargoes: only("embargoEnds", "answerProposal"),
    publications: only("publish"),
    consents: only("consent"),
    rewards: only("deliverReward"),
    notAtHand: looks.flatMap(missingOf)
  }
}

/**
 * What waits on the security desk until the end of a day, in order of time; what is overdue stays on it until it is done, and what has no
 * day stands at the end. The day ends where each policy counts its days.
 */
export const reportsDue = (
  records: ReportRecords,
  { now, until }: { readonly now: Instant; readonly until: Day }
): ReadonlyArray<ReportWaits> =>
  inOrder(
    looksOf(records, now).flatMap((look) => {
      const { known } = look
      if (known === undefined) return waitsOf(look)
      const before = Zone.startOf(known.hand.place.zone, Days.add(until, 1))
      return waitsOf(look).filter((it) => isDueBy(it, before))
    })
  )

const inOrder = (items: ReadonlyArray<ReportWaits>): ReadonlyArray<ReportWaits> =>
  inOrderOfTime(items, ({ report, what }) => `${report} ${what}`)

// -- Report by report. -------------------------------------------------------------------------------------------------------

const looksOf = ({ reports, world }: ReportRecords, now: Instant): ReadonlyArray<ReportLook> =>
  reports.flatMap((folded) => lookAt(folded, world, now) ?? [])

/** All that waits in one report, in the order in which its parts stand. */
export const waitsOf = (look: ReportLook): ReadonlyArray<ReportWaits> =>
  [
    ofPromises,
    ofHandling,
    ofFindings,
    ofConduct,
    ofLeaks,
    ofErasures,
    ofEmbargo,
    ofPublication,
    ofReward,
    ofClocks
  ].flatMap((part): ReadonlyArray<ReportWaits> => part(look))

const onDesk = ({ report, received, state, looked, now }: ReportLook, waits: ReadonlyArray<ReportWaits>) => {
  const { closed, stage } = state.handling
  const stays = rules.onTheDesk(received, closed, waits.length, looked)
  if (!stays.answer) return []
  const line: ReportOnDesk = {
    report,
    policy: received.value.policy,
    stage,
    ...(closed !== undefined && { closedAs: closed.value.resolution.as }),
    received: received.value.at,
    days: Math.floor(Instants.between(received.value.at, now) / Instants.dayMillis),
    waits: waits.length,
    overdue: waits.filter(({ overdue }) => overdue).length,
    because: stays.because
  }
  return [line]
}

const missingOf = ({ report, received, known, world, looked }: ReportLook): ReportsDesk["notAtHand"] => {
  if (known !== undefined) return []
  const { policy } = received.value
  const terms = world.policy(policy)
  const missing = terms === undefined ? policy : terms.zone
  return [{ report, missing, because: cannotBeCounted(missing, received, looked).because }]
}
