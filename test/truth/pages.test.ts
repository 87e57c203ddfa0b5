/** What the site shows of the sources is read from them rightly: the tests of those who read. */
import { describe, expect, it } from "vitest"
import { laws } from "../../docs/pages/laws.ts"
import { purposes } from "../../docs/pages/purposes.ts"
import { annotated, type Sentence, sentences } from "../../docs/pages/sentences.ts"
import { toldIn } from "../../docs/pages/told.ts"
import { entries } from "../../scripts/entries.ts"
import { lacks } from "./source.ts"

describe("each sentence of the policy is shown with its rule and its stories", async () => {
  const all = await sentences()

  it("of each clause the rule is found in its module, and a story that is titled by it", () => {
    expect(all.length).toBeGreaterThan(200)
    lacks(
      "clauses that the site could not show whole",
      all
        .filter(({ line, stories }) => line === 0 || stories.length === 0)
        .map(({ id, module }) => `\`${id}\` (${module})`)
    )
  })

  it("a page of the policy is cut at the sentences that rules keep, and what is left is told as that", () => {
    const kept = (id: string, quote: string): Sentence => ({
      id,
      quote,
      names: [id],
      module: "src/gate/rules.ts",
      asked: true,
      line: 7,
      stories: toldIn("test/x.test.ts", 'describe("d", () => { it("a first", f); it("a second", f) })')
    })
    const text =
      "# Gate\n\n## When\n\nWhat is a <b>? A page says so. It is\nshut. And why.\n\n| G0 | It opens. | `x` |\n\n- Nobody knows."
    const { markdown, alone } = annotated(text, [kept("a", "It is shut."), kept("b", "It opens.")], "docs/promises")
    expect(alone).toEqual(["What is a <b>?", "A page says so.", "And why.", "Nobody knows."])
    const rule = (id: string) =>
      `<small>\`${id}\`, [src/gate/rules.ts:7](../../src/gate/rules.ts)<br>[test/x.test.ts:1](../../test/x.test.ts): a first (and 1 more)</small>`
    expect(markdown.split("\n").filter((line) => line !== "")).toEqual([
      "#### When",
      "- What is a &lt;b>? A page says so.<br><small>*no rule of its own*</small>",
      `- <a id="a"></a>It is shut.<br>${rule("a")}`,
      "- And why.<br><small>*no rule of its own*</small>",
      `- <a id="b"></a>It opens.<br>${rule("b")}`,
      "- Nobody knows.<br><small>*no rule of its own*</small>"
    ])
  })
})

describe("what tests tell is read from them", () => {
  const told = (text: string) => toldIn("test/x.test.ts", text)

  it("groups and what stands in them, titles that are filled in, titles that are a clause's sentence", () => {
    const [group] = told("describe(rules.shut.clause.quote, () => {\n  it(`of ${n} days`, () => {})\n})")
    expect(group).toMatchObject({ rule: "rules.shut", group: true, line: 1 })
    expect(group?.inside).toMatchObject([{ title: "of … days", group: false, drawn: false, line: 2 }])
  })

  it("what draws at random is told from what does not, also behind a word of the file's own", () => {
    const found = told(
      'const law = (title, keeps) => it(title, () => fc.assert(keeps))\nlaw("any", f)\nit("one", f)\nit("many", () => fc.assert(f))'
    )
    expect(found.filter(({ title }) => title !== undefined).map(({ title, drawn }) => [title, drawn])).toEqual([
      ["any", true],
      ["one", false],
      ["many", true]
    ])
  })

  it("a story of one concept is none of another that uses the same name for a rule", async () => {
    const all = await sentences()
    const names = new Map<string, Array<Sentence>>()
    for (const one of all) for (const name of one.names) names.set(name, [...(names.get(name) ?? []), one])
    const shared = [...names.values()].filter((same) => same.length > 1)
    expect(shared.length).toBeGreaterThan(0)
    const places = ({ stories }: Sentence) => stories.map(({ file, line }) => `${file}:${line}`)
    for (const [one, other] of shared) expect(places(one!).filter((at) => places(other!).includes(at))).toEqual([])
  })
})

describe("what is said about laws and entries is about those that there are", () => {
  it("each law that is explained stands under that title, and each file is there", async () => {
    const { problems, count } = await laws()
    expect(count).toBeGreaterThan(200)
    lacks("explained, and not there: mend docs/pages/explained.ts", problems)
  })

  it("each entry of the package has its line in the API", () => {
    lacks(
      "say in docs/pages/purposes.ts what it is for",
      entries.filter(({ name }) => purposes[name] === undefined).map(({ name }) => name)
    )
  })
})
