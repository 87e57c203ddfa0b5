/** Why an answer is so, picked out of its reasons for a reader: the clause, the contract or its reading, the events. */
import { citedBy, type Verdict } from "goodfaith/kernel"
import type { Happened } from "./log.ts"
import { sentenceOf } from "./sentences.ts"
import { briefly } from "./words.ts"

export interface Why {
  readonly clause: { readonly id: string; readonly quote: string }
  readonly contract: ReadonlyArray<string>
  /** Where the contract is silent or vague, how the vendor reads it. It is labelled as the vendor's wherever it is told. */
  readonly vendorsReadings: ReadonlyArray<string>
  readonly facts: ReadonlyArray<Happened & { readonly sentence: string }>
  /** Where somebody looked and found nothing. */
  readonly absent: ReadonlyArray<string>
}

type Reasons = Verdict<unknown>["because"]

export const whyOf = (
  verdict: { readonly answer: unknown; readonly because: Reasons },
  events: ReadonlyMap<string, Happened>
): Why => {
  const [deciding, ...rest] = verdict.because
  // What a rule of the gate was given is told right behind it, up to the next question of the gate.
  const end = rest.findIndex(({ clause }) => clause.id.startsWith("gate."))
  const told = [deciding, ...rest.slice(0, end === -1 ? rest.length : end)]
  const own = told.flatMap(({ facts }) => facts)
  // Where nothing keeps it shut, no single reason decides: then it is whatever happened between the two sides.
  const decides = own.length > 0 || (deciding.absent ?? []).length > 0
  const refs = decides ? own : citedBy(verdict).filter((ref) => ref.startsWith("consultation/"))
  const terms = told.flatMap((reason) => reason.terms ?? [])
  return {
    clause: deciding.clause,
    contract: unique(terms.filter(({ source }) => source.words !== "").map(({ source }) => source.words)).slice(0, 1),
    vendorsReadings: unique(
      terms.flatMap(({ reading, parameter }) => {
        const recorded = reading === undefined ? undefined : events.get(reading)?.event
        if (recorded === undefined) return []
        return [`${parameter.split("/").at(-1)}: ${briefly(recorded["value"])}, read by ${String(recorded["by"])}`]
      })
    ),
    facts: unique(refs).flatMap((ref) => {
      const event = events.get(ref)
      return event === undefined ? [] : [{ ...event, sentence: sentenceOf(event) }]
    }),
    absent: (deciding.absent ?? []).map(({ stream, upTo }) => `no other event in ${stream}, read up to ${upTo}`)
  }
}

const unique = <A>(items: ReadonlyArray<A>): ReadonlyArray<A> => [...new Set(items)]
