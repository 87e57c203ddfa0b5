/** Journals on a store in memory. */
import { strictEqual } from "node:assert/strict"
import * as byHand from "../limits/memory.ts"
import { open } from "../../src/promise.ts"
import { type Journal, journal, memoryKeys } from "../../src/journal/index.ts"
import { memory } from "../../src/memory.ts"
import type { Store } from "../../src/store/port.ts"
import type { StreamId } from "../../src/language/ids.ts"
import type { Work } from "../limits/chain.ts"
import type { Peer, Ready, StoredPair } from "./pairs.ts"
import { codecs, tally } from "./tally.ts"
import { actor, agree, agreeing, asked, clock, count, counting, over, recordedAt } from "./work.ts"

/** The texts of a store, without what was pinned when it was opened. */
export const textsOf = async (store: Store): Promise<ReadonlyArray<string>> => {
  const texts: Array<string> = []
  for (let after: string | undefined; ; ) {
    const page = await store.readAll(after === undefined ? {} : { after })
    if (page._tag === "OtherEpoch") throw new Error("another epoch")
    for (const { stream, text } of page.events) if (!stream.startsWith("pinned/")) texts.push(text)
    after = page.position
    if (!page.more) return texts
  }
}

export const diaryOn = (store: Store): Journal => journal({ store, keys: memoryKeys(), codecs, clock })

/** Things are counted through a journal, one after the other. */
export const oneByOne = async (
  diary: Journal,
  streamOf: (n: number) => StreamId,
  first: number,
  after: number
): Promise<void> => {
  for (let n = first; n < after; n++) {
    const outcome = await diary.do(streamOf(n), tally, count(n), asked(n))
    if (outcome._tag !== "Receipt") throw new Error(`command ${n} was not carried out: ${outcome._tag}`)
  }
}

/** Writers that each wait for their own answer before they ask again, all at once. */
export const storm = async (
  diary: Journal,
  writers: number,
  streamOf: (n: number) => StreamId,
  commands: number
): Promise<void> => {
  let next = 0
  const write = async (): Promise<void> => {
    while (next < commands) {
      const n = next++
      await oneByOne(diary, streamOf, n, n + 1)
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
}

const plain: Ready = async (commands) => {
  const store = memory()
  const diary = diaryOn(store)
  return {
    work: () => oneByOne(diary, over("tally", 1000), 0, commands),
    stored: () => textsOf(store),
    end: store.close
  }
}

const throughTheFacade: Ready = async (commands) => {
  const store = memory()
  const gf = await open({ store, clock })
  return {
    work: async () => {
      for (let n = 0; n < commands; n++) {
        const outcome = await gf.client(`s${n % 1000}`).do(agree(n), asked(n))
        if (outcome._tag !== "Receipt") throw new Error(`command ${n} was not carried out: ${outcome._tag}`)
      }
    },
    stored: () => textsOf(store),
    end: gf.close
  }
}

const limit =
  (work: Work, streamOf: (n: number) => string): Ready =>
  async (commands) => {
    const log = byHand.empty()
    return {
      work: () => {
        for (let n = 0; n < commands; n++)
          byHand.carryOut(log, work, n, {
            stream: streamOf(n),
            commandId: `command-${n}`,
            actor,
            recordedAt
          })
      },
      stored: async () => log.all.map(({ text }) => text),
      end: async () => undefined
    }
  }

/** Streams that hold this much already. They are made once and grow on a little: what is measured is whether length matters. */
const longStreams = (streams: number, events: number): Ready => {
  const store = memory()
  const diary = diaryOn(store)
  const streamOf = over("tally", streams)
  let next = 0
  const go = async (commands: number) => {
    await oneByOne(diary, streamOf, next, next + commands)
    next += commands
  }
  return async (commands) => {
    if (next === 0) await go(streams * events)
    return { work: () => go(commands), stored: async () => commands, end: async () => undefined }
  }
}

const stormInMemory: Ready = async (commands) => {
  const store = memory()
  const diary = diaryOn(store)
  return {
    work: () => storm(diary, 64, () => "tally/storm", commands),
    stored: async () => {
      strictEqual((await diary.verify("tally/storm")).length, 0)
      return (await textsOf(store)).length
    },
    end: store.close
  }
}

export interface MemoryPeers {
  readonly plain: ReadonlyArray<Peer>
  readonly long: ReadonlyArray<Peer>
  readonly storm: ReadonlyArray<Peer>
}

export const memoryRows = (peers: MemoryPeers): ReadonlyArray<StoredPair> => [
  {
    what: "memory: 100,000 commands on 1,000 streams",
    subject: plain,
    limit: limit(counting, over("tally", 1000)),
    commands: 100_000,
    rounds: 5,
    target: 1.5,
    peers: peers.plain
  },
  {
    what: "memory: the same through the facade",
    subject: throughTheFacade,
    limit: limit(agreeing, over("client", 1000)),
    commands: 100_000,
    rounds: 3,
    target: 4
  },
  {
    what: "memory: a command at 100,000 events / at 1,000",
    subject: longStreams(1, 100_000),
    limit: longStreams(50, 1000),
    commands: 1000,
    rounds: 11,
    target: 2,
    sameTexts: false,
    peers: peers.long
  },
  {
    what: "memory: storm of 64 writers on one stream",
    subject: stormInMemory,
    limit: limit(counting, () => "tally/storm"),
    commands: 6400,
    rounds: 9,
    target: 10,
    sameTexts: false,
    peers: peers.storm
  }
]
