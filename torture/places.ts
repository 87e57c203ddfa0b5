/** Where the stores under torture keep things; also the module by which other processes open them. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sqlite, sqliteKeys } from "goodfaith/sqlite"
import { postgres } from "goodfaith/postgres"
import { type Goodfaith, open as openGoodfaith } from "goodfaith/promise"
import type { Store } from "goodfaith/store"
import type { Json, OpenElsewhere, Subject } from "goodfaith/testing"
import { Pool } from "pg"
import { jsonLines } from "../examples/json-lines/jsonLines.ts"
import { noPostgres, type Server, startPostgres } from "../scripts/postgres.ts"

export type Where =
  | { readonly kind: "SQLite full" | "SQLite normal" | "JSON lines"; readonly folder: string }
  | { readonly kind: "PostgreSQL"; readonly folder: string; readonly url: string; readonly schema: string }

export const open = (async (where: Json, tenant?: string): Promise<Store> => {
  const at = where as unknown as Where
  const of = tenant === undefined ? {} : { tenant }
  if (at.kind === "PostgreSQL") return inPostgres(at.url, { schema: at.schema, ...of })
  if (at.kind === "JSON lines") return jsonLines(join(at.folder, `${tenant ?? "events"}.jsonl`))
  return sqlite(join(at.folder, "events.db"), { durability: at.kind === "SQLite full" ? "full" : "normal", ...of })
}) satisfies OpenElsewhere

/** With a pool of its own, which is ended with the handle. */
const inPostgres = (url: string, options: Parameters<typeof postgres>[1]): Store => {
  const pool = new Pool({ connectionString: url, max: 4 })
  pool.on("error", () => {})
  const store = postgres(pool, options)
  return {
    ...store,
    close: async () => {
      await store.close()
      await pool.end()
    }
  }
}

/** The library on a place, with the keys beside it, and the store under it. */
export interface Opened {
  readonly gf: Goodfaith
  readonly store: Store
  readonly close: () => Promise<void>
}

export const openAll = async (where: Where, clock: () => number = Date.now): Promise<Opened> => {
  const store = await open(where as unknown as Json)
  const keys = await keysIn(where).catch(async (fault: unknown) => {
    await store.close()
    throw fault
  })
  try {
    const gf = await openGoodfaith({ store, keys, clock })
    return {
      gf,
      store,
      close: async () => {
        await gf.close()
        await keys.close()
      }
    }
  } catch (fault) {
    await keys.close()
    throw fault
  }
}

const keysIn = async ({ folder }: Where): Promise<ReturnType<typeof sqliteKeys>> => sqliteKeys(join(folder, "keys.db"))

// -- Making places --

export type Kind = Where["kind"]

let server: Promise<Server | undefined> | undefined
/** The one for all rows but those that do something to it. */
export const sharedServer = (): Promise<Server | undefined> => (server ??= startPostgres())
export const stopSharedServer = async (): Promise<void> => {
  await (await server)?.stop()
}

let schemas = 0

/** Lends a new place for the work; a sentence, when there is none to be had. */
export const somewhere = async (
  kind: Kind,
  work: (where: Where) => Promise<string | void>,
  at: Server | undefined = undefined
): Promise<string | void> => {
  const folder = mkdtempSync(join(tmpdir(), "goodfaith-torture-"))
  try {
    if (kind !== "PostgreSQL") return await work({ kind, folder })
    const on = at ?? (await sharedServer())
    if (on === undefined) return noPostgres
    const schema = `torture-${process.pid}-${schemas++}`
    try {
      return await work({ kind, folder, url: on.url, schema })
    } finally {
      if (!on.own) await dropped(on.url, schema)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const dropped = async (url: string, schema: string): Promise<void> => {
  const pool = new Pool({ connectionString: url, max: 1 })
  await pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`).finally(() => pool.end())
}

/** A place as the contract kit takes it. */
export const subjectAt = (where: Where): Subject => ({
  name: where.kind,
  capabilities: ["tenants", "durability"],
  place: async () => ({
    open: (tenant) => open(where as unknown as Json, tenant),
    elsewhere: { module: import.meta.url, argument: where as unknown as Json }
  })
})
