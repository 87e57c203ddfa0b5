/**
 * Handling: what came in, what was answered, and how far the report is.
 *
 * Everything that comes in is recorded. What is refused are steps of our own out of order, and reasons for closing that are not so.
 */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame, saysTheSameThen } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Cited, Fact, Verdict } from "../kernel/Verdict.ts"
import type { ActorId, ChangeId, EventRef, RecipientId, PersonId, PolicyRef, ReportId } from "../language/ids.ts"
import type { Sealed } from "../language/persons.ts"
import type { Instant } from "../time/Instant.ts"
import type { Basis, DisclosureTerms, Field, Severity } from "./DisclosureTerms.ts"
import type { KnownReport, ReportWorld } from "./Policy.ts"
import * as rules from "./rules.ts"
import * as Weakness from "./Weakness.ts"

// -- Words -------------------------------------------------------------------------------------------------------------

/** Who reported it. A pseudonym with a way to answer is not anonymous. */
export type Reporter =
  | {
      readonly as: "named" | "pseudonym"
      readonly person: PersonId
      readonly name?: Sealed
      /** Where they can be answered: an address, a number, a mailbox of a programme. */
      readonly reach?: Sealed
    }
  | { readonly as: "anonymous" }

/** A field of the form that was filled in. Without words where the answer stands elsewhere: in an attachment, in another field. */
export interface FieldGiven {
  readonly field: Field
  readonly words?: Sealed
}

/** Something that came along: kept by the host, known here by its hash. */
export interface Attachment {
  readonly attachment: string
  readonly hash: string
}

export type Intake = "email" | "form" | "phone" | "post" | "programme" | "coordinator" | "publication"

/** Why a report was closed. */
export type Resolution =
  | {
      readonly as:
        | "fixed"
        | "mitigated"
        | "notReproducible"
        | "notAVulnerability"
        | "outOfScope"
        | "wontFix"
        | "withdrawn"
        | "spam"
        | "noResponse"
    }
  | { readonly as: "duplicate"; readonly of: ReportId }
  | { readonly as: "referred"; readonly to: RecipientId }

// -- Events: what happened. Stored for good: add cases, never rename or remove. ----------------------------------------

export interface ReportReceived {
  readonly _tag: "ReportReceived"
  readonly report: ReportId
  /** The version in force at `at`. */
  readonly policy: PolicyRef
  readonly reporter: Reporter
  readonly channel: Intake
  /** The address it came to, as the policy calls addresses. */
  readonly to?: string
  readonly fields: ReadonlyArray<FieldGiven>
  readonly attachments: ReadonlyArray<Attachment>
  readonly weakness?: "technical" | "procedural"
  /** As the reporter sees it. */
  readonly urgency?: Severity
  /** What the reporter says is so already. Claims: what is so is recorded of the weakness. */
  readonly claims: ReadonlyArray<"public" | "exploit" | "attacks">
  /** Whether the reporter wants to be kept informed; left out, they did not say. */
  readonly wantsUpdates?: boolean
  /** What the reporter says of secrecy: that there is none, or its end. Left out, nothing: then the end that the policy names holds. */
  readonly embargo?: { readonly as: "declined" } | { readonly as: "until"; readonly until: Instant }
  /** What the reporter asks in return. */
  readonly demand?: Sealed
  /** The closed report that this one takes up again. */
  readonly supersedes?: ReportId
  /** When it was received. */
  readonly at: Instant
}

export interface ReportAcknowledged {
  readonly _tag: "ReportAcknowledged"
  readonly by: "human" | "automatic"
  readonly at: Instant
}

/** An answer to the reporter. */
export interface ReplySent {
  readonly _tag: "ReplySent"
  readonly reply: string
  readonly by: "human" | "automatic"
  /** What it tells, beyond that it answers. */
  readonly tells: ReadonlyArray<"assessment" | "expectedDate" | "progress" | "fix" | "publication" | "closing">
  readonly words?: Sealed
  readonly at: Instant
}

export interface InformationRequested {
  readonly _tag: "InformationRequested"
  readonly request: string
  readonly fields: ReadonlyArray<Field>
  readonly words?: Sealed
  readonly by: ActorId
  readonly at: Instant
}

/** More about the weakness, from whomever it came: after a question or unasked. */
export interface InformationAdded {
  readonly _tag: "InformationAdded"
  readonly fields: ReadonlyArray<FieldGiven>
  readonly attachments: ReadonlyArray<Attachment>
  readonly from: "reporter" | "other"
  readonly at: Instant
}

/** The reporter asked to be kept informed, or asked for that to stop. */
export interface UpdatesSwitched {
  readonly _tag: "UpdatesSwitched"
  readonly wanted: boolean
  readonly at: Instant
}

export interface ReportWithdrawn {
  readonly _tag: "ReportWithdrawn"
  readonly words?: Sealed
  readonly at: Instant
}

/** Somebody looked, and it does not hold as it is told: more is needed. */
export interface ReportInvalidated {
  readonly _tag: "ReportInvalidated"
  readonly by: ActorId
  readonly reason: Sealed
  readonly at: Instant
}

export interface ReportValidated {
  readonly _tag: "ReportValidated"
  readonly by: ActorId
  readonly at: Instant
}

/** It will be solved. */
export interface ReportAccepted {
  readonly _tag: "ReportAccepted"
  readonly by: ActorId
  readonly at: Instant
}

/** It is valid, and will not be solved for now. */
export interface ReportDeferred {
  readonly _tag: "ReportDeferred"
  readonly by: ActorId
  readonly reason: Sealed
  readonly at: Instant
}

/** It is about the same weakness as an earlier report. */
export interface ReportLinkedAsDuplicate {
  readonly _tag: "ReportLinkedAsDuplicate"
  readonly of: ReportId
  /** The receipt of that report, and how far its stream was read. */
  readonly received: Cited<{ readonly at: Instant }>
  readonly by: ActorId
  readonly at: Instant
}

/** Handed on to whom it belongs to. That something was shared is a fact; whether it might be is judged apart. */
export interface ReportForwarded {
  readonly _tag: "ReportForwarded"
  readonly to: RecipientId
  readonly shared: ReadonlyArray<"content" | "identity">
  readonly basis: Basis
  readonly by: ActorId
  readonly at: Instant
}

/** Because of this report the listing is changed: a sub-processor is replaced, say. The report names the change, and nothing names it back. */
export interface ChangeDecided {
  readonly _tag: "ChangeDecided"
  readonly change: ChangeId
  readonly by: ActorId
  readonly reason: Sealed
  readonly at: Instant
}

export interface ReportClosed {
  readonly _tag: "ReportClosed"
  readonly resolution: Resolution
  readonly by: ActorId
  readonly reason?: Sealed
  readonly at: Instant
}

export type Event =
  | ReportReceived
  | ReportAcknowledged
  | ReplySent
  | InformationRequested
  | InformationAdded
  | UpdatesSwitched
  | ReportWithdrawn
  | ReportInvalidated
  | ReportValidated
  | ReportAccepted
  | ReportDeferred
  | ReportLinkedAsDuplicate
  | ReportForwarded
  | ChangeDecided
  | ReportClosed

// -- State -------------------------------------------------------------------------------------------------------------

export type Stage = "Received" | "NeedsInformation" | "Valid" | "Accepted" | "Deferred" | "Closed"

export interface State {
  readonly received: Fact<ReportReceived> | undefined
  /** How far it is; `Received` also before anything came. */
  readonly stage: Stage
  /** What brought it there: the last step of handling. */
  readonly since: EventRef | undefined
  /** The first time that it was accepted. */
  readonly accepted: Fact<Instant> | undefined
  readonly closed: Fact<ReportClosed> | undefined
  /** All that was asked, said and done, each in the order in which it was recorded. */
  readonly acknowledged: ReadonlyArray<Fact<ReportAcknowledged>>
  readonly replies: ReadonlyArray<Fact<ReplySent>>
  readonly requests: ReadonlyArray<Fact<InformationRequested>>
  /** The question that nobody answered yet. */
  readonly waiting: Fact<InformationRequested> | undefined
  readonly added: ReadonlyArray<Fact<InformationAdded>>
  readonly updates: ReadonlyArray<Fact<UpdatesSwitched>>
  readonly withdrawn: Fact<ReportWithdrawn> | undefined
  readonly validated: ReadonlyArray<Fact<ReportValidated>>
  readonly deferred: ReadonlyArray<Fact<ReportDeferred>>
  /** The newest link counts. */
  readonly duplicates: ReadonlyArray<Fact<ReportLinkedAsDuplicate>>
  readonly forwarded: ReadonlyArray<Fact<ReportForwarded>>
  /** The changes of the listing that it led to. */
  readonly changes: ReadonlyArray<Fact<ChangeDecided>>
}

export const initial: State = {
  received: undefined,
  stage: "Received",
  since: undefined,
  accepted: undefined,
  closed: undefined,
  acknowledged: [],
  replies: [],
  requests: [],
  waiting: undefined,
  added: [],
  updates: [],
  withdrawn: undefined,
  validated: [],
  deferred: [],
  duplicates: [],
  forwarded: [],
  changes: []
}

export const evolve = (state: State, event: Event, from: EventRef): State => {
  switch (event._tag) {
    case "ReportReceived":
      return { ...state, received: { value: event, from }, since: from }
    case "ReportAcknowledged":
      return { ...state, acknowledged: [...state.acknowledged, { value: event, from }] }
    case "ReplySent":
      return { ...state, replies: [...state.replies, { value: event, from }] }
    case "InformationRequested": {
      const asked = { value: event, from }
      const all = { ...state, requests: [...state.requests, asked], waiting: asked }
      return state.stage === "Received" ? { ...all, stage: "NeedsInformation", since: from } : all
    }
    case "InformationAdded":
      return { ...state, added: [...state.added, { value: event, from }], waiting: undefined }
    case "UpdatesSwitched":
      return { ...state, updates: [...state.updates, { value: event, from }] }
    case "ReportWithdrawn":
      return { ...state, withdrawn: { value: event, from } }
    case "ReportInvalidated":
      return { ...state, stage: "NeedsInformation", since: from }
    case "ReportValidated":
      return { ...state, stage: "Valid", since: from, validated: [...state.validated, { value: event, from }] }
    case "ReportAccepted":
      return { ...state, stage: "Accepted", since: from, accepted: state.accepted ?? { value: event.at, from } }
    case "ReportDeferred":
      return { ...state, stage: "Deferred", since: from, deferred: [...state.deferred, { value: event, from }] }
    case "ReportLinkedAsDuplicate":
      return { ...state, duplicates: [...state.duplicates, { value: event, from }] }
    case "ReportForwarded":
      return { ...state, forwarded: [...state.forwarded, { value: event, from }] }
    case "ChangeDecided":
      return { ...state, changes: [...state.changes, { value: event, from }] }
    case "ReportClosed":
      return { ...state, stage: "Closed", since: from, closed: { value: event, from } }
  }
}

// -- Refusals: what we decline to do, each naming its clause. -----------------------------------------------------------

const sinceOf = ({ since }: State): ReadonlyArray<EventRef> => (since === undefined ? [] : [since])

export const NothingReceived = refusal(
  "NothingReceived",
  rules.recordedAsItCame,
  "no report is on record under this id, so nobody would look here: record that it was received first, or check the id"
)

export const ReportIdTaken = (received: Fact<ReportReceived>): Refusal<"ReportIdTaken"> =>
  refusal(
    "ReportIdTaken",
    rules.recordedAsItCame,
    `report \`${received.value.report}\` was received already and says something else: give the new one an id of its own`,
    [received.from]
  )

export const OtherReport = (report: ReportId): Refusal<"OtherReport"> =>
  refusal(
    "OtherReport",
    rules.recordedAsItCame,
    `report \`${report}\` is recorded in the stream of its own name: record it there`
  )

export const UnknownPolicy = (ref: PolicyRef): Refusal<"UnknownPolicy"> =>
  refusal(
    "UnknownPolicy",
    rules.versionAtReceipt,
    `no disclosure policy is known under \`${ref}\`: hand it over when opening, or check the reference`
  )

export const AlreadyClosed = (closed: Fact<ReportClosed>): Refusal<"AlreadyClosed"> =>
  refusal(
    "AlreadyClosed",
    rules.closedStays,
    "this report is closed: receive what came back as a new report that supersedes it",
    [closed.from]
  )

export const NotValid = (state: State): Refusal<"NotValid"> =>
  refusal("NotValid", rules.inOrder, "this report was not found valid yet: validate it first", sinceOf(state))

export const ValidAlready = (state: State): Refusal<"ValidAlready"> =>
  refusal(
    "ValidAlready",
    rules.inOrder,
    "this report was found valid, and is not found otherwise after that: defer or close it, and say why",
    sinceOf(state)
  )

export const NotPrioritised = (state: State): Refusal<"NotPrioritised"> =>
  refusal(
    "NotPrioritised",
    rules.inOrder,
    "this report is valid and nobody has said what becomes of it: accept or defer it before it is closed",
    sinceOf(state)
  )

export const TooEarlyToClose = (state: State, { as }: Resolution): Refusal<"TooEarlyToClose"> =>
  refusal(
    "TooEarlyToClose",
    rules.closedEarly,
    `nobody has found this report valid, so it can't be closed as \`${as}\`: ask for what is missing, or find it valid first`,
    sinceOf(state)
  )

export const NotSo = ({ as }: Resolution, why: string, facts: ReadonlyArray<EventRef> = []): Refusal<"NotSo"> =>
  refusal("NotSo", rules.closedForAReason, `this report can't be closed as \`${as}\`: ${why}`, facts)

export const UnknownReport = (report: ReportId): Refusal<"UnknownReport"> =>
  refusal("UnknownReport", rules.cameFirst, `no report \`${report}\` is on record: check the id`)

export const NotEarlier = (of: ReportId, facts: ReadonlyArray<EventRef>): Refusal<"NotEarlier"> =>
  refusal(
    "NotEarlier",
    rules.cameFirst,
    `report \`${of}\` did not come before this one, so this one is no duplicate of it: link that one to this, or name an earlier one`,
    facts
  )

export const IsADuplicate = (of: ReportId, original: ReportId, facts: ReadonlyArray<EventRef>) =>
  refusal(
    "IsADuplicate",
    rules.cameFirst,
    `report \`${of}\` is itself a duplicate of \`${original}\`: link this one to that`,
    facts
  )

export const NamesTheReport = (change: ChangeId, received: Fact<ReportReceived>): Refusal<"NamesTheReport"> =>
  refusal(
    "NamesTheReport",
    rules.leadsToChange,
    `the change \`${change}\` would name report \`${received.value.report}\` to whoever sees the listing: give it an id that says nothing of the report`,
    [received.from]
  )

export const IdTaken = (id: string, facts: ReadonlyArray<EventRef>): Refusal<"IdTaken"> =>
  refusal(
    "IdTaken",
    rules.answeredByWhom,
    `\`${id}\` is on record already and says something else: give the new one an id of its own`,
    facts
  )

// -- Commands: what somebody asks for. -----------------------------------------------------------------------------------

export interface ReceiveReport extends Ask<ReportReceived, "ReceiveReport"> {}
export interface RecordAcknowledgement extends Ask<ReportAcknowledged, "RecordAcknowledgement"> {}
export interface RecordReply extends Ask<ReplySent, "RecordReply"> {}
export interface RequestInformation extends Ask<InformationRequested, "RequestInformation"> {}
export interface AddInformation extends Ask<InformationAdded, "AddInformation"> {}
export interface SwitchUpdates extends Ask<UpdatesSwitched, "SwitchUpdates"> {}
export interface RecordWithdrawal extends Ask<ReportWithdrawn, "RecordWithdrawal"> {}
export interface InvalidateReport extends Ask<ReportInvalidated, "InvalidateReport"> {}
export interface ValidateReport extends Ask<ReportValidated, "ValidateReport"> {}
export interface AcceptReport extends Ask<ReportAccepted, "AcceptReport"> {}
export interface DeferReport extends Ask<ReportDeferred, "DeferReport"> {}
export interface RecordForwarding extends Ask<ReportForwarded, "RecordForwarding"> {}
export interface DecideChange extends Ask<ChangeDecided, "DecideChange"> {}
export interface CloseReport extends Ask<ReportClosed, "CloseReport"> {}

/** Says of which earlier report it is a duplicate; when that one was received is looked up. */
export interface LinkDuplicate {
  readonly _tag: "LinkDuplicate"
  readonly of: ReportId
  readonly by: ActorId
  readonly at: Instant
}

export type Command =
  | ReceiveReport
  | RecordAcknowledgement
  | RecordReply
  | RequestInformation
  | AddInformation
  | SwitchUpdates
  | RecordWithdrawal
  | InvalidateReport
  | ValidateReport
  | AcceptReport
  | DeferReport
  | LinkDuplicate
  | RecordForwarding
  | DecideChange
  | CloseReport

// -- Decide: one branch a command; asked twice, decided once. --------------------------------------------------------------

/** `weakness`: what is known of it, for a reason to close that must be so. */
export const decide = (
  command: Command,
  state: State,
  weakness: Weakness.State,
  world: ReportWorld
): Decision<Event> => {
  const { received, stage, closed } = state
  if (command._tag === "ReceiveReport") return receive(command, state, world)
  if (received === undefined) return refuse(NothingReceived)
  switch (command._tag) {
    case "RecordAcknowledgement": {
      const before = state.acknowledged.filter(({ value }) => value.by === command.by)
      // Learned later, an earlier one is a fact of its own: it may be the one that was in time.
      return before.some(({ value }) => value.at <= command.at)
        ? alreadySo
        : record({ ...command, _tag: "ReportAcknowledged" })
    }
    case "RecordReply": {
      const known = state.replies.find(({ value }) => value.reply === command.reply)
      if (known === undefined) return record({ ...command, _tag: "ReplySent" })
      return saysTheSame(known.value, command) ? alreadySo : refuse(IdTaken(command.reply, [known.from]))
    }
    case "RequestInformation": {
      const known = state.requests.find(({ value }) => value.request === command.request)
      if (known === undefined) return record({ ...command, _tag: "InformationRequested" })
      return saysTheSame(known.value, command) ? alreadySo : refuse(IdTaken(command.request, [known.from]))
    }
    case "AddInformation":
      return state.added.some(({ value }) => saysTheSameThen(value, command))
        ? alreadySo
        : record({ ...command, _tag: "InformationAdded" })
    case "SwitchUpdates":
      return state.updates.some(({ value }) => saysTheSameThen(value, command)) ||
        (state.updates.length === 0 && received.value.wantsUpdates === command.wanted)
        ? alreadySo
        : record({ ...command, _tag: "UpdatesSwitched" })
    case "RecordWithdrawal":
      return state.withdrawn === undefined ? record({ ...command, _tag: "ReportWithdrawn" }) : alreadySo
    case "InvalidateReport":
      if (closed !== undefined) return refuse(AlreadyClosed(closed))
      if (stage === "NeedsInformation") return alreadySo
      return stage === "Received" ? record({ ...command, _tag: "ReportInvalidated" }) : refuse(ValidAlready(state))
    case "ValidateReport":
      if (closed !== undefined) return refuse(AlreadyClosed(closed))
      return isFoundValid(state) ? alreadySo : record({ ...command, _tag: "ReportValidated" })
    case "AcceptReport":
      if (closed !== undefined) return refuse(AlreadyClosed(closed))
      if (stage === "Accepted") return alreadySo
      return isFoundValid(state) ? record({ ...command, _tag: "ReportAccepted" }) : refuse(NotValid(state))
    case "DeferReport":
      if (closed !== undefined) return refuse(AlreadyClosed(closed))
      if (stage === "Deferred") return alreadySo
      return isFoundValid(state) ? record({ ...command, _tag: "ReportDeferred" }) : refuse(NotValid(state))
    case "LinkDuplicate": {
      if (duplicateOf(state) === command.of) return alreadySo
      const link = linkTo(command, received, world)
      return "clause" in link ? refuse(link) : record(link)
    }
    case "RecordForwarding":
      return state.forwarded.some(({ value }) => saysTheSameThen(value, command))
        ? alreadySo
        : record({ ...command, _tag: "ReportForwarded" })
    case "DecideChange":
      if (!rules.leadsToChange(received, command.change).answer) return refuse(NamesTheReport(command.change, received))
      return state.changes.some(({ value }) => saysTheSame(value, command))
        ? alreadySo
        : record({ ...command, _tag: "ChangeDecided" })
    case "CloseReport":
      return close(command, state, received, weakness, world)
  }
}

const receive = (command: ReceiveReport, { received }: State, world: ReportWorld): Decision<Event> => {
  if (received !== undefined) return saysTheSame(received.value, command) ? alreadySo : refuse(ReportIdTaken(received))
  if (world.policy(command.policy) === undefined) return refuse(UnknownPolicy(command.policy))
  return record({ ...command, _tag: "ReportReceived" })
}

const isFoundValid = ({ stage }: State): boolean => stage === "Valid" || stage === "Accepted" || stage === "Deferred"

const linkTo = (
  { of, by, at }: { readonly of: ReportId; readonly by: ActorId; readonly at: Instant },
  received: Fact<ReportReceived>,
  world: ReportWorld
): ReportLinkedAsDuplicate | Refusal => {
  const other = world.report(of)
  if (other === undefined) return UnknownReport(of)
  if (other.duplicateOf !== undefined) return IsADuplicate(of, other.duplicateOf, [other.received.from])
  const own: Pick<KnownReport, "order"> = world.report(received.value.report) ?? { order: Number.POSITIVE_INFINITY }
  const first = rules.cameFirst(other.received, other.order, received, own.order)
  return first.answer
    ? { _tag: "ReportLinkedAsDuplicate", of, received: other.received, by, at }
    : NotEarlier(of, [other.received.from, received.from])
}

const close = (
  command: CloseReport,
  state: State,
  received: Fact<ReportReceived>,
  weakness: Weakness.State,
  world: ReportWorld
): Decision<Event> => {
  const { stage, closed } = state
  const { resolution, by, at } = command
  if (closed !== undefined) return saysTheSame(closed.value, command) ? alreadySo : refuse(AlreadyClosed(closed))
  if (stage === "Valid") return refuse(NotPrioritised(state))
  if (!mayClose[stage].includes(resolution.as) && !isFoundValid(state))
    return refuse(TooEarlyToClose(state, resolution))
  const event: ReportClosed = { ...command, _tag: "ReportClosed" }
  if (resolution.as === "duplicate" && duplicateOf(state) !== resolution.of) {
    const link = linkTo({ of: resolution.of, by, at }, received, world)
    return "clause" in link ? refuse(link) : record<Event>(link, event)
  }
  const wrong = notSo(resolution, state, weakness)
  return wrong === undefined ? record(event) : refuse(wrong)
}

const unread = ["spam", "duplicate", "withdrawn", "outOfScope", "referred"] as const
const mayClose: Readonly<Record<Stage, ReadonlyArray<Resolution["as"]>>> = {
  Received: unread,
  NeedsInformation: [...unread, "noResponse", "notReproducible", "notAVulnerability"],
  Valid: [],
  Accepted: [],
  Deferred: [],
  Closed: []
}

/** What the record says against this reason. */
const notSo = (resolution: Resolution, state: State, weakness: Weakness.State): Refusal | undefined => {
  switch (resolution.as) {
    case "fixed":
      return weakness.fixDeployed === undefined ? NotSo(resolution, "no fix is on record as deployed") : undefined
    case "withdrawn":
      return state.withdrawn === undefined ? NotSo(resolution, "its reporter did not withdraw it") : undefined
    case "noResponse":
      return state.waiting === undefined
        ? NotSo(
            resolution,
            "no question is open",
            state.added.slice(-1).map(({ from }) => from)
          )
        : undefined
    case "referred":
      return state.forwarded.some(({ value }) => value.to === resolution.to)
        ? undefined
        : NotSo(resolution, `it was not handed to \`${resolution.to}\``)
    case "notReproducible": {
      const found = Weakness.standing(weakness, "Reproduced")
      return found?.value.found.reproduced === true
        ? NotSo(resolution, "it was reproduced; take that back first if it was wrong", [found.from])
        : undefined
    }
    default:
      return undefined
  }
}

// -- Queries ---------------------------------------------------------------------------------------------------------------

/** The report that this one is a duplicate of. */
export const duplicateOf = ({ duplicates }: State): ReportId | undefined => duplicates.at(-1)?.value.of

/** Field by field, what the policy asks for and what was given, at once or later; `undefined` before a report came. */
export const completeness = (
  { received, added }: State,
  terms: DisclosureTerms
): Verdict<rules.Completeness> | undefined => received && rules.completeness(received, added, terms.form)

/** Whether the reporter can be answered; `undefined` before a report came. */
export const reachable = ({ received }: State): Verdict<boolean> | undefined => received && rules.reachable(received)

/** Whether the reporter wants to be kept informed, as they said last by an instant; `undefined` where they never said. */
export const wantsUpdates = ({ received, updates }: State, at: Instant): Fact<boolean> | undefined => {
  const said: Array<Fact<{ readonly wanted: boolean; readonly at: Instant }>> =
    received?.value.wantsUpdates === undefined
      ? []
      : [{ value: { wanted: received.value.wantsUpdates, at: received.value.at }, from: received.from }]
  const last = [...said, ...updates]
    .filter(({ value }) => value.at <= at)
    .reduce<Fact<{ readonly wanted: boolean; readonly at: Instant }> | undefined>(
      (newest, it) => (newest === undefined || it.value.at >= newest.value.at ? it : newest),
      undefined
    )
  return last && { value: last.value.wanted, from: last.from }
}

/** The earliest acknowledgement of a kind. */
export const acknowledgedBy = (
  { acknowledged }: State,
  by: ReportAcknowledged["by"]
): Fact<ReportAcknowledged> | undefined =>
  acknowledged
    .filter(({ value }) => value.by === by)
    .reduce<Fact<ReportAcknowledged> | undefined>(
      (first, it) => (first === undefined || it.value.at < first.value.at ? it : first),
      undefined
    )
