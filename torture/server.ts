/** PostgreSQL itself is killed while clients write, and started again. */
import { Pool } from "pg"
import { type Server, startPostgres } from "../scripts/postgres.ts"
import { again, ask, begin, nextOf } from "./commands.ts"
import { judging, pause } from "./judge.ts"
import { type Opened, openAll, somewhere, type Where } from "./places.ts"
import { chanceOf, type Effort, type Row, type Tally } from "./tally.ts"
import { mustBeAloud } from "./trying.ts"
import type { Attempt } from "./writing.ts"

const name = "server killed, PostgreSQL"

/**
 * Two handles with eight writers each. Whatever is answered with a fault is asked again under its name until there is an outcome;
 * the handles stay the same from the first round to the last.
 */
export const serverKilled: Row = {
  name,
  run: async (tally, effort) => {
    const server = await startPostgres()
    if (server?.power === undefined) {
      await server?.stop()
      return "it needs a PostgreSQL of its own, and none is on this machine or `DATABASE_URL` names another"
    }
    try {
      return await somewhere("PostgreSQL", (where) => rounds(server, where, tally, effort), server)
    } finally {
      await server.stop()
    }
  }
}

const rounds = async (server: Server, where: Where, tally: Tally, effort: Effort): Promise<void> => {
  const { between } = chanceOf(name, effort)
  const judge = judging(tally)
  const handles = [await openAll(where), await openAll(where)]
  await begin(handles[0]!.gf)
  const ways = [
    async () => {
      await server.power!.kill()
      await pause(between(0, 300))
      await server.power!.start()
    },
    async () => {
      await server.power!.halt()
      await server.power!.start()
    },
    // One of its clients' processes is enough: it takes all of them down and recovers by itself.
    () => killBackend(server.url)
  ]
  for (let round = 0; round < Math.max(1, Math.round(effort.rounds / 10)); round++) {
    const writing = writers(handles, `r${round}`, tally)
    await pause(between(50, 300))
    await ways[round % ways.length]!()
    const attempts = await writing.stop()
    await judge.round(handles[0]!, attempts)
  }
  const anew = await openAll(where)
  await judge.end(anew)
  await Promise.all([...handles, anew].map(({ close }) => close()))
}

const killBackend = async (url: string): Promise<void> => {
  const pool = new Pool({ connectionString: url, max: 1 })
  pool.on("error", () => {})
  const { rows } = await pool.query<{ readonly pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY query_start DESC LIMIT 1"
  )
  process.kill(rows[0]!.pid, "SIGKILL")
  await pool.end()
}

/** Writers that go on until they are stopped, and until each has an outcome that it asked for afterwards. */
const writers = (handles: ReadonlyArray<Opened>, round: string, tally: Tally) => {
  const attempts: Array<Attempt> = []
  let over = false
  const writing = async (opened: Opened, handle: number, number: number): Promise<void> => {
    for (let count = 0, last = false; !last; count++) {
      last = over
      const said = nextOf({ name: `${round}-${handle}`, over: "many streams", number, client: "c0" }, count)
      const attempt: Attempt = { said }
      attempts.push(attempt)
      await ask(opened.gf, said).then(
        (outcome) => (attempt.outcome = outcome),
        async (fault: unknown) => {
          mustBeAloud(tally)(fault)
          await untilAnswered(opened, attempt, tally)
        }
      )
    }
  }
  const all = Promise.all(
    handles.flatMap((opened, handle) => Array.from({ length: 8 }, (_, number) => writing(opened, handle, number * 2)))
  )
  return {
    stop: async () => {
      over = true
      await all
      return attempts
    }
  }
}

/** It stays without an outcome: what it is answered now is compared with the log like all that was on its way. */
const untilAnswered = async ({ gf }: Opened, { said }: Attempt, tally: Tally): Promise<void> => {
  const since = performance.now()
  for (;;) {
    await pause(20)
    try {
      await ask(gf, said, again)
      return
    } catch (fault) {
      mustBeAloud(tally)(fault)
      if (performance.now() - since < 30_000) continue
      return tally.broke("other", `${said.id} was asked for 30 seconds, and the last answer was: ${String(fault)}`)
    }
  }
}
