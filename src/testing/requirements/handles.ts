/** One handle, several handles, several tenants. */
import type { Store } from "../../store/port.ts"
import { appendOne } from "../../store/request.ts"
import {
  allEvents,
  append,
  changesNothing,
  everything,
  filled,
  garden,
  inTime,
  lobby,
  page,
  pause,
  request,
  rooms,
  streamEvents,
  streamTexts,
  texts
} from "../acts.ts"
import { noFlaws, rejects, same, tally } from "../claims.ts"
import { contend } from "../contend.ts"
import type { Ground, Requirement } from "../contract.ts"
import { checkLog, selfDescribing } from "../log.ts"

export const handles: ReadonlyArray<Requirement> = [
  {
    id: "read.unchangeable",
    sentence: "Changing what was read, answered or handed in changes nothing in the store.",
    run: async ({ open }) => {
      const store = await open()
      const events = [...texts(3)]
      const command = request({ commandId: "mine", events })
      const answer = await appendOne(store, command)
      const before = await everything(store)
      const missed = await appendOne(store, request())
      const spoil = (value: unknown): void => {
        if (typeof value !== "object" || value === null) return
        for (const [key, inner] of Object.entries(value)) {
          spoil(inner)
          try {
            ;(value as Record<string, unknown>)[key] = typeof inner === "number" ? 77 : "spoilt"
          } catch {
            // frozen is fine
          }
        }
        if (Array.isArray(value) && !Object.isFrozen(value)) value.length = 0
      }
      const copy = JSON.parse(JSON.stringify(before))
      const receipt = JSON.parse(JSON.stringify(answer))
      for (const handed of [events, answer, missed, before, await store.readStream(lobby), await store.readAll()])
        spoil(handed)
      same(await everything(store), copy, "what is stored")
      same(await appendOne(store, { ...command, events: [] }), { ...receipt, _tag: "Replayed" }, "the receipt")
    }
  },
  {
    id: "misuse.refused",
    sentence: "A request that makes no sense rejects as misused, and nothing is written.",
    run: async ({ open }) => {
      const store = await open()
      await filled(store, 2)
      await changesNothing(store, async () => {
        for (const expected of [-2, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
          await rejects("misused", `an append at ${expected}`, () => appendOne(store, request({ expected })))
        await rejects("misused", "a list with a request at 0.5", () =>
          store.append([request({ expected: 0.5 }), request({ expected: 9 })])
        )
        for (const limit of [0, -1, 1.5, Number.NaN]) {
          await rejects("misused", `a page of ${limit}`, () => store.readStream(lobby, { limit }))
          await rejects("misused", `a page of ${limit} of all`, () => store.readAll({ limit }))
        }
        for (const from of [-1, 0.5, Number.NaN])
          await rejects("misused", `a page from ${from}`, () => store.readStream(lobby, { from }))
      })
    }
  },
  {
    id: "close.closed",
    sentence: "After closing, every call rejects as closed; closing twice is fine.",
    run: async ({ open }) => {
      const store = await open()
      await append(store)
      await store.close()
      await store.close()
      await rejects("closed", "an append", () => appendOne(store, request({ expected: 0 })))
      await rejects("closed", "a probe", () => appendOne(store, request({ expected: 0, events: [] })))
      await rejects("closed", "reading a stream", () => store.readStream(lobby))
      await rejects("closed", "reading all", () => store.readAll())
      await rejects("closed", "asking for a revision", () => store.revision(lobby))
    }
  }
]

export const several: ReadonlyArray<Requirement> = [
  {
    id: "handles.see",
    sentence: "What was appended through one handle is seen through another as soon as it was answered.",
    needs: "handles",
    run: async ({ open }) => {
      const [one, other] = [await open(), await open()]
      for (let index = 0; index < 10; index++) {
        const [writer, reader] = index % 2 === 0 ? [one, other] : [other, one]
        const receipt = await append(writer, { expected: index - 1, commandId: `h${index}` })
        same(await reader.revision(lobby), index, "the revision")
        same(await everything(reader), await everything(writer), "what is seen")
        same(
          await appendOne(reader, request({ commandId: `h${index}` })),
          { _tag: "Replayed", receipt },
          "the answer to the same command"
        )
      }
    }
  },
  {
    id: "handles.one-winner",
    sentence:
      "Of appends at once through several handles at one revision exactly one is taken, and no command is carried out twice.",
    needs: "handles",
    run: async ({ open }) => {
      const handles = await Promise.all([open(), open(), open()])
      for (let round = 0; round < 5; round++) {
        const answers = await Promise.all(
          [...handles, ...handles].map((store) => appendOne(store, request({ expected: round - 1 })))
        )
        same(tally(answers), { Appended: 1, Conflict: 5 }, "the answers to different commands")
      }
      const command = request({ expected: 4, commandId: "at-once" })
      same(
        tally(await Promise.all(handles.map((store) => appendOne(store, command)))),
        { Appended: 1, Replayed: 2 },
        "the answers to one command"
      )
      for (const store of handles) same(await store.revision(lobby), 5, "the revision")
    }
  },
  {
    id: "handles.close",
    sentence: "Closing one handle leaves the others at work.",
    needs: "handles",
    run: async ({ open }) => {
      const [one, other] = [await open(), await open()]
      await append(one)
      await one.close()
      await append(other, { expected: 0 })
      same((await streamEvents(other)).length, 2, "how many events there are")
    }
  },
  {
    id: "close.meanwhile",
    sentence:
      "What was being appended when its handle was closed is answered or rejects, and is there whole or not at all.",
    needs: "handles",
    run: async ({ open }) => {
      const other = await open()
      for (const [round, milliseconds] of [0, 0, 1, 2, 4].entries()) {
        const closing = await open()
        const before = (await allEvents(other)).length
        const list = rooms(6).map((stream) =>
          selfDescribing(
            { stream: `${stream}/${round}`, expected: -1, commandId: `${round}-${stream}`, fingerprint: "f" },
            6
          )
        )
        const settling = Promise.allSettled(list.map((one) => appendOne(closing, one)))
        if (round > 0) await pause(milliseconds)
        await closing.close()
        const silent = "what was being appended was neither answered nor rejected in 10 seconds"
        const settled = await inTime(10, silent, settling)
        const attempts = list.map((request, index) => {
          const one = settled[index]!
          return { request, ...(one.status === "fulfilled" && { answer: one.value }) }
        })
        const events = (await allEvents(other)).slice(before)
        noFlaws(checkLog(events, attempts), events.length)
      }
    }
  }
]

/**
 * Looks at both tenants again, as far as the store declares it: through handles that are opened beside the others, and through such that
 * are opened when all were closed. A handle may know more than the place does.
 */
const lookedAtAgain = async (
  { open, declares }: Ground,
  stores: ReadonlyArray<Store>,
  look: (stores: ReadonlyArray<Store>, when: string) => Promise<void>
): Promise<void> => {
  const opened = [...stores]
  const again = async (): Promise<ReadonlyArray<Store>> => {
    const both = [await open("one"), await open("other")]
    opened.push(...both)
    return both
  }
  if (declares("handles")) await look(await again(), "through another handle")
  if (!declares("durability")) return
  for (const store of opened) await store.close()
  await look(await again(), "after closing and opening again")
}

export const tenants: ReadonlyArray<Requirement> = [
  {
    id: "tenants.apart",
    sentence: "Nothing of one tenant is seen by another: no event, no revision, no receipt.",
    needs: "tenants",
    run: async (ground) => {
      const [one, other] = [await ground.open("one"), await ground.open("other")]
      const mine = request({ commandId: "same", fingerprint: "f", events: texts(3, "one") })
      const first = await append(one, mine)
      same(
        await everything(other),
        {
          all: [],
          streams: [
            [lobby, -1, []],
            [garden, -1, []]
          ]
        },
        "what the other tenant sees"
      )
      const second = await append(other, { ...mine, fingerprint: "g", events: texts(2, "other") })
      same([first.last, second.last], [2, 1], "the last revisions")
      same([await streamTexts(one), await streamTexts(other)], [texts(3, "one"), texts(2, "other")], "the streams")
      same([(await allEvents(one)).length, (await allEvents(other)).length], [3, 2], "how many events each reads")
      await append(one, { expected: 2 })
      const before = await page(other)
      same([before.events.length, before.more], [2, false], "the other tenant's page")
      same((await page(other, before.position)).events, [], "what is behind it")
      const alone = request({ stream: garden, commandId: "alone" })
      await append(one, alone)
      const seen = [await everything(one), await everything(other)]
      await lookedAtAgain(ground, [one, other], async (stores, when) => {
        for (const [index, store] of stores.entries())
          same(await everything(store), seen[index], `what one of them sees ${when}`)
        const [its, others] = await Promise.all(stores.map((store) => appendOne(store, { ...alone, events: [] })))
        same([its?._tag, others?._tag], ["Replayed", "Confirmed"], `the answers to a command of one of them ${when}`)
      })
    }
  },
  {
    id: "tenants.at-once",
    sentence: "Tenants that send the same commands to the same streams at once get what each of them would get alone.",
    needs: "tenants",
    run: async (ground, { seed }) => {
      const stores = [await ground.open("one"), await ground.open("other")]
      const attempts = await Promise.all(stores.map((store) => contend([store], { lists: 20, seed })))
      const look = async (looking: ReadonlyArray<Store>): Promise<void> => {
        for (const [index, store] of looking.entries()) {
          const events = await allEvents(store)
          noFlaws(checkLog(events, attempts[index]), events.length)
        }
      }
      await look(stores)
      await lookedAtAgain(ground, stores, look)
    }
  }
]
