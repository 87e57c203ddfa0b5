/** What may be told of a reporter, what a leak is, and when who asks to be forgotten is answered: at the boundaries. */
import { describe, expect, it } from "vitest"
import type * as Confidence from "../src/disclosure/Confidence.ts"
import * as rules from "../src/disclosure/confidenceRules.ts"
import type { Basis } from "../src/disclosure/DisclosureTerms.ts"
import { amsterdam, Deadline, type Instant } from "../src/time/index.ts"
import { fact, looked, open, place, stipulated, verdict } from "./facts.ts"

const at: Instant = "2026-05-01T10:00:00.000Z"
const agreed = fact<Confidence.ConsentGiven>({
  _tag: "ConsentGiven",
  consent: "c1",
  person: "p1",
  for: "identity",
  form: "expressed",
  at
})

describe(rules.mayPass.clause.quote, () => {
  const grounds = stipulated<ReadonlyArray<Basis>>(["law", "police"])
  const unread = open("confidence.identity")
  interface Wish {
    readonly reference?: string
    readonly minimal?: boolean
    readonly named?: typeof grounds | typeof unread
    readonly consents?: ReadonlyArray<typeof agreed>
  }
  const may = (basis: Basis, { reference, minimal = true, named = grounds, consents = [] }: Wish = {}) =>
    rules.mayPass(
      { to: "police", basis, ...(reference !== undefined && { reference }) },
      minimal,
      named,
      consents,
      looked
    ).answer
  const no = (...lacks: ReadonlyArray<Confidence.Lack>) => ({ _tag: "No", lacks })
  const yes = { _tag: "Yes" }

  it("consent is enough, and asks for no ground of the policy and no reference", () => {
    expect(may("consent", { consents: [agreed] })).toEqual(yes)
    expect(may("consent", { consents: [agreed], named: stipulated([]) })).toEqual(yes)
    expect(may("consent", { consents: [agreed], named: unread })).toEqual(yes)
  })

  it("without consent there is none to rest on, whatever the policy names and whatever is referred to", () => {
    expect(may("consent", { reference: "mail-1" })).toEqual(no("consent"))
    expect(may("consent", { named: stipulated(["consent"]) })).toEqual(no("consent"))
    expect(may("consent", { named: unread })).toEqual(no("consent"))
  })

  it("a ground that the policy names opens it with its reference, and needs no consent", () => {
    expect(may("law", { reference: "126nd" })).toEqual(yes)
    expect(may("police", { reference: "case 7" })).toEqual(yes)
  })

  it("a ground that it does not name opens nothing, also where the reporter agreed to something", () => {
    expect(may("courtOrder", { reference: "C/13" })).toEqual(no("basis"))
    expect(may("courtOrder", { reference: "C/13", consents: [agreed] })).toEqual(no("basis"))
    expect(may("law", { reference: "126nd", named: stipulated([]) })).toEqual(no("basis"))
  })

  it("no reference, or an empty one, is none", () => {
    expect(may("law")).toEqual(no("reference"))
    expect(may("law", { reference: "" })).toEqual(no("reference"))
  })

  it("more than is asked for is told on no ground", () => {
    expect(may("law", { reference: "126nd", minimal: false })).toEqual(no("minimal"))
    expect(may("consent", { consents: [agreed], minimal: false })).toEqual(no("minimal"))
  })

  it("all that is lacking is named at once", () => {
    expect(may("courtOrder", { minimal: false })).toEqual(no("basis", "reference", "minimal"))
    expect(may("consent", { minimal: false })).toEqual(no("consent", "minimal"))
  })

  it("while nobody has read the policy's grounds a person decides, unless something else is lacking anyway", () => {
    expect(may("law", { reference: "126nd", named: unread })).toEqual({ _tag: "Undetermined", open: [unread] })
    expect(may("law", { named: unread })).toEqual(no("reference"))
  })
})

describe(rules.passed.clause.quote, () => {
  it("what was allowed keeps the promise, what was not breaks it, and what is not read is for a person", () => {
    const told = fact<Confidence.IdentityDisclosed>({
      _tag: "IdentityDisclosed",
      passing: "x1",
      to: "police",
      basis: "law",
      parts: ["name"],
      needed: ["name"],
      by: "counsel-1",
      at
    })
    const judged = (permission: Confidence.Permission) => rules.passed(told, verdict(permission)).answer
    expect(judged({ _tag: "Yes" })).toBe("kept")
    expect(judged({ _tag: "No", lacks: ["consent"] })).toBe("broken")
    expect(judged({ _tag: "Undetermined", open: [] })).toBe("undetermined")
  })
})

describe(rules.leaked.clause.quote, () => {
  it("whatever got out, and however", () =>
    expect(
      rules.leaked(fact({ _tag: "IdentityLeaked", leak: "l1", parts: ["pseudonym"], how: "sealed:a copy", at })).answer
    ).toBe("broken"))
})

const asked = (at: Instant) =>
  fact<Confidence.ErasureRequested>({ _tag: "ErasureRequested", request: "e1", person: "p1", at })

describe(rules.erasureAnswered.clause.quote, () => {
  const longer = fact<Confidence.ErasureExtended>({
    _tag: "ErasureExtended",
    request: "e1",
    reason: "much to look through",
    at
  })
  const last = (on: Instant, extended?: typeof longer) => {
    const due = rules.erasureAnswered(asked(on), extended, place).answer
    if (Deadline.isUnknown(due)) throw new Error("months need no calendar")
    return due.duty.on
  }

  it("one month, to the day with its number; three, where they were told why", () => {
    expect(last("2026-05-01T10:00:00.000Z")).toBe("2026-06-01")
    expect(last("2026-05-01T10:00:00.000Z", longer)).toBe("2026-08-01")
  })

  it("a month without that day ends with its last, and no weekend puts it off", () => {
    expect(last("2026-08-31T10:00:00.000Z")).toBe("2026-09-30")
    // A Sunday.
    expect(last("2026-04-03T10:00:00.000Z")).toBe("2026-05-03")
  })
})

describe(rules.erasureStands.clause.quote, () => {
  const before: Instant = "2026-06-01T22:00:00.000Z"
  const justBefore: Instant = "2026-06-01T21:59:59.999Z"
  const justAfter: Instant = "2026-06-01T22:00:00.001Z"
  const due = { on: "2026-06-01", before } as const
  const decided = (at: Instant) =>
    fact<Confidence.ErasureDecided>({
      _tag: "ErasureDecided",
      request: "e1",
      erased: ["name"],
      token: "destroyed",
      by: "dpo-1",
      at
    })
  const stands = (now: Instant, answered?: Instant) =>
    rules.erasureStands(verdict({ duty: due, right: due }), answered && decided(answered), now, looked).answer

  it("undecided it is open until its time is over, and overdue from that very moment", () => {
    expect(stands(justBefore)).toEqual({ _tag: "Open", due: { duty: due, right: due } })
    expect(stands(before)).toEqual({ _tag: "Overdue", since: before })
    expect(stands(justAfter)).toEqual({ _tag: "Overdue", since: before })
  })

  it("decided within its time it is answered, and late from the moment in which that is over", () => {
    expect(stands(justAfter, justBefore)).toEqual({ _tag: "Answered", at: justBefore, late: false })
    expect(stands(justAfter, before)).toEqual({ _tag: "Answered", at: before, late: true })
    expect(stands(justAfter, justAfter)).toEqual({ _tag: "Answered", at: justAfter, late: true })
  })

  it("a decision counts from when it was made: asked about earlier, it was open then, or overdue", () => {
    expect(stands(justBefore, before)).toMatchObject({ _tag: "Open" })
    expect(stands(before, justAfter)).toMatchObject({ _tag: "Overdue" })
  })

  it("where the days can't be counted the calendar that is missing is named, also when it was decided", () => {
    const unknown = verdict<Deadline.UnknownCalendar>({ _tag: "UnknownCalendar", calendar: "us-federal" })
    const away = { _tag: "NotAtHand", calendar: "us-federal" }
    expect(rules.erasureStands(unknown, undefined, at, looked).answer).toEqual(away)
    expect(rules.erasureStands(unknown, decided(at), at, looked).answer).toEqual(away)
  })

  it("the month ends where the vendor is, and not in Greenwich", () => {
    const counted = rules.erasureAnswered(asked("2026-05-01T22:30:00.000Z"), undefined, {
      zone: amsterdam,
      calendar: () => undefined
    })
    expect(rules.erasureStands(counted, undefined, "2026-06-02T21:59:59.999Z", looked).answer._tag).toBe("Open")
    expect(rules.erasureStands(counted, undefined, "2026-06-02T22:00:00.000Z", looked).answer._tag).toBe("Overdue")
  })
})
