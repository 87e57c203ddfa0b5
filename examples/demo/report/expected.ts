/**
 * What the second act must answer, written down before it ran: worked out by hand from the policy, the laws and a calendar of 2026.
 *
 * Ascension Day is Thursday 14 May; Friday 15 May is equated with a holiday by decree; Whit Monday is 25 May. The calendar of the
 * law keeps all three, that of offices keeps no equated day.
 */

/** Noon in Amsterdam on these days. */
export const instants = [
  { at: "2026-05-14T10:00:00.000Z", is: "Ascension Day" },
  { at: "2026-05-18T10:00:00.000Z", is: "asked for more" },
  { at: "2026-05-20T10:00:00.000Z", is: "a human answered" },
  { at: "2026-05-26T10:00:00.000Z", is: "the fix is out" },
  { at: "2026-05-30T10:00:00.000Z", is: "published, closed" }
] as const

/** What the form asks for and the first mail did not have. */
export const missing = ["illustration"]

/** "Within three Dutch working days": which calendar is not said. Ours is the earlier end, theirs the later. */
export const due = { duty: "2026-05-19", right: "2026-05-20" }

/** By calendar, in the policy's order: the days that count, and what is skipped besides weekends. */
export const counted = {
  "nl-statutory": { counts: ["2026-05-18", "2026-05-19", "2026-05-20"], skips: ["2026-05-14", "2026-05-15"] },
  "nl-office": { counts: ["2026-05-15", "2026-05-18", "2026-05-19"], skips: ["2026-05-14"] }
}

/** By promise, in the order of `instants`: how it stands on each occasion. */
export const promises: Readonly<Record<string, ReadonlyArray<string>>> = {
  // A machine answered at once. The policy does not say whether that counts, so nobody can say; the human's answer does.
  respond: ["Undetermined", "Undetermined", "Met", "Met", "Met"],
  // Owed at each milestone because it was asked for: valid, accepted, fix ready, fix out, closed.
  progress: ["NotOwed", "NotOwed", "Met Met", "Met Met Open Open", "Met Met Met Met Met"],
  // "If the issue is new and we can reproduce it": a person judges that, and it is said nowhere from when it counts.
  reward: ["Undetermined", "Undetermined", "Undetermined", "Undetermined", "Undetermined"]
}

/** Whether a reward is due, and which. */
export const rewards = [
  "undecided: new, reproducible, threat",
  "undecided: new, reproducible, threat",
  "reward",
  "bigger-reward",
  "bigger-reward"
]

export const embargo = ["Proposed", "Proposed", "Active", "Exited", "Exited"]

/** What was asked of us and not done, by the clause that decided it. */
export const refused: Readonly<Record<string, string>> = {
  "report.who-as-abuse": "confidence.may-pass",
  "report.who-by-consent": "confidence.may-pass",
  "report.publish.unasked": "publication.credits-with-consent"
}

/** "We will not file criminal charges": whoever keeps to the rules is safe, and nobody found otherwise. */
export const legalStep = { answer: "no", clause: "conduct.legal-step" }

/** A leak breaks the promise; what was told in the advisory had its consent. */
export const passed = ["broken"]

/** Before and during Whitsun, and when all is over. */
export const clockInstants = [
  { at: "2026-05-22T16:00:00.000Z", is: "Friday evening" },
  { at: "2026-05-23T16:00:00.000Z", is: "Saturday evening" },
  { at: "2026-06-30T10:00:00.000Z", is: "in the end" }
] as const

/** By awareness and step: the end, where there is one, and how it stands at each of `clockInstants`. */
export const clocks: Readonly<Record<string, readonly [ends: string, ...stands: ReadonlyArray<string>]>> = {
  // Twenty-four hours from Friday 16:00 are Saturday 16:00; for a trust service also those of the notification.
  "nis2 earlyWarning": ["2026-05-23T14:00:00.000Z", "Open", "Filed", "Filed"],
  "nis2 notification": ["2026-05-23T14:00:00.000Z", "Open", "Overdue", "FiledLate"],
  // One month after the notification.
  "nis2 final": ["none", "Waits", "Waits", "Filed"],
  "cra earlyWarning": ["none", "NotOwed", "NotOwed", "NotOwed"],
  "cra notification": ["none", "NotOwed", "NotOwed", "NotOwed"],
  "cra final": ["none", "NotOwed", "NotOwed", "NotOwed"],
  "cra tellUsers": ["none", "NotOwed", "NotOwed", "NotOwed"],
  // Forty-eight hours, as its contract says: Sunday 16:00.
  "tell-commercial-client tellController": ["2026-05-24T14:00:00.000Z", "Open", "Open", "Filed"],
  // Without undue delay: that is no number.
  "tell-seed-client tellController": ["none", "Open", "Open", "Filed"]
}

export const securityTxt = ["Contact: mailto:cert@connectis.nl", "Expires: 2027-05-13T00:00:00.000Z"]
