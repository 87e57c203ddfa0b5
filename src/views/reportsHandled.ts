/** What came in with a report, what was asked of its reporter, and how far it is. */
import type { Field } from "../disclosure/DisclosureTerms.ts"
import { completeness, type InformationRequested } from "../disclosure/Handling.ts"
import type { Completeness } from "../disclosure/rules.ts"
import type { Verdict } from "../kernel/Verdict.ts"
import type { Instant } from "../time/Instant.ts"
import { decide, type ReportDecision, type ReportLook, waiting, type Waits } from "./reportsLook.ts"
import * as rules from "./reportsRules.ts"

/** What the form asks for and nobody has given. */
export interface ReportLacks extends Waits {
  readonly what: "complete"
  readonly fields: ReadonlyArray<Field>
  /** Of each of these at least one. */
  readonly oneOf: ReadonlyArray<ReadonlyArray<Field>>
  /** `cannotBeAsked`: the reporter left no way to be answered. */
  readonly asked: "asked" | "notAsked" | "cannotBeAsked"
}

/** A question that the reporter has not answered. */
export interface QuestionWaits extends Waits {
  readonly what: "question"
  readonly request: string
  readonly fields: ReadonlyArray<Field>
  readonly since: Instant
}

export const ofHandling = (look: ReportLook): ReadonlyArray<ReportLacks | QuestionWaits | ReportDecision> => {
  const { report, state, known, looked, received } = look
  const { handling, weakness } = state
  const { closed, stage, waiting: asked, withdrawn, validated } = handling
  const complete = known && completeness(handling, known.hand.terms)
  const lacks = complete && rules.lacks(complete, validated[0] ?? closed)
  const asks = asked && rules.questionWaits(asked, closed, looked)
  const unread = (stage === "Received" || stage === "NeedsInformation") && asked === undefined
  const claims = [
    ["public", weakness.public],
    ["exploit", weakness.exploitPublic],
    ["attacks", weakness.attacks]
  ] as const
  return [
    ...(complete === undefined || lacks?.answer !== true ? [] : [toComplete(look, complete, lacks)]),
    ...(asked === undefined || asks?.answer !== true
      ? []
      : [waiting(look, { what: "question", for: "reporter", ...inBrief(asked.value) }, asks)]),
    ...(unread ? decide(look, "valid", report, [received], validated[0] ?? closed) : []),
    ...(unread
      ? claims.flatMap(([claim, is]) =>
          received.value.claims.includes(claim) ? decide(look, "claim", claim, [received], is) : []
        )
      : []),
    ...(stage === "Valid" ? decide(look, "priority", report, validated.slice(-1), closed) : []),
    ...(withdrawn === undefined ? [] : decide(look, "withdrawn", report, [withdrawn], closed))
  ]
}

const toComplete = (look: ReportLook, { answer }: Verdict<Completeness>, lacks: Verdict<boolean>): ReportLacks => {
  const isAsked = look.state.handling.waiting !== undefined
  const line = {
    what: "complete",
    for: isAsked ? "reporter" : "vendor",
    fields: answer.fields.flatMap(({ field, given, required }) => (required && !given ? [field] : [])),
    oneOf: answer.noneOf,
    asked: isAsked ? "asked" : look.known?.reachable === undefined ? "cannotBeAsked" : "notAsked"
  } as const
  return waiting(look, line, lacks)
}

const inBrief = ({ request, fields, at }: InformationRequested) => ({ request, fields, since: at })
