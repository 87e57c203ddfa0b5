/**
 * `npm run torture`: does to stores what the world does to them, counts, and exits with 1 when a promise was broken. With words, as in
 * `npm run torture -- killed sqlite`, only the rows that hold all of them; `--rounds 20` and `--seed 7` say how often and where chance begins.
 */
import { parseArgs } from "node:util"
import { clockJumps } from "./clock.ts"
import { diskFull } from "./full.ts"
import { journalKilled, storeKilled } from "./killed.ts"
import { stopSharedServer } from "./places.ts"
import { diskSpoilt, notWritable } from "./readOnly.ts"
import { serverKilled } from "./server.ts"
import { journalStorm, storeStorm } from "./storm.ts"
import { header, line, newTally, type Row } from "./tally.ts"

const rows: ReadonlyArray<Row> = [
  journalKilled("SQLite full"),
  journalKilled("SQLite normal"),
  journalKilled("PostgreSQL"),
  storeKilled("SQLite full"),
  storeKilled("PostgreSQL"),
  storeKilled("JSON lines"),
  serverKilled,
  journalStorm("SQLite full"),
  journalStorm("PostgreSQL"),
  storeStorm("SQLite full"),
  storeStorm("PostgreSQL"),
  diskFull("SQLite full"),
  diskFull("JSON lines"),
  diskSpoilt("SQLite full"),
  diskSpoilt("JSON lines"),
  notWritable("SQLite full"),
  notWritable("JSON lines"),
  clockJumps("SQLite full"),
  clockJumps("PostgreSQL")
]

const { values, positionals } = parseArgs({
  options: { rounds: { type: "string", default: "100" }, seed: { type: "string", default: "1" } },
  allowPositionals: true
})
const effort = { rounds: Number(values.rounds), seed: Number(values.seed) }
const asked = rows.filter(({ name }) => positionals.every((word) => name.toLowerCase().includes(word.toLowerCase())))
if (asked.length === 0 || !(effort.rounds >= 1) || !Number.isInteger(effort.seed)) {
  console.error(`There is no such row or effort. The rows are:\n${rows.map(({ name }) => `  ${name}`).join("\n")}`)
  process.exit(1)
}

const broken: Array<string> = []
const leftOut: Array<string> = []
console.log(header)
for (const { name, run } of asked) {
  const tally = newTally()
  const since = performance.now()
  const why = await run(tally, effort).catch((cause: unknown) =>
    tally.broke("other", String((cause as Error).stack ?? cause))
  )
  if (typeof why === "string") leftOut.push(`${name}: ${why}`)
  else console.log(line(name, tally, (performance.now() - since) / 1000))
  broken.push(...tally.broken.map((sentence) => `${name}: ${sentence}`))
}
await stopSharedServer()

for (const sentence of leftOut) console.log(`left out: ${sentence}`)
const times = new Map<string, number>()
for (const sentence of broken) times.set(sentence, (times.get(sentence) ?? 0) + 1)
for (const [sentence, count] of [...times].slice(0, 50)) console.error(`${count} × ${sentence}`)
console.log(broken.length === 0 ? "Every promise was kept." : `${broken.length} times a promise was broken.`)
process.exitCode = broken.length === 0 ? 0 : 1
