/** Several writers at a time: in one handle, in several, in several processes. */
import type { Store } from "../../store/port.ts"
import { appendOne } from "../../store/request.ts"
import { allEvents, append, everything, filled, request, streamEvents, texts } from "../acts.ts"
import { must, noFlaws, same, shown, tally } from "../claims.ts"
import { type Contention, quarrel } from "../contend.ts"
import type { Effort, Ground, Requirement } from "../contract.ts"
import { samePlace } from "./elsewhere.ts"

const provenBy = async (stores: ReadonlyArray<Store>, reader: Store, contention: Contention): Promise<void> => {
  const { events, answers, flaws } = await quarrel(stores, reader, contention)
  noFlaws(flaws, events)
  for (const tag of ["Appended", "Conflict"])
    must((answers[tag] ?? 0) > 0, `nobody was ever answered with ${tag}, so this has shown nothing`)
}

/** Handles in so many processes, on a place that was opened here before. */
const several = async (ground: Ground, count: number): Promise<ReadonlyArray<Store>> => {
  await (await ground.open()).close()
  return Promise.all(Array.from({ length: count }, () => ground.openElsewhere()))
}

const listsOf = ({ rounds, seed }: Required<Effort>): Contention => ({ lists: rounds * 10, seed })

export const writers: ReadonlyArray<Requirement> = [
  {
    id: "writers.guards",
    sentence: "Whatever several writers send at once, the log proves by itself that every guard held.",
    run: async ({ open }, effort) => {
      const store = await open()
      await provenBy([store], store, { ...listsOf(effort), writers: 6 })
    }
  },
  {
    id: "handles.guards",
    sentence: "Whatever is sent at once through several handles, the log proves by itself that every guard held.",
    needs: "handles",
    run: async ({ open }, effort) => {
      const stores = await Promise.all([open(), open(), open()])
      await provenBy(stores, await open(), { ...listsOf(effort), writers: 2 })
    }
  }
]

export const processes: ReadonlyArray<Requirement> = [
  {
    id: "processes.see",
    sentence: "What one process was answered is seen by another as soon as it was answered.",
    needs: "processes",
    run: async (ground) => {
      const [one, other] = await several(ground, 2)
      const here = await ground.open()
      await filled(here, 2)
      for (const there of [one!, other!])
        same(await everything(there), await everything(here), `${samePlace}; what was written here, seen there`)
      for (let index = 2; index < 8; index++) {
        const [writer, reader] = index % 2 === 0 ? [one!, other!] : [other!, one!]
        const receipt = await append(writer, {
          expected: index - 1,
          commandId: `p${index}`,
          events: texts(1, `${index}`)
        })
        same(await reader.revision("guestbook/lobby"), index, "the revision")
        same(await everything(reader), await everything(here), "what is seen")
        same(
          await appendOne(reader, request({ commandId: `p${index}` })),
          { _tag: "Replayed", receipt },
          "the answer to the same command"
        )
      }
    }
  },
  {
    id: "processes.one-winner",
    sentence:
      "Of appends at once from several processes at one revision exactly one is taken; the others are told of it.",
    needs: "processes",
    run: async (ground) => {
      const stores = await several(ground, 3)
      for (let round = 0; round < 12; round++) {
        const answers = await Promise.all(
          [...stores, ...stores].map((store) => appendOne(store, request({ expected: round - 1 })))
        )
        same(tally(answers), { Appended: 1, Conflict: 5 }, `the answers at revision ${round - 1}`)
        const written = (await streamEvents(stores[0]!)).slice(round)
        for (const answer of answers) if (answer._tag === "Conflict") same(answer.missed, written, "the missed events")
      }
    }
  },
  {
    id: "processes.once",
    sentence: "One command that several processes send at once is carried out once, and all get the same receipt.",
    needs: "processes",
    run: async (ground) => {
      const stores = await several(ground, 3)
      for (let round = 0; round < 8; round++) {
        const command = request({ expected: round * 2 - 1, commandId: `once-${round}`, events: texts(2, `${round}`) })
        const answers = await Promise.all([...stores, ...stores].map((store) => appendOne(store, command)))
        same(tally(answers), { Appended: 1, Replayed: 5 }, "the answers")
        const receipts = new Set(answers.map((answer) => shown("receipt" in answer && answer.receipt)))
        same(receipts.size, 1, "how many different receipts there are")
      }
      same((await allEvents(stores[0]!)).length, 16, "how many events there are")
    }
  },
  {
    id: "processes.guards",
    sentence: "Whatever several processes send at once, the log proves by itself that every guard held.",
    needs: "processes",
    run: async (ground, effort) => {
      const stores = await several(ground, 3)
      await provenBy(stores, await ground.open(), { ...listsOf(effort), writers: 2 })
    }
  }
]
