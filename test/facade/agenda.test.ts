import { describe, expect, it } from "vitest"
import { journal } from "goodfaith/journal"
import { memoryKeys } from "goodfaith/memory"
import { open, termsRef } from "goodfaith/promise"
import { eventCodecs, pinned } from "goodfaith/schema"
import { commercial, workingDays } from "goodfaith/terms/ready"
import * as Pinned from "../../src/terms/Pinned.ts"
import { announcing, clockAt, done, everything, host, place, recording, sending, signing, texts } from "./host.ts"

const told = async (...clients: ReadonlyArray<string>) => {
  const { opened, store, keys } = place()
  const gf = await opened()
  const says = host(gf)
  await says.publishes()
  for (const client of clients) await says.signs(client)
  await says.announces()
  await gf.react()
  return { gf, says, opened, store, keys }
}

describe("what is to be sent", () => {
  it("names the client, what it is owed and whom to write to, and keeps its key until it is sent", async () => {
    const { gf, opened } = await told("c42")
    const [todo] = await gf.agenda()
    expect(todo).toMatchObject({ client: "c42", change: "chg-7", duties: ["sub-processor-change"], why: "first" })
    expect(await gf.agenda()).toEqual([todo])
    await gf.react()
    expect(await (await opened()).agenda()).toEqual([todo])
  })

  it("shows names and addresses only when it is opened", async () => {
    const { gf } = await told("c42")
    const agenda = await gf.agenda()
    expect(JSON.stringify(agenda)).not.toContain("Meijer")
    expect((await gf.open(agenda))[0]?.contacts).toMatchObject([
      { name: "Jo Meijer", address: "office@c42.example", channel: "email" }
    ])
  })

  it("is gone once it is sent, and comes back under a new key when nothing of it arrived", async () => {
    const { gf, says } = await told("c42")
    const [first] = await gf.agenda()
    await says.sends("c42")
    expect(await gf.agenda()).toEqual([])
    await says.bounces("c42")
    const [again] = await gf.agenda()
    expect(again).toMatchObject({ client: "c42", why: "bounced", since: first?.since })
    expect(again?.key).not.toBe(first?.key)
    await says.sends("c42", "l-2")
    expect(await gf.agenda()).toEqual([])
    await says.bounces("c42", "l-2")
    expect(new Set([first?.key, again?.key, (await gf.agenda())[0]?.key]).size).toBe(3)
  })

  it("comes back under a key of its own when the change was put right or brought forward after the letter, until it is told anew", async () => {
    const { gf, says, opened } = await told("c42")
    const [first] = await gf.agenda()
    await says.sends("c42")
    await says.bounces("c42")
    const [bounced] = await gf.agenda()
    await says.sends("c42", "l-2")
    expect(await gf.agenda()).toEqual([])
    const listing = gf.listing("main")
    const corrected = "2026-04-02T13:00:00.000Z"
    await done(
      listing.do(
        {
          _tag: "CorrectEntry",
          engagement: "aws-eu",
          change: "chg-7",
          to: { places: [{ id: "es", name: "Spain", country: "ES" }] },
          substance: true,
          by: "dpo-1",
          reason: "it was to be Spain",
          at: corrected
        },
        says.by()
      )
    )
    const [anew] = await gf.agenda()
    expect(anew).toMatchObject({ client: "c42", change: "chg-7", why: "anew", since: corrected, duties: first?.duties })
    expect(await (await opened()).agenda()).toEqual([anew])
    await says.sends("c42", "l-3", corrected)
    expect(await gf.agenda()).toEqual([])
    const forward = {
      _tag: "PostponeChange",
      change: "chg-7",
      effectiveOn: "2026-05-25",
      at: "2026-04-02T14:00:00.000Z"
    } as const
    await done(listing.do(forward, says.by()))
    const [again] = await gf.agenda()
    expect(again).toMatchObject({ why: "anew", since: "2026-04-02T14:00:00.000Z" })
    expect(new Set([first, bounced, anew, again].map((it) => it?.key)).size).toBe(4)
    await says.sends("c42", "l-4", "2026-04-02T15:00:00.000Z")
    expect(await gf.agenda()).toEqual([])
    await says.bounces("c42", "l-4", "2026-04-02T16:00:00.000Z")
    expect(await gf.agenda()).toMatchObject([{ why: "bounced", since: first?.since }])
  })

  it("stays away while one of several contacts may have been reached", async () => {
    const { gf, says } = await told("c42")
    await says.names("c42", "board")
    const to = [
      { contact: "office", channel: "email" },
      { contact: "board", channel: "email" }
    ] as const
    await done(
      gf
        .consultation("chg-7", "c42")
        .do({ _tag: "SendNotice", letter: "l-1", to, contents: everything, at: sending }, says.by())
    )
    await says.bounces("c42")
    expect(await gf.agenda()).toEqual([])
  })

  it("comes back when one contact bounced who was written to by two channels", async () => {
    const { gf, says } = await told("c42")
    const to = [
      { contact: "office", channel: "email" },
      { contact: "office", channel: "portal" }
    ] as const
    await done(
      gf
        .consultation("chg-7", "c42")
        .do({ _tag: "SendNotice", letter: "l-1", to, contents: everything, at: sending }, says.by())
    )
    expect(await gf.agenda()).toEqual([])
    await says.bounces("c42")
    expect(await gf.agenda()).toMatchObject([{ client: "c42", why: "bounced" }])
  })

  it("stays until a letter says all that a notice must say", async () => {
    const { gf, says } = await told("c42")
    const [first] = await gf.agenda()
    const to = [{ contact: "office", channel: "email" }] as const
    await done(
      gf
        .consultation("chg-7", "c42")
        .do({ _tag: "SendNotice", letter: "l-1", to, contents: ["entity"], at: sending }, says.by())
    )
    const [again] = await gf.agenda()
    expect(again).toMatchObject({ client: "c42", why: "anew", since: first?.since, duties: first?.duties })
    expect(again?.key).not.toBe(first?.key)
    await says.sends("c42", "l-2")
    expect(await gf.agenda()).toEqual([])
  })

  it("is gone also when the letter bears a moment that has not come: it went out", async () => {
    const { gf, says } = await told("c42")
    await says.sends("c42", "l-1", "2026-04-03T07:00:00.001Z")
    expect(await gf.agenda()).toEqual([])
  })

  it("is told also where nothing can be counted, because nobody handed over the calendar", async () => {
    const { opened, store, keys } = place()
    // Kept before `open` looked for what contracts count by.
    const diary = journal({ store: store(), keys, codecs: eventCodecs, clock: clockAt(signing) })
    const ref = termsRef(workingDays)
    const concept = { codec: pinned, decider: Pinned.decider, world: () => undefined }
    await done(
      diary.do(
        Pinned.stream(ref),
        concept,
        { _tag: "PinTerms", ref, terms: workingDays, at: signing },
        { actor: "old" }
      )
    )
    const gf = await opened({ calendars: [] })
    const says = host(gf)
    await says.publishes()
    await says.signs("c42", signing, workingDays)
    await says.announces()
    await gf.react()
    expect(await gf.register("chg-7")).toMatchObject([{ stands: "cannotBeCounted" }])
    expect(await gf.agenda()).toMatchObject([{ client: "c42", why: "first", since: announcing }])
  })

  it("is by the facts of today: what turns out to be agreed at entry is owed to nobody, whoever looked before", async () => {
    const { opened } = place()
    const gf = await opened({ clock: clockAt("2026-07-02T09:00:00.000Z") })
    const says = host(gf)
    await says.publishes()
    await says.announces()
    await says.binds()
    const at = "2026-07-01T09:00:00.000Z"
    await says.executes("c42", at)
    await gf.react()
    expect(await gf.agenda()).toMatchObject([{ client: "c42", why: "first" }])
    await says.agrees("c42", 2, at)
    await says.uses("c42", "sign", at)
    await gf.react()
    expect(await gf.agenda()).toEqual([])
    expect(await gf.gate({ engagement: "aws-eu", client: "c42", use: { product: "sign" }, at })).toMatchObject({
      answer: "open"
    })
  })

  it("waits for a look at the case: what nobody has looked at is not told yet", async () => {
    const { gf, says } = await told("c42")
    await says.signs("c43")
    await done(
      gf
        .consultation("chg-7", "c43")
        .do({ _tag: "RecordAccess", engagement: "aws-eu", use: { product: "sign" }, at: sending }, says.by())
    )
    expect((await gf.agenda()).map(({ client }) => client)).toEqual(["c42"])
    await gf.react()
    expect((await gf.agenda()).map(({ client }) => client)).toEqual(["c42", "c43"])
  })

  it("is empty where nothing is owed: no clients, no change, nobody affected", async () => {
    const { opened } = place()
    expect(await (await opened()).agenda()).toEqual([])
    const { gf } = await told()
    expect(await gf.agenda()).toEqual([])
  })

  it("is empty for a client whose agreement has ended: nothing is owed any more", async () => {
    const { gf, says } = await told("c42", "c43")
    await says.ends("c42", sending)
    expect((await gf.agenda()).map(({ client }) => client)).toEqual(["c43"])
  })

  it("leaves out contacts that were removed, and lists the client still", async () => {
    const { gf, says } = await told("c42")
    await done(gf.client("c42").do({ _tag: "RemoveContact", contact: "office", at: sending }, says.by()))
    expect(await gf.agenda()).toMatchObject([{ client: "c42", contacts: [] }])
  })
})

describe("a person who is forgotten", () => {
  it("is shown as erased, and everything else still works", async () => {
    const { gf, says } = await told("c42", "c43")
    await gf.forget("person:c42-office")
    const opened = await gf.open(await gf.agenda())
    expect(opened).toMatchObject([
      { client: "c42", contacts: [{ contact: "office", name: { _tag: "Erased" }, address: { _tag: "Erased" } }] },
      { client: "c43", contacts: [{ contact: "office", name: "Jo Meijer" }] }
    ])
    await says.sends("c42")
    await says.binds()
    await gf.react()
    const gate = await gf.gate({
      engagement: "aws-eu",
      client: "c42",
      use: { product: "sign" },
      at: "2026-06-10T00:00:00Z"
    })
    expect(gate.answer).toBe("open")
    for (const stream of ["client/c42", "consultation/chg-7/c42"] as const) expect(await gf.verify(stream)).toEqual([])
  })

  it("is not taken in again under the same id, and a person says so", async () => {
    const { gf } = await told("c42")
    await gf.forget("person:c42-office")
    const name = {
      _tag: "NameContact",
      contact: "office",
      person: "c42-office",
      role: "dpo",
      name: "Jo Meijer",
      address: "jo@x.example",
      language: "nl",
      channel: "email",
      at: sending
    } as const
    expect(await gf.client("c42").do(name, { actor: "dpo-1" })).toMatchObject({
      _tag: "Refused",
      refusal: {
        message:
          "`person:c42-office` was forgotten: nothing personal is taken in for them again; a person who comes back gets a new id"
      }
    })
    await done(gf.client("c42").do({ ...name, person: "p-2" }, { actor: "dpo-1" }))
    expect((await gf.open(await gf.agenda()))[0]?.contacts).toMatchObject([{ name: "Jo Meijer" }])
  })

  it("leaves no word behind in the store", async () => {
    const { gf, says, store } = await told("c42")
    await says.sends("c42")
    const grounds = "our works council said no"
    await done(
      gf.consultation("chg-7", "c42").do(
        {
          _tag: "ReceiveObjection",
          objection: "o-1",
          letter: "mail-1",
          by: "c42-office",
          grounds,
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
    const all = (await texts(store())).join("\n")
    for (const plain of ["Jo Meijer", "Meijer", "office@c42.example", "works council"]) expect(all).not.toContain(plain)
    await gf.forget("case:consultation/chg-7/c42")
    const { objections } = (await gf.open((await gf.consultation("chg-7", "c42").state()).state)).objection
    expect(objections[0]?.received.value.grounds).toEqual({ _tag: "Erased" })
  })
})

describe("keys", () => {
  it("that were not given are asked for, where something personal is said or shown, and nothing is written", async () => {
    const { opened, store, keys } = await told("c42")
    const gf = await open({ store: store(), terms: [commercial], clock: () => Date.parse(recording) })
    const before = await texts(store())
    const said = gf.client("c42").do(
      {
        _tag: "NameContact",
        contact: "k",
        person: "p",
        role: "dpo",
        name: "Sam Visser",
        address: "sam@x.example",
        language: "nl",
        channel: "email",
        at: signing
      },
      { actor: "dpo-1" }
    )
    const help =
      "personal texts are sealed, and no keys were given to seal them: hand over `keys` when opening, such as `sqliteKeys(path)`, or `memoryKeys()` to try things out"
    await expect(said).rejects.toMatchObject({ _tag: "KeyFault", message: help })
    const agenda = await gf.agenda()
    await expect(gf.open(agenda)).rejects.toMatchObject({ _tag: "KeyFault", message: help })
    expect(await texts(store())).toEqual(before)
    // Whatever is not personal goes on without.
    await done(gf.client("c42").do({ _tag: "BeginUse", of: "product", id: "other", at: signing }, { actor: "dpo-1" }))
    await gf.close()
    expect((await (await opened({ keys })).agenda()).length).toBe(1)
  })

  it("that are not those it was sealed with open nothing, and say so", async () => {
    const { store } = await told("c42")
    const gf = await open({ store: store(), keys: memoryKeys() })
    await expect(gf.open(await gf.agenda())).rejects.toMatchObject({
      _tag: "KeyFault",
      message: "there is no key of `person:c42-office` here: these are not the keys that it was sealed with"
    })
  })
})
