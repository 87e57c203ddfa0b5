/**
 * Histories that nobody thought of: several clients under different terms, and whatever may happen to them in a year.
 *
 * A step is a wish; a history is what came of it. A wish that is refused is no event, as in a host. Steps come in the order
 * of their instants, as a host records them, and now and then one is recorded late.
 */
import fc from "fast-check"
import * as Client from "goodfaith/client"
import * as Consultation from "goodfaith/consultation"
import type { Change, ClientId, EngagementId, StreamId, Use } from "goodfaith/language"
import * as Listing from "goodfaith/listing"
import { Reading, type Row, type Terms, unstated } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { amsterdam, type Calendar, Day, dutchStatutory, type Instant, nlOffice, Span, utc, Zone } from "goodfaith/time"
import {
  accepts,
  addressed,
  engagement,
  objects,
  Refused,
  said,
  Scenario,
  sends,
  varied,
  worldHolding
} from "../scenario.ts"
import type { Wording } from "./slowly.ts"

// -- Terms of many kinds. --------------------------------------------------------------------------------------------------

const { commercial, connective, specific } = ready
const [duty] = commercial.duties
const short = { period: Span.calendarDays(10, Span.plain), before: "access" } as const

/** Whatever a row may say beside the ready-made forms. */
export const allTerms: ReadonlyArray<Terms> = [
  commercial,
  specific,
  connective,
  { ...commercial, name: "any-change", duties: [{ ...duty!, changes: "any" }] },
  { ...commercial, name: "affected", duties: [{ ...duty!, audience: { of: "affected" } }], exempt: unstated },
  { ...commercial, name: "no-duties", duties: [] },
  varied("held-for-window", {
    advanceNotice: said(short),
    hold: { beforeStart: said("untilWindowEnds"), afterStart: said("untilResolved") }
  }),
  varied(
    "hold-open",
    { lateObjection: unstated, hold: { beforeStart: unstated, afterStart: unstated } },
    { exempt: said(["nonMaterial"]) }
  ),
  varied("late-heard", {
    lateObjection: said("heard"),
    hold: { beforeStart: said("untilResolved"), afterStart: said("untilResolved") }
  }),
  varied("silence-denies", { silence: said("denied") }),
  varied("deemed", {
    clockStart: said({ from: "received", contacts: "all", deemedReceipt: Span.calendarDays(3, Span.plain) })
  }),
  varied("dated", { clockStart: said({ from: "dated", contacts: "first", bouncesOn: "client" }) }),
  varied(
    "working-days",
    {
      advanceNotice: said({ period: Span.workingDays(10, "nl-office", Span.plain), before: "access" }),
      window: said({
        _tag: "For",
        period: Span.either(Span.workingDays(5, "nl-office", Span.plain), Span.calendarDays(9, Span.plain))
      })
    },
    {
      emergency: said({ when: "the service would stop" }),
      entry: { listing: said("agreed"), announced: said("agreed") }
    }
  ),
  varied(
    "silent-notice",
    { clockStart: unstated, advanceNotice: unstated, window: unstated },
    { entry: { listing: said("agreed"), announced: unstated } }
  ),
  varied("eea-only", {}, { transfer: said({ freeWithin: ["NL", "BE"] }) }),
  {
    ...varied("subscribers", {
      clockStart: said({ from: "sent", ifNotSubscribed: "published", contacts: "any" })
    }),
    duties: [
      {
        ...duty!,
        changes: "any",
        rows: [{ ...duty!.rows[0], clockStart: said({ from: "published", contacts: "any" }) }]
      },
      { ...duty!, id: "told-if-subscribed", kind: "inform", changes: "any", audience: { of: "subscribers" } },
      { ...duty!, id: "told-if-asked", kind: "inform", changes: "any", audience: { of: "onRequest" } }
    ]
  },
  varied("if-not-subscribed", {
    clockStart: said({
      from: "received",
      ifNotSubscribed: "published",
      contacts: "any",
      deemedReceipt: Span.calendarDays(1, Span.plain)
    })
  }),
  onAnyChange("demanding", {
    objection: {
      ...duty!.rows[0].objection,
      act: said("termination"),
      confirmation: said(Span.calendarDays(5, Span.plain)),
      onlyIf: said({ words: "data leaves the Netherlands and Belgium", outside: ["NL", "BE"] })
    },
    resolution: {
      ...duty!.rows[0].resolution,
      cure: said({ period: Span.calendarDays(20, Span.plain), from: "talks", expiry: "accepted" }),
      vendorMustAnswer: said(Span.workingDays(5, "nl-office", Span.plain))
    }
  }),
  onAnyChange(
    "specific-deemed",
    {
      resolution: {
        ...duty!.rows[0].resolution,
        cure: said({ period: Span.calendarDays(20, Span.plain), from: "objection", expiry: "accepted" })
      }
    },
    { authorisation: said("specific") }
  ),
  onAnyChange("vendor-may-leave", {
    objection: {
      ...duty!.rows[0].objection,
      grounds: said({ needed: "reasonable", otherwise: "vendorMayExit" }),
      onlyIf: said({ words: "the change is for the worse" })
    },
    hold: { beforeStart: said("untilResolved"), afterStart: said("untilExit") },
    exit: said({
      who: ["client", "vendor"],
      scope: "choice",
      notice: { period: Span.calendarDays(14, Span.plain), from: "effect" }
    })
  }),
  onAnyChange(
    "emergencies",
    {},
    { emergency: said({ when: "the service would stop", advance: Span.calendarDays(3, Span.plain) }) }
  )
]

function onAnyChange(name: string, row: Partial<Row>, other: Partial<Terms> = {}): Terms {
  const terms = varied(name, row, other)
  return { ...terms, duties: terms.duties.map((it) => ({ ...it, changes: "any" })) }
}

/** Terms in the few words that `slowly.ts` counts by: many of them, always the same. */
export const worded: ReadonlyArray<readonly [Wording, Terms]> = fc
  .sample<Wording>(
    fc.record({
      authorisation: fc.constantFrom<Wording["authorisation"]>("general", "general", "general", "specific"),
      clock: fc.constantFrom<Wording["clock"]>("sent", "delivered", "received", "dated"),
      contacts: fc.constantFrom<Wording["contacts"]>("any", "all", "first"),
      deemedDays: fc.constantFrom<Wording["deemedDays"]>(undefined, 2),
      bouncesOn: fc.constantFrom<Wording["bouncesOn"]>(undefined, undefined, "client"),
      noticeDays: fc.constantFrom(0, 10, 30, 45),
      window: fc.constantFrom<Wording["window"]>(15, 30, 60, "openEnded", "untilAccess", "noRight"),
      beforeStart: fc.constantFrom<Wording["beforeStart"]>("none", "untilWindowEnds", "untilResolved", "untilExit"),
      afterStart: fc.constantFrom<Wording["afterStart"]>("none", "untilWindowEnds", "untilResolved"),
      late: fc.constantFrom<Wording["late"]>("refused", "courtesy", "heard"),
      silence: fc.constantFrom<Wording["silence"]>("accepted", "accepted", "nothing", "denied"),
      changes: fc.constantFrom<Wording["changes"]>("any", "newcomers")
    }),
    { numRuns: 60, seed: 20_261_122 }
  )
  .map((wording, index) => [wording, inTerms(`worded-${index}`, wording)])

function inTerms(name: string, it: Wording): Terms {
  const { deemedDays, bouncesOn } = it
  const days = (n: number) => Span.calendarDays(n, Span.plain)
  const terms = varied(
    name,
    {
      clockStart: said({
        from: it.clock,
        contacts: it.contacts,
        ...(deemedDays !== undefined && { deemedReceipt: days(deemedDays) }),
        ...(bouncesOn !== undefined && { bouncesOn })
      }),
      advanceNotice: said({ period: days(it.noticeDays), before: "access" }),
      window: said(
        typeof it.window === "number"
          ? { _tag: "For", period: days(it.window) }
          : { _tag: ({ openEnded: "OpenEnded", untilAccess: "UntilAccess", noRight: "NoRight" } as const)[it.window] }
      ),
      hold: { beforeStart: said(it.beforeStart), afterStart: said(it.afterStart) },
      lateObjection: said(it.late),
      silence: said(it.silence)
    },
    { authorisation: said(it.authorisation) }
  )
  return it.changes === "any" ? { ...terms, duties: terms.duties.map((each) => ({ ...each, changes: "any" })) } : terms
}

/** What a vendor might read into terms that leave something open. */
const readings: ReadonlyArray<readonly [terms: Terms, parameter: string, values: ReadonlyArray<unknown>]> = [
  [
    connective,
    "new-sub-processor/any/clockStart",
    [
      { from: "sent", contacts: "any" },
      { from: "delivered", contacts: "all" }
    ]
  ],
  [
    connective,
    "new-sub-processor/any/advanceNotice",
    [
      { period: Span.calendarDays(30, Span.plain), before: "access" },
      { period: Span.workingDays(15, "nl-office", Span.plain), before: "access" }
    ]
  ],
  [connective, "new-sub-processor/any/hold.beforeStart", ["untilResolved", "none", "untilWindowEnds"]],
  [connective, "new-sub-processor/any/hold.afterStart", ["untilResolved", "none"]],
  [
    connective,
    "new-sub-processor/any/window",
    [{ _tag: "For", period: Span.workingDays(10, "nl-office", Span.plain) }]
  ],
  [connective, "new-sub-processor/any/lateObjection", ["courtesy", "heard"]],
  [connective, "entry.announced", ["agreed", "noticeOwed"]],
  [byName("hold-open"), "sub-processor-change/any/hold.beforeStart", ["untilResolved", "none", "untilWindowEnds"]],
  [byName("hold-open"), "sub-processor-change/any/hold.afterStart", ["untilResolved", "none"]],
  [byName("hold-open"), "sub-processor-change/any/lateObjection", ["courtesy", "heard"]],
  [byName("affected"), "exempt", [["nonMaterial"], []]],
  [byName("silent-notice"), "sub-processor-change/any/clockStart", [{ from: "sent", contacts: "any" }]],
  [
    byName("silent-notice"),
    "sub-processor-change/any/advanceNotice",
    [{ period: Span.workingDays(10, "nl-office", Span.plain), before: "access" }]
  ],
  [
    byName("silent-notice"),
    "sub-processor-change/any/window",
    [{ _tag: "For", period: Span.workingDays(10, "nl-office", Span.plain) }]
  ],
  [byName("silent-notice"), "entry.announced", ["agreed", "noticeOwed"]]
]

function byName(name: string): Terms {
  return allTerms.find((terms) => terms.name === name)!
}

export const held = {
  terms: [...allTerms, ...worded.map(([, terms]) => terms)],
  calendars: [nlOffice, dutchStatutory],
  zones: [amsterdam, utc]
}

// -- A year. -----------------------------------------------------------------------------------------------------------------

/** From an hour of 2026; the hours around midnight in Amsterdam, when clocks change and on holidays come up often. */
export const anyInstant: fc.Arbitrary<Instant> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 365 * 24 - 1 }).map((hour) => instantAt(hour)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 364 }), fc.constantFrom(-1, 0, 1))
      .map(([day, by]) => shift(Zone.startOf(amsterdam, Day.add("2026-01-01", day)), by))
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom<Day>(
          "2026-04-05",
          "2026-04-06",
          "2026-04-27",
          "2026-05-14",
          "2026-05-25",
          "2026-03-29",
          "2026-10-25"
        ),
        fc.integer({ min: 0, max: 23 })
      )
      .map(([day, hour]) => `${day}T${String(hour).padStart(2, "0")}:30:00.000Z` as Instant)
  }
)

const instantAt = (hour: number): Instant => new Date(Date.UTC(2026, 0, 1, hour)).toISOString() as Instant
export const shift = (at: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(at) + milliseconds).toISOString() as Instant

/** One time in five. */
function seldom<A>(it: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: it })
}

// -- Steps. ------------------------------------------------------------------------------------------------------------------

/** A wish about one stream. `late`: it is recorded so many steps after its instant. */
export interface Step {
  readonly at: Instant
  readonly late: number
  readonly does: Does
}

export type Does =
  | { readonly on: "listing"; readonly command: (at: Instant) => Listing.Command }
  | { readonly on: "client"; readonly client: ClientId; readonly command: (at: Instant) => Client.Command }
  | {
      readonly on: "case"
      readonly client: ClientId
      readonly subject: string
      readonly command: (at: Instant) => Consultation.Command
    }
  | { readonly on: "terms"; readonly command: (at: Instant) => Reading.Command }
  | { readonly on: "calendars"; readonly add: Calendar }

export const clients: ReadonlyArray<ClientId> = ["c1", "c2", "c3"]
export const engagements: ReadonlyArray<EngagementId> = ["sms", "mail", "mail-2", "everywhere"]
const products = ["sign", "identity"]
const places = [
  { id: "nl", name: "The Netherlands", country: "NL" },
  { id: "be", name: "Belgium", country: "BE" },
  { id: "us", name: "USA", country: "US" }
]
const emergencyTerms = ["emergencies", "working-days"]
const changeIds = ["chg-1", "chg-2", "chg-3", "chg-4"]
export const subjects = [...changeIds, ...engagements]

const rows = {
  sms: engagement("sms", { products: ["sign"] }),
  mail: engagement("mail", { service: "email", products: ["identity"] }),
  "mail-2": engagement("mail-2", { service: "email", products: ["identity", "sign"] }),
  everywhere: engagement("everywhere", { products: "all", regions: ["eu"], places: places.slice(0, 2) })
} as const

const anyClient = fc.constantFrom(...clients)
const whatChanges: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Change>({ _tag: "Replace", replaces: "mail", engagement: rows["mail-2"] }) },
  fc.constantFrom(...Object.values(rows)).map((it): Change => ({ _tag: "Engage", engagement: it })),
  fc
    .tuple(
      fc.constantFrom(...engagements),
      fc.uniqueArray(fc.constantFrom(...places), { minLength: 1, selector: (it) => it.id })
    )
    .map(([id, to]): Change => ({ _tag: "Relocate", engagement: id, to })),
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(...engagements)
      .chain((id) =>
        fc.constantFrom<Change>(
          { _tag: "Retire", engagement: id },
          { _tag: "Repurpose", engagement: id, to: [{ id: "mailing", text: "Mailing" }] },
          { _tag: "Extend", engagement: id, products: ["sign", "identity"] },
          { _tag: "Extend", engagement: id, products: ["sign"], regions: ["eu"] },
          { _tag: "ChangeData", engagement: id, to: ["names"] },
          { _tag: "ChangeData", engagement: id, to: "all" },
          { _tag: "Reclassify", engagement: id, material: true, by: "dpo-1", reason: "it grew" },
          { _tag: "Reclassify", engagement: id, material: false, by: "dpo-1", reason: "it shrank" },
          { _tag: "LoseSafeguards", engagement: id, words: "the certificate was withdrawn" },
          { _tag: "ChangeControl", entity: id, controller: "holding", country: "US" },
          { _tag: "Rename", entity: id, name: `${id} 2.0`, by: "dpo-1", reason: "the register says so" },
          { _tag: "Merge", entity: id, into: id === "sms" ? "everywhere" : "sms" },
          { _tag: "Split", entity: id, moves: [{ engagement: id, to: id === "mail" ? "everywhere" : "mail" }] },
          { _tag: "ChangeScope", scope: "material ones only", unlisted: [id] }
        )
      )
  }
)

/** The row that a change is about, where it names one. */
const rowOf = (what: Change): EngagementId | undefined =>
  !("engagement" in what) ? undefined : typeof what.engagement === "string" ? what.engagement : what.engagement.id
const anyDay: fc.Arbitrary<Day> = fc.integer({ min: 0, max: 364 }).map((n) => Day.add("2026-01-01", n))

/** What was printed wrongly. A slip of the pen never names a place where nothing was handled before. */
const anyCorrection: fc.Arbitrary<Omit<Listing.CorrectEntry, "at" | "_tag" | "engagement">> = fc
  .record({
    change: fc.constantFrom(...changeIds, undefined),
    substance: fc.boolean(),
    to: fc.constantFrom<Listing.Correction>(
      { places: places.slice(0, 1) },
      { places },
      { products: ["sign"] },
      { purposes: [{ id: "mailing", text: "Mailing" }] },
      { dataCategories: ["names"], certifications: ["ISO 27001"] },
      { section: "Infrastructure", without: ["contact"] }
    )
  })
  .map(({ change, substance, to }) => ({
    ...(change !== undefined && { change }),
    substance,
    to: substance || to.places === undefined ? to : { places: places.slice(0, 2) },
    by: "dpo-1",
    reason: "read again"
  }))

const onListing: fc.Arbitrary<Does> = fc
  .oneof(
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...engagements, "mail-2"), anyCorrection).map(
        ([id, correction]) =>
          (at: Instant): Listing.Command => ({ _tag: "CorrectEntry", engagement: id, ...correction, at })
      )
    },
    fc.tuple(fc.constantFrom(...changeIds), fc.constantFrom(...emergencyTerms), fc.boolean()).map(
      ([change, terms, fits]) =>
        (at: Instant): Listing.Command => ({
          _tag: "JudgeEmergency",
          change,
          terms: addressed(terms),
          fits,
          by: "dpo-1",
          reason: "as the clause says",
          at
        })
    ),
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom("LoseObjectionAddress", "RestoreObjectionAddress"),
          fc.constantFrom("privacy-office", "privacy-office", "portal")
        )
        .map(
          ([_tag, address]) =>
            (at: Instant): Listing.Command => ({
              _tag: _tag as "LoseObjectionAddress" | "RestoreObjectionAddress",
              address,
              at
            })
        )
    },
    fc.constantFrom(
      (at: Instant): Listing.Command => ({ _tag: "ChangeNotes", notes: "as of this quarter", at }),
      (at: Instant): Listing.Command => ({ _tag: "ReviewListing", by: "dpo-1", at })
    ),
    {
      weight: 4,
      arbitrary: fc
        .record({
          change: fc.constantFrom(...changeIds),
          what: whatChanges,
          effectiveOn: anyDay,
          for: fc.oneof({ weight: 4, arbitrary: fc.constant("all" as const) }, fc.subarray([...clients])),
          urgent: fc.boolean()
        })
        .map(
          ({ urgent, ...said }) =>
            (at: Instant): Listing.Command => ({
              _tag: "AnnounceChange",
              ...said,
              ...(urgent && { emergency: "the service would stop" }),
              at
            })
        )
    },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constantFrom(...changeIds), anyDay).map(
        ([change, effectiveOn]) =>
          (at: Instant): Listing.Command => ({ _tag: "PostponeChange", change, effectiveOn, at })
      )
    },
    fc.constantFrom(...changeIds).map(
      (change) =>
        (at: Instant): Listing.Command => ({ _tag: "WithdrawChange", change, at })
    ),
    fc.constantFrom(...engagements).map(
      (id) =>
        (at: Instant): Listing.Command => ({ _tag: "EndEngagement", engagement: id, at })
    ),
    { weight: 3, arbitrary: fc.constant((at: Instant): Listing.Command => ({ _tag: "PublishVersion", at })) },
    fc.tuple(fc.constantFrom(...engagements), fc.boolean()).map(
      ([id, material]) =>
        (at: Instant): Listing.Command => ({
          _tag: "DecideMateriality",
          engagement: id,
          material,
          by: "dpo-1",
          reason: "as it is used",
          at
        })
    ),
    {
      weight: 3,
      arbitrary: fc
        .record({
          engagement: fc.constantFrom(...engagements),
          bound: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
          until: fc.option(anyInstant, { nil: undefined, freq: 4 }),
          transfer: fc.boolean()
        })
        .map(
          ({ engagement, bound, until, transfer }) =>
            (at: Instant): Listing.Command => ({
              _tag: "ConfirmSafeguards",
              engagement,
              contract: true,
              equivalentDuties: bound,
              ...(transfer && { transfers: [{ place: "us", mechanism: "SCC 2021/914" }] }),
              ...(until !== undefined && { until }),
              by: "dpo-1",
              at
            })
        )
    }
  )
  .map((command) => ({ on: "listing", command }))

const onClient = (terms: ReadonlyArray<Terms>): fc.Arbitrary<Does> =>
  fc
    .tuple(
      anyClient,
      fc.oneof(
        fc
          .tuple(
            fc.constantFrom("dpa-1", "dpa-2", "dpa-3"),
            fc.constantFrom(...terms),
            fc.constantFrom("standard", "own")
          )
          .map(
            ([dpa, { name }, paper]) =>
              (at: Instant): Client.Command => ({
                _tag: "ExecuteDpa",
                dpa,
                paper: paper as "standard" | "own",
                terms: addressed(name),
                at
              })
          ),
        fc.constantFrom("dpa-0", "dpa-1").map(
          (dpa) =>
            (at: Instant): Client.Command => ({ _tag: "EndDpa", dpa, at })
        ),
        fc.tuple(fc.constantFrom("dpa-0", "dpa-1"), anyClient).map(
          ([dpa, to]) =>
            (at: Instant): Client.Command => ({ _tag: "TransferDpa", dpa, to, at })
        ),
        fc.tuple(anyClient, fc.constantFrom(...terms)).map(
          ([from, { name }]) =>
            (at: Instant): Client.Command => ({
              _tag: "TakeOverDpa",
              dpa: `dpa-of-${from}`,
              from,
              paper: "standard",
              terms: addressed(name),
              at
            })
        ),
        {
          weight: 3,
          arbitrary: fc.constantFrom(
            (at: Instant): Client.Command => ({ _tag: "BeginSubscription", channel: "email", at }),
            (at: Instant): Client.Command => ({ _tag: "EndSubscription", at }),
            (at: Instant): Client.Command => ({ _tag: "RequestListing", at })
          )
        },
        fc.constantFrom("office", undefined).map(
          (fallbackFor) =>
            (at: Instant): Client.Command => ({
              _tag: "NameContact",
              contact: "legal",
              person: "p-1",
              role: "counsel",
              name: "sealed:name",
              address: "sealed:address",
              language: "en",
              channel: "email",
              ...(fallbackFor !== undefined && { fallbackFor }),
              at
            })
        ),
        {
          weight: 2,
          arbitrary: fc.integer({ min: 1, max: 4 }).map(
            (version) =>
              (at: Instant): Client.Command => ({ _tag: "AgreeListing", listing: "main", version, at })
          )
        },
        {
          weight: 3,
          arbitrary: fc
            .tuple(
              fc.constantFrom("BeginUse", "EndUse"),
              fc.oneof(
                fc.constantFrom(...products).map((id) => ["product", id] as const),
                fc.constant(["region", "eu"] as const)
              )
            )
            .map(
              ([_tag, [of, id]]) =>
                (at: Instant): Client.Command => ({ _tag: _tag as "BeginUse" | "EndUse", of, id, at })
            )
        }
      )
    )
    .map(([client, command]) => ({ on: "client", client, command }))

const letterIds = ["l1", "l2", "l3"]
const contacts = ["office", "legal"]
const objectionIds = ["o1", "o2"]
const acceptanceIds = ["y1", "y2"]

/** What a yes may be for, where it is not for everything. */
const facetsNamed: ReadonlyArray<NonNullable<Consultation.Objection.ChangeAccepted["for"]>> = [
  [{ facet: "place", value: "us" }],
  [
    { facet: "engagement", value: "mail-2" },
    { facet: "product", value: "identity" }
  ],
  [{ facet: "product", value: "sign" }]
]

const anyEffects: fc.Arbitrary<Consultation.Objection.Effects | undefined> = seldom(
  fc.record({ windowUntil: anyInstant, accessFrom: anyInstant }, { requiredKeys: [] })
)

const anySolution: fc.Arbitrary<Consultation.Objection.Solution> = fc.oneof(
  // A solution is about what the case is about, and most are about the newcomer.
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...engagements, "mail-2", "mail-2")
      .map((id): Consultation.Objection.Solution => ({ _tag: "CarveOut", engagement: id }))
  },
  fc
    .constantFrom(...engagements, "mail-2")
    .map((id): Consultation.Objection.Solution => ({ _tag: "Alternative", engagement: id, doneBy: "mail" })),
  fc.constant<Consultation.Objection.Solution>({ _tag: "Acceptance" }),
  fc.constant<Consultation.Objection.Solution>({ _tag: "Withdrawal" }),
  anyInstant.map((from): Consultation.Objection.Solution => ({ _tag: "CarveOut", engagement: "mail-2", from })),
  anyInstant.map((from): Consultation.Objection.Solution => ({ _tag: "Exit", from }))
)

const aboutCase = (terms: ReadonlyArray<Terms>): fc.Arbitrary<(at: Instant) => Consultation.Command> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant((at: Instant): Consultation.Command => ({ _tag: "JudgeDuties", at })) },
    {
      weight: 6,
      arbitrary: fc
        .record({
          letter: fc.constantFrom(...letterIds),
          both: fc.boolean(),
          whole: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
          dated: fc.option(anyInstant, { nil: undefined, freq: 4 }),
          corrects: seldom(fc.constantFrom(...letterIds)),
          objectUntil: seldom(anyDay),
          accessFrom: seldom(anyInstant)
        })
        .map(
          ({ letter, both, whole, dated, corrects, objectUntil, accessFrom }) =>
            (at: Instant): Consultation.Command =>
              sends(letter, at, {
                to: (both ? contacts : contacts.slice(0, 1)).map((contact) => ({ contact, channel: "email" })),
                ...(!whole && { contents: ["entity"] }),
                ...(dated !== undefined && { dated }),
                ...(corrects !== undefined && { corrects }),
                ...((objectUntil ?? accessFrom) !== undefined && {
                  said: {
                    ...(objectUntil !== undefined && { objectUntil }),
                    ...(accessFrom !== undefined && { accessFrom })
                  }
                })
              })
        )
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom("RecordDelivery", "RecordBounce", "RecordReceipt"),
          fc.constantFrom(...letterIds),
          fc.constantFrom(...contacts)
        )
        .map(
          ([_tag, letter, contact]) =>
            (at: Instant): Consultation.Command =>
              _tag === "RecordReceipt"
                ? { _tag, letter, contact, evidence: "sealed:slip", at }
                : { _tag: _tag as "RecordDelivery" | "RecordBounce", letter, contact, at }
        )
    },
    {
      weight: 4,
      arbitrary: fc
        .record({
          id: fc.constantFrom(...objectionIds),
          as: fc.constantFrom("statement", "statement", "termination"),
          authority: fc.constantFrom("shown", "shown", "notShown"),
          to: fc.constantFrom("privacy-office", "privacy-office", "sales"),
          sent: seldom(anyInstant)
        })
        .map(
          ({ id, as, authority, to, sent }) =>
            (at: Instant): Consultation.Command =>
              objects(id, at, {
                as: as as "statement" | "termination",
                authority: authority as "shown" | "notShown",
                to,
                ...(sent !== undefined && sent <= at && { sent })
              })
        )
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom("AskAuthority", "RatifyAuthority", "RefuteAuthority"),
          fc.constantFrom(...objectionIds, ...acceptanceIds)
        )
        .map(
          ([_tag, act]) =>
            (at: Instant): Consultation.Command =>
              _tag === "RatifyAuthority"
                ? { _tag, act, by: "head-of-legal", at }
                : { _tag: _tag as "AskAuthority" | "RefuteAuthority", act, at }
        )
    },
    fc
      .tuple(
        fc.constantFrom("GiveInformation", "ConfirmObjection", "AnswerObjection"),
        fc.constantFrom(...objectionIds)
      )
      .map(
        ([_tag, objection]) =>
          (at: Instant): Consultation.Command => ({
            _tag: _tag as "GiveInformation" | "ConfirmObjection" | "AnswerObjection",
            objection,
            at
          })
      ),
    fc.boolean().map(
      (holds) =>
        (at: Instant): Consultation.Command => ({
          _tag: "JudgeStandard",
          standard: "sub-processor-change/any/objection.onlyIf",
          holds,
          by: "dpo-1",
          reason: "sealed:reason",
          at
        })
    ),
    {
      weight: 2,
      arbitrary: fc
        .record({
          exit: fc.constantFrom("e1", "e2"),
          by: fc.constantFrom("client" as const, "vendor" as const),
          scope: fc.constantFrom("affectedService" as const, "agreement" as const),
          from: anyInstant,
          objection: fc.constantFrom(...objectionIds, undefined)
        })
        .map(
          ({ objection, ...declared }) =>
            (at: Instant): Consultation.Command => ({
              _tag: "DeclareExit",
              ...declared,
              ...(objection !== undefined && { objection }),
              at
            })
        )
    },
    fc.constantFrom("e1", "e2").map(
      (exit) =>
        (at: Instant): Consultation.Command => ({ _tag: "RevokeExit", exit, at })
    ),
    fc.constantFrom(...terms).map(
      ({ name }) =>
        (at: Instant): Consultation.Command => ({ _tag: "AgreeTerms", terms: addressed(name), by: "head-of-it", at })
    ),
    fc.tuple(fc.constantFrom(...objectionIds), fc.boolean()).map(
      ([objection, sufficient]) =>
        (at: Instant): Consultation.Command => ({
          _tag: "JudgeGrounds",
          objection,
          sufficient,
          by: "dpo-1",
          reason: "sealed:reason",
          at
        })
    ),
    { weight: 3, arbitrary: fc.constant((at: Instant): Consultation.Command => ({ _tag: "OpenDiscussion", at })) },
    {
      weight: 3,
      arbitrary: fc.tuple(anySolution, anyEffects, fc.constantFrom("p1", undefined, undefined)).map(
        ([solution, effects, proposal]) =>
          (at: Instant): Consultation.Command => ({
            _tag: "AgreeSolution",
            by: "head-of-it",
            authority: "shown",
            solution,
            ...(effects !== undefined && { effects }),
            ...(proposal !== undefined && { proposal }),
            at
          })
      )
    },
    anySolution.map(
      (solution) =>
        (at: Instant): Consultation.Command => ({ _tag: "ProposeSolution", proposal: "p1", by: "vendor", solution, at })
    ),
    fc.constant((at: Instant): Consultation.Command => ({ _tag: "DeclineProposal", proposal: "p1", at })),
    fc.constantFrom(...objectionIds).map(
      (objection) =>
        (at: Instant): Consultation.Command => ({
          _tag: "WithdrawObjection",
          by: "head-of-it",
          authority: "shown",
          objection,
          at
        })
    ),
    {
      weight: 3,
      arbitrary: fc
        .record({
          acceptance: fc.constantFrom(...acceptanceIds, undefined, undefined),
          as: fc.constantFrom(
            "acceptance" as const,
            "acceptance" as const,
            "authorisation" as const,
            "waiver" as const
          ),
          authority: fc.constantFrom("shown" as const, "shown" as const, "notShown" as const),
          inWriting: fc.constantFrom(true, true, true, false, undefined),
          facets: fc.constantFrom(undefined, undefined, undefined, ...facetsNamed)
        })
        .map(({ acceptance, facets, inWriting, ...other }) => (at: Instant): Consultation.Command => {
          const { inWriting: _, ...unsaid } = accepts(at, {
            acceptance: acceptance ?? `yes-${at.replaceAll(":", ".").toLowerCase()}`,
            ...other,
            ...(facets !== undefined && { for: facets })
          })
          return { ...unsaid, ...(inWriting !== undefined && { inWriting }) }
        })
    },
    fc.constantFrom(...engagements).map(
      (id) =>
        (at: Instant): Consultation.Command => ({ _tag: "RecordAccess", engagement: id, use: {}, at })
    ),
    fc.constantFrom(...engagements).map(
      (id) =>
        (at: Instant): Consultation.Command => ({ _tag: "RecordAccessEnd", engagement: id, at })
    )
  )

const aboutNewcomer = (terms: ReadonlyArray<Terms>): fc.Arbitrary<Does> =>
  fc.tuple(anyClient, aboutCase(terms)).map(([client, command]) => ({ on: "case", client, subject: "chg-1", command }))

const onCase = (terms: ReadonlyArray<Terms>): fc.Arbitrary<Does> =>
  fc
    .tuple(
      anyClient,
      fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...changeIds.slice(0, 2)) }, fc.constantFrom(...subjects)),
      aboutCase(terms)
    )
    .map(([client, subject, command]) => ({ on: "case", client, subject, command }))

const onTerms: fc.Arbitrary<Does> = fc.constantFrom(...readings).chain(([terms, parameter, values]) =>
  fc.constantFrom(...values).map((value) => ({
    on: "terms" as const,
    command: (at: Instant): Reading.Command => ({
      _tag: "RecordReading",
      terms: addressed(terms.name),
      parameter,
      value,
      by: "dpo-1",
      reason: "as before",
      at
    })
  }))
)

/** A decree: the same calendar, other holidays, newer version. */
export const anyDecree: fc.Arbitrary<Calendar> = fc
  .record({
    struck: fc.subarray(nlOffice.holidays.filter(({ on }) => on.startsWith("2026")).map(({ on }) => on)),
    added: fc.uniqueArray(anyDay, { maxLength: 8 }),
    n: fc.nat(999)
  })
  .map(({ struck, added, n }) => ({
    ...nlOffice,
    version: `decree-${n}`,
    holidays: [
      ...nlOffice.holidays.filter(({ on }) => !struck.includes(on) && !added.includes(on)),
      ...added.map((on) => ({ on, name: "by decree" }))
    ]
  }))

const anyDoes = (terms: ReadonlyArray<Terms>): fc.Arbitrary<Does> =>
  fc.oneof(
    { weight: 6, arbitrary: onListing },
    { weight: 3, arbitrary: onClient(terms) },
    { weight: 14, arbitrary: onCase(terms) },
    { weight: 3, arbitrary: onTerms },
    { weight: 1, arbitrary: anyDecree.map((add): Does => ({ on: "calendars", add })) }
  )

const newcomerMoves: fc.Arbitrary<Does> = fc.integer({ min: 50, max: 200 }).map((n) => ({
  on: "listing",
  command: (at: Instant): Listing.Command => ({
    _tag: "PostponeChange",
    change: "chg-1",
    effectiveOn: Day.add("2026-01-01", n),
    at
  })
}))

/** Mostly about one change that everybody is told of: less happens, and more comes of it. */
const busyDoes = (terms: ReadonlyArray<Terms>): fc.Arbitrary<Does> =>
  fc.oneof(
    { weight: 1, arbitrary: anyDoes(terms) },
    { weight: 1, arbitrary: onTerms },
    { weight: 1, arbitrary: newcomerMoves },
    { weight: 6, arbitrary: aboutNewcomer(terms) }
  )

const stepOf = (does: fc.Arbitrary<Does>): fc.Arbitrary<Step> =>
  fc.record({
    at: anyInstant,
    late: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 5 })),
    does
  })

/** A plan: the terms of each client, and what somebody wants to happen. */
export interface Plan {
  readonly terms: ReadonlyArray<Terms>
  readonly steps: ReadonlyArray<Step>
}

export const planOf = (terms: ReadonlyArray<Terms>): fc.Arbitrary<Plan> => fc.oneof(wildPlan(terms), busyPlan(terms))

/** Anything may happen to anything. */
const wildPlan = (terms: ReadonlyArray<Terms>): fc.Arbitrary<Plan> =>
  fc
    .record({
      terms: fc.tuple(...clients.map(() => fc.constantFrom(...terms))),
      changes: fc.array(fc.tuple(whatChanges, fc.integer({ min: 20, max: 120 }), fc.integer({ min: 30, max: 200 })), {
        minLength: 1,
        maxLength: 3
      }),
      letters: fc.array(fc.tuple(anyClient, fc.integer({ min: 40, max: 200 })), { maxLength: 4 }),
      steps: fc.array(stepOf(anyDoes(terms)), { minLength: 5, maxLength: 45, size: "max" })
    })
    .map(withTheUsual)

/** One client objects, and what comes of it in the weeks after: some of this, in this order. */
const anyQuarrel: fc.Arbitrary<ReadonlyArray<Step>> = fc
  .record({
    client: anyClient,
    day: fc.integer({ min: 40, max: 200 }),
    acts: fc.subarray(
      [
        "AskAuthority",
        "RatifyAuthority",
        "JudgeGrounds",
        "Open",
        "Propose",
        "Agree",
        "Withdraw",
        "Accept",
        "RefuteYes",
        "Exit"
      ],
      { minLength: 2 }
    ),
    gaps: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 11, maxLength: 11 }),
    objection: fc.constantFrom(...objectionIds),
    as: fc.constantFrom("statement" as const, "statement" as const, "termination" as const),
    authority: fc.constantFrom("shown" as const, "shown" as const, "notShown" as const),
    sufficient: fc.boolean(),
    solution: anySolution,
    effects: anyEffects,
    leaves: anyInstant
  })
  .map(({ client, day, acts, gaps, objection, as, authority, sufficient, solution, effects, leaves }) => {
    const agreed = { solution, ...(effects !== undefined && { effects }) }
    const commandFor = (act: (typeof acts)[number] | "Object", at: Instant): Consultation.Command => {
      switch (act) {
        case "Object":
          return objects(objection, at, { as, authority })
        case "AskAuthority":
          return { _tag: "AskAuthority", act: objection, at }
        case "RatifyAuthority":
          return { _tag: "RatifyAuthority", act: objection, by: "head-of-legal", at }
        case "JudgeGrounds":
          return { _tag: "JudgeGrounds", objection, sufficient, by: "dpo-1", reason: "sealed:reason", at }
        case "Open":
          return { _tag: "OpenDiscussion", at }
        case "Propose":
          return { _tag: "ProposeSolution", proposal: "p2", by: "client", ...agreed, at }
        case "Agree":
          return {
            _tag: "AgreeSolution",
            by: "head-of-it",
            authority: "shown",
            ...agreed,
            ...(acts.includes("Propose") && acts.includes("Open") && { proposal: "p2" }),
            at
          }
        case "Withdraw":
          return { _tag: "WithdrawObjection", by: "head-of-it", authority: "shown", objection, at }
        case "Accept":
          return accepts(at, { acceptance: "y1", authority })
        case "RefuteYes":
          return { _tag: "RefuteAuthority", act: "y1", at }
        default:
          return { _tag: "DeclareExit", exit: "e1", by: "client", scope: "agreement", from: leaves, objection, at }
      }
    }
    let hour = day * 24
    return (["Object", ...acts] as const).map((act, index): Step => {
      hour += gaps[index] ?? 1
      const command = (at: Instant) => commandFor(act, at)
      return { at: instantAt(hour), late: 0, does: { on: "case", client, subject: "chg-1", command } }
    })
  })

/** A replacement that every client is told of, and what may go wrong with that. */
const busyPlan = (terms: ReadonlyArray<Terms>): fc.Arbitrary<Plan> =>
  fc
    .record({
      terms: fc.tuple(...clients.map(() => fc.constantFrom(...terms))),
      on: fc.integer({ min: 20, max: 60 }),
      told: fc.tuple(...clients.map(() => fc.integer({ min: 10, max: 90 }))),
      effective: fc.integer({ min: 60, max: 160 }),
      steps: fc.array(stepOf(busyDoes(terms)), { minLength: 3, maxLength: 25, size: "max" }),
      quarrels: fc.array(anyQuarrel, { maxLength: 3 })
    })
    .map(({ terms, on, told, effective, steps, quarrels }) =>
      withTheUsual({
        terms,
        changes: [[{ _tag: "Replace", replaces: "mail", engagement: rows["mail-2"] }, on, effective]],
        letters: told.map((after, index) => [clients[index]!, on + after]),
        steps: [...steps, ...quarrels.flat()]
      })
    )

interface Wishes {
  readonly terms: ReadonlyArray<Terms>
  readonly changes: ReadonlyArray<readonly [what: Change, on: number, effective: number]>
  readonly letters: ReadonlyArray<readonly [client: ClientId, on: number]>
  readonly steps: ReadonlyArray<Step>
}

const withTheUsual = ({ terms, changes, letters, steps }: Wishes): Plan => {
  // Announced, bound, published and told, so that the rest has something to go wrong with.
  const usual = changes.flatMap(([what, on, effective], index): ReadonlyArray<Step> => {
    const change = changeIds[index]!
    const at = instantAt(on * 24 + 9)
    const id = rowOf(what)
    const listing = (command: (at: Instant) => Listing.Command): Step => ({
      at,
      late: 0,
      does: { on: "listing", command }
    })
    return [
      listing((at) => ({
        _tag: "AnnounceChange",
        change,
        what,
        effectiveOn: Day.add("2026-01-01", effective),
        for: "all",
        at
      })),
      ...(id === undefined
        ? []
        : [
            listing((at) => ({
              _tag: "ConfirmSafeguards",
              engagement: id,
              contract: true,
              equivalentDuties: true,
              transfers: [{ place: "us", mechanism: "SCC" }],
              by: "dpo-1",
              at
            }))
          ]),
      listing((at) => ({ _tag: "PublishVersion", at }))
    ]
  })
  const told = changeIds.slice(0, changes.length).flatMap((change) =>
    letters.flatMap(([client, on]): ReadonlyArray<Step> => {
      const at = instantAt(on * 24 + 10)
      const inCase = (command: (at: Instant) => Consultation.Command): Step => ({
        at,
        late: 0,
        does: { on: "case", client, subject: change, command }
      })
      return [inCase((at) => ({ _tag: "JudgeDuties", at })), inCase((at) => sends("l0", at))]
    })
  )
  return readable({ terms, steps: inOrder([...usual, ...told, ...steps]) })
}

/** Where a law fails, the plan is told one wish a line. */
export const readable = (plan: Plan): Plan => Object.assign(plan, { [fc.toStringMethod]: () => inWords(plan) })

const inWords = ({ terms, steps }: Plan): string => {
  const lines = steps.map(({ at, late, does }) => {
    const on = does.on === "listing" || does.on === "client" || does.on === "case" ? streamOf(does) : does.on
    const what = does.on === "calendars" ? does.add.version : JSON.stringify({ ...does.command(at), at: undefined })
    return `${at}${late > 0 ? ` (+${late})` : ""} ${on} ${what}`
  })
  return `\nunder ${terms.map(({ name }) => name).join(", ")}:\n${lines.join("\n")}\n`
}

/** By instant; what is recorded late comes some steps after. */
const inOrder = (steps: ReadonlyArray<Step>): ReadonlyArray<Step> => {
  const sorted = [...steps].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return sorted
    .map((step, index) => ({ step, turn: index + step.late + (step.late > 0 ? 0.5 : 0) }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ step }) => step)
}

export const anyPlan: fc.Arbitrary<Plan> = planOf(allTerms)

/** Under terms whose clocks and calendars are out of the ordinary. */
export const anyClockPlan: fc.Arbitrary<Plan> = planOf(
  ["held-for-window", "deemed", "dated", "working-days", "silent-notice"].map(byName)
)

// -- What came of it. --------------------------------------------------------------------------------------------------------

/** One step that was taken: on which stream, by which command, in which world, from which revision on. */
export interface Taken {
  readonly stream: StreamId
  readonly at: Instant
  readonly client: ClientId | undefined
  readonly from: number
  readonly events: ReadonlyArray<unknown>
}

export interface History {
  readonly scenario: Scenario
  readonly taken: ReadonlyArray<Taken>
  readonly terms: ReadonlyArray<Terms>
  readonly refused: number
}

const opening: Instant = "2026-01-01T00:00:00.000Z"

/** A listing with two rows, three clients that signed on new year's day, and nothing else yet. */
export const begin = (terms: ReadonlyArray<Terms>): Scenario => {
  const scenario = new Scenario()
  scenario.world = worldHolding(held)
  const at = opening
  scenario.onListing({
    _tag: "OpenListing",
    listing: "main",
    title: "Sub-processors",
    vendor: "vendor",
    zone: "Europe/Amsterdam",
    scope: "all",
    at
  })
  for (const entity of engagements) scenario.onListing({ _tag: "NameEntity", entity, name: entity, at })
  for (const id of ["sms", "mail", "everywhere"] as const) {
    scenario.onListing(
      { _tag: "ListEngagement", engagement: rows[id], at },
      { _tag: "ConfirmSafeguards", engagement: id, contract: true, equivalentDuties: true, by: "dpo-1", at }
    )
  }
  scenario.onListing({ _tag: "PublishVersion", at })
  clients.forEach((client, index) => {
    scenario.onClient(
      client,
      { _tag: "ExecuteDpa", dpa: "dpa-0", paper: "standard", terms: addressed(terms[index]!.name), at },
      { _tag: "AgreeListing", listing: "main", version: 1, at },
      { _tag: "BeginUse", of: "product", id: "sign", at },
      { _tag: "BeginUse", of: "product", id: "identity", at },
      { _tag: "BeginUse", of: "region", id: "eu", at }
    )
  })
  return scenario
}

export const streamOf = (does: Does): StreamId =>
  does.on === "listing"
    ? Listing.stream("main")
    : does.on === "client"
      ? Client.stream(does.client)
      : does.on === "case"
        ? Consultation.stream(does.subject, does.client)
        : does.on === "terms"
          ? Reading.readingsStream(does.command(opening).terms)
          : "calendars/none"

/** Takes one step; `undefined` when it was refused. */
export const take = (scenario: Scenario, { does, at }: Step): Taken | undefined => {
  const stream = streamOf(does)
  const from = scenario.streams.get(stream)?.length ?? 0
  try {
    switch (does.on) {
      case "listing":
        scenario.onListing(does.command(at))
        break
      case "client":
        scenario.onClient(does.client, does.command(at))
        break
      case "case":
        scenario.onCase(does.subject, does.client, does.command(at))
        break
      case "terms":
        scenario.read(does.command(at))
        break
      case "calendars":
        scenario.hand(does.add)
    }
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
  const client = does.on === "client" || does.on === "case" ? does.client : undefined
  return { stream, at, client, from, events: (scenario.streams.get(stream) ?? []).slice(from) }
}

export const live = ({ terms, steps }: Plan): History => {
  const scenario = begin(terms)
  const taken: Array<Taken> = []
  let refused = 0
  for (const step of steps) {
    const came = take(scenario, step)
    if (came === undefined) refused += 1
    else if (came.events.length > 0) taken.push(came)
  }
  return { scenario, taken, terms, refused }
}

// -- Questions. --------------------------------------------------------------------------------------------------------------

export const anyUse: fc.Arbitrary<Use> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Use>({}) },
  fc.record(
    {
      product: fc.constantFrom(...products),
      place: fc.constantFrom("nl", "be", "us"),
      purpose: fc.constantFrom("sms", "mailing"),
      dataCategories: fc.constant(["names"])
    },
    { requiredKeys: [] }
  )
)

export interface Asked {
  readonly engagement: EngagementId
  readonly client: ClientId
  readonly use: Use
  readonly at: Instant
}

export const anyQuestion: fc.Arbitrary<Asked> = fc.record({
  engagement: fc.oneof({ weight: 3, arbitrary: fc.constant("mail-2") }, fc.constantFrom(...engagements)),
  client: anyClient,
  use: anyUse,
  at: anyInstant
})

// -- Counting. ---------------------------------------------------------------------------------------------------------------

/** How much was tried, told in one line when the laws are through. */
export class Tried {
  private readonly counts = new Map<string, number>()
  add(what: string, n = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + n)
  }
  history(history: History): void {
    this.add("histories")
    for (const events of history.scenario.streams.values()) this.add("events", events.length)
    this.add("wishes refused", history.refused)
  }
  get(what: string): number {
    return this.counts.get(what) ?? 0
  }
  toString(): string {
    return [...this.counts].map(([what, n]) => `${n} ${what}`).join(", ")
  }
}

export const runs = (n: number): { readonly numRuns: number } => ({
  numRuns: Math.ceil(n * Number(process.env["LAW_RUNS"] ?? 1))
})
