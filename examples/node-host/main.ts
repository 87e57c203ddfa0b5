/** Plays the host without Effect: a change is announced, data is asked for, a client objects, and data is asked for again. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { open } from "goodfaith/promise"
import { sqlite, sqliteKeys } from "goodfaith/sqlite"
import { commercial } from "goodfaith/terms/ready"
import { announcing, letter, objection, settle } from "../acme.ts"
import type { Play } from "../play.ts"
import { start } from "./server.ts"

export const play: Play = async (say) => {
  const folder = mkdtempSync(join(tmpdir(), "goodfaith-node-host-"))
  let now = "2026-04-02T08:00:00.000Z"
  const kluisHas: Array<string> = []
  await recordedBefore(folder)
  const host = await start({
    folder,
    officers: { "token-of-jo": "privacy-office" },
    handOver: async (_engagement, client, data) => void kluisHas.push(`${data} of ${client}`),
    clock: () => Date.parse(now)
  })

  const ask = async (client: string): Promise<void> => {
    const path = `/hand-over/kluis?client=${client}&product=sign`
    const answered = await fetch(host.url + path, { method: "POST", body: "a signed document" })
    const { because, opens } = (await answered.json()) as { readonly because?: ReadonlyArray<string>; opens?: string }
    say(`${now.slice(0, 10)}  ${client}'s document to Kluis: ${answered.status}`)
    for (const why of because ?? []) say(`            ${why}`)
    if (opens !== undefined) say(`            opens by itself at ${opens}`)
  }
  const record = async (
    path: string,
    command: { readonly _tag: string; readonly [field: string]: unknown },
    key: string
  ): Promise<void> => {
    const headers = { authorization: "Bearer token-of-jo", "idempotency-key": key }
    const answered = await fetch(`${host.url}/record/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(command)
    })
    const body = (await answered.json()) as { readonly events?: ReadonlyArray<string>; readonly says?: unknown }
    say(`${now.slice(0, 10)}  ${command._tag}: ${answered.status} ${body.events ?? body.says}`)
  }

  try {
    for (const [step, command] of announcing(now).entries()) await record("listing/main", command, `kluis-2026.${step}`)
    for (const client of ["noordwijk", "zuidbroek"])
      await record(
        `consultation/kluis-2026/${client}`,
        { ...letter, letter: `kluis-${client}`, at: now },
        `letter.${client}`
      )
    await ask("noordwijk")

    now = "2026-04-20T10:00:00.000Z"
    const said = { ...objection, at: now }
    await record("consultation/kluis-2026/noordwijk", said, "their-mail-17")
    await record("consultation/kluis-2026/noordwijk", said, "their-mail-17") // the answer was lost, so it is asked again

    now = "2026-05-04T08:00:00.000Z"
    await ask("noordwijk")
    await ask("zuidbroek")
    return `Kluis has: ${kluisHas.join("; ")}. Noordwijk objected, so its document stays.`
  } finally {
    await host.close()
    rmSync(folder, { recursive: true })
  }
}

/** The files hold what Acme recorded in January. */
const recordedBefore = async (folder: string): Promise<void> => {
  const keys = sqliteKeys(join(folder, "keys.db"))
  const gf = await open({ store: sqlite(join(folder, "trust.db")), keys, terms: [commercial] })
  await settle(gf)
  await gf.close()
  await keys.close()
}

if (import.meta.main) await play(console.log)
