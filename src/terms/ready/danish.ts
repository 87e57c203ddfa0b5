/**
 * The standard clauses of the Danish supervisory authority, clause 7, general authorisation.
 *
 * Told in short. How long before is a blank for the parties, and their Appendix B may state longer periods for some services:
 * until a copy of these terms has their numbers (a row for each such service before the last one), it is unstated.
 */
import type { Source } from "../../kernel/Verdict.ts"
import { notSeen, says, silentRow, type Terms, unstated } from "../Terms.ts"

const clause = (words: string): Source => ({ instrument: "danish-clauses", at: "clause 7", words })

export const danish: Terms = {
  _tag: "Terms",
  name: "danish",
  title: "Danish standard clauses, clause 7: general authorisation, the periods left to the parties",
  // The text names no zone. This one is chosen here, in the open: its days are those of Copenhagen too.
  zone: "Europe/Amsterdam",
  instruments: [{ id: "danish-clauses", title: "Standard contractual clauses of the Danish supervisory authority" }],
  authorisation: says("general", clause("In short: sub-processors are authorised in general.")),
  // What is agreed at signing stands in Appendix B.
  entry: { listing: notSeen, announced: notSeen },
  exempt: unstated,
  emergency: unstated,
  transfer: notSeen,
  listing: notSeen,
  duties: [
    {
      id: "sub-processor-change",
      kind: "consult",
      source: clause(
        "In short: the processor informs the controller of an intended addition or replacement [a period that the parties fill in] in advance, so that it can object; for some services Appendix B may state longer periods."
      ),
      changes: ["Engage", "Replace"],
      onlyMaterial: false,
      audience: { of: "all" },
      // What happens to the agreement stands in other clauses.
      rows: [{ ...silentRow, exit: notSeen }]
    }
  ]
}
