/**
 * What a store must do, as data: one sentence and one run each.
 *
 * A store that keeps all of these may be trusted with a journal. They need no test runner; `check` runs them anywhere and
 * `storeContract` hands them to yours.
 */
import type { Revision, StreamId } from "../language/ids.ts"
import {
  type Append,
  pageSize,
  type Page,
  type Position,
  type Store,
  type StoredEvent,
  StoreFault
} from "../store/port.ts"
import { appendOne } from "../store/request.ts"

/** What not every store can do. Declare what yours does; the rest is listed as not declared, never skipped in silence. */
export type Capability =
  /** Several handles on one place at a time. */
  | "handles"
  /** Several tenants in one place. */
  | "tenants"
  /** What was answered is there after everything was closed and opened again. */
  | "restart"

/** Where a store keeps things: a file, a database, a piece of memory. New and empty for every requirement. */
export interface Place {
  /** A new handle for a tenant; for one and the same when left out. */
  readonly open: (tenant?: string) => Promise<Store>
  /** Clears up, after all handles were closed. */
  readonly remove?: () => Promise<void>
}

export interface Subject {
  readonly name: string
  readonly capabilities: ReadonlyArray<Capability>
  readonly place: () => Promise<Place>
}

export interface Requirement {
  readonly id: string
  readonly sentence: string
  readonly needs?: Capability
  /** Rejects with `Unmet` when the store does not do it. `open` opens handles on one place; they are closed afterwards. */
  readonly run: (open: Place["open"]) => Promise<void>
}

/** A requirement is not met. */
export class Unmet extends Error {
  readonly _tag = "Unmet"
}

export interface Finding {
  readonly id: string
  readonly sentence: string
  readonly outcome: "kept" | "broken" | "not declared"
  /** What went wrong, or which capability is not declared. */
  readonly why?: string
}

/** Runs one requirement in a place of its own. Rejects when it is not met. */
export const runRequirement = async (subject: Subject, requirement: Requirement): Promise<void> => {
  const place = await subject.place()
  const handles: Array<Store> = []
  try {
    await requirement.run(async (tenant) => {
      const store = await place.open(tenant)
      handles.push(store)
      return store
    })
  } finally {
    for (const store of handles) await store.close().catch(() => {})
    await place.remove?.()
  }
}

/** Runs every requirement, in order, and says of each how it went. */
export const check = async (subject: Subject): Promise<ReadonlyArray<Finding>> => {
  const findings: Array<Finding> = []
  for (const requirement of requirements) {
    const { id, sentence, needs } = requirement
    if (needs !== undefined && !subject.capabilities.includes(needs)) {
      findings.push({ id, sentence, outcome: "not declared", why: needs })
      continue
    }
    const broken = await runRequirement(subject, requirement).then(
      () => undefined,
      (cause: Error) => cause.message
    )
    findings.push(
      broken === undefined ? { id, sentence, outcome: "kept" } : { id, sentence, outcome: "broken", why: broken }
    )
  }
  return findings
}

// -- Saying what must be --

const same = (actual: unknown, expected: unknown, what: string): void => {
  const [is, should] = [shown(actual), shown(expected)]
  if (is !== should) throw new Unmet(`${what}: ${excerpt(is)}, not ${excerpt(should)}`)
}
const must = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Unmet(otherwise)
}
const excerpt = (text: string): string => (text.length > 300 ? `${text.slice(0, 299)}…` : text)
const shown = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner === undefined
      ? "(nothing)"
      : typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner
  )

// -- Doing things to a store --

const lobby: StreamId = "guestbook/lobby"
const garden: StreamId = "guestbook/garden"

/** Distinct texts: `["a:0"]`, `["a:1"]`, … */
const texts = (count: number, name = "a"): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => JSON.stringify([`${name}:${index}`]))

let commands = 0
const request = (of: Partial<Append> = {}): Append => {
  const commandId = of.commandId ?? `c${commands++}`
  return { stream: lobby, expected: -1, commandId, fingerprint: `f-${commandId}`, events: texts(1, commandId), ...of }
}

const append = async (store: Store, of: Partial<Append> = {}) => {
  const asked = request(of)
  const answer = await appendOne(store, asked)
  if (answer._tag !== "Appended")
    throw new Unmet(`an append at revision ${asked.expected} was answered with ${answer._tag}`)
  return answer.receipt
}

/** A stream with so many events, one append each. */
const filled = async (store: Store, count: number, stream: StreamId = lobby): Promise<ReadonlyArray<string>> => {
  const all = texts(count, stream)
  for (let index = 0; index < count; index++)
    await append(store, { stream, expected: index - 1, events: [all[index]!] })
  return all
}

const streamTexts = async (store: Store, stream: StreamId = lobby, limit?: number): Promise<ReadonlyArray<string>> =>
  (await streamEvents(store, stream, limit)).map(({ text }) => text)

const streamEvents = async (
  store: Store,
  stream: StreamId = lobby,
  limit = 400
): Promise<ReadonlyArray<StoredEvent>> => {
  const events: Array<StoredEvent> = []
  for (;;) {
    const page = await store.readStream(stream, { from: events.length, limit })
    must(page.events.length <= limit, `a page of ${limit} held ${page.events.length} events`)
    events.push(...page.events)
    if (events.length > page.revision) return events
    must(
      page.events.length > 0,
      `a page was empty at revision ${events.length} though the stream goes on to ${page.revision}`
    )
  }
}

const page = async (store: Store, after?: Position, limit = pageSize): Promise<Page> => {
  const answer = await store.readAll({ limit, ...(after !== undefined && { after }) })
  if (answer._tag === "Page") return answer
  throw new Unmet("a position of this log was answered with OtherEpoch")
}

const allEvents = async (store: Store, after?: Position, limit = 400): Promise<ReadonlyArray<StoredEvent>> => {
  const events: Array<StoredEvent> = []
  for (let position = after; ; ) {
    const next = await page(store, position, limit)
    must(next.events.length <= limit, `a page of ${limit} held ${next.events.length} events`)
    events.push(...next.events)
    if (!next.more) return events
    must(next.events.length > 0, "a page was empty though there was said to be more")
    position = next.position
  }
}

/** What anybody can see of a store: to find out whether something was written. */
const everything = async (store: Store, ...streams: ReadonlyArray<StreamId>) => ({
  all: await allEvents(store),
  streams: await Promise.all(
    [lobby, garden, ...streams].map(async (stream) => [
      stream,
      await store.revision(stream),
      await streamEvents(store, stream)
    ])
  )
})

const changesNothing = async (store: Store, work: () => Promise<unknown>): Promise<void> => {
  const before = await everything(store)
  await work()
  same(await everything(store), before, "what is stored, though nothing was to be written")
}

const rejects = async (kind: StoreFault["kind"], what: string, work: () => Promise<unknown>): Promise<void> => {
  const fault = await work().then(
    () => undefined,
    (cause: unknown) => cause
  )
  must(fault !== undefined, `${what} was answered, and should reject`)
  must(
    (fault as StoreFault)._tag === "StoreFault" && (fault as StoreFault).kind === kind,
    `${what} rejected with ${String(fault)}, not with a StoreFault of kind ${kind}`
  )
}

const tally = (answers: ReadonlyArray<{ readonly _tag: string }>): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { _tag } of answers) counts[_tag] = (counts[_tag] ?? 0) + 1
  return counts
}

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
  '"undefined"'
]

// -- The requirements --

export const requirements: ReadonlyArray<Requirement> = [
  {
    id: "empty.stream",
    sentence: "A stream that nothing was appended to is empty and at revision -1.",
    run: async (open) => {
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
    run: async (open) => {
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
    run: async (open) => {
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
    id: "guard.behind",
    sentence:
      "An append at any revision behind the stream's is a conflict that carries exactly what was missed, and writes nothing.",
    run: async (open) => {
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
    run: async (open) => {
      const store = await open()
      await filled(store, 2)
      for (const [stream, revision] of [
        [lobby, 1],
        [garden, -1]
      ] as const) {
        for (const expected of [revision + 1, revision + 2, 1000]) {
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
    id: "guard.long-tail",
    sentence: `A conflict carries at most ${pageSize} missed events, the first ones, and says where the stream is.`,
    run: async (open) => {
      const store = await open()
      await append(store, { events: texts(pageSize + 50) })
      const answer = await appendOne(store, request())
      if (answer._tag !== "Conflict") throw new Unmet(`the answer was ${answer._tag}`)
      same(answer.revision, pageSize + 49, "the revision")
      must(answer.missed.length <= pageSize && answer.missed.length > 0, `${answer.missed.length} events were carried`)
      same(
        answer.missed.map(({ text }) => text),
        texts(answer.missed.length),
        "the missed events"
      )
    }
  },
  {
    id: "guard.one-winner",
    sentence: "Of many appends at once at one revision exactly one is taken; the others are told of it.",
    run: async (open) => {
      const store = await open()
      await filled(store, 3)
      const answers = await Promise.all(Array.from({ length: 20 }, () => appendOne(store, request({ expected: 2 }))))
      same(tally(answers), { Appended: 1, Conflict: 19 }, "the answers")
      const written = (await streamEvents(store)).slice(3)
      for (const answer of answers) if (answer._tag === "Conflict") same(answer.missed, written, "the missed events")
    }
  },
  {
    id: "batch.whole",
    sentence: "Events that are appended together are all there, in order and one after the other.",
    run: async (open) => {
      const store = await open()
      const { first, last } = await append(store, { events: texts(500) })
      same([first, last], [0, 499], "first and last revision")
      same(await streamTexts(store), texts(500), "the stream")
      same(
        (await allEvents(store)).map(({ text }) => text),
        texts(500),
        "all events"
      )
    }
  },
  {
    id: "batch.apart",
    sentence: "Events that are appended together stay together in the order of all events.",
    run: async (open) => {
      const store = await open()
      const streams = Array.from({ length: 8 }, (_, index): StreamId => `guestbook/room-${index}`)
      await Promise.all(streams.map((stream) => append(store, { stream, events: texts(5, stream) })))
      const order = (await allEvents(store)).map(({ stream }) => stream)
      for (const stream of streams) {
        same(
          [order.filter((name) => name === stream).length, order.lastIndexOf(stream) - order.indexOf(stream)],
          [5, 4],
          `the places of ${stream}`
        )
      }
    }
  },
  {
    id: "batch.nothing",
    sentence: "What is not taken leaves nothing behind: no event, no receipt, no gap in the revisions.",
    run: async (open) => {
      const store = await open()
      await append(store, { commandId: "taken" })
      const late = request({ commandId: "late", events: texts(3, "late") })
      await changesNothing(store, async () => {
        same((await appendOne(store, late))._tag, "Conflict", "the answer at the wrong revision")
        same(
          (await appendOne(store, request({ commandId: "taken", fingerprint: "other", expected: 0 })))._tag,
          "OtherCommand",
          "the answer to another command"
        )
      })
      const { first, last } = await append(store, { ...late, expected: 0 })
      same([first, last], [1, 3], "the revisions when it comes again")
    }
  },
  {
    id: "probe.confirmed",
    sentence: "An append of no events at the stream's revision is confirmed, writes nothing and leaves no receipt.",
    run: async (open) => {
      const store = await open()
      for (const expected of [-1, 0]) {
        const probe = request({ expected, events: [], commandId: `probe-${expected}` })
        await changesNothing(store, async () => {
          same(await appendOne(store, probe), { _tag: "Confirmed" }, "the answer")
          same(await appendOne(store, probe), { _tag: "Confirmed" }, "the answer when it is asked again")
        })
        await append(store, { ...probe, fingerprint: "of another command", events: texts(1) })
      }
    }
  },
  {
    id: "probe.conflict",
    sentence: "An append of no events at another revision is a conflict that carries what was missed.",
    run: async (open) => {
      const store = await open()
      await filled(store, 3)
      const events = await streamEvents(store)
      await changesNothing(store, async () => {
        same(
          await appendOne(store, request({ expected: 0, events: [] })),
          { _tag: "Conflict", revision: 2, missed: events.slice(1) },
          "the answer behind"
        )
        same(
          await appendOne(store, request({ expected: 3, events: [] })),
          { _tag: "Conflict", revision: 2, missed: [] },
          "the answer ahead"
        )
      })
    }
  },
  {
    id: "probe.replayed",
    sentence: "An append of no events for a known command is answered with its first receipt, or as another command.",
    run: async (open) => {
      const store = await open()
      const receipt = await append(store, { commandId: "known", fingerprint: "f", events: texts(2) })
      await changesNothing(store, async () => {
        for (const expected of [-1, 1, 7]) {
          same(
            await appendOne(store, request({ commandId: "known", fingerprint: "f", expected, events: [] })),
            { _tag: "Replayed", receipt },
            `the answer at ${expected}`
          )
          same(
            await appendOne(store, request({ commandId: "known", fingerprint: "g", expected, events: [] })),
            { _tag: "OtherCommand" },
            `the answer at ${expected}, with another fingerprint`
          )
        }
      })
    }
  },
  {
    id: "receipt.first",
    sentence: "A command that comes again gets its first receipt, wherever the stream is by then, and writes nothing.",
    run: async (open) => {
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
    run: async (open) => {
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
    id: "receipt.every-stream",
    sentence: "A command id names one command in all streams of a tenant.",
    run: async (open) => {
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
    run: async (open) => {
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
    run: async (open) => {
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
  },
  {
    id: "order.stream",
    sentence: "A stream is read in the order in which it was appended to.",
    run: async (open) => {
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
    run: async (open) => {
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
    run: async (open) => {
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
    run: async (open) => {
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
    run: async (open) => {
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
    id: "page.end",
    sentence: "At the end there is nothing, the position stays, and what comes later is read once and only once.",
    run: async (open) => {
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
    run: async (open) => {
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
    id: "epoch.other",
    sentence: "A position of another log is answered as such, and never taken for one of this log.",
    run: async (open) => {
      const store = await open()
      await filled(store, 2)
      for (const after of ["elsewhere.0000000000000001", "", "1", "nonsense"]) {
        const answer = await store.readAll({ after })
        must(answer._tag === "OtherEpoch" && answer.epoch.length > 0, `\`${after}\` was answered with ${answer._tag}`)
      }
    }
  },
  {
    id: "text.to-the-letter",
    sentence: "Text comes back to the letter, whatever stands in it.",
    run: async (open) => {
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
    id: "names.to-the-letter",
    sentence: "Names of streams and commands are compared letter for letter.",
    run: async (open) => {
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
    id: "streams.apart",
    sentence: "What happens to one stream is not seen in another.",
    run: async (open) => {
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
    id: "read.unchangeable",
    sentence: "Changing what was read, answered or handed in changes nothing in the store.",
    run: async (open) => {
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
    run: async (open) => {
      const store = await open()
      await filled(store, 2)
      await changesNothing(store, async () => {
        for (const expected of [-2, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
          await rejects("misused", `an append at ${expected}`, () => appendOne(store, request({ expected })))
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
    run: async (open) => {
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
  },
  {
    id: "handles.see",
    sentence: "What was appended through one handle is seen through another as soon as it was answered.",
    needs: "handles",
    run: async (open) => {
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
    run: async (open) => {
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
    run: async (open) => {
      const [one, other] = [await open(), await open()]
      await append(one)
      await one.close()
      await append(other, { expected: 0 })
      same((await streamEvents(other)).length, 2, "how many events there are")
    }
  },
  {
    id: "tenants.apart",
    sentence: "Nothing of one tenant is seen by another: no event, no revision, no receipt.",
    needs: "tenants",
    run: async (open) => {
      const [one, other] = [await open("one"), await open("other")]
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
    }
  },
  {
    id: "restart.kept",
    sentence:
      "What was answered is there after everything was closed and opened again: events, order, positions and receipts.",
    needs: "restart",
    run: async (open) => {
      const first = await open()
      await filled(first, 5)
      const command = request({ stream: garden, commandId: "before", events: texts(3) })
      const receipt = await append(first, command)
      const before = await everything(first)
      const { position } = await page(first)
      await first.close()
      const again = await open()
      same(await everything(again), before, "what is stored")
      same(await appendOne(again, command), { _tag: "Replayed", receipt }, "the answer to the same command")
      same(
        await appendOne(again, { ...command, fingerprint: "other" }),
        { _tag: "OtherCommand" },
        "the answer to another command"
      )
      await append(again, { expected: 4, events: texts(1, "after") })
      same(
        (await allEvents(again, position)).map(({ text }) => text),
        texts(1, "after"),
        "what is behind a position from before"
      )
    }
  }
]
