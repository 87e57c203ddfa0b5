/**
 * A store in a SQLite file, on Node's own `node:sqlite`: the one to embed. Several processes may have the file open.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite"
import type { Revision, StreamId } from "../language/ids.ts"
import { type Answer, type Append, pageSize, type Receipt, type Store, type StoredEvent, StoreFault } from "./port.ts"
import { checkAppends, checkFrom, checkLimit, eachInTurn, numberOf, positionOf } from "./request.ts"

export interface SqliteOptions {
  /** Whose events these are. One file may hold several tenants; a handle sees one. */
  readonly tenant?: string
  /** `full`: an answered append survives a power cut. `normal`: it survives a crash of the process, not always a power cut. */
  readonly durability?: "full" | "normal"
  /** How long to wait, without blocking, for other processes that are writing. 5,000 when left out. */
  readonly busyMilliseconds?: number
}

/**
 * Opens the file, or makes it. `":memory:"` is a database that nobody else sees.
 *
 * ```ts
 * import { sqlite } from "goodfaith/sqlite"
 * const store = sqlite(":memory:")
 * await store.append([{ stream: "guestbook/lobby", expected: -1, commandId: "c1", fingerprint: "f1", events: ["{}"] }])
 * await store.revision("guestbook/lobby") // => 0
 * ```
 */
export const sqlite = (path: string, options: SqliteOptions = {}): Store => {
  const tenant = options.tenant ?? "default"
  const database = opened(path, options.durability ?? "full")
  const { epoch, statements } = begun(path, database)

  const revisionOf = (stream: StreamId): Revision =>
    (statements.revision.get(tenant, stream) as { revision: number }).revision

  const eventsFrom = (stream: StreamId, from: Revision, limit: number): ReadonlyArray<StoredEvent> =>
    (statements.stream.all(tenant, stream, from, limit) as unknown as ReadonlyArray<EventRow>).map((row) =>
      eventOf(epoch, row)
    )

  const append = (request: Append): Answer => {
    const { stream, expected, commandId, fingerprint, events } = request
    const known = statements.receipt.get(tenant, commandId) as ReceiptRow | undefined
    if (known !== undefined) {
      return known.fingerprint === fingerprint
        ? { _tag: "Replayed", receipt: receiptOf(epoch, known) }
        : { _tag: "OtherCommand" }
    }
    const revision = revisionOf(stream)
    if (revision !== expected) return { _tag: "Conflict", revision, missed: eventsFrom(stream, expected + 1, pageSize) }
    if (events.length === 0) return { _tag: "Confirmed" }
    let number: number | bigint = 0
    events.forEach((text, index) => {
      number = statements.addEvent.run(tenant, stream, expected + 1 + index, text).lastInsertRowid
    })
    const row = {
      command_id: commandId,
      fingerprint,
      stream,
      first: expected + 1,
      last: expected + events.length,
      number: Number(number)
    }
    statements.addReceipt.run(tenant, row.command_id, row.fingerprint, row.stream, row.first, row.last, row.number)
    return { _tag: "Appended", receipt: receiptOf(epoch, row) }
  }

  /** From `begin` to `COMMIT` nothing waits, so a transaction of this handle never mixes with another. */
  const transaction = <A>(begin: "BEGIN" | "BEGIN IMMEDIATE", work: () => A): Promise<A> =>
    patiently(options.busyMilliseconds ?? 5000, () => {
      if (!database.isOpen) throw new StoreFault("closed", "this handle was closed")
      database.exec(begin)
      try {
        const answer = work()
        database.exec("COMMIT")
        return answer
      } catch (cause) {
        if (database.isTransaction) database.exec("ROLLBACK")
        throw cause
      }
    })

  return {
    append: async (requests) => {
      checkAppends(requests)
      return transaction("BEGIN IMMEDIATE", () => eachInTurn(requests, append))
    },
    readStream: async (stream, page = {}) => {
      const [from, limit] = [checkFrom(page.from), checkLimit(page.limit)]
      return transaction("BEGIN", () => ({ events: eventsFrom(stream, from, limit), revision: revisionOf(stream) }))
    },
    readAll: async (page = {}) => {
      const limit = checkLimit(page.limit)
      const from = page.after === undefined ? 0 : numberOf(epoch, page.after)
      return transaction("BEGIN", () => {
        if (from === undefined) return { _tag: "OtherEpoch", epoch }
        // One more than asked for tells whether there is more. SQLite has one writer at a time, so numbers appear in order.
        const rows = statements.all.all(tenant, from, limit + 1) as unknown as Array<EventRow>
        // A place that this log has not reached was given by another one, of which this file is an older copy.
        if (rows.length === 0 && from > 0 && statements.at.get(tenant, from) === undefined)
          return { _tag: "OtherEpoch", epoch }
        const more = rows.length > limit
        if (more) rows.pop()
        const events = rows.map((row) => eventOf(epoch, row))
        return {
          _tag: "Page",
          events,
          position: events.at(-1)?.position ?? positionOf(epoch, from),
          more
        }
      })
    },
    revision: (stream) => transaction("BEGIN", () => revisionOf(stream)),
    close: async () => {
      if (database.isOpen) database.close()
    }
  }
}

// -- The file --

/** Opening may block and wait for others, 5 seconds at most; afterwards it is `patiently` that waits, and nothing is blocked. */
const opening = 5000

const opened = (path: string, durability: "full" | "normal"): DatabaseSync =>
  atOpening(path, () => {
    const database = new DatabaseSync(path, { timeout: opening })
    try {
      // When several processes make one file, this one of them is told at once that it is locked, whatever the timeout.
      blocking(() => database.exec("PRAGMA journal_mode = WAL"))
      database.exec(`PRAGMA synchronous = ${durability === "full" ? "FULL" : "NORMAL"}`)
      return database
    } catch (cause) {
      database.close()
      throw cause
    }
  })

const begun = (path: string, database: DatabaseSync) =>
  atOpening(path, () => {
    const epoch = migrated(database)
    const statements = prepared(database)
    database.exec("PRAGMA busy_timeout = 0")
    return { epoch, statements }
  })

const atOpening = <A>(path: string, work: () => A): A => {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof StoreFault) throw cause
    if (isBusy(cause))
      throw new StoreFault("busy", `others held \`${path}\` for more than ${opening} milliseconds`, cause)
    throw new StoreFault("broken", `\`${path}\` can't be opened as a store: ${(cause as Error).message}`, cause)
  }
}

/** Does the work again and again while others hold the file, and everything else waits. */
const blocking = (work: () => void): void => {
  const until = performance.now() + opening
  for (;;) {
    try {
      return work()
    } catch (cause) {
      if (!isBusy(cause) || performance.now() > until) throw cause
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1 + Math.random() * 10)
    }
  }
}

/**
 * Each step is what a released version of this library added; a step is never changed afterwards. `text` is what counts:
 * the columns of a view are copied from it for people who look into the file, and are never read by us.
 */
const steps: ReadonlyArray<string> = [
  `
  CREATE TABLE log (epoch TEXT NOT NULL) STRICT;
  INSERT INTO log VALUES (lower(hex(randomblob(8))));

  CREATE TABLE events (
    number INTEGER NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (tenant, stream, revision)
  ) STRICT;
  CREATE INDEX events_of_tenant ON events (tenant, number);

  CREATE TABLE receipts (
    tenant TEXT NOT NULL,
    command_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    stream TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (tenant, command_id)
  ) STRICT, WITHOUT ROWID;

  CREATE VIEW readable_events AS
    SELECT number, tenant, stream, revision,
      text ->> '$.header.type' AS type,
      text ->> '$.header.occurredAt' AS occurred_at,
      text ->> '$.header.recordedAt' AS recorded_at,
      text ->> '$.header.actor' AS actor,
      text -> '$.event' AS event
    FROM events WHERE json_valid(text);
  `
]

/** Brings the file to the present version, one step after the other, and answers its epoch. */
const migrated = (database: DatabaseSync): string => {
  database.exec("BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS steps (version INTEGER NOT NULL PRIMARY KEY) STRICT;")
  try {
    const { version } = database.prepare("SELECT coalesce(max(version), 0) AS version FROM steps").get() as {
      version: number
    }
    if (version > steps.length) {
      throw new StoreFault(
        "broken",
        `this file is of version ${version}, and this library knows up to ${steps.length}: use a newer one`
      )
    }
    for (let next = version; next < steps.length; next++) {
      database.exec(steps[next]!)
      database.prepare("INSERT INTO steps VALUES (?)").run(next + 1)
    }
    const { epoch } = database.prepare("SELECT epoch FROM log").get() as { epoch: string }
    database.exec("COMMIT")
    return epoch
  } catch (cause) {
    database.close()
    throw cause
  }
}

const prepared = (database: DatabaseSync) => ({
  revision: database.prepare(
    "SELECT coalesce(max(revision), -1) AS revision FROM events WHERE tenant = ? AND stream = ?"
  ),
  receipt: database.prepare(
    "SELECT command_id, fingerprint, stream, first, last, number FROM receipts WHERE tenant = ? AND command_id = ?"
  ),
  stream: inArrays(
    database.prepare(
      "SELECT number, stream, revision, text FROM events WHERE tenant = ? AND stream = ? AND revision >= ? ORDER BY revision LIMIT ?"
    )
  ),
  all: inArrays(
    database.prepare(
      "SELECT number, stream, revision, text FROM events WHERE tenant = ? AND number > ? ORDER BY number LIMIT ?"
    )
  ),
  at: database.prepare("SELECT 1 FROM events WHERE tenant = ? AND number = ?"),
  addEvent: database.prepare("INSERT INTO events (tenant, stream, revision, text) VALUES (?, ?, ?, ?)"),
  addReceipt: database.prepare(
    "INSERT INTO receipts (tenant, command_id, fingerprint, stream, first, last, number) VALUES (?, ?, ?, ?, ?, ?, ?)"
  )
})

/** Rows as arrays: an object for each row costs more than all the rest of reading it. */
const inArrays = (statement: StatementSync): StatementSync => {
  statement.setReturnArrays(true)
  return statement
}

type EventRow = readonly [number: number, stream: StreamId, revision: Revision, text: string]

interface ReceiptRow {
  readonly command_id: string
  readonly fingerprint: string
  readonly stream: StreamId
  readonly first: Revision
  readonly last: Revision
  readonly number: number
}

const eventOf = (epoch: string, [number, stream, revision, text]: EventRow): StoredEvent => ({
  stream,
  revision,
  position: positionOf(epoch, number),
  text
})

const receiptOf = (epoch: string, { command_id, stream, first, last, number }: ReceiptRow): Receipt => ({
  commandId: command_id,
  stream,
  first,
  last,
  position: positionOf(epoch, number)
})

// -- Waiting for others --

/** Does the work, again and again while another process holds the file, and lets everything else go on meanwhile. */
const patiently = async <A>(milliseconds: number, work: () => A): Promise<A> => {
  let waited = 0
  for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
    try {
      return work()
    } catch (cause) {
      if (cause instanceof StoreFault) throw cause
      if (!isBusy(cause)) throw new StoreFault("broken", `SQLite: ${(cause as Error).message}`, cause)
      if (waited >= milliseconds)
        throw new StoreFault("busy", `others held the file for more than ${milliseconds} milliseconds`, cause)
    }
    await new Promise((goOn) => setTimeout(goOn, pause))
    waited += pause
  }
}

/** SQLITE_BUSY and SQLITE_LOCKED, with their extended codes. */
export const isBusy = (cause: unknown): boolean => {
  const code = (cause as { readonly errcode?: number }).errcode ?? 0
  return (code & 0xff) === 5 || (code & 0xff) === 6
}
