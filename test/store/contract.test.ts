import { describe, it } from "vitest"
import { storeContract } from "../../src/testing/index.ts"
import { inMemory, inSqlite } from "./stores.ts"

storeContract({ describe, it }, inMemory)
storeContract({ describe, it }, inSqlite)
