/** What the contract kit gives to hosts, besides the requirements: the offline proof, handles in other processes, running anywhere. */
import { execFile } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { memory, newMemory } from "../../src/store/memory.ts"
import type { StoredEvent } from "../../src/store/port.ts"
import { StoreFault } from "../../src/store/port.ts"
import {
  type Attempt,
  check,
  checkLog,
  contend,
  crash,
  type Flaw,
  inPlace,
  openElsewhere,
  type Place,
  quarrel,
  requirements,
  type Runner,
  selfDescribing,
  storeContract
} from "../../src/testing/index.ts"
import { inMemory, inSqlite } from "./stores.ts"

/** A log that writers have quarrelled over, and what they were answered. */
const quarrelled = async (seed: number) => {
  const store = memory()
  const attempts = await contend([store], { writers: 3, lists: 12, seed })
  const page = await store.readAll({ limit: 10_000 })
  if (page._tag !== "Page") throw new Error("there is only one epoch")
  return { events: page.events, attempts }
}

const laws = (flaws: ReadonlyArray<Flaw>): ReadonlyArray<Flaw["law"]> =>
  [...new Set(flaws.map(({ law }) => law))].sort()

describe("the log of a quarrel proves by itself that every promise was kept", () => {
  it("nothing is wrong with a log in which every promise was kept, whatever the writers did", async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { events, attempts } = await quarrelled(seed)
      expect(checkLog(events, attempts)).toEqual([])
      const tags = new Set(attempts.map(({ answer }) => answer?._tag))
      expect([...tags].filter((tag) => tag !== "Confirmed").length, `seed ${seed}`).toBeGreaterThanOrEqual(4)
    }
  })

  it("over several seeds writers are answered in every way that there is", async () => {
    const tags = new Set<string>()
    for (let seed = 1; seed <= 5; seed++)
      for (const { answer } of (await quarrelled(seed)).attempts) if (answer !== undefined) tags.add(answer._tag)
    expect([...tags].sort()).toEqual(["Appended", "Confirmed", "Conflict", "OtherCommand", "Replayed", "Untried"])
  })

  it("an event that is missing, stands twice, changed its place or its text is found, wherever it is", async () => {
    const { events, attempts } = await quarrelled(3)
    const at = fc.nat({ max: events.length - 1 })
    const swapped = (one: number, other: number): ReadonlyArray<StoredEvent> =>
      events.map((event, index) => (index === one ? events[other]! : index === other ? events[one]! : event))
    fc.assert(
      fc.property(at, at, fc.constantFrom("missing", "twice", "swapped", "text"), (one, other, what) => {
        fc.pre(what !== "swapped" || one !== other)
        fc.pre(what !== "text" || events[one]!.text !== events[other]!.text)
        const wrong =
          what === "missing"
            ? events.toSpliced(one, 1)
            : what === "twice"
              ? events.toSpliced(one, 0, events[one]!)
              : what === "swapped"
                ? swapped(one, other)
                : events.with(one, { ...events[one]!, text: events[other]!.text })
        expect(checkLog(wrong, attempts)).not.toEqual([])
      }),
      { numRuns: 200 }
    )
  })

  it("the end of the log that was lost is found by what was acknowledged, and not without it", async () => {
    const { events, attempts } = await quarrelled(4)
    const last = events.at(-1)!
    const whole = events.filter(({ text }) => JSON.parse(text).commandId !== JSON.parse(last.text).commandId)
    expect(checkLog(whole)).toEqual([])
    expect(laws(checkLog(whole, attempts))).toContain("receipt")
  })

  const one = selfDescribing({ stream: "guestbook/a", expected: -1, commandId: "one", fingerprint: "f" }, 2)
  const two = selfDescribing({ stream: "guestbook/a", expected: 1, commandId: "two", fingerprint: "g" }, 1)
  const stored = (...of: ReadonlyArray<readonly [string, string]>): ReadonlyArray<StoredEvent> => {
    const counts = new Map<string, number>()
    return of.map(([stream, text], index) => {
      counts.set(stream, (counts.get(stream) ?? -1) + 1)
      return { stream: stream as "a/b", revision: counts.get(stream)!, position: `e.${index}`, text }
    })
  }
  const [a, b, c] = [one.events[0]!, one.events[1]!, two.events[0]!]
  const receipt = { commandId: "one", stream: one.stream, first: 0, last: 1, position: "e.1" }
  const good = stored(["guestbook/a", a], ["guestbook/a", b], ["guestbook/a", c])

  const cases: ReadonlyArray<
    readonly [string, Flaw["law"] | "nothing", ReadonlyArray<StoredEvent>, ReadonlyArray<Attempt>?]
  > = [
    ["all is well", "nothing", good, [{ request: one, answer: { _tag: "Appended", receipt } }, { request: two }]],
    ["a guard that was not kept", "told", stored(["guestbook/a", c], ["guestbook/a", a], ["guestbook/a", b])],
    ["an event in another stream", "told", stored(["guestbook/b", a], ["guestbook/b", b])],
    ["a text that is not ours", "told", stored(["guestbook/a", "{}"])],
    ["half a batch", "whole", stored(["guestbook/a", a])],
    [
      "a batch with something in between",
      "whole",
      stored(
        ["guestbook/a", a],
        ["guestbook/c", selfDescribing({ ...one, stream: "guestbook/c", commandId: "three" }, 1).events[0]!],
        ["guestbook/a", b]
      )
    ],
    [
      "a command that was carried out twice",
      "once",
      stored(["guestbook/a", a], ["guestbook/a", b], ["guestbook/a", a])
    ],
    ["positions that go back", "order", good.with(1, { ...good[1]!, position: "e.9" })],
    ["a revision that was left out", "order", good.slice(1)],
    [
      "two that were both appended under one id",
      "once",
      good,
      [
        { request: one, answer: { _tag: "Appended", receipt } },
        { request: one, answer: { _tag: "Appended", receipt } }
      ]
    ],
    [
      "a receipt of something else",
      "receipt",
      good,
      [{ request: one, answer: { _tag: "Replayed", receipt: { ...receipt, last: 2 } } }]
    ],
    [
      "what was acknowledged and is not there",
      "receipt",
      [],
      [{ request: one, answer: { _tag: "Appended", receipt } }]
    ],
    [
      "a conflict at the very revision",
      "receipt",
      good,
      [{ request: { ...two, expected: 2, commandId: "x" }, answer: { _tag: "Conflict", revision: 2, missed: [] } }]
    ],
    [
      "a conflict that keeps back what was missed",
      "receipt",
      good,
      [
        {
          request: { ...two, expected: 0, commandId: "x" },
          answer: { _tag: "Conflict", revision: 2, missed: [good[1]!] }
        }
      ]
    ],
    ["what was refused and is there", "refused", good, [{ request: two, answer: { _tag: "Untried" } }]]
  ]
  for (const [what, law, events, attempts] of cases) {
    it(`${what}: ${law}`, () => {
      const found = laws(checkLog(events, attempts))
      if (law === "nothing") expect(found).toEqual([])
      else expect(found).toContain(law)
    })
  }

  it("what was refused first and taken later is no flaw, and neither is what was never answered", () => {
    const refused: Attempt = { request: two, answer: { _tag: "Untried" } }
    const taken: Attempt = {
      request: two,
      answer: { _tag: "Appended", receipt: { ...receipt, commandId: "two", first: 2, last: 2, position: "e.2" } }
    }
    expect(checkLog(good, [refused, taken])).toEqual([])
    expect(checkLog(good, [refused, { request: two }])).toEqual([])
    expect(checkLog(good.slice(0, 2), [{ request: two }])).toEqual([])
  })
})

describe("a handle in another process", () => {
  it("is a store like any other, and faults come through as they are", () =>
    inPlace(inSqlite, async ({ open, openElsewhere }) => {
      const [here, there] = [await open("one"), await openElsewhere("one")]
      const request = selfDescribing({ stream: "guestbook/a", expected: -1, commandId: "c", fingerprint: "f" }, 2)
      const [answer] = await there.append([request])
      expect(await here.append([request])).toEqual([{ ...answer, _tag: "Replayed" }])
      expect(await there.readStream("guestbook/a", { limit: 1 })).toEqual(
        await here.readStream("guestbook/a", { limit: 1 })
      )
      expect(await there.readAll()).toEqual(await here.readAll())
      expect(await there.revision("guestbook/a")).toBe(1)
      const fault = await there.readAll({ limit: 0 }).catch((cause: unknown) => cause)
      expect(fault).toBeInstanceOf(StoreFault)
      expect((fault as StoreFault).kind).toBe("misused")
      await there.close()
      await there.close()
      expect(((await there.readAll().catch((cause: unknown) => cause)) as StoreFault).kind).toBe("closed")
    }))

  it("rejects what was not answered when its process is killed", () =>
    inPlace(inSqlite, async ({ openElsewhere }) => {
      const there = await openElsewhere()
      const asked = Array.from({ length: 50 }, () => there.readAll())
      await there.kill()
      const settled = await Promise.allSettled(asked)
      expect(settled.some(({ status }) => status === "rejected")).toBe(true)
      for (const one of settled) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(StoreFault)
    }))

  it("that can't be opened says why", async () => {
    const nowhere = openElsewhere({ module: new URL("./nowhere.ts", import.meta.url).href, argument: null })
    await expect(nowhere).rejects.toThrow(/^another process could not open the place: .*nowhere/)
    const module = new URL("./kit.breaking.ts", import.meta.url).href
    await expect(openElsewhere({ module, argument: null })).rejects.toThrow(
      `another process could not open the place: the module \`${module}\` exports no \`open\``
    )
    const program = process.execPath
    try {
      process.execPath = "/nowhere/node"
      const noProcess = openElsewhere({ module: new URL("./kit.elsewhere.ts", import.meta.url).href, argument: null })
      await expect(noProcess).rejects.toThrow(/^another process could not open the place: .*nowhere/)
    } finally {
      process.execPath = program
    }
  })
})

describe("a module that another process can't load", () => {
  const said = (module: unknown): Promise<unknown> =>
    openElsewhere({ module: module as string, argument: null }).catch((cause: Error) => cause.message)

  it("is refused with a sentence that says what to write", async () => {
    for (const module of ["./open.ts", "../open.ts", "/srv/open.ts", "C:\\open.ts", "https://example.com/open.ts", ""])
      expect(await said(module)).toBe(
        `the \`module\` of \`elsewhere\` is \`${module}\`, which another process can't load: write \`new URL("./open.js", import.meta.url).href\`, or the name of a package`
      )
    expect(await said(new URL("./kit.elsewhere.ts", import.meta.url))).toContain("write `new URL")
  })

  it("is none where it is a package or a text of its own", async () => {
    expect(await said("goodfaith/gate")).toContain("`goodfaith/gate` exports no `open`")
    expect(await said("data:text/javascript,export const open = 1")).toContain("exports no `open`")
  })
})

describe("a finding is short, and says which side is the store's", () => {
  const texts: typeof inMemory = {
    name: "a store that takes -0 for 0",
    capabilities: [],
    place: async () => {
      const store = memory()
      const readStream: typeof store.readStream = async (stream, page) => {
        const answer = await store.readStream(stream, page)
        return {
          ...answer,
          events: answer.events.map((event) => ({ ...event, text: event.text.replace(/^-0$/, "0") }))
        }
      }
      return { open: async () => ({ ...store, readStream }) }
    }
  }

  it("a list is not told whole: the first difference is, and where it is", async () => {
    const [finding] = await check(texts, { only: ["text.to-the-letter"] })
    expect(finding?.why).toMatch(/: at 1: the store says "0", the contract "-0"$/)
    expect(finding!.why!.length).toBeLessThan(200)
  })

  it("what is missing is told by its place, and by how many there are and should be", async () => {
    const short: typeof inMemory = {
      name: "a store that drops the last event of a page",
      capabilities: [],
      place: async () => {
        const store = memory()
        const readAll: typeof store.readAll = async (page) => {
          const answer = await store.readAll(page)
          return answer._tag === "Page" ? { ...answer, events: answer.events.slice(0, -1) } : answer
        }
        return { open: async () => ({ ...store, readAll }) }
      }
    }
    const [finding] = await check(short, { only: ["batch.whole"] })
    expect(finding?.why).toBe(
      'all events: at 399: the store says "[\\"a:400\\"]", the contract "[\\"a:399\\"]" (the store has 498, the contract 500)'
    )
  })
})

describe("the kit runs anywhere, and says what it did", () => {
  it("a capability that there is not is a mistake, and those that there are are named", async () => {
    const subject = { ...inMemory, capabilities: ["handles", "durable" as "durability"] } as const
    const mistake =
      "memory declares `durable`, and there is no such capability: there are `handles`, `tenants`, `durability`, `processes`, `heldTransaction`, `failedWrite`"
    await expect(check(subject)).rejects.toThrow(mistake)
    const runner = Object.assign(() => {}, { skip: () => {} })
    expect(() => storeContract({ describe: (_, run) => run(), it: runner }, subject)).toThrow(mistake)
  })

  it("a runner is told how long a test may take, so that its own limit does not come first", () => {
    const limits = new Set<number | undefined>()
    const it: Runner["it"] = Object.assign((_: string, __: unknown, limit?: number) => void limits.add(limit), {
      skip: () => {}
    })
    storeContract({ describe: (_, run) => run(), it }, inMemory)
    storeContract({ describe: (_, run) => run(), it }, inMemory, { seconds: 1 })
    expect([...limits].map((limit) => limit! > 60_000)).toEqual([true, false])
    expect(Math.min(...[...limits].map((limit) => limit!))).toBeGreaterThan(1000)
  })

  it("Node's own runner takes the contract as it is", async () => {
    const runner = (of: typeof import("node:test")): Runner => of
    expect(runner).toBeDefined()
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--conditions=@goodfaith/source", "--test-reporter=tap", "test/store/kit.node.ts"],
      { cwd: new URL("../..", import.meta.url), env }
    )
    const declared = requirements.filter(({ needs }) => needs === undefined || inMemory.capabilities.includes(needs))
    expect(stdout).toContain(`# pass ${declared.length}\n`)
    expect(stdout).toContain(`# skipped ${requirements.length - declared.length}\n`)
    expect(stdout).toContain("# fail 0\n")
  }, 60_000)

  it("only what was asked for is run, and a requirement that is not known is a mistake", async () => {
    const findings = await check(inMemory, { only: ["list.twice", "empty.stream"] })
    expect(findings.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["empty.stream", "kept"],
      ["list.twice", "kept"]
    ])
    await expect(check(inMemory, { only: ["list.thrice"] })).rejects.toThrow("there is no requirement `list.thrice`")
  })

  it("a store that never answers is broken, and not waited for for ever", async () => {
    const never: typeof inMemory = {
      ...inMemory,
      place: async () => ({
        open: async () => ({ ...memory({ in: newMemory() }), append: () => new Promise(() => {}) })
      })
    }
    const findings = await check(never, { only: ["batch.whole"], seconds: 0.05 })
    expect(findings[0]?.why).toBe("it did not end within 0.05 seconds")
  })

  const never = () => new Promise<never>(() => {})
  const clearing: ReadonlyArray<readonly [string, (of: Place) => Partial<Place>, string]> = [
    ["closing", () => ({ open: async () => ({ ...memory(), close: never }) }), "closing did not end"],
    ["removing", () => ({ remove: never }), "removing the place did not end"],
    ["releasing", () => ({ hold: async () => ({ release: never }) }), "releasing what was held did not end"],
    ["opening", () => ({ open: never }), "closing did not end"]
  ]
  for (const [what, change, late] of clearing)
    it(`${what} that never ends is not waited for for ever, and is part of the finding`, async () => {
      const subject: typeof inMemory = {
        ...inMemory,
        capabilities: ["heldTransaction"],
        place: async () => {
          const place = { open: async () => memory(), hold: async () => ({ release: async () => {} }) }
          return { ...place, ...change(place) }
        }
      }
      const [kept] = await check(subject, { only: ["batch.whole"], seconds: 0.2 })
      if (what === "closing" || what === "removing") expect(kept?.why).toBe(`${late} within 0.2 seconds`)
      const [broken] = await check(subject, { only: ["held.unseen"], seconds: 0.2 })
      expect(broken?.why).toMatch(new RegExp(`., and ${late} within 0.2 seconds$`))
    })

  it("a place that is never made is not waited for for ever", async () => {
    const [finding] = await check({ ...inMemory, place: never }, { only: ["batch.whole"], seconds: 0.05 })
    expect(finding?.why).toBe("a new place was not made within 0.05 seconds")
  })

  it("another process that never opens is ended", async () => {
    const pids = mkdtempSync(join(tmpdir(), "goodfaith-"))
    const module = `data:text/javascript,import { writeFileSync } from "node:fs"
      export const open = (folder) => { writeFileSync(folder + "/" + process.pid, ""); return new Promise(() => {}) }`
    const subject: typeof inMemory = {
      ...inMemory,
      capabilities: ["processes"],
      place: async () => ({
        open: async () => memory(),
        elsewhere: { module: module.replaceAll("\n", "%0A"), argument: pids }
      })
    }
    const [finding] = await check(subject, { only: ["processes.once"], seconds: 1 })
    expect(finding?.why).toMatch(/^it did not end within 1 seconds, and closing did not end/)
    const children = readdirSync(pids).map(Number)
    expect(children.length).toBe(3)
    for (const pid of children) expect(() => process.kill(pid, 0)).toThrow("ESRCH")
    rmSync(pids, { recursive: true })
  })

  it("a place is cleared up whatever happens: held writes are released, handles closed", async () => {
    const done: Array<string> = []
    const subject: typeof inMemory = {
      ...inMemory,
      place: async () => ({
        open: async () => ({ ...memory(), close: async () => void done.push("closed") }),
        hold: async () => ({ release: async () => void done.push("released") }),
        remove: async () => void done.push("removed")
      })
    }
    const failing = inPlace(subject, async ({ open, hold }) => {
      await Promise.all([open(), open(), hold()])
      throw new Error("a bug of its own")
    })
    await expect(failing).rejects.toThrow("a bug of its own")
    expect(done).toEqual(["released", "closed", "closed", "removed"])
  })

  it("any runner with `describe`, `it` and `it.skip` gets a test for each requirement, and sees what is not declared", async () => {
    const [tests, skipped]: [Array<string>, Array<string>] = [[], []]
    const it: Runner["it"] = Object.assign((name: string) => void tests.push(name), {
      skip: (name: string) => void skipped.push(name)
    })
    storeContract({ describe: (_, run) => run(), it }, { ...inMemory, capabilities: ["handles"] })
    expect(tests.length + skipped.length).toBe(requirements.length)
    expect(
      skipped.every((name) =>
        /\(not declared: (tenants|durability|processes|heldTransaction|failedWrite)\)$/.test(name)
      )
    ).toBe(true)
    expect(tests[0]).toMatch(/^empty\.stream: A stream that nothing was appended to is empty/)
  })

  it("a host can let writers quarrel and processes be killed for as long as it likes", () =>
    inPlace(inSqlite, async ({ open, openElsewhere }) => {
      const { flaws, answers, events } = await quarrel([await open(), await open()], await open(), {
        lists: 8,
        seed: 42
      })
      expect(flaws).toEqual([])
      expect(answers["Appended"]).toBeGreaterThan(10)
      expect(events).toBeGreaterThan(10)
      const { acknowledged, lost, torn, again } = await crash({ open, openElsewhere }, { rounds: 2, seed: 42 })
      expect(acknowledged).toBeGreaterThan(0)
      expect([lost, torn, again]).toEqual([[], [], []])
    }))
})
