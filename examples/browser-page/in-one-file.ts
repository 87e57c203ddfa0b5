/** The page in one file, to be opened from a disk: what it imports is written into it. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url))

export const inOneFile = async (): Promise<string> => {
  // What `npm run build` makes of the package for the browser, made of its sources here, so that nothing need be built before.
  const { outputFiles } = await build({
    entryPoints: [path("../../src/browser.ts")],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    conditions: ["@goodfaith/source"],
    write: false
  })
  const bundle = Buffer.from(outputFiles[0]!.contents).toString("base64")
  const page = readFileSync(path("index.html"), "utf8")
  return page.replace("../../dist/browser/goodfaith.js", `data:text/javascript;base64,${bundle}`)
}
