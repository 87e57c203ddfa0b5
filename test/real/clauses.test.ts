import { existsSync, readFileSync } from "node:fs"
import * as Result from "effect/Result"
import { decodeTerms, sentence } from "goodfaith/schema"
import { Reading, type Terms, type Unstated } from "goodfaith/terms"
import { check } from "goodfaith/terms/check"
import * as ready from "goodfaith/terms/ready"
import { describe, expect, it } from "vitest"
import { filesUnder, lacks, withoutComments } from "../truth/source.ts"
import {
  aboutTheRecord,
  blank,
  type Clause,
  type Destination,
  type Encoded,
  encode,
  type Fate,
  fate,
  plainName,
  sectionD,
  unasked
} from "./clauses.ts"

const beside = (path: string): URL => new URL(`../../../shared/${path}`, import.meta.url)
const file = beside("data/dpa-clauses.json")
const domain = beside("domain/sub-processors.md")

const clauses: ReadonlyArray<Clause> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : []
const encoded = clauses.map((clause) => ({ clause, ...encode(clause) }))
if (clauses.length === 0) console.log(`${file.pathname} is not here: no real clause is compared`)

/** Fields of a record that say something of the contract. */
const said = (clause: Clause): ReadonlyArray<string> =>
  Object.entries(clause).flatMap(([field, value]) => (value === null || aboutTheRecord.includes(field) ? [] : [field]))

/** Values that went nowhere. */
const lost = ({ clause, went }: { readonly clause: Clause; readonly went: Encoded["went"] }): ReadonlyArray<string> =>
  said(clause)
    .filter((field) => (went.get(field) ?? []).length === 0)
    .map((field) => `${clause.id}.${field}: ${JSON.stringify(clause[field])}`)

const values = encoded.flatMap(({ clause, terms, went }) =>
  [...went].flatMap(([field, destinations]) =>
    destinations.map((destination) => ({
      clause,
      terms,
      field,
      destination,
      fate: fate(terms, destination),
      at: `${clause.id}.${field}`
    }))
  )
)

const named = (destination: Destination): string =>
  "parameter" in destination
    ? destination.parameter
    : "part" in destination
      ? destination.part
      : "fact" in destination
        ? destination.fact
        : "text" in destination
          ? destination.text === "unnamed"
            ? `not in section D: ${destination.why}`
            : sectionD[destination.text]
          : "the other values"

const count = (wanted: Fate): number => values.filter(({ fate }) => fate === wanted).length

const stated = (terms: Terms) =>
  Object.entries(Reading.parameters(terms)).flatMap(([name, parameter]) =>
    "says" in parameter ? [{ name, says: parameter.says, source: parameter.source }] : []
  )

describe.skipIf(clauses.length === 0)("real clauses are terms (../shared/data/dpa-clauses.json)", () => {
  it("each of the 45 is a value that the codec takes, to the last letter", () => {
    expect(clauses).toHaveLength(45)
    lacks(
      "clauses that are no terms",
      encoded.flatMap(({ clause, terms }) => {
        const decoded = decodeTerms(terms)
        return Result.isFailure(decoded) ? decoded.failure.map((problem) => `${clause.id}: ${sentence(problem)}`) : []
      })
    )
    for (const { terms } of encoded)
      expect(decodeTerms(JSON.parse(JSON.stringify(terms)))).toEqual(Result.succeed(terms))
  })

  it("each value of each record has gone somewhere, and nothing else has", () => {
    lacks("values that were neither mapped nor named text", encoded.flatMap(lost))
    lacks(
      "destinations of values that the record does not have",
      encoded.flatMap(({ clause, went }) =>
        [...went.keys()].filter((field) => !said(clause).includes(field)).map((field) => `${clause.id}.${field}`)
      )
    )
  })

  it("a field that nobody thought of is told, and so is a value", () => {
    const more = { ...clauses[0]!, audits: "yearly" }
    expect(lost({ clause: more, went: encode(more).went })).toEqual([`${more.id}.audits: "yearly"`])
    for (const field of ["silence", "channels", "trigger", "objection_grounds", "terminator", "listing_columns"])
      expect(() => encode({ ...clauses[0]!, [field]: "xyzzy" })).toThrow(`${clauses[0]!.id}.${field}: nobody has said`)
    expect(() => encode({ ...clauses[0]!, good_faith: "yes" })).toThrow("neither true nor false")
  })

  it("each parameter that a value went to is one of those terms, and was stated from that value or left open", () => {
    lacks(
      "values that are lost on the way",
      values.flatMap(({ at, terms, field, destination }) => {
        if (!("parameter" in destination)) return []
        const parameter = Reading.parameters(terms)[destination.parameter]
        if (parameter === undefined) return [`${at}: these terms have no ${destination.parameter}`]
        const remark = field === "weird" || field === "variants"
        return "unstated" in parameter || remark || parameter.source.at!.split(", ").includes(field)
          ? []
          : [`${at}: ${destination.parameter} was stated from ${parameter.source.at}`]
      })
    )
  })

  it("nothing is stated that its record does not state", () => {
    lacks(
      "parameters out of nothing",
      encoded.flatMap(({ clause, terms }) =>
        stated(terms).flatMap(({ name, source }) =>
          source
            .at!.split(", ")
            .filter((field) => !said(clause).includes(field))
            .map((field) => `${clause.id}: ${name} rests on ${field}, which is null`)
        )
      )
    )
  })

  it("null is unstated, and not seen where only an excerpt was read; a blank for the parties is unstated", () => {
    const open = (terms: Terms): ReadonlyArray<readonly [string, Unstated]> =>
      Object.entries(Reading.parameters(terms)).flatMap(([name, parameter]) =>
        "unstated" in parameter ? [[name, parameter] as const] : []
      )
    // What stands outside the clause was seen of no contract.
    const outside = ["entry.listing", "entry.announced", "transfer"]
    lacks(
      "unstated where it was not seen, or the other way round",
      encoded.flatMap(({ clause, terms }) =>
        open(terms)
          .filter(([name, { notSeen }]) => (outside.includes(name) ? true : blank(clause).notSeen) !== notSeen)
          .map(([name]) => `${clause.id}: ${name}`)
      )
    )
    expect(clauses.filter((clause) => blank(clause).notSeen).length).toBe(28)
  })

  it("what stays text names its bullet of section D, or says that it has none", () => {
    if (existsSync(domain)) {
      const bullets = readFileSync(domain, "utf8").split("\n## D.")[1]!.split("\n## ")[0]!.split("\n- ").slice(1)
      lacks(
        "bullets that section D does not have",
        Object.values(sectionD).filter((words) => !bullets.some((bullet) => bullet.startsWith(words)))
      )
    } else console.log(`${domain.pathname} is not here: the names of its bullets are not compared`)
    const unnamed = values.flatMap(({ at, destination }) =>
      "text" in destination && destination.text === "unnamed" ? [at.slice(at.indexOf(".") + 1)] : []
    )
    const ofField = (field: string) => unnamed.filter((one) => one === field).length
    expect({
      all: unnamed.length,
      liability: ofField("liability"),
      copy: ofField("copy_on_request"),
      columns: ofField("listing_columns")
    }).toEqual({ all: 34, liability: 21, copy: 6, columns: 3 })
  })

  it("a fact that a value is recorded as has a name in src", () => {
    const code = filesUnder("src", ".ts").map(withoutComments).join("\n")
    lacks(
      "facts without a name",
      values.flatMap(({ at, destination }) =>
        "fact" in destination && !destination.fact.split(".").every((name) => new RegExp(`\\b${name}\\b`).test(code))
          ? [`${at}: ${destination.fact}`]
          : []
      )
    )
  })

  it("what drives a rule is asked by one, and what none asks is not counted so", () => {
    const asking = ["consultation", "gate", "reactions"]
      .flatMap((folder) => filesUnder(`src/${folder}`, ".ts"))
      .filter((path) => !path.endsWith(".schema.ts"))
      .map(withoutComments)
      .join("\n")
    const driving = new Set(
      values.flatMap(({ fate, destination }) =>
        fate === "rule" && "parameter" in destination ? [plainName(destination.parameter)] : []
      )
    )
    lacks(
      "parameters that no rule asks",
      [...driving].filter((name) => !new RegExp(`\\b${name.split(".").at(-1)}\\b`).test(asking))
    )
    lacks(
      "parameters that a rule asks by now: they are no longer `unasked`",
      Object.values(unasked).filter((path) => asking.includes(path))
    )
  })

  it("whether access may begin before the window ends follows from the two periods as the records say", () => {
    const days = { days: 1, calendarDays: 1, workingDays: 7 / 5, weeks: 7, months: 30 } as const
    const inDays = (period: unknown): number => {
      const { n, unit } = period as { n?: number; unit?: keyof typeof days }
      return n === undefined || unit === undefined ? 0 : n * days[unit]
    }
    const compared = encoded.filter(
      ({ clause }) =>
        typeof clause["access_before_window_end"] === "boolean" &&
        clause["access_before_window_end_basis"] === "derived from the two periods"
    )
    expect(compared.length).toBe(11)
    for (const { clause, terms } of compared) {
      const { advanceNotice, window } = terms.duties[0]!.rows.at(-1)!
      const notice = "says" in advanceNotice ? inDays(advanceNotice.says.period) : 0
      const end = "says" in window && window.says._tag === "For" ? inDays(window.says.period) : Number.NaN
      expect([clause.id, notice < end]).toEqual([clause.id, clause["access_before_window_end"]])
      // Whoever enters such terms is told so before promising them, where they say how long notice is.
      const told = check(terms).some(({ code }) => code === "windowOutlastsNotice")
      expect([clause.id, told]).toEqual([clause.id, notice < end && "says" in advanceNotice])
    }
  })

  it("the ready-made forms say what the records of the same texts say", () => {
    const pairs = {
      connective: ready.connective,
      "form-scc-2021-914": ready.scc2021_914,
      "form-scc-2021-915-opt1": ready.eu2021_915Specific,
      "form-scc-2021-915-opt2": ready.eu2021_915General,
      "form-danish": ready.danish
    }
    const compared = Object.entries(pairs).map(([id, form]) => {
      const last = (name: string) => name.split("/").at(-1)!
      const inForm = stated(form)
      const both = stated(encoded.find(({ clause }) => clause.id === id)!.terms).flatMap(({ name, says }) =>
        inForm.filter((own) => last(own.name) === last(name)).map((own) => [last(name), says, own.says] as const)
      )
      for (const [name, record, ours] of both) expect([id, name, ours]).toEqual([id, name, record])
      return [id, both.map(([name]) => name)]
    })
    expect(Object.fromEntries(compared)).toEqual({
      connective: [
        "authorisation",
        "exempt",
        "listing",
        "advanceNotice",
        "objection.act",
        "objection.inWriting",
        "objection.addresses",
        "objection.grounds",
        "resolution.talks"
      ],
      "form-scc-2021-914": ["authorisation", "entry.listing"],
      "form-scc-2021-915-opt1": ["authorisation", "silence"],
      "form-scc-2021-915-opt2": ["authorisation"],
      "form-danish": ["authorisation"]
    })
  })

  it("the count: what drives a rule, what a person must read, what is text only", () => {
    const fields = encoded.flatMap(({ clause }) => said(clause)).length
    const list = (wanted: Fate) =>
      values
        .filter(({ fate }) => fate === wanted)
        .map(
          ({ at, clause, field, destination }) => `  ${at} -> ${named(destination)} | ${JSON.stringify(clause[field])}`
        )
    console.log(
      [
        `${clauses.length} real clauses, ${fields} values, which went to ${values.length} places`,
        `drive a rule as they stand: ${count("rule")}`,
        `stand in the terms, and no rule asks for them so far: ${count("kept")}`,
        `need a reading: ${count("reading")}`,
        `are facts of a listing, a client or a case: ${count("fact")}`,
        `follow from other values, and agree with them: ${count("follows")}`,
        `stay text: ${count("text")}`,
        ...list("text"),
        "need a reading:",
        ...list("reading")
      ].join("\n")
    )
    expect(
      Object.fromEntries((["rule", "kept", "reading", "fact", "follows", "text"] as const).map((f) => [f, count(f)]))
    ).toEqual({
      rule: 386,
      kept: 28,
      reading: 135,
      fact: 13,
      follows: 13,
      text: 83
    })
  })
})
