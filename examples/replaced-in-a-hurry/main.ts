/** Plays the story of a report that led to a replacement, and tells what each client is told and what is seen of the report. */
import { memory, memoryKeys } from "goodfaith/memory"
import { open } from "goodfaith/promise"
import { commercial, emergency } from "goodfaith/terms/ready"
import { dutchStatutory, nlOffice } from "goodfaith/time"
import type { Play } from "../play.ts"
import { briefduif, change, clients, ends, play as happens, policy, report } from "./story.ts"
import { gaveAway, letterTo, seen, traces } from "./telling.ts"

export const play: Play = async (say) => {
  const clock = { now: 0 }
  const gf = await open({
    store: memory(),
    keys: memoryKeys(),
    terms: [commercial, emergency],
    disclosure: [policy],
    calendars: [nlOffice, dutchStatutory],
    clock: () => clock.now
  })
  await happens(gf, clock)

  const { handling } = (await gf.report(report).state()).state
  for (const { value } of handling.changes) {
    const { by, reason } = await gf.open(value)
    say(`In the report: ${by} decided on ${value.change} at ${value.at}, because “${String(reason)}”`)
  }
  for (const client of Object.values(clients)) {
    const gate = await gf.gate({ engagement: briefduif, client, at: ends })
    say("")
    say(`${client}: ${gate.answer}, by “${gate.because[0].clause.quote}”`)
    for (const line of (await letterTo(gf, change, client, ends)).split("\n")) say(line)
  }
  const found = gaveAway(await seen(gf, change, briefduif, Object.values(clients), ends), await traces(gf, report))
  await gf.close()
  if (found.length > 0) throw new Error(`clients can see traces of the report: ${found.join("; ")}`)
  return "Of the report, there is no trace in what clients can see."
}

if (import.meta.main) await play(console.log)
