/**
 * The commands that stores and journals are measured with: the n-th command of a run is the same for everybody, and so is the text
 * that must come of it.
 */
import type { StreamId } from "../../src/language/ids.ts"
import { fromMillis, type Instant } from "../../src/time/Instant.ts"
import type * as Client from "../../src/client/Client.ts"
import type { Work } from "../limits/chain.ts"
import type { Count } from "./tally.ts"

export const begin = Date.parse("2026-04-02T09:00:00.000Z")

/** When everything here is recorded: one moment, so that the texts can be foretold. */
export const recordedAt: Instant = "2026-11-22T09:00:00.000Z"
const recordedAtMillis = Date.parse(recordedAt)
export const clock = (): number => recordedAtMillis

export const actor = "bench"
export const asked = (n: number) => ({ actor, commandId: `command-${n}` })

const momentOf = (n: number): Instant => fromMillis(begin + n * 1000)

/** The `n`-th command when things are counted. */
export const count = (n: number): Count => ({
  _tag: "Count",
  item: `item-${n % 97}`,
  amount: (n % 9) + 1,
  note: `counted by hand, "twice" (${n})`,
  at: momentOf(n)
})

/** The `n`-th command when clients agree to listings: each time to the next version, so each time something happens. */
export const agree = (n: number): Client.AgreeListing => ({
  _tag: "AgreeListing",
  listing: "main",
  version: (n % 1000) + 1,
  at: momentOf(n)
})

/** `things` streams, one after the other and again. */
export const over =
  (concept: string, streams: number) =>
  (n: number): StreamId =>
    `${concept}/s${n % streams}`

/** Counting, written by hand: what `canonical` makes of the same command and event. */
export const counting: Work = {
  type: "tally/Counted",
  at: momentOf,
  command: (n) => {
    const { amount, at, item, note } = count(n)
    return `{"_tag":"Count","amount":${amount},"at":"${at}","item":"${item}","note":${JSON.stringify(note)}}`
  },
  event: (n) => {
    const { amount, at, item, note } = count(n)
    return `{"_tag":"Counted","amount":${amount},"at":"${at}","item":"${item}","note":${JSON.stringify(note)}}`
  }
}

/** Agreeing, written by hand. */
export const agreeing: Work = {
  type: "client/ListingAgreed",
  at: momentOf,
  command: (n) => {
    const { at, listing, version } = agree(n)
    return `{"_tag":"AgreeListing","at":"${at}","listing":"${listing}","version":${version}}`
  },
  event: (n) => {
    const { at, listing, version } = agree(n)
    return `{"_tag":"ListingAgreed","at":"${at}","listing":"${listing}","version":${version}}`
  }
}
