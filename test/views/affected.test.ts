/** Whom an incident may have touched, through the door, and a clock for each whom it did. */
import { Disclosure } from "goodfaith"
import { open, policyRef } from "goodfaith/promise"
import { memory, memoryKeys } from "goodfaith/memory"
import { commercial } from "goodfaith/terms/ready"
import { describe, expect, it } from "vitest"
import * as clockRules from "../../src/disclosure/clockRules.ts"
import { host } from "../facade/host.ts"

const { ready } = Disclosure
const may: string = "2026-05-13T19:00:00.000Z"

const vendor = async () => {
  const gf = await open({ store: memory(), keys: memoryKeys(), terms: [commercial], disclosure: [ready.seed] })
  const { publishes, executes, uses, ends } = host(gf)
  await publishes()
  for (const client of ["c1", "c2", "c3"]) await executes(client)
  await uses("c1", "sign")
  await uses("c2", "identity")
  await uses("c3", "sign")
  await ends("c3", "2026-06-01T00:00:00.000Z")
  return gf
}

describe(clockRules.mayBeAffected.clause.quote, () => {
  it("those that used the product then, under an agreement that was in force, each with what says so", async () => {
    const gf = await vendor()
    const named = async (products: "all" | ReadonlyArray<string>, at = may) =>
      (await gf.mayBeAffected({ products, at })).map(({ client }) => client)
    expect(await named(["sign"])).toEqual(["c1", "c3"])
    expect(await named("all")).toEqual(["c1", "c2", "c3"])
    expect(await named(["sign"], "2026-06-01T00:00:00.000Z")).toEqual(["c1"])
    expect(await named(["other"])).toEqual([])
    const [first] = await gf.mayBeAffected({ products: ["sign"], at: may })
    expect(first?.verdict.because[0].facts).toEqual(["client/c1@0", "client/c1@1"])
    await expect(gf.mayBeAffected({ products: ["Sign it"], at: "now" })).rejects.toMatchObject({
      problems: [{ path: "products" }, { path: "at" }]
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
    const clients = (await gf.mayBeAffected({ products: ["sign"], at: may })).map(({ client }) => ({ client }))
    const command = { aware: "inc-1", subject: "incident-1", clients, basis: "The log.", by: "dpo-1", at: may } as const
    const outcome = await gf.report("r1").do({ _tag: "RecordClientsAffected", ...command }, by)
    expect(outcome).toMatchObject({ _tag: "Receipt", events: [{}, {}] })
    const { awareness } = (await gf.report("r1").state()).state.awareness
    expect(awareness.map(({ aware: { value } }) => [value.client, value.basis.startsWith("sealed:")])).toEqual([
      ["c1", true],
      ["c3", true]
    ])
    expect(await gf.report("r1").do({ _tag: "RecordClientsAffected", ...command }, by)).toMatchObject({ events: [] })
    expect(await gf.verify("report/r1")).toEqual([])
  })
})
