/** Publication: when we publish, what it may say, and who is named in it. */
import { alreadySo, type Ask, type Decision, record, refuse, saysTheSame } from "../kernel/Decider.ts"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import type { ActorId, EventRef, PersonId } from "../language/ids.ts"
import { isOpen } from "../terms/Reading.ts"
import type { Day } from "../time/Day.ts"
import type { Instant } from "../time/Instant.ts"
import type { ConsentGiven, ContentPart, Permission } from "./Confidence.ts"
import type { Anchor } from "./DisclosureTerms.ts"
import { type Open, type PolicyInHand, read, readFor } from "./hand.ts"
import * as rules from "./publicationRules.ts"
import type { Window } from "./timing.ts"

// -- Events: what happened. Stored for good: add cases, never rename or remove. ---------------------------------------------

export interface AdvisoryPublished {
  readonly _tag: "AdvisoryPublished"
  readonly advisory: string
  /** Where it stands. */
  readonly where: string
  /** How much of what the reporter wrote it tells. */
  readonly tells: "nothing" | ContentPart
  /** Who is named in it. */
  readonly credits: ReadonlyArray<PersonId>
  readonly by: ActorId
  readonly at: Instant
}

export type Event = AdvisoryPublished

// -- State ----------------------------------------------------------------------------------------------------------------

export interface State {
  readonly published: ReadonlyArray<Fact<AdvisoryPublished>>
}

export const initial: State = { published: [] }

export const evolve = (state: State, event: Event, ref: EventRef): State => {
  switch (event._tag) {
    case "AdvisoryPublished":
      return { published: [...state.published, { value: event, from: ref }] }
  }
}

// -- Refusals -------------------------------------------------------------------------------------------------------------

export const StillSecret = (facts: ReadonlyArray<EventRef>): Refusal<"StillSecret"> =>
  refusal(
    "StillSecret",
    rules.notWhileSecret,
    "an embargo is in force: end it by the same decision, or wait until it has ended",
    facts
  )

export const NotToBeNamed = (persons: ReadonlyArray<PersonId>): Refusal<"NotToBeNamed"> =>
  refusal(
    "NotToBeNamed",
    rules.creditsWithConsent,
    `${persons.map((person) => `\`${person}\``).join(" and ")} did not agree to be named, or took that back: leave the name out, or ask for consent`
  )

export const TellsTooMuch = ({ answer, because }: Verdict<Permission>): Refusal<"TellsTooMuch"> =>
  refusal(
    "TellsTooMuch",
    rules.tellsWithGround,
    answer._tag === "Undetermined"
      ? "the policy does not state on which grounds the report may be made public: record how it is read, or ask the reporter"
      : "it tells what the reporter wrote, without consent or a ground that the policy names: leave it out, or ask the reporter",
    because[0].facts
  )

// -- Commands -------------------------------------------------------------------------------------------------------------

export interface Publish extends Ask<AdvisoryPublished, "Publish"> {
  /** It is to end what is secret still, by the same decision. */
  readonly endsEmbargo: boolean
}
/** It was published: a fact, allowed or not. */
export interface RecordPublished extends Ask<AdvisoryPublished, "RecordPublished"> {}

export type Command = Publish | RecordPublished

export type EmbargoState = "None" | "Proposed" | "Active" | "Revise" | "Exited"

/** What the rest of the report says. */
export interface Around {
  readonly embargo: Fact<EmbargoState>
  /** Consents to be named that stand at the moment of publication. */
  readonly consents: ReadonlyArray<Fact<ConsentGiven>>
  /** May this much of the report be told to everybody? */
  readonly mayTell: (part: ContentPart) => Verdict<Permission>
  readonly written: boolean
}

// -- Decide ---------------------------------------------------------------------------------------------------------------

export const decide = (command: Command, state: State, around: Around): Decision<Event> => {
  const { advisory, where, tells, credits, by, at } = command
  const published: AdvisoryPublished = { _tag: "AdvisoryPublished", advisory, where, tells, credits, by, at }
  const known = state.published.findLast(({ value }) => value.advisory === advisory)
  if (known !== undefined && saysTheSame(known.value, published)) return alreadySo
  if (command._tag === "RecordPublished") return record(published)
  const may = mayPublish(command, around)
  return may.answer === "yes" ? record(published) : refuse(may.answer)
}

type Wish = Pick<Publish, "tells" | "credits" | "endsEmbargo">

const mayPublish = (wish: Wish, around: Around): { readonly answer: "yes" | Refusal } => {
  const secret = rules.secretNoMore(around.embargo, wish.endsEmbargo)
  if (!secret.answer) return { answer: StillSecret(secret.because[0].facts) }
  const unnamed = wish.credits.filter((person) => !rules.mayCredit(person, around.written, around.consents).answer)
  if (unnamed.length > 0) return { answer: NotToBeNamed(unnamed) }
  if (wish.tells === "nothing") return { answer: "yes" }
  const tells = around.mayTell(wish.tells)
  return { answer: tells.answer._tag === "Yes" ? "yes" : TellsTooMuch(tells) }
}

// -- Queries --------------------------------------------------------------------------------------------------------------

/** Whether the policy asks for consent to be named in writing. Where it is silent, any consent that was expressed counts. */
export const writtenAsked = (hand: PolicyInHand): boolean => {
  const credit = read(hand, "credit", hand.terms.credit)
  return !isOpen(credit) && credit.value.consent === "written"
}

/** Who may be named, of those who agreed at that moment. */
export const creditable = (around: Pick<Around, "consents" | "written">): ReadonlyArray<PersonId> =>
  [...new Set(around.consents.map(({ value }) => value.person))].filter(
    (person) => rules.mayCredit(person, around.written, around.consents).answer
  )

export type Timed =
  | { readonly _tag: "Window"; readonly window: Window }
  | { readonly _tag: "NotAtHand"; readonly calendar: string }
  /** From this day on no day of a year is one on which the policy publishes. */
  | { readonly _tag: "NoSuchDay"; readonly from: Day }
  | { readonly _tag: "Undetermined"; readonly open: ReadonlyArray<Open> }

export interface TimingFacts {
  readonly anchors: ReadonlyArray<Fact<{ readonly anchor: Anchor; readonly at: Instant }>>
  readonly grace: Fact<{ readonly at: Instant }> | undefined
}

/** From when until when we publish, by the policy. */
export const publicationDay = (facts: TimingFacts, hand: PolicyInHand, now: Instant): Verdict<Timed> => {
  // What a report had begun is not moved by what is stated later.
  const began = facts.anchors.find(({ value }) => value.anchor === "received")?.value.at ?? now
  const timing = readFor(hand, "publication.timing", hand.terms.publication.timing, began, now)
  const day = readFor(hand, "publication.day", hand.terms.publication.day, began, now)
  const anchors = facts.anchors.filter(({ value }) => value.at <= now)
  return rules.publicationDay(timing, isOpen(day) ? undefined : day, anchors, facts.grace, hand.place, now)
}
