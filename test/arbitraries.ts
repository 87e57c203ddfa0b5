/**
 * Any event and any command of each concept.
 *
 * Ids come from a small pool, so that events of one history speak of the same things; days and moments are any that can be
 * written down. Nothing says that a history of them could have happened: `evolve` believes it all the same.
 */
import fc from "fast-check"
import type * as Client from "goodfaith/client"
import type * as Consultation from "goodfaith/consultation"
import type { Acceptance, Document } from "goodfaith/documents"
import type { Cited } from "goodfaith/kernel"
import type {
  CalendarRef,
  Change,
  ChangeControl,
  ChangeData,
  ChangeScope,
  Engage,
  Engagement,
  EventRef,
  Extend,
  LoseSafeguards,
  Merge,
  Place,
  Plain,
  PolicyRef,
  Purpose,
  Reclassify,
  Relocate,
  Rename,
  Replace,
  Repurpose,
  Retire,
  Scope,
  Sealed,
  Split,
  StreamId,
  TermsRef,
  Use,
  ZoneRef
} from "goodfaith/language"
import type {
  Awareness,
  Conduct,
  Confidence,
  DisclosureTerms,
  Embargo,
  Event as ReportEvent,
  Command as ReportCommand,
  Handling,
  Policy,
  Publication,
  Reward,
  Standing,
  Weakness
} from "goodfaith/disclosure"
import type * as Listing from "goodfaith/listing"
import { acts, assurances } from "goodfaith/mandates"
import type * as Mandates from "goodfaith/mandates"
import { type Parameter, type Reading, says, unstated } from "goodfaith/terms"
import { Day, Instant } from "goodfaith/time"
import type { CheckpointMoved } from "../src/reactions/Checkpoint.ts"
import type * as Pinned from "../src/terms/Pinned.ts"
import { anySpan, anyTerms, ofRow, ofTerms } from "./terms/anyTerms.ts"
import { policy } from "./reporting.ts"
import { calendar, zone } from "./time/arbitraries.ts"

// -- Values with fields, some of which may be left out. ----------------------------------------------------------------

type Required<A> = { readonly [K in keyof A as {} extends Pick<A, K> ? never : K]: fc.Arbitrary<A[K]> }
type Optional<A> = {
  readonly [K in keyof A as {} extends Pick<A, K> ? K : never]-?: fc.Arbitrary<Exclude<A[K], undefined>>
}

const struct = <A extends object>(required: Required<A>, optional: Optional<A>): fc.Arbitrary<A> =>
  fc.record({ ...required, ...optional } as never, {
    requiredKeys: Object.keys(required) as never,
    noNullPrototype: true
  }) as fc.Arbitrary<A>

interface Tagged {
  readonly _tag: string
}

const tagged = <A extends Tagged>(
  tag: A["_tag"],
  required: Omit<Required<A>, "_tag">,
  optional: Optional<A>
): fc.Arbitrary<A> => struct<A>({ _tag: fc.constant(tag), ...required } as never, optional)

/** One arbitrary for each case of a union; the compiler keeps the list. */
type ByTag<U extends Tagged> = { readonly [Tag in U["_tag"]]: fc.Arbitrary<Extract<U, { readonly _tag: Tag }>> }

const anyOf = <U extends Tagged>(cases: ByTag<U>): fc.Arbitrary<U> =>
  fc.oneof(...(Object.values(cases) as ReadonlyArray<fc.Arbitrary<U>>))

/** The same, asked for: every field of an event but its tag. */
const asking = <C extends Tagged>(tag: C["_tag"], event: fc.Arbitrary<Omit<C, "_tag">>): fc.Arbitrary<C> =>
  event.map((fields) => ({ ...fields, _tag: tag }) as C)

/** Of a command that says who spoke, it may be left to the powers on record whether they were allowed. */
const speaking = <C extends Tagged & { readonly authority?: unknown }>(
  tag: C["_tag"],
  event: fc.Arbitrary<{ readonly authority?: string; readonly mandate?: unknown }>
): fc.Arbitrary<C> =>
  fc.tuple(event, fc.boolean()).map(([drawn, byMandate]) => {
    const { mandate: _, ...fields } = drawn
    const authority = byMandate && fields.authority !== undefined ? "byMandate" : fields.authority
    return { ...fields, ...(authority !== undefined && { authority }), _tag: tag } as unknown as C
  })

// -- Words. ------------------------------------------------------------------------------------------------------------

const one = <const A extends string>(...words: ReadonlyArray<A>): fc.Arbitrary<A> => fc.constantFrom(...words)

export const anyId = fc.oneof(
  { weight: 4, arbitrary: one("a", "b", "c", "chg-7", "c42") },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z0-9_.~-]{1,12}$/) }
)

export const anyText = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" })

const someDay = (from: Day, until: Day): fc.Arbitrary<Day> =>
  fc.integer({ min: Day.toNumber(from), max: Day.toNumber(until) }).map(Day.fromNumber)

export const anyDay: fc.Arbitrary<Day> = fc.oneof(
  { weight: 4, arbitrary: someDay("2025-06-01", "2028-06-01") },
  { weight: 1, arbitrary: someDay("0001-01-01", "9999-12-31") }
)

export const anyInstant: fc.Arbitrary<Instant> = fc
  .tuple(anyDay, fc.oneof(one("00:00:00.000", "23:59:59.999"), fc.integer({ min: 0, max: 86_399_999 }).map(timeOfDay)))
  .map(([day, time]) => `${day}T${time}Z` as Instant)

function timeOfDay(millis: number): string {
  return Instant.fromMillis(millis).slice(11, 23)
}

export const anySealed: fc.Arbitrary<Sealed> = fc
  .stringMatching(/^[A-Za-z0-9_-]{40,60}$/)
  .map((text): Sealed => `sealed:1:person:p1:${text}`)

const revision = fc.integer({ min: 0, max: 400 })
const upTo = fc.integer({ min: -1, max: 400 })
const stream: fc.Arbitrary<StreamId> = fc.oneof(
  fc.tuple(one("listing", "client", "terms"), anyId).map(([concept, id]): StreamId => `${concept}/${id}`),
  fc.tuple(anyId, anyId).map(([subject, client]): StreamId => `consultation/${subject}/${client}`)
)
export const anyEventRef: fc.Arbitrary<EventRef> = fc
  .tuple(stream, revision)
  .map(([stream, at]): EventRef => `${stream}@${at}`)

const sha256 = fc.stringMatching(/^sha256-[0-9a-f]{64}$/)
const termsRef = sha256.map((hash): TermsRef => `terms:${hash}`)
const calendarRef = fc
  .tuple(one("nl-office", "nl-statutory"), sha256)
  .map(([name, hash]): CalendarRef => `calendar:${name}@2026b.${hash}`)
const zoneRef = fc
  .tuple(one("Europe/Amsterdam", "UTC"), sha256)
  .map(([name, hash]): ZoneRef => `zone:${name}@2026b.${hash}`)

const some = <A>(item: fc.Arbitrary<A>): fc.Arbitrary<ReadonlyArray<A>> =>
  fc.array(item, { minLength: 1, maxLength: 3 })
const any = <A>(item: fc.Arbitrary<A>): fc.Arbitrary<ReadonlyArray<A>> => fc.array(item, { maxLength: 3 })
const scope = <A>(item: fc.Arbitrary<A>): fc.Arbitrary<Scope<A>> => fc.oneof(fc.constant("all" as const), some(item))

// -- Engagements and what changes about them. --------------------------------------------------------------------------

const place = struct<Place>({ id: anyId, name: anyText }, { country: one("NL", "IE", "BE", "US") })
const purpose = struct<Purpose>({ id: anyId, text: anyText }, {})
const dataCategory = one("phone number", "email address", "name", "signature")

export const anyEngagement = struct<Engagement>(
  {
    id: anyId,
    entity: anyId,
    service: anyText,
    role: one("processor", "controller"),
    touchesPersonalData: fc.boolean(),
    section: anyText,
    use: one("inUse", "mayBeEngaged"),
    products: scope(anyId),
    regions: scope(anyId),
    options: scope(anyId),
    places: scope(place),
    purposes: scope(purpose),
    dataCategories: scope(dataCategory),
    certifications: any(anyText)
  },
  { entityType: anyText, parent: anyId, condition: anyText, contact: anyText }
)

export const anyUse = struct<Use>(
  {},
  { product: anyId, region: anyId, option: anyId, place: anyId, purpose: anyId, dataCategories: some(dataCategory) }
)

/** With so many fields or more: of the ones that may be left out not all can be. */
function saysMore<A extends object>(value: fc.Arbitrary<A>, fields: number): fc.Arbitrary<A> {
  return value.filter((value) => Object.keys(value).length >= fields)
}

const changes: ByTag<Change> = {
  Engage: tagged<Engage>("Engage", { engagement: anyEngagement }, {}),
  Replace: tagged<Replace>("Replace", { engagement: anyEngagement, replaces: anyId }, {}),
  Retire: tagged<Retire>("Retire", { engagement: anyId }, {}),
  Relocate: tagged<Relocate>("Relocate", { engagement: anyId, to: some(place) }, {}),
  Repurpose: tagged<Repurpose>("Repurpose", { engagement: anyId, to: scope(purpose) }, {}),
  Extend: saysMore(
    tagged<Extend>(
      "Extend",
      { engagement: anyId },
      { products: scope(anyId), regions: scope(anyId), options: scope(anyId) }
    ),
    4
  ),
  ChangeData: tagged<ChangeData>("ChangeData", { engagement: anyId, to: scope(dataCategory) }, {}),
  Reclassify: tagged<Reclassify>(
    "Reclassify",
    { engagement: anyId, material: fc.boolean(), by: anyId, reason: anyText },
    {}
  ),
  LoseSafeguards: tagged<LoseSafeguards>("LoseSafeguards", { engagement: anyId, words: anyText }, {}),
  ChangeControl: tagged<ChangeControl>(
    "ChangeControl",
    { entity: anyId, controller: one("Acme Holding Inc.", "Acme Topco B.V.") },
    { country: one("NL", "US") }
  ),
  Rename: tagged<Rename>("Rename", { entity: anyId, name: anyText, by: anyId, reason: anyText }, {}),
  Merge: tagged<Merge>("Merge", { entity: anyId, into: anyId }, {}),
  Split: tagged<Split>("Split", { entity: anyId, moves: some(struct({ engagement: anyId, to: anyId }, {})) }, {}),
  ChangeScope: tagged<ChangeScope>("ChangeScope", { scope: anyText, unlisted: any(anyId) }, {})
}
export const anyChange = anyOf(changes)

// -- Listing -------------------------------------------------------------------------------------------------------------

const at = anyInstant

const anyCorrection = struct<Listing.Correction>(
  {},
  {
    service: anyText,
    section: anyText,
    entityType: anyText,
    parent: anyId,
    use: one("inUse", "mayBeEngaged"),
    products: scope(anyId),
    regions: scope(anyId),
    options: scope(anyId),
    places: scope(place),
    purposes: scope(purpose),
    dataCategories: scope(dataCategory),
    certifications: any(anyText),
    condition: anyText,
    contact: anyText,
    without: some(one("entityType", "parent", "condition", "contact"))
  }
)

const shown = {
  statedOn: anyDay,
  proof: struct<{ readonly where: string; readonly sha256: string }>(
    { where: anyText, sha256: fc.stringMatching(/^[0-9a-f]{64}$/) },
    {}
  )
}

export const listingEvents: ByTag<Listing.Event> = {
  ListingOpened: tagged<Listing.ListingOpened>(
    "ListingOpened",
    { listing: anyId, title: anyText, vendor: anyText, zone: one("Europe/Amsterdam", "UTC"), scope: anyText, at },
    {}
  ),
  EntityNamed: tagged<Listing.EntityNamed>("EntityNamed", { entity: anyId, name: anyText, at }, { seat: place }),
  EngagementListed: tagged<Listing.EngagementListed>("EngagementListed", { engagement: anyEngagement, at }, {}),
  ChangeAnnounced: tagged<Listing.ChangeAnnounced>(
    "ChangeAnnounced",
    { change: anyId, what: anyChange, effectiveOn: anyDay, for: scope(anyId), at },
    { printedOn: anyDay, emergency: anyText }
  ),
  ChangePostponed: tagged<Listing.ChangePostponed>("ChangePostponed", { change: anyId, effectiveOn: anyDay, at }, {}),
  ChangeWithdrawn: tagged<Listing.ChangeWithdrawn>("ChangeWithdrawn", { change: anyId, at }, {}),
  EngagementEnded: tagged<Listing.EngagementEnded>("EngagementEnded", { engagement: anyId, at }, {}),
  MaterialityDecided: tagged<Listing.MaterialityDecided>(
    "MaterialityDecided",
    { engagement: anyId, material: fc.boolean(), by: anyId, reason: anyText, at },
    {}
  ),
  SafeguardsConfirmed: tagged<Listing.SafeguardsConfirmed>(
    "SafeguardsConfirmed",
    { engagement: anyId, contract: fc.boolean(), equivalentDuties: fc.boolean(), by: anyId, at },
    { transfers: fc.array(fc.record({ place: anyText, mechanism: anyText })), until: anyInstant }
  ),
  EntryCorrected: tagged<Listing.EntryCorrected>(
    "EntryCorrected",
    { engagement: anyId, to: saysMore(anyCorrection, 2), substance: fc.boolean(), by: anyId, reason: anyText, at },
    { change: anyId }
  ),
  NotesChanged: tagged<Listing.NotesChanged>("NotesChanged", { notes: anyText, at }, {}),
  ListingReviewed: tagged<Listing.ListingReviewed>("ListingReviewed", { by: anyId, at }, { words: anyText }),
  EmergencyJudged: tagged<Listing.EmergencyJudged>(
    "EmergencyJudged",
    { change: anyId, terms: termsRef, fits: fc.boolean(), by: anyId, reason: anyText, at },
    {}
  ),
  ObjectionAddressLost: tagged<Listing.ObjectionAddressLost>(
    "ObjectionAddressLost",
    { address: one("dpo@vendor.example", "privacy desk"), at },
    {}
  ),
  ObjectionAddressRestored: tagged<Listing.ObjectionAddressRestored>(
    "ObjectionAddressRestored",
    { address: one("dpo@vendor.example", "privacy desk"), at },
    {}
  ),
  VersionPublished: tagged<Listing.VersionPublished>(
    "VersionPublished",
    { version: fc.integer({ min: 1, max: 99 }), at },
    shown
  )
}
export const anyListingEvent = anyOf(listingEvents)

export const listingCommands: ByTag<Listing.Command> = {
  OpenListing: asking<Listing.OpenListing>("OpenListing", listingEvents.ListingOpened),
  NameEntity: asking<Listing.NameEntity>("NameEntity", listingEvents.EntityNamed),
  ListEngagement: asking<Listing.ListEngagement>("ListEngagement", listingEvents.EngagementListed),
  AnnounceChange: asking<Listing.AnnounceChange>("AnnounceChange", listingEvents.ChangeAnnounced),
  PostponeChange: asking<Listing.PostponeChange>("PostponeChange", listingEvents.ChangePostponed),
  WithdrawChange: asking<Listing.WithdrawChange>("WithdrawChange", listingEvents.ChangeWithdrawn),
  EndEngagement: asking<Listing.EndEngagement>("EndEngagement", listingEvents.EngagementEnded),
  DecideMateriality: asking<Listing.DecideMateriality>("DecideMateriality", listingEvents.MaterialityDecided),
  ConfirmSafeguards: asking<Listing.ConfirmSafeguards>("ConfirmSafeguards", listingEvents.SafeguardsConfirmed),
  CorrectEntry: asking<Listing.CorrectEntry>("CorrectEntry", listingEvents.EntryCorrected),
  ChangeNotes: asking<Listing.ChangeNotes>("ChangeNotes", listingEvents.NotesChanged),
  ReviewListing: asking<Listing.ReviewListing>("ReviewListing", listingEvents.ListingReviewed),
  JudgeEmergency: asking<Listing.JudgeEmergency>("JudgeEmergency", listingEvents.EmergencyJudged),
  LoseObjectionAddress: asking<Listing.LoseObjectionAddress>(
    "LoseObjectionAddress",
    listingEvents.ObjectionAddressLost
  ),
  RestoreObjectionAddress: asking<Listing.RestoreObjectionAddress>(
    "RestoreObjectionAddress",
    listingEvents.ObjectionAddressRestored
  ),
  PublishVersion: tagged<Listing.PublishVersion>("PublishVersion", { at }, shown)
}
export const anyListingCommand = anyOf(listingCommands)

// -- Client --------------------------------------------------------------------------------------------------------------

const usedThing = { of: one("product", "region", "option"), id: anyId, at }

export const clientEvents: ByTag<Client.Event> = {
  DpaExecuted: tagged<Client.DpaExecuted>(
    "DpaExecuted",
    { dpa: anyId, paper: one("standard", "own"), terms: termsRef, at },
    {}
  ),
  DpaEnded: tagged<Client.DpaEnded>("DpaEnded", { dpa: anyId, at }, {}),
  DpaTransferred: tagged<Client.DpaTransferred>("DpaTransferred", { dpa: anyId, to: anyId, at }, {}),
  DpaTakenOver: tagged<Client.DpaTakenOver>(
    "DpaTakenOver",
    { dpa: anyId, from: anyId, paper: one("standard", "own"), terms: termsRef, at },
    {}
  ),
  ListingAgreed: tagged<Client.ListingAgreed>(
    "ListingAgreed",
    { listing: anyId, version: fc.integer({ min: 1, max: 99 }), at },
    {}
  ),
  ContactNamed: tagged<Client.ContactNamed>(
    "ContactNamed",
    {
      contact: anyId,
      person: anyId,
      role: anyText,
      name: anySealed,
      address: anySealed,
      language: one("nl", "nl-BE", "en", "fr"),
      channel: one("email", "inProduct", "post", "portal"),
      at
    },
    { fallbackFor: anyId }
  ),
  ContactRemoved: tagged<Client.ContactRemoved>("ContactRemoved", { contact: anyId, at }, {}),
  UseBegan: tagged<Client.UseBegan>("UseBegan", usedThing, {}),
  UseEnded: tagged<Client.UseEnded>("UseEnded", usedThing, {}),
  SubscriptionBegan: tagged<Client.SubscriptionBegan>(
    "SubscriptionBegan",
    { channel: one("email", "listing", "inProduct", "post", "portal", "repository"), at },
    {}
  ),
  SubscriptionEnded: tagged<Client.SubscriptionEnded>("SubscriptionEnded", { at }, {}),
  ListingRequested: tagged<Client.ListingRequested>("ListingRequested", { at }, {})
}
export const anyClientEvent = anyOf(clientEvents)

/** As the core takes them: sealed. */
export const clientCommands: ByTag<Client.Command> = {
  ExecuteDpa: asking<Client.ExecuteDpa>("ExecuteDpa", clientEvents.DpaExecuted),
  EndDpa: asking<Client.EndDpa>("EndDpa", clientEvents.DpaEnded),
  TransferDpa: asking<Client.TransferDpa>("TransferDpa", clientEvents.DpaTransferred),
  TakeOverDpa: asking<Client.TakeOverDpa>("TakeOverDpa", clientEvents.DpaTakenOver),
  AgreeListing: asking<Client.AgreeListing>("AgreeListing", clientEvents.ListingAgreed),
  NameContact: asking<Client.NameContact>("NameContact", clientEvents.ContactNamed),
  RemoveContact: asking<Client.RemoveContact>("RemoveContact", clientEvents.ContactRemoved),
  BeginUse: asking<Client.BeginUse>("BeginUse", clientEvents.UseBegan),
  EndUse: asking<Client.EndUse>("EndUse", clientEvents.UseEnded),
  BeginSubscription: asking<Client.BeginSubscription>("BeginSubscription", clientEvents.SubscriptionBegan),
  EndSubscription: asking<Client.EndSubscription>("EndSubscription", clientEvents.SubscriptionEnded),
  RequestListing: asking<Client.RequestListing>("RequestListing", clientEvents.ListingRequested)
}
export const anyClientCommand = anyOf(clientCommands)

// -- Documents -----------------------------------------------------------------------------------------------------------

const textHash = sha256 as fc.Arbitrary<Document.TextHash>
const language = one("nl", "nl-BE", "en", "fr")
const textIn = struct<Document.Text>({ language, reference: anyText, hash: textHash }, {})
const declaration = one("trueInformation", "authorisedToAct", "credentialsPersonal")

const stated = <const A extends string>(...values: ReadonlyArray<A>): fc.Arbitrary<Parameter<A>> =>
  fc.oneof(
    fc.constant(null).map(() => ({ ...unstated })),
    fc.tuple(one(...values), anyId, anyText).map(([value, instrument, words]) => says(value, { instrument, words }))
  )

const versionTerms = struct<Document.VersionTerms>(
  {
    asksAgain: stated("every", "material", "none"),
    silence: stated("accepted", "acceptedByUse", "nothing"),
    translations: stated("asTheOriginal", "nothing"),
    onBreach: stated("nothing", "suspends", "ends")
  },
  {}
)

const ofVersion = {
  version: anyId,
  texts: some(textIn),
  binds: some(language),
  declares: any(declaration),
  terms: versionTerms,
  effectiveFrom: anyDay,
  at
}

const starts = { startsAt: anyInstant, zone: zoneRef }

export const documentEvents: ByTag<Document.Event> = {
  DocumentDeclared: tagged<Document.DocumentDeclared>(
    "DocumentDeclared",
    {
      document: anyId,
      title: anyText,
      kind: one("termsOfUse", "generalTerms", "dpa", "policy", "statement"),
      publisher: one("own", "third"),
      drawnUpBy: anyText,
      asks: one("accept", "acknowledge", "inform"),
      party: one("organisation", "user"),
      zone: one("Europe/Amsterdam", "UTC"),
      at
    },
    {}
  ),
  AskedBeforeUse: tagged<Document.AskedBeforeUse>("AskedBeforeUse", { use: anyId, at }, {}),
  NotAskedBeforeUse: tagged<Document.NotAskedBeforeUse>("NotAskedBeforeUse", { use: anyId, at }, {}),
  DocumentPublished: tagged<Document.DocumentPublished>(
    "DocumentPublished",
    { ...ofVersion, ...starts },
    { announcedAt: anyInstant }
  ),
  DocumentCaptured: tagged<Document.DocumentCaptured>(
    "DocumentCaptured",
    { ...ofVersion, ...starts, by: anyId },
    { publishedAt: anyInstant }
  ),
  CaptureConfirmed: tagged<Document.CaptureConfirmed>("CaptureConfirmed", { version: anyId, by: anyId, at }, {}),
  CaptureDismissed: tagged<Document.CaptureDismissed>(
    "CaptureDismissed",
    { version: anyId, by: anyId, reason: anyText, at },
    {}
  ),
  SlipCorrected: tagged<Document.SlipCorrected>(
    "SlipCorrected",
    { version: anyId, to: textIn, by: anyId, reason: anyText, at },
    {}
  ),
  VersionWeighed: tagged<Document.VersionWeighed>(
    "VersionWeighed",
    { version: anyId, material: fc.boolean(), by: anyId, reason: anyText, at },
    {}
  ),
  VersionRead: tagged<Document.VersionRead>(
    "VersionRead",
    {
      version: anyId,
      as: struct<Document.TermsAsRead>(
        {},
        {
          asksAgain: one("every", "material", "none"),
          silence: one("accepted", "acceptedByUse", "nothing"),
          translations: one("asTheOriginal", "nothing"),
          onBreach: one("nothing", "suspends", "ends")
        }
      ),
      by: anyId,
      reason: anyText,
      at
    },
    {}
  ),
  VersionWithdrawn: tagged<Document.VersionWithdrawn>("VersionWithdrawn", { version: anyId, reason: anyText, at }, {}),
  DocumentWithdrawn: tagged<Document.DocumentWithdrawn>("DocumentWithdrawn", { reason: anyText, at }, {}),
  LiabilityCapStated: tagged<Document.LiabilityCapStated>(
    "LiabilityCapStated",
    { insurance: fc.record({ reference: anyText, hash: textHash }, { noNullPrototype: true }), from: anyInstant, at },
    {
      cover: struct<Document.Money>({ amount: one("0", "20", "1250.00", "1000000"), currency: one("EUR", "USD") }, {}),
      until: anyInstant
    }
  )
}
export const anyDocumentEvent = anyOf(documentEvents)

export const documentCommands: ByTag<Document.Command> = {
  DeclareDocument: asking<Document.DeclareDocument>("DeclareDocument", documentEvents.DocumentDeclared),
  AskBeforeUse: asking<Document.AskBeforeUse>("AskBeforeUse", documentEvents.AskedBeforeUse),
  StopAskingBeforeUse: asking<Document.StopAskingBeforeUse>("StopAskingBeforeUse", documentEvents.NotAskedBeforeUse),
  PublishDocument: tagged<Document.PublishDocument>("PublishDocument", ofVersion, { announcedAt: anyInstant }),
  CaptureDocument: tagged<Document.CaptureDocument>(
    "CaptureDocument",
    { ...ofVersion, by: anyId },
    { publishedAt: anyInstant }
  ),
  ConfirmCapture: asking<Document.ConfirmCapture>("ConfirmCapture", documentEvents.CaptureConfirmed),
  DismissCapture: asking<Document.DismissCapture>("DismissCapture", documentEvents.CaptureDismissed),
  CorrectSlip: asking<Document.CorrectSlip>("CorrectSlip", documentEvents.SlipCorrected),
  WeighVersion: asking<Document.WeighVersion>("WeighVersion", documentEvents.VersionWeighed),
  ReadVersion: asking<Document.ReadVersion>("ReadVersion", documentEvents.VersionRead),
  WithdrawVersion: asking<Document.WithdrawVersion>("WithdrawVersion", documentEvents.VersionWithdrawn),
  WithdrawDocument: asking<Document.WithdrawDocument>("WithdrawDocument", documentEvents.DocumentWithdrawn),
  StateLiabilityCap: asking<Document.StateLiabilityCap>("StateLiabilityCap", documentEvents.LiabilityCapStated)
}
export const anyDocumentCommand = anyOf(documentCommands)

const answered = { answer: anyId, version: anyId, by: anyId, at }

export const acceptanceEvents: ByTag<Acceptance.Event> = {
  VersionPresented: tagged<Acceptance.VersionPresented>("VersionPresented", { version: anyId, language, at }, {}),
  VersionAcknowledged: tagged<Acceptance.VersionAcknowledged>("VersionAcknowledged", answered, {}),
  VersionAccepted: tagged<Acceptance.VersionAccepted>(
    "VersionAccepted",
    { ...answered, language, authority: one("own", "shown", "notShown"), declares: any(declaration) },
    { mandate: anyEventRef }
  ),
  VersionDeclined: tagged<Acceptance.VersionDeclined>("VersionDeclined", answered, {}),
  AnswerTakenBack: tagged<Acceptance.AnswerTakenBack>("AnswerTakenBack", { answer: anyId, by: anyId, at }, {}),
  AnswerQuestioned: tagged<Acceptance.AnswerQuestioned>("AnswerQuestioned", { answer: anyId, at }, {}),
  AnswerRatified: tagged<Acceptance.AnswerRatified>(
    "AnswerRatified",
    { answer: anyId, by: anyId, at },
    { mandate: anyEventRef }
  ),
  AnswerRefuted: tagged<Acceptance.AnswerRefuted>("AnswerRefuted", { answer: anyId, at }, {}),
  DeclarationMade: tagged<Acceptance.DeclarationMade>(
    "DeclarationMade",
    { answer: anyId, declaration, by: anyId, at },
    {}
  ),
  DocumentUsed: tagged<Acceptance.DocumentUsed>("DocumentUsed", { at }, {}),
  InformationChanged: tagged<Acceptance.InformationChanged>(
    "InformationChanged",
    { information: anyId, since: anyInstant, at },
    {}
  ),
  PromptnessJudged: tagged<Acceptance.PromptnessJudged>(
    "PromptnessJudged",
    { information: anyId, late: fc.boolean(), by: anyId, reason: anySealed, at },
    {}
  ),
  BreachReported: tagged<Acceptance.BreachReported>(
    "BreachReported",
    { breach: anyId, declaration, evidence: anySealed, by: anyId, at },
    {}
  ),
  BreachJudged: tagged<Acceptance.BreachJudged>(
    "BreachJudged",
    { breach: anyId, broken: fc.boolean(), by: anyId, reason: anySealed, at },
    {}
  ),
  BreachLifted: tagged<Acceptance.BreachLifted>("BreachLifted", { breach: anyId, by: anyId, reason: anySealed, at }, {})
}
export const anyAcceptanceEvent = anyOf(acceptanceEvents)

/** As the core takes them: sealed. */
export const acceptanceCommands: ByTag<Acceptance.Command> = {
  PresentVersion: asking<Acceptance.PresentVersion>("PresentVersion", acceptanceEvents.VersionPresented),
  AcknowledgeVersion: asking<Acceptance.AcknowledgeVersion>("AcknowledgeVersion", acceptanceEvents.VersionAcknowledged),
  AcceptVersion: asking<Acceptance.AcceptVersion>("AcceptVersion", acceptanceEvents.VersionAccepted),
  DeclineVersion: asking<Acceptance.DeclineVersion>("DeclineVersion", acceptanceEvents.VersionDeclined),
  TakeAnswerBack: asking<Acceptance.TakeAnswerBack>("TakeAnswerBack", acceptanceEvents.AnswerTakenBack),
  QuestionAnswer: asking<Acceptance.QuestionAnswer>("QuestionAnswer", acceptanceEvents.AnswerQuestioned),
  RatifyAnswer: asking<Acceptance.RatifyAnswer>("RatifyAnswer", acceptanceEvents.AnswerRatified),
  RefuteAnswer: asking<Acceptance.RefuteAnswer>("RefuteAnswer", acceptanceEvents.AnswerRefuted),
  MakeDeclaration: asking<Acceptance.MakeDeclaration>("MakeDeclaration", acceptanceEvents.DeclarationMade),
  RecordUse: asking<Acceptance.RecordUse>("RecordUse", acceptanceEvents.DocumentUsed),
  InformOfChange: asking<Acceptance.InformOfChange>("InformOfChange", acceptanceEvents.InformationChanged),
  JudgePromptness: asking<Acceptance.JudgePromptness>("JudgePromptness", acceptanceEvents.PromptnessJudged),
  ReportBreach: asking<Acceptance.ReportBreach>("ReportBreach", acceptanceEvents.BreachReported),
  JudgeBreach: asking<Acceptance.JudgeBreach>("JudgeBreach", acceptanceEvents.BreachJudged),
  LiftBreach: asking<Acceptance.LiftBreach>("LiftBreach", acceptanceEvents.BreachLifted)
}
export const anyAcceptanceCommand = anyOf(acceptanceCommands)

// -- Readings ------------------------------------------------------------------------------------------------------------

/** A parameter and a value of its own type, exactly. */
const parameterAndValue: fc.Arbitrary<readonly [string, unknown]> = fc.oneof(
  ...Object.entries(ofTerms(anySpan)).map(([name, value]) => fc.tuple(fc.constant(name), value)),
  ...Object.entries(ofRow(anySpan)).map(([name, value]) =>
    fc.tuple(fc.constant(`new-sub-processor/any/${name}`), value)
  )
)

export const readingEvents: ByTag<Reading.Event> = {
  ReadingRecorded: fc
    .tuple(
      parameterAndValue,
      struct<Omit<Reading.ReadingRecorded, "_tag" | "parameter" | "value">>(
        { terms: termsRef, by: anyId, reason: anyText, at },
        { supersedes: anyEventRef }
      )
    )
    .map(([[parameter, value], rest]) => ({ _tag: "ReadingRecorded", parameter, value, ...rest }))
}
export const anyReadingEvent = anyOf(readingEvents)

export const readingCommands: ByTag<Reading.Command> = {
  RecordReading: readingEvents.ReadingRecorded.map(({ terms, parameter, value, by, reason, at }) => ({
    _tag: "RecordReading",
    terms,
    parameter,
    value,
    by,
    reason,
    at
  }))
}
export const anyReadingCommand = anyOf(readingCommands)

const statedReading: fc.Arbitrary<Cited<Reading.Reading>> = fc
  .tuple(readingCommands.RecordReading, anyEventRef, upTo)
  .map(([{ parameter, value, by, reason, at }, from, asOf]) => ({
    value: { parameter, value, by, reason, at },
    from,
    asOf
  }))

// -- Values that are kept whole ---------------------------------------------------------------------------------------

export const pinnedEvents: ByTag<Pinned.Event> = {
  TermsPinned: tagged<Pinned.TermsPinned>("TermsPinned", { ref: termsRef, terms: anyTerms, at }, {}),
  CalendarPinned: tagged<Pinned.CalendarPinned>(
    "CalendarPinned",
    { ref: calendarRef, calendar: calendar("nl-office"), at },
    {}
  ),
  ZonePinned: tagged<Pinned.ZonePinned>("ZonePinned", { ref: zoneRef, zone, at }, {})
}
export const anyPinnedEvent = anyOf(pinnedEvents)

export const checkpointEvents: ByTag<CheckpointMoved> = {
  CheckpointMoved: tagged<CheckpointMoved>("CheckpointMoved", { after: anyText, at }, {})
}
export const anyCheckpointEvent = anyOf(checkpointEvents)

// -- Mandates ------------------------------------------------------------------------------------------------------------

const anyAct = fc.oneof(one(...Object.values(acts)), anyId)
const sum = struct<Mandates.Amount>({ amount: one("0", "12", "1250.00", "0.5"), currency: one("EUR", "USD") }, {})
const reach = struct<Mandates.Reach>({ acts: scope(anyAct), products: scope(anyId) }, { upTo: sum })
const assurance = fc.constantFrom(...assurances)
const ofPower = {
  power: anyId,
  paper: struct<Mandates.Paper>({ document: anyId, version: anyText }, { hash: anyText }),
  assurance,
  acts: some(reach),
  gives: any(reach),
  from: at,
  at
}
const endCounts = one("atOnce", "whenKnown")
const aRoot = { ...ofPower, register: anyId, number: anyText, persons: some(anyId) }
const aMandate = {
  ...ofPower,
  under: anyId,
  as: fc.oneof(one("authorisation-manager"), anyId),
  to: anyOf<Mandates.Holder>({
    Person: tagged<Mandates.ToPerson>("Person", { person: anyId }, {}),
    Organisation: tagged<Mandates.ToOrganisation>("Organisation", { organisation: anyId }, {})
  }),
  signedBy: some(anyId),
  whileEmployed: fc.boolean()
}
const ifGiverEnds = one("falls", "stays")
const lastDay = struct<Mandates.LastDay>({ on: anyDay, zone: zoneRef, before: at }, {})
const statedDay = struct<Mandates.StatedLastDay>({ on: anyDay, zone: one("Europe/Amsterdam", "UTC") }, {})
const ofDeed = { deed: anyId, at }

export const mandatesEvents: ByTag<Mandates.Event> = {
  OrganisationRegistered: tagged<Mandates.OrganisationRegistered>(
    "OrganisationRegistered",
    { register: anyId, number: anyText, at },
    { organisation: anyId }
  ),
  PersonNamed: tagged<Mandates.PersonNamed>(
    "PersonNamed",
    { person: anyId, name: anySealed, address: anySealed, at },
    {}
  ),
  RootShown: tagged<Mandates.RootShown>("RootShown", aRoot, { organisation: anyId, until: lastDay, endCounts }),
  MandateGiven: tagged<Mandates.MandateGiven>("MandateGiven", aMandate, { until: lastDay, endCounts, ifGiverEnds }),
  PowerEnded: tagged<Mandates.PowerEnded>(
    "PowerEnded",
    { power: anyId, how: one("revoked", "renounced", "replaced"), at, knownAt: anyInstant },
    {}
  ),
  EmploymentBegan: tagged<Mandates.EmploymentBegan>("EmploymentBegan", { person: anyId, at }, { organisation: anyId }),
  EmploymentEnded: tagged<Mandates.EmploymentEnded>(
    "EmploymentEnded",
    { person: anyId, at, knownAt: anyInstant },
    { organisation: anyId }
  ),
  DeedDone: tagged<Mandates.DeedDone>(
    "DeedDone",
    { ...ofDeed, act: anyAct, by: some(anyId) },
    { product: anyId, amount: sum, atLeast: assurance, about: anyEventRef }
  ),
  DeedQuestioned: tagged<Mandates.DeedQuestioned>("DeedQuestioned", ofDeed, {}),
  DeedRatified: tagged<Mandates.DeedRatified>("DeedRatified", { ...ofDeed, by: some(anyId) }, {}),
  DeedRefuted: tagged<Mandates.DeedRefuted>("DeedRefuted", { ...ofDeed, by: anyId }, {})
}
export const anyMandatesEvent = anyOf(mandatesEvents)

export const mandatesCommands: ByTag<Mandates.Command> = {
  RegisterOrganisation: asking<Mandates.RegisterOrganisation>(
    "RegisterOrganisation",
    mandatesEvents.OrganisationRegistered
  ),
  NamePerson: asking<Mandates.NamePerson>("NamePerson", mandatesEvents.PersonNamed),
  ShowRoot: tagged<Mandates.ShowRoot>("ShowRoot", aRoot, { organisation: anyId, until: statedDay, endCounts }),
  GiveMandate: tagged<Mandates.GiveMandate>("GiveMandate", aMandate, { until: statedDay, endCounts, ifGiverEnds }),
  EndPower: asking<Mandates.EndPower>("EndPower", mandatesEvents.PowerEnded),
  BeginEmployment: asking<Mandates.BeginEmployment>("BeginEmployment", mandatesEvents.EmploymentBegan),
  EndEmployment: asking<Mandates.EndEmployment>("EndEmployment", mandatesEvents.EmploymentEnded),
  RecordDeed: asking<Mandates.RecordDeed>("RecordDeed", mandatesEvents.DeedDone),
  QuestionDeed: asking<Mandates.QuestionDeed>("QuestionDeed", mandatesEvents.DeedQuestioned),
  RatifyDeed: asking<Mandates.RatifyDeed>("RatifyDeed", mandatesEvents.DeedRatified),
  RefuteDeed: asking<Mandates.RefuteDeed>("RefuteDeed", mandatesEvents.DeedRefuted)
}
export const anyMandatesCommand = anyOf(mandatesCommands)

// -- Consultation --------------------------------------------------------------------------------------------------------

const because = struct<Consultation.Notice.Because>(
  {
    clause: one("notice.duty-arises", "notice.no-agreement"),
    facts: any(anyEventRef),
    absent: any(struct({ stream, upTo }, {}))
  },
  {}
)

const words = anySealed

const solutions: ByTag<Consultation.Objection.Solution> = {
  CarveOut: tagged<Consultation.Objection.CarveOut>("CarveOut", { engagement: anyId }, { from: anyInstant, words }),
  Alternative: tagged<Consultation.Objection.Alternative>(
    "Alternative",
    { engagement: anyId, doneBy: anyId },
    { words }
  ),
  Acceptance: tagged<Consultation.Objection.Acceptance>("Acceptance", {}, { engagement: anyId, words }),
  Withdrawal: tagged<Consultation.Objection.Withdrawal>("Withdrawal", {}, { words }),
  Exit: tagged<Consultation.Objection.Exit>("Exit", { from: anyInstant }, { words })
}
const solution = anyOf(solutions)
const effects = struct<Consultation.Objection.Effects>(
  {},
  {
    windowUntil: anyInstant,
    accessFrom: anyInstant,
    money: any(
      struct<Consultation.Objection.Money>(
        {
          what: one("refund", "credit", "priceChange", "fee"),
          amount: one("0", "12", "1250.00", "0.5"),
          currency: one("EUR", "USD"),
          paidBy: one("vendor", "client")
        },
        {}
      )
    )
  }
)
const ofAct = { act: anyId, at }
const ofObjection = { objection: anyId, at }

const letter = {
  letter: anyId,
  to: some(
    struct<Consultation.Notice.Recipient>(
      { contact: anyId, channel: one("email", "listing", "inProduct", "post", "portal", "repository") },
      {}
    )
  ),
  contents: any(
    one("entity", "service", "places", "purpose", "dataCategories", "effectiveOn", "howToObject", "safeguards")
  ),
  at
}
const saidDates = struct<Consultation.Notice.SaidDates>(
  {},
  { objectUntil: anyDay, accessFrom: anyInstant, answerUntil: anyDay }
)
const arrived = { letter: anyId, contact: anyId, at }
const termsAgreed = { terms: termsRef, by: anyId, at }

export const consultationEvents: ByTag<Consultation.Event> = {
  CaseOpened: tagged<Consultation.Notice.CaseOpened>(
    "CaseOpened",
    { client: anyId, change: anyId, engagements: some(anyId), announced: anyEventRef, asOf: upTo, at },
    {}
  ),
  DutyArose: tagged<Consultation.Notice.DutyArose>(
    "DutyArose",
    { duty: anyId, kind: one("inform", "consult"), terms: termsRef, because, at },
    {}
  ),
  NoDutyArose: tagged<Consultation.Notice.NoDutyArose>(
    "NoDutyArose",
    {
      why: one(
        "noAgreement",
        "agreedAtEntry",
        "otherClients",
        "otherChange",
        "otherPaper",
        "notMaterial",
        "notAffected",
        "notSubscribed",
        "notRequested",
        "pullOnly",
        "nowhereStated"
      ),
      because,
      at
    },
    { duty: anyId }
  ),
  NoticeSent: tagged<Consultation.Notice.NoticeSent>(
    "NoticeSent",
    {
      ...letter,
      stated: struct<Consultation.Notice.Stated>(
        {
          terms: termsRef,
          zone: zoneRef,
          calendars: any(calendarRef),
          readings: any(statedReading),
          effectiveOn: anyDay
        },
        { needsYes: fc.constant(true as const), answerUntil: anyDay, accessFrom: anyInstant, objectUntil: anyDay }
      )
    },
    {
      dated: anyInstant,
      corrects: anyId,
      said: saidDates,
      fallbacks: any(struct<Consultation.Notice.Fallback>({ contact: anyId, for: anyId }, {}))
    }
  ),
  NoticeDelivered: tagged<Consultation.Notice.NoticeDelivered>("NoticeDelivered", arrived, {}),
  NoticeReceived: tagged<Consultation.Notice.NoticeReceived>("NoticeReceived", { ...arrived, evidence: anySealed }, {}),
  NoticeBounced: tagged<Consultation.Notice.NoticeBounced>("NoticeBounced", arrived, {}),
  TermsAgreed: tagged<Consultation.Notice.TermsAgreed>("TermsAgreed", termsAgreed, {
    pins: struct<Consultation.Notice.Pins>({ zone: zoneRef, calendars: any(calendarRef) }, {})
  }),
  ObjectionReceived: tagged<Consultation.Objection.ObjectionReceived>(
    "ObjectionReceived",
    {
      objection: anyId,
      letter: anyId,
      by: anyId,
      grounds: anySealed,
      inWriting: fc.boolean(),
      to: anyText,
      as: one("statement", "termination", "stopUsing", "move"),
      gives: any(one("grounds", "explanation", "mitigation")),
      authority: one("shown", "notShown"),
      at
    },
    { sent: anyInstant, mandate: anyEventRef }
  ),
  AuthorityAsked: tagged<Consultation.Objection.AuthorityAsked>("AuthorityAsked", ofAct, {}),
  AuthorityRatified: tagged<Consultation.Objection.AuthorityRatified>("AuthorityRatified", { ...ofAct, by: anyId }, {}),
  AuthorityRefuted: tagged<Consultation.Objection.AuthorityRefuted>("AuthorityRefuted", ofAct, {}),
  GroundsJudged: tagged<Consultation.Objection.GroundsJudged>(
    "GroundsJudged",
    { objection: anyId, sufficient: fc.boolean(), by: anyId, reason: anySealed, at },
    {}
  ),
  StandardJudged: tagged<Consultation.Objection.StandardJudged>(
    "StandardJudged",
    { standard: anyText, holds: fc.boolean(), by: anyId, reason: anySealed, at },
    {}
  ),
  InformationGiven: tagged<Consultation.Objection.InformationGiven>("InformationGiven", ofObjection, {}),
  ObjectionConfirmed: tagged<Consultation.Objection.ObjectionConfirmed>("ObjectionConfirmed", ofObjection, {}),
  VendorAnswered: tagged<Consultation.Objection.VendorAnswered>("VendorAnswered", ofObjection, {}),
  DiscussionOpened: tagged<Consultation.Objection.DiscussionOpened>("DiscussionOpened", { at }, {}),
  SolutionProposed: tagged<Consultation.Objection.SolutionProposed>(
    "SolutionProposed",
    { proposal: anyId, by: one("client", "vendor"), solution, at },
    { effects }
  ),
  ProposalDeclined: tagged<Consultation.Objection.ProposalDeclined>("ProposalDeclined", { proposal: anyId, at }, {}),
  SolutionAgreed: tagged<Consultation.Objection.SolutionAgreed>(
    "SolutionAgreed",
    { solution, by: anyId, authority: one("shown", "notShown"), at },
    { proposal: anyId, effects, mandate: anyEventRef }
  ),
  ObjectionWithdrawn: tagged<Consultation.Objection.ObjectionWithdrawn>(
    "ObjectionWithdrawn",
    { objection: anyId, by: anyId, authority: one("shown", "notShown"), at },
    { mandate: anyEventRef }
  ),
  ChangeAccepted: tagged<Consultation.Objection.ChangeAccepted>(
    "ChangeAccepted",
    {
      acceptance: anyId,
      as: one("acceptance", "authorisation", "waiver"),
      by: anyId,
      authority: one("shown", "notShown"),
      at
    },
    {
      for: any(struct({ facet: one("place", "dataCategory", "control"), value: anyText }, {})),
      inWriting: fc.boolean(),
      mandate: anyEventRef
    }
  ),
  ExitDeclared: tagged<Consultation.Objection.ExitDeclared>(
    "ExitDeclared",
    {
      exit: anyId,
      by: one("client", "vendor"),
      scope: one("affectedService", "agreement", "choice", "addendum", "feature"),
      from: anyInstant,
      at
    },
    { objection: anyId, person: anyId, authority: one("shown", "notShown"), mandate: anyEventRef }
  ),
  ExitRevoked: tagged<Consultation.Objection.ExitRevoked>("ExitRevoked", { exit: anyId, at }, {}),
  OutcomeTold: tagged<Consultation.Objection.OutcomeTold>(
    "OutcomeTold",
    {
      objection: anyId,
      outcome: one(
        "settled",
        "withdrawn",
        "denied",
        "left",
        "changeWithdrawn",
        "late",
        "noRight",
        "notAsAsked",
        "insufficientGrounds",
        "notConfirmed",
        "deemedAccepted"
      ),
      restsOn: anyEventRef,
      letter: anyId,
      why: anySealed,
      at
    },
    { from: anyInstant }
  ),
  AccessBegan: tagged<Consultation.Access.AccessBegan>("AccessBegan", { engagement: anyId, use: anyUse, at }, {}),
  AccessEnded: tagged<Consultation.Access.AccessEnded>("AccessEnded", { engagement: anyId, at }, {})
}
export const anyConsultationEvent = anyOf(consultationEvents)

/** As the core takes them: sealed. */
export const consultationCommands: ByTag<Consultation.Command> = {
  JudgeDuties: tagged<Consultation.Notice.JudgeDuties>("JudgeDuties", { at }, {}),
  SendNotice: tagged<Consultation.Notice.SendNotice>("SendNotice", letter, {
    dated: anyInstant,
    corrects: anyId,
    said: saidDates
  }),
  RecordDelivery: asking<Consultation.Notice.RecordDelivery>("RecordDelivery", consultationEvents.NoticeDelivered),
  RecordReceipt: asking<Consultation.Notice.RecordReceipt>("RecordReceipt", consultationEvents.NoticeReceived),
  RecordBounce: asking<Consultation.Notice.RecordBounce>("RecordBounce", consultationEvents.NoticeBounced),
  AgreeTerms: tagged<Consultation.Notice.AgreeTerms>("AgreeTerms", termsAgreed, {}),
  ReceiveObjection: speaking<Consultation.Objection.ReceiveObjection>(
    "ReceiveObjection",
    consultationEvents.ObjectionReceived
  ),
  AskAuthority: asking<Consultation.Objection.AskAuthority>("AskAuthority", consultationEvents.AuthorityAsked),
  RatifyAuthority: asking<Consultation.Objection.RatifyAuthority>(
    "RatifyAuthority",
    consultationEvents.AuthorityRatified
  ),
  RefuteAuthority: asking<Consultation.Objection.RefuteAuthority>(
    "RefuteAuthority",
    consultationEvents.AuthorityRefuted
  ),
  JudgeGrounds: asking<Consultation.Objection.JudgeGrounds>("JudgeGrounds", consultationEvents.GroundsJudged),
  JudgeStandard: asking<Consultation.Objection.JudgeStandard>("JudgeStandard", consultationEvents.StandardJudged),
  GiveInformation: asking<Consultation.Objection.GiveInformation>(
    "GiveInformation",
    consultationEvents.InformationGiven
  ),
  ConfirmObjection: asking<Consultation.Objection.ConfirmObjection>(
    "ConfirmObjection",
    consultationEvents.ObjectionConfirmed
  ),
  AnswerObjection: asking<Consultation.Objection.AnswerObjection>("AnswerObjection", consultationEvents.VendorAnswered),
  OpenDiscussion: asking<Consultation.Objection.OpenDiscussion>("OpenDiscussion", consultationEvents.DiscussionOpened),
  ProposeSolution: asking<Consultation.Objection.ProposeSolution>(
    "ProposeSolution",
    consultationEvents.SolutionProposed
  ),
  DeclineProposal: asking<Consultation.Objection.DeclineProposal>(
    "DeclineProposal",
    consultationEvents.ProposalDeclined
  ),
  AgreeSolution: speaking<Consultation.Objection.AgreeSolution>("AgreeSolution", consultationEvents.SolutionAgreed),
  WithdrawObjection: speaking<Consultation.Objection.WithdrawObjection>(
    "WithdrawObjection",
    consultationEvents.ObjectionWithdrawn
  ),
  AcceptChange: speaking<Consultation.Objection.AcceptChange>("AcceptChange", consultationEvents.ChangeAccepted),
  DeclareExit: speaking<Consultation.Objection.DeclareExit>("DeclareExit", consultationEvents.ExitDeclared),
  RevokeExit: asking<Consultation.Objection.RevokeExit>("RevokeExit", consultationEvents.ExitRevoked),
  TellOutcome: asking<Consultation.Objection.TellOutcome>("TellOutcome", consultationEvents.OutcomeTold),
  RecordAccess: asking<Consultation.Access.RecordAccess>("RecordAccess", consultationEvents.AccessBegan),
  RecordAccessEnd: asking<Consultation.Access.RecordAccessEnd>("RecordAccessEnd", consultationEvents.AccessEnded)
}
export const anyConsultationCommand = anyOf(consultationCommands)

// -- Reports of weaknesses -------------------------------------------------------------------------------------------------

const policyRef = sha256.map((hash): PolicyRef => `policy:${hash}`)

export const policyEvents: ByTag<Policy.Event> = {
  DisclosureTermsPinned: tagged<Policy.DisclosureTermsPinned>(
    "DisclosureTermsPinned",
    { ref: policyRef, policy: anyText.map((title): DisclosureTerms => policy({}, { title })), at },
    {}
  ),
  DisclosureTermsPublished: tagged<Policy.DisclosureTermsPublished>("DisclosureTermsPublished", { at }, {})
}

const field = one("urgency", "description", "steps", "contact", "name", "updatesWanted", "testerAddresses")
const severity = one("none", "low", "medium", "high", "critical")
const fieldsGiven = any(struct<Handling.FieldGiven>({ field }, { words: anySealed }))
const attachments = any(struct<Handling.Attachment>({ attachment: anyId, hash: anyText }, {}))
const reporter = fc.oneof<[fc.Arbitrary<Handling.Reporter>, fc.Arbitrary<Handling.Reporter>]>(
  struct<Extract<Handling.Reporter, { readonly person: string }>>(
    { as: one("named", "pseudonym"), person: anyId },
    { name: anySealed, reach: anySealed }
  ),
  fc.constant({ as: "anonymous" })
)
const wish = fc.oneof(
  fc.constant({ as: "declined" } as const),
  anyInstant.map((until) => ({ as: "until", until }) as const)
)
const resolution: fc.Arbitrary<Handling.Resolution> = fc.oneof(
  one(
    "fixed",
    "mitigated",
    "notReproducible",
    "notAVulnerability",
    "outOfScope",
    "wontFix",
    "withdrawn",
    "spam",
    "noResponse"
  ).map((as) => ({ as })),
  anyId.map((of) => ({ as: "duplicate", of }) as const),
  anyId.map((to) => ({ as: "referred", to }) as const)
)
const sender = one("human", "automatic")
const through = one("reporter", "vendor", "other")
const party = one("vendor", "reporter", "coordinator")
const novelty: fc.Arbitrary<Weakness.Novelty> = fc.oneof(
  fc.constant({ as: "new" } as const),
  fc.tuple(anyId, anyInstant).map(([record, dated]) => ({ as: "knownInside", record, dated }) as const),
  anyId.map((report) => ({ as: "reportedEarlier", report }) as const)
)
const found: fc.Arbitrary<Weakness.Found> = fc.oneof(
  fc.boolean().map((reproduced) => ({ _tag: "Reproduced", reproduced }) as const),
  novelty.map((it) => ({ _tag: "Novelty", novelty: it }) as const),
  severity.map((it) => ({ _tag: "Severity", severity: it }) as const),
  fc.boolean().map((threatens) => ({ _tag: "Continuity", threatens }) as const)
)
const citedReceipt = fc
  .tuple(anyInstant, anyEventRef, upTo)
  .map(([when, from, asOf]): Cited<{ readonly at: Instant }> => ({ value: { at: when }, from, asOf }))

const passing = {
  passing: anyId,
  to: anyId,
  basis: one("consent", "law", "courtOrder", "police", "sectorCert", "suspectedAbuse", "engagedAgency"),
  by: anyId,
  at
}
const identityParts = any(one("name", "contact", "pseudonym", "other"))
const extent = one("summary", "technical", "whole")
const kept = struct<Confidence.Kept>(
  {
    parts: identityParts,
    ground: one("legalClaims", "legalObligation", "expression", "publicInterest"),
    reference: anyText
  },
  {}
)
export const reportEvents: ByTag<ReportEvent> = {
  ReportReceived: tagged<Handling.ReportReceived>(
    "ReportReceived",
    {
      report: anyId,
      policy: policyRef,
      reporter,
      channel: one("email", "form", "phone", "post", "programme", "coordinator", "publication"),
      fields: fieldsGiven,
      attachments,
      claims: any(one("public", "exploit", "attacks")),
      at
    },
    {
      to: anyText,
      weakness: one("technical", "procedural"),
      urgency: severity,
      wantsUpdates: fc.boolean(),
      embargo: wish,
      demand: anySealed,
      supersedes: anyId
    }
  ),
  ReportAcknowledged: tagged<Handling.ReportAcknowledged>("ReportAcknowledged", { by: sender, at }, {}),
  ReplySent: tagged<Handling.ReplySent>(
    "ReplySent",
    { reply: anyId, by: sender, tells: any(one("assessment", "expectedDate", "progress", "closing")), at },
    { words: anySealed }
  ),
  InformationRequested: tagged<Handling.InformationRequested>(
    "InformationRequested",
    { request: anyId, fields: any(field), by: anyId, at },
    { words: anySealed }
  ),
  InformationAdded: tagged<Handling.InformationAdded>(
    "InformationAdded",
    { fields: fieldsGiven, attachments, from: one("reporter", "other"), at },
    {}
  ),
  UpdatesSwitched: tagged<Handling.UpdatesSwitched>("UpdatesSwitched", { wanted: fc.boolean(), at }, {}),
  ReportWithdrawn: tagged<Handling.ReportWithdrawn>("ReportWithdrawn", { at }, { words: anySealed }),
  ReportInvalidated: tagged<Handling.ReportInvalidated>("ReportInvalidated", { by: anyId, reason: anySealed, at }, {}),
  ReportValidated: tagged<Handling.ReportValidated>("ReportValidated", { by: anyId, at }, {}),
  ReportAccepted: tagged<Handling.ReportAccepted>("ReportAccepted", { by: anyId, at }, {}),
  ReportDeferred: tagged<Handling.ReportDeferred>("ReportDeferred", { by: anyId, reason: anySealed, at }, {}),
  ReportLinkedAsDuplicate: tagged<Handling.ReportLinkedAsDuplicate>(
    "ReportLinkedAsDuplicate",
    { of: anyId, received: citedReceipt, by: anyId, at },
    {}
  ),
  ReportForwarded: tagged<Handling.ReportForwarded>(
    "ReportForwarded",
    {
      to: anyId,
      shared: any(one("content", "identity")),
      basis: one("consent", "law", "courtOrder", "police", "sectorCert", "suspectedAbuse", "engagedAgency"),
      by: anyId,
      at
    },
    {}
  ),
  ChangeDecided: tagged<Handling.ChangeDecided>(
    "ChangeDecided",
    { change: anyId, by: anyId, reason: anySealed, at },
    {}
  ),
  ReportClosed: tagged<Handling.ReportClosed>("ReportClosed", { resolution, by: anyId, at }, { reason: anySealed }),
  FixReady: tagged<Weakness.FixReady>("FixReady", { by: anyId, at }, {}),
  FixDeployed: tagged<Weakness.FixDeployed>("FixDeployed", { by: anyId, at }, {}),
  WeaknessBecamePublic: tagged<Weakness.WeaknessBecamePublic>("WeaknessBecamePublic", { through, at }, {}),
  ExploitBecamePublic: tagged<Weakness.ExploitBecamePublic>("ExploitBecamePublic", { at }, {}),
  AttacksObserved: tagged<Weakness.AttacksObserved>("AttacksObserved", { at }, {}),
  WeaknessAssessed: tagged<Weakness.WeaknessAssessed>(
    "WeaknessAssessed",
    { assessment: anyId, found, by: anyId, at },
    { reason: anySealed }
  ),
  AssessmentWithdrawn: tagged<Weakness.AssessmentWithdrawn>(
    "AssessmentWithdrawn",
    { assessment: anyId, by: anyId, at },
    {}
  ),
  EmbargoProposed: tagged<Embargo.EmbargoProposed>(
    "EmbargoProposed",
    { proposal: anyId, by: party, until: anyInstant, at },
    { day: anyDay }
  ),
  EmbargoRejected: tagged<Embargo.EmbargoRejected>(
    "EmbargoRejected",
    { proposal: anyId, why: one("declined", "withdrawn", "closed", "nothingToKeepSecret", "over"), at },
    {}
  ),
  EmbargoAccepted: tagged<Embargo.EmbargoAccepted>(
    "EmbargoAccepted",
    {
      proposal: anyId,
      until: anyInstant,
      how: one("answered", "silence", "bothProposed", "policyLeavesIt", "grace"),
      at
    },
    {}
  ),
  EmbargoTerminated: tagged<Embargo.EmbargoTerminated>(
    "EmbargoTerminated",
    { why: one("agreed", "over", "public", "exploit", "attacks"), at },
    {}
  ),
  EmbargoProposedInVain: tagged<Embargo.EmbargoProposedInVain>(
    "EmbargoProposedInVain",
    { by: one("reporter", "coordinator"), until: anyInstant, at },
    { day: anyDay }
  ),
  ConductAlleged: tagged<Conduct.ConductAlleged>(
    "ConductAlleged",
    { finding: anyId, rule: anyId, acted: anyInstant, words: anySealed, evidence: any(anyText), by: anyId, at },
    {}
  ),
  HearingOffered: tagged<Conduct.HearingOffered>(
    "HearingOffered",
    { finding: anyId, way: one("answer", "noWay"), until: anyInstant, at },
    {}
  ),
  PersonHeard: tagged<Conduct.PersonHeard>("PersonHeard", { finding: anyId, words: anySealed, at }, {}),
  ConductFound: tagged<Conduct.ConductFound>(
    "ConductFound",
    {
      finding: anyId,
      broken: fc.boolean(),
      accident: fc.boolean(),
      reason: anySealed,
      by: anyId,
      decider: one("human", "machine"),
      at
    },
    {}
  ),
  FindingRetracted: tagged<Conduct.FindingRetracted>(
    "FindingRetracted",
    { finding: anyId, reason: anySealed, by: anyId, at },
    {}
  ),
  LegalStepRecorded: tagged<Conduct.LegalStepRecorded>(
    "LegalStepRecorded",
    { step: anyId, kind: one("criminal", "civil"), acted: anyInstant, by: anyId, at },
    { duty: anyText }
  ),
  IdentityAsked: tagged<Confidence.IdentityAsked>(
    "IdentityAsked",
    { asked: anyId, by: anyId, words: anySealed, at },
    {}
  ),
  ConsentGiven: tagged<Confidence.ConsentGiven>(
    "ConsentGiven",
    { consent: anyId, person: anyId, for: one("identity", "content", "credit"), form: one("expressed", "written"), at },
    { to: anyId }
  ),
  ConsentWithdrawn: tagged<Confidence.ConsentWithdrawn>("ConsentWithdrawn", { consent: anyId, at }, {}),
  IdentityDisclosed: tagged<Confidence.IdentityDisclosed>(
    "IdentityDisclosed",
    { ...passing, parts: identityParts, needed: identityParts },
    { reference: anyText }
  ),
  ContentShared: tagged<Confidence.ContentShared>(
    "ContentShared",
    { ...passing, part: extent, needed: extent },
    { reference: anyText }
  ),
  IdentityLeaked: tagged<Confidence.IdentityLeaked>(
    "IdentityLeaked",
    { leak: anyId, parts: identityParts, how: anySealed, at },
    {}
  ),
  ErasureRequested: tagged<Confidence.ErasureRequested>("ErasureRequested", { request: anyId, person: anyId, at }, {}),
  ErasureExtended: tagged<Confidence.ErasureExtended>("ErasureExtended", { request: anyId, reason: anyText, at }, {}),
  ErasureDecided: tagged<Confidence.ErasureDecided>(
    "ErasureDecided",
    { request: anyId, erased: identityParts, token: one("kept", "destroyed"), by: anyId, at },
    { kept }
  ),
  IdentityErased: tagged<Confidence.IdentityErased>("IdentityErased", { request: anyId, at }, {}),
  RewardGranted: tagged<Reward.RewardGranted>("RewardGranted", { issue: anyId, tier: anyId, by: anyId, at }, {}),
  RewardDenied: tagged<Reward.RewardDenied>(
    "RewardDenied",
    {
      failed: any(
        one("new", "reproducible", "inScope", "conductHeld", "causesChange", "notPublicBefore", "identifiable")
      ),
      by: anyId,
      at
    },
    {}
  ),
  RewardDeclined: tagged<Reward.RewardDeclined>("RewardDeclined", { at }, {}),
  RewardDelivered: tagged<Reward.RewardDelivered>("RewardDelivered", { at }, {}),
  AdvisoryPublished: tagged<Publication.AdvisoryPublished>(
    "AdvisoryPublished",
    {
      advisory: anyId,
      where: anyText,
      tells: one("nothing", "summary", "technical", "whole"),
      credits: any(anyId),
      by: anyId,
      at
    },
    {}
  ),
  BecameAware: tagged<Awareness.BecameAware>(
    "BecameAware",
    {
      aware: anyId,
      regime: one("gdpr33", "cra14Vulnerability", "cra14Incident", "nis2Article23"),
      role: one("controller", "processor", "manufacturer", "entity", "trustServiceProvider"),
      subject: anyId,
      basis: anySealed,
      by: anyId,
      at
    },
    { client: anyId, agreedHours: fc.integer({ min: 1, max: 99 }) }
  ),
  ApplicabilityDecided: tagged<Awareness.ApplicabilityDecided>(
    "ApplicabilityDecided",
    { aware: anyId, applies: fc.boolean(), reason: anySealed, by: anyId, at },
    {
      step: one("tellSubjects", "tellUsers"),
      ground: one("noHighRisk", "unintelligible", "riskAverted", "nobodyAffected", "disproportionate")
    }
  ),
  StepFiled: tagged<Awareness.StepFiled>(
    "StepFiled",
    {
      aware: anyId,
      step: one("earlyWarning", "notification", "final", "tellController", "tellSubjects", "tellUsers"),
      reference: anyText,
      at
    },
    { part: fc.constant(true as const), lateBecause: anySealed }
  ),
  CourseObserved: tagged<Awareness.CourseObserved>(
    "CourseObserved",
    { subject: anyId, course: one("measureAvailable", "ongoing", "handled"), at },
    {}
  ),
  PromiseWaived: tagged<Standing.PromiseWaived>("PromiseWaived", { promise: anyId, words: anySealed, at }, {}),
  RestAnnounced: tagged<Standing.RestAnnounced>(
    "RestAnnounced",
    { from: anyInstant, where: anyText, by: anyId, at },
    { until: anyInstant }
  ),
  ConditionJudged: tagged<Standing.ConditionJudged>(
    "ConditionJudged",
    { promise: anyId, holds: fc.boolean(), reason: anySealed, by: anyId, at },
    {}
  ),
  ReadingsStated: tagged<Standing.ReadingsStated>(
    "ReadingsStated",
    { reply: anyId, readings: any(statedReading), at },
    {}
  )
}
export const anyReportEvent = anyOf(reportEvents)

const answers = { proposal: anyId, by: party, at }

/** As the core takes them: sealed. */
export const reportCommands: ByTag<ReportCommand> = {
  ReceiveReport: asking<Handling.ReceiveReport>("ReceiveReport", reportEvents.ReportReceived),
  RecordAcknowledgement: asking<Handling.RecordAcknowledgement>(
    "RecordAcknowledgement",
    reportEvents.ReportAcknowledged
  ),
  RecordReply: asking<Handling.RecordReply>("RecordReply", reportEvents.ReplySent),
  RequestInformation: asking<Handling.RequestInformation>("RequestInformation", reportEvents.InformationRequested),
  AddInformation: asking<Handling.AddInformation>("AddInformation", reportEvents.InformationAdded),
  SwitchUpdates: asking<Handling.SwitchUpdates>("SwitchUpdates", reportEvents.UpdatesSwitched),
  RecordWithdrawal: asking<Handling.RecordWithdrawal>("RecordWithdrawal", reportEvents.ReportWithdrawn),
  InvalidateReport: asking<Handling.InvalidateReport>("InvalidateReport", reportEvents.ReportInvalidated),
  ValidateReport: asking<Handling.ValidateReport>("ValidateReport", reportEvents.ReportValidated),
  AcceptReport: asking<Handling.AcceptReport>("AcceptReport", reportEvents.ReportAccepted),
  DeferReport: asking<Handling.DeferReport>("DeferReport", reportEvents.ReportDeferred),
  LinkDuplicate: tagged<Handling.LinkDuplicate>("LinkDuplicate", { of: anyId, by: anyId, at }, {}),
  RecordForwarding: asking<Handling.RecordForwarding>("RecordForwarding", reportEvents.ReportForwarded),
  DecideChange: asking<Handling.DecideChange>("DecideChange", reportEvents.ChangeDecided),
  CloseReport: asking<Handling.CloseReport>("CloseReport", reportEvents.ReportClosed),
  RecordFixReady: asking<Weakness.RecordFixReady>("RecordFixReady", reportEvents.FixReady),
  RecordFixDeployed: asking<Weakness.RecordFixDeployed>("RecordFixDeployed", reportEvents.FixDeployed),
  ObservePublic: asking<Weakness.ObservePublic>("ObservePublic", reportEvents.WeaknessBecamePublic),
  ObserveExploit: tagged<Weakness.ObserveExploit>("ObserveExploit", { through, at }, {}),
  ObserveAttacks: asking<Weakness.ObserveAttacks>("ObserveAttacks", reportEvents.AttacksObserved),
  AssessWeakness: asking<Weakness.AssessWeakness>("AssessWeakness", reportEvents.WeaknessAssessed),
  WithdrawAssessment: asking<Weakness.WithdrawAssessment>("WithdrawAssessment", reportEvents.AssessmentWithdrawn),
  ProposeEmbargo: tagged<Embargo.ProposeEmbargo>(
    "ProposeEmbargo",
    { proposal: anyId, by: party, until: fc.oneof(anyInstant, anyDay), at },
    {}
  ),
  AcceptEmbargo: tagged<Embargo.AcceptEmbargo>("AcceptEmbargo", answers, {}),
  RejectEmbargo: tagged<Embargo.RejectEmbargo>("RejectEmbargo", answers, {}),
  GiveGrace: tagged<Embargo.GiveGrace>("GiveGrace", { proposal: anyId, day: anyDay, by: anyId, at }, {}),
  EndEmbargo: tagged<Embargo.EndEmbargo>("EndEmbargo", { why: one("agreed", "over"), at }, {}),
  AllegeConduct: asking<Conduct.AllegeConduct>("AllegeConduct", reportEvents.ConductAlleged),
  OfferHearing: asking<Conduct.OfferHearing>("OfferHearing", reportEvents.HearingOffered),
  RecordHearing: asking<Conduct.RecordHearing>("RecordHearing", reportEvents.PersonHeard),
  DecideConduct: asking<Conduct.DecideConduct>("DecideConduct", reportEvents.ConductFound),
  RetractFinding: asking<Conduct.RetractFinding>("RetractFinding", reportEvents.FindingRetracted),
  RecordLegalStep: asking<Conduct.RecordLegalStep>("RecordLegalStep", reportEvents.LegalStepRecorded),
  RecordIdentityAsked: asking<Confidence.RecordIdentityAsked>("RecordIdentityAsked", reportEvents.IdentityAsked),
  RecordConsent: asking<Confidence.RecordConsent>("RecordConsent", reportEvents.ConsentGiven),
  WithdrawConsent: asking<Confidence.WithdrawConsent>("WithdrawConsent", reportEvents.ConsentWithdrawn),
  DiscloseIdentity: asking<Confidence.DiscloseIdentity>("DiscloseIdentity", reportEvents.IdentityDisclosed),
  RecordIdentityDisclosed: asking<Confidence.RecordIdentityDisclosed>(
    "RecordIdentityDisclosed",
    reportEvents.IdentityDisclosed
  ),
  ShareContent: asking<Confidence.ShareContent>("ShareContent", reportEvents.ContentShared),
  RecordContentShared: asking<Confidence.RecordContentShared>("RecordContentShared", reportEvents.ContentShared),
  RecordIdentityLeak: asking<Confidence.RecordIdentityLeak>("RecordIdentityLeak", reportEvents.IdentityLeaked),
  RequestErasure: asking<Confidence.RequestErasure>("RequestErasure", reportEvents.ErasureRequested),
  ExtendErasure: asking<Confidence.ExtendErasure>("ExtendErasure", reportEvents.ErasureExtended),
  DecideErasure: asking<Confidence.DecideErasure>("DecideErasure", reportEvents.ErasureDecided),
  RecordErased: asking<Confidence.RecordErased>("RecordErased", reportEvents.IdentityErased),
  GrantReward: asking<Reward.GrantReward>("GrantReward", reportEvents.RewardGranted),
  DenyReward: tagged<Reward.DenyReward>("DenyReward", { by: anyId, at }, {}),
  RecordDeclined: asking<Reward.RecordDeclined>("RecordDeclined", reportEvents.RewardDeclined),
  RecordDelivered: asking<Reward.RecordDelivered>("RecordDelivered", reportEvents.RewardDelivered),
  Publish: fc
    .tuple(reportEvents.AdvisoryPublished, fc.boolean())
    .map(([published, endsEmbargo]) => ({ ...published, _tag: "Publish", endsEmbargo }) as const),
  RecordPublished: asking<Publication.RecordPublished>("RecordPublished", reportEvents.AdvisoryPublished),
  RecordAwareness: asking<Awareness.RecordAwareness>("RecordAwareness", reportEvents.BecameAware),
  RecordClientsAffected: tagged<Awareness.RecordClientsAffected>(
    "RecordClientsAffected",
    {
      aware: anyId,
      subject: anyId,
      clients: some(struct({ client: anyId }, { agreedHours: fc.integer({ min: 1, max: 99 }) })),
      basis: anySealed,
      by: anyId,
      at
    },
    {}
  ),
  DecideApplicability: asking<Awareness.DecideApplicability>("DecideApplicability", reportEvents.ApplicabilityDecided),
  RecordFiled: asking<Awareness.RecordFiled>("RecordFiled", reportEvents.StepFiled),
  ObserveCourse: asking<Awareness.ObserveCourse>("ObserveCourse", reportEvents.CourseObserved),
  WaivePromise: asking<Standing.WaivePromise>("WaivePromise", reportEvents.PromiseWaived),
  AnnounceRest: asking<Standing.AnnounceRest>("AnnounceRest", reportEvents.RestAnnounced),
  JudgeCondition: asking<Standing.JudgeCondition>("JudgeCondition", reportEvents.ConditionJudged),
  StateReadings: tagged<Standing.StateReadings>(
    "StateReadings",
    { reply: anyId, parameters: fc.array(anyText, { minLength: 1, maxLength: 3 }), at },
    {}
  )
}
export const anyReportCommand = anyOf(reportCommands)

// -- Commands as a host writes them. -------------------------------------------------------------------------------------

/** With words where the core sees tokens. */
export const plain = <C>(command: C): Plain<C> =>
  JSON.parse(JSON.stringify(command), (_, value) =>
    typeof value === "string" && value.startsWith("sealed:") ? "Anneke de Vries" : value
  )
