/** Which clients an incident may have touched: a first look for the person who decides which of them it did. */
import type * as Client from "../client/Client.ts"
import { mayBeAffected, type Touch } from "../disclosure/clockRules.ts"
import type { Folded } from "../kernel/Decider.ts"
import type { Verdict } from "../kernel/Verdict.ts"
import type { Scope } from "../language/Change.ts"
import type { ClientId, ProductId } from "../language/ids.ts"
import type { Instant } from "../time/Instant.ts"
import { clientOf } from "./Records.ts"

/** One client that may have been touched, and how: by the uses and the agreement that say so. */
export interface MayBeAffected {
  readonly client: ClientId
  readonly verdict: Verdict<Touch>
}

/** From when until when an incident lasted, as far as is known. Both the same: one moment. */
export interface Incident {
  readonly from: Instant
  readonly until: Instant
}

/**
 * Every client that ever used one of these products until the incident was over, in the order of their ids. Who used it only before may
 * have data there still, and who has no agreement has a claim to be told all the same: each is named as that.
 */
export const clientsTouched = (
  clients: ReadonlyArray<Folded<Client.State>>,
  products: Scope<ProductId>,
  { from, until }: Incident
): ReadonlyArray<MayBeAffected> =>
  clients
    .map((own): MayBeAffected => {
      const uses = own.state.uses.filter(({ began: { value } }) => {
        const isOfThese = value.of === "product" && (products === "all" || products.includes(value.id))
        return isOfThese && value.at <= until
      })
      const isOver = ({ ended }: (typeof uses)[number]) => ended !== undefined && ended.value <= from
      const during = uses.filter((use) => !isOver(use)).map(({ began }) => began)
      const before = uses.filter(isOver).map(({ began }) => began)
      const agreement = own.state.dpas.filter(({ executed }) => executed.value.at <= until).at(-1)
      const looked = { stream: own.stream, upTo: own.upTo }
      const verdict = mayBeAffected(agreement?.executed, agreement?.ended, during, before, from, looked)
      return { client: clientOf(own), verdict }
    })
    .filter(({ verdict }) => verdict.answer !== "notUsed")
    .sort((a, b) => (a.client < b.client ? -1 : 1))
