import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Effect from "effect/Effect"
import { afterAll, describe, expect, it, vi } from "vitest"
import { announcing, done, kluis as kluisRow, letter, objection, privacyOffice, settle } from "../examples/acme.ts"
import { chromium } from "../examples/browser-page/main.ts"
import { acmeOffice, acmeOfficeWholeDays, acmeWorkingDays } from "../examples/calendar/calendar.ts"
import { mayHandle, record } from "../examples/effect-host/program.ts"
import { gallery } from "../examples/gallery.ts"
import { subject } from "../examples/json-lines/main.ts"
import { nightly } from "../examples/nightly/nightly.ts"
import { keptGate } from "../examples/node-host/gate.ts"
import { start } from "../examples/node-host/server.ts"
import { check } from "../examples/pull-request-check/check.ts"
import type { ListingFile } from "../examples/pull-request-check/listing-file.ts"
import { Goodfaith } from "goodfaith"
import { memory, memoryKeys } from "goodfaith/memory"
import { type GateAnswer, type Goodfaith as Handle, open } from "goodfaith/promise"
import { sqlite, sqliteKeys } from "goodfaith/sqlite"
import type { Store } from "goodfaith/store"
import { commercial } from "goodfaith/terms/ready"
import { check as checkStore } from "goodfaith/testing"
import { amsterdam, Deadline } from "goodfaith/time"

const root = new URL("../", import.meta.url)
const folder = mkdtempSync(join(tmpdir(), "goodfaith-gallery-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** What an example says when it is played, and what came of it. */
const played = async (name: string) => {
  const lines: Array<string> = []
  const cameOfIt = await gallery.find((it) => it.name === name)!.play((line) => lines.push(line))
  return { lines, cameOfIt }
}

describe("the gallery", () => {
  const folders = readdirSync(new URL("examples/", root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "demo")
    .map(({ name }) => name)

  it("holds every folder of examples, and a page of the docs shows each", () => {
    expect(gallery.map(({ name }) => name).toSorted()).toEqual(folders.toSorted())
    const pages = new URL("docs/examples/", root)
    const index = readFileSync(new URL("index.md", pages), "utf8")
    for (const { name } of gallery) {
      expect(index).toContain(`(${name}.md)`)
      expect(readFileSync(new URL(`${name}.md`, pages), "utf8")).toContain(`<<< ../../examples/${name}/`)
    }
  })

  it("every file says at its head what it shows, and every file that a page includes is there", () => {
    for (const name of folders)
      for (const file of readdirSync(new URL(`examples/${name}/`, root)).filter((file) => file.endsWith(".ts")))
        expect(readFileSync(new URL(`examples/${name}/${file}`, root), "utf8")).toMatch(/^\/\*\*/)
    for (const page of readdirSync(new URL("docs/examples/", root)))
      for (const [, file] of readFileSync(new URL(`docs/examples/${page}`, root), "utf8").matchAll(
        /^<<< (\S+?)(?:[#{].*)?$/gm
      ))
        expect(existsSync(new URL(file!, new URL("docs/examples/", root))) ? [] : [page, file]).toEqual([])
  })
})

// -- The record that most of these begin with: Kluis is announced, and both clients are told. --

const announcedAt = "2026-04-02T08:00:00.000Z"
const told = async (gf: Handle): Promise<void> => {
  await settle(gf)
  for (const command of announcing(announcedAt)) await done(gf.listing("main").do(command, privacyOffice))
  await gf.react()
  for (const { client } of await gf.agenda()) {
    const sent = { ...letter, letter: `kluis-${client}`, at: announcedAt }
    await done(gf.consultation("kluis-2026", client).do(sent, privacyOffice))
  }
}
const opened = (now: () => string, store: Store = memory()) =>
  open({ store, keys: memoryKeys(), terms: [commercial], clock: () => Date.parse(now()) })

describe("a host without Effect", () => {
  it("hands nothing over before the gate is open, and nothing of who objected", async () => {
    const { lines, cameOfIt } = await played("node-host")
    expect(lines.filter((line) => line.includes("document to Kluis"))).toEqual([
      "2026-04-02  noordwijk's document to Kluis: 403",
      "2026-05-04  noordwijk's document to Kluis: 403",
      "2026-05-04  zuidbroek's document to Kluis: 202"
    ])
    expect(lines).toContain("            Before the day from which a change is announced to hold, it is shut.")
    expect(lines).toContain("            opens by itself at 2026-05-02T22:00:00.000Z")
    const objected = lines.filter((line) => line.includes("ReceiveObjection"))
    expect(objected).toHaveLength(2)
    expect(objected[1]).toBe(objected[0])
    expect(cameOfIt).toContain("Kluis has: a signed document of zuidbroek.")
  })

  const place = async (name: string, options: Partial<Parameters<typeof start>[0]> = {}) => {
    const path = mkdtempSync(join(folder, `${name}-`))
    const keys = sqliteKeys(join(path, "keys.db"))
    const gf = await open({ store: sqlite(join(path, "trust.db")), keys, terms: [commercial] })
    await told(gf)
    await gf.close()
    await keys.close()
    return start({
      folder: path,
      officers: { "token-of-jo": "privacy-office" },
      handOver: async () => {},
      clock: () => Date.parse("2026-05-04T08:00:00.000Z"),
      ...options
    })
  }
  const jo = { authorization: "Bearer token-of-jo" }
  const post = (url: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(url, { method: "POST", body, headers })

  it("says what is wrong with a question or a command, and who may not ask", async () => {
    const host = await place("wrong")
    try {
      const keyed = { ...jo, "idempotency-key": "k-1" }
      const statuses = await Promise.all([
        post(`${host.url}/hand-over/kluis?client=No%20Id&product=sign`, "x"),
        post(`${host.url}/record/listing/main`, "{}"),
        post(`${host.url}/record/listing/main`, "{}", { ...keyed, authorization: "Bearer constructor" }),
        post(`${host.url}/record/listing/main`, "{}", jo),
        post(`${host.url}/record/listing/main`, "{", keyed),
        post(`${host.url}/record/listing/main`, "{}", keyed),
        post(`${host.url}/record/listing/main`, `{"_tag":"WithdrawChange","change":"x","at":"${announcedAt}"}`, keyed),
        post(`${host.url}/record/constructor/main`, "{}", keyed),
        post(`${host.url}/hand-over/kluis?client=noordwijk&product=sign`, "x".repeat(1_000_001)),
        fetch(`${host.url}/agenda`),
        fetch(`${host.url}/agenda`, { headers: jo }),
        fetch(`${host.url}/elsewhere`),
        post(`${host.url}/hand-over/%E0?client=noordwijk`, "x")
      ])
      expect(statuses.map(({ status }) => status)).toEqual([
        400, 401, 401, 400, 400, 400, 409, 404, 413, 401, 200, 404, 404
      ])
      expect(await statuses[0]!.text()).toContain("`client`: expected an id")
      expect(await statuses[6]!.text()).toContain("no change `x` was announced on this listing")
    } finally {
      await host.close()
    }
  })

  it("ends what it began when it is closed, and takes nothing new in", async () => {
    let release = () => {}
    const handed: Array<string> = []
    const began = new Promise<void>((begins) => {
      release = begins
    })
    let letGo = () => {}
    const host = await place("closing", {
      handOver: async (_engagement, client) => {
        release()
        await new Promise<void>((goes) => (letGo = goes))
        handed.push(client)
      }
    })
    const answered = post(`${host.url}/hand-over/kluis?client=zuidbroek&product=sign`, "x", { connection: "close" })
    await began
    const closed = host.close()
    await expect(reached(host.url)).resolves.toBe(false)
    letGo()
    expect((await answered).status).toBe(202)
    await closed
    expect(handed).toEqual(["zuidbroek"])
  })

  it("looks by itself who is owed what, and stops looking before it lets go of its files", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {})
    try {
      const path = mkdtempSync(join(folder, "looking-"))
      const host = await start({
        folder: path,
        officers: { "token-of-jo": "dpo" },
        handOver: async () => {},
        reactEvery: 0
      })
      const another = await open({ store: sqlite(join(path, "trust.db")), keys: memoryKeys(), terms: [commercial] })
      await settle(another)
      for (const command of announcing(announcedAt)) await done(another.listing("main").do(command, privacyOffice))
      const opened = async () => (await another.consultation("kluis-2026", "noordwijk").state()).state.notice.opened
      await vi.waitFor(async () => expect(await opened()).toBeDefined())
      await host.close()
      await another.close()
      // Whoever still looked would find a store that was closed, and say so.
      await new Promise((passes) => setTimeout(passes, 50))
      expect(told.mock.calls).toEqual([])
    } finally {
      told.mockRestore()
    }
  })

  it("keeps an answer until time may change it, a minute at most, and until something is recorded", async () => {
    let now = Date.parse("2026-05-02T21:59:30.000Z")
    const asked: Array<string> = []
    const answers = { validUntil: "2026-05-02T22:00:00.000Z" } as unknown as GateAnswer
    const gate = keptGate(
      {
        gate: async ({ at }) => {
          asked.push(at)
          return at < "2026-05-02T22:00:00.000Z" ? answers : ({} as GateAnswer)
        }
      },
      () => now,
      60_000
    )
    const after = async (milliseconds: number) => {
      now += milliseconds
      await gate.ask({ engagement: "kluis", client: "noordwijk" })
      return asked.length
    }
    expect(await after(0)).toBe(1)
    expect(await after(29_999)).toBe(1)
    expect(await after(1)).toBe(2) // the moment at which time changes it
    expect(await after(59_999)).toBe(2)
    expect(await after(1)).toBe(3) // a minute later
    gate.empty()
    expect(await after(0)).toBe(4)

    // What was asked before something was recorded, and answered after, is not kept.
    const late = gate.ask({ engagement: "kluis", client: "zuidbroek" })
    gate.empty()
    await late
    await gate.ask({ engagement: "kluis", client: "zuidbroek" })
    expect(asked).toHaveLength(6)
  })
})

/** Whether a new connection is taken. */
const reached = (url: string): Promise<boolean> =>
  new Promise((tells) => {
    const asked = request(`${url}/elsewhere`, { agent: false }, (answered) => {
      answered.resume()
      tells(true)
    })
    asked.on("error", () => tells(false))
    asked.end()
  })

describe("a host with Effect", () => {
  it("asks again for an answer that was lost, and the change is announced once", async () => {
    const { lines } = await played("effect-host")
    expect(lines).toEqual([
      "AnnounceChange: listing/main@6",
      "ConfirmSafeguards: listing/main@7",
      "PublishVersion: listing/main@8",
      "answers lost: 1; announcements recorded: 1",
      "2 April: Before the day from which a change is announced to hold, it is shut. It opens at 2026-05-02T22:00:00.000Z.",
      "3 May: Kluis may keep the document",
      "no change `kluis-2027` was announced on this listing: announce it first, or check the id"
    ])
  })

  it("spends no try on what makes no sense, and says what is wrong with it", async () => {
    const senseless = Effect.gen(function* () {
      const gf = yield* Goodfaith
      const asked = { ...privacyOffice, commandId: "publish-1" }
      return yield* Effect.flip(record(gf.listing("main"), { _tag: "PublishVersion", at: "yesterday" }, asked))
    })
    const error = await Effect.runPromise(senseless.pipe(Effect.provide(Goodfaith.layer({ store: memory() }))))
    expect(error._tag).toBe("Senseless")
    expect(error).toHaveProperty("problems", [expect.stringContaining("`at`: expected an instant in UTC")])
  })

  it("asks a senseless question once", async () => {
    let asked = 0
    const counting = Effect.gen(function* () {
      const gf = yield* Goodfaith
      const gate: typeof gf.gate = (question) => {
        asked += 1
        return gf.gate(question)
      }
      const once = mayHandle("kluis", "No Id", "sign").pipe(
        Effect.provideService(
          Goodfaith,
          Goodfaith.of({ ...gf, gate: (question) => Effect.suspend(() => gate(question)) })
        )
      )
      return yield* Effect.flip(once)
    })
    const error = await Effect.runPromise(counting.pipe(Effect.provide(Goodfaith.layer({ store: memory() }))))
    expect(error._tag).toBe("GoodfaithFault")
    expect(String(error.cause)).toContain("`client`: expected an id")
    expect(asked).toBe(1)
  })
})

describe("a page in the browser", () => {
  if (!existsSync(chromium)) console.log(`the page in the browser is not opened: there is no Chromium at ${chromium}`)

  it.skipIf(!existsSync(chromium))(
    "answers from a file, and otherwise when the client objects (skipped without Chromium)",
    async () => {
      const { lines } = await played("browser-page")
      const said = lines.map((line) => line.trim())
      const [nobody, noordwijk] = [said.indexOf("Nobody objects:"), said.indexOf("Noordwijk objects:")]
      const held = expect.stringContaining("While an objection stands, the agreement's hold decides")
      expect(said.slice(nobody + 1, nobody + 3)).toEqual(["shut", "It opens by itself on 2026-05-03."])
      expect(said.slice(nobody, noordwijk)).not.toContainEqual(held)
      expect(said[noordwijk + 1]).toBe("shut")
      expect(said.slice(noordwijk)).toContainEqual(held)
      expect(said.slice(noordwijk)).not.toContainEqual(expect.stringContaining("opens by itself"))
    }
  )
})

describe("a store of one's own", () => {
  it("is what the kit is told of it (all of the kit runs in test/store/jsonLines.test.ts and with `npm run examples`)", async () => {
    const only = ["guard.one-winner", "tenants.apart", "elsewhere.same", "handles.see"]
    const findings = await checkStore(subject, { only })
    expect(findings.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["guard.one-winner", "kept"],
      ["handles.see", "not declared"],
      ["tenants.apart", "kept"],
      ["elsewhere.same", "kept"]
    ])
  })
})

describe("the calendar of a firm", () => {
  it("counts half a day against the firm, and for the client", async () => {
    const place = {
      zone: amsterdam,
      calendar: (name: string) => [acmeOffice, acmeOfficeWholeDays].find((it) => it.name === name)
    }
    const due = Deadline.after("2026-12-16T10:00:00.000Z", acmeWorkingDays(10), place)
    if (Deadline.isUnknown(due)) throw new Error(due.calendar)
    expect([due.duty.on, due.right.on]).toEqual(["2027-01-07", "2027-01-08"])
    expect(due.right.beyond).toBeUndefined()
    const { cameOfIt, lines } = await played("calendar")
    expect(cameOfIt).toBe(
      "Noordwijk may object until 2027-01-08, and Kluis has no access before 2027-01-08T23:00:00.000Z."
    )
    expect(lines).toContain("Thu 2026-12-24  6")
    expect(lines).toContain("Thu 2026-12-24  Christmas Eve, open until 13:00, skipped")
  })
})

describe("a nightly mail", () => {
  it("tells what is late, what is to be sent with its key, and what a person must decide", async () => {
    const { lines, cameOfIt } = await played("nightly")
    expect(lines[0]).toBe("Subject: Sub-processors, 2026-04-03: 1 late, 2 to send, 4 to decide")
    expect(lines).toContain(
      "  How do we read what the agreement leaves open? (new-sub-processor/any/advanceNotice), for zuidbroek"
    )
    expect(lines).toContain("  2026-03-31  noordwijk, of kluis-2026: a letter (sub-processor-change)")
    expect(lines).toContain("    email to DPO Jo Meijer, jo@noordwijk.example")
    expect(lines.filter((line) => /^ {4}key sha256-[0-9a-f]{64}$/.test(line))).toHaveLength(2)
    expect(lines).toContain("nightly-2026-04-03 has gone out already")
    expect(lines).toContain("  Are these grounds of the kind that the agreement asks for? (o-1), for noordwijk")
    expect(cameOfIt).toMatch(/^2 mails for 3 runs/)
  })

  it("is the same mail when it runs twice, and records nothing then", async () => {
    const store = memory()
    const gf = await opened(() => "2026-04-20T22:30:00.000Z", store)
    await told(gf)
    await done(
      gf.consultation("kluis-2026", "noordwijk").do({ ...objection, at: "2026-04-20T10:00:00.000Z" }, privacyOffice)
    )
    const first = await nightly(gf, { on: "2026-04-21" })
    const before = (await gf.verifyAll()).events
    expect(await nightly(gf, { on: "2026-04-21" })).toEqual(first)
    expect((await gf.verifyAll()).events).toBe(before)
    expect(first.text).toContain("noordwijk, to kluis-2026: o-1, for 0 days")
  })

  it("names nobody who was forgotten, and is short when nothing waits", async () => {
    const gf = await opened(() => "2026-04-02T22:30:00.000Z")
    await settle(gf)
    expect((await nightly(gf, { on: "2026-04-03" })).text).toBe("Nothing waits.")
    for (const command of announcing(announcedAt)) await done(gf.listing("main").do(command, privacyOffice))
    await gf.forget("person:p-1")
    const { text } = await nightly(gf, { on: "2026-04-03" })
    expect(text).toContain("email to DPO (erased), (erased)")
    expect(text).not.toContain("Jo Meijer")
  })
})

describe("a replacement in a hurry", () => {
  it("is told to each client by its own agreement, and without a word of the report (more of it in test/link.test.ts)", async () => {
    const { lines, cameOfIt } = await played("replaced-in-a-hurry")
    expect(lines.filter((line) => /^c-(clause|plain): /.test(line))).toHaveLength(2)
    expect(lines.filter((line) => line.startsWith("In the report: "))).toHaveLength(1)
    expect(cameOfIt).toBe("Of the report, there is no trace in what clients can see.")
  })
})

describe("a check on a listing file", () => {
  const at = announcedAt
  const file: ListingFile = JSON.parse(
    readFileSync(new URL("examples/pull-request-check/subprocessors.json", root), "utf8")
  )
  const [postduif, kluis] = file.rows
  const nl = { name: "Netherlands", country: "NL" }
  const asOnRecord = { ...postduif!, places: [nl] }
  const recordOf = async (...changes: ReadonlyArray<(gf: Handle) => Promise<unknown>>) => {
    const store = memory()
    const gf = await opened(() => at, store)
    await settle(gf)
    for (const change of changes) await change(gf)
    return { store, events: async () => (await gf.verifyAll()).events }
  }
  const moves = (change: string, effectiveOn: string, country: string, name: string) => (gf: Handle) => {
    const what = {
      _tag: "Relocate",
      engagement: "postduif",
      to: [{ id: country.toLowerCase(), name, country }]
    } as const
    return done(
      gf.listing("main").do({ _tag: "AnnounceChange", change, what, effectiveOn, for: "all", at }, privacyOffice)
    )
  }
  const movedTo = (name: string, country: string) => ({
    ...file,
    rows: [{ ...asOnRecord, places: [{ name, country }] }]
  })

  it("tells what was never announced, whom to tell, and from when access could begin", async () => {
    const { lines, cameOfIt } = await played("pull-request-check")
    expect(lines).toEqual([
      "The file says what was never announced.",
      "Kluis Cloud S.A.: is not on the listing",
      "  announce: Engage kluis-cloud-s-a.storage",
      "  noordwijk: is to be told (sub-processor-change); told today, access could begin on 2026-05-03",
      expect.stringMatching(
        /^ {2}zuidbroek: is to be told \(listing-updated, new-sub-processor\); a person must first decide: new-sub-processor\/any\/clockStart/
      ),
      "Postduif B.V.: location “Netherlands” on the listing, “Netherlands, Ireland” in the file",
      "  announce: Relocate postduif",
      "  noordwijk: is owed no letter; access could begin today",
      "  zuidbroek: is to be told (listing-updated); access could begin today",
      "exit code 1",
      "All that the file says was announced.",
      "exit code 0"
    ])
    expect(cameOfIt).toBe("Exit code 1 before it was announced, 0 after.")
  })

  it("only reads the record, and answers the same again", async () => {
    const { store, events } = await recordOf()
    const before = await events()
    const first = await check(store, file, at)
    expect(await check(store, file, at)).toEqual(first)
    expect(await events()).toBe(before)
  })

  it("takes what holds from any announced day for announced, and nothing else", async () => {
    const first = moves("move-1", "2026-05-01", "IE", "Ireland")
    const second = moves("move-2", "2026-06-01", "DE", "Germany")
    const { store } = await recordOf(first, second)
    const exits = [
      movedTo("Netherlands", "NL"),
      movedTo("Ireland", "IE"),
      movedTo("Germany", "DE"),
      movedTo("India", "IN")
    ]
    const checked = await Promise.all(exits.map((file) => check(store, file, at)))
    expect(checked.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 1])
    expect(checked[3]!.lines[1]).toBe("Postduif B.V.: location “Netherlands” on the listing, “India” in the file")
  })

  it("knows what each column would have to be announced as", async () => {
    const listed = { _tag: "ListEngagement", engagement: kluisRow, at: "2026-01-12T10:00:00.000Z" } as const
    const { store } = await recordOf((gf) => done(gf.listing("main").do(listed, privacyOffice)))
    const rows = [{ ...asOnRecord, purpose: "Sends mails, and reads them", products: ["sign", "forms"] }]
    const { lines, exitCode } = await check(store, { ...file, rows }, at)
    expect(exitCode).toBe(1)
    expect(lines.filter((line) => !/^ {2}(noordwijk|zuidbroek): is owed no letter/.test(line))).toEqual([
      "The file says what was never announced.",
      "Kluis Cloud S.A.: is not in the file",
      "  announce: Retire kluis",
      "Postduif B.V.: purpose “Sends the mails of Sign” on the listing, “Sends mails, and reads them” in the file",
      "  announce: Repurpose postduif",
      "Postduif B.V.: products “sign” on the listing, “sign, forms” in the file",
      "  announce: Extend postduif"
    ])
  })

  it("reads an empty file as no removal, and what may be another name as a question for a person", async () => {
    const { store } = await recordOf()
    const of = (...rows: ListingFile["rows"]) => check(store, { ...file, rows }, at)
    expect(await of()).toEqual({ exitCode: 1, lines: [expect.stringContaining("nothing was read off the page")] })
    expect((await of(asOnRecord)).exitCode).toBe(0)
    expect((await of({ ...asOnRecord, name: "Postduif Groep" })).lines[1]).toContain("a person says")
    expect((await of({ ...asOnRecord, section: "Other" })).exitCode).toBe(0)
    expect(await check(store, { ...file, listing: "other" }, at)).toEqual({
      exitCode: 1,
      lines: ["there is no listing `other` on record"]
    })
  })

  it("ends with its exit code where CI runs it", async () => {
    const events = join(folder, "ci.db")
    const gf = await open({ store: sqlite(events), keys: memoryKeys(), terms: [commercial] })
    await settle(gf)
    await gf.close()
    const run = (rows: ListingFile["rows"]): Promise<number> => {
      const path = join(folder, `ci-${rows.length}.json`)
      writeFileSync(path, JSON.stringify({ ...file, rows }))
      const cli = fileURLToPath(new URL("examples/pull-request-check/cli.ts", root))
      return new Promise((ends) => {
        const child = execFile(process.execPath, ["--conditions=@goodfaith/source", cli, events, path, at], () =>
          ends(child.exitCode ?? -1)
        )
      })
    }
    expect(await Promise.all([run([asOnRecord]), run([asOnRecord, kluis!])])).toEqual([0, 1])
  })
})
