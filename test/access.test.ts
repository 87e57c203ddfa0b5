/** Access: that an engagement handled a client's data, allowed or not. Whether it was allowed is the gate's to say. */
import * as Consultation from "goodfaith/consultation"
import { Access, rules } from "goodfaith/consultation"
import * as ready from "goodfaith/terms/ready"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { replacement, seedLike, signs, telling } from "./scenario.ts"

const c = "c1"
const world = replacement(signs(seedLike(ready.commercial), c, ready.commercial)).worldOfCase("chg-1", c)
const given = telling(Consultation.decider, Consultation.stream("chg-1", c), world)
const at: Instant = "2026-05-20T09:00:00.000Z"
const later: Instant = "2026-05-21T09:00:00.000Z"

const begin: Access.RecordAccess = { _tag: "RecordAccess", engagement: "flowmailer", use: { product: "identity" }, at }
const began: Access.AccessBegan = { ...begin, _tag: "AccessBegan" }
const end: Access.RecordAccessEnd = { _tag: "RecordAccessEnd", engagement: "flowmailer", at: later }
const ended: Access.AccessEnded = { ...end, _tag: "AccessEnded" }

describe(rules.accessIsAFact.clause.quote, () => {
  it("nobody was told, nothing was announced to this client: it is recorded all the same", () =>
    given().when(begin).then(began))

  it("while it runs it is recorded once; for another use it is another access", () => {
    given(began).when(begin).thenNothing()
    given(began)
      .when({ ...begin, use: { product: "esignatures" } })
      .then({ ...began, use: { product: "esignatures" } })
    given(began)
      .when({ ...begin, engagement: "tripolis" })
      .then({ ...began, engagement: "tripolis" })
  })

  it("it ends, once, and may begin again", () => {
    given(began).when(end).then(ended)
    given(began, ended).when(end).thenNothing()
    given(began, ended)
      .when({ ...begin, at: later })
      .then({ ...began, at: later })
  })

  it("what is not on record to have begun is not recorded to have ended", () => {
    given().when(end).thenRefused(Access.NoAccess("flowmailer", later))
    given({ ...began, engagement: "tripolis" })
      .when(end)
      .thenRefused(Access.NoAccess("flowmailer", later))
    given({ ...began, at: "2026-05-21T09:00:00.001Z" })
      .when(end)
      .thenRefused(Access.NoAccess("flowmailer", later))
  })

  it("an end that is learned late ends what ran then, and not what began after it", () => {
    const again: Access.AccessBegan = { ...began, at: "2026-06-02T09:00:00.000Z" }
    given(began, again).when(end).then(ended)
    expect(
      given(began, again, ended)
        .folded()
        .state.access.access.map((it) => it.ended?.from)
    ).toEqual(["consultation/chg-1/c1@2", undefined])
    given(began, again, ended).when(end).thenNothing()
    given({ ...began, at: later })
      .when(end)
      .then(ended)
  })

  it("a later word that it ended sooner makes no breach shorter", () => {
    const sooner: Access.RecordAccessEnd = { ...end, at: "2026-05-20T12:00:00.000Z" }
    given(began, ended).when(sooner).thenNothing()
    const again: Access.AccessBegan = { ...began, use: {} }
    expect(
      given(began, ended, again, { ...ended, at: sooner.at })
        .folded()
        .state.access.access.map((it) => it.ended?.from)
    ).toEqual(["consultation/chg-1/c1@1", "consultation/chg-1/c1@3"])
  })

  it("the same beginning told again after the end is nothing new", () => given(began, ended).when(begin).thenNothing())

  it("ended in the instant in which it began, it may begin then after all", () =>
    given(began, { ...ended, at })
      .when(begin)
      .then(began))

  it("of an engagement that the case is not about nothing is recorded where nobody would see it", () => {
    const about = ["flowmailer", "tripolis"]
    given()
      .when({ ...begin, engagement: "cm-telecom" })
      .thenRefused(Access.NotOfThis("cm-telecom", about))
  })

  it("its end ends all that runs of that engagement, and nothing of another", () => {
    const another: Access.AccessBegan = { ...began, engagement: "tripolis" }
    const { access } = given(began, { ...began, use: { product: "esignatures" } }, another, ended).folded().state.access
    expect(access.map((it) => it.ended?.from)).toEqual([
      "consultation/chg-1/c1@3",
      "consultation/chg-1/c1@3",
      undefined
    ])
  })
})

describe(rules.accessIsAFact.clause.quote, () => {
  it("learned later, an earlier beginning of the same access is on record too: the breach is not lost", () => {
    const began = (at: Instant): Access.RecordAccess => ({
      _tag: "RecordAccess",
      engagement: "flowmailer",
      use: { product: "identity" },
      at
    })
    const scenario = replacement(signs(seedLike(ready.commercial), "c1", ready.commercial))
      .onCase("chg-1", "c1", began("2026-06-02T09:00:00.000Z"))
      .onCase("chg-1", "c1", began("2026-05-20T09:00:00.000Z"), began("2026-05-25T09:00:00.000Z"))
    expect(scenario.case("chg-1", "c1").state.access.access.map((it) => it.began.value.at)).toEqual([
      "2026-06-02T09:00:00.000Z",
      "2026-05-20T09:00:00.000Z"
    ])
  })
})
