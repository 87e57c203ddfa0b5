/** What was expected, beside what was found: one line for each question. */
import type * as Consultation from "goodfaith/consultation"
import * as expected from "./expected.ts"
import type { ClientFindings, Findings } from "./findings.ts"
import { check as checkReport } from "./report/check.ts"
import { dayThere } from "./when.ts"

export interface Checked {
  readonly question: string
  readonly expected: string
  readonly found: string
}

export const holds = (checked: Checked): boolean => checked.expected === checked.found

export const check = (findings: Findings): ReadonlyArray<Checked> => [
  ...findings.clients.flatMap(checkClient),
  {
    question: "left to be sent",
    expected: inWords(expected.agenda),
    found: inWords(Object.fromEntries(findings.agenda.map(({ client, why }) => [client, why])))
  },
  ...checkReport(findings.report),
  { question: "flaws in the record", expected: "none", found: findings.verified.flaws.join("; ") || "none" }
]

const checkClient = (found: ClientFindings): ReadonlyArray<Checked> => {
  const { id } = found.client
  const duties = Object.fromEntries(found.duties.map((duty) => [duty.id, duty.is]))
  const letters = found.letters.map(({ sent }) => stated(sent.value.stated))
  const objections = found.objections.map(({ inTime, stands }) => ({ inTime: inTime.answer, stands: stands.answer }))
  return [
    ...gate(`gate of Postduif for ${id}`, expected.gate[id], found.answers),
    ...gate(`gate of Tripolis for ${id}`, expected.gateOfTheOld[id], found.answersOfTheOld),
    { question: `owed to ${id}`, expected: inWords(expected.duties[id]), found: inWords(duties) },
    { question: `stated to ${id}`, expected: inWords(expected.letters[id]), found: inWords(letters) },
    ...(id in expected.objections || objections.length > 0
      ? [{ question: `objection of ${id}`, expected: inWords([expected.objections[id]]), found: inWords(objections) }]
      : []),
    ...(id in expected.access || found.access.length > 0
      ? [
          {
            question: `access to data of ${id}`,
            expected: inWords(expected.access[id]),
            found: inWords(found.access.map(({ verdict }) => verdict.answer))
          }
        ]
      : [])
  ]
}

const gate = (
  about: string,
  expectations: ReadonlyArray<expected.Expected> | undefined,
  answers: ClientFindings["answers"]
): ReadonlyArray<Checked> =>
  answers.map(({ answer, because, needs }, index) => ({
    question: `${about} on ${expected.instants[index]?.at.slice(0, 10)}`,
    expected: cell(expectations?.[index]),
    found: cell({ answer, clause: because[0].clause.id, needs: needs.map(({ open }) => open) })
  }))

const cell = (it: expected.Expected | undefined): string =>
  it === undefined ? "nothing" : [it.answer, it.clause, ...(it.needs ?? [])].join(" ")

/** The first day of access and the last day for objections, as a letter stated them; or that it waits for a yes, and the day by which one is asked for. */
export const stated = ({ needsYes, answerUntil, accessFrom, objectUntil }: Consultation.Notice.Stated) =>
  needsYes === true
    ? (["only after its yes", answerUntil ?? "not stated"] as const)
    : ([accessFrom === undefined ? "not stated" : dayThere(accessFrom), objectUntil ?? "not stated"] as const)

const inWords = (value: unknown): string =>
  value === undefined ? "nothing" : JSON.stringify(value).replaceAll('"', "")
