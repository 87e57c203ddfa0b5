/**
 * Where a source file is shown. The one place that knows where the repository is: `repository` of package.json. While there is none, a
 * place is named as text.
 */
import { read } from "../../test/truth/source.ts"

const { repository }: { readonly repository?: string | { readonly url?: string } } = JSON.parse(read("package.json"))

/** The address under which files of the repository are shown, with a slash at its end; `undefined` while nobody has said. */
const shownAt = ((url = typeof repository === "string" ? repository : repository?.url) => {
  const [, address] = /^(?:git\+)?(https:\/\/.+?)(?:\.git)?\/?$/.exec(url ?? "") ?? []
  return address === undefined ? undefined : `${address}/blob/main/`
})()

/** A place in the repository, as Markdown: a link, or the path and the line. */
export const place = (path: string, line: number): string =>
  shownAt === undefined ? `\`${path}:${line}\`` : `[${path}:${line}](${shownAt}${path}#L${line})`
