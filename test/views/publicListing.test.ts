/** The public listing: rows of a day, what is announced beside them, what differs between two editions, and all of it as a page. */
import { commercial } from "goodfaith/terms/ready"
import { amsterdam, type Day, type Instant } from "goodfaith/time"
import { type Asked, diff, html, publicListing } from "goodfaith/views"
import { describe, expect, it } from "vitest"
import { engagement, pure, replacement, type Scenario, seedLike } from "../scenario.ts"

const listed = (scenario: Scenario, held: Instant | Day, other: Partial<Asked> = {}) =>
  pure(() => publicListing(scenario.listing.state, { held, zone: amsterdam, ...other }))

const rowsOf = (page: ReturnType<typeof listed>) =>
  page?.sections.map(({ title, rows }) => [title, rows.map(({ id }) => id)])

const section = "Product Specific Sub-processors"
const announced = () => replacement(seedLike(commercial))

describe("The listing as it stood on a day", () => {
  it("before it was opened there is none", () => {
    expect(listed(announced(), "2026-01-05T08:59:59.999Z")).toBe(undefined)
    expect(listed(announced(), "2026-01-04")).toBe(undefined)
  })

  it("what is announced stands apart, until its day begins in the listing's zone", () => {
    const before = listed(announced(), "2026-05-31T21:59:59.999Z")
    expect(rowsOf(before)).toEqual([[section, ["cm-telecom", "tripolis"]]])
    expect(before?.announced).toMatchObject([
      { change: "chg-1", effectiveOn: "2026-06-01", engagements: ["flowmailer"], rows: [{ name: "Flowmailer" }] }
    ])
    const from = listed(announced(), "2026-05-31T22:00:00.000Z")
    expect(rowsOf(from)).toEqual([[section, ["cm-telecom", "tripolis", "flowmailer"]]])
    expect(from?.announced).toEqual([])
  })

  it("a day is told as it stood at its end", () => {
    expect(listed(announced(), "2026-05-31")).toMatchObject({ on: "2026-05-31", held: "2026-05-31T21:59:59.999Z" })
    expect(listed(announced(), "2026-04-01")?.announced).toEqual([])
    expect(listed(announced(), "2026-04-02")?.announced).toHaveLength(1)
  })

  it("with its newest version, notes and last review of that day", () => {
    const scenario = announced().onListing(
      { _tag: "ChangeNotes", notes: "Canadian data stays in Canada.", at: "2026-04-03T09:00:00.000Z" },
      { _tag: "ReviewListing", by: "dpo-1", at: "2026-04-03T10:00:00.000Z" },
      { _tag: "PublishVersion", statedOn: "2026-04-02", at: "2026-04-03T11:00:00.000Z" }
    )
    expect(listed(scenario, "2026-04-03")).toMatchObject({
      title: "Sub-processors",
      vendor: "Connective",
      scope: "material sub-processors",
      version: { number: 3, at: "2026-04-03T11:00:00.000Z", statedOn: "2026-04-02" },
      notes: "Canadian data stays in Canada.",
      reviewedAt: "2026-04-03T10:00:00.000Z"
    })
    const before = listed(scenario, "2026-04-02")
    expect(before?.version).toEqual({ number: 2, at: "2026-04-02T08:10:00.000Z" })
    expect([before?.notes, before?.reviewedAt]).toEqual([undefined, undefined])
  })

  it("a change is shown for the day that was declared then, and gone once it is withdrawn", () => {
    const scenario = announced().onListing(
      { _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-07-01", at: "2026-04-10T09:00:00.000Z" },
      { _tag: "WithdrawChange", change: "chg-1", at: "2026-04-20T09:00:00.000Z" }
    )
    const day = (held: Instant) => listed(scenario, held)?.announced.map(({ effectiveOn }) => effectiveOn)
    expect(day("2026-04-10T08:59:59.999Z")).toEqual(["2026-06-01"])
    expect(day("2026-04-10T09:00:00.000Z")).toEqual(["2026-07-01"])
    expect(day("2026-04-20T09:00:00.000Z")).toEqual([])
  })

  it("what is announced for named clients is shown to those only, before its day and after", () => {
    const scenario = announced().announces(
      { _tag: "Engage", engagement: engagement("helper", { entity: "cm-telecom", section: "Support" }) },
      "2026-04-03T08:00:00.000Z",
      "2026-05-01",
      { for: ["c1"], printedOn: "2026-04-01" },
      "chg-2"
    )
    const changes = (held: Day, client?: string) =>
      listed(scenario, held, client === undefined ? {} : { client })?.announced.map(({ change }) => change)
    expect(changes("2026-04-30")).toEqual(["chg-1"])
    expect(changes("2026-04-30", "c2")).toEqual(["chg-1"])
    expect(changes("2026-04-30", "c1")).toEqual(["chg-2", "chg-1"])
    expect(listed(scenario, "2026-04-30", { client: "c1" })?.announced[0]?.printedOn).toBe("2026-04-01")
    expect(rowsOf(listed(scenario, "2026-05-02"))).toEqual([[section, ["cm-telecom", "tripolis"]]])
    expect(rowsOf(listed(scenario, "2026-05-02", { client: "c2" }))).toEqual([[section, ["cm-telecom", "tripolis"]]])
    expect(rowsOf(listed(scenario, "2026-05-02", { client: "c1" }))).toEqual([
      [section, ["cm-telecom", "tripolis"]],
      ["Support", ["helper"]]
    ])
  })

  it("what has ended is not on it any more", () => {
    const scenario = announced().onListing({
      _tag: "EndEngagement",
      engagement: "tripolis",
      at: "2026-06-10T09:00:00.000Z"
    })
    expect(rowsOf(listed(scenario, "2026-06-10"))).toEqual([[section, ["cm-telecom", "flowmailer"]]])
  })
})

describe("What differs between two editions", () => {
  const differs = (scenario: Scenario, from: number | Day, to: number | Day) =>
    pure(() => diff(scenario.listing.state, { from, to, zone: amsterdam }))

  it("two versions: one row was announced", () => {
    const found = differs(announced(), 1, 2)
    expect(found?.added.map(({ id, status }) => [id, status])).toEqual([["flowmailer", "announced"]])
    expect([found?.removed, found?.changed, found?.relabelled]).toEqual([[], [], []])
    expect(differs(announced(), 2, 1)?.removed.map(({ id }) => id)).toEqual(["flowmailer"])
  })

  it("two days: on 1 June it is active", () => {
    expect(differs(announced(), "2026-05-31", "2026-06-01")?.changed).toEqual([
      { id: "flowmailer", fields: [{ field: "status", before: "announced", after: "active" }] }
    ])
  })

  it("what was learned later about the moment of a version is not in it", () => {
    const scenario = seedLike(commercial).onListing(
      {
        _tag: "ListEngagement",
        engagement: engagement("late", { entity: "cm-telecom" }),
        at: "2026-01-04T09:00:00.000Z"
      },
      { _tag: "PublishVersion", at: "2026-02-02T09:00:00.000Z" }
    )
    expect(differs(scenario, 1, 2)?.added.map(({ id }) => id)).toEqual(["late"])
  })

  it("what named clients alone are shown is in no edition", () => {
    const scenario = seedLike(commercial).announces(
      { _tag: "Engage", engagement: engagement("helper", { entity: "cm-telecom" }) },
      "2026-04-03T08:00:00.000Z",
      "2026-05-01",
      { for: ["c1"] }
    )
    expect(differs(scenario, "2026-04-01", "2026-05-02")?.added).toEqual([])
    expect(differs(scenario, 1, 2)?.added).toEqual([])
  })

  it("a version that was never published has no edition", () => {
    expect(differs(announced(), 1, 9)).toBe(undefined)
    expect(differs(announced(), 9, 1)).toBe(undefined)
  })
})

describe("The listing as a page", () => {
  it("has a caption, headings for columns and rows, and what is announced with its day", () => {
    const page = html(listed(announced(), "2026-05-01")!)
    expect(page.split("\n")).toEqual([
      '<section lang="en">',
      "<h2>Sub-processors</h2>",
      '<p>Connective: material sub-processors. As of <time datetime="2026-05-01">2026-05-01</time>, version 2.</p>',
      "<table>",
      "<caption>Product Specific Sub-processors</caption>",
      '<thead><tr><th scope="col">Sub-processor</th><th scope="col">Purpose</th><th scope="col">Products</th><th scope="col">Places</th><th scope="col">Data</th></tr></thead>',
      "<tbody>",
      '<tr><th scope="row">CM Telecom</th><td>SMS gateway</td><td>esignatures</td><td>The Netherlands</td><td>all</td></tr>',
      '<tr><th scope="row">Tripolis</th><td>SMS gateway</td><td>identity</td><td>The Netherlands</td><td>all</td></tr>',
      "</tbody>",
      "</table>",
      "<h3>Announced</h3>",
      "<ul>",
      '<li>From <time datetime="2026-06-01">2026-06-01</time>: new, in another\'s place: Flowmailer</li>',
      "</ul>",
      "</section>"
    ])
  })

  it("escapes whatever stands on it, wherever that is", () => {
    const evil = `<script>alert("1" & '2')</script>`
    const safe = "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;"
    const at = "2026-04-03T09:00:00.000Z"
    const scenario = announced().onListing(
      { _tag: "NameEntity", entity: "evil", name: evil, at },
      {
        _tag: "ListEngagement",
        engagement: engagement("evil", {
          entity: "evil",
          section: evil,
          products: ["x"],
          places: [{ id: "x", name: evil }],
          purposes: [{ id: "x", text: evil }],
          dataCategories: [evil]
        }),
        at
      },
      { _tag: "ChangeNotes", notes: evil, at },
      { _tag: "ReviewListing", by: "dpo-1", at },
      {
        _tag: "AnnounceChange",
        change: "chg-2",
        what: { _tag: "Engage", engagement: engagement("evil-2", { entity: "evil" }) },
        effectiveOn: "2026-06-01",
        for: "all",
        at
      }
    )
    const page = html(listed(scenario, "2026-05-01")!, `"><script>`)
    expect(page).not.toContain("<script")
    expect(page.split(safe)).toHaveLength(8)
    expect(page).toContain('<p>Last reviewed on <time datetime="2026-04-03T09:00:00.000Z">2026-04-03</time>.</p>')
    const titled = { ...listed(scenario, "2026-05-01")!, title: evil, vendor: evil, scope: evil }
    expect(html(titled)).not.toContain("<script")
  })

  it("says of every kind of change what it is, by the row where it brings none", () => {
    const scenario = announced().announces(
      { _tag: "Relocate", engagement: "cm-telecom", to: [{ id: "us", name: "United States" }] },
      "2026-04-03T08:00:00.000Z",
      "2026-06-01",
      {},
      "chg-2"
    )
    expect(html(listed(scenario, "2026-05-01")!)).toContain("</time>: other places: cm-telecom</li>")
  })
})
