/** Crashes, and several handles at once: whatever happens in between, it ends as if one had done it all in peace. */
import * as fc from "fast-check"
import { memory, newMemory } from "goodfaith/memory"
import { type Goodfaith, open } from "goodfaith/promise"
import { sqlite, sqliteKeys } from "goodfaith/sqlite"
import { type Store, StoreFault } from "goodfaith/store"
import { commercial } from "goodfaith/terms/ready"
import { nlOffice } from "goodfaith/time"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { announcing, clockAt, consultationsIn, host, newFolder, recording, signing, textsIn } from "../facade/host.ts"

const clock = clockAt(recording)

/** Three clients and two changes are known, and nobody has reacted yet. Every id is the story's own, so all tellings are the same. */
const told = async () => {
  const kept = newMemory()
  const gf = await open({ store: memory({ in: kept }), terms: [commercial], calendars: [nlOffice], clock })
  const says = host(gf)
  await says.publishes()
  for (const client of ["c1", "c2"]) {
    await says.executes(client)
    await says.uses(client)
  }
  await says.announces("chg-1", "aws-eu")
  await says.announces("chg-2", "azure-eu")
  await says.executes("c3", announcing)
  return {
    kept,
    opened: (wrapped: (store: Store) => Store = (it) => it) => open({ store: wrapped(memory({ in: kept })), clock })
  }
}

const inPeace = async () => {
  const { kept, opened } = await told()
  const gf = await opened()
  await gf.react()
  return { consultations: await consultationsIn(memory({ in: kept })), gf }
}

/** A store whose n-th append, counted from 1 on, is where the machine stops: before it was written, or after. */
const stoppingAt =
  (n: number, when: "before" | "after", counting: { appends: number }) =>
  (store: Store): Store => ({
    ...store,
    append: async (request) => {
      counting.appends += 1
      if (counting.appends === n && when === "before") throw new StoreFault("broken", "the machine stopped")
      const answer = await store.append(request)
      if (counting.appends === n) throw new StoreFault("broken", "the machine stopped")
      return answer
    }
  })

describe("a crash between any two commands of a reaction", () => {
  const appends = async () => {
    const counting = { appends: 0 }
    const { opened } = await told()
    await (await opened(stoppingAt(0, "before", counting))).react()
    return counting.appends
  }
  const after = async (
    n: number,
    when: "before" | "after",
    goesOn: (crashed: Goodfaith, opened: () => Promise<Goodfaith>) => Promise<Goodfaith>
  ) => {
    const { kept, opened } = await told()
    const crashed = await opened(stoppingAt(n, when, { appends: 0 }))
    await expect(crashed.react()).rejects.toThrow("the machine stopped")
    const gf = await goesOn(crashed, opened)
    await gf.react()
    expect(await gf.react()).toEqual({ commands: 0, events: 0, refused: [] })
    return consultationsIn(memory({ in: kept }))
  }

  it("leaves everything as if there had been none, when another process asks again", async () => {
    const total = await appends()
    expect(total).toBe(7)
    const { consultations } = await inPeace()
    for (let n = 1; n <= total; n++) {
      for (const when of ["before", "after"] as const)
        expect(await after(n, when, (_, opened) => opened()), `${when} append ${n}`).toEqual(consultations)
    }
  })

  it("leaves everything as if there had been none, when the same handle asks again", async () => {
    const { consultations } = await inPeace()
    for (let n = 1; n <= (await appends()); n++) {
      for (const when of ["before", "after"] as const)
        expect(await after(n, when, async (crashed) => crashed), `${when} append ${n}`).toEqual(consultations)
    }
  })

  it("and when more is said before it is asked again, everybody is told still", async () => {
    const { opened } = await told()
    const crashed = await opened(stoppingAt(3, "before", { appends: 0 }))
    await expect(crashed.react()).rejects.toThrow("the machine stopped")
    const gf = await opened()
    await host(gf, "more")
      .signs("c4", announcing)
      .catch(() => {})
    await host(gf, "other").executes("c5", announcing)
    await gf.react()
    const agenda = await gf.agenda()
    expect(agenda.map(({ client, change }) => `${client} ${change}`).sort()).toEqual(
      ["c1", "c2", "c3", "c4", "c5"].flatMap((client) => [`${client} chg-1`, `${client} chg-2`])
    )
  })
})

/** Every question and every answer takes as long as the scheduler pleases. */
const slowly =
  (scheduler: fc.Scheduler) =>
  (store: Store): Store => {
    const slow =
      <Args extends ReadonlyArray<any>, A>(name: string, ask: (...args: Args) => Promise<A>) =>
      async (...args: Args): Promise<A> => {
        await scheduler.schedule(Promise.resolve(), `${name} goes`)
        const answer = await ask(...args)
        await scheduler.schedule(Promise.resolve(), `${name} comes back`)
        return answer
      }
    return {
      ...store,
      append: slow("append", store.append),
      readStream: slow("readStream", store.readStream),
      readAll: slow("readAll", store.readAll)
    }
  }

describe("several handles react at the same time", () => {
  it("each duty arises once, and the record is the one that a single handle makes", async () => {
    const { consultations } = await inPeace()
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 3 }), async (scheduler, handles) => {
        const { kept, opened } = await told()
        const opening = Promise.all(Array.from({ length: handles }, () => opened(slowly(scheduler))))
        await scheduler.waitFor(opening)
        const reacting = Promise.all((await opening).map((gf) => gf.react()))
        await scheduler.waitFor(reacting)
        await reacting
        expect(await consultationsIn(memory({ in: kept }))).toEqual(consultations)
      }),
      { numRuns: 150 }
    )
  })

  it("also while clients sign and changes are announced: nobody is passed over, and nothing arises twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { kept, opened } = await told()
        const opening = Promise.all([opened(slowly(scheduler)), opened(slowly(scheduler))])
        await scheduler.waitFor(opening)
        const [one, other] = await opening
        const working = Promise.all([
          one.react().then(() => one.react()),
          other.react().then(() => other.react()),
          host(one, "one").executes("c4", announcing),
          host(other, "other").announces("chg-3", "gcp-eu"),
          host(other, "uses").uses("c3", "sign", announcing)
        ])
        await scheduler.waitFor(working)
        await working
        const gf = await opened()
        await gf.react()
        const arisen = Object.entries(await consultationsIn(memory({ in: kept }))).map(
          ([stream, texts]) => [stream, texts.map((text) => JSON.parse(text).header.type)] as const
        )
        expect(Object.fromEntries(arisen)).toEqual(
          Object.fromEntries(
            ["chg-1", "chg-2", "chg-3"].flatMap((change) =>
              ["c1", "c2", "c3", "c4"].map((client) => [
                `consultation/${change}/${client}`,
                ["consultation/CaseOpened", "consultation/DutyArose"]
              ])
            )
          )
        )
      }),
      { numRuns: 150 }
    )
  })

  it("on one file", async () => {
    const folder = newFolder()
    const keys = sqliteKeys(join(folder, "keys.db"))
    const opened = () =>
      open({ store: sqlite(join(folder, "trust.db")), keys, terms: [commercial], calendars: [nlOffice], clock })
    const [one, other] = [await opened(), await opened()]
    const says = host(one)
    await says.publishes()
    for (const client of ["c1", "c2", "c3", "c4"]) await says.signs(client)
    await says.announces()
    await Promise.all([one.react(), other.react(), says.announces("chg-8", "azure-eu"), other.react(), one.react()])
    await one.react()
    const types = (await textsIn(join(folder, "trust.db"))).map((text) => JSON.parse(text).header.type)
    expect(types.filter((type) => type === "consultation/DutyArose")).toHaveLength(8)
    expect(
      await Promise.all(
        (await other.agenda()).map(({ client, change }) => other.verify(`consultation/${change}/${client}`))
      )
    ).toEqual(Array.from({ length: 8 }, () => []))
    await one.close()
    await other.close()
    await keys.close()
  })
})

describe("what stands in other streams may change between reading it and writing down what follows", () => {
  it("then at most a duty is on record that ended meanwhile: nothing is sent for it, and the gate looks for itself", async () => {
    const { opened } = await told()
    let goOn = () => {}
    const waiting = new Promise<void>((resolve) => (goOn = resolve))
    let reached = () => {}
    const atTheStore = new Promise<void>((resolve) => (reached = resolve))
    const slow = await opened((store) => ({
      ...store,
      append: async (request) => {
        reached()
        await waiting
        return store.append(request)
      }
    }))
    const reacting = slow.react()
    await atTheStore
    const other = await opened()
    await host(other, "other").ends("c1", signing)
    await other.react()
    goOn()
    await reacting
    const gf = await opened()
    expect((await gf.agenda()).map(({ client }) => client)).not.toContain("c1")
    const gate = await gf.gate({ engagement: "aws-eu", client: "c1", at: "2026-07-01T00:00:00Z" })
    expect([gate.answer, gate.because[0].clause.id]).toEqual(["notGoverned", "gate.agreement-in-force"])
  })
})

describe("what a store withholds for a write that has not ended", () => {
  /** A store that gives only the first so many of all events, until it may give the rest. */
  const withholding = (store: Store, given: () => number): Store => ({
    ...store,
    readAll: async (page = {}) => {
      const whole = await store.readAll({ limit: 100_000 })
      if (whole._tag === "OtherEpoch") return whole
      const visible = whole.events.slice(0, given())
      const behind = visible.filter(({ position }) => page.after === undefined || position > page.after)
      return {
        _tag: "Page",
        events: behind,
        position: behind.at(-1)?.position ?? page.after ?? whole.position.replace(/\d+$/, "0".repeat(16)),
        more: false,
        withheld: whole.events.length - visible.length
      }
    }
  })

  it("is told by the reaction, and looked at when it is given", async () => {
    const { kept, opened } = await told()
    let given = 100_000
    const all = await memory({ in: kept }).readAll()
    const gf = await opened((store) => withholding(store, () => given))
    given = all._tag === "Page" ? all.events.length - 3 : 0
    const before = await gf.react()
    expect(before.withheld).toBeGreaterThan(0)
    given = 100_000
    const then = await gf.react()
    expect(then.withheld).toBe(undefined)
    expect(then.commands).toBeGreaterThan(0)
    // What caused each look may differ, for less was known when somebody looked first. Who is owed what does not.
    const owed = (consultations: Readonly<Record<string, ReadonlyArray<string>>>) =>
      Object.entries(consultations).map(([stream, texts]) => [stream, texts.map((text) => JSON.parse(text).event)])
    expect(owed(await consultationsIn(memory({ in: kept })))).toEqual(owed((await inPeace()).consultations))
  })
})
