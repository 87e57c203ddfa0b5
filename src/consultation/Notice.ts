/**
 * Notice: what a client is owed when a listing changes, what was sent, and what came of it.
 *
 * A duty arises once for each change, duty and client, however many letters it takes. What was stated in a letter is pinned:
 * nobody's later edit makes a stated date worse for the client.
 */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Absent, Cited, Fact, Verdict } from "../kernel/Verdict.ts"
import type { Announced, Engagement } from "../language/Change.ts"
import {
  type CalendarRef,
  type ChangeId,
  type ClientId,
  type ContactId,
  type EngagementId,
  type EventRef,
  type LetterId,
  type PersonId,
  type TermsRef,
  under,
  type ZoneRef
} from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import { type Reading, readingsFor } from "../terms/Reading.ts"
import type { Channel, Content, Duty } from "../terms/Terms.ts"
import type { World } from "../terms/World.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import * as dates from "./dates.ts"
import * as rules from "./rules.ts"

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------

/** It was looked at for the first time what this client is owed for this change. */
export interface CaseOpened {
  readonly _tag: "CaseOpened"
  readonly client: ClientId
  readonly change: ChangeId
  /** What the change touches, the new one first; one for an objection outside any change. */
  readonly engagements: ReadonlyArray<EngagementId>
  /** The announcement, and how far its stream was read. */
  readonly announced: EventRef
  readonly asOf: number
  readonly at: Instant
}

/** The client is owed this. */
export interface DutyArose {
  readonly _tag: "DutyArose"
  readonly duty: string
  readonly kind: Duty["kind"]
  readonly terms: TermsRef
  readonly because: Because
  readonly at: Instant
}

/** The client is not owed this, as far as the facts go today, and why. It is judged again when they change. */
export interface NoDutyArose {
  readonly _tag: "NoDutyArose"
  /** Absent where there is no agreement, and so no duty to name. */
  readonly duty?: string
  readonly why: rules.NoDuty
  readonly because: Because
  readonly at: Instant
}

/** A judgement's reasons, as an event keeps them. */
export interface Because {
  readonly clause: string
  readonly facts: ReadonlyArray<EventRef>
  readonly absent: ReadonlyArray<Absent>
}

/** A letter went out. It may serve several duties, and carry news of other changes in their own consultations. */
export interface NoticeSent {
  readonly _tag: "NoticeSent"
  readonly letter: LetterId
  readonly to: ReadonlyArray<Recipient>
  readonly contents: ReadonlyArray<Content["of"]>
  /** The date that the letter bears, where that is another than the day of sending. */
  readonly dated?: Instant
  /** The earlier letter that this one puts right. */
  readonly corrects?: LetterId
  /** The dates in the letter's own words, where they are others than the terms give. */
  readonly said?: SaidDates
  /** Those of its contacts who were told in another's stead, as the client had named them. Absent: none of them was. */
  readonly fallbacks?: ReadonlyArray<Fallback>
  readonly stated: Stated
  readonly at: Instant
}

export interface Recipient {
  readonly contact: ContactId
  readonly channel: Channel
}

/** A contact that counts once it is known that another, in whose stead it is told, was not reached. */
export interface Fallback {
  readonly contact: ContactId
  readonly for: ContactId
}

export interface SaidDates {
  /** The last day to object. */
  readonly objectUntil?: Day
  /** Not before this moment. */
  readonly accessFrom?: Instant
  /** The last day on which the client is asked to say yes or no. That it says nothing means no. */
  readonly answerUntil?: Day
}

/** Where and by which calendars days are counted from now on. */
export interface Pins {
  readonly zone: ZoneRef
  readonly calendars: ReadonlyArray<CalendarRef>
}

/** What a letter told the client, and by which terms, calendars, zone and readings it was worked out. */
export interface Stated extends Pins {
  readonly terms: TermsRef
  readonly readings: ReadonlyArray<Cited<Reading>>
  readonly effectiveOn: Day
  /** Access does not begin before the client says yes: then no day of access is told, and none after which silence would count. */
  readonly needsYes?: true
  /** The last day on which the client is asked to answer, where only its yes opens. */
  readonly answerUntil?: Day
  /** Not before this moment, as far as the length of notice goes. Absent where it could not be told yet. */
  readonly accessFrom?: Instant
  /** The last day on which an objection is in time. Absent where it could not be told yet. */
  readonly objectUntil?: Day
}

/** The letter reached a contact's mailbox or door. */
export interface NoticeDelivered {
  readonly _tag: "NoticeDelivered"
  readonly letter: LetterId
  readonly contact: ContactId
  readonly at: Instant
}

/** The contact has received the letter, and that can be shown. */
export interface NoticeReceived {
  readonly _tag: "NoticeReceived"
  readonly letter: LetterId
  readonly contact: ContactId
  /** What shows it: may name the person who signed, so it is sealed. */
  readonly evidence: Sealed
  readonly at: Instant
}

/** It is known that the letter did not reach a contact. */
export interface NoticeBounced {
  readonly _tag: "NoticeBounced"
  readonly letter: LetterId
  readonly contact: ContactId
  readonly at: Instant
}

/** Both sides agreed that this case goes on under other terms, from this moment. */
export interface TermsAgreed {
  readonly _tag: "TermsAgreed"
  readonly terms: TermsRef
  /** Absent only in what was stored before this was kept. */
  readonly pins?: Pins
  /** Who said so for the client. */
  readonly by: PersonId
  readonly at: Instant
}

export type Event =
  | CaseOpened
  | DutyArose
  | NoDutyArose
  | NoticeSent
  | NoticeDelivered
  | NoticeReceived
  | NoticeBounced
  | TermsAgreed

// -- State: each fact keeps the event it came from. --------------------------------------------------------------------

export interface State {
  readonly opened: Fact<CaseOpened> | undefined
  /** By duty, as it was judged last. */
  readonly duties: Readonly<Record<string, Fact<DutyArose | NoDutyArose>>>
  /** Oldest first. */
  readonly letters: ReadonlyArray<Letter>
  /** The terms under which both sides agreed to go on, in the order in which that was recorded. */
  readonly agreed: ReadonlyArray<Fact<TermsAgreed>>
}

export interface Letter {
  readonly sent: Fact<NoticeSent>
  readonly delivered: ReadonlyArray<Fact<NoticeDelivered>>
  readonly received: ReadonlyArray<Fact<NoticeReceived>>
  readonly bounced: ReadonlyArray<Fact<NoticeBounced>>
}

export const initial: State = { opened: undefined, duties: {}, letters: [], agreed: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "CaseOpened":
      return { ...state, opened: { value: event, from: ref } }
    case "DutyArose":
    case "NoDutyArose":
      return { ...state, duties: { ...state.duties, [event.duty ?? ""]: { value: event, from: ref } } }
    case "NoticeSent":
      return {
        ...state,
        letters: [...state.letters, { sent: { value: event, from: ref }, delivered: [], received: [], bounced: [] }]
      }
    case "NoticeDelivered":
      return letter(state, event.letter, (it) => ({ ...it, delivered: [...it.delivered, { value: event, from: ref }] }))
    case "NoticeReceived":
      return letter(state, event.letter, (it) => ({ ...it, received: [...it.received, { value: event, from: ref }] }))
    case "NoticeBounced":
      return letter(state, event.letter, (it) => ({ ...it, bounced: [...it.bounced, { value: event, from: ref }] }))
    case "TermsAgreed":
      return { ...state, agreed: [...state.agreed, { value: event, from: ref }] }
  }
}

const letter = (state: State, id: LetterId, change: (letter: Letter) => Letter): State => ({
  ...state,
  letters: state.letters.map((it) => (it.sent.value.letter === id ? change(it) : it))
})

// -- Refusals: what we decline to do, each naming its clause. -----------------------------------------------------------

export const NothingAnnounced = refusal(
  "NothingAnnounced",
  rules.aboutAChange,
  "no such change was announced on a listing that is known here: announce it there first"
)

export const NoAgreement = refusal(
  "NoAgreement",
  rules.noAgreement,
  "the client had no agreement in force when this was sent, so there are no terms by which a notice could state anything"
)

export const UnknownTerms = (ref: TermsRef): Refusal<"UnknownTerms"> =>
  refusal("UnknownTerms", rules.pinned, `no terms are known under \`${ref}\`: hand them over when opening`)

export const UnknownZone = (zone: string): Refusal<"UnknownZone"> =>
  refusal("UnknownZone", rules.pinned, `no zone table is known for \`${zone}\`: hand one over when opening`)

export const UnknownCalendar = (calendar: string): Refusal<"UnknownCalendar"> =>
  refusal("UnknownCalendar", rules.pinned, `no calendar is known under \`${calendar}\`: hand one over when opening`)

export const LetterTaken = (letter: Letter): Refusal<"LetterTaken"> =>
  refusal(
    "LetterTaken",
    rules.lettersOnRecord,
    `letter \`${letter.sent.value.letter}\` is on record already and says something else: give this one an id of its own`,
    [letter.sent.from]
  )

export const UnknownContact = (contact: ContactId, client: ClientId): Refusal<"UnknownContact"> =>
  refusal(
    "UnknownContact",
    rules.toldToSomebodyNamed,
    `client \`${client}\` had named no contact \`${contact}\` when this was sent: name the contact first, or send it to one that is named`
  )

export const UnknownLetter = (letter: LetterId): Refusal<"UnknownLetter"> =>
  refusal(
    "UnknownLetter",
    rules.lettersOnRecord,
    `no letter \`${letter}\` was sent in this consultation: record the sending first, or check the id`
  )

export const NotSentTo = (letter: Letter, contact: ContactId): Refusal<"NotSentTo"> =>
  refusal(
    "NotSentTo",
    rules.lettersOnRecord,
    `letter \`${letter.sent.value.letter}\` was not sent to contact \`${contact}\``,
    [letter.sent.from]
  )

// -- Commands: what somebody asks for. -----------------------------------------------------------------------------------

/** Look at what this client is owed, by the facts of today. Asked again after facts changed, it judges again. */
export interface JudgeDuties {
  readonly _tag: "JudgeDuties"
  readonly at: Instant
}

/** A letter went out: say so. What it states is worked out here, so that what is told is what holds. */
export interface SendNotice {
  readonly _tag: "SendNotice"
  readonly letter: LetterId
  readonly to: ReadonlyArray<Recipient>
  readonly contents: ReadonlyArray<Content["of"]>
  readonly dated?: Instant
  readonly corrects?: LetterId
  readonly said?: SaidDates
  readonly at: Instant
}

export interface RecordDelivery extends Ask<NoticeDelivered, "RecordDelivery"> {}
export interface RecordReceipt extends Ask<NoticeReceived, "RecordReceipt"> {}
export interface RecordBounce extends Ask<NoticeBounced, "RecordBounce"> {}

/** Both sides agreed on other terms for this case. */
export interface AgreeTerms extends Ask<Omit<TermsAgreed, "pins">, "AgreeTerms"> {}

export type Command = JudgeDuties | SendNotice | RecordDelivery | RecordReceipt | RecordBounce | AgreeTerms

// -- The world: what other streams say, read for this decision by facade or reaction. --------------------------------------

export interface NoticeWorld extends World {
  readonly client: ClientId
  /** What the consultation is about; `undefined` for an id that nobody knows. */
  readonly subject: "change" | "engagement" | undefined
  readonly announced: Cited<Announced> | undefined
  /** The rows that the change touches, as they are printed; the row itself where the subject is an engagement. */
  readonly rows: ReadonlyArray<Fact<Engagement>>
  /** Of each row the newest decision by an instant, where there is one. */
  readonly materiality: (at: Instant) => ReadonlyArray<Fact<rules.Materiality>>
  /** The agreement in force at an instant. */
  readonly dpa: (at: Instant) => Fact<{ readonly paper: "standard" | "own"; readonly terms: TermsRef }> | undefined
  /** The version of the listing that the client agreed to at entry, if it did by then. */
  readonly entry: (at: Instant) => dates.Entry | undefined
  /** The day from which the change may hold, as it is declared now. */
  readonly effectiveOn: Fact<Day> | undefined
  /** When that day begins, as it was declared at an instant. */
  readonly starts: (at: Instant) => Instant | undefined
  /** The first published version that shows the change. */
  readonly published: Fact<{ readonly at: Instant }> | undefined
  /** When objections sent to an address did not arrive. */
  readonly addresses: ReadonlyArray<dates.AddressLoss>
  /** The grant on record that carried an act in the client's name, by the command that records it; `undefined` where none did. */
  readonly mandate: (act: string, person: PersonId, at: Instant) => EventRef | undefined
  /** The contact that the client had named under this id by an instant. */
  readonly contact: (id: ContactId, at: Instant) => Fact<{ readonly fallbackFor?: ContactId }> | undefined
  /** The subscription that runs at an instant. */
  readonly subscribed: (at: Instant) => Fact<unknown> | undefined
  /** What the client asked for by an instant: to be told, or for the list. */
  readonly requested: (at: Instant) => Fact<unknown> | undefined
  /** What the client uses at an instant. */
  readonly uses: (at: Instant) => ReadonlyArray<Fact<rules.Used>>
  /** Where the client's facts were looked for, and how far. */
  readonly looked: Absent
  /** All readings of these terms that were recorded. */
  readonly readings: (terms: TermsRef) => ReadonlyArray<Cited<Reading>>
}

// -- Decide: one branch a command; asked twice, decided once. --------------------------------------------------------------

export const decide = (command: Command, state: State, world: NoticeWorld): Decision<Event> => {
  switch (command._tag) {
    case "JudgeDuties":
      return judgeDuties(state, command.at, world)
    case "SendNotice": {
      const known = state.letters.find((letter) => letter.sent.value.letter === command.letter)
      if (known !== undefined) return sameLetter(known.sent.value, command) ? alreadySo : refuse(LetterTaken(known))
      return sendNotice(command, state, world)
    }
    case "RecordDelivery":
      return recordArrival(state, command, "delivered", { ...command, _tag: "NoticeDelivered" })
    case "RecordReceipt":
      return recordArrival(state, command, "received", { ...command, _tag: "NoticeReceived" })
    case "RecordBounce":
      return recordArrival(state, command, "bounced", { ...command, _tag: "NoticeBounced" })
    case "AgreeTerms": {
      const last = state.agreed.at(-1)
      if (last !== undefined && sameAgreement(last.value, command)) return alreadySo
      const pins = toPin(command.terms, [], state, world)
      return "clause" in pins ? refuse(pins) : record({ ...command, _tag: "TermsAgreed", pins })
    }
  }
}

/** Every duty that is not judged so yet gets its judgement; one that arose stays. */
const judgeDuties = (state: State, at: Instant, world: NoticeWorld): Decision<Event> => {
  const { announced, rows } = world
  if (announced === undefined) return refuse(NothingAnnounced)
  if (!rules.concernsSomebody(announced, rows).answer) return alreadySo
  const opened: ReadonlyArray<Event> =
    state.opened === undefined
      ? [
          {
            _tag: "CaseOpened",
            client: world.client,
            change: announced.value.change,
            engagements: rows.map((row) => row.value.id),
            announced: announced.from,
            asOf: announced.asOf,
            at
          }
        ]
      : []
  const dpa = world.dpa(at)
  if (dpa === undefined) {
    const because = inShort(rules.noAgreement(announced, world.looked))
    return record(...opened, ...unlessJudged(state, { _tag: "NoDutyArose", why: "noAgreement", because, at }))
  }
  const ref = dates.termsAt(state, at) ?? dpa.value.terms
  const terms = world.terms(ref)
  if (terms === undefined) return refuse(UnknownTerms(ref))
  const entry = world.entry(at)
  const starts = entry && world.starts(entry.agreed.value.at)
  const agreed = entry !== undefined && dates.agreedAtEntry(entry, announced, starts, { ref, terms, readings: [] })
  const judged = terms.duties.flatMap((duty): ReadonlyArray<Event> => {
    // An entry that the terms leave open is owed notice: an open question never costs a client its notice.
    if (entry !== undefined && agreed === true) {
      const because = inShort(rules.agreedAtEntry(announced, entry.agreed, entry.version, world.looked))
      return unlessJudged(state, { _tag: "NoDutyArose", duty: duty.id, why: "agreedAtEntry", because, at })
    }
    const verdict = rules.dutyArises(
      world.client,
      announced,
      rows,
      world.materiality(at),
      dpa,
      rules.dutyIn(ref, duty),
      world.uses(at),
      world.subscribed(at),
      world.requested(at),
      world.looked
    )
    const because = inShort(verdict)
    return verdict.answer === "arises"
      ? unlessJudged(state, { _tag: "DutyArose", duty: duty.id, kind: duty.kind, terms: ref, because, at })
      : unlessJudged(state, { _tag: "NoDutyArose", duty: duty.id, why: verdict.answer, because, at })
  })
  return record(...opened, ...judged)
}

const inShort = (verdict: Verdict<unknown>): Because => {
  const [{ clause, facts, absent = [] }] = verdict.because
  return { clause: clause.id, facts, absent }
}

const unlessJudged = (state: State, event: DutyArose | NoDutyArose): ReadonlyArray<Event> => {
  const before = under(state.duties, event.duty ?? "")?.value
  if (before === undefined) return [event]
  if (before._tag === "DutyArose") return []
  return event._tag === "NoDutyArose" && event.why === before.why ? [] : [event]
}

const sameLetter = (sent: NoticeSent, command: SendNotice): boolean => {
  const { stated: _, fallbacks: __, ...asked } = sent
  return saysTheSame(asked, command)
}

const sameAgreement = (agreed: TermsAgreed, command: AgreeTerms): boolean => {
  const { pins: _, ...asked } = agreed
  return saysTheSame(asked, command)
}

/** The zone and the calendars by which a case counts under these terms: those pinned before, else the newest at hand. */
const toPin = (ref: TermsRef, readings: Stated["readings"], state: State, world: NoticeWorld): Pins | Refusal => {
  const terms = world.terms(ref)
  if (terms === undefined) return UnknownTerms(ref)
  const before = dates.pinsOf(state)
  const zone = world.zone(dates.pinnedZone(before, terms) ?? terms.zone)
  if (zone === undefined) return UnknownZone(terms.zone)
  const calendars: Array<CalendarRef> = []
  for (const name of dates.calendarsNeeded({ ref, terms, readings })) {
    const calendar = world.calendar(dates.pinnedCalendar(before, name) ?? name)
    if (calendar === undefined) return UnknownCalendar(name)
    calendars.push(calendar.ref)
  }
  return { zone: zone.ref, calendars }
}

const sendNotice = (command: SendNotice, state: State, world: NoticeWorld): Decision<Event> => {
  const { announced } = world
  if (announced === undefined) return refuse(NothingAnnounced)
  if (command.corrects !== undefined && !isOnRecord(state, command.corrects))
    return refuse(UnknownLetter(command.corrects))
  const stranger = command.to.find(({ contact }) => world.contact(contact, command.at) === undefined)
  if (stranger !== undefined) return refuse(UnknownContact(stranger.contact, world.client))
  const ref = dates.termsAt(state, command.at) ?? world.dpa(command.at)?.value.terms
  if (ref === undefined) return refuse(NoAgreement)
  const readings = readingsFor(world.readings(ref), command.at)
  const pins = toPin(ref, readings, state, world)
  if ("clause" in pins) return refuse(pins)
  const stated: Stated = {
    terms: ref,
    ...pins,
    readings,
    effectiveOn: world.effectiveOn?.value ?? announced.value.effectiveOn
  }
  const fallbacks = command.to.flatMap(({ contact }): ReadonlyArray<Fallback> => {
    const of = world.contact(contact, command.at)?.value.fallbackFor
    return of !== undefined && command.to.some((it) => it.contact === of) ? [{ contact, for: of }] : []
  })
  const event: NoticeSent = { ...command, _tag: "NoticeSent", ...(fallbacks.length > 0 && { fallbacks }), stated }
  return record({ ...event, stated: { ...stated, ...dates.toState(state, event, world) } })
}

const isOnRecord = (state: State, id: LetterId): boolean =>
  state.letters.some((letter) => letter.sent.value.letter === id)

const recordArrival = (
  state: State,
  { letter: id, contact }: { readonly letter: LetterId; readonly contact: ContactId },
  what: "delivered" | "received" | "bounced",
  event: Event
): Decision<Event> => {
  const letter = state.letters.find((letter) => letter.sent.value.letter === id)
  if (letter === undefined) return refuse(UnknownLetter(id))
  if (!letter.sent.value.to.some((recipient) => recipient.contact === contact))
    return refuse(NotSentTo(letter, contact))
  return letter[what].some((arrived) => arrived.value.contact === contact) ? alreadySo : record(event)
}
