/** Whether another process opens the same place: nothing that needs one shows anything if it does not. */
import { append, everything, filled, texts } from "../acts.ts"
import { same } from "../claims.ts"
import type { Requirement } from "../contract.ts"

/** In front of what was not seen, here or there. */
export const samePlace = "`open` and `elsewhere` must open the same place"

export const elsewhere: ReadonlyArray<Requirement> = [
  {
    id: "elsewhere.same",
    sentence:
      "`open` and `elsewhere` open the same place: what is written here is seen there, and the other way round.",
    needs: "durability",
    // One after the other: not every store may be open twice.
    run: async ({ open, openElsewhere }) => {
      const here = await open()
      await filled(here, 2)
      const before = await everything(here)
      await here.close()
      const there = await openElsewhere()
      same(await everything(there), before, `${samePlace}; what was written here, seen there`)
      await append(there, { expected: 1, events: texts(2, "there") })
      const after = await everything(there)
      await there.close()
      same(await everything(await open()), after, `${samePlace}; what was written there, seen here`)
    }
  }
]
