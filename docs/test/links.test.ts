import { readFileSync } from "node:fs"
import { posix } from "node:path"
import { describe, expect, it } from "vitest"
import { files, pages, site } from "./site.ts"

const html = new Map(pages.map((page) => [page, readFileSync(site + page, "utf8")]))
const ids = new Map(
  [...html].map(([page, text]) => [page, new Set([...text.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id))])
)

/** Where a link leads inside the site; `undefined` when it leads out of it. */
const leads = (page: string, href: string): { readonly file: string; readonly anchor: string } | undefined => {
  const to = new URL(href, `http://site/${page}`)
  if (to.host !== "site") return undefined
  const path = decodeURIComponent(to.pathname).slice(1)
  const file = path === "" || path.endsWith("/") ? posix.join(path, "index.html") : path
  return { file, anchor: decodeURIComponent(to.hash.slice(1)) }
}

describe("links lead somewhere", () => {
  it("each link on a page of the site leads to a page or a file of it, and to a place on that page", () => {
    const wrong = [...html].flatMap(([page, text]) =>
      [...text.matchAll(/<(?:a|link|script|img|source)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].flatMap(([, href]) => {
        const to = leads(page, href!.replaceAll("&amp;", "&"))
        if (to === undefined) return []
        if (!files.has(to.file)) return [`${page}: ${href} leads nowhere`]
        return to.anchor === "" || !html.has(to.file) || ids.get(to.file)!.has(to.anchor)
          ? []
          : [`${page}: ${href}: there is no such place on ${to.file}`]
      })
    )
    expect([...new Set(wrong)]).toEqual([])
  })

  it("nothing that a page loads comes from another host", () => {
    const loaded = [...html].flatMap(([page, text]) =>
      [...text.matchAll(/<(?:link|script|img|source|iframe)\b[^>]*?\s(?:href|src)="((?:https?:)?\/\/[^"]*)"/g)].map(
        ([, href]) => `${page}: ${href}`
      )
    )
    expect(loaded).toEqual([])
  })
})
