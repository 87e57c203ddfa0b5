/** How the listing holds what real listings showed: seventeen things seen in them (F), and what their dates say (G). */
import * as Result from "effect/Result"
import type { Change, Engagement } from "goodfaith/language"
import {
  applyDiff,
  type CapturedRow,
  compareCapture,
  diff,
  missingColumns,
  type Row,
  rows as rowsOf,
  rowsFor,
  shown,
  unprintable
} from "goodfaith/listing"
import * as Listing from "goodfaith/listing"
import { listing as codec } from "goodfaith/schema"
import { Day, type Instant, utc } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { engagement, pure, Refused, Scenario } from "./scenario.ts"

const opened: Instant = "2026-01-05T09:00:00.000Z"
const later: Instant = "2026-03-02T08:00:00.000Z"
const june: Instant = "2026-06-01T12:00:00.000Z"

/** A listing with these rows; an entity is called as it is written here, and its id is that in small letters. */
const listing = (...rows: ReadonlyArray<Engagement>): Scenario => {
  const scenario = new Scenario().onListing({
    _tag: "OpenListing",
    listing: "main",
    title: "Sub-processors",
    vendor: "Acme",
    zone: "UTC",
    scope: "all sub-processors",
    at: opened
  })
  name(scenario, ...new Set(rows.map(({ entity }) => entity)))
  for (const row of rows) scenario.onListing({ _tag: "ListEngagement", engagement: row, at: opened })
  return scenario.onListing({ _tag: "PublishVersion", at: opened })
}

const name = (scenario: Scenario, ...entities: ReadonlyArray<string>): Scenario =>
  scenario.onListing(
    ...entities.map(
      (entity): Listing.NameEntity => ({ _tag: "NameEntity", entity, name: names[entity] ?? entity, at: opened })
    )
  )

const names: Readonly<Record<string, string>> = {
  aws: "AWS",
  azure: "Microsoft (Azure)",
  algolia: "Algolia",
  anthropic: "Anthropic",
  "g-company": "g-company B.V.",
  twilio: "Twilio",
  sendgrid: "Sendgrid",
  both: "Twilio & Twilio Sendgrid",
  letsur: "포트원(주)"
}

let count = 0
const announce = (scenario: Scenario, what: Change, at: Instant = later, effectiveOn: Day = "2026-04-01"): string => {
  const change = `chg-${++count}`
  scenario.onListing({ _tag: "AnnounceChange", change, what, effectiveOn, for: "all", at })
  return change
}

const refusedWith = (act: () => unknown): string => {
  try {
    act()
  } catch (refused) {
    if (refused instanceof Refused) return refused.refusal._tag
    throw refused
  }
  return "nothing was refused"
}

const rowsAt = (scenario: Scenario, held: Instant = june): ReadonlyArray<Row> =>
  pure(() => rowsOf(scenario.listing.state, { held, zone: utc }))
const rowAt = (scenario: Scenario, id: string, held: Instant = june): Row =>
  rowsAt(scenario, held).find((row) => row.id === id)!
const statuses = (scenario: Scenario, held: Instant = june) =>
  Object.fromEntries(rowsAt(scenario, held).map(({ id, status }) => [id, status]))
const compare = (scenario: Scenario, captured: ReadonlyArray<CapturedRow>, lossGuard = 1) =>
  pure(() => compareCapture(rowsAt(scenario), () => [], captured, { lossGuard }))

const purposes = (...texts: ReadonlyArray<string>) => ({
  purposes: texts.map((text) => ({ id: text.toLowerCase().replaceAll(" ", "-"), text }))
})
const places = (...all: ReadonlyArray<string>) => ({
  places: all.map((place) => ({ id: place.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"), name: place }))
})

describe("F1 same entity, several rows", () => {
  const hosting = engagement("azure-hosting", { entity: "azure", ...purposes("Hosting"), ...places("United States") })
  const search = engagement("azure-search", { entity: "azure", ...purposes("Cognitive services"), ...places("Canada") })

  it("the same company stands twice, told apart by what it does and where", () => {
    const scenario = listing(hosting, search)
    expect(rowsAt(scenario).map(({ id, name: of }) => [id, of])).toEqual([
      ["azure-hosting", "Microsoft (Azure)"],
      ["azure-search", "Microsoft (Azure)"]
    ])
  })

  it("what is announced of one row leaves the other as it is", () => {
    const scenario = listing(hosting, search)
    announce(scenario, { _tag: "Retire", engagement: "azure-hosting" })
    expect(statuses(scenario)).toEqual({ "azure-hosting": "ended", "azure-search": "active" })
  })

  it("three rows of one company in one section are found again one by one on a page", () => {
    const three = ["Hosting", "SMS", "Email"].map((text) =>
      engagement(`aws-${text.toLowerCase()}`, { entity: "aws", section: "External", ...purposes(text) })
    )
    const found = compare(
      listing(...three),
      ["Email", "Hosting", "SMS"].map((purpose) => ({ name: "AWS", section: "External", purpose }))
    )
    expect(found.same.map((it) => it.engagement)).toEqual(["aws-hosting", "aws-sms", "aws-email"])
  })
})

describe("F2 one row, several entities", () => {
  const scenario = () => name(listing(engagement("algolia")), "anthropic")

  it("a rename that names a second company is refused: that company is added", () => {
    for (const joint of [
      "Algolia and Anthropic",
      "Algolia, GitHub, Google",
      "Algolia & Anthropic",
      "Algolia / LinkedIn"
    ]) {
      const rename: Change = { _tag: "Rename", entity: "algolia", name: joint, by: "dpo-1", reason: "as on the page" }
      expect([joint, refusedWith(() => announce(scenario(), rename))]).toEqual([joint, "AddsAName"])
    }
  })

  it("declared as an addition, the one row of the page is two rows here, each of its own entity", () => {
    const both = scenario()
    announce(both, { _tag: "Engage", engagement: engagement("algolia-search", { entity: "anthropic" }) })
    expect(rowsAt(both).map(({ name: of, printed }) => [of, printed.entity])).toEqual([
      ["Algolia", "algolia"],
      ["Anthropic", "anthropic"]
    ])
  })

  it("an import that sees the joint name says that a name was added in it", () => {
    expect(compare(scenario(), [{ name: "Algolia and Anthropic" }]).renameCandidates).toMatchObject([
      { engagement: "algolia", addsAName: true }
    ])
  })
})

describe("F3 unnamed or placeholder rows", () => {
  const found = (of: string, other: Partial<Engagement> = {}) => {
    const scenario = new Scenario().onListing(
      { _tag: "OpenListing", listing: "main", title: "List", vendor: "Acme", zone: "UTC", scope: "all", at: opened },
      { _tag: "NameEntity", entity: "x", name: of, at: opened },
      { _tag: "ListEngagement", engagement: engagement("x", other), at: opened }
    )
    return unprintable(rowsAt(scenario)).map(({ field, why }) => [field, why])
  }

  it("a row that somebody was to fill in is found before it is published", () => {
    expect(found("[Add hosting provider]")).toEqual([["name", "placeholder"]])
    expect(found("Mail provider (TBD)")).toEqual([["name", "placeholder"]])
    expect(found("Hetzner", places("TBC — confirm before publishing"))).toEqual([["places", "placeholder"]])
    expect(found("—")).toEqual([["name", "empty"]])
  })

  it("a reference to another list is told apart from a company", () => {
    expect(found('Each of the "Third-Party Providers" set forth at example.org')).toEqual([["name", "reference"]])
  })

  it("a company with a place is neither", () => expect(found("Hetzner", places("Germany"))).toEqual([]))
})

describe("F4 two places, not one", () => {
  it("where a company is established says nothing of where it handles data", () => {
    const scenario = listing(engagement("aws", places("Ireland"))).onListing({
      _tag: "NameEntity",
      entity: "aws",
      name: "AWS",
      seat: { id: "us", name: "United States", country: "US" },
      at: later
    })
    expect(rowAt(scenario, "aws").printed.places).toEqual([{ id: "ireland", name: "Ireland" }])
    announce(scenario, { _tag: "Relocate", engagement: "aws", to: [{ id: "fr", name: "France", country: "FR" }] })
    expect(
      Listing.standing(scenario.listing.state, "aws")?.scope.filter(({ facet }) => facet === "place")
    ).toMatchObject([
      { value: "ireland", leaves: [{}] },
      { value: "fr", country: "FR", leaves: [] }
    ])
  })

  it("a place is printed as the company prints it, with or without a country, and one row may have several", () => {
    const printed = ["Worldwide", "EU/US", "eu-west-1", "Varies", "closest to End User", "Customer tenancy settings"]
    const row = engagement("aws", places(...printed))
    const command = { _tag: "ListEngagement", engagement: row, at: opened } as const
    expect(Result.isSuccess(codec.decodeCommand(command))).toBe(true)
    const held = rowAt(listing(row), "aws").printed.places
    expect(held === "all" ? held : held.map((place) => [place.name, place.country])).toEqual(
      printed.map((place) => [place, undefined])
    )
  })
})

describe("F5 the place depends on the customer", () => {
  const cloud = (region: string, place: string) =>
    engagement(`aws-${region}`, { entity: "aws", regions: [region], ...places(place) })
  const scenario = listing(cloud("us", "USA"), cloud("eu", "Germany"))

  it("a place for each region is a row for each region, and a client sees that of its own", () => {
    const placesFor = (...regions: ReadonlyArray<string>) => rowsFor(rowsAt(scenario), { regions }).map(({ id }) => id)
    expect(placesFor("eu")).toEqual(["aws-eu"])
    expect(placesFor("us")).toEqual(["aws-us"])
    expect(placesFor("us", "eu")).toEqual(["aws-us", "aws-eu"])
    expect(placesFor("au")).toEqual([])
  })

  it("moving the data of one region touches no row of another", () => {
    announce(scenario, { _tag: "Relocate", engagement: "aws-eu", to: [{ id: "ie", name: "Ireland", country: "IE" }] })
    expect(Listing.changes(scenario.listing.state).at(-1)?.touches).toEqual(["aws-eu"])
  })
})

describe("F6 conditional use", () => {
  const ai = engagement("anthropic", { options: ["hosted-ai"], condition: "only when the client turns on hosted AI" })
  const smtp = engagement("aws", { options: ["our-smtp"], condition: "not if the client brings its own SMTP server" })
  const scenario = listing(ai, smtp)

  it("the condition is kept in words and as an option, and an option that is off leaves the row out", () => {
    expect(rowsFor(rowsAt(scenario), { options: [] }).map(({ id }) => id)).toEqual([])
    expect(rowsFor(rowsAt(scenario), { options: ["hosted-ai"] }).map(({ id }) => id)).toEqual(["anthropic"])
    expect(rowAt(scenario, "anthropic").printed.condition).toBe("only when the client turns on hosted AI")
  })

  it("a condition that negates names the option that is on without it", () => {
    expect(rowsFor(rowsAt(scenario), { options: ["our-smtp"] }).map(({ id }) => id)).toEqual(["aws"])
  })

  it("using it without the option is a change of scope, and no new company", () => {
    announce(scenario, { _tag: "Extend", engagement: "anthropic", options: "all" })
    expect(rowsFor(rowsAt(scenario), { options: [] }).map(({ id }) => id)).toEqual(["anthropic"])
    const options = Listing.standing(scenario.listing.state, "anthropic")!.scope.filter(
      ({ facet }) => facet === "option"
    )
    expect(options.map(({ value, leaves }) => [value, leaves.length])).toEqual([
      ["hosted-ai", 1],
      ["*", 0]
    ])
  })
})

describe("F7 products and sections: a wider use without a new company", () => {
  const smartFill = engagement("azure", { section: "Product specific", products: ["hapi"], ...purposes("Smart Fill") })

  it("first one function, then hosting in general: each wider use is announced, and brings its own scope", () => {
    const scenario = listing(smartFill)
    const repurposed = announce(scenario, { _tag: "Repurpose", engagement: "azure", ...to("Hosting") })
    const extended = announce(scenario, { _tag: "Extend", engagement: "azure", products: ["hapi", "jm"] })
    const brought = Listing.standing(scenario.listing.state, "azure")!
      .scope.filter(({ facet }) => facet === "purpose" || facet === "product")
      .map((it) => [it.facet, it.value, it.brought.value])
    expect(brought).toEqual([
      ["product", "hapi", undefined],
      ["purpose", "smart-fill", undefined],
      ["purpose", "hosting", repurposed],
      ["product", "jm", extended]
    ])
    expect(entitiesOf(scenario)).toBe(1)
  })

  const to = (text: string) => ({ to: purposes(text).purposes })
  const entitiesOf = (scenario: Scenario) => new Set(rowsAt(scenario).map(({ printed }) => printed.entity)).size

  it("in what differs it is a change, where another heading alone is a label", () => {
    const scenario = listing(smartFill)
    const before = rowsAt(scenario)
    announce(scenario, { _tag: "Repurpose", engagement: "azure", ...to("Hosting") })
    const wider = diff(before, rowsAt(scenario))
    expect([wider.changed.map(({ id }) => id), wider.relabelled]).toEqual([["azure"], []])
    scenario.onListing({
      _tag: "CorrectEntry",
      engagement: "azure",
      to: { section: "Infrastructure" },
      substance: false,
      by: "dpo-1",
      reason: "another heading",
      at: later
    })
    const headed = diff(applyDiff(before, wider), rowsAt(scenario))
    expect([headed.changed, headed.relabelled.map(({ id }) => id)]).toEqual([[], ["azure"]])
  })

  it("a client sees the rows of its products, and those that stand for all", () => {
    const scenario = listing(
      smartFill,
      engagement("aws", { products: "all" }),
      engagement("algolia", { products: ["docs"] })
    )
    expect(rowsFor(rowsAt(scenario), { products: ["hapi"] }).map(({ id }) => id)).toEqual(["azure", "aws"])
  })
})

describe("F8 affiliates", () => {
  const subsidiaries = ["au", "bv", "ca", "de", "in", "npm", "semmle"]
  const affiliate = (id: string) =>
    engagement(id, { section: "Subsidiaries", entityType: "affiliate", ...places("United States") })

  it("seven are engaged at once, each by a change of its own, under a heading of their own", () => {
    const scenario = name(listing(), ...subsidiaries)
    for (const id of subsidiaries) announce(scenario, { _tag: "Engage", engagement: affiliate(id) })
    expect(Listing.changes(scenario.listing.state).map(({ touches }) => touches)).toEqual(
      subsidiaries.map((id) => [id])
    )
    expect(rowsAt(scenario).every(({ printed }) => printed.entityType === "affiliate")).toBe(true)
  })

  it("the places that were told wrongly are put right under the change that told them, and were never in scope", () => {
    const scenario = name(listing(), "au")
    const change = announce(scenario, { _tag: "Engage", engagement: affiliate("au") })
    scenario.onListing({
      _tag: "CorrectEntry",
      engagement: "au",
      change,
      to: places("Australia"),
      substance: true,
      by: "dpo-1",
      reason: "the wrong country",
      at: later
    })
    const inScope = Listing.standing(scenario.listing.state, "au")!.scope.filter(({ facet }) => facet === "place")
    expect(inScope.map(({ value, brought }) => [value, brought.value])).toEqual([["australia", change]])
    expect(inScope[0]!.brought.from).not.toBe(Listing.change(scenario.listing.state, change)!.announced.from)
  })
})

describe("F9 sub-sub-processors, other roles, and what a list is for", () => {
  it("one that works under another names it", () => {
    const scenario = listing(engagement("widget"), engagement("openai", { parent: "widget" }))
    expect(rowAt(scenario, "openai").printed.parent).toBe("widget")
  })

  it("a controller listed for openness, and a company that touches no data, say so", () => {
    const scenario = listing(
      engagement("bank", { role: "controller" }),
      engagement("fonts", { touchesPersonalData: false })
    )
    expect(rowsAt(scenario).map(({ printed }) => [printed.role, printed.touchesPersonalData])).toEqual([
      ["controller", true],
      ["processor", false]
    ])
  })

  it("a list that is cut from 23 rows to 12 ends none of the 11", () => {
    const all = Array.from({ length: 23 }, (_, at) => engagement(`row-${at}`))
    const scenario = listing(...all)
    const unlisted = all.slice(0, 11).map(({ id }) => id)
    const change = announce(scenario, { _tag: "ChangeScope", scope: "external users only", unlisted })
    expect(Listing.change(scenario.listing.state, change)?.touches).toEqual(unlisted)
    expect(rowsAt(scenario).filter(({ status }) => status === "unlisted")).toHaveLength(11)
    expect(shown(rowsAt(scenario))).toHaveLength(12)
    for (const id of unlisted) {
      const row = Listing.standing(scenario.listing.state, id)!
      expect([row.ended, row.retiredBy, row.scope.every(({ leaves }) => leaves.length === 0)]).toEqual([
        undefined,
        [],
        true
      ])
    }
  })
})

describe("F10 renames and mergers", () => {
  it("another legal form, a full stop or other capitals are found as the same company", () => {
    const scenario = listing(engagement("twilio"), engagement("g-company"))
    const found = compare(scenario, [{ name: "TWILIO, Inc." }, { name: "g-company" }])
    expect(found.changed.map((it) => [it.engagement, it.by])).toEqual([
      ["twilio", "canonical name"],
      ["g-company", "canonical name"]
    ])
  })

  it("a new brand that only a notice tells is no candidate; declared with its reason, row and entity stay what they are", () => {
    const scenario = listing(engagement("g-company", purposes("Administration")))
    const page = [
      { name: "Xebia Workplace B.V.", section: "Product Specific Sub-processors", purpose: "Administration" }
    ]
    expect(compare(scenario, page)).toMatchObject({
      renameCandidates: [],
      removed: ["g-company"],
      replacementHints: [{ removed: "g-company" }]
    })
    const reason = "the notice of 2025-05-30 says it is the same legal entity"
    announce(scenario, { _tag: "Rename", entity: "g-company", name: "Xebia Workplace B.V.", by: "dpo-1", reason })
    expect(rowAt(scenario, "g-company", later).name).toBe("g-company B.V.")
    expect(rowAt(scenario, "g-company").name).toBe("Xebia Workplace B.V.")
    expect(compare(scenario, page)).toMatchObject({ same: [{ engagement: "g-company" }], removed: [] })
  })

  it("two become one, come apart, and become one again: merged, split and merged, with the rows as they were", () => {
    const scenario = name(listing(engagement("sendgrid"), engagement("twilio")), "both")
    expect(
      refusedWith(() =>
        announce(scenario, {
          _tag: "Rename",
          entity: "sendgrid",
          name: "Twilio & Twilio Sendgrid",
          by: "dpo-1",
          reason: "printed so"
        })
      )
    ).toBe("AddsAName")
    for (const entity of ["sendgrid", "twilio"]) announce(scenario, { _tag: "Merge", entity, into: "both" })
    announce(
      scenario,
      {
        _tag: "Split",
        entity: "both",
        moves: [
          { engagement: "sendgrid", to: "sendgrid" },
          { engagement: "twilio", to: "twilio" }
        ]
      },
      "2026-04-10T08:00:00.000Z",
      "2026-05-01"
    )
    announce(scenario, { _tag: "Merge", entity: "sendgrid", into: "twilio" }, "2026-05-10T08:00:00.000Z", "2026-06-01")
    const at = (held: Instant) => rowsAt(scenario, held).map(({ id, name: of }) => `${id}: ${of}`)
    expect(at("2026-03-31T23:59:59.999Z")).toEqual(["sendgrid: Sendgrid", "twilio: Twilio"])
    expect(at("2026-04-01T00:00:00.000Z")).toEqual([
      "sendgrid: Twilio & Twilio Sendgrid",
      "twilio: Twilio & Twilio Sendgrid"
    ])
    expect(at("2026-05-01T00:00:00.000Z")).toEqual(["sendgrid: Sendgrid", "twilio: Twilio"])
    expect(at("2026-06-01T00:00:00.000Z")).toEqual(["sendgrid: Twilio", "twilio: Twilio"])
  })
})

describe("F11 the same purpose does not mean replacement", () => {
  const scenario = () =>
    name(
      listing(engagement("breezy", purposes("Recruiting")), engagement("statuspage", purposes("Email"))),
      "recruitee",
      "mailgun"
    )
  const section = "Product Specific Sub-processors"
  const page = [
    { name: "recruitee", section, purpose: "Recruiting" },
    { name: "mailgun", section, purpose: "Email" }
  ]

  it("an import hints at both, the true one and the false one, and declares neither", () => {
    const before = scenario()
    const events = before.listing.upTo
    expect(compare(before, page).replacementHints.map(({ removed, added }) => [removed, added.name])).toEqual([
      ["breezy", "recruitee"],
      ["statuspage", "mailgun"]
    ])
    expect(before.listing.upTo).toBe(events)
  })

  it("a person declares one as a replacement, and the other as two changes that have nothing to do with each other", () => {
    const declared = scenario()
    const swap = announce(declared, { _tag: "Replace", engagement: engagement("recruitee"), replaces: "breezy" })
    announce(declared, { _tag: "Engage", engagement: engagement("mailgun") })
    announce(declared, { _tag: "Retire", engagement: "statuspage" })
    const of = (id: string) => Listing.standing(declared.listing.state, id)!
    expect(of("breezy").replacedBy.map(({ value }) => value)).toEqual([swap])
    expect([of("statuspage").replacedBy, of("statuspage").retiredBy.length]).toEqual([[], 1])
  })
})

describe("F12 removed is not gone for good", () => {
  const scenario = () => {
    const gone = listing(engagement("heroku"), engagement("aws")).onListing({
      _tag: "DecideMateriality",
      engagement: "heroku",
      material: false,
      by: "dpo-1",
      reason: "build machines only",
      at: opened
    })
    return gone.onListing({ _tag: "EndEngagement", engagement: "heroku", at: later })
  }

  it("what is on the page again is told apart from what is new, with the row that it was", () => {
    expect(compare(scenario(), [{ name: "AWS" }, { name: "heroku" }, { name: "Paddle" }])).toMatchObject({
      added: [{ name: "Paddle" }],
      reAdded: [{ engagement: "heroku", captured: { name: "heroku" } }]
    })
  })

  it("engaged again it is a new period of the same row, and what was decided of the one before does not carry over", () => {
    const again = scenario()
    announce(again, { _tag: "Engage", engagement: engagement("heroku") }, "2026-03-02T08:02:00.000Z", "2026-03-02")
    const standing = Listing.standing(again.listing.state, "heroku")!
    expect([standing.ended, standing.materiality, standing.before?.materiality.length]).toEqual([undefined, [], 1])
    expect(statuses(again, "2026-03-02T08:01:59.999Z")["heroku"]).toBe("ended")
    expect(statuses(again, "2026-03-02T08:02:00.000Z")["heroku"]).toBe("active")
  })
})

describe("F13 lists vanish and come back", () => {
  const scenario = listing(...["a", "b", "c", "d"].map((id) => engagement(id)))

  it("a page without a list removes nothing, and the rows stand as they stood", () => {
    expect(compare(scenario, [])).toMatchObject({ removed: [], refused: { _tag: "NothingCaptured" } })
    expect(statuses(scenario, "2027-05-05T00:00:00.000Z")).toEqual({
      a: "active",
      b: "active",
      c: "active",
      d: "active"
    })
  })

  it("an error page that reads as one strange row is refused as well", () => {
    const found = compare(scenario, [{ name: "Dieser Inhalt ist momentan nicht verfügbar" }], 0.5)
    expect(found).toMatchObject({ added: [], removed: [], refused: { _tag: "TooMuchLost" } })
  })
})

describe("F14 prose-only versions", () => {
  it("a promise in the notes that is dropped is a version of its own, and can be asked for by day", () => {
    const scenario = listing(engagement("aws", places("US / Canada"))).onListing(
      { _tag: "ChangeNotes", notes: "Canadian data never leaves Canada.", at: later },
      { _tag: "PublishVersion", at: later },
      { _tag: "ChangeNotes", notes: "Data is kept in the US.", at: june }
    )
    const notes = (at: Instant) => Listing.notesAt(scenario.listing.state, at)?.value.notes
    expect([notes(opened), notes(later), notes(june)]).toEqual([
      undefined,
      "Canadian data never leaves Canada.",
      "Data is kept in the US."
    ])
    expect(scenario.listing.state.unpublished).toBeDefined()
    expect(Listing.changes(scenario.listing.state)).toEqual([])
  })
})

describe("F15 the columns that lists have", () => {
  it("a column that a contract promises and a row leaves empty is told before publishing", () => {
    const bare = engagement("aws", { certifications: [], ...places("Ireland") })
    const full = engagement("azure", { certifications: ["ISO 27001"], entityType: "processor", ...places("Ireland") })
    expect(missingColumns(rowsAt(listing(bare, full)), ["entity", "entityType", "places", "certifications"])).toEqual([
      { id: "aws", columns: ["entityType", "certifications"] }
    ])
  })

  it("categories of data may become more or fewer, each by an announced change", () => {
    const scenario = listing(engagement("aws", { dataCategories: ["email address", "phone number"] }))
    const change = announce(scenario, { _tag: "ChangeData", engagement: "aws", to: ["email address", "call log"] })
    const { scope } = Listing.standing(scenario.listing.state, "aws")!
    expect(
      scope
        .filter(({ facet }) => facet === "dataCategory")
        .map(({ value, brought, leaves }) => [value, brought.value, leaves.map((it) => it.value)])
    ).toEqual([
      ["email address", undefined, []],
      ["phone number", undefined, [change]],
      ["call log", change, []]
    ])
  })

  it("what allows a transfer is confirmed place by place, and is no word of the row", () => {
    const transfers = [{ place: "us", mechanism: "SCC 2021/914" }]
    const scenario = listing(engagement("aws")).onListing({
      _tag: "ConfirmSafeguards",
      engagement: "aws",
      contract: true,
      equivalentDuties: true,
      transfers,
      by: "dpo-1",
      at: later
    })
    expect(Listing.standing(scenario.listing.state, "aws")?.safeguards[0]?.value.transfers).toEqual(transfers)
    expect(rowAt(scenario, "aws").printed).toEqual(engagement("aws"))
  })
})

describe("F16 history kept in the list itself", () => {
  it("a row is announced, active and ended, and stays to be asked about after its end", () => {
    const scenario = name(listing(), "aws")
    announce(scenario, { _tag: "Engage", engagement: engagement("aws") })
    announce(scenario, { _tag: "Retire", engagement: "aws" }, "2026-04-20T08:00:00.000Z", "2026-05-01")
    const status = (held: Instant) => statuses(scenario, held)["aws"]
    expect(status("2026-03-02T07:59:59.999Z")).toBeUndefined()
    expect(status("2026-03-02T08:00:00.000Z")).toBe("announced")
    expect(status("2026-03-31T23:59:59.999Z")).toBe("announced")
    expect(status("2026-04-01T00:00:00.000Z")).toBe("active")
    expect(status("2026-04-30T23:59:59.999Z")).toBe("active")
    expect(status("2026-05-01T00:00:00.000Z")).toBe("ended")
    expect(rowAt(scenario, "aws", "2030-01-01T00:00:00.000Z")).toMatchObject({ status: "ended", name: "AWS" })
  })
})

describe("F17 the text quirks that an import meets", () => {
  it("soft hyphens, wide brackets and names in other scripts find their row", () => {
    const scenario = listing(engagement("twilio"), engagement("letsur"))
    const found = compare(scenario, [{ name: "Twi\u00ADlio" }, { name: "포트원（주）" }])
    expect(found.same.map((it) => it.engagement)).toEqual(["twilio", "letsur"])
    expect(compare(scenario, [{ name: "포트원" }, { name: "Twilio" }]).changed).toMatchObject([
      { engagement: "letsur", by: "canonical name" }
    ])
  })

  it("a date that no calendar has, or with a misspelt month, is no date that a page states", () => {
    const publish = (statedOn: string) => codec.decodeCommand({ _tag: "PublishVersion", statedOn, at: opened })
    for (const claim of ["2024-09-31", "31.09.2024", "Novemebr 5, 2021", "4th of Januray 2023"]) {
      expect(Day.is(claim)).toBe(false)
      expect([claim, Result.isFailure(publish(claim))]).toEqual([claim, true])
    }
    expect(Result.isSuccess(publish("2024-09-30"))).toBe(true)
  })

  it("a list that was translated, and back, means what it meant: no change, and the scope as it was", () => {
    const scenario = listing(engagement("aws", { ...purposes("Hosting"), ...places("Denmark") }))
    const { scope } = Listing.standing(scenario.listing.state, "aws")!
    const say = (place: string, text: string, at: Instant): Listing.CorrectEntry => ({
      _tag: "CorrectEntry",
      engagement: "aws",
      to: { places: [{ id: "denmark", name: place }], purposes: [{ id: "hosting", text }] },
      substance: false,
      by: "dpo-1",
      reason: "the page in another language",
      at
    })
    scenario.onListing(say("Dänemark", "Betrieb", later), say("Denmark", "Hosting", june))
    expect(rowAt(scenario, "aws", later).printed.places).toEqual([{ id: "denmark", name: "Dänemark" }])
    expect(diff(rowsAt(scenario, opened), rowsAt(scenario, june))).toEqual({
      added: [],
      removed: [],
      changed: [],
      relabelled: []
    })
    expect(Listing.standing(scenario.listing.state, "aws")?.scope).toEqual(scope)
    expect(Listing.changes(scenario.listing.state)).toEqual([])
  })
})

describe("G dates and announcements", () => {
  it("G1 the date that a page states is kept beside the day of publication, also when it lags, lies ahead or goes back", () => {
    const scenario = listing(engagement("aws"))
    const stated: ReadonlyArray<readonly [Day, Instant]> = [
      ["2026-03-05", later],
      ["2026-01-05", june],
      ["2023-07-01", "2026-08-01T08:00:00.000Z"]
    ]
    for (const [statedOn, at] of stated)
      scenario.onListing({ _tag: "ChangeNotes", notes: at, at }, { _tag: "PublishVersion", statedOn, at })
    expect(scenario.listing.state.versions.slice(1).map(({ value }) => [value.statedOn, value.at])).toEqual(
      stated.map(([day, at]) => [day, at])
    )
    expect(Listing.versionBy(scenario.listing.state, 3, later)).toBeUndefined()
    expect(Listing.versionBy(scenario.listing.state, 3, june)?.value.at).toBe(june)
  })

  it("G2 the list changed and the stated date stayed the same: two versions all the same", () => {
    const scenario = name(listing(engagement("aws")), "azure")
    scenario.onListing({ _tag: "PublishVersion", statedOn: "2026-01-05", at: later })
    announce(scenario, { _tag: "Engage", engagement: engagement("azure") })
    scenario.onListing({ _tag: "PublishVersion", statedOn: "2026-01-05", at: june })
    expect(scenario.listing.state.versions.map(({ value }) => [value.version, value.statedOn])).toEqual([
      [1, undefined],
      [2, "2026-01-05"],
      [3, "2026-01-05"]
    ])
  })

  it("G3 the day of the announcement, the day it may hold from and the printed date are three, and a row has a status by them", () => {
    const scenario = name(listing(), "aws")
    scenario.onListing({
      _tag: "AnnounceChange",
      change: "chg-three-dates",
      what: { _tag: "Engage", engagement: engagement("aws") },
      effectiveOn: "2026-05-01",
      printedOn: "2026-02-01",
      for: "all",
      at: later
    })
    expect(Listing.change(scenario.listing.state, "chg-three-dates")).toMatchObject({
      announced: { value: { announcedAt: later, printedOn: "2026-02-01" } },
      effectiveOn: { value: "2026-05-01" }
    })
    expect([statuses(scenario, later)["aws"], statuses(scenario, june)["aws"]]).toEqual(["announced", "active"])
  })

  it("G4 what was edited in several steps on one day goes out as one version", () => {
    const scenario = name(listing(), "aws", "azure")
    announce(scenario, { _tag: "Engage", engagement: engagement("aws") }, later)
    announce(scenario, { _tag: "Engage", engagement: engagement("azure") }, "2026-03-02T08:05:00.000Z")
    scenario.onListing({ _tag: "PublishVersion", at: "2026-03-02T09:00:00.000Z" })
    const first = Listing.changes(scenario.listing.state).map(
      ({ announced }) => Listing.versionWith(scenario.listing.state, announced.from)?.value.version
    )
    expect(first).toEqual([2, 2])
  })

  it("G5 an undo within minutes is two changes: each can still be asked for", () => {
    const scenario = listing(engagement("aws", places("Ireland")))
    const there = announce(scenario, { _tag: "Relocate", engagement: "aws", ...toPlace("France") }, later, "2026-03-02")
    const back = announce(
      scenario,
      { _tag: "Relocate", engagement: "aws", ...toPlace("Ireland") },
      "2026-03-02T08:02:00.000Z",
      "2026-03-02"
    )
    expect(Listing.changes(scenario.listing.state).map(({ announced }) => announced.value.change)).toEqual([
      there,
      back
    ])
    const printed = (held: Instant) => rowAt(scenario, "aws", held).printed.places
    expect([printed(later), printed("2026-03-02T08:02:00.000Z")]).toEqual([toPlace("France").to, toPlace("Ireland").to])
  })

  const toPlace = (place: string) => ({ to: places(place).places })
})
