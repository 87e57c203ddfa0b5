/**
 * Questions that evidence is asked, and the answers that it gives: when it is gathered, and again by whoever holds it.
 */
import { sentence } from "../kernel/Verdict.ts"
import type { ChangeId, ClientId, ReportId } from "../language/ids.ts"
import { type GateQuestion, type Goodfaith, NotAcceptable, open } from "../promise.ts"
import { memory } from "../store/memory.ts"
import type { Instant } from "../time/Instant.ts"
import type { EventText, Subject } from "./Evidence.ts"

// -- The sentences. They stand in `docs/policy/journal.md`. --

export const askedAgain = sentence({
  id: "evidence.asked-again",
  quote: "Whoever holds it asks it the same questions, and gets the same answers for the same reasons."
})

/** May this engagement handle this client's data? Of a client. */
export interface GateAsked extends Omit<GateQuestion, "client" | "atLeast"> {
  readonly ask: "gate"
}

/** What did the client's agreement demand for this change, and what became of it, as of when it was gathered? Of a client. */
export interface VerdictAsked {
  readonly ask: "verdict"
  readonly change: ChangeId
}

/** What is owed to the reporter, promise by promise, as of when it was gathered? Of a report. */
export interface PromisesAsked {
  readonly ask: "promises"
}

export type Question = GateAsked | VerdictAsked | PromisesAsked

/** A question, and the whole answer to it as plain JSON: what `gate`, `verdict` or `promises` of `goodfaith/promise` says; `null` for none. */
export interface Answered {
  readonly asked: Question
  readonly answer: unknown
}

/** A copy of the record in memory, as of an instant. What is recorded in it is recorded nowhere else. */
export const copyOf = async (events: ReadonlyArray<EventText>, at: Instant): Promise<Goodfaith> => {
  const store = memory()
  await store.append(
    events.map(({ stream, revision, text }, index) => ({
      stream,
      expected: revision - 1,
      commandId: `evidence-${index}`,
      fingerprint: "",
      events: [text]
    }))
  )
  return open({ store, clock: () => Date.parse(at) })
}

/** The answer as plain JSON. Rejects with `NotAcceptable` when the question makes no sense here. */
export const answerTo = async (asked: Question, of: Subject, gf: Goodfaith): Promise<unknown> =>
  asJson(await answered(asked, of, gf))

const answered = async (asked: Question, of: Subject, gf: Goodfaith): Promise<unknown> => {
  switch (asked.ask) {
    case "gate": {
      const { ask: _, ...question } = asked
      return gf.gate({ ...question, client: clientOf(asked, of) })
    }
    case "verdict":
      return gf.verdict(asked.change, clientOf(asked, of))
    case "promises":
      return gf.promises(reportOf(of))
  }
}

const reportOf = (of: Subject): ReportId => {
  if ("report" in of) return of.report
  throw new NotAcceptable("the question", [
    { path: "of", expected: "a report, for what is owed to its reporter", found: "a client" }
  ])
}

const clientOf = ({ ask }: GateAsked | VerdictAsked, of: Subject): ClientId => {
  if ("client" in of) return of.client
  const expected =
    ask === "gate" ? "a client, for the gate is asked about its data" : "a client, for a verdict is about its agreement"
  throw new NotAcceptable("the question", [{ path: "of", expected, found: "a report" }])
}

const asJson = (answer: unknown): unknown => (answer === undefined ? null : JSON.parse(JSON.stringify(answer)))
