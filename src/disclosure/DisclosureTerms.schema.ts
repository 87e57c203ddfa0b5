/** How a disclosure policy is written down, and what is wrong with it when it is not. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decoder, Id, type Problems, type Same, Text } from "../language/codec.schema.ts"
import {
  CalendarName,
  choice,
  type Fields,
  hasFields,
  listIn,
  listOf,
  one,
  oneOf,
  parameter,
  Period,
  repeatedIds,
  Source,
  ZoneName
} from "../terms/Terms.schema.ts"
import type * as Stated from "./DisclosureTerms.ts"

export const Severity = one("none", "low", "medium", "high", "critical")

export const Basis = one("consent", "law", "courtOrder", "police", "sectorCert", "suspectedAbuse", "engagedAgency")

const Anchor = one(
  "received",
  "acknowledged",
  "responded",
  "assessed",
  "validated",
  "accepted",
  "lastUpdate",
  "fixReady",
  "fixDeployed",
  "published",
  "vendorAware"
)

export const Field = one(
  "urgency",
  "description",
  "illustration",
  "steps",
  "contact",
  "name",
  "updatesWanted",
  "location",
  "impact",
  "severity",
  "version",
  "evidence",
  "alreadyPublic",
  "exploited",
  "disclosurePlans",
  "testerAddresses"
)

const yes = Schema.optionalKey(Schema.Literal(true))

// -- Promises. -----------------------------------------------------------------------------------------------------------

const BySeverity = Schema.Struct({
  bySeverity: Schema.Struct({
    none: Schema.optionalKey(Period),
    low: Schema.optionalKey(Period),
    medium: Schema.optionalKey(Period),
    high: Schema.optionalKey(Period),
    critical: Schema.optionalKey(Period)
  })
})

const Within: Schema.Codec<Stated.Within> = oneOf(
  "a length of time, or `{ bySeverity: { high, … } }`",
  { severity: BySeverity, period: Period },
  (value) => ("bySeverity" in value ? "severity" : "period")
)

const Condition = Schema.Struct({
  contactable: yes,
  named: yes,
  accepted: yes,
  inScope: yes,
  updatesWanted: yes,
  severity: Schema.optionalKey(Severity),
  words: Schema.optionalKey(Text)
})

const Rigidity = one("must", "should", "aim")

const PromiseTerms = Schema.Struct({
  id: Id,
  kind: one("acknowledge", "respond", "assess", "update", "fix", "tellFix", "tellPublication", "reward"),
  source: Source,
  within: parameter(Within),
  anchor: parameter(Anchor),
  condition: parameter(Condition),
  dischargedBy: listOf(
    one("acknowledgement", "reply", "assessment", "update", "fixDeployed", "rewardDecided", "closing")
  ),
  humanOnly: parameter(Schema.Boolean),
  rigidity: parameter(Rigidity),
  repeats: Schema.Boolean,
  milestones: Schema.optionalKey(listOf(one("validated", "accepted", "deferred", "fixReady", "fixDeployed", "closed"))),
  suspendedOn: Schema.optionalKey(parameter(Text))
})

// -- Conduct, reward, secrecy, publication. --------------------------------------------------------------------------------

const SafeHarbour = Schema.Struct({
  level: one("none", "restraint", "inPrinciple", "noAction", "authorised", "statutory"),
  against: Schema.Array(one("criminal", "civil")),
  endedBy: Schema.optionalKey(Schema.Array(Id)),
  tellsThirdParties: Schema.Boolean,
  caveats: Schema.optionalKey(listOf(Text))
})

const Tier = Schema.Struct({
  id: Id,
  when: Schema.Struct({ severity: Schema.optionalKey(Severity), threatToContinuity: yes }),
  rank: Schema.Number,
  words: Text
})

const Duplicates = Schema.Union([one("firstOnly"), Schema.Struct({ splitWithin: Period })])

const NewTo = one("reports", "reportsAndInternal")

const RewardTerms = Schema.Struct({
  given: one("granted", "discretionary", "never"),
  needs: Schema.Array(
    one("new", "reproducible", "inScope", "conductHeld", "causesChange", "notPublicBefore", "identifiable")
  ),
  newTo: parameter(NewTo),
  tiers: Schema.Array(Tier),
  duplicates: parameter(Duplicates),
  also: Schema.optionalKey(listOf(Text))
})

const CreditTerms = Schema.Struct({
  given: one("optIn", "optOut", "always", "none"),
  consent: Schema.optionalKey(one("expressed", "written")),
  onlyIf: Schema.optionalKey(Text)
})

const From = Schema.Struct({ period: Period, from: Anchor })

const Timing: Schema.Codec<Stated.Timing> = oneOf(
  "`{ in, after }`, `{ earliestOf }`, `{ latestOf }` or `{ if, so, otherwise }`",
  {
    in: Schema.Struct({ in: Period, after: Anchor }),
    earliestOf: Schema.Struct({
      earliestOf: Schema.NonEmptyArray(Schema.suspend((): Schema.Codec<Stated.Timing> => Timing))
    }),
    latestOf: Schema.Struct({
      latestOf: Schema.NonEmptyArray(Schema.suspend((): Schema.Codec<Stated.Timing> => Timing))
    }),
    if: Schema.Struct({
      if: Schema.Struct({ fact: Anchor, within: Period, after: Anchor, asked: Schema.optionalKey(one("grace")) }),
      so: Schema.suspend((): Schema.Codec<Stated.Timing> => Timing),
      otherwise: Schema.suspend((): Schema.Codec<Stated.Timing> => Timing)
    })
  },
  (value) => (["in", "earliestOf", "latestOf", "if"] as const).find((name) => name in value)
)

const Hour = Schema.Number.check(
  Schema.makeFilter((n) => Number.isInteger(n) && n >= 0 && n <= 23, { expected: "an hour from 0 to 23" })
)

const DayRule = Schema.Struct({
  workingDaysOf: Schema.optionalKey(CalendarName),
  weekdays: Schema.optionalKey(listOf(Schema.Literals([0, 1, 2, 3, 4, 5, 6]))),
  hour: Schema.optionalKey(Hour)
})

// -- What can be read, each under its name. --------------------------------------------------------------------------------

const ofForm = { addresses: listOf(Text), encryption: Text, languages: listOf(Text), oneIssueEach: Schema.Boolean }
const ofConfidence = {
  modes: listOf(one("named", "pseudonym", "anonymous")),
  identity: Schema.Array(Basis),
  content: Schema.Array(Basis),
  retention: Period
}
const ofEmbargo = {
  initially: From,
  least: From,
  most: From,
  afterFix: Period,
  exploited: Period,
  grace: Schema.Struct({ period: Period, needsNamedDay: Schema.Boolean }),
  extendedBy: one("both", "vendor", "reporter", "coordinator", "nobody"),
  withoutAgreement: one("shortest", "vendor", "reporter", "coordinator")
}
const ofPublication = {
  permitted: one("afterFix", "byAgreement", "byAgreementAfterFix", "byPermission", "never", "unrestricted"),
  timing: Timing,
  day: DayRule,
  audiences: listOf(Schema.Struct({ who: Text, before: Period }))
}
const ofScope = { inside: listOf(Text), outside: listOf(Text) }
const ofPolicy = { safeHarbour: SafeHarbour, reward: RewardTerms, credit: CreditTerms, enquiries: Period }
const ofPromise = {
  within: Within,
  anchor: Anchor,
  condition: Condition,
  humanOnly: Schema.Boolean,
  rigidity: Rigidity,
  suspendedOn: Text
}

const under = (group: string, values: Readonly<Record<string, Schema.Codec<any>>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${group}.${name}`, value]))

const values: Readonly<Record<string, Schema.Codec<any>>> = {
  ...ofPolicy,
  ...under("form", ofForm),
  ...under("confidence", ofConfidence),
  ...under("embargo", ofEmbargo),
  ...under("publication", ofPublication),
  ...under("scope", ofScope),
  ...under("reward", { newTo: NewTo, duplicates: Duplicates })
}

/** What a parameter of a policy can be, under the name that a reading calls it by; `undefined` for a name that no policy has. */
export const policyReadingValue = (parameter: string): Schema.Codec<unknown> | undefined => {
  const [group, promise, name, ...rest] = parameter.split("/")
  const ofOne = promise !== "" && name !== undefined && rest.length === 0
  if (group === "conduct") return ofOne && name === "accident" ? one("breaks", "forgiven") : undefined
  const ofPromises = group === "promises" && ofOne
  const [table, key]: readonly [Readonly<Record<string, Schema.Codec<any>>>, string] = ofPromises
    ? [ofPromise, name]
    : [values, parameter]
  return Object.hasOwn(table, key) ? table[key] : undefined
}

// -- The policy. -----------------------------------------------------------------------------------------------------------

export const DisclosureTerms = Schema.Struct({
  _tag: Schema.Literal("DisclosureTerms"),
  name: Id,
  title: Text,
  zone: ZoneName,
  form: Schema.Struct({
    required: Schema.Array(Field),
    oneOf: Schema.Array(Schema.Array(Field)),
    optional: Schema.optionalKey(Schema.Array(Field)),
    addresses: parameter(ofForm.addresses),
    encryption: parameter(ofForm.encryption),
    languages: parameter(ofForm.languages),
    oneIssueEach: parameter(ofForm.oneIssueEach)
  }),
  promises: Schema.Array(PromiseTerms),
  confidence: Schema.Struct({
    modes: parameter(ofConfidence.modes),
    identity: parameter(ofConfidence.identity),
    content: parameter(ofConfidence.content),
    retention: parameter(ofConfidence.retention)
  }),
  conduct: Schema.Array(
    Schema.Struct({
      id: Id,
      kind: one("forbid", "require", "permit"),
      words: Text,
      accident: one("breaks", "forgiven", "unstated")
    })
  ),
  safeHarbour: parameter(SafeHarbour),
  reward: parameter(RewardTerms),
  credit: parameter(CreditTerms),
  embargo: Schema.Struct({
    initially: parameter(ofEmbargo.initially),
    least: parameter(ofEmbargo.least),
    most: parameter(ofEmbargo.most),
    afterFix: parameter(ofEmbargo.afterFix),
    exploited: parameter(ofEmbargo.exploited),
    grace: parameter(ofEmbargo.grace),
    extendedBy: parameter(ofEmbargo.extendedBy),
    withoutAgreement: parameter(ofEmbargo.withoutAgreement)
  }),
  publication: Schema.Struct({
    permitted: parameter(ofPublication.permitted),
    timing: parameter(ofPublication.timing),
    day: parameter(ofPublication.day),
    audiences: parameter(ofPublication.audiences)
  }),
  scope: Schema.Struct({ inside: parameter(ofScope.inside), outside: parameter(ofScope.outside) }),
  enquiries: parameter(Period)
})

export const agrees = true satisfies Same<typeof DisclosureTerms.Type, Stated.DisclosureTerms>

/** A policy from outside, or everything that is wrong with it. */
export const decodeDisclosureTerms = (input: unknown): Result.Result<Stated.DisclosureTerms, Problems> => {
  const decoded = decode(input)
  const wrong = Result.isFailure(decoded) ? decoded.failure : []
  const told = new Set(wrong.map(({ path }) => path))
  const problems = [...wrong, ...disagreements(input).filter(({ path }) => !told.has(path))]
  return problems.length === 0 ? decoded : Result.fail(problems)
}

const decode = decoder<Stated.DisclosureTerms>(DisclosureTerms)

/** What each part may say by itself, but not beside the others. */
const disagreements = (input: unknown): Problems => {
  if (!hasFields(input)) return []
  const [promises, conduct, harbour, reward] = [
    listIn(input, "promises"),
    listIn(input, "conduct"),
    said(input["safeHarbour"]),
    said(input["reward"])
  ]
  const rules = conduct.flatMap((rule) => (hasFields(rule) && typeof rule["id"] === "string" ? [rule["id"]] : []))
  return [
    ...repeatedIds(promises, "promises"),
    ...repeatedIds(conduct, "conduct"),
    ...repeatedIds(listIn(reward, "tiers"), "reward.says.tiers"),
    ...listIn(harbour, "endedBy").flatMap((id, index) =>
      typeof id !== "string" || rules.includes(id)
        ? []
        : [
            {
              path: `safeHarbour.says.endedBy[${index}]`,
              expected:
                rules.length === 0
                  ? "none, for the policy has no rules of conduct"
                  : `a rule of conduct: ${choice(rules)}`,
              found: `\`${id}\``
            }
          ]
    )
  ]
}

const said = (parameter: unknown): Fields =>
  hasFields(parameter) && hasFields(parameter["says"]) ? parameter["says"] : {}
