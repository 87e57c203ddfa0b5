/**
 * Writes what the site shows of the sources: `node --conditions=@goodfaith/source docs/pages/main.ts`.
 *
 * Nothing of it is committed, so that it can't drift. What does not add up (a sentence without a story, a page that names a clause which
 * is not there) is told, and ends it with 1. What stands in the policy under no rule of its own is shown as that, and counted.
 */
import { posix } from "node:path"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { entries } from "../../scripts/entries.ts"
import { docPages, exists, filesUnder, read, root } from "../../test/truth/source.ts"
import { laws } from "./laws.ts"
import { purposes } from "./purposes.ts"
import { annotated, sentences } from "./sentences.ts"

const parts = "docs/.vitepress/parts"
rmSync(root + parts, { recursive: true, force: true })
mkdirSync(`${root}${parts}/policy`, { recursive: true })
const write = (name: string, text: string): void => writeFileSync(`${root}${parts}/${name}`, `${text.trim()}\n`)

const all = await sentences()
const problems: Array<string> = all
  .filter(({ stories }) => stories.length === 0)
  .map(({ id, module }) => `no story is titled by \`${id}\` (${module})`)

// -- The policy, each sentence beside its rule and its stories. --
const anchors = new Set<string>()
let alone = 0
for (const file of filesUnder("docs/policy", ".md").filter((path) => path !== "docs/policy/coverage.md")) {
  const page = annotated(read(file), all, "docs/promises")
  alone += page.alone.length
  write(file.slice("docs/".length), page.markdown)
  for (const [, id] of page.markdown.matchAll(/<a id="([^"]+)">/g)) anchors.add(id!)
}
for (const { id, module } of all.filter(({ id }) => !anchors.has(id)))
  problems.push(`\`${id}\` (${module}) stands on no page of the policy by itself: its sentence is part of another's`)

// -- The laws. --
const told = await laws()
write("laws.md", told.markdown)
problems.push(...told.problems)

// -- The entries of the package. --
/** The page that was made of an entry; as text where `reference.mjs` has not been run. */
const linked = (name: string, source: string): string => {
  const path = source.replace(/^src\//, "").replace(/(^|\/)?(index)?\.ts$/, "") || "goodfaith"
  const page = [`api/${path}.md`, `api/${path}/index.md`].find((it) => exists(`docs/reference/${it}`))
  return page === undefined ? `\`${name}\`` : `[\`${name}\`](./${page})`
}
// What is used most comes first, as it is told there.
const order = Object.keys(purposes)
const rows = entries
  .toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
  .map(({ name, source }) => `| ${linked(name, source)} | ${purposes[name]} |`)
write("entries.md", ["| import | what it is |", "|---|---|", ...rows].join("\n"))
for (const { name } of entries)
  if (purposes[name] === undefined) problems.push(`docs/pages/purposes.ts does not say what \`${name}\` is`)

// -- What the pages say of clauses and of parts. --
const included = new Set<string>()
for (const page of docPages()) {
  const text = read(page)
  for (const [, id] of text.matchAll(/\]\([^)\s]*#([a-z]+\.[a-z0-9-]+)\)/g))
    if (!anchors.has(id!)) problems.push(`${page} names the clause \`${id}\`, which is not there`)
  for (const [, path] of text.matchAll(/<!--\s*@include:\s*(\S+?)\s*-->/g)) {
    const from = page.slice(0, page.lastIndexOf("/"))
    if (!exists(`${from}/${path}`)) problems.push(`${page} includes ${path}, which nothing writes`)
    included.add(posix.join(from, path!))
  }
}

for (const part of filesUnder(`${parts}/policy`, ".md"))
  if (read(part).includes("<a id=") && !included.has(part))
    problems.push(`no page includes ${part}: its sentences have rules, and nobody would see them`)

console.log(
  `Pages: ${all.length} sentences with their rules and stories, ${alone} sentences of the policy under no rule of their own, ${told.count} laws.`
)
if (problems.length > 0) {
  console.error(`What does not add up:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`)
  process.exitCode = 1
}
