/** What is counted, and what was broken: one row of the table. */
import { type Chance, chance } from "../src/testing/chance.ts"

export interface Effort {
  /** How often each writer is killed; what takes longer is done less often. */
  readonly rounds: number
  /** Where chance begins. */
  readonly seed: number
}

/** A part of the torture. Answers why it was left out; nothing, when it was run. */
export interface Row {
  readonly name: string
  readonly run: (tally: Tally, effort: Effort) => Promise<string | void>
}

export interface Tally {
  rounds: number
  /** Commands or requests that were sent, each counted once however often it was asked. */
  sent: number
  /** Those that were answered before anything was done to the store. */
  acknowledged: number
  /** Those that were not. */
  underway: number
  /** How many of those on their way had been carried out. */
  carriedOut: number
  /** Calls that were answered with a fault, as they may be. */
  faults: number
  lost: number
  repeated: number
  torn: number
  flaws: number
  /** Other promises that were broken: refused without a reason, no sentence for people, a handle that did not come back. */
  other: number
  /** All that was broken, as sentences. */
  readonly broken: Array<string>
  readonly broke: (what: Broken, sentence: string) => void
}

type Broken = "lost" | "repeated" | "torn" | "flaws" | "other"

export const newTally = (): Tally => {
  const tally: Tally = {
    rounds: 0,
    sent: 0,
    acknowledged: 0,
    underway: 0,
    carriedOut: 0,
    faults: 0,
    lost: 0,
    repeated: 0,
    torn: 0,
    flaws: 0,
    other: 0,
    broken: [],
    broke: (what, sentence) => {
      tally[what] += 1
      tally.broken.push(sentence)
    }
  }
  return tally
}

/** Chance of a row, so that leaving out another row changes nothing here. */
export const chanceOf = (name: string, { seed }: Effort): Chance =>
  chance([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, seed * 7919))

// -- The table --

const columns = [
  ["rounds", "rounds"],
  ["sent", "sent"],
  ["acknowledged", "acknowledged"],
  ["underway", "on their way"],
  ["carriedOut", "of those done"],
  ["faults", "faults"],
  ["lost", "lost"],
  ["repeated", "repeated"],
  ["torn", "torn"],
  ["flaws", "flaws"],
  ["other", "other"]
] as const satisfies ReadonlyArray<readonly [keyof Tally, string]>

const widest = 44

export const header = ["".padEnd(widest), ...columns.map(([, title]) => title), "seconds"].join("  ")

export const line = (name: string, tally: Tally, seconds: number): string =>
  [
    name.padEnd(widest),
    ...columns.map(([field, title]) => String(tally[field]).padStart(title.length)),
    seconds.toFixed(1).padStart("seconds".length)
  ].join("  ")
