/** The desk: what waits at an instant, for whom, and what a person must decide. */
import * as Client from "../client/Client.ts"
import * as dates from "../consultation/dates.ts"
import * as Objection from "../consultation/Objection.ts"
import type * as objections from "../consultation/objections.ts"
import * as promises from "../consultation/rules.ts"
import { judge } from "../gate/Gate.ts"
import type { Folded } from "../kernel/Decider.ts"
import { newestBy } from "../kernel/facts.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import type { ClientId, EngagementId, ExitId, LetterId, ObjectionId, TermsRef } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, type Open, read } from "../terms/Reading.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import { answerBy, confirmBy, inUse, safeguardsOf } from "./agenda.ts"
import { exitsJudged, type Outcome, outcomesOf } from "./outcomes.ts"
import {
  type Case,
  caseAt,
  clientOf,
  consults,
  countingLetters,
  type Due,
  dueAt,
  factsFor,
  isLost,
  isStillOwed,
  lettersBy,
  lookedIn,
  type Records,
  standingChanges,
  subjects,
  weighed
} from "./Records.ts"
import { toTell } from "./register.ts"
import * as rules from "./rules.ts"

type Because = Verdict<unknown>["because"]

export interface Desk {
  /** Who is owed notice and has none of the change as it is by now. By when the letters are due, `agenda` says. */
  readonly toBeTold: ReadonlyArray<ToBeTold>
  /** Every objection that is neither settled nor withdrawn, the oldest first. */
  readonly objections: ReadonlyArray<OpenObjection>
  /** What came of an objection, and its client was not told yet: the longest owed first. */
  readonly outcomes: ReadonlyArray<OutcomeToTell>
  readonly exits: ReadonlyArray<ExitOnDesk>
  /** Letters that reached nobody, with no later one out. */
  readonly lost: ReadonlyArray<LostLetter>
  /** Addresses to which no objection can be sent at this moment. */
  readonly deadAddresses: ReadonlyArray<{
    readonly address: string
    readonly since: Instant
    readonly because: Because
  }>
  readonly decisions: ReadonlyArray<Decision>
  /** What a client whose agreement was taken over had objected to or kept away: for the other it holds nothing back. */
  readonly leftBehind: ReadonlyArray<LeftBehind>
  /** Missing, over, or over soon. */
  readonly safeguards: ReadonlyArray<LapsingSafeguards>
  /** How long ago a person went through the listing; absent before it was opened. */
  readonly review?: { readonly days: number; readonly since: Instant; readonly because: Because }
}

export interface OpenObjection {
  readonly client: ClientId
  /** A change, or an engagement for an objection outside any change. */
  readonly subject: string
  readonly objection: ObjectionId
  /** In whole days of 24 hours. It is never settled by it. */
  readonly days: number
  /** By each duty to consult of the terms; `undefined` where they have none, so that a person must say. */
  readonly stands: boolean | undefined
  /** What the agreement asks of a letter that this one lacks. */
  readonly lacks: ReadonlyArray<objections.Demand>
  readonly waits: ReadonlyArray<Wait>
  /** To whom the way out is open, and since when; `"undetermined"` where a person must decide first. */
  readonly wayOut: ReadonlyArray<objections.Opening> | "undetermined"
  readonly because: Because
}

/** Somebody waits for somebody. */
export interface Wait {
  readonly for: "vendor" | "client"
  /**
   * `answer`: to an objection, or to a proposal. `askAuthority`, `showAuthority`: whether whoever objected may speak for the client.
   * `inform`, `confirm`: what the client must know before it confirms, and that it confirms. `talk`, `solve`: both sides, the vendor first.
   */
  readonly to: "answer" | "askAuthority" | "showAuthority" | "inform" | "confirm" | "talk" | "solve"
  readonly due: Due | "open"
  readonly overdue: boolean
}

/** What `TellOutcome` is to say, with its reasons. */
export interface OutcomeToTell extends Pick<Outcome, "objection" | "outcome" | "restsOn" | "since" | "from" | "key"> {
  readonly client: ClientId
  readonly subject: string
  /** `"open"`: the agreement gives no time. */
  readonly due: Due | "open"
  readonly overdue: boolean
  readonly because: Because
}

export interface ExitOnDesk {
  readonly client: ClientId
  readonly subject: string
  readonly exit: ExitId
  readonly by: "client" | "vendor"
  readonly allowed: "allowed" | "notAllowed" | "undetermined"
  readonly takesEffect: Instant | "never" | "unknown"
  readonly because: Because
}

export interface ToBeTold {
  readonly client: ClientId
  readonly subject: string
  readonly duties: ReadonlyArray<string>
  /** No letter went out; all that did are lost; none is a notice, by what it says or how it went; or all are of the change as it was before. */
  readonly why: "first" | "bounced" | "incomplete" | "anew"
  readonly because: Because
}

export interface LeftBehind {
  /** Who took the agreement over, and from whom. */
  readonly client: ClientId
  readonly from: ClientId
  readonly subject: string
  /** An objection that is open still, or a sub-processor that was to be kept away. */
  readonly what: { readonly objection: ObjectionId } | { readonly keptAway: EngagementId }
  readonly because: Because
}

export interface LostLetter {
  readonly client: ClientId
  readonly subject: string
  readonly letter: LetterId
  readonly sentAt: Instant
  readonly because: Because
}

/** Something that only a person can decide, once for all whom it concerns. */
export interface Decision {
  /**
   * `reading`: words of a contract that nobody has read. `emergency`: whether its emergency clause fits a change. `grounds`: whether an
   * objection's grounds are of the kind that the agreement asks for. `inWriting`: whether the client's yes was, said by `AcceptChange` under
   * its id and of its moment. `end`: that the agreement ended by an exit (`EndDpa`).
   */
  readonly what: "reading" | "emergency" | "grounds" | "inWriting" | "end"
  /** The parameter, the objection, the yes, or the exit. */
  readonly of: string
  readonly terms: TermsRef
  /** The words that leave it open, where there are any. */
  readonly words?: string
  readonly clients: ReadonlyArray<ClientId>
  readonly subjects: ReadonlyArray<string>
  readonly because: Because
}

export interface LapsingSafeguards {
  readonly engagement: EngagementId
  readonly until: Instant | "missing"
  readonly because: Because
}

/** `days`: how far ahead to look for safeguards that end. */
export const desk = (records: Records, { now, days }: { readonly now: Instant; readonly days: number }): Desk => {
  const cases = records.clients.flatMap((own) =>
    subjects(records)
      .filter((subject) => records.held(subject, clientOf(own)).upTo >= 0)
      .map((subject) => caseAt(records, subject, own, now))
  )
  const standing = new Set(standingChanges(records, now))
  const review = Listing.reviewAge(records.listing.state, now)
  const reviewed = review && rules.reviewed(review.since, review.days)
  return {
    toBeTold: cases.flatMap((it) => (standing.has(it.subject) ? waitingForALetter(it) : [])),
    objections: cases.flatMap(openObjections).sort((a, b) => b.days - a.days),
    outcomes: cases.flatMap(outcomesToTell).sort((a, b) => (a.since < b.since ? -1 : 1)),
    exits: cases.flatMap(exitsOf),
    lost: cases.flatMap((it) => (standing.has(it.subject) ? lostLetters(it) : [])),
    deadAddresses: records.listing.state.addresses.flatMap(({ lost, restored }) => {
      const dead = promises.channelDead([[lost, restored, undefined]], now)
      return dead.answer ? [{ address: lost.value.address, since: lost.value.at, because: dead.because }] : []
    }),
    decisions: together(
      cases.flatMap((it) => [
        ...(standing.has(it.subject) ? [...needed(records, it), ...toRead(it), ...emergencies(it)] : []),
        ...grounds(it),
        ...ends(it)
      ])
    ),
    leftBehind: records.clients.flatMap((own) => leftBehind(records, own, now)),
    safeguards: inUse(records, now).flatMap((row) => lapsing(records, row, now, days)),
    ...(review !== undefined &&
      reviewed !== undefined && {
        review: { days: reviewed.answer, since: review.since.value, because: reviewed.because }
      })
  }
}

// -- Objections. --------------------------------------------------------------------------------------------------------------

const openObjections = (it: Case): ReadonlyArray<OpenObjection> => {
  const came = outcomesOf(it)
  return it.held.state.objection.objections.flatMap((objection) => {
    const { received, closed } = objection
    const outcomes = came.filter((outcome) => outcome.objection === received.value.objection)
    const stays = rules.onTheDesk(
      received,
      closed,
      outcomes.map(({ kept }) => kept),
      it.at
    )
    if (!stays.answer) return []
    const by = consults(it).flatMap((owed) => weighed(it, objection, owed) ?? [])
    const stands = by.map((weighed) => weighed.stands)
    const ways = by.map(({ wayOut }) => wayOut?.answer)
    return [
      {
        client: it.client,
        subject: it.subject,
        objection: received.value.objection,
        days: Objection.ageOf(objection, it.at),
        stands: stands.length === 0 ? undefined : stands.some(({ answer }) => answer),
        lacks: [...new Set(by.flatMap(({ lacks }) => lacks.answer))],
        waits: waitsOf(it, objection),
        wayOut: ways.some((way) => way === undefined) ? "undetermined" : ways.flatMap((way) => way ?? []),
        because: [stays.because[0], ...stands.flatMap(({ because }) => because)]
      }
    ]
  })
}

const waitsOf = (it: Case, objection: Objection.Objection): ReadonlyArray<Wait> => {
  const { at, held, hand } = it
  const { received, informed, talks } = objection
  const wait = (whom: Wait["for"], to: Wait["to"], due: Wait["due"]): Wait => ({
    for: whom,
    to,
    due,
    overdue: due !== "open" && due.before <= at
  })
  const authority = Objection.authorityOf(held.state.objection, received, at).answer
  const proposals = Objection.openProposals(held.state.objection).filter(({ proposed }) => proposed.value.at <= at)
  const waits = consults(it).flatMap((owed): ReadonlyArray<Wait> => {
    const by = weighed(it, objection, owed)
    if (hand === undefined || by === undefined || !by.stands.answer) return []
    const { duty, row, clock } = owed
    const answer = answerBy(it, objection, owed)
    const confirm = confirmBy(it, objection, owed)
    const asksToConfirm = !isOpen(
      dates.parameter(hand, duty, row, "objection.confirmation", row.objection.confirmation)
    )
    const promised = dates.parameter(hand, duty, row, "resolution.talks", row.resolution.talks)
    const early = clock && dates.talksOwed(received, clock, duty, row, hand)
    const owesTalks = !isOpen(promised) && promised.value === "goodFaith" && early?.answer !== false
    const cure = by.cureEnds?.answer
    return [
      ...(answer?.kept.answer === "open" || answer?.kept.answer === "missed"
        ? [wait("vendor", "answer", answer.due ?? "open")]
        : []),
      ...(asksToConfirm && !informed.some(({ value }) => value.at <= at) ? [wait("vendor", "inform", "open")] : []),
      ...(confirm === undefined ? [] : [wait("client", "confirm", confirm.due)]),
      ...(owesTalks && !(talks !== undefined && talks.value <= at) ? [wait("vendor", "talk", "open")] : []),
      ...(typeof cure === "object" ? [wait("vendor", "solve", dueAt(cure.duty, hand.place.zone))] : [])
    ]
  })
  return [
    ...(authority === "notShown" ? [wait("vendor", "askAuthority", "open")] : []),
    ...(authority === "asked" ? [wait("client", "showAuthority", "open")] : []),
    ...waits,
    ...proposals.map(({ proposed }) => wait(proposed.value.by === "vendor" ? "client" : "vendor", "answer", "open"))
  ]
}

const outcomesToTell = (it: Case): ReadonlyArray<OutcomeToTell> =>
  outcomesOf(it)
    .filter(({ told }) => told === undefined)
    .map(({ objection, outcome, restsOn, since, from, key, kept, due }) => ({
      client: it.client,
      subject: it.subject,
      objection,
      outcome,
      restsOn,
      since,
      ...(from !== undefined && { from }),
      key,
      due: due ?? "open",
      overdue: due !== undefined && due.before <= it.at,
      because: kept.because
    }))

const exitsOf = (it: Case): ReadonlyArray<ExitOnDesk> =>
  it.held.state.objection.exits.flatMap((exit) => {
    const { declared } = exit
    const [first, ...others] = declared.value.at <= it.at ? exitsJudged(it, exit) : []
    if (first === undefined) return []
    // Allowed by one of several duties is allowed.
    const judged = [first, ...others].find(({ allowed }) => allowed.answer === "allowed") ?? first
    return [
      {
        client: it.client,
        subject: it.subject,
        exit: declared.value.exit,
        by: declared.value.by,
        allowed: judged.allowed.answer,
        takesEffect: judged.takesEffect.answer,
        because: [judged.allowed.because[0], ...judged.allowed.because.slice(1), ...judged.takesEffect.because]
      }
    ]
  })

const waitingForALetter = (it: Case): ReadonlyArray<ToBeTold> => {
  const waits = it.duties.flatMap((owed) => {
    const verdict = isStillOwed(owed) ? toTell(it, owed) : undefined
    return verdict?.answer === true ? [{ duty: owed.duty.id, verdict }] : []
  })
  const [first] = waits
  if (first === undefined) return []
  const counting = countingLetters(it)
  return [
    {
      client: it.client,
      subject: it.subject,
      duties: waits.map(({ duty }) => duty),
      why:
        counting.length > 0
          ? counting.every((letter) => isLost(letter, it.at))
            ? "bounced"
            : "incomplete"
          : it.anew?.setAside === undefined
            ? "first"
            : "anew",
      because: first.verdict.because
    }
  ]
}

const lostLetters = (it: Case): ReadonlyArray<LostLetter> =>
  lettersBy(it.held, it.at).flatMap((letter, index, letters) => {
    if (!isLost(letter, it.at)) return []
    const later = letters.slice(index + 1).map(({ sent }) => sent)
    const stays = rules.lostLetter(letter.sent, letter.bounced, later)
    const { letter: id, at } = letter.sent.value
    return stays.answer
      ? [{ client: it.client, subject: it.subject, letter: id, sentAt: at, because: stays.because }]
      : []
  })

// -- What a person must decide. -------------------------------------------------------------------------------------------------

/** What a duty leaves open that must be read before its letter goes out, for a reading counts from the letter that states it. */
const toRead = (it: Case): ReadonlyArray<Decision> =>
  it.duties
    .filter(isStillOwed)
    .flatMap(({ needs, unsaid, today }) =>
      needs
        .filter(({ open }) => !unsaid.some(({ value }) => value.parameter === open))
        .map((open) => decision(it, "reading", open, today.because))
    )

/** What the gate of today hangs on, for what the change touches. */
const needed = (records: Records, it: Case): ReadonlyArray<Decision> =>
  it.touched.flatMap(({ printed }) => {
    const engagement = printed.value.id
    const facts = factsFor(records, engagement, it.own)
    const verdict = judge({ engagement, client: it.client, use: {}, at: it.at }, facts)
    const unsaid = it.duties.flatMap((owed) => owed.unsaid)
    return verdict.needs
      .filter(({ open }) => !unsaid.some(({ value }) => value.parameter === open))
      .map((open) => decision(it, kindOf(open), open, verdict.because))
  })

const kindOf = ({ why }: Open): Decision["what"] =>
  why === "notJudged" ? "emergency" : why === "notSaid" ? "inWriting" : "reading"

const decision = (
  { client, subject }: Case,
  what: Decision["what"],
  { open, terms, words }: Pick<Open, "open" | "terms" | "words">,
  because: Because
): Decision => ({
  what,
  of: open,
  terms,
  ...(words !== undefined && { words }),
  clients: [client],
  subjects: [subject],
  because
})

/** An emergency that was invoked, under terms with a clause for it, and that nobody has judged. */
const emergencies = (it: Case): ReadonlyArray<Decision> => {
  const { hand, change, at, held, world } = it
  const clause = hand && read(hand, "emergency", hand.terms.emergency)
  if (hand === undefined || change?.announced.value.emergency === undefined || clause === undefined || isOpen(clause))
    return []
  if (!it.duties.some(({ arose }) => arose)) return []
  const judged = newestBy(
    change.emergency.filter(({ value }) => value.terms === hand.ref),
    at
  )
  const waits = rules.toDecide([change.announced], judged, lookedIn(held))
  const open = { open: "emergency", terms: clause.terms.ref, words: clause.value.when }
  return waits.answer && world.announced !== undefined ? [decision(it, "emergency", open, waits.because)] : []
}

/** An objection whose grounds an agreement asks for, and that nobody has judged. */
const grounds = (it: Case): ReadonlyArray<Decision> => {
  const { hand, held, at } = it
  if (hand === undefined) return []
  return Objection.open(held.state.objection).flatMap((objection) =>
    consults(it).flatMap(({ duty, row }): ReadonlyArray<Decision> => {
      const asked = dates.parameter(hand, duty, row, "objection.grounds", row.objection.grounds)
      if (isOpen(asked) || asked.value.needed === "none" || objection.received.value.at > at) return []
      const waits = rules.toDecide([objection.received], Objection.groundsAt(objection, at), lookedIn(held))
      const { objection: id } = objection.received.value
      return waits.answer
        ? [decision(it, "grounds", { open: id, terms: hand.ref, words: asked.terms.source.words }, waits.because)]
        : []
    })
  )
}

/** An exit by which the whole agreement, or what it says of sub-processors, is left, and nobody has recorded that it ended. */
const ends = (it: Case): ReadonlyArray<Decision> => {
  const { hand, held, own, at } = it
  return held.state.objection.exits.flatMap((exit): ReadonlyArray<Decision> => {
    const { declared } = exit
    const { scope, exit: id, at: declaredAt } = declared.value
    const dpa = Client.dpaAt(own.state, declaredAt)
    if (hand === undefined || dpa === undefined || (scope !== "agreement" && scope !== "addendum")) return []
    const judged = exitsJudged(it, exit).find(({ allowed }) => allowed.answer !== "notAllowed")
    const over = judged && rules.leftForGood(declared, judged.takesEffect, dpa.ended, at, lookedIn(own))
    return over?.answer === true ? [decision(it, "end", { open: id, terms: hand.ref }, over.because)] : []
  })
}

/** The same decision for several clients is one decision. */
const together = (decisions: ReadonlyArray<Decision>): ReadonlyArray<Decision> => {
  const by = new Map<string, Decision>()
  for (const it of decisions) {
    // Whether grounds suffice, or an emergency fits, is decided case by case and change by change.
    const ofOneClient = it.what === "grounds" || it.what === "inWriting" || it.what === "end"
    const key = `${it.what} ${it.terms} ${it.of} ${it.what === "reading" ? "" : it.subjects[0]} ${ofOneClient ? it.clients[0] : ""}`
    const before = by.get(key)
    by.set(
      key,
      before === undefined
        ? it
        : {
            ...before,
            clients: [...new Set([...before.clients, ...it.clients])],
            subjects: [...new Set([...before.subjects, ...it.subjects])]
          }
    )
  }
  return [...by.values()]
}

// -- Agreements that were taken over. ---------------------------------------------------------------------------------------------

/** What does not go along with an agreement that runs by now. */
const leftBehind = (records: Records, own: Folded<Client.State>, now: Instant): ReadonlyArray<LeftBehind> => {
  const executed = Client.dpaAt(own.state, now)?.executed
  if (executed?.value._tag !== "DpaTakenOver") return []
  const { from } = executed.value
  const client = clientOf(own)
  return subjects(records).flatMap((subject) => {
    const before = records.held(subject, from)
    const { objections, solutions, accepted } = records.held(subject, client).state.objection
    const said = [...objections.map(({ received }) => received), ...solutions, ...accepted].filter(
      ({ value }) => value.at <= now
    )
    const shown = (what: LeftBehind["what"], fact: Fact<{ readonly at: Instant }>): ReadonlyArray<LeftBehind> => {
      const { answer, because } = rules.staysBehind(executed, fact, said, lookedIn(before))
      return answer ? [{ client, from, subject, what, because }] : []
    }
    const agreed = before.state.objection.solutions.findLast(({ value }) => value.at <= executed.value.at)
    const away = agreed?.value.solution
    return [
      ...before.state.objection.objections.flatMap(({ received, closed }) =>
        closed !== undefined && closed.value <= now ? [] : shown({ objection: received.value.objection }, received)
      ),
      ...(agreed === undefined || (away?._tag !== "CarveOut" && away?._tag !== "Alternative")
        ? []
        : shown({ keptAway: away.engagement }, agreed))
    ]
  })
}

// -- Safeguards. -----------------------------------------------------------------------------------------------------------------

const lapsing = (
  records: Records,
  row: Listing.Standing,
  now: Instant,
  days: number
): ReadonlyArray<LapsingSafeguards> => {
  const { answer, because } = safeguardsOf(records, row, now)
  const horizon = Instants.addHours(now, days * 24)
  return answer === "never" || (answer !== "missing" && answer > horizon)
    ? []
    : [{ engagement: row.printed.value.id, until: answer, because }]
}
