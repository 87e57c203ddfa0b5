/** The mandates: who may act in a client's name, by whose leave, and what becomes of acts that nobody was shown to be allowed. */
import { citedBy } from "goodfaith/kernel"
import * as Mandates from "goodfaith/mandates"
import { actOf, acts, authorityOf, covers, everything, rules } from "goodfaith/mandates"
import { client, consultation } from "goodfaith/schema"
import * as ready from "goodfaith/terms/ready"
import { judgePowers } from "goodfaith/views"
import { amsterdam, type Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import {
  april,
  ask,
  at,
  end,
  february,
  january,
  june,
  mandate,
  march,
  may,
  registered,
  root,
  stream,
  sub,
  told,
  until,
  vera,
  why
} from "./powers.ts"
import { pure, telling, worldOf, zoneRef } from "./scenario.ts"

const given = telling(Mandates.decider, stream, worldOf(ready.commercial))
const justBefore = (instant: Instant): Instant => `${instant.slice(0, 10)}T09:59:59.999Z` as Instant
const conclude = { act: acts.concludeAgreement }
const euros = (amount: string) => ({ amount, currency: "EUR" })

/** Vera made Koen contract manager. */
const koen = mandate("koen", "koen")
const usual = [registered, vera, koen]

describe(rules.mayAct.clause.quote, () => {
  it("the director may, and whoever she gave a mandate; the chain and its events are named", () => {
    const director = ask(told(...usual), "vera", april, conclude)
    expect([director.answer, director.chain.map(({ from }) => from)]).toEqual(["may", [at(1)]])
    const manager = ask(told(...usual), "koen", april, conclude)
    expect([manager.answer, manager.chain.map(({ from }) => from)]).toEqual(["may", [at(2), at(1)]])
    expect(citedBy(manager).toSorted()).toEqual([at(0), at(1), at(2)])
    expect(manager.because[0]).toMatchObject({ absent: [{ stream, upTo: 2 }] })
  })

  it("of somebody with no power it is not shown: where was looked, and how far", () => {
    const verdict = ask(told(...usual), "nobody", april)
    expect(verdict).toEqual({
      answer: "notShown",
      because: [{ clause: rules.mayAct.clause, answer: "notShown", facts: [], absent: [{ stream, upTo: 2 }] }],
      chain: []
    })
  })

  it("a power that was given later than the act does not carry it", () => {
    expect(why(ask(told(...usual), "koen", justBefore(february)))).toEqual(["mayNot", "mandates.runs"])
  })

  it("of two powers, the one that carries the act is enough", () => {
    const small = mandate("small", "koen", { acts: [{ acts: [acts.report], products: "all" }] })
    expect(ask(told(registered, vera, small, koen), "koen", april)).toMatchObject({
      answer: "may",
      chain: [{ from: at(3) }, { from: at(1) }]
    })
  })

  it("who may, whatever their number", () => {
    const joint = root("both", "vera", { persons: ["anna", "bram"] })
    const again = root("again", "vera")
    const found = pure(() => Mandates.whoMay(conclude, april, told(...usual, joint, again, end("koen", march))))
    expect(found.map(({ persons }) => persons)).toEqual([["vera"], ["anna", "bram"]])
  })

  it("the powers of one person, and which of them hold", () => {
    const folded = told(...usual, mandate("old", "koen", { until: until("2026-02-28") }))
    const found = pure(() => Mandates.powersAt("koen", april, folded))
    expect(found.map(({ power, holds }) => [power.given.value.power, holds.answer])).toEqual([
      ["koen", "yes"],
      ["old", "no"]
    ])
  })

  it("what a consultation wants to know of its speaker", () => {
    const folded = told(...usual)
    expect([ask(folded, "koen", april), ask(folded, "nobody", april)].map(authorityOf)).toEqual(["shown", "notShown"])
    const commands = [...Object.keys(client.commands), ...Object.keys(consultation.commands)]
    expect(commands).toEqual(expect.arrayContaining(Object.keys(actOf)))
  })

  it("until when the answer holds, if nothing else happens", () => {
    const folded = told(registered, vera, mandate("koen", "koen", { from: march, until: until("2026-04-30") }))
    expect(ask(folded, "koen", february).validUntil).toBe(march)
    expect(ask(folded, "koen", april).validUntil).toBe("2026-04-30T22:00:00.000Z")
    expect(ask(folded, "koen", june).validUntil).toBeUndefined()
    expect(ask(folded, "vera", june).validUntil).toBeUndefined()
  })
})

describe("every power on record is judged, whoever gave it", () => {
  const worth = (...events: ReadonlyArray<Mandates.Event>) =>
    pure(() => judgePowers(april, told(...events))).map((it) => [
      it.given.value.power,
      it.answer,
      it.because.at(-1)?.clause.id
    ])

  it("one that holds, one of somebody who had none to give, and one that has ended", () => {
    expect(
      worth(
        registered,
        vera,
        koen,
        mandate("stray", "lies", { signedBy: ["nobody"] }),
        mandate("old", "ann"),
        end("old", march)
      )
    ).toEqual([
      ["root", "yes", rules.represents.clause.id],
      ["koen", "yes", rules.fallsOrStays.clause.id],
      ["stray", "no", rules.signed.clause.id],
      ["old", "no", rules.notEnded.clause.id]
    ])
  })

  it("a root is open until the organisation is registered, and none under another number", () => {
    expect(worth(vera)).toEqual([["root", "open", rules.represents.clause.id]])
    expect(worth({ ...registered, number: "1" }, vera)).toEqual([["root", "no", rules.represents.clause.id]])
  })

  it("a root of an organisation that acts for the client is judged by the number of that organisation", () => {
    const firm = { organisation: "firm" }
    expect(worth({ ...registered, ...firm }, root("firm", "ann", firm))).toEqual([
      ["firm", "yes", rules.represents.clause.id]
    ])
    expect(worth(registered, root("firm", "ann", firm))).toEqual([["firm", "open", rules.represents.clause.id]])
  })

  it("what its giver could not give is told act by act and product by product", () => {
    const narrow = root("root", "vera", {
      gives: [{ acts: [acts.giveMandate, acts.object], products: ["sign"] }]
    })
    const wide = mandate("wide", "koen", {
      acts: [{ acts: [acts.object, acts.declareExit], products: ["sign", "hub"] }],
      gives: []
    })
    const [, judged] = pure(() => judgePowers(april, told(registered, narrow, wide)))
    expect([judged?.answer, judged?.hands]).toEqual(["yes", [["koen"]]])
    expect(judged?.outside.map(({ wanted }) => wanted)).toEqual([
      { act: acts.object, product: "hub" },
      { act: acts.declareExit, product: "sign" },
      { act: acts.declareExit, product: "hub" }
    ])
    for (const { because } of judged?.outside ?? [])
      expect(because.map(({ clause }) => clause.id)).toContain(rules.givesNoMore.clause.id)
  })

  it("a power for everything carries each of our acts; one of an authorisation manager concludes nothing", () => {
    const manager = mandate("manager", "koen", { as: rules.authorisationManager })
    const judged = pure(() => judgePowers(april, told(registered, vera, manager)))
    expect(judged.map(({ outside }) => outside.map(({ wanted }) => wanted.act))).toEqual([[], [acts.concludeAgreement]])
  })

  it("an act that is almost one of ours is named with ours; a host's own act is not", () => {
    const typo = mandate("koen", "koen", {
      acts: [{ acts: ["objekt", acts.object, "sign.order"], products: "all" }],
      gives: [{ acts: ["give-mandat"], products: "all" }]
    })
    const [, judged] = pure(() => judgePowers(april, told(registered, vera, typo)))
    expect(judged?.almost).toEqual([
      { act: "objekt", ours: acts.object },
      { act: "give-mandat", ours: acts.giveMandate }
    ])
  })

  it("nothing is judged of a client of which nothing is on record", () => {
    expect(worth()).toEqual([])
  })
})

describe(rules.inHands.clause.quote, () => {
  const firm = { organisation: "firm" }
  const toFirm = mandate("firm", "", { to: { _tag: "Organisation", organisation: "firm" } })

  it("while nobody was shown to represent it, the power is in nobody's hands, and open", () => {
    const [, judged] = pure(() => judgePowers(april, told(registered, vera, toFirm)))
    expect([judged?.answer, judged?.hands, judged?.because.at(-1)]).toEqual([
      "open",
      [],
      { clause: rules.inHands.clause, answer: "open", facts: [at(2)], absent: [{ stream, upTo: 2 }] }
    ])
  })

  it("once somebody was, it is in their hands", () => {
    const folded = told(registered, vera, toFirm, { ...registered, ...firm }, root("firm-root", "ann", firm))
    const judged = pure(() => judgePowers(april, folded)).find(({ given }) => given.value.power === "firm")
    expect([judged?.answer, judged?.hands]).toEqual(["yes", [["ann"]]])
    expect(rules.inHands(judged!.given, [folded.state.powers[2]!.given], { stream, upTo: 4 }).answer).toBe("yes")
  })
})

describe(rules.unbroken.clause.quote, () => {
  it("a chain of three, of which the middle one has ended", () => {
    const folded = told(...usual, sub("lies", "lies", ["koen", "koen"], { ifGiverEnds: "falls" }), end("koen", april))
    expect([ask(folded, "lies", justBefore(april)).answer, ask(folded, "lies", april).answer]).toEqual([
      "may",
      "mayNot"
    ])
    expect(citedBy(ask(folded, "lies", april))).toContain(at(4))
  })

  it("of two chains, one broken and one open, it is not shown", () => {
    const open = mandate("open", "koen", { whileEmployed: true })
    expect(ask(told(...usual, open, end("koen", march)), "koen", april).answer).toBe("notShown")
    expect(ask(told(registered, vera, open, koen, end("koen", march)), "koen", april).answer).toBe("notShown")
  })

  it("one thing that a person must decide leaves the chain open, and one that fails breaks it", () => {
    const open = mandate("koen", "koen", { whileEmployed: true })
    expect(ask(told(registered, vera, open), "koen", april).answer).toBe("notShown")
    expect(ask(told(registered, vera, open, end("koen", march)), "koen", april).answer).toBe("mayNot")
  })
})

describe(rules.represents.clause.quote, () => {
  it("an extract with the number of another organisation makes nobody its representative", () => {
    const other = root("other", "mallory", { number: "99999999" })
    expect(why(ask(told(registered, other), "mallory", april))).toEqual(["mayNot", "mandates.represents"])
    const by = mandate("by-other", "koen", { under: "other", signedBy: ["mallory"] })
    expect(why(ask(told(registered, other, by), "koen", april))).toEqual(["mayNot", "mandates.represents"])
  })

  it("while nobody recorded the client's own number, it is not shown", () => {
    expect(why(ask(told(vera), "vera", april))).toEqual(["notShown", "mandates.represents"])
  })

  it("who represents another organisation does not represent this one", () => {
    const elsewhere = root("elsewhere", "otto", { organisation: "accountant", number: "111" })
    const known = { ...registered, organisation: "accountant", number: "111" }
    expect(ask(told(registered, known, elsewhere), "otto", april)).toMatchObject({ answer: "notShown", chain: [] })
    const by = mandate("by-otto", "ida", { under: "elsewhere", signedBy: ["otto"] })
    expect(why(ask(told(registered, known, elsewhere, by), "ida", april))).toEqual(["mayNot", "mandates.represents"])
  })

  it("merged into an organisation with another number, it is represented by whoever that one's register names", () => {
    const merged = { ...registered, number: "555", at: april }
    const folded = told(registered, vera, koen, merged, root("new", "nina", { number: "555", at: april }))
    const answers = (instant: Instant) => ["vera", "nina", "koen"].map((person) => ask(folded, person, instant).answer)
    expect(answers(march)).toEqual(["may", "mayNot", "may"])
    expect(answers(may)).toEqual(["mayNot", "may", "may"])
  })

  it("a number is recorded once, and another of a later day is another fact", () => {
    const register: Mandates.RegisterOrganisation = { ...registered, _tag: "RegisterOrganisation" }
    given().when(register).then(registered)
    given(registered).when(register).thenNothing()
    given(registered)
      .when({ ...register, number: "555", at: april })
      .then({ ...registered, number: "555", at: april })
  })
})

describe(rules.together.clause.quote, () => {
  const both = root("both", "anna", { persons: ["anna", "bram"] })

  it("one of two joint directors alone is not shown to be allowed; both are", () => {
    const folded = told(registered, both)
    expect(why(ask(folded, "anna", april))).toEqual(["notShown", "mandates.together"])
    expect(ask(folded, "anna", april, { with: ["bram"] }).answer).toBe("may")
  })

  it("it is enough that one of those who act together may", () => {
    expect(ask(told(...usual), "nobody", april, { with: ["koen"] }).answer).toBe("may")
  })

  it("a mandate that only one of them signed does not count", () => {
    const by = (...signedBy: ReadonlyArray<string>) => mandate("m", "koen", { under: "both", signedBy })
    expect(why(ask(told(registered, both, by("anna")), "koen", april))).toEqual(["mayNot", "mandates.signed"])
    expect(ask(told(registered, both, by("bram", "anna")), "koen", april).answer).toBe("may")
  })

  it("together they may let one of them act alone", () => {
    const alone = mandate("m", "anna", { under: "both", signedBy: ["anna", "bram"] })
    expect(ask(told(registered, both, alone), "anna", april).answer).toBe("may")
  })

  it("two roots, each alone: a mandate of the one stands on that one only", () => {
    const folded = told(registered, vera, root("root-2", "wim"), end("root-2", march), koen)
    expect(["vera", "wim", "koen"].map((person) => ask(folded, person, april).answer)).toEqual(["may", "mayNot", "may"])
  })
})

describe(rules.saysOneThing.clause.quote, () => {
  const { until: _none, ...fields } = koen
  const give: Mandates.GiveMandate = { ...fields, _tag: "GiveMandate" }
  const show: Mandates.ShowRoot = { ...vera, _tag: "ShowRoot", until: { on: "2027-12-31", zone: "Europe/Amsterdam" } }

  it("asked twice, recorded once; anything else is another power", () => {
    given(registered, vera).when(give).then(koen)
    given(...usual)
      .when(give)
      .thenNothing()
    const { state } = given(...usual).folded()
    for (const other of [{ at: march }, { signedBy: ["wim"] }, { whileEmployed: true }])
      given(...usual)
        .when({ ...give, ...other })
        .thenRefused(Mandates.PowerIdTaken(state.powers[1]!))
    given(...usual)
      .when({ ...give, power: "root" })
      .thenRefused(Mandates.PowerIdTaken(state.powers[0]!))
  })

  it("a power of which nothing is on record gives nothing, and does not end", () => {
    given(registered).when(give).thenRefused(Mandates.UnknownPower("root"))
    given(registered)
      .when({ ...end("koen", april), _tag: "EndPower" })
      .thenRefused(Mandates.UnknownPower("koen"))
  })

  it("a last day is recorded with the moment at which it is over, and stays when a newer zone table comes", () => {
    const shown = { ...vera, until: until("2027-12-31") }
    given(registered).when(show).then(shown)
    given(registered, shown).when(show).thenNothing()
    given(registered, shown)
      .when({ ...show, until: { on: "2027-12-31", zone: "UTC" } })
      .thenRefused(Mandates.PowerIdTaken(given(registered, shown).folded().state.powers[0]!))
    const newer = { ...worldOf(), zone: () => ({ ref: "zone:Europe/Amsterdam@2099a" as const, value: amsterdam }) }
    telling(Mandates.decider, stream, newer)(registered, shown).when(show).thenNothing()
    expect(shown.until).toEqual({ on: "2027-12-31", zone: zoneRef(amsterdam), before: "2027-12-31T23:00:00.000Z" })
  })

  it("a zone that nobody handed over counts no last day", () =>
    given(registered)
      .when({ ...show, until: { on: "2027-12-31", zone: "Mars/Olympus" } })
      .thenRefused(Mandates.UnknownZone("Mars/Olympus")))

  it("who a person is stands apart, sealed", () => {
    const name: Mandates.NamePerson = {
      _tag: "NamePerson",
      person: "koen",
      name: "sealed:name",
      address: "sealed:address",
      at: february
    }
    const named: Mandates.PersonNamed = { ...name, _tag: "PersonNamed" }
    given().when(name).then(named)
    given(named)
      .when({ ...name, at: april })
      .thenNothing()
    given(named)
      .when({ ...name, name: "sealed:other", at: april })
      .then({ ...named, name: "sealed:other", at: april })
  })
})

describe(rules.runs.clause.quote, () => {
  it("until midnight at the end of its last day, as the days are in its zone", () => {
    const folded = told(registered, vera, mandate("koen", "koen", { until: until("2026-03-29") }))
    // The clocks went forward that night: the day ends at 22:00 in UTC.
    expect(ask(folded, "koen", "2026-03-29T21:59:59.999Z").answer).toBe("may")
    expect(why(ask(folded, "koen", "2026-03-29T22:00:00.000Z"))).toEqual(["mayNot", "mandates.runs"])
  })

  it("signed today from next month on, and dated back: neither reaches before its day", () => {
    const ahead = told(registered, vera, mandate("koen", "koen", { from: march }))
    expect([ask(ahead, "koen", february).answer, ask(ahead, "koen", march).answer]).toEqual(["mayNot", "may"])
    const back = told(registered, vera, mandate("koen", "koen", { from: january }))
    expect(why(ask(back, "koen", justBefore(february)))).toEqual(["mayNot", "mandates.runs"])
  })

  it("recorded late, it counts for the day on which it was given", () => {
    expect(ask(told(registered, end("koen", june), vera, koen), "koen", february).answer).toBe("may")
  })
})

describe(rules.notEnded.clause.quote, () => {
  const with_ = (endCounts?: "atOnce" | "whenKnown") =>
    told(
      registered,
      vera,
      mandate("koen", "koen", { ...(endCounts !== undefined && { endCounts }) }),
      end("koen", april, may)
    )

  it("revoked, and the vendor did not know: carried where the power says so, not where it says otherwise, open where it is silent", () => {
    const between: Instant = "2026-04-20T10:00:00.000Z"
    expect(why(ask(with_("whenKnown"), "koen", between))).toEqual(["may", undefined])
    expect(why(ask(with_("atOnce"), "koen", between))).toEqual(["mayNot", "mandates.not-ended"])
    expect(why(ask(with_(), "koen", between))).toEqual(["notShown", "mandates.not-ended"])
  })

  it("before the end, and from when it was known, it is the same for all three", () => {
    for (const folded of [with_("whenKnown"), with_("atOnce"), with_()]) {
      expect(ask(folded, "koen", justBefore(april)).answer).toBe("may")
      expect(ask(folded, "koen", may).answer).toBe("mayNot")
    }
  })

  it("known before it ends, it ends on its day; told again of a sooner day, that one counts", () => {
    const early = told(...usual, end("koen", april, march))
    expect([ask(early, "koen", march).answer, ask(early, "koen", april).answer]).toEqual(["may", "mayNot"])
    const command: Mandates.EndPower = { ...end("koen", march, may), _tag: "EndPower" }
    given(...usual, end("koen", april, may))
      .when(command)
      .then(end("koen", march, may))
    given(...usual, end("koen", march, may))
      .when(command)
      .thenNothing()
    const twice = told(...usual, end("koen", april, may), end("koen", march, may))
    expect(ask(twice, "koen", "2026-03-20T10:00:00.000Z").answer).toBe("notShown")
    const lenient = mandate("koen", "koen", { endCounts: "whenKnown" })
    const oneKnown = told(registered, vera, lenient, end("koen", march, june), end("koen", march, april))
    expect([march, april].map((instant) => ask(oneKnown, "koen", instant).answer)).toEqual(["may", "mayNot"])
  })
})

describe(rules.employed.clause.quote, () => {
  const here = mandate("koen", "koen", { whileEmployed: true, endCounts: "whenKnown" })
  const began = (at: Instant, organisation?: string): Mandates.EmploymentBegan => ({
    _tag: "EmploymentBegan",
    person: "koen",
    ...(organisation !== undefined && { organisation }),
    at
  })
  const left = (at: Instant, knownAt: Instant): Mandates.EmploymentEnded => ({
    ...began(at),
    _tag: "EmploymentEnded",
    knownAt
  })

  it("the employee left: no longer, once the vendor knows", () => {
    const folded = told(registered, vera, here, began(january), left(april, may))
    expect(ask(folded, "koen", april).answer).toBe("may")
    expect(why(ask(folded, "koen", may))).toEqual(["mayNot", "mandates.employed"])
  })

  it("left and came back: what they had is theirs again", () => {
    const folded = told(registered, vera, here, began(january), left(march, march), began(may))
    expect([march, april, may].map((instant) => ask(folded, "koen", instant).answer)).toEqual([
      "mayNot",
      "mayNot",
      "may"
    ])
  })

  it("came and left at the same moment: no longer employed", () => {
    const folded = told(registered, vera, here, began(march), left(march, march))
    expect(ask(folded, "koen", march).answer).toBe("mayNot")
  })

  it("employed somewhere else is not employed here", () => {
    const folded = told(registered, vera, here, began(january, "accountant"))
    expect(why(ask(folded, "koen", april))).toEqual(["notShown", "mandates.employed"])
  })

  it("nobody leaves before they came", () => {
    const leave: Mandates.EndEmployment = { ...left(april, may), _tag: "EndEmployment" }
    given().when(leave).thenRefused(Mandates.NeverEmployed("koen", april))
    given(began(may)).when(leave).thenRefused(Mandates.NeverEmployed("koen", april))
    given(began(january)).when(leave).then(left(april, may))
    given(began(january), left(april, may)).when(leave).thenNothing()
    given()
      .when({ ...began(january), _tag: "BeginEmployment" })
      .then(began(january))
    given(began(january))
      .when({ ...began(january), _tag: "BeginEmployment" })
      .thenNothing()
  })
})

describe(rules.withinReach.clause.quote, () => {
  const clerk = mandate("clerk", "koen", {
    acts: [
      { acts: [acts.object, "sign.order"], products: "all" },
      { acts: [acts.concludeAgreement], products: ["sign"], upTo: euros("1000.00") }
    ]
  })
  const folded = told(registered, vera, clerk)
  const may = (other: Partial<Mandates.Question>) => ask(folded, "koen", april, other).answer

  it("an act, a product or a sum outside is not carried", () => {
    expect(may({ act: acts.object })).toBe("may")
    expect(may({ act: "sign.order", product: "sign" })).toBe("may")
    expect(why(ask(folded, "koen", april, { act: acts.declareExit }))).toEqual(["mayNot", "mandates.within-reach"])
    expect(may({ ...conclude, product: "sign", amount: euros("1000") })).toBe("may")
    expect(may({ ...conclude, product: "sign", amount: euros("1000.01") })).toBe("mayNot")
    expect(may({ ...conclude, product: "sign", amount: { amount: "1", currency: "USD" } })).toBe("mayNot")
    expect(may({ ...conclude, product: "identity", amount: euros("1") })).toBe("mayNot")
  })

  it("a product or a sum that is left out means any", () => {
    expect(may({ ...conclude, amount: euros("1") })).toBe("mayNot")
    expect(may({ ...conclude, product: "sign" })).toBe("mayNot")
    expect(ask(told(...usual), "koen", april, conclude).answer).toBe("may")
  })

  it("a sum that is none, or a level that nobody knows, opens nothing", () => {
    expect(may({ ...conclude, product: "sign", amount: euros("-5") })).toBe("mayNot")
    expect(may({ ...conclude, product: "sign", amount: euros("1e2") })).toBe("mayNot")
    expect(ask(told(...usual), "koen", april, { atLeast: "EH3" as never }).answer).toBe("mayNot")
  })

  it("sums are compared to the last decimal", () => {
    const upTo = (limit: string, sum: string) =>
      covers([{ acts: "all", products: "all", upTo: euros(limit) }], { act: "a", amount: euros(sum) })
    expect([
      upTo("9", "10"),
      upTo("10", "9.99"),
      upTo("0.1", "0.10"),
      upTo("0.1", "0.101"),
      upTo("100", "99999")
    ]).toEqual([false, true, true, false, false])
  })
})

describe(rules.assured.clause.quote, () => {
  it("a mandate shown at EH2+ under a director shown at EH4 is not enough for EH3, nor the other way round", () => {
    const low = told(registered, vera, mandate("koen", "koen", { assurance: "low" }))
    expect(why(ask(low, "koen", april, { atLeast: "substantial" }))).toEqual(["mayNot", "mandates.assured"])
    expect(ask(low, "koen", april, { atLeast: "low" }).answer).toBe("may")
    const under = told(registered, root("root", "vera", { assurance: "basic" }), koen)
    expect(why(ask(under, "koen", april, { atLeast: "substantial" }))).toEqual(["mayNot", "mandates.assured"])
    expect(ask(told(registered, root("root", "vera", { assurance: "unverified" })), "vera", april).answer).toBe("may")
  })
})

describe(rules.concludesNothing.clause.quote, () => {
  const administers = mandate("anna", "anna", { as: rules.authorisationManager })
  const concludes = sub("piet", "piet", ["anna", "anna"])
  const folded = told(registered, vera, administers, concludes)

  it("whatever its mandate says, it concludes nothing", () => {
    expect(why(ask(folded, "anna", april, conclude))).toEqual(["mayNot", "mandates.concludes-nothing"])
    expect(ask(folded, "anna", april, { act: acts.administerPowers }).answer).toBe("may")
    expect(ask(folded, "anna", april, { act: acts.giveMandate }).answer).toBe("may")
  })

  it("nor does whoever has a power from it; other acts are theirs", () => {
    expect(why(ask(folded, "piet", april, conclude))).toEqual(["mayNot", "mandates.concludes-nothing"])
    expect(ask(folded, "piet", april, { act: acts.report }).answer).toBe("may")
  })

  it("it gives what it may not do itself", () => {
    const only = mandate("anna", "anna", {
      as: rules.authorisationManager,
      acts: [{ acts: [acts.administerPowers, acts.giveMandate], products: "all" }]
    })
    const so = told(registered, vera, only, sub("piet", "piet", ["anna", "anna"]))
    expect(["anna", "piet"].map((person) => ask(so, person, april, { act: acts.object }).answer)).toEqual([
      "mayNot",
      "may"
    ])
  })
})

describe(rules.signed.clause.quote, () => {
  it("signed by somebody else it carries nothing", () => {
    const forged = mandate("koen", "koen", { signedBy: ["mallory"] })
    expect(why(ask(told(registered, vera, forged), "koen", april))).toEqual(["mayNot", "mandates.signed"])
  })

  const accountant = mandate("office", "-", { to: { _tag: "Organisation", organisation: "accountant" } })
  const office = { ...registered, organisation: "accountant", number: "111" }
  const otto = root("otto", "otto", { organisation: "accountant", number: "111" })
  const byOffice = sub("ida", "ida", ["office", "otto"], { whileEmployed: true })
  const works: Mandates.EmploymentBegan = {
    _tag: "EmploymentBegan",
    person: "ida",
    organisation: "accountant",
    at: january
  }

  it("of an organisation's power, its own representative signs, and may use it", () => {
    const folded = told(registered, vera, accountant, office, otto, byOffice, works)
    expect(ask(folded, "otto", april).answer).toBe("may")
    const verdict = ask(folded, "ida", april)
    expect([verdict.answer, verdict.chain.map(({ value }) => value.power)]).toEqual(["may", ["ida", "office", "root"]])
    expect(citedBy(verdict)).toEqual(expect.arrayContaining([at(3), at(4), at(6)]))
  })

  it("while nobody is shown to represent that organisation, nobody has its power", () => {
    expect(ask(told(registered, vera, accountant, office), "otto", april).answer).toBe("notShown")
    const folded = told(registered, vera, accountant, office, byOffice, works)
    expect(why(ask(folded, "ida", april))).toEqual(["mayNot", "mandates.signed"])
  })

  it("its representative of then signed, its representative of now has the power", () => {
    const next = root("next", "nel", { organisation: "accountant", number: "111", at: may })
    const folded = told(registered, vera, accountant, office, otto, byOffice, works, end("otto", may), next)
    expect(["otto", "nel", "ida"].map((person) => ask(folded, person, june).answer)).toEqual(["mayNot", "may", "may"])
  })

  it("of several who signed, one who might is enough", () => {
    const second = root("second", "oda", { organisation: "accountant", number: "222" })
    const both = { ...byOffice, signedBy: ["oda", "otto"] }
    expect(ask(told(registered, vera, accountant, office, second, otto, both, works), "ida", april).answer).toBe("may")
    expect(ask(told(registered, vera, accountant, office, second, both, works), "ida", april).answer).toBe("mayNot")
    expect(ask(told(registered, vera, accountant, second, both, works), "ida", april).answer).toBe("notShown")
    // Of two who represent it together, one signed; and somebody signed who does not represent it.
    const joint = root("joint", "-", { organisation: "accountant", number: "111", persons: ["otto", "pia"] })
    expect(ask(told(registered, vera, accountant, office, second, joint, both, works), "ida", april).answer).toBe(
      "mayNot"
    )
  })
})

describe(rules.givesNoMore.clause.quote, () => {
  it("a sub-mandate that is wider than the mandate carries what lies inside", () => {
    const narrow = mandate("koen", "koen", {
      gives: [{ acts: [acts.object], products: ["sign"] }]
    })
    const folded = told(registered, vera, narrow, sub("lies", "lies", ["koen", "koen"]))
    expect(ask(folded, "lies", april, { act: acts.object, product: "sign" }).answer).toBe("may")
    expect(why(ask(folded, "lies", april, { act: acts.object, product: "identity" }))).toEqual([
      "mayNot",
      "mandates.gives-no-more"
    ])
    expect(why(ask(folded, "lies", april, { act: acts.report, product: "sign" }))[1]).toBe("mandates.gives-no-more")
  })

  it("who may give nothing has given nothing", () => {
    for (const other of [{ gives: [] }, { acts: [{ acts: [acts.object], products: "all" }] }] as const) {
      const folded = told(registered, vera, mandate("koen", "koen", other), sub("lies", "lies", ["koen", "koen"]))
      expect(why(ask(folded, "lies", april, { act: acts.object }))).toEqual(["mayNot", "mandates.gives-no-more"])
    }
  })
})

describe(rules.noLonger.clause.quote, () => {
  it("also where it stays when the other ends", () => {
    const folded = told(
      registered,
      vera,
      mandate("koen", "koen", { until: until("2026-04-30") }),
      sub("lies", "lies", ["koen", "koen"], { ifGiverEnds: "stays", until: until("2026-12-31") }),
      sub("mia", "mia", ["lies", "lies"], { ifGiverEnds: "stays" })
    )
    expect(["lies", "mia"].map((person) => ask(folded, person, april).answer)).toEqual(["may", "may"])
    expect(ask(folded, "lies", "2026-04-30T21:59:59.999Z").answer).toBe("may")
    expect(ask(folded, "lies", "2026-04-30T22:00:00.000Z").answer).toBe("mayNot")
    expect(["lies", "mia"].map((person) => why(ask(folded, person, may)))).toEqual([
      ["mayNot", "mandates.no-longer"],
      ["mayNot", "mandates.no-longer"]
    ])
  })

  it("a representative's term of office is no such day", () => {
    const folded = told(registered, root("root", "vera", { until: until("2026-03-31") }), koen)
    expect(["vera", "koen"].map((person) => ask(folded, person, april).answer)).toEqual(["mayNot", "may"])
  })
})

describe(rules.givenByWhoMight.clause.quote, () => {
  it("a mandate that was given after its giver's power had ended carries nothing", () => {
    const folded = told(...usual, end("root", january), root("root-2", "wim"))
    expect(why(ask(folded, "koen", april))).toEqual(["mayNot", "mandates.not-ended"])
  })

  it("given by somebody whose end the vendor did not know of, it counts where ends count when known", () => {
    const lenient = root("root", "vera", { endCounts: "whenKnown" })
    expect(ask(told(registered, lenient, koen, end("root", january, march)), "koen", april).answer).toBe("may")
  })

  it("given before the giver had the power, it does not come to count later", () => {
    const early = sub("lies", "lies", ["koen", "koen"], { at: january, from: january })
    expect(why(ask(told(...usual, early), "lies", april))).toEqual(["mayNot", "mandates.runs"])
  })
})

describe(rules.fallsOrStays.clause.quote, () => {
  it("the director is replaced: her mandates stay until somebody revokes them", () => {
    const folded = told(...usual, { ...end("root", march), how: "replaced" }, root("root-2", "wim", { at: march }))
    expect(["vera", "wim", "koen"].map((person) => ask(folded, person, april).answer)).toEqual(["mayNot", "may", "may"])
  })

  it("a sub-mandate falls, stays, or is for a person to decide, as it says", () => {
    const answers = (["falls", "stays", undefined] as const).map((ifGiverEnds) => {
      const other = { ...(ifGiverEnds !== undefined && { ifGiverEnds }) }
      return ask(told(...usual, sub("lies", "lies", ["koen", "koen"], other), end("koen", april)), "lies", may).answer
    })
    expect(answers).toEqual(["mayNot", "may", "notShown"])
  })

  it("one that stays goes on under one that fell, and one that falls falls with it", () => {
    const chain = (first: "falls" | "stays", second: "falls" | "stays") =>
      told(
        ...usual,
        sub("lies", "lies", ["koen", "koen"], { ifGiverEnds: first }),
        sub("mia", "mia", ["lies", "lies"], { ifGiverEnds: second }),
        end("koen", april)
      )
    expect(ask(chain("falls", "falls"), "mia", may).answer).toBe("mayNot")
    expect(ask(chain("falls", "stays"), "mia", may).answer).toBe("may")
    expect(ask(chain("stays", "falls"), "mia", may).answer).toBe("may")
  })
})

describe(rules.notToOneself.clause.quote, () => {
  it("a director gives herself nothing that outlives her office", () => {
    const own = mandate("own", "vera")
    const folded = told(registered, vera, own, end("root", march))
    expect(ask(folded, "vera", february).answer).toBe("may")
    expect(ask(folded, "vera", april).answer).toBe("mayNot")
    expect(citedBy(ask(folded, "vera", april))).toEqual(expect.arrayContaining([at(1), at(2)]))
  })

  it("not in a circle either: who got power from you gives you none", () => {
    const folded = told(
      ...usual,
      sub("lies", "lies", ["koen", "koen"], { ifGiverEnds: "stays" }),
      sub("again", "koen", ["lies", "lies"], { ifGiverEnds: "stays", at: march }),
      end("koen", april)
    )
    expect([ask(folded, "koen", march).answer, ask(folded, "lies", may).answer]).toEqual(["may", "may"])
    expect(why(ask(folded, "koen", may))[0]).toBe("mayNot")
    expect(ask(folded, "koen", may).because.map(({ clause }) => clause.id)).toContain("mandates.not-to-oneself")
  })

  it("what one gives to an organisation that one represents only together with another is no such gift", () => {
    const folded = told(
      registered,
      vera,
      { ...registered, organisation: "holding", number: "222" },
      root("own", "vera", { organisation: "holding", number: "222", persons: ["vera", "wim"] }),
      mandate("to-holding", "-", { to: { _tag: "Organisation", organisation: "holding" } }),
      end("root", march)
    )
    expect(ask(folded, "vera", april, { with: ["wim"] }).answer).toBe("may")
    expect(ask(folded, "vera", april).answer).toBe("notShown")
    expect(pure(() => Mandates.powersAt("vera", april, folded)).map(({ power }) => power.given.value.power)).toEqual([
      "root",
      "to-holding"
    ])
  })

  it("nor by way of an organisation of one's own", () => {
    const folded = told(
      registered,
      vera,
      { ...registered, organisation: "holding", number: "222" },
      root("own", "vera", { organisation: "holding", number: "222" }),
      mandate("to-holding", "-", { to: { _tag: "Organisation", organisation: "holding" } }),
      end("root", march)
    )
    expect(ask(folded, "vera", april).answer).toBe("mayNot")
  })
})

describe(rules.deedsRecorded.clause.quote, () => {
  const done: Mandates.DeedDone = { _tag: "DeedDone", deed: "d1", act: acts.acceptChange, by: ["nobody"], at: march }
  const recordIt: Mandates.RecordDeed = { ...done, _tag: "RecordDeed" }

  it("also of somebody of whom nothing is known; once", () => {
    given().when(recordIt).then(done)
    given(done).when(recordIt).thenNothing()
    const { state } = given(done).folded()
    given(done)
      .when({ ...recordIt, at: april })
      .thenRefused(Mandates.DeedIdTaken(state.deeds[0]!))
  })

  it("asked about, ratified and refuted once each; and never of a deed that nobody recorded", () => {
    const question: Mandates.QuestionDeed = { _tag: "QuestionDeed", deed: "d1", at: april }
    const ratify: Mandates.RatifyDeed = { _tag: "RatifyDeed", deed: "d1", by: ["vera"], at: april }
    const refute: Mandates.RefuteDeed = { _tag: "RefuteDeed", deed: "d1", by: "vera", at: april }
    for (const command of [question, ratify, refute]) given().when(command).thenRefused(Mandates.UnknownDeed("d1"))
    const events: ReadonlyArray<Mandates.Event> = [
      { ...question, _tag: "DeedQuestioned" },
      { ...ratify, _tag: "DeedRatified" },
      { ...refute, _tag: "DeedRefuted" }
    ]
    for (const [index, command] of [question, ratify, refute].entries()) {
      given(done).when(command).then(events[index]!)
      given(done, events[index]!).when(command).thenNothing()
    }
    given(done, events[0]!)
      .when({ ...question, at: may })
      .thenNothing()
  })
})

describe(rules.deedStands.clause.quote, () => {
  const done = (by: string, other: Partial<Mandates.DeedDone> = {}): Mandates.DeedDone => ({
    _tag: "DeedDone",
    deed: "d1",
    act: acts.concludeAgreement,
    by: [by],
    at: march,
    ...other
  })
  const questioned: Mandates.DeedQuestioned = { _tag: "DeedQuestioned", deed: "d1", at: march }
  const ratified = (by: string, at: Instant): Mandates.DeedRatified => ({
    _tag: "DeedRatified",
    deed: "d1",
    by: [by],
    at
  })
  const refuted = (at: Instant): Mandates.DeedRefuted => ({ _tag: "DeedRefuted", deed: "d1", by: "vera", at })
  const stands = (instant: Instant, ...events: ReadonlyArray<Mandates.Event>) =>
    pure(() => Mandates.deedAt("d1", instant, told(...usual, ...events)))?.answer

  it("shown, not shown, asked about; and nothing is said of a deed that nobody recorded", () => {
    expect(stands(march, done("koen"))).toBe("shown")
    expect(stands(march, done("nobody"))).toBe("notShown")
    expect(stands(march, done("nobody"), questioned)).toBe("asked")
    expect(stands(march)).toBeUndefined()
  })

  it("ratified afterwards, by somebody who might do it when they ratified", () => {
    expect([march, april].map((at) => stands(at, done("nobody"), ratified("vera", april)))).toEqual([
      "notShown",
      "ratified"
    ])
    expect(stands(april, done("nobody"), ratified("nobody", april))).toBe("notShown")
    expect(stands(may, done("nobody"), end("koen", april), ratified("koen", may))).toBe("notShown")
  })

  it("refuted: what was not carried falls, what a power carried stays", () => {
    expect(stands(april, done("nobody"), refuted(april))).toBe("refuted")
    expect(stands(april, done("koen"), refuted(april))).toBe("shown")
    expect(stands(april, done("koen", { at: may }), end("koen", april), refuted(june))).toBe("notShown")
  })

  it("of a yes and a no afterwards the first counts, in whatever order they became known", () => {
    expect(stands(june, done("nobody"), refuted(may), ratified("vera", april))).toBe("ratified")
    expect(stands(june, done("nobody"), ratified("vera", may), refuted(april))).toBe("refuted")
    expect(stands(june, done("nobody"), ratified("vera", april), refuted(april))).toBe("refuted")
  })

  it("a deed with a product, a sum and a level is asked about as it was", () => {
    const about = { product: "sign", amount: { amount: "5", currency: "EUR" }, atLeast: "high" } as const
    expect(stands(april, done("koen", about))).toBe("shown")
    const narrow = mandate("koen", "koen", {
      acts: [{ acts: "all", products: ["sign"], upTo: { amount: "5.00", currency: "EUR" } }]
    })
    const of = (other: Partial<Mandates.DeedDone>) =>
      pure(() => Mandates.deedAt("d1", april, told(registered, vera, narrow, done("koen", other))))?.answer
    expect([of(about), of({ product: "sign" }), of({ amount: about.amount })]).toEqual([
      "shown",
      "notShown",
      "notShown"
    ])
    const low = [registered, vera, mandate("koen", "koen", { assurance: "low", acts: everything }), done("koen", about)]
    expect(pure(() => Mandates.deedAt("d1", april, told(...low)))?.answer).toBe("notShown")
  })
})
