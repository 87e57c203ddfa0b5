/** Opens a SQLite file in another process, for the contract kit: as it should be, or broken on purpose. */
import { existsSync, rmSync, writeFileSync } from "node:fs"
import type { Answer } from "../../src/store/port.ts"
import { numberOf, positionOf } from "../../src/store/request.ts"
import { sqlite } from "../../src/store/sqlite.ts"
import type { OpenElsewhere } from "../../src/testing/contract.ts"
import { appending, type Breaking, oneByOne, pause, regardless } from "./kit.breaking.ts"

/** What several processes, or one that is killed, can do wrong while one process alone does it right. */
export const wrongElsewhere = {
  "answers first and writes 5 milliseconds later": (store) => {
    // It believes what it is told about revisions, and counts positions by itself.
    let end: Promise<{ readonly epoch: string; number: number }> | undefined
    const late = new Set<Promise<unknown>>()
    const beginning = async () => {
      let page = await store.readAll()
      while (page._tag === "Page" && page.more) page = await store.readAll({ after: page.position })
      if (page._tag !== "Page") throw new Error("there is only one epoch")
      const epoch = page.position.split(".")[0]!
      return { epoch, number: numberOf(epoch, page.position)! }
    }
    return {
      append: async (requests) => {
        const at = await (end ??= beginning())
        const early = requests.every(({ events }) => events.length > 0)
        const probes = requests.map((request) => ({ ...request, events: [] }))
        if (!early || (await store.append(probes)).some(({ _tag }) => _tag === "Replayed")) {
          await Promise.all(late)
          return store.append(requests)
        }
        const writing = pause(5)
          .then(() => store.append(requests))
          .catch(() => {})
          .finally(() => late.delete(writing))
        late.add(writing)
        return requests.map(({ commandId, stream, expected, events }): Answer => {
          at.number += events.length
          const [first, last] = [expected + 1, expected + events.length]
          return {
            _tag: "Appended",
            receipt: { commandId, stream, first, last, position: positionOf(at.epoch, at.number) }
          }
        })
      }
    }
  },
  "writes a batch event by event, and is killed in between": oneByOne(() => pause(1)),
  "keeps receipts in the process": (() => {
    const kept = new Map<string, { readonly fingerprint: string; readonly answer: Answer }>()
    let line: Promise<unknown> = Promise.resolve()
    return appending((request, append) => {
      const mine = line.then(async (): Promise<Answer> => {
        const known = kept.get(request.commandId)
        if (known !== undefined)
          return known.fingerprint !== request.fingerprint || !("receipt" in known.answer)
            ? { _tag: "OtherCommand" }
            : { _tag: "Replayed", receipt: known.answer.receipt }
        const answer = await append({ ...request, commandId: `${process.pid}/${request.commandId}` })
        if (answer._tag !== "Appended") return answer
        const receipt = { ...answer.receipt, commandId: request.commandId }
        kept.set(request.commandId, { fingerprint: request.fingerprint, answer: { ...answer, receipt } })
        return { ...answer, receipt }
      })
      line = mine.catch(() => {})
      return mine
    })
  })(),
  "looks first and writes then, locked inside of one process only": (() => {
    let line: Promise<unknown> = Promise.resolve()
    return appending((request, append, store) => {
      const mine = line.then(async () => {
        if (request.events.length === 0 || (await store.revision(request.stream)) !== request.expected)
          return append(request)
        await pause(2)
        return regardless(request, append)
      })
      line = mine.catch(() => {})
      return mine
    })
  })(),
  "asks for a revision once, and counts on by itself": (store) => {
    const at = new Map<string, number>()
    return {
      append: async (requests) => {
        const answers = await store.append(requests)
        for (const answer of answers) if (answer._tag === "Appended") at.set(answer.receipt.stream, answer.receipt.last)
        return answers
      },
      revision: async (stream) => {
        const revision = at.get(stream) ?? (await store.revision(stream))
        at.set(stream, revision)
        return revision
      }
    }
  }
} satisfies Record<string, Breaking>

export interface Where {
  readonly file: string
  readonly wrong?:
    | keyof typeof wrongElsewhere
    | "gives each process a file of its own"
    | "can't be opened after it was killed while opening"
    | "can't be opened by another process"
}

/** Leaves a mark while it is being opened, and does not open where somebody left one. */
const openMarked = async (file: string, tenant: string | undefined) => {
  if (existsSync(`${file}-mark`)) throw new Error("somebody else is opening this file, or was")
  writeFileSync(`${file}-mark`, "")
  await pause(40)
  rmSync(`${file}-mark`)
  return openFile({ file }, tenant)
}

export const openFile = ({ file, wrong }: Where, tenant?: string) => {
  const path = wrong === "gives each process a file of its own" ? `${file}-${process.pid}` : file
  const store = sqlite(path, { durability: "normal", ...(tenant !== undefined && { tenant }) })
  return wrong !== undefined && wrong in wrongElsewhere
    ? { ...store, ...wrongElsewhere[wrong as keyof typeof wrongElsewhere](store) }
    : store
}

export const openWhere = (where: Where, tenant?: string) =>
  where.wrong === "can't be opened after it was killed while opening"
    ? openMarked(where.file, tenant)
    : openFile(where, tenant)

export const open: OpenElsewhere = (argument, tenant) => {
  const where = argument as unknown as Where
  if (where.wrong === "can't be opened by another process") throw new Error("this is not the process that made it")
  return openWhere(where, tenant)
}
