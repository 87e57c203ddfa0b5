/**
 * The European Commission's standard clauses between controllers and processors, clause 7.7: option 1 asks for a yes,
 * option 2 tells and lets object.
 *
 * Their words are told in short, not quoted, save what stands between quotation marks. How long before is a blank for the
 * parties: until a copy of these terms has their number, it is unstated. Of the other clauses nothing is told here.
 */
import type { Source } from "../../kernel/Verdict.ts"
import { type Duty, notSeen, type Row, says, silentRow, type Terms, unstated } from "../Terms.ts"

const clauses =
  (at: string) =>
  (words: string): Source => ({ instrument: "eu2021-915", at, words })

const option1 = clauses("clause 7.7(a), option 1")
const option2 = clauses("clause 7.7(a), option 2")

/** What happens to the agreement stands in other clauses. */
const row: Row = { ...silentRow, exit: notSeen }

const asked = option1(
  'In short: nothing is done by a sub-processor without the controller’s "prior specific" authorisation in writing, which the processor asks for at least [a period that the parties fill in] before the engagement, with what the controller needs to know to decide.'
)

const told = option2(
  'In short: the processor must "specifically inform" the controller "in writing" of an intended addition or replacement at least [a period that the parties fill in] in advance, so that it has "sufficient time to be able to object" before the engagement, and with what it needs to know to object.'
)

const change = (source: Source, row: Row): Duty => ({
  id: "sub-processor-change",
  kind: "consult",
  source,
  changes: ["Engage", "Replace"],
  onlyMaterial: false,
  audience: { of: "all" },
  rows: [row]
})

const both = {
  _tag: "Terms",
  // The text names no zone. This one is chosen here, in the open: it is the zone of Brussels' days too.
  zone: "Europe/Amsterdam",
  instruments: [
    {
      id: "eu2021-915",
      title: "Standard contractual clauses between controllers and processors",
      version: "Implementing Decision (EU) 2021/915"
    }
  ],
  exempt: unstated,
  emergency: unstated,
  transfer: notSeen,
  listing: unstated
} as const

export const eu2021_915Specific: Terms = {
  ...both,
  name: "eu2021-915-specific",
  title: "EU standard clauses 2021/915, clause 7.7 option 1: specific authorisation, the period left to the parties",
  authorisation: says("specific", asked),
  entry: {
    listing: says(
      "agreed",
      option1("In short: the sub-processors in Annex IV are those that the controller has authorised.")
    ),
    announced: unstated
  },
  duties: [change(asked, { ...row, silence: says("denied", asked) })]
}

export const eu2021_915General: Terms = {
  ...both,
  name: "eu2021-915-general",
  title: "EU standard clauses 2021/915, clause 7.7 option 2: general authorisation, the period left to the parties",
  authorisation: says("general", option2("In short: sub-processors are authorised in general, from an agreed list.")),
  entry: {
    listing: says("agreed", option2("In short: sub-processors are authorised in general, from an agreed list.")),
    announced: unstated
  },
  duties: [change(told, row)]
}
