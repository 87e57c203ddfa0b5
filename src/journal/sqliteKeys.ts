/**
 * Keys in a SQLite file of their own.
 *
 * Never the file of the events: a copy of the events must not carry the keys, and an old copy of the keys brings back who
 * was forgotten. Keep few copies of this file, and let them grow old quickly.
 */
import { DatabaseSync } from "node:sqlite"
import { forgotten, type KeyBox, type Keys, keysIn } from "./Keys.ts"

export interface SqliteKeys extends Keys {
  readonly close: () => Promise<void>
}

/**
 * Opens the file, or makes it. A destroyed key is overwritten in the file and in its journal; what a file system or a
 * copy keeps of old blocks is out of reach.
 */
export const sqliteKeys = (path: string, options: { readonly busyMilliseconds?: number } = {}): SqliteKeys => {
  const database = new DatabaseSync(path, { timeout: options.busyMilliseconds ?? 5000 })
  database.exec(`
    PRAGMA journal_mode = TRUNCATE;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS keys (
      owner TEXT NOT NULL PRIMARY KEY,
      key BLOB -- NULL: forgotten
    ) STRICT, WITHOUT ROWID;
  `)
  const add = database.prepare("INSERT INTO keys (owner, key) VALUES (?, ?) ON CONFLICT (owner) DO NOTHING")
  const look = database.prepare("SELECT key FROM keys WHERE owner = ?")
  const destroy = database.prepare(
    "INSERT INTO keys (owner, key) VALUES (?, NULL) ON CONFLICT (owner) DO UPDATE SET key = NULL"
  )
  const find = (owner: string) => {
    const row = look.get(owner) as { readonly key: Uint8Array | null } | undefined
    return row === undefined ? undefined : (row.key ?? forgotten)
  }
  const box: KeyBox = {
    keep: async (owner, fresh) => {
      const known = find(owner)
      if (known !== undefined) return known
      add.run(owner, fresh)
      return find(owner)!
    },
    find: async (owner) => find(owner),
    forget: async (owner) => {
      destroy.run(owner)
    }
  }
  return {
    ...keysIn(box),
    close: async () => {
      if (database.isOpen) database.close()
    }
  }
}
