/** The client: what it signed, what it agreed to, what it uses and whom to tell. */
import * as Client from "goodfaith/client"
import { rules } from "goodfaith/client"
import * as ready from "goodfaith/terms/ready"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { addressed, telling, worldOf } from "./scenario.ts"

const given = telling(Client.decider, Client.stream("c1"), worldOf(ready.commercial, ready.connective))
const at: Instant = "2026-01-12T10:00:00.000Z"
const later: Instant = "2026-03-01T10:00:00.000Z"

const execute: Client.ExecuteDpa = {
  _tag: "ExecuteDpa",
  dpa: "dpa-1",
  paper: "standard",
  terms: addressed("commercial"),
  at
}
const executed: Client.DpaExecuted = { ...execute, _tag: "DpaExecuted" }
const second: Client.DpaExecuted = { ...executed, dpa: "dpa-2", terms: addressed("connective"), at: later }
const end: Client.EndDpa = { _tag: "EndDpa", dpa: "dpa-1", at: later }
const ended: Client.DpaEnded = { ...end, _tag: "DpaEnded" }
const agree: Client.AgreeListing = { _tag: "AgreeListing", listing: "main", version: 1, at }
const agreed: Client.ListingAgreed = { ...agree, _tag: "ListingAgreed" }
const name: Client.NameContact = {
  _tag: "NameContact",
  contact: "office",
  person: "p1",
  role: "privacy office",
  name: "sealed:name",
  address: "sealed:address",
  language: "nl",
  channel: "email",
  at
}
const named: Client.ContactNamed = { ...name, _tag: "ContactNamed" }
const remove: Client.RemoveContact = { _tag: "RemoveContact", contact: "office", at: later }
const removed: Client.ContactRemoved = { ...remove, _tag: "ContactRemoved" }
const begin: Client.BeginUse = { _tag: "BeginUse", of: "product", id: "identity", at }
const began: Client.UseBegan = { ...begin, _tag: "UseBegan" }
const stop: Client.EndUse = { _tag: "EndUse", of: "product", id: "identity", at: later }
const stopped: Client.UseEnded = { ...stop, _tag: "UseEnded" }

describe(rules.boundToOneVersion.clause.quote, () => {
  it("a client executes an agreement, once", () => {
    given().when(execute).then(executed)
    given(executed)
      .when({ ...execute, at: later })
      .thenNothing()
  })

  it("not under terms that nobody handed over", () => {
    const ref = addressed("unheard-of")
    given()
      .when({ ...execute, terms: ref })
      .thenRefused(Client.UnknownTerms(ref))
  })

  it("one agreement does not change its terms: another gets an id of its own", () => {
    const { state } = given(executed).folded()
    given(executed)
      .when({ ...execute, terms: addressed("connective") })
      .thenRefused(Client.DpaIdTaken(state.dpas[0]!))
    given(executed)
      .when({ ...execute, dpa: "dpa-2", terms: addressed("connective"), at: later })
      .then(second)
  })

  it("bound to the first until it executes the second, and to the second from then on", () => {
    const { state } = given(executed, second).folded()
    const bound = (instant: Instant) => Client.dpaAt(state, instant)?.executed.value.dpa
    expect(bound("2026-01-12T09:59:59.999Z")).toBeUndefined()
    expect(bound(at)).toBe("dpa-1")
    expect(bound("2026-03-01T09:59:59.999Z")).toBe("dpa-1")
    expect(bound(later)).toBe("dpa-2")
  })

  it("an agreement ends once, and from that instant binds nobody", () => {
    given(executed).when(end).then(ended)
    given(executed, ended)
      .when({ ...end, at: "2026-04-01T10:00:00.000Z" })
      .thenNothing()
    const { state } = given(executed, ended).folded()
    expect(
      [at, "2026-03-01T09:59:59.999Z" as const, later].map(
        (instant) => Client.dpaAt(state, instant)?.executed.value.dpa
      )
    ).toEqual(["dpa-1", "dpa-1", undefined])
  })

  it("when the newer one ends, the older one still binds", () => {
    const { state } = given(executed, second, { ...ended, dpa: "dpa-2", at: "2026-04-01T10:00:00.000Z" }).folded()
    expect(Client.dpaAt(state, "2026-05-01T10:00:00.000Z")?.executed.value.dpa).toBe("dpa-1")
  })

  it("one that was never executed does not end", () => given().when(end).thenRefused(Client.UnknownDpa("dpa-1")))

  it("the listing that it agreed to is kept, version by version", () => {
    given(executed).when(agree).then(agreed)
    given(executed, agreed).when(agree).thenNothing()
    given(executed, agreed)
      .when({ ...agree, at: later })
      .then({ ...agreed, at: later })
    given(executed, agreed)
      .when({ ...agree, version: 2, at: later })
      .then({ ...agreed, version: 2, at: later })
    const { state } = given(executed, agreed, { ...agreed, version: 2, at: later }).folded()
    const version = (instant: Instant) => Client.agreedAt(state, "main", instant)?.value.version
    expect([version("2026-01-12T09:59:59.999Z"), version(at), version(later)]).toEqual([undefined, 1, 2])
    expect(Client.agreedAt(state, "another", later)).toBeUndefined()
  })
})

describe(rules.somebodyToTell.clause.quote, () => {
  it("somebody is named, once", () => {
    given().when(name).then(named)
    given(named)
      .when({ ...name, at: later })
      .thenNothing()
  })

  it("the same contact by another way is something new", () =>
    given(named)
      .when({ ...name, channel: "portal", at: later })
      .then({ ...named, channel: "portal", at: later }))

  it("removed, and named again", () => {
    given(named).when(remove).then(removed)
    given(named, removed).when(remove).thenNothing()
    given(named, removed)
      .when({ ...name, at: "2026-04-01T10:00:00.000Z" })
      .then({ ...named, at: "2026-04-01T10:00:00.000Z" })
  })

  it("who was never named is not removed", () => given().when(remove).thenRefused(Client.UnknownContact("office")))

  it("who is to be told, at an instant", () => {
    const { state } = given(named, removed).folded()
    const told = (instant: Instant) => Client.contactsAt(state, instant).map((it) => it.value.contact)
    expect([told("2026-01-12T09:59:59.999Z"), told(at), told(later)]).toEqual([[], ["office"], []])
  })
})

describe(rules.whatItUses.clause.quote, () => {
  it("it begins, once", () => {
    given().when(begin).then(began)
    given(began)
      .when({ ...begin, at: later })
      .thenNothing()
  })

  it("it stops, once, and begins again", () => {
    given(began).when(stop).then(stopped)
    given(began, stopped).when(stop).thenNothing()
    given(began, stopped)
      .when({ ...begin, at: "2026-04-01T10:00:00.000Z" })
      .then({ ...began, at: "2026-04-01T10:00:00.000Z" })
  })

  it("what it never used it does not stop using", () =>
    given().when(stop).thenRefused(Client.NotInUse("product", "identity")))

  it("a product, a region and an option of the same name are three things", () => {
    given(began)
      .when({ ...begin, of: "region" })
      .then({ ...began, of: "region" })
    given(began)
      .when({ ...stop, of: "option" })
      .thenRefused(Client.NotInUse("option", "identity"))
  })

  it("from when to when: the first instant is in, the last is not", () => {
    const again: Client.UseBegan = { ...began, at: "2026-04-01T10:00:00.000Z" }
    const { state } = given(began, stopped, again).folded()
    const uses = (instant: Instant) => Client.usesAt(state, instant).map((it) => it.from)
    expect(uses("2026-01-12T09:59:59.999Z")).toEqual([])
    expect(uses(at)).toEqual(["client/c1@0"])
    expect(uses("2026-03-01T09:59:59.999Z")).toEqual(["client/c1@0"])
    expect(uses(later)).toEqual([])
    expect(uses("2026-04-01T10:00:00.000Z")).toEqual(["client/c1@2"])
    expect(Client.useAt(state, "product", "identity", at)?.ended?.from).toBe("client/c1@1")
    expect(Client.useAt(state, "product", "identity", later)).toBeUndefined()
  })
})
