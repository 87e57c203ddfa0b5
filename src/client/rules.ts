/** What holds of a client, sentence by sentence (`docs/policy/client.md`). */
import { sentence } from "../kernel/Verdict.ts"

export const boundToOneVersion = sentence({
  id: "client.bound-to-one-version",
  quote: "A client is bound to the version of the agreement that it executed, until it executes another."
})

export const somebodyToTell = sentence({
  id: "client.somebody-to-tell",
  quote: "A client names the persons who are to be told, and in which language and by which way."
})

export const whatItUses = sentence({
  id: "client.what-it-uses",
  quote: "What a client uses is recorded from when to when."
})
