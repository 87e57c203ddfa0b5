/** A place that a log has not reached was given by another one: nobody may go on from it in silence. */
import { expect, it } from "vitest"
import { fromPromises, type Kept } from "goodfaith/store"
import { memory } from "../../src/store/memory.ts"
import type { Store } from "../../src/store/port.ts"

const small = (): Store => {
  const events: Array<Kept> = []
  return fromPromises({
    epoch: "a",
    receipt: async () => undefined,
    revision: async () => events.length - 1,
    stream: async (_, from, limit) => events.slice(from, from + limit),
    all: async (after, limit) => events.filter(({ place }) => place > after).slice(0, limit),
    // Places have gaps.
    keep: async ({ stream, first, texts }) => {
      for (const [index, text] of texts.entries())
        events.push({ stream, revision: first + index, place: events.length * 10 + 7, text })
      return events.at(-1)!.place
    }
  })
}

for (const [name, store] of [
  ["memory", memory()],
  ["a store of six questions", small()]
] as const) {
  it(`${name} answers it as one of another epoch, and every place of its own as a page`, async () => {
    const beginning = await store.readAll()
    await store.append([
      { stream: "guestbook/lobby", expected: -1, commandId: "c1", fingerprint: "f", events: ["1", "2"] }
    ])
    const page = await store.readAll()
    if (page._tag !== "Page" || beginning._tag !== "Page") throw new Error("these are pages")
    for (const { position } of [beginning, page, ...page.events])
      expect(await store.readAll({ after: position })).toHaveProperty("_tag", "Page")
    expect(await store.readAll({ after: page.position.replace(/\d$/, "9") })).toHaveProperty("_tag", "OtherEpoch")
  })
}
