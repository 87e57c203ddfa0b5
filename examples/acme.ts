/**
 * The firm of these examples. Acme makes Sign; one sub-processor stands on its listing, and two clients signed with it. In April it
 * announces another one.
 */
import type { Engagement } from "goodfaith/language"
import { type Goodfaith, type Outcome, type Receipt, termsRef } from "goodfaith/promise"
import { sentence } from "goodfaith/schema"
import { commercial } from "goodfaith/terms/ready"
import type { Terms } from "goodfaith/terms"

export const privacyOffice = { actor: "privacy-office" }

/** What the clients signed in January, the commercial form or terms of their `own`; and the listing of that day. Asked twice, it is recorded once. */
export const settle = async (gf: Goodfaith, own: Readonly<Record<string, Terms>> = {}): Promise<void> => {
  const at = "2026-01-12T10:00:00.000Z"
  const main = gf.listing("main")
  const listing = { listing: "main", title: "Sub-processors", vendor: "Acme", zone: "Europe/Amsterdam", scope: "all" }
  await done(main.do({ _tag: "OpenListing", ...listing, at }, privacyOffice))
  for (const [entity, name] of entities) await done(main.do({ _tag: "NameEntity", entity, name, at }, privacyOffice))
  await done(main.do({ _tag: "ListEngagement", engagement: postduif, at }, privacyOffice))
  const bound = { contract: true, equivalentDuties: true, by: "privacy-office" }
  await done(main.do({ _tag: "ConfirmSafeguards", engagement: "postduif", ...bound, at }, privacyOffice))
  await done(main.do({ _tag: "PublishVersion", at }, { ...privacyOffice, commandId: "version-1" }))

  for (const { id, person, name, address } of clients) {
    const client = gf.client(id)
    const dpa = { dpa: `dpa-${id}`, paper: "standard", terms: termsRef(own[id] ?? commercial) } as const
    await done(client.do({ _tag: "ExecuteDpa", ...dpa, at }, privacyOffice))
    await done(client.do({ _tag: "AgreeListing", listing: "main", version: 1, at }, privacyOffice))
    await done(client.do({ _tag: "BeginUse", of: "product", id: "sign", at }, privacyOffice))
    const contact = { contact: "dpo", person, role: "DPO", name, address, language: "nl", channel: "email" } as const
    await done(client.do({ _tag: "NameContact", ...contact, at }, privacyOffice))
  }
}

const entities = [
  ["postduif", "Postduif B.V."],
  ["kluis", "Kluis Cloud S.A."]
] as const

export const clients = [
  { id: "noordwijk", person: "p-1", name: "Jo Meijer", address: "jo@noordwijk.example" },
  { id: "zuidbroek", person: "p-2", name: "Sam Bakker", address: "sam@zuidbroek.example" }
] as const

const row = {
  role: "processor",
  touchesPersonalData: true,
  use: "inUse",
  products: ["sign"],
  regions: "all",
  options: "all",
  dataCategories: "all",
  certifications: []
} as const

const postduif: Engagement = {
  ...row,
  id: "postduif",
  entity: "postduif",
  service: "mail",
  section: "Product",
  places: [{ id: "nl", name: "Netherlands", country: "NL" }],
  purposes: [{ id: "mail", text: "Sends the mails of Sign" }]
}

export const kluis: Engagement = {
  ...row,
  id: "kluis",
  entity: "kluis",
  service: "storage",
  section: "Infrastructure",
  places: [{ id: "lu", name: "Luxembourg", country: "LU" }],
  purposes: [{ id: "storage", text: "Keeps signed documents" }]
}

/** Kluis is to keep signed documents from a day on, for all clients: announced, bound by a contract, and published. */
export const announcing = (at: string, effectiveOn = "2026-05-01") =>
  [
    {
      _tag: "AnnounceChange",
      change: "kluis-2026",
      what: { _tag: "Engage", engagement: kluis },
      effectiveOn,
      for: "all",
      at
    },
    {
      _tag: "ConfirmSafeguards",
      engagement: "kluis",
      contract: true,
      equivalentDuties: true,
      by: "privacy-office",
      at
    },
    { _tag: "PublishVersion", at }
  ] as const

/** A letter as the commercial form asks for it, to the one contact of each client. */
export const letter = {
  _tag: "SendNotice",
  to: [{ contact: "dpo", channel: "email" }],
  contents: ["entity", "service", "places", "purpose", "effectiveOn", "howToObject"]
} as const

/** What Noordwijk says about Kluis. */
export const objection = {
  _tag: "ReceiveObjection",
  objection: "o-1",
  letter: "their-mail-17",
  by: "p-1",
  inWriting: true,
  to: "privacy-office",
  as: "statement",
  gives: ["grounds"],
  authority: "shown",
  grounds: "Our documents may not leave the Netherlands."
} as const

/** What a script does that goes on only when its command was carried out: anything else stops it, in a sentence. */
export const done = async (asked: Promise<Outcome>): Promise<Receipt> => {
  const outcome = await asked
  switch (outcome._tag) {
    case "Receipt":
      return outcome
    case "Refused":
      throw new Error(`refused: ${outcome.refusal.message}`)
    case "Invalid":
      throw new Error(outcome.problems.map(sentence).join("; "))
  }
}
