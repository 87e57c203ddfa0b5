/**
 * The same as `measure.ts` for work that takes its time and leaves something behind: stores, journals, and those of others.
 *
 * Before anything is timed, all are asked for a part of the work, and must have stored the same events; the limit, the same texts.
 * Then each round runs the subject, the limit, the limit again (A/A), and the peers, in turning order, each on a store of its own that
 * is made before and thrown away after. The figures are the medians of the rounds' ratios to the limit.
 */
import { deepStrictEqual, strictEqual } from "node:assert/strict"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { ascending, type Figure, median } from "./measure.ts"

/** Something made ready to be timed once. */
export interface Trial {
  readonly work: () => unknown
  /** What is stored afterwards: texts, or how many events there are. */
  readonly stored: () => Promise<ReadonlyArray<string> | number>
  readonly end: () => Promise<unknown>
}

/** Makes a trial of so many commands. */
export type Ready = (commands: number) => Promise<Trial>

/** The same work through somebody else's library; or why it can't be done with it. */
export type Peer =
  | { readonly name: string; readonly ready: Ready; readonly commands?: number }
  | { readonly name: string; readonly leftOut: string }

export interface StoredPair {
  readonly what: string
  readonly target: number
  readonly subject: Ready
  readonly limit: Ready
  readonly commands: number
  readonly rounds: number
  readonly peers?: ReadonlyArray<Peer>
  /** Whether subject and limit store the same texts. `false`: as many of them. */
  readonly sameTexts?: boolean
}

export interface StoredFigure extends Figure {
  readonly peers: ReadonlyArray<
    | { readonly name: string; readonly ratio: number; readonly nanos: number }
    | { readonly name: string; readonly leftOut: string }
  >
}

setFlagsFromString("--expose-gc")
const collect: () => void = runInNewContext("gc")

/** Nanoseconds for one command. What others left behind is swept up before. */
const timed = async (ready: Ready, commands: number): Promise<number> => {
  const trial = await ready(commands)
  try {
    collect()
    const from = process.hrtime.bigint()
    await trial.work()
    return Number(process.hrtime.bigint() - from) / commands
  } finally {
    await trial.end()
  }
}

const storedBy = async (ready: Ready, commands: number): Promise<ReadonlyArray<string> | number> => {
  const trial = await ready(commands)
  try {
    await trial.work()
    return await trial.stored()
  } finally {
    await trial.end()
  }
}

const howMany = (stored: ReadonlyArray<string> | number): number =>
  typeof stored === "number" ? stored : stored.length

export const measureStored = async (pair: StoredPair): Promise<StoredFigure> => {
  const { what, target, subject, limit, commands, rounds } = pair
  const few = Math.min(commands, 1000)
  const [bySubject, byLimit] = [await storedBy(subject, few), await storedBy(limit, few)]
  strictEqual(howMany(bySubject), howMany(byLimit), `${what}: subject and limit stored as many events`)
  if (pair.sameTexts !== false)
    deepStrictEqual([...(bySubject as ReadonlyArray<string>)].sort(), [...(byLimit as ReadonlyArray<string>)].sort())

  const peers: Array<{ name: string; ready: Ready; commands: number } | { name: string; leftOut: string }> = []
  for (const peer of pair.peers ?? []) {
    if ("leftOut" in peer) {
      peers.push(peer)
      continue
    }
    const many = Math.min(peer.commands ?? commands, commands)
    try {
      const stored = await storedBy(peer.ready, Math.min(few, many))
      const wanted = howMany(await storedBy(limit, Math.min(few, many)))
      strictEqual(howMany(stored), wanted, `${peer.name} stored as many events`)
      peers.push({ name: peer.name, ready: peer.ready, commands: many })
    } catch (cause) {
      peers.push({ name: peer.name, leftOut: (cause as Error).message.split("\n")[0]! })
    }
  }

  const running = peers.filter((peer) => "ready" in peer)
  const runs = [{ ready: subject, commands }, { ready: limit, commands }, { ready: limit, commands }, ...running]
  // The checks before have warmed up what stores; this warms up what a longer run does.
  for (const run of runs) await timed(run.ready, Math.ceil(run.commands / 5))
  const times: Array<ReadonlyArray<number>> = []
  for (let round = 0; round < rounds; round++) {
    const time = runs.map(() => 0)
    for (let turn = 0; turn < runs.length; turn++) {
      const which = (round + turn) % runs.length
      time[which] = await timed(runs[which]!.ready, runs[which]!.commands)
    }
    times.push(time)
  }
  const of = (which: number) => median(times.map((time) => time[which]!))
  const ratioOf = (which: number) => times.map((time) => time[which]! / time[1]!).sort(ascending)
  const ratios = ratioOf(0)
  return {
    what,
    ratio: median(ratios),
    lowest: ratios[0]!,
    highest: ratios.at(-1)!,
    control: median(ratioOf(2)),
    target,
    subject: of(0),
    limit: of(1),
    peers: peers.map((peer) => {
      if ("leftOut" in peer) return peer
      const which = 3 + running.indexOf(peer)
      return { name: peer.name, ratio: median(ratioOf(which)), nanos: of(which) }
    })
  }
}
