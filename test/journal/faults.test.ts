/**
 * The journal against its model, a single journal to which nothing ever happens: crashes between deciding and committing, answers
 * that are lost, commands that the store can't take, others who write in the middle of it.
 */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Journal } from "../../src/journal/index.ts"
import { memory, newMemory } from "../../src/store/memory.ts"
import { type Store, StoreFault } from "../../src/store/port.ts"
import { asByOneJournal, asks, isReceipt, transparent } from "./oracle.ts"
import { guestBook, lobby, opened, sign } from "./toy.ts"

/** What becomes of a list on its way to the store and back. */
type Fate = "fine" | "lost before" | "lost after" | "overtaken"

/** A store whose lists meet one fate after the other; `overtaking` is what somebody else does in the middle. */
const fated = (store: Store, fates: Iterator<Fate>, overtaking: () => Promise<unknown>): Store => ({
  ...store,
  append: async (requests) => {
    const fate = fates.next().value ?? "fine"
    if (fate === "lost before") throw new StoreFault("broken", "the line was cut")
    if (fate === "overtaken") await overtaking()
    const answers = await store.append(requests)
    if (fate === "lost after") throw new StoreFault("broken", "the line was cut")
    return answers
  }
})

const fate = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fate>("fine") },
  { weight: 2, arbitrary: fc.constantFrom<Fate>("lost before", "lost after", "overtaken") }
)

/** Rounds of what is asked at once. After a round, a journal may be dropped with all that it knew, and another opened. */
const rounds = fc.array(
  fc.record({ asked: asks, fates: fc.array(fate, { maxLength: 6 }), crashed: fc.array(fc.nat(2), { maxLength: 2 }) }),
  { minLength: 1, maxLength: 4 }
)

describe("whatever happens between the journal and its store", () => {
  it("the record is one that a single journal could have written, and who asks again is told what came of it", async () => {
    let faults = 0
    let replays = 0
    await fc.assert(
      fc.asyncProperty(rounds, async (plan) => {
        const place = newMemory()
        const store = memory({ in: place })
        const other = opened({ store, keys: transparent })
        let overtakers = 0
        const all: Array<{ stream: typeof lobby; command: { readonly _tag: string }; commandId: string }> = []
        const answers: Array<unknown> = []
        const overtaking = async () => {
          const command = sign(`passer-by-${overtakers++}`)
          const asked = { stream: lobby, command, commandId: `o${overtakers}` }
          answers.push(await other.do(lobby, guestBook, command, { actor: "clerk-1", commandId: asked.commandId }))
          all.push(asked)
        }
        let fates: Array<Fate> = []
        const open = (): Journal =>
          opened({ store: fated(store, { next: () => ({ value: fates.shift()! }) }, overtaking), keys: transparent })
        const journals = [open(), open(), open()]
        const send = (journal: Journal, { stream, command, commandId }: (typeof all)[number]) =>
          journal.do(stream, guestBook, command as never, { actor: "clerk-1", commandId })

        for (const { asked, fates: coming, crashed } of plan) {
          fates = [...coming]
          const settled = await Promise.allSettled(asked.map((it) => send(journals[it.through]!, it)))
          fates = []
          for (const index of crashed) journals[index] = open()
          for (const [index, it] of asked.entries()) {
            const answer = settled[index]!
            all.push(it)
            if (answer.status === "fulfilled") answers.push(answer.value)
            else {
              // Its outcome is unknown. Asked again, by whichever journal there is now, it is known.
              faults += 1
              const before = (await store.readStream(it.stream)).events.length
              const again = await send(journals[it.through]!, it)
              if (isReceipt(again) && again.events.length > 0 && again.revision < before) replays += 1
              answers.push(again)
            }
          }
        }
        await asByOneJournal(store, all, answers)
      }),
      { numRuns: 500 }
    )
    // Both ways of losing an answer were really met.
    expect(faults).toBeGreaterThan(50)
    expect(replays).toBeGreaterThan(10)
  })
})
