/** What holds of terms and of readings, sentence by sentence (`docs/policy/terms.md`). */
import { type Fact, rule } from "../kernel/Verdict.ts"
import type { Instant } from "../time/Instant.ts"
import { fills, type Says } from "./Terms.ts"

export const immutable = rule(
  {
    id: "terms.immutable",
    quote: "Terms are never edited: a changed contract is another value, with another address."
  },
  (pinned: Fact<string>) => pinned.value
)

export const readByAPerson = rule(
  {
    id: "terms.read-by-a-person",
    quote: "What a contract does not state stays open until a person records how it is read, and why."
  },
  (reading: Fact<{ readonly by: string; readonly reason: string }>) => reading.value
)

export const readBefore = rule(
  { id: "terms.read-before", quote: "A reading comes before the act that it serves, and is stated to the other side." },
  (reading: Fact<{ readonly at: Instant }>, act: Instant) => reading.value.at <= act
)

export const fillsOnly = rule(
  {
    id: "terms.fills-only",
    quote: "A reading fills what the contract leaves open, and changes nothing that it states."
  },
  (reading: Fact<unknown>, stated: Says<unknown>) => fills(stated.says, reading.value)
)
