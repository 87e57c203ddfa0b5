/** Which clients an incident may have touched: a first look for the person who decides which of them it did. */
import * as Client from "../client/Client.ts"
import { mayBeAffected } from "../disclosure/clockRules.ts"
import type { Folded } from "../kernel/Decider.ts"
import type { Verdict } from "../kernel/Verdict.ts"
import type { Scope } from "../language/Change.ts"
import type { ClientId, ProductId } from "../language/ids.ts"
import type { Instant } from "../time/Instant.ts"
import { clientOf } from "./Records.ts"

/** One client that may have been touched, by the agreement and the use that say so. */
export interface MayBeAffected {
  readonly client: ClientId
  readonly verdict: Verdict<boolean>
}

/** The clients that used one of these products at a moment under an agreement in force, in the order of their ids. */
export const clientsTouched = (
  clients: ReadonlyArray<Folded<Client.State>>,
  products: Scope<ProductId>,
  at: Instant
): ReadonlyArray<MayBeAffected> =>
  clients
    .map((own): MayBeAffected => {
      const uses = Client.usesAt(own.state, at).filter(
        ({ value: { of, id } }) => of === "product" && (products === "all" || products.includes(id))
      )
      const looked = { stream: own.stream, upTo: own.upTo }
      return { client: clientOf(own), verdict: mayBeAffected(Client.dpaAt(own.state, at)?.executed, uses, looked) }
    })
    .filter(({ verdict }) => verdict.answer)
    .sort((a, b) => (a.client < b.client ? -1 : 1))
