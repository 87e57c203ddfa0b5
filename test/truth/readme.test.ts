import { posix } from "node:path"
import { describe, expect, it } from "vitest"
import { docPages, exists, lacks, read } from "./source.ts"
import { inMarkdown } from "./examples.ts"

const manifest: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(read("package.json"))
const readme = exists("README.md") ? read("README.md") : ""
const fenced = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/^[ \t]*```.*\n([\s\S]*?)^[ \t]*```/gm)]
    .flatMap(([, code]) => code!.split("\n"))
    .map((line) => line.trim())

describe("the README can be followed", () => {
  it("it is there", () => {
    expect(exists("README.md")).toBe(true)
  })

  it("exactly one of its lines passes the tests, and one runs the demo", () => {
    const lines = fenced(readme)
    expect(
      lines.filter((line) => /\bnpm test\b/.test(line)),
      "lines with `npm test`"
    ).toHaveLength(1)
    expect(
      lines.filter((line) => /\bnpm run demo\b/.test(line)),
      "lines with `npm run demo`"
    ).toHaveLength(1)
  })

  it("what it tells to run are scripts of the package, here and in the guide for contributors", () => {
    lacks(
      "no such script in package.json",
      ["README.md", "docs/CONTRIBUTING.md"]
        .filter(exists)
        .flatMap((file) =>
          [...read(file).matchAll(/npm run ([\w:-]+)/g)]
            .filter(([, script]) => manifest.scripts[script!] === undefined)
            .map(([run]) => `${file}: \`${run}\``)
        )
    )
  })

  it("its first example is 14 lines at most", () => {
    const first = inMarkdown("README.md", readme, 1)[0]
    expect(first?.code.trim().split("\n").length ?? 0, "lines of the first example").toBeLessThanOrEqual(14)
  })
})

describe("links lead somewhere", () => {
  const pages = ["README.md", ...docPages()].filter(exists)

  it("each relative link names a file", () => {
    lacks(
      "links that lead nowhere",
      pages.flatMap((page) =>
        [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)]
          .filter(([, to]) => !exists(posix.join(posix.dirname(page), to!)))
          .map(([, to]) => `${page} -> ${to}`)
      )
    )
  })

  it("each path in `backticks` is there", () => {
    lacks(
      "paths that lead nowhere",
      pages.flatMap((page) =>
        [...read(page).matchAll(/`((?:src|scripts|examples|bench)\/[\w./-]+)`/g)]
          .filter(([, path]) => !exists(path!))
          .map(([, path]) => `${page} names ${path}`)
      )
    )
  })
})
