/** Who may act for a client, sentence by sentence (`docs/policy/mandates.md`). */
import { type Absent, type Fact, rule, sentence, type Verdict } from "../kernel/Verdict.ts"
import type { OrganisationId, PersonId } from "../language/ids.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import { type Assurance, acts, covers, isAsSure, type Wanted } from "./acts.ts"
import type {
  DeedDone,
  DeedQuestioned,
  DeedRatified,
  DeedRefuted,
  EmploymentBegan,
  EmploymentEnded,
  MandateGiven,
  OrganisationRegistered,
  PowerEnded,
  RootShown
} from "./Mandates.ts"

/** Whether a sentence holds. `open`: the record does not say, or a person has to decide. */
export type Holds = "yes" | "no" | "open"

type Given = RootShown | MandateGiven

const isSo = (so: boolean): Holds => (so ? "yes" : "no")

// -- Whether somebody may. -------------------------------------------------------------------------------------------------

export type Answer = "may" | "mayNot" | "notShown"

/** One verdict for each power that the person has; only the one that carries the act, where one does. */
export const mayAct = rule(
  {
    id: "mandates.may-act",
    quote:
      "Somebody may act for a client when, at the moment of the act, an unbroken chain of powers led from them to whoever the trade register names; while nothing shows that, it is not shown."
  },
  (chains: ReadonlyArray<Verdict<Holds>>, _looked: Absent): Answer => {
    if (chains.some(({ answer }) => answer === "yes")) return "may"
    return chains.length === 0 || chains.some(({ answer }) => answer === "open") ? "notShown" : "mayNot"
  }
)

export const unbroken = rule(
  {
    id: "mandates.unbroken",
    quote: "A chain of powers is as strong as each of its links: one that fails breaks it."
  },
  (_power: Fact<Given>, _representative: Fact<Given> | undefined, links: ReadonlyArray<Verdict<Holds>>): Holds =>
    weakest(links.map(({ answer }) => answer))
)

const weakest = (links: ReadonlyArray<Holds>): Holds =>
  links.includes("no") ? "no" : links.includes("open") ? "open" : "yes"

export const together = rule(
  {
    id: "mandates.together",
    quote: "Those who represent an organisation only together act for it only together."
  },
  (_power: Fact<Given>, holders: ReadonlyArray<PersonId>, acting: ReadonlyArray<PersonId>): Holds =>
    holders.every((person) => acting.includes(person)) ? "yes" : "open"
)

// -- One power. --------------------------------------------------------------------------------------------------------------

export const represents = rule(
  {
    id: "mandates.represents",
    quote:
      "Whoever the trade register names represents the organisation that has the number on the extract, and no other."
  },
  (
    { value }: Fact<RootShown>,
    /** Absent: the client itself. */
    organisation: OrganisationId | undefined,
    registered: Fact<OrganisationRegistered> | undefined,
    _looked: Absent
  ): Holds => {
    if (value.organisation !== organisation) return "no"
    if (registered === undefined) return "open"
    return isSo(registered.value.register === value.register && registered.value.number === value.number)
  }
)

export const inHands = rule(
  {
    id: "mandates.in-hands",
    quote: "A power that is for an organisation is in the hands of whoever represents that organisation."
  },
  (_power: Fact<Given>, representatives: ReadonlyArray<Fact<Given>>, _looked: Absent): Holds =>
    representatives.length > 0 ? "yes" : "open"
)

export const runs = rule(
  {
    id: "mandates.runs",
    quote:
      "A power runs from when it was given or from the later moment that it names, until its last day is over where it names one; it never reaches back."
  },
  ({ value }: Fact<Given>, at: Instant): Holds =>
    isSo(value.at <= at && value.from <= at && (value.until === undefined || at < value.until.before))
)

export const notEnded = rule(
  {
    id: "mandates.not-ended",
    quote:
      "A power that ended carries nothing from then on, whoever told of the end; where the power says so, acts before the vendor knew are still carried, and where it says nothing of that, a person decides."
  },
  ({ value }: Fact<Given>, ends: ReadonlyArray<Fact<PowerEnded>>, _looked: Absent, at: Instant): Holds =>
    holdsBefore(ends, value, at)
)

export const employed = rule(
  {
    id: "mandates.employed",
    quote:
      "A mandate for an employee is for as long as they are one, and for no time of which nobody recorded that they were."
  },
  (
    { value }: Fact<MandateGiven>,
    began: Fact<EmploymentBegan> | undefined,
    left: ReadonlyArray<Fact<EmploymentEnded>>,
    _looked: Absent,
    at: Instant
  ): Holds => (began === undefined ? "open" : holdsBefore(left, value, at))
)

/** Whether something still holds for the vendor, though it ended. */
const holdsBefore = (
  ends: ReadonlyArray<Fact<{ readonly at: Instant; readonly knownAt: Instant }>>,
  { endCounts }: Given,
  at: Instant
): Holds => {
  const ended = ends.filter(({ value }) => value.at <= at)
  if (ended.length === 0) return "yes"
  const known = ended.some(({ value }) => Instants.max(value.at, value.knownAt) <= at)
  if (known || endCounts === "atOnce") return "no"
  return endCounts === "whenKnown" ? "yes" : "open"
}

export const withinReach = rule(
  {
    id: "mandates.within-reach",
    quote: "A power is for the acts, the products and the sums that it names, and for no others."
  },
  ({ value }: Fact<Given>, wanted: Wanted): Holds => isSo(covers(value.acts, wanted))
)

export const assured = rule(
  {
    id: "mandates.assured",
    quote: "Where a level of assurance is asked for, each power in the chain was shown at that level or a higher one."
  },
  ({ value }: Fact<Given>, atLeast: Assurance): Holds => isSo(isAsSure(value.assurance, atLeast))
)

/** What a mandate calls the one who administers the powers of others. */
export const authorisationManager = "authorisation-manager"

export const concludesNothing = rule(
  {
    id: "mandates.concludes-nothing",
    quote:
      "An authorisation manager administers the powers of employees and organisations; it concludes no agreement, and lets nobody conclude one."
  },
  ({ value }: Fact<Given>, { act }: Wanted): Holds =>
    isSo(value._tag !== "MandateGiven" || value.as !== authorisationManager || act !== acts.concludeAgreement)
)

// -- One power given under another. --------------------------------------------------------------------------------------------

export const signed = rule(
  {
    id: "mandates.signed",
    quote: "A mandate counts when all who hold the power that it is given under signed it."
  },
  (
    mandate: Fact<MandateGiven>,
    giver: Fact<Given> | undefined,
    _representatives: ReadonlyArray<Fact<Given>>,
    holders: ReadonlyArray<ReadonlyArray<PersonId>>
  ): Holds =>
    giver === undefined
      ? "open"
      : isSo(holders.some((all) => all.every((person) => mandate.value.signedBy.includes(person))))
)

export const givesNoMore = rule(
  {
    id: "mandates.gives-no-more",
    quote:
      "Nobody gives what they may not give: of a mandate that is wider than what its giver may give, only the part inside counts."
  },
  ({ value }: Fact<Given>, wanted: Wanted): Holds =>
    isSo(covers(value.acts, { ...wanted, act: acts.giveMandate }) && covers(value.gives, wanted))
)

export const noLonger = rule(
  {
    id: "mandates.no-longer",
    quote: "No mandate outlasts the last day of a mandate that it was given under."
  },
  (_mandate: Fact<MandateGiven>, above: ReadonlyArray<Fact<Given>>, at: Instant): Holds =>
    isSo(above.every(({ value }) => value._tag === "RootShown" || value.until === undefined || at < value.until.before))
)

export const givenByWhoMight = rule(
  {
    id: "mandates.given-by-who-might",
    quote: "A mandate counts when whoever gave it might give it at that moment."
  },
  (_mandate: Fact<MandateGiven>, giving: Verdict<Holds>): Holds => giving.answer
)

/** `now`: whether what it was given under holds at the moment of the act; left out where nothing hangs on that. */
export const fallsOrStays = rule(
  {
    id: "mandates.falls-or-stays",
    quote:
      "A mandate of the organisation stays when its representative is replaced; one given under another mandate falls or stays with that one, as it says itself, and where it says nothing, a person decides."
  },
  (mandate: Fact<MandateGiven>, giver: Fact<Given>, now: Verdict<Holds> | undefined): Holds => {
    if (giver.value._tag === "RootShown" || mandate.value.ifGiverEnds === "stays" || now === undefined) return "yes"
    return now.answer === "no" && mandate.value.ifGiverEnds === undefined ? "open" : now.answer
  }
)

export const notToOneself = rule(
  {
    id: "mandates.not-to-oneself",
    quote: "Nobody gives power to themselves, also not by way of others."
  },
  (
    power: Fact<Given>,
    holders: ReadonlyArray<PersonId>,
    below: ReadonlyArray<Fact<Given>>,
    holdersBelow: ReadonlyArray<ReadonlyArray<PersonId>>
  ): Holds =>
    isSo(
      !holdersBelow.some((others) => areSame(holders, others)) &&
        !below.some(({ value }) => value.power === power.value.power)
    )
)

const areSame = (some: ReadonlyArray<PersonId>, others: ReadonlyArray<PersonId>): boolean =>
  some.every((person) => others.includes(person)) && others.every((person) => some.includes(person))

// -- What was done all the same. -------------------------------------------------------------------------------------------------

export type Standing = "shown" | "asked" | "ratified" | "refuted" | "notShown"

/** A deed ratified, and whether those who did might have done the deed themselves then. */
export type Ratification = readonly [Fact<DeedRatified>, Verdict<Answer>]

export const deedStands = rule(
  {
    id: "mandates.deed-stands",
    quote:
      "A deed stands when a power carried it as it was done, or when somebody who might do it stood by it before the client denied it; a denial undoes only what no power carried."
  },
  (
    _done: Fact<DeedDone>,
    carried: Verdict<Answer>,
    questioned: ReadonlyArray<Fact<DeedQuestioned>>,
    ratified: ReadonlyArray<Ratification>,
    refuted: ReadonlyArray<Fact<DeedRefuted>>,
    at: Instant
  ): Standing => {
    if (carried.answer === "may") return "shown"
    const by = ({ value }: Fact<{ readonly at: Instant }>): ReadonlyArray<Instant> => (value.at <= at ? [value.at] : [])
    const denied = refuted.flatMap(by).sort()[0]
    const stoodBy = ratified.flatMap(([fact, might]) => (might.answer === "may" ? by(fact) : [])).sort()[0]
    if (stoodBy !== undefined && (denied === undefined || stoodBy < denied)) return "ratified"
    if (denied !== undefined) return "refuted"
    return questioned.flatMap(by).length > 0 ? "asked" : "notShown"
  }
)

// -- What is kept by declining what breaks it. -----------------------------------------------------------------------------------

export const saysOneThing = sentence({
  id: "mandates.says-one-thing",
  quote: "A power keeps its name and says one thing; who is given more, or for longer, is given another."
})

export const deedsRecorded = sentence({
  id: "mandates.deeds-recorded",
  quote: "What somebody does in a client's name is recorded, whether or not they might."
})
