/** Opens the file of JSON lines in another process, which the kit kills there. */
import { join } from "node:path"
import type { OpenElsewhere } from "goodfaith/testing"
import { jsonLines } from "./jsonLines.ts"

export const open: OpenElsewhere = (folder, tenant = "default") => jsonLines(join(String(folder), `${tenant}.jsonl`))
