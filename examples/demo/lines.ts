/** Lines of a terminal, 96 columns wide, in colour only where somebody looks at it. */

export const width = 96

export interface Paint {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly unsure: (text: string) => string
}

const code = (n: number) => (text: string) => `\u001b[${n}m${text}\u001b[0m`
const same = (text: string) => text
export const coloured: Paint = { strong: code(1), faint: code(2), good: code(32), bad: code(31), unsure: code(33) }
export const plain: Paint = { strong: same, faint: same, good: same, bad: same, unsure: same }

export const heading = (text: string, { strong }: Paint): string => `\n${strong(text)}\n${"─".repeat(text.length)}`

export const wrap = (text: string, columns = width): string => {
  const lines: Array<string> = []
  let line = ""
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else line = line === "" ? word : `${line} ${word}`
  }
  return [...lines, line].join("\n")
}

export const indent = (text: string, by: number, wrapped = true): string =>
  (wrapped ? wrap(text, width - by) : text)
    .split("\n")
    .map((line) => `${" ".repeat(by)}${line}`)
    .join("\n")

/** The first line after a label, the others under it. */
export const hanging = (label: string, text: string): string => {
  const [first = "", ...rest] = wrap(text, width - label.length).split("\n")
  return [`${label}${first}`, ...rest.map((line) => `${" ".repeat(label.length)}${line}`)].join("\n")
}
