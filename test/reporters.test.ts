/** What reporters are promised, told as stories: one policy as a vendor wrote it, and two in words of our own. */
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import * as Awareness from "../src/disclosure/Awareness.ts"
import * as clockRules from "../src/disclosure/clockRules.ts"
import { clocks, stepsOf } from "../src/disclosure/clocks.ts"
import * as Conduct from "../src/disclosure/Conduct.ts"
import * as conductRules from "../src/disclosure/conductRules.ts"
import * as Confidence from "../src/disclosure/Confidence.ts"
import * as confidenceRules from "../src/disclosure/confidenceRules.ts"
import { decodeDisclosureTerms } from "../src/disclosure/DisclosureTerms.schema.ts"
import { type DisclosureTerms, type PromiseTerms, silentPolicy } from "../src/disclosure/DisclosureTerms.ts"
import { openIn, type PolicyInHand } from "../src/disclosure/hand.ts"
import {
  bindingPolicy,
  explain,
  type Happened,
  type ReportFacts,
  standing,
  type Status
} from "../src/disclosure/promises.ts"
import * as Publication from "../src/disclosure/Publication.ts"
import * as publicationRules from "../src/disclosure/publicationRules.ts"
import { acknowledgeAssess, coordinated, seed } from "../src/disclosure/ready.ts"
import { report as codec } from "../src/disclosure/Report.schema.ts"
import * as rules from "../src/disclosure/reporterRules.ts"
import * as Reward from "../src/disclosure/Reward.ts"
import * as rewardRules from "../src/disclosure/rewardRules.ts"
import { securityTxt } from "../src/disclosure/securityTxt.ts"
import * as Standing from "../src/disclosure/Standing.ts"
import type * as Weakness from "../src/disclosure/Weakness.ts"
import * as standingRules from "../src/disclosure/standingRules.ts"
import { citedBy, type Fact } from "../src/kernel/index.ts"
import type { Sealed } from "../src/language/index.ts"
import { says, unstated } from "../src/terms/index.ts"
import { amsterdam, type Calendar, Deadline, dutchStatutory, type Instant, nlOffice, Span } from "../src/time/index.ts"
import { pure } from "./scenario.ts"

// -- A small world. --------------------------------------------------------------------------------------------------------

const calendars: Readonly<Record<string, Calendar>> = { "nl-office": nlOffice, "nl-statutory": dutchStatutory }
const place: Deadline.Place = { zone: amsterdam, calendar: (name) => calendars[name] }
const handOf = (terms: DisclosureTerms, readings: PolicyInHand["readings"] = []): PolicyInHand => ({
  ref: `policy:sha256-${terms.name}`,
  terms,
  readings,
  place
})
const reading = (parameter: string, value: unknown): PolicyInHand["readings"][number] => ({
  value: { parameter, value, by: "desk-1", reason: "as we have always done", at: "2026-01-01T00:00:00.000Z" },
  from: "terms/sha256-x@0",
  asOf: 0,
  stated: "2026-01-02T00:00:00.000Z"
})
let revision = 0
const fact = <A>(value: A): Fact<A> => ({ value, from: `report/r1@${(revision += 1)}` })
const looked = { stream: "report/r1", upTo: 99 } as const
const sealed: Sealed = "sealed:words"

/** Received on the evening before Good Friday 2026: 21:00 in Amsterdam. */
const beforeEaster: Instant = "2026-04-02T19:00:00.000Z"
const factsOf = (other: Partial<ReportFacts> = {}): ReportFacts => ({
  received: fact({ at: beforeEaster }),
  happened: [],
  reachable: fact({ at: beforeEaster }),
  named: fact({ named: false, at: beforeEaster }),
  updates: [],
  severity: [],
  scope: [],
  judged: [],
  suspensions: [],
  waivers: [],
  looked,
  ...other
})
const did = (deed: Happened["deed"], at: Instant, by: Happened["by"] = "human") => fact<Happened>({ deed, at, by })
const statusOf = (promise: string, facts: ReportFacts, hand: PolicyInHand, now: Instant): ReadonlyArray<Status> =>
  pure(() => standing(facts, hand, now))
    .filter((owed) => owed.promise === promise)
    .map(({ status }) => status.answer)
const tagsOf = (...asked: Parameters<typeof statusOf>) => statusOf(...asked).map(({ _tag }) => _tag)
const verdictOf = (promise: string, facts: ReportFacts, hand: PolicyInHand, now: Instant) =>
  standing(facts, hand, now).find((owed) => owed.promise === promise)!.status
const promised = (changes: Partial<PromiseTerms>, terms: DisclosureTerms = seed, id = "respond"): DisclosureTerms => ({
  ...terms,
  promises: terms.promises.map((it) => (it.id === id ? { ...it, ...changes } : it))
})
const without = <A extends object, K extends keyof A>(value: A, key: K): Omit<A, K> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as Omit<A, K>
const words = { instrument: "policy", words: "as the policy says" }
const refusedAs = (decision: Result.Result<unknown, { readonly _tag: string }>): string | undefined =>
  Result.isFailure(decision) ? decision.failure._tag : undefined
const recorded = <E>(decision: Result.Result<ReadonlyArray<E>, unknown>): ReadonlyArray<E> => {
  if (Result.isFailure(decision)) throw new Error(JSON.stringify(decision.failure))
  return decision.success
}
const happy = (at: Instant) => tagsOf("respond", factsOf({ happened: [did("responded", at)] }), handOf(seed), at)

// -- The policy as a value. --------------------------------------------------------------------------------------------------

describe("a disclosure policy is a value that the codec takes, to the last letter", () => {
  it.each([seed, acknowledgeAssess, coordinated, silentPolicy])("$title", (policy) => {
    expect(decodeDisclosureTerms(JSON.parse(JSON.stringify(policy)))).toEqual(Result.succeed(policy))
  })
  it("what a policy does not state is named as open", () => {
    expect(openIn(seed)).toContain("promises/respond/humanOnly")
    expect(openIn(seed)).toContain("reward.duplicates")
    expect(openIn(seed)).not.toContain("promises/respond/within")
  })
  it("a harbour that ends by a rule which is none is told", () => {
    const odd = {
      ...acknowledgeAssess,
      safeHarbour: says({ level: "noAction", against: [], endedBy: ["rudeness"], tellsThirdParties: false }, words)
    }
    const decoded = decodeDisclosureTerms(odd)
    expect(Result.isFailure(decoded) && decoded.failure.map(({ path }) => path)).toEqual([
      "safeHarbour.says.endedBy[0]"
    ])
  })
})

// -- Promises. ---------------------------------------------------------------------------------------------------------------

describe(rules.counted.clause.quote, () => {
  it("the evening before a holiday weekend: due on Wednesday by the office, on Thursday by the law, and both are shown", () => {
    const [status] = statusOf("respond", factsOf(), handOf(seed), "2026-04-03T10:00:00.000Z")
    expect(status).toEqual({
      _tag: "Open",
      due: {
        duty: { on: "2026-04-08", before: "2026-04-08T22:00:00.000Z" },
        right: { on: "2026-04-09", before: "2026-04-09T22:00:00.000Z" }
      }
    })
  })
  it("day by day: Good Friday counts for the office and not for the law", () => {
    const [owed] = standing(factsOf(), handOf(seed), beforeEaster)
    const days = explain(owed!, handOf(seed))
    if (days === undefined || Deadline.isUnknown(days)) throw new Error("nothing to explain")
    expect(days.map((one) => one.days[1])).toEqual([
      { on: "2026-04-03", is: "counted", as: 1 },
      { on: "2026-04-03", is: "skipped", because: { holiday: "Good Friday" } }
    ])
  })
  it("a second clock counts from the first act, and is owed only from there", () => {
    const hand = handOf(acknowledgeAssess)
    const now = "2026-04-20T10:00:00.000Z"
    expect(statusOf("assess", factsOf(), hand, now)).toEqual([{ _tag: "NotOwed", why: "notBegun" }])
    const acknowledged = factsOf({ happened: [did("acknowledged", "2026-04-03T08:00:00.000Z")] })
    const [status] = statusOf("assess", acknowledged, hand, now)
    // Five working days after Friday 3 April: Tuesday 7 to Monday 13.
    expect(status).toMatchObject({ _tag: "Breached", since: "2026-04-13T22:00:00.000Z" })
  })
  it("announced holidays move the end by the days that they take", () => {
    const resting = promised({ suspendedOn: says("We rest when we say so.", words) })
    const week = fact({
      from: "2026-04-02T22:00:00.000Z",
      until: "2026-04-12T22:00:00.000Z",
      at: "2026-04-01T08:00:00.000Z"
    } as const)
    const facts = factsOf({ suspensions: [week] })
    const [status] = statusOf("respond", facts, handOf(resting), "2026-04-13T10:00:00.000Z")
    expect(status).toMatchObject({ _tag: "Open", due: { duty: { on: "2026-04-15" }, right: { on: "2026-04-15" } } })
    expect(tagsOf("respond", facts, handOf(seed), "2026-04-13T10:00:00.000Z")).toEqual(["Breached"])
  })
})

describe(rules.kept.clause.quote, () => {
  it("an answer on Wednesday evening is in time, one on Thursday is late, and a later one changes neither", () => {
    expect(happy("2026-04-08T21:59:59.000Z")).toEqual(["Met"])
    expect(happy("2026-04-09T08:00:00.000Z")).toEqual(["MetLate"])
    const twice = factsOf({
      happened: [did("responded", "2026-04-03T08:00:00.000Z"), did("responded", "2026-05-01T08:00:00.000Z")]
    })
    expect(tagsOf("respond", twice, handOf(seed), "2026-06-01T00:00:00.000Z")).toEqual(["Met"])
  })
})

describe(rules.unkept.clause.quote, () => {
  it("nobody answered: broken from Thursday on, by the clause, the policy's words and the report as far as it was read", () => {
    const verdict = verdictOf("respond", factsOf(), handOf(seed), "2026-04-09T08:00:00.000Z")
    expect(verdict.answer).toMatchObject({ _tag: "Breached", since: "2026-04-08T22:00:00.000Z" })
    const [reason, counted] = verdict.because
    expect(reason.clause).toBe(rules.unkept.clause)
    expect(reason.absent).toEqual([looked])
    expect(counted?.terms?.[0]?.source.words).toBe("We will respond within three Dutch working days to your report.")
  })
  it("a mere aim is reported on and never broken", () => {
    const aim = promised({ rigidity: says("aim", words) })
    expect(tagsOf("respond", factsOf(), handOf(aim), "2027-01-01T00:00:00.000Z")).toEqual(["Open"])
  })
})

describe(rules.answeredBy.clause.quote, () => {
  const automatic = factsOf({ happened: [did("acknowledged", beforeEaster, "machine")] })
  const later: Instant = "2026-04-20T10:00:00.000Z"
  it("where only a human counts, the automatic reply leaves the promise broken", () => {
    expect(tagsOf("acknowledge", automatic, handOf(acknowledgeAssess), later)).toEqual(["Breached"])
  })
  it("where the policy does not say, that is for a person to read", () => {
    expect(statusOf("respond", automatic, handOf(seed), later)).toMatchObject([
      { _tag: "Undetermined", open: [{ open: "promises/respond/humanOnly", why: "unstated" }] }
    ])
    const read = handOf(seed, [reading("promises/respond/humanOnly", false)])
    expect(tagsOf("respond", automatic, read, later)).toEqual(["Met"])
  })
  it("where only a machine answered, and after it was due, it is broken whichever way that is read", () => {
    const afterwards = factsOf({ happened: [did("acknowledged", later, "machine")] })
    expect(tagsOf("respond", afterwards, handOf(seed), "2026-04-21T10:00:00.000Z")).toEqual(["Breached"])
  })
})

describe(rules.openUntilRead.clause.quote, () => {
  it("five days, and nothing said about which: no date until they are read, also when somebody answered", () => {
    const bare = promised({ within: says({ n: 5, unit: "days" }, words) })
    const answered = factsOf({ happened: [did("responded", "2026-04-03T08:00:00.000Z")] })
    expect(statusOf("respond", answered, handOf(bare), "2026-04-20T10:00:00.000Z")).toMatchObject([
      { _tag: "Undetermined", open: [{ why: "days" }], keptAt: "2026-04-03T08:00:00.000Z" }
    ])
    const read = handOf(bare, [reading("promises/respond/within", Span.calendarDays(5, Span.plain))])
    const verdict = verdictOf("respond", answered, read, "2026-04-20T10:00:00.000Z")
    expect(verdict.answer._tag).toBe("Met")
    expect(citedBy(verdict)).toContain("terms/sha256-x@0")
  })

  it("nothing said about from when it counts: that it was done is told all the same", () => {
    const answered = factsOf({ happened: [did("responded", "2026-04-03T08:00:00.000Z")] })
    const stands = (facts: typeof answered) =>
      statusOf("respond", facts, handOf(promised({ anchor: unstated })), "2026-04-20T10:00:00.000Z")
    const open = [{ open: "promises/respond/anchor", why: "unstated" }]
    expect(stands(answered)).toMatchObject([{ _tag: "Undetermined", open, keptAt: "2026-04-03T08:00:00.000Z" }])
    expect(stands(factsOf({}))[0]).not.toHaveProperty("keptAt")
  })
})

describe(rules.countsFrom.clause.quote, () => {
  it("the reasons name the receipt and the moment since when there was an address", () => {
    const facts = factsOf({ reachable: fact({ at: "2026-04-13T08:00:00.000Z" }) })
    const cited = citedBy(verdictOf("respond", facts, handOf(seed), "2026-04-14T08:00:00.000Z"))
    expect(cited).toContain(facts.received.from)
    expect(cited).toContain(facts.reachable?.from)
  })
})

describe(rules.answerable.clause.quote, () => {
  it("an anonymous report without a way back is owed no answer and breaks nothing", () => {
    expect(statusOf("respond", factsOf({ reachable: undefined }), handOf(seed), "2027-01-01T00:00:00.000Z")).toEqual([
      { _tag: "NotOwed", why: "unreachable" }
    ])
  })
  it("a pseudonym that can be written to is answered like a name", () => {
    expect(happy("2026-04-03T08:00:00.000Z")).toEqual(["Met"])
  })
  it("who leaves an address ten days later is owed an answer from then", () => {
    const later = factsOf({ reachable: fact({ at: "2026-04-13T08:00:00.000Z" }) })
    const [status] = statusOf("respond", later, handOf(seed), "2026-04-14T08:00:00.000Z")
    expect(status).toMatchObject({ _tag: "Open", due: { duty: { on: "2026-04-16" } } })
  })
})

describe(rules.conditionHolds.clause.quote, () => {
  const at: Instant = "2026-05-01T08:00:00.000Z"
  it.each([
    [{ accepted: true }, "notAccepted"],
    [{ named: true }, "notNamed"],
    [{ updatesWanted: true }, "notWanted"]
  ] as const)("%o does not hold: %s", (condition, why) => {
    const hand = handOf(promised({ condition: says(condition, words) }))
    expect(statusOf("respond", factsOf(), hand, at)).toEqual([{ _tag: "NotOwed", why }])
  })
  it("whether it is in scope, severe enough or as the words say is judged by a person", () => {
    const hand = handOf(
      promised({ condition: says({ inScope: true, severity: "high", words: "a real issue" }, words) })
    )
    const scope = [fact({ inScope: true, at: beforeEaster })]
    const high = [fact({ severity: "critical", at: beforeEaster } as const)]
    const judged = (holds: boolean) => [fact({ promise: "respond", holds, by: "desk-1", at: beforeEaster })]
    expect(tagsOf("respond", factsOf(), hand, at)).toEqual(["Undetermined"])
    expect(tagsOf("respond", factsOf({ scope }), hand, at)).toEqual(["Undetermined"])
    expect(tagsOf("respond", factsOf({ scope, severity: high }), hand, at)).toEqual(["Undetermined"])
    const all = factsOf({ scope, severity: high, judged: judged(true) })
    expect(tagsOf("respond", all, hand, at)).toEqual(["Breached"])
    expect(statusOf("respond", { ...all, judged: judged(false) }, hand, at)).toMatchObject([{ why: "judgedOtherwise" }])
    const low = [fact({ severity: "low", at: beforeEaster } as const)]
    expect(statusOf("respond", { ...all, severity: low }, hand, at)).toMatchObject([{ why: "notSevere" }])
    const out = [fact({ inScope: false, at: beforeEaster })]
    expect(statusOf("respond", { ...all, scope: out }, hand, at)).toMatchObject([{ why: "outOfScope" }])
  })
})

describe(rules.bySeverity.clause.quote, () => {
  it("two days for a critical one, ten for a high one, none for a low one, and a person says which it is", () => {
    const hand = handOf(
      promised({
        within: says(
          { bySeverity: { critical: Span.calendarDays(2, Span.plain), high: Span.calendarDays(10, Span.plain) } },
          words
        )
      })
    )
    const at: Instant = "2026-04-08T10:00:00.000Z"
    const judged = (severity: "critical" | "high" | "low") =>
      factsOf({ severity: [fact({ severity, at: beforeEaster })] })
    expect(tagsOf("respond", factsOf(), hand, at)).toEqual(["Undetermined"])
    expect(tagsOf("respond", judged("critical"), hand, at)).toEqual(["Breached"])
    expect(tagsOf("respond", judged("high"), hand, at)).toEqual(["Open"])
    expect(statusOf("respond", judged("low"), hand, at)).toMatchObject([{ why: "notForThisSeverity" }])
  })
})

describe(rules.progressWanted.clause.quote, () => {
  const wish = (wanted: boolean, at: Instant) => fact({ wanted, at })
  const fixed = did("fixReady", "2026-04-10T10:00:00.000Z")
  it("an update because it was asked for: owed when the fix is ready, kept by the update that follows", () => {
    const asked = factsOf({ updates: [wish(true, beforeEaster)], happened: [fixed] })
    expect(tagsOf("progress", asked, handOf(seed), "2026-04-11T00:00:00.000Z")).toEqual(["Open"])
    const told = { ...asked, happened: [fixed, did("updated", "2026-04-11T09:00:00.000Z")] }
    expect(statusOf("progress", told, handOf(seed), "2026-04-12T00:00:00.000Z")).toEqual([
      { _tag: "Met", at: "2026-04-11T09:00:00.000Z" }
    ])
  })
  it("who did not ask is owed none, and who stops wanting it is owed no more", () => {
    const never = factsOf({ happened: [fixed] })
    expect(statusOf("progress", never, handOf(seed), "2026-05-01T00:00:00.000Z")).toEqual([
      { _tag: "NotOwed", why: "notBegun" }
    ])
    const stopped = factsOf({
      updates: [wish(true, beforeEaster), wish(false, "2026-04-11T00:00:00.000Z")],
      happened: [fixed]
    })
    expect(statusOf("progress", stopped, handOf(seed), "2026-05-01T00:00:00.000Z")).toEqual([
      { _tag: "NotOwed", why: "notWanted" }
    ])
  })
})

describe(rules.byNoClock.clause.quote, () => {
  it("the seed's updates have no time: never broken, and open until they are sent", () => {
    const facts = factsOf({
      updates: [fact({ wanted: true, at: beforeEaster })],
      happened: [did("validated", "2026-04-07T10:00:00.000Z")]
    })
    expect(statusOf("progress", facts, handOf(seed), "2028-01-01T00:00:00.000Z")).toEqual([{ _tag: "Open" }])
  })
})

describe(rules.endsWithTheReport.clause.quote, () => {
  const weekly = handOf(
    promised(
      {
        within: says(Span.calendarDays(5, Span.plain), words),
        anchor: says("lastUpdate", words),
        repeats: true,
        condition: says({}, words)
      },
      { ...seed, promises: seed.promises.map((it) => without(it, "milestones")) },
      "progress"
    )
  )
  it("every five days: each update starts the next five, until it is closed", () => {
    const facts = factsOf({ happened: [did("updated", "2026-04-06T10:00:00.000Z")] })
    expect(tagsOf("progress", facts, weekly, "2026-04-08T00:00:00.000Z")).toEqual(["Met", "Open"])
    expect(tagsOf("progress", facts, weekly, "2026-04-20T00:00:00.000Z")).toEqual(["Met", "Breached"])
    const closed = { ...facts, happened: [...facts.happened, did("closed", "2026-04-09T10:00:00.000Z")] }
    expect(statusOf("progress", closed, weekly, "2026-04-20T00:00:00.000Z").at(-1)).toEqual({
      _tag: "NotOwed",
      why: "closed"
    })
  })
  it("two updates in one moment end two periods, and not one another's for ever", () => {
    const both = [did("updated", "2026-04-06T10:00:00.000Z"), did("updated", "2026-04-06T10:00:00.000Z")]
    expect(tagsOf("progress", factsOf({ happened: both }), weekly, "2026-04-08T00:00:00.000Z")).toEqual([
      "Met",
      "Met",
      "Open"
    ])
  })
})

describe(rules.notOwed.clause.quote, () => {
  it("the reason names the promise, in the policy's words", () => {
    const verdict = verdictOf("progress", factsOf(), handOf(seed), "2026-05-01T00:00:00.000Z")
    expect(verdict.because[0].terms?.[0]?.parameter).toBe("promises/progress")
  })
})

describe(rules.rests.clause.quote, () => {
  it("a rest whose end nobody knows: neither kept nor broken as long as it lasts", () => {
    const resting = handOf(promised({ suspendedOn: says("We rest when we say so.", words) }))
    const facts = factsOf({ suspensions: [fact({ from: "2026-04-03T00:00:00.000Z", at: beforeEaster } as const)] })
    expect(statusOf("respond", facts, resting, "2026-08-01T00:00:00.000Z")).toEqual([{ _tag: "Suspended" }])
  })
})

describe(standingRules.restAsAnnounced.clause.quote, () => {
  const ask = {
    _tag: "AnnounceRest",
    from: "2026-12-24T00:00:00.000Z",
    where: "https://example.com/security",
    by: "desk-1",
    at: "2026-12-01T10:00:00.000Z"
  } as const
  const around = (terms: DisclosureTerms): Standing.Around => ({ terms, replies: [], readings: [] })
  it("the seed lets nothing rest; a policy that does is held to announce it first", () => {
    expect(refusedAs(Standing.decide(ask, Standing.initial, around(seed)))).toBe("MayNotRest")
    const resting = promised({ suspendedOn: says("We rest when we say so.", words) })
    expect(recorded(Standing.decide(ask, Standing.initial, around(resting)))).toMatchObject([{ _tag: "RestAnnounced" }])
    expect(
      refusedAs(Standing.decide({ ...ask, at: "2026-12-25T10:00:00.000Z" }, Standing.initial, around(resting)))
    ).toBe("AnnouncedTooLate")
    expect(
      refusedAs(
        Standing.decide(
          { _tag: "WaivePromise", promise: "x", words: sealed, at: ask.at },
          Standing.initial,
          around(seed)
        )
      )
    ).toBe("UnknownPromise")
  })
})

describe(rules.waived.clause.quote, () => {
  it("waived in time it is waived; waived when it was broken, it stays broken", () => {
    const waiver = (at: Instant) => factsOf({ waivers: [fact({ promise: "respond", at })] })
    const now: Instant = "2026-05-01T00:00:00.000Z"
    expect(tagsOf("respond", waiver("2026-04-03T08:00:00.000Z"), handOf(seed), now)).toEqual(["Waived"])
    expect(tagsOf("respond", waiver("2026-04-20T08:00:00.000Z"), handOf(seed), now)).toEqual(["Breached"])
  })
})

describe(rules.notAtHand.clause.quote, () => {
  it("working days of a calendar that nobody handed in", () => {
    const far = promised({ within: says(Span.workingDays(3, "us-federal", Span.plain), words) })
    expect(statusOf("respond", factsOf(), handOf(far), "2026-05-01T00:00:00.000Z")).toEqual([
      { _tag: "NotAtHand", calendar: "us-federal" }
    ])
  })
})

describe(rules.policyAt.clause.quote, () => {
  it("the policy was changed while the report was handled: the old one binds", () => {
    const version = (ref: "policy:a" | "policy:b", at: Instant) => fact({ ref, at } as const)
    const versions = [version("policy:a", "2026-01-01T00:00:00.000Z"), version("policy:b", "2026-04-03T00:00:00.000Z")]
    expect(bindingPolicy(versions, fact({ at: beforeEaster })).answer).toBe("policy:a")
    expect(bindingPolicy([versions[1]!], fact({ at: beforeEaster })).answer).toBeUndefined()
  })
})

describe(standingRules.securityTxtIsRight.clause.quote, () => {
  const at: Instant = "2026-11-22T00:00:00.000Z"
  const expires: Instant = "2027-11-01T00:00:00.000Z"
  it("contact and expiry, in the order of the standard", () => {
    expect(securityTxt(seed, { at, expires, canonical: ["https://example.com/.well-known/security.txt"] })).toEqual(
      Result.succeed(
        "Contact: mailto:cert@connectis.nl\nExpires: 2027-11-01T00:00:00.000Z\nCanonical: https://example.com/.well-known/security.txt\n"
      )
    )
  })
  it.each([
    [silentPolicy, { at, expires }],
    [seed, { at, expires: at }],
    [seed, { at, expires: "2029-01-01T00:00:00.000Z" as const }],
    [seed, { at, expires, policy: ["http://example.com"] }],
    [seed, { at, expires, policy: ["example.com"] }],
    [seed, { at, expires, hiring: ["https://example.com/a\nContact: mailto:x@y"] }]
  ])("there is no such text: %#", (policy, given) => {
    expect(refusedAs(securityTxt(policy, given))).toBe("NoSecurityTxt")
  })
})

// -- Conduct. ----------------------------------------------------------------------------------------------------------------

const around: Conduct.Around = { rulesAt: () => seed.conduct, reachable: fact({ at: beforeEaster }) }
const conduct = (...commands: ReadonlyArray<Conduct.Command>): Conduct.State =>
  commands.reduce(
    (state, command) =>
      recorded(Conduct.decide(command, state, around)).reduce(
        (state, event) => Conduct.evolve(state, event, `report/r1@${(revision += 1)}`),
        state
      ),
    Conduct.initial
  )
const allege: Conduct.AllegeConduct = {
  _tag: "AllegeConduct",
  finding: "f1",
  rule: "no-damage",
  acted: "2026-04-10T10:00:00.000Z",
  words: sealed,
  evidence: ["log-17"],
  by: "desk-1",
  at: "2026-04-11T10:00:00.000Z"
}
const offer: Conduct.OfferHearing = {
  _tag: "OfferHearing",
  finding: "f1",
  way: "answer",
  until: "2026-04-25T10:00:00.000Z",
  at: "2026-04-11T11:00:00.000Z"
}
const find: Conduct.DecideConduct = {
  _tag: "DecideConduct",
  finding: "f1",
  broken: true,
  accident: false,
  reason: sealed,
  by: "counsel-1",
  decider: "human",
  at: "2026-04-26T10:00:00.000Z"
}
const policies = (whenActing = seed, atReceipt?: DisclosureTerms): Conduct.Policies => ({
  whenActing: handOf(whenActing),
  looked,
  ...(atReceipt !== undefined && { atReceipt: handOf(atReceipt) })
})
const later: Instant = "2026-06-01T00:00:00.000Z"
const may = (state: Conduct.State, acted: Instant, given = policies(), duty?: string) =>
  pure(() => Conduct.mayTakeLegalStep(state, given, "criminal", acted, later, duty)).answer

describe(conductRules.foundByAHuman.clause.quote, () => {
  const refused = (command: Conduct.Command, state = conduct(allege, offer)) =>
    refusedAs(Conduct.decide(command, state, around))
  it("no rule of the policy, no evidence, no human: no finding", () => {
    expect(refused({ ...allege, finding: "f2", rule: "be-nice" })).toBe("NoSuchRule")
    expect(refused({ ...allege, finding: "f2", evidence: [] })).toBe("NoEvidence")
    expect(refused({ ...find, decider: "machine" })).toBe("NotByAMachine")
    expect(refused({ ...find, finding: "f9" })).toBe("UnknownFinding")
  })
})

describe(conductRules.foundByAnother.clause.quote, () => {
  const own = { ...find, by: allege.by } as const
  const decided = (command: Conduct.DecideConduct) => Conduct.decide(command, conduct(allege, offer), around)
  it("who alleged it is told to have somebody else decide, and by which event they alleged it", () => {
    const state = conduct(allege, offer)
    const told = Conduct.decide(own, state, around)
    expect(refusedAs(told)).toBe("OwnAllegation")
    expect(Result.isFailure(told) && told.failure.facts).toEqual([state.findings[0]!.alleged.from])
    expect(recorded(decided(find))).toHaveLength(1)
  })
  it("a scanner alleged it: a person finds it, and one account for both can't", () => {
    const scanner = conduct({ ...allege, by: "scanner" }, offer)
    expect(recorded(Conduct.decide(find, scanner, around))).toHaveLength(1)
    expect(refusedAs(Conduct.decide({ ...find, by: "scanner" }, scanner, around))).toBe("OwnAllegation")
  })
  it("that there is nothing to it, they may say themselves", () =>
    expect(recorded(decided({ ...own, broken: false }))).toHaveLength(1))
})

describe(conductRules.heardFirst.clause.quote, () => {
  it("nobody asked the reporter, and the reporter can be asked", () => {
    expect(refusedAs(Conduct.decide(find, conduct(allege), around))).toBe("NotHeard")
    expect(refusedAs(Conduct.decide({ ...offer, way: "noWay" }, conduct(allege), around))).toBe("CanBeAsked")
  })
})

describe(conductRules.heard.clause.quote, () => {
  it("not before the time is over, unless they answered", () => {
    const early = { ...find, at: "2026-04-12T10:00:00.000Z" } as const
    expect(refusedAs(Conduct.decide(early, conduct(allege, offer), around))).toBe("NotHeard")
    const answered = conduct(allege, offer, {
      _tag: "RecordHearing",
      finding: "f1",
      words: sealed,
      at: "2026-04-12T09:00:00.000Z"
    })
    expect(recorded(Conduct.decide(early, answered, around))).toHaveLength(1)
    expect(recorded(Conduct.decide(find, conduct(allege, offer), around))).toHaveLength(1)
  })
})

describe(conductRules.lapsedBy.clause.quote, () => {
  const state = conduct(allege, offer, find)
  it("what was done before the broken rule stays in the harbour", () => {
    expect(may(state, "2026-04-09T10:00:00.000Z")).toBe("no")
    expect(may(state, "2026-04-10T10:00:00.000Z")).toBe("yes")
    expect(may(state, "2026-05-10T10:00:00.000Z")).toBe("yes")
  })
  it("a finding that was taken back ends nothing from then on, and an accident only where the policy says so", () => {
    const back: Conduct.RetractFinding = {
      _tag: "RetractFinding",
      finding: "f1",
      reason: sealed,
      by: "counsel-1",
      at: "2026-05-01T10:00:00.000Z"
    }
    expect(may(conduct(allege, offer, find, back), "2026-05-10T10:00:00.000Z")).toBe("no")
    const forgiving = { ...seed, conduct: seed.conduct.map((it) => ({ ...it, accident: "forgiven" as const })) }
    const accident = conduct(allege, offer, { ...find, accident: true })
    expect(may(accident, "2026-05-10T10:00:00.000Z", policies(forgiving))).toBe("no")
    const strict = { ...seed, conduct: seed.conduct.map((it) => ({ ...it, accident: "breaks" as const })) }
    expect(may(accident, "2026-05-10T10:00:00.000Z", policies(strict))).toBe("yes")
    // The seed says nothing of accidents: a person must read it first, and until then nobody may take a step.
    expect(may(accident, "2026-05-10T10:00:00.000Z")).toBe("undetermined")
    expect(Conduct.harbour(accident, policies(), "2026-05-10T10:00:00.000Z", later).answer).toMatchObject({
      _tag: "Undetermined",
      open: [{ open: `conduct/${allege.rule}/accident`, why: "unstated" }]
    })
  })
})

describe(conductRules.harbourFor.clause.quote, () => {
  it("an allegation alone ends nothing", () => {
    const state = conduct(allege, offer)
    expect(Conduct.harbour(state, policies(), allege.acted, later).because[0].absent).toEqual([looked])
    expect(Conduct.harbour(state, policies(), allege.acted, later).answer).toEqual({
      _tag: "Held",
      against: ["criminal", "civil"]
    })
  })
})

describe(conductRules.conductHeld.clause.quote, () => {
  it("an allegation alone changes nothing; where the harbour is not read yet, nobody can say", () => {
    expect(Conduct.held(conduct(allege, offer), policies(), allege.acted, later)?.answer).toBe(true)
    expect(Conduct.held(Conduct.initial, policies(silentPolicy), allege.acted, later)).toBeUndefined()
  })
})

describe(conductRules.kinderHarbour.clause.quote, () => {
  const harsh = { ...seed, safeHarbour: says({ level: "none", against: [], tellsThirdParties: false } as const, words) }
  it("the policy got harsher after the search, or kinder before the report: the kinder one counts", () => {
    expect(may(Conduct.initial, beforeEaster, policies(seed, harsh))).toBe("no")
    expect(may(Conduct.initial, beforeEaster, policies(harsh, seed))).toBe("no")
    expect(may(Conduct.initial, beforeEaster, policies(harsh))).toBe("yes")
  })
  it("nothing was reported, and the harbour holds all the same", () => {
    expect(may(Conduct.initial, beforeEaster, policies(seed))).toBe("no")
  })
})

describe(conductRules.legalStep.clause.quote, () => {
  it("restraint is no promise, and silence is none either: a person decides", () => {
    const restraint = says({ level: "restraint", against: ["criminal"], tellsThirdParties: false } as const, words)
    expect(may(Conduct.initial, beforeEaster, policies({ ...seed, safeHarbour: restraint }))).toBe("undetermined")
    expect(may(Conduct.initial, beforeEaster, policies({ ...seed, safeHarbour: unstated }))).toBe("undetermined")
    expect(may(Conduct.initial, beforeEaster, policies(), "Wetboek van Strafvordering 162")).toBe("yes")
  })
})

describe(conductRules.stepJudged.clause.quote, () => {
  it("a complaint was filed although nothing was found: recorded, and a broken promise", () => {
    const state = conduct({
      _tag: "RecordLegalStep",
      step: "s1",
      kind: "criminal",
      acted: beforeEaster,
      by: "counsel-1",
      at: "2026-04-20T10:00:00.000Z"
    })
    const [judged] = Conduct.stepsJudged(state, () => policies())
    expect(judged?.judged.answer).toBe("broken")
    expect(citedBy(judged!.judged)).toContain(state.steps[0]?.from)
  })
})

// -- Confidence. -------------------------------------------------------------------------------------------------------------

const confidence = (...commands: ReadonlyArray<Confidence.Command>): Confidence.State =>
  commands.reduce(
    (state, command) =>
      recorded(pure(() => Confidence.decide(command, state, handOf(seed), looked))).reduce(
        (state, event) => Confidence.evolve(state, event, `report/r1@${(revision += 1)}`),
        state
      ),
    Confidence.initial
  )
const disclose: Confidence.DiscloseIdentity = {
  _tag: "DiscloseIdentity",
  passing: "p1",
  to: "police",
  basis: "law",
  reference: "Wetboek van Strafvordering 126nd",
  parts: ["name"],
  needed: ["name"],
  by: "counsel-1",
  at: "2026-05-01T10:00:00.000Z"
}
const consent: Confidence.RecordConsent = {
  _tag: "RecordConsent",
  consent: "c1",
  person: "p-17",
  for: "identity",
  to: "upstream",
  form: "expressed",
  at: "2026-04-20T10:00:00.000Z"
}

describe(confidenceRules.mayPass.clause.quote, () => {
  const refused = (command: Confidence.Command, state = Confidence.initial) =>
    refusedAs(Confidence.decide(command, state, handOf(seed), looked))
  it("a client wants to learn the name: the wish is on record, and the name stays where it is", () => {
    const asked = confidence({
      _tag: "RecordIdentityAsked",
      asked: "a1",
      by: "c42",
      words: sealed,
      at: "2026-05-01T09:00:00.000Z"
    })
    expect(asked.asked).toHaveLength(1)
    const decision = Confidence.decide({ ...disclose, to: "c42", basis: "consent" }, asked, handOf(seed), looked)
    expect(Result.isFailure(decision) && decision.failure.message).toBe(
      "the reporter's identity is not passed on: the reporter did not agree to this recipient, or no longer does"
    )
  })
  it("a law with its article opens it, a law without one does not, and never more than it asks for", () => {
    expect(confidence(disclose).disclosed).toHaveLength(1)
    const bare = without(disclose, "reference")
    expect(refused(bare)).toBe("NotAllowed")
    expect(refused({ ...disclose, parts: ["name", "contact"] })).toBe("NotAllowed")
    expect(refused({ ...disclose, basis: "police" })).toBe("NotAllowed")
  })
  it("what the report says is confidential as well", () => {
    const share: Confidence.ShareContent = {
      _tag: "ShareContent",
      passing: "p2",
      to: "upstream",
      basis: "consent",
      part: "technical",
      needed: "technical",
      by: "desk-1",
      at: "2026-05-01T10:00:00.000Z"
    }
    expect(refused(share)).toBe("NotAllowed")
    const agreed = confidence({ ...consent, for: "content" })
    expect(recorded(Confidence.decide(share, agreed, handOf(seed), looked))).toHaveLength(1)
    expect(refused({ ...share, part: "whole" }, agreed)).toBe("NotAllowed")
    expect(refused({ ...share, to: "press" }, agreed)).toBe("NotAllowed")
  })
  it("a policy that names no ground leaves it to a person", () => {
    const wish = Confidence.mayDiscloseIdentity(disclose, Confidence.initial, handOf(coordinated), looked)
    expect(wish.answer).toMatchObject({ _tag: "Undetermined", open: [{ open: "confidence.identity" }] })
  })
})

describe(confidenceRules.consentAnyTime.clause.quote, () => {
  it("taken back: what was told stays allowed, what comes next is not", () => {
    const told: Confidence.DiscloseIdentity = {
      ...disclose,
      to: "upstream",
      basis: "consent",
      at: "2026-04-21T10:00:00.000Z"
    }
    const state = confidence(consent, told, { _tag: "WithdrawConsent", consent: "c1", at: "2026-04-22T10:00:00.000Z" })
    expect(Confidence.judged(state, handOf(seed), looked).map(({ kept }) => kept.answer)).toEqual(["kept"])
    const again = { ...told, passing: "p9", at: "2026-04-23T10:00:00.000Z" } as const
    expect(refusedAs(Confidence.decide(again, state, handOf(seed), looked))).toBe("NotAllowed")
  })
})

describe(confidenceRules.passed.clause.quote, () => {
  it("somebody told the press: it can't be undone, so it is recorded and judged", () => {
    const state = confidence({ ...disclose, _tag: "RecordIdentityDisclosed", to: "press", basis: "suspectedAbuse" })
    expect(Confidence.judged(state, handOf(seed), looked).map(({ kept }) => kept.answer)).toEqual(["broken"])
  })
})

describe(confidenceRules.leaked.clause.quote, () => {
  it("a mail to the wrong list: recorded, and judged a broken promise", () => {
    const state = confidence({ _tag: "RecordIdentityLeak", leak: "l1", parts: ["name"], how: sealed, at: later })
    const [leak] = Confidence.judged(state, handOf(seed), looked)
    expect(leak?.kept.answer).toBe("broken")
    expect(citedBy(leak!.kept)).toEqual([state.leaks[0]?.from])
  })
})

const request: Confidence.RequestErasure = {
  _tag: "RequestErasure",
  request: "e1",
  person: "p-17",
  at: "2027-01-30T23:30:00.000Z" // already 31 January in Amsterdam
}
const extension: Confidence.ExtendErasure = {
  _tag: "ExtendErasure",
  request: "e1",
  reason: "the report is still open",
  at: "2027-02-20T10:00:00.000Z"
}
const decideErasure: Confidence.DecideErasure = {
  _tag: "DecideErasure",
  request: "e1",
  erased: ["name", "contact", "other"],
  kept: { parts: ["pseudonym"], ground: "legalClaims", reference: "GDPR 17(3)(e)" },
  token: "kept",
  by: "dpo-1",
  at: "2027-02-15T10:00:00.000Z"
}

describe(confidenceRules.erasureAnswered.clause.quote, () => {
  it("asked on 31 January: answered on 28 February at the latest, and with reasons on 30 April", () => {
    const due = (state: Confidence.State) =>
      Confidence.erasureStanding(state.erasures[0]!, handOf(seed), "2027-02-21T00:00:00.000Z", looked).answer
    expect(due(confidence(request))).toMatchObject({ _tag: "Open", due: { duty: { on: "2027-02-28" } } })
    expect(due(confidence(request, extension))).toMatchObject({ _tag: "Open", due: { duty: { on: "2027-04-30" } } })
    const late = { ...extension, at: "2027-03-01T10:00:00.000Z" } as const
    expect(refusedAs(Confidence.decide(late, confidence(request), handOf(seed), looked))).toBe("ExtendedTooLate")
  })
})

describe(confidenceRules.erasureDecided.clause.quote, () => {
  it("part of it stays, with its ground; what is neither kept nor erased is asked about", () => {
    const state = confidence(request, decideErasure, {
      _tag: "RecordErased",
      request: "e1",
      at: "2027-02-16T10:00:00.000Z"
    })
    expect(state.erasures[0]?.erased).toBeDefined()
    const silent = without(decideErasure, "kept")
    expect(refusedAs(Confidence.decide(silent, confidence(request), handOf(seed), looked))).toBe("WithoutGround")
    const early: Confidence.RecordErased = { _tag: "RecordErased", request: "e1", at: later }
    expect(refusedAs(Confidence.decide(early, confidence(request), handOf(seed), looked))).toBe("NotDecided")
  })
})

describe(confidenceRules.erasureStands.clause.quote, () => {
  it("nobody decided until March: overdue; decided then, answered late", () => {
    const at = (state: Confidence.State, now: Instant) =>
      Confidence.erasureStanding(state.erasures[0]!, handOf(seed), now, looked).answer
    expect(at(confidence(request), "2027-03-05T00:00:00.000Z")).toEqual({
      _tag: "Overdue",
      since: "2027-02-28T23:00:00.000Z"
    })
    const decided = confidence(request, { ...decideErasure, at: "2027-03-04T10:00:00.000Z" })
    expect(at(decided, "2027-03-05T00:00:00.000Z")).toMatchObject({ _tag: "Answered", late: true })
  })
})

// -- Reward. -----------------------------------------------------------------------------------------------------------------

const ofIssue = (report: string, at: Instant) =>
  ({ value: { report, at }, from: `report/${report}@0`, asOf: 0 }) as const
const rewardFacts = (other: Partial<Reward.RewardFacts> = {}): Reward.RewardFacts => ({
  report: "r1",
  reproduced: fact({ reproduced: true }),
  novelty: undefined,
  threat: undefined,
  scope: undefined,
  severity: undefined,
  change: undefined,
  published: undefined,
  identifiable: undefined,
  conduct: undefined,
  ofIssue: [ofIssue("r1", beforeEaster)],
  looked,
  ...other
})
const novelty = (novelty: Weakness.Novelty): Partial<Reward.RewardFacts> => ({ novelty: fact({ novelty }) })
const threat = (threatens: boolean): Partial<Reward.RewardFacts> => ({ threat: fact({ threatens }) })
/** What was found of the weakness, on top of what the story says otherwise. */
const judgedAs = (...found: ReadonlyArray<Partial<Reward.RewardFacts>>): Reward.RewardFacts =>
  rewardFacts(Object.assign({}, ...found))
const rewardState = (...events: ReadonlyArray<Reward.Event>): Reward.State =>
  events.reduce((state, event) => Reward.evolve(state, event, `report/r1@${(revision += 1)}`), Reward.initial)
const isNew = novelty({ as: "new" })
const eligibility = (facts = rewardFacts(), hand = handOf(seed)) => pure(() => Reward.eligibility(facts, hand)).answer
const grant: Reward.GrantReward = { _tag: "GrantReward", issue: "i1", tier: "bigger-reward", by: "desk-1", at: later }

describe(rewardRules.eligible.clause.quote, () => {
  it("nobody has said whether it is new: undecided, and neither granted nor denied", () => {
    expect(eligibility()).toMatchObject({ _tag: "Undecided", missing: ["new", "threat"] })
    expect(refusedAs(Reward.decide(grant, Reward.initial, rewardFacts(), handOf(seed)))).toBe("NotDecidedYet")
    const deny: Reward.DenyReward = { _tag: "DenyReward", by: "desk-1", at: later }
    expect(refusedAs(Reward.decide(deny, Reward.initial, rewardFacts(), handOf(seed)))).toBe("NotDecidedYet")
    expect(refusedAs(Reward.decide(deny, Reward.initial, judgedAs(isNew, threat(false)), handOf(seed)))).toBe(
      "IsEligible"
    )
  })
})

describe(rewardRules.needMet.clause.quote, () => {
  it("who is turned down is told what failed", () => {
    const deny: Reward.DenyReward = { _tag: "DenyReward", by: "desk-1", at: later }
    const facts = judgedAs(isNew, threat(false), { reproduced: fact({ reproduced: false }) })
    expect(recorded(Reward.decide(deny, Reward.initial, facts, handOf(seed)))).toEqual([
      { _tag: "RewardDenied", failed: ["reproducible"], by: "desk-1", at: later }
    ])
  })
  it("not reproduced is not known; could not be reproduced is a no", () => {
    const found = [isNew, threat(false)]
    expect(eligibility(judgedAs(...found, { reproduced: undefined }))).toMatchObject({ missing: ["reproducible"] })
    expect(eligibility(judgedAs(...found, { reproduced: fact({ reproduced: false }) }))).toEqual({
      _tag: "NotEligible",
      failed: ["reproducible"]
    })
  })
})

describe(rewardRules.novel.clause.quote, () => {
  it("an earlier report makes it known; a record of our own only where the policy counts it, and the seed does not say", () => {
    const known = judgedAs(novelty({ as: "reportedEarlier", report: "r0" }), threat(false))
    expect(eligibility(known)).toEqual({ _tag: "NotEligible", failed: ["new"] })
    const inside = novelty({ as: "knownInside", record: "ticket-9", dated: "2026-03-01T09:00:00.000Z" })
    const internal = judgedAs(inside, threat(false))
    expect(eligibility(internal)).toMatchObject({ _tag: "Undecided", open: [{ open: "reward.newTo" }] })
    const read = handOf(seed, [reading("reward.newTo", "reportsAndInternal")])
    expect(eligibility(internal, read)).toMatchObject({ _tag: "NotEligible" })
  })
})

describe(rewardRules.tier.clause.quote, () => {
  it("a threat to continuity earns the bigger one, once the vendor judged that it is one", () => {
    expect(eligibility(judgedAs(isNew))).toMatchObject({ _tag: "Undecided", missing: ["threat"] })
    expect(eligibility(judgedAs(isNew, threat(true)))).toMatchObject({ tier: "bigger-reward" })
    expect(eligibility(judgedAs(isNew, threat(false)))).toMatchObject({ tier: "reward" })
    expect(refusedAs(Reward.decide(grant, Reward.initial, judgedAs(isNew, threat(false)), handOf(seed)))).toBe(
      "OtherTier"
    )
  })
})

describe(rewardRules.rewardable.clause.quote, () => {
  const reports = [ofIssue("r2", "2026-04-03T19:00:00.000Z"), ofIssue("r1", beforeEaster), ofIssue("r3", later)]
  const stipulated = (value: "firstOnly" | { readonly splitWithin: Span }) => ({
    value,
    terms: { ref: "policy:x", parameter: "reward.duplicates", source: words } as const
  })
  it("the first received, or all within 72 hours of it", () => {
    expect(rewardRules.rewardable(reports, stipulated("firstOnly"), place).answer).toEqual(["r1"])
    const split = stipulated({ splitWithin: Span.hours(72, Span.plain) })
    expect(rewardRules.rewardable(reports.toReversed(), split, place).answer).toEqual(["r1", "r2"])
  })
})

describe(rewardRules.amongFirst.clause.quote, () => {
  it("handled first and received second: nothing, where only the first counts", () => {
    const two = { report: "r2", ofIssue: [ofIssue("r1", beforeEaster), ofIssue("r2", later)] }
    const second = judgedAs(isNew, threat(false), two)
    expect(eligibility(second)).toMatchObject({ _tag: "Undecided", open: [{ open: "reward.duplicates" }] })
    const read = handOf(seed, [reading("reward.duplicates", "firstOnly")])
    expect(eligibility(second, read)).toEqual({ _tag: "NotEligible", failed: ["new"] })
  })
})

describe(rewardRules.delivery.clause.quote, () => {
  it("granted, delivered, declined: each once, and none before it was granted", () => {
    const delivered: Reward.RecordDelivered = { _tag: "RecordDelivered", at: later }
    const decide = (command: Reward.Command, state: Reward.State) =>
      Reward.decide(command, state, judgedAs(isNew, threat(true)), handOf(seed))
    expect(refusedAs(decide(delivered, rewardState()))).toBe("NothingGranted")
    const granted = rewardState({ ...grant, _tag: "RewardGranted" })
    expect(recorded(decide(grant, granted))).toEqual([])
    expect(recorded(decide(delivered, granted))).toHaveLength(1)
    const declined = rewardState({ ...grant, _tag: "RewardGranted" }, { _tag: "RewardDeclined", at: later })
    expect(refusedAs(decide(delivered, declined))).toBe("Declined")
  })
})

// -- Publication. ------------------------------------------------------------------------------------------------------------

const publish: Publication.Publish = {
  _tag: "Publish",
  advisory: "adv-1",
  where: "https://example.com/adv-1",
  tells: "nothing",
  credits: [],
  endsEmbargo: false,
  by: "desk-1",
  at: later
}
const publishing = (other: Partial<Publication.Around> = {}): Publication.Around => ({
  embargo: fact("None" as const),
  consents: [],
  mayTell: (part) =>
    Confidence.mayShareContent(
      { to: "public", basis: "consent", part, needed: part, at: later },
      Confidence.initial,
      handOf(seed),
      looked
    ),
  written: false,
  ...other
})
const published = (command: Publication.Command, around = publishing()) =>
  refusedAs(Publication.decide(command, Publication.initial, around)) ?? "published"

describe(publicationRules.notWhileSecret.clause.quote, () => {
  it("the embargo runs: wait, or end it by the same decision; what was published all the same is recorded", () => {
    const active = publishing({ embargo: fact("Active" as const) })
    expect(published(publish, active)).toBe("StillSecret")
    expect(published({ ...publish, endsEmbargo: true }, active)).toBe("published")
    const { endsEmbargo: _, ...done } = publish
    expect(published({ ...done, _tag: "RecordPublished" }, active)).toBe("published")
  })
})

describe(publicationRules.secretNoMore.clause.quote, () => {
  it("none, or one that has ended", () => {
    expect(published(publish)).toBe("published")
    expect(published(publish, publishing({ embargo: fact("Exited" as const) }))).toBe("published")
    expect(published(publish, publishing({ embargo: fact("Proposed" as const) }))).toBe("StillSecret")
  })
})

describe(publicationRules.creditsWithConsent.clause.quote, () => {
  it("the hall of fame names nobody who did not want it", () => {
    expect(published({ ...publish, credits: ["p-17"] })).toBe("NotToBeNamed")
  })
})

describe(publicationRules.mayCredit.clause.quote, () => {
  const named = { ...publish, credits: ["p-17"] }
  const state = confidence({ ...consent, for: "credit" })
  it("agreed, and not taken back before it is published; in writing where that is asked", () => {
    const consents = Confidence.consentsAt(state, "credit", later)
    expect(published(named, publishing({ consents }))).toBe("published")
    expect(published(named, publishing({ consents, written: true }))).toBe("NotToBeNamed")
    expect(Publication.creditable({ consents, written: false })).toEqual(["p-17"])
    const back = Confidence.evolve(
      state,
      { _tag: "ConsentWithdrawn", consent: "c1", at: "2026-05-30T00:00:00.000Z" },
      "report/r1@98"
    )
    expect(published(named, publishing({ consents: Confidence.consentsAt(back, "credit", later) }))).toBe(
      "NotToBeNamed"
    )
  })
})

describe(publicationRules.tellsWithGround.clause.quote, () => {
  it("an advisory in our own words goes out; one that tells the report does not", () => {
    expect(published({ ...publish, tells: "whole" })).toBe("TellsTooMuch")
  })
})

describe(publicationRules.publicationDay.clause.quote, () => {
  const anchors = (fixed?: Instant): Publication.TimingFacts["anchors"] => [
    fact({ anchor: "received", at: "2026-01-01T12:00:00.000Z" } as const),
    ...(fixed === undefined ? [] : [fact({ anchor: "fixDeployed", at: fixed } as const)])
  ]
  const day = (fixed: Instant | undefined, now: Instant, terms = coordinated) =>
    Publication.publicationDay({ anchors: anchors(fixed), grace: undefined }, handOf(terms), now).answer
  it("fixed on day 47: public on day 77; while nothing is fixed, the last day is not known and the fix is waited for", () => {
    expect(day("2026-02-17T12:00:00.000Z", later)).toMatchObject({
      window: { earliest: "2026-03-19", latest: "2026-03-19" }
    })
    expect(day(undefined, "2026-02-01T00:00:00.000Z")).toEqual({ _tag: "Window", window: { waits: ["fixDeployed"] } })
    expect(day(undefined, later)).toMatchObject({ window: { earliest: "2026-04-01", waits: [] } })
  })
  it("the end rolls to a working day of a calendar, to a weekday of the week and to an hour of the day", () => {
    const on = {
      ...coordinated,
      publication: {
        ...coordinated.publication,
        day: says({ workingDaysOf: "nl-statutory", weekdays: [2, 3, 4], hour: 15 } as const, words)
      }
    }
    // Fixed on day 60, 2 March: 1 April is a Wednesday. Fixed two days later: 3 April is Good Friday, and Monday is Easter.
    expect(day("2026-03-02T12:00:00.000Z", later, on)).toMatchObject({
      window: { earliest: "2026-04-01", from: "2026-04-01T13:00:00.000Z" }
    })
    expect(day("2026-03-04T12:00:00.000Z", later, on)).toMatchObject({ window: { earliest: "2026-04-07" } })
  })
  it("the earlier or the later of two anchors, as far as they are known", () => {
    const in30 = (after: "received" | "fixDeployed") => ({ in: Span.calendarDays(30, Span.plain), after })
    const both = (which: "earliestOf" | "latestOf") => ({
      ...coordinated,
      publication: {
        ...coordinated.publication,
        timing: says({ [which]: [in30("received"), in30("fixDeployed")] } as never, words)
      }
    })
    expect(day(undefined, later, both("earliestOf"))).toMatchObject({
      window: { latest: "2026-01-31", waits: ["fixDeployed"] }
    })
    expect(day(undefined, later, both("latestOf"))).toMatchObject({ window: { earliest: "2026-01-31" } })
  })
})

// -- Clocks of the law. --------------------------------------------------------------------------------------------------------

const aware = (id: string, regime: Awareness.Regime, role: Awareness.Role, at: Instant): Awareness.RecordAwareness => ({
  _tag: "RecordAwareness",
  aware: id,
  regime,
  role,
  subject: "incident-1",
  basis: sealed,
  by: "desk-1",
  at
})
const law = (...commands: ReadonlyArray<Awareness.Command>): Awareness.State =>
  commands.reduce(
    (state, command) =>
      recorded(Awareness.decide(command, state)).reduce(
        (state, event) => Awareness.evolve(state, event, `report/r1@${(revision += 1)}`),
        state
      ),
    Awareness.initial
  )
const friday: Instant = "2026-12-25T15:00:00.000Z"
const sunday: Instant = "2026-12-27T09:00:00.000Z"
const running = (state: Awareness.State, now: Instant) =>
  pure(() => clocks(state, place, now, looked)).map(
    ({ aware, step, status }) => [`${aware}/${step.step}`, status.answer] as const
  )
const clock = (state: Awareness.State, name: string, now: Instant) =>
  running(state, now).find(([it]) => it === name)?.[1]

describe(clockRules.eachClient.clause.quote, () => {
  const touched = (...clients: Awareness.RecordClientsAffected["clients"]): Awareness.RecordClientsAffected => ({
    _tag: "RecordClientsAffected",
    aware: "inc-1",
    subject: "incident-1",
    clients,
    basis: sealed,
    by: "dpo-1",
    at: friday
  })

  it("three clients were touched: three clocks, by the hours of each contract, and without undue delay where it names none", () => {
    const state = law(touched({ client: "c1", agreedHours: 24 }, { client: "c2", agreedHours: 48 }, { client: "c3" }))
    expect(running(state, friday).map(([name, { _tag }]) => [name, _tag])).toEqual([
      ["inc-1.c1/tellController", "Open"],
      ["inc-1.c2/tellController", "Open"],
      ["inc-1.c3/tellController", "Open"]
    ])
    expect(clock(state, "inc-1.c1/tellController", "2026-12-26T15:00:00.000Z")).toMatchObject({ _tag: "Overdue" })
    expect(clock(state, "inc-1.c2/tellController", "2026-12-26T15:00:00.000Z")).toMatchObject({ _tag: "Open" })
    const told = law(touched({ client: "c1", agreedHours: 24 }), {
      _tag: "RecordFiled",
      aware: "inc-1.c1",
      step: "tellController",
      reference: "mail-1",
      at: "2026-12-25T20:00:00.000Z"
    })
    expect(clock(told, "inc-1.c1/tellController", "2026-12-27T15:00:00.000Z")).toMatchObject({ _tag: "Filed" })
  })

  it("found to be touched later, a client gets a clock from then; one that has a clock of this incident gets no other", () => {
    const first = law(touched({ client: "c1" }, { client: "c1", agreedHours: 4 }))
    expect(first.awareness.map(({ aware: { value } }) => [value.client, value.agreedHours])).toEqual([
      ["c1", undefined]
    ])
    expect(recorded(Awareness.decide(touched({ client: "c1" }), first))).toEqual([])
    const later = { ...touched({ client: "c1" }, { client: "c2" }), at: "2026-12-27T09:00:00.000Z" } as const
    expect(recorded(Awareness.decide(later, first))).toMatchObject([{ aware: "inc-1.c2", client: "c2", at: later.at }])
    const other = recorded(Awareness.decide({ ...later, aware: "inc-2", subject: "incident-2" }, first))
    expect(other).toHaveLength(2)
  })

  it("an id that stands for another awareness is taken for nobody", () => {
    const state = law({ ...aware("inc-1.c2", "gdpr33", "processor", friday), client: "c9" })
    expect(refusedAs(Awareness.decide(touched({ client: "c1" }, { client: "c2" }), state))).toBe("OtherAwareness")
  })
})

describe(clockRules.due.clause.quote, () => {
  it("aware on Christmas afternoon: 24 and 72 hours, through holidays and weekend", () => {
    const state = law(aware("a1", "cra14Vulnerability", "manufacturer", friday))
    expect(clock(state, "a1/earlyWarning", friday)).toMatchObject({
      due: { duty: { before: "2026-12-26T15:00:00.000Z" } }
    })
    expect(clock(state, "a1/notification", "2026-12-29T00:00:00.000Z")).toMatchObject({
      _tag: "Overdue",
      since: "2026-12-28T15:00:00.000Z"
    })
  })
  it("a trust service provider notifies within 24 hours as well", () => {
    const [, notification] = stepsOf("nis2Article23", "trustServiceProvider")
    expect(notification?.within).toMatchObject({ n: 24, unit: "hours" })
  })
})

describe(clockRules.startsByItself.clause.quote, () => {
  it("the controller's clock and the processor's to two clients: three starts, three clocks", () => {
    const state = law(
      aware("own", "gdpr33", "controller", friday),
      { ...aware("c1", "gdpr33", "processor", "2026-12-26T09:00:00.000Z"), client: "c1" },
      { ...aware("c2", "gdpr33", "processor", "2026-12-27T09:00:00.000Z"), client: "c2" }
    )
    expect(running(state, "2026-12-28T00:00:00.000Z").map(([name]) => name)).toEqual([
      "own/notification",
      "own/tellSubjects",
      "c1/tellController",
      "c2/tellController"
    ])
    expect(refusedAs(Awareness.decide(aware("own", "nis2Article23", "entity", friday), state))).toBe("OtherAwareness")
    const file: Awareness.RecordFiled = { _tag: "RecordFiled", aware: "x", step: "final", reference: "n-1", at: later }
    expect(refusedAs(Awareness.decide(file, state))).toBe("UnknownAwareness")
  })
})

describe(clockRules.withoutDelay.clause.quote, () => {
  it("open from the first moment, with no date to hide behind", () => {
    expect(clock(law(aware("c1", "gdpr33", "processor", friday)), "c1/tellController", sunday)).toEqual({
      _tag: "Open",
      since: friday
    })
  })
})

describe("a contract may say how soon a processor tells its client", () => {
  it("within 24 hours", () => {
    const agreed = law({ ...aware("c1", "gdpr33", "processor", friday), client: "c1", agreedHours: 24 })
    expect(clock(agreed, "c1/tellController", "2026-12-27T00:00:00.000Z")).toMatchObject({
      _tag: "Overdue",
      since: "2026-12-26T15:00:00.000Z"
    })
  })
})

describe(clockRules.waits.clause.quote, () => {
  const filed: Awareness.RecordFiled = {
    _tag: "RecordFiled",
    aware: "a1",
    step: "notification",
    reference: "n-1",
    at: "2026-12-27T15:00:00.000Z"
  }
  it("fourteen days after a measure is available, and not after the notification", () => {
    const state = law(aware("a1", "cra14Vulnerability", "manufacturer", friday), filed)
    expect(clock(state, "a1/final", later)).toBeUndefined()
    expect(clock(state, "a1/final", "2027-03-01T00:00:00.000Z")).toEqual({ _tag: "Waits", for: "measureAvailable" })
    const fixed = Awareness.evolve(
      state,
      { _tag: "CourseObserved", subject: "incident-1", course: "measureAvailable", at: "2027-03-01T10:00:00.000Z" },
      "report/r1@97"
    )
    expect(clock(fixed, "a1/final", "2027-03-02T00:00:00.000Z")).toMatchObject({ due: { duty: { on: "2027-03-15" } } })
  })
  it("one month after the notification; while the incident goes on, after it is handled", () => {
    const state = law(aware("a1", "nis2Article23", "entity", friday))
    expect(clock(state, "a1/final", friday)).toEqual({ _tag: "Waits", for: "notification" })
    const notified = law(aware("a1", "nis2Article23", "entity", friday), filed)
    expect(clock(notified, "a1/final", "2027-01-01T00:00:00.000Z")).toMatchObject({
      due: { duty: { on: "2027-01-27" } }
    })
    const ongoing = law(aware("a1", "nis2Article23", "entity", friday), filed, {
      _tag: "ObserveCourse",
      subject: "incident-1",
      course: "ongoing",
      at: "2027-01-20T00:00:00.000Z"
    })
    expect(clock(ongoing, "a1/final", "2027-02-01T00:00:00.000Z")).toEqual({ _tag: "Waits", for: "handled" })
  })
})

describe(clockRules.doesNotApply.clause.quote, () => {
  it("undecided it runs; decided that it does not apply, nothing is owed", () => {
    const state = law(aware("a1", "nis2Article23", "entity", friday))
    expect(clocks(state, place, friday, looked)[0]?.applies).toBe("undecided")
    const decided = law(aware("a1", "nis2Article23", "entity", friday), {
      _tag: "DecideApplicability",
      aware: "a1",
      applies: false,
      reason: sealed,
      by: "counsel-1",
      at: friday
    })
    expect(clock(decided, "a1/earlyWarning", "2027-01-01T00:00:00.000Z")).toEqual({ _tag: "NotOwed" })
  })
})

const tell = (
  step: Awareness.ToldStep,
  applies: boolean,
  ground?: Awareness.Ground
): Awareness.DecideApplicability => ({
  _tag: "DecideApplicability",
  aware: "a1",
  step,
  applies,
  ...(ground !== undefined && { ground }),
  reason: sealed,
  by: "dpo-1",
  at: friday
})

describe(clockRules.told.clause.quote, () => {
  const breach = aware("a1", "gdpr33", "controller", friday)
  const exploited = aware("a1", "cra14Vulnerability", "manufacturer", friday)
  const mailed = (step: Awareness.ToldStep): Awareness.RecordFiled => ({
    _tag: "RecordFiled",
    aware: "a1",
    step,
    reference: "mailing-1",
    at: "2027-01-04T09:00:00.000Z"
  })
  const after: Instant = "2027-01-05T00:00:00.000Z"

  it("a breach: undecided the persons are owed word of it, since we knew, and it is kept when they were told", () => {
    expect(clock(law(breach), "a1/tellSubjects", after)).toEqual({ _tag: "Open", since: friday })
    expect(clock(law(breach, tell("tellSubjects", true)), "a1/tellSubjects", after)).toEqual({
      _tag: "Open",
      since: friday
    })
    expect(clock(law(breach, mailed("tellSubjects")), "a1/tellSubjects", after)).toEqual({
      _tag: "Filed",
      at: "2027-01-04T09:00:00.000Z",
      part: false
    })
  })
  it("an exploited weakness or a severe incident: so are the users of the product", () => {
    for (const regime of ["cra14Vulnerability", "cra14Incident"] as const) {
      const state = law(aware("a1", regime, "manufacturer", friday))
      expect(clock(state, "a1/tellUsers", after)).toEqual({ _tag: "Open", since: friday })
    }
    expect(clock(law(exploited, mailed("tellUsers")), "a1/tellUsers", after)).toMatchObject({ _tag: "Filed" })
  })
  it("that the authority was told, or need not be, is another question than whether the persons must be", () => {
    const state = law(breach, tell("tellSubjects", false, "noHighRisk"))
    expect(clock(state, "a1/notification", after)).toMatchObject({ _tag: "Overdue" })
    expect(clocks(state, place, after, looked).map(({ applies }) => applies)).toEqual(["undecided", "no"])
    const { step: _, ground: __, ...all } = tell("tellSubjects", false)
    const none = law(breach, all)
    expect(clocks(none, place, after, looked).map(({ applies }) => applies)).toEqual(["no", "no"])
    expect(clock(none, "a1/tellSubjects", after)).toEqual({ _tag: "NotOwed" })
  })
  it("what was decided later is not known before", () => {
    const state = law(breach, { ...tell("tellSubjects", false, "riskAverted"), at: sunday })
    expect(clock(state, "a1/tellSubjects", friday)).toEqual({ _tag: "Open", since: friday })
    expect(clock(state, "a1/tellSubjects", sunday)).toEqual({ _tag: "NotOwed" })
  })
})

describe(clockRules.needNotBeTold.clause.quote, () => {
  const breach = law(aware("a1", "gdpr33", "controller", friday))
  const exploited = law(aware("a1", "cra14Vulnerability", "manufacturer", friday))
  const told = (state: Awareness.State, command: Awareness.DecideApplicability) => {
    const decision = Awareness.decide(command, state)
    return Result.isSuccess(decision) ? "decided" : decision.failure._tag
  }
  it.each(["noHighRisk", "unintelligible", "riskAverted"] as const)("%s frees from telling the persons", (ground) => {
    const state = law(aware("a1", "gdpr33", "controller", friday), tell("tellSubjects", false, ground))
    expect(clock(state, "a1/tellSubjects", sunday)).toEqual({ _tag: "NotOwed" })
    expect(told(exploited, tell("tellUsers", false, ground))).toBe("NoSuchGround")
    expect(told(breach, tell("tellSubjects", true, ground))).toBe("NoSuchGround")
  })
  it("that nobody is affected frees from telling the users", () => {
    expect(told(exploited, tell("tellUsers", false, "nobodyAffected"))).toBe("decided")
    expect(told(breach, tell("tellSubjects", false, "nobodyAffected"))).toBe("NoSuchGround")
  })
  it("without a ground nobody is freed, and none is needed to tell them", () => {
    expect(told(breach, tell("tellSubjects", false))).toBe("NoSuchGround")
    expect(told(breach, tell("tellSubjects", true))).toBe("decided")
  })
  it("too much effort frees nobody: then they are told in public", () => {
    expect(told(breach, tell("tellSubjects", false, "disproportionate"))).toBe("NoSuchGround")
    const state = law(aware("a1", "gdpr33", "controller", friday), tell("tellSubjects", true, "disproportionate"))
    expect(clock(state, "a1/tellSubjects", sunday)).toEqual({ _tag: "Open", since: friday, inPublic: true })
    expect(told(exploited, tell("tellUsers", true, "disproportionate"))).toBe("NoSuchGround")
  })
  it("nothing else is decided apart, and whether the law applies needs no ground", () => {
    const { step: _, ...all } = tell("tellSubjects", false, "noHighRisk")
    expect(told(breach, all)).toBe("NotAskedApart")
    expect(told(breach, tell("tellUsers", false, "nobodyAffected"))).toBe("NotAskedApart")
    const processor = law(aware("a1", "gdpr33", "processor", friday))
    expect(told(processor, tell("tellSubjects", false, "noHighRisk"))).toBe("NotAskedApart")
  })
  it("decided twice it is decided once; decided otherwise, the later one counts", () => {
    const once = law(aware("a1", "gdpr33", "controller", friday), tell("tellSubjects", false, "noHighRisk"))
    expect(recorded(Awareness.decide(tell("tellSubjects", false, "noHighRisk"), once))).toEqual([])
    const must = { ...tell("tellSubjects", true), at: sunday } as const
    const state = recorded(Awareness.decide(must, once)).reduce(
      (state, event) => Awareness.evolve(state, event, `report/r1@${(revision += 1)}`),
      once
    )
    expect(clock(state, "a1/tellSubjects", sunday)).toEqual({ _tag: "Open", since: friday })
  })
})

describe(clockRules.stands.clause.quote, () => {
  it("filed on the fourth day, with reasons and without", () => {
    const late = (because?: Sealed) =>
      law(aware("a1", "gdpr33", "controller", friday), {
        _tag: "RecordFiled",
        aware: "a1",
        step: "notification",
        reference: "n-1",
        ...(because !== undefined && { lateBecause: because }),
        at: "2026-12-29T15:00:00.000Z"
      })
    const now: Instant = "2027-01-01T00:00:00.000Z"
    expect(clock(late(sealed), "a1/notification", now)).toMatchObject({ _tag: "FiledLate", reasoned: true })
    expect(clock(late(), "a1/notification", now)).toMatchObject({ _tag: "FiledLate", reasoned: false })
  })

  it("filed in parts it is filed when the first came, and a part until one says that nothing follows; reasons may follow too", () => {
    const filing = (at: Instant, other: Partial<Awareness.RecordFiled>): Awareness.RecordFiled => ({
      _tag: "RecordFiled",
      aware: "a1",
      step: "notification",
      reference: `n-${at}`,
      at,
      ...other
    })
    const first: Instant = "2026-12-26T15:00:00.000Z"
    const rest: Instant = "2026-12-27T15:00:00.000Z"
    const parts = law(aware("a1", "gdpr33", "controller", friday), filing(first, { part: true }), filing(rest, {}))
    expect(clock(parts, "a1/notification", first)).toEqual({ _tag: "Filed", at: first, part: true })
    expect(clock(parts, "a1/notification", rest)).toEqual({ _tag: "Filed", at: first, part: false })
    const late: Instant = "2026-12-30T15:00:00.000Z"
    const reasons: Instant = "2026-12-31T15:00:00.000Z"
    const explained = law(
      aware("a1", "gdpr33", "controller", friday),
      filing(late, { part: true }),
      filing(reasons, { lateBecause: sealed })
    )
    expect(clock(explained, "a1/notification", late)).toMatchObject({ at: late, reasoned: false })
    expect(clock(explained, "a1/notification", reasons)).toMatchObject({ at: late, reasoned: true })
  })
})

describe("what reporters are promised is written down as it happened", () => {
  it("each event comes back from its text as it was", () => {
    const { endsEmbargo: _, ...advisory } = publish
    const found: Weakness.Found = {
      _tag: "Novelty",
      novelty: { as: "knownInside", record: "ticket-9", dated: "2026-03-01T09:00:00.000Z" }
    }
    const events = [
      { ...allege, _tag: "ConductAlleged" },
      { ...disclose, _tag: "IdentityDisclosed" },
      { ...decideErasure, _tag: "ErasureDecided" },
      { _tag: "WeaknessAssessed", assessment: "a1", found, by: "desk-1", at: later },
      { ...advisory, _tag: "AdvisoryPublished" }
    ] as const
    for (const event of events) {
      const written = JSON.parse(JSON.stringify(codec.encodeEvent(event)))
      expect(codec.decodeEvent(event._tag, 1, written)).toEqual(event)
    }
  })
  it("what a person wrote is sealed with the key of the case", () => {
    expect(codec.personal.AllegeConduct).toEqual([{ path: ["words"], of: "case" }])
    expect(codec.personal.RecordFiled).toEqual([{ path: ["lateBecause"], of: "case" }])
  })
})
