/** The worked example of a store of one's own: a file of JSON lines. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { storeContract, type Subject } from "goodfaith/testing"
import { jsonLines } from "../../examples/json-lines/jsonLines.ts"
import { temporary } from "./stores.ts"

const inJsonLines: Subject = {
  name: "JSON lines",
  capabilities: ["tenants", "restart"],
  place: async () => {
    const folder = mkdtempSync(join(tmpdir(), "goodfaith-"))
    return {
      open: (tenant = "default") => jsonLines(join(folder, `${tenant}.jsonl`)),
      remove: async () => rmSync(folder, { recursive: true })
    }
  }
}
storeContract({ describe, it }, inJsonLines)

const { file, remove } = temporary()
afterAll(remove)
const request = (commandId: string, expected: number) => ({
  stream: "guestbook/lobby" as const,
  expected,
  commandId,
  fingerprint: commandId,
  events: ['{"a":1}', '"é"']
})

describe("a file of JSON lines", () => {
  it("whose last line was only begun is as it was before that line, wherever it was cut", async () => {
    const path = file("cut.jsonl")
    const store = await jsonLines(path)
    await store.append([request("c1", -1)])
    const before = readFileSync(path)
    await store.append([request("c2", 1)])
    await store.close()
    const after = readFileSync(path)
    for (let length = before.length; length < after.length; length++) {
      writeFileSync(path, after.subarray(0, length))
      const again = await jsonLines(path)
      expect(await again.revision("guestbook/lobby")).toBe(1)
      expect((await again.append([request("c1", -1)]))[0]?._tag).toBe("Replayed")
      expect((await again.append([request("c2", 1)]))[0]?._tag).toBe("Appended")
      await again.close()
      expect(readFileSync(path)).toEqual(after)
    }
  })

  it("with a line that is not ours is not opened, and says which", async () => {
    const path = file("odd.jsonl")
    await (await jsonLines(path)).close()
    writeFileSync(path, `${readFileSync(path, "utf8")}not JSON\n`)
    await expect(jsonLines(path)).rejects.toThrow("odd.jsonl:2` is no line of ours")
  })
})
