/** The listing as it stood on any day, what differs between two days, and what of it concerns whom. */
import fc from "fast-check"
import type { Change, Engagement } from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import { amsterdam, type Day, type Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { anyEngagement, anyListingEvent, anyInstant } from "./arbitraries.ts"
import { engagement, telling, worldOf } from "./scenario.ts"

const given = telling(Listing.decider, Listing.stream("main"), worldOf())
const january: Instant = "2026-01-05T09:00:00.000Z"
const april: Instant = "2026-04-02T08:00:00.000Z"
const may: Instant = "2026-05-01T09:00:00.000Z"
/** 1 June begins in Amsterdam. */
const june: Instant = "2026-05-31T22:00:00.000Z"
const justBefore: Instant = "2026-05-31T21:59:59.999Z"

const nl = { id: "nl", name: "The Netherlands", country: "NL" }
const ie = { id: "ie", name: "Ireland", country: "IE" }
const be = { id: "be", name: "Belgium", country: "BE" }

const named = (entity: string, name: string, at = january): Listing.EntityNamed => ({
  _tag: "EntityNamed",
  entity,
  name,
  at
})
const announced = (
  what: Change,
  change = "chg-1",
  other: Partial<Listing.ChangeAnnounced> = {}
): Listing.ChangeAnnounced => ({
  _tag: "ChangeAnnounced",
  change,
  what,
  effectiveOn: "2026-06-01",
  for: "all",
  at: april,
  ...other
})
const withdrawn = (at: Instant, change = "chg-1"): Listing.ChangeWithdrawn => ({ _tag: "ChangeWithdrawn", change, at })
const postponed = (effectiveOn: Day, at: Instant): Listing.ChangePostponed => ({
  _tag: "ChangePostponed",
  change: "chg-1",
  effectiveOn,
  at
})
const corrected = (
  to: Listing.Correction,
  at: Instant,
  other: Partial<Listing.EntryCorrected> = {}
): Listing.EntryCorrected => ({
  _tag: "EntryCorrected",
  engagement: "sms",
  to,
  substance: false,
  by: "dpo-1",
  reason: "misread",
  at,
  ...other
})

/** Revisions 0 to 2; what a story adds begins at 3. */
const begun: ReadonlyArray<Listing.Event> = [
  {
    _tag: "ListingOpened",
    listing: "main",
    title: "Sub-processors",
    vendor: "Connective",
    zone: "Europe/Amsterdam",
    scope: "material sub-processors",
    at: january
  },
  named("sms", "Twilio"),
  { _tag: "EngagementListed", engagement: engagement("sms"), at: january }
]
const rows = (events: ReadonlyArray<Listing.Event>, held: Instant, other: Partial<Listing.AsOf> = {}) =>
  Listing.rows(given(...begun, ...events).folded().state, { held, zone: amsterdam, ...other })
const row = (events: ReadonlyArray<Listing.Event>, held: Instant, other: Partial<Listing.AsOf> = {}) =>
  rows(events, held, other).find(({ id }) => id === "sms")
const relocate = (...to: ReadonlyArray<typeof nl>): Change => ({ _tag: "Relocate", engagement: "sms", to })
const engage = (id: string, other: Partial<Engagement> = {}): Change => ({
  _tag: "Engage",
  engagement: engagement(id, other)
})
const places = (...args: Parameters<typeof row>) => row(...args)?.printed.places
const statuses = (...args: Parameters<typeof rows>) => rows(...args).map(({ id, status }) => [id, status])

describe("the listing as it stood on any day can be shown again", () => {
  it("a row stands from the moment it was listed", () => {
    expect(rows([], "2026-01-05T08:59:59.999Z")).toEqual([])
    expect(rows([], january)).toEqual([
      {
        id: "sms",
        name: "Twilio",
        printed: engagement("sms"),
        status: "active",
        brought: { value: undefined, from: "listing/main@2" },
        for: "all"
      }
    ])
  })

  it("a new row is announced until its day begins in the listing's zone", () => {
    const events = [announced(engage("mail"))]
    expect(statuses(events, "2026-04-02T07:59:59.999Z")).toEqual([["sms", "active"]])
    expect(statuses(events, april)).toEqual([
      ["sms", "active"],
      ["mail", "announced"]
    ])
    expect(statuses(events, justBefore)[1]).toEqual(["mail", "announced"])
    expect(statuses(events, june)[1]).toEqual(["mail", "active"])
    expect(rows(events, june)[1]).toMatchObject({
      name: "mail",
      brought: { value: "chg-1", from: "listing/main@3" },
      for: "all"
    })
  })

  it("a change is printed from its day on", () => {
    const events = [announced(relocate(ie))]
    expect(places(events, justBefore)).toEqual([nl])
    expect(places(events, june)).toEqual([ie])
  })

  it("of two changes of one thing the one announced last is printed, whichever holds first", () => {
    const events = [announced(relocate(ie)), announced(relocate(be), "chg-2", { effectiveOn: "2026-05-01" })]
    expect(places(events, may)).toEqual([be])
    expect(places(events, june)).toEqual([be])
  })

  it("moved to another day, it holds from that; looked at before that was said, it was to hold from the first", () => {
    const later = [announced(engage("mail")), postponed("2026-07-01", may), postponed("2026-06-15", june)]
    expect(statuses(later, june)[1]).toEqual(["mail", "announced"])
    expect(statuses(later, "2026-06-14T21:59:59.999Z")[1]).toEqual(["mail", "announced"])
    expect(statuses(later, "2026-06-14T22:00:00.000Z")[1]).toEqual(["mail", "active"])
    const earlier = [announced(engage("mail")), postponed("2026-04-03", may)]
    expect(statuses(earlier, "2026-05-01T08:59:59.999Z")[1]).toEqual(["mail", "announced"])
    expect(statuses(earlier, may)[1]).toEqual(["mail", "active"])
    expect(statuses(earlier, may, { known: 3 })[1]).toEqual(["mail", "announced"])
    expect(statuses(later, june, { known: 4 })[1]).toEqual(["mail", "announced"])
    expect(statuses(later, june, { known: 3 })[1]).toEqual(["mail", "active"])
    expect(statuses(later, "2026-06-20T10:00:00.000Z", { known: 4 })[1]).toEqual(["mail", "announced"])
  })

  it("a withdrawn change is announced until it was withdrawn, and brings nothing after", () => {
    const events = [
      announced(engage("mail")),
      announced(relocate(ie), "chg-2"),
      withdrawn(may),
      withdrawn(may, "chg-2")
    ]
    expect(statuses(events, "2026-05-01T08:59:59.999Z")).toHaveLength(2)
    expect(statuses(events, may)).toEqual([["sms", "active"]])
    expect(places(events, june)).toEqual([nl])
    expect(places(events, june, { known: 5 })).toEqual([ie])
  })

  it("a row ends when it was ended, or on the day from which it is retired", () => {
    const ended: Listing.EngagementEnded = { _tag: "EngagementEnded", engagement: "sms", at: may }
    expect(statuses([ended], "2026-05-01T08:59:59.999Z")).toEqual([["sms", "active"]])
    expect(statuses([ended], may)).toEqual([["sms", "ended"]])
    const retired = announced({ _tag: "Retire", engagement: "sms" })
    expect(statuses([retired], justBefore)).toEqual([["sms", "active"]])
    expect(statuses([retired], june)).toEqual([["sms", "ended"]])
    expect(statuses([retired, withdrawn(may)], june)).toEqual([["sms", "active"]])
  })

  it("a row that ended before it began has ended", () => {
    const ended: Listing.EngagementEnded = { _tag: "EngagementEnded", engagement: "mail", at: may }
    expect(statuses([announced(engage("mail")), ended], may)[1]).toEqual(["mail", "ended"])
  })

  it("what another row replaces stays until it ends", () => {
    const events = [announced({ _tag: "Replace", engagement: engagement("mail"), replaces: "sms" })]
    expect(statuses(events, june)).toEqual([
      ["sms", "active"],
      ["mail", "active"]
    ])
  })

  it("engaged again it is one row, in its new period; if that was withdrawn, it is what it was before", () => {
    const events = [
      { _tag: "EngagementEnded", engagement: "sms", at: april },
      announced(engage("sms", { service: "voice" }), "chg-1", { at: may })
    ] as const
    expect(row(events, "2026-05-01T08:59:59.999Z")).toMatchObject({ status: "ended", printed: { service: "sms" } })
    expect(row(events, may)).toMatchObject({ status: "announced", printed: { service: "voice" } })
    expect(row(events, june)).toMatchObject({ status: "active", brought: { value: "chg-1" } })
    expect(row([...events, withdrawn(may)], june)).toMatchObject({ status: "ended", brought: { value: undefined } })
  })

  it("a row that the listing no longer shows goes on; under the next scope it may be shown again", () => {
    const scope = (change: string, effectiveOn: Day, ...unlisted: ReadonlyArray<string>) =>
      announced({ _tag: "ChangeScope", scope: change, unlisted }, change, { effectiveOn })
    const first = scope("chg-1", "2026-06-01", "sms")
    expect(statuses([first], justBefore)).toEqual([["sms", "active"]])
    expect(statuses([first], june)).toEqual([["sms", "unlisted"]])
    expect(Listing.shown(rows([first], june))).toEqual([])
    const second = scope("chg-2", "2026-07-01")
    expect(statuses([first, second], "2026-06-30T21:59:59.999Z")).toEqual([["sms", "unlisted"]])
    expect(statuses([first, second], "2026-06-30T22:00:00.000Z")).toEqual([["sms", "active"]])
    const same = scope("chg-2", "2026-07-01", "sms")
    expect(statuses([first, same], "2026-06-30T22:00:00.000Z")).toEqual([["sms", "unlisted"]])
    expect(statuses([first, withdrawn(may)], june)).toEqual([["sms", "active"]])
  })

  it("of two scopes the one announced last counts, whatever they are called", () => {
    for (const [first, second] of [
      ["a", "z"],
      ["z", "a"]
    ] as const) {
      const events = [
        announced({ _tag: "ChangeScope", scope: "less", unlisted: ["sms"] }, first),
        announced({ _tag: "ChangeScope", scope: "more", unlisted: [] }, second)
      ]
      expect(statuses(events, june)).toEqual([["sms", "active"]])
    }
  })

  it("a row that began after the scope was cut is shown", () => {
    const cut = announced({ _tag: "ChangeScope", scope: "less", unlisted: ["sms"] }, "chg-1", {
      effectiveOn: "2026-04-02"
    })
    const ended: Listing.EngagementEnded = { _tag: "EngagementEnded", engagement: "sms", at: april }
    const again = announced(engage("sms"), "chg-2", { at: may, effectiveOn: "2026-05-02" })
    expect(statuses([cut, ended, again], june)).toEqual([["sms", "active"]])
    expect(Listing.shown(rows([cut, ended], june))).toEqual([])
    expect(Listing.shown(rows([cut, ended, again], may)).map(({ status }) => status)).toEqual(["announced"])
  })

  it("a company has the name that it had on that day", () => {
    const rename: Change = { _tag: "Rename", entity: "sms", name: "Twilio Ireland", by: "dpo-1", reason: "register" }
    const events = [announced(rename)]
    expect(row(events, justBefore)?.name).toBe("Twilio")
    expect(row(events, june)?.name).toBe("Twilio Ireland")
    expect(row(events, june, { known: 2 })?.name).toBe("Twilio")
    expect(row([...events, withdrawn(may)], june)?.name).toBe("Twilio")
    const again = named("sms", "Twilio B.V.", may)
    expect(row([again], "2026-05-01T08:59:59.999Z")?.name).toBe("Twilio")
    expect(row([again], may)?.name).toBe("Twilio B.V.")
  })

  it("a company that was named only later has its first name before", () => {
    const listed: Listing.EngagementListed = { _tag: "EngagementListed", engagement: engagement("mail"), at: january }
    expect(rows([named("mail", "Flowmailer", may), listed], april)[1]?.name).toBe("Flowmailer")
  })

  it("a row does its work under the company that it went to", () => {
    const events = [named("acme", "Acme"), announced({ _tag: "Merge", entity: "sms", into: "acme" })]
    expect(row(events, justBefore)).toMatchObject({ name: "Twilio", printed: { entity: "sms" } })
    expect(row(events, june)).toMatchObject({ name: "Acme", printed: { entity: "acme" } })
  })

  it("a correction is printed from when it was made, one of an announced row with that row", () => {
    const slip = corrected({ section: "Infrastructure" }, may)
    expect(row([slip], "2026-05-01T08:59:59.999Z")?.printed.section).toBe("Product Specific Sub-processors")
    expect(row([slip], may)?.printed.section).toBe("Infrastructure")
    expect(row([slip], may, { known: 2 })?.printed.section).toBe("Product Specific Sub-processors")
    const ofTheChange = corrected({ places: [be] }, may, { substance: true, change: "chg-1" })
    expect(places([announced(relocate(ie)), ofTheChange], may)).toEqual([nl])
    expect(places([announced(relocate(ie)), ofTheChange], june)).toEqual([be])
    const ofTheRow = { ...ofTheChange, engagement: "mail" }
    expect(rows([announced(engage("mail")), ofTheRow], may)[1]?.printed.places).toEqual([be])
    expect(rows([announced(engage("mail")), ofTheRow], "2026-05-01T08:59:59.999Z")[1]?.printed.places).toEqual([nl])
  })

  it("what was recorded later was not known then", () => {
    const events = [announced(engage("mail")), announced(relocate(ie), "chg-2", { effectiveOn: "2026-04-03" })]
    expect(statuses(events, may, { known: 2 })).toEqual([["sms", "active"]])
    expect(places(events, may, { known: 3 })).toEqual([nl])
    expect(places(events, may, { known: 4 })).toEqual([ie])
    const ended: Listing.EngagementEnded = { _tag: "EngagementEnded", engagement: "sms", at: april }
    expect(statuses([ended], may, { known: 2 })).toEqual([["sms", "active"]])
    expect(statuses([ended], may, { known: 3 })).toEqual([["sms", "ended"]])
    expect(rows([], may, { known: 1 })).toEqual([])
  })

  it("a change for named clients is printed for those", () => {
    const events = [announced(relocate(ie), "chg-1", { for: ["c42"] })]
    expect(places(events, june)).toEqual([nl])
    expect(places(events, june, { client: "c43" })).toEqual([nl])
    expect(places(events, june, { client: "c42" })).toEqual([ie])
    const only = rows([announced(engage("mail"), "chg-1", { for: ["c42"] })], june)
    expect(only[1]).toMatchObject({ status: "active", for: ["c42"] })
    expect(Listing.rowsFor(only, { client: "c43" }).map(({ id }) => id)).toEqual(["sms"])
    expect(Listing.rowsFor(only, { client: "c42" }).map(({ id }) => id)).toEqual(["sms", "mail"])
    expect(Listing.rowsFor(only, {})).toEqual(only)
  })

  it("any history has a listing for any day, however little is known of it, and each row once", () => {
    fc.assert(
      fc.property(
        fc.array(anyListingEvent, { maxLength: 25 }),
        anyInstant,
        fc.option(fc.integer({ min: -1, max: 25 }), { nil: undefined }),
        (events, held, known) => {
          const { state } = given(...events).folded()
          const rows = Listing.rows(state, { held, zone: amsterdam, ...(known !== undefined && { known }) })
          expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
        }
      ),
      { numRuns: 200 }
    )
  })
})

const printed = (id: string, other: Partial<Engagement> = {}, beside: Partial<Listing.Row> = {}): Listing.Row => ({
  id,
  name: id,
  printed: engagement(id, other),
  status: "active",
  brought: { value: undefined, from: "listing/main@2" },
  for: "all",
  ...beside
})
const nothing: Listing.Diff = { added: [], removed: [], changed: [], relabelled: [] }

describe("what differs between two listings", () => {
  it("rows that came, rows that went, and fields that differ", () => {
    const before = [printed("a"), printed("b", { contact: "desk" })]
    const after = [printed("b", { places: [ie] }), printed("c")]
    expect(Listing.diff(before, after)).toEqual({
      added: [printed("c")],
      removed: [printed("a")],
      changed: [
        {
          id: "b",
          fields: [
            { field: "places", before: [nl], after: [ie] },
            { field: "contact", before: "desk", after: undefined }
          ]
        }
      ],
      relabelled: []
    })
  })

  it("the order of rows carries no meaning", () =>
    expect(Listing.diff([printed("a"), printed("b")], [printed("b"), printed("a")])).toEqual(nothing))

  it("a heading, the words for the service and the kind of company, and the contact are labels", () => {
    for (const other of [{ section: "x" }, { service: "x" }, { entityType: "x" }, { contact: "x" }]) {
      const { changed, relabelled } = Listing.diff([printed("a")], [printed("a", other)])
      expect([changed.length, relabelled.length]).toEqual([0, 1])
    }
  })

  it("so are the order of a list and the name of a place that stays the same place", () => {
    const relabels: ReadonlyArray<readonly [Partial<Engagement>, Partial<Engagement>]> = [
      [{ certifications: ["a", "b"] }, { certifications: ["b", "a"] }],
      [{ places: [nl, ie] }, { places: [ie, { ...nl, name: "Niederlande" }] }],
      [{ products: ["a", "b"] }, { products: ["b", "a"] }]
    ]
    for (const [before, after] of relabels)
      expect(Listing.diff([printed("a", before)], [printed("a", after)])).toMatchObject({
        changed: [],
        relabelled: [{ id: "a" }]
      })
  })

  it("a place, a purpose, a condition, a certificate, a name, a status and a new period are more than labels", () => {
    const others: ReadonlyArray<readonly [Partial<Engagement>, Partial<Listing.Row>]> = [
      [{ places: [ie] }, {}],
      [{ places: [{ ...nl, country: "BE" }] }, {}],
      [{ places: "all" }, {}],
      [{ places: [nl, nl] }, {}],
      [{ purposes: [{ id: "sms", text: "Voice" }] }, {}],
      [{ condition: "only for codes" }, {}],
      [{ certifications: ["ISO 27001"] }, {}],
      [{ section: "x", use: "mayBeEngaged" }, {}],
      [{}, { name: "b" }],
      [{}, { status: "ended" }],
      [{}, { brought: { value: "chg-1", from: "listing/main@9" } }]
    ]
    for (const [other, beside] of others)
      expect(Listing.diff([printed("a")], [printed("a", other, beside)])).toMatchObject({
        changed: [{ id: "a" }],
        relabelled: []
      })
  })

  it("a list with one thing twice is not the list with another twice", () =>
    expect(
      Listing.diff(
        [printed("a", { certifications: ["a", "a", "b"] })],
        [printed("a", { certifications: ["a", "b", "b"] })]
      ).changed
    ).toHaveLength(1))

  it("made in the first, the differences give the second; and nothing differs from itself", () => {
    const anyRow = fc
      .tuple(
        anyEngagement,
        fc.constantFrom("announced", "active", "ended", "unlisted"),
        fc.constantFrom<ReadonlyArray<string> | "all">("all", ["c1"])
      )
      .map(
        ([engagement, status, clients]): Listing.Row => ({
          id: engagement.id,
          name: engagement.entity,
          printed: engagement,
          status: status as Listing.Row["status"],
          brought: { value: undefined, from: "listing/main@2" },
          for: clients
        })
      )
    const anyRows = fc.uniqueArray(anyRow, { selector: ({ id }) => id, maxLength: 6 })
    const byId = (rows: ReadonlyArray<Listing.Row>) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    fc.assert(
      fc.property(anyRows, anyRows, (before, after) => {
        expect(byId(Listing.applyDiff(before, Listing.diff(before, after)))).toEqual(byId(after))
        expect(Listing.diff(before, before.toReversed())).toEqual(nothing)
      }),
      { numRuns: 200 }
    )
  })
})

describe("what concerns whom", () => {
  const listing = [
    printed("everywhere", { products: "all" }),
    printed("sign", { products: ["sign"] }),
    printed("us", { products: "all", regions: ["us"] }),
    printed("codes", { products: ["sign", "identity"], options: ["otp"] })
  ]
  const ids = (uses: Listing.Configuration) => Listing.rowsFor(listing, uses).map(({ id }) => id)

  it("what is not limited concerns everybody", () => {
    expect(ids({})).toEqual(["everywhere", "sign", "us", "codes"])
    expect(ids({ products: [], regions: [], options: [] })).toEqual(["everywhere"])
  })

  it("by product, by region, by option, and by all of them", () => {
    expect(ids({ products: ["identity"] })).toEqual(["everywhere", "us", "codes"])
    expect(ids({ regions: ["eu"] })).toEqual(["everywhere", "sign", "codes"])
    expect(ids({ options: ["letters"] })).toEqual(["everywhere", "sign", "us"])
    expect(ids({ products: ["sign"], regions: ["us"], options: ["otp"] })).toEqual([
      "everywhere",
      "sign",
      "us",
      "codes"
    ])
  })
})

describe("what is still to be filled in before a listing is published", () => {
  const columns = ["entity", "entityType", "purpose", "products", "places", "certifications", "dataCategories"] as const

  it("a column that the contract promises and a row leaves empty is named", () => {
    expect(Listing.missingColumns([printed("a")], columns)).toEqual([
      { id: "a", columns: ["entityType", "certifications"] }
    ])
    const full = printed("a", {
      entityType: "hosting",
      certifications: ["ISO 27001"],
      places: "all",
      purposes: "all",
      products: "all"
    })
    expect(Listing.missingColumns([full, printed("b")], columns).map(({ id }) => id)).toEqual(["b"])
    expect(Listing.missingColumns([printed("a")], ["entity", "purpose"])).toEqual([])
  })

  it("a column in which only a placeholder stands is empty", () => {
    const row = printed(
      "a",
      {
        entityType: "TBD",
        purposes: [{ id: "x", text: "[Add purpose]" }],
        places: [{ id: "x", name: "TBC" }],
        dataCategories: ["-"],
        products: ["tbd"],
        certifications: ["to be confirmed", "ISO 27001"]
      },
      { name: "[Add e-mail provider]" }
    )
    expect(Listing.missingColumns([row], columns)).toEqual([
      { id: "a", columns: ["entity", "entityType", "purpose", "products", "places", "dataCategories"] }
    ])
  })

  it("placeholders, empty words and references to another list are found, with the field they stand in", () => {
    const row = printed(
      "a",
      {
        service: " ",
        section: "Todo",
        entityType: "(TBD)",
        places: [nl, { id: "x", name: "TBC: confirm before publishing" }],
        purposes: [{ id: "x", text: "[Insert purpose]" }],
        dataCategories: ["to be determined"],
        certifications: ["[ Your certificate ]"],
        condition: "…",
        contact: "TBA"
      },
      { name: "Each of the providers set forth at example.com" }
    )
    expect(Listing.unprintable([row]).map(({ field, why }) => [field, why])).toEqual([
      ["name", "reference"],
      ["service", "empty"],
      ["section", "placeholder"],
      ["entityType", "placeholder"],
      ["places", "placeholder"],
      ["purposes", "placeholder"],
      ["dataCategories", "placeholder"],
      ["certifications", "placeholder"],
      ["condition", "empty"],
      ["contact", "placeholder"]
    ])
    expect(Listing.unprintable([row])[4]).toEqual({
      id: "a",
      field: "places",
      words: "TBC: confirm before publishing",
      why: "placeholder"
    })
  })

  it("words that only look like it may be printed", () => {
    for (const name of ["Tbdata B.V.", "포트원(주)", "Add-on Works", "Resend [EU]", "Reach of the Sea"])
      expect(Listing.unprintable([printed("a", {}, { name })])).toEqual([])
    for (const name of [
      "All of the companies in our group",
      "Sub-processors listed at example.com",
      "As set out in annex 2"
    ])
      expect(Listing.unprintable([printed("a", {}, { name })])).toMatchObject([{ why: "reference" }])
  })
})
