/** Opens a schema in PostgreSQL in another process, for the contract kit. */
import { Pool } from "pg"
import { postgres } from "../../src/store/postgres.ts"
import type { OpenElsewhere } from "../../src/testing/index.ts"

export interface WhereInPostgres {
  readonly url: string
  readonly schema: string
  readonly prepared: boolean
  /** Settings of the session, as `-c name=value`. */
  readonly settings: string
}

export const open: OpenElsewhere = (where, tenant) => {
  const { url, schema, prepared, settings } = where as unknown as WhereInPostgres
  const pool = new Pool({ connectionString: url, max: 4, options: settings })
  pool.on("error", () => {})
  const store = postgres(pool, { schema, prepared, ...(tenant !== undefined && { tenant }) })
  return {
    ...store,
    close: async () => {
      await store.close()
      await pool.end()
    }
  }
}
