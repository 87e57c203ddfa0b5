/** G7: for every change that brought something to which the client had not agreed, the questions a to j. */
import * as Client from "../client/Client.ts"
import * as dates from "../consultation/dates.ts"
import type * as Consultation from "../consultation/Consultation.ts"
import * as promises from "../consultation/rules.ts"
import type { Folded } from "../kernel/Decider.ts"
import { decidedBy, type Fact, type Verdict } from "../kernel/Verdict.ts"
import { type ChangeId, revisionOf, under } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, read, type TermsInHand } from "../terms/Reading.ts"
import type { Duty } from "../terms/Terms.ts"
import { type Instant, max } from "../time/Instant.ts"
import { type Agreement, agreedAtEntry, exemption, materialitiesOf, materialityOf } from "./agreed.ts"
import { begun } from "./announced.ts"
import { type Consulted, consulted } from "./consulted.ts"
import { type Inquiry, lookedIn, summary } from "./Inquiry.ts"
import { compareNotice, pins, underAgreement } from "./letters.ts"
import { againstWhatIsAgreed, noDuties, weighed } from "./objected.ts"
import * as rules from "./rules.ts"
import type { Step } from "./rules.ts"
import { type ClientsYes, clientsYes, outcome } from "./yes.ts"

type Steps = ReadonlyArray<Verdict<Step>>

/** Part of what one event brought, all of which has the same answer. */
export type Brought = readonly [Listing.InScope, ...ReadonlyArray<Listing.InScope>]

/** Whether what one event brought is open to this client: exempt, agreed to at entry, or through its questions since. */
export const whatBrought = (
  inquiry: Inquiry,
  brought: Brought,
  standing: Listing.Standing,
  agreement: Agreement
): Steps => {
  const [it] = brought
  const change = it.brought.value
  const agreed = agreedAtEntry(inquiry, it, standing, agreement)
  if (agreed !== undefined) {
    const { at } = agreed.agreed.value
    return change === undefined
      ? [agreed.verdict]
      : [agreed.verdict, ...begun(inquiry, change), ...againstWhatIsAgreed(inquiry, change, standing, agreement, at)]
  }
  const exempt = exemption(inquiry, it, standing, agreement)
  const reclassified = exempt.answer === "open" ? undefined : madeMaterialBy(inquiry, it, standing, agreement)
  const since =
    change !== undefined
      ? changeSince(inquiry, change, brought, standing, agreement, exempt)
      : exempt.answer === "open"
        ? [exempt]
        : [exempt, rules.neitherAgreedNorAnnounced(it.brought, inquiry.inListing)]
  if (reclassified === undefined || summary(since) === "open") return since
  // What was exempt until it was made material is consulted about then: as what it is from that day on.
  const before =
    change === undefined
      ? []
      : [
          ...begun(inquiry, change),
          ...againstWhatIsAgreed(inquiry, change, standing, agreement, agreement.dpa.executed.value.at)
        ]
  return [
    ...before,
    decidedBy<Step>("pass", [exempt]),
    ...changeSince(inquiry, reclassified.value, [{ ...it, brought: reclassified }], standing, agreement, exempt)
  ]
}

/**
 * The announcement by which it counts as material now, where a person had decided that it did not and the agreement made a
 * difference of that: it exempts what is not material, or promises consultation about material ones only.
 */
const madeMaterialBy = (
  inquiry: Inquiry,
  it: Listing.InScope,
  standing: Listing.Standing,
  { today }: Agreement
): Fact<ChangeId> | undefined => {
  const exempt = read(today, "exempt", today.terms.exempt)
  const consults = today.terms.duties.filter(({ kind }) => kind === "consult")
  const materialOnly = consults.length > 0 && consults.every(({ onlyMaterial }) => onlyMaterial)
  if (!materialOnly && (isOpen(exempt) || !exempt.value.includes("nonMaterial"))) return undefined
  const known = materialitiesOf(inquiry, standing).filter(({ from }) => revisionOf(from) > revisionOf(it.brought.from))
  const exemptUntil = known.findLastIndex(({ value }) => !value.material)
  const by = exemptUntil < 0 ? undefined : known[exemptUntil + 1]
  return by && standing.reclassified.find(({ from }) => from === by.from)
}

/** What one event brought, in parts to which the client said yes alike: it may say yes to some of it only. */
export const alike = (inquiry: Inquiry, brought: Brought, standing: Listing.Standing): ReadonlyArray<Brought> => {
  const { value } = brought[0].brought
  const change = value === undefined ? undefined : Listing.change(inquiry.listing.state, value)
  const held = value === undefined ? undefined : under(inquiry.facts.cases, value)
  if (change === undefined || held === undefined) return [brought]
  const { accepted } = held.state.objection
  if (accepted.every((it) => it.value.for === undefined)) return [brought]
  const since = sayableSince(brought[0], change, standing)
  const parts = new Map<string | undefined, [Listing.InScope, ...Array<Listing.InScope>]>()
  for (const it of brought) {
    const yes = clientsYes(inquiry, held.state.objection, { brought: [it], since })
    const saidBy = yes && `${yes.said.from} ${yes.authorised?.from}`
    const part = parts.get(saidBy)
    if (part === undefined) parts.set(saidBy, [it])
    else part.push(it)
  }
  return [...parts.values()]
}

/** Since when there was something to say yes to. */
const sayableSince = (it: Listing.InScope, change: Listing.AnnouncedChange, standing: Listing.Standing): Instant =>
  correctionOf(it, change, standing)?.value ?? change.announced.value.announcedAt

const changeSince = (
  inquiry: Inquiry,
  id: ChangeId,
  brought: Brought,
  standing: Listing.Standing,
  { dpa, since }: Agreement,
  exempt: Verdict<Step>
): Steps => {
  const { question, listing, facts } = inquiry
  const { at } = question
  const change = Listing.change(listing.state, id)
  const inCase = under(facts.cases, id)
  const starts = inquiry.startsAt(id)
  if (change === undefined || inCase === undefined || starts === undefined) {
    return [rules.factsAtHand([id], [inquiry.inListing])]
  }
  const held = underAgreement(inCase, since)
  const { notice, objection } = held.state
  compareNotice(inquiry, notice)
  const hand = dates.handAt(notice, at, dpa.executed.value.terms, facts.world)
  if ("notAtHand" in hand) return [rules.factsAtHand([hand.notAtHand], [lookedIn(held)])]

  const putRight = correctionOf(brought[0], change, standing)
  const published = Listing.versionWith(listing.state, brought[0].brought.from)
  inquiry.compare(published?.value.at)
  const authorisation = read(hand, "authorisation", hand.terms.authorisation)
  const yes = clientsYes(inquiry, objection, { brought, since: max(sayableSince(brought[0], change, standing), since) })
  const asked: Steps = [
    ...begun(inquiry, id), // a
    ...(yes === undefined ? [] : asSaidYesTo(inquiry, change, yes)),
    ...(yes?.authorised === undefined || yes.authorises || isOpen(authorisation) || authorisation.value !== "specific"
      ? []
      : asSaidYesTo(inquiry, change, { said: yes.authorised })),
    rules.published(change.announced, published, at, inquiry.inListing), // b
    ...pins(held.state, at),
    ...(putRight === undefined ? [] : [rules.toldAnew(change.announced, putRight)]),
    isOpen(authorisation) // d
      ? rules.hangsOn([authorisation], [dpa.executed], lookedIn(held))
      : rules.specificAuthorisation(
          authorisation,
          yes?.authorised === undefined ? [] : [yes.authorised],
          lookedIn(held)
        ),
    ...outcome(inquiry, objection) // j
  ]
  const told = yes === undefined ? asTold(inquiry, held) : []
  if (exempt.answer === "open")
    return [...asked, exempt, ...told, ...weighed(inquiry, held, standing, hand, starts, yes)]

  // c: judged by today's facts, never by what was judged before
  // A change may touch several rows: each goes by what the agreement says of it.
  const row = Listing.printedBy(listing.state, standing, id, at)
  const judged = hand.terms.duties
    .filter((duty) => duty.kind === "consult")
    .map((duty) => ({
      duty,
      row: promises.rowFor(duty, [row]),
      verdict: isOwed(inquiry, change, row, standing, dpa, hand, duty)
    }))
  const owed = judged.filter(({ verdict }) => verdict.answer === "arises")
  const verdicts = judged.map(({ verdict }) => verdict)
  if (owed.length === 0) {
    const answer =
      yes !== undefined
        ? saidYes(yes)
        : speaksOf(hand, change)
          ? rules.nothingToConsult(...verdicts)
          : rules.hangsOn([noDuties(hand)], [change.announced], lookedIn(held))
    return [
      ...asked,
      exempt,
      answer,
      ...told,
      ...verdicts.map((verdict) => decidedBy<Step>("pass", [verdict])),
      ...weighed(inquiry, held, standing, hand, starts, yes)
    ]
  }
  const about: Consulted = { change, held, starts, published, putRight, yes }
  return [
    ...asked,
    exempt,
    ...(yes === undefined ? [] : [saidYes(yes)]),
    ...owed.flatMap(({ duty, row, verdict }) =>
      row === undefined ? [] : [decidedBy<Step>("pass", [verdict]), ...consulted(inquiry, { duty, row, hand }, about)]
    )
  ]
}

/** A yes to a day is none to an earlier one: brought forward since, the change waits for the day that the client said yes to. */
const asSaidYesTo = (inquiry: Inquiry, change: Listing.AnnouncedChange, { said }: Pick<ClientsYes, "said">): Steps => {
  const { opened } = inquiry.listing.state
  const { at } = inquiry.question
  const starts = inquiry.startOf(change.announced.value.change, said.value.at)
  inquiry.compare(starts)
  const day = Listing.effectiveOnAt(change, said.value.at)
  return opened === undefined || starts === undefined || day.from === Listing.effectiveOnAt(change, at).from
    ? []
    : [rules.hasBegun(change.announced, day, opened, starts, at)]
}

/** What a letter told is not taken back by a duty that falls away. */
const asTold = (inquiry: Inquiry, { state }: Folded<Consultation.State>): Steps => {
  const sent = dates.sentBy(state.notice.letters, inquiry.question.at)
  inquiry.compare(...sent.map(({ value }) => value.stated.accessFrom))
  return sent.length === 0 ? [] : [rules.toldFrom(sent, inquiry.question.at)]
}

const saidYes = ({ said, speaks }: ClientsYes): Verdict<Step> =>
  rules.saidYes([said], speaks === undefined ? [] : [speaks])

/** When what the change brought was put right as a matter of substance; `undefined` for what it brought from the start. */
const correctionOf = (
  { brought }: Listing.InScope,
  { announced }: Listing.AnnouncedChange,
  { entries }: Listing.Standing
): Fact<Instant> | undefined => {
  if (brought.from === announced.from) return undefined
  const entry = entries.find(({ from }) => from === brought.from)
  return entry && { value: entry.value.at, from: entry.from }
}

/** Terms that promise nothing about new sub-processors leave open how one is authorised; about other changes they may be silent. */
const speaksOf = ({ terms }: TermsInHand, { announced: { value } }: Listing.AnnouncedChange): boolean =>
  !bringsSomebody(value.what._tag) ||
  terms.duties.some((duty) => duty.kind === "consult" && promises.speaksOf(duty, value.what))

/** Whether a change brings a legal person that did not do this work before. */
const bringsSomebody = (kind: string): boolean => ["Engage", "Replace", "Merge", "Split", "Reclassify"].includes(kind)

const isOwed = (
  inquiry: Inquiry,
  change: Listing.AnnouncedChange,
  row: Listing.Standing["printed"],
  standing: Listing.Standing,
  dpa: Client.Dpa,
  hand: dates.Hand,
  duty: Duty
): Verdict<"arises" | promises.NoDuty> => {
  const { question, client, inClient } = inquiry
  for (const use of client.state.uses) inquiry.compare(use.began.value.at, use.ended?.value)
  for (const { began, ended } of client.state.subscriptions) inquiry.compare(began.value.at, ended?.value)
  inquiry.compare(...client.state.requests.map(({ value }) => value.at))
  const uses = Client.usesAt(client.state, question.at)
  const material = materialityOf(inquiry, standing)
  const judged = promises.dutyArises(
    question.client,
    change.announced,
    [row],
    material === undefined
      ? []
      : [{ value: { engagement: row.value.id, material: material.value.material }, from: material.from }],
    dpa.executed,
    promises.dutyIn(hand.ref, duty),
    uses,
    Client.subscribedAt(client.state, question.at),
    Client.requestedBy(client.state, question.at),
    inClient
  )
  // What the client uses no longer, or is subscribed to no longer, makes it not affected or not told, so it is cited too.
  const dropped = client.state.uses.flatMap((use) => use.ended ?? [])
  const unsubscribed = client.state.subscriptions.flatMap(({ ended }) => ended ?? [])
  return decidedBy(
    judged.answer,
    [judged],
    [
      ...(dropped.length === 0
        ? []
        : [rules.whatTheClientUses({ facet: "product", value: "*" }, uses, dropped, inClient)]),
      ...(unsubscribed.length === 0 ? [] : [rules.unsubscribed(unsubscribed)])
    ]
  )
}
