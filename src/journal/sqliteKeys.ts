/**
 * Keys in a SQLite file of their own.
 *
 * Never the file of the events: a copy of the events must not carry the keys, and an old copy of the keys brings back who
 * was forgotten. Keep few copies of this file, and let them grow old quickly.
 */
import { DatabaseSync } from "node:sqlite"
import { StoreFault } from "../store/port.ts"
import { isBusy } from "../store/sqlite.ts"
import { forgotten, type KeyBox, type Keys, keysIn } from "./Keys.ts"

export interface SqliteKeys extends Keys {
  readonly close: () => Promise<void>
}

/**
 * Opens the file, or makes it. A destroyed key is overwritten in the file and in its journal; what a file system or a
 * copy keeps of old blocks is out of reach.
 *
 * What goes wrong with the file is a `StoreFault`, here and in every later call. A command that met one may be asked again.
 */
export const sqliteKeys = (path: string, options: { readonly busyMilliseconds?: number } = {}): SqliteKeys => {
  const { busyMilliseconds = 5000 } = options
  const asking = <A>(what: string, work: () => A): A => {
    try {
      return work()
    } catch (cause) {
      if (isBusy(cause))
        throw new StoreFault(
          "busy",
          `others held the keys in \`${path}\` for more than ${busyMilliseconds} milliseconds`,
          cause
        )
      throw new StoreFault("broken", `\`${path}\` ${what}: ${(cause as Error).message}`, cause)
    }
  }
  const { database, add, look, destroy } = asking("can't be opened for keys", () => opened(path, busyMilliseconds))

  /** Each question is one step: nothing of it waits, so nobody comes in between. */
  const using = async <A>(work: () => A): Promise<A> => {
    if (!database.isOpen) throw new StoreFault("closed", "these keys were closed")
    return asking("can't be used for keys", work)
  }
  const find = (owner: string) => {
    const row = look.get(owner) as { readonly key: Uint8Array | null } | undefined
    return row === undefined ? undefined : (row.key ?? forgotten)
  }
  const box: KeyBox = {
    keep: (owner, fresh) =>
      using(() => {
        const known = find(owner)
        if (known !== undefined) return known
        add.run(owner, fresh)
        return find(owner)!
      }),
    find: (owner) => using(() => find(owner)),
    forget: (owner) => using(() => void destroy.run(owner))
  }
  return {
    ...keysIn(box),
    close: async () => {
      if (database.isOpen) database.close()
    }
  }
}

const opened = (path: string, timeout: number) => {
  const database = new DatabaseSync(path, { timeout })
  try {
    database.exec(`
      PRAGMA journal_mode = TRUNCATE;
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      CREATE TABLE IF NOT EXISTS keys (
        owner TEXT NOT NULL PRIMARY KEY,
        key BLOB -- NULL: forgotten
      ) STRICT, WITHOUT ROWID;
    `)
    return {
      database,
      add: database.prepare("INSERT INTO keys (owner, key) VALUES (?, ?) ON CONFLICT (owner) DO NOTHING"),
      look: database.prepare("SELECT key FROM keys WHERE owner = ?"),
      destroy: database.prepare(
        "INSERT INTO keys (owner, key) VALUES (?, NULL) ON CONFLICT (owner) DO UPDATE SET key = NULL"
      )
    }
  } catch (cause) {
    database.close()
    throw cause
  }
}
