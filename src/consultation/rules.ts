/**
 * What is promised to a client about notice and objection, sentence by sentence (`docs/policy/notice.md`, `objection.md`).
 *
 * Each rule takes facts and stipulations and gives an answer; none looks at a state, a clock or a store.
 */
import { newestBy } from "../kernel/facts.ts"
import { type Absent, type Fact, rule, sentence, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import type { Announced, Change, ChangeKind, Engagement, Place as Where, Scope } from "../language/Change.ts"
import type { ClientId, ContactId, EngagementId, TermsRef } from "../language/ids.ts"
import type {
  AdvanceNotice,
  Audience,
  Authorisation,
  Channel,
  ClockStart,
  Content,
  Duty,
  Period,
  Row,
  RowMatch,
  Silence,
  Window
} from "../terms/Terms.ts"
import * as Days from "../time/Day.ts"
import * as Deadline from "../time/Deadline.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import type { Span } from "../time/Span.ts"
import * as Zone from "../time/Zone.ts"
import type { NoticeBounced, NoticeDelivered, NoticeReceived, NoticeSent, Recipient, TermsAgreed } from "./Notice.ts"

// -- Who is told. ------------------------------------------------------------------------------------------------------

/** Something that a client uses. */
export interface Used {
  readonly of: "product" | "region" | "option"
  readonly id: string
}

/** Whether a row of the listing counts as material, as a person decided it. */
export interface Materiality {
  readonly engagement: EngagementId
  readonly material: boolean
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
  | "notSubscribed"
  | "notRequested"
  | "pullOnly"
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

export const concernsSomebody = rule(
  {
    id: "notice.concerns-somebody",
    quote:
      "A change that touches no engagement concerns nobody, unless it is a change of what the listing shows: that is told to those who are told of everything."
  },
  (announced: Fact<Announced>, rows: ReadonlyArray<Fact<Engagement>>): boolean =>
    rows.length > 0 || announced.value.what._tag === "ChangeScope"
)

export const dutyArises = rule(
  {
    id: "notice.duty-arises",
    quote: "Every promise in a client's agreement that matches a change is owed to that client, each once."
  },
  (
    client: ClientId,
    announced: Fact<Announced>,
    rows: ReadonlyArray<Fact<Engagement>>,
    materiality: ReadonlyArray<Fact<Materiality>>,
    dpa: Fact<{ readonly paper: "standard" | "own" }>,
    duty: Stipulation<Duty>,
    uses: ReadonlyArray<Fact<Used>>,
    subscribed: Fact<unknown> | undefined,
    requested: Fact<unknown> | undefined,
    _looked: Absent
  ): "arises" | NoDuty => {
    const { audience, onlyMaterial, rows: stated } = duty.value
    const { what, for: whom } = announced.value
    const touched = rows.map(({ value }) => value)
    if (whom !== "all" && !whom.includes(client)) return "otherClients"
    if (!speaksOf(duty.value, what)) return "otherChange"
    if (rows.length === 0 && (duty.value.kind === "consult" || duty.value.changes !== "any")) return "otherChange"
    if (audience.paper !== undefined && audience.paper !== dpa.value.paper) return "otherPaper"
    if (onlyMaterial && !countsAsMaterial(what, touched, materiality)) return "notMaterial"
    const others = outside(audience.of, subscribed, requested)
    if (others !== undefined) return others
    const inUse = uses.map(({ value }) => value)
    if (audience.of === "affected" && !touched.some((row) => affects(asChanged(row, what), inUse))) return "notAffected"
    return stated.some(({ when }) => touched.length === 0 || touched.some((row) => matches(when, row)))
      ? "arises"
      : "nowhereStated"
  }
)

/** Whether a promise is about a change. A new name alone is nothing to be consulted about, unless the agreement says so by name. */
export const speaksOf = (duty: Duty, what: Change): boolean =>
  duty.changes === "any"
    ? duty.kind === "inform" || what._tag !== "Rename"
    : isAlso(what, duty).some((kind) => duty.changes.includes(kind))

/** Another legal person is a new sub-processor; and what becomes material is new to a promise about material ones only. */
const isAlso = (what: Change, { onlyMaterial }: Duty): ReadonlyArray<ChangeKind> => {
  switch (what._tag) {
    case "Merge":
    case "Split":
      return [what._tag, "Replace"]
    case "Reclassify":
      return what.material && onlyMaterial ? ["Reclassify", "Engage"] : ["Reclassify"]
    default:
      return [what._tag]
  }
}

/** Whatever is not decided to be immaterial is treated as material: an open question never costs a client its notice. */
const countsAsMaterial = (
  what: Change,
  touched: ReadonlyArray<Engagement>,
  materiality: ReadonlyArray<Fact<Materiality>>
): boolean =>
  (what._tag === "Reclassify" && what.material) ||
  !touched.every(({ id }) => materiality.some(({ value }) => value.engagement === id && !value.material))

/** Why a client stands outside those whom a promise is made to, as far as it hangs on what the client asked for. */
const outside = (
  audience: Audience["of"],
  subscribed: Fact<unknown> | undefined,
  requested: Fact<unknown> | undefined
): NoDuty | undefined => {
  switch (audience) {
    case "all":
    case "affected":
      return undefined
    case "subscribers":
      return subscribed === undefined ? "notSubscribed" : undefined
    case "onRequest":
      return requested === undefined ? "notRequested" : undefined
    case "pullOnly":
      return "pullOnly"
  }
}

/** Whether an engagement handles data for something that a client uses: in every respect in which it is limited. */
const affects = ({ products, regions, options }: Engagement, uses: ReadonlyArray<Used>): boolean =>
  inUse("product", products, uses) && inUse("region", regions, uses) && inUse("option", options, uses)

const inUse = (of: Used["of"], scope: Scope<string>, uses: ReadonlyArray<Used>): boolean =>
  scope === "all" || uses.some((use) => use.of === of && scope.includes(use.id))

/** A row with what an extension gives it, whether or not it is printed so yet. */
const asChanged = (row: Engagement, what: Change): Engagement =>
  what._tag === "Extend"
    ? {
        ...row,
        products: what.products ?? row.products,
        regions: what.regions ?? row.regions,
        options: what.options ?? row.options
      }
    : row

/** The first row of a duty that matches one of these rows of the listing. */
export const rowFor = (duty: Duty, rows: ReadonlyArray<Fact<Engagement>>): Row | undefined =>
  duty.rows.find(({ when }) => rows.some(({ value }) => matches(when, value)))

const matches = (when: RowMatch, engagement: Engagement): boolean =>
  within(when.entities, [engagement.entity]) &&
  within(when.services, [engagement.service]) &&
  within(when.entityTypes, engagement.entityType === undefined ? [] : [engagement.entityType]) &&
  within(when.dataCategories, engagement.dataCategories) &&
  within(when.countries, engagement.places === "all" ? "all" : countries(engagement.places)) &&
  (when.onlyCountries === undefined || onlyWithin(when.onlyCountries, engagement.places))

/** Whether it is known of every place that it is in one of these countries. */
const onlyWithin = (wanted: ReadonlyArray<string>, places: Engagement["places"]): boolean =>
  places !== "all" && places.every(({ country }) => country !== undefined && wanted.includes(country))

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

export const byAgreedWay = rule(
  {
    id: "notice.by-agreed-way",
    quote: "A letter is notice only to the contacts that it went to in a way that the agreement names."
  },
  (sent: Fact<NoticeSent>, channels: Stipulation<ReadonlyArray<Channel>>): ReadonlyArray<Recipient> =>
    sent.value.to.filter(({ channel }) => channels.value.includes(channel))
)

export const complete = rule(
  { id: "notice.complete", quote: "A notice counts only when it says all that the agreement calls indispensable." },
  (sent: Fact<NoticeSent>, contents: Stipulation<ReadonlyArray<Content>> | undefined): boolean =>
    (contents?.value ?? []).every(({ of, lack }) => lack === "curable" || sent.value.contents.includes(of))
)

export const stillOwed = rule(
  {
    id: "notice.still-owed",
    quote: "What a notice may lack at first stays owed until a letter tells it."
  },
  (
    sent: ReadonlyArray<Fact<NoticeSent>>,
    contents: Stipulation<ReadonlyArray<Content>>
  ): ReadonlyArray<Content["of"]> =>
    contents.value.map(({ of }) => of).filter((of) => !sent.some(({ value }) => value.contents.includes(of)))
)

export const kinderDate = rule(
  {
    id: "notice.kinder-date",
    quote: "Where a letter says another date than the agreement gives, the one that is kinder to the client counts."
  },
  <A extends string>(said: A | undefined, byTerms: A | undefined): A | undefined =>
    said === undefined || byTerms === undefined ? (said ?? byTerms) : said > byTerms ? said : byTerms
)

export const asksForYes = rule(
  {
    id: "notice.asks-for-a-yes",
    quote:
      "Where only the client's yes opens, a letter says that access does not begin before it, and until when an answer is asked for; it tells no day from which silence would be one."
  },
  (authorisation: Stipulation<Authorisation> | undefined, silence: ReadonlyArray<Stipulation<Silence>>): boolean =>
    authorisation?.value === "specific" || silence.some(({ value }) => value === "denied")
)

export const otherTermsAgreed = rule(
  {
    id: "notice.other-terms-agreed",
    quote:
      "A case goes on under other terms only from the moment at which both sides agreed on them, and counts by the calendars and the zone that were known then or pinned before."
  },
  (agreed: ReadonlyArray<Fact<TermsAgreed>>, at: Instant): TermsRef | undefined => newestBy(agreed, at)?.value.terms
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
    reached: Verdict<ReadonlyArray<Recipient>> | undefined,
    start: Stipulation<ClockStart>,
    delivered: ReadonlyArray<Fact<NoticeDelivered>>,
    received: ReadonlyArray<Fact<NoticeReceived>>,
    bounced: ReadonlyArray<Fact<NoticeBounced>>,
    published: Fact<{ readonly at: Instant }> | undefined,
    subscribed: Fact<unknown> | undefined,
    dead: Verdict<boolean> | undefined,
    place: Deadline.Place,
    at: Instant,
    _looked: Absent
  ): Instant | undefined => {
    if (dead?.answer === true) return undefined
    const { contacts, deemedReceipt, bouncesOn } = start.value
    const { at: sentAt, dated = sentAt } = sent.value
    const to = reached?.answer ?? sent.value.to
    const isTold = (id: ContactId): boolean => to.some(({ contact }) => contact === id)
    const fallbacks = (sent.value.fallbacks ?? []).filter((it) => isTold(it.contact) && isTold(it.for))
    const from = countsFrom(start.value, subscribed)
    const arrivedAt = (contact: ContactId) => known(delivered, contact, at) ?? known(received, contact, at)
    // A bounce counts as long as nothing shows that the letter arrived all the same.
    const lost = (contact: ContactId): boolean =>
      bouncesOn !== "client" && arrivedAt(contact) === undefined && known(bounced, contact, at) !== undefined
    const startOf = (contact: ContactId): Instant | undefined => {
      switch (from) {
        case "sent":
          return lost(contact) ? undefined : sentAt
        case "dated":
          return lost(contact) ? undefined : Instants.max(dated, sentAt)
        case "delivered":
          return known(delivered, contact, at)
        case "received":
          return (
            known(received, contact, at) ??
            (lost(contact) || deemedReceipt === undefined ? undefined : over(sentAt, deemedReceipt, place))
          )
        case "published":
          return published === undefined ? undefined : Instants.max(published.value.at, sentAt)
      }
    }
    const starts = to
      .filter(({ contact }) => !fallbacks.some((it) => it.contact === contact))
      .map(({ contact }) => {
        const fallback = lost(contact) ? fallbacks.find((it) => it.for === contact) : undefined
        return fallback === undefined ? startOf(contact) : startOf(fallback.contact)
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

const countsFrom = (
  { from, ifNotSubscribed }: ClockStart,
  subscribed: Fact<unknown> | undefined
): ClockStart["from"] => (subscribed === undefined ? (ifNotSubscribed ?? from) : from)

export const startsWhenPublished = rule(
  {
    id: "notice.starts-when-published",
    quote:
      "A period that is counted from publication starts when the listing first shows the change, letter or no letter."
  },
  (
    published: Fact<{ readonly at: Instant }>,
    start: Stipulation<ClockStart>,
    subscribed: Fact<unknown> | undefined,
    dead: Verdict<boolean> | undefined,
    at: Instant,
    _looked: Absent
  ): Instant | undefined =>
    countsFrom(start.value, subscribed) === "published" && dead?.answer !== true && published.value.at <= at
      ? published.value.at
      : undefined
)

/** A time in which objections sent to an address did not arrive, and the first letter since that says how to object. */
export type DeadTime = readonly [
  lost: Fact<{ readonly address: string; readonly at: Instant }>,
  restored: Fact<Instant> | undefined,
  told: Fact<{ readonly at: Instant }> | undefined
]

export const channelDead = rule(
  {
    id: "notice.channel-dead",
    quote: "No period starts while an objection could not reach us at the address that the agreement names."
  },
  (deadTimes: ReadonlyArray<DeadTime>, at: Instant): boolean =>
    deadTimes.some(([lost, restored]) => lost.value.at <= at && (restored === undefined || at < restored.value))
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
        // Nor has one that nobody was told of.
        return clock.answer === undefined ? "open" : "untilAccess"
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

export const givenBack = rule(
  {
    id: "notice.days-given-back",
    quote:
      "Days on which an objection could not reach us do not count: the window runs anew from the first letter since that says how to object."
  },
  (
    window: Verdict<WindowEnd>,
    clock: Verdict<Instant | undefined>,
    term: Stipulation<Window>,
    deadTimes: ReadonlyArray<DeadTime>,
    place: Deadline.Place
  ): WindowEnd => {
    const start = clock.answer
    if (term.value._tag !== "For" || typeof window.answer !== "object" || start === undefined) return window.answer
    let { before } = window.answer
    const inOrder = [...deadTimes].sort(([a], [b]) => (a.value.at < b.value.at ? -1 : 1))
    for (const [lost, restored, told] of inOrder) {
      const touches = lost.value.at < before && !(restored !== undefined && restored.value <= start)
      if (!touches) continue
      if (restored === undefined || told === undefined) return "open"
      const lastDeadMoment = Instants.addMilliseconds(
        Zone.startOf(place.zone, Days.add(Zone.dayOf(place.zone, restored.value), 1)),
        -1
      )
      const anew = over(Instants.max(told.value.at, lastDeadMoment), term.value.period, place)
      if (anew === undefined) return "unknown"
      before = Instants.max(before, anew)
    }
    return { before }
  }
)

export const extended = rule(
  {
    id: "notice.window-extended",
    quote: "Where both sides agreed on a later end of the window, it ends no sooner."
  },
  (window: Verdict<WindowEnd>, until: Fact<Instant>): WindowEnd => {
    if (window.answer === "none") return { before: until.value }
    return typeof window.answer === "object"
      ? { before: Instants.max(window.answer.before, until.value) }
      : window.answer
  }
)

/** `until`: the end of the last day that any of these letters told for objecting. */
export const asTold = rule(
  { id: "objection.window-as-told", quote: "A window ends no sooner than a letter told the client." },
  (window: Verdict<WindowEnd>, _told: ReadonlyArray<Fact<NoticeSent>>, until: Instant | undefined): WindowEnd =>
    typeof window.answer === "object" && until !== undefined
      ? { before: Instants.max(window.answer.before, until) }
      : window.answer
)

export const talksOwed = rule(
  {
    id: "notice.talks-owed",
    quote:
      "Where talks are promised only for early objections, they are owed for one that came within that first stage."
  },
  (
    received: Fact<{ readonly at: Instant }>,
    clock: Verdict<Instant | undefined> | undefined,
    window: Stipulation<Window>,
    place: Deadline.Place
  ): boolean | "unknown" => {
    const stage = window.value._tag === "For" ? window.value.talksWithin : undefined
    if (stage === undefined || clock?.answer === undefined) return true
    const end = over(clock.answer, stage, place)
    return end === undefined ? "unknown" : received.value.at < end
  }
)

// -- Access. -----------------------------------------------------------------------------------------------------------------

export const accessIsAFact = sentence({
  id: "access.fact",
  quote: "That an engagement handled a client's data is recorded as it happened, allowed or not."
})
