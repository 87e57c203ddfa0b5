/** Plays two runs of the check on one file: before it says anything that was announced, and after. */
import { readFileSync } from "node:fs"
import { memory, memoryKeys, newMemory } from "goodfaith/memory"
import { open } from "goodfaith/promise"
import { commercial, connective } from "goodfaith/terms/ready"
import { announcing, done, privacyOffice, settle } from "../acme.ts"
import type { Play } from "../play.ts"
import { check } from "./check.ts"
import type { ListingFile } from "./listing-file.ts"

export const play: Play = async (say) => {
  const file: ListingFile = JSON.parse(readFileSync(new URL("subprocessors.json", import.meta.url), "utf8"))
  const at = "2026-04-02T08:00:00.000Z"

  // The record, as the privacy office keeps it: Noordwijk has the commercial form, Zuidbroek terms that leave much open.
  const record = memory({ in: newMemory() })
  const terms = [commercial, connective]
  const gf = await open({ store: record, keys: memoryKeys(), terms, clock: () => Date.parse(at) })
  await settle(gf, { zuidbroek: connective })

  const before = await check(record, file, at)
  for (const line of before.lines) say(line)
  say(`exit code ${before.exitCode}`)

  // The privacy office announces Kluis, and that Postduif sends mails from Ireland too.
  const places = [
    { id: "nl", name: "Netherlands", country: "NL" },
    { id: "ie", name: "Ireland", country: "IE" }
  ]
  const move = { _tag: "Relocate", engagement: "postduif", to: places } as const
  const announced = { change: "postduif-2026", what: move, effectiveOn: "2026-05-01", for: "all" } as const
  await done(gf.listing("main").do({ _tag: "AnnounceChange", ...announced, at }, privacyOffice))
  for (const command of announcing(at)) await done(gf.listing("main").do(command, privacyOffice))

  const after = await check(record, file, at)
  for (const line of after.lines) say(line)
  say(`exit code ${after.exitCode}`)
  await gf.close()
  return `Exit code ${before.exitCode} before it was announced, ${after.exitCode} after.`
}

if (import.meta.main) await play(console.log)
