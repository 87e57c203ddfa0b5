/** Streams, revisions and their guards. */
import type { Revision } from "../../language/ids.ts"
import { pageSize } from "../../store/port.ts"
import { appendOne } from "../../store/request.ts"
import {
  allEvents,
  allTexts,
  append,
  appendAll,
  changesNothing,
  filled,
  garden,
  lobby,
  page,
  request,
  rooms,
  streamEvents,
  streamTexts,
  texts
} from "../acts.ts"
import { same, tally } from "../claims.ts"
import { type Requirement, Unmet } from "../contract.ts"

export const streams: ReadonlyArray<Requirement> = [
  {
    id: "empty.stream",
    sentence: "A stream that nothing was appended to is empty and at revision -1.",
    run: async ({ open }) => {
      const store = await open()
      same(await store.revision(lobby), -1, "the revision")
      same(await store.readStream(lobby), { events: [], revision: -1 }, "the stream")
      await append(store, { stream: garden })
      same(await store.readStream(lobby), { events: [], revision: -1 }, "the stream, beside another one")
    }
  },
  {
    id: "empty.all",
    sentence:
      "Reading all of an empty store gives no events and a position, and reading on from it gives what came then.",
    run: async ({ open }) => {
      const store = await open()
      const first = await page(store)
      same([first.events, first.more], [[], false], "the page")
      await append(store, { events: texts(2) })
      same(
        (await allEvents(store, first.position)).map(({ text }) => text),
        texts(2),
        "what came then"
      )
    }
  },
  {
    id: "revision.counts",
    sentence: "The first event of a stream is at revision 0, and each next one is one further.",
    run: async ({ open }) => {
      const store = await open()
      let last: Revision = -1
      for (const size of [1, 3, 1, 2]) {
        const { first, last: now, stream } = await append(store, { expected: last, events: texts(size, `${size}`) })
        same([stream, first, now], [lobby, last + 1, last + size], "the stream, first and last revision of the receipt")
        last = now
        same(await store.revision(lobby), last, "the revision of the stream")
      }
      same(
        (await streamEvents(store)).map(({ revision }) => revision),
        [0, 1, 2, 3, 4, 5, 6],
        "the revisions of the events"
      )
    }
  },
  {
    id: "streams.apart",
    sentence: "What happens to one stream is not seen in another.",
    run: async ({ open }) => {
      const store = await open()
      await Promise.all([filled(store, 7), filled(store, 4, garden)])
      same([await store.revision(lobby), await store.revision(garden)], [6, 3], "the revisions")
      same(
        [await streamTexts(store), await streamTexts(store, garden)],
        [texts(7, lobby), texts(4, garden)],
        "the streams"
      )
    }
  },
  {
    id: "guard.behind",
    sentence:
      "An append at any revision behind the stream's is a conflict that carries exactly what was missed, and writes nothing.",
    run: async ({ open }) => {
      const store = await open()
      const all = await filled(store, 6)
      const events = await streamEvents(store)
      same(
        events.map(({ text }) => text),
        all,
        "the stream"
      )
      for (let expected = -1; expected < 5; expected++) {
        await changesNothing(store, async () =>
          same(
            await appendOne(store, request({ expected })),
            { _tag: "Conflict", revision: 5, missed: events.slice(expected + 1) },
            `the answer at ${expected}`
          )
        )
      }
    }
  },
  {
    id: "guard.ahead",
    sentence:
      "An append at a revision the stream has not reached is a conflict with nothing missed, and writes nothing.",
    run: async ({ open }) => {
      const store = await open()
      await filled(store, 2)
      for (const [stream, revision] of [
        [lobby, 1],
        [garden, -1]
      ] as const) {
        for (const expected of [revision + 1, revision + 2, 1000, 2 ** 31]) {
          await changesNothing(store, async () =>
            same(
              await appendOne(store, request({ stream, expected })),
              { _tag: "Conflict", revision, missed: [] },
              `the answer at ${expected}`
            )
          )
        }
      }
    }
  },
  {
    id: "guard.several",
    sentence: "Each stream has a guard of its own: an append is taken at its own stream's revision, and at no other's.",
    run: async ({ open }) => {
      const store = await open()
      const lengths = new Map([0, 1, 2, 5, 3].map((length, index) => [rooms(5)[index]!, length]))
      for (const [stream, length] of lengths)
        if (length > 0) await append(store, { stream, events: texts(length, stream) })
      for (const [stream, length] of lengths) {
        for (let expected = -1; expected < 7; expected++) {
          if (expected === length - 1) continue
          const answer = await appendOne(store, request({ stream, expected }))
          same(
            answer._tag === "Conflict" ? [answer.revision, answer.missed.map(({ text }) => text)] : answer._tag,
            [length - 1, texts(length, stream).slice(expected + 1)],
            `the answer at ${expected} of a stream of ${length} events: where it is, and what was missed`
          )
        }
        const { first } = await append(store, { stream, expected: length - 1 })
        same(first, length, `the revision that an append to a stream of ${length} events got`)
      }
    }
  },
  {
    id: "guard.long-tail",
    sentence: `A conflict carries all missed events or the first ${pageSize} of them, and says where the stream is.`,
    run: async ({ open }) => {
      const store = await open()
      await append(store, { events: texts(pageSize + 50) })
      const answer = await appendOne(store, request())
      if (answer._tag !== "Conflict") throw new Unmet(`the answer was ${answer._tag}`)
      same(answer.revision, pageSize + 49, "the revision")
      same(
        answer.missed.map(({ text }) => text),
        texts(pageSize),
        "the missed events"
      )
    }
  },
  {
    id: "stream.long",
    sentence: "A stream of ten thousand events, appended in lists, is read, counted and guarded as a short one is.",
    run: async ({ open }) => {
      const store = await open()
      const all = texts(10_000)
      for (let from = 0; from < 10_000; from += 1000) {
        await appendAll(
          store,
          Array.from({ length: 20 }, (_, index) =>
            request({ expected: from + index * 50 - 1, events: all.slice(from + index * 50, from + index * 50 + 50) })
          )
        )
      }
      same(await store.revision(lobby), 9999, "the revision")
      for (const limit of [pageSize, 777])
        same(await streamTexts(store, lobby, limit), all, `the stream in pages of ${limit}`)
      same(await allTexts(store, undefined, 999), all, "all events")
      for (const expected of [9989, 5000, -1]) {
        const answer = await appendOne(store, request({ expected }))
        if (answer._tag !== "Conflict") throw new Unmet(`the answer at ${expected} was ${answer._tag}`)
        same(answer.revision, 9999, "the revision that the conflict tells")
        same(
          answer.missed.map(({ text }) => text),
          all.slice(expected + 1, expected + 1 + pageSize),
          `the events missed at ${expected}`
        )
      }
      const { first } = await append(store, { expected: 9999 })
      same(first, 10_000, "the revision of the next event")
    }
  },
  {
    id: "guard.one-winner",
    sentence: "Of many appends at once at one revision exactly one is taken; the others are told of it.",
    run: async ({ open }) => {
      const store = await open()
      await filled(store, 3)
      const answers = await Promise.all(Array.from({ length: 20 }, () => appendOne(store, request({ expected: 2 }))))
      same(tally(answers), { Appended: 1, Conflict: 19 }, "the answers")
      const written = (await streamEvents(store)).slice(3)
      for (const answer of answers) if (answer._tag === "Conflict") same(answer.missed, written, "the missed events")
    }
  }
]
