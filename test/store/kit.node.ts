/** The store contract in Node's own test runner: started by `kit.test.ts` in a process of its own. */
import { describe, it } from "node:test"
import { storeContract } from "../../src/testing/index.ts"
import { inMemory } from "./stores.ts"

storeContract({ describe, it }, inMemory)
