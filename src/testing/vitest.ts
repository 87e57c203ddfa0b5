/** The store contract for vitest, `node:test`, or any runner with `describe`, `it` and `it.skip`. The host hands them in. */
import { checkDeclared, type CheckOptions, longestSeconds, runRequirement } from "./check.ts"
import type { Subject } from "./contract.ts"
import { requirements } from "./requirements.ts"

export interface Runner {
  readonly describe: (name: string, tests: () => void) => unknown
  readonly it: {
    /** `limit` is in milliseconds. vitest, Jest and Bun go by it; Node's runner has no limit of its own, and looks past it. */
    (name: string, test: () => Promise<void>, limit?: number): unknown
    readonly skip: (name: string, test: () => Promise<void>) => unknown
  }
}

/**
 * One test for each requirement. What a store does not declare is shown as skipped, with the capability it would need. The runner is told
 * to wait longer than the kit does, so that it is the kit that says what took too long.
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
  checkDeclared(subject)
  const limit = longestSeconds(options) * 1000
  describe(`${subject.name} keeps the store contract`, () => {
    for (const requirement of requirements) {
      const { id, sentence, needs } = requirement
      const run = () => runRequirement(subject, requirement, options)
      if (needs === undefined || subject.capabilities.includes(needs)) it(`${id}: ${sentence}`, run, limit)
      else it.skip(`${id}: ${sentence} (not declared: ${needs})`, run)
    }
  })
}
