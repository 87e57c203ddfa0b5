/** Castore: a `Command` over its `EventStore`. It has a store in memory for tests, and others only in the cloud. */
import { count } from "../work.ts"
import { evolve, initial, type State } from "../tally.ts"
import { added, installed, type OpenDoor } from "./peers.ts"

interface Event {
  readonly aggregateId: string
  readonly version: number
  readonly type: "Counted"
  readonly timestamp?: string
  readonly payload: any
}
interface Aggregate extends State {
  readonly aggregateId: string
  readonly version: number
}
interface EventStore {
  readonly getAggregate: (id: string) => Promise<{ readonly aggregate: Aggregate | undefined }>
  readonly getEvents: (id: string) => Promise<{ readonly events: ReadonlyArray<Event> }>
  readonly pushEvent: (event: Event, options: { readonly prevAggregate?: Aggregate }) => Promise<unknown>
}
interface Castore {
  readonly EventStore: new (options: object) => EventStore
  readonly EventType: new (options: { readonly type: string }) => object
  readonly Command: new (
    options: object
  ) => {
    readonly handler: (input: number, stores: ReadonlyArray<EventStore>) => Promise<unknown>
  }
}
interface InMemory {
  readonly InMemoryEventStorageAdapter: new (options: { readonly initialEvents?: ReadonlyArray<Event> }) => object
}

const castore = await installed<Castore>("@castore/core")
const adapters = castore && (await installed<InMemory>("@castore/event-storage-adapter-in-memory"))

const payload = (n: number) => {
  const { _tag, ...rest } = count(n)
  return rest
}

const storeWith = (initialEvents: ReadonlyArray<Event> = []): EventStore =>
  new castore!.EventStore({
    eventStoreId: "TALLY",
    eventTypes: [new castore!.EventType({ type: "Counted" })],
    reducer: (aggregate: Aggregate | undefined, event: Event): Aggregate => ({
      ...evolve(aggregate ?? initial, event.payload),
      aggregateId: event.aggregateId,
      version: event.version
    }),
    eventStorageAdapter: new adapters!.InMemoryEventStorageAdapter({ initialEvents })
  })

const doorOf =
  (make: (streamOf: (n: number) => string) => EventStore): OpenDoor =>
  async (streamOf) => {
    const store = make(streamOf)
    const command = new castore!.Command({
      commandId: "COUNT",
      requiredEventStores: [store],
      eventAlreadyExistsRetries: 1000,
      handler: async (n: number, [store]: [EventStore]) => {
        const { aggregate } = await store.getAggregate(streamOf(n))
        await store.pushEvent(
          { aggregateId: streamOf(n), version: (aggregate?.version ?? 0) + 1, type: "Counted", payload: payload(n) },
          aggregate === undefined ? {} : { prevAggregate: aggregate }
        )
      }
    })
    return {
      one: (n) => command.handler(n, [store]),
      events: async (streams) => {
        let events = 0
        for (const stream of streams) events += (await store.getEvents(stream)).events.length
        return events
      },
      end: async () => undefined
    }
  }

export const inMemory: OpenDoor | undefined = adapters && doorOf(() => storeWith())

/** A store whose one stream holds this much already. */
export const longInMemory = (events: number): OpenDoor | undefined => {
  if (adapters === undefined) return undefined
  let store: EventStore | undefined
  const eventOf = (aggregateId: string, n: number): Event => ({
    aggregateId,
    version: n + 1,
    type: "Counted",
    timestamp: payload(n).at,
    payload: payload(n)
  })
  const open = doorOf((streamOf) => {
    store ??= storeWith(Array.from({ length: events }, (_, n) => eventOf(streamOf(n), n)))
    return store
  })
  return async (streamOf) => added(await open(streamOf), streamOf)
}
