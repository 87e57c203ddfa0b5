/** Sealing what is personal in a command, and opening what is sealed in a view. */
import type { Path, PersonalField } from "../language/codec.schema.ts"
import type { StreamId } from "../language/ids.ts"
import { type Erased, erased, type Opened, type Sealed } from "../language/persons.ts"
import type { Keys, Owner } from "./Keys.ts"

/** A command twice: as the core decides on it, and as it is compared with a later one of the same id. */
export interface SealedCommand {
  readonly command: object
  /** Each personal text replaced by its keyed hash: equal commands are equal, and it is worth nothing without the keys. */
  readonly comparable: object
}

/** Seals the personal texts of a command, at once where there are none; the owner instead, when one of them was forgotten. */
export const seal = (
  plain: object,
  fields: ReadonlyArray<PersonalField>,
  stream: StreamId,
  keys: Keys
): Sealing | Promise<Sealing> => {
  const texts = fields.length === 0 ? [] : personalTexts(plain, fields)
  return texts.length === 0 ? { command: plain, comparable: plain } : sealEach(plain, texts, stream, keys)
}

export type Sealing = SealedCommand | Forgotten

/** Something personal can't be sealed, for its owner was forgotten. */
export interface Forgotten {
  readonly forgotten: Owner
}

const sealEach = async (
  plain: object,
  texts: ReadonlyArray<PersonalField>,
  stream: StreamId,
  keys: Keys
): Promise<Sealing> => {
  let command = plain
  let comparable = plain
  for (const { path, of } of texts) {
    const owner: Owner = of === "case" ? `case:${stream}` : `person:${at(plain, of)}`
    const text = at(plain, path) as string
    const [token, mac] = await Promise.all([keys.seal(owner, text), keys.mac(owner, text)])
    if (typeof token !== "string" || typeof mac !== "string") return { forgotten: owner }
    command = replaced(command, path, token)
    comparable = replaced(comparable, path, mac)
  }
  return { command, comparable }
}

/** Opens every sealed text in a plain value; where the key is gone it says `erased`. */
export const open = async <A>(view: A, keys: Keys): Promise<Opened<A>> => {
  const openedOf = async (value: unknown): Promise<unknown> => {
    if (typeof value === "string") return value.startsWith("sealed:") ? keys.open(value as Sealed) : value
    if (Array.isArray(value)) return Promise.all(value.map(openedOf))
    // Whatever is no plain value, such as a persistent map, is handed on as it is.
    if (typeof value !== "object" || value === null || !isPlain(value)) return value
    return Object.fromEntries(
      await Promise.all(Object.entries(value).map(async ([key, inner]) => [key, await openedOf(inner)]))
    )
  }
  return (await openedOf(view)) as Opened<A>
}

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Whether a text of an opened view was erased. */
export const isErased = (text: string | Erased): text is Erased => typeof text !== "string" && text._tag === erased._tag

/** The personal fields with every `*` replaced by the items that are there; fields that are left out are left out. */
const personalTexts = (command: object, fields: ReadonlyArray<PersonalField>): ReadonlyArray<PersonalField> =>
  fields.flatMap(({ path, of }) =>
    concrete(command, path)
      .filter((there) => typeof at(command, there) === "string")
      .map((there) => ({
        path: there,
        of: of === "case" ? of : of.map((key, depth) => (key === "*" ? there[depth]! : key))
      }))
  )

const concrete = (value: unknown, [key, ...rest]: Path): ReadonlyArray<Path> => {
  if (key === undefined) return [[]]
  if (typeof value !== "object" || value === null) return []
  const keys = key === "*" ? Object.keys(value) : Object.hasOwn(value, key) ? [key] : []
  return keys.flatMap((key) => concrete(value[key as keyof typeof value], rest).map((inner) => [key, ...inner]))
}

const at = (value: unknown, path: Path): unknown => path.reduce((inner: any, key) => inner?.[key], value)

const replaced = <A extends object>(value: A, [key, ...rest]: Path, by: string): A => {
  const inner = rest.length === 0 ? by : replaced(value[key as keyof A] as object, rest, by)
  return Array.isArray(value) ? (value.with(Number(key), inner) as unknown as A) : { ...value, [key!]: inner }
}
