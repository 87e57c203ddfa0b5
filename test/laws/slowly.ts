/**
 * What terms demand before access, worked out slowly and plainly from what their words mean (`docs/policy/`).
 *
 * Nothing here uses the library's time, rules or states: days are counted one by one, and events are looked through from the
 * first to the last. It is the second opinion that the gate is compared with. Where a question would need more than that, it
 * is on the lenient side: it says why it is too early only where there is no doubt.
 */
import type * as Client from "goodfaith/client"
import type * as Consultation from "goodfaith/consultation"
import type { Change, Engagement, Use } from "goodfaith/language"
import type * as Listing from "goodfaith/listing"

// -- Days. -------------------------------------------------------------------------------------------------------------------

const hour = 3_600_000

/** The last Sunday of a month: the clocks change there at one o'clock UTC. */
const lastSunday = (year: number, month: number): number => {
  for (let day = 31; day > 20; day--) {
    const date = new Date(Date.UTC(year, month - 1, day, 1))
    if (date.getUTCMonth() === month - 1 && date.getUTCDay() === 0) return date.getTime()
  }
  throw new Error("a month without a Sunday")
}

/** Amsterdam is an hour ahead of UTC, and two in summer. */
const ahead = (millis: number): number => {
  const year = new Date(millis).getUTCFullYear()
  return millis >= lastSunday(year, 3) && millis < lastSunday(year, 10) ? 2 * hour : hour
}

const localDay = (instant: string): string => {
  const millis = new Date(instant).getTime()
  return new Date(millis + ahead(millis)).toISOString().slice(0, 10)
}

/** When a day begins in Amsterdam. No clock there changes at midnight. */
export const midnight = (day: string): string => {
  const utc = new Date(`${day}T00:00:00.000Z`).getTime()
  return new Date(utc - ahead(utc - hour)).toISOString()
}

const nextDay = (day: string): string =>
  new Date(new Date(`${day}T00:00:00.000Z`).getTime() + 24 * hour).toISOString().slice(0, 10)

/** "n calendar days …, counted from the day after": when the last of them is over. */
export const daysAfter = (n: number, instant: string): string => {
  let day = localDay(instant)
  for (let counted = 0; counted < n; counted++) day = nextDay(day)
  return midnight(nextDay(day))
}

// -- Terms, in words. --------------------------------------------------------------------------------------------------------

/** What terms say, as far as it is counted here. The rest is as in the commercial form. */
export interface Wording {
  readonly authorisation: "general" | "specific"
  readonly clock: "sent" | "delivered" | "received" | "dated"
  readonly contacts: "any" | "all" | "first"
  /** Received so many calendar days after sending, unless it is known not to have arrived. */
  readonly deemedDays: number | undefined
  readonly bouncesOn: "client" | undefined
  readonly noticeDays: number
  /** Calendar days, or what there is instead. */
  readonly window: number | "openEnded" | "untilAccess" | "noRight"
  readonly beforeStart: "none" | "untilWindowEnds" | "untilResolved" | "untilExit"
  readonly afterStart: "none" | "untilWindowEnds" | "untilResolved"
  readonly late: "refused" | "courtesy" | "heard"
  readonly silence: "accepted" | "nothing" | "denied"
  /** Which changes the client is consulted about. */
  readonly changes: "any" | "newcomers"
}

export const commercialForm: Wording = {
  authorisation: "general",
  clock: "sent",
  contacts: "any",
  deemedDays: undefined,
  bouncesOn: undefined,
  noticeDays: 30,
  window: 30,
  beforeStart: "untilResolved",
  afterStart: "none",
  late: "courtesy",
  silence: "accepted",
  changes: "newcomers"
}

export const specificAddendum: Wording = { ...commercialForm, authorisation: "specific", silence: "denied" }

// -- What happened, and what was asked. --------------------------------------------------------------------------------------

export interface Told {
  readonly listing: ReadonlyArray<Listing.Event>
  readonly client: ReadonlyArray<Client.Event>
  readonly cases: Readonly<Record<string, ReadonlyArray<Consultation.Event>>>
}

export interface Asked {
  readonly engagement: string
  readonly client: string
  readonly use: Use
  readonly at: string
}

type Reader = (terms: string) => Wording | undefined

/** Something that a row covers: the row itself, or what a question names of it. */
type Item = readonly [facet: "engagement" | "product" | "place" | "purpose" | "dataCategory", value: string]

/**
 * Why this engagement may not handle the client's data yet, by the words of the terms that bind them; `undefined` if nothing is
 * known against it. `"not worded"` where other terms decide.
 */
export const tooEarly = (asked: Asked, told: Told, reader: Reader): string | undefined => {
  const { engagement: id, at, use } = asked
  const terms = inForce(told.client, at)
  if (terms === undefined) return "no agreement is in force"
  if (reader(terms) === undefined) return "not worded"
  const from = told.listing.findLastIndex((event) => begins(event, id) && event.at <= at)
  if (from === -1) return "nothing was announced"
  const period = [...told.listing.entries()].slice(from)

  const unbound = notBound(asked, period, told)
  if (unbound !== undefined) return unbound
  const replaced = period.some(
    ([, event]) => event._tag === "ChangeAnnounced" && event.what._tag === "Replace" && event.what.replaces === id
  )
  const stopped = period.some(
    ([, event]) => event._tag === "EngagementEnded" && event.engagement === id && event.at <= at
  )
  if (stopped && !replaced) return "the vendor has stopped using it"

  const items: ReadonlyArray<Item> = [
    ["engagement", id],
    ...(use.product === undefined ? [] : [["product", use.product] as const]),
    ...(use.place === undefined ? [] : [["place", use.place] as const]),
    ...(use.purpose === undefined ? [] : [["purpose", use.purpose] as const]),
    ...(use.dataCategories ?? []).map((it) => ["dataCategory", it] as const)
  ]
  for (const item of items) {
    const slip = period.some(
      ([, event]) =>
        event._tag === "EntryCorrected" && event.engagement === id && !event.substance && names(event.to, item)
    )
    if (slip) continue
    let why: string | undefined = `nothing says ${item.join(" ")}`
    for (const [revision, event] of period) {
      if (event.at > at || why === undefined || !brings(event, id, item)) continue
      why = notYet(asked, event, revision, item, told, reader, terms)
    }
    if (why !== undefined) return why
  }
  return undefined
}

const begins = (event: Listing.Event, id: string): boolean =>
  (event._tag === "EngagementListed" && event.engagement.id === id) ||
  (event._tag === "ChangeAnnounced" &&
    (event.what._tag === "Engage" || event.what._tag === "Replace") &&
    event.what.engagement.id === id)

type Bringing = Listing.EngagementListed | Listing.ChangeAnnounced | Listing.EntryCorrected

const brings = (event: Listing.Event, id: string, item: Item): event is Bringing => {
  switch (event._tag) {
    case "EngagementListed":
      return event.engagement.id === id && names(event.engagement, item)
    case "ChangeAnnounced":
      return names(saidOf(event.what, id), item)
    case "EntryCorrected":
      return event.engagement === id && event.substance && names(event.to, item)
    default:
      return false
  }
}

/** What a change says of a row. */
const saidOf = (what: Change, id: string): Partial<Engagement> => {
  switch (what._tag) {
    case "Engage":
    case "Replace":
      return what.engagement.id === id ? what.engagement : {}
    case "Relocate":
      return what.engagement === id ? { places: what.to } : {}
    case "Repurpose":
      return what.engagement === id ? { purposes: what.to } : {}
    case "ChangeData":
      return what.engagement === id ? { dataCategories: what.to } : {}
    case "Extend":
      return what.engagement === id && what.products !== undefined ? { products: what.products } : {}
    default:
      return {}
  }
}

const names = (row: Partial<Engagement>, [facet, value]: Item): boolean => {
  const holds = (scope: "all" | ReadonlyArray<string> | undefined): boolean =>
    scope === "all" || scope?.includes(value) === true
  const ids = (scope: "all" | ReadonlyArray<{ readonly id: string }> | undefined) =>
    scope === "all" || scope === undefined ? scope : scope.map((it) => it.id)
  switch (facet) {
    case "engagement":
      return row.id === value
    case "product":
      return holds(row.products)
    case "place":
      return holds(ids(row.places))
    case "purpose":
      return holds(ids(row.purposes))
    case "dataCategory":
      return holds(row.dataCategories)
  }
}

/** The terms of the agreement that was signed last, if that has not ended. */
const inForce = (own: ReadonlyArray<Client.Event>, at: string): string | undefined => {
  const last = boundLast(own, at)
  return last === undefined || endsOf(own, last).some((end) => end <= at) ? undefined : last.terms
}

const boundLast = (own: ReadonlyArray<Client.Event>, at: string): Bound | undefined => {
  let last: Bound | undefined
  for (const event of own) {
    if ((event._tag !== "DpaExecuted" && event._tag !== "DpaTakenOver") || event.at > at) continue
    if (last === undefined || event.at >= last.at) last = event
  }
  return last
}

type Bound = Client.DpaExecuted | Client.DpaTakenOver

const endsOf = (own: ReadonlyArray<Client.Event>, { dpa }: Bound): ReadonlyArray<string> =>
  own.flatMap((it) => ((it._tag === "DpaEnded" || it._tag === "DpaTransferred") && it.dpa === dpa ? [it.at] : []))

/** When an engagement handled the client's data for the first time from a moment on. */
const firstReached = (
  events: ReadonlyArray<Consultation.Event>,
  engagement: string,
  since: string,
  at: string
): string | undefined =>
  events
    .flatMap((began, index) => {
      if (began._tag !== "AccessBegan" || began.engagement !== engagement) return []
      const reached = began.at < since ? since : began.at
      const ended = events
        .slice(index + 1)
        .some(
          (it) => it._tag === "AccessEnded" && it.engagement === engagement && began.at <= it.at && it.at <= reached
        )
      return ended || reached > at ? [] : [reached]
    })
    .toSorted()[0]

/**
 * "As long as it has been under agreement without a gap since": since it agreed, or, where it agreed while no agreement was in force,
 * since the next one began. What it agreed to in the very moment in which one begins or ends, it agreed to under that one.
 */
const underAgreement = (own: ReadonlyArray<Client.Event>, since: string, at: string): boolean => {
  const last = boundLast(own, since)
  const betweenTwo = last === undefined || (last.at < since && endsOf(own, last).some((end) => end < since))
  const moments = [since, ...own.map((event) => event.at)].filter((then) => since <= then && then <= at).toSorted()
  const first = betweenTwo ? moments.findIndex((then) => inForce(own, then) !== undefined) : 0
  return first >= 0 && moments.slice(first).every((then) => inForce(own, then) !== undefined)
}

/** "No engagement handles data without a contract …, in force that day", and "what was confirmed before … counts no more". */
const notBound = (
  { engagement, client, at }: Asked,
  period: ReadonlyArray<readonly [number, Listing.Event]>,
  { listing }: Told
): string | undefined => {
  const lostAt = period.flatMap(([revision, event]) => {
    if (event._tag !== "ChangeAnnounced" || event.what._tag !== "LoseSafeguards" || event.at > at) return []
    if (event.what.engagement !== engagement || stillComes(event, revision, client, at, listing) !== undefined)
      return []
    return [midnight(dayOf(event, revision, at, listing))]
  })
  let bound: Listing.SafeguardsConfirmed | undefined
  for (const [, event] of period) {
    if (event._tag !== "SafeguardsConfirmed" || event.engagement !== engagement || event.at > at) continue
    if (bound === undefined || event.at >= bound.at) bound = event
  }
  if (bound === undefined || !bound.contract || !bound.equivalentDuties) return "it is not bound"
  if (bound.until !== undefined && bound.until <= at) return "it is bound no longer"
  return lostAt.some((lost) => bound.at < lost) ? "what bound it was lost" : undefined
}

/** The day from which a change was to hold, as declared by then. */
const dayOf = (
  { change, effectiveOn }: Listing.ChangeAnnounced,
  revision: number,
  at: string,
  listing: ReadonlyArray<Listing.Event>
): string => {
  let day: string = effectiveOn
  for (const event of listing.slice(revision + 1)) {
    if (event._tag === "ChangePostponed" && event.change === change && event.at <= at) day = event.effectiveOn
  }
  return day
}

/** Why a change does not hold for this client on the listing. */
const stillComes = (
  announced: Listing.ChangeAnnounced,
  revision: number,
  client: string,
  at: string,
  listing: ReadonlyArray<Listing.Event>
): string | undefined => {
  if (announced.for !== "all" && !announced.for.includes(client)) return "it was announced for others"
  const withdrawn = listing.some(
    (event) => event._tag === "ChangeWithdrawn" && event.change === announced.change && event.at <= at
  )
  if (withdrawn) return "it was withdrawn"
  return at < midnight(dayOf(announced, revision, at, listing)) ? "its day has not begun" : undefined
}

const notYet = (
  asked: Asked,
  event: Bringing,
  revision: number,
  item: Item,
  told: Told,
  reader: Reader,
  terms: string
): string | undefined => {
  const { client, at } = asked
  const { listing } = told
  if (event._tag === "EngagementListed")
    return agreedAtEntry(revision, undefined, listing, told.client, at) ? undefined : "the client never agreed to it"
  const start = listing.findIndex((it) => it._tag === "ChangeAnnounced" && it.change === event.change)
  const announced = listing[start]
  if (announced?._tag !== "ChangeAnnounced") return "nothing was announced"
  const listed = stillComes(announced, start, client, at, listing)
  if (listed !== undefined) return listed
  const atEntry = agreedAtEntry(revision, announced, listing, told.client, at)
  const published = listing.slice(revision + 1).find((it) => it._tag === "VersionPublished")
  if (!atEntry && (published === undefined || at < published.at)) return "no version shows it"
  const corrected = event._tag === "EntryCorrected" ? event.at : undefined
  return notAllowed(announced, start, corrected, item, atEntry, asked, told, reader, terms)
}

/** What the client's own case keeps shut. */
const notAllowed = (
  announced: Listing.ChangeAnnounced,
  start: number,
  corrected: string | undefined,
  [facet, value]: Item,
  atEntry: boolean,
  { at, engagement }: Asked,
  { listing, client: own, cases }: Told,
  reader: Reader,
  terms: string
): string | undefined => {
  const all = cases[announced.change] ?? []
  const events = all.filter((event) => event.at <= at)

  // Who left is gone, after thirty days of notice at the latest, unless it signed again; and what was agreed decides.
  const gone = events.some(
    (event) =>
      event._tag === "ExitDeclared" &&
      event.from <= at &&
      daysAfter(30, event.at) <= at &&
      daysAfter(30, midnight(announced.effectiveOn)) <= at &&
      !own.some((it) => (it._tag === "DpaExecuted" || it._tag === "DpaTakenOver") && it.at > event.at) &&
      !events.some((it) => it._tag === "ExitRevoked" && it.exit === event.exit)
  )
  if (gone) return "somebody has left"
  const yeses = events.filter(
    (event) => event._tag === "ChangeAccepted" && isTheClients(event, events)
  ) as ReadonlyArray<Consultation.Objection.ChangeAccepted>
  const isAfter = (one: Consultation.Event, other: Consultation.Event): boolean =>
    one.at > other.at || (one.at === other.at && all.indexOf(one) > all.indexOf(other))
  // What was agreed about another row says nothing of this one.
  const agreed = events.findLast(
    (event) =>
      event._tag === "SolutionAgreed" &&
      (!("engagement" in event.solution) ||
        event.solution.engagement === undefined ||
        event.solution.engagement === engagement)
  ) as Consultation.Objection.SolutionAgreed | undefined
  const yesSince = yeses.some(
    (yes) => yes.as !== "waiver" && yes.for === undefined && (agreed === undefined || isAfter(yes, agreed))
  )
  if (agreed !== undefined && !yesSince) {
    const { solution, effects } = agreed
    if (solution._tag === "Alternative" || solution._tag === "Withdrawal") return "it was agreed that it stays away"
    if (solution._tag === "CarveOut" && (solution.from ?? agreed.at) <= at) return "it was carved out"
    if (solution._tag === "Exit" && solution.from <= at) return "the client has left"
    if (solution._tag === "Acceptance" && (effects?.accessFrom ?? at) > at) return "it was agreed for later"
  }
  if (atEntry) return undefined

  // By which words: those that both sides agreed on last, those of the first letter, those of the agreement in force.
  let other: Consultation.Notice.TermsAgreed | undefined
  for (const event of events) {
    if (event._tag === "TermsAgreed" && (other === undefined || event.at >= other.at)) other = event
  }
  const letters = events.filter((event) => event._tag === "NoticeSent")
  const words = reader(other?.terms ?? letters[0]?.stated.terms ?? terms)
  if (words === undefined) return undefined

  // The client's own yes, to what is asked about, since it was told so.
  const since = corrected ?? announced.at
  const own_ = yeses.filter(
    (yes) =>
      yes.at >= since &&
      (agreed === undefined || isAfter(yes, agreed)) &&
      (yes.for === undefined || yes.for.some((it) => it.facet === facet && it.value === value))
  )
  const settledByYes = agreed !== undefined && agreed.solution._tag === "Acceptance" && agreed.at >= since
  const yes = settledByYes || own_.length > 0
  const authorised = settledByYes || own_.some(({ as }) => as !== "waiver")
  if (words.authorisation === "specific" && !authorised) return "the client has not authorised it"
  const written = settledByYes || own_.some(({ as, inWriting }) => as !== "waiver" && inWriting === true)
  if (words.authorisation === "specific" && !written) return "the client has not authorised it in writing"
  const asksNobody =
    words.changes === "newcomers" && announced.what._tag !== "Engage" && announced.what._tag !== "Replace"
  if (asksNobody) return undefined
  if (yes)
    return words.silence === "denied" && authorised && !written
      ? "silence is a no, and so is what was spoken"
      : undefined
  if (words.silence === "denied") return "silence is a no"

  // Told, and the length of notice over.
  const day = dayOf(announced, start, at, listing)
  const toldLater = letters.findLastIndex(({ stated }) => stated.effectiveOn > day)
  const starts = letters
    .filter((letter, index) => index > toldLater && letter.at >= (corrected ?? ""))
    .map((letter) => clockOf(letter, words, events, listing, own, at))
    .filter((it) => it !== undefined && it <= at)
    .sort()
  const clock = starts[0]
  if (clock === undefined) return "the client was not told"
  const over = daysAfter(words.noticeDays, clock)
  if (at < over) return "the length of notice is not over"
  if (letters.some(({ stated }) => (stated.accessFrom ?? "") > at)) return "a letter named a later moment"

  // Held for the window, or for an objection.
  const windowEnd = typeof words.window === "number" ? daysAfter(words.window, clock) : undefined
  const windowRuns = words.window === "openEnded" || (windowEnd !== undefined && at < windowEnd)
  if (words.beforeStart === "untilWindowEnds" && windowRuns) return "the window has not ended"
  const begin = over < midnight(day) ? midnight(day) : over
  // "Until access": the access that there may be. Whoever began too early ended nothing with it.
  const reached = words.window === "untilAccess" ? firstReached(events, engagement, begin, at) : undefined
  for (const objection of events) {
    if (objection._tag !== "ObjectionReceived") continue
    const found = events.findLast((it) => it._tag === "GroundsJudged" && it.objection === objection.objection)
    const everInsufficient = events.some(
      (it) => it._tag === "GroundsJudged" && it.objection === objection.objection && !it.sufficient
    )
    const fallen =
      everInsufficient ||
      found?.at === at ||
      events.some((it) => it._tag === "AuthorityRefuted" && it.act === objection.objection) ||
      ((words.window === "noRight" || objection.at >= (windowEnd ?? reached ?? "~")) && words.late !== "heard")
    const closed = events.some(
      (it, index) =>
        (it._tag === "ObjectionWithdrawn" && it.objection === objection.objection) ||
        (it._tag === "SolutionAgreed" && index > events.indexOf(objection))
    )
    if (fallen || closed) continue
    const hold = objection.at < begin ? words.beforeStart : words.afterStart
    if (hold === "untilResolved" || hold === "untilExit") return "an objection stands"
    if (hold === "untilWindowEnds" && windowRuns) return "an objection stands until the window ends"
  }
  return undefined
}

/** "A yes counts only from somebody who is known to speak for the client." */
const isTheClients = (
  yes: Consultation.Objection.ChangeAccepted,
  events: ReadonlyArray<Consultation.Event>
): boolean => {
  const stoodBy = events.some((it) => it._tag === "AuthorityRatified" && it.act === yes.acceptance)
  const denied = events.some((it) => it._tag === "AuthorityRefuted" && it.act === yes.acceptance)
  return !denied && (yes.authority === "shown" || stoodBy)
}

/** When a letter started the period: whom it reached, and how that is counted. */
const clockOf = (
  { letter, to, contents, at: sending, dated }: Consultation.Notice.NoticeSent,
  words: Wording,
  events: ReadonlyArray<Consultation.Event>,
  listing: ReadonlyArray<Listing.Event>,
  own: ReadonlyArray<Client.Event>,
  at: string
): string | undefined => {
  const whole = (["entity", "service", "places", "effectiveOn"] as const).every((it) => contents.includes(it))
  if (!whole || couldNotReachUs(listing, sending, at)) return undefined
  const when = (contact: string, tag: string): string | undefined =>
    events.find((it) => it._tag === tag && "contact" in it && it.letter === letter && it.contact === contact)?.at
  const lost = (contact: string): boolean =>
    words.bouncesOn !== "client" &&
    when(contact, "NoticeBounced") !== undefined &&
    when(contact, "NoticeDelivered") === undefined &&
    when(contact, "NoticeReceived") === undefined
  const reached = (contact: string): string | undefined => {
    switch (words.clock) {
      case "sent":
        return lost(contact) ? undefined : sending
      case "dated":
        return lost(contact) ? undefined : dated !== undefined && dated > sending ? dated : sending
      case "delivered":
        return when(contact, "NoticeDelivered")
      case "received":
        return (
          when(contact, "NoticeReceived") ??
          (lost(contact) || words.deemedDays === undefined ? undefined : daysAfter(words.deemedDays, sending))
        )
    }
  }
  const standsInFor = (contact: string): string | undefined => {
    const named = own.findLast((it) => it._tag === "ContactNamed" && it.contact === contact && it.at <= sending)
    const primary = named?._tag === "ContactNamed" ? named.fallbackFor : undefined
    return to.some((it) => it.contact === primary) ? primary : undefined
  }
  const contacts = to.map(({ contact }) => contact)
  const starts = contacts
    .filter((contact) => standsInFor(contact) === undefined)
    .map((contact) => {
      const deputy = lost(contact) ? contacts.find((it) => standsInFor(it) === contact) : undefined
      return reached(deputy ?? contact)
    })
  const known = starts.filter((it) => it !== undefined && it <= at).sort()
  switch (words.contacts) {
    case "any":
      return known[0]
    case "all":
      return known.length === starts.length ? known.at(-1) : undefined
    case "first":
      return starts[0]
  }
}

/** "No period starts while an objection could not reach us at the address that the agreement names." */
const couldNotReachUs = (listing: ReadonlyArray<Listing.Event>, then: string, at: string): boolean => {
  let since: string | undefined
  for (const event of listing) {
    if (event.at > at || !("address" in event) || event.address !== "privacy-office") continue
    if (event._tag === "ObjectionAddressLost") since = event.at
    else {
      if (since !== undefined && since <= then && then < event.at) return true
      since = undefined
    }
  }
  return since !== undefined && since <= then
}

/** "Those on the listing on the day of signing are agreed. Of a change … not yet in effect, the client is told like any other." */
const agreedAtEntry = (
  revision: number,
  announced: Listing.ChangeAnnounced | undefined,
  listing: ReadonlyArray<Listing.Event>,
  own: ReadonlyArray<Client.Event>,
  at: string
): boolean =>
  own.some((agreement) => {
    if (agreement._tag !== "ListingAgreed" || agreement.at > at || !underAgreement(own, agreement.at, at)) return false
    const shown = listing.findIndex((event) => event._tag === "VersionPublished" && event.version === agreement.version)
    if (shown < revision || listing[shown]!.at > agreement.at) return false
    if (announced === undefined) return true
    return midnight(dayOf(announced, listing.indexOf(announced), agreement.at, listing)) <= agreement.at
  })
