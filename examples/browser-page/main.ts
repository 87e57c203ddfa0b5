/** Plays the page: writes it in one file and opens that from the disk in Chromium, twice: nobody objects, and Noordwijk does. */
import { execFile } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import type { Play } from "../play.ts"
import { inOneFile } from "./in-one-file.ts"

export const chromium = process.env["CHROMIUM"] ?? "/usr/bin/chromium"

export const play: Play = async (say) => {
  const out = fileURLToPath(new URL("out/", import.meta.url))
  mkdirSync(out, { recursive: true })
  writeFileSync(`${out}page.html`, await inOneFile())
  say("written: examples/browser-page/out/page.html, which opens from the disk")
  if (!existsSync(chromium)) return `Not opened: there is no Chromium at ${chromium} (say where with CHROMIUM=…).`
  const shown = await Promise.all(["", "#objects"].map((hash) => shownBy(`file://${out}page.html${hash}`)))
  for (const [index, lines] of shown.entries()) {
    say(index === 0 ? "\nNobody objects:" : "\nNoordwijk objects:")
    for (const line of lines) say(`  ${line.trim()}`)
  }
  return "The page answers in Chromium, from a file, with no server."
}

/** What the page shows once it has answered, as text. */
const shownBy = async (url: string): Promise<ReadonlyArray<string>> => {
  const profile = mkdtempSync(join(tmpdir(), "goodfaith-chromium-"))
  try {
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`, "--dump-dom"]
    const { stdout } = await promisify(execFile)(chromium, [...flags, url], { maxBuffer: 1e8, timeout: 30_000 })
    const shown = /<output[^>]*>(.*?)<\/output>/s.exec(stdout)?.[1] ?? ""
    if (shown === "") throw new Error("the page has shown no answer")
    return shown
      .replaceAll(/<(strong|p|li)>/g, "\n")
      .replaceAll(/<[^>]+>/g, "")
      .split("\n")
      .filter((line) => line !== "")
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}

if (import.meta.main) await play(console.log)
