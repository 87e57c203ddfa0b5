/** What came of each objection of a case, and whether the client was told: a duty that is derived, of which only what was said is stored. */
import * as dates from "../consultation/dates.ts"
import * as Objection from "../consultation/Objection.ts"
import * as objections from "../consultation/objections.ts"
import { judgeExit, type JudgedExit } from "../consultation/weighing.ts"
import { decidedBy, type Fact, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import { type LetterId, type ObjectionId, revisionOf } from "../language/ids.ts"
import { isOpen, read } from "../terms/Reading.ts"
import type { Parameter, Period } from "../terms/Terms.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import {
  type Case,
  consults,
  type Due,
  dueAt,
  effectiveFrom,
  lettersBy,
  lookedIn,
  type WeighedObjection,
  weighed
} from "./Records.ts"
import * as rules from "./rules.ts"

/** One thing that came of an objection. `TellOutcome` takes `objection`, `outcome` and `restsOn` as they stand here. */
export interface Outcome extends objections.Outcome {
  readonly objection: ObjectionId
  /** The same however often it is asked for: hand it to your mailer, so that nothing is said twice. */
  readonly key: string
  /** From when it holds; absent where nobody knows yet, as of an exit whose notice cannot be counted. */
  readonly from?: Instant
  /** The letter that told the client. Absent: that is owed. */
  readonly told?: { readonly letter: LetterId; readonly at: Instant }
  readonly kept: Verdict<rules.Kept>
  /** By when, where the agreement gives a time. */
  readonly due?: Due
}

/** As known at the instant of the case, the oldest objection first. */
export const outcomesOf = (it: Case): ReadonlyArray<Outcome> =>
  it.held.state.objection.objections
    .filter(({ received }) => received.value.at <= it.at)
    .flatMap((objection) => outcomesOfOne(it, objection))

const outcomesOfOne = (it: Case, objection: Objection.Objection): ReadonlyArray<Outcome> => {
  const { hand, held, change, at } = it
  const { objection: id } = objection.received.value
  const by = consults(it).flatMap((owed) => weighed(it, objection, owed) ?? [])
  const closed = objection.closed !== undefined && objection.closed.value <= at ? objection.closed : undefined
  const exits = leaving(it, objection)
  const came = rules.outcomes(
    objection.received,
    settling(held.state.objection, closed, at),
    objection.withdrawn.find(({ from }) => from === closed?.from),
    held.state.objection.authority.refuted.find(({ value }) => value.act === id && value.at <= at),
    fellBy(it, by),
    change?.withdrawn !== undefined && change.withdrawn.value <= at ? change.withdrawn : undefined,
    exits.map(({ declared }) => declared)
  )
  const owed = objections.outcomeOwed(came, objection.told, at, lookedIn(held))
  return owed.answer.map((one): Outcome => {
    const { told, ...outcome } = one
    const { within, due } = timeFor(it, by, outcome.since)
    const from = holdsFrom(it, outcome)
    return {
      objection: id,
      ...outcome,
      key: `outcome ${id} ${outcome.outcome} ${outcome.restsOn}`,
      ...(from !== undefined && { from }),
      ...(told !== undefined && { told: { letter: told.value.letter, at: told.value.at } }),
      kept: rules.outcomeTold(owed, told, within, due, at),
      ...(due !== undefined && hand !== undefined && { due: dueAt(due, hand.place.zone) })
    }
  })
}

/** By when the client must be told, where the agreement gives a time: of several duties the first to be over. */
const timeFor = (
  { hand }: Case,
  by: ReadonlyArray<WeighedObjection>,
  since: Instant
): { readonly within: ReadonlyArray<Stipulation<Period>>; readonly due: Instant | undefined } => {
  if (hand === undefined) return { within: [], due: undefined }
  const within = by.flatMap(({ owed: { duty, row } }) => {
    const { tellOutcome } = row.resolution
    const stated = tellOutcome && dates.parameter(hand, duty, row, "resolution.tellOutcome", tellOutcome)
    return stated === undefined || isOpen(stated) ? [] : [stated]
  })
  const ends = within.flatMap(({ value }) => objections.endsOf(since, value, hand.place)?.duty ?? [])
  return { within, due: ends.length === 0 ? undefined : ends.reduce(Instants.min) }
}

/** What was agreed since the objection was settled, but for what a later agreement about the same row took the place of. */
const settling = (
  { solutions }: Objection.State,
  closed: Fact<Instant> | undefined,
  at: Instant
): ReadonlyArray<Fact<Objection.SolutionAgreed>> => {
  const first = solutions.findIndex(({ from }) => from === closed?.from)
  const since = first < 0 ? [] : solutions.slice(first).filter(({ value }) => value.at <= at)
  return since.filter(({ value, from }) => {
    const row = Objection.rowOf(value.solution)
    return since.every(
      (later) =>
        revisionOf(later.from) <= revisionOf(from) ||
        !(Objection.rowOf(later.value.solution) === undefined || Objection.rowOf(later.value.solution) === row)
    )
  })
}

/** It has fallen when it stands by no duty to consult any more, from when it fell by the last of them. */
const fellBy = (it: Case, by: ReadonlyArray<WeighedObjection>): Verdict<objections.Outcome | undefined> | undefined => {
  const [first, ...others] = by.map(({ stands }) => stands)
  if (first === undefined) return undefined
  const last = by
    .map((weighed) => (weighed.stands.answer ? undefined : fell(it, weighed)))
    .reduce((a, b) => (a === undefined || b === undefined ? undefined : a.since < b.since ? b : a))
  return decidedBy(last, [first, ...others])
}

/** By which sentence of the agreement it fell: of several the first in time, for what had fallen could not fall again. */
const fell = (
  { at, world, held: { state } }: Case,
  { objection, owed: { duty, row }, asStated: hand, inTime, right, cureEnds }: WeighedObjection
): objections.Outcome | undefined => {
  const { received, arrivals, informed, confirmed } = objection
  const says = <A>(name: string, value: Parameter<A>): Stipulation<A> | undefined => {
    const stated = dates.parameter(hand, duty, row, name, value)
    return isOpen(stated) ? undefined : stated
  }
  const act = says("objection.act", row.objection.act)
  const grounds = says("objection.grounds", row.objection.grounds)
  const within = says("objection.confirmation", row.objection.confirmation)
  const onlyIf = says("objection.onlyIf", row.objection.onlyIf)
  const late = says("lateObjection", row.lateObjection)
  const cure = says("resolution.cure", row.resolution.cure)
  const general = read(hand, "authorisation", hand.terms.authorisation)
  const judged = Objection.groundsAt(objection, at)
  const standard = Objection.standardAt(state.objection, `${duty.id}/${row.id}/objection.onlyIf`, at)
  const told = informed.findLast(({ value }) => value.at <= at)
  const byItself = { since: received.value.at, restsOn: (arrivals[0] ?? received).from }
  const hasNoRight = world.announced !== undefined && onlyIf !== undefined && right?.answer === "notGiven"
  const isByItself = hasNoRight && objections.rightGiven(world.announced, onlyIf, undefined, at).answer === "notGiven"
  const reasons: ReadonlyArray<objections.Outcome | false | undefined> = [
    inTime?.answer === false && late !== undefined && late.value !== "heard" && { outcome: "late", ...byItself },
    hasNoRight && {
      outcome: "noRight",
      ...(isByItself || standard === undefined
        ? byItself
        : { since: Instants.max(byItself.since, standard.value.at), restsOn: standard.from })
    },
    act && !objections.doneAsAsked(received, act).answer && { outcome: "notAsAsked", ...byItself },
    grounds &&
      judged &&
      !objections.groundsSuffice(received, grounds, judged, at).answer && {
        outcome: "insufficientGrounds",
        since: judged.value.at,
        restsOn: judged.from
      },
    within &&
      told &&
      !objections.confirmed(received, within, informed, confirmed, hand.place, at).answer && {
        outcome: "notConfirmed",
        since: objections.endsOf(told.value.at, within.value, hand.place)?.right ?? told.value.at,
        restsOn: told.from
      },
    cure &&
      typeof cureEnds?.answer === "object" &&
      !objections.notDeemedAccepted(received, cure, cureEnds, isOpen(general) ? undefined : general, at).answer && {
        outcome: "deemedAccepted",
        since: cureEnds.answer.right,
        restsOn: byItself.restsOn
      }
  ]
  return reasons.reduce<objections.Outcome | undefined>(
    (first, one) => (one && (first === undefined || one.since < first.since) ? one : first),
    undefined
  )
}

/** The exits because of an objection that were not taken back, nor denied by the client. One that names none is because of all that are open. */
const leaving = (
  { held, at }: Case,
  { received, closed }: Objection.Objection
): ReadonlyArray<Objection.DeclaredExit> =>
  held.state.objection.exits.filter(({ declared, revoked }) => {
    const { objection, at: declaredAt } = declared.value
    const isBecauseOfIt =
      objection === undefined
        ? received.value.at <= declaredAt && !(closed !== undefined && closed.value <= declaredAt)
        : objection === received.value.objection
    return (
      declaredAt <= at &&
      isBecauseOfIt &&
      !(revoked !== undefined && revoked.value <= at) &&
      Objection.authorityOf(held.state.objection, declared, at).answer !== "refuted"
    )
  })

const holdsFrom = (it: Case, { outcome, restsOn, since }: objections.Outcome): Instant | undefined => {
  const { solutions, exits } = it.held.state.objection
  if (outcome === "left") {
    const exit = exits.find(({ declared }) => declared.from === restsOn)
    const effect = exit && exitsJudged(it, exit)[0]?.takesEffect.answer
    return effect === "never" || effect === "unknown" ? undefined : effect
  }
  const agreed = solutions.find(({ from }) => from === restsOn)
  const solution = outcome === "settled" ? agreed?.value.solution : undefined
  return (solution !== undefined && "from" in solution ? solution.from : undefined) ?? since
}

/** An exit, judged by each duty to consult that speaks of what the case is about. */
export const exitsJudged = (it: Case, exit: Objection.DeclaredExit): ReadonlyArray<JudgedExit> => {
  const { hand, held, at } = it
  if (hand === undefined) return []
  const { state } = held
  return consults(it).map((owed) => {
    const declaredAt = exit.declared.value.at
    const wayOut = Objection.open(state.objection).map((objection) => weighed(it, objection, owed, declaredAt)?.wayOut)
    const first = lettersBy(held, at)[0]?.sent
    return judgeExit(
      exit,
      state.objection,
      { duty: owed.duty, row: owed.row, hand },
      wayOut,
      first,
      effectiveFrom(it),
      at
    )
  })
}
