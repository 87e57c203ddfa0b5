import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { revisionOf } from "../../src/language/ids.ts"
import { memory, newMemory } from "../../src/store/memory.ts"
import type { Store } from "../../src/store/port.ts"
import { asByOneJournal, asks, isReceipt, texts, transparent } from "./oracle.ts"
import { guestBook, lobby, opened, sign } from "./toy.ts"

/** A store whose every question and every answer takes as long as the scheduler pleases. */
const slowly = (store: Store, scheduler: fc.Scheduler): Store => {
  const slow =
    <Args extends ReadonlyArray<any>, A>(name: string, ask: (...args: Args) => Promise<A>) =>
    async (...args: Args): Promise<A> => {
      await scheduler.schedule(Promise.resolve(), `${name} goes`)
      const answer = await ask(...args)
      await scheduler.schedule(Promise.resolve(), `${name} comes back`)
      return answer
    }
  return {
    append: slow("append", store.append),
    readStream: slow("readStream", store.readStream),
    readAll: store.readAll,
    revision: slow("revision", store.revision),
    close: store.close
  }
}

describe("several journals on one store are as one", () => {
  it("however their questions and answers cross, the record is one that a single journal could have written", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), asks, async (scheduler, all) => {
        const place = newMemory()
        const store = memory({ in: place })
        const journals = [0, 1, 2].map(() => opened({ store: slowly(store, scheduler), keys: transparent }))
        const answering = Promise.all(
          all.map(({ through, stream, command, commandId }) =>
            journals[through]!.do(stream, guestBook, command as never, { actor: "clerk-1", commandId })
          )
        )
        await scheduler.waitFor(answering)
        const answers = await answering
        await asByOneJournal(store, all, answers)
      }),
      { numRuns: 1000 }
    )
  })

  it("what was asked twice is decided once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 6 }), async (scheduler, times) => {
        const store = memory()
        const journals = Array.from({ length: times }, () =>
          opened({ store: slowly(store, scheduler), keys: transparent })
        )
        const answering = Promise.all(
          journals.map((book) => book.do(lobby, guestBook, sign("ann"), { actor: "clerk-1", commandId: "c1" }))
        )
        await scheduler.waitFor(answering)
        expect(await answering).toEqual(
          journals.map(() => ({
            _tag: "Receipt",
            commandId: "c1",
            stream: lobby,
            events: ["guestbook/lobby@0"],
            revision: 0
          }))
        )
        expect((await texts(store)).length).toBe(1)
      }),
      { numRuns: 100 }
    )
  })

  it("a storm of writers on one stream loses nothing and refuses nobody", async () => {
    const store = memory()
    const journals = [0, 1, 2, 3].map(() => opened({ store, keys: transparent }))
    const receipts = await Promise.all(
      Array.from({ length: 64 }, (_, index) =>
        journals[index % 4]!.do(lobby, guestBook, sign(`guest-${index}`), { actor: "clerk-1" })
      )
    )
    expect(
      receipts
        .flatMap((receipt) => (isReceipt(receipt) ? receipt.events : []))
        .map(revisionOf)
        .toSorted((a, b) => a - b)
    ).toEqual(Array.from({ length: 64 }, (_, index) => index))
    expect(await journals[0]!.verify(lobby)).toEqual([])
  })
})
