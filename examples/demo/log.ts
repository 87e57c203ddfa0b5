/** What is in the store, event by event: for counting, for verifying, and for saying what an answer rests on. */
import type { Store } from "goodfaith/store"

export interface Happened {
  readonly ref: string
  readonly stream: string
  readonly type: string
  readonly at: string
  readonly event: { readonly _tag: string; readonly [field: string]: unknown }
}

export const logOf = async (store: Store): Promise<ReadonlyArray<Happened>> => {
  const log: Array<Happened> = []
  for (let after: string | undefined, more = true; more; ) {
    const page = await store.readAll(after === undefined ? {} : { after })
    if (page._tag === "OtherEpoch") throw new Error("the store was put back to an older copy meanwhile")
    for (const { stream, text } of page.events) {
      const { event, header } = JSON.parse(text)
      log.push({
        ref: header.ref,
        stream,
        type: header.type,
        at: header.occurredAt,
        event: { ...event, _tag: header.type.split("/")[1] }
      })
    }
    after = page.position
    more = page.more
  }
  return log
}

/** What happened in one stream, in order. */
export const inOrder = (log: ReadonlyArray<Happened>, stream: string): ReadonlyArray<Happened> =>
  log.filter((it) => it.stream === stream)
