/** The stores of this library as the contract kit takes them. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { memory, newMemory } from "../../src/store/memory.ts"
import { sqlite } from "../../src/store/sqlite.ts"
import type { Failing, Held, Subject } from "../../src/testing/index.ts"

export const inMemory: Subject = {
  name: "memory",
  capabilities: ["handles", "tenants"],
  place: async () => {
    const place = newMemory()
    return { open: async (tenant) => memory({ in: place, ...(tenant !== undefined && { tenant }) }) }
  }
}

export const temporary = (): { readonly file: (name: string) => string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), "goodfaith-"))
  return { file: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Begins to write one event to `guestbook/held` in a SQLite file, as another program would, and leaves it open. */
export const holdIn = async (file: string): Promise<Held> => {
  const database = new DatabaseSync(file)
  database.exec(`
    BEGIN IMMEDIATE;
    INSERT INTO events (tenant, stream, revision, text) VALUES ('default', 'guestbook/held', 0, '"held"');
    INSERT INTO receipts VALUES ('default', 'held', 'held', 'guestbook/held', 0, 0, last_insert_rowid());
  `)
  return {
    release: async () => {
      database.exec("COMMIT")
      database.close()
    }
  }
}

/** Lets writes to a SQLite file fail when their events are written and their receipt is not, as on a disk that is full. */
export const failIn = async (file: string): Promise<Failing> => {
  const database = new DatabaseSync(file)
  database.exec("CREATE TRIGGER full BEFORE INSERT ON receipts BEGIN SELECT RAISE(FAIL, 'the disk is full'); END")
  return {
    end: async () => {
      database.exec("DROP TRIGGER full")
      database.close()
    }
  }
}

export const inSqlite: Subject = {
  name: "SQLite",
  capabilities: ["handles", "tenants", "durability", "processes", "heldTransaction", "failedWrite"],
  place: async () => {
    const { file, remove } = temporary()
    return {
      open: async (tenant) =>
        sqlite(file("events.db"), { durability: "normal", ...(tenant !== undefined && { tenant }) }),
      elsewhere: { module: new URL("./kit.elsewhere.ts", import.meta.url).href, argument: { file: file("events.db") } },
      hold: () => holdIn(file("events.db")),
      fail: () => failIn(file("events.db")),
      remove: async () => remove()
    }
  }
}
