/**
 * The dates of one case: when its clock started, from when access may begin, until when the client may object.
 *
 * Worked out from the terms as the case holds them: pinned by its first letter, with the readings that were stated to this
 * client and no others.
 */
import { type Absent, decidedBy, type Fact, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import { type CalendarRef, revisionOf, type TermsRef, under, type ZoneRef } from "../language/ids.ts"
import { isOpen, type Open, read, type TermsInHand } from "../terms/Reading.ts"
import type { Content, Duty, Parameter, Row, Terms, Window } from "../terms/Terms.ts"
import type { World } from "../terms/World.ts"
import * as Days from "../time/Day.ts"
import type { Day } from "../time/Day.ts"
import type { Place } from "../time/Deadline.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import type { Letter, NoticeSent, NoticeWorld, Pins, Recipient, Stated, State } from "./Notice.ts"
import * as rules from "./rules.ts"

// -- What a case holds. ------------------------------------------------------------------------------------------------

/** Terms in hand, and where their days are counted. */
export interface Hand extends TermsInHand {
  readonly place: Place
}

/** A pinned value is not at hand, so nothing can be counted. */
export interface NotAtHand {
  readonly notAtHand: string
}

/** What a case keeps that says which terms it goes by. */
export type Held = Pick<State, "letters" | "agreed">

/** The terms that bind a case at an instant: those agreed on since, or those of its first letter; `undefined` before either. */
export const termsAt = ({ letters, agreed }: Held, at: Instant): TermsRef | undefined =>
  rules.otherTermsAgreed(agreed, at).answer ?? sentBy(letters, at)[0]?.value.stated.terms

/** The terms of a case at an instant, with the readings of them that were stated by then. Before any letter they are the client's own of today. */
export const handAt = (held: Held, at: Instant, today: TermsRef, world: World): Hand | NotAtHand => {
  const pins = pinsOf(held, at)
  const ref = termsAt(held, at) ?? today
  const terms = world.terms(ref)
  if (terms === undefined) return { notAtHand: ref }
  const zoneName = pinnedZone(pins, terms) ?? terms.zone
  const zone = world.zone(zoneName)
  if (zone === undefined) return { notAtHand: zoneName }
  const readings = readingsIn(statedBy(held.letters, at), ref)
  for (const name of calendarsNeeded({ ref, terms, readings })) {
    if (world.calendar(pinnedCalendar(pins, name) ?? name) === undefined) return { notAtHand: name }
  }
  return { ref, terms, readings, place: placeOf(pins, zone.value, world) }
}

/** The letters that went out by an instant, whenever they were recorded. */
export const sentBy = (letters: ReadonlyArray<Letter>, at: Instant): ReadonlyArray<Fact<NoticeSent>> =>
  letters.filter((letter) => letter.sent.value.at <= at).map((letter) => letter.sent)

const statedBy = (letters: ReadonlyArray<Letter>, at: Instant): ReadonlyArray<Stated> =>
  sentBy(letters, at).map(({ value }) => value.stated)

/** A reading of other terms says nothing about these. */
const readingsIn = (stated: ReadonlyArray<Stated>, ref: TermsRef): Hand["readings"] =>
  stated.flatMap(({ terms, readings }) => (terms === ref ? readings : []))

/** Terms in hand as letters had stated them to the client by an instant. */
export const asStatedBy = (hand: Hand, letters: ReadonlyArray<Letter>, at: Instant): Hand => ({
  ...hand,
  readings: readingsIn(statedBy(letters, at), hand.ref)
})

/** What letters and agreements of this case pinned by an instant, or ever, in the order in which they were recorded. */
export const pinsOf = ({ letters, agreed }: Held, at?: Instant): ReadonlyArray<Pins> => {
  const byLetters = letters.map(({ sent: { value, from } }) => ({ value: { at: value.at, pins: value.stated }, from }))
  const pinning: ReadonlyArray<Fact<{ readonly at: Instant; readonly pins?: Pins }>> =
    agreed.length === 0 ? byLetters : [...byLetters, ...agreed].sort((a, b) => revisionOf(a.from) - revisionOf(b.from))
  return pinning.flatMap(({ value }) => (at === undefined || value.at <= at ? (value.pins ?? []) : []))
}

/** The version of its zone that a case counts by since it first stood in a zone of that name. */
export const pinnedZone = (pins: ReadonlyArray<Pins>, { zone }: Terms): ZoneRef | undefined =>
  pins.find((it) => it.zone.startsWith(`zone:${zone}@`))?.zone

const placeOf = (pins: ReadonlyArray<Pins>, zone: Zone.Zone, world: World): Place => ({
  zone,
  calendar: (name) => world.calendar(pinnedCalendar(pins, name) ?? name)?.value
})

/** The pinned version of a calendar that terms call by its name: each stays the one that the case first counted by. */
export const pinnedCalendar = (pins: ReadonlyArray<Pins>, name: string): CalendarRef | undefined =>
  pins.flatMap(({ calendars }) => calendars).find((ref) => ref.startsWith(`calendar:${name}@`))

/** Every calendar that these terms and readings count by, by name, each once. */
export const calendarsNeeded = ({ terms, readings }: TermsInHand): ReadonlyArray<string> => {
  const byTerms = calendarsOf(terms)
  return readings.length === 0
    ? byTerms
    : eachOnce([...byTerms, ...readings.flatMap(({ value }) => calendarsIn(value.value))])
}

/** Terms are immutable: which calendars they count by is looked up in them once. */
const calendarsOf = (terms: Terms): ReadonlyArray<string> => {
  let names = ofTerms.get(terms)
  if (names === undefined) ofTerms.set(terms, (names = eachOnce(calendarsIn([terms.duties, terms.emergency]))))
  return names
}

const ofTerms = new WeakMap<Terms, ReadonlyArray<string>>()

const calendarsIn = (value: unknown): ReadonlyArray<string> => {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    (key === "calendar" || key === "eventOnWorkingDayOf") && typeof inner === "string" ? [inner] : calendarsIn(inner)
  )
}

const eachOnce = (names: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(names)].sort()

/** A parameter of one row, under the name that a reading calls it by. */
export const parameter = <A>(
  hand: TermsInHand,
  duty: Duty,
  row: Row,
  name: string,
  value: Parameter<A>
): Stipulation<A> | Open => read(hand, `${duty.id}/${row.id}/${name}`, value)

// -- What was agreed at entry. ----------------------------------------------------------------------------------------

/** A client's agreement to a published version of the listing. */
export interface Entry {
  readonly agreed: Fact<{ readonly version: number; readonly at: Instant }>
  readonly version: Fact<{ readonly at: Instant }>
}

/**
 * Whether a client agreed at entry to what an event brought. `starts`: when it began to hold, as declared when the client agreed:
 * moved since, the day neither gives nor takes an agreement. What was announced on that version but held only later is agreed
 * if the terms say so; `Open` if they do not say.
 */
export const agreedAtEntry = (
  { agreed, version }: Entry,
  brought: Fact<unknown>,
  starts: Instant | undefined,
  hand: TermsInHand
): boolean | Open => {
  if (revisionOf(brought.from) > revisionOf(version.from)) return false
  if (starts === undefined || starts <= agreed.value.at) return true
  const announced = read(hand, "entry.announced", hand.terms.entry.announced)
  return isOpen(announced) ? announced : announced.value === "agreed"
}

// -- Where objections go. ------------------------------------------------------------------------------------------------

/** Objections that are sent to this address do not arrive; from `restored` on they do again. */
export interface AddressLoss {
  readonly lost: Fact<{ readonly address: string; readonly at: Instant }>
  readonly restored: Fact<Instant> | undefined
}

/**
 * When the client could not reach the vendor with an objection, as known at an instant: at an address that its agreement names; where
 * it names none, at any.
 */
export const deadTimes = (
  addresses: ReadonlyArray<AddressLoss>,
  letters: ReadonlyArray<Letter>,
  duty: Duty,
  row: Row,
  at: Instant,
  hand: Hand
): ReadonlyArray<rules.DeadTime> => {
  if (addresses.length === 0) return []
  const named = parameter(hand, duty, row, "objection.addresses", row.objection.addresses)
  const sent = noticesBy(letters, duty, row, at, hand).map((notice) => notice.letter.sent)
  return addresses
    .filter(({ lost: { value } }) => value.at <= at && (isOpen(named) || named.value.includes(value.address)))
    .map(({ lost, restored }): rules.DeadTime => {
      if (restored === undefined || restored.value > at) return [lost, undefined, undefined]
      const told = sent.find(({ value }) => value.at >= restored.value && value.contents.includes("howToObject"))
      return [lost, restored, told]
    })
}

// -- Its dates. ----------------------------------------------------------------------------------------------------------

/** What is known of the clock of a duty at an instant: a start, none yet, or the decisions that it hangs on. */
export type Clock = Verdict<Instant | undefined> | Undecided | undefined

/** `beside`: what might have started it instead, and why it did not. */
export interface Undecided {
  readonly open: ReadonlyArray<Open>
  readonly beside: ReadonlyArray<Verdict<Instant | undefined>>
}

export const started = (clock: Clock): clock is Verdict<Instant> =>
  clock !== undefined && "answer" in clock && clock.answer !== undefined

/** What a clock hangs on beside the letters. */
export type Around = Pick<NoticeWorld, "published" | "subscribed" | "addresses">

/**
 * The clock of one duty: the earliest start among publication and the complete letters. A letter starts a clock only by readings
 * that were stated in it or before it, publication by the contract's own words. `undefined`: nothing is there that could start it.
 */
export const clockOf = (
  letters: ReadonlyArray<Letter>,
  duty: Duty,
  row: Row,
  at: Instant,
  hand: Hand,
  around: Around,
  looked: Absent,
  counts: (letter: NoticeSent) => boolean = () => true
): Clock => {
  const { published, subscribed, addresses } = around
  const unreachable = deadTimes(addresses, letters, duty, row, at, hand)
  const dead = (then: Instant) => (unreachable.length === 0 ? undefined : rules.channelDead(unreachable, then))
  const clocks: Array<Verdict<Instant | undefined>> = []
  const open: Array<Open> = []
  const shown = startWhenPublished(duty, row, hand)
  // What a letter told since and counts no more, the version before it does not tell either.
  const setAside = sentBy(letters, at).some(
    ({ value }) => !counts(value) && published !== undefined && published.value.at <= value.at
  )
  if (published !== undefined && shown !== undefined && !setAside) {
    const then = published.value.at
    clocks.push(rules.startsWhenPublished(published, shown, subscribed(then), dead(then), at, looked))
  }
  for (const { letter, reached, asStated } of noticesBy(letters, duty, row, at, hand)) {
    const { sent, delivered, received, bounced } = letter
    const { value } = sent
    if (!counts(value)) continue
    const contents = parameter(asStated, duty, row, "contents", row.contents)
    if (!rules.complete(sent, isOpen(contents) ? undefined : contents).answer) continue
    const start = parameter(asStated, duty, row, "clockStart", row.clockStart)
    if (isOpen(start)) open.push(start)
    else
      clocks.push(
        rules.clockStarts(
          sent,
          reached,
          start,
          delivered,
          received,
          bounced,
          published,
          subscribed(value.at),
          dead(value.at),
          hand.place,
          at,
          looked
        )
      )
  }
  const [first, ...others] = clocks.sort((a, b) => ((a.answer ?? "~") < (b.answer ?? "~") ? -1 : 1))
  if (open.length > 0 && first?.answer === undefined) return { open: open.slice(0, 1), beside: clocks }
  // All letters are cited: one that bounced might otherwise have started the clock sooner.
  return first === undefined ? undefined : decidedBy(first.answer, [first], others)
}

/** A letter that is notice to somebody, by the terms as they were stated up to it. */
interface Notice {
  readonly letter: Letter
  /** To whom; `undefined` where the terms name no way, and so any will do. */
  readonly reached: Verdict<ReadonlyArray<Recipient>> | undefined
  readonly asStated: TermsInHand
}

const noticesBy = (
  letters: ReadonlyArray<Letter>,
  duty: Duty,
  row: Row,
  at: Instant,
  hand: Hand
): ReadonlyArray<Notice> =>
  letters.flatMap((letter): ReadonlyArray<Notice> => {
    const { sent } = letter
    if (sent.value.at > at) return []
    const asStated = asStatedBy(hand, letters, sent.value.at)
    const channels = parameter(asStated, duty, row, "channels", row.channels)
    const reached = isOpen(channels) ? undefined : rules.byAgreedWay(sent, channels)
    return reached?.answer.length === 0 ? [] : [{ letter, reached, asStated }]
  })

/** The clock start in the contract's own words, where it is counted from publication for anybody. */
const startWhenPublished = (duty: Duty, row: Row, hand: Hand) => {
  const start = parameter({ ...hand, readings: [] }, duty, row, "clockStart", row.clockStart)
  if (isOpen(start)) return undefined
  return start.value.from === "published" || start.value.ifNotSubscribed === "published" ? start : undefined
}

/** Until when the client may object: by the agreement, with the days given back on which it could not, and as extended since. */
export const windowOf = (
  clock: Verdict<Instant | undefined>,
  term: Stipulation<Window>,
  deadTimes: ReadonlyArray<rules.DeadTime>,
  place: Place,
  agreedUntil: Fact<Instant> | undefined
): Verdict<rules.WindowEnd> => {
  const byTerms = rules.windowEnds(clock, term, place)
  const window = deadTimes.length === 0 ? byTerms : rules.givenBack(byTerms, clock, term, deadTimes, place)
  return agreedUntil === undefined ? window : rules.extended(window, agreedUntil)
}

/** What the end of a client's window hangs on beside the terms and their clock. */
export interface Course {
  readonly letters: ReadonlyArray<Letter>
  readonly addresses: ReadonlyArray<AddressLoss>
  /** A later end that both sides agreed on. */
  readonly agreedUntil: Fact<Instant> | undefined
}

/**
 * Until when the client may object, as known at an instant: by the terms in this hand, and no sooner than a letter told. `undefined`
 * while these terms leave it open or no clock is known.
 */
export const windowAt = (
  { letters, addresses, agreedUntil }: Course,
  duty: Duty,
  row: Row,
  at: Instant,
  hand: Hand,
  clock: Verdict<Instant | undefined> | undefined
): Verdict<rules.WindowEnd> | undefined => {
  const term = parameter(hand, duty, row, "window", row.window)
  if (isOpen(term) || clock === undefined) return undefined
  const dead = deadTimes(addresses, letters, duty, row, at, hand)
  const window = windowOf(clock, term, dead, hand.place, agreedUntil)
  const sent = sentBy(letters, at)
  const lastDay = sent
    .flatMap(({ value }) => value.stated.objectUntil ?? [])
    .reduce<Day | undefined>((last, day) => (last === undefined ? day : Days.max(last, day)), undefined)
  const told = lastDay && Zone.startOf(hand.place.zone, Days.add(lastDay, 1))
  return told !== undefined && typeof window.answer === "object" && window.answer.before < told
    ? rules.asTold(window, sent, told)
    : window
}

/** Whether talks are owed about an objection, as far as that hangs on when it came; `undefined` while the terms leave window or clock open. */
export const talksOwed = (
  received: Fact<{ readonly at: Instant }>,
  clock: Clock,
  duty: Duty,
  row: Row,
  hand: Hand
): Verdict<boolean | "unknown"> | undefined => {
  const window = parameter(hand, duty, row, "window", row.window)
  if (isOpen(window) || (clock !== undefined && "open" in clock)) return undefined
  return rules.talksOwed(received, clock, window, hand.place)
}

/** What is still to be told to the client of what a notice of this duty must say; `undefined` while the terms leave that open. */
export const owedContents = (
  letters: ReadonlyArray<Letter>,
  duty: Duty,
  row: Row,
  at: Instant,
  hand: Hand
): Verdict<ReadonlyArray<Content["of"]>> | undefined => {
  const contents = parameter(hand, duty, row, "contents", row.contents)
  return isOpen(contents)
    ? undefined
    : rules.stillOwed(
        noticesBy(letters, duty, row, at, hand).map(({ letter }) => letter.sent),
        contents
      )
}

/** The instants at which time alone starts a clock: the dates that letters bear, and the receipt that is deemed. */
export const startsByItself = (
  letters: ReadonlyArray<Letter>,
  duty: Duty,
  row: Row,
  hand: Hand
): ReadonlyArray<Instant> =>
  letters.flatMap(({ sent }) => {
    const start = parameter(asStatedBy(hand, letters, sent.value.at), duty, row, "clockStart", row.clockStart)
    const deemed =
      isOpen(start) || start.value.deemedReceipt === undefined
        ? undefined
        : rules.over(sent.value.at, start.value.deemedReceipt, hand.place)
    return [sent.value.dated, deemed].filter((instant) => instant !== undefined)
  })

/** What a letter can tell the client at its sending, worked out from the terms and readings that it rests on. */
export const toState = (
  state: State,
  sending: NoticeSent,
  world: NoticeWorld
): Pick<Stated, "accessFrom" | "objectUntil" | "needsYes" | "answerUntil"> => {
  const letters: ReadonlyArray<Letter> = [
    ...state.letters,
    { sent: { value: sending, from: "consultation/letter@0" }, delivered: [], received: [], bounced: [] }
  ]
  const hand = handAt({ ...state, letters }, sending.at, sending.stated.terms, world)
  if ("notAtHand" in hand) return {}
  const owed = owedToConsult(hand, state, world)
  const told = owed.map(({ duty, row }) => {
    const clock = clockOf(letters, duty, row, sending.at, hand, world, world.looked)
    if (!started(clock)) return {}
    const advance = parameter(hand, duty, row, "advanceNotice", row.advanceNotice)
    const window = parameter(hand, duty, row, "window", row.window)
    const dead = deadTimes(world.addresses, letters, duty, row, sending.at, hand)
    const end = isOpen(window) ? "unknown" : windowOf(clock, window, dead, hand.place, undefined).answer
    return {
      from: isOpen(advance) ? undefined : rules.accessFrom(clock, advance, hand.place).answer,
      until: typeof end === "object" ? end.before : undefined
    }
  })
  const { said } = sending
  const until = latest(told.map(({ until }) => until))
  const lastDay = until && Zone.dayOf(hand.place.zone, Instants.addMilliseconds(until, -1))
  const needsYes = needsYesBy(hand, owed)
  // What the letter itself says is told, whatever we would have said.
  const from = needsYes || maybeUrgent(hand, world) ? undefined : latest(told.map(({ from }) => from))
  const accessFrom = rules.kinderDate(said?.accessFrom, from).answer
  const objectUntil = rules.kinderDate(said?.objectUntil, needsYes ? undefined : lastDay).answer
  const answerUntil = needsYes ? rules.kinderDate(said?.answerUntil, lastDay).answer : undefined
  return {
    ...(needsYes && { needsYes }),
    ...(answerUntil !== undefined && { answerUntil }),
    ...(accessFrom !== undefined && { accessFrom }),
    ...(objectUntil !== undefined && { objectUntil })
  }
}

/** Whether only the client's yes opens, by these terms. A letter that only informs tells of no access at all. */
const needsYesBy = (hand: Hand, owed: ReturnType<typeof owedToConsult>): boolean => {
  if (owed.length === 0) return false
  const authorisation = read(hand, "authorisation", hand.terms.authorisation)
  const silences = owed.flatMap(({ duty, row }) => {
    const silence = parameter(hand, duty, row, "silence", row.silence)
    return isOpen(silence) ? [] : [silence]
  })
  return rules.asksForYes(isOpen(authorisation) ? undefined : authorisation, silences).answer
}

/** Whether an emergency clause may shorten the notice: a person judges that, so no letter can tell the day before. */
const maybeUrgent = (hand: Hand, { announced }: NoticeWorld): boolean =>
  announced?.value.emergency !== undefined &&
  ("says" in hand.terms.emergency || !isOpen(read(hand, "emergency", hand.terms.emergency)))

/** The latest counts for the client; while one of them cannot be told, none is. */
const latest = (instants: ReadonlyArray<Instant | undefined>): Instant | undefined =>
  instants.reduce((a, b) => (a === undefined || b === undefined ? undefined : Instants.max(a, b)), instants[0])

/** Each promise to consult that arose, with every row of it that speaks of one of the rows that the change touches. */
const owedToConsult = (
  { terms }: Hand,
  { duties }: State,
  { rows }: NoticeWorld
): ReadonlyArray<{ readonly duty: Duty; readonly row: Row }> =>
  terms.duties.flatMap((duty) => {
    if (duty.kind !== "consult" || under(duties, duty.id)?.value._tag !== "DutyArose") return []
    const stated = rows.flatMap((row) => rules.rowFor(duty, [row]) ?? [])
    return [...new Set(stated)].map((row) => ({ duty, row }))
  })
