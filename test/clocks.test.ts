/** The clocks of the law: when each runs, waits, is kept and is overdue, to the moment; and what each law asks of whom. */
import { describe, expect, it } from "vitest"
import type * as Awareness from "../src/disclosure/Awareness.ts"
import * as rules from "../src/disclosure/clockRules.ts"
import { stepsOf } from "../src/disclosure/clocks.ts"
import { Deadline, type Instant, Span } from "../src/time/index.ts"
import { fact, facts, looked, place, verdict } from "./facts.ts"

const at: Instant = "2026-12-25T15:00:00.000Z"
const before: Instant = "2026-12-28T15:00:00.000Z"
const justBefore: Instant = "2026-12-28T14:59:59.999Z"
const justAfter: Instant = "2026-12-28T15:00:00.001Z"

const aware = fact<Awareness.BecameAware>({
  _tag: "BecameAware",
  aware: "a1",
  regime: "gdpr33",
  role: "controller",
  subject: "incident-1",
  basis: "sealed:mail",
  by: "desk-1",
  at
})
const filed = (at: Instant, other: Partial<Awareness.StepFiled> = {}) =>
  fact<Awareness.StepFiled>({
    _tag: "StepFiled",
    aware: "a1",
    step: "notification",
    reference: "n-1",
    at,
    ...other
  })
type Filed = ReturnType<typeof filed>
const part = (at: Instant) => filed(at, { part: true })

describe(rules.mayBeAffected.clause.quote, () => {
  interface Known {
    readonly agreement?: boolean
    readonly ended?: Instant
    readonly during?: ReadonlyArray<string>
    readonly before?: ReadonlyArray<string>
  }
  /** How an incident touched a client that began at `before`. */
  const touched = ({ agreement = true, ended, during = [], before: uses = [] }: Known) =>
    rules.mayBeAffected(
      agreement ? fact("agreement") : undefined,
      ended && fact(ended),
      facts(...during),
      facts(...uses),
      before,
      looked
    ).answer

  it("under an agreement it used a product then, or did before, or never did", () => {
    expect(touched({ during: ["mail"] })).toBe("used")
    expect(touched({ during: ["mail", "archive"], before: ["mail"] })).toBe("used")
    expect(touched({ before: ["mail"] })).toBe("usedBefore")
    expect(touched({})).toBe("notUsed")
  })
  it("without an agreement it is named all the same, where it used a product", () => {
    expect(touched({ agreement: false, during: ["mail"] })).toBe("withoutAgreement")
    expect(touched({ agreement: false, before: ["mail"] })).toBe("usedBefore")
    expect(touched({ agreement: false })).toBe("notUsed")
  })
  it("an agreement that ended when the incident began, or sooner, had ended; one that ended later was in force", () => {
    expect(touched({ during: ["mail"], ended: justBefore })).toBe("agreementEnded")
    expect(touched({ during: ["mail"], ended: before })).toBe("agreementEnded")
    expect(touched({ during: ["mail"], ended: justAfter })).toBe("used")
  })
})

describe(rules.doesNotApply.clause.quote, () => {
  it("decided that it does not, nothing is owed", () =>
    expect(
      rules.doesNotApply(
        fact({
          _tag: "ApplicabilityDecided",
          aware: "a1",
          applies: false,
          reason: "sealed:no person's data",
          by: "counsel-1",
          at
        })
      ).answer
    ).toEqual({ _tag: "NotOwed" }))
})

describe(rules.due.clause.quote, () => {
  it("72 hours over Christmas are 72 hours", () => {
    const due = rules.due(fact({ at }), Span.hours(72, Span.plain), place, []).answer
    expect(Deadline.isUnknown(due) ? due : due.duty.before).toBe(before)
  })
})

/** What is said of a step as it was filed: once, in parts, or not at all. */
const asFiled = (of: (filed: Filed | undefined, more: ReadonlyArray<Filed>) => unknown, otherwise: object) => {
  it("not filed, that is what is so", () => expect(of(undefined, [])).toEqual(otherwise))
  it("filed whole, it is filed when it was", () =>
    expect(of(filed(at), [])).toEqual({ _tag: "Filed", at, part: false }))
  it("filed in parts, it is filed when the first was, and a part until one of them says that nothing follows", () => {
    expect(of(part(at), [])).toEqual({ _tag: "Filed", at, part: true })
    expect(of(part(at), [part(justBefore)])).toEqual({ _tag: "Filed", at, part: true })
    expect(of(part(at), [part(justBefore), filed(before)])).toEqual({ _tag: "Filed", at, part: false })
    expect(of(filed(at), [part(justBefore)])).toEqual({ _tag: "Filed", at, part: false })
  })
}

describe(rules.waits.clause.quote, () => {
  for (const waitsFor of ["measureAvailable", "notification", "handled"] as const)
    describe(`it waits for ${waitsFor}`, () => {
      asFiled((filed, more) => rules.waits(aware, waitsFor, filed, more, [], looked).answer, {
        _tag: "Waits",
        for: waitsFor
      })
    })
})

describe(rules.withoutDelay.clause.quote, () => {
  asFiled((filed, more) => rules.withoutDelay(fact({ at }), filed, more, looked).answer, { _tag: "Open", since: at })
})

const toldApart = (applies: boolean, ground?: Awareness.Ground) =>
  fact<Awareness.ApplicabilityDecided>({
    _tag: "ApplicabilityDecided",
    aware: "a1",
    step: "tellSubjects",
    applies,
    ...(ground !== undefined && { ground }),
    reason: "sealed:what we think",
    by: "counsel-1",
    at: before
  })

describe(rules.told.clause.quote, () => {
  const told = (decided: ReturnType<typeof toldApart> | undefined, filed?: Filed, ...more: ReadonlyArray<Filed>) =>
    rules.told(aware, decided, filed, more, looked).answer
  describe("undecided", () => {
    asFiled((filed, more) => told(undefined, filed, ...more), { _tag: "Open", since: at })
  })
  describe("decided that they must be told", () => {
    asFiled((filed, more) => told(toldApart(true), filed, ...more), { _tag: "Open", since: at })
  })
  it("where it takes too much effort to tell each, it is open until they are told in public", () => {
    const decided = toldApart(true, "disproportionate")
    expect(told(decided)).toEqual({ _tag: "Open", since: at, inPublic: true })
    expect(told(decided, filed(before))).toEqual({ _tag: "Filed", at: before, part: false })
  })
})

describe(rules.needNotBeTold.clause.quote, () => {
  it("decided on such a ground, nothing is owed", () =>
    expect(rules.needNotBeTold(toldApart(false, "noHighRisk")).answer).toEqual({ _tag: "NotOwed" }))
})

describe(rules.stands.clause.quote, () => {
  const deadline = { on: "2026-12-28", before } as const
  const due = { duty: deadline, right: deadline }
  const stands = (now: Instant, filed?: Filed, ...more: ReadonlyArray<Filed>) =>
    rules.stands(verdict(due), aware, filed, more, now, looked).answer

  asFiled((filed, more) => stands(justBefore, filed, ...more), { _tag: "Open", due })

  it("open until its time is over, and overdue from that moment on", () => {
    expect(stands(before)).toEqual({ _tag: "Overdue", since: before, due })
    expect(stands(justAfter)).toEqual({ _tag: "Overdue", since: before, due })
  })

  it("filed in time it stays so, whenever one asks", () =>
    expect(stands(justAfter, filed(justBefore))).toEqual({ _tag: "Filed", at: justBefore, part: false }))

  it("filed in the moment in which its time is over, or after, it is late", () => {
    const late = { _tag: "FiledLate", due, reasoned: false, part: false }
    expect(stands(justAfter, filed(before))).toEqual({ ...late, at: before })
    expect(stands(justAfter, filed(justAfter))).toEqual({ ...late, at: justAfter })
  })

  it("filed late in parts, it is a part until one of them says that nothing follows", () => {
    expect(stands(justAfter, part(justAfter))).toMatchObject({ _tag: "FiledLate", part: true })
    expect(stands(justAfter, part(before), part(justAfter))).toMatchObject({ _tag: "FiledLate", part: true })
    expect(stands(justAfter, part(before), filed(justAfter))).toMatchObject({ _tag: "FiledLate", part: false })
  })

  it("reasons may come with it or with what follows", () => {
    const reasons = filed(justAfter, { lateBecause: "sealed:the line was down" })
    expect(stands(justAfter, reasons)).toMatchObject({ _tag: "FiledLate", reasoned: true })
    expect(stands(justAfter, filed(before), filed(justAfter), reasons)).toMatchObject({ at: before, reasoned: true })
  })

  it("where its days can't be counted the calendar that is missing is named, filed or not", () => {
    const unknown = verdict<Deadline.UnknownCalendar>({ _tag: "UnknownCalendar", calendar: "us-federal" })
    const away = { _tag: "NotAtHand", calendar: "us-federal" }
    expect(rules.stands(unknown, aware, undefined, [], at, looked).answer).toEqual(away)
    expect(rules.stands(unknown, aware, filed(at), [], at, looked).answer).toEqual(away)
  })
})

describe(rules.startsByItself.clause.quote, () => {
  const asked = (...about: Parameters<typeof stepsOf>) =>
    stepsOf(...about).map(({ step, within, from, article }) => [
      step,
      within === undefined ? "without undue delay" : Span.inWords(within),
      typeof from === "string" ? from : from.filed,
      article
    ])

  const tellUsers = ["tellUsers", "without undue delay", "aware", "CRA 14(8)"]

  it("of a breach a controller tells the authority within 72 hours and the persons whose data it is, and a processor its client", () => {
    expect(asked("gdpr33", "controller")).toEqual([
      ["notification", "72 hours", "aware", "GDPR 33(1)"],
      ["tellSubjects", "without undue delay", "aware", "GDPR 34(1)"]
    ])
    expect(asked("gdpr33", "processor")).toEqual([["tellController", "without undue delay", "aware", "GDPR 33(2)"]])
    expect(asked("gdpr33", "processor", 36)).toEqual([["tellController", "36 hours", "aware", "GDPR 33(2)"]])
    expect(asked("gdpr33", "controller", 36)).toEqual(asked("gdpr33", "controller"))
  })
  it("of an exploited weakness a manufacturer warns, notifies, tells its users, and reports fourteen days after a measure is available", () =>
    expect(asked("cra14Vulnerability", "manufacturer")).toEqual([
      ["earlyWarning", "24 hours", "aware", "CRA 14(2)(a)"],
      ["notification", "72 hours", "aware", "CRA 14(2)(b)"],
      ["final", "14 calendar days", "measureAvailable", "CRA 14(2)(c)"],
      tellUsers
    ]))
  it("of a severe incident it warns, notifies, tells its users, and reports one month after the notification", () =>
    expect(asked("cra14Incident", "manufacturer")).toEqual([
      ["earlyWarning", "24 hours", "aware", "CRA 14(4)(a)"],
      ["notification", "72 hours", "aware", "CRA 14(4)(b)"],
      ["final", "1 month", "notification", "CRA 14(4)(c)"],
      tellUsers
    ]))
  it("so does an entity; a trust service provider notifies within 24 hours", () => {
    const steps = (notification: string) => [
      ["earlyWarning", "24 hours", "aware", "NIS2 23(4)(a)"],
      ["notification", notification, "aware", "NIS2 23(4)(b)"],
      ["final", "1 month", "notification", "NIS2 23(4)(d)"]
    ]
    expect(asked("nis2Article23", "entity")).toEqual(steps("72 hours"))
    expect(asked("nis2Article23", "trustServiceProvider")).toEqual(steps("24 hours"))
  })
})
