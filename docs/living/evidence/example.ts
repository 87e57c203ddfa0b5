/**
 * The file that Acme hands over in the example of an auditor, made anew in the browser of whoever asks for it: its record in memory, a
 * key pair that is forgotten, a checkpoint, and what became of one client's objection.
 */
import { gather } from "goodfaith/evidence"
import { checkpoint, ed25519Signer, type KeyPair, publicKeyText } from "goodfaith/journal"
import { memory, memoryKeys } from "goodfaith/memory"
import { open } from "goodfaith/promise"
import { eventCodecs } from "goodfaith/schema"
import { commercial } from "goodfaith/terms/ready"
import type { Instant } from "goodfaith/time"
import { announcing, done, letter, objection, privacyOffice, settle } from "../../../examples/acme.ts"

export interface Example {
  /** As it would be sent. */
  readonly text: string
  /** Left out where the browser knows no Ed25519: then nothing was signed. */
  readonly publicKey?: string
}

export const example = async (): Promise<Example> => {
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

  now = "2026-05-31T22:00:00.000Z"
  const pair = await keyPair()
  const signed = pair && (await checkpoint(store, await ed25519Signer(pair), { log, at: now, codecs: eventCodecs }))
  const evidence = await gather(store, {
    of: { client: "noordwijk" },
    log,
    at: now,
    asks: [
      { ask: "gate", engagement: "kluis", use: { product: "sign" }, at: "2026-05-20T10:00:00.000Z" },
      { ask: "gate", engagement: "postduif", use: { product: "sign" }, at: "2026-05-20T10:00:00.000Z" },
      { ask: "verdict", change: "kluis-2026" }
    ],
    ...(signed && { checkpointed: signed })
  })
  await gf.close()
  return { text: JSON.stringify(evidence), ...(pair && { publicKey: await publicKeyText(pair.publicKey) }) }
}

const log = "acme"

/** Where a page is not served over https, or the browser is an old one, there is none. */
const keyPair = async (): Promise<KeyPair | undefined> => {
  try {
    return (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as KeyPair
  } catch {
    return undefined
  }
}
