/**
 * How everything is written down: what a command must look like, and how each event is stored and read back.
 *
 * A host hands `eventCodecs` to the journal; a form takes a concept's `decodeCommand`; who enters a contract takes
 * `decodeTerms`. None of it is needed to decide or to judge.
 *
 * ```ts
 * import * as Result from "effect/Result"
 * import { client, sentence } from "goodfaith/schema"
 * const read = client.decodeCommand({ _tag: "BeginUse", of: "produkt", id: "esignatures", at: "2026-01-12T10:00:00.000Z" })
 * Result.isFailure(read) && read.failure.map(sentence) // => ["`of`: expected `product`, `region` or `option`, found `produkt`; did you mean `product`?"]
 * ```
 */
import { client } from "./client/Client.schema.ts"
import { consultation } from "./consultation/Consultation.schema.ts"
import { acceptance } from "./documents/Acceptance.schema.ts"
import { document } from "./documents/Document.schema.ts"
import { policyReadingValue } from "./disclosure/DisclosureTerms.schema.ts"
import { policy } from "./disclosure/Policy.schema.ts"
import { report } from "./disclosure/Report.schema.ts"
import * as Codec from "./language/codec.schema.ts"
import { listing } from "./listing/Listing.schema.ts"
import { mandates } from "./mandates/Mandates.schema.ts"
import { checkpoint } from "./reactions/Checkpoint.schema.ts"
import { pinned } from "./terms/Pinned.schema.ts"
import { readingOf } from "./terms/Reading.schema.ts"
import { readingValue } from "./terms/Terms.schema.ts"

// -- The concepts, each under the name that its streams begin with. --

/** Readings of contracts and of disclosure policies: no parameter of the one has the name of one of the other. */
const terms = readingOf((parameter) => readingValue(parameter) ?? policyReadingValue(parameter))

export { acceptance, checkpoint, client, consultation, document, listing, mandates, pinned, policy, report, terms }

/** Every type of event by the `type` in its header: what a store is read with. A new concept is added here. */
export const eventCodecs: Codec.EventCodecs = Codec.eventCodecs(
  listing,
  client,
  mandates,
  consultation,
  document,
  acceptance,
  report,
  terms,
  pinned,
  policy,
  checkpoint
)

// -- Terms, which a host hands over when opening. --

export { decodeTerms } from "./terms/Terms.schema.ts"

// -- What is said when something is wrong. --

export {
  type ConceptCodec,
  type EventCodec,
  type EventCodecs,
  NotAsDeclared,
  type Problem,
  type Problems,
  sentence
} from "./language/codec.schema.ts"
