/** Every refusal about a document as a person reads it: what is so, and what would help. */
import { Document } from "goodfaith/documents"
import type { Refusal } from "goodfaith/kernel"
import { describe, expect, it } from "vitest"
import { declare, publish } from "./papers.ts"

const at = "2026-01-05T09:00:00.000Z" as const
const declared = { value: { ...declare("tou"), _tag: "DocumentDeclared" }, from: "document/tou@0" } as const
const version = {
  value: {
    ...publish("v1", "2026-01-12", at),
    _tag: "DocumentPublished",
    startsAt: "2026-01-11T23:00:00.000Z",
    zone: "zone:Europe/Amsterdam@2026a"
  },
  from: "document/tou@1"
} as const

/** The refusal, made when it is asked for; the clause that decided it, the words, and the events it rests on. */
const table: ReadonlyArray<readonly [string, () => Refusal, string, string, ReadonlyArray<string>]> = [
  [
    "NotDeclared",
    () => Document.NotDeclared,
    "document.declared-once",
    "this document has not been declared yet: declare whose it is, who is asked and for what first",
    []
  ],
  [
    "OtherDocument",
    () => Document.OtherDocument("privacy"),
    "document.declared-once",
    "document `privacy` is declared in its own stream, not here",
    []
  ],
  [
    "DeclaredOtherwise",
    () => Document.DeclaredOtherwise(declared),
    "document.declared-once",
    "document `tou` was declared already and otherwise: give the new one an id of its own",
    ["document/tou@0"]
  ],
  [
    "UnknownZone",
    () => Document.UnknownZone("Mars/Olympus"),
    "document.declared-once",
    "no zone table is known for `Mars/Olympus`: hand one over when opening",
    []
  ],
  [
    "NotAskedFor",
    () => Document.NotAskedFor("software", at),
    "document.declared-once",
    "this document was not asked before use `software` by `2026-01-05T09:00:00.000Z`, so that cannot end then: check the id and the date",
    []
  ],
  [
    "NotOurs",
    () => Document.NotOurs(declared),
    "document.captured-then-confirmed",
    "this document is drawn up by Connectis, and we publish no version of it: capture theirs",
    ["document/tou@0"]
  ],
  [
    "Ours",
    () => Document.Ours(declared),
    "document.captured-then-confirmed",
    "this document is ours, and its versions are published, not captured",
    ["document/tou@0"]
  ],
  [
    "NotCaptured",
    () => Document.NotCaptured("e1"),
    "document.captured-then-confirmed",
    "version `e1` was not captured, so nobody can say whether that was done rightly: check the id",
    []
  ],
  [
    "LookedAtAlready",
    () => Document.LookedAtAlready("e1", ["document/tou@2", "document/tou@3"]),
    "document.captured-then-confirmed",
    "somebody looked at the capture of version `e1` and found otherwise: capture it anew under an id of its own",
    ["document/tou@2", "document/tou@3"]
  ],
  [
    "VersionIdTaken",
    () => Document.VersionIdTaken(version),
    "document.never-edited",
    "version `v1` is there already and says something else: give the new one an id of its own",
    ["document/tou@1"]
  ],
  [
    "UnknownVersion",
    () => Document.UnknownVersion("v9"),
    "document.never-edited",
    "this document has no version `v9`: check the id",
    []
  ],
  [
    "NoSuchText",
    () => Document.NoSuchText(version, "en"),
    "document.never-edited",
    "version `v1` has no text in `en`, so there is no slip in it: another text is another version",
    ["document/tou@1"]
  ],
  [
    "BindsInNoText",
    () => Document.BindsInNoText("en"),
    "document.never-edited",
    "no text in `en` is given, so none can bind: add the text",
    []
  ],
  [
    "DayHasPassed",
    () => Document.DayHasPassed("2026-01-11", "2026-01-12"),
    "document.not-backwards",
    "`2026-01-11` had passed when this was published on `2026-01-12`: name that day or a later one",
    []
  ],
  [
    "HoldsAlready",
    () => Document.HoldsAlready(version),
    "document.not-backwards",
    "version `v1` took effect at `2026-01-11T23:00:00.000Z`, so it is not taken back: publish another",
    ["document/tou@1"]
  ],
  [
    "SaysSoItself",
    () => Document.SaysSoItself(version, "silence"),
    "document.read-where-silent",
    "version `v1` says itself what `silence` is, and is not read otherwise",
    ["document/tou@1"]
  ]
]

describe("a refusal about a document says what is so, and what would help", () => {
  it.each(table)("%s", (tag, refused, clause, message, facts) => {
    const refusal = refused()
    expect([refusal._tag, refusal.clause.id, refusal.message, refusal.facts]).toEqual([tag, clause, message, facts])
  })

  it("each one is here", () => {
    const refusals = Object.keys(Document).filter((name) => /^[A-Z]/.test(name))
    expect(table.map(([tag]) => tag)).toEqual(expect.arrayContaining(refusals))
  })

  it.each(table)("%s: a small first letter or a value, no full stop, no type name, one line", (tag, _, __, message) => {
    expect(message).toMatch(/^[a-z`][^\n]*[^.\n]$/)
    expect(message).not.toContain(tag)
  })
})
