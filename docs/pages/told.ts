/** What the tests tell: every `describe` and `it` with its title, its line, and what stands inside. */
import { pathToFileURL } from "node:url"
import { parseSync } from "rolldown/utils"
import { entries } from "../../scripts/entries.ts"
import { lineAt, read, root, target } from "../../test/truth/source.ts"

export interface Told {
  readonly file: string
  readonly line: number
  /** As it is printed; what a template fills in is `…`. Absent where the title is a clause's sentence. */
  readonly title?: string
  /** `rules.shut` of `describe(rules.shut.clause.quote, …)`: what the file calls the rule. */
  readonly rule?: string
  readonly group: boolean
  /** It draws histories or values at random, many times. */
  readonly drawn: boolean
  readonly inside: ReadonlyArray<Told>
}

interface Node {
  readonly type: string
  readonly start: number
  readonly name?: string
  readonly value?: unknown
  readonly callee?: Node
  readonly object?: Node
  readonly property?: Node
  readonly arguments?: ReadonlyArray<Node>
  readonly quasis?: ReadonlyArray<{ readonly value: { readonly cooked: string } }>
}

const groups = new Set(["describe"])
const tests = new Set(["it", "test"])

/** The titles of a test file, nested as they stand. */
export const toldIn = (file: string, text: string = read(file)): ReadonlyArray<Told> => {
  const { program, errors } = parseSync(file, text)
  if (errors[0] !== undefined) throw new Error(`${file} does not parse: ${errors[0].message}`)
  // `law(title, …)`, which calls `it` with the title it was given: a way of saying `it` that draws.
  const wrappers = new Set(
    functionsOf(program)
      .filter(({ takes, body }) => takes === "title" && within(body).some((node) => tests.has(calls(node) ?? "")))
      .map(({ name }) => name)
  )
  const look = (node: unknown): ReadonlyArray<Told> => {
    if (typeof node !== "object" || node === null) return []
    if (Array.isArray(node)) return node.flatMap(look)
    const called = calls(node as Node)
    const [first, ...rest] = (node as Node).arguments ?? []
    const group = groups.has(called ?? "")
    const told = first && (group || tests.has(called ?? "") || wrappers.has(called ?? "")) ? titled(first) : undefined
    if (told === undefined) return Object.values(node).flatMap(look)
    const drawn =
      wrappers.has(called ?? "") || within(rest).some(({ type, name }) => type === "Identifier" && name === "fc")
    return [{ file, line: lineAt(text, first!.start), ...told, group, drawn, inside: group ? look(rest) : [] }]
  }
  return look(program)
}

/** `it` of `it(…)`, `it.each(…)(…)`, `describe.skipIf(…)(…)`. */
const calls = ({ type, callee }: Node): string | undefined => {
  if (type !== "CallExpression") return undefined
  for (let at = callee; at !== undefined; at = at.object ?? at.callee) if (at.type === "Identifier") return at.name
  return undefined
}

const titled = (node: Node): Pick<Told, "title" | "rule"> | undefined => {
  if (node.type === "Literal" && typeof node.value === "string") return { title: node.value }
  if (node.type === "TemplateLiteral") return { title: node.quasis!.map(({ value }) => value.cooked).join("…") }
  // rules.shut.clause.quote
  const path = pathOf(node)
  return path?.endsWith(".clause.quote") ? { rule: path.slice(0, -".clause.quote".length) } : undefined
}

const pathOf = ({ type, name, object, property }: Node): string | undefined => {
  if (type === "Identifier") return name
  const before = type === "MemberExpression" && object !== undefined ? pathOf(object) : undefined
  return before === undefined || property?.name === undefined ? undefined : `${before}.${property.name}`
}

/** The node and all nodes in it. */
const within = (node: unknown, found: Array<Node> = []): ReadonlyArray<Node> => {
  if (typeof node !== "object" || node === null) return found
  if (!Array.isArray(node) && "type" in node) found.push(node as Node)
  for (const inside of Object.values(node)) within(inside, found)
  return found
}

/**
 * What the names of a file mean, of those that come from the library: `rules.shut`, looked up in what was imported or taken out of it.
 * Other names mean nothing here.
 */
export const meaningsIn = async (file: string, text: string = read(file)): Promise<(path: string) => unknown> => {
  const scope: Record<string, unknown> = {}
  const look = (path: string): unknown =>
    path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], scope)
  for (const node of within(parseSync(file, text).program)) {
    const { source, specifiers = [], id, init } = node as Declaring
    if (node.type === "ImportDeclaration" && typeof source?.value === "string") {
      const from = entries.find(({ name }) => name === source.value)?.source ?? target(file, source.value)
      if (!from?.startsWith("src/")) continue
      const module: Record<string, unknown> = await import(pathToFileURL(root + from).href)
      for (const { local, imported } of specifiers)
        scope[local!.name!] = imported?.name === undefined ? module : module[imported.name]
    }
    if (node.type === "VariableDeclarator" && id?.type === "ObjectPattern" && init) {
      const whole = look(pathOf(init) ?? "") as Record<string, unknown> | undefined
      for (const { key, value } of id.properties ?? [])
        if (whole !== undefined && key?.name !== undefined && value?.name !== undefined)
          scope[value.name] = whole[key.name]
    }
  }
  return look
}

interface Declaring {
  readonly source?: Node
  readonly specifiers?: ReadonlyArray<{ readonly local?: Node; readonly imported?: Node }>
  readonly id?: Node & { readonly properties?: ReadonlyArray<{ readonly key?: Node; readonly value?: Node }> }
  readonly init?: Node
}

/** The functions that a file names, and what each calls the first that it is given. */
const functionsOf = (
  program: unknown
): ReadonlyArray<{ readonly name: string; readonly takes: string | undefined; readonly body: unknown }> =>
  within(program).flatMap((node) => {
    const { type, id, init } = node as Node & {
      readonly id?: Node
      readonly init?: Node & { readonly params?: ReadonlyArray<Node>; readonly body?: unknown }
    }
    return type === "VariableDeclarator" && id?.name !== undefined && init?.type === "ArrowFunctionExpression"
      ? [{ name: id.name, takes: init.params?.[0]?.name, body: init.body }]
      : []
  })
