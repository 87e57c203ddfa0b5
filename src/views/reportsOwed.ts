/** What is owed to a reporter, and what a person must find, judge or read before anybody can say. */
import type { Need, PromiseKind } from "../disclosure/DisclosureTerms.ts"
import { type Open, read } from "../disclosure/hand.ts"
import type { Owed } from "../disclosure/promises.ts"
import * as Report from "../disclosure/Report.ts"
import { standing as found } from "../disclosure/Weakness.ts"
import type { Verdict } from "../kernel/Verdict.ts"
import type { PolicyRef, ReportId } from "../language/ids.ts"
import { isOpen, readingsFor } from "../terms/Reading.ts"
import type { Instant } from "../time/Instant.ts"
import { dated, decide, noDay, type ReportDecision, type ReportLook, waiting, type Waits } from "./reportsLook.ts"
import * as rules from "./reportsRules.ts"

/** What somebody promised the reporter, on one occasion. */
export interface PromiseWaits extends Waits {
  readonly what: "promise"
  readonly promise: string
  readonly kind: PromiseKind
  readonly stands: rules.Waiting
  /** Open: from where it counts, where that is known. Broken, or resting: since when. */
  readonly since?: Instant
  /** While it rests: until when, where that was announced. */
  readonly until?: Instant
}

export interface RewardWaits extends Waits {
  readonly what: "deliverReward"
  readonly tier: string
}

/** A parameter of a policy that must be read, or told to be read as it is: one line, whatever number of reports hang on it. */
export interface ReadingWanted {
  readonly policy: PolicyRef
  readonly parameter: string
  readonly why: Open["why"]
  readonly words?: string
  /** Nobody has read it; or somebody has, and an answer has to state it to the reporters before it counts for them. */
  readonly next: "read" | "state"
  readonly reports: ReadonlyArray<ReportId>
  readonly because: Verdict<unknown>["because"]
}

export const ofPromises = (look: ReportLook): ReadonlyArray<PromiseWaits> =>
  look.owed.flatMap((owed) => ofPromise(look, owed))

const ofPromise = (look: ReportLook, owed: Owed): ReadonlyArray<PromiseWaits> => {
  const { state, now } = look
  const waits = rules.promiseWaits(owed.status, now)
  const stands = waits.answer
  if (stands === "nothing") return []
  const status = owed.status.answer
  const due = "due" in status ? status.due : undefined
  const pause = state.standing.suspensions.find(
    ({ value: { from, until } }) => from <= now && (until === undefined || now < until)
  )
  const since = stands === "rests" ? pause?.value.from : status._tag === "Breached" ? status.since : owed.since
  const line = {
    what: "promise",
    for: "vendor",
    promise: owed.promise,
    kind: owed.kind,
    stands,
    ...(since !== undefined && { since }),
    ...(status._tag === "Suspended" && status.until !== undefined && { until: status.until })
  } as const
  return [waiting(look, line, waits, due === undefined ? noDay : dated(due, now))]
}

export const ofReward = (look: ReportLook): ReadonlyArray<RewardWaits> => {
  const { granted, delivered, declined } = look.state.reward
  if (granted === undefined) return []
  const waits = rules.rewardWaits(granted, delivered ?? declined, look.looked)
  return waits.answer ? [waiting(look, { what: "deliverReward", for: "vendor", tier: granted.value.tier }, waits)] : []
}

// -- What a person has to find, because a promise or a reward hangs on it. ---------------------------------------------------

export const ofFindings = (look: ReportLook): ReadonlyArray<ReportDecision> => {
  const by = new Map<string, ReportDecision>()
  for (const it of [...look.owed.flatMap((owed) => toJudge(look, owed)), ...toFind(look)]) {
    // What two promises hang on is decided once.
    const key = `${it.decide} ${it.of}`
    if (!by.has(key)) by.set(key, it)
  }
  return [...by.values()]
}

const toJudge = (look: ReportLook, { promise, status }: Owed): ReadonlyArray<ReportDecision> => {
  const { known, report } = look
  const { answer } = status
  if (known === undefined || answer._tag !== "Undetermined" || answer.keptAt !== undefined) return []
  return answer.open.flatMap((open) => {
    if (open.why !== "notJudged") return []
    const what = judgedBy(look, promise, open)
    if (what === undefined) return []
    return what === "condition"
      ? decide(look, what, promise, [status], undefined, open.words === undefined ? {} : { words: open.words })
      : decide(look, what, report, [status], undefined)
  })
}

/**
 * Of a promise's condition: scope and severity are found of the weakness, and only its words are judged for the promise alone. `undefined`:
 * the report was closed and nobody said whether it is in scope, and nobody can any more.
 */
const judgedBy = (
  { known, state }: ReportLook,
  promise: string,
  { open }: Open
): "scope" | "severity" | "condition" | undefined => {
  const it = known?.hand.terms.promises.find(({ id }) => id === promise)
  if (known === undefined || it === undefined || open === `promises/${promise}/within`) return "severity"
  const condition = read(known.hand, open, it.condition)
  if (isOpen(condition)) return "condition"
  const { inScope, severity } = condition.value
  if (inScope === true && Report.scopeOf(state.handling).length === 0)
    return state.handling.closed === undefined ? "scope" : undefined
  return severity !== undefined && found(state.weakness, "Severity") === undefined ? "severity" : "condition"
}

/** What a reward hangs on, once a report was found valid; and when all is known, to grant it or to deny it. */
const toFind = (look: ReportLook): ReadonlyArray<ReportDecision> => {
  const { report, state, world, now } = look
  const { granted, denied } = state.reward
  const due = promisesReward(look) && isFoundValid(look) ? Report.rewardAt(state, world, now) : undefined
  if (due === undefined || granted !== undefined) return []
  const { answer } = due
  // Denied by mistake, it is still to be granted.
  const decided = answer._tag === "Eligible" && !answer.discretionary ? undefined : denied
  if (answer._tag !== "Undecided") return decide(look, "reward", report, [due], decided)
  if (denied !== undefined) return []
  return answer.missing.flatMap((missing) => {
    const what = findings[missing]
    return what === undefined ? [] : decide(look, what, report, [due], undefined)
  })
}

/** What somebody has to find so that it is known; of the rest it is told by what happens. */
const findings: { readonly [N in Need | "severity" | "threat"]?: ReportDecision["decide"] } = {
  new: "novelty",
  reproducible: "reproduced",
  inScope: "scope",
  severity: "severity",
  threat: "continuity"
}

const promisesReward = ({ known }: ReportLook): boolean => {
  if (known === undefined) return false
  const reward = read(known.hand, "reward", known.hand.terms.reward)
  return !isOpen(reward) && reward.value.given !== "never"
}

const isFoundValid = ({ state }: ReportLook): boolean => state.handling.validated.length > 0

/** What must be read before it is known what is owed. */
export const readingsOf = (look: ReportLook): ReadonlyArray<ReadingWanted> => {
  const { report, received, owed, state, world, now } = look
  const reward = promisesReward(look) && isFoundValid(look) ? Report.rewardAt(state, world, now) : undefined
  const open = reward?.answer._tag === "Undecided" && state.reward.denied === undefined ? reward.answer.open : []
  const wanted: ReadonlyArray<readonly [Open, Verdict<unknown>]> = [
    ...owed.flatMap(({ status }) =>
      status.answer._tag === "Undetermined" && status.answer.keptAt === undefined
        ? status.answer.open.map((it) => [it, status] as const)
        : []
    ),
    ...(reward === undefined || state.reward.granted !== undefined ? [] : open.map((it) => [it, reward] as const))
  ]
  return wanted.flatMap(([it, hangs]): ReadonlyArray<ReadingWanted> => {
    if (it.why === "notJudged") return []
    const { because } = rules.readingWanted(it, hangs)
    const recorded = world.readings?.(received.value.policy) ?? []
    const isRead = readingsFor(recorded, now).some(({ value }) => value.parameter === it.open)
    return [
      {
        policy: received.value.policy,
        parameter: it.open,
        why: it.why,
        ...(it.words !== undefined && { words: it.words }),
        next: isRead ? "state" : "read",
        reports: [report],
        because
      }
    ]
  })
}

/** The same parameter is read once for all reports under the same policy. */
export const together = (wanted: ReadonlyArray<ReadingWanted>): ReadonlyArray<ReadingWanted> => {
  const by = new Map<string, ReadingWanted>()
  for (const it of wanted) {
    const key = `${it.policy} ${it.parameter} ${it.next}`
    const before = by.get(key)
    by.set(key, before === undefined ? it : { ...before, reports: [...new Set([...before.reports, ...it.reports])] })
  }
  return [...by.values()]
}
