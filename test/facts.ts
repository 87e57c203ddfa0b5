/** What the rules of the disclosure promise are handed, as small as a story needs it. */
import type { Open, Stipulation } from "../src/disclosure/hand.ts"
import type { Absent, Cited, Fact, Stipulation as Contracted, Verdict } from "../src/kernel/index.ts"
import { amsterdam, type Calendar, type Deadline, dutchStatutory, nlOffice } from "../src/time/index.ts"

export const fact = <A>(value: A, revision = 1): Cited<A> => ({ value, from: `report/r1@${revision}`, asOf: 9 })
export const looked: Absent = { stream: "report/r1", upTo: 9 }
export const stipulated = <A>(value: A): Stipulation<A> => ({
  value,
  terms: { ref: "policy:x", parameter: "p", source: { instrument: "policy", words: "…" } }
})
/** The same of a contract. */
export const agreedOn = <A>(value: A): Contracted<A> => ({
  value,
  terms: { ref: "terms:x", parameter: "p", source: { instrument: "contract", words: "…" } }
})
export const open = (parameter: string): Open => ({ open: parameter, terms: "policy:x", why: "unstated" })
export const verdict = <A>(answer: A): Verdict<A> => ({
  answer,
  because: [{ clause: { id: "example", quote: "…" }, answer, facts: [] }]
})
/** One thing after another of which a story only asks that it is there. */
export const facts = <A>(...values: ReadonlyArray<A>): ReadonlyArray<Fact<A>> => values.map((it, n) => fact(it, n))

const calendars: Readonly<Record<string, Calendar>> = { "nl-office": nlOffice, "nl-statutory": dutchStatutory }
/** Amsterdam, where two calendars are at hand by name, and others are not. */
export const place: Deadline.Place = { zone: amsterdam, calendar: (name) => calendars[name] }
