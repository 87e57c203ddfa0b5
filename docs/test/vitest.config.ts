import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import { entries, root, sourceCondition } from "../../scripts/entries.ts"
import { absent } from "./browser.ts"

const conditions = [sourceCondition, "module", "node", "development|production"]

if (absent !== undefined) process.stderr.write(`What needs a browser is left out: ${absent}.\n`)

/** The tests of the living pages name the package as the pages do. One file after the other: they share one browser's patience. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: {
    alias: entries
      .map(({ name, source }) => ({ find: new RegExp(`^${name}$`), replacement: root + source }))
      .toSorted((a, b) => b.find.source.length - a.find.source.length),
    conditions
  },
  ssr: { resolve: { conditions, externalConditions: [sourceCondition, "node"] } },
  test: {
    include: ["test/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 30_000
  }
})
