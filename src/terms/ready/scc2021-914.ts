/**
 * The European Commission's standard clauses for transfers to third countries, clause 9, general authorisation.
 *
 * Its words are told in short, not quoted, save what stands between quotation marks. How long before is a blank for the
 * parties: until a copy of these terms has their number, it is unstated. Of the other clauses nothing is told here, nor of
 * clause 9's other option.
 */
import type { Source } from "../../kernel/Verdict.ts"
import { notSeen, says, silentRow, type Terms, unstated } from "../Terms.ts"

const clause = (words: string): Source => ({ instrument: "scc2021-914", at: "clause 9(a)", words })

const fromAList = clause("In short: sub-processors are authorised in general, from an agreed list.")

export const scc2021_914: Terms = {
  _tag: "Terms",
  name: "scc2021-914",
  title: "EU standard clauses 2021/914, clause 9: general authorisation, the period left to the parties",
  // The text names no zone. This one is chosen here, in the open: it is the zone of Brussels' days too.
  zone: "Europe/Amsterdam",
  instruments: [
    {
      id: "scc2021-914",
      title: "Standard contractual clauses for transfers to third countries",
      version: "Implementing Decision (EU) 2021/914"
    }
  ],
  authorisation: says("general", fromAList),
  entry: { listing: says("agreed", fromAList), announced: unstated },
  exempt: unstated,
  emergency: unstated,
  transfer: notSeen,
  listing: unstated,
  duties: [
    {
      id: "sub-processor-change",
      kind: "consult",
      source: clause(
        'In short: the importer must "specifically inform" the exporter "in writing" of an intended addition or replacement at least [a period that the parties fill in] in advance, so that it has "sufficient time to be able to object" before the engagement, and with what it needs to know to object.'
      ),
      changes: ["Engage", "Replace"],
      onlyMaterial: false,
      audience: { of: "all" },
      // What happens to the agreement stands in other clauses.
      rows: [{ ...silentRow, exit: notSeen }]
    }
  ]
}
