/**
 * The limit for SQLite: the statements that guard and store, prepared, between a BEGIN and a COMMIT. It writes into the tables that
 * the adapter made, and keeps the heads of the streams in memory.
 */
import { DatabaseSync } from "node:sqlite"
import * as chain from "./chain.ts"

export interface Raw {
  /** These commands in one transaction. */
  readonly together: (first: number, after: number) => void
  readonly texts: () => ReadonlyArray<string>
  readonly close: () => void
}

export const raw = (
  path: string,
  durability: "full" | "normal",
  work: chain.Work,
  about: {
    readonly stream: (n: number) => string
    readonly commandId: (n: number) => string
    readonly actor: string
    readonly recordedAt: string
  }
): Raw => {
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${durability === "full" ? "FULL" : "NORMAL"};`)
  const receipt = database.prepare("SELECT fingerprint FROM receipts WHERE tenant = ? AND command_id = ?")
  const guard = database.prepare(
    "SELECT coalesce(max(revision), -1) AS revision FROM events WHERE tenant = ? AND stream = ?"
  )
  const addEvent = database.prepare("INSERT INTO events (tenant, stream, revision, text) VALUES (?, ?, ?, ?)")
  const addReceipt = database.prepare(
    "INSERT INTO receipts (tenant, command_id, fingerprint, stream, first, last, number) VALUES (?, ?, ?, ?, ?, ?, ?)"
  )
  const heads = new Map<string, { revision: number; hash: string | null }>()
  const tenant = "default"

  const carryOut = (n: number): void => {
    const stream = about.stream(n)
    const commandId = about.commandId(n)
    const fingerprint = chain.fingerprint(work, n, stream, about.actor)
    let head = heads.get(stream)
    if (head === undefined) {
      head = { revision: -1, hash: null }
      heads.set(stream, head)
    }
    if (receipt.get(tenant, commandId) !== undefined) throw new Error("a command came twice")
    if ((guard.get(tenant, stream) as { revision: number }).revision !== head.revision) throw new Error("a conflict")
    const revision = head.revision + 1
    const { text, hash } = chain.write(work, n, {
      stream,
      commandId,
      revision,
      previous: head.hash,
      actor: about.actor,
      recordedAt: about.recordedAt
    })
    const { lastInsertRowid } = addEvent.run(tenant, stream, revision, text)
    addReceipt.run(tenant, commandId, fingerprint, stream, revision, revision, lastInsertRowid)
    head.revision = revision
    head.hash = hash
  }

  return {
    together: (first, after) => {
      database.exec("BEGIN IMMEDIATE")
      for (let n = first; n < after; n++) carryOut(n)
      database.exec("COMMIT")
    },
    texts: () =>
      database
        .prepare("SELECT text FROM events ORDER BY number")
        .all()
        .map((row) => row["text"] as string),
    close: () => database.close()
  }
}
