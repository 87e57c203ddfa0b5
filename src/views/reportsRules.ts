/** What waits on the security desk, and what a reporter is shown, sentence by sentence (`docs/policy/reporters.md`). */
import type { ClockStatus } from "../disclosure/clocks.ts"
import type { ConductAlleged, ConductFound, HearingOffered } from "../disclosure/Conduct.ts"
import type { ErasureDecided, ErasureStanding, IdentityErased, Permission } from "../disclosure/Confidence.ts"
import type { EmbargoAccepted, EmbargoProposed } from "../disclosure/Embargo.ts"
import type { InformationRequested, ReplySent, ReportReceived } from "../disclosure/Handling.ts"
import type { Open } from "../disclosure/hand.ts"
import type { Status } from "../disclosure/promises.ts"
import type { Timed } from "../disclosure/Publication.ts"
import type { RewardGranted } from "../disclosure/Reward.ts"
import type { Completeness } from "../disclosure/rules.ts"
import { type Absent, type Fact, rule, type Verdict } from "../kernel/Verdict.ts"
import type { Instant } from "../time/Instant.ts"

/** Something said or done at an instant, on record. */
type Said = Fact<{ readonly at: Instant }>

/** How a promise waits. `late`: a mere aim whose time is over. `undetermined`: a person must read or judge first. */
export type Waiting = "open" | "late" | "broken" | "rests" | "undetermined" | "notAtHand"

export const promiseWaits = rule(
  {
    id: "security-desk.promise",
    quote:
      "A promise to a reporter stays on the security desk until it is kept, waived or not owed; a broken one until it is kept, also after the report was closed."
  },
  ({ answer: status }: Verdict<Status>, now: Instant): Waiting | "nothing" => {
    switch (status._tag) {
      case "Open":
        return status.due !== undefined && status.due.duty.before <= now ? "late" : "open"
      case "Breached":
        return "broken"
      case "Suspended":
        return "rests"
      case "Undetermined":
        return status.keptAt === undefined ? "undetermined" : "nothing"
      case "NotAtHand":
        return "notAtHand"
      case "NotOwed":
      case "Met":
      case "MetLate":
      case "Waived":
        return "nothing"
    }
  }
)

export const lacks = rule(
  {
    id: "security-desk.lacks",
    quote:
      "What a report lacks is on the desk until it is given, or until somebody found the report valid or closed it."
  },
  ({ answer }: Verdict<Completeness>, settled: Fact<unknown> | undefined): boolean =>
    !answer.complete && settled === undefined
)

export const questionWaits = rule(
  {
    id: "security-desk.question",
    quote: "A question to the reporter waits for them until more came in or the report is closed."
  },
  (_asked: Fact<InformationRequested>, closed: Said | undefined, _looked: Absent): boolean => closed === undefined
)

export const personDecides = rule(
  {
    id: "security-desk.person-decides",
    quote:
      "What only a person can decide about a report is on the desk until somebody decided it, with what hangs on it."
  },
  (
    _hangs: ReadonlyArray<Fact<unknown> | Verdict<unknown>>,
    decided: Fact<unknown> | undefined,
    _looked: Absent
  ): boolean => decided === undefined
)

/** Whether the law then asks for a notification is decided on that awareness; until then its clock runs. */
export const leakWaits = rule(
  {
    id: "security-desk.leak-waits",
    quote:
      "A leak of who reported is on the desk until it is recorded that we are aware of it as a breach of personal data of our own, whose clocks run from when we knew."
  },
  (_leaked: Fact<unknown>, aware: Fact<unknown> | undefined, _looked: Absent): boolean => aware === undefined
)

export const readingWanted = rule(
  {
    id: "security-desk.reading",
    quote:
      "Words of a policy that somebody must read before anybody can say what is owed are on the desk once, with all reports that hang on them."
  },
  (_open: Open, _hangs: Verdict<unknown>): true => true
)

export const hearingWaits = rule(
  {
    id: "security-desk.hearing",
    quote:
      "Whoever is said to have broken a rule is asked first, then has their time to answer, and then a person decides."
  },
  (
    _alleged: Fact<ConductAlleged>,
    offered: Fact<HearingOffered> | undefined,
    { answer: heard }: Verdict<boolean>,
    found: Fact<ConductFound> | undefined
  ): "ask" | "answer" | "decide" | "decided" => {
    if (found !== undefined) return "decided"
    if (heard) return "decide"
    return offered === undefined ? "ask" : "answer"
  }
)

export const erasureWaits = rule(
  {
    id: "security-desk.erasure",
    quote: "A request to be forgotten is on the desk until it is decided, and until what was to go is gone."
  },
  (
    { answer: standing }: Verdict<ErasureStanding>,
    decided: Fact<ErasureDecided> | undefined,
    erased: Fact<IdentityErased> | undefined
  ): "decide" | "erase" | "nothing" => {
    if (standing._tag !== "Answered") return decided === undefined ? "decide" : "nothing"
    const goes = decided !== undefined && (decided.value.erased.length > 0 || decided.value.token === "destroyed")
    return goes && erased === undefined ? "erase" : "nothing"
  }
)

export const secretStill = rule(
  {
    id: "security-desk.embargo",
    quote:
      "An embargo is on the desk until it ends, and an end that somebody proposed until it is answered or can be agreed no more."
  },
  (_what: Fact<EmbargoAccepted | EmbargoProposed> | Verdict<Instant>, until: Instant, now: Instant): boolean =>
    now < until
)

export const publicationWaits = rule(
  {
    id: "security-desk.publication",
    quote: "When the policy has us publish is on the desk from when a report was accepted until an advisory is out."
  },
  (_timed: Verdict<Timed>, _accepted: Fact<Instant>, _looked: Absent): true => true
)

export const consentLacks = rule(
  {
    id: "security-desk.consent",
    quote: "Until an advisory is out, it is on the desk whose consent it would lack, to be named or to be quoted."
  },
  (given: boolean | Verdict<Permission>, _accepted: Fact<Instant>, _looked: Absent): boolean =>
    typeof given === "boolean" ? !given : given.answer._tag !== "Yes"
)

export const rewardWaits = rule(
  {
    id: "security-desk.reward",
    quote: "A reward that was granted is on the desk until it is delivered or declined."
  },
  (_granted: Fact<RewardGranted>, over: Said | undefined, _looked: Absent): boolean => over === undefined
)

/** How a clock of the law waits. `waits`: for a fact. `more`: what was filed says that more follows. `reasons`: it was late. */
export type ClockWaiting = "open" | "overdue" | "waits" | "more" | "reasons" | "notAtHand"

export const clockWaits = rule(
  {
    id: "security-desk.clock",
    quote:
      "A clock of the law is on the desk until all that it asks for is filed, and what was filed late until its reasons are on record."
  },
  ({ answer: status }: Verdict<ClockStatus>): ClockWaiting | "nothing" => {
    switch (status._tag) {
      case "NotOwed":
        return "nothing"
      case "Waits":
        return "waits"
      case "NotAtHand":
        return "notAtHand"
      case "Open":
        return "open"
      case "Overdue":
        return "overdue"
      case "Filed":
        return status.part ? "more" : "nothing"
      case "FiledLate":
        return !status.reasoned ? "reasons" : status.part ? "more" : "nothing"
    }
  }
)

export const onTheDesk = rule(
  {
    id: "security-desk.report",
    quote: "A report is on the security desk until it is closed and nothing of it waits for anybody."
  },
  (_received: Fact<ReportReceived>, closed: Said | undefined, waits: number, _looked: Absent): boolean =>
    closed === undefined || waits > 0
)

// -- What a reporter is shown. -----------------------------------------------------------------------------------------------

export const shownOnceTold = rule(
  {
    id: "shown.once-told",
    quote: "What was found is shown to its reporter once an answer has told it, and never by whom it was found or why."
  },
  (found: Said, told: ReadonlyArray<Fact<ReplySent>>): boolean => told.some(({ value }) => value.at >= found.value.at)
)

export const shownOnceAsked = rule(
  {
    id: "shown.once-asked",
    quote:
      "What is said of a reporter's conduct is shown to them once they were asked about it, with their time to answer."
  },
  (_alleged: Fact<ConductAlleged>, offered: Fact<HearingOffered> | undefined): boolean =>
    offered !== undefined && offered.value.way === "answer"
)
