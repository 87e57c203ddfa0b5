/** What must be true of a record, however it came about: a single journal could have written it. */
import * as fc from "fast-check"
import * as Result from "effect/Result"
import { expect } from "vitest"
import type { Keys, Receipt, Refused } from "../../src/journal/index.ts"
import { fold } from "../../src/kernel/Decider.ts"
import { type EventRef, revisionOf, type StreamId } from "../../src/language/ids.ts"
import { memory } from "../../src/store/memory.ts"
import type { Store } from "../../src/store/port.ts"
import { close, type Event, greet, guestBook, lobby, opened, sign, type State } from "./toy.ts"

/** Keys that seal one text to one token, so that two runs can be compared to the letter. */
export const transparent: Keys = {
  seal: async (owner, text) => `sealed:1:${owner}:${btoa(text)}`,
  open: async (token) => atob(token.slice(token.lastIndexOf(":") + 1)),
  mac: async (owner, text) => `${owner} ${text}`,
  forget: async () => {}
}

export const garden: StreamId = "guestbook/garden"
const guests = fc.constantFrom("ann", "bob", "cle")
const commands = fc.oneof(
  { weight: 5, arbitrary: guests.map((guest) => sign(guest)) },
  { weight: 4, arbitrary: fc.tuple(guests, guests).map(([by, other]) => greet(by, other)) },
  { weight: 1, arbitrary: fc.constant(close) }
)
/** Ids are few, so that commands are asked twice, and sometimes with other words. */
export const asks = fc.array(
  fc.record({
    through: fc.nat(2),
    stream: fc.constantFrom(lobby, garden) as fc.Arbitrary<StreamId>,
    command: commands,
    commandId: fc.nat(7).map((id) => `c${id}`)
  }),
  { minLength: 2, maxLength: 10 }
)

export const texts = async (store: Store) => {
  const page = await store.readAll()
  return page._tag === "Page" ? page.events.map(({ text }) => text) : []
}

export const isReceipt = (answer: unknown): answer is Receipt => (answer as Receipt | undefined)?._tag === "Receipt"

export interface Asking {
  readonly stream: StreamId
  readonly command: { readonly _tag: string }
  readonly commandId: string
}

/** `answers` are what each asking got, in the same order. */
export const asByOneJournal = async (
  store: Store,
  all: ReadonlyArray<Asking>,
  answers: ReadonlyArray<unknown>
): Promise<void> => {
  const judge = opened({ store, keys: transparent })

  // The record, written once more by one journal, command by command in the order of the log: the same to the letter.
  const order = [...new Set((await texts(store)).map((text) => JSON.parse(text).header.commandId as string))]
  const single = memory()
  const alone = opened({ store: single, keys: transparent })
  for (const commandId of order) {
    const taken = all.find(
      (asked, index) => asked.commandId === commandId && isReceipt(answers[index]) && answers[index].events.length > 0
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

    if (isReceipt(answer) && answer.events.length > 0) {
      // A receipt names exactly the events of its command, and everybody who asked for it has the same one.
      expect(
        events.filter(({ header }) => header.commandId === commandId).map(({ header }): string => header.ref)
      ).toEqual(answer.events as ReadonlyArray<string>)
      const before = revisionOf(answer.events[0]!) - 1
      expect(Result.isSuccess(decided(before)) && (decided(before) as any).success.length).toBe(answer.events.length)
    } else if (isReceipt(answer)) {
      // Already so: at the revision that was confirmed it is.
      expect(decided(answer.revision)).toEqual(Result.succeed([]))
    } else {
      const { refusal, looked } = answer as Refused
      // Refused for its id: another command has it. Else the concept refuses it on what it was decided on.
      if (refusal._tag === "SameIdOtherCommand") expect(order).toContain(commandId)
      else expect((decided(looked!.upTo) as any).failure?._tag).toBe(refusal._tag)
    }
  }
  for (const stream of [lobby, garden]) expect(await judge.verify(stream)).toEqual([])
}
