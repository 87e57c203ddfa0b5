/**
 * One hash for a list of texts, and a short proof that a text stands in the list: the Merkle tree of RFC 9162, section 2.1
 * (that of RFC 6962), with SHA-256. Leaves and nodes are hashed apart, so neither can be passed off as the other.
 *
 * A proof for one of `n` texts is about `log2(n)` hashes, and shows no other text.
 */
import { sha256 } from "#sha256"
import type { Hash } from "./hash.ts"

/** The hash of one text as a leaf. */
export const leafHash = (text: string): Hash => `sha256-${sha256(`\u0000${text}`)}`

/** The hash of all leaves in their order. */
export const rootOf = (leaves: ReadonlyArray<Hash>): Hash => {
  let level = leaves
  while (level.length > 1) level = above(level)
  return level[0] ?? `sha256-${sha256("")}`
}

/** The hashes that lead from the leaf at `index` to the root. */
export const pathTo = (leaves: ReadonlyArray<Hash>, index: number): ReadonlyArray<Hash> => {
  const path: Array<Hash> = []
  let level = leaves
  for (let at = index; level.length > 1; at >>= 1) {
    const beside = level[at ^ 1]
    if (beside !== undefined) path.push(beside)
    level = above(level)
  }
  return path
}

/** The root that this path leads to, from a leaf at `index` of `size`; `undefined` when it is no path of such a tree. */
export const rootBy = (leaf: Hash, index: number, size: number, path: ReadonlyArray<Hash>): Hash | undefined => {
  if (!Number.isInteger(index) || index < 0 || index >= size) return undefined
  let found = leaf
  let used = 0
  for (let at = index, last = size - 1; last > 0; at >>= 1, last >>= 1) {
    if (at === last && at % 2 === 0) continue // nothing stands beside it: it moves up as it is
    const beside = path[used++]
    if (beside === undefined || !isHash(beside)) return undefined
    found = at % 2 === 0 ? nodeHash(found, beside) : nodeHash(beside, found)
  }
  return used === path.length ? found : undefined
}

const above = (level: ReadonlyArray<Hash>): ReadonlyArray<Hash> => {
  const next: Array<Hash> = []
  for (let index = 0; index < level.length; index += 2) {
    const right = level[index + 1]
    next.push(right === undefined ? level[index]! : nodeHash(level[index]!, right))
  }
  return next
}

const nodeHash = (left: Hash, right: Hash): Hash => {
  const bytes = new Uint8Array(65)
  bytes[0] = 1
  place(left, bytes, 1)
  place(right, bytes, 33)
  return `sha256-${sha256(bytes)}`
}

const isHash = (text: unknown): text is Hash => typeof text === "string" && /^sha256-[0-9a-f]{64}$/.test(text)

const place = (hash: Hash, bytes: Uint8Array, at: number): void => {
  for (let index = 0; index < 32; index++) {
    bytes[at + index] = Number.parseInt(hash.slice(7 + index * 2, 9 + index * 2), 16)
  }
}
