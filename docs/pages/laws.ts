/** What holds of every history that anybody can draw, told by the titles of the tests that draw them. */
import { filesUnder, read } from "../../test/truth/source.ts"
import { explained, subjects } from "./explained.ts"
import { place } from "./repository.ts"
import { plain } from "./sentences.ts"
import { meaningsIn, type Told, toldIn } from "./told.ts"

export interface Laws {
  readonly markdown: string
  readonly count: number
  readonly problems: ReadonlyArray<string>
}

export const laws = async (): Promise<Laws> => {
  const lines: Array<string> = []
  const used = new Set<string>()
  let count = 0
  for (const file of inOrder(filesUnder("test", ".test.ts").filter(mayDraw))) {
    // In the laws and the models every title is one, also of what is counted out rather than drawn.
    const all = /^test\/(laws|models)\//.test(file)
    const told = leaves(toldIn(file), await meaningsIn(file)).filter(({ one }) => all || one.drawn)
    if (told.length === 0) continue
    lines.push(
      "",
      `## ${subjects[file]?.title ?? file}`,
      "",
      ...(subjects[file]?.about === undefined ? [] : [subjects[file].about])
    )
    let group: string | undefined
    for (const { one, title, under } of told) {
      if (under !== group) lines.push("", under === "" ? "" : `**${plain(under)}**`, "")
      group = under
      count += 1
      const key = `${under} > ${title}`
      const why = explained[key]
      if (why !== undefined) used.add(key)
      lines.push(
        `- ${plain(title)}${why === undefined ? "" : `. *${why}*`}<br><small>${place(file, one.line, "docs")}</small>`
      )
    }
  }
  const known = new Set(filesUnder("test", ".test.ts"))
  return {
    markdown: lines.join("\n"),
    count,
    problems: [
      ...Object.keys(explained)
        .filter((key) => !used.has(key))
        .map((key) => `docs/pages/explained.ts explains "${key}", and no law has that title`),
      ...Object.keys(subjects)
        .filter((file) => !known.has(file))
        .map((file) => `docs/pages/explained.ts names ${file}, which is not there`)
    ]
  }
}

/** As they are explained: what carries most comes first. */
const inOrder = (files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const order = Object.keys(subjects)
  const nth = (file: string) => (order.includes(file) ? order.indexOf(file) : order.length)
  return files.toSorted((a, b) => nth(a) - nth(b))
}

const mayDraw = (file: string): boolean =>
  !file.startsWith("test/truth/") && (/^test\/(laws|models)\//.test(file) || read(file).includes('from "fast-check"'))

const leaves = (
  all: ReadonlyArray<Told>,
  means: (path: string) => unknown,
  under: ReadonlyArray<string> = []
): ReadonlyArray<{ readonly one: Told; readonly title: string; readonly under: string }> =>
  all.flatMap((one) => {
    const title = one.title ?? `${means(`${one.rule}.clause.quote`) ?? one.rule}`
    return one.group ? leaves(one.inside, means, [...under, title]) : [{ one, title, under: under.join(": ") }]
  })
