/** The disk is full, and then it is not. */
import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { begin } from "./commands.ts"
import { onDisk } from "./disks.ts"
import { judging } from "./judge.ts"
import { type Kind, openAll, type Where } from "./places.ts"
import { chanceOf, type Effort, type Row, type Tally } from "./tally.ts"
import { mustBeAloud, openedAnew, untilFault } from "./trying.ts"

/**
 * Something else leaves a few blocks. Sixteen writers go on until each has met a fault; then there is room again, and the same handle
 * must go on. Events and keys are on this disk.
 */
export const diskFull = (kind: Exclude<Kind, "PostgreSQL">): Row => {
  const name = `disk full, ${kind}`
  return {
    name,
    run: (tally, effort) =>
      onDisk("memory", 64, async ({ folder, left }) => rounds({ kind, folder }, left, tally, effort, name))
  }
}

const rounds = async (where: Where, left: () => number, tally: Tally, effort: Effort, name: string): Promise<void> => {
  const { between } = chanceOf(name, effort)
  const judge = judging(tally)
  const ballast = join(where.folder, "ballast")
  const opened = await openAll(where)
  await begin(opened.gf)
  for (let round = 0; round < Math.max(1, Math.round(effort.rounds / 10)); round++) {
    writeFileSync(ballast, Buffer.alloc(Math.max(0, left() - between(0, 100) * 4096)))
    const attempts = await untilFault(opened.gf, `r${round}`, tally)
    // What is stored can be read as ever.
    const { flaws } = await opened.gf.verifyAll()
    for (const { message } of flaws) tally.broke("flaws", `while the disk was full: ${message}`)
    // Opened meanwhile it does, or says why not.
    await openAll(where).then(({ close }) => close(), mustBeAloud(tally))
    rmSync(ballast)
    await judge.round(opened, attempts)
  }
  await opened.close()
  await openedAnew(where, judge)
}
