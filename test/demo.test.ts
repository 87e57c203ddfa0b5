import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { type Checked, holds } from "../examples/demo/check.ts"
import { clients, forgotten } from "../examples/demo/clients.ts"
import { run } from "../examples/demo/demo.ts"
import * as expected from "../examples/demo/expected.ts"
import { page } from "../examples/demo/html.ts"
import * as seed from "../examples/demo/seed-listing.ts"
import { ends, readings } from "../examples/demo/story.ts"
import { plain, tell, width } from "../examples/demo/terminal.ts"

const folder = mkdtempSync(join(tmpdir(), "goodfaith-demo-"))
afterAll(() => rmSync(folder, { recursive: true }))

const first = await run(folder)
const second = await run(folder)

const failed = (checked: ReadonlyArray<Checked>) => checked.filter((it) => !holds(it))

describe("the demo", () => {
  it("answers everything as it was written down before", () => {
    expect(failed(first.checked)).toEqual([])
    expect(first.checked.length).toBeGreaterThan(100)
  })

  it("expects something of each client at each instant", () => {
    for (const table of [expected.gate, expected.gateOfTheOld]) {
      expect(Object.keys(table)).toEqual(clients.map(({ id }) => id))
      for (const row of Object.values(table)) expect(row).toHaveLength(expected.instants.length)
    }
  })

  it("records nothing when it runs again, and answers the same", () => {
    expect(first.recorded).toBeGreaterThan(0)
    expect(second.recorded).toBe(0)
    expect(second.checked).toEqual(first.checked)
    expect(tell(second.findings, second.checked, plain)).toBe(tell(first.findings, first.checked, plain))
  })

  it("names each open decision of the listing's own terms, and is determined once their readings were stated", () => {
    const answers = first.findings.clients[0]!.answers
    expect(answers.map(({ answer }) => answer)).toEqual([
      "shut",
      "undetermined",
      "undetermined",
      "undetermined",
      "shut",
      "open"
    ])
    const read = readings.map(({ parameter }) => parameter)
    for (const { open } of answers[1]!.needs) expect(read).toContain(open)
  })

  it("shows no name of who was forgotten, neither opened nor in the store", () => {
    const { name, address } = clients
      .flatMap(({ contacts }) => contacts)
      .find(({ person }) => person === forgotten.person)!
    const texts = [
      page(first.findings, first.checked),
      tell(first.findings, first.checked, plain),
      readFileSync(join(folder, "trust.db"), "latin1"),
      readFileSync(join(folder, "keys.db"), "latin1")
    ]
    for (const text of texts) {
      expect(text).not.toContain(name)
      expect(text).not.toContain(address)
    }
    expect(
      first.findings.people.find(({ client, name }) => client === forgotten.client && name === "erased")
    ).toBeDefined()
    expect(first.findings.verified.flaws).toEqual([])
  })

  it("fits a terminal", () => {
    const long = tell(first.findings, first.checked, plain)
      .split("\n")
      .filter((line) => line.length > width)
    expect(long).toEqual([])
  })

  it("is a page that asks nothing of anybody: no request, no script", () => {
    const text = page(first.findings, first.checked)
    expect(text).not.toMatch(/https?:|\/\/[a-z]|<script|<link|<img|@import|url\(|\ssrc=/i)
    for (const { id } of clients) expect(text).toContain(`aria-labelledby="${id}"`)
  })

  it("says so when an answer is not the expected one", () => {
    const [one, ...others] = first.checked
    const wrong = [{ ...one!, found: "something else" }, ...others]
    expect(tell(first.findings, wrong, plain)).toContain("found    something else")
    expect(page(first.findings, wrong)).toContain(`✕ 1 of ${first.checked.length}`)
  })

  it("ends after everything that happened", () => {
    for (const { at } of first.findings.events.values()) expect(at < ends).toBe(true)
  })
})

// -- The listing it starts from. --------------------------------------------------------------------------------------------

/** The seeds lie beside the repository and are not published with it. */
const seedFile = new URL("../../shared/seeds/000_355a9f221a65ed0d.txt", import.meta.url)

/** A row as the captured page has it: the cells one behind the other, a cell of several lines with a line end behind it. */
const captured = ({ name, entityType, purposes, products, country, certifications }: seed.Row): string => {
  const cell = (lines: ReadonlyArray<string> = []): string => lines.join("\n") + (lines.length > 1 ? "\n" : "")
  return [name, entityType ?? "", cell(purposes), cell(products), country ?? "", certifications?.join(", ") ?? ""].join(
    ""
  )
}

describe("the demo's listing", () => {
  it("has a row for everything in the three sections, and an entity above each", () => {
    expect(seed.rows.map(({ section }) => section)).toEqual([
      "infrastructure",
      "infrastructure",
      "product",
      "product",
      "product",
      "product",
      "certificates",
      "certificates",
      "certificates",
      "certificates"
    ])
    expect(seed.entities).toHaveLength(8)
    const rowsOf = (entity: string) => seed.rows.filter((row) => row.entity === entity).length
    expect([rowsOf("microsoft-azure"), rowsOf("certigna")]).toEqual([2, 2])
  })

  it.skipIf(!existsSync(seedFile))(
    "is the captured page, row by row (skipped where ../shared/seeds is not there)",
    () => {
      const text = readFileSync(seedFile, "utf8")
      for (const section of ["infrastructure", "product", "certificates"] as const) {
        const rows = seed.rows.filter((row) => row.section === section).map(captured)
        expect(text).toContain(`\n${seed.sections[section]}\n`)
        expect(text).toContain(`\n${rows.join("\n")}${section === "certificates" ? "" : "\n"}`)
        if (section === "certificates") expect(text.trimEnd().endsWith(rows.join("\n"))).toBe(true)
      }
      for (const words of [seed.title, ...seed.scope.split("\n\n"), seed.safeguards]) expect(text).toContain(words)
    }
  )
})
