/** Reports told to their end, through the stream that holds all of them: promises, conduct, confidence, reward and publication. */
import { Disclosure } from "goodfaith"
import { fold } from "goodfaith/kernel"
import type { Command, DisclosureTerms, Event } from "goodfaith/disclosure"
import { describe, expect, it } from "vitest"
import { day, hours, policy, receive, said, world } from "./reporting.ts"
import { pure, telling } from "./scenario.ts"

const { Confidence, Publication, ready } = Disclosure
const stream = Disclosure.stream("r1")
const by = "cert-1"

const terms: DisclosureTerms = ready.seed
const known = world(terms)

/** Commands one after the other; the events of the last, and the state after it. */
const run = (commands: ReadonlyArray<Command>, over = known) =>
  pure(() => {
    let folded = fold(Disclosure.decider, stream, [] as ReadonlyArray<Event>)
    let last: ReadonlyArray<Event> = []
    for (const command of commands) {
      const decided = Disclosure.decide(command, folded.state, over)
      if (decided._tag === "Failure") throw new Error(`${command._tag}: ${decided.failure._tag}`)
      last = decided.success
      folded = fold(Disclosure.decider, stream, last, folded)
    }
    return { state: folded.state, last }
  })
const refusedAs = (commands: ReadonlyArray<Command>, command: Command, over = known) => {
  const decided = pure(() => Disclosure.decide(command, run(commands, over).state, over))
  return decided._tag === "Failure" ? decided.failure._tag : undefined
}

const came = receive({ reporter: { as: "named", person: "p1", reach: "sealed:address" }, wantsUpdates: true })
const validate: Command = { _tag: "ValidateReport", by, at: day(2) }
const accept: Command = { _tag: "AcceptReport", by, at: day(3) }
const reply = (at = day(7)): Command => ({ _tag: "RecordReply", reply: "a1", by: "human", tells: ["progress"], at })
const owed = (commands: ReadonlyArray<Command>, now = day(30), over = known) =>
  pure(() => Disclosure.owedAt(run(commands, over).state, over, now))
const stands = (promise: string, ...asked: Parameters<typeof owed>) =>
  owed(...asked)
    ?.filter((it) => it.promise === promise)
    .map(({ status }) => status.answer._tag)

describe("what a reporter is owed follows from the stream", () => {
  it("unanswered it is open, then broken; answered late it is met late", () => {
    expect(stands("respond", [came], day(1))).toEqual(["Open"])
    expect(stands("respond", [came])).toEqual(["Breached"])
    expect(stands("respond", [came, reply()])).toEqual(["MetLate"])
    expect(stands("respond", [came, reply(day(1))])).toEqual(["Met"])
  })

  it("progress is told at each milestone to whoever wants it", () => {
    expect(stands("progress", [came])).toEqual(["NotOwed"])
    expect(stands("progress", [came, validate, accept])).toEqual(["Open", "Open"])
    expect(stands("progress", [came, validate, accept, reply()])).toEqual(["Met", "Met"])
  })

  it("whoever waives it holds us to it no more; whoever can't be answered is owed no answer", () => {
    const waive: Command = { _tag: "WaivePromise", promise: "respond", words: "sealed:never mind", at: day(1) }
    expect(stands("respond", [came, waive])).toEqual(["Waived"])
    const unnamed = receive({ reporter: { as: "anonymous" } })
    expect(stands("respond", [unnamed])).toEqual(["NotOwed"])
    const more: Command = {
      _tag: "AddInformation",
      fields: [{ field: "contact", words: "sealed:address" }],
      attachments: [],
      from: "reporter",
      at: day(0, 10)
    }
    expect(stands("respond", [unnamed, more])).toEqual(["Breached"])
  })

  it("every fact that a promise hangs on is handed over once", () => {
    const assess = (found: Disclosure.Weakness.Found, assessment: string): Command => ({
      _tag: "AssessWeakness",
      assessment,
      found,
      by,
      at: day(3)
    })
    const { state } = run([
      came,
      { _tag: "RecordAcknowledgement", by: "automatic", at: day(0, 10) },
      { _tag: "RecordReply", reply: "a2", by: "human", tells: ["assessment"], at: day(1) },
      validate,
      assess({ _tag: "Severity", severity: "high" }, "s1"),
      assess({ _tag: "Severity", severity: "low" }, "s2"),
      { _tag: "WithdrawAssessment", assessment: "s2", by, at: day(3) },
      { _tag: "DeferReport", by, reason: "sealed:later", at: day(4) },
      { _tag: "AcceptReport", by, at: day(5) },
      { _tag: "RecordFixReady", by, at: day(6) },
      { _tag: "RecordFixDeployed", by, at: day(7) },
      { _tag: "SwitchUpdates", wanted: false, at: day(8) },
      { _tag: "CloseReport", resolution: { as: "fixed" }, by, at: day(9) }
    ])
    const facts = Disclosure.factsOf(state, state.looked!)!
    expect(facts.happened.map(({ value }) => `${value.deed} ${value.by}`)).toEqual([
      "vendorAware human",
      "acknowledged machine",
      "responded human",
      "assessed human",
      "validated human",
      "accepted human",
      "deferred human",
      "fixReady human",
      "fixDeployed human",
      "closed human"
    ])
    expect(facts.severity.map(({ value }) => value.severity)).toEqual(["high"])
    expect(facts.scope.map(({ value }) => value.inScope)).toEqual([true])
    expect(facts.updates.map(({ value }) => value.wanted)).toEqual([true, false])
    expect(facts.named.value.named).toBe(true)
    expect(facts.looked).toEqual({ stream, upTo: 12 })
  })

  it("of nothing received, or of a policy that is not at hand, nothing is said", () => {
    expect(Disclosure.factsOf(Disclosure.initial, { stream, upTo: -1 })).toBeUndefined()
    expect(owed([])).toBeUndefined()
    const nowhere = { ...world(), zone: () => undefined }
    expect(owed([receive()], day(1), nowhere)).toBeUndefined()
  })
})

describe("a reward through the stream", () => {
  const grant: Command = { _tag: "GrantReward", issue: "i1", tier: "reward", by, at: day(9) }
  const found = (found: Disclosure.Weakness.Found, assessment: string): Command => ({
    _tag: "AssessWeakness",
    assessment,
    found,
    by,
    at: day(4)
  })
  const reproduced = found({ _tag: "Reproduced", reproduced: true }, "r")
  const isNew = found({ _tag: "Novelty", novelty: { as: "new" } }, "n")
  const noThreat = found({ _tag: "Continuity", threatens: false }, "c")
  const judged = [came, reproduced, isNew, noThreat]

  it("is undecided while something is not known, then granted, and the reporter is told", () => {
    expect(refusedAs([came], grant)).toBe("NotDecidedYet")
    expect(refusedAs([came, reproduced, isNew], grant)).toBe("NotDecidedYet")
    expect(run([...judged, grant]).last).toEqual([{ ...grant, _tag: "RewardGranted" }])
    const facts = Disclosure.factsOf(run([...judged, grant]).state, { stream, upTo: 9 })
    expect(facts?.happened.at(-1)?.value.deed).toBe("rewardDecided")
  })

  it("hangs on what a person found last, and on nothing that was taken back", () => {
    const threat = found({ _tag: "Continuity", threatens: true }, "c2")
    expect(refusedAs([...judged, threat], grant)).toBe("OtherTier")
    const back = (assessment: string): Command => ({ _tag: "WithdrawAssessment", assessment, by, at: day(5) })
    expect(refusedAs([...judged, threat, back("c2")], grant)).toBeUndefined()
    expect(refusedAs([...judged, back("n")], grant)).toBe("NotDecidedYet")
  })

  it("what it was granted on is not taken back", () => {
    const back: Command = { _tag: "WithdrawAssessment", assessment: "r", by, at: day(10) }
    expect(refusedAs(judged, back)).toBeUndefined()
    expect(refusedAs([...judged, grant], back)).toBe("GrantedOnIt")
  })

  it("is denied by what failed, and by nothing else", () => {
    const deny: Command = { _tag: "DenyReward", by, at: day(9) }
    const reported = found({ _tag: "Novelty", novelty: { as: "reportedEarlier", report: "r0" } }, "n")
    expect(refusedAs(judged, deny)).toBe("IsEligible")
    const after = world(terms, [
      { id: "r0", at: day(-3) },
      { id: "r1", at: day(0) }
    ])
    expect(run([came, reproduced, reported, noThreat, deny], after).last).toMatchObject([{ failed: ["new"] }])
  })

  it("of each thing that a policy can ask for the stream says whether it is so, or that nobody knows", () => {
    const { reward } = ready.seed
    if (!("says" in reward)) throw new Error("the seed states a reward")
    const needs = ["inScope", "causesChange", "notPublicBefore", "identifiable", "conductHeld"] as const
    const asking = world({ ...terms, reward: said({ ...reward.says, needs, tiers: [] }) })
    const deny: Command = { _tag: "DenyReward", by, at: day(20) }
    const after = (...commands: ReadonlyArray<Command>) => {
      const decided = Disclosure.decide(deny, run(commands, asking).state, asking)
      return decided._tag === "Failure" ? decided.failure.message.match(/`\w+`/g) : (decided.success[0] as any).failed
    }
    const asPseudonym = receive({ reporter: { as: "pseudonym", person: "p1" } })
    expect(after(asPseudonym)).toEqual(["`inScope`", "`causesChange`", "`notPublicBefore`", "`identifiable`"])
    const gives = (field: "name" | "contact", from: "reporter" | "other", words?: "sealed:Jo"): Command => ({
      _tag: "AddInformation",
      fields: [{ field, ...(words !== undefined && { words }) }],
      attachments: [],
      from,
      at: day(1)
    })
    const unsaid = [
      gives("name", "reporter"),
      gives("contact", "reporter", "sealed:Jo"),
      gives("name", "other", "sealed:Jo")
    ]
    expect(after(asPseudonym, ...unsaid)).toContain("`identifiable`")
    expect(after(asPseudonym, gives("name", "reporter", "sealed:Jo"))).toEqual([
      "`inScope`",
      "`causesChange`",
      "`notPublicBefore`"
    ])
    expect(after(receive({ reporter: { as: "anonymous" } }))).toEqual(["identifiable"])
    expect(after(receive({ reporter: { as: "anonymous" } }), gives("name", "reporter", "sealed:Jo"))).not.toContain(
      "identifiable"
    )
    const open: Command = { _tag: "ObservePublic", through: "reporter", at: day(1) }
    expect(after(came, open)).toEqual(["notPublicBefore"])
    const close = (as: "outOfScope" | "mitigated"): Command => ({
      _tag: "CloseReport",
      resolution: { as },
      by,
      at: day(5)
    })
    expect(after(came, close("outOfScope"))).toEqual(["inScope", "causesChange"])
    const fixed: ReadonlyArray<Command> = [
      came,
      validate,
      accept,
      { _tag: "RecordFixReady", by, at: day(4) },
      { _tag: "RecordFixDeployed", by, at: day(5) }
    ]
    expect(refusedAs(fixed, deny, asking)).toBe("IsEligible")
    expect(after(...fixed.slice(0, 3), close("mitigated"))).toEqual(["`notPublicBefore`"])
    const broke: ReadonlyArray<Command> = [
      {
        _tag: "AllegeConduct",
        finding: "f",
        rule: "no-damage",
        acted: day(-1),
        words: "sealed:x",
        evidence: ["l"],
        by,
        at: day(6)
      },
      { _tag: "RecordHearing", finding: "f", words: "sealed:no", at: day(7) },
      {
        _tag: "DecideConduct",
        finding: "f",
        broken: true,
        accident: false,
        reason: "sealed:x",
        by: "counsel-1",
        decider: "human",
        at: day(8)
      }
    ]
    expect(after(...fixed, ...broke)).toEqual(["conductHeld"])
  })

  it("of two reports of one issue the first is rewarded", () => {
    const { reward } = ready.seed
    if (!("says" in reward)) throw new Error("the seed states a reward")
    const first = world({ ...terms, reward: said({ ...reward.says, duplicates: said("firstOnly") }) }, [
      { id: "r0", at: day(-3) },
      { id: "r1", at: day(0) }
    ])
    const link: Command = { _tag: "LinkDuplicate", of: "r0", by, at: day(3) }
    expect(refusedAs([...judged, link], grant, first)).toBe("NotEligible")
    expect(refusedAs(judged, grant, first)).toBeUndefined()
  })

  it("without the zone of the policy no time is counted, and facts are recorded all the same", () => {
    const nowhere = { ...known, zone: () => undefined }
    expect(refusedAs(judged, grant, nowhere)).toBe("UnknownZone")
    const ask: Command = { _tag: "RequestErasure", request: "e1", person: "p1", at: day(1) }
    const extend: Command = { _tag: "ExtendErasure", request: "e1", reason: "much to do", at: day(2) }
    expect(refusedAs([came, ask], extend, nowhere)).toBe("UnknownZone")
    expect(run([came, ask, extend]).last).toEqual([{ ...extend, _tag: "ErasureExtended" }])
  })
})

describe("conduct and confidence through the stream", () => {
  it("a leak is recorded whatever was allowed, and judged broken", () => {
    const leak: Command = { _tag: "RecordIdentityLeak", leak: "l1", parts: ["name"], how: "sealed:a copy", at: day(2) }
    const { state } = run([came, leak])
    const hand = {
      ref: "policy:x",
      terms,
      readings: [],
      place: { zone: known.zone("UTC")!.value, calendar: () => undefined }
    } as const
    expect(Confidence.judged(state.confidence, hand, state.looked!).map(({ kept }) => kept.answer)).toEqual(["broken"])
  })

  it("who can be asked is asked", () => {
    const allege: Command = {
      _tag: "AllegeConduct",
      finding: "f1",
      rule: "no-damage",
      acted: day(-1),
      words: "sealed:words",
      evidence: ["log-1"],
      by,
      at: day(1)
    }
    const offer: Command = { _tag: "OfferHearing", finding: "f1", way: "noWay", until: day(9), at: day(2) }
    expect(refusedAs([came, allege], offer)).toBe("CanBeAsked")
    expect(refusedAs([came], { ...allege, rule: "no-such-rule" })).toBe("NoSuchRule")
  })

  it("the law's clocks are started in the same stream", () => {
    const aware: Command = {
      _tag: "RecordAwareness",
      aware: "a1",
      regime: "cra14Vulnerability",
      role: "manufacturer",
      subject: "v1",
      basis: "sealed:mail",
      by,
      at: day(1)
    }
    expect(run([came, aware]).state.awareness.awareness).toHaveLength(1)
    expect(refusedAs([], aware)).toBe("NothingReceived")
  })
})

describe(Disclosure.rules.advisoryIsPublic.clause.quote, () => {
  const thirty = policy({ initially: said({ period: hours(24 * 30), from: "received" }) })
  const secret = world(thirty)
  const publish: Disclosure.Publication.Publish = {
    _tag: "Publish",
    advisory: "adv-1",
    where: "https://example.org/1",
    tells: "nothing",
    credits: [],
    endsEmbargo: false,
    by,
    at: day(5)
  }
  const { endsEmbargo: _, ...fact } = publish
  const advisory = { ...fact, _tag: "AdvisoryPublished" } as const
  const story = telling(Disclosure.decider, stream, secret)
  const begun = run([receive()], secret).last

  it("waits for the end of what is secret", () => {
    const { state } = run([receive()], secret)
    story(...begun)
      .when(publish)
      .thenRefused(Publication.StillSecret([state.embargo.agreed!.from]))
    expect(refusedAs([receive()], { ...publish, at: day(31) }, secret)).toBeUndefined()
  })

  it("or ends it, in the same decision", () => {
    const ends = { ...publish, endsEmbargo: true }
    story(...begun)
      .when(ends)
      .then(
        advisory,
        { _tag: "WeaknessBecamePublic", through: "vendor", at: day(5) },
        { _tag: "EmbargoTerminated", why: "public", at: day(5) }
      )
    const { state } = run([receive(), ends], secret)
    expect(Disclosure.embargoAt(state, secret, day(5))).toBe("Exited")
    expect(Disclosure.factsOf(state, state.looked!)?.happened.at(-1)?.value.deed).toBe("published")
  })

  it("makes public what it is about: nothing is left to keep secret, whoever asks afterwards", () => {
    const open = run([receive(), { ...publish, endsEmbargo: true }], secret)
    expect(open.state.weakness.public?.value).toBe(day(5))
    const again: Command = { _tag: "ProposeEmbargo", proposal: "p2", by: "vendor", until: day(40), at: day(6) }
    expect(refusedAs([receive(), { ...publish, endsEmbargo: true }], again, secret)).toBeDefined()
    // It was public before: then nothing more becomes so.
    const seen: Command = { _tag: "ObservePublic", through: "other", at: day(2) }
    expect(run([receive(), seen, publish], secret).last).toEqual([advisory])
  })

  it("published while it was secret, it is recorded, and the embargo has ended by that fact", () => {
    story(...begun)
      .when({ ...fact, _tag: "RecordPublished" })
      .then(
        advisory,
        { _tag: "WeaknessBecamePublic", through: "vendor", at: day(5) },
        { _tag: "EmbargoTerminated", why: "public", at: day(5) }
      )
  })

  it("names whoever agreed, and tells what the reporter agreed to", () => {
    const names: Command = { ...publish, credits: ["p1"] }
    const consent = (of: "credit" | "content"): Command => ({
      _tag: "RecordConsent",
      consent: of,
      person: "p1",
      for: of,
      form: "expressed",
      at: day(1)
    })
    expect(refusedAs([receive()], names)).toBe("NotToBeNamed")
    expect(refusedAs([receive(), consent("credit")], names)).toBeUndefined()
    expect(refusedAs([receive()], { ...publish, tells: "summary" })).toBe("TellsTooMuch")
    expect(refusedAs([receive(), consent("content")], { ...publish, tells: "summary" })).toBeUndefined()
  })
})

describe("a report is over", () => {
  it("when it is closed and nothing waits: an end that was proposed and has passed waits for nobody's answer", () => {
    const propose = (proposal: string, by: "vendor" | "reporter", at: number, until: number): Command => ({
      _tag: "ProposeEmbargo",
      proposal,
      by,
      until: day(until),
      at: day(at)
    })
    const closed: Command = { _tag: "CloseReport", resolution: { as: "spam" }, by, at: day(1) }
    const { state } = run([came, closed, propose("p0", "vendor", 2, 5), propose("p1", "reporter", 20, 30)])
    expect(Disclosure.isOver(state, known, day(29))).toBe(false)
    expect(Disclosure.isOver(state, known, day(30))).toBe(true)
    expect(Disclosure.isOver(run([came]).state, known, day(30))).toBe(false)
  })
})
