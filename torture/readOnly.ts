/** Where nothing can be written any more: a disk that its kernel made read-only, and files that somebody may only read. */
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Goodfaith } from "goodfaith/promise"
import { begin } from "./commands.ts"
import { onDisk } from "./disks.ts"
import { judging, pause } from "./judge.ts"
import { type Kind, openAll, type Where } from "./places.ts"
import { chanceOf, type Row, type Tally } from "./tally.ts"
import { mustBeAloud, openedAnew, untilFault } from "./trying.ts"

/**
 * The kernel meets an error on the disk while sixteen writers write, and has it read-only from then on. What had not reached the disk is
 * gone when it is mounted again: here an answered command is on the disk, or was not kept.
 */
export const diskSpoilt = (kind: Exclude<Kind, "PostgreSQL">): Row => {
  const name = `disk read-only while open, ${kind}`
  return {
    name,
    run: async (tally, effort) => {
      const { between } = chanceOf(name, effort)
      return onDisk("ext4", 64, async ({ folder, fail, again }) => {
        const where: Where = { kind, folder }
        const judge = judging(tally)
        const first = await openAll(where)
        await begin(first.gf)
        await first.close()
        for (let round = 0; round < Math.max(1, Math.round(effort.rounds / 10)); round++) {
          const opened = await openAll(where)
          const writing = untilFault(opened.gf, `r${round}`, tally)
          await pause(between(0, 60))
          fail()
          const attempts = await writing
          await readsStill(opened.gf.verifyAll, tally)
          await opened.close().catch(mustBeAloud(tally))
          // Before it is opened as well.
          await openAll(where).then(({ close }) => close(), mustBeAloud(tally))
          again()
          const anew = await openAll(where)
          await judge.round(anew, attempts)
          await anew.close()
        }
        await openedAnew(where, judge)
      })
    }
  }
}

/** Files and their folder are there to be read only, before they are opened and while they are. */
export const notWritable = (kind: Exclude<Kind, "PostgreSQL">): Row => ({
  name: `files read-only, ${kind}`,
  run: async (tally) => {
    const folder = mkdtempSync(join(tmpdir(), "goodfaith-torture-"))
    const where: Where = { kind, folder }
    const judge = judging(tally)
    try {
      await asNobody(folder, async () => {
        const opened = await openAll(where)
        await begin(opened.gf)
        readOnly(folder, true)
        // Whether a handle that is open can go on is the file system's to say; what it answers counts.
        const attempts = await untilFault(opened.gf, "while-open", tally, 20)
        await readsStill(opened.gf.verifyAll, tally)
        readOnly(folder, false)
        await judge.round(opened, attempts)
        await opened.close()
        readOnly(folder, true)
        await openAll(where).then(({ close }) => close(), mustBeAloud(tally))
        readOnly(folder, false)
        await openedAnew(where, judge)
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
})

const readsStill = async (verifyAll: Goodfaith["verifyAll"], tally: Tally): Promise<void> => {
  try {
    for (const { message } of (await verifyAll()).flaws)
      tally.broke("flaws", `while nothing could be written: ${message}`)
  } catch (fault) {
    mustBeAloud(tally)(fault)
  }
}

const readOnly = (folder: string, is: boolean): void => {
  for (const file of readdirSync(folder)) chmodSync(join(folder, file), is ? 0o444 : 0o644)
  chmodSync(folder, is ? 0o555 : 0o755)
}

/** Root may write whatever the modes say, so the work is done as somebody who owns nothing but this folder. */
const asNobody = async <A>(folder: string, work: () => Promise<A>): Promise<A> => {
  if (process.getuid?.() !== 0) return work()
  const nobody = 65_534
  chownSync(folder, nobody, nobody)
  process.seteuid!(nobody)
  try {
    return await work()
  } finally {
    process.seteuid!(0)
  }
}
