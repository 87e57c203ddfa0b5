/** What the models and the laws found, each as the story that holds it since. */
import { describe, expect, it } from "vitest"
import { citedBy } from "goodfaith/kernel"
import * as Listing from "goodfaith/listing"
import * as ready from "goodfaith/terms/ready"
import type { Day, Instant } from "goodfaith/time"
import { engagement, Refused, replacement, said, seedLike, signs, varied } from "../scenario.ts"

const told = () =>
  replacement(signs(seedLike(ready.commercial), "c1", ready.commercial)).tells("c1", "l1", "2026-04-02T09:00:00.000Z")

describe("what is learned later changes no answer about the time before", () => {
  it("a correction of substance of 10 July leaves the answer about 1 July as it was", () => {
    const scenario = told()
    expect(scenario.gate("flowmailer", "c1", "2026-07-01T12:00:00.000Z").answer).toBe("open")
    scenario.onListing({
      _tag: "CorrectEntry",
      engagement: "flowmailer",
      change: "chg-1",
      substance: true,
      to: { places: [{ id: "us", name: "USA", country: "US" }] },
      by: "dpo-1",
      reason: "it never was the Netherlands",
      at: "2026-07-10T08:00:00.000Z"
    })
    expect(scenario.gate("flowmailer", "c1", "2026-07-01T12:00:00.000Z").answer).toBe("open")
  })
})

describe("a day that was brought forward", () => {
  it("is not opened by a publication that showed the later day", () => {
    const published = varied("published", { clockStart: said({ from: "published", contacts: "any" }) })
    const scenario = replacement(signs(seedLike(published), "c1", published)).onListing({
      _tag: "PostponeChange",
      change: "chg-1",
      effectiveOn: "2026-05-05",
      at: "2026-05-04T08:00:00.000Z"
    })
    // Until 4 May the page said 1 June, and no version since says anything else.
    expect(scenario.gate("flowmailer", "c1", "2026-05-05T12:00:00.000Z").answer).not.toBe("open")
  })

  it("and the declaration of the later day, without which it would be open, is among the reasons", () => {
    const published = varied("published", { clockStart: said({ from: "published", contacts: "any" }) })
    const moved = (effectiveOn: Day, at: Instant) =>
      ({ _tag: "PostponeChange", change: "chg-1", effectiveOn, at }) as const
    const scenario = replacement(signs(seedLike(published), "c1", published)).onListing(
      moved("2026-07-01", "2026-05-04T08:00:00.000Z"),
      moved("2026-06-15", "2026-05-05T08:00:00.000Z")
    )
    const [later] = Listing.change(scenario.listing.state, "chg-1")!.effectiveBefore.slice(1)
    const verdict = scenario.gate("flowmailer", "c1", "2026-06-20T12:00:00.000Z")
    expect(verdict.answer).toBe("shut")
    expect(citedBy(verdict)).toContain(later?.from)
  })
})

describe("a yes to a day that was postponed already", () => {
  it("rests on that day too, for without it the yes would be to a later one", () => {
    const scenario = told()
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-04-06", at: "2026-04-05T00:30:00.000Z" })
      .saysYes("c1", "2026-04-05T01:00:00.000Z")
      .onListing({ _tag: "PostponeChange", change: "chg-1", effectiveOn: "2026-04-07", at: "2026-04-05T02:00:00.000Z" })
    const [, saidYesTo] = Listing.change(scenario.listing.state, "chg-1")!.effectiveBefore
    const verdict = scenario.gate("flowmailer", "c1", "2026-05-05T12:00:00.000Z")
    expect(verdict.answer).toBe("open")
    expect(saidYesTo?.value).toBe("2026-04-06")
    expect(citedBy(verdict)).toContain(saidYesTo?.from)
  })
})

describe("what is announced to become material", () => {
  it("stays shut where it never was exempt, and the client was not told of it when it came", () => {
    const scenario = replacement(signs(seedLike(ready.commercial), "c1", ready.commercial))
    expect(scenario.gate("flowmailer", "c1", "2026-08-03T12:00:00.000Z").answer).toBe("shut")
    scenario
      .announces(
        {
          _tag: "Reclassify",
          engagement: "flowmailer",
          material: true,
          by: "dpo-1",
          reason: "all mail goes there now"
        },
        "2026-07-01T08:00:00.000Z",
        "2026-07-15",
        {},
        "chg-2"
      )
      .saysYes("c1", "2026-07-02T08:00:00.000Z", "chg-2")
    expect(scenario.gate("flowmailer", "c1", "2026-08-03T12:00:00.000Z").answer).toBe("shut")
  })

  it("nor where a person had found it immaterial, and the agreement exempts nothing for that", () => {
    const scenario = replacement(signs(seedLike(ready.commercial), "c1", ready.commercial)).onListing({
      _tag: "DecideMateriality",
      engagement: "flowmailer",
      material: false,
      by: "dpo-1",
      reason: "few mails",
      at: "2026-05-01T08:00:00.000Z"
    })
    scenario
      .announces(
        {
          _tag: "Reclassify",
          engagement: "flowmailer",
          material: true,
          by: "dpo-1",
          reason: "all mail goes there now"
        },
        "2026-07-01T08:00:00.000Z",
        "2026-07-15",
        {},
        "chg-2"
      )
      .saysYes("c1", "2026-07-02T08:00:00.000Z", "chg-2")
    expect(scenario.gate("flowmailer", "c1", "2026-08-03T12:00:00.000Z").answer).toBe("shut")
  })
})

describe("ids and names on the listing", () => {
  it("a new engagement does not take the id of a change: their consultations would be one stream", () => {
    const scenario = replacement(seedLike(ready.commercial))
    const what = { _tag: "Engage", engagement: engagement("chg-1", { entity: "flowmailer" }) } as const
    expect(() => scenario.announces(what, "2026-07-01T08:00:00.000Z", "2026-08-01", {}, "chg-2")).toThrow(Refused)
  })

  it("a company whose only row was retired stands on the listing no more, so its name is no change of it", () => {
    const scenario = seedLike(ready.commercial)
    scenario.announces({ _tag: "Retire", engagement: "cm-telecom" }, "2026-02-01T08:00:00.000Z", "2026-03-01")
    scenario.onListing({ _tag: "NameEntity", entity: "cm-telecom", name: "CM.com", at: "2026-04-01T08:00:00.000Z" })
  })
})
