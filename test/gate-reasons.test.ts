/** Answers in full: every sentence that was asked, what it said, on which events it rests, and where nothing was found. */
import { judge, rules, type GateVerdict } from "goodfaith/gate"
import * as ready from "goodfaith/terms/ready"
import { unstated } from "goodfaith/terms"
import { type Instant, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import {
  addressed,
  decided,
  engagement,
  pure,
  replacement,
  said,
  type Scenario,
  seedLike,
  signs,
  varied,
  worldOf
} from "./scenario.ts"
import { announced, c, inJune, letterDay, told } from "./spring.ts"

const { commercial, connective, specific } = ready

/** A verdict as one reads it out: the answer, then each sentence, what it said, the events, and where it looked. */
const readOut = ({ answer, because }: GateVerdict): ReadonlyArray<string> => [
  answer,
  ...because.map(({ clause, answer, facts, absent = [] }) =>
    [clause.id, inWords(answer), ...facts, ...absent.map(({ stream, upTo }) => `(${stream} to ${upTo})`)].join(" ")
  )
]

const inWords = (answer: unknown): string => {
  if (typeof answer !== "object" || answer === null) return String(answer)
  if ("needs" in answer) return "needs"
  if ("before" in answer) return `before ${String(answer.before)}`
  return "stated"
}

/** What one sentence said, each time. */
const saidBy = (verdict: GateVerdict, rule: { readonly clause: { readonly id: string } }) =>
  readOut(verdict).filter((line) => line.startsWith(`${rule.clause.id} `))

const needed = ({ answer, needs }: GateVerdict) => [answer, ...needs.map(({ open }) => open)]

describe("No answer without its reasons: each typical one in full.", () => {
  it("what stood on the listing at entry", () => {
    const verdict = signs(seedLike(commercial), c, commercial).gate("cm-telecom", c, inJune)
    expect(readOut(verdict)).toEqual([
      "open",
      "gate.baseline open client/c1@1 listing/main@8 listing/main@4 (listing/main to 8)",
      "gate.processors-only pass listing/main@4",
      "gate.agreement-in-force pass client/c1@0 (client/c1 to 3)",
      "gate.on-the-listing pass listing/main@4 listing/main@0 (listing/main to 8)",
      "gate.within-scope pass listing/main@4 (listing/main to 8)",
      "gate.what-the-client-uses pass client/c1@2 (client/c1 to 3)",
      "gate.period-runs pass (listing/main to 8)",
      "gate.safeguards pass listing/main@6 (listing/main to 8)",
      "gate.i-no-objection pass (consultation/cm-telecom/c1 to -1)"
    ])
    expect([verdict.needs, verdict.missing]).toEqual([[], []])
    expect(verdict.standsOn).toEqual([
      { stream: "listing/main", upTo: 8 },
      { stream: "client/c1", upTo: 3 },
      { stream: "consultation/cm-telecom/c1", upTo: -1 }
    ])
    expect(verdict.facets.map(({ facet, value, answer }) => [facet, value, answer])).toEqual([
      ["engagement", "cm-telecom", "open"],
      ["product", "esignatures", "open"],
      ["region", "*", "open"],
      ["option", "*", "open"],
      ["place", "nl", "open"],
      ["purpose", "sms", "open"],
      ["dataCategory", "*", "open"],
      ["entity", "cm-telecom", "open"]
    ])
  })

  it("a change that was told in time, and nobody objects", () =>
    expect(readOut(told().gate("flowmailer", c, inJune))).toEqual([
      "open",
      "gate.nothing-keeps-it-shut open",
      "gate.processors-only pass listing/main@9",
      "gate.agreement-in-force pass client/c1@0 (client/c1 to 3)",
      "gate.on-the-listing pass listing/main@9 listing/main@0 (listing/main to 11)",
      "gate.within-scope pass listing/main@9 (listing/main to 11)",
      "gate.what-the-client-uses pass client/c1@3 (client/c1 to 3)",
      "gate.not-withdrawn pass (listing/main to 11)",
      "gate.for-this-client pass listing/main@9",
      "gate.period-runs pass (listing/main to 11)",
      "gate.safeguards pass listing/main@10 (listing/main to 11)",
      "gate.i-no-objection pass (consultation/flowmailer/c1 to -1)",
      // It stood on no version that the client agreed to.
      "gate.baseline open client/c1@1 listing/main@8 listing/main@9 (listing/main to 11)",
      "gate.a-effective pass listing/main@9 listing/main@0",
      "gate.b-published pass listing/main@9 listing/main@11 (listing/main to 11)",
      "notice.pinned stated consultation/chg-1/c1@2",
      "gate.d-specific pass (consultation/chg-1/c1 to 2)",
      "gate.exempt pass",
      "notice.duty-arises arises listing/main@9 client/c1@0 client/c1@2 client/c1@3 (client/c1 to 3)",
      "gate.f-told pass (consultation/chg-1/c1 to 2)",
      `notice.clock-starts ${letterDay} consultation/chg-1/c1@2 listing/main@11 (consultation/chg-1/c1 to 2)`,
      "notice.by-agreed-way stated consultation/chg-1/c1@2",
      "gate.g-notice pass consultation/chg-1/c1@2",
      "notice.access-from 2026-05-20T22:00:00.000Z",
      "gate.d-silence pass (consultation/chg-1/c1 to 2)",
      "gate.h-window pass",
      "objection.window before 2026-05-20T22:00:00.000Z",
      "gate.i-no-objection pass (consultation/chg-1/c1 to 2)"
    ]))

  it("a change of which nobody was told", () => {
    const verdict = announced().gate("flowmailer", c, inJune)
    expect(readOut(verdict)).toEqual([
      "shut",
      "gate.f-told shut (consultation/chg-1/c1 to -1)",
      "gate.processors-only pass listing/main@9",
      "gate.agreement-in-force pass client/c1@0 (client/c1 to 3)",
      "gate.on-the-listing pass listing/main@9 listing/main@0 (listing/main to 11)",
      "gate.within-scope pass listing/main@9 (listing/main to 11)",
      "gate.what-the-client-uses pass client/c1@3 (client/c1 to 3)",
      "gate.not-withdrawn pass (listing/main to 11)",
      "gate.for-this-client pass listing/main@9",
      "gate.period-runs pass (listing/main to 11)",
      "gate.safeguards pass listing/main@10 (listing/main to 11)",
      "gate.i-no-objection pass (consultation/flowmailer/c1 to -1)",
      "gate.baseline open client/c1@1 listing/main@8 listing/main@9 (listing/main to 11)",
      "gate.a-effective pass listing/main@9 listing/main@0",
      "gate.b-published pass listing/main@9 listing/main@11 (listing/main to 11)",
      "gate.d-specific pass (consultation/chg-1/c1 to -1)",
      "gate.exempt pass",
      "notice.duty-arises arises listing/main@9 client/c1@0 client/c1@2 client/c1@3 (client/c1 to 3)",
      "gate.d-silence pass (consultation/chg-1/c1 to -1)",
      "gate.h-window pass",
      "gate.i-no-objection pass (consultation/chg-1/c1 to -1)"
    ])
    expect([verdict.needs, verdict.missing]).toEqual([[], []])
    expect(verdict.facets.every(({ answer }) => answer === "shut")).toBe(true)
  })

  it("an objection that holds: it decides, with its window and the terms behind it", () => {
    const verdict = told().objects(c, "obj-1", "2026-04-25T09:00:00.000Z").gate("flowmailer", c, inJune)
    expect(readOut(verdict).slice(0, 7)).toEqual([
      "shut",
      "gate.i-objection shut",
      "objection.stands true consultation/chg-1/c1@3",
      "objection.authority shown consultation/chg-1/c1@3",
      "objection.in-time true consultation/chg-1/c1@3 consultation/chg-1/c1@2",
      "objection.window before 2026-05-20T22:00:00.000Z",
      `notice.clock-starts ${letterDay} consultation/chg-1/c1@2 listing/main@11 (consultation/chg-1/c1 to 3)`
    ])
    // Nothing is settled; that is said beside it.
    expect(saidBy(verdict, rules.noObjection)).toEqual([
      "gate.i-no-objection pass (consultation/flowmailer/c1 to -1)",
      "gate.i-no-objection pass (consultation/chg-1/c1 to 3)"
    ])
  })

  it("an objection that holds nothing, by a hold of none: it passes, and is among the reasons of the open gate", () => {
    const never = varied("never-held", { hold: { beforeStart: said("none"), afterStart: said("none") } })
    const verdict = told(never).objects(c, "obj-1", "2026-04-25T09:00:00.000Z").gate("flowmailer", c, inJune)
    expect(verdict.answer).toBe("open")
    expect(saidBy(verdict, rules.objectionHolds)).toEqual(["gate.i-objection pass"])
  })

  it("a carve-out: the agreement in talks decides, and the objection it settled is cited beside it", () => {
    const verdict = told()
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-02T09:00:00.000Z")
      .gate("flowmailer", c, inJune)
    // chg-1: judged, sent, objection at 3, talks at 4, carve-out at 5
    expect(readOut(verdict).slice(0, 3)).toEqual([
      "shut",
      "gate.j-outcome shut consultation/chg-1/c1@5",
      "gate.processors-only pass listing/main@9"
    ])
    expect(saidBy(verdict, rules.noObjection)).toContain(
      "gate.i-no-objection pass consultation/chg-1/c1@3 consultation/chg-1/c1@5 (consultation/chg-1/c1 to 5)"
    )
    expect(saidBy(verdict, rules.objectionHolds)).toEqual([])
  })

  it("an acceptance in talks: it is a yes, and the outcome passes", () => {
    const verdict = told()
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
      .agrees(c, { _tag: "Acceptance" }, "2026-05-02T09:00:00.000Z")
      .gate("flowmailer", c, inJune)
    expect(readOut(verdict).slice(0, 2)).toEqual(["open", "gate.d-yes open consultation/chg-1/c1@5"])
    expect(saidBy(verdict, rules.outcome)).toEqual(["gate.j-outcome pass consultation/chg-1/c1@5"])
    expect(saidBy(verdict, rules.told)).toEqual([])
  })

  it("undetermined: what decides first, and every decision to record, each once", () => {
    const verdict = told(connective).gate("flowmailer", c, inJune)
    expect(readOut(verdict).slice(0, 5)).toEqual([
      "undetermined",
      "gate.g8-open-question needs consultation/chg-1/c1@3 (consultation/chg-1/c1 to 3)",
      "gate.g8-open-question needs consultation/chg-1/c1@3 (consultation/chg-1/c1 to 3)",
      "gate.g8-open-question needs consultation/chg-1/c1@3 (consultation/chg-1/c1 to 3)",
      "gate.processors-only pass listing/main@9"
    ])
    expect(verdict.facets.every(({ answer }) => answer === "undetermined")).toBe(true)
    expect(verdict.missing).toEqual([])
  })

  it("not governed, and nothing else is asked: a controller", () => {
    const verdict = signs(seedLike(commercial), c, commercial)
      .onListing({
        _tag: "ListEngagement",
        engagement: engagement("notary", { entity: "cm-telecom", role: "controller" }),
        at: "2026-02-01T09:00:00.000Z"
      })
      .gate("notary", c, inJune)
    expect(readOut(verdict)).toEqual(["notGoverned", "gate.processors-only notGoverned listing/main@9"])
    expect([verdict.needs, verdict.missing, verdict.facets]).toEqual([[], [], []])
    expect(verdict.standsOn.map(({ stream }) => stream)).toEqual([
      "listing/main",
      "client/c1",
      "consultation/notary/c1"
    ])
  })

  it("not governed: the agreement has ended, by that event", () => {
    const verdict = signs(seedLike(commercial), c, commercial)
      .onClient(c, { _tag: "EndDpa", dpa: "dpa-c1", at: "2026-03-01T09:00:00.000Z" })
      .gate("cm-telecom", c, inJune)
    expect(readOut(verdict)).toEqual([
      "notGoverned",
      "gate.agreement-in-force notGoverned client/c1@4 (client/c1 to 4)",
      "gate.processors-only pass listing/main@4"
    ])
  })

  it("shut by the listing: what is asked after it is not asked", () =>
    expect(readOut(announced().gate("acme-mail", c, inJune))).toEqual([
      "shut",
      "gate.on-the-listing shut listing/main@0 (listing/main to 11)",
      "gate.agreement-in-force pass client/c1@0 (client/c1 to 3)"
    ]))

  it("shut by its period: what is asked after it is not asked", () => {
    const verdict = signs(seedLike(commercial), c, commercial)
      .onListing({ _tag: "EndEngagement", engagement: "cm-telecom", at: "2026-05-01T09:00:00.000Z" })
      .gate("cm-telecom", c, inJune)
    expect(readOut(verdict)).toEqual([
      "shut",
      "gate.period-runs shut listing/main@9 (listing/main to 9)",
      "gate.processors-only pass listing/main@4",
      "gate.agreement-in-force pass client/c1@0 (client/c1 to 3)",
      "gate.on-the-listing pass listing/main@4 listing/main@0 (listing/main to 9)",
      "gate.within-scope pass listing/main@4 (listing/main to 9)",
      "gate.what-the-client-uses pass client/c1@2 (client/c1 to 3)"
    ])
  })

  it("shut by its safeguards: no consultation is looked at", () => {
    const verdict = announced()
      .onListing({
        _tag: "ConfirmSafeguards",
        engagement: "flowmailer",
        contract: false,
        equivalentDuties: true,
        by: "dpo-1",
        at: letterDay
      })
      .gate("flowmailer", c, inJune)
    expect(readOut(verdict).slice(0, 3)).toEqual([
      "shut",
      "gate.safeguards shut listing/main@12 (listing/main to 12)",
      "gate.processors-only pass listing/main@9"
    ])
    const ids = verdict.because.map(({ clause }) => clause.id)
    expect(ids).not.toContain("gate.i-no-objection")
    expect(ids.filter((id) => id === "gate.safeguards").length).toBe(1)
    expect(verdict.facets).toEqual([])
  })

  it("facts that are missing: each by its name, and nothing else is said", () => {
    const facts = told().facts("flowmailer", c)
    const { "chg-1": _, ...cases } = facts.cases
    const verdict = pure(() =>
      judge({ engagement: "flowmailer", client: c, use: {}, at: inJune }, { ...facts, cases, client: undefined })
    )
    expect(readOut(verdict)).toEqual([
      "shut",
      "gate.facts-at-hand shut (listing/main to 11) (consultation/flowmailer/c1 to -1)"
    ])
    expect(verdict.missing).toEqual(["client/c1", "consultation/chg-1/c1"])
    expect([verdict.needs, verdict.facets]).toEqual([[], []])
    const unlisted = pure(() =>
      judge({ engagement: "flowmailer", client: c, use: {}, at: inJune }, { ...facts, listing: undefined })
    )
    expect(unlisted.missing).toEqual(["the listing: there is none, or several and none was named"])
    expect([unlisted.needs, unlisted.facets]).toEqual([[], []])
    expect(unlisted.standsOn.map(({ stream }) => stream)).toEqual([
      "client/c1",
      "consultation/flowmailer/c1",
      "consultation/chg-1/c1"
    ])
  })

  it("terms that are not at hand are named", () => {
    const facts = { ...told().facts("flowmailer", c), world: worldOf(connective) }
    const verdict = pure(() => judge({ engagement: "flowmailer", client: c, use: {}, at: inJune }, facts))
    expect(readOut(verdict)[1]).toBe(
      "gate.facts-at-hand shut (listing/main to 11) (client/c1 to 3) (consultation/flowmailer/c1 to -1) (consultation/chg-1/c1 to 2)"
    )
    expect(readOut(verdict).length).toBe(4)
  })
})

// -- G5 and G6 ---------------------------------------------------------------------------------------------------------------

describe(rules.exempt.clause.quote, () => {
  const silently = (scenario: Scenario): Scenario =>
    scenario.onListing(
      {
        _tag: "ListEngagement",
        engagement: engagement("quiet", { entity: "cm-telecom" }),
        at: "2026-03-01T09:00:00.000Z"
      },
      {
        _tag: "ConfirmSafeguards",
        engagement: "quiet",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: "2026-03-01T09:00:00.000Z"
      }
    )
  const decides = (scenario: Scenario, of: string, material: boolean, at: Instant): Scenario =>
    scenario.onListing({
      _tag: "DecideMateriality",
      engagement: of,
      material,
      by: "dpo-1",
      reason: "freelance support",
      at
    })

  it("a row that was never announced opens by a decision that it is not material, and by nothing else", () => {
    const scenario = decides(silently(signs(seedLike(connective), c, connective)), "quiet", false, letterDay)
    const verdict = scenario.gate("quiet", c, inJune)
    expect(readOut(verdict).slice(0, 2)).toEqual(["open", "gate.exempt open listing/main@11"])
    expect(saidBy(verdict, rules.neitherAgreedNorAnnounced)).toEqual([])
    const before = scenario.outlook("quiet", c, "2026-04-20T08:59:59.999Z")
    expect(readOut(before).slice(0, 2)).toEqual([
      "shut",
      "gate.neither-agreed-nor-announced shut listing/main@9 (listing/main to 11)"
    ])
    expect([before.validUntil, before.opens?.at]).toEqual([letterDay, letterDay])
    expect(saidBy(before, rules.exempt)).toEqual(["gate.exempt pass"])
  })

  it("of several decisions the newest by its date counts, in whatever order they were recorded", () => {
    const later: Instant = "2026-05-20T09:00:00.000Z"
    const scenario = silently(signs(seedLike(connective), c, connective))
    decides(decides(scenario, "quiet", true, later), "quiet", false, letterDay)
    expect(scenario.gate("quiet", c, letterDay).answer).toBe("open")
    expect(scenario.gate("quiet", c, later).answer).toBe("shut")
    expect(saidBy(scenario.gate("quiet", c, later), rules.exempt)).toEqual(["gate.exempt pass listing/main@11"])
    expect(scenario.outlook("quiet", c, letterDay).validUntil).toBe(later)
  })

  it("by a vendor's reading of what is exempt, once that was stated to the client, and not to another", () => {
    const scenario = signs(announced().reads(commercial, { exempt: ["nonMaterial"] }, letterDay), "c2", commercial)
    decides(scenario, "flowmailer", false, letterDay).tells(c, "letter-1", letterDay)
    const verdict = scenario.gate("flowmailer", c, inJune)
    expect(readOut(verdict).slice(0, 2)).toEqual(["open", "gate.exempt open listing/main@12"])
    expect(verdict.because[0].terms?.map(({ parameter, reading }) => [parameter, reading])).toEqual([
      ["exempt", "terms/sha256-commercial@0"]
    ])
    // Nobody is to be consulted, so no notice is asked for.
    expect(saidBy(verdict, rules.told)).toEqual([])
    expect(decided(scenario.gate("flowmailer", "c2", inJune))).toEqual(["shut", rules.told.clause.quote])
  })

  it("an objection to what is exempt is weighed all the same", () => {
    const scenario = decides(announced(connective), "flowmailer", false, letterDay).objects(
      c,
      "obj-1",
      "2026-04-25T09:00:00.000Z"
    )
    expect(needed(scenario.gate("flowmailer", c, inJune))).toEqual([
      "undetermined",
      "new-sub-processor/any/hold.beforeStart"
    ])
    expect(scenario.gate("flowmailer", c, "2026-04-24T09:00:00.000Z").answer).toBe("shut")
  })
})

describe(rules.baseline.clause.quote, () => {
  const agreeing = (name: string) => varied(name, {}, { entry: { listing: said("agreed"), announced: said("agreed") } })
  const agrees = agreeing("agrees-to-announced")
  const joins = (scenario: Scenario, terms: typeof commercial): Scenario =>
    scenario.onClient(
      c,
      { _tag: "ExecuteDpa", dpa: "d", paper: "standard", terms: addressed(terms.name), at: letterDay },
      { _tag: "AgreeListing", listing: "main", version: 2, at: letterDay },
      { _tag: "BeginUse", of: "product", id: "identity", at: letterDay }
    )
  const postponed = (scenario: Scenario, at: Instant): Scenario =>
    scenario.onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-06-15", at })
  const afterwards: Instant = "2026-06-16T08:00:00.000Z"

  it("of what was announced before entry, the day that was declared then is cited", () => {
    const before = joins(postponed(replacement(seedLike(agrees)), "2026-04-10T09:00:00.000Z"), agrees)
    expect(readOut(before.gate("flowmailer", c, afterwards)).slice(0, 2)).toEqual([
      "open",
      "gate.baseline open client/c1@1 listing/main@11 listing/main@9 listing/main@12 (listing/main to 12)"
    ])
    const after = postponed(joins(replacement(seedLike(agrees)), agrees), "2026-05-10T09:00:00.000Z")
    expect(readOut(after.gate("flowmailer", c, afterwards)).slice(0, 2)).toEqual([
      "open",
      "gate.baseline open client/c1@1 listing/main@11 listing/main@9 (listing/main to 12)"
    ])
    expect(saidBy(after.gate("flowmailer", c, afterwards), rules.hasBegun)).toEqual([
      "gate.a-effective pass listing/main@9 listing/main@12 listing/main@0"
    ])
  })

  it("where the agreement does not say whether the announced is agreed, that is the decision to record", () => {
    const scenario = joins(postponed(replacement(seedLike(connective)), "2026-04-10T09:00:00.000Z"), connective)
    const verdict = scenario.gate("flowmailer", c, afterwards)
    expect(needed(verdict)).toEqual(["undetermined", "entry.announced"])
    expect(readOut(verdict)[1]).toBe(
      "gate.g8-open-question needs client/c1@1 listing/main@11 listing/main@9 listing/main@12 (client/c1 to 2)"
    )
    expect(decided(scenario.gate("flowmailer", c, "2026-06-14T09:00:00.000Z"))).toEqual([
      "shut",
      rules.hasBegun.clause.quote
    ])
  })

  it("an agreement dated before its version was published is cited, and opens nothing", () => {
    const early = seedLike(commercial).onClient(
      c,
      {
        _tag: "ExecuteDpa",
        dpa: "d",
        paper: "standard",
        terms: addressed("commercial"),
        at: "2026-01-02T09:00:00.000Z"
      },
      { _tag: "AgreeListing", listing: "main", version: 1, at: "2026-01-05T08:59:59.999Z" },
      { _tag: "BeginUse", of: "product", id: "identity", at: letterDay }
    )
    const verdict = early.gate("tripolis", c, inJune)
    expect(verdict.answer).toBe("shut")
    expect(saidBy(verdict, rules.baseline)).toEqual([
      "gate.baseline open client/c1@1 listing/main@5 (listing/main to 8)"
    ])
  })

  const silent = (name: string) => varied(name, {}, { entry: { listing: unstated, announced: said("noticeOwed") } })
  const open = silent("entry-open")
  const other = silent("entry-open-too")

  it("read as not agreed at entry, and stated so: from that letter on it is shut", () => {
    const scenario = announced(open, other)
      .reads(open, { "entry.listing": "notAgreed" }, "2026-04-15T09:00:00.000Z")
      .tells(c, "letter-1", letterDay)
    const before = scenario.outlook("tripolis", c, "2026-04-20T08:59:59.999Z")
    expect(decided(before)).toEqual(["open", rules.baseline.clause.quote])
    expect(before.validUntil).toBe(letterDay)
    const verdict = scenario.gate("tripolis", c, letterDay)
    expect(decided(verdict)).toEqual(["shut", rules.neitherAgreedNorAnnounced.clause.quote])
    expect(readOut(verdict)).toContain("notice.pinned stated consultation/chg-1/c1@2")
    expect(readOut(before)).not.toContain("notice.pinned stated consultation/chg-1/c1@2")
  })

  it("a reading of the agreement before does not go along to the next one", () => {
    const scenario = announced(open, other)
      .reads(open, { "entry.listing": "notAgreed" }, "2026-04-15T09:00:00.000Z")
      .tells(c, "letter-1", letterDay)
      .onClient(c, {
        _tag: "ExecuteDpa",
        dpa: "dpa-2",
        paper: "standard",
        terms: addressed(other.name),
        at: "2026-05-01T09:00:00.000Z"
      })
    const verdict = scenario.gate("tripolis", c, "2026-05-02T09:00:00.000Z")
    expect(decided(verdict)).toEqual(["open", rules.baseline.clause.quote])
    expect(saidBy(verdict, rules.agreementInForce)).toEqual([
      "gate.agreement-in-force pass client/c1@4 (client/c1 to 4)"
    ])
    expect(decided(scenario.gate("tripolis", c, "2026-05-01T08:59:59.999Z"))).toEqual([
      "shut",
      rules.neitherAgreedNorAnnounced.clause.quote
    ])
  })

  it("a letter that states no reading is no reason for what stood there before", () =>
    expect(readOut(told().gate("tripolis", c, "2026-05-02T09:00:00.000Z"))).not.toContain(
      "notice.pinned stated consultation/chg-1/c1@2"
    ))

  it("an objection to what is agreed, under an agreement without any duty: a person must say what it holds", () => {
    const none = { ...commercial, name: "no-duties", duties: [] }
    const scenario = signs(seedLike(none), c, none)
    expect(scenario.gate("cm-telecom", c, inJune).answer).toBe("open")
    scenario.objects(c, "obj-1", "2026-03-01T09:00:00.000Z", "cm-telecom")
    const verdict = scenario.gate("cm-telecom", c, inJune)
    expect(verdict.needs).toEqual([{ open: "duties", terms: "terms:sha256-no-duties", why: "unstated" }])
    expect(readOut(verdict).slice(0, 2)).toEqual([
      "undetermined",
      "gate.g8-open-question needs consultation/cm-telecom/c1@0 (consultation/cm-telecom/c1 to 0)"
    ])
    expect(saidBy(verdict, rules.noObjection)).toEqual(["gate.i-no-objection pass (consultation/cm-telecom/c1 to 0)"])
    scenario.onCase("cm-telecom", c, {
      _tag: "WithdrawObjection",
      by: "head-of-it",
      authority: "shown",
      objection: "obj-1",
      at: "2026-03-05T09:00:00.000Z"
    })
    const withdrawn = scenario.gate("cm-telecom", c, inJune)
    expect(withdrawn.answer).toBe("open")
    expect(saidBy(withdrawn, rules.noObjection)).toEqual([
      "gate.i-no-objection pass consultation/cm-telecom/c1@0 consultation/cm-telecom/c1@1 (consultation/cm-telecom/c1 to 1)"
    ])
  })

  it("the same where the agreement's promise is about other companies only", () => {
    const others = varied("others-only", { when: { entities: ["flowmailer"] } })
    const scenario = signs(seedLike(others), c, others).objects(c, "obj-1", "2026-03-01T09:00:00.000Z", "cm-telecom")
    expect(needed(scenario.gate("cm-telecom", c, inJune))).toEqual(["undetermined", "duties"])
  })

  it("an objection to a change that was agreed to at entry, by terms that are no longer at hand: shut, and which is said", () => {
    const scenario = joins(replacement(seedLike(agrees, commercial)), agrees)
      .tells(c, "letter-1", "2026-04-21T09:00:00.000Z")
      .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
    const second = agreeing("agrees-too")
    scenario.world = worldOf(agrees, commercial, second)
    scenario.onClient(c, {
      _tag: "ExecuteDpa",
      dpa: "d2",
      paper: "standard",
      terms: addressed("agrees-too"),
      at: "2026-05-01T09:00:00.000Z"
    })
    const facts = { ...scenario.facts("flowmailer", c), world: worldOf(second) }
    const verdict = pure(() => judge({ engagement: "flowmailer", client: c, use: {}, at: inJune }, facts))
    const inCase = scenario.case("chg-1", c).upTo
    expect(readOut(verdict).slice(0, 2)).toEqual([
      "shut",
      `gate.facts-at-hand shut (consultation/chg-1/c1 to ${inCase})`
    ])
  })
})

describe(rules.factsAtHand.clause.quote, () => {
  it("a case that was begun under other terms needs those, also after the client signed new ones", () => {
    const scenario = announced(commercial, connective)
      .tells(c, "letter-1", letterDay)
      .onClient(c, {
        _tag: "ExecuteDpa",
        dpa: "dpa-2",
        paper: "standard",
        terms: addressed("connective"),
        at: "2026-05-01T09:00:00.000Z"
      })
    const question = { engagement: "flowmailer", client: c, use: {}, at: inJune }
    const facts = scenario.facts("flowmailer", c)
    expect(pure(() => judge(question, facts)).answer).toBe("open")
    const verdict = pure(() => judge(question, { ...facts, world: worldOf(connective) }))
    expect(readOut(verdict).slice(0, 2)).toEqual(["shut", "gate.facts-at-hand shut (consultation/chg-1/c1 to 2)"])
    // The facets say so too.
    expect(verdict.facets.every(({ answer }) => answer === "shut")).toBe(true)
  })

  it("without the zone of the listing no day begins: shut", () => {
    const scenario = told()
    const facts = scenario.facts("flowmailer", c)
    const verdict = pure(() =>
      judge(
        { engagement: "flowmailer", client: c, use: {}, at: inJune },
        { ...facts, world: { ...facts.world, zone: () => undefined } }
      )
    )
    expect(readOut(verdict).slice(0, 2)).toEqual(["shut", "gate.facts-at-hand shut (listing/main to 11)"])
  })
})

// -- G7 ----------------------------------------------------------------------------------------------------------------------

const [duty] = commercial.duties

describe(rules.nothingToConsult.clause.quote, () => {
  const only = (name: string, other: Partial<NonNullable<typeof duty>>) => ({
    ...commercial,
    name,
    duties: [{ ...duty!, ...other }]
  })

  it("an agreement that speaks of new sub-processors only, and not of replacing one: a person must say", () => {
    const terms = only("engage-only", { changes: ["Engage"] })
    const verdict = told(terms).gate("flowmailer", c, inJune)
    expect(needed(verdict)).toEqual(["undetermined", "duties"])
    expect(readOut(verdict).slice(0, 2)).toEqual([
      "undetermined",
      `gate.g8-open-question needs listing/main@9 (consultation/chg-1/c1 to ${told(terms).case("chg-1", c).upTo})`
    ])
    expect(readOut(verdict)).toContain(
      "notice.duty-arises otherChange listing/main@9 client/c1@0 client/c1@2 client/c1@3 (client/c1 to 3)"
    )
  })

  it("a promise only to inform says nothing of consulting", () =>
    expect(
      needed(announced(only("inform-only", { kind: "inform", changes: "any" })).gate("flowmailer", c, inJune))
    ).toEqual(["undetermined", "duties"]))

  it("a promise about any change speaks of a replacement, and whoever is not consulted by it waits for nobody", () => {
    const terms = only("own-paper", { changes: "any", audience: { of: "all", paper: "own" } })
    const verdict = announced(terms).gate("flowmailer", c, inJune)
    expect(readOut(verdict).slice(0, 3)).toEqual([
      "open",
      "gate.c-judged-anew open",
      "notice.duty-arises otherPaper listing/main@9 client/c1@0 client/c1@2 client/c1@3 (client/c1 to 3)"
    ])
    const named = only("own-paper-replace", { changes: ["Replace"], audience: { of: "all", paper: "own" } })
    expect(decided(announced(named).gate("flowmailer", c, inJune))[0]).toBe("open")
  })

  it("there too the client's own yes is what opens, where it said one", () => {
    const verdict = announced(only("engage-only", { changes: ["Engage"] }))
      .saysYes(c, letterDay)
      .gate("flowmailer", c, inJune)
    expect(readOut(verdict).slice(0, 2)).toEqual(["open", "gate.d-yes open consultation/chg-1/c1@0"])
  })

  it("what the client stopped using is cited where it is judged whom to consult", () => {
    const scenario = told().onClient(c, {
      _tag: "EndUse",
      of: "product",
      id: "esignatures",
      at: "2026-05-01T09:00:00.000Z"
    })
    const verdict = scenario.gate("flowmailer", c, inJune)
    expect(saidBy(verdict, rules.whatTheClientUses)).toEqual([
      "gate.what-the-client-uses pass client/c1@3 client/c1@4 (client/c1 to 4)"
    ])
    expect(readOut(verdict)).toContain(
      "notice.duty-arises arises listing/main@9 client/c1@0 client/c1@3 (client/c1 to 4)"
    )
  })
})

describe("What a contract leaves open is read as the letter stated it.", () => {
  const reads = (terms: typeof commercial, name: string, value: unknown) =>
    announced(terms)
      .reads(terms, { [name]: value }, "2026-04-15T09:00:00.000Z")
      .tells(c, "letter-1", letterDay)
  const inRow = (name: string) => `sub-processor-change/any/${name}`

  it("how sub-processors are authorised", () => {
    const terms = varied("authorisation-open", {}, { authorisation: unstated })
    const verdict = told(terms).gate("flowmailer", c, inJune)
    expect(needed(verdict)).toEqual(["undetermined", "authorisation"])
    expect(readOut(verdict)[1]).toBe("gate.g8-open-question needs client/c1@0 (consultation/chg-1/c1 to 2)")
    expect(decided(reads(terms, "authorisation", "specific").gate("flowmailer", c, inJune))).toEqual([
      "shut",
      rules.clientsOwnYes.clause.quote
    ])
    expect(reads(terms, "authorisation", "general").gate("flowmailer", c, inJune).answer).toBe("open")
  })

  it("what silence means", () => {
    const terms = varied("silence-open", { silence: unstated })
    expect(told(terms).gate("flowmailer", c, inJune).answer).toBe("open")
    expect(decided(reads(terms, inRow("silence"), "denied").gate("flowmailer", c, inJune))).toEqual([
      "shut",
      rules.silenceDenies.clause.quote
    ])
  })

  it("how long the window is, where it holds the change", () => {
    const terms = varied("window-open", {
      window: unstated,
      hold: { beforeStart: said("untilWindowEnds"), afterStart: said("none") }
    })
    expect(readOut(told(terms).gate("flowmailer", c, inJune)).slice(0, 2)).toEqual([
      "undetermined",
      "gate.g8-open-question needs consultation/chg-1/c1@2 (consultation/chg-1/c1 to 2)"
    ])
    const never = reads(terms, inRow("window"), { _tag: "OpenEnded" }).gate("flowmailer", c, inJune)
    expect(decided(never)).toEqual(["shut", rules.windowHolds.clause.quote])
    const noRight = reads(terms, inRow("window"), { _tag: "NoRight" }).gate("flowmailer", c, inJune)
    expect(noRight.answer).toBe("open")
  })

  it("which grounds are asked for: only then can a person find them wanting", () => {
    const terms = varied("grounds-open", {
      objection: { ...commercial.duties[0]!.rows[0].objection, grounds: unstated }
    })
    const objected = (scenario: Scenario) =>
      scenario.objects(c, "obj-1", "2026-04-25T09:00:00.000Z").onCase("chg-1", c, {
        _tag: "JudgeGrounds",
        objection: "obj-1",
        sufficient: false,
        by: "dpo-1",
        reason: "sealed:price",
        at: "2026-05-05T09:00:00.000Z"
      })
    expect(decided(objected(told(terms)).gate("flowmailer", c, inJune))).toEqual([
      "shut",
      rules.objectionHolds.clause.quote
    ])
    const read = objected(reads(terms, inRow("objection.grounds"), { needed: "dataProtection" }))
    expect(read.gate("flowmailer", c, inJune).answer).toBe("open")
    expect(saidBy(read.gate("flowmailer", c, inJune), rules.objectionHolds)).toEqual(["gate.i-objection pass"])
  })

  it("whether there is an emergency clause", () => {
    const urgent = (stated: boolean): Scenario => {
      const scenario = signs(seedLike(commercial), c, commercial).onListing(
        {
          _tag: "AnnounceChange",
          change: "chg-1",
          what: {
            _tag: "Replace",
            replaces: "tripolis",
            engagement: engagement("flowmailer", { service: "email", products: ["identity"] })
          },
          effectiveOn: "2026-04-03",
          for: "all",
          emergency: "Tripolis is down for good",
          at: "2026-04-02T08:00:00.000Z"
        },
        {
          _tag: "JudgeEmergency",
          change: "chg-1",
          terms: addressed(commercial.name),
          fits: true,
          by: "dpo-1",
          reason: "no mail goes out",
          at: "2026-04-02T08:01:00.000Z"
        },
        {
          _tag: "ConfirmSafeguards",
          engagement: "flowmailer",
          contract: true,
          equivalentDuties: true,
          by: "dpo-1",
          at: "2026-04-02T08:05:00.000Z"
        },
        { _tag: "PublishVersion", at: "2026-04-02T08:10:00.000Z" }
      )
      if (stated) scenario.reads(commercial, { emergency: { when: "it fails" } }, "2026-04-02T08:15:00.000Z")
      return scenario.tells(c, "letter-1", "2026-04-02T08:20:00.000Z")
    }
    const nextDay: Instant = "2026-04-03T09:00:00.000Z"
    expect(urgent(true).gate("flowmailer", c, nextDay).answer).toBe("open")
    expect(saidBy(urgent(true).gate("flowmailer", c, nextDay), rules.emergency)).toEqual([
      "gate.e-emergency pass listing/main@9 listing/main@10 (listing/main to 12)"
    ])
    expect(decided(urgent(false).gate("flowmailer", c, nextDay))).toEqual(["shut", rules.noticeRunsOut.clause.quote])
  })
})

describe(rules.objectionHolds.clause.quote, () => {
  const objectedOn: Instant = "2026-04-25T09:00:00.000Z"

  it("left open, the decision rests on the objection", () => {
    const hold = varied("hold-open", { hold: { beforeStart: unstated, afterStart: said("none") } })
    expect(readOut(told(hold).objects(c, "obj-1", objectedOn).gate("flowmailer", c, inJune)).slice(0, 2)).toEqual([
      "undetermined",
      "gate.g8-open-question needs consultation/chg-1/c1@3 (consultation/chg-1/c1 to 3)"
    ])
    const late = varied("late-open", { lateObjection: unstated })
    const verdict = told(late).objects(c, "obj-1", "2026-05-25T09:00:00.000Z").gate("flowmailer", c, inJune)
    expect(readOut(verdict).slice(0, 2)).toEqual([
      "undetermined",
      "gate.g8-open-question needs consultation/chg-1/c1@3 (consultation/chg-1/c1 to 3)"
    ])
  })

  it("an objection that a person found wanting needs no decision about its hold: that it does not stand is said", () => {
    const hold = varied("hold-open", { hold: { beforeStart: unstated, afterStart: said("none") } })
    const verdict = told(hold)
      .objects(c, "obj-1", objectedOn)
      .onCase("chg-1", c, {
        _tag: "JudgeGrounds",
        objection: "obj-1",
        sufficient: false,
        by: "dpo-1",
        reason: "sealed:price",
        at: "2026-05-05T09:00:00.000Z"
      })
      .gate("flowmailer", c, inJune)
    expect(verdict.answer).toBe("open")
    expect(readOut(verdict)).toContain("objection.grounds false consultation/chg-1/c1@3 consultation/chg-1/c1@4")
  })

  it("judged twice, the newest judgement by now counts", () => {
    const judges = (sufficient: boolean, at: Instant) =>
      ({
        _tag: "JudgeGrounds",
        objection: "obj-1",
        sufficient,
        by: "dpo-1",
        reason: "sealed:price",
        at
      }) as const
    const second: Instant = "2026-06-10T09:00:00.000Z"
    const scenario = told()
      .objects(c, "obj-1", objectedOn)
      .onCase("chg-1", c, judges(false, "2026-05-05T09:00:00.000Z"), judges(true, second))
    expect(scenario.outlook("flowmailer", c, inJune)).toMatchObject({ answer: "open", validUntil: second })
    expect(scenario.gate("flowmailer", c, second).answer).toBe("shut")
  })

  it("a hold until the exit holds like one until it is resolved, also where it was read only after the objection", () => {
    const exit = varied("until-exit", { hold: { beforeStart: said("untilExit"), afterStart: said("none") } })
    expect(decided(told(exit).objects(c, "obj-1", objectedOn).gate("flowmailer", c, inJune))).toEqual([
      "shut",
      rules.objectionHolds.clause.quote
    ])
    const open = varied("hold-open", { hold: { beforeStart: unstated, afterStart: said("none") } })
    const read = (value: string) =>
      told(open)
        .objects(c, "obj-1", objectedOn)
        .reads(open, { "sub-processor-change/any/hold.beforeStart": value }, "2026-04-28T09:00:00.000Z")
        .tells(c, "letter-2", "2026-04-29T09:00:00.000Z")
        .gate("flowmailer", c, inJune)
    expect(decided(read("untilExit"))).toEqual(["shut", rules.objectionHolds.clause.quote])
    expect(decided(read("untilResolved"))).toEqual(["shut", rules.objectionHolds.clause.quote])
    expect(needed(read("untilWindowEnds"))).toEqual(["undetermined", "sub-processor-change/any/hold.beforeStart"])
    expect(needed(read("none"))).toEqual(["undetermined", "sub-processor-change/any/hold.beforeStart"])
  })
})

describe(rules.hangsOn.clause.quote, () => {
  it("cites what might have started the clock instead, and what kept it from starting it", () => {
    const vague = varied("clock-open", { clockStart: unstated })
    const parameter = "sub-processor-change/any/clockStart"
    const scenario = announced(vague)
      .cannotBeReached("2026-04-10T09:00:00.000Z")
      .tells(c, "letter-1", letterDay)
      .reads(vague, { [parameter]: { from: "sent", contacts: "any" } }, "2026-04-21T09:00:00.000Z")
      .tells(c, "letter-2", "2026-04-22T09:00:00.000Z")
    const verdict = scenario.gate("flowmailer", c, inJune)
    expect(needed(verdict)).toEqual(["undetermined", parameter])
    const lost = `listing/main@${scenario.listing.upTo}`
    expect(saidBy(verdict, rules.hangsOn)).toEqual([
      "gate.g8-open-question needs consultation/chg-1/c1@2 consultation/chg-1/c1@3 (consultation/chg-1/c1 to 3)"
    ])
    expect(verdict.because.flatMap(({ facts }) => facts)).toContain(lost)
  })
})

describe(rules.leaves.clause.quote, () => {
  it("an exit cites the change that it was declared about, and the day from which its notice is counted", () => {
    const fromEffect = varied("from-effect", {
      exit: said({
        who: ["client"],
        scope: "agreement",
        notice: { period: Span.calendarDays(30, Span.plain), from: "effect" }
      })
    })
    const september: Instant = "2026-09-01T00:00:00.000Z"
    const postponed = (scenario: Scenario) =>
      scenario.onListing({
        _tag: "PostponeChange",
        change: "chg-1",
        effectiveOn: "2026-06-08",
        at: "2026-05-20T09:00:00.000Z"
      })
    const verdict = postponed(told(fromEffect))
      .onCase("chg-1", c, {
        _tag: "DeclareExit",
        exit: "exit-1",
        by: "client",
        scope: "agreement",
        from: inJune,
        at: inJune
      })
      .gate("flowmailer", c, september)
    expect(readOut(verdict).slice(0, 4)).toEqual([
      "shut",
      "gate.j-leaves shut consultation/chg-1/c1@3 listing/main@9",
      "objection.authority shown consultation/chg-1/c1@3",
      // Counted from the day that was declared last.
      "objection.exit-takes-effect 2026-07-08T22:00:00.000Z consultation/chg-1/c1@3 consultation/chg-1/c1@2 listing/main@12"
    ])
  })
})

describe(rules.replaced.clause.quote, () => {
  it("replaced for good by what was open once: cites why nothing keeps the client away from that by now", () => {
    const scenario = told()
      .objects(c, "obj-1", inJune)
      .onCase("chg-1", c, {
        _tag: "WithdrawObjection",
        objection: "obj-1",
        by: "head-of-it",
        authority: "shown",
        at: "2026-06-03T09:00:00.000Z"
      })
      .onCase("chg-1", c, {
        _tag: "DeclareExit",
        exit: "exit-1",
        by: "client",
        scope: "affectedService",
        from: "2026-06-04T09:00:00.000Z",
        at: "2026-06-04T09:00:00.000Z"
      })
    const verdict = scenario.gate("tripolis", c, "2026-09-01T09:00:00.000Z")
    expect(decided(verdict)).toEqual(["shut", rules.replaced.clause.quote])
    expect(saidBy(verdict, rules.noObjection)).toContain(
      "gate.i-no-objection pass consultation/chg-1/c1@3 consultation/chg-1/c1@4 (consultation/chg-1/c1 to 5)"
    )
  })
})

describe(rules.carveOutSurvives.clause.quote, () => {
  const again = (scenario: Scenario): Scenario =>
    scenario
      .onListing(
        { _tag: "EndEngagement", engagement: "flowmailer", at: "2026-09-01T09:00:00.000Z" },
        {
          _tag: "AnnounceChange",
          change: "chg-2",
          what: { _tag: "Engage", engagement: engagement("flowmailer", { service: "email", products: ["identity"] }) },
          effectiveOn: "2027-06-01",
          for: "all",
          at: "2027-04-01T09:00:00.000Z"
        },
        {
          _tag: "ConfirmSafeguards",
          engagement: "flowmailer",
          contract: true,
          equivalentDuties: true,
          by: "dpo-1",
          at: "2027-04-01T09:00:00.000Z"
        },
        { _tag: "PublishVersion", at: "2027-04-01T09:00:00.000Z" }
      )
      .tells(c, "letter-2", "2027-04-02T09:00:00.000Z", {}, "chg-2")
  const agreed = (solution: Parameters<Scenario["agrees"]>[1]) =>
    again(told().objects(c, "obj-1", "2026-04-25T09:00:00.000Z").agrees(c, solution, "2026-05-02T09:00:00.000Z"))
  const nextYear: Instant = "2027-06-02T09:00:00.000Z"

  it("so does an alternative; it decides, by what was agreed then", () => {
    for (const solution of [
      { _tag: "CarveOut", engagement: "flowmailer" },
      { _tag: "Alternative", engagement: "flowmailer", doneBy: "cm-telecom" }
    ] as const)
      expect(readOut(agreed(solution).gate("flowmailer", c, nextYear)).slice(0, 2)).toEqual([
        "shut",
        "gate.j-carve-out-survives shut consultation/chg-1/c1@5 listing/main@9 (consultation/chg-1/c1 to 5)"
      ])
  })

  it("an agreement about another engagement, an acceptance or an exit is no carve-out of this one", () => {
    for (const solution of [
      { _tag: "CarveOut", engagement: "tripolis" },
      { _tag: "Acceptance" },
      { _tag: "Exit", from: "2026-10-01T00:00:00.000Z" }
    ] as const) {
      const verdict = agreed(solution).gate("flowmailer", c, nextYear)
      expect([solution._tag, verdict.answer, saidBy(verdict, rules.carveOutSurvives)]).toEqual([
        solution._tag,
        "open",
        []
      ])
    }
  })

  it("the yes to the later period is cited with it", () => {
    const scenario = agreed({ _tag: "CarveOut", engagement: "flowmailer" }).saysYes(
      c,
      "2027-05-01T09:00:00.000Z",
      "chg-2"
    )
    const verdict = scenario.gate("flowmailer", c, nextYear)
    expect(verdict.answer).toBe("open")
    const yes = `consultation/chg-2/c1@${scenario.case("chg-2", c).upTo}`
    expect(saidBy(verdict, rules.carveOutSurvives)[0]).toBe(
      `gate.j-carve-out-survives pass consultation/chg-1/c1@5 listing/main@9 ${yes} (consultation/chg-1/c1 to 5)`
    )
  })

  it("a yes in the period before, which the carve-out followed, is none to the later one", () => {
    const scenario = again(
      told()
        .objects(c, "obj-1", "2026-04-25T09:00:00.000Z")
        .saysYes(c, "2026-04-26T09:00:00.000Z")
        .objects(c, "obj-2", "2026-04-27T09:00:00.000Z")
        .agrees(c, { _tag: "CarveOut", engagement: "flowmailer" }, "2026-05-02T09:00:00.000Z")
    )
    expect(decided(scenario.gate("flowmailer", c, nextYear))).toEqual(["shut", rules.carveOutSurvives.clause.quote])
  })
})

describe(rules.saidYes.clause.quote, () => {
  const at: Instant = "2026-05-02T09:00:00.000Z"
  const objected = () => told().objects(c, "obj-1", "2026-04-25T09:00:00.000Z")

  it("a yes and a carve-out of the same instant: what was recorded last counts", () => {
    const carveOut = { _tag: "CarveOut", engagement: "flowmailer" } as const
    expect(decided(objected().saysYes(c, at).agrees(c, carveOut, at).gate("flowmailer", c, inJune))).toEqual([
      "shut",
      rules.outcome.clause.quote
    ])
    // The yes before it is no reason any more, and nothing is opened by it.
    expect(
      saidBy(objected().saysYes(c, at).agrees(c, carveOut, at).gate("flowmailer", c, inJune), rules.saidYes)
    ).toEqual([])
    const verdict = objected().agrees(c, carveOut, at).saysYes(c, at).gate("flowmailer", c, inJune)
    expect(readOut(verdict).slice(0, 2)).toEqual(["open", "gate.d-yes open consultation/chg-1/c1@6"])
    expect(saidBy(verdict, rules.outcome)).toEqual([
      "gate.j-outcome pass consultation/chg-1/c1@5 consultation/chg-1/c1@6"
    ])
  })

  it("by their dates, whichever was recorded last", () => {
    const carveOut = { _tag: "CarveOut", engagement: "flowmailer" } as const
    const earlierYes = objected().agrees(c, carveOut, at).saysYes(c, "2026-05-02T08:59:59.999Z")
    expect(decided(earlierYes.gate("flowmailer", c, inJune))).toEqual(["shut", rules.outcome.clause.quote])
    const laterYes = objected().saysYes(c, "2026-05-02T09:00:00.001Z").agrees(c, carveOut, at)
    expect(laterYes.gate("flowmailer", c, inJune).answer).toBe("open")
  })

  it("a yes and an objection of the same instant: the one recorded last counts", () => {
    expect(decided(told().saysYes(c, at).objects(c, "obj-1", at).gate("flowmailer", c, inJune))).toEqual([
      "shut",
      rules.objectionHolds.clause.quote
    ])
    expect(decided(told().objects(c, "obj-1", at).saysYes(c, at).gate("flowmailer", c, inJune))).toEqual([
      "open",
      rules.saidYes.clause.quote
    ])
  })

  it("nobody agrees to what was not announced yet; from the announcement on, one can", () => {
    expect(decided(announced().saysYes(c, "2026-04-02T07:59:59.999Z").gate("flowmailer", c, inJune))).toEqual([
      "shut",
      rules.told.clause.quote
    ])
    expect(decided(announced().saysYes(c, "2026-04-02T08:00:00.000Z").gate("flowmailer", c, inJune))).toEqual([
      "open",
      rules.saidYes.clause.quote
    ])
  })

  it("under specific authorisation it is cited where the yes is asked for", () =>
    expect(saidBy(told(specific).saysYes(c, at).gate("flowmailer", c, inJune), rules.clientsOwnYes)).toEqual([
      "gate.d-specific pass consultation/chg-1/c1@3 (consultation/chg-1/c1 to 3)"
    ]))
})
