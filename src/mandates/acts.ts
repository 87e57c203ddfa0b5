/** What somebody may do in a client's name, and how far a power goes. */
import type { Scope } from "../language/Change.ts"
import type { ProductId } from "../language/ids.ts"

/** A kind of act. Those of `acts` are known here; a host adds its own under any other id: `sign.order`. */
export type Act = string

export const acts = {
  concludeAgreement: "conclude-agreement",
  acceptDocument: "accept-document",
  acceptChange: "accept-change",
  object: "object",
  withdrawObjection: "withdraw-objection",
  agreeSolution: "agree-solution",
  declareExit: "declare-exit",
  nameContact: "name-contact",
  administerPowers: "administer-powers",
  giveMandate: "give-mandate",
  report: "report"
} as const satisfies Readonly<Record<string, Act>>

/** Which act it is, by the command that records it elsewhere. */
export const actOf = {
  ExecuteDpa: acts.concludeAgreement,
  TakeOverDpa: acts.concludeAgreement,
  AgreeTerms: acts.concludeAgreement,
  NameContact: acts.nameContact,
  RemoveContact: acts.nameContact,
  ReceiveObjection: acts.object,
  ConfirmObjection: acts.object,
  WithdrawObjection: acts.withdrawObjection,
  AgreeSolution: acts.agreeSolution,
  AcceptChange: acts.acceptChange,
  DeclareExit: acts.declareExit,
  RevokeExit: acts.declareExit
} as const satisfies Readonly<Record<string, Act>>

/** How a sum is written. */
export const decimals = /^(0|[1-9][0-9]*)([.][0-9]+)?$/

/** A sum of money, in decimals: `1250.00`. */
export interface Amount {
  readonly amount: string
  readonly currency: string
}

/** These acts, for these products, up to this sum where one is named. */
export interface Reach {
  readonly acts: Scope<Act>
  readonly products: Scope<ProductId>
  readonly upTo?: Amount
}

/** What is asked of a power. A product or an amount that is left out means any. */
export interface Wanted {
  readonly act: Act
  readonly product?: ProductId
  readonly amount?: Amount
}

/** Everything that there is to do: what a representative with full power has, and a contract manager with full authority. */
export const everything: ReadonlyArray<Reach> = [{ acts: "all", products: "all" }]

/**
 * Whether one of these reaches holds all that is wanted.
 *
 * ```ts
 * import { acts, covers } from "goodfaith/mandates"
 * const small = [{ acts: [acts.concludeAgreement], products: "all", upTo: { amount: "500.00", currency: "EUR" } }] as const
 * covers(small, { act: acts.concludeAgreement, amount: { amount: "499.5", currency: "EUR" } }) // => true
 * covers(small, { act: acts.concludeAgreement }) // => false
 * ```
 */
export const covers = (reaches: ReadonlyArray<Reach>, { act, product, amount }: Wanted): boolean =>
  reaches.some(
    (reach) => holds(reach.acts, act) && holds(reach.products, product) && (!reach.upTo || within(amount, reach.upTo))
  )

const holds = (scope: Scope<string>, id: string | undefined): boolean =>
  scope === "all" || (id !== undefined && scope.includes(id))

const within = (amount: Amount | undefined, upTo: Amount): boolean =>
  amount !== undefined &&
  amount.currency === upTo.currency &&
  decimals.test(amount.amount) &&
  isAtMost(amount.amount, upTo.amount)

/** Compares decimals as text, so that no cent is lost. */
const isAtMost = (a: string, b: string): boolean => {
  const [whole, other] = [a, b].map((text) => text.split("."))
  const width = Math.max(whole![0]!.length, other![0]!.length)
  const places = Math.max(whole![1]?.length ?? 0, other![1]?.length ?? 0)
  const even = ([units = "", cents = ""]: ReadonlyArray<string>) =>
    units.padStart(width, "0") + cents.padEnd(places, "0")
  return even(whole!) <= even(other!)
}

/** How surely it was shown who somebody is and what was given to them, from least to most. */
export const assurances = ["unverified", "basic", "low", "substantial", "high"] as const

/**
 * The levels of eIDAS, and two below them. Of eHerkenning: EH2 is `basic`, EH2+ `low`, EH3 `substantial`, EH4 `high`.
 * `unverified`: somebody said so.
 */
export type Assurance = (typeof assurances)[number]

/** A level that nobody knows is reached by none. */
export const isAsSure = (shown: Assurance, atLeast: Assurance): boolean =>
  assurances.includes(atLeast) && assurances.indexOf(shown) >= assurances.indexOf(atLeast)
