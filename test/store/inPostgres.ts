/** PostgreSQL as the contract kit takes it: a new schema for every place, in one database. */
import { Pool } from "pg"
import type { Server } from "../../scripts/postgres.ts"
import { postgres, type PostgresOptions } from "../../src/store/postgres.ts"
import type { Subject } from "../../src/testing/index.ts"

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

export const inPostgres = (name: string, pool: Pool, options: PostgresOptions = {}): Subject => ({
  name,
  capabilities: ["handles", "tenants", "restart"],
  place: async () => {
    const schema = newSchema()
    return {
      open: async (tenant) => postgres(pool, { schema, ...options, ...(tenant !== undefined && { tenant }) }),
      remove: async () => {
        await pool.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`)
      }
    }
  }
})
