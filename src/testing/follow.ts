/** Reading along while others write. */
import type { Page, Position, Store, StoredEvent } from "../store/port.ts"
import { pause } from "./acts.ts"
import { must } from "./claims.ts"
import { Unmet } from "./contract.ts"

export interface Following {
  /** What was seen, in the order in which it was seen. */
  readonly events: ReadonlyArray<StoredEvent>
  readonly pages: ReadonlyArray<Page>
}

/**
 * Reads all events page by page, from the beginning on, until `isOver` is true and there is nothing left. Rejects when something
 * is seen twice or out of order, or when what is withheld is not given within `seconds` after `isOver`.
 */
export const follow = async (
  store: Store,
  { limit, isOver, seconds = 15 }: { readonly limit: number; readonly isOver: () => boolean; readonly seconds?: number }
): Promise<Following> => {
  const events: Array<StoredEvent> = []
  const pages: Array<Page> = []
  let after: Position | undefined
  let patience = seconds * 1000
  for (;;) {
    const over = isOver()
    const page = await store.readAll({ limit, ...(after !== undefined && { after }) })
    if (page._tag !== "Page") throw new Unmet("a position of this log was answered with OtherEpoch while following")
    must(page.events.length <= limit, `a page of ${limit} held ${page.events.length} events`)
    for (const event of page.events) {
      const last = events.at(-1)?.position
      must(
        last === undefined || last < event.position,
        `while following, ${event.position} (${event.stream}@${event.revision}) came after ${last}`
      )
      events.push(event)
    }
    if (page.events.length > 0)
      must(page.position === page.events.at(-1)!.position, `a page ended at ${page.position}, and its events did not`)
    if (page.events.length > 0 || pages.length === 0 || page.withheld !== pages.at(-1)?.withheld) pages.push(page)
    after = page.position
    if (page.events.length > 0 || page.more) continue
    if (over && (page.withheld ?? 0) === 0) return { events, pages }
    if (over) {
      must(
        patience > 0,
        `${page.withheld} events were still withheld ${seconds} seconds after the last write had ended`
      )
      patience -= 5
    }
    await pause(over ? 5 : 1)
  }
}
