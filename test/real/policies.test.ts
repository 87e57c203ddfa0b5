import { existsSync, readFileSync } from "node:fs"
import * as Result from "effect/Result"
import { sentence } from "goodfaith/schema"
import { describe, expect, it } from "vitest"
import { decodeDisclosureTerms } from "../../src/disclosure/DisclosureTerms.schema.ts"
import { openIn, parameters } from "../../src/disclosure/hand.ts"
import { lacks } from "../truth/source.ts"
import { aboutTheRecord, encode, type Policy, section5, type Went } from "./policies.ts"

const beside = (path: string): URL => new URL(`../../../shared/${path}`, import.meta.url)
const file = beside("data/disclosure-policies.json")
const domain = beside("domain/disclosure.md")

const policies: ReadonlyArray<Policy> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : []
const encoded = policies.map((policy) => ({ policy, ...encode(policy) }))
if (policies.length === 0) console.log(`${file.pathname} is not here: no real policy is compared`)

const said = (policy: Policy): ReadonlyArray<string> =>
  Object.entries(policy).flatMap(([field, value]) => (value === null || aboutTheRecord.includes(field) ? [] : [field]))

/** Parameters that are stated and that no rule asks: they are shown. */
const shown = [
  "form.encryption",
  "form.languages",
  "form.required",
  "safeHarbour.caveats",
  "confidence.modes",
  "scope.outside",
  "publication.permitted"
]

type Fate = "rule" | "embargo" | "reading" | "shown" | "text"
const fate = ({ terms }: (typeof encoded)[number], went: Went): Fate => {
  if ("text" in went) return "text"
  if (shown.includes(went.parameter)) return "shown"
  const { parameter } = went
  // Asked by the rules of the embargo, which stand elsewhere.
  if (parameter.startsWith("embargo.") && !openIn(terms).includes(parameter)) return "embargo"
  const stated = parameters(terms)[parameter]
  const unnamed = stated !== undefined && JSON.stringify(stated).includes('"calendar":"working-days"')
  return openIn(terms).includes(parameter) || unnamed ? "reading" : "rule"
}

describe.skipIf(policies.length === 0)("real policies are terms (../shared/data/disclosure-policies.json)", () => {
  it("each of the 51 is a value that the codec takes, to the last letter", () => {
    expect(policies).toHaveLength(51)
    lacks(
      "policies that are no terms",
      encoded.flatMap(({ policy, terms }) => {
        const decoded = decodeDisclosureTerms(terms)
        return Result.isFailure(decoded) ? decoded.failure.map((problem) => `${policy.id}: ${sentence(problem)}`) : []
      })
    )
    for (const { terms } of encoded)
      expect(decodeDisclosureTerms(JSON.parse(JSON.stringify(terms)))).toEqual(Result.succeed(terms))
  })

  it("each field of each record that says something has gone somewhere, and nothing else has", () => {
    lacks(
      "fields that went nowhere",
      encoded.flatMap(({ policy, went }) =>
        said(policy)
          .filter((field) => !went.some(([from]) => from === field))
          .map((field) => `${policy.id}.${field}: ${JSON.stringify(policy[field])}`)
      )
    )
    lacks(
      "fields out of nothing",
      encoded.flatMap(({ policy, went }) =>
        went.filter(([field]) => !said(policy).includes(field)).map(([field]) => `${policy.id}.${field}`)
      )
    )
  })

  it("what stays text names its sentence of section 5, or says that it has none", () => {
    if (!existsSync(domain)) return console.log(`${domain.pathname} is not here: its sentences are not compared`)
    const section = readFileSync(domain, "utf8").split("\n## 5.")[1]!.split("\n## ")[0]!
    lacks(
      "sentences that section 5 does not have",
      Object.values(section5).filter((words) => !section.includes(words))
    )
  })

  it("how many values drive a rule, wait for a reading, are shown, or stay text", () => {
    const all = encoded.flatMap((it) => it.went.map(([field, went]) => ({ field, went, fate: fate(it, went) })))
    const count = (wanted: Fate) => all.filter(({ fate }) => fate === wanted).length
    const texts = all.flatMap(({ went }) => ("text" in went && went.text !== "none" ? [went.text] : []))
    const byKey = [...new Set(texts)].toSorted().map((key) => `    ${texts.filter((it) => it === key).length}  ${key}`)
    const unspoken = encoded.flatMap(({ policy, went }) =>
      went.flatMap(([field, it]) =>
        "text" in it && it.text === "none" ? [`    ${policy.id}.${field}: ${it.why}`] : []
      )
    )
    console.info(
      [
        `Of ${all.length} values of ${policies.length} policies`,
        `  ${count("rule")} drive a rule`,
        `  ${count("embargo")} are for the rules of the embargo`,
        `  ${count("reading")} need a reading`,
        `  ${count("shown")} are shown`,
        `  ${count("text")} are text only; ${texts.length} name a sentence of section 5:`,
        ...byKey,
        `  and of ${unspoken.length} section 5 does not speak:`,
        ...unspoken
      ].join("\n")
    )
    expect({
      all: all.length,
      rule: count("rule"),
      embargo: count("embargo"),
      reading: count("reading"),
      shown: count("shown"),
      text: count("text"),
      unspoken: unspoken.length
    }).toEqual({ all: 332, rule: 177, embargo: 18, reading: 26, shown: 69, text: 42, unspoken: 4 })
  })
})
