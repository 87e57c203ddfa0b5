/** A write that was begun elsewhere and has not ended. */
import type { StreamId } from "../../language/ids.ts"
import type { Answer, Page, Store } from "../../store/port.ts"
import { allEvents, append, filled, pageNow, pause, request, rooms, streamEvents, texts } from "../acts.ts"
import { must, same, tally } from "../claims.ts"
import type { Held, Requirement } from "../contract.ts"
import { follow } from "../follow.ts"

const theHeld: StreamId = "guestbook/held"

/** Appends to ten streams while something is held: some stores answer, in others they wait until it is released. */
const meanwhile = (store: Store) => {
  const answered: Array<Answer> = []
  const streams = rooms(10)
  const all = Promise.all(
    streams.map(async (stream) => {
      const [answer] = await store.append([request({ stream, events: texts(2, stream) })])
      answered.push(answer!)
    })
  )
  all.catch(() => {})
  return { streams, answered, all }
}

const released = async ({ release }: Held, { answered, all }: ReturnType<typeof meanwhile>): Promise<void> => {
  await release()
  await all
  same(tally(answered), { Appended: 10 }, "the answers to what was appended meanwhile")
}

export const held: ReadonlyArray<Requirement> = [
  {
    id: "held.unseen",
    sentence: "What was written and not committed is not seen, and is seen once it is.",
    needs: "heldTransaction",
    run: async ({ open, hold }) => {
      const store = await open()
      await filled(store, 3)
      const { release } = await hold()
      for (let look = 0; look < 3; look++) {
        same(
          [
            await store.revision(theHeld),
            (await store.readStream(theHeld)).events,
            (await pageNow(store)).events.length
          ],
          [-1, [], 3],
          "the revision and the events of the stream that is written to, and how many events there are"
        )
        await pause(5)
      }
      await release()
      same(
        [await store.revision(theHeld), (await streamEvents(store, theHeld)).length],
        [0, 1],
        "what is there once it is committed"
      )
      same((await allEvents(store)).map(({ stream }) => stream).at(-1), theHeld, "the stream of the last event")
    }
  },
  {
    id: "held.followed",
    sentence:
      "Who reads along while a write is held misses nothing, repeats nothing, and is never given anything in front of what it has seen.",
    needs: "heldTransaction",
    run: async ({ open, hold }) => {
      const store = await open()
      await filled(store, 3)
      let over = false
      const following = [1, 4, 100].map((limit) => follow(store, { limit, isOver: () => over }))
      following.forEach((reading) => reading.catch(() => {}))
      try {
        const write = await hold()
        const others = meanwhile(store)
        await pause(60)
        await released(write, others)
        await append(store, { stream: theHeld, expected: 0 })
      } finally {
        over = true
      }
      const all = await allEvents(store)
      same(all.length, 3 + 1 + 20 + 1, "how many events there are in the end")
      for (const reading of following) same((await reading).events, all, "what was seen by who read along")
    }
  },
  {
    id: "held.withheld",
    sentence: "A page that can't give yet what is stored already says so: it is never short without a word.",
    needs: "heldTransaction",
    run: async ({ open, hold }) => {
      const store = await open()
      await filled(store, 3)
      const write = await hold()
      const others = meanwhile(store)
      await pause(60)
      const streams = others.answered.flatMap((answer) => (answer._tag === "Appended" ? [answer.receipt.stream] : []))
      const short: Page = await pageNow(store)
      const given = short.events.filter(({ stream }) => streams.includes(stream)).length
      must(
        (short.withheld ?? 0) >= streams.length * 2 - given,
        `${streams.length * 2} events were acknowledged while a write was held, the page gave ${given} of them and said that ${short.withheld ?? 0} were withheld`
      )
      for (const stream of streams)
        same(await store.revision(stream), 1, `the revision of ${stream}, which is not held back`)
      await released(write, others)
      let last = await pageNow(store)
      for (let look = 0; look < 200 && (last.withheld ?? 0) > 0; look++) {
        await pause(10)
        last = await pageNow(store)
      }
      same([last.events.length, last.withheld ?? 0], [24, 0], "how many events are given afterwards, and withheld")
    }
  }
]
