/** A command is carried out once. */
import type { Receipt } from "../../store/port.ts"
import { appendOne } from "../../store/request.ts"
import { allEvents, append, changesNothing, garden, request, streamTexts, texts } from "../acts.ts"
import { same, shown, tally } from "../claims.ts"
import type { Requirement } from "../contract.ts"

export const receipts: ReadonlyArray<Requirement> = [
  {
    id: "receipt.first",
    sentence: "A command that comes again gets its first receipt, wherever the stream is by then, and writes nothing.",
    run: async ({ open }) => {
      const store = await open()
      await append(store)
      const command = request({ commandId: "again", expected: 0, events: texts(2) })
      const receipt = await append(store, command)
      await append(store, { expected: 2 })
      await changesNothing(store, async () => {
        for (const expected of [0, -1, 2, 3, 99]) {
          same(
            await appendOne(store, { ...command, expected }),
            { _tag: "Replayed", receipt },
            `the answer at ${expected}`
          )
        }
        same(
          await appendOne(store, { ...command, expected: 3, events: texts(1, "other") }),
          { _tag: "Replayed", receipt },
          "the answer with other events"
        )
      })
    }
  },
  {
    id: "receipt.fingerprint",
    sentence: "A known command id with another fingerprint is another command, at every revision, and writes nothing.",
    run: async ({ open }) => {
      const store = await open()
      await append(store, { commandId: "known", fingerprint: "f" })
      await changesNothing(store, async () => {
        for (const expected of [-1, 0, 5]) {
          for (const fingerprint of ["g", "F", "f ", ""]) {
            same(
              await appendOne(store, request({ commandId: "known", fingerprint, expected })),
              { _tag: "OtherCommand" },
              `the answer at ${expected} to \`${fingerprint}\``
            )
          }
        }
      })
    }
  },
  {
    id: "receipt.opaque",
    sentence: "Fingerprints are compared letter for letter, whatever stands in them.",
    run: async ({ open }) => {
      const store = await open()
      const fingerprints = [
        "",
        " ",
        "f",
        "F",
        "f ",
        " f",
        "%",
        "_",
        "'",
        '"',
        "\\",
        "null",
        "0",
        "00",
        "é",
        "e\u0301",
        "😀",
        "sha256-aGk=",
        "x".repeat(1000),
        `${"x".repeat(999)}y`
      ]
      const receipts: Array<Receipt> = []
      for (const [index, fingerprint] of fingerprints.entries())
        receipts.push(await append(store, { stream: `a/${index}`, commandId: `opaque-${index}`, fingerprint }))
      await changesNothing(store, async () => {
        for (const [index, receipt] of receipts.entries()) {
          for (const [other, fingerprint] of fingerprints.entries()) {
            same(
              await appendOne(store, request({ commandId: `opaque-${index}`, fingerprint })),
              index === other ? { _tag: "Replayed", receipt } : { _tag: "OtherCommand" },
              `the answer to \`${fingerprint.slice(0, 20)}\` for the command of \`${fingerprints[index]!.slice(0, 20)}\``
            )
          }
        }
      })
    }
  },
  {
    id: "receipt.every-stream",
    sentence: "A command id names one command in all streams of a tenant.",
    run: async ({ open }) => {
      const store = await open()
      const receipt = await append(store, { commandId: "known", fingerprint: "f" })
      await changesNothing(store, async () => {
        same(
          await appendOne(store, request({ stream: garden, commandId: "known", fingerprint: "f" })),
          { _tag: "Replayed", receipt },
          "the answer in another stream"
        )
        same(
          await appendOne(store, request({ stream: garden, commandId: "known", fingerprint: "g" })),
          { _tag: "OtherCommand" },
          "the answer to another command in another stream"
        )
      })
    }
  },
  {
    id: "receipt.at-once",
    sentence: "A command that is asked many times at once is carried out once, and everybody gets the same receipt.",
    run: async ({ open }) => {
      const store = await open()
      const command = request({ commandId: "at-once", events: texts(2) })
      const answers = await Promise.all(Array.from({ length: 20 }, () => appendOne(store, command)))
      same(tally(answers), { Appended: 1, Replayed: 19 }, "the answers")
      same(
        new Set(answers.map((answer) => shown("receipt" in answer && answer.receipt))).size,
        1,
        "how many different receipts there are"
      )
      same(await streamTexts(store), texts(2), "the stream")
    }
  },
  {
    id: "receipt.position",
    sentence:
      "A receipt says at which position the last of its events is, and everything up to there can be read at once.",
    run: async ({ open }) => {
      const store = await open()
      for (let index = 0; index < 5; index++) {
        const { position, last } = await append(store, { expected: index * 2 - 1, events: texts(2, `${index}`) })
        const events = await allEvents(store)
        same(
          [events.at(-1)?.position, events.at(-1)?.revision],
          [position, last],
          "position and revision of the last event"
        )
        same(await allEvents(store, position), [], "what is behind it")
      }
    }
  }
]
