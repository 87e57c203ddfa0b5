/**
 * The examples in doc comments and in the docs, made to run.
 *
 * Every fence marked `ts` is a module of its own. A line `expression // => value` says what the expression is:
 *
 *     addDays("2026-11-20", 3) // => "2026-11-23"
 *     const due = firstDue(terms) // => { on: "2026-11-25" }
 *     console.log(gate.answer, gate.validUntil) // => "shut", "2026-12-01T00:00:00.000Z"
 *
 * A value too long for the line goes on in the comment lines under it. A fence marked `ts follows` goes on where the
 * fence before it in the same file ended; one marked `ts nocheck: <reason>` is only shown.
 */
import { parseSync } from "rolldown/utils"
import { docPages, filesUnder, lineAt, read } from "./source.ts"

export interface Example {
  readonly file: string
  /** The line of its first line of code. */
  readonly line: number
  readonly code: string
  /** What the fence says after `ts`. */
  readonly info: string
}

/** All examples of the repository: in doc comments of `src`, in the README and in `docs`. */
export const examples = (): ReadonlyArray<Example> => [
  ...filesUnder("src", ".ts").flatMap((file) => inDocComments(file, read(file))),
  ...[...filesUnder("", "README.md").filter((file) => file === "README.md"), ...docPages()].flatMap((file) =>
    inMarkdown(file, read(file), 1)
  )
]

const inDocComments = (file: string, text: string): ReadonlyArray<Example> =>
  parseSync(file, text)
    .comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"))
    .flatMap(({ start, value }) => inMarkdown(file, value.replaceAll(/^[ \t]*\* ?/gm, ""), lineAt(text, start)))

/** Fences as CommonMark has them: a longer fence may hold a shorter one, which is then only text. */
export const inMarkdown = (file: string, text: string, firstLine: number): ReadonlyArray<Example> => {
  const found: Array<Example> = []
  let open:
    | {
        readonly fence: string
        readonly indent: number
        readonly words: string
        readonly line: number
        readonly lines: Array<string>
      }
    | undefined
  for (const [index, line] of text.split("\n").entries()) {
    const [, indent = "", fence, words = ""] = /^([ \t]*)(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    if (open === undefined) {
      if (fence !== undefined)
        open = { fence, indent: indent.length, words: words.trim(), line: firstLine + index + 1, lines: [] }
    } else if (fence?.startsWith(open.fence) && words.trim() === "") {
      const [language, ...info] = open.words.split(" ")
      if (language === "ts" || language === "typescript") {
        found.push({ file, line: open.line, code: open.lines.join("\n"), info: info.join(" ") })
      }
      open = undefined
    } else {
      open.lines.push(line.slice(Math.min(open.indent, line.length - line.trimStart().length)))
    }
  }
  return found
}

/** Examples that go on where others ended, together with those; the code stands on the lines on which it stands in its file. */
export const whole = (all: ReadonlyArray<Example>): ReadonlyArray<Example> =>
  all.map((example, index) => {
    const parts = [example]
    for (let at = index; all[at]?.info === "follows" && all[at - 1]?.file === example.file; at -= 1)
      parts.unshift(all[at - 1]!)
    return {
      ...example,
      code: parts.reduce((code, part) => code + "\n".repeat(part.line - code.split("\n").length) + part.code, "")
    }
  })

/** The code with each `// =>` turned into a call of `stated_(line, actual, expected)`. Throws what is wrong with such a line. */
export const asserting = (code: string): string => {
  const { program, comments, errors } = parseSync("example.ts", code)
  if (errors[0] !== undefined) throw new Error(`does not parse: ${errors[0].message}`)
  const statements = program.body as ReadonlyArray<Statement>
  const inserts: Array<{ readonly at: number; readonly text: string }> = []
  for (const [index, comment] of comments.entries()) {
    const said = comment.type === "Line" ? /^\s*=>\s*(.*)$/s.exec(comment.value)?.[1] : undefined
    if (said === undefined) continue
    const line = lineAt(code, comment.start)
    const statement = statements.findLast(({ end }) => end <= comment.start && lineAt(code, end) === line)
    if (statement === undefined) throw new Error(`line ${line}: "// =>" stands behind no statement`)
    const after = comments
      .slice(index + 1)
      .filter((next, n) => next.type === "Line" && lineAt(code, next.start) === line + n + 1)
    const stated = value(
      said,
      after.map((next) => next.value)
    )
    if (stated === undefined) throw new Error(`line ${line}: "// => ${said}" states no value`)
    const { from, to, before } = stands(statement, line)
    if (before) inserts.push({ at: from, text: `;stated_(${line}, [` }, { at: to, text: `], [${stated}]);` })
    else inserts.push({ at: statement.end, text: `;stated_(${line}, [${code.slice(from, to)}], [${stated}]);` })
  }
  return inserts
    .toSorted((a, b) => b.at - a.at)
    .reduce((text, { at, text: more }) => text.slice(0, at) + more + text.slice(at), code)
}

interface Statement {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly expression?: Statement & {
    readonly callee?: {
      readonly type: string
      readonly object?: { readonly name?: string }
      readonly property?: { readonly name?: string }
    }
    readonly arguments?: ReadonlyArray<Statement>
  }
  readonly declarations?: ReadonlyArray<{ readonly id: Statement }>
}

/** Which stretch of the statement is the value: an expression, what is logged, or the name that was declared. */
const stands = (
  statement: Statement,
  line: number
): { readonly from: number; readonly to: number; readonly before: boolean } => {
  const declared = statement.declarations?.at(-1)?.id
  if (declared?.type === "Identifier") return { from: declared.start, to: declared.end, before: false }
  const expression = statement.expression
  if (statement.type !== "ExpressionStatement" || expression === undefined) {
    throw new Error(
      `line ${line}: "// =>" stands behind a ${statement.type}, not behind an expression or \`const name = …\``
    )
  }
  const logged = expression.callee?.object?.name === "console" ? expression.arguments : undefined
  if (logged === undefined || logged.length === 0) return { from: expression.start, to: expression.end, before: true }
  return { from: logged[0]!.start, to: logged.at(-1)!.end, before: false }
}

/** The stated value: what stands behind the arrow, going on in the comments under it until it makes sense. */
const value = (said: string, under: ReadonlyArray<string>): string | undefined => {
  let text = said
  for (let more = 0; ; more += 1) {
    if (text.trim() !== "" && parseSync("value.ts", `[${text}]`).errors.length === 0) return text
    if (under[more] === undefined) return undefined
    text += `\n${under[more]}`
  }
}
