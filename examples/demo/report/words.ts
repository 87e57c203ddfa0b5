/** Words about the report that terminal and page share. */
import type { Disclosure } from "goodfaith"
import { Day, Deadline } from "goodfaith/time"
import { atTime, onDay } from "../when.ts"
import { calendarOf, endOf } from "./check.ts"
import { clockInstants } from "./expected.ts"
import type { ReportFindings } from "./findings.ts"

/** The fields of the form, as people call them. */
export const fields: Readonly<Record<string, string>> = {
  urgency: "urgency",
  description: "description",
  illustration: "illustration",
  steps: "steps to reproduce",
  contact: "how to answer",
  updatesWanted: "updates wanted"
}

export const calendars = { "nl-office": "Dutch offices", "nl-statutory": "the law" } as const

/** Each day of the span, with what it is by the one calendar and by the other. */
export const dayByDay = ({
  counted
}: ReportFindings): ReadonlyArray<{ readonly on: Day; readonly by: ReadonlyArray<string> }> => {
  const all = [...new Set(counted.flatMap(({ days }) => days.map(({ on }) => on)))].sort()
  return all.map((on) => ({ on, by: counted.map(({ days }) => what(days.find((it) => it.on === on))) }))
}

const what = (day: Deadline.ExplainedDay | undefined): string => {
  switch (day?.is) {
    case "event":
      return "the day of the report"
    case "counted":
      return String(day.as)
    case "skipped":
      return day.because === "weekend" ? "weekend" : day.because.holiday
    default:
      return ""
  }
}

/** Whose end is which: ours the earlier, theirs the later. */
export const endsOf = ({ counted, due: { duty, right } }: ReportFindings): string =>
  `${counted.map((it) => `by the calendar of ${calendars[calendarOf(it)]} it is over at the end of ${onDay(it.due.on)}`).join(", ")}. What we owe (the duty) counts by the earlier, ${onDay(duty.on)}; what is owed to us (the right) by the later, ${onDay(right.on)}.`

type Status = Disclosure.promises.Status

/** How a promise stands on all its occasions, in a few words. */
export const standsAs = (owed: ReadonlyArray<Disclosure.promises.Owed>): string => {
  const counts = new Map<string, number>()
  for (const { status } of owed) {
    const word = "keptAt" in status.answer ? "done, in time?" : words[status.answer._tag]
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].map(([word, n]) => (n === 1 ? word : `${n} ${word}`)).join(", ")
}

const words: { readonly [T in Status["_tag"]]: string } = {
  NotOwed: "not owed yet",
  Undetermined: "undetermined",
  NotAtHand: "no calendar",
  Open: "open",
  Met: "kept",
  MetLate: "kept late",
  Breached: "broken",
  Suspended: "at rest",
  Waived: "waived"
}

/** What a person would have to read or judge before anybody can say. */
export const openIn = (owed: ReadonlyArray<Disclosure.promises.Owed>): ReadonlyArray<string> =>
  owed.flatMap(({ status: { answer } }) => (answer._tag === "Undetermined" ? answer.open.map((it) => it.open) : []))

export const promiseNames: Readonly<Record<string, string>> = {
  respond: "an answer",
  progress: "progress",
  reward: "a reward"
}

export const rewardNames: Readonly<Record<string, string>> = {
  new: "is it new?",
  reproducible: "can we reproduce it?",
  threat: "is it a threat?",
  reward: "a reward is due",
  "bigger-reward": "the bigger reward is due"
}

export const rewardInWords = (answer: Disclosure.Reward.Eligibility): string => {
  switch (answer._tag) {
    case "Undecided":
      return `undecided: ${answer.missing.map((it) => rewardNames[it] ?? it).join(" ")}`
    case "NotEligible":
      return "not due"
    case "Eligible":
      return rewardNames[answer.tier ?? ""] ?? "due"
  }
}

/** One line a clock: what, where it stands, its end, and how it stood. */
export interface ClockLine {
  readonly aware: string
  readonly article: string
  readonly step: string
  readonly ends: string
  readonly stands: ReadonlyArray<string>
  readonly why: string | undefined
}

const steps: Readonly<Record<string, string>> = {
  earlyWarning: "early warning",
  notification: "notification",
  final: "final report",
  tellController: "tell the client",
  tellUsers: "tell the users"
}

export const awareOf: Readonly<Record<string, string>> = {
  nis2: "NIS2, a trust service",
  cra: "CRA, a manufacturer",
  "tell-commercial-client": "GDPR, for commercial-client",
  "tell-seed-client": "GDPR, for seed-client"
}

export const clockLines = (found: ReportFindings): ReadonlyArray<ClockLine> =>
  (found.clocks.at(-1) ?? []).map(({ aware, step }, index) => {
    const name = `${aware} ${step.step}`
    const ends = endOf(found, name)
    return {
      aware,
      article: step.article,
      step: steps[step.step] ?? step.step,
      ends: ends === undefined ? "" : atTime(ends),
      stands: clockInstants.map((_, at) => clockInWords(found.clocks[at]?.[index]?.status.answer)),
      why: found.reasons.get(name)
    }
  })

const clockInWords = (answer: Disclosure.clocks.ClockStatus | undefined): string => {
  switch (answer?._tag) {
    case "NotOwed":
      return "not owed"
    case "Waits":
      return `waits for the ${answer.for === "notification" ? "notification" : "facts"}`
    case "Open":
      return answer.due === undefined ? "open, without undue delay" : "open"
    case "Filed":
      return "filed"
    case "FiledLate":
      return answer.reasoned ? "filed late, with reasons" : "filed late"
    case "Overdue":
      return "overdue"
    default:
      return ""
  }
}

/** A message without the marks around its values. */
export const plainly = (message: string): string => message.replaceAll("`", "")

/** The look of an answer: as the gate's, since a reader knows those by now. */
export const tone = (
  owed: ReadonlyArray<Disclosure.promises.Owed>
): "open" | "shut" | "undetermined" | "notGoverned" | "runs" => {
  const tags = owed.map(({ status }) => status.answer._tag)
  if (tags.some((tag) => tag === "Breached" || tag === "MetLate")) return "shut"
  if (tags.some((tag) => tag === "Undetermined" || tag === "NotAtHand")) return "undetermined"
  if (tags.includes("Open")) return "runs"
  return tags.every((tag) => tag === "Met") ? "open" : "notGoverned"
}
