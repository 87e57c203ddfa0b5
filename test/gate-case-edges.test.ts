/** A case at its edges: what is foretold of it, what is cited, and what is looked at a moment too early or too late. */
import { rules as promises } from "goodfaith/consultation"
import { caseWorld, type GateVerdict, rules } from "goodfaith/gate"
import { initial } from "goodfaith/listing"
import { type Terms, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Instant, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import {
  accepts,
  addressed,
  decided,
  engagement,
  said,
  type Scenario,
  seedLike,
  sends,
  signs,
  varied
} from "./scenario.ts"
import { announced, around, before, begins, c, foretold, inJune, letterDay, shut, signed, told } from "./spring.ts"

const { commercial } = ready
const september: Instant = "2026-09-01T00:00:00.000Z"
const lastOfAugust: Instant = "2026-08-31T23:59:59.999Z"

type Sentence = { readonly clause: { readonly id: string; readonly quote: string } }
/** What a verdict says by one sentence: each answer, and the events it rests on. */
const saidBy = ({ because }: GateVerdict, rule: Sentence) =>
  because.filter(({ clause }) => clause.id === rule.clause.id).map(({ answer, facts }) => [answer, facts])
const answers = (verdict: GateVerdict, rule: Sentence) => saidBy(verdict, rule).map(([answer]) => answer)

const neverHeld = varied("never-held", { hold: { beforeStart: said("none"), afterStart: said("none") } })
const windowHeld = varied("window-held", { hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") } })

describe(rules.carveOutSurvives.clause.quote, () => {
  const carved = (): Scenario =>
    signed(neverHeld)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z", "cm-telecom")
      .agrees(
        c,
        { _tag: "CarveOut", engagement: "cm-telecom", from: september },
        "2026-05-05T09:00:00.000Z",
        "cm-telecom"
      )

  it("carved out of what it had agreed to, from a later day: open until that day begins, and shut from then on", () => {
    expect(around(carved(), "cm-telecom", september)).toEqual(["open", "shut"])
    expect(decided(carved().gate("cm-telecom", c, september))).toEqual(shut(rules.carveOutSurvives))
    expect(foretold(carved(), "cm-telecom", inJune)).toEqual(["open", september, undefined])
  })

  it("a yes from before the carve-out does not lift it; one said after it does", () => {
    const scenario = told(neverHeld)
      .saysYes(c, "2026-04-22T09:00:00.000Z")
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z", "flowmailer")
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-05T09:00:00.000Z", "flowmailer")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.carveOutSurvives))
    scenario.saysYes(c, "2026-06-10T09:00:00.000Z")
    expect(around(scenario, "flowmailer", "2026-06-10T09:00:00.000Z")).toEqual(["shut", "open"])
  })

  it("a change that both sides agreed to accept afterwards lifts it as well", () => {
    const scenario = told(neverHeld)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z", "flowmailer")
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-05T09:00:00.000Z", "flowmailer")
      .objects(c, "obj-2", "2026-05-06T09:00:00.000Z")
      .agrees(c, { _tag: "Acceptance" }, "2026-06-10T09:00:00.000Z")
    expect(around(scenario, "flowmailer", "2026-06-10T09:00:00.000Z")).toEqual(["shut", "open"])
  })

  it("a client that agreed to leave is carved out of nothing until it has left", () => {
    const scenario = signed(neverHeld)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z", "cm-telecom")
      .agrees(c, { _tag: "Exit", from: september }, "2026-05-05T09:00:00.000Z", "cm-telecom")
    expect(around(scenario, "cm-telecom", september)).toEqual(["open", "shut"])
  })

  it("an acceptance that both sides agreed on keeps nobody away", () => {
    const scenario = signed(neverHeld)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z", "cm-telecom")
      .agrees(c, { _tag: "Acceptance" }, "2026-05-05T09:00:00.000Z", "cm-telecom")
    expect(scenario.gate("cm-telecom", c, inJune).answer).toBe("open")
  })
})

describe(rules.noObjection.clause.quote, () => {
  it("whoever is asked about an engagement it agreed to is told where objections were looked for", () => {
    const { because } = signed().gate("cm-telecom", c, inJune)
    expect(
      because.filter(({ clause }) => clause === rules.noObjection.clause).map(({ absent }) => absent)
    ).toContainEqual([{ stream: "consultation/cm-telecom/c1", upTo: -1 }])
  })

  it("an objection is settled from the moment its carve-out begins, and not before", () => {
    const scenario = told(neverHeld)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer", from: september }, "2026-05-05T09:00:00.000Z")
    const settled = (at: Instant) => saidBy(scenario.gate("flowmailer", c, at), rules.noObjection).map(([, it]) => it)
    const both = ["consultation/chg-1/c1@3", "consultation/chg-1/c1@5"]
    expect(settled(lastOfAugust)).not.toContainEqual(both)
    expect(settled(september)).toContainEqual(both)
  })
})

describe(rules.leaves.clause.quote, () => {
  const exit = { _tag: "DeclareExit", exit: "exit-1", by: "client", scope: "affectedService" } as const
  const declared: Instant = "2026-06-10T09:00:00.000Z"

  it("where the agreement promises nothing about changes, it leaves at the moment that was declared", () => {
    const nothing: Terms = { ...commercial, name: "nothing", duties: [] }
    const scenario = signed(nothing).onCase("cm-telecom", c, { ...exit, from: september, at: declared })
    expect(around(scenario, "cm-telecom", september)).toEqual(["open", "shut"])
    expect(foretold(scenario, "cm-telecom", inJune)).toEqual(["open", september, undefined])
  })

  it("where its length counts from the day on which the change holds, thirty days from that day", () => {
    const fromEffect = varied("from-effect", {
      exit: said({
        who: ["client"],
        scope: "affectedService",
        notice: { period: Span.calendarDays(30, Span.plain), from: "effect" }
      })
    })
    const scenario = told(fromEffect).onCase("chg-1", c, { ...exit, from: inJune, at: inJune })
    expect(around(scenario, "flowmailer", "2026-07-01T22:00:00.000Z")).toEqual(["open", "shut"])
  })

  it("declared at the moment at which the client signed again, it counts", () => {
    const again: Instant = "2026-09-01T09:00:00.000Z"
    const scenario = signed(varied("silent-on-exit", { exit: unstated })).onClient(
      c,
      { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-07-01T00:00:00.000Z" },
      { _tag: "ExecuteDpa", dpa: "dpa-2", paper: "standard", terms: addressed("silent-on-exit"), at: again },
      { _tag: "AgreeListing", listing: "main", version: 1, at: again }
    )
    expect(scenario.gate("cm-telecom", c, again).answer).toBe("open")
    scenario.onCase("cm-telecom", c, { ...exit, from: again, at: again })
    expect(decided(scenario.gate("cm-telecom", c, again))).toEqual(shut(rules.leaves))
  })

  it("that it was taken back is a reason from that moment on, and not before", () => {
    const back: Instant = "2026-07-01T09:00:00.000Z"
    const scenario = told()
      .onCase("chg-1", c, { ...exit, from: september, at: declared })
      .onCase("chg-1", c, { _tag: "RevokeExit", exit: "exit-1", at: back })
    const leaving = (at: Instant) =>
      scenario.gate("flowmailer", c, at).because.find(({ clause }) => clause.id === "objection.exit-takes-effect")
    expect(leaving(before(back))?.facts).not.toContain("consultation/chg-1/c1@4")
    expect([leaving(back)?.answer, leaving(back)?.facts.includes("consultation/chg-1/c1@4")]).toEqual(["never", true])
    expect(answers(scenario.gate("flowmailer", c, "2026-09-02T00:00:00.000Z"), rules.leaves)).toEqual(["pass"])
  })

  it("declared by somebody who may not, it shuts until the client denies it: what protects the client counts at once", () => {
    const denied: Instant = "2026-07-01T09:00:00.000Z"
    const nothing: Terms = { ...commercial, name: "nothing", duties: [] }
    for (const scenario of [told(), signed(nothing)]) {
      const [subject, row] =
        scenario.case("chg-1", c).upTo === -1 ? ["cm-telecom", "cm-telecom"] : ["chg-1", "flowmailer"]
      scenario.onCase(subject, c, { ...exit, person: "nobody", authority: "notShown", from: declared, at: declared })
      const shuts = subject === "chg-1" ? ("2026-07-10T22:00:00.000Z" as const) : declared
      expect(around(scenario, row, shuts)).toEqual(["open", "shut"])
      scenario.onCase(subject, c, { _tag: "RefuteAuthority", act: "exit-1", at: denied })
      expect(scenario.gate(row, c, "2026-08-01T09:00:00.000Z").answer).toBe("open")
      expect(answers(scenario.gate(row, c, "2026-08-01T09:00:00.000Z"), rules.leaves)).toEqual(["pass"])
    }
  })

  it("left because of a place that was only given up, it is gone all the same", () => {
    const at: Instant = "2026-01-06T09:00:00.000Z"
    const places = ["nl", "be"].map((id) => ({ id, name: id, country: id.toUpperCase() }))
    const scenario = seedLike(commercial).onListing(
      { _tag: "ListEngagement", engagement: engagement("wide", { entity: "cm-telecom", places }), at },
      { _tag: "ConfirmSafeguards", engagement: "wide", contract: true, equivalentDuties: true, by: "dpo-1", at },
      { _tag: "PublishVersion", at }
    )
    signs(scenario, c, commercial)
      .onClient(c, { _tag: "AgreeListing", listing: "main", version: 2, at: "2026-01-13T10:00:00.000Z" })
      .announces(
        { _tag: "Relocate", engagement: "wide", to: places.slice(0, 1) },
        "2026-04-02T08:00:00.000Z",
        "2026-06-01"
      )
      .onCase("chg-1", c, { ...exit, from: september, at: declared })
    expect(around(scenario, "wide", september)).toEqual(["open", "shut"])
  })

  it("what is kept on for a client whose objection holds is not kept on for one that agreed to leave", () => {
    const scenario = told()
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .onListing({ _tag: "EndEngagement", engagement: "tripolis", at: "2026-06-15T00:00:00.000Z" })
    expect(scenario.gate("tripolis", c, "2026-06-20T00:00:00.000Z").answer).toBe("open")
    scenario.agrees(c, { _tag: "Exit", from: "2026-06-10T00:00:00.000Z" }, "2026-05-05T09:00:00.000Z")
    expect(decided(scenario.gate("tripolis", c, "2026-06-20T00:00:00.000Z"))).toEqual(shut(rules.periodRuns))
  })
})

describe("What is put before a case reads the listing as it stands.", () => {
  const world = (subject: string, scenario: Scenario, id = c) =>
    caseWorld(subject, id, {
      listing: scenario.listing,
      client: scenario.client(id),
      readings: () => undefined,
      world: scenario.world
    })

  it("without a listing, or with one that nobody opened, the subject is one that nobody knows", () => {
    const scenario = signed()
    const none = caseWorld("chg-1", c, {
      listing: undefined,
      client: scenario.client(c),
      readings: () => undefined,
      world: scenario.world
    })
    const empty = caseWorld("chg-1", c, {
      listing: { state: initial, stream: "listing/main", upTo: -1 },
      client: scenario.client(c),
      readings: () => undefined,
      world: scenario.world
    })
    for (const it of [none, empty]) {
      expect([it.subject, it.starts(inJune), it.published, it.rows, it.addresses]).toEqual([
        undefined,
        undefined,
        undefined,
        [],
        []
      ])
      expect([it.entry(inJune), it.materiality(inJune), it.readings(addressed("commercial"))]).toEqual([
        undefined,
        [],
        []
      ])
    }
  })

  it("a change, an engagement, or nothing", () => {
    const subjects = ["chg-1", "cm-telecom", "nobody"].map((it) => world(it, announced()).subject)
    expect(subjects).toEqual(["change", "engagement", undefined])
  })

  it("a row is put before a case as that change prints it, and before a case of its own as it is printed now", () => {
    const ireland = { id: "ie", name: "Ireland", country: "IE" }
    const norway = { id: "no", name: "Norway", country: "NO" }
    const scenario = signed()
      .announces(
        { _tag: "Relocate", engagement: "cm-telecom", to: [ireland] },
        "2026-04-02T08:00:00.000Z",
        "2026-06-01"
      )
      .announces(
        { _tag: "Relocate", engagement: "cm-telecom", to: [norway] },
        "2026-04-03T08:00:00.000Z",
        "2026-07-01",
        {},
        "chg-2"
      )
    const places = ["chg-1", "chg-2", "cm-telecom"].map((it) =>
      world(it, scenario).rows.map(({ value }) => value.places)
    )
    expect(places).toEqual([[[ireland]], [[norway]], [[norway]]])
  })

  it("what it agreed to is told from the moment it agreed", () => {
    const entry = (at: Instant) => world("cm-telecom", signed()).entry(at)?.agreed.from
    expect([entry("2026-01-12T09:59:59.999Z"), entry("2026-01-12T10:00:00.000Z")]).toEqual([undefined, "client/c1@1"])
  })

  it("an announcement that it counts as material is one from that day, for whom it was made, unless withdrawn", () => {
    const made = (forWhom: "all" | ReadonlyArray<string>) =>
      signed().announces(
        { _tag: "Reclassify", engagement: "cm-telecom", material: true, by: "dpo-1", reason: "more data" },
        "2026-04-02T08:00:00.000Z",
        "2026-06-01",
        { for: forWhom }
      )
    const material = (scenario: Scenario, at: Instant) =>
      world("cm-telecom", scenario)
        .materiality(at)
        .map(({ value }) => value.material)
    expect([material(made("all"), before(begins)), material(made("all"), begins)]).toEqual([[], [true]])
    expect(material(made(["c2"]), begins)).toEqual([])
    const withdrawn = made("all").onListing({ _tag: "WithdrawChange", change: "chg-1", at: "2026-05-01T08:00:00.000Z" })
    expect(material(withdrawn, begins)).toEqual([])
  })
})

describe(rules.broughtForward.clause.quote, () => {
  const moves = (scenario: Scenario, effectiveOn: "2026-05-25" | "2026-06-01" | "2026-06-10", at: Instant): Scenario =>
    scenario.onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn, at })
  const forward = (scenario: Scenario, at: Instant) => saidBy(scenario.gate("flowmailer", c, at), rules.broughtForward)

  it("is a reason from the moment of the declaration on, and not before", () => {
    const declared: Instant = "2026-05-02T09:00:00.000Z"
    const scenario = moves(told(), "2026-05-25", declared)
    expect([forward(scenario, before(declared)), forward(scenario, declared)].map((it) => it.length)).toEqual([0, 1])
    expect(forward(scenario, declared)[0]?.[0]).toBe("pass")
  })

  it("a day that was moved back is told as before", () => {
    expect(forward(moves(told(), "2026-06-10", "2026-05-02T09:00:00.000Z"), inJune)).toEqual([])
    const andBack = moves(
      moves(told(), "2026-05-25", "2026-05-02T09:00:00.000Z"),
      "2026-06-01",
      "2026-05-03T09:00:00.000Z"
    )
    expect(forward(andBack, inJune)).toEqual([])
  })

  it("where the clock starts with publication: of a day moved back, with the first version; of one brought forward, with the one that shows it", () => {
    const byPage = varied("by-page", { clockStart: said({ from: "published", contacts: "any" }) })
    expect(
      moves(announced(byPage), "2026-06-10", "2026-05-20T09:00:00.000Z").gate(
        "flowmailer",
        c,
        "2026-06-10T00:00:00.000Z"
      ).answer
    ).toBe("open")
    const earlier = moves(announced(byPage), "2026-05-25", "2026-05-02T09:00:00.000Z")
    expect(earlier.gate("flowmailer", c, "2026-07-01T00:00:00.000Z").answer).toBe("shut")
    earlier.onListing({ _tag: "PublishVersion", at: "2026-05-04T09:00:00.000Z" })
    expect(around(earlier, "flowmailer", "2026-06-03T22:00:00.000Z")).toEqual(["shut", "open"])
  })
})

describe(rules.agreedAnew.clause.quote, () => {
  const again: Instant = "2026-09-01T09:00:00.000Z"
  const gap = (scenario: Scenario): Scenario =>
    scenario.onClient(
      c,
      { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-07-01T00:00:00.000Z" },
      { _tag: "ExecuteDpa", dpa: "dpa-2", paper: "standard", terms: addressed("commercial"), at: again }
    )

  it("a letter of before the gap counts no more, and one of the moment of signing again does", () => {
    const scenario = gap(told()).tells(c, "letter-2", again)
    expect(around(scenario, "flowmailer", "2026-10-01T22:00:00.000Z")).toEqual(["shut", "open"])
    expect(answers(scenario.gate("flowmailer", c, again), rules.agreedAnew)).toEqual(["pass"])
  })

  it("other terms that a case went on under before the gap bind it no more", () => {
    const denies = varied("denies", { silence: said("denied") })
    const scenario = told(commercial, denies).onCase("chg-1", c, {
      _tag: "AgreeTerms",
      terms: addressed("denies"),
      by: "head-of-it",
      at: "2026-05-02T09:00:00.000Z"
    })
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.silenceDenies))
    const verdict = gap(scenario).gate("flowmailer", c, again)
    expect(decided(verdict)).toEqual(shut(rules.told))
    expect(answers(verdict, rules.silenceDenies)).toEqual(["pass"])
  })

  it("an acceptance that both sides agreed on before the gap is no yes after it; one of that moment is", () => {
    const needsYes = varied("commercial", {}, { authorisation: said("specific") })
    const accepted = (at: Instant): Scenario =>
      gap(told(needsYes).objects(c, "obj-1", "2026-04-25T09:00:00.000Z")).agrees(c, { _tag: "Acceptance" }, at)
    const later: Instant = "2026-09-02T09:00:00.000Z"
    expect(accepted("2026-05-05T09:00:00.000Z").gate("flowmailer", c, inJune).answer).toBe("open")
    expect(decided(accepted("2026-05-05T09:00:00.000Z").gate("flowmailer", c, later))).toEqual(
      shut(rules.clientsOwnYes)
    )
    expect(accepted(again).gate("flowmailer", c, later).answer).toBe("open")
  })
})

describe(promises.otherTermsAgreed.clause.quote, () => {
  const at: Instant = "2026-06-10T09:00:00.000Z"
  const goesOn = { _tag: "AgreeTerms", by: "head-of-it", at } as const

  it("from the moment of that agreement on the case is asked by those terms, and that is cited", () => {
    const denies = varied("denies", { silence: said("denied") })
    const scenario = told(commercial, denies).onCase("chg-1", c, { ...goesOn, terms: addressed("denies") })
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["open", at, undefined])
    expect(around(scenario, "flowmailer", at)).toEqual(["open", "shut"])
    expect(saidBy(scenario.gate("flowmailer", c, at), promises.otherTermsAgreed).length).toBe(1)
    expect(saidBy(told().gate("flowmailer", c, at), promises.otherTermsAgreed)).toEqual([])
  })

  it("also in a case about what the client had agreed to, from that moment on", () => {
    const holds = varied("holds", { hold: { beforeStart: said("untilResolved"), afterStart: said("untilResolved") } })
    const scenario = signed(neverHeld, holds)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z", "cm-telecom")
      .onCase("cm-telecom", c, { ...goesOn, terms: addressed("holds") })
    expect(foretold(scenario, "cm-telecom", inJune)).toEqual(["open", at, undefined])
  })

  it("a reading of the terms of before says nothing about the terms that were agreed", () => {
    const open = { hold: { beforeStart: unstated, afterStart: unstated } }
    const [one, other] = [varied("one", open), varied("other", open)]
    const scenario = announced(one, other)
      .reads(one, { "sub-processor-change/any/hold.beforeStart": "none" }, "2026-04-10T09:00:00.000Z")
      .tells(c, "letter-1", letterDay)
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("open")
    scenario.onCase("chg-1", c, { ...goesOn, terms: addressed("other"), at: "2026-04-22T09:00:00.000Z" })
    const objected = scenario
      .gate("flowmailer", c, inJune)
      .because.filter(
        ({ clause, facts }) => clause === rules.hangsOn.clause && facts.includes("consultation/chg-1/c1@3")
      )
    expect(objected.length).toBe(1)
  })
})

describe(rules.factsAtHand.clause.quote, () => {
  it("a client that left under terms which are no longer at hand is shut, and what is missing is named", () => {
    const other: Terms = { ...commercial, name: "other" }
    const scenario = told(other, commercial)
      .onCase("chg-1", c, {
        _tag: "DeclareExit",
        exit: "exit-1",
        by: "client",
        scope: "affectedService",
        from: september,
        at: "2026-06-10T09:00:00.000Z"
      })
      .onClient(c, {
        _tag: "ExecuteDpa",
        dpa: "dpa-2",
        paper: "standard",
        terms: addressed("commercial"),
        at: "2026-05-01T09:00:00.000Z"
      })
    const { terms } = scenario.world
    scenario.world = { ...scenario.world, terms: (ref) => (ref === addressed("other") ? undefined : terms(ref)) }
    expect(decided(scenario.gate("flowmailer", c, "2026-07-15T00:00:00.000Z"))).toEqual(shut(rules.factsAtHand))
  })

  it("nothing missing keeps nothing shut", () => {
    expect(rules.factsAtHand([], []).answer).toBe("pass")
    expect(rules.factsAtHand(["listing/main"], []).answer).toBe("shut")
  })
})

describe(rules.windowHolds.clause.quote, () => {
  const longer = (from: "sent" | "delivered") =>
    varied(`longer-${from}`, {
      clockStart: said({ from, contacts: "any" }),
      window: said({ _tag: "For", period: Span.calendarDays(40, Span.plain) }),
      hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") }
    })
  const over: Instant = "2026-06-20T22:00:00.000Z"
  const arrives = {
    _tag: "RecordDelivery",
    letter: "letter-1",
    contact: "office",
    at: "2026-05-11T09:00:00.000Z"
  } as const

  it("counted from the arrival of a letter, its end is foretold though no letter could tell it", () => {
    const scenario = announced(longer("delivered")).tells(c, "letter-1", "2026-05-04T09:00:00.000Z")
    scenario.onCase("chg-1", c, arrives)
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["shut", over, over])
    expect(around(scenario, "flowmailer", over)).toEqual(["shut", "open"])
  })

  it("so is the end of an objection's hold, for a client that had said yes before", () => {
    const scenario = announced(longer("delivered")).tells(c, "letter-1", "2026-05-04T09:00:00.000Z")
    scenario
      .onCase("chg-1", c, arrives)
      .saysYes(c, "2026-05-12T09:00:00.000Z")
      .objects(c, "obj-1", "2026-05-20T09:00:00.000Z")
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["shut", over, over])
  })

  it("of several last days that letters told the latest counts, in whatever order they were told", () => {
    const days = ["2026-06-30", "2026-07-15", "2026-07-05"] as const
    for (const [first, second, third] of [days, [days[1], days[0], days[2]], [days[2], days[0], days[1]]] as const) {
      const scenario = announced(windowHeld)
        .tells(c, "letter-1", letterDay, { said: { objectUntil: first } })
        .onCase("chg-1", c, sends("letter-2", "2026-04-21T09:00:00.000Z", { said: { objectUntil: second } }))
        .onCase("chg-1", c, sends("letter-3", "2026-04-22T09:00:00.000Z", { said: { objectUntil: third } }))
      expect(around(scenario, "flowmailer", "2026-07-15T22:00:00.000Z")).toEqual(["shut", "open"])
    }
  })

  it("an agreement of both sides that says nothing of the window leaves it as it was", () => {
    const scenario = announced(longer("sent"))
      .tells(c, "letter-1", "2026-05-11T09:00:00.000Z")
      .objects(c, "obj-1", "2026-05-20T09:00:00.000Z")
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer", from: september }, "2026-05-25T09:00:00.000Z")
    expect(around(scenario, "flowmailer", over)).toEqual(["shut", "open"])
    expect(
      scenario.gate("flowmailer", c, over).because.some(({ clause }) => clause.id === promises.extended.clause.id)
    ).toBe(false)
  })

  it("while nobody knows when the window ends, or nothing ends it, it holds", () => {
    const hold = {
      value: "untilWindowEnds",
      terms: { ref: addressed("x"), parameter: "hold", source: { instrument: "x", words: "x" } }
    } as const
    const because = rules.nothingKeepsItShut().because
    for (const answer of ["open", "unknown", { before: "2026-06-02T08:00:00.001Z" }] as const)
      expect(rules.windowHolds(hold, { answer, because }, inJune).answer).toBe("shut")
    for (const answer of ["none", "untilAccess", { before: inJune }] as const)
      expect(rules.windowHolds(hold, { answer, because }, inJune).answer).toBe("pass")
  })

  it("an objection held until the end of a window that the agreement leaves open is held", () => {
    const noWindow = varied("no-window", { window: unstated, hold: windowHeld.duties[0]!.rows[0].hold })
    const scenario = told(noWindow).objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
    expect(decided(scenario.gate("flowmailer", c, inJune))).toEqual(shut(rules.objectionHolds))
  })
})

describe(rules.noticeRunsOut.clause.quote, () => {
  it("a first moment of access that a letter told is foretold", () => {
    const later: Instant = "2026-07-10T22:00:00.000Z"
    const scenario = told()
    scenario.onCase("chg-1", c, sends("letter-2", "2026-04-21T09:00:00.000Z", { said: { accessFrom: later } }))
    expect(foretold(scenario, "flowmailer", inJune)).toEqual(["shut", later, later])
  })

  it("without a clock that has started, no notice has run", () => {
    const counted = varied("received", { clockStart: said({ from: "received", contacts: "any" }) })
    expect(answers(told(counted).gate("flowmailer", c, inJune), rules.noticeRunsOut)).toEqual(["shut"])
  })

  it("where the agreement leaves open what starts the clock, that is asked, and nothing is counted", () => {
    const noClock = varied("no-clock", { clockStart: unstated })
    const verdict = told(noClock).gate("flowmailer", c, inJune)
    expect([verdict.answer, verdict.needs.map(({ open }) => open)]).toEqual([
      "undetermined",
      ["sub-processor-change/any/clockStart"]
    ])
  })
})

describe(rules.toldFrom.clause.quote, () => {
  it("of two letters the one that told a later moment is kept, though the promise has fallen away", () => {
    const subscribers: Terms = {
      ...commercial,
      name: "subs",
      duties: [{ ...commercial.duties[0]!, audience: { of: "subscribers" } }]
    }
    const later: Instant = "2026-07-10T22:00:00.000Z"
    const scenario = announced(subscribers)
      .onClient(c, { _tag: "BeginSubscription", channel: "email", at: "2026-03-01T09:00:00.000Z" })
      .tells(c, "letter-1", letterDay)
    scenario
      .onCase("chg-1", c, sends("letter-2", "2026-04-21T09:00:00.000Z", { said: { accessFrom: later } }))
      .onClient(c, { _tag: "EndSubscription", at: "2026-05-25T09:00:00.000Z" })
    expect(around(scenario, "flowmailer", later)).toEqual(["shut", "open"])
    expect(answers(scenario.gate("flowmailer", c, later), rules.unsubscribed)).toEqual(["pass"])
  })
})

describe(rules.emergency.clause.quote, () => {
  const urgent = (terms: Terms): Scenario =>
    signed(terms)
      .announces(
        { _tag: "Engage", engagement: engagement("flowmailer", { products: ["identity"] }) },
        "2026-05-20T09:00:00.000Z",
        "2026-06-01",
        { emergency: "Tripolis is down for good" }
      )
      .onListing({
        _tag: "ConfirmSafeguards",
        engagement: "flowmailer",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: "2026-05-20T09:05:00.000Z"
      })
  const needs = (terms: Terms) =>
    urgent(terms)
      .gate("flowmailer", c, inJune)
      .needs.map(({ open }) => open)

  it("while nobody has decided whether it fits, that decision is asked for", () =>
    expect(needs(varied("clause", {}, { emergency: said({ when: "it fails" }) }))).toEqual(["emergency"]))

  it("where its short notice is a number of days and nobody says which, or reasonable, that is asked for", () => {
    expect(
      needs(varied("days", {}, { emergency: said({ when: "it fails", advance: { n: 2, unit: "days" } }) }))
    ).toEqual(["emergency"])
    expect(
      needs(varied("vague", {}, { emergency: said({ when: "it fails", advance: { reasonable: true } }) }))
    ).toEqual(["emergency"])
  })

  it("without such a clause there is nothing to ask: it waits for a letter", () =>
    expect(decided(urgent(varied("none", {}, { emergency: unstated })).gate("flowmailer", c, inJune))).toEqual(
      shut(rules.told)
    ))
})

describe(rules.heard.clause.quote, () => {
  const needsYes = varied("needs-yes", {}, { authorisation: said("specific") })

  it("a waiver takes back no yes, whichever of them came first, and in whatever order they were recorded", () => {
    const scenario = told(needsYes)
      .saysYes(c, "2026-05-02T09:00:00.000Z")
      .onCase("chg-1", c, accepts("2026-04-22T09:00:00.000Z", { as: "waiver" }))
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("open")
    expect(answers(scenario.gate("flowmailer", c, inJune), rules.heard)).toContain("pass")
    scenario.onCase("chg-1", c, accepts("2026-05-03T09:00:00.000Z", { as: "waiver" }))
    expect(scenario.gate("flowmailer", c, inJune).answer).toBe("open")
    expect(answers(scenario.gate("flowmailer", c, "2026-05-01T09:00:00.000Z"), rules.clientsOwnYes)).toEqual(["shut"])
  })

  it("a yes to a later day is none to an earlier one, also when notice of that was waived", () => {
    const scenario = told(needsYes)
      .saysYes(c, "2026-05-02T09:00:00.000Z")
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-05-20", at: "2026-05-04T09:00:00.000Z" })
      .onCase("chg-1", c, accepts("2026-05-05T09:00:00.000Z", { as: "waiver" }))
    expect(around(scenario, "flowmailer", begins)).toEqual(["shut", "open"])
  })

  it("what a yes named stays all that it is for, also when everything was waived after it", () => {
    const scenario = signed({ ...needsYes, duties: [{ ...needsYes.duties[0]!, changes: "any" }] })
      .announces(
        { _tag: "Extend", engagement: "cm-telecom", products: ["esignatures", "identity", "archive"] },
        "2026-04-02T08:00:00.000Z",
        "2026-06-01"
      )
      .onCase(
        "chg-1",
        c,
        accepts("2026-04-22T09:00:00.000Z", { for: [{ facet: "product", value: "identity" }] }),
        accepts("2026-04-23T09:00:00.000Z", { as: "waiver" })
      )
    expect(scenario.gate("cm-telecom", c, inJune, { product: "identity" }).answer).toBe("open")
    expect(scenario.gate("cm-telecom", c, inJune).answer).toBe("open")
    const archive = scenario.onClient(c, {
      _tag: "BeginUse",
      of: "product",
      id: "archive",
      at: "2026-05-01T09:00:00.000Z"
    })
    expect(decided(archive.gate("cm-telecom", c, inJune, { product: "archive" }))).toEqual(shut(rules.clientsOwnYes))
  })

  it("a yes that names several things is for each of them, and for nothing of another kind with the same name", () => {
    const extended = (
      named: ReadonlyArray<{ readonly facet: "product" | "region"; readonly value: string }>
    ): Scenario => {
      const scenario = signed({ ...needsYes, duties: [{ ...needsYes.duties[0]!, changes: "any" }] }).announces(
        { _tag: "Extend", engagement: "cm-telecom", products: ["esignatures", "identity", "archive"] },
        "2026-04-02T08:00:00.000Z",
        "2026-06-01"
      )
      return scenario.onCase("chg-1", c, accepts("2026-04-22T09:00:00.000Z", { for: named }))
    }
    const identity = { product: "identity" }
    const both = extended([
      { facet: "product", value: "archive" },
      { facet: "product", value: "identity" }
    ])
    expect(both.gate("cm-telecom", c, inJune, identity).answer).toBe("open")
    const archive = extended([{ facet: "product", value: "archive" }])
    expect(archive.gate("cm-telecom", c, inJune, identity).answer).toBe("shut")
    const region = extended([{ facet: "region", value: "identity" }])
    expect(region.gate("cm-telecom", c, inJune, identity).answer).toBe("shut")
  })
})

describe("An objection that came by a letter to an address which fails only later is judged without that failure.", () => {
  it("an address lost is a reason from the moment it was lost, and not before", () => {
    const lost: Instant = "2026-06-10T09:00:00.000Z"
    const scenario = told(neverHeld).objects(c, "obj-1", "2026-04-25T09:00:00.000Z").cannotBeReached(lost)
    const reason = (at: Instant) =>
      scenario.gate("flowmailer", c, at).because.find(({ clause }) => clause.id === "objection.in-time")?.facts ?? []
    const event = `listing/main@${scenario.listing.upTo}` as const
    expect([reason(before(lost)).includes(event), reason(lost).includes(event)]).toEqual([false, true])
  })
})

describe(rules.exempt.clause.quote, () => {
  it("decided at that moment it is exempt, and a moment before it is not", () => {
    const exempt = {
      value: ["nonMaterial"],
      terms: { ref: addressed("x"), parameter: "exempt", source: { instrument: "x", words: "x" } }
    } as const
    const decision = { value: { material: false, at: inJune }, from: "listing/main@9" } as const
    expect([before(inJune), inJune].map((at) => rules.exempt(exempt, decision, at).answer)).toEqual(["pass", "open"])
  })
})
