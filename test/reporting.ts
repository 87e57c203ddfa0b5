/** A small world to tell stories of reports in: policies, other reports, and a report that came in on a Monday. */
import type { Disclosure } from "goodfaith"
import type { PolicyRef, ReportId } from "goodfaith/language"
import { type Parameter, says, unstated } from "goodfaith/terms"
import { type Instant, Span } from "goodfaith/time"
import { worldOf } from "./scenario.ts"

type Terms = Disclosure.DisclosureTerms

const source = { instrument: "policy", words: "as the policy says it" }
export const said = <A>(value: A): Parameter<A> => says(value, source)
export const days = (n: number) => Span.calendarDays(n, Span.plain)
/** Counted to the very moment, so that a story needs no zone. */
export const hours = (n: number) => Span.hours(n, Span.plain)

const silent: Terms["embargo"] = {
  initially: unstated,
  least: unstated,
  most: unstated,
  afterFix: unstated,
  exploited: unstated,
  grace: unstated,
  extendedBy: unstated,
  withoutAgreement: unstated
}

/** The policy of the seed: six fields, three Dutch working days, and nothing about an embargo. */
export const policy = (embargo: Partial<Terms["embargo"]> = {}, other: Partial<Terms> = {}): Terms => ({
  _tag: "DisclosureTerms",
  name: "seed",
  title: "Responsible disclosure",
  zone: "Europe/Amsterdam",
  form: {
    required: ["urgency", "description", "illustration", "steps", "contact", "updatesWanted"],
    oneOf: [],
    addresses: said(["cert"]),
    encryption: unstated,
    languages: unstated,
    oneIssueEach: unstated
  },
  promises: [],
  confidence: {
    modes: said(["named", "pseudonym"]),
    identity: said(["law"]),
    content: unstated,
    retention: unstated
  },
  conduct: [],
  safeHarbour: unstated,
  reward: unstated,
  credit: unstated,
  embargo: { ...silent, ...embargo },
  scope: { inside: unstated, outside: unstated },
  enquiries: unstated,
  publication: { permitted: unstated, timing: unstated, day: unstated, audiences: unstated },
  ...other
})

export const ref: PolicyRef = "policy:seed"

/** Reports that came in before or beside the one that a story is about, oldest recorded first. */
export const world = (
  terms: Terms = policy(),
  others: ReadonlyArray<{ readonly id: ReportId; readonly at: Instant; readonly duplicateOf?: ReportId }> = []
): Disclosure.Policy.ReportWorld => ({
  ...worldOf(),
  policy: (asked) => (asked === ref ? terms : undefined),
  published: () => [],
  report: (id) => {
    const order = others.findIndex((it) => it.id === id)
    const found = others[order]
    return (
      found && {
        received: { value: { at: found.at }, from: `report/${id}@0`, asOf: 0 },
        order,
        duplicateOf: found.duplicateOf,
        becamePublic: undefined
      }
    )
  }
})

export const monday: Instant = "2026-11-23T09:00:00.000Z"
/** So many days after the report came. */
export const day = (n: number, hour = 9): Instant => new Date(Date.UTC(2026, 10, 23 + n, hour)).toISOString() as Instant

export const receive = (other: Partial<Disclosure.Handling.ReceiveReport> = {}): Disclosure.Handling.ReceiveReport => ({
  _tag: "ReceiveReport",
  report: "r1",
  policy: ref,
  reporter: { as: "pseudonym", person: "p1", reach: "sealed:address" },
  channel: "email",
  fields: [{ field: "description", words: "sealed:words" }],
  attachments: [],
  claims: [],
  at: monday,
  ...other
})

export const received = (
  other: Partial<Disclosure.Handling.ReportReceived> = {}
): Disclosure.Handling.ReportReceived => ({
  ...(receive() as object as Disclosure.Handling.ReportReceived),
  ...other,
  _tag: "ReportReceived"
})
