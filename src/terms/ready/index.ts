/**
 * Ready-made terms: values to begin with, to copy from, to try things on.
 *
 * ```ts
 * import { Reading } from "goodfaith/terms"
 * import * as ready from "goodfaith/terms/ready"
 * Reading.openIn(ready.commercial).includes("authorisation") // => false
 * Reading.openIn(ready.connective).includes("new-sub-processor/any/advanceNotice") // => true
 * ```
 *
 * The law's own forms leave the period to the parties. Their number is no reading: it is written into a copy.
 *
 * ```ts
 * import { Reading, says, type Terms } from "goodfaith/terms"
 * import * as ready from "goodfaith/terms/ready"
 * import { Span } from "goodfaith/time"
 * const form = ready.eu2021_915General
 * const [duty] = form.duties
 * const ours = says(
 *   { period: Span.calendarDays(30, Span.plain), before: "engagement" } as const,
 *   { instrument: "eu2021-915", at: "clause 7.7(a), option 2", words: "30 calendar days" }
 * )
 * const signed: Terms = { ...form, name: "acme", duties: [{ ...duty!, rows: [{ ...duty!.rows[0], advanceNotice: ours }] }] }
 * Reading.openIn(form).includes("sub-processor-change/any/advanceNotice") // => true
 * Reading.openIn(signed).includes("sub-processor-change/any/advanceNotice") // => false
 * ```
 */
export { commercial } from "./commercial.ts"
export { connective } from "./connective.ts"
export { danish } from "./danish.ts"
export { emergency } from "./emergency.ts"
export { eu2021_915General, eu2021_915Specific } from "./eu2021-915.ts"
export { exitOnly } from "./exitOnly.ts"
export { longNotice } from "./longNotice.ts"
export { scc2021_914 } from "./scc2021-914.ts"
export { specific } from "./specific.ts"
export { subscribers } from "./subscribers.ts"
export { workingDays } from "./workingDays.ts"
