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
  readonly all: Array<StoredEvent>
  readonly streams: Map<StreamId, Array<StoredEvent>>
  readonly receipts: Map<string, { readonly fingerprint: string; readonly receipt: Receipt }>
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

  const streamOf = (stream: StreamId): ReadonlyArray<StoredEvent> => log.streams.get(stream) ?? []
  const revisionOf = (stream: StreamId): Revision => streamOf(stream).length - 1

  const append = (request: Append): Answer => {
    const { stream, expected, commandId, fingerprint } = request
    const known = log.receipts.get(commandId)
    if (known !== undefined) {
      return known.fingerprint === fingerprint ? { _tag: "Replayed", receipt: known.receipt } : { _tag: "OtherCommand" }
    }
    const revision = revisionOf(stream)
    if (revision !== expected) {
      return { _tag: "Conflict", revision, missed: streamOf(stream).slice(expected + 1, expected + 1 + pageSize) }
    }
    if (request.events.length === 0) return { _tag: "Confirmed" }
    const stored = request.events.map(
      (text, index): StoredEvent =>
        Object.freeze({
          stream,
          revision: revision + 1 + index,
          position: positionOf(epoch, log.all.length + 1 + index),
          text
        })
    )
    const events = log.streams.get(stream) ?? []
    log.streams.set(stream, events)
    for (const event of stored) {
      log.all.push(event)
      events.push(event)
    }
    const last = stored[stored.length - 1]!
    const receipt: Receipt = Object.freeze({
      commandId,
      stream,
      first: expected + 1,
      last: last.revision,
      position: last.position
    })
    log.receipts.set(commandId, { fingerprint, receipt })
    return { _tag: "Appended", receipt }
  }

  const readAll = (after: string | undefined, limit: number): Page | OtherEpoch => {
    const from = after === undefined ? 0 : numberOf(epoch, after)
    if (from === undefined || from > log.all.length) return { _tag: "OtherEpoch", epoch }
    const events = log.all.slice(from, from + limit)
    return {
      _tag: "Page",
      events,
      position: positionOf(epoch, from + events.length),
      more: log.all.length > from + events.length
    }
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
        return { events: streamOf(stream).slice(from, from + checkLimit(page.limit)), revision: revisionOf(stream) }
      }),
    readAll: (page = {}) => open(() => readAll(page.after, checkLimit(page.limit))),
    revision: (stream) => open(() => revisionOf(stream)),
    close: async () => {
      closed = true
    }
  }
}
