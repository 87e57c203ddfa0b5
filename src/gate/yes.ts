/** What the client said yes to, what both sides agreed, and who left: the client's own words, as the gate hears them. */
import * as Objection from "../consultation/Objection.ts"
import * as objections from "../consultation/objections.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import { type EngagementId, revisionOf } from "../language/ids.ts"
import type * as Listing from "../listing/Listing.ts"
import type { Instant } from "../time/Instant.ts"
import type { Inquiry } from "./Inquiry.ts"
import * as rules from "./rules.ts"
import type { Step } from "./rules.ts"

/** A yes, when it was said, and whether it authorises. */
export interface ClientsYes {
  /** Of several that count the newest in writing: what was only spoken since takes nothing back. */
  readonly said: Fact<Objection.ChangeAccepted> | Fact<Objection.SolutionAgreed>
  /** A waiver passes notice, window and objections; it is no authorisation, and takes none back. */
  readonly authorises: boolean
  /** Why it counts as the client's, for a yes of its own. */
  readonly speaks?: Verdict<boolean>
}

/** What a client said yes by, as it counts by now. */
export interface YesByNow extends ClientsYes {
  /** The last that was said: objections before it are answered. */
  readonly last: Said
  /** All that authorises, whatever was waived since. */
  readonly authorising: ReadonlyArray<Said>
  /** Of these the newest in writing; else the newest of which nobody has said whether it is; else the newest. */
  readonly authorised?: ClientsYes["said"]
}

/** Something said at an instant, on record. */
export type Said = Fact<{ readonly at: Instant }>

/** Said before, by the instants; or in the order of the record where they are the same. */
export const isBefore = (one: Said, other: Said): boolean =>
  one.value.at < other.value.at || (one.value.at === other.value.at && revisionOf(one.from) < revisionOf(other.from))

/** What a yes must be for, and since when there was something to say yes to. */
export interface About {
  /** What is asked about. Absent: whatever the change brings. */
  readonly brought?: ReadonlyArray<Listing.InScope>
  /** Nobody agrees to what was not announced yet, or was told otherwise. */
  readonly since?: Instant
}

/**
 * The client's own yes up to now, unless something else was agreed after it: the newest; and where that authorises, the newest that does so
 * in writing, else the newest of which nobody has said whether it does.
 */
export const clientsYes = (
  inquiry: Inquiry,
  objection: Objection.State,
  { brought, since }: About
): YesByNow | undefined => {
  const agreed = solutionBy(inquiry, objection)
  const counts = ({ value }: Said): boolean => since === undefined || value.at >= since
  const accepted = accepting(inquiry, objection, brought).filter(
    ({ said }) => counts(said) && (agreed === undefined || !isBefore(said, agreed))
  )
  const settled: ReadonlyArray<ClientsYes> =
    agreed !== undefined && counts(agreed) && agreed.value.solution._tag === "Acceptance"
      ? [{ said: agreed, authorises: true }]
      : []
  const all = [...settled, ...accepted]
  const last = all.at(-1)
  if (last === undefined) return undefined
  const authorising = all.filter(({ authorises }) => authorises)
  const best =
    authorising.findLast(({ said }) => isWritten(said) === true) ??
    authorising.findLast(({ said }) => isWritten(said) === undefined) ??
    authorising.at(-1)
  return {
    ...(best !== undefined && last.authorises ? best : last),
    last: last.said,
    authorising: authorising.map(({ said }) => said),
    ...(best !== undefined && { authorised: best.said })
  }
}

/** What both sides agreed on stands in their solution, in writing. */
const isWritten = ({ value }: ClientsYes["said"]): boolean | undefined =>
  value._tag === "ChangeAccepted" ? value.inWriting : true

/** Every yes up to now that counts as the client's, oldest first, for all of what is asked about. */
const accepting = (
  inquiry: Inquiry,
  { accepted, authority }: Objection.State,
  brought: ReadonlyArray<Listing.InScope> | undefined
): ReadonlyArray<ClientsYes> => {
  const { at } = inquiry.question
  inquiry.compare(
    ...[...accepted, ...authority.asked, ...authority.ratified, ...authority.refuted].map(({ value }) => value.at)
  )
  return accepted
    .filter(({ value }) => value.at <= at && isFor(value, brought))
    .flatMap((said) => {
      const speaks = objections.speaksForClient(said, authority.ratified, authority.refuted, at)
      inquiry.say(rules.heard(speaks))
      return speaks.answer ? [{ said, speaks, authorises: said.value.as !== "waiver" }] : []
    })
    .sort((a, b) => (isBefore(a.said, b.said) ? -1 : 1))
}

/** A yes that names what it is for is for that, and for nothing else that the change brings. */
const isFor = (
  { for: named }: Objection.ChangeAccepted,
  brought: ReadonlyArray<Listing.InScope> | undefined
): boolean =>
  named === undefined ||
  (brought !== undefined &&
    brought.every((it) => named.some(({ facet, value }) => facet === it.facet && value === it.value)))

/** j: what was agreed about an engagement. */
export const outcome = (
  inquiry: Inquiry,
  objection: Objection.State,
  of: EngagementId = inquiry.question.engagement
): ReadonlyArray<Verdict<Step>> => {
  const { at } = inquiry.question
  const agreed = solutionBy(inquiry, objection, of)
  if (agreed === undefined) return []
  const { solution, effects } = agreed.value
  const accepted = accepting(inquiry, objection, undefined).findLast(({ authorises }) => authorises)?.said
  const yesSince = accepted !== undefined && !isBefore(accepted, agreed) ? accepted : undefined
  inquiry.compare(
    effects?.accessFrom,
    solution._tag === "Exit" || solution._tag === "CarveOut" ? solution.from : undefined
  )
  return [rules.outcome(agreed, yesSince, at)]
}

/** What both sides agreed last about an engagement. */
export const solutionBy = (
  inquiry: Inquiry,
  state: Objection.State,
  of: EngagementId = inquiry.question.engagement
): Fact<Objection.SolutionAgreed> | undefined => {
  inquiry.compare(...state.solutions.map((it) => it.value.at))
  return Objection.solutionAt(state, inquiry.question.at, of)
}
