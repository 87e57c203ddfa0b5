/** How the versions of a disclosure policy are written down (`policy/…`). */
import * as Schema from "effect/Schema"
import { conceptCodec, Instant, PolicyRef } from "../language/codec.schema.ts"
import type { DisclosureTerms } from "./DisclosureTerms.ts"
import type { Command, Event } from "./Policy.ts"

const parts = ["form", "promises", "confidence", "conduct", "safeHarbour", "reward", "credit", "embargo", "scope"]

/** A policy by its parts. What stands in them is checked where a policy is entered, and not again whenever it is read back. */
const Policy = Schema.Json.check(
  Schema.makeFilter(
    (value) =>
      typeof value === "object" &&
      value !== null &&
      "_tag" in value &&
      value["_tag"] === "DisclosureTerms" &&
      "zone" in value &&
      typeof value["zone"] === "string" &&
      parts.every((part) => part in value),
    { expected: "a disclosure policy" }
  )
) as unknown as Schema.Codec<DisclosureTerms>

const pinned = { ref: PolicyRef, policy: Policy, at: Instant }

export const policy = conceptCodec<Command, Event>()({
  name: "policy",
  commands: { PinDisclosureTerms: pinned },
  events: { DisclosureTermsPinned: { version: 1, fields: pinned } }
})
