/**
 * The mandates: who may do what in a client's name, by whose leave, from when to when.
 *
 * At the root stands whoever the trade register names. Below it stand mandates, each given under one power, to a person or to an
 * organisation that acts for the client. What somebody did is recorded as a deed, whether or not they might; whether they might is asked
 * of `mayAct`.
 */
import {
  alreadySo,
  type Ask,
  type Decider,
  type Decision,
  record,
  refuse,
  saysTheSame,
  saysTheSameThen
} from "../kernel/Decider.ts"
import { newest } from "../kernel/facts.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type {
  ClientId,
  DeedId,
  EventRef,
  OrganisationId,
  PersonId,
  PowerId,
  ProductId,
  StreamId,
  ZoneRef
} from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type { World } from "../terms/World.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import type { Act, Amount, Assurance, Reach } from "./acts.ts"
import * as rules from "./rules.ts"

/** `mandates/c42` */
export const stream = (client: ClientId): StreamId => `mandates/${client}`

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------

/** An organisation stands in a trade register under this number. Such a number is no personal data. */
export interface OrganisationRegistered {
  readonly _tag: "OrganisationRegistered"
  /** Absent: the client itself. */
  readonly organisation?: OrganisationId
  /** The register: `kvk`. */
  readonly register: string
  readonly number: string
  readonly at: Instant
}

/** Who somebody is, and where to reach them. Everywhere else a person is an id. */
export interface PersonNamed {
  readonly _tag: "PersonNamed"
  readonly person: PersonId
  readonly name: Sealed
  readonly address: Sealed
  readonly at: Instant
}

/** What every power says of itself. */
interface Terms {
  readonly power: PowerId
  /** The text that shows it: an extract of the register, a signed agreement. */
  readonly paper: Paper
  readonly assurance: Assurance
  /** What its holder may do. */
  readonly acts: ReadonlyArray<Reach>
  /** What its holder may give to others, where it may give mandates at all. */
  readonly gives: ReadonlyArray<Reach>
  readonly from: Instant
  readonly until?: LastDay
  /** Whether its end counts at once, or only when the vendor knows of it. Absent: nothing says so. */
  readonly endCounts?: "atOnce" | "whenKnown"
}

/** A text, in the version that was signed or shown. */
export interface Paper {
  readonly document: string
  readonly version: string
  readonly hash?: string
}

/** The last day of a power where its days begin, and the moment at which that day is over. */
export interface LastDay {
  readonly on: Day
  readonly zone: ZoneRef
  readonly before: Instant
}

/** Somebody was shown to be the legal representative of an organisation, by an extract of its register. */
export interface RootShown extends Terms {
  readonly _tag: "RootShown"
  /** Absent: the client itself. */
  readonly organisation?: OrganisationId
  readonly register: string
  /** As the extract has it. */
  readonly number: string
  /** Who represent it: together, where they are several. */
  readonly persons: ReadonlyArray<PersonId>
  readonly at: Instant
}

/** A mandate was signed. */
export interface MandateGiven extends Terms {
  readonly _tag: "MandateGiven"
  /** The power that it was given under. */
  readonly under: PowerId
  readonly as: Role
  readonly to: Holder
  readonly signedBy: ReadonlyArray<PersonId>
  /** It is for an employee, as long as they are one: of the client, or of the organisation that it comes through. */
  readonly whileEmployed: boolean
  /** What becomes of it when the mandate it was given under has ended. Absent: nothing says so. */
  readonly ifGiverEnds?: "falls" | "stays"
  /** When it was signed. */
  readonly at: Instant
}

/** What the mandate calls its holder. An id; `authorisation-manager` is one of which more is promised. */
export type Role = string

export type Holder = ToPerson | ToOrganisation

export interface ToPerson {
  readonly _tag: "Person"
  readonly person: PersonId
}

/** Whoever represents that organisation has it. */
export interface ToOrganisation {
  readonly _tag: "Organisation"
  readonly organisation: OrganisationId
}

/** A power ended before its time. */
export interface PowerEnded {
  readonly _tag: "PowerEnded"
  readonly power: PowerId
  readonly how: "revoked" | "renounced" | "replaced"
  readonly at: Instant
  /** When the vendor knew of it. */
  readonly knownAt: Instant
}

/** Somebody began to work for the client, or for an organisation that acts for it. */
export interface EmploymentBegan {
  readonly _tag: "EmploymentBegan"
  readonly person: PersonId
  readonly organisation?: OrganisationId
  readonly at: Instant
}

/** They left. */
export interface EmploymentEnded {
  readonly _tag: "EmploymentEnded"
  readonly person: PersonId
  readonly organisation?: OrganisationId
  readonly at: Instant
  /** When the vendor knew of it. */
  readonly knownAt: Instant
}

/** Somebody did something in the client's name. */
export interface DeedDone {
  readonly _tag: "DeedDone"
  readonly deed: DeedId
  readonly act: Act
  /** Together, where they are several. */
  readonly by: ReadonlyArray<PersonId>
  readonly product?: ProductId
  readonly amount?: Amount
  /** The level of assurance that was asked for. */
  readonly atLeast?: Assurance
  /** Where it is on record: in a consultation, say. */
  readonly about?: EventRef
  readonly at: Instant
}

/** The client was asked whether it stands by a deed. */
export interface DeedQuestioned {
  readonly _tag: "DeedQuestioned"
  readonly deed: DeedId
  readonly at: Instant
}

/** Somebody stood by a deed in the client's name. */
export interface DeedRatified {
  readonly _tag: "DeedRatified"
  readonly deed: DeedId
  readonly by: ReadonlyArray<PersonId>
  readonly at: Instant
}

/** The client said that whoever did it might not. */
export interface DeedRefuted {
  readonly _tag: "DeedRefuted"
  readonly deed: DeedId
  readonly by: PersonId
  readonly at: Instant
}

export type Event =
  | OrganisationRegistered
  | PersonNamed
  | RootShown
  | MandateGiven
  | PowerEnded
  | EmploymentBegan
  | EmploymentEnded
  | DeedDone
  | DeedQuestioned
  | DeedRatified
  | DeedRefuted

// -- State: each fact keeps the event it came from; lists stand in the order of the record. ------------------------------

export interface State {
  readonly registered: ReadonlyArray<Fact<OrganisationRegistered>>
  readonly persons: ReadonlyArray<Fact<PersonNamed>>
  readonly powers: ReadonlyArray<Power>
  readonly began: ReadonlyArray<Fact<EmploymentBegan>>
  readonly left: ReadonlyArray<Fact<EmploymentEnded>>
  readonly deeds: ReadonlyArray<Deed>
}

export interface Power {
  readonly given: Fact<RootShown | MandateGiven>
  readonly ends: ReadonlyArray<Fact<PowerEnded>>
}

export interface Deed {
  readonly done: Fact<DeedDone>
  readonly questioned: ReadonlyArray<Fact<DeedQuestioned>>
  readonly ratified: ReadonlyArray<Fact<DeedRatified>>
  readonly refuted: ReadonlyArray<Fact<DeedRefuted>>
}

export const initial: State = { registered: [], persons: [], powers: [], began: [], left: [], deeds: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "OrganisationRegistered":
      return { ...state, registered: [...state.registered, { value: event, from: ref }] }
    case "PersonNamed":
      return { ...state, persons: [...state.persons, { value: event, from: ref }] }
    case "RootShown":
    case "MandateGiven":
      return { ...state, powers: [...state.powers, { given: { value: event, from: ref }, ends: [] }] }
    case "PowerEnded":
      return {
        ...state,
        powers: state.powers.map((power) =>
          power.given.value.power === event.power
            ? { ...power, ends: [...power.ends, { value: event, from: ref }] }
            : power
        )
      }
    case "EmploymentBegan":
      return { ...state, began: [...state.began, { value: event, from: ref }] }
    case "EmploymentEnded":
      return { ...state, left: [...state.left, { value: event, from: ref }] }
    case "DeedDone": {
      const deed: Deed = { done: { value: event, from: ref }, questioned: [], ratified: [], refuted: [] }
      return { ...state, deeds: [...state.deeds, deed] }
    }
    case "DeedQuestioned":
      return withDeed(state, event.deed, (deed) => ({
        ...deed,
        questioned: [...deed.questioned, { value: event, from: ref }]
      }))
    case "DeedRatified":
      return withDeed(state, event.deed, (deed) => ({
        ...deed,
        ratified: [...deed.ratified, { value: event, from: ref }]
      }))
    case "DeedRefuted":
      return withDeed(state, event.deed, (deed) => ({
        ...deed,
        refuted: [...deed.refuted, { value: event, from: ref }]
      }))
  }
}

const withDeed = (state: State, id: DeedId, so: (deed: Deed) => Deed): State => ({
  ...state,
  deeds: state.deeds.map((deed) => (deed.done.value.deed === id ? so(deed) : deed))
})

// -- Refusals: what we decline to do, each naming its clause. -----------------------------------------------------------

export const PowerIdTaken = ({ given }: Power): Refusal<"PowerIdTaken"> =>
  refusal(
    "PowerIdTaken",
    rules.saysOneThing,
    `power \`${given.value.power}\` is on record since \`${given.value.at}\` and says something else: give the new one an id of its own`,
    [given.from]
  )

export const UnknownPower = (power: PowerId): Refusal<"UnknownPower"> =>
  refusal(
    "UnknownPower",
    rules.saysOneThing,
    `this client has no power \`${power}\` on record: record it first, or check the id`
  )

export const UnknownZone = (zone: string): Refusal<"UnknownZone"> =>
  refusal("UnknownZone", rules.runs, `no zone table is known for \`${zone}\`: hand one over when opening`)

export const NeverEmployed = (person: PersonId, at: Instant): Refusal<"NeverEmployed"> =>
  refusal(
    "NeverEmployed",
    rules.employed,
    `nobody recorded that \`${person}\` worked there by \`${at}\`, so they cannot leave then: check the ids and the date`
  )

export const DeedIdTaken = ({ done }: Deed): Refusal<"DeedIdTaken"> =>
  refusal(
    "DeedIdTaken",
    rules.deedsRecorded,
    `deed \`${done.value.deed}\` is on record since \`${done.value.at}\` and says something else: give the new one an id of its own`,
    [done.from]
  )

export const UnknownDeed = (deed: DeedId): Refusal<"UnknownDeed"> =>
  refusal(
    "UnknownDeed",
    rules.deedsRecorded,
    `no deed \`${deed}\` is on record in this client's name: record it first, or check the id`
  )

// -- Commands: what somebody asks for. -----------------------------------------------------------------------------------

/** A last day, as somebody states it: the day, and the zone whose days are meant, by name. */
export interface StatedLastDay {
  readonly on: Day
  readonly zone: string
}

/** Left for the decision: the moment at which the last day is over. */
type StatesLastDay<E, Tag> = Omit<E, "_tag" | "until"> & { readonly _tag: Tag; readonly until?: StatedLastDay }

export interface RegisterOrganisation extends Ask<OrganisationRegistered, "RegisterOrganisation"> {}
export interface NamePerson extends Ask<PersonNamed, "NamePerson"> {}
export interface ShowRoot extends StatesLastDay<RootShown, "ShowRoot"> {}
export interface GiveMandate extends StatesLastDay<MandateGiven, "GiveMandate"> {}
export interface EndPower extends Ask<PowerEnded, "EndPower"> {}
export interface BeginEmployment extends Ask<EmploymentBegan, "BeginEmployment"> {}
export interface EndEmployment extends Ask<EmploymentEnded, "EndEmployment"> {}
export interface RecordDeed extends Ask<DeedDone, "RecordDeed"> {}
export interface QuestionDeed extends Ask<DeedQuestioned, "QuestionDeed"> {}
export interface RatifyDeed extends Ask<DeedRatified, "RatifyDeed"> {}
export interface RefuteDeed extends Ask<DeedRefuted, "RefuteDeed"> {}

export type Command =
  | RegisterOrganisation
  | NamePerson
  | ShowRoot
  | GiveMandate
  | EndPower
  | BeginEmployment
  | EndEmployment
  | RecordDeed
  | QuestionDeed
  | RatifyDeed
  | RefuteDeed

// -- Decide: one branch a command; asked twice, decided once. --------------------------------------------------------------

export const decide = (command: Command, state: State, world: World): Decision<Event> => {
  switch (command._tag) {
    case "RegisterOrganisation":
      return once(state.registered, { ...command, _tag: "OrganisationRegistered" })
    case "NamePerson": {
      const event: PersonNamed = { ...command, _tag: "PersonNamed" }
      const last = newest(state.persons.filter(({ value }) => value.person === command.person))
      return last !== undefined && saysTheSame(last.value, event) ? alreadySo : record(event)
    }
    case "ShowRoot": {
      const { until, ...said } = command
      return give({ ...said, _tag: "RootShown" }, until, state, world)
    }
    case "GiveMandate": {
      const { until, ...said } = command
      return powerCalled(state, command.under) === undefined
        ? refuse(UnknownPower(command.under))
        : give({ ...said, _tag: "MandateGiven" }, until, state, world)
    }
    case "EndPower": {
      const power = powerCalled(state, command.power)
      return power === undefined
        ? refuse(UnknownPower(command.power))
        : once(power.ends, { ...command, _tag: "PowerEnded" })
    }
    case "BeginEmployment":
      return once(state.began, { ...command, _tag: "EmploymentBegan" })
    case "EndEmployment":
      return state.began.some(({ value }) => isOfSame(value, command) && value.at <= command.at)
        ? once(state.left, { ...command, _tag: "EmploymentEnded" })
        : refuse(NeverEmployed(command.person, command.at))
    case "RecordDeed": {
      const event: DeedDone = { ...command, _tag: "DeedDone" }
      const deed = deedCalled(state, command.deed)
      if (deed === undefined) return record(event)
      return saysTheSameThen(deed.done.value, event) ? alreadySo : refuse(DeedIdTaken(deed))
    }
    case "QuestionDeed": {
      const deed = deedCalled(state, command.deed)
      if (deed === undefined) return refuse(UnknownDeed(command.deed))
      return deed.questioned.some(({ value }) => value.at <= command.at)
        ? alreadySo
        : record({ ...command, _tag: "DeedQuestioned" })
    }
    case "RatifyDeed": {
      const deed = deedCalled(state, command.deed)
      return deed === undefined
        ? refuse(UnknownDeed(command.deed))
        : once(deed.ratified, { ...command, _tag: "DeedRatified" })
    }
    case "RefuteDeed": {
      const deed = deedCalled(state, command.deed)
      return deed === undefined
        ? refuse(UnknownDeed(command.deed))
        : once(deed.refuted, { ...command, _tag: "DeedRefuted" })
    }
  }
}

/** The same of the same moment is recorded once; of another moment it is a fact of its own. */
const once = <E extends Event>(known: ReadonlyArray<Fact<E>>, event: E): Decision<Event> =>
  known.some(({ value }) => saysTheSameThen(value, event)) ? alreadySo : record<Event>(event)

/** A power is put on record. Told again of another moment it says something else: what it rests on is asked of that moment. */
const give = (
  said: Omit<RootShown, "until"> | Omit<MandateGiven, "until">,
  until: StatedLastDay | undefined,
  state: State,
  world: World
): Decision<Event> => {
  const known = powerCalled(state, said.power)
  const last = until && (sameDay(known?.given.value.until, until) ?? lastDay(until, world))
  if (until !== undefined && last === undefined) return refuse(UnknownZone(until.zone))
  const event: RootShown | MandateGiven = { ...said, ...(last !== undefined && { until: last }) }
  if (known === undefined) return record<Event>(event)
  return known.given.value._tag === event._tag && saysTheSameThen(known.given.value, event)
    ? alreadySo
    : refuse(PowerIdTaken(known))
}

/** A newer table of the same zone does not move a day that is on record. */
const sameDay = (known: LastDay | undefined, { on, zone }: StatedLastDay): LastDay | undefined =>
  known?.on === on && (known.zone === zone || known.zone.startsWith(`zone:${zone}@`)) ? known : undefined

const lastDay = ({ on, zone }: StatedLastDay, world: World): LastDay | undefined => {
  const found = world.zone(zone)
  return found && { on, zone: found.ref, before: Zone.at(found.value, on, 24) }
}

export const decider: Decider<Command, State, Event, Refusal, World> = { initial, evolve, decide }

// -- Queries. Whether somebody may act is asked of `mayAct`. ----------------------------------------------------------------

export const powerCalled = (state: State, id: PowerId): Power | undefined =>
  state.powers.find(({ given }) => given.value.power === id)

export const deedCalled = (state: State, id: DeedId): Deed | undefined =>
  state.deeds.find(({ done }) => done.value.deed === id)

/** Of the same person in the same house. */
export const isOfSame = (
  one: { readonly person: PersonId; readonly organisation?: OrganisationId },
  other: { readonly person: PersonId; readonly organisation?: OrganisationId }
): boolean => one.person === other.person && one.organisation === other.organisation

/** A power and all those above it, up to its root. A circle, which nobody could have recorded, ends where it closes. */
export const chainOf = (state: State, id: PowerId): ReadonlyArray<Power> => {
  const chain: Array<Power> = []
  let next = powerCalled(state, id)
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next)
    const { value } = next.given
    next = value._tag === "MandateGiven" ? powerCalled(state, value.under) : undefined
  }
  return chain
}
