/**
 * One text for one value, whoever writes it: canonical JSON as RFC 8785 has it.
 *
 * Keys stand in the order of their UTF-16 units, there is no white space, and numbers are written as JavaScript does.
 * What JSON would lose or change in silence is refused: what is read back is what was written.
 */

/** The value can't be written so that reading gives it back. `path` says which part. */
export class NotCanonical extends Error {
  readonly _tag = "NotCanonical"
  readonly path: string
  constructor(path: ReadonlyArray<string>, why: string) {
    super(`${path.length === 0 ? "the value" : `\`${path.join(".")}\``} has no canonical text: ${why}`)
    this.path = path.join(".")
  }
}

/**
 * The canonical text of a value made of plain objects, arrays, texts, finite numbers, `true`, `false` and `null`.
 *
 * Throws `NotCanonical` for anything else: `undefined`, `NaN`, `-0` (JSON has one zero), half a surrogate pair, a hole in
 * a list, a `Date` or another instance of a class, a value inside itself; and for a field whose name holds a quote, a backslash or a
 * control character, since engines in use read such names back as other ones.
 *
 * ```ts
 * import { canonical } from "goodfaith/journal"
 * canonical({ when: "2026-11-23", at: [1, true, null] }) // => '{"at":[1,true,null],"when":"2026-11-23"}'
 * ```
 */
export const canonical = (value: unknown): string => {
  const sorted = inOrder(value, 0)
  if (sorted !== irregular) {
    const text = JSON.stringify(sorted)
    // How JSON writes half a surrogate pair; it may also be a backslash that somebody wrote, followed by `ud`.
    if (!text.includes("\\ud")) return text
  }
  return write(value, [])
}

/** Deeper than any value of ours, and what a value inside itself runs into. */
const deepest = 500

// -- The quick way: the engine writes the text, once the names stand in order. --

/** Whatever the engine might write otherwise than we do, or we refuse. */
const irregular = Symbol("irregular")

/** The value with its names in order: itself when they are. */
const inOrder = (value: unknown, depth: number): unknown => {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : irregular
    case "object":
      if (value === null) return null
      if (depth > deepest) return irregular
      return Array.isArray(value) ? arrayInOrder(value, depth) : objectInOrder(value, depth)
    default:
      return irregular
  }
}

const arrayInOrder = (array: ReadonlyArray<unknown>, depth: number): unknown => {
  let sorted: Array<unknown> | undefined
  for (let index = 0; index < array.length; index++) {
    const item = inOrder(array[index], depth + 1)
    if (item === irregular) return irregular
    if (item !== array[index]) (sorted ??= array.slice())[index] = item
  }
  return sorted ?? array
}

const objectInOrder = (object: object, depth: number): unknown => {
  const prototype = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null) return irregular
  const names = Object.keys(object)
  let sorted: Record<string, unknown> | undefined
  for (let index = 0; index < names.length; index++) {
    if (!isRegular(names[index]!)) return irregular
    if (index > 0 && names[index - 1]! > names[index]!) sorted ??= {}
  }
  if (sorted !== undefined) names.sort()
  for (let index = 0; index < names.length; index++) {
    const name = names[index]!
    const was = object[name as keyof typeof object]
    const item = inOrder(was, depth + 1)
    if (item === irregular) return irregular
    if (item !== was) sorted ??= firstOf(object, names, index)
    if (sorted !== undefined) sorted[name] = item
  }
  return sorted ?? object
}

const firstOf = (object: object, names: ReadonlyArray<string>, count: number): Record<string, unknown> => {
  const some: Record<string, unknown> = {}
  for (let index = 0; index < count; index++) some[names[index]!] = object[names[index] as keyof typeof object]
  return some
}

/** Names such as `occurredAt`: no digit first, which engines put before all others; nothing that is escaped or inherited. */
const isRegular = (name: string): boolean => {
  if (regular.has(name)) return true
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) || name === "__proto__" || name === "toJSON") return false
  if (regular.size < 1000) regular.add(name)
  return true
}
const regular = new Set<string>()

// -- The slow way, part by part, which can say what is wrong and where. --

const write = (value: unknown, path: Array<string>): string => {
  switch (typeof value) {
    case "string":
      if (halfCharacter.test(value)) throw new NotCanonical(path, "half of a surrogate pair is not a character")
      return JSON.stringify(value)
    case "number":
      if (!Number.isFinite(value)) throw new NotCanonical(path, `JSON has no \`${value}\``)
      if (Object.is(value, -0))
        throw new NotCanonical(path, "JSON has one zero, and `-0` would come back as another number")
      return String(value)
    case "boolean":
      return String(value)
    case "object":
      if (value === null) return "null"
      if (path.length > deepest)
        throw new NotCanonical(path.slice(0, 3), `it is nested more than ${deepest} deep, or holds itself`)
      return Array.isArray(value) ? writeArray(value, path) : writeObject(value, path)
    default:
      throw new NotCanonical(path, `JSON has no \`${typeof value}\``)
  }
}

const writeArray = (array: ReadonlyArray<unknown>, path: Array<string>): string => {
  let text = "["
  for (let index = 0; index < array.length; index++) {
    path.push(String(index))
    text += (index === 0 ? "" : ",") + write(array[index], path)
    path.pop()
  }
  return `${text}]`
}

const writeObject = (object: object, path: Array<string>): string => {
  const prototype = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new NotCanonical(path, `it is a \`${prototype.constructor?.name ?? "class instance"}\`, not a plain object`)
  }
  let text = "{"
  for (const key of Object.keys(object).sort()) {
    path.push(key)
    if (escaped.test(key)) throw new NotCanonical(path, "a name that JSON must escape may be read back as another one")
    text += `${text === "{" ? "" : ","}${write(key, path)}:${write((object as Record<string, unknown>)[key], path)}`
    path.pop()
  }
  return `${text}}`
}

const halfCharacter = /\p{Surrogate}/u

/**
 * V8 14.6 (Node 26.10) takes `"\n"`, `"\u0000"` and `"\""` as names for `"\\"` once it has read an object with that name in the same
 * place. Our own names need no escape, so we write none that does.
 */
// oxlint-disable-next-line no-control-regex
const escaped = /["\\\u0000-\u001f]/
