/** Where two changes, two duties or two cases meet. Each story here began as a failing one. */
import { judge } from "goodfaith/gate"
import { reasonable, says, type Terms } from "goodfaith/terms"
import * as ready from "goodfaith/terms/ready"
import { type Day, type Instant, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { addressed, replacement, type Scenario, seedLike, sends, signs } from "./scenario.ts"
import { registered } from "./views/looking.ts"

const { commercial } = ready
const c = "c1"

describe("a client that was kept from one move, when the next one comes", () => {
  const moves = (scenario: Scenario, change: string, to: string, effectiveOn: Day): Scenario =>
    scenario.onListing(
      {
        _tag: "AnnounceChange",
        change,
        what: { _tag: "Relocate", engagement: "cm-telecom", to: [{ id: to, name: to, country: to.toUpperCase() }] },
        effectiveOn,
        for: "all",
        at: "2026-04-02T08:00:00.000Z"
      },
      { _tag: "PublishVersion", at: "2026-04-02T08:10:00.000Z" }
    )

  it("the place that it stayed in ends when the next move opens, and does not stand beside it", () => {
    // Terms that ask for no consultation on a move: both hold from their day.
    const scenario = signs(seedLike(commercial), c, commercial)
    moves(scenario, "chg-be", "be", "2026-05-01")
    scenario
      .objects(c, "objection-1", "2026-04-10T09:00:00.000Z", "chg-be")
      .agrees(c, { _tag: "Withdrawal" }, "2026-04-12T09:00:00.000Z", "chg-be")
    moves(scenario, "chg-us", "us", "2026-06-01")
    const at = "2026-06-15T09:00:00.000Z"
    const places = ["nl", "be", "us"].map((place) => scenario.gate("cm-telecom", c, at, { place }).answer)
    expect(places).toEqual(["shut", "shut", "open"])
  })
})

describe("a letter under two promises", () => {
  const [duty] = commercial.duties
  const days = (n: number) =>
    says({ period: Span.calendarDays(n, Span.plain), before: "access" } as const, duty!.source)
  const twice: Terms = {
    ...commercial,
    name: "twice",
    duties: [
      { ...duty!, id: "short", rows: [{ ...duty!.rows[0], advanceNotice: days(10) }] },
      { ...duty!, id: "long", rows: [{ ...duty!.rows[0], advanceNotice: days(30) }] }
    ]
  }

  it("states the later day: the one on which the gate can open", () => {
    const scenario = replacement(signs(seedLike(twice), c, twice)).tells(c, "letter-1", "2026-05-20T09:00:00.000Z")
    expect(scenario.case("chg-1", c).state.notice.letters[0]?.sent.value.stated.accessFrom).toBe(
      "2026-06-19T22:00:00.000Z"
    )
    expect(scenario.outlook("flowmailer", c, "2026-06-02T09:00:00.000Z").opens?.at).toBe("2026-06-19T22:00:00.000Z")
  })

  it("and none, while one of them cannot be told", () => {
    const open: Terms = {
      ...twice,
      name: "open",
      duties: [
        twice.duties[0]!,
        {
          ...twice.duties[1]!,
          rows: [
            { ...twice.duties[1]!.rows[0], advanceNotice: says({ period: reasonable, before: "access" }, duty!.source) }
          ]
        }
      ]
    }
    const scenario = replacement(signs(seedLike(open), c, open)).tells(c, "letter-1", "2026-05-20T09:00:00.000Z")
    expect(scenario.case("chg-1", c).state.notice.letters[0]?.sent.value.stated).not.toHaveProperty("accessFrom")
  })
})

describe("cases that have nothing to do with the question", () => {
  it("change no answer", () => {
    const scenario = replacement(signs(seedLike(commercial), c, commercial)).read({
      _tag: "RecordReading",
      terms: addressed("commercial"),
      parameter: "exempt",
      value: ["nonMaterial"],
      by: "dpo-1",
      reason: "as our clients read it",
      at: "2026-04-03T08:00:00.000Z"
    })
    scenario.tells(c, "letter-1", "2026-04-20T09:00:00.000Z").onListing({
      _tag: "DecideMateriality",
      engagement: "cm-telecom",
      material: false,
      by: "dpo-1",
      reason: "small",
      at: "2026-04-21T08:00:00.000Z"
    })
    const question = { engagement: "cm-telecom", client: c, use: {}, at: "2026-06-15T09:00:00.000Z" } as const
    const facts = scenario.facts("cm-telecom", c)
    const more = { ...facts, cases: { ...facts.cases, "chg-1": scenario.case("chg-1", c) } }
    const [answer, other] = [judge(question, facts), judge(question, more)]
    expect([other.answer, other.because]).toEqual([answer.answer, answer.because])
  })
})

describe("what a person confirms again later", () => {
  it("is said for that later day too: an earlier word that is recorded afterwards does not undo it", () => {
    const confirms = (contract: boolean, at: Instant) =>
      ({
        _tag: "ConfirmSafeguards",
        engagement: "flowmailer",
        contract,
        equivalentDuties: true,
        by: "dpo-1",
        at
      }) as const
    const scenario = replacement(signs(seedLike(commercial), c, commercial))
      .tells(c, "letter-1", "2026-04-20T09:00:00.000Z")
      .onListing(
        confirms(false, "2026-04-10T09:00:00.000Z"),
        confirms(false, "2026-06-01T09:00:00.000Z"),
        confirms(true, "2026-05-01T09:00:00.000Z")
      )
    expect(scenario.gate("flowmailer", c, "2026-06-02T08:00:00.000Z").answer).toBe("shut")
  })
})

describe("a duty called as something that every object inherits", () => {
  for (const id of ["constructor", "__proto__"]) {
    const [duty] = commercial.duties
    const terms: Terms = { ...commercial, name: "inherited", duties: [{ ...duty!, id }] }
    const unjudged = () => replacement(signs(seedLike(terms), c, terms))
    const letter = "2026-04-20T09:00:00.000Z"

    it(`\`${id}\` is a duty like any other: it arises, a letter states its dates, and it opens`, () => {
      const scenario = unjudged().tells(c, "letter-1", letter)
      const { duties, letters } = scenario.case("chg-1", c).state.notice
      expect(Object.values(duties).map(({ value }) => [value._tag, value.duty])).toEqual([["DutyArose", id]])
      expect(letters[0]!.sent.value.stated).toMatchObject({ objectUntil: "2026-05-20" })
      expect(scenario.gate("flowmailer", c, "2026-06-02T09:00:00.000Z").answer).toBe("open")
    })

    it(`\`${id}\` has not arisen before it was judged: a letter sent then states no dates`, () => {
      const { letters } = unjudged().onCase("chg-1", c, sends("letter-1", letter)).case("chg-1", c).state.notice
      expect(letters[0]!.sent.value.stated).not.toHaveProperty("objectUntil")
    })

    it(`\`${id}\` stands in the register as judged once it was, and not before`, () => {
      const judged = (scenario: Scenario) =>
        registered(scenario, letter, c)[0]!.duties.map((it) => it.judged?.value._tag)
      expect(judged(unjudged())).toEqual([undefined])
      expect(judged(unjudged().tells(c, "letter-1", letter))).toEqual(["DutyArose"])
    })
  }
})
