/**
 * The contract kit tested by what it must catch: stores that are broken on purpose. Each must be caught, and by the requirement
 * that is meant for it; each requirement must catch one of them.
 */
import { afterAll, describe, expect, it } from "vitest"
import { type Capability, check, requirements } from "../../src/testing/index.ts"
import { broken, holdsBack, inLines } from "./kit.broken.ts"
import { inMemory } from "./stores.ts"

/** Run only where they are meant to catch something: they take long, or need a place that other processes can open. */
const costly = [
  "stream.long",
  "text.large",
  "crash.kept",
  "crash.whole",
  "crash.again",
  "crash.opening",
  "elsewhere.same"
]
const usual = requirements.map(({ id }) => id).filter((id) => !costly.includes(id))
const usually: ReadonlyArray<Capability> = ["handles", "tenants"]

describe("the contract kit catches what it must", () => {
  const matrix: Array<string> = []
  const catching = new Set<string>()
  const heading = `
broken store -> caught by, the requirement that is meant for it first
Run are those whose capability it declares, but for ${costly.join(", ")}, or those that are named behind "run:".
`
  afterAll(() => console.log([heading, ...matrix, ""].join("\n")))

  for (const { name, by, place, and = [], capabilities = usually, only } of broken) {
    it(`a store that ${name} is caught by ${[by, ...and].join(" and ")}`, async () => {
      const findings = await check({ name, capabilities, place }, { only: only ?? [...usual, by], seconds: 15 })
      const caught = findings.filter(({ outcome }) => outcome === "broken").map(({ id }) => id)
      const kept = findings.filter(({ outcome }) => outcome === "kept").length
      for (const id of caught) catching.add(id)
      const meant = [by, ...and]
      const others = caught.filter((id) => !meant.includes(id))
      const told = others.length > 12 ? [...others.slice(0, 10), `and ${others.length - 10} others`] : others
      matrix.push(
        `  ${name.padEnd(62)} ${[...meant, ...told].join(", ")} (${kept} of ${kept + caught.length} kept${only === undefined ? "" : `; run: ${only.join(", ")}`})`
      )
      expect(caught).toEqual(expect.arrayContaining(meant))
    })
  }

  it("every requirement has its own id and sentence, and a broken store that it catches", () => {
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
    expect(new Set(requirements.map(({ sentence }) => sentence)).size).toBe(requirements.length)
    expect(requirements.map(({ id }) => id).filter((id) => !catching.has(id))).toEqual([])
  })

  it("a store that holds back what is not certain, and says so, is caught by nothing", async () => {
    const findings = await check({
      name: "holds back",
      capabilities: ["handles", "tenants", "heldTransaction"],
      place: holdsBack
    })
    expect(findings.filter(({ outcome }) => outcome === "broken")).toEqual([])
    expect(findings.filter(({ id, outcome }) => id.startsWith("held.") && outcome === "kept").length).toBe(3)
  })

  for (const torn of ["cut", "giving up"] as const)
    it(`a store whose failed writes leave nothing is caught by nothing: half a line means ${torn}`, async () => {
      const capabilities: ReadonlyArray<Capability> = ["durability", "failedWrite"]
      const findings = await check({ name: torn, capabilities, place: inLines(torn) }, { only: usual })
      expect(findings.filter(({ outcome }) => outcome === "broken")).toEqual([])
      expect(findings.filter(({ id, outcome }) => id.startsWith("failed.") && outcome === "kept").length).toBe(5)
    })

  it("what a store does not declare is listed as not declared, and never as kept", async () => {
    const findings = await check({ ...inMemory, capabilities: [] })
    const listed = findings.filter(({ outcome }) => outcome === "not declared").map(({ id, why }) => `${id}: ${why}`)
    expect(listed).toEqual(requirements.flatMap(({ id, needs }) => (needs === undefined ? [] : [`${id}: ${needs}`])))
    expect(new Set(requirements.flatMap(({ needs }) => needs ?? []))).toEqual(
      new Set(["handles", "tenants", "durability", "processes", "heldTransaction", "failedWrite"])
    )
    expect(findings.filter(({ outcome }) => outcome === "broken")).toEqual([])
    expect(findings.length).toBe(requirements.length)
  })

  it("what is declared and can't be tried is broken, and says what is missing", async () => {
    const only = ["crash.kept", "processes.once", "held.unseen", "failed.kept"]
    const findings = await check(
      { ...inMemory, capabilities: ["durability", "processes", "heldTransaction", "failedWrite"] },
      { only }
    )
    expect(findings.map(({ id, outcome, why }) => [id, outcome, why])).toEqual([
      ["crash.kept", "broken", "the place does not say how another process opens it: it has no `elsewhere`"],
      ["processes.once", "broken", "the place does not say how another process opens it: it has no `elsewhere`"],
      ["held.unseen", "broken", "the place can't hold a transaction open: it has no `hold`"],
      ["failed.kept", "broken", "the place can't make a write fail: it has no `fail`"]
    ])
  })
})
