/** Writers that are killed: through the journal, and right at the store. */
import { crash, inPlace } from "goodfaith/testing"
import { begin } from "./commands.ts"
import { judging, pause } from "./judge.ts"
import { type Kind, openAll, somewhere, subjectAt, type Where } from "./places.ts"
import { chanceOf, type Effort, type Row, type Tally } from "./tally.ts"
import { startWriting } from "./writing.ts"

/**
 * A process in which sixteen writers ask commands of the library is killed at some moment: mostly while they write, now and then while
 * it opens. All rounds are in one place.
 */
export const journalKilled = (kind: Kind): Row => {
  const name = `journal killed, ${kind}`
  return { name, run: (tally, effort) => somewhere(kind, (where) => rounds(where, tally, effort, name)) }
}

const rounds = async (where: Where, tally: Tally, effort: Effort, name: string): Promise<void> => {
  const { between, onceIn } = chanceOf(name, effort)
  const judge = judging(tally)
  const first = await openAll(where)
  await begin(first.gf)
  await first.close()
  let next = startWriting()
  try {
    for (let round = 0; round < effort.rounds; round++) {
      const writing = next
      const client = `c${Math.floor(round / 20)}`
      await writing.begin({ where, name: `r${round}`, writers: 16, over: "many streams", client })
      await (round > 0 && onceIn(8) ? writing.opening : writing.answered)
      await pause(between(0, 15))
      const { attempts, failed } = await writing.kill()
      for (const why of failed)
        tally.broke("other", `nothing was done to the store yet, and a writer met a fault: ${why}`)
      // Its modules are loaded while this round is judged.
      if (round + 1 < effort.rounds) next = startWriting()
      const opened = await openAll(where)
      await judge.round(opened, attempts)
      await opened.close()
    }
  } finally {
    await next.kill()
  }
  const opened = await openAll(where)
  await judge.end(opened)
  await opened.close()
}

/** The contract kit's own way: a process that appends lists of events that describe themselves. */
export const storeKilled = (kind: Kind): Row => ({
  name: `store killed, ${kind}`,
  run: (tally, { rounds, seed }) =>
    somewhere(kind, async (where) => {
      const found = await inPlace(subjectAt(where), (ground) => crash(ground, { rounds, seed }))
      tally.rounds = found.rounds
      tally.sent = found.acknowledged + found.unknown
      tally.acknowledged = found.acknowledged
      tally.underway = found.unknown
      tally.carriedOut = found.carriedOut
      for (const sentence of found.lost) tally.broke("lost", sentence)
      for (const sentence of found.torn) tally.broke("torn", sentence)
      for (const sentence of found.again) tally.broke("repeated", sentence)
    })
})
