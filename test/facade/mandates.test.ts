/** Mandates through both doors: recorded, with names that are sealed, and asked about by a host. */
import * as Effect from "effect/Effect"
import { Goodfaith } from "goodfaith"
import { acts, authorityOf, everything } from "goodfaith/mandates"
import { memory } from "goodfaith/memory"
import { describe, expect, it } from "vitest"
import { host, place, signing } from "./host.ts"

const by = { actor: "desk-1" }
const later = "2026-02-02T10:00:00.000Z"

const power = {
  paper: { document: "contract-management", version: "3.1" },
  assurance: "high",
  acts: everything,
  gives: everything,
  from: signing
} as const
const register = { _tag: "RegisterOrganisation", register: "kvk", number: "24444001", at: signing } as const
const show = {
  ...power,
  _tag: "ShowRoot",
  power: "root",
  register: "kvk",
  number: "24444001",
  persons: ["vera"],
  until: { on: "2026-12-31", zone: "Europe/Amsterdam" },
  at: signing
} as const
const give = {
  ...power,
  _tag: "GiveMandate",
  power: "koen",
  under: "root",
  as: "contract-manager",
  to: { _tag: "Person", person: "koen" },
  signedBy: ["vera"],
  whileEmployed: false,
  at: signing
} as const
const question = { client: "c42", person: "koen", act: acts.acceptChange, at: "2026-02-02T10:00:00Z" } as const

describe("who may act in a client's name, through the promise door", () => {
  it("recorded, asked, and still so after a restart", async () => {
    const { opened } = place()
    let gf = await opened()
    for (const command of [register, show, give])
      expect(await gf.mandates("c42").do(command, by)).toMatchObject({ _tag: "Receipt" })
    await gf.close()
    gf = await opened()
    const may = await gf.mayAct(question)
    expect([may.answer, may.chain.map(({ from }) => from)]).toEqual(["may", ["mandates/c42@2", "mandates/c42@1"]])
    expect(authorityOf(may)).toBe("shown")
    expect((await gf.mayAct({ ...question, person: "vera" })).validUntil).toBe("2026-12-31T23:00:00.000Z")
    expect((await gf.mayAct({ ...question, client: "c43" })).because).toMatchObject([
      { absent: [{ stream: "mandates/c43", upTo: -1 }] }
    ])
    expect(await gf.verify("mandates/c42")).toEqual([])
    expect(await gf.react()).toMatchObject({ commands: 0, refused: [] })
  })

  it("an objection and an acceptance ask the powers themselves, product by product", async () => {
    const gf = await place().opened()
    const { publishes, executes, agrees, uses, announces } = host(gf)
    await publishes()
    await executes("c42")
    await agrees("c42")
    await uses("c42")
    await announces()
    const small = {
      ...give,
      power: "lies",
      acts: [{ acts: [acts.object, acts.acceptDocument], products: ["other"] }],
      gives: [],
      to: { _tag: "Person", person: "lies" }
    } as const
    for (const command of [register, show, give, small])
      expect(await gf.mandates("c42").do(command, by)).toMatchObject({ _tag: "Receipt" })
    const objecting = (person: string, objection: string) =>
      gf.consultation("aws-eu", "c42").do(
        {
          _tag: "ReceiveObjection",
          objection,
          letter: `mail-${objection}`,
          by: person,
          grounds: "Not with our data.",
          inWriting: true,
          to: "privacy-office",
          as: "statement",
          gives: ["grounds"],
          authority: "byMandate",
          at: later
        },
        by
      )
    expect(await objecting("koen", "o-1")).toMatchObject({ _tag: "Receipt" })
    expect(await objecting("lies", "o-2")).toMatchObject({ _tag: "Receipt" })
    const { state } = await gf.consultation("aws-eu", "c42").state()
    expect(
      state.objection.objections.map(({ received: { value } }) => [value.by, value.authority, value.mandate])
    ).toEqual([
      ["koen", "shown", "mandates/c42@2"],
      ["lies", "notShown", undefined]
    ])
    expect(await gf.verify("consultation/aws-eu/c42")).toEqual([])
  })

  it("a name is sealed, shown to whoever opens it, and gone when it is forgotten", async () => {
    const gf = await place().opened()
    const name = {
      _tag: "NamePerson",
      person: "koen",
      name: "Koen Jansen",
      address: "koen@c42.example",
      at: later
    } as const
    await gf.mandates("c42").do(name, by)
    expect(await gf.mandates("c42").do({ ...name, at: "2026-03-01T10:00:00.000Z" }, by)).toMatchObject({ events: [] })
    const { state } = await gf.mandates("c42").state()
    expect(state.persons[0]?.value.name).toMatch(/^sealed:/)
    expect(await gf.open(state.persons)).toMatchObject([{ value: { name: "Koen Jansen" } }])
    await gf.forget("person:koen")
    expect(await gf.open(state.persons)).toMatchObject([{ value: { name: { _tag: "Erased" } } }])
  })

  it("what makes no sense is said at once", async () => {
    const gf = await place().opened()
    await expect(
      gf.mayAct({ ...question, person: "Koen Jansen", at: "yesterday", atLeast: "EH3" as never })
    ).rejects.toMatchObject({
      _tag: "NotAcceptable",
      problems: [{ path: "person" }, { path: "atLeast" }, { path: "at" }]
    })
    expect(await gf.mandates("c42").do({ ...give, to: { _tag: "Nobody" } as never }, by)).toMatchObject({
      _tag: "Invalid",
      problems: [{ path: "to" }]
    })
    expect(await gf.mandates("c42").do(give, by)).toMatchObject({ _tag: "Refused", refusal: { _tag: "UnknownPower" } })
  })
})

describe("through the door of Effect", () => {
  it("the same", async () => {
    const asked = Effect.gen(function* () {
      const gf = yield* Goodfaith
      for (const command of [register, show, give]) yield* gf.mandates("c42").do(command, by)
      return yield* gf.mayAct(question)
    })
    const may = await Effect.runPromise(Effect.provide(asked, Goodfaith.layer({ store: memory() })))
    expect(may.answer).toBe("may")
  })
})
