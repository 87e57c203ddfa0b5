/** Reading as of an earlier point: by revision, by position, by what was known, by what had happened. */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { amsterdam } from "goodfaith/time"
import { OfAnotherEpoch } from "../../src/journal/index.ts"
import { fold } from "../../src/kernel/Decider.ts"
import type { StreamId } from "../../src/language/ids.ts"
import { memory } from "../../src/store/memory.ts"
import type { Instant } from "../../src/time/Instant.ts"
import { type Event, guestBook, lobby, opened, sign } from "./toy.ts"

const garden: StreamId = "guestbook/garden"
const guestsOf = (state: { readonly guests: object }) => Object.keys(state.guests)

/** Signed on the 20th, 22nd and 21st, recorded on the 23rd at nine, ten and eleven; in the garden somebody signed in between. */
const book = async () => {
  let now: Instant = "2026-11-23T09:00:00.000Z"
  const store = memory()
  const journal = opened({ store, clock: () => Date.parse(now) })
  const signs = async (guest: string, at: Instant, recorded: Instant, stream: StreamId = lobby) => {
    now = recorded
    await journal.do(stream, guestBook, { ...sign(guest), at }, { actor: "clerk-1" })
  }
  await signs("ann", "2026-11-20T12:00:00.000Z", "2026-11-23T09:00:00.000Z")
  await signs("gus", "2026-11-20T12:00:00.000Z", "2026-11-23T09:30:00.000Z", garden)
  await signs("bob", "2026-11-22T22:59:59.999Z", "2026-11-23T10:00:00.000Z")
  await signs("cle", "2026-11-21T12:00:00.000Z", "2026-11-23T11:00:00.000Z")
  return { journal, store }
}

describe("a stream is read as of", () => {
  it("a revision, that one included", async () => {
    const { journal } = await book()
    for (const [revision, guests] of [
      [-1, []],
      [0, ["ann"]],
      [1, ["ann", "bob"]],
      [2, ["ann", "bob", "cle"]],
      [99, ["ann", "bob", "cle"]]
    ] as const) {
      const { state, upTo } = await journal.read(lobby, guestBook, { revision })
      expect([guestsOf(state), upTo]).toEqual([guests, Math.min(revision, 2)])
    }
  })

  it("a position in the order of all events", async () => {
    const { journal, store } = await book()
    const page = await store.readAll()
    const positions = page._tag === "Page" ? page.events.map(({ position }) => position) : []
    const seen = []
    for (const position of positions) seen.push(guestsOf((await journal.read(lobby, guestBook, { position })).state))
    expect(seen).toEqual([["ann"], ["ann"], ["ann", "bob"], ["ann", "bob", "cle"]])
  })

  it("a position of this log only", async () => {
    const { journal } = await book()
    await expect(journal.read(lobby, guestBook, { position: "elsewhere.0000000000000001" })).rejects.toBeInstanceOf(
      OfAnotherEpoch
    )
  })

  it("what was known at an instant, that instant included", async () => {
    const { journal } = await book()
    for (const [known, guests] of [
      ["2026-11-23T08:59:59.999Z", []],
      ["2026-11-23T09:00:00.000Z", ["ann"]],
      ["2026-11-23T10:59:59.999Z", ["ann", "bob"]],
      ["2026-11-23T11:00:00.000Z", ["ann", "bob", "cle"]]
    ] as const)
      expect(guestsOf((await journal.read(lobby, guestBook, { known })).state)).toEqual(guests)
  })

  it("what had happened by an instant, though it was recorded later than something that had not", async () => {
    const { journal } = await book()
    const { state, upTo } = await journal.read(lobby, guestBook, { held: "2026-11-21T12:00:00.000Z" })
    expect([guestsOf(state), upTo]).toEqual([["ann", "cle"], 2])
  })

  it("what had happened by the end of a day, as it is told where that day is", async () => {
    const { journal } = await book()
    const at = async (on: "2026-11-21" | "2026-11-22" | "2026-11-19") =>
      guestsOf((await journal.read(lobby, guestBook, { held: { on, zone: amsterdam } })).state)
    expect(await at("2026-11-19")).toEqual([])
    expect(await at("2026-11-21")).toEqual(["ann", "cle"])
    expect(await at("2026-11-22")).toEqual(["ann", "bob", "cle"])
  })

  it("both: what was known then of what had happened by then", async () => {
    const { journal } = await book()
    const { state } = await journal.read(lobby, guestBook, {
      known: "2026-11-23T10:00:00.000Z",
      held: "2026-11-21T12:00:00.000Z"
    })
    expect(guestsOf(state)).toEqual(["ann"])
  })

  it("any point, and is what the events that count make when nothing else was ever recorded", async () => {
    const { journal } = await book()
    const all = await journal.events(lobby)
    const instants = all.flatMap(({ header }) => [header.recordedAt, header.occurredAt])
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            revision: fc.integer({ min: -1, max: 4 }),
            known: fc.constantFrom(...instants),
            held: fc.constantFrom(...instants)
          },
          { requiredKeys: [] }
        ),
        async ({ revision, known, held }) => {
          const { state } = await journal.read(lobby, guestBook, {
            ...(revision !== undefined && { revision }),
            ...(known !== undefined && { known }),
            ...(held !== undefined && { held })
          })
          const counted = all.filter(
            ({ header }, at) =>
              at <= (revision ?? 99) && header.recordedAt <= (known ?? "9") && header.occurredAt <= (held ?? "9")
          )
          expect(guestsOf(state)).toEqual(
            guestsOf(
              fold(
                guestBook.decider,
                lobby,
                counted.map(({ event }) => event as Event)
              ).state
            )
          )
        }
      )
    )
  })
})
