/**
 * One question being asked: the facts at hand, what was answered so far, and the instants that any rule compared with.
 *
 * It collects, it decides nothing: the rules decide (`rules.ts`), in the order that `Gate.ts` tells.
 */
import type * as Client from "../client/Client.ts"
import * as Consultation from "../consultation/Consultation.ts"
import type { Folded } from "../kernel/Decider.ts"
import { type Absent, decidedBy, type Verdict } from "../kernel/Verdict.ts"
import type { Facet, Use } from "../language/Change.ts"
import type { ChangeId, ClientId, EngagementId, Revision, StreamId } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import type { Open } from "../terms/Reading.ts"
import type { World } from "../terms/World.ts"
import type { Instant } from "../time/Instant.ts"
import * as rules from "./rules.ts"
import type { Answer, Step } from "./rules.ts"

export interface Question {
  readonly engagement: EngagementId
  readonly client: ClientId
  /** What for. A facet left out means everything in the engagement's scope that this client uses. */
  readonly use: Use
  readonly at: Instant
  /** Streams that must have been read at least so far, for whoever has just written to them. */
  readonly atLeast?: ReadonlyArray<{ readonly stream: StreamId; readonly revision: Revision }>
}

/** Folded states with the revisions they were read at. A case that nobody looked for is missing, not empty. */
export interface Facts {
  readonly listing: Folded<Listing.State> | undefined
  readonly client: Folded<Client.State> | undefined
  /** By subject: a change, or the engagement itself for objections outside any change. */
  readonly cases: Readonly<Record<string, Folded<Consultation.State>>>
  readonly world: World
}

export interface GateVerdict extends Verdict<Answer> {
  /** The decisions that a person must record before there is an answer. Empty unless undetermined. */
  readonly needs: ReadonlyArray<Open>
  /** Facet by facet, where what brought them differs. */
  readonly facets: ReadonlyArray<FacetAnswer>
  /** What is not at hand and keeps it shut: streams, or pinned values. */
  readonly missing: ReadonlyArray<string>
  /** The streams that it stands on, and how far each was read. */
  readonly standsOn: ReadonlyArray<Absent>
}

export interface FacetAnswer {
  readonly facet: Facet
  readonly value: string
  readonly answer: Answer
}

/** An answer on the way, and the instants that it compared with. */
interface Aside {
  readonly verdict: GateVerdict
  readonly instants: ReadonlyArray<Instant>
}

interface Asides {
  readonly answered: Map<string, Aside>
  /** What is being asked at this moment. */
  readonly asking: Set<string>
  /** How often it was come back to what is being asked. */
  circles: number
}

export class Inquiry {
  readonly question: Question
  readonly listing: Folded<Listing.State>
  readonly client: Folded<Client.State>
  readonly facts: Facts
  private readonly judge: (inquiry: Inquiry) => GateVerdict
  private readonly said: Array<Verdict<Step>> = []
  private readonly instants: Array<Instant> = []
  /** What was asked on the way of something else, shared by all who asked. */
  private readonly asides: Asides
  private readonly starts = new Map<ChangeId, Instant>()
  private readonly holding = new Map<ChangeId, boolean>()

  constructor(
    question: Question,
    facts: Facts & { readonly listing: {}; readonly client: {} },
    judge: (inquiry: Inquiry) => GateVerdict,
    asides: Asides = { answered: new Map(), asking: new Set(), circles: 0 }
  ) {
    this.asides = asides
    this.question = question
    this.facts = facts
    this.listing = facts.listing
    this.client = facts.client
    this.judge = judge
  }

  get inListing(): Absent {
    return lookedIn(this.listing)
  }

  get inClient(): Absent {
    return lookedIn(this.client)
  }

  /** An answer was given. Hands it back. */
  say(verdict: Verdict<Step>): Verdict<Step> {
    this.said.push(verdict)
    return verdict
  }

  /** These instants were compared with, so they may be where the answer changes. */
  compare(...instants: ReadonlyArray<Instant | undefined>): void {
    for (const instant of instants) if (instant !== undefined) this.instants.push(instant)
  }

  /** Whether a change holds: many things may have been brought by one change, and it is asked once. */
  once(change: ChangeId, holds: () => boolean): boolean {
    const known = this.holding.get(change)
    if (known !== undefined) return known
    const answer = holds()
    this.holding.set(change, answer)
    return answer
  }

  /** The earliest instant after this one that was compared with. */
  momentAfter(at: Instant): Instant | undefined {
    return this.instants.reduce<Instant | undefined>(
      (next, it) => (it > at && (next === undefined || it < next) ? it : next),
      undefined
    )
  }

  /** The same question about another engagement, use or instant. What it compared with counts here too. */
  about(other: Partial<Question>): GateVerdict {
    const question = { ...this.question, ...other }
    const key = JSON.stringify([question.engagement, question.at, question.use])
    const { answered, asking } = this.asides
    const known = answered.get(key)
    if (known === undefined && asking.has(key)) return this.inACircle()
    const circles = this.asides.circles
    const aside = known ?? this.ask(question, key)
    // What was answered inside a circle hangs on where it was entered.
    if (this.asides.circles === circles) answered.set(key, aside)
    this.instants.push(...aside.instants)
    return aside.verdict
  }

  private ask(question: Question, key: string): Aside {
    const { asking } = this.asides
    const facts = { ...this.facts, listing: this.listing, client: this.client }
    const inquiry = new Inquiry(question, facts, this.judge, this.asides)
    asking.add(key)
    const verdict = this.judge(inquiry)
    asking.delete(key)
    return { verdict, instants: inquiry.instants }
  }

  /** Replacements that lead back to where they began open nothing. */
  private inACircle(): GateVerdict {
    this.asides.circles += 1
    const looked = standsOn(this.facts)
    const shut = decidedBy<Answer>("shut", [rules.factsAtHand(["the end of a circle of replacements"], looked)])
    return Object.assign(shut, { needs: [], missing: [], facets: [], standsOn: looked })
  }

  /** The same question at each moment before now, from one on, until it is open: all that it was answered. */
  before(since: Instant, other: Partial<Question>): ReadonlyArray<GateVerdict> {
    const verdicts: Array<GateVerdict> = []
    for (let at: Instant | undefined = since; at !== undefined && at < this.question.at; at = this.momentAfter(at)) {
      const then = this.about({ ...other, at })
      verdicts.push(then)
      if (then.answer === "open") break
    }
    return verdicts
  }

  /**
   * When the day begins from which a change may hold, as that day was declared by now; `undefined` for what stood before, or in
   * a zone that is not at hand.
   */
  startsAt(change: ChangeId | undefined): Instant | undefined {
    if (change === undefined) return undefined
    const known = this.starts.get(change)
    if (known !== undefined) return known
    const starts = this.startOf(change)
    for (const { until } of Listing.change(this.listing.state, change)?.effectiveBefore ?? []) this.compare(until)
    this.compare(starts)
    if (starts !== undefined) this.starts.set(change, starts)
    return starts
  }

  /** The same, as it was declared at another instant. */
  startOf(change: ChangeId, at: Instant = this.question.at): Instant | undefined {
    const announced = Listing.change(this.listing.state, change)
    const { opened } = this.listing.state
    const zone = opened === undefined ? undefined : this.facts.world.zone(opened.value.zone)
    return announced && zone && Listing.startsAt(announced, at, zone.value)
  }

  /** One question gave the last word. */
  last(deciding: Verdict<Step>): GateVerdict {
    const besides = this.said.filter((verdict) => verdict !== deciding)
    const verdict = decidedBy(summary([deciding]), [deciding], besides)
    return Object.assign(verdict, { needs: [], missing: [], facets: [], standsOn: standsOn(this.facts) })
  }

  /** All was asked: any "shut" shuts, any open question leaves it undetermined, else it is open. */
  conclude(facets: ReadonlyArray<FacetAnswer>): GateVerdict {
    const { said } = this
    const answer = summary(said)
    const deciding: Array<Verdict<Step>> = []
    const besides: Array<Verdict<Step>> = []
    for (const verdict of said) (inAWord(verdict.answer) === answer ? deciding : besides).push(verdict)
    const [first, ...rest] = deciding
    const verdict =
      first === undefined ? rules.nothingKeepsItShut(...said) : decidedBy(answer, [first, ...rest], besides)
    const needs =
      answer === "undetermined"
        ? eachOnce(deciding.flatMap(({ answer }) => (typeof answer === "object" ? answer.needs : [])))
        : []
    return Object.assign(verdict, { needs, missing: [], facets, standsOn: standsOn(this.facts) })
  }
}

export const lookedIn = ({ stream, upTo }: Folded<unknown>): Absent => ({ stream, upTo })

export const standsOn = ({ listing, client, cases }: Facts): ReadonlyArray<Absent> =>
  [listing, client, ...Object.values(cases)].filter((folded) => folded !== undefined).map(lookedIn)

/** Any "shut" shuts, any open question leaves it undetermined, else it is open. */
export const summary = (said: ReadonlyArray<Verdict<Step>>): Answer => {
  const words = said.map(({ answer }) => inAWord(answer))
  if (words.includes("shut")) return "shut"
  if (words.includes("notGoverned")) return "notGoverned"
  return words.includes("undetermined") ? "undetermined" : "open"
}

const inAWord = (step: Step): Answer | "pass" => (typeof step === "object" ? "undetermined" : step)

const eachOnce = (open: ReadonlyArray<Open>): ReadonlyArray<Open> => [
  ...new Map(open.map((it) => [it.open, it])).values()
]
