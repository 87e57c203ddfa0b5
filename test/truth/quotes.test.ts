import { describe, it } from "vitest"
import { filesUnder, lacks, read, repeated, rules, withoutComments, writtenRules } from "./source.ts"

const policies = filesUnder("docs/policy", ".md").filter((path) => path !== "docs/policy/coverage.md")
const stories = filesUnder("test", ".test.ts").filter((path) => !path.startsWith("test/truth/"))

/** Words alone: a sentence may run over lines, stand in a list or in a quotation. */
const words = (text: string): string => text.replaceAll(/^[ \t]*(>[ \t]?)+/gm, "").replaceAll(/\s+/g, " ")

describe("a rule stands under the sentence it keeps", async () => {
  const kept = await rules()

  it("there are rules and there are sentences", () => {
    lacks("missing", [
      ...(kept.length === 0 ? ["no module under src exports a rule"] : []),
      ...(policies.length === 0 ? ["docs/policy holds no sentences yet"] : [])
    ])
  })

  it("each clause has an id of its own", () => {
    lacks(
      "ids used more than once",
      repeated(kept, ({ id }) => id).map(
        ([id, same]) => `\`${id}\` in ${same.map(({ module, names }) => `${module} (${names[0]})`).join(" and ")}`
      )
    )
  })

  it("each rule is exported, so that a story can be told about it", () => {
    const exported = new Set(kept.map((rule) => rule.id))
    lacks(
      "rules that nobody exports",
      writtenRules()
        .filter(({ id }) => !exported.has(id))
        .map(({ id, module }) => `\`${id}\` in ${module}`)
    )
  })

  it("each rule is asked somewhere in src: one that nobody asks keeps nothing", () => {
    const code = filesUnder("src", ".ts").map(withoutComments).join("\n")
    lacks(
      "rules that nothing under src asks: ask them, or say `sentence(…)` where refusals rest on them",
      kept
        .filter(({ asked }) => asked)
        .filter(({ names }) => !names.some((name) => new RegExp(`(\\.|\\b)${name}\\(`).test(code)))
        .map(({ id, module }) => `\`${id}\` in ${module}`)
    )
  })

  it("each quote stands word for word in docs/policy", () => {
    const text = policies.map((path) => words(read(path))).join("\n")
    lacks(
      "sentences that are not in docs/policy/*.md",
      kept
        .filter((rule) => !text.includes(words(rule.quote)))
        .map((rule) => `\`${rule.id}\` (${rule.module}): "${rule.quote}"`)
    )
  })

  it("each quote is the title of a story", () => {
    const text = stories.map(read).join("\n")
    const titled = (rule: (typeof kept)[number]): boolean =>
      text.includes(JSON.stringify(rule.quote)) ||
      text.includes(`\`${rule.quote}\``) ||
      rule.names.some((name) =>
        new RegExp(`\\b(describe|it|test)(\\.\\w+)?\\(\\s*([\\w$]+\\.)*${name}\\.clause\\.quote\\b`).test(text)
      )
    lacks(
      "sentences no story is titled by: describe(<rule>.clause.quote, …) or the sentence itself",
      kept
        .filter((rule) => !titled(rule))
        .map((rule) => `\`${rule.id}\` (${rule.module}, ${rule.names.join(", ")}): "${rule.quote}"`)
    )
  })
})
