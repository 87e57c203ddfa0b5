/** What every release must make of tables that an earlier one made: `test/store/released-schemas` holds them, and is only added to. */
import { readFileSync } from "node:fs"
import { expect } from "vitest"
import type { Store } from "../../src/store/port.ts"

export const schemaOf = (name: string): string =>
  readFileSync(new URL(`./released-schemas/${name}.sql`, import.meta.url), "utf8")

/** Everything is there to the letter and in its order, commands get their first receipts, and it goes on from there. */
export const goesOn = async (store: Store): Promise<void> => {
  const page = await store.readAll()
  expect(page._tag === "Page" && page.events.map(({ stream, revision, text }) => [stream, revision, text])).toEqual([
    ["guestbook/lobby", 0, '{"a": "first"}'],
    ["guestbook/lobby", 1, '"second"'],
    ["guestbook/garden", 0, '"third"']
  ])
  const again = { stream: "guestbook/lobby", expected: -1, commandId: "c1", fingerprint: "f1", events: [] } as const
  expect(await store.append([again])).toMatchObject([{ _tag: "Replayed", receipt: { first: 0, last: 1 } }])
  expect(await store.append([{ ...again, fingerprint: "other" }])).toEqual([{ _tag: "OtherCommand" }])
  const next = { ...again, expected: 1, commandId: "c3", events: ['"fourth"'] }
  expect(await store.append([next])).toMatchObject([{ _tag: "Appended", receipt: { first: 2, last: 2 } }])
  expect((await store.readStream("guestbook/lobby")).revision).toBe(2)
}
