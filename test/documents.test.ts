/** Documents and their acceptance: what is asked before a use, what was answered, and which version holds. */
import { Acceptance, Document, mayUse, owes, rules, toPresent, versionFor } from "goodfaith/documents"
import { citedBy, type Verdict } from "goodfaith/kernel"
import type { Instant } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import {
  accept,
  capture,
  decline,
  declare,
  hashOf,
  Papers,
  present,
  publish,
  strict,
  termsOfUse,
  text,
  world
} from "./papers.ts"
import { decided, telling } from "./scenario.ts"

const given = telling(Document.decider, Document.stream("tou"), world)
const shows = (shown = true) =>
  telling(Acceptance.decider, Acceptance.stream("tou", "u1"), {
    text: () => shown,
    mandate: (person) => (person === "koen" ? "mandates/c42@2" : undefined)
  })
const answered = shows()

const at: Instant = "2026-01-05T09:00:00.000Z"
/** The first moment of 12 January in Amsterdam. */
const v1Starts: Instant = "2026-01-11T23:00:00.000Z"
const january: Instant = "2026-01-20T10:00:00.000Z"
const february: Instant = "2026-02-10T10:00:00.000Z"
const march: Instant = "2026-03-10T10:00:00.000Z"
const april: Instant = "2026-04-10T10:00:00.000Z"
/** The first moment of 1 March in Amsterdam. */
const v2Starts: Instant = "2026-02-28T23:00:00.000Z"

const declared: Document.DocumentDeclared = { ...declare("tou"), _tag: "DocumentDeclared" }
const third: Document.DocumentDeclared = {
  ...declared,
  title: "Terms of Use eRecognition",
  publisher: "third",
  drawnUpBy: "Ministry of Economic Affairs"
}
const zone = world.zone("Europe/Amsterdam")!.ref
const v1Asked = publish("v1", "2026-01-12", at)
const v1: Document.DocumentPublished = { ...v1Asked, _tag: "DocumentPublished", startsAt: v1Starts, zone }
const theirs: Document.DocumentCaptured = {
  ...capture("e1", "2026-01-12", at),
  _tag: "DocumentCaptured",
  startsAt: v1Starts,
  zone
}
const accepted: Acceptance.VersionAccepted = { ...accept("v1", january), _tag: "VersionAccepted" }
const reason = "sealed:reason" as const

const inForce = (papers: Papers, when: Instant, id = "tou") => {
  const document = papers.document(id)
  const { answer } = Document.versionInForce(document.state, document, when)
  return typeof answer === "string" ? answer : answer.version
}
const holdsFor = (papers: Papers, when: Instant, party = "u1", id = "tou") => {
  const { answer } = versionFor(papers.document(id), papers.answered(id, party), when)
  return typeof answer === "string" ? answer : answer.version
}
/** The answer, and the clause that decided it of the document that is in the way. */
const why = (papers: Papers, when: Instant) => {
  const { answer, documents } = papers.mayUse(when)
  return [answer, documents[0]?.because[0].clause.id]
}
const all = (verdict: Verdict<unknown>) => verdict.because.map(({ clause }) => clause.id)

/** `v1` accepted in January, `v2` from 1 March. */
const asksAnew = (said: Document.TermsAsRead): Papers =>
  termsOfUse({ ...strict, ...said })
    .by("tou", "u1", accept("v1", january))
    .on("tou", publish("v2", "2026-03-01", february))

describe(rules.declaredOnce.clause.quote, () => {
  it("a document is declared, and asked twice it is declared once", () => {
    given().when(declare("tou")).then(declared)
    given(declared)
      .when({ ...declare("tou"), at: january })
      .thenNothing()
    given(declared)
      .when(declare("tou", { party: "organisation" }))
      .thenRefused(Document.DeclaredOtherwise({ value: declared, from: "document/tou@0" }))
  })

  it("nothing is done with one that was not", () => {
    given().when(v1Asked).thenRefused(Document.NotDeclared)
    given()
      .when(declare("tou", { zone: "Mars/Olympus" }))
      .thenRefused(Document.UnknownZone("Mars/Olympus"))
  })

  it("a use for which it was never asked does not end", () => {
    given(declared)
      .when({ _tag: "StopAskingBeforeUse", use: "software", at })
      .thenRefused(Document.NotAskedFor("software", at))
  })
})

describe(rules.neverEdited.clause.quote, () => {
  it("a version is published, once", () => {
    given(declared).when(v1Asked).then(v1)
    given(declared, v1).when(v1Asked).thenNothing()
    given(declared, v1)
      .when({ ...v1Asked, at: january })
      .thenNothing()
  })

  it("another text under the same id is refused", () => {
    given(declared, v1)
      .when({ ...v1Asked, texts: [text("other")] })
      .thenRefused(Document.VersionIdTaken({ value: v1, from: "document/tou@1" }))
  })

  it("no text binds that is not there", () => {
    given(declared)
      .when({ ...v1Asked, binds: ["nl", "en"] })
      .thenRefused(Document.BindsInNoText("en"))
  })

  it("a slip of the pen is put right in its text, from then on, and who accepted it before did accept it", () => {
    const slip: Document.CorrectSlip = {
      _tag: "CorrectSlip",
      version: "v1",
      to: { ...text("v1"), hash: hashOf("v1 put right") },
      by: "legal-1",
      reason: "a word was missing its last letter",
      at: february
    }
    given(declared, v1)
      .when(slip)
      .then({ ...slip, _tag: "SlipCorrected" })
    given(declared, v1, { ...slip, _tag: "SlipCorrected" })
      .when({ ...slip, at: march })
      .thenNothing()
    given(declared, v1)
      .when({ ...slip, to: text("v1", "en") })
      .thenRefused(Document.NoSuchText({ value: v1, from: "document/tou@1" }, "en"))
    given(declared).when(slip).thenRefused(Document.UnknownVersion("v1"))
    const papers = termsOfUse(strict, { texts: [text("v1"), text("v1", "en")] })
      .by("tou", "u1", accept("v1", january))
      .on("tou", slip, publish("v2", "2026-04-01", march))
    expect(why(papers, march)).toEqual(["may", "use.answered"])
    const document = papers.document("tou")
    const hash = (when: Instant, language = "nl") => {
      const { answer } = Document.statementAt(document.state, document, when, language)
      return typeof answer === "string" ? answer : answer?.hash
    }
    expect([hash(january), hash(february), hash(february, "en"), hash(april)]).toEqual([
      text("v1").hash,
      hashOf("v1 put right"),
      text("v1", "en").hash,
      text("v2").hash
    ])
  })
})

describe(rules.notBackwards.clause.quote, () => {
  it("today at the earliest, in the zone of the document: then it begins when it is published", () => {
    const lateEvening: Instant = "2026-01-11T23:30:00.000Z" // already the 12th in Amsterdam
    given(declared)
      .when({ ...v1Asked, at: lateEvening })
      .then({ ...v1, at: lateEvening, startsAt: lateEvening })
    given(declared)
      .when({ ...v1Asked, effectiveFrom: "2026-01-11", at: lateEvening })
      .thenRefused(Document.DayHasPassed("2026-01-11", "2026-01-12"))
  })

  it("taken back before it took effect it never does; after that another is published", () => {
    const take: Document.WithdrawVersion = { _tag: "WithdrawVersion", version: "v1", reason: "too early", at }
    given(declared, v1)
      .when(take)
      .then({ ...take, _tag: "VersionWithdrawn" })
    given(declared, v1, { ...take, _tag: "VersionWithdrawn" })
      .when({ ...take, at: march })
      .thenNothing()
    given(declared, v1)
      .when({ ...take, at: v1Starts })
      .thenRefused(Document.HoldsAlready({ value: v1, from: "document/tou@1" }))
    const papers = asksAnew(strict).on("tou", { ...take, version: "v2", at: february })
    expect([inForce(papers, march), why(papers, march)]).toEqual(["v1", ["may", "use.answered"]])
  })
})

describe(rules.readWhereSilent.clause.quote, () => {
  const read = (as: Document.TermsAsRead, when: Instant = march): Document.ReadVersion => ({
    _tag: "ReadVersion",
    version: "v1",
    as,
    by: "legal-1",
    reason: "as for all our users",
    at: when
  })

  it("nobody knows until a person recorded how it is read, and the reasons name the reading", () => {
    const papers = termsOfUse({ silence: "nothing" })
      .by("tou", "u1", accept("v1", january))
      .on("tou", publish("v2", "2026-03-01", february), read({ asksAgain: "none" }))
    expect(papers.mayUse("2026-03-09T10:00:00.000Z")).toMatchObject({ answer: "undetermined", validUntil: march })
    const verdict = papers.mayUse(march)
    expect(verdict.answer).toBe("may")
    expect(citedBy(verdict)).toContain("document/tou@4")
    expect(verdict.because.flatMap(({ terms = [] }) => terms)).toContainEqual({
      ref: `terms:${text("v1").hash}`,
      parameter: "asksAgain",
      source: { instrument: "v1", words: "" },
      reading: "document/tou@4"
    })
  })

  it("what it says itself is not read otherwise", () => {
    given(declared, v1)
      .when(read({ silence: "accepted" }))
      .thenRefused(Document.SaysSoItself({ value: v1, from: "document/tou@1" }, "silence"))
  })
})

describe(rules.capturedThenConfirmed.clause.quote, () => {
  const network = () =>
    new Papers().on(
      "erecognition",
      { ...declare("erecognition"), publisher: "third", drawnUpBy: "Ministry of Economic Affairs" },
      { _tag: "AskBeforeUse", use: "software", at },
      capture("e1", "2026-01-12", at)
    )
  const confirm = (version: string, when: Instant): Document.ConfirmCapture => ({
    _tag: "ConfirmCapture",
    version,
    by: "legal-2",
    at: when
  })

  it("we publish no version of theirs, and capture none of ours", () => {
    given(third)
      .when(v1Asked)
      .thenRefused(Document.NotOurs({ value: third, from: "document/tou@0" }))
    given(declared)
      .when(capture("e1", "2026-01-12", at))
      .thenRefused(Document.Ours({ value: declared, from: "document/tou@0" }))
  })

  it("a capture is looked at by a person, who finds one thing", () => {
    const dismiss: Document.DismissCapture = {
      _tag: "DismissCapture",
      version: "e1",
      by: "legal-2",
      reason: "a draft",
      at
    }
    given(third, theirs)
      .when(confirm("e1", at))
      .then({ ...confirm("e1", at), _tag: "CaptureConfirmed" })
    given(third, theirs, { ...dismiss, _tag: "CaptureDismissed" })
      .when(confirm("e1", at))
      .thenRefused(Document.LookedAtAlready("e1", ["document/tou@2"]))
    given(third).when(dismiss).thenRefused(Document.NotCaptured("e1"))
  })

  it("until somebody did, nobody can say who may use the network", () => {
    const papers = network().by("erecognition", "u1", accept("e1", january))
    expect(why(papers, january)).toEqual(["undetermined", "use.nothing-to-answer"])
    papers.on("erecognition", confirm("e1", january))
    expect(why(papers, january)).toEqual(["may", "use.answered"])
  })

  it("a new version of theirs takes effect without a word of ours, and closes from when we know it", () => {
    const papers = network()
      .on("erecognition", confirm("e1", at))
      .by("erecognition", "u1", accept("e1", january))
      .on("erecognition", capture("e2", "2026-02-01", february, strict, { publishedAt: "2026-01-25T09:00:00.000Z" }))
    expect(inForce(papers, "2026-02-09T10:00:00.000Z", "erecognition")).toBe("e1")
    expect(why(papers, february)).toEqual(["undetermined", "use.nothing-to-answer"])
    papers.on("erecognition", confirm("e2", march))
    expect(why(papers, march)).toEqual(["mayNot", "use.answered"])
    papers.by("erecognition", "u1", accept("e2", march))
    expect(why(papers, march)).toEqual(["may", "use.answered"])
  })

  it("captured late, it was published when they published it: who accepted it since then did accept it", () => {
    const late = (publishedAt: Instant | undefined) =>
      new Papers()
        .on(
          "erecognition",
          { ...declare("erecognition"), publisher: "third" },
          { _tag: "AskBeforeUse", use: "software", at },
          capture("e1", "2026-01-12", february, strict, publishedAt === undefined ? {} : { publishedAt }),
          confirm("e1", february)
        )
        .by("erecognition", "u1", accept("e1", january))
    expect(why(late("2026-01-13T09:00:00.000Z"), march)[0]).toBe("may")
    expect(inForce(late("2026-01-13T09:00:00.000Z"), march, "erecognition")).toBe("e1")
    expect(late("2026-01-13T09:00:00.000Z").document("erecognition").state.versions[0]?.value.startsAt).toBe(
      "2026-01-13T09:00:00.000Z"
    )
    expect(why(late(undefined), march)[0]).toBe("mayNot")
  })

  it("of several captures each is looked at by itself, and asked twice it is looked at once", () => {
    const dismiss = (version: string): Document.DismissCapture => ({
      _tag: "DismissCapture",
      version,
      by: "legal-2",
      reason: "a draft",
      at: february
    })
    const papers = network().on("erecognition", capture("e2", "2026-02-01", january), dismiss("e2"), dismiss("e2"))
    expect(papers.document("erecognition").upTo).toBe(4)
    papers.on("erecognition", dismiss("e1"))
    expect(papers.document("erecognition").state.dismissed).toHaveLength(2)
  })

  it("one that was dismissed is as if it had not been captured", () => {
    const papers = network()
      .on("erecognition", confirm("e1", at))
      .by("erecognition", "u1", accept("e1", january))
      .on("erecognition", capture("e2", "2026-02-01", february), {
        _tag: "DismissCapture",
        version: "e2",
        by: "legal-2",
        reason: "a draft",
        at: march
      })
    expect([why(papers, february)[0], why(papers, march)[0]]).toEqual(["undetermined", "may"])
  })
})

describe(rules.inForce.clause.quote, () => {
  it("from the first moment of its day in Amsterdam until that of the next", () => {
    const papers = asksAnew(strict)
    expect(
      (["2026-01-11T22:59:59.999Z", v1Starts, "2026-02-28T22:59:59.999Z", v2Starts] as const).map((when) =>
        inForce(papers, when)
      )
    ).toEqual(["none", "v1", "v1", "v2"])
  })
})

describe(rules.askedBeforeUse.clause.quote, () => {
  it("from when it was declared until it no longer is", () => {
    const papers = termsOfUse().on("tou", { _tag: "StopAskingBeforeUse", use: "software", at: march })
    expect(why(papers, january)).toEqual(["mayNot", "use.answered"])
    expect(why(papers, march)).toEqual(["undetermined", undefined])
    expect(papers.mayUse(january).validUntil).toBe(march)
  })

  it("each use by itself, and again where it was declared again", () => {
    const papers = termsOfUse().on(
      "tou",
      { _tag: "AskBeforeUse", use: "portal", at: february },
      { _tag: "StopAskingBeforeUse", use: "software", at: march },
      { _tag: "StopAskingBeforeUse", use: "software", at: march }
    )
    expect(papers.document("tou").upTo).toBe(4)
    const portal = (when: Instant) => papers.mayUse(when, { use: "portal" }).answer
    expect([portal(january), portal(february), portal(april)]).toEqual(["undetermined", "mayNot", "mayNot"])
    papers.on("tou", { _tag: "AskBeforeUse", use: "software", at: april })
    expect([why(papers, march)[0], why(papers, april)[0]]).toEqual(["undetermined", "mayNot"])
    papers.on("tou", { _tag: "StopAskingBeforeUse", use: "software", at: "2026-05-01T10:00:00.000Z" })
    expect(papers.document("tou").upTo).toBe(6)
  })

  it("withdrawn sooner than was known, the sooner counts", () => {
    const gone = (when: Instant): Document.WithdrawDocument => ({
      _tag: "WithdrawDocument",
      reason: "it ends",
      at: when
    })
    const papers = termsOfUse().on("tou", gone(april), gone(march), gone(april))
    expect([why(papers, february)[0], why(papers, march)[0]]).toEqual(["mayNot", "undetermined"])
    expect(papers.document("tou").upTo).toBe(4)
  })

  it("or is withdrawn; nobody is asked any more", () => {
    const papers = termsOfUse().on("tou", { _tag: "WithdrawDocument", reason: "the product ends", at: march })
    expect(why(papers, march)).toEqual(["undetermined", undefined])
    expect(toPresent(papers.document("tou"), papers.answered("tou", "u1"), march)).toEqual([])
  })
})

describe(rules.asksAnew.clause.quote, () => {
  const weighs = (material: boolean): Document.WeighVersion => ({
    _tag: "WeighVersion",
    version: "v2",
    material,
    by: "legal-1",
    reason: material ? "the duties of users grow" : "a new address",
    at: february
  })

  it("each time", () => expect(why(asksAnew({ asksAgain: "every" }), march)).toEqual(["mayNot", "use.answered"]))

  it("never: the new one holds from its first day", () => {
    const papers = asksAnew({ asksAgain: "none" })
    expect([why(papers, march)[0], holdsFor(papers, february), holdsFor(papers, march)]).toEqual(["may", "v1", "v2"])
  })

  it("when it is material: a person decides, and nobody knows before", () => {
    const papers = asksAnew({ asksAgain: "material" })
    expect(why(papers, march)[0]).toBe("undetermined")
    expect(why(asksAnew({ asksAgain: "material" }).on("tou", weighs(true)), march)[0]).toBe("mayNot")
    expect(why(asksAnew({ asksAgain: "material" }).on("tou", weighs(false)), march)[0]).toBe("may")
    given(declared, v1).when(weighs(true)).thenRefused(Document.UnknownVersion("v2"))
  })

  it("one that asked and was not answered still asks when a lesser one took its place", () => {
    const papers = asksAnew({ asksAgain: "material" }).on("tou", weighs(true), publish("v3", "2026-04-01", march), {
      ...weighs(false),
      version: "v3",
      at: march
    })
    expect(why(papers, april)[0]).toBe("mayNot")
    papers.by("tou", "u1", accept("v3", april))
    expect(why(papers, april)[0]).toBe("may")
  })

  it("the version that was agreed to says so, not the new one", () => {
    const papers = termsOfUse({ ...strict, asksAgain: "every" })
      .by("tou", "u1", accept("v1", january))
      .on("tou", publish("v2", "2026-03-01", february, { ...strict, asksAgain: "none" }))
    expect(why(papers, march)[0]).toBe("mayNot")
  })
})

describe(rules.statement.clause.quote, () => {
  it("a disclaimer that may change from time to time can be read as it was", () => {
    const papers = new Papers().on(
      "disclaimer",
      declare("disclaimer", { kind: "statement", asks: "inform", title: "Disclaimer" }),
      publish("v1", "2026-01-12", at, strict, { texts: [text("v1"), text("v1", "en")] }),
      publish("v2", "2026-03-01", february)
    )
    const document = papers.document("disclaimer")
    const stated = (when: Instant, language: string) => {
      const { answer } = Document.statementAt(document.state, document, when, language)
      return typeof answer === "string" ? answer : answer?.reference
    }
    expect([
      stated(january, "en"),
      stated(january, "nl"),
      stated(march, "nl"),
      stated(march, "en"),
      stated(at, "nl")
    ]).toEqual(["v1 (en)", "v1 (nl)", "v2 (nl)", undefined, undefined])
  })
})

describe("Liability", () => {
  const cap = (from: Instant, amount: string | undefined, until?: Instant): Document.StateLiabilityCap => ({
    _tag: "StateLiabilityCap",
    insurance: { reference: "Beroepsaansprakelijkheidsverzekering ICT 2003", hash: hashOf("policy") },
    ...(amount !== undefined && { cover: { amount, currency: "EUR" } }),
    from,
    ...(until !== undefined && { until }),
    at: from
  })
  const capped = (...caps: ReadonlyArray<Document.StateLiabilityCap>) =>
    new Papers()
      .on("general", declare("general", { kind: "generalTerms", party: "organisation" }), ...caps)
      .document("general")

  describe(rules.cover.clause.quote, () => {
    it("of several, the one that began last and still runs", () => {
      const document = capped(cap(january, "1000000"), cap(march, "2500000.00", april))
      const amount = (when: Instant) => {
        const { answer } = Document.capAt(document.state, document, when)
        return answer === "undetermined" ? answer : answer.amount
      }
      expect([amount(at), amount(january), amount(march), amount(april)]).toEqual([
        "undetermined",
        "1000000",
        "2500000.00",
        "1000000"
      ])
    })

    it("stated twice it is stated once; put right, what was stated last counts", () => {
      const { state, ...rest } = capped(cap(january, "1000000"), cap(january, "1000000"))
      expect(state.caps).toHaveLength(1)
      const right = capped(cap(january, "1000000"), { ...cap(january, "900000"), at: february })
      expect(Document.capAt(right.state, right, march).answer).toEqual({ amount: "900000", currency: "EUR" })
      expect(Document.capAt(right.state, right, january).answer).toEqual({ amount: "1000000", currency: "EUR" })
      expect(Document.capAt(state, { ...rest }, at).because[0].absent).toEqual([
        { stream: "document/general", upTo: 1 }
      ])
    })
  })

  describe(rules.neverHigher.clause.quote, () => {
    const liable = (amount: string, currency = "EUR", cover: string | undefined = "1000000.00") => {
      const document = capped(cap(january, cover))
      const { answer } = Document.liableFor(document.state, document, { amount, currency }, march)
      return answer === "undetermined" ? answer : answer.amount
    }

    it("the lower of the two, without a sum", () => {
      expect([
        liable("999999.99"),
        liable("1000000.01"),
        liable("1000000"),
        liable("20"),
        liable("12000000"),
        liable("0.99")
      ]).toEqual(["999999.99", "1000000.00", "1000000", "20", "1000000.00", "0.99"])
    })

    it("in another currency, or where no amount is stated, nobody can say", () => {
      expect(liable("5", "USD")).toBe("undetermined")
      const document = capped(cap(january, undefined))
      expect(Document.liableFor(document.state, document, { amount: "5", currency: "EUR" }, march).answer).toBe(
        "undetermined"
      )
    })
  })
})

describe(rules.recordedAsItCame.clause.quote, () => {
  it("too early, of no version, by nobody in particular: it is on record, once", () => {
    answered()
      .when(accept("v9", at))
      .then({ ...accept("v9", at), _tag: "VersionAccepted" })
    answered(accepted).when(accept("v1", january)).thenNothing()
    answered(accepted)
      .when({ ...accept("v1", january), by: "bram" })
      .thenRefused(Acceptance.AnswerIdTaken({ value: accepted, from: "acceptance/tou/u1@0" }))
  })

  it("what is said of an answer is said of one that is there", () => {
    for (const command of [
      { _tag: "RefuteAnswer", answer: "yes-1", at },
      { _tag: "TakeAnswerBack", answer: "yes-1", by: "anneke", at }
    ] as const)
      answered().when(command).thenRefused(Acceptance.UnknownAnswer("yes-1"))
  })

  it("that we showed it is our word: not of a text that was not there", () => {
    shows(true)()
      .when(present("v1", january))
      .then({ ...present("v1", january), _tag: "VersionPresented" })
    shows(false)().when(present("v1", january)).thenRefused(Acceptance.NothingToShow("v1", "nl"))
    const { state } = termsOfUse().document("tou")
    expect(Document.showing(state).text("v1", "nl", "2026-01-05T08:59:59.999Z")).toBe(false)
    expect(Document.showing(state).text("v1", "en", january)).toBe(false)
    expect(Document.showing(state).text("v1", "nl", january)).toBe(true)
  })
})

describe(rules.maySpeak.clause.quote, () => {
  const general = () =>
    new Papers().on(
      "general",
      declare("general", { kind: "generalTerms", party: "organisation" }),
      { _tag: "AskBeforeUse", use: "software", at },
      publish("v1", "2026-01-12", at)
    )
  const yes = (authority: Acceptance.VersionAccepted["authority"]) =>
    general().by("general", "c42", accept("v1", january, { answer: "yes-1", authority }))

  it("shown with it, it counts; not shown, or as if for oneself, it waits", () => {
    expect(why(yes("shown"), march)[0]).toBe("may")
    expect(why(yes("notShown"), march)[0]).toBe("mayNot")
    expect(why(yes("own"), march)[0]).toBe("mayNot")
    const says = yes("notShown")
      .mayUse(march)
      .because.find(({ clause }) => clause.id === "acceptance.may-speak")
    expect(says?.answer).toBe("notShown")
  })

  it("asked, it still waits; ratified it counts from then on", () => {
    const papers = yes("notShown").by("general", "c42", { _tag: "QuestionAnswer", answer: "yes-1", at: february })
    expect(why(papers, march)[0]).toBe("mayNot")
    expect(papers.mayUse(march).because.find(({ clause }) => clause.id === "acceptance.may-speak")?.answer).toBe(
      "asked"
    )
    papers.by("general", "c42", {
      _tag: "RatifyAnswer",
      answer: "yes-1",
      by: "director",
      mandate: "mandates/c42@3",
      at: march
    })
    expect([why(papers, february)[0], why(papers, march)[0]]).toEqual(["mayNot", "may"])
  })

  it("refuted it counts no more, whatever was shown", () => {
    const papers = yes("shown").by("general", "c42", { _tag: "RefuteAnswer", answer: "yes-1", at: march })
    expect([why(papers, february)[0], why(papers, march)[0]]).toEqual(["may", "mayNot"])
    expect(papers.mayUse(february).validUntil).toBe(march)
  })
})

describe(rules.byMandate.clause.quote, () => {
  const byMandate: Acceptance.AcceptVersion = { ...accept("v1", january), authority: "byMandate" }

  it("carried by a grant it is shown, and cites that grant; carried by none it is not shown", () => {
    answered()
      .when({ ...byMandate, by: "koen" })
      .then({ ...accepted, by: "koen", authority: "shown", mandate: "mandates/c42@2" })
    answered()
      .when(byMandate)
      .then({ ...accepted, authority: "notShown" })
  })

  it("asked again it is what was found the first time, whatever became of the powers since", () => {
    const shown = { ...accepted, authority: "shown", mandate: "mandates/c42@9" } as const
    answered(shown).when(byMandate).thenNothing()
    answered({ ...accepted, authority: "notShown" })
      .when({ ...byMandate, by: "koen" })
      .thenRefused(Acceptance.AnswerIdTaken({ value: accepted, from: "acceptance/tou/u1@0" }))
    answered({ ...accepted, authority: "notShown" })
      .when(byMandate)
      .thenNothing()
  })
})

describe(rules.ofItsTime.clause.quote, () => {
  it("before it was published, it counts for nothing", () => {
    const papers = termsOfUse().by("tou", "u1", accept("v1", "2026-01-05T08:59:59.999Z"))
    expect(why(papers, january)[0]).toBe("mayNot")
  })

  it("before it took effect it counts from its first day on", () => {
    const papers = termsOfUse().by("tou", "u1", accept("v1", at))
    expect([why(papers, at)[0], why(papers, v1Starts)[0]]).toEqual(["mayNot", "may"])
    expect(papers.mayUse(at).validUntil).toBe(v1Starts)
  })

  it("the older one, once the newer is in force, counts for nothing, even where it asks nothing anew", () => {
    const papers = termsOfUse({ ...strict, asksAgain: "none" })
      .on("tou", publish("v2", "2026-03-01", february))
      .by("tou", "u1", accept("v1", v2Starts))
    expect(why(papers, march)[0]).toBe("mayNot")
  })

  it("of a version that nobody knows, it counts for nothing", () => {
    expect(why(termsOfUse().by("tou", "u1", accept("v9", january)), march)[0]).toBe("mayNot")
  })
})

describe(rules.inItsWords.clause.quote, () => {
  const inEnglish = (translations: "asTheOriginal" | "nothing" | undefined, language = "en") => {
    const { translations: _, ...said } = strict
    return termsOfUse(
      { ...said, ...(translations !== undefined && { translations }) },
      { texts: [text("v1"), text("v1", "en")] }
    ).by("tou", "u1", accept("v1", january, { language }))
  }

  it("a translation counts where the version says so, and nobody knows where it says nothing", () => {
    expect((["asTheOriginal", "nothing", undefined] as const).map((said) => why(inEnglish(said), march)[0])).toEqual([
      "may",
      "mayNot",
      "undetermined"
    ])
  })

  it("in a language that it does not have there was nothing to accept", () => {
    expect(why(inEnglish("asTheOriginal", "fr"), march)[0]).toBe("mayNot")
  })
})

const three: ReadonlyArray<Document.Declaration> = ["trueInformation", "authorisedToAct", "credentialsPersonal"]

describe(rules.withItsDeclarations.clause.quote, () => {
  it("the three of the terms of use; one that is made later completes the acceptance from then on", () => {
    const [first, second, last] = three
    const papers = termsOfUse(strict, { declares: three }).by(
      "tou",
      "u1",
      accept("v1", january, { answer: "yes-1", declares: [first!, second!] })
    )
    expect(why(papers, march)[0]).toBe("mayNot")
    papers.by("tou", "u1", { _tag: "MakeDeclaration", answer: "yes-1", declaration: last!, by: "anneke", at: march })
    expect([why(papers, february)[0], why(papers, march)[0]]).toEqual(["mayNot", "may"])
  })
})

const breached = (onBreach: "nothing" | "suspends" | "ends" | undefined): Papers => {
  const { onBreach: _, ...said } = strict
  return termsOfUse({ ...said, ...(onBreach !== undefined && { onBreach }) }, { declares: three }).by(
    "tou",
    "u1",
    accept("v1", january, { declares: three }),
    {
      _tag: "ReportBreach",
      breach: "b1",
      declaration: "credentialsPersonal",
      evidence: "sealed:evidence",
      by: "security-1",
      at: "2026-02-01T10:00:00.000Z"
    }
  )
}
const judge = (broken: boolean, when: Instant = february): Acceptance.JudgeBreach => ({
  _tag: "JudgeBreach",
  breach: "b1",
  broken,
  by: "legal-1",
  reason,
  at: when
})
const lift = (when: Instant): Acceptance.LiftBreach => ({
  _tag: "LiftBreach",
  breach: "b1",
  by: "legal-1",
  reason,
  at: when
})

describe(rules.brokenWhenFound.clause.quote, () => {
  it("reported, nothing follows; found otherwise, nothing follows either", () => {
    expect(why(breached("ends"), march)[0]).toBe("may")
    expect(why(breached("ends").by("tou", "u1", judge(false)), march)[0]).toBe("may")
    expect(why(breached("ends").by("tou", "u1", judge(true)), march)[0]).toBe("mayNot")
  })

  it("judged anew, the last judgement counts", () => {
    const papers = breached("ends").by("tou", "u1", judge(true), judge(false, march))
    expect([why(papers, february)[0], why(papers, march)[0]]).toEqual(["mayNot", "may"])
  })

  it("without a report there is nothing to judge, and without a finding nothing to lift", () => {
    answered().when(judge(true)).thenRefused(Acceptance.NotReported("b1"))
    answered().when(lift(march)).thenRefused(Acceptance.NotFoundBroken("b1"))
    const reported: Acceptance.BreachReported = {
      _tag: "BreachReported",
      breach: "b1",
      declaration: "trueInformation",
      evidence: "sealed:evidence",
      by: "security-1",
      at
    }
    answered(reported)
      .when({ ...reported, _tag: "ReportBreach", declaration: "authorisedToAct" })
      .thenRefused(Acceptance.BreachIdTaken({ value: reported, from: "acceptance/tou/u1@0" }))
  })
})

describe(rules.afterBreach.clause.quote, () => {
  const after = (onBreach: "nothing" | "suspends" | "ends" | undefined) =>
    breached(onBreach).by("tou", "u1", judge(true), lift(march))

  it("nothing", () => expect(why(after("nothing"), february)[0]).toBe("may"))

  it("no use until that is lifted", () => {
    expect([february, march].map((when) => why(after("suspends"), when)[0])).toEqual(["mayNot", "may"])
    expect(after("suspends").mayUse(february).validUntil).toBe(march)
  })

  it("no use until it is lifted and the version accepted again; accepted before, it helps nobody", () => {
    expect([february, march].map((when) => why(after("ends"), when)[0])).toEqual(["mayNot", "mayNot"])
    const early = after("ends").by("tou", "u1", accept("v1", "2026-02-20T10:00:00.000Z", { declares: three }))
    expect(why(early, april)[0]).toBe("mayNot")
    expect(why(after("ends").by("tou", "u1", accept("v1", april, { declares: three })), april)[0]).toBe("may")
  })

  it("of two, the one that is not lifted still stands in the way", () => {
    for (const [onBreach, answer] of [
      ["suspends", "mayNot"],
      ["ends", "mayNot"],
      [undefined, "undetermined"]
    ] as const) {
      const papers = after(onBreach).by(
        "tou",
        "u1",
        {
          _tag: "ReportBreach",
          breach: "b2",
          declaration: "trueInformation",
          evidence: "sealed:evidence",
          by: "security-1",
          at: february
        },
        { ...judge(true), breach: "b2" }
      )
      expect(why(papers, march)[0]).toBe(answer)
      papers.by("tou", "u1", accept("v1", april, { declares: three }), { ...lift(april), breach: "b2" })
      expect(why(papers, april)[0]).toBe("may")
    }
  })

  it("lifted twice it is lifted once; found again, it stands until it is lifted again", () => {
    const papers = after("suspends").by("tou", "u1", lift(april))
    expect(papers.answered("tou", "u1").state.lifted).toHaveLength(1)
    papers.by("tou", "u1", judge(false, "2026-03-20T10:00:00.000Z"), judge(true, april))
    expect(why(papers, april)[0]).toBe("mayNot")
    papers.by("tou", "u1", lift("2026-05-01T10:00:00.000Z"))
    expect(papers.answered("tou", "u1").state.lifted).toHaveLength(2)
    expect(why(papers, "2026-05-01T10:00:00.000Z")[0]).toBe("may")
  })

  it("lifted in the moment in which it was found, it never stood in the way", () =>
    expect(why(breached("suspends").by("tou", "u1", judge(true), lift(february)), february)[0]).toBe("may"))

  it("where the version says nothing, nobody knows while it is not lifted", () => {
    expect([february, march].map((when) => why(after(undefined), when)[0])).toEqual(["undetermined", "may"])
  })
})

describe(rules.counts.clause.quote, () => {
  it("what speaks for and against it stands among the reasons, and each event that it rests on", () => {
    const verdict = termsOfUse().by("tou", "u1", accept("v1", january)).mayUse(march)
    expect(decided(verdict)).toEqual(["may", rules.mayUse.clause.quote])
    expect(all(verdict)).toEqual(
      expect.arrayContaining([
        "use.answered",
        "acceptance.holds",
        "acceptance.last-word",
        "acceptance.counts",
        "acceptance.may-speak",
        "acceptance.of-its-time",
        "acceptance.in-its-words",
        "acceptance.with-its-declarations",
        "acceptance.after-breach",
        "document.in-force",
        "document.asked-before-use"
      ])
    )
    expect(citedBy(verdict)).toEqual(
      expect.arrayContaining(["document/tou@0", "document/tou@1", "document/tou@2", "acceptance/tou/u1@0"])
    )
    expect(verdict.standsOn).toEqual([
      { stream: "document/tou", upTo: 2 },
      { stream: "acceptance/tou/u1", upTo: 0 }
    ])
  })
})

describe(rules.lastWord.clause.quote, () => {
  it("accepted, declined, accepted: the last", () => {
    const papers = termsOfUse().by("tou", "u1", accept("v1", january), decline("v1", february))
    expect([why(papers, january)[0], why(papers, february)[0]]).toEqual(["may", "mayNot"])
    papers.by("tou", "u1", accept("v1", march))
    expect(why(papers, march)[0]).toBe("may")
  })

  it("both at once: the no", () => {
    const papers = termsOfUse().by("tou", "u1", decline("v1", january), accept("v1", january))
    expect(why(papers, march)[0]).toBe("mayNot")
  })

  it("taken back, an acceptance counts no more, and neither does a no", () => {
    const back = (answer: string): Acceptance.TakeAnswerBack => ({
      _tag: "TakeAnswerBack",
      answer,
      by: "anneke",
      at: march
    })
    const gone = termsOfUse().by("tou", "u1", accept("v1", january, { answer: "yes-1" }), back("yes-1"))
    expect([why(gone, february)[0], why(gone, march)[0]]).toEqual(["may", "mayNot"])
    const no = decline("v1", february)
    const papers = termsOfUse().by("tou", "u1", accept("v1", january), no, back(no.answer))
    expect([why(papers, february)[0], why(papers, march)[0]]).toEqual(["mayNot", "may"])
  })
})

describe(rules.seen.clause.quote, () => {
  const asking = (asks: Document.Asks) =>
    new Papers().on(
      "privacy",
      declare("privacy", { kind: "statement", asks, title: "Privacy statement" }),
      { _tag: "AskBeforeUse", use: "software", at },
      publish("v1", "2026-01-12", at)
    )
  const seen: Acceptance.AcknowledgeVersion = {
    _tag: "AcknowledgeVersion",
    answer: "seen-1",
    version: "v1",
    by: "anneke",
    at: february
  }

  it("to be told: shown is enough, and not shown is not", () => {
    expect(why(asking("inform"), march)[0]).toBe("mayNot")
    expect(why(asking("inform").by("privacy", "u1", present("v1", february)), march)[0]).toBe("may")
  })

  it("to acknowledge: shown is not enough, a no is none, and an acceptance says more", () => {
    expect(why(asking("acknowledge").by("privacy", "u1", present("v1", february)), march)[0]).toBe("mayNot")
    expect(why(asking("acknowledge").by("privacy", "u1", decline("v1", february)), march)[0]).toBe("mayNot")
    expect(why(asking("acknowledge").by("privacy", "u1", seen), march)[0]).toBe("may")
    expect(why(asking("acknowledge").by("privacy", "u1", accept("v1", february)), march)[0]).toBe("may")
  })

  it("to accept: having seen it is no yes", () =>
    expect(why(asking("accept").by("privacy", "u1", present("v1", february), seen), march)[0]).toBe("mayNot"))
})

describe(rules.toldDirectly.clause.quote, () => {
  const told: Acceptance.InformOfChange = {
    _tag: "InformOfChange",
    information: "employer",
    since: january,
    at: february
  }
  const judged: Acceptance.JudgePromptness = {
    _tag: "JudgePromptness",
    information: "employer",
    late: true,
    by: "legal-1",
    reason,
    at: march
  }
  const directly = (papers: Papers, when: Instant) =>
    Acceptance.toldDirectly(papers.answered("tou", "u1"), "employer", when).answer

  it("told weeks later it is on record, and late when a person finds so", () => {
    const papers = termsOfUse().by("tou", "u1", told, judged)
    expect([january, february, march].map((when) => directly(papers, when))).toEqual([
      "notTold",
      "undetermined",
      "late"
    ])
    expect(directly(termsOfUse().by("tou", "u1", told, { ...judged, late: false }), march)).toBe("directly")
  })

  it("of a change that was not told nobody can judge that", () =>
    answered().when(judged).thenRefused(Acceptance.NotTold("employer")))
})

describe(rules.holds.clause.quote, () => {
  it("between publication and effect the earlier one holds, and use goes on", () => {
    const papers = asksAnew(strict)
    expect([holdsFor(papers, february), why(papers, february)[0]]).toEqual(["v1", "may"])
    expect(papers.mayUse(february).validUntil).toBe(v2Starts)
  })

  it("from its first day on it waits for an answer; the earlier one is still what was agreed to", () => {
    const papers = asksAnew(strict)
    expect([holdsFor(papers, march), why(papers, march)]).toEqual(["v1", ["mayNot", "use.answered"]])
    papers.by("tou", "u1", accept("v2", march))
    expect([holdsFor(papers, march), why(papers, march)[0]]).toEqual(["v2", "may"])
  })

  it("accepted ahead, nothing waits", () => {
    const papers = asksAnew(strict).by("tou", "u1", accept("v2", february))
    expect([holdsFor(papers, february), holdsFor(papers, march), why(papers, march)[0]]).toEqual(["v1", "v2", "may"])
  })

  it("who said no goes on until its first day, and not after, asked or not", () => {
    for (const asksAgain of ["every", "none"] as const) {
      const papers = asksAnew({ asksAgain }).by("tou", "u1", decline("v2", february))
      expect([why(papers, february)[0], why(papers, march)[0], holdsFor(papers, march)]).toEqual([
        "may",
        "mayNot",
        "v1"
      ])
    }
  })

  it("who agreed to none has none", () => expect(holdsFor(termsOfUse(), march)).toBe("none"))

  it("what waits for a person's decision is undetermined", () => {
    expect(holdsFor(asksAnew({ asksAgain: "material" }), march)).toBe("undetermined")
  })
})

describe(rules.silence.clause.quote, () => {
  const silent = (silence: "accepted" | "acceptedByUse" | "nothing" | undefined) => {
    const { silence: _, ...said } = strict
    return termsOfUse({ ...said, ...(silence !== undefined && { silence }) })
      .by("tou", "u1", accept("v1", january))
      .on("tou", publish("v2", "2026-03-01", february))
  }
  const shown = present("v2", february)

  it("where the version agreed to says so, of what was shown before its first day", () => {
    expect(why(silent("accepted").by("tou", "u1", shown), march)[0]).toBe("may")
    expect(why(silent("accepted"), march)[0]).toBe("mayNot")
    expect(why(silent("accepted").by("tou", "u1", present("v2", v2Starts)), march)[0]).toBe("mayNot")
    expect(why(silent("accepted").by("tou", "u1", shown, present("v2", v2Starts)), march)[0]).toBe("may")
  })

  it("where it says that silence is nothing, or says nothing, silence is no acceptance", () => {
    expect(why(silent("nothing").by("tou", "u1", shown), march)[0]).toBe("mayNot")
    expect(why(silent(undefined).by("tou", "u1", shown), march)[0]).toBe("undetermined")
  })

  it("never after a no", () => {
    for (const said of ["accepted", "acceptedByUse"] as const)
      expect(why(silent(said).by("tou", "u1", shown, decline("v2", february)), march)[0]).toBe("mayNot")
  })

  it("nor after a broken declaration", () => {
    const papers = silent("accepted").by(
      "tou",
      "u1",
      shown,
      {
        _tag: "ReportBreach",
        breach: "b1",
        declaration: "trueInformation",
        evidence: "sealed:evidence",
        by: "security-1",
        at: february
      },
      judge(true)
    )
    expect(why(papers, march)[0]).toBe("mayNot")
  })

  it("by use: who agreed to none may begin where the version itself says so, once it was shown", () => {
    const papers = termsOfUse({ ...strict, silence: "acceptedByUse" })
    expect(why(papers, march)[0]).toBe("mayNot")
    papers.by("tou", "u1", present("v1", january))
    expect(why(papers, march)[0]).toBe("may")
    expect(why(termsOfUse({ ...strict, silence: "accepted" }).by("tou", "u1", present("v1", at)), march)[0]).toBe(
      "mayNot"
    )
  })
})

describe(rules.heldBySilence.clause.quote, () => {
  it("until then the earlier one holds", () => {
    const papers = termsOfUse({ ...strict, silence: "acceptedByUse" })
      .by("tou", "u1", accept("v1", january))
      .on("tou", publish("v2", "2026-03-01", february))
      .by("tou", "u1", present("v2", february), { _tag: "RecordUse", at: february })
    expect(holdsFor(papers, march)).toBe("v1")
    papers.by("tou", "u1", { _tag: "RecordUse", at: march })
    expect([holdsFor(papers, v2Starts), holdsFor(papers, march)]).toEqual(["v1", "v2"])
    papers.by("tou", "u1", { _tag: "RecordUse", at: v2Starts })
    expect(holdsFor(papers, v2Starts)).toBe("v2")
  })

  it("accepted by silence it holds from its first day", () => {
    const papers = termsOfUse({ ...strict, silence: "accepted" })
      .by("tou", "u1", accept("v1", january))
      .on("tou", publish("v2", "2026-03-01", february))
      .by("tou", "u1", present("v2", february))
    expect([holdsFor(papers, february), holdsFor(papers, v2Starts)]).toEqual(["v1", "v2"])
  })
})

describe(rules.shownToWhomItAsks.clause.quote, () => {
  const owed = (papers: Papers, when: Instant) =>
    toPresent(papers.document("tou"), papers.answered("tou", "u1"), when).map(({ version, answer, shown }) => [
      version.version,
      answer,
      shown
    ])

  it("the one in force to who is new, and the one to come to who has agreed", () => {
    const papers = termsOfUse().on("tou", publish("v2", "2026-03-01", february))
    expect(owed(papers, february)).toEqual([
      ["v1", "ask", undefined],
      ["v2", "ask", undefined]
    ])
    papers.by("tou", "u1", accept("v1", february))
    expect(owed(papers, february)).toEqual([["v2", "ask", undefined]])
    papers.by("tou", "u1", present("v2", february))
    expect(owed(papers, march)).toEqual([["v2", "ask", february]])
  })

  it("the one that takes effect in this very moment once", () => {
    expect(owed(termsOfUse(), v1Starts)).toEqual([["v1", "ask", undefined]])
    expect(owed(termsOfUse().by("tou", "u1", present("v1", at)), at)).toEqual([["v1", "ask", at]])
  })

  it("not to who need not answer, or said no", () => {
    expect(owed(asksAnew({ asksAgain: "none" }), february)).toEqual([])
    expect(owed(asksAnew(strict).by("tou", "u1", decline("v2", february)), february)).toEqual([])
    expect(owed(asksAnew({ asksAgain: "material" }), february)).toEqual([["v2", "undetermined", undefined]])
  })

  it("of many parties, those to whom it has yet to be shown", () => {
    const papers = asksAnew(strict)
      .by("tou", "u2", accept("v1", january), present("v2", february))
      .by("tou", "u3", accept("v1", january))
    const parties = ["u1", "u2", "u3"].map((party) => papers.answered("tou", party))
    expect(
      owes(papers.document("tou"), parties, february).map(({ party, version }) => [party, version.version])
    ).toEqual([
      ["u1", "v2"],
      ["u3", "v2"]
    ])
  })
})

describe(rules.whoIsAsked.clause.quote, () => {
  it("a document that is asked of an organisation, and nobody says of which", () => {
    const papers = new Papers().on(
      "general",
      declare("general", { party: "organisation" }),
      { _tag: "AskBeforeUse", use: "software", at },
      publish("v1", "2026-01-12", at)
    )
    const facts = { documents: [papers.document("general")], acceptances: {} }
    const verdict = mayUse({ use: "software", user: "u1", mandate: "notNeeded", at: march }, facts)
    expect([verdict.answer, verdict.documents[0]?.because[0].clause.id]).toEqual(["mayNot", "use.who-is-asked"])
  })

  it("the answers of another are not theirs", () => {
    const papers = termsOfUse().by("tou", "u2", accept("v1", january))
    const facts = { documents: [papers.document("tou")], acceptances: { tou: papers.answered("tou", "u2") } }
    expect(mayUse({ use: "software", user: "u1", mandate: "notNeeded", at: march }, facts).answer).toBe("mayNot")
    expect(mayUse({ use: "software", user: "u2", mandate: "notNeeded", at: march }, facts).answer).toBe("may")
  })
})

describe(rules.nothingToAnswer.clause.quote, () => {
  it("declared and never published, it lets nobody in", () => {
    const papers = new Papers().on("tou", declare("tou"), { _tag: "AskBeforeUse", use: "software", at })
    expect(why(papers, march)).toEqual(["mayNot", "use.nothing-to-answer"])
  })
})

describe(rules.answered.clause.quote, () => {
  it("the version accepted is the one in force", () =>
    expect(why(termsOfUse().by("tou", "u1", accept("v1", january)), march)).toEqual(["may", "use.answered"]))
})

describe(rules.mayUse.clause.quote, () => {
  const two = () =>
    termsOfUse().on(
      "general",
      declare("general", { kind: "generalTerms", party: "organisation" }),
      { _tag: "AskBeforeUse", use: "software", at },
      publish("v1", "2026-01-12", at)
    )

  it("the user's and the organisation's, each by who is asked", () => {
    const papers = two().by("tou", "u1", accept("v1", january))
    expect(papers.mayUse(march).answer).toBe("mayNot")
    expect(papers.mayUse(march).documents.map(({ document, answer }) => [document, answer])).toEqual([
      ["tou", "may"],
      ["general", "mayNot"]
    ])
    papers.by("general", "c42", accept("v1", january, { authority: "shown" }))
    expect(papers.mayUse(march).answer).toBe("may")
    expect(papers.mayUse(march, { user: "u2" }).answer).toBe("mayNot")
  })

  it("the mandate says no, or nobody knows", () => {
    const papers = two()
      .by("tou", "u1", accept("v1", january))
      .by("general", "c42", accept("v1", january, { authority: "shown" }))
    const says = (answer: "may" | "mayNot" | "undetermined"): Verdict<typeof answer> => ({
      answer,
      because: [{ clause: { id: "example.mandate", quote: "" }, answer, facts: ["mandates/c42@1"] }]
    })
    for (const answer of ["may", "mayNot", "undetermined"] as const) {
      const verdict = papers.mayUse(march, { mandate: says(answer) })
      expect(verdict.answer).toBe(answer)
      expect(citedBy(verdict)).toContain("mandates/c42@1")
    }
  })

  it("for a use that nothing was declared for, nobody can say", () => {
    const verdict = two().mayUse(march, { use: "unheard-of" })
    expect([verdict.answer, verdict.documents]).toEqual(["undetermined", []])
    expect(verdict.because.flatMap(({ absent = [] }) => absent)).toEqual([
      { stream: "document/tou", upTo: 2 },
      { stream: "document/general", upTo: 2 }
    ])
    expect(new Papers().mayUse(march).answer).toBe("undetermined")
  })
})
