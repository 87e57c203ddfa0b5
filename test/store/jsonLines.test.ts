/** The worked example of a store of one's own: a file of JSON lines. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs"
import { open } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { StoreFault } from "goodfaith/store"
import { check, type Failing, requirements, storeContract, type Subject } from "goodfaith/testing"
import { jsonLines } from "../../examples/json-lines/jsonLines.ts"
import { temporary } from "./stores.ts"

/**
 * Lets the next line be written to its half, as on a disk that is full, and does not let it be cut off when `stays` says so. No file can be
 * told to do this, so Node's files are.
 */
const failing = async (folder: string, stays: boolean): Promise<Failing> => {
  const handle = await open(join(folder, "any"), "a")
  const files = Object.getPrototypeOf(handle) as Pick<typeof handle, "appendFile" | "truncate">
  await handle.close()
  const { appendFile, truncate } = files
  const full = new Error("the disk is full")
  files.appendFile = async function (this: typeof handle, line) {
    await appendFile.call(this, (line as Buffer).subarray(0, (line as Buffer).length / 2))
    throw full
  }
  if (stays)
    files.truncate = async () => {
      throw full
    }
  return { end: async () => void Object.assign(files, { appendFile, truncate }) }
}

const inJsonLines = (name: string, { stays }: { readonly stays: boolean }): Subject => ({
  name,
  capabilities: ["tenants", "durability", "failedWrite"],
  place: async () => {
    const folder = mkdtempSync(join(tmpdir(), "goodfaith-"))
    return {
      open: (tenant = "default") => jsonLines(join(folder, `${tenant}.jsonl`)),
      elsewhere: { module: new URL("./jsonLines.elsewhere.ts", import.meta.url).href, argument: folder },
      fail: () => failing(folder, stays),
      remove: async () => rmSync(folder, { recursive: true })
    }
  }
})
storeContract({ describe, it }, inJsonLines("JSON lines", { stays: false }))

it("a file of JSON lines whose half line can't be cut off says so, and goes on when it is opened anew", async () => {
  const only = requirements.map(({ id }) => id).filter((id) => id.startsWith("failed."))
  const findings = await check(inJsonLines("JSON lines", { stays: true }), { only })
  expect(findings.map(({ outcome, why }) => why ?? outcome)).toEqual(only.map(() => "kept"))
})

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

  it("that can't be opened says so as a StoreFault, and is let go of", async () => {
    const fault = await jsonLines(file("nowhere/at-all.jsonl")).catch((cause: unknown) => cause)
    expect(fault).toBeInstanceOf(StoreFault)
    expect((fault as StoreFault).kind).toBe("broken")
    expect((fault as StoreFault).message).toContain("at-all.jsonl` can't be opened as a store: ENOENT")

    const path = file("let-go.jsonl")
    writeFileSync(path, "not JSON\n")
    for (let times = 0; times < 3; times++) await expect(jsonLines(path)).rejects.toBeInstanceOf(StoreFault)
    const files = "/proc/self/fd"
    const held = (existsSync(files) ? readdirSync(files) : []).map((fd) => linkOf(`${files}/${fd}`))
    expect(held.filter((to) => to === path)).toEqual([])
  })
})

/** What a file descriptor leads to; nothing, when it was closed meanwhile. */
const linkOf = (link: string): string => {
  try {
    return readlinkSync(link)
  } catch {
    return ""
  }
}
