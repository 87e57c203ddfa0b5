/**
 * A host as the stories need one: it says what happens, step by step, under ids of its own, so that a story told twice is the same
 * to the letter. Time is what the story says it is.
 */
import { memory, memoryKeys, newMemory } from "goodfaith/memory"
import { type Goodfaith, open, type OpenOptions, type Outcome, termsRef } from "goodfaith/promise"
import { sqlite } from "goodfaith/sqlite"
import type { Store } from "goodfaith/store"
import { commercial } from "goodfaith/terms/ready"
import type { Terms } from "goodfaith/terms"
import { nlOffice } from "goodfaith/time"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "vitest"
import { engagement } from "../scenario.ts"

export const signing = "2026-01-05T09:00:00.000Z"
export const announcing = "2026-04-02T08:00:00.000Z"
export const sending = "2026-04-02T12:00:00.000Z"
/** When everything is recorded, unless a story moves its clock. */
export const recording = "2026-04-03T07:00:00.000Z"

export const everything = ["entity", "service", "places", "purpose", "effectiveOn", "howToObject"] as const

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "goodfaith-"))

/** Several handles on one piece of memory. */
export const place = () => {
  const kept = newMemory()
  const keys = memoryKeys()
  const store = () => memory({ in: kept })
  return {
    keys,
    store,
    opened: (options: Partial<OpenOptions> = {}) =>
      open({ store: store(), keys, terms: [commercial], calendars: [nlOffice], clock: clockAt(recording), ...options })
  }
}

export const clockAt = (instant: string) => () => Date.parse(instant)

/** What is stored, in its order. */
export const texts = async (store: Store): Promise<ReadonlyArray<string>> => {
  const all: Array<string> = []
  for (let after: string | undefined; ; ) {
    const page = await store.readAll(after === undefined ? {} : { after })
    if (page._tag === "OtherEpoch") throw new Error("another log")
    all.push(...page.events.map(({ text }) => text))
    after = page.position
    if (!page.more) return all
  }
}

export const textsIn = async (path: string): Promise<ReadonlyArray<string>> => {
  const store = sqlite(path)
  try {
    return await texts(store)
  } finally {
    await store.close()
  }
}

/** The consultations in a store, each as its texts in their order. */
export const consultationsIn = async (store: Store): Promise<Readonly<Record<string, ReadonlyArray<string>>>> => {
  const streams: Record<string, Array<string>> = {}
  for (const text of await texts(store)) {
    const ref: string = JSON.parse(text).header.ref
    if (ref.startsWith("consultation/")) (streams[ref.slice(0, ref.lastIndexOf("@"))] ??= []).push(text)
  }
  return streams
}

/** What is owed to whom, and what is not and why: as each consultation has it last. */
export const judgedIn = async (
  gf: Goodfaith,
  change: string,
  client: string
): Promise<Readonly<Record<string, string>>> => {
  const { notice } = (await gf.consultation(change, client).state()).state
  return Object.fromEntries(
    Object.values(notice.duties).map(({ value }) => [
      value.duty ?? "",
      value._tag === "DutyArose" ? "arose" : value.why
    ])
  )
}

/** It was done, or was so already. */
export const done = async (outcome: Promise<Outcome>): Promise<Extract<Outcome, { readonly _tag: "Receipt" }>> => {
  const told = await outcome
  expect(told).toMatchObject({ _tag: "Receipt" })
  return told as Extract<Outcome, { readonly _tag: "Receipt" }>
}

/** The words of a host. Each command gets the next id. */
export const host = (gf: Goodfaith, name = "host") => {
  let count = 0
  const by = () => ({ actor: "dpo-1", commandId: `${name}-${count++}` })
  const listing = gf.listing("main")
  const self = {
    by,
    /** A listing with one entity and nothing on it, published as version 1. */
    publishes: async (at = signing) => {
      await done(
        listing.do(
          {
            _tag: "OpenListing",
            listing: "main",
            title: "Sub-processors",
            vendor: "Acme",
            zone: "Europe/Amsterdam",
            scope: "all",
            at
          },
          by()
        )
      )
      await done(listing.do({ _tag: "NameEntity", entity: "aws", name: "Amazon", at }, by()))
      await done(listing.do({ _tag: "PublishVersion", at }, by()))
    },
    executes: (client: string, at = signing, terms: Terms = commercial) =>
      done(
        gf.client(client).do({ _tag: "ExecuteDpa", dpa: "dpa", paper: "standard", terms: termsRef(terms), at }, by())
      ),
    ends: (client: string, at: string) => done(gf.client(client).do({ _tag: "EndDpa", dpa: "dpa", at }, by())),
    agrees: (client: string, version = 1, at = signing) =>
      done(gf.client(client).do({ _tag: "AgreeListing", listing: "main", version, at }, by())),
    uses: (client: string, product = "sign", at = signing) =>
      done(gf.client(client).do({ _tag: "BeginUse", of: "product", id: product, at }, by())),
    names: (client: string, contact = "office", name = "Jo Meijer", at = signing) =>
      done(
        gf.client(client).do(
          {
            _tag: "NameContact",
            contact,
            person: `${client}-${contact}`,
            role: "dpo",
            name,
            address: `${contact}@${client}.example`,
            language: "nl",
            channel: "email",
            at
          },
          by()
        )
      ),
    /** A client as most are: signed, agreed to version 1, uses `sign`, has an office. */
    signs: async (client: string, at = signing, terms: Terms = commercial) => {
      await self.executes(client, at, terms)
      await self.agrees(client, 1, at)
      await self.uses(client, "sign", at)
      await self.names(client, "office", "Jo Meijer", at)
    },
    announces: (change = "chg-7", id = "aws-eu", at = announcing) =>
      done(
        listing.do(
          {
            _tag: "AnnounceChange",
            change,
            what: { _tag: "Engage", engagement: engagement(id, { entity: "aws", products: ["sign"] }) },
            effectiveOn: "2026-06-01",
            for: "all",
            at
          },
          by()
        )
      ),
    /** Bound by contract, and on a published version. */
    binds: async (id = "aws-eu", at = announcing) => {
      await done(
        listing.do(
          { _tag: "ConfirmSafeguards", engagement: id, contract: true, equivalentDuties: true, by: "dpo-1", at },
          by()
        )
      )
      await done(listing.do({ _tag: "PublishVersion", at }, by()))
    },
    sends: (client: string, letter = "l-1", at = sending, change = "chg-7") =>
      done(
        gf
          .consultation(change, client)
          .do(
            { _tag: "SendNotice", letter, to: [{ contact: "office", channel: "email" }], contents: everything, at },
            by()
          )
      ),
    bounces: (client: string, letter = "l-1", at = sending, change = "chg-7") =>
      done(gf.consultation(change, client).do({ _tag: "RecordBounce", letter, contact: "office", at }, by()))
  }
  return self
}
