import { sha256 as digest } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"

/** SHA-256 of the text in UTF-8, in hexadecimal. A browser's own is asynchronous, so this one is plain JavaScript. */
export const sha256 = (text: string): string => bytesToHex(digest(utf8ToBytes(text)))
