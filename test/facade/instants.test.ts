/** Every moment that a host writes is read by one rule, in commands as in questions, and kept in one form. */
import { memory } from "goodfaith/memory"
import { open } from "goodfaith/promise"
import { utc } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { clockAt, done, host, place, recording } from "./host.ts"

const by = (commandId: string) => ({ actor: "dpo-1", commandId })
const use = { _tag: "BeginUse", of: "product", id: "sign" } as const

describe("an instant may be written without milliseconds", () => {
  it("in a command: what is recorded has them", async () => {
    const gf = await place().opened()
    await done(gf.client("c42").do({ ...use, at: "2026-01-05T09:00:00Z" }, by("one")))
    const [recorded] = await gf.client("c42").events()
    expect(recorded).toMatchObject({
      event: { at: "2026-01-05T09:00:00.000Z" },
      header: { occurredAt: "2026-01-05T09:00:00.000Z" }
    })
  })

  it("the same moment written otherwise under the same id is the same command", async () => {
    const gf = await place().opened()
    const first = await done(gf.client("c42").do({ ...use, at: "2026-01-05T09:00:00Z" }, by("one")))
    for (const at of ["2026-01-05T09:00:00.000Z", "2026-01-05T09:00:00.0Z", "2026-01-05T09:00:00.000000Z"])
      expect(await gf.client("c42").do({ ...use, at }, by("one"))).toEqual(first)
  })

  it("in a question: the gate answers as of the same moment", async () => {
    const gf = await place().opened()
    const says = host(gf)
    await says.publishes()
    await says.signs("c42")
    const question = { engagement: "aws-eu", client: "c42", use: {} }
    expect(await gf.gate({ ...question, at: "2026-06-01T00:00:00Z" })).toEqual(
      await gf.gate({ ...question, at: "2026-06-01T00:00:00.000Z" })
    )
  })

  it("a stream as of a moment: what was recorded half a second later is not known yet", async () => {
    const at = "2026-01-05T09:00:00.500Z"
    const gf = await open({ store: memory(), clock: clockAt(at) })
    await done(gf.client("c42").do({ ...use, at }, by("one")))
    for (const asOf of [{ known: "2026-01-05T09:00:00Z" }, { held: "2026-01-05T09:00:00Z" }])
      expect(await gf.client("c42").state(asOf)).toMatchObject({ state: { uses: [] } })
    for (const asOf of [{ known: "2026-01-05T09:00:01Z" }, { held: "2026-01-05T09:00:01Z" }])
      expect(await gf.client("c42").state(asOf)).toMatchObject({ state: { uses: [{}] } })
  })
})

describe("what is no moment in UTC is said, and never compared", () => {
  const wrong = ["yesterday", "2026-11-23", "2026-11-23T09:30:00+01:00", "2026-02-30T12:00:00Z", "2026-11-23T24:00:00Z"]

  it("in a command and in a question, in the same words", async () => {
    const gf = await open({ store: memory(), clock: clockAt(recording) })
    for (const at of wrong) {
      const problem = {
        path: "at",
        expected: "an instant in UTC such as `2026-11-23T09:30:00.000Z`",
        found: `\`${at}\``
      }
      expect(await gf.client("c42").do({ ...use, at }, by("one"))).toMatchObject({
        _tag: "Invalid",
        problems: [problem]
      })
      await expect(gf.gate({ engagement: "aws-eu", client: "c42", at })).rejects.toMatchObject({ problems: [problem] })
    }
  })

  it("in the past of a stream", async () => {
    const gf = await open({ store: memory(), clock: clockAt(recording) })
    for (const at of wrong)
      await expect(gf.client("c42").state({ known: at, held: at })).rejects.toMatchObject({
        _tag: "NotAcceptable",
        problems: [
          { path: "known", found: `\`${at}\`` },
          { path: "held", found: `\`${at}\`` }
        ]
      })
  })

  it("a zone table is kept under the address of its content, so its instants are written as we write them", async () => {
    const zone = { ...utc, name: "Elsewhere", from: "2020-01-01T00:00:00Z" as never }
    await expect(open({ store: memory(), zones: [zone], clock: clockAt(recording) })).rejects.toMatchObject({
      problems: [{ path: "zones[0].from", found: "`2020-01-01T00:00:00Z`" }]
    })
  })
})
