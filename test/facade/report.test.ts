/** Reports through the door: a policy is kept, reports are named and compared, what is personal is sealed. */
import * as Effect from "effect/Effect"
import { Disclosure, Goodfaith } from "goodfaith"
import { memory, memoryKeys } from "goodfaith/memory"
import { type Goodfaith as Handle, open, policyRef } from "goodfaith/promise"
import { amsterdam, dutchStatutory, nlOffice } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { day, hours, policy, receive, said } from "../reporting.ts"

const terms = policy({ initially: said({ period: hours(24 * 90), from: "received" }) })
const by = { actor: "cert-1" }
const command = (report: string, at: string = day(0)) => ({
  ...receive(),
  report,
  policy: policyRef(terms),
  reporter: { as: "pseudonym", person: "p1", name: "Zero Cool", reach: "zero@example.org" } as const,
  fields: [{ field: "description", words: "a form takes any name" }] as const,
  at
})
const receipt = async (outcome: Promise<unknown>) => expect(await outcome).toMatchObject({ _tag: "Receipt" })
const refused = async (outcome: ReturnType<ReturnType<Handle["report"]>["do"]>, tag: string) =>
  expect(await outcome).toMatchObject({ _tag: "Refused", refusal: { _tag: tag } })

describe("a report through the door", () => {
  it("is received under a policy that is kept in the store, also for a later start that gives none", async () => {
    const store = memory()
    const keys = memoryKeys()
    const first = await open({ store, keys, disclosure: [terms] })
    await receipt(first.report("r1").do(command("r1"), by))
    const gf = await open({ store, keys })
    expect((await gf.world()).policy(policyRef(terms))).toEqual(terms)
    expect((await gf.completeness("r1"))?.answer.complete).toBe(false)
    expect(await gf.completeness("r9")).toBeUndefined()
    await expect(gf.completeness("R 1")).rejects.toThrow("the question makes no sense")
    const { state } = await gf.report("r1").state()
    expect(state.embargo.agreed?.value).toMatchObject({ until: day(90), how: "silence" })
    expect(await gf.verifyAll()).toMatchObject({ flaws: [] })
  })

  it("keeps who reported it sealed, and forgets them when asked to", async () => {
    const gf = await open({ store: memory(), keys: memoryKeys(), disclosure: [terms] })
    await receipt(gf.report("r1").do(command("r1"), by))
    const { received } = (await gf.report("r1").state()).state.handling
    expect(JSON.stringify(received)).not.toMatch(/Zero|zero@|any name/)
    const shown = async () => {
      const opened = await gf.open(received!.value)
      return { reporter: opened.reporter, words: opened.fields[0]?.words }
    }
    expect(await shown()).toMatchObject({ reporter: { name: "Zero Cool" }, words: "a form takes any name" })
    await gf.forget("person:p1")
    expect(await shown()).toMatchObject({
      reporter: { name: { _tag: "Erased" }, reach: { _tag: "Erased" } },
      words: "a form takes any name"
    })
  })

  it("judges conduct by the version in force when somebody acted, or the one at receipt where it is kinder", async () => {
    const harbour = (level: "none" | "noAction") =>
      said({ level, against: level === "none" ? [] : (["criminal"] as const), tellsThirdParties: false })
    const harsh = policy({}, { title: "harsh", safeHarbour: harbour("none") })
    const kind = policy({}, { title: "kind", safeHarbour: harbour("noAction") })
    const keys = memoryKeys()
    const store = memory()
    const gf = await open({ store, keys, disclosure: [harsh, kind] })
    const step = (acted: string) => ({ kind: "criminal", acted, at: day(60) }) as const
    expect(await gf.mayTakeLegalStep({ policy: "seed", ...step(day(0)) })).toBeUndefined()
    const publish = (terms: Disclosure.DisclosureTerms, at: string) =>
      receipt(gf.policy(policyRef(terms)).do({ _tag: "PublishDisclosureTerms", at }, by))
    await publish(kind, day(0))
    await publish(harsh, day(20))
    const unreported = async (acted: string) => (await gf.mayTakeLegalStep({ policy: "seed", ...step(acted) }))?.answer
    expect([await unreported(day(10)), await unreported(day(30)), await unreported(day(-1))]).toEqual([
      "no",
      "yes",
      undefined
    ])
    // The report came under the harsher version; what was done under the kinder one stays in its harbour.
    await receipt(gf.report("r1").do({ ...command("r1", day(25)), policy: policyRef(harsh) }, by))
    const reported = async (acted: string) => gf.mayTakeLegalStep({ report: "r1", ...step(acted) })
    expect([(await reported(day(10)))?.answer, (await reported(day(22)))?.answer]).toEqual(["no", "yes"])
    const cited = (await reported(day(10)))!.because.flatMap(({ facts }) => facts)
    expect(cited).toContain(`policy/${policyRef(kind).slice("policy:".length)}@1`)
    // And whoever acted under the harsher one and reported under the kinder one is in the kinder one's.
    await publish(kind, day(40))
    await receipt(gf.report("r2").do({ ...command("r2", day(41)), policy: policyRef(kind) }, by))
    expect((await gf.mayTakeLegalStep({ report: "r2", ...step(day(30)) }))?.answer).toBe("no")
    expect(await gf.mayTakeLegalStep({ report: "r9", ...step(day(30)) })).toBeUndefined()
    await expect(gf.mayTakeLegalStep({ report: "R 9", ...step("soon") })).rejects.toMatchObject({
      problems: [{ path: "report" }, { path: "acted" }]
    })
    const again = await open({ store, keys })
    expect((await again.mayTakeLegalStep({ report: "r1", ...step(day(10)) }))?.answer).toBe("no")
  })

  it("says whether a name or words may be passed on, before anybody does", async () => {
    const gf = await open({ store: memory(), keys: memoryKeys(), disclosure: [terms] })
    await receipt(gf.report("r1").do(command("r1"), by))
    const name = { report: "r1", to: "police", parts: ["name"], needed: ["name"], at: day(1) } as const
    expect((await gf.mayDiscloseIdentity({ ...name, basis: "consent" }))?.answer).toEqual({
      _tag: "No",
      lacks: ["consent"]
    })
    expect((await gf.mayDiscloseIdentity({ ...name, basis: "law", reference: "Sv 126nd" }))?.answer._tag).toBe("Yes")
    const words = {
      report: "r1",
      to: "upstream",
      basis: "sectorCert",
      reference: "csirt-7",
      part: "summary",
      needed: "summary"
    } as const
    expect((await gf.mayShareContent({ ...words, at: day(1) }))?.answer._tag).toBe("Undetermined")
    expect(await gf.mayShareContent({ ...words, report: "r9", at: day(1) })).toBeUndefined()
  })

  it("knows which of two came first, and names what is wrong", async () => {
    const gf = await open({ store: memory(), keys: memoryKeys(), disclosure: [terms] })
    await receipt(gf.report("r1").do(command("r1", day(1)), by))
    await receipt(gf.report("r2").do(command("r2", day(0)), by))
    await receipt(gf.report("r3").do(command("r3", day(1)), by))
    const link = (of: string) => ({ _tag: "LinkDuplicate", of, by: "cert-1", at: day(2) }) as const
    await refused(gf.report("r2").do(link("r1"), by), "NotEarlier")
    await receipt(gf.report("r1").do(link("r2"), by))
    await refused(gf.report("r3").do(link("r1"), by), "IsADuplicate")
    await receipt(gf.report("r3").do(link("r2"), by))
    await refused(gf.report("r4").do(command("r5"), by), "OtherReport")
    await refused(gf.report("r4").do({ ...command("r4"), policy: "policy:gone" }, by), "UnknownPolicy")
    expect(await gf.verify("report/r1")).toEqual([])
  })

  it("says what is owed to its reporter now", async () => {
    const { seed } = Disclosure.ready
    let at = day(1)
    const store = { store: memory(), keys: memoryKeys(), calendars: [dutchStatutory, nlOffice], zones: [amsterdam] }
    const gf = await open({ ...store, disclosure: [seed], clock: () => Date.parse(at) })
    await receipt(gf.report("r1").do({ ...command("r1"), policy: policyRef(seed) }, by))
    const respond = async () => (await gf.promises("r1"))?.find((it) => it.promise === "respond")?.status.answer._tag
    expect(await respond()).toBe("Open")
    at = day(30)
    expect(await respond()).toBe("Breached")
    expect(await gf.promises("r9")).toBeUndefined()
    await expect(gf.promises("R 1")).rejects.toThrow("the question makes no sense")
  })

  it("shows the security desk, and what is due until a day", async () => {
    const { seed } = Disclosure.ready
    let at = day(1)
    const gf = await open({
      store: memory(),
      keys: memoryKeys(),
      calendars: [dutchStatutory, nlOffice],
      disclosure: [seed],
      clock: () => Date.parse(at)
    })
    expect(await gf.reportsDesk()).toMatchObject({ reports: [], promises: [] })
    for (const id of ["r1", "r2"]) await receipt(gf.report(id).do({ ...command(id), policy: policyRef(seed) }, by))
    const desk = await gf.reportsDesk()
    expect(desk.reports.map(({ report, days }) => [report, days])).toEqual([
      ["r1", 1],
      ["r2", 1]
    ])
    expect(desk.promises.map(({ report, promise, stands }) => [report, promise, stands])).toContainEqual([
      "r2",
      "respond",
      "open"
    ])
    const due = async (until: string) =>
      (await gf.reportsDue({ until })).filter((it) => it.due !== "open").map(({ report }) => report)
    expect(await due("2026-11-25")).toEqual([])
    expect(await due("2026-11-26")).toEqual(["r1", "r2"])
    at = day(9)
    expect((await gf.reportsDesk()).reports.map(({ overdue }) => overdue)).toEqual([1, 1])
    await expect(gf.reportsDue({ until: "soon" })).rejects.toThrow("soon")
    expect(JSON.stringify([desk, await gf.open(await gf.reportsDesk())])).not.toMatch(/Zero|zero@/)
  })

  it("shows one report to its reporter, with their own words opened, and to whoever works on it", async () => {
    const { seed } = Disclosure.ready
    const store = { store: memory(), keys: memoryKeys(), calendars: [dutchStatutory, nlOffice], disclosure: [seed] }
    const gf = await open({ ...store, clock: () => Date.parse(day(1)) })
    await receipt(gf.report("r1").do({ ...command("r1"), policy: policyRef(seed) }, by))
    const view = await gf.reportForReporter("r1")
    expect(view?.owed[0]).toMatchObject({ promise: "respond", stands: "Open", due: { on: "2026-11-26" } })
    expect(JSON.stringify(view)).not.toMatch(/Zero|any name/)
    expect((await gf.open(view!)).gave[0]?.fields).toEqual([{ field: "description", words: "a form takes any name" }])
    expect(await gf.reportForDesk("r1")).toMatchObject({
      stage: "Received",
      reporter: { as: "pseudonym", person: "p1" }
    })
    expect([await gf.reportForReporter("r9"), await gf.reportForDesk("r9")]).toEqual([undefined, undefined])
    await expect(gf.reportForReporter("R 1")).rejects.toThrow("the question makes no sense")
  })

  it("a policy that is none is told when opening", async () => {
    await expect(open({ store: memory(), disclosure: [{ ...terms, zone: 1 } as never] })).rejects.toThrow(
      "`disclosure[0].zone`: expected the name of a zone"
    )
  })

  it("the door with Effect answers the same", async () => {
    const asked = Effect.gen(function* () {
      const gf = yield* Goodfaith
      yield* gf.report("r1").do(command("r1", day(-5)), by)
      expect(yield* gf.promises("r1")).toEqual([])
      expect((yield* gf.reportsDesk()).reports).toHaveLength(1)
      expect([(yield* gf.reportForReporter("r1"))?.stage, (yield* gf.reportForDesk("r1"))?.stage]).toEqual([
        "Received",
        "Received"
      ])
      expect((yield* gf.reportsDue({ until: "2026-12-31" })).length).toBeGreaterThan(0)
      return yield* gf.completeness("r1")
    })
    const layer = Goodfaith.layer({ store: memory(), keys: memoryKeys(), disclosure: [terms] })
    expect((await Effect.runPromise(asked.pipe(Effect.provide(layer))))?.answer.complete).toBe(false)
  })
})

describe(Disclosure.rules.publicWithItsOriginal.clause.quote, () => {
  it("shares with its duplicates when it became public, whichever of them it was learned of, and once", async () => {
    const gf = await open({ store: memory(), keys: memoryKeys(), disclosure: [terms] })
    for (const [id, n] of [
      ["r1", 0],
      ["r2", 1],
      ["r3", 2],
      ["r4", 3]
    ] as const)
      await receipt(gf.report(id).do(command(id, day(n)), by))
    const link = (id: string) => gf.report(id).do({ _tag: "LinkDuplicate", of: "r1", by: "cert-1", at: day(4) }, by)
    await receipt(link("r2"))
    await receipt(gf.report("r2").do({ _tag: "ObservePublic", through: "other", at: day(10) }, by))
    const became = async (id: string) => (await gf.report(id).state()).state.weakness.public?.value
    expect([await became("r1"), await became("r2")]).toEqual([undefined, day(10)])
    // That it is public, and that its embargo ends with that; the report that it was learned of finds it so already.
    expect(await gf.react()).toMatchObject({ commands: 2, events: 2, refused: [] })
    expect(await became("r1")).toBe(day(10))
    expect((await gf.report("r1").state()).state.embargo.stage).toBe("Exited")
    // Linked later, it is public from then on too; a report that nobody linked is not.
    await receipt(link("r3"))
    await gf.react()
    expect([await became("r3"), await became("r4")]).toEqual([day(10), undefined])
    expect(await gf.react()).toMatchObject({ events: 0, refused: [] })
    expect((await gf.verifyAll()).flaws).toEqual([])
  })
})
