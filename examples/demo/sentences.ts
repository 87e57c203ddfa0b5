/** What happened, in a sentence of its own for each kind of event. */
import type { Happened } from "./log.ts"
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
  GroundsJudged: ({ sufficient }) => `its grounds were found ${sufficient ? "sufficient" : "insufficient"}`,
  DiscussionOpened: () => "talks were opened",
  SolutionProposed: ({ by, solution }) => `the ${by} proposed ${solutions[solution._tag]}`,
  ProposalDeclined: () => "the other side declined",
  SolutionAgreed: ({ solution }) => `both sides agreed: ${solutions[solution._tag]}`,
  ObjectionWithdrawn: () => "the objection was withdrawn",
  ChangeAccepted: () => "the client said yes",
  AccessBegan: () => "Postduif had access",
  AccessEnded: () => "access ended",
  ReadingRecorded: ({ parameter }) => `the vendor's reading of ${parameter} was recorded`
}

const solutions: Readonly<Record<string, string>> = {
  CarveOut: "a carve-out",
  Alternative: "an alternative",
  Acceptance: "to accept on terms",
  Withdrawal: "to drop the change",
  Exit: "to leave"
}

export const sentenceOf = ({ event }: Happened): string => sentences[event._tag]?.(event) ?? event._tag
