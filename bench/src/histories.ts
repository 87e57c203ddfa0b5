/**
 * What is measured on: a listing of 500 engagements, one consultation from the first letter to the last word, and a client
 * that was told of a replacement in time. Instants are written out; nothing is random.
 */
import * as Client from "../../src/client/Client.ts"
import * as Consultation from "../../src/consultation/Consultation.ts"
import type { NoticeWorld } from "../../src/consultation/Notice.ts"
import type { Facts, Question } from "../../src/gate/index.ts"
import { fold, type Folded } from "../../src/kernel/index.ts"
import type { CalendarRef, Engagement, TermsRef, ZoneRef } from "../../src/language/index.ts"
import * as Listing from "../../src/listing/Listing.ts"
import type { World } from "../../src/terms/index.ts"
import { commercial } from "../../src/terms/ready/commercial.ts"
import { amsterdam, type Instant, nlOffice, Zone } from "../../src/time/index.ts"

export const terms: TermsRef = "terms:sha256-commercial"
const zone: ZoneRef = "zone:Europe/Amsterdam@2026a.sha256-zone"
const calendar: CalendarRef = "calendar:nl-office@2026b.sha256-calendar"

const zones = new Map([
  [zone, { ref: zone, value: amsterdam }],
  [amsterdam.name, { ref: zone, value: amsterdam }]
])
const calendars = new Map([
  [calendar, { ref: calendar, value: nlOffice }],
  [nlOffice.name, { ref: calendar, value: nlOffice }]
])
const held = new Map([[terms, commercial]])

export const world: World = {
  terms: (ref) => held.get(ref),
  calendar: (refOrName) => calendars.get(refOrName),
  zone: (refOrName) => zones.get(refOrName)
}

// -- A listing. --

const january: Instant = "2026-01-05T09:00:00.000Z"
const april: Instant = "2026-04-02T08:00:00.000Z"

const engagement = (id: string): Engagement => ({
  id,
  entity: `${id}-bv`,
  service: "email",
  role: "processor",
  touchesPersonalData: true,
  section: "Product Specific Sub-processors",
  use: "inUse",
  products: ["identity"],
  regions: "all",
  options: "all",
  places: [
    { id: "nl", name: "The Netherlands", country: "NL" },
    { id: "de", name: "Germany", country: "DE" }
  ],
  purposes: [{ id: "mail", text: "Sending mail" }],
  dataCategories: "all",
  certifications: ["ISO 27001"]
})

const ids = Array.from({ length: 500 }, (_, number) => `engagement-${number}`)

const named = (id: string, at: Instant): Listing.Event => ({ _tag: "EntityNamed", entity: `${id}-bv`, name: id, at })

const confirmed = (id: string, at: Instant): Listing.Event => ({
  _tag: "SafeguardsConfirmed",
  engagement: id,
  contract: true,
  equivalentDuties: true,
  by: "dpo-1",
  at
})

/** 500 engagements are listed, and then things happen to them: 3 in 10 are decided on, 2 moved, 1 replaced, 1 postponed, 1 ended. */
export const listed: ReadonlyArray<Listing.Event> = [
  {
    _tag: "ListingOpened",
    listing: "main",
    title: "Sub-processors",
    vendor: "vendor",
    zone: amsterdam.name,
    scope: "material sub-processors",
    at: january
  },
  ...ids.flatMap(
    (id): ReadonlyArray<Listing.Event> => [
      named(id, january),
      { _tag: "EngagementListed", engagement: engagement(id), at: january },
      confirmed(id, january)
    ]
  ),
  { _tag: "VersionPublished", version: 1, at: january },
  ...ids.flatMap((id, number): ReadonlyArray<Listing.Event> => {
    switch (number % 10) {
      case 0:
      case 3:
      case 6:
        return [
          { _tag: "MaterialityDecided", engagement: id, material: true, by: "dpo-1", reason: "all data", at: april }
        ]
      case 1:
      case 4:
        return [
          {
            _tag: "ChangeAnnounced",
            change: `move-${id}`,
            what: { _tag: "Relocate", engagement: id, to: [{ id: "be", name: "Belgium", country: "BE" }] },
            effectiveOn: "2026-06-01",
            for: "all",
            at: april
          }
        ]
      case 2: {
        const change = `replace-${id}`
        const by = `${id}-next`
        return [
          named(by, april),
          {
            _tag: "ChangeAnnounced",
            change,
            what: { _tag: "Replace", replaces: id, engagement: engagement(by) },
            effectiveOn: "2026-06-01",
            for: "all",
            at: april
          },
          confirmed(by, april),
          { _tag: "ChangePostponed", change, effectiveOn: "2026-06-08", at: april }
        ]
      }
      case 5:
        return [{ _tag: "EngagementEnded", engagement: id, at: april }]
      default:
        return []
    }
  }),
  { _tag: "VersionPublished", version: 2, at: april }
]

// -- A consultation, with all that can happen in one. --

export const change = "replace-engagement-2"
export const newcomer = "engagement-2-next"

const letter: Consultation.Event = {
  _tag: "NoticeSent",
  letter: "letter-1",
  to: [{ contact: "contact-1", channel: "email" }],
  contents: ["entity", "service", "places", "effectiveOn", "howToObject"],
  stated: {
    terms,
    zone,
    calendars: [],
    readings: [],
    effectiveOn: "2026-06-08",
    accessFrom: "2026-05-02T22:00:00.000Z",
    objectUntil: "2026-05-02"
  },
  at: "2026-04-02T09:30:00.000Z"
}

/** The client is told in time, and says nothing. */
const told: ReadonlyArray<Consultation.Event> = [
  {
    _tag: "CaseOpened",
    client: "c1",
    change,
    engagements: [newcomer],
    announced: "listing/main@1600",
    asOf: 1800,
    at: "2026-04-02T09:00:00.000Z"
  },
  {
    _tag: "DutyArose",
    duty: "sub-processor-change",
    kind: "consult",
    terms,
    because: { clause: "notice.duty-arises", facts: ["listing/main@1600"], absent: [] },
    at: "2026-04-02T09:00:00.000Z"
  },
  letter,
  { _tag: "NoticeDelivered", letter: "letter-1", contact: "contact-1", at: "2026-04-02T09:31:00.000Z" }
]

export const consulted: ReadonlyArray<Consultation.Event> = [
  ...told,
  {
    _tag: "NoticeReceived",
    letter: "letter-1",
    contact: "contact-1",
    evidence: "sealed:a",
    at: "2026-04-03T07:00:00.000Z"
  },
  {
    _tag: "ObjectionReceived",
    objection: "objection-1",
    letter: "in-1",
    by: "person-1",
    grounds: "sealed:b",
    inWriting: true,
    to: "privacy-office",
    as: "statement",
    gives: ["grounds"],
    authority: "shown",
    at: "2026-04-10T10:00:00.000Z"
  },
  {
    _tag: "GroundsJudged",
    objection: "objection-1",
    sufficient: true,
    by: "dpo-1",
    reason: "sealed:c",
    at: "2026-04-13T10:00:00.000Z"
  },
  { _tag: "DiscussionOpened", at: "2026-04-14T10:00:00.000Z" },
  {
    _tag: "SolutionProposed",
    proposal: "proposal-1",
    by: "vendor",
    solution: { _tag: "Acceptance" },
    at: "2026-04-15T10:00:00.000Z"
  },
  { _tag: "ProposalDeclined", proposal: "proposal-1", at: "2026-04-16T10:00:00.000Z" },
  {
    _tag: "SolutionAgreed",
    by: "head-of-it",
    authority: "shown",
    solution: { _tag: "CarveOut", engagement: newcomer },
    at: "2026-04-20T10:00:00.000Z"
  },
  { _tag: "AccessBegan", engagement: newcomer, use: {}, at: "2026-06-08T10:00:00.000Z" },
  { _tag: "AccessEnded", engagement: newcomer, at: "2026-06-09T10:00:00.000Z" }
]

// -- A client. --

const signed: ReadonlyArray<Client.Event> = [
  { _tag: "DpaExecuted", dpa: "dpa-1", paper: "standard", terms, at: "2026-01-12T10:00:00.000Z" },
  { _tag: "ListingAgreed", listing: "main", version: 1, at: "2026-01-12T10:00:00.000Z" },
  { _tag: "UseBegan", of: "product", id: "identity", at: "2026-01-12T10:00:00.000Z" }
]

export const listing: Folded<Listing.State> = fold(Listing, "listing/main", listed)
export const client: Folded<Client.State> = fold(Client, "client/c1", signed)

// -- Questions to the gate. --

const caseOf = (subject: string, events: ReadonlyArray<Consultation.Event>): Folded<Consultation.State> =>
  fold(Consultation, `consultation/${subject}/c1`, events)

const facts = (cases: Facts["cases"]): Facts => ({ listing, client, cases, world })

const about = (engagement: string): Question => ({ engagement, client: "c1", use: {}, at: "2026-06-09T09:00:00.000Z" })

/** The client was told in time, its window has ended, the day has come: open. */
export const ofAChange = {
  question: about(newcomer),
  facts: facts({ [newcomer]: caseOf(newcomer, []), [change]: caseOf(change, told) })
}

/** It stood on the listing that the client agreed to: open. */
export const ofTheBaseline = {
  question: about("engagement-7"),
  facts: facts({ "engagement-7": caseOf("engagement-7", []) })
}

// -- What other streams say to a consultation, for every one of many clients. --

export const worldOfCase = (id: string): NoticeWorld => {
  const { announced, effectiveOn } = Listing.change(listing.state, change)!
  const agreed = client.state.agreed[0]!
  const version = listing.state.versions[0]!
  return {
    ...world,
    client: id,
    announced: { ...announced, asOf: listing.upTo },
    subject: "change",
    rows: [Listing.standing(listing.state, newcomer)!.printed],
    materiality: () => [],
    published: Listing.versionWith(listing.state, announced.from),
    addresses: [],
    mandate: () => undefined,
    subscribed: () => undefined,
    requested: () => undefined,
    dpa: (at) => Client.dpaAt(client.state, at)?.executed,
    entry: () => ({ agreed, version }),
    effectiveOn,
    starts: () => Zone.startOf(amsterdam, effectiveOn.value),
    uses: (at) => Client.usesAt(client.state, at),
    looked: { stream: Client.stream(id), upTo: client.upTo },
    contact: () => undefined,
    readings: () => []
  }
}
