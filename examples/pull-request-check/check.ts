/**
 * A check for a pull request that edits the listing file: does it say anything that was never announced?
 *
 * The file is laid beside the listing on record, like any list that somebody read. What it says otherwise is then announced on a copy
 * of the record, letters go out there the same day, and the gate is asked when access could begin: so the answer is the one that will be
 * given when it is done in earnest. The record itself is only read. The same record, file and day give the same answer.
 */
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import type { Change } from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import { type Goodfaith, open, type Outcome } from "goodfaith/promise"
import { sentence } from "goodfaith/schema"
import type { Store } from "goodfaith/store"
import { Instant, Zone } from "goodfaith/time"
import { copyOf } from "./copy.ts"
import { asCaptured, asEngagement, type ListingFile, placesOf } from "./listing-file.ts"

export interface Checked {
  /** 0: all that the file says was announced. 1: it was not, or nobody can tell. */
  readonly exitCode: 0 | 1
  readonly lines: ReadonlyArray<string>
}

export const check = async (record: Store, file: ListingFile, at: Instant): Promise<Checked> => {
  const gf = await open({ store: await copyOf(record), clock: () => Instant.toMillis(at) })
  try {
    const { state } = await gf.listing(file.listing).state()
    const zone = state.opened && (await gf.world()).zone(state.opened.value.zone)?.value
    if (zone === undefined) return { exitCode: 1, lines: [`there is no listing \`${file.listing}\` on record`] }
    const found = unannounced(state, file, at, zone)
    if (typeof found === "string") return { exitCode: 1, lines: [found] }
    if (found.length === 0) return { exitCode: 0, lines: ["All that the file says was announced."] }
    const lines = ["The file says what was never announced."]
    for (const [index, it] of found.entries()) {
      lines.push(`${it.name}: ${it.says}`)
      if ("what" in it) lines.push(...(await tried(gf, file.listing, it, `try-${index}`, at, zone)))
    }
    return { exitCode: 1, lines }
  } finally {
    await gf.close()
  }
}

// -- What the file says otherwise. --

/** Something that the file says otherwise than the listing. */
interface Found {
  /** Which row, and which column of it. */
  readonly column: string
  readonly name: string
  readonly says: string
}

/** What would have to be announced for the file to be right. Without it, a person must say what it is. */
interface ToAnnounce extends Found {
  readonly what: Change
  readonly engagement: string
}

const toAnnounce = (found: Found, engagement: string, what: Change): ToAnnounce => ({ ...found, engagement, what })

/**
 * What was announced for a later day may stand in the file already, or not yet. So the file is laid beside the listing of today and
 * that of each day from which an announced change is to hold: what it says otherwise than all of them was never announced.
 */
const unannounced = (
  state: Listing.State,
  file: ListingFile,
  now: Instant,
  zone: Zone
): ReadonlyArray<Found | ToAnnounce> | string => {
  const starts = Listing.changes(state).map((change) => Listing.startsAt(change, now, zone))
  let found = differences(state, file, Listing.rows(state, { held: now, zone }))
  for (const held of starts.filter((start) => start > now)) {
    const then = differences(state, file, Listing.rows(state, { held, zone }))
    if (typeof found === "string" || typeof then === "string") break
    found = found.filter(({ column }) => then.some((it) => it.column === column))
  }
  return found
}

const differences = (
  state: Listing.State,
  file: ListingFile,
  rows: ReadonlyArray<Listing.Row>
): ReadonlyArray<Found | ToAnnounce> | string => {
  const read = new Map(file.rows.map((row) => [asCaptured(row), row]))
  const names = (entity: string) =>
    Option.toArray(HashMap.get(state.entities, entity)).flatMap((it) =>
      Listing.namesOf(state, it).map(({ name }) => name)
    )
  const compared = Listing.compareCapture(rows, names, [...read.keys()])
  if (compared.refused !== undefined) return compared.refused.message
  const nameOf = (id: string) => rows.find((row) => row.id === id)?.name ?? id
  return [
    ...compared.added.map((captured) => {
      const engagement = asEngagement(read.get(captured)!)
      const found = { column: captured.name, name: captured.name, says: "is not on the listing" }
      return toAnnounce(found, engagement.id, { _tag: "Engage", engagement })
    }),
    ...compared.removed.map((engagement) => {
      const found = { column: engagement, name: nameOf(engagement), says: "is not in the file" }
      return toAnnounce(found, engagement, { _tag: "Retire", engagement })
    }),
    ...compared.changed.flatMap(({ engagement, captured, fields }) =>
      fields.flatMap(({ field, before, after }) => {
        const says = `${field} “${before}” on the listing, “${after}” in the file`
        const found = { column: `${engagement} ${field}`, name: nameOf(engagement), says }
        const row = read.get(captured)!
        const { purposes, products } = asEngagement(row)
        switch (field) {
          case "location":
            return [toAnnounce(found, engagement, { _tag: "Relocate", engagement, to: placesOf(row.places) })]
          case "purpose":
            return [toAnnounce(found, engagement, { _tag: "Repurpose", engagement, to: purposes })]
          case "products":
            return [toAnnounce(found, engagement, { _tag: "Extend", engagement, products })]
          case "name":
            return [{ ...found, says: `${says}: a person says whether it is another name or another company` }]
          default:
            return [] // a heading, a link: only how the row is shown
        }
      })
    ),
    ...compared.reAdded.map(({ captured: { name } }) => ({
      column: name,
      name,
      says: "was taken off the listing: a person says why it is back"
    })),
    ...compared.renameCandidates.map(({ engagement, captured: { name }, because }) => ({
      column: name,
      name,
      says: `may be ${nameOf(engagement)} under another name (${because}): a person says whether it is`
    }))
  ]
}

// -- What would come of it. --

/** Whatever an agreement may ask a letter to say. */
const contents = [
  "entity",
  "service",
  "places",
  "purpose",
  "dataCategories",
  "effectiveOn",
  "howToObject",
  "safeguards"
] as const

/** Announces one thing on the copy, tells all who are owed it, and asks the gate for each. */
const tried = async (
  gf: Goodfaith,
  listing: string,
  { name, what, engagement }: ToAnnounce,
  change: string,
  at: Instant,
  zone: Zone
): Promise<ReadonlyArray<string>> => {
  const on = gf.listing(listing)
  const by = { actor: "pull-request" }
  const bound = { engagement, contract: true, equivalentDuties: true, by: by.actor }
  const brings = what._tag === "Engage"
  try {
    if (brings) done(await on.do({ _tag: "NameEntity", entity: what.engagement.entity, name, at }, by))
    const effectiveOn = Zone.dayOf(zone, at)
    done(await on.do({ _tag: "AnnounceChange", change, what, effectiveOn, for: "all", at }, by))
    if (brings) done(await on.do({ _tag: "ConfirmSafeguards", ...bound, at }, by))
    done(await on.do({ _tag: "PublishVersion", at }, by))
    await gf.react()
    for (const it of await gf.agenda()) {
      if (it.change !== change) continue
      const to = it.contacts.map(({ contact, channel }) => ({ contact, channel }))
      const letter = { _tag: "SendNotice", letter: `${change}.${it.client}`, to, contents, at } as const
      done(await gf.consultation(change, it.client).do(letter, by))
    }
  } catch (no) {
    if (no instanceof Declined) return [`  it can't be announced so: ${no.message}`]
    throw no
  }
  const lines = [`  announce: ${what._tag} ${engagement}`]
  for (const { client, duties } of (await gf.register(change)) ?? []) {
    const owed = duties.filter(({ arose }) => arose).map(({ duty }) => duty)
    const tell = owed.length === 0 ? "is owed no letter" : `is to be told (${owed.join(", ")})`
    const access = what._tag === "Retire" ? [] : [await opening(gf, engagement, client, at, zone)]
    lines.push(`  ${client}: ${[tell, ...access].join("; ")}`)
  }
  return lines
}

/** From when the engagement may handle this client's data for all that the file says of it, were the letters sent today. */
const opening = async (gf: Goodfaith, engagement: string, client: string, at: Instant, zone: Zone): Promise<string> => {
  const { answer, opens, needs, because } = await gf.gate({ engagement, client, at })
  if (answer === "open") return "access could begin today"
  if (answer === "undetermined") return `a person must first decide: ${needs.map(({ open }) => open).join(", ")}`
  if (opens !== undefined) return `told today, access could begin on ${Zone.dayOf(zone, opens.at)}`
  return `no access: ${because[0].clause.quote}`
}

class Declined extends Error {}

const done = (outcome: Outcome): void => {
  if (outcome._tag === "Refused") throw new Declined(outcome.refusal.message)
  if (outcome._tag === "Invalid") throw new Declined(outcome.problems.map(sentence).join("; "))
}
