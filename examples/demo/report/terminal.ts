/** The second act as text for a terminal. */
import { type Checked, holds } from "../check.ts"
import { hanging, heading, indent, type Paint, wrap } from "../lines.ts"
import { sentenceOf } from "../sentences.ts"
import { atTime, onDay } from "../when.ts"
import { calendarOf, missingOf } from "./check.ts"
import { clockInstants, instants } from "./expected.ts"
import type { ReportFindings } from "./findings.ts"
import { legalStep } from "./story.ts"
import {
  awareOf,
  calendars,
  clockLines,
  dayByDay,
  endsOf,
  fields,
  openIn,
  plainly,
  promiseNames,
  rewardInWords,
  standsAs
} from "./words.ts"

export const tell = (found: ReportFindings, checked: ReadonlyArray<Checked>, paint: Paint): ReadonlyArray<string> => [
  "",
  "",
  paint.strong("Second act: one report of a weakness, on the evening before a long weekend"),
  wrap(
    `Under the name of ${found.reporter.name} somebody writes to ${found.came.to} on ${atTime(found.came.at)}, 2026. The next day is Ascension Day. What reporters are promised is the Connectis policy, as it is written.`
  ),
  heading("What came, and what was missing", paint),
  whatCame(found, paint),
  heading("Three Dutch working days, by two calendars", paint),
  counting(found),
  heading("What is promised, at noon on five days", paint),
  promised(found, checked, paint),
  heading("Who wants to know, and what got out", paint),
  confidence(found, paint),
  heading("Is a reward due?", paint),
  rewards(found, paint),
  heading("Each law has a clock of its own", paint),
  clocks(found, checked, paint),
  heading("Secret, then public", paint),
  publication(found, paint),
  heading("What is on record", paint),
  ...found.happened.map((it) => hanging(`  ${atTime(it.at).padEnd(17)} `, sentenceOf(it))),
  heading("security.txt, from the policy", paint),
  indent(found.securityTxt.trimEnd(), 2, false)
]

const whatCame = (found: ReportFindings, paint: Paint): string =>
  [
    wrap(`“${found.reporter.description}” (sealed in the record, opened here)`),
    ...found.completeness.answer.fields.map(
      ({ field, given }) =>
        `  ${given ? paint.good("✓") : paint.bad("✗")} ${fields[field] ?? field}${given ? "" : ", asked for on Mon 18 May"}`
    ),
    wrap(
      `“${found.completeness.because[0].clause.quote}” The clock runs all the same, ${missingOf(found).length} field short.`
    )
  ].join("\n")

const counting = (found: ReportFindings): string =>
  [
    wrap(
      "“We will respond within three Dutch working days to your report.” Whose working days is not said: both are counted."
    ),
    "",
    `  ${"".padEnd(12)}${found.counted.map((it) => calendars[calendarOf(it)].padEnd(26)).join("")}`.trimEnd(),
    ...dayByDay(found).map(({ on, by }) =>
      `  ${onDay(on).padEnd(12)}${by.map((it) => it.padEnd(26)).join("")}`.trimEnd()
    ),
    "",
    wrap(upper(endsOf(found)))
  ].join("\n")

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const mark = (question: string, checked: ReadonlyArray<Checked>, paint: Paint): string => {
  const found = checked.find((it) => it.question === `report: ${question}`)
  return found !== undefined && holds(found) ? "✓" : paint.bad("✗")
}

const promised = (found: ReportFindings, checked: ReadonlyArray<Checked>, paint: Paint): string => {
  const names = Object.keys(promiseNames)
  const of = (promise: string, index: number) => (found.promises[index] ?? []).filter((it) => it.promise === promise)
  return [
    `${"".padEnd(11)}${instants.map(({ at }) => onDay(at.slice(0, 10)).padEnd(17)).join("")}`.trimEnd(),
    `${"".padEnd(11)}${instants.map(({ is }) => is.padEnd(17)).join("")}`.trimEnd(),
    ...names.map((promise) =>
      `${(promiseNames[promise] ?? promise).padEnd(11)}${instants
        .map(
          ({ at }, index) =>
            `${standsAs(of(promise, index)).padEnd(15)}${mark(`promise ${promise} on ${at.slice(0, 10)}`, checked, paint)} `
        )
        .join("")}`.trimEnd()
    ),
    "",
    wrap(
      `A machine answered within a minute. Whether that keeps the promise the policy does not say (${openIn(of("respond", 0)).join(", ")}), so nobody can say; a human's answer on Tue 19 May keeps it. Progress is owed at each milestone, because it was asked for. Of the reward it stands nowhere from when it counts (${openIn(of("reward", 4)).join(", ")}): it is done, and whether in time nobody can say.`
    )
  ].join("\n")
}

const confidence = ({ declined, step, passed, reasons }: ReportFindings, paint: Paint): string =>
  [
    wrap(`commercial-client asks who it was: “${reasons.get("asked-1")}”`),
    ...declined
      .filter(({ refusal }) => refusal._tag === "NotAllowed")
      .map(({ at, refusal }) =>
        hanging(`  ${atTime(at).padEnd(17)} `, `${paint.bad("refused")}: ${plainly(refusal.message)}`)
      ),
    indent(`“${declined[0]?.refusal.clause.quote}”`, 2),
    hanging(
      `  ${atTime(legalStep.at).padEnd(17)} `,
      `may we file charges? ${step.answer}: “${step.because[0].clause.quote}”`
    ),
    ...passed.map(({ what, kept }) =>
      hanging(
        `  ${atTime(what.value.at).padEnd(17)} `,
        `${paint.bad(kept.answer)}: “${kept.because[0].clause.quote}” ${"leak" in what.value ? (reasons.get(what.value.leak) ?? "") : ""}`
      )
    )
  ].join("\n")

const rewards = ({ rewards, granted }: ReportFindings, paint: Paint): string =>
  [
    ...instants.map(({ at }, index) => {
      const verdict = rewards[index]
      return verdict === undefined
        ? ""
        : `  ${onDay(at.slice(0, 10)).padEnd(17)} ${verdict.answer._tag === "Eligible" ? paint.good(rewardInWords(verdict.answer)) : rewardInWords(verdict.answer)}`
    }),
    indent(`“${rewards[0]?.because[0].clause.quote}”`, 2),
    `  Granted ${atTime(granted.at)}: ${granted.tier}.`
  ].join("\n")

const clocks = (found: ReportFindings, checked: ReadonlyArray<Checked>, paint: Paint): string => {
  const lines = clockLines(found)
  const awares = [...new Set(lines.map(({ aware }) => aware))]
  const asExpected = checked.filter(({ question }) => clockInstants.some(({ is }) => question.endsWith(`, ${is}`)))
  return [
    wrap(
      "On Fri 22 May at 16:00 a log shows that somebody has used it. It is the Friday before Whitsun: no working day until Tuesday. Clocks of the law do not ask."
    ),
    "",
    `${"".padEnd(36)}${clockInstants.map(({ at }) => atTime(at).padEnd(18)).join("")}`.trimEnd(),
    ...awares.flatMap((aware) => [
      hanging(`${awareOf[aware] ?? aware}: `, found.reasons.get(aware) ?? "nobody decided yet"),
      ...lines
        .filter((it) => it.aware === aware)
        .flatMap(({ step, article, ends, stands, why }) => [
          `  ${step.padEnd(16)}${article.padEnd(18)}${stands.map((it) => shortly(it).padEnd(18)).join("")}`.trimEnd(),
          ...(ends === "" && why === undefined
            ? []
            : [indent(`${ends === "" ? "" : `due ${ends}`}${why === undefined ? "" : `; late: ${why}`}`, 18)])
        ])
    ]),
    "",
    `${asExpected.every(holds) ? paint.good("✓") : paint.bad("✗")} ${asExpected.length} answers as expected`
  ].join("\n")
}

const shortly = (text: string): string =>
  ({
    "open, without undue delay": "open, no number",
    "waits for the notification": "waits",
    "filed late, with reasons": "late, with reasons"
  })[text] ?? text

const publication = (
  { agreed, ended, declined, consents, published, reporter }: ReportFindings,
  paint: Paint
): string =>
  [
    `  ${atTime(agreed?.at ?? "").padEnd(17)} both agree to keep it secret until the end of ${onDay("2026-06-12")}`,
    `  ${atTime(ended?.at ?? "").padEnd(17)} the embargo ends by itself: attacks were seen`,
    ...declined
      .filter(({ refusal }) => refusal._tag === "NotToBeNamed")
      .map(({ at, refusal }) =>
        hanging(`  ${atTime(at).padEnd(17)} `, `${paint.bad("refused")}: ${plainly(refusal.message)}`)
      ),
    ...consents.map((it) =>
      hanging(
        `  ${atTime(it.at).padEnd(17)} `,
        `${reporter.name} agrees ${it.form === "written" ? "in writing " : ""}${it.for === "credit" ? "to be named" : "that what the report says is told"}`
      )
    ),
    `  ${atTime(published.at).padEnd(17)} ${published.advisory} is published: ${published.tells}, and it names ${reporter.name}`
  ].join("\n")
