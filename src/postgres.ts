/** Events and receipts in PostgreSQL, over the pool of the host. */
export { postgres, type PostgresClient, type PostgresOptions, type PostgresPool } from "./store/postgres.ts"
