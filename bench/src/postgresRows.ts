/** Journals on PostgreSQL: a server of our own, started for this and thrown away. */
import { strictEqual } from "node:assert/strict"
import { raw } from "../limits/postgres.ts"
import type { Store } from "../../src/store/port.ts"
import { diaryOn, oneByOne, storm, textsOf } from "./memoryRows.ts"
import * as emmett from "./peers/emmett.ts"
import * as peers from "./peers/peers.ts"
import type { Peer, Ready, StoredPair } from "./pairs.ts"
import { actor, counting, over, recordedAt } from "./work.ts"

interface Pool {
  readonly query: (statement: string | { name: string; text: string; values: Array<unknown> }) => Promise<unknown>
  readonly on: (event: "error", then: () => void) => unknown
  readonly end: () => Promise<void>
}
interface Pg {
  readonly default: {
    readonly Pool: new (options: { readonly connectionString: string; readonly max?: number }) => Pool
  }
}
interface Adapter {
  readonly postgres: (pool: Pool, options: { readonly schema: string }) => Store
}
interface Servers {
  readonly startPostgres: () => Promise<{ readonly url: string; readonly stop: () => Promise<void> } | undefined>
}

export interface PostgresRows {
  readonly rows: ReadonlyArray<StoredPair>
  readonly end: () => Promise<void>
}

export const postgresWhat = {
  sequential: "PostgreSQL: one after the other",
  inFlight: "PostgreSQL: 16 in flight / 16 by hand at once",
  concurrent: "PostgreSQL: 100 concurrent / 100 by hand at once",
  storm: "PostgreSQL: storm of 64 on one stream / 64 by hand"
}

const streamOf = over("tally", 100)
const lobby = () => "tally/storm" as const

/** The rows, or why they are left out. */
export const postgresRows = async (): Promise<PostgresRows | string> => {
  const adapter = await peers.installed<Adapter>("../../../src/postgres.ts")
  if (adapter === undefined) return "there is no `goodfaith/postgres` here"
  const pg = await peers.installed<Pg>("pg")
  if (pg === undefined) return "`pg` is not installed: `npm --prefix bench install`"
  const servers = await peers.installed<Servers>("../../../scripts/postgres.ts")
  const server = await servers?.startPostgres()
  if (server === undefined) return "there is no PostgreSQL on this machine"

  const pool = new pg.default.Pool({ connectionString: server.url, max: 10 })
  pool.on("error", () => undefined)
  let made = 0
  const drop = (schema: string) => pool.query(`DROP SCHEMA ${schema} CASCADE`)

  const journalled =
    (how: "one by one" | "16 in flight" | "100 at once" | "storm"): Ready =>
    async (commands) => {
      const schema = `bench_${++made}`
      const store = adapter.postgres(pool, { schema })
      await store.revision("tally/none")
      const diary = diaryOn(store)
      return {
        work: async () => {
          switch (how) {
            case "one by one":
              return oneByOne(diary, streamOf, 0, commands)
            case "16 in flight":
              return storm(diary, 16, streamOf, commands)
            case "storm":
              return storm(diary, 64, lobby, commands)
            case "100 at once":
              for (let n = 0; n < commands; n += 100)
                await Promise.all(
                  Array.from({ length: Math.min(100, commands - n) }, (_, index) =>
                    oneByOne(diary, streamOf, n + index, n + index + 1)
                  )
                )
          }
        },
        stored: async () => {
          if (how === "one by one") return textsOf(store)
          for (let n = 0; n < 100; n++) {
            const flaws = await diary.verify(how === "storm" ? lobby() : streamOf(n))
            strictEqual(flaws.length, 0)
          }
          return (await textsOf(store)).length
        },
        end: () => drop(schema)
      }
    }

  const byHand =
    (together: number, stream: (n: number) => string): Ready =>
    async (commands) => {
      const schema = `bench_${++made}`
      const store = adapter.postgres(pool, { schema })
      await store.revision("tally/none")
      const commandId = (n: number) => `command-${n}`
      const rows = raw(pool, schema, counting, { stream, commandId, actor, recordedAt })
      return {
        work: async () => {
          for (let n = 0; n < commands; n += together) await rows.together(n, Math.min(n + together, commands))
        },
        stored: () => textsOf(store),
        end: () => drop(schema)
      }
    }

  const database = async (): Promise<string> => {
    const name = `bench_${++made}`
    await pool.query(`CREATE DATABASE ${name}`)
    return server.url.replace(/\/[^/]*$/, `/${name}`)
  }
  const peersOf = (ready: (open: peers.OpenDoor) => Ready, commands: number): ReadonlyArray<Peer> => [
    peers.peer("emmett", emmett.inPostgres(database), ready, commands),
    { name: "castore", leftOut: "it has a store in memory, and others only in the cloud" }
  ]

  return {
    rows: [
      {
        what: postgresWhat.sequential,
        subject: journalled("one by one"),
        limit: byHand(1, streamOf),
        commands: 300,
        rounds: 5,
        target: 1.4,
        peers: peersOf((open) => peers.oneByOne(open, streamOf), 200)
      },
      {
        what: postgresWhat.inFlight,
        subject: journalled("16 in flight"),
        limit: byHand(16, streamOf),
        commands: 9600,
        rounds: 5,
        target: 1.4,
        sameTexts: false,
        peers: peersOf((open) => peers.inFlight(open, streamOf, 16), 320)
      },
      {
        what: postgresWhat.concurrent,
        subject: journalled("100 at once"),
        limit: byHand(100, streamOf),
        commands: 12000,
        rounds: 5,
        target: 1.6,
        sameTexts: false,
        peers: peersOf((open) => peers.inFlight(open, streamOf, 100), 300)
      },
      {
        what: postgresWhat.storm,
        subject: journalled("storm"),
        limit: byHand(64, lobby),
        commands: 1920,
        rounds: 5,
        target: 2,
        sameTexts: false,
        peers: peersOf((open) => peers.inFlight(open, lobby, 64), 128)
      }
    ],
    end: async () => {
      await pool.end()
      await server.stop()
    }
  }
}
