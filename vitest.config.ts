import { defineConfig } from "vitest/config"
import { sourceCondition } from "./scripts/entries.ts"

const conditions = [sourceCondition, "module", "node", "development|production"]

const notForMutants = [
  "test/{truth,laws,models,facade,reactions,journal,store,codecs}/**",
  "test/demo.test.ts",
  "test/gallery.test.ts",
  "test/torture.test.ts",
  "test/**/*.laws.test.ts"
]

export default defineConfig({
  // `goodfaith/gate` means `src/gate/index.ts`: tests and the examples in the docs import the names that hosts do.
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: [sourceCondition, "node"] } },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: process.env["LAW_SEED"] === undefined ? [] : ["./test/draws.ts"],
    // Mutants are to be caught by stories: what keeps the docs true is no judge of rules, and the laws, which would catch more,
    // take hours over so many mutants. The score is a lower bound.
    exclude: process.env["STRYKER_MUTATOR_WORKER"] === undefined ? [] : notForMutants,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: ["default", "./scripts/closing-line.ts"]
  }
})
