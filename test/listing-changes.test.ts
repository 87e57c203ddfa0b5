/** Every kind of change: what is announced, which rows it touches, and what it makes of them. */
import * as Result from "effect/Result"
import type { Change, Facet } from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import { rules } from "goodfaith/listing"
import { listing, sentence } from "goodfaith/schema"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { engagement, telling, worldOf } from "./scenario.ts"

const given = telling(Listing.decider, Listing.stream("main"), worldOf())
const at: Instant = "2026-01-05T09:00:00.000Z"
const april: Instant = "2026-04-02T08:00:00.000Z"
const may: Instant = "2026-05-01T09:00:00.000Z"

const opened: Listing.ListingOpened = {
  _tag: "ListingOpened",
  listing: "main",
  title: "Sub-processors",
  vendor: "Connective",
  zone: "Europe/Amsterdam",
  scope: "material sub-processors",
  at
}
const named = (entity: string, name: string): Listing.EntityNamed => ({ _tag: "EntityNamed", entity, name, at })
const listed = (id: string, other: Parameters<typeof engagement>[1] = {}): Listing.EngagementListed => ({
  _tag: "EngagementListed",
  engagement: engagement(id, other),
  at
})
const announce = (
  what: Change,
  change = "chg-1",
  other: Partial<Listing.AnnounceChange> = {}
): Listing.AnnounceChange => ({
  _tag: "AnnounceChange",
  change,
  what,
  effectiveOn: "2026-06-01",
  for: "all",
  at: april,
  ...other
})
const announced = (...args: Parameters<typeof announce>): Listing.ChangeAnnounced => ({
  ...announce(...args),
  _tag: "ChangeAnnounced"
})
const withdrawn = (change = "chg-1"): Listing.ChangeWithdrawn => ({ _tag: "ChangeWithdrawn", change, at: may })

/** Revisions 0 to 5; what a story adds begins at 6. */
const begun: ReadonlyArray<Listing.Event> = [
  opened,
  named("twilio", "Twilio"),
  named("sendgrid", "Sendgrid"),
  listed("sms", { entity: "twilio" }),
  listed("voice", { entity: "twilio", places: [{ id: "us", name: "USA", country: "US" }] }),
  listed("mail", { entity: "sendgrid", dataCategories: ["name", "email address"] })
]
const after = (...events: ReadonlyArray<Listing.Event>) => given(...begun, ...events).folded().state
const row = (id: string, ...events: ReadonlyArray<Listing.Event>) => Listing.standing(after(...events), id)!
const touches = (...events: ReadonlyArray<Listing.Event>) => Listing.change(after(...events), "chg-1")?.touches

/** What is in scope in one respect, what brought it, and what leaves it. */
const scope = (facet: Facet, id: string, ...events: ReadonlyArray<Listing.Event>) =>
  row(id, ...events)
    .scope.filter((it) => it.facet === facet)
    .map((it) => [it.value, it.brought.value, ...it.leaves.map(({ value }) => value)])

const nl = { id: "nl", name: "The Netherlands", country: "NL" }
const ie = { id: "ie", name: "Ireland", country: "IE" }
const be = { id: "be", name: "Belgium", country: "BE" }
const relocate = (...to: ReadonlyArray<typeof nl>): Change => ({ _tag: "Relocate", engagement: "sms", to })
const rename = (entity: string, name: string): Change => ({
  _tag: "Rename",
  entity,
  name,
  by: "dpo-1",
  reason: "the same company in its register"
})
const retire: Change = { _tag: "Retire", engagement: "sms" }
const correct = (to: Listing.Correction, other: Partial<Listing.CorrectEntry> = {}): Listing.CorrectEntry => ({
  _tag: "CorrectEntry",
  engagement: "sms",
  to,
  substance: false,
  by: "dpo-1",
  reason: "misread",
  at: may,
  ...other
})
const corrected = (...args: Parameters<typeof correct>): Listing.EntryCorrected => ({
  ...correct(...args),
  _tag: "EntryCorrected"
})
const substance = { substance: true, change: "chg-1" } as const

describe("a change says what will be so of the rows that it touches, from its day on", () => {
  it("each kind of change is announced as it is asked for", () => {
    const changes: ReadonlyArray<Change> = [
      retire,
      relocate(ie),
      { _tag: "Repurpose", engagement: "sms", to: "all" },
      { _tag: "Extend", engagement: "sms", products: "all" },
      { _tag: "ChangeData", engagement: "mail", to: ["name"] },
      { _tag: "Reclassify", engagement: "sms", material: true, by: "dpo-1", reason: "it sends codes now" },
      { _tag: "LoseSafeguards", engagement: "sms", words: "the contract ends" },
      { _tag: "ChangeControl", entity: "twilio", controller: "Acme Holding Inc." },
      rename("twilio", "Twilio Ireland"),
      { _tag: "Merge", entity: "sendgrid", into: "twilio" },
      { _tag: "Split", entity: "twilio", moves: [{ engagement: "voice", to: "sendgrid" }] },
      { _tag: "ChangeScope", scope: "only what handles documents", unlisted: ["sms"] }
    ]
    for (const what of changes)
      given(...begun)
        .when(announce(what))
        .then(announced(what))
  })

  it("a new row is touched, and not the one that it replaces", () => {
    const what: Change = { _tag: "Replace", engagement: engagement("new", { entity: "sendgrid" }), replaces: "sms" }
    expect(touches(announced(what))).toEqual(["new"])
    expect(row("sms", announced(what)).replacedBy).toEqual([{ value: "chg-1", from: "listing/main@6" }])
    expect(row("new", announced(what)).replacedBy).toEqual([])
    expect(touches(announced({ _tag: "Engage", engagement: engagement("new") }))).toEqual(["new"])
  })

  it("a change of one row touches that row", () => expect(touches(announced(relocate(ie)))).toEqual(["sms"]))

  it("a change of a company touches each of its rows that stands, in their order", () => {
    expect(touches(announced(rename("twilio", "Twilio Ireland")))).toEqual(["sms", "voice"])
    expect(touches(announced({ _tag: "Merge", entity: "twilio", into: "sendgrid" }))).toEqual(["sms", "voice"])
    const control: Change = { _tag: "ChangeControl", entity: "twilio", controller: "Acme" }
    expect(touches({ _tag: "EngagementEnded", engagement: "sms", at }, announced(control))).toEqual(["voice"])
    const engaged = announced({ _tag: "Engage", engagement: engagement("chat", { entity: "twilio" }) }, "chg-0")
    expect(touches(engaged, announced(control))).toEqual(["sms", "voice", "chat"])
    expect(touches(engaged, withdrawn("chg-0"), announced(control))).toEqual(["sms", "voice"])
  })

  it("a row that an earlier change gives to another company is touched by what happens to that one", () => {
    const merge = announced({ _tag: "Merge", entity: "sendgrid", into: "twilio" }, "chg-0")
    expect(touches(merge, announced(rename("twilio", "Twilio Ireland")))).toEqual(["sms", "voice", "mail"])
  })

  it("a split touches the rows that go, a change of scope those that are no longer shown, each once", () => {
    const move = { engagement: "voice", to: "sendgrid" }
    expect(touches(announced({ _tag: "Split", entity: "twilio", moves: [move, move] }))).toEqual(["voice"])
    expect(touches(announced({ _tag: "ChangeScope", scope: "less", unlisted: ["mail", "sms", "mail"] }))).toEqual([
      "mail",
      "sms"
    ])
  })

  it("what was read before a change was announced stays as it was read", () => {
    const before = after()
    const standing = Listing.standing(before, "sms")!
    Listing.evolve(before, announced(relocate(ie)), "listing/main@6")
    expect(Listing.standing(before, "sms")).toBe(standing)
    expect(Listing.change(before, "chg-1")).toBeUndefined()
  })
})

describe("what a row covers is brought by one change and left by another", () => {
  it("a place that it goes to is brought, one that it goes from is left", () => {
    const moves = announced(relocate(nl, ie))
    expect(scope("place", "sms", moves)).toEqual([
      ["nl", undefined],
      ["ie", "chg-1"]
    ])
    expect(scope("place", "sms", announced(relocate(ie)))).toEqual([
      ["nl", undefined, "chg-1"],
      ["ie", "chg-1"]
    ])
    expect(row("sms", moves).scope.find(({ value }) => value === "ie")).toEqual({
      facet: "place",
      value: "ie",
      country: "IE",
      brought: { value: "chg-1", from: "listing/main@6" },
      leaves: []
    })
  })

  it("another purpose is brought, the one it no longer serves is left", () => {
    const to = [{ id: "voice", text: "Voice" }]
    expect(scope("purpose", "sms", announced({ _tag: "Repurpose", engagement: "sms", to }))).toEqual([
      ["sms", undefined, "chg-1"],
      ["voice", "chg-1"]
    ])
    expect(scope("purpose", "sms", announced({ _tag: "Repurpose", engagement: "sms", to: "all" }))).toEqual([
      ["sms", undefined, "chg-1"],
      ["*", "chg-1"]
    ])
  })

  it("more products, regions or options are brought, and those that are not given stay as they are", () => {
    const extend = announced({
      _tag: "Extend",
      engagement: "sms",
      products: ["esignatures", "identity"],
      regions: ["eu"]
    })
    expect(scope("product", "sms", extend)).toEqual([
      ["esignatures", undefined],
      ["identity", "chg-1"]
    ])
    expect(scope("region", "sms", extend)).toEqual([
      ["*", undefined, "chg-1"],
      ["eu", "chg-1"]
    ])
    expect(scope("option", "sms", extend)).toEqual([["*", undefined]])
    const options = announced({ _tag: "Extend", engagement: "sms", options: ["otp"] })
    expect(scope("option", "sms", options)).toEqual([
      ["*", undefined, "chg-1"],
      ["otp", "chg-1"]
    ])
    expect(row("sms", options).printed.value).toMatchObject({ products: ["esignatures"], options: ["otp"] })
    expect(row("sms", options).printed.value).not.toHaveProperty("engagement")
  })

  it("more data is brought, less is left", () => {
    expect(
      scope("dataCategory", "mail", announced({ _tag: "ChangeData", engagement: "mail", to: ["name", "signature"] }))
    ).toEqual([
      ["name", undefined],
      ["email address", undefined, "chg-1"],
      ["signature", "chg-1"]
    ])
  })

  it("which company does the work is in scope from the start, and a merger brings another", () => {
    expect(scope("entity", "mail")).toEqual([["sendgrid", undefined]])
    const merge = announced({ _tag: "Merge", entity: "sendgrid", into: "twilio" })
    expect(scope("entity", "mail", merge)).toEqual([
      ["sendgrid", undefined, "chg-1"],
      ["twilio", "chg-1"]
    ])
    expect(row("mail", merge).printed).toEqual({
      value: engagement("mail", { entity: "twilio", dataCategories: ["name", "email address"] }),
      from: "listing/main@6"
    })
    expect(scope("entity", "sms", merge)).toEqual([["twilio", undefined]])
  })

  it("a split gives each row to the company that takes it", () => {
    const split = announced({
      _tag: "Split",
      entity: "twilio",
      moves: [
        { engagement: "voice", to: "sendgrid" },
        { engagement: "sms", to: "sendgrid" }
      ]
    })
    expect(scope("entity", "voice", split)).toEqual([
      ["twilio", undefined, "chg-1"],
      ["sendgrid", "chg-1"]
    ])
    expect(row("sms", split).printed.value.entity).toBe("sendgrid")
  })

  it("nobody's control is in scope until it changes; each change of it is new", () => {
    const control = (change: string, controller: string, country?: string) =>
      announced(
        { _tag: "ChangeControl", entity: "twilio", controller, ...(country !== undefined && { country }) },
        change
      )
    expect(scope("control", "sms")).toEqual([])
    const first = control("chg-1", "Acme", "US")
    expect(row("sms", first).scope.at(-1)).toEqual({
      facet: "control",
      value: "Acme",
      country: "US",
      brought: { value: "chg-1", from: "listing/main@6" },
      leaves: []
    })
    expect(row("sms", control("chg-1", "Acme")).scope.at(-1)).not.toHaveProperty("country")
    expect(scope("control", "voice", first, control("chg-2", "Acme"))).toEqual([
      ["Acme", "chg-1", "chg-2"],
      ["Acme", "chg-2"]
    ])
    expect(scope("control", "mail", first)).toEqual([])
    expect(row("sms", first).printed.value).toEqual(engagement("sms", { entity: "twilio" }))
  })

  it("a new name changes nothing of what a row covers", () => {
    expect(row("sms", announced(rename("twilio", "Twilio Ireland")))).toEqual(row("sms"))
  })

  it("material, retired, without safeguards, not shown: kept as announced, and nothing new comes into scope", () => {
    const each = [
      announced({ _tag: "Reclassify", engagement: "sms", material: true, by: "dpo-1", reason: "codes" }, "chg-1"),
      announced(retire, "chg-2"),
      announced({ _tag: "LoseSafeguards", engagement: "sms", words: "the contract ends" }, "chg-3"),
      announced({ _tag: "ChangeScope", scope: "less", unlisted: ["sms"] }, "chg-4")
    ]
    const { reclassified, retiredBy, lapses, unlistedBy, scope, printed, ended } = row("sms", ...each)
    expect({ reclassified, retiredBy, lapses, unlistedBy }).toEqual({
      reclassified: [{ value: "chg-1", from: "listing/main@6" }],
      retiredBy: [{ value: "chg-2", from: "listing/main@7" }],
      lapses: [{ value: "chg-3", from: "listing/main@8" }],
      unlistedBy: [{ value: "chg-4", from: "listing/main@9" }]
    })
    expect([scope, printed, ended]).toEqual([row("sms").scope, row("sms").printed, undefined])
    const other = row("voice", ...each)
    expect([other.reclassified, other.retiredBy, other.lapses, other.unlistedBy]).toEqual([[], [], [], []])
  })

  it("a change for one client is announced for that client", () => {
    const only = announced(relocate(ie), "chg-1", { for: ["c42"] })
    expect(Listing.change(after(only), "chg-1")?.announced.value.for).toEqual(["c42"])
    expect(scope("place", "sms", only)).toEqual([
      ["nl", undefined, "chg-1"],
      ["ie", "chg-1"]
    ])
  })

  it("each thing that was printed of a row is kept, beside what is printed now", () => {
    expect(row("sms", announced(relocate(ie)))).toMatchObject({
      printed: { value: { places: [ie] }, from: "listing/main@6" },
      entries: [
        { value: { set: engagement("sms", { entity: "twilio" }), at }, from: "listing/main@3" },
        { value: { change: "chg-1", set: { places: [ie] }, at: april }, from: "listing/main@6" }
      ]
    })
  })
})

describe("what a row is by one change: as that makes it, with all that was declared before", () => {
  const printedBy = (
    change: string,
    events: ReadonlyArray<Listing.Event>,
    instant: Instant = "2026-05-20T09:00:00.000Z"
  ): unknown => {
    const state = after(...events)
    const { value, from } = Listing.printedBy(state, Listing.standing(state, "sms")!, change, instant)
    return [value.places, value.service, value.section, from.slice("listing/main@".length)]
  }
  const { places, service, section } = engagement("sms")
  const first = announced(relocate(ie))
  const second = announced(relocate(be), "chg-2")

  it("a change of the same row that was announced later does not count, an earlier one does", () => {
    expect(printedBy("chg-1", [first, second])).toEqual([[ie], service, section, "6"])
    expect(printedBy("chg-2", [first, second])).toEqual([[be], service, section, "7"])
    const data = announced({ _tag: "ChangeData", engagement: "sms", to: ["name"] }, "chg-2")
    expect(printedBy("chg-2", [first, data])).toEqual([[ie], service, section, "7"])
  })

  it("a change that prints nothing of the row stands between those that do", () => {
    const anew = announced(retire, "chg-3")
    expect(printedBy("chg-3", [first, anew, second])).toEqual([[ie], service, section, "6"])
    expect(printedBy("chg-3", [anew, first])).toEqual([places, service, section, "3"])
    expect(printedBy("never", [first])).toEqual([places, service, section, "3"])
  })

  it("another change that was withdrawn counts until then; the change itself is told as it was announced", () => {
    const begins = "2026-04-30T09:00:00.000Z"
    const data = announced({ _tag: "ChangeData", engagement: "sms", to: ["name"] }, "chg-2")
    const events = [first, data, withdrawn()]
    expect(printedBy("chg-2", events, begins)).toEqual([[ie], service, section, "7"])
    expect(printedBy("chg-2", events, may)).toEqual([places, service, section, "7"])
    expect(printedBy("chg-1", events, may)).toEqual([[ie], service, section, "6"])
  })

  it("what was put right of it by then counts, also after a later change; what is put right later does not", () => {
    const right = corrected({ places: [nl, ie] }, substance)
    expect(printedBy("chg-1", [first, second, right], may)).toEqual([[nl, ie], service, section, "8"])
    expect(printedBy("chg-1", [first, second, right], "2026-05-01T08:59:59.999Z")).toEqual([
      [ie],
      service,
      section,
      "6"
    ])
    expect(printedBy("chg-1", [first, second, corrected({ places: [nl] }, { change: "chg-2" })])).toEqual([
      [ie],
      service,
      section,
      "6"
    ])
  })

  it("a slip of the pen in the row is put right as long as no later change was announced, or that was withdrawn", () => {
    const slip = corrected({ section: "Post" })
    expect(printedBy("chg-1", [first, slip, second])).toEqual([[ie], service, "Post", "7"])
    expect(printedBy("chg-1", [first, second, slip])).toEqual([[ie], service, section, "6"])
    expect(printedBy("chg-1", [slip, first, second])).toEqual([[ie], service, "Post", "7"])
    expect(printedBy("chg-1", [first, second, withdrawn("chg-2"), slip])).toEqual([[ie], service, "Post", "9"])
  })

  it("a row that a change brought is told as that brought it", () => {
    const state = after(
      announced({ _tag: "Engage", engagement: engagement("new") }),
      announced({ _tag: "Relocate", engagement: "new", to: [ie] }, "chg-2"),
      withdrawn()
    )
    const by = (change: string) => Listing.printedBy(state, Listing.standing(state, "new")!, change, may).value.places
    expect([by("chg-1"), by("chg-2")]).toEqual([places, [ie]])
  })
})

describe("what a withdrawn change brought or left does not count", () => {
  it("what it would have printed is not printed", () => {
    expect(row("sms", announced(relocate(ie)), withdrawn()).printed).toEqual({
      value: engagement("sms", { entity: "twilio" }),
      from: "listing/main@7"
    })
    expect(
      row("mail", announced({ _tag: "Merge", entity: "sendgrid", into: "twilio" }), withdrawn()).printed.value.entity
    ).toBe("sendgrid")
  })

  it("a row that it was to bring is still told as it was announced", () => {
    const engage = announced({ _tag: "Engage", engagement: engagement("new") })
    expect(row("new", engage, withdrawn()).printed.value).toEqual(engagement("new"))
  })

  it("a row on which it printed nothing stays as it is", () =>
    expect(row("sms", announced(retire), withdrawn())).toEqual(row("sms", announced(retire))))

  it("a later move goes on from what stood before it", () => {
    const again = announced(relocate(nl, be), "chg-2")
    expect(scope("place", "sms", announced(relocate(ie)), withdrawn(), again)).toEqual([
      ["nl", undefined, "chg-1"],
      ["ie", "chg-1", "chg-2"],
      ["be", "chg-2"]
    ])
  })

  it("what a later change covers too is brought by that one now", () => {
    const later = announced(relocate(ie, be), "chg-2")
    expect(scope("place", "sms", announced(relocate(ie)), later)).toEqual([
      ["nl", undefined, "chg-1", "chg-2"],
      ["ie", "chg-1"],
      ["be", "chg-2"]
    ])
    const without = row("sms", announced(relocate(ie)), later, withdrawn())
    expect(without.scope.filter(({ value }) => value === "ie").map(({ brought }) => brought)).toEqual([
      { value: "chg-1", from: "listing/main@6" },
      { value: "chg-2", from: "listing/main@7" }
    ])
    expect(without.printed.value.places).toEqual([ie, be])
  })

  it("and is left by the one after that, if that leaves it", () => {
    const events = [announced(relocate(ie)), announced(relocate(ie, be), "chg-2"), announced(relocate(be), "chg-3")]
    expect(scope("place", "sms", ...events, withdrawn())).toEqual([
      ["nl", undefined, "chg-1", "chg-2", "chg-3"],
      ["ie", "chg-1", "chg-3"],
      ["be", "chg-2"],
      ["ie", "chg-2", "chg-3"]
    ])
  })
})

describe("a change that is taken back leaves the others as they were", () => {
  const data = announced({ _tag: "ChangeData", engagement: "sms", to: ["name"] }, "chg-9")

  it("what a slip of the pen put right stays right", () => {
    expect(
      scope("place", "sms", announced(relocate(ie)), corrected({ places: [be] }), data, withdrawn("chg-9"))
    ).toEqual([
      ["nl", undefined, "chg-1"],
      ["be", "chg-1"]
    ])
    const twice = [announced(relocate(nl, ie)), announced(relocate(nl, ie), "chg-2"), corrected({ places: [nl, be] })]
    expect(scope("place", "sms", ...twice, data, withdrawn("chg-9"))).toEqual([
      ["nl", undefined],
      ["be", "chg-1"]
    ])
  })

  it("a later change brings what it covers as it was announced, whatever else of it was corrected", () => {
    const events = [announced(relocate(ie)), announced(relocate(ie, be), "chg-2")]
    const heading = corrected({ section: "Infrastructure" }, { change: "chg-2" })
    expect(row("sms", ...events, heading, withdrawn()).scope.at(-1)).toMatchObject({
      value: "ie",
      brought: { value: "chg-2", from: "listing/main@7" }
    })
  })

  it("one that was withdrawn itself brings nothing", () => {
    const events = [announced(relocate(ie)), announced(relocate(ie, be), "chg-2")]
    expect(scope("place", "sms", ...events, withdrawn("chg-2"), withdrawn())).toEqual([
      ["nl", undefined, "chg-1", "chg-2"],
      ["ie", "chg-1"],
      ["be", "chg-2"]
    ])
  })
})

describe(rules.entityAboveEngagement.clause.quote, () => {
  it("a company that nobody named is not renamed, merged, split or controlled, and takes nothing over", () => {
    const unknown = Listing.UnknownEntity("acme")
    const changes: ReadonlyArray<Change> = [
      rename("acme", "Acme"),
      { _tag: "ChangeControl", entity: "acme", controller: "Acme Holding" },
      { _tag: "Merge", entity: "acme", into: "twilio" },
      { _tag: "Merge", entity: "twilio", into: "acme" },
      { _tag: "Split", entity: "acme", moves: [{ engagement: "sms", to: "twilio" }] },
      { _tag: "Split", entity: "twilio", moves: [{ engagement: "sms", to: "acme" }] }
    ]
    for (const what of changes)
      given(...begun)
        .when(announce(what))
        .thenRefused(unknown)
  })

  it("a row that does not stand there is not changed in any way", () => {
    const engagement = "fax"
    const changes: ReadonlyArray<Change> = [
      { _tag: "Retire", engagement },
      { _tag: "Repurpose", engagement, to: "all" },
      { _tag: "Extend", engagement, products: "all" },
      { _tag: "ChangeData", engagement, to: "all" },
      { _tag: "Reclassify", engagement, material: true, by: "dpo-1", reason: "codes" },
      { _tag: "LoseSafeguards", engagement, words: "the contract ends" },
      {
        _tag: "Split",
        entity: "twilio",
        moves: [
          { engagement: "sms", to: "sendgrid" },
          { engagement, to: "sendgrid" }
        ]
      },
      { _tag: "ChangeScope", scope: "less", unlisted: ["sms", engagement] }
    ]
    for (const what of changes)
      given(...begun)
        .when(announce(what))
        .thenRefused(Listing.UnknownEngagement("fax"))
  })

  it("a company does not merge into itself, and takes no row over from itself", () => {
    given(...begun)
      .when(announce({ _tag: "Merge", entity: "twilio", into: "twilio" }))
      .thenRefused(Listing.IntoItself("twilio"))
    given(...begun)
      .when(announce({ _tag: "Split", entity: "twilio", moves: [{ engagement: "sms", to: "twilio" }] }))
      .thenRefused(Listing.IntoItself("twilio"))
  })

  it("only a row of its own is split off from a company", () =>
    given(...begun)
      .when(announce({ _tag: "Split", entity: "sendgrid", moves: [{ engagement: "sms", to: "twilio" }] }))
      .thenRefused(Listing.NotOfThisEntity(row("sms").printed, "sendgrid")))
})

describe(rules.newNameIsAnnounced.clause.quote, () => {
  it("the new name is the company's name, as long as the change is not withdrawn", () => {
    const change = announced(rename("twilio", "Twilio Ireland"))
    expect(Listing.entityName(after(change), "twilio")).toBe("Twilio Ireland")
    expect(Listing.entityName(after(change), "sendgrid")).toBe("Sendgrid")
    expect(Listing.entityName(after(change, withdrawn()), "twilio")).toBe("Twilio")
    expect(Listing.change(after(change), "chg-1")?.announced.value.what).toMatchObject({
      by: "dpo-1",
      reason: "the same company in its register"
    })
  })

  it("it is not just named otherwise, while a row of it stands", () => {
    given(...begun)
      .when({ ...named("twilio", "Acme"), _tag: "NameEntity" })
      .thenRefused(Listing.RenameIsAChange("twilio", "Twilio"))
    given(...begun, announced(rename("twilio", "Twilio Ireland")))
      .when({ ...named("twilio", "Acme"), _tag: "NameEntity" })
      .thenRefused(Listing.RenameIsAChange("twilio", "Twilio Ireland"))
  })

  it("where it sits may be told at any time, and the name of what stands nowhere too", () => {
    const seated = { ...named("twilio", "Twilio"), seat: ie }
    given(...begun)
      .when({ ...seated, _tag: "NameEntity" })
      .then(seated)
    const renamed = announced(rename("twilio", "Twilio Ireland"))
    given(...begun, renamed)
      .when({ ...seated, name: "Twilio Ireland", _tag: "NameEntity" })
      .then({ ...seated, name: "Twilio Ireland" })
    given(opened, named("twilio", "Twilio"))
      .when({ ...named("twilio", "Acme"), _tag: "NameEntity" })
      .then(named("twilio", "Acme"))
  })

  it("of two names the one said last counts, also after the company was named again", () => {
    const renamed = announced(rename("twilio", "Twilio Ireland"))
    const seated = { ...named("twilio", "Twilio Ireland Ltd"), seat: ie }
    expect(Listing.entityName(after(renamed, seated), "twilio")).toBe("Twilio Ireland Ltd")
    expect(Listing.entityName(after(seated, renamed), "twilio")).toBe("Twilio Ireland")
  })
})

describe(rules.renameAddsNoName.clause.quote, () => {
  const renamed = (was: string, is: string, ...others: ReadonlyArray<string>) =>
    given(opened, named("it", was), ...others.map((name, index) => named(`other-${index}`, name))).when(
      announce(rename("it", is))
    )
  const adds = (was: string, is: string, ...others: ReadonlyArray<string>) =>
    renamed(was, is, ...others).thenRefused(Listing.AddsAName(is, was))
  const keeps = (was: string, is: string, ...others: ReadonlyArray<string>) =>
    renamed(was, is, ...others).then(announced(rename("it", is)))

  it("`Algolia` does not become `Algolia and Anthropic`", () => {
    adds("Algolia", "Algolia and Anthropic")
    adds("Help Scout", "Help Scout and Anthropic")
    adds("Discord", "Discord, GitHub, Google")
    adds("OAuth provider", "Google / Microsoft")
    adds("Discord", "GitHub & Discord")
    adds("Discord", "Discord + GitHub")
    adds("Discord", "Discord/GitHub")
    adds("Discord", "Discord; GitHub")
  })

  it("nor are several names taken in between brackets, as one other name of the same may be", () => {
    adds("OAuth providers", "OAuth providers (Google / Microsoft / LinkedIn)")
    adds("OAuth providers", "OAuth providers [Google, Microsoft]")
    adds("OAuth providers", "OAuth providers (Google/Microsoft)")
    adds("OAuth providers (Google)", "OAuth providers (Google / Microsoft)")
    keeps("OAuth providers (Google / Microsoft)", "OAuth providers (Microsoft, Google)")
    keeps("Marks and Spencer", "Bloggs Ltd. (formerly Marks and Spencer)")
    keeps("Acme", "Bloggs (Acme, Inc.)")
    for (const before of [
      "formerly",
      "Formerly:",
      "previously",
      "aka",
      "a/k/a",
      "fka",
      "f/k/a",
      "dba",
      "also known as"
    ])
      keeps("Marks and Spencer", `Bloggs (${before} Marks and Spencer)`)
    adds("Marks and Spencer", "Bloggs (formerly Marks and Smith)")
  })

  it("`Twilio` does not become `Twilio & Twilio Sendgrid`: that is a merger", () => {
    adds("Twilio", "Twilio & Twilio Sendgrid")
    adds("Twilio", "Twilio Sendgrid", "Sendgrid, Inc.")
  })

  it("nor does a name take in another one on the listing, whatever it is joined by", () => {
    adds("Nexmo", "Nexmo (aka Vonage)", "Vonage")
    adds("Foo", "Foo Acme", "\uff21cme")
    keeps("Nexmo", "NexMo (aka Vonage)", "Twilio")
    keeps("Twilio SendGrid", "Twilio (SendGrid)", "SendGrid")
  })

  it("a word that only holds another name is another word", () => {
    keeps("Sens", "Sense", "Sen")
    keeps("Acme Cloud", "Acme Web Cloud", "Web Services", "Cloud Web")
  })

  it("legal forms, brackets, letters and an entirely new name add nothing", () => {
    keeps("Resend", "Plus Five Five, Inc. (Resend)")
    keeps("g-company B.V.", "Xebia Workplace B.V.")
    keeps("Merge.dev", "Merge API Inc.")
    keeps("Lago", "Get Lago Corp.")
    keeps("Acme", "Acme S.à r.l., Ltd.")
    keeps("Acme", "AC\u00adME", "ME")
    keeps("포트원", "포트원(주)")
    keeps("Acme", "Acme, B.V.")
    keeps("Acme", "Acme, Lda")
    keeps("Acme", "Acme & Co. KGaA")
    keeps("Acme", "Acme, S. A.")
    keeps("Acme", "Acme, A/S")
    keeps("Acme", "Acme, Sp. z o.o.")
    keeps("Acme (Europe) S.à r.l.", "Acme (Europe) S.à r.l. et Cie, S.C.A.")
    keeps("Crédit A & B", "Credit A & B")
    keeps("Inc.", "Acme", "Ltd.")
  })

  it("names that it had already may be joined in another way", () => {
    keeps("Johnson & Johnson", "Johnson and Johnson B.V.")
    keeps("Marks and Spencer", "Spencer & Marks")
    keeps("Ernst Young", "Ernst & Young")
    adds("Marks and Spencer", "Marks and Spencer and Bloggs")
    adds("Marks and Spencer", "Marks and Bloggs")
  })
})

describe(rules.correctedOrChanged.clause.quote, () => {
  it("a slip of the pen is put right without a change", () => {
    const slip = correct({ section: "Infrastructure" })
    given(...begun)
      .when(slip)
      .then(corrected({ section: "Infrastructure" }))
    given(...begun, corrected({ section: "Infrastructure" }))
      .when({ ...slip, at: "2026-05-02T09:00:00.000Z" })
      .thenNothing()
    expect(row("sms", corrected({ section: "Infrastructure" }))).toMatchObject({
      printed: { value: { section: "Infrastructure" }, from: "listing/main@6" },
      corrections: [{ value: { by: "dpo-1", reason: "misread" }, from: "listing/main@6" }],
      scope: row("sms").scope
    })
  })

  it("put right, wrong again and put right again is three corrections", () => {
    const first = corrected({ section: "A" })
    const second = corrected({ section: "B" })
    given(...begun, first, second)
      .when(correct({ section: "A" }))
      .then(first)
  })

  it("what should not have been printed is taken out", () => {
    const contact = corrected({ contact: "privacy desk", condition: "only for codes" })
    const without = corrected({ without: ["contact"] })
    expect(row("sms", contact, without).printed.value).toMatchObject({ condition: "only for codes" })
    expect(row("sms", contact, without).printed.value).not.toHaveProperty("contact")
    expect(row("sms", contact, without).printed.value).not.toHaveProperty("without")
  })

  it("a slip keeps what brought it: the place was meant all along", () => {
    const slip = corrected({ places: [be] })
    expect(row("sms", slip).scope.filter(({ facet }) => facet === "place")).toEqual([
      { facet: "place", value: "be", country: "BE", brought: { value: undefined, from: "listing/main@3" }, leaves: [] }
    ])
    expect(scope("place", "sms", announced(relocate(nl, ie)), corrected({ places: [nl, be] }))).toEqual([
      ["nl", undefined],
      ["be", "chg-1"]
    ])
    const ofTheChange = corrected({ places: [be] }, { change: "chg-1" })
    expect(scope("place", "sms", announced(relocate(ie)), ofTheChange)).toEqual([
      ["nl", undefined, "chg-1"],
      ["be", "chg-1"]
    ])
  })

  it("a slip that names some instead of all gives each what brought the all", () => {
    const all: Change = { _tag: "Extend", engagement: "sms", products: "all" }
    const some = { products: ["identity", "forms"] }
    given(...begun, announced(all))
      .when(correct(some))
      .then(corrected(some))
    expect(scope("product", "sms", announced(all), corrected(some))).toEqual([
      ["esignatures", undefined, "chg-1"],
      ["identity", "chg-1"],
      ["forms", "chg-1"]
    ])
  })

  it("history is believed: one thing more that was recorded as a slip has what brought the others", () => {
    expect(scope("place", "sms", corrected({ places: [nl, be] }))).toEqual([
      ["nl", undefined],
      ["be", undefined]
    ])
    expect(
      scope("place", "sms", announced(relocate(ie)), corrected({ places: [be, nl] }, { change: "chg-1" }))
    ).toEqual([
      ["nl", undefined, "chg-1"],
      ["be", "chg-1"],
      ["nl", "chg-1"]
    ])
  })

  it("of several, what brought the newest; and what would have left the wrong one would have left the right one", () => {
    expect(scope("place", "sms", announced(relocate(nl, ie)), corrected({ places: [nl, ie, be] }))).toEqual([
      ["nl", undefined],
      ["ie", "chg-1"],
      ["be", "chg-1"]
    ])
    expect(scope("place", "sms", announced(relocate(ie)), withdrawn(), corrected({ places: [be] }))).toEqual([
      ["ie", "chg-1"],
      ["be", undefined, "chg-1"]
    ])
  })

  it("substance without a change that told it wrongly is a change of its own", () => {
    given(...begun)
      .when(correct({ places: [be] }, { substance: true }))
      .thenRefused(Listing.SubstanceIsAChange("sms"))
  })

  it("neither a change that was never announced, nor a withdrawn one, nor one of another row is corrected", () => {
    const to = { places: [be] }
    given(...begun)
      .when(correct(to, substance))
      .thenRefused(Listing.UnknownChange("chg-1"))
    given(...begun, announced(relocate(ie)), withdrawn())
      .when(correct(to, substance))
      .thenRefused(Listing.CorrectsWithdrawn("chg-1", { value: may, from: "listing/main@7" }))
    const change = Listing.change(after(announced(relocate(ie))), "chg-1")!
    given(...begun, announced(relocate(ie)))
      .when(correct(to, { ...substance, engagement: "voice" }))
      .thenRefused(Listing.NotTouched(change, "voice"))
    given(...begun)
      .when(correct(to, { engagement: "fax" }))
      .thenRefused(Listing.UnknownEngagement("fax"))
  })

  it("what is right is brought anew by the correction, and what was wrong was never so", () => {
    const events = [announced(relocate(nl, ie)), corrected({ places: [nl, be] }, substance)]
    given(...begun, events[0]!)
      .when(correct({ places: [nl, be] }, substance))
      .then(events[1]!)
    expect(row("sms", ...events).scope.filter(({ facet }) => facet === "place")).toEqual([
      { facet: "place", value: "nl", country: "NL", brought: { value: undefined, from: "listing/main@3" }, leaves: [] },
      { facet: "place", value: "be", country: "BE", brought: { value: "chg-1", from: "listing/main@7" }, leaves: [] }
    ])
    expect(row("sms", ...events).printed).toMatchObject({ value: { places: [nl, be] }, from: "listing/main@7" })
  })

  it("what was right already keeps what brought it", () => {
    const events = [announced(relocate(ie, be)), corrected({ places: [ie] }, substance)]
    expect(row("sms", ...events).scope.filter(({ facet }) => facet === "place")).toMatchObject([
      { value: "nl", leaves: [{ value: "chg-1", from: "listing/main@6" }] },
      { value: "ie", brought: { value: "chg-1", from: "listing/main@6" } }
    ])
  })

  it("a place that is not left after all is not left", () => {
    expect(scope("place", "sms", announced(relocate(ie)), corrected({ places: [nl, ie] }, substance))).toEqual([
      ["nl", undefined],
      ["ie", "chg-1"]
    ])
    expect(scope("place", "sms", announced(relocate(nl, ie)), corrected({ places: [ie] }, substance))).toEqual([
      ["nl", undefined, "chg-1"],
      ["ie", "chg-1"]
    ])
  })

  it("left after all, it is left in the order in which the changes were announced", () => {
    const changes = [announced(relocate(ie)), announced(relocate(be), "chg-2")]
    const stays = corrected({ places: [nl, ie] }, substance)
    const leaves = corrected({ places: [ie] }, substance)
    expect(scope("place", "sms", ...changes, stays, leaves)[0]).toEqual(["nl", undefined, "chg-1", "chg-2"])
  })

  it("a new row is corrected as it was announced", () => {
    const engage = announced({ _tag: "Engage", engagement: engagement("new") })
    const wrong = corrected({ places: [be], service: "fax" }, { ...substance, engagement: "new" })
    expect(row("new", engage, wrong).scope.filter(({ facet }) => facet === "place")).toMatchObject([
      { value: "be", brought: { value: "chg-1", from: "listing/main@7" } }
    ])
    expect(row("new", engage, wrong).printed.value).toEqual(engagement("new", { places: [be], service: "fax" }))
  })

  it("what was called a slip and was not is brought anew, when a person says so", () => {
    const slip = corrected({ places: [nl, be] }, { change: "chg-1" })
    const after = corrected({ places: [nl, be] }, substance)
    expect(
      row("sms", announced(relocate(nl, ie)), slip, after).scope.find(({ value }) => value === "be")?.brought
    ).toEqual({ value: "chg-1", from: "listing/main@8" })
    const again = corrected({ places: [nl, be, ie] }, substance)
    expect(
      row("sms", announced(relocate(nl, ie)), after, again).scope.find(({ value }) => value === "be")?.brought
    ).toEqual({ value: "chg-1", from: "listing/main@7" })
  })

  it("a later change goes on from what is right: it leaves that, or brings what was gone", () => {
    const first = announced(relocate(ie))
    const right = corrected({ places: [be] }, substance)
    expect(scope("place", "sms", first, announced(relocate(nl), "chg-2"), right)).toEqual([
      ["nl", undefined, "chg-1"],
      ["nl", "chg-2"],
      ["be", "chg-1", "chg-2"]
    ])
    expect(scope("place", "sms", first, announced(relocate(ie), "chg-2"), right)).toEqual([
      ["nl", undefined, "chg-1", "chg-2"],
      ["be", "chg-1", "chg-2"],
      ["ie", "chg-2"]
    ])
  })

  it("it stands where the change stands that it corrects: a later one is still printed", () => {
    const later = announced(relocate(nl, ie), "chg-2")
    expect(
      row("sms", announced(relocate(ie)), later, corrected({ places: [be] }, substance)).printed.value.places
    ).toEqual([nl, ie])
    expect(row("sms", announced(relocate(ie)), later, corrected({ places: [be] })).printed.value.places).toEqual([be])
  })

  it("withdrawn with its change, it is not printed any more, and a change after it stays as it was corrected", () => {
    const right = corrected({ places: [be] }, substance)
    expect(row("sms", announced(relocate(ie)), right, withdrawn()).printed.value.places).toEqual([nl])
    const data = announced({ _tag: "ChangeData", engagement: "sms", to: ["name"] }, "chg-0")
    expect(scope("place", "sms", data, announced(relocate(ie)), right, withdrawn("chg-0"))).toEqual([
      ["nl", undefined, "chg-1"],
      ["be", "chg-1"]
    ])
  })
})

describe(rules.slipAddsNothing.clause.quote, () => {
  /** Refused after these events, or recorded. */
  const adds = (slip: Listing.CorrectEntry, ...events: ReadonlyArray<Listing.Event>): void => {
    given(...begun, ...events)
      .when(slip)
      .thenRefused(Listing.AddsToScope(row("sms", ...events)))
  }
  const isSlip = (slip: Listing.CorrectEntry, ...events: ReadonlyArray<Listing.Event>): void =>
    given(...begun, ...events)
      .when(slip)
      .then({ ...slip, _tag: "EntryCorrected" })

  it("another thing for each that goes is a slip, one more is not, in whatever respect", () => {
    isSlip(correct({ places: [be] }))
    adds(correct({ places: [nl, be] }))
    adds(correct({ places: [be, ie] }))
    isSlip(correct({ places: [be] }), announced(relocate(nl, ie)))
    isSlip(correct({ places: [be, nl] }), announced(relocate(nl, ie)))
    adds(correct({ places: [be, nl, ie] }), announced(relocate(nl, ie)))
    adds(
      correct({
        section: "Post",
        purposes: [
          { id: "sms", text: "SMS" },
          { id: "spam", text: "Spam" }
        ]
      })
    )
  })

  it("all instead of some is not a slip, some instead of all is", () => {
    adds(correct({ products: "all" }), announced({ _tag: "Extend", engagement: "sms", products: ["a", "b"] }))
    isSlip(correct({ products: ["a", "b"] }), announced({ _tag: "Extend", engagement: "sms", products: "all" }))
  })

  it("a slip in a change is laid beside what that change brought", () => {
    const ofTheChange = { change: "chg-1" } as const
    isSlip(correct({ places: [be] }, ofTheChange), announced(relocate(ie)))
    adds(correct({ places: [be, ie] }, ofTheChange), announced(relocate(ie)))
    adds(correct({ places: [ie, nl] }, ofTheChange), announced(relocate(ie)))
    adds(correct({ dataCategories: ["health"] }, ofTheChange), announced(relocate(ie)))
  })

  it("what was left out is put right in substance", () =>
    isSlip(correct({ places: [ie, be] }, substance), announced(relocate(ie))))

  it("told late, it adds nothing to the row as it was then either", () => {
    const right = corrected({ places: [ie, be] }, substance)
    const slip = correct({ places: [ie, be] }, { change: "chg-1" })
    adds({ ...slip, at: "2026-05-01T08:59:59.999Z" }, announced(relocate(ie)), right)
    isSlip(slip, announced(relocate(ie)), right)
  })

  it("asked twice it is nothing new", () =>
    given(...begun, corrected({ places: [be] }))
      .when(correct({ places: [be] }))
      .thenNothing())
})

describe(rules.emergencyIsJudged.clause.quote, () => {
  const urgent = announced(relocate(ie), "chg-1", { emergency: "the data centre burnt down" })
  const judge: Listing.JudgeEmergency = {
    _tag: "JudgeEmergency",
    change: "chg-1",
    terms: "terms:sha256-a",
    fits: true,
    by: "dpo-1",
    reason: "the clause names fire",
    at: april
  }
  const judged: Listing.EmergencyJudged = { ...judge, _tag: "EmergencyJudged" }

  it("what was decided stays beside what is decided for other terms, or later", () => {
    given(...begun, urgent)
      .when(judge)
      .then(judged)
    given(...begun, urgent, judged)
      .when(judge)
      .thenNothing()
    for (const other of [{ terms: "terms:sha256-b" }, { fits: false }, { at: may }] as const)
      given(...begun, urgent, judged)
        .when({ ...judge, ...other })
        .then({ ...judged, ...other })
    const { emergency } = Listing.change(after(urgent, judged, { ...judged, fits: false, at: may }), "chg-1")!
    expect(emergency.map(({ value, from }) => [value.fits, from])).toEqual([
      [true, "listing/main@7"],
      [false, "listing/main@8"]
    ])
  })

  it("a change that could wait is no emergency, and one that was never announced is none either", () => {
    const change = Listing.change(after(announced(relocate(ie))), "chg-1")!
    given(...begun, announced(relocate(ie)))
      .when(judge)
      .thenRefused(Listing.NotAnEmergency(change))
    given(...begun)
      .when(judge)
      .thenRefused(Listing.UnknownChange("chg-1"))
  })
})

describe(rules.deadAddress.clause.quote, () => {
  const lose: Listing.LoseObjectionAddress = { _tag: "LoseObjectionAddress", address: "dpo@vendor.example", at: april }

  it("learned later, that it did not work from an earlier moment on is recorded, and counts; a later moment is already so", () => {
    const since = (moment: Instant): Listing.ObjectionAddressLost => ({
      ...lose,
      _tag: "ObjectionAddressLost",
      at: moment
    })
    given(...begun, since(april))
      .when({ ...lose, at })
      .then(since(at))
    given(...begun, since(april))
      .when({ ...lose, at: may })
      .thenNothing()
    const { state } = given(...begun, since(april), since(at)).folded()
    expect(state.addresses.map(({ lost }) => lost.value.at)).toEqual([at])
  })
  const lost: Listing.ObjectionAddressLost = { ...lose, _tag: "ObjectionAddressLost" }
  const restore: Listing.RestoreObjectionAddress = { ...lose, _tag: "RestoreObjectionAddress", at: may }
  const restored: Listing.ObjectionAddressRestored = { ...restore, _tag: "ObjectionAddressRestored" }

  it("lost from one instant, and again from another: each time is kept", () => {
    given(opened).when(lose).then(lost)
    given(opened, lost)
      .when({ ...lose, at: may })
      .thenNothing()
    given(opened, lost, restored)
      .when({ ...lose, at: may })
      .then({ ...lost, at: may })
    given(opened, lost)
      .when({ ...lose, address: "post" })
      .then({ ...lost, address: "post" })
    expect(given(opened, lost, restored, { ...lost, at: may }).folded().state.addresses).toEqual([
      { lost: { value: lost, from: "listing/main@1" }, restored: { value: may, from: "listing/main@2" } },
      { lost: { value: { ...lost, at: may }, from: "listing/main@3" }, restored: undefined }
    ])
  })

  it("it is told once that it works again, and of no other address", () => {
    given(opened, lost).when(restore).then(restored)
    given(opened, lost, restored).when(restore).thenNothing()
    given(opened).when(restore).thenNothing()
    const other: Listing.ObjectionAddressLost = { ...lost, address: "post" }
    const { addresses } = given(opened, lost, other, restored).folded().state
    expect(addresses.map((it) => it.restored)).toEqual([{ value: may, from: "listing/main@3" }, undefined])
  })

  it("it does not work again before it was lost, nor at that instant", () => {
    const loss = { lost: { value: lost, from: "listing/main@1" as const }, restored: undefined }
    given(opened, lost)
      .when({ ...restore, at: april })
      .thenRefused(Listing.LostLater(loss))
    given(opened, lost)
      .when({ ...restore, at: "2026-04-02T08:00:00.001Z" })
      .then({ ...restored, at: "2026-04-02T08:00:00.001Z" })
  })
})

describe(rules.neverNetted.clause.quote, () => {
  const atNight: Instant = "2026-05-31T22:00:00.000Z"

  it("a retired row stands until its day begins; after that it is engaged again, in a new period", () => {
    const again = announce({ _tag: "Engage", engagement: engagement("sms", { entity: "twilio" }) }, "chg-2")
    given(...begun, announced(retire))
      .when({ ...again, at: "2026-05-31T21:59:59.999Z" })
      .thenRefused(Listing.EngagementStands(row("sms", announced(retire))))
    const back: Listing.ChangeAnnounced = { ...again, _tag: "ChangeAnnounced", at: atNight }
    given(...begun, announced(retire))
      .when({ ...again, at: atNight })
      .then(back)
    const state = after(announced(retire), back)
    expect(Listing.standing(state, "sms")).toMatchObject({ retiredBy: [], before: { retiredBy: [{ value: "chg-1" }] } })
  })

  it("what is retired is not changed any more, once its day has begun", () => {
    given(...begun, announced(retire))
      .when({ ...announce(relocate(ie), "chg-2"), at: atNight })
      .thenRefused(Listing.IsRetired("sms", { value: "chg-1", from: "listing/main@6" }))
    given(...begun, announced(retire))
      .when(announce(relocate(ie), "chg-2"))
      .then(announced(relocate(ie), "chg-2"))
    given(...begun, announced(retire), withdrawn())
      .when({ ...announce(relocate(ie), "chg-2"), at: atNight })
      .then({ ...announced(relocate(ie), "chg-2"), at: atNight })
  })

  it("retired for named clients, it goes on for the others: it is changed, and not engaged beside itself", () => {
    const forOne = announced(retire, "chg-1", { for: ["c1"] })
    const move = { ...announce(relocate(ie), "chg-2"), at: atNight }
    given(...begun, forOne)
      .when(move)
      .then({ ...move, _tag: "ChangeAnnounced" })
    given(...begun, forOne)
      .when({
        ...announce({ _tag: "Engage", engagement: engagement("sms", { entity: "twilio" }) }, "chg-2"),
        at: atNight
      })
      .thenRefused(Listing.EngagementStands(row("sms", forOne)))
    given(...begun, forOne, announced(retire, "chg-3"))
      .when(move)
      .thenRefused(Listing.IsRetired("sms", { value: "chg-3", from: "listing/main@7" }))
    given(...begun, announced({ _tag: "Retire", engagement: "mail" }, "chg-1", { for: ["c1"] }))
      .when({ _tag: "NameEntity", entity: "sendgrid", name: "Twilio Mail", at: atNight })
      .thenRefused(Listing.RenameIsAChange("sendgrid", "Sendgrid"))
  })

  it("a row that never came is not changed either", () => {
    const engage = announced({ _tag: "Engage", engagement: engagement("new") })
    given(...begun, engage, withdrawn())
      .when(announce({ _tag: "Retire", engagement: "new" }, "chg-2"))
      .thenRefused(Listing.Withdrawn("chg-1", { value: may, from: "listing/main@7" }))
    given(...begun, engage)
      .when(announce({ _tag: "Retire", engagement: "new" }, "chg-2"))
      .then(announced({ _tag: "Retire", engagement: "new" }, "chg-2"))
  })

  it("a retirement is moved and withdrawn like any other change", () => {
    const postpone: Listing.PostponeChange = {
      _tag: "PostponeChange",
      change: "chg-1",
      effectiveOn: "2026-07-01",
      at: may
    }
    given(...begun, announced(retire))
      .when(postpone)
      .then({ ...postpone, _tag: "ChangePostponed" })
    given(...begun, announced(retire), { ...postpone, _tag: "ChangePostponed" })
      .when({ ...announce(relocate(ie), "chg-2"), at: atNight })
      .then({ ...announced(relocate(ie), "chg-2"), at: atNight })
  })

  it("notes are kept one after the other, and make the listing differ from what was published", () => {
    const notes: Listing.NotesChanged = { _tag: "NotesChanged", notes: "Data stays in Canada", at }
    const later: Listing.NotesChanged = { ...notes, notes: "Data may leave Canada", at: april }
    given(opened)
      .when({ ...notes, _tag: "ChangeNotes" })
      .then(notes)
    given(opened, notes)
      .when({ ...notes, _tag: "ChangeNotes", at: april })
      .thenNothing()
    given(opened, notes, later)
      .when({ ...notes, _tag: "ChangeNotes" })
      .then(notes)
    const { state } = given(opened, notes, later).folded()
    expect(Listing.notesAt(state, "2026-04-02T07:59:59.999Z")?.value.notes).toBe("Data stays in Canada")
    expect(Listing.notesAt(state, april)).toEqual({ value: later, from: "listing/main@2" })
    expect(Listing.notesAt(state, "2026-01-05T08:59:59.999Z")).toBeUndefined()
    const published: Listing.VersionPublished = { _tag: "VersionPublished", version: 1, at }
    given(opened, published, notes)
      .when({ _tag: "PublishVersion", at: april })
      .then({ ...published, version: 2, at: april })
  })

  it("a review is recorded each time, and is nothing to publish", () => {
    const review: Listing.ReviewListing = { _tag: "ReviewListing", by: "dpo-1", at: april }
    const reviewed: Listing.ListingReviewed = { ...review, _tag: "ListingReviewed" }
    given(opened).when(review).then(reviewed)
    given(opened, reviewed).when(review).thenNothing()
    given(opened, reviewed)
      .when({ ...review, at: may })
      .then({ ...reviewed, at: may })
    given(opened, reviewed)
      .when({ ...review, words: "all certificates seen" })
      .then({ ...reviewed, words: "all certificates seen" })
    given(opened, { _tag: "VersionPublished", version: 1, at }, reviewed)
      .when({ _tag: "PublishVersion", at: may })
      .thenNothing()
  })

  it("the age of the last review is counted in whole days, from the opening where there was none", () => {
    const reviewed: Listing.ListingReviewed = { _tag: "ListingReviewed", by: "dpo-1", at: april }
    const { state } = given(opened, reviewed).folded()
    expect(Listing.reviewAge(state, "2026-01-05T08:59:59.999Z")).toBeUndefined()
    expect(Listing.reviewAge(state, at)).toEqual({ days: 0, since: { value: at, from: "listing/main@0" } })
    expect(Listing.reviewAge(state, "2026-01-06T08:59:59.999Z")?.days).toBe(0)
    expect(Listing.reviewAge(state, "2026-01-06T09:00:00.000Z")?.days).toBe(1)
    expect(Listing.reviewAge(state, "2026-04-02T07:59:59.999Z")).toMatchObject({ days: 86, since: { value: at } })
    expect(Listing.reviewAge(state, may)).toEqual({ days: 29, since: { value: april, from: "listing/main@1" } })
    expect(Listing.reviewAge(given().folded().state, may)).toBeUndefined()
  })

  it("what the page claims and where it was shown are kept beside the version", () => {
    const publish: Listing.PublishVersion = {
      _tag: "PublishVersion",
      statedOn: "2025-12-01",
      proof: { where: "https://example.com/list", sha256: "0".repeat(64) },
      at
    }
    const published: Listing.VersionPublished = { ...publish, _tag: "VersionPublished", version: 1 }
    given(opened).when(publish).then(published)
    given(opened, published)
      .when({ ...publish, at: may })
      .thenNothing()
    given(opened, published).when({ _tag: "PublishVersion", at: may }).thenNothing()
    const redated = { ...publish, statedOn: "2026-05-01", at: may } as const
    given(opened, published)
      .when(redated)
      .then({ ...published, version: 2, statedOn: "2026-05-01", at: may })
    given(opened, { _tag: "VersionPublished", version: 1, at })
      .when(publish)
      .then({ ...published, version: 2 })
  })

  it("none of this is said on a listing that is not open", () => {
    const commands: ReadonlyArray<Listing.Command> = [
      correct({ section: "A" }),
      { _tag: "ChangeNotes", notes: "none", at },
      { _tag: "ReviewListing", by: "dpo-1", at },
      { _tag: "LoseObjectionAddress", address: "post", at },
      { _tag: "RestoreObjectionAddress", address: "post", at }
    ]
    for (const command of commands) given().when(command).thenRefused(Listing.NotOpened)
  })
})

describe("a change or a correction that says nothing is none", () => {
  const told = (command: object): ReadonlyArray<string> => {
    const decoded = listing.decodeCommand(command)
    return Result.isFailure(decoded) ? decoded.failure.map(sentence) : []
  }

  it("a wider use names products, regions or options", () => {
    expect(told(announce({ _tag: "Extend", engagement: "sms" }))).toEqual([
      "`what`: expected the new `products`, `regions` or `options`, found an object"
    ])
    for (const one of [{ products: ["a"] }, { regions: ["a"] }, { options: ["a"] }])
      expect(told(announce({ _tag: "Extend", engagement: "sms", ...one }))).toEqual([])
  })

  it("a correction puts one thing right, or more", () => {
    expect(told(correct({}))).toEqual(["`to`: expected the right value of one field or more, found an object"])
    expect(told(correct({ without: ["contact"] }))).toEqual([])
    expect(told(correct({ without: [] }))).toEqual([
      "`to.without`: expected a list of one or more, found an empty list"
    ])
    expect(told(correct({ role: "controller" } as never))).toEqual(["`to.role`: expected no such field, found a text"])
  })

  it("nobody's control is called `*`, and a hash is a whole one", () => {
    expect(told(announce({ _tag: "ChangeControl", entity: "twilio", controller: "*" }))).toEqual([
      "`what.controller`: expected who controls it, such as `Acme Holding Inc.`, found `*`"
    ])
    const proof = { where: "https://example.com/list", sha256: "0".repeat(40) }
    expect(told({ _tag: "PublishVersion", proof, at })).toEqual([
      `\`proof.sha256\`: expected a SHA-256 hash: 64 small hexadecimal digits, found \`${proof.sha256}\``
    ])
  })
})
