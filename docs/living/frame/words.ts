/** Words that the living pages share: answers, deciding clauses in a few words, and what happened in a sentence. */
import type { promises } from "goodfaith/disclosure"
import type { Answer } from "goodfaith/gate"

type Status = promises.Status

/** An answer without colour. */
export const signs: Readonly<Record<Answer, string>> = { open: "✓", shut: "✕", undetermined: "?", notGoverned: "–" }
export const answers: Readonly<Record<Answer, string>> = {
  open: "open",
  shut: "shut",
  undetermined: "undetermined",
  notGoverned: "not governed"
}

const short: Readonly<Record<string, string>> = {
  "gate.facts-at-hand": "facts missing",
  "gate.processors-only": "no personal data",
  "gate.agreement-in-force": "no agreement",
  "gate.on-the-listing": "not on the listing",
  "gate.not-withdrawn": "change withdrawn",
  "gate.what-the-client-uses": "client does not use it",
  "gate.period-runs": "ended",
  "gate.safeguards": "not bound by a contract",
  "gate.exempt": "exempt",
  "gate.baseline": "agreed at entry",
  "gate.a-effective": "not yet effective",
  "gate.b-published": "not published",
  "gate.d-specific": "no yes yet",
  "gate.d-silence": "no yes yet",
  "gate.d-yes": "client said yes",
  "gate.e-emergency": "emergency",
  "gate.f-told": "not told",
  "gate.g-notice": "notice runs",
  "gate.h-window": "window runs",
  "gate.i-objection": "objection",
  "gate.j-outcome": "as agreed",
  "gate.j-leaves": "client leaves",
  "gate.g8-open-question": "open question",
  "gate.g9-replaced": "handed over",
  "gate.nothing-keeps-it-shut": "nothing against it"
}

/** The deciding clause in a few words. */
export const inShort = (clause: string): string =>
  short[clause] ?? clause.replace(/^gate\.(?:[a-z]\d?-)?/, "").replaceAll("-", " ")

/** How a promise to a reporter stands. */
export const promiseWords: Readonly<Record<Status["_tag"], { readonly sign: string; readonly word: string }>> = {
  NotOwed: { sign: "–", word: "not owed" },
  Open: { sign: "…", word: "open" },
  Met: { sign: "✓", word: "met" },
  MetLate: { sign: "✓", word: "met late" },
  Breached: { sign: "✕", word: "breached" },
  Suspended: { sign: "=", word: "rests" },
  Waived: { sign: "–", word: "waived" },
  Undetermined: { sign: "?", word: "undetermined" },
  NotAtHand: { sign: "?", word: "no calendar" }
}

type Of = (event: any) => string

const solutions: Readonly<Record<string, string>> = {
  CarveOut: "a carve-out",
  Alternative: "an alternative",
  Acceptance: "to accept on terms",
  Withdrawal: "to drop the change",
  Exit: "to leave"
}

const sentences: Readonly<Record<string, Of>> = {
  EntityNamed: ({ name }) => `${name} was named`,
  EngagementListed: ({ engagement }) => `${engagement.id} was listed`,
  ChangeAnnounced: ({ change }) => `change ${change} was announced`,
  SafeguardsConfirmed: ({ engagement }) => `safeguards of ${engagement} confirmed`,
  MaterialityDecided: ({ engagement, material }) => `${engagement} decided to be ${material ? "" : "not "}material`,
  VersionPublished: ({ version }) => `version ${version} of the listing published`,
  DpaExecuted: ({ paper }) => `the client signed its DPA on ${paper === "own" ? "its own" : "standard"} paper`,
  ListingAgreed: ({ version }) => `the client agreed to version ${version} of the listing`,
  UseBegan: ({ id }) => `the client began to use ${id}`,
  ContactNamed: ({ contact }) => `contact ${contact} named`,
  CaseOpened: () => "what the client is owed was looked at",
  DutyArose: ({ duty }) => `owed: ${duty}`,
  NoDutyArose: ({ duty, why }) => `not owed${duty === undefined ? "" : `: ${duty}`} (${why})`,
  NoticeSent: ({ letter }) => `${letter} sent`,
  NoticeDelivered: ({ letter }) => `${letter} delivered`,
  NoticeReceived: ({ letter }) => `${letter} received`,
  NoticeBounced: ({ letter }) => `${letter} bounced`,
  ObjectionReceived: () => "the client objected",
  ObjectionWithdrawn: () => "the objection was withdrawn",
  GroundsJudged: ({ sufficient }) => `its grounds were found ${sufficient ? "sufficient" : "insufficient"}`,
  StandardJudged: ({ holds }) => `a standard was found ${holds ? "met" : "not met"}`,
  DiscussionOpened: () => "talks were opened",
  SolutionProposed: ({ by, solution }) => `the ${by} proposed ${solutions[solution._tag]}`,
  ProposalDeclined: () => "the other side declined",
  SolutionAgreed: ({ solution }) => `both sides agreed: ${solutions[solution._tag]}`,
  ChangeAccepted: () => "the client said yes",
  AccessBegan: ({ engagement }) => `${engagement} had access`,
  AccessEnded: ({ engagement }) => `access of ${engagement} ended`,
  ExitDeclared: ({ by }) => `the ${by} declared that it leaves`,
  ReportReceived: () => "a report came in",
  ReplySent: ({ by }) => (by === "human" ? "a human answered" : "a machine answered"),
  ReportAcknowledged: ({ by }) => (by === "human" ? "a human confirmed receipt" : "a machine confirmed receipt"),
  InformationRequested: () => "the reporter was asked for more",
  InformationAdded: ({ from }) => `the ${from} added something`,
  WeaknessAssessed: ({ found }) => `assessed: ${inLetters(found._tag)}`,
  StepFiled: ({ aware, step }) => `${aware}: ${inLetters(step)} filed`,
  ConsentGiven: ({ for: to }) => `the reporter agreed: ${to}`,
  ReadingRecorded: ({ parameter }) => `the vendor's reading of ${parameterInWords(parameter)} was recorded`
}

/** What happened, in a sentence; of a kind that has none here, its name in words. */
export const sentenceOf = (event: { readonly _tag: string }): string =>
  sentences[event._tag]?.(event) ?? inLetters(event._tag)

/** `SolutionAgreed` and `metLate` for a person. */
export const inLetters = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase()

/** `hold.beforeStart` of some row of a duty, for a person. */
export const parameterInWords = (parameter: string): string =>
  parameter
    .split("/")
    .at(-1)!
    .replaceAll(/[A-Z]/g, (it) => ` ${it.toLowerCase()}`)
    .replaceAll(".", ", ")

/** A sentence with its end: one that asks has it already. */
export const ended = (sentence: string): string => (/[.?]$/.test(sentence) ? sentence : `${sentence}.`)
