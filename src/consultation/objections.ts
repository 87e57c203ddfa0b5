/**
 * What is promised to a client that objects, sentence by sentence (`docs/policy/objection.md`).
 *
 * Each rule takes facts and stipulations and gives an answer; none looks at a state, a clock or a store. A demand that the
 * agreement does not make is a rule that nobody asks: what is not stated asks nothing of the client.
 */
import { type Absent, type Fact, rule, sentence, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import type { Announced, Change, Place as Where, Scope } from "../language/Change.ts"
import type {
  Authorisation,
  Condition,
  Cure,
  Exit,
  Grounds,
  LateObjection,
  ObjectionTerms,
  Parameter,
  Period
} from "../terms/Terms.ts"
import type { EventRef } from "../language/ids.ts"
import type { Day } from "../time/Day.ts"
import * as Deadline from "../time/Deadline.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import type { Span } from "../time/Span.ts"
import type { NoticeSent } from "./Notice.ts"
import type {
  AuthorityAsked,
  AuthorityRatified,
  AuthorityRefuted,
  ChangeAccepted,
  ExitDeclared,
  GroundsJudged,
  InformationGiven,
  ObjectionConfirmed,
  ObjectionReceived,
  ObjectionWithdrawn,
  OutcomeKind,
  OutcomeTold,
  SolutionAgreed,
  StandardJudged
} from "./Objection.ts"
import type { WindowEnd } from "./rules.ts"

export const recordedAlways = sentence({
  id: "objection.recorded",
  quote:
    "A client's objection is recorded whatever we think of it: late, without grounds, incomplete or sent to the wrong address."
})

// -- Who speaks for the client. ------------------------------------------------------------------------------------------

export type Authority = "shown" | "asked" | "ratified" | "refuted" | "notShown"

export const authority = rule(
  {
    id: "objection.authority",
    quote:
      "Whoever spoke for a client is taken to have been allowed to when that was shown or the client stood by it later, and never once the client denied it."
  },
  (
    act: Fact<ObjectionReceived> | Fact<ChangeAccepted> | Fact<ExitDeclared>,
    asked: ReadonlyArray<Fact<AuthorityAsked>>,
    ratified: ReadonlyArray<Fact<AuthorityRatified>>,
    refuted: ReadonlyArray<Fact<AuthorityRefuted>>,
    at: Instant
  ): Authority => {
    const { value } = act
    if (isSaidOf(value, refuted, at)) return "refuted"
    if (isSaidOf(value, ratified, at)) return "ratified"
    // Of an exit it need not be on record who declared it; then nobody has said that they might not.
    if (value.authority !== "notShown") return "shown"
    return isSaidOf(value, asked, at) ? "asked" : "notShown"
  }
)

/** Kept by `Objection.decide`: what a mandate says is another stream's, and is looked up for it. */
export const byMandate = sentence({
  id: "objection.by-mandate",
  quote:
    "Whether somebody could speak for a client may be left to the powers on record, as they were at the moment of speaking; the grant that carried it is cited."
})

export const speaksForClient = rule(
  {
    id: "objection.yes-of-the-client",
    quote: "A yes counts only from somebody who is known to speak for the client."
  },
  (
    said: Fact<ChangeAccepted>,
    ratified: ReadonlyArray<Fact<AuthorityRatified>>,
    refuted: ReadonlyArray<Fact<AuthorityRefuted>>,
    at: Instant
  ): boolean =>
    !isSaidOf(said.value, refuted, at) && (said.value.authority === "shown" || isSaidOf(said.value, ratified, at))
)

/** A carve-out, an alternative, the change dropped, an exit: each keeps the data away. */
export const binds = rule(
  {
    id: "objection.binds",
    quote:
      "An objection taken back, or an acceptance in talks, counts only from somebody who was shown to speak for the client; what protects the client counts at once."
  },
  (said: Fact<SolutionAgreed> | Fact<ObjectionWithdrawn>): boolean =>
    said.value.authority === "shown" ||
    (said.value._tag === "SolutionAgreed" && said.value.solution._tag !== "Acceptance")
)

const isSaidOf = (
  act: ObjectionReceived | ChangeAccepted | ExitDeclared,
  facts: ReadonlyArray<Fact<{ readonly act: string; readonly at: Instant }>>,
  at: Instant
): boolean => facts.some(({ value }) => value.act === idOf(act) && value.at <= at)

/** The id under which somebody may be asked whether they spoke for the client. */
export const idOf = (act: ObjectionReceived | ChangeAccepted | ExitDeclared): string => {
  switch (act._tag) {
    case "ObjectionReceived":
      return act.objection
    case "ChangeAccepted":
      return act.acceptance
    case "ExitDeclared":
      return act.exit
  }
}

// -- What an objection is. -------------------------------------------------------------------------------------------------

/** An address for objections did not work from the first fact on, until the second where there is one. */
export type Loss = readonly [
  lost: Fact<{ readonly address: string; readonly at: Instant }>,
  restored: Fact<Instant> | undefined,
  ...besides: ReadonlyArray<unknown>
]

/**
 * A window until access ends with `accessBegan`: at the earliest when access may begin, since who begins before that must not take
 * the right to object with it. A loss counts of the address that the objection was sent to, and of those that
 * the agreement names.
 */
export const inTime = rule(
  {
    id: "objection.in-time",
    quote:
      "An objection is late only when the client's window had ended before it reached us; one that was sent before that end, while our address for it did not work, is in time."
  },
  (
    received: Fact<ObjectionReceived>,
    window: Verdict<WindowEnd>,
    told: ReadonlyArray<Fact<NoticeSent>>,
    arrivedOn: Day,
    losses: ReadonlyArray<Loss>,
    accessBegan: Fact<{ readonly at: Instant }> | undefined,
    addresses: Stipulation<ReadonlyArray<string>> | undefined
  ): boolean => {
    if (window.answer === "none") return false
    const { at, sent = at, to } = received.value
    const end = endOf(window.answer, accessBegan)
    const isBeforeEnd = (then: Instant): boolean => end === undefined || then < end
    const wasLost = ([lost, restored]: Loss): boolean =>
      (lost.value.address === to || addresses?.value.includes(lost.value.address) === true) &&
      lost.value.at <= sent &&
      (restored === undefined || sent < restored.value)
    return (
      isBeforeEnd(at) ||
      // What a letter told is never taken back.
      told.some(({ value: { stated } }) => stated.objectUntil !== undefined && arrivedOn <= stated.objectUntil) ||
      (isBeforeEnd(sent) && losses.some(wasLost))
    )
  }
)

/** When a window ends; `undefined` while nothing ends it, or nobody knows. */
const endOf = (window: WindowEnd, accessBegan: Fact<{ readonly at: Instant }> | undefined): Instant | undefined => {
  if (typeof window === "object") return window.before
  return window === "untilAccess" ? accessBegan?.value.at : undefined
}

/** What an agreement can ask of a letter. */
export type Demand = "inWriting" | "address" | "grounds" | "explanation" | "mitigation"

export const lacks = rule(
  {
    id: "objection.lacks",
    quote:
      "What an objection lacks that the agreement asks for is told to the client; the objection stands all the same."
  },
  (
    received: Fact<ObjectionReceived>,
    inWriting: Stipulation<boolean> | undefined,
    addresses: Stipulation<ReadonlyArray<string>> | undefined,
    grounds: Stipulation<Grounds> | undefined,
    mustExplain: Stipulation<boolean> | undefined,
    mitigation: Stipulation<boolean> | undefined
  ): ReadonlyArray<Demand> => {
    const { gives, to } = received.value
    const asked: ReadonlyArray<readonly [Demand, boolean, boolean]> = [
      ["inWriting", inWriting?.value === true, received.value.inWriting],
      ["address", addresses !== undefined, addresses?.value.includes(to) === true],
      ["grounds", grounds !== undefined && grounds.value.needed !== "none", gives.includes("grounds")],
      ["explanation", mustExplain?.value === true, gives.includes("explanation")],
      ["mitigation", mitigation?.value === true, gives.includes("mitigation")]
    ]
    return asked.flatMap(([demand, isAsked, isThere]) => (isAsked && !isThere ? [demand] : []))
  }
)

// -- Whether it stands. -----------------------------------------------------------------------------------------------------

/** What the agreement calls an objection. */
export type Act = ObjectionTerms["act"] extends Parameter<infer A> ? A : never

export const doneAsAsked = rule(
  {
    id: "objection.done-as-asked",
    quote:
      "Where the agreement says that a client objects by leaving, by using a thing no more or by moving its data, only doing that is objecting."
  },
  // Whoever leaves, stops or moves has also said that it objects.
  (received: Fact<ObjectionReceived>, act: Stipulation<Act>): boolean =>
    act.value === "statement" || received.value.as === act.value
)

export const groundsSuffice = rule(
  {
    id: "objection.grounds",
    quote:
      "Where the agreement asks for grounds, an objection falls when a person found them to be of no such kind, unless the agreement lets something else follow."
  },
  (
    _received: Fact<ObjectionReceived>,
    grounds: Stipulation<Grounds>,
    judged: Fact<GroundsJudged> | undefined,
    at: Instant
  ): boolean => grounds.value.otherwise === "vendorMayExit" || !areInsufficient(grounds, judged, at)
)

const areInsufficient = (
  grounds: Stipulation<Grounds>,
  judged: Fact<GroundsJudged> | undefined,
  at: Instant
): boolean =>
  grounds.value.needed !== "none" && judged !== undefined && judged.value.at <= at && !judged.value.sufficient

export const confirmed = rule(
  {
    id: "objection.confirmed",
    quote:
      "Where the agreement asks a client to confirm its objection once it is informed, one that was not confirmed in time falls."
  },
  (
    _received: Fact<ObjectionReceived>,
    within: Stipulation<Period>,
    informed: ReadonlyArray<Fact<InformationGiven>>,
    confirmations: ReadonlyArray<Fact<ObjectionConfirmed>>,
    place: Deadline.Place,
    at: Instant
  ): boolean => {
    // Told more, the client has its time anew; who confirmed in any of these times has confirmed.
    const times = informed
      .filter(({ value }) => value.at <= at)
      .map(({ value }) => ({ from: value.at, until: endsOf(value.at, within.value, place)?.right }))
    return (
      times.length === 0 ||
      times.some(
        ({ from, until }) =>
          until === undefined || at < until || confirmations.some(({ value }) => from <= value.at && value.at < until)
      )
    )
  }
)

/** Whether the client may object to this change at all. */
export type Right = "given" | "notGiven" | "undetermined"

export const rightGiven = rule(
  {
    id: "objection.right",
    quote:
      "Where the agreement gives the right to object only on a condition of the change, it exists when the change meets that; what words leave to judgement, a person judges."
  },
  (
    announced: Fact<Announced>,
    onlyIf: Stipulation<Condition>,
    judged: Fact<StandardJudged> | undefined,
    at: Instant
  ): Right => {
    const brought = placesOf(announced.value.what)
    const { outside } = onlyIf.value
    if (outside !== undefined) {
      const isOutside = ({ country }: Where): boolean => country !== undefined && !outside.includes(country)
      // Not limited to any place, it may be anywhere.
      if (brought === "all" || brought.some(isOutside)) return "given"
      if (brought.every(({ country }) => country !== undefined)) return "notGiven"
    }
    if (judged === undefined || judged.value.at > at) return "undetermined"
    return judged.value.holds ? "given" : "notGiven"
  }
)

/** The places that a change brings. */
const placesOf = (what: Change): Scope<Where> => {
  switch (what._tag) {
    case "Engage":
    case "Replace":
      return what.engagement.places
    case "Relocate":
      return what.to
    case "Retire":
    case "Repurpose":
    case "Extend":
    case "ChangeData":
    case "Reclassify":
    case "LoseSafeguards":
    case "ChangeControl":
    case "Rename":
    case "Merge":
    case "Split":
    case "ChangeScope":
      return []
  }
}

/** When a time is over: as the vendor must count it, and as the other side may. `notBegun`, or no calendar is at hand. */
export type Ends = { readonly duty: Instant; readonly right: Instant } | "notBegun" | "unknown"

export const cureEnds = rule(
  {
    id: "objection.cure",
    quote:
      "The time to find a solution runs from where the agreement lets it run: the objection, the talks or the notice."
  },
  (
    received: Fact<ObjectionReceived>,
    cure: Stipulation<Cure>,
    talks: Fact<Instant> | undefined,
    clock: Verdict<Instant | undefined> | undefined,
    place: Deadline.Place
  ): Ends => {
    const { at } = received.value
    const start = {
      objection: at,
      // Talks that ran already are about this objection from when it came.
      talks: talks && Instants.max(talks.value, at),
      notice: clock?.answer
    }[cure.value.from]
    return start === undefined ? "notBegun" : (endsOf(start, cure.value.period, place) ?? "unknown")
  }
)

export const notDeemedAccepted = rule(
  {
    id: "objection.deemed-accepted",
    quote:
      "Where the agreement takes an objection that nobody finished in time for an acceptance, it falls when that time is over; never unless the authorisation is a general one."
  },
  (
    _received: Fact<ObjectionReceived>,
    cure: Stipulation<Cure>,
    ends: Verdict<Ends>,
    authorisation: Stipulation<Authorisation> | undefined,
    at: Instant
  ): boolean =>
    cure.value.expiry !== "accepted" ||
    authorisation?.value !== "general" ||
    typeof ends.answer === "string" ||
    at < ends.answer.right
)

export const stands = rule(
  {
    id: "objection.stands",
    quote:
      "An objection stands until it is settled or withdrawn, unless the client denied it, it was late and the agreement lets late ones lapse, or it fell by another sentence of the agreement."
  },
  (
    _received: Fact<ObjectionReceived>,
    authority: Verdict<Authority>,
    inTime: Verdict<boolean> | undefined,
    late: Stipulation<LateObjection> | undefined,
    right: Verdict<Right> | undefined,
    demands: ReadonlyArray<Verdict<boolean>>
  ): boolean =>
    authority.answer !== "refuted" &&
    !(inTime?.answer === false && late !== undefined && late.value !== "heard") &&
    right?.answer !== "notGiven" &&
    demands.every(({ answer }) => answer)
)

export const inGoodFaith = sentence({
  id: "objection.in-good-faith",
  quote: "When a client objects, both sides discuss in good faith to find a solution that is acceptable to both."
})

// -- What came of it. ------------------------------------------------------------------------------------------------------

/** What came of an objection, since when, and by which event. */
export interface Outcome {
  readonly outcome: OutcomeKind
  readonly since: Instant
  readonly restsOn: EventRef
}

export const outcomeOwed = rule(
  {
    id: "objection.outcome-told",
    quote:
      "Whoever objected is told what came of it, why, and from which day: that is owed from the moment at which it came about, is never forgotten, and is told once."
  },
  (came: Verdict<ReadonlyArray<Outcome>>, told: ReadonlyArray<Fact<OutcomeTold>>, at: Instant, _looked: Absent) =>
    came.answer.map(
      (it): ToldOf => ({
        ...it,
        // Told before it came about, it was not told.
        told: told.find(({ value }) => isTold(it, value) && it.since <= value.at && value.at <= at)
      })
    )
)

/** What came of an objection, and when the client was told; `undefined` while it is owed. */
export interface ToldOf extends Outcome {
  readonly told: Fact<OutcomeTold> | undefined
}

const isTold = ({ outcome, restsOn }: Outcome, told: OutcomeTold): boolean =>
  told.outcome === outcome && told.restsOn === restsOn

// -- The way out. ------------------------------------------------------------------------------------------------------------

export const exitRecorded = sentence({
  id: "objection.exit-recorded",
  quote: "An exit is recorded as it was declared, and only then judged."
})

export const silentSince = rule(
  {
    id: "objection.vendor-silent",
    quote: "A vendor that must answer an objection within a time, and did not, was silent from its end on."
  },
  (
    received: Fact<ObjectionReceived>,
    within: Stipulation<Period>,
    answers: ReadonlyArray<Fact<{ readonly at: Instant }>>,
    place: Deadline.Place,
    at: Instant
  ): Instant | undefined => {
    const end = endsOf(received.value.at, within.value, place)?.duty
    return end === undefined || at < end || answers.some(({ value }) => value.at < end) ? undefined : end
  }
)

/** To whom the way out is open, and since when. */
export interface Opening {
  readonly to: "client" | "vendor"
  readonly since: Instant
}

export const exitOpens = rule(
  {
    id: "objection.exit-opens",
    quote:
      "The way out is open to whom the agreement names while the objection stands: at once, or when the time for a solution is over; to the client when the vendor was silent; to the vendor when the grounds were insufficient and the agreement says so."
  },
  (
    received: Fact<ObjectionReceived>,
    closed: Fact<Instant> | undefined,
    stands: Verdict<boolean>,
    exit: Stipulation<Exit> | undefined,
    cure: Stipulation<Cure> | undefined,
    cureEnds: Verdict<Ends> | undefined,
    silent: Verdict<Instant | undefined> | undefined,
    grounds: Stipulation<Grounds> | undefined,
    judged: Fact<GroundsJudged> | undefined,
    at: Instant
  ): ReadonlyArray<Opening> => {
    if (!stands.answer || (closed !== undefined && closed.value <= at)) return []
    const waits = cure?.value.expiry === "exitOpens"
    const ends = cureEnds?.answer
    const stated = (exit?.value.who ?? []).flatMap((to): ReadonlyArray<Opening> => {
      if (!waits) return [{ to, since: received.value.at }]
      if (typeof ends !== "object") return []
      return [{ to, since: to === "client" ? ends.duty : ends.right }]
    })
    const bySilence = silent?.answer
    const insufficient =
      grounds?.value.otherwise === "vendorMayExit" && judged !== undefined && areInsufficient(grounds, judged, at)
    return [
      ...stated,
      ...(bySilence === undefined ? [] : [{ to: "client", since: bySilence } as const]),
      ...(insufficient ? [{ to: "vendor", since: judged.value.at } as const] : [])
    ].filter(({ since }) => since <= at)
  }
)

export const exitAllowed = rule(
  {
    id: "objection.exit-allowed",
    quote:
      "An exit is allowed to whom the way out was open when it was declared, and for what the agreement lets it end; where the agreement does not say, a person decides; where it was not shown that somebody speaks for the client, the client does."
  },
  (
    declared: Fact<ExitDeclared>,
    exit: Stipulation<Exit> | undefined,
    opens: ReadonlyArray<Verdict<ReadonlyArray<Opening>>>,
    speaker: Verdict<Authority>
  ): "allowed" | "notAllowed" | "undetermined" => {
    const { by, scope, at } = declared.value
    if (speaker.answer === "refuted") return "notAllowed"
    if (speaker.answer === "asked" || speaker.answer === "notShown") return "undetermined"
    // Silent terms neither open nor close a way out.
    if (exit === undefined) return "undetermined"
    const wasOpen = opens.some(({ answer }) => answer.some(({ to, since }) => to === by && since <= at))
    return wasOpen && (exit.value.scope === "choice" || exit.value.scope === scope) ? "allowed" : "notAllowed"
  }
)

export const exitTakesEffect = rule(
  {
    id: "objection.exit-takes-effect",
    quote:
      "An exit that was not taken back takes effect when it was declared for, and no sooner than the agreement's length of notice allows; one that the client denies never does."
  },
  (
    declared: Fact<ExitDeclared>,
    revoked: Fact<Instant> | undefined,
    exit: Stipulation<Exit> | undefined,
    notice: Fact<NoticeSent> | undefined,
    received: Fact<ObjectionReceived> | undefined,
    effective: Fact<Instant> | undefined,
    speaker: Verdict<Authority>,
    place: Deadline.Place
  ): Instant | "never" | "unknown" => {
    const { at, by, from } = declared.value
    if (speaker.answer === "refuted") return "never"
    const term = exit?.value.notice
    const start =
      term && { exit: at, notice: notice?.value.at, objection: received?.value.at, effect: effective?.value }[term.from]
    const ends = term === undefined || start === undefined ? undefined : endsOf(start, term.period, place)
    if (term !== undefined && ends === undefined) return "unknown"
    // Whoever leaves us may count the shorter way; leaving somebody, we count the longer one.
    const end = ends === undefined ? from : Instants.max(from, by === "client" ? ends.duty : ends.right)
    return revoked !== undefined && revoked.value < end ? "never" : end
  }
)

/** The first moment after a period, earlier and later where it can be read in two ways. `undefined` without its calendar. */
export const endsOf = (
  start: Instant,
  period: Period,
  place: Deadline.Place
): { readonly duty: Instant; readonly right: Instant } | undefined => {
  const due = Deadline.after(start, period as Span, place)
  return Deadline.isUnknown(due) ? undefined : { duty: due.duty.before, right: due.right.before }
}
