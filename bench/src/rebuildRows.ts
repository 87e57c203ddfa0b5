/** Rebuilding a projection: each in a process of its own, whose heap is bound. */
import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import type { Figure } from "./measure.ts"
import type { Rebuilt } from "./rebuild.ts"

const run = promisify(execFile)

export interface RebuildRow {
  readonly what: string
  readonly figure: () => Promise<Figure & Pick<Rebuilt, "held">>
}

const script = join(import.meta.dirname, "rebuild.ts")

const row = (what: string, target: number, megabytes: number, ...of: ReadonlyArray<string>): RebuildRow => ({
  what,
  figure: async () => {
    const flags = ["--conditions=@goodfaith/source", `--max-old-space-size=${megabytes}`]
    const { stdout } = await run(process.execPath, [...flags, script, ...of])
    return { what, target, ...(JSON.parse(stdout) as Rebuilt) }
  }
})

/** In memory the events themselves are on the heap, and their number is what it is: room for them, and a little more. */
export const rebuildRows = (directory: string): ReadonlyArray<RebuildRow> => [
  row("memory: a projection from 1,000,000 events", 1.6, 2000, "memory"),
  row("SQLite: a projection from 1,000,000 events, heap 150 MB", 1.3, 150, "sqlite", join(directory, "rebuild.db"))
]
