import { sha256 as digest } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"

/** SHA-256 of bytes, or of a text in UTF-8, in hexadecimal. A browser's own is asynchronous, so this one is plain JavaScript. */
export const sha256 = (what: string | Uint8Array): string =>
  bytesToHex(digest(typeof what === "string" ? utf8ToBytes(what) : what))
