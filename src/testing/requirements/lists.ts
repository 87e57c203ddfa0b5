/** Lists: many requests, one write. */
import type { Append } from "../../store/port.ts"
import { appendOne } from "../../store/request.ts"
import {
  allEvents,
  answers,
  append,
  appendAll,
  changesNothing,
  everything,
  filled,
  garden,
  lobby,
  request,
  rooms,
  streamEvents,
  streamTexts,
  texts
} from "../acts.ts"
import { same } from "../claims.ts"
import type { Requirement } from "../contract.ts"

const tags = (given: ReadonlyArray<{ readonly _tag: string }>): ReadonlyArray<string> => given.map(({ _tag }) => _tag)

export const lists: ReadonlyArray<Requirement> = [
  {
    id: "list.empty",
    sentence: "An empty list has no answers, and writes nothing.",
    run: async ({ open }) => {
      const store = await open()
      await append(store)
      await changesNothing(store, async () => same(await store.append([]), [], "the answers"))
    }
  },
  {
    id: "list.answers",
    sentence: "A list is answered in its order, each request by an answer of its own, whatever kind each one is.",
    run: async ({ open }) => {
      const store = await open()
      const receipt = await append(store, { commandId: "known" })
      const [before] = await streamEvents(store)
      const [one, two] = rooms(2)
      const given = await answers(store, [
        request({ stream: one!, commandId: "first", events: texts(2) }),
        request({ stream: garden, expected: 4 }),
        request({ commandId: "known", events: [] }),
        request({ stream: two!, events: [], commandId: "probe" }),
        request({ commandId: "known", fingerprint: "other", events: [] }),
        request({ expected: -1 }),
        request({ stream: two!, commandId: "last", events: texts(3) })
      ])
      same(
        given.map((answer) =>
          answer._tag === "Appended"
            ? [answer.receipt.commandId, answer.receipt.stream, answer.receipt.first, answer.receipt.last]
            : answer
        ),
        [
          ["first", one, 0, 1],
          { _tag: "Conflict", revision: -1, missed: [] },
          { _tag: "Replayed", receipt },
          { _tag: "Confirmed" },
          { _tag: "OtherCommand" },
          { _tag: "Conflict", revision: 0, missed: [before] },
          ["last", two, 0, 2]
        ],
        "the answers"
      )
    }
  },
  {
    id: "list.apart",
    sentence: "A request of a list that is not taken does no harm to those of other streams, before or behind it.",
    run: async ({ open }) => {
      const store = await open()
      await append(store, { commandId: "known" })
      const refused: ReadonlyArray<readonly [string, Append]> = [
        ["Conflict", request({ expected: -1, events: texts(3, "late") })],
        ["OtherCommand", request({ commandId: "known", fingerprint: "other", expected: 0 })],
        ["Replayed", request({ commandId: "known", expected: 0 })]
      ]
      for (const [index, [tag, one]] of refused.entries()) {
        const [before, behind] = [request({ stream: `a/before-${index}` }), request({ stream: `a/behind-${index}` })]
        same(tags(await answers(store, [before, one, behind])), ["Appended", tag, "Appended"], "the answers")
        for (const { stream, events } of [before, behind]) same(await streamTexts(store, stream), events, stream)
      }
      same(await store.revision(lobby), 0, "the revision of the stream where nothing was taken")
    }
  },
  {
    id: "list.builds",
    sentence:
      "Requests of a list on one stream build on each other: each is guarded by what the one before it appended.",
    run: async ({ open }) => {
      const store = await open()
      await filled(store, 2)
      const receipts = await appendAll(store, [
        request({ expected: 1, events: texts(3, "first") }),
        request({ stream: garden, events: texts(1, "else") }),
        request({ expected: 4, events: texts(1, "second") }),
        request({ expected: 5, events: texts(2, "third") }),
        request({ stream: garden, expected: 0, events: texts(1, "more") })
      ])
      same(
        receipts.map(({ first, last }) => [first, last]),
        [
          [2, 4],
          [0, 0],
          [5, 5],
          [6, 7],
          [1, 1]
        ],
        "first and last revisions"
      )
      same(
        (await streamTexts(store)).slice(2),
        [...texts(3, "first"), ...texts(1, "second"), ...texts(2, "third")],
        "what the stream got"
      )
      same(await streamTexts(store, garden), [...texts(1, "else"), ...texts(1, "more")], "what the other stream got")
    }
  },
  {
    id: "list.guard",
    sentence: "A request that does not build on what comes before it in its list is a conflict that carries just that.",
    run: async ({ open }) => {
      const store = await open()
      const given = await answers(store, [
        request({ events: texts(2, "first") }),
        request({ expected: -1, events: [] }),
        request({ expected: 0, events: texts(1, "second") })
      ])
      const events = await streamEvents(store)
      same(
        given.slice(1),
        [
          { _tag: "Conflict", revision: 1, missed: events },
          { _tag: "Conflict", revision: 1, missed: events.slice(1) }
        ],
        "the answers to those that did not build on it"
      )
      same(
        events.map(({ text }) => text),
        texts(2, "first"),
        "the stream"
      )
    }
  },
  {
    id: "list.untried",
    sentence:
      "What comes behind a request with events that was not taken, on the same stream, is not tried: not even when its guard would fit by chance, and whatever it asks.",
    run: async ({ open }) => {
      const store = await open()
      await append(store, { commandId: "of somebody else" })
      const builtOn: ReadonlyArray<readonly [string, Append]> = [
        ["Conflict", request({ expected: -1 })],
        ["OtherCommand", request({ commandId: "of somebody else", fingerprint: "other", expected: -1 })],
        ["Replayed", request({ commandId: "of somebody else", expected: -1 })]
      ]
      for (const [tag, first] of builtOn) {
        const fitting = request({ expected: 0 })
        const list = [
          first,
          fitting,
          request({ stream: garden, expected: 7 }),
          request({ expected: 0, events: [] }),
          request({ commandId: "of somebody else", expected: 0 }),
          request({ expected: 1 })
        ]
        await changesNothing(store, async () =>
          same(
            tags(await answers(store, list)),
            [tag, "Untried", "Conflict", "Untried", "Untried", "Untried"],
            `the answers behind a ${tag}`
          )
        )
        same(
          (await appendOne(store, { ...fitting, events: [] }))._tag,
          "Confirmed",
          "the answer to a probe of what was not tried, for it must have left no receipt"
        )
      }
    }
  },
  {
    id: "list.probe",
    sentence: "A request without events spoils nothing: what comes behind it on its stream is tried.",
    run: async ({ open }) => {
      const store = await open()
      const receipt = await append(store, { commandId: "known" })
      const given = await answers(store, [
        request({ expected: -1, events: [] }),
        request({ commandId: "known", events: [] }),
        request({ commandId: "known", fingerprint: "other", events: [] }),
        request({ expected: 0, events: texts(2, "taken") }),
        request({ expected: 2, events: [] }),
        request({ expected: 9, events: [] }),
        request({ expected: 2, events: texts(1, "taken too") })
      ])
      same(
        tags(given),
        ["Conflict", "Replayed", "OtherCommand", "Appended", "Confirmed", "Conflict", "Appended"],
        "the answers"
      )
      same(given[1], { _tag: "Replayed", receipt }, "the answer to a probe of a known command")
      same((await streamTexts(store)).slice(1), [...texts(2, "taken"), ...texts(1, "taken too")], "what the stream got")
    }
  },
  {
    id: "list.twice",
    sentence:
      "A command that stands twice in a list is carried out once and replayed once; what builds on the second is not tried.",
    run: async ({ open }) => {
      const store = await open()
      const command = request({ commandId: "twice", events: texts(2) })
      const given = await answers(store, [
        command,
        { ...command, expected: 1 },
        request({ expected: 1 }),
        request({ stream: garden, commandId: "twice", fingerprint: "other", events: [] }),
        request({ stream: garden, events: texts(1, "garden") }),
        { ...command, stream: garden, expected: 0 },
        request({ stream: garden, expected: 0 })
      ])
      same(
        tags(given),
        ["Appended", "Replayed", "Untried", "OtherCommand", "Appended", "Replayed", "Untried"],
        "the answers"
      )
      const [first, ...others] = given.flatMap((answer) =>
        "receipt" in answer && answer.receipt.commandId === "twice" ? [answer.receipt] : []
      )
      same(others, [first, first], "the receipts of the command that came again")
      same([await streamTexts(store), await streamTexts(store, garden)], [texts(2), texts(1, "garden")], "the streams")
    }
  },
  {
    id: "list.again",
    sentence: "A list that is sent again writes nothing; each of its commands, sent alone, gets its first receipt.",
    run: async ({ open }) => {
      const store = await open()
      const list = [
        request({ events: texts(2, "first") }),
        request({ expected: 1, events: texts(1, "second") }),
        request({ stream: garden, events: texts(3, "third") })
      ]
      const receipts = await appendAll(store, list)
      await changesNothing(store, async () => {
        same(
          await answers(store, list),
          [{ _tag: "Replayed", receipt: receipts[0] }, { _tag: "Untried" }, { _tag: "Replayed", receipt: receipts[2] }],
          "the answers to the list"
        )
        for (const [index, one] of list.entries())
          same(
            await appendOne(store, one),
            { _tag: "Replayed", receipt: receipts[index] },
            `the answer to number ${index}`
          )
      })
    }
  },
  {
    id: "list.order",
    sentence:
      "What a list appends stands in the order of the list, each request in one piece, and each receipt says where.",
    run: async ({ open }) => {
      const store = await open()
      await filled(store, 1, garden)
      const [one, two, three] = rooms(3)
      const list = [
        request({ stream: three!, events: texts(2, "a") }),
        request({ stream: one!, events: texts(3, "b") }),
        request({ stream: garden, expected: 9, events: texts(1, "not taken") }),
        request({ stream: three!, expected: 1, events: texts(1, "c") }),
        request({ stream: two!, events: texts(2, "d") }),
        request({ stream: one!, expected: 2, events: texts(1, "e") })
      ]
      const given = await answers(store, list)
      const events = (await allEvents(store)).slice(1)
      same(
        events.map(({ text }) => text),
        list.filter((_, index) => index !== 2).flatMap(({ events }) => events),
        "all events"
      )
      for (const answer of given) {
        if (answer._tag !== "Appended") continue
        const { commandId, stream, last, position } = answer.receipt
        same(
          events.find((event) => event.position === position),
          events.find((event) => event.stream === stream && event.revision === last),
          `the event at the position of ${commandId}`
        )
      }
      same(tags(given), ["Appended", "Appended", "Conflict", "Appended", "Appended", "Appended"], "the answers")
    }
  },
  {
    id: "list.long",
    sentence: "A list of a thousand requests is carried out as a list of two is.",
    run: async ({ open }) => {
      const store = await open()
      const streams = rooms(10)
      const list = Array.from({ length: 1000 }, (_, index) =>
        request({ stream: streams[index % 10]!, expected: Math.floor(index / 10) - 1, commandId: `long-${index}` })
      )
      const receipts = await appendAll(store, list)
      const events = await allEvents(store)
      same(
        events.map(({ text }) => text),
        list.flatMap((one) => one.events),
        "all events"
      )
      same(
        receipts.map(({ commandId, first, last, position }) => [commandId, first, last, position]),
        events.map(({ revision, position }, index) => [`long-${index}`, revision, revision, position]),
        "the receipts"
      )
      for (const stream of streams) same(await store.revision(stream), 99, `the revision of ${stream}`)
      const before = await everything(store)
      same(
        await answers(store, [list[999]!, request({ stream: streams[0]!, expected: 98 })]),
        [
          { _tag: "Replayed", receipt: receipts[999] },
          { _tag: "Conflict", revision: 99, missed: [events[990]] }
        ],
        "the answers afterwards"
      )
      same(await everything(store), before, "what is stored afterwards")
    }
  }
]
