/**
 * What the views look at: folded states, pinned values and an instant. Nothing here reads a clock or a store.
 *
 * A case is looked at once, by its own terms: which duties arose, when their clocks started, what follows from that. Register, desk,
 * agenda and verdict all stand on the same look.
 */
import * as Client from "../client/Client.ts"
import { type Access, firstSince } from "../consultation/Access.ts"
import type * as Consultation from "../consultation/Consultation.ts"
import * as dates from "../consultation/dates.ts"
import type * as Notice from "../consultation/Notice.ts"
import * as Objection from "../consultation/Objection.ts"
import * as promises from "../consultation/rules.ts"
import { type WeighedInCase, weighInCase } from "../consultation/weighing.ts"
import { caseWorld } from "../gate/caseWorld.ts"
import { type Facts, subjectsOf } from "../gate/Gate.ts"
import { underAgreement } from "../gate/letters.ts"
import type { Folded } from "../kernel/Decider.ts"
import { type Absent, decidedBy, type Fact, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import { type ChangeId, type ClientId, type EngagementId, type TermsRef, under } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, type Open, readingsFor } from "../terms/Reading.ts"
import type * as Reading from "../terms/Reading.ts"
import type { AdvanceNotice, Content, Duty, Row } from "../terms/Terms.ts"
import type { World } from "../terms/World.ts"
import * as Days from "../time/Day.ts"
import * as Deadline from "../time/Deadline.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import type { Span } from "../time/Span.ts"
import * as Zone from "../time/Zone.ts"
import { accessIn } from "./access.ts"
import { type Anew, toldAnew } from "./anew.ts"

/** The folded states at hand. */
export interface Records {
  readonly listing: Folded<Listing.State>
  /** Every client that the view is about. */
  readonly clients: ReadonlyArray<Folded<Client.State>>
  /** The consultation of one client about a change or an engagement: with nothing in it where there is none. */
  readonly held: (subject: string, client: ClientId) => Folded<Consultation.State>
  readonly readings: (terms: TermsRef) => Folded<Reading.State> | undefined
  readonly world: World
}

/** `client/c42` is the stream of client `c42`. */
export const clientOf = ({ stream }: Folded<Client.State>): ClientId => stream.slice("client/".length)

export const lookedIn = ({ stream, upTo }: Folded<unknown>): Absent => ({ stream, upTo })

/** What the gate needs to be told of one engagement and one client. */
export const factsFor = (
  { listing, held, world }: Records,
  engagement: EngagementId,
  own: Folded<Client.State>
): Facts => ({
  listing,
  client: own,
  cases: Object.fromEntries(
    subjectsOf(listing.state, engagement).map((subject) => [subject, held(subject, clientOf(own))])
  ),
  world
})

// -- One case. ---------------------------------------------------------------------------------------------------------

/** A case as it stands at an instant. */
export interface Case {
  readonly subject: string
  readonly client: ClientId
  readonly at: Instant
  /** `undefined` where the case is about an engagement, outside any change. */
  readonly change: Listing.AnnouncedChange | undefined
  readonly held: Folded<Consultation.State>
  /** What was told and agreed under the agreement of today: the letters by which clocks start and windows end. */
  readonly counting: Notice.State
  readonly own: Folded<Client.State>
  readonly world: Notice.NoticeWorld
  /** The rows that the change touches, or the engagement itself. */
  readonly touched: ReadonlyArray<Listing.Standing>
  /** Which letters are of the change as it is by now; `undefined` outside any change, where all of them count. */
  readonly anew: Anew | undefined
  /** The agreement by which something may be owed: the one in force, or the last one that ran since the announcement. */
  readonly dpa: Client.Dpa | undefined
  /** The terms that bind the case, once there are any. */
  readonly hand: dates.Hand | undefined
  /** A pinned value without which nothing of the case can be counted. */
  readonly notAtHand: string | undefined
  /** The access of those rows to this client's data that had begun by now, oldest first. */
  readonly access: ReadonlyArray<Access>
  /** When the change begins to hold, as that is declared by now. */
  readonly starts: Instant | undefined
  readonly duties: ReadonlyArray<Owed>
}

/** One duty of the terms, as it stands towards this client. */
export interface Owed {
  readonly duty: Duty
  /** What the terms say for the rows that the change touches, each once: the latest date of them counts. */
  readonly rows: ReadonlyArray<Row>
  /** Of those, the one by which access has to wait longest. */
  readonly row: Row | undefined
  /** As it was recorded last, where somebody has looked. */
  readonly judged: Fact<Notice.DutyArose | Notice.NoDutyArose> | undefined
  /** By the facts of today. */
  readonly today: Verdict<"arises" | promises.NoDuty>
  /** It arose once and stays; or it arises by the facts of today, whether or not anybody has looked yet. */
  readonly arose: boolean
  readonly clock: Verdict<Instant | undefined> | undefined
  readonly advance: Stipulation<AdvanceNotice> | undefined
  /** Access not before, by the terms and by what letters told. */
  readonly accessFrom: Verdict<Instant | undefined> | undefined
  readonly window: Verdict<promises.WindowEnd> | undefined
  /** What is still to be told; `undefined` where the terms leave open what a notice must say. */
  readonly stillToTell: Verdict<ReadonlyArray<Content["of"]>> | undefined
  /** What a person must read before these dates are known, and before anybody can say whether access waits for the window. */
  readonly needs: ReadonlyArray<Open>
  /** Readings of what these dates hang on that were recorded by now, and that no letter states yet. */
  readonly unsaid: ReadonlyArray<Fact<Reading.Reading>>
}

export const caseAt = (records: Records, subject: string, own: Folded<Client.State>, at: Instant): Case => {
  const { listing, readings } = records
  const client = clientOf(own)
  const held = records.held(subject, client)
  const change = Listing.change(listing.state, subject)
  const touched = (change?.touches ?? [subject]).flatMap((it) => Listing.standingAt(listing.state, it, at) ?? [])
  const world: Notice.NoticeWorld = {
    ...caseWorld(subject, client, { listing, client: own, readings, world: records.world }),
    rows: touched.map((it) =>
      change === undefined
        ? Listing.printedAt(listing.state, it, at)
        : Listing.printedBy(listing.state, it, subject, at)
    )
  }
  const { dpa, asOf } = agreementBy(own.state, change?.announced.value.announcedAt, at)
  const covered = Client.coveredSince(own.state, asOf)
  const anew = change && toldAnew(listing.state, change, held.state.notice.letters, covered, at)
  // What was told or agreed under an agreement before a gap binds the case no more.
  const { notice: counting } = covered === undefined ? held.state : underAgreement(held, covered.value).state
  const ref = dates.termsAt(counting, at) ?? dpa?.executed.value.terms
  const hand = ref === undefined ? undefined : dates.handAt(counting, at, ref, records.world)
  const inHand = hand === undefined || "notAtHand" in hand ? undefined : hand
  const starts = world.starts(at)
  const access = accessTo(records, touched, own, at)
  const about = { subject, client, at, change, held, counting, own, world, touched, anew, access, dpa, starts }
  return {
    ...about,
    hand: inHand,
    notAtHand: hand !== undefined && "notAtHand" in hand ? hand.notAtHand : undefined,
    duties: inHand === undefined ? [] : inHand.terms.duties.flatMap((duty) => owed(about, duty, inHand, asOf))
  }
}

/** Access is on record in whichever case somebody recorded it. */
const accessTo = (
  records: Records,
  touched: ReadonlyArray<Listing.Standing>,
  own: Folded<Client.State>,
  at: Instant
): ReadonlyArray<Access> => {
  const engagements = touched.map(({ printed }) => printed.value.id)
  const subjects = new Set(engagements.flatMap((it) => subjectsOf(records.listing.state, it)))
  return accessIn(
    [...subjects].map((subject) => records.held(subject, clientOf(own))),
    engagements,
    at
  )
}

type About = Omit<Case, "hand" | "notAtHand" | "duties">

/** The agreement in force at an instant; or the last that ended since the announcement, as of its last moment. */
const agreementBy = (
  state: Client.State,
  announcedAt: Instant | undefined,
  at: Instant
): { readonly dpa: Client.Dpa | undefined; readonly asOf: Instant } => {
  const inForce = Client.dpaAt(state, at)
  if (inForce !== undefined || announcedAt === undefined) return { dpa: inForce, asOf: at }
  const lastMoments = state.dpas.flatMap(({ executed, ended }) => {
    const moment = ended === undefined ? undefined : Instants.addMilliseconds(ended.value, -1)
    return moment !== undefined && moment >= announcedAt && moment >= executed.value.at && moment < at ? [moment] : []
  })
  const asOf = lastMoments.reduce<Instant>(Instants.max, announcedAt)
  return { dpa: Client.dpaAt(state, asOf), asOf }
}

const owed = (about: About, duty: Duty, hand: dates.Hand, asOf: Instant): ReadonlyArray<Owed> => {
  const { held, world, dpa } = about
  const { announced } = world
  if (dpa === undefined || announced === undefined) return []
  const judged = under(held.state.notice.duties, duty.id)
  const today = judgedToday(about, duty, hand, dpa, asOf)
  const arose = judged?.value._tag === "DutyArose" || today.answer === "arises"
  return [
    { duty, judged, today, arose, ...latestOf(rowsOf(duty, world).map((row) => datesOf(about, duty, row, hand))) }
  ]
}

const judgedToday = (
  { client, world }: About,
  duty: Duty,
  hand: dates.Hand,
  dpa: Client.Dpa,
  asOf: Instant
): Owed["today"] => {
  const announced = world.announced!
  const entry = world.entry(asOf)
  const starts = entry && world.starts(entry.agreed.value.at)
  if (entry !== undefined && dates.agreedAtEntry(entry, announced, starts, hand) === true)
    return promises.agreedAtEntry(announced, entry.agreed, entry.version, world.looked)
  return promises.dutyArises(
    client,
    announced,
    world.rows,
    world.materiality(asOf),
    dpa.executed,
    promises.dutyIn(hand.ref, duty),
    world.uses(asOf),
    world.subscribed(asOf),
    world.requested(asOf),
    world.looked
  )
}

/** What turned out to be agreed at entry is owed to nobody, whoever looked before that was known. */
export const isStillOwed = ({ arose, today }: Owed): boolean => arose && today.answer !== "agreedAtEntry"

/** What a duty says of the rows of a case, each of its own rows once. */
const rowsOf = (duty: Duty, { rows }: Notice.NoticeWorld): ReadonlyArray<Row> => [
  ...new Set(rows.flatMap((it) => promises.rowFor(duty, [it]) ?? []))
]

type Dates = Pick<Owed, "clock" | "advance" | "accessFrom" | "window" | "stillToTell" | "needs" | "unsaid">

interface DatesOfRow extends Dates {
  readonly row: Row
}

/** Of several rows the latest date counts, and what is not known of one of them is not known. */
const latestOf = (each: ReadonlyArray<DatesOfRow>): Dates & Pick<Owed, "row" | "rows"> => {
  const [first] = each
  if (first === undefined) return { ...unknown, rows: [], row: undefined }
  const last = each.reduce((a, b) => (later(a.accessFrom, b.accessFrom) === a.accessFrom ? a : b))
  const untold = each.flatMap(({ stillToTell }) => stillToTell ?? [])
  const [told, ...others] = untold
  return {
    ...last,
    rows: each.map(({ row }) => row),
    clock: each.map(({ clock }) => clock).reduce(later),
    window: each.map(({ window }) => window).reduce(later),
    stillToTell: told && decidedBy([...new Set(untold.flatMap(({ answer }) => answer))], [told, ...others]),
    needs: [...new Map(each.flatMap(({ needs }) => needs).map((it) => [it.open, it])).values()],
    unsaid: [...new Map(each.flatMap(({ unsaid }) => unsaid).map((it) => [it.from, it])).values()]
  }
}

/** The later of two; where one is not known, that one. */
const later = <A extends Verdict<Instant | undefined> | Verdict<promises.WindowEnd>>(
  a: A | undefined,
  b: A | undefined
): A | undefined => (endOf(b) > endOf(a) ? b : a)

const endOf = (verdict: Verdict<Instant | undefined> | Verdict<promises.WindowEnd> | undefined): string => {
  const answer = verdict?.answer
  return typeof answer === "object" ? answer.before : (answer ?? "~")
}

const unknown: Dates = {
  clock: undefined,
  advance: undefined,
  accessFrom: undefined,
  window: undefined,
  stillToTell: undefined,
  needs: [],
  unsaid: []
}

const datesOf = (about: About, duty: Duty, row: Row, hand: dates.Hand): DatesOfRow => {
  const { at, held, counting, world, anew } = about
  const { letters } = counting
  const looked = lookedIn(held)
  const around = { ...world, ...(anew !== undefined && { published: anew.published }) }
  const clock = dates.clockOf(letters, duty, row, at, hand, around, looked, anew?.counts)
  const runs = clock !== undefined && "answer" in clock ? clock : undefined
  const advance = dates.parameter(hand, duty, row, "advanceNotice", row.advanceNotice)
  const from = runs === undefined || isOpen(advance) ? undefined : promises.accessFrom(runs, advance, hand.place)
  const window = dates.windowAt(courseOf(about, at), duty, row, at, hand, runs)
  // What was read since is stated in the next letter: before the first, nothing of it is left to be read.
  const recorded = readingsFor(world.readings(hand.ref), at)
  const then = letters.length > 0 ? hand : { ...hand, readings: recorded }
  const hold = dates.parameter(then, duty, row, "hold.beforeStart", row.hold.beforeStart)
  const start = dates.parameter(then, duty, row, "clockStart", row.clockStart)
  const toCount = dates.parameter(then, duty, row, "advanceNotice", row.advanceNotice)
  const runsFor = dates.parameter(then, duty, row, "window", row.window)
  const mayRun = typeof window?.answer !== "object" || at < window.answer.before
  // Whoever promises to inform, and says nothing of how long before, promises no time.
  const beforehand = duty.kind === "consult" || !isOpen(advance) || advance.why !== "unstated"
  const needs = [
    // Read only after the letter, it would not govern it.
    ...(beforehand && runs?.answer === undefined && isOpen(start) ? [start] : []),
    ...(beforehand && isOpen(toCount) ? [toCount] : []),
    ...(duty.kind === "consult" && isOpen(runsFor) ? [runsFor] : []),
    ...(duty.kind === "consult" && mayRun && isOpen(hold) ? [hold] : [])
  ]
  return {
    row,
    clock: runs,
    advance: isOpen(advance) ? undefined : advance,
    accessFrom: from,
    window,
    stillToTell: dates.owedContents(
      letters.filter(({ sent }) => countsIn(about, sent.value)),
      duty,
      row,
      at,
      hand
    ),
    needs,
    unsaid:
      letters.length === 0 ? [] : recorded.filter(({ value }) => needs.some(({ open }) => open === value.parameter))
  }
}

/** Whether a letter is of the change as it is by now. */
const countsIn = ({ anew }: Pick<Case, "anew">, letter: Notice.NoticeSent): boolean => anew?.counts(letter) ?? true

const courseOf = ({ held, counting, world }: About, at: Instant): dates.Course => ({
  letters: counting.letters,
  addresses: world.addresses,
  agreedUntil: Objection.windowUntil(held.state.objection, at)
})

/** The letters that went out by an instant, oldest first. */
export const lettersBy = ({ state }: Folded<Consultation.State>, at: Instant): ReadonlyArray<Notice.Letter> =>
  state.notice.letters.filter(({ sent }) => sent.value.at <= at)

/** Whether it is known by an instant that a letter reached nobody, or nobody of some. */
export const isLost = (
  { sent, delivered, received, bounced }: Notice.Letter,
  at: Instant,
  to: ReadonlyArray<Notice.Recipient> = sent.value.to
): boolean =>
  to.every(({ contact }) => {
    const says = (facts: ReadonlyArray<Fact<{ readonly contact: string; readonly at: Instant }>>) =>
      facts.some(({ value }) => value.contact === contact && value.at <= at)
    return says(bounced) && !says(delivered) && !says(received)
  })

/** Whether a letter says all without which it is no notice of this duty. Where the terms leave that open, it does. */
export const isComplete = ({ hand }: Case, { duty, rows }: Owed, { sent }: Notice.Letter): boolean =>
  hand === undefined ||
  rows.every((row) => {
    const contents = dates.parameter(hand, duty, row, "contents", row.contents)
    return promises.complete(sent, isOpen(contents) ? undefined : contents).answer
  })

/** Whether a letter went to somebody by a way that the terms name, or any where they name none, and is not lost to all of those. */
const goesAsAgreed = ({ hand, at }: Case, { duty, rows }: Owed, letter: Notice.Letter): boolean =>
  hand === undefined ||
  rows.every((row) => {
    const channels = dates.parameter(hand, duty, row, "channels", row.channels)
    return !isLost(letter, at, isOpen(channels) ? undefined : promises.byAgreedWay(letter.sent, channels).answer)
  })

/** The first letter that is notice of this duty, of the change as it is by now, and is not known to be lost. */
export const toldBy = (it: Case, owed: Owed): Notice.Letter | undefined =>
  countingLetters(it).find(
    (letter) => !isLost(letter, it.at) && goesAsAgreed(it, owed, letter) && isComplete(it, owed, letter)
  )

/** The letters by now that are of the change as it is by now. */
export const countingLetters = (it: Case): ReadonlyArray<Notice.Letter> =>
  lettersBy(it.held, it.at).filter(({ sent }) => countsIn(it, sent.value))

// -- Its dates. ----------------------------------------------------------------------------------------------------------

/** When something is due: half-open, the last day and the first moment after it. */
export type Due = Pick<Deadline.Deadline, "on" | "before">

/** On which day, at the latest, a period must start for it to be over when `begins` comes. `undefined` without its calendar. */
export const latestStart = ({ period }: AdvanceNotice, begins: Instant, place: Deadline.Place): Due | undefined => {
  const lastWholeDay = Days.add(Zone.dayOf(place.zone, begins), -1)
  const due = Deadline.latestStart(lastWholeDay, period as Span, place)
  return Deadline.isUnknown(due) ? undefined : { on: due.duty.on, before: due.duty.before }
}

/** The first moment after something, with the day before it: an end that is counted in no days of its own. */
export const dueAt = (before: Instant, zone: Zone.Zone): Due => ({
  on: Zone.dayOf(zone, Instants.addMilliseconds(before, -1)),
  before
})

// -- Its objections. -----------------------------------------------------------------------------------------------------

/** An objection by one duty of the terms. */
export interface WeighedObjection extends WeighedInCase {
  readonly objection: Objection.Objection
  readonly owed: Owed & { readonly row: Row }
}

/** Every duty to consult that speaks of these rows, whether or not it arose: an objection may come outside any change. */
export const consults = ({ hand, world, duties }: Case): ReadonlyArray<Owed & { readonly row: Row }> =>
  (hand?.terms.duties ?? []).flatMap((duty) => {
    const row = promises.rowFor(duty, world.rows)
    if (duty.kind !== "consult" || row === undefined) return []
    return [{ ...(duties.find((it) => it.duty.id === duty.id) ?? silent(duty)), row }]
  })

/** What a duty is where no change is announced: nothing of it can arise or run. */
const silent = (duty: Duty): Owed => ({
  ...unknown,
  duty,
  rows: [],
  row: undefined,
  judged: undefined,
  today: { answer: "otherChange", because: [{ clause: promises.dutyArises.clause, answer: "otherChange", facts: [] }] },
  arose: false
})

/** An objection, weighed at an instant by what had been stated to the client when it came. */
export const weighed = (
  it: Case,
  objection: Objection.Objection,
  owed: Owed & { readonly row: Row },
  at: Instant = it.at
): WeighedObjection | undefined => {
  const { hand, held, world } = it
  if (hand === undefined) return undefined
  const { duty, row, clock } = owed
  const inCase = {
    ...courseOf(it, at),
    objection: held.state.objection,
    announced: world.announced,
    clock,
    accessBegan: accessBegan(it, owed, at),
    at
  }
  return { ...weighInCase(objection, { duty, row, hand }, inCase), objection, owed }
}

/** When the change begins to hold, by the day that was declared last. */
export const effectiveFrom = ({ change, starts, at }: Case): Fact<Instant> | undefined =>
  change === undefined || starts === undefined
    ? undefined
    : { value: starts, from: Listing.effectiveOnAt(change, at).from }

/** When any of the rows that the case is about first handled the client's data, of the time in which it might by this duty. */
const accessBegan = (
  { held, world, starts }: Case,
  { accessFrom }: Owed,
  at: Instant
): Fact<{ readonly at: Instant }> | undefined => {
  if (starts === undefined) return undefined
  const since = Instants.max(accessFrom?.answer ?? starts, starts)
  return world.rows
    .flatMap((row) => firstSince(held.state.access, row.value.id, since, at) ?? [])
    .sort((a, b) => (a.value.at < b.value.at ? -1 : 1))[0]
}

/** Every change, in the order in which they were announced, that is not withdrawn by now. */
export const standingChanges = ({ listing }: Records, at: Instant): ReadonlyArray<ChangeId> =>
  Listing.changes(listing.state).flatMap(({ announced, withdrawn }) =>
    announced.value.announcedAt <= at && !(withdrawn !== undefined && withdrawn.value <= at)
      ? [announced.value.change]
      : []
  )

/** Every subject that a case may have: the changes, and the engagements for objections outside any change. */
export const subjects = ({ listing }: Records): ReadonlyArray<string> => [
  ...Listing.changes(listing.state).map(({ announced }) => announced.value.change),
  ...Listing.engagements(listing.state).map(({ printed }) => printed.value.id)
]
