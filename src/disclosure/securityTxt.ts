/** A policy as `security.txt` (RFC 9116): how whoever finds a weakness learns whom to tell. */
import * as Result from "effect/Result"
import { type Refusal, refusal } from "../kernel/Refusal.ts"
import { toMillis } from "../time/Instant.ts"
import * as Instants from "../time/Instant.ts"
import type { Instant } from "../time/Instant.ts"
import type { DisclosureTerms } from "./DisclosureTerms.ts"
import * as rules from "./standingRules.ts"

export interface SecurityTxt {
  readonly expires: Instant
  /** The moment at which it is written: it must lie before `expires`, and a year at most. */
  readonly at: Instant
  /** Where this file is to be found. */
  readonly canonical?: ReadonlyArray<string>
  readonly policy?: ReadonlyArray<string>
  readonly acknowledgments?: ReadonlyArray<string>
  /** Where keys are; never the keys themselves. */
  readonly encryption?: ReadonlyArray<string>
  readonly hiring?: ReadonlyArray<string>
}

const wrong = (message: string): Refusal<"NoSecurityTxt"> => refusal("NoSecurityTxt", rules.securityTxtIsRight, message)

/**
 * The text, its fields in the order of the standard. Addresses and languages are the policy's own; what it does not state is left
 * out, and without an address or with a date that is over there is no text.
 */
export const securityTxt = (
  terms: DisclosureTerms,
  given: SecurityTxt
): Result.Result<string, Refusal<"NoSecurityTxt">> => {
  const { addresses, languages } = terms.form
  const contacts = "says" in addresses ? addresses.says.map(asUri) : []
  if (contacts.length === 0)
    return Result.fail(wrong("the policy names no address to report to: state one, for the text must have a contact"))
  const { expires, at } = given
  if (expires <= at) return Result.fail(wrong(`it would have expired by \`${expires}\`: give a later moment`))
  if (toMillis(expires) - toMillis(at) > 366 * Instants.dayMillis)
    return Result.fail(wrong("it would be valid for more than a year: give a sooner moment, and renew it"))
  const spoken = "says" in languages ? languages.says : []
  const unwritten = spoken.find((language) => !languageTag.test(language))
  if (unwritten !== undefined)
    return Result.fail(
      wrong(`\`Preferred-Languages\` is \`${unwritten}\`: write a language as its tag, as \`en\` or \`nl-NL\``)
    )
  const fields: ReadonlyArray<readonly [name: string, values: ReadonlyArray<string>]> = [
    ["Contact", contacts],
    ["Expires", [expires]],
    ["Encryption", given.encryption ?? []],
    ["Acknowledgments", given.acknowledgments ?? []],
    ["Preferred-Languages", spoken.length === 0 ? [] : [spoken.join(", ")]],
    ["Canonical", given.canonical ?? []],
    ["Policy", given.policy ?? []],
    ["Hiring", given.hiring ?? []]
  ]
  for (const [name, values] of fields)
    for (const value of values) {
      const problem = name === "Expires" || name === "Preferred-Languages" ? undefined : problemOf(value)
      if (problem !== undefined) return Result.fail(wrong(`\`${name}\` is \`${value}\`: ${problem}`))
    }
  return Result.succeed(fields.flatMap(([name, values]) => values.map((value) => `${name}: ${value}\n`)).join(""))
}

const languageTag = /^[a-z0-9]+(-[a-z0-9]+)*$/i

/** It begins with a scheme. */
const uri = /^[a-z][a-z0-9+.-]*:/i

/** An address for mail or a number to call is written as a URI; a URI stays as it is. */
const asUri = (address: string): string =>
  uri.test(address) ? address : address.includes("@") ? `mailto:${address}` : address

const problemOf = (value: string): string | undefined => {
  if (/\s/.test(value)) return "a URI has no spaces or line breaks"
  if (!uri.test(value)) return "write it as a URI, as `https://…`, `mailto:…` or `tel:…`"
  return /^http:/i.test(value) ? "on the web it must be `https://…`" : undefined
}
