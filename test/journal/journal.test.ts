import * as fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"
import {
  type Asked,
  canonical,
  forgottenForGood,
  type Flaw,
  hash,
  type Journal,
  JournalFault,
  journal,
  memoryKeys,
  oneIdOneCommand,
  type Receipt,
  UnreadableEvent
} from "../../src/journal/index.ts"
import { sqliteKeys } from "../../src/journal/sqliteKeys.ts"
import { record } from "../../src/kernel/Decider.ts"
import { erased } from "../../src/language/persons.ts"
import { memory, newMemory } from "../../src/store/memory.ts"
import type { Store, StoredEvent } from "../../src/store/port.ts"
import { sqlite } from "../../src/store/sqlite.ts"
import { temporary } from "../store/stores.ts"
import { at, close, codecs, type Event, greet, guestBook, lobby, morning, opened, sign } from "./toy.ts"

const ask = (commandId?: string): Asked => ({ actor: "clerk-1", ...(commandId !== undefined && { commandId }) })

const done = async (answer: Promise<{ readonly _tag: string }>): Promise<Receipt> => {
  const receipt = await answer
  expect(receipt).toHaveProperty("_tag", "Receipt")
  return receipt as Receipt
}
const refusedAs = async (answer: Promise<any>): Promise<string> => {
  const refused = await answer
  expect(refused).toHaveProperty("_tag", "Refused")
  return refused.refusal._tag
}
const stored = async (store: Store): Promise<ReadonlyArray<StoredEvent>> => {
  const page = await store.readAll()
  return page._tag === "Page" ? page.events : []
}

/** The guest book, but it decides on these events whatever is asked. */
const deciding = (...events: ReadonlyArray<Event>) => ({
  ...guestBook,
  decider: { ...guestBook.decider, decide: () => record(...events) }
})

describe("a command is carried out", () => {
  it("it happened, is written down with who, when and why, and can be read back", async () => {
    const book = opened()
    const receipt = await done(
      book.do(lobby, guestBook, sign("ann", "Ann", "lovely"), {
        actor: "clerk-1",
        authority: "mandates/c42@3",
        commandId: "cmd-1",
        correlation: "trace-9",
        causation: "listing/main@7"
      })
    )
    expect(receipt).toEqual({
      _tag: "Receipt",
      commandId: "cmd-1",
      stream: lobby,
      events: ["guestbook/lobby@0"],
      revision: 0
    })
    const [signed] = await book.events(lobby)
    expect(signed).toEqual({
      header: {
        ref: "guestbook/lobby@0",
        type: "guestbook/Signed",
        version: 2,
        occurredAt: morning,
        recordedAt: morning,
        actor: "clerk-1",
        authority: "mandates/c42@3",
        commandId: "cmd-1",
        correlation: "trace-9",
        causation: "listing/main@7",
        previous: null,
        hash: expect.stringMatching(/^sha256-[0-9a-f]{64}$/)
      },
      event: {
        _tag: "Signed",
        guest: "ann",
        name: expect.stringMatching(/^sealed:1:person:ann:/),
        remark: expect.stringMatching(/^sealed:1:case:guestbook\/lobby:/),
        at: morning
      },
      position: expect.any(String)
    })
    expect(await book.open(signed!.event)).toEqual({
      _tag: "Signed",
      guest: "ann",
      name: "Ann",
      remark: "lovely",
      at: morning
    })
  })

  it("a command that makes no sense is told everything that is wrong with it, and nothing is stored", async () => {
    const store = memory()
    const book = opened({ store })
    const anId = "an id: at most 200 small letters, digits and any of `_ . ~ -`"
    const answer = await book.do(
      "elsewhere/Lobby" as never,
      guestBook,
      { _tag: "Sign", guest: "Ann", at: morning } as never,
      { actor: "ann@example.com", commandId: "my first one", causation: "because I say so" }
    )
    expect(answer).toEqual({
      _tag: "Invalid",
      problems: [
        // Who acts is repeated to nobody: it may be a name or an address.
        { path: "actor", expected: anId, found: "a text", helps: "an id has no `@`" },
        { path: "commandId", expected: anId, found: "`my first one`", helps: "an id has no ` `" },
        {
          path: "causation",
          expected: `${anId}; or the ref of an event such as \`mandates/c42@2\``,
          found: "`because I say so`",
          helps: "an id has no ` `, capitals"
        },
        { path: "stream", expected: "`guestbook/` and one or more ids", found: "`elsewhere/Lobby`" },
        {
          path: "guest",
          expected: "an id: small letters, digits and any of `_ . ~ -`",
          found: "`Ann`",
          helps: "an id has no capitals"
        },
        { path: "name", expected: "a text that is not empty", found: "nothing" }
      ]
    })
    expect((await book.do(lobby, guestBook, sign("ann"), {} as never))._tag).toBe("Invalid")
    expect(await stored(store)).toEqual([])
  })

  it("a refusal is a value, and nothing is stored", async () => {
    const store = memory()
    const book = opened({ store })
    expect(await refusedAs(book.do(lobby, guestBook, greet("ann", "bob"), ask("c1")))).toBe("NotSigned")
    expect(await stored(store)).toEqual([])
    await done(book.do(lobby, guestBook, sign("ann"), ask()))
    await done(book.do(lobby, guestBook, greet("ann", "bob"), ask("c1"))) // the refusal left nothing under this id
  })

  it("already so is a receipt without events", async () => {
    const book = opened()
    await book.do(lobby, guestBook, sign("ann"), ask())
    await book.do(lobby, guestBook, close, ask())
    expect(await done(book.do(lobby, guestBook, sign("ann", "Another name"), ask("c3")))).toEqual({
      _tag: "Receipt",
      commandId: "c3",
      stream: lobby,
      events: [],
      revision: 1
    })
  })

  it("commands without an id get one of their own", async () => {
    const book = opened()
    const [one, other] = await Promise.all([
      done(book.do(lobby, guestBook, sign("ann"), ask())),
      done(book.do(lobby, guestBook, sign("bob"), ask()))
    ])
    expect(one.commandId).not.toBe(other.commandId)
    expect((await book.events(lobby)).map(({ header }) => header.correlation)).toEqual([one.commandId, other.commandId])
  })
})

describe(oneIdOneCommand.clause.quote, () => {
  it("the same command under the same id gets its first receipt, whatever happened since", async () => {
    const book = opened()
    const first = await book.do(lobby, guestBook, sign("ann", "Ann", "lovely"), ask("c1"))
    await book.do(lobby, guestBook, close, ask())
    expect(await book.do(lobby, guestBook, sign("ann", "Ann", "lovely"), ask("c1"))).toEqual(first)
    expect((await book.events(lobby)).length).toBe(2)
  })

  it("another command under the same id is refused: other words, another stream, another actor, another authority", async () => {
    const book = opened()
    await book.do(lobby, guestBook, sign("ann"), ask("c1"))
    for (const [stream, command, asked] of [
      [lobby, sign("bob"), ask("c1")],
      [lobby, close, ask("c1")],
      [lobby, { ...sign("ann"), at: at(1) }, ask("c1")],
      ["guestbook/garden", sign("ann"), ask("c1")],
      [lobby, sign("ann"), { ...ask("c1"), actor: "clerk-2" }],
      [lobby, sign("ann"), { ...ask("c1"), authority: "power-1" }]
    ] as const) {
      expect(await refusedAs(book.do(stream, guestBook, command as never, asked))).toBe("SameIdOtherCommand")
    }
    expect(
      (await done(book.do(lobby, guestBook, sign("ann"), { ...ask("c1"), correlation: "another-trace" }))).events
    ).toEqual(["guestbook/lobby@0"])
  })

  it("a personal text that differs makes another command, though only its keyed hash is compared", async () => {
    const place = newMemory()
    const book = opened({ store: memory({ in: place }) })
    const hello = greet("ann", "bob", "cle")
    await book.do(lobby, guestBook, sign("ann", "Ann Secret", "a private remark"), ask("c1"))
    await book.do(lobby, guestBook, hello, ask("c2"))
    expect(await refusedAs(book.do(lobby, guestBook, sign("ann", "Ann Secrer", "a private remark"), ask("c1")))).toBe(
      "SameIdOtherCommand"
    )
    expect(await refusedAs(book.do(lobby, guestBook, sign("ann", "Ann Secret"), ask("c1")))).toBe("SameIdOtherCommand")
    const [first, second] = hello.others
    expect(
      await refusedAs(
        book.do(
          lobby,
          guestBook,
          {
            ...hello,
            others: [
              { ...first!, words: second!.words },
              { ...second!, words: first!.words }
            ]
          },
          ask("c2")
        )
      )
    ).toBe("SameIdOtherCommand")
    expect((await done(book.do(lobby, guestBook, hello, ask("c2")))).events).toEqual(["guestbook/lobby@1"])
    const kept = JSON.stringify([...place.tenants.values()].map(({ all, receipts }) => [all, [...receipts]]))
    for (const personal of ["Ann Secret", "private", "Hello"]) expect(kept).not.toContain(personal)
  })

  it("many at once are one", async () => {
    const book = opened()
    const receipts = await Promise.all(
      Array.from({ length: 20 }, () => book.do(lobby, guestBook, sign("ann"), ask("c1")))
    )
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1)
    expect((await book.events(lobby)).length).toBe(1)
  })

  const { file, remove } = temporary()
  afterAll(remove)

  it("also for another process, and after a crash between storing and answering", async () => {
    const open = (): { book: Journal; store: Store; end: () => Promise<void> } => {
      const store = sqlite(file("book.db"))
      const keys = sqliteKeys(file("keys.db"))
      return {
        book: opened({ store, keys }),
        store,
        end: async () => void (await Promise.all([store.close(), keys.close()]))
      }
    }
    const before = open()
    const answerless = opened({
      store: {
        ...before.store,
        append: async (request) => {
          await before.store.append(request)
          throw new Error("the line was cut")
        }
      },
      keys: sqliteKeys(file("keys.db"))
    })
    await expect(answerless.do(lobby, guestBook, sign("ann", "Ann", "lovely"), ask("c1"))).rejects.toThrow(
      "the line was cut"
    )
    await before.end()
    const after = open()
    expect(await done(after.book.do(lobby, guestBook, sign("ann", "Ann", "lovely"), ask("c1")))).toEqual({
      _tag: "Receipt",
      commandId: "c1",
      stream: lobby,
      events: ["guestbook/lobby@0"],
      revision: 0
    })
    expect(await refusedAs(after.book.do(lobby, guestBook, sign("ann", "Bob", "lovely"), ask("c1")))).toBe(
      "SameIdOtherCommand"
    )
    expect((await after.book.events(lobby)).length).toBe(1)
    await after.end()
  })
})

describe("several journals on one store", () => {
  it("one that lags behind decides anew on what it missed", async () => {
    const place = newMemory()
    const keys = memoryKeys()
    const [one, other] = [
      opened({ store: memory({ in: place }), keys }),
      opened({ store: memory({ in: place }), keys })
    ]
    await one.do(lobby, guestBook, sign("ann"), ask())
    await other.do(lobby, guestBook, sign("bob"), ask())
    expect((await done(one.do(lobby, guestBook, sign("cle"), ask()))).events).toEqual(["guestbook/lobby@2"])
    expect(await one.verify(lobby)).toEqual([])
  })

  it("decided anew, it sees the world as it is by then, and not as it was when the command came in", async () => {
    const place = newMemory()
    const keys = memoryKeys()
    const [one, other] = [
      opened({ store: memory({ in: place }), keys }),
      opened({ store: memory({ in: place }), keys })
    ]
    await one.do(lobby, guestBook, sign("ann"), ask())
    await other.do(lobby, guestBook, sign("bob"), ask())
    const seen: Array<number> = []
    let asked = 0
    const looking = {
      ...guestBook,
      // The same decider object: `one` decides first on what it has kept, and lags behind.
      world: () => {
        asked += 1
        seen.push(asked)
        return undefined
      }
    }
    await done(one.do(lobby, looking, sign("cle"), ask()))
    expect(seen).toEqual([1, 2])
  })

  it("a refusal decided on an old state is not answered: the store is asked first", async () => {
    const place = newMemory()
    const keys = memoryKeys()
    const [one, other] = [
      opened({ store: memory({ in: place }), keys }),
      opened({ store: memory({ in: place }), keys })
    ]
    expect(await refusedAs(one.do(lobby, guestBook, greet("ann", "bob"), ask()))).toBe("NotSigned")
    await other.do(lobby, guestBook, sign("ann"), ask())
    expect((await done(one.do(lobby, guestBook, greet("ann", "bob"), ask()))).events).toEqual(["guestbook/lobby@1"])
  })

  it("already so, decided on an old state, is not answered either", async () => {
    const place = newMemory()
    const keys = memoryKeys()
    const { evolve } = guestBook.decider
    /** Here a book that somebody signs is open again. */
    const reopening: typeof guestBook = {
      ...guestBook,
      decider: {
        ...guestBook.decider,
        evolve: (state, event, ref) => ({ ...evolve(state, event, ref), closed: event._tag === "Closed" })
      }
    }
    const [one, other] = [
      opened({ store: memory({ in: place }), keys }),
      opened({ store: memory({ in: place }), keys })
    ]
    await one.do(lobby, reopening, close, ask())
    expect((await done(one.do(lobby, reopening, close, ask()))).events).toEqual([])
    await other.do(
      lobby,
      deciding({ _tag: "Signed", guest: "ann", name: "sealed:1:person:ann:AAAA", at: morning }),
      sign("ann"),
      ask()
    )
    expect((await done(one.do(lobby, reopening, close, ask()))).events).toEqual(["guestbook/lobby@2"])
  })

  it("a known command is answered with its receipt though the state would refuse it now", async () => {
    const place = newMemory()
    const keys = memoryKeys()
    const first = await opened({ store: memory({ in: place }), keys }).do(lobby, guestBook, sign("ann"), ask("c1"))
    const other = opened({ store: memory({ in: place }), keys })
    await other.do(lobby, guestBook, close, ask())
    expect(await other.do(lobby, guestBook, sign("ann"), ask("c1"))).toEqual(first)
  })

  it("a store that was put back to an older copy is read anew", async () => {
    const place = newMemory()
    const book = opened({ store: memory({ in: place }) })
    for (const guest of ["ann", "bob", "cle"]) await book.do(lobby, guestBook, sign(guest), ask())
    place.tenants.get("default")!.streams.set(lobby, place.tenants.get("default")!.streams.get(lobby)!.slice(0, 1))
    expect(Object.keys((await book.read(lobby, guestBook)).state.guests)).toEqual(["ann"])
    await book.do(lobby, guestBook, sign("dan"), ask())
    expect(Object.keys((await book.read(lobby, guestBook)).state.guests)).toEqual(["ann", "dan"])
  })

  it("one that is outrun every time gives up with a fault", async () => {
    const store = memory()
    const restless: Store = {
      ...store,
      append: async (requests) => requests.map(({ expected }) => ({ _tag: "Conflict", revision: expected, missed: [] }))
    }
    await expect(
      opened({ store: restless, patience: 30 }).do(lobby, guestBook, sign("ann"), ask("c1"))
    ).rejects.toBeInstanceOf(JournalFault)
  })
})

describe("what is recorded", () => {
  it("recordedAt never goes back within a stream, whatever the clock does and whoever writes", async () => {
    const place = newMemory()
    const keys = memoryKeys()
    let now = Date.parse(morning)
    const clock = () => now
    const [one, other] = [
      opened({ store: memory({ in: place }), keys, clock }),
      opened({ store: memory({ in: place }), keys, clock })
    ]
    const minutes = [0, 5, 3, -60, 4, 6]
    for (const [index, minute] of minutes.entries()) {
      now = Date.parse(at(minute))
      await (index % 2 === 0 ? one : other).do(lobby, guestBook, sign(`guest-${index}`), ask())
    }
    now = Date.parse(at(-60))
    await one.do("guestbook/garden", guestBook, sign("ann"), ask())
    expect((await one.events(lobby)).map(({ header }) => header.recordedAt)).toEqual([0, 5, 5, 5, 5, 6].map(at))
    expect((await one.events("guestbook/garden")).map(({ header }) => header.recordedAt)).toEqual([at(-60)])
    expect((await one.events(lobby)).every(({ header }) => header.occurredAt === morning)).toBe(true)
  })

  it("is canonical text, each hash that of its text, each event chained to the one before", async () => {
    const store = memory()
    const book = opened({ store })
    for (const command of [sign("ann", "Ann"), greet("ann", "bob"), close])
      await book.do(lobby, guestBook, command, ask())
    let previous: string | null = null
    for (const { text } of await stored(store)) {
      const { hash: written, ...rest } = JSON.parse(text)
      expect(text).toBe(canonical(JSON.parse(text)))
      expect(written).toBe(hash(canonical(rest)))
      expect(rest.header.previous).toBe(previous)
      previous = written
    }
    expect(await book.verify(lobby)).toEqual([])
  })

  it("an event that could not be read back is not written", async () => {
    const store = memory()
    const book = opened({ store })
    await expect(book.do(lobby, deciding({ _tag: "Closed", reason: "", at: morning }), close, ask())).rejects.toThrow(
      "`guestbook/Closed` is not as declared: `reason`"
    )
    await expect(
      book.do(lobby, deciding({ _tag: "Closed", reason: "half \ud83d", at: morning }), close, ask())
    ).rejects.toThrow("half of a surrogate pair")
    await expect(opened({ store, codecs: {} }).do(lobby, guestBook, close, ask())).rejects.toThrow(
      "missing from the codecs"
    )
    expect(await stored(store)).toEqual([])
  })

  it("a stream of many pages is read to its end", async () => {
    const store = memory()
    const book = opened({ store })
    const late = opened({ store })
    await late.read(lobby, guestBook)
    const many = Array.from({ length: 2500 }, (_, index) => ({
      _tag: "Closed" as const,
      reason: `${index}`,
      at: morning
    }))
    await done(book.do(lobby, deciding(...many), close, ask()))
    const fresh = opened({ store })
    expect((await fresh.read(lobby, guestBook)).upTo).toBe(2499)
    expect((await fresh.events(lobby)).length).toBe(2500)
    expect((await fresh.events(lobby, 2000)).length).toBe(500)
    expect((await done(late.do(lobby, guestBook, close, ask()))).revision).toBe(2499)
    expect(await fresh.verify(lobby)).toEqual([])
  })

  it("all events of all streams are read in pages, and a place from another log is said to be one", async () => {
    const book = opened()
    await book.do(lobby, guestBook, sign("ann"), ask())
    await book.do("guestbook/garden", guestBook, sign("ann"), ask())
    const first = await book.all({ limit: 1 })
    if (first._tag !== "Page") throw new Error("no page")
    expect([first.events.map(({ header }) => header.ref), first.more]).toEqual([["guestbook/lobby@0"], true])
    expect(await book.all({ after: first.position })).toMatchObject({
      _tag: "Page",
      more: false,
      events: [{ header: { ref: "guestbook/garden@0" }, event: { guest: "ann" } }]
    })
    expect(await book.all({ after: "elsewhere" })).toMatchObject({ _tag: "OtherEpoch" })
  })

  it("an older version of an event is lifted when it is read, and its hash stays that of what was written", async () => {
    const store = memory()
    const book = opened({ store })
    await book.do(lobby, guestBook, sign("ann"), ask())
    const [event] = await stored(store)
    const { event: payload, header } = JSON.parse(event!.text)
    const { guest, ...rest } = payload
    const old = { event: { ...rest, who: guest }, header: { ...header, version: 1 } }
    const place = memory()
    await place.append([
      {
        stream: lobby,
        expected: -1,
        commandId: "old",
        fingerprint: "f",
        events: [canonical({ ...old, hash: hash(canonical(old)) })]
      }
    ])
    const reader = opened({ store: place })
    expect((await reader.events(lobby))[0]?.event).toEqual(payload)
    expect(await reader.verify(lobby)).toEqual([])
    await done(reader.do(lobby, guestBook, close, ask()))
    expect(await reader.verify(lobby)).toEqual([])
  })

  it("what nobody can read is a fault", async () => {
    for (const text of ["{}", "null", canonical({ event: {}, hash: "sha256-0", header: { type: "x/Y" } })]) {
      const store = memory()
      await store.append([{ stream: lobby, expected: -1, commandId: "c", fingerprint: "f", events: [text] }])
      await expect(opened({ store }).read(lobby, guestBook)).rejects.toBeInstanceOf(UnreadableEvent)
    }
  })
})

describe(forgottenForGood.clause.quote, () => {
  const withGuests = async () => {
    const keys = memoryKeys()
    const store = memory()
    const book = opened({ keys, store })
    await book.do(lobby, guestBook, sign("ann", "Ann", "a remark"), ask("c1"))
    await book.do(lobby, guestBook, sign("bob", "Bob"), ask("c2"))
    return { keys, store, book }
  }

  it("views say erased, others are as they were, and the chain holds", async () => {
    const { keys, store, book } = await withGuests()
    const before = await stored(store)
    await keys.forget("person:ann")
    const { state } = await book.read(lobby, guestBook)
    expect(await book.open(state.guests)).toEqual({
      ann: { name: erased, remark: "a remark", from: "guestbook/lobby@0" },
      bob: { name: "Bob", from: "guestbook/lobby@1" }
    })
    await keys.forget(`case:${lobby}`)
    expect((await book.open((await book.read(lobby, guestBook)).state.guests))["ann"]).toEqual({
      name: erased,
      remark: erased,
      from: "guestbook/lobby@0"
    })
    expect(await stored(store)).toEqual(before)
    expect(await book.verify(lobby)).toEqual([])
    expect((await done(book.do(lobby, guestBook, close, ask()))).events).toEqual(["guestbook/lobby@2"])
  })

  it("a command that comes again can't be compared any more, and that is said", async () => {
    const { keys, store, book } = await withGuests()
    await keys.forget("person:ann")
    const again = await book.do(lobby, guestBook, sign("ann", "Ann", "a remark"), ask("c1"))
    expect(again).toMatchObject({
      _tag: "Refused",
      refusal: {
        _tag: "OwnerForgotten",
        message:
          "`person:ann` was forgotten: a command was carried out under this id before, and whether it is this one can't be told any more"
      }
    })
    expect((await stored(store)).length).toBe(2)
  })

  it("nothing personal is taken in for them again, under any id", async () => {
    const { keys, store, book } = await withGuests()
    await keys.forget("person:ann")
    const anew = await book.do("guestbook/garden", guestBook, sign("ann", "Ann"), ask("c9"))
    expect(anew).toMatchObject({
      _tag: "Refused",
      refusal: {
        _tag: "OwnerForgotten",
        message:
          "`person:ann` was forgotten: nothing personal is taken in for them again; a person who comes back gets a new id"
      }
    })
    expect((await stored(store)).length).toBe(2)
    expect((await done(book.do(lobby, guestBook, sign("ann-2", "Ann"), ask()))).events).toEqual(["guestbook/lobby@2"])
  })
})

describe("the state that is kept is the state of the record", () => {
  const guests = fc.constantFrom("ann", "bob", "cle")
  const commands = fc.array(
    fc.tuple(
      fc.constantFrom(lobby, "guestbook/garden", "guestbook/attic"),
      fc.oneof(
        { weight: 4, arbitrary: guests.map((guest) => sign(guest)) },
        { weight: 3, arbitrary: fc.tuple(guests, guests).map(([by, other]) => greet(by, other)) },
        { weight: 1, arbitrary: fc.constant(close) }
      )
    ),
    { maxLength: 15 }
  )

  it("after any commands, however few states are kept", async () => {
    await fc.assert(
      fc.asyncProperty(commands, fc.constantFrom(1, 2, 1000), async (all, kept) => {
        const [store, keys] = [memory(), memoryKeys()]
        const book = opened({ store, keys, kept })
        for (const [stream, command] of all) {
          await book.do(stream, guestBook, command as never, ask())
          expect(await book.read(stream, guestBook)).toEqual(await opened({ store, keys }).read(stream, guestBook))
        }
        for (const stream of [lobby, "guestbook/garden", "guestbook/attic"] as const)
          expect(await book.verify(stream)).toEqual([])
      }),
      { numRuns: 40 }
    )
  })
})

describe("a stream is read no oftener than it must be", () => {
  const counting = () => {
    const store = memory()
    const asked = { append: 0, readStream: 0 }
    const counted: Store = {
      ...store,
      append: (request) => {
        asked.append++
        return store.append(request)
      },
      readStream: (stream, page) => {
        asked.readStream++
        return store.readStream(stream, page)
      }
    }
    return { store: counted, asked }
  }

  it("once, and then what is known is what was written", async () => {
    const { store, asked } = counting()
    const book = opened({ store })
    for (const guest of ["ann", "bob", "cle", "ann"]) await book.do(lobby, guestBook, sign(guest), ask())
    expect(asked).toEqual({ append: 4, readStream: 1 })
  })

  it("commands of one stream that come in together are decided on one another and stored together", async () => {
    const { store, asked } = counting()
    const book = opened({ store })
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => book.do(lobby, guestBook, sign(`guest-${index}`), ask()))
    )
    expect(asked).toEqual({ append: 1, readStream: 1 })
  })

  it("from its beginning once, though many ask for it at once before anybody has read it", async () => {
    const kept = newMemory()
    await opened({ store: memory({ in: kept }) }).do(lobby, guestBook, sign("ann"), ask())
    const store = memory({ in: kept })
    const from: Array<number> = []
    const counted: Store = {
      ...store,
      readStream: (stream, page) => {
        from.push(page?.from ?? 0)
        return store.readStream(stream, page)
      }
    }
    const book = opened({ store: counted })
    const states = await Promise.all(Array.from({ length: 50 }, () => book.read(lobby, guestBook)))
    expect(states.map(({ upTo }) => upTo)).toEqual(states.map(() => 0))
    expect(from.filter((revision) => revision === 0).length).toBe(1)
  })

  it("again when more streams were used since than are kept", async () => {
    const { store, asked } = counting()
    const book = opened({ store, kept: 2 })
    for (const stream of ["guestbook/a", "guestbook/b", "guestbook/a", "guestbook/c", "guestbook/a"] as const)
      await book.do(stream, guestBook, sign(`guest-${asked.append}`), ask())
    expect(asked.readStream).toBe(3)
    await book.do("guestbook/b", guestBook, close, ask())
    expect(asked.readStream).toBe(4)
  })

  it("a fault of one command is nobody else's", async () => {
    const book = opened()
    const [failed, fine] = await Promise.allSettled([
      book.do(lobby, deciding({ _tag: "Closed", reason: "", at: morning }), close, ask()),
      book.do(lobby, guestBook, sign("ann"), ask())
    ])
    expect([failed.status, fine.status]).toEqual(["rejected", "fulfilled"])
  })
})

describe("verifying names what is wrong", () => {
  const record = async (): Promise<ReadonlyArray<StoredEvent>> => {
    const store = memory()
    const book = opened({ store })
    await book.do(lobby, guestBook, sign("ann"), ask("c1"))
    await book.do(lobby, guestBook, greet("ann", "bob"), ask("c2"))
    await book.do(
      lobby,
      guestBook,
      { ...greet("ann", "cle"), because: { value: "x", from: "guestbook/lobby@1", asOf: 1 } },
      ask("c3")
    )
    await book.do(lobby, guestBook, close, ask("c4"))
    return stored(store)
  }
  const flawsOf = async (texts: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
    const store = memory()
    if (texts.length > 0)
      await store.append([{ stream: lobby, expected: -1, commandId: "c", fingerprint: "f", events: texts }])
    return (await journal({ store, keys: memoryKeys(), codecs, clock: () => 0 }).verify(lobby)).map(
      ({ ref, kind }: Flaw) => `${kind} ${ref.slice(ref.indexOf("@"))}`
    )
  }

  it("nothing is wrong with what was not touched, and an empty stream is fine", async () => {
    const texts = (await record()).map(({ text }) => text)
    expect(await flawsOf(texts)).toEqual([])
    expect(await flawsOf([])).toEqual([])
  })

  it("any changed letter of any event", async () => {
    const texts = (await record()).map(({ text }) => text)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(texts.length - 1),
        fc.nat(),
        fc.constantFrom("x", "0", '"', " "),
        async (index, place, letter) => {
          const text = texts[index]!
          const at = place % text.length
          if (text[at] === letter) return
          const changed = texts.with(index, text.slice(0, at) + letter + text.slice(at + 1))
          const flaws = await flawsOf(changed)
          expect(flaws.some((flaw) => flaw.endsWith(`@${index}`) || flaw.endsWith(`@${index + 1}`))).toBe(true)
        }
      ),
      { numRuns: 300 }
    )
  })

  it("an event that was removed, added, repeated or moved", async () => {
    const [a, b, c, d] = (await record()).map(({ text }) => text) as [string, string, string, string]
    expect(await flawsOf([a, c, d])).toEqual(["misplaced @1", "unlinked @1", "misplaced @2"])
    expect(await flawsOf([b, c, d])).toContain("unlinked @0")
    expect(await flawsOf([a, b, b, c, d])).toContain("unlinked @2")
    expect(await flawsOf([a, c, b, d])).toEqual(expect.arrayContaining(["unlinked @1", "unlinked @2", "unlinked @3"]))
  })

  it("an event that rests on one that is not there", async () => {
    const store = memory()
    const book = opened({ store })
    await book.do(lobby, guestBook, sign("ann"), ask())
    for (const from of ["guestbook/lobby@0", "guestbook/lobby@9", "guestbook/nowhere@0"] as const) {
      await book.do(lobby, guestBook, { ...greet("ann", "bob"), because: { value: "x", from, asOf: 9 } }, ask())
    }
    expect(await book.verify(lobby)).toEqual([
      {
        ref: "guestbook/lobby@2",
        kind: "unfounded",
        message: "it rests on `guestbook/lobby@9`, and there is no such event"
      },
      {
        ref: "guestbook/lobby@3",
        kind: "unfounded",
        message: "it rests on `guestbook/nowhere@0`, and there is no such event"
      }
    ])
  })

  it("an event of a type, or of a shape, that nobody knows", async () => {
    const [event] = await record()
    const { event: payload, header } = JSON.parse(event!.text)
    const written = (body: object) => canonical({ ...body, hash: hash(canonical(body)) })
    expect(await flawsOf([written({ event: payload, header: { ...header, type: "guestbook/Burnt" } })])).toEqual([
      "unreadable @0"
    ])
    expect(await flawsOf([written({ event: { ...payload, extra: 1 }, header })])).toEqual(["unreadable @0"])
  })

  it("nobody builds on a chain that does not link", async () => {
    const texts = (await record()).map(({ text }) => text)
    const store = memory()
    await store.append([
      {
        stream: lobby,
        expected: -1,
        commandId: "c",
        fingerprint: "f",
        events: [texts[0]!, texts[2]!]
      }
    ])
    await expect(opened({ store }).do(lobby, guestBook, close, ask())).rejects.toThrow("is not one chain")
  })
})
