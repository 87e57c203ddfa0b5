import { readFileSync, writeFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import * as fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"
import { KeyFault, type Keys, keysIn, memoryKeys } from "../../src/journal/Keys.ts"
import { sqliteKeys } from "../../src/journal/sqliteKeys.ts"
import { erased, type Sealed } from "../../src/language/persons.ts"
import { StoreFault } from "../../src/store/port.ts"
import { temporary } from "../store/stores.ts"

const { file, remove } = temporary()
afterAll(remove)

let files = 0
const places: ReadonlyArray<readonly [string, () => Keys]> = [
  ["memory", memoryKeys],
  ["a SQLite file", () => sqliteKeys(file(`keys-${files++}.db`))]
]

const sealed = async (keys: Keys, owner: Parameters<Keys["seal"]>[0], text: string): Promise<Sealed> => {
  const token = await keys.seal(owner, text)
  if (typeof token !== "string") throw new Error("erased")
  return token
}

describe.each(places)("keys in %s", (_, make) => {
  it("open what they sealed, whatever it says, and one text of one owner has one token", async () => {
    const keys = make()
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("person:ann" as const, "case:guestbook/lobby" as const),
        async (text, owner) => {
          const [one, other] = [await sealed(keys, owner, text), await sealed(keys, owner, text)]
          expect(one).toBe(other)
          expect(await sealed(keys, owner, `${text}.`)).not.toBe(one)
          expect(await sealed(keys, "person:bob", text)).not.toBe(one)
          expect(one).toMatch(new RegExp(`^sealed:1:${owner}:[\\w-]+$`))
          expect([await keys.open(one), await keys.open(other)]).toEqual([text, text])
        }
      ),
      { numRuns: 30 }
    )
  })

  it("tell equal texts of one owner by their keyed hash, and no others", async () => {
    const keys = make()
    const mac = await keys.mac("person:ann", "x")
    expect(await keys.mac("person:ann", "x")).toBe(mac)
    expect(await keys.mac("person:ann", "y")).not.toBe(mac)
    expect(await keys.mac("person:bob", "x")).not.toBe(mac)
    expect(await make().mac("person:ann", "x")).not.toBe(mac)
  })

  it("who is forgotten stays forgotten, and nobody else is", async () => {
    const keys = make()
    const [ann, bob] = [await sealed(keys, "person:ann", "Ann"), await sealed(keys, "person:bob", "Bob")]
    await keys.forget("person:ann")
    await keys.forget("person:ann")
    await keys.forget("person:never-seen")
    expect([await keys.open(ann), await keys.open(bob)]).toEqual([erased, "Bob"])
    for (const owner of ["person:ann", "person:never-seen"] as const) {
      expect([await keys.seal(owner, "again"), await keys.mac(owner, "again")]).toEqual([erased, erased])
    }
  })

  it("a token that was changed, moved to another owner or made elsewhere is a fault, never called erased", async () => {
    const keys = make()
    const token = await sealed(keys, "person:ann", "Ann")
    await sealed(keys, "person:bob", "Bob")
    const changed = token
      .replace(/.$/, (last) => (last === "A" ? "B" : "A"))
      .replace(/(.{20})$/, (end) => (end.startsWith("A") ? `B${end.slice(1)}` : `A${end.slice(1)}`))
    for (const bad of [
      changed,
      token.replace("person:ann", "person:bob"),
      await sealed(make(), "person:cle", "Cle"),
      "sealed:2:person:ann:AAAA",
      "sealed:",
      "sealed:1:person:ann:AA"
    ]) {
      await expect(keys.open(bad as Sealed)).rejects.toBeInstanceOf(KeyFault)
    }
  })

  it("many first uses at once make one key", async () => {
    const keys = make()
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, index) => sealed(keys, "person:ann", `${index}`)))
    expect(await Promise.all(tokens.map(keys.open))).toEqual(tokens.map((_, index) => `${index}`))
  })
})

it("a token names its owner, and is bound to that name even where keys are not told apart", async () => {
  const one = new Uint8Array(64)
  const keys = keysIn({ keep: async () => one, find: async () => one, forget: async () => {} })
  const token = await sealed(keys, "person:ann", "Ann")
  expect(await keys.open(token)).toBe("Ann")
  await expect(keys.open(token.replace("person:ann", "person:bob") as Sealed)).rejects.toBeInstanceOf(KeyFault)
})

describe("keys in a SQLite file", () => {
  it("survive closing, are shared by several handles, and are forgotten for all of them at once", async () => {
    const [one, other] = [sqliteKeys(file("shared.db")), sqliteKeys(file("shared.db"))]
    const token = await sealed(one, "person:ann", "Ann")
    expect(await other.open(token)).toBe("Ann")
    await one.close()
    await one.close()
    const again = sqliteKeys(file("shared.db"))
    expect(await again.open(token)).toBe("Ann")
    await other.forget("person:ann")
    expect(await again.open(token)).toEqual(erased)
    await again.close()
    await other.close()
    const reopened = sqliteKeys(file("shared.db"))
    expect([await reopened.open(token), await reopened.seal("person:ann", "Ann")]).toEqual([erased, erased])
    await reopened.close()
  })

  it("say as a StoreFault what is wrong with the file: never opened, held by others, damaged, closed", async () => {
    const saying = async (work: () => unknown) => {
      const fault = await Promise.resolve()
        .then(work)
        .catch((cause: unknown) => cause)
      expect(fault).toBeInstanceOf(StoreFault)
      const { kind, message } = fault as StoreFault
      return `${kind}: ${message.replace(`${file("")}/`, "")}`
    }
    expect(await saying(() => sqliteKeys(file("nowhere/keys.db")))).toBe(
      "broken: `nowhere/keys.db` can't be opened for keys: unable to open database file"
    )
    const keys = sqliteKeys(file("held.db"), { busyMilliseconds: 20 })
    const token = await sealed(keys, "person:ann", "Ann")
    const other = new DatabaseSync(file("held.db"))
    other.exec("BEGIN EXCLUSIVE")
    const held = "busy: others held the keys in `held.db` for more than 20 milliseconds"
    expect(await saying(() => keys.seal("person:bob", "Bob"))).toBe(held)
    expect(await saying(() => keys.mac("person:ann", "Ann"))).toBe(held)
    expect(await saying(() => keys.open(token))).toBe(held)
    expect(await saying(() => keys.forget("person:ann"))).toBe(held)
    expect(await saying(() => sqliteKeys(file("held.db"), { busyMilliseconds: 20 }))).toBe(held)
    other.exec("ROLLBACK")
    other.close()
    expect(await keys.open(token)).toBe("Ann")
    await keys.close()
    expect(await saying(() => keys.open(token))).toBe("closed: these keys were closed")
    writeFileSync(file("held.db"), "x".repeat(5000))
    expect(await saying(() => sqliteKeys(file("held.db")))).toBe(
      "broken: `held.db` can't be opened for keys: file is not a database"
    )
  })

  it("a destroyed key is nowhere in the file any more", async () => {
    const keys = sqliteKeys(file("destroyed.db"))
    for (let index = 0; index < 50; index++) await keys.seal(`person:p${index}`, "x")
    const reader = new DatabaseSync(file("destroyed.db"), { readOnly: true })
    const { key } = reader.prepare("SELECT key FROM keys WHERE owner = 'person:p7'").get() as { key: Uint8Array }
    reader.close()
    const holds = (name: string) => {
      try {
        return readFileSync(name).includes(Buffer.from(key).subarray(0, 32))
      } catch {
        return false
      }
    }
    expect(holds(file("destroyed.db"))).toBe(true)
    await keys.forget("person:p7")
    expect([holds(file("destroyed.db")), holds(file("destroyed.db-journal"))]).toEqual([false, false])
    await keys.close()
  })
})
