/** What may be told of a reporter, what a leak is, and when who asks to be forgotten is answered: at the boundaries. */
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import * as Confidence from "../src/disclosure/Confidence.ts"
import * as rules from "../src/disclosure/confidenceRules.ts"
import { type Basis, silentPolicy } from "../src/disclosure/DisclosureTerms.ts"
import type { PolicyInHand } from "../src/disclosure/hand.ts"
import type { Sealed } from "../src/language/index.ts"
import type { Parameter } from "../src/terms/index.ts"
import { amsterdam, Deadline, type Instant } from "../src/time/index.ts"
import { fact, looked, open, place, stipulated, verdict } from "./facts.ts"
import { said } from "./reporting.ts"

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

// -- Of one report: what is recorded, and what is declined. ------------------------------------------------------------------

/** A day of May 2026, at noon in Amsterdam. */
const day = (n: number): Instant => new Date(Date.UTC(2026, 4, n, 10)).toISOString() as Instant
const words: Sealed = "sealed:words"
const handOf = (confidence: {
  readonly identity?: Parameter<ReadonlyArray<Basis>>
  readonly content?: Parameter<ReadonlyArray<Basis>>
}): PolicyInHand => ({
  ref: "policy:x",
  terms: { ...silentPolicy, confidence: { ...silentPolicy.confidence, ...confidence } },
  readings: [],
  place
})
const byLaw = handOf({ identity: said(["law"]), content: said(["law"]) })
const after = (...events: ReadonlyArray<Confidence.Event>): Confidence.State =>
  events.reduce((state, event, n) => Confidence.evolve(state, event, `report/r1@${n}`), Confidence.initial)
const decided = (command: Confidence.Command, state = after(), hand = byLaw) => {
  const decision = Confidence.decide(command, state, hand, looked)
  return Result.isSuccess(decision) ? decision.success : decision.failure
}

const consented: Confidence.ConsentGiven = {
  _tag: "ConsentGiven",
  consent: "c1",
  person: "p1",
  for: "identity",
  to: "upstream",
  form: "expressed",
  at: day(1)
}
const consent: Confidence.RecordConsent = { ...consented, _tag: "RecordConsent" }
const withdrawn: Confidence.ConsentWithdrawn = { _tag: "ConsentWithdrawn", consent: "c1", at: day(5) }
const withdraw: Confidence.WithdrawConsent = { ...withdrawn, _tag: "WithdrawConsent" }
const disclosed: Confidence.IdentityDisclosed = {
  _tag: "IdentityDisclosed",
  passing: "d1",
  to: "upstream",
  basis: "consent",
  parts: ["name"],
  needed: ["name"],
  by: "desk-1",
  at: day(3)
}
const disclose: Confidence.DiscloseIdentity = { ...disclosed, _tag: "DiscloseIdentity" }
const shared: Confidence.ContentShared = {
  _tag: "ContentShared",
  passing: "s1",
  to: "upstream",
  basis: "law",
  reference: "CRA art. 14",
  part: "summary",
  needed: "technical",
  by: "desk-1",
  at: day(3)
}
const share: Confidence.ShareContent = { ...shared, _tag: "ShareContent" }

describe(rules.consentAnyTime.clause.quote, () => {
  const standsAt = (at: Instant, ...events: ReadonlyArray<Confidence.Event>) =>
    Confidence.consentsAt(after(...events), "identity", at).map(({ from }) => from)

  it("it stands from the moment in which it was given until the one in which it was taken back", () => {
    expect(standsAt("2026-05-01T09:59:59.999Z", consented, withdrawn)).toEqual([])
    expect(standsAt(day(1), consented, withdrawn)).toEqual(["report/r1@0"])
    expect(standsAt("2026-05-05T09:59:59.999Z", consented, withdrawn)).toEqual(["report/r1@0"])
    expect(standsAt(day(5), consented, withdrawn)).toEqual([])
    expect(standsAt(day(9), consented)).toEqual(["report/r1@0"])
  })
  it("given twice it is given once, and taken back twice once; an unknown one can't be taken back", () => {
    expect(decided(consent)).toEqual([consented])
    expect(decided(consent, after(consented))).toEqual([])
    expect(decided({ ...consent, to: "police" }, after(consented))).toEqual([{ ...consented, to: "police" }])
    expect(decided(withdraw, after(consented))).toEqual([withdrawn])
    expect(decided(withdraw, after(consented, withdrawn))).toEqual([])
    expect(decided({ ...withdraw, consent: "c9" }, after(consented))).toMatchObject({
      _tag: "UnknownConsent",
      message: "no consent `c9` is on record, so none can be withdrawn"
    })
  })
  it("one is taken back, and another stays", () => {
    const other = { ...consented, consent: "c2" }
    expect(decided({ ...withdraw, consent: "c2" }, after(consented, withdrawn, other))).toHaveLength(1)
    expect(standsAt(day(6), consented, other, withdrawn)).toEqual(["report/r1@1"])
  })
  it("when it was taken back is not moved by taking it back again", () =>
    expect(standsAt(day(6), consented, withdrawn, { ...withdrawn, at: day(9) })).toEqual([]))
  it("given anew after it was taken back it stands again, and can be taken back again; the old word is not said anew", () => {
    const state = after(consented, withdrawn)
    expect(decided(consent, state)).toEqual([])
    expect(decided({ ...consent, at: day(7) }, state)).toEqual([{ ...consented, at: day(7) }])
    const again = after(consented, withdrawn, { ...consented, at: day(7) })
    expect(decided({ ...consent, at: day(7) }, again)).toEqual([])
    expect(decided({ ...withdraw, at: day(9) }, again)).toEqual([{ ...withdrawn, at: day(9) }])
  })
})

describe(rules.mayPass.clause.quote, () => {
  const declined = (command: Confidence.Command, state?: Confidence.State, hand?: PolicyInHand) =>
    decided(command, state, hand) as { readonly _tag: string; readonly message: string }

  it("with consent it is told to whom it was for, and asked for again nothing is told again", () => {
    expect(decided(disclose, after(consented))).toEqual([disclosed])
    expect(decided(disclose, after(disclosed))).toEqual([])
    expect(decided({ ...disclose, to: "press" }, after(consented, disclosed))).toMatchObject({ _tag: "NotAllowed" })
    const anybody: Confidence.ConsentGiven = {
      _tag: "ConsentGiven",
      consent: "c1",
      person: "p1",
      for: "identity",
      form: "expressed",
      at: day(1)
    }
    expect(decided({ ...disclose, to: "press" }, after(anybody))).toEqual([{ ...disclosed, to: "press" }])
  })
  it("all that is lacking is told at once, of the identity and of the report", () => {
    expect(declined({ ...disclose, parts: ["name", "contact"] }).message).toBe(
      "the reporter's identity is not passed on: the reporter did not agree to this recipient, or no longer does, and more would be told than the ground asks for"
    )
    const { reference: _, ...bare } = { ...share, basis: "police" } as const
    expect(declined(bare).message).toBe(
      "what the report says is not passed on: the policy does not name this ground, and the reporter did not agree, and say where the ground stands: the article, the ruling or the demand"
    )
  })
  it("while nobody has read which grounds the policy names, that is said, of the one and of the other", () => {
    const silent = handOf({})
    expect(declined({ ...disclose, basis: "law", reference: "art. 1" }, after(), silent)).toMatchObject({
      _tag: "NotAllowed",
      message:
        "the policy does not state on which grounds the reporter's identity may be passed on: record how it is read, or ask for consent"
    })
    expect(declined(share, after(), silent).message).toBe(
      "the policy does not state on which grounds what the report says may be passed on: record how it is read, or ask for consent"
    )
  })
  it("of the report as much as the ground asks for, and no more", () => {
    expect(decided(share)).toEqual([shared])
    expect(decided({ ...share, part: "technical" })).toHaveLength(1)
    expect(decided({ ...share, part: "whole" })).toMatchObject({ _tag: "NotAllowed" })
    expect(decided(share, after(shared))).toEqual([])
    expect(decided(share, after(shared), handOf({}))).toEqual([])
  })
})

describe(rules.passed.clause.quote, () => {
  it("what was told is recorded whether it was allowed or not, once, and each by itself", () => {
    const told: Confidence.Command = { ...disclosed, to: "press", _tag: "RecordIdentityDisclosed" }
    expect(decided(told)).toEqual([{ ...disclosed, to: "press" }])
    expect(decided(told, after({ ...disclosed, to: "press" }))).toEqual([])
    expect(decided(told, after(disclosed))).toHaveLength(1)
    const gotOut: Confidence.Command = { ...shared, to: "press", part: "whole", _tag: "RecordContentShared" }
    expect(decided(gotOut)).toEqual([{ ...shared, to: "press", part: "whole" }])
    expect(decided(gotOut, after({ ...shared, to: "press", part: "whole" }))).toEqual([])
    expect(decided(gotOut, after(shared))).toHaveLength(1)
  })
  it("who was asked for is recorded too, with the event", () => {
    const asked: Confidence.IdentityAsked = { _tag: "IdentityAsked", asked: "a1", by: "c42", words, at: day(2) }
    expect(decided({ ...asked, _tag: "RecordIdentityAsked" })).toEqual([asked])
    expect(decided({ ...asked, _tag: "RecordIdentityAsked" }, after(asked))).toEqual([])
    expect(decided({ ...asked, asked: "a2", _tag: "RecordIdentityAsked" }, after(asked))).toHaveLength(1)
    expect(after(asked).asked).toEqual([{ value: asked, from: "report/r1@0" }])
  })
})

describe(rules.leaked.clause.quote, () => {
  it("each leak is recorded, and once", () => {
    const leak: Confidence.IdentityLeaked = {
      _tag: "IdentityLeaked",
      leak: "l1",
      parts: ["name"],
      how: words,
      at: day(2)
    }
    expect(decided({ ...leak, _tag: "RecordIdentityLeak" })).toEqual([leak])
    expect(decided({ ...leak, _tag: "RecordIdentityLeak" }, after(leak))).toEqual([])
    expect(decided({ ...leak, leak: "l2", _tag: "RecordIdentityLeak" }, after(leak))).toHaveLength(1)
  })
})

describe(rules.erasureDecided.clause.quote, () => {
  const requested: Confidence.ErasureRequested = { _tag: "ErasureRequested", request: "e1", person: "p1", at: day(1) }
  const other = { ...requested, request: "e2", person: "p2" }
  const extended: Confidence.ErasureExtended = {
    _tag: "ErasureExtended",
    request: "e1",
    reason: "open still",
    at: day(9)
  }
  const decision: Confidence.ErasureDecided = {
    _tag: "ErasureDecided",
    request: "e1",
    erased: ["name", "contact", "other"],
    kept: { parts: ["pseudonym"], ground: "legalClaims", reference: "GDPR 17(3)(e)" },
    token: "kept",
    by: "dpo-1",
    at: day(10)
  }
  const erased: Confidence.IdentityErased = { _tag: "IdentityErased", request: "e1", at: day(11) }
  const extend: Confidence.ExtendErasure = { ...extended, _tag: "ExtendErasure" }
  const decideIt: Confidence.DecideErasure = { ...decision, _tag: "DecideErasure" }
  const erase: Confidence.RecordErased = { ...erased, _tag: "RecordErased" }

  it("each step is recorded, and once", () => {
    const request: Confidence.RequestErasure = { ...requested, _tag: "RequestErasure" }
    expect(decided(request)).toEqual([requested])
    expect(decided(request, after(other, requested))).toEqual([])
    expect(decided(request, after(other))).toEqual([requested])
    expect(decided(extend, after(other, requested))).toEqual([extended])
    expect(decided({ ...extend, at: day(12) }, after(requested, extended))).toEqual([])
    expect(decided(decideIt, after(other, requested))).toEqual([decision])
    expect(decided(decideIt, after(requested, decision))).toEqual([])
    expect(decided({ ...decideIt, token: "destroyed" }, after(requested, decision))).toHaveLength(1)
    expect(decided(erase, after(other, requested, decision))).toEqual([erased])
    expect(decided(erase, after(requested, decision, erased))).toEqual([])
  })
  it("a request that nobody made is named", () => {
    const unknown = { _tag: "UnknownRequest", message: "no request `e1` to erase is on record" }
    for (const command of [extend, decideIt, erase]) expect(decided(command, after(other))).toMatchObject(unknown)
  })
  it("what is neither erased nor kept is asked about, and so is what is both; by the request", () => {
    const ground = {
      _tag: "WithoutGround",
      message: "what is not erased is kept for a reason: say what is kept, on which ground, and where that stands",
      facts: ["report/r1@0"]
    }
    expect(decided({ ...decideIt, erased: ["name", "contact"] }, after(requested))).toMatchObject(ground)
    expect(decided({ ...decideIt, erased: ["name", "contact", "other", "pseudonym"] }, after(requested))).toMatchObject(
      ground
    )
    const { kept: _, ...all } = { ...decideIt, erased: ["name", "contact", "other", "pseudonym"] } as const
    expect(decided(all, after(requested))).toHaveLength(1)
  })
  it("nothing is erased before somebody decided what", () =>
    expect(decided(erase, after(requested))).toMatchObject({
      _tag: "NotDecided",
      message: "nobody has decided what is erased: decide first",
      facts: ["report/r1@0"]
    }))
  it("more time is taken until the first month is over, and not from that very moment", () => {
    // Asked for on 1 May: answered by the end of 1 June, in Amsterdam.
    expect(decided({ ...extend, at: "2026-06-01T21:59:59.999Z" }, after(requested))).toHaveLength(1)
    expect(decided({ ...extend, at: "2026-06-01T22:00:00.000Z" }, after(requested))).toMatchObject({
      _tag: "ExtendedTooLate",
      message: "the month in which more time can be taken is over: decide now, and say that it is late",
      facts: ["report/r1@0"]
    })
  })
  it("the state keeps each step with its event, at its own request, and the first time that more time was taken", () => {
    const state = after(requested, other, extended, { ...extended, at: day(12) }, decision, erased)
    expect(state.erasures).toEqual([
      {
        requested: { value: requested, from: "report/r1@0" },
        extended: { value: extended, from: "report/r1@2" },
        decided: { value: decision, from: "report/r1@4" },
        erased: { value: erased, from: "report/r1@5" }
      },
      { requested: { value: other, from: "report/r1@1" }, extended: undefined, decided: undefined, erased: undefined }
    ])
  })
})
