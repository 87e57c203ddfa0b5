import { afterAll, describe, it } from "vitest"
import { noPostgres, startPostgres } from "../../scripts/postgres.ts"
import { storeContract } from "../../src/testing/index.ts"
import { inPostgres, poolOf } from "./inPostgres.ts"

const server = await startPostgres()
if (server === undefined) console.log(noPostgres)
const pool = poolOf(server)
afterAll(async () => {
  await pool.end()
  await server?.stop()
})

const whenThere = { describe: describe.skipIf(server === undefined), it }

storeContract(whenThere, inPostgres("PostgreSQL", pool))
storeContract(whenThere, inPostgres("PostgreSQL without prepared statements", pool, { prepared: false }))
