/** Words that terminal and page share. */

export const names: Readonly<Record<string, string>> = {
  esignatures: "eSignatures",
  "identity-services": "Identity Services",
  "smart-documents": "Smart Documents"
}

const reasons: Readonly<Record<string, string>> = {
  noAgreement: "no agreement is in force",
  notAffected: "the client uses neither of the products",
  otherPaper: "promised to clients on the vendor's standard paper; this one signed its own",
  notMaterial: "decided not to be material",
  agreedAtEntry: "agreed to at entry",
  otherClients: "announced for other clients",
  otherChange: "promised for other kinds of change",
  nowhereStated: "no row of the contract is about it"
}
export const whyNotOwed = (why: string): string => reasons[why] ?? why

/** The name of a question in `docs/policy/gate.md`. */
const letters: Readonly<Record<string, string>> = {
  "gate.facts-at-hand": "G0",
  "gate.processors-only": "G1",
  "gate.agreement-in-force": "G2",
  "gate.on-the-listing": "G3",
  "gate.within-scope": "G3",
  "gate.what-the-client-uses": "G3",
  "gate.period-runs": "G3",
  "gate.safeguards": "G4",
  "gate.exempt": "G5",
  "gate.baseline": "G6",
  "gate.a-effective": "a",
  "gate.d-specific": "d",
  "gate.d-yes": "d+",
  "gate.f-told": "f",
  "gate.g-notice": "g",
  "gate.h-window": "h",
  "gate.i-objection": "i",
  "gate.j-outcome": "j",
  "gate.g8-open-question": "G8",
  "gate.g9-replaced": "G9",
  "gate.nothing-keeps-it-shut": "all"
}
export const letterOf = (clause: string): string => letters[clause] ?? "?"

/** A value of a reading, in a few words. */
export const briefly = (value: unknown): string => {
  if (typeof value !== "object" || value === null) return String(value)
  const { period, from, contacts, before } = value as {
    readonly period?: { readonly n: number; readonly unit: string }
    readonly from?: string
    readonly contacts?: string
    readonly before?: string
  }
  if (period !== undefined)
    return `${period.n} ${period.unit === "calendarDays" ? "calendar days" : period.unit}${before === undefined ? "" : ` before ${before}`}`
  return from === undefined
    ? JSON.stringify(value)
    : `from when it is ${from}${contacts === "any" ? ", to any contact" : ""}`
}

/** An answer without colour. */
export const signs = { open: "✓", shut: "✕", undetermined: "?", notGoverned: "–" } as const
export const answerNames = {
  open: "open",
  shut: "shut",
  undetermined: "undetermined",
  notGoverned: "not governed"
} as const

const short: Readonly<Record<string, string>> = {
  "gate.agreement-in-force": "no agreement",
  "gate.what-the-client-uses": "client does not use it",
  "gate.safeguards": "not bound by a contract",
  "gate.baseline": "agreed at entry",
  "gate.a-effective": "not yet effective",
  "gate.d-specific": "no yes yet",
  "gate.d-yes": "client said yes",
  "gate.f-told": "not told: the letter bounced",
  "gate.g-notice": "notice runs",
  "gate.i-objection": "objection",
  "gate.j-outcome": "carved out",
  "gate.g8-open-question": "open questions",
  "gate.g9-replaced": "handed over",
  "gate.nothing-keeps-it-shut": "open"
}

/** The deciding clause in a few words, as it is in this story. */
export const inShort = (clause: string): string => short[clause] ?? clause
