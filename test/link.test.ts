/** From a report of a weakness to the replacement of a sub-processor: what ties the two, and what never passes from one to the other. */
import { Disclosure } from "goodfaith"
import type { Event } from "goodfaith/disclosure"
import * as gate from "goodfaith/gate"
import { memory, memoryKeys } from "goodfaith/memory"
import { type Goodfaith, open, type Outcome, termsRef } from "goodfaith/promise"
import { commercial, emergency } from "goodfaith/terms/ready"
import { dutchStatutory, nlOffice } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import * as story from "../examples/replaced-in-a-hurry/story.ts"
import { gaveAway, letterTo, seen, traces } from "../examples/replaced-in-a-hurry/telling.ts"
import { texts } from "./facade/host.ts"
import { day, policy, receive, received, world } from "./reporting.ts"
import { telling } from "./scenario.ts"

const { Handling } = Disclosure

describe(Disclosure.rules.leadsToChange.clause.quote, () => {
  const given = telling(Disclosure.decider, Disclosure.stream("r1"), world(policy()))
  const decide = (change = "chg-12", at = day(1)): Disclosure.Handling.DecideChange => ({
    _tag: "DecideChange",
    change,
    by: "ciso-1",
    reason: "sealed:their mails can be read by others",
    at
  })
  const decided = (change?: string, at?: ReturnType<typeof day>): Event => ({
    ...decide(change, at),
    _tag: "ChangeDecided"
  })

  it("it is on record in the report who decided it, when and why", () =>
    given(received()).when(decide()).then(decided()))

  it("asked again, it is decided already; another person, another reason or another change is another decision", () => {
    given(received(), decided())
      .when(decide("chg-12", day(2)))
      .thenNothing()
    given(received(), decided())
      .when({ ...decide(), by: "dpo-1" })
      .then({ ...decided(), by: "dpo-1" } as Event)
    given(received(), decided()).when(decide("chg-13")).then(decided("chg-13"))
  })

  it("also of a report that is closed: what it led to may come later", () => {
    const closed: Event = { _tag: "ReportClosed", resolution: { as: "spam" }, by: "cert-1", at: day(1) }
    given(received(), closed)
      .when(decide("chg-12", day(2)))
      .then(decided("chg-12", day(2)))
  })

  it("not of a report that nobody has received", () => given().when(decide()).thenRefused(Handling.NothingReceived))

  it("not under a name that tells of the report to whoever sees the listing", () => {
    const came = receive({ report: "r-2026-17" })
    const its = received({ report: came.report })
    for (const change of ["r-2026-17", "replaces-r-2026-17", "r_2026_17.mail", "r-2026-17~2"])
      given(its)
        .when(decide(change))
        .thenRefused(Handling.NamesTheReport(change, { value: its, from: "report/r1@0" }))
    given(its).when(decide("r-2026-170")).then(decided("r-2026-170"))
    given(received()).when(decide("chr1s")).then(decided("chr1s"))
  })
})

describe("what hosts ask a report with", () => {
  it("the policy that binds it, its readings and the place whose days count; nothing where nothing came", () => {
    const known = world(Disclosure.ready.seed)
    const state = [received()].reduce(
      (state, event) => Disclosure.evolve(state, event, "report/r1@0"),
      Disclosure.initial
    )
    expect(Disclosure.handOf(state, known)?.terms).toBe(Disclosure.ready.seed)
    expect(Disclosure.handOf(state, known)?.place.zone.name).toBe("Europe/Amsterdam")
    expect(Disclosure.handOf(Disclosure.initial, known)).toBeUndefined()
    expect(Disclosure.handOf(state, { ...known, zone: () => undefined })).toBeUndefined()
  })

  it("whether a reward is due: undecided, and what is missing for it", () => {
    const known = world(Disclosure.ready.seed)
    const state = [received()].reduce(
      (state, event) => Disclosure.evolve(state, event, "report/r1@0"),
      Disclosure.initial
    )
    expect(Disclosure.rewardAt(state, known, day(1))?.answer).toEqual({
      _tag: "Undecided",
      missing: ["new", "reproducible", "threat"],
      open: []
    })
    expect(Disclosure.rewardAt(Disclosure.initial, known, day(1))).toBeUndefined()
    expect(Disclosure.rewardAt(state, { ...known, zone: () => undefined }, day(1))).toBeUndefined()
  })
})

// -- The whole way, through the door: `examples/replaced-in-a-hurry`. -------------------------------------------------------

const { begins, briefduif, change, ends, report, reporter, told } = story
const both = Object.values(story.clients)
const { withClause, without } = story.clients
const [{ words: description }] = story.fields

const played = async () => {
  const clock = { now: 0 }
  const store = memory()
  const gf = await open({
    store,
    keys: memoryKeys(),
    terms: [commercial, emergency],
    disclosure: [story.policy],
    calendars: [nlOffice, dutchStatutory],
    clock: () => clock.now
  })
  await story.play(gf, clock)
  return { gf, store, clock }
}
const found = async (gf: Goodfaith) => gaveAway(await seen(gf, change, briefduif, both, ends), await traces(gf, report))
const receipt = async (outcome: Promise<Outcome>) => expect(await outcome).toMatchObject({ _tag: "Receipt" })
const by = { actor: "cert-1" }
const dpo = { actor: "dpo-1" }
const later = "2026-07-09T09:00:00.000Z"

describe("a sub-processor is replaced because of a report", () => {
  it("the emergency clause opens the gate at once where there is one; elsewhere the client's own yes does", async () => {
    const { gf } = await played()
    const asked = (client: string, at: string) =>
      gf.gate({ engagement: briefduif, client, use: { product: "sign" }, at })
    const atOnce = await asked(withClause, begins)
    expect(atOnce.answer).toBe("open")
    expect(atOnce.because.map(({ clause }) => clause.id)).toContain(gate.rules.emergency.clause.id)
    expect((await asked(without, begins)).answer).toBe("shut")
    expect((await asked(without, told)).because[0].clause.id).toBe(gate.rules.noticeRunsOut.clause.id)
    expect((await asked(without, story.agrees)).because[0].clause.id).toBe("gate.d-yes")
    const [access] = await gf.access({ engagement: briefduif, client: withClause })
    expect(access?.answer).toBe("allowed")
  })

  it("each client is told what a notice must contain, and the one with the clause in time after access", async () => {
    const { gf } = await played()
    const kept = async (client: string) =>
      Object.fromEntries(
        ((await gf.verdict(change, client))?.findings ?? []).map(({ of, answer }) => [of, answer] as const)
      )
    expect(await kept(withClause)).toMatchObject({ told: "met", toldAfter: "met", access: "met" })
    expect(await kept(without)).toMatchObject({ told: "met" })
    expect(await gf.agenda()).toEqual([])
    expect(await letterTo(gf, change, withClause, ends)).toBe(
      [
        "From 2026-07-06 on, Briefduif N.V. takes the place of Snelpost B.V.: sending mail, in The Netherlands.",
        `It could not wait: ${story.emergencyWords}.`,
        "If you object, write to privacy@acme.example."
      ].join("\n")
    )
  })

  it("the report names the change, and who decided on it why; nothing stored elsewhere names the report", async () => {
    const { gf, store } = await played()
    const { handling } = (await gf.report(report).state()).state
    expect(handling.changes.map(({ value }) => [value.change, value.by])).toEqual([[change, "ciso-1"]])
    const opened = await gf.open(handling.changes[0]!.value)
    expect(opened.reason).toContain("every hour")
    const stored = (await texts(store)).map((text) => JSON.parse(text))
    const elsewhere = stored.filter(({ header }) => !header.ref.startsWith("report/"))
    expect(elsewhere.length).toBeGreaterThan(20)
    expect(gaveAway({ elsewhere }, await traces(gf, report))).toEqual([])
  })

  it("nothing of it is in anything that clients can see: views, reasons, letters, events and their headers", async () => {
    const { gf } = await played()
    const all = await seen(gf, change, briefduif, both, ends)
    for (const [where, value] of Object.entries(all)) expect([where, value]).not.toEqual([where, undefined])
    expect(await traces(gf, report)).toEqual(
      expect.arrayContaining([report, reporter.person, reporter.name, reporter.reach, "lie open at snelpost"])
    )
    expect(await found(gf)).toEqual([])
  })

  it("played again, all of it is already so", async () => {
    const { gf, store, clock } = await played()
    const before = await texts(store)
    await story.play(gf, clock)
    expect(await texts(store)).toEqual(before)
    expect((await gf.verifyAll()).flaws).toEqual([])
  })

  it("the reporter forgotten, the listing and what clients were told stay as they were", async () => {
    const { gf } = await played()
    const before = JSON.stringify(await seen(gf, change, briefduif, both, ends))
    await gf.forget(`person:${reporter.person}`)
    expect(JSON.stringify(await seen(gf, change, briefduif, both, ends))).toBe(before)
    expect(await traces(gf, report)).not.toContain(reporter.name)
    expect((await gf.verifyAll()).flaws).toEqual([])
  })
})

describe("a slip is found wherever a host could make it", () => {
  const main = (gf: Goodfaith) => gf.listing("main")
  const slips: ReadonlyArray<
    readonly [what: string, where: string, trace: string, slip: (gf: Goodfaith) => Promise<Outcome>]
  > = [
    [
      "in the notes of the listing",
      "listed",
      "lie open at snelpost",
      (gf) => main(gf).do({ _tag: "ChangeNotes", notes: description, at: later }, dpo)
    ],
    [
      "in why the clause fits",
      "listing",
      reporter.name,
      (gf) =>
        main(gf).do(
          {
            _tag: "JudgeEmergency",
            change,
            terms: termsRef(emergency),
            fits: true,
            by: "ciso-1",
            reason: `as ${reporter.name} showed`,
            at: later
          },
          dpo
        )
    ],
    [
      "in the words of the emergency",
      "listing",
      "at snelpost under numbers",
      (gf) =>
        main(gf).do(
          {
            _tag: "AnnounceChange",
            change: "chg-32",
            what: { _tag: "Retire", engagement: story.snelpost },
            effectiveOn: "2026-07-09",
            for: "all",
            emergency: description,
            at: later
          },
          dpo
        )
    ],
    [
      "in the name of a command",
      "listing",
      report,
      (gf) =>
        main(gf).do(
          { _tag: "ReviewListing", by: "dpo-1", at: later },
          { actor: "dpo-1", commandId: `because-of-${report}` }
        )
    ],
    [
      "in what a command answers",
      "listing",
      report,
      (gf) =>
        main(gf).do(
          { _tag: "ReviewListing", by: "dpo-1", at: later },
          { actor: "dpo-1", correlation: `report/${report}@0` }
        )
    ],
    [
      "in the name of a letter",
      `${withClause}: consultation`,
      report,
      (gf) =>
        gf.consultation(change, withClause).do(
          {
            _tag: "SendNotice",
            letter: `about-${report}`,
            to: [{ contact: "dpo", channel: "email" }],
            contents: story.contents,
            at: later
          },
          dpo
        )
    ]
  ]
  for (const [what, where, trace, slip] of slips)
    it(what, async () => {
      const { gf } = await played()
      await receipt(slip(gf))
      const given = await found(gf)
      expect(given.some(([at, it]) => at === where && it.includes(trace))).toBe(true)
    })
})

describe("what a client may be told of the report, and who reported it", () => {
  const summary = "Files that went through Snelpost could be read by others."
  const more = { report, words: summary, part: "summary" } as const
  const may = (gf: Goodfaith, to: string) =>
    gf.mayShareContent({ report, to, basis: "consent", part: "summary", needed: "summary", at: later })
  const share = (to: string, passing: string, at: string) =>
    ({
      _tag: "ShareContent",
      passing,
      to,
      basis: "consent",
      part: "summary",
      needed: "summary",
      by: "dpo-1",
      at: at as typeof later
    }) as const
  const consent = (to: string) =>
    ({
      _tag: "RecordConsent",
      consent: `to-${to}`,
      person: reporter.person,
      for: "content",
      to,
      form: "expressed",
      at: story.agrees
    }) as const
  const refused = { _tag: "Refused", refusal: { clause: { id: "confidence.may-pass" } } }

  it("nothing, without the reporter's consent: not the client, and not the sub-processor itself", async () => {
    const { gf } = await played()
    for (const to of [...both, "snelpost"]) {
      expect((await may(gf, to))?.answer).toEqual({ _tag: "No", lacks: ["consent"] })
      expect(await gf.report(report).do(share(to, `to-${to}`, later), by)).toMatchObject(refused)
    }
    expect(await letterTo(gf, change, withClause, later, more)).not.toContain(summary)
  })

  it("to whom the reporter agreed, so much and no longer than that holds; nobody else", async () => {
    const { gf } = await played()
    await receipt(gf.report(report).do(consent(withClause), by))
    await receipt(gf.report(report).do(share(withClause, "to-client", later), by))
    expect(await letterTo(gf, change, withClause, later, more)).toContain(summary)
    expect(await letterTo(gf, change, without, later, more)).not.toContain(summary)
    expect(await gf.report(report).do(share(without, "to-other", later), by)).toMatchObject(refused)
    const back = { _tag: "WithdrawConsent", consent: `to-${withClause}`, at: "2026-07-09T10:00:00.000Z" } as const
    await receipt(gf.report(report).do(back, by))
    expect(await letterTo(gf, change, withClause, ends, more)).not.toContain(summary)
    // What was told while it might be told stays so; and the rest of the world learnt nothing.
    const { state } = await gf.report(report).state()
    const hand = Disclosure.handOf(state, await gf.world())!
    expect(Disclosure.Confidence.judged(state.confidence, hand, state.looked!).map(({ kept }) => kept.answer)).toEqual([
      "kept"
    ])
    expect(await found(gf)).toEqual([])
  })

  it("what was published everybody may read, and a letter may say where", async () => {
    const { gf } = await played()
    const publish = {
      _tag: "Publish",
      advisory: "advisory-9",
      where: "https://acme.example/advisories/9",
      tells: "summary",
      credits: [],
      endsEmbargo: false,
      by: "cert-1",
      at: later
    } as const
    expect(await gf.report(report).do(publish, by)).toMatchObject({
      _tag: "Refused",
      refusal: { _tag: "TellsTooMuch" }
    })
    const { to: _, ...toAnybody } = consent("anybody")
    await receipt(gf.report(report).do(toAnybody, by))
    await receipt(gf.report(report).do(publish, by))
    expect(await letterTo(gf, change, without, ends, more)).toContain(publish.where)
    expect(await letterTo(gf, change, without, story.agrees, more)).not.toContain(publish.where)
    expect(await found(gf)).toEqual([])
  })

  it("who reported it is told to no client, whatever the content", async () => {
    const { gf } = await played()
    await receipt(gf.report(report).do(consent(withClause), by))
    const tell = {
      _tag: "DiscloseIdentity",
      passing: "who",
      to: withClause,
      basis: "consent",
      parts: ["pseudonym"],
      needed: ["pseudonym"],
      by: "dpo-1",
      at: later
    } as const
    expect(await gf.report(report).do(tell, by)).toMatchObject(refused)
  })
})
