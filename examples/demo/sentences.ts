/** What happened, in a sentence of its own for each kind of event. */
import type { Happened } from "./log.ts"
import { Day } from "goodfaith/time"
import { dayThere, onDay } from "./when.ts"
import { names } from "./words.ts"

type Of = (event: any) => string

const sentences: Readonly<Record<string, Of>> = {
  ListingOpened: () => "the listing was opened",
  EntityNamed: ({ name }) => `${name} was named`,
  EngagementListed: ({ engagement }) => `${engagement.id} was listed`,
  ChangeAnnounced: () => "the change was announced",
  SafeguardsConfirmed: ({ engagement }) => `safeguards of ${engagement} confirmed`,
  MaterialityDecided: ({ engagement, material }) => `${engagement} decided to be ${material ? "" : "not "}material`,
  VersionPublished: ({ version }) => `version ${version} of the listing published`,
  DpaExecuted: ({ paper }) => `the client signed its DPA on ${paper === "own" ? "its own" : "standard"} paper`,
  ListingAgreed: ({ version }) => `the client agreed to version ${version} of the listing`,
  UseBegan: ({ id }) => `the client began to use ${names[id] ?? id}`,
  ContactNamed: ({ contact }) => `contact ${contact} named`,
  CaseOpened: () => "what the client is owed was looked at",
  DutyArose: ({ duty }) => `owed: ${duty}`,
  NoDutyArose: ({ duty, why }) => `not owed${duty === undefined ? "" : `: ${duty}`} (${why})`,
  NoticeSent: ({ letter }) => `${letter} sent`,
  NoticeDelivered: ({ letter }) => `${letter} delivered`,
  NoticeReceived: ({ letter }) => `${letter} received`,
  NoticeBounced: ({ letter }) => `${letter} bounced`,
  ObjectionReceived: () => "the client objected",
  AuthorityAsked: () => "the client was asked who may speak for it",
  AuthorityRatified: () => "the client stood by what was said in its name",
  AuthorityRefuted: () => "the client denied what was said in its name",
  StandardJudged: ({ holds }) => `a condition was found ${holds ? "met" : "not met"}`,
  InformationGiven: () => "the client was informed",
  ObjectionConfirmed: () => "the client confirmed its objection",
  VendorAnswered: () => "the vendor answered",
  ExitDeclared: ({ by }) => `the ${by} declared that it leaves`,
  ExitRevoked: () => "the exit was taken back",
  OutcomeTold: () => "the client was told what came of its objection",
  GroundsJudged: ({ sufficient }) => `its grounds were found ${sufficient ? "sufficient" : "insufficient"}`,
  DiscussionOpened: () => "talks were opened",
  SolutionProposed: ({ by, solution }) => `the ${by} proposed ${solutions[solution._tag]}`,
  ProposalDeclined: () => "the other side declined",
  SolutionAgreed: ({ solution }) => `both sides agreed: ${solutions[solution._tag]}`,
  ObjectionWithdrawn: () => "the objection was withdrawn",
  ChangeAccepted: () => "the client said yes",
  AccessBegan: () => "Postduif had access",
  AccessEnded: () => "access ended",
  ReportReceived: () => "the report came in",
  ReportAcknowledged: ({ by }) =>
    by === "automatic" ? "a machine confirmed that it came" : "a human confirmed that it came",
  EmbargoProposed: ({ by, until }) => `the ${by} proposed to keep it secret until ${onDay(lastDay(until))}`,
  EmbargoAccepted: ({ until }) => `both agreed to keep it secret until ${onDay(lastDay(until))}`,
  EmbargoTerminated: ({ why }) =>
    why === "attacks" ? "the embargo ended, because attacks were seen" : "the embargo ended",
  InformationRequested: ({ fields }) => `asked for what is missing: ${fields.join(", ")}`,
  InformationAdded: ({ fields }) =>
    `the reporter added it: ${fields.map((it: { field: string }) => it.field).join(", ")}`,
  WeaknessAssessed: ({ found }) => foundOf(found),
  ReportValidated: () => "found valid",
  ReportAccepted: () => "accepted: it will be solved",
  ReplySent: ({ tells }) => `a human answered: ${tells.map((it: string) => told[it] ?? it).join(", ")}`,
  IdentityAsked: ({ by }) => `${by} asked who the reporter is`,
  IdentityLeaked: () => "the pseudonym and the address got out",
  AttacksObserved: () => "somebody was seen to use it",
  BecameAware: ({ aware }) => `aware of it, for the law: ${aware}`,
  ApplicabilityDecided: ({ aware, applies }) => `decided: ${aware} ${applies ? "applies" : "does not apply"}`,
  StepFiled: ({ aware, step }) => `filed: ${aware}, ${steps[step] ?? step}`,
  FixReady: () => "a fix is ready",
  FixDeployed: () => "the fix is out",
  ConditionJudged: ({ promise, holds }) =>
    `the words of the promise of a ${promise} were found ${holds ? "" : "not "}to fit`,
  RewardGranted: ({ tier }) => `granted: ${tier}`,
  RewardDelivered: () => "the reward was delivered",
  ConsentGiven: ({ for: to, form }) => `the reporter agreed${form === "written" ? " in writing" : ""}: ${to}`,
  AdvisoryPublished: ({ advisory }) => `${advisory} was published`,
  WeaknessBecamePublic: () => "the weakness is public",
  ReportClosed: ({ resolution }) => `closed: ${resolution.as}`,
  ReadingRecorded: ({ parameter }) => `the vendor's reading of ${parameter} was recorded`
}

const solutions: Readonly<Record<string, string>> = {
  CarveOut: "a carve-out",
  Alternative: "an alternative",
  Acceptance: "to accept on terms",
  Withdrawal: "to drop the change",
  Exit: "to leave"
}

const told: Readonly<Record<string, string>> = {
  assessment: "what we make of it",
  expectedDate: "when we expect a fix",
  progress: "how it goes",
  fix: "that it is fixed",
  publication: "that it is public",
  closing: "that we close the report"
}

const steps: Readonly<Record<string, string>> = {
  earlyWarning: "early warning",
  final: "final report",
  tellController: "the client was told",
  tellSubjects: "the persons whose data it is were told",
  tellUsers: "the users of the product were told"
}

const foundOf = (found: any): string => {
  switch (found._tag) {
    case "Reproduced":
      return found.reproduced ? "we can reproduce it" : "we can't reproduce it"
    case "Novelty":
      return found.novelty.as === "new" ? "it is new" : "it was known"
    case "Continuity":
      return found.threatens ? "judged: it threatens the continuity of the service" : "judged: no threat to continuity"
    default:
      return `judged: ${found.severity}`
  }
}

/** The last day of what ends at this moment. */
const lastDay = (until: string): string => Day.add(dayThere(until), -1)

export const sentenceOf = ({ event }: Happened): string => sentences[event._tag]?.(event) ?? event._tag
