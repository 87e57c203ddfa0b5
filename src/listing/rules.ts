/** What holds of a listing, sentence by sentence (`docs/policy/listing.md`). */
import { type Fact, rule } from "../kernel/Verdict.ts"

export const keptInOnePlace = rule(
  {
    id: "listing.kept-in-one-place",
    quote: "A listing is opened once, with its title, its scope and the zone in which its days begin."
  },
  (opened: Fact<{ readonly title: string }>) => opened.value.title
)

export const daysBeginSomewhere = rule(
  { id: "listing.days-begin-somewhere", quote: "A day on the listing begins when it begins in the listing's zone." },
  (opened: Fact<{ readonly zone: string }>) => opened.value.zone
)

export const entityAboveEngagement = rule(
  {
    id: "listing.entity-above-engagement",
    quote: "A row of the listing is one entity doing one service for us; the entity is named first."
  },
  (named: Fact<{ readonly name: string }>) => named.value.name
)

export const identityStays = rule(
  {
    id: "listing.identity-stays",
    quote: "An engagement keeps its identity whatever is printed of it; retired and engaged again, it is a new period."
  },
  (printed: Fact<{ readonly id: string }>) => printed.value.id
)

export const announcedFirst = rule(
  {
    id: "listing.announced-first",
    quote: "A change is announced, with the day from which it may hold, before anything else is said of it."
  },
  (announced: Fact<{ readonly change: string }>) => announced.value.change
)

export const neverNetted = rule(
  {
    id: "listing.never-netted",
    quote:
      "What was declared stays declared: an undo is a second change, and a change that holds already is not withdrawn."
  },
  (declared: Fact<unknown>) => declared.value
)
