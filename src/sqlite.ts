/** Everything in files of Node's own SQLite: events and receipts in one, keys in another, so that a backup of one is none of the other. */
export { sqliteKeys } from "./journal/sqliteKeys.ts"
export { sqlite, type SqliteOptions } from "./store/sqlite.ts"
