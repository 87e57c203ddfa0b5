// A host in plain Node, without Effect: `node host.mjs <events> <keys> first|again`. What it learns it prints as JSON.
import { open, termsRef } from "goodfaith/promise"
import { sqlite, sqliteKeys } from "goodfaith/sqlite"
import { commercial } from "goodfaith/terms/ready"
import { nlOffice } from "goodfaith/time"

const [events, keyFile, start] = process.argv.slice(2)
const keys = sqliteKeys(keyFile)
const by = { actor: "dpo-1" }
const at = "2026-04-02T08:00:00.000Z"
const signed = "2026-01-05T09:00:00.000Z"
const amazon = {
  id: "aws-eu",
  entity: "aws",
  service: "hosting",
  role: "processor",
  touchesPersonalData: true,
  section: "Infrastructure",
  use: "inUse",
  products: ["sign"],
  regions: "all",
  options: "all",
  places: [{ id: "ie", name: "Ireland", country: "IE" }],
  purposes: [{ id: "hosting", text: "Hosting" }],
  dataCategories: "all",
  certifications: []
}
const contents = ["entity", "service", "places", "purpose", "effectiveOn", "howToObject"]

// The second start gives neither terms nor calendars: they are in the store.
const gf = await open({
  store: sqlite(events),
  keys,
  ...(start === "first" && { terms: [commercial], calendars: [nlOffice] })
})
const said = []
const tell = async (doing) => said.push((await doing)._tag)

if (start === "first") {
  await tell(
    gf.listing("main").do(
      {
        _tag: "OpenListing",
        listing: "main",
        title: "Sub-processors",
        vendor: "Acme",
        zone: "Europe/Amsterdam",
        scope: "all",
        at: signed
      },
      by
    )
  )
  await tell(gf.listing("main").do({ _tag: "NameEntity", entity: "aws", name: "Amazon Web Services", at: signed }, by))
  await tell(gf.listing("main").do({ _tag: "PublishVersion", at: signed }, by))
  await tell(
    gf
      .client("c42")
      .do({ _tag: "ExecuteDpa", dpa: "dpa-1", paper: "standard", terms: termsRef(commercial), at: signed }, by)
  )
  await tell(gf.client("c42").do({ _tag: "BeginUse", of: "product", id: "sign", at: signed }, by))
  await tell(
    gf.client("c42").do(
      {
        _tag: "NameContact",
        contact: "dpo",
        person: "p-1",
        role: "dpo",
        name: "Jo Meijer",
        address: "jo@c42.example",
        language: "nl",
        channel: "email",
        at: signed
      },
      by
    )
  )
}

const told = await gf.listing("main").do(
  {
    _tag: "AnnounceChange",
    change: "chg-7",
    what: { _tag: "Engage", engagement: amazon },
    effectiveOn: "2026-05-01",
    for: "all",
    at
  },
  { actor: "dpo-1", commandId: "chg-7" }
)
if (told._tag === "Refused") console.log(told.refusal.message, told.refusal.clause.quote)
await tell(
  gf
    .listing("main")
    .do(
      { _tag: "ConfirmSafeguards", engagement: "aws-eu", contract: true, equivalentDuties: true, by: "dpo-1", at },
      by
    )
)
await tell(gf.listing("main").do({ _tag: "PublishVersion", at }, by))
const reacted = await gf.react()
const agenda = await gf.open(await gf.agenda())
await tell(
  gf
    .consultation("chg-7", "c42")
    .do({ _tag: "SendNotice", letter: "l-1", to: [{ contact: "dpo", channel: "email" }], contents, at }, by)
)
const gate = await gf.gate({
  engagement: "aws-eu",
  client: "c42",
  use: { product: "sign" },
  at: "2026-04-20T09:00:00Z"
})
const contacts = await gf.open((await gf.client("c42").state()).state.contacts)
await gf.close()
await keys.close()

console.log(
  JSON.stringify({
    said,
    told,
    reacted,
    agenda: agenda.map((it) => ({ change: it.change, why: it.why, names: it.contacts.map((contact) => contact.name) })),
    gate: {
      answer: gate.answer,
      validUntil: gate.validUntil,
      opens: gate.opens?.at,
      quote: gate.because[0].clause.quote
    },
    name: contacts[0].named.value.name
  })
)
