/** A public listing as a small page: one table a section, for any reader, with nothing but text in it. */
import type { Change, Scope } from "../language/Change.ts"
import type { Row } from "../listing/rows.ts"
import type { PublicListing, Section, Upcoming } from "./publicListing.ts"

/**
 * A `<section>` to be put into a page of the vendor's own. Everything in it is escaped: what stands on a listing is text, whoever wrote it.
 * `lang`: the language in which the listing is written, as a BCP 47 tag.
 */
export const html = (listing: PublicListing, lang = "en"): string => {
  const { title, vendor, scope, on, version, sections, announced, notes, reviewedAt } = listing
  return [
    `<section lang="${escaped(lang)}">`,
    `<h2>${escaped(title)}</h2>`,
    `<p>${escaped(vendor)}: ${escaped(scope)}. As of <time datetime="${on}">${on}</time>${version === undefined ? "" : `, version ${version.number}`}.</p>`,
    ...sections.map(table),
    ...(announced.length === 0 ? [] : ["<h3>Announced</h3>", "<ul>", ...announced.map(item), "</ul>"]),
    ...(notes === undefined ? [] : [`<p>${escaped(notes)}</p>`]),
    ...(reviewedAt === undefined
      ? []
      : [`<p>Last reviewed on <time datetime="${reviewedAt}">${reviewedAt.slice(0, 10)}</time>.</p>`]),
    "</section>"
  ].join("\n")
}

const columns = ["Sub-processor", "Purpose", "Products", "Places", "Data"] as const

const table = ({ title, rows }: Section): string =>
  [
    "<table>",
    `<caption>${escaped(title)}</caption>`,
    `<thead><tr>${columns.map((column) => `<th scope="col">${column}</th>`).join("")}</tr></thead>`,
    "<tbody>",
    ...rows.map(line),
    "</tbody>",
    "</table>"
  ].join("\n")

const line = ({ name, printed }: Row): string => {
  const cells = [
    names(printed.purposes, ({ text }) => text),
    names(printed.products, (it) => it),
    names(printed.places, (it) => it.name),
    names(printed.dataCategories, (it) => it)
  ]
  return `<tr><th scope="row">${escaped(name)}</th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`
}

const names = <A>(scope: Scope<A>, name: (it: A) => string): string =>
  scope === "all" ? "all" : scope.map(name).join(", ")

const item = ({ effectiveOn, what, rows, engagements }: Upcoming): string => {
  const who = rows.length > 0 ? rows.map(({ name }) => name) : engagements
  return `<li>From <time datetime="${effectiveOn}">${effectiveOn}</time>: ${verbs[what._tag]} ${escaped(who.join(", "))}</li>`
}

const verbs: Readonly<Record<Change["_tag"], string>> = {
  Engage: "new:",
  Replace: "new, in another's place:",
  Retire: "no longer used:",
  Relocate: "other places:",
  Repurpose: "other purposes:",
  Extend: "other products, regions or options:",
  ChangeData: "other data:",
  Reclassify: "counts otherwise:",
  LoseSafeguards: "safeguards end:",
  ChangeControl: "controlled by another:",
  Rename: "another name:",
  Merge: "another company:",
  Split: "another company:",
  ChangeScope: "no longer listed:"
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "")

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}
