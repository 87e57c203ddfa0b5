/** Every refusal as a person reads it: what is so, and what would help. */
import * as Client from "goodfaith/client"
import * as Consultation from "goodfaith/consultation"
import type { Refusal } from "goodfaith/kernel"
import * as Listing from "goodfaith/listing"
import { Reading } from "goodfaith/terms"
import { describe, expect, it } from "vitest"
import { StandsElsewhere } from "../src/directory.ts"
import { engagement } from "./scenario.ts"

const at = "2026-04-02T08:00:00.000Z" as const
const fact = <A>(value: A) => ({ value, from: "listing/main@3" as const })
const standing = { printed: fact(engagement("tripolis")) } as never
const change = { announced: fact({ change: "chg-1" }), effectiveOn: fact("2026-06-01") } as never
const letter = { sent: fact({ letter: "l-1" }) } as never
const said: Readonly<Record<string, Refusal>> = {
  NotOpened: Listing.NotOpened,
  OpenedOtherwise: Listing.OpenedOtherwise(fact({ title: "Sub-processors" }) as never),
  UnknownEntity: Listing.UnknownEntity("acme"),
  UnknownEngagement: Listing.UnknownEngagement("sms"),
  EngagementStands: Listing.EngagementStands(standing),
  HasEnded: Listing.HasEnded("sms", fact(at)),
  ChangeIdTaken: Listing.ChangeIdTaken(change),
  UnknownChange: Listing.UnknownChange("chg-9"),
  IdOfAnEngagement: Listing.IdOfAnEngagement(standing),
  SameIdTwice: Listing.SameIdTwice("sms"),
  ReplacesItself: Listing.ReplacesItself("sms"),
  OtherListing: Listing.OtherListing("other"),
  StandsElsewhere: StandsElsewhere("sms", "other", ["listing/other@3"]),
  Withdrawn: Listing.Withdrawn("chg-1", fact(at)),
  HoldsAlready: Listing.HoldsAlready(change),
  UnknownZone: Listing.UnknownZone("Mars/Base"),
  AddsAName: Listing.AddsAName("Algolia and Anthropic", "Algolia"),
  RenameIsAChange: Listing.RenameIsAChange("g-company", "g-company B.V."),
  IntoItself: Listing.IntoItself("twilio"),
  NotOfThisEntity: Listing.NotOfThisEntity(fact(engagement("tripolis")), "twilio"),
  SubstanceIsAChange: Listing.SubstanceIsAChange("sms"),
  AddsToScope: Listing.AddsToScope(standing),
  CorrectsWithdrawn: Listing.CorrectsWithdrawn("chg-1", fact(at)),
  NotTouched: Listing.NotTouched(change, "sms"),
  NotAnEmergency: Listing.NotAnEmergency(change),
  LostLater: Listing.LostLater({ lost: fact({ address: "privacy desk", at }), restored: undefined } as never),
  IsRetired: Listing.IsRetired("sms", fact("chg-1")),
  ClientUnknownTerms: Client.UnknownTerms("terms:sha256-x"),
  DpaIdTaken: Client.DpaIdTaken({ executed: fact({ dpa: "dpa-1" }) } as never),
  UnknownDpa: Client.UnknownDpa("dpa-9"),
  DpaGone: Client.DpaGone({ executed: fact({ dpa: "dpa-1" }) } as never, fact("2026-03-01T10:00:00.000Z")),
  UnknownContact: Client.UnknownContact("office", "2026-03-01T10:00:00.000Z"),
  InItsOwnStead: Client.InItsOwnStead("office"),
  NotSubscribed: Client.NotSubscribed("2026-03-01T10:00:00.000Z"),
  NotInUse: Client.NotInUse("product", "sign", "2026-03-01T10:00:00.000Z"),
  NothingAnnounced: Consultation.Notice.NothingAnnounced,
  NoAgreement: Consultation.Notice.NoAgreement,
  NoticeUnknownTerms: Consultation.Notice.UnknownTerms("terms:sha256-x"),
  NoticeUnknownZone: Consultation.Notice.UnknownZone("Mars/Base"),
  UnknownCalendar: Consultation.Notice.UnknownCalendar("mars"),
  LetterTaken: Consultation.Notice.LetterTaken(letter),
  NoticeUnknownContact: Consultation.Notice.UnknownContact("office", "c1"),
  UnknownLetter: Consultation.Notice.UnknownLetter("l-9"),
  NotSentTo: Consultation.Notice.NotSentTo(letter, "office"),
  ObjectionIdTaken: Consultation.Objection.ObjectionIdTaken({ received: fact({ objection: "o-1" }) } as never),
  UnknownObjection: Consultation.Objection.UnknownObjection("o-9"),
  ActIdTaken: Consultation.Objection.ActIdTaken("yes-1", "consultation/chg-1/c1@3"),
  AcceptanceIdTaken: Consultation.Objection.AcceptanceIdTaken(fact({ acceptance: "yes-1" }) as never),
  UnknownAct: Consultation.Objection.UnknownAct("o-9"),
  ExitIdTaken: Consultation.Objection.ExitIdTaken({ declared: fact({ exit: "x-1" }) } as never),
  UnknownExit: Consultation.Objection.UnknownExit("x-9"),
  ProposalAnswered: Consultation.Objection.ProposalAnswered({
    proposed: fact({ proposal: "p-1" }),
    declined: { value: at, from: "listing/main@4" }
  } as never),
  ProposalAgreedTo: Consultation.Objection.ProposalAnswered({
    proposed: fact({ proposal: "p-1" }),
    agreed: { value: at, from: "listing/main@4" }
  } as never),
  NotWhatWasProposed: Consultation.Objection.NotWhatWasProposed({ proposed: fact({ proposal: "p-1" }) } as never),
  NotAboutThis: Consultation.Objection.NotAboutThis("sms", ["mail", "tripolis"]),
  NothingToDiscuss: Consultation.Objection.NothingToDiscuss,
  NotUnderDiscussion: Consultation.Objection.NotUnderDiscussion,
  ProposalIdTaken: Consultation.Objection.ProposalIdTaken({ proposed: fact({ proposal: "p-1" }) } as never),
  UnknownProposal: Consultation.Objection.UnknownProposal("p-9"),
  NoAccess: Consultation.Access.NoAccess("sms", at),
  NotOfThis: Consultation.Access.NotOfThis("sms", ["mail", "tripolis"]),
  NotOfAny: Consultation.Access.NotOfThis("sms", []),
  UnknownSubject: Consultation.UnknownSubject("c1"),
  UnknownClient: Consultation.UnknownClient("c1"),
  ReadingUnknownTerms: Reading.UnknownTerms("terms:sha256-x"),
  UnknownParameter: Reading.UnknownParameter("speed", ["exempt", "transfer"]),
  StatedByTheContract: Reading.StatedByTheContract("authorisation", { instrument: "dpa", words: "may object" }),
  StillOpen: Reading.StillOpen("duty/any/window"),
  NoSuchCalendar: Reading.NoSuchCalendar("duty/any/window", "the-moon")
}

/** The name here, its tag, the clause that decided it, the words, and how many events it rests on. */
const table: ReadonlyArray<readonly [string, string, string, string, number]> = [
  [
    "NotOpened",
    "NotOpened",
    "listing.kept-in-one-place",
    "this listing has not been opened yet: open it with its title and zone first",
    0
  ],
  [
    "OpenedOtherwise",
    "OpenedOtherwise",
    "listing.kept-in-one-place",
    "this listing was opened already, as `Sub-processors`, and says something else: it is opened once",
    1
  ],
  [
    "UnknownEntity",
    "UnknownEntity",
    "listing.entity-above-engagement",
    "no entity `acme` has been named on this listing: name it first",
    0
  ],
  [
    "UnknownEngagement",
    "UnknownEngagement",
    "listing.entity-above-engagement",
    "no engagement `sms` stands on this listing: check the id, or list it first",
    0
  ],
  [
    "EngagementStands",
    "EngagementStands",
    "listing.identity-stays",
    "an engagement `tripolis` stands on this listing already and has not ended: give the new one an id of its own",
    1
  ],
  [
    "HasEnded",
    "HasEnded",
    "listing.never-netted",
    "engagement `sms` ended at `2026-04-02T08:00:00.000Z`: engage it again first",
    1
  ],
  [
    "ChangeIdTaken",
    "ChangeIdTaken",
    "listing.never-netted",
    "change `chg-1` was announced already and says something else: announce the new one under an id of its own",
    1
  ],
  [
    "UnknownChange",
    "UnknownChange",
    "listing.announced-first",
    "no change `chg-9` was announced on this listing: announce it first, or check the id",
    0
  ],
  [
    "IdOfAnEngagement",
    "IdOfAnEngagement",
    "listing.identity-stays",
    "`tripolis` is the id of an engagement on this listing: give the change an id of its own",
    1
  ],
  [
    "SameIdTwice",
    "SameIdTwice",
    "listing.identity-stays",
    "`sms` names both the change and the engagement that it brings: give each an id of its own",
    0
  ],
  [
    "ReplacesItself",
    "ReplacesItself",
    "listing.identity-stays",
    "engagement `sms` cannot replace itself: give the new one an id of its own",
    0
  ],
  [
    "OtherListing",
    "OtherListing",
    "listing.kept-in-one-place",
    "this is the listing of another stream, and not `other`: open `other` in its own",
    0
  ],
  [
    "StandsElsewhere",
    "StandsElsewhere",
    "listing.identity-stays",
    "`sms` is the id of a change or an engagement on listing `other` already: give this one an id of its own",
    1
  ],
  [
    "Withdrawn",
    "Withdrawn",
    "listing.never-netted",
    "change `chg-1` was withdrawn at `2026-04-02T08:00:00.000Z`: announce a new one",
    1
  ],
  [
    "HoldsAlready",
    "HoldsAlready",
    "listing.never-netted",
    "the day from which `chg-1` holds, `2026-06-01`, has begun: announce a change back instead",
    1
  ],
  [
    "UnknownZone",
    "UnknownZone",
    "listing.days-begin-somewhere",
    "no zone table is known for `Mars/Base`: hand one over when opening",
    0
  ],
  [
    "AddsAName",
    "AddsAName",
    "listing.rename-adds-no-name",
    "`Algolia and Anthropic` holds a name that `Algolia` does not: announce that company as an addition, or the two as merged",
    0
  ],
  [
    "RenameIsAChange",
    "RenameIsAChange",
    "listing.new-name-is-announced",
    "entity `g-company` stands on this listing as `g-company B.V.`: announce its new name as a change",
    0
  ],
  [
    "IntoItself",
    "IntoItself",
    "listing.entity-above-engagement",
    "entity `twilio` does this work already: name the legal person that takes it over",
    0
  ],
  [
    "NotOfThisEntity",
    "NotOfThisEntity",
    "listing.entity-above-engagement",
    "engagement `tripolis` is done by `tripolis` and not by `twilio`: split off only its own rows",
    1
  ],
  [
    "SubstanceIsAChange",
    "SubstanceIsAChange",
    "listing.corrected-or-changed",
    "what is so of `sms` differs in substance, and no announced change is named that told it wrongly: announce it as a change",
    0
  ],
  [
    "AddsToScope",
    "AddsToScope",
    "listing.slip-adds-nothing",
    "by this `tripolis` would cover more than was told of it: announce that as a change, or put the change right in substance that left it out",
    1
  ],
  [
    "CorrectsWithdrawn",
    "CorrectsWithdrawn",
    "listing.corrected-or-changed",
    "change `chg-1` was withdrawn at `2026-04-02T08:00:00.000Z`, so there is nothing of it to correct",
    1
  ],
  [
    "NotTouched",
    "NotTouched",
    "listing.corrected-or-changed",
    "change `chg-1` does not touch `sms`: name the change that told it wrongly",
    1
  ],
  [
    "NotAnEmergency",
    "NotAnEmergency",
    "listing.emergency-is-judged",
    "change `chg-1` was announced without a reason why it could not wait: there is nothing to judge",
    1
  ],
  [
    "LostLater",
    "LostLater",
    "listing.dead-address",
    "objections to `privacy desk` were lost from `2026-04-02T08:00:00.000Z` on: name a later instant from which they arrive again",
    1
  ],
  [
    "IsRetired",
    "IsRetired",
    "listing.never-netted",
    "engagement `sms` is no longer used since change `chg-1`: engage it again first",
    1
  ],
  [
    "ClientUnknownTerms",
    "UnknownTerms",
    "client.bound-to-one-version",
    "no terms are known under `terms:sha256-x`: hand them over when opening, or check the reference",
    0
  ],
  [
    "DpaIdTaken",
    "DpaIdTaken",
    "client.bound-to-one-version",
    "agreement `dpa-1` was executed already and says something else: give the new one an id of its own",
    1
  ],
  [
    "UnknownDpa",
    "UnknownDpa",
    "client.bound-to-one-version",
    "this client has executed no agreement `dpa-9`: record its execution first, or check the id",
    0
  ],
  [
    "DpaGone",
    "DpaGone",
    "client.transferred",
    "agreement `dpa-1` ended for this client at `2026-03-01T10:00:00.000Z`, so it cannot go to another after that: check the id and the date",
    1
  ],
  [
    "UnknownContact",
    "UnknownContact",
    "client.somebody-to-tell",
    "this client had named no contact `office` by `2026-03-01T10:00:00.000Z`, so none can be removed then: check the id and the date",
    0
  ],
  [
    "InItsOwnStead",
    "InItsOwnStead",
    "client.told-instead",
    "contact `office` cannot be told in its own stead: name another contact that it stands in for",
    0
  ],
  [
    "NotSubscribed",
    "NotSubscribed",
    "client.subscribed",
    "this client had not subscribed by `2026-03-01T10:00:00.000Z`, so no subscription can end then: record when it subscribed first",
    0
  ],
  [
    "NotInUse",
    "NotInUse",
    "client.what-it-uses",
    "this client had not begun to use product `sign` by `2026-03-01T10:00:00.000Z`, so its use cannot end then: check the id and the date",
    0
  ],
  [
    "NothingAnnounced",
    "NothingAnnounced",
    "notice.about-a-change",
    "no such change was announced on a listing that is known here: announce it there first",
    0
  ],
  [
    "NoAgreement",
    "NoAgreement",
    "notice.no-agreement",
    "the client had no agreement in force when this was sent, so there are no terms by which a notice could state anything",
    0
  ],
  [
    "NoticeUnknownTerms",
    "UnknownTerms",
    "notice.pinned",
    "no terms are known under `terms:sha256-x`: hand them over when opening",
    0
  ],
  [
    "NoticeUnknownZone",
    "UnknownZone",
    "notice.pinned",
    "no zone table is known for `Mars/Base`: hand one over when opening",
    0
  ],
  [
    "UnknownCalendar",
    "UnknownCalendar",
    "notice.pinned",
    "no calendar is known under `mars`: hand one over when opening",
    0
  ],
  [
    "LetterTaken",
    "LetterTaken",
    "notice.letters-on-record",
    "letter `l-1` is on record already and says something else: give this one an id of its own",
    1
  ],
  [
    "NoticeUnknownContact",
    "UnknownContact",
    "notice.to-somebody-named",
    "client `c1` had named no contact `office` when this was sent: name the contact first, or send it to one that is named",
    0
  ],
  [
    "UnknownLetter",
    "UnknownLetter",
    "notice.letters-on-record",
    "no letter `l-9` was sent in this consultation: record the sending first, or check the id",
    0
  ],
  ["NotSentTo", "NotSentTo", "notice.letters-on-record", "letter `l-1` was not sent to contact `office`", 1],
  [
    "ObjectionIdTaken",
    "ObjectionIdTaken",
    "objection.recorded",
    "objection `o-1` is on record already and says something else: give this one an id of its own",
    1
  ],
  [
    "UnknownObjection",
    "UnknownObjection",
    "objection.recorded",
    "no objection `o-9` was received in this consultation: record the client's words first, or check the id",
    0
  ],
  [
    "ActIdTaken",
    "ActIdTaken",
    "objection.recorded",
    "`yes-1` is another act of this client already: objections and acceptances never share an id, so give this one its own",
    1
  ],
  [
    "AcceptanceIdTaken",
    "AcceptanceIdTaken",
    "objection.recorded",
    "acceptance `yes-1` is on record already and says something else: give this one an id of its own",
    1
  ],
  [
    "UnknownAct",
    "UnknownAct",
    "objection.recorded",
    "no objection, acceptance or exit `o-9` is on record in this consultation: record the client's words first, or check the id",
    0
  ],
  [
    "ExitIdTaken",
    "ExitIdTaken",
    "objection.exit-recorded",
    "exit `x-1` is on record already and says something else: give this one an id of its own",
    1
  ],
  [
    "UnknownExit",
    "UnknownExit",
    "objection.exit-recorded",
    "no exit `x-9` was declared in this consultation: check the id",
    0
  ],
  [
    "ProposalAnswered",
    "ProposalAnswered",
    "objection.in-good-faith",
    "proposal `p-1` was declined already: make a new one",
    2
  ],
  [
    "ProposalAgreedTo",
    "ProposalAnswered",
    "objection.in-good-faith",
    "proposal `p-1` was agreed to already: make a new one",
    2
  ],
  [
    "NotWhatWasProposed",
    "NotWhatWasProposed",
    "objection.in-good-faith",
    "proposal `p-1` says something else: agree to it as it was made, or leave it out and agree to what is meant",
    1
  ],
  [
    "NotAboutThis",
    "NotAboutThis",
    "objection.in-good-faith",
    "this consultation is not about engagement `sms`, but about `mail` and `tripolis`",
    0
  ],
  [
    "NothingToDiscuss",
    "NothingToDiscuss",
    "objection.in-good-faith",
    "talks are opened about an objection, and none is open: record the client's words first",
    0
  ],
  [
    "NotUnderDiscussion",
    "NotUnderDiscussion",
    "objection.in-good-faith",
    "a solution can only be agreed in a discussion, and none is open: open it first",
    0
  ],
  [
    "ProposalIdTaken",
    "ProposalIdTaken",
    "objection.in-good-faith",
    "proposal `p-1` is on record already and says something else: give this one an id of its own",
    1
  ],
  [
    "UnknownProposal",
    "UnknownProposal",
    "objection.in-good-faith",
    "no proposal `p-9` was made in this consultation: check the id",
    0
  ],
  [
    "NoAccess",
    "NoAccess",
    "access.fact",
    "no access of `sms` to this client's data is on record that had begun by `2026-04-02T08:00:00.000Z`, so none can end then: record when it began first",
    0
  ],
  [
    "NotOfThis",
    "NotOfThis",
    "access.fact",
    "this consultation is about `mail` and `tripolis`, so nobody would look here for an access of `sms`: record it under that engagement, or under a change that touches it",
    0
  ],
  [
    "NotOfAny",
    "NotOfThis",
    "access.fact",
    "this consultation is about no engagement, so nobody would look here for an access of `sms`: record it under that engagement, or under a change that touches it",
    0
  ],
  [
    "UnknownSubject",
    "UnknownSubject",
    "objection.recorded",
    "no change and no engagement is known under this id, so nobody would look here for what client `c1` said: record it where it belongs",
    0
  ],
  [
    "UnknownClient",
    "UnknownClient",
    "objection.recorded",
    "nothing is on record of a client `c1`, so nobody would look here for what it said: check the id, or record its agreement first",
    0
  ],
  [
    "ReadingUnknownTerms",
    "UnknownTerms",
    "terms.immutable",
    "no terms are known under `terms:sha256-x`: hand them over when opening, or check the reference",
    0
  ],
  [
    "UnknownParameter",
    "UnknownParameter",
    "terms.read-by-a-person",
    "these terms have no parameter `speed`; the ones still open are `exempt`, `transfer`",
    0
  ],
  [
    "StatedByTheContract",
    "StatedByTheContract",
    "terms.read-by-a-person",
    'the contract states `authorisation` itself, so there is nothing to read: "may object"',
    0
  ],
  [
    "StillOpen",
    "StillOpen",
    "terms.read-by-a-person",
    "this reading of `duty/any/window` is itself still open: give a period that can be counted",
    0
  ],
  [
    "NoSuchCalendar",
    "NoSuchCalendar",
    "terms.calendars-at-hand",
    "this reading of `duty/any/window` counts by the calendar `the-moon`, and nobody handed that over, so nothing could be counted: hand it over when opening, or name one that is at hand",
    0
  ]
]

describe("a refusal says what is so, and what would help", () => {
  it("each one is in the table", () => expect(table.map(([name]) => name)).toEqual(Object.keys(said)))

  it.each(table)("%s", (name, tag, clause, message, facts) => {
    const refusal = said[name]
    expect([refusal?._tag, refusal?.clause.id, refusal?.message, refusal?.facts.length]).toEqual([
      tag,
      clause,
      message,
      facts
    ])
  })

  it.each(table)("%s: a small first letter or a value, no full stop, no type name, one line", (_, tag, __, message) => {
    expect(message).toMatch(/^[a-z`][^\n]*[^.\n]$/)
    expect(message).not.toContain(tag)
  })
})
