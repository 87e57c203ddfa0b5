import { execFile } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { memory, memoryKeys, newMemory } from "goodfaith/memory"
import { type Goodfaith, open, termsRef } from "goodfaith/promise"
import { sqlite, sqliteKeys } from "goodfaith/sqlite"
import { commercial } from "goodfaith/terms/ready"
import { says, type Terms } from "goodfaith/terms"
import { amsterdam, type Calendar, nlOffice, Span, type Zone } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { sourceCondition } from "../../scripts/entries.ts"
import { announcing, clockAt, done, host, newFolder, place, recording, sending, textsIn } from "./host.ts"

const run = promisify(execFile)
const script = fileURLToPath(new URL("host.mjs", import.meta.url))

describe("the process ends, and another one goes on", () => {
  it("in plain Node, without Effect: everything said is known again, and saying it again changes nothing", async () => {
    const folder = newFolder()
    const events = join(folder, "trust.db")
    const start = async (which: "first" | "again") => {
      const { stdout } = await run(process.execPath, [
        `--conditions=${sourceCondition}`,
        script,
        events,
        join(folder, "keys.db"),
        which
      ])
      return JSON.parse(stdout)
    }
    const first = await start("first")
    expect(first).toMatchObject({
      said: Array.from({ length: 9 }, () => "Receipt"),
      told: { _tag: "Receipt", commandId: "chg-7", events: ["listing/main@3"] },
      reacted: { events: 2, refused: [] },
      agenda: [{ change: "chg-7", why: "first", names: ["Jo Meijer"] }],
      gate: {
        answer: "shut",
        opens: "2026-05-02T22:00:00.000Z",
        quote: "Before the day from which a change is announced to hold, it is shut."
      },
      name: "Jo Meijer"
    })
    const written = await textsIn(events)
    const again = await start("again")
    expect(again).toEqual({
      ...first,
      said: Array.from({ length: 3 }, () => "Receipt"),
      reacted: { commands: 0, events: 0, refused: [] },
      agenda: []
    })
    // The sending itself is news to the reaction, so it notes how far it has read; nothing else is written.
    const added = (await textsIn(events)).slice(written.length)
    expect(added.map((text) => JSON.parse(text).header.type)).toEqual(["reaction/CheckpointMoved"])

    // Nothing that a person said or is called stands in the store, in any of its files.
    for (const file of readdirSync(folder).filter((name) => name.startsWith("trust.db"))) {
      const bytes = readFileSync(join(folder, file))
      for (const plain of ["Jo Meijer", "Meijer", "jo@c42.example"])
        expect(bytes.includes(plain), `${plain} in ${file}`).toBe(false)
    }
  })

  it("a command asked again under its id gets its first receipt, whatever happened in between", async () => {
    const folder = newFolder()
    const start = async () => {
      const keys = sqliteKeys(join(folder, "keys.db"))
      return {
        keys,
        gf: await open({ store: sqlite(join(folder, "trust.db")), keys, terms: [commercial], calendars: [nlOffice] })
      }
    }
    const stop = async ({ gf, keys }: Awaited<ReturnType<typeof start>>) => {
      await gf.close()
      await keys.close()
    }
    const told = async (gf: Goodfaith) => {
      const says = host(gf)
      await says.publishes()
      await says.signs("c42")
      await says.announces()
      await gf.react()
      return [await says.sends("c42"), await says.names("c42", "second", "Sam Visser")]
    }
    const first = await start()
    const receipts = await told(first.gf)
    // Somebody else goes on: the contact is gone, and the agreement too.
    await done(first.gf.client("c42").do({ _tag: "RemoveContact", contact: "second", at: sending }, { actor: "dpo-2" }))
    await done(first.gf.client("c42").do({ _tag: "EndDpa", dpa: "dpa", at: sending }, { actor: "dpo-2" }))
    await stop(first)
    const second = await start()
    expect(await told(second.gf)).toEqual(receipts)
    const other = await second.gf
      .client("c42")
      .do(
        { _tag: "BeginUse", of: "product", id: "other", at: sending },
        { actor: "dpo-1", commandId: receipts[1]!.commandId }
      )
    expect(other).toMatchObject({
      _tag: "Refused",
      refusal: { _tag: "SameIdOtherCommand", message: expect.stringContaining("ask under a new id") }
    })
    await stop(second)
  })
})

// -- What was pinned stays pinned. ----------------------------------------------------------------------------------------

const [duty] = commercial.duties
const [row] = duty!.rows
/** Ten working days' notice before access, by the office calendar. */
const tenWorkingDays: Terms = {
  ...commercial,
  name: "ten-working-days",
  duties: [
    {
      ...duty!,
      rows: [
        {
          ...row,
          advanceNotice: says(
            { period: Span.workingDays(10, nlOffice.name, Span.plain), before: "access" },
            duty!.source
          )
        }
      ]
    }
  ]
}

/** The same name, and one more day on which nobody works. */
const decreed: Calendar = {
  ...nlOffice,
  version: `${nlOffice.version}-decreed`,
  holidays: [...nlOffice.holidays, { on: "2026-04-07" as const, name: "A day off by decree" }].sort((a, b) =>
    a.on < b.on ? -1 : 1
  )
}

describe("a later edit makes nothing worse that was stated", () => {
  const told = async (calendar: Calendar | undefined) => {
    const kept = newMemory()
    const keys = memoryKeys()
    const opened = (calendars: ReadonlyArray<Calendar>, terms: ReadonlyArray<Terms> = []) =>
      open({ store: memory({ in: kept }), keys, terms, calendars, clock: clockAt(recording) })
    const gf = await opened([nlOffice], [tenWorkingDays])
    const says = host(gf)
    await says.publishes()
    await says.signs("c42", undefined, tenWorkingDays)
    await says.signs("c43", undefined, tenWorkingDays)
    await says.announces()
    await says.binds()
    await gf.react()
    await says.sends("c42")
    await gf.close()
    const later = await opened(calendar === undefined ? [] : [calendar])
    const goesOn = host(later, "later")
    await goesOn.bounces("c42")
    await goesOn.sends("c42", "l-2")
    await goesOn.sends("c43")
    const statedTo = async (client: string) =>
      (await later.consultation("chg-7", client).state()).state.notice.letters.map(({ sent }) => ({
        accessFrom: sent.value.stated.accessFrom,
        calendar: later.world().then((world) => world.calendar(sent.value.stated.calendars[0]!)?.value.version)
      }))
    const settled = async (client: string) =>
      Promise.all(
        (await statedTo(client)).map(async ({ accessFrom, calendar }) => ({ accessFrom, calendar: await calendar }))
      )
    return { c42: await settled("c42"), c43: await settled("c43") }
  }
  const old = { accessFrom: "2026-04-17T22:00:00.000Z", calendar: nlOffice.version }

  it("terms and calendars are kept: a start that gives none states the same", async () => {
    expect(await told(undefined)).toEqual({ c42: [old, old], c43: [old] })
  })

  it("an edited calendar of the same name is used for new cases, and changes nothing in a case that has begun", async () => {
    expect(await told(decreed)).toEqual({
      c42: [old, old],
      c43: [{ accessFrom: "2026-04-20T22:00:00.000Z", calendar: decreed.version }]
    })
  })
})

describe("what a host has given counts until it gives something else", () => {
  const seen = async (
    ...starts: ReadonlyArray<{ readonly calendars?: ReadonlyArray<Calendar>; readonly zones?: ReadonlyArray<Zone> }>
  ) => {
    const { opened } = place()
    let versions: unknown
    for (const { calendars = [], zones = [] } of starts) {
      const gf = await opened({ calendars, zones })
      const world = await gf.world()
      versions = {
        calendar: world.calendar(nlOffice.name)?.value.version,
        zone: world.zone(amsterdam.name)?.value.version
      }
      await gf.close()
    }
    return versions
  }
  const ownZone: Zone = { ...amsterdam, version: "own" }

  it("a calendar", async () => {
    expect(await seen({})).toEqual({ calendar: undefined, zone: amsterdam.version })
    expect(await seen({ calendars: [nlOffice] }, {})).toMatchObject({ calendar: nlOffice.version })
    expect(await seen({ calendars: [nlOffice] }, { calendars: [decreed] }, {})).toMatchObject({
      calendar: decreed.version
    })
  })

  it("a zone table of its own, which the one that comes along does not push aside at the next start", async () => {
    expect(await seen({ zones: [ownZone] }, {})).toMatchObject({ zone: "own" })
    expect(await seen({}, { zones: [ownZone] }, {}, {})).toMatchObject({ zone: "own" })
  })

  it("what one process pins, another one that is open knows at its next question", async () => {
    const { opened } = place()
    const [one, other] = [await opened({ terms: [] }), await opened({ terms: [tenWorkingDays] })]
    expect(
      await one
        .client("c42")
        .do(
          { _tag: "ExecuteDpa", dpa: "d", paper: "own", terms: termsRef(tenWorkingDays), at: announcing },
          { actor: "dpo-1" }
        )
    ).toMatchObject({ _tag: "Receipt" })
    await other.close()
  })
})

describe("what makes no sense when opening is said at once, and the store is closed", () => {
  it("terms and calendars", async () => {
    const store = memory()
    const opening = open({ store, calendars: [{ ...nlOffice, from: "soon" as never, weekend: [7 as never] }] })
    await expect(opening).rejects.toMatchObject({
      _tag: "NotAcceptable",
      problems: [{ path: "calendars[0].from" }, { path: "calendars[0].weekend[0]" }]
    })
    await expect(store.revision("listing/main")).rejects.toMatchObject({ kind: "closed" })
  })
})
