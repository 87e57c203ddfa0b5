/** The listing: what was declared, when, and what is not declared. */
import { newestBy } from "goodfaith/kernel"
import * as Listing from "goodfaith/listing"
import { rules } from "goodfaith/listing"
import { emptyWorld } from "goodfaith/terms"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { engagement, telling, worldOf } from "./scenario.ts"

const stream = Listing.stream("main")
const given = telling(Listing.decider, stream, worldOf())
const at: Instant = "2026-01-05T09:00:00.000Z"
const later: Instant = "2026-04-02T08:00:00.000Z"

const open: Listing.OpenListing = {
  _tag: "OpenListing",
  listing: "main",
  title: "Sub-processors",
  vendor: "Connective",
  zone: "Europe/Amsterdam",
  scope: "material sub-processors",
  at
}
const opened: Listing.ListingOpened = { ...open, _tag: "ListingOpened" }
const name: Listing.NameEntity = { _tag: "NameEntity", entity: "tripolis", name: "Tripolis Solutions B.V.", at }
const named: Listing.EntityNamed = { ...name, _tag: "EntityNamed" }
const list: Listing.ListEngagement = {
  _tag: "ListEngagement",
  engagement: engagement("tripolis", { service: "email" }),
  at
}
const listed: Listing.EngagementListed = { ...list, _tag: "EngagementListed" }
const flowmailer: Listing.EntityNamed = { _tag: "EntityNamed", entity: "flowmailer", name: "Flowmailer", at }
const announce: Listing.AnnounceChange = {
  _tag: "AnnounceChange",
  change: "chg-1",
  what: { _tag: "Replace", replaces: "tripolis", engagement: engagement("flowmailer", { service: "email" }) },
  effectiveOn: "2026-06-01",
  for: "all",
  at: later
}
const announced: Listing.ChangeAnnounced = { ...announce, _tag: "ChangeAnnounced" }
const publish: Listing.PublishVersion = { _tag: "PublishVersion", at }
const postpone: Listing.PostponeChange = {
  _tag: "PostponeChange",
  change: "chg-1",
  effectiveOn: "2026-07-01",
  at: "2026-05-01T09:00:00.000Z"
}
const withdraw: Listing.WithdrawChange = { _tag: "WithdrawChange", change: "chg-1", at: "2026-05-01T09:00:00.000Z" }
const withdrawn: Listing.ChangeWithdrawn = { ...withdraw, _tag: "ChangeWithdrawn" }
const end: Listing.EndEngagement = { _tag: "EndEngagement", engagement: "tripolis", at: later }
const ended: Listing.EngagementEnded = { ...end, _tag: "EngagementEnded" }
const begun = [opened, named, listed, flowmailer] as const

describe(rules.keptInOnePlace.clause.quote, () => {
  it("it is opened", () => given().when(open).then(opened))

  it("asked again, in the same words, nothing happens again, whenever it is asked", () =>
    given(opened)
      .when({ ...open, at: later })
      .thenNothing())

  it("it is not opened a second time as something else", () =>
    given(opened)
      .when({ ...open, title: "Suppliers" })
      .thenRefused(Listing.OpenedOtherwise({ value: opened, from: "listing/main@0" })))

  it("nothing is said on a listing that is not open", () => {
    for (const command of [name, list, announce, postpone, withdraw, end, publish])
      given().when(command).thenRefused(Listing.NotOpened)
  })
})

describe(rules.daysBeginSomewhere.clause.quote, () => {
  it("a listing in a zone that nobody handed over is not opened", () =>
    telling(Listing.decider, stream, emptyWorld)().when(open).thenRefused(Listing.UnknownZone("Europe/Amsterdam")))

  it("on 31 May at 23:59 in Amsterdam a change of 1 June can still be withdrawn", () => {
    const lastMinute = { ...withdraw, at: "2026-05-31T21:59:59.999Z" } as const
    given(...begun, announced)
      .when(lastMinute)
      .then({ ...lastMinute, _tag: "ChangeWithdrawn" })
  })

  it("a minute later it is 1 June there, and it cannot", () =>
    given(...begun, announced)
      .when({ ...withdraw, at: "2026-05-31T22:00:00.000Z" })
      .thenRefused(Listing.HoldsAlready(change(...begun, announced))))
})

/** The first change of these events, as it stands after them. */
const change = (...events: ReadonlyArray<Listing.Event>): Listing.AnnouncedChange =>
  Listing.change(given(...events).folded().state, "chg-1")!

describe(rules.entityAboveEngagement.clause.quote, () => {
  it("a row is listed under an entity that was named", () => given(opened, named).when(list).then(listed))

  it("a row of an entity that nobody named is not", () =>
    given(opened).when(list).thenRefused(Listing.UnknownEntity("tripolis")))

  it("nor is a change announced that brings one", () =>
    given(opened, named, listed).when(announce).thenRefused(Listing.UnknownEntity("flowmailer")))

  it("nothing is said of a row that does not stand there", () => {
    given(opened).when(end).thenRefused(Listing.UnknownEngagement("tripolis"))
    given(opened, flowmailer).when(announce).thenRefused(Listing.UnknownEngagement("tripolis"))
    given(opened)
      .when({ ...announce, what: { _tag: "Relocate", engagement: "tripolis", to: [] } })
      .thenRefused(Listing.UnknownEngagement("tripolis"))
    given(opened)
      .when({ _tag: "DecideMateriality", engagement: "tripolis", material: true, by: "dpo-1", reason: "hosting", at })
      .thenRefused(Listing.UnknownEngagement("tripolis"))
    given(opened)
      .when({
        _tag: "ConfirmSafeguards",
        engagement: "tripolis",
        contract: true,
        equivalentDuties: true,
        by: "dpo-1",
        at
      })
      .thenRefused(Listing.UnknownEngagement("tripolis"))
  })

  it("an entity may get another name; the same name again is nothing new", () => {
    given(opened, named).when(name).thenNothing()
    given(opened, named)
      .when({ ...name, name: "Spotler" })
      .then({ ...named, name: "Spotler" })
  })

  it("one entity may stand in two rows", () => {
    const second = { ...list, engagement: engagement("tripolis-sms", { entity: "tripolis" }) }
    given(opened, named, listed)
      .when(second)
      .then({ ...second, _tag: "EngagementListed" })
  })
})

describe(rules.identityStays.clause.quote, () => {
  it("the same row listed again is the same row", () =>
    given(opened, named, listed)
      .when({ ...list, at: later })
      .thenNothing())

  it("another row may not take its id", () => {
    const other = { ...list, engagement: engagement("tripolis", { service: "sms" }) }
    const standing = Listing.standing(given(opened, named, listed).folded().state, "tripolis")!
    given(opened, named, listed).when(other).thenRefused(Listing.EngagementStands(standing))
  })

  it("nor is what stands there announced as new", () => {
    const engage: Listing.AnnounceChange = { ...announce, what: { _tag: "Engage", engagement: engagement("tripolis") } }
    const standing = Listing.standing(given(...begun).folded().state, "tripolis")!
    given(...begun)
      .when(engage)
      .thenRefused(Listing.EngagementStands(standing))
  })

  it("ended and engaged again is a new period, and the one before is kept", () => {
    const engage: Listing.AnnounceChange = { ...announce, what: { _tag: "Engage", engagement: engagement("tripolis") } }
    const again: Listing.ChangeAnnounced = { ...engage, _tag: "ChangeAnnounced" }
    given(...begun, ended)
      .when(engage)
      .then(again)
    const { state } = given(...begun, ended, again).folded()
    expect(Listing.standing(state, "tripolis")?.ended).toBeUndefined()
    expect(Listing.standing(state, "tripolis")?.scope[0]?.brought).toEqual({ value: "chg-1", from: "listing/main@5" })
    expect(Listing.standingAt(state, "tripolis", at)?.scope[0]?.brought).toEqual({
      value: undefined,
      from: "listing/main@2"
    })
  })

  it("a new place leaves the id as it is", () => {
    const relocate: Listing.ChangeAnnounced = {
      ...announced,
      what: { _tag: "Relocate", engagement: "tripolis", to: [{ id: "be", name: "Belgium", country: "BE" }] }
    }
    const standing = Listing.standing(given(...begun, relocate).folded().state, "tripolis")
    expect(standing?.printed.value).toMatchObject({ id: "tripolis", places: [{ id: "be" }] })
  })
})

describe(rules.announcedFirst.clause.quote, () => {
  it("a change is announced with its day", () =>
    given(...begun)
      .when(announce)
      .then(announced))

  it("announced again in the same words it is announced once", () =>
    given(...begun, announced)
      .when({ ...announce, at: "2026-04-09T08:00:00.000Z" })
      .thenNothing())

  it("what was never announced is neither moved nor withdrawn", () => {
    given(...begun)
      .when(postpone)
      .thenRefused(Listing.UnknownChange("chg-1"))
    given(...begun)
      .when(withdraw)
      .thenRefused(Listing.UnknownChange("chg-1"))
  })

  it("the day of announcement, the day from which it holds and the day printed beside it are kept apart", () => {
    const { announced: fact, effectiveOn } = change(...begun, { ...announced, printedOn: "2026-03-01" })
    expect([fact.value.announcedAt, effectiveOn.value, fact.value.printedOn]).toEqual([
      later,
      "2026-06-01",
      "2026-03-01"
    ])
  })

  it("after a second announcement the first stays what it was, in the order in which they came", () => {
    const second: Listing.ChangeAnnounced = {
      ...announced,
      change: "chg-0",
      what: { _tag: "Relocate", engagement: "tripolis", to: [] }
    }
    const { state } = given(...begun, announced, second).folded()
    expect(Listing.changes(state).map((it) => it.announced.value.change)).toEqual(["chg-1", "chg-0"])
    expect(Listing.engagements(state).map((it) => it.printed.value.id)).toEqual(["tripolis", "flowmailer"])
    expect(Listing.entityName(state, "flowmailer")).toBe("Flowmailer")
    expect(Listing.entityName(state, "acme")).toBe("acme")
  })
})

describe(rules.neverNetted.clause.quote, () => {
  it("a change may be moved before its day, and the day declared first stays known until then", () => {
    given(...begun, announced)
      .when(postpone)
      .then({ ...postpone, _tag: "ChangePostponed" })
    const moved = change(...begun, announced, { ...postpone, _tag: "ChangePostponed" })
    expect(moved.effectiveOn).toEqual({ value: "2026-07-01", from: "listing/main@5" })
    expect(Listing.effectiveOnAt(moved, "2026-05-01T08:59:59.999Z")).toMatchObject({
      value: "2026-06-01",
      from: "listing/main@4"
    })
    expect(Listing.effectiveOnAt(moved, "2026-05-01T09:00:00.000Z")).toMatchObject({ value: "2026-07-01" })
  })

  it("moved to the day it has already, nothing happens", () =>
    given(...begun, announced)
      .when({ ...postpone, effectiveOn: "2026-06-01" })
      .thenNothing())

  it("a change that holds already is not moved", () =>
    given(...begun, announced)
      .when({ ...postpone, at: "2026-06-02T09:00:00.000Z" })
      .thenRefused(Listing.HoldsAlready(change(...begun, announced))))

  it("withdrawn before its day, once", () => {
    given(...begun, announced)
      .when(withdraw)
      .then(withdrawn)
    given(...begun, announced, withdrawn)
      .when({ ...withdraw, at: "2026-05-09T09:00:00.000Z" })
      .thenNothing()
  })

  it("what was withdrawn is not moved any more", () =>
    given(...begun, announced, withdrawn)
      .when(postpone)
      .thenRefused(Listing.Withdrawn("chg-1", { value: withdrawn.at, from: "listing/main@5" })))

  it("an announcement may not say something else under the same id", () =>
    given(...begun, announced)
      .when({ ...announce, effectiveOn: "2026-06-02" })
      .thenRefused(Listing.ChangeIdTaken(change(...begun, announced))))

  it("what ended is not replaced or moved: it is engaged again first", () => {
    const hasEnded = Listing.HasEnded("tripolis", { value: later, from: "listing/main@4" })
    given(...begun, ended)
      .when(announce)
      .thenRefused(hasEnded)
    given(...begun, ended)
      .when({ ...announce, what: { _tag: "Relocate", engagement: "tripolis", to: [] } })
      .thenRefused(hasEnded)
  })

  it("an earlier end that is learned later is recorded, and counts; a later one is already so", () => {
    const earlier: Instant = "2026-02-01T09:00:00.000Z"
    expect(earlier < end.at && earlier > at).toBe(true)
    given(opened, named, listed, ended)
      .when({ ...end, at: earlier })
      .then({ ...ended, at: earlier })
    given(opened, named, listed, { ...ended, at: earlier })
      .when(end)
      .thenNothing()
    const after = (...events: ReadonlyArray<Listing.EngagementEnded>) =>
      Listing.standing(given(opened, named, listed, ...events).folded().state, "tripolis")?.ended?.value
    expect(after(ended, { ...ended, at: earlier })).toBe(earlier)
    expect(after({ ...ended, at: earlier }, ended)).toBe(earlier)
  })

  it("an engagement ends once", () => {
    given(...begun)
      .when(end)
      .then(ended)
    given(...begun, ended)
      .when(end)
      .thenNothing()
  })

  it("what a person decided of it stays on record beside the next decision", () => {
    const decide: Listing.DecideMateriality = {
      _tag: "DecideMateriality",
      engagement: "tripolis",
      material: true,
      by: "dpo-1",
      reason: "sends mail",
      at
    }
    const decided: Listing.MaterialityDecided = { ...decide, _tag: "MaterialityDecided" }
    given(...begun)
      .when(decide)
      .then(decided)
    given(...begun, decided)
      .when(decide)
      .thenNothing()
    given(...begun, decided)
      .when({ ...decide, at: later })
      .then({ ...decided, at: later })
    given(...begun, decided)
      .when({ ...decide, material: false, at: later })
      .then({ ...decided, material: false, at: later })
    const { state } = given(...begun, decided, { ...decided, material: false, at: later }).folded()
    const { materiality } = Listing.standing(state, "tripolis")!
    expect([at, later].map((instant) => newestBy(materiality, instant)?.value.material)).toEqual([true, false])
  })

  it("safeguards are confirmed, and confirmed anew when they differ or later", () => {
    const confirm: Listing.ConfirmSafeguards = {
      _tag: "ConfirmSafeguards",
      engagement: "tripolis",
      contract: true,
      equivalentDuties: true,
      by: "dpo-1",
      at
    }
    const confirmed: Listing.SafeguardsConfirmed = { ...confirm, _tag: "SafeguardsConfirmed" }
    given(...begun)
      .when(confirm)
      .then(confirmed)
    given(...begun, confirmed)
      .when(confirm)
      .thenNothing()
    given(...begun, confirmed)
      .when({ ...confirm, at: later })
      .then({ ...confirmed, at: later })
    given(...begun, confirmed)
      .when({ ...confirm, contract: false, at: later })
      .then({ ...confirmed, contract: false, at: later })
  })

  it("a version is published when there is something new to publish", () => {
    const published: Listing.VersionPublished = { _tag: "VersionPublished", version: 1, at }
    given(...begun)
      .when(publish)
      .then(published)
    given(...begun, published)
      .when({ ...publish, at: later })
      .thenNothing()
    given(...begun, published, announced)
      .when({ ...publish, at: later })
      .then({ ...published, version: 2, at: later })
    const { state } = given(...begun, published, announced, { ...published, version: 2, at: later }).folded()
    expect(Listing.versionWith(state, "listing/main@2")?.value.version).toBe(1)
    expect(Listing.versionWith(state, "listing/main@5")?.value.version).toBe(2)
    expect(Listing.versionWith(state, "listing/main@6")).toBeUndefined()
  })
})
