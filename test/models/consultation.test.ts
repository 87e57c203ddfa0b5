/** The consultation beside a model of it, written from `docs/policy/notice.md` and `docs/policy/objection.md`. */
import fc from "fast-check"
import type * as Client from "goodfaith/client"
import * as Consultation from "goodfaith/consultation"
import type { Change, EventRef } from "goodfaith/language"
import { says, silentRow, type Terms, type World } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Instant, Span } from "goodfaith/time"
import { afterAll, describe, expect, it } from "vitest"
import { daysAfter } from "../laws/slowly.ts"
import { addressed, engagement, everything, objects, Scenario, sends, worldOf } from "../scenario.ts"
import { agree, attempt, both, dayOf, type Expected, hourOf, inWords, Ran, type Turn, turnOf } from "./running.ts"

const { find, open, openProposals, status, authorityOf } = Consultation.Objection

// -- Terms, in words. ------------------------------------------------------------------------------------------------------------

interface DutyWords {
  readonly id: string
  readonly kind: "inform" | "consult"
  readonly changes: "any" | ReadonlyArray<"Engage" | "Relocate">
  readonly onlyMaterial: boolean
  readonly to: "all" | "affected" | "subscribers" | "onRequest" | "pullOnly"
  readonly paper?: "standard"
  /** Only where data is handled in one of these. */
  readonly countries?: ReadonlyArray<string>
}

interface TermsWords {
  readonly name: string
  readonly duties: ReadonlyArray<DutyWords>
  /** What was announced at signing and does not hold yet. */
  readonly announced: "agreed" | "noticeOwed"
  readonly noticeDays: number
  readonly windowDays: number
}

const duty = (id: string, other: Partial<DutyWords> = {}): DutyWords => ({
  id,
  kind: "inform",
  changes: "any",
  onlyMaterial: false,
  to: "all",
  ...other
})

const inWordsOnly: ReadonlyArray<TermsWords> = [
  {
    name: "new-ones",
    duties: [duty("newcomers", { kind: "consult", changes: ["Engage"] }), duty("told", { paper: "standard" })],
    announced: "noticeOwed",
    noticeDays: 30,
    windowDays: 20
  },
  {
    name: "what-matters",
    duties: [duty("matters", { kind: "consult", onlyMaterial: true, to: "affected" })],
    announced: "agreed",
    noticeDays: 10,
    windowDays: 45
  },
  {
    name: "whoever-asks",
    duties: [
      duty("subscribed", { to: "subscribers" }),
      duty("asked", { to: "onRequest" }),
      duty("page", { to: "pullOnly" }),
      duty("abroad", { kind: "consult", changes: ["Engage", "Relocate"], countries: ["US"] })
    ],
    announced: "noticeOwed",
    noticeDays: 15,
    windowDays: 15
  },
  { name: "nothing", duties: [], announced: "agreed", noticeDays: 0, windowDays: 0 }
]

const source = { instrument: "form", words: "as it says" }
const days = (n: number) => Span.calendarDays(n, Span.plain)

const asTerms = (words: TermsWords): Terms => ({
  ...ready.commercial,
  name: words.name,
  entry: { listing: says("agreed", source), announced: says(words.announced, source) },
  duties: words.duties.map((it) => ({
    id: it.id,
    kind: it.kind,
    source,
    changes: it.changes,
    onlyMaterial: it.onlyMaterial,
    audience: { of: it.to, ...(it.paper !== undefined && { paper: it.paper }) },
    rows: [
      {
        ...silentRow,
        when: it.countries === undefined ? {} : { countries: it.countries },
        contents: says([{ of: "places", lack: "fatal" } as const], source),
        clockStart: says({ from: "sent", contacts: "any" } as const, source),
        advanceNotice: says({ period: days(words.noticeDays), before: "access" } as const, source),
        window: says({ _tag: "For", period: days(words.windowDays) } as const, source)
      }
    ]
  }))
})

const world: World = worldOf(...inWordsOnly.map(asTerms))

// -- What the cases are about. ------------------------------------------------------------------------------------------------------

interface Subject {
  readonly id: string
  readonly what: Change | undefined
  /** The rows that it touches, in what they are limited, and where they work once it is announced. */
  readonly rows: ReadonlyArray<{
    readonly id: string
    readonly products: ReadonlyArray<string>
    readonly country: string
  }>
  readonly effectiveOn: number
  readonly forThisClient: boolean
}

const us = [{ id: "us", name: "USA", country: "US" }]
const be = [{ id: "be", name: "Belgium", country: "BE" }]
const newcomer = engagement("newcomer", { products: ["identity"], places: us })
const other = engagement("other", { products: ["identity"], places: us })

const subjects: ReadonlyArray<Subject> = [
  {
    id: "new",
    what: { _tag: "Engage", engagement: newcomer },
    rows: [{ id: "newcomer", products: ["identity"], country: "US" }],
    effectiveOn: 60,
    forThisClient: true
  },
  {
    id: "moved",
    what: { _tag: "Relocate", engagement: "old", to: be },
    rows: [{ id: "old", products: ["esignatures"], country: "BE" }],
    effectiveOn: 5,
    forThisClient: true
  },
  {
    id: "named",
    what: { _tag: "Rename", entity: "old", name: "Old One", by: "dpo-1", reason: "the register says so" },
    rows: [{ id: "old", products: ["esignatures"], country: "BE" }],
    effectiveOn: 5,
    forThisClient: true
  },
  {
    id: "others",
    what: { _tag: "Engage", engagement: other },
    rows: [{ id: "other", products: ["identity"], country: "US" }],
    effectiveOn: 60,
    forThisClient: false
  },
  {
    id: "old",
    what: undefined,
    rows: [{ id: "old", products: ["esignatures"], country: "BE" }],
    effectiveOn: 0,
    forThisClient: true
  }
]

// -- The model. -----------------------------------------------------------------------------------------------------------------------

type InCase = Consultation.Command
type Wants =
  | { readonly on: "client"; readonly command: Client.Command }
  | { readonly on: "row"; readonly engagement: string; readonly material: boolean }
  | { readonly on: "case"; readonly subject: string; readonly command: InCase }

type Of<T extends InCase["_tag"]> = Extract<InCase, { readonly _tag: T }>

/** "An objection taken back, or an acceptance in talks, counts only from somebody who was shown to speak for the client" */
const isBinding = (it: InCase): boolean =>
  !(
    (it._tag === "WithdrawObjection" || (it._tag === "AgreeSolution" && it.solution._tag === "Acceptance")) &&
    it.authority === "notShown"
  )

class Case {
  readonly said: Array<InCase> = []
  /** Each promise as it was judged last: "arose", or why not. */
  readonly judged = new Map<string, string>()
  /** The terms that each letter was written under. */
  readonly written = new Map<string, string>()

  all<T extends InCase["_tag"]>(tag: T): ReadonlyArray<Of<T>> {
    return this.said.filter((it): it is Of<T> => it._tag === tag)
  }

  objection(id: string): Of<"ReceiveObjection"> | undefined {
    return this.all("ReceiveObjection").find((it) => it.objection === id)
  }

  acceptance(id: string): Of<"AcceptChange"> | undefined {
    return this.all("AcceptChange").find((it) => it.acceptance === id)
  }

  /** "An objection stands until it is settled or withdrawn": those that nobody ended. */
  openIds(upTo = this.said.length): ReadonlyArray<string> {
    const said = this.said.slice(0, upTo)
    return said.flatMap((it, index) => {
      if (it._tag !== "ReceiveObjection") return []
      const ended = said
        .slice(index)
        .some(
          (after) =>
            isBinding(after) &&
            (after._tag === "AgreeSolution" || (after._tag === "WithdrawObjection" && after.objection === it.objection))
        )
      return ended ? [] : [it.objection]
    })
  }

  /** Both sides talk from when that was opened until a solution, or until nothing is left to talk about. */
  inDiscussion(): boolean {
    return this.said.reduce((talking, it, index) => {
      if (it._tag === "OpenDiscussion") return true
      if (!isBinding(it)) return talking
      if (it._tag === "AgreeSolution") return false
      return it._tag === "WithdrawObjection" && this.openIds(index + 1).length === 0 ? false : talking
    }, false)
  }

  /** What both sides agreed on, as far as it binds the client. */
  agreed(): ReadonlyArray<Of<"AgreeSolution">> {
    return this.all("AgreeSolution").filter(isBinding)
  }

  proposal(id: string): Of<"ProposeSolution"> | undefined {
    return this.all("ProposeSolution").find((it) => it.proposal === id)
  }

  isAnswered(id: string): boolean {
    return [...this.all("DeclineProposal"), ...this.agreed()].some((it) => it.proposal === id)
  }

  arrived(tag: "RecordDelivery" | "RecordReceipt" | "RecordBounce", letter: string, contact: string): boolean {
    return this.all(tag).some((it) => it.letter === letter && it.contact === contact)
  }

  /** "Whoever spoke for a client is taken to have been allowed to when …" */
  authority(act: string): string {
    const it = this.objection(act) ?? this.acceptance(act)
    const has = (tag: "AskAuthority" | "RatifyAuthority" | "RefuteAuthority") =>
      this.all(tag).some((said) => said.act === act)
    if (has("RefuteAuthority")) return "refuted"
    if (has("RatifyAuthority")) return "ratified"
    return it?.authority === "shown" ? "shown" : has("AskAuthority") ? "asked" : "notShown"
  }
}

class Model {
  readonly scenario: Scenario
  readonly client: Array<Client.Command> = []
  readonly material = new Map<string, boolean>()
  readonly cases = new Map<string, Case>()
  hours = 48

  constructor() {
    this.scenario = new Scenario()
    this.scenario.world = world
    const at = hourOf(0)
    this.scenario.onListing(
      { _tag: "OpenListing", listing: "main", title: "T", vendor: "V", zone: "Europe/Amsterdam", scope: "all", at },
      ...["newcomer", "old", "other"].map((entity) => ({ _tag: "NameEntity", entity, name: entity, at }) as const),
      { _tag: "ListEngagement", engagement: engagement("old"), at },
      { _tag: "PublishVersion", at }
    )
    for (const { id, what, effectiveOn, forThisClient } of subjects) {
      if (what === undefined) continue
      this.scenario.onListing({
        _tag: "AnnounceChange",
        change: id,
        what,
        effectiveOn: dayOf(effectiveOn * 24),
        for: forThisClient ? "all" : ["c9"],
        at: hourOf(24)
      })
    }
    this.scenario.onListing({ _tag: "PublishVersion", at: hourOf(24) })
  }

  caseOf(subject: string): Case {
    const known = this.cases.get(subject)
    if (known !== undefined) return known
    const made = new Case()
    this.cases.set(subject, made)
    return made
  }

  private of<T extends Client.Command["_tag"]>(tag: T) {
    return this.client.filter((it): it is Extract<Client.Command, { readonly _tag: T }> => it._tag === tag)
  }

  private endOf(dpa: string): Instant | undefined {
    return this.of("EndDpa").find((it) => it.dpa === dpa)?.at
  }

  /** "A client is bound to the version of the agreement that it executed, until it executes another." */
  agreement(): { readonly paper: string; readonly terms: string } | undefined {
    const last = this.of("ExecuteDpa").at(-1)
    return last === undefined || this.endOf(last.dpa) !== undefined ? undefined : last
  }

  /** When the agreement ended after which there was none for a time; nothing that was agreed until then counts. */
  private gapBegan(): Instant | undefined {
    const executed = this.of("ExecuteDpa")
    return executed
      .map((it, index) => ({ ended: this.endOf(it.dpa), next: executed[index + 1]?.at }))
      .findLast(({ ended, next }) => ended !== undefined && next !== undefined && ended < next)?.ended
  }

  wordsOf(terms: string): TermsWords {
    return inWordsOnly.find(({ name }) => addressed(name) === terms)!
  }

  private uses(): ReadonlyArray<string> {
    const said = this.client.filter((it) => it._tag === "BeginUse" || it._tag === "EndUse")
    return ["identity", "esignatures"].filter((id) => said.findLast((it) => it.id === id)?._tag === "BeginUse")
  }

  /** "What a client agreed to at entry is no change for it." */
  private agreedAtEntry({ effectiveOn }: Subject, words: TermsWords): boolean {
    const gap = this.gapBegan()
    const agreed = this.of("AgreeListing")
      .filter((it) => gap === undefined || it.at > gap)
      .at(-1)
    if (agreed === undefined || agreed.version < 2) return false
    // In winter a day begins in Amsterdam an hour before it does in UTC.
    return hourOf(effectiveOn * 24 - 1) <= agreed.at || words.announced === "agreed"
  }

  /** The terms by which a case goes on: agreed since, or of its first letter, or of the agreement in force. */
  termsOf(subject: string): string | undefined {
    const it = this.caseOf(subject)
    const [first] = it.all("SendNotice")
    const agreed = it.all("AgreeTerms").at(-1)?.terms
    return agreed ?? (first && it.written.get(first.letter)) ?? this.agreement()?.terms
  }

  /** Every reason for which a promise is not owed. "arises" where there is none. */
  whyNot(subject: Subject, words: TermsWords, promise: DutyWords, paper: string): ReadonlyArray<string> {
    if (this.agreedAtEntry(subject, words)) return ["agreedAtEntry"]
    const no: Array<string> = []
    const { changes, countries } = promise
    const tag = subject.what?._tag
    const spoken = changes === "any" ? promise.kind === "inform" || tag !== "Rename" : changes.some((it) => it === tag)
    if (!subject.forThisClient) no.push("otherClients")
    if (!spoken) no.push("otherChange")
    if (promise.paper !== undefined && promise.paper !== paper) no.push("otherPaper")
    if (promise.onlyMaterial && subject.rows.every(({ id }) => this.material.get(id) === false)) no.push("notMaterial")
    if (promise.to === "subscribers" && !this.isSubscribed()) no.push("notSubscribed")
    if (promise.to === "onRequest" && this.of("RequestListing").length === 0) no.push("notRequested")
    if (promise.to === "pullOnly") no.push("pullOnly")
    const uses = this.uses()
    if (promise.to === "affected" && !subject.rows.some(({ products }) => products.some((it) => uses.includes(it))))
      no.push("notAffected")
    if (countries !== undefined && !subject.rows.some(({ country }) => countries.includes(country)))
      no.push("nowhereStated")
    return no
  }

  private isSubscribed(): boolean {
    const said = this.client.filter((it) => it._tag === "BeginSubscription" || it._tag === "EndSubscription")
    return said.at(-1)?._tag === "BeginSubscription"
  }

  // -- what is expected of a command in a case --

  expected(subject: Subject | undefined, id: string, command: InCase, at: Instant): Expected {
    const it = this.caseOf(id)
    const no: Array<string> = []
    const when = (tag: string, isSo: boolean): void => {
      if (isSo) no.push(tag)
    }
    const decided = (isSo: boolean): Expected => (isSo ? "already so" : no.length > 0 ? no : "recorded")
    const sameAs = (said: object | undefined): boolean => said !== undefined && same(said, command)
    const isAboutNotice = ["JudgeDuties", "SendNotice", "RecordDelivery", "RecordReceipt", "RecordBounce"]
    if (subject === undefined && !isAboutNotice.includes(command._tag)) return ["UnknownSubject"]
    // What a client says is recorded where somebody looks for it; that its data was handled is recorded of anybody.
    const isWords = ![...isAboutNotice, "RecordAccess", "RecordAccessEnd"].includes(command._tag)
    if (isWords && this.client.length === 0) return ["UnknownClient"]
    const notAbout = (solution: Consultation.Objection.Solution): boolean =>
      "engagement" in solution && subject?.rows.some((row) => row.id === solution.engagement) !== true

    switch (command._tag) {
      case "JudgeDuties":
        return subject?.what === undefined ? ["NothingAnnounced"] : "recorded"
      case "SendNotice": {
        const known = it.all("SendNotice").find((said) => said.letter === command.letter)
        if (known !== undefined) return sameAs(known) ? "already so" : ["LetterTaken"]
        when("NothingAnnounced", subject?.what === undefined)
        when(
          "UnknownLetter",
          command.corrects !== undefined && !it.all("SendNotice").some((said) => said.letter === command.corrects)
        )
        when(
          "UnknownContact",
          command.to.some(({ contact }) => contact === "nobody")
        )
        when("NoAgreement", this.termsOf(id) === undefined)
        return decided(false)
      }
      case "RecordDelivery":
      case "RecordReceipt":
      case "RecordBounce": {
        const letter = it.all("SendNotice").find((said) => said.letter === command.letter)
        when("UnknownLetter", letter === undefined)
        when("NotSentTo", letter?.to.some(({ contact }) => contact === command.contact) === false)
        return decided(it.arrived(command._tag, command.letter, command.contact))
      }
      case "AgreeTerms":
        when("UnknownTerms", world.terms(command.terms) === undefined)
        return decided(sameAs(it.all("AgreeTerms").at(-1)))
      case "ReceiveObjection": {
        const known = it.objection(command.objection)
        when("ObjectionIdTaken", known !== undefined)
        when("ActIdTaken", it.acceptance(command.objection) !== undefined)
        return decided(sameAs(known))
      }
      case "AcceptChange": {
        const known = it.acceptance(command.acceptance)
        when("AcceptanceIdTaken", known !== undefined)
        when("ActIdTaken", it.objection(command.acceptance) !== undefined)
        return decided(sameAs(known))
      }
      case "AskAuthority":
      case "RatifyAuthority":
      case "RefuteAuthority":
        when("UnknownAct", it.objection(command.act) === undefined && it.acceptance(command.act) === undefined)
        return decided(it.all(command._tag).some((said) => sameAs(said)))
      case "JudgeGrounds":
      case "GiveInformation":
      case "ConfirmObjection":
        when("UnknownObjection", it.objection(command.objection) === undefined)
        return decided(it.all(command._tag).some((said) => said.at === at && sameAs(said)))
      case "AnswerObjection":
      case "WithdrawObjection":
        when("UnknownObjection", it.objection(command.objection) === undefined)
        return decided(
          command._tag === "AnswerObjection"
            ? it.all("AnswerObjection").some((said) => sameAs(said))
            : it.objection(command.objection) !== undefined &&
                (!it.openIds().includes(command.objection) || it.all("WithdrawObjection").some((said) => sameAs(said)))
        )
      case "JudgeStandard":
        return decided(it.all("JudgeStandard").some((said) => said.at === at && sameAs(said)))
      case "OpenDiscussion":
        when("NothingToDiscuss", it.openIds().length === 0 && it.agreed().length === 0)
        return decided(it.inDiscussion())
      case "ProposeSolution": {
        const known = it.proposal(command.proposal)
        when("ProposalIdTaken", known !== undefined)
        when("NotUnderDiscussion", !it.inDiscussion())
        when("NotAboutThis", notAbout(command.solution))
        return decided(sameAs(known))
      }
      case "DeclineProposal": {
        const agreed = it.agreed().some((said) => said.proposal === command.proposal)
        when("UnknownProposal", it.proposal(command.proposal) === undefined)
        when("ProposalAnswered", agreed)
        return decided(it.all("DeclineProposal").some((said) => sameAs(said)))
      }
      case "AgreeSolution": {
        if (!it.inDiscussion()) return sameAs(it.agreed().at(-1)) ? "already so" : ["NotUnderDiscussion"]
        if (it.all("AgreeSolution").some((said) => !isBinding(said) && sameAs(said))) return "already so"
        when("NotAboutThis", notAbout(command.solution))
        const made = command.proposal === undefined ? undefined : it.proposal(command.proposal)
        when("UnknownProposal", command.proposal !== undefined && made === undefined)
        when("ProposalAnswered", made !== undefined && it.isAnswered(made.proposal))
        when("NotWhatWasProposed", made !== undefined && !same(made.solution, command.solution))
        return decided(false)
      }
      case "DeclareExit": {
        const known = it.all("DeclareExit").find((said) => said.exit === command.exit)
        when("ExitIdTaken", known !== undefined)
        when("UnknownObjection", command.objection !== undefined && it.objection(command.objection) === undefined)
        return decided(sameAs(known))
      }
      case "RevokeExit":
        when("UnknownExit", !it.all("DeclareExit").some((said) => said.exit === command.exit))
        return decided(it.all("RevokeExit").some((said) => said.exit === command.exit))
      case "TellOutcome": {
        when("UnknownObjection", it.objection(command.objection) === undefined)
        const known = it
          .all("TellOutcome")
          .find((said) =>
            ["objection", "letter", "restsOn"].every((field) => said[field as "letter"] === command[field as "letter"])
          )
        when("ToldOtherwise", known !== undefined)
        const [stream, revision] = command.restsOn.split("@") as [`consultation/${string}`, string]
        const by = this.scenario.streams.get(stream)?.[Number(revision)] as Consultation.Event | undefined
        when(
          "NotWhatCameOfIt",
          command.outcome === "settled"
            ? by?._tag !== "SolutionAgreed" || (by.solution._tag === "Acceptance" && by.authority === "notShown")
            : by?._tag !== "ObjectionReceived" || by.objection !== command.objection
        )
        return decided(sameAs(known))
      }
      case "RecordAccess":
        when("NotOfThis", subject?.rows.some((row) => row.id === command.engagement) !== true)
        return decided(this.running(id, command.engagement).some((said) => sameAs(said)))
      case "RecordAccessEnd":
        when("NoAccess", !it.all("RecordAccess").some((said) => said.engagement === command.engagement))
        return decided(
          it.all("RecordAccess").some((said) => said.engagement === command.engagement) &&
            this.running(id, command.engagement).length === 0
        )
    }
  }

  /** What began and did not end since. */
  running(subject: string, of: string): ReadonlyArray<Of<"RecordAccess">> {
    const { said } = this.caseOf(subject)
    const ended = said.findLastIndex((it) => it._tag === "RecordAccessEnd" && it.engagement === of)
    return said
      .slice(ended + 1)
      .filter((it): it is Of<"RecordAccess"> => it._tag === "RecordAccess" && it.engagement === of)
  }

  /** What a letter tells: by the first complete letter that was not lost, this one among them. */
  told(subject: Subject, letter: Of<"SendNotice">): { readonly accessFrom?: string; readonly objectUntil?: string } {
    const it = this.caseOf(subject.id)
    const words = this.wordsOf(this.termsOf(subject.id)!)
    const owed = words.duties.some(
      ({ id, kind, countries }) =>
        kind === "consult" &&
        it.judged.get(id) === "arose" &&
        (countries === undefined || subject.rows.some(({ country }) => countries.includes(country)))
    )
    const lost = (id: string, contact: string): boolean =>
      it.arrived("RecordBounce", id, contact) &&
      !it.arrived("RecordDelivery", id, contact) &&
      !it.arrived("RecordReceipt", id, contact)
    const clock = [...it.all("SendNotice"), letter].find(
      (sent) => sent.contents.includes("places") && sent.to.some(({ contact }) => !lost(sent.letter, contact))
    )?.at
    if (!owed || clock === undefined) return {}
    const end = daysAfter(words.windowDays, clock)
    const lastDay = new Date(Date.parse(end) - 12 * 3_600_000).toISOString().slice(0, 10)
    return { accessFrom: daysAfter(words.noticeDays, clock), objectUntil: lastDay }
  }
}

/** Two acts that say the same, whenever they were said. */
const same = (was: object, is: object): boolean => {
  const plain = (it: object) => {
    const { at: _, ...words } = it as { readonly at?: unknown }
    return JSON.stringify(words, (_key, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : value
    )
  }
  return plain(was) === plain(is)
}

// -- Commands. ------------------------------------------------------------------------------------------------------------------------

const at = hourOf(0)
const objection = fc.constantFrom("o1", "o1", "o2", "o3")
const act = fc.constantFrom("o1", "o1", "o2", "y1")
const letter = fc.constantFrom("l1", "l1", "l2", "l3")
const contact = fc.constantFrom("office", "office", "legal")
const proposal = fc.constantFrom("p1", "p2")
const solution = fc.constantFrom<Consultation.Objection.Solution>(
  { _tag: "Acceptance" },
  { _tag: "Acceptance" },
  { _tag: "Withdrawal" },
  { _tag: "CarveOut", engagement: "newcomer" },
  { _tag: "CarveOut", engagement: "old" },
  { _tag: "Alternative", engagement: "newcomer", doneBy: "old" },
  { _tag: "Exit", from: hourOf(2400) }
)
const reason = "sealed:reason" as const
const authority = fc.constantFrom("shown" as const, "shown" as const, "notShown" as const)

const judge: fc.Arbitrary<InCase> = fc.constant({ _tag: "JudgeDuties", at })
const talk: fc.Arbitrary<InCase> = fc.constant({ _tag: "OpenDiscussion", at })
const send: fc.Arbitrary<InCase> = fc
  .record({
    letter,
    to: fc.constantFrom(["office"], ["office"], ["office", "legal"], ["nobody"]),
    whole: fc.constantFrom(true, true, false),
    corrects: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, letter)
  })
  .map(({ letter: id, to, whole, corrects }) =>
    sends(id, at, {
      to: to.map((it) => ({ contact: it, channel: "email" })),
      contents: whole ? everything : ["entity"],
      ...(corrects !== undefined && { corrects })
    })
  )

const object: fc.Arbitrary<InCase> = fc
  .tuple(fc.constantFrom("o1", "o1", "o2", "o3", "y1"), fc.constantFrom("shown" as const, "notShown" as const))
  .map(([id, authority]) => objects(id, at, { authority }))
const propose: fc.Arbitrary<InCase> = fc
  .tuple(proposal, solution, fc.constantFrom("client" as const, "vendor" as const))
  .map(([id, it, by]): InCase => ({ _tag: "ProposeSolution", proposal: id, by, solution: it, at }))
const settle: fc.Arbitrary<InCase> = fc.tuple(solution, fc.option(proposal, { nil: undefined }), authority).map(
  ([it, of, whether]): InCase => ({
    _tag: "AgreeSolution",
    by: "head-of-it",
    authority: whether,
    solution: it,
    ...(of !== undefined && { proposal: of }),
    at
  })
)

const inCase: ReadonlyArray<fc.Arbitrary<InCase>> = [
  judge,
  talk,
  send,
  fc
    .tuple(fc.constantFrom("RecordDelivery" as const, "RecordBounce" as const), letter, contact)
    .map(([_tag, id, to]): InCase => ({ _tag, letter: id, contact: to, at })),
  fc
    .tuple(letter, contact)
    .map(([id, to]): InCase => ({ _tag: "RecordReceipt", letter: id, contact: to, evidence: "sealed:slip", at })),
  fc
    .constantFrom(...inWordsOnly.map(({ name }) => name), "nowhere")
    .map((name): InCase => ({ _tag: "AgreeTerms", terms: addressed(name), by: "head-of-it", at })),
  object,
  act.map((it): InCase => ({ _tag: "AskAuthority", act: it, at })),
  fc
    .tuple(act, fc.constantFrom("head-of-legal", "ceo"))
    .map(([it, by]): InCase => ({ _tag: "RatifyAuthority", act: it, by, at })),
  act.map((it): InCase => ({ _tag: "RefuteAuthority", act: it, at })),
  fc
    .tuple(objection, fc.boolean())
    .map(([it, sufficient]): InCase => ({ _tag: "JudgeGrounds", objection: it, sufficient, by: "dpo-1", reason, at })),
  fc
    .boolean()
    .map(
      (holds): InCase => ({ _tag: "JudgeStandard", standard: "d/r/objection.onlyIf", holds, by: "dpo-1", reason, at })
    ),
  objection.map((it): InCase => ({ _tag: "GiveInformation", objection: it, at })),
  objection.map((it): InCase => ({ _tag: "ConfirmObjection", objection: it, at })),
  objection.map((it): InCase => ({ _tag: "AnswerObjection", objection: it, at })),
  propose,
  proposal.map((id): InCase => ({ _tag: "DeclineProposal", proposal: id, at })),
  settle,
  fc.tuple(objection, authority).map(
    ([it, whether]): InCase => ({
      _tag: "WithdrawObjection",
      by: "head-of-it",
      authority: whether,
      objection: it,
      at
    })
  ),
  fc
    .tuple(fc.constantFrom("y1", "y2", "o3"), fc.constantFrom("acceptance" as const, "waiver" as const))
    .map(
      ([id, as]): InCase => ({ _tag: "AcceptChange", acceptance: id, as, by: "head-of-it", authority: "notShown", at })
    ),
  fc
    .tuple(
      fc.constantFrom("e1", "e2"),
      fc.constantFrom("client" as const, "vendor" as const),
      fc.option(objection, { nil: undefined })
    )
    .map(
      ([exit, by, of]): InCase => ({
        _tag: "DeclareExit",
        exit,
        by,
        scope: "agreement",
        from: hourOf(3000),
        ...(of !== undefined && { objection: of }),
        at
      })
    ),
  fc.constantFrom("e1", "e2").map((exit): InCase => ({ _tag: "RevokeExit", exit, at })),
  fc.tuple(objection, fc.constantFrom("late" as const, "settled" as const), letter, fc.nat({ max: 12 })).map(
    ([it, outcome, id, revision]): InCase => ({
      _tag: "TellOutcome",
      objection: it,
      outcome,
      restsOn: `consultation/here/c1@${revision}`,
      letter: id,
      why: reason,
      at
    })
  ),
  fc.constantFrom("newcomer", "old").map((it): InCase => ({ _tag: "RecordAccess", engagement: it, use: {}, at })),
  fc.constantFrom("newcomer", "old").map((it): InCase => ({ _tag: "RecordAccessEnd", engagement: it, at }))
]

/** Without these, little comes of the others. */
const often: ReadonlyArray<fc.Arbitrary<InCase>> = [
  judge,
  send,
  send,
  object,
  object,
  object,
  talk,
  talk,
  talk,
  propose,
  propose,
  settle,
  settle
]

const onClient: fc.Arbitrary<Wants> = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom("dpa-1", "dpa-2", "dpa-3"),
          fc.constantFrom(...inWordsOnly.map(({ name }) => name)),
          fc.constantFrom("standard" as const, "own" as const)
        )
        .map(([dpa, name, paper]): Client.Command => ({ _tag: "ExecuteDpa", dpa, paper, terms: addressed(name), at }))
    },
    fc.constantFrom("dpa-1", "dpa-2").map((dpa): Client.Command => ({ _tag: "EndDpa", dpa, at })),
    fc.constantFrom(1, 1, 2).map((version): Client.Command => ({ _tag: "AgreeListing", listing: "main", version, at })),
    fc
      .tuple(fc.constantFrom("BeginUse" as const, "EndUse" as const), fc.constantFrom("identity", "esignatures"))
      .map(([_tag, id]): Client.Command => ({ _tag, of: "product", id, at })),
    fc.constantFrom<Client.Command>(
      { _tag: "BeginSubscription", channel: "email", at },
      { _tag: "EndSubscription", at },
      { _tag: "RequestListing", at }
    )
  )
  .map((command) => ({ on: "client", command }))

const subject = fc.oneof(
  { weight: 16, arbitrary: fc.constant("new") },
  { weight: 2, arbitrary: fc.constant("moved") },
  fc.constantFrom("named", "others", "old", "unknown")
)

const commands: ReadonlyArray<fc.Arbitrary<Turn<Wants>>> = [
  ...[1, 2, 3].map(() => onClient),
  fc
    .tuple(fc.constantFrom("newcomer", "old"), fc.boolean())
    .map(([id, material]): Wants => ({ on: "row", engagement: id, material })),
  ...[...inCase, ...often].map((command) =>
    fc.tuple(subject, command).map(([about, it]): Wants => ({ on: "case", subject: about, command: it }))
  )
].map(turnOf)

// -- Both. ------------------------------------------------------------------------------------------------------------------------------

const ran = new Ran()
afterAll(() => console.info(`What the consultation and its model were given:\n${ran}`))

const takes = (model: Model, { hours, wants }: Turn<Wants>): void => {
  model.hours += hours
  const now = hourOf(model.hours)
  const { scenario } = model
  switch (wants.on) {
    case "client": {
      const command: Client.Command = { ...wants.command, at: now }
      const { upTo } = scenario.client("c1")
      const went = attempt(() => {
        scenario.onClient("c1", command)
        return (scenario.streams.get("client/c1") ?? []).slice(upTo + 1)
      })
      if ("events" in went && went.events.length > 0) model.client.push(command)
      ran.add(command._tag, inWords(went))
      return
    }
    case "row": {
      const { engagement: id, material } = wants
      scenario.onListing({ _tag: "DecideMateriality", engagement: id, material, by: "dpo-1", reason: "so", at: now })
      model.material.set(id, material)
      ran.add("DecideMateriality", "recorded")
      return
    }
    case "case": {
      const command = inThisCase({ ...wants.command, at: now }, wants.subject)
      const about = subjects.find(({ id }) => id === wants.subject)
      inCaseOf(model, about, wants.subject, command)
      compare(model, wants.subject, now)
    }
  }
}

/** What it rests on is drawn before it is known of which case. */
const inThisCase = (command: InCase, subject: string): InCase =>
  command._tag === "TellOutcome"
    ? { ...command, restsOn: command.restsOn.replace("here", subject) as EventRef }
    : command

const give = ({ scenario }: Model, subject: string, command: InCase) =>
  attempt(() => {
    const { upTo } = scenario.case(subject, "c1")
    scenario.onCase(subject, "c1", command)
    return (scenario.streams.get(Consultation.stream(subject, "c1")) ?? []).slice(upTo + 1)
  })

const inCaseOf = (model: Model, about: Subject | undefined, id: string, command: InCase): void => {
  const it = model.caseOf(id)
  const expected = model.expected(about, id, command, command.at)
  const letters = it.all("SendNotice").length
  const told =
    about !== undefined && command._tag === "SendNotice" && expected === "recorded"
      ? { ...model.told(about, command), terms: model.termsOf(id)! }
      : undefined
  const went = give(model, id, command)
  ran.add(command._tag, inWords(went))
  if (command._tag === "JudgeDuties" && about?.what !== undefined) {
    expect("refused" in went).toBe(false)
    judged(model, about)
  } else agree(expected, went, command)
  if (expected !== "recorded") return
  it.said.push(command)
  if (command._tag === "SendNotice" && told !== undefined) {
    it.written.set(command.letter, told.terms)
    const { stated } = model.scenario.case(id, "c1").state.notice.letters[letters]!.sent.value
    const { terms, accessFrom, objectUntil } = stated
    expect({ terms, ...(accessFrom && { accessFrom }), ...(objectUntil && { objectUntil }) }).toEqual(told)
  }
  // Asked twice, decided once.
  agree("already so", give(model, id, command), command)
}

/** "Every promise in a client's agreement that matches a change is owed to that client, each once." */
const judged = (model: Model, about: Subject): void => {
  const it = model.caseOf(about.id)
  const { duties } = model.scenario.case(about.id, "c1").state.notice
  const dpa = model.agreement()
  if (dpa === undefined) {
    expect(duties[""]?.value).toMatchObject({ _tag: "NoDutyArose", why: "noAgreement" })
    return
  }
  const words = model.wordsOf(model.termsOf(about.id)!)
  for (const promise of words.duties) {
    const is = duties[promise.id]?.value
    const why = model.whyNot(about, words, promise, dpa.paper)
    // What a client was owed once, it is owed.
    if (why.length === 0 || it.judged.get(promise.id) === "arose") {
      expect({ promise: promise.id, is: is?._tag }).toEqual({ promise: promise.id, is: "DutyArose" })
      it.judged.set(promise.id, "arose")
    } else {
      const said = is?._tag === "NoDutyArose" ? is.why : "arose"
      expect({ promise: promise.id, said }).toEqual({ promise: promise.id, said: expect.toBeOneOf([...why]) })
      it.judged.set(promise.id, said)
    }
  }
}

const compare = (model: Model, subject: string, now: Instant): void => {
  const it = model.caseOf(subject)
  const { notice, objection: is, access } = model.scenario.case(subject, "c1").state
  expect(open(is).map(({ received }) => received.value.objection)).toEqual(it.openIds())
  expect(is.discussion !== undefined).toBe(it.inDiscussion())
  expect(openProposals(is).map(({ proposed }) => proposed.value.proposal)).toEqual(
    it.all("ProposeSolution").flatMap((said) => (it.isAnswered(said.proposal) ? [] : [said.proposal]))
  )
  expect(status(is)).toBe(
    it.inDiscussion()
      ? "underDiscussion"
      : it.openIds().length > 0
        ? "raised"
        : it.agreed().length > 0
          ? "settled"
          : it.all("ReceiveObjection").length > 0
            ? "withdrawn"
            : "none"
  )
  expect(is.solutions.map(({ value }) => value.solution)).toEqual(it.agreed().map((said) => said.solution))
  expect(is.accepted.map(({ value }) => value.acceptance)).toEqual(
    it.all("AcceptChange").map((said) => said.acceptance)
  )
  for (const received of [...is.objections.map((each) => each.received), ...is.accepted]) {
    const { value } = received
    const id = value._tag === "ObjectionReceived" ? value.objection : value.acceptance
    expect([id, authorityOf(is, received, now).answer]).toEqual([id, it.authority(id)])
  }
  for (const { objection: id } of it.all("ReceiveObjection"))
    expect(find(is, id)?.answered !== undefined).toBe(it.all("AnswerObjection").some((said) => said.objection === id))
  expect(is.exits.map(({ declared, revoked }) => [declared.value.exit, revoked !== undefined])).toEqual(
    it.all("DeclareExit").map(({ exit }) => [exit, it.all("RevokeExit").some((said) => said.exit === exit)])
  )
  for (const { received, told } of is.objections) {
    const { objection: id } = received.value
    expect(told.map(({ value }) => value.restsOn)).toEqual(
      it.all("TellOutcome").flatMap((said) => (said.objection === id ? [said.restsOn] : []))
    )
  }
  expect(notice.letters.map(({ sent }) => sent.value.letter)).toEqual(it.all("SendNotice").map((said) => said.letter))
  for (const { sent, delivered, received, bounced } of notice.letters) {
    const contacts = (tag: "RecordDelivery" | "RecordReceipt" | "RecordBounce") =>
      it.all(tag).flatMap((said) => (said.letter === sent.value.letter ? [said.contact] : []))
    expect([delivered, received, bounced].map((each) => each.map(({ value }) => value.contact))).toEqual([
      contacts("RecordDelivery"),
      contacts("RecordReceipt"),
      contacts("RecordBounce")
    ])
  }
  for (const id of ["newcomer", "old"]) {
    const running = access.access.filter(({ began, ended }) => began.value.engagement === id && ended === undefined)
    expect(running.length).toBe(model.running(subject, id).length)
  }
}

describe("the consultation says what its model says", () => {
  it(
    "of every command: recorded, so already, or refused by the same sentence; and what follows from it",
    () => {
      both(450, ran, commands, () => new Model(), takes)
      for (const kind of ["SendNotice", "AgreeSolution", "DeclareExit", "RatifyAuthority", "JudgeDuties", "AgreeTerms"])
        expect(ran.went(kind, "recorded")).toBeGreaterThan(0)
    },
    120_000 * Number(process.env["LAW_RUNS"] ?? 1)
  )
})
