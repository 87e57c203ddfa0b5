/** What the views say of the promises that were made, sentence by sentence (`docs/policy/compliance.md`). */
import type {
  AuthorityRefuted,
  ExitDeclared,
  ObjectionReceived,
  ObjectionWithdrawn,
  OutcomeKind,
  SolutionAgreed
} from "../consultation/Objection.ts"
import type { Outcome } from "../consultation/objections.ts"
import type { WindowEnd } from "../consultation/rules.ts"
import { type Absent, type Fact, rule, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import type { Announced } from "../language/Change.ts"
import type { ChangeId, EventRef } from "../language/ids.ts"
import type { AdvanceNotice, ClockStart, Content, Duty, Emergency, Period } from "../terms/Terms.ts"
import type { Day } from "../time/Day.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"

/** What became of one thing that was promised. */
export type Kept = "met" | "metLate" | "missed" | "open" | "notOwed" | "undetermined"

/** Something said or done at an instant, on record. */
type Said = Fact<{ readonly at: Instant }>

// -- Who is to be told, and what is due. -----------------------------------------------------------------------------------

export const notLookedAt = rule(
  {
    id: "compliance.not-looked-at",
    quote:
      "A client for whom nobody has looked yet at what it is owed is shown as that, and not as one who is owed nothing."
  },
  (_announced: Fact<Announced>, _looked: Absent): "notLookedAt" => "notLookedAt"
)

export const cannotBeCounted = rule(
  {
    id: "compliance.cannot-be-counted",
    quote: "Where terms, a calendar or a zone are not at hand, no date is told, and it is said what is missing."
  },
  (_missing: string, _announced: Fact<unknown>, _looked: Absent): "cannotBeCounted" => "cannotBeCounted"
)

export const toBeTold = rule(
  {
    id: "compliance.to-be-told",
    quote:
      "A client that is owed notice is to be told until a letter that is notice went out and is not known to be lost, and again when it was read since how the dates are counted and no letter says so."
  },
  (
    _arose: Fact<unknown> | Verdict<unknown>,
    letter: Said | undefined,
    _lost: ReadonlyArray<Fact<unknown>>,
    clock: Verdict<Instant | undefined> | undefined,
    _setAside: Verdict<boolean> | undefined,
    unsaid: ReadonlyArray<Fact<unknown>>,
    _looked: Absent
  ): boolean => (letter === undefined && clock?.answer === undefined) || unsaid.length > 0
)

export const setAside = rule(
  {
    id: "compliance.set-aside",
    quote:
      "What was put right as a matter of substance, or brought forward to a day before the one that a letter told, is told anew, and so is all under an agreement after a time without any: no letter from before is notice of it."
  },
  (
    letters: ReadonlyArray<Said>,
    _putRight: Fact<Instant> | undefined,
    _broughtForward: Fact<Day> | undefined,
    _agreedAnew: Fact<Instant> | undefined
  ): boolean => letters.length > 0
)

export const sendBy = rule(
  {
    id: "compliance.send-by",
    quote: "A letter is due so early that the length of notice is over when the change begins to hold."
  },
  (
    _toBeTold: Verdict<boolean>,
    _advance: Stipulation<AdvanceNotice> | undefined,
    _clockStart: Stipulation<ClockStart> | undefined,
    _effectiveOn: Fact<Day>,
    latest: Instant | undefined
  ): Instant | "open" => latest ?? "open"
)

export const windowEndsOn = rule(
  { id: "compliance.window-ends", quote: "The end of a client's window is on the agenda as it holds for the client." },
  (window: Verdict<WindowEnd>): Instant | "open" => (typeof window.answer === "object" ? window.answer.before : "open")
)

// -- What waits on the desk. ------------------------------------------------------------------------------------------------

export const onTheDesk = rule(
  {
    id: "compliance.objection-on-the-desk",
    quote:
      "An objection stays on the desk, with its age, until it is settled or withdrawn, or the client was told what else came of it; its age settles nothing."
  },
  (received: Said, closed: Fact<Instant> | undefined, outcomes: ReadonlyArray<Verdict<Kept>>, at: Instant): boolean =>
    received.value.at <= at &&
    !(closed !== undefined && closed.value <= at) &&
    !(outcomes.length > 0 && outcomes.every(({ answer }) => answer === "met" || answer === "metLate"))
)

export const lostLetter = rule(
  {
    id: "compliance.lost-letter",
    quote: "A letter that is known to have reached nobody stays on the desk until another one is out."
  },
  (_sent: Said, _bounced: ReadonlyArray<Fact<unknown>>, later: ReadonlyArray<Said>): boolean => later.length === 0
)

export const leftForGood = rule(
  {
    id: "compliance.left-for-good",
    quote: "An agreement that somebody has left for good stays on the desk until its end is recorded."
  },
  (
    _declared: Fact<ExitDeclared>,
    takesEffect: Verdict<Instant | "never" | "unknown">,
    ended: Fact<Instant> | undefined,
    at: Instant,
    _looked: Absent
  ): boolean => {
    const from = takesEffect.answer
    return ended === undefined && from !== "never" && from !== "unknown" && from <= at
  }
)

export const staysBehind = rule(
  {
    id: "compliance.stays-behind",
    quote:
      "What another client objected to, or agreed on to keep away, does not go along with the agreement that it passed on: it is shown beside the one who took that over, until that one has said something of its own."
  },
  (takenOver: Said, said: Said, own: ReadonlyArray<Said>, _looked: Absent): boolean =>
    said.value.at <= takenOver.value.at && own.every(({ value }) => value.at < takenOver.value.at)
)

export const toDecide = rule(
  {
    id: "compliance.to-decide",
    quote:
      "What only a person can decide stays on the desk until somebody has decided it, with the words that leave it open."
  },
  (_facts: ReadonlyArray<Fact<unknown> | Verdict<unknown>>, decided: Said | undefined, _looked: Absent): boolean =>
    decided === undefined
)

export const lapsesSoon = rule(
  {
    id: "compliance.safeguards-lapse",
    quote: "Safeguards that are missing, lost or end soon are shown before data goes without them."
  },
  (
    confirmed:
      | Fact<{ readonly until?: Instant; readonly contract: boolean; readonly equivalentDuties: boolean }>
      | undefined,
    lost: Fact<ChangeId> | undefined,
    lostAt: Instant | undefined,
    _looked: Absent
  ): Instant | "missing" | "never" => {
    if (confirmed === undefined || !confirmed.value.contract || !confirmed.value.equivalentDuties) return "missing"
    const { until } = confirmed.value
    const ends = [until, lost === undefined ? undefined : lostAt].filter((it) => it !== undefined)
    return ends.length === 0 ? "never" : ends.reduce(Instants.min)
  }
)

export const reviewed = rule(
  {
    id: "compliance.reviewed",
    quote:
      "How long ago a person went through the listing is counted from that day, or from its opening where nobody has."
  },
  (_since: Fact<Instant>, days: number): number => days
)

// -- What was promised, and what became of it. -------------------------------------------------------------------------------

export const told = rule(
  {
    id: "compliance.told",
    quote:
      "Whoever is owed notice is told, and before access where the agreement asks for a consultation or for notice beforehand."
  },
  (
    duty: Stipulation<Duty>,
    _arose: Fact<unknown> | Verdict<unknown>,
    letter: Said | undefined,
    _lost: ReadonlyArray<Fact<unknown>>,
    clock: Verdict<Instant | undefined> | undefined,
    advance: Stipulation<AdvanceNotice> | undefined,
    begins: Fact<Instant> | undefined,
    _setAside: Verdict<boolean> | undefined,
    at: Instant,
    _looked: Absent
  ): Kept => {
    const before = duty.value.kind === "consult" || advance !== undefined
    const begun = before && begins !== undefined && begins.value <= at
    const since = letter?.value.at ?? clock?.answer
    if (since === undefined) return begun ? "missed" : "open"
    return begun && since >= begins.value ? "metLate" : "met"
  }
)

export const notOwed = rule(
  {
    id: "compliance.not-owed",
    quote: "Where no duty arose, or the change was withdrawn before anybody had to be told, nothing is missed."
  },
  (_why: ReadonlyArray<Verdict<unknown>>, _withdrawn: Fact<Instant> | undefined, _looked: Absent): Kept => "notOwed"
)

export const toldInTime = rule(
  {
    id: "compliance.told-in-time",
    quote:
      "Told in time is told so long before as the agreement says, counted to what really began; time that was too short cannot be made good."
  },
  (
    _advance: Stipulation<AdvanceNotice>,
    from: Verdict<Instant | undefined> | undefined,
    begins: Fact<Instant> | undefined,
    excused: Verdict<boolean> | undefined,
    at: Instant,
    _looked: Absent
  ): Kept => {
    const free = from?.answer
    if (begins === undefined || begins.value > at) return free === undefined ? "open" : "met"
    if (free !== undefined && free <= begins.value) return "met"
    // Notice that came too late before what began cannot be made good afterwards.
    return excused?.answer === true ? "notOwed" : "missed"
  }
)

export const excused = rule(
  {
    id: "compliance.excused",
    quote:
      "Access needed no more notice than the client had where its yes, its waiver or an emergency that a person found to fit had opened the gate, or where no agreement governed it."
  },
  (access: Verdict<"allowed" | "breach" | "notGoverned">, opened: Verdict<unknown> | undefined): boolean =>
    access.answer === "notGoverned" || (access.answer === "allowed" && opened !== undefined)
)

export const hangsOnAReading = rule(
  {
    id: "compliance.hangs-on-a-reading",
    quote: "Whether a promise was kept stays undetermined while it hangs on words that nobody has read."
  },
  (_open: ReadonlyArray<string>, _facts: ReadonlyArray<Fact<unknown> | Verdict<unknown>>, _looked: Absent): Kept =>
    "undetermined"
)

export const complete = rule(
  {
    id: "compliance.complete",
    quote: "The first letter says all without which it is no notice."
  },
  (
    _contents: Stipulation<ReadonlyArray<Content>>,
    first: Said,
    complete: Said | undefined,
    begins: Fact<Instant> | undefined,
    at: Instant
  ): Kept => {
    if (complete === undefined) return begins !== undefined && begins.value <= at ? "missed" : "open"
    return complete.from === first.from ? "met" : "metLate"
  }
)

export const followed = rule(
  {
    id: "compliance.followed",
    quote: "What a letter may leave out follows before the change begins to hold for the client."
  },
  (
    still: Verdict<ReadonlyArray<Content["of"]>>,
    last: Said | undefined,
    begins: Fact<Instant> | undefined,
    at: Instant
  ): Kept => {
    const begun = begins !== undefined && begins.value <= at
    if (still.answer.length > 0) return begun ? "missed" : "open"
    return last !== undefined && begun && last.value.at >= begins.value ? "metLate" : "met"
  }
)

export const accessWaited = rule(
  {
    id: "compliance.access-waited",
    quote: "Access began when the gate was open; if not, it is shown how long before."
  },
  (access: Verdict<"allowed" | "breach" | "notGoverned">): Kept =>
    access.answer === "allowed" ? "met" : access.answer === "breach" ? "missed" : "notOwed"
)

export const noAccess = rule(
  {
    id: "compliance.no-access",
    quote: "Where no access is on record, there is none to judge, and it is told where that was looked for."
  },
  (_looked: ReadonlyArray<Absent>): Kept => "notOwed"
)

export const accessStopped = rule(
  {
    id: "compliance.access-stopped",
    quote: "Access stops when the gate shuts; each time in which it went on is shown, with why the gate was not open."
  },
  (_began: Fact<unknown>, _ended: Fact<Instant> | undefined, notOpen: ReadonlyArray<Verdict<unknown>>): Kept => {
    if (notOpen.some(({ answer }) => answer === "shut")) return "missed"
    return notOpen.length > 0 ? "undetermined" : "met"
  }
)

export const talksOpened = rule(
  {
    id: "compliance.talks-opened",
    quote:
      "Where talks are promised, they begin while the objection is open, and within the time for a solution where there is one."
  },
  (
    _talks: Stipulation<"goodFaith" | "none">,
    received: Said,
    talks: Fact<Instant> | undefined,
    closed: Fact<Instant> | undefined,
    stands: Verdict<boolean> | undefined,
    owed: Verdict<boolean | "unknown"> | undefined,
    ends: Instant | undefined,
    at: Instant
  ): Kept => {
    if (owed?.answer === false) return "notOwed"
    if (talks !== undefined && talks.value <= at) return ends !== undefined && talks.value >= ends ? "metLate" : "met"
    // An objection that does not stand is heard as a courtesy, if at all.
    if (stands?.answer === false) return "notOwed"
    if (closed !== undefined && closed.value <= at) return "notOwed"
    return ends !== undefined && ends <= at && received.value.at < ends ? "missed" : "open"
  }
)

export const answered = rule(
  {
    id: "compliance.answered",
    quote: "Where the vendor must answer an objection within a time, it answers before that time is over."
  },
  (
    _within: Stipulation<Period>,
    _received: Said,
    answers: ReadonlyArray<Said>,
    closed: Fact<Instant> | undefined,
    due: Instant | undefined,
    at: Instant
  ): Kept => {
    if (due === undefined) return "undetermined"
    const first = answers
      .map(({ value }) => value.at)
      .filter((it) => it <= at)
      .sort()[0]
    if (first !== undefined) return first < due ? "met" : "metLate"
    if (closed !== undefined && closed.value <= at && closed.value < due) return "notOwed"
    return at < due ? "open" : "missed"
  }
)

/** What an objection ended by, whatever else was said of it; and whoever left because of it besides. */
export const outcomes = rule(
  {
    id: "objection.outcome",
    quote:
      "An objection has come to something when a solution was agreed or it was taken back, when the client denied it or it fell by a sentence of the agreement, when the change was withdrawn, or when somebody left because of it."
  },
  (
    received: Fact<ObjectionReceived>,
    solutions: ReadonlyArray<Fact<SolutionAgreed>>,
    takenBack: Fact<ObjectionWithdrawn> | undefined,
    denied: Fact<AuthorityRefuted> | undefined,
    fell: Verdict<Outcome | undefined> | undefined,
    changeWithdrawn: Fact<Instant> | undefined,
    left: ReadonlyArray<Fact<ExitDeclared>>
  ): ReadonlyArray<Outcome> => {
    const by = (outcome: OutcomeKind, since: Instant, restsOn: EventRef): Outcome => ({
      outcome,
      since: Instants.max(since, received.value.at),
      restsOn
    })
    const exits = left.map(({ value, from }) => by("left", value.at, from))
    if (solutions.length > 0) return [...solutions.map(({ value, from }) => by("settled", value.at, from)), ...exits]
    if (takenBack !== undefined) return [by("withdrawn", takenBack.value.at, takenBack.from), ...exits]
    if (denied !== undefined) return [by("denied", denied.value.at, denied.from), ...exits]
    if (fell?.answer !== undefined) return [fell.answer, ...exits]
    if (changeWithdrawn !== undefined)
      return [by("changeWithdrawn", changeWithdrawn.value, changeWithdrawn.from), ...exits]
    return exits
  }
)

export const outcomeTold = rule(
  {
    id: "compliance.outcome-told",
    quote:
      "A client is told what came of its objection within the time that its agreement gives for that; where it gives none, that stays open until it is said."
  },
  (
    _owed: Verdict<unknown>,
    told: Said | undefined,
    _within: ReadonlyArray<Stipulation<Period>>,
    due: Instant | undefined,
    at: Instant
  ): Kept => {
    if (told !== undefined) return due !== undefined && told.value.at >= due ? "metLate" : "met"
    return due !== undefined && due <= at ? "missed" : "open"
  }
)

export const toldAfter = rule(
  {
    id: "compliance.told-after",
    quote:
      "In an emergency that its clause fits, the client is told within the time that the clause gives after access."
  },
  (
    _announced: Fact<Announced>,
    _clause: Stipulation<Emergency>,
    judged: Fact<{ readonly fits: boolean }>,
    began: Fact<unknown> | undefined,
    letter: Said | undefined,
    due: Instant | undefined,
    at: Instant,
    _looked: Absent
  ): Kept => {
    if (!judged.value.fits) return "notOwed"
    if (letter !== undefined) return due !== undefined && letter.value.at >= due ? "metLate" : "met"
    if (began === undefined || due === undefined) return "open"
    return at < due ? "open" : "missed"
  }
)

export const holdKept = rule(
  {
    id: "compliance.hold-kept",
    quote: "While an objection keeps the client's data back, no access goes on."
  },
  (_received: Said, broken: ReadonlyArray<Verdict<unknown>>, _looked: Absent): Kept =>
    broken.length > 0 ? "missed" : "met"
)

export const outcomeKept = rule(
  {
    id: "compliance.outcome-kept",
    quote: "What both sides agreed is done from the day for which they agreed it."
  },
  (
    _agreed: Fact<unknown>,
    from: Instant,
    broken: ReadonlyArray<Verdict<unknown>>,
    at: Instant,
    _looked: Absent
  ): Kept => {
    if (at < from) return "open"
    return broken.length > 0 ? "missed" : "met"
  }
)

export const alwaysMaterial = rule(
  {
    id: "compliance.always-material",
    quote:
      "What was always material, though it had been decided otherwise, was never exempt: access under the earlier decision is a breach."
  },
  (
    _otherwise: Fact<{ readonly material: boolean }>,
    _found: Fact<{ readonly material: boolean }>,
    access: Verdict<"allowed" | "breach" | "notGoverned"> | undefined,
    _looked: Absent
  ): Kept => (access === undefined ? "notOwed" : access.answer === "breach" ? "missed" : "met")
)

/** Where one case stands, in one word. */
export type Standing = "met" | "breached" | "open" | "undetermined" | "notOwed"

export const standing = rule(
  {
    id: "compliance.standing",
    quote:
      "A case is breached when one promise in it was missed or kept late; else undetermined when one hangs on a decision; else open while one is still to be kept; else met; where nothing was owed it is told as that."
  },
  (findings: ReadonlyArray<Verdict<Kept>>): Standing => {
    const is = (...words: ReadonlyArray<Kept>) => findings.some(({ answer }) => words.includes(answer))
    if (is("missed", "metLate")) return "breached"
    if (is("undetermined")) return "undetermined"
    if (is("open")) return "open"
    return is("met") ? "met" : "notOwed"
  }
)
