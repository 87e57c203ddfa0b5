// What a reader downloads to open a page: the page itself, and the scripts and styles that it names, packed with gzip -9.
// `npm run docs:build` runs it; a page over its budget fails. What is fetched only on use (search, the next page) is not counted.
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"

const site = fileURLToPath(new URL("../.vitepress/dist/", import.meta.url))

/**
 * In bytes, packed. The budget of a page is what it cost empty, and 30 %. Empty, the landing page had a title and nothing else. A living
 * page runs the package, so empty it had the part of the package that it runs, and gave one answer: the one on deadlines `goodfaith/time`
 * and the ready-made terms; the simulator and the timeline all that decides, folds and asks the gate (`living/stage`), and the ready-made
 * terms. Without the package, an empty page cost 86,750, and so much has the page that checks evidence: it fetches the package on use.
 */
const budgets: Readonly<Record<string, { readonly empty: number }>> = {
  "index.html": { empty: 85_500 },
  "living/deadlines.html": { empty: 96_900 },
  "living/simulator.html": { empty: 148_200 },
  "living/timeline.html": { empty: 148_200 },
  "living/evidence.html": { empty: 86_750 }
}

const packed = (bytes: Buffer): number => gzipSync(bytes, { level: 9 }).length

/** The page, and each file of this site that it loads before anybody touches it. */
const loaded = (page: string): ReadonlyArray<readonly [string, number]> => {
  const html = readFileSync(site + page)
  const named = [...html.toString().matchAll(/<(?:link|script)\b[^>]*\b(?:href|src)="([^"]+\.(?:js|css))"[^>]*>/g)]
  const files = [...new Set(named.map(([, path]) => path!.replace(/^.*?\/(?=assets\/|vp-icons)/, "")))]
  return [[page, packed(html)], ...files.map((file) => [file, packed(readFileSync(site + file))] as const)]
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
let over = false

for (const [page, { empty }] of Object.entries(budgets)) {
  if (!existsSync(site + page)) {
    over = true
    console.error(`${page} was not built`)
    continue
  }
  const files = loaded(page)
  const all = files.reduce((sum, [, bytes]) => sum + bytes, 0)
  const budget = Math.floor(empty * 1.3)
  console.log(`${page.padEnd(24)} ${kB(all).padStart(9)} of ${kB(budget)}  (${all} bytes)`)
  if (process.argv.includes("--files"))
    for (const [file, bytes] of files) console.log(`    ${kB(bytes).padStart(9)}  ${file}`)
  if (all > budget) {
    over = true
    console.error(`${page} is ${kB(all - budget)} over its budget`)
  }
}
if (over) process.exitCode = 1
