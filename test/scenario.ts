/**
 * A small world to tell stories in: one listing, clients under different terms, a replacement over a holiday weekend.
 *
 * Everything goes through the deciders, as it would in a host; only storage is left out. Instants are written out.
 */
import * as Result from "effect/Result"
import * as Client from "goodfaith/client"
import * as Consultation from "goodfaith/consultation"
import { ask, caseWorld, type Facts, type GateVerdict, judge, type Outlook, subjectsOf } from "goodfaith/gate"
import { type Decider, fold, type Folded, type Refusal, type Verdict } from "goodfaith/kernel"
import {
  type CalendarRef,
  type Change,
  type ClientId,
  type Engagement,
  type EventRef,
  eventRef,
  type StreamId,
  type TermsRef,
  type Use,
  type ZoneRef
} from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import { Reading, type Row, says, type Terms, type World } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { amsterdam, type Calendar, type Day, dutchStatutory, type Instant, nlOffice, utc, Zone } from "goodfaith/time"
import { expect } from "vitest"
import { withPoisonedGlobals } from "./truth/poison.ts"

/** What a host has handed over so far. Of several versions under one name the last is the newest. */
export interface Held {
  readonly terms: ReadonlyArray<Terms>
  readonly calendars: ReadonlyArray<Calendar>
  readonly zones: ReadonlyArray<Zone>
}

/** Terms under an address that a person can read. */
export const addressed = (name: string): TermsRef => `terms:sha256-${name}`
export const calendarRef = ({ name, version }: Calendar): CalendarRef => `calendar:${name}@${version}`
export const zoneRef = ({ name, version }: Zone): ZoneRef => `zone:${name}@${version}`

/** A world that holds these values: by their address for good, by their name the newest. */
export const worldHolding = ({ terms, calendars, zones }: Held): World => {
  const byRef = new Map(terms.map((it) => [addressed(it.name), it]))
  return {
    terms: (ref) => byRef.get(ref),
    calendar: (asked) => {
      const found = calendars.findLast((it) => calendarRef(it) === asked || it.name === asked)
      return found && { ref: calendarRef(found), value: found }
    },
    zone: (asked) => {
      const found = zones.findLast((it) => zoneRef(it) === asked || it.name === asked)
      return found && { ref: zoneRef(found), value: found }
    }
  }
}

/** A world that holds these terms, the Dutch calendars and Amsterdam's zone. */
export const worldOf = (...terms: ReadonlyArray<Terms>): World =>
  worldHolding({ terms, calendars: [nlOffice, dutchStatutory], zones: [amsterdam, utc] })

/**
 * Runs where no clock, no chance and no machine can be reached: whatever a story decides or asks, it decides and asks here.
 * Inside itself it just runs.
 */
export const pure = <A>(run: () => A): A => {
  if (poisoned) return run()
  poisoned = true
  try {
    return withPoisonedGlobals(run)
  } finally {
    poisoned = false
  }
}
let poisoned = false

/** A row of a listing, with whatever matters to the story. */
export const engagement = (id: string, other: Partial<Engagement> = {}): Engagement => ({
  id,
  entity: id,
  service: "sms",
  role: "processor",
  touchesPersonalData: true,
  section: "Product Specific Sub-processors",
  use: "inUse",
  products: ["esignatures"],
  regions: "all",
  options: "all",
  places: [{ id: "nl", name: "The Netherlands", country: "NL" }],
  purposes: [{ id: "sms", text: "SMS gateway" }],
  dataCategories: "all",
  certifications: [],
  ...other
})

/** Streams of events that are decided and folded in memory. */
export class Scenario {
  /** May be swapped for one that holds more, as when a host hands over newer terms. */
  world: World
  readonly streams = new Map<StreamId, Array<unknown>>()
  readonly listingId = "main"

  constructor(...terms: ReadonlyArray<Terms>) {
    this.world = worldOf(...terms)
  }

  // -- folded states --

  private readonly known = new Map<StreamId, Folded<any>>()

  /** Forgets what was folded, for a story that changed the events themselves. */
  afresh(): this {
    this.known.clear()
    return this
  }

  /** Goes on from what was folded before: `test/laws` sees to it that this makes no difference. */
  private folded<S, E>(
    decider: { readonly initial: S; readonly evolve: (state: S, event: E, ref: EventRef) => S },
    stream: StreamId
  ): Folded<S> {
    const before = this.known.get(stream)
    const events = (this.streams.get(stream) ?? []) as ReadonlyArray<E>
    if (before?.upTo === events.length - 1) return before
    const folded = pure(() => fold(decider, stream, events.slice((before?.upTo ?? -1) + 1), before))
    this.known.set(stream, folded)
    return folded
  }

  get listing(): Folded<Listing.State> {
    return this.folded(Listing, Listing.stream(this.listingId))
  }

  client(id: ClientId): Folded<Client.State> {
    return this.folded(Client, Client.stream(id))
  }

  case(subject: string, client: ClientId): Folded<Consultation.State> {
    return this.folded(Consultation, Consultation.stream(subject, client))
  }

  readings(ref: Reading.ReadRef): Folded<Reading.State> {
    return this.folded(Reading, Reading.readingsStream(ref))
  }

  // -- doing --

  private record<E>(stream: StreamId, decide: () => Result.Result<ReadonlyArray<E>, Refusal>): void {
    const decision = pure(decide)
    if (Result.isFailure(decision)) throw new Refused(decision.failure)
    this.streams.set(stream, [...(this.streams.get(stream) ?? []), ...decision.success])
  }

  onListing(...commands: ReadonlyArray<Listing.Command>): this {
    for (const command of commands) {
      this.record(Listing.stream(this.listingId), () => Listing.decide(command, this.listing.state, this.world))
    }
    return this
  }

  onClient(id: ClientId, ...commands: ReadonlyArray<Client.Command>): this {
    for (const command of commands)
      this.record(Client.stream(id), () => Client.decide(command, this.client(id).state, this.world))
    return this
  }

  onCase(subject: string, client: ClientId, ...commands: ReadonlyArray<Consultation.Command>): this {
    for (const command of commands) {
      this.record(Consultation.stream(subject, client), () =>
        Consultation.decide(command, this.case(subject, client).state, this.worldOfCase(subject, client))
      )
    }
    return this
  }

  /** The host hands over a newer version of a calendar; the older ones stay at hand under their addresses. */
  hand(newer: Calendar): this {
    const { calendar } = this.world
    const ref = calendarRef(newer)
    this.world = {
      ...this.world,
      calendar: (asked) => (asked === ref || asked === newer.name ? { ref, value: newer } : calendar(asked))
    }
    return this
  }

  read(...commands: ReadonlyArray<Reading.Command>): this {
    for (const command of commands) {
      const stream = Reading.readingsStream(command.terms)
      this.record(stream, () => Reading.decide(command, this.readings(command.terms).state, this.world))
    }
    return this
  }

  /** What other streams say to a consultation. */
  worldOfCase(subject: string, id: ClientId): Consultation.Notice.NoticeWorld {
    const { world } = this
    const told = caseWorld(subject, id, {
      listing: this.listing,
      client: this.client(id),
      readings: (ref) => this.readings(ref),
      world
    })
    return {
      ...told,
      // Whoever a story writes to is named; that nobody else may be written to has a story of its own.
      contact: (contact, at) =>
        told.contact(contact, at) ??
        (contact.startsWith("nobody") ? undefined : { value: {}, from: `${Client.stream(id)}@0` })
    }
  }

  // -- doing, in the words of the stories: a change is `chg-1` unless said otherwise --

  /** What the client is owed is looked at, and a letter with everything in it goes out to its office. */
  tells(
    client: ClientId,
    letter: string,
    at: Instant,
    other: Partial<Consultation.Notice.SendNotice> = {},
    change = "chg-1"
  ): this {
    return this.onCase(change, client, { _tag: "JudgeDuties", at }, sends(letter, at, other))
  }

  /** A change is announced for all clients, and the listing that shows it is published with it. */
  announces(
    what: Change,
    at: Instant,
    effectiveOn: Day,
    other: Partial<Listing.AnnounceChange> = {},
    change = "chg-1"
  ): this {
    return this.onListing(
      { _tag: "AnnounceChange", change, what, effectiveOn, for: "all", at, ...other },
      { _tag: "PublishVersion", at }
    )
  }

  /** Objections that are sent to this address arrive no more, and perhaps do again. */
  cannotBeReached(from: Instant, until?: Instant, address = "privacy-office"): this {
    this.onListing({ _tag: "LoseObjectionAddress", address, at: from })
    return until === undefined ? this : this.onListing({ _tag: "RestoreObjectionAddress", address, at: until })
  }

  bounces(client: ClientId, letter: string, at: Instant, contact = "office", change = "chg-1"): this {
    return this.onCase(change, client, { _tag: "RecordBounce", letter, contact, at })
  }

  objects(client: ClientId, objection: string, at: Instant, subject = "chg-1"): this {
    return this.onCase(subject, client, objects(objection, at))
  }

  /** Both sides talk, and agree in writing. */
  agrees(client: ClientId, solution: Consultation.Objection.Solution, at: Instant, subject = "chg-1"): this {
    return this.onCase(
      subject,
      client,
      { _tag: "OpenDiscussion", at },
      { _tag: "AgreeSolution", by: "head-of-it", authority: "shown", solution, at }
    )
  }

  saysYes(client: ClientId, at: Instant, subject = "chg-1"): this {
    return this.onCase(subject, client, accepts(at))
  }

  /** The vendor records how it reads what the contract leaves open. */
  reads(terms: Terms, readings: Readonly<Record<string, unknown>>, at: Instant): this {
    return this.read(
      ...Object.entries(readings).map(
        ([parameter, value]): Reading.Command => ({
          _tag: "RecordReading",
          terms: addressed(terms.name),
          parameter,
          value,
          by: "dpo-1",
          reason: "as in earlier cases",
          at
        })
      )
    )
  }

  // -- asking --

  facts(engagementId: string, client: ClientId): Facts {
    const { listing } = this
    const cases = Object.fromEntries(
      subjectsOf(listing.state, engagementId).map((subject) => [subject, this.case(subject, client)])
    )
    return { listing, client: this.client(client), cases, world: this.world }
  }

  gate(engagementId: string, client: ClientId, at: Instant, use: Use = {}): GateVerdict {
    return pure(() => judge({ engagement: engagementId, client, use, at }, this.facts(engagementId, client)))
  }

  outlook(engagementId: string, client: ClientId, at: Instant, use: Use = {}): GateVerdict & Outlook {
    return pure(() => ask({ engagement: engagementId, client, use, at }, this.facts(engagementId, client)))
  }
}

/** A refusal that a story did not expect. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`${refusal._tag}: ${refusal.message}`)
    this.refusal = refusal
  }
}

// -- The words of the stories. -----------------------------------------------------------------------------------------------

/** All that any notice could be asked to say. */
export const everything = [
  "entity",
  "service",
  "places",
  "purpose",
  "dataCategories",
  "effectiveOn",
  "howToObject",
  "safeguards"
] as const

export const sends = (
  letter: string,
  at: Instant,
  other: Partial<Consultation.Notice.SendNotice> = {}
): Consultation.Notice.SendNotice => ({
  _tag: "SendNotice",
  letter,
  to: [{ contact: "office", channel: "email" }],
  contents: everything,
  at,
  ...other
})

/** A command whose sender says for itself whether it was shown that somebody may speak. */
export type Plainly<C extends { readonly authority: unknown }> = C & {
  readonly authority: Exclude<C["authority"], "byMandate">
}

export const objects = (
  objection: string,
  at: Instant,
  other: Partial<Plainly<Consultation.Objection.ReceiveObjection>> = {}
): Plainly<Consultation.Objection.ReceiveObjection> => ({
  _tag: "ReceiveObjection",
  objection,
  letter: `mail-${objection}`,
  by: "head-of-it",
  grounds: "sealed:grounds",
  inWriting: true,
  to: "privacy-office",
  as: "statement",
  gives: ["grounds"],
  authority: "shown",
  at,
  ...other
})

/** The client's own yes, said in writing by somebody who may. */
export const accepts = (
  at: Instant,
  other: Partial<Plainly<Consultation.Objection.AcceptChange>> = {}
): Plainly<Consultation.Objection.AcceptChange> => ({
  _tag: "AcceptChange",
  acceptance: `yes-${at.slice(0, 10)}`,
  as: "acceptance",
  inWriting: true,
  by: "head-of-it",
  authority: "shown",
  at,
  ...other
})

const words = { instrument: "commercial-form", words: "as both sides agreed it" }

/** The contract says this, in words that matter to no story. */
export const said = <A>(value: A) => says(value, words)

/** The commercial form with other words in its one row, or beside it. */
export const varied = (name: string, row: Partial<Row>, other: Partial<Terms> = {}): Terms => {
  const [duty] = ready.commercial.duties
  return { ...ready.commercial, name, duties: [{ ...duty!, rows: [{ ...duty!.rows[0], ...row }] }], ...other }
}

/** The deciding clause of an answer, to be compared with the one that a story expects. */
export const decided = (verdict: Verdict<unknown>): readonly [answer: unknown, clause: string] => [
  verdict.answer,
  verdict.because[0].clause.quote
]

/** Given these events, when this is asked, then exactly these events happen, or it is refused. */
export const telling =
  <C, S, E, W>(decider: Decider<C, S, E, Refusal, W>, stream: StreamId, world: W) =>
  (...events: ReadonlyArray<E>) => ({
    when: (command: C) => {
      const decision = pure(() => decider.decide(command, fold(decider, stream, events).state, world))
      return {
        // oxlint-disable-next-line unicorn/no-thenable -- a story reads given, when, then
        then: (...happened: ReadonlyArray<E>) => expect(decision).toEqual(Result.succeed(happened)),
        thenNothing: () => expect(decision).toEqual(Result.succeed([])),
        thenRefused: (refusal: Refusal) => expect(decision).toEqual(Result.fail(refusal))
      }
    },
    /** The state after these events, for a story about what is known then. */
    folded: () => pure(() => fold(decider, stream, events)),
    /** The name of the n-th of these events. */
    ref: (revision: number): EventRef => eventRef(stream, revision)
  })

// -- The usual story: Tripolis is replaced by Flowmailer for Identity Services. --------------------------------------------

/** A listing with an infrastructure row and two product rows, published as version 1. */
export const seedLike = (...terms: ReadonlyArray<Terms>): Scenario => {
  const scenario = new Scenario(...terms)
  const at: Instant = "2026-01-05T09:00:00.000Z"
  const safe = (id: string) =>
    ({ _tag: "ConfirmSafeguards", engagement: id, contract: true, equivalentDuties: true, by: "dpo-1", at }) as const
  scenario.onListing({
    _tag: "OpenListing",
    listing: "main",
    title: "Sub-processors",
    vendor: "Connective",
    zone: "Europe/Amsterdam",
    scope: "material sub-processors",
    at
  })
  for (const [id, name] of [
    ["cm-telecom", "CM Telecom"],
    ["tripolis", "Tripolis"],
    ["flowmailer", "Flowmailer"]
  ] as const) {
    scenario.onListing({ _tag: "NameEntity", entity: id, name, at })
  }
  scenario.onListing(
    { _tag: "ListEngagement", engagement: engagement("cm-telecom"), at },
    { _tag: "ListEngagement", engagement: engagement("tripolis", { service: "email", products: ["identity"] }), at },
    safe("cm-telecom"),
    safe("tripolis"),
    { _tag: "PublishVersion", at }
  )
  return scenario
}

/** A client that signed with version 1 and uses both products. */
export const signs = (
  scenario: Scenario,
  client: ClientId,
  terms: Terms,
  at: Instant = "2026-01-12T10:00:00.000Z"
): Scenario =>
  scenario.onClient(
    client,
    { _tag: "ExecuteDpa", dpa: `dpa-${client}`, paper: "standard", terms: addressed(terms.name), at },
    { _tag: "AgreeListing", listing: "main", version: 1, at },
    { _tag: "BeginUse", of: "product", id: "esignatures", at },
    { _tag: "BeginUse", of: "product", id: "identity", at }
  )

/** Flowmailer will replace Tripolis from 1 June 2026; announced on 2 April, before Easter, published and bound. */
export const replacement = (scenario: Scenario): Scenario =>
  scenario.onListing(
    {
      _tag: "AnnounceChange",
      change: "chg-1",
      what: {
        _tag: "Replace",
        replaces: "tripolis",
        engagement: engagement("flowmailer", { service: "email", products: ["identity"] })
      },
      effectiveOn: "2026-06-01",
      for: "all",
      at: "2026-04-02T08:00:00.000Z"
    },
    {
      _tag: "ConfirmSafeguards",
      engagement: "flowmailer",
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at: "2026-04-02T08:05:00.000Z"
    },
    { _tag: "PublishVersion", at: "2026-04-02T08:10:00.000Z" }
  )
