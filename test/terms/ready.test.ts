import { existsSync, readFileSync } from "node:fs"
import * as Result from "effect/Result"
import { rules } from "goodfaith/consultation"
import type { Engagement, Place } from "goodfaith/language"
import { Reading, silentRow, type Terms } from "goodfaith/terms"
import { check } from "goodfaith/terms/check"
import * as ready from "goodfaith/terms/ready"
import { describe, expect, it } from "vitest"
import { decodeTerms } from "../../src/terms/Terms.schema.ts"

const beside = (path: string): URL => new URL(`../../${path}`, import.meta.url)
const inOneLine = (text: string): string => text.replaceAll(/\s+/g, " ")

interface Quoted {
  readonly instrument: string
  readonly at?: string
  readonly words: string
}

/** Every source in a value. */
const sources = (value: unknown): ReadonlyArray<Quoted> => {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (name === "source" ? [inner as Quoted] : sources(inner)))
}

const inRow = (row: string, names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `${row}/${name}`)

/** The parameters of a row of a duty to consult. */
const ofARow = [
  "channels",
  "contents",
  "clockStart",
  "advanceNotice",
  "window",
  "objection.act",
  "objection.inWriting",
  "objection.addresses",
  "objection.grounds",
  "objection.mustExplain",
  "objection.mitigation",
  "objection.confirmation",
  "objection.onlyIf",
  "silence",
  "lateObjection",
  "hold.beforeStart",
  "hold.afterStart",
  "resolution.talks",
  "resolution.options",
  "resolution.cure",
  "resolution.vendorMustAnswer",
  "exit"
]

const open: Readonly<Record<keyof typeof ready, ReadonlyArray<string>>> = {
  connective: [
    "entry.announced",
    "emergency",
    "transfer",
    "listing",
    ...inRow("listing-updated/any", ["channels", "contents", "clockStart", "advanceNotice"]),
    ...inRow("new-sub-processor/any", [
      "channels",
      "contents",
      "clockStart",
      "advanceNotice",
      "window",
      "objection.mustExplain",
      "objection.mitigation",
      "objection.confirmation",
      "objection.onlyIf",
      "silence",
      "lateObjection",
      "hold.beforeStart",
      "hold.afterStart",
      "resolution.options",
      "resolution.cure",
      "resolution.vendorMustAnswer",
      "exit"
    ])
  ],
  commercial: [
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...inRow("sub-processor-change/any", ["objection.confirmation", "objection.onlyIf", "resolution.vendorMustAnswer"])
  ],
  specific: [
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...inRow("sub-processor-change/any", ["objection.confirmation", "objection.onlyIf", "resolution.vendorMustAnswer"])
  ],
  emergency: [
    "exempt",
    "transfer",
    "listing",
    ...inRow("sub-processor-change/any", ["objection.confirmation", "objection.onlyIf", "resolution.vendorMustAnswer"])
  ],
  eu2021_915Specific: [
    "entry.announced",
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...inRow("sub-processor-change/any", ofARow).filter((name) => !name.endsWith("/silence"))
  ],
  eu2021_915General: [
    "entry.announced",
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...inRow("sub-processor-change/any", ofARow)
  ],
  scc2021_914: [
    "entry.announced",
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...inRow("sub-processor-change/any", ofARow)
  ],
  danish: [
    "entry.listing",
    "entry.announced",
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...inRow("sub-processor-change/any", ofARow)
  ],
  longNotice: [
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...["inside", "elsewhere"].flatMap((row) =>
      inRow(`sub-processor-change/${row}`, [
        "objection.confirmation",
        "objection.onlyIf",
        "resolution.vendorMustAnswer"
      ])
    )
  ],
  workingDays: [
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...inRow("sub-processor-change/any", [
      "contents",
      "objection.confirmation",
      "objection.onlyIf",
      "resolution.options"
    ])
  ],
  subscribers: [
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...inRow("listing-changed/any", ["contents", "clockStart", "advanceNotice"]),
    ...inRow("sub-processor-change/any", [
      "contents",
      "objection.mitigation",
      "objection.confirmation",
      "objection.onlyIf",
      "resolution.talks",
      "resolution.options"
    ])
  ],
  exitOnly: [
    "exempt",
    "emergency",
    "transfer",
    "listing",
    ...inRow("sub-processor-change/any", [
      "contents",
      "objection.confirmation",
      "objection.onlyIf",
      "resolution.cure",
      "resolution.vendorMustAnswer"
    ])
  ]
}

/** The law's own forms: their clause on sub-processors tells whom to ask or tell, and leaves the rest to the parties. */
const forms = ["eu2021_915Specific", "eu2021_915General", "scc2021_914", "danish"] as const

/** `eu2021_915General` is called `eu2021-915-general`, `longNotice` is called `long-notice`. */
const called = (name: string): string =>
  name.replaceAll("_", "-").replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)

describe("ready-made terms are terms like any other", () => {
  for (const [name, terms] of Object.entries(ready) as ReadonlyArray<readonly [keyof typeof ready, Terms]>) {
    it(`${name} has nothing wrong with it, and is called so`, () => {
      expect(decodeTerms(terms)).toEqual(Result.succeed(terms))
      expect(terms.name).toBe(called(name))
    })

    it(`${name} leaves open what its text leaves open, and nothing else`, () => {
      expect(Reading.openIn(terms)).toEqual(open[name])
    })
  }

  it("what is to be looked at in them is what their texts lack or mean", () => {
    const told = Object.entries(ready).map(([name, terms]) => [name, check(terms).map(({ code }) => code)])
    expect(Object.fromEntries(told.filter(([, codes]) => codes!.length > 0))).toEqual({
      // Its listing leaves out who is not material, and its promise to tell before is of material ones.
      connective: ["exemptFromNotice", "reasonableUnread", "reasonableUnread"],
      // It tells after access, and means it so.
      emergency: ["accessBeforeNotice"],
      // Their clause on sub-processors gives a right to object, and does not say how.
      eu2021_915General: ["noWayToObject"],
      scc2021_914: ["noWayToObject"],
      danish: ["noWayToObject"],
      // They mean it so.
      exitOnly: ["windowOutlastsNotice"],
      subscribers: ["windowOutlastsNotice"]
    })
  })

  it("a row that says nothing leaves everything open", () => {
    const silent = { ...ready.commercial, duties: [{ ...ready.commercial.duties[0]!, rows: [silentRow] as const }] }
    const named = Object.keys(Reading.parameters(silent)).filter((name) => name.includes("/"))
    expect(Reading.openIn(silent)).toEqual(expect.arrayContaining(named))
    expect(named).toHaveLength(22)
  })
})

describe("the first listing's words stay its words", () => {
  const seed = beside("../shared/seeds/000_355a9f221a65ed0d.txt")
  const [inform, consult] = ready.connective.duties

  it(`each quote stands in it word for word, under its heading${existsSync(seed) ? "" : " (the text is not here)"}`, ({
    skip
  }) => {
    if (!existsSync(seed)) {
      console.log("the text of the first listing is not beside this repository: its quotes are not compared")
      skip()
    }
    const text = readFileSync(seed, "utf8")
    const quoted = sources(ready.connective)
    expect(quoted.length).toBeGreaterThan(10)
    for (const { at, words } of quoted) {
      expect(text).toContain(words)
      expect(text.slice(0, text.indexOf(words)).split("\n")).toContain(at)
    }
  })

  it("reasonable timing is no number, and is counted to the access", () => {
    expect(consult!.rows[0].advanceNotice).toMatchObject({ says: { period: { reasonable: true }, before: "access" } })
  })

  it("a solution acceptable for both parties is no list of solutions", () => {
    expect(consult!.rows[0].resolution.talks).toMatchObject({ says: "goodFaith" })
    expect(consult!.rows[0].resolution.options).toEqual({ unstated: true })
  })

  it("it makes two promises: whoever has the standard DPA is told of updates, whoever is affected is asked first", () => {
    expect(inform).toMatchObject({
      kind: "inform",
      changes: "any",
      onlyMaterial: false,
      audience: { of: "all", paper: "standard" }
    })
    expect(consult).toMatchObject({
      kind: "consult",
      changes: ["Engage", "Replace"],
      onlyMaterial: true,
      audience: { of: "affected" }
    })
    expect(inform!.rows).toEqual([silentRow])
  })

  it("what it leaves to a DPA that nobody here has seen is not seen", () => {
    expect([ready.connective.entry.announced, ready.connective.transfer]).toEqual([
      { unstated: true, notSeen: true },
      { unstated: true, notSeen: true }
    ])
  })
})

describe("the commercial form's words are ours", () => {
  const policy = inOneLine(readFileSync(beside("docs/policy/terms.md"), "utf8"))

  it("each quote stands in docs/policy/terms.md word for word, under its number", () => {
    for (const { instrument, at, words } of [...sources(ready.commercial), ...sources(ready.specific)]) {
      expect(policy).toContain(words)
      const before = policy
        .slice(0, policy.indexOf(words))
        .match(/ \d\. /g)
        ?.at(-1)
      if (instrument === "commercial-form") expect(before).toBe(` ${at}. `)
    }
  })

  it("thirty days' notice before access and thirty days to object, both from sending", () => {
    const { clockStart, advanceNotice, window } = ready.commercial.duties[0]!.rows[0]
    const thirty = { n: 30, unit: "calendarDays" }
    expect(clockStart).toMatchObject({ says: { from: "sent" } })
    expect(clockStart).not.toHaveProperty("says.bouncesOn")
    expect(advanceNotice).toMatchObject({ says: { period: thirty, before: "access" } })
    expect(window).toMatchObject({ says: { _tag: "For", period: thirty } })
  })

  it("the addendum turns general into specific, and silence into no; it changes nothing else", () => {
    const { specific, commercial } = ready
    expect(specific.authorisation).toMatchObject({ says: "specific", source: { instrument: "specific-addendum" } })
    expect(specific.instruments.map(({ id }) => id)).toEqual(["specific-addendum", "commercial-form"])
    const row = specific.duties[0]!.rows[0]
    expect(row.silence).toMatchObject({ says: "denied", source: { instrument: "specific-addendum" } })
    expect({ ...row, silence: commercial.duties[0]!.rows[0].silence }).toEqual(commercial.duties[0]!.rows[0])
    expect(commercial.duties[0]!.rows[0].silence).toMatchObject({ says: "accepted" })
  })
})

describe("the law's forms leave the period to the parties", () => {
  for (const name of forms) {
    const terms: Terms = ready[name]
    const [duty] = terms.duties

    it(`${name} states no period, and its words tell that there is a blank`, () => {
      expect(duty!.rows[0].advanceNotice).toEqual({ unstated: true })
      expect(duty!.source.words).toContain("[a period that the parties fill in]")
    })

    it(`${name} tells the law's words in short and says so`, () => {
      expect(sources(terms).every(({ words }) => words.startsWith("In short: "))).toBe(true)
    })

    it(`${name} is about additions and replacements, for every client, and about no right to end the agreement`, () => {
      expect(duty).toMatchObject({ kind: "consult", changes: ["Engage", "Replace"], audience: { of: "all" } })
      expect(duty!.rows[0].exit).toEqual({ unstated: true, notSeen: true })
    })
  }

  it("option 1 asks for a yes, and silence is none; option 2 tells, and says nothing of silence", () => {
    expect(ready.eu2021_915Specific.authorisation).toMatchObject({ says: "specific" })
    expect(ready.eu2021_915Specific.duties[0]!.rows[0].silence).toMatchObject({ says: "denied" })
    for (const name of ["eu2021_915General", "scc2021_914", "danish"] as const) {
      expect(ready[name].authorisation).toMatchObject({ says: "general" })
      expect(ready[name].duties[0]!.rows[0].silence).toEqual({ unstated: true })
    }
  })

  it("what the parties listed is agreed where the form has a list", () => {
    expect(forms.map((name) => ready[name].entry.listing)).toMatchObject([
      { says: "agreed" },
      { says: "agreed" },
      { says: "agreed" },
      { notSeen: true }
    ])
  })
})

const place = (id: string, country?: string): Place => ({ id, name: id, ...(country && { country }) })

const anywhere: Engagement = {
  id: "mail",
  entity: "postbode",
  service: "mail",
  role: "processor",
  touchesPersonalData: true,
  section: "all",
  use: "inUse",
  products: "all",
  regions: "all",
  options: "all",
  places: "all",
  purposes: "all",
  dataCategories: "all",
  certifications: []
}

describe("the archetypes' words are ours", () => {
  const chapters = new Map(
    readFileSync(beside("docs/policy/archetypes.md"), "utf8")
      .split("\n## ")
      .slice(1)
      .map((chapter) => [/`ready\.(\w+)`/.exec(chapter)?.[1], inOneLine(chapter)])
  )
  const archetypes = ["longNotice", "workingDays", "subscribers", "exitOnly", "emergency"] as const

  it("each has its chapter in docs/policy/archetypes.md, and each chapter its terms", () => {
    expect([...chapters.keys()]).toEqual(archetypes)
  })

  for (const name of archetypes) {
    it(`each quote of ${name} stands in its chapter word for word, under its number`, () => {
      const chapter = chapters.get(name)!
      const own = sources(ready[name]).filter(({ instrument }) => instrument === ready[name].instruments[0].id)
      expect(own.length).toBeGreaterThan(0)
      for (const { at, words } of own) {
        expect(chapter).toContain(words)
        const before = chapter.slice(0, chapter.indexOf(words)).match(/ \d\. /g)
        expect([words, before?.at(-1)]).toEqual([words, ` ${at}. `])
      }
    })
  }

  it("long notice: 30 days where data stays inside, 90 where some of it goes outside or nothing is said", () => {
    const { rows } = ready.longNotice.duties[0]!
    expect(rows.map(({ id, advanceNotice }) => [id, "says" in advanceNotice && advanceNotice.says])).toMatchObject([
      ["inside", { period: { n: 30 }, before: "engagement" }],
      ["elsewhere", { period: { n: 90 }, before: "engagement" }]
    ])
    for (const { window, clockStart } of rows) {
      expect(window).toMatchObject({ says: { period: { n: 15, unit: "calendarDays" } } })
      expect(clockStart).toMatchObject({ says: { from: "sent" } })
    }
  })

  it.each<readonly [string, Engagement["places"], string]>([
    ["one that handles data in the Netherlands only", [place("nl", "NL")], "inside"],
    ["one that handles data in India", [place("in", "IN")], "elsewhere"],
    ["one that handles data in the Netherlands and in India", [place("nl", "NL"), place("in", "IN")], "elsewhere"],
    ["one that does not say in which country", [place("nl", "NL"), place("global")], "elsewhere"],
    ["one that may handle data anywhere", "all", "elsewhere"]
  ])("%s has its own row", (_, places, row) => {
    const engagement: Engagement = { ...anywhere, places }
    expect(rules.rowFor(ready.longNotice.duties[0]!, [{ value: engagement, from: "listing/main@1" }])?.id).toBe(row)
  })

  it("inside are the thirty countries of the European Economic Area", () => {
    const inside = ready.longNotice.duties[0]!.rows[0].when.onlyCountries
    const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" })
    expect(new Set(inside).size).toBe(30)
    expect(inside!.filter((code) => names.of(code) === undefined)).toEqual([])
    expect(inside).toEqual(expect.arrayContaining(["NL", "BE", "IS", "LI", "NO"]))
    expect(inside).not.toEqual(expect.arrayContaining(["GB"]))
  })

  it("working days: those of Dutch offices throughout, from receipt by every contact, talks within the first five", () => {
    const row = ready.workingDays.duties[0]!.rows[0]
    const office = (n: number) => ({ n, unit: "workingDays", calendar: "nl-office" })
    expect(row.clockStart).toMatchObject({ says: { from: "received", contacts: "all", deemedReceipt: office(2) } })
    expect(row.advanceNotice).toMatchObject({ says: { period: office(10), before: "access" } })
    expect(row.window).toMatchObject({ says: { period: office(10), talksWithin: office(5) } })
    expect(row.hold).toMatchObject({ beforeStart: { says: "untilWindowEnds" }, afterStart: { says: "none" } })
    expect(row.resolution).toMatchObject({
      cure: { says: { period: office(20), expiry: "exitOpens" } },
      vendorMustAnswer: { says: office(5) }
    })
    expect(row.exit).toMatchObject({ says: { notice: { period: office(10), from: "exit" } } })
    expect(row.silence).toMatchObject({ says: "lapsed" })
    expect(ready.workingDays.entry.announced).toMatchObject({ says: "agreed" })
  })

  it("subscribers: told of everything; whoever is not subscribed has the clock of the publication", () => {
    const [inform, consult] = ready.subscribers.duties
    expect(inform).toMatchObject({ kind: "inform", changes: "any", audience: { of: "subscribers" } })
    expect(consult).toMatchObject({ kind: "consult", changes: ["Engage", "Replace"], audience: { of: "all" } })
    const row = consult!.rows[0]
    expect(row.clockStart).toMatchObject({ says: { from: "received", ifNotSubscribed: "published" } })
    expect(row.advanceNotice).toMatchObject({ says: { period: { n: 30 }, before: "access" } })
    expect(row.window).toMatchObject({ says: { period: { n: 60 } } })
    expect(row.resolution.vendorMustAnswer).toMatchObject({ says: { n: 30 } })
    expect(row.hold).toMatchObject({ beforeStart: { says: "none" }, afterStart: { says: "none" } })
  })

  it("to object is to leave: the act is the end of the agreement, and the window outlives the notice", () => {
    const row = ready.exitOnly.duties[0]!.rows[0]
    expect(row.objection.act).toMatchObject({ says: "termination" })
    expect(row.advanceNotice).toMatchObject({ says: { period: { n: 30 }, before: "engagement" } })
    expect(row.window).toMatchObject({ says: { period: { n: 90 } } })
    expect(row.hold).toMatchObject({ beforeStart: { says: "none" }, afterStart: { says: "none" } })
    expect(row.resolution.talks).toMatchObject({ says: "none" })
    expect(row.exit).toMatchObject({ says: { who: ["client"], scope: "agreement", soleRemedy: true } })
    expect(row.exit).not.toHaveProperty("says.notice")
  })

  it("the emergency addendum lets notice follow within two days, and changes nothing else", () => {
    const { name, title, instruments, emergency, ...rest } = ready.emergency
    const { name: _name, title: _title, instruments: before, emergency: none, ...form } = ready.commercial
    expect(rest).toEqual(form)
    expect(none).toEqual({ unstated: true })
    expect(emergency).toMatchObject({
      says: { noticeAfter: { n: 2, unit: "calendarDays" } },
      source: { instrument: "emergency-addendum" }
    })
    expect(emergency).not.toHaveProperty("says.advance")
    expect(instruments.slice(1)).toEqual(before)
    expect([name, title]).not.toEqual([_name, _title])
  })
})
