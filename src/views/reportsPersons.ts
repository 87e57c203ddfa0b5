/** What waits about persons: whoever is said to have broken a rule, whose name got out, or who asked to be forgotten. */
import * as conduct from "../disclosure/conductRules.ts"
import * as Confidence from "../disclosure/Confidence.ts"
import { newestBy } from "../kernel/facts.ts"
import type { Fact } from "../kernel/Verdict.ts"
import type { PersonId } from "../language/ids.ts"
import type { Instant } from "../time/Instant.ts"
import type * as Zone from "../time/Zone.ts"
import { dueAt } from "./Records.ts"
import {
  comes,
  dated,
  decide,
  noDay,
  type ReportDecision,
  type ReportLook,
  type Time,
  waiting,
  type Waits
} from "./reportsLook.ts"
import * as rules from "./reportsRules.ts"

/** Somebody is said to have broken a rule: they are to be asked, or their time to answer runs. When it is over, see `ReportDecision`. */
export interface HearingWaits extends Waits {
  readonly what: "offerHearing" | "hearing"
  readonly finding: string
  readonly rule: string
}

/** Somebody asked to be forgotten: that is to be decided, or what was decided to be done. */
export interface ErasureWaits extends Waits {
  readonly what: "decideErasure" | "erase"
  readonly request: string
  readonly person: PersonId
}

export const ofConduct = (look: ReportLook): ReadonlyArray<HearingWaits | ReportDecision> => {
  const { state, known, now } = look
  if (known === undefined) return []
  const by = <F extends Fact<{ readonly at: Instant }>>(fact: F | undefined): F | undefined =>
    fact === undefined ? undefined : newestBy([fact], now)
  return state.conduct.findings.flatMap(
    ({ alleged, offered, heard: answer, found: decided }): ReadonlyArray<HearingWaits | ReportDecision> => {
      if (alleged.value.at > now) return []
      const asked = by(offered)
      const heard = conduct.heard(alleged, asked, answer, now)
      const waits = rules.hearingWaits(alleged, asked, heard, by(decided))
      const { finding, rule } = alleged.value
      switch (waits.answer) {
        case "ask":
          return [waiting(look, { what: "offerHearing", for: "vendor", finding, rule }, waits)]
        case "answer": {
          const time = comes(asked!.value.until, known.hand.place.zone)
          return [waiting(look, { what: "hearing", for: "reporter", finding, rule }, waits, time)]
        }
        case "decide":
          return decide(look, "conduct", finding, [waits], undefined)
        case "decided":
          return []
      }
    }
  )
}

export const ofLeaks = (look: ReportLook): ReadonlyArray<ReportDecision> => {
  const { state, now, looked } = look
  return state.confidence.leaks.flatMap((leaked): ReadonlyArray<ReportDecision> => {
    const { leak, at } = leaked.value
    if (at > now) return []
    const aware = state.awareness.awareness.find(
      ({ aware: { value } }) =>
        value.regime === "gdpr33" && value.role === "controller" && value.subject === leak && value.at <= now
    )
    const waits = rules.leakWaits(leaked, aware?.aware, looked)
    return waits.answer ? [waiting(look, { what: "decide", decide: "leak", for: "vendor", of: leak }, waits)] : []
  })
}

export const ofErasures = (look: ReportLook): ReadonlyArray<ErasureWaits> => {
  const { state, known, now, looked } = look
  if (known === undefined) return []
  return state.confidence.erasures.flatMap((erasure): ReadonlyArray<ErasureWaits> => {
    const { requested, decided, erased } = erasure
    if (requested.value.at > now) return []
    const standing = Confidence.erasureStanding(erasure, known.hand, now, looked)
    const waits = rules.erasureWaits(standing, decided, erased)
    if (waits.answer === "nothing") return []
    const { request, person } = requested.value
    const line = { for: "vendor", request, person } as const
    return waits.answer === "erase"
      ? [waiting(look, { what: "erase", ...line }, waits)]
      : [waiting(look, { what: "decideErasure", ...line }, waits, timeOf(standing.answer, known.hand.place.zone, now))]
  })
}

const timeOf = (standing: Confidence.ErasureStanding, zone: Zone.Zone, now: Instant): Time => {
  switch (standing._tag) {
    case "Open":
      return dated(standing.due, now)
    case "Overdue":
      return { due: dueAt(standing.since, zone), overdue: true }
    case "Answered":
    case "NotAtHand":
      return noDay
  }
}
