/**
 * May somebody use this now? Over all documents that are asked before it, each with the version that holds for the party, and the
 * mandate; and what of them has yet to be shown to whom.
 */
import type { Folded } from "../kernel/Decider.ts"
import { type Absent, decidedBy, type Fact, type Verdict } from "../kernel/Verdict.ts"
import { type DocumentId, type PartyId, type Revision, type StreamId, under, type UseId } from "../language/ids.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import * as Acceptance from "./Acceptance.ts"
import * as Document from "./Document.ts"
import * as rules from "./rules.ts"

export type { May } from "./rules.ts"

/** Who would use what, and when. */
export interface Question {
  readonly use: UseId
  readonly user?: PartyId
  readonly organisation?: PartyId
  readonly at: Instant
  /** Whether the user may act for the organisation: who asks says it, or says that it matters to none. */
  readonly mandate: Verdict<rules.May> | "notNeeded"
}

/** All documents that there are; and of each, by its id, what the party answered, which may be nothing yet. */
export interface Facts {
  readonly documents: ReadonlyArray<Folded<Document.State>>
  readonly acceptances: Readonly<Record<DocumentId, Folded<Acceptance.State>>>
}

export interface MayUse extends Verdict<rules.May> {
  /** Of each document that is asked before the use, what it says by itself. */
  readonly documents: ReadonlyArray<Verdict<rules.May> & { readonly document: DocumentId }>
  /** The next instant at which the answer changes if nothing else happens. Absent: it will not. */
  readonly validUntil?: Instant
  /** How far each stream was read. */
  readonly standsOn: ReadonlyArray<{ readonly stream: StreamId; readonly upTo: Revision }>
}

/** What a party and a document are to each other at an instant. */
interface Relation {
  readonly standing: Verdict<rules.Standing>
  /** The version agreed to last that has taken effect. */
  readonly agreed: Fact<Document.Version> | undefined
  /** The version that is in force, or would be. */
  readonly version: Fact<Document.Version>
  readonly silent: ReturnType<typeof rules.silence> | undefined
}

const looked = ({ stream, upTo }: Folded<unknown>): Absent => ({ stream, upTo })

const idOf = ({ stream }: Folded<Document.State>): DocumentId => stream.slice("document/".length)

const by = <A extends { readonly at: Instant }>(facts: ReadonlyArray<Fact<A>>, at: Instant): ReadonlyArray<Fact<A>> =>
  facts.filter(({ value }) => value.at <= at)

// -- Judging. --------------------------------------------------------------------------------------------------------------

/** Every breach that was found by an instant, as judged last, and when that was lifted first. */
const foundBy = ({ judged, lifted }: Acceptance.State, at: Instant): ReadonlyArray<rules.Found> =>
  [...new Set(by(judged, at).map(({ value }) => value.breach))].flatMap((breach): ReadonlyArray<rules.Found> => {
    const last = Acceptance.judgementOf({ ...Acceptance.initial, judged }, breach, at)
    if (last?.value.broken !== true) return []
    const off = by(lifted, at).filter(({ value }) => value.breach === breach && value.at >= last.value.at)
    return [[last, off.toSorted((a, b) => (a.value.at < b.value.at ? -1 : 1))[0]]]
  })

/** Whether an acceptance counts as of an instant, for the version that it names. */
const weigh = (
  document: Folded<Document.State>,
  declared: Fact<Document.DocumentDeclared>,
  version: Fact<Document.Version>,
  acceptance: Folded<Acceptance.State>,
  answer: Fact<Acceptance.VersionAccepted>,
  at: Instant
): Verdict<rules.Counts> => {
  const { state } = acceptance
  const to = <A extends { readonly answer: string; readonly at: Instant }>(facts: ReadonlyArray<Fact<A>>) =>
    by(facts, at).filter(({ value }) => value.answer === answer.value.answer)
  const all = Document.versionsAt(document.state, at)
  const place = all.indexOf(version)
  const inItsPlace = all.find(
    (it, index) =>
      index > place &&
      it.value.startsAt <= answer.value.at &&
      Document.confirmedAt(document.state, it, at) !== undefined
  )
  const found = foundBy(state, at)
  const broken = rules.brokenWhenFound(found, by(state.judged, at))
  return rules.counts(
    answer,
    rules.maySpeak(answer, declared, to(state.questioned), to(state.ratified), to(state.refuted)),
    rules.ofItsTime(
      answer,
      version,
      Document.publishedAt(version),
      inItsPlace,
      Document.saidOfVersions(document.state, at)
    ),
    rules.inItsWords(answer, version, Document.termAt(document.state, version, "translations", at), looked(document)),
    rules.withItsDeclarations(answer, version, to(state.declared)),
    rules.afterBreach(answer, found, broken, Document.termAt(document.state, version, "onBreach", at), looked(document))
  )
}

/** What a party said last to a version, by an instant. */
const wordOn = (
  document: Folded<Document.State>,
  declared: Fact<Document.DocumentDeclared>,
  version: Fact<Document.Version>,
  acceptance: Folded<Acceptance.State>,
  at: Instant
): Verdict<rules.Word> => {
  const { state } = acceptance
  const answers = by(state.answers, at).filter(({ value }) => value.version === version.value.version)
  const published = Document.publishedAt(version)
  const afterwards = <A extends { readonly version: string; readonly at: Instant }>(facts: ReadonlyArray<Fact<A>>) =>
    by(facts, at).filter(({ value }) => value.version === version.value.version && value.at >= published)
  switch (declared.value.asks) {
    case "inform":
      return rules.seen(declared, [...afterwards(state.presented), ...afterwards(state.answers)], looked(acceptance))
    case "acknowledge": {
      const said = afterwards(state.answers).filter(({ value }) => value._tag !== "VersionDeclined")
      return rules.seen(declared, said, looked(acceptance))
    }
    case "accept": {
      const noMore = [...by(state.takenBack, at), ...by(state.refuted, at)]
      const stands = ({ value }: Fact<Acceptance.Answer>) => !noMore.some((it) => it.value.answer === value.answer)
      const accepted = answers.filter(isAcceptance).filter(stands)
      return rules.lastWord(
        accepted,
        accepted.map((answer) => weigh(document, declared, version, acceptance, answer, at)),
        answers.filter(isNo).filter(stands),
        noMore,
        looked(acceptance)
      )
    }
  }
}

const isAcceptance = (it: Fact<Acceptance.Answer>): it is Fact<Acceptance.VersionAccepted> =>
  it.value._tag === "VersionAccepted"

const isNo = (it: Fact<Acceptance.Answer>): it is Fact<Acceptance.VersionDeclined> =>
  it.value._tag === "VersionDeclined"

/** By what is known at `at`: how a party stands to the versions that have taken effect by `asIf`. The last of them is `version`. */
const relation = (
  document: Folded<Document.State>,
  declared: Fact<Document.DocumentDeclared>,
  acceptance: Folded<Acceptance.State>,
  at: Instant,
  asIf: Instant = at
): Relation | undefined => {
  const started = Document.versionsAt(document.state, at).filter(({ value }) => value.startsAt <= asIf)
  const version = started.at(-1)
  if (version === undefined) return undefined
  const words = started.map((it) => wordOn(document, declared, it, acceptance, at))
  const last = words.findLastIndex(({ answer }) => answer === "yes")
  const agreed = started[last]
  const after = words.slice(last + 1)
  const asks =
    agreed === undefined
      ? []
      : started.slice(last + 1).map((it) => {
          const says = Document.termAt(document.state, agreed, "asksAgain", at)
          const weighed = Document.weighedAt(document.state, it.value.version, at)
          return rules.asksAnew(says, weighed, agreed, it, looked(document))
        })
  const standing = rules.holds(words[last], after, asks)
  if (standing.answer !== "unanswered" || declared.value.asks !== "accept")
    return { standing, agreed, version, silent: undefined }
  const found = foundBy(acceptance.state, at)
  const shown = by(acceptance.state.presented, at).filter(
    ({ value }) => value.version === version.value.version && value.at >= Document.publishedAt(version)
  )
  const silent = rules.silence(
    Document.termAt(document.state, agreed ?? version, "silence", at),
    agreed,
    version,
    shown,
    rules.brokenWhenFound(found, by(acceptance.state.judged, at)),
    looked(document)
  )
  return { standing, agreed, version, silent }
}

/** What one document says to a use of one party. */
const judgeDocument = (
  document: Folded<Document.State>,
  declared: Fact<Document.DocumentDeclared>,
  acceptance: Folded<Acceptance.State> | undefined,
  at: Instant
): Verdict<rules.May> => {
  const inForce = Document.versionInForce(document.state, document, at)
  if (typeof inForce.answer === "string") return rules.nothingToAnswer(inForce)
  const found = acceptance && relation(document, declared, acceptance, at)
  if (found === undefined) return rules.whoIsAsked(declared)
  const said = rules.answered(found.standing, found.silent)
  return decidedBy(said.answer, [said], [inForce])
}

const partyOf = (question: Question, declared: Fact<Document.DocumentDeclared>): PartyId | undefined =>
  declared.value.party === "user" ? question.user : question.organisation

/** The answer at one instant, with its reasons. */
const judge = (question: Question, facts: Facts): Omit<MayUse, "validUntil"> => {
  const { use, at, mandate } = question
  const standsOn = new Map<StreamId, Revision>()
  const asked: Array<Verdict<boolean>> = []
  const documents: Array<MayUse["documents"][number]> = []
  for (const document of facts.documents) {
    const { declared } = document.state
    standsOn.set(document.stream, document.upTo)
    const before = Document.askedBefore(document.state, document, use, at)
    asked.push(before)
    if (!before.answer || declared === undefined) continue
    const party = partyOf(question, declared)
    const held = under(facts.acceptances, idOf(document))
    const theirs = party !== undefined && held?.stream === Acceptance.stream(idOf(document), party)
    const acceptance = theirs ? held : undefined
    if (acceptance !== undefined) standsOn.set(acceptance.stream, acceptance.upTo)
    documents.push({ document: idOf(document), ...judgeDocument(document, declared, acceptance, at) })
  }
  const verdict = rules.mayUse(asked, documents, mandate === "notNeeded" ? undefined : mandate)
  return { ...verdict, documents, standsOn: [...standsOn].map(([stream, upTo]) => ({ stream, upTo })) }
}

// -- Questions. --------------------------------------------------------------------------------------------------------------

/**
 * May this party use this at this instant, and until when does that answer stand by itself?
 *
 * `validUntil` is exact: every later instant at which anything on record begins, ends or was said is tried in order. The mandate is as
 * it was handed in.
 */
export const mayUse = (question: Question, facts: Facts): MayUse => {
  const verdict = judge(question, facts)
  const later = [
    ...facts.documents.flatMap(({ state }) => Document.moments(state)),
    ...Object.values(facts.acceptances).flatMap(({ state }) => Acceptance.moments(state))
  ].filter((it) => it > question.at)
  const validUntil = [...new Set(later)]
    .toSorted()
    .find((at) => judge({ ...question, at }, facts).answer !== verdict.answer)
  return validUntil === undefined ? verdict : { ...verdict, validUntil }
}

/**
 * The version that holds for a party at an instant: the one in force when it agreed to that or need not, the one that it agreed to
 * before otherwise. `none` where it agreed to none.
 */
export const versionFor = (
  document: Folded<Document.State>,
  acceptance: Folded<Acceptance.State>,
  at: Instant
): Verdict<Document.Version | "none" | "undetermined"> => {
  const { declared } = document.state
  const inForce = Document.versionInForce(document.state, document, at)
  if (typeof inForce.answer === "string") return decidedBy(inForce.answer, [inForce])
  const found = declared && relation(document, declared, acceptance, at)
  if (found === undefined) return decidedBy("none", [inForce])
  const { standing, silent, version, agreed } = found
  const before = agreed?.value ?? "none"
  const used = by(acceptance.state.used, at).filter((it) => it.value.at >= version.value.startsAt)
  const heldBy = rules.heldBySilence(silent, used, shownFirst(acceptance, version, at), looked(acceptance))
  switch (standing.answer) {
    case "agreed":
    case "carried":
      return decidedBy(version.value, [standing], [inForce])
    case "declined":
      return decidedBy(before, [standing], [inForce])
    case "undetermined":
      return decidedBy("undetermined", [standing], [inForce])
    case "unanswered":
      return decidedBy(
        heldBy.answer === "undetermined" ? "undetermined" : heldBy.answer ? version.value : before,
        [heldBy],
        [standing, inForce]
      )
  }
}

const shownFirst = (
  { state }: Folded<Acceptance.State>,
  version: Fact<Document.Version>,
  at: Instant
): Fact<Acceptance.VersionPresented> | undefined =>
  by(state.presented, at)
    .filter(({ value }) => value.version === version.value.version && value.at >= Document.publishedAt(version))
    .toSorted((a, b) => (a.value.at < b.value.at ? -1 : 1))[0]

/** A version that a party has to be shown, or may have to be. */
export interface ToPresent {
  readonly version: Document.Version
  readonly asks: Document.Asks
  readonly answer: "ask" | "undetermined"
  readonly because: Verdict<unknown>["because"]
  /** When it was shown first, where it was. */
  readonly shown: Instant | undefined
}

/** What a party has yet to answer at an instant: the version in force, and those that are to come, as each of them will stand. */
export const toPresent = (
  document: Folded<Document.State>,
  acceptance: Folded<Acceptance.State>,
  at: Instant
): ReadonlyArray<ToPresent> => {
  const { declared, withdrawn } = document.state
  if (declared === undefined || (withdrawn !== undefined && withdrawn.value.at <= at)) return []
  const ends = Document.versionsAt(document.state, at).map(({ value }) => value.startsAt)
  return [at, ...new Set(ends.filter((it) => it > at))].flatMap((asIf): ReadonlyArray<ToPresent> => {
    const found = relation(document, declared, acceptance, at, Instants.max(asIf, at))
    if (found === undefined || Document.confirmedAt(document.state, found.version, at) === undefined) return []
    const { answer, because } = rules.shownToWhomItAsks(found.standing, found.version)
    const shown = shownFirst(acceptance, found.version, at)?.value.at
    return answer === "nothing"
      ? []
      : [{ version: found.version.value, asks: declared.value.asks, answer, because, shown }]
  })
}

/** Of these parties, to whom a version of the document has yet to be shown. */
export const owes = (
  document: Folded<Document.State>,
  acceptances: ReadonlyArray<Folded<Acceptance.State>>,
  at: Instant
): ReadonlyArray<ToPresent & { readonly party: PartyId }> =>
  acceptances.flatMap((it) => {
    const party = it.stream.slice(it.stream.lastIndexOf("/") + 1)
    return toPresent(document, it, at).flatMap((owed) => (owed.shown === undefined ? [{ ...owed, party }] : []))
  })
