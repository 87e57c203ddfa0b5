/** The agenda: everything that is due until a day, and what is owed without a day. */
import * as dates from "../consultation/dates.ts"
import type * as Notice from "../consultation/Notice.ts"
import * as Objection from "../consultation/Objection.ts"
import * as objections from "../consultation/objections.ts"
import { newestBy } from "../kernel/facts.ts"
import type { Stipulation, Verdict } from "../kernel/Verdict.ts"
import type { ClientId, EngagementId, ExitId, ObjectionId } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, read } from "../terms/Reading.ts"
import type { Content, Period } from "../terms/Terms.ts"
import * as Days from "../time/Day.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import { firstAccess } from "./access.ts"
import {
  type Case,
  caseAt,
  clientOf,
  consults,
  type Due,
  dueAt,
  isStillOwed,
  latestStart,
  lookedIn,
  type Owed,
  type Records,
  standingChanges,
  subjects,
  toldBy,
  weighed
} from "./Records.ts"
import { exitsJudged, type Outcome, outcomesOf } from "./outcomes.ts"
import { toTell } from "./register.ts"
import * as rules from "./rules.ts"

/** What is due. */
export type Todo =
  /** A letter, at the latest, for the change to hold on its planned day. */
  | { readonly what: "send"; readonly duty: string }
  /** What a letter has left out so far. */
  | { readonly what: "tell"; readonly duty: string; readonly contents: ReadonlyArray<Content["of"]> }
  /** A client's window ends. */
  | { readonly what: "windowEnds"; readonly duty: string }
  /** The vendor must have answered. */
  | { readonly what: "answer"; readonly objection: ObjectionId }
  /** The client must have confirmed that it still objects. */
  | { readonly what: "confirm"; readonly objection: ObjectionId }
  /** The time for a solution ends. */
  | { readonly what: "cureEnds"; readonly objection: ObjectionId }
  /** The client must be told what came of its objection: `TellOutcome` takes it as it stands here. */
  | ({ readonly what: "tellOutcome" } & Pick<Outcome, "objection" | "outcome" | "restsOn" | "from" | "key">)
  /** A letter after access in an emergency. */
  | { readonly what: "tellAfter" }
  | { readonly what: "exitTakesEffect"; readonly exit: ExitId }
  | { readonly what: "safeguardsLapse"; readonly engagement: EngagementId }

/** What has its time, or is owed without one. */
export interface Dated {
  /** `"open"`: it is owed, and nobody has said by when. */
  readonly due: Due | "open"
  /** Its time is over and it is not done. The end of something is never overdue: then it has ended. */
  readonly overdue: boolean
  readonly because: Verdict<unknown>["because"]
}

/** One thing on the agenda. */
export type Item = Todo &
  Dated & {
    readonly client?: ClientId
    /** A change; or an engagement, for what is outside any change. */
    readonly subject?: string
  }

/** How far the agenda looks: the last day, in the zone of the listing. */
export interface Until {
  readonly now: Instant
  readonly until: Day
}

/** What is due, in order of time; what is overdue stays on it until it is done, and what has no day stands at the end. */
export const agenda = (records: Records, { now, until }: Until): ReadonlyArray<Item> => {
  const zone = zoneOf(records)
  if (zone === undefined) return []
  const before = Zone.startOf(zone, Days.add(until, 1))
  const standing = new Set(standingChanges(records, now))
  const items = records.clients.flatMap((own) =>
    subjects(records).flatMap((subject) => {
      if (!standing.has(subject) && records.held(subject, clientOf(own)).upTo < 0) return []
      const it = caseAt(records, subject, own, now)
      return [...(standing.has(subject) ? toTellOf(it) : []), ...ofObjections(it), ...ofOutcomes(it), ...ofExits(it)]
    })
  )
  return inOrderOfTime(
    [...items, ...ofSafeguards(records, now, zone)].filter((it) => isDueBy(it, before)),
    ({ client = "", subject = "", what }) => `${client} ${subject} ${what}`
  )
}

/** Whether it is due by a moment. What is overdue, or has no day, is on every agenda. */
export const isDueBy = ({ due, overdue }: Dated, before: Instant): boolean =>
  overdue || due === "open" || due.before <= before

/** In order of time, at one time by name; what has no day stands last. */
export const inOrderOfTime = <A extends Pick<Dated, "due">>(
  items: ReadonlyArray<A>,
  nameOf: (item: A) => string
): ReadonlyArray<A> => {
  const orderOf = (it: A): string => `${dueBefore(it)} ${nameOf(it)}`
  return items.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
}

export const zoneOf = ({ listing, world }: Records): Zone.Zone | undefined => {
  const { opened } = listing.state
  return opened === undefined ? undefined : world.zone(opened.value.zone)?.value
}

type About = Pick<Item, "client" | "subject">

/** Something to be done: overdue once its time is over. */
const todo = (what: Todo, about: About, due: Due | "open", because: Item["because"], now: Instant): Item => ({
  ...what,
  ...about,
  due,
  overdue: due !== "open" && due.before <= now,
  because
})

/** Something that comes by itself: shown until it has come. */
const comes = (what: Todo, about: About, due: Due, because: Item["because"], now: Instant): ReadonlyArray<Item> =>
  now < due.before ? [{ ...what, ...about, due, overdue: false, because }] : []

// -- Letters. --------------------------------------------------------------------------------------------------------------

const toTellOf = (it: Case): ReadonlyArray<Item> => {
  const { hand, client, subject, at } = it
  if (hand === undefined) return []
  const about = { client, subject }
  const after = afterAccess(it)
  return [
    ...it.duties.flatMap((owed): ReadonlyArray<Item> => {
      if (!owed.arose) return []
      if (!isStillOwed(owed)) return windowOf(it, owed)
      const waits = toTell(it, owed)
      const letter = waits.answer ? letterBy(it, owed, waits) : undefined
      const still = owed.stillToTell
      return [
        ...(letter === undefined || after !== undefined
          ? []
          : [todo({ what: "send", duty: owed.duty.id }, about, letter.due, letter.because, at)]),
        ...(waits.answer || still === undefined || still.answer.length === 0
          ? []
          : [
              todo(
                { what: "tell", duty: owed.duty.id, contents: still.answer },
                about,
                beginning(it),
                still.because,
                at
              )
            ]),
        ...windowOf(it, owed)
      ]
    }),
    ...(after === undefined || after.letter !== undefined
      ? []
      : [todo({ what: "tellAfter" }, about, after.due ?? "open", after.because, at)])
  ]
}

/** When the letter of a duty is due: as late as its length of notice allows before the planned day, for every row. */
const letterBy = (
  it: Case,
  { duty, rows }: Owed,
  waits: Verdict<boolean>
): { readonly due: Due | "open"; readonly because: Item["because"] } | undefined => {
  const { hand, starts, change, at } = it
  if (hand === undefined || starts === undefined || change === undefined) return undefined
  const day = Listing.effectiveOnAt(change, at)
  const [first, ...others] = rows.map((row) => {
    const stated = dates.parameter(hand, duty, row, "advanceNotice", row.advanceNotice)
    const advance = isOpen(stated) ? undefined : stated
    const begun = advance && latestStart(advance.value, starts, hand.place)
    const clock = dates.parameter(hand, duty, row, "clockStart", row.clockStart)
    // A letter that counts from a receipt which is deemed only later goes out so much sooner.
    const deemed = isOpen(clock) || clock.value.from !== "received" ? undefined : clock.value.deemedReceipt
    const due =
      begun === undefined || deemed === undefined
        ? begun
        : latestStart({ period: deemed, before: "access" }, Zone.startOf(hand.place.zone, begun.on), hand.place)
    const { because } = rules.sendBy(waits, advance, isOpen(clock) ? undefined : clock, day, due?.before)
    return { due: due ?? ("open" as const), because }
  })
  return first && others.reduce((a, b) => (dueBefore(b) < dueBefore(a) ? b : a), first)
}

const dueBefore = ({ due }: Pick<Dated, "due">): string => (due === "open" ? "~" : due.before)

/** Before the change begins to hold. */
const beginning = ({ starts, hand }: Case): Due | "open" =>
  starts === undefined || hand === undefined ? "open" : dueAt(starts, hand.place.zone)

const windowOf = (it: Case, { duty, window }: Owed): ReadonlyArray<Item> => {
  const end = window && rules.windowEndsOn(window)
  if (it.hand === undefined || end === undefined || end.answer === "open" || duty.kind !== "consult") return []
  const { client, subject, at } = it
  return comes(
    { what: "windowEnds", duty: duty.id },
    { client, subject },
    dueAt(end.answer, it.hand.place.zone),
    end.because,
    at
  )
}

/** The notice that an emergency clause asks for after access, where the clause fits. */
export interface AfterAccess {
  readonly kept: Verdict<rules.Kept>
  readonly letter: Notice.Letter | undefined
  readonly due: Due | undefined
  readonly because: Item["because"]
}

export const afterAccess = (it: Case): AfterAccess | undefined => {
  const { hand, change, held, at, world } = it
  const clause = hand && read(hand, "emergency", hand.terms.emergency)
  const owed = it.duties.find(({ arose, duty }) => arose && duty.kind === "consult")
  if (hand === undefined || change === undefined || world.announced === undefined || owed === undefined)
    return undefined
  if (world.announced.value.emergency === undefined || clause === undefined || isOpen(clause)) return undefined
  const judged = newestBy(
    change.emergency.filter(({ value }) => value.terms === hand.ref),
    at
  )
  if (judged?.value.fits !== true || clause.value.noticeAfter === undefined) return undefined
  const began = firstAccess(it)
  const ends = began && objections.endsOf(began.value, clause.value.noticeAfter, hand.place)?.duty
  const letter = toldBy(it, owed)
  const kept = rules.toldAfter(world.announced, clause, judged, began, letter?.sent, ends, at, lookedIn(held))
  return { kept, letter, due: ends && dueAt(ends, hand.place.zone), because: kept.because }
}

// -- Objections and exits. ---------------------------------------------------------------------------------------------------

const ofObjections = (it: Case): ReadonlyArray<Item> => {
  const { client, subject, at, hand, held } = it
  if (hand === undefined) return []
  const about = { client, subject }
  const { zone } = hand.place
  return Objection.open(held.state.objection).flatMap((objection) =>
    consults(it).flatMap((owed): ReadonlyArray<Item> => {
      const id = objection.received.value.objection
      const by = weighed(it, objection, owed)
      if (by === undefined || !by.stands.answer) return []
      const answer = answerBy(it, objection, owed)
      const confirm = confirmBy(it, objection, owed)
      const cure = by.cureEnds
      return [
        ...(answer?.kept.answer === "open" || answer?.kept.answer === "missed"
          ? [todo({ what: "answer", objection: id }, about, answer.due ?? "open", answer.kept.because, at)]
          : []),
        ...(confirm === undefined
          ? []
          : comes({ what: "confirm", objection: id }, about, confirm.due, confirm.because, at)),
        ...(cure === undefined || typeof cure.answer !== "object"
          ? []
          : comes({ what: "cureEnds", objection: id }, about, dueAt(cure.answer.duty, zone), cure.because, at))
      ]
    })
  )
}

/** The vendor's answer to an objection, where the agreement gives it a time. */
export const answerBy = (
  it: Case,
  objection: Objection.Objection,
  owed: ReturnType<typeof consults>[number]
):
  | { readonly kept: Verdict<rules.Kept>; readonly due: Due | undefined; readonly within: Stipulation<Period> }
  | undefined => {
  const { hand, held, at } = it
  const { duty, row } = owed
  const within =
    hand && dates.parameter(hand, duty, row, "resolution.vendorMustAnswer", row.resolution.vendorMustAnswer)
  if (hand === undefined || within === undefined || isOpen(within)) return undefined
  const { received, closed } = objection
  const ends = objections.endsOf(received.value.at, within.value, hand.place)?.duty
  const answers = Objection.answersTo(held.state.objection, objection)
  const kept = rules.answered(within, received, answers, closed, ends, at)
  return { kept, due: ends && dueAt(ends, hand.place.zone), within }
}

/** Until when an informed client may confirm, while it has not. */
export const confirmBy = (
  it: Case,
  { received, informed, confirmed }: Objection.Objection,
  owed: ReturnType<typeof consults>[number]
): { readonly due: Due; readonly because: Item["because"] } | undefined => {
  const { hand, at } = it
  const { duty, row } = owed
  const within = hand && dates.parameter(hand, duty, row, "objection.confirmation", row.objection.confirmation)
  const last = informed.findLast(({ value }) => value.at <= at)
  if (hand === undefined || within === undefined || isOpen(within) || last === undefined) return undefined
  const ends = objections.endsOf(last.value.at, within.value, hand.place)?.right
  if (ends === undefined || confirmed.some(({ value }) => value.at >= last.value.at && value.at <= at)) return undefined
  const { because } = objections.confirmed(received, within, informed, confirmed, hand.place, at)
  return { due: dueAt(ends, hand.place.zone), because }
}

/** What came of an objection, until the client has been told. */
const ofOutcomes = (it: Case): ReadonlyArray<Item> =>
  outcomesOf(it)
    .filter(({ told }) => told === undefined)
    .map(({ objection, outcome, restsOn, from, key, due, kept }) => {
      const what = {
        what: "tellOutcome",
        objection,
        outcome,
        restsOn,
        key,
        ...(from !== undefined && { from })
      } as const
      return todo(what, { client: it.client, subject: it.subject }, due ?? "open", kept.because, it.at)
    })

const ofExits = (it: Case): ReadonlyArray<Item> => {
  const { client, subject, at, hand, held } = it
  if (hand === undefined) return []
  return held.state.objection.exits.flatMap((exit) => {
    const [first] = exitsJudged(it, exit)
    const effect = first?.takesEffect
    if (effect === undefined || effect.answer === "never" || effect.answer === "unknown") return []
    const what = { what: "exitTakesEffect", exit: exit.declared.value.exit } as const
    return comes(what, { client, subject }, dueAt(effect.answer, hand.place.zone), effect.because, at)
  })
}

// -- Safeguards. -------------------------------------------------------------------------------------------------------------

/** When what binds a sub-processor ends, where somebody has confirmed it. */
export const safeguardsOf = (
  { listing, world }: Records,
  standing: Listing.Standing,
  now: Instant
): Verdict<Instant | "missing" | "never"> => {
  const zone = listing.state.opened && world.zone(listing.state.opened.value.zone)?.value
  const lapses = standing.lapses.flatMap((by) => {
    const change = Listing.change(listing.state, by.value)
    const isOff = change?.withdrawn !== undefined && change.withdrawn.value <= now
    return change === undefined || zone === undefined || isOff
      ? []
      : [{ by, at: Zone.startOf(zone, Listing.effectiveOnAt(change, now).value) }]
  })
  const confirmed = newestBy(standing.safeguards, now)
  // Confirmed anew after they were lost, they hold again.
  const lost = lapses
    .filter(({ at }) => confirmed === undefined || confirmed.value.at < at)
    .reduce<(typeof lapses)[number] | undefined>(
      (last, it) => (last === undefined || it.at >= last.at ? it : last),
      undefined
    )
  return rules.lapsesSoon(confirmed, lost?.by, lost?.at, { stream: listing.stream, upTo: listing.upTo })
}

/** The engagements that are used: neither ended nor of a change that was withdrawn, and of the vendor's own processors. */
export const inUse = ({ listing }: Records, now: Instant): ReadonlyArray<Listing.Standing> =>
  Listing.engagements(listing.state).filter(({ printed, ended, scope }) => {
    const brought = scope[0]?.brought.value
    const change = brought === undefined ? undefined : Listing.change(listing.state, brought)
    return (
      printed.value.role === "processor" &&
      printed.value.touchesPersonalData &&
      !(ended !== undefined && ended.value <= now) &&
      change?.withdrawn === undefined
    )
  })

const ofSafeguards = (records: Records, now: Instant, zone: Zone.Zone): ReadonlyArray<Item> =>
  inUse(records, now).flatMap((standing): ReadonlyArray<Item> => {
    const verdict = safeguardsOf(records, standing, now)
    if (verdict.answer === "missing" || verdict.answer === "never") return []
    const what = { what: "safeguardsLapse", engagement: standing.printed.value.id } as const
    return [todo(what, {}, dueAt(verdict.answer, zone), verdict.because, now)]
  })
