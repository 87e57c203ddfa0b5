/** Opens a file of JSON lines in another process, for the contract kit. */
import { join } from "node:path"
import type { OpenElsewhere } from "goodfaith/testing"
import { jsonLines } from "../../examples/json-lines/jsonLines.ts"

export const open: OpenElsewhere = (folder, tenant = "default") => jsonLines(join(String(folder), `${tenant}.jsonl`))
