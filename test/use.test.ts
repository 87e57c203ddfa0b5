/** May somebody use it, and which version holds for them: what decides it, what does not, and what the reasons cite. */
import { Acceptance, Document, mayUse, rules, toPresent, versionFor } from "goodfaith/documents"
import type { Verdict } from "goodfaith/kernel"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { accept, capture, decline, declare, Papers, present, publish, strict, termsOfUse } from "./papers.ts"

const at: Instant = "2026-01-05T09:00:00.000Z"
const january: Instant = "2026-01-20T10:00:00.000Z"
const february: Instant = "2026-02-10T10:00:00.000Z"
const march: Instant = "2026-03-10T10:00:00.000Z"
const april: Instant = "2026-04-10T10:00:00.000Z"
const may: Instant = "2026-05-10T10:00:00.000Z"

const clauses = ({ because }: Verdict<unknown>) => because.map(({ clause }) => clause.id)
const reasonOf = ({ because }: Verdict<unknown>, { clause }: { readonly clause: { readonly id: string } }) =>
  because.find((it) => it.clause.id === clause.id)
const holdsFor = (papers: Papers, when: Instant, document = "tou") =>
  versionFor(papers.document(document), papers.answered(document, "u1"), when)
const versionOf = ({ answer }: Verdict<Document.Version | "none" | "undetermined">) =>
  typeof answer === "string" ? answer : answer.version
const owed = (papers: Papers, when: Instant) =>
  toPresent(papers.document("tou"), papers.answered("tou", "u1"), when).map(({ version, shown }) => [
    version.version,
    shown
  ])

/** `v1` accepted in January, `v2` from 1 March. */
const successor = (said: Document.TermsAsRead): Papers =>
  termsOfUse(said)
    .by("tou", "u1", accept("v1", january))
    .on("tou", publish("v2", "2026-03-01", february))
/** A document that others draw up; `e1` is confirmed. */
const theirs = (said: Document.TermsAsRead = strict) =>
  new Papers().on(
    "tou",
    declare("tou", { publisher: "third" }),
    { _tag: "AskBeforeUse", use: "software", at },
    capture("e1", "2026-01-12", at, said),
    { _tag: "ConfirmCapture", version: "e1", by: "legal-1", at }
  )
/** A document that only has to be seen, and whose later versions ask anew. */
const seen = (asks: "acknowledge" | "inform", said: Document.TermsAsRead = strict) =>
  new Papers().on(
    "tou",
    declare("tou", { kind: "statement", asks, title: "Privacy statement" }),
    { _tag: "AskBeforeUse", use: "software", at },
    publish("v1", "2026-01-12", at, said)
  )
const acknowledge = (version: string, when: Instant): Acceptance.AcknowledgeVersion => ({
  _tag: "AcknowledgeVersion",
  answer: `seen-${version}-${when.slice(0, 10)}`,
  version,
  by: "anneke",
  at: when
})

describe(rules.maySpeak.clause.quote, () => {
  const yes = (answer: string, when: Instant, authority: "shown" | "notShown") =>
    accept("v1", when, { answer, authority })
  const general = () =>
    new Papers().on(
      "general",
      declare("general", { kind: "generalTerms", party: "organisation" }),
      { _tag: "AskBeforeUse", use: "software", at },
      publish("v1", "2026-01-12", at)
    )

  it("that one answer was denied or ratified says nothing of another", () => {
    const denied = general().by("general", "c42", yes("yes-1", january, "notShown"), yes("yes-2", february, "shown"), {
      _tag: "RefuteAnswer",
      answer: "yes-1",
      at: march
    })
    expect(denied.mayUse(april).answer).toBe("may")
    const ratified = general().by(
      "general",
      "c42",
      yes("yes-1", january, "shown"),
      { _tag: "RatifyAnswer", answer: "yes-1", by: "director", at: february },
      decline("v1", march),
      yes("yes-2", april, "notShown")
    )
    expect([february, april].map((when) => ratified.mayUse(when).answer)).toEqual(["may", "mayNot"])
  })
})

describe(rules.ofItsTime.clause.quote, () => {
  it("a capture that nobody has confirmed takes nobody's place", () => {
    const papers = theirs({ ...strict, asksAgain: "none" })
      .on("tou", capture("e2", "2026-02-01", january))
      .by("tou", "u1", accept("e1", february))
      .on("tou", capture("e3", "2026-06-01", march), {
        _tag: "ConfirmCapture",
        version: "e3",
        by: "legal-1",
        at: march
      })
    // Had `e2` taken the place of `e1`, the yes to `e1` came too late, and `e3` would have to be shown.
    expect(owed(papers, april)).toEqual([])
    papers.on("tou", { _tag: "ConfirmCapture", version: "e2", by: "legal-1", at: may })
    expect(owed(papers, may)).toEqual([
      ["e2", undefined],
      ["e3", undefined]
    ])
  })
})

describe(rules.inItsWords.clause.quote, () => {
  it("the reasons name how far the document was read", () => {
    const verdict = termsOfUse().by("tou", "u1", accept("v1", january)).mayUse(february)
    for (const rule of [rules.inItsWords, rules.afterBreach])
      expect(reasonOf(verdict, rule)?.absent).toEqual([{ stream: "document/tou", upTo: 2 }])
    expect(reasonOf(verdict, rules.lastWord)?.absent).toEqual([{ stream: "acceptance/tou/u1", upTo: 0 }])
  })
})

describe(rules.afterBreach.clause.quote, () => {
  it("lifted in March, as was learned after it was lifted in April: who accepted it between the two, accepted it again", () => {
    const by = { by: "legal-1", reason: "sealed:reason" } as const
    const lift = (when: Instant) => ({ _tag: "LiftBreach", breach: "b1", ...by, at: when }) as const
    const papers = termsOfUse().by(
      "tou",
      "u1",
      accept("v1", january),
      {
        _tag: "ReportBreach",
        breach: "b1",
        declaration: "trueInformation",
        evidence: "sealed:evidence",
        by: "security-1",
        at: january
      },
      { _tag: "JudgeBreach", breach: "b1", broken: true, ...by, at: february },
      lift(april),
      accept("v1", "2026-03-20T10:00:00.000Z")
    )
    expect(papers.mayUse(may).answer).toBe("mayNot")
    papers.by("tou", "u1", lift(march))
    expect(papers.mayUse(may).answer).toBe("may")
    expect(reasonOf(papers.mayUse(may), rules.afterBreach)?.facts).toContain("acceptance/tou/u1@5")
  })
})

describe(rules.lastWord.clause.quote, () => {
  it("that it was seen is no yes, and stands nowhere among the yeses and noes", () => {
    const papers = termsOfUse().by("tou", "u1", acknowledge("v1", january), decline("v1", february))
    const verdict = papers.mayUse(march)
    expect(reasonOf(verdict, rules.lastWord)).toMatchObject({ answer: "no", facts: ["acceptance/tou/u1@1"] })
    expect(reasonOf(verdict, rules.counts)).toBeUndefined()
  })
})

describe(rules.seen.clause.quote, () => {
  it("of each version by itself", () => {
    for (const [asks, sight] of [
      ["inform", present],
      ["acknowledge", acknowledge]
    ] as const) {
      const papers = seen(asks).by("tou", "u1", sight("v1", january))
      papers.on("tou", publish("v2", "2026-03-01", february)).by("tou", "u1", sight("v1", march))
      expect([january, march].map((when) => papers.mayUse(when).answer)).toEqual(["may", "mayNot"])
      papers.by("tou", "u1", sight("v2", april))
      expect(papers.mayUse(april).answer).toBe("may")
    }
  })

  it("from the moment on in which it was published, and not before", () => {
    const on = (when: Instant) => seen("acknowledge").by("tou", "u1", acknowledge("v1", when)).mayUse(february).answer
    expect([on("2026-01-05T08:59:59.999Z"), on(at)]).toEqual(["mayNot", "may"])
  })
})

describe(rules.holds.clause.quote, () => {
  it("who said no to the earlier one and yes to the new one has agreed, and may go on", () => {
    const papers = termsOfUse()
      .by("tou", "u1", decline("v1", january))
      .on("tou", publish("v2", "2026-03-01", february))
      .by("tou", "u1", accept("v2", march))
    expect([february, march].map((when) => papers.mayUse(when).answer)).toEqual(["mayNot", "may"])
    expect(reasonOf(papers.mayUse(march), rules.holds)?.answer).toBe("agreed")
  })

  it("which one holds cites how the party stands and which one is in force", () => {
    const standings = [
      [termsOfUse().by("tou", "u1", accept("v1", january)), "v1", "agreed"],
      [successor({ ...strict, asksAgain: "none" }), "v2", "carried"],
      [successor(strict).by("tou", "u1", decline("v2", march)), "v1", "declined"],
      [successor({ ...strict, asksAgain: "material" }), "undetermined", "undetermined"]
    ] as const
    for (const [papers, version, standing] of standings) {
      const verdict = holdsFor(papers, march)
      expect(versionOf(verdict)).toBe(version)
      expect(verdict.because[0]).toMatchObject({ clause: rules.holds.clause, answer: standing })
      expect(clauses(verdict)).toContain("document.in-force")
    }
  })

  it("where the one in force is not known, or there is none, neither is what holds", () => {
    const open = theirs({ ...strict, asksAgain: "none" })
      .by("tou", "u1", accept("e1", january))
      .on("tou", capture("e2", "2026-02-01", february))
    expect(versionOf(holdsFor(open, january))).toBe("e1")
    expect(holdsFor(open, february)).toEqual(
      Document.versionInForce(open.document("tou").state, open.document("tou"), february)
    )
    expect(versionOf(holdsFor(open, february))).toBe("undetermined")
    const none = new Papers().on("tou", declare("tou"))
    expect([versionOf(holdsFor(none, march)), clauses(holdsFor(none, march))]).toEqual([
      "none",
      ["document.in-force", "document.captured-then-confirmed"]
    ])
  })
})

describe(rules.silence.clause.quote, () => {
  it("what was shown is the new version, not the one before it", () => {
    const papers = successor({ ...strict, silence: "accepted" }).by("tou", "u1", present("v1", february))
    expect(papers.mayUse(march).answer).toBe("mayNot")
    papers.by("tou", "u1", present("v2", february))
    expect(papers.mayUse(march).answer).toBe("may")
    expect(reasonOf(papers.mayUse(march), rules.silence)?.facts).toEqual([
      "document/tou@2",
      "document/tou@3",
      "acceptance/tou/u1@2"
    ])
  })

  it("what was shown before it was published was not that version", () => {
    const papers = successor({ ...strict, silence: "accepted" })
    const early = { ...present("v2", january), _tag: "VersionPresented" } as const
    papers.answers.set("tou/u1", [...papers.answers.get("tou/u1")!, early])
    expect(papers.mayUse(march).answer).toBe("mayNot")
    expect(owed(papers, march)).toEqual([["v2", undefined]])
  })

  it("is asked about only where an answer is missing, and a yes was asked for", () => {
    const agreed = termsOfUse().by("tou", "u1", present("v1", january), accept("v1", january))
    expect(clauses(agreed.mayUse(march))).not.toContain("acceptance.silence")
    const declined = termsOfUse({ ...strict, silence: "accepted" }).by("tou", "u1", decline("v1", january))
    expect(clauses(declined.mayUse(march))).not.toContain("acceptance.silence")
    expect(clauses(termsOfUse().mayUse(march))).toContain("acceptance.silence")
    const unseen = seen("acknowledge", { ...strict, silence: "acceptedByUse" }).by("tou", "u1", present("v1", january))
    expect(unseen.mayUse(march).answer).toBe("mayNot")
    expect(clauses(unseen.mayUse(march))).not.toContain("acceptance.silence")
  })
})

describe(rules.heldBySilence.clause.quote, () => {
  const used = (when: Instant): Acceptance.RecordUse => ({ _tag: "RecordUse", at: when })
  const byUse = () => successor({ ...strict, silence: "acceptedByUse" })

  it("where the version agreed to says nothing of silence, nobody can say which one holds", () => {
    const { silence: _, ...said } = strict
    const verdict = holdsFor(successor(said).by("tou", "u1", present("v2", february)), march)
    expect(verdict.answer).toBe("undetermined")
    expect(clauses(verdict).slice(0, 2)).toEqual(["acceptance.held-by-silence", "acceptance.silence"])
    expect(clauses(verdict)).toEqual(expect.arrayContaining(["acceptance.holds", "document.in-force"]))
  })

  it("the reasons begin with what was shown and used, and tell how the party stands", () => {
    const verdict = holdsFor(byUse().by("tou", "u1", present("v2", february), used(march)), march)
    expect(versionOf(verdict)).toBe("v2")
    expect(verdict.because[0]).toEqual({
      clause: rules.heldBySilence.clause,
      answer: true,
      facts: ["acceptance/tou/u1@2", "acceptance/tou/u1@1"],
      absent: [{ stream: "acceptance/tou/u1", upTo: 2 }]
    })
    expect(reasonOf(verdict, rules.holds)?.answer).toBe("unanswered")
    expect(clauses(verdict)).toContain("document.in-force")
  })

  it("shown twice, it is the first time that counts, whichever was learned first", () => {
    const papers = byUse().by("tou", "u1", present("v2", april), used(march), present("v2", march))
    expect(versionOf(holdsFor(papers, april))).toBe("v2")
    expect(owed(papers, april)).toEqual([["v2", march]])
    const inOrder = byUse().by("tou", "u1", present("v2", march), present("v2", april))
    expect(owed(inOrder, april)).toEqual([["v2", march]])
  })

  it("that the earlier one was shown counts for the earlier one", () => {
    const papers = byUse().by("tou", "u1", present("v1", march), present("v2", april), used(march))
    expect(versionOf(holdsFor(papers, april))).toBe("v1")
    expect(owed(papers, april)).toEqual([["v2", april]])
  })
})

describe(rules.mayUse.clause.quote, () => {
  it("the answer stands until the first moment at which it is another, and where there is none it says so", () => {
    const papers = successor({ ...strict, asksAgain: "none" }).by(
      "tou",
      "u1",
      present("v2", march),
      decline("v2", april)
    )
    // That `v2` takes effect and is shown changes nothing; the no does.
    expect(papers.mayUse(february)).toMatchObject({ answer: "may", validUntil: april })
    const verdict = papers.mayUse(april)
    expect(verdict.answer).toBe("mayNot")
    expect("validUntil" in verdict).toBe(false)
  })

  it("where it is asked of an organisation and none is named, nobody's answers are read", () => {
    const papers = new Papers()
      .on(
        "general",
        declare("general", { party: "organisation" }),
        { _tag: "AskBeforeUse", use: "software", at },
        publish("v1", "2026-01-12", at)
      )
      .by("general", "c42", accept("v1", january, { authority: "shown" }))
    const facts = {
      documents: [papers.document("general")],
      acceptances: { general: papers.answered("general", "c42") }
    }
    const verdict = mayUse({ use: "software", user: "c42", mandate: "notNeeded", at: march }, facts)
    expect(verdict.answer).toBe("mayNot")
    expect(verdict.standsOn).toEqual([{ stream: "document/general", upTo: 2 }])
  })
})
