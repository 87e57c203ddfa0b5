/** Plays the kit of requirements against the store of JSON lines: may it be trusted, and with what? */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { check, type Subject } from "goodfaith/testing"
import type { Play } from "../play.ts"
import { jsonLines } from "./jsonLines.ts"

/** What the kit is told of the store: what it can do, and how to get an empty one. */
export const subject: Subject = {
  name: "JSON lines",
  capabilities: ["tenants", "durability"],
  place: async () => {
    const folder = mkdtempSync(join(tmpdir(), "goodfaith-json-lines-"))
    return {
      open: (tenant = "default") => jsonLines(join(folder, `${tenant}.jsonl`)),
      elsewhere: { module: new URL("elsewhere.ts", import.meta.url).href, argument: folder },
      remove: async () => rmSync(folder, { recursive: true })
    }
  }
}

export const play: Play = async (say) => {
  const findings = await check(subject)
  const how = (outcome: string) => findings.filter((finding) => finding.outcome === outcome).length
  for (const { outcome, sentence, why } of findings)
    say(`${outcome.padEnd(12)}  ${sentence}${why === undefined ? "" : ` (${why})`}`)
  if (how("broken") > 0) throw new Error(`${how("broken")} requirements are broken`)
  const undeclared = new Set(findings.flatMap(({ outcome, why }) => (outcome === "not declared" ? (why ?? []) : [])))
  return `${how("kept")} requirements kept, ${how("not declared")} not declared (${[...undeclared].join(", ")}).`
}

if (import.meta.main) await play(console.log)
