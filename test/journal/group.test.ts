/** Group commit: what is asked while a commit runs is committed together, and nobody's failure is anybody else's. */
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { type Journal, type Receipt, memoryKeys } from "../../src/journal/index.ts"
import type { StreamId } from "../../src/language/ids.ts"
import { memory, newMemory } from "../../src/store/memory.ts"
import { type Append, type Store, StoreFault } from "../../src/store/port.ts"
import { transparent } from "./oracle.ts"
import { close, type Command, type Event, greet, guestBook, lobby, opened, sign } from "./toy.ts"

const ask = (commandId: string) => ({ actor: "clerk-1", commandId })
const garden: StreamId = "guestbook/garden"

/** A store that shows what it was asked, and answers when it is told to. */
const watched = (store: Store = memory()) => {
  const lists: Array<ReadonlyArray<Append>> = []
  const goOn: Array<() => void> = []
  const watching: Store = {
    ...store,
    append: async (requests) => {
      lists.push(requests)
      await new Promise<void>((resolve) => goOn.push(resolve))
      return store.append(requests)
    }
  }
  const shown = () => lists.map((list) => list.map(({ commandId }) => commandId))
  /** Lets the next list through, and waits until it was answered. */
  const next = async () => {
    while (goOn.length === 0) await new Promise((again) => setTimeout(again, 1))
    goOn.shift()!()
    await new Promise((again) => setTimeout(again, 2))
  }
  return { store: watching, lists, shown, next }
}

const refsOf = (answers: ReadonlyArray<unknown>) => answers.map((answer) => (answer as Receipt).events)

describe("commands that come in while a commit runs", () => {
  it("are committed together when it is done, those of several streams in one list", async () => {
    const { store, shown, next } = watched()
    const book = opened({ store, keys: transparent })
    const first = book.do(lobby, guestBook, sign("ann"), ask("c1"))
    await new Promise((again) => setTimeout(again, 2))
    const rest = [
      book.do(garden, guestBook, sign("bob"), ask("c2")),
      book.do("guestbook/shed", guestBook, sign("cle"), ask("c3")),
      book.do(garden, guestBook, sign("dan"), ask("c4"))
    ]
    await new Promise((sealed) => setTimeout(sealed, 2))
    await next()
    await first
    await next()
    expect(refsOf(await Promise.all(rest))).toEqual([
      ["guestbook/garden@0"],
      ["guestbook/shed@0"],
      ["guestbook/garden@1"]
    ])
    expect(shown().map((list) => list.toSorted())).toEqual([["c1"], ["c2", "c3", "c4"]])
  })

  it("are decided in order, each on what the ones before it will have made of the stream", async () => {
    const { store, shown, next } = watched()
    const book = opened({ store })
    const all = [
      book.do(lobby, guestBook, sign("ann"), ask("c1")),
      book.do(lobby, guestBook, greet("ann", "bob"), ask("c2")),
      book.do(lobby, guestBook, close, ask("c3")),
      book.do(lobby, guestBook, sign("dan"), ask("c4"))
    ]
    await next()
    const answers = await Promise.all(all)
    expect(shown()).toEqual([["c1", "c2", "c3", "c4"]])
    expect(answers.map(({ _tag }) => _tag)).toEqual(["Receipt", "Receipt", "Receipt", "Refused"])
    expect(answers[3]).toMatchObject({ refusal: { _tag: "BookClosed" }, looked: { stream: lobby, upTo: 2 } })
    expect(await book.verify(lobby)).toEqual([])
  })

  it("are answered when they are stored, and not before", async () => {
    const { store, next } = watched()
    const book = opened({ store })
    let answered = 0
    const asking = [sign("ann"), close].map((command, index) =>
      book.do(lobby, guestBook, command as never, ask(`c${index}`)).then(() => answered++)
    )
    await new Promise((again) => setTimeout(again, 10))
    expect(answered).toBe(0)
    await next()
    await Promise.all(asking)
    expect(answered).toBe(2)
  })
})

describe("commands that were carried out before", () => {
  const guests = Array.from({ length: 40 }, (_, index) => `g${index}`)
  const signAll = (book: Journal) =>
    Promise.all(guests.map((guest, index) => book.do(lobby, guestBook, sign(guest), ask(`c${index}`))))
  /** How often a store is asked to append. */
  const counted = (store: Store) => {
    const lists: Array<number> = []
    const counting: Store = {
      ...store,
      append: (requests) => {
        lists.push(requests.length)
        return store.append(requests)
      }
    }
    return { store: counting, lists }
  }

  it("by another journal get their first receipts together: the first of them tells that the stream has moved on", async () => {
    const place = newMemory()
    const { store, lists } = counted(memory({ in: place }))
    const [one, other] = [
      opened({ store: memory({ in: place }), keys: transparent }),
      opened({ store, keys: transparent })
    ]
    await other.do(lobby, guestBook, sign("ann"), ask("ann"))
    const first = await signAll(one)
    lists.length = 0
    expect(await signAll(other)).toEqual(first)
    expect(lists).toEqual([40, 39])
  })

  it("and would be carried out again but for their ids, keep nobody waiting: none of them is outrun", async () => {
    const { store, lists } = counted(memory())
    const book = opened({ store, keys: transparent })
    // Who signs twice is recorded twice.
    const twice = {
      ...guestBook,
      decider: {
        ...guestBook.decider,
        decide: (command: Command) => Result.succeed([{ ...command, _tag: "Signed" } as Event])
      }
    }
    const all = () => Promise.all(guests.map((guest, index) => book.do(lobby, twice, sign(guest), ask(`c${index}`))))
    const first = await all()
    lists.length = 0
    const since = performance.now()
    expect(await all()).toEqual(first)
    expect(lists).toHaveLength(40)
    expect(performance.now() - since, "milliseconds").toBeLessThan(500)
  })
})

describe("however many ask without a pause", () => {
  it("timers have their turn, though the store answers at once", async () => {
    const book = opened({ keys: transparent })
    let ticks = 0
    const ticking = setInterval(() => ticks++, 5)
    const until = performance.now() + 200
    const write = async (writer: number) => {
      for (let count = 0; performance.now() < until; count++)
        await book.do(`guestbook/${writer}`, guestBook, sign(`g${count}`), ask(`c-${writer}-${count}`))
    }
    await Promise.all([0, 1, 2, 3].map(write))
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(5)
  })
})

describe("one that fails never fails another", () => {
  it("one that can't be decided is left out, and those behind it are decided without it", async () => {
    const book = opened()
    const poison = {
      ...guestBook,
      world: () => {
        throw new Error("the world is not at hand")
      }
    }
    const [one, failed, other] = await Promise.allSettled([
      book.do(lobby, guestBook, sign("ann"), ask("c1")),
      book.do(lobby, poison, sign("bob"), ask("c2")),
      book.do(lobby, guestBook, sign("cle"), ask("c3"))
    ])
    expect(failed).toMatchObject({ status: "rejected", reason: { message: "the world is not at hand" } })
    expect([one, other].map((it) => it.status === "fulfilled" && (it.value as Receipt).events)).toEqual([
      ["guestbook/lobby@0"],
      ["guestbook/lobby@1"]
    ])
  })

  it("one that the store can't take is told so; the others of its list are stored, on what is there without it", async () => {
    const place = memory()
    const store: Store = {
      ...place,
      append: async (requests) => {
        if (requests.some(({ commandId }) => commandId === "c2")) throw new StoreFault("broken", "too large")
        return place.append(requests)
      }
    }
    const book = opened({ store })
    const [one, failed, other, elsewhere] = await Promise.allSettled([
      book.do(lobby, guestBook, sign("ann"), ask("c1")),
      book.do(lobby, guestBook, sign("bob"), ask("c2")),
      book.do(lobby, guestBook, sign("cle"), ask("c3")),
      book.do(garden, guestBook, sign("dan"), ask("c4"))
    ])
    expect(failed).toMatchObject({ status: "rejected", reason: { message: "too large" } })
    expect([one, other, elsewhere].map((it) => it.status === "fulfilled" && (it.value as Receipt).events)).toEqual([
      ["guestbook/lobby@0"],
      ["guestbook/lobby@1"],
      ["guestbook/garden@0"]
    ])
    expect(await book.verify(lobby)).toEqual([])
  })

  it("an answer that was lost is asked for once more, and nothing is stored twice", async () => {
    const place = memory()
    let lost = 0
    const store: Store = {
      ...place,
      append: async (requests) => {
        const answers = await place.append(requests)
        if (lost++ === 0) throw new StoreFault("broken", "the line was cut")
        return answers
      }
    }
    const book = opened({ store })
    const answers = await Promise.all(
      ["ann", "bob", "cle"].map((guest) => book.do(lobby, guestBook, sign(guest), ask(guest)))
    )
    expect(refsOf(answers)).toEqual([["guestbook/lobby@0"], ["guestbook/lobby@1"], ["guestbook/lobby@2"]])
    expect((await book.events(lobby)).length).toBe(3)
  })

  it("a store that is closed or held by others is so for all at once, and is not asked again for each", async () => {
    let asked = 0
    const store: Store = {
      ...memory(),
      append: async () => {
        asked += 1
        throw new StoreFault("busy", "others held the file")
      }
    }
    const book = opened({ store })
    const answers = await Promise.allSettled(
      ["ann", "bob", "cle"].map((guest) => book.do(lobby, guestBook, sign(guest), ask(guest)))
    )
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"])
    expect(asked).toBe(1)
  })

  it("what was decided on something that was not stored is decided anew, though another's event stands in its place", async () => {
    const place = newMemory()
    const keys = memoryKeys()
    const [mine, others] = [
      opened({ store: memory({ in: place }), keys }),
      opened({ store: memory({ in: place }), keys })
    ]
    await mine.do(lobby, guestBook, sign("ann"), ask("c0"))
    await others.do(lobby, guestBook, close, ask("other"))
    // Mine are decided at revision 0: "bob" would stand at 1, where "closed" stands now, and the greeting on top of it at 2.
    const [bob, greeting] = await Promise.all([
      mine.do(lobby, guestBook, sign("bob"), ask("c1")),
      mine.do(lobby, guestBook, greet("bob", "ann"), ask("c2"))
    ])
    expect([bob, greeting]).toMatchObject([
      { _tag: "Refused", refusal: { _tag: "BookClosed" } },
      { _tag: "Refused", refusal: { _tag: "NotSigned" } }
    ])
    expect((await mine.events(lobby)).length).toBe(2)
    expect(await mine.verify(lobby)).toEqual([])
  })
})

describe("when it was recorded never goes back within a stream", () => {
  it("though the clock of the machine does", async () => {
    const times = ["2026-11-23T09:00:00.000Z", "2026-11-23T08:00:00.000Z", "2026-11-23T08:30:00.000Z"]
    const book = opened({ clock: () => Date.parse(times.shift() ?? "2026-11-23T10:00:00.000Z") })
    for (const guest of ["ann", "bob", "cle", "dan"]) await book.do(lobby, guestBook, sign(guest), ask(guest))
    expect((await book.events(lobby)).map(({ header }) => header.recordedAt)).toEqual([
      "2026-11-23T09:00:00.000Z",
      "2026-11-23T09:00:00.000Z",
      "2026-11-23T09:00:00.000Z",
      "2026-11-23T10:00:00.000Z"
    ])
  })
})
