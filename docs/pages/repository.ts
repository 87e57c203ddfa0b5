/**
 * Where a source file is shown. The one place that knows where the repository is: `repository` of package.json. While there is none, a
 * link is relative to the page, and the site brings the file along, to be read as text.
 */
import { posix } from "node:path"
import { read } from "../../test/truth/source.ts"

const { repository }: { readonly repository?: string | { readonly url?: string } } = JSON.parse(read("package.json"))

const shownAt = ((url = typeof repository === "string" ? repository : repository?.url) => {
  const [, address] = /^(?:git\+)?(https:\/\/.+?)(?:\.git)?\/?$/.exec(url ?? "") ?? []
  return address === undefined ? undefined : `${address}/blob/main/`
})()

/** A place in the repository, as a link in Markdown. `folder`: that of the page which links, such as `docs/promises`. */
export const place = (path: string, line: number, folder: string): string =>
  `[${path}:${line}](${shownAt === undefined ? posix.relative(folder, path) : `${shownAt}${path}#L${line}`})`
