/** PostgreSQL as the contract kit takes it: a new schema for every place, in one database. */
import { Pool } from "pg"
import type { Server } from "../../scripts/postgres.ts"
import { postgres, type PostgresOptions } from "../../src/store/postgres.ts"
import type { Failing, Held, Subject } from "../../src/testing/index.ts"

export const poolOf = (server: Server | undefined, options: string = ""): Pool => {
  const pool = new Pool({ connectionString: server?.url, max: 24, options: `-c search_path=public ${options}` })
  // A connection that is lost while nobody uses it: the pool makes a new one.
  pool.on("error", () => {})
  return pool
}

let schemas = 0
/** A name that no other run has in the same database; odd on purpose. */
export const newSchema = (): string => `test "${process.pid}'${Date.now().toString(36)}\\${schemas++}`

export const quoted = (schema: string): string => `"${schema.replaceAll('"', '""')}"`

export interface InPostgres extends Pick<PostgresOptions, "prepared"> {
  readonly pool: Pool
  readonly server: Server | undefined
  /** Settings of the sessions of the pool, as `-c name=value`. */
  readonly settings?: string
}

/** Begins to write one event to `guestbook/held`, as another session would, and leaves it open. */
const holdIn = async (pool: Pool, schema: string): Promise<Held> => {
  const client = await pool.connect()
  await client.query("BEGIN")
  await client.query(
    `INSERT INTO ${quoted(schema)}.events (tenant, stream, revision, text) VALUES ('default', 'guestbook/held', 0, '"held"')`
  )
  await client.query(
    `INSERT INTO ${quoted(schema)}.receipts VALUES ('default', 'held', 'held', 'guestbook/held', 0, 0)`
  )
  return {
    release: async () => {
      await client.query("COMMIT")
      client.release()
    }
  }
}

/** Lets writes fail when their rows are written, as on a disk that is full: a trigger of another session sees to it. */
const failIn = async (pool: Pool, schema: string): Promise<Failing> => {
  const s = quoted(schema)
  await pool.query(`
    CREATE FUNCTION ${s}."full"() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER "full" AFTER INSERT ON ${s}.receipts FOR EACH ROW EXECUTE FUNCTION ${s}."full"()`)
  return {
    end: async () => {
      await pool.query(`DROP FUNCTION ${s}."full"() CASCADE`)
    }
  }
}

export const inPostgres = (name: string, { pool, server, prepared = true, settings = "" }: InPostgres): Subject => ({
  name,
  capabilities: ["handles", "tenants", "durability", "processes", "heldTransaction", "failedWrite"],
  place: async () => {
    const schema = newSchema()
    return {
      open: async (tenant) => postgres(pool, { schema, prepared, ...(tenant !== undefined && { tenant }) }),
      elsewhere: {
        module: new URL("./postgres.elsewhere.ts", import.meta.url).href,
        argument: { url: server?.url ?? "", schema, prepared, settings: `-c search_path=public ${settings}` }
      },
      hold: () => holdIn(pool, schema),
      fail: () => failIn(pool, schema),
      remove: async () => {
        await pool.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`)
      }
    }
  }
})
