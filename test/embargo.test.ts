/** An embargo at its edges: whose proposal stands, who makes it longer, what ends it to the moment, and what begins none. */
import { Disclosure } from "goodfaith"
import type { EventRef } from "goodfaith/language"
import { type Day, type Instant, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { day, hours, monday, policy, receive, received, said, world } from "./reporting.ts"
import { telling } from "./scenario.ts"

const { Embargo, rules } = Disclosure
type E = Disclosure.Event
type Terms = Partial<Disclosure.DisclosureTerms["embargo"]>

const stream = Disclosure.stream("r1")
const given = telling(Disclosure.decider, stream, world())
const under = (embargo: Terms) => telling(Disclosure.decider, stream, world(policy(embargo)))
/** Nobody knows here when the days of the policy begin. */
const nowhere = (embargo: Terms) =>
  telling(Disclosure.decider, stream, { ...world(policy(embargo)), zone: () => undefined })

const at = monday
const by = "cert-1"
const validated: E = { _tag: "ReportValidated", by, at }
const accepted: E = { _tag: "ReportAccepted", by, at }
const fixReady = (when: Instant): E => ({ _tag: "FixReady", by, at: when })
const recordFix = (when: Instant) => ({ _tag: "RecordFixReady", by, at: when }) as const
const proposed = (
  proposal: string,
  who: Disclosure.Embargo.Party,
  until: Instant,
  when: Instant = at
): Disclosure.Embargo.EmbargoProposed => ({ _tag: "EmbargoProposed", proposal, by: who, until, at: when })
const propose = (proposal: string, who: Disclosure.Embargo.Party, until: Instant | Day, when: Instant = at) =>
  ({ _tag: "ProposeEmbargo", proposal, by: who, until, at: when }) as const
const accept = (proposal: string, who: Disclosure.Embargo.Party, when: Instant = at) =>
  ({ _tag: "AcceptEmbargo", proposal, by: who, at: when }) as const
const reject = (proposal: string, who: Disclosure.Embargo.Party, when: Instant = at) =>
  ({ _tag: "RejectEmbargo", proposal, by: who, at: when }) as const
const rejected = (proposal: string, when: Instant = at): E => ({
  _tag: "EmbargoRejected",
  proposal,
  why: "declined",
  at: when
})
const agreed = (
  proposal: string,
  until: Instant,
  how: Disclosure.Embargo.EmbargoAccepted["how"] = "answered",
  when: Instant = at
): Disclosure.Embargo.EmbargoAccepted => ({ _tag: "EmbargoAccepted", proposal, until, how, at: when })
const terminated = (why: Disclosure.Embargo.EmbargoTerminated["why"], when: Instant): E => ({
  _tag: "EmbargoTerminated",
  why,
  at: when
})
/** Both sides agreed on thirty days. */
const active = [received(), proposed("p1", "vendor", day(30)), agreed("p1", day(30))] as const
const revised = proposed("p2", "reporter", day(60), day(1))

const stageOf = (now: Instant, ...events: ReadonlyArray<E>) =>
  Disclosure.embargoAt(given(...events).folded().state, world(), now)
const endOf = (terms: Terms, ...events: ReadonlyArray<E>) =>
  Disclosure.embargoEnds(under(terms)(...events).folded().state, world(policy(terms)))?.answer

describe(rules.bothAgree.clause.quote, () => {
  it("a party has one proposal that waits: its newer one takes the place of the older", () => {
    const twice = [received(), proposed("p1", "vendor", day(30)), proposed("p2", "vendor", day(20), day(1))] as const
    given(...twice)
      .when(accept("p1", "reporter", day(2)))
      .thenRefused(Embargo.NoSuchProposal("p1"))
    given(...twice)
      .when(accept("p2", "reporter", day(2)))
      .then(agreed("p2", day(20), "answered", day(2)))
    given(...twice)
      .when(reject("p1", "reporter", day(2)))
      .thenNothing()
    given(received(), proposed("p1", "vendor", day(30)))
      .when(propose("p2", "vendor", day(20), day(1)))
      .then(proposed("p2", "vendor", day(20), day(1)))
  })

  it("of two that wait, the one that is named is answered", () => {
    const two = [...active, proposed("p2", "vendor", day(90)), proposed("p3", "reporter", day(10))] as const
    given(...two)
      .when(accept("p3", "vendor"))
      .then(agreed("p3", day(10)))
    given(...two)
      .when(accept("p2", "reporter"))
      .then(agreed("p2", day(90)))
  })

  it("declined, it stands where it stood before: nothing is agreed, or what was agreed holds", () => {
    const open = [received(), proposed("p1", "vendor", day(30))] as const
    expect([stageOf(day(1), received()), stageOf(day(1), ...open), stageOf(day(1), ...open, rejected("p1"))]).toEqual([
      "None",
      "Proposed",
      "None"
    ])
    expect([
      stageOf(day(2), ...active),
      stageOf(day(2), ...active, revised),
      stageOf(day(2), ...active, revised, rejected("p2"))
    ]).toEqual(["Active", "Revise", "Active"])
  })

  it("the id of a proposal is its party's: another party takes one of its own, though it names the same end", () => {
    given(received(), proposed("p1", "vendor", day(30)))
      .when(propose("p1", "reporter", day(30)))
      .thenRefused(Embargo.ProposalTaken({ value: proposed("p1", "vendor", day(30)), from: "report/r1@1" }))
  })

  it("a proposal whose end has come is not agreed to any more, and does not meet another", () => {
    given(received(), proposed("p1", "vendor", day(30)))
      .when(accept("p1", "reporter", day(30)))
      .thenRefused(Embargo.EndsAtOnce(day(30), day(30)))
    given(received(), proposed("p1", "reporter", day(5)))
      .when(propose("p2", "vendor", day(30), day(5)))
      .then(proposed("p2", "vendor", day(30), day(5)))
  })

  it("nobody accepts what goes beyond a cap that is known by now, though it was not when it was proposed", () => {
    const fromFix = { most: said({ period: hours(48), from: "fixReady" as const }) }
    under(fromFix)(received(), validated, accepted, proposed("p1", "reporter", day(30)), fixReady(day(10)))
      .when(accept("p1", "vendor", day(11)))
      .thenRefused(Embargo.BeyondTheLongest(day(12), ["report/r1@4"]))
  })
})

describe(rules.proposedInVain.clause.quote, () => {
  const inVain = (who: "reporter" | "coordinator", until: Instant, when: Instant = day(3)) =>
    ({ _tag: "EmbargoProposedInVain", by: who, until, at: when }) as const

  it("asked twice it is on record once; by somebody else or for another end, it is on record too", () => {
    const late = propose("p1", "reporter", day(2), day(3))
    given(received())
      .when(late)
      .then(inVain("reporter", day(2)))
    given(received(), inVain("reporter", day(2)))
      .when({ ...late, at: day(4) })
      .thenNothing()
    given(received(), inVain("reporter", day(2)))
      .when(propose("p1", "reporter", day(1), day(3)))
      .then(inVain("reporter", day(1)))
    given(received(), inVain("reporter", day(2)))
      .when(propose("p1", "coordinator", day(2), day(3)))
      .then(inVain("coordinator", day(2)))
  })
})

describe(rules.extendedByWhom.clause.quote, () => {
  it("naming the end that holds, or an earlier one, extends nothing, so anybody may", () => {
    const given = under({ extendedBy: said("nobody" as const) })
    for (const until of [day(30), day(20)])
      given(...active)
        .when(propose("p2", "reporter", until, day(1)))
        .then(proposed("p2", "reporter", until, day(1)))
    given(...active, proposed("p2", "reporter", day(20), day(1)))
      .when(accept("p2", "vendor", day(2)))
      .then(agreed("p2", day(20), "answered", day(2)))
  })

  it("who may extend alone agrees to no first embargo alone, and shortens none alone", () => {
    const given = under({ extendedBy: said("vendor" as const) })
    given(received())
      .when(propose("p1", "vendor", day(30)))
      .then(proposed("p1", "vendor", day(30)))
    for (const until of [day(30), day(20)])
      given(...active)
        .when(propose("p2", "vendor", until, day(1)))
        .then(proposed("p2", "vendor", until, day(1)))
  })

  it("with whom it names, whoever of the two proposed it", () => {
    const given = under({ extendedBy: said("vendor" as const) })
    given(...active, revised)
      .when(accept("p2", "vendor", day(2)))
      .then(agreed("p2", day(60), "answered", day(2)))
    const met = [
      received(),
      proposed("p1", "vendor", day(90)),
      proposed("p2", "reporter", day(45)),
      agreed("p2", day(45), "bothProposed"),
      proposed("p1", "vendor", day(90))
    ] as const
    given(...met)
      .when(accept("p1", "reporter", day(2)))
      .then(agreed("p1", day(90), "answered", day(2)))
  })

  it("two whom it does not name extend nothing by proposing both", () => {
    const waiting = proposed("p2", "reporter", day(90), day(1))
    under({ extendedBy: said("coordinator" as const) })(...active, waiting)
      .when(propose("p3", "vendor", day(60), day(2)))
      .then(proposed("p3", "vendor", day(60), day(2)))
  })
})

describe(rules.agreedAtOnce.clause.quote, () => {
  it("in a revision, not where the shorter of the two is the end that holds already", () => {
    given(...active, proposed("p2", "vendor", day(90)))
      .when(propose("p3", "reporter", day(30)))
      .then(proposed("p3", "reporter", day(30)))
  })
})

describe(rules.bySilence.clause.quote, () => {
  const atFix = { initially: said({ period: hours(240), from: "fixReady" as const }) }
  const handled = [validated, accepted] as const

  it("not where one was agreed already, ended, or is refused by what is so by then", () => {
    under(atFix)(...active, ...handled)
      .when(recordFix(day(10)))
      .then(fixReady(day(10)))
    under(atFix)(...active, ...handled, terminated("agreed", day(5)))
      .when(recordFix(day(10)))
      .then(fixReady(day(10)))
    const isPublic: E = { _tag: "WeaknessBecamePublic", through: "other", at: day(9) }
    under(atFix)(received(), ...handled, isPublic)
      .when(recordFix(day(10)))
      .then(fixReady(day(10)))
  })

  it("nor where nobody can say when days begin", () => {
    nowhere({ initially: said({ period: hours(240), from: "received" as const }) })()
      .when(receive())
      .then(received())
  })

  it("nor where the calendar that it counts working days in is not at hand", () => {
    const period = Span.workingDays(20, "nl-office", Span.plain)
    const known = world(policy({ initially: said({ period, from: "received" as const }) }))
    telling(Disclosure.decider, stream, known)()
      .when(receive())
      .then(
        received(),
        proposed("policy-0", "vendor", "2026-12-21T23:00:00.000Z"),
        agreed("policy-0", "2026-12-21T23:00:00.000Z", "silence")
      )
    telling(Disclosure.decider, stream, { ...known, calendar: () => undefined })()
      .when(receive())
      .then(received())
  })

  it("a proposal of ours that waits is no answer of the reporter's: the end that the policy names holds", () => {
    under(atFix)(received(), ...handled, proposed("p1", "vendor", day(60)))
      .when(recordFix(day(10)))
      .then(
        fixReady(day(10)),
        proposed("policy-1", "vendor", day(20), day(10)),
        agreed("policy-1", day(20), "silence", day(10))
      )
  })
})

describe(rules.longest.clause.quote, () => {
  it("a cap that nobody can count, because nobody can say when days begin, stops no proposal", () => {
    nowhere({ most: said({ period: hours(24 * 40), from: "received" as const }) })(received())
      .when(propose("p1", "vendor", day(41)))
      .then(proposed("p1", "vendor", day(41)))
  })
})

describe(rules.grace.clause.quote, () => {
  const terms = { grace: said({ period: hours(24 * 14), needsNamedDay: true }) }
  const give = (on: Day) => ({ _tag: "GiveGrace", proposal: "g1", day: on, by, at: day(29) }) as const
  /** The first moment of 24 December in Amsterdam. */
  const until: Instant = "2026-12-23T23:00:00.000Z"
  const last: Instant = "2027-01-06T23:00:00.000Z"
  const untilThatDay = [received(), proposed("p1", "vendor", until), agreed("p1", until)] as const

  it("from the day after the end that holds, to the last moment of that time", () => {
    const outside = Embargo.NoGrace(
      `grace runs from \`${until}\` to \`${last}\` at the latest: name a day in that time`,
      ["report/r1@2"]
    )
    for (const on of ["2026-12-23", "2026-12-24", "2027-01-08"] as const)
      under(terms)(...untilThatDay)
        .when(give(on))
        .thenRefused(outside)
    under(terms)(...untilThatDay)
      .when(give("2027-01-07"))
      .then({ ...proposed("g1", "vendor", last, day(29)), day: "2027-01-07" }, agreed("g1", last, "grace", day(29)))
  })

  it("not where nobody can say when that day begins", () => {
    nowhere(terms)(...untilThatDay)
      .when(give("2027-01-07"))
      .thenRefused(Embargo.UnknownZone("Europe/Amsterdam"))
  })
})

describe(rules.endsByFact.clause.quote, () => {
  it("in the moment in which it has ended by itself, it is over, and not ended by what came out", () => {
    given(...active)
      .when({ _tag: "ObserveAttacks", at: day(30) })
      .then({ _tag: "AttacksObserved", at: day(30) }, terminated("over", day(30)))
  })
})

describe(rules.ends.clause.quote, () => {
  const end = (why: "agreed" | "over", when: Instant) => ({ _tag: "EndEmbargo", why, at: when }) as const

  it("from its end on it is over, also where both agree to end it", () => {
    given(...active)
      .when(end("over", day(30)))
      .then(terminated("over", day(30)))
    for (const when of [day(30), day(31)])
      given(...active)
        .when(end("agreed", when))
        .then(terminated("over", when))
  })

  it("an extension that was agreed is no grace: the time after a fix counts from the fix", () => {
    const terms = { afterFix: said(hours(24 * 30)) }
    const extended = [
      ...active,
      validated,
      accepted,
      proposed("p2", "reporter", day(60)),
      agreed("p2", day(60))
    ] as const
    expect(endOf(terms, ...extended, fixReady(day(40)))).toBe(day(70))
    const inGrace = [...active, validated, accepted, proposed("g1", "vendor", day(60)), agreed("g1", day(60), "grace")]
    expect(endOf(terms, ...inGrace, fixReady(day(40)))).toBe(day(60))
  })
})

describe(rules.closingEndsNone.clause.quote, () => {
  const over = (now: Instant, ...events: ReadonlyArray<E>) =>
    Disclosure.isOver(given(...events).folded().state, world(), now)
  const closed: E = { _tag: "ReportClosed", resolution: { as: "spam" }, by, at: day(1) }

  it("closed, a report is over for us when its embargo is, and when no end that lies ahead waits for an answer", () => {
    expect([over(day(1), received()), over(day(1), received(), closed)]).toEqual([false, true])
    expect([over(day(29), ...active, closed), over(day(30), ...active, closed)]).toEqual([false, true])
    const waits = [received(), closed, proposed("p1", "reporter", day(30), day(2))] as const
    expect([over(day(29), ...waits), over(day(30), ...waits)]).toEqual([false, true])
    // A revision is of an embargo that runs; once that has ended, its longer end waits for nobody.
    const revising = [...active, closed, proposed("p2", "reporter", day(60), day(2))] as const
    expect([over(day(29), ...revising), over(day(30), ...revising)]).toEqual([false, true])
  })
})

describe("an end that cuts off what was agreed", () => {
  it("is cited with the clause that cuts it off, for whoever is told that it is over", () => {
    const attacks: E = { _tag: "AttacksObserved", at: day(10) }
    const terms = { exploited: said(hours(24 * 7)) }
    const cited: ReadonlyArray<EventRef> = ["report/r1@2", "report/r1@3"]
    under(terms)(...active, attacks)
      .when({ _tag: "EndEmbargo", why: "over", at: day(16) })
      .thenRefused(Embargo.StillRuns(day(17), cited))
    under(terms)(...active, attacks)
      .when({ _tag: "EndEmbargo", why: "over", at: day(17) })
      .then(terminated("over", day(17)))
  })
})
