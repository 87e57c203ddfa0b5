/** Of several facts, the one that counts. */
import { newest, newestBy } from "goodfaith/kernel"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"

const [march, april, may]: ReadonlyArray<Instant> = [
  "2026-03-02T09:00:00.000Z",
  "2026-04-02T09:00:00.000Z",
  "2026-05-04T09:00:00.000Z"
]
const said = (revision: number, at: Instant) => ({ value: { at }, from: `listing/main@${revision}` }) as const

describe("the newest of several facts", () => {
  it("is the one said last, in whatever order they were recorded", () => {
    expect(newest([said(1, march!), said(2, may!), said(3, april!)])).toEqual(said(2, may!))
    expect(newest([said(1, may!), said(2, march!)])).toEqual(said(1, may!))
  })

  it("of two said at once it is the one recorded last", () =>
    expect(newest([said(1, april!), said(2, april!), said(3, march!)])).toEqual(said(2, april!)))

  it("of none there is none", () => expect(newest([])).toBeUndefined())

  it("by an instant, it is the newest of those said by then, that instant included", () => {
    const all = [said(1, march!), said(2, may!), said(3, april!)]
    expect(newestBy(all, may!)).toEqual(said(2, may!))
    expect(newestBy(all, "2026-05-04T08:59:59.999Z")).toEqual(said(3, april!))
    expect(newestBy(all, march!)).toEqual(said(1, march!))
    expect(newestBy(all, "2026-03-02T08:59:59.999Z")).toBeUndefined()
  })

  it("it keeps all that it said, such as how far its stream was read", () =>
    expect(newest([{ ...said(1, march!), asOf: 4 }])?.asOf).toBe(4))
})
