/** Hashes, at once and anywhere: Node hashes with its own code, a browser with `@noble/hashes`. */
import { sha256 } from "#sha256"

export type Hash = `sha256-${string}`

/** The SHA-256 of a text in UTF-8. */
export const hash = (text: string): Hash => `sha256-${sha256(text)}`
