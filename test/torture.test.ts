import { execFile } from "node:child_process"
import { DatabaseSync } from "node:sqlite"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"
import { ask, begin, nextOf } from "../torture/commands.ts"
import { judging } from "../torture/judge.ts"
import { openAll } from "../torture/places.ts"
import { newTally, type Tally } from "../torture/tally.ts"
import type { Attempt } from "../torture/writing.ts"
import { temporary } from "./store/stores.ts"

const torture = (...args: ReadonlyArray<string>) =>
  promisify(execFile)(process.execPath, ["--conditions=@goodfaith/source", "torture/main.ts", ...args], {
    cwd: new URL("..", import.meta.url)
  })

describe("npm run torture", () => {
  it("kills writers twice in a SQLite file, counts, and finds every promise kept", async () => {
    const { stdout } = await torture("journal", "killed", "full", "--rounds", "2")
    expect(stdout).toMatch(/^journal killed, SQLite full +2 .+\nEvery promise was kept\.\n$/m)
  })

  it("says which rows there are when asked for none of them", async () => {
    await expect(torture("no-such-row")).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("storm") })
  })
})

describe("the torture's judge finds", () => {
  const last = "(SELECT max(number) FROM events)"
  const harm: Readonly<Record<string, readonly [string, "lost" | "torn" | "flaws"]>> = {
    "an answered command that is gone, though asked again it gets the very receipt that it had": [
      `DELETE FROM receipts WHERE number = ${last}; DELETE FROM events WHERE number = ${last}`,
      "lost"
    ],
    "a receipt that is gone": [`DELETE FROM receipts WHERE number = ${last}`, "lost"],
    "half a command": [
      "DELETE FROM events WHERE number = (SELECT max(number) FROM events WHERE stream LIKE 'consultation/%')",
      "torn"
    ],
    "a text that was changed": [
      "UPDATE events SET text = replace(text, 'sign', 'sing') WHERE stream = 'listing/main' AND revision = 2",
      "flaws"
    ]
  }
  /** Four commands are answered, the statement is carried out on the file, and the judge looks. */
  const judged = async (statement: string): Promise<Tally> => {
    const { file, remove } = temporary()
    const where = { kind: "SQLite normal", folder: file("") } as const
    const opened = await openAll(where)
    await begin(opened.gf)
    const attempts: Array<Attempt> = []
    for (const number of [12, 0, 6, 14]) {
      const said = nextOf({ name: "w", over: "many streams", number, client: "c0" }, 0)
      attempts.push({ said, outcome: await ask(opened.gf, said) })
    }
    await opened.close()
    const database = new DatabaseSync(file("events.db"))
    database.exec(statement)
    database.close()
    const tally = newTally()
    const again = await openAll(where)
    await judging(tally).round(again, attempts)
    await again.close()
    remove()
    return tally
  }

  it("nothing, when nothing was done", async () => {
    expect(await judged("")).toMatchObject({ sent: 4, acknowledged: 4, broken: [] })
  })

  for (const [what, [statement, found]] of Object.entries(harm)) {
    it(what, async () => {
      expect((await judged(statement))[found]).toBeGreaterThan(0)
    })
  }
})
