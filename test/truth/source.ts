/** How the tests in this folder read the repository: its files, the imports in them, the rules they export. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, posix } from "node:path"
import { pathToFileURL } from "node:url"
import { parseSync } from "rolldown/utils"
import { root } from "../../scripts/entries.ts"

export { root }

/** All files under a folder, as paths from the root with forward slashes, in a fixed order. An absent folder has none. */
export const filesUnder = (folder: string, ending: string): ReadonlyArray<string> =>
  existsSync(root + folder)
    ? readdirSync(root + folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map((entry) => posix.join(entry.parentPath.slice(root.length).replaceAll("\\", "/"), entry.name))
        .filter((path) => !path.split("/").includes("node_modules"))
        .toSorted()
    : []

/** The pages that somebody wrote. What is made of the sources when the site is built is checked there. */
export const docPages = (): ReadonlyArray<string> =>
  filesUnder("docs", ".md").filter((path) => !/^docs\/(\.vitepress|reference\/api)\//.test(path))

export const read = (path: string): string => readFileSync(root + path, "utf8")

export const exists = (path: string): boolean => existsSync(root + path)

export interface Import {
  /** As written: `./ids.ts`, `effect/Result`. */
  readonly specifier: string
  readonly line: number
  /** Nothing of it is left when the module runs. */
  readonly typesOnly: boolean
}

/** Every import and re-export of a module, also those of types alone, which the compiler erases. */
export const importsOf = (path: string, text: string = read(path)): ReadonlyArray<Import> => {
  const { module, program, errors } = parseSync(path, text)
  if (errors[0] !== undefined) throw new Error(`${path} does not parse: ${errors[0].message}`)
  const at = (specifier: string, offset: number, typesOnly: boolean): Import => ({
    specifier,
    line: lineAt(text, offset),
    typesOnly
  })
  const erased = (offset: number): boolean => /^(import|export)\s+type\b/.test(text.slice(offset))
  return [
    ...module.staticImports.map((found) => at(found.moduleRequest.value, found.start, erased(found.start))),
    ...module.staticExports.flatMap((found) => {
      const from = found.entries[0]?.moduleRequest
      return from ? [at(from.value, found.start, erased(found.start))] : []
    }),
    ...module.dynamicImports.map((found) =>
      at(text.slice(found.moduleRequest.start + 1, found.moduleRequest.end - 1), found.start, false)
    ),
    ...importTypes(program).map(({ specifier, start }) => at(specifier, start, true))
  ]
}

/** `import("./x.ts").X` in the place of a type. */
const importTypes = (node: unknown): ReadonlyArray<{ readonly specifier: string; readonly start: number }> => {
  if (typeof node !== "object" || node === null) return []
  if (Array.isArray(node)) return node.flatMap(importTypes)
  const { type, source, start } = node as { type?: string; source?: { value?: unknown }; start?: number }
  const here =
    type === "TSImportType" && typeof source?.value === "string" ? [{ specifier: source.value, start: start ?? 0 }] : []
  return [...here, ...Object.values(node).flatMap(importTypes)]
}

/** Where a relative import leads, as a path from the root. */
export const target = (from: string, specifier: string): string | undefined =>
  specifier.startsWith(".") ? posix.join(dirname(from), specifier) : undefined

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length

export interface Kept {
  readonly id: string
  readonly quote: string
  /** The names it is exported by, and the module that does. */
  readonly names: ReadonlyArray<string>
  readonly module: string
  /** It gives answers; a sentence that only refusals rest on does not. */
  readonly asked: boolean
}

/** Every rule or sentence that a module of `src` exports: what has a clause. */
export const rules = async (): Promise<ReadonlyArray<Kept>> => {
  const found = new Map<object, { id: string; quote: string; names: Array<string>; module: string; asked: boolean }>()
  for (const module of filesUnder("src", ".ts").filter(holdsRules)) {
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ pathToFileURL(root + module).href)
    for (const [name, value] of Object.entries(exported)) {
      if (!keepsClause(value)) continue
      const { id, quote } = value.clause as { readonly id: string; readonly quote: string }
      const known = found.get(value)
      if (known === undefined)
        found.set(value, { id, quote, names: [name], module, asked: typeof value === "function" })
      else if (!known.names.includes(name)) known.names.push(name)
    }
  }
  return [...found.values()]
}

/** A rule, which is asked; or a sentence that refusals rest on, which holds its clause and nothing else. */
const keepsClause = (value: unknown): value is object & { readonly clause: unknown } =>
  (typeof value === "function" && "clause" in value) ||
  (typeof value === "object" && value !== null && Object.keys(value).join() === "clause")

/** The ids of clauses as they are written down, so that a rule which nobody exports is seen as well. */
export const writtenRules = (): ReadonlyArray<{ readonly id: string; readonly module: string }> =>
  filesUnder("src", ".ts").flatMap((module) =>
    [...withoutComments(module).matchAll(/\b(?:rule|sentence)\(\s*\{\s*id:\s*"([^"]+)"/g)].map(([, id]) => ({
      id: id!,
      module
    }))
  )

const holdsRules = (module: string): boolean =>
  /\b(?:rule|sentence)\(/.test(withoutComments(module)) && module !== "src/kernel/Verdict.ts"

/** The text of a module with its comments blanked out, lines kept. */
export const withoutComments = (path: string): string => {
  let text = read(path)
  for (const { start, end } of parseSync(path, text).comments) {
    text = text.slice(0, start) + text.slice(start, end).replaceAll(/[^\n]/g, " ") + text.slice(end)
  }
  return text
}

/** Those of `all` that share a key with another, by that key. */
export const repeated = <A>(
  all: ReadonlyArray<A>,
  key: (one: A) => string
): ReadonlyArray<readonly [string, ReadonlyArray<A>]> =>
  [...new Set(all.map(key))]
    .map((k) => [k, all.filter((one) => key(one) === k)] as const)
    .filter(([, same]) => same.length > 1)

/** Fails with one message that holds everything that lacks, so that one run tells it all. */
export const lacks = (said: string, what: ReadonlyArray<string>): void => {
  if (what.length === 0) return
  const error = new Error(`${said}:\n${what.map((line) => `  - ${line}`).join("\n")}`)
  error.stack = `${error.name}: ${error.message}` // where in this file it was thrown helps nobody
  throw error
}
