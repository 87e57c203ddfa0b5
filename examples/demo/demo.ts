/** The demo as a function: opens a folder, plays the story, asks everything. `main.ts` tells it, a test checks it. */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { open } from "goodfaith/promise"
import { sqlite, sqliteKeys } from "goodfaith/sqlite"
import { commercial, connective, specific } from "goodfaith/terms/ready"
import { dutchStatutory, nlOffice } from "goodfaith/time"
import { check, type Checked } from "./check.ts"
import { find, type Findings } from "./findings.ts"
import { logOf } from "./log.ts"
import { play, storyClock } from "./play.ts"
import { policy } from "./report/story.ts"
import { workingDays } from "./terms.ts"

export interface Run {
  readonly findings: Findings
  readonly checked: ReadonlyArray<Checked>
  /** How many events were recorded by this run: none, if all was already so. */
  readonly recorded: number
}

export const run = async (folder: string): Promise<Run> => {
  mkdirSync(folder, { recursive: true })
  const store = sqlite(join(folder, "trust.db"))
  const keys = sqliteKeys(join(folder, "keys.db"))
  const before = (await logOf(store)).length
  const clock = storyClock()
  const gf = await open({
    store,
    keys,
    terms: [connective, commercial, specific, workingDays],
    disclosure: [policy],
    calendars: [nlOffice, dutchStatutory],
    clock: () => clock.now
  })
  try {
    const declined = await play(gf, clock)
    const findings = await find(gf, store, clock, declined)
    return { findings, checked: check(findings), recorded: findings.verified.events - before }
  } finally {
    await gf.close()
    await keys.close()
  }
}
