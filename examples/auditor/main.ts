/** Plays both sides: the vendor signs, gathers and hands over a file; the auditor has that file and the public key. Then somebody meddles with it. */
import { gather } from "goodfaith/evidence"
import { checkpoint, ed25519Signer, type KeyPair, publicKeyText } from "goodfaith/journal"
import { memory, memoryKeys } from "goodfaith/memory"
import { open } from "goodfaith/promise"
import { eventCodecs } from "goodfaith/schema"
import { commercial } from "goodfaith/terms/ready"
import type { Instant } from "goodfaith/time"
import { announcing, done, letter, objection, privacyOffice, settle } from "../acme.ts"
import type { Play } from "../play.ts"
import { audit } from "./verify.ts"

export const play: Play = async (say) => {
  // At Acme: Kluis is announced, both clients are told, and Noordwijk objects.
  let now: Instant = "2026-04-02T08:00:00.000Z"
  const store = memory()
  const gf = await open({ store, keys: memoryKeys(), terms: [commercial], clock: () => Date.parse(now) })
  await settle(gf)
  for (const command of announcing(now)) await done(gf.listing("main").do(command, privacyOffice))
  await gf.react()
  for (const { client } of await gf.agenda())
    await done(gf.consultation("kluis-2026", client).do({ ...letter, letter: `l-${client}`, at: now }, privacyOffice))
  now = "2026-04-20T10:00:00.000Z"
  await done(gf.consultation("kluis-2026", "noordwijk").do({ ...objection, at: now }, privacyOffice))

  // Every month it signs where its record ends, and says its public key where everybody can see it.
  const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as KeyPair
  const publicKey = await publicKeyText(pair.publicKey)
  now = "2026-05-31T22:00:00.000Z"
  const signed = await checkpoint(store, await ed25519Signer(pair), { log: "acme", at: now, codecs: eventCodecs })

  // Noordwijk's auditor asks what became of the objection. Acme hands over a file.
  const evidence = await gather(store, {
    of: { client: "noordwijk" },
    log: "acme",
    at: now,
    asks: [
      { ask: "gate", engagement: "kluis", at: "2026-05-20T10:00:00.000Z" },
      { ask: "verdict", change: "kluis-2026" }
    ],
    checkpointed: signed
  })
  const file = JSON.stringify(evidence)
  await gf.close()

  // At the auditor's: the file, the key, and a question of her own.
  const own = [{ engagement: "postduif", at: "2026-05-20T10:00:00.000Z" }]
  const found = await audit(file, publicKey, own)
  for (const line of found.lines) say(line)

  say("")
  const meddled = await audit(file.replaceAll("2026-04-20T10:00:00.000Z", "2026-05-20T10:00:00.000Z"), publicKey)
  for (const line of meddled.lines.slice(0, 3)) say(line)
  return `The file ${found.holds ? "holds" : "does not hold"}; with the day of the objection changed it ${meddled.holds ? "holds" : "does not"}.`
}

if (import.meta.main) await play(console.log)
