/** Texts and names, to the letter. */
import type { StreamId } from "../../language/ids.ts"
import { appendOne } from "../../store/request.ts"
import {
  allEvents,
  allTexts,
  append,
  appendAll,
  changesNothing,
  garden,
  lobby,
  request,
  streamTexts,
  texts
} from "../acts.ts"
import { must, same } from "../claims.ts"
import type { Requirement } from "../contract.ts"

/** JSON that stores have been seen to lose, change or choke on. */
const hostile: ReadonlyArray<string> = [
  "0",
  "-0",
  "false",
  "null",
  '""',
  "[]",
  "{}",
  "1e400",
  "12345678901234567890",
  "1.0",
  '{"b":1,"a":2}',
  '{"a":1,"a":2}',
  '{ "spaces" : [ 1 , 2 ] }',
  '"\\u0000"',
  '"\\ud800"',
  '"\\u001f"',
  '"line\\nfeed"',
  '"\u2028\u2029"',
  '"\ufeff"',
  '"\u007f"',
  '"😀 👩‍👩‍👧 e\u0301 ß İ"',
  '"\u202eright to left"',
  `"${"x".repeat(1_000_000)}"`,
  `${"[".repeat(400)}${"]".repeat(400)}`,
  `"'; DROP TABLE events; --"`,
  '"$1 ? :name %s ${x} {{y}}"',
  '{"__proto__":{"polluted":true},"constructor":1}',
  '"\\\\"',
  '"null"',
  '"undefined"',
  "true",
  "-1.5e-7",
  "0.1",
  "9007199254740993",
  "1E5",
  "5e-324",
  '" "',
  '"\\u0041"',
  '"\\/"',
  '"😀"',
  '"\\ud83d\\ude00"',
  '"\u{10ffff}\u{1f3f4}\u{e0067}\u{e007f}"',
  '"\u{20bb7}野家 \u{1d54f}"',
  '"y\u0328\u0301 \u1e9b\u0323"',
  '"\ufffd\ufffe\uffff"',
  '"\u200b\u200d\u2060\u00ad"',
  '"\u0085\u00a0"',
  " [1,  2] ",
  '{"":""}',
  '{"a":{"a":{"a":null}},"é":1,"e\u0301":2}',
  `${'{"a":'.repeat(300)}0${"}".repeat(300)}`
]

/** Texts that look alike, that mean the same, or that careless comparing takes for one. */
const alike: ReadonlyArray<string> = [
  '"a"',
  '"A"',
  '"а"',
  '"a "',
  '" a"',
  '"a\u200b"',
  '"a\u00ad"',
  '"\\u0061"',
  '"é"',
  '"e\u0301"',
  '"É"',
  '"e"',
  '"ß"',
  '"ss"',
  '"ẞ"',
  '"ﬁ"',
  '"fi"',
  '"İ"',
  '"i\u0307"',
  '"ı"',
  '"Å"',
  '"\u212b"',
  '"A\u030a"',
  '"ａ"',
  '"1"',
  "1",
  "1.0",
  "1e0",
  "1e00",
  " 1",
  '{"a":1,"b":2}',
  '{"b":2,"a":1}',
  '{"a":1, "b":2}',
  "[]",
  "[ ]"
]

export const letters: ReadonlyArray<Requirement> = [
  {
    id: "text.to-the-letter",
    sentence: "Text comes back to the letter, whatever stands in it.",
    run: async ({ open }) => {
      const store = await open()
      await append(store, { events: hostile })
      same(await streamTexts(store), hostile, "the stream")
      same(
        (await allEvents(store)).map(({ text }) => text),
        hostile,
        "all events"
      )
      for (const [index, text] of hostile.entries()) {
        const stream: StreamId = `guestbook/room-${index}`
        await append(store, { stream, events: [text] })
        same(await streamTexts(store, stream), [text], "a stream of one event")
      }
    }
  },
  {
    id: "text.large",
    sentence:
      "A text of five million letters comes back to the letter, and so does one that is nested three thousand deep.",
    run: async ({ open }) => {
      const store = await open()
      const large = [
        `"${"x".repeat(5_000_000)}"`,
        `"${"é😀\\n".repeat(100_000)}"`,
        `${"[".repeat(3000)}${"]".repeat(3000)}`
      ]
      await append(store, { events: [...texts(1), ...large, ...texts(1)] })
      const back = await streamTexts(store)
      same(back.length, 5, "how many events there are")
      for (const [index, text] of large.entries())
        must(
          back[index + 1] === text,
          `a text of ${text.length} letters came back with ${back[index + 1]?.length}, or with other ones`
        )
      must((await allTexts(store)).join("") === back.join(""), "reading all shows other texts than reading the stream")
    }
  },
  {
    id: "text.alike",
    sentence: "Texts that look alike or mean the same stay what they are, each by itself.",
    run: async ({ open }) => {
      const store = await open()
      const list = alike.map((text, index) => request({ expected: index - 1, events: [text] }))
      await appendAll(store, list)
      same(await streamTexts(store), alike, "the stream")
      same(await allTexts(store), alike, "all events")
    }
  },
  {
    id: "text.repeated",
    sentence: "The same text appended many times is there as many times.",
    run: async ({ open }) => {
      const store = await open()
      await append(store, { events: ["{}", "{}", "{}"] })
      await append(store, { expected: 2, events: ["{}"] })
      await appendAll(store, [
        request({ expected: 3, events: ["{}", "{}"] }),
        request({ stream: garden, events: ["{}"] }),
        request({ expected: 5, events: ["{}"] })
      ])
      same([await store.revision(lobby), await store.revision(garden)], [6, 0], "the revisions")
      same(
        await allTexts(store),
        Array.from({ length: 8 }, () => "{}"),
        "all events"
      )
    }
  },
  {
    id: "names.to-the-letter",
    sentence: "Names of streams and commands are compared letter for letter.",
    run: async ({ open }) => {
      const store = await open()
      const streams: ReadonlyArray<StreamId> = [
        "a/b",
        "a/b/c",
        "a/bb",
        "a/b_",
        "a/b-",
        "a/b~",
        "a/b.",
        "a/_b",
        "aa/b",
        "a/1",
        "a/01",
        "a/1.0",
        `a/${"x".repeat(300)}`,
        `a/${"x".repeat(300)}y`,
        "a/constructor",
        "a/__proto__"
      ]
      for (const [index, stream] of streams.entries())
        await append(store, { stream, commandId: `id-${stream}`, events: texts(index + 1, stream) })
      for (const [index, stream] of streams.entries())
        same(await streamTexts(store, stream), texts(index + 1, stream), stream)
      for (const commandId of ["x", "x_", "x-", "xx", "1", "01", "constructor", "__proto__"])
        await append(store, { stream: lobby, expected: await store.revision(lobby), commandId })
    }
  },
  {
    id: "names.commands",
    sentence: "Ids of commands are told apart to the last letter, however long they are and however alike.",
    run: async ({ open }) => {
      const store = await open()
      const [long, deep] = ["x".repeat(300), "a/".repeat(100)]
      const short =
        "a a/a a/a/a a_ ab a- a. a~ a.a a_a a-a aaa 0 00 0.0 -0 -1 1e1 10 nan null undefined true constructor __proto__ tostring .. . ~ _ - --"
      const ids = short.split(" ").concat(`${long}a`, `${long}b`, `${long}a.`, long, `${deep}a`, `${deep}b`)
      const list = ids.map((commandId, index) => request({ commandId, expected: index - 1, fingerprint: "f" }))
      const receipts = await appendAll(store, list)
      same(
        receipts.map(({ commandId }) => commandId),
        ids,
        "the ids that the receipts name"
      )
      await changesNothing(store, async () => {
        for (const [index, one] of list.entries()) {
          const named = `\`${one.commandId.slice(0, 20)}\` of ${one.commandId.length} letters`
          same(await appendOne(store, one), { _tag: "Replayed", receipt: receipts[index] }, `the answer to ${named}`)
          same(
            await appendOne(store, { ...one, fingerprint: "g" }),
            { _tag: "OtherCommand" },
            `the answer to another command called ${named}`
          )
        }
      })
      for (const commandId of ["b", "a/b", "a__", `${long}c`, `${long}${long}`, "x", "ab_"])
        same(
          (await appendOne(store, request({ commandId, expected: ids.length - 1, events: [] })))._tag,
          "Confirmed",
          `the answer to a probe of \`${commandId.slice(0, 20)}\`, which nobody has used`
        )
    }
  }
]
