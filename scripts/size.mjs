// What a browser downloads: each entry and the whole core, bundled, minified and packed with gzip -9, against a target.
// Read from the metafile as well: importing one concept brings no other. `npm run size` prints it; over its ceiling it fails.
import { existsSync } from "node:fs"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"
import { entries, root, sourceCondition } from "./entries.ts"

const concepts = ["listing", "client", "mandates", "consultation", "disclosure", "documents"]
const core = ["kernel", "language", "time", "terms", "listing", "client", "consultation", "gate"]
const all = [...core, "mandates", "documents", "disclosure"]
/**
 * In kB of 1000 bytes. `target` is what we want and say whether we have; `ceiling` is what may not be passed: it is lowered whenever
 * the size goes down, and raised only with a reason in docs/decisions/size.md.
 */
const budgets = {
  core: { target: 30, ceiling: 61.5 },
  all: { target: 45, ceiling: 108 },
  schema: { target: 85, ceiling: 148.5 }
}

const bundle = async (sources) => {
  const contents = sources.map((source, index) => `export * as part${index} from "./${source}"`).join("\n")
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    absWorkingDir: root,
    conditions: [sourceCondition]
  })
  const code = outputFiles[0].contents
  const inputs = Object.entries(Object.values(metafile.outputs)[0].inputs)
  return {
    min: code.length,
    gz: gzipSync(code, { level: 9 }).length,
    used: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path)
  }
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
const rows = []
const wrong = []

const row = async (name, sources, budget) => {
  const missing = sources.filter((source) => !existsSync(root + source))
  if (missing.length > 0) {
    rows.push([name, "-", "-", `not there yet: ${missing.join(", ")}`])
    if (budget !== undefined) wrong.push(`${name} cannot be measured: ${missing.join(", ")} not there`)
    return undefined
  }
  const found = await bundle(sources).catch((error) => error)
  if (found instanceof Error) {
    const why = found.errors?.[0]?.text ?? found.message
    rows.push([name, "-", "-", `does not bundle: ${why}`])
    wrong.push(`${name} does not bundle: ${why}`)
    return undefined
  }
  const missed = budget !== undefined && found.gz > budget.target * 1000
  rows.push([
    name,
    kB(found.min),
    kB(found.gz),
    budget === undefined
      ? ""
      : `${missed ? "MISSES" : "meets"} the target of ${budget.target} kB; ceiling ${budget.ceiling} kB`
  ])
  if (budget !== undefined && found.gz > budget.ceiling * 1000)
    wrong.push(`${name} is ${kB(found.gz)} packed, over its ceiling of ${budget.ceiling} kB`)
  return found
}

const sourceOf = (name) => entries.find((entry) => entry.name === `goodfaith/${name}`)?.source ?? `src/${name}/index.ts`

for (const { name, source } of entries) {
  if (/\/(sqlite|postgres|testing)$/.test(name)) continue // for servers and for test runs, never in a page
  const found = await row(name, [source])
  const concept = name.replace("goodfaith/", "")
  if (found === undefined || !concepts.includes(concept)) continue
  for (const other of concepts.filter((other) => other !== concept)) {
    const pulled = found.used.filter((path) => path.startsWith(`src/${other}/`))
    if (pulled.length > 0) wrong.push(`importing ${name} brings ${pulled.join(", ")}`)
  }
}
rows.push([])
const sources = core.map(sourceOf)
const everything = all.map(sourceOf)
await row("the sub-processor promise, without codecs", sources, budgets.core)
await row("all promises, without codecs", everything, budgets.all)
await row("all promises, with all codecs", [...everything, sourceOf("schema")], budgets.schema)

const width = Math.max(...rows.map(([name = ""]) => name.length))
console.log(`${"what a browser downloads".padEnd(width)}  ${"minified".padStart(9)}  ${"gzip -9".padStart(9)}`)
for (const [name = "", min = "", gz = "", note = ""] of rows) {
  console.log(`${name.padEnd(width)}  ${min.padStart(9)}  ${gz.padStart(9)}  ${note}`.trimEnd())
}
if (wrong.length > 0) {
  console.error(`\n${wrong.map((line) => `- ${line}`).join("\n")}`)
  process.exitCode = 1
} else {
  console.log("\nBelow the ceilings, and no concept brings another.")
}
