/** What is told of terms before somebody promises them: each finding where it bites, and where it does not. */
import { type Audience, type Duty, type Row, says, silentRow, type Terms, unstated } from "goodfaith/terms"
import { check, type Finding, type FindingCode } from "goodfaith/terms/check"
import { commercial, connective, specific } from "goodfaith/terms/ready"
import { amsterdam, Deadline, type Instant, nlOffice, Span } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { addressed, engagement, replacement, seedLike, signs } from "../scenario.ts"

const [duty] = commercial.duties
const [row] = duty!.rows
const source = { instrument: "commercial-form", words: "as both sides agreed it" }
const said = <A>(value: A) => says(value, source)

const varied = (other: Partial<Row>, terms: Partial<Terms> = {}): Terms => ({
  ...commercial,
  duties: [{ ...duty!, rows: [{ ...row, ...other }] }],
  ...terms
})
const named = (name: string) => `sub-processor-change/any/${name}`

/** The findings of one kind. */
const told = (code: FindingCode, terms: Terms): ReadonlyArray<Finding> =>
  check(terms).filter((finding) => finding.code === code)
const one = (code: FindingCode, terms: Terms): Finding | undefined => {
  const findings = told(code, terms)
  expect(findings.length).toBeLessThan(2)
  return findings[0]
}

/** Flowmailer replaces Tripolis from 1 June; the client is told on 20 April. */
const story = (terms: Terms) =>
  replacement(signs(seedLike(terms), "c1", terms)).tells("c1", "letter-1", "2026-04-20T09:00:00.000Z")
const inJune: Instant = "2026-06-02T08:00:00.000Z"
const yearsLater: Instant = "2029-06-02T08:00:00.000Z"

const place = { zone: amsterdam, calendar: () => nlOffice }
const lastDay = (start: Instant, span: Span.Span) => {
  const due = Deadline.after(start, span, place)
  if (Deadline.isUnknown(due)) throw new Error(`no calendar ${due.calendar}`)
  return due.right.on
}

describe("terms of which nothing need be told", () => {
  it("a common form", () => expect(check(commercial)).toEqual([]))

  it("the same under specific authorisation", () => expect(check(specific)).toEqual([]))

  it("of a duty to inform only what cannot be counted is told: no window and no hold hangs on it", () => {
    const informs: Terms = {
      ...commercial,
      authorisation: unstated,
      duties: [
        {
          ...duty!,
          kind: "inform",
          rows: [
            {
              ...silentRow,
              clockStart: said({ from: "received", contacts: "any" }),
              advanceNotice: said({ period: { n: 10, unit: "days" }, before: "access" }),
              window: said({ _tag: "OpenEnded" }),
              hold: { beforeStart: said("untilExit"), afterStart: unstated }
            }
          ]
        }
      ]
    }
    expect(check(informs).map(({ code, parameters }) => [code, parameters])).toEqual([
      ["deadlineWithoutCalendar", [named("advanceNotice")]]
    ])
  })
})

describe("noWayToObject", () => {
  const noRight = varied({ window: said({ _tag: "NoRight" }) })

  it("a client is consulted that has no right to object", () => {
    expect(one("noWayToObject", noRight)).toEqual({
      code: "noWayToObject",
      parameters: [named("window")],
      because: [source],
      message: "duty `sub-processor-change` consults the client and gives it no right to object",
      helps: "give a window, or make it a duty to inform"
    })
  })

  it("it may object, and nothing says what an objection is", () =>
    expect(one("noWayToObject", varied({ objection: { ...row.objection, act: unstated } }))).toMatchObject({
      parameters: [named("objection.act")],
      because: [],
      message: "duty `sub-processor-change` lets the client object and does not say what counts as an objection"
    }))

  it.each(["statement", "termination"] as const)("a %s, and no address to send it to", (act) => {
    const objection = { ...row.objection, act: said(act), addresses: unstated }
    expect(one("noWayToObject", varied({ objection }))).toMatchObject({
      parameters: [named("objection.act"), named("objection.addresses")],
      because: [source],
      message: `duty \`sub-processor-change\` lets the client object by a ${act} and does not say where to send it`
    })
  })

  it.each(["stopUsing", "move"] as const)("not where the client objects by what it does: %s", (act) =>
    expect(
      told("noWayToObject", varied({ objection: { ...row.objection, act: said(act), addresses: unstated } }))
    ).toEqual([])
  )

  it("sub-processors are authorised in general, and no duty consults", () => {
    const informs: Terms = { ...commercial, duties: [{ ...duty!, kind: "inform" }] }
    for (const terms of [informs, { ...commercial, duties: [] }])
      expect(check(terms)).toMatchObject([
        {
          code: "noWayToObject",
          parameters: ["authorisation"],
          because: [{ words: "The client authorises sub-processors in general, and may object to a new one." }],
          message: "these terms authorise sub-processors in general, and no duty lets a client object to one"
        }
      ])
    expect(check({ ...informs, authorisation: unstated })).toEqual([])
    expect(check({ ...informs, authorisation: specific.authorisation })).toEqual([])
  })

  it("not under specific authorisation: without its yes nothing happens, so it needs no way to say no", () => {
    const { authorisation } = specific
    expect(told("noWayToObject", { ...noRight, authorisation })).toEqual([])
    const objection = { ...row.objection, act: unstated }
    expect(told("noWayToObject", varied({ objection }, { authorisation }))).toEqual([])
  })
})

describe("accessBeforeNotice", () => {
  const code = "accessBeforeNotice"
  const when = "the service would stop"
  const inAHurry = (advance?: Span.Span) =>
    varied(
      {},
      {
        name: "in-a-hurry",
        emergency: said({
          when,
          noticeAfter: Span.calendarDays(2, Span.plain),
          ...(advance !== undefined && { advance })
        })
      }
    )

  it("an emergency clause by which the client is told afterwards only", () =>
    expect(one(code, inAHurry())).toEqual({
      code,
      parameters: ["emergency"],
      because: [source],
      message: "in an emergency a sub-processor may handle the client's data before the client is told",
      helps:
        "promise a notice before access, however short (`advance`): the GDPR, article 28(2), has a client informed of an intended change, and makes no exception for one in a hurry"
    }))

  it("so the gate is open to one that nobody told, once a person found that the clause fits", () => {
    const terms = inAHurry()
    const untold = (other: Terms) =>
      signs(seedLike(other), "c1", other)
        .announces(
          { _tag: "Engage", engagement: engagement("flowmailer", { service: "email", products: ["identity"] }) },
          "2026-06-01T08:00:00.000Z",
          "2026-06-02",
          { emergency: "the other one stopped" }
        )
        .onListing(
          {
            _tag: "ConfirmSafeguards",
            engagement: "flowmailer",
            contract: true,
            equivalentDuties: true,
            by: "dpo-1",
            at: "2026-06-01T08:00:00.000Z"
          },
          {
            _tag: "JudgeEmergency",
            change: "chg-1",
            terms: addressed(other.name),
            fits: true,
            by: "dpo-1",
            reason: "so",
            at: "2026-06-01T08:00:00.000Z"
          }
        )
    expect(untold(terms).gate("flowmailer", "c1", inJune).answer).toBe("open")
    const short = { ...inAHurry(Span.hours(4, Span.plain)), name: "short" }
    expect(untold(short).gate("flowmailer", "c1", inJune).answer).toBe("shut")
  })

  it("not where a short notice is promised before it, nor where there is no such clause", () => {
    expect(told(code, inAHurry(Span.hours(4, Span.plain)))).toEqual([])
    expect(told(code, commercial)).toEqual([])
    expect(told(code, { ...commercial, emergency: unstated })).toEqual([])
  })
})

describe("exemptFromNotice", () => {
  const code = "exemptFromNotice"
  const exempting = (...what: ReadonlyArray<"nonMaterial" | "ancillary" | "noPersonalData">) =>
    varied({}, { name: "exempting", exempt: said(what) })

  it("who is not material waits for no notice, and handles the data all the same", () =>
    expect(one(code, exempting("nonMaterial"))).toEqual({
      code,
      parameters: ["exempt"],
      because: [source],
      message: "a sub-processor that is not material may handle the client's data, and no duty tells the client before",
      helps:
        "tell it of each that handles personal data, or exempt only what touches none: the GDPR, article 28(2), asks for no materiality"
    }))

  it("so the gate is open to one that nobody told, once a person decided that it is not material", () => {
    const terms = exempting("nonMaterial")
    const scenario = replacement(signs(seedLike(terms), "c1", terms)).onListing({
      _tag: "DecideMateriality",
      engagement: "flowmailer",
      material: false,
      by: "dpo-1",
      reason: "so",
      at: "2026-04-03T09:00:00.000Z"
    })
    expect(scenario.gate("flowmailer", "c1", inJune).answer).toBe("open")
  })

  it("what is ancillary as much; what touches no personal data needs no exemption", () => {
    expect(one(code, exempting("ancillary", "noPersonalData"))?.message).toBe(
      "a sub-processor that is ancillary may handle the client's data, and no duty tells the client before"
    )
    expect(told(code, exempting("noPersonalData"))).toEqual([])
  })

  it("a promise to consult about material ones only is one too, unless another tells of the others before", () => {
    const material: Duty = { ...duty!, onlyMaterial: true }
    const having = (...duties: ReadonlyArray<Duty>): Terms => ({ ...commercial, duties })
    expect(one(code, having(material))).toMatchObject({ parameters: ["sub-processor-change"], because: [duty!.source] })
    const informs: Duty = { ...duty!, id: "told", kind: "inform", changes: "any" }
    expect(told(code, having(material, informs))).toEqual([])
    for (const less of [
      { onlyMaterial: true },
      { changes: ["Engage"] as const },
      { audience: { of: "subscribers" } as const },
      { audience: { of: "all", paper: "own" } as const },
      // Told, and nothing is said of when.
      { rows: [silentRow] as const }
    ])
      expect(told(code, having(material, { ...informs, ...less }))).toHaveLength(1)
    expect(told(code, having({ ...material, kind: "inform" }))).toEqual([])
  })

  it("both together are told once, each with its words", () => {
    const terms = { ...exempting("nonMaterial"), duties: [{ ...duty!, onlyMaterial: true }] }
    expect(one(code, terms)).toMatchObject({
      parameters: ["exempt", "sub-processor-change"],
      because: [source, duty!.source]
    })
  })
})

describe("toldOnlyIfAsked", () => {
  const code = "toldOnlyIfAsked"
  const to = (of: Audience["of"], other: Partial<Duty> = {}): Duty => ({ ...duty!, audience: { of }, ...other })
  const having = (...duties: ReadonlyArray<Duty>): Terms => ({ ...commercial, duties })
  const also = (other: Partial<Duty>, of: Audience["of"] = "all"): Duty =>
    to(of, { id: "told", kind: "inform", changes: "any", ...other })

  it("a client that does not subscribe is never told", () =>
    expect(one(code, having(to("subscribers")))).toEqual({
      code,
      parameters: ["sub-processor-change"],
      because: [duty!.source],
      message:
        "duty `sub-processor-change` tells only who subscribed, so a client that does nothing is never told, and no other duty tells it of the same changes",
      helps:
        "tell every client whom a change affects, or add a duty to inform them: the GDPR, article 28(2), has a client informed without asking"
    }))

  it.each([
    ["onRequest", "tells only who asked for it, so a client that does nothing is never told"],
    ["pullOnly", "tells nobody, so a client that does not look at the listing by itself never knows"]
  ] as const)("nor one to which it is owed %s", (of, words) =>
    expect(one(code, having(to(of)))?.message).toBe(
      `duty \`sub-processor-change\` ${words}, and no other duty tells it of the same changes`
    )
  )

  it("so of a change announced meanwhile it is owed nothing", () => {
    const terms = { ...having(to("subscribers")), name: "asked" }
    const judged = story(terms).case("chg-1", "c1").state.notice.duties["sub-processor-change"]?.value
    expect(judged).toMatchObject({ _tag: "NoDutyArose", why: "notSubscribed" })
  })

  it("not where everybody is told, or whoever is affected", () => {
    for (const of of ["all", "affected"] as const) {
      expect(told(code, having(to(of)))).toEqual([])
      expect(told(code, having(to("subscribers"), also({}, of)))).toEqual([])
    }
  })

  it("unless they are told of less: of some changes, on one paper, of material ones, or only when asked too", () => {
    const bites = (other: Duty, own: Partial<Duty> = {}) =>
      told(code, having(to("subscribers", own), other)).length === 1
    expect(bites(also({ changes: ["Engage"] }))).toBe(true)
    expect(bites(also({ changes: ["Engage"] }), { changes: ["Engage"] })).toBe(false)
    expect(bites(also({ changes: ["Engage", "Replace"] }), { changes: "any" })).toBe(true)
    expect(bites(also({ audience: { of: "all", paper: "own" } }))).toBe(true)
    expect(
      bites(also({ audience: { of: "all", paper: "own" } }), { audience: { of: "subscribers", paper: "own" } })
    ).toBe(false)
    expect(bites(also({ onlyMaterial: true }))).toBe(true)
    expect(bites(also({ onlyMaterial: true }), { onlyMaterial: true })).toBe(false)
    expect(bites(also({}, "onRequest"))).toBe(true)
  })

  it("not of a duty to inform, nor under specific authorisation: there nothing happens without the client's yes", () => {
    expect(told(code, having(to("subscribers", { kind: "inform" })))).toEqual([])
    expect(told(code, { ...having(to("subscribers")), authorisation: specific.authorisation })).toEqual([])
  })
})

describe("windowOutlastsNotice", () => {
  const code = "windowOutlastsNotice"
  const plain = Span.plain
  const lengths = (window: Row["window"], notice: Span.Span | { readonly n: number; readonly unit: "days" }) =>
    one(code, varied({ window, advanceNotice: said({ period: notice, before: "access" }) }))
  const of = (window: Span.Span, notice: Span.Span) =>
    lengths(said({ _tag: "For", period: window }), notice)?.message.replace(/^.*already: /, "")
  const [days, working, weeks, months, hours] = [
    (n: number) => Span.calendarDays(n, plain),
    (n: number) => Span.workingDays(n, "nl-office", plain),
    (n: number) => Span.weeks(n, plain),
    (n: number) => Span.months(n, plain),
    (n: number) => Span.hours(n, plain)
  ]

  it("90 days to object and 30 days of notice: for 60 days a client may object to what has started", () => {
    expect(lengths(said({ _tag: "For", period: days(90) }), days(30))).toEqual({
      code,
      parameters: [named("window"), named("advanceNotice")],
      because: [source, source],
      message:
        "the client may still object when the sub-processor may start already: 90 calendar days to object, 30 calendar days of notice",
      helps:
        "give notice for as long as the client may object, count both from the same moment, or say what an objection after the start does"
    })
    expect([lastDay("2026-04-20T09:00:00.000Z", days(90)), lastDay("2026-04-20T09:00:00.000Z", days(30))]).toEqual([
      "2026-07-19",
      "2026-05-20"
    ])
  })

  it("of one unit, compared exactly: one more is longer, as many end together", () => {
    expect([of(days(31), days(30)), of(days(30), days(30)), of(days(29), days(30))]).toEqual([
      "31 calendar days to object, 30 calendar days of notice",
      undefined,
      undefined
    ])
    expect(of(working(11), working(10))).toBe(
      "11 working days (nl-office) to object, 10 working days (nl-office) of notice"
    )
    expect(of(working(10), working(10))).toBeUndefined()
  })

  it("of other units, where the days that they last at least and at most leave no doubt", () => {
    expect([of(days(15), weeks(2)), of(days(14), weeks(2)), of(days(13), weeks(2))]).toEqual([
      "15 calendar days to object, 2 weeks of notice",
      undefined,
      undefined
    ])
    expect([of(days(30), months(6)), of(months(6), days(30))]).toEqual([
      undefined,
      "6 months to object, 30 calendar days of notice"
    ])
    expect([of(days(27), months(1)), of(days(32), months(1))]).toEqual([
      undefined,
      "32 calendar days to object, 1 month of notice"
    ])
    expect([of(hours(48), days(4)), of(hours(120), days(3))]).toEqual([
      undefined,
      "120 hours to object, 3 calendar days of notice"
    ])
    expect([of(working(31), days(30)), of(days(9), working(10))]).toEqual([
      "31 working days (nl-office) to object, 30 calendar days of notice",
      undefined
    ])
    expect(of(working(0), days(1))).toBeUndefined()
  })

  it("else it is told why they cannot be compared", () => {
    const cannot = (why: string) => expect.stringContaining(`and they cannot be compared, as ${why}`)
    for (const n of [28, 30, 31]) {
      expect(of(days(n), months(1))).toEqual(
        cannot(`it depends on the date whether ${n} calendar days or 1 month last longer`)
      )
      expect(of(months(1), days(n))).toEqual(
        cannot(`it depends on the date whether 1 month or ${n} calendar days last longer`)
      )
    }
    for (const n of [10, 29, 30])
      expect(of(working(n), days(30))).toEqual(
        cannot(`it depends on the date whether ${n} working days (nl-office) or 30 calendar days last longer`)
      )
    expect(of(days(11), working(10))).toEqual(cannot("it depends on the date"))
    for (const n of [24, 48, 72, 96]) expect(of(hours(n), days(n / 24))).toEqual(cannot("it depends on the date"))
    expect([of(hours(72), days(4)), of(hours(96), days(3))]).toEqual([
      cannot("it depends on the date"),
      cannot("it depends on the date")
    ])
    expect(of(working(10), Span.workingDays(20, "nl-statutory", plain))).toEqual(
      cannot("their working days are of different calendars")
    )
    expect(of(days(10), Span.calendarDays(20, { ...plain, clear: true }))).toEqual(
      cannot("their days are counted in different ways")
    )
    const rolled = Span.regulation1182_71("nl-office")
    expect(of(Span.calendarDays(14, rolled), Span.weeks(6, rolled))).toEqual(
      cannot("a last day that is put off lies elsewhere in 14 calendar days")
    )
    expect(
      of(Span.calendarDays(14, rolled), Span.calendarDays(14, Span.regulation1182_71("nl-office")))
    ).toBeUndefined()
  })

  it("the date decides indeed: a month is shorter than 30 days in February, and longer in January", () => {
    const ends = (start: Instant) => [lastDay(start, months(1)), lastDay(start, days(30))]
    expect(ends("2026-02-10T09:00:00.000Z")).toEqual(["2026-03-10", "2026-03-12"])
    expect(ends("2026-01-10T09:00:00.000Z")).toEqual(["2026-02-10", "2026-02-09"])
  })

  it("what may be read in two ways outlasts when one of the readings does", () => {
    expect(of(Span.either(days(10), working(31)), days(30))).toContain("or 31 working days (nl-office) to object")
    expect(of(Span.either(days(10), working(31)), days(30))).not.toContain("compared")
    expect(of(days(20), Span.either(days(30), days(19)))).not.toContain("compared")
    expect(of(Span.either(days(10), working(10)), days(30))).toContain("cannot be compared")
    expect(of(Span.either(days(10), days(20)), days(20))).toBeUndefined()
  })

  it("bare days are compared with bare days only, and words with nothing", () => {
    const bare = (n: number) => ({ n, unit: "days" }) as const
    const window = (
      period: Span.Span | { readonly n: number; readonly unit: "days" } | { readonly reasonable: true }
    ) => said({ _tag: "For", period } as const)
    expect(lengths(window(bare(10)), bare(10))).toBeUndefined()
    expect(lengths(window(bare(11)), bare(10))?.message).toMatch(/: 11 days to object, 10 days of notice$/)
    expect(lengths(window(bare(10)), days(30))?.message).toMatch(/as it is not stated which days count$/)
    expect(lengths(window(days(10)), bare(30))?.message).toMatch(/as it is not stated which days count$/)
    expect(lengths(window({ reasonable: true }), days(30))?.message).toMatch(
      /a reasonable time to object, 30 calendar days of notice, and they cannot be compared, as words are no number$/
    )
    const reasonable = said({ period: { reasonable: true as const }, before: "access" as const })
    expect(one(code, varied({ advanceNotice: reasonable }))?.message).toMatch(/as words are no number$/)
  })

  it("a window that never ends outlasts any notice; one that ends with access outlasts none", () => {
    expect(lengths(said({ _tag: "OpenEnded" }), days(300))?.message).toMatch(/already: the window never ends$/)
    for (const _tag of ["UntilAccess", "NoRight"] as const) expect(lengths(said({ _tag }), days(1))).toBeUndefined()
  })

  it("where either is not stated, there is nothing to compare", () => {
    expect(one(code, varied({ window: unstated }))).toBeUndefined()
    expect(one(code, varied({ advanceNotice: unstated }))).toBeUndefined()
  })

  describe("the notice is another duty's", () => {
    const clock = (from: "sent" | "delivered" | "received" | "dated" | "published", other = {}) =>
      said({ from, contacts: "any", deemedReceipt: days(3), ...other } as const)
    const twoDuties = (
      window: number,
      objectFrom: Row["clockStart"],
      notice: number,
      toldFrom: Row["clockStart"],
      changes: Terms["duties"][number]["changes"] = "any"
    ) =>
      one(
        code,
        varied(
          {},
          {
            duties: [
              {
                ...duty!,
                id: "told",
                kind: "inform",
                changes,
                rows: [
                  {
                    ...silentRow,
                    advanceNotice: said({ period: days(notice), before: "access" }),
                    clockStart: toldFrom
                  }
                ]
              },
              {
                ...duty!,
                rows: [
                  {
                    ...row,
                    advanceNotice: unstated,
                    window: said({ _tag: "For", period: days(window) }),
                    clockStart: objectFrom
                  }
                ]
              }
            ]
          }
        )
      )
    const why = (...args: Parameters<typeof twoDuties>) => twoDuties(...args)?.message.replace(/^.*already: /, "")

    it("30 days from sending, 30 from receipt: as many days, and the window ends later", () => {
      expect(twoDuties(30, clock("received"), 30, clock("sent"))).toMatchObject({
        parameters: [named("window"), "told/any/advanceNotice", named("clockStart"), "told/any/clockStart"],
        because: [source, source, source, source]
      })
      expect(why(30, clock("received"), 30, clock("sent"))).toBe(
        "30 calendar days to object, 30 calendar days of notice, and the window starts later"
      )
      expect([lastDay("2026-04-21T09:00:00.000Z", days(30)), lastDay("2026-04-20T09:00:00.000Z", days(30))]).toEqual([
        "2026-05-21",
        "2026-05-20"
      ])
      expect(why(31, clock("received"), 30, clock("delivered"))).toMatch(/and the window starts later$/)
    })

    it("fewer days from a later start cannot be compared, nor more days from an earlier one", () => {
      expect(why(10, clock("delivered"), 30, clock("sent"))).toMatch(
        /cannot be compared, as the window starts only when the letter arrives$/
      )
      expect(why(31, clock("sent"), 30, clock("received"))).toMatch(/cannot be compared, as the notice starts later$/)
      expect(why(30, clock("sent"), 30, clock("received"))).toBeUndefined()
      expect(why(29, clock("sent"), 30, clock("delivered"))).toBeUndefined()
    })

    it("from one moment, compared exactly", () => {
      expect(why(30, clock("sent"), 30, clock("sent"))).toBeUndefined()
      expect(why(31, clock("sent"), 30, clock("sent"))).toBe("31 calendar days to object, 30 calendar days of notice")
      expect(why(31, clock("published"), 30, clock("published"))).toBe(
        "31 calendar days to object, 30 calendar days of notice"
      )
    })

    it("from moments of which neither need come first, from different letters, or from none that is stated", () => {
      expect(why(1, clock("dated"), 30, clock("sent"))).toMatch(
        /cannot be compared, as the window counts from when it was dated, the notice from when it was sent$/
      )
      expect(why(1, clock("sent"), 30, clock("published"))).toMatch(
        /as the window counts from when it was sent, the notice from when it was published$/
      )
      for (const other of [{ ifNotSubscribed: "published" }, { contacts: "all" }])
        expect(why(1, clock("sent", other), 30, clock("sent"))).toMatch(/as they start by different letters$/)
      expect(why(1, unstated, 30, clock("sent"))).toMatch(/as it is not stated when each of them starts$/)
      expect(why(1, clock("sent"), 30, unstated)).toMatch(/as it is not stated when each of them starts$/)
    })

    it("only of a duty about the same changes", () => {
      expect(why(31, clock("sent"), 30, clock("sent"), ["Relocate"])).toBeUndefined()
      expect(why(31, clock("sent"), 30, clock("sent"), ["Relocate", "Replace"])).toBeDefined()
    })

    it("also where the duty that gives the window is about any change", () => {
      const terms = varied({ advanceNotice: unstated, window: said({ _tag: "OpenEnded" }) })
      const [open] = terms.duties
      const told = { ...duty!, id: "told", kind: "inform" as const }
      expect(check({ ...terms, duties: [told, { ...open!, changes: "any" }] }).map(({ code }) => code)).toEqual([code])
    })

    it("not a notice that the same duty gives for other changes", () => {
      const first: Row = { ...row, id: "first", advanceNotice: unstated, window: said({ _tag: "OpenEnded" }) }
      expect(told(code, { ...commercial, duties: [{ ...duty!, rows: [first, row] }] })).toEqual([])
    })

    it("not where the row states its own", () => {
      const terms = varied({})
      const told = {
        ...duty!,
        id: "told",
        rows: [{ ...row, advanceNotice: said({ period: days(1), before: "access" }) }]
      }
      expect(
        check({ ...terms, duties: [...terms.duties, told as never] }).map(({ parameters }) => parameters[0])
      ).toEqual(["told/any/window"])
    })
  })
})

describe("silenceUnderSpecific", () => {
  it.each(["accepted", "acceptedByUse"] as const)("nothing without a yes, and silence is one: %s", (silence) =>
    expect(
      one("silenceUnderSpecific", varied({ silence: said(silence) }, { authorisation: specific.authorisation }))
    ).toEqual({
      code: "silenceUnderSpecific",
      parameters: ["authorisation", named("silence")],
      because: [(specific.authorisation as { source: unknown }).source, source],
      message: "nothing happens without the client's yes, and by duty `sub-processor-change` its silence would be one",
      helps: "say that silence is a no: no clause can make silence a specific authorisation"
    })
  )

  it("so whoever counts on that silence waits in vain", () => {
    const silence = says("accepted" as const, source)
    const { authorisation } = specific
    expect(story(varied({ silence }, { authorisation })).gate("flowmailer", "c1", yearsLater).answer).toBe("shut")
    expect(story(varied({ silence })).gate("flowmailer", "c1", yearsLater).answer).toBe("open")
  })

  it("not where silence is a no, or nothing, and not under general authorisation", () => {
    const { authorisation } = specific
    for (const silence of [said("denied" as const), said("nothing" as const), said("lapsed" as const), unstated])
      expect(told("silenceUnderSpecific", varied({ silence }, { authorisation }))).toEqual([])
    for (const authorisation of [commercial.authorisation, unstated])
      expect(told("silenceUnderSpecific", varied({ silence: said("accepted") }, { authorisation }))).toEqual([])
  })
})

describe("deadlineWithoutCalendar", () => {
  const code = "deadlineWithoutCalendar"

  it("ten days, and nobody says which: by the calendar they end a week before they do by work", () => {
    const period = { n: 10, unit: "days" } as const
    expect(one(code, varied({ window: said({ _tag: "For", period }) }))).toEqual({
      code,
      parameters: [named("window")],
      because: [source],
      message: "`sub-processor-change/any/window` counts 10 days and does not say which days count",
      helps: "record how they are read: of the calendar, or working days of a calendar that is named"
    })
    const start = "2026-05-18T09:00:00.000Z"
    expect([
      lastDay(start, Span.calendarDays(10, Span.plain)),
      lastDay(start, Span.workingDays(10, "nl-office", Span.plain))
    ]).toEqual(["2026-05-28", "2026-06-02"])
  })

  it("working days of no calendar, or put off by none", () => {
    const window = (period: Span.Span) => one(code, varied({ window: said({ _tag: "For", period }) }))
    expect(window(Span.workingDays(10, "", Span.plain))).toMatchObject({
      message: "`sub-processor-change/any/window` counts by a calendar and does not say which one",
      helps: "name the calendar, such as `nl-office`"
    })
    expect(window(Span.weeks(2, Span.regulation1182_71("")))).toBeDefined()
    expect(window(Span.workingDays(10, "nl-office", Span.plain))).toBeUndefined()
    expect(window(Span.weeks(2, Span.regulation1182_71("nl-office")))).toBeUndefined()
  })

  it("wherever it stands, once for each parameter", () => {
    const period = { n: 5, unit: "days" } as const
    const terms = varied(
      {
        window: said({ _tag: "For", period, talksWithin: period }),
        clockStart: said({ from: "received", contacts: "any", deemedReceipt: period })
      },
      { emergency: said({ when: "acute", advance: period }) }
    )
    expect(told(code, terms).map(({ parameters }) => parameters)).toEqual([
      ["emergency"],
      [named("clockStart")],
      [named("window")]
    ])
  })
})

describe("receiptWithoutProof", () => {
  const code = "receiptWithoutProof"
  const starts = (clock: object) => one(code, varied({ clockStart: said({ contacts: "any", ...clock } as never) }))

  it("a clock that starts with a receipt that nobody may ever show", () => {
    expect(starts({ from: "received" })).toEqual({
      code,
      parameters: [named("clockStart")],
      because: [source],
      message:
        "the clock of duty `sub-processor-change` starts when a letter is received, and nothing says when one counts as received",
      helps:
        "say after how long a letter counts as received, or who bears it when one does not arrive; else ask for a confirmation of each letter"
    })
    expect(starts({ from: "published", ifNotSubscribed: "received" })).toBeDefined()
    expect(starts({ from: "received", ifNotSubscribed: "published" })).toBeDefined()
  })

  it("so a letter that nobody confirms keeps the gate shut for good", () => {
    const from = (clock: object) =>
      story(varied({ clockStart: said({ from: "received", contacts: "any", ...clock } as never) }))
    expect(from({}).gate("flowmailer", "c1", yearsLater).answer).toBe("shut")
    const deemedReceipt = Span.calendarDays(3, Span.plain)
    expect(from({ deemedReceipt }).gate("flowmailer", "c1", yearsLater).answer).toBe("open")
  })

  it("not where receipt is deemed, where the client bears a bounce, or where it starts with anything else", () => {
    expect(starts({ from: "received", deemedReceipt: Span.calendarDays(3, Span.plain) })).toBeUndefined()
    expect(starts({ from: "received", bouncesOn: "client" })).toBeUndefined()
    for (const from of ["sent", "delivered", "dated", "published"]) expect(starts({ from })).toBeUndefined()
    expect(told(code, varied({ clockStart: unstated }))).toEqual([])
  })
})

describe("holdNeverEnds", () => {
  const code = "holdNeverEnds"
  const nothing = { resolution: silentRow.resolution, exit: unstated }
  const holding = { beforeStart: said("untilResolved" as const), afterStart: unstated }
  const cure = (expiry: "exitOpens" | "accepted" | "nothing") =>
    said({ period: Span.calendarDays(30, Span.plain), from: "objection" as const, expiry })

  it("kept away until it is settled, and no word on how", () =>
    expect(one(code, varied({ ...nothing, hold: holding }))).toEqual({
      code,
      parameters: [named("hold.beforeStart"), named("resolution.options"), named("resolution.cure"), named("exit")],
      because: [source],
      message:
        "an objection under duty `sub-processor-change` keeps the sub-processor away until it is settled, and nothing says how that may come",
      helps: "say what may be agreed on, what follows when nothing is agreed in time, or who may leave"
    }))

  it("so an objection keeps the gate shut for good, where with a time that runs out it does not", () => {
    const objected = (resolution: Partial<Row["resolution"]>) =>
      story(varied({ hold: holding, exit: unstated, resolution: { ...silentRow.resolution, ...resolution } })).objects(
        "c1",
        "o-1",
        "2026-05-04T09:00:00.000Z"
      )
    expect(objected({}).gate("flowmailer", "c1", yearsLater).answer).toBe("shut")
    expect(objected({ cure: cure("accepted") }).gate("flowmailer", "c1", yearsLater).answer).toBe("open")
  })

  it("nor does a time that runs out without effect end it", () =>
    expect(
      one(
        code,
        varied({ exit: unstated, hold: holding, resolution: { ...silentRow.resolution, cure: cure("nothing") } })
      )
    ).toMatchObject({ because: [source, source] }))

  it("before the start or after it, until it is resolved or the client leaves", () => {
    const bites = (beforeStart: Row["hold"]["beforeStart"], afterStart: Row["hold"]["afterStart"]) =>
      one(code, varied({ ...nothing, hold: { beforeStart, afterStart } }))?.parameters.filter((name) =>
        name.includes("hold")
      )
    expect(bites(unstated, said("untilExit"))).toEqual([named("hold.afterStart")])
    expect(bites(said("untilExit"), said("untilResolved"))).toEqual([
      named("hold.beforeStart"),
      named("hold.afterStart")
    ])
    expect(bites(said("untilWindowEnds"), said("none"))).toBeUndefined()
    expect(bites(unstated, unstated)).toBeUndefined()
  })

  it("not where something may be agreed on, a time runs out with effect, or somebody may leave", () => {
    const ends: ReadonlyArray<Partial<Row>> = [
      { resolution: { ...silentRow.resolution, options: said(["carveOut"]) } },
      { resolution: { ...silentRow.resolution, cure: cure("exitOpens") } },
      { resolution: { ...silentRow.resolution, cure: cure("accepted") } },
      { exit: said({ who: ["client"], scope: "agreement" }) }
    ]
    for (const end of ends) expect(told(code, varied({ ...nothing, hold: holding, ...end }))).toEqual([])
  })
})

describe("reasonableUnread", () => {
  it("a length of time in words: until a person reads it, nothing is dated", () => {
    expect(told("reasonableUnread", connective)[1]).toEqual({
      code: "reasonableUnread",
      parameters: ["new-sub-processor/any/advanceNotice"],
      because: [expect.objectContaining({ words: expect.stringContaining("within reasonable timing") })],
      message:
        "`new-sub-processor/any/advanceNotice` is stated in words only, so nothing that hangs on it can be dated",
      helps: "record a reading of `new-sub-processor/any/advanceNotice`: a length of time that can be counted"
    })
  })

  it("so the gate waits for that person", () => {
    const advanceNotice = said({ period: { reasonable: true as const }, before: "access" as const })
    const verdict = story(varied({ advanceNotice })).gate("flowmailer", "c1", inJune)
    expect([verdict.answer, verdict.needs.map(({ open }) => open)]).toEqual(["undetermined", [named("advanceNotice")]])
  })

  it("also inside a parameter that states more, and not where it can be counted", () => {
    const notice = (period: object) =>
      told(
        "reasonableUnread",
        varied({ exit: said({ who: ["client"], scope: "agreement", notice: { period, from: "effect" } } as never) })
      ).map(({ parameters }) => parameters)
    expect(notice({ reasonable: true })).toEqual([[named("exit")]])
    expect(notice(Span.weeks(2, Span.plain))).toEqual([])
    expect(notice({ n: 10, unit: "days" })).toEqual([])
  })
})
