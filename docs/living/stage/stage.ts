/**
 * A host without a store: acts are decided and folded in memory, by the package's pure functions, and the gate is asked of what
 * came of them. Nothing is sealed here, and nothing is kept: the page is closed and it is gone.
 */
import * as Result from "effect/Result"
import * as Client from "goodfaith/client"
import * as Consultation from "goodfaith/consultation"
import { ask, caseWorld, type Facts, type GateVerdict, judge, type Outlook, subjectsOf } from "goodfaith/gate"
import { type Decision, fold, type Folded, type Refusal } from "goodfaith/kernel"
import type { ClientId, EngagementId, EventRef, StreamId, TermsRef, Use } from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import { Reading, type Terms, type World } from "goodfaith/terms"
import { amsterdam, type Calendar, Day, dutchStatutory, Instant, nlOffice, utc, Zone } from "goodfaith/time"

/** Something that is asked for, of one stream: `listing/main`, `client/c42`, `consultation/chg-7/c42`, or the readings of terms. */
export interface Act {
  readonly on: string
  readonly do: { readonly _tag: string; readonly at: Instant }
}

/** All that a story needs: the terms that its clients signed, by the name under which `ExecuteDpa` knows them; and its acts. */
export interface Scenario {
  readonly title: string
  readonly terms: Readonly<Record<string, Terms>>
  readonly acts: ReadonlyArray<Act>
  readonly shown: Shown
}

/** What is drawn of it. */
export interface Shown {
  readonly from: Day
  /** Exclusive. */
  readonly until: Day
  readonly engagement: EngagementId
  readonly use: Use
}

export interface Happened {
  readonly ref: EventRef
  readonly stream: StreamId
  readonly at: Instant
  readonly event: { readonly _tag: string; readonly [field: string]: unknown }
}

export interface RefusedAct {
  readonly act: Act
  readonly refusal: Refusal
}

/** A stretch of time with one answer, for one reason. */
export interface Stretch {
  readonly from: Instant
  readonly until: Instant
  readonly verdict: GateVerdict
}

const calendars: ReadonlyArray<Calendar> = [nlOffice, dutchStatutory]
const zones: ReadonlyArray<Zone> = [amsterdam, utc]

const worldOf = (terms: Scenario["terms"]): World => ({
  terms: (ref) => terms[ref],
  calendar: (asked) => {
    const value = calendars.find(({ name, version }) => asked === name || asked === `calendar:${name}@${version}`)
    return value && { ref: `calendar:${value.name}@${value.version}`, value }
  },
  zone: (asked) => {
    const value = zones.find(({ name, version }) => asked === name || asked === `zone:${name}@${version}`)
    return value && { ref: `zone:${value.name}@${value.version}`, value }
  }
})

/** The streams of a story, by how their names begin. */
const concepts = { listing: Listing, client: Client, consultation: Consultation, terms: Reading }

export const kindOf = (stream: string): keyof typeof concepts | undefined => {
  const kind = stream.slice(0, stream.indexOf("/"))
  return Object.hasOwn(concepts, kind) ? (kind as keyof typeof concepts) : undefined
}

export class Stage {
  readonly world: World
  readonly happened: Array<Happened> = []
  readonly refused: Array<RefusedAct> = []
  private readonly streams = new Map<string, Folded<any>>()

  constructor(scenario: Scenario) {
    this.world = worldOf(scenario.terms)
    for (const act of scenario.acts) this.play(act)
  }

  // -- Deciding. --

  private play(act: Act): void {
    const decision = this.decided(act)
    if (Result.isFailure(decision)) this.refused.push({ act, refusal: decision.failure })
    else this.record(act.on as StreamId, decision.success)
  }

  private decided({ on, do: command }: Act): Decision<unknown> {
    const [, one = "", other = ""] = on.split("/")
    switch (kindOf(on)) {
      case "listing":
        return Listing.decide(command as Listing.Command, this.folded(Listing, on).state, this.world)
      case "client":
        return Client.decide(command as Client.Command, this.client(one).state, this.world)
      case "consultation":
        return Consultation.decide(
          command as Consultation.Command,
          this.case(one, other).state,
          this.worldOfCase(one, other)
        )
      case "terms":
        return Reading.decide(command as Reading.Command, this.folded(Reading, on).state, this.world)
      case undefined:
        throw new Error(`there is no stream \`${on}\` on this page`)
    }
  }

  private record(stream: StreamId, events: ReadonlyArray<unknown>): void {
    const before = this.streams.get(stream)
    const from = (before?.upTo ?? -1) + 1
    this.streams.set(stream, fold(concepts[kindOf(stream)!] as any, stream, events, before))
    for (const [index, event] of events.entries()) {
      const happened = event as Happened["event"] & { readonly at: Instant }
      this.happened.push({ ref: `${stream}@${from + index}`, stream, at: happened.at, event: happened })
    }
  }

  // -- Folded states. --

  private folded<S>(concept: { readonly initial: S }, stream: string): Folded<S> {
    return this.streams.get(stream) ?? { state: concept.initial, stream: stream as StreamId, upTo: -1 }
  }

  /** The one listing of the story. */
  get listing(): Folded<Listing.State> {
    const name = [...this.streams.keys()].find((it) => it.startsWith("listing/")) ?? "listing/main"
    return this.folded(Listing, name)
  }

  client(id: ClientId): Folded<Client.State> {
    return this.folded(Client, Client.stream(id))
  }

  case(subject: string, client: ClientId): Folded<Consultation.State> {
    return this.folded(Consultation, Consultation.stream(subject, client))
  }

  /** Every client that something was asked of. */
  get clients(): ReadonlyArray<ClientId> {
    return [...this.streams.keys()].filter((it) => it.startsWith("client/")).map((it) => it.slice("client/".length))
  }

  private worldOfCase(subject: string, client: ClientId): Consultation.Notice.NoticeWorld {
    return caseWorld(subject, client, {
      listing: this.listing,
      client: this.client(client),
      readings: (ref) => this.folded(Reading, Reading.readingsStream(ref)),
      world: this.world
    })
  }

  // -- Asking. --

  facts(engagement: EngagementId, client: ClientId): Facts {
    const { listing, world } = this
    const cases = Object.fromEntries(
      subjectsOf(listing.state, engagement).map((subject) => [subject, this.case(subject, client)])
    )
    return { listing, client: this.client(client), cases, world }
  }

  gate({ engagement, use }: Shown, client: ClientId, at: Instant): GateVerdict & Outlook {
    return ask({ engagement, client, use, at }, this.facts(engagement, client))
  }

  /** The gate at every moment at which its reason could change: the start of each day, and whenever something happened. */
  lane({ engagement, use, from, until }: Shown, client: ClientId): ReadonlyArray<Stretch> {
    const facts = this.facts(engagement, client)
    const days = Array.from({ length: Day.between(from, until) }, (_, n) => Zone.startOf(amsterdam, Day.add(from, n)))
    const end = Zone.startOf(amsterdam, until)
    const about = (stream: StreamId): boolean => /^(?:listing|terms)\//.test(stream) || stream.endsWith(`/${client}`)
    const moments = [...new Set([...days, ...this.happened.flatMap(({ stream, at }) => (about(stream) ? at : []))])]
    const lane: Array<Stretch> = []
    for (const at of moments.filter((at) => at >= days[0]! && at < end).sort()) {
      const verdict = judge({ engagement, client, use, at }, facts)
      const last = lane.at(-1)
      if (last !== undefined && sameReason(last.verdict, verdict)) continue
      if (last !== undefined) lane[lane.length - 1] = { ...last, until: at }
      lane.push({ from: at, until: end, verdict })
    }
    return lane
  }
}

const sameReason = (a: GateVerdict, b: GateVerdict): boolean =>
  a.answer === b.answer && a.because[0].clause.id === b.because[0].clause.id

/** Terms under the address by which the acts of a page know them; a store gives them one of their own. */
export const addressed = (name: string): TermsRef => `terms:sha256-${name}`
