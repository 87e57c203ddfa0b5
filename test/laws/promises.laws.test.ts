/**
 * P1 to P16 of the domain text: what holds of promises to reporters, whatever happens.
 *
 * P9 (links between duplicates) and P14 (who may extend an embargo) stand with the laws of reports, in `disclosure.laws.test.ts`.
 */
import fc from "fast-check"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import * as Awareness from "../../src/disclosure/Awareness.ts"
import { clocks } from "../../src/disclosure/clocks.ts"
import * as Conduct from "../../src/disclosure/Conduct.ts"
import * as Confidence from "../../src/disclosure/Confidence.ts"
import type { DisclosureTerms, Severity } from "../../src/disclosure/DisclosureTerms.ts"
import type { PolicyInHand } from "../../src/disclosure/hand.ts"
import { type Deed, type Happened, type ReportFacts, standing } from "../../src/disclosure/promises.ts"
import * as Publication from "../../src/disclosure/Publication.ts"
import { acknowledgeAssess, coordinated, seed } from "../../src/disclosure/ready.ts"
import { report as codec } from "../../src/disclosure/Report.schema.ts"
import * as Reward from "../../src/disclosure/Reward.ts"
import { rewardable, tier } from "../../src/disclosure/rewardRules.ts"
import { citedBy, type Fact } from "../../src/kernel/index.ts"
import type { EventRef } from "../../src/language/index.ts"
import { says } from "../../src/terms/index.ts"
import {
  amsterdam,
  Calendar,
  Day,
  Deadline,
  dutchStatutory,
  Instant,
  nlOffice,
  Span,
  Zone
} from "../../src/time/index.ts"

const calendars: Readonly<Record<string, Calendar>> = { "nl-office": nlOffice, "nl-statutory": dutchStatutory }
const place: Deadline.Place = { zone: amsterdam, calendar: (name) => calendars[name] }
const handOf = (terms: DisclosureTerms): PolicyInHand => ({ ref: `policy:${terms.name}`, terms, readings: [], place })
const looked = { stream: "report/r1", upTo: 99 } as const
const words = { instrument: "policy", words: "words" }
const start = Instant.toMillis("2026-01-01T00:00:00.000Z")
const anyInstant = fc.integer({ min: 0, max: 700 * 24 }).map((h) => Instant.fromMillis(start + h * 3_600_000))
const fact = <A>(value: A, revision: number): Fact<A> => ({ value, from: `report/r1@${revision}` })
const tagged = <A>(decision: Result.Result<A, { readonly _tag: string }>): A | string =>
  Result.isFailure(decision) ? decision.failure._tag : decision.success

const deeds: ReadonlyArray<Deed> = [
  "acknowledged",
  "responded",
  "assessed",
  "validated",
  "updated",
  "fixReady",
  "closed"
]
const anyHappened = fc.array(
  fc.record<Happened>({
    deed: fc.constantFrom(...deeds),
    by: fc.constantFrom("human", "machine"),
    at: anyInstant
  }),
  { maxLength: 8 }
)
const anyFacts = fc
  .record({
    received: anyInstant,
    happened: anyHappened,
    reachable: fc.option(anyInstant, { nil: undefined }),
    updates: fc.array(fc.record({ wanted: fc.boolean(), at: anyInstant }), { maxLength: 4 }),
    waived: fc.option(anyInstant, { nil: undefined })
  })
  .map(({ received, happened, reachable, updates, waived }): ReportFacts => {
    let revision = 1
    return {
      received: fact({ at: received }, 0),
      happened: happened.filter(({ at }) => at >= received).map((it) => fact(it, revision++)),
      reachable: reachable === undefined ? undefined : fact({ at: Instant.max(reachable, received) }, 0),
      named: fact({ named: false, at: received }, 0),
      updates: updates.map((it) => fact(it, revision++)),
      severity: [],
      scope: [],
      judged: [],
      suspensions: [],
      waivers: waived === undefined ? [] : [fact({ promise: "respond", at: waived }, revision++)],
      looked
    }
  })
const anyPolicy = fc.constantFrom(seed, acknowledgeAssess, coordinated)

const after = (at: Instant, span: Span, where = place): Deadline.Due => {
  const due = Deadline.after(at, span, where)
  if (Deadline.isUnknown(due)) throw new Error("no calendar")
  return due
}

describe("P1: due dates", () => {
  const wd = (n: number) => Span.workingDays(n, "nl-office", Span.plain)
  it("lie after the start, on working days, and never earlier for more days, later starts or more holidays", () => {
    fc.assert(
      fc.property(
        anyInstant,
        anyInstant,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 20 }),
        (a, b, n, m) => {
          const [from, to] = a <= b ? [a, b] : [b, a]
          const { duty } = after(from, wd(n))
          expect(duty.before > from).toBe(true)
          expect(Calendar.isWorkingDay(nlOffice, duty.on)).toBe(true)
          expect(after(from, wd(n + m)).duty.on >= duty.on).toBe(true)
          expect(after(to, wd(n)).duty.on >= duty.on).toBe(true)
          const more = {
            ...nlOffice,
            holidays: [...nlOffice.holidays, { on: Zone.dayOf(amsterdam, to), name: "more" }]
          }
          expect(after(from, wd(n), { zone: amsterdam, calendar: () => more }).duty.on >= duty.on).toBe(true)
          // n and then m days are n + m.
          const endOfDay = Instant.addMilliseconds(duty.before, -1)
          if (m > 0) expect(after(endOfDay, wd(m)).duty.on).toBe(after(from, wd(n + m)).duty.on)
          // Equal for all starts within one run of days off.
          const next = Zone.startOf(amsterdam, Day.add(Zone.dayOf(amsterdam, from), 1))
          if (!Calendar.isWorkingDay(nlOffice, Zone.dayOf(amsterdam, next)))
            expect(after(next, wd(n)).duty.on).toBe(duty.on)
        }
      )
    )
  })
})

describe("P2: a promise that was kept", () => {
  it("stays kept whatever happens later", () => {
    fc.assert(
      fc.property(anyFacts, anyPolicy, anyInstant, anyInstant, (facts, policy, a, b) => {
        const [now, later] = a <= b ? [a, b] : [b, a]
        const then = standing(facts, handOf(policy), now)
        const since = standing(facts, handOf(policy), later)
        for (const owed of then) {
          const { _tag } = owed.status.answer
          if (_tag !== "Met" && _tag !== "MetLate") continue
          expect(
            since.some(
              (it) =>
                it.promise === owed.promise && JSON.stringify(it.status.answer) === JSON.stringify(owed.status.answer)
            )
          ).toBe(true)
        }
      })
    )
  })
})

describe("P3: an automatic reply", () => {
  it("never keeps a promise of a human", () => {
    fc.assert(
      fc.property(anyFacts, anyInstant, (facts, now) => {
        const machines = {
          ...facts,
          happened: facts.happened.map(({ value, from }) => ({ value: { ...value, by: "machine" as const }, from }))
        }
        for (const { status } of standing(machines, handOf(acknowledgeAssess), now))
          expect(["Met", "MetLate"]).not.toContain(status.answer._tag)
      })
    )
  })
})

describe("P4: who wants no updates", () => {
  it("is owed none, and wanting them again revives no past period", () => {
    const [respond, progress, ...rest] = seed.promises
    const repeated = Object.fromEntries(
      Object.entries(progress!).filter(([name]) => name !== "milestones")
    ) as unknown as NonNullable<typeof progress>
    const weekly: DisclosureTerms = {
      ...seed,
      promises: [
        respond!,
        {
          ...repeated,
          within: says(Span.calendarDays(5, Span.plain), words),
          anchor: says("lastUpdate", words),
          repeats: true
        },
        ...rest
      ]
    }
    fc.assert(
      fc.property(anyFacts, anyInstant, (facts, now) => {
        const wishes = facts.updates
          .filter(({ value }) => value.at <= now)
          .toSorted((a, b) => (a.value.at < b.value.at ? -1 : a.value.at > b.value.at ? 1 : 0))
        const progress = standing(facts, handOf(weekly), now).filter(({ promise }) => promise === "progress")
        const last = wishes.at(-1)?.value
        for (const { since, status } of progress) {
          if (last?.wanted !== true) expect(status.answer._tag).toBe("NotOwed")
          const off = wishes.findLast(({ value }) => !value.wanted)?.value.at
          if (since !== undefined && off !== undefined) expect(since >= off).toBe(true)
        }
      })
    )
  })
})

describe("P5: who cannot be reached", () => {
  it("is owed no answer, and none is ever broken", () => {
    fc.assert(
      fc.property(anyFacts, anyPolicy, anyInstant, (facts, policy, now) => {
        for (const { kind, status } of standing({ ...facts, reachable: undefined }, handOf(policy), now))
          if (kind !== "fix" && kind !== "reward")
            expect(status.answer).toEqual({ _tag: "NotOwed", why: "unreachable" })
      })
    )
  })
})

describe("every answer gives its reasons", () => {
  it("taking away what is not cited changes no status", () => {
    fc.assert(
      fc.property(anyFacts, anyPolicy, anyInstant, (facts, policy, now) => {
        for (const owed of standing(facts, handOf(policy), now)) {
          const cited = citedBy(owed.status)
          const only = <F extends Fact<unknown>>(list: ReadonlyArray<F>) =>
            list.filter(({ from }) => cited.includes(from))
          const fewer = {
            ...facts,
            happened: only(facts.happened),
            updates: only(facts.updates),
            waivers: only(facts.waivers)
          }
          const again = standing(fewer, handOf(policy), now).filter(({ promise }) => promise === owed.promise)
          expect(again.map(({ status }) => JSON.stringify(status.answer))).toContain(JSON.stringify(owed.status.answer))
        }
      })
    )
  })
})

describe("P6: who the reporter is", () => {
  it("is told on a listed ground with its reference, or with consent, or not at all", () => {
    const anyWish = fc.record({
      basis: fc.constantFrom("consent", "law", "courtOrder", "police", "sectorCert", "suspectedAbuse", "engagedAgency"),
      reference: fc.constantFrom("", "article 1"),
      parts: fc.constantFrom(["name"], ["name", "contact"]),
      consented: fc.boolean()
    })
    fc.assert(
      fc.property(anyWish, anyInstant, ({ basis, reference, parts, consented }, at) => {
        const given = { _tag: "ConsentGiven", consent: "c", person: "p", for: "identity", form: "written", at } as const
        const state = consented ? Confidence.evolve(Confidence.initial, given, "report/r1@0") : Confidence.initial
        const command = {
          _tag: "DiscloseIdentity",
          passing: "p",
          to: "x",
          basis,
          reference,
          parts,
          needed: ["name"],
          by: "b",
          at
        } as Confidence.DiscloseIdentity
        const told = Result.isSuccess(Confidence.decide(command, state, handOf(seed), looked))
        expect(told).toBe(parts.length === 1 && (basis === "consent" ? consented : basis === "law" && reference !== ""))
      })
    )
  })
  // That a projection for third parties holds no token of a person waits for the views of the report.
})

const severities: ReadonlyArray<Severity> = ["none", "low", "medium", "high", "critical"]
const rewardFacts = (other: Partial<Reward.RewardFacts> = {}): Reward.RewardFacts => ({
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
  ofIssue: [],
  looked,
  ...other
})

describe("P7: rewards", () => {
  it("any reward means new and reproducible, and more severe never means less", () => {
    const opt = <A>(arbitrary: fc.Arbitrary<A>) => fc.option(arbitrary, { nil: undefined })
    fc.assert(
      fc.property(opt(fc.boolean()), opt(fc.boolean()), opt(fc.boolean()), (isNew, reproduced, threat) => {
        const { answer } = Reward.eligibility(
          rewardFacts({
            novelty:
              isNew === undefined
                ? undefined
                : fact({ novelty: isNew ? { as: "new" } : { as: "reportedEarlier", report: "r0" } }, 1),
            threat: threat === undefined ? undefined : fact({ threatens: threat }, 2),
            reproduced: reproduced === undefined ? undefined : fact({ reproduced }, 3)
          }),
          handOf(seed)
        )
        if (answer._tag === "Eligible") expect([isNew, reproduced]).toEqual([true, true])
        if (answer._tag === "NotEligible") expect(isNew === false || reproduced === false).toBe(true)
      })
    )
    const tiers = severities.map((severity, rank) => ({ id: `t${rank}`, when: { severity }, rank, words: "x" }))
    const terms = {
      value: { given: "granted", needs: [], newTo: { unstated: true }, tiers, duplicates: { unstated: true } },
      terms: { ref: "policy:x", parameter: "reward", source: words }
    } as const
    const ranks = severities.map((severity) =>
      Number(
        tier(
          terms,
          fact({ severity, at: "2026-02-01T00:00:00.000Z" } as const, 1),
          undefined,
          looked
        ).answer.tier?.slice(1)
      )
    )
    expect(ranks).toEqual(ranks.toSorted())
  })
  it("a grant stays, also when it can be reproduced no more", () => {
    const granted = {
      ...Reward.initial,
      granted: fact(
        { _tag: "RewardGranted", issue: "i", tier: "reward", by: "b", at: "2026-02-01T00:00:00.000Z" } as const,
        1
      )
    }
    const again: Reward.GrantReward = {
      _tag: "GrantReward",
      issue: "i",
      tier: "reward",
      by: "b",
      at: "2026-03-01T00:00:00.000Z"
    }
    expect(
      tagged(Reward.decide(again, granted, rewardFacts({ reproduced: fact({ reproduced: false }, 2) }), handOf(seed)))
    ).toEqual([])
  })
})

describe("P8: of several reports of one issue", () => {
  it("exactly one is rewarded, or those of the window, whatever the order in which they are handed in", () => {
    const anyReports = fc.uniqueArray(fc.record({ report: fc.stringMatching(/^[a-z]{2}$/), at: anyInstant }), {
      minLength: 1,
      maxLength: 6,
      selector: ({ report }) => report
    })
    fc.assert(
      fc.property(anyReports, fc.boolean(), (reports, split) => {
        const given = reports.map((value) => ({ value, from: `report/${value.report}@0` as EventRef, asOf: 0 }))
        const stipulated = {
          value: split ? { splitWithin: Span.hours(72, Span.plain) } : ("firstOnly" as const),
          terms: { ref: "policy:x", parameter: "d", source: words } as const
        }
        const { answer } = rewardable(given, stipulated, place)
        expect(rewardable(given.toReversed(), stipulated, place).answer).toEqual(answer)
        const first = reports.map(({ at }) => at).toSorted()[0]!
        if (split)
          expect([...answer].sort()).toEqual(
            reports
              .filter(({ at }) => at < Instant.addHours(first, 72))
              .map(({ report }) => report)
              .sort()
          )
        else expect(answer).toHaveLength(1)
      })
    )
  })
})

// P9, links between duplicates and the day that they share, stands with the laws of reports (`disclosure.laws.test.ts`).

describe("P10: legal steps", () => {
  it("none is allowed without a finding by a rule of the policy, or a duty by law, and what was done before it is safe", () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, fc.boolean(), fc.boolean(), (acted, broke, finding, retracted) => {
        const now: Instant = "2028-06-01T00:00:00.000Z"
        const at: Instant = "2028-01-01T00:00:00.000Z"
        const alleged = {
          _tag: "ConductAlleged",
          finding: "f",
          rule: "no-damage",
          acted: broke,
          words: "sealed:x",
          evidence: ["e"],
          by: "b",
          at
        } as const
        const found = {
          _tag: "ConductFound",
          finding: "f",
          broken: true,
          accident: false,
          reason: "sealed:x",
          by: "c",
          decider: "human",
          at
        } as const
        const back = { _tag: "FindingRetracted", finding: "f", reason: "sealed:x", by: "b", at } as const
        const events = [alleged, ...(finding ? [found] : []), ...(finding && retracted ? [back] : [])] as const
        const state = events.reduce<Conduct.State>(
          (s, event, i) => Conduct.evolve(s, event, `report/r1@${i}`),
          Conduct.initial
        )
        const policies = { whenActing: handOf(seed), looked }
        const may = Conduct.mayTakeLegalStep(state, policies, "civil", acted, now)
        expect(may.answer).toBe(finding && !retracted && broke <= acted ? "yes" : "no")
        if (may.answer === "yes") expect(citedBy(may)).toContain("report/r1@1")
        expect(Conduct.mayTakeLegalStep(state, policies, "civil", acted, now, "a law").answer).toBe("yes")
      })
    )
  })
})

describe("P11: credit", () => {
  it("only with consent that stands when it is published", () => {
    fc.assert(
      fc.property(anyInstant, fc.option(anyInstant, { nil: undefined }), anyInstant, (given, withdrawn, at) => {
        const consent = {
          _tag: "ConsentGiven",
          consent: "c",
          person: "p",
          for: "credit",
          form: "expressed",
          at: given
        } as const
        let state = Confidence.evolve(Confidence.initial, consent, "report/r1@0")
        if (withdrawn !== undefined)
          state = Confidence.evolve(state, { _tag: "ConsentWithdrawn", consent: "c", at: withdrawn }, "report/r1@1")
        const command: Publication.Publish = {
          _tag: "Publish",
          advisory: "a",
          where: "w",
          tells: "nothing",
          credits: ["p"],
          endsEmbargo: false,
          by: "b",
          at
        }
        const decided = Publication.decide(command, Publication.initial, {
          embargo: fact("None" as const, 2),
          consents: Confidence.consentsAt(state, "credit", at),
          mayTell: () =>
            Confidence.mayShareContent(
              { to: "public", basis: "law", part: "whole", needed: "whole", at },
              state,
              handOf(seed),
              looked
            ),
          written: false
        })
        expect(Result.isSuccess(decided)).toBe(given <= at && (withdrawn === undefined || at < withdrawn))
      })
    )
  })
})

const aware = (regime: Awareness.Regime, at: Instant): Awareness.State =>
  Awareness.evolve(
    Awareness.initial,
    { _tag: "BecameAware", aware: "a", regime, role: "manufacturer", subject: "s", basis: "sealed:x", by: "b", at },
    "report/r1@0"
  )

describe("P12: clocks of the law", () => {
  it("run in real hours, and a final has no date before what it hangs on", () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.constantFrom<Awareness.Regime>("cra14Vulnerability", "cra14Incident", "nis2Article23"),
        (at, regime) => {
          // A place that knows no calendar at all: none is asked for.
          const nowhere: Deadline.Place = { zone: amsterdam, calendar: () => undefined }
          const [early, notification, final] = clocks(aware(regime, at), nowhere, at, looked).map(
            ({ status }) => status.answer
          )
          expect(early).toMatchObject({ due: { duty: { before: Instant.addHours(at, 24) } } })
          expect(notification).toMatchObject({ due: { duty: { before: Instant.addHours(at, 72) } } })
          expect(final?._tag).toBe("Waits")
        }
      )
    )
  })
})

describe("P13: attacks and exploitation", () => {
  it("make nothing later: a report of higher severity is due no later, and clocks of the law do not move", () => {
    const bySeverity: DisclosureTerms = {
      ...seed,
      promises: seed.promises.map((it) =>
        it.id === "respond"
          ? {
              ...it,
              within: says(
                { bySeverity: { high: Span.calendarDays(5, Span.plain), critical: Span.calendarDays(1, Span.plain) } },
                words
              )
            }
          : it
      )
    }
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const at = (severity: Severity) => {
          const judged = {
            ...facts,
            waivers: [],
            happened: [],
            reachable: facts.received,
            severity: [fact({ severity, at: facts.received.value.at }, 50)]
          }
          const { answer } = standing(judged, handOf(bySeverity), facts.received.value.at)[0]!.status
          return answer._tag === "Open" ? answer.due!.duty.before : ""
        }
        expect(at("critical") <= at("high")).toBe(true)
      })
    )
  })
  // That exploitation shortens an embargo waits for its part.
})

// P14, extending an embargo, stands with the laws of reports; grace for a day of publication is asked in P15.

describe("P15: published 30 days after a fix in time, on day 120 with grace, and on day 90 without a fix", () => {
  const received: Instant = "2026-01-01T12:00:00.000Z"
  const dayFor = (fix: number | undefined, grace: boolean): number => {
    const anchors = [
      fact({ anchor: "received", at: received } as const, 0),
      ...(fix === undefined
        ? []
        : [fact({ anchor: "fixDeployed", at: Instant.addHours(received, fix * 24) } as const, 1)])
    ]
    const { answer } = Publication.publicationDay(
      { anchors, grace: grace ? fact({ at: received }, 2) : undefined },
      handOf(coordinated),
      "2027-01-01T00:00:00.000Z"
    )
    if (answer._tag !== "Window" || answer.window.latest === undefined) throw new Error("no day")
    return Day.between("2026-01-01", answer.window.latest)
  }
  it("as the rule says, and not later for an earlier fix, but for the drop at the end", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 150 }), fc.boolean(), (fix, grace) => {
        expect(dayFor(fix, grace)).toBe(fix <= 90 ? fix + 30 : fix <= 104 && grace ? 120 : 90)
        if (fix < 90) expect(dayFor(fix, grace)).toBeLessThanOrEqual(dayFor(fix + 1, grace))
      })
    )
    expect([
      dayFor(47, false),
      dayFor(83, false),
      dayFor(90, false),
      dayFor(91, false),
      dayFor(undefined, true)
    ]).toEqual([77, 113, 120, 90, 90])
  })
})

describe("P16: the same history", () => {
  it("gives the same state, in one go, in two or twice; what is no event of ours is not read", () => {
    const at: Instant = "2026-02-01T00:00:00.000Z"
    const anyEvent = fc.constantFrom<Awareness.Event>(
      {
        _tag: "BecameAware",
        aware: "a",
        regime: "gdpr33",
        role: "controller",
        subject: "s",
        basis: "sealed:x",
        by: "b",
        at
      },
      { _tag: "StepFiled", aware: "a", step: "notification", reference: "n", at },
      { _tag: "CourseObserved", subject: "s", course: "handled", at }
    )
    const fold = (state: Awareness.State, events: ReadonlyArray<Awareness.Event>, from = 0) =>
      events.reduce((s, event, i) => Awareness.evolve(s, event, `report/r1@${from + i}`), state)
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), fc.nat(8), (events, cut) => {
        const whole = fold(Awareness.initial, events)
        expect(fold(Awareness.initial, events)).toEqual(whole)
        const head = events.slice(0, cut)
        expect(fold(fold(Awareness.initial, head), events.slice(cut), head.length)).toEqual(whole)
      })
    )
    expect(() => codec.decodeEvent("report/RewardDoubled", 1, { _tag: "RewardDoubled" })).toThrow("RewardDoubled")
  })
})
