/** What holds of a client, sentence by sentence (`docs/policy/client.md`). */
import { type Fact, rule } from "../kernel/Verdict.ts"

export const boundToOneVersion = rule(
  {
    id: "client.bound-to-one-version",
    quote: "A client is bound to the version of the agreement that it executed, until it executes another."
  },
  (executed: Fact<{ readonly terms: string }>) => executed.value.terms
)

export const somebodyToTell = rule(
  {
    id: "client.somebody-to-tell",
    quote: "A client names the persons who are to be told, and in which language and by which way."
  },
  (named: Fact<{ readonly contact: string }>) => named.value.contact
)

export const whatItUses = rule(
  { id: "client.what-it-uses", quote: "What a client uses is recorded from when to when." },
  (began: Fact<{ readonly id: string }>) => began.value.id
)
