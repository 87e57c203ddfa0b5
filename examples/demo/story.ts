/**
 * The first act, step by step: Tripolis, which sends the mails, is replaced over the Easter weekend of 2026.
 *
 * Every act has an id of its own, so the whole story may be played again: whatever happened is not done twice.
 */
import type * as Client from "goodfaith/client"
import type * as Consultation from "goodfaith/consultation"
import type { Engagement, Plain } from "goodfaith/language"
import type * as Listing from "goodfaith/listing"
import { type Goodfaith, type Outcome, termsRef } from "goodfaith/promise"
import type { Reading } from "goodfaith/terms"
import { connective } from "goodfaith/terms/ready"
import { Span } from "goodfaith/time"
import { clients } from "./clients.ts"
import * as seed from "./seed-listing.ts"

export const change = "postduif-for-tripolis"
export const effectiveOn = "2026-04-20"

/** A made-up company. */
export const postduif: Engagement = {
  id: "postduif-mail",
  entity: "postduif",
  service: "mail",
  role: "processor",
  touchesPersonalData: true,
  section: seed.sections.product,
  use: "inUse",
  products: ["identity-services", "smart-documents"],
  regions: "all",
  options: "all",
  places: [{ id: "nl", name: "The Netherlands", country: "NL" }],
  purposes: [
    { id: "email-gateway", text: "Email gateway" },
    { id: "mass-mailing-service-provider", text: "Mass mailing service provider" }
  ],
  dataCategories: "all",
  certifications: ["ISO 27001"]
}

/** One thing that somebody asks for; or a look at who is owed what. */
export interface Act {
  readonly id: string
  readonly at: string
  readonly do: (gf: Goodfaith) => Promise<Outcome>
  /** It is asked, and we do not do it: the refusal that is the answer. */
  readonly refusedAs?: string
}
export interface React {
  readonly react: true
}
export const react: React = { react: true }

export const vendor = "dpo-office"
const asked = (id: string) => ({ actor: vendor, commandId: `demo.${id}` })

const listing = (id: string, command: Plain<Listing.Command>): Act => ({
  id,
  at: command.at,
  do: (gf) => gf.listing("main").do(command, asked(id))
})

const client = (who: string, id: string, command: Plain<Client.Command>): Act => ({
  id: `${who}.${id}`,
  at: command.at,
  do: (gf) => gf.client(who).do(command, asked(`${who}.${id}`))
})

const consultation = (who: string, id: string, command: Plain<Consultation.Command>): Act => ({
  id: `${who}.${id}`,
  at: command.at,
  do: (gf) => gf.consultation(change, who).do(command, asked(`${who}.${id}`))
})

const reading = (id: string, command: Plain<Reading.Command>): Act => ({
  id,
  at: command.at,
  do: (gf) => gf.readings(command.terms).do(command, asked(id))
})

// -- January: the listing as it stands, and who signed what. ---------------------------------------------------------------

export const opened = "2026-01-05T09:00:00.000Z"
const published = "2026-01-05T10:00:00.000Z"
const signed = "2026-01-12T10:00:00.000Z"

const confirmed = (engagement: string, at: string): Plain<Listing.Command> => ({
  _tag: "ConfirmSafeguards",
  engagement,
  contract: true,
  equivalentDuties: true,
  by: vendor,
  at
})

const january: ReadonlyArray<Act> = [
  listing("open", {
    _tag: "OpenListing",
    listing: "main",
    title: seed.title,
    vendor: "Connective",
    zone: "Europe/Amsterdam",
    scope: seed.scope,
    at: opened
  }),
  ...seed.entities.map((it) => listing(`name.${it.entity}`, { _tag: "NameEntity", ...it, at: opened })),
  ...seed.rows.flatMap((row) => [
    listing(`list.${row.engagement}`, { _tag: "ListEngagement", engagement: seed.engagementOf(row), at: opened }),
    listing(`bind.${row.engagement}`, confirmed(row.engagement, opened))
  ]),
  listing("publish.1", { _tag: "PublishVersion", at: published }),
  ...clients.flatMap(({ id, contract, products, contacts }) => [
    ...(contract === undefined
      ? []
      : [
          client(id, "signs", {
            _tag: "ExecuteDpa",
            dpa: `dpa-${id}`,
            paper: contract.paper,
            terms: termsRef(contract.terms),
            at: signed
          }),
          client(id, "agrees", { _tag: "AgreeListing", listing: "main", version: 1, at: signed })
        ]),
    ...products.map((product) =>
      client(id, `uses.${product}`, { _tag: "BeginUse", of: "product", id: product, at: signed })
    ),
    ...contacts.map((contact) =>
      client(id, `names.${contact.contact}`, {
        _tag: "NameContact",
        ...contact,
        language: "nl",
        channel: "email",
        at: signed
      })
    )
  ])
]

// -- Thursday 2 April: the change is announced, and whoever is owed a letter gets one. ------------------------------------

const announced: ReadonlyArray<Act> = [
  listing("name.postduif", {
    _tag: "NameEntity",
    entity: "postduif",
    name: "Postduif Mail B.V.",
    seat: { id: "nl", name: "The Netherlands", country: "NL" },
    at: "2026-04-02T07:50:00.000Z"
  }),
  listing("announce", {
    _tag: "AnnounceChange",
    change,
    what: { _tag: "Replace", replaces: "tripolis-mail", engagement: postduif },
    effectiveOn,
    for: "all",
    at: "2026-04-02T08:00:00.000Z"
  }),
  listing("bind.postduif", confirmed("postduif-mail", "2026-04-02T08:05:00.000Z")),
  listing("material.postduif", {
    _tag: "DecideMateriality",
    engagement: "postduif-mail",
    material: true,
    by: vendor,
    reason: "it sees the address of everybody who is sent a mail",
    at: "2026-04-02T08:06:00.000Z"
  }),
  listing("publish.2", { _tag: "PublishVersion", at: "2026-04-02T08:10:00.000Z" })
]

const letter = (who: string, id: string, at: string): Act =>
  consultation(who, `sends.${id}`, {
    _tag: "SendNotice",
    letter: id,
    to: [{ contact: "office", channel: "email" }],
    contents: ["entity", "service", "places", "purpose", "effectiveOn", "howToObject", "safeguards"],
    at
  })

const arrives = (who: string, id: string, at: string): Act =>
  consultation(who, `delivers.${id}`, { _tag: "RecordDelivery", letter: id, contact: "office", at })

export const sentAt = "2026-04-02T08:30:00.000Z"

const letters: ReadonlyArray<Act> = [
  ...["seed-client", "commercial-client", "specific-client", "carve-out-client", "late-client"].flatMap((who) => [
    letter(who, "letter-1", sentAt),
    arrives(who, "letter-1", "2026-04-02T08:31:00.000Z")
  ]),
  letter("bounce-client", "letter-1", sentAt),
  consultation("bounce-client", "bounces.letter-1", {
    _tag: "RecordBounce",
    letter: "letter-1",
    contact: "office",
    at: "2026-04-02T08:32:00.000Z"
  })
]

// -- Friday 17 April, the last day: one objects in time. Monday 20 April: another is late. --------------------------------

const objects = (who: string, at: string, grounds: string): Act =>
  consultation(who, "objects", {
    _tag: "ReceiveObjection",
    objection: "objection-1",
    letter: "incoming-1",
    by: `p-${who}-1`,
    grounds,
    inWriting: true,
    to: "privacy-office",
    as: "statement",
    gives: ["grounds"],
    authority: "shown",
    at
  })

const april: ReadonlyArray<Act> = [
  objects(
    "carve-out-client",
    "2026-04-17T14:40:00.000Z",
    "Postduif sends advertisements for others from the same servers. Our mails hold case numbers of patients."
  ),
  objects("late-client", "2026-04-20T07:15:00.000Z", "We read the letter after Easter and would rather keep Tripolis."),
  consultation("carve-out-client", "grounds", {
    _tag: "JudgeGrounds",
    objection: "objection-1",
    sufficient: true,
    by: vendor,
    reason: "it is about what kind of data is in the mails and who shares the servers",
    at: "2026-04-21T09:00:00.000Z"
  }),
  consultation("carve-out-client", "talks", { _tag: "OpenDiscussion", at: "2026-04-21T13:00:00.000Z" }),
  // A mistake: the day printed on the listing had come, and nobody asked the gate for this client.
  consultation("commercial-client", "access.early", {
    _tag: "RecordAccess",
    engagement: "postduif-mail",
    use: { product: "identity-services" },
    at: "2026-04-22T08:15:00.000Z"
  }),
  consultation("commercial-client", "access.early.ends", {
    _tag: "RecordAccessEnd",
    engagement: "postduif-mail",
    at: "2026-04-22T11:40:00.000Z"
  }),
  consultation("carve-out-client", "proposal-1", {
    _tag: "ProposeSolution",
    proposal: "proposal-1",
    by: "vendor",
    solution: { _tag: "Acceptance", words: "servers of their own at Postduif, from the autumn on" },
    at: "2026-04-24T10:00:00.000Z"
  }),
  consultation("carve-out-client", "declines", {
    _tag: "DeclineProposal",
    proposal: "proposal-1",
    at: "2026-04-28T09:30:00.000Z"
  })
]

// -- May: access as it should be, readings, a yes, a carve-out. ------------------------------------------------------------

const listingTerms = termsRef(connective)
const readAt = "2026-05-06T09:00:00.000Z"
const row = "new-sub-processor/any"
const fourteenDays = Span.calendarDays(14, Span.plain)

/** The vendor's readings of what the listing's own terms leave open. */
export const readings: ReadonlyArray<{
  readonly parameter: string
  readonly value: unknown
  readonly reason: string
}> = [
  {
    parameter: `${row}/clockStart`,
    value: { from: "sent", contacts: "any" },
    reason:
      "the text says that a notification is sent, and asks for no receipt; a letter that bounces still counts as none"
  },
  {
    parameter: `${row}/advanceNotice`,
    value: { period: fourteenDays, before: "access" },
    reason: '"reasonable timing": two weeks leave time for one meeting of the client\'s privacy team'
  },
  {
    parameter: `${row}/window`,
    value: { _tag: "For", period: fourteenDays },
    reason: "a right to object is worth something until access begins, so both end together"
  },
  {
    parameter: `${row}/hold.beforeStart`,
    value: "untilResolved",
    reason: "talks in good faith are worth nothing when the data has moved meanwhile"
  }
]

const access = (who: string, at: string): Act =>
  consultation(who, "access", {
    _tag: "RecordAccess",
    engagement: "postduif-mail",
    use: { product: "identity-services" },
    at
  })

const carveOut = {
  _tag: "CarveOut",
  engagement: "postduif-mail",
  words: "mails of this client stay with Tripolis"
} as const

const may: ReadonlyArray<Act> = [
  access("commercial-client", "2026-05-04T07:00:00.000Z"),
  access("late-client", "2026-05-05T07:00:00.000Z"),
  ...readings.map((it) =>
    reading(`reads.${it.parameter.replaceAll("/", ".").toLowerCase()}`, {
      _tag: "RecordReading",
      terms: listingTerms,
      ...it,
      by: vendor,
      at: readAt
    })
  ),
  letter("seed-client", "letter-2", "2026-05-06T09:30:00.000Z"),
  arrives("seed-client", "letter-2", "2026-05-06T09:31:00.000Z"),
  consultation("carve-out-client", "proposal-2", {
    _tag: "ProposeSolution",
    proposal: "proposal-2",
    by: "client",
    solution: carveOut,
    at: "2026-05-08T12:00:00.000Z"
  }),
  consultation("specific-client", "says-yes", {
    _tag: "AcceptChange",
    acceptance: "yes-1",
    as: "authorisation",
    inWriting: true,
    by: "p-specific-client-1",
    authority: "shown",
    at: "2026-05-11T08:00:00.000Z"
  }),
  consultation("carve-out-client", "agree", {
    _tag: "AgreeSolution",
    solution: carveOut,
    by: "p-carve-out-client-1",
    authority: "shown",
    at: "2026-05-12T14:00:00.000Z"
  })
]

export const acts: ReadonlyArray<Act | React> = [
  ...january,
  react,
  ...announced,
  react,
  ...letters,
  ...april,
  ...may,
  react
]

/** When the story is over, and a person is forgotten. */
export const ends = "2026-06-01T15:00:00.000Z"
