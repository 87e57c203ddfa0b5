/** What makes an issue new, which reports of it are rewarded, and which reward is due: each sentence at its boundaries. */
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { type Need, type RewardTerms, type Severity, silentPolicy } from "../src/disclosure/DisclosureTerms.ts"
import type { PolicyInHand } from "../src/disclosure/hand.ts"
import * as Reward from "../src/disclosure/Reward.ts"
import type { Eligibility, RewardFacts } from "../src/disclosure/Reward.ts"
import * as rules from "../src/disclosure/rewardRules.ts"
import type * as Weakness from "../src/disclosure/Weakness.ts"
import type { Instant } from "../src/time/index.ts"
import { unstated } from "../src/terms/index.ts"
import { fact, looked, open, place, stipulated, verdict } from "./facts.ts"
import { hours, said } from "./reporting.ts"
import { Span } from "../src/time/index.ts"

const novelty = (novelty: Weakness.Novelty): RewardFacts["novelty"] => fact({ novelty })
const fresh = novelty({ as: "new" })
const reported = novelty({ as: "reportedEarlier", report: "r0" })
const knownInside = novelty({ as: "knownInside", record: "ticket-9", dated: "2026-03-01T09:00:00.000Z" })

describe(rules.novel.clause.quote, () => {
  const toReports = stipulated("reports" as const)
  const toBoth = stipulated("reportsAndInternal" as const)
  const met = (judged: RewardFacts["novelty"], newTo?: typeof toReports | typeof toBoth) =>
    rules.novel(judged, newTo, looked).answer

  it("while nobody has looked, nobody knows", () => {
    for (const newTo of [undefined, toReports, toBoth])
      expect(met(undefined, newTo)).toEqual({ need: "new", met: undefined })
  })
  it("found to be new it is, and reported earlier it is not, whatever it must be new to", () => {
    for (const newTo of [undefined, toReports, toBoth]) {
      expect(met(fresh, newTo)).toEqual({ need: "new", met: true })
      expect(met(reported, newTo)).toEqual({ need: "new", met: false })
    }
  })
  it("known from a record of ours it is new to the reports and to nothing else, and open while the policy is not read", () => {
    expect(met(knownInside, toReports)).toEqual({ need: "new", met: true })
    expect(met(knownInside, toBoth)).toEqual({ need: "new", met: false })
    expect(met(knownInside)).toEqual({ need: "new", met: undefined })
  })
  it("what it must be new to is asked only where a record of ours has it", () => {
    expect([undefined, fresh, reported, knownInside].map(rules.hangsOnNewTo)).toEqual([false, false, false, true])
  })
})

describe(rules.needMet.clause.quote, () => {
  it("there, not there, and not known: as it was said", () => {
    for (const met of [true, false, undefined])
      expect(rules.needMet("inScope", met, undefined, looked).answer).toEqual({ need: "inScope", met })
  })
})

describe(rules.rewardable.clause.quote, () => {
  const first: Instant = "2026-11-23T09:00:00.000Z"
  const came = (report: string, at: Instant) => fact({ report, at })
  const firstOnly = stipulated("firstOnly" as const)
  const splitWithin = (span: Span) => stipulated({ splitWithin: span })
  const rewarded = (
    duplicates: Parameters<typeof rules.rewardable>[1],
    ...reports: ReadonlyArray<ReturnType<typeof came>>
  ) => rules.rewardable(reports, duplicates, place).answer

  it("of none, none; of one, that one", () => {
    for (const duplicates of [firstOnly, splitWithin(hours(24))]) {
      expect(rewarded(duplicates)).toEqual([])
      expect(rewarded(duplicates, came("r1", first))).toEqual(["r1"])
    }
  })

  it("the first received, in whatever order they are told", () => {
    const [a, b, c] = [
      came("r3", first),
      came("r1", "2026-11-23T09:00:00.001Z"),
      came("r2", "2026-11-24T09:00:00.000Z")
    ]
    for (const order of [
      [a, b, c],
      [b, a, c],
      [c, b, a],
      [b, c, a]
    ])
      expect(rewarded(firstOnly, ...order)).toEqual(["r3"])
  })

  it("of two received in one moment, the one whose name comes first, so that the answer is always the same", () => {
    expect(rewarded(firstOnly, came("r2", first), came("r1", first))).toEqual(["r1"])
    expect(rewarded(firstOnly, came("r1", first), came("r2", first))).toEqual(["r1"])
  })

  it("where the policy splits, all that came before its time is over, counted from the first", () => {
    const inTime = came("r2", "2026-11-24T08:59:59.999Z")
    const onTheHour = came("r3", "2026-11-24T09:00:00.000Z")
    const after = came("r4", "2026-11-24T09:00:00.001Z")
    expect(rewarded(splitWithin(hours(24)), after, onTheHour, inTime, came("r1", first))).toEqual(["r1", "r2"])
  })

  it("where its time can be read in two ways, the longer one is the reporters'", () => {
    const second = came("r2", "2026-11-25T08:00:00.000Z")
    expect(rewarded(splitWithin(Span.either(hours(24), hours(48))), came("r1", first), second)).toEqual(["r1", "r2"])
  })

  it("where its days can't be counted, only the first is sure of it", () => {
    const away = splitWithin(Span.workingDays(3, "us-federal", Span.plain))
    expect(rewarded(away, came("r2", "2026-11-23T09:00:01.000Z"), came("r1", first))).toEqual(["r1"])
  })
})

describe(rules.amongFirst.clause.quote, () => {
  const isNew = (rewarded: ReadonlyArray<string>) => rules.amongFirst(verdict(rewarded), "r1").answer
  it("among them it is, behind them it is not, and where none is named nothing came before it", () => {
    expect(isNew(["r1"])).toEqual({ need: "new", met: true })
    expect(isNew(["r0", "r1"])).toEqual({ need: "new", met: true })
    expect(isNew(["r0"])).toEqual({ need: "new", met: false })
    expect(isNew([])).toEqual({ need: "new", met: true })
  })
})

type Tiers = RewardTerms["tiers"]
const reward = (tiers: Tiers, other: Partial<RewardTerms> = {}) =>
  stipulated<RewardTerms>({ given: "granted", needs: [], newTo: unstated, duplicates: unstated, tiers, ...other })
const tierOf = (id: string, rank: number, when: Tiers[number]["when"] = {}) => ({ id, rank, when, words: "…" })

describe(rules.tier.clause.quote, () => {
  const due = (tiers: Tiers, severity?: Severity, threatens?: boolean) =>
    rules.tier(
      reward(tiers),
      severity && fact({ severity, at: "2026-05-01T10:00:00.000Z" }),
      threatens === undefined ? undefined : fact({ threatens }),
      looked
    ).answer
  const [small, high, threat] = [
    tierOf("small", 1),
    tierOf("high", 2, { severity: "high" }),
    tierOf("threat", 3, { threatToContinuity: true })
  ]

  it("the greatest, in whatever order the policy names them", () => {
    const [a, b, c] = [tierOf("a", 1), tierOf("b", 2), tierOf("c", 3)]
    for (const tiers of [
      [a, b, c],
      [c, b, a],
      [b, c, a]
    ])
      expect(due(tiers)).toEqual({ tier: "c", missing: [] })
  })

  it("by severity: from the one that it names", () => {
    expect(due([small, high], "medium")).toEqual({ tier: "small", missing: [] })
    expect(due([small, high], "high")).toEqual({ tier: "high", missing: [] })
    expect(due([small, high], "critical")).toEqual({ tier: "high", missing: [] })
  })

  it("by threat: where it was judged to be one", () => {
    expect(due([small, threat], undefined, true)).toEqual({ tier: "threat", missing: [] })
    expect(due([small, threat], undefined, false)).toEqual({ tier: "small", missing: [] })
  })

  it("while what a greater one hangs on is not judged, none is named, and what is missing is", () => {
    expect(due([small, high])).toEqual({ tier: undefined, missing: ["severity"] })
    expect(due([small, threat])).toEqual({ tier: undefined, missing: ["threat"] })
    const both = tierOf("both", 4, { severity: "high", threatToContinuity: true })
    expect(due([small, both])).toEqual({ tier: undefined, missing: ["severity", "threat"] })
    expect(due([small, both], "high")).toEqual({ tier: undefined, missing: ["threat"] })
  })

  it("of two conditions both must hold, and one that does not hold is enough to pass it by", () => {
    const both = tierOf("both", 4, { severity: "high", threatToContinuity: true })
    expect(due([small, both], "high", true)).toEqual({ tier: "both", missing: [] })
    expect(due([small, both], "low")).toEqual({ tier: "small", missing: [] })
    expect(due([small, both], undefined, false)).toEqual({ tier: "small", missing: [] })
    expect(due([small, both], "high", false)).toEqual({ tier: "small", missing: [] })
  })

  it("a lesser one is not asked about", () =>
    expect(due([tierOf("all", 9), threat, high])).toEqual({ tier: "all", missing: [] }))

  it("where the condition of none holds, and where there are none, none is due", () => {
    expect(due([high], "low")).toEqual({ tier: undefined, missing: [] })
    expect(due([])).toEqual({ tier: undefined, missing: [] })
  })
})

describe(rules.eligible.clause.quote, () => {
  const need = (need: Need, met: boolean | undefined) => verdict<rules.Met>({ need, met })
  const oneTier = [tierOf("gift", 1)]
  const eligible = (
    needs: ReadonlyArray<ReturnType<typeof need>>,
    tier: rules.TierDue | undefined = { tier: "gift", missing: [] },
    unread: ReadonlyArray<ReturnType<typeof open>> = [],
    given: RewardTerms["given"] | false = "granted"
  ): Eligibility => rules.eligible(needs, tier && verdict(tier), unread, given, looked, reward(oneTier)).answer
  const due = { _tag: "Eligible", tier: "gift", discretionary: false }

  it("all is there, or nothing is asked for: it is due", () => {
    expect(eligible([need("new", true), need("inScope", true)])).toEqual(due)
    expect(eligible([])).toEqual(due)
  })

  it("where a person decides each time, that is said", () => {
    expect(eligible([], undefined, [], "discretionary")).toEqual({
      _tag: "Eligible",
      tier: "gift",
      discretionary: true
    })
  })

  it("what is not there is named once, also while other things are not known", () => {
    const turnedDown = { _tag: "NotEligible", failed: ["new", "inScope"] }
    expect(eligible([need("new", false), need("inScope", false), need("new", false)])).toEqual(turnedDown)
    expect(
      eligible(
        [need("new", false), need("reproducible", undefined), need("inScope", false)],
        {
          tier: undefined,
          missing: ["threat"]
        },
        [open("reward.newTo")]
      )
    ).toEqual(turnedDown)
  })

  it("what is not known leaves it undecided, and is named: needs first, then what the tier hangs on", () => {
    expect(eligible([need("new", undefined), need("inScope", true)])).toEqual({
      _tag: "Undecided",
      missing: ["new"],
      open: []
    })
    expect(eligible([], { tier: undefined, missing: ["severity", "threat"] })).toEqual({
      _tag: "Undecided",
      missing: ["severity", "threat"],
      open: []
    })
    expect(eligible([need("new", undefined)], { tier: undefined, missing: ["severity"] })).toMatchObject({
      missing: ["new", "severity"]
    })
  })

  it("what the policy leaves open leaves it undecided, also where all else is there", () => {
    const unread = open("reward.duplicates")
    expect(eligible([need("new", true)], undefined, [unread])).toEqual({
      _tag: "Undecided",
      missing: [],
      open: [unread]
    })
  })

  it("a policy that promises none owes none, and nobody failed", () =>
    expect(eligible([need("new", false)], undefined, [open("reward.newTo")], "never")).toEqual({
      _tag: "NotEligible",
      failed: []
    }))

  it("where the policy has rewards and the condition of none holds, none is due, whatever else is known", () => {
    const none: rules.TierDue = { tier: undefined, missing: [] }
    const notDue = { _tag: "NotEligible", failed: [] }
    expect(eligible([need("new", true)], none)).toEqual(notDue)
    expect(eligible([need("new", undefined)], none, [open("reward.newTo")])).toEqual(notDue)
    expect(eligible([need("new", false)], none)).toEqual({ _tag: "NotEligible", failed: ["new"] })
  })

  it("a policy that names no rewards leaves it to whoever grants which it is", () =>
    expect(
      rules.eligible(
        [need("new", true)],
        verdict<rules.TierDue>({ tier: undefined, missing: [] }),
        [],
        "granted",
        looked,
        reward([])
      ).answer
    ).toEqual({ _tag: "Eligible", tier: undefined, discretionary: false }))

  it("a policy whose reward is not read leaves it open, without a tier to look at", () => {
    const unread = open("reward")
    expect(rules.eligible([], undefined, [unread], false, looked).answer).toEqual({
      _tag: "Undecided",
      missing: [],
      open: [unread]
    })
  })
})

// -- Of one report: what may be granted, denied, declined and delivered. -----------------------------------------------------

const now: Instant = "2026-06-01T10:00:00.000Z"
const known = (other: Partial<RewardFacts> = {}): RewardFacts => ({
  report: "r1",
  reproduced: undefined,
  novelty: undefined,
  threat: undefined,
  scope: undefined,
  severity: undefined,
  change: undefined,
  published: undefined,
  identifiable: undefined,
  conduct: undefined,
  ofIssue: [{ value: { report: "r1", at: now }, from: "report/r1@0", asOf: 0 }],
  looked,
  ...other
})
const rewards = (other: Partial<RewardTerms> = {}): RewardTerms => ({
  given: "granted",
  needs: [],
  newTo: said("reports"),
  tiers: [],
  duplicates: said("firstOnly"),
  ...other
})
const handOf = (reward?: RewardTerms): PolicyInHand => ({
  ref: "policy:x",
  terms: { ...silentPolicy, reward: reward === undefined ? unstated : said(reward) },
  readings: [],
  place
})
const grant: Reward.GrantReward = { _tag: "GrantReward", issue: "i1", tier: "t-shirt", by: "desk-1", at: now }
const deny: Reward.DenyReward = { _tag: "DenyReward", by: "desk-1", at: now }
const granted: Reward.RewardGranted = { ...grant, _tag: "RewardGranted" }
const denied = (...failed: ReadonlyArray<Need>): Reward.RewardDenied => ({ ...deny, _tag: "RewardDenied", failed })
const after = (...events: ReadonlyArray<Reward.Event>): Reward.State =>
  events.reduce((state, event, n) => Reward.evolve(state, event, `report/r1@${n}`), Reward.initial)
const decided = (
  command: Reward.Command,
  { facts = known(), policy = rewards() as RewardTerms | undefined, state = after() } = {}
) => {
  const decision = Reward.decide(command, state, facts, handOf(policy))
  return Result.isSuccess(decision) ? decision.success : decision.failure
}

describe(rules.eligible.clause.quote, () => {
  const needing = (...needs: ReadonlyArray<Need>) => ({ policy: rewards({ needs }) })
  const eligibility = (policy: RewardTerms | undefined, facts = known()) =>
    Reward.eligibility(facts, handOf(policy)).answer

  it("a policy that says nothing of rewards leaves them open, and nobody grants or denies one", () => {
    expect(eligibility(undefined)).toEqual({ _tag: "Undecided", missing: [], open: [open("reward")] })
    const undecided = {
      _tag: "NotDecidedYet",
      message: "nobody can say yet whether a reward is due: `reward` is not read"
    }
    for (const command of [grant, deny]) {
      const decision = Reward.decide(command, after(), known(), handOf())
      expect(Result.isFailure(decision) && decision.failure).toMatchObject(undecided)
    }
  })
  it("all that is not known and not read is named at once", () => {
    const facts = known({ novelty: knownInside })
    const policy = rewards({ needs: ["new", "inScope"], newTo: unstated })
    expect(decided(grant, { facts, policy })).toMatchObject({
      _tag: "NotDecidedYet",
      message:
        "nobody can say yet whether a reward is due: `new` is not known, `inScope` is not known, `reward.newTo` is not read"
    })
  })
  it.each<readonly [Need, (there: boolean) => Partial<RewardFacts>]>([
    ["reproducible", (reproduced) => ({ reproduced: fact({ reproduced }, 7) })],
    ["inScope", (inScope) => ({ scope: fact({ inScope }, 7) })],
    ["causesChange", (caused) => ({ change: fact({ caused }, 7) })],
    ["notPublicBefore", (there) => ({ published: fact({ before: !there }, 7) })],
    ["identifiable", (identifiable) => ({ identifiable: fact({ identifiable }, 7) })],
    ["conductHeld", (held) => ({ conduct: verdict(held) })],
    ["new", (there) => ({ novelty: there ? fresh : reported })]
  ])("%s is not known, is not there, is there", (need, found) => {
    const policy = rewards({ needs: [need] })
    expect(eligibility(policy)).toEqual({ _tag: "Undecided", missing: [need], open: [] })
    expect(eligibility(policy, known(found(false)))).toEqual({ _tag: "NotEligible", failed: [need] })
    expect(eligibility(policy, known(found(true)))).toMatchObject({ _tag: "Eligible" })
  })
  it("what must be new to what is open only where that is asked for, is not read, and hangs on a record of ours", () => {
    const opens = (novelty: RewardFacts["novelty"], other: Partial<RewardTerms>) => {
      const answer = eligibility(rewards(other), known({ novelty }))
      return answer._tag === "Undecided" && answer.open.length > 0
    }
    expect(opens(knownInside, { needs: ["new"], newTo: unstated })).toBe(true)
    expect(opens(knownInside, { needs: ["new"] })).toBe(false)
    expect(opens(fresh, { needs: ["new"], newTo: unstated })).toBe(false)
    expect(opens(knownInside, { needs: [], newTo: unstated })).toBe(false)
  })
  it("who is not eligible is granted nothing, and told all that failed; or that the policy promises none", () => {
    const facts = known({ reproduced: fact({ reproduced: false }), scope: fact({ inScope: false }) })
    expect(decided(grant, { facts, ...needing("reproducible", "inScope") })).toMatchObject({
      _tag: "NotEligible",
      message: "the policy asks for more than there is: `reproducible`, `inScope`"
    })
    expect(decided(grant, { policy: rewards({ given: "never" }) })).toMatchObject({
      _tag: "NotEligible",
      message: "the policy promises no reward for this"
    })
  })
  it("what is due is not denied, and what a person decides each time may be, with nothing that failed", () => {
    expect(decided(deny)).toMatchObject({ _tag: "IsEligible" })
    expect(decided(deny, { policy: rewards({ given: "discretionary" }) })).toEqual([denied()])
    expect(decided(deny, { policy: rewards({ given: "never" }) })).toEqual([denied()])
  })
  it("denied twice it is denied once; denied by mistake it may be granted; granted, it is denied no more", () => {
    const facts = known({ scope: fact({ inScope: false }) })
    expect(decided(deny, { facts, ...needing("inScope") })).toEqual([denied("inScope")])
    expect(decided(deny, { facts, ...needing("inScope"), state: after(denied("inScope")) })).toEqual([])
    expect(decided(grant, { state: after(denied("inScope")) })).toEqual([granted])
    expect(after(denied("inScope"), granted)).toMatchObject({ denied: undefined, granted: { from: "report/r1@1" } })
    expect(decided(deny, { facts, ...needing("inScope"), state: after(granted) })).toMatchObject({ _tag: "IsEligible" })
  })
})

describe(rules.tier.clause.quote, () => {
  const policy = rewards({ tiers: [{ id: "mug", when: {}, rank: 1, words: "a mug" }] })
  it("another one than is due is declined by name; where the policy names none, whoever grants says which", () => {
    expect(decided(grant, { policy })).toMatchObject({
      _tag: "OtherTier",
      message: "by what is judged the reward is `mug`, and not `t-shirt`"
    })
    expect(decided({ ...grant, tier: "mug" }, { policy })).toEqual([{ ...granted, tier: "mug" }])
    expect(decided(grant)).toEqual([granted])
    expect(decided(grant, { state: after(granted) })).toEqual([])
  })
})

describe(rules.delivery.clause.quote, () => {
  const deliver: Reward.RecordDelivered = { _tag: "RecordDelivered", at: now }
  const decline: Reward.RecordDeclined = { _tag: "RecordDeclined", at: now }
  const delivered: Reward.RewardDelivered = { _tag: "RewardDelivered", at: now }
  const declined: Reward.RewardDeclined = { _tag: "RewardDeclined", at: now }

  it("what nobody granted is neither delivered nor declined", () => {
    const nothing = {
      _tag: "NothingGranted",
      message: "no reward was granted, so there is none to deliver or to decline"
    }
    expect(decided(deliver)).toMatchObject(nothing)
    expect(decided(decline)).toMatchObject(nothing)
  })
  it("granted, each happens once", () => {
    expect(decided(deliver, { state: after(granted) })).toEqual([delivered])
    expect(decided(deliver, { state: after(granted, delivered) })).toEqual([])
    expect(decided(decline, { state: after(granted) })).toEqual([declined])
    expect(decided(decline, { state: after(granted, declined) })).toEqual([])
  })
  it("what the reporter declined is not delivered, by the event in which they did; what was delivered before stays so", () => {
    expect(decided(deliver, { state: after(granted, declined) })).toMatchObject({
      _tag: "Declined",
      message: "the reporter declined the reward",
      facts: ["report/r1@1"]
    })
    expect(decided(deliver, { state: after(granted, delivered, declined) })).toEqual([])
  })
})
