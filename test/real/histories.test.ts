/**
 * Real listings over time: every step of theirs is declared here, and after it the listing says what the page said.
 *
 * The records lie beside this repository and are not published with it; where they are absent, the output says so.
 */
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import { listing as codec } from "goodfaith/schema"
import { compareCapture, diff, applyDiff, NothingCaptured, type Row, rows as rowsOf, shown } from "goodfaith/listing"
import * as Listing from "goodfaith/listing"
import { eventRef } from "goodfaith/language"
import { consultations } from "goodfaith/reactions"
import * as ready from "goodfaith/terms/ready"
import { type Instant, utc } from "goodfaith/time"
import { describe, expect, it } from "vitest"
import { pure, Scenario, signs, varied } from "../scenario.ts"
import { type Entry, histories, type Step } from "./histories.records.ts"
import { captured, type Declared, instantOf, noNotes, noSection, Replay, type Told } from "./histories.ts"
import * as table from "./histories.table.ts"

const absent = histories === undefined
const here = absent ? " (the records are not here)" : ""
if (absent) console.log("the histories of real listings are not beside this repository: none of them is replayed")

/** All rows as they stood at an instant, as far as anything is known of them then. */
const rowsAt = (state: Listing.State, held: Instant, known?: number): ReadonlyArray<Row> =>
  pure(() => rowsOf(state, { held, zone: utc, ...(known !== undefined && { known }) }))

/** The rows that the page shows. The listing knows who is behind a name; a page does not. */
const page = (rows: ReadonlyArray<Told | Row>): ReadonlyArray<object> =>
  byId(rows).map(({ id, name, printed }) => ({ id, name, printed: { ...printed, entity: "" } }))

const byId = <A extends { readonly id: string }>(rows: ReadonlyArray<A>): ReadonlyArray<A> =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0)

const counted = (words: ReadonlyArray<string>): Readonly<Record<string, number>> =>
  Object.fromEntries([...new Set(words)].toSorted().map((word) => [word, words.filter((it) => it === word).length]))

/** The cells of a row, as the listing has them and as the page has them: told apart, so that neither is read off the other. */
const cellsOf = ({ name, printed }: Row, seat: string | undefined): string =>
  JSON.stringify([
    name,
    printed.section === noSection ? null : printed.section,
    printed.purposes === "all" ? null : printed.purposes.map(({ text }) => text).join(", "),
    printed.places === "all" ? null : printed.places.map((place) => place.name).join(", "),
    printed.dataCategories === "all" ? null : printed.dataCategories.join(", "),
    printed.products === "all" ? 0 : printed.products.length,
    printed.contact ?? null,
    printed.condition ?? null,
    seat ?? null
  ])

const cellsOn = (entry: Entry): ReadonlyArray<string> =>
  (table.jointRows[entry.name] ?? [table.namesWithService[entry.name]?.name ?? entry.name]).map((name) =>
    JSON.stringify([
      name,
      entry.section ?? null,
      entry.purpose ?? null,
      entry.location ?? null,
      entry.dataCategories ?? null,
      entry.products?.length ?? 0,
      entry.website ?? null,
      entry.extra?.["condition"] ?? null,
      entry.country ?? null
    ])
  )

interface Done {
  readonly file: string
  readonly replay: Replay
  /** What the listing showed after each step, and what it knew to have ended or gone on unshown. */
  readonly rows: ReadonlyArray<ReadonlyArray<Row>>
  readonly cells: ReadonlyArray<ReadonlyArray<string>>
}

const done: ReadonlyArray<Done> = [...(histories ?? [])].map(([file, history]) => {
  const rows: Array<ReadonlyArray<Row>> = []
  const cells: Array<ReadonlyArray<string>> = []
  const replay = new Replay(file, history).run(({ at }, { state }) => {
    rows.push(rowsAt(state, at))
    const seat = (entity: string) =>
      Option.getOrUndefined(HashMap.get(state.entities, entity))?.named.at(-1)?.value.seat?.name
    cells.push(shown(rows.at(-1)!).map((row) => cellsOf(row, seat(row.printed.entity))))
  })
  return { file, replay, rows, cells }
})

const of = (file: string): Done => done.find((it) => it.file === file)!
const step = (file: string, snapshot: number): Declared => of(file).replay.declared[snapshot]!
const announced = ({ acts }: Declared): ReadonlyArray<string> => acts.filter((act) => act.startsWith("announced"))

describe(`every step of a real listing can be declared${here}`, () => {
  it.skipIf(absent)("thirteen of them, and none of their steps is left out", () => {
    expect(done.map(({ file }) => file)).toHaveLength(13)
    for (const { replay } of done) {
      expect(replay.declared.map(({ snapshot }) => snapshot)).toEqual(replay.history.snapshots.map((_, at) => at))
    }
  })

  for (const { file, replay, rows, cells } of done) {
    it(`${file}: after each step the listing shows what the page shows, and its notes`, () => {
      for (const { snapshot, told, at } of replay.declared) {
        expect(page(shown(rows[snapshot]!)), `snapshot ${snapshot}`).toEqual(page(told))
        expect(Listing.notesAt(replay.state, at)?.value.notes ?? noNotes).toBe(lastAt(replay, at).notes)
        expect(cells[snapshot]!.toSorted()).toEqual(
          replay.history.snapshots[snapshot]!.entries.flatMap(cellsOn).toSorted()
        )
      }
    })

    it(`${file}: asked at the end, it tells of each of those days what it showed then, and knew then`, () => {
      for (const declared of replay.declared) {
        const { at, upTo } = declared
        expect(page(shown(rowsAt(replay.state, at)))).toEqual(page(lastAt(replay, at).told))
        expect(page(shown(rowsAt(replay.state, at, upTo)))).toEqual(page(declared.told))
      }
    })

    it(`${file}: what differs between two of them makes the second of the first, and the first of the second`, () => {
      for (const [from, to] of steps(rows)) {
        expect(byId(applyDiff(from, diff(from, to)))).toEqual(byId(to))
        expect(byId(applyDiff(to, diff(to, from)))).toEqual(byId(from))
        expect(byId(applyDiff(shown(from), diff(shown(from), shown(to))))).toEqual(byId(shown(to)))
        expect(diff(from, from.toReversed())).toEqual({ added: [], removed: [], changed: [], relabelled: [] })
      }
    })

    it(`${file}: each of its events can be stored and read back`, () => {
      for (const event of replay.events) {
        const stored: unknown = JSON.parse(JSON.stringify(codec.encodeEvent(event)))
        expect(codec.decodeEvent(`listing/${event._tag}`, 1, stored)).toEqual(event)
      }
    })
  }

  it.skipIf(absent)("a record that does not fit its own prints is not declared", () => {
    const whole = of("hey").replay.history
    const [first, second, ...rest] = whole.snapshots
    const missing = { ...second!, entries: second!.entries.slice(1) }
    expect(() => new Replay("hey", { ...whole, snapshots: [first!, missing, ...rest] }).run()).toThrow("does not fit")
  })
})

/** Where several prints bear one instant, the last one holds. */
const lastAt = ({ declared }: Replay, at: Instant): Declared => declared.findLast((it) => it.at === at)!

const steps = <A>(all: ReadonlyArray<A>): ReadonlyArray<readonly [A, A]> =>
  all.slice(1).map((to, at) => [all[at]!, to] as const)

describe(`an undo is two declared changes, and nothing is netted${here}`, () => {
  it.skipIf(absent)("four rows go, are back two minutes later, and go again: twelve changes", () => {
    expect(counted([6, 7, 8].flatMap((at) => announced(step("cryptlex", at))))).toEqual({
      "announced Engage": 4,
      "announced Retire": 8
    })
    const { rows, replay } = of("cryptlex")
    expect(page(shown(rows[7]!))).toEqual(page(shown(rows[5]!)))
    for (const name of ["heroku-1", "mailchimp-1", "papertrail-1", "zendesk-1"]) {
      const standing = Listing.standing(replay.state, name)!
      expect([standing.ended !== undefined, standing.before?.ended !== undefined]).toEqual([true, true])
      expect(standing.before?.before).toBeUndefined()
    }
  })

  it.skipIf(absent)("a layout that was rewritten and taken back is declared both times", () => {
    const [there, back] = [step("netnodes", 2), step("netnodes", 3)]
    const withoutRows = (declared: Declared) => counted(announced(declared).filter((act) => !/Engage|Retire/.test(act)))
    expect(announced(there).length).toBeGreaterThan(20)
    expect(withoutRows(back)).toEqual(withoutRows(there))
    expect(counted(announced(back))).toMatchObject({ "announced Engage": 3, "announced Retire": 4 })
    expect(counted(announced(there))).toMatchObject({ "announced Engage": 4, "announced Retire": 3 })
    const [before, after] = [of("netnodes").rows[1]!, of("netnodes").rows[3]!].map(shown)
    const { added, removed, changed, relabelled } = diff(before!, after!)
    const otherwise = [...changed, ...relabelled].map(({ id, fields }) => [
      id,
      fields.map(({ field }) => field).filter((field) => field !== "brought")
    ])
    expect([added, removed]).toEqual([[], []])
    expect(otherwise.filter(([, fields]) => fields!.length > 0)).toEqual([
      ["matomo-cloud-innocraft-ltd-1", ["section"]]
    ])
  })
})

describe(`no list is not an empty list${here}`, () => {
  it.skipIf(absent)("while a list is gone for sixteen months, the rows stand as they stood", () => {
    const { replay, rows } = of("github")
    const before = replay.declared[11]!
    const gaps = replay.history.gaps.filter(({ date }) => instantOf(date) > before.at)
    expect(gaps.length).toBeGreaterThan(0)
    expect(gaps[0]!.date.slice(0, 10)).toBe("2022-09-01")
    for (const { date } of gaps) {
      expect(compareCapture(rows[11]!, () => [], []).refused).toEqual(NothingCaptured)
      expect(page(shown(rowsAt(replay.state, instantOf(date))))).toEqual(page(before.told))
    }
    expect(replay.declared[12]!.at).toBe("2023-12-28T00:47:16.000Z")
  })

  it.skipIf(absent)("nor does it, or any gap, leave an act between two prints", () => {
    for (const { replay } of done) {
      const at = new Set(replay.declared.map((it) => it.at))
      expect(replay.events.filter((event) => !at.has(event.at))).toEqual([])
    }
  })
})

describe(`a scope that was cut ends nothing${here}`, () => {
  it.skipIf(absent)("eleven rows are no longer shown, and none of them has ended", () => {
    const { rows } = of("kinde")
    expect(counted(rows[1]!.map(({ status }) => status))).toEqual({ active: 19, unlisted: 11 })
    expect(announced(step("kinde", 1)).filter((act) => act === "announced ChangeScope")).toHaveLength(1)
    expect(announced(step("kinde", 1))).not.toContain("announced Retire")
  })
})

describe(`a rename that adds a name is an addition${here}`, () => {
  it.skipIf(absent)("one row comes to name two companies, twice: the second company is engaged, in two rows", () => {
    const declared = step("plausible", 1)
    expect(counted(announced(declared))).toEqual({ "announced Engage": 2 })
    const rows = shown(of("plausible").rows[1]!)
    const anthropic = rows.filter(({ name }) => name === "Anthropic")
    expect(anthropic).toHaveLength(2)
    expect(new Set(anthropic.map(({ printed }) => printed.entity)).size).toBe(1)
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(["Algolia", "Help Scout"]))
  })

  it.skipIf(absent)("each name that is another than before was decided by somebody, and each decision was used", () => {
    const seen = done.flatMap(({ file, replay }) =>
      replay.declared.flatMap(({ snapshot, moves }) =>
        (moves?.renamed ?? []).map(
          ([x, y]) =>
            `${file} ${snapshot} ${replay.history.snapshots[snapshot - 1]!.entries[x]!.name} -> ${replay.history.snapshots[snapshot]!.entries[y]!.name}`
        )
      )
    )
    const decided = table.renamings.map((it) => `${it.file} ${it.snapshot} ${it.before} -> ${it.after}`)
    expect(seen.toSorted()).toEqual(decided.toSorted())
  })

  it.skipIf(absent)("two that became one, came apart and became one again are merged, split and merged", () => {
    const acts = [9, 12, 20].map((at) =>
      counted(announced(step("github", at)).filter((act) => /Merge|Split/.test(act)))
    )
    expect(acts).toEqual([{ "announced Merge": 2 }, { "announced Split": 1 }, { "announced Merge": 2 }])
    const names = [9, 12, 20].map((at) =>
      shown(of("github").rows[at]!)
        .map(({ name }) => name)
        .filter((name) => /twilio|sendgrid/i.test(name))
        .toSorted()
    )
    expect(names).toEqual([["Twilio & Twilio Sendgrid"], ["SendGrid", "Twilio"], ["Twilio (SendGrid)"]])
  })

  it.skipIf(absent)("a rename that only a notice tells keeps the row and its entity", () => {
    const named = (at: number) => of("vonq").rows[at]!.find(({ id }) => id === "g-company-b-v-1")!
    expect([named(1).name, named(2).name]).toEqual(["g-company B.V.", "Xebia Workplace B.V."])
    expect(named(2).printed.entity).toBe(named(1).printed.entity)
  })
})

// -- Who is owed what. --------------------------------------------------------------------------------------------------------

const [consult] = ready.commercial.duties
const informAny = varied(
  "inform-any",
  {},
  {
    duties: [{ ...consult!, id: "any-change", kind: "inform", changes: "any" }]
  }
)

interface Owed {
  readonly of: "commercial" | "informAny"
  readonly change: string
  readonly arose: boolean
}

/** Both clients sign on the first day; whatever follows from each event is then judged, event by event. */
const judged = ({
  replay
}: Done): { readonly owed: ReadonlyArray<Owed>; readonly afterRelabels: number; readonly relabels: number } => {
  const scenario = new Scenario(ready.commercial, informAny)
  const stream = Listing.stream("main")
  const changes = new Map<string, consultations.KnownChange>()
  const known = { since: undefined, ahead: [] }
  const clients = new Map([
    ["commercial", known],
    ["informAny", known]
  ])
  const relabels = new Set(replay.declared.flatMap((it) => it.relabels))
  const cases = (): number =>
    sum([...scenario.streams].map(([name, events]) => (name.startsWith("consultation/") ? events.length : 0)))
  let afterRelabels = 0
  const [first] = replay.declared
  for (const [at, event] of replay.events.entries()) {
    const ref = eventRef(stream, at)
    scenario.streams.set(stream, replay.events.slice(0, at + 1))
    if (event._tag === "ChangeAnnounced") {
      changes.set(event.change, { listing: "main", since: event.at, withdrawn: false })
    }
    if (at === first!.upTo) {
      signs(scenario, "commercial", ready.commercial, first!.at)
      signs(scenario, "informAny", informAny, first!.at)
    }
    if (at <= first!.upTo) continue
    const before = cases()
    const follows = consultations.follows(event, ref, {
      clients,
      changes,
      learned: new Map(),
      listing: () => scenario.listing.state,
      zone: (zone) => scenario.world.zone(zone),
      now: event.at
    })
    for (const { subject, client, command } of follows) scenario.onCase(subject, client, command)
    if (relabels.has(at)) afterRelabels += cases() - before
  }
  const owed = [...changes.keys()].flatMap((change) =>
    (["commercial", "informAny"] as const).map((client) => ({
      of: client,
      change: Listing.change(replay.state, change)!.announced.value.what._tag,
      arose: (scenario.streams.get(`consultation/${change}/${client}`) ?? []).some(
        (event) => (event as { _tag: string })._tag === "DutyArose"
      )
    }))
  )
  return { owed, afterRelabels, relabels: relabels.size }
}

const duties = new Map(done.map((it) => [it.file, judged(it)]))
const all = [...duties.values()]

describe(`what is only shown otherwise raises no duty${here}`, () => {
  it.skipIf(absent)("no relabelled row is announced as a change, or makes anybody's case move", () => {
    expect(sum(all.map((it) => it.relabels))).toBeGreaterThan(25)
    expect(sum(all.map((it) => it.afterRelabels))).toBe(0)
    for (const { replay } of done) {
      for (const { relabels } of replay.declared) {
        for (const at of relabels) expect(replay.events[at]).toMatchObject({ _tag: "EntryCorrected", substance: false })
      }
    }
  })

  it.skipIf(absent)("a step of new headings only, or of another language only, announces no change at all", () => {
    expect(announced(step("socialo", 1))).toEqual([])
    expect(announced(step("socialo", 2))).toEqual([])
    expect(step("socialo", 1).acts.filter((act) => act === "CorrectEntry")).toHaveLength(3)
  })

  it.skipIf(absent)(
    "a page in another order is the same page, and one with new headings only is corrected and published",
    () => {
      const { history } = of("hey").replay
      const [first] = history.snapshots
      const date = history.snapshots[1]!.date
      const replayed = (entries: ReadonlyArray<Entry>, relabelled: Step["relabelled"]) => {
        const step = { from: 0, to: 1, added: [], removed: [], changed: [], renamed: [], relabelled }
        return new Replay("hey", { ...history, snapshots: [first!, { date, entries }], diffs: [step] }).run()
          .declared[1]!.acts
      }
      expect(replayed(first!.entries.toReversed(), [])).toEqual([])
      const headed = first!.entries.map((entry) => ({ ...entry, section: "For customers" }))
      const labels = headed.map(({ name, section }) => ({
        name,
        section,
        fields: [{ field: "section" as const, before: null, after: section }]
      }))
      expect(counted(replayed(headed, labels))).toEqual({ CorrectEntry: headed.length, PublishVersion: 1 })
    }
  )

  it.skipIf(absent)(
    "but who is promised news of new sub-processors is owed it for each of them, also where a row goes to another legal person",
    () => {
      const owed = all.flatMap((it) => it.owed).filter((it) => it.of === "commercial")
      expect(counted(owed.filter(({ arose }) => arose).map(({ change }) => change))).toEqual({
        Engage: 119,
        Merge: 4,
        Replace: 6,
        Split: 2
      })
    }
  )

  it.skipIf(absent)("and who is promised news of any change is owed it for every change that was announced", () => {
    const owed = all.flatMap((it) => it.owed).filter((it) => it.of === "informAny")
    expect(owed.length).toBeGreaterThan(200)
    expect(owed.filter(({ arose }) => !arose)).toEqual([])
  })
})

// -- What an import of the same pages would have proposed. ------------------------------------------------------------------------

const names = (all: ReadonlyArray<{ readonly name: string }>): ReadonlyArray<string> =>
  all.map(({ name }) => name).toSorted()

/** What came and what went, by name: as an import of the page proposes it, and as the record has it. */
const proposed = ({ replay, rows }: Done, snapshot: number) => {
  const before = rows[snapshot - 1]!
  const print = replay.history.snapshots[snapshot]!.entries.map(captured)
  const record = replay.history.diffs[snapshot - 1]!
  const likely = record.renamed.filter(({ kind }) => kind.startsWith("likely"))
  const found = pure(() => compareCapture(before, () => [], print, { lossGuard: 1 }))
  const rowOf = (id: string) => before.find((row) => row.id === id)!
  return {
    refused: pure(() => compareCapture(before, () => [], print)).refused,
    came: names([...found.added, ...[...found.reAdded, ...found.renameCandidates].map((it) => it.captured)]),
    went: names([...found.removed, ...found.renameCandidates.map((it) => it.engagement)].map(rowOf)),
    recordedCame: names([...record.added, ...likely.map((it) => ({ name: it.after }))]),
    recordedWent: names([...record.removed, ...likely.map((it) => ({ name: it.before }))]),
    renameCandidates: found.renameCandidates,
    reAdded: found.reAdded,
    hints: found.replacementHints.map((it) => `${rowOf(it.removed).name} -> ${it.added.name}`)
  }
}

const imports = done.flatMap((it) =>
  it.replay.declared.slice(1).map(({ snapshot }) => ({ where: `${it.file} ${snapshot}`, ...proposed(it, snapshot) }))
)
const found = (where: string) => imports.find((it) => it.where === where)!

describe(`an import proposes, and a person declares${here}`, () => {
  it.skipIf(absent)(
    "it finds the rows that came and went as the record has them, but for three steps with a reason",
    () => {
      const otherwise = imports.filter(
        (it) => String(it.came) !== String(it.recordedCame) || String(it.went) !== String(it.recordedWent)
      )
      expect(otherwise.map(({ where }) => where)).toEqual([
        // The legal form in the middle of a name is cut as well, so these two are found by their canonical name.
        "netnodes 2",
        "netnodes 3",
        // The listing names two companies, and the page still prints both in one row.
        "plausible 2"
      ])
    }
  )

  it.skipIf(absent)("it refuses the one page that comes back after sixteen months with other rows", () => {
    expect(imports.flatMap(({ where, refused }) => (refused === undefined ? [] : [[where, refused._tag]]))).toEqual([
      ["github 12", "TooMuchLost"]
    ])
  })

  it.skipIf(absent)("a name that was joined to another is proposed as one that adds a name", () => {
    const candidates = found("plausible 1").renameCandidates
    expect(names(candidates.filter(({ addsAName }) => addsAName).map((it) => it.captured))).toEqual([
      "Algolia and Anthropic",
      "Help Scout and Anthropic"
    ])
    expect(candidates).toHaveLength(2)
  })

  it.skipIf(absent)("rows that are back are told apart from new ones", () => {
    expect(names(found("cryptlex 7").reAdded.map((it) => it.captured))).toEqual([
      "Heroku",
      "MailChimp",
      "Papertrail",
      "Zendesk"
    ])
    expect(found("netnodes 3").reAdded).toHaveLength(3)
  })

  it.skipIf(absent)("every replacement that was declared was hinted at, and not every hint was one", () => {
    const hinted = new Set(imports.flatMap(({ where, hints }) => hints.map((hint) => `${where} ${hint}`)))
    for (const [file, snapshot, removed, added] of table.replacements)
      expect(hinted).toContain(`${file} ${snapshot} ${removed} -> ${added}`)
    expect(hinted).toContain("vonq 2 g-company B.V. -> Xebia Workplace B.V.")
    expect(hinted.size).toBeGreaterThan(table.replacements.length)
  })
})

// -- What was counted. ----------------------------------------------------------------------------------------------------------

describe.skipIf(absent)("what was replayed", () => {
  const declared = done.flatMap(({ replay }) => replay.declared)
  const acts = counted(declared.flatMap((it) => it.acts))
  const records = done.flatMap(({ replay }) => replay.history.diffs)

  it("accounts for every row that came and every row that went", () => {
    const joined = table.renamings.filter((it) => it.declared.as === "addition").length
    const renamedByNotice = 1
    const unlisted = 11
    expect(acts["announced Engage"]! + acts["announced Replace"]!).toBe(
      sum(records.map((it) => it.added.length)) - renamedByNotice + joined
    )
    expect(acts["announced Retire"]! + acts["announced Replace"]!).toBe(
      sum(records.map((it) => it.removed.length)) - renamedByNotice - unlisted
    )
  })

  it("keeps the date that a page claims beside the day on which it was published, where it is a date at all", () => {
    const claims = done.flatMap(({ file, replay }) =>
      replay.state.versions.map(({ value }, at) => [
        file,
        at,
        replay.history.snapshots[at]!.statedDate,
        value.statedOn,
        value.at.slice(0, 10)
      ])
    )
    expect(claims.filter(([, , stated, on]) => stated !== undefined && on === undefined)).toEqual([
      ["plausible", 0, "May 2026", undefined, "2026-05-29"],
      ["plausible", 1, "July 2026", undefined, "2026-07-30"],
      ["plausible", 2, "August 2026", undefined, "2026-08-13"],
      ["range", 6, expect.stringContaining("Novemebr"), undefined, "2021-11-05"],
      ["socialo", 2, "January 2026", undefined, "2026-01-29"],
      ["vonq", 1, expect.stringContaining("31.09.2024"), undefined, "2024-09-30"]
    ])
    expect(claims.filter(([file, at]) => file === "kinde" && at !== 0).map(([, , , on]) => on)).toEqual([
      "2025-08-11",
      "2025-08-11",
      "2025-08-11"
    ])
  })

  it("is told", () => {
    const told = (numbers: Readonly<Record<string, number>>) =>
      Object.entries(numbers)
        .map(([word, n]) => `${word} ${n}`)
        .join(", ")
    const owed = (client: Owed["of"]) =>
      all.flatMap((it) => it.owed).filter((it) => it.of === client && it.arose).length
    const undone = table.undone.map(
      ([file, snapshot]) => `${file} ${snapshot}: ${announced(step(file, snapshot)).length} changes`
    )
    console.log(
      [
        `${done.length} files, ${declared.length} snapshots, ${records.length} steps, all declared`,
        `${sum(Object.values(acts))} acts: ${told(acts)}`,
        `names that became others, by decision: ${told(counted(table.renamings.map((it) => it.declared.as)))}`,
        `${sum(all.map((it) => it.relabels))} relabelled rows, ${sum(all.map((it) => it.afterRelabels))} duties from them`,
        `${owed("commercial")} duties to consult and ${owed("informAny")} to inform, of ${all.flatMap((it) => it.owed).length / 2} changes`,
        `${undone.length} steps that take back another: ${undone.join(", ")}`,
        `${sum(done.map(({ rows }) => (rows.length - 1) * 3))} differences made and compared`
      ].join("\n")
    )
    expect(records.length).toBe(109)
  })
})
