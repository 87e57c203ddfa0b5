/** G3: does the listing say it, does the client use it, and does the engagement still run? */
import * as Client from "../client/Client.ts"
import { citedBy, decidedBy, type Fact, type Verdict } from "../kernel/Verdict.ts"
import type { Facet } from "../language/Change.ts"
import type { ChangeId, EngagementId, EventRef } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import { announcement, dayOf, holds } from "./announced.ts"
import type { Agreement } from "./agreed.ts"
import { whatBrought } from "./change.ts"
import { type Inquiry, type Question, summary } from "./Inquiry.ts"
import { heldAway } from "./objected.ts"
import * as rules from "./rules.ts"
import type { Answer, Step } from "./rules.ts"

/** What the question asks of the engagement's scope; or why it is outside. */
export const inScope = (
  inquiry: Inquiry,
  standing: Listing.Standing,
  agreement: Agreement
): ReadonlyArray<Listing.InScope> | Verdict<Step> => {
  const covered: Array<Listing.InScope> = []
  for (const correction of standing.corrections) {
    const { change } = correction.value
    const ofChange = change === undefined ? undefined : Listing.change(inquiry.listing.state, change)?.announced
    inquiry.say(decidedBy<Step>("pass", [rules.asPutRight(correction, ofChange)]))
  }
  for (const facet of facets) {
    const values = asked(inquiry.question, facet)
    const scope = standing.scope.filter((it) => it.facet === facet)
    // Nothing written down in a respect is no permission in that respect.
    if (scope.length === 0 && facet !== "control")
      return inquiry.say(rules.withinScope({ facet, value: "*" }, undefined, inquiry.inListing))
    const found =
      values === undefined
        ? leftOut(inquiry, scope, standing, agreement)
        : named(inquiry, facet, scope, values, standing, agreement)
    if ("because" in found) return found
    const used = isUsed(facet) ? inUse(inquiry, facet, found) : found
    if ("because" in used) return used
    covered.push(...used)
  }
  return takenBack(inquiry, covered) ?? covered
}

/** What was announced for others, or withdrawn, covers nothing. */
const takenBack = (inquiry: Inquiry, covered: ReadonlyArray<Listing.InScope>): Verdict<Step> | undefined => {
  const asked = new Set<EventRef>()
  for (const { brought } of covered) {
    if (brought.value === undefined || asked.has(brought.from)) continue
    asked.add(brought.from)
    for (const verdict of announcement(inquiry, brought.value))
      if (inquiry.say(verdict).answer !== "pass") return verdict
  }
  return undefined
}

const facets: ReadonlyArray<Facet> = [
  "engagement",
  "product",
  "region",
  "option",
  "place",
  "purpose",
  "dataCategory",
  "entity",
  "control"
]

/** What is asked for of a facet; `undefined` where it was left out. */
const asked = ({ engagement, use }: Question, facet: Facet): ReadonlyArray<string> | undefined => {
  if (facet === "engagement") return [engagement]
  if (facet === "dataCategory") return use.dataCategories
  // Who does the work, and who controls it, is never asked for by name: whoever it is by now must be open.
  if (facet === "entity" || facet === "control") return undefined
  const value = use[facet]
  return value === undefined ? undefined : [value]
}

const named = (
  inquiry: Inquiry,
  facet: Facet,
  scope: ReadonlyArray<Listing.InScope>,
  values: ReadonlyArray<string>,
  standing: Listing.Standing,
  agreement: Agreement
): ReadonlyArray<Listing.InScope> | Verdict<Step> => {
  const found: Array<Listing.InScope> = []
  for (const value of values) {
    const covers = (it: Listing.InScope): boolean => it.value === value || it.value === "*"
    const it = newest(inquiry, scope, covers) ?? scope.findLast(covers)
    const within = inquiry.say(rules.withinScope({ facet, value }, it?.brought, inquiry.inListing))
    if (it === undefined) return within
    const left = moved(inquiry, it, standing, agreement)
    if (left !== undefined) return inquiry.say(left)
    found.push(it.value === value ? it : { ...it, value })
  }
  return found
}

/** What was brought last of what holds by now. What holds only later does not take the place of what holds already. */
const newest = (
  inquiry: Inquiry,
  scope: ReadonlyArray<Listing.InScope>,
  covers: (it: Listing.InScope) => boolean
): Listing.InScope | undefined => {
  const it = scope.findLast((it) => covers(it) && holds(inquiry, it.brought.value))
  // What is brought again is brought because it had been left: so that is cited too.
  for (const before of scope) {
    if (before === it || before.leaves.length === 0 || !covers(before)) continue
    const { facet, value, leaves } = before
    for (const change of leaves)
      inquiry.say(decidedBy<Step>("pass", [rules.withinScope({ facet, value }, change, inquiry.inListing)]))
  }
  return it
}

/** That something was left, and what took its place is open for this client. Left once, it is not come back to by leaving that other. */
const moved = (
  inquiry: Inquiry,
  { facet, leaves }: Listing.InScope,
  standing: Listing.Standing,
  agreement: Agreement
): Verdict<Step> | undefined => {
  for (const change of leaves) {
    if (!holds(inquiry, change.value)) continue
    const brought = standing.scope.find((it) => it.facet === facet && it.brought.value === change.value) ?? {
      facet,
      value: "",
      brought: change,
      leaves: []
    }
    const steps = whatBrought(inquiry, [brought], standing, agreement)
    const [first = rules.nothingKeepsItShut(), ...rest] = steps
    const now = decidedBy(summary(steps), [first], rest)
    const left = rules.replaced(
      change,
      now.answer === "open" ? now : (onceOpen(inquiry, change, brought, standing, agreement) ?? now)
    )
    if (left.answer !== "pass") return left
    inquiry.say(left)
  }
  return undefined
}

/** That what took its place was open to this client once: it does not come back when that shuts for another reason than its own. */
const onceOpen = (
  inquiry: Inquiry,
  change: Fact<ChangeId>,
  { facet, value }: Listing.InScope,
  standing: Listing.Standing,
  agreement: Agreement
): Verdict<Answer> | undefined => {
  if (value === "" || value === "*" || facet === "engagement" || facet === "entity" || facet === "control")
    return undefined
  const away = heldAway(inquiry, change.value, inquiry.question.engagement, standing, agreement)
  const use = facet === "dataCategory" ? { dataCategories: [value] } : { [facet]: value }
  const verdict = tookOver(inquiry, change, away, { use: { ...inUseOf(inquiry.question), ...use } })
  return verdict.answer === "open" ? verdict : undefined
}

/** Everything in scope by now. What holds only later is not asked for by leaving a facet out, nor what was left already. */
const leftOut = (
  inquiry: Inquiry,
  scope: ReadonlyArray<Listing.InScope>,
  standing: Listing.Standing,
  agreement: Agreement
): ReadonlyArray<Listing.InScope> =>
  scope.filter((it) => {
    if (newest(inquiry, scope, (other) => other.value === it.value) !== it) return false
    const left = moved(inquiry, it, standing, agreement)
    if (left !== undefined) inquiry.say(decidedBy<Step>("pass", [left]))
    return left === undefined
  })

type UsedFacet = "product" | "region" | "option"

const isUsed = (facet: Facet): facet is UsedFacet => facet === "product" || facet === "region" || facet === "option"

/** Of what the engagement covers, that which this client uses. */
const inUse = (
  inquiry: Inquiry,
  facet: UsedFacet,
  found: ReadonlyArray<Listing.InScope>
): ReadonlyArray<Listing.InScope> | Verdict<Step> => {
  const limited = found.filter((it) => it.value !== "*")
  if (limited.length === 0) return found
  const { client, question } = inquiry
  for (const use of client.state.uses) inquiry.compare(use.began.value.at, use.ended?.value)
  const uses = limited.flatMap((it) => Client.useAt(client.state, facet, it.value, question.at)?.began ?? [])
  const value = limited.map((it) => it.value).join(", ")
  const ended = client.state.uses.flatMap((use) => (use.began.value.of === facet ? (use.ended ?? []) : []))
  const verdict = inquiry.say(rules.whatTheClientUses({ facet, value }, uses, ended, inquiry.inClient))
  if (verdict.answer !== "pass") return verdict
  return found.filter((it) => it.value === "*" || uses.some((use) => use.value.id === it.value))
}

/** What has ended an engagement by now, for everybody or for this client. */
const endings = (inquiry: Inquiry, { ended, retiredBy }: Listing.Standing): ReadonlyArray<Fact<unknown>> => {
  inquiry.compare(ended?.value)
  return [
    ...(ended !== undefined && ended.value <= inquiry.question.at ? [ended] : []),
    ...retiredBy.filter((by) => holds(inquiry, by.value)).flatMap((by) => [by, ...dayOf(inquiry, by.value)])
  ]
}

/** Whether the engagement that a row works under stands on the listing, and what has ended it by now. */
export const parentOf = (inquiry: Inquiry, engagement: EngagementId): Parent => {
  const standing = Listing.standingAt(inquiry.listing.state, engagement, inquiry.question.at)
  return standing === undefined
    ? { stands: undefined, ended: [] }
    : { stands: standing.printed, ended: endings(inquiry, standing) }
}

export interface Parent {
  readonly stands: Listing.Standing["printed"] | undefined
  readonly ended: ReadonlyArray<Fact<unknown>>
}

/** Whether the engagement still runs for this client; G9 where something replaces it. */
export const period = (inquiry: Inquiry, standing: Listing.Standing, agreement: Agreement): Verdict<Step> => {
  const over = endings(inquiry, standing)
  const replacements = standing.replacedBy.flatMap((by) => {
    const engagement = replacementBy(inquiry.listing.state, by.value)
    if (engagement === undefined || !holds(inquiry, by.value)) return []
    const away = heldAway(inquiry, by.value, engagement, standing, agreement)
    return [{ by, away, gate: tookOver(inquiry, by, away, { engagement, use: inUseOf(inquiry.question) }) }]
  })
  // Several may have been announced, one after the other: the first that is open ends it.
  const [first, ...others] = [...replacements].sort(
    (a, b) => Number(b.gate.answer === "open") - Number(a.gate.answer === "open")
  )
  for (const { by, gate } of others) inquiry.say(decidedBy<Step>("pass", [rules.replaced(by, gate)]))
  if (first !== undefined) {
    const replaced = inquiry.say(rules.replaced(first.by, first.gate))
    if (replaced.answer !== "pass") return replaced
  }
  // Over for everybody, but for a client whose own objection or carve-out keeps it away from what replaced it.
  const keptAway = over.length > 0 ? replacements.flatMap(({ away }) => away) : []
  return inquiry.say(rules.periodRuns(over, keptAway, inquiry.inListing))
}

/** The same things in use, wherever what takes its place works from. */
const inUseOf = ({ use: { product, region, option } }: Question): Question["use"] => ({
  ...(product !== undefined && { product }),
  ...(region !== undefined && { region }),
  ...(option !== undefined && { option })
})

/**
 * Whether what takes its place is open for this client, or once was: what ended for a client does not come back when its
 * replacement shuts, unless the client's own objection or carve-out keeps it away from that.
 */
const tookOver = (
  inquiry: Inquiry,
  by: Fact<ChangeId>,
  away: ReadonlyArray<Verdict<Step>>,
  other: Partial<Question>
): Verdict<Answer> => {
  const now = inquiry.about(other)
  const since = inquiry.startsAt(by.value)
  if (now.answer === "open" || since === undefined) return now
  // Whether it is asked if it had opened before rests on what keeps the client away, and on that nothing does.
  if (away.some(({ answer }) => answer === "shut")) return withBeside(now, away)
  const before = inquiry.before(since, other)
  const opened = before.find(({ answer }) => answer === "open")
  if (opened === undefined && before.length > 0)
    inquiry.say(
      rules.notYetReplaced(
        by,
        eachCited(before),
        before.flatMap(({ standsOn }) => standsOn)
      )
    )
  return opened === undefined ? now : withBeside(opened, away)
}

/** A verdict with what else it rests on; what it says already is not said twice. */
const withBeside = (verdict: Verdict<Answer>, others: ReadonlyArray<Verdict<Step>>): Verdict<Answer> => {
  const cited = new Set(citedBy(verdict))
  const more = others.filter((other) => citedBy(other).some((ref) => !cited.has(ref)))
  return more.length === 0 ? verdict : decidedBy(verdict.answer, [verdict], more)
}

const eachCited = (verdicts: ReadonlyArray<Verdict<unknown>>): ReadonlyArray<Fact<undefined>> =>
  [...new Set(verdicts.flatMap(citedBy))].map((from) => ({ value: undefined, from }))

export const replacementBy = (listing: Listing.State, change: ChangeId): EngagementId | undefined => {
  const what = Listing.change(listing, change)?.announced.value.what
  return what?._tag === "Replace" ? what.engagement.id : undefined
}
