/** What is promised about who the reporter is and what the report says, sentence by sentence (`docs/policy/reporters.md`). */
import { type Absent, type Fact, rule, sentence, type Verdict } from "../kernel/Verdict.ts"
import { isOpen } from "../terms/Reading.ts"
import * as Deadline from "../time/Deadline.ts"
import type { Instant } from "../time/Instant.ts"
import * as Span from "../time/Span.ts"
import type {
  ConsentGiven,
  ContentShared,
  ErasureDecided,
  ErasureExtended,
  ErasureRequested,
  ErasureStanding,
  IdentityDisclosed,
  IdentityLeaked,
  Lack,
  Permission
} from "./Confidence.ts"
import type { Basis } from "./DisclosureTerms.ts"
import type { Open, Stipulation } from "./hand.ts"

/** What is asked of any passing on. */
export interface Asked {
  readonly to: string
  readonly basis: Basis
  readonly reference?: string
}

export const mayPass = rule(
  {
    id: "confidence.may-pass",
    quote:
      "Who the reporter is and what the report says is told to others only with the reporter's consent or on a ground that the policy names, with its reference, and never more than the ground asks for."
  },
  (
    { basis, reference }: Asked,
    minimal: boolean,
    bases: Stipulation<ReadonlyArray<Basis>> | Open,
    consents: ReadonlyArray<Fact<ConsentGiven>>,
    _looked: Absent
  ): Permission => {
    const lacks: ReadonlyArray<Lack> = [
      ...(basis === "consent" && consents.length === 0 ? (["consent"] as const) : []),
      ...(basis !== "consent" && !isOpen(bases) && !bases.value.includes(basis) ? (["basis"] as const) : []),
      ...(basis !== "consent" && (reference ?? "") === "" ? (["reference"] as const) : []),
      ...(minimal ? [] : (["minimal"] as const))
    ]
    if (lacks.length > 0) return { _tag: "No", lacks }
    return basis !== "consent" && isOpen(bases) ? { _tag: "Undetermined", open: [bases] } : { _tag: "Yes" }
  }
)

export const passed = rule(
  {
    id: "confidence.passed",
    quote: "What was told to others is recorded whatever was allowed, and judged by what was allowed then."
  },
  (
    _what: Fact<IdentityDisclosed | ContentShared>,
    { answer }: Verdict<Permission>
  ): "kept" | "broken" | "undetermined" =>
    answer._tag === "Yes" ? "kept" : answer._tag === "No" ? "broken" : "undetermined"
)

export const leaked = rule(
  { id: "confidence.leaked", quote: "A leak breaks the promise of confidence, and it is recorded as one." },
  (_leak: Fact<IdentityLeaked>): "kept" | "broken" | "undetermined" => "broken"
)

export const consentAnyTime = sentence({
  id: "confidence.consent-any-time",
  quote: "A reporter may take consent back at any time, for what was not yet done."
})

/** Article 12(3) GDPR. The month ends on the day with its number, and is not put off by a weekend: the stricter way of counting. */
export const erasureAnswered = rule(
  {
    id: "confidence.erasure-answered",
    quote:
      "Who asks to be forgotten is answered within one month, or within three where they were told in the first month why it takes longer."
  },
  (
    requested: Fact<ErasureRequested>,
    extended: Fact<ErasureExtended> | undefined,
    place: Deadline.Place
  ): Deadline.Due | Deadline.UnknownCalendar =>
    Deadline.after(requested.value.at, Span.months(extended === undefined ? 1 : 3, Span.plain), place)
)

export const erasureDecided = sentence({
  id: "confidence.erasure-decided",
  quote: "A person decides what is erased; what is kept is kept on a ground that is named, and the rest is erased."
})

export const erasureStands = rule(
  {
    id: "confidence.erasure-stands",
    quote: "A request to be forgotten that nobody decided in time is overdue, whatever became of the report."
  },
  (
    { answer: due }: Verdict<Deadline.Due | Deadline.UnknownCalendar>,
    decided: Fact<ErasureDecided> | undefined,
    now: Instant,
    _looked: Absent
  ): ErasureStanding => {
    if (Deadline.isUnknown(due)) return { _tag: "NotAtHand", calendar: due.calendar }
    const { before } = due.duty
    if (decided !== undefined && decided.value.at <= now)
      return { _tag: "Answered", at: decided.value.at, late: decided.value.at >= before }
    return now < before ? { _tag: "Open", due } : { _tag: "Overdue", since: before }
  }
)
