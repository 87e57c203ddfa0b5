/** The limit for a store in memory: a list, a list for each stream, and a receipt for each command. */
import * as chain from "./chain.ts"

interface Stored {
  readonly stream: string
  readonly revision: number
  readonly position: number
  readonly text: string
}
interface Head {
  readonly events: Array<Stored>
  previous: string | null
  sum: number
}

export interface Log {
  readonly all: Array<Stored>
  readonly streams: Map<string, Head>
  readonly receipts: Map<
    string,
    { readonly fingerprint: string; readonly stream: string; readonly first: number; readonly last: number }
  >
}

export const empty = (): Log => ({ all: [], streams: new Map(), receipts: new Map() })

/** Decides, writes, hashes, guards, stores. */
export const carryOut = (
  log: Log,
  work: chain.Work,
  n: number,
  about: {
    readonly stream: string
    readonly commandId: string
    readonly actor: string
    readonly recordedAt: string
  }
): void => {
  const { stream, commandId, actor } = about
  const fingerprint = chain.fingerprint(work, n, stream, actor)
  if (log.receipts.has(commandId)) return
  let head = log.streams.get(stream)
  if (head === undefined) {
    head = { events: [], previous: null, sum: 0 }
    log.streams.set(stream, head)
  }
  const revision = head.events.length
  const { text, hash } = chain.write(work, n, { ...about, revision, previous: head.previous })
  const stored = { stream, revision, position: log.all.length, text }
  log.all.push(stored)
  head.events.push(stored)
  head.previous = hash
  head.sum += 1
  log.receipts.set(commandId, { fingerprint, stream, first: revision, last: revision })
}
