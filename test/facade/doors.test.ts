import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Cause from "effect/Cause"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import { Goodfaith, GoodfaithFault } from "goodfaith"
import { memory, memoryKeys, newMemory } from "goodfaith/memory"
import { type Goodfaith as Handle, open, type OpenOptions, termsRef } from "goodfaith/promise"
import { sqlite } from "goodfaith/sqlite"
import type { Store } from "goodfaith/store"
import { commercial } from "goodfaith/terms/ready"
import { nlOffice } from "goodfaith/time"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { engagement } from "../scenario.ts"
import { announcing, everything, newFolder, sending, signing, texts } from "./host.ts"

// -- One story, as a list of what is said and asked. ------------------------------------------------------------------------

type Said<D extends keyof Handle> = Handle[D] extends (...args: any) => {
  readonly do: (command: infer C, ...rest: any) => any
}
  ? C
  : never
type Step =
  | { readonly to: "listing"; readonly say: Said<"listing">; readonly now: string }
  | { readonly to: "client"; readonly say: Said<"client">; readonly now: string }
  | { readonly to: "consultation"; readonly say: Said<"consultation">; readonly now: string }
  | { readonly to: "reaction"; readonly now: string }
  | { readonly to: "agenda"; readonly now: string }
  | { readonly to: "gate"; readonly at: string; readonly now: string }

const objecting = "2026-04-20T10:00:00.000Z"
const story: ReadonlyArray<Step> = [
  { to: "listing", say: { _tag: "PublishVersion", at: signing }, now: signing },
  {
    to: "listing",
    say: {
      _tag: "OpenListing",
      listing: "main",
      title: "Sub-processors",
      vendor: "Acme",
      zone: "Europe/Amsterdam",
      scope: "all",
      at: signing
    },
    now: signing
  },
  { to: "listing", say: { _tag: "NameEntity", entity: "aws", name: "Amazon", at: signing }, now: signing },
  { to: "listing", say: { _tag: "PublishVersion", at: signing }, now: "2026-01-05T09:00:01.500Z" },
  {
    to: "client",
    say: { _tag: "ExecuteDpa", dpa: "dpa", paper: "standard", terms: termsRef(commercial), at: signing },
    now: "2026-01-06T09:00:00.000Z"
  },
  {
    to: "client",
    say: { _tag: "AgreeListing", listing: "main", version: 1, at: signing },
    now: "2026-01-06T09:00:00.000Z"
  },
  {
    to: "client",
    say: { _tag: "BeginUse", of: "produkt" as "product", id: "SIGN", at: "yesterday" },
    now: "2026-01-06T09:00:00.000Z"
  },
  { to: "client", say: { _tag: "BeginUse", of: "product", id: "sign", at: signing }, now: "2026-01-06T09:00:00.000Z" },
  {
    to: "client",
    say: {
      _tag: "NameContact",
      contact: "office",
      person: "p-1",
      role: "dpo",
      name: "Jo Meijer",
      address: "jo@c42.example",
      language: "nl",
      channel: "email",
      at: signing
    },
    now: "2026-01-06T09:00:00.000Z"
  },
  {
    to: "listing",
    say: {
      _tag: "AnnounceChange",
      change: "chg-7",
      what: { _tag: "Engage", engagement: engagement("aws-eu", { entity: "aws", products: ["sign"] }) },
      effectiveOn: "2026-06-01",
      for: "all",
      at: announcing
    },
    now: announcing
  },
  {
    to: "listing",
    say: {
      _tag: "ConfirmSafeguards",
      engagement: "aws-eu",
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at: announcing
    },
    now: announcing
  },
  { to: "listing", say: { _tag: "PublishVersion", at: announcing }, now: announcing },
  { to: "reaction", now: announcing },
  { to: "agenda", now: announcing },
  {
    to: "consultation",
    say: {
      _tag: "SendNotice",
      letter: "l-1",
      to: [{ contact: "office", channel: "email" }],
      contents: everything,
      at: sending
    },
    now: sending
  },
  { to: "agenda", now: sending },
  { to: "gate", at: "2026-05-01T00:00:00.000Z", now: sending },
  { to: "gate", at: "2026-06-02T00:00:00.000Z", now: sending },
  { to: "consultation", say: { _tag: "OpenDiscussion", at: objecting }, now: objecting },
  {
    to: "consultation",
    say: {
      _tag: "ReceiveObjection",
      objection: "o-1",
      letter: "mail-1",
      by: "p-1",
      grounds: "our works council said no",
      inWriting: true,
      to: "privacy-office",
      as: "statement",
      gives: ["grounds"],
      authority: "shown",
      at: objecting
    },
    now: objecting
  },
  { to: "gate", at: "2026-06-02T00:00:00.000Z", now: objecting },
  { to: "reaction", now: objecting }
]

const asked = (step: number) => ({ actor: "dpo-1", commandId: `step-${step}` })
const question = (at: string) => ({ engagement: "aws-eu", client: "c42", use: { product: "sign" }, at })

/** Told through the promise door: what came of each step. */
const throughPromises = async (store: Store): Promise<ReadonlyArray<unknown>> => {
  let now = story[0]!.now
  const gf = await open({ ...given(store), clock: () => Date.parse(now) })
  const told: Array<unknown> = []
  for (const [index, step] of story.entries()) {
    now = step.now
    const { to } = step
    if (to === "listing") told.push(await gf.listing("main").do(step.say, asked(index)))
    else if (to === "client") told.push(await gf.client("c42").do(step.say, asked(index)))
    else if (to === "consultation") told.push(await gf.consultation("chg-7", "c42").do(step.say, asked(index)))
    else if (to === "reaction") told.push(await gf.react())
    else if (to === "agenda") told.push(await gf.open(await gf.agenda()))
    else told.push(await gf.gate(question(step.at)))
  }
  await gf.close()
  return told
}

/** Told through the door of Effect. */
const throughEffect = (store: Store): Promise<ReadonlyArray<unknown>> =>
  Effect.gen(function* () {
    const gf = yield* Goodfaith
    const told: Array<unknown> = []
    for (const [index, step] of story.entries()) {
      yield* TestClock.setTime(Date.parse(step.now))
      const { to } = step
      if (to === "listing") told.push(yield* gf.listing("main").do(step.say, asked(index)))
      else if (to === "client") told.push(yield* gf.client("c42").do(step.say, asked(index)))
      else if (to === "consultation") told.push(yield* gf.consultation("chg-7", "c42").do(step.say, asked(index)))
      else if (to === "reaction") told.push(yield* gf.react())
      else if (to === "agenda") told.push(yield* gf.open(yield* gf.agenda()))
      else told.push(yield* gf.gate(question(step.at)))
    }
    return told
  }).pipe(Effect.provide(fromTheBeginning(Goodfaith.layer(given(store)))), Effect.runPromise)

/** The layer is built when the story begins, not in 1970. */
const fromTheBeginning = (layer: Layer.Layer<Goodfaith, GoodfaithFault>) =>
  layer.pipe(
    Layer.provide(Layer.effectDiscard(TestClock.setTime(Date.parse(story[0]!.now)))),
    Layer.provideMerge(TestClock.layer())
  )

const given = (store: Store): OpenOptions => ({ store, keys: memoryKeys(), terms: [commercial], calendars: [nlOffice] })

/** Without what differs from one telling to the next: what is sealed, hashes, positions, ids of commands that came without one. */
const comparable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner) => (key === "hash" || key === "previous" ? undefined : inner))
      .replaceAll(/"sealed:[^"]*"/g, '"sealed"')
      .replaceAll(/"[0-9a-f-]+\.\d{16}"/g, '"a position"')
      .replaceAll(/"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"an id"')
  )

describe("one story, two doors, two stores", () => {
  const tellings = async () => {
    const folder = newFolder()
    const tellAll = async (tell: (store: Store) => Promise<ReadonlyArray<unknown>>, opened: () => Store) => {
      const told = await tell(opened())
      const store = opened()
      const events = (await texts(store)).map((text) => JSON.parse(text))
      await store.close()
      return { told: comparable(told), events: comparable(events) }
    }
    const memories = [newMemory(), newMemory()]
    return {
      "promises, in memory": await tellAll(throughPromises, () => memory({ in: memories[0]! })),
      "promises, in a file": await tellAll(throughPromises, () => sqlite(join(folder, "promises.db"))),
      "effects, in memory": await tellAll(throughEffect, () => memory({ in: memories[1]! })),
      "effects, in a file": await tellAll(throughEffect, () => sqlite(join(folder, "effects.db")))
    }
  }

  it("the same is answered and the same is recorded, whichever door and store it is told through", async () => {
    const { "promises, in memory": first, ...others } = await tellings()
    for (const [name, other] of Object.entries(others)) {
      expect({ name, ...other }).toEqual({ name, ...first })
    }
    expect(first.events).toHaveLength(20)
  })

  it("what is answered is what the story expects", async () => {
    const told = await throughPromises(memory())
    const said = told.map((it: any) => it._tag ?? it.answer ?? it)
    expect(comparable(said)).toMatchObject([
      "Refused",
      ...Array.from({ length: 5 }, () => "Receipt"),
      "Invalid",
      ...Array.from({ length: 5 }, () => "Receipt"),
      { commands: 1, events: 2, refused: [] },
      [{ client: "c42", change: "chg-7", why: "first", contacts: [{ name: "Jo Meijer", address: "jo@c42.example" }] }],
      "Receipt",
      [],
      "shut",
      "open",
      "Refused",
      "Receipt",
      "shut",
      { commands: 0, events: 0, refused: [] }
    ])
  })

  it("a refusal is a value with a sentence for a person and the clause that decided it", async () => {
    const [notOpened] = (await throughPromises(memory())) as ReadonlyArray<any>
    expect(notOpened).toEqual({
      _tag: "Refused",
      refusal: {
        _tag: "NotOpened",
        clause: { id: "listing.kept-in-one-place", quote: expect.any(String) },
        message: "this listing has not been opened yet: open it with its title and zone first",
        facts: []
      },
      // It rests on something that is not there: where somebody looked, and how far.
      looked: { stream: "listing/main", upTo: -1 }
    })
  })

  it("all that makes no sense in a command is said at once, in words for people", async () => {
    const told = (await throughPromises(memory())) as ReadonlyArray<any>
    expect(told[6]).toEqual({
      _tag: "Invalid",
      problems: [
        {
          path: "of",
          expected: "`product`, `region` or `option`",
          found: "`produkt`",
          helps: "did you mean `product`?"
        },
        {
          path: "id",
          expected: "an id: small letters, digits and any of `_ . ~ -`",
          found: "`SIGN`",
          helps: "an id has no capitals"
        },
        { path: "at", expected: "an instant in UTC such as `2026-11-23T09:30:00.000Z`", found: "`yesterday`" }
      ]
    })
  })
})

describe("the door of Effect", () => {
  it("records at the time of its clock", async () => {
    const kept = newMemory()
    await throughEffect(memory({ in: kept }))
    const recorded = (await texts(memory({ in: kept }))).map((text) => JSON.parse(text).header)
    expect(recorded.find(({ ref }) => ref === "listing/main@2")?.recordedAt).toBe("2026-01-05T09:00:01.500Z")
    expect(recorded.find(({ ref }) => ref === "consultation/chg-7/c42@2")?.recordedAt).toBe(sending)
  })

  it("closes its store when its scope closes", async () => {
    const store = memory()
    await Effect.runPromise(
      Effect.provide(
        Goodfaith.use((gf) => gf.agenda()),
        Goodfaith.layer({ store })
      )
    )
    await expect(store.revision("listing/main")).rejects.toMatchObject({ _tag: "StoreFault", kind: "closed" })
  })

  it("closes its store also when it could not be opened, and says why as a fault", async () => {
    const store = memory()
    const built = await Effect.runPromiseExit(
      Effect.provide(
        Goodfaith.use((gf) => gf.agenda()),
        Goodfaith.layer({ store, calendars: [{ ...nlOffice, from: "soon" as never }] })
      )
    )
    expect(faultOf(built)).toBeInstanceOf(GoodfaithFault)
    expect(faultOf(built)).toMatchObject({ _tag: "GoodfaithFault", cause: { _tag: "NotAcceptable" } })
    expect(faultOf(built)?.message).toContain(
      "`calendars[0].from`: expected a day of the calendar such as `2026-11-23`, found `soon`"
    )
    await expect(store.revision("listing/main")).rejects.toMatchObject({ kind: "closed" })
  })

  it("tells a fault of the store as a `GoodfaithFault` with its cause", async () => {
    const store = memory()
    const asking = Goodfaith.use((gf) =>
      Effect.andThen(
        Effect.promise(() => store.close()),
        gf.react()
      )
    )
    const answered = await Effect.runPromiseExit(Effect.provide(asking, Goodfaith.layer({ store })))
    expect(faultOf(answered)).toMatchObject({
      _tag: "GoodfaithFault",
      message: "this handle was closed",
      cause: { _tag: "StoreFault", kind: "closed" }
    })
  })

  it("can be asked again what is asked of it once: an effect is a description, not a deed", async () => {
    const kept = newMemory()
    const naming = Effect.gen(function* () {
      const gf = yield* Goodfaith
      const use = gf
        .client("c42")
        .do({ _tag: "BeginUse", of: "product", id: "sign", at: signing }, { actor: "dpo-1", commandId: "once" })
      return [yield* use, yield* use]
    })
    const [first, second] = await Effect.runPromise(
      Effect.provide(naming, Goodfaith.layer({ store: memory({ in: kept }) }))
    )
    expect(second).toEqual(first)
  })
})

const faultOf = <A, E>(exit: Exit.Exit<A, E>): E | undefined =>
  Exit.isFailure(exit) ? (exit.cause.reasons.find(Cause.isFailReason)?.error as E | undefined) : undefined
