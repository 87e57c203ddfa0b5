/** Emmett: `CommandHandler` over its stores. */
import { count } from "../work.ts"
import { initial, evolve, type State } from "../tally.ts"
import { added, installed, type OpenDoor } from "./peers.ts"

interface Happened {
  readonly type: "Counted"
  readonly data: object
}
interface EventStore {
  readonly readStream: (stream: string) => Promise<{ readonly events: ReadonlyArray<unknown> }>
  readonly appendToStream: (stream: string, events: ReadonlyArray<Happened>) => Promise<unknown>
  readonly close?: () => Promise<void>
}
interface Emmett {
  readonly getInMemoryEventStore: () => EventStore
  readonly CommandHandler: (
    options: object
  ) => (store: EventStore, id: string, handle: (state: State) => Happened) => Promise<unknown>
}

const emmett = await installed<Emmett>("@event-driven-io/emmett")

const happened = (n: number): Happened => {
  const { _tag, ...data } = count(n)
  return { type: "Counted", data }
}

/** The retries are those of its documentation, only more of them and sooner: nobody is to be refused for coming second. */
const handler = () =>
  emmett!.CommandHandler({
    initialState: () => initial,
    evolve: (state: State, { data }: { readonly data: any }) => evolve(state, data),
    retry: { onVersionConflict: { retries: 1000, minTimeout: 1, maxTimeout: 5, factor: 1 } }
  })

const doorOf =
  (make: () => Promise<{ readonly store: EventStore; readonly end: () => Promise<unknown> }>): OpenDoor =>
  async (streamOf) => {
    const { store, end } = await make()
    const handle = handler()
    return {
      one: (n) => handle(store, streamOf(n), () => happened(n)),
      events: async (streams) => {
        let events = 0
        for (const stream of streams) events += (await store.readStream(stream)).events.length
        return events
      },
      end
    }
  }

export const inMemory: OpenDoor | undefined =
  emmett && doorOf(async () => ({ store: emmett.getInMemoryEventStore(), end: async () => undefined }))

/** A store whose one stream holds this much already. */
export const longInMemory = (events: number): OpenDoor | undefined => {
  if (emmett === undefined) return undefined
  const store = emmett.getInMemoryEventStore()
  let filled = 0
  return async (streamOf) => {
    for (; filled < events; filled += 1000)
      await store.appendToStream(
        streamOf(0),
        Array.from({ length: 1000 }, (_, index) => happened(filled + index))
      )
    return added(await doorOf(async () => ({ store, end: async () => undefined }))(streamOf), streamOf)
  }
}

// -- SQLite --

interface Connection {
  readonly command: (sql: string) => Promise<unknown>
  readonly close: () => void
}
interface EmmettSqlite {
  readonly sqliteConnection: (options: { readonly fileName: string }) => Connection
  readonly getSQLiteEventStore: (options: object) => EventStore
}

const emmettSqlite = emmett && (await installed<EmmettSqlite>("@event-driven-io/emmett-sqlite"))

/** One connection that is kept: making one for each command, as it does when left alone, costs more. */
export const inSqlite = (fresh: () => string, durability: "full" | "normal"): OpenDoor | undefined =>
  emmettSqlite &&
  doorOf(async () => {
    const fileName = fresh()
    const connection = emmettSqlite.sqliteConnection({ fileName })
    await connection.command(`PRAGMA synchronous = ${durability === "full" ? "FULL" : "NORMAL"}`)
    const store = emmettSqlite.getSQLiteEventStore({
      fileName,
      schema: { autoMigration: "CreateOrUpdate" },
      connectionOptions: { singleton: true, connection }
    })
    await store.readStream("tally/none")
    return { store, end: async () => connection.close() }
  })

// -- PostgreSQL --

interface EmmettPostgres {
  readonly getPostgreSQLEventStore: (url: string) => EventStore & { readonly close: () => Promise<void> }
}

const emmettPostgres = emmett && (await installed<EmmettPostgres>("@event-driven-io/emmett-postgresql"))

export const inPostgres = (fresh: () => Promise<string>): OpenDoor | undefined =>
  emmettPostgres &&
  doorOf(async () => {
    const store = emmettPostgres.getPostgreSQLEventStore(await fresh())
    await store.readStream("tally/none")
    return { store, end: store.close }
  })
