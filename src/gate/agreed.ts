/** G5 and G6: what is exempt from consultation, and what the client agreed to at entry. */
import * as Client from "../client/Client.ts"
import * as dates from "../consultation/dates.ts"
import { decidedBy, type Fact, type Verdict } from "../kernel/Verdict.ts"
import { revisionOf } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { isOpen, read, type TermsInHand } from "../terms/Reading.ts"
import { begun, holds } from "./announced.ts"
import type { Instant } from "../time/Instant.ts"
import type { Inquiry } from "./Inquiry.ts"
import { materialities, type Materiality } from "./materiality.ts"
import * as rules from "./rules.ts"
import type { Step } from "./rules.ts"

/** The agreement in force, and its terms with whatever readings of them were stated to this client. */
export interface Agreement {
  readonly dpa: Client.Dpa
  readonly today: TermsInHand
  /** Since when the client has been under agreement without a gap: what was told or agreed before counts no more. */
  readonly since: Instant
}

// -- G5: exempt. ----------------------------------------------------------------------------------------------------------

/** All that was decided or announced by now of whether the engagement is material, newest last. */
export const materialitiesOf = (inquiry: Inquiry, standing: Listing.Standing): ReadonlyArray<Fact<Materiality>> => {
  inquiry.compare(...standing.materiality.map(({ value }) => value.at))
  for (const { value } of standing.reclassified)
    for (const verdict of begun(inquiry, value)) inquiry.say(decidedBy<Step>("pass", [verdict]))
  return materialities(
    inquiry.listing.state,
    standing,
    (change) => inquiry.startsAt(change),
    (change) => holds(inquiry, change)
  ).filter(({ value }) => value.at <= inquiry.question.at)
}

/** Whether the engagement counts as material by now. */
export const materialityOf = (inquiry: Inquiry, standing: Listing.Standing): Fact<Materiality> | undefined =>
  materialitiesOf(inquiry, standing).at(-1)

/** A decision covers what stood when it was made: it does not go along to another place or a later period. */
export const exemption = (
  inquiry: Inquiry,
  it: Listing.InScope,
  standing: Listing.Standing,
  { today }: Agreement
): Verdict<Step> => {
  const stated = read(today, "exempt", today.terms.exempt)
  const newest = materialityOf(inquiry, standing)
  const decided = newest !== undefined && revisionOf(newest.from) > revisionOf(it.brought.from) ? newest : undefined
  return rules.exempt(isOpen(stated) ? undefined : stated, decided, inquiry.question.at)
}

// -- G6: agreed at entry. ------------------------------------------------------------------------------------------------

/** Why what an event brought is agreed to, and by which agreement to a version of the listing. */
export interface AgreedTo {
  readonly verdict: Verdict<Step>
  readonly agreed: Fact<Client.ListingAgreed>
}

/**
 * Why what this event brought is agreed to since the client's entry; `undefined` when it is not. Whatever version showed it: a later
 * one that does not takes nothing back.
 */
export const agreedAtEntry = (
  inquiry: Inquiry,
  it: Listing.InScope,
  standing: Listing.Standing,
  { today }: Agreement
): AgreedTo | undefined => {
  const { listing, client, question } = inquiry
  inquiry.compare(...client.state.agreed.map(({ value }) => value.at))
  const entry = read(today, "entry.listing", today.terms.entry.listing)
  if (!isOpen(entry) && entry.value === "notAgreed") return undefined
  const id = listing.state.opened?.value.listing ?? ""
  const agreements = Client.agreementsTo(client.state, id, question.at)
  const found = agreements.toReversed().flatMap((agreed) => agreedBy(inquiry, it, standing, today, agreed) ?? [])
  return found[0]
}

const agreedBy = (
  inquiry: Inquiry,
  it: Listing.InScope,
  standing: Listing.Standing,
  today: TermsInHand,
  agreed: Fact<Client.ListingAgreed>
): AgreedTo | undefined => {
  const { listing } = inquiry
  const version = Listing.versionBy(listing.state, agreed.value.version, agreed.value.at)
  const unlisted = version && unlistedBy(inquiry, standing, version, agreed.value.at)
  if (version === undefined || unlisted !== undefined) {
    const why = rules.baseline(agreed, version, unlisted ?? it.brought, undefined, inquiry.inListing)
    inquiry.say(decidedBy<Step>("pass", [why]))
    return undefined
  }
  const change = it.brought.value === undefined ? undefined : Listing.change(listing.state, it.brought.value)
  const day = change && Listing.effectiveOnAt(change, agreed.value.at)
  const starts = it.brought.value === undefined ? undefined : inquiry.startOf(it.brought.value, agreed.value.at)
  const answer = dates.agreedAtEntry({ agreed, version }, it.brought, starts, today)
  if (typeof answer === "object") {
    const facts = [agreed, version, it.brought, ...(day === undefined ? [] : [day])]
    return { verdict: rules.hangsOn([answer], facts, inquiry.inClient), agreed }
  }
  const verdict = rules.baseline(agreed, version, it.brought, day, inquiry.inListing)
  if (answer) return { verdict, agreed }
  inquiry.say(decidedBy<Step>("pass", [verdict]))
  return undefined
}

/** The change of scope by which a row no longer stood on the version that the client agreed to. */
const unlistedBy = (
  { listing }: Inquiry,
  { unlistedBy: changes }: Listing.Standing,
  version: Fact<unknown>,
  at: Instant
): Fact<unknown> | undefined =>
  changes.find(({ value, from }) => {
    const withdrawn = Listing.change(listing.state, value)?.withdrawn
    return revisionOf(from) < revisionOf(version.from) && (withdrawn === undefined || withdrawn.value > at)
  })
