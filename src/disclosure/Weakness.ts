/**
 * Weakness: what is so of the thing that was reported, whatever becomes of the report.
 *
 * What the world knows only grows: fix ready, fix deployed, public, exploit public, attacks seen. What a person found (can we
 * reproduce it, is it new, how bad is it) is a finding: the newest of each kind stands, and it may be taken back.
 */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { ActorId, EventRef, ReportId } from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type { Instant } from "../time/Instant.ts"
import type { Severity } from "./DisclosureTerms.ts"
import type { ReportWorld } from "./Policy.ts"
import * as rules from "./rules.ts"

// -- Events: what happened. Stored for good: add cases, never rename or remove. ----------------------------------------

export interface FixReady {
  readonly _tag: "FixReady"
  readonly by: ActorId
  readonly at: Instant
}

export interface FixDeployed {
  readonly _tag: "FixDeployed"
  readonly by: ActorId
  readonly at: Instant
}

/** Whoever made it so: the reporter, we, somebody else. `at` may be before the report came. */
export interface WeaknessBecamePublic {
  readonly _tag: "WeaknessBecamePublic"
  readonly through: "reporter" | "vendor" | "other"
  readonly at: Instant
}

export interface ExploitBecamePublic {
  readonly _tag: "ExploitBecamePublic"
  readonly at: Instant
}

export interface AttacksObserved {
  readonly _tag: "AttacksObserved"
  readonly at: Instant
}

/** What a person found. */
export type Found =
  | { readonly _tag: "Reproduced"; readonly reproduced: boolean }
  | { readonly _tag: "Novelty"; readonly novelty: Novelty }
  | { readonly _tag: "Severity"; readonly severity: Severity }
  /** A direct and immediate threat to our continuity. */
  | { readonly _tag: "Continuity"; readonly threatens: boolean }

/** New; or known before, by a dated record of ours or by an earlier report. */
export type Novelty =
  | { readonly as: "new" }
  | { readonly as: "knownInside"; readonly record: string; readonly dated: Instant }
  | { readonly as: "reportedEarlier"; readonly report: ReportId }

export interface WeaknessAssessed {
  readonly _tag: "WeaknessAssessed"
  readonly assessment: string
  readonly found: Found
  readonly by: ActorId
  readonly reason?: Sealed
  readonly at: Instant
}

export interface AssessmentWithdrawn {
  readonly _tag: "AssessmentWithdrawn"
  readonly assessment: string
  readonly by: ActorId
  readonly at: Instant
}

export type Event =
  | FixReady
  | FixDeployed
  | WeaknessBecamePublic
  | ExploitBecamePublic
  | AttacksObserved
  | WeaknessAssessed
  | AssessmentWithdrawn

// -- State -------------------------------------------------------------------------------------------------------------

/** Of each fact all that was recorded: learned later, an earlier one is a fact of its own. The earliest counts. */
export interface State {
  readonly fixReady: Fact<Instant> | undefined
  readonly fixDeployed: Fact<Instant> | undefined
  readonly public: Fact<Instant> | undefined
  readonly exploitPublic: Fact<Instant> | undefined
  readonly attacks: Fact<Instant> | undefined
  readonly assessments: ReadonlyArray<Assessment>
}

export interface Assessment {
  readonly assessed: Fact<WeaknessAssessed>
  readonly withdrawn: Fact<AssessmentWithdrawn> | undefined
}

export const initial: State = {
  fixReady: undefined,
  fixDeployed: undefined,
  public: undefined,
  exploitPublic: undefined,
  attacks: undefined,
  assessments: []
}

export const evolve = (state: State, event: Event, from: EventRef): State => {
  switch (event._tag) {
    case "FixReady":
      return { ...state, fixReady: earliest(state.fixReady, event.at, from) }
    case "FixDeployed":
      return { ...state, fixDeployed: earliest(state.fixDeployed, event.at, from) }
    case "WeaknessBecamePublic":
      return { ...state, public: earliest(state.public, event.at, from) }
    case "ExploitBecamePublic":
      return { ...state, exploitPublic: earliest(state.exploitPublic, event.at, from) }
    case "AttacksObserved":
      return { ...state, attacks: earliest(state.attacks, event.at, from) }
    case "WeaknessAssessed":
      return {
        ...state,
        assessments: [...state.assessments, { assessed: { value: event, from }, withdrawn: undefined }]
      }
    case "AssessmentWithdrawn":
      return {
        ...state,
        assessments: state.assessments.map((it) =>
          it.assessed.value.assessment === event.assessment ? { ...it, withdrawn: { value: event, from } } : it
        )
      }
  }
}

const earliest = (known: Fact<Instant> | undefined, at: Instant, from: EventRef): Fact<Instant> =>
  known !== undefined && known.value <= at ? known : { value: at, from }

// -- Refusals ------------------------------------------------------------------------------------------------------------

export const NotAccepted = refusal(
  "NotAccepted",
  rules.fixedInOrder,
  "this report was never accepted, so no fix of ours is ready: accept it first"
)

export const NoFixReady = refusal(
  "NoFixReady",
  rules.fixedInOrder,
  "no fix is on record as ready, so none was deployed: record when it was ready first"
)

export const DeployedBeforeReady = (ready: Fact<Instant>): Refusal<"DeployedBeforeReady"> =>
  refusal(
    "DeployedBeforeReady",
    rules.fixedInOrder,
    `the fix was ready at \`${ready.value}\`, so it was not deployed before that: check the date`,
    [ready.from]
  )

export const NotKnownBefore = (why: string, facts: ReadonlyArray<EventRef>): Refusal<"NotKnownBefore"> =>
  refusal("NotKnownBefore", rules.knownBefore, why, facts)

export const AssessmentTaken = (known: Fact<WeaknessAssessed>): Refusal<"AssessmentTaken"> =>
  refusal(
    "AssessmentTaken",
    rules.foundByAPerson,
    `assessment \`${known.value.assessment}\` is on record already and says something else: give the new one an id of its own`,
    [known.from]
  )

export const NoSuchAssessment = (id: string): Refusal<"NoSuchAssessment"> =>
  refusal("NoSuchAssessment", rules.foundByAPerson, `no assessment \`${id}\` is on record: check the id`)

export const GrantedOnIt = (granted: Fact<unknown>): Refusal<"GrantedOnIt"> =>
  refusal(
    "GrantedOnIt",
    rules.foundByAPerson,
    "a reward was granted on what was found, so it is not taken back: record what was found since",
    [granted.from]
  )

// -- Commands ------------------------------------------------------------------------------------------------------------

export interface RecordFixReady extends Ask<FixReady, "RecordFixReady"> {}
export interface RecordFixDeployed extends Ask<FixDeployed, "RecordFixDeployed"> {}
export interface ObservePublic extends Ask<WeaknessBecamePublic, "ObservePublic"> {}
/** `through`: who made the weakness public with it, where it was not public yet. */
export interface ObserveExploit extends Ask<ExploitBecamePublic, "ObserveExploit"> {
  readonly through: WeaknessBecamePublic["through"]
}
export interface ObserveAttacks extends Ask<AttacksObserved, "ObserveAttacks"> {}
export interface AssessWeakness extends Ask<WeaknessAssessed, "AssessWeakness"> {}
export interface WithdrawAssessment extends Ask<AssessmentWithdrawn, "WithdrawAssessment"> {}

export type Command =
  | RecordFixReady
  | RecordFixDeployed
  | ObservePublic
  | ObserveExploit
  | ObserveAttacks
  | AssessWeakness
  | WithdrawAssessment

// -- Decide --------------------------------------------------------------------------------------------------------------

/** What the other parts of the report say. */
export interface Around {
  readonly received: Fact<{ readonly report: ReportId; readonly at: Instant }>
  /** The first time that the report was accepted. */
  readonly accepted: Fact<Instant> | undefined
  /** The reward that was granted. */
  readonly granted: Fact<unknown> | undefined
  readonly world: ReportWorld
}

export const decide = (command: Command, state: State, around: Around): Decision<Event> => {
  const { at } = command
  switch (command._tag) {
    case "RecordFixReady":
      if (around.accepted === undefined) return refuse(NotAccepted)
      return isKnown(state.fixReady, at) ? alreadySo : record({ ...command, _tag: "FixReady" })
    case "RecordFixDeployed":
      if (state.fixReady === undefined) return refuse(NoFixReady)
      if (at < state.fixReady.value) return refuse(DeployedBeforeReady(state.fixReady))
      return isKnown(state.fixDeployed, at) ? alreadySo : record({ ...command, _tag: "FixDeployed" })
    case "ObservePublic":
      return isKnown(state.public, at) ? alreadySo : record({ ...command, _tag: "WeaknessBecamePublic" })
    case "ObserveExploit": {
      const events: Array<Event> = []
      if (!isKnown(state.public, at)) events.push({ _tag: "WeaknessBecamePublic", through: command.through, at })
      if (!isKnown(state.exploitPublic, at)) events.push({ _tag: "ExploitBecamePublic", at })
      return record(...events)
    }
    case "ObserveAttacks":
      return isKnown(state.attacks, at) ? alreadySo : record({ ...command, _tag: "AttacksObserved" })
    case "AssessWeakness": {
      const known = find(state, command.assessment)?.assessed
      if (known !== undefined) return saysTheSame(known.value, command) ? alreadySo : refuse(AssessmentTaken(known))
      const wrong = notKnownBefore(command.found, around)
      return wrong === undefined ? record({ ...command, _tag: "WeaknessAssessed" }) : refuse(wrong)
    }
    case "WithdrawAssessment": {
      const known = find(state, command.assessment)
      if (known === undefined) return refuse(NoSuchAssessment(command.assessment))
      if (known.withdrawn !== undefined) return alreadySo
      return around.granted === undefined
        ? record({ ...command, _tag: "AssessmentWithdrawn" })
        : refuse(GrantedOnIt(around.granted))
    }
  }
}

/** Learned later that it was so sooner, that is recorded too. */
export const isKnown = (known: Fact<Instant> | undefined, at: Instant): boolean =>
  known !== undefined && known.value <= at

const find = ({ assessments }: State, id: string): Assessment | undefined =>
  assessments.find(({ assessed }) => assessed.value.assessment === id)

const notKnownBefore = (found: Found, { received, world }: Around): Refusal | undefined => {
  if (found._tag !== "Novelty") return undefined
  const { novelty } = found
  switch (novelty.as) {
    case "new":
      return undefined
    case "knownInside":
      return novelty.dated < received.value.at
        ? undefined
        : NotKnownBefore(
            `the record \`${novelty.record}\` is dated \`${novelty.dated}\`, and the report came at \`${received.value.at}\`: name a record from before that`,
            [received.from]
          )
    case "reportedEarlier": {
      const other = world.report(novelty.report)
      if (other === undefined) return NotKnownBefore(`no report \`${novelty.report}\` is on record: check the id`, [])
      const order = world.report(received.value.report)?.order ?? Number.POSITIVE_INFINITY
      return rules.cameFirst(other.received, other.order, received, order).answer
        ? undefined
        : NotKnownBefore(`report \`${novelty.report}\` did not come before this one: name an earlier one`, [
            other.received.from,
            received.from
          ])
    }
  }
}

// -- Queries ---------------------------------------------------------------------------------------------------------------

/** What stands of one kind: the newest finding that nobody took back, by when it was made. */
export const standing = <Kind extends Found["_tag"]>(
  { assessments }: State,
  kind: Kind
): Fact<WeaknessAssessed & { readonly found: Extract<Found, { readonly _tag: Kind }> }> | undefined =>
  assessments.reduce<Fact<any> | undefined>(
    (newest, { assessed, withdrawn }) =>
      assessed.value.found._tag === kind &&
      withdrawn === undefined &&
      (newest === undefined || assessed.value.at >= newest.value.at)
        ? assessed
        : newest,
    undefined
  )

/** The first fact after which there is nothing left to keep secret. */
export const outInTheOpen = (state: State): Fact<Instant> | undefined =>
  [state.public, state.exploitPublic, state.attacks].reduce(
    (first, it) => (it === undefined || (first !== undefined && first.value <= it.value) ? first : it),
    undefined
  )
