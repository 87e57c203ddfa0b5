/** What is learned late, or after something else: the record takes it in, and the answer follows what happened, not what was typed first. */
import * as Client from "goodfaith/client"
import { dates } from "goodfaith/consultation"
import * as Listing from "goodfaith/listing"
import { commercial, connective } from "goodfaith/terms/ready"
import { type Instant, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { addressed, engagement, replacement, seedLike, sends, signs } from "./scenario.ts"

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

  describe("of a letter that is recorded after a later one, under readings that were recorded since", () => {
    const duty = "new-sub-processor/any"
    const access = (days: number) => ({ period: Span.calendarDays(days, Span.plain), before: "access" })
    const fromSending = { [`${duty}/clockStart`]: { from: "sent", contacts: "any" } }
    const announced = () => replacement(signs(seedLike(connective), c, connective))
    const april: Instant = "2026-04-20T09:00:00.000Z"
    const june: Instant = "2026-06-09T09:00:00.000Z"
    const statedIn = (scenario: ReturnType<typeof announced>, letter: string) =>
      scenario
        .case("chg-1", c)
        .state.notice.letters.find(({ sent }) => sent.value.letter === letter)!
        .sent.value.stated.readings.map(({ value, from }) => [value.parameter, from])

    /** Since when the notice runs, as known at an instant. */
    const clockAt = (scenario: ReturnType<typeof announced>, at: Instant) => {
      const { notice } = scenario.case("chg-1", c).state
      const world = scenario.worldOfCase("chg-1", c)
      const hand = dates.handAt(notice, at, addressed("connective"), world)
      if ("notAtHand" in hand) throw new Error(hand.notAtHand)
      const owed = hand.terms.duties.find(({ id }) => duty.startsWith(id))!
      return dates.clockOf(notice.letters, owed, owed.rows[0], at, hand, world, world.looked)
    }

    it("it states the readings of its own day, and none of later", () => {
      const scenario = announced()
        .reads(connective, { ...fromSending, [`${duty}/advanceNotice`]: access(30) }, "2026-04-13T09:00:00.000Z")
        .reads(connective, { [`${duty}/advanceNotice`]: access(60) }, "2026-05-04T09:00:00.000Z")
        .tells(c, "letter-1", april)
      expect(statedIn(scenario, "letter-1")).toEqual([
        [`${duty}/clockStart`, "terms/sha256-connective@0"],
        [`${duty}/advanceNotice`, "terms/sha256-connective@1"]
      ])
      scenario.onCase("chg-1", c, sends("letter-2", june))
      expect(statedIn(scenario, "letter-2")).toEqual([
        [`${duty}/clockStart`, "terms/sha256-connective@0"],
        [`${duty}/advanceNotice`, "terms/sha256-connective@2"]
      ])
    })

    it("it starts no clock by what only a later letter stated, and takes that letter's reading away from nobody", () => {
      const scenario = announced()
        .reads(connective, fromSending, "2026-05-04T09:00:00.000Z")
        .reads(connective, { [`${duty}/advanceNotice`]: access(30) }, "2026-03-02T09:00:00.000Z")
        .reads(connective, { [`${duty}/advanceNotice`]: access(60) }, "2026-05-04T09:00:00.000Z")
        .reads(connective, { [`${duty}/hold.beforeStart`]: "untilResolved" }, "2026-05-04T09:00:00.000Z")
        .tells(c, "letter-2", june)
        .onCase("chg-1", c, sends("letter-1", april))
      expect(statedIn(scenario, "letter-1")).toEqual([[`${duty}/advanceNotice`, "terms/sha256-connective@1"]])
      // Sixty days from 9 June: by the second reading, from the second letter.
      const opens = scenario.outlook("flowmailer", c, "2026-07-20T09:00:00.000Z")
      expect(opens).toMatchObject({ answer: "shut", opens: { at: "2026-08-08T22:00:00.000Z" } })
      expect(clockAt(scenario, "2026-07-20T09:00:00.000Z")).toMatchObject({ answer: june })
      expect(clockAt(scenario, "2026-06-09T08:59:59.999Z")).toMatchObject({ open: [{ open: `${duty}/clockStart` }] })
    })
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
