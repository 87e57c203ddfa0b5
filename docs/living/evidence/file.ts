/** What somebody gave the page: a text, or what is the matter with it and what would help. It is light: all that checks it is fetched later. */

export interface Wrong {
  readonly wrong: string
  /** What would help. */
  readonly help: string
  /** What is wrong in it, one by one. */
  readonly lines?: ReadonlyArray<string>
}

export interface Given {
  readonly name: string
  readonly text: string
}

/** In bytes. Larger evidence is checked where a browser's page does not have to stand still for it. */
export const largest = 20_000_000

export const textOf = async (files: ReadonlyArray<File>): Promise<Given | Wrong | undefined> => {
  const [file] = files
  if (file === undefined) return undefined
  if (files.length > 1)
    return { wrong: `These are ${files.length} files.`, help: "Evidence is one file: give them one after the other." }
  if (file.size === 0)
    return { wrong: `“${file.name}” is empty.`, help: "Ask whoever gave it to you to send it once more." }
  if (file.size > largest)
    return {
      wrong: `“${file.name}” is ${megabytes(file.size)}; this page reads up to ${megabytes(largest)}.`,
      help: "Check it with `verifyEvidence` in Node, as the guide shows, or ask for evidence about one client or one report only."
    }
  try {
    return { name: file.name, text: await file.text() }
  } catch {
    return {
      wrong: `“${file.name}” could not be read.`,
      help: "A folder is no file; and a file that was moved since has to be picked again."
    }
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`
