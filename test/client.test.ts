/** The client: what it signed, what it agreed to, what it uses and whom to tell. */
import * as Client from "goodfaith/client"
import { rules } from "goodfaith/client"
import * as ready from "goodfaith/terms/ready"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { addressed, replacement, seedLike, signs, telling, worldOf } from "./scenario.ts"

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

  it("learned later that it ended sooner, the earlier end counts; a later one is nothing new", () => {
    const sooner: Instant = "2026-02-01T10:00:00.000Z"
    given(executed, ended)
      .when({ ...end, at: sooner })
      .then({ ...ended, at: sooner })
    given(executed, ended).when(end).thenNothing()
    for (const events of [
      [executed, ended, { ...ended, at: sooner }],
      [executed, { ...ended, at: sooner }, ended]
    ]) {
      const { state } = given(...events).folded()
      expect(
        (["2026-02-01T09:59:59.999Z", sooner] as const).map((instant) => Client.dpaAt(state, instant)?.executed.from)
      ).toEqual(["client/c1@0", undefined])
      given(...events)
        .when({ ...end, at: "2026-02-01T10:00:00.001Z" })
        .thenNothing()
    }
  })

  it("one that was never executed does not end", () => given().when(end).thenRefused(Client.UnknownDpa("dpa-1")))

  it("of two that were executed at once, the one recorded last binds", () => {
    const { state } = given(executed, { ...second, at }).folded()
    expect(Client.dpaAt(state, at)?.executed.value.dpa).toBe("dpa-2")
  })

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

describe(rules.lastOneBinds.clause.quote, () => {
  const april: Instant = "2026-04-01T10:00:00.000Z"
  const justBefore: Instant = "2026-04-01T09:59:59.999Z"
  const bound = (events: ReadonlyArray<Client.Event>, ...instants: ReadonlyArray<Instant>) => {
    const { state } = given(...events).folded()
    return instants.map((instant) => Client.dpaAt(state, instant)?.executed.value.dpa)
  }

  it("when the newer one ends, the older one does not bind again", () => {
    const newerEnds: Client.DpaEnded = { ...ended, dpa: "dpa-2", at: april }
    expect(bound([executed, second, newerEnds], "2026-03-01T09:59:59.999Z", justBefore, april)).toEqual([
      "dpa-1",
      "dpa-2",
      undefined
    ])
    expect(bound([second, newerEnds, executed], justBefore, april)).toEqual(["dpa-2", undefined])
  })

  it("nor when the newer one goes to another client", () => {
    const goes: Client.DpaTransferred = { _tag: "DpaTransferred", dpa: "dpa-2", to: "c2", at: april }
    expect(bound([executed, second, goes], justBefore, april)).toEqual(["dpa-2", undefined])
  })

  it("that the older one ends, before or after, changes nothing for the newer one", () => {
    expect(bound([executed, second, { ...ended, at: april }], april)).toEqual(["dpa-2"])
    expect(bound([executed, { ...ended, at: "2026-02-01T10:00:00.000Z" }, second], later)).toEqual(["dpa-2"])
  })

  it("until it executes a third", () => {
    const third: Client.DpaExecuted = { ...executed, dpa: "dpa-3", at: april }
    expect(bound([executed, second, { ...ended, dpa: "dpa-2", at: later }, third], justBefore, april)).toEqual([
      undefined,
      "dpa-3"
    ])
  })
})

describe(rules.withoutAGap.clause.quote, () => {
  const february: Instant = "2026-02-01T10:00:00.000Z"
  const justBefore: Instant = "2026-03-01T09:59:59.999Z"
  const april: Instant = "2026-04-01T10:00:00.000Z"
  const since = (instant: Instant, ...events: ReadonlyArray<Client.Event>) => {
    const covered = Client.coveredSince(given(...events).folded().state, instant)
    return covered && [covered.value, covered.from]
  }
  const version = (instant: Instant, ...events: ReadonlyArray<Client.Event>) =>
    Client.agreedAt(given(...events).folded().state, "main", instant)?.value.version

  it("by one agreement, since it was executed, and until it ends", () => {
    expect(since("2026-01-12T09:59:59.999Z", executed)).toBeUndefined()
    expect(since(at, executed)).toEqual([at, "client/c1@0"])
    expect(since(april, executed)).toEqual([at, "client/c1@0"])
    expect([since(justBefore, executed, ended), since(later, executed, ended)]).toEqual([
      [at, "client/c1@0"],
      undefined
    ])
  })

  it("the next one goes on from it, where that runs or ends in the same instant", () => {
    expect(since(april, executed, second)).toEqual([at, "client/c1@0"])
    expect(since(april, executed, ended, second)).toEqual([at, "client/c1@0"])
    expect(since(april, second, executed)).toEqual([at, "client/c1@1"])
    const third: Client.DpaExecuted = { ...executed, dpa: "dpa-3", at: april }
    expect(since(april, executed, second, third)).toEqual([at, "client/c1@0"])
  })

  it("after a gap it begins anew, however short that was; before it, it was as it was", () => {
    const gap: ReadonlyArray<Client.Event> = [executed, { ...ended, at: justBefore }, second]
    expect(since(later, ...gap)).toEqual([later, "client/c1@2"])
    expect(since(april, ...gap)).toEqual([later, "client/c1@2"])
    expect(since(february, ...gap)).toEqual([at, "client/c1@0"])
  })

  it("an older one that never ended closes no gap", () => {
    const third: Client.DpaExecuted = { ...executed, dpa: "dpa-3", at: "2026-05-01T10:00:00.000Z" }
    const gap: ReadonlyArray<Client.Event> = [executed, second, { ...ended, dpa: "dpa-2", at: april }, third]
    expect(since("2026-05-01T10:00:00.000Z", ...gap)).toEqual([third.at, "client/c1@3"])
  })

  it("of two executed at once, the one recorded last alone counts", () => {
    const both: ReadonlyArray<Client.Event> = [
      executed,
      { ...second, dpa: "dpa-3" },
      { ...ended, dpa: "dpa-3" },
      second
    ]
    expect(since(april, ...both)).toEqual([at, "client/c1@0"])
  })

  it("what it took over is an agreement too", () => {
    const takenOver: Client.DpaTakenOver = { ...executed, _tag: "DpaTakenOver", dpa: "dpa-9", from: "c0", at: later }
    expect(since(april, takenOver)).toEqual([later, "client/c1@0"])
    expect(since(april, executed, takenOver)).toEqual([at, "client/c1@0"])
  })

  it("what it agreed to before a gap counts until then, and after it not any more", () => {
    const gap: ReadonlyArray<Client.Event> = [executed, agreed, { ...ended, at: february }, second]
    expect([at, "2026-02-01T09:59:59.999Z" as const, february, later].map((it) => version(it, ...gap))).toEqual([
      1,
      1,
      undefined,
      undefined
    ])
    expect(version(april, ...gap, { ...agreed, version: 3, at: april })).toBe(3)
    expect(version(april, ...gap, { ...agreed, version: 2, at: later })).toBe(2)
    // Between the two it agreed for the next.
    expect(version(april, ...gap, { ...agreed, version: 2, at: justBefore })).toBe(2)
    expect(version(april, ...gap, { ...agreed, version: 2, at: february })).toBeUndefined()
  })

  it("an agreement that turns out to have ended before it began bound nobody: what was agreed with it counts for no later one", () => {
    const neverBound: Client.DpaEnded = { ...ended, at: "2025-12-31T10:00:00.000Z" }
    expect(version(april, executed, agreed, neverBound, second)).toBeUndefined()
    expect(version(april, executed, agreed, neverBound, second, { ...agreed, version: 2, at: april })).toBe(2)
  })

  it("without one it counts on under the next agreement", () =>
    expect(version(april, executed, agreed, ended, second)).toBe(1))

  it("under no agreement nothing is agreed", () => expect(version(later, agreed)).toBeUndefined())

  it("what it agreed to before it ever signed counts under what it signed", () =>
    expect(version(later, { ...agreed, at: "2025-12-31T10:00:00.000Z" }, executed)).toBe(1))

  it("each time that it agreed to a listing by an instant, the oldest first", () => {
    const { state } = given(
      executed,
      { ...agreed, version: 3, at: april },
      agreed,
      { ...agreed, listing: "other", at: february },
      { ...agreed, version: 2, at: later },
      { ...agreed, version: 4, at: later }
    ).folded()
    const by = (to: Instant) => Client.agreementsTo(state, "main", to).map(({ value }) => value.version)
    expect(by(april)).toEqual([1, 2, 4, 3])
    expect(by(later)).toEqual([1, 2, 4])
    expect(by(justBefore)).toEqual([1])
    expect(Client.agreementsTo(state, "other", april).map(({ from }) => from)).toEqual(["client/c1@3"])
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

  it("removed twice, it was away in between; and another contact stays", () => {
    const april: Instant = "2026-04-01T10:00:00.000Z"
    const may: Instant = "2026-05-01T10:00:00.000Z"
    const other: Client.ContactNamed = { ...named, contact: "board" }
    const { state } = given(named, other, removed, { ...named, at: april }, { ...removed, at: may }).folded()
    const told = (instant: Instant) => Client.contactsAt(state, instant).map((it) => it.value.contact)
    expect([told(at), told(later), told(april), told(may)]).toEqual([
      ["office", "board"],
      ["board"],
      ["office", "board"],
      ["board"]
    ])
  })

  it("by another way and back again are two things", () => {
    const portal: Client.ContactNamed = { ...named, channel: "portal", at: later }
    const april: Instant = "2026-04-01T10:00:00.000Z"
    given(named, portal)
      .when({ ...name, at: april })
      .then({ ...named, at: april })
    given(named, portal)
      .when({ ...name, channel: "portal", at: april })
      .thenNothing()
  })

  it("who was never named is not removed", () =>
    given().when(remove).thenRefused(Client.UnknownContact("office", later)))

  it("named anew, it is known how it was named before, whichever was recorded first", () => {
    const anew: Client.ContactNamed = { ...named, channel: "portal", at: later }
    const channel = (instant: Instant, ...events: ReadonlyArray<Client.Event>) =>
      Client.contactsAt(given(...events).folded().state, instant).map((it) => it.value.channel)
    for (const events of [
      [named, anew],
      [anew, named]
    ])
      expect([
        channel(at, ...events),
        channel("2026-03-01T09:59:59.999Z", ...events),
        channel(later, ...events)
      ]).toEqual([["email"], ["email"], ["portal"]])
    expect(channel(at, named, { ...named, channel: "post" })).toEqual(["post"])
    expect(channel("2026-04-01T10:00:00.000Z", named, anew, { ...removed, at: "2026-04-01T10:00:00.000Z" })).toEqual([])
    expect(channel(at, named, anew, { ...removed, at: "2026-04-01T10:00:00.000Z" })).toEqual(["email"])
    given(named, { ...removed, at: later }, { ...anew, at: "2026-04-01T10:00:00.000Z" })
      .when({ ...remove, at: "2026-05-01T10:00:00.000Z" })
      .then({ ...removed, at: "2026-05-01T10:00:00.000Z" })
  })

  it("a removal that is learned late reaches who was named by then, and not who was named since", () => {
    const february: Instant = "2026-02-01T10:00:00.000Z"
    const april: Instant = "2026-04-01T10:00:00.000Z"
    const events: ReadonlyArray<Client.Event> = [named, { ...named, channel: "portal", at: april }]
    given(...events)
      .when(remove)
      .then(removed)
    const channels = (all: ReadonlyArray<Client.Event>, ...instants: ReadonlyArray<Instant>) => {
      const { state } = given(...all).folded()
      return instants.map((instant) => Client.contactsAt(state, instant).map((it) => it.value.channel))
    }
    expect(channels([...events, removed], "2026-03-01T09:59:59.999Z", later, april)).toEqual([
      ["email"],
      [],
      ["portal"]
    ])
    given(...events, removed)
      .when({ ...remove, at: "2026-03-15T10:00:00.000Z" })
      .thenNothing()
    given(...events, removed)
      .when({ ...remove, at: february })
      .then({ ...removed, at: february })
    expect(channels([...events, removed, { ...removed, at: february }], february, april)).toEqual([[], ["portal"]])
  })

  it("who had not been named by then is not removed then", () => {
    const before: Instant = "2026-01-12T09:59:59.999Z"
    given(named)
      .when({ ...remove, at: before })
      .thenRefused(Client.UnknownContact("office", before))
    given(named)
      .when({ ...remove, at })
      .then({ ...removed, at })
  })

  it("learned later, that it was named sooner is on record too", () => {
    const sooner: Instant = "2026-01-02T10:00:00.000Z"
    given(named)
      .when({ ...name, at: sooner })
      .then({ ...named, at: sooner })
    given(named).when(name).thenNothing()
    const { state } = given(named, { ...named, at: sooner }).folded()
    expect(Client.contactsAt(state, sooner).map(({ from }) => from)).toEqual(["client/c1@1"])
  })

  it("who is to be told, at an instant", () => {
    const { state } = given(named, removed).folded()
    const told = (instant: Instant) => Client.contactsAt(state, instant).map((it) => it.value.contact)
    expect([told("2026-01-12T09:59:59.999Z"), told(at), told(later)]).toEqual([[], ["office"], []])
  })
})

describe(rules.whatItUses.clause.quote, () => {
  it("it begins, once", () => {
    given().when(begin).then(began)
    given(began).when(begin).thenNothing()
    given(began, stopped).when(begin).thenNothing()
  })

  it("learned later that it began sooner, it was in use since then", () => {
    const september: Instant = "2026-09-01T10:00:00.000Z"
    const february: Instant = "2026-02-01T10:00:00.000Z"
    given({ ...began, at: september })
      .when({ ...begin, at: february })
      .then({ ...began, at: february })
    for (const [events, sooner] of [
      [
        [
          { ...began, at: september },
          { ...began, at: february }
        ],
        "client/c1@1"
      ],
      [
        [
          { ...began, at: february },
          { ...began, at: september }
        ],
        "client/c1@0"
      ]
    ] as const) {
      const { state } = given(...events).folded()
      const uses = (instant: Instant) => Client.usesAt(state, instant).map(({ from }) => from)
      expect([uses("2026-02-01T09:59:59.999Z"), uses(february), uses(september)]).toEqual([[], [sooner], [sooner]])
      expect(Client.useAt(state, "product", "identity", september)?.began.from).toBe(sooner)
    }
  })

  it("and a duty that hangs on it arose by then", () => {
    const april: Instant = "2026-04-10T10:00:00.000Z"
    const terms = ready.connective
    const scenario = replacement(seedLike(terms)).onClient(
      "c1",
      { _tag: "ExecuteDpa", dpa: "dpa-c", paper: "standard", terms: addressed(terms.name), at },
      { ...begin, at: "2026-09-01T10:00:00.000Z" }
    )
    const judgedAt = (instant: Instant) =>
      scenario
        .worldOfCase("chg-1", "c1")
        .uses(instant)
        .map(({ value }) => value.id)
    expect(judgedAt(april)).toEqual([])
    scenario.onClient("c1", { ...begin, at: april })
    expect(judgedAt(april)).toEqual(["identity"])
    scenario.onCase("chg-1", "c1", { _tag: "JudgeDuties", at: april })
    expect(scenario.case("chg-1", "c1").state.notice.duties["new-sub-processor"]?.value._tag).toBe("DutyArose")
  })

  it("an end that is learned late ends what was in use then, and not what began after it", () => {
    const again: Client.UseBegan = { ...began, at: "2026-04-01T10:00:00.000Z" }
    given(began, again).when(stop).then(stopped)
    const { state } = given(began, again, stopped).folded()
    const uses = (instant: Instant) => Client.usesAt(state, instant).map(({ from }) => from)
    expect([uses("2026-03-01T09:59:59.999Z"), uses(later), uses("2026-04-01T10:00:00.000Z")]).toEqual([
      ["client/c1@0"],
      [],
      ["client/c1@1"]
    ])
    given(began, again, stopped).when(stop).thenNothing()
    given(began, again, stopped)
      .when({ ...stop, at: "2026-04-02T10:00:00.000Z" })
      .then({ ...stopped, at: "2026-04-02T10:00:00.000Z" })
  })

  it("ended in the instant in which it began, it was never in use, and may begin then after all", () => {
    const atOnce: Client.UseEnded = { ...stopped, at }
    expect(Client.usesAt(given(began, atOnce).folded().state, at)).toEqual([])
    given(began, atOnce).when(begin).then(began)
  })

  it("what had not begun by then does not end then", () => {
    const before: Instant = "2026-01-12T09:59:59.999Z"
    given(began)
      .when({ ...stop, at: before })
      .thenRefused(Client.NotInUse("product", "identity", before))
    given(began)
      .when({ ...stop, at })
      .then({ ...stopped, at })
  })

  it("it stops, once, and begins again", () => {
    given(began).when(stop).then(stopped)
    given(began, stopped).when(stop).thenNothing()
    given(began, stopped)
      .when({ ...begin, at: "2026-04-01T10:00:00.000Z" })
      .then({ ...began, at: "2026-04-01T10:00:00.000Z" })
  })

  it("what it never used it does not stop using", () =>
    given()
      .when(stop)
      .thenRefused(Client.NotInUse("product", "identity", later)))

  it("a product, a region and an option of the same name are three things", () => {
    given(began)
      .when({ ...begin, of: "region" })
      .then({ ...began, of: "region" })
    given(began)
      .when({ ...stop, of: "option" })
      .thenRefused(Client.NotInUse("option", "identity", later))
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

describe(rules.transferred.clause.quote, () => {
  const transfer: Client.TransferDpa = { _tag: "TransferDpa", dpa: "dpa-1", to: "c2", at: later }
  const transferred: Client.DpaTransferred = { ...transfer, _tag: "DpaTransferred" }
  const takeOver: Client.TakeOverDpa = {
    _tag: "TakeOverDpa",
    dpa: "dpa-9",
    from: "c0",
    paper: "own",
    terms: addressed("connective"),
    at: later
  }
  const takenOver: Client.DpaTakenOver = { ...takeOver, _tag: "DpaTakenOver" }
  const boundAt = (events: ReadonlyArray<Client.Event>, ...instants: ReadonlyArray<Instant>) => {
    const { state } = given(...events).folded()
    return instants.map((instant) => Client.dpaAt(state, instant)?.executed.value.dpa)
  }

  it("for the one it ended in that instant, and it is known where it went", () => {
    given(executed).when(transfer).then(transferred)
    expect(boundAt([executed, transferred], "2026-03-01T09:59:59.999Z", later)).toEqual(["dpa-1", undefined])
    expect(given(executed, transferred).folded().state.dpas[0]).toMatchObject({
      ended: { value: later, from: "client/c1@1" },
      transferred: { value: { to: "c2" }, from: "client/c1@1" }
    })
  })

  it("it goes once, and to one", () => {
    given(executed, transferred)
      .when({ ...transfer, at: "2026-04-01T10:00:00.000Z" })
      .thenNothing()
    const gone = given(executed, transferred).folded().state.dpas[0]!
    for (const at of [later, "2026-02-01T10:00:00.000Z" as const])
      given(executed, transferred)
        .when({ ...transfer, to: "c3", at })
        .thenRefused(Client.DpaGone(gone, gone.ended!))
    given(executed, transferred).when(end).thenNothing()
  })

  it("learned later that it went or ended sooner, the earlier moment counts", () => {
    const february: Instant = "2026-02-01T10:00:00.000Z"
    const januaryEnd: Client.DpaEnded = { ...ended, at: "2026-01-31T10:00:00.000Z" }
    given(executed, transferred)
      .when({ ...end, at: february })
      .then({ ...ended, at: february })
    given(executed, transferred)
      .when({ ...transfer, at: february })
      .then({ ...transferred, at: february })
    given(executed, transferred).when(transfer).thenNothing()
    for (const sooner of [
      { ...ended, at: february },
      { ...transferred, at: february }
    ])
      expect(boundAt([executed, transferred, sooner], "2026-02-01T09:59:59.999Z", february)).toEqual([
        "dpa-1",
        undefined
      ])
    const over = given(executed, transferred, januaryEnd).folded().state.dpas[0]!
    given(executed, transferred, januaryEnd)
      .when({ ...transfer, at: february })
      .thenRefused(Client.DpaGone(over, over.ended!))
  })

  it("after its end an agreement goes nowhere; before it, it does, and ends then", () => {
    const gone = given(executed, ended).folded().state.dpas[0]!
    given(executed, ended).when(transfer).thenRefused(Client.DpaGone(gone, gone.ended!))
    const before: Instant = "2026-03-01T09:59:59.999Z"
    given(executed, ended)
      .when({ ...transfer, at: before })
      .then({ ...transferred, at: before })
    expect(boundAt([executed, ended, { ...transferred, at: before }], before)).toEqual([undefined])
    expect(boundAt([executed, { ...ended, at: before }, transferred], before)).toEqual([undefined])
  })

  it("another agreement of the same client stays as it is", () =>
    expect(boundAt([executed, second, transferred], later)).toEqual(["dpa-2"]))

  it("what was never executed goes nowhere", () => given().when(transfer).thenRefused(Client.UnknownDpa("dpa-1")))

  it("the other is bound from then on, by the terms that it took over", () => {
    given().when(takeOver).then(takenOver)
    given(takenOver)
      .when({ ...takeOver, at: "2026-04-01T10:00:00.000Z" })
      .thenNothing()
    expect(boundAt([takenOver], "2026-03-01T09:59:59.999Z", later)).toEqual([undefined, "dpa-9"])
    expect(boundAt([executed, takenOver], "2026-03-01T09:59:59.999Z", later)).toEqual(["dpa-1", "dpa-9"])
    const { state } = given(takenOver).folded()
    expect(Client.dpaAt(state, later)?.executed).toEqual({ value: takenOver, from: "client/c1@0" })
  })

  it("what it took over may end, and may go on to a third", () => {
    given(takenOver)
      .when({ ...end, dpa: "dpa-9" })
      .then({ ...ended, dpa: "dpa-9" })
    given(takenOver)
      .when({ ...transfer, dpa: "dpa-9" })
      .then({ ...transferred, dpa: "dpa-9" })
  })

  it("not under terms that nobody handed over, nor under an id that something else has", () => {
    given()
      .when({ ...takeOver, terms: addressed("unheard-of") })
      .thenRefused(Client.UnknownTerms(addressed("unheard-of")))
    const has = (event: Client.Event) => given(event).folded().state.dpas[0]!
    given(takenOver)
      .when({ ...takeOver, from: "c7" })
      .thenRefused(Client.DpaIdTaken(has(takenOver)))
    given(executed)
      .when({ ...takeOver, dpa: "dpa-1" })
      .thenRefused(Client.DpaIdTaken(has(executed)))
    given(takenOver)
      .when({ ...execute, dpa: "dpa-9" })
      .thenRefused(Client.DpaIdTaken(has(takenOver)))
  })

  it("the listing is agreed anew: by taking over, none is", () => {
    const own = given(takenOver).folded().state
    expect(Client.agreedAt(own, "main", later)).toBeUndefined()
    expect([own.contacts, own.subscriptions, own.requests]).toEqual([[], [], []])
    given(takenOver)
      .when({ ...agree, at: later })
      .then({ ...agreed, at: later })
  })

  it("the gate no longer speaks for the one, and is shut for the other until it agrees to the listing", () => {
    const scenario = signs(seedLike(ready.commercial), "c0", ready.commercial)
    const gate = (client: string, instant: Instant) =>
      scenario.gate("cm-telecom", client, instant, { product: "esignatures" }).answer
    scenario
      .onClient("c0", { ...transfer, dpa: "dpa-c0", to: "c1" })
      .onClient(
        "c1",
        { ...takeOver, terms: addressed("commercial") },
        { _tag: "BeginUse", of: "product", id: "esignatures", at: later }
      )
    expect([gate("c0", "2026-03-01T09:59:59.999Z"), gate("c0", later), gate("c1", later)]).toEqual([
      "open",
      "notGoverned",
      "shut"
    ])
    scenario.onClient("c1", { ...agree, at: later })
    expect([gate("c0", later), gate("c1", later)]).toEqual(["notGoverned", "open"])
  })
})

describe(rules.toldInstead.clause.quote, () => {
  const deputy: Client.ContactNamed = { ...named, contact: "deputy", person: "p2", fallbackFor: "office" }
  const insteadOf = (contact: string, instant: Instant, ...events: ReadonlyArray<Client.Event>) =>
    Client.fallbackOf(given(...events).folded().state, contact, instant)?.value.contact

  it("the deputy is told in the stead of the office, and nobody in the stead of the deputy", () => {
    given(named)
      .when({ ...deputy, _tag: "NameContact" })
      .then(deputy)
    expect(insteadOf("office", at, named, deputy)).toBe("deputy")
    expect(insteadOf("deputy", at, named, deputy)).toBeUndefined()
  })

  it("from when it was named, and until it is removed", () => {
    const gone: Client.ContactRemoved = { ...removed, contact: "deputy" }
    const instants: ReadonlyArray<Instant> = ["2026-01-12T09:59:59.999Z", at, "2026-03-01T09:59:59.999Z", later]
    expect(instants.map((instant) => insteadOf("office", instant, named, deputy, gone))).toEqual([
      undefined,
      "deputy",
      "deputy",
      undefined
    ])
  })

  it("of two, the one that was named first", () =>
    expect(insteadOf("office", later, named, deputy, { ...deputy, contact: "another" })).toBe("deputy"))

  it("in whose stead somebody is told may change: that is something new", () => {
    const elsewhere: Client.NameContact = { ...deputy, _tag: "NameContact", fallbackFor: "board", at: later }
    given(named, deputy)
      .when(elsewhere)
      .then({ ...elsewhere, _tag: "ContactNamed" })
    const events = [named, deputy, { ...deputy, fallbackFor: "board", at: later }]
    expect([
      insteadOf("office", at, ...events),
      insteadOf("office", later, ...events),
      insteadOf("board", later, ...events)
    ]).toEqual(["deputy", undefined, "deputy"])
  })

  it("nobody is told in their own stead", () =>
    given()
      .when({ ...name, fallbackFor: "office" })
      .thenRefused(Client.InItsOwnStead("office")))
})

describe(rules.subscribed.clause.quote, () => {
  const subscribe: Client.BeginSubscription = { _tag: "BeginSubscription", channel: "email", at }
  const subscribed: Client.SubscriptionBegan = { ...subscribe, _tag: "SubscriptionBegan" }
  const leave: Client.EndSubscription = { _tag: "EndSubscription", at: later }
  const left: Client.SubscriptionEnded = { ...leave, _tag: "SubscriptionEnded" }
  const april: Instant = "2026-04-01T10:00:00.000Z"
  const subscribedBy = (events: ReadonlyArray<Client.Event>, ...instants: ReadonlyArray<Instant>) => {
    const { state } = given(...events).folded()
    return instants.map((instant) => Client.subscribedAt(state, instant)?.from)
  }

  it("from the instant in which it subscribes to the one in which it ends that", () => {
    given().when(subscribe).then(subscribed)
    given(subscribed).when(leave).then(left)
    expect(subscribedBy([subscribed, left], "2026-01-12T09:59:59.999Z", at, "2026-03-01T09:59:59.999Z", later)).toEqual(
      [undefined, "client/c1@0", "client/c1@0", undefined]
    )
  })

  it("told twice, it is so once; by another way, or at another time, it subscribed again", () => {
    given(subscribed).when(subscribe).thenNothing()
    given(subscribed)
      .when({ ...subscribe, channel: "repository" })
      .then({ ...subscribed, channel: "repository" })
    given(subscribed)
      .when({ ...subscribe, at: april })
      .then({ ...subscribed, at: april })
  })

  it("it ends by every way at once, and once", () => {
    const events = [subscribed, { ...subscribed, channel: "portal" as const }, left]
    expect(subscribedBy(events, later)).toEqual([undefined])
    given(...events)
      .when({ ...leave, at: april })
      .thenNothing()
    given(...events)
      .when(leave)
      .thenNothing()
  })

  it("an end that is learned late ends what ran then, and not what began after it", () => {
    const events = [subscribed, { ...subscribed, at: april }]
    given(...events)
      .when(leave)
      .then(left)
    expect(subscribedBy([...events, left], "2026-03-15T10:00:00.000Z", april)).toEqual([undefined, "client/c1@1"])
  })

  it("an end that lay earlier than the one on record is the one that counts", () => {
    const earlier: Instant = "2026-02-01T10:00:00.000Z"
    given(subscribed, left)
      .when({ ...leave, at: earlier })
      .then({ ...left, at: earlier })
    expect(subscribedBy([subscribed, left, { ...left, at: earlier }], "2026-01-31T10:00:00.000Z", earlier)).toEqual([
      "client/c1@0",
      undefined
    ])
  })

  it("what had not begun does not end", () => {
    const before: Instant = "2026-01-12T09:59:59.999Z"
    given().when(leave).thenRefused(Client.NotSubscribed(later))
    given(subscribed)
      .when({ ...leave, at: before })
      .thenRefused(Client.NotSubscribed(before))
    given(subscribed)
      .when({ ...leave, at })
      .then({ ...left, at })
  })

  it("who asked once has asked from then on: the first time counts, whenever it was recorded", () => {
    const ask: Client.RequestListing = { _tag: "RequestListing", at: later }
    const asked: Client.ListingRequested = { ...ask, _tag: "ListingRequested" }
    given().when(ask).then(asked)
    given(asked).when(ask).thenNothing()
    given(asked)
      .when({ ...ask, at: april })
      .then({ ...asked, at: april })
    const by = (instant: Instant, ...events: ReadonlyArray<Client.Event>) =>
      Client.requestedBy(given(...events).folded().state, instant)?.from
    expect([by("2026-03-01T09:59:59.999Z", asked), by(later, asked), by(april, asked)]).toEqual([
      undefined,
      "client/c1@0",
      "client/c1@0"
    ])
    expect(by(april, asked, { ...asked, at: april })).toBe("client/c1@0")
    expect(by(april, asked, { ...asked, at })).toBe("client/c1@1")
    expect(by(april, { ...asked, at: april }, asked)).toBe("client/c1@1")
    expect(by(april, asked, asked)).toBe("client/c1@0")
  })
})
