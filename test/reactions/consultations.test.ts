import * as fc from "fast-check"
import type { Terms } from "goodfaith/terms"
import { commercial } from "goodfaith/terms/ready"
import type { Goodfaith } from "goodfaith/promise"
import { describe, expect, it } from "vitest"
import { announcing, clockAt, done, host, judgedIn, place, signing, texts } from "../facade/host.ts"

/** A listing with version 1 and one client, in memory. */
const begun = async (...clients: ReadonlyArray<string>) => {
  const { opened, store } = place()
  const gf = await opened({ terms: [commercial, onlyMaterial], clock: clockAt("2026-07-01T07:00:00.000Z") })
  const says = host(gf)
  await says.publishes()
  for (const client of clients) await says.signs(client)
  return { gf, says, store: store() }
}

/** The commercial form, but only material sub-processors are announced, and only to those whom they affect. */
const onlyMaterial: Terms = {
  ...commercial,
  name: "only-material",
  duties: commercial.duties.map((duty) => ({ ...duty, onlyMaterial: true, audience: { of: "affected" } }))
}

const duty = "sub-processor-change"
const afterwards = "2026-04-10T08:00:00.000Z"

describe("Every promise in a client's agreement that matches a change is owed to that client, each once.", () => {
  it("to every client that has signed when a change is announced", async () => {
    const { gf, says } = await begun("c1", "c2")
    await says.announces()
    expect(await gf.react()).toEqual({ commands: 2, events: 4, refused: [] })
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose" })
    expect(await judgedIn(gf, "chg-7", "c2")).toEqual({ [duty]: "arose" })
  })

  it("to a client that signs after the announcement", async () => {
    const { gf, says } = await begun()
    await says.announces()
    await gf.react()
    await says.signs("c9", afterwards)
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c9")).toEqual({ [duty]: "arose" })
    expect(await gf.agenda()).toMatchObject([{ client: "c9", since: afterwards }])
  })

  it("to a client that begins to use an affected product later: then, and not before", async () => {
    const { gf, says } = await begun()
    await says.executes("c1", signing, onlyMaterial)
    await says.announces()
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "notAffected" })
    expect(await gf.agenda()).toEqual([])
    await says.uses("c1", "sign", afterwards)
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose" })
  })

  it("when somebody decides that the engagement is material after all", async () => {
    const { gf, says } = await begun()
    await says.executes("c1", signing, onlyMaterial)
    await says.uses("c1")
    await says.announces()
    const decide = (material: boolean, at: string) =>
      done(
        gf
          .listing("main")
          .do(
            { _tag: "DecideMateriality", engagement: "aws-eu", material, by: "dpo-1", reason: "see the file", at },
            says.by()
          )
      )
    await decide(false, announcing)
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "notMaterial" })
    await decide(true, afterwards)
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose" })
  })

  it("to nobody any more once the change is withdrawn", async () => {
    const { gf, says } = await begun("c1")
    await says.announces()
    await gf.react()
    expect(await gf.agenda()).toHaveLength(1)
    await done(gf.listing("main").do({ _tag: "WithdrawChange", change: "chg-7", at: afterwards }, says.by()))
    expect(await gf.agenda()).toEqual([])
    await says.signs("c2", afterwards)
    expect(await gf.react()).toMatchObject({ commands: 0 })
    expect(await gf.agenda()).toEqual([])
  })
})

describe("What a client agreed to at entry is no change for it.", () => {
  const entered = async (enter: (says: ReturnType<typeof host>) => Promise<unknown>) => {
    const { gf, says } = await begun()
    await says.announces("chg-7", "aws-eu", signing)
    await says.binds("aws-eu", signing)
    await enter(says)
    await gf.react()
    return { judged: await judgedIn(gf, "chg-7", "c1"), agenda: await gf.agenda() }
  }
  const held = "2026-06-05T08:00:00.000Z"

  it("a change that already holds, on the version that it agreed to", async () => {
    const enter = async (says: ReturnType<typeof host>) => {
      await says.executes("c1", held)
      await says.agrees("c1", 2, held)
    }
    expect(await entered(enter)).toEqual({ judged: { [duty]: "agreedAtEntry" }, agenda: [] })
  })

  it("also when it agreed to the listing an hour after it signed, and both are learned together", async () => {
    const enter = async (says: ReturnType<typeof host>) => {
      await says.executes("c1", held)
      await says.agrees("c1", 2, "2026-06-05T09:00:00.000Z")
    }
    expect(await entered(enter)).toEqual({ judged: { [duty]: "agreedAtEntry" }, agenda: [] })
  })
})

describe("facts are learned in any order", () => {
  it("an announcement that is recorded late reaches a client that signed in between", async () => {
    const { gf, says } = await begun()
    await says.signs("c1", "2026-04-02T20:00:00.000Z")
    await gf.react()
    await says.announces("chg-7", "aws-eu", announcing)
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose" })
  })

  it("a use that is recorded late is judged as of today, and no duty is older than its change", async () => {
    const { gf, says } = await begun()
    await says.executes("c1", "2026-02-01T08:00:00.000Z", onlyMaterial)
    await says.announces()
    await gf.react()
    await says.uses("c1", "sign", signing)
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose" })
    expect(await gf.agenda()).toMatchObject([{ client: "c1", since: announcing }])
  })
})

describe("asked twice, done once", () => {
  it("where nothing is new, no command is given and nothing is written", async () => {
    const { gf, says, store } = await begun("c1", "c2")
    await says.announces()
    await gf.react()
    const written = await texts(store)
    for (let again = 0; again < 3; again++) expect(await gf.react()).toEqual({ commands: 0, events: 0, refused: [] })
    expect(await texts(store)).toEqual(written)
  })

  it("asked for by several at once, it is done once; and each answer has seen what its asker did before", async () => {
    const { gf, says, store } = await begun("c1", "c2")
    await says.announces()
    const answers = await Promise.all([gf.react(), gf.react(), gf.react()])
    expect(answers).toEqual(answers.map(() => ({ commands: 2, events: 4, refused: [] })))
    const reacting = gf.react()
    await says.announces("chg-8", "azure-eu")
    await Promise.all([reacting, gf.react()])
    expect(await judgedIn(gf, "chg-8", "c1")).toEqual({ [duty]: "arose" })
    const refs = (await texts(store)).map((text) => JSON.parse(text).header.ref)
    expect(new Set(refs).size).toBe(refs.length)
  })

  it("hundreds of clients are looked at in one go", async () => {
    const { opened } = place()
    const gf = await opened()
    const says = host(gf)
    await says.publishes()
    const clients = Array.from({ length: 500 }, (_, index) => `c${index}`)
    for (const client of clients) {
      await says.executes(client)
      await says.uses(client)
    }
    await says.announces()
    expect(await gf.react()).toMatchObject({ events: 1000, refused: [] })
    expect(await gf.agenda()).toHaveLength(500)
    expect(await gf.react()).toEqual({ commands: 0, events: 0, refused: [] })
  })

  it("what follows is the same when asked again, and a log longer than a page is read to its end", async () => {
    const { opened } = place()
    const gf = await opened()
    const says = host(gf)
    await says.publishes()
    await says.signs("c1")
    for (let n = 0; n < 1100; n++)
      await done(gf.listing("main").do({ _tag: "NameEntity", entity: `e${n}`, name: `E ${n}`, at: signing }, says.by()))
    await says.announces()
    expect(await gf.react()).toMatchObject({ events: 2 })
    expect(await gf.react()).toEqual({ commands: 0, events: 0, refused: [] })
  })
})

// -- Over any history: nobody is passed over, however often and whenever the reaction is asked. ------------------------------

const moments = ["2026-01-05", "2026-02-01", "2026-03-01", "2026-03-20", "2026-04-01"].map(
  (day) => `${day}T09:00:00.000Z`
)
const at = fc.constantFrom(...moments)
const client = fc.constantFrom("c1", "c2")
const change = fc.constantFrom("chg-1", "chg-2")

type Happening = { readonly name: string; readonly tell: (gf: Goodfaith, id: string) => Promise<unknown> }
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ client, at, terms: fc.constantFrom(commercial, onlyMaterial) }).map(({ client, at, terms }) => ({
    name: `${client} signs ${terms.name} ${at}`,
    tell: (gf: Goodfaith, id: string) =>
      host(gf, id)
        .executes(client, at, terms)
        .catch(() => {})
  })),
  fc.record({ client, at }).map(({ client, at }) => ({
    name: `${client} uses ${at}`,
    tell: (gf: Goodfaith, id: string) => host(gf, id).uses(client, "sign", at)
  })),
  fc.record({ client, at, version: fc.integer({ min: 1, max: 2 }) }).map(({ client, at, version }) => ({
    name: `${client} agrees to ${version} ${at}`,
    tell: (gf: Goodfaith, id: string) => host(gf, id).agrees(client, version, at)
  })),
  fc.record({ change, at }).map(({ change, at }) => ({
    name: `${change} announced ${at}`,
    tell: (gf: Goodfaith, id: string) =>
      host(gf, id)
        .announces(change, `for-${change}`, at)
        .catch(() => {})
  })),
  fc.record({ change, at, material: fc.boolean() }).map(({ change, at, material }) => ({
    name: `${change} ${material ? "" : "im"}material ${at}`,
    tell: (gf: Goodfaith, id: string) =>
      gf
        .listing("main")
        .do(
          { _tag: "DecideMateriality", engagement: `for-${change}`, material, by: "dpo-1", reason: "file", at },
          { actor: "dpo-1", commandId: id }
        )
  })),
  at.map((at) => ({
    name: `published ${at}`,
    tell: (gf: Goodfaith, id: string) =>
      gf.listing("main").do({ _tag: "PublishVersion", at }, { actor: "dpo-1", commandId: id })
  }))
)

describe("over any history", () => {
  it("whoever is owed something when all is known was told so, whenever the reaction was asked in between", async () => {
    const owedIn = async (gf: Goodfaith) => {
      const owed: Array<string> = []
      for (const change of ["chg-1", "chg-2"]) {
        for (const client of ["c1", "c2"]) {
          for (const [duty, judged] of Object.entries(await judgedIn(gf, change, client)))
            if (judged === "arose") owed.push(`${change} ${client} ${duty}`)
        }
      }
      return owed
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ it: happening, reactsThen: fc.boolean() }), { minLength: 3, maxLength: 12 }),
        async (history) => {
          const told = async (reacts: boolean) => {
            const { gf } = await begun()
            for (const [index, { it, reactsThen }] of history.entries()) {
              await it.tell(gf, `h${index}`)
              if (reacts && reactsThen) await gf.react()
            }
            await gf.react()
            return owedIn(gf)
          }
          expect(await told(true)).toEqual(expect.arrayContaining(await told(false)))
        }
      ),
      { numRuns: 300 }
    )
  })
})
