/** The policy, sentence by sentence: each beside the rule that keeps it and the stories that show it. */
import { filesUnder, type Kept, read, rules } from "../../test/truth/source.ts"
import { place } from "./repository.ts"
import { meaningsIn, type Told, toldIn } from "./told.ts"

export interface Sentence extends Kept {
  /** Of the rule, in its module. */
  readonly line: number
  readonly stories: ReadonlyArray<Told>
}

const stories = filesUnder("test", ".test.ts").filter((file) => !file.startsWith("test/truth/"))

/** Every clause, with where its rule stands and the stories that are titled by it. */
export const sentences = async (): Promise<ReadonlyArray<Sentence>> => {
  const kept = await rules()
  const told = (await Promise.all(stories.map(storiesIn))).flat()
  return kept.map((rule) => ({
    ...rule,
    line: lineOf(rule),
    stories: told
      .filter(({ story, id }) => (id === undefined ? story.title === rule.quote : id === rule.id))
      .map(({ story }) => story)
  }))
}

/** The stories of a test file, each with the id of the clause that it is titled by, where it is titled by one. */
const storiesIn = async (file: string): Promise<ReadonlyArray<{ readonly story: Told; readonly id?: string }>> => {
  const means = await meaningsIn(file)
  return flat(toldIn(file)).map((story) => {
    const id = story.rule === undefined ? undefined : means(`${story.rule}.clause.id`)
    return { story, ...(typeof id === "string" && { id }) }
  })
}

const flat = (all: ReadonlyArray<Told>): ReadonlyArray<Told> => all.flatMap((one) => [one, ...flat(one.inside)])

const lineOf = ({ module, id }: Kept): number => {
  const lines = read(module).split("\n")
  return lines.findIndex((line) => line.includes(`"${id}"`)) + 1
}

// -- A page of the policy. --

interface Piece {
  readonly text: string
  readonly kept?: Sentence
}

export interface Annotated {
  readonly markdown: string
  /** What stands in the policy and under no rule of its own. */
  readonly alone: ReadonlyArray<string>
}

/** A page of the policy, by its text. `folder`: that of the page that includes it. */
export const annotated = (text: string, all: ReadonlyArray<Sentence>, folder: string): Annotated => {
  const lines: Array<string> = []
  const alone: Array<string> = []
  for (const block of blocksOf(text)) {
    if (block.heading !== undefined) {
      // The page's own title is given by whoever includes it.
      if (block.level > 1) lines.push("", `${"#".repeat(block.level + 2)} ${block.heading}`, "")
      continue
    }
    let aside: Array<string> = []
    const put = () => {
      if (aside.length > 0) lines.push(`- ${aside.map(plain).join(" ")}<br><small>*no rule of its own*</small>`)
      aside = []
    }
    for (const { text, kept } of pieces(words(block.text), all)) {
      if (kept === undefined) {
        alone.push(text)
        aside.push(text)
      } else {
        put()
        const shown = kept.stories.map((it) => `${place(it.file, it.line, folder)}${first(it)}`)
        lines.push(
          `- <a id="${kept.id}"></a>${plain(text)}<br><small>\`${kept.id}\`, ${place(kept.module, kept.line, folder)}<br>${shown.join("<br>")}</small>`
        )
      }
    }
    put()
  }
  return { markdown: lines.join("\n"), alone }
}

/** The first story that is told under a sentence, and how many more there are. */
const first = (story: Told): string => {
  const [one, ...more] = flat(story.inside).filter(({ group, title }) => !group && title !== undefined)
  return one === undefined ? "" : `: ${plain(one.title!)}${more.length > 0 ? ` (and ${more.length} more)` : ""}`
}

/** Nothing in a sentence is a tag or a question of the page's own. */
export const plain = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll("<", "&lt;").replaceAll("{{", "&#123;&#123;")))
    .join("")

const words = (text: string): string => text.replaceAll(/\s+/g, " ").trim()

/** The text cut at the quotes that stand in it; what is between is cut at the ends of its own sentences. */
const pieces = (text: string, all: ReadonlyArray<Sentence>): ReadonlyArray<Piece> => {
  const found = all
    .map((kept) => ({ kept, at: text.indexOf(words(kept.quote)), length: words(kept.quote).length }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at || b.length - a.length)
  const cut: Array<Piece> = []
  let upTo = 0
  const rest = (until: number) => {
    for (const sentence of text.slice(upTo, until).split(/(?<=[.!?]"?)\s+(?=["“(`]?[A-Z])/))
      if (/\w/.test(sentence)) cut.push({ text: sentence.trim() })
  }
  for (const { kept, at, length } of found) {
    if (at < upTo) continue
    rest(at)
    cut.push({ text: text.slice(at, at + length), kept })
    upTo = at + length
  }
  rest(text.length)
  return cut
}

interface Block {
  readonly heading?: string
  readonly level: number
  readonly text: string
}

/** Headings; and each item of a list, row of a table, or paragraph as one text. Fences are left out. */
const blocksOf = (markdown: string): ReadonlyArray<Block> => {
  const blocks: Array<{ heading?: string; level: number; text: string }> = []
  let fenced = false
  let fresh = true
  for (const line of markdown.split("\n")) {
    if (/^\s*```/.test(line)) fenced = !fenced
    const heading = /^(#+) (.*)$/.exec(line)
    if (fenced || /^\s*```/.test(line) || line.trim() === "") fresh = true
    else if (heading) {
      blocks.push({ heading: heading[2]!, level: heading[1]!.length, text: "" })
      fresh = true
    } else if (line.startsWith("|")) {
      const cells = line.split(/(?<!\\)\|/).slice(1, -1)
      // The column that is a sentence; a head and its rule are none.
      const sentence = cells.map(words).find((it) => /^[A-Z].*[.]$/.test(it))
      if (sentence !== undefined) blocks.push({ level: 0, text: sentence })
      fresh = true
    } else {
      const item = /^\s*(?:[-*]|\d+\.)\s+(.*)$/.exec(line)
      if (item || fresh) blocks.push({ level: 0, text: item ? item[1]! : line })
      else blocks.at(-1)!.text += ` ${line}`
      fresh = false
    }
  }
  return blocks
}
