/** A copy of a log in memory, to try things on. No keys go with it: who is named in it stays sealed. */
import { memory } from "goodfaith/memory"
import type { Position, Store } from "goodfaith/store"

export const copyOf = async (store: Store): Promise<Store> => {
  const copy = memory()
  let after: Position | undefined
  for (let more = true, n = 0; more; ) {
    const page = await store.readAll(after === undefined ? {} : { after })
    if (page._tag === "OtherEpoch") throw new Error("the log was put back to an older copy while it was read")
    const events = page.events.map(({ stream, revision, text }) => ({
      stream,
      expected: revision - 1,
      commandId: `copied-${(n += 1)}`,
      fingerprint: "copied",
      events: [text]
    }))
    await copy.append(events)
    ;({ position: after, more } = page)
  }
  return copy
}
