/** What holds of a listing, sentence by sentence (`docs/policy/listing.md`). */
import { sentence } from "../kernel/Verdict.ts"

export const keptInOnePlace = sentence({
  id: "listing.kept-in-one-place",
  quote: "A listing is opened once, with its title, its scope and the zone in which its days begin."
})

export const daysBeginSomewhere = sentence({
  id: "listing.days-begin-somewhere",
  quote: "A day on the listing begins when it begins in the listing's zone."
})

export const entityAboveEngagement = sentence({
  id: "listing.entity-above-engagement",
  quote: "A row of the listing is one entity doing one service for us; the entity is named first."
})

export const identityStays = sentence({
  id: "listing.identity-stays",
  quote: "An engagement keeps its identity whatever is printed of it; retired and engaged again, it is a new period."
})

export const announcedFirst = sentence({
  id: "listing.announced-first",
  quote: "A change is announced, with the day from which it may hold, before anything else is said of it."
})

export const neverNetted = sentence({
  id: "listing.never-netted",
  quote:
    "What was declared stays declared: an undo is a second change, and a change that holds already is not withdrawn."
})
