/** The store contract for vitest, or any runner with `describe`, `it` and `it.skip`. The host hands them in. */
import { type CheckOptions, runRequirement } from "./check.ts"
import type { Subject } from "./contract.ts"
import { requirements } from "./requirements.ts"

export interface Runner {
  readonly describe: (name: string, tests: () => void) => unknown
  readonly it: {
    (name: string, test: () => Promise<void>): unknown
    readonly skip: (name: string, test: () => Promise<void>) => unknown
  }
}

/**
 * One test for each requirement. What a store does not declare is shown as skipped, with the capability it would need.
 *
 * ```ts nocheck: my store is yours to write
 * import { describe, it } from "vitest"
 * import { storeContract } from "goodfaith/testing"
 * import { myStore } from "./myStore.ts"
 * storeContract({ describe, it }, { name: "my store", capabilities: ["handles", "tenants"], place: async () => ({ open: myStore }) })
 * ```
 */
export const storeContract = (
  { describe, it }: Runner,
  subject: Subject,
  options: Omit<CheckOptions, "only"> = {}
): void => {
  describe(`${subject.name} keeps the store contract`, () => {
    for (const requirement of requirements) {
      const { id, sentence, needs } = requirement
      const run = () => runRequirement(subject, requirement, options)
      if (needs === undefined || subject.capabilities.includes(needs)) it(`${id}: ${sentence}`, run)
      else it.skip(`${id}: ${sentence} (not declared: ${needs})`, run)
    }
  })
}
