/** From a report of a weakness to the replacement of a sub-processor: what ties the two, and what never passes from one to the other. */
import { Disclosure } from "goodfaith"
import type { Event } from "goodfaith/disclosure"
import { describe, expect, it } from "vitest"
import { day, policy, receive, received, world } from "./reporting.ts"
import { telling } from "./scenario.ts"

const { Handling } = Disclosure
const by = "ciso-1"

describe(Disclosure.rules.leadsToChange.clause.quote, () => {
  const given = telling(Disclosure.decider, Disclosure.stream("r1"), world(policy()))
  const decide = (change = "chg-12", at = day(1)): Disclosure.Handling.DecideChange => ({
    _tag: "DecideChange",
    change,
    by,
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
    const closed: Event = { _tag: "ReportClosed", resolution: { as: "spam" }, by, at: day(1) }
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
