/**
 * The listing that the demo starts from, every row of every section, as data.
 *
 * Source: "Sub-processors engaged by Connective", the vendor's public page, as it was captured: the tables had lost the
 * borders of their cells. Where the page says nothing, nothing is made up.
 */
import type { Place, Purpose } from "goodfaith/language"
import type * as Listing from "goodfaith/listing"

export const title = "Sub-processors engaged by Connective"

/** What stands on this listing and what does not, in the vendor's words. */
export const scope = [
  "Currently, the Connective production systems used for hosting data in respect of the Connective Products are located in co-location facilities in Europe, and in the infrastructure of the Sub-processor listed below.",
  "This Sub-processor Listing includes all material Sub-processors which Connective engages for the functioning of its Products. Non-material Sub-processors (e.g. freelance support staff or IT developers) are not listed"
].join("\n\n")

/** What the vendor says of every row: "executes with each Sub-processor a data processing agreement". */
export const safeguards =
  "Connective executes with each Sub-processor a data processing agreement and requires its Sub-processors to satisfy equivalent obligations as those required from Connective"

export const sections = {
  infrastructure: "Infrastructure Sub-processors – Data Storage and Hosting",
  product: "Product Specific Sub-processors",
  certificates: "Timestamping & Certificates"
} as const

/** A row as it is printed, cell by cell, and the ids that we assign: names are evidence, ids are identity. */
export interface Row {
  readonly engagement: string
  readonly entity: string
  readonly service: string
  readonly section: keyof typeof sections
  readonly name: string
  readonly entityType?: string
  readonly purposes?: ReadonlyArray<string>
  readonly products?: ReadonlyArray<keyof typeof products>
  readonly country?: keyof typeof countries
  readonly certifications?: ReadonlyArray<string>
}

export const products = {
  eSignatures: "esignatures",
  "Identity Services": "identity-services",
  "Smart Documents": "smart-documents"
} as const

export const countries = { "The Netherlands": "NL", Ireland: "IE", Belgium: "BE" } as const

const azure = {
  entity: "microsoft-azure",
  service: "hosting",
  section: "infrastructure",
  name: "Microsoft Azure"
} as const
const certigna = { entity: "certigna", section: "certificates", name: "Certigna" } as const
const trustedLists = ["RGS/eIDAS European Union Trusted Lists (EUTL)"]

export const rows: ReadonlyArray<Row> = [
  { engagement: "azure-nl", ...azure, entityType: "Cloud Service Provider", country: "The Netherlands" },
  { engagement: "azure-ie", ...azure, entityType: "Cloud Service Provider", country: "Ireland" },
  {
    engagement: "cm-telecom-sms",
    entity: "cm-telecom",
    service: "sms",
    section: "product",
    name: "CM Telecom",
    purposes: ["SMS Gateway", "Sending SMS messages"],
    products: ["eSignatures"],
    country: "The Netherlands",
    certifications: ["ISO 27001", "ISO 9001"]
  },
  {
    engagement: "idin-identification",
    entity: "idin",
    service: "identification",
    section: "product",
    name: "iDIN",
    purposes: ["Identification via the Dutch iDIN Scheme"],
    products: ["eSignatures", "Identity Services"],
    country: "The Netherlands",
    certifications: ["ISO 27001", "ISO 9001"]
  },
  {
    engagement: "itsme-identification",
    entity: "itsme",
    service: "identification",
    section: "product",
    name: "itsme®",
    purposes: ["Identification, authentication and e-signing"],
    products: ["eSignatures", "Identity Services"],
    country: "Belgium",
    certifications: ["ISO 27001", "QTSP"]
  },
  {
    engagement: "tripolis-mail",
    entity: "tripolis",
    service: "mail",
    section: "product",
    name: "Tripolis",
    purposes: ["Email gateway", "Mass mailing service provider"],
    products: ["Identity Services", "Smart Documents"],
    country: "The Netherlands",
    certifications: ["ISO 27001", "ISO 9001"]
  },
  {
    engagement: "certigna-certificates",
    ...certigna,
    service: "certificates",
    purposes: ["RGS/eIDAS certificate"],
    certifications: trustedLists
  },
  {
    engagement: "certigna-timestamping",
    ...certigna,
    service: "timestamping",
    purposes: ["Timestamping"],
    certifications: trustedLists
  },
  {
    engagement: "camerfirma-certificates",
    entity: "camerfirma",
    service: "certificates",
    section: "certificates",
    name: "Camerfirma",
    purposes: ["eIDAS certificate"]
  },
  {
    engagement: "globalsign-certificates",
    entity: "globalsign",
    service: "certificates",
    section: "certificates",
    name: "GlobalSign",
    purposes: ["Certificate"],
    certifications: ["Adobe Approved Trusted List (AATL)"]
  }
]

// -- As the library has it. -----------------------------------------------------------------------------------------------

/**
 * The page prints an "Entity Country", which says where the company is established: its seat. Where data is handled it
 * prints nowhere else, so the same country stands as the place too, until somebody confirms it. Microsoft Azure is printed
 * once for each of two countries; one company has not two seats, so there the country can only be the place.
 */
export const seatOf = ({ country, section }: Row): Place | undefined =>
  country === undefined || section === "infrastructure" ? undefined : placeOf(country)

const placeOf = (country: keyof typeof countries): Place => {
  const code = countries[country]
  return { id: code.toLowerCase(), name: country, country: code }
}

/** What a row says as an engagement. What it does not print is not limited: `"all"`. */
export const engagementOf = (row: Row): Listing.ListEngagement["engagement"] => ({
  id: row.engagement,
  entity: row.entity,
  service: row.service,
  role: "processor",
  touchesPersonalData: true,
  section: sections[row.section],
  ...(row.entityType !== undefined && { entityType: row.entityType }),
  // "In this respect, we might engage the following certificate authorities and timestamping providers"
  use: row.section === "certificates" ? "mayBeEngaged" : "inUse",
  products: row.products?.map((product) => products[product]) ?? "all",
  regions: "all",
  options: "all",
  places: row.country === undefined ? "all" : [placeOf(row.country)],
  purposes: row.purposes?.map((text) => purpose(text)) ?? "all",
  dataCategories: "all",
  certifications: row.certifications ?? [],
  ...(row.section === "certificates" && { condition: "Depending on the services you use" })
})

const purpose = (text: string): Purpose => ({ id: text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"), text })

/** One name for each entity, whatever the number of its rows. */
export const entities: ReadonlyArray<{ readonly entity: string; readonly name: string; readonly seat?: Place }> = [
  ...new Map(rows.map((row) => [row.entity, row])).values()
].map((row) => {
  const seat = seatOf(row)
  return { entity: row.entity, name: row.name, ...(seat !== undefined && { seat }) }
})
