/** Following all events: what is there, then what comes. */
import { describe, expect, it } from "vitest"
import { memory } from "../../src/store/memory.ts"
import { guestBook, lobby, opened, sign } from "./toy.ts"

const ask = { actor: "clerk-1" }

describe("who follows all events", () => {
  it("is given what is there and then what comes, each once, until it stops asking", async () => {
    const book = opened()
    for (const guest of ["ann", "bob", "cle"]) await book.do(lobby, guestBook, sign(guest), ask)
    const seen: Array<string> = []
    for await (const page of book.follow({ limit: 2, pause: 1 })) {
      if (page._tag === "Page") seen.push(...page.events.map(({ header }) => header.ref))
      if (seen.length === 3) setTimeout(() => void book.do(lobby, guestBook, sign("dan"), ask), 10)
      if (seen.length === 4) break
    }
    expect(seen).toEqual([0, 1, 2, 3].map((revision) => `${lobby}@${revision}`))
  })

  it("goes on behind the position that it kept", async () => {
    const book = opened()
    await book.do(lobby, guestBook, sign("ann"), ask)
    const { value: first } = await book.follow().next()
    await book.do(lobby, guestBook, sign("bob"), ask)
    const after = first?._tag === "Page" ? first.position : ""
    const { value: next } = await book.follow({ after }).next()
    expect(next?._tag === "Page" && next.events.map(({ header }) => header.ref)).toEqual([`${lobby}@1`])
  })

  it("is let go in the middle of a pause", async () => {
    const ending = new AbortController()
    const following = opened().follow({ pause: 60_000, signal: ending.signal }).next()
    setTimeout(() => ending.abort(), 5)
    expect(await following).toEqual({ value: undefined, done: true })
  })

  it("is told that its position is of another life of the log, and that is the end", async () => {
    const following = opened({ store: memory() }).follow({ after: "elsewhere.0000000000000001" })
    expect((await following.next()).value).toMatchObject({ _tag: "OtherEpoch" })
    expect((await following.next()).done).toBe(true)
  })
})
