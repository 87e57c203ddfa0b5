/** The access on record of a case: when it began for what the change brings, and each time in which the gate was not open. */
import type { Access } from "../consultation/Access.ts"
import type * as Consultation from "../consultation/Consultation.ts"
import { ask, type Facts, type GateVerdict } from "../gate/Gate.ts"
import type { Folded } from "../kernel/Decider.ts"
import type { Fact } from "../kernel/Verdict.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import type { Case } from "./Records.ts"

/** A time in which an engagement had access and its gate was not open. Half-open; no end: it goes on. */
export interface Span {
  readonly from: Instant
  readonly until?: Instant
  readonly verdict: GateVerdict
}

/** The access of these cases that had begun by an instant, oldest first. */
export const accessIn = (
  cases: ReadonlyArray<Folded<Consultation.State>>,
  engagements: ReadonlyArray<string>,
  at: Instant
): ReadonlyArray<Access> =>
  cases
    .flatMap(({ state }) => state.access.access)
    .filter(({ began: { value } }) => engagements.includes(value.engagement) && value.at <= at)
    .sort((a, b) => (a.began.value.at < b.began.value.at ? -1 : 1))

/** When what the change brings was first reached: access that began since it was announced, or went on when it began to hold. */
export const firstAccess = ({ access, change, starts, at }: Case): Fact<Instant> | undefined => {
  const announcedAt = change?.announced.value.announcedAt
  if (announcedAt === undefined) return undefined
  const reached = access.flatMap(({ began, ended }): ReadonlyArray<Fact<Instant>> => {
    if (began.value.at >= announcedAt) return [{ value: began.value.at, from: began.from }]
    const goesOn = starts !== undefined && starts <= at && !(ended !== undefined && ended.value <= starts)
    return goesOn ? [{ value: starts, from: began.from }] : []
  })
  return reached.reduce<Fact<Instant> | undefined>(
    (first, fact) => (first === undefined || fact.value < first.value ? fact : first),
    undefined
  )
}

/** Every time of an access in which its gate was not open, from its beginning, or from `since` where that is later, until now. */
export const notOpen = (
  client: string,
  { began, ended }: Access,
  facts: Facts,
  now: Instant,
  since: Instant
): ReadonlyArray<Span> => {
  const { engagement, use } = began.value
  const end = ended !== undefined && ended.value <= now ? ended.value : undefined
  const lasts = (at: Instant): boolean => (end === undefined ? at <= now : at < end)
  const spans: Array<Span> = []
  let at: Instant | undefined = Instants.max(began.value.at, since)
  while (at !== undefined && lasts(at)) {
    const verdict: ReturnType<typeof ask> = ask({ engagement, client, use, at }, facts)
    const next: Instant | undefined = verdict.validUntil
    if (verdict.answer === "shut" || verdict.answer === "undetermined") {
      const until = next !== undefined && lasts(next) ? next : end
      spans.push({ from: at, ...(until !== undefined && { until }), verdict })
    }
    at = next
  }
  return spans
}
