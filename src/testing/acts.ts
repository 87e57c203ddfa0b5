/** Doing things to a store. */
import type { StreamId } from "../language/ids.ts"
import {
  type Answer,
  type Append,
  type Page,
  pageSize,
  type Position,
  type Receipt,
  type Store,
  type StoredEvent
} from "../store/port.ts"
import { appendOne } from "../store/request.ts"
import { must, same } from "./claims.ts"
import { Unmet } from "./contract.ts"

export const lobby: StreamId = "guestbook/lobby"
export const garden: StreamId = "guestbook/garden"

/** So many streams. */
export const rooms = (count: number): ReadonlyArray<StreamId> =>
  Array.from({ length: count }, (_, index): StreamId => `guestbook/room-${index}`)

/** Distinct texts: `["a:0"]`, `["a:1"]`, … */
export const texts = (count: number, name = "a"): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => JSON.stringify([`${name}:${index}`]))

let commands = 0

/** To append one event to an empty lobby, but for what is said. */
export const request = (of: Partial<Append> = {}): Append => {
  const commandId = of.commandId ?? `c${commands++}`
  return { stream: lobby, expected: -1, commandId, fingerprint: `f-${commandId}`, events: texts(1, commandId), ...of }
}

/** Appends, and must be taken. */
export const append = async (store: Store, of: Partial<Append> = {}): Promise<Receipt> => {
  const asked = request(of)
  return receiptIn(await appendOne(store, asked), asked)
}

/** Appends a list, and every request must be taken. */
export const appendAll = async (store: Store, requests: ReadonlyArray<Append>): Promise<ReadonlyArray<Receipt>> =>
  (await answers(store, requests)).map((answer, index) => receiptIn(answer, requests[index]!))

/** The answers to a list, which must be as many. */
export const answers = async (store: Store, requests: ReadonlyArray<Append>): Promise<ReadonlyArray<Answer>> => {
  const given = await store.append(requests)
  same(given.length, requests.length, "how many answers there are")
  return given
}

const receiptIn = (answer: Answer, { stream, expected }: Append): Receipt => {
  if (answer._tag === "Appended") return answer.receipt
  throw new Unmet(`an append to ${stream} at revision ${expected} was answered with ${answer._tag}`)
}

/** A stream with so many events, one append each. */
export const filled = async (store: Store, count: number, stream: StreamId = lobby): Promise<ReadonlyArray<string>> => {
  const all = texts(count, stream)
  for (let index = 0; index < count; index++)
    await append(store, { stream, expected: index - 1, events: [all[index]!] })
  return all
}

export const streamTexts = async (
  store: Store,
  stream: StreamId = lobby,
  limit?: number
): Promise<ReadonlyArray<string>> => (await streamEvents(store, stream, limit)).map(({ text }) => text)

/** A whole stream, read in pages. */
export const streamEvents = async (
  store: Store,
  stream: StreamId = lobby,
  limit = 400
): Promise<ReadonlyArray<StoredEvent>> => {
  const events: Array<StoredEvent> = []
  for (;;) {
    const page = await store.readStream(stream, { from: events.length, limit })
    must(page.events.length <= limit, `a page of ${limit} held ${page.events.length} events`)
    events.push(...page.events)
    if (events.length > page.revision) return events
    must(
      page.events.length > 0,
      `a page was empty at revision ${events.length} though the stream goes on to ${page.revision}`
    )
  }
}

/**
 * A page of all events. Should some be withheld, for somebody else is writing where the place is, it is asked for again, up to
 * three seconds: what was answered may be waited for.
 */
export const page = async (store: Store, after?: Position, limit = pageSize): Promise<Page> => {
  for (let again = 0; ; again++) {
    const answer = await pageNow(store, after, limit)
    if (answer.events.length >= limit || (answer.withheld ?? 0) === 0 || again === 300) return answer
    await pause(10)
  }
}

/** A page as it is now. */
export const pageNow = async (store: Store, after?: Position, limit = pageSize): Promise<Page> => {
  const answer = await store.readAll({ limit, ...(after !== undefined && { after }) })
  if (answer._tag === "Page") return answer
  throw new Unmet("a position of this log was answered with OtherEpoch")
}

/** All events behind a position, read in pages. */
export const allEvents = async (store: Store, after?: Position, limit = 400): Promise<ReadonlyArray<StoredEvent>> => {
  const events: Array<StoredEvent> = []
  for (let position = after; ; ) {
    const next = await page(store, position, limit)
    must(next.events.length <= limit, `a page of ${limit} held ${next.events.length} events`)
    events.push(...next.events)
    if (!next.more) return events
    must(next.events.length > 0, "a page was empty though there was said to be more")
    position = next.position
  }
}

export const allTexts = async (store: Store, after?: Position, limit?: number): Promise<ReadonlyArray<string>> =>
  (await allEvents(store, after, limit)).map(({ text }) => text)

/** What anybody can see of a store: to find out whether something was written. */
export const everything = async (store: Store, ...streams: ReadonlyArray<StreamId>) => ({
  all: await allEvents(store),
  streams: await Promise.all(
    [lobby, garden, ...streams].map(async (stream) => [
      stream,
      await store.revision(stream),
      await streamEvents(store, stream)
    ])
  )
})

export const changesNothing = async (store: Store, work: () => Promise<unknown>): Promise<void> => {
  const before = await everything(store)
  await work()
  same(await everything(store), before, "what is stored, though nothing was to be written")
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((goOn) => {
    setTimeout(goOn, milliseconds)
  })

/** Waits for the work, but not for ever; nothing is left behind that would keep a process from ending. */
export const inTime = async <A>(seconds: number, otherwise: string, work: Promise<A>): Promise<A> => {
  let bell: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_, fail) => {
    bell = setTimeout(() => fail(new Unmet(otherwise)), seconds * 1000)
  })
  try {
    return await Promise.race([work, tooLong])
  } finally {
    clearTimeout(bell)
  }
}
