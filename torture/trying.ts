/** Writing where it can't go on for ever. */
import { setImmediate } from "node:timers/promises"
import type { Goodfaith } from "goodfaith/promise"
import { StoreFault } from "goodfaith/store"
import { ask, nextOf } from "./commands.ts"
import type { Judge } from "./judge.ts"
import { openAll, type Where } from "./places.ts"
import type { Tally } from "./tally.ts"
import type { Attempt } from "./writing.ts"

/** Sixteen writers, each until it meets a fault or has asked so many commands. Each fault must say in words what is so. */
export const untilFault = async (
  gf: Goodfaith,
  name: string,
  tally: Tally,
  most: number = Infinity
): Promise<ReadonlyArray<Attempt>> => {
  const attempts: Array<Attempt> = []
  const writing = async (_: unknown, number: number): Promise<void> => {
    for (let count = 0; count < most; count++) {
      const said = nextOf({ name, over: "many streams", number, client: "c0" }, count)
      const attempt: Attempt = { said }
      attempts.push(attempt)
      // A store may answer without ever letting go: whatever else is to happen gets a turn here.
      await setImmediate()
      try {
        attempt.outcome = await ask(gf, said)
      } catch (fault) {
        return mustBeAloud(tally)(fault)
      }
    }
  }
  await Promise.all(Array.from({ length: 16 }, writing))
  return attempts
}

/** Whether a person can read it: several words, and no name of a code or of an object alone. */
export const mustBeAloud =
  (tally: Tally) =>
  (fault: unknown): void => {
    tally.faults += 1
    const message = String((fault as Error | undefined)?.message)
    if (!(fault instanceof StoreFault))
      tally.broke("other", `a fault is no StoreFault: ${String((fault as Error).stack)}`)
    else if (message.trim().split(/\s+/).length < 3 || /\[object |undefined|\bnull\b|^\s*\{/.test(message))
      tally.broke("other", `a fault says nothing to people: \`${message}\``)
  }

/** A last look through a new handle. */
export const openedAnew = async (where: Where, judge: Judge): Promise<void> => {
  const opened = await openAll(where)
  await judge.end(opened)
  await opened.close()
}
