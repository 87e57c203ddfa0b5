import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  erasureLeavesProof,
  type Flaw,
  flawsAreNamed,
  memoryKeys,
  unshownIsSaid,
  unshownOfStore,
  unshownOfStream,
  verifyStore,
  verifyStream,
  verifyStreamOf
} from "../../src/journal/index.ts"
import type { StreamId } from "../../src/language/ids.ts"
import { memory } from "../../src/store/memory.ts"
import { sqlite } from "../../src/store/sqlite.ts"
import type { Store, StoredEvent } from "../../src/store/port.ts"
import { all, forged, garden, ofStream, rewrittenFrom, shelf, streams, tamperings } from "./tampering.ts"
import { at, codecs, greet, guestBook, lobby, morning, opened, sign } from "./toy.ts"

const short = (flaws: ReadonlyArray<Flaw>) => flaws.map(({ ref, kind }) => `${kind} ${ref}`)

/** What is found in a stream by itself, and in a store that holds it. */
const flawsOf = async (rows: ReadonlyArray<StoredEvent>, stream: StreamId = lobby): Promise<ReadonlyArray<string>> => {
  const store = shelf(rows)
  const alone = await verifyStream(ofStream(rows, stream), { stream, codecs, revision: store.revision })
  const read = await verifyStreamOf(store, stream, { codecs })
  expect(read.flaws).toEqual(alone)
  return short(alone)
}

describe(flawsAreNamed.clause.quote, () => {
  it("nothing is wrong with what a journal wrote", async () => {
    await fc.assert(
      fc.asyncProperty(streams, fc.integer({ min: 1, max: 9 }), async (written, pageSize) => {
        const rows = await written()
        for (const stream of [lobby, garden]) expect(await flawsOf(rows, stream)).toEqual([])
        const { flaws, further, events, heads } = await verifyStore(shelf(rows, pageSize), { codecs })
        expect([flaws, further, events]).toEqual([[], 0, rows.length])
        expect(heads).toEqual(
          [garden, lobby].map((stream) => {
            const last = ofStream(rows, stream).at(-1)!
            return { stream, revision: last.revision, hash: JSON.parse(last.text).hash }
          })
        )
      }),
      { numRuns: 30 }
    )
  })

  it("any one tampering is named, at the place where it was done", async () => {
    await fc.assert(
      fc.asyncProperty(streams, fc.gen(), async (written, draw) => {
        const rows = await written()
        const [here, there] = [ofStream(rows, lobby), ofStream(rows, garden)]
        for (let time = 0; time < 20; time++) {
          const { rows: meddled, place, alone, name } = draw(() => tamperings(here, there))
          const named = `guestbook/lobby@${place}`
          const inStream = await verifyStream(meddled, {
            stream: lobby,
            codecs,
            revision: shelf([...meddled, ...there]).revision
          })
          const inStore = (await verifyStore(shelf([...meddled, ...there], 7), { codecs })).flaws
          for (const flaws of [inStream, inStore]) {
            const refs: ReadonlyArray<string> = flaws.map(({ ref }) => ref)
            expect([name, refs[0]]).toEqual([name, named])
            if (alone) expect([name, refs]).toEqual([name, refs.map(() => named)])
          }
        }
      }),
      { numRuns: 40 }
    )
  })

  it("a row that is missing is one flaw, and so is a revision that a store jumps over", async () => {
    const rows = forged(lobby, [{}, {}, {}, {}, {}])
    expect(await flawsOf(rows.toSpliced(2, 1))).toEqual(["removed guestbook/lobby@2"])
    expect(await flawsOf(rows.slice(2))).toEqual(["removed guestbook/lobby@0"])
    const { flaws } = await verifyStreamOf(shelf(rows.toSpliced(1, 3)), lobby, { codecs })
    expect(flaws).toEqual([
      {
        ref: "guestbook/lobby@1",
        kind: "removed",
        message: "it and all up to `guestbook/lobby@3` are not there, and `guestbook/lobby@4` is"
      }
    ])
  })

  it("an event that is recorded before the one before it", async () => {
    const rows = forged(lobby, [{ header: { recordedAt: at(5) } }, { header: { recordedAt: at(4) } }, {}])
    expect(await flawsOf(rows)).toEqual(["backdated guestbook/lobby@1", "backdated guestbook/lobby@2"])
  })

  it("an event that happened at another time than its header says, or that says too little", async () => {
    expect(await flawsOf(forged(lobby, [{ header: { occurredAt: at(1) } }]))).toEqual([
      "contradictory guestbook/lobby@0"
    ])
    expect(await flawsOf(forged(lobby, [{ header: { actor: 7 as never } }]))).toEqual(["unreadable guestbook/lobby@0"])
    expect(await flawsOf(forged(lobby, [{ header: { recordedAt: "today" as never } }]))).toEqual([
      "unreadable guestbook/lobby@0"
    ])
  })

  it("an event whose type belongs into another stream", async () => {
    const stream: StreamId = "diary/main"
    expect(await flawsOf(forged(stream, [{}]), stream)).toEqual(["misplaced diary/main@0"])
    expect(await flawsOf(forged(lobby, [{ header: { type: "constructor" } }]))).toEqual([
      "misplaced guestbook/lobby@0",
      "unreadable guestbook/lobby@0"
    ])
  })

  it("an event that rests on itself, on a later one, or on none", async () => {
    const greeted = (from: string) => ({
      event: { _tag: "Greeted", by: "ann", others: [], because: { value: "x", from, asOf: 0 }, at: morning },
      header: { type: "guestbook/Greeted" }
    })
    const rows = forged(lobby, [
      {},
      greeted("guestbook/lobby@0"),
      greeted("guestbook/lobby@2"),
      greeted("guestbook/lobby@4"),
      greeted("guestbook/lobby@9"),
      greeted("guestbook/nowhere@0")
    ])
    const unfounded = [2, 3, 4, 5].map((revision) => `unfounded guestbook/lobby@${revision}`)
    expect(await flawsOf(rows)).toEqual(unfounded)
    expect(short((await verifyStore(shelf(rows), { codecs })).flaws)).toEqual(unfounded)
  })

  it("events of one command that contradict each other, and a command that was carried out twice", async () => {
    const by = (commandId: string, actor = "clerk-1") => ({ header: { commandId, correlation: commandId, actor } })
    expect(await flawsOf(forged(lobby, [by("c1"), by("c1"), by("c2")]))).toEqual([])
    expect(await flawsOf(forged(lobby, [by("c1"), by("c1", "clerk-2")]))).toEqual(["contradictory guestbook/lobby@1"])
    expect(await flawsOf(forged(lobby, [by("c1"), by("c2"), by("c1")]))).toEqual(["repeated guestbook/lobby@2"])
    const across = [...forged(lobby, [by("c1")]), ...forged(garden, [by("c1")])]
    expect(short((await verifyStore(shelf(across), { codecs })).flaws)).toEqual(["repeated guestbook/garden@0"])
  })

  it("an event that is put in between those of one command makes none of them a repetition", async () => {
    const by = (commandId: string) => ({ header: { commandId, correlation: commandId } })
    const [first, ...rest] = forged(lobby, [by("c1"), by("c1"), by("c1")])
    const foreign = { ...forged(garden, [by("g1")])[0]!, stream: lobby }
    const rows = [first!, foreign, ...rest].map((row, revision) => ({ ...row, revision }))
    expect(await flawsOf(rows)).toEqual([
      "misplaced guestbook/lobby@1",
      "unlinked guestbook/lobby@1",
      "misplaced guestbook/lobby@2",
      "unlinked guestbook/lobby@2",
      "misplaced guestbook/lobby@3"
    ])
  })

  it("a log that is not given in its order, or that leaves out a stream which is cited", async () => {
    const because = { value: "x", from: "guestbook/garden@0", asOf: 0 }
    const rows = [
      ...forged(garden, [{ header: { commandId: "g" } }]),
      ...forged(lobby, [
        {},
        {
          event: { _tag: "Greeted", by: "ann", others: [], because, at: morning },
          header: { type: "guestbook/Greeted" }
        }
      ])
    ]
    const [a, b, c] = await all(shelf(rows))
    const giving = async (events: ReadonlyArray<StoredEvent>) =>
      short(
        (
          await verifyStore(
            {
              ...shelf(rows),
              readAll: async (page) => ({
                _tag: "Page",
                events: page?.after === undefined ? events : [],
                position: c!.position,
                more: false
              })
            },
            { codecs }
          )
        ).flaws
      )
    expect(await giving([a!, b!, c!])).toEqual([])
    expect(await giving([b!, c!, a!])).toEqual(["repeated guestbook/garden@0"])
    expect(await giving([b!, c!])).toEqual(["removed guestbook/garden@0"])
  })

  it("a store that tells one thing of a stream and another of all streams", async () => {
    const rows = forged(lobby, [{}, {}, {}])
    const store = shelf(rows)
    const telling = async (other: Partial<Store>) =>
      short((await verifyStore({ ...store, ...other }, { codecs })).flaws)
    expect(await telling({})).toEqual([])
    // The log gives less than the stream holds, more than it holds, or something else.
    expect(await telling({ readAll: shelf(rows.slice(0, 2)).readAll })).toEqual(["removed guestbook/lobby@2"])
    expect(await telling({ readStream: shelf(rows.slice(0, 2)).readStream })).toEqual(["removed guestbook/lobby@2"])
    expect(await telling({ readStream: shelf(rewrittenFrom(rows, 2)).readStream })).toEqual([
      "changed guestbook/lobby@2"
    ])
    // What a store says that it holds back is not missing.
    const holding: Store["readAll"] = async (page) => ({
      ...((await shelf(rows.slice(0, 2)).readAll(page)) as Awaited<ReturnType<Store["readAll"]>> & { _tag: "Page" }),
      withheld: 1
    })
    expect(await verifyStore({ ...store, readAll: holding }, { codecs })).toMatchObject({ flaws: [], withheld: 1 })
  })

  it("a store that says that a stream goes on, and gives nothing", async () => {
    const rows = forged(lobby, [{}, {}])
    const { flaws } = await verifyStreamOf(
      {
        ...shelf(rows),
        readStream: async (stream, page) => ({ ...(await shelf(rows).readStream(stream, page)), revision: 4 })
      },
      lobby,
      { codecs }
    )
    expect(short(flaws)).toEqual(["removed guestbook/lobby@2"])
  })

  it("events of another stream that a store hands out for this one", async () => {
    const rows = forged(lobby, [{}])
    expect(short(await verifyStream(rows, { stream: garden, codecs, revision: async () => 0 }))).toEqual([
      "misplaced guestbook/garden@0",
      "misplaced guestbook/garden@0"
    ])
  })

  it("in the file of a store, by somebody who opens it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "goodfaith-"))
    const path = join(folder, "trust.db")
    const store = sqlite(path)
    const book = opened({ store })
    for (const guest of ["ann", "bob", "cle", "dan", "eve"])
      for (const stream of [lobby, garden]) await book.do(stream, guestBook, sign(guest), { actor: "clerk-1" })
    const file = new DatabaseSync(path)
    const after = async (meddling: string): Promise<ReadonlyArray<string>> => {
      file.exec(`SAVEPOINT before; ${meddling}; RELEASE before`)
      return short((await verifyStore(store, { codecs })).flaws)
    }
    try {
      expect(await after("SELECT 1")).toEqual([])
      const inLobby = "WHERE stream = 'guestbook/lobby' AND revision"
      expect(await after(`UPDATE events SET text = replace(text, 'clerk-1', 'clerk-2') ${inLobby} = 3`)).toEqual([
        "changed guestbook/lobby@3"
      ])
      expect(await after(`DELETE FROM events ${inLobby} = 1`)).toEqual([
        "removed guestbook/lobby@1",
        "changed guestbook/lobby@3"
      ])
      expect(short((await verifyStreamOf(store, lobby, { codecs })).flaws)).toEqual([
        "removed guestbook/lobby@1",
        "changed guestbook/lobby@3"
      ])
      // Its place in the log is before the last event of the stream that it was moved to.
      expect(await after(`UPDATE events SET stream = 'guestbook/garden', revision = 5 ${inLobby} = 4`)).toEqual([
        "removed guestbook/lobby@1",
        "changed guestbook/lobby@3",
        "removed guestbook/garden@4",
        "misplaced guestbook/garden@5",
        "repeated guestbook/garden@4"
      ])
    } finally {
      file.close()
      await store.close()
      await rm(folder, { recursive: true })
    }
  })

  it("so many are named, and the others counted", async () => {
    const rows = forged(
      lobby,
      [1, 2, 3, 4, 5].map(() => ({ header: { occurredAt: at(1) } }))
    )
    expect(await verifyStore(shelf(rows), { codecs, most: 2 })).toMatchObject({ flaws: [{}, {}], further: 3 })
    expect(await verifyStreamOf(shelf(rows), lobby, { codecs, most: 0 })).toMatchObject({ flaws: [], further: 5 })
  })

  it("what is appended while it is read is read too", async () => {
    const store = memory()
    const book = opened({ store })
    await book.do(lobby, guestBook, sign("ann"), { actor: "clerk-1" })
    let asked = false
    const busy: Store = {
      ...store,
      readStream: async (stream, page) => {
        if (!asked) {
          asked = true
          await book.do(lobby, guestBook, sign("bob"), { actor: "clerk-1" })
          await book.do(garden, guestBook, sign("bob"), { actor: "clerk-1" })
        }
        return store.readStream(stream, page)
      }
    }
    expect(await verifyStore(busy, { codecs })).toMatchObject({ flaws: [], events: 3, heads: [{}, {}] })
  })
})

describe(erasureLeavesProof.clause.quote, () => {
  it("a person is forgotten, and the record is as provable as before", async () => {
    const [store, keys] = [memory(), memoryKeys()]
    const book = opened({ store, keys })
    await book.do(lobby, guestBook, sign("ann"), { actor: "clerk-1" })
    await book.do(lobby, guestBook, greet("ann", "bob"), { actor: "clerk-1" })
    const before = await verifyStore(store, { codecs })
    await keys.forget("person:ann")
    expect(await verifyStore(store, { codecs })).toEqual(before)
    expect(before.flaws).toEqual([])
  })
})

describe(unshownIsSaid.clause.quote, () => {
  it("a tail that was cut off, and a stream that was written anew", async () => {
    await fc.assert(
      fc.asyncProperty(streams, fc.nat(), async (written, n) => {
        const rows = ofStream(await written(), lobby)
        const place = n % rows.length
        for (const meddled of [rows.slice(0, place), rewrittenFrom(rows, place)]) {
          const { flaws, unshown } = await verifyStreamOf(shelf(meddled), lobby, { codecs })
          expect(flaws).toEqual([])
          expect(unshown).toEqual([
            "events that were cut off at the end of a stream: only a signed checkpoint can show it",
            "a stream that was written anew from some event on, with new hashes: only a signed checkpoint can show it"
          ])
        }
      }),
      { numRuns: 20 }
    )
  })

  it("a stream that was taken away, an older copy of everything, and receipts", async () => {
    const rows = [...forged(lobby, [{}, {}]), ...forged(garden, [{ header: { commandId: "g" } }])]
    for (const left of [rows.slice(0, 2), rows.slice(2), rows.slice(0, 1), []]) {
      const { flaws, unshown } = await verifyStore(shelf(left), { codecs })
      expect(flaws).toEqual([])
      expect(unshown).toEqual([
        ...unshownOfStream,
        "a stream that was taken away as a whole, or added as a whole: only a signed checkpoint can show it",
        "an older copy of everything: only a signed checkpoint can show it",
        "receipts of commands that are lost: the store keeps them beside the events"
      ])
      expect(unshown).toBe(unshownOfStore)
    }
  })
})
