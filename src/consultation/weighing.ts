/**
 * One objection, weighed by the terms of its case: whether it stands, what its letter lacks, how long a solution may take, and
 * to whom the way out is open.
 *
 * What an agreement asks of an objection counts as far as the contract states it, or a letter had told it to the client before
 * it objected: hand over the terms as they were then.
 */
import type { Fact, Stipulation, Verdict } from "../kernel/Verdict.ts"
import type { Announced } from "../language/Change.ts"
import { isOpen, type Open, read } from "../terms/Reading.ts"
import type { Duty, Row } from "../terms/Terms.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import * as dates from "./dates.ts"
import { type Hand, parameter } from "./dates.ts"
import type { NoticeSent } from "./Notice.ts"
import * as Objection from "./Objection.ts"
import * as objections from "./objections.ts"
import type { WindowEnd } from "./rules.ts"

/** By what an objection is weighed: one duty, the row of it that matches, and the terms as they were stated to the client. */
export interface Scales {
  readonly duty: Duty
  readonly row: Row
  readonly hand: Hand
}

/** What else it depends on. */
export interface Around {
  /** The change that is objected to; `undefined` for an objection outside any change. */
  readonly announced: Fact<Announced> | undefined
  /** Whether it came in time; `undefined` while nobody knows when the window ends. */
  readonly inTime: Verdict<boolean> | undefined
  readonly clock: Verdict<Instant | undefined> | undefined
  readonly at: Instant
}

export interface Weighed {
  readonly authority: Verdict<objections.Authority>
  readonly lacks: Verdict<ReadonlyArray<objections.Demand>>
  /** Where the agreement gives the right on a condition only. */
  readonly right: Verdict<objections.Right> | undefined
  readonly cureEnds: Verdict<objections.Ends> | undefined
  readonly stands: Verdict<boolean>
  /** To whom the way out is open. `undefined` where that hangs on something that a person must decide. */
  readonly wayOut: Verdict<ReadonlyArray<objections.Opening>> | undefined
  /** What a person must decide before it is known whether the objection stands. */
  readonly open: ReadonlyArray<Open>
  /** The instants at which any of this may become otherwise. */
  readonly turns: ReadonlyArray<Instant>
}

export const weigh = (
  state: Objection.State,
  it: Objection.Objection,
  { duty, row, hand }: Scales,
  { announced, inTime, clock, at }: Around
): Weighed => {
  const { received, informed, confirmed } = it
  const named = (name: string): string => `${duty.id}/${row.id}/${name}`
  const asked = {
    act: parameter(hand, duty, row, "objection.act", row.objection.act),
    inWriting: parameter(hand, duty, row, "objection.inWriting", row.objection.inWriting),
    addresses: parameter(hand, duty, row, "objection.addresses", row.objection.addresses),
    grounds: parameter(hand, duty, row, "objection.grounds", row.objection.grounds),
    mustExplain: parameter(hand, duty, row, "objection.mustExplain", row.objection.mustExplain),
    mitigation: parameter(hand, duty, row, "objection.mitigation", row.objection.mitigation),
    confirmation: parameter(hand, duty, row, "objection.confirmation", row.objection.confirmation),
    onlyIf: parameter(hand, duty, row, "objection.onlyIf", row.objection.onlyIf),
    late: parameter(hand, duty, row, "lateObjection", row.lateObjection),
    cure: parameter(hand, duty, row, "resolution.cure", row.resolution.cure),
    mustAnswer: parameter(hand, duty, row, "resolution.vendorMustAnswer", row.resolution.vendorMustAnswer),
    exit: parameter(hand, duty, row, "exit", row.exit)
  }
  const act = stated(asked.act)
  const grounds = stated(asked.grounds)
  const confirmation = stated(asked.confirmation)
  const onlyIf = stated(asked.onlyIf)
  const cure = stated(asked.cure)
  const mustAnswer = stated(asked.mustAnswer)
  const judged = Objection.groundsAt(it, at)
  const authority = Objection.authorityOf(state, received, at)
  const standard = Objection.standardAt(state, named("objection.onlyIf"), at)
  const right =
    onlyIf === undefined || announced === undefined ? undefined : objections.rightGiven(announced, onlyIf, standard, at)
  const cureEnds =
    cure &&
    objections.cureEnds(received, cure, it.talks && it.talks.value <= at ? it.talks : undefined, clock, hand.place)
  const authorisation = stated(read(hand, "authorisation", hand.terms.authorisation))
  const stands = objections.stands(
    received,
    authority,
    inTime,
    stated(asked.late),
    right,
    [
      act && objections.doneAsAsked(received, act),
      grounds && objections.groundsSuffice(received, grounds, judged, at),
      confirmation && objections.confirmed(received, confirmation, informed, confirmed, hand.place, at),
      cure && cureEnds && objections.notDeemedAccepted(received, cure, cureEnds, authorisation, at)
    ].filter((verdict) => verdict !== undefined)
  )
  const silent =
    mustAnswer && objections.silentSince(received, mustAnswer, Objection.answersTo(state, it), hand.place, at)
  return {
    authority,
    lacks: objections.lacks(
      received,
      stated(asked.inWriting),
      stated(asked.addresses),
      grounds,
      stated(asked.mustExplain),
      stated(asked.mitigation)
    ),
    right,
    cureEnds,
    stands,
    // A length of time that is stated in words only delays the way out for nobody knows how long.
    wayOut: [asked.exit, asked.cure, asked.mustAnswer].some(inWordsOnly)
      ? undefined
      : objections.exitOpens(
          received,
          it.closed,
          stands,
          stated(asked.exit),
          cure,
          cureEnds,
          silent,
          grounds,
          judged,
          at
        ),
    open: [
      ...(inTime?.answer === false && isOpen(asked.late) ? [asked.late] : []),
      ...(right?.answer === "undetermined" && onlyIf !== undefined
        ? [{ open: named("objection.onlyIf"), terms: hand.ref, why: "reasonable", words: onlyIf.value.words } as const]
        : [])
    ],
    turns: [
      ...momentsOf(state, it),
      ...(typeof cureEnds?.answer === "object" ? [cureEnds.answer.duty, cureEnds.answer.right] : []),
      ...(confirmation === undefined
        ? []
        : informed.flatMap(({ value }) => objections.endsOf(value.at, confirmation.value, hand.place)?.right ?? [])),
      ...(mustAnswer === undefined
        ? []
        : [objections.endsOf(received.value.at, mustAnswer.value, hand.place)?.duty ?? received.value.at])
    ]
  }
}

/** The case that an objection was made in, as known at an instant. */
export interface InCase extends dates.Course {
  readonly objection: Objection.State
  readonly announced: Fact<Announced> | undefined
  readonly clock: Verdict<Instant | undefined> | undefined
  /** When an engagement that the case is about first handled the client's data, of the time in which it may have. */
  readonly accessBegan: Fact<{ readonly at: Instant }> | undefined
  readonly at: Instant
}

/** An objection weighed in its case. */
export interface WeighedInCase extends Weighed {
  /** The terms as they had been stated to the client when it objected. */
  readonly asStated: Hand
  /** Until when it could object by those. */
  readonly window: Verdict<WindowEnd> | undefined
  readonly inTime: Verdict<boolean> | undefined
}

/** What is stated to a client after it objected asks nothing of that objection: of what letters told, only what had reached it counts. */
export const weighInCase = (it: Objection.Objection, { duty, row, hand }: Scales, inCase: InCase): WeighedInCase => {
  const { letters, addresses, objection, announced, clock, accessBegan, at } = inCase
  const { received } = it
  const told = dates.sentBy(letters, received.value.at)
  const asStated = dates.asStatedBy(hand, letters, received.value.at)
  const window = dates.windowAt(inCase, duty, row, at, asStated, clock)
  const arrivedOn = Zone.dayOf(hand.place.zone, received.value.at)
  const losses = addresses
    .filter(({ lost }) => lost.value.at <= at)
    .map(({ lost, restored }): objections.Loss => [lost, restored])
  const named = stated(parameter(asStated, duty, row, "objection.addresses", row.objection.addresses))
  const inTime = window && objections.inTime(received, window, told, arrivedOn, losses, accessBegan, named)
  const scales = { duty, row, hand: asStated }
  return { ...weigh(objection, it, scales, { announced, inTime, clock, at }), asStated, window, inTime }
}

const stated = <A>(answer: Stipulation<A> | Open): Stipulation<A> | undefined => (isOpen(answer) ? undefined : answer)

const inWordsOnly = (answer: Stipulation<unknown> | Open): boolean =>
  isOpen(answer) && (answer.why === "reasonable" || answer.why === "days")

/** When something was said or done about an objection. */
const momentsOf = (
  { authority, standards }: Objection.State,
  { received, judged, informed, confirmed, answered, talks, closed }: Objection.Objection
): ReadonlyArray<Instant> => {
  const { asked, ratified, refuted } = authority
  const ofAct = [...asked, ...ratified, ...refuted].filter(({ value }) => value.act === received.value.objection)
  return [
    ...[received, ...judged, ...informed, ...confirmed, ...ofAct, ...standards].map(({ value }) => value.at),
    ...[answered?.value.at, talks?.value, closed?.value].filter((at) => at !== undefined)
  ]
}

/** A declared exit, judged by the ways out that were open when it was declared, and when it takes effect. */
export interface JudgedExit {
  readonly allowed: Verdict<"allowed" | "notAllowed" | "undetermined">
  readonly takesEffect: Verdict<Instant | "never" | "unknown">
}

/**
 * As known at `at`. `wayOut`: of each objection of the case, weighed at the instant of the declaration; `undefined` among them where a person must
 * decide first. `first`: the first letter. `effective`: when the change begins to hold.
 */
export const judgeExit = (
  { declared, revoked }: Objection.DeclaredExit,
  state: Objection.State,
  { duty, row, hand }: Scales,
  wayOut: ReadonlyArray<Verdict<ReadonlyArray<objections.Opening>> | undefined>,
  first: Fact<NoticeSent> | undefined,
  effective: Fact<Instant> | undefined,
  at: Instant
): JudgedExit => {
  const exit = stated(parameter(hand, duty, row, "exit", row.exit))
  const known = wayOut.filter((verdict) => verdict !== undefined)
  const objection = declared.value.objection === undefined ? undefined : Objection.find(state, declared.value.objection)
  const speaker = Objection.authorityOf(state, declared, at)
  return {
    allowed: objections.exitAllowed(declared, known.length < wayOut.length ? undefined : exit, known, speaker),
    takesEffect: objections.exitTakesEffect(
      declared,
      revoked,
      exit,
      first,
      objection?.received,
      effective,
      speaker,
      hand.place
    )
  }
}
