import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs"
import { dirname, posix } from "node:path"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitepress"
import { entries, root, sourceCondition } from "../../scripts/entries.ts"

const docs = fileURLToPath(new URL("..", import.meta.url))

interface Link {
  readonly text: string
  readonly link: string
}

/** A page, by its path without `.md`, under its first heading or the name given. A page that is not there is left out. */
const page = (path: string, text?: string): ReadonlyArray<Link> => {
  const file = `${docs}${path}.md`
  if (!existsSync(file)) return []
  const heading = /^(?:title: *(.+)|# +(.+))$/m.exec(readFileSync(file, "utf8"))
  return [{ text: text ?? heading?.[1] ?? heading?.[2] ?? path, link: `/${path.replace(/index$/, "")}` }]
}

/** All pages of a folder under their headings: the one that begins it, those named, and the others by name. */
const folder = (path: string, first: ReadonlyArray<string> = []) =>
  !existsSync(`${docs}${path}`)
    ? []
    : readdirSync(`${docs}${path}`)
        .filter((name) => name.endsWith(".md"))
        .map((name) => name.slice(0, -3))
        .toSorted((a, b) => rank(a, first) - rank(b, first) || (a < b ? -1 : 1))
        .flatMap((name) => page(`${path}/${name}`))

const rank = (name: string, first: ReadonlyArray<string>): number =>
  /^(README|index)$/.test(name) ? -1 : first.includes(name) ? first.indexOf(name) : first.length

const living = [
  ...page("living/deadlines", "Deadlines"),
  ...page("living/simulator", "Simulator"),
  ...page("living/timeline", "Timeline"),
  ...page("living/evidence", "Check evidence")
]
const reference = [
  ...page("language", "Language"),
  ...page("policy/terms", "Policy"),
  ...page("laws", "Laws"),
  ...page("reference/index", "API"),
  ...page("reference/api", "API"),
  ...page("decisions/README", "Decisions"),
  ...page("comparison", "Comparison"),
  ...page("changelog", "Changelog")
]
const guides = [
  ...folder("guides", ["embed", "effect", "terms", "readings", "mandates", "security-desk"]),
  ...page("a-store-of-your-own"),
  ...page("CONTRIBUTING")
]

/** Files of the repository that pages link to and that are no pages: the site brings them along, to be read as text. */
const brought = new Set<string>()
const bring = (page: string, href: string): string => {
  const path = posix.join("docs", posix.dirname(page), href.replace(/#.*$/, ""))
  if (/^[a-z]+:|^[/#]/.test(href) || path.startsWith("docs/") || !existsSync(root + path)) return href
  brought.add(path)
  return `/source/${path}.txt`
}

const section = (text: string, items: ReadonlyArray<Link>) => (items.length === 0 ? [] : [{ text, items: [...items] }])

const menu = (text: string, items: ReadonlyArray<Link>, activeMatch: string) =>
  items.length === 0 ? [] : [{ text, items: [...items], activeMatch }]

const sidebar = [
  ...section("Begin", [...page("start", "Start"), ...folder("promises")]),
  ...section("Living pages", living),
  ...section("Examples", folder("examples")),
  ...section("Guides", guides),
  ...section("Concepts", folder("concepts")),
  ...section("Reference", reference)
]

export default defineConfig({
  title: "goodfaith",
  description: "Keeps the promises a software vendor makes about its sub-processors, and to reporters of weaknesses.",
  lang: "en-GB",
  base: process.env["DOCS_BASE"] ?? "/",
  cacheDir: "./node_modules/.cache/vitepress",
  head: [
    ["meta", { name: "referrer", content: "no-referrer" }],
    ["link", { rel: "icon", type: "image/svg+xml", href: `${process.env["DOCS_BASE"] ?? "/"}icon.svg` }]
  ],
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config: (markdown) => {
      markdown.core.ruler.push("bring", ({ tokens, env }) => {
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const href = token.attrGet("href")
          if (token.type === "link_open" && href !== null) token.attrSet("href", bring(env.relativePath, href))
        }
      })
    }
  },
  // Codecs are fetched when a story is pasted, the other promise when a report is to be drawn, what checks evidence when there is some,
  // and not before.
  transformHtml: (html) =>
    html.replaceAll(
      / *<link rel="modulepreload" href="[^"]*\/(?:schema|ReportTimeline|checking|Found|example)\.[^"]*">\n/g,
      ""
    ),
  buildEnd: ({ outDir }) => {
    for (const path of brought) {
      const to = `${outDir}/source/${path}.txt`
      mkdirSync(dirname(to), { recursive: true })
      copyFileSync(root + path, to)
    }
  },
  themeConfig: {
    nav: [
      ...page("start", "Start"),
      ...menu("Promises", folder("promises"), "^/promises/"),
      ...menu("Living pages", living, "^/living/"),
      ...menu("Examples", folder("examples"), "^/examples/"),
      ...menu("Guides", guides, "^/guides/"),
      ...menu("Concepts", folder("concepts"), "^/concepts/"),
      ...menu("Reference", reference, "^/(language|policy|laws|reference|decisions|comparison|changelog)")
    ],
    // Groups that fold would hold a button inside a button, so a folder with many pages stands open on its own pages only.
    sidebar: {
      "/policy/": [...sidebar, ...section("Policy", folder("policy"))],
      "/decisions/": [...sidebar, ...section("Decisions", folder("decisions"))],
      "/": sidebar
    },
    outline: { level: [2, 3] },
    search: { provider: "local" },
    notFound: { linkLabel: "Take me home" },
    externalLinkIcon: false
  },
  vite: {
    resolve: {
      // `goodfaith/time` means `src/time/index.ts` here, as it does in tests and examples: a page runs what stands in this repository.
      alias: entries
        .map(({ name, source }) => ({ find: new RegExp(`^${name}$`), replacement: root + source }))
        .toSorted((a, b) => b.find.source.length - a.find.source.length),
      conditions: [sourceCondition]
    },
    server: { fs: { allow: [root] } }
  }
})
