/** What is read off a page, laid beside the listing: it proposes, and declares nothing. */
import { canonicalName, type CapturedRow, compareCapture, type Comparison, type Row } from "goodfaith/listing"
import * as Listing from "goodfaith/listing"
import { describe, expect, it } from "vitest"
import { engagement, pure } from "./scenario.ts"

const nobody = () => []

/** A row of the listing: hosting in Germany under `Infrastructure`, unless a story says otherwise. */
const listed = (
  id: string,
  name: string,
  other: Partial<Row["printed"]> = {},
  status: Row["status"] = "active"
): Row => ({
  id,
  name,
  printed: engagement(id, {
    section: "Infrastructure",
    purposes: [{ id: "hosting", text: "Hosting" }],
    places: [{ id: "de", name: "Germany" }],
    products: "all",
    ...other
  }),
  status,
  brought: { value: undefined, from: "listing/main@1" },
  for: "all"
})

/** The same row as a page prints it. */
const read = (name: string, other: Partial<CapturedRow> = {}): CapturedRow => ({
  name,
  section: "Infrastructure",
  purpose: "Hosting",
  location: "Germany",
  ...other
})

const compare = (
  rows: ReadonlyArray<Row>,
  captured: ReadonlyArray<CapturedRow>,
  options: { readonly lossGuard?: number } = { lossGuard: 1 },
  names: (entity: string) => ReadonlyArray<string> = nobody
): Comparison => pure(() => compareCapture(rows, names, captured, options))

const purpose = (text: string) => ({ purposes: [{ id: text.toLowerCase(), text }] })

const nothing = {
  same: [],
  changed: [],
  added: [],
  removed: [],
  renameCandidates: [],
  replacementHints: [],
  reAdded: []
}

describe(Listing.aPageGoneIsNoRemoval.clause.quote, () => {
  const four = ["Hetzner", "Bunny", "UpCloud", "Paddle"].map((name) => listed(name.toLowerCase(), name))

  it("nothing captured proposes nothing, whatever loss is allowed, and whatever the listing holds", () => {
    expect(compare(four, [], { lossGuard: 1 })).toEqual({ ...nothing, refused: Listing.NothingCaptured })
    expect(compare([], [])).toEqual({ ...nothing, refused: Listing.NothingCaptured })
    expect(Listing.NothingCaptured.message).toBe(
      "nothing was read off the page: look whether it still shows a list; what stands on the listing stays as it is"
    )
  })

  it("half of the rows lost is still compared", () => {
    const found = compare(four, [read("Hetzner"), read("Bunny")], {})
    expect([found.removed, found.refused]).toEqual([["upcloud", "paddle"], undefined])
  })

  it("more than half of them lost is refused, and says how many", () => {
    const found = compare(four, [read("Hetzner")], {})
    expect(found).toEqual({ ...nothing, refused: Listing.TooMuchLost(3, 4) })
    expect(found.refused?.message).toBe(
      "`3` of `4` rows are not on the page that was read: look at the page, and allow a greater loss if it is so"
    )
  })

  it("three of five are too many, if nobody says otherwise", () => {
    const five = [...four, listed("nolt", "Nolt")]
    expect(compare(five, [read("Hetzner"), read("Bunny")], {}).refused).toEqual(Listing.TooMuchLost(3, 5))
    expect(compare(five, [read("Hetzner"), read("Bunny"), read("Nolt")], {}).removed).toEqual(["upcloud", "paddle"])
  })

  it("unless a person allows it", () => {
    expect(compare(four, [read("Hetzner")], { lossGuard: 0.75 }).removed).toEqual(["bunny", "upcloud", "paddle"])
    expect(compare(four, [read("Hetzner")], { lossGuard: 0.74 }).refused).toEqual(Listing.TooMuchLost(3, 4))
  })

  it("a row that may be there under another name is not counted as lost", () => {
    const captured = [read("Hetzner Online"), read("Bunny Net")]
    expect(compare([four[0]!, four[1]!, four[2]!], captured, { lossGuard: 0.4 }).removed).toEqual(["upcloud"])
  })

  it("rows that ended, are not shown or only announced are no loss", () => {
    const rows = [
      four[0]!,
      listed("old", "Clicky", {}, "ended"),
      listed("aside", "Apollo", {}, "unlisted"),
      listed("soon", "Flowmailer", {}, "announced")
    ]
    const found = compare(rows, [read("Hetzner")], { lossGuard: 0 })
    expect([found.refused, found.removed]).toEqual([undefined, []])
    expect(compare([...rows, four[1]!], [read("Hetzner")], {}).removed).toEqual(["bunny"])
    expect(compare([...rows, four[1]!, four[2]!], [read("Hetzner")], {}).refused).toEqual(Listing.TooMuchLost(2, 3))
  })

  it("a row that is only announced is found where the page shows it already", () => {
    const soon = listed("soon", "Flowmailer", {}, "announced")
    expect(compare([four[0]!, soon], [read("Hetzner"), read("Flowmailer")])).toMatchObject({
      same: [{ engagement: "hetzner" }, { engagement: "soon" }],
      added: []
    })
  })

  it("a list of another language, read as our own, loses no row: only its words differ", () => {
    const found = compare(
      [listed("gcp", "Google Cloud Platform")],
      [read("Google Cloud Platform", { location: "Alemania" })]
    )
    expect(found.changed.map(({ engagement: id, fields }) => [id, fields])).toEqual([
      ["gcp", [{ field: "location", before: "Germany", after: "Alemania" }]]
    ])
  })
})

describe("a row is found by the strongest evidence there is", () => {
  const hosting = listed("aws-hosting", "AWS")
  const mail = listed("aws-mail", "AWS", purpose("Email"))
  const found = (rows: ReadonlyArray<Row>, captured: ReadonlyArray<CapturedRow>) => {
    const { same, changed } = compare(rows, captured)
    return [...same, ...changed].map((it) => [it.engagement, it.by, captured.indexOf(it.captured)])
  }

  it("everything alike: the same row, in any order", () => {
    expect(found([hosting, mail], [read("AWS", { purpose: "Email" }), read("AWS")])).toEqual([
      ["aws-hosting", "everything", 1],
      ["aws-mail", "everything", 0]
    ])
  })

  it("two rows that are alike in everything are two rows", () => {
    const twin = listed("aws-hosting-2", "AWS")
    expect(found([hosting, twin], [read("AWS"), read("AWS")])).toEqual([
      ["aws-hosting", "everything", 0],
      ["aws-hosting-2", "everything", 1]
    ])
    expect(compare([hosting], [read("AWS"), read("AWS")]).added).toEqual([read("AWS")])
  })

  it("elsewhere now: by name, section, purpose and products", () => {
    const agents = listed("agents", "AWS", { products: ["agents"] })
    const app = listed("app", "AWS", { products: ["app"] })
    expect(
      found(
        [agents, app],
        [
          read("AWS", { location: "France", products: ["App"] }),
          read("AWS", { location: "Italy", products: ["Agents"] })
        ]
      )
    ).toEqual([
      ["agents", "name, section, purpose and products", 1],
      ["app", "name, section, purpose and products", 0]
    ])
  })

  it("another purpose: by name and section", () => {
    const support = listed("aws-support", "AWS", { section: "Support", ...purpose("Email") })
    expect(
      found([hosting, support], [read("AWS", { purpose: "SMS", section: "Support" }), read("AWS", { purpose: "Chat" })])
    ).toEqual([
      ["aws-hosting", "name and section", 1],
      ["aws-support", "name and section", 0]
    ])
  })

  it("another heading: by name and purpose", () => {
    expect(
      found(
        [hosting, mail],
        [read("AWS", { section: "Product specific", purpose: "Email" }), read("AWS", { section: "For external users" })]
      )
    ).toEqual([
      ["aws-hosting", "name and purpose", 1],
      ["aws-mail", "name and purpose", 0]
    ])
  })

  it("all else is other: by name, the most alike first", () => {
    expect(
      found(
        [listed("a", "AWS", purpose("Email services")), listed("b", "AWS", purpose("Object storage"))],
        [
          read("AWS", { section: "External", purpose: "Storage of objects" }),
          read("AWS", { section: "External", purpose: "Email service" })
        ]
      )
    ).toEqual([
      ["a", "name", 1],
      ["b", "name", 0]
    ])
  })

  it("another legal form: by its canonical name, and it is said that the name differs", () => {
    expect(found([listed("openai", "OpenAI, Inc.")], [read("OpenAI, LLC")])).toEqual([["openai", "canonical name", 0]])
    expect(compare([listed("openai", "OpenAI, Inc.")], [read("OpenAI, LLC")]).changed[0]?.fields).toEqual([
      { field: "name", before: "OpenAI, Inc.", after: "OpenAI, LLC" }
    ])
  })

  it("a name that it had before finds it too", () => {
    const rows = [listed("xebia", "Xebia Workplace B.V.", { entity: "g-company" })]
    const former = (entity: string) => (entity === "g-company" ? ["g-company B.V."] : [])
    expect(compare(rows, [read("g-company")], { lossGuard: 1 }, former).changed).toMatchObject([
      { engagement: "xebia", by: "canonical name" }
    ])
    expect(compare(rows, [read("g-company")], { lossGuard: 1 }, nobody).added).toEqual([read("g-company")])
  })

  it("the stronger evidence wins, whichever row comes first", () => {
    const rows = [listed("weak", "AWS", { section: "Other", ...purpose("Email") }), hosting]
    expect(found(rows, [read("AWS")])).toEqual([["aws-hosting", "everything", 0]])
    expect(compare(rows, [read("AWS")]).removed).toEqual(["weak"])
  })
})

describe("a column that the page does not have says nothing", () => {
  const row = listed("hetzner", "Hetzner", { products: ["cloud", "backup"], contact: "https://www.hetzner.com/legal" })

  it("a name alone is the same row", () => {
    expect(compare([row], [{ name: "Hetzner" }])).toMatchObject({ same: [{ engagement: "hetzner" }], changed: [] })
  })

  it("products are the same in any order and spelling, and a site is the same whatever page is linked", () => {
    const same = { products: ["Backup", "CLOUD."], website: "hetzner.com" }
    expect(compare([row], [read("Hetzner", same)]).changed).toEqual([])
    expect(compare([row], [read("Hetzner", { website: "http://HETZNER.com?x=1" })]).changed).toEqual([])
  })

  it("each column that differs is told, with both words", () => {
    const other = {
      section: "Hosts",
      purpose: "Servers",
      location: "Finland",
      products: ["cloud"],
      website: "h.example"
    }
    expect(compare([row], [read("Hetzner", other)]).changed[0]?.fields).toEqual([
      { field: "section", before: "Infrastructure", after: "Hosts" },
      { field: "purpose", before: "Hosting", after: "Servers" },
      { field: "location", before: "Germany", after: "Finland" },
      { field: "products", before: "cloud, backup", after: "cloud" },
      { field: "website", before: "https://www.hetzner.com/legal", after: "h.example" }
    ])
  })

  it("what the listing does not limit is nothing printed", () => {
    const all = listed("all", "Hetzner", { places: "all", purposes: "all" })
    expect(compare([all], [read("Hetzner", { purpose: "", location: "" })]).changed).toEqual([])
    expect(compare([all], [read("Hetzner", { location: "" })]).changed[0]?.fields).toEqual([
      { field: "purpose", before: "", after: "Hosting" }
    ])
  })

  it("several places and purposes are printed one behind the other", () => {
    const two = listed("two", "Hetzner", {
      places: [
        { id: "de", name: "Germany" },
        { id: "fi", name: "Finland" }
      ],
      purposes: [
        { id: "a", text: "Hosting" },
        { id: "b", text: "Backup" }
      ]
    })
    expect(
      compare([two], [read("Hetzner", { location: "Germany, Finland", purpose: "Hosting, Backup" })]).changed
    ).toEqual([])
  })
})

describe("what only looks alike is left to a person", () => {
  const candidates = (before: Row | ReadonlyArray<Row>, ...after: ReadonlyArray<CapturedRow>) =>
    compare([before].flat(), after).renameCandidates.map((it) => [
      it.engagement,
      it.captured.name,
      it.because,
      it.addsAName
    ])

  it("the same site under another name", () => {
    const lago = listed("lago", "Lago", { contact: "getlago.com" })
    expect(candidates(lago, read("Billing Engine Corp.", { website: "https://www.getlago.com/privacy" }))).toEqual([
      ["lago", "Billing Engine Corp.", "same site", false]
    ])
    expect(candidates(listed("lago", "Lago"), read("Billing Engine Corp.", { website: "" }))).toEqual([])
  })

  it("one name that holds the other, in whole words, either way round", () => {
    expect(candidates(listed("resend", "Resend"), read("Plus Five Five, Inc. (Resend)"))).toEqual([
      ["resend", "Plus Five Five, Inc. (Resend)", "one name holds the other", false]
    ])
    expect(candidates(listed("resend", "Plus Five Five, Inc. (Resend)"), read("Resend"))).toEqual([
      ["resend", "Resend", "one name holds the other", false]
    ])
    expect(candidates(listed("lago", "Lago"), read("Get Lago Corp."))).toEqual([
      ["lago", "Get Lago Corp.", "one name holds the other", false]
    ])
    expect(candidates(listed("lago", "Get Lago Corp."), read("Lago"))).toEqual([
      ["lago", "Lago", "one name holds the other", false]
    ])
    expect(candidates(listed("plun", "Plun"), read("Splunkology"))).toEqual([])
  })

  it("names that are alike letter by letter, from 72 in a hundred on", () => {
    expect(candidates(listed("a", "abcdefgh"), read("abcdefxy"))).toEqual([])
    expect(candidates(listed("a", "abcdefghijk"), read("abcdefghxyk"))).toEqual([])
    expect(candidates(listed("a", "abcdefghijkl"), read("abcdefghijxy"))).toEqual([
      ["a", "abcdefghijxy", "names are alike", false]
    ])
    // 9 of 12.5 pairs on average: exactly 72 in a hundred
    expect(candidates(listed("a", "abcdefghijmno"), read("abcdefghijpqrs"))).toEqual([
      ["a", "abcdefghijpqrs", "names are alike", false]
    ])
  })

  it("a name that was joined to it is told, and makes it an addition", () => {
    expect(candidates(listed("algolia", "Algolia"), read("Algolia and Anthropic"))).toEqual([
      ["algolia", "Algolia and Anthropic", "one name holds the other", true]
    ])
    expect(
      candidates([listed("sendgrid", "Sendgrid"), listed("twilio", "Twilio")], read("Twilio"), read("Twilio Sendgrid"))
    ).toEqual([["sendgrid", "Twilio Sendgrid", "one name holds the other", true]])
  })

  it("each row is a candidate once, the likeliest first", () => {
    const rows = [listed("one", "Merge"), listed("two", "Merge API")]
    expect(candidates(rows, read("Merge API Inc. Europe"), read("Merge Europe"))).toEqual([
      ["two", "Merge API Inc. Europe", "one name holds the other", false],
      ["one", "Merge Europe", "one name holds the other", false]
    ])
  })

  it("a name held whole counts for more than letters alike", () => {
    const rows = [listed("alike", "Datadog Loggings"), listed("held", "Log")]
    expect(candidates(rows, read("Datadog Logging Log"))).toEqual([
      ["held", "Datadog Logging Log", "one name holds the other", false]
    ])
  })

  it("letters that come once are counted once", () => {
    expect(candidates(listed("a", "aaaaaaaa"), read("aaaaxyzw"))).toEqual([])
  })

  it("signs alone are no name, and are like no other", () => {
    expect(candidates(listed("dash", "—"), read("Hetzner"))).toEqual([])
    expect(candidates(listed("x", "X"), read("Y"))).toEqual([])
  })

  it("a candidate is neither added nor removed", () => {
    expect(compare([listed("lago", "Lago")], [read("Get Lago Corp.")])).toMatchObject({ added: [], removed: [] })
  })

  it("a row that is only announced is no candidate, as it has not gone", () => {
    expect(candidates(listed("lago", "Lago", {}, "announced"), read("Get Lago Corp."))).toEqual([])
  })
})

describe("one that went and one that came, side by side", () => {
  const hints = (rows: ReadonlyArray<Row>, ...after: ReadonlyArray<CapturedRow>) =>
    compare(rows, after).replacementHints.map(({ removed, added }) => [removed, added.name])

  it("with the same purpose under the same heading: a hint at a replacement", () => {
    expect(hints([listed("datadog", "Datadog")], read("AppSignal"))).toEqual([["datadog", "AppSignal"]])
    expect(hints([listed("datadog", "Datadog")], { name: "AppSignal", purpose: "Hosting" })).toEqual([
      ["datadog", "AppSignal"]
    ])
  })

  it("with another purpose, under another heading, or where no purpose is told: none", () => {
    expect(hints([listed("datadog", "Datadog")], read("AppSignal", { purpose: "Chat" }))).toEqual([])
    expect(hints([listed("datadog", "Datadog")], read("AppSignal", { section: "Other" }))).toEqual([])
    expect(hints([listed("datadog", "Datadog", { purposes: "all" })], read("AppSignal", { purpose: "" }))).toEqual([])
  })

  it("it stays one that came and one that went", () => {
    expect(compare([listed("datadog", "Datadog")], [read("AppSignal")])).toMatchObject({
      added: [{ name: "AppSignal" }],
      removed: ["datadog"]
    })
  })
})

describe("what is back is told apart from what is new", () => {
  const rows = [
    listed("hetzner", "Hetzner"),
    listed("stripe", "Stripe, Inc.", {}, "ended"),
    listed("zapier", "Zapier", {}, "unlisted")
  ]

  it("a row that ended or is not shown is found again, and somebody should say why", () => {
    const found = compare(rows, [read("Hetzner"), read("Stripe"), read("Zapier"), read("Paddle")])
    expect(found.reAdded.map(({ engagement: id, by }) => [id, by])).toEqual([
      ["stripe", "canonical name"],
      ["zapier", "everything"]
    ])
    expect(found.added).toEqual([read("Paddle")])
  })

  it("a row that is back is no other row's new name, however alike they are", () => {
    const alike = [listed("get", "Get Lago Corp."), listed("lago", "Lago", {}, "ended")]
    expect(compare(alike, [read("Lago")])).toMatchObject({
      reAdded: [{ engagement: "lago" }],
      renameCandidates: [],
      removed: ["get"]
    })
  })

  it("only what came may have taken the place of what went", () => {
    const two = [listed("datadog", "Datadog"), listed("hetzner", "Hetzner")]
    expect(compare(two, [read("Hetzner")]).replacementHints).toEqual([])
    expect(compare([...two, listed("sentry", "Sentry", {}, "ended")], [read("Hetzner"), read("Sentry")])).toMatchObject(
      {
        replacementHints: [{ removed: "datadog", added: { name: "Sentry" } }]
      }
    )
  })

  it("a row that stands is found before one that ended", () => {
    const twice = [listed("before", "Heroku", {}, "ended"), listed("now", "Heroku", purpose("Workers"))]
    expect(compare(twice, [read("Heroku")])).toMatchObject({ changed: [{ engagement: "now" }], reAdded: [] })
  })
})

describe("a canonical name", () => {
  it.each([
    ["Temporal Technologies, Inc.", "temporal technologies"],
    ["VONQ B.V.", "vonq"],
    ["VONQ BV", "vonq"],
    ["GitHub India Pty Ltd", "github india"],
    ["OpenAI, LLC", "openai"],
    ["NexMo Inc (aka Vonage)", "nexmo"],
    ["Sentry.io", "sentry io"],
    ["PayPal (Europe) S.à r.l. et Cie, S.C.A.", "paypal"],
    ["PayPal (Europe) S.à r.l.", "paypal"],
    ["S.A.S.", "sas"],
    ["Limited GmbH", "limited"],
    ["(Resend)", "resend"],
    ["[Add hosting provider]", "add hosting provider"],
    ["Sin\u00ADch\u200B", "sinch"],
    ["Sin\u200Bch", "sinch"],
    ["Sin\u2060ch\uFEFF", "sinch"],
    ["포트원(주)", "포트원"],
    ["주식회사 포트원", "포트원"],
    ["㈜포트원", "포트원"],
    ["Müller & Söhne GmbH", "muller sohne"],
    ["  Monday.com   Ltd. ", "monday com"],
    ["Acme, S. A.", "acme"],
    ["Acme A/S", "acme"],
    ["Acme OÜ", "acme"],
    ["Acme Sp. z o.o.", "acme"],
    ["J. P. Morgan", "jp morgan"],
    ["Credit A & B", "credit a b"],
    ["24/7 Media", "24 7 media"]
  ])("of `%s` is `%s`", (name, canonical) => expect(pure(() => canonicalName(name))).toBe(canonical))
})
