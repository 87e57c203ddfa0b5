/**
 * What is promised to a client about notice and objection, sentence by sentence (`docs/policy/notice.md`, `objection.md`).
 *
 * Each rule takes facts and stipulations and gives an answer; none looks at a state, a clock or a store.
 */
import { type Absent, type Fact, rule, sentence, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import type { Announced, Engagement, Place as Where } from "../language/Change.ts"
import type { ClientId, TermsRef } from "../language/ids.ts"
import type {
  AdvanceNotice,
  ClockStart,
  Content,
  Duty,
  Grounds,
  LateObjection,
  Period,
  Row,
  RowMatch,
  Window
} from "../terms/Terms.ts"
import * as Deadline from "../time/Deadline.ts"
import * as Instants from "../time/Instant.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import type { Span } from "../time/Span.ts"
import type { NoticeBounced, NoticeDelivered, NoticeReceived, NoticeSent } from "./Notice.ts"
import type { GroundsJudged, ObjectionReceived } from "./Objection.ts"

// -- Who is told. ------------------------------------------------------------------------------------------------------

/** Something that a client uses. */
export interface Used {
  readonly of: "product" | "region" | "option"
  readonly id: string
}

/** Why a duty did not arise. */
export type NoDuty =
  | "noAgreement"
  | "agreedAtEntry"
  | "otherClients"
  | "otherChange"
  | "otherPaper"
  | "notMaterial"
  | "notAffected"
  | "nowhereStated"

/** A duty as a contract's word, to be cited. */
export const dutyIn = (ref: TermsRef, duty: Duty): Stipulation<Duty> => ({
  value: duty,
  terms: { ref, parameter: duty.id, source: duty.source }
})

export const noAgreement = rule(
  { id: "notice.no-agreement", quote: "Where no agreement is in force, nothing is promised and nothing is owed." },
  (_announced: Fact<Announced>, _looked: Absent) => "noAgreement" as const
)

export const agreedAtEntry = rule(
  { id: "notice.agreed-at-entry", quote: "What a client agreed to at entry is no change for it." },
  (_announced: Fact<Announced>, _agreed: Fact<unknown>, _version: Fact<unknown>, _looked: Absent) =>
    "agreedAtEntry" as const
)

export const dutyArises = rule(
  {
    id: "notice.duty-arises",
    quote: "Every promise in a client's agreement that matches a change is owed to that client, each once."
  },
  (
    client: ClientId,
    announced: Fact<Announced>,
    engagement: Fact<Engagement>,
    materiality: Fact<{ readonly material: boolean }> | undefined,
    dpa: Fact<{ readonly paper: "standard" | "own" }>,
    duty: Stipulation<Duty>,
    uses: ReadonlyArray<Fact<Used>>,
    _looked: Absent
  ): "arises" | NoDuty => {
    const { changes, audience, onlyMaterial, rows } = duty.value
    const { what, for: whom } = announced.value
    if (whom !== "all" && !whom.includes(client)) return "otherClients"
    if (changes !== "any" && !changes.includes(what._tag)) return "otherChange"
    if (audience.paper !== undefined && audience.paper !== dpa.value.paper) return "otherPaper"
    // Whoever is not decided to be immaterial is treated as material: an open question never costs a client its notice.
    if (onlyMaterial && materiality?.value.material === false) return "notMaterial"
    const everything = engagement.value.products === "all"
    if (audience.of === "affected" && !everything && !uses.some((use) => touches(engagement.value, use.value)))
      return "notAffected"
    return rows.some((row) => matches(row.when, engagement.value)) ? "arises" : "nowhereStated"
  }
)

/** Whether an engagement handles data for something that a client uses. */
const touches = (engagement: Engagement, { of, id }: Used): boolean =>
  of === "product" && engagement.products.includes(id)

/** The first row of a duty that matches an engagement. */
export const rowFor = (duty: Duty, engagement: Engagement): Row | undefined =>
  duty.rows.find((row) => matches(row.when, engagement))

const matches = (when: RowMatch, engagement: Engagement): boolean =>
  within(when.entities, [engagement.entity]) &&
  within(when.services, [engagement.service]) &&
  within(when.entityTypes, engagement.entityType === undefined ? [] : [engagement.entityType]) &&
  within(when.dataCategories, engagement.dataCategories) &&
  within(when.countries, engagement.places === "all" ? "all" : countries(engagement.places))

const countries = (places: ReadonlyArray<Where>): ReadonlyArray<string> =>
  places.flatMap(({ country }) => country ?? [])

const within = (wanted: ReadonlyArray<string> | undefined, has: ReadonlyArray<string> | "all"): boolean =>
  wanted === undefined || has === "all" || has.some((value) => wanted.includes(value))

export const aboutAChange = sentence({
  id: "notice.about-a-change",
  quote: "A notice is about a change that was announced on a listing."
})

export const lettersOnRecord = sentence({
  id: "notice.letters-on-record",
  quote: "Each letter is on record once, with the contacts it went to, before anything is said of its arrival."
})

export const toldToSomebodyNamed = sentence({
  id: "notice.to-somebody-named",
  quote: "A notice goes to contacts that the client has named."
})

// -- What a notice must be. ----------------------------------------------------------------------------------------------

export const pinned = rule(
  {
    id: "notice.pinned",
    quote:
      "The terms, calendar and zone of the first letter stay those of the case: a later edit makes no stated date worse for the client."
  },
  (sent: Fact<NoticeSent>) => sent.value.stated
)

export const complete = rule(
  { id: "notice.complete", quote: "A notice counts only when it says all that the agreement calls indispensable." },
  (sent: Fact<NoticeSent>, contents: Stipulation<ReadonlyArray<Content>> | undefined): boolean =>
    (contents?.value ?? []).every(({ of, lack }) => lack === "curable" || sent.value.contents.includes(of))
)

// -- When time runs. -----------------------------------------------------------------------------------------------------

export const clockStarts = rule(
  {
    id: "notice.clock-starts",
    quote:
      "A period starts when the agreement says it starts, and not while it is known that the notice did not arrive."
  },
  (
    sent: Fact<NoticeSent>,
    start: Stipulation<ClockStart>,
    delivered: ReadonlyArray<Fact<NoticeDelivered>>,
    received: ReadonlyArray<Fact<NoticeReceived>>,
    bounced: ReadonlyArray<Fact<NoticeBounced>>,
    published: Fact<{ readonly at: Instant }> | undefined,
    place: Deadline.Place,
    at: Instant,
    _looked: Absent
  ): Instant | undefined => {
    const { from, contacts, deemedReceipt, bouncesOn } = start.value
    const { at: sentAt, dated = sentAt, to } = sent.value
    const starts = to.map(({ contact }): Instant | undefined => {
      // A bounce counts as long as nothing shows that the letter arrived all the same.
      const arrived = known(delivered, contact, at) ?? known(received, contact, at)
      const lost = bouncesOn !== "client" && arrived === undefined && known(bounced, contact, at) !== undefined
      switch (from) {
        case "sent":
          return lost ? undefined : sentAt
        case "dated":
          return lost ? undefined : Instants.max(dated, sentAt)
        case "delivered":
          return known(delivered, contact, at)
        case "received":
          return (
            known(received, contact, at) ??
            (lost || deemedReceipt === undefined ? undefined : over(sentAt, deemedReceipt, place))
          )
        case "published":
          return published === undefined ? undefined : Instants.max(published.value.at, sentAt)
      }
    })
    const begun = starts.filter((start) => start !== undefined && start <= at) as ReadonlyArray<Instant>
    switch (contacts) {
      case "first":
        return begun.find((start) => start === starts[0])
      case "any":
        return begun.length === 0 ? undefined : begun.reduce(Instants.min)
      case "all":
        return begun.length === 0 || begun.length < starts.length ? undefined : begun.reduce(Instants.max)
    }
  }
)

const known = (
  arrivals: ReadonlyArray<Fact<{ readonly contact: string; readonly at: Instant }>>,
  contact: string,
  at: Instant
): Instant | undefined => arrivals.find(({ value }) => value.contact === contact && value.at <= at)?.value.at

/**
 * The first moment after a period. Where it can be read in two ways, the later one: a period that protects the client ends
 * when every reading of it has ended. `undefined` when its calendar is not at hand.
 */
export const over = (start: Instant, period: Period, place: Deadline.Place): Instant | undefined => {
  const due = Deadline.after(start, period as Span, place)
  return Deadline.isUnknown(due) ? undefined : due.right.before
}

export const accessFrom = rule(
  {
    id: "notice.access-from",
    quote: "Access begins no sooner than the length of notice after the period started."
  },
  (
    clock: Verdict<Instant | undefined>,
    advance: Stipulation<AdvanceNotice>,
    place: Deadline.Place
  ): Instant | undefined => (clock.answer === undefined ? undefined : over(clock.answer, advance.value.period, place))
)

/** Until when a client may object: an instant, `"open"` when nothing ends the right, `"none"` when there is no right. */
export type WindowEnd = { readonly before: Instant } | "open" | "untilAccess" | "none" | "unknown"

export const windowEnds = rule(
  { id: "objection.window", quote: "A client may object until the window that its agreement gives has ended." },
  (clock: Verdict<Instant | undefined>, window: Stipulation<Window>, place: Deadline.Place): WindowEnd => {
    switch (window.value._tag) {
      case "NoRight":
        return "none"
      case "UntilAccess":
        return "untilAccess"
      case "OpenEnded":
        return "open"
      case "For": {
        // A window that has not begun has not ended.
        if (clock.answer === undefined) return "open"
        const before = over(clock.answer, window.value.period, place)
        return before === undefined ? "unknown" : { before }
      }
    }
  }
)

// -- What an objection is. -------------------------------------------------------------------------------------------------

export const recordedAlways = sentence({
  id: "objection.recorded",
  quote:
    "A client's objection is recorded whatever we think of it: late, without grounds, incomplete or sent to the wrong address."
})

export const inTime = rule(
  {
    id: "objection.in-time",
    quote: "An objection is late only when the client's window had ended before it reached us."
  },
  (
    received: Fact<ObjectionReceived>,
    window: Verdict<WindowEnd>,
    told: ReadonlyArray<Fact<NoticeSent>>,
    arrivedOn: Day
  ): boolean =>
    window.answer !== "none" &&
    (typeof window.answer === "string" ||
      received.value.at < window.answer.before ||
      // What a letter told is never taken back.
      told.some(({ value: { stated } }) => stated.objectUntil !== undefined && arrivedOn <= stated.objectUntil))
)

export const stands = rule(
  {
    id: "objection.stands",
    quote:
      "An objection stands until it is settled or withdrawn, unless it was late and the agreement lets late ones lapse, or a person found its grounds to be of no kind that the agreement asks for."
  },
  (
    _received: Fact<ObjectionReceived>,
    inTime: Verdict<boolean> | undefined,
    late: Stipulation<LateObjection> | undefined,
    grounds: Stipulation<Grounds> | undefined,
    judged: Fact<GroundsJudged> | undefined,
    at: Instant
  ): boolean => {
    if (inTime?.answer === false && late !== undefined && late.value !== "heard") return false
    const asked = grounds !== undefined && grounds.value.needed !== "none"
    return !(asked && judged !== undefined && judged.value.at <= at && !judged.value.sufficient)
  }
)

export const inGoodFaith = sentence({
  id: "objection.in-good-faith",
  quote: "When a client objects, both sides discuss in good faith to find a solution that is acceptable to both."
})

// -- Access. -----------------------------------------------------------------------------------------------------------------

export const accessIsAFact = sentence({
  id: "access.fact",
  quote: "That an engagement handled a client's data is recorded as it happened, allowed or not."
})
