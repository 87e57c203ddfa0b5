/** G3: does the listing say it, does the client use it, and does the engagement still run? */
import * as Client from "../client/Client.ts"
import { decidedBy, type Fact, type Verdict } from "../kernel/Verdict.ts"
import type { Facet, Use } from "../language/Change.ts"
import type { ChangeId, EngagementId } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import type { Inquiry } from "./Inquiry.ts"
import * as rules from "./rules.ts"
import type { Answer, Step } from "./rules.ts"

/** What the question asks of the engagement's scope; or why it is outside. */
export const inScope = (inquiry: Inquiry, standing: Listing.Standing): ReadonlyArray<Listing.InScope> | Verdict<Step> => {
  const covered: Array<Listing.InScope> = []
  for (const [facet, values] of asked(inquiry.question.engagement, inquiry.question.use)) {
    const scope = standing.scope.filter((it) => it.facet === facet)
    const found = values === undefined ? leftOut(inquiry, scope) : named(inquiry, facet, scope, values)
    if ("because" in found) return found
    const used = isUsed(facet) ? inUse(inquiry, facet, found) : found
    if ("because" in used) return used
    covered.push(...used)
  }
  return covered
}

const asked = (engagement: EngagementId, use: Use): ReadonlyArray<readonly [Facet, ReadonlyArray<string> | undefined]> => [
  ["engagement", [engagement]],
  ["product", one(use.product)],
  ["region", one(use.region)],
  ["option", one(use.option)],
  ["place", one(use.place)],
  ["purpose", one(use.purpose)],
  ["dataCategory", use.dataCategories]
]

const one = (value: string | undefined): ReadonlyArray<string> | undefined => (value === undefined ? undefined : [value])

const named = (
  inquiry: Inquiry,
  facet: Facet,
  scope: ReadonlyArray<Listing.InScope>,
  values: ReadonlyArray<string>
): ReadonlyArray<Listing.InScope> | Verdict<Step> => {
  const found: Array<Listing.InScope> = []
  for (const value of values) {
    const it = scope.findLast((it) => it.value === value || it.value === "*")
    const within = inquiry.say(rules.withinScope({ facet, value }, it?.brought, inquiry.inListing))
    if (it === undefined) return within
    if (it.leaves !== undefined) {
      const left = inquiry.say(rules.replaced(it.leaves, move(inquiry, it.leaves.value)))
      if (left.answer !== "pass") return left
    }
    found.push({ ...it, value })
  }
  return found
}

/** Everything in scope by now. What holds only later is not asked for by leaving a facet out, nor what was left already. */
const leftOut = (inquiry: Inquiry, scope: ReadonlyArray<Listing.InScope>): ReadonlyArray<Listing.InScope> =>
  scope.filter((it) => {
    if (!hasStarted(inquiry, it.brought.value)) return false
    if (it.leaves === undefined || !hasStarted(inquiry, it.leaves.value)) return true
    const moved = move(inquiry, it.leaves.value)
    inquiry.say(decidedBy("pass", [rules.replaced(it.leaves, moved)]))
    return moved.answer !== "open"
  })

const hasStarted = (inquiry: Inquiry, change: ChangeId | undefined): boolean => {
  const starts = inquiry.startsAt(change)
  return starts === undefined || starts <= inquiry.question.at
}

/** The gate of the places that a relocation leads to, for the same client and use. */
const move = (inquiry: Inquiry, change: ChangeId): Verdict<Answer> => {
  const what = Listing.change(inquiry.listing.state, change)?.announced.value.what
  const places = what?._tag === "Relocate" ? what.to : []
  const gates = places.map((place) => inquiry.about({ use: { ...inquiry.question.use, place: place.id } }))
  const [first = rules.nothingKeepsItShut(), ...rest] = [...gates].sort((a, b) => Number(a.answer === "open") - Number(b.answer === "open"))
  return decidedBy(places.length === 0 ? "shut" : first.answer, [first], rest)
}

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
  const verdict = inquiry.say(rules.whatTheClientUses({ facet, value }, uses, inquiry.inClient))
  if (verdict.answer !== "pass") return verdict
  return found.filter((it) => it.value === "*" || uses.some((use) => use.value.id === it.value))
}

/** Whether the engagement still runs for this client; G9 where something replaces it. */
export const period = (inquiry: Inquiry, { ended, replacedBy }: Listing.Standing): Verdict<Step> => {
  inquiry.compare(ended?.value)
  const replacement = replacedBy === undefined ? undefined : gateOfReplacement(inquiry, replacedBy)
  const over = ended !== undefined && ended.value <= inquiry.question.at
  if (over) return inquiry.say(rules.periodRuns(ended, replacement, inquiry.inListing))
  if (replacedBy === undefined || replacement === undefined) return inquiry.say(rules.periodRuns(undefined, undefined, inquiry.inListing))
  return inquiry.say(rules.replaced(replacedBy, replacement))
}

/** The gate of what takes its place, for the same client and the same things in use, wherever that works from. */
const gateOfReplacement = (inquiry: Inquiry, by: Fact<ChangeId>): Verdict<Answer> | undefined => {
  const engagement = replacementBy(inquiry.listing.state, by.value)
  if (engagement === undefined) return undefined
  const { product, region, option } = inquiry.question.use
  return inquiry.about({
    engagement,
    use: { ...(product !== undefined && { product }), ...(region !== undefined && { region }), ...(option !== undefined && { option }) }
  })
}

export const replacementBy = (listing: Listing.State, change: ChangeId): EngagementId | undefined => {
  const what = Listing.change(listing, change)?.announced.value.what
  return what?._tag === "Replace" ? what.engagement.id : undefined
}
