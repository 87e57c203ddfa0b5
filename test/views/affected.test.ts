/** Whom an incident may have touched, through the door, and a clock for each whom it did. */
import { Disclosure } from "goodfaith"
import { open, policyRef } from "goodfaith/promise"
import { memory, memoryKeys } from "goodfaith/memory"
import { commercial } from "goodfaith/terms/ready"
import { dutchStatutory, nlOffice } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import * as clockRules from "../../src/disclosure/clockRules.ts"
import { host } from "../facade/host.ts"

const { ready } = Disclosure
const may: string = "2026-05-13T19:00:00.000Z"

const vendor = async () => {
  const calendars = [nlOffice, dutchStatutory]
  const gf = await open({
    store: memory(),
    keys: memoryKeys(),
    terms: [commercial],
    disclosure: [ready.seed],
    calendars
  })
  const { publishes, executes, uses, ends } = host(gf)
  await publishes()
  for (const client of ["c1", "c2", "c3"]) await executes(client)
  await uses("c1", "sign")
  await uses("c2", "identity")
  await uses("c3", "sign")
  await ends("c3", "2026-06-01T00:00:00.000Z")
  await gf
    .client("c3")
    .do({ _tag: "EndUse", of: "product", id: "sign", at: "2026-07-01T00:00:00.000Z" }, { actor: "dpo-1" })
  await uses("c4", "sign")
  return gf
}

describe(clockRules.mayBeAffected.clause.quote, () => {
  it("those that used it while it lasted; who used it only before, or has no agreement, is named as that", async () => {
    const gf = await vendor()
    const touched = async (products: "all" | ReadonlyArray<string>, from = may, until = may) =>
      (await gf.mayBeAffected({ products, from, until })).map(({ client, verdict }) => [client, verdict.answer])
    expect(await touched(["sign"])).toEqual([
      ["c1", "used"],
      ["c3", "used"],
      ["c4", "withoutAgreement"]
    ])
    expect((await touched("all")).map(([client]) => client)).toEqual(["c1", "c2", "c3", "c4"])
    expect(await touched(["other"])).toEqual([])
    // Its agreement ended on 1 June and its use on 1 July; what it left behind may be there still.
    const [june, july] = ["2026-06-01T00:00:00.000Z", "2026-07-01T00:00:00.000Z"]
    expect((await touched(["sign"], may, june))[1]).toEqual(["c3", "used"])
    expect((await touched(["sign"], june, june))[1]).toEqual(["c3", "agreementEnded"])
    expect((await touched(["sign"], july, july))[1]).toEqual(["c3", "usedBefore"])
    expect((await touched(["sign"], june, july))[1]).toEqual(["c3", "agreementEnded"])
    const [first] = await gf.mayBeAffected({ products: ["sign"], from: may })
    expect(first?.verdict.because[0].facts).toEqual(["client/c1@0", "client/c1@1"])
    const senseless = { products: ["Sign it"], from: "now", until: "soon" }
    await expect(gf.mayBeAffected(senseless)).rejects.toMatchObject({
      problems: [{ path: "products[0]" }, { path: "from" }, { path: "until" }]
    })
  })

  it("a person decides whom it touched, and each of them has a clock", async () => {
    const gf = await vendor()
    const by = { actor: "cert-1" }
    await gf.report("r1").do(
      {
        _tag: "ReceiveReport",
        report: "r1",
        policy: policyRef(ready.seed),
        reporter: { as: "anonymous" },
        channel: "email",
        attachments: [],
        claims: [],
        fields: [{ field: "description", words: "Documents of others can be read." }],
        at: may
      },
      by
    )
    const clients = (await gf.mayBeAffected({ products: ["sign"], from: may })).map(({ client }) => ({ client }))
    const command = { aware: "inc-1", subject: "incident-1", clients, basis: "The log.", by: "dpo-1", at: may } as const
    const outcome = await gf.report("r1").do({ _tag: "RecordClientsAffected", ...command }, by)
    expect(outcome).toMatchObject({ _tag: "Receipt", events: [{}, {}, {}] })
    const { awareness } = (await gf.report("r1").state()).state.awareness
    expect(awareness.map(({ aware: { value } }) => [value.client, value.basis.startsWith("sealed:")])).toEqual([
      ["c1", true],
      ["c3", true],
      ["c4", true]
    ])
    expect(await gf.report("r1").do({ _tag: "RecordClientsAffected", ...command }, by)).toMatchObject({ events: [] })
    expect(await gf.verify("report/r1")).toEqual([])
  })
})
