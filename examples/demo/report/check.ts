/** What was expected of the second act, beside what was found: one line for each question. */
import type { Disclosure } from "goodfaith"
import type { Deadline } from "goodfaith/time"
import type { Checked } from "../check.ts"
import * as expected from "./expected.ts"
import type { ReportFindings } from "./findings.ts"

export const check = (found: ReportFindings): ReadonlyArray<Checked> => [
  line("missing in the report", expected.missing, missingOf(found)),
  line("days for a response", expected.due, { duty: found.due.duty.on, right: found.due.right.on }),
  ...found.counted.map((it) =>
    line(`three working days by ${calendarOf(it)}`, expected.counted[calendarOf(it)], {
      counts: it.days.flatMap((day) => (day.is === "counted" ? [day.on] : [])),
      skips: it.days.flatMap((day) => (day.is === "skipped" && day.because !== "weekend" ? [day.on] : []))
    })
  ),
  ...Object.entries(expected.promises).flatMap(([promise, row]) =>
    expected.instants.map(({ at }, index) =>
      line(
        `promise ${promise} on ${at.slice(0, 10)}`,
        row[index],
        found.promises[index]
          ?.filter((it) => it.promise === promise)
          .map(({ status }) => status.answer._tag)
          .join(" ")
      )
    )
  ),
  ...expected.instants.flatMap(({ at }, index) => [
    line(`reward on ${at.slice(0, 10)}`, expected.rewards[index], rewardIs(found.rewards[index]?.answer)),
    line(`embargo on ${at.slice(0, 10)}`, expected.embargo[index], found.embargo[index])
  ]),
  line(
    "refused",
    expected.refused,
    Object.fromEntries(found.declined.map(({ id, refusal }) => [id, refusal.clause.id]))
  ),
  line("may we file charges", expected.legalStep, {
    answer: found.step.answer,
    clause: found.step.because[0].clause.id
  }),
  line(
    "what was told or got out",
    expected.passed,
    found.passed.map(({ kept }) => kept.answer)
  ),
  ...Object.entries(expected.clocks).flatMap(([name, [ends, ...stands]]) => [
    line(`end of ${name}`, ends, endOf(found, name) ?? "none"),
    ...expected.clockInstants.map(({ is }, index) =>
      line(`${name}, ${is}`, stands[index], clockOf(found, name, index)?.status.answer._tag)
    )
  ]),
  line("security.txt", expected.securityTxt, found.securityTxt.trim().split("\n"))
]

export const missingOf = ({ completeness }: ReportFindings): ReadonlyArray<string> =>
  completeness.answer.fields.filter(({ given, required }) => required && !given).map(({ field }) => field)

const clockOf = (found: ReportFindings, name: string, index: number): Disclosure.clocks.Clock | undefined =>
  found.clocks[index]?.find(({ aware, step }) => `${aware} ${step.step}` === name)

/** The end of a clock, where what it counts from has happened and it has one. */
export const endOf = (found: ReportFindings, name: string): string | undefined => {
  for (const index of found.clocks.keys()) {
    const answer = clockOf(found, name, index)?.status.answer
    if (answer !== undefined && "due" in answer && answer.due !== undefined) return answer.due.duty.before
  }
  return undefined
}

/** The name of the calendar that was counted by. */
export const calendarOf = ({ span }: Deadline.Explanation): keyof typeof expected.counted =>
  "calendar" in span && span.calendar === "nl-office" ? "nl-office" : "nl-statutory"

export const rewardIs = (answer: Disclosure.Reward.Eligibility | undefined): string => {
  switch (answer?._tag) {
    case "Undecided":
      return `undecided: ${answer.missing.join(", ")}`
    case "NotEligible":
      return `not due: ${answer.failed.join(", ")}`
    case "Eligible":
      return answer.tier ?? "due"
    case undefined:
      return "nothing"
  }
}

const line = (question: string, expectation: unknown, found: unknown): Checked => ({
  question: `report: ${question}`,
  expected: inWords(expectation),
  found: inWords(found)
})

const inWords = (value: unknown): string =>
  value === undefined ? "nothing" : JSON.stringify(value).replaceAll('"', "")
