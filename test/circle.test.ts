/** Replacements that lead back to where they began: the gate answers, whatever the record says. */
import * as Listing from "goodfaith/listing"
import { commercial } from "goodfaith/terms/ready"
import { describe, expect, it } from "vitest"
import { engagement, replacement, seedLike, signs } from "./scenario.ts"

describe("a replacement that leads back to what it replaced", () => {
  it("announced late for an earlier day, it is asked once and answered", () => {
    const scenario = replacement(signs(seedLike(commercial), "c1", commercial))
      .onListing({ _tag: "EndEngagement", engagement: "tripolis", at: "2026-06-10T09:00:00.000Z" })
      .onListing({
        _tag: "AnnounceChange",
        change: "chg-back",
        what: {
          _tag: "Replace",
          replaces: "flowmailer",
          engagement: engagement("tripolis", { products: ["identity"] })
        },
        effectiveOn: "2026-06-05",
        for: "all",
        at: "2026-06-20T09:00:00.000Z"
      })
    for (const at of ["2026-06-07T09:00:00.000Z", "2026-06-15T09:00:00.000Z", "2026-06-25T09:00:00.000Z"] as const) {
      expect(["open", "shut"]).toContain(scenario.gate("tripolis", "c1", at).answer)
      expect(scenario.gate("flowmailer", "c1", at).answer).toBe("shut")
    }
  })

  it("nothing replaces itself", () => {
    const scenario = seedLike(commercial).onListing({
      _tag: "EndEngagement",
      engagement: "tripolis",
      at: "2026-06-10T09:00:00.000Z"
    })
    const decided = Listing.decide(
      {
        _tag: "AnnounceChange",
        change: "chg-9",
        what: { _tag: "Replace", replaces: "tripolis", engagement: engagement("tripolis") },
        effectiveOn: "2026-06-01",
        for: "all",
        at: "2026-06-12T09:00:00.000Z"
      },
      scenario.listing.state,
      scenario.world
    )
    expect(decided).toMatchObject({ _tag: "Failure", failure: Listing.ReplacesItself("tripolis") })
  })
})
