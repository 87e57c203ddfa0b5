/** `node --conditions=@goodfaith/source examples/replaced-in-a-hurry/main.ts`: plays the story and tells it. */
import { memory, memoryKeys } from "goodfaith/memory"
import { open } from "goodfaith/promise"
import { commercial, emergency } from "goodfaith/terms/ready"
import { nlOffice } from "goodfaith/time"
import { briefduif, change, clients, ends, play, policy, report } from "./story.ts"
import { gaveAway, letterTo, seen, traces } from "./telling.ts"

const clock = { now: 0 }
const gf = await open({
  store: memory(),
  keys: memoryKeys(),
  terms: [commercial, emergency],
  disclosure: [policy],
  calendars: [nlOffice],
  clock: () => clock.now
})
await play(gf, clock)

const { handling } = (await gf.report(report).state()).state
for (const { value } of handling.changes) {
  const { by, reason } = await gf.open(value)
  console.log(`In the report: ${by} decided on ${value.change} at ${value.at}, because “${String(reason)}”`)
}
for (const client of Object.values(clients)) {
  const gate = await gf.gate({ engagement: briefduif, client, at: ends })
  console.log(`\n${client}: ${gate.answer}, by “${gate.because[0].clause.quote}”`)
  console.log(await letterTo(gf, change, client, ends))
}
const found = gaveAway(await seen(gf, change, briefduif, Object.values(clients), ends), await traces(gf, report))
console.log(`\nTraces of the report in all that clients can see: ${found.length === 0 ? "none" : found.join("; ")}`)
process.exitCode = found.length === 0 ? 0 : 1
