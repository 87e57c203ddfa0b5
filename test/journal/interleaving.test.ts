import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Keys, Receipt, Refused } from "../../src/journal/index.ts"
import { type EventRef, revisionOf, type StreamId } from "../../src/language/ids.ts"
import { fold } from "../../src/kernel/Decider.ts"
import { memory, newMemory } from "../../src/store/memory.ts"
import type { Store } from "../../src/store/port.ts"
import { close, type Event, greet, guestBook, lobby, opened, sign, type State } from "./toy.ts"

/** Keys that seal one text to one token, so that two runs can be compared to the letter. */
const transparent: Keys = {
  seal: async (owner, text) => `sealed:1:${owner}:${btoa(text)}`,
  open: async (token) => atob(token.slice(token.lastIndexOf(":") + 1)),
  mac: async (owner, text) => `${owner} ${text}`,
  forget: async () => {}
}

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

const garden: StreamId = "guestbook/garden"
const guests = fc.constantFrom("ann", "bob", "cle")
const commands = fc.oneof(
  { weight: 5, arbitrary: guests.map((guest) => sign(guest)) },
  { weight: 4, arbitrary: fc.tuple(guests, guests).map(([by, other]) => greet(by, other)) },
  { weight: 1, arbitrary: fc.constant(close) }
)
/** Ids are few, so that commands are asked twice, and sometimes with other words. */
const asks = fc.array(
  fc.record({
    through: fc.nat(2),
    stream: fc.constantFrom(lobby, garden) as fc.Arbitrary<StreamId>,
    command: commands,
    commandId: fc.nat(7).map((id) => `c${id}`)
  }),
  { minLength: 2, maxLength: 10 }
)

const texts = async (store: Store) => {
  const page = await store.readAll()
  return page._tag === "Page" ? page.events.map(({ text }) => text) : []
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
        const judge = opened({ store, keys: transparent })

        // The record, written once more by one journal, command by command in the order of the log: the same to the letter.
        const order = [...new Set((await texts(store)).map((text) => JSON.parse(text).header.commandId as string))]
        const single = memory()
        const alone = opened({ store: single, keys: transparent })
        for (const commandId of order) {
          const taken = all.find(
            (asked, index) =>
              asked.commandId === commandId && isReceipt(answers[index]) && answers[index].events.length > 0
          )!
          await alone.do(taken.stream, guestBook, taken.command as never, { actor: "clerk-1", commandId })
        }
        expect(await texts(single)).toEqual(await texts(store))

        for (const [index, { stream, command, commandId }] of all.entries()) {
          const answer = answers[index]!
          const events = (await judge.events(stream)) as ReadonlyArray<{
            readonly event: Event
            readonly header: { readonly ref: EventRef; readonly commandId: string }
          }>
          const stateAt = (revision: number): State =>
            fold(
              guestBook.decider,
              stream,
              events.slice(0, revision + 1).map(({ event }) => event)
            ).state
          const decided = (revision: number) => guestBook.decider.decide(command as never, stateAt(revision), undefined)
          const somewhere = Array.from({ length: events.length + 1 }, (_, at) => at - 1)

          if (isReceipt(answer) && answer.events.length > 0) {
            // A receipt names exactly the events of its command, and everybody who asked for it has the same one.
            expect(
              events.filter(({ header }) => header.commandId === commandId).map(({ header }): string => header.ref)
            ).toEqual(answer.events as ReadonlyArray<string>)
            const before = revisionOf(answer.events[0]!) - 1
            expect(Result.isSuccess(decided(before)) && (decided(before) as any).success.length).toBe(
              answer.events.length
            )
          } else if (isReceipt(answer)) {
            // Already so: at the revision that was confirmed it is.
            expect(decided(answer.revision)).toEqual(Result.succeed([]))
          } else {
            const { refusal } = answer as Refused
            // Refused for its id: another command has it. Else the concept refuses it somewhere in the record.
            if (refusal._tag === "SameIdOtherCommand") expect(order).toContain(commandId)
            else
              expect(somewhere.some((revision) => (decided(revision) as any).failure?._tag === refusal._tag)).toBe(true)
          }
        }
        for (const stream of [lobby, garden]) expect(await judge.verify(stream)).toEqual([])
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

const isReceipt = (answer: unknown): answer is Receipt => (answer as Receipt | undefined)?._tag === "Receipt"
