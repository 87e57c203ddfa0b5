/** What holds of terms and of readings, sentence by sentence (`docs/policy/terms.md`). */
import { type Fact, rule, sentence } from "../kernel/Verdict.ts"
import type { Instant } from "../time/Instant.ts"

export const immutable = sentence({
  id: "terms.immutable",
  quote: "Terms are never edited: a changed contract is another value, with another address."
})

export const readByAPerson = sentence({
  id: "terms.read-by-a-person",
  quote: "What a contract does not state stays open until a person records how it is read, and why."
})

export const fillsOnly = sentence({
  id: "terms.fills-only",
  quote: "A reading fills what the contract leaves open, and changes nothing that it states."
})

export const byCalendarsAtHand = sentence({
  id: "terms.calendars-at-hand",
  quote: "A reading counts by calendars that are at hand."
})

export const readBefore = rule(
  { id: "terms.read-before", quote: "A reading comes before the act that it serves, and is stated to the other side." },
  (reading: Fact<{ readonly at: Instant }>, act: Instant) => reading.value.at <= act
)

export const inOrder = sentence({
  id: "terms.in-order",
  quote:
    "Of several instruments what the first states counts, parameter by parameter, and what it leaves open the next may state."
})
