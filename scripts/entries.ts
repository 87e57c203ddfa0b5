/**
 * The public entries of the package, read from where they are declared: `exports` in package.json.
 *
 * Under the condition `@goodfaith/source` each names the TypeScript file that it is built from, so that tests, the demo
 * and the examples in the docs import `goodfaith/gate` as a host does, without a build.
 */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

export interface Entry {
  /** As a host imports it: `goodfaith/gate`. */
  readonly name: string
  /** What it is built from, and what is built, from the root: `src/gate/index.ts`, `dist/gate/index.d.ts`, … */
  readonly source: string
  readonly types: string
  readonly module: string
}

/** The folder that holds package.json, with a slash at its end. */
export const root = fileURLToPath(new URL("..", import.meta.url))

export const sourceCondition = "@goodfaith/source"

type Targets = { readonly [sourceCondition]: string; readonly types: string; readonly default: string }

const manifest: { readonly exports: Readonly<Record<string, Targets | string>> } = JSON.parse(
  readFileSync(`${root}package.json`, "utf8")
)

export const entries: ReadonlyArray<Entry> = Object.entries(manifest.exports).flatMap(([path, target]) =>
  typeof target === "string"
    ? []
    : [
        {
          name: `goodfaith${path.slice(1)}`,
          source: target[sourceCondition].slice(2),
          types: target.types.slice(2),
          module: target.default.slice(2)
        }
      ]
)
