/**
 * What the commercial form and its addendum demand, worked out slowly and plainly from their text (`docs/policy/terms.md`).
 *
 * Nothing here uses the library's time, rules or states: days are counted one by one, and events are looked through from the
 * first to the last. It is the second opinion that the gate is compared with.
 */
import type * as Client from "goodfaith/client"
import type * as Consultation from "goodfaith/consultation"
import type * as Listing from "goodfaith/listing"

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

/** "30 calendar days …, counted from the day after sending": when the thirtieth is over. */
export const thirtyDaysAfter = (sending: string): string => {
  let day = localDay(sending)
  for (let counted = 0; counted < 30; counted++) day = nextDay(day)
  return midnight(nextDay(day))
}

export interface Told {
  readonly listing: ReadonlyArray<Listing.Event>
  readonly client: ReadonlyArray<Client.Event>
  readonly cases: Readonly<Record<string, ReadonlyArray<Consultation.Event>>>
}

/** Why this engagement may not handle the client's data yet at this instant, by the words of the form; `undefined` if it may. */
export const tooEarly = (
  id: string,
  client: string,
  at: string,
  form: "commercial" | "specific",
  told: Told
): string | undefined => {
  let why: string | undefined = "nothing was announced"
  for (const [revision, announced] of told.listing.entries()) {
    if (announced._tag !== "ChangeAnnounced" || announced.at > at) continue
    if (announced.what._tag === "Relocate" || announced.what.engagement.id !== id) continue
    why = tooEarlyFor(announced, revision, client, at, form, told)
    if (why === undefined) return undefined
  }
  return why
}

const tooEarlyFor = (
  announced: Listing.ChangeAnnounced,
  revision: number,
  client: string,
  at: string,
  form: "commercial" | "specific",
  { listing, client: own, cases }: Told
): string | undefined => {
  if (announced.for !== "all" && !announced.for.includes(client)) return "it was announced for others"
  let effectiveOn: string = announced.effectiveOn
  let published: string | undefined
  for (const event of listing.slice(revision + 1)) {
    if (event._tag === "VersionPublished") published ??= event.at
    if (!("change" in event) || event.change !== announced.change || event.at > at) continue
    if (event._tag === "ChangeWithdrawn") return "it was withdrawn"
    if (event._tag === "ChangePostponed") effectiveOn = event.effectiveOn
  }
  if (at < midnight(effectiveOn)) return "its day has not begun"
  if (published === undefined || at < published) return "no version shows it"

  const events = (cases[announced.change] ?? []).filter((event) => event.at <= at)
  let yes: string | undefined
  let agreed: Consultation.Objection.Solution | undefined
  for (const event of events) {
    if (event._tag === "ChangeAccepted") [yes, agreed] = [event.at, undefined]
    if (event._tag === "SolutionAgreed")
      [yes, agreed] = [event.solution._tag === "Acceptance" ? event.at : undefined, event.solution]
  }
  if (agreed?._tag === "CarveOut" || agreed?._tag === "Alternative") return "it was agreed that it stays away"
  if (agreed?._tag === "Exit" && agreed.from <= at) return "the client has left"

  if (yes === undefined && !agreedAtEntry(revision, announced, listing, own, at)) {
    if (form === "specific") return "the client has not authorised it"
    const letters = events.filter((event) => event._tag === "NoticeSent")
    const whole = letters.filter(({ contents }) =>
      (["entity", "service", "places", "effectiveOn"] as const).every((it) => contents.includes(it))
    )
    const known = (letter: string, contact: string, ...tags: ReadonlyArray<string>): boolean =>
      events.some((it) => tags.includes(it._tag) && "contact" in it && it.letter === letter && it.contact === contact)
    const lost = (letter: string, contact: string): boolean =>
      known(letter, contact, "NoticeBounced") && !known(letter, contact, "NoticeDelivered", "NoticeReceived")
    const arrived = whole.filter(({ letter, to }) => !to.every(({ contact }) => lost(letter, contact)))
    if (arrived.length === 0) return "the client was not told"
    if (arrived.every((letter) => at < thirtyDaysAfter(letter.at))) return "thirty days are not over"
    // A second letter is a reminder: what runs, runs from the first that arrived.
    const over = arrived.map((letter) => thirtyDaysAfter(letter.at)).sort()[0]!
    const start = over < midnight(effectiveOn) ? midnight(effectiveOn) : over
    for (const objection of events) {
      if (objection._tag !== "ObjectionReceived" || objection.at >= start) continue
      const found = events.filter((it) => it._tag === "GroundsJudged" && it.objection === objection.objection).at(-1)
      const closed = events.some(
        (it, index) =>
          (it._tag === "ObjectionWithdrawn" && it.objection === objection.objection) ||
          (it._tag === "SolutionAgreed" && index > events.indexOf(objection))
      )
      if (objection.at < over && !closed && (found?._tag !== "GroundsJudged" || found.sufficient))
        return "an objection stands"
    }
  }
  return undefined
}

/** "Those on the listing on the day of signing are agreed. Of a change … not yet in effect, the client is told like any other." */
const agreedAtEntry = (
  revision: number,
  announced: Listing.ChangeAnnounced,
  listing: ReadonlyArray<Listing.Event>,
  own: ReadonlyArray<Client.Event>,
  at: string
): boolean => {
  for (const agreement of own) {
    if (agreement._tag !== "ListingAgreed" || agreement.at > at) continue
    const shown = listing.findIndex((event) => event._tag === "VersionPublished" && event.version === agreement.version)
    let effectiveOn: string = announced.effectiveOn
    for (const event of listing) {
      if (event._tag === "ChangePostponed" && event.change === announced.change && event.at <= agreement.at)
        effectiveOn = event.effectiveOn
    }
    if (shown > revision && midnight(effectiveOn) <= agreement.at) return true
  }
  return false
}
