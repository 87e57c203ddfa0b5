import { existsSync, readFileSync } from "node:fs"
import * as Result from "effect/Result"
import { Reading, silentRow, type Terms } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { describe, expect, it } from "vitest"
import { decodeTerms } from "../../src/terms/Terms.schema.ts"

const beside = (path: string): URL => new URL(`../../${path}`, import.meta.url)
const inOneLine = (text: string): string => text.replaceAll(/\s+/g, " ")

interface Quoted {
  readonly instrument: string
  readonly at?: string
  readonly words: string
}

/** Every source in a value. */
const sources = (value: unknown): ReadonlyArray<Quoted> => {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (name === "source" ? [inner as Quoted] : sources(inner)))
}

const inRow = (row: string, names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `${row}/${name}`)

const open: Readonly<Record<keyof typeof ready, ReadonlyArray<string>>> = {
  connective: [
    "entry.announced",
    "emergency",
    "transfer",
    "listing",
    ...inRow("listing-updated/any", ["channels", "contents", "clockStart", "advanceNotice"]),
    ...inRow("new-sub-processor/any", [
      "channels",
      "contents",
      "clockStart",
      "advanceNotice",
      "window",
      "objection.mustExplain",
      "objection.mitigation",
      "objection.confirmation",
      "objection.onlyIf",
      "silence",
      "lateObjection",
      "hold.beforeStart",
      "hold.afterStart",
      "resolution.options",
      "resolution.cure",
      "resolution.vendorMustAnswer",
      "exit"
    ])
  ],
  commercial: [
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...inRow("sub-processor-change/any", ["objection.confirmation", "objection.onlyIf", "resolution.vendorMustAnswer"])
  ],
  specific: [
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...inRow("sub-processor-change/any", ["objection.confirmation", "objection.onlyIf", "resolution.vendorMustAnswer"])
  ]
}

describe("ready-made terms are terms like any other", () => {
  for (const [name, terms] of Object.entries(ready) as ReadonlyArray<readonly [keyof typeof ready, Terms]>) {
    it(`${name} has nothing wrong with it, and is called so`, () => {
      expect(decodeTerms(terms)).toEqual(Result.succeed(terms))
      expect(terms.name).toBe(name)
    })

    it(`${name} leaves open what its text leaves open, and nothing else`, () => {
      expect(Reading.openIn(terms)).toEqual(open[name])
    })
  }

  it("a row that says nothing leaves everything open", () => {
    const silent = { ...ready.commercial, duties: [{ ...ready.commercial.duties[0]!, rows: [silentRow] as const }] }
    const named = Object.keys(Reading.parameters(silent)).filter((name) => name.includes("/"))
    expect(Reading.openIn(silent)).toEqual(expect.arrayContaining(named))
    expect(named).toHaveLength(22)
  })
})

describe("the first listing's words stay its words", () => {
  const seed = beside("../shared/seeds/000_355a9f221a65ed0d.txt")
  const [inform, consult] = ready.connective.duties

  it(`each quote stands in it word for word, under its heading${existsSync(seed) ? "" : " (the text is not here)"}`, ({
    skip
  }) => {
    if (!existsSync(seed)) {
      console.log("the text of the first listing is not beside this repository: its quotes are not compared")
      skip()
    }
    const text = readFileSync(seed, "utf8")
    const quoted = sources(ready.connective)
    expect(quoted.length).toBeGreaterThan(10)
    for (const { at, words } of quoted) {
      expect(text).toContain(words)
      expect(text.slice(0, text.indexOf(words)).split("\n")).toContain(at)
    }
  })

  it("reasonable timing is no number, and is counted to the access", () => {
    expect(consult!.rows[0].advanceNotice).toMatchObject({ says: { period: { reasonable: true }, before: "access" } })
  })

  it("a solution acceptable for both parties is no list of solutions", () => {
    expect(consult!.rows[0].resolution.talks).toMatchObject({ says: "goodFaith" })
    expect(consult!.rows[0].resolution.options).toEqual({ unstated: true })
  })

  it("it makes two promises: whoever has the standard DPA is told of updates, whoever is affected is asked first", () => {
    expect(inform).toMatchObject({
      kind: "inform",
      changes: "any",
      onlyMaterial: false,
      audience: { of: "all", paper: "standard" }
    })
    expect(consult).toMatchObject({
      kind: "consult",
      changes: ["Engage", "Replace"],
      onlyMaterial: true,
      audience: { of: "affected" }
    })
    expect(inform!.rows).toEqual([silentRow])
  })

  it("what it leaves to a DPA that nobody here has seen is not seen", () => {
    expect([ready.connective.entry.announced, ready.connective.transfer]).toEqual([
      { unstated: true, notSeen: true },
      { unstated: true, notSeen: true }
    ])
  })
})

describe("the commercial form's words are ours", () => {
  const policy = inOneLine(readFileSync(beside("docs/policy/terms.md"), "utf8"))

  it("each quote stands in docs/policy/terms.md word for word, under its number", () => {
    for (const { instrument, at, words } of [...sources(ready.commercial), ...sources(ready.specific)]) {
      expect(policy).toContain(words)
      const before = policy
        .slice(0, policy.indexOf(words))
        .match(/ \d\. /g)
        ?.at(-1)
      if (instrument === "commercial-form") expect(before).toBe(` ${at}. `)
    }
  })

  it("thirty days' notice before access and thirty days to object, both from sending", () => {
    const { clockStart, advanceNotice, window } = ready.commercial.duties[0]!.rows[0]
    const thirty = { n: 30, unit: "calendarDays" }
    expect(clockStart).toMatchObject({ says: { from: "sent" } })
    expect(clockStart).not.toHaveProperty("says.bouncesOn")
    expect(advanceNotice).toMatchObject({ says: { period: thirty, before: "access" } })
    expect(window).toMatchObject({ says: { _tag: "For", period: thirty } })
  })

  it("the addendum turns general into specific, and silence into no; it changes nothing else", () => {
    const { specific, commercial } = ready
    expect(specific.authorisation).toMatchObject({ says: "specific", source: { instrument: "specific-addendum" } })
    expect(specific.instruments.map(({ id }) => id)).toEqual(["specific-addendum", "commercial-form"])
    const row = specific.duties[0]!.rows[0]
    expect(row.silence).toMatchObject({ says: "denied", source: { instrument: "specific-addendum" } })
    expect({ ...row, silence: commercial.duties[0]!.rows[0].silence }).toEqual(commercial.duties[0]!.rows[0])
    expect(commercial.duties[0]!.rows[0].silence).toMatchObject({ says: "accepted" })
  })
})
