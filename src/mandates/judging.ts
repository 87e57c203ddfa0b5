/**
 * May somebody do something in a client's name, at a moment, and by which chain of powers?
 *
 * Pure questions about a folded state. A power is asked at the moment of the act; whoever gave it, at the moment of giving; and each
 * link cites its events.
 */
import type { Folded } from "../kernel/Decider.ts"
import { newestBy } from "../kernel/facts.ts"
import { type Absent, decidedBy, type Fact, type Verdict } from "../kernel/Verdict.ts"
import type { DeedId, OrganisationId, PersonId } from "../language/ids.ts"
import type { Instant } from "../time/Instant.ts"
import type { Assurance, Wanted } from "./acts.ts"
import {
  chainOf,
  type Deed,
  deedCalled,
  isOfSame,
  type MandateGiven,
  type Power,
  powerCalled,
  type RootShown,
  type State
} from "./Mandates.ts"
import * as rules from "./rules.ts"
import type { Answer, Holds, Standing } from "./rules.ts"

export type { Answer, Holds, Standing } from "./rules.ts"

/** May this person do this, at this moment? A product or an amount that is left out means any. */
export interface Question extends Wanted {
  readonly person: PersonId
  /** Others who act together with that person: it is enough that one of them may. */
  readonly with?: ReadonlyArray<PersonId>
  /** The assurance that each power in the chain must have been shown with. Left out: any will do. */
  readonly atLeast?: Assurance
  readonly at: Instant
}

export interface MayAct extends Verdict<Answer> {
  /** The powers that carry the act, from whoever acts up to the root; empty when none do. */
  readonly chain: ReadonlyArray<Fact<RootShown | MandateGiven>>
  /** The next instant at which time alone changes the answer. Absent: it will not. */
  readonly validUntil?: Instant
}

/**
 * The answer, the chain that carries the act, and until when that is so.
 *
 * ```ts
 * import { fold } from "goodfaith/kernel"
 * import { acts, decider, mayAct, stream } from "goodfaith/mandates"
 * const nobody = fold(decider, stream("c42"), [])
 * const verdict = mayAct({ person: "p1", act: acts.concludeAgreement, at: "2026-06-01T09:00:00.000Z" }, nobody)
 * verdict.answer // => "notShown"
 * verdict.because[0].absent // => [{ stream: "mandates/c42", upTo: -1 }]
 * ```
 */
export const mayAct = (question: Question, folded: Folded<State>): MayAct => {
  const { power, verdict } = judge(question, folded)
  const validUntil = momentsAfter(folded.state, question.at).find(
    (at) => judge({ ...question, at }, folded).verdict.answer !== verdict.answer
  )
  const chain = power === undefined ? [] : chainOf(folded.state, power.given.value.power).map(({ given }) => given)
  return { ...verdict, chain, ...(validUntil !== undefined && { validUntil }) }
}

/** What a command about an objection or a change says of its speaker. */
export const authorityOf = ({ answer }: Verdict<Answer>): "shown" | "notShown" =>
  answer === "may" ? "shown" : "notShown"

/** Everybody who may do this at a moment: one person, or those who may together. */
export const whoMay = (
  wanted: Wanted & { readonly atLeast?: Assurance },
  at: Instant,
  folded: Folded<State>
): ReadonlyArray<{ readonly persons: ReadonlyArray<PersonId>; readonly verdict: Verdict<Answer> }> => {
  const seen = new Set<string>()
  return folded.state.powers.flatMap((power) =>
    handsOf(folded.state, power).flatMap(({ persons }) => {
      const key = [...new Set(persons)].sort().join(" ")
      const [person, ...others] = persons
      if (person === undefined || seen.has(key)) return []
      seen.add(key)
      const { verdict } = judge({ ...wanted, person, with: others, at }, folded)
      return verdict.answer === "may" ? [{ persons, verdict }] : []
    })
  )
}

/** Every power that a person ever had, alone or with others, and whether its chain held at a moment, whatever it is for. */
export const powersAt = (
  person: PersonId,
  at: Instant,
  folded: Folded<State>
): ReadonlyArray<{ readonly power: Power; readonly holds: Verdict<Holds> }> =>
  inHandsOf(folded.state, [person]).map(({ power, hands }) => ({
    power,
    holds: link({ at, use: "acts", power, hands, below: [] }, { folded, known: new Map() })
  }))

/** Whether the chain of a power holds at a moment, in whosever hands it is: for what is wanted, or whatever it is for. */
export const holdsAt = (power: Power, at: Instant, folded: Folded<State>, wanted?: Wanted): Verdict<Holds> => {
  const { given } = power
  const hands = handsOf(folded.state, power)
  if (hands.length === 0) return rules.unbroken(given, undefined, [rules.inHands(given, [], lookedAt(folded))])
  const of = given.value._tag === "RootShown" ? given.value.organisation : undefined
  const inquiry: Inquiry = { folded, known: new Map(), ...(wanted !== undefined && { wanted }) }
  return best(
    hands.map((by) => link({ at, use: "acts", power, hands: by, below: [], ...(of !== undefined && { of }) }, inquiry))
  )
}

/** Where a deed stands at a moment: carried as it was done, or asked, ratified or refuted since. `undefined` for one that nobody recorded. */
export const deedAt = (id: DeedId, at: Instant, folded: Folded<State>): Verdict<Standing> | undefined => {
  const deed = deedCalled(folded.state, id)
  if (deed === undefined) return undefined
  const { done, questioned, ratified, refuted } = deed
  return rules.deedStands(
    done,
    judge(questionOf(deed, done.value.by, done.value.at), folded).verdict,
    questioned,
    ratified.map((fact) => [fact, judge(questionOf(deed, fact.value.by, fact.value.at), folded).verdict]),
    refuted,
    at
  )
}

const questionOf = (
  { done: { value } }: Deed,
  [person = "", ...others]: ReadonlyArray<PersonId>,
  at: Instant
): Question => ({
  person,
  with: others,
  act: value.act,
  ...(value.product !== undefined && { product: value.product }),
  ...(value.amount !== undefined && { amount: value.amount }),
  ...(value.atLeast !== undefined && { atLeast: value.atLeast }),
  at
})

// -- In whose hands a power is. ------------------------------------------------------------------------------------------------

/** Persons who use a power, together where they are several. Of an organisation's power: as its representatives, by this root. */
export interface Hands {
  readonly persons: ReadonlyArray<PersonId>
  readonly root?: Power
}

export const handsOf = (state: State, { given: { value } }: Power): ReadonlyArray<Hands> => {
  if (value._tag === "RootShown") return [{ persons: value.persons }]
  const { to } = value
  if (to._tag === "Person") return [{ persons: [to.person] }]
  return state.powers.flatMap((root) => {
    const { value } = root.given
    return value._tag === "RootShown" && value.organisation === to.organisation
      ? [{ persons: value.persons, root }]
      : []
  })
}

/** What any of these persons holds for the client itself: to represent another organisation is no power over this one. */
const inHandsOf = (
  state: State,
  persons: ReadonlyArray<PersonId>
): ReadonlyArray<{ readonly power: Power; readonly hands: Hands }> =>
  state.powers
    .filter(({ given: { value } }) => value._tag === "MandateGiven" || value.organisation === undefined)
    .flatMap((power) =>
      handsOf(state, power).flatMap((hands) =>
        hands.persons.some((person) => persons.includes(person)) ? [{ power, hands }] : []
      )
    )

// -- Along the chain, from whoever acts to the root. -------------------------------------------------------------------------------

const judge = (
  question: Question,
  folded: Folded<State>
): { readonly power: Power | undefined; readonly verdict: Verdict<Answer> } => {
  const { person, with: others = [], atLeast, at } = question
  const acting = [person, ...others]
  const inquiry: Inquiry = { folded, wanted: question, atLeast, known: new Map() }
  const chains: Array<Verdict<Holds>> = []
  for (const { power, hands } of inHandsOf(folded.state, acting)) {
    const together = rules.together(power.given, hands.persons, acting)
    const chain = link({ at, use: "acts", power, hands, below: [] }, inquiry, [together])
    if (chain.answer === "yes") return { power, verdict: rules.mayAct([chain], lookedAt(folded)) }
    chains.push(chain)
  }
  return { power: undefined, verdict: rules.mayAct(chains, lookedAt(folded)) }
}

/** What is asked of every link. */
interface Inquiry {
  readonly folded: Folded<State>
  /** Left out: whatever the powers are for. */
  readonly wanted?: Wanted
  readonly atLeast?: Assurance | undefined
  /** What was asked before: of a long chain the same is asked at many moments. */
  readonly known: Map<string, Verdict<Holds>>
}

/** A power, in these hands, used at a moment: to act, or to give what lies below it. */
interface Link {
  readonly at: Instant
  readonly use: "acts" | "gives"
  readonly power: Power
  readonly hands: Hands
  readonly below: ReadonlyArray<Link>
  /** Whose representative is meant. Absent: the client's, to whom every chain must lead. */
  readonly of?: OrganisationId
}

const held = (it: Link, inquiry: Inquiry): Verdict<Holds> => {
  const names = [it, ...it.below].map(({ power, hands }) => [
    power.given.value.power,
    hands.root?.given.value.power,
    ...hands.persons
  ])
  const key = JSON.stringify([it.at, it.use, names])
  const verdict = inquiry.known.get(key) ?? link(it, inquiry)
  inquiry.known.set(key, verdict)
  return verdict
}

const link = (it: Link, inquiry: Inquiry, besides: ReadonlyArray<Verdict<Holds>> = []): Verdict<Holds> => {
  const { at, use, power, hands, below } = it
  const { given, ends } = power
  const { folded, wanted, atLeast } = inquiry
  const looked = lookedAt(folded)
  const checks: Array<Verdict<Holds>> = [
    rules.runs(given, at),
    rules.notEnded(given, ends, looked, at),
    rules.notToOneself(
      given,
      hands.persons,
      below.map((lower) => lower.power.given),
      below.map((lower) => lower.hands.persons)
    ),
    ...besides
  ]
  if (wanted !== undefined) {
    checks.push(use === "acts" ? rules.withinReach(given, wanted) : rules.givesNoMore(given, wanted))
    checks.push(rules.concludesNothing(given, wanted))
  }
  if (atLeast !== undefined) checks.push(rules.assured(given, atLeast))
  const { root } = hands
  const { value, from } = given
  if (root !== undefined && value._tag === "MandateGiven" && value.to._tag === "Organisation") {
    const { organisation } = value.to
    checks.push(link({ at, use, power: root, hands: { persons: hands.persons }, below: [], of: organisation }, inquiry))
  }
  if (value._tag === "RootShown") {
    const ofIt = folded.state.registered.filter((fact) => fact.value.organisation === value.organisation)
    checks.push(rules.represents({ value, from }, it.of, newestBy(ofIt, at), looked))
  } else if (notBroken(checks)) checks.push(...asMandate(it, { value, from }, inquiry))
  return rules.unbroken(given, root?.given, decisive(checks))
}

/** What a mandate needs besides: to have been given by who might, and to have outlived nothing that it hangs on. */
const asMandate = (it: Link, mandate: Fact<MandateGiven>, inquiry: Inquiry): ReadonlyArray<Verdict<Holds>> => {
  const { state } = inquiry.folded
  const { at, below } = it
  const { under, signedBy, to, whileEmployed, ifGiverEnds } = mandate.value
  const above = chainOf(state, mandate.value.power).slice(1)
  const giver = powerCalled(state, under)
  const hands = giver === undefined ? [] : handsOf(state, giver)
  const checks = [
    ...(whileEmployed && to._tag === "Person" ? [employment(to.person, at, mandate, above, inquiry.folded)] : []),
    rules.noLonger(
      mandate,
      above.map(({ given }) => given),
      at
    ),
    rules.signed(
      mandate,
      giver?.given,
      hands.flatMap(({ root }) => (root === undefined ? [] : [root.given])),
      hands.map(({ persons }) => persons)
    )
  ]
  if (giver === undefined || !notBroken(checks)) return checks
  const signers = hands.filter(({ persons }) => persons.every((person) => signedBy.includes(person)))
  const gives = (then: Instant, by: ReadonlyArray<Hands>): Verdict<Holds> =>
    best(by.map((hands) => held({ at: then, use: "gives", power: giver, hands, below: [...below, it] }, inquiry)))
  const hangs = giver.given.value._tag === "MandateGiven" && ifGiverEnds !== "stays"
  return [
    ...checks,
    rules.givenByWhoMight(mandate, gives(mandate.value.at, signers)),
    // Whoever represented the organisation that gave it may be gone since: it hangs on the power, not on the hands.
    rules.fallsOrStays(
      mandate,
      giver.given,
      hangs
        ? gives(
            at,
            signers.map(({ persons }) => ({ persons }))
          )
        : undefined
    )
  ]
}

/** Whether the holder still works where they must: for the organisation that the mandate comes through, or for the client. */
const employment = (
  person: PersonId,
  at: Instant,
  mandate: Fact<MandateGiven>,
  above: ReadonlyArray<Power>,
  folded: Folded<State>
): Verdict<Holds> => {
  const organisation = above.flatMap(
    ({ given: { value } }): ReadonlyArray<OrganisationId> =>
      value._tag === "MandateGiven" && value.to._tag === "Organisation" ? [value.to.organisation] : []
  )[0]
  const there = { person, ...(organisation !== undefined && { organisation }) }
  const { began, left } = folded.state
  const last = newestBy(
    began.filter(({ value }) => isOfSame(value, there)),
    at
  )
  // Who left and came back is judged by the last time that they came.
  const since = left.filter(({ value }) => isOfSame(value, there) && last !== undefined && last.value.at <= value.at)
  return rules.employed(mandate, last, since, lookedAt(folded), at)
}

/** Of those that one answer rests on, only these: what breaks a chain, or else all of it. */
const decisive = (checks: ReadonlyArray<Verdict<Holds>>): ReadonlyArray<Verdict<Holds>> => {
  const broken = checks.filter(({ answer }) => answer === "no")
  return broken.length > 0 ? broken : checks
}

const notBroken = (checks: ReadonlyArray<Verdict<Holds>>): boolean => checks.every(({ answer }) => answer !== "no")

/** Of several who signed for an organisation, one who might is enough. */
const best = (signers: ReadonlyArray<Verdict<Holds>>): Verdict<Holds> => {
  const [first, ...others] = [...signers].sort((a, b) => order.indexOf(a.answer) - order.indexOf(b.answer))
  if (first === undefined) throw new Error("a mandate that nobody signed was taken for signed")
  return first.answer === "yes" ? first : decidedBy(first.answer, [first], others)
}

const order: ReadonlyArray<Holds> = ["yes", "open", "no"]

const lookedAt = ({ stream, upTo }: Folded<State>): Absent => ({ stream, upTo })

/** Every moment after this one that anything here names, in its order: answers change at no other. */
const momentsAfter = ({ registered, powers, began, left }: State, at: Instant): ReadonlyArray<Instant> => {
  const moments = new Set<Instant>()
  for (const { value } of [...registered, ...began]) moments.add(value.at)
  for (const { value } of left) moments.add(value.at).add(value.knownAt)
  for (const { given, ends } of powers) {
    moments.add(given.value.at).add(given.value.from)
    if (given.value.until !== undefined) moments.add(given.value.until.before)
    for (const { value } of ends) moments.add(value.at).add(value.knownAt)
  }
  return [...moments].filter((moment) => at < moment).sort()
}
