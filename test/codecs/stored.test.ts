/** What `test/stored` holds: events as they were once written. That they can be read is kept by `test/truth/stored.test.ts`. */
import { readdirSync, readFileSync } from "node:fs"
import { changeKinds } from "goodfaith/language"
import { listing } from "goodfaith/schema"
import { describe, expect, it } from "vitest"
import { calendarRef, policyRef, termsRef, zoneRef } from "../../src/journal/address.ts"
import { canonical } from "../../src/journal/canonical.ts"

interface Sample {
  readonly type: string
  readonly version: number
  readonly payload: { readonly _tag: string; readonly [field: string]: any }
}

const folder = new URL("../stored/", import.meta.url)
const files = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .toSorted()
const textOf = (file: string): string => readFileSync(new URL(file, folder), "utf8")
const samplesIn = (file: string): ReadonlyArray<Sample> => JSON.parse(textOf(file))
const samples = files.flatMap(samplesIn)

describe("the samples", () => {
  for (const file of files) {
    it(`${file} holds one a line, as the journal writes it`, () => {
      expect(textOf(file)).toBe(`[\n${samplesIn(file).map(canonical).join(",\n")}\n]\n`)
    })

    it(`${file} holds events of the concept that it is named after`, () => {
      for (const { type, payload } of samplesIn(file))
        expect(type).toBe(`${file.replace(/\.json$/, "")}/${payload._tag}`)
    })
  }

  it("hold every shape of a change and of a solution", () => {
    const tags = (field: string) =>
      [...new Set(samples.flatMap(({ payload }) => payload[field]?._tag ?? []))].toSorted()
    expect(tags("what")).toEqual([...changeKinds].toSorted())
    expect(tags("solution")).toEqual(["Acceptance", "Alternative", "CarveOut", "Exit", "Withdrawal"])
  })

  it("hold every field that may be left out, there and not there", () => {
    const of = (tag: string) => samples.map(({ payload }) => payload).filter(({ _tag }) => _tag === tag)
    for (const [tag, fields] of [
      ["EntityNamed", ["seat"]],
      ["ChangeAnnounced", ["printedOn", "emergency"]],
      ["EntryCorrected", ["change"]],
      ["ListingReviewed", ["words"]],
      ["VersionPublished", ["statedOn", "proof"]],
      ["SafeguardsConfirmed", ["transfers", "until"]],
      ["NoDutyArose", ["duty"]],
      ["NoticeSent", ["dated"]],
      ["ObjectionReceived", ["sent"]],
      ["SolutionProposed", ["effects"]],
      ["SolutionAgreed", ["proposal", "effects"]],
      ["ChangeAccepted", ["for", "inWriting"]],
      ["ExitDeclared", ["objection"]],
      ["OutcomeTold", ["from"]],
      ["OrganisationRegistered", ["organisation"]],
      ["RootShown", ["organisation", "until", "endCounts"]],
      ["MandateGiven", ["until", "endCounts", "ifGiverEnds"]],
      ["EmploymentBegan", ["organisation"]],
      ["EmploymentEnded", ["organisation"]],
      ["DeedDone", ["product", "amount", "atLeast", "about"]],
      ["ReadingRecorded", ["supersedes"]],
      ["DocumentPublished", ["announcedAt"]],
      ["DocumentCaptured", ["publishedAt"]],
      ["LiabilityCapStated", ["cover", "until"]],
      ["VersionAccepted", ["mandate"]],
      ["AnswerRatified", ["mandate"]],
      ["ReportReceived", ["to", "weakness", "urgency", "wantsUpdates", "embargo", "demand", "supersedes"]],
      ["ReplySent", ["words"]],
      ["InformationRequested", ["words"]],
      ["ReportWithdrawn", ["words"]],
      ["ReportClosed", ["reason"]],
      ["WeaknessAssessed", ["reason"]],
      ["EmbargoProposed", ["day"]],
      ["EmbargoProposedInVain", ["day"]],
      ["LegalStepRecorded", ["duty"]],
      ["ConsentGiven", ["to"]],
      ["IdentityDisclosed", ["reference"]],
      ["ContentShared", ["reference"]],
      ["ErasureDecided", ["kept"]],
      ["BecameAware", ["client", "agreedHours"]],
      ["StepFiled", ["part", "lateBecause"]],
      ["RestAnnounced", ["until"]]
    ] as const) {
      for (const field of fields) {
        expect([tag, field, new Set(of(tag).map((event) => field in event)).size]).toEqual([tag, field, 2])
      }
    }
    const engagements = of("EngagementListed").map(({ engagement }) => engagement)
    expect(engagements.length).toBeGreaterThan(0)
    for (const field of ["entityType", "condition"]) {
      expect([field, new Set(engagements.map((it) => field in it)).size]).toEqual([field, 2])
    }
  })

  it("of pinned values have the address that was worked out for them then", () => {
    const pinned = samples.filter(({ type }) => type.startsWith("pinned/")).map(({ payload }) => payload)
    expect(pinned.length).toBeGreaterThan(0)
    for (const { ref, terms, calendar, zone } of pinned) {
      expect(terms ? termsRef(terms) : calendar ? calendarRef(calendar) : zoneRef(zone)).toBe(ref)
    }
  })

  it("of a disclosure policy too", () => {
    const policies = samples.filter(({ type }) => type === "policy/DisclosureTermsPinned").map(({ payload }) => payload)
    expect(policies.map(({ policy }) => policyRef(policy))).toEqual(policies.map(({ ref }) => ref))
  })

  it("are read by one codec each, which says so of a sample that was tampered with", () => {
    const [opened] = samples.filter(({ type }) => type === "listing/ListingOpened")
    expect(() => listing.decodeEvent(opened!.type, 1, { ...opened!.payload, at: "yesterday" })).toThrow(
      "`listing/ListingOpened` is not as declared: `at`: expected an instant in UTC such as `2026-11-23T09:30:00.000Z`, found `yesterday`"
    )
  })
})
