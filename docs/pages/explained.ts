/** What the titles of laws alone do not say. A key is `group > title`; one that fits no law fails the build. */

interface Subject {
  readonly title: string
  readonly about?: string
}

/** What each file of laws is about. */
export const subjects: Readonly<Record<string, Subject>> = {
  "test/laws/laws.test.ts": {
    title: "Sub-processors, from end to end",
    about:
      "Histories of a listing, its clients and their cases, drawn at random: announcements, letters, bounces, objections, talks, exits, in any order."
  },
  "test/laws/disclosure.laws.test.ts": {
    title: "Reports of weaknesses and their embargo",
    about:
      "V and a number: a law taken from a model of coordinated disclosure. *The standard* is the CERT Coordination Center's Vultron."
  },
  "test/laws/promises.laws.test.ts": {
    title: "What a reporter is owed",
    about: "P and a number: a law of promises to reporters."
  },
  "test/laws/reportsDesk.laws.test.ts": { title: "The security desk, and what reporters are shown" },
  "test/policy-readings.test.ts": { title: "Policies as they are read" },
  "test/laws/documents.laws.test.ts": { title: "Documents, and who accepted them" },
  "test/laws/mandates.laws.test.ts": { title: "Who may act for a client" },
  "test/models/consultation.test.ts": {
    title: "A second consultation, written apart",
    about:
      "Somebody who did not read the code wrote the consultation once more, from the policy alone. Both are given the same commands; where they differ, one is wrong."
  },
  "test/models/listing.test.ts": { title: "A second listing, written apart" },
  "test/models/found.test.ts": { title: "What those models found", about: "Each was wrong once, and is a story now." },
  "test/models/standard.test.ts": {
    title: "The standard for disclosure, counted out",
    about: "Not drawn: every state and every history is looked at."
  },
  "test/journal/asOf.test.ts": { title: "Asking as of another day" },
  "test/journal/canonical.test.ts": { title: "Canonical text and hashes" },
  "test/journal/checkpoint.test.ts": { title: "Signed checkpoints" },
  "test/journal/codec.test.ts": { title: "Events as they are written" },
  "test/journal/faults.test.ts": { title: "When the store fails half way" },
  "test/journal/interleaving.test.ts": { title: "When several write" },
  "test/journal/journal.test.ts": { title: "The journal's own" },
  "test/journal/keys.test.ts": { title: "Keys" },
  "test/journal/verify.test.ts": { title: "Verifying" },
  "test/codecs/commands.test.ts": { title: "Commands as they come in", about: "`…` stands for each command there is." },
  "test/codecs/events.test.ts": { title: "Events of every kind", about: "`…` stands for each event there is." },
  "test/codecs/schema.test.ts": { title: "Schemas, and the quick way beside them" },
  "test/reactions/consultations.test.ts": { title: "What follows by itself" },
  "test/reactions/together.test.ts": { title: "Several that react at once" },
  "test/store/kit.test.ts": { title: "The kit for stores" },
  "test/listing-rows.test.ts": { title: "The listing of any day" },
  "test/terms/address.test.ts": { title: "Addresses of contracts" },
  "test/terms/layered.test.ts": { title: "Contracts of several texts" },
  "test/terms/reading.test.ts": { title: "Readings" },
  "test/terms/schema.test.ts": { title: "Contracts as they are written" },
  "test/time/calendar.laws.test.ts": { title: "Calendars" },
  "test/time/dayAndInstant.laws.test.ts": { title: "Days and instants" },
  "test/time/deadline.laws.test.ts": { title: "Deadlines" },
  "test/time/zone.laws.test.ts": { title: "Zones" }
}

export const explained: Readonly<Record<string, string>> = {
  "deciding > asked twice, decided once":
    "Whatever has happened, a command that was just carried out gives no event when it is asked again.",
  "deciding > fold in halves equals the whole":
    "State is nothing but the events one after the other, so it makes no difference where reading was interrupted.",
  "reasons > taking away events that were not cited changes no answer":
    "An answer names the events that it rests on. Take all others away, and it must stay the same: so no reason was forgotten.",
  "reasons > what happens later changes no answer about the time before":
    "What was recorded about a later moment may not rewrite an earlier one; corrections count from their own moment on.",
  "reasons > no gate opens by absence: without one of the streams that it needs, none is open":
    "A listing that could not be read, or a client's record that is not at hand, is never taken for an empty one.",
  "reasons > validUntil is right: constant until then, other from then on; and it opens when it says":
    "So a host may keep an answer until then, and tell its users when it opens.",
  "no gate opens before the terms let it > no gate is open before what its terms demand, counted day by day from their words":
    "The first day of access is counted a second time, by hand and from the contract's words alone, and no gate may be earlier.",
  "each for itself > one client's case moves nobody else's":
    "What one client does, or is told, changes no answer about another.",
  "each for itself > a decree after the letters moves no answer and no date that was told":
    "A new public holiday counts for cases begun later. Who was told a date keeps it.",
  "once, and in any order > the order of unrelated acts changes nothing":
    "Two things that have nothing to do with each other may be recorded either way round.",
  "once, and in any order > old terms keep governing a change that was notified under them":
    "Signing a new contract in the middle of a case does not change its rules.",
  "handling > V1 every history of handling begins a word of the standard":
    "Whatever is done to a report can be told in the words of the standard, letter by letter.",
  "the end > V17 from wherever a history stands, a few more steps and time end it":
    "No report can be brought into a state that it can't leave.",
  "P10: legal steps > none is allowed without a finding by a rule of the policy, or a duty by law, and what was done before it is safe":
    "A finding ends the safe harbour forwards only.",
  "P13: attacks and exploitation > make nothing later: a report of higher severity is due no later, and clocks of the law do not move":
    "Bad news never buys time.",
  "answers > revoking never widens": "Taking a power away lets nobody do more than before.",
  "several journals on one store are as one > however their questions and answers cross, the record is one that a single journal could have written":
    "Every order in which two or three processes could take turns is tried.",
  "An event that was changed, removed, added, repeated or moved inside a stream is named. > any one tampering is named, at the place where it was done":
    "One event is changed, removed, repeated, moved or added, anywhere; verifying names it."
}
