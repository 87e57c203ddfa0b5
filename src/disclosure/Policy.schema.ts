/** How the versions of a disclosure policy are written down (`policy/…`). */
import { conceptCodec, Instant, PolicyRef } from "../language/codec.schema.ts"
import { DisclosureTerms } from "./DisclosureTerms.schema.ts"
import type { Command, Event } from "./Policy.ts"

const pinned = { ref: PolicyRef, policy: DisclosureTerms, at: Instant }

export const policy = conceptCodec<Command, Event>()({
  name: "policy",
  commands: { PinDisclosureTerms: pinned, PublishDisclosureTerms: { at: Instant } },
  events: {
    DisclosureTermsPinned: { version: 1, fields: pinned },
    DisclosureTermsPublished: { version: 1, fields: { at: Instant } }
  }
})
