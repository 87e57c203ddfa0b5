/**
 * Real clauses about sub-processors, written down as terms.
 *
 * A record tells in a few words, field by field, what one contract says. Here stands how those words are read: each value
 * becomes a parameter, a part of a duty, or a fact that is recorded elsewhere; or it stays text, and then the bullet of
 * section D of the domain text that says so is named. A value that nobody thought of throws.
 */
import {
  type Audience,
  type Channel,
  type ClockStart,
  type Duty,
  type Exemption,
  type Exit,
  type Grounds,
  notSeen,
  type Parameter,
  type Period,
  Reading,
  type Row,
  reasonable,
  type Silence,
  type SolutionKind,
  says,
  silentRow,
  type Terms,
  type Unstated,
  unstated,
  type Window
} from "goodfaith/terms"
import { Span } from "goodfaith/time"
import { eea } from "../../src/terms/ready/eea.ts"

export interface Clause {
  readonly id: string
  readonly null_means: string
  readonly [field: string]: unknown
}

// -- Where a value went. ---------------------------------------------------------------------------------------------

/** Section D of the domain text, by the first words of its bullets. */
export const sectionD = {
  standards: "Standards:",
  precedence: "Which text wins",
  cost: "Cost shifting and negotiation",
  exitDates: "Exit dates fixed by another contract",
  selfRemedy: "Client self-remedy",
  receipt: "Whether a receipt happened",
  chain: "Chain effects",
  calendars: "Business-day calendars",
  lawfulness: 'Contract "sole remedy = leave"'
} as const

export type Destination =
  /** A parameter of the terms, by the name that a reading calls it by. */
  | { readonly parameter: string }
  /** Said by the duty itself. */
  | { readonly part: "changes" | "onlyMaterial" | "audience" }
  /** No matter of terms: a fact of a listing, a client or a case. */
  | { readonly fact: string }
  /** It follows from the other values, and is compared with them. */
  | { readonly follows: true }
  | { readonly text: keyof typeof sectionD }
  /** Text too, though section D does not name it. */
  | { readonly text: "unnamed"; readonly why: string }

export interface Encoded {
  readonly terms: Terms
  /** For each field that has a value, where it went. */
  readonly went: ReadonlyMap<string, ReadonlyArray<Destination>>
}

const text = (bullet: keyof typeof sectionD): Destination => ({ text: bullet })
const unnamed = (why: string): Destination => ({ text: "unnamed", why })
const part = (name: "changes" | "onlyMaterial" | "audience"): Destination => ({ part: name })
const fact = (name: string): Destination => ({ fact: name })
const ofTerms = (name: string): Destination => ({ parameter: name })
const ofRow = (name: string, row = "any"): Destination => ({ parameter: `change/${row}/${name}` })

/** What a record says of itself, and not of the contract. `quotes` are evidence and are not read. */
export const aboutTheRecord = [
  "id",
  "vendor",
  "tier",
  "kind",
  "document",
  "version_date",
  "source",
  "evidence",
  "quotes",
  "null_means",
  "access_before_window_end_basis"
]

// -- How words are read. ---------------------------------------------------------------------------------------------

type Table<A> = ReadonlyArray<readonly [RegExp, A]>

const pick = <A>(clause: Clause, field: string, value: string, table: Table<A>): A => {
  const found = table.find(([words]) => words.test(value))
  if (found === undefined) throw new Error(`${clause.id}.${field}: nobody has said what this becomes: ${value}`)
  return found[1]
}

const wordsOf = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.map(String) : value === null || value === undefined ? [] : [String(value)]

/** First match counts. `undefined`: words that name no medium. */
const channels: Table<Channel | "means" | undefined> = [
  [/in practice|unspecified|^inform$|^writ|^electronic format$|^request$|^subscription$|mechanism/, undefined],
  [/reasonable means/, "means"],
  [/email|newsletter/, "email"],
  [/in-app|in-service|in-product|account notification/, "inProduct"],
  [/list|page|website|posting|blog|annex/, "listing"],
  [/portal/, "portal"]
]

const audiences: Table<{ readonly audience: Audience; readonly also?: Audience["of"] }> = [
  [/affected product/, { audience: { of: "affected", paper: "standard" } }],
  [/publication for others/, { audience: { of: "all" } }],
  [/^subscribers/, { audience: { of: "subscribers" } }],
  [/subscribers|opt-in/, { audience: { of: "all" }, also: "subscribers" }],
  [/on request/, { audience: { of: "all" }, also: "onRequest" }],
  [/^nobody/, { audience: { of: "pullOnly" } }],
  [/^all|^customers?$|^data exporter$|^organisations/, { audience: { of: "all" } }]
]

const changes: Table<Exclude<Duty["changes"], "any"> | "any"> = [
  [/^added/, ["Engage"]],
  [/replaced/, ["Replace"]],
  [/^engagement$/, ["Engage", "Replace"]],
  [/^removed$/, ["Retire"]],
  [/list|^changes$/, "any"]
]

/** `undefined`: "notice" or "informed" alone says neither sent, nor dated, nor received. */
const clocks: Table<Pick<ClockStart, "from" | "ifNotSubscribed"> | undefined> = [
  [/^received; if not subscribed: published$/, { from: "received", ifNotSubscribed: "published" }],
  [/^received/, { from: "received" }],
  [/^sent$/, { from: "sent" }],
  [/^published$/, { from: "published" }],
  [/^date of/, { from: "dated" }],
  [/^notice$|^informed|^notified$|^email or notification$/, undefined]
]

const befores: Table<"access" | "engagement" | "effect"> = [
  [/processing$|^access$/, "access"],
  [/^engagement$|^appointment$/, "engagement"],
  [/^change$|^changes take effect$|^list update$/, "effect"]
]

const addresses: Table<ReadonlyArray<string>> = [
  [/management interface/, ["portal", "dpo-by-post"]],
  [/DPO Office/, ["dpo-office"]],
  [/list page/, ["privacy-mailbox", "as-the-list-says"]],
  [/mailbox/, ["privacy-mailbox"]],
  [/^reply/, ["reply"]]
]

const grounds: Table<Grounds["needed"]> = [
  [/^none/, "none"],
  [/^closed list/, "closedList"],
  [/must prove/, "proven"],
  [/data protection|GDPR|privacy|protection of/, "dataProtection"],
  [/reason/, "reasonable"]
]

const silences: Table<Silence> = [
  [/^continued use/, "acceptedByUse"],
  [/^deemed|^may be commissioned$|^vendor may proceed$/, "accepted"],
  [/lapses/, "lapsed"],
  [/^no authorisation/, "denied"]
]

const solutions: Table<ReadonlyArray<SolutionKind>> = [
  [/^4 cure options/, ["withdrawal", "alternative", "carveOut"]],
  [/^cancel/, ["withdrawal", "alternative"]],
  [/change|configuration|alternatives|move the data|same level/, ["alternative"]],
  [/^review and respond$/, []]
]

/** `undefined`: it promises no hold, whatever else it says. */
const holds: Table<"untilResolved" | undefined> = [
  [/suspend processing|prior to the engagement|Commission/, undefined],
  [/will not appoint|may forbid|until client accepts/, "untilResolved"]
]

const leavers: Table<Exit["who"]> = [
  [/^either$|vendor too/, ["client", "vendor"]],
  [/^client/, ["client"]],
  [/^vendor$/, ["vendor"]]
]

const scopes: Table<Exit["scope"]> = [
  [/, or(der)? |whole or|SUSPEND/, "choice"],
  [/agreement|contract|whole terms/, "agreement"],
  [/affected|^service$/, "affectedService"]
]

const exitNotices: Table<Period> = [
  [/^immediate$/, Span.hours(0, Span.plain)],
  [/^30 days$/, { n: 30, unit: "days" }],
  [/^reasonable/, reasonable]
]

/** `undefined`: silent. */
const refunds: Table<"proRata" | "excluded" | undefined> = [
  [/^silent/, undefined],
  [/prepaid|pro rata/, "proRata"],
  [/^none/, "excluded"]
]

/** `undefined`: nobody is told of these, but what they are no exemption has a name for. */
const exemptions: Table<Exemption | undefined> = [
  [/non-material/, "nonMaterial"],
  [/do not process client personal data/, "noPersonalData"],
  [/group companies|own keys/, undefined]
]

type Column = "entity" | "entityType" | "purpose" | "products" | "places" | "certifications" | "dataCategories"

const columns: Table<ReadonlyArray<Column> | Destination> = [
  [/^entity and country/, ["entity", "places"]],
  [/^entity type \/ purpose/, ["entityType", "purpose"]],
  [/^entity name$|^name$|^company$|^sub-processor$|^identity$/, ["entity"]],
  [/^product|^services concerned$/, ["products"]],
  [/^certifications$/, ["certifications"]],
  [/^categories of data$/, ["dataCategories"]],
  [/^contact/, fact("Engagement.contact")],
  [/^transfers/, fact("SafeguardsConfirmed.transfers")],
  [/^optional flag|^access-only/, fact("Engagement.options")],
  [/^agreed list$/, ofTerms("entry.listing")],
  [/^legal base$|audits|^org number$/, unnamed("a column that rows of a listing do not have")],
  [/location|country/, ["places"]],
  [/purpose|activity|tasks|service|description/, ["purpose"]]
]

/**
 * No contract names a calendar: `business-days` and `werktage` are for a host to supply. None says whether the first day
 * counts either, so where the unit is told the days are counted from the day after.
 */
const lengths: Table<(n: number) => Period> = [
  [/^day$/, (n) => ({ n, unit: "days" })],
  [/^calendar day$/, (n) => Span.calendarDays(n, Span.plain)],
  [/^business day$/, (n) => Span.workingDays(n, "business-days", Span.plain)],
  [/Werktag/, (n) => Span.workingDays(n, "werktage", Span.plain)],
  [/^week$/, (n) => Span.weeks(n, Span.plain)],
  [/^month$/, (n) => Span.months(n, Span.plain)]
]

interface Length {
  readonly n: number | null
  readonly unit: string
  readonly from?: string
  readonly before?: string
  readonly what?: string
}

/** `undefined`: a blank that the parties fill in. */
const lengthOf = (clause: Clause, field: string, { n, unit }: Length): Period | undefined =>
  n !== null
    ? pick(clause, field, unit, lengths)(n)
    : pick(clause, field, unit, [
        [/filled in/, undefined],
        [/^prior|^reasonable$/, reasonable]
      ])

// -- What single records say beyond their fields. --------------------------------------------------------------------

/** What `variants` and `weird` become, and what a value says besides its parameter: by record and field. */
const besides: Readonly<Record<string, Readonly<Record<string, ReadonlyArray<Destination>>>>> = {
  connective: { weird: ["advanceNotice", "window", "silence", "exit"].map((name) => ofRow(name)) },
  "google-ads": {
    variants: [text("precedence")],
    weird: [ofRow("objection.act"), ofRow("window"), text("chain")]
  },
  "ovh-2020": {
    variants: [ofRow("advanceNotice", "near")],
    weird: [ofRow("advanceNotice", "near"), ofRow("objection.addresses")],
    vendor_only_may_proceed: [text("lawfulness")]
  },
  scalingo: {
    weird: [ofRow("objection.grounds"), unnamed("audit dates, and what is promised where the vendor is the controller")]
  },
  brevo: { weird: [fact("Engagement.options")], objection_grounds: [text("standards")] },
  "openai-2024": { vendor_alternative: [text("selfRemedy")] },
  "openai-2026": {
    vendor_alternative: [text("standards")],
    weird: [fact("DpaExecuted.terms"), unnamed("which company of the vendor signs")]
  },
  anthropic: { weird: [ofRow("exit")] },
  jasper: { weird: [ofRow("objection.mitigation")], access_before_window_end: [ofRow("hold.beforeStart")] },
  perplexity: {
    variants: [ofRow("objection.act", "models"), ofRow("window", "models"), ofRow("window")],
    weird: [ofRow("window"), ofRow("objection.act", "models")]
  },
  posthog: { weird: [fact("NoticeSent.letter")] },
  aws: { weird: [ofRow("objection.act"), text("selfRemedy")], terminated_scope: [text("selfRemedy")] },
  herocoders: {
    silence: [text("selfRemedy")],
    terminated_scope: [text("selfRemedy")],
    weird: [ofRow("silence"), ofRow("objection.act")]
  },
  unity: { refund: [text("cost")] },
  "sap-old": {
    objection_grounds: [text("standards")],
    silence: [text("standards")],
    weird: [text("chain")]
  },
  upwork: {
    weird: [ofRow("clockStart"), ofRow("resolution.vendorMustAnswer")]
  },
  firebolt: {
    hold_for_objector: [text("cost")],
    weird: [ofRow("window"), text("cost"), text("precedence")]
  },
  telavox: {
    hold_for_objector: [text("selfRemedy")],
    terminator: [text("standards")],
    terminated_scope: [text("selfRemedy")]
  },
  userlike: {
    objection_grounds: [text("standards")],
    terminated_scope: [text("exitDates")],
    weird: [text("calendars"), ofRow("objection.grounds"), text("exitDates")]
  },
  rosenberger: { weird: [ofRow("hold.beforeStart"), ofRow("exit")] },
  dt: {
    vendor_alternative: [text("standards")],
    weird: [unnamed("what the vendor must go on delivering to one that objected")]
  },
  momentum: {
    silence: [text("precedence")],
    access_before_window_end: [unnamed("a hold is for the window or for the objection, and this text has both")],
    weird: [text("precedence")]
  },
  microsoft: {
    variants: [ofRow("advanceNotice"), ofRow("advanceNotice", "customer-data")],
    weird: [ofRow("advanceNotice", "customer-data")]
  },
  supabase: { weird: [text("precedence"), fact("NoticeSent.said")] },
  coderabbit: { weird: [fact("ObjectionAddressLost"), fact("NoticeSent.contents")] },
  "unnamed-nl": { weird: [part("audience"), ofRow("clockStart")] },
  "unnamed-saas": { vendor_alternative: [text("cost")], weird: [text("cost")] },
  wolterskluwer: {
    objection_grounds: [text("standards")],
    weird: [fact("Engagement.parent"), part("audience")]
  },
  dbr77: { terminated_scope: [text("cost")] },
  flygaca: { terminated_scope: [text("cost")] },
  trustloop: { exclusions: [fact("Engagement.condition")], weird: [fact("Engagement.condition")] },
  "form-commonpaper": { weird: [ofRow("advanceNotice"), ofRow("window"), ofRow("exit"), text("calendars")] },
  "form-scc-2021-914": { hold_for_objector: [text("lawfulness")] },
  "form-scc-2021-915-opt2": { hold_for_objector: [text("lawfulness")] },
  "form-danish": { variants: [ofRow("advanceNotice", "appendix-b")] }
}

// -- A record as terms. ----------------------------------------------------------------------------------------------

const instrument = "dpa"

/** The words of a record, under the fields that they stand in. */
const sourceIn =
  (clause: Clause) =>
  (...fields: ReadonlyArray<string>) => ({
    instrument,
    at: fields.join(", "),
    words: fields
      .map((field) => (typeof clause[field] === "string" ? clause[field] : JSON.stringify(clause[field])))
      .join("; ")
  })

/** What the clause does not say: nothing, or something that was not seen. */
export const blank = (clause: Clause): Unstated => (/not visible/.test(clause.null_means) ? notSeen : unstated)

export const encode = (clause: Clause): Encoded => {
  const source = sourceIn(clause)
  const went = new Map<string, ReadonlyArray<Destination>>()
  const goes = (field: string, ...destinations: ReadonlyArray<Destination>) =>
    went.set(field, [...(went.get(field) ?? []), ...destinations])

  const silent = blank(clause)
  const is = (id: string) => clause.id === id
  const has = (field: string) => clause[field] !== null && clause[field] !== undefined
  const word = (field: string) => String(clause[field])
  const stated = <A>(value: A | undefined, ...fields: ReadonlyArray<string>): Parameter<A> =>
    value === undefined ? silent : says(value, source(...fields))
  /** The one value of a field, by a table. */
  const read = <A>(field: string, table: Table<A>, ...to: ReadonlyArray<Destination>): A | undefined => {
    if (!has(field)) return undefined
    goes(field, ...to)
    return pick(clause, field, word(field), table)
  }
  const flag = (field: string, to: Destination): boolean | undefined => {
    if (!has(field)) return undefined
    goes(field, to)
    if (typeof clause[field] !== "boolean") throw new Error(`${clause.id}.${field} is neither true nor false`)
    return clause[field]
  }
  const length = (field: string): Length | undefined => (has(field) ? (clause[field] as Length) : undefined)

  for (const [field, destinations] of Object.entries(besides[clause.id] ?? {})) goes(field, ...destinations)

  // Whom, how, of what.
  const { audience, also } = read("audience", audiences, part("audience")) ?? { audience: { of: "all" } as const }
  flag("subscription_required", part("audience"))
  const media = wordsOf(clause["channels"]).map((words) => pick(clause, "channels", words, channels))
  if (has("channels")) {
    goes("channels", ofRow("channels"))
    if (media.includes("means")) goes("channels", text("standards"))
  }
  const named = [...new Set(media.filter((medium) => medium !== undefined && medium !== "means"))]
  const triggers = wordsOf(clause["trigger"]).map((words) => pick(clause, "trigger", words, changes))
  const kinds = [...new Set(triggers.filter((kind) => kind !== "any").flat())]
  const material = wordsOf(clause["trigger"]).some((words) => words.includes("(material)"))
  goes("trigger", part("changes"), ...(material ? [part("onlyMaterial")] : []))

  // When.
  const notice = length("notice")
  const noticePeriod = notice && lengthOf(clause, "notice", notice)
  const advance = noticePeriod && {
    period: noticePeriod,
    // A record that does not say before what tells of notice in advance of what triggers it: the change.
    before: notice.before === undefined ? ("effect" as const) : pick(clause, "notice", notice.before, befores)
  }
  const advanceNotice: Row["advanceNotice"] =
    notice !== undefined && advance === undefined ? unstated : stated(advance, "notice")
  if (notice) {
    goes("notice", ofRow("advanceNotice", is("microsoft") ? "customer-data" : "any"))
    if (/business/.test(notice.unit)) goes("notice", text("calendars"))
  }
  const clock = read("clock_start", clocks, ofRow("clockStart"))
  const windowed = length("window")
  const window: Window | undefined = windowed && {
    _tag: "For",
    period: lengthOf(clause, "window", windowed)!,
    ...(is("perplexity") && { talksWithin: Span.workingDays(5, "business-days", Span.plain) })
  }
  if (windowed) {
    goes("window", ofRow("window"))
    if (/business|Werktag/.test(windowed.unit)) goes("window", text("calendars"))
  }

  // Objecting.
  const inWriting = flag("objection_written", ofRow("objection.inWriting"))
  const where = read("objection_address", addresses, ofRow("objection.addresses"))
  const needed = read("objection_grounds", grounds, ofRow("objection.grounds"))
  const mustExplain = flag("objection_must_explain", ofRow("objection.mustExplain"))
  const otherAct = is("google-ads") ? "termination" : is("herocoders") ? "stopUsing" : undefined
  // What is to be put in writing is a statement.
  const act = otherAct ?? (inWriting === true ? "statement" : undefined)
  if (act === "statement") goes("objection_written", ofRow("objection.act"))
  const silence = read("silence", silences, ofRow("silence"))
  const held = read("hold_for_objector", holds)
  if (held !== undefined) goes("hold_for_objector", ofRow("hold.beforeStart"))
  const goodFaith = flag("good_faith", ofRow("resolution.talks"))
  const options = read("vendor_alternative", solutions)
  if (has("vendor_alternative"))
    goes("vendor_alternative", ofRow(options?.length === 0 ? "resolution.vendorMustAnswer" : "resolution.options"))
  const cure = length("cure")
  const cured = cure?.from === undefined || cure.what !== undefined ? undefined : lengthOf(clause, "cure", cure)
  if (cured !== undefined && !has("terminator")) throw new Error(`${clause.id}.cure ends in nothing that is known`)
  if (cure) goes("cure", ofRow(cure.what === undefined ? "resolution.cure" : "resolution.vendorMustAnswer"))

  // Leaving.
  const who = read("terminator", leavers, ofRow("exit"))
  const scope = read("terminated_scope", scopes, ofRow("exit"))
  const exitNotice = read("termination_notice", exitNotices, ofRow("exit"))
  const refund = read("refund", refunds)
  if (has("refund") && refund !== undefined) goes("refund", ofRow("exit"))
  const soleRemedy = flag("sole_remedy", ofRow("exit"))
  const exit: Exit | undefined =
    who === undefined || scope === undefined
      ? undefined
      : {
          who,
          scope,
          ...(exitNotice && { notice: { period: exitNotice, from: "exit" as const } }),
          ...(is("rosenberger") && { notice: { period: Span.hours(0, Span.plain), from: "effect" as const } }),
          ...(refund && { refund }),
          ...(soleRemedy !== undefined && { soleRemedy })
        }

  // The terms as a whole.
  const authorisation = read(
    "authorisation",
    [
      [/^general$/, "general" as const],
      [/^specific$/, "specific" as const]
    ],
    ofTerms("authorisation")
  )
  if (has("emergency")) goes("emergency", ofTerms("emergency"))
  const exempted = wordsOf(clause["exclusions"]).map((words) => pick(clause, "exclusions", words, exemptions))
  if (has("exclusions") && !went.has("exclusions")) goes("exclusions", ofTerms("exempt"))
  const printed = wordsOf(clause["listing_columns"]).map((words) => pick(clause, "listing_columns", words, columns))
  const shown = [...new Set(printed.flatMap((column) => (isList(column) ? column : [])))]
  for (const column of printed) if (!isList(column)) goes("listing_columns", column)
  if (shown.length > 0) goes("listing_columns", ofTerms("listing"))
  for (const field of ["liability", "copy_on_request"])
    if (has(field)) goes(field, unnamed("neither a gate nor a case asks for it"))
  if (has("access_before_window_end") && !went.has("access_before_window_end"))
    goes("access_before_window_end", { follows: true })

  const row: Row = {
    ...nothingOf(silent),
    channels: stated(named.length === 0 ? undefined : named, "channels"),
    contents: silent,
    // Which of several contacts counts no record says: the clock waits for all of them.
    clockStart: stated(clock && { ...clock, contacts: "all" as const }, "clock_start"),
    advanceNotice,
    window: stated(window, ...(is("perplexity") ? ["window", "variants"] : ["window"])),
    objection: {
      act: stated(act, otherAct === undefined ? "objection_written" : "weird"),
      inWriting: stated(inWriting, "objection_written"),
      addresses: stated(where, "objection_address"),
      grounds: stated(
        needed && { needed, ...(needed === "closedList" && { list: listed(word("objection_grounds")) }) },
        "objection_grounds"
      ),
      mustExplain: stated(mustExplain, "objection_must_explain"),
      mitigation: stated(is("jasper") ? true : undefined, "weird"),
      confirmation: silent,
      onlyIf: silent
    },
    silence: stated(silence, "silence"),
    lateObjection: silent,
    hold: {
      beforeStart: is("jasper")
        ? says("untilWindowEnds", source("access_before_window_end"))
        : stated(held, "hold_for_objector"),
      afterStart: is("momentum") ? stated(held, "hold_for_objector") : silent
    },
    resolution: {
      talks: stated(goodFaith === undefined ? undefined : goodFaith ? "goodFaith" : "none", "good_faith"),
      options: stated(options?.length === 0 ? undefined : options, "vendor_alternative"),
      cure: stated(
        cured && { period: cured, from: "objection" as const, expiry: "exitOpens" as const },
        "cure",
        "terminator"
      ),
      vendorMustAnswer: stated(
        cure?.what === undefined ? undefined : lengthOf(clause, "cure", cure),
        "cure",
        "vendor_alternative"
      )
    },
    exit: stated(exit, "terminator", "terminated_scope", ...["termination_notice", "refund", "sole_remedy"].filter(has))
  }

  const inform = (id: string, of: Audience["of"], field: string): Duty => ({
    id,
    kind: "inform",
    source: source(field),
    changes: "any",
    onlyMaterial: false,
    audience: { of },
    rows: [{ ...nothingOf(silent), channels: row.channels }]
  })

  const terms: Terms = {
    _tag: "Terms",
    name: clause.id,
    title: `${word("vendor")}: ${word("document")}`,
    // No contract names a zone.
    zone: "Europe/Amsterdam",
    instruments: [
      { id: instrument, title: word("document"), ...(has("version_date") && { version: word("version_date") }) }
    ],
    authorisation: stated(authorisation, "authorisation"),
    // Only the clause was read: what it does not cover may stand elsewhere in the contract.
    entry: { listing: printed.some(isEntry) ? says("agreed", source("listing_columns")) : notSeen, announced: notSeen },
    exempt: stated(exempted.some(isSaid) ? exempted.filter(isSaid) : undefined, "exclusions"),
    emergency: stated(
      has("emergency")
        ? { when: word("emergency"), ...(is("userlike") && { advance: { n: 5, unit: "days" as const } }) }
        : undefined,
      "emergency"
    ),
    transfer: notSeen,
    // How often a list is kept up to date no record says: in words only, so that a person reads it.
    listing: stated(shown.length === 0 ? undefined : { columns: shown, keptUpdated: reasonable }, "listing_columns"),
    duties: [
      {
        id: "change",
        kind: "consult",
        source: source("trigger"),
        changes: kinds.length === 0 ? "any" : kinds,
        onlyMaterial: material,
        audience,
        rows: rowsOf(clause, row, source)
      },
      ...(kinds.length > 0 && triggers.includes("any") ? [inform("listing-changed", "all", "trigger")] : []),
      ...(also === undefined ? [] : [inform(also === "onRequest" ? "on-request" : "subscribers", also, "audience")])
    ]
  }
  return { terms, went }
}

/** A row of which nothing is said, or nothing was seen. */
const nothingOf = (silent: Unstated): Row =>
  JSON.parse(JSON.stringify(silentRow), (_, value) => (value?.unstated === true ? silent : value))

/** Some records have more than one row; the last one is for whatever no other row matches. */
const rowsOf = (clause: Clause, row: Row, source: ReturnType<typeof sourceIn>): Duty["rows"] => {
  switch (clause.id) {
    case "ovh-2020":
      // Countries found adequate would go here too, once a person has said which: without them notice is longer.
      return [
        {
          ...row,
          id: "near",
          when: { entityTypes: ["affiliate"], onlyCountries: eea },
          advanceNotice: says({ period: { n: 30, unit: "days" }, before: "effect" }, source("variants"))
        },
        row
      ]
    case "microsoft":
      return [
        { ...row, id: "customer-data", when: { dataCategories: ["customer-data"] } },
        {
          ...row,
          advanceNotice: says({ period: { n: 30, unit: "days" }, before: "access" }, source("variants"))
        }
      ]
    case "perplexity":
      return [
        {
          ...row,
          id: "models",
          when: { entityTypes: ["model-provider"] },
          advanceNotice: blank(clause),
          window: says({ _tag: "OpenEnded" }, source("variants")),
          objection: { ...row.objection, act: says("stopUsing", source("variants")) }
        },
        row
      ]
    case "form-danish":
      // Which services, and how long, stands in an appendix that was not seen.
      return [{ ...row, id: "appendix-b", when: { services: ["appendix-b"] }, advanceNotice: notSeen }, row]
    default:
      return [row]
  }
}

const isList = (column: ReadonlyArray<Column> | Destination): column is ReadonlyArray<Column> => Array.isArray(column)
const isEntry = (column: ReadonlyArray<Column> | Destination): boolean =>
  !isList(column) && "parameter" in column && column.parameter === "entry.listing"
const isSaid = <A>(value: A | undefined): value is A => value !== undefined

/** What stands after the colon, one by one. */
const listed = (words: string): ReadonlyArray<string> =>
  words
    .slice(words.indexOf(":") + 1)
    .split(";")
    .map((item) => item.trim())

// -- What became of it. ----------------------------------------------------------------------------------------------

export type Fate = "rule" | "kept" | "reading" | "fact" | "follows" | "text"

/** Parameters that terms keep and show, and that no rule asks so far, as a rule would write them. */
export const unasked: Readonly<Record<string, string>> = {
  "resolution.talks": "resolution.talks",
  "resolution.options": "resolution.options",
  listing: "terms.listing"
}

/** The name of a parameter without its duty and row. */
export const plainName = (parameter: string): string => parameter.split("/").at(-1)!

/** A parameter that is left open drives nothing until a person reads it. */
export const fate = (terms: Terms, destination: Destination): Fate => {
  if ("parameter" in destination) {
    if (Reading.openIn(terms).includes(destination.parameter)) return "reading"
    return Object.hasOwn(unasked, plainName(destination.parameter)) ? "kept" : "rule"
  }
  if ("part" in destination) return "rule"
  return "fact" in destination ? "fact" : "follows" in destination ? "follows" : "text"
}
