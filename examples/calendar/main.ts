/** Plays a deadline over Christmas: counted by the firm's own calendar, explained day by day, and stated in a letter. */
import { memory, memoryKeys } from "goodfaith/memory"
import { open } from "goodfaith/promise"
import { commercial } from "goodfaith/terms/ready"
import { amsterdam, Deadline } from "goodfaith/time"
import { announcing, done, letter, privacyOffice, settle } from "../acme.ts"
import type { Play } from "../play.ts"
import { acmeOffice, acmeOfficeWholeDays, acmeWorkingDays } from "./calendar.ts"
import { countedInWorkingDays } from "./terms.ts"

export const play: Play = async (say) => {
  const calendars = [acmeOffice, acmeOfficeWholeDays]
  const at = "2026-12-16T10:00:00.000Z"

  // By itself: a span, a place to count it in, and each day of it.
  const place = { zone: amsterdam, calendar: (name: string) => calendars.find((it) => it.name === name) }
  const explained = Deadline.explain(at, acmeWorkingDays(10), place)
  if (Deadline.isUnknown(explained)) throw new Error(`there is no calendar ${explained.calendar}`)
  for (const line of Deadline.explainText(explained).split("\n")) say(line)

  // In an agreement: the letter states what was counted, and the gate keeps to it.
  const terms = [commercial, countedInWorkingDays]
  const gf = await open({ store: memory(), keys: memoryKeys(), terms, calendars, clock: () => Date.parse(at) })
  await settle(gf, { noordwijk: countedInWorkingDays })
  for (const command of announcing(at, "2027-01-04")) await done(gf.listing("main").do(command, privacyOffice))
  await gf.react()
  const consultation = gf.consultation("kluis-2026", "noordwijk")
  await done(consultation.do({ ...letter, letter: "kluis-noordwijk", at }, privacyOffice))
  const [told] = (await consultation.state()).state.notice.letters
  const { objectUntil, accessFrom } = told!.sent.value.stated
  say("")
  const stated = `Noordwijk may object until ${objectUntil}, and Kluis has no access before ${accessFrom}.`
  say(stated)
  const use = { product: "sign" }
  const gate = await gf.gate({ engagement: "kluis", client: "noordwijk", use, at: "2026-12-17T09:00:00.000Z" })
  say(`The gate on 17 December: ${gate.answer}, and it opens at ${gate.opens?.at}.`)
  await gf.close()
  return stated
}

if (import.meta.main) await play(console.log)
