/** What an announcement is worth today, for this client: is it withdrawn, for others, or of a later day? */
import { decidedBy, type Fact, type Verdict } from "../kernel/Verdict.ts"
import type { ChangeId } from "../language/ids.ts"
import * as Listing from "../listing/Listing.ts"
import type { Day } from "../time/Day.ts"
import type { Inquiry } from "./Inquiry.ts"
import * as rules from "./rules.ts"
import type { Step } from "./rules.ts"

/** Whether a change stands for this client. */
export const announcement = (inquiry: Inquiry, change: ChangeId | undefined): ReadonlyArray<Verdict<Step>> => {
  const { listing, question } = inquiry
  const announced = change === undefined ? undefined : Listing.change(listing.state, change)
  if (announced === undefined) return []
  inquiry.compare(announced.withdrawn?.value)
  return [
    rules.notWithdrawn(announced.withdrawn, question.at, inquiry.inListing),
    rules.forThisClient(announced.announced, question.client)
  ]
}

/** a: whether the day of a change has begun, as that day was declared by now. */
export const begun = (inquiry: Inquiry, change: ChangeId | undefined): ReadonlyArray<Verdict<Step>> => {
  const announced = change === undefined ? undefined : Listing.change(inquiry.listing.state, change)
  const { opened } = inquiry.listing.state
  const starts = inquiry.startsAt(change)
  if (announced === undefined) return []
  if (starts === undefined || opened === undefined)
    return [rules.factsAtHand([announced.announced.value.change], [inquiry.inListing])]
  const { at } = inquiry.question
  return [rules.hasBegun(announced.announced, Listing.effectiveOnAt(announced, at), opened, starts, at)]
}

/** Whether a change stands for this client and its day has begun. If not, it brings and takes away nothing yet, and says why. */
export const holds = (inquiry: Inquiry, change: ChangeId | undefined): boolean =>
  change === undefined ||
  inquiry.once(change, () => {
    const verdicts = [...announcement(inquiry, change), ...begun(inquiry, change)]
    const no = verdicts.find((verdict) => verdict.answer !== "pass")
    if (no !== undefined) inquiry.say(decidedBy<Step>("pass", [no]))
    return no === undefined
  })

/** The day from which a change holds, as it was declared by now: what rests on its having begun rests on that. */
export const dayOf = ({ listing, question }: Inquiry, change: ChangeId): ReadonlyArray<Fact<Day>> => {
  const announced = Listing.change(listing.state, change)
  return announced === undefined ? [] : [Listing.effectiveOnAt(announced, question.at)]
}
