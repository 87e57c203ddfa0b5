/** Documents at their edges: what is asked twice, learned late or withdrawn again, and what an answer cites as of its day. */
import { Document, rules, toPresent } from "goodfaith/documents"
import type { Fact } from "goodfaith/kernel"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { capture, declare, hashOf, Papers, publish, strict, termsOfUse, text, world } from "./papers.ts"
import { telling } from "./scenario.ts"

const stream = Document.stream("tou")
const given = telling(Document.decider, stream, world)

const at: Instant = "2026-01-05T09:00:00.000Z"
/** The first moment of 12 January in Amsterdam. */
const v1Starts: Instant = "2026-01-11T23:00:00.000Z"
const january: Instant = "2026-01-20T10:00:00.000Z"
const february: Instant = "2026-02-10T10:00:00.000Z"
const march: Instant = "2026-03-10T10:00:00.000Z"
const april: Instant = "2026-04-10T10:00:00.000Z"
const may: Instant = "2026-05-10T10:00:00.000Z"

const declared: Document.DocumentDeclared = { ...declare("tou"), _tag: "DocumentDeclared" }
const third: Document.DocumentDeclared = { ...declared, publisher: "third", drawnUpBy: "Ministry of Economic Affairs" }
const zone = world.zone("Europe/Amsterdam")!.ref
const v1: Document.DocumentPublished = {
  ...publish("v1", "2026-01-12", at),
  _tag: "DocumentPublished",
  startsAt: v1Starts,
  zone
}
const theirs: Document.DocumentCaptured = {
  ...capture("e1", "2026-01-12", at),
  _tag: "DocumentCaptured",
  startsAt: v1Starts,
  zone
}
const asked = (when: Instant, use = "software"): Document.AskedBeforeUse => ({ _tag: "AskedBeforeUse", use, at: when })
const confirm = (when: Instant, version = "e1") =>
  ({ _tag: "ConfirmCapture", version, by: "legal-2", at: when }) as const
const confirmed = (when: Instant) => ({ ...confirm(when), _tag: "CaptureConfirmed" }) as const
const dismiss = (when: Instant, version = "e1") =>
  ({ _tag: "DismissCapture", version, by: "legal-2", reason: "a draft", at: when }) as const
const dismissed = (when: Instant) => ({ ...dismiss(when), _tag: "CaptureDismissed" }) as const
const take = (version: string, when: Instant) =>
  ({ _tag: "WithdrawVersion", version, reason: "too early", at: when }) as const
const gone = (when: Instant): Document.DocumentWithdrawn => ({
  _tag: "DocumentWithdrawn",
  reason: "the product ends",
  at: when
})

const inForce = (papers: Papers, when: Instant) => {
  const document = papers.document("tou")
  return Document.versionInForce(document.state, document, when)
}
const versionOf = ({ answer }: { readonly answer: Document.Version | string }) =>
  typeof answer === "string" ? answer : answer.version

describe(rules.declaredOnce.clause.quote, () => {
  it("asked twice before the same use, it is asked once; before another, it is asked of that too", () => {
    given(declared, asked(january)).when({ _tag: "AskBeforeUse", use: "software", at: february }).thenNothing()
    given(declared, asked(january))
      .when({ _tag: "AskBeforeUse", use: "portal", at: february })
      .then(asked(february, "portal"))
  })

  it("what was asked from February did not end in January, and may end in the moment in which it began", () => {
    const stop = (when: Instant) => ({ _tag: "StopAskingBeforeUse", use: "software", at: when }) as const
    given(declared, asked(february)).when(stop(january)).thenRefused(Document.NotAskedFor("software", january))
    given(declared, asked(february))
      .when(stop(february))
      .then({ ...stop(february), _tag: "NotAskedBeforeUse" })
  })

  it("no version comes where nobody can say when its days begin", () => {
    const nowhere = telling(Document.decider, stream, { ...world, zone: () => undefined })
    nowhere(declared)
      .when(publish("v1", "2026-01-12", at))
      .thenRefused(Document.UnknownZone("Europe/Amsterdam"))
    nowhere(third)
      .when(capture("e1", "2026-01-12", at))
      .thenRefused(Document.UnknownZone("Europe/Amsterdam"))
  })
})

describe(rules.capturedThenConfirmed.clause.quote, () => {
  it("nobody confirms what was not captured, as no version of ours is", () => {
    given(third).when(confirm(january)).thenRefused(Document.NotCaptured("e1"))
    given(declared, v1).when(confirm(january, "v1")).thenRefused(Document.NotCaptured("v1"))
    given(declared, v1).when(dismiss(january, "v1")).thenRefused(Document.NotCaptured("v1"))
  })

  it("confirmed twice it is confirmed once; learned later to have been confirmed sooner, that is news", () => {
    given(third, theirs, confirmed(february)).when(confirm(february)).thenNothing()
    given(third, theirs, confirmed(february)).when(confirm(march)).thenNothing()
    given(third, theirs, confirmed(february)).when(confirm(january)).then(confirmed(january))
  })

  it("so is a dismissal, and what was confirmed is not dismissed", () => {
    given(third, theirs, dismissed(february)).when(dismiss(february)).thenNothing()
    given(third, theirs, dismissed(february)).when(dismiss(january)).then(dismissed(january))
    given(third, theirs, confirmed(february))
      .when(dismiss(march))
      .thenRefused(Document.LookedAtAlready("e1", ["document/tou@2"]))
  })

  it("what is said of which versions there are stands among the reasons from when it was said", () => {
    const papers = new Papers().on(
      "tou",
      declare("tou", { publisher: "third" }),
      capture("e1", "2026-01-12", at),
      confirm(january),
      capture("e2", "2026-02-01", january),
      dismiss(february, "e2"),
      capture("e3", "2026-06-01", march),
      take("e3", april)
    )
    const cites = (when: Instant) =>
      inForce(papers, when).because.find(({ clause }) => clause === rules.capturedThenConfirmed.clause)
    expect(cites("2026-01-05T08:59:59.999Z")).toMatchObject({ facts: [], absent: [{ stream, upTo: 6 }] })
    expect(cites(at)?.facts).toEqual(["document/tou@1"])
    expect(cites(january)?.facts).toEqual(["document/tou@1", "document/tou@3", "document/tou@2"])
    expect(cites(april)?.facts.toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `document/tou@${n}`))
  })

  it("until somebody looked at it, nobody is shown it", () => {
    const papers = new Papers().on("tou", declare("tou", { publisher: "third" }), capture("e1", "2026-01-12", at))
    const owed = (when: Instant) =>
      toPresent(papers.document("tou"), papers.answered("tou", "u1"), when).map(({ version }) => version.version)
    papers.on("tou", confirm(february))
    expect([owed(january), owed(february)]).toEqual([[], ["e1"]])
  })
})

describe(rules.neverEdited.clause.quote, () => {
  it("of two records under one id the first is the version, and the other counts for nothing", () => {
    const other: Document.DocumentPublished = { ...v1, texts: [text("other")], startsAt: march, at: february }
    const { state } = given(declared, v1, other).folded()
    expect(Document.versionsAt(state, april).map(({ from }) => from)).toEqual(["document/tou@1"])
  })

  it("of a version that is not there, there is no text to show", () => {
    const { state } = termsOfUse().document("tou")
    expect(Document.showing(state).text("v9", "nl", march)).toBe(false)
  })

  it("a statement cites the slips that had been put right by its day, and none of a later one", () => {
    const slip = (name: string, when: Instant): Document.CorrectSlip => ({
      _tag: "CorrectSlip",
      version: "v1",
      to: { ...text("v1"), hash: hashOf(name) },
      by: "legal-1",
      reason: "a word was missing its last letter",
      at: when
    })
    const papers = termsOfUse().on("tou", slip("once", february), slip("twice", april))
    const document = papers.document("tou")
    const facts = (when: Instant) => Document.statementAt(document.state, document, when, "nl").because[0].facts
    expect([facts(january), facts(february), facts(april)]).toEqual([
      [],
      ["document/tou@3"],
      ["document/tou@3", "document/tou@4"]
    ])
  })
})

describe(rules.notBackwards.clause.quote, () => {
  it("each version is taken back by itself, once; learned later to have been taken back sooner, that is news", () => {
    const papers = termsOfUse()
      .on("tou", publish("v2", "2026-06-01", january), publish("v3", "2026-07-01", january))
      .on("tou", take("v2", march), take("v2", march), take("v2", april))
    expect(papers.document("tou").state.taken.map(({ value }) => value.at)).toEqual([march])
    papers.on("tou", take("v3", march), take("v2", february))
    expect(papers.document("tou").state.taken.map(({ value }) => [value.version, value.at])).toEqual([
      ["v2", march],
      ["v3", march],
      ["v2", february]
    ])
    expect([january, february].map((when) => versionOf(inForce(papers, when)))).toEqual(["v1", "v1"])
  })

  it("what another published is theirs: we record that they took it back, also after it took effect", () => {
    const taken = { ...take("e1", march), _tag: "VersionWithdrawn" } as const
    given(third, theirs, confirmed(january)).when(take("e1", march)).then(taken)
    const papers = new Papers().on(
      "tou",
      declare("tou", { publisher: "third" }),
      capture("e1", "2026-01-12", at),
      confirm(january),
      take("e1", march)
    )
    expect([february, march].map((when) => versionOf(inForce(papers, when)))).toEqual(["e1", "none"])
  })

  it("a version that is not there is neither taken back, nor weighed, nor read", () => {
    const by = { by: "legal-1", reason: "as for all our users", at } as const
    for (const command of [
      take("v9", at),
      { _tag: "WeighVersion", version: "v9", material: true, ...by },
      { _tag: "ReadVersion", version: "v9", as: { silence: "nothing" }, ...by }
    ] as const)
      given(declared, v1).when(command).thenRefused(Document.UnknownVersion("v9"))
  })
})

describe(rules.inForce.clause.quote, () => {
  it("of versions that were published in another order, the one whose first day came last", () => {
    const papers = termsOfUse().on(
      "tou",
      publish("v3", "2026-04-01", january),
      publish("v2", "2026-03-01", february),
      publish("v4", "2026-05-01", february)
    )
    expect([february, march, april, may].map((when) => versionOf(inForce(papers, when)))).toEqual([
      "v1",
      "v2",
      "v3",
      "v4"
    ])
    const { state } = papers.document("tou")
    expect(Document.versionsAt(state, february).map(({ value }) => value.version)).toEqual(["v1", "v2", "v3", "v4"])
  })

  it("of two with the same first day, the one that was published last", () => {
    const papers = termsOfUse().on(
      "tou",
      publish("b", "2026-03-01", january),
      publish("a", "2026-03-01", february),
      publish("c", "2026-03-01", february)
    )
    expect(versionOf(inForce(papers, march))).toBe("c")
    expect(Document.versionsAt(papers.document("tou").state, march).map(({ value }) => value.version)).toEqual([
      "v1",
      "b",
      "a",
      "c"
    ])
  })
})

describe(rules.askedBeforeUse.clause.quote, () => {
  const facts = (papers: Papers, use: string, when: Instant) => {
    const document = papers.document("tou")
    return Document.askedBefore(document.state, document, use, when).because[0]
  }

  it("the reasons name each time it was asked for that use and stopped, and none of another use or a later day", () => {
    const papers = termsOfUse().on(
      "tou",
      { _tag: "AskBeforeUse", use: "portal", at: january },
      { _tag: "StopAskingBeforeUse", use: "software", at: february },
      { _tag: "AskBeforeUse", use: "software", at: march }
    )
    expect(facts(papers, "software", at)).toEqual({
      clause: rules.askedBeforeUse.clause,
      answer: true,
      facts: ["document/tou@1", "document/tou@0", "document/tou@4"],
      absent: [{ stream, upTo: 5 }]
    })
    expect(facts(papers, "software", march).facts).toEqual([
      "document/tou@5",
      "document/tou@0",
      "document/tou@1",
      "document/tou@4"
    ])
    expect(facts(papers, "portal", january).facts).toEqual(["document/tou@3", "document/tou@0"])
    expect(facts(papers, "portal", at)).toMatchObject({ answer: false, facts: ["document/tou@0"] })
  })

  it("withdrawn twice, the first end counts; in one moment, the one recorded first", () => {
    const { state } = given(declared, asked(at), gone(march), gone(april)).folded()
    expect(state.withdrawn?.from).toBe("document/tou@2")
    expect(given(declared, gone(march), gone(march)).folded().state.withdrawn?.from).toBe("document/tou@1")
    expect(given(declared, gone(april), gone(march)).folded().state.withdrawn?.from).toBe("document/tou@2")
    given(declared, gone(march))
      .when({ ...gone(march), _tag: "WithdrawDocument" })
      .thenNothing()
  })

  it("what will be withdrawn is still shown until then", () => {
    const papers = termsOfUse().on("tou", { ...gone(march), _tag: "WithdrawDocument" })
    const owed = (when: Instant) => toPresent(papers.document("tou"), papers.answered("tou", "u1"), when).length
    expect([owed(february), owed(march)]).toEqual([1, 0])
  })
})

describe(rules.readWhereSilent.clause.quote, () => {
  const read = (version: string, as: Document.TermsAsRead, when: Instant): Document.ReadVersion => ({
    _tag: "ReadVersion",
    version,
    as,
    by: "legal-1",
    reason: "as for all our users",
    at: when
  })
  const silent = () => termsOfUse({}).on("tou", publish("v2", "2026-03-01", january, {}))
  const termOf = (papers: Papers, name: Document.TermName, when: Instant) => {
    const { state } = papers.document("tou")
    return Document.termAt(state, Document.versionCalled(state, "v1") as Fact<Document.Version>, name, when)
  }

  it("read twice it is read once, whatever was read of another version meanwhile", () => {
    const papers = silent().on(
      "tou",
      read("v1", { silence: "nothing" }, february),
      read("v2", { silence: "accepted" }, march),
      read("v1", { silence: "nothing" }, april)
    )
    expect(papers.document("tou").state.read.map(({ value }) => value.version)).toEqual(["v1", "v2"])
    papers.on("tou", read("v1", { silence: "accepted" }, may))
    expect(papers.document("tou").state.read).toHaveLength(3)
  })

  it("each thing as it was read last of that version: another thing, or another version, changes nothing of it", () => {
    const papers = silent().on(
      "tou",
      read("v1", { silence: "nothing" }, february),
      read("v1", { asksAgain: "none" }, march),
      read("v2", { silence: "accepted" }, april)
    )
    expect(termOf(papers, "silence", january)).toBeUndefined()
    for (const when of [february, march, april])
      expect(termOf(papers, "silence", when)).toEqual({
        value: "nothing",
        terms: {
          ref: `terms:${text("v1").hash}`,
          parameter: "silence",
          source: { instrument: "v1", words: "" },
          reading: "document/tou@4"
        }
      })
    expect(termOf(papers, "onBreach", may)).toBeUndefined()
  })

  it("what it says itself is cited with its place and its words, of the text that binds", () => {
    const papers = termsOfUse(strict, { texts: [text("v1", "en"), text("v1")], binds: ["nl"] })
    expect(termOf(papers, "onBreach", at)).toEqual({
      value: "ends",
      terms: {
        ref: `terms:${text("v1", "nl").hash}`,
        parameter: "onBreach",
        source: { instrument: "terms", words: "as the text says it" }
      }
    })
  })
})

describe(rules.asksAnew.clause.quote, () => {
  it("weighed twice it is weighed once; weighed otherwise, the last decision counts", () => {
    const weigh = (material: boolean, when: Instant): Document.WeighVersion => ({
      _tag: "WeighVersion",
      version: "v1",
      material,
      by: "legal-1",
      reason: "a new address",
      at: when
    })
    const weighed = { ...weigh(false, february), _tag: "VersionWeighed" } as const
    given(declared, v1, weighed).when(weigh(false, march)).thenNothing()
    given(declared, v1, weighed)
      .when(weigh(true, march))
      .then({ ...weigh(true, march), _tag: "VersionWeighed" })
  })
})

describe(rules.cover.clause.quote, () => {
  const cap = (
    from: Instant,
    amount: string,
    { at: said = from, until }: { readonly at?: Instant; readonly until?: Instant } = {}
  ): Document.StateLiabilityCap => ({
    _tag: "StateLiabilityCap",
    insurance: { reference: "Beroepsaansprakelijkheidsverzekering ICT 2003", hash: hashOf("policy") },
    cover: { amount, currency: "EUR" },
    from,
    ...(until !== undefined && { until }),
    at: said
  })
  const capped = (...caps: ReadonlyArray<Document.StateLiabilityCap>) => new Papers().on("tou", declare("tou"), ...caps)
  const amount = (papers: Papers, when: Instant) => {
    const { state, ...looked } = papers.document("tou")
    const { answer } = Document.capAt(state, looked, when)
    return answer === "undetermined" ? answer : answer.amount
  }

  it("stated ahead, it covers nothing before it begins", () => {
    const papers = capped(cap(march, "1000000", { at: january }))
    expect([february, march].map((when) => amount(papers, when))).toEqual(["undetermined", "1000000"])
  })

  it("put right to have ended, it has ended", () => {
    const papers = capped(cap(january, "1000000"), cap(january, "1000000", { until: march, at: february }))
    expect([february, march].map((when) => amount(papers, when))).toEqual(["1000000", "undetermined"])
  })

  it("of two that run the one that began last, in whatever order they were stated", () => {
    const papers = capped(cap(march, "3000000"), cap(january, "1000000", { at: march }))
    expect(amount(papers, april)).toBe("3000000")
  })

  it("stated again beside another, it is still stated once", () => {
    const papers = capped(cap(january, "1000000"), cap(march, "3000000"), cap(january, "1000000", { at: april }))
    expect(papers.document("tou").state.caps).toHaveLength(2)
  })
})

describe(rules.mayUse.clause.quote, () => {
  it("until when an answer stands is looked for wherever something began, ended or was said", () => {
    const read = {
      _tag: "ReadVersion",
      version: "v1",
      as: { silence: "nothing" },
      by: "legal-1",
      reason: "so"
    } as const
    const weigh = { _tag: "WeighVersion", version: "v1", material: true, by: "legal-1", reason: "so" } as const
    const papers = termsOfUse({ asksAgain: "every" }).on(
      "tou",
      { ...read, at: "2026-02-02T10:00:00.000Z" },
      { ...weigh, at: "2026-02-03T10:00:00.000Z" },
      { _tag: "StopAskingBeforeUse", use: "software", at: march },
      { _tag: "AskBeforeUse", use: "portal", at: march }
    )
    const before = [at, march, march, at, v1Starts, "2026-02-03T10:00:00.000Z", "2026-02-02T10:00:00.000Z"] as const
    expect(Document.moments(papers.document("tou").state)).toEqual(before)
    papers.on("tou", { ...gone(april), _tag: "WithdrawDocument" })
    expect(Document.moments(papers.document("tou").state)).toEqual([...before, april])
  })
})
