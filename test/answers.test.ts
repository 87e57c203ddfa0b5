/** What an answer to a document counts for, what silence is, and when a use may go on: each sentence at its boundaries. */
import type { Acceptance, Document } from "goodfaith/documents"
import { describe, expect, it } from "vitest"
import * as rules from "../src/documents/rules.ts"
import { amsterdam, type Instant } from "../src/time/index.ts"
import { fact, facts, looked, agreedOn, verdict } from "./facts.ts"
import { hashOf, terms, text } from "./papers.ts"
import { april, february, january, march } from "./powers.ts"
import { zoneRef } from "./scenario.ts"

const justBefore = (at: Instant): Instant => new Date(Date.parse(at) - 1).toISOString() as Instant
const justAfter = (at: Instant): Instant => new Date(Date.parse(at) + 1).toISOString() as Instant
const startsAt = march

const version = (other: Partial<Document.DocumentPublished> = {}) =>
  fact<Document.Version>({
    _tag: "DocumentPublished",
    version: "v1",
    texts: [text("v1", "nl"), text("v1", "en")],
    binds: ["nl"],
    declares: [],
    terms: terms(),
    effectiveFrom: "2026-03-02",
    startsAt,
    zone: zoneRef(amsterdam),
    at: january,
    ...other
  })
const yes = (at: Instant = march, other: Partial<Acceptance.VersionAccepted> = {}) =>
  fact<Acceptance.VersionAccepted>({
    _tag: "VersionAccepted",
    answer: "a1",
    version: "v1",
    language: "nl",
    by: "anneke",
    authority: "own",
    declares: [],
    at,
    ...other
  })
const declared = (party: "organisation" | "user" = "user") =>
  fact<Document.DocumentDeclared>({
    _tag: "DocumentDeclared",
    document: "tou",
    title: "Terms of use",
    kind: "termsOfUse",
    publisher: "own",
    drawnUpBy: "us",
    asks: "accept",
    party,
    zone: "Europe/Amsterdam",
    at: january
  })

describe(rules.capturedThenConfirmed.clause.quote, () => {
  it("nothing waits, or something does", () => {
    expect(rules.capturedThenConfirmed([], [], looked).answer).toBe(true)
    expect(rules.capturedThenConfirmed([version()], [], looked).answer).toBe(false)
  })
})

describe(rules.inForce.clause.quote, () => {
  it("the one that began, none before the first, and nobody knows while a capture waits", () => {
    const began = version()
    expect(rules.inForce(began, verdict(true)).answer).toBe(began.value)
    expect(rules.inForce(undefined, verdict(true)).answer).toBe("none")
    expect(rules.inForce(began, verdict(false)).answer).toBe("undetermined")
    expect(rules.inForce(undefined, verdict(false)).answer).toBe("undetermined")
  })
})

describe(rules.askedBeforeUse.clause.quote, () => {
  const running = fact<Document.AskedBeforeUse>({ _tag: "AskedBeforeUse", use: "software", at: january })
  const withdrawn = fact<Document.DocumentWithdrawn>({ _tag: "DocumentWithdrawn", reason: "no more", at: march })
  const asked = (run: boolean, gone: boolean) =>
    rules.askedBeforeUse(run ? running : undefined, gone ? withdrawn : undefined, declared(), [], looked).answer
  it("declared and not withdrawn", () => {
    expect([asked(true, false), asked(true, true), asked(false, false), asked(false, true)]).toEqual([
      true,
      false,
      false,
      false
    ])
  })
})

describe(rules.asksAnew.clause.quote, () => {
  const weighed = (material: boolean) =>
    fact<Document.VersionWeighed>({ _tag: "VersionWeighed", version: "v2", material, by: "l1", reason: "r", at: march })
  const asks = (says?: "every" | "material" | "none", material?: boolean) =>
    rules.asksAnew(
      says && agreedOn(says),
      material === undefined ? undefined : weighed(material),
      version(),
      version(),
      looked
    ).answer
  it("each time, or never, whatever was weighed", () => {
    for (const material of [undefined, true, false]) {
      expect(asks("every", material)).toBe("asks")
      expect(asks("none", material)).toBe("asksNothing")
      expect(asks(undefined, material)).toBe("undetermined")
    }
  })
  it("when it is material, as a person weighed it", () => {
    expect([asks("material", true), asks("material", false), asks("material")]).toEqual([
      "asks",
      "asksNothing",
      "undetermined"
    ])
  })
})

describe(rules.statement.clause.quote, () => {
  it("the text, none where there is none, and nobody can say while the version is not known", () => {
    const inDutch = text("v1")
    const stated = (inForce: Document.Version | "none" | "undetermined", said?: Document.Text) =>
      rules.statement(verdict(inForce), said, []).answer
    expect(stated(version().value, inDutch)).toBe(inDutch)
    expect(stated(version().value)).toBeUndefined()
    expect(stated("none")).toBeUndefined()
    expect(stated("undetermined", inDutch)).toBe("undetermined")
  })
})

const euros = (amount: string): Document.Money => ({ amount, currency: "EUR" })

describe(rules.cover.clause.quote, () => {
  it("the amount that was stated, and nobody can say without one", () => {
    const cap = (cover?: Document.Money) =>
      fact<Document.LiabilityCapStated>({
        _tag: "LiabilityCapStated",
        insurance: { reference: "policy 1", hash: hashOf("policy") },
        ...(cover !== undefined && { cover }),
        from: january,
        at: january
      })
    expect(rules.cover(cap(euros("1000000")), [], looked).answer).toEqual(euros("1000000"))
    expect(rules.cover(cap(), [], looked).answer).toBe("undetermined")
    expect(rules.cover(undefined, [], looked).answer).toBe("undetermined")
  })
})

describe(rules.neverHigher.clause.quote, () => {
  const liable = (claim: string, covered: string) =>
    rules.neverHigher(euros(claim), verdict<Document.Money | "undetermined">(euros(covered))).answer
  it.each([
    ["9", "10", "9"],
    ["10", "9", "9"],
    ["99", "100", "99"],
    ["100", "99", "99"],
    ["21", "12", "12"],
    ["12", "21", "12"],
    ["10.5", "10.45", "10.45"],
    ["10.45", "10.5", "10.45"],
    ["10.05", "10.5", "10.05"],
    ["10.5", "10.05", "10.05"],
    ["10", "10.01", "10"],
    ["10.01", "10", "10"],
    ["0.5", "1", "0.5"],
    ["1", "0.5", "0.5"],
    ["0", "0.01", "0"],
    ["0.01", "0", "0"]
  ])("of %s and %s the lower is %s", (claim, covered, lower) => expect(liable(claim, covered)).toEqual(euros(lower)))
  it("of two that are equal, as the claim was written", () => {
    expect(liable("10.50", "10.5")).toEqual(euros("10.50"))
    expect(liable("10.500", "10.5")).toEqual(euros("10.500"))
    expect(liable("0010", "10")).toEqual(euros("0010"))
    expect(liable("10", "10.00")).toEqual(euros("10"))
    expect(liable("100", "0100.0")).toEqual(euros("100"))
  })
  it("zeros in front, or at the end, make nothing more or less", () => {
    expect(liable("0099", "100")).toEqual(euros("0099"))
    expect(liable("10.5", "10.4999")).toEqual(euros("10.4999"))
    expect(liable("100", "1000")).toEqual(euros("100"))
  })
  it("in another currency, or without a cover, nobody can say", () => {
    expect(rules.neverHigher(euros("1"), verdict({ amount: "2", currency: "USD" })).answer).toBe("undetermined")
    expect(rules.neverHigher(euros("1"), verdict("undetermined" as const)).answer).toBe("undetermined")
  })
})

describe(rules.maySpeak.clause.quote, () => {
  type Authority = Acceptance.VersionAccepted["authority"]
  const questioned = fact<Acceptance.AnswerQuestioned>({ _tag: "AnswerQuestioned", answer: "a1", at: march })
  const ratified = fact<Acceptance.AnswerRatified>({ _tag: "AnswerRatified", answer: "a1", by: "vera", at: march })
  const refuted = fact<Acceptance.AnswerRefuted>({ _tag: "AnswerRefuted", answer: "a1", at: march })
  const speaks = (
    authority: Authority,
    party: "organisation" | "user",
    ...said: ReadonlyArray<typeof questioned | typeof ratified | typeof refuted>
  ) =>
    rules.maySpeak(
      yes(march, { authority }),
      declared(party),
      said.includes(questioned) ? [questioned] : [],
      said.includes(ratified) ? [ratified] : [],
      said.includes(refuted) ? [refuted] : []
    ).answer

  it("a user for itself; for an organisation only who was shown to", () => {
    expect(speaks("own", "user")).toBe("own")
    expect(speaks("own", "organisation")).toBe("notShown")
    expect(speaks("shown", "organisation")).toBe("shown")
    expect(speaks("shown", "user")).toBe("shown")
    expect(speaks("notShown", "user")).toBe("notShown")
    expect(speaks("notShown", "organisation")).toBe("notShown")
  })
  it("asked about, it is asked where it was not shown, and as it was where it was", () => {
    expect(speaks("notShown", "organisation", questioned)).toBe("asked")
    expect(speaks("own", "organisation", questioned)).toBe("asked")
    expect(speaks("notShown", "user", questioned)).toBe("asked")
    expect(speaks("shown", "organisation", questioned)).toBe("shown")
    expect(speaks("own", "user", questioned)).toBe("own")
  })
  it("stood by later it was allowed, and denied it never was", () => {
    expect(speaks("notShown", "organisation", questioned, ratified)).toBe("ratified")
    expect(speaks("shown", "organisation", refuted)).toBe("refuted")
    expect(speaks("notShown", "organisation", ratified, refuted)).toBe("refuted")
  })
})

describe(rules.ofItsTime.clause.quote, () => {
  const ofItsTime = (published: Instant, replaced = false) =>
    rules.ofItsTime(yes(march), version(), published, replaced ? version() : undefined, []).answer
  it("published when it was given, and not replaced by then", () => {
    expect(ofItsTime(justBefore(march))).toBe(true)
    expect(ofItsTime(march)).toBe(true)
    expect(ofItsTime(justAfter(march))).toBe(false)
    expect(ofItsTime(january, true)).toBe(false)
  })
})

describe(rules.inItsWords.clause.quote, () => {
  const inWords = (language: string, says?: "asTheOriginal" | "nothing") =>
    rules.inItsWords(yes(march, { language }), version(), says && agreedOn(says), looked).answer
  it("a text that binds counts, one that it does not have never does, and of a translation the version says so", () => {
    for (const says of [undefined, "asTheOriginal", "nothing"] as const) {
      expect(inWords("nl", says)).toBe("counts")
      expect(inWords("fr", says)).toBe("doesNot")
    }
    expect([inWords("en", "asTheOriginal"), inWords("en", "nothing"), inWords("en")]).toEqual([
      "counts",
      "doesNot",
      "undetermined"
    ])
  })
})

describe(rules.withItsDeclarations.clause.quote, () => {
  const made = (declaration: Document.Declaration) =>
    fact<Acceptance.DeclarationMade>({ _tag: "DeclarationMade", answer: "a1", declaration, by: "anneke", at: march })
  const whole = (asked: ReadonlyArray<Document.Declaration>, with_: typeof asked, later: typeof asked) =>
    rules.withItsDeclarations(yes(march, { declares: with_ }), version({ declares: asked }), later.map(made)).answer
  it("with it, later, or some of each; one that is missing is missing", () => {
    const both = ["trueInformation", "authorisedToAct"] as const
    expect(whole([], [], [])).toBe(true)
    expect(whole(both, both, [])).toBe(true)
    expect(whole(both, [], both)).toBe(true)
    expect(whole(both, ["trueInformation"], ["authorisedToAct"])).toBe(true)
    expect(whole(both, ["trueInformation"], ["credentialsPersonal"])).toBe(false)
    expect(whole(both, [], ["authorisedToAct"])).toBe(false)
  })
})

const judged = fact<Acceptance.BreachJudged>({
  _tag: "BreachJudged",
  breach: "b1",
  broken: true,
  by: "l1",
  reason: "sealed:r",
  at: april
})
const lifted = (at: Instant) =>
  fact<Acceptance.BreachLifted>({ _tag: "BreachLifted", breach: "b1", by: "l1", reason: "sealed:r", at })

describe(rules.brokenWhenFound.clause.quote, () => {
  it("found, and not only judged", () => {
    expect(rules.brokenWhenFound([], [judged]).answer).toBe(false)
    expect(rules.brokenWhenFound([[judged, undefined]], []).answer).toBe(true)
  })
})

describe(rules.afterBreach.clause.quote, () => {
  type Says = "nothing" | "suspends" | "ends"
  const after = (says: Says | undefined, broken: boolean, ...found: ReadonlyArray<rules.Found>) =>
    rules.afterBreach(yes(march), found, verdict(broken), says && agreedOn(says), looked).answer
  const still: rules.Found = [judged, undefined]
  const until = (at: Instant): rules.Found => [judged, lifted(at)]

  it("nothing is broken, nothing follows", () => {
    for (const says of [undefined, "nothing", "suspends", "ends"] as const) expect(after(says, false)).toBe("counts")
  })
  it("nothing follows where the version says so", () => expect(after("nothing", true, still)).toBe("counts"))
  it("no use until it is lifted", () => {
    expect(after("suspends", true, still)).toBe("doesNot")
    expect(after("suspends", true, until(april))).toBe("counts")
    expect(after("suspends", true, until(april), still)).toBe("doesNot")
  })
  it("no use until it is lifted and accepted again", () => {
    expect(after("ends", true, still)).toBe("doesNot")
    expect(after("ends", true, until(justAfter(march)))).toBe("doesNot")
    expect(after("ends", true, until(march))).toBe("counts")
    expect(after("ends", true, until(february), until(april))).toBe("doesNot")
  })
  it("where the version says nothing a person reads it, as long as it is not lifted", () => {
    expect(after(undefined, true, still)).toBe("undetermined")
    expect(after(undefined, true, until(april), still)).toBe("undetermined")
    expect(after(undefined, true, until(april))).toBe("counts")
  })
})

describe(rules.counts.clause.quote, () => {
  interface Said {
    readonly speaks?: rules.Authority
    readonly inTime?: boolean
    readonly inWords?: rules.Counts
    readonly declared?: boolean
    readonly unbroken?: rules.Counts
  }
  const counts = (said: Said = {}) =>
    rules.counts(
      yes(),
      verdict(said.speaks ?? "own"),
      verdict(said.inTime ?? true),
      verdict(said.inWords ?? "counts"),
      verdict(said.declared ?? true),
      verdict(said.unbroken ?? "counts")
    ).answer
  it("nothing speaks against it", () => {
    for (const speaks of ["own", "shown", "ratified"] as const) expect(counts({ speaks })).toBe("counts")
  })
  it("each thing alone is enough against it", () => {
    for (const speaks of ["notShown", "asked", "refuted"] as const) expect(counts({ speaks })).toBe("doesNot")
    expect(counts({ inTime: false })).toBe("doesNot")
    expect(counts({ declared: false })).toBe("doesNot")
    expect(counts({ inWords: "doesNot" })).toBe("doesNot")
    expect(counts({ unbroken: "doesNot" })).toBe("doesNot")
  })
  it("what a person must decide is waited for, unless something is against it anyway", () => {
    expect(counts({ inWords: "undetermined" })).toBe("undetermined")
    expect(counts({ unbroken: "undetermined" })).toBe("undetermined")
    expect(counts({ inWords: "undetermined", unbroken: "doesNot" })).toBe("doesNot")
    expect(counts({ inWords: "undetermined", inTime: false })).toBe("doesNot")
  })
})

describe(rules.lastWord.clause.quote, () => {
  const no = (at: Instant) =>
    fact<Acceptance.VersionDeclined>({ _tag: "VersionDeclined", answer: "n1", version: "v1", by: "anneke", at })
  const last = (accepted: ReadonlyArray<readonly [Instant, rules.Counts]>, ...declined: ReadonlyArray<Instant>) =>
    rules.lastWord(
      accepted.map(([at]) => yes(at)),
      accepted.map(([, counts]) => verdict(counts)),
      declined.map(no),
      [],
      looked
    ).answer

  it("nothing was said, or nothing that counts", () => {
    expect(last([])).toBe("none")
    expect(last([[march, "doesNot"]])).toBe("none")
  })
  it("a yes that counts, one that waits, and of both the one that counts", () => {
    expect(last([[march, "counts"]])).toBe("yes")
    expect(last([[march, "undetermined"]])).toBe("undetermined")
    expect(
      last([
        [april, "undetermined"],
        [march, "counts"]
      ])
    ).toBe("yes")
  })
  it("after a no only a later yes counts, and of two at once the no", () => {
    expect(last([], march)).toBe("no")
    expect(last([[justBefore(march), "counts"]], march)).toBe("no")
    expect(last([[march, "counts"]], march)).toBe("no")
    expect(last([[justAfter(march), "counts"]], march)).toBe("yes")
    expect(last([[justAfter(march), "undetermined"]], march)).toBe("undetermined")
    expect(last([[justAfter(march), "doesNot"]], march)).toBe("no")
  })
  it("of several noes the last, in whatever order they are told; each yes with its own worth", () => {
    expect(last([[march, "counts"]], april, february)).toBe("no")
    expect(last([[march, "counts"]], february, january)).toBe("yes")
    expect(
      last(
        [
          [february, "counts"],
          [april, "doesNot"]
        ],
        march
      )
    ).toBe("no")
  })
})

describe(rules.seen.clause.quote, () => {
  it("seen once, or never", () => {
    expect(rules.seen(declared(), facts("shown"), looked).answer).toBe("yes")
    expect(rules.seen(declared(), [], looked).answer).toBe("none")
  })
})

describe(rules.holds.clause.quote, () => {
  type Asks = "asks" | "asksNothing" | "undetermined"
  const stands = (
    agreed: boolean,
    after: ReadonlyArray<rules.Word> = [],
    asks: ReadonlyArray<Asks> = after.map(() => "asksNothing")
  ) =>
    rules.holds(
      agreed ? verdict<rules.Word>("yes") : undefined,
      after.map((it) => verdict(it)),
      asks.map((it) => verdict(it))
    ).answer
  it("agreed to nothing it waits, and agreed to the newest it is agreed", () => {
    expect(stands(false)).toBe("unanswered")
    expect(stands(false, ["none"])).toBe("unanswered")
    expect(stands(true)).toBe("agreed")
  })
  it("a newer one that asks nothing is carried; one that asks waits; one of which nobody knows is open", () => {
    expect(stands(true, ["none"], ["asksNothing"])).toBe("carried")
    expect(stands(true, ["none"], ["asks"])).toBe("unanswered")
    expect(stands(true, ["none"], ["undetermined"])).toBe("undetermined")
    expect(stands(true, ["none", "none"], ["asksNothing", "asks"])).toBe("unanswered")
    expect(stands(true, ["none", "none"], ["undetermined", "asks"])).toBe("unanswered")
    expect(stands(true, ["none", "none"], ["asksNothing", "undetermined"])).toBe("undetermined")
  })
  it("a no to any of them is a no, and an answer that waits leaves it open", () => {
    expect(stands(true, ["none", "no"])).toBe("declined")
    expect(stands(false, ["no"])).toBe("declined")
    expect(stands(true, ["undetermined", "no"])).toBe("declined")
    expect(stands(true, ["undetermined"])).toBe("undetermined")
    expect(stands(false, ["undetermined"])).toBe("undetermined")
  })
})

const shown = (at: Instant) =>
  fact<Acceptance.VersionPresented>({ _tag: "VersionPresented", version: "v1", language: "nl", at })

describe(rules.silence.clause.quote, () => {
  type Says = "accepted" | "acceptedByUse" | "nothing"
  const silent = (says: Says | undefined, agreed: boolean, broken: boolean, ...presented: ReadonlyArray<Instant>) =>
    rules.silence(
      says && agreedOn(says),
      agreed ? version() : undefined,
      version(),
      presented.map(shown),
      verdict(broken),
      looked
    ).answer
  const all = [undefined, "accepted", "acceptedByUse", "nothing"] as const

  it("what was never shown, or after a broken declaration, silence is nothing", () => {
    for (const says of all) {
      expect(silent(says, true, false)).toBe("nothing")
      expect(silent(says, true, true, january)).toBe("nothing")
    }
  })
  it("shown before it takes effect to somebody who agreed to an earlier one, it is an acceptance", () => {
    expect(silent("accepted", true, false, justBefore(startsAt))).toBe("acceptedBySilence")
    expect(silent("accepted", true, false, startsAt)).toBe("nothing")
    expect(silent("accepted", true, false, april, january)).toBe("acceptedBySilence")
    expect(silent("accepted", false, false, january)).toBe("nothing")
  })
  it("use may be one, however late it was shown, and agreed to an earlier one or not", () => {
    expect(silent("acceptedByUse", true, false, april)).toBe("acceptedByUse")
    expect(silent("acceptedByUse", false, false, april)).toBe("acceptedByUse")
  })
  it("the version says that it is nothing, or says nothing of it", () => {
    expect(silent("nothing", true, false, january)).toBe("nothing")
    expect(silent(undefined, true, false, january)).toBe("undetermined")
  })
})

describe(rules.heldBySilence.clause.quote, () => {
  type Silent = Parameters<typeof rules.answered>[1] extends { readonly answer: infer S } | undefined ? S : never
  const used = (at: Instant) => fact<Acceptance.DocumentUsed>({ _tag: "DocumentUsed", at })
  const held = (silent: Silent | undefined, shownAt: Instant | undefined, ...uses: ReadonlyArray<Instant>) =>
    rules.heldBySilence(silent && verdict(silent), uses.map(used), shownAt && shown(shownAt), looked).answer
  it("from the first use after it was shown", () => {
    expect(held("acceptedByUse", march, justBefore(march))).toBe(false)
    expect(held("acceptedByUse", march, march)).toBe(true)
    expect(held("acceptedByUse", march, january, justAfter(march))).toBe(true)
    expect(held("acceptedByUse", march)).toBe(false)
    expect(held("acceptedByUse", undefined, march)).toBe(false)
  })
  it("silence needs no use, what is open stays open, and nothing is nothing", () => {
    expect(held("acceptedBySilence", undefined)).toBe(true)
    expect(held("undetermined", march, march)).toBe("undetermined")
    expect(held("nothing", march, march)).toBe(false)
    expect(held(undefined, march, march)).toBe(false)
  })
})

describe(rules.toldDirectly.clause.quote, () => {
  const told = fact<Acceptance.InformationChanged>({
    _tag: "InformationChanged",
    information: "seat",
    since: january,
    at: march
  })
  const found = (late: boolean) =>
    fact<Acceptance.PromptnessJudged>({
      _tag: "PromptnessJudged",
      information: "seat",
      late,
      by: "l1",
      reason: "sealed:r",
      at: march
    })
  it("not told, told and not judged, told directly, told late", () => {
    expect(rules.toldDirectly([], undefined, looked).answer).toBe("notTold")
    expect(rules.toldDirectly([], found(true), looked).answer).toBe("notTold")
    expect(rules.toldDirectly([told], undefined, looked).answer).toBe("undetermined")
    expect(rules.toldDirectly([told], found(false), looked).answer).toBe("directly")
    expect(rules.toldDirectly([told], found(true), looked).answer).toBe("late")
  })
})

const standings = ["agreed", "carried", "declined", "unanswered", "undetermined"] as const

describe(rules.shownToWhomItAsks.clause.quote, () => {
  it("who has not answered, and of whom nobody knows, that", () =>
    expect(standings.map((it) => rules.shownToWhomItAsks(verdict(it), version()).answer)).toEqual([
      "nothing",
      "nothing",
      "nothing",
      "ask",
      "undetermined"
    ]))
})

describe(rules.whoIsAsked.clause.quote, () => {
  it("it may not go on", () => expect(rules.whoIsAsked(declared()).answer).toBe("mayNot"))
})

describe(rules.nothingToAnswer.clause.quote, () => {
  it("nobody may, unless nobody knows whether there is one", () => {
    expect(rules.nothingToAnswer(verdict("none" as const)).answer).toBe("mayNot")
    expect(rules.nothingToAnswer(verdict("undetermined" as const)).answer).toBe("undetermined")
  })
})

describe(rules.answered.clause.quote, () => {
  const may = (
    standing: rules.Standing,
    ...silent: ReadonlyArray<"acceptedBySilence" | "acceptedByUse" | "nothing" | "undetermined">
  ) => rules.answered(verdict(standing), silent[0] && verdict(silent[0])).answer
  it("by how it stands", () =>
    expect(standings.map((it) => may(it))).toEqual(["may", "may", "mayNot", "mayNot", "undetermined"]))
  it("unanswered, by what silence is", () => {
    expect(may("unanswered", "nothing")).toBe("mayNot")
    expect(may("unanswered", "undetermined")).toBe("undetermined")
    expect(may("unanswered", "acceptedBySilence")).toBe("may")
    expect(may("unanswered", "acceptedByUse")).toBe("may")
  })
  it("a no is a no, whatever silence would be", () => expect(may("declined", "acceptedBySilence")).toBe("mayNot"))
})

describe(rules.mayUse.clause.quote, () => {
  const may = (each: ReadonlyArray<rules.May>, mandate?: rules.May, asked: ReadonlyArray<boolean> = [true]) =>
    rules.mayUse(
      asked.map((it) => verdict(it)),
      each.map((it) => verdict(it)),
      mandate && verdict(mandate)
    ).answer
  it("all is answered", () => {
    expect(may(["may", "may"])).toBe("may")
    expect(may(["may"], "may")).toBe("may")
    expect(may(["may"], "may", [false, true])).toBe("may")
  })
  it("any no is a no, also the mandate's, and whatever else is open", () => {
    expect(may(["may", "mayNot"])).toBe("mayNot")
    expect(may(["may"], "mayNot")).toBe("mayNot")
    expect(may(["undetermined", "mayNot"])).toBe("mayNot")
    expect(may([], "mayNot", [])).toBe("mayNot")
  })
  it("what is open stays open, and where nothing is asked nobody can say", () => {
    expect(may(["may", "undetermined"])).toBe("undetermined")
    expect(may(["may"], "undetermined")).toBe("undetermined")
    expect(may([], undefined, [])).toBe("undetermined")
    expect(may([], "may", [false])).toBe("undetermined")
  })
})
