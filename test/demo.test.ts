import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { type Checked, holds } from "../examples/demo/check.ts"
import { clients, forgotten } from "../examples/demo/clients.ts"
import { run } from "../examples/demo/demo.ts"
import * as expected from "../examples/demo/expected.ts"
import { page } from "../examples/demo/html.ts"
import * as theirs from "../examples/demo/report/expected.ts"
import * as report from "../examples/demo/report/story.ts"
import { dayByDay } from "../examples/demo/report/words.ts"
import * as seed from "../examples/demo/seed-listing.ts"
import { sentenceOf } from "../examples/demo/sentences.ts"
import { ends, readings } from "../examples/demo/story.ts"
import { plain, width } from "../examples/demo/lines.ts"
import { tell } from "../examples/demo/terminal.ts"

const folder = mkdtempSync(join(tmpdir(), "goodfaith-demo-"))
afterAll(() => rmSync(folder, { recursive: true }))

const first = await run(folder)
const second = await run(folder)

const failed = (checked: ReadonlyArray<Checked>) => checked.filter((it) => !holds(it))

describe("the demo", () => {
  it("answers everything as it was written down before", () => {
    expect(failed(first.checked)).toEqual([])
    expect(first.checked.length).toBeGreaterThan(170)
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
    for (const { at, ref } of first.findings.events.values())
      expect(at < (/^(report|reaction)\//.test(ref) ? report.over : ends)).toBe(true)
  })
})

describe("its second act", () => {
  const { report: found } = first.findings

  it("expects something at each instant", () => {
    for (const row of [...Object.values(theirs.promises), theirs.rewards, theirs.embargo])
      expect(row).toHaveLength(theirs.instants.length)
    for (const [, ...stands] of Object.values(theirs.clocks)) expect(stands).toHaveLength(theirs.clockInstants.length)
    expect(new Set(found.promises.flat().map(({ promise }) => promise))).toEqual(new Set(Object.keys(theirs.promises)))
    expect(
      found.clocks
        .at(-1)
        ?.map(({ aware, step }) => `${aware} ${step.step}`)
        .toSorted()
    ).toEqual(Object.keys(theirs.clocks).toSorted())
  })

  it("counts each day by both calendars, side by side, and both are told", () => {
    const days = dayByDay(found)
    expect(days.map(({ on }) => on)).toEqual(Array.from({ length: 8 }, (_, n) => `2026-05-${13 + n}`))
    expect(days[2]).toEqual({ on: "2026-05-15", by: ["1", "Equated with a holiday by decree"] })
    expect(tell(first.findings, first.checked, plain)).toMatch(
      /^ {2}Fri 15 May {2}1 +Equated with a holiday by decree$/m
    )
    const text = page(first.findings, first.checked)
    expect(text).toContain("The calendar of Dutch offices: the last day is <strong>Tue 19 May</strong>")
    expect(text).toContain("The calendar of the law: the last day is <strong>Wed 20 May</strong>")
  })

  it("holds who reported and what in no file in the clear, and shows it where it is opened", () => {
    expect(tell(first.findings, first.checked, plain)).toContain(report.reporter.name)
    for (const file of ["trust.db", "keys.db"]) {
      const bytes = readFileSync(join(folder, file), "latin1")
      for (const word of [report.reporter.name, report.reporter.reach, report.description.slice(0, 20)])
        expect(bytes).not.toContain(word)
    }
  })

  it("is refused what it was to be refused, each time it is played", () => {
    const asked = (run: typeof first) => run.findings.report.declined.map(({ id, refusal }) => [id, refusal.message])
    expect(asked(first)).toHaveLength(Object.keys(theirs.refused).length)
    expect(asked(second)).toEqual(asked(first))
  })

  it("has a sentence of its own for each kind of event", () => {
    for (const happened of found.happened) expect(sentenceOf(happened)).not.toBe(happened.event._tag)
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
