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
export const canonical = (value: unknown): string => write(value, [])

/** Deeper than any value of ours, and what a value inside itself runs into. */
const deepest = 500

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
