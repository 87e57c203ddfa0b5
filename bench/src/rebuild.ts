/**
 * A projection made anew from 1,000,000 stored events, against reading the same rows by hand, parsing them and folding them the same
 * way. Started as a process of its own with a bound heap: `rebuild.ts memory` or `rebuild.ts sqlite <file>`. It prints its figures as
 * JSON.
 *
 * A round reads a tenth of the log; all ten together read it all. On SQLite the bound of the heap is the process's own: it would die.
 * In memory the events themselves are on the heap, so what is weighed is what comes on top of them.
 */
import { deepStrictEqual } from "node:assert/strict"
import { DatabaseSync } from "node:sqlite"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { write } from "../limits/chain.ts"
import type { StreamId } from "../../src/language/ids.ts"
import { memory } from "../../src/memory.ts"
import { sqlite } from "../../src/sqlite.ts"
import { pageSize, type Store } from "../../src/store/port.ts"
import { diaryOn } from "./memoryRows.ts"
import { ascending, type Figure, median } from "./measure.ts"
import type { Counted } from "./tally.ts"
import { actor, counting, recordedAt } from "./work.ts"

export interface Rebuilt extends Pick<Figure, "ratio" | "lowest" | "highest" | "control" | "subject" | "limit"> {
  /** Megabytes: the most that was held while reading, besides what was stored before. */
  readonly held: number
}

setFlagsFromString("--expose-gc")
const collect: () => void = runInNewContext("gc")

const total = 1_000_000
const rounds = 10
const slice = total / rounds

/** Streams of 1,000 events, each written in one append. */
const fill = async (store: Store): Promise<void> => {
  for (let first = 0; first < total; first += pageSize) {
    const stream: StreamId = `tally/s${first / pageSize}`
    const events: Array<string> = []
    let previous: string | null = null
    for (let revision = 0; revision < pageSize; revision++) {
      const n = first + revision
      const commandId = `command-${n}`
      const { text, hash } = write(counting, n, { stream, revision, previous, commandId, actor, recordedAt })
      events.push(text)
      previous = hash
    }
    await store.append([{ stream, expected: -1, commandId: `fill-${first}`, fingerprint: "", events }])
  }
}

// -- The projection: what was counted of each item, and when last. --

type Sums = Map<string, { times: number; sum: number; last: string }>

const project = (sums: Sums, { item, amount, at }: Counted): void => {
  const known = sums.get(item)
  if (known === undefined) {
    sums.set(item, { times: 1, sum: amount, last: at })
    return
  }
  known.times += 1
  known.sum += amount
  known.last = at
}

/** Megabytes now held. */
const heldNow = (): number => {
  collect()
  return process.memoryUsage().heapUsed / 1e6
}

const [, , kind, path = ""] = process.argv
const store = kind === "memory" ? memory() : sqlite(path, { durability: "normal" })
await fill(store)
const diary = diaryOn(store)

/** Where each tenth begins. */
const places: Array<string | undefined> = [undefined]
const texts: Array<string> = []
for (let after: string | undefined, read = 0; read < total; ) {
  const page = await store.readAll(after === undefined ? {} : { after })
  if (page._tag === "OtherEpoch") throw new Error("another epoch")
  if (kind === "memory") for (const { text } of page.events) texts.push(text)
  read += page.events.length
  after = page.position
  if (read % slice === 0) places.push(after)
}
const before = heldNow()
let held = 0

const throughTheJournal = async (round: number, sums: Sums, events: number): Promise<void> => {
  let after = places[round]
  for (let read = 0; read < events; ) {
    const page = await diary.all(after === undefined ? {} : { after })
    if (page._tag === "OtherEpoch") throw new Error("another epoch")
    for (const { event } of page.events) project(sums, event as Counted)
    read += page.events.length
    after = page.position
  }
}

const database = kind === "memory" ? undefined : new DatabaseSync(path, { readOnly: true })
const rows = database?.prepare(
  "SELECT text FROM events WHERE tenant = ? AND number > ? AND number <= ? ORDER BY number"
)
rows?.setReturnArrays(true)

const byHand = async (round: number, sums: Sums, events: number): Promise<void> => {
  const from = round * slice
  if (rows === undefined)
    for (let n = from; n < from + events; n++) project(sums, (JSON.parse(texts[n]!) as { event: Counted }).event)
  else
    for (const [text] of rows.iterate("default", from, from + events) as unknown as Iterable<[string]>)
      project(sums, (JSON.parse(text) as { event: Counted }).event)
}

const timed = async (
  read: (round: number, sums: Sums, events: number) => Promise<void>,
  round: number,
  sums: Sums
): Promise<number> => {
  collect()
  const from = process.hrtime.bigint()
  await read(round, sums, slice)
  return Number(process.hrtime.bigint() - from) / slice
}

for (const read of [throughTheJournal, byHand]) await read(0, new Map(), 30_000)
const sums: ReadonlyArray<Sums> = [new Map(), new Map(), new Map()]
const readers = [throughTheJournal, byHand, byHand]
const times: Array<ReadonlyArray<number>> = []
for (let round = 0; round < rounds; round++) {
  const time = [0, 0, 0]
  for (let turn = 0; turn < 3; turn++) {
    const which = (round + turn) % 3
    time[which] = await timed(readers[which]!, round, sums[which]!)
  }
  times.push(time)
  held = Math.max(held, heldNow() - (kind === "memory" ? before : 0))
}
deepStrictEqual(sums[0], sums[1])

const ratios = times.map(([subject, limit]) => subject! / limit!).sort(ascending)
const rebuilt: Rebuilt = {
  ratio: median(ratios),
  lowest: ratios[0]!,
  highest: ratios.at(-1)!,
  control: median(times.map(([, limit, again]) => again! / limit!)),
  subject: median(times.map(([subject]) => subject!)),
  limit: median(times.map(([, limit]) => limit!)),
  held
}
console.log(JSON.stringify(rebuilt))
database?.close()
await store.close()
