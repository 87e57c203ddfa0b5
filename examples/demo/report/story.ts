/**
 * The second act: under the name of Nachtuil somebody reports a weakness, on the evening before Ascension Day 2026.
 *
 * The promises are those of the Connectis policy, as it is written. Told and played like the first act: every act has an id of its
 * own, and what is refused is part of the story.
 */
import { Disclosure } from "goodfaith"
import type { Plain } from "goodfaith/language"
import { policyRef } from "goodfaith/promise"
import { type Act, opened } from "../story.ts"

export const report = "r-2026-31"
export const policy = Disclosure.ready.seed
/** A pseudonym, and an address that answers: made up, like everything here. */
export const reporter = {
  as: "pseudonym",
  person: "p-3107",
  name: "Nachtuil",
  reach: "nachtuil@mail.example"
} as const
export const description =
  "A signing link opens the document again after it was signed, for whoever the mail is forwarded to."

export const desk = "security-desk"

const step = (id: string, command: Plain<Disclosure.Command>): Act => ({
  id: `report.${id}`,
  at: command.at,
  do: (gf) => gf.report(report).do(command, { actor: desk, commandId: `demo.report.${id}` })
})
const refused = (refusedAs: string, id: string, command: Plain<Disclosure.Command>): Act => ({
  ...step(id, command),
  refusedAs
})

// -- Wednesday 13 May, in the evening: it comes in. The next day is Ascension Day. ------------------------------------------

export const came = "2026-05-13T19:05:00.000Z"
/** The start of Saturday 13 June in Amsterdam. */
export const wished = "2026-06-12T22:00:00.000Z"

const comesIn: ReadonlyArray<Act> = [
  {
    id: "report.policy",
    at: opened,
    do: (gf) =>
      gf
        .policy(policyRef(policy))
        .do({ _tag: "PublishDisclosureTerms", at: opened }, { actor: desk, commandId: "demo.report.policy" })
  },
  step("comes", {
    _tag: "ReceiveReport",
    report,
    policy: policyRef(policy),
    reporter,
    channel: "email",
    to: "cert@connectis.nl",
    fields: [
      { field: "description", words: description },
      { field: "steps", words: "Sign a document, forward the mail, open its link in another browser." }
    ],
    attachments: [],
    weakness: "technical",
    urgency: "high",
    claims: [],
    wantsUpdates: true,
    embargo: { as: "until", until: wished },
    at: came
  }),
  step("machine", { _tag: "RecordAcknowledgement", by: "automatic", at: "2026-05-13T19:06:00.000Z" })
]

// -- Monday 18 and Tuesday 19 May: what is missing is asked for, it is reproduced, and a human answers. ---------------------

const answered: ReadonlyArray<Act> = [
  step("asks", {
    _tag: "RequestInformation",
    request: "question-1",
    fields: ["illustration"],
    words: "Could you show us the link that opened, and when?",
    by: desk,
    at: "2026-05-18T07:40:00.000Z"
  }),
  step("adds", {
    _tag: "AddInformation",
    fields: [{ field: "illustration" }],
    attachments: [
      { attachment: "screenshot-1", hash: "sha256-9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab" }
    ],
    from: "reporter",
    at: "2026-05-18T18:15:00.000Z"
  }),
  step("reproduced", {
    _tag: "AssessWeakness",
    assessment: "reproduced-1",
    found: { _tag: "Reproduced", reproduced: true },
    by: desk,
    at: "2026-05-19T08:30:00.000Z"
  }),
  step("new", {
    _tag: "AssessWeakness",
    assessment: "novelty-1",
    found: { _tag: "Novelty", novelty: { as: "new" } },
    by: desk,
    reason: "no earlier report and no ticket of ours is about used links",
    at: "2026-05-19T08:45:00.000Z"
  }),
  step("no-threat", {
    _tag: "AssessWeakness",
    assessment: "threat-1",
    found: { _tag: "Continuity", threatens: false },
    by: desk,
    reason: "one needs the mail of somebody who signed",
    at: "2026-05-19T08:50:00.000Z"
  }),
  step("valid", { _tag: "ValidateReport", by: desk, at: "2026-05-19T09:00:00.000Z" }),
  step("accepted", { _tag: "AcceptReport", by: desk, at: "2026-05-19T09:05:00.000Z" }),
  step("answers", {
    _tag: "RecordReply",
    reply: "reply-1",
    by: "human",
    tells: ["assessment", "expectedDate", "progress"],
    words: "We can open it too. We expect to close it within two weeks.",
    at: "2026-05-19T14:20:00.000Z"
  }),
  step("secret", { _tag: "AcceptEmbargo", proposal: "reporter-0", by: "vendor", at: "2026-05-19T14:25:00.000Z" })
]

// -- Wednesday 20 and Thursday 21 May: a client wants to know who it was; and a mail goes astray. ---------------------------

/** Their counsel would also have us go to the police, for what was done on the day of the report. */
export const legalStep = { kind: "criminal", acted: came, at: "2026-05-20T12:10:00.000Z" } as const

const toClient = {
  _tag: "DiscloseIdentity",
  to: "commercial-client",
  parts: ["pseudonym", "contact"],
  needed: ["pseudonym", "contact"],
  by: desk
} as const

const confidence: ReadonlyArray<Act> = [
  step("asked-who", {
    _tag: "RecordIdentityAsked",
    asked: "asked-1",
    by: "commercial-client",
    words: "Our counsel wants to speak to whoever looked into our documents.",
    at: "2026-05-20T09:00:00.000Z"
  }),
  refused("NotAllowed", "who-as-abuse", {
    ...toClient,
    passing: "passing-1",
    basis: "suspectedAbuse",
    reference: "letter of their counsel, 20 May 2026",
    at: "2026-05-20T12:00:00.000Z"
  }),
  refused("NotAllowed", "who-by-consent", {
    ...toClient,
    passing: "passing-2",
    basis: "consent",
    at: "2026-05-20T12:05:00.000Z"
  }),
  step("leaks", {
    _tag: "RecordIdentityLeak",
    leak: "leak-1",
    parts: ["pseudonym", "contact"],
    how: "The whole thread was forwarded to testers of another company, with the address in it.",
    at: "2026-05-21T13:10:00.000Z"
  })
]

// -- Friday 22 May, before Whitsun: somebody has used it. Each law has a clock of its own. -----------------------------------

export const seen = "2026-05-22T14:00:00.000Z"
const subject = "signing-links"

const aware = (
  id: string,
  of: Pick<Disclosure.Awareness.BecameAware, "regime" | "role" | "client" | "agreedHours">
): Act =>
  step(id, {
    _tag: "RecordAwareness",
    aware: id,
    ...of,
    subject,
    basis: "Links of other people's documents were opened from one address on 11 May, says the log.",
    by: desk,
    at: seen
  })

const decides = (id: string, applies: boolean, reason: string): Act =>
  step(`${id}.decided`, {
    _tag: "DecideApplicability",
    aware: id,
    applies,
    reason,
    by: "counsel",
    at: "2026-05-22T15:00:00.000Z"
  })

const files = (
  id: string,
  name: Disclosure.Awareness.StepId,
  at: Plain<Disclosure.Command>["at"],
  lateBecause?: string
): Act =>
  step(`${id}.${name}`.toLowerCase(), {
    _tag: "RecordFiled",
    aware: id,
    step: name,
    reference: `receipt of ${id}`,
    ...(lateBecause !== undefined && { lateBecause }),
    at
  })

const laws: ReadonlyArray<Act> = [
  step("attacks", { _tag: "ObserveAttacks", at: seen }),
  step("threat", {
    _tag: "AssessWeakness",
    assessment: "threat-2",
    found: { _tag: "Continuity", threatens: true },
    by: desk,
    reason: "links are being tried by the thousand; without a fix we must stop sending any",
    at: "2026-05-22T14:30:00.000Z"
  }),
  aware("nis2", { regime: "nis2Article23", role: "trustServiceProvider" }),
  aware("cra", { regime: "cra14Vulnerability", role: "manufacturer" }),
  aware("tell-commercial-client", {
    regime: "gdpr33",
    role: "processor",
    client: "commercial-client",
    agreedHours: 48
  }),
  aware("tell-seed-client", { regime: "gdpr33", role: "processor", client: "seed-client" }),
  decides("nis2", true, "signatures are a trust service, and the incident is significant"),
  decides("cra", false, "article 14 applies from 11 September 2026"),
  decides("tell-commercial-client", true, "two of its documents were opened"),
  decides("tell-seed-client", true, "one of its documents was opened"),
  files("nis2", "earlyWarning", "2026-05-23T13:20:00.000Z"),
  files(
    "nis2",
    "notification",
    "2026-05-24T08:00:00.000Z",
    "taken for the 72 hours that others have; a trust service has 24"
  ),
  files("tell-commercial-client", "tellController", "2026-05-24T09:00:00.000Z"),
  files("tell-seed-client", "tellController", "2026-05-26T07:30:00.000Z")
]

// -- Tuesday 26 to Friday 29 May: fixed, rewarded, published with consent, closed. -----------------------------------------

const advisory = {
  _tag: "Publish",
  where: "the page of advisories",
  tells: "technical",
  credits: [reporter.person],
  endsEmbargo: false,
  by: desk
} as const

const consents = (consent: string, to: "credit" | "content", form: "expressed" | "written"): Act =>
  step(`consents.${consent}`, {
    _tag: "RecordConsent",
    consent,
    person: reporter.person,
    for: to,
    form,
    at: "2026-05-27T19:40:00.000Z"
  })

const replies = (id: string, tells: Disclosure.Handling.ReplySent["tells"], at: Plain<Disclosure.Command>["at"]): Act =>
  step(id, { _tag: "RecordReply", reply: id, by: "human", tells, at })

const ending: ReadonlyArray<Act> = [
  step("fix.ready", { _tag: "RecordFixReady", by: "dev-1", at: "2026-05-25T12:00:00.000Z" }),
  step("fix.out", { _tag: "RecordFixDeployed", by: "dev-1", at: "2026-05-26T06:00:00.000Z" }),
  replies("reply-2", ["fix", "progress"], "2026-05-26T15:00:00.000Z"),
  step("fits", {
    _tag: "JudgeCondition",
    promise: "reward",
    holds: true,
    reason: "it is new, and we could reproduce it",
    by: desk,
    at: "2026-05-26T15:20:00.000Z"
  }),
  step("reward", {
    _tag: "GrantReward",
    issue: subject,
    tier: "bigger-reward",
    by: desk,
    at: "2026-05-26T15:30:00.000Z"
  }),
  refused("NotToBeNamed", "publish.unasked", {
    ...advisory,
    advisory: "advisory-draft",
    at: "2026-05-27T10:00:00.000Z"
  }),
  consents("credit", "credit", "written"),
  consents("content", "content", "expressed"),
  step("publish", { ...advisory, advisory: "advisory-4", at: "2026-05-28T08:00:00.000Z" }),
  step("delivered", { _tag: "RecordDelivered", at: "2026-05-28T14:00:00.000Z" }),
  step("closed", {
    _tag: "CloseReport",
    resolution: { as: "fixed" },
    by: desk,
    at: "2026-05-29T08:00:00.000Z"
  }),
  replies("reply-3", ["publication", "closing", "progress"], "2026-05-29T08:30:00.000Z"),
  files("nis2", "final", "2026-06-22T12:00:00.000Z")
]

const byTime = (a: Act, b: Act): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)
export const acts: ReadonlyArray<Act> = [...comesIn, ...answered, ...confidence, ...laws, ...ending].toSorted(byTime)

/** When all of it is over. */
export const over = "2026-06-30T10:00:00.000Z"
