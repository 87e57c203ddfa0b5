/** What holds of documents and of what is answered to them, sentence by sentence (`docs/policy/documents.md`). */
import { type Absent, type Fact, rule, sentence, type Stipulation, type Verdict } from "../kernel/Verdict.ts"
import type { Instant } from "../time/Instant.ts"
import type {
  AnswerQuestioned,
  AnswerRatified,
  AnswerRefuted,
  BreachJudged,
  BreachLifted,
  DeclarationMade,
  DocumentUsed,
  InformationChanged,
  PromptnessJudged,
  VersionAccepted,
  VersionDeclined,
  VersionPresented
} from "./Acceptance.ts"
import type {
  AskedBeforeUse,
  DocumentDeclared,
  DocumentWithdrawn,
  LiabilityCapStated,
  Money,
  Text,
  Version,
  VersionWeighed
} from "./Document.ts"

type Facts = ReadonlyArray<Fact<unknown>>

// -- A document and its versions. ----------------------------------------------------------------------------------------

export const declaredOnce = sentence({
  id: "document.declared-once",
  quote: "A document is declared once: whose it is, what is asked, of whom, and before which use."
})

export const neverEdited = sentence({
  id: "document.never-edited",
  quote: "A version is never edited: another text is another version, and only a slip of the pen is put right in it."
})

export const notBackwards = sentence({
  id: "document.not-backwards",
  quote:
    "A version of ours begins on no day that had passed when we published it, and is taken back only before it took effect."
})

export const readWhereSilent = sentence({
  id: "document.read-where-silent",
  quote:
    "What a version says about its successors, silence, translations and breach counts; where it says nothing, a person records how it is read, and why."
})

export const capturedThenConfirmed = rule(
  {
    id: "document.captured-then-confirmed",
    quote:
      "Our own versions are published by us; somebody else's are captured, and count once a person confirmed them: until then nobody can say what holds from their first day on."
  },
  (open: ReadonlyArray<Fact<Version>>, _said: Facts, _looked: Absent): boolean => open.length === 0
)

export const inForce = rule(
  {
    id: "document.in-force",
    quote:
      "The version in force is the one that took effect last: on its first day, where the document says that days begin, and never before it was published."
  },
  (started: Fact<Version> | undefined, captured: Verdict<boolean>): Version | "none" | "undetermined" =>
    captured.answer ? (started?.value ?? "none") : "undetermined"
)

export const askedBeforeUse = rule(
  {
    id: "document.asked-before-use",
    quote:
      "A document is asked before a use from when it was declared for that use until it no longer is, or is withdrawn."
  },
  (
    running: Fact<AskedBeforeUse> | undefined,
    withdrawn: Fact<DocumentWithdrawn> | undefined,
    _declared: Fact<DocumentDeclared> | undefined,
    _periods: Facts,
    _looked: Absent
  ): boolean => running !== undefined && withdrawn === undefined
)

export const asksAnew = rule(
  {
    id: "document.asks-anew",
    quote:
      "A new version asks anew as the version that was agreed to lets it: each time, when a person decided that it is material, or never."
  },
  (
    says: Stipulation<"every" | "material" | "none"> | undefined,
    weighed: Fact<VersionWeighed> | undefined,
    _agreed: Fact<Version>,
    _version: Fact<Version>,
    _looked: Absent
  ): "asks" | "asksNothing" | "undetermined" => {
    switch (says?.value) {
      case "every":
        return "asks"
      case "none":
        return "asksNothing"
      case "material":
        return weighed === undefined ? "undetermined" : weighed.value.material ? "asks" : "asksNothing"
      case undefined:
        return "undetermined"
    }
  }
)

export const statement = rule(
  {
    id: "document.statement",
    quote: "What we state on a day is the text of the version in force then, in each language that it was published in."
  },
  (
    inForce: Verdict<Version | "none" | "undetermined">,
    text: Text | undefined,
    _slips: Facts
  ): Text | "undetermined" | undefined => (inForce.answer === "undetermined" ? "undetermined" : text)
)

export const cover = rule(
  {
    id: "document.cover",
    quote:
      "What the insurance covers is what was stated last of the insurance that ran then; where no amount is stated, nobody can say."
  },
  (cap: Fact<LiabilityCapStated> | undefined, _said: Facts, _looked: Absent): Money | "undetermined" =>
    cap?.value.cover ?? "undetermined"
)

export const neverHigher = rule(
  {
    id: "document.never-higher",
    quote: "Liability is never higher than the amount covered: of claim and cover the lower, in one currency."
  },
  (claim: Money, covered: Verdict<Money | "undetermined">): Money | "undetermined" => {
    const { answer } = covered
    if (answer === "undetermined" || answer.currency !== claim.currency) return "undetermined"
    return isLess(answer.amount, claim.amount) ? answer : claim
  }
)

/** Decimal numbers as text, compared and nothing else. */
const isLess = (a: string, b: string): boolean => {
  const [[wholeA, restA], [wholeB, restB]] = [parts(a), parts(b)]
  if (wholeA.length !== wholeB.length) return wholeA.length < wholeB.length
  return wholeA === wholeB ? restA < restB : wholeA < wholeB
}

const parts = (amount: string): readonly [string, string] => {
  const [whole = "", rest = ""] = amount.split(".")
  return [whole.replace(/^0+/, ""), rest.replace(/0+$/, "")]
}

// -- What somebody answered. -----------------------------------------------------------------------------------------------

export const recordedAsItCame = sentence({
  id: "acceptance.recorded-as-it-came",
  quote: "What somebody answers is recorded as it came, and judged afterwards."
})

export type Authority = "own" | "shown" | "notShown" | "asked" | "ratified" | "refuted"

export const maySpeak = rule(
  {
    id: "acceptance.may-speak",
    quote:
      "A user answers for itself; whoever answered for an organisation was allowed to when that was shown or the organisation stood by it later, and never once it denied that."
  },
  (
    answer: Fact<VersionAccepted>,
    declared: Fact<DocumentDeclared>,
    questioned: ReadonlyArray<Fact<AnswerQuestioned>>,
    ratified: ReadonlyArray<Fact<AnswerRatified>>,
    refuted: ReadonlyArray<Fact<AnswerRefuted>>
  ): Authority => {
    if (refuted.length > 0) return "refuted"
    if (ratified.length > 0) return "ratified"
    const { authority } = answer.value
    if (authority === "shown" || (authority === "own" && declared.value.party === "user")) return authority
    return questioned.length > 0 ? "asked" : "notShown"
  }
)

/** Kept by `Acceptance.decide`: what a mandate says is another stream's, and is looked up for it. */
export const byMandate = sentence({
  id: "acceptance.by-mandate",
  quote:
    "Whether somebody could accept for an organisation may be left to the powers on record, as they were at the moment of accepting; the grant that carried it is cited."
})

export const ofItsTime = rule(
  {
    id: "acceptance.of-its-time",
    quote: "An acceptance is of a version that was published when it was given, and whose place no other had taken."
  },
  (
    answer: Fact<VersionAccepted>,
    _version: Fact<Version>,
    publishedAt: Instant,
    inItsPlace: Fact<Version> | undefined,
    _said: Facts
  ): boolean => publishedAt <= answer.value.at && inItsPlace === undefined
)

export const inItsWords = rule(
  {
    id: "acceptance.in-its-words",
    quote:
      "An acceptance of a text that binds is one of the version; of a translation, where the version says that it stands for the original; of a text that the version does not have, never."
  },
  (
    answer: Fact<VersionAccepted>,
    version: Fact<Version>,
    says: Stipulation<"asTheOriginal" | "nothing"> | undefined,
    _looked: Absent
  ): Counts => {
    const { texts, binds } = version.value
    const { language } = answer.value
    if (!texts.some((text) => text.language === language)) return "doesNot"
    if (binds.includes(language)) return "counts"
    return says === undefined ? "undetermined" : says.value === "asTheOriginal" ? "counts" : "doesNot"
  }
)

export type Counts = "counts" | "doesNot" | "undetermined"

export const withItsDeclarations = rule(
  {
    id: "acceptance.with-its-declarations",
    quote:
      "Who accepts makes every declaration that the version asks for; until the last is made, the acceptance waits."
  },
  (answer: Fact<VersionAccepted>, version: Fact<Version>, made: ReadonlyArray<Fact<DeclarationMade>>): boolean =>
    version.value.declares.every(
      (it) => answer.value.declares.includes(it) || made.some(({ value }) => value.declaration === it)
    )
)

/** A breach as it was judged last, and when that was lifted. */
export type Found = readonly [judged: Fact<BreachJudged>, lifted: Fact<BreachLifted> | undefined]

export const brokenWhenFound = rule(
  {
    id: "acceptance.broken-when-found",
    quote: "A declaration is broken when a person found so on evidence; a report alone changes nothing."
  },
  (found: ReadonlyArray<Found>, _judged: ReadonlyArray<Fact<BreachJudged>>): boolean => found.length > 0
)

export const afterBreach = rule(
  {
    id: "acceptance.after-breach",
    quote:
      "What follows from a broken declaration is what the version says that was agreed to: nothing, no use until that is lifted, or no use until it is lifted and the version accepted again."
  },
  (
    answer: Fact<VersionAccepted>,
    found: ReadonlyArray<Found>,
    broken: Verdict<boolean>,
    says: Stipulation<"nothing" | "suspends" | "ends"> | undefined,
    _looked: Absent
  ): Counts => {
    if (!broken.answer || says?.value === "nothing") return "counts"
    if (says === undefined) return found.some(([, lifted]) => lifted === undefined) ? "undetermined" : "counts"
    const stops = ([, lifted]: Found): boolean =>
      lifted === undefined || (says.value === "ends" && answer.value.at < lifted.value.at)
    return found.some(stops) ? "doesNot" : "counts"
  }
)

export const counts = rule(
  {
    id: "acceptance.counts",
    quote: "An acceptance counts when nothing of all this speaks against it, and waits where a person must decide."
  },
  (
    _answer: Fact<VersionAccepted>,
    speaks: Verdict<Authority>,
    inTime: Verdict<boolean>,
    inWords: Verdict<Counts>,
    declared: Verdict<boolean>,
    unbroken: Verdict<Counts>
  ): Counts => {
    if (!["own", "shown", "ratified"].includes(speaks.answer) || !inTime.answer || !declared.answer) return "doesNot"
    const parts = [inWords.answer, unbroken.answer]
    return parts.includes("doesNot") ? "doesNot" : parts.includes("undetermined") ? "undetermined" : "counts"
  }
)

export type Word = "yes" | "no" | "none" | "undetermined"

export const lastWord = rule(
  {
    id: "acceptance.last-word",
    quote:
      "Of several answers to one version the last counts, and of two given at once the no; one that was taken back, or that the organisation denied, counts no more."
  },
  (
    accepted: ReadonlyArray<Fact<VersionAccepted>>,
    /** Of each of these, whether it counts. */
    counting: ReadonlyArray<Verdict<Counts>>,
    declined: ReadonlyArray<Fact<VersionDeclined>>,
    _noMore: Facts,
    _looked: Absent
  ): Word => {
    const no = declined
      .map(({ value }) => value.at)
      .toSorted()
      .at(-1)
    const later = accepted.flatMap(({ value }, index) =>
      no === undefined || value.at > no ? [counting[index]?.answer] : []
    )
    if (later.includes("counts")) return "yes"
    return later.includes("undetermined") ? "undetermined" : no === undefined ? "none" : "no"
  }
)

export const seen = rule(
  {
    id: "acceptance.seen",
    quote:
      "A document that asks for no yes is answered by who has seen it: acknowledged where it asks for that, and shown where it asks for nothing."
  },
  (_declared: Fact<DocumentDeclared>, sights: Facts, _looked: Absent): Word => (sights.length > 0 ? "yes" : "none")
)

export type Standing = "agreed" | "carried" | "declined" | "unanswered" | "undetermined"

/** Of the version agreed to last: what each version after it asks. `after`: what was answered to those. */
export const holds = rule(
  {
    id: "acceptance.holds",
    quote:
      "Until a new version takes effect the earlier one holds for who agreed to it; from then on the new one does, where it was agreed to or asks nothing anew, and otherwise it waits for an answer; who said no to it may not go on."
  },
  (
    agreed: Verdict<Word> | undefined,
    after: ReadonlyArray<Verdict<Word>>,
    asks: ReadonlyArray<Verdict<"asks" | "asksNothing" | "undetermined">>
  ): Standing => {
    const words = after.map(({ answer }) => answer)
    if (words.includes("no")) return "declined"
    if (words.includes("undetermined")) return "undetermined"
    if (agreed === undefined) return "unanswered"
    if (after.length === 0) return "agreed"
    const asked = asks.map(({ answer }) => answer)
    return asked.includes("asks") ? "unanswered" : asked.includes("undetermined") ? "undetermined" : "carried"
  }
)

export const silence = rule(
  {
    id: "acceptance.silence",
    quote:
      "Silence is an acceptance only of a new version that was shown before it took effect to somebody who agreed to an earlier one that says so; use is one only of a version that was shown before it, where the version agreed to says so, or for who agreed to none the version itself; neither after a no or a broken declaration."
  },
  (
    says: Stipulation<"accepted" | "acceptedByUse" | "nothing"> | undefined,
    agreed: Fact<Version> | undefined,
    version: Fact<Version>,
    shown: ReadonlyArray<Fact<VersionPresented>>,
    broken: Verdict<boolean>,
    _looked: Absent
  ): Silent => {
    if (shown.length === 0 || broken.answer) return "nothing"
    const inTime = agreed !== undefined && shown.some(({ value }) => value.at < version.value.startsAt)
    switch (says?.value) {
      case "accepted":
        return inTime ? "acceptedBySilence" : "nothing"
      case "acceptedByUse":
        return "acceptedByUse"
      case "nothing":
        return "nothing"
      case undefined:
        return "undetermined"
    }
  }
)

type Silent = "acceptedBySilence" | "acceptedByUse" | "nothing" | "undetermined"

export const heldBySilence = rule(
  {
    id: "acceptance.held-by-silence",
    quote: "A version that may be accepted by use holds from the first use after it was shown and took effect."
  },
  (
    silent: Verdict<Silent> | undefined,
    used: ReadonlyArray<Fact<DocumentUsed>>,
    shown: Fact<VersionPresented> | undefined,
    _looked: Absent
  ): boolean | "undetermined" => {
    switch (silent?.answer) {
      case "acceptedBySilence":
        return true
      case "acceptedByUse":
        return shown !== undefined && used.some(({ value }) => value.at >= shown.value.at)
      case "undetermined":
        return "undetermined"
      case "nothing":
      case undefined:
        return false
    }
  }
)

export const toldDirectly = rule(
  {
    id: "acceptance.told-directly",
    quote: "Whether somebody told us directly of a change of what it had stated, a person judges."
  },
  (
    told: ReadonlyArray<Fact<InformationChanged>>,
    judged: Fact<PromptnessJudged> | undefined,
    _looked: Absent
  ): "directly" | "late" | "notTold" | "undetermined" =>
    told.length === 0 ? "notTold" : judged === undefined ? "undetermined" : judged.value.late ? "late" : "directly"
)

export const shownToWhomItAsks = rule(
  {
    id: "acceptance.shown-to-whom-it-asks",
    quote: "Who has not answered a version that asks them is shown it: the one in force, and each that is to come."
  },
  (standing: Verdict<Standing>, _version: Fact<Version>): "ask" | "nothing" | "undetermined" => {
    switch (standing.answer) {
      case "unanswered":
        return "ask"
      case "undetermined":
        return "undetermined"
      case "agreed":
      case "carried":
      case "declined":
        return "nothing"
    }
  }
)

// -- A use. ------------------------------------------------------------------------------------------------------------------

export type May = "may" | "mayNot" | "undetermined"

export const whoIsAsked = rule(
  {
    id: "use.who-is-asked",
    quote: "What is asked of somebody who is not named, or of whom no answers are at hand, was not answered."
  },
  (_declared: Fact<DocumentDeclared>): May => "mayNot"
)

export const nothingToAnswer = rule(
  {
    id: "use.nothing-to-answer",
    quote: "A document that is asked before a use, and of which no version is in force, allows it to nobody."
  },
  (inForce: Verdict<Version | "none" | "undetermined">): May =>
    inForce.answer === "undetermined" ? "undetermined" : "mayNot"
)

export const answered = rule(
  {
    id: "use.answered",
    quote: "A use may go on when what is asked before it was answered, or need not be answered anew."
  },
  (standing: Verdict<Standing>, silent: Verdict<Silent> | undefined): May => {
    switch (standing.answer) {
      case "agreed":
      case "carried":
        return "may"
      case "declined":
        return "mayNot"
      case "undetermined":
        return "undetermined"
      case "unanswered":
        return silent === undefined || silent.answer === "nothing"
          ? "mayNot"
          : silent.answer === "undetermined"
            ? "undetermined"
            : "may"
    }
  }
)

export const mayUse = rule(
  {
    id: "use.all-answered",
    quote:
      "A use is allowed when all that is asked before it was answered and the mandate allows it: any no is a no, and what is open stays open; where nothing was declared to be asked, nobody can say."
  },
  (
    asked: ReadonlyArray<Verdict<boolean>>,
    each: ReadonlyArray<Verdict<May>>,
    mandate: Verdict<May> | undefined
  ): May => {
    const answers = [...each, ...(mandate === undefined ? [] : [mandate])].map(({ answer }) => answer)
    if (answers.includes("mayNot")) return "mayNot"
    return answers.includes("undetermined") || !asked.some(({ answer }) => answer) ? "undetermined" : "may"
  }
)
