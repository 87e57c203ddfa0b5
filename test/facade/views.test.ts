/** The views behind both doors: each is asked once, and gives what the pure functions give. */
import * as Effect from "effect/Effect"
import { Goodfaith } from "goodfaith"
import { commercial } from "goodfaith/terms/ready"
import { nlOffice } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { clockAt, done, host, place, sending } from "./host.ts"

/** Two clients, a change of 1 June announced on 2 April, and a letter to one of them. */
const told = async () => {
  const { opened, store, keys } = place()
  const gf = await opened()
  const says = host(gf)
  await says.publishes()
  for (const client of ["c42", "c43"]) await says.signs(client)
  await says.announces()
  await gf.react()
  await says.sends("c42")
  return { gf, says, opened, store, keys }
}

describe("A host sees what stands where", () => {
  it("the register of a change, one line a client", async () => {
    const { gf } = await told()
    expect((await gf.register("chg-7"))?.map(({ client, stands }) => [client, stands])).toEqual([
      ["c42", "told"],
      ["c43", "toBeTold"]
    ])
    expect(await gf.register("chg-9")).toBe(undefined)
  })

  it("what is due until a day", async () => {
    const { gf } = await told()
    const items = await gf.due({ until: "2026-12-31" })
    expect(items.map(({ client, what }) => [client, what])).toContainEqual(["c43", "send"])
    expect(items.map(({ client, what }) => [client, what])).not.toContainEqual(["c42", "send"])
    await expect(gf.due({ until: "2026-02-30" })).rejects.toThrow("2026-02-30")
  })

  it("the desk, with an objection on it and its age by the clock of the host", async () => {
    const { gf, says, opened } = await told()
    await done(
      gf.consultation("chg-7", "c42").do(
        {
          _tag: "ReceiveObjection",
          objection: "o-1",
          letter: "mail-1",
          by: "c42-office",
          grounds: "no",
          inWriting: true,
          to: "privacy-office",
          as: "statement",
          gives: ["grounds"],
          authority: "shown",
          at: sending
        },
        says.by()
      )
    )
    const later = await opened({ clock: clockAt("2026-04-12T12:00:00.000Z") })
    expect(await later.desk()).toMatchObject({
      objections: [{ client: "c42", subject: "chg-7", objection: "o-1", days: 10 }]
    })
    expect((await later.desk({ days: 0 })).review).toMatchObject({ days: 97 })
  })

  it("the verdict of one change and one client", async () => {
    const { gf } = await told()
    expect(await gf.verdict("chg-7", "c42")).toMatchObject({ client: "c42", change: "chg-7", answer: "met" })
    expect(await gf.verdict("chg-7", "c43")).toMatchObject({ answer: "open" })
    expect((await gf.verdict("chg-7", "c99"))?.findings).toMatchObject([{ of: "told", answer: "notOwed" }, {}])
    expect(await gf.verdict("chg-9", "c42")).toBe(undefined)
  })

  it("the listing as of a day, and as it was known by an instant", async () => {
    const { gf } = await told()
    expect(await gf.listed()).toMatchObject({ on: "2026-04-03", announced: [{ change: "chg-7" }] })
    expect(await gf.listed({ held: "2026-04-01", listing: "main" })).toMatchObject({ announced: [] })
    expect(await gf.listed({ held: "2026-04-02T09:00:00Z" })).toMatchObject({ announced: [{ change: "chg-7" }] })
    // Everything was recorded on 3 April.
    expect(await gf.listed({ known: "2026-04-03T06:59:59Z" })).toBe(undefined)
    expect(await gf.listed({ known: "2026-04-03T07:00:00Z" })).toMatchObject({ announced: [{ change: "chg-7" }] })
    await expect(gf.listed({ held: "soon" })).rejects.toThrow("soon")
    await expect(gf.listed({ known: "2026-04-03" })).rejects.toThrow("2026-04-03")
  })

  it("what differs between two editions", async () => {
    const { gf } = await told()
    const [added] = (await gf.diff({ from: "2026-04-01", to: "2026-04-02" }))?.added ?? []
    expect(added).toMatchObject({ id: "aws-eu", status: "announced" })
    expect(await gf.diff({ from: 1, to: 99 })).toBe(undefined)
    await expect(gf.diff({ from: 1, to: "later" })).rejects.toThrow("later")
  })

  it("where there is no listing, or several and none was named, it is asked which one is meant", async () => {
    const { gf, says } = await told()
    const open = {
      _tag: "OpenListing",
      listing: "other",
      title: "x",
      vendor: "x",
      zone: "UTC",
      scope: "x",
      at: sending
    } as const
    await done(gf.listing("other").do(open, says.by()))
    await expect(gf.desk()).rejects.toThrow("one of the listings by its id")
    expect((await gf.desk({ listing: "other" })).objections).toEqual([])
    const empty = await place().opened()
    await expect(empty.due({ until: "2026-12-31" })).rejects.toThrow("one of the listings by its id")
  })

  it("the same through the door for Effect", async () => {
    const { gf, store, keys } = await told()
    const asked = Effect.gen(function* () {
      const service = yield* Goodfaith
      return [
        yield* service.register("chg-7"),
        yield* service.verdict("chg-7", "c42"),
        yield* service.due({ until: "2026-12-31" }),
        yield* service.desk(),
        yield* service.listed({ held: "2026-04-02" }),
        yield* service.diff({ from: "2026-04-01", to: "2026-04-02" })
      ].length
    })
    const layer = Goodfaith.layer({ store: store(), keys, terms: [commercial], calendars: [nlOffice] })
    expect(await Effect.runPromise(asked.pipe(Effect.provide(layer)))).toBe(6)
    await gf.close()
  })
})
