/** What a person gets for a mistake, at each of the facade's two kinds of door: commands and questions. Nothing is stored for any of it. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { Goodfaith } from "goodfaith"
import { memory, memoryKeys } from "goodfaith/memory"
import { NotAcceptable, open } from "goodfaith/promise"
import { sentence } from "goodfaith/schema"
import { commercial } from "goodfaith/terms/ready"
import { describe, expect, it } from "vitest"
import { clockAt, recording, texts } from "./host.ts"

/** As a host in JavaScript has it: no type stands in its way. */
const opened = async () => {
  const store = memory()
  const gf: any = await open({ store, keys: memoryKeys(), terms: [commercial], clock: clockAt(recording) })
  return { gf, stored: () => texts(store) }
}
const by = { actor: "dpo-1" }
const at = "2026-01-12T10:00:00Z"
const id = (most: number) => `an id: at most ${most} small letters, digits and any of \`_ . ~ -\``
const anId = "an id: small letters, digits and any of `_ . ~ -`"
const instant = "an instant in UTC such as `2026-11-23T09:30:00.000Z`"

describe("a command with a mistake in it says what is so, where, what was expected and what would help", () => {
  const use = { _tag: "BeginUse", of: "product", id: "sign", at }
  const announce = { _tag: "AnnounceChange", change: "chg-7", effectiveOn: "2026-06-01", for: "all", at }
  const engage = { _tag: "Engage", engagement: "aws" }
  const toClient = (command: unknown, asked: unknown = by) =>
    [(gf: any) => gf.client("c42").do(command, asked)] as const
  const toListing = (command: unknown) => [(gf: any) => gf.listing("main").do(command, by)] as const

  const mistakes: Readonly<Record<string, readonly [(gf: any) => Promise<any>, ...ReadonlyArray<string>]>> = {
    "a commandId with capitals": [
      ...toClient(use, { ...by, commandId: "CHG-7" }),
      `\`commandId\`: expected ${id(200)}, found \`CHG-7\`; an id has no capitals`
    ],
    "a commandId that is too long": [
      ...toClient(use, { ...by, commandId: "c".repeat(201) }),
      `\`commandId\`: expected ${id(200)}, found \`${"c".repeat(59)}…\`; it has 201`
    ],
    "a misspelt commandId, which would be a command that cannot be asked again": [
      ...toClient(use, { ...by, commandid: "begin-1" }),
      "`commandid`: expected no such field, found a text; did you mean `commandId`?"
    ],
    "an address for an actor, which is not repeated": [
      ...toClient(use, { actor: "jo@c42.example" }),
      `\`actor\`: expected ${id(200)}, found a text; an id has no \`@\``
    ],
    "an actor and no more": [...toClient(use, "dpo-1"), `\`actor\`: expected ${id(200)}, found nothing`],
    "a ref for an authority, with capitals": [
      ...toClient(use, { ...by, authority: "mandates/C42@2" }),
      `\`authority\`: expected ${id(200)}; or the ref of an event such as \`mandates/c42@2\`, found a text; an id has no capitals`
    ],
    "a misspelt field": [
      ...toClient({ _tag: "BeginUse", off: "product", id: "sign", at }),
      "`off`: expected no such field, found a text; did you mean `of`?",
      "`of`: expected `product`, `region` or `option`, found nothing"
    ],
    "a misspelt word": [
      ...toClient({ ...use, of: "Product" }),
      "`of`: expected `product`, `region` or `option`, found `Product`; did you mean `product`?"
    ],
    "an id with capitals": [
      ...toClient({ ...use, id: "Sign" }),
      `\`id\`: expected ${anId}, found \`Sign\`; an id has no capitals`
    ],
    "a number for an id": [...toClient({ ...use, id: 7 }), `\`id\`: expected ${anId}, found the number \`7\``],
    "a day for an instant": [
      ...toClient({ ...use, at: "2026-01-12" }),
      `\`at\`: expected ${instant}, found \`2026-01-12\`; add the time of day, in UTC`
    ],
    "a `Date` for an instant": [
      ...toClient({ ...use, at: new Date(0) }),
      `\`at\`: expected ${instant}, found an object; write it in UTC, as \`new Date(…).toISOString()\` does`
    ],
    "another offset": [
      ...toClient({ ...use, at: "2026-01-12T10:00:00+01:00" }),
      `\`at\`: expected ${instant}, found \`2026-01-12T10:00:00+01:00\`; write it in UTC, as \`new Date(…).toISOString()\` does`
    ],
    "an instant for a day": [
      ...toListing({ ...announce, what: { ...engage, _tag: "Retire" }, effectiveOn: at }),
      `\`effectiveOn\`: expected a day of the calendar such as \`2026-11-23\`, found \`${at}\`; leave out the time of day`
    ],
    "an empty list": [
      ...toListing({ ...announce, what: { _tag: "Relocate", engagement: "aws", to: [] } }),
      "`what.to`: expected a list of one or more, found an empty list"
    ],
    "a misspelt tag, inside": [
      ...toListing({ ...announce, what: { ...engage, _tag: "Engag" } }),
      "`what`: expected a change: an object with the `_tag` `Engage`, `Replace`, `Retire`, `Relocate`, `Repurpose`, `Extend`, `ChangeData`, `Reclassify`, `LoseSafeguards`, `ChangeControl`, `Rename`, `Merge`, `Split` or `ChangeScope`, found an object with the `_tag` `Engag`; did you mean `Engage`?"
    ],
    "no tag, inside": [
      ...toListing({ ...announce, what: {} }),
      "`what`: expected a change: an object with the `_tag` `Engage`, `Replace`, `Retire`, `Relocate`, `Repurpose`, `Extend`, `ChangeData`, `Reclassify`, `LoseSafeguards`, `ChangeControl`, `Rename`, `Merge`, `Split` or `ChangeScope`, found an object without `_tag`"
    ],
    "a personal text that is none, which is not repeated": [
      ...toClient({
        _tag: "NameContact",
        contact: "k",
        person: "p",
        role: "dpo",
        name: 4711,
        address: "",
        language: "nl",
        channel: "email",
        at
      }),
      "`name`: expected a text that is not empty, found a number",
      "`address`: expected a text that is not empty, found an empty text"
    ],
    "a stream that no id names": [
      (gf) => gf.client("C 42").do(use, by),
      `\`client\`: expected ${id(180)}, found \`C 42\`; an id has no capitals, \` \``
    ],
    "a policy that no address names": [
      (gf) => gf.policy("seed").do({ _tag: "PublishDisclosureTerms", at }, by),
      "`policy`: expected the address of a disclosure policy: `policy:…`, found `seed`"
    ]
  }

  for (const [mistake, [ask, ...said]] of Object.entries(mistakes)) {
    it(mistake, async () => {
      const { gf, stored } = await opened()
      const before = await stored()
      const told = await ask(gf)
      expect(told._tag).toBe("Invalid")
      expect(told.problems.map(sentence)).toEqual(said)
      expect(await stored()).toEqual(before)
    })
  }

  it("a misspelt command is told which one may be meant", async () => {
    const { gf } = await opened()
    for (const _tag of ["BeginUs", "beginUse", "BgeinUse", "BeginnUse"]) {
      const { problems } = await gf.client("c42").do({ ...use, _tag }, by)
      expect(problems).toMatchObject([{ path: "_tag", found: `\`${_tag}\``, helps: "did you mean `BeginUse`?" }])
    }
    const { problems } = await gf.client("c42").do({ ...use, _tag: "Delete" }, by)
    expect(problems[0]).not.toHaveProperty("helps")
  })
})

describe("a question with a mistake in it is never answered", () => {
  const gate = { engagement: "aws-eu", client: "c42", at }
  const mayAct = { client: "c42", person: "koen", act: "object", at }
  const mistakes: Readonly<Record<string, readonly [(gf: any) => Promise<any>, ...ReadonlyArray<string>]>> = {
    nothing: [(gf) => gf.gate(), "expected an object, found nothing"],
    "a field left out": [
      (gf) => gf.gate({ ...gate, client: undefined }),
      `\`client\`: expected ${id(180)}, found nothing`
    ],
    "a misspelt field": [
      (gf) => gf.gate({ ...gate, uses: { product: "sign" } }),
      "`uses`: expected no such field, found an object; did you mean `use`?"
    ],
    "a misspelt facet": [
      (gf) => gf.gate({ ...gate, use: { products: "sign" } }),
      "`use.products`: expected no such field, found a text; did you mean `product`?"
    ],
    "a number for an id, a day for an instant": [
      (gf) => gf.gate({ ...gate, client: 42, at: "2026-01-12" }),
      `\`client\`: expected ${id(180)}, found the number \`42\``,
      `\`at\`: expected ${instant}, found \`2026-01-12\`; add the time of day, in UTC`
    ],
    "a revision left out": [
      (gf) => gf.gate({ ...gate, atLeast: [{ stream: "listing/main" }] }),
      "`atLeast[0].revision`: expected a revision: `-1`, `0`, `1`, …, found nothing"
    ],
    "one person for a list": [(gf) => gf.mayAct({ ...mayAct, with: "lies" }), "`with`: expected a list, found `lies`"],
    "a sum in a number": [
      (gf) => gf.mayAct({ ...mayAct, amount: { amount: 7, currency: "EUR" } }),
      "`amount.amount`: expected an amount such as `1250.00`, found the number `7`"
    ],
    "a level that nobody knows": [
      (gf) => gf.mayAct({ ...mayAct, atLeast: "substantal" }),
      "`atLeast`: expected `unverified`, `basic`, `low`, `substantial` or `high`, found `substantal`; did you mean `substantial`?"
    ],
    "a mandate that says neither": [
      (gf) => gf.mayUse({ use: "network", user: "u1", at }),
      "`mandate`: expected `notNeeded`, or a verdict: its answer `may`, `mayNot` or `undetermined`, and its reasons, found nothing"
    ],
    "an edition in words": [
      (gf) => gf.diff({ from: "first", to: 1.5 }),
      "`from`: expected a day of the calendar such as `2026-11-23`, found `first`",
      "`to`: expected the number of a version: `1`, `2`, …, found `1.5`"
    ],
    "a moment in words": [
      (gf) => gf.listed({ held: "soon" }),
      "`held`: expected a day such as `2026-11-23`, or an instant in UTC, found `soon`"
    ],
    "an instant for a day": [
      (gf) => gf.due({ until: at }),
      `\`until\`: expected a day of the calendar such as \`2026-11-23\`, found \`${at}\`; leave out the time of day`
    ],
    "days in words": [(gf) => gf.desk({ days: "many" }), "`days`: expected a whole number, 0 or more, found `many`"],
    "an empty list": [
      (gf) => gf.mayBeAffected({ products: [], from: at }),
      "`products`: expected a list of one or more, found an empty list"
    ],
    "a change that no id names": [
      (gf) => gf.register("CHG-7"),
      `\`change\`: expected ${id(180)}, found \`CHG-7\`; an id has no capitals`
    ],
    "a change and a client that no ids name": [
      (gf) => gf.verdict("chg 7", "c/42"),
      `\`change\`: expected ${id(180)}, found \`chg 7\`; an id has no \` \``,
      `\`client\`: expected ${id(180)}, found \`c/42\`; an id has no \`/\``
    ],
    "a step of no kind": [
      (gf) => gf.mayTakeLegalStep({ policy: "acme", kind: "criminel", acted: at, at }),
      "`kind`: expected `criminal` or `civil`, found `criminel`; did you mean `criminal`?"
    ],
    "nobody to be told": [
      (gf) => gf.mayDiscloseIdentity({ report: "r1", basis: "law", parts: ["name"], needed: ["name"], at }),
      `\`to\`: expected ${id(180)}, found nothing`
    ],
    "the state of a stream that no id names": [
      (gf) => gf.client("C42").state(),
      `\`client\`: expected ${id(180)}, found \`C42\`; an id has no capitals`
    ],
    "its events": [(gf) => gf.report(undefined).events(), `\`report\`: expected ${id(180)}, found nothing`],
    "the check of a stream that no name names": [
      (gf) => gf.verify("main"),
      "`stream`: expected the name of a stream such as `listing/main`, found `main`"
    ]
  }

  for (const [mistake, [ask, ...said]] of Object.entries(mistakes)) {
    it(mistake, async () => {
      const { gf } = await opened()
      const told = await ask(gf).then(
        (answer) => answer,
        (fault) => fault
      )
      expect(told).toBeInstanceOf(NotAcceptable)
      expect(told.problems.map(sentence)).toEqual(said)
      expect(told.message).toBe(`the question makes no sense as it stands:\n${said.map((it) => `  ${it}`).join("\n")}`)
    })
  }

  it("to forget somebody by a name that is no owner's forgets nobody, and does not pass for having done it", async () => {
    const { gf } = await opened()
    for (const owner of ["koen", "person:", "Person:koen", "case:consultation", undefined])
      await expect(gf.forget(owner)).rejects.toMatchObject({ _tag: "NotAcceptable", problems: [{ path: "owner" }] })
    await gf.forget("person:koen")
    await gf.forget("case:consultation/chg-7/c42")
  })

  it("what is `undefined` was left out", async () => {
    const { gf } = await opened()
    expect((await gf.gate({ ...gate, listing: undefined, use: undefined, atLeast: undefined })).answer).toBe("shut")
  })

  it("through the door of Effect it is a fault with the same words", async () => {
    const asking = Goodfaith.use((gf) => gf.gate({ ...gate, use: { products: "sign" } as never }))
    const answered = await Effect.runPromiseExit(Effect.provide(asking, Goodfaith.layer({ store: memory() })))
    const fault = Exit.isFailure(answered) ? answered.cause.reasons.find(Cause.isFailReason)?.error : undefined
    expect(fault).toMatchObject({
      _tag: "GoodfaithFault",
      message:
        "the question makes no sense as it stands:\n  `use.products`: expected no such field, found a text; did you mean `product`?",
      cause: { _tag: "NotAcceptable", problems: [{ path: "use.products" }] }
    })
  })
})
