/** Every refusal about a report, its embargo and the clocks of the law as a person reads it: what is so, and what would help. */
import { Disclosure } from "goodfaith"
import type { Refusal } from "goodfaith/kernel"
import { describe, expect, it } from "vitest"
import { day, monday, received } from "./reporting.ts"

const { Awareness, Embargo, Handling } = Disclosure
const fact = <A>(value: A) => ({ value, from: "report/r1@3" as const })
const came = fact(received())
const proposed = fact({
  _tag: "EmbargoProposed",
  proposal: "p1",
  by: "vendor",
  until: "2026-12-23T09:00:00.000Z",
  at: monday
} as const)
const agreed = fact({
  _tag: "EmbargoAccepted",
  proposal: "p1",
  until: "2026-12-23T09:00:00.000Z",
  how: "answered",
  at: monday
} as const)
const closed = fact({ _tag: "ReportClosed", resolution: { as: "spam" }, by: "cert-1", at: monday } as const)
const handled = { ...Handling.initial, since: came.from }

/** The refusal, made when it is asked for; the clause that decided it, the words, and the events it rests on. */
const table: ReadonlyArray<readonly [string, () => Refusal, string, string, ReadonlyArray<string>]> = [
  [
    "NothingToKeepSecret",
    () => Embargo.NothingToKeepSecret(fact(day(10))),
    "disclosure.nothing-to-keep-secret",
    "the weakness is public or attacked since `2026-12-03T09:00:00.000Z`, so there is nothing left to keep secret: tell people what to do instead",
    ["report/r1@3"]
  ],
  [
    "EmbargoOver",
    () => Embargo.EmbargoOver(["report/r1@2"]),
    "disclosure.ends",
    "the embargo of this report has ended, and one that ended never begins again",
    ["report/r1@2"]
  ],
  [
    "EndsAtOnce",
    () => Embargo.EndsAtOnce(day(1), day(2)),
    "disclosure.both-agree",
    "an embargo until `2026-11-24T09:00:00.000Z` has ended by `2026-11-25T09:00:00.000Z` already: name a later end",
    []
  ],
  [
    "BeyondTheLongest",
    () => Embargo.BeyondTheLongest(day(40), ["report/r1@0"]),
    "disclosure.longest",
    "the policy allows no embargo after `2027-01-02T09:00:00.000Z`: name an end until then",
    ["report/r1@0"]
  ],
  [
    "NotExtended",
    () => Embargo.NotExtended(agreed, "nobody"),
    "disclosure.extended-by-whom",
    "the policy says that nobody extends an embargo: this one ends at `2026-12-23T09:00:00.000Z`",
    ["report/r1@3"]
  ],
  [
    "NotExtended",
    () => Embargo.NotExtended(agreed, "coordinator"),
    "disclosure.extended-by-whom",
    "the policy says that an embargo is extended by the coordinator: without the coordinator this one ends at `2026-12-23T09:00:00.000Z`",
    ["report/r1@3"]
  ],
  [
    "NoSuchProposal",
    () => Embargo.NoSuchProposal("p9"),
    "disclosure.both-agree",
    "no proposal `p9` waits for an answer: check the id, or propose an end",
    []
  ],
  [
    "AlreadyAgreed",
    () => Embargo.AlreadyAgreed(agreed, day(20)),
    "disclosure.both-agree",
    "`p1` was agreed on `2026-11-23T09:00:00.000Z`, and holds until `2026-12-13T09:00:00.000Z`: propose an earlier end, or end it once both agree",
    ["report/r1@3"]
  ],
  [
    "AlreadyAgreed",
    () => Embargo.AlreadyAgreed({ ...agreed, value: { ...agreed.value, how: "silence" } }, day(30)),
    "disclosure.by-silence",
    "`p1` was agreed on `2026-11-23T09:00:00.000Z`, by saying nothing about it, and holds until `2026-12-23T09:00:00.000Z`: propose an earlier end, or end it once both agree",
    ["report/r1@3"]
  ],
  [
    "ProposalTaken",
    () => Embargo.ProposalTaken(proposed),
    "disclosure.both-agree",
    "proposal `p1` was made already and names another end: give the new one an id of its own",
    ["report/r1@3"]
  ],
  [
    "OwnProposal",
    () => Embargo.OwnProposal(proposed),
    "disclosure.both-agree",
    "proposal `p1` was made by the vendor, and somebody else must agree to it",
    ["report/r1@3"]
  ],
  [
    "NoEmbargo",
    () => Embargo.NoEmbargo,
    "disclosure.both-agree",
    "no embargo was agreed for this report, so none can end or be extended",
    []
  ],
  [
    "StillRuns",
    () => Embargo.StillRuns(day(30), ["report/r1@2"]),
    "disclosure.ends",
    "this embargo runs until `2026-12-23T09:00:00.000Z`, so it is not over yet",
    ["report/r1@2"]
  ],
  [
    "NoGrace",
    () => Embargo.NoGrace("grace was given for this report already, and it is given once", ["report/r1@4"]),
    "disclosure.grace",
    "grace was given for this report already, and it is given once",
    ["report/r1@4"]
  ],
  [
    "UnknownZone",
    () => Embargo.UnknownZone("Mars/Base"),
    "disclosure.both-agree",
    "no zone table `Mars/Base` is known, so nobody can say when that day begins: hand it over when opening",
    []
  ],
  [
    "NothingReceived",
    () => Handling.NothingReceived,
    "disclosure.recorded-as-it-came",
    "no report is on record under this id, so nobody would look here: record that it was received first, or check the id",
    []
  ],
  [
    "ReportIdTaken",
    () => Handling.ReportIdTaken(came),
    "disclosure.recorded-as-it-came",
    "report `r1` was received already and says something else: give the new one an id of its own",
    ["report/r1@3"]
  ],
  [
    "OtherReport",
    () => Handling.OtherReport("r2"),
    "disclosure.recorded-as-it-came",
    "report `r2` is recorded in the stream of its own name: record it there",
    []
  ],
  [
    "UnknownPolicy",
    () => Handling.UnknownPolicy("policy:sha256-x"),
    "disclosure.version-at-receipt",
    "no disclosure policy is known under `policy:sha256-x`: hand it over when opening, or check the reference",
    []
  ],
  [
    "AlreadyClosed",
    () => Handling.AlreadyClosed(closed),
    "disclosure.closed-stays",
    "this report is closed: receive what came back as a new report that supersedes it",
    ["report/r1@3"]
  ],
  [
    "NotValid",
    () => Handling.NotValid(handled),
    "disclosure.in-order",
    "this report was not found valid yet: validate it first",
    ["report/r1@3"]
  ],
  [
    "ValidAlready",
    () => Handling.ValidAlready(handled),
    "disclosure.in-order",
    "this report was found valid, and is not found otherwise after that: defer or close it, and say why",
    ["report/r1@3"]
  ],
  [
    "NotPrioritised",
    () => Handling.NotPrioritised(handled),
    "disclosure.in-order",
    "this report is valid and nobody has said what becomes of it: accept or defer it before it is closed",
    ["report/r1@3"]
  ],
  [
    "TooEarlyToClose",
    () => Handling.TooEarlyToClose(handled, { as: "fixed" }),
    "disclosure.closed-early",
    "nobody has found this report valid, so it can't be closed as `fixed`: ask for what is missing, or find it valid first",
    ["report/r1@3"]
  ],
  [
    "NotSo",
    () => Handling.NotSo({ as: "fixed" }, "no fix is on record as deployed"),
    "disclosure.closed-for-a-reason",
    "this report can't be closed as `fixed`: no fix is on record as deployed",
    []
  ],
  [
    "UnknownReport",
    () => Handling.UnknownReport("r9"),
    "disclosure.came-first",
    "no report `r9` is on record: check the id",
    []
  ],
  [
    "NotEarlier",
    () => Handling.NotEarlier("r2", ["report/r2@0", "report/r1@0"]),
    "disclosure.came-first",
    "report `r2` did not come before this one, so this one is no duplicate of it: link that one to this, or name an earlier one",
    ["report/r2@0", "report/r1@0"]
  ],
  [
    "IsADuplicate",
    () => Handling.IsADuplicate("r0", "r00", ["report/r0@0"]),
    "disclosure.came-first",
    "report `r0` is itself a duplicate of `r00`: link this one to that",
    ["report/r0@0"]
  ],
  [
    "NamesTheReport",
    () => Handling.NamesTheReport("chg-r1", came),
    "disclosure.leads-to-change",
    "the change `chg-r1` would name report `r1` to whoever sees the listing: give it an id that says nothing of the report",
    ["report/r1@3"]
  ],
  [
    "IdTaken",
    () => Handling.IdTaken("m1", ["report/r1@1"]),
    "disclosure.answered-by-whom",
    "`m1` is on record already and says something else: give the new one an id of its own",
    ["report/r1@1"]
  ],
  [
    "UnknownAwareness",
    () => Awareness.UnknownAwareness("own"),
    "clocks.starts-by-itself",
    "nobody is on record as aware of `own`: record first when, in which role and on what basis",
    []
  ],
  [
    "OtherAwareness",
    () => Awareness.OtherAwareness(["report/r1@1"]),
    "clocks.starts-by-itself",
    "this id stands for another awareness already: each has its own start, so take another id",
    ["report/r1@1"]
  ]
]

describe("a refusal about a report says what is so, and what would help", () => {
  it.each(table)("%s", (tag, refused, clause, message, facts) => {
    const refusal = refused()
    expect([refusal._tag, refusal.clause.id, refusal.message, refusal.facts]).toEqual([tag, clause, message, facts])
  })

  it("each one of the embargo and of handling is here", () => {
    const refusals = [...Object.keys(Embargo), ...Object.keys(Handling)].filter((name) => /^[A-Z]/.test(name))
    expect([...new Set(table.map(([tag]) => tag))]).toEqual(expect.arrayContaining(refusals))
  })

  it("what nobody brought there is brought by nothing", () =>
    expect(Handling.NotValid(Handling.initial).facts).toEqual([]))

  it.each(table)("%s: a small first letter or a value, no full stop, no type name, one line", (tag, _, __, message) => {
    expect(message).toMatch(/^[a-z`][^\n]*[^.\n]$/)
    expect(message).not.toContain(tag)
  })
})
