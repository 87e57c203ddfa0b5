import { defineConfig } from "vitest/config"
import { sourceCondition } from "./scripts/entries.ts"

const conditions = [sourceCondition, "module", "node", "development|production"]

export default defineConfig({
  // `goodfaith/gate` means `src/gate/index.ts`: tests and the examples in the docs import the names that hosts do.
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: [sourceCondition, "node"] } },
  test: {
    include: ["test/**/*.test.ts"],
    // Mutants are to be caught by stories and laws; what keeps the docs true is no judge of rules.
    exclude: process.env["STRYKER_MUTATOR_WORKER"] === undefined ? [] : ["test/truth/**"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: ["default", "./scripts/closing-line.ts"]
  }
})
