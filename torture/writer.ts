/**
 * A program, not a module to import: it opens a place and asks one command after the other, as several writers at once. Each command
 * is told before it is asked, and each outcome as soon as it is there, in lines of JSON that are written before anything else
 * happens: so whoever kills it knows what had been said.
 */
import { writeSync } from "node:fs"
import { createInterface } from "node:readline"
import type { Outcome } from "goodfaith/promise"
import { ask, nextOf, type Over, type Said } from "./commands.ts"
import { openAll, type Where } from "./places.ts"

/** What it is told, in its first line. */
export interface Job {
  readonly where: Where
  readonly name: string
  readonly writers: number
  readonly over: Over
  readonly client: string
  /** How many commands each writer asks; without end, when left out. */
  readonly commands?: number
}

export type Told =
  | { readonly _tag: "Ready" | "Opening" | "Done" }
  | { readonly _tag: "Sent"; readonly said: Said }
  | { readonly _tag: "Answered"; readonly id: string; readonly outcome: Outcome }
  | { readonly _tag: "Failed"; readonly id?: string; readonly why: string }

const tell = (told: Told): void => void writeSync(1, `${JSON.stringify(told)}\n`)

const sentence = (cause: unknown): string => String((cause as Error | undefined)?.stack ?? cause)

const work = async ({ where, name, writers, over, client, commands = Infinity }: Job): Promise<void> => {
  tell({ _tag: "Opening" })
  const { gf, close } = await openAll(where)
  const writing = async (_: unknown, number: number): Promise<void> => {
    for (let count = 0; count < commands; count++) {
      const said = nextOf({ name, over, number, client }, count)
      tell({ _tag: "Sent", said })
      await ask(gf, said).then(
        (outcome) => tell({ _tag: "Answered", id: said.id, outcome }),
        (cause: unknown) => tell({ _tag: "Failed", id: said.id, why: sentence(cause) })
      )
    }
  }
  await Promise.all(Array.from({ length: writers }, writing))
  await close()
  tell({ _tag: "Done" })
}

/** Whoever started it hears why, and that it has ended. */
const failed = (cause: unknown): void => {
  tell({ _tag: "Failed", why: sentence(cause) })
  process.exit(1)
}

createInterface(process.stdin)
  .once("line", (job) => void work(JSON.parse(job)).catch(failed))
  // Nobody is left who would ever end it.
  .once("close", () => process.exit())
tell({ _tag: "Ready" })
