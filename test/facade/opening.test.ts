/** What `open` is given is looked at as a whole before anything is kept. */
import * as Effect from "effect/Effect"
import { Disclosure, Goodfaith } from "goodfaith"
import { memory } from "goodfaith/memory"
import { open, type OpenOptions } from "goodfaith/promise"
import { sentence } from "goodfaith/schema"
import type { Terms } from "goodfaith/terms"
import { commercial, workingDays } from "goodfaith/terms/ready"
import { amsterdam, dutchStatutory, nlOffice } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { place } from "./host.ts"

const { seed } = Disclosure.ready

/** What is said when it cannot be opened with this. */
const said = async (options: object): Promise<ReadonlyArray<string>> => {
  const told: any = await open({ store: memory(), ...options } as OpenOptions).catch((fault: unknown) => fault)
  expect(told).toMatchObject({
    _tag: "NotAcceptable",
    message: expect.stringMatching(/^what `open` was given makes no/)
  })
  return told.problems.map(sentence)
}

describe("terms that count by what nobody handed over", () => {
  const inParis: Terms = { ...commercial, name: "parisian", zone: "Europe/Paris" }

  it("a calendar: the terms, the parameters and what would help", async () => {
    expect(await said({ terms: [commercial, workingDays] })).toEqual([
      "`terms[1]`: expected a calendar that is at hand, found `nl-office`, by which `working-days` counts `sub-processor-change/any/clockStart`, `sub-processor-change/any/advanceNotice`, `sub-processor-change/any/window`, `sub-processor-change/any/resolution.cure`, `sub-processor-change/any/resolution.vendorMustAnswer`, `sub-processor-change/any/exit`; hand it over in `calendars`"
    ])
  })

  it("a zone", async () => {
    expect(await said({ terms: [inParis] })).toEqual([
      "`terms[0]`: expected a zone table that is at hand, found `Europe/Paris`, in which the days of `parisian` begin; hand it over in `zones`, as `zoneFromIntl` of `goodfaith/time/edge` makes it"
    ])
  })

  it("a policy of disclosure likewise: both calendars of what can be read in two ways", async () => {
    expect(await said({ disclosure: [seed], calendars: [nlOffice] })).toEqual([
      "`disclosure[0]`: expected a calendar that is at hand, found `nl-statutory`, by which `connectis` counts `promises/respond/within`; hand it over in `calendars`"
    ])
  })

  it("is said of all that is given, at once", async () => {
    expect(await said({ terms: [workingDays, inParis], disclosure: [seed] })).toHaveLength(4)
  })

  it("what is handed over beside it is at hand, in whatever order", async () => {
    const zones = [{ ...amsterdam, name: "Europe/Paris" }]
    await (await open({ store: memory(), terms: [inParis, workingDays], calendars: [nlOffice], zones })).close()
    const calendars = [dutchStatutory, nlOffice]
    await (await open({ store: memory(), disclosure: [seed], calendars })).close()
  })

  it("so is what an earlier start kept: a later one may give less", async () => {
    const { opened } = place()
    await opened({ terms: [] })
    await opened({ terms: [workingDays], calendars: [] })
  })

  it("nothing is kept of it, and the store is closed", async () => {
    const { opened, store } = place()
    const own = store()
    await expect(opened({ store: own, terms: [commercial, workingDays], calendars: [] })).rejects.toThrow("nl-office")
    await expect(own.revision("listing/main")).rejects.toMatchObject({ kind: "closed" })
    expect(await store().readAll()).toMatchObject({ events: [] })
  })

  it("the door of Effect says it too", async () => {
    const layer = Goodfaith.layer({ store: memory(), terms: [workingDays] })
    const fault = await Effect.runPromise(
      Effect.flip(
        Effect.provide(
          Goodfaith.use((gf) => gf.agenda()),
          layer
        )
      )
    )
    expect(fault).toMatchObject({ _tag: "GoodfaithFault", cause: { _tag: "NotAcceptable" } })
    expect(fault.message).toContain("hand it over in `calendars`")
  })
})

describe("what is nothing to open with", () => {
  const mistakes: Readonly<Record<string, readonly [options: object, ...said: ReadonlyArray<string>]>> = {
    "no store": [{ store: undefined }, "`store`: expected a store such as `memory()` or `sqlite(path)`, found nothing"],
    "a path for a store": [
      { store: "trust.db" },
      "`store`: expected a store such as `memory()` or `sqlite(path)`, found `trust.db`"
    ],
    "a misspelt option": [
      { calendar: [nlOffice] },
      "`calendar`: expected no such field, found a list; did you mean `calendars`?"
    ],
    "one value for a list": [{ terms: commercial }, "`terms`: expected a list, found an object"],
    "a moment for a clock": [{ clock: 7 }, "`clock`: expected a function such as `Date.now`, found `7`"],
    "names for values": [
      { calendars: ["nl-office"], zones: ["Europe/Paris"] },
      "`calendars[0]`: expected an object, found `nl-office`",
      "`zones[0]`: expected an object, found `Europe/Paris`"
    ],
    "terms with a hole in them": [
      { terms: [commercial, { ...commercial, zone: undefined }] },
      "`terms[1].zone`: expected the name of a zone such as `Europe/Amsterdam`, found nothing"
    ],
    "terms whose parts do not agree": [
      { terms: [{ ...commercial, duties: [...commercial.duties, ...commercial.duties] }] },
      "`terms[0].duties[1].id`: expected an id of its own, found `sub-processor-change`, as `duties[0]` has"
    ],
    "a policy with a hole in it": [
      { disclosure: [{ ...seed, title: "" }] },
      "`disclosure[0].title`: expected a text that is not empty, found an empty text"
    ]
  }
  for (const [mistake, [options, ...expected]] of Object.entries(mistakes)) {
    it(mistake, async () => expect(await said(options)).toEqual(expected))
  }

  it("nothing at all", async () => {
    await expect((open as (options?: unknown) => Promise<unknown>)()).rejects.toMatchObject({
      problems: [{ path: "store" }]
    })
  })
})
