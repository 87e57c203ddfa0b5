/** The stores of this library as the contract kit takes them. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { memory, newMemory } from "../../src/store/memory.ts"
import { sqlite } from "../../src/store/sqlite.ts"
import type { Subject } from "../../src/testing/index.ts"

export const inMemory: Subject = {
  name: "memory",
  capabilities: ["handles", "tenants"],
  place: async () => {
    const place = newMemory()
    return { open: async (tenant) => memory({ in: place, ...(tenant !== undefined && { tenant }) }) }
  }
}

export const temporary = (): { readonly file: (name: string) => string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), "goodfaith-"))
  return { file: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export const inSqlite: Subject = {
  name: "SQLite",
  capabilities: ["handles", "tenants", "restart"],
  place: async () => {
    const { file, remove } = temporary()
    return {
      open: async (tenant) =>
        sqlite(file("events.db"), { durability: "normal", ...(tenant !== undefined && { tenant }) }),
      remove: async () => remove()
    }
  }
}
