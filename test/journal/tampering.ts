/** Streams written by the journal, stores that hold whatever we put in them, and every way to meddle with a stream. */
import * as fc from "fast-check"
import { type Keys, memoryKeys } from "../../src/journal/index.ts"
import { type Header, write } from "../../src/journal/Recorded.ts"
import { eventRef, revisionOf, type StreamId } from "../../src/language/ids.ts"
import { memory } from "../../src/store/memory.ts"
import type { Store, StoredEvent } from "../../src/store/port.ts"
import { at, close, greet, guestBook, lobby, morning, opened, sign } from "./toy.ts"

export const garden: StreamId = "guestbook/garden"

/** Fast, and the same for every run. */
export const transparent: Keys = {
  ...memoryKeys(),
  seal: async (owner, text) => `sealed:1:${owner}:${btoa(unescape(encodeURIComponent(text)))}`,
  mac: async (owner, text) => `${owner} ${text}`
}

const guests = fc.constantFrom("ann", "bob", "cle", "dan")
const commands = fc.oneof(
  fc.tuple(guests, fc.string({ unit: "grapheme", minLength: 1 })).map(([guest, name]) => sign(guest, name)),
  fc.tuple(guests, guests).map(([by, other]) => greet(by, other)),
  fc.tuple(guests, fc.nat(2), fc.string({ unit: "grapheme", minLength: 1 })).map(([by, revision, value]) => ({
    ...greet(by),
    because: { value, from: `guestbook/lobby@${revision}` as const, asOf: revision }
  }))
)

/** Two streams of some events each, as the journal wrote them. Nothing is cited that is not there. */
export const streams: fc.Arbitrary<() => Promise<ReadonlyArray<StoredEvent>>> = fc
  .array(fc.record({ command: commands, inGarden: fc.boolean(), minutes: fc.nat(3) }), { maxLength: 14 })
  .map((asked) => async () => {
    const store = memory()
    let minutes = 0
    const book = opened({ store, keys: transparent, clock: () => Date.parse(at(minutes)) })
    for (const stream of [lobby, garden])
      for (const guest of ["ann", "bob", "eve"])
        await book.do(stream, guestBook, sign(guest), { actor: "clerk-1", commandId: `${stream.slice(10)}-${guest}` })
    for (const [index, { command, inGarden, minutes: later }] of asked.entries()) {
      minutes += later
      const asking = { actor: "clerk-1", commandId: `c${index}` }
      await book.do(inGarden ? garden : lobby, guestBook, command as never, asking)
    }
    await book.do(lobby, guestBook, close, { actor: "clerk-2", commandId: "end" })
    return all(store)
  })

export const all = async (store: Store): Promise<ReadonlyArray<StoredEvent>> => {
  const page = await store.readAll()
  return page._tag === "Page" ? page.events : []
}

export const ofStream = (events: ReadonlyArray<StoredEvent>, stream: StreamId): ReadonlyArray<StoredEvent> =>
  events.filter((event) => event.stream === stream)

/** A store that holds exactly these rows, whatever they are, and is asked for pages of this size. */
export const shelf = (rows: ReadonlyArray<StoredEvent>, pageSize = 1000, epoch = "e"): Store => {
  const positioned = rows.map((row, index) => ({ ...row, position: `${epoch}.${String(index + 1).padStart(16, "0")}` }))
  const revision = (stream: StreamId) =>
    ofStream(positioned, stream).reduce((most, row) => Math.max(most, row.revision), -1)
  return {
    append: () => Promise.reject(new Error("nothing is written here")),
    readStream: async (stream, { from = 0, limit = pageSize } = {}) => ({
      events: ofStream(positioned, stream)
        .filter((row) => row.revision >= from)
        .slice(0, Math.min(limit, pageSize)),
      revision: revision(stream)
    }),
    readAll: async ({ after, limit = pageSize } = {}) => {
      if (after !== undefined && !after.startsWith(`${epoch}.`)) return { _tag: "OtherEpoch", epoch }
      const left = positioned.filter(({ position }) => position > (after ?? ""))
      const events = left.slice(0, Math.min(limit, pageSize))
      return {
        _tag: "Page",
        events,
        position: events.at(-1)?.position ?? after ?? `${epoch}.${"0".repeat(16)}`,
        more: left.length > events.length
      }
    },
    revision: async (stream) => revision(stream),
    close: async () => {}
  }
}

/** Rows of one stream with the revisions that stand in their places. */
const renumbered = (rows: ReadonlyArray<StoredEvent>): ReadonlyArray<StoredEvent> =>
  rows.map((row, revision) => ({ ...row, stream: rows[0]!.stream, revision }))

export interface Tampering {
  readonly name: string
  readonly rows: ReadonlyArray<StoredEvent>
  /** The revision that is to be named first. */
  readonly place: number
  /** Whether no other event may be named. */
  readonly alone: boolean
}

const twin = (text: string, change: (text: string) => string): string => {
  const changed = change(text)
  return changed === text ? `${text} ` : changed
}

const backwards = (value: unknown): unknown =>
  typeof value !== "object" || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .map(([key, inner]) => [key, backwards(inner)])
          .toReversed()
      )

/** Texts that are read as the same value. */
const sameValue: Readonly<Record<string, (text: string, n: number) => string>> = {
  "white space before it": (text) => ` ${text}`,
  "a line break after it": (text) => `${text}\n`,
  "white space behind a comma": (text) => text.replace(',"hash"', ', "hash"'),
  "keys in another order": (text) => JSON.stringify(backwards(JSON.parse(text))),
  "an escaped letter": (text, n) => {
    const letters = [...text.matchAll(/[a-z]/g)].filter(({ index }) => text[index - 1] !== "\\")
    const { index } = letters[n % letters.length]!
    const unit = text.charCodeAt(index).toString(16).padStart(4, "0")
    return `${text.slice(0, index)}\\u${unit}${text.slice(index + 1)}`
  },
  "a key twice": (text) => text.replace('"header":{', '"header":{"actor":"somebody-else",'),
  "an event twice": (text) => text.replace('{"event":', '{"event":1,"event":'),
  "a field that nobody asked for": (text) => text.replace('"header":', '"extra":1,"header":')
}

/** One tampering with a stream of these rows. */
export const tamperings = (
  rows: ReadonlyArray<StoredEvent>,
  others: ReadonlyArray<StoredEvent>
): fc.Arbitrary<Tampering> => {
  const last = rows.length - 1
  const changed = (name: string, place: number, text: string): Tampering => ({
    name,
    rows: rows.with(place, { ...rows[place]!, text }),
    place,
    alone: true
  })
  const somewhere = fc.nat(last)
  const notLast = fc.nat(last - 1)
  return fc.oneof(
    fc.tuple(somewhere, fc.nat(), fc.constantFrom(...'x0"{}[],:\\ \u0000é1-')).map(([place, n, letter]) => {
      const { text } = rows[place]!
      const from = n % text.length
      const put = text[from] === letter ? "y" : letter
      return changed(`letter ${from} is ${put}`, place, text.slice(0, from) + put + text.slice(from + 1))
    }),
    fc.tuple(somewhere, fc.nat()).map(([place, n]) => {
      const { text } = rows[place]!
      const from = n % text.length
      return changed(`letter ${from} is gone`, place, text.slice(0, from) + text.slice(from + 1))
    }),
    fc.tuple(somewhere, fc.nat(), fc.string({ minLength: 1 })).map(([place, n, added]) => {
      const { text } = rows[place]!
      const from = n % (text.length + 1)
      return changed(`${added} at ${from}`, place, text.slice(0, from) + added + text.slice(from))
    }),
    fc.tuple(somewhere, fc.nat(63)).map(([place, n]) => {
      const { text } = rows[place]!
      const from = text.indexOf('"hash":"sha256-') + 15 + n
      const put = text[from] === "0" ? "1" : "0"
      return changed(`letter ${n} of the hash`, place, text.slice(0, from) + put + text.slice(from + 1))
    }),
    fc.tuple(somewhere, fc.constantFrom(...Object.keys(sameValue)), fc.nat()).map(([place, how, n]) =>
      changed(
        how,
        place,
        twin(rows[place]!.text, (text) => sameValue[how]!(text, n))
      )
    ),
    notLast.map((place) => ({
      name: `a row is deleted`,
      rows: rows.toSpliced(place, 1),
      place,
      alone: true
    })),
    notLast.map((place) => ({
      name: "an event is removed and the others move up",
      rows: renumbered(rows.toSpliced(place, 1)),
      place,
      alone: false
    })),
    fc.tuple(fc.nat(last + 1), fc.nat(last)).map(([place, which]) => ({
      name: `a copy of ${which} is put in`,
      rows: renumbered(rows.toSpliced(place, 0, rows[which]!)),
      // A copy beside its original can't be told from it: the later one is the copy.
      place: which === place ? place + 1 : place,
      alone: false
    })),
    fc.tuple(fc.nat(last + 1), fc.constantFrom(...others)).map(([place, other]) => ({
      name: "an event of another stream is put in",
      rows: renumbered(rows.toSpliced(place, 0, { ...other, stream: rows[0]!.stream })),
      place,
      alone: false
    })),
    fc.tuple(somewhere, fc.constantFrom(...others)).map(([place, other]) => ({
      name: "an event of another stream stands in its place",
      rows: renumbered(rows.with(place, { ...other, stream: rows[0]!.stream })),
      place,
      alone: false
    })),
    somewhere.map((place) => ({
      name: "a row stands twice",
      rows: rows.toSpliced(place, 0, rows[place]!),
      place,
      alone: true
    })),
    fc.tuple(notLast, fc.nat()).map(([place, n]) => {
      const other = place + 1 + (n % (last - place))
      return {
        name: `it and ${other} changed places`,
        rows: renumbered(rows.with(place, rows[other]!).with(other, rows[place]!)),
        place,
        alone: false
      }
    }),
    fc.tuple(somewhere, fc.integer({ min: 1, max: 5 })).map(([place, by]) => ({
      name: `revisions are ${by} higher from here on`,
      rows: rows.map((row, index) => (index < place ? row : { ...row, revision: row.revision + by })),
      place,
      alone: false
    }))
  )
}

// -- Whole chains that nobody's journal wrote --

/** A chain of these payloads, sound in itself: what somebody writes who knows how hashes are made. */
export const forged = (
  stream: StreamId,
  events: ReadonlyArray<{ readonly event?: object; readonly header?: Partial<Header> }>
): ReadonlyArray<StoredEvent> => {
  let previous: Header["previous"] = null
  return events.map(({ event = { _tag: "Closed", reason: "x", at: morning }, header }, revision) => {
    const about: Header = {
      ref: eventRef(stream, revision),
      type: "guestbook/Closed",
      version: 1,
      occurredAt: morning,
      recordedAt: morning,
      actor: "clerk-1",
      commandId: `c${revision}`,
      correlation: `c${revision}`,
      previous,
      ...header
    }
    const { text, hash } = write(event, about)
    previous = hash
    return { stream, revision, position: `e.${String(revision + 1).padStart(16, "0")}`, text }
  })
}

/** The same stream written anew from an event on, its hashes with it. */
export const rewrittenFrom = (rows: ReadonlyArray<StoredEvent>, place: number): ReadonlyArray<StoredEvent> => {
  let previous: Header["previous"] = place === 0 ? null : JSON.parse(rows[place - 1]!.text).hash
  return rows.map((row) => {
    if (row.revision < place) return row
    const { event, header } = JSON.parse(row.text) as { event: object; header: Header }
    const { text, hash } = write(event, {
      ...header,
      actor: revisionOf(header.ref) === place ? "somebody-else" : header.actor,
      previous
    })
    previous = hash
    return { ...row, text }
  })
}
