/** A report of a weakness: received, handled, kept secret for a time, and what is known of the weakness. */
import { Disclosure } from "goodfaith"
import type { EventRef } from "goodfaith/language"
import type { Day, Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { day, days, hours, monday, policy, receive, received, ref, said, world } from "./reporting.ts"
import { telling } from "./scenario.ts"

const { Embargo, Handling, rules, Weakness } = Disclosure
const stream = Disclosure.stream("r1")
const given = telling(Disclosure.decider, stream, world())
const under = (embargo: Partial<Disclosure.DisclosureTerms["embargo"]>, others: Parameters<typeof world>[1] = []) =>
  telling(Disclosure.decider, stream, world(policy(embargo), others))
const beside = (...others: NonNullable<Parameters<typeof world>[1]>) =>
  telling(Disclosure.decider, stream, world(policy(), others))

type E = Disclosure.Event
const at = monday
const by = "cert-1"
const validated: E = { _tag: "ReportValidated", by, at }
const accepted: E = { _tag: "ReportAccepted", by, at }
const deferred: E = { _tag: "ReportDeferred", by, reason: "sealed:later", at }
const closed = (resolution: Disclosure.Handling.Resolution): Disclosure.Handling.ReportClosed => ({
  _tag: "ReportClosed",
  resolution,
  by,
  at
})
const close = (resolution: Disclosure.Handling.Resolution): Disclosure.Command => ({
  ...closed(resolution),
  _tag: "CloseReport"
})
const isPublic: E = { _tag: "WeaknessBecamePublic", through: "other", at: day(10) }
const ready: E = { _tag: "FixReady", by, at: day(10) }
const proposed = (
  proposal: string,
  who: Disclosure.Embargo.Party,
  until: Instant,
  when: Instant = at
): Disclosure.Embargo.EmbargoProposed => ({ _tag: "EmbargoProposed", proposal, by: who, until, at: when })
const propose = (proposal: string, who: Disclosure.Embargo.Party, until: Instant | Day, when: Instant = at) =>
  ({ _tag: "ProposeEmbargo", proposal, by: who, until, at: when }) as const
const agreed = (
  proposal: string,
  until: Instant,
  how: Disclosure.Embargo.EmbargoAccepted["how"] = "answered",
  when: Instant = at
): Disclosure.Embargo.EmbargoAccepted => ({ _tag: "EmbargoAccepted", proposal, until, how, at: when })
/** Both sides agreed on thirty days. */
const active = [received(), proposed("p1", "vendor", day(30)), agreed("p1", day(30))] as const
const endOf = (terms: Partial<Disclosure.DisclosureTerms["embargo"]>, ...events: ReadonlyArray<E>) =>
  Disclosure.embargoEnds(under(terms)(...events).folded().state, world(policy(terms)))?.answer

describe(rules.recordedAsItCame.clause.quote, () => {
  it("whatever it lacks", () => {
    given().when(receive()).then(received())
    const bare = { reporter: { as: "anonymous" }, fields: [], to: "sales" } as const
    given().when(receive(bare)).then(received(bare))
  })

  it("once", () => {
    given(received())
      .when(receive({ at: day(1) }))
      .thenNothing()
    given(received())
      .when(receive({ channel: "post" }))
      .thenRefused(Handling.ReportIdTaken({ value: received(), from: given().ref(0) }))
  })

  it("nothing is said of a report that nobody received", () => {
    given().when({ _tag: "ValidateReport", by, at }).thenRefused(Handling.NothingReceived)
    given().when({ _tag: "ObserveAttacks", at }).thenRefused(Handling.NothingReceived)
    given()
      .when(propose("p1", "vendor", day(30)))
      .thenRefused(Handling.NothingReceived)
  })
})

describe("D30 a report that comes with a demand", () => {
  it("is received like any other, with the demand", () => {
    given()
      .when(receive({ demand: "sealed:pay or else" }))
      .then(received({ demand: "sealed:pay or else" }))
  })
})

describe("D28 a report of something that its reporter has published", () => {
  it("is received, and the embargo that the policy names does not begin", () => {
    under({ initially: said({ period: hours(48), from: "received" }) })()
      .when(receive({ claims: ["public"] }))
      .then(received({ claims: ["public"] }))
  })

  it("that it was public before the report came can be recorded", () => {
    given(received())
      .when({ _tag: "ObservePublic", through: "reporter", at: day(-3) })
      .then({ _tag: "WeaknessBecamePublic", through: "reporter", at: day(-3) })
  })
})

describe(rules.versionAtReceipt.clause.quote, () => {
  it("D22 the policy is named with the report, and must be at hand", () => {
    given()
      .when(receive({ policy: "policy:gone" }))
      .thenRefused(Handling.UnknownPolicy("policy:gone"))
    expect(given(received()).folded().state.handling.received?.value.policy).toBe(ref)
  })
})

describe(rules.policyInForce.clause.quote, () => {
  const published = (on: ReadonlyArray<readonly [string, Instant]>) =>
    on.map(([version, when], n) => ({
      value: { ref: `policy:${version}` as const, at: when },
      from: `policy/${version}@${n + 1}` as const
    }))
  const inForce = (when: Instant, ...on: ReadonlyArray<readonly [string, Instant]>) =>
    rules.policyInForce(published(on), when)

  it("from the moment at which it was published; before the first, none is", () => {
    const both = [
      ["one", day(0)],
      ["two", day(30)]
    ] as const
    expect([-1, 0, 29, 30].map((n) => inForce(day(n), ...both).answer)).toEqual([
      undefined,
      "policy:one",
      "policy:one",
      "policy:two"
    ])
  })

  it("also where it was recorded later; a version that was in force before may come back", () => {
    const back = [
      ["two", day(30)],
      ["one", day(0)],
      ["one", day(60)]
    ] as const
    expect([10, 40, 70].map((n) => inForce(day(n), ...back).answer)).toEqual(["policy:one", "policy:two", "policy:one"])
  })

  const version = Disclosure.Policy
  const told = telling(version.decider, "policy/seed", undefined)
  const pinned: Disclosure.Policy.Event = { _tag: "DisclosureTermsPinned", ref, policy: policy(), at }
  const publish: Disclosure.Policy.Command = { _tag: "PublishDisclosureTerms", at }

  it("published twice at one moment it is published once, and one that is not kept cannot be", () => {
    told(pinned).when(publish).then({ _tag: "DisclosureTermsPublished", at })
    told(pinned, { _tag: "DisclosureTermsPublished", at }).when(publish).thenNothing()
    told().when(publish).thenRefused(version.NotKept)
  })
})

describe(rules.completeness.clause.quote, () => {
  const of = (...events: ReadonlyArray<E>) => Handling.completeness(given(...events).folded().state.handling, policy())!

  it("each field is given or missing, required or not", () => {
    const verdict = of(received({ fields: [{ field: "description" }, { field: "version" }], urgency: "high" }))
    expect(verdict.answer).toEqual({
      complete: false,
      fields: [
        { field: "urgency", given: true, required: true },
        { field: "description", given: true, required: true },
        { field: "illustration", given: false, required: true },
        { field: "steps", given: false, required: true },
        { field: "contact", given: true, required: true },
        { field: "updatesWanted", given: false, required: true },
        { field: "version", given: true, required: false }
      ],
      noneOf: []
    })
    expect(verdict.because[0].facts).toEqual(["report/r1@0"])
  })

  it("what is added later counts, and of a group one field is enough", () => {
    const added: E = {
      _tag: "InformationAdded",
      fields: [{ field: "illustration" }, { field: "steps", words: "sealed:steps" }],
      attachments: [],
      from: "reporter",
      at: day(1)
    }
    const first = received({ urgency: "low", wantsUpdates: false })
    expect(of(first).answer.complete).toBe(false)
    expect(of(first, added).answer.complete).toBe(true)
    const form = { ...policy().form, required: [], oneOf: [["location", "version"], ["steps"]] as const }
    const { state } = given(received(), added).folded()
    expect(Handling.completeness(state.handling, policy({}, { form }))?.answer).toMatchObject({
      complete: false,
      noneOf: [["location", "version"]]
    })
  })

  it("before a report came, nothing can be told", () => {
    expect(Handling.completeness(Handling.initial, policy())).toBeUndefined()
    expect(Handling.reachable(Handling.initial)).toBeUndefined()
  })
})

describe(rules.reachable.clause.quote, () => {
  const reached = (reporter: Disclosure.Handling.Reporter) =>
    Handling.reachable(given(received({ reporter })).folded().state.handling)!.answer

  it("D7 a pseudonym with a way to answer is not anonymous", () => {
    expect(reached({ as: "pseudonym", person: "p1", reach: "sealed:address" })).toBe(true)
    expect(reached({ as: "pseudonym", person: "p1", name: "sealed:name" })).toBe(false)
  })

  it("D5 who gave none can't be answered, named or not", () => {
    expect(reached({ as: "anonymous" })).toBe(false)
    expect(reached({ as: "named", person: "p1", name: "sealed:name" })).toBe(false)
  })
})

describe(rules.whatReportersDo.clause.quote, () => {
  const shut = [received(), closed({ as: "spam" })] as const

  it("D29 a report that is withdrawn stays, and may be closed for that", () => {
    const withdrawn: E = { _tag: "ReportWithdrawn", at: day(1) }
    given(...shut)
      .when({ _tag: "RecordWithdrawal", at: day(1) })
      .then(withdrawn)
    given(received(), withdrawn)
      .when({ _tag: "RecordWithdrawal", at: day(2) })
      .thenNothing()
    given(received(), withdrawn)
      .when(close({ as: "withdrawn" }))
      .then(closed({ as: "withdrawn" }))
  })

  it("more comes in, also after the closing, and each once", () => {
    const add = { _tag: "AddInformation", fields: [], attachments: [], from: "other", at: day(1) } as const
    given(...shut)
      .when(add)
      .then({ ...add, _tag: "InformationAdded" })
    given(...shut, { ...add, _tag: "InformationAdded" })
      .when(add)
      .thenNothing()
  })

  it("wanting to be kept informed is switched, and the last word counts", () => {
    const on: E = { _tag: "UpdatesSwitched", wanted: true, at: day(2) }
    given(received({ wantsUpdates: false }))
      .when({ _tag: "SwitchUpdates", wanted: true, at: day(2) })
      .then(on)
    given(received({ wantsUpdates: true }))
      .when({ _tag: "SwitchUpdates", wanted: true, at: day(2) })
      .thenNothing()
    const { handling } = given(received({ wantsUpdates: false }), on).folded().state
    expect(Handling.wantsUpdates(handling, day(1))).toEqual({ value: false, from: "report/r1@0" })
    expect(Handling.wantsUpdates(handling, day(3))).toEqual({ value: true, from: "report/r1@1" })
    expect(Handling.wantsUpdates(given(received()).folded().state.handling, day(3))).toBeUndefined()
  })
})

describe(rules.answeredByWhom.clause.quote, () => {
  const automatic: E = { _tag: "ReportAcknowledged", by: "automatic", at }
  const byHand: E = { _tag: "ReportAcknowledged", by: "human", at: day(1) }

  it("D6 a machine's acknowledgement is not taken for a person's", () => {
    given(received(), automatic)
      .when({ _tag: "RecordAcknowledgement", by: "human", at: day(1) })
      .then(byHand)
    const { handling } = given(received(), automatic, byHand).folded().state
    expect(Handling.acknowledgedBy(handling, "human")?.from).toBe("report/r1@2")
    expect(Handling.acknowledgedBy(given(received(), automatic).folded().state.handling, "human")).toBeUndefined()
  })

  it("of each kind once, unless it is learned later that it was sooner", () => {
    given(received(), byHand)
      .when({ _tag: "RecordAcknowledgement", by: "human", at: day(2) })
      .thenNothing()
    given(received(), byHand)
      .when({ _tag: "RecordAcknowledgement", by: "human", at })
      .then({ _tag: "ReportAcknowledged", by: "human", at })
  })

  it("a reply and a question are recorded once under their ids", () => {
    const reply = { _tag: "RecordReply", reply: "m1", by: "human", tells: ["assessment"], at } as const
    const sent: E = { ...reply, _tag: "ReplySent" }
    given(received()).when(reply).then(sent)
    given(received(), sent).when(reply).thenNothing()
    given(received(), sent)
      .when({ ...reply, tells: [] })
      .thenRefused(Handling.IdTaken("m1", ["report/r1@1"]))
    const ask = { _tag: "RequestInformation", request: "q1", fields: ["steps"], by, at } as const
    given(received())
      .when(ask)
      .then({ ...ask, _tag: "InformationRequested" })
    given(received(), { ...ask, _tag: "InformationRequested" })
      .when(ask)
      .thenNothing()
    given(received(), { ...ask, _tag: "InformationRequested" })
      .when({ ...ask, fields: [] })
      .thenRefused(Handling.IdTaken("q1", ["report/r1@1"]))
  })
})

const stateOf = (...events: ReadonlyArray<E>) => given(...events).folded().state.handling

describe(rules.inOrder.clause.quote, () => {
  it("valid, then accepted or deferred, then closed", () => {
    given(received()).when({ _tag: "ValidateReport", by, at }).then(validated)
    given(received(), validated).when({ _tag: "AcceptReport", by, at }).then(accepted)
    given(received(), validated, accepted).when({ _tag: "DeferReport", by, reason: "sealed:later", at }).then(deferred)
    given(received(), validated, deferred).when({ _tag: "AcceptReport", by, at }).then(accepted)
    given(received(), validated, deferred)
      .when(close({ as: "wontFix" }))
      .then(closed({ as: "wontFix" }))
  })

  it("asked twice, decided once", () => {
    given(received(), validated).when({ _tag: "ValidateReport", by, at }).thenNothing()
    given(received(), validated, accepted).when({ _tag: "AcceptReport", by, at }).thenNothing()
    given(received(), validated, deferred).when({ _tag: "DeferReport", by, reason: "sealed:x", at }).thenNothing()
    given(received(), validated, accepted, closed({ as: "wontFix" }))
      .when(close({ as: "wontFix" }))
      .thenNothing()
  })

  it("no step is left out", () => {
    given(received())
      .when({ _tag: "AcceptReport", by, at })
      .thenRefused(Handling.NotValid(stateOf(received())))
    given(received())
      .when({ _tag: "DeferReport", by, reason: "sealed:x", at })
      .thenRefused(Handling.NotValid(stateOf(received())))
    given(received(), validated)
      .when(close({ as: "wontFix" }))
      .thenRefused(Handling.NotPrioritised(stateOf(received(), validated)))
  })

  it("what was found wanting may be found valid, and not the other way about", () => {
    const invalid: E = { _tag: "ReportInvalidated", by, reason: "sealed:no", at }
    given(received())
      .when({ ...invalid, _tag: "InvalidateReport" })
      .then(invalid)
    given(received(), invalid)
      .when({ ...invalid, _tag: "InvalidateReport" })
      .thenNothing()
    given(received(), invalid).when({ _tag: "ValidateReport", by, at }).then(validated)
    given(received(), validated)
      .when({ ...invalid, _tag: "InvalidateReport" })
      .thenRefused(Handling.ValidAlready(stateOf(received(), validated)))
  })
})

describe(rules.closedEarly.clause.quote, () => {
  it("nothing else, before anybody looked", () => {
    for (const as of ["spam", "outOfScope"] as const) given(received()).when(close({ as })).then(closed({ as }))
    for (const as of ["notAVulnerability", "noResponse", "wontFix", "mitigated", "fixed"] as const)
      given(received())
        .when(close({ as }))
        .thenRefused(Handling.TooEarlyToClose(stateOf(received()), { as }))
  })

  it("after questions also because nobody answered", () => {
    const asked: E = { _tag: "InformationRequested", request: "q1", fields: [], by, at }
    const answered: E = { _tag: "InformationAdded", fields: [], attachments: [], from: "reporter", at: day(1) }
    given(received(), asked)
      .when(close({ as: "noResponse" }))
      .then(closed({ as: "noResponse" }))
    given(received(), asked)
      .when(close({ as: "notAVulnerability" }))
      .then(closed({ as: "notAVulnerability" }))
    given(received(), asked, answered)
      .when(close({ as: "noResponse" }))
      .thenRefused(Handling.NotSo({ as: "noResponse" }, "no question is open", ["report/r1@2"]))
  })
})

describe(rules.closedForAReason.clause.quote, () => {
  it("fixed is what was deployed", () => {
    const deployed: E = { _tag: "FixDeployed", by, at: day(11) }
    given(received(), validated, accepted, ready)
      .when(close({ as: "fixed" }))
      .thenRefused(Handling.NotSo({ as: "fixed" }, "no fix is on record as deployed"))
    given(received(), validated, accepted, ready, deployed)
      .when(close({ as: "fixed" }))
      .then(closed({ as: "fixed" }))
  })

  it("withdrawn is what its reporter withdrew, and not reproducible what nobody reproduced", () => {
    given(received())
      .when(close({ as: "withdrawn" }))
      .thenRefused(Handling.NotSo({ as: "withdrawn" }, "its reporter did not withdraw it"))
    const reproduced: E = {
      _tag: "WeaknessAssessed",
      assessment: "a1",
      found: { _tag: "Reproduced", reproduced: true },
      by,
      at
    }
    given(received(), validated, accepted, reproduced)
      .when(close({ as: "notReproducible" }))
      .thenRefused(
        Handling.NotSo({ as: "notReproducible" }, "it was reproduced; take that back first if it was wrong", [
          "report/r1@3"
        ])
      )
    given(received(), validated, accepted, reproduced, { _tag: "AssessmentWithdrawn", assessment: "a1", by, at })
      .when(close({ as: "notReproducible" }))
      .then(closed({ as: "notReproducible" }))
  })
})

describe(rules.closedStays.clause.quote, () => {
  const shut = [received(), closed({ as: "spam" })] as const
  const facts = { value: closed({ as: "spam" }), from: "report/r1@1" as EventRef }

  it("nobody finds it valid, accepts, defers or closes it otherwise after that", () => {
    for (const command of [
      { _tag: "ValidateReport", by, at },
      { _tag: "InvalidateReport", by, reason: "sealed:x", at },
      { _tag: "AcceptReport", by, at },
      { _tag: "DeferReport", by, reason: "sealed:x", at },
      close({ as: "outOfScope" })
    ] as const)
      given(...shut)
        .when(command)
        .thenRefused(Handling.AlreadyClosed(facts))
  })

  it("D27 what comes back is a new report", () => {
    given()
      .when(receive({ report: "r1", supersedes: "r0" }))
      .then(received({ supersedes: "r0" }))
  })
})

describe(rules.cameFirst.clause.quote, () => {
  const link = (of: string) => ({ _tag: "LinkDuplicate", of, by, at: day(2) }) as const
  const linked = (of: string, when: Instant): E => ({
    _tag: "ReportLinkedAsDuplicate",
    of,
    received: { value: { at: when }, from: `report/${of}@0`, asOf: 0 },
    by,
    at: day(2)
  })

  it("D18 the earlier receipt counts, also when that report was recorded later", () => {
    beside(
      { id: "r1", at },
      { id: "r2", at: day(-1) }
    )(received())
      .when(link("r2"))
      .then(linked("r2", day(-1)))
    beside(
      { id: "r1", at },
      { id: "r2", at: day(1) }
    )(received())
      .when(link("r2"))
      .thenRefused(Handling.NotEarlier("r2", ["report/r2@0", "report/r1@0"]))
  })

  it("of two at once, the one that was recorded first", () => {
    beside({ id: "r0", at }, { id: "r1", at })(received()).when(link("r0")).then(linked("r0", at))
    beside(
      { id: "r1", at },
      { id: "r2", at }
    )(received())
      .when(link("r2"))
      .thenRefused(Handling.NotEarlier("r2", ["report/r2@0", "report/r1@0"]))
    beside({ id: "r1", at })(received())
      .when(link("r1"))
      .thenRefused(Handling.NotEarlier("r1", ["report/r1@0", "report/r1@0"]))
  })

  it("not of one that nobody knows, nor of one that is itself a duplicate", () => {
    beside()(received()).when(link("r9")).thenRefused(Handling.UnknownReport("r9"))
    beside({ id: "r0", at: day(-2), duplicateOf: "r00" })(received())
      .when(link("r0"))
      .thenRefused(Handling.IsADuplicate("r0", "r00", ["report/r0@0"]))
  })

  it("it is linked once, and closing it as a duplicate links it", () => {
    const given = beside({ id: "r0", at: day(-1) })
    given(received(), linked("r0", day(-1)))
      .when(link("r0"))
      .thenNothing()
    const shut: E = { ...closed({ as: "duplicate", of: "r0" }), at: day(2) }
    const asked = { ...shut, _tag: "CloseReport" } as const
    given(received())
      .when(asked)
      .then(linked("r0", day(-1)), shut)
    given(received(), linked("r0", day(-1)))
      .when(asked)
      .then(shut)
    given(received())
      .when(close({ as: "duplicate", of: "r9" }))
      .thenRefused(Handling.UnknownReport("r9"))
  })
})

describe(rules.handedOn.clause.quote, () => {
  const forward = { _tag: "RecordForwarding", to: "cert-nl", shared: ["content"], basis: "consent", by, at } as const
  const forwarded: E = { ...forward, _tag: "ReportForwarded" }

  it("D25 the receiver is not the owner: it is handed on, and closed for that", () => {
    given(received()).when(forward).then(forwarded)
    given(received(), forwarded).when(forward).thenNothing()
    given(received(), forwarded)
      .when(close({ as: "referred", to: "cert-nl" }))
      .then(closed({ as: "referred", to: "cert-nl" }))
    given(received(), forwarded)
      .when(close({ as: "referred", to: "somebody" }))
      .thenRefused(Handling.NotSo({ as: "referred", to: "somebody" }, "it was not handed to `somebody`"))
  })
})

describe(rules.bothAgree.clause.quote, () => {
  it("one proposes, the other agrees", () => {
    given(received())
      .when(propose("p1", "vendor", day(30)))
      .then(proposed("p1", "vendor", day(30)))
    given(received(), proposed("p1", "vendor", day(30)))
      .when({ _tag: "AcceptEmbargo", proposal: "p1", by: "reporter", at })
      .then(agreed("p1", day(30)))
    given(...active)
      .when({ _tag: "AcceptEmbargo", proposal: "p1", by: "reporter", at })
      .thenNothing()
    given(received(), proposed("p1", "vendor", day(30)))
      .when({ _tag: "AcceptEmbargo", proposal: "p1", by: "vendor", at })
      .thenRefused(Embargo.OwnProposal({ value: proposed("p1", "vendor", day(30)), from: "report/r1@1" }))
    given(received())
      .when({ _tag: "AcceptEmbargo", proposal: "p9", by: "reporter", at })
      .thenRefused(Embargo.NoSuchProposal("p9"))
  })

  it("an end is a moment, or the day with whose beginning it ends", () => {
    given(received())
      .when(propose("p1", "vendor", "2026-12-24"))
      .then({ ...proposed("p1", "vendor", "2026-12-23T23:00:00.000Z"), day: "2026-12-24" })
    const nowhere = { ...world(), zone: () => undefined }
    telling(
      Disclosure.decider,
      stream,
      nowhere
    )(received())
      .when(propose("p1", "vendor", "2026-12-24"))
      .thenRefused(Embargo.UnknownZone("Europe/Amsterdam"))
  })

  it("it lies ahead", () => {
    given(received())
      .when(propose("p1", "vendor", at))
      .thenRefused(Embargo.EndsAtOnce(at, at))
  })

  it("declined or taken back, there is none", () => {
    const open = [received(), proposed("p1", "vendor", day(30))] as const
    const rejected = (why: "declined" | "withdrawn"): E => ({ _tag: "EmbargoRejected", proposal: "p1", why, at })
    given(...open)
      .when({ _tag: "RejectEmbargo", proposal: "p1", by: "reporter", at })
      .then(rejected("declined"))
    given(...open)
      .when({ _tag: "RejectEmbargo", proposal: "p1", by: "vendor", at })
      .then(rejected("withdrawn"))
    given(...open, rejected("declined"))
      .when({ _tag: "RejectEmbargo", proposal: "p1", by: "reporter", at })
      .thenNothing()
    given(...open)
      .when({ _tag: "RejectEmbargo", proposal: "p9", by: "reporter", at })
      .thenRefused(Embargo.NoSuchProposal("p9"))
  })

  it("an end that was agreed is not declined afterwards: until when it holds is told, and what would end it sooner", () => {
    const no = { _tag: "RejectEmbargo", proposal: "p1", by: "reporter", at: day(3) } as const
    const fact = { value: agreed("p1", day(30)), from: "report/r1@2" as EventRef }
    given(...active)
      .when(no)
      .thenRefused(Embargo.AlreadyAgreed(fact, day(30)))
    expect(Embargo.AlreadyAgreed(fact, day(30)).message).toBe(
      `\`p1\` was agreed on \`${at}\`, and holds until \`${day(30)}\`: propose an earlier end, or end it once both agree`
    )
    const sooner = proposed("p2", "reporter", day(4), day(3))
    given(...active)
      .when(propose("p2", "reporter", day(4), day(3)))
      .then(sooner)
    given(...active, sooner)
      .when({ _tag: "AcceptEmbargo", proposal: "p2", by: "vendor", at: day(3) })
      .then(agreed("p2", day(4), "answered", day(3)))
    given(...active, sooner, agreed("p2", day(4), "answered", day(3)))
      .when(no)
      .thenNothing()
  })

  it("one that has ended is not declined either: it is over, by its end or by what happened", () => {
    const no = { _tag: "RejectEmbargo", proposal: "p1", by: "reporter", at: day(30) } as const
    given(...active)
      .when(no)
      .thenRefused(Embargo.EmbargoOver(["report/r1@2"]))
    given(...active)
      .when({ ...no, at: new Date(Date.parse(day(30)) - 1).toISOString() as Instant })
      .thenRefused(Embargo.AlreadyAgreed({ value: agreed("p1", day(30)), from: "report/r1@2" }, day(30)))
    given(...active, { _tag: "EmbargoTerminated", why: "agreed", at: day(2) })
      .when({ ...no, at: day(3) })
      .thenRefused(Embargo.EmbargoOver(["report/r1@3"]))
    const later = proposed("p2", "vendor", day(60), day(1))
    given(...active, later, { _tag: "EmbargoTerminated", why: "agreed", at: day(2) })
      .when({ _tag: "AcceptEmbargo", proposal: "p2", by: "reporter", at: day(3) })
      .thenRefused(Embargo.EmbargoOver(["report/r1@4"]))
  })

  it("a proposal has an id of its own", () => {
    given(...active)
      .when(propose("p1", "vendor", day(30)))
      .thenNothing()
    given(...active)
      .when(propose("p1", "vendor", day(31)))
      .thenRefused(Embargo.ProposalTaken({ value: proposed("p1", "vendor", day(30)), from: "report/r1@1" }))
  })

  it("D14 a longer end waits as a revision, and until it is agreed the first holds", () => {
    const revised = [...active, proposed("p2", "reporter", day(60), day(1))] as const
    given(...active)
      .when(propose("p2", "reporter", day(60), day(1)))
      .then(revised[3])
    expect(endOf({}, ...revised)).toBe(day(30))
    given(...revised)
      .when({ _tag: "AcceptEmbargo", proposal: "p2", by: "vendor", at: day(2) })
      .then(agreed("p2", day(60), "answered", day(2)))
    expect(endOf({}, ...revised, agreed("p2", day(60)))).toBe(day(60))
    const rejected: E = { _tag: "EmbargoRejected", proposal: "p2", why: "declined", at: day(2) }
    given(...revised)
      .when({ _tag: "RejectEmbargo", proposal: "p2", by: "vendor", at: day(2) })
      .then(rejected)
    expect(endOf({}, ...revised, rejected)).toBe(day(30))
  })
})

describe(rules.bySilence.clause.quote, () => {
  const terms = { initially: said({ period: days(90), from: "received" as const }) }
  const until: Instant = "2027-02-21T23:00:00.000Z"

  it("the end that the policy names holds from receipt on", () => {
    under(terms)()
      .when(receive())
      .then(received(), proposed("policy-0", "vendor", until), agreed("policy-0", until, "silence"))
  })

  it("not for who declined it, and not where the policy names none or none that can be counted", () => {
    const embargo = { as: "declined" } as const
    under(terms)().when(receive({ embargo })).then(received({ embargo }))
    given().when(receive()).then(received())
    under({ initially: said({ period: { n: 90, unit: "days" }, from: "received" }) })()
      .when(receive())
      .then(received())
  })

  it("who said nothing and says no later is told that it was agreed by that, and what would help", () => {
    const silently = agreed("policy-0", until, "silence")
    const told = Embargo.AlreadyAgreed({ value: silently, from: "report/r1@2" }, until)
    under(terms)(received(), proposed("policy-0", "vendor", until), silently)
      .when({ _tag: "RejectEmbargo", proposal: "policy-0", by: "reporter", at: day(3) })
      .thenRefused(told)
    expect(told.clause).toBe(rules.bySilence.clause)
    expect(told.message).toContain("was agreed on `2026-11-23T09:00:00.000Z`, by saying nothing about it")
  })

  it("D15 one that starts at the fix begins when the fix is ready", () => {
    const atFix = { initially: said({ period: hours(240), from: "fixReady" as const }) }
    under(atFix)().when(receive()).then(received())
    under(atFix)(received(), validated, accepted)
      .when({ _tag: "RecordFixReady", by, at: day(10) })
      .then(ready, proposed("policy-0", "vendor", day(20), day(10)), agreed("policy-0", day(20), "silence", day(10)))
  })
})

describe(rules.agreedAtOnce.clause.quote, () => {
  it("D14 the shorter is agreed at once and the longer becomes the revision, whoever proposed first", () => {
    given(received(), proposed("p1", "vendor", day(90)))
      .when(propose("p2", "reporter", day(45)))
      .then(
        proposed("p2", "reporter", day(45)),
        agreed("p2", day(45), "bothProposed"),
        proposed("p1", "vendor", day(90))
      )
    given(received(), proposed("p1", "reporter", day(45)))
      .when(propose("p2", "vendor", day(90)))
      .then(proposed("p2", "vendor", day(90)), agreed("p1", day(45), "bothProposed"), proposed("p2", "vendor", day(90)))
    given(received(), proposed("p1", "reporter", day(45)))
      .when(propose("p2", "vendor", day(45)))
      .then(proposed("p2", "vendor", day(45)), agreed("p1", day(45), "bothProposed"))
  })

  it("D17 where the policy says so, the reporter's, the vendor's or the coordinator's counts", () => {
    for (const [who, other] of [
      ["reporter", "vendor"],
      ["vendor", "reporter"],
      ["coordinator", "reporter"]
    ] as const) {
      under({ withoutAgreement: said(who) })(received(), proposed("p1", who, day(90)))
        .when(propose("p2", other, day(45)))
        .then(proposed("p2", other, day(45)), agreed("p1", day(90), "bothProposed"))
    }
  })

  it("with the report, the reporter's end meets the policy's", () => {
    const terms = { initially: said({ period: hours(240), from: "received" as const }) }
    const embargo = { as: "until", until: day(5) } as const
    under(terms)()
      .when(receive({ embargo }))
      .then(
        received({ embargo }),
        proposed("reporter-0", "reporter", day(5)),
        proposed("policy-1", "vendor", day(10)),
        agreed("reporter-0", day(5), "bothProposed"),
        proposed("policy-1", "vendor", day(10))
      )
    given()
      .when(receive({ embargo }))
      .then(received({ embargo }), proposed("reporter-0", "reporter", day(5)))
  })

  it("in a revision nobody loses what was agreed by naming an end", () => {
    given(...active, proposed("p2", "vendor", day(90)))
      .when(propose("p3", "reporter", day(10)))
      .then(proposed("p3", "reporter", day(10)))
    given(...active, proposed("p2", "vendor", day(90)))
      .when(propose("p3", "reporter", day(60)))
      .then(
        proposed("p3", "reporter", day(60)),
        agreed("p3", day(60), "bothProposed"),
        proposed("p2", "vendor", day(90))
      )
    given(...active, proposed("p2", "vendor", day(90)), proposed("p3", "reporter", day(10)))
      .when({ _tag: "RejectEmbargo", proposal: "p3", by: "vendor", at: day(1) })
      .then(
        { _tag: "EmbargoRejected", proposal: "p3", why: "declined", at: day(1) },
        proposed("p2", "vendor", day(90), day(1))
      )
  })
})

describe(rules.longest.clause.quote, () => {
  const terms = { most: said({ period: hours(24 * 40), from: "received" as const }) }

  it("D16 nothing beyond the cap is proposed by us or agreed", () => {
    under(terms)(received())
      .when(propose("p1", "vendor", day(41)))
      .thenRefused(Embargo.BeyondTheLongest(day(40), ["report/r1@0"]))
    under(terms)(received())
      .when(propose("p1", "vendor", day(40)))
      .then(proposed("p1", "vendor", day(40)))
  })

  it("a cap may count from when the report was found valid", () => {
    const fromValid = { most: said({ period: hours(48), from: "validated" as const }) }
    expect(endOf(fromValid, ...active)).toBe(day(30))
    expect(endOf(fromValid, ...active, validated)).toBe(
      new Date(Date.parse(validated.at) + 48 * 3_600_000).toISOString()
    )
  })

  it("a cap that is known only later cuts off what was agreed", () => {
    const fromFix = { most: said({ period: hours(48), from: "fixReady" as const }) }
    expect(endOf(fromFix, ...active)).toBe(day(30))
    expect(endOf(fromFix, ...active, validated, accepted, ready)).toBe(day(12))
  })
})

describe(rules.extendedByWhom.clause.quote, () => {
  const state = { value: agreed("p1", day(30)), from: "report/r1@2" as EventRef }
  const longer = propose("p2", "vendor", day(60), day(1))
  const waiting = proposed("p2", "vendor", day(60), day(1))

  it("D16 by nobody, where the policy says so", () => {
    under({ extendedBy: said("nobody" as const) })(...active)
      .when(longer)
      .thenRefused(Embargo.NotExtended(state, "nobody"))
    under({ extendedBy: said("nobody" as const) })(received(), proposed("p1", "vendor", day(90)))
      .when(propose("p2", "reporter", day(45)))
      .then(proposed("p2", "reporter", day(45)), agreed("p2", day(45), "bothProposed"))
  })

  it("at once, by whom the policy lets extend alone", () => {
    under({ extendedBy: said("vendor" as const) })(...active)
      .when(longer)
      .then(waiting, agreed("p2", day(60), "policyLeavesIt", day(1)))
  })

  it("only with whom it names", () => {
    const given = under({ extendedBy: said("coordinator" as const) })
    given(...active)
      .when(longer)
      .then(waiting)
    given(...active, waiting)
      .when({ _tag: "AcceptEmbargo", proposal: "p2", by: "reporter", at: day(2) })
      .thenRefused(Embargo.NotExtended(state, "coordinator"))
    given(...active, waiting)
      .when({ _tag: "AcceptEmbargo", proposal: "p2", by: "coordinator", at: day(2) })
      .then(agreed("p2", day(60), "answered", day(2)))
  })
})

describe(rules.grace.clause.quote, () => {
  const terms = { grace: said({ period: hours(24 * 14), needsNamedDay: true }), extendedBy: said("nobody" as const) }
  const give = (on: Day, proposal = "g1") => ({ _tag: "GiveGrace", proposal, day: on, by, at: day(29) }) as const
  const until: Instant = "2027-01-03T23:00:00.000Z"
  const given29: E = { ...proposed("g1", "vendor", until, day(29)), day: "2027-01-04" }
  const granted = agreed("g1", until, "grace", day(29))

  it("D16 also where nobody extends, until a day in that time", () => {
    under(terms)(...active)
      .when(give("2027-01-04"))
      .then(given29, granted)
    under(terms)(...active)
      .when(give("2027-01-07"))
      .thenRefused(
        Embargo.NoGrace(`grace runs from \`${day(30)}\` to \`${day(44)}\` at the latest: name a day in that time`, [
          "report/r1@2"
        ])
      )
  })

  it("once", () => {
    under(terms)(...active, given29, granted)
      .when(give("2027-01-04"))
      .thenNothing()
    under(terms)(...active, given29, granted)
      .when(give("2027-01-05", "g2"))
      .thenRefused(Embargo.NoGrace("grace was given for this report already, and it is given once", ["report/r1@4"]))
  })

  it("not where the policy states none, no embargo runs, it is over, or it can't be counted", () => {
    given(...active)
      .when(give("2027-01-04"))
      .thenRefused(
        Embargo.NoGrace("the policy states no time of grace that can be counted: propose a later end", ["report/r1@2"])
      )
    under(terms)(received()).when(give("2027-01-04")).thenRefused(Embargo.NoEmbargo)
    under(terms)(...active)
      .when({ ...give("2027-01-04"), at: day(30) })
      .thenRefused(Embargo.EmbargoOver(["report/r1@2"]))
    under({ grace: said({ period: { reasonable: true }, needsNamedDay: true }) })(...active)
      .when(give("2027-01-04"))
      .thenRefused(
        Embargo.NoGrace("the policy states no time of grace that can be counted: propose a later end", ["report/r1@2"])
      )
  })
})

describe(rules.endsByFact.clause.quote, () => {
  it("D13 in the same decision, whatever came out", () => {
    const terminated = (why: "public" | "attacks"): E => ({ _tag: "EmbargoTerminated", why, at: day(10) })
    given(...active)
      .when({ _tag: "ObservePublic", through: "other", at: day(10) })
      .then(isPublic, terminated("public"))
    given(...active)
      .when({ _tag: "ObserveExploit", through: "other", at: day(10) })
      .then(isPublic, terminated("public"), { _tag: "ExploitBecamePublic", at: day(10) })
    given(...active)
      .when({ _tag: "ObserveAttacks", at: day(10) })
      .then({ _tag: "AttacksObserved", at: day(10) }, terminated("attacks"))
  })

  it("a proposal that waits falls with it", () => {
    given(received(), proposed("p1", "vendor", day(30)))
      .when({ _tag: "ObserveAttacks", at: day(10) })
      .then(
        { _tag: "AttacksObserved", at: day(10) },
        { _tag: "EmbargoRejected", proposal: "p1", why: "nothingToKeepSecret", at: day(10) }
      )
  })

  it("D13 where the policy gives a time after attacks, it ends with that", () => {
    const terms = { exploited: said(hours(24 * 7)) }
    const attacks: E = { _tag: "AttacksObserved", at: day(10) }
    under(terms)(...active)
      .when({ _tag: "ObserveAttacks", at: day(10) })
      .then(attacks)
    expect(endOf(terms, ...active, attacks)).toBe(day(17))
    under(terms)(...active, proposed("p2", "vendor", day(60)))
      .when({ _tag: "ObserveAttacks", at: day(10) })
      .then(attacks, { _tag: "EmbargoRejected", proposal: "p2", why: "nothingToKeepSecret", at: day(10) })
    const vague = { exploited: said({ reasonable: true } as const) }
    under(vague)(...active)
      .when({ _tag: "ObserveAttacks", at: day(10) })
      .then(attacks, { _tag: "EmbargoTerminated", why: "attacks", at: day(10) })
  })
})

describe(rules.ends.clause.quote, () => {
  const stage = (now: Instant) => Disclosure.embargoAt(given(...active).folded().state, world(), now)

  it("without anybody writing it down", () => {
    expect([stage(day(29)), stage(day(30))]).toEqual(["Active", "Exited"])
  })

  it("it is never taken up again", () => {
    given(...active)
      .when(propose("p2", "vendor", day(60), day(30)))
      .thenRefused(Embargo.EmbargoOver(["report/r1@2"]))
    const over: E = { _tag: "EmbargoTerminated", why: "over", at: day(31) }
    given(...active)
      .when({ _tag: "EndEmbargo", why: "over", at: day(31) })
      .then(over)
    given(...active, over)
      .when({ _tag: "EndEmbargo", why: "over", at: day(31) })
      .thenNothing()
    given(...active, over)
      .when(propose("p2", "vendor", day(60), day(32)))
      .thenRefused(Embargo.EmbargoOver(["report/r1@3"]))
    given(...active)
      .when({ _tag: "ObservePublic", through: "other", at: day(40) })
      .then(
        { _tag: "WeaknessBecamePublic", through: "other", at: day(40) },
        { _tag: "EmbargoTerminated", why: "over", at: day(40) }
      )
  })

  it("it is over when both agree to that, and not said to be over while it runs", () => {
    given(...active)
      .when({ _tag: "EndEmbargo", why: "agreed", at: day(5) })
      .then({ _tag: "EmbargoTerminated", why: "agreed", at: day(5) })
    given(...active)
      .when({ _tag: "EndEmbargo", why: "over", at: day(5) })
      .thenRefused(Embargo.StillRuns(day(30), ["report/r1@2"]))
    given(received())
      .when({ _tag: "EndEmbargo", why: "agreed", at: day(5) })
      .thenRefused(Embargo.NoEmbargo)
  })

  it("D12 published thirty days after a fix in time: fixed on day 47, on 77; on 83, on 113; in grace, on 120; never, on 90", () => {
    const terms = { afterFix: said(hours(24 * 30)) }
    const ninety = [received(), proposed("p1", "vendor", day(90)), agreed("p1", day(90)), validated, accepted] as const
    const fixedOn = (n: number): E => ({ _tag: "FixReady", by, at: day(n) })
    const inGrace = [...ninety, proposed("g1", "vendor", day(104)), agreed("g1", day(104), "grace")] as const
    expect(endOf(terms, ...ninety, fixedOn(47))).toBe(day(77))
    expect(endOf(terms, ...ninety, fixedOn(83))).toBe(day(113))
    expect(endOf(terms, ...ninety)).toBe(day(90))
    expect(endOf(terms, ...ninety, fixedOn(95))).toBe(day(90))
    expect(endOf(terms, ...inGrace, fixedOn(100))).toBe(day(120))
    expect(endOf(terms, ...inGrace)).toBe(day(104))
  })
})

describe("an end names what it rests on", () => {
  it("the agreement, the fix, and the words of the policy", () => {
    const terms = { afterFix: said(hours(24 * 5)), most: said({ period: hours(24 * 20), from: "received" as const }) }
    const { state } = under(terms)(...active, validated, accepted, ready).folded()
    const end = Disclosure.embargoEnds(state, world(policy(terms)))!
    expect(end.answer).toBe(day(15))
    expect(end.because.flatMap(({ facts }) => facts)).toEqual(["report/r1@2", "report/r1@5", "report/r1@0"])
    expect(end.because.flatMap((it) => (it.terms ?? []).map(({ ref: of, parameter }) => [of, parameter]))).toEqual([
      [ref, "embargo.afterFix"],
      [ref, "embargo.most"]
    ])
  })
})

describe(rules.nothingToKeepSecret.clause.quote, () => {
  it("not when it is public, nor under attack", () => {
    const found = { value: day(10), from: "report/r1@1" as EventRef }
    given(received(), isPublic)
      .when(propose("p1", "vendor", day(30), day(11)))
      .thenRefused(Embargo.NothingToKeepSecret(found))
    given(received(), { _tag: "AttacksObserved", at: day(10) })
      .when(propose("p1", "vendor", day(30), day(11)))
      .thenRefused(Embargo.NothingToKeepSecret(found))
  })
})

describe(rules.proposedInVain.clause.quote, () => {
  it("once", () => {
    const vain: E = { _tag: "EmbargoProposedInVain", by: "reporter", until: day(30), at: day(11) }
    given(received(), isPublic)
      .when(propose("p1", "reporter", day(30), day(11)))
      .then(vain)
    given(received(), isPublic, vain)
      .when(propose("p1", "reporter", day(30), day(12)))
      .thenNothing()
  })

  it("also with the report", () => {
    const embargo = { as: "until", until: day(-1) } as const
    given()
      .when(receive({ embargo }))
      .then(received({ embargo }), { _tag: "EmbargoProposedInVain", by: "reporter", until: day(-1), at })
  })
})

describe(rules.closingEndsNone.clause.quote, () => {
  it("what was agreed runs on, what waits falls", () => {
    given(...active)
      .when(close({ as: "spam" }))
      .then(closed({ as: "spam" }))
    const rejected: E = { _tag: "EmbargoRejected", proposal: "p1", why: "closed", at }
    given(received(), proposed("p1", "vendor", day(30)))
      .when(close({ as: "spam" }))
      .then(closed({ as: "spam" }), rejected)
    const { state } = given(...active, closed({ as: "spam" })).folded()
    expect([day(29), day(30)].map((now) => Disclosure.isOver(state, world(), now))).toEqual([false, true])
  })
})

describe(rules.knownForGood.clause.quote, () => {
  it("each fact once, unless it was so sooner, and also after the closing", () => {
    const shut = [received(), closed({ as: "spam" })] as const
    given(...shut)
      .when({ _tag: "ObservePublic", through: "other", at: day(10) })
      .then(isPublic)
    given(...shut, isPublic)
      .when({ _tag: "ObservePublic", through: "vendor", at: day(12) })
      .thenNothing()
    given(...shut, isPublic)
      .when({ _tag: "ObservePublic", through: "other", at: day(8) })
      .then({ _tag: "WeaknessBecamePublic", through: "other", at: day(8) })
    given(...shut, { _tag: "AttacksObserved", at })
      .when({ _tag: "ObserveAttacks", at: day(1) })
      .thenNothing()
  })
})

describe(rules.exploitIsPublic.clause.quote, () => {
  it("in one decision, where it was not public yet", () => {
    const exploit: E = { _tag: "ExploitBecamePublic", at: day(10) }
    given(received())
      .when({ _tag: "ObserveExploit", through: "other", at: day(10) })
      .then(isPublic, exploit)
    given(received(), isPublic)
      .when({ _tag: "ObserveExploit", through: "other", at: day(10) })
      .then(exploit)
    given(received(), isPublic, exploit)
      .when({ _tag: "ObserveExploit", through: "other", at: day(10) })
      .thenNothing()
  })
})

describe(rules.fixedInOrder.clause.quote, () => {
  const inHand = [received(), validated, accepted] as const
  const deploy = { _tag: "RecordFixDeployed", by, at: day(11) } as const

  it("accepted, ready, deployed; also after the closing", () => {
    given(received(), validated).when({ _tag: "RecordFixReady", by, at }).thenRefused(Weakness.NotAccepted)
    given(...inHand)
      .when({ _tag: "RecordFixReady", by, at: day(10) })
      .then(ready)
    given(...inHand, closed({ as: "mitigated" }))
      .when({ _tag: "RecordFixReady", by, at: day(10) })
      .then(ready)
    given(...inHand)
      .when(deploy)
      .thenRefused(Weakness.NoFixReady)
    given(...inHand, ready)
      .when(deploy)
      .then({ ...deploy, _tag: "FixDeployed" })
    given(...inHand, ready)
      .when({ ...deploy, at: day(9) })
      .thenRefused(Weakness.DeployedBeforeReady({ value: day(10), from: "report/r1@3" }))
    given(...inHand, ready, { ...deploy, _tag: "FixDeployed" })
      .when(deploy)
      .thenNothing()
    given(...inHand, ready)
      .when({ _tag: "RecordFixReady", by, at: day(12) })
      .thenNothing()
  })
})

describe(rules.foundByAPerson.clause.quote, () => {
  const assess = (assessment: string, severity: Disclosure.Severity, when: Instant) =>
    ({ _tag: "AssessWeakness", assessment, found: { _tag: "Severity", severity }, by, at: when }) as const
  const assessed = (...args: Parameters<typeof assess>): Disclosure.Weakness.WeaknessAssessed => ({
    ...assess(...args),
    _tag: "WeaknessAssessed"
  })
  const takenBack: E = { _tag: "AssessmentWithdrawn", assessment: "a2", by, at: day(3) }
  const stands = (...events: ReadonlyArray<E>) =>
    Weakness.standing(given(received(), ...events).folded().state.weakness, "Severity")?.value.found.severity

  it("the newest of a kind stands, until it is taken back", () => {
    const [first, second] = [assessed("a1", "low", at), assessed("a2", "high", day(1))]
    given(received())
      .when(assess("a1", "low", at))
      .then(first)
    given(received(), first)
      .when(assess("a1", "low", at))
      .thenNothing()
    given(received(), first)
      .when(assess("a1", "high", at))
      .thenRefused(Weakness.AssessmentTaken({ value: first, from: "report/r1@1" }))
    expect([stands(), stands(first), stands(first, second), stands(first, second, takenBack)]).toEqual([
      undefined,
      "low",
      "high",
      "low"
    ])
    given(received(), second)
      .when({ ...takenBack, _tag: "WithdrawAssessment" })
      .then(takenBack)
    given(received(), second, takenBack)
      .when({ ...takenBack, _tag: "WithdrawAssessment" })
      .thenNothing()
    given(received())
      .when({ ...takenBack, _tag: "WithdrawAssessment" })
      .thenRefused(Weakness.NoSuchAssessment("a2"))
  })

  it("not taken back once a reward was granted on it", () => {
    const { weakness } = given(received(), assessed("a2", "high", at)).folded().state
    const granted = { value: "g1", from: "report/r1@9" as EventRef }
    const around = {
      received: { value: received(), from: "report/r1@0" as EventRef },
      accepted: undefined,
      granted,
      world: world()
    }
    const decided = Weakness.decide({ ...takenBack, _tag: "WithdrawAssessment" } as never, weakness, around)
    expect(decided).toMatchObject({ _tag: "Failure", failure: Weakness.GrantedOnIt(granted) })
  })
})

describe(rules.knownBefore.clause.quote, () => {
  const assess = (novelty: Disclosure.Weakness.Novelty) =>
    ({ _tag: "AssessWeakness", assessment: "a1", found: { _tag: "Novelty", novelty }, by, at }) as const
  const inside = (dated: Instant) => ({ as: "knownInside", record: "jira-12", dated }) as const

  it("D18 a dated record from before, or a report from before", () => {
    given(received())
      .when(assess(inside(day(-1))))
      .then({ ...assess(inside(day(-1))), _tag: "WeaknessAssessed" })
    given(received())
      .when(assess(inside(at)))
      .thenRefused(
        Weakness.NotKnownBefore(
          `the record \`jira-12\` is dated \`${at}\`, and the report came at \`${at}\`: name a record from before that`,
          ["report/r1@0"]
        )
      )
    const earlier = { as: "reportedEarlier", report: "r0" } as const
    beside({ id: "r0", at: day(-1) })(received())
      .when(assess(earlier))
      .then({ ...assess(earlier), _tag: "WeaknessAssessed" })
    beside(
      { id: "r1", at },
      { id: "r0", at: day(1) }
    )(received())
      .when(assess(earlier))
      .thenRefused(
        Weakness.NotKnownBefore("report `r0` did not come before this one: name an earlier one", [
          "report/r0@0",
          "report/r1@0"
        ])
      )
    given(received())
      .when(assess(earlier))
      .thenRefused(Weakness.NotKnownBefore("no report `r0` is on record: check the id", []))
    given(received())
      .when(assess({ as: "new" }))
      .then({ ...assess({ as: "new" }), _tag: "WeaknessAssessed" })
  })
})
