/** What the simulator's controls hold, as its address keeps it, and the acts that they stand for. */
import type { Engagement } from "goodfaith/language"
import { Reading, type Terms } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { amsterdam, Day, type Instant, Span } from "goodfaith/time"
import { read, written } from "../frame/link.ts"
import { moment } from "../frame/when.ts"
import { type Act, addressed, type Scenario } from "../stage/stage.ts"

/** Fourteen weeks, from a Monday; every date on the page is one of these days. */
export const from: Day = "2026-03-30"
export const days = 98
export const dayAt = (n: number): Day => Day.add(from, n)

export const contracts: Readonly<Record<string, Terms>> = Object.fromEntries(
  Object.values(ready as Readonly<Record<string, Terms>>).map((terms) => [terms.name, terms])
)

/** Dates are numbers of days from the first; an act that is left out is `undefined`. */
export interface ClientAt {
  readonly contract: string
  readonly letter: number | undefined
  readonly bounces: boolean
  readonly again: number | undefined
  readonly objects: number | undefined
  readonly grounds: (typeof judgements)[number]
  readonly agreed: number | undefined
  readonly solution: (typeof solutions)[number]
  readonly yes: number | undefined
  readonly reads: number | undefined
}
export const judgements = ["sufficient", "insufficient", "notJudged"] as const
export const solutions = ["CarveOut", "Acceptance", "Withdrawal"] as const

export interface ChangeAt {
  readonly what: "Replace" | "Engage"
  readonly announced: number
  readonly effective: number
  /** The day that is looked at. */
  readonly look: number
  readonly clients: Readonly<Record<ClientName, ClientAt>>
}

export const clientNames = ["hospital", "bank", "city", "school"] as const
export type ClientName = (typeof clientNames)[number]

const quiet: ClientAt = {
  contract: "commercial",
  letter: 3,
  bounces: false,
  again: undefined,
  objects: undefined,
  grounds: "sufficient",
  agreed: undefined,
  solution: "CarveOut",
  yes: undefined,
  reads: undefined
}

/** Announced on the Thursday before Easter, to hold from 20 April on. */
export const begin: ChangeAt = {
  what: "Replace",
  announced: 3,
  effective: 21,
  look: 45,
  clients: {
    hospital: { ...quiet, contract: "working-days" },
    bank: { ...quiet, objects: 15, agreed: 50 },
    city: { ...quiet, contract: "specific", yes: 42 },
    school: { ...quiet, contract: "connective" }
  }
}

// -- In an address. ----------------------------------------------------------------------------------------------------------

/** One client on one line: `working-days_3_-_-_15_sufficient_50_CarveOut_-_-`. */
const lineOf = (it: ClientAt): string =>
  [
    it.contract,
    it.letter,
    it.bounces || undefined,
    it.again,
    it.objects,
    it.grounds,
    it.agreed,
    it.solution,
    it.yes,
    it.reads
  ]
    .map((value) => value ?? "-")
    .join("_")

const fieldsOf = ({ what, announced, effective, look, clients }: ChangeAt): Readonly<Record<string, string>> => ({
  what,
  announced: dayAt(announced),
  effective: dayAt(effective),
  look: dayAt(look),
  ...Object.fromEntries(clientNames.map((name) => [name, lineOf(clients[name])]))
})

export const toHash = (change: ChangeAt): string => written(fieldsOf(change), fieldsOf(begin))

/** What an address holds; what it leaves out or says wrongly is as it was in the beginning. */
export const fromHash = (hash: string): ChangeAt => {
  const said = read(hash)
  const day = (name: "announced" | "effective" | "look"): number => {
    const text = said[name]
    return (text !== undefined && Day.is(text) ? inside(Day.between(from, text)) : undefined) ?? begin[name]
  }
  return {
    what: said["what"] === "Engage" ? "Engage" : said["what"] === "Replace" ? "Replace" : begin.what,
    announced: day("announced"),
    effective: day("effective"),
    look: day("look"),
    clients: Object.fromEntries(
      clientNames.map((name) => [name, clientFrom(said[name]) ?? { ...begin.clients[name] }])
    ) as ChangeAt["clients"]
  }
}

const inside = (n: number): number | undefined => (Number.isInteger(n) && n >= 0 && n < days ? n : undefined)

const clientFrom = (line: string | undefined): ClientAt | undefined => {
  const [contract = "", letter, bounces, again, objects, grounds, agreed, solution, yes, reads, ...more] =
    line?.split("_") ?? []
  if (reads === undefined || more.length > 0 || !Object.hasOwn(contracts, contract)) return undefined
  const at = (text: string | undefined) => (text === undefined || text === "-" ? undefined : inside(Number(text)))
  return {
    contract,
    letter: at(letter),
    bounces: bounces === "true",
    again: at(again),
    objects: at(objects),
    grounds: judgements.find((it) => it === grounds) ?? "notJudged",
    agreed: at(agreed),
    solution: solutions.find((it) => it === solution) ?? "CarveOut",
    yes: at(yes),
    reads: at(reads)
  }
}

// -- What they stand for. ----------------------------------------------------------------------------------------------------

const dpo = "dpo-1"
const product = "sign"
export const brought = "postduif-mail"
export const replaced = "koerier-mail"
export const change = "chg-1"
export const use = { product }

const mailOf = (id: string, entity: string): Engagement => ({
  id,
  entity,
  service: "mail",
  role: "processor",
  touchesPersonalData: true,
  section: "Mail",
  use: "inUse",
  products: [product],
  regions: "all",
  options: "all",
  places: [{ id: "nl", name: "The Netherlands", country: "NL" }],
  purposes: [{ id: "mail", text: "Sending mails" }],
  dataCategories: "all",
  certifications: []
})

const on = (n: number, time: string): Instant => moment(amsterdam, dayAt(n), time)
const opened: Instant = "2026-01-05T09:00:00.000Z"
const signed: Instant = "2026-01-12T10:00:00.000Z"

const act = (stream: string, command: Act["do"] & Readonly<Record<string, unknown>>): Act => ({
  on: stream,
  do: command
})

const bound = (engagement: string, at: Instant) => ({
  _tag: "ConfirmSafeguards",
  engagement,
  contract: true,
  equivalentDuties: true,
  by: dpo,
  at
})

const listingBefore: ReadonlyArray<Act> = [
  {
    _tag: "OpenListing",
    listing: "main",
    title: "Sub-processors",
    vendor: "Acme",
    zone: amsterdam.name,
    scope: "all",
    at: opened
  },
  { _tag: "NameEntity", entity: "koerier", name: "Koerier", at: opened },
  { _tag: "NameEntity", entity: "postduif", name: "Postduif", at: opened },
  { _tag: "ListEngagement", engagement: mailOf(replaced, "koerier"), at: opened },
  bound(replaced, opened),
  { _tag: "PublishVersion", at: opened }
].map((command) => act("listing/main", command as Act["do"] & Record<string, unknown>))

const announcing = ({ what, announced, effective }: ChangeAt): ReadonlyArray<Act> => {
  const at = on(announced, "10:00")
  const engagement = mailOf(brought, "postduif")
  const commands = [
    {
      _tag: "AnnounceChange",
      change,
      what: what === "Replace" ? { _tag: "Replace", replaces: replaced, engagement } : { _tag: "Engage", engagement },
      effectiveOn: dayAt(effective),
      for: "all",
      at
    },
    bound(brought, at),
    {
      _tag: "DecideMateriality",
      engagement: brought,
      material: true,
      by: dpo,
      reason: "it sees whom a mail goes to",
      at
    },
    { _tag: "PublishVersion", at: on(announced, "10:05") }
  ]
  return commands.map((command) => act("listing/main", command as Act["do"] & Record<string, unknown>))
}

const signing = (name: ClientName, { contract }: ClientAt): ReadonlyArray<Act> =>
  [
    { _tag: "ExecuteDpa", dpa: `dpa-${name}`, paper: "standard", terms: addressed(contract), at: signed },
    { _tag: "AgreeListing", listing: "main", version: 1, at: signed },
    { _tag: "BeginUse", of: "product", id: product, at: signed },
    {
      _tag: "NameContact",
      contact: "office",
      person: `p-${name}`,
      role: "privacy office",
      name: `Privacy office of the ${name}`,
      address: `privacy@${name}.example`,
      language: "en",
      channel: "email",
      at: signed
    },
    { _tag: "BeginSubscription", channel: "email", at: signed }
  ].map((command) => act(`client/${name}`, command as Act["do"] & Record<string, unknown>))

const contents = [
  "entity",
  "service",
  "places",
  "purpose",
  "dataCategories",
  "effectiveOn",
  "howToObject",
  "safeguards"
]

const consulting = (name: ClientName, it: ClientAt, announced: number): ReadonlyArray<Act> => {
  const stream = `consultation/${change}/${name}`
  const address = contracts[it.contract]!.duties.flatMap(({ rows }) => rows).flatMap((row) => {
    const { addresses } = row.objection
    return typeof addresses === "object" && "value" in addresses ? (addresses.value as ReadonlyArray<string>) : []
  })[0]
  const letter = (id: string, n: number) => ({
    _tag: "SendNotice",
    letter: id,
    to: [{ contact: "office", channel: "email" }],
    contents,
    at: on(n, "10:30")
  })
  const commands = [
    // Whoever is owed something is looked at when the change is announced.
    { _tag: "JudgeDuties", at: on(announced, "10:10") },
    it.letter !== undefined && letter("letter-1", it.letter),
    it.letter !== undefined &&
      it.bounces && { _tag: "RecordBounce", letter: "letter-1", contact: "office", at: on(it.letter, "10:32") },
    it.again !== undefined && letter("letter-2", it.again),
    it.objects !== undefined && {
      _tag: "ReceiveObjection",
      objection: "objection-1",
      letter: "incoming-1",
      by: `p-${name}`,
      grounds: "We do not know who else sends mails from those servers.",
      inWriting: true,
      to: address ?? "privacy-office",
      as: "statement",
      gives: ["grounds"],
      authority: "shown",
      at: on(it.objects, "16:00")
    },
    it.objects !== undefined &&
      it.grounds !== "notJudged" && {
        _tag: "JudgeGrounds",
        objection: "objection-1",
        sufficient: it.grounds === "sufficient",
        by: dpo,
        reason: "it is about who handles the data, and where",
        at: on(it.objects, "17:00")
      },
    it.agreed !== undefined && { _tag: "OpenDiscussion", at: on(it.agreed, "17:10") },
    it.agreed !== undefined && {
      _tag: "AgreeSolution",
      solution: solutionOf(it.solution),
      by: `p-${name}`,
      authority: "shown",
      at: on(it.agreed, "17:30")
    },
    it.yes !== undefined && {
      _tag: "AcceptChange",
      acceptance: "yes-1",
      as: "authorisation",
      inWriting: true,
      by: `p-${name}`,
      authority: "shown",
      at: on(it.yes, "12:00")
    }
  ]
  return [
    ...commands.filter((command) => command !== false).map((command) => act(stream, command)),
    ...(it.reads === undefined ? [] : reading(contracts[it.contract]!, on(it.reads, "09:00")))
  ]
}

const solutionOf = (tag: ClientAt["solution"]) =>
  tag === "CarveOut"
    ? { _tag: tag, engagement: brought }
    : tag === "Acceptance"
      ? { _tag: tag, words: "on servers of their own" }
      : { _tag: tag }

/** What a vendor might read into a contract that leaves it open: two weeks, from sending, and talks hold. */
const fortnight = Span.calendarDays(14, Span.plain)
const readingsBy: Readonly<Record<string, unknown>> = {
  clockStart: { from: "sent", contacts: "any" },
  advanceNotice: { period: fortnight, before: "access" },
  window: { _tag: "For", period: fortnight },
  "hold.beforeStart": "untilResolved",
  "hold.afterStart": "none",
  silence: "accepted",
  lateObjection: "courtesy"
}

const reading = (terms: Terms, at: Instant): ReadonlyArray<Act> =>
  Reading.openIn(terms).flatMap((parameter) => {
    const value = readingsBy[parameter.split("/").at(-1)!]
    return value === undefined || parameter.split("/").length !== 3
      ? []
      : [
          act(`terms/${addressed(terms.name).slice("terms:".length)}`, {
            _tag: "RecordReading",
            terms: addressed(terms.name),
            parameter,
            value,
            by: dpo,
            reason: "as in earlier cases",
            at
          })
        ]
  })

/** The whole story, in the order in which it happened. */
export const scenarioOf = (at: ChangeAt): Scenario => {
  const acts = [
    ...listingBefore,
    ...clientNames.flatMap((name) => signing(name, at.clients[name])),
    ...announcing(at),
    ...clientNames.flatMap((name) => consulting(name, at.clients[name], at.announced))
  ]
  const used = [...new Set(clientNames.map((name) => at.clients[name].contract))]
  return {
    title: at.what === "Replace" ? "Postduif takes the place of Koerier" : "Postduif is engaged",
    terms: Object.fromEntries(used.map((name) => [addressed(name), contracts[name]!])),
    acts: eachOnce(acts).toSorted((a, b) => (a.do.at < b.do.at ? -1 : a.do.at > b.do.at ? 1 : 0)),
    shown: { from, until: dayAt(days), engagement: brought, use }
  }
}

/** Two clients under one contract share its readings. */
const eachOnce = (acts: ReadonlyArray<Act>): ReadonlyArray<Act> => [
  ...new Map(acts.map((it) => [JSON.stringify(it), it])).values()
]
