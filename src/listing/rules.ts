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

export const newNameIsAnnounced = sentence({
  id: "listing.new-name-is-announced",
  quote:
    "A new name for a company that stands on the listing is announced, and a person says why it is the same company."
})

export const renameAddsNoName = sentence({
  id: "listing.rename-adds-no-name",
  quote: "A rename adding a name is an addition."
})

export const correctedOrChanged = sentence({
  id: "listing.corrected-or-changed",
  quote:
    "A person says whether a correction is a slip of the pen; one of substance names the change that was announced wrongly."
})

export const slipAddsNothing = sentence({
  id: "listing.slip-adds-nothing",
  quote: "A slip of the pen that adds to what a row covers is an addition."
})

export const emergencyIsJudged = sentence({
  id: "listing.emergency-is-judged",
  quote: "Whether an emergency clause fits a change that could not wait is decided by a person, contract by contract."
})

export const deadAddress = sentence({
  id: "listing.dead-address",
  quote: "When objections to an address do not arrive, we say from when, and from when they arrive again."
})
