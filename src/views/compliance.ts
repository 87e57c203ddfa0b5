/** The verdict: of one change and one client, what the contract demanded, what happened, and by how much it was missed. */
import type { Access } from "../consultation/Access.ts"
import * as dates from "../consultation/dates.ts"
import * as Objection from "../consultation/Objection.ts"
import * as promises from "../consultation/rules.ts"
import { judge, type JudgedAccess, rules as gate } from "../gate/index.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import { type ChangeId, type ClientId, type EventRef, revisionOf } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, type Open } from "../terms/Reading.ts"
import * as Calendar from "../time/Calendar.ts"
import * as Days from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import { firstAccess, notOpen, type Span } from "./access.ts"
import { afterAccess, answerBy, zoneOf } from "./agenda.ts"
import { outcomesOf } from "./outcomes.ts"
import {
  type Case,
  caseAt,
  clientOf,
  consults,
  type Due,
  dueAt,
  effectiveFrom,
  factsFor,
  isComplete,
  isLost,
  latestStart,
  lettersBy,
  lookedIn,
  type Owed,
  type Records,
  toldBy,
  weighed
} from "./Records.ts"
import * as rules from "./rules.ts"

/** One thing that was demanded, and what became of it. The reasons name the clause, the contract's words, the events and where no event was found. */
export interface Finding extends Verdict<rules.Kept> {
  readonly of:
    | "told"
    | "toldInTime"
    | "complete"
    | "followed"
    | "access"
    | "accessStopped"
    | "alwaysMaterial"
    | "talks"
    | "answer"
    | "toldAfter"
    | "hold"
    | "outcome"
    | "outcomeTold"
  /** Of which duty, objection or access, by its id or event. */
  readonly about?: string
  /** By when, where the contract says so. */
  readonly due?: Due
  /** How late it was, or is by now. */
  readonly late?: Late
  /** For access: the times in which the gate was not open. */
  readonly spans?: ReadonlyArray<Span>
  /** The decisions that it hangs on. */
  readonly needs?: ReadonlyArray<Open>
}

export interface Late {
  /** Whole days on the calendar from the day on which it was due. */
  readonly days: number
  /** Where the contract counts in working days: of its own calendar. */
  readonly workingDays?: number
}

/** The answer is the status of the case in one word. */
export interface Compliance extends Verdict<rules.Standing> {
  readonly client: ClientId
  readonly change: ChangeId
  readonly findings: ReadonlyArray<Finding>
}

/** `undefined` for a change that nobody has announced, or a client that is not at hand. */
export const compliance = (
  records: Records,
  change: ChangeId,
  client: ClientId,
  now: Instant
): Compliance | undefined => {
  const own = records.clients.find((it) => clientOf(it) === client)
  if (own === undefined || Listing.change(records.listing.state, change) === undefined) return undefined
  const it = caseAt(records, change, own, now)
  const accesses = it.access.map((access) => ({ access, judged: judgedAccess(records, it, access) }))
  const findings = [
    ...ofNotice(records, it),
    ...ofAccess(records, it, accesses),
    ...ofObjections(it),
    ...ofOutcome(records, it),
    ...outcomesTold(it)
  ]
  return { ...rules.standing(findings), client, change, findings }
}

interface AccessAsJudged {
  readonly access: Access
  readonly judged: JudgedAccess
}

const judgedAccess = (records: Records, { own }: Case, { began }: Access): JudgedAccess => {
  const { engagement, use, at } = began.value
  const then = judge({ engagement, client: clientOf(own), use, at }, factsFor(records, engagement, own))
  return { ...gate.accessAllowed(began, then), began }
}

/** The access that first reached what the change brings, by the gate of that moment. */
const judgedWhen = (
  records: Records,
  { access, own }: Case,
  first: Fact<Instant>
): ReturnType<typeof gate.accessAllowed> => {
  const { engagement, use } = access.find(({ began }) => began.from === first.from)!.began.value
  const question = { engagement, client: clientOf(own), use, at: first.value }
  return gate.accessAllowed(first, judge(question, factsFor(records, engagement, own)))
}

// -- Notice. -----------------------------------------------------------------------------------------------------------------

const ofNotice = (records: Records, it: Case): ReadonlyArray<Finding> => {
  const { change, at, held, world } = it
  const announced = world.announced
  if (announced === undefined || change === undefined) return []
  if (it.notAtHand !== undefined) {
    const missing = rules.cannotBeCounted(it.notAtHand, announced, lookedIn(held))
    return [{ ...rules.hangsOnAReading([it.notAtHand], [missing], lookedIn(held)), of: "told" }]
  }
  const arisen = it.duties.filter(({ arose }) => arose)
  const withdrawn = change.withdrawn !== undefined && change.withdrawn.value <= at ? change.withdrawn : undefined
  if (arisen.length === 0 || withdrawn !== undefined) {
    const why =
      it.duties.length === 0 ? [promises.noAgreement(announced, world.looked)] : it.duties.map((owed) => owed.today)
    return [{ ...rules.notOwed(why, withdrawn, world.looked), of: "told" }]
  }
  const first = firstAccess(it)
  const then = first && judgedWhen(records, it, first)
  const after = afterAccess(it)
  const looked = lookedIn(held)
  return arisen.flatMap((owed): ReadonlyArray<Finding> => {
    const { duty, clock, judged, today } = owed
    const begins = beginsFor(it, owed, first)
    const letter = toldBy(it, owed)
    const lost = lettersBy(held, at).flatMap((sent) => (isLost(sent, at) ? sent.bounced : []))
    const stipulated = promises.dutyIn(it.hand!.ref, duty)
    const isTold = rules.told(
      stipulated,
      judged ?? today,
      letter?.sent,
      lost,
      clock,
      owed.advance,
      after === undefined ? begins : undefined,
      it.anew?.setAside?.verdict,
      at,
      looked
    )
    const findings: ReadonlyArray<Finding> = [
      { ...isTold, of: "told" },
      ...(duty.kind === "consult" || owed.advance !== undefined || owed.needs.length > 0
        ? inTime(it, owed, begins, then)
        : []),
      ...contents(it, owed, begins),
      ...(after === undefined || duty.kind !== "consult" ? [] : [afterwards(it, after)])
    ]
    return findings.map((finding) => ({ ...finding, about: duty.id }))
  })
}

/** When what the notice must come before really began: access; or the change itself, where the agreement counts to that. */
const beginsFor = (it: Case, { advance }: Owed, first: Fact<Instant> | undefined): Fact<Instant> | undefined =>
  advance === undefined || advance.value.before === "access" ? first : (effectiveFrom(it) ?? first)

const inTime = (
  it: Case,
  owed: Owed,
  begins: Fact<Instant> | undefined,
  then: ReturnType<typeof judgedWhen> | undefined
): ReadonlyArray<Finding> => {
  const { at, held, hand } = it
  const { advance, accessFrom, clock, needs, row } = owed
  const looked = lookedIn(held)
  if (row === undefined || hand === undefined) return []
  const excused =
    then === undefined || advance?.value.before !== "access" ? undefined : rules.excused(then, opening(then))
  const hangs = needs.filter(({ open }) => open.endsWith("/advanceNotice") || open.endsWith("/clockStart"))
  if (advance === undefined || hangs.length > 0) {
    // Nothing is late yet that nobody had to be told before.
    if (begins === undefined || begins.value > at) return []
    const verdict = rules.hangsOnAReading(
      hangs.map(({ open }) => open),
      [begins, ...lettersBy(held, at).map(({ sent }) => sent)],
      looked
    )
    return [{ ...verdict, of: "toldInTime", needs: hangs }]
  }
  const kept = rules.toldInTime(advance, accessFrom, begins, excused, at, looked)
  const anchor = begins?.value ?? it.starts
  const due = anchor && latestStart(advance.value, anchor, hand.place)
  return [
    { ...kept, of: "toldInTime", ...(due !== undefined && { due }), ...late(it, owed, kept.answer, clock?.answer, due) }
  ]
}

/** The reason of a gate that was open by what the client said, or in an emergency: without it the notice that was owed decides. */
const opening = ({ because }: Verdict<unknown>): Verdict<unknown> | undefined => {
  const found = because.find(
    ({ clause, answer }) =>
      (clause.id === gate.saidYes.clause.id && answer === "open") ||
      (clause.id === gate.emergency.clause.id && answer === "pass")
  )
  return found && { answer: found.answer, because: [found] }
}

/** How late: from the day on which it was due until it was done, or until now. */
const late = (
  { hand, at }: Case,
  { advance }: Owed,
  kept: rules.Kept,
  done: Instant | undefined,
  due?: Due
): { readonly late?: Late } => {
  if (hand === undefined || due === undefined || (kept !== "metLate" && kept !== "missed")) return {}
  const on = Zone.dayOf(hand.place.zone, done ?? at)
  const period = advance?.value.period
  const calendar =
    period !== undefined && "unit" in period && period.unit === "workingDays"
      ? hand.place.calendar(period.calendar)
      : undefined
  const days = Math.max(0, Days.between(due.on, on))
  return {
    late: {
      days,
      ...(calendar !== undefined && { workingDays: days === 0 ? 0 : Calendar.workingDaysBetween(calendar, due.on, on) })
    }
  }
}

const contents = (it: Case, owed: Owed, begins: Fact<Instant> | undefined): ReadonlyArray<Finding> => {
  const { at, held, hand } = it
  const { duty, row, stillToTell } = owed
  const letters = lettersBy(held, at)
  const [first] = letters
  if (hand === undefined || row === undefined || first === undefined) return []
  const asked = dates.parameter(hand, duty, row, "contents", row.contents)
  if (isOpen(asked)) return []
  const whole = letters.find((letter) => isComplete(it, owed, letter))
  const due = it.starts && dueAt(it.starts, hand.place.zone)
  return [
    { ...rules.complete(asked, first.sent, whole?.sent, begins, at), of: "complete" },
    ...(stillToTell === undefined
      ? []
      : [
          {
            ...rules.followed(stillToTell, letters.at(-1)?.sent, begins, at),
            of: "followed",
            ...(due !== undefined && { due })
          } as const
        ])
  ]
}

const afterwards = (it: Case, after: NonNullable<ReturnType<typeof afterAccess>>): Finding => {
  const { kept, letter, due } = after
  const on = it.hand && Zone.dayOf(it.hand.place.zone, letter?.sent.value.at ?? it.at)
  const isLate = kept.answer === "missed" || kept.answer === "metLate"
  return {
    ...kept,
    of: "toldAfter",
    ...(due !== undefined && { due }),
    ...(isLate && due !== undefined && on !== undefined && { late: { days: Math.max(0, Days.between(due.on, on)) } })
  }
}

// -- Access. -----------------------------------------------------------------------------------------------------------------

const ofAccess = (records: Records, it: Case, accesses: ReadonlyArray<AccessAsJudged>): ReadonlyArray<Finding> => {
  const { own, change, at, client } = it
  const announcedAt = change?.announced.value.announcedAt
  if (announcedAt === undefined) return []
  if (accesses.length === 0) return [{ ...rules.noAccess([lookedIn(it.held)]), of: "access" }]
  const zone = it.hand?.place.zone ?? zoneOf(records)
  return accesses.flatMap(({ access, judged }): ReadonlyArray<Finding> => {
    const { began, ended } = access
    const facts = factsFor(records, began.value.engagement, own)
    const spans = notOpen(client, access, facts, at, announcedAt)
    const beganHere = began.value.at >= announcedAt
    const [first] = spans
    const early = beganHere && first?.from === began.value.at ? first : undefined
    const later = early === undefined ? spans : spans.slice(1)
    const kept = rules.accessWaited(judged)
    const until = early?.until ?? at
    return [
      ...(beganHere
        ? [
            {
              ...kept,
              of: "access",
              about: began.from,
              ...(early !== undefined && { spans: [early] }),
              ...(kept.answer === "missed" &&
                zone !== undefined && { late: { days: daysFrom(zone, began.value.at, until) } })
            } as const
          ]
        : []),
      {
        ...rules.accessStopped(
          began,
          ended,
          later.map(({ verdict }) => verdict)
        ),
        of: "accessStopped",
        about: began.from,
        ...(later.length > 0 && { spans: later, needs: later.flatMap(({ verdict }) => verdict.needs) })
      },
      ...ofMateriality(it, began, judged)
    ]
  })
}

const daysFrom = (zone: Zone.Zone, from: Instant, until: Instant): number =>
  Days.between(Zone.dayOf(zone, from), Zone.dayOf(zone, until))

/** Somebody found later that it had been material all the time. */
const ofMateriality = (it: Case, began: Access["began"], judged: JudgedAccess): ReadonlyArray<Finding> =>
  it.touched.flatMap(({ printed, materiality }): ReadonlyArray<Finding> => {
    if (printed.value.id !== began.value.engagement) return []
    const found = materiality.findLast(
      ({ value, from }) =>
        value.material &&
        materiality.some(
          (before) =>
            !before.value.material && revisionOf(before.from) < revisionOf(from) && value.at <= before.value.at
        )
    )
    const otherwise = materiality.find(({ value }) => !value.material)
    return found === undefined || otherwise === undefined
      ? []
      : [
          {
            ...rules.alwaysMaterial(otherwise, found, judged, lookedIn(it.held)),
            of: "alwaysMaterial",
            about: printed.value.id
          }
        ]
  })

// -- Objections. ---------------------------------------------------------------------------------------------------------------

const ofObjections = (it: Case): ReadonlyArray<Finding> =>
  it.held.state.objection.objections
    .filter(({ received }) => received.value.at <= it.at)
    .flatMap((objection) =>
      consults(it).flatMap((owed) => [...ofTalks(it, objection, owed), ...ofAnswer(it, objection, owed)])
    )

const ofTalks = (
  it: Case,
  objection: Objection.Objection,
  owed: ReturnType<typeof consults>[number]
): ReadonlyArray<Finding> => {
  const { hand, at } = it
  const { duty, row, clock } = owed
  const promised = hand && dates.parameter(hand, duty, row, "resolution.talks", row.resolution.talks)
  if (hand === undefined || promised === undefined || isOpen(promised) || promised.value === "none") return []
  const { received, talks, closed } = objection
  const by = weighed(it, objection, owed)
  const ends = typeof by?.cureEnds?.answer === "object" ? by.cureEnds.answer.duty : undefined
  const early = clock && dates.talksOwed(received, clock, duty, row, hand)
  const kept = rules.talksOpened(promised, received, talks, closed, by?.stands, early, ends, at)
  return [
    {
      ...kept,
      of: "talks",
      about: received.value.objection,
      ...(ends !== undefined && { due: dueAt(ends, hand.place.zone) })
    }
  ]
}

const ofAnswer = (
  it: Case,
  objection: Objection.Objection,
  owed: ReturnType<typeof consults>[number]
): ReadonlyArray<Finding> => {
  const answer = answerBy(it, objection, owed)
  if (answer === undefined || it.hand === undefined) return []
  const { kept, due, within } = answer
  const first = Objection.answersTo(it.held.state.objection, objection)[0]?.value.at
  const counted = {
    ...owed,
    advance: { value: { period: within.value, before: "access" as const }, terms: within.terms }
  }
  return [
    {
      ...kept,
      of: "answer",
      about: objection.received.value.objection,
      ...(due !== undefined && { due }),
      ...late(it, counted, kept.answer, first, due)
    }
  ]
}

/** Whether the client's data was kept back while it had to be, and what was agreed was done: seen from the access that went on. */
const ofOutcome = (records: Records, it: Case): ReadonlyArray<Finding> => {
  const { held, at, own, client } = it
  const { objections, solutions } = held.state.objection
  const received = objections.filter((objection) => objection.received.value.at <= at)
  const agreed = solutions.findLast(({ value }) => value.at <= at)
  if (received.length === 0 && agreed === undefined) return []
  const shut = it.access
    .flatMap((access) =>
      notOpen(client, access, factsFor(records, access.began.value.engagement, own), at, access.began.value.at)
    )
    .filter(({ verdict }) => verdict.answer === "shut")
  const looked = lookedIn(held)
  return [
    ...received.map(({ received, closed }): Finding => {
      const broken = shut.filter(
        ({ from, until, verdict }) =>
          shutBy(verdict, gate.objectionHolds.clause.id) &&
          (closed === undefined || from < closed.value) &&
          (until === undefined || received.value.at < until)
      )
      const kept = rules.holdKept(
        received,
        broken.map(({ verdict }) => verdict),
        looked
      )
      return { ...kept, of: "hold", about: received.value.objection, ...(broken.length > 0 && { spans: broken }) }
    }),
    ...(agreed === undefined || agreed.value.solution._tag === "Acceptance" ? [] : [ofSolution(it, agreed, shut)])
  ]
}

/** Whether the client was told what came of each of its objections. */
const outcomesTold = (it: Case): ReadonlyArray<Finding> =>
  outcomesOf(it).map(({ objection, kept, due, told }) => {
    const isLate = kept.answer === "missed" || kept.answer === "metLate"
    const on = it.hand && Zone.dayOf(it.hand.place.zone, told?.at ?? it.at)
    return {
      ...kept,
      of: "outcomeTold",
      about: objection,
      ...(due !== undefined && { due }),
      ...(isLate && due !== undefined && on !== undefined && { late: { days: Math.max(0, Days.between(due.on, on)) } })
    }
  })

const ofSolution = ({ held, at }: Case, agreed: Fact<Objection.SolutionAgreed>, shut: ReadonlyArray<Span>): Finding => {
  const { solution, at: agreedAt } = agreed.value
  const from = ("from" in solution ? solution.from : undefined) ?? agreedAt
  const broken = shut.filter(({ verdict }) => shutBy(verdict, gate.outcome.clause.id, agreed.from))
  const kept = rules.outcomeKept(
    agreed,
    from,
    broken.map(({ verdict }) => verdict),
    at,
    lookedIn(held)
  )
  return { ...kept, of: "outcome", ...(broken.length > 0 && { spans: broken }) }
}

/** Whether a clause shut the gate, because of an event where one is named. */
const shutBy = ({ because }: Verdict<unknown>, clause: string, event?: EventRef): boolean =>
  because.some(
    (reason) =>
      reason.clause.id === clause && reason.answer === "shut" && (event === undefined || reason.facts.includes(event))
  )
