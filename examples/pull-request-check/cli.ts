/**
 * For CI, with a copy of the file of events (the file of keys stays at home):
 *
 *     node cli.ts trust.db subprocessors.json
 */
import { readFileSync } from "node:fs"
import { sqlite } from "goodfaith/sqlite"
import { Instant } from "goodfaith/time"
import { check } from "./check.ts"

const [events, file, at = Instant.fromMillis(Date.now())] = process.argv.slice(2)
if (events === undefined || file === undefined) {
  console.error("Say which file of events, and which listing file: cli.ts trust.db subprocessors.json")
  process.exit(2)
}
const record = sqlite(events)
const { exitCode, lines } = await check(record, JSON.parse(readFileSync(file, "utf8")), Instant.from(at))
await record.close()
for (const line of lines) console.log(line)
process.exitCode = exitCode
