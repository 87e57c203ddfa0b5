/** What holds of a client, sentence by sentence (`docs/policy/client.md`). */
import { sentence } from "../kernel/Verdict.ts"

export const boundToOneVersion = sentence({
  id: "client.bound-to-one-version",
  quote: "A client is bound to the version of the agreement that it executed, until it executes another."
})

export const lastOneBinds = sentence({
  id: "client.last-one-binds",
  quote: "When the one that it executed last has ended, it is bound by none, also where an older one never ended."
})

export const withoutAGap = sentence({
  id: "client.without-a-gap",
  quote:
    "What it agreed to counts as long as it has been under agreement without a gap since; after a gap it agrees anew."
})

export const somebodyToTell = sentence({
  id: "client.somebody-to-tell",
  quote: "A client names the persons who are to be told, and in which language and by which way."
})

export const whatItUses = sentence({
  id: "client.what-it-uses",
  quote: "What a client uses is recorded from when to when."
})

export const transferred = sentence({
  id: "client.transferred",
  quote:
    "An agreement that goes to another client ends for the one and binds the other from then on; what the one agreed to, was told or objected to does not go along, and the other agrees to the listing anew."
})

export const toldInstead = sentence({
  id: "client.told-instead",
  quote: "Where somebody cannot be reached, the one named in their stead is told."
})

export const subscribed = sentence({
  id: "client.subscribed",
  quote:
    "A client is subscribed to the changes of the listing from when it subscribes until it ends that, and has asked for the listing from when it first asks."
})
