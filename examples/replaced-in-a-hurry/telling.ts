/** What a client is told of the change, what it may be told of the report, and all that clients can see. */
import type { Disclosure } from "goodfaith"
import { isErased } from "goodfaith/journal"
import type { Engagement } from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import type { Goodfaith } from "goodfaith/promise"

/** More than a notice must contain: said by a person, told only to whom it may be told. */
export interface More {
  readonly report: string
  readonly words: string
  readonly part: Disclosure.Confidence.ContentPart
}

/**
 * The letter that tells a client of the change. All of it is the listing's own, but for `more`, which goes in only where the reporter
 * agreed; and for what was published, which everybody may read.
 */
export const letterTo = async (
  gf: Goodfaith,
  change: string,
  client: string,
  at: string,
  more?: More
): Promise<string> => {
  const { state } = await gf.listing("main").state()
  const announced = Listing.change(state, change)?.announced.value
  if (announced?.what._tag !== "Replace") throw new Error(`no replacement was announced under ${change}`)
  const { replaces, engagement } = announced.what
  const nameOf = (entity: string | undefined) => (entity === undefined ? "" : Listing.entityName(state, entity))
  const lines = [
    `From ${announced.effectiveOn} on, ${nameOf(engagement.entity)} takes the place of ${nameOf(Listing.standing(state, replaces)?.printed.value.entity)}: ${purposes(engagement)}, in ${places(engagement)}.`,
    ...(announced.emergency === undefined ? [] : [`It could not wait: ${announced.emergency}.`]),
    "If you object, write to privacy@acme.example.",
    ...(await aboutReport(gf, client, at, more))
  ]
  return lines.join("\n")
}

const aboutReport = async (
  gf: Goodfaith,
  client: string,
  at: string,
  more: More | undefined
): Promise<ReadonlyArray<string>> => {
  if (more === undefined) return []
  const { publication } = (await gf.report(more.report).state()).state
  const open = publication.published.filter(({ value }) => value.at <= at)
  if (open.length > 0) return open.map(({ value }) => `What it was about is public: ${value.where}.`)
  const { report, part } = more
  const may = await gf.mayShareContent({ report, to: client, basis: "consent", part, needed: part, at })
  return may?.answer._tag === "Yes" ? [more.words] : []
}

const purposes = ({ purposes }: Engagement): string =>
  purposes === "all" ? "all purposes" : purposes.map(({ text }) => text.toLowerCase()).join(", ")
const places = ({ places }: Engagement): string =>
  places === "all" ? "all places" : places.map(({ name }) => name).join(", ")

// -- What clients can see, and traces of a report in it. -------------------------------------------------------------------

/** Everything about the change that is not the report: views, answers and their reasons, and what is stored, headers included. */
export const seen = async (
  gf: Goodfaith,
  change: string,
  engagement: string,
  clients: ReadonlyArray<string>,
  at: string
): Promise<Readonly<Record<string, unknown>>> => {
  const all: Record<string, unknown> = {
    listing: await gf.listing("main").events(),
    listed: await gf.listed(),
    diff: await gf.diff({ from: 1, to: 2 }),
    register: await gf.register(change),
    agenda: await gf.agenda(),
    due: await gf.due({ until: at.slice(0, 10) }),
    desk: await gf.desk()
  }
  for (const client of clients) {
    const consultation = gf.consultation(change, client)
    all[`${client}: its record`] = await gf.client(client).events()
    all[`${client}: consultation`] = await consultation.events()
    all[`${client}: opened`] = await gf.open((await consultation.state()).state)
    all[`${client}: verdict`] = await gf.verdict(change, client)
    all[`${client}: gate`] = await gf.gate({ engagement, client, at })
    all[`${client}: access`] = await gf.access({ engagement, client })
    all[`${client}: listed`] = await gf.listed({ client })
    all[`${client}: letter`] = await letterTo(gf, change, client, at)
  }
  return all
}

/** What would give a report away: its id, who reported it, and any four words of it in a row. */
export const traces = async (gf: Goodfaith, report: string): Promise<ReadonlyArray<string>> => {
  const { received, changes } = (await gf.report(report).state()).state.handling
  if (received === undefined) return []
  const came = await gf.open(received.value)
  const { reporter } = came
  const decided = await Promise.all(changes.map(async ({ value }) => (await gf.open(value)).reason))
  const who = reporter.as === "anonymous" ? [] : [reporter.person, reporter.name, reporter.reach]
  const texts = [...came.fields.map(({ words }) => words), came.demand, ...decided].filter(isText)
  return [report, ...who.filter(isText), ...texts.flatMap(fourWords)]
}

const isText = (text: unknown): text is string => typeof text === "string" && !isErased(text as never)

const fourWords = (text: string): ReadonlyArray<string> => {
  const words = wordsOf(text)
  return words.length < 4 ? [words.join(" ")] : words.slice(3).map((_, from) => words.slice(from, from + 4).join(" "))
}

const wordsOf = (text: string): ReadonlyArray<string> => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []

/** Where something of the report stands that should not: the name of the place, and what it was known by. */
export const gaveAway = (
  all: Readonly<Record<string, unknown>>,
  traces: ReadonlyArray<string>
): ReadonlyArray<readonly [where: string, trace: string]> =>
  Object.entries(all).flatMap(([where, value]) => {
    const raw = (JSON.stringify(value) ?? "").toLowerCase()
    const plain = ` ${wordsOf(raw).join(" ")} `
    return traces
      .filter((trace) => raw.includes(trace.toLowerCase()) || plain.includes(` ${wordsOf(trace).join(" ")} `))
      .map((trace) => [where, trace] as const)
  })
