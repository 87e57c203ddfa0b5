/**
 * A small world to tell stories in: one listing, clients under different terms, a replacement over a holiday weekend.
 *
 * Everything goes through the deciders, as it would in a host; only storage is left out. Instants are written out.
 */
import * as Result from "effect/Result"
import * as Client from "goodfaith/client"
import * as Consultation from "goodfaith/consultation"
import { type Facts, type GateVerdict, judge, subjectsOf, ask, type Outlook } from "goodfaith/gate"
import { type Absent, type Cited, fold, type Folded, type Refusal } from "goodfaith/kernel"
import type { CalendarRef, ClientId, Engagement, EventRef, StreamId, TermsRef, Use, ZoneRef } from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import { Reading, type Terms, type World } from "goodfaith/terms"
import { amsterdam, dutchStatutory, type Instant, nlOffice, utc, Zone } from "goodfaith/time"

const zones = { [amsterdam.name]: amsterdam, [utc.name]: utc }
const calendars = { [nlOffice.name]: nlOffice, [dutchStatutory.name]: dutchStatutory }

/** Terms under an address that a person can read. */
export const addressed = (name: string): TermsRef => `terms:sha256-${name}`

/** A world that holds these terms, the Dutch calendars and Amsterdam's zone. */
export const worldOf = (...held: ReadonlyArray<Terms>): World => {
  const terms = new Map(held.map((it) => [addressed(it.name), it]))
  return {
    terms: (ref) => terms.get(ref),
    calendar: (name) => {
      const calendar = calendars[name.replace(/^calendar:/, "").replace(/@.*$/, "")]
      return calendar && { ref: `calendar:${calendar.name}@${calendar.version}` as CalendarRef, value: calendar }
    },
    zone: (name) => {
      const zone = zones[name.replace(/^zone:/, "").replace(/@.*$/, "")]
      return zone && { ref: `zone:${zone.name}@${zone.version}` as ZoneRef, value: zone }
    }
  }
}

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
  readonly world: World
  readonly streams = new Map<StreamId, Array<unknown>>()
  readonly listingId = "main"

  constructor(...terms: ReadonlyArray<Terms>) {
    this.world = worldOf(...terms)
  }

  // -- folded states --

  private folded<S, E>(
    decider: { readonly initial: S; readonly evolve: (state: S, event: E, ref: EventRef) => S },
    stream: StreamId
  ): Folded<S> {
    return fold(decider, stream, (this.streams.get(stream) ?? []) as ReadonlyArray<E>)
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

  readings(ref: TermsRef): Folded<Reading.State> {
    return this.folded(Reading, Reading.readingsStream(ref))
  }

  // -- doing --

  private record<E>(stream: StreamId, decision: Result.Result<ReadonlyArray<E>, Refusal>): ReadonlyArray<E> {
    if (Result.isFailure(decision)) throw new Refused(decision.failure)
    this.streams.set(stream, [...(this.streams.get(stream) ?? []), ...decision.success])
    return decision.success
  }

  onListing(...commands: ReadonlyArray<Listing.Command>): this {
    for (const command of commands) {
      this.record(Listing.stream(this.listingId), Listing.decide(command, this.listing.state, this.world))
    }
    return this
  }

  onClient(id: ClientId, ...commands: ReadonlyArray<Client.Command>): this {
    for (const command of commands) this.record(Client.stream(id), Client.decide(command, this.client(id).state, this.world))
    return this
  }

  onCase(subject: string, client: ClientId, ...commands: ReadonlyArray<Consultation.Command>): this {
    for (const command of commands) {
      const decided = Consultation.decide(command, this.case(subject, client).state, this.worldOfCase(subject, client))
      this.record(Consultation.stream(subject, client), decided)
    }
    return this
  }

  read(...commands: ReadonlyArray<Reading.Command>): this {
    for (const command of commands) {
      const stream = Reading.readingsStream(command.terms)
      this.record(stream, Reading.decide(command, this.readings(command.terms).state, this.world))
    }
    return this
  }

  /** What other streams say to a consultation. */
  worldOfCase(subject: string, id: ClientId): Consultation.Notice.NoticeWorld {
    const listing = this.listing
    const client = this.client(id)
    const change = Listing.change(listing.state, subject)
    const target = change?.announced.value.what
    const standing = target && Listing.standing(listing.state, target._tag === "Relocate" ? target.engagement : target.engagement.id)
    const looked: Absent = { stream: client.stream, upTo: client.upTo }
    return {
      ...this.world,
      client: id,
      announced: change && { ...change.announced, asOf: listing.upTo },
      engagement: standing?.printed,
      materiality: standing?.materiality,
      dpa: (at) => Client.dpaAt(client.state, at)?.executed,
      entry: (at) => {
        const agreed = client.state.agreed[this.listingId]
        const version = listing.state.versions.find((it) => it.value.version === agreed?.value.version)
        return agreed === undefined || version === undefined || agreed.value.at > at ? undefined : { agreed, version }
      },
      starts: change && Zone.startOf(amsterdam, change.effectiveOn.value),
      uses: (at) => Client.usesAt(client.state, at),
      looked,
      readings: (ref) => {
        const readings = this.readings(ref)
        return Object.values(readings.state.readings).map((it): Cited<Reading.Reading> => ({ ...it, asOf: readings.upTo }))
      }
    }
  }

  // -- asking --

  facts(engagementId: string, client: ClientId): Facts {
    const { listing } = this
    const cases = Object.fromEntries(subjectsOf(listing.state, engagementId).map((subject) => [subject, this.case(subject, client)]))
    return { listing, client: this.client(client), cases, world: this.world }
  }

  gate(engagementId: string, client: ClientId, at: Instant, use: Use = {}): GateVerdict {
    return judge({ engagement: engagementId, client, use, at }, this.facts(engagementId, client))
  }

  outlook(engagementId: string, client: ClientId, at: Instant, use: Use = {}): GateVerdict & Outlook {
    return ask({ engagement: engagementId, client, use, at }, this.facts(engagementId, client))
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

// -- The usual story: Tripolis is replaced by Flowmailer for Identity Services. --------------------------------------------

export const year = "2026"

/** A listing with an infrastructure row and two product rows, published as version 1. */
export const seedLike = (...terms: ReadonlyArray<Terms>): Scenario => {
  const scenario = new Scenario(...terms)
  const at: Instant = "2026-01-05T09:00:00.000Z"
  const safe = (id: string) => ({ _tag: "ConfirmSafeguards", engagement: id, contract: true, equivalentDuties: true, by: "dpo-1", at }) as const
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
export const signs = (scenario: Scenario, client: ClientId, terms: Terms, at: Instant = "2026-01-12T10:00:00.000Z"): Scenario =>
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
      what: { _tag: "Replace", replaces: "tripolis", engagement: engagement("flowmailer", { service: "email", products: ["identity"] }) },
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
