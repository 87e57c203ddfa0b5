import * as fc from "fast-check"
import type { Terms } from "goodfaith/terms"
import { commercial } from "goodfaith/terms/ready"
import type { Change } from "goodfaith/language"
import { type Goodfaith, termsRef } from "goodfaith/promise"
import type { Day, Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { announcing, clockAt, done, host, judgedIn, place, signing, texts } from "../facade/host.ts"
import { engagement } from "../scenario.ts"

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

describe("whatever a duty hangs on is looked at again", () => {
  const listing = (gf: Goodfaith) => gf.listing("main")
  const onlyRenames: Terms = {
    ...commercial,
    name: "only-renames",
    duties: [{ ...commercial.duties[0]!, changes: ["Rename"] }]
  }
  const onlyAmerican: Terms = {
    ...commercial,
    name: "only-american",
    duties: commercial.duties.map((duty) => ({
      ...duty,
      changes: "any",
      rows: [{ ...duty.rows[0], when: { countries: ["US"] } }]
    }))
  }
  const anyMaterial: Terms = {
    ...onlyMaterial,
    name: "any-material",
    duties: onlyMaterial.duties.map((duty) => ({ ...duty, changes: "any" }))
  }
  const towards = (of: "subscribers" | "onRequest"): Terms => ({
    ...commercial,
    name: `to-${of.toLowerCase()}`,
    duties: commercial.duties.map((duty) => ({ ...duty, audience: { of } }))
  })
  const toSubscribers = towards("subscribers")
  const onRequest = towards("onRequest")
  const america = { id: "us", name: "United States", country: "US" }
  const begunBy = async (terms: Terms, now: () => number = clockAt("2026-07-01T07:00:00.000Z")) => {
    const { opened } = place()
    const gf = await opened({
      terms: [commercial, onlyMaterial, onlyRenames, onlyAmerican, anyMaterial, toSubscribers, onRequest],
      clock: now
    })
    const says = host(gf)
    await says.publishes()
    await says.executes("c1", signing, terms)
    await says.names("c1")
    const declares = (command: Parameters<ReturnType<typeof listing>["do"]>[0]) =>
      done(listing(gf).do(command, says.by()))
    return { gf, says, declares }
  }
  const announcement = (change: string, what: Change, effectiveOn: Day = "2026-06-01", at: Instant = announcing) =>
    ({ _tag: "AnnounceChange", change, what, effectiveOn, for: "all", at }) as const

  it("when both sides agree that a case goes on under other terms", async () => {
    const { gf, says } = await begunBy(onlyRenames)
    await says.uses("c1")
    await says.announces()
    await says.binds()
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "otherChange" })
    const agree = { _tag: "AgreeTerms", terms: termsRef(commercial), by: "c1-office", at: afterwards } as const
    await done(gf.consultation("chg-7", "c1").do(agree, says.by()))
    expect(await gf.react()).toEqual({ commands: 1, events: 1, refused: [] })
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose" })
    expect(await gf.agenda()).toMatchObject([{ client: "c1", since: afterwards }])
  })

  it("when a client subscribes, and when anything ends", async () => {
    const { gf, says } = await begunBy(toSubscribers)
    const client = gf.client("c1")
    await says.announces()
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "notSubscribed" })
    await done(client.do({ _tag: "BeginSubscription", channel: "email", at: afterwards }, says.by()))
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose" })
    await says.uses("c1", "sign", afterwards)
    await gf.react()
    await done(client.do({ _tag: "EndSubscription", at: "2026-04-11T08:00:00.000Z" }, says.by()))
    expect(await gf.react()).toMatchObject({ commands: 1, refused: [] })
    await done(client.do({ _tag: "EndUse", of: "product", id: "sign", at: "2026-04-12T08:00:00.000Z" }, says.by()))
    expect(await gf.react()).toMatchObject({ commands: 1, refused: [] })
  })

  it("when a client asks to be told", async () => {
    const { gf, says } = await begunBy(onRequest)
    await says.announces()
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "notRequested" })
    await done(gf.client("c1").do({ _tag: "RequestListing", at: afterwards }, says.by()))
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose" })
  })

  it("when an agreement ends or goes to another client: as of then, and what it promised before is looked at too", async () => {
    const end = (says: ReturnType<typeof host>) => says.ends("c1", "2026-05-01T08:00:00.000Z")
    const transfer = (_: unknown, gf: Goodfaith) =>
      done(
        gf
          .client("c1")
          .do({ _tag: "TransferDpa", dpa: "dpa", to: "c2", at: "2026-05-01T08:00:00.000Z" }, { actor: "dpo-1" })
      )
    for (const ends of [end, transfer]) {
      const { gf, says } = await begunBy(commercial)
      await says.announces()
      await ends(says, gf)
      expect(await gf.react()).toMatchObject({ refused: [] })
      expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose", "": "noAgreement" })
    }
  })

  it("but a change from before the end is looked at as of itself, and no further", async () => {
    const { gf, says } = await begunBy(commercial)
    await says.ends("c1", "2026-05-01T08:00:00.000Z")
    await gf.react()
    await says.announces()
    expect(await gf.react()).toMatchObject({ commands: 1 })
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose" })
  })

  it("when a client takes over the agreement of another", async () => {
    const { gf, says } = await begunBy(commercial)
    await says.announces()
    await done(
      gf.client("c2").do(
        {
          _tag: "TakeOverDpa",
          dpa: "dpa-2",
          from: "c1",
          paper: "standard",
          terms: termsRef(commercial),
          at: afterwards
        },
        says.by()
      )
    )
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c2")).toEqual({ [duty]: "arose" })
  })

  it("when a change turns out to have been put off, after a client agreed to the listing", async () => {
    const { gf, says, declares } = await begunBy(commercial)
    await says.announces("chg-7", "aws-eu", signing)
    await says.binds("aws-eu", signing)
    const held = "2026-06-05T08:00:00.000Z"
    await says.executes("c2", held)
    await says.agrees("c2", 2, held)
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c2")).toEqual({ [duty]: "agreedAtEntry" })
    await declares({
      _tag: "PostponeChange",
      change: "chg-7",
      effectiveOn: "2026-08-01",
      at: "2026-05-20T08:00:00.000Z"
    })
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c2")).toEqual({ [duty]: "arose" })
  })

  it("when an earlier change of the same engagement is withdrawn, so that a later one is of another row", async () => {
    const { gf, declares } = await begunBy(onlyAmerican)
    await declares({
      _tag: "ListEngagement",
      engagement: engagement("aws-us", { entity: "aws", products: ["sign"], places: [america] }),
      at: signing
    })
    const dutch = [{ id: "nl", name: "Netherlands", country: "NL" }]
    await declares(announcement("to-nl", { _tag: "Relocate", engagement: "aws-us", to: dutch }))
    await declares(announcement("wider", { _tag: "Extend", engagement: "aws-us", products: ["sign", "archive"] }))
    await gf.react()
    expect(await judgedIn(gf, "wider", "c1")).toEqual({ [duty]: "nowhereStated" })
    await declares({ _tag: "WithdrawChange", change: "to-nl", at: afterwards })
    await gf.react()
    expect(await judgedIn(gf, "wider", "c1")).toEqual({ [duty]: "arose" })
    expect(await gf.agenda()).toMatchObject([{ change: "wider" }])
  })

  it("when what was announced is put right", async () => {
    const { gf, says, declares } = await begunBy(onlyAmerican)
    await says.announces()
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "nowhereStated" })
    await declares({
      _tag: "CorrectEntry",
      engagement: "aws-eu",
      change: "chg-7",
      to: { places: [america] },
      substance: true,
      by: "dpo-1",
      reason: "it was to be there",
      at: afterwards
    })
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose" })
    expect(await gf.agenda()).toMatchObject([{ since: afterwards }])
  })

  it("when an engagement is judged material that a change of control touches, after a merger that did not come", async () => {
    const { gf, declares } = await begunBy(anyMaterial)
    const decide = (material: boolean, at: Instant) =>
      declares({ _tag: "DecideMateriality", engagement: "aws-eu", material, by: "dpo-1", reason: "see the file", at })
    await declares({ _tag: "NameEntity", entity: "other", name: "Other", at: signing })
    await declares({
      _tag: "ListEngagement",
      engagement: engagement("aws-eu", { entity: "aws", products: ["sign"] }),
      at: signing
    })
    await decide(false, signing)
    await gf.client("c1").do({ _tag: "BeginUse", of: "product", id: "sign", at: signing }, { actor: "dpo-1" })
    await declares(announcement("merger", { _tag: "Merge", entity: "aws", into: "other" }))
    await declares({ _tag: "WithdrawChange", change: "merger", at: announcing })
    await declares(announcement("control", { _tag: "ChangeControl", entity: "aws", controller: "new-owner" }))
    await gf.react()
    expect(await judgedIn(gf, "control", "c1")).toEqual({ [duty]: "notMaterial" })
    await decide(true, afterwards)
    await gf.react()
    expect(await judgedIn(gf, "control", "c1")).toEqual({ [duty]: "arose" })
  })

  describe("and so is what becomes so by time alone", () => {
    const reclassified = async (now: { at: Instant }) => {
      const { gf, says, declares } = await begunBy(anyMaterial, () => Date.parse(now.at))
      await says.uses("c1")
      await declares({
        _tag: "ListEngagement",
        engagement: engagement("aws-eu", { entity: "aws", products: ["sign"] }),
        at: signing
      })
      await declares({
        _tag: "DecideMateriality",
        engagement: "aws-eu",
        material: false,
        by: "dpo-1",
        reason: "see the file",
        at: signing
      })
      const counts = { _tag: "Reclassify", engagement: "aws-eu", material: true, by: "dpo-1", reason: "grown" } as const
      const moves = { _tag: "Relocate", engagement: "aws-eu", to: [america] } as const
      const announces = {
        counts: () => declares(announcement("counts", counts, "2026-05-01", "2026-03-01T08:00:00.000Z")),
        moves: () => declares(announcement("moves", moves, "2026-06-01", "2026-03-02T08:00:00.000Z"))
      }
      return { gf, declares, announces }
    }
    const dayBegins = "2026-04-30T22:00:00.000Z"

    it("the day from which an engagement counts as material: not a moment sooner, and once", async () => {
      const now: { at: Instant } = { at: "2026-03-03T08:00:00.000Z" }
      const { gf, announces } = await reclassified(now)
      await announces.counts()
      await announces.moves()
      await gf.react()
      expect(await judgedIn(gf, "moves", "c1")).toEqual({ [duty]: "notMaterial" })
      now.at = "2026-04-30T21:59:59.999Z"
      expect(await gf.react()).toEqual({ commands: 0, events: 0, refused: [] })
      now.at = dayBegins
      expect(await gf.react()).toEqual({ commands: 2, events: 1, refused: [] })
      expect(await judgedIn(gf, "moves", "c1")).toEqual({ [duty]: "arose" })
      expect(await gf.agenda()).toMatchObject([{ change: "counts" }, { change: "moves", since: dayBegins }])
      now.at = "2026-05-02T08:00:00.000Z"
      expect(await gf.react()).toEqual({ commands: 0, events: 0, refused: [] })
      await host(gf, "later").executes("c2", now.at, anyMaterial)
      expect(await gf.react(), "who comes later is looked at as of then only").toMatchObject({ commands: 2, events: 4 })
    })

    it("also when nobody looked until long after, and when it was put on record only then", async () => {
      for (const order of [
        ["counts", "moves"],
        ["moves", "counts"]
      ] as const) {
        for (const looks of ["between", "afterwards"]) {
          const { gf, announces } = await reclassified({ at: "2026-08-01T08:00:00.000Z" })
          for (const which of order) {
            await announces[which]()
            if (looks === "between") await gf.react()
          }
          await gf.react()
          expect(await judgedIn(gf, "moves", "c1"), `${order} ${looks}`).toEqual({ [duty]: "arose" })
          const owed = (await gf.agenda()).find(({ change }) => change === "moves")
          expect(owed?.since).toBe(dayBegins)
        }
      }
    })

    it("but not a day that was put off or will not come", async () => {
      const now: { at: Instant } = { at: "2026-03-03T08:00:00.000Z" }
      const { gf, announces, declares } = await reclassified(now)
      await announces.counts()
      await announces.moves()
      await gf.react()
      await declares({ _tag: "PostponeChange", change: "counts", effectiveOn: "2026-05-10", at: now.at })
      now.at = dayBegins
      await gf.react()
      expect(await judgedIn(gf, "moves", "c1")).toEqual({ [duty]: "notMaterial" })
      await declares({ _tag: "WithdrawChange", change: "counts", at: now.at })
      await gf.react()
      now.at = "2026-05-20T08:00:00.000Z"
      expect(await gf.react()).toEqual({ commands: 0, events: 0, refused: [] })
      expect(await judgedIn(gf, "moves", "c1")).toEqual({ [duty]: "notMaterial" })
    })

    it("and a use that was on record before it began, for a change that was announced since", async () => {
      const { gf, says } = await begunBy(anyMaterial, clockAt("2026-03-01T08:00:00.000Z"))
      const begins = "2026-09-01T08:00:00.000Z"
      await says.uses("c1", "sign", begins)
      await gf.react()
      await says.announces()
      await gf.react()
      expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "arose" })
      expect(await gf.agenda()).toMatchObject([{ since: begins }])
    })
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

  it("a use that is recorded late is judged by what was decided since", async () => {
    const { gf, says } = await begun()
    await says.executes("c1", signing, onlyMaterial)
    await says.announces()
    const decide = (material: boolean, at: Instant) =>
      done(
        gf
          .listing("main")
          .do(
            { _tag: "DecideMateriality", engagement: "aws-eu", material, by: "dpo-1", reason: "see the file", at },
            says.by()
          )
      )
    await decide(false, announcing)
    await decide(true, afterwards)
    await gf.react()
    expect(await judgedIn(gf, "chg-7", "c1")).toEqual({ [duty]: "notAffected" })
    await says.uses("c1", "sign", signing)
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
    name: `${client}'s agreement ends ${at}`,
    tell: (gf: Goodfaith, id: string) =>
      gf.client(client).do({ _tag: "EndDpa", dpa: "dpa", at }, { actor: "dpo-1", commandId: id })
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
