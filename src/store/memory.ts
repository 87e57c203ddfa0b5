/**
 * A store in memory: for tests, demonstrations and a first afternoon. It keeps every promise of the port but one: what is
 * in it is gone when the process ends.
 */
import type { Revision, StreamId } from "../language/ids.ts"
import {
  type Answer,
  type Append,
  type OtherEpoch,
  type Page,
  pageSize,
  type Receipt,
  type Store,
  type StoredEvent,
  StoreFault
} from "./port.ts"
import { checkAppends, checkFrom, checkLimit, eachInTurn, numberOf, positionOf } from "./request.ts"

/** What several handles share: a piece of memory that outlives each of them. */
export interface Memory {
  readonly epoch: string
  readonly tenants: Map<string, Log>
}
interface Log {
  readonly all: Array<Row>
  readonly streams: Map<StreamId, Array<Row>>
  readonly receipts: Map<string, ReceiptRow>
}

/** As little as there is to keep; what is handed out is made anew each time, so nobody can change it. */
interface Row {
  /** From 1 on, over all streams. */
  readonly number: number
  readonly stream: StreamId
  readonly revision: Revision
  readonly text: string
}
interface ReceiptRow {
  readonly fingerprint: string
  readonly stream: StreamId
  readonly first: Revision
  readonly last: Revision
  readonly number: number
}

export const newMemory = (): Memory => ({ epoch: crypto.randomUUID(), tenants: new Map() })

/**
 * ```ts
 * import { memory } from "goodfaith/memory"
 * const store = memory()
 * await store.append([{ stream: "guestbook/lobby", expected: -1, commandId: "c1", fingerprint: "f1", events: ["{}"] }])
 * await store.revision("guestbook/lobby") // => 0
 * ```
 */
export const memory = (options: { readonly in?: Memory; readonly tenant?: string } = {}): Store => {
  const { epoch, tenants } = options.in ?? newMemory()
  const tenant = options.tenant ?? "default"
  const log: Log = tenants.get(tenant) ?? { all: [], streams: new Map(), receipts: new Map() }
  tenants.set(tenant, log)
  let closed = false

  const streamOf = (stream: StreamId): ReadonlyArray<Row> => log.streams.get(stream) ?? []
  const revisionOf = (stream: StreamId): Revision => streamOf(stream).length - 1

  const eventOf = ({ number, stream, revision, text }: Row): StoredEvent => ({
    stream,
    revision,
    position: positionOf(epoch, number),
    text
  })

  const receiptOf = (commandId: string, { stream, first, last, number }: ReceiptRow): Receipt => ({
    commandId,
    stream,
    first,
    last,
    position: positionOf(epoch, number)
  })

  const append = ({ stream, expected, commandId, fingerprint, events }: Append): Answer => {
    const known = log.receipts.get(commandId)
    if (known !== undefined) {
      return known.fingerprint === fingerprint
        ? { _tag: "Replayed", receipt: receiptOf(commandId, known) }
        : { _tag: "OtherCommand" }
    }
    const rows = log.streams.get(stream) ?? []
    if (rows.length - 1 !== expected) {
      const missed = rows.slice(expected + 1, expected + 1 + pageSize).map(eventOf)
      return { _tag: "Conflict", revision: rows.length - 1, missed }
    }
    if (events.length === 0) return { _tag: "Confirmed" }
    if (rows.length === 0) log.streams.set(stream, rows)
    for (const text of events) {
      const row = { number: log.all.length + 1, stream, revision: rows.length, text }
      log.all.push(row)
      rows.push(row)
    }
    const kept = { fingerprint, stream, first: expected + 1, last: rows.length - 1, number: log.all.length }
    log.receipts.set(commandId, kept)
    return { _tag: "Appended", receipt: receiptOf(commandId, kept) }
  }

  const readAll = (after: string | undefined, limit: number): Page | OtherEpoch => {
    const from = after === undefined ? 0 : numberOf(epoch, after)
    if (from === undefined || from > log.all.length) return { _tag: "OtherEpoch", epoch }
    const events = log.all.slice(from, from + limit).map(eventOf)
    const position = positionOf(epoch, from + events.length)
    return { _tag: "Page", events, position, more: log.all.length > from + events.length }
  }

  // The work itself never waits, so nothing can come in between.
  const open = async <A>(work: () => A): Promise<A> => {
    if (closed) throw new StoreFault("closed", "this handle was closed")
    return work()
  }

  return {
    append: (requests) =>
      open(() => {
        checkAppends(requests)
        return eachInTurn(requests, append)
      }),
    readStream: (stream, page = {}) =>
      open(() => {
        const from = checkFrom(page.from)
        const events = streamOf(stream)
          .slice(from, from + checkLimit(page.limit))
          .map(eventOf)
        return { events, revision: revisionOf(stream) }
      }),
    readAll: (page = {}) => open(() => readAll(page.after, checkLimit(page.limit))),
    revision: (stream) => open(() => revisionOf(stream)),
    close: async () => {
      closed = true
    }
  }
}
