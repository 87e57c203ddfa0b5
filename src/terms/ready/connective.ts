/**
 * What Connective's listing of sub-processors promises, exactly as it is written.
 *
 * Its words stay words: "reasonable timing" is no number, and "a solution acceptable for both parties" is no list of
 * solutions. It calls its procedures those "included in this policy", so where it is silent about them the contract is.
 * What it leaves to a DPA that we have not seen is `notSeen`. The quotes keep its spelling.
 *
 * It tells before of material sub-processors only, where the GDPR asks for no materiality: `check` says so (`exemptFromNotice`).
 */
import type { Source } from "../../kernel/Verdict.ts"
import { notSeen, reasonable, type Row, says, silentRow, type Terms, unstated } from "../Terms.ts"

const stands =
  (at: string) =>
  (words: string): Source => ({ instrument: "listing", at, words })

const opening = stands("Sub-processor listing")
const process = stands("Process for Engaging New Sub-processors")
const products = stands("Product Specific Sub-processors")

const mayObject = process(
  "Each Client shall have the right to object to the engagement of a new Sub-processor by Connective on reasonable grounds and by giving Connective’s DPO Office written notice of such objection."
)

const toldBefore = process(
  "In the event a new material Sub-processor is onboarded by Connective in respect of the Products the Client is using, the Client will be notified within reasonable timing before such new Sub-processor will have access to the Client’s Personal Data."
)

/** "Notified via the procedures included in this policy": nothing is said that is not said for a new sub-processor. */
const whenUpdated: Row = silentRow

const whenNew: Row = {
  ...silentRow,
  // `channels` stays unstated: "A notification will be send to the Client's contact person" names a person and no medium.
  advanceNotice: says({ period: reasonable, before: "access" }, toldBefore),
  objection: {
    ...silentRow.objection,
    act: says("statement", mayObject),
    inWriting: says(true, mayObject),
    addresses: says(["dpo-office"], mayObject),
    grounds: says({ needed: "reasonable" }, mayObject)
  },
  resolution: {
    ...silentRow.resolution,
    talks: says(
      "goodFaith",
      process(
        "In this case Connective and the Client shall discuss in good faith to find a solution acceptable for both parties."
      )
    )
  }
}

export const connective: Terms = {
  _tag: "Terms",
  name: "connective",
  title: "Connective: sub-processor listing and process for engaging new sub-processors",
  // The text names no zone. This one is chosen here, in the open: it is the first place on the listing.
  zone: "Europe/Amsterdam",
  instruments: [{ id: "listing", title: "Sub-processors engaged by Connective" }],
  // Said by what it gives: a right to object, and no need of a yes.
  authorisation: says("general", mayObject),
  entry: {
    // The DPA that the client executes says that these sub-processors are engaged, and the text gives notice and the
    // right to object for a *new* one only. So who executes the DPA beside this listing agrees with what stands on it.
    listing: says(
      "agreed",
      opening(
        "As indicated in our Data Processing Agreement (“DPA”), Connective engages certain Sub-processors to assist in the performance of the (license) agreement between Connective and its Clients[1] ."
      )
    ),
    // Is one that was announced before the client came, and starts after, "new" to that client? The text does not say.
    announced: notSeen
  },
  // Only "a new material Sub-processor" is announced, and this says which ones that leaves out: they are not even listed.
  // The right to object is not so limited; but nobody is told of what to object to.
  exempt: says(
    ["nonMaterial"],
    products(
      "[2] This Sub-processor Listing includes all material Sub-processors which Connective engages for the functioning of its Products. Non-material Sub-processors (e.g. freelance support staff or IT developers) are not listed"
    )
  ),
  emergency: unstated,
  transfer: notSeen,
  listing: says(
    // As its tables have them: name, type, country; name, purpose, products, country, certifications.
    { columns: ["entity", "entityType", "purpose", "products", "places", "certifications"], keptUpdated: reasonable },
    process(
      "Connective undertakes to keep this Sub-processors Listing updated regularly to enable its Clients to stay informed of the scope of sub-processing activities associated with the Connective Products."
    )
  ),
  duties: [
    {
      id: "listing-updated",
      kind: "inform",
      source: process(
        "Clients who executed Connective’s standard DPA will be notified by Connective via the procedures included in this policy in case the Sub-processor Listing is being updated."
      ),
      changes: "any",
      onlyMaterial: false,
      audience: { of: "all", paper: "standard" },
      rows: [whenUpdated]
    },
    {
      id: "new-sub-processor",
      kind: "consult",
      source: toldBefore,
      // One that takes the place of another is onboarded too. One that is listed already and moves is not.
      changes: ["Engage", "Replace"],
      onlyMaterial: true,
      audience: { of: "affected" },
      rows: [whenNew]
    }
  ]
}
