/** The powers on record for a client, and what each of them is worth. */
import type { Folded } from "../kernel/Decider.ts"
import type { Fact, Verdict } from "../kernel/Verdict.ts"
import type { PersonId } from "../language/ids.ts"
import { nearest } from "../language/wording.ts"
import { type Act, acts, type Reach, type Wanted } from "../mandates/acts.ts"
import { handsOf, type Holds, holdsAt } from "../mandates/judging.ts"
import type { MandateGiven, RootShown, State } from "../mandates/Mandates.ts"
import type { Instant } from "../time/Instant.ts"

/** One power on record, and what it is worth at a moment: whether its chain holds, whatever it is for. */
export interface JudgedPower extends Verdict<Holds> {
  readonly given: Fact<RootShown | MandateGiven>
  /** In whose hands it is: one person, or several together. None: it is for an organisation that nobody was shown to represent. */
  readonly hands: ReadonlyArray<ReadonlyArray<PersonId>>
  /** What it is said to be for and does not carry, though its chain holds: most often, because its giver may not give that. */
  readonly outside: ReadonlyArray<{ readonly wanted: Wanted; readonly because: Verdict<Holds>["because"] }>
  /** Acts in it that are none of ours, and written almost as one: it carries nothing that is asked under the right name. */
  readonly almost: ReadonlyArray<{ readonly act: Act; readonly ours: Act }>
}

/**
 * Every power on record, in the order of the record, and what it is worth at a moment. Powers are recorded as they were shown or given,
 * whoever gave them; look here, or ask `mayAct`, for what comes of them. Of a power for all acts, each of ours is tried.
 *
 * ```ts
 * import { fold } from "goodfaith/kernel"
 * import { decider, everything, type RootShown, stream } from "goodfaith/mandates"
 * import { judgePowers } from "goodfaith/views"
 * const root: RootShown = {
 *   _tag: "RootShown", power: "root", register: "kvk", number: "24444001", persons: ["vera"], paper: { document: "kvk-extract", version: "1" },
 *   assurance: "high", acts: everything, gives: everything, from: "2026-01-12T10:00:00.000Z", at: "2026-01-12T10:00:00.000Z"
 * }
 * const [judged] = judgePowers("2026-06-01T09:00:00.000Z", fold(decider, stream("c42"), [root]))
 * judged?.answer // => "open"
 * judged?.because.at(-1)?.clause.id // => "mandates.represents"
 * ```
 */
export const judgePowers = (at: Instant, folded: Folded<State>): ReadonlyArray<JudgedPower> =>
  folded.state.powers.map((power) => {
    const { given } = power
    const about = {
      given,
      hands: handsOf(folded.state, power).map(({ persons }) => persons),
      almost: almostOurs([...given.value.acts, ...given.value.gives])
    }
    const holds = holdsAt(power, at, folded)
    const outside =
      holds.answer === "yes"
        ? given.value.acts.flatMap(wantedBy).flatMap((wanted) => {
            const { answer, because } = holdsAt(power, at, folded, wanted)
            return answer === "yes" ? [] : [{ wanted, because }]
          })
        : []
    return { ...holds, ...about, outside }
  })

/** All that a reach is for, one by one. */
const wantedBy = ({ acts: named, products, upTo }: Reach): ReadonlyArray<Wanted> =>
  (named === "all" ? Object.values(acts) : named).flatMap((act) =>
    (products === "all" ? [undefined] : products).map((product) => ({
      act,
      ...(product !== undefined && { product }),
      ...(upTo !== undefined && { amount: upTo })
    }))
  )

const almostOurs = (reaches: ReadonlyArray<Reach>): JudgedPower["almost"] => {
  const ours: ReadonlyArray<Act> = Object.values(acts)
  const named = new Set(reaches.flatMap((reach) => (reach.acts === "all" ? [] : reach.acts)))
  return [...named].flatMap((act) => {
    const meant = ours.includes(act) ? undefined : nearest(act, ours)
    return meant === undefined ? [] : [{ act, ours: meant }]
  })
}
