/** The listing as a file in a repository: what a page is made of, and what a pull request changes. */
import type { Engagement, Place } from "goodfaith/language"
import type { CapturedRow } from "goodfaith/listing"

export interface ListingFile {
  /** Which listing it is a copy of. */
  readonly listing: string
  readonly rows: ReadonlyArray<FileRow>
}

export interface FileRow {
  readonly name: string
  readonly section: string
  readonly service: string
  readonly purpose: string
  readonly products: ReadonlyArray<string>
  readonly places: ReadonlyArray<Omit<Place, "id">>
}

/** A row as somebody read it off a list: a claim, which declares nothing. */
export const asCaptured = ({ name, section, purpose, products, places }: FileRow): CapturedRow => ({
  name,
  section,
  purpose,
  products,
  location: places.map((place) => place.name).join(", ")
})

/** A row as it would be announced, under ids that are made of its words. */
export const asEngagement = ({ name, section, service, purpose, products, places }: FileRow): Engagement => ({
  id: `${idOf(name)}.${idOf(service)}`,
  entity: idOf(name),
  service,
  section,
  role: "processor",
  touchesPersonalData: true,
  use: "inUse",
  products,
  regions: "all",
  options: "all",
  places: placesOf(places),
  purposes: [{ id: idOf(purpose), text: purpose }],
  dataCategories: "all",
  certifications: []
})

export const placesOf = (places: FileRow["places"]): ReadonlyArray<Place> =>
  places.map((place) => ({ ...place, id: idOf(place.name) }))

const idOf = (words: string): string =>
  words
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
