/**
 * The contract kit tested by what it must catch: stores that are broken on purpose, each in one way that has been seen in
 * the field. Each must be caught, and by the requirement that is meant for it.
 */
import { afterAll, describe, expect, it } from "vitest"
import type { Answer, Append, Receipt, Store, StoredEvent } from "../../src/store/port.ts"
import { StoreFault } from "../../src/store/port.ts"
import { appendOne, spoils, untried } from "../../src/store/request.ts"
import { memory, newMemory } from "../../src/store/memory.ts"
import { check, requirements, type Subject } from "../../src/testing/index.ts"
import { inMemory } from "./stores.ts"

/** A store that is like the one in memory but for what `breaking` says. */
const like =
  (breaking: (store: Store) => Partial<Store>): Subject["place"] =>
  async () => {
    const place = newMemory()
    return {
      open: async (tenant) => {
        const store = memory({ in: place, ...(tenant !== undefined && { tenant }) })
        return { ...store, ...breaking(store) }
      }
    }
  }

type One = (request: Append) => Promise<Answer>

/** Each request of a list is answered by `change`, one after the other. */
const each =
  (change: One): Store["append"] =>
  async (requests) => {
    const answers: Array<Answer> = []
    const spoilt = new Set<string>()
    for (const request of requests) {
      const answer = spoilt.has(request.stream) ? untried : await change(request)
      if (spoils(request, answer)) spoilt.add(request.stream)
      answers.push(answer)
    }
    return answers
  }

const appending = (change: (request: Append, append: One, store: Store) => Promise<Answer>) =>
  like((store) => ({ append: each((request) => change(request, (it) => appendOne(store, it), store)) }))

/** Tries again at the revision that it is told of. */
const regardless = async (request: Append, append: One): Promise<Answer> => {
  const answer = await append(request)
  return answer._tag === "Conflict" ? regardless({ ...request, expected: answer.revision }, append) : answer
}

const changingEvents = (change: (events: ReadonlyArray<StoredEvent>) => ReadonlyArray<StoredEvent>) =>
  like((store) => ({
    readStream: async (stream, page) => {
      const answer = await store.readStream(stream, page)
      return { ...answer, events: change(answer.events) }
    },
    readAll: async (page) => {
      const answer = await store.readAll(page)
      return answer._tag === "Page" ? { ...answer, events: change(answer.events) } : answer
    }
  }))

const nobody: Receipt = { commandId: "", stream: "guestbook/lobby", first: 0, last: 0, position: "" }
let counter = 0

const broken: ReadonlyArray<{
  readonly name: string
  readonly by: string
  readonly place: Subject["place"]
  readonly restarts?: true
}> = [
  {
    name: "does nothing",
    by: "revision.counts",
    place: like(() => ({
      append: each(async ({ commandId }) => ({ _tag: "Appended", receipt: { ...nobody, commandId } })),
      readStream: async () => ({ events: [], revision: -1 }),
      readAll: async () => ({ _tag: "Page", events: [], position: "e.1", more: false }),
      revision: async () => -1
    }))
  },
  {
    name: "loses an update: the guard is not kept",
    by: "guard.behind",
    place: appending((request, append) => (request.events.length === 0 ? append(request) : regardless(request, append)))
  },
  {
    name: "looks, waits, and writes: two can win",
    by: "guard.one-winner",
    place: appending(async (request, append, store) => {
      if ((await store.revision(request.stream)) !== request.expected) return append(request)
      await new Promise((goOn) => setTimeout(goOn, 1))
      return regardless(request, append)
    })
  },
  {
    name: "writes half a batch",
    by: "batch.whole",
    place: appending(async (request, append) => {
      const half = Math.ceil(request.events.length / 2)
      const answer = await append({ ...request, events: request.events.slice(0, half) })
      return answer._tag === "Appended"
        ? { ...answer, receipt: { ...answer.receipt, last: answer.receipt.first + request.events.length - 1 } }
        : answer
    })
  },
  {
    name: "writes a batch one by one",
    by: "batch.apart",
    place: appending(async (request, append) => {
      const known = await append({ ...request, events: [] })
      if (known._tag !== "Confirmed" || request.events.length === 0) return known
      let answer: Answer = known
      for (const [index, text] of request.events.entries()) {
        const last = index === request.events.length - 1
        answer = await append({
          ...request,
          commandId: last ? request.commandId : `part-${counter++}`,
          expected: request.expected + index,
          events: [text]
        })
        await Promise.resolve()
      }
      return answer._tag === "Appended"
        ? { ...answer, receipt: { ...answer.receipt, first: request.expected + 1 } }
        : answer
    })
  },
  {
    name: "forgets receipts",
    by: "receipt.first",
    place: appending((request, append) => append({ ...request, commandId: `${request.commandId}#${counter++}` }))
  },
  {
    name: "ignores fingerprints",
    by: "receipt.fingerprint",
    place: appending((request, append) => append({ ...request, fingerprint: "" }))
  },
  {
    name: "keeps receipts by stream",
    by: "receipt.every-stream",
    place: appending(async (request, append) => {
      const answer = await append({ ...request, commandId: `${request.stream} ${request.commandId}` })
      return "receipt" in answer ? { ...answer, receipt: { ...answer.receipt, commandId: request.commandId } } : answer
    })
  },
  {
    name: "keeps a receipt of what was not taken",
    by: "batch.nothing",
    place: (() => {
      const seen = new WeakMap<object, Set<string>>()
      return like((store) => {
        const ids = seen.get(store) ?? new Set<string>()
        seen.set(store, ids)
        return {
          append: each(async (request) => {
            if (ids.has(request.commandId)) return { _tag: "OtherCommand" }
            const answer = await appendOne(store, request)
            if (answer._tag === "Conflict") ids.add(request.commandId)
            return answer
          })
        }
      })
    })()
  },
  {
    name: "leaves a receipt of a probe",
    by: "probe.confirmed",
    place: like((store) => {
      const probes = new Set<string>()
      return {
        append: each(async (request) => {
          if (probes.has(request.commandId) && request.events.length > 0) return { _tag: "OtherCommand" }
          if (request.events.length === 0) probes.add(request.commandId)
          return appendOne(store, request)
        })
      }
    })
  },
  {
    name: "confirms every probe",
    by: "probe.conflict",
    place: appending(async (request, append) => (request.events.length === 0 ? { _tag: "Confirmed" } : append(request)))
  },
  {
    name: "asks the guard before the receipt",
    by: "receipt.first",
    place: appending(async (request, append, store) => {
      const revision = await store.revision(request.stream)
      if (revision === request.expected) return append(request)
      return {
        _tag: "Conflict",
        revision,
        missed: (await store.readStream(request.stream, { from: request.expected + 1 })).events
      }
    })
  },
  {
    name: "says conflict and not what was missed",
    by: "guard.behind",
    place: appending(async (request, append) => {
      const answer = await append(request)
      return answer._tag === "Conflict" ? { ...answer, missed: [] } : answer
    })
  },
  {
    name: "takes an append ahead of the stream",
    by: "guard.ahead",
    place: appending(async (request, append, store) => {
      const revision = await store.revision(request.stream)
      return append({ ...request, expected: Math.min(revision, request.expected) })
    })
  },
  {
    name: "counts revisions from 1",
    by: "revision.counts",
    place: changingEvents((events) => events.map((event) => ({ ...event, revision: event.revision + 1 })))
  },
  {
    name: "begins a page one too late",
    by: "page.stream",
    place: like((store) => ({
      readStream: (stream, page = {}) =>
        store.readStream(stream, { ...page, from: (page.from ?? 0) === 0 ? 0 : page.from! + 1 })
    }))
  },
  {
    name: "repeats the event at a position",
    by: "page.all",
    place: like((store) => ({
      readAll: async (page = {}) => {
        if (page.after === undefined || !page.after.includes(".")) return store.readAll(page)
        const [epoch, number] = page.after.split(".")
        return store.readAll({
          ...page,
          after: `${epoch}.${String(Math.max(0, Number(number) - 1)).padStart(16, "0")}`
        })
      }
    }))
  },
  {
    name: "never says that there is more",
    by: "page.all",
    place: like((store) => ({
      readAll: async (page) => {
        const answer = await store.readAll(page)
        return answer._tag === "Page" ? { ...answer, more: false } : answer
      }
    }))
  },
  {
    name: "ignores the size of a page",
    by: "page.stream",
    place: like((store) => ({
      readStream: (stream, page = {}) => store.readStream(stream, { ...page, limit: 100_000 })
    }))
  },
  {
    name: "reorders a stream",
    by: "order.stream",
    place: like((store) => ({
      readStream: async (stream, page) => {
        const answer = await store.readStream(stream, page)
        return { ...answer, events: answer.events.toReversed() }
      }
    }))
  },
  {
    name: "reads all stream by stream",
    by: "order.all",
    place: like((store) => ({
      readAll: async (page) => {
        const answer = await store.readAll(page)
        return answer._tag === "Page"
          ? {
              ...answer,
              events: answer.events.toSorted((a, b) =>
                a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.revision - b.revision
              )
            }
          : answer
      }
    }))
  },
  {
    name: "answers before it has written",
    by: "revision.counts",
    place: appending(async (request, append, store) => {
      if (request.events.length === 0) return append(request)
      if ((await store.revision(request.stream)) !== request.expected) return append(request)
      setTimeout(() => void append(request).catch(() => {}), 2)
      return {
        _tag: "Appended",
        receipt: {
          commandId: request.commandId,
          stream: request.stream,
          first: request.expected + 1,
          last: request.expected + request.events.length,
          position: "e.1"
        }
      }
    })
  },
  {
    name: "hands out what it keeps",
    by: "read.unchangeable",
    place: like((store) => {
      const kept = new Map<string, { events: Array<StoredEvent>; revision: number }>()
      return {
        readStream: async (stream, page = {}) => {
          const answer = await store.readStream(stream, page)
          const key = `${stream} ${page.from ?? 0} ${page.limit ?? 0} ${answer.revision}`
          if (!kept.has(key))
            kept.set(key, { events: answer.events.map((event) => ({ ...event })), revision: answer.revision })
          return kept.get(key)!
        }
      }
    })
  },
  {
    name: "drops what is falsy",
    by: "text.to-the-letter",
    place: changingEvents((events) =>
      events.map((event) => (JSON.parse(event.text) ? event : { ...event, text: "{}" }))
    )
  },
  {
    name: "writes JSON anew, as jsonb does",
    by: "text.to-the-letter",
    place: changingEvents((events) =>
      events.map((event) => ({ ...event, text: JSON.stringify(JSON.parse(event.text)) }))
    )
  },
  {
    name: "takes `_` in a name for any letter",
    by: "names.to-the-letter",
    place: like((store) => ({
      readStream: (stream, page) => store.readStream(stream.replaceAll("_", "b") as typeof stream, page)
    }))
  },
  {
    name: "mixes up streams",
    by: "streams.apart",
    place: appending((request, append) => append({ ...request, stream: "guestbook/lobby" }))
  },
  {
    name: "takes any position for its own",
    by: "epoch.other",
    place: like((store) => ({
      readAll: async (page = {}) => {
        const answer = await store.readAll(page)
        return answer._tag === "OtherEpoch"
          ? store.readAll({ ...(page.limit !== undefined && { limit: page.limit }) })
          : answer
      }
    }))
  },
  {
    name: "takes a page of any size for one",
    by: "misuse.refused",
    place: like((store) => ({
      readAll: (page = {}) => store.readAll({ ...page, limit: Math.max(1, Math.floor(page.limit ?? 1000) || 1) })
    }))
  },
  { name: "works on after closing", by: "close.closed", place: like((store) => ({ close: async () => void store })) },
  {
    name: "fails on a second close",
    by: "close.closed",
    place: like((store) => {
      let closed = false
      return {
        close: async () => {
          if (closed) throw new StoreFault("closed", "it is closed")
          closed = true
          await store.close()
        }
      }
    })
  },
  { name: "sees only what it wrote itself", by: "handles.see", place: async () => ({ open: async () => memory() }) },
  {
    name: "closes for all",
    by: "handles.close",
    place: async () => {
      const place = newMemory()
      const handles: Array<Store> = []
      return {
        open: async (tenant) => {
          const store = memory({ in: place, ...(tenant !== undefined && { tenant }) })
          handles.push(store)
          return { ...store, close: async () => void (await Promise.all(handles.map((handle) => handle.close()))) }
        }
      }
    }
  },
  {
    name: "knows no tenants",
    by: "tenants.apart",
    place: async () => {
      const place = newMemory()
      return { open: async () => memory({ in: place }) }
    }
  },
  {
    name: "forgets receipts when it is closed",
    by: "restart.kept",
    restarts: true,
    place: async () => {
      const place = newMemory()
      return {
        open: async (tenant) => {
          const store = memory({ in: place, ...(tenant !== undefined && { tenant }) })
          return {
            ...store,
            close: async () => {
              for (const log of place.tenants.values()) log.receipts.clear()
              await store.close()
            }
          }
        }
      }
    }
  }
]

describe("the contract kit catches what it must", () => {
  const matrix: Array<string> = []
  afterAll(() => console.log(["", "broken store -> caught by", ...matrix, ""].join("\n")))

  for (const { name, by, place, restarts } of broken) {
    it(`a store that ${name} is caught by ${by}`, async () => {
      const findings = await check({
        name,
        capabilities: restarts ? ["handles", "tenants", "restart"] : ["handles", "tenants"],
        place
      })
      const caught = findings.filter(({ outcome }) => outcome === "broken").map(({ id }) => id)
      matrix.push(`  ${name.padEnd(44)} ${[by, ...caught.filter((id) => id !== by)].join(", ")}`)
      expect(caught).toContain(by)
    })
  }

  it("every requirement has its own id and sentence, and a broken store that it catches", async () => {
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
    expect(new Set(requirements.map(({ sentence }) => sentence)).size).toBe(requirements.length)
    const caught = matrix.join(" ")
    expect(requirements.map(({ id }) => id).filter((id) => !caught.includes(id))).toEqual([])
  })

  it("what a store does not declare is listed as not declared, and never as kept", async () => {
    const findings = await check({ ...inMemory, capabilities: [] })
    expect(findings.filter(({ outcome }) => outcome === "not declared").map(({ id, why }) => `${id}: ${why}`)).toEqual([
      "handles.see: handles",
      "handles.one-winner: handles",
      "handles.close: handles",
      "tenants.apart: tenants",
      "restart.kept: restart"
    ])
    expect(findings.filter(({ outcome }) => outcome === "broken")).toEqual([])
    expect(findings.length).toBe(requirements.length)
  })
})
