/** Until when a weakness is secret, when we publish, and whose consent that lacks. */
import type { Anchor } from "../disclosure/DisclosureTerms.ts"
import type * as Confidence from "../disclosure/Confidence.ts"
import type { Party } from "../disclosure/Embargo.ts"
import { read } from "../disclosure/hand.ts"
import * as Publication from "../disclosure/Publication.ts"
import * as Report from "../disclosure/Report.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import type { PersonId } from "../language/ids.ts"
import { isOpen } from "../terms/Reading.ts"
import * as Days from "../time/Day.ts"
import type { Day } from "../time/Day.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import * as Zone from "../time/Zone.ts"
import { comes, noDay, type ReportLook, waiting, type Waits } from "./reportsLook.ts"
import * as rules from "./reportsRules.ts"

/** The end of an embargo, or of the time to answer a proposal. */
export type EmbargoWaits = Waits &
  (
    | { readonly what: "embargoEnds"; readonly until: Instant }
    | { readonly what: "answerProposal"; readonly proposal: string; readonly by: Party; readonly until: Instant }
  )

export interface PublicationWaits extends Waits {
  readonly what: "publish"
  /** Anything but `Window`: the policy has us publish, and no day can be told. */
  readonly stands: Publication.Timed["_tag"]
  /** Not before this day; absent while it may be any. */
  readonly earliest?: Day
  /** What must happen before the day is known. */
  readonly waitsFor: ReadonlyArray<Anchor>
}

export interface ConsentLacks extends Waits {
  readonly what: "consent"
  readonly to: "credit" | "content"
  readonly person: PersonId
}

export const ofEmbargo = (look: ReportLook): ReadonlyArray<EmbargoWaits> => {
  const { state, known, world, now } = look
  if (known === undefined) return []
  const { zone } = known.hand.place
  const stage = Report.embargoAt(state, world, now)
  const end = stage === "Active" || stage === "Revise" ? Report.embargoEnds(state, world, now) : undefined
  const runs = end && rules.secretStill(end, end.answer, now)
  const proposed = stage === "Proposed" || stage === "Revise" ? state.embargo.open : []
  return [
    ...(end === undefined || runs?.answer !== true
      ? []
      : [waiting(look, { what: "embargoEnds", for: "vendor", until: end.answer }, runs, comes(end.answer, zone))]),
    ...proposed.flatMap((proposal): ReadonlyArray<EmbargoWaits> => {
      const { proposal: id, by, until } = proposal.value
      // A longer end is agreed while the embargo runs, or never.
      const answerBy = end === undefined ? until : Instants.min(until, end.answer)
      const waits = rules.secretStill(proposal, answerBy, now)
      const line = {
        what: "answerProposal",
        for: by === "vendor" ? "reporter" : "vendor",
        proposal: id,
        by,
        until
      } as const
      return waits.answer ? [waiting(look, line, waits, comes(answerBy, zone))] : []
    })
  ]
}

export const ofPublication = (look: ReportLook): ReadonlyArray<PublicationWaits | ConsentLacks> => {
  const { state, known, world, now, looked } = look
  const { accepted, closed } = state.handling
  if (known === undefined || accepted === undefined || state.publication.published.length > 0) return []
  const { hand, around, received } = known
  const timing = read(hand, "publication.timing", hand.terms.publication.timing)
  // Closed, and no day on which the policy has us publish: then nobody waits for an advisory.
  if (closed !== undefined && isOpen(timing)) return []
  const { agreed } = state.embargo
  const timed = Publication.publicationDay(
    {
      anchors: anchors.flatMap((anchor) => {
        const at = around.anchor(anchor)
        return at === undefined ? [] : [{ value: { anchor, at: at.value }, from: at.from }]
      }),
      grace: agreed?.value.how === "grace" ? agreed : undefined
    },
    hand,
    now
  )
  const publicity = Report.publicityAt(state, world, now)!
  const { reporter } = received.value
  const credit = read(hand, "credit", hand.terms.credit)
  const consent = (
    to: ConsentLacks["to"],
    given: boolean | Verdict<Confidence.Permission>
  ): ReadonlyArray<ConsentLacks> => {
    const lacks = rules.consentLacks(given, accepted, looked)
    return reporter.as === "anonymous" || !lacks.answer
      ? []
      : [waiting(look, { what: "consent", for: "vendor", to, person: reporter.person }, lacks)]
  }
  return [
    ...(isOpen(timing) ? [] : [toPublish(look, timed, accepted)]),
    ...(isOpen(credit) || credit.value.given === "none" || reporter.as === "anonymous"
      ? []
      : consent("credit", Publication.creditable(publicity).includes(reporter.person))),
    ...consent("content", publicity.mayTell("summary"))
  ]
}

const toPublish = (look: ReportLook, timed: Verdict<Publication.Timed>, accepted: Fact<Instant>): PublicationWaits => {
  const { known, now, looked } = look
  const window = timed.answer._tag === "Window" ? timed.answer.window : undefined
  const latest = window?.latest
  const before = latest && Zone.startOf(known!.hand.place.zone, Days.add(latest, 1))
  const line = {
    what: "publish",
    for: "vendor",
    stands: timed.answer._tag,
    ...(window?.earliest !== undefined && { earliest: window.earliest }),
    waitsFor: window?.waits ?? []
  } as const
  const time = latest && before ? { due: { on: latest, before }, overdue: before <= now } : noDay
  return waiting(look, line, rules.publicationWaits(timed, accepted, looked), time)
}

const anchors: ReadonlyArray<Anchor> = [
  "received",
  "acknowledged",
  "responded",
  "assessed",
  "validated",
  "accepted",
  "lastUpdate",
  "fixReady",
  "fixDeployed",
  "published",
  "vendorAware"
]
