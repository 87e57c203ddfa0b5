/** Journals on SQLite, in a file on a disk. */
import { join } from "node:path"
import { raw } from "../limits/sqlite.ts"
import { sqlite } from "../../src/sqlite.ts"
import { diaryOn, oneByOne, textsOf } from "./memoryRows.ts"
import type { Peer, Ready, StoredPair } from "./pairs.ts"
import { tally } from "./tally.ts"
import { actor, asked, count, counting, over, recordedAt } from "./work.ts"

type Durability = "full" | "normal"

const streamOf = over("tally", 100)

export const sqliteRows = (
  directory: string,
  peers: Readonly<Record<"full" | "normal" | "together", ReadonlyArray<Peer>>>
): ReadonlyArray<StoredPair> => {
  let made = 0
  const fresh = (): string => join(directory, `${++made}.db`)

  const journalled =
    (durability: Durability, atOnce: number): Ready =>
    async (commands) => {
      const store = sqlite(fresh(), { durability })
      const diary = diaryOn(store)
      const one = async (n: number) => {
        const outcome = await diary.do(streamOf(n), tally, count(n), asked(n))
        if (outcome._tag !== "Receipt") throw new Error(`command ${n} was not carried out: ${outcome._tag}`)
      }
      return {
        work: async () => {
          if (atOnce === 1) return oneByOne(diary, streamOf, 0, commands)
          for (let n = 0; n < commands; n += atOnce)
            await Promise.all(Array.from({ length: Math.min(atOnce, commands - n) }, (_, index) => one(n + index)))
        },
        stored: () => textsOf(store),
        end: store.close
      }
    }

  /** By hand, so many commands in one transaction, into the tables that the adapter makes. */
  const byHand =
    (durability: Durability, together: number): Ready =>
    async (commands) => {
      const path = fresh()
      await sqlite(path, { durability }).close()
      const rows = raw(path, durability, counting, {
        stream: streamOf,
        commandId: (n) => `command-${n}`,
        actor,
        recordedAt
      })
      return {
        work: () => {
          for (let n = 0; n < commands; n += together) rows.together(n, Math.min(n + together, commands))
        },
        stored: async () => rows.texts(),
        end: async () => rows.close()
      }
    }

  return [
    {
      what: "SQLite: one command a transaction, FULL",
      subject: journalled("full", 1),
      limit: byHand("full", 1),
      commands: 1000,
      rounds: 11,
      target: 1.3,
      peers: peers.full
    },
    {
      what: "SQLite: one command a transaction, NORMAL",
      subject: journalled("normal", 1),
      limit: byHand("normal", 1),
      commands: 5000,
      rounds: 11,
      target: 1.6,
      peers: peers.normal
    },
    {
      what: "SQLite: 100 concurrent commands / grouped by hand",
      subject: journalled("full", 100),
      limit: byHand("full", 100),
      commands: 3000,
      rounds: 9,
      target: 1.6,
      peers: peers.together
    },
    {
      what: "SQLite: 100 concurrent commands / one by one by hand",
      subject: journalled("full", 100),
      limit: byHand("full", 1),
      commands: 1000,
      rounds: 9,
      target: 0.2,
      peers: peers.together
    }
  ]
}
