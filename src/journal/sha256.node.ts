import { hash } from "node:crypto"

/** SHA-256 of the text in UTF-8, in hexadecimal. Node's own. */
export const sha256 = (text: string): string => hash("sha256", text, "hex")
