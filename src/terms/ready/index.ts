/**
 * Ready-made terms: values to begin with, to copy from, to try things on.
 *
 * ```ts
 * import { Reading } from "goodfaith/terms"
 * import * as ready from "goodfaith/terms/ready"
 * Reading.openIn(ready.commercial).includes("authorisation") // => false
 * Reading.openIn(ready.connective).includes("new-sub-processor/any/advanceNotice") // => true
 * ```
 */
export { commercial } from "./commercial.ts"
export { connective } from "./connective.ts"
export { specific } from "./specific.ts"
