import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, describe, expect, it } from "vitest"
import { asserting, type Example, examples, inMarkdown, whole } from "./examples.ts"
import { docPages, lacks, read, root } from "./source.ts"

const home = `${root}reports/examples/`
const all = examples()
const runnable = whole(all).filter(({ info }) => !info.startsWith("nocheck"))
const nameOf = ({ file, line }: Example): string => `${file.replaceAll(/[^a-zA-Z0-9]+/g, "_")}_${line}.ts`

rmSync(home, { recursive: true, force: true })
mkdirSync(`${home}run`, { recursive: true })

describe("examples in the docs are true", () => {
  for (const example of runnable) {
    it(`${example.file}:${example.line}`, async () => {
      const module = `${home}run/${nameOf(example)}`
      writeFileSync(module, `${asserting(example.code)}\nexport {}\n`)
      await inFolderOfItsOwn(async () => {
        const wrong: Array<unknown> = []
        const is = (line: number, actual: ReadonlyArray<unknown>, stated: ReadonlyArray<unknown>): void => {
          try {
            expect(actual.length === 1 ? actual[0] : actual, `${example.file}:${line}`).toEqual(
              stated.length === 1 ? stated[0] : stated
            )
          } catch (error) {
            wrong.push(error)
          }
        }
        Object.assign(globalThis, { stated_: is })
        await quietly(() => import(/* @vite-ignore */ pathToFileURL(module).href))
        if (wrong.length > 0) throw wrong[0]
      })
    })
  }

  it("they are typed as strictly as the library", { timeout: 60_000 }, () => {
    for (const example of runnable) writeFileSync(home + nameOf(example), `${example.code}\nexport {}\n`)
    writeFileSync(
      `${home}tsconfig.json`,
      JSON.stringify({
        extends: "../../tsconfig.json",
        compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, noEmit: true },
        include: ["./*.ts"]
      })
    )
    const checked = spawnSync(
      process.execPath,
      [`${root}node_modules/typescript/bin/tsc`, "-p", home, "--pretty", "false"],
      { encoding: "utf8" }
    )
    const files = new Map(runnable.map((example) => [nameOf(example), example.file]))
    lacks(
      "examples that a strict host could not compile",
      `${checked.stdout}${checked.stderr}`
        .split("\n")
        .filter((line) => line.includes("error TS"))
        .map((line) => line.replace(/^.*?([^/\\(]+)\((\d+),\d+\)/, (_, name, at) => `${files.get(name) ?? name}:${at}`))
    )
  })

  // Each fence holds those before it, so the last one, which is run above, is then the whole page.
  it("a page that says it is one file is one: every block goes on where the one before it ended", () => {
    const pages = docPages().filter((page) => read(page).includes("one file from top to bottom"))
    expect(pages).toContain("docs/start.md")
    lacks(
      "mark it `ts follows`, or do not say that the page is one file",
      pages.flatMap((page) =>
        all
          .filter(({ file }) => file === page)
          .flatMap(({ line, info }, at) => (info === (at === 0 ? "" : "follows") ? [] : [`${page}:${line}`]))
      )
    )
  })

  it("an example that is only shown says why", () => {
    lacks(
      "write the reason: ```ts nocheck: <reason>",
      all
        .filter(({ info }) => info.startsWith("nocheck") && !/^nocheck:? \S.{9}/.test(info))
        .map(({ file, line }) => `${file}:${line}`)
    )
    lacks(
      "a `ts` fence is marked with nothing, `follows` or `nocheck: <reason>`",
      all
        .filter(({ info }) => !/^(follows|nocheck\b.*)?$/.test(info))
        .map(({ file, line, info }) => `${file}:${line} says \`${info}\``)
    )
  })
})

describe("how examples are read", () => {
  const run = (code: string): ReadonlyArray<readonly [number, unknown, unknown]> => {
    const seen: Array<readonly [number, unknown, unknown]> = []
    const is = (line: number, actual: unknown, stated: unknown): void => void seen.push([line, actual, stated])
    // oxlint-disable-next-line no-implied-eval -- the code under test is code
    new Function("stated_", "console", asserting(code))(is, { log: () => {} })
    return seen
  }

  it("an expression, a declared name and what is logged are compared with what is stated", () => {
    expect(run('1 + 1 // => 2\nconst a = [1] // => [1]\nconsole.log(a, "b") // => [1], "b"')).toEqual([
      [1, [2], [2]],
      [2, [[1]], [[1]]],
      [3, [[1], "b"], [[1], "b"]]
    ])
  })

  it("an expression over several lines is one, and so is a value over several comments", () => {
    expect(run("[\n  1,\n  2\n].map((n) => n * 2) // => [\n// 2, 4\n// ]")).toEqual([[4, [[2, 4]], [[2, 4]]]])
  })

  it("a statement that is no value, or a value that is none, is told", () => {
    expect(() => asserting("// => 1")).toThrow("behind no statement")
    expect(() => asserting("if (true) {} // => 1")).toThrow("not behind an expression")
    expect(() => asserting("f(1) // => a list of two")).toThrow("states no value")
  })

  it("a fence inside a longer fence is text, and a fence that follows holds what came before", () => {
    const text = "````md\n```ts\nno\n```\n````\n```ts\nconst a = 1\n```\nand\n```ts follows\na // => 1\n```"
    const found = inMarkdown("x.md", text, 1)
    expect(found.map(({ line, code, info }) => [line, code, info])).toEqual([
      [7, "const a = 1", ""],
      [11, "a // => 1", "follows"]
    ])
    expect(whole(found)[1]?.code.split("\n").slice(6)).toEqual(["const a = 1", "", "", "", "a // => 1"])
  })
})

/** An example may write files, such as a store: each runs in a folder of its own, which goes with it. */
const inFolderOfItsOwn = async (run: () => Promise<void>): Promise<void> => {
  const before = process.cwd()
  const folder = mkdtempSync(join(tmpdir(), "goodfaith-example-"))
  process.chdir(folder)
  try {
    await run()
  } finally {
    process.chdir(before)
    rmSync(folder, { recursive: true, force: true })
  }
}

const quietly = async (run: () => Promise<unknown>): Promise<void> => {
  const log = console.log
  console.log = () => {}
  try {
    await run()
  } finally {
    console.log = log
  }
}

afterAll(() => Reflect.deleteProperty(globalThis, "stated_"))
