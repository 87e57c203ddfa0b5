import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"
import { open, termsRef } from "goodfaith/promise"
import { sqlite, sqliteKeys } from "goodfaith/sqlite"
import { commercial } from "goodfaith/terms/ready"
import { nlOffice } from "goodfaith/time"
import { engagement } from "../scenario.ts"

it("walks from the announcement to the gate, and survives a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "goodfaith-"))
  const opened = () =>
    open({
      store: sqlite(join(folder, "trust.db")),
      keys: sqliteKeys(join(folder, "keys.db")),
      terms: [commercial],
      calendars: [nlOffice]
    })
  let gf = await opened()
  const at = "2026-01-05T09:00:00.000Z"
  const by = { actor: "dpo-1" }
  const listing = gf.listing("main")
  const ok = async (outcome: Promise<any>) => expect(await outcome).toMatchObject({ _tag: "Receipt" })
  await ok(
    listing.do(
      { _tag: "OpenListing", listing: "main", title: "S", vendor: "V", zone: "Europe/Amsterdam", scope: "all", at },
      by
    )
  )
  await ok(listing.do({ _tag: "NameEntity", entity: "aws", name: "AWS", at }, by))
  await ok(listing.do({ _tag: "PublishVersion", at }, by))
  await ok(
    gf.client("c42").do({ _tag: "ExecuteDpa", dpa: "d", paper: "standard", terms: termsRef(commercial), at }, by)
  )
  await ok(gf.client("c42").do({ _tag: "AgreeListing", listing: "main", version: 1, at }, by))
  await ok(gf.client("c42").do({ _tag: "BeginUse", of: "product", id: "sign", at }, by))
  await ok(
    gf.client("c42").do(
      {
        _tag: "NameContact",
        contact: "k",
        person: "p",
        role: "dpo",
        name: "Jo",
        address: "jo@x.nl",
        language: "nl",
        channel: "email",
        at
      },
      by
    )
  )
  const later = "2026-04-02T08:00:00.000Z"
  const announce = {
    _tag: "AnnounceChange",
    change: "chg-7",
    what: { _tag: "Engage", engagement: engagement("aws-eu", { entity: "aws", products: ["sign"] }) },
    effectiveOn: "2026-06-01",
    for: "all",
    at: later
  } as const
  await ok(listing.do(announce, { actor: "dpo-1", commandId: "chg-7" }))
  await ok(listing.do(announce, { actor: "dpo-1", commandId: "chg-7" }))
  await ok(
    listing.do(
      {
        _tag: "ConfirmSafeguards",
        engagement: "aws-eu",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at: later
      },
      by
    )
  )
  await ok(listing.do({ _tag: "PublishVersion", at: later }, by))
  expect(await gf.react()).toMatchObject({ refused: [], events: 2 })
  const todo = await gf.agenda()
  expect(todo).toMatchObject([{ client: "c42", change: "chg-7", why: "first" }])
  expect(await gf.open(todo[0]?.contacts)).toMatchObject([{ name: "Jo" }])
  await ok(
    gf.consultation("chg-7", "c42").do(
      {
        _tag: "SendNotice",
        letter: "l1",
        to: [{ contact: "k", channel: "email" }],
        contents: ["entity", "service", "places", "purpose", "effectiveOn", "howToObject"],
        at: "2026-04-02T12:00:00.000Z"
      },
      by
    )
  )
  expect(await gf.agenda()).toEqual([])
  await gf.close()
  gf = await opened()
  const gate = await gf.gate({
    engagement: "aws-eu",
    client: "c42",
    use: { product: "sign" },
    at: "2026-05-20T00:00:00.000Z"
  })
  expect([gate.answer, gate.validUntil, gate.because[0].clause.id]).toEqual([
    "shut",
    "2026-05-31T22:00:00.000Z",
    "gate.a-effective"
  ])
  expect(await gf.react()).toMatchObject({ commands: 0 })
  expect(await gf.react()).toMatchObject({ commands: 0 })
  expect(await gf.verify("consultation/chg-7/c42")).toEqual([])
})
