/** Who is who: made-up clients, each under a contract of its own kind. Names and addresses are made up too. */
import type { Terms } from "goodfaith/terms"
import { commercial, connective, specific } from "goodfaith/terms/ready"
import { workingDays } from "./terms.ts"

export interface DemoClient {
  readonly id: string
  readonly is: string
  readonly contract?: { readonly terms: Terms; readonly paper: "standard" | "own" }
  readonly products: ReadonlyArray<string>
  readonly contacts: ReadonlyArray<Contact>
}

export interface Contact {
  readonly contact: string
  readonly person: string
  readonly role: string
  readonly name: string
  readonly address: string
}

const mail = ["identity-services", "smart-documents"]

const office = (client: string, name: string): Contact => ({
  contact: "office",
  person: `p-${client}-1`,
  role: "contact person of the DPA",
  name,
  address: `privacy@${client}.example`
})

export const clients: ReadonlyArray<DemoClient> = [
  {
    id: "seed-client",
    is: "the listing's own terms, exactly as written",
    contract: { terms: connective, paper: "standard" },
    products: ["esignatures", ...mail],
    contacts: [office("seed-client", "Noor de Wit")]
  },
  {
    id: "commercial-client",
    is: "a common form: 30 days' notice, silence accepts",
    contract: { terms: commercial, paper: "standard" },
    products: mail,
    contacts: [
      office("commercial-client", "Jo Meijer"),
      {
        contact: "former-dpo",
        person: "p-commercial-client-2",
        role: "DPO until May",
        name: "Sam Visser",
        address: "sam.visser@commercial-client.example"
      }
    ]
  },
  {
    id: "specific-client",
    is: "specific authorisation: nothing without its yes",
    contract: { terms: specific, paper: "own" },
    products: mail,
    contacts: [office("specific-client", "Femke Bakker")]
  },
  {
    id: "carve-out-client",
    is: "counts in working days; objects in time",
    contract: { terms: workingDays, paper: "standard" },
    products: mail,
    contacts: [office("carve-out-client", "Ilse Mulder")]
  },
  {
    id: "late-client",
    is: "counts in working days; objects late",
    contract: { terms: workingDays, paper: "standard" },
    products: mail,
    contacts: [office("late-client", "Bram Smit")]
  },
  {
    id: "bounce-client",
    is: "the common form; its mailbox bounces",
    contract: { terms: commercial, paper: "standard" },
    products: mail,
    contacts: [office("bounce-client", "Anouk Bos")]
  },
  {
    id: "not-using-client",
    is: "the listing's own terms on its own paper; signs only",
    contract: { terms: connective, paper: "own" },
    products: ["esignatures"],
    contacts: [office("not-using-client", "Daan Vos")]
  },
  { id: "no-dpa-client", is: "uses the products, never signed a DPA", products: mail, contacts: [] }
]

/** Who asked to be forgotten, at the end of the story. */
export const forgotten = {
  client: "commercial-client",
  contact: "former-dpo",
  person: "p-commercial-client-2"
} as const
