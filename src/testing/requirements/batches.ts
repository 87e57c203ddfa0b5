/** What is appended together, and what is only asked. */
import type { StreamId } from "../../language/ids.ts"
import { appendOne } from "../../store/request.ts"
import { allEvents, append, changesNothing, filled, request, streamEvents, streamTexts, texts } from "../acts.ts"
import { same } from "../claims.ts"
import type { Requirement } from "../contract.ts"

export const batches: ReadonlyArray<Requirement> = [
  {
    id: "batch.whole",
    sentence: "Events that are appended together are all there, in order and one after the other.",
    run: async ({ open }) => {
      const store = await open()
      const { first, last } = await append(store, { events: texts(500) })
      same([first, last], [0, 499], "first and last revision")
      same(await streamTexts(store), texts(500), "the stream")
      same(
        (await allEvents(store)).map(({ text }) => text),
        texts(500),
        "all events"
      )
    }
  },
  {
    id: "batch.apart",
    sentence: "Events that are appended together stay together in the order of all events.",
    run: async ({ open }) => {
      const store = await open()
      const streams = Array.from({ length: 8 }, (_, index): StreamId => `guestbook/room-${index}`)
      await Promise.all(streams.map((stream) => append(store, { stream, events: texts(5, stream) })))
      const order = (await allEvents(store)).map(({ stream }) => stream)
      for (const stream of streams) {
        same(
          [order.filter((name) => name === stream).length, order.lastIndexOf(stream) - order.indexOf(stream)],
          [5, 4],
          `the places of ${stream}`
        )
      }
    }
  },
  {
    id: "batch.nothing",
    sentence: "What is not taken leaves nothing behind: no event, no receipt, no gap in the revisions.",
    run: async ({ open }) => {
      const store = await open()
      await append(store, { commandId: "taken" })
      const late = request({ commandId: "late", events: texts(3, "late") })
      await changesNothing(store, async () => {
        same((await appendOne(store, late))._tag, "Conflict", "the answer at the wrong revision")
        same(
          (await appendOne(store, request({ commandId: "taken", fingerprint: "other", expected: 0 })))._tag,
          "OtherCommand",
          "the answer to another command"
        )
      })
      const { first, last } = await append(store, { ...late, expected: 0 })
      same([first, last], [1, 3], "the revisions when it comes again")
    }
  },
  {
    id: "probe.confirmed",
    sentence: "An append of no events at the stream's revision is confirmed, writes nothing and leaves no receipt.",
    run: async ({ open }) => {
      const store = await open()
      for (const expected of [-1, 0]) {
        const probe = request({ expected, events: [], commandId: `probe-${expected}` })
        await changesNothing(store, async () => {
          same(await appendOne(store, probe), { _tag: "Confirmed" }, "the answer")
          same(await appendOne(store, probe), { _tag: "Confirmed" }, "the answer when it is asked again")
        })
        await append(store, { ...probe, fingerprint: "of another command", events: texts(1) })
      }
    }
  },
  {
    id: "probe.conflict",
    sentence: "An append of no events at another revision is a conflict that carries what was missed.",
    run: async ({ open }) => {
      const store = await open()
      await filled(store, 3)
      const events = await streamEvents(store)
      await changesNothing(store, async () => {
        same(
          await appendOne(store, request({ expected: 0, events: [] })),
          { _tag: "Conflict", revision: 2, missed: events.slice(1) },
          "the answer behind"
        )
        same(
          await appendOne(store, request({ expected: 3, events: [] })),
          { _tag: "Conflict", revision: 2, missed: [] },
          "the answer ahead"
        )
      })
    }
  },
  {
    id: "probe.replayed",
    sentence: "An append of no events for a known command is answered with its first receipt, or as another command.",
    run: async ({ open }) => {
      const store = await open()
      const receipt = await append(store, { commandId: "known", fingerprint: "f", events: texts(2) })
      await changesNothing(store, async () => {
        for (const expected of [-1, 1, 7]) {
          same(
            await appendOne(store, request({ commandId: "known", fingerprint: "f", expected, events: [] })),
            { _tag: "Replayed", receipt },
            `the answer at ${expected}`
          )
          same(
            await appendOne(store, request({ commandId: "known", fingerprint: "g", expected, events: [] })),
            { _tag: "OtherCommand" },
            `the answer at ${expected}, with another fingerprint`
          )
        }
      })
    }
  }
]
