import { spawn } from "node:child_process"
import { once } from "node:events"
import { writeFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { afterAll, describe, expect, it } from "vitest"
import { type Append, StoreFault } from "../../src/store/port.ts"
import { appendOne } from "../../src/store/request.ts"
import { sqlite } from "../../src/store/sqlite.ts"
import { goesOn, schemaOf } from "./released.ts"
import { temporary } from "./stores.ts"

const { file, remove } = temporary()
afterAll(remove)

const request = (commandId: string, of: Partial<Append> = {}): Append => ({
  stream: "guestbook/lobby",
  expected: -1,
  commandId,
  fingerprint: commandId,
  events: ['{"event":{"_tag":"Signed"},"hash":"sha256-0","header":{"actor":"ann","type":"guestbook/Signed"}}'],
  ...of
})

describe("a SQLite file", () => {
  it("can be looked into with any tool, in columns copied from the text", async () => {
    const store = sqlite(file("look.db"))
    await appendOne(store, request("c1"))
    await appendOne(store, request("c2", { expected: 0, events: ["not JSON at all"] }))
    await store.close()
    const database = new DatabaseSync(file("look.db"), { readOnly: true })
    expect(
      database
        .prepare("SELECT tenant, stream, revision, type, actor, event FROM readable_events")
        .all()
        .map((row) => ({ ...row }))
    ).toEqual([
      {
        tenant: "default",
        stream: "guestbook/lobby",
        revision: 0,
        type: "guestbook/Signed",
        actor: "ann",
        event: '{"_tag":"Signed"}'
      }
    ])
    database.close()
  })

  it("of version 1 is brought to the present one, and goes on from what was in it", async () => {
    const database = new DatabaseSync(file("released-1.db"))
    database.exec(schemaOf("sqlite-1"))
    database.close()
    const store = sqlite(file("released-1.db"))
    await goesOn(store)
    await store.close()
    await sqlite(file("fresh.db")).close()
    const tables = (name: string) => {
      const looked = new DatabaseSync(file(name), { readOnly: true })
      const found = looked.prepare("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").all()
      looked.close()
      return found
    }
    expect(tables("released-1.db")).toEqual(tables("fresh.db"))
  })

  it("of a newer version is not touched", async () => {
    await sqlite(file("newer.db")).close()
    const database = new DatabaseSync(file("newer.db"))
    database.exec("INSERT INTO steps VALUES (99)")
    database.close()
    expect(() => sqlite(file("newer.db"))).toThrow("this file is of version 99")
  })

  it("that another connection is writing to is waited for, and everything else goes on meanwhile", async () => {
    const store = sqlite(file("busy.db"))
    const other = new DatabaseSync(file("busy.db"))
    other.exec("BEGIN IMMEDIATE")
    let ticks = 0
    const ticking = setInterval(() => ticks++, 5)
    const appending = appendOne(store, request("c1"))
    expect(await store.revision("guestbook/lobby")).toBe(-1) // reading waits for nobody
    await new Promise((goOn) => setTimeout(goOn, 100))
    other.exec("COMMIT")
    expect((await appending)._tag).toBe("Appended")
    expect(ticks).toBeGreaterThan(5)
    clearInterval(ticking)
    other.close()
    await store.close()
  })

  it("that others hold for too long is a fault of kind busy, and the command may come again", async () => {
    const store = sqlite(file("long.db"), { busyMilliseconds: 30 })
    const other = new DatabaseSync(file("long.db"))
    other.exec("BEGIN IMMEDIATE")
    const fault = await appendOne(store, request("c1")).catch((cause: unknown) => cause)
    expect(fault).toBeInstanceOf(StoreFault)
    expect((fault as StoreFault).kind).toBe("busy")
    other.exec("ROLLBACK")
    expect((await appendOne(store, request("c1")))._tag).toBe("Appended")
    other.close()
    await store.close()
  })

  it("is made once, though several processes open it at the same moment", async () => {
    const program = `
      import { sqlite } from "./src/store/sqlite.ts"
      const [at, ...paths] = process.argv.slice(1)
      for (const [index, path] of paths.entries()) {
        while (Date.now() < Number(at) + index * 20) {}
        await sqlite(path).close()
      }`
    const paths = Array.from({ length: 60 }, (_, index) => file(`made-${index}.db`))
    const at = String(Date.now() + 400)
    const children = [0, 1, 2, 3].map(() => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", program, at, ...paths], {
        cwd: new URL("../..", import.meta.url),
        stdio: ["ignore", "ignore", "pipe"]
      })
      let said = ""
      child.stderr.on("data", (chunk: Buffer) => (said += chunk))
      return once(child, "close").then(([code]) => ({ code, said: code === 0 ? "" : said }))
    })
    expect(await Promise.all(children)).toEqual(children.map(() => ({ code: 0, said: "" })))
  })

  it("that can't be opened says so as a fault, and which file it is", () => {
    writeFileSync(
      file("no-database.db"),
      "this is a letter and no database, and it is long enough to be looked at\n".repeat(99)
    )
    for (const path of [file("no-database.db"), file("no/such/folder.db")]) {
      try {
        sqlite(path)
        expect.unreachable()
      } catch (fault) {
        expect(fault).toBeInstanceOf(StoreFault)
        expect(fault).toMatchObject({ kind: "broken", message: expect.stringContaining(`\`${path}\` can't be opened`) })
      }
    }
  })

  it("that an older copy was put back for answers a place that the copy has not reached as one of another epoch", async () => {
    const store = sqlite(file("older.db"))
    await store.append([request("c1")])
    const page = await store.readAll()
    const after = page._tag === "Page" ? page.position : ""
    await store.append([request("c2", { expected: 0 })])
    const later = await store.readAll({ after })
    const ahead = later._tag === "Page" ? later.position : ""
    expect(await store.readAll({ after: ahead })).toMatchObject({ _tag: "Page", events: [], position: ahead })
    await store.close()
    const copy = new DatabaseSync(file("older.db"))
    copy.exec("DELETE FROM events WHERE revision = 1; DELETE FROM receipts WHERE command_id = 'c2'")
    copy.close()
    const again = sqlite(file("older.db"))
    expect(await again.readAll({ after })).toMatchObject({ _tag: "Page", events: [] })
    expect(await again.readAll({ after: ahead })).toMatchObject({ _tag: "OtherEpoch" })
    await again.close()
  })

  it("loses nothing that was answered when the process is killed, and its commands get their first receipts", async () => {
    const program = `
      import { sqlite } from "./src/store/sqlite.ts"
      const store = sqlite(process.argv[1])
      for (let n = 0; ; n++) {
        const [{ receipt }] = await store.append([{ stream: "guestbook/lobby", expected: n * 2 - 1, commandId: "c" + n, fingerprint: "f", events: ['"a"', '"b"'] }])
        console.log(JSON.stringify(receipt))
      }`
    for (let round = 0; round < 3; round++) {
      const path = file(`killed-${round}.db`)
      const child = spawn(process.execPath, ["--input-type=module", "-e", program, path], {
        cwd: new URL("../..", import.meta.url),
        stdio: ["ignore", "pipe", "inherit"]
      })
      let answered = ""
      child.stdout.on("data", (chunk: Buffer) => {
        answered += chunk
        if (answered.split("\n").length > 20 + round * 7) child.kill("SIGKILL")
      })
      await once(child, "close")
      const receipts = answered
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line))
      const store = sqlite(path)
      const revision = await store.revision("guestbook/lobby")
      expect(receipts.length).toBeGreaterThan(10)
      expect(revision % 2).toBe(1) // no half of a batch
      expect(revision).toBeGreaterThanOrEqual(receipts.length * 2 - 1)
      for (const receipt of receipts) {
        expect(await appendOne(store, request(receipt.commandId, { fingerprint: "f" }))).toEqual({
          _tag: "Replayed",
          receipt
        })
      }
      await store.close()
    }
  })
})
