/** Stores that are broken on purpose, each in one way that has been seen in the field, and the requirement that is meant for it. */
import type { Answer, Append, Page, Receipt, Store, StoredEvent } from "../../src/store/port.ts"
import { StoreFault } from "../../src/store/port.ts"
import { type Memory, memory, newMemory } from "../../src/store/memory.ts"
import { appendOne, numberOf, positionOf, spoils, untried } from "../../src/store/request.ts"
import type { Capability, Failing, Held, Place, Subject } from "../../src/testing/index.ts"
import { each, oneByOne, pause, regardless } from "./kit.breaking.ts"
import * as breaking from "./kit.breaking.ts"
import { openWhere, type Where } from "./kit.elsewhere.ts"
import { holdIn, temporary } from "./stores.ts"

export interface Broken {
  readonly name: string
  /** The id of the requirement that must catch it. */
  readonly by: string
  /** Others that must catch it as well. */
  readonly and?: ReadonlyArray<string>
  readonly place: Subject["place"]
  /** `handles` and `tenants`, when left out. */
  readonly capabilities?: ReadonlyArray<Capability>
  /** Which requirements to run, where not all but the costly ones. */
  readonly only?: ReadonlyArray<string>
}

const lasting: ReadonlyArray<Capability> = ["handles", "tenants", "durability"]

/** A place in memory whose handles are like they should be but for what `change` says. */
const inMemoryBut = (change: (store: Store, memory: Memory) => Partial<Store>) => async (): Promise<Place> => {
  const place = newMemory()
  return {
    open: async (tenant) => {
      const store = memory({ in: place, ...(tenant !== undefined && { tenant }) })
      return { ...store, ...change(store, place) }
    }
  }
}

const like = (change: breaking.Breaking): Subject["place"] => inMemoryBut(change)
const appending = (change: Parameters<typeof breaking.appending>[0]) => like(breaking.appending(change))
const listing = (change: Parameters<typeof breaking.listing>[0]) => like(breaking.listing(change))
const changingEvents = (change: Parameters<typeof breaking.changingEvents>[0]) => like(breaking.changingEvents(change))
const changingTexts = (change: Parameters<typeof breaking.changingTexts>[0]) => like(breaking.changingTexts(change))

/** A place in a SQLite file that several processes open, all of them wrongly in the same way. */
const inFileBut = (wrong: NonNullable<Where["wrong"]>) => async (): Promise<Place> => {
  const { file, remove } = temporary()
  const where: Where = { file: file("events.db"), wrong }
  return {
    open: async (tenant) => openWhere(where, tenant),
    elsewhere: { module: new URL("./kit.elsewhere.ts", import.meta.url).href, argument: { ...where } },
    hold: () => holdIn(where.file),
    remove: async () => remove()
  }
}

/** All events of a place in memory, hidden ones among them. */
const eventsOf = ({ epoch, tenants }: Memory): ReadonlyArray<StoredEvent> =>
  (tenants.get("default")?.all ?? []).map(({ number, stream, revision, text }) => ({
    stream,
    revision,
    position: positionOf(epoch, number),
    text
  }))

/** A handle that has all that was written before in memory. */
const readFrom = async (lines: ReadonlyArray<Append>): Promise<Store> => {
  const store = memory({ in: { epoch: "lines", tenants: new Map() } })
  const taken = async (line: Append): Promise<boolean> =>
    (await regardless(line, (one) => appendOne(store, one)))._tag === "Appended"
  // What is written is believed, whatever it says.
  for (const line of lines) if (!(await taken(line))) await taken({ ...line, commandId: `again#${counter++}` })
  return store
}

const full = new StoreFault("broken", "the disk is full")

/**
 * A place that keeps lines and knows no tenants. When a write fails, half a line is left; `gluing` writes the next line behind it,
 * where nobody can read it, and `giving up` writes nothing more on that handle.
 */
export const inLines =
  (torn: "cut" | "gluing" | "giving up" = "cut") =>
  async (): Promise<Place> => {
    const lines: Array<Append> = []
    let [fails, isTorn] = [false, false]
    const open = async (): Promise<Store> => {
      const store = await readFrom(lines)
      let gaveUp = false
      const append: Store["append"] = async (requests) => {
        if (gaveUp) throw new StoreFault("broken", "it could not be written to before; open it anew")
        if (fails) {
          isTorn = torn === "gluing"
          gaveUp = torn === "giving up"
          throw full
        }
        const answers = await store.append(requests)
        const appended = requests.filter((_, index) => answers[index]?._tag === "Appended")
        if (!isTorn) lines.push(...appended)
        if (appended.length > 0) isTorn = false
        return answers
      }
      return { ...store, append }
    }
    const fail = async (): Promise<Failing> => {
      fails = true
      return {
        end: async () => {
          fails = false
        }
      }
    }
    return { open, fail }
  }

/** A place in memory whose writes do `half` when they fail, and `after` when one has failed before. */
const failing =
  (half: Failed, after: Failed = (requests, store) => store.append(requests)): Subject["place"] =>
  async () => {
    const place = newMemory()
    let [fails, failed] = [false, false]
    const open = async (tenant?: string): Promise<Store> => {
      const store = memory({ in: place, ...(tenant !== undefined && { tenant }) })
      const log = place.tenants.get(tenant ?? "default")!
      const append: Store["append"] = async (requests) => {
        failed ||= fails
        return fails ? half(requests, store, log) : failed ? after(requests, store, log) : store.append(requests)
      }
      return { ...store, append }
    }
    const fail = async (): Promise<Failing> => {
      fails = true
      return {
        end: async () => {
          fails = false
        }
      }
    }
    return { open, fail }
  }
type Failed = (requests: ReadonlyArray<Append>, store: Store, log: Log) => Promise<ReadonlyArray<Answer>>

/** Does the work and takes back what it left. */
const takenBack = async (log: Log, work: () => Promise<unknown>): Promise<void> => {
  const [all, receipts] = [log.all.length, new Set(log.receipts.keys())]
  await work()
  for (const { stream } of log.all.splice(all)) log.streams.get(stream)?.pop()
  for (const id of log.receipts.keys()) if (!receipts.has(id)) log.receipts.delete(id)
}
type Log = NonNullable<ReturnType<Memory["tenants"]["get"]>>

/** The requests of a list one after the other, each for itself; `spoiling` says what makes the rest of its stream not tried. */
const inTurn = async (
  requests: ReadonlyArray<Append>,
  one: (request: Append) => Promise<Answer>,
  spoiling: (request: Append, answer: Answer) => boolean = spoils
): Promise<ReadonlyArray<Answer>> => {
  const answers: Array<Answer> = []
  const spoilt = new Set<string>()
  for (const request of requests) {
    const answer = spoilt.has(request.stream) ? untried : await one(request)
    if (spoiling(request, answer)) spoilt.add(request.stream)
    answers.push(answer)
  }
  return answers
}

const nobody: Receipt = { commandId: "", stream: "guestbook/lobby", first: 0, last: 0, position: "" }
let counter = 0

/** What can go wrong with one request at a time. */
export const brokenAlone: ReadonlyArray<Broken> = [
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
    and: ["handles.one-winner", "writers.guards"],
    only: ["guard.one-winner", "receipt.at-once", "handles.one-winner", "writers.guards", "handles.guards"],
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
    place: like(oneByOne(async () => {}))
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
    name: "knows tenants in its handles, and not where it keeps things",
    by: "tenants.apart",
    and: ["tenants.at-once"],
    capabilities: ["tenants", "durability"],
    only: ["tenants.apart", "tenants.at-once", "restart.kept", "restart.paging", "restart.receipts", "restart.goes-on"],
    place: inLines()
  },
  {
    name: "forgets receipts when it is closed",
    by: "restart.kept",
    capabilities: lasting,
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

export const brokenLists: ReadonlyArray<Broken> = [
  {
    name: "takes an empty list for a mistake",
    by: "list.empty",
    place: listing(async (requests, store) => {
      if (requests.length === 0) throw new StoreFault("misused", "there is nothing to append")
      return store.append(requests)
    })
  },
  {
    name: "answers a list in another order",
    by: "list.answers",
    place: listing(async (requests, store) => (await store.append(requests)).toReversed())
  },
  {
    name: "answers what was appended, and nothing else",
    by: "list.answers",
    place: listing(async (requests, store) =>
      requests.length < 2
        ? store.append(requests)
        : (await store.append(requests)).filter(({ _tag }) => _tag === "Appended" || _tag === "Replayed")
    )
  },
  {
    name: "leaves the rest of a list after a refusal",
    by: "list.apart",
    place: listing(async (requests, store) => {
      let left = false
      return inTurn(requests, async (request) => {
        const answer: Answer = left ? untried : await appendOne(store, request)
        left ||= spoils(request, answer)
        return answer
      })
    })
  },
  {
    name: "takes a list as a whole or not at all",
    by: "list.apart",
    place: inMemoryBut((store, memory) => ({
      append: async (requests) => {
        let answers: ReadonlyArray<Answer> = []
        const log = memory.tenants.get("default")
        if (log === undefined) return store.append(requests)
        await takenBack(log, async () => (answers = await store.append(requests)))
        if (requests.every((request, index) => !spoils(request, answers[index]!))) return store.append(requests)
        return answers.map((answer) => (answer._tag === "Appended" ? untried : answer))
      }
    }))
  },
  {
    name: "guards a list by what was there before it",
    by: "list.builds",
    place: listing(async (requests, store) => {
      const before = new Map<string, number>()
      for (const { stream } of requests) before.set(stream, await store.revision(stream))
      return inTurn(requests, async (request) => {
        const probe = await appendOne(store, { ...request, events: [] })
        const revision = before.get(request.stream)!
        if (probe._tag === "Replayed" || probe._tag === "OtherCommand" || request.expected === revision)
          return appendOne(store, request)
        return { _tag: "Conflict", revision, missed: [] }
      })
    })
  },
  {
    name: "guards the first of a list and believes the others",
    by: "list.guard",
    place: listing(async (requests, store) => {
      const appended = new Set<string>()
      return inTurn(requests, async (request) => {
        const answer = await (appended.has(request.stream) && request.events.length > 0
          ? regardless(request, (one) => appendOne(store, one))
          : appendOne(store, request))
        if (answer._tag === "Appended") appended.add(request.stream)
        return answer
      })
    })
  },
  {
    name: "takes what builds on what was not taken",
    by: "list.untried",
    place: listing((requests, store) =>
      inTurn(
        requests,
        (request) => appendOne(store, request),
        () => false
      )
    )
  },
  {
    name: "takes a probe that fails for an append that does",
    by: "list.probe",
    place: listing((requests, store) =>
      inTurn(
        requests,
        (request) => appendOne(store, request),
        (_, { _tag }) => _tag !== "Appended" && _tag !== "Confirmed"
      )
    )
  },
  {
    name: "looks for receipts before the list and not in it",
    by: "list.twice",
    place: listing((requests, store) => {
      const seen = new Set<string>()
      return inTurn(requests, async (request) => {
        const commandId = seen.has(request.commandId) ? `${request.commandId}#${counter++}` : request.commandId
        const answer = await appendOne(store, { ...request, commandId })
        if (answer._tag === "Appended") seen.add(request.commandId)
        return "receipt" in answer
          ? { ...answer, receipt: { ...answer.receipt, commandId: request.commandId } }
          : answer
      })
    })
  },
  {
    name: "keeps the last receipt of a list",
    by: "list.again",
    place: listing((requests, store) =>
      inTurn(requests, async (request) => {
        const isLast = request === requests.at(-1)
        const known = await appendOne(store, { ...request, events: [] })
        if (isLast || known._tag !== "Confirmed" || request.events.length === 0) return appendOne(store, request)
        const answer = await appendOne(store, { ...request, commandId: `${request.commandId}#${counter++}` })
        return "receipt" in answer
          ? { ...answer, receipt: { ...answer.receipt, commandId: request.commandId } }
          : answer
      })
    )
  },
  {
    name: "writes a list stream by stream",
    by: "list.order",
    place: listing(async (requests, store) => {
      const sorted = requests.toSorted((one, other) =>
        one.stream < other.stream ? -1 : one.stream > other.stream ? 1 : 0
      )
      const answers = await store.append(sorted)
      return requests.map((request) => answers[sorted.indexOf(request)]!)
    })
  },
  {
    name: "gives every receipt of a list the last position",
    by: "list.order",
    place: listing(async (requests, store) => {
      const answers = await store.append(requests)
      const last = answers.findLast(({ _tag }) => _tag === "Appended")
      return answers.map((answer) =>
        answer._tag === "Appended" && last?._tag === "Appended"
          ? { ...answer, receipt: { ...answer.receipt, position: last.receipt.position } }
          : answer
      )
    })
  },
  {
    name: "carries out five hundred requests of a list",
    by: "list.long",
    place: listing(async (requests, store) => [
      ...(await store.append(requests.slice(0, 500))),
      ...requests.slice(500).map((): Answer => untried)
    ])
  }
]

export const brokenOtherwise: ReadonlyArray<Broken> = [
  {
    name: "guards a stream by any stream",
    by: "guard.several",
    place: appending(async (request, append, store) => {
      const rooms = [0, 1, 2, 3, 4].map((index) => store.revision(`guestbook/room-${index}`))
      const fits = (await Promise.all(rooms)).includes(request.expected)
      return fits && request.events.length > 0 ? regardless(request, append) : append(request)
    })
  },
  {
    name: "reaches the first 8,192 events of a stream",
    by: "stream.long",
    place: changingEvents((events) => events.filter(({ revision }) => revision < 8192))
  },
  {
    name: "cuts fingerprints at 255 letters",
    by: "receipt.opaque",
    place: appending((request, append) => append({ ...request, fingerprint: request.fingerprint.slice(0, 255) }))
  },
  {
    name: "cuts ids of commands at 255 letters",
    by: "names.commands",
    place: appending(async (request, append) => {
      const answer = await append({ ...request, commandId: request.commandId.slice(0, 255) })
      return "receipt" in answer ? { ...answer, receipt: { ...answer.receipt, commandId: request.commandId } } : answer
    })
  },
  { name: "cuts a text at a megabyte", by: "text.large", place: changingTexts((text) => text.slice(0, 1_048_576)) },
  {
    name: "keeps letters of the first plane only",
    by: "text.to-the-letter",
    place: changingTexts((text) => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, "?"))
  },
  {
    name: "writes letters in their normal form",
    by: "text.alike",
    place: changingTexts((text) => text.normalize("NFC"))
  },
  {
    name: "keeps equal texts once",
    by: "text.repeated",
    place: changingEvents((events) =>
      events.filter(({ text }, index) => events.findIndex((event) => event.text === text) === index)
    )
  },
  {
    name: "counts events of a page in sixteen bits",
    by: "page.any-size",
    place: like((store) => ({
      readStream: (stream, page = {}) => store.readStream(stream, { ...page, limit: (page.limit ?? 1000) & 0xffff })
    }))
  },
  {
    name: "reads the events and then the revision",
    by: "page.consistent",
    place: like((store) => ({
      readStream: async (stream, page) => {
        const { events } = await store.readStream(stream, page)
        await pause(1)
        return { events, revision: await store.revision(stream) }
      }
    }))
  },
  {
    name: "gives up in the middle of a batch when it is closed",
    by: "close.meanwhile",
    only: ["batch.apart", "close.meanwhile"],
    place: like(oneByOne(() => pause(0)))
  },
  {
    name: "keeps the receipts of all tenants together",
    by: "tenants.at-once",
    place: (() => {
      const taken = new Map<string, Answer>()
      return async () => {
        taken.clear()
        const place = newMemory()
        return {
          open: async (tenant) => {
            const store = memory({ in: place, ...(tenant !== undefined && { tenant }) })
            return {
              ...store,
              append: each(async (request) => {
                const name = JSON.stringify([request.commandId, request.fingerprint])
                const known = taken.get(name)
                if (known !== undefined && "receipt" in known) return { _tag: "Replayed", receipt: known.receipt }
                const answer = await appendOne(store, request)
                if (answer._tag === "Appended") taken.set(name, answer)
                return answer
              })
            }
          }
        }
      }
    })()
  },
  {
    name: "says always that something is withheld",
    by: "page.withheld",
    only: ["page.withheld"],
    place: like((store) => ({
      readAll: async (page) => {
        const answer = await store.readAll(page)
        return answer._tag === "Page" ? { ...answer, withheld: 1 } : answer
      }
    }))
  },
  {
    name: "gives numbers before it commits, and readers go past the gap",
    by: "follow.joins",
    place: (() => {
      const hidden = new Set<string>()
      return like((store) => ({
        append: async (requests) => {
          const answers = await store.append(requests)
          const positions = answers.flatMap((answer) => (answer._tag === "Appended" ? [answer.receipt.position] : []))
          if (counter++ % 3 !== 0) return answers
          for (const position of positions) hidden.add(position)
          await pause(3)
          for (const position of positions) hidden.delete(position)
          return answers
        },
        readAll: async (page) => {
          const answer = await store.readAll(page)
          return answer._tag === "Page"
            ? { ...answer, events: answer.events.filter(({ position }) => !hidden.has(position)) }
            : answer
        }
      }))
    })()
  },
  {
    name: "repeats an event when it goes on from the end",
    by: "follow.joins",
    place: like((store) => {
      const ends = new Set<string>()
      return {
        readAll: async (page = {}) => {
          const answer = await store.readAll(page)
          if (answer._tag !== "Page" || page.after === undefined) return answer
          if (!answer.more && answer.events.length === 0) ends.add(page.after)
          const [epoch, number] = page.after.split(".") as [string, string]
          return ends.has(page.after) && answer.events.length > 0 && Number(number) > 0
            ? store.readAll({ ...page, after: positionOf(epoch, Number(number) - 1) })
            : answer
        }
      }
    })
  },
  {
    name: "guards by what the handle remembers",
    by: "handles.guards",
    place: like((store) => {
      const remembered = new Map<string, number>()
      return {
        append: each(async (request) => {
          const fits = remembered.get(request.stream) === request.expected && request.events.length > 0
          const answer = await (fits ? regardless(request, (one) => appendOne(store, one)) : appendOne(store, request))
          if (answer._tag === "Appended") remembered.set(request.stream, request.expected + request.events.length)
          return answer
        })
      }
    })
  },
  {
    name: "begins a new epoch each time it is opened",
    by: "restart.paging",
    capabilities: lasting,
    place: inMemoryBut((store, { epoch }) => {
      const own = `${epoch}-${counter++}`
      const shown = (position: string): string => position.replace(epoch, own)
      return {
        readAll: async (page = {}) => {
          if (page.after !== undefined && !page.after.startsWith(`${own}.`)) return { _tag: "OtherEpoch", epoch: own }
          const answer = await store.readAll({
            ...page,
            ...(page.after !== undefined && { after: page.after.replace(own, epoch) })
          })
          return answer._tag === "Page" ? { ...answer, position: shown(answer.position) } : answer
        }
      }
    })
  },
  {
    name: "makes receipts anew from where the log is",
    by: "restart.receipts",
    capabilities: lasting,
    place: inMemoryBut((store, place) => {
      const opened = eventsOf(place).length
      return {
        append: each(async (request) => {
          const answer = await appendOne(store, request)
          return answer._tag === "Replayed" && (numberOf(place.epoch, answer.receipt.position) ?? 0) <= opened
            ? { ...answer, receipt: { ...answer.receipt, position: positionOf(place.epoch, eventsOf(place).length) } }
            : answer
        })
      }
    })
  },
  {
    name: "counts positions anew after a restart",
    by: "restart.goes-on",
    capabilities: lasting,
    place: inMemoryBut((store, place) => {
      const opened = eventsOf(place).length
      return {
        append: each(async (request) => {
          const answer = await appendOne(store, request)
          if (answer._tag !== "Appended") return answer
          const number = (numberOf(place.epoch, answer.receipt.position) ?? 0) - opened
          return { ...answer, receipt: { ...answer.receipt, position: positionOf(place.epoch, number) } }
        })
      }
    })
  }
]

const inFiles: ReadonlyArray<Capability> = ["handles", "tenants", "durability", "processes"]
const killed = ["crash.kept", "crash.whole", "crash.again"]
const atOnce = ["processes.see", "processes.one-winner", "processes.once", "processes.guards"]

/** One process alone does these right, or nearly so. */
export const brokenElsewhere: ReadonlyArray<Broken> = (
  [
    ["answers first and writes 5 milliseconds later", ["crash.kept"], killed],
    ["writes a batch event by event, and is killed in between", ["crash.whole"], killed],
    ["can't be opened after it was killed while opening", ["crash.opening"], ["restart.kept", "crash.opening"]],
    ["keeps receipts in the process", ["crash.again", "processes.once"], ["crash.again", ...atOnce]],
    ["can't be opened by another process", ["crash.opening"], ["restart.kept", "crash.opening"]],
    ["gives each process a file of its own", ["elsewhere.same", "processes.see"], ["elsewhere.same", ...atOnce]],
    ["asks for a revision once, and counts on by itself", ["processes.see"], ["elsewhere.same", ...atOnce]],
    [
      "looks first and writes then, locked inside of one process only",
      ["processes.one-winner", "processes.guards"],
      atOnce
    ]
  ] as const
).map(([name, [by, ...and], only]) => ({ name, by, and, only, capabilities: inFiles, place: inFileBut(name) }))

const theHeld = "guestbook/held"

/** A place in memory where a write can be held open; `readAll` answers as `reading` says while it is. */
const holding =
  (
    reading: (
      all: ReadonlyArray<StoredEvent>,
      at: number,
      limit: number
    ) => Pick<Page, "events" | "more" | "withheld"> | "as it is"
  ) =>
  async (): Promise<Place> => {
    const place = newMemory()
    let isHeld = false
    const hold = async (): Promise<Held> => {
      isHeld = true
      await memory({ in: place }).append([
        { stream: theHeld, expected: -1, commandId: "held", fingerprint: "held", events: ['"held"'] }
      ])
      return {
        release: async () => {
          isHeld = false
        }
      }
    }
    const open = async (tenant?: string): Promise<Store> => {
      const store = memory({ in: place, ...(tenant !== undefined && { tenant }) })
      const unseen = (stream: string): boolean =>
        isHeld && stream === theHeld && reading(eventsOf(place), 0, 1) !== "as it is"
      return {
        ...store,
        revision: async (stream) => (unseen(stream) ? -1 : store.revision(stream)),
        readStream: async (stream, page) =>
          unseen(stream) ? { events: [], revision: -1 } : store.readStream(stream, page),
        readAll: async (page = {}) => {
          const from = page.after === undefined ? 0 : numberOf(place.epoch, page.after)
          if (!isHeld || from === undefined) return store.readAll(page)
          const behind = eventsOf(place).slice(from)
          const at = behind.findIndex(({ stream }) => stream === theHeld)
          const answer = reading(behind, at, page.limit ?? 1000)
          if (answer === "as it is" || at === -1) return store.readAll(page)
          return { _tag: "Page", position: answer.events.at(-1)?.position ?? positionOf(place.epoch, from), ...answer }
        }
      }
    }
    return { open, hold }
  }

const upTo = (all: ReadonlyArray<StoredEvent>, limit: number): Pick<Page, "events" | "more"> => ({
  events: all.slice(0, limit),
  more: all.length > limit
})

/** As it should be: what is behind the held write waits for it, and a page says how much. */
export const holdsBack = holding((all, at, limit) => ({
  ...upTo(all.slice(0, at), limit),
  withheld: all.length - at - 1
}))

const withHeld: ReadonlyArray<Capability> = ["handles", "tenants", "heldTransaction"]

export const brokenWhileHeld: ReadonlyArray<Broken> = [
  {
    name: "shows what was not committed",
    by: "held.unseen",
    capabilities: withHeld,
    only: ["held.unseen", "held.followed", "held.withheld"],
    place: holding(() => "as it is")
  },
  {
    name: "goes past what was not committed",
    by: "held.followed",
    capabilities: withHeld,
    only: ["held.unseen", "held.followed", "held.withheld"],
    place: holding((all, at, limit) => upTo([...all.slice(0, at), ...all.slice(at + 1)], limit))
  },
  {
    name: "holds back and says nothing",
    by: "held.withheld",
    capabilities: withHeld,
    only: ["held.unseen", "held.followed", "held.withheld"],
    place: holding((all, at, limit) => upTo(all.slice(0, at), limit))
  }
]

const withFailing: ReadonlyArray<Capability> = ["failedWrite"]
const withLines: ReadonlyArray<Capability> = ["failedWrite", "durability"]
const whenFailed = ["failed.rejected", "failed.again", "failed.kept", "failed.list", "failed.goes-on"]

/** Under another id, so that the command itself leaves no receipt. */
const withoutReceipt = (request: Append): Append => ({ ...request, commandId: `${request.commandId}#${counter++}` })

export const brokenByFailing: ReadonlyArray<Broken> = [
  {
    name: "answers a write that failed",
    by: "failed.rejected",
    capabilities: withFailing,
    only: whenFailed,
    place: failing(async (requests, store, log) => {
      let answers: ReadonlyArray<Answer> = []
      await takenBack(log, async () => (answers = await store.append(requests)))
      return answers
    })
  },
  {
    name: "rejects with whatever its database said",
    by: "failed.rejected",
    capabilities: withFailing,
    only: whenFailed,
    place: failing(async () => {
      throw new Error("the disk is full")
    })
  },
  {
    name: "keeps half of a write that failed",
    by: "failed.rejected",
    capabilities: withFailing,
    only: whenFailed,
    place: failing(async (requests, store) => {
      for (const { events, ...request } of requests)
        await appendOne(store, withoutReceipt({ ...request, events: events.slice(0, Math.ceil(events.length / 2)) }))
      throw full
    })
  },
  {
    name: "keeps the events of a write that failed, and not its receipt",
    by: "failed.again",
    capabilities: withFailing,
    only: whenFailed,
    place: failing(async (requests, store) => {
      await store.append(requests.map(withoutReceipt))
      throw full
    })
  },
  {
    name: "keeps the receipt of a write that failed, and not its events",
    by: "failed.again",
    capabilities: withFailing,
    only: whenFailed,
    place: failing(async (requests, store, log) => {
      const before = log.all.length
      await store.append(requests)
      for (const { stream } of log.all.splice(before)) log.streams.get(stream)?.pop()
      throw full
    })
  },
  {
    name: "cuts off too much when a write has failed",
    by: "failed.kept",
    capabilities: withFailing,
    only: whenFailed,
    place: failing(async (_, __, log) => {
      const last = log.all.pop()
      if (last !== undefined) log.streams.get(last.stream)?.pop()
      throw full
    })
  },
  {
    name: "writes a list request by request, and the receipts in the end",
    by: "failed.list",
    capabilities: withFailing,
    only: whenFailed,
    place: failing(async (requests, store) => {
      if (requests.length > 1) await store.append([requests[0]!, withoutReceipt(requests[1]!)])
      throw full
    })
  },
  {
    name: "never works again when a write has failed",
    by: "failed.goes-on",
    capabilities: withFailing,
    only: whenFailed,
    place: failing(
      async () => {
        throw full
      },
      async () => {
        throw new StoreFault("broken", "a write has failed")
      }
    )
  },
  {
    name: "writes on behind half a line",
    by: "failed.goes-on",
    capabilities: withLines,
    only: [...whenFailed, "restart.kept"],
    place: inLines("gluing")
  }
]

export const broken: ReadonlyArray<Broken> = [
  ...brokenAlone,
  ...brokenLists,
  ...brokenOtherwise,
  ...brokenElsewhere,
  ...brokenWhileHeld,
  ...brokenByFailing
]
