/**
 * Real disclosure policies, written down as terms.
 *
 * A record tells in a few words what one policy says. Each of its values becomes a parameter that a rule asks, one that waits for a
 * reading, is shown, or it stays text; text names by a key why: a sentence of section 5 of the domain text, or that the section has none.
 * A value that says two things has gone to two places.
 */
import { dutchWorkingDays, Span } from "goodfaith/time"
import { notSeen, type Parameter, type Period, reasonable, says, type Unstated, unstated } from "goodfaith/terms"
import {
  type Anchor,
  type Basis,
  type Condition,
  type ConductRule,
  type DisclosureTerms,
  type Field,
  type Need,
  type PromiseTerms,
  type SafeHarbour,
  silentPolicy
} from "../../src/disclosure/DisclosureTerms.ts"

export interface Policy {
  readonly id: string
  readonly coverage: string
  readonly country: string
  readonly [field: string]: unknown
}

interface Figure {
  readonly n: number | null
  readonly unit: string
  readonly calendar: string | null
  readonly anchor: string
  readonly note?: string
}

/** Sentences of section 5, by keys of our own and the words that each begins with there. */
export const section5 = {
  judgement: "Judgement rules",
  distributors: "Xen/Kubernetes/Envoy distributor-list",
  track: "Track choice",
  publishAll: "curl",
  holidays: "Holiday *periods*",
  sanctions: "Node's ban list",
  channel: "Cisco's channel fallback",
  forever: "Plausible's perpetual NDA",
  secondReceiver: "Belgium's statutory duty"
} as const

export type Went =
  /** A parameter, by the name that a reading calls it by. */
  | { readonly parameter: string }
  | { readonly text: keyof typeof section5 }
  /** Text too, though section 5 has no sentence about it. */
  | { readonly text: "none"; readonly why: string }

export interface Encoded {
  readonly terms: DisclosureTerms
  readonly went: ReadonlyArray<readonly [field: string, went: Went]>
}

/** What a record says of itself, and not of the policy. */
export const aboutTheRecord = ["id", "name", "country", "role", "source", "coverage", "quote", "quoteCheck", "notes"]

const plainFields: ReadonlyArray<readonly [RegExp, Field]> = [
  [/urgen|likelihood of active/i, "urgency"],
  [/illustration|screenshot/i, "illustration"],
  [/updates/i, "updatesWanted"],
  [/steps|reproduc|PoC|how and when/i, "steps"],
  [/contact|e-mail|phone|^name\b|handle/i, "contact"],
  [/impact|likelihood of damage/i, "impact"],
  [/severity/i, "severity"],
  [/version/i, "version"],
  [/IP addresses used|systems used/i, "testerAddresses"],
  [/IP|URL|location|system or component|attack surface/i, "location"],
  [/descri|findings|details/i, "description"],
  [/method and time|attachment/i, "evidence"]
]

export const encode = (policy: Policy): Encoded => {
  const silence: Unstated = policy.coverage === "full" ? unstated : notSeen
  const went: Array<readonly [string, Went]> = []
  const source = (field: string) => ({ instrument: policy.id, at: field, words: JSON.stringify(policy[field]) })
  const said = <A>(field: string, parameter: string, value: A): Parameter<A> => {
    went.push([field, { parameter }])
    return says(value, source(field))
  }
  const text = (field: string, key: keyof typeof section5) => void went.push([field, { text: key }])
  const untold = (field: string, why: string) => void went.push([field, { text: "none", why }])
  const given = (field: string): boolean => policy[field] !== null && policy[field] !== undefined
  const listOf = (field: string): ReadonlyArray<string> =>
    given(field) ? (policy[field] as ReadonlyArray<string>) : []
  const wordsOf = (field: string): string => (typeof policy[field] === "string" ? policy[field] : "")
  const figure = (field: string): Figure | undefined =>
    typeof policy[field] === "object" && given(field) ? (policy[field] as Figure) : undefined

  // -- Promises.
  const promise = (
    field: string,
    id: string,
    rest: Pick<PromiseTerms, "kind" | "dischargedBy"> & Partial<PromiseTerms>
  ): PromiseTerms => {
    const at = figure(field)
    const within = at === undefined ? silence : said(field, `promises/${id}/within`, periodOf(at))
    const note = at?.note ?? ""
    const soft = /usually|suggestion|no guarantee/i.test(note)
    const firm = /not later than/.test(note)
    const goes = (parameter: string) => went.push([field, { parameter: `promises/${id}/${parameter}` }])
    if (soft || firm) goes("rigidity")
    // Of a range the later end is the promise.
    if (/\d+ to \d+/.test(note)) goes("within")
    if (/as soon as possible/.test(note)) text(field, "judgement")
    if (/fix team/.test(note))
      untold(field, "what is done in that time is to form a team, and no act that keeps a promise is that")
    if (note !== "" && !/usually|suggestion|no guarantee|not later|\d+ to \d+|as soon as|fix team/.test(note))
      throw new Error(`${policy.id}.${field}: nobody has said what the note ${JSON.stringify(note)} is`)
    return {
      id,
      source: source(field),
      within,
      anchor: at === undefined ? silence : says(anchorOf(at.anchor), source(field)),
      condition: says({}, source(field)),
      humanOnly: silence,
      rigidity: soft ? says("aim", source(field)) : firm ? says("must", source(field)) : silence,
      repeats: false,
      ...rest
    }
  }
  const promises: Array<PromiseTerms> = []
  if (given("ack"))
    promises.push(
      promise("ack", "acknowledge", { kind: "acknowledge", dischargedBy: ["acknowledgement", "reply", "assessment"] })
    )
  const [, hours, urgent] = /(\d+) hours when (.+)$/.exec(figure("ack")?.note ?? "") ?? []
  if (hours !== undefined && urgent !== undefined) {
    const id = "acknowledge-urgent"
    const within = said("ack", `promises/${id}/within`, Span.hours(Number(hours), Span.plain))
    const condition = said("ack", `promises/${id}/condition`, { words: urgent })
    promises.push({ ...promises[0]!, id, within, condition })
  }
  if (given("triage"))
    promises.push(promise("triage", "assess", { kind: "assess", dischargedBy: ["assessment", "closing"] }))
  if (given("fixTarget")) promises.push(promise("fixTarget", "fix", { kind: "fix", dischargedBy: ["fixDeployed"] }))
  if (given("progressUpdate")) {
    const every = /every (\d+) (days|weeks)/.exec(wordsOf("progressUpdate"))
    const wanted: Condition = /only if/.test(wordsOf("progressUpdate")) ? { updatesWanted: true } : {}
    const common = {
      kind: "update" as const,
      dischargedBy: ["update"] as const,
      condition: said("progressUpdate", "promises/update/condition", wanted)
    }
    promises.push(
      every === null
        ? promise("progressUpdate", "update", {
            ...common,
            within: silence,
            anchor: silence,
            milestones: ["validated", "accepted", "deferred", "fixReady", "fixDeployed", "closed"]
          })
        : promise("progressUpdate", "update", {
            ...common,
            within: says(
              every[2] === "weeks"
                ? Span.weeks(Number(every[1]), Span.plain)
                : { n: Number(every[1]), unit: "days" as const },
              source("progressUpdate")
            ),
            anchor: says("lastUpdate", source("progressUpdate")),
            repeats: true
          })
    )
    if (/regular|as investigated/.test(wordsOf("progressUpdate"))) text("progressUpdate", "judgement")
  }

  // -- The form.
  const fieldsOf = (from: string): ReadonlyArray<Field> => {
    const fields = new Set<Field>()
    for (const one of listOf(from)) {
      const [, field] = plainFields.find(([pattern]) => pattern.test(one)) ?? []
      if (field !== undefined) fields.add(field)
      else if (/PGP/.test(one)) untold(from, "a key of the reporter's is no field of a form")
      else throw new Error(`${policy.id}.${from}: nobody has said what ${JSON.stringify(one)} is`)
    }
    return [...fields]
  }
  const [required, optional] = [fieldsOf("requiredFields"), fieldsOf("optionalFields")]
  if (required.length > 0) went.push(["requiredFields", { parameter: "form.required" }])
  if (optional.length > 0) went.push(["optionalFields", { parameter: "form.optional" }])

  // -- Who the reporter is.
  const modes = wordsOf("anonymity")
  const secret = given("confidentiality")
  const bases = new Set<Basis>()
  for (const exception of listOf("confidentialityExceptions")) {
    if (/court/i.test(exception)) bases.add("courtOrder")
    else if (/law|legal/i.test(exception)) bases.add("law")
    else if (/consent/i.test(exception)) bases.add("consent")
    else if (/abuse|shared with others/i.test(exception)) bases.add("suspectedAbuse")
    else throw new Error(`${policy.id}.confidentialityExceptions: nobody has said what ${JSON.stringify(exception)} is`)
  }
  if (/permission/.test(wordsOf("confidentiality"))) bases.add("consent")
  if (given("confidentialityExceptions")) went.push(["confidentialityExceptions", { parameter: "confidence.identity" }])

  // -- Conduct.
  // Some of what a policy says that it can't promise is what it asks for.
  const isAsked = (words: string): boolean => /faith|malicious|comply/.test(words)
  const caveats = listOf("safeHarbourCaveats").filter((words) => !isAsked(words))
  const asked = listOf("safeHarbourCaveats").filter(isAsked)
  const conduct = [...listOf("safeHarbourConditions"), ...asked].map(
    (words, index): ConductRule => ({
      id: `rule-${index + 1}`,
      kind: /^(in scope|official|own|delete|good faith|comply)/i.test(words) ? "require" : "forbid",
      words,
      accident: /accidental/.test(wordsOf("safeHarbour")) ? "forgiven" : "breaks"
    })
  )
  for (const words of listOf("safeHarbourConditions"))
    if (/good faith|proportional|subsidiar|commensurate|societal|need/i.test(words))
      text("safeHarbourConditions", "judgement")
    else went.push(["safeHarbourConditions", { parameter: "conduct" }])
  for (const words of asked)
    if (/faith|malicious/.test(words)) text("safeHarbourCaveats", "judgement")
    else went.push(["safeHarbourCaveats", { parameter: "conduct" }])
  if (caveats.length > 0) went.push(["safeHarbourCaveats", { parameter: "safeHarbour.caveats" }])
  const harbour = wordsOf("safeHarbour")
  const level: SafeHarbour["level"] | undefined =
    harbour === ""
      ? undefined
      : /restraint/.test(harbour)
        ? "restraint"
        : /authori[sz]/.test(harbour)
          ? "authorised"
          : "noAction"
  const against: SafeHarbour["against"] = /no police report$|police report when/.test(harbour)
    ? ["criminal"]
    : ["criminal", "civil"]

  // -- Reward and credit.
  const needs = new Set<Need>()
  for (const rule of listOf("rewardRules")) {
    if (/^new|unknown|first/i.test(rule)) needs.add("new")
    else if (/reproducible/.test(rule)) needs.add("reproducible")
    else if (/code or config|fix or a change|change in code/.test(rule)) needs.add("causesChange")
    else if (/scope|production systems/.test(rule)) needs.add("inScope")
    else if (/rules kept|conforms/.test(rule)) needs.add("conductHeld")
    else if (/not disclosed/.test(rule)) needs.add("notPublicBefore")
    else if (/not anonymous|name and address/.test(rule)) needs.add("identifiable")
    else if (/threat/.test(rule)) went.push(["rewardRules", { parameter: "reward.tiers" }])
    else if (/sanction|employee|contractor/.test(rule)) text("rewardRules", "sanctions")
    else if (/severity|impact|low or|quality|detailed|discretion|decides|collaborators/.test(rule))
      text("rewardRules", "judgement")
    else throw new Error(`${policy.id}.rewardRules: nobody has said what ${JSON.stringify(rule)} is`)
    if (
      needs.size > 0 &&
      !/threat|sanction|employee|severity|impact|quality|detailed|discretion|decides|collaborators|low or/.test(rule)
    )
      went.push(["rewardRules", { parameter: "reward.needs" }])
  }
  const reward = wordsOf("reward")
  const pays = /^(none|never)/.test(reward) ? "never" : /discretion/.test(reward) ? "discretionary" : "granted"
  const duplicates = wordsOf("duplicates")
  if (duplicates !== "") needs.add("new")
  const firstOnly = duplicates === "" ? silence : said("duplicates", "reward.duplicates", "firstOnly" as const)

  // -- Secrecy and publication.
  const disclosure = figure("disclosure")
  let { embargo, publication } = silentPolicy
  embargo = { ...embargo, ...Object.fromEntries(Object.keys(embargo).map((name) => [name, silence])) }
  publication = { permitted: silence, timing: silence, day: silence, audiences: silence }
  if (disclosure !== undefined) {
    const { n, unit, anchor, note = "" } = disclosure
    const permitted = /consent|permission/.test(note)
      ? "byPermission"
      : /decided together|never before fix/.test(note)
        ? "byAgreementAfterFix"
        : (
            {
              permission: "byPermission",
              agreement: "byAgreement",
              never: "never",
              "after-fix": "afterFix",
              "must-not-restrict": "unrestricted"
            } as const
          )[unit as "never"]
    if (permitted !== undefined)
      publication = { ...publication, permitted: said("disclosure", "publication.permitted", permitted) }
    if (/with next release/.test(note)) {
      const release = { in: Span.calendarDays(0, Span.plain), after: "fixDeployed" as const }
      publication = { ...publication, timing: said("disclosure", "publication.timing", release) }
    }
    if (unit === "parameter")
      embargo = {
        ...embargo,
        least: said("disclosure", "embargo.least", { period: reasonable, from: anchorOf(anchor) })
      }
    else if (n !== null) {
      const period = { period: periodOf(disclosure), from: anchorOf(anchor) }
      embargo = /minimum|asked/.test(note)
        ? { ...embargo, least: said("disclosure", "embargo.least", period) }
        : /made public within/.test(note)
          ? { ...embargo, most: said("disclosure", "embargo.most", period) }
          : { ...embargo, initially: said("disclosure", "embargo.initially", period) }
    }
    if (permitted === "never") text("disclosure", "forever")
    if (/software only/.test(note)) untold("disclosure", "an embargo for one kind of product, and for no other")
    if (/may ask earlier/.test(note)) untold("disclosure", "anybody may propose an earlier end, whatever a policy says")
    const known =
      /consent|permission|together|before fix|next release|minimum|asked|made public|NDA|software|restrict|window/
    if (note !== "" && !known.test(note))
      throw new Error(`${policy.id}.disclosure: nobody has said what the note ${JSON.stringify(note)} is`)
  }
  if (given("embargo")) {
    const words = wordsOf("embargo")
    if (/track/i.test(words)) text("embargo", "track")
    else if (/distri|distros/i.test(words)) text("embargo", "distributors")
    else {
      const days = /(\d+) (cd|h)\b/.exec(words)
      if (days === null) throw new Error(`${policy.id}.embargo: nobody has said what this is`)
      const period =
        days[2] === "h" ? Span.hours(Number(days[1]), Span.plain) : Span.calendarDays(Number(days[1]), Span.plain)
      embargo = { ...embargo, initially: said("embargo", "embargo.initially", { period, from: "fixReady" }) }
    }
    if (/holiday/.test(words)) text("embargo", "holidays")
  }
  const extension = wordsOf("extension")
  const extendedBy = /both|agreement|\+/.test(extension) ? "both" : /researcher/.test(extension) ? "reporter" : "vendor"
  if (extension !== "") embargo = { ...embargo, extendedBy: said("extension", "embargo.extendedBy", extendedBy) }
  if (given("escalation")) text("escalation", "channel")

  const credit = wordsOf("credit")
  const terms: DisclosureTerms = {
    _tag: "DisclosureTerms",
    name: policy.id,
    title: `The policy of record ${policy.id}`,
    zone: policy.country === "NL" ? "Europe/Amsterdam" : "UTC",
    form: {
      required,
      oneOf: [],
      ...(optional.length > 0 && { optional }),
      addresses: silence,
      encryption: given("encryption") ? said("encryption", "form.encryption", wordsOf("encryption")) : silence,
      languages: given("language")
        ? said("language", "form.languages", wordsOf("language").match(/\b(nl|en)\b/g) ?? [wordsOf("language")])
        : silence,
      oneIssueEach: silence
    },
    promises,
    confidence: {
      modes:
        modes === ""
          ? silence
          : said(
              "anonymity",
              "confidence.modes",
              /name asked/.test(modes)
                ? ["named"]
                : /pseudonym/.test(modes)
                  ? ["named", "pseudonym"]
                  : ["named", "pseudonym", "anonymous"]
            ),
      identity: secret ? said("confidentiality", "confidence.identity", [...bases]) : silence,
      content: /report confidential|details confidential|strictly confidential|^confidential|always confidential/.test(
        wordsOf("confidentiality")
      )
        ? said("confidentiality", "confidence.content", [...bases])
        : silence,
      retention: silence
    },
    conduct,
    safeHarbour:
      level === undefined
        ? silence
        : said("safeHarbour", "safeHarbour", {
            level,
            against: level === "restraint" ? [] : against,
            tellsThirdParties: /third parties/.test(harbour),
            ...(caveats.length > 0 && { caveats })
          }),
    reward:
      reward === "" && needs.size === 0
        ? silence
        : says(
            {
              given: pays,
              needs: [...needs],
              newTo: silence,
              tiers: listOf("rewardRules").some((rule) => /threat/.test(rule))
                ? [
                    { id: "reward", when: {}, rank: 1, words: "a reward" },
                    { id: "bigger", when: { threatToContinuity: true }, rank: 2, words: "a bigger one" }
                  ]
                : [],
              duplicates: firstOnly
            },
            source(given("reward") ? "reward" : "duplicates")
          ),
    credit:
      credit === ""
        ? silence
        : said("credit", "credit", {
            given: /opt-out/.test(credit) ? "optOut" : /hall|wall|list/.test(credit) ? "always" : "optIn",
            ...(/written/.test(credit)
              ? { consent: "written" }
              : /wish|request|consent/.test(credit)
                ? { consent: "expressed" }
                : {}),
            ...(/contributed/.test(credit) && { onlyIf: "the reporter contributed the fix" })
          }),
    embargo,
    publication,
    scope: {
      inside: silence,
      outside: given("outOfScope") ? said("outOfScope", "scope.outside", listOf("outOfScope")) : silence
    },
    enquiries: silence
  }
  if (reward !== "") went.push(["reward", { parameter: "reward" }])
  return { terms, went }
}

/** Working days of which nobody says whose: of a calendar that no host has, until somebody reads whose they are. */
const periodOf = ({ n, unit, calendar }: Figure): Period => {
  if (n === null) return reasonable
  switch (unit) {
    case "wd":
      return calendar === "NL" ? dutchWorkingDays(n, Span.plain) : Span.workingDays(n, "working-days", Span.plain)
    case "cd":
      return Span.calendarDays(n, Span.plain)
    case "h":
      return Span.hours(n, Span.plain)
    case "d":
      return { n, unit: "days" }
    default:
      throw new Error(`nobody has said what the unit ${unit} is`)
  }
}

const anchorOf = (anchor: string): Anchor => {
  const known: Readonly<Record<string, Anchor>> = {
    receipt: "received",
    acknowledgement: "acknowledged",
    "vendor-notified": "vendorAware",
    notification: "vendorAware",
    confirmed: "validated",
    "fix-released": "fixDeployed"
  }
  const found = known[anchor]
  if (found === undefined) throw new Error(`nobody has said what the anchor ${anchor} is`)
  return found
}
