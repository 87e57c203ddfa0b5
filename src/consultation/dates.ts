/**
 * The dates of one case: when its clock started, from when access may begin, until when the client may object.
 *
 * Worked out from the terms as the case holds them: pinned by its first letter, with the readings that were stated to this
 * client and no others.
 */
import { type Absent, decidedBy, type Fact, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import type { Engagement } from "../language/Change.ts"
import { type CalendarRef, revisionOf, type TermsRef } from "../language/ids.ts"
import { isOpen, type Open, read, type TermsInHand } from "../terms/Reading.ts"
import type { Duty, Parameter, Row, Terms } from "../terms/Terms.ts"
import type { World } from "../terms/World.ts"
import type { Place } from "../time/Deadline.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import type { Letter, NoticeSent, NoticeWorld, Stated, State } from "./Notice.ts"
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

/** The terms of a case at an instant: those of its first letter, or before any letter the client's own of today. */
export const handAt = (
  letters: ReadonlyArray<Letter>,
  at: Instant,
  today: TermsRef,
  world: World
): Hand | NotAtHand => {
  const sent = letters.filter((letter) => letter.sent.value.at <= at).map((letter) => letter.sent.value.stated)
  const pins = sent[0]
  const ref = pins?.terms ?? today
  const terms = world.terms(ref)
  if (terms === undefined) return { notAtHand: ref }
  const zone = world.zone(pins?.zone ?? terms.zone)
  if (zone === undefined) return { notAtHand: pins?.zone ?? terms.zone }
  const readings = sent.flatMap((stated) => stated.readings)
  // Each calendar stays the one of the first letter that counted by it.
  const calendars = sent.flatMap((stated) => stated.calendars)
  for (const name of calendarsNeeded({ ref, terms, readings })) {
    if (world.calendar(pinnedCalendar(calendars, name) ?? name) === undefined) return { notAtHand: name }
  }
  return { ref, terms, readings, place: placeOf(calendars, zone.value, world) }
}

const placeOf = (calendars: ReadonlyArray<CalendarRef>, zone: Zone.Zone, world: World): Place => ({
  zone,
  calendar: (name) => world.calendar(pinnedCalendar(calendars, name) ?? name)?.value
})

/** The pinned version of a calendar that terms call by its name. */
export const pinnedCalendar = (pins: ReadonlyArray<CalendarRef>, name: string): CalendarRef | undefined =>
  pins.find((ref) => ref.startsWith(`calendar:${name}@`))

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
 * Whether a client agreed at entry to what an event brought. What was announced on that version but held only later is agreed
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

// -- Its dates. ----------------------------------------------------------------------------------------------------------

/** What is known of the clock of a duty at an instant: a start, none yet, or the decisions that it hangs on. */
export type Clock = Verdict<Instant | undefined> | { readonly open: ReadonlyArray<Open> } | undefined

export const started = (clock: Clock): clock is Verdict<Instant> =>
  clock !== undefined && "answer" in clock && clock.answer !== undefined

/**
 * The clock of one duty: the earliest start among the complete letters. A letter starts a clock only by readings that were
 * stated in it or before it. `undefined`: no complete letter was sent.
 */
export const clockOf = (
  letters: ReadonlyArray<Letter>,
  duty: Duty,
  row: Row,
  at: Instant,
  hand: Hand,
  published: Fact<{ readonly at: Instant }> | undefined,
  looked: Absent,
  counts: (letter: NoticeSent) => boolean = () => true
): Clock => {
  const clocks: Array<Verdict<Instant | undefined>> = []
  const open: Array<Open> = []
  const readings: Array<Hand["readings"][number]> = []
  for (const { sent, delivered, received, bounced } of letters) {
    if (sent.value.at > at) continue
    readings.push(...sent.value.stated.readings)
    if (!counts(sent.value)) continue
    const then: TermsInHand = { ...hand, readings: [...readings] }
    const contents = parameter(then, duty, row, "contents", row.contents)
    if (!rules.complete(sent, isOpen(contents) ? undefined : contents).answer) continue
    const start = parameter(then, duty, row, "clockStart", row.clockStart)
    if (isOpen(start)) open.push(start)
    else clocks.push(rules.clockStarts(sent, start, delivered, received, bounced, published, hand.place, at, looked))
  }
  const [first, ...others] = clocks.sort((a, b) => ((a.answer ?? "~") < (b.answer ?? "~") ? -1 : 1))
  if (open.length > 0 && first?.answer === undefined) return { open: open.slice(0, 1) }
  // All letters are cited: one that bounced might otherwise have started the clock sooner.
  return first === undefined ? undefined : decidedBy(first.answer, [first], others)
}

/** The instants at which time alone starts a clock: the dates that letters bear, and the receipt that is deemed. */
export const startsByItself = (
  letters: ReadonlyArray<Letter>,
  duty: Duty,
  row: Row,
  hand: Hand
): ReadonlyArray<Instant> =>
  letters.flatMap(({ sent }, index) => {
    const readings = letters.slice(0, index + 1).flatMap((letter) => letter.sent.value.stated.readings)
    const start = parameter({ ...hand, readings }, duty, row, "clockStart", row.clockStart)
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
): Pick<Stated, "accessFrom" | "objectUntil"> => {
  const letters: ReadonlyArray<Letter> = [
    ...state.letters,
    { sent: { value: sending, from: "consultation/letter@0" }, delivered: [], received: [], bounced: [] }
  ]
  const hand = handAt(letters, sending.at, sending.stated.terms, world)
  if ("notAtHand" in hand || world.engagement === undefined) return {}
  const { engagement } = world
  const told = consultDuties(hand, state, engagement.value).map(({ duty, row }) => {
    const clock = clockOf(letters, duty, row, sending.at, hand, undefined, world.looked)
    if (!started(clock)) return {}
    const advance = parameter(hand, duty, row, "advanceNotice", row.advanceNotice)
    const window = parameter(hand, duty, row, "window", row.window)
    const end = isOpen(window) ? "unknown" : rules.windowEnds(clock, window, hand.place).answer
    return {
      from: isOpen(advance) ? undefined : rules.accessFrom(clock, advance, hand.place).answer,
      until: typeof end === "object" ? end.before : undefined
    }
  })
  const accessFrom = latest(told.map(({ from }) => from))
  const until = latest(told.map(({ until }) => until))
  return {
    ...(accessFrom !== undefined && { accessFrom }),
    ...(until !== undefined && { objectUntil: Zone.dayOf(hand.place.zone, Instants.addMilliseconds(until, -1)) })
  }
}

/** The latest counts for the client; while one of them cannot be told, none is. */
const latest = (instants: ReadonlyArray<Instant | undefined>): Instant | undefined =>
  instants.reduce((a, b) => (a === undefined || b === undefined ? undefined : Instants.max(a, b)), instants[0])

const consultDuties = (
  hand: Hand,
  state: State,
  engagement: Engagement
): ReadonlyArray<{ readonly duty: Duty; readonly row: Row }> =>
  hand.terms.duties.flatMap((duty) => {
    const row = rules.rowFor(duty, engagement)
    const owed = duty.kind === "consult" && state.duties[duty.id]?.value._tag === "DutyArose"
    return owed && row !== undefined ? [{ duty, row }] : []
  })
