/**
 * A report names a weakness at a sub-processor, and that sub-processor is replaced in an emergency.
 *
 * Two records that never name each other but once: in the report it is on record which change it led to, by whose decision and why.
 * The listing has its own reasons, in the words of the clause that clients agreed to; clients are told what a notice must contain.
 */
import { Disclosure } from "goodfaith"
import type { Engagement, Plain } from "goodfaith/language"
import type * as Listing from "goodfaith/listing"
import { type Goodfaith, type Outcome, policyRef, termsRef } from "goodfaith/promise"
import * as ready from "goodfaith/terms/ready"

export const { seed: policy } = Disclosure.ready
const { commercial, emergency } = ready

// -- Who is who: all of it made up. ------------------------------------------------------------------------------------------

export const report = "r-2026-44"
export const reporter = {
  as: "pseudonym",
  person: "p-4401",
  name: "Kerkuil",
  reach: "kerkuil@mail.example"
} as const
export const fields = [
  {
    field: "description",
    words: "Attachments of the last month lie open at Snelpost under numbers that can be counted up."
  },
  { field: "steps", words: "Send yourself a file, look at its address, and take one off the number at the end." }
] as const

/** An id that says nothing: it stands in links and letters. */
export const change = "chg-31"
export const snelpost = "snelpost-mail"
export const briefduif = "briefduif-mail"
/** One client's agreement has an emergency clause, the other's has none. */
export const clients = { withClause: "c-clause", without: "c-plain" } as const

const mail = (id: string, entity: string): Engagement => ({
  id,
  entity,
  service: "mail",
  role: "processor",
  touchesPersonalData: true,
  section: "Mail",
  use: "inUse",
  products: ["sign"],
  regions: "all",
  options: "all",
  places: [{ id: "nl", name: "The Netherlands", country: "NL" }],
  purposes: [{ id: "mail", text: "Sending mail" }],
  dataCategories: "all",
  certifications: []
})

// -- Acts, each under an id of its own. -----------------------------------------------------------------------------------------

/** What came of each act, by its name. */
export type Told = ReadonlyMap<string, Outcome>

interface Act {
  readonly name: string
  readonly at: string
  readonly do: (gf: Goodfaith) => Promise<unknown>
}

const dpo = (name: string) => ({ actor: "dpo-1", commandId: `link.${name}` })
const cert = (name: string) => ({ actor: "cert-1", commandId: `link.${name}` })

const onListing = (name: string, command: Plain<Listing.Command>): Act => ({
  name,
  at: command.at,
  do: (gf) => gf.listing("main").do(command, dpo(name))
})
const onReport = (name: string, command: Plain<Disclosure.Command>): Act => ({
  name,
  at: command.at,
  do: (gf) => gf.report(report).do(command, cert(name))
})
const react: Act = { name: "react", at: "", do: (gf) => gf.react() }

const signed = "2026-01-12T09:00:00.000Z"

const signs = (client: string, terms: typeof commercial): ReadonlyArray<Act> => {
  const own = (name: string, command: Parameters<ReturnType<Goodfaith["client"]>["do"]>[0]): Act => ({
    name: `${client}.${name}`,
    at: signed,
    do: (gf) => gf.client(client).do(command, dpo(`${client}.${name}`))
  })
  return [
    own("signs", {
      _tag: "ExecuteDpa",
      dpa: `dpa-${client}`,
      paper: "standard",
      terms: termsRef(terms),
      at: signed
    }),
    own("agrees", { _tag: "AgreeListing", listing: "main", version: 1, at: signed }),
    own("uses", { _tag: "BeginUse", of: "product", id: "sign", at: signed }),
    own("names", {
      _tag: "NameContact",
      contact: "dpo",
      person: `p-${client}`,
      role: "DPO",
      name: "Jo Meijer",
      address: `dpo@${client}.example`,
      language: "en",
      channel: "email",
      at: signed
    })
  ]
}

const bound = (engagement: string, at: Plain<Listing.Command>["at"]): Act =>
  onListing(`bound.${engagement}`, {
    _tag: "ConfirmSafeguards",
    engagement,
    contract: true,
    equivalentDuties: true,
    by: "dpo-1",
    at
  })

const before: ReadonlyArray<Act> = [
  onListing("opens", {
    _tag: "OpenListing",
    listing: "main",
    title: "Sub-processors",
    vendor: "Acme",
    zone: "Europe/Amsterdam",
    scope: "All that handle clients' data.",
    at: signed
  }),
  onListing("snelpost", { _tag: "NameEntity", entity: "snelpost", name: "Snelpost B.V.", at: signed }),
  onListing("lists", { _tag: "ListEngagement", engagement: mail(snelpost, "snelpost"), at: signed }),
  bound(snelpost, signed),
  onListing("publishes", { _tag: "PublishVersion", at: signed }),
  ...signs(clients.withClause, emergency),
  ...signs(clients.without, commercial)
]

// -- Monday 6 July 2026: the report, and what is found of it. ---------------------------------------------------------------

const found = (assessment: string, of: Disclosure.Weakness.Found): Act =>
  onReport(assessment, { _tag: "AssessWeakness", assessment, found: of, by: "cert-1", at: "2026-07-06T09:30:00.000Z" })

const comesIn: ReadonlyArray<Act> = [
  onReport("comes", {
    _tag: "ReceiveReport",
    report,
    policy: policyRef(policy),
    reporter,
    channel: "email",
    fields,
    attachments: [],
    claims: [],
    wantsUpdates: true,
    at: "2026-07-06T08:00:00.000Z"
  }),
  found("reproduced", { _tag: "Reproduced", reproduced: true }),
  found("severity", { _tag: "Severity", severity: "critical" }),
  onReport("valid", { _tag: "ValidateReport", by: "cert-1", at: "2026-07-06T09:40:00.000Z" }),
  onReport("accepted", { _tag: "AcceptReport", by: "cert-1", at: "2026-07-06T09:45:00.000Z" })
]

// -- The same day: a person decides to replace it at once. In the report stands why; in the listing, what the clause says. ----

/** The words of the clause that clients agreed to, and no others. */
export const emergencyWords =
  "says" in emergency.emergency && "when" in emergency.emergency.says ? emergency.emergency.says.when : ""

const decides: ReadonlyArray<Act> = [
  onReport("decides", {
    _tag: "DecideChange",
    change,
    by: "ciso-1",
    reason: "Snelpost can't say when the files will be closed, and every hour somebody may count on.",
    at: "2026-07-06T12:00:00.000Z"
  }),
  onListing("briefduif", {
    _tag: "NameEntity",
    entity: "briefduif",
    name: "Briefduif N.V.",
    at: "2026-07-06T12:20:00.000Z"
  }),
  onListing("announces", {
    _tag: "AnnounceChange",
    change,
    what: { _tag: "Replace", replaces: snelpost, engagement: mail(briefduif, "briefduif") },
    effectiveOn: "2026-07-06",
    for: "all",
    emergency: emergencyWords,
    at: "2026-07-06T12:30:00.000Z"
  }),
  bound(briefduif, "2026-07-06T12:35:00.000Z"),
  onListing("fits", {
    _tag: "JudgeEmergency",
    change,
    terms: termsRef(emergency),
    fits: true,
    by: "ciso-1",
    reason: "it must be replaced at once to keep clients' data secure",
    at: "2026-07-06T12:40:00.000Z"
  }),
  onListing("publishes.2", { _tag: "PublishVersion", at: "2026-07-06T12:45:00.000Z" })
]

// -- Access where the clause lets it begin; and letters, to the one after access, to the other before. ------------------------

/** When the new one first handles data of the client whose agreement has the clause. */
export const begins = "2026-07-06T13:00:00.000Z"
export const told = "2026-07-07T08:00:00.000Z"
export const agrees = "2026-07-08T09:00:00.000Z"
/** What a notice must contain. */
export const contents = ["entity", "service", "places", "purpose", "effectiveOn", "howToObject"] as const

const tells = (client: string): Act => ({
  name: `${client}.told`,
  at: told,
  do: (gf) =>
    gf
      .consultation(change, client)
      .do(
        { _tag: "SendNotice", letter: "letter-1", to: [{ contact: "dpo", channel: "email" }], contents, at: told },
        dpo(`${client}.told`)
      )
})

const after: ReadonlyArray<Act> = [
  {
    name: "access",
    at: begins,
    do: (gf) =>
      gf
        .consultation(change, clients.withClause)
        .do({ _tag: "RecordAccess", engagement: briefduif, use: { product: "sign" }, at: begins }, dpo("access"))
  },
  tells(clients.withClause),
  tells(clients.without),
  // Whose agreement has no such clause is asked, and waives its notice: its data need not wait where it is.
  {
    name: "yes",
    at: agrees,
    do: (gf) =>
      gf.consultation(change, clients.without).do(
        {
          _tag: "AcceptChange",
          acceptance: "yes-1",
          as: "waiver",
          inWriting: true,
          by: `p-${clients.without}`,
          authority: "shown",
          at: agrees
        },
        dpo("yes")
      )
  }
]

export const ends = "2026-07-10T09:00:00.000Z"

/** Plays all of it. Played again, all is already so. What is not done, and was to be, is thrown. */
export const play = async (gf: Goodfaith, clock: { now: number }): Promise<void> => {
  for (const act of [...before, react, ...comesIn, ...decides, react, ...after, react]) {
    if (act.at !== "") clock.now = Date.parse(act.at)
    const outcome = (await act.do(gf)) as Outcome | Awaited<ReturnType<Goodfaith["react"]>>
    if ("_tag" in outcome && outcome._tag !== "Receipt") throw new Error(`${act.name}: ${JSON.stringify(outcome)}`)
  }
  clock.now = Date.parse(ends)
}
