/**
 * Awareness: that somebody became aware of something the law wants reported, in which role, and what was filed since.
 *
 * Each awareness starts clocks of its own (`clocks.ts`). Whether a law applies is decided by a person and recorded; until then its
 * clocks run all the same.
 */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { ActorId, ClientId, EventRef } from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type { Instant } from "../time/Instant.ts"
import * as rules from "./clockRules.ts"
import { stepsOf } from "./clocks.ts"

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------------

/** GDPR 33 and 34; CRA 14 for an actively exploited vulnerability and for a severe incident; NIS2 23. */
export type Regime = "gdpr33" | "cra14Vulnerability" | "cra14Incident" | "nis2Article23"

export type Role = "controller" | "processor" | "manufacturer" | "entity" | "trustServiceProvider"

export interface BecameAware {
  readonly _tag: "BecameAware"
  readonly aware: string
  readonly regime: Regime
  readonly role: Role
  /** What it is about: an incident, a vulnerability. */
  readonly subject: string
  /** Of a processor: the client who is to be told. */
  readonly client?: ClientId
  /** Within how many hours the contract with that client says that it is told; without it, "without undue delay" is no number. */
  readonly agreedHours?: number
  /** What shows that we were aware. */
  readonly basis: Sealed
  readonly by: ActorId
  readonly at: Instant
}

export interface ApplicabilityDecided {
  readonly _tag: "ApplicabilityDecided"
  readonly aware: string
  /** Only whether those concerned must be told; else whether the law applies at all. */
  readonly step?: ToldStep
  readonly applies: boolean
  readonly ground?: Ground
  readonly reason: Sealed
  readonly by: ActorId
  readonly at: Instant
}

/** Telling the persons whose data it is (GDPR 34), or the users of the product (CRA 14(8)). */
export type ToldStep = "tellSubjects" | "tellUsers"

/**
 * Why those concerned need not be told: the risk to them is not high; their data can't be read by whoever got it; what was done since
 * averts the risk; nobody is affected. `disproportionate`: to tell each takes too much effort, and so all are told in public.
 */
export type Ground = "noHighRisk" | "unintelligible" | "riskAverted" | "nobodyAffected" | "disproportionate"

export type StepId = "earlyWarning" | "notification" | "final" | "tellController" | ToldStep

export interface StepFiled {
  readonly _tag: "StepFiled"
  readonly aware: string
  readonly step: StepId
  /** What the receiver gave back, or where the proof is kept. */
  readonly reference: string
  /** More follows. */
  readonly part?: true
  readonly lateBecause?: Sealed
  readonly at: Instant
}

/** A fact that a final report hangs on. `ongoing`: when the final report was due, the incident was not over. */
export interface CourseObserved {
  readonly _tag: "CourseObserved"
  readonly subject: string
  readonly course: "measureAvailable" | "ongoing" | "handled"
  readonly at: Instant
}

export type Event = BecameAware | ApplicabilityDecided | StepFiled | CourseObserved

// -- State ----------------------------------------------------------------------------------------------------------------

export interface Awareness {
  readonly aware: Fact<BecameAware>
  readonly applies: Fact<ApplicabilityDecided> | undefined
  /** What was decided about telling those concerned. */
  readonly told: Fact<ApplicabilityDecided> | undefined
  readonly filed: ReadonlyArray<Fact<StepFiled>>
}

export interface State {
  readonly awareness: ReadonlyArray<Awareness>
  readonly course: ReadonlyArray<Fact<CourseObserved>>
}

export const initial: State = { awareness: [], course: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  const ofThis = (aware: string, change: (it: Awareness) => Awareness): State => ({
    ...state,
    awareness: state.awareness.map((it) => (it.aware.value.aware === aware ? change(it) : it))
  })
  switch (event._tag) {
    case "BecameAware":
      return {
        ...state,
        awareness: [
          ...state.awareness,
          { aware: { value: event, from: ref }, applies: undefined, told: undefined, filed: [] }
        ]
      }
    case "ApplicabilityDecided":
      return ofThis(event.aware, (it) => ({
        ...it,
        [event.step === undefined ? "applies" : "told"]: { value: event, from: ref }
      }))
    case "StepFiled":
      return ofThis(event.aware, (it) => ({ ...it, filed: [...it.filed, { value: event, from: ref }] }))
    case "CourseObserved":
      return { ...state, course: [...state.course, { value: event, from: ref }] }
  }
}

// -- Refusals -------------------------------------------------------------------------------------------------------------

export const UnknownAwareness = (aware: string): Refusal<"UnknownAwareness"> =>
  refusal(
    "UnknownAwareness",
    rules.startsByItself,
    `nobody is on record as aware of \`${aware}\`: record first when, in which role and on what basis`
  )

export const OtherAwareness = (facts: ReadonlyArray<EventRef>): Refusal<"OtherAwareness"> =>
  refusal(
    "OtherAwareness",
    rules.startsByItself,
    "this id stands for another awareness already: each has its own start, so take another id",
    facts
  )

export const NotAskedApart = (step: StepId | undefined): Refusal<"NotAskedApart"> =>
  refusal(
    "NotAskedApart",
    rules.needNotBeTold,
    step === undefined
      ? "this law asks nothing apart: leave out `step` and `ground`"
      : `this law asks \`${step}\` apart: give it as \`step\``
  )

export const NoSuchGround = (known: ReadonlyArray<Ground>): Refusal<"NoSuchGround"> =>
  refusal(
    "NoSuchGround",
    rules.needNotBeTold,
    `the law knows these grounds for it: ${known.map((it) => `\`${it}\``).join(", ") || "none"}`
  )

// -- Commands -------------------------------------------------------------------------------------------------------------

export interface RecordAwareness extends Ask<BecameAware, "RecordAwareness"> {}
/** Which clients an incident touched, as a person decided: more may follow. Each of them is told on a clock of its own. */
export interface RecordClientsAffected {
  readonly _tag: "RecordClientsAffected"
  /** The awareness of each client is called `<aware>.<client>`. */
  readonly aware: string
  readonly subject: string
  readonly clients: ReadonlyArray<{ readonly client: ClientId; readonly agreedHours?: number }>
  readonly basis: Sealed
  readonly by: ActorId
  readonly at: Instant
}
export interface DecideApplicability extends Ask<ApplicabilityDecided, "DecideApplicability"> {}
export interface RecordFiled extends Ask<StepFiled, "RecordFiled"> {}
export interface ObserveCourse extends Ask<CourseObserved, "ObserveCourse"> {}

export type Command = RecordAwareness | RecordClientsAffected | DecideApplicability | RecordFiled | ObserveCourse

// -- Decide: late or wrong, what was filed is recorded. ---------------------------------------------------------------------

export const decide = (command: Command, state: State): Decision<Event> => {
  if (command._tag === "ObserveCourse")
    return state.course.some(({ value }) => value.at === command.at && saysTheSame(value, command))
      ? alreadySo
      : record({ ...command, _tag: "CourseObserved" })
  if (command._tag === "RecordClientsAffected") return eachClient(command, state)
  const known = called(state, command.aware)
  if (command._tag === "RecordAwareness") {
    if (known === undefined) return record({ ...command, _tag: "BecameAware" })
    return saysTheSame(known.aware.value, command) && known.aware.value.at === command.at
      ? alreadySo
      : refuse(OtherAwareness([known.aware.from]))
  }
  if (known === undefined) return refuse(UnknownAwareness(command.aware))
  switch (command._tag) {
    case "DecideApplicability": {
      const wrong = notDecidable(command, known.aware.value)
      if (wrong !== undefined) return refuse(wrong)
      const before = command.step === undefined ? known.applies : known.told
      return before !== undefined && saysTheSame(before.value, command)
        ? alreadySo
        : record({ ...command, _tag: "ApplicabilityDecided" })
    }
    case "RecordFiled":
      return known.filed.some(({ value }) => saysTheSame(value, command))
        ? alreadySo
        : record({ ...command, _tag: "StepFiled" })
  }
}

/** Why this can't be decided of that awareness: its law asks no such thing, or knows no such ground. */
const notDecidable = (
  { step, applies, ground }: DecideApplicability,
  { regime, role }: BecameAware
): Refusal | undefined => {
  if (step === undefined && ground === undefined) return undefined
  const asked = stepsOf(regime, role).find(({ unless }) => unless !== undefined)
  if (asked?.unless === undefined || asked.step !== step) return NotAskedApart(asked?.step)
  const known = asked.unless.filter((it) => (it === "disproportionate") === applies)
  return (applies && ground === undefined) || known.includes(ground!) ? undefined : NoSuchGround(known)
}

const called = (state: State, id: string): Awareness | undefined =>
  state.awareness.find(({ aware }) => aware.value.aware === id)

/** A clock for each client that has none of this incident yet. */
const eachClient = ({ _tag, aware, clients, ...told }: RecordClientsAffected, state: State): Decision<Event> => {
  const isTold = (client: ClientId): boolean =>
    state.awareness.some(
      ({ aware: { value } }) => value.role === "processor" && value.subject === told.subject && value.client === client
    )
  const events = clients
    .filter(({ client }, n) => !isTold(client) && clients.findIndex((it) => it.client === client) === n)
    .map(
      (it): BecameAware => ({
        ...told,
        ...it,
        _tag: "BecameAware",
        aware: `${aware}.${it.client}`,
        regime: "gdpr33",
        role: "processor"
      })
    )
  const taken = events.flatMap((event) => called(state, event.aware)?.aware.from ?? [])
  return taken.length > 0 ? refuse(OtherAwareness(taken)) : record(...events)
}
