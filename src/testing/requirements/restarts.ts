/** What lasts: after closing and opening again, and after a process was killed. */
import type { Position } from "../../store/port.ts"
import { appendOne } from "../../store/request.ts"
import { allEvents, allTexts, append, everything, filled, garden, page, request, rooms, texts } from "../acts.ts"
import { chance } from "../chance.ts"
import { must, same } from "../claims.ts"
import { type Requirement, Unmet } from "../contract.ts"
import { type Crashes, crash } from "../crash.ts"

const none = (what: ReadonlyArray<string>, { acknowledged, rounds }: Crashes): void => {
  must(acknowledged > 0, "nothing was ever acknowledged, so this has shown nothing")
  if (what.length > 0) throw new Unmet(`after ${rounds} kills, ${what.length} times; the first: ${what[0]}`)
}

export const restarts: ReadonlyArray<Requirement> = [
  {
    id: "restart.kept",
    sentence:
      "What was answered is there after everything was closed and opened again: events, order, positions and receipts.",
    needs: "durability",
    run: async ({ open }) => {
      const first = await open()
      await filled(first, 5)
      const command = request({ stream: garden, commandId: "before", events: texts(3) })
      const receipt = await append(first, command)
      const before = await everything(first)
      const { position } = await page(first)
      await first.close()
      const again = await open()
      same(await everything(again), before, "what is stored")
      same(await appendOne(again, command), { _tag: "Replayed", receipt }, "the answer to the same command")
      same(
        await appendOne(again, { ...command, fingerprint: "other" }),
        { _tag: "OtherCommand" },
        "the answer to another command"
      )
      await append(again, { expected: 4, events: texts(1, "after") })
      same(await allTexts(again, position), texts(1, "after"), "what is behind a position from before")
    }
  },
  {
    id: "restart.paging",
    sentence:
      "Who was in the middle of reading goes on after each of several restarts, and misses and repeats nothing.",
    needs: "durability",
    run: async ({ open }) => {
      const seen: Array<string> = []
      const written: Array<string> = []
      let position: Position | undefined
      for (let start = 0; start < 6; start++) {
        const store = await open()
        const events = texts(4, `start-${start}`)
        await append(store, { expected: start * 4 - 1, events })
        written.push(...events)
        const next = await page(store, position, 3)
        seen.push(...next.events.map(({ text }) => text))
        position = next.position
        await store.close()
      }
      seen.push(...(await allTexts(await open(), position)))
      same(seen, written, "what was read")
    }
  },
  {
    id: "restart.receipts",
    sentence: "A receipt is the same after any number of restarts, whatever was appended meanwhile.",
    needs: "durability",
    run: async ({ open }) => {
      const given = []
      for (const [index, stream] of rooms(4).entries()) {
        const store = await open()
        for (const { command, receipt } of given)
          same(await appendOne(store, command), { _tag: "Replayed", receipt }, `the answer to ${command.commandId}`)
        const command = request({ stream, commandId: `kept-${index}`, events: texts(index + 1, stream) })
        given.push({ command, receipt: await append(store, command) })
        await store.close()
      }
      const events = await allEvents(await open())
      same(
        given.map(({ receipt }) => events.find(({ position }) => position === receipt.position)?.revision),
        [0, 1, 2, 3],
        "the revisions of the events at the positions of the receipts"
      )
    }
  },
  {
    id: "restart.goes-on",
    sentence: "After a restart revisions and positions go on from where they were.",
    needs: "durability",
    run: async ({ open }) => {
      let last: Position = ""
      for (let start = 0; start < 4; start++) {
        const store = await open()
        for (const stream of rooms(2)) {
          const { first, position } = await append(store, { stream, expected: start - 1 })
          same(first, start, `the revision in ${stream} after ${start} restarts`)
          must(last < position, `after ${start} restarts ${position} does not come after ${last}`)
          last = position
        }
        await store.close()
      }
    }
  }
]

export const crashes: ReadonlyArray<Requirement> = [
  {
    id: "crash.kept",
    sentence:
      "What was acknowledged before a process was killed is there, and is answered with its first receipt to the letter.",
    needs: "durability",
    run: async (ground, effort) => {
      const found = await crash(ground, effort)
      none(found.lost, found)
    }
  },
  {
    id: "crash.whole",
    sentence:
      "When a process was killed there is no half of a batch, no gap, and no append without the ones it was built on.",
    needs: "durability",
    run: async (ground, { rounds, seed }) => {
      const found = await crash(ground, { rounds, seed: seed + 1 })
      none(found.torn, found)
    }
  },
  {
    id: "crash.again",
    sentence: "What was on its way when a process was killed, and is sent again, is carried out once and only once.",
    needs: "durability",
    run: async (ground, { rounds, seed }) => {
      const found = await crash(ground, { rounds, seed: seed + 2 })
      none(found.again, found)
    }
  },
  {
    id: "crash.opening",
    sentence: "A place whose process was killed while it was being opened opens, works, and has lost nothing.",
    needs: "durability",
    run: async ({ open, openElsewhere, killWhileOpening }, { rounds, seed }) => {
      const { between } = chance(seed)
      const written: Array<string> = []
      for (let round = 0; round <= rounds; round++) {
        await killWhileOpening(between(0, 4))
        const store = await open()
        same(await allTexts(store), written, `what is there after ${round + 1} kills`)
        const events = texts(2, `round-${round}`)
        await append(store, { expected: round * 2 - 1, events })
        written.push(...events)
        await store.close()
      }
      // A process that never could open it would have left nothing half done.
      const there = await openElsewhere()
      same(await allTexts(there), written, "what is seen by another process that is not killed")
      await append(there, { expected: written.length - 1 })
    }
  }
]
