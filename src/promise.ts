/**
 * The door for hosts without Effect: open a store, do, react, ask the gate.
 *
 * Refusals are values and only faults reject. Everything that a decision needs from other streams (who the client is, what was
 * announced, how its terms are read) is gathered here, so a command says only what its sender knows.
 */
import {
  acceptance as acceptanceCodec,
  checkpoint,
  client as clientCodec,
  consultation as consultationCodec,
  document as documentCodec,
  eventCodecs,
  listing as listingCodec,
  mandates as mandatesCodec,
  policy as policyCodec,
  type Problems,
  report as reportCodec,
  terms as readingCodec
} from "./schema.ts"
import * as Client from "./client/Client.ts"
import * as Consultation from "./consultation/Consultation.ts"
import type { NoticeWorld } from "./consultation/Notice.ts"
import { catchUp, type Directory, emptyDirectory, oneAtATime, StandsElsewhere, worldOf } from "./directory.ts"
import * as Acceptance from "./documents/Acceptance.ts"
import * as Document from "./documents/Document.ts"
import { mayUse as judgeUse, type MayUse, type Question as UseQuestion } from "./documents/use.ts"
import { completeness as completenessOf, OtherReport } from "./disclosure/Handling.ts"
import type * as Confidence from "./disclosure/Confidence.ts"
import { parameters as policyParameters, type ReadingsAtHand } from "./disclosure/hand.ts"
import * as Policy from "./disclosure/Policy.ts"
import type { Owed } from "./disclosure/promises.ts"
import * as Report from "./disclosure/Report.ts"
import type { Completeness } from "./disclosure/rules.ts"
import {
  ask,
  type Facts,
  type GateVerdict,
  type JudgedAccess,
  judgeAccess,
  type Outlook,
  type Question,
  subjectsOf
} from "./gate/Gate.ts"
import { caseWorld } from "./gate/caseWorld.ts"
import type { AsOf } from "./journal/asOf.ts"
import type { Concept, Happened, Said } from "./journal/Concept.ts"
import { hash } from "./journal/hash.ts"
import { type Asked, type Invalid, type Journal, journal, type Receipt, type Refused } from "./journal/Journal.ts"
import { type Keys, noKeys, type Owner } from "./journal/Keys.ts"
import type { Recorded } from "./journal/Recorded.ts"
import type { Flaw, StoreVerification } from "./journal/verify.ts"
import { fold, type Folded } from "./kernel/Decider.ts"
import type { Refusal } from "./kernel/Refusal.ts"
import type { Verdict } from "./kernel/Verdict.ts"
import {
  type ChangeId,
  type ClientId,
  type DocumentId,
  type EngagementId,
  type EventRef,
  type ListingId,
  type PartyId,
  type PersonId,
  type PolicyRef,
  type ProductId,
  type ReportId,
  type StreamId,
  streamOf,
  type TermsRef,
  under
} from "./language/ids.ts"
import type { Engagement, Scope } from "./language/Change.ts"
import type { Opened, Plain } from "./language/persons.ts"
import * as Listing from "./listing/Listing.ts"
import type { Diff } from "./listing/rows.ts"
import { actOf, acts } from "./mandates/acts.ts"
import { mayAct as mayActBy, type MayAct, type Question as ActQuestion } from "./mandates/judging.ts"
import * as Mandates from "./mandates/Mandates.ts"
import * as Checkpoint from "./reactions/Checkpoint.ts"
import * as consultations from "./reactions/consultations.ts"
import * as sharedReports from "./reactions/reports.ts"
import type { Store } from "./store/port.ts"
import { byLibrary, checkOptions, checkValues, type OpenOptions, pin } from "./facade/opening.ts"
import * as questions from "./facade/questions.schema.ts"
import { NotAcceptable } from "./facade/questions.schema.ts"
import * as Reading from "./terms/Reading.ts"
import * as Instants from "./time/Instant.ts"
import type { Instant } from "./time/Instant.ts"
import { clientsTouched, type MayBeAffected } from "./views/affected.ts"
import { agenda as dueUntil, type Item } from "./views/agenda.ts"
import { type Compliance, compliance } from "./views/compliance.ts"
import { type Desk, desk as onTheDesk } from "./views/desk.ts"
import { diff as editionsDiffer, type PublicListing, publicListing } from "./views/publicListing.ts"
import { type JudgedPower, judgePowers } from "./views/powers.ts"
import { caseAt, clientOf, isLost, isStillOwed, type Records } from "./views/Records.ts"
import { type RegisterLine, register as registerOf, toTell } from "./views/register.ts"
import {
  type ReportRecords,
  type ReportsDesk,
  reportsDesk as reportsOnDesk,
  reportsDue as reportsDueUntil,
  type ReportWaits
} from "./views/reports.ts"
import {
  type ReportForDesk,
  reportForDesk as seenByDesk,
  type ReportForReporter,
  reportForReporter as seenByReporter
} from "./views/reportsSeen.ts"

export { type AsOf, OfAnotherEpoch } from "./journal/asOf.ts"
export type { Asked, Invalid, Receipt, Refused } from "./journal/Journal.ts"
export { calendarRef, policyRef, termsRef, zoneRef } from "./journal/address.ts"
export { streamOf } from "./language/ids.ts"
export type { OpenOptions } from "./facade/opening.ts"
export { NotAcceptable } from "./facade/questions.schema.ts"

// -- What a host holds. ----------------------------------------------------------------------------------------------------

/** What came of a command: a receipt, a refusal with its clause, or all that makes no sense in it. */
export type Outcome = Receipt | Refused | Invalid

/** One stream: do something, or see what is so. */
export interface Stream<C, S> {
  /**
   * Never rejects for anything that can be expected. Give a `commandId` to be able to ask again after a fault.
   *
   * An instant is UTC, with no decimals or any number of them, here as in every question: `2026-11-23T09:30:00Z` is recorded as
   * `2026-11-23T09:30:00.000Z`, and what is finer than a millisecond is cut off.
   */
  readonly do: (command: Plain<C>, asked: Asked) => Promise<Outcome>
  /**
   * The state, and the revision up to which it was read: as it is now; or as of a revision, a position, what was known at an
   * instant, what had happened by an instant or a day. Personal texts are sealed: `open` shows them.
   */
  readonly state: (asOf?: AsOf) => Promise<Folded<S>>
  readonly events: () => Promise<ReadonlyArray<Recorded>>
}

/** An engagement, and a client whose data it may handle. `NotAcceptable` when one of them is no id. */
export interface FactsQuestion {
  readonly engagement: EngagementId
  readonly client: ClientId
  /** Which listing the engagement stands on. May be left out while there is only one. */
  readonly listing?: ListingId
}

export interface GateQuestion extends FactsQuestion, Omit<Question, "at" | "use"> {
  /** An instant in UTC such as `2026-11-23T09:30:00Z`. `NotAcceptable` when there is no such moment. */
  readonly at: string
  /** Left out, or a facet of it left out: for everything in the engagement's scope that the client uses. */
  readonly use?: Question["use"]
}

/** May this person do this in the client's name? */
export interface MayActQuestion extends Omit<ActQuestion, "at"> {
  readonly client: ClientId
  /** An instant in UTC such as `2026-11-23T09:30:00Z`: the moment of the act. `NotAcceptable` when there is no such moment. */
  readonly at: string
}

/** Whose powers, and when. `at`: an instant in UTC; left out: now. `NotAcceptable` when the client is no id or there is no such moment. */
export interface PowersQuestion {
  readonly client: ClientId
  readonly at?: string
}

/**
 * The answer, its reasons, and what time alone will make of it.
 *
 * Until `validUntil` the answer holds if nothing else happens; its reasons may change before: what keeps it shut today may be followed by
 * something else that does. In `because` each reason stands once, and a clause as often as it has something else to say: about other facts
 * (each row of the use, each objection), or answering otherwise.
 */
export type GateAnswer = GateVerdict & Outlook

/** Who would use what, and whether the user may act for the organisation. `NotAcceptable` when a name is no id or there is no such moment. */
export interface MayUseQuestion extends Omit<UseQuestion, "at"> {
  /** An instant in UTC such as `2026-11-23T09:30:00Z`. */
  readonly at: string
}

/** A question about one report. `at`: an instant in UTC. `NotAcceptable` when the report is no id or there is no such moment. */
export type AboutReport<Wish extends { readonly at: Instant }> = Omit<Wish, "at"> & {
  readonly report: ReportId
  readonly at: string
}

/** Against what was done at `acted`, as things stand at `at`: both instants in UTC. `duty`: the law that demands the step. */
export type LegalStepQuestion = Omit<Report.LegalStepWish, "acted" | "at"> & {
  readonly acted: string
  readonly at: string
} & ({ readonly report: ReportId } | { readonly policy: string })

/** Which products an incident was about, and from when until when. `NotAcceptable` when one of them is no id or there is no such moment. */
export interface AffectedQuestion {
  readonly products: Scope<ProductId>
  /** When it began, as far as is known: an instant in UTC such as `2026-11-23T09:30:00Z`. */
  readonly from: string
  /** When it was over. Left out: it is not over yet. */
  readonly until?: string
}

/** One thing to be sent. The key stays the same however often it is asked for: hand it to your mailer so that nothing goes twice. */
export interface ToSend {
  readonly key: string
  readonly client: ClientId
  readonly change: ChangeId
  /** Those that wait for a letter. */
  readonly duties: ReadonlyArray<string>
  /**
   * The first letter; or another, because all that was sent is known not to have arrived (`bounced`), or because what was sent is not
   * what must be told: it left something out, or the change was put right or brought forward since (`anew`).
   */
  readonly why: "first" | "bounced" | "anew"
  /**
   * When the first of these duties arose, as that was recorded; or, where no letter counts any more, since when. Now, where nobody has
   * recorded it yet.
   */
  readonly since: Instant
  readonly contacts: ReadonlyArray<Client.ContactNamed>
}

/** Which listing is told, as of when, and how much of it counts. */
export interface ListedQuestion {
  /** May be left out while there is only one. */
  readonly listing?: ListingId
  /** A day, told as it stood at its end, or an instant in UTC. Left out: now. */
  readonly held?: string
  /** Only what had been recorded by this instant counts. Left out: all of it. */
  readonly known?: string
  /** Whose listing: what was announced for named clients is shown to those. */
  readonly client?: ClientId
}

/** Two editions of a listing: a version by its number, or a day. */
export interface DiffQuestion {
  readonly listing?: ListingId
  readonly from: number | string
  readonly to: number | string
}

/** What a reaction did. */
export interface Reacted {
  readonly commands: number
  readonly events: number
  /** What it could not do, and why. Looked at again when something about it changes. */
  readonly refused: ReadonlyArray<{ readonly stream: StreamId; readonly refusal: Refusal }>
  /**
   * How many events are stored that the store can't give yet, because a write that began before them has not ended. They are looked at
   * when it has: ask again soon. Left out when there are none.
   */
  readonly withheld?: number
}

export interface Goodfaith {
  readonly listing: (id: ListingId) => Stream<Listing.Command, Listing.State>
  readonly client: (id: ClientId) => Stream<Client.Command, Client.State>
  /** Who may act for a client. */
  readonly mandates: (client: ClientId) => Stream<Mandates.Command, Mandates.State>
  /** `subject`: an announced change, or an engagement for an objection outside any change. */
  readonly consultation: (subject: string, client: ClientId) => Stream<Consultation.Command, Consultation.State>
  /** One report of a weakness. Name the version of the policy that was in force when it came: `policyRef(terms)`. */
  readonly report: (id: ReportId) => Stream<Report.Command, Report.State>
  /** One version of a disclosure policy, by `policyRef(terms)`: when it was published. */
  readonly policy: (ref: PolicyRef) => Stream<Policy.Command, Policy.State>
  /** Field by field, what the policy of a report asks for and what was given; `undefined` where no such report came. */
  readonly completeness: (report: ReportId) => Promise<Verdict<Completeness> | undefined>
  /** What is owed to its reporter now, promise by promise; `undefined` where no such report came, or its policy's zone is not at hand. */
  readonly promises: (report: ReportId) => Promise<ReadonlyArray<Owed> | undefined>
  /**
   * May we take this step against whoever reported, or, without a report, against whoever acted under this policy? By the version in force
   * when they acted, or the one that the report came under where it is kinder. `undetermined`: a person must read or judge first, and a
   * host takes it as no. `undefined` where no such report came, or no version of the policy was in force then.
   *
   * ```ts
   * import { Disclosure } from "goodfaith"
   * import { memory } from "goodfaith/memory"
   * import { open, policyRef } from "goodfaith/promise"
   * import { dutchStatutory, nlOffice } from "goodfaith/time"
   * const { seed } = Disclosure.ready
   * const gf = await open({ store: memory(), disclosure: [seed], calendars: [nlOffice, dutchStatutory] })
   * const by = { actor: "cert-1" }
   * await gf.policy(policyRef(seed)).do({ _tag: "PublishDisclosureTerms", at: "2026-01-01T00:00:00.000Z" }, by)
   * const step = { kind: "criminal", acted: "2026-02-01T00:00:00Z", at: "2026-03-01T00:00:00Z" } as const
   * const may = await gf.mayTakeLegalStep({ policy: seed.name, ...step })
   * may?.answer // => "no"
   * ```
   */
  readonly mayTakeLegalStep: (
    question: LegalStepQuestion
  ) => Promise<Verdict<"yes" | "no" | "undetermined"> | undefined>
  /** May this recipient be told this much of who the reporter is, on this ground? `undefined` where no such report came. */
  readonly mayDiscloseIdentity: (
    question: AboutReport<Confidence.IdentityWish>
  ) => Promise<Verdict<Confidence.Permission> | undefined>
  /** May this recipient be told this much of what the report says? `undefined` where no such report came. */
  readonly mayShareContent: (
    question: AboutReport<Confidence.ContentWish>
  ) => Promise<Verdict<Confidence.Permission> | undefined>
  /**
   * What waits now of all reports of weaknesses, and for whom: promises, decisions, clocks of the law, requests to be forgotten, secrecy.
   * Opens nothing personal.
   *
   * ```ts
   * import { memory } from "goodfaith/memory"
   * import { open } from "goodfaith/promise"
   * const gf = await open({ store: memory() })
   * const { promises } = await gf.reportsDesk()
   * promises.filter(({ overdue }) => overdue).length // => 0
   * ```
   */
  readonly reportsDesk: () => Promise<ReportsDesk>
  /** All of that until a day, `2026-06-30`, in order of time, and whatever is late. */
  readonly reportsDue: (until: { readonly until: string }) => Promise<ReadonlyArray<ReportWaits>>
  /**
   * One report as its reporter may see it now: where it stands, what they are owed in the words of the policy, what was asked and, as far as it
   * was told, found; nothing of others. `undefined` as for `promises`. Their own words are sealed: `open` shows them.
   */
  readonly reportForReporter: (report: ReportId) => Promise<ReportForReporter | undefined>
  /** One report as whoever works on it sees it now; `undefined` where no such report came. */
  readonly reportForDesk: (report: ReportId) => Promise<ReportForDesk | undefined>
  /** How a contract is read, or a version of our disclosure policy: by its `termsRef` or `policyRef`. */
  readonly readings: (ref: Reading.ReadRef) => Stream<Reading.Command, Reading.State>
  readonly document: (id: DocumentId) => Stream<Document.Command, Document.State>
  /** What an organisation or a user answered to a document. */
  readonly acceptance: (document: DocumentId, party: PartyId) => Stream<Acceptance.Command, Acceptance.State>
  /**
   * Looks at whoever may be owed something since the last time. Ask after every change, or every minute: asked twice, done once,
   * also by several processes at the same time. Ask at least once a day: an engagement may count as material from a day on.
   */
  readonly react: () => Promise<Reacted>
  readonly gate: (question: GateQuestion) => Promise<GateAnswer>
  /**
   * May somebody do something in a client's name, by all that is on record now? Judged at the moment of the act. What a command about an
   * objection or a change says of its speaker is `authorityOf` this (`goodfaith/mandates`).
   *
   * ```ts
   * import { acts } from "goodfaith/mandates"
   * import { memory } from "goodfaith/memory"
   * import { open } from "goodfaith/promise"
   * const gf = await open({ store: memory() })
   * const may = await gf.mayAct({ client: "c42", person: "p1", act: acts.acceptChange, at: "2026-06-01T09:00:00Z" })
   * may.answer // => "notShown"
   * ```
   */
  readonly mayAct: (question: MayActQuestion) => Promise<MayAct>
  /**
   * Every power on record for a client, and what it is worth at a moment, or now. A receipt says that a power was recorded as it was shown
   * or given; this says what comes of it: whether its chain holds, what of it its giver could not give, and acts that look misspelt.
   *
   * ```ts
   * import { memory } from "goodfaith/memory"
   * import { open } from "goodfaith/promise"
   * const gf = await open({ store: memory() })
   * await gf.powers({ client: "c42" }) // => []
   * ```
   */
  readonly powers: (of: PowersQuestion) => Promise<ReadonlyArray<JudgedPower>>
  /**
   * Whether somebody may use something: over all documents that are asked before it, and the mandate.
   *
   * ```ts
   * import { memory } from "goodfaith/memory"
   * import { open } from "goodfaith/promise"
   * const gf = await open({ store: memory() })
   * const asked = await gf.mayUse({ use: "network", user: "u1", at: "2026-11-23T09:30:00Z", mandate: "notNeeded" })
   * asked.answer // => "undetermined"
   * ```
   */
  readonly mayUse: (question: MayUseQuestion) => Promise<MayUse>
  /** Every access on record for an engagement and a client, judged. `NotAcceptable` with several listings and none of them named. */
  readonly access: (of: FactsQuestion) => Promise<ReadonlyArray<JudgedAccess>>
  /**
   * What is owed and waits for a letter, in every case that was looked at: `react` first. By the facts of today, as `register`
   * tells it.
   */
  readonly agenda: () => Promise<ReadonlyArray<ToSend>>
  /**
   * The clients that an incident may have touched, and how: those that used one of these products while it lasted; and named apart who used
   * them only before, and whose agreement had ended or was never there. Which of them it did touch a person decides and records
   * (`RecordClientsAffected`); then a clock runs for each.
   *
   * ```ts
   * import { memory } from "goodfaith/memory"
   * import { open } from "goodfaith/promise"
   * const gf = await open({ store: memory() })
   * await gf.mayBeAffected({ products: "all", from: "2026-11-23T09:30:00Z" }) // => []
   * ```
   */
  readonly mayBeAffected: (question: AffectedQuestion) => Promise<ReadonlyArray<MayBeAffected>>
  /** The listing as the public saw it; `undefined` before it was opened. */
  readonly listed: (question?: ListedQuestion) => Promise<PublicListing | undefined>
  /** What makes one edition of a listing of another; `undefined` for a version that was never published. */
  readonly diff: (question: DiffQuestion) => Promise<Diff | undefined>
  /** Of one change: what each client was owed and told. `undefined` for one that nobody has announced. */
  readonly register: (change: ChangeId) => Promise<ReadonlyArray<RegisterLine> | undefined>
  /** What waits now, and for whom. `days`: how far ahead to look for safeguards that end; 30 when left out. */
  readonly desk: (of?: { readonly listing?: ListingId; readonly days?: number }) => Promise<Desk>
  /** All that is due until a day, `2026-06-30`: letters at the latest, answers, ends of windows and of safeguards. */
  readonly due: (until: { readonly until: string; readonly listing?: ListingId }) => Promise<ReadonlyArray<Item>>
  /**
   * What one client's agreement demanded for one change, and what became of it. `undefined` for a change that nobody has announced.
   *
   * ```ts
   * import { memory } from "goodfaith/memory"
   * import { open } from "goodfaith/promise"
   * const gf = await open({ store: memory() })
   * await gf.verdict("chg-7", "c42") // => undefined
   * ```
   */
  readonly verdict: (change: ChangeId, client: ClientId) => Promise<Compliance | undefined>
  /** A view with its personal texts opened; where a key is gone it says `Erased`. */
  readonly open: <A>(view: A) => Promise<Opened<A>>
  /** Destroys the key of a person or a case, for good. */
  readonly forget: (owner: Owner) => Promise<void>
  /** Checks a stream: its chain, and that every event cited in it exists. Empty when all is well. */
  readonly verify: (stream: StreamId) => Promise<ReadonlyArray<Flaw>>
  /**
   * Checks the whole store: every chain, every citation, and that all streams end where the log says. What was cut off or written
   * anew as a whole only a signed checkpoint shows (`checkpoint` of `goodfaith/journal`): see `unshown`.
   *
   * ```ts
   * import { memory } from "goodfaith/memory"
   * import { open } from "goodfaith/promise"
   * const gf = await open({ store: memory() })
   * const { flaws, heads } = await gf.verifyAll()
   * flaws.length // => 0
   * heads.length // => 2
   * ```
   */
  readonly verifyAll: () => Promise<StoreVerification>
  /** What decisions look things up in: for hosts that call the pure functions themselves. */
  readonly world: () => Promise<Policy.PolicyWorld>
  /** The folded states that the gate stands on, to ask it many things at once. */
  readonly facts: (of: FactsQuestion) => Promise<Facts>
  /** Closes the store. Keys are their owner's to close. */
  readonly close: () => Promise<void>
}

/**
 * Opens a store. What is given here is pinned in it, so a later start may give less. When it can't be opened, something given makes no
 * sense, or a contract counts by a zone or a calendar that nobody handed over (`NotAcceptable`), the store is closed.
 *
 * ```ts
 * import { memory } from "goodfaith/memory"
 * import { open } from "goodfaith/promise"
 * const gf = await open({ store: memory() })
 * const told = await gf.listing("main").do({ _tag: "PublishVersion", at: "2026-04-02T08:00:00.000Z" }, { actor: "dpo-1" })
 * told._tag // => "Refused"
 * told._tag === "Refused" && told.refusal.message // => "this listing has not been opened yet: open it with its title and zone first"
 * ```
 */
export const open = async (options: OpenOptions): Promise<Goodfaith> => {
  try {
    checkOptions(options)
    const { store, keys = noKeys, clock = Date.now } = options
    const diary = journal({ store, keys, codecs: eventCodecs, clock })
    const now = (): Instant => Instants.fromMillis(clock())
    const directory = emptyDirectory()
    await catchUp(directory, diary)
    checkValues(options, directory, now())
    await pin(options, directory, diary, now())
    return handle(diary, directory, store, keys, now)
  } catch (fault) {
    await options?.store?.close?.()
    throw fault
  }
}

/** The grant that carries an act, where one does. */
const grant = (question: ActQuestion, powers: Folded<Mandates.State>): EventRef | undefined => {
  const { answer, chain } = mayActBy(question, powers)
  return answer === "may" ? chain[0]?.from : undefined
}

/** In a consultation: for every product that the client uses of what it is about; where it uses none of it, for any. */
const grantFor = (
  command: string,
  person: PersonId,
  at: Instant,
  { rows, uses }: NoticeWorld,
  powers: Folded<Mandates.State>
): EventRef | undefined => {
  const act = under(actOf, command)
  if (act === undefined) return undefined
  const used = uses(at).filter(({ value: { of, id } }) => of === "product" && rows.some((row) => serves(row.value, id)))
  if (used.length === 0) return grant({ person, act, at }, powers)
  const grants = used.map(({ value: { id } }) => grant({ person, act, product: id, at }, powers))
  return grants.includes(undefined) ? undefined : grants[0]
}

const serves = ({ products }: Engagement, product: ProductId): boolean =>
  products === "all" || products.includes(product)

const ofReport = (ref: EventRef): ReportId => streamOf(ref).slice("report/".length)

const handle = (diary: Journal, directory: Directory, store: Store, keys: Keys, now: () => Instant): Goodfaith => {
  const world = worldOf(directory)
  const known = oneAtATime(() => catchUp(directory, diary))

  /** The same for every concept; the world is gathered anew for each decision. `named`: throws where what names the stream names none. */
  const follow = <C extends Said, S, E extends Happened, R extends Refusal, W>(
    stream: StreamId,
    named: () => unknown,
    concept: Omit<Concept<C, S, E, R, W>, "world">,
    gather: () => Promise<W>
  ): Stream<C, S> => ({
    do: async (command, asked) => {
      const problems = problemsIn(named)
      if (problems.length > 0) return { _tag: "Invalid", problems }
      return diary.do(
        stream,
        { ...concept, world: gather },
        command,
        typeof asked === "object" ? { ...asked } : ({} as Asked)
      )
    },
    state: async (asOf) => {
      named()
      if (asOf !== undefined) questions.ofPast(asOf)
      return diary.read(stream, concept, asOf)
    },
    events: async () => {
      named()
      return diary.events(stream)
    }
  })

  /** Pinned values, those included that another process has pinned meanwhile. */
  const pinnedWorld = async (): Promise<Policy.PolicyWorld> => {
    await known()
    return world
  }

  const listing = (id: ListingId): Stream<Listing.Command, Listing.State> => {
    const own = follow(
      Listing.stream(id),
      () => questions.listing({ listing: id }),
      { codec: listingCodec, decider: Listing.decider },
      pinnedWorld
    )
    return {
      ...own,
      do: async (command, asked) =>
        isOther(id, command) ?? (await takenElsewhere(id, command)) ?? own.do(command, asked)
    }
  }
  const client = (id: ClientId) =>
    follow(
      Client.stream(id),
      () => questions.client({ client: id }),
      { codec: clientCodec, decider: Client.decider },
      pinnedWorld
    )
  const mandates = (id: ClientId) =>
    follow(
      Mandates.stream(id),
      () => questions.client({ client: id }),
      { codec: mandatesCodec, decider: Mandates.decider },
      pinnedWorld
    )
  const readings = (ref: Reading.ReadRef) =>
    follow(
      Reading.readingsStream(ref),
      () => questions.terms({ terms: ref }),
      { codec: readingCodec, decider: Reading.decider },
      readingWorld
    )
  const readingWorld = async (): Promise<Reading.ReadingWorld> => ({
    ...(await pinnedWorld()),
    policyParameters: (ref) => {
      const terms = world.policy(ref)
      return terms && policyParameters(terms)
    }
  })
  const consultation = (subject: string, id: ClientId) => {
    const concept = { codec: consultationCodec, decider: Consultation.decider }
    return follow(
      Consultation.stream(subject, id),
      () => questions.consultation({ subject, client: id }),
      concept,
      () => aboutCase(subject, id)
    )
  }

  const document = (id: DocumentId): Stream<Document.Command, Document.State> => {
    const concept = { codec: documentCodec, decider: Document.decider }
    const own = follow(Document.stream(id), () => questions.document({ document: id }), concept, pinnedWorld)
    return {
      ...own,
      do: async (command, asked) =>
        command?._tag === "DeclareDocument" && typeof command.document === "string" && command.document !== id
          ? { _tag: "Refused", refusal: Document.OtherDocument(command.document) }
          : own.do(command, asked)
    }
  }
  const acceptance = (id: DocumentId, party: PartyId) => {
    const concept = { codec: acceptanceCodec, decider: Acceptance.decider }
    return follow(
      Acceptance.stream(id, party),
      () => questions.acceptance({ document: id, party }),
      concept,
      async () => {
        const powers = await mandates(party).state()
        return {
          ...Document.showing((await document(id).state()).state),
          mandate: (person: PersonId, at: Instant) => grant({ person, act: acts.acceptDocument, at }, powers)
        }
      }
    )
  }

  const mayUse = async (question: MayUseQuestion): Promise<MayUse> => {
    const wanted = questions.ofUse(question)
    const { user, organisation } = wanted
    await known()
    const documents = await Promise.all([...directory.documents].map((id) => document(id).state()))
    const held = await Promise.all(
      documents.map(async ({ state: { declared } }) => {
        const party = declared?.value.party === "user" ? user : organisation
        if (declared === undefined || party === undefined) return []
        const id = declared.value.document
        return [[id, await acceptance(id, party).state()] as const]
      })
    )
    return judgeUse(wanted, { documents, acceptances: Object.fromEntries(held.flat()) })
  }

  const reportWorld = async (): Promise<Policy.ReportWorld & ReadingsAtHand> => {
    const known = await pinnedWorld()
    const policies = [...directory.policies.keys()]
    const read = new Map(await Promise.all(policies.map(async (ref) => [ref, await readings(ref).state()] as const)))
    return {
      ...known,
      report: (other) => directory.reports.get(other),
      readings: (ref) => {
        const folded = read.get(ref)
        return folded === undefined ? [] : Reading.citable(folded)
      }
    }
  }

  const report = (id: ReportId): Stream<Report.Command, Report.State> => {
    const own = follow(
      Report.stream(id),
      () => questions.report({ report: id }),
      { codec: reportCodec, decider: Report.decider },
      reportWorld
    )
    return {
      ...own,
      do: async (command, asked) =>
        command?._tag === "ReceiveReport" && typeof command.report === "string" && command.report !== id
          ? { _tag: "Refused", refusal: OtherReport(command.report) }
          : own.do(command, asked)
    }
  }

  const policy = (ref: PolicyRef) =>
    follow(
      Policy.stream(ref),
      () => questions.policy({ policy: ref }),
      { codec: policyCodec, decider: Policy.decider },
      pinnedWorld
    )

  const mayTakeLegalStep = async (question: LegalStepQuestion) => {
    await known()
    if ("report" in question) {
      const { report: id, ...wish } = questions.ofStep(question)
      return Report.mayTakeLegalStep((await report(id).state()).state, await reportWorld(), wish)
    }
    const { policy, ...wish } = questions.ofStepUnreported(question)
    return Report.mayTakeLegalStepUnreported(policy, await reportWorld(), wish)
  }

  const mayDiscloseIdentity = async (question: AboutReport<Confidence.IdentityWish>) => {
    const { report: id, ...wish } = questions.ofIdentity(question)
    await known()
    return Report.mayDiscloseIdentity((await report(id).state()).state, await reportWorld(), wish)
  }

  const mayShareContent = async (question: AboutReport<Confidence.ContentWish>) => {
    const { report: id, ...wish } = questions.ofContent(question)
    await known()
    return Report.mayShareContent((await report(id).state()).state, await reportWorld(), wish)
  }

  /** One report, by a question that makes sense. */
  const theReport = async (id: ReportId): Promise<Folded<Report.State>> => {
    questions.report({ report: id })
    await known()
    return report(id).state()
  }

  const completeness = async (id: ReportId): Promise<Verdict<Completeness> | undefined> => {
    const { handling } = (await theReport(id)).state
    const terms = handling.received && world.policy(handling.received.value.policy)
    return terms && completenessOf(handling, terms)
  }

  const promises = async (id: ReportId): Promise<ReadonlyArray<Owed> | undefined> =>
    Report.owedAt((await theReport(id)).state, await reportWorld(), now())

  const reportRecords = async (): Promise<ReportRecords> => {
    await known()
    const reports = await Promise.all([...directory.reports.keys()].map((id) => report(id).state()))
    return { reports, world: await reportWorld() }
  }

  /** A listing is opened in its own stream. */
  const isOther = (here: ListingId, command: Plain<Listing.Command>): Refused | undefined =>
    command?._tag === "OpenListing" && typeof command.listing === "string" && command.listing !== here
      ? { _tag: "Refused", refusal: Listing.OtherListing(command.listing) }
      : undefined

  /** Consultations are named by their change or engagement alone, so no two listings have one under the same id. */
  const takenElsewhere = async (here: ListingId, command: Plain<Listing.Command>): Promise<Refused | undefined> => {
    const ids = named(command)
    if (ids.length === 0) return undefined
    await known()
    for (const id of ids) {
      const there = directory.changes.get(id)?.listing ?? directory.engagements.get(id) ?? here
      if (there === here) continue
      const { state } = await listing(there).state()
      const from = Listing.change(state, id)?.announced.from ?? Listing.standing(state, id)?.entries[0]?.from
      return { _tag: "Refused", refusal: StandsElsewhere(id, there, from === undefined ? [] : [from]) }
    }
    return undefined
  }

  /** What other streams say to a consultation, as far as they are read now. */
  const aboutCase = async (subject: string, id: ClientId): Promise<NoticeWorld> => {
    await known()
    const own = await client(id).state()
    const on = directory.changes.get(subject)?.listing ?? directory.engagements.get(subject)
    const listed = on === undefined ? undefined : await listing(on).state()
    const agreements = new Set(own.state.dpas.map((dpa) => dpa.executed.value.terms))
    const read = new Map(
      await Promise.all([...agreements].map(async (ref) => [ref, await readings(ref).state()] as const))
    )
    const powers = await mandates(id).state()
    const about = caseWorld(subject, id, { listing: listed, client: own, readings: (ref) => read.get(ref), world })
    return { ...about, mandate: (act, person, at) => grantFor(act, person, at, about, powers) }
  }

  const react = oneAtATime(async (): Promise<Reacted> => {
    const stream = Checkpoint.stream(consultations.name)
    const concept = { codec: checkpoint, decider: Checkpoint.decider, world: () => undefined }
    const { at: lookedAt, ...last } = (await diary.read(stream, concept)).state
    let { after } = last
    const moment = now()
    let news = false
    let commands = 0
    let events = 0
    const refused: Array<Reacted["refused"][number]> = []
    /** Somebody could not be looked at. All others are; then it is said, and not passed over the next time either. */
    let fault: NotAcceptable | undefined
    let withheld = 0
    for (;;) {
      const page = await diary.all(after === undefined ? {} : { after })
      // The log was put back to an older copy: begin again. Whatever was done is found done.
      if (page._tag === "OtherEpoch") {
        after = undefined
        continue
      }
      // All that this page tells is known before anything is made of it, so one look at a consultation as of an instant is enough.
      await known()
      const all = await knownBy(moment)
      const atTheEnd = page.events.length === 0
      const todo = new Map<string, consultations.Following & { readonly correlation?: string }>()
      const shared = new Map<string, sharedReports.Following & { readonly correlation?: string }>()
      for (const { header, event } of page.events) {
        const [concept] = header.ref.split("/")
        if (concept !== "reaction") news = true
        if (concept === "report")
          for (const it of sharedReports.follows(
            ofReport(header.ref),
            event as Report.Event,
            header.ref,
            directory.reports
          ))
            shared.set(it.key, { ...it, correlation: header.correlation })
        if (concept !== "listing" && concept !== "client" && concept !== "consultation") continue
        for (const it of consultations.follows(event as consultations.Event, header.ref, all))
          todo.set(`${it.stream} ${it.command.at}`, { ...it, correlation: header.correlation })
      }
      if (atTheEnd && lookedAt !== undefined) {
        for (const it of consultations.followsByNow(lookedAt, all)) todo.set(`${it.stream} ${it.command.at}`, it)
        if (todo.size > 0) news = true
      }
      for (const { stream, subject, client, command, key, from: causation, correlation } of todo.values()) {
        const outcome = await consultation(subject, client).do(command, {
          ...byLibrary,
          commandId: hash(key),
          causation,
          ...(correlation !== undefined && { correlation })
        })
        commands += 1
        if (outcome._tag === "Receipt") events += outcome.events.length
        if (outcome._tag === "Refused") refused.push({ stream, refusal: outcome.refusal })
        if (outcome._tag === "Invalid")
          fault ??= new NotAcceptable(`what follows from \`${causation}\``, outcome.problems)
      }
      for (const { report: id, command, key, from: causation, correlation } of shared.values()) {
        const about = {
          ...byLibrary,
          commandId: hash(key),
          causation,
          ...(correlation !== undefined && { correlation })
        }
        const outcome = await report(id).do(command, about)
        commands += 1
        if (outcome._tag === "Receipt") events += outcome.events.length
        if (outcome._tag === "Refused") refused.push({ stream: Report.stream(id), refusal: outcome.refusal })
      }
      after = page.position
      withheld = page.withheld ?? 0
      if (news && fault === undefined && (page.more || atTheEnd)) {
        // What follows from time alone is looked at in the end.
        const at = atTheEnd ? moment : (lookedAt ?? moment)
        await diary.do(stream, concept, { _tag: "MoveCheckpoint", after, at }, byLibrary)
        news = false
      }
      if (atTheEnd) break
    }
    if (fault !== undefined) throw fault
    return { commands, events, refused, ...(withheld > 0 && { withheld }) }
  })

  /** What reactions look at. */
  const knownBy = async (moment: Instant): Promise<consultations.Known> => {
    const listings = new Map(
      await Promise.all([...directory.listings].map(async (id) => [id, (await listing(id).state()).state] as const))
    )
    return { ...directory, listing: (id) => listings.get(id), zone: world.zone, now: moment }
  }

  const facts = async (of: FactsQuestion): Promise<Facts> => {
    const { engagement, client: id, listing: on } = questions.forFacts(of)
    await known()
    const onlyOne = directory.listings.size === 1 ? [...directory.listings][0] : undefined
    const where = on ?? onlyOne
    const listed = where === undefined ? undefined : await listing(where).state()
    // Should two listings have announced a change under one id all the same, at once, then the letters of the one are none of the
    // other: what is missing keeps the gate shut.
    const isHere = (subject: string) => (directory.changes.get(subject)?.listing ?? where) === where
    const subjects = listed === undefined ? [] : subjectsOf(listed.state, engagement).filter(isHere)
    const cases = await Promise.all(
      subjects.map(async (subject) => [subject, await consultation(subject, id).state()] as const)
    )
    return { listing: listed, client: await client(id).state(), cases: Object.fromEntries(cases), world }
  }

  const agenda = async (): Promise<ReadonlyArray<ToSend>> => {
    await known()
    const all = new Map(await Promise.all([...directory.listings].map(async (on) => [on, await records(on)] as const)))
    const at = now()
    return [...directory.consultations].flatMap(([stream, { subject, client: id }]) => {
      const change = directory.changes.get(subject)
      const about = change && all.get(change.listing)
      const own = about?.clients.find((it) => clientOf(it) === id)
      return about === undefined || own === undefined || change?.withdrawn === true
        ? []
        : (toSend(about, stream, subject, own, at) ?? [])
    })
  }

  const gate = async (question: GateQuestion): Promise<GateAnswer> => {
    const { listing: _, ...wanted } = questions.ofGate(question)
    return ask({ use: {}, ...wanted }, await facts(question))
  }

  const mayAct = async (question: MayActQuestion): Promise<MayAct> => {
    const { client: id, ...wanted } = questions.ofPowers(question)
    return mayActBy(wanted, await mandates(id).state())
  }

  const powers = async (question: PowersQuestion): Promise<ReadonlyArray<JudgedPower>> => {
    const { client: id, at = now() } = questions.ofJudgedPowers(question)
    return judgePowers(at, await mandates(id).state())
  }

  const mayBeAffected = async (question: AffectedQuestion): Promise<ReadonlyArray<MayBeAffected>> => {
    const { products, from, until = now() } = questions.ofIncident(question)
    await known()
    const clients = await Promise.all([...directory.clients.keys()].map((id) => client(id).state()))
    return clientsTouched(clients, products, { from, until })
  }

  // -- Views: the whole record, or one client's, handed to pure functions. ------------------------------------------------

  const theListing = async (on: ListingId | undefined): Promise<ListingId> => {
    await known()
    if (on !== undefined) return on
    const [first, ...others] = directory.listings
    if (first !== undefined && others.length === 0) return first
    const expected = "one of the listings by its id"
    throw new NotAcceptable("the question", [
      { path: "listing", expected, found: `${directory.listings.size} listings` }
    ])
  }

  const records = async (on: ListingId, clients: Iterable<ClientId> = directory.clients.keys()): Promise<Records> => {
    const listed = await listing(on).state()
    const asked = [...clients]
    const own = await Promise.all(asked.map((id) => client(id).state()))
    const held = new Map<StreamId, Folded<Consultation.State>>()
    const refs = new Set<TermsRef>(own.flatMap(({ state }) => state.dpas.map((dpa) => dpa.executed.value.terms)))
    const whose = new Set(asked)
    for (const [stream, { subject, client: id }] of directory.consultations) {
      if (!whose.has(id)) continue
      const folded = await consultation(subject, id).state()
      held.set(stream, folded)
      for (const { sent } of folded.state.notice.letters) refs.add(sent.value.stated.terms)
    }
    const read = new Map(await Promise.all([...refs].map(async (ref) => [ref, await readings(ref).state()] as const)))
    return {
      listing: listed,
      clients: own,
      held: (subject, id) => {
        const stream = Consultation.stream(subject, id)
        return held.get(stream) ?? { stream, upTo: -1, state: Consultation.initial }
      },
      readings: (ref) => read.get(ref),
      world
    }
  }

  /** The records that a change stands in; `undefined` for one that nobody has announced. */
  const recordsOf = async (change: ChangeId, clients?: ReadonlyArray<ClientId>): Promise<Records | undefined> => {
    await known()
    const on = directory.changes.get(change)?.listing
    return on === undefined ? undefined : records(on, clients)
  }

  const listed = async (question: ListedQuestion = {}): Promise<PublicListing | undefined> => {
    const { held: moment = now(), known: recorded, client: whose, listing: on } = questions.ofListed(question)
    const own = listing(await theListing(on))
    const { state, stream } = await own.state()
    const then =
      recorded === undefined
        ? state
        : fold(
            Listing.decider,
            stream,
            (await own.events())
              .filter(({ header }) => header.recordedAt <= recorded)
              .map(({ event }) => event as Listing.Event)
          ).state
    const zone = then.opened && world.zone(then.opened.value.zone)?.value
    return zone && publicListing(then, { held: moment, zone, ...(whose !== undefined && { client: whose }) })
  }

  const diff = async (question: DiffQuestion): Promise<Diff | undefined> => {
    const { listing: on, from, to } = questions.ofDiff(question)
    const { state } = await listing(await theListing(on)).state()
    const zone = state.opened && world.zone(state.opened.value.zone)?.value
    return zone && editionsDiffer(state, { from, to, zone })
  }

  return {
    listing,
    client,
    mandates,
    consultation,
    report,
    policy,
    mayTakeLegalStep,
    mayDiscloseIdentity,
    mayShareContent,
    completeness,
    promises,
    reportForReporter: async (id) => seenByReporter(await theReport(id), await reportWorld(), now()),
    reportForDesk: async (id) => seenByDesk(await theReport(id), await reportWorld(), now()),
    reportsDesk: async () => reportsOnDesk(await reportRecords(), { now: now() }),
    reportsDue: async (question) => {
      const { until } = questions.ofReportsDue(question)
      return reportsDueUntil(await reportRecords(), { now: now(), until })
    },
    readings,
    document,
    acceptance,
    react,
    gate,
    mayAct,
    powers,
    mayBeAffected,
    mayUse,
    listed,
    diff,
    register: async (change) => {
      questions.change({ change })
      const about = await recordsOf(change)
      return about && registerOf(about, change, now())
    },
    desk: async (question = {}) => {
      const { listing: on, days = 30 } = questions.ofDesk(question)
      return onTheDesk(await records(await theListing(on)), { now: now(), days })
    },
    due: async (question) => {
      const { until, listing: on } = questions.ofDue(question)
      return dueUntil(await records(await theListing(on)), { now: now(), until })
    },
    verdict: async (change, id) => {
      questions.changeOfClient({ change, client: id })
      const about = await recordsOf(change, [id])
      return about && compliance(about, change, id, now())
    },
    access: async (of) => {
      const about = await facts(of)
      // An empty answer would say that there was none.
      if (directory.listings.size > 1) await theListing(of.listing)
      return judgeAccess(of.engagement, of.client, about)
    },
    agenda,
    open: (view) => diary.open(view),
    forget: async (owner) => {
      questions.owner({ owner })
      return keys.forget(owner)
    },
    verify: async (stream) => {
      questions.stream({ stream })
      return diary.verify(stream)
    },
    verifyAll: () => diary.verifyAll(),
    world: pinnedWorld,
    facts,
    close: () => store.close()
  }
}

// -- What is to be sent. -----------------------------------------------------------------------------------------------------------

/** What one client still has to be told of a change, by the same look as the register takes. */
const toSend = (
  about: Records,
  stream: StreamId,
  subject: ChangeId,
  own: Folded<Client.State>,
  now: Instant
): ToSend | undefined => {
  const client = clientOf(own)
  const { notice } = about.held(subject, client).state
  if (notice.opened === undefined || Client.dpaAt(own.state, now) === undefined) return undefined
  // A letter that is dated ahead has gone out all the same.
  const at = notice.letters.map(({ sent }) => sent.value.at).reduce(Instants.max, now)
  const it = caseAt(about, subject, own, at)
  const arisen = (duty: string) => {
    const judged = under(notice.duties, duty)?.value
    return judged?._tag === "DutyArose" ? judged.at : undefined
  }
  // What cannot be counted is not passed over.
  const duties =
    it.notAtHand === undefined
      ? it.duties.filter((owed) => isStillOwed(owed) && toTell(it, owed).answer).map(({ duty }) => duty.id)
      : Object.keys(notice.duties).filter((duty) => arisen(duty) !== undefined && notice.letters.length === 0)
  if (duties.length === 0) return undefined
  const { letters } = notice
  const counting = letters.filter(({ sent }) => it.anew?.counts(sent.value) ?? true)
  const again = counting.length > 0 ? undefined : it.anew?.setAside
  const lost = counting.every((letter) => isLost(letter, at))
  return {
    key: hash(["notice", stream, letters.length, ...(again?.by ?? [])].join(" ")),
    client,
    change: subject,
    duties,
    why: letters.length === 0 ? "first" : again === undefined && lost ? "bounced" : "anew",
    since: again?.since ?? duties.flatMap((duty) => arisen(duty) ?? []).sort()[0] ?? now,
    contacts: Client.contactsAt(own.state, now).map(({ value }) => value)
  }
}

// -- Names. ---------------------------------------------------------------------------------------------------------------------

/** The ids under which a command would put something new on a listing. Whatever it lacks, its codec tells. */
const named = (command: Plain<Listing.Command> | undefined): ReadonlyArray<string> => {
  switch (command?._tag) {
    case "ListEngagement":
      return isText(command.engagement?.id)
    case "AnnounceChange": {
      const { change, what } = command
      const brings = what?._tag === "Engage" || what?._tag === "Replace" ? what.engagement?.id : undefined
      return [...isText(change), ...isText(brings)]
    }
    default:
      return []
  }
}

const isText = (id: string | undefined): ReadonlyArray<string> => (typeof id === "string" ? [id] : [])

/** What is wrong with the name of a stream. */
const problemsIn = (named: () => unknown): Problems => {
  try {
    named()
    return []
  } catch (fault) {
    if (fault instanceof NotAcceptable) return fault.problems
    throw fault
  }
}
