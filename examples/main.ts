/**
 * `npm run examples`: plays every example and tells what came of each. Those that are named are told line by line:
 * `npm run examples -- nightly`.
 */
import { gallery } from "./gallery.ts"

const named = process.argv.slice(2)
const unknown = named.filter((name) => !gallery.some((it) => it.name === name))
if (unknown.length > 0) {
  console.error(`There is no example ${unknown.join(", ")}; there are ${gallery.map(({ name }) => name).join(", ")}.`)
  process.exit(2)
}

const failed: Array<string> = []
for (const { name, shows, play } of gallery) {
  if (named.length > 0 && !named.includes(name)) continue
  console.log(`\n${name}: ${shows}`)
  const begun = performance.now()
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1)
  try {
    const cameOfIt = await play((line) => named.length > 0 && console.log(`  ${line}`))
    console.log(`  ${cameOfIt} (${seconds()} s)`)
  } catch (fault) {
    failed.push(name)
    console.log(`  It stopped: ${(fault as Error).message}`)
  }
}

if (failed.length > 0) {
  console.error(
    `\n${failed.length} stopped before its end: ${failed.join(", ")}. Look closer: npm run examples -- ${failed[0]}`
  )
  process.exitCode = 1
}
