/** The explorer of `goodfaith/testing`, tried on deciders that are broken on purpose. */
import {
  alreadySo,
  type Decider,
  type Decision,
  record,
  refuse,
  type Refusal,
  refusal,
  sentence
} from "goodfaith/kernel"
import { canEnd, type Exploring, explore } from "goodfaith/testing"
import { describe, expect, it } from "vitest"

type Ask = { readonly _tag: "Open" } | { readonly _tag: "Lend"; readonly to: string } | { readonly _tag: "GiveBack" }
type Happened =
  | { readonly _tag: "Opened" }
  | { readonly _tag: "BookLent"; readonly to: string }
  | { readonly _tag: "GivenBack" }

interface Shelf {
  readonly open: boolean
  readonly lent: ReadonlyArray<string>
}

const NotOpen = refusal("NotOpen", sentence({ id: "example.open", quote: "A library is open." }), "it is not open")

const library = (
  lend: (shelf: Shelf, to: string) => Decision<Happened>,
  back = true
): Decider<Ask, Shelf, Happened, Refusal, undefined> => ({
  initial: { open: false, lent: [] },
  evolve: (shelf, event) => {
    switch (event._tag) {
      case "Opened":
        return { ...shelf, open: true }
      case "BookLent":
        return { ...shelf, lent: [...shelf.lent, event.to] }
      case "GivenBack":
        return { ...shelf, lent: [] }
    }
  },
  decide: (ask, shelf) => {
    switch (ask._tag) {
      case "Open":
        return shelf.open ? alreadySo : record<Happened>({ _tag: "Opened" })
      case "Lend":
        return shelf.open ? lend(shelf, ask.to) : refuse(NotOpen)
      case "GiveBack":
        return back && shelf.lent.length > 0 ? record<Happened>({ _tag: "GivenBack" }) : alreadySo
    }
  }
})

const oneBook = (shelf: Shelf, to: string) =>
  shelf.lent.length > 0 ? alreadySo : record<Happened>({ _tag: "BookLent", to })

const exploring = (
  decider: Decider<Ask, Shelf, Happened, Refusal, undefined>
): Exploring<Ask, Shelf, Happened, undefined> => ({
  decider,
  stream: "shelf/1",
  world: undefined,
  commands: [{ _tag: "Open" }, { _tag: "Lend", to: "ann" }, { _tag: "Lend", to: "bob" }, { _tag: "GiveBack" }],
  key: ({ open, lent }) => `${open} ${lent.join(" ")}`,
  always: { "nobody has a book that somebody else has": ({ lent }) => lent.length < 2 },
  isEnd: ({ open, lent }) => open && lent.length === 0
})

describe("every state is looked at once", () => {
  it("a decider that keeps its sentences breaks none", () => {
    expect(explore(exploring(library(oneBook)))).toEqual({ states: 4, transitions: 5, ends: 1, broken: [] })
  })

  it("what can be asked may hang on the state", () => {
    const only = {
      ...exploring(library(oneBook)),
      commands: ({ open }: Shelf): ReadonlyArray<Ask> => (open ? [] : [{ _tag: "Open" }])
    }
    expect(explore(only)).toMatchObject({ states: 2, transitions: 1 })
  })

  it("it begins with what has happened", () => {
    expect(explore({ ...exploring(library(oneBook)), given: [{ _tag: "Opened" }] })).toMatchObject({ states: 3 })
  })

  it("a sentence that is broken comes back as the shortest story that breaks it", () => {
    const careless = library((shelf, to) =>
      shelf.lent.length > 1 || shelf.lent.includes(to) ? alreadySo : record<Happened>({ _tag: "BookLent", to })
    )
    expect(explore(exploring(careless)).broken).toEqual([
      {
        sentence: "nobody has a book that somebody else has",
        story: "given opened,\n  and book lent (to ann),\nwhen lend (to bob),\nthen book lent (to bob)"
      }
    ])
  })

  it("one that is broken from the start is told without a step", () => {
    const shut = { ...exploring(library(oneBook)), always: { "it is open": ({ open }: Shelf) => open } }
    expect(explore(shut).broken).toEqual([{ sentence: "it is open", story: "given nothing" }])
  })

  it("a state from which there is no way to an end is told with the way that leads into it", () => {
    expect(explore(exploring(library(oneBook, false))).broken).toEqual([
      { sentence: canEnd, story: "given opened,\nwhen lend (to ann),\nthen book lent (to ann)" }
    ])
  })

  it("a key that tells too much apart is a mistake, and no endless search", () => {
    const endless = library((_, to) => record<Happened>({ _tag: "BookLent", to }))
    expect(() => explore({ ...exploring(endless), atMost: 50 })).toThrow("more than 50 states")
  })
})
