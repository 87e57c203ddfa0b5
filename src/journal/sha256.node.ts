import { hash } from "node:crypto"

/** SHA-256 of bytes, or of a text in UTF-8, in hexadecimal. Node's own. */
export const sha256 = (what: string | Uint8Array): string => hash("sha256", what, "hex")
