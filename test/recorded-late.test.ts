/** What is learned late, or after something else: the record takes it in, and the answer follows what happened, not what was typed first. */
import * as Client from "goodfaith/client"
import * as Listing from "goodfaith/listing"
import { commercial } from "goodfaith/terms/ready"
import { describe, expect, it } from "vitest"
import { addressed, engagement, replacement, seedLike, signs } from "./scenario.ts"

const c = "c1"

describe("what is learned late", () => {
  it("an old agreement that is entered late does not take the place of the newer one", () => {
    const scenario = signs(seedLike(commercial), c, commercial).onClient(c, {
      _tag: "ExecuteDpa",
      dpa: "dpa-2020",
      paper: "own",
      terms: addressed("commercial"),
      at: "2020-01-10T09:00:00.000Z"
    })
    const dpa = (at: "2020-06-01T00:00:00.000Z" | "2026-06-01T00:00:00.000Z") =>
      Client.dpaAt(scenario.client(c).state, at)?.executed.value.dpa
    expect([dpa("2020-06-01T00:00:00.000Z"), dpa("2026-06-01T00:00:00.000Z")]).toEqual(["dpa-2020", "dpa-c1"])
  })

  it("a letter that bounced and is shown to have arrived all the same counts again", () => {
    const scenario = replacement(signs(seedLike(commercial), c, commercial))
      .tells(c, "letter-1", "2026-04-20T09:00:00.000Z")
      .bounces(c, "letter-1", "2026-04-20T09:05:00.000Z")
    const gate = () => scenario.gate("flowmailer", c, "2026-06-02T09:00:00.000Z").answer
    expect(gate()).toBe("shut")
    scenario.onCase("chg-1", c, {
      _tag: "RecordDelivery",
      letter: "letter-1",
      contact: "office",
      at: "2026-04-20T09:30:00.000Z"
    })
    expect(gate()).toBe("open")
  })

  it("an engagement that ended may be listed again, as a new period", () => {
    const scenario = seedLike(commercial).onListing(
      { _tag: "EndEngagement", engagement: "cm-telecom", at: "2026-02-01T09:00:00.000Z" },
      { _tag: "ListEngagement", engagement: engagement("cm-telecom"), at: "2026-03-01T09:00:00.000Z" }
    )
    const standing = Listing.standing(scenario.listing.state, "cm-telecom")
    expect([standing?.ended, standing?.before?.ended?.value]).toEqual([undefined, "2026-02-01T09:00:00.000Z"])
  })

  it("in a zone that is not at hand, nothing is withdrawn: whether its day has begun cannot be told", () => {
    const scenario = replacement(seedLike(commercial))
    const decided = Listing.decide(
      { _tag: "WithdrawChange", change: "chg-1", at: "2026-07-01T09:00:00.000Z" },
      scenario.listing.state,
      { ...scenario.world, zone: () => undefined }
    )
    expect(decided).toMatchObject({ _tag: "Failure", failure: Listing.UnknownZone("Europe/Amsterdam") })
  })
})
