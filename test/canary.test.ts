/**
 * A name is let into every field of every concept that takes one, and looked for everywhere: in receipts, refusals, faults, states,
 * events, views, on the console, in the raw files. It may stand in a command and in an opened view, and nowhere else.
 */
import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { inspect } from "node:util"
import * as fc from "fast-check"
import { Pool } from "pg"
import { afterAll, describe, expect, it, vi } from "vitest"
import { Disclosure } from "goodfaith"
import { gather, verifyEvidence } from "goodfaith/evidence"
import { acts } from "goodfaith/mandates"
import { memory, newMemory } from "goodfaith/memory"
import { postgres } from "goodfaith/postgres"
import { type Goodfaith, open, policyRef, termsRef } from "goodfaith/promise"
import {
  acceptance,
  client,
  consultation,
  document,
  listing,
  mandates,
  report,
  terms as readings
} from "goodfaith/schema"
import { sqlite, sqliteKeys } from "goodfaith/sqlite"
import type { Store } from "goodfaith/store"
import { commercial } from "goodfaith/terms/ready"
import { dutchStatutory, nlOffice } from "goodfaith/time"
import { noPostgres, startPostgres } from "../scripts/postgres.ts"
import {
  acceptanceCommands,
  clientCommands,
  consultationCommands,
  documentCommands,
  listingCommands,
  mandatesCommands,
  readingCommands,
  reportCommands
} from "./arbitraries.ts"
import { announcing, clockAt, done, host, newFolder, recording } from "./facade/host.ts"

const canary = "Zéphyrine Quuxley-Vandersteen"
const written: ReadonlyArray<Buffer> = [
  Buffer.from(canary),
  Buffer.from(canary, "utf16le"),
  Buffer.from(
    JSON.stringify(canary)
      .replaceAll(/[^ -~]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .slice(1, -1)
  ),
  Buffer.from(Buffer.from(canary).toString("hex")),
  Buffer.from(encodeURIComponent(canary)),
  // In base64 it may begin at any of three places; the letters in the middle are the same then.
  ...[0, 1, 2].map((at) =>
    Buffer.from(
      Buffer.from(" ".repeat(at) + canary)
        .toString("base64")
        .slice(4, -4)
    )
  )
]
/** Half of it is enough. */
const halves = [Buffer.from("Quuxley"), Buffer.from("Vandersteen"), Buffer.from("Quuxley", "utf16le")]

const standsIn = (bytes: Buffer): boolean => [...written, ...halves].some((it) => bytes.includes(it))
const shows = (value: unknown): boolean =>
  standsIn(
    Buffer.from(inspect(value, { depth: Infinity, maxArrayLength: null, maxStringLength: null, showHidden: true }))
  ) || standsIn(Buffer.from(JSON.stringify(value) ?? ""))

const sealing = <C>(command: C, as: unknown = canary): any =>
  JSON.parse(JSON.stringify(command), (_, value) =>
    typeof value === "string" && value.startsWith("sealed:") ? as : value
  )

/** The name where a name may stand, but not as one. */
const wrongly: ReadonlyArray<unknown> = [{ name: canary }, [canary], `sealed:1:person:p-1:${canary}`, `${canary}\ud800`]

/** What is asked of each concept, with the name wherever a text of a person may stand. */
interface Asked {
  readonly codec: { readonly name: string; readonly personal: Readonly<Record<string, ReadonlyArray<unknown>>> }
  readonly commands: Readonly<Record<string, fc.Arbitrary<object>>>
  readonly handle: (gf: Goodfaith) => {
    readonly do: (command: any, asked: any) => Promise<unknown>
    readonly state: () => Promise<{ readonly state: unknown }>
    readonly events: () => Promise<unknown>
  }
}
const concepts: ReadonlyArray<Asked> = [
  { codec: listing, commands: listingCommands, handle: (gf: Goodfaith) => gf.listing("main") },
  { codec: client, commands: clientCommands, handle: (gf: Goodfaith) => gf.client("c1") },
  { codec: consultation, commands: consultationCommands, handle: (gf: Goodfaith) => gf.consultation("chg-1", "c1") },
  { codec: mandates, commands: mandatesCommands, handle: (gf: Goodfaith) => gf.mandates("c1") },
  { codec: document, commands: documentCommands, handle: (gf: Goodfaith) => gf.document("tou") },
  { codec: acceptance, commands: acceptanceCommands, handle: (gf: Goodfaith) => gf.acceptance("tou", "u1") },
  { codec: report, commands: reportCommands, handle: (gf: Goodfaith) => gf.report("r1") },
  { codec: readings, commands: readingCommands, handle: (gf: Goodfaith) => gf.readings(termsRef(commercial)) }
]

const personalTags = concepts.flatMap(({ codec }) =>
  Object.entries(codec.personal as Readonly<Record<string, ReadonlyArray<unknown>>>).flatMap(([tag, fields]) =>
    fields.length === 0 ? [] : [`${codec.name}/${tag}`]
  )
)

/** Everything that came out but opened views; and which commands that hold a name were carried out. */
const lived = async (whole: Goodfaith, store: Store) => {
  const out: Array<unknown> = []
  const looked = new Set<string>()
  const gf = new Proxy(whole, {
    get: (handle, name: keyof Goodfaith & string) => {
      looked.add(name)
      return handle[name]
    }
  })
  const carriedOut = new Set<string>()
  const said = [
    vi.spyOn(console, "log"),
    vi.spyOn(console, "error"),
    vi.spyOn(console, "warn"),
    vi.spyOn(console, "info")
  ]
  const ask = async (name: string, asking: Promise<any>): Promise<void> => {
    const answer = await asking.catch((fault: Error) => ({ fault, stack: fault.stack, cause: fault.cause }))
    out.push(answer)
    if (answer._tag === "Receipt" && answer.events.length > 0) carriedOut.add(name)
  }

  const says = host(gf)
  await says.publishes()
  await says.executes("c1")
  await says.uses("c1")
  await says.announces("chg-1", "aws-eu")
  await gf.react()
  const at = announcing
  const step = (name: string, to: { readonly do: (command: any, asked: any) => Promise<unknown> }, command: object) =>
    ask(name, to.do({ at, ...command }, says.by()))
  const own = gf.client("c1")
  const inCase = gf.consultation("chg-1", "c1")
  for (const [index, language] of ["nl", "fr"].entries())
    await step("client/NameContact", own, {
      _tag: "NameContact",
      contact: `dpo-${index}`,
      person: `p-${index}`,
      role: "DPO",
      name: canary,
      address: `${canary}@example.org`,
      language,
      channel: "email"
    })
  await step("consultation/ReceiveObjection", inCase, {
    _tag: "ReceiveObjection",
    objection: "o-1",
    letter: "their-1",
    by: "p-0",
    inWriting: true,
    to: "privacy-office",
    as: "statement",
    gives: ["grounds"],
    authority: "shown",
    grounds: `because ${canary} says so`
  })
  await step("report/ReceiveReport", gf.report("r1"), {
    _tag: "ReceiveReport",
    report: "r1",
    policy: policyRef(Disclosure.ready.seed),
    channel: "email",
    reporter: { as: "named", person: "p-9", name: canary, reach: `${canary}@example.org` },
    fields: [{ field: "description", words: `${canary} found a hole` }],
    attachments: [],
    claims: []
  })
  // Whatever else takes words of a person, done at any moment and in any order; and the same made wrong.
  for (const { codec, commands, handle } of concepts) {
    for (const [tag, command] of Object.entries(commands as Record<string, fc.Arbitrary<object>>)) {
      for (const any of fc.sample(command, { numRuns: 12, seed: 7 })) {
        const asked = sealing(any)
        await ask(`${codec.name}/${tag}`, handle(gf).do({ ...asked, at }, says.by()))
        if (!personalTags.includes(`${codec.name}/${tag}`)) continue
        for (const as of wrongly) await ask("wrong", handle(gf).do({ ...sealing(any, as), at }, says.by()))
        await ask("wrong", handle(gf).do({ ...asked, at: "yesterday" }, says.by()))
        await ask("wrong", handle(gf).do({ ...asked, extra: 1 }, says.by()))
        await ask("wrong", handle(gf).do(asked, { ...says.by(), actor: "" }))
        const again = says.by()
        await ask("again", handle(gf).do({ ...asked, at }, again))
        await ask("again", handle(gf).do({ ...asked, at: recording }, again))
      }
    }
  }

  await gf.react().then((it) => out.push(it))
  for (const { handle } of concepts) out.push(await handle(gf).state(), await handle(gf).events())
  out.push(
    await gf.agenda(),
    await gf.register("chg-1"),
    await gf.desk({ listing: "main" }),
    await gf.listed({ listing: "main" })
  )
  out.push(await gf.verdict("chg-1", "c1"), await gf.due({ until: "2026-12-31", listing: "main" }))
  out.push(await gf.gate({ engagement: "aws-eu", client: "c1", at: recording, listing: "main" }))
  out.push(await gf.facts({ engagement: "aws-eu", client: "c1", listing: "main" }), await gf.verifyAll())
  out.push(await gf.access({ engagement: "aws-eu", client: "c1", listing: "main" }))
  out.push(await gf.diff({ listing: "main", from: 1, to: 1 }))
  out.push(await gf.mayBeAffected({ products: "all", from: announcing }))
  out.push(await gf.powers({ client: "c1" }))
  out.push(await gf.mayAct({ client: "c1", person: "p-0", act: acts.acceptChange, at: recording }))
  out.push(await gf.mayUse({ use: "network", user: "p-0", at: recording, mandate: "notNeeded" }))
  out.push(await gf.reportsDesk(), await gf.reportsDue({ until: "2026-12-31" }))
  out.push(await gf.reportForReporter("r1"), await gf.reportForDesk("r1"))
  out.push(await gf.promises("r1"), await gf.completeness("r1"))
  const wish = { report: "r1", to: "public", basis: "consent", at: recording } as const
  out.push(await gf.mayDiscloseIdentity({ ...wish, parts: ["name"], needed: ["name"] }))
  out.push(await gf.mayShareContent({ ...wish, part: "summary", needed: "summary" }))
  const legalStep = { report: "r1", kind: "criminal", acted: announcing, at: recording } as const
  out.push(await gf.mayTakeLegalStep(legalStep), await gf.policy(policyRef(Disclosure.ready.seed)).state())
  for (const of of [{ client: "c1" }, { report: "r1" }]) {
    const evidence = await gather(store, { of, log: "canary", at: recording })
    expect(evidence.events.some(({ text }) => text.includes("sealed:1:"))).toBe(true)
    out.push(evidence, await verifyEvidence(evidence))
  }
  out.push(await gf.verify("client/c1"), await gf.world())
  // Whatever a host can ask was asked; what opens, forgets and closes is looked at below.
  expect(Object.keys(whole).filter((name) => !looked.has(name) && !["open", "forget", "close"].includes(name))).toEqual(
    []
  )
  for (let after: string | undefined; ; ) {
    const page = await store.readAll(after === undefined ? {} : { after })
    if (page._tag === "OtherEpoch") throw new Error("another log")
    out.push(page.events)
    after = page.position
    if (!page.more) break
  }
  out.push(said.map((spy) => spy.mock.calls))
  for (const spy of said) spy.mockRestore()
  const owners = new Set(
    [...JSON.stringify(out).matchAll(/sealed:1:((?:person|case):[^:"\\]+):/g)].map(([, owner]) => owner!)
  )
  return { out, carriedOut, owners: [...owners] as ReadonlyArray<`person:${string}`> }
}

const filesUnder = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

const inFiles = (folder: string): ReadonlyArray<string> =>
  filesUnder(folder).filter((path) => standsIn(readFileSync(path)))

const options = {
  disclosure: [Disclosure.ready.seed],
  terms: [commercial],
  calendars: [nlOffice, dutchStatutory],
  clock: clockAt(recording)
}

const keepsTheName = async (
  gf: Goodfaith,
  store: Store,
  folders: () => Promise<ReadonlyArray<string>>
): Promise<void> => {
  const { out, carriedOut, owners } = await lived(gf, store)
  expect(out.filter(shows).map((it) => inspect(it).slice(0, 300))).toEqual([])
  // It was really taken in, in most of what takes a name, and can be shown to who holds the keys.
  expect([...carriedOut].filter((name) => personalTags.includes(name)).length).toBeGreaterThan(8)
  for (const name of [
    "client/NameContact",
    "consultation/ReceiveObjection",
    "mandates/NamePerson",
    "report/ReceiveReport"
  ])
    expect([...carriedOut]).toContain(name)
  expect(owners.length).toBeGreaterThan(3)
  expect(shows(await gf.open((await gf.client("c1").state()).state.contacts))).toBe(true)
  for (const folder of await folders()) expect(inFiles(folder)).toEqual([])

  for (const owner of owners) await gf.forget(owner)
  const opened = await gf.open((await gf.client("c1").state()).state.contacts)
  expect([shows(opened), JSON.stringify(opened).includes("Erased")]).toEqual([false, true])
  for (const { handle } of concepts) {
    expect(shows(await gf.open((await handle(gf).state()).state))).toBe(false)
    expect(shows(await gf.open(await handle(gf).events()))).toBe(false)
  }
  // What is asked at random rests on events that are not there, and that is told; nothing else is wrong.
  expect((await gf.verifyAll()).flaws.filter(({ kind }) => kind !== "unfounded")).toEqual([])
  for (const folder of await folders()) expect(inFiles(folder)).toEqual([])
}

describe("a name stands in commands and opened views, and nowhere else", () => {
  it("what is looked for is found where it stands", () => {
    for (const text of [
      canary,
      `"${canary}"`,
      Buffer.from(`ab${canary}cd`).toString("base64"),
      Buffer.from(canary).toString("hex")
    ])
      expect([text, standsIn(Buffer.from(text))]).toEqual([text, true])
    expect(shows({ deep: { list: [new Map([["a", { canary }]])] } })).toBe(true)
    expect(shows(new Error(`no ${canary} here`))).toBe(true)
    expect(shows({ nothing: "to see" })).toBe(false)
    expect(personalTags.length).toBeGreaterThan(5)
  })

  it("in memory", async () => {
    const kept = newMemory()
    const folder = newFolder()
    const keys = sqliteKeys(join(folder, "keys.db"))
    const store = memory({ in: kept })
    const gf = await open({ store, keys, ...options })
    await keepsTheName(gf, memory({ in: kept }), async () => {
      expect(shows([...kept.tenants])).toBe(false)
      return [folder]
    })
    await gf.close()
    await keys.close()
  })

  it("in the files of SQLite, before and after they were packed anew", async () => {
    const folder = newFolder()
    const keys = sqliteKeys(join(folder, "keys.db"))
    const store = sqlite(join(folder, "events.db"), { durability: "normal" })
    const gf = await open({ store, keys, ...options })
    await keepsTheName(gf, store, async () => [folder])
    await gf.close()
    await keys.close()
    for (const name of ["events.db", "keys.db"]) {
      const database = new DatabaseSync(join(folder, name))
      database.exec("VACUUM")
      database.close()
    }
    expect(inFiles(folder)).toEqual([])
  })
})

describe("also in PostgreSQL", async () => {
  const server = await startPostgres()
  const pool = new Pool({ connectionString: server?.url, max: 3 })
  pool.on("error", () => {})
  afterAll(async () => {
    await pool.end()
    await server?.stop()
  })
  const readable = server?.own === true && (process.getuid?.() === 0 || process.platform !== "win32")
  if (!readable)
    console.log(server === undefined ? noPostgres : "the files of this PostgreSQL can't be read here: left out")

  // A whole server is packed anew and its files are read twice: on a busy machine that takes longer than a story.
  it.skipIf(!readable)(
    "in its tables, its log of writes and whatever else it keeps",
    { timeout: 120_000 },
    async () => {
      const folder = newFolder()
      const keys = sqliteKeys(join(folder, "keys.db"))
      const store = postgres(pool)
      const gf = await open({ store, keys, ...options })
      const { rows } = await pool.query("SHOW data_directory")
      await keepsTheName(gf, store, async () => {
        await pool.query("CHECKPOINT")
        return [folder, rows[0].data_directory]
      })
      await pool.query("VACUUM FULL")
      await pool.query("CHECKPOINT")
      expect(inFiles(rows[0].data_directory)).toEqual([])
      await done(
        gf.client("c9").do({ _tag: "BeginUse", of: "product", id: "sign", at: announcing }, { actor: "dpo-1" })
      )
      await gf.close()
      await keys.close()
    }
  )
})
