/** Documents and answers through both doors: declared, published, captured, answered, and asked whether somebody may. */
import * as Effect from "effect/Effect"
import { Goodfaith } from "goodfaith"
import { memory } from "goodfaith/memory"
import { open } from "goodfaith/promise"
import { describe, expect, it } from "vitest"
import { accept, capture, declare, present, publish, strict } from "../papers.ts"
import { done, place } from "./host.ts"

const at = "2026-01-05T09:00:00.000Z"
const legal = { actor: "legal-1" }
const asked = {
  use: "network",
  user: "u1",
  organisation: "c42",
  at: "2026-03-10T10:00:00Z",
  mandate: "notNeeded"
} as const

/** Our terms of use, and those of the network, which a ministry draws up; both asked before the network is used. */
const host = async () => {
  const { opened } = place()
  const gf = await opened()
  const [ours, theirs] = [gf.document("tou"), gf.document("erecognition")]
  await done(ours.do(declare("tou"), legal))
  await done(ours.do({ _tag: "AskBeforeUse", use: "network", at }, legal))
  await done(ours.do(publish("v1", "2026-01-12", at), legal))
  await done(
    theirs.do(declare("erecognition", { publisher: "third", drawnUpBy: "Ministry of Economic Affairs" }), legal)
  )
  await done(theirs.do({ _tag: "AskBeforeUse", use: "network", at }, legal))
  await done(theirs.do(capture("e1", "2026-01-12", at, strict), legal))
  await done(theirs.do({ _tag: "ConfirmCapture", version: "e1", by: "legal-2", at }, legal))
  return { gf, opened }
}
const january = "2026-01-20T10:00:00.000Z"

describe("the terms of the network are accepted before it is used", () => {
  it("both accepted, the user may; with one of them it may not", async () => {
    const { gf } = await host()
    await done(gf.acceptance("tou", "u1").do(present("v1", january), { actor: "u1" }))
    await done(gf.acceptance("tou", "u1").do(accept("v1", january), { actor: "u1" }))
    const one = await gf.mayUse(asked)
    expect([one.answer, one.documents.map((it) => [it.document, it.answer])]).toEqual([
      "mayNot",
      [
        ["tou", "may"],
        ["erecognition", "mayNot"]
      ]
    ])
    await done(gf.acceptance("erecognition", "u1").do(accept("e1", january), { actor: "u1" }))
    expect((await gf.mayUse(asked)).answer).toBe("may")
    expect((await gf.mayUse({ ...asked, user: "u2" })).answer).toBe("mayNot")
    expect((await gf.mayUse({ ...asked, use: "unheard-of" })).answer).toBe("undetermined")
    await gf.close()
  })

  it("is seen by whoever opens the store next, and every chain is whole", async () => {
    const { gf, opened } = await host()
    const other = await opened()
    await done(other.acceptance("tou", "u1").do(accept("v1", january), { actor: "u1" }))
    await done(gf.acceptance("erecognition", "u1").do(accept("e1", january), { actor: "u1" }))
    expect([(await gf.mayUse(asked)).answer, (await other.mayUse(asked)).answer]).toEqual(["may", "may"])
    expect((await gf.verifyAll()).flaws).toEqual([])
  })
})

describe("what a person says about a breach is sealed", () => {
  it("and can be opened until its key is gone", async () => {
    const { gf } = await host()
    const stream = gf.acceptance("tou", "u1")
    await done(
      stream.do(
        {
          _tag: "ReportBreach",
          breach: "b1",
          declaration: "credentialsPersonal",
          evidence: "two sign-ins at once, from Utrecht and Lagos",
          by: "security-1",
          at: january
        },
        { actor: "security-1" }
      )
    )
    const { state } = await stream.state()
    expect(state.reported[0]?.value.evidence).toMatch(/^sealed:/)
    expect((await gf.open(state)).reported[0]?.value.evidence).toBe("two sign-ins at once, from Utrecht and Lagos")
  })
})

describe("what cannot be is said", () => {
  it("a document is declared in its own stream", async () => {
    const { gf } = await host()
    expect(await gf.document("tou").do(declare("other"), legal)).toMatchObject({
      _tag: "Refused",
      refusal: { _tag: "OtherDocument" }
    })
  })

  it("a text that was not there was not shown", async () => {
    const { gf } = await host()
    expect(await gf.acceptance("tou", "u1").do(present("v1", january, "en"), legal)).toMatchObject({
      _tag: "Refused",
      refusal: { _tag: "NothingToShow" }
    })
  })

  it("a question about nobody's id or no moment makes no sense", async () => {
    const { gf } = await host()
    await expect(gf.mayUse({ ...asked, user: "Anneke de Vries", at: "yesterday" })).rejects.toMatchObject({
      problems: [{ path: "user" }, { path: "at" }]
    })
  })
})

describe("with Effect", () => {
  it("the same questions", async () => {
    const answer = await Effect.runPromise(
      Effect.gen(function* () {
        const gf = yield* Goodfaith
        yield* gf.document("tou").do(declare("tou"), legal)
        yield* gf.document("tou").do({ _tag: "AskBeforeUse", use: "network", at }, legal)
        yield* gf.acceptance("tou", "u1").do(accept("v1", january), { actor: "u1" })
        return (yield* gf.mayUse(asked)).answer
      }).pipe(Effect.provide(Goodfaith.layer({ store: memory() })))
    )
    expect(answer).toBe("mayNot")
  })

  it("where nothing was declared nobody can say", async () => {
    const gf = await open({ store: memory() })
    expect((await gf.mayUse(asked)).answer).toBe("undetermined")
  })
})
