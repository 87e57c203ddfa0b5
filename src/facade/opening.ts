/**
 * What a host hands over when it opens a store: looked at as a whole before anything is kept, then kept under its content address.
 */
import * as Result from "effect/Result"
import type { Directory } from "../directory.ts"
import type { DisclosureTerms } from "../disclosure/DisclosureTerms.ts"
import { parameters as policyParameters } from "../disclosure/hand.ts"
import * as Policy from "../disclosure/Policy.ts"
import { calendarRef, policyRef, termsRef, zoneRef } from "../journal/address.ts"
import type { Asked, Journal } from "../journal/Journal.ts"
import type { Keys } from "../journal/Keys.ts"
import type { Plain } from "../language/persons.ts"
import { didYouMean, found, quoted } from "../language/wording.ts"
import { decodeTerms, pinned as pinnedCodec, policy as policyCodec, type Problem, type Problems } from "../schema.ts"
import type { Store } from "../store/port.ts"
import * as Pinned from "../terms/Pinned.ts"
import { type ParameterName, parameters } from "../terms/Reading.ts"
import { calendarsIn } from "../terms/Reading.ts"
import type { Terms } from "../terms/Terms.ts"
import { amsterdam } from "../time/amsterdam.ts"
import type { Calendar } from "../time/Calendar.ts"
import type { Instant } from "../time/Instant.ts"
import { utc, type Zone } from "../time/Zone.ts"
import { NotAcceptable } from "./questions.schema.ts"

export interface OpenOptions {
  readonly store: Store
  /** Where the keys of persons and cases are kept. Without them, commands that say something personal reject. */
  readonly keys?: Keys
  /**
   * Contracts that clients have. They are kept in the store under their content address, for good. The zone and the calendars that they
   * name must be at hand: given here, or kept since an earlier start.
   */
  readonly terms?: ReadonlyArray<Terms>
  /** Versions of the disclosure policy, the newest and those that older reports came under. Kept as contracts are. */
  readonly disclosure?: ReadonlyArray<DisclosureTerms>
  /** Calendars that the contracts count by. The newest one given under a name is used for whatever is stated from now on. */
  readonly calendars?: ReadonlyArray<Calendar>
  /** Zone tables besides those of Amsterdam and UTC, which come along. */
  readonly zones?: ReadonlyArray<Zone>
  /** Milliseconds since 1970: `Date.now` when left out. */
  readonly clock?: () => number
}

/** Who acts where nobody asked. */
export const byLibrary: Asked = { actor: "goodfaith" }

/** The tables that come along. */
const ours = [amsterdam, utc]

// -- Looking at it. --

/** Throws `NotAcceptable` when this is nothing to open with: no store, a list that is none, a name that no option has. */
export const checkOptions = (options: OpenOptions): void => {
  const given: Readonly<Record<string, unknown>> = typeof options === "object" && options !== null ? { ...options } : {}
  const { store, clock } = given
  const problems: Array<Problem> = []
  if (typeof store !== "object" || store === null)
    problems.push({ path: "store", expected: "a store such as `memory()` or `sqlite(path)`", found: found(store) })
  if (clock !== undefined && typeof clock !== "function")
    problems.push({ path: "clock", expected: "a function such as `Date.now`", found: found(clock) })
  for (const name of lists)
    if (given[name] !== undefined && !Array.isArray(given[name]))
      problems.push({ path: name, expected: "a list", found: found(given[name]) })
  for (const name of Object.keys(given))
    if (!known.includes(name) && given[name] !== undefined) {
      const helps = didYouMean(name, known)
      problems.push({ path: name, expected: "no such field", found: found(given[name]), ...(helps && { helps }) })
    }
  if (problems.length > 0) throw new NotAcceptable(whatWasGiven, problems)
}

const whatWasGiven = "what `open` was given"
const lists = ["terms", "disclosure", "calendars", "zones"] as const
const known = ["store", "keys", ...lists, "clock"]

/** Throws `NotAcceptable` with all that is wrong with the values, and with what they count by and nobody handed over. */
export const checkValues = (options: OpenOptions, directory: Directory, at: Instant): void => {
  const { terms = [], disclosure = [], calendars = [], zones = [] } = options
  const pinning = (command: object, field: string): Problems => {
    const told = pinnedCodec.decodeCommand({ ...command, at })
    return Result.isFailure(told) ? within(field, told.failure) : []
  }
  const wrong = [
    ...terms.flatMap((value, index) => {
      const told = decodeTerms(value)
      return Result.isFailure(told) ? under(`terms[${index}]`, told.failure) : []
    }),
    ...disclosure.flatMap((policy, index) => {
      const told = policyCodec.decodeCommand({ _tag: "PinDisclosureTerms", ref: "policy:none", policy, at })
      return Result.isFailure(told) ? under(`disclosure[${index}]`, within("policy", told.failure)) : []
    }),
    ...calendars.flatMap((calendar, index) =>
      under(`calendars[${index}]`, pinning({ _tag: "PinCalendar", ref: "calendar:none", calendar }, "calendar"))
    ),
    ...zones.flatMap((zone, index) =>
      under(`zones[${index}]`, pinning({ _tag: "PinZone", ref: "zone:none", zone }, "zone"))
    )
  ]
  if (wrong.length > 0) throw new NotAcceptable(whatWasGiven, wrong)
  const atHand = {
    zones: new Set([...directory.zones.keys(), ...[...ours, ...zones].map(({ name }) => name)]),
    calendars: new Set([...directory.calendars.keys(), ...calendars.map(({ name }) => name)])
  }
  const missing = [
    ...terms.flatMap((it, index) => notAtHand(`terms[${index}]`, it, parameters(it), atHand)),
    ...disclosure.flatMap((it, index) => notAtHand(`disclosure[${index}]`, it, policyParameters(it), atHand))
  ]
  if (missing.length > 0) throw new NotAcceptable(whatWasGiven, missing)
}

/** A problem of a field, as one of the value in it. */
const within = (field: string, problems: Problems): Problems =>
  problems.map((it) => ({ ...it, path: it.path.slice(field.length).replace(/^\./, "") }))

const under = (place: string, problems: Problems): Problems =>
  problems.map((it) => ({
    ...it,
    path: it.path === "" || it.path.startsWith("[") ? `${place}${it.path}` : `${place}.${it.path}`
  }))

/** The zone, and each calendar, that something counts by and nobody handed over: its days could not be counted. */
const notAtHand = (
  path: string,
  { name, zone }: { readonly name: string; readonly zone: string },
  counted: Readonly<Record<ParameterName, unknown>>,
  atHand: { readonly zones: ReadonlySet<string>; readonly calendars: ReadonlySet<string> }
): Problems => {
  const byCalendar = new Map<string, Array<ParameterName>>()
  for (const [parameter, value] of Object.entries(counted))
    for (const calendar of calendarsIn(value))
      if (!atHand.calendars.has(calendar)) byCalendar.set(calendar, [...(byCalendar.get(calendar) ?? []), parameter])
  const where = quoted(name)
  const noZone: Problems = atHand.zones.has(zone)
    ? []
    : [
        {
          path,
          expected: "a zone table that is at hand",
          found: `${quoted(zone)}, in which the days of ${where} begin`,
          helps: "hand it over in `zones`, as `zoneFromIntl` of `goodfaith/time/edge` makes it"
        }
      ]
  return [
    ...noZone,
    ...[...byCalendar].map(([calendar, names]) => ({
      path,
      expected: "a calendar that is at hand",
      found: `${quoted(calendar)}, by which ${where} counts ${[...new Set(names)].map(quoted).join(", ")}`,
      helps: "hand it over in `calendars`"
    }))
  ]
}

// -- Keeping it. --

/** Whatever is not kept yet is kept now; and what was given last under a name is what the name means. */
export const pin = async (options: OpenOptions, directory: Directory, diary: Journal, at: Instant): Promise<void> => {
  const concept = { codec: pinnedCodec, decider: Pinned.decider, world: () => undefined }
  const keep = async (ref: Parameters<typeof Pinned.stream>[0], command: Plain<Pinned.Command>): Promise<void> => {
    const outcome = await diary.do(Pinned.stream(ref), concept, command, byLibrary)
    if (outcome._tag === "Invalid") throw new NotAcceptable(`\`${ref}\``, outcome.problems)
  }
  for (const terms of options.terms ?? []) {
    const ref = termsRef(terms)
    if (!directory.terms.has(ref)) await keep(ref, { _tag: "PinTerms", ref, terms, at })
    directory.terms.set(ref, terms)
  }
  for (const policy of options.disclosure ?? []) {
    const ref = policyRef(policy)
    if (directory.policies.has(ref)) continue
    const kept = { codec: policyCodec, decider: Policy.decider, world: () => undefined }
    const outcome = await diary.do(Policy.stream(ref), kept, { _tag: "PinDisclosureTerms", ref, policy, at }, byLibrary)
    if (outcome._tag === "Invalid") throw new NotAcceptable(`\`${ref}\``, outcome.problems)
    directory.policies.set(ref, policy)
  }
  for (const calendar of options.calendars ?? []) {
    const ref = calendarRef(calendar)
    if (!directory.calendars.has(ref)) await keep(ref, { _tag: "PinCalendar", ref, calendar, at })
    for (const key of [ref, calendar.name]) directory.calendars.set(key, { ref, value: calendar })
  }
  // The tables that come along count when the store has never held them, and before any that the host gives or gave.
  const comeAlong = ours.filter((zone) => !directory.zones.has(zoneRef(zone)))
  for (const zone of [...comeAlong, ...(options.zones ?? [])]) {
    const ref = zoneRef(zone)
    if (!directory.zones.has(ref)) await keep(ref, { _tag: "PinZone", ref, zone, at })
    for (const key of [ref, zone.name]) directory.zones.set(key, { ref, value: zone })
  }
}
