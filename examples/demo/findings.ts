/**
 * All that is asked when the story has been played, as plain values: what is told, in a terminal or on a page, is told
 * from these. Nothing here is written to the store.
 */
import * as Consultation from "goodfaith/consultation"
import * as Gate from "goodfaith/gate"
import { isErased } from "goodfaith/journal"
import type { Clause } from "goodfaith/kernel"
import * as Listing from "goodfaith/listing"
import { type GateAnswer, type Goodfaith, termsRef, type ToSend } from "goodfaith/promise"
import type { Store } from "goodfaith/store"
import type { Reading } from "goodfaith/terms"
import { connective } from "goodfaith/terms/ready"
import type { Compliance } from "goodfaith/views"
import { amsterdam, Day, Deadline, dutchStatutory, Instant, nlOffice, Span, Zone } from "goodfaith/time"
import { clients, type DemoClient } from "./clients.ts"
import { instants } from "./expected.ts"
import { type JudgedObjection, judgedObjections } from "./judged.ts"
import { type Happened, inOrder, logOf } from "./log.ts"
import type { Clock, Declined } from "./play.ts"
import { find as findOfReport, type ReportFindings } from "./report/findings.ts"
import { change, ends, postduif, sentAt } from "./story.ts"

/** What the gate is asked about, and for what. */
export const brought = postduif.id
export const replaced = "tripolis-mail"
export const use = { product: "identity-services" }

/** The days that the lanes show: ten weeks, from a Monday to a Sunday. */
export const shown: { readonly from: Day; readonly until: Day } = { from: "2026-03-30", until: "2026-06-08" }

export interface Findings {
  readonly sections: ReadonlyArray<Section>
  readonly versions: ReadonlyArray<{ readonly version: number; readonly at: string }>
  readonly clients: ReadonlyArray<ClientFindings>
  readonly counted: Counted
  readonly readings: ReadonlyArray<Reading.Reading>
  readonly people: ReadonlyArray<Person>
  readonly agenda: ReadonlyArray<ToSend>
  /** The second act. */
  readonly report: ReportFindings
  readonly events: ReadonlyMap<string, Happened>
  readonly verified: {
    readonly streams: number
    readonly events: number
    readonly flaws: ReadonlyArray<string>
  }
}

export interface Section {
  readonly title: string
  readonly rows: ReadonlyArray<{ readonly name: string; readonly standing: Listing.Standing }>
}

export interface ClientFindings {
  readonly client: DemoClient
  readonly duties: ReadonlyArray<Duty>
  readonly letters: ReadonlyArray<Consultation.Notice.Letter>
  /** At each of the instants of `expected.ts`. */
  readonly answers: ReadonlyArray<GateAnswer>
  readonly answersOfTheOld: ReadonlyArray<GateAnswer>
  readonly lane: ReadonlyArray<Stretch>
  readonly laneOfTheOld: ReadonlyArray<Stretch>
  readonly objections: ReadonlyArray<JudgedObjection & { readonly grounds: string }>
  readonly access: ReadonlyArray<Access>
  /** What its contract demanded about the change, and what came of that. */
  readonly verdict: Compliance
  /** What happened in its consultation, in order. */
  readonly happened: ReadonlyArray<Happened>
}

export interface Duty {
  readonly id: string
  readonly kind: string
  /** `owed`, or why not. */
  readonly is: string
  readonly clause: Clause
  /** The contract's words. */
  readonly words: string
}

/** A stretch of time with one answer, for one reason. */
export interface Stretch {
  readonly from: Instant
  readonly until: Instant
  readonly verdict: Gate.GateVerdict
}

export interface Access {
  readonly at: Instant
  readonly verdict: Gate.JudgedAccess
}

/** A window in working days, day by day: on the calendar of the contract, and on the one that it did not choose. */
export interface Counted {
  readonly window: Deadline.Explanation
  readonly otherwise: Deadline.Explanation
  readonly notice: Deadline.Explanation
}

export interface Person {
  readonly client: string
  readonly role: string
  readonly name: string
  readonly address: string
}

/** `declined`: what was asked while it was played, and refused. */
export const find = async (
  gf: Goodfaith,
  store: Store,
  clock: Clock,
  declined: ReadonlyArray<Declined>
): Promise<Findings> => {
  clock.now = Date.parse(ends)
  const listing = (await gf.listing("main").state()).state
  const log = await logOf(store)
  const read = (await gf.readings(termsRef(connective)).state()).state
  const found: Array<ClientFindings> = []
  for (const client of clients) found.push(await about(gf, client, log))
  return {
    sections: sectionsOf(listing),
    versions: listing.versions.map(({ value }) => value),
    clients: found,
    counted: counted(),
    readings: Object.values(read.readings)
      .flat()
      .map(({ value }) => value),
    people: await peopleOf(gf),
    agenda: await gf.agenda(),
    report: await findOfReport(gf, clock, log, declined),
    events: new Map(log.map((it) => [it.ref, it])),
    verified: await verified(gf, log)
  }
}

// -- The listing. ------------------------------------------------------------------------------------------------------------

const sectionsOf = (listing: Listing.State): ReadonlyArray<Section> => {
  const rows = Listing.engagements(listing).map((standing) => ({
    name: Listing.entityName(listing, standing.printed.value.entity),
    standing
  }))
  const titles = [...new Set(rows.map(({ standing }) => standing.printed.value.section))]
  return titles.map((title) => ({ title, rows: rows.filter((row) => row.standing.printed.value.section === title) }))
}

// -- One client. -------------------------------------------------------------------------------------------------------------

const about = async (gf: Goodfaith, client: DemoClient, log: ReadonlyArray<Happened>): Promise<ClientFindings> => {
  const { id } = client
  const held = (await gf.consultation(change, id).state()).state
  const happened = inOrder(log, Consultation.stream(change, id))
  const asked = async (engagement: string) => {
    const answers: Array<GateAnswer> = []
    for (const { at } of instants) answers.push(await gf.gate({ engagement, client: id, use, at }))
    return answers
  }
  const grounds = new Map<string, string>()
  for (const { received } of held.objection.objections) {
    const opened = (await gf.open(received.value)).grounds
    grounds.set(received.value.objection, isErased(opened) ? "erased" : opened)
  }
  const facts = await gf.facts({ engagement: brought, client: id })
  return {
    client,
    duties: Object.values(held.notice.duties).map(({ value }) => dutyOf(client, value)),
    letters: held.notice.letters,
    answers: await asked(brought),
    answersOfTheOld: await asked(replaced),
    lane: laneOf(brought, id, facts, log),
    laneOfTheOld: laneOf(replaced, id, await gf.facts({ engagement: replaced, client: id }), log),
    objections: judgedObjections(facts, change, brought).map((it) => ({
      ...it,
      grounds: grounds.get(it.objection) ?? ""
    })),
    access: (await gf.access({ engagement: brought, client: id })).map((verdict) => ({
      at: (verdict.began.value as Consultation.Access.AccessBegan).at,
      verdict
    })),
    verdict: await verdictOf(gf, id),
    happened
  }
}

const verdictOf = async (gf: Goodfaith, client: string): Promise<Compliance> => {
  const verdict = await gf.verdict(change, client)
  if (verdict === undefined) throw new Error(`nothing is known of ${client} and ${change}`)
  return verdict
}

const dutyOf = (
  { contract }: DemoClient,
  event: Consultation.Notice.DutyArose | Consultation.Notice.NoDutyArose
): Duty => {
  const duty = contract?.terms.duties.find(({ id }) => id === event.duty)
  return {
    id: event.duty ?? "",
    kind: duty?.kind ?? "none",
    is: event._tag === "DutyArose" ? "owed" : event.why,
    clause: clauseOf(event.because.clause),
    words: duty?.source.words ?? ""
  }
}

/** An event keeps the id of its clause; the sentence stands with the rule. */
const clauseOf = (id: string): Clause => {
  for (const rule of Object.values(Consultation.rules)) {
    if (typeof rule === "function" && "clause" in rule && rule.clause.id === id) return rule.clause
  }
  return { id, quote: id }
}

/** The gate at every moment at which its reason could change: the start of each day, and whenever something happened. */
const laneOf = (
  engagement: string,
  client: string,
  facts: Gate.Facts,
  log: ReadonlyArray<Happened>
): ReadonlyArray<Stretch> => {
  const until = Zone.startOf(amsterdam, shown.until)
  const days = Array.from({ length: Day.between(shown.from, shown.until) }, (_, n) =>
    Zone.startOf(amsterdam, Day.add(shown.from, n))
  )
  const moments = [...new Set([...days, ...log.map(({ at }) => Instant.from(at))])]
  const lane: Array<Stretch> = []
  for (const at of moments.filter((at) => at >= days[0]! && at < until).sort()) {
    const verdict = Gate.judge({ engagement, client, use, at }, facts)
    const last = lane.at(-1)
    if (last !== undefined && sameReason(last.verdict, verdict)) continue
    if (last !== undefined) lane[lane.length - 1] = { ...last, until: at }
    lane.push({ from: at, until, verdict })
  }
  return lane
}

const sameReason = (a: Gate.GateVerdict, b: Gate.GateVerdict): boolean =>
  a.answer === b.answer && a.because[0].clause.id === b.because[0].clause.id

// -- Counting. ----------------------------------------------------------------------------------------------------------------

const counted = (): Counted => {
  const explain = (n: number, calendar: string): Deadline.Explanation => {
    const place = {
      zone: amsterdam,
      calendar: (name: string) => [nlOffice, dutchStatutory].find((it) => it.name === name)
    }
    const explained = Deadline.explain(Instant.from(sentAt), Span.workingDays(n, calendar, Span.plain), place)
    if (Deadline.isUnknown(explained)) throw new Error(`no calendar ${explained.calendar}`)
    return explained[0]!
  }
  return {
    window: explain(10, nlOffice.name),
    otherwise: explain(10, dutchStatutory.name),
    notice: explain(20, nlOffice.name)
  }
}

// -- Persons, and the record. -------------------------------------------------------------------------------------------------

const peopleOf = async (gf: Goodfaith): Promise<ReadonlyArray<Person>> => {
  const people: Array<Person> = []
  for (const { id } of clients) {
    const { contacts } = (await gf.client(id).state()).state
    for (const { named } of Object.values(contacts)) {
      const { role, name, address } = await gf.open(named.value)
      people.push({
        client: id,
        role,
        name: isErased(name) ? "erased" : name,
        address: isErased(address) ? "erased" : address
      })
    }
  }
  return people
}

const verified = async (gf: Goodfaith, log: ReadonlyArray<Happened>): Promise<Findings["verified"]> => {
  const streams = [...new Set(log.map(({ stream }) => stream))]
  const flaws: Array<string> = []
  for (const stream of streams) {
    for (const { ref, message } of await gf.verify(stream as `${string}/${string}`)) flaws.push(`${ref}: ${message}`)
  }
  return { streams: streams.length, events: log.length, flaws }
}
