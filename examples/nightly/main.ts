/** Plays two nights: letters are late, and the job runs twice; three weeks later a client has objected, and a person must decide. */
import { memory, memoryKeys } from "goodfaith/memory"
import { open } from "goodfaith/promise"
import { commercial, connective } from "goodfaith/terms/ready"
import { announcing, done, letter, objection, privacyOffice, settle } from "../acme.ts"
import type { Play } from "../play.ts"
import { type Mail, nightly } from "./nightly.ts"

export const play: Play = async (say) => {
  let now = "2026-04-02T08:00:00.000Z"
  const clock = () => Date.parse(now)
  const gf = await open({ store: memory(), keys: memoryKeys(), terms: [commercial, connective], clock })
  await settle(gf, { zuidbroek: connective }) // whose words leave much open
  for (const command of announcing(now)) await done(gf.listing("main").do(command, privacyOffice))

  // A mailer as most are: it knows what it has sent by its key.
  const sent = new Set<string>()
  const subjects: Array<string> = []
  const send = ({ key, subject, text }: Mail): void => {
    if (sent.has(key)) return say(`${key} has gone out already`)
    sent.add(key)
    subjects.push(subject)
    for (const line of [`Subject: ${subject}`, "", ...text.split("\n")]) say(line)
  }

  now = "2026-04-02T22:30:00.000Z"
  send(await nightly(gf, { on: "2026-04-03" }))
  send(await nightly(gf, { on: "2026-04-03" }))

  // The letters went out that morning; later Noordwijk objects.
  for (const { client } of await gf.agenda()) {
    const sentToday = { ...letter, letter: `kluis-${client}`, at: "2026-04-03T09:00:00.000Z" }
    await done(gf.consultation("kluis-2026", client).do(sentToday, privacyOffice))
  }
  const objected = { ...objection, at: "2026-04-21T10:00:00.000Z" }
  await done(gf.consultation("kluis-2026", "noordwijk").do(objected, privacyOffice))

  now = "2026-04-21T22:30:00.000Z"
  send(await nightly(gf, { on: "2026-04-22" }))
  await gf.close()
  return `${subjects.length} mails for 3 runs; the last one: ${subjects.at(-1)}`
}

if (import.meta.main) await play(console.log)
