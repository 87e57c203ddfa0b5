/** Order, pages and positions. */
import type { StreamId } from "../../language/ids.ts"
import { pageSize, type Page, type Position } from "../../store/port.ts"
import {
  allEvents,
  append,
  appendAll,
  filled,
  garden,
  lobby,
  page,
  pageNow,
  pause,
  request,
  rooms,
  streamEvents,
  streamTexts,
  texts
} from "../acts.ts"
import { must, same } from "../claims.ts"
import { contend } from "../contend.ts"
import type { Requirement } from "../contract.ts"
import { follow } from "../follow.ts"

export const reading: ReadonlyArray<Requirement> = [
  {
    id: "order.stream",
    sentence: "A stream is read in the order in which it was appended to.",
    run: async ({ open }) => {
      const store = await open()
      const all = await filled(store, 30)
      same(await streamTexts(store), all, "the stream")
      same(
        (await streamEvents(store)).map(({ stream }) => stream),
        all.map(() => lobby),
        "the streams that the events name"
      )
    }
  },
  {
    id: "order.all",
    sentence:
      "All events are read in the order in which their appends were answered, their positions ascending as text.",
    run: async ({ open }) => {
      const store = await open()
      const expected: Array<string> = []
      for (let index = 0; index < 12; index++) {
        for (const stream of [lobby, garden]) {
          const text = JSON.stringify([stream, index])
          await append(store, { stream, expected: index - 1, events: [text] })
          expected.push(text)
        }
      }
      const events = await allEvents(store)
      same(
        events.map(({ text }) => text),
        expected,
        "all events"
      )
      events.forEach(({ position }, index) =>
        must(
          index === 0 || events[index - 1]!.position < position,
          `${position} does not come after ${events[index - 1]?.position}`
        )
      )
    }
  },
  {
    id: "order.agree",
    sentence: "Reading all and reading each stream show the same events, each once.",
    run: async ({ open }) => {
      const store = await open()
      const streams = Array.from({ length: 5 }, (_, index): StreamId => `guestbook/room-${index}`)
      await Promise.all(streams.map((stream) => filled(store, 8, stream)))
      const all = await allEvents(store)
      same(all.length, 40, "how many events there are")
      for (const stream of streams)
        same(
          all.filter((event) => event.stream === stream),
          await streamEvents(store, stream),
          stream
        )
    }
  },
  {
    id: "page.stream",
    sentence: "A stream read in pages of any size, from any revision, shows the same events.",
    run: async ({ open }) => {
      const store = await open()
      const all = await filled(store, 9)
      for (let limit = 1; limit <= 10; limit++)
        same(await streamTexts(store, lobby, limit), all, `the stream in pages of ${limit}`)
      for (let from = 0; from <= 11; from++) {
        const { events, revision } = await store.readStream(lobby, { from, limit: 3 })
        same([events.map(({ text }) => text), revision], [all.slice(from, from + 3), 8], `the page from ${from}`)
      }
    }
  },
  {
    id: "page.all",
    sentence: "All events read in pages of any size are the same events, and each page knows whether there is more.",
    run: async ({ open }) => {
      const store = await open()
      await filled(store, 4)
      await filled(store, 5, garden)
      const all = await allEvents(store)
      same(all.length, 9, "how many events there are")
      for (let limit = 1; limit <= 10; limit++) {
        let position: Position | undefined
        for (let read = 0; read < 9; ) {
          const next: Page = await page(store, position, limit)
          same(next.events, all.slice(read, read + limit), `the page of ${limit} behind ${read} events`)
          read += next.events.length
          same(
            [next.more, next.position],
            [read < 9, all[read - 1]!.position],
            `more and position behind ${read} events`
          )
          position = next.position
        }
      }
      for (const [index, { position }] of all.entries())
        same(await allEvents(store, position), all.slice(index + 1), `what is behind ${position}`)
    }
  },
  {
    id: "page.any-size",
    sentence: "A page may be asked for in any size and from any revision, however large.",
    run: async ({ open }) => {
      const store = await open()
      const all = await filled(store, 3)
      for (const size of [256, 32_768, 65_536, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER - 1]) {
        same(await streamTexts(store, lobby, size), all, `the stream in a page of ${size}`)
        const { events, more } = await page(store, undefined, size)
        same(
          [events.map(({ text }) => text), more],
          [all, false],
          `all events in a page of ${size}, and whether there are more`
        )
        same(await store.readStream(lobby, { from: size }), { events: [], revision: 2 }, `the page from ${size}`)
      }
    }
  },
  {
    id: "page.consistent",
    sentence: "A page of a stream that is read while others write shows the stream as it was at one moment.",
    run: async ({ open }, { seed }) => {
      const store = await open()
      const writers = { over: false }
      const writing = contend([store], { writers: 4, lists: 25, streams: 1, seed }).finally(() => {
        writers.over = true
      })
      writing.catch(() => {})
      let last = -1
      for (let from = 0; !writers.over; from = from > last ? 0 : from + 3) {
        const { events, revision } = await store.readStream(rooms(1)[0]!, { from, limit: 8 })
        must(revision >= last, `the stream was at revision ${last}, and later at ${revision}`)
        last = revision
        same(
          events.map((event) => event.revision),
          Array.from({ length: Math.max(0, Math.min(8, revision + 1 - from)) }, (_, index) => from + index),
          `the revisions of a page of 8 from ${from} of a stream that was at ${revision}`
        )
        await pause(0)
      }
      await writing
      must(last > 20, "hardly anything was written, so this has shown nothing")
    }
  },
  {
    id: "page.end",
    sentence: "At the end there is nothing, the position stays, and what comes later is read once and only once.",
    run: async ({ open }) => {
      const store = await open()
      await filled(store, 3)
      let { position } = await page(store)
      for (let index = 3; index < 6; index++) {
        const end = await page(store, position)
        same([end.events, end.more, end.position], [[], false, position], "the page at the end")
        await append(store, { expected: index - 1, events: texts(1, `new-${index}`) })
        const next = await page(store, position)
        same(
          next.events.map(({ text }) => text),
          texts(1, `new-${index}`),
          "what came later"
        )
        position = next.position
      }
    }
  },
  {
    id: "page.default",
    sentence: `A page holds ${pageSize} events when nobody says otherwise.`,
    run: async ({ open }) => {
      const store = await open()
      await append(store, { events: texts(pageSize + 1) })
      same((await store.readStream(lobby)).events.length, pageSize, "how many events of a stream a page holds")
      const all = await store.readAll()
      same(
        all._tag === "Page" && [all.events.length, all.more],
        [pageSize, true],
        "how many of all events, and whether there is more"
      )
    }
  },
  {
    id: "page.withheld",
    sentence: "While nothing is being written nothing is withheld, and what a page says about it is a whole number.",
    run: async ({ open }) => {
      const store = await open()
      let patience = 100
      for (let index = -1; index < 6; index++) {
        for (const limit of [1, 2, 100]) {
          let { withheld } = await pageNow(store, undefined, limit)
          while (withheld !== undefined && withheld > 0 && patience-- > 0) {
            await pause(10)
            withheld = (await pageNow(store, undefined, limit)).withheld
          }
          same(withheld ?? 0, 0, `what a page of ${limit} says to be withheld, when ${index + 1} appends were answered`)
        }
        await append(store, { expected: index * 2 + 1, events: texts(2, `${index}`) })
      }
    }
  },
  {
    id: "follow.joins",
    sentence:
      "Who reads everything page by page while others write goes from what was there to what comes, in pages of any size, and misses and repeats nothing.",
    run: async ({ open }, { seed }) => {
      const store = await open()
      await appendAll(
        store,
        texts(60, "there").map((text, index) =>
          request({ stream: rooms(3)[index % 3]!, expected: Math.floor(index / 3) - 1, events: [text] })
        )
      )
      let over = false
      const readers = [1, 2, 3, 7, 50, 1000].map((limit) => follow(store, { limit, isOver: () => over }))
      readers.forEach((reading) => reading.catch(() => {}))
      await contend([store], { writers: 4, lists: 25, seed }).finally(() => {
        over = true
      })
      const all = await allEvents(store)
      must(all.length > 100, `there are only ${all.length} events, so this has shown nothing`)
      for (const reading of readers) same((await reading).events, all, "what was seen by who read along")
    }
  },
  {
    id: "epoch.other",
    sentence: "A position of another log is answered as such, and never taken for one of this log.",
    run: async ({ open }) => {
      const store = await open()
      await filled(store, 2)
      const { position } = await page(store)
      const others = [
        "elsewhere.0000000000000001",
        "",
        "1",
        "nonsense",
        `${position}x`,
        `x${position}`,
        `${position}.${position}`
      ]
      for (const after of others) {
        const answer = await store.readAll({ after })
        must(answer._tag === "OtherEpoch" && answer.epoch.length > 0, `\`${after}\` was answered with ${answer._tag}`)
      }
    }
  }
]
