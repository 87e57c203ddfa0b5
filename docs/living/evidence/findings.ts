/** What was found of evidence, in words for whoever reads it. What is found, the package says; here it is only told. */
import type { Answered, Evidence, EvidenceVerified, Question } from "goodfaith/evidence"
import type { EventRef, StreamId } from "goodfaith/language"
import type { Compliance } from "goodfaith/views"
import type { promises } from "goodfaith/disclosure"
import type { GateAnswer } from "goodfaith/promise"
import { Instant, utc, Zone } from "goodfaith/time"
import { clock, inFull, listed } from "../frame/when.ts"
import { whyOf } from "../frame/why.ts"
import { answers, inLetters, parameterInWords, promiseWords, signs } from "../frame/words.ts"
import type { Happened } from "../stage/stage.ts"

/** `Wednesday 20 May 2026, 10:00 UTC`. What is no moment is shown as it stands. */
export const moment = (at: string): string => {
  const instant = Instant.parse(at)
  return instant === undefined ? at : `${inFull(Zone.dayOf(utc, instant))}, ${clock(utc, instant)} UTC`
}

const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`

export const subject = ({ of }: Pick<Evidence, "of">): string =>
  "client" in of ? `client ${of.client}` : `report ${of.report}`

// -- In one line --

/** Whether anything in it was shown to stand in a checkpoint. */
export const isShown = ({ against }: EvidenceVerified): boolean =>
  against._tag === "Compared" && against.same.length > 0

export const inOneLine = (found: EvidenceVerified): string => {
  const { holds, flaws, against, answers } = found
  if (holds) {
    if (against._tag !== "Compared" || !isShown(found)) return "It holds by itself; no signature shows when it was so."
    const { checkpoint, grown, newer } = against
    return grown.length + newer.length === 0
      ? `It holds, and it stands as it was signed on ${moment(checkpoint.at)}.`
      : `It holds, and what was signed on ${moment(checkpoint.at)} stands; what came later is not signed.`
  }
  const others = answers.filter(({ same }) => !same).length
  return `It does not hold: ${listed([
    ...(flaws.length > 0 ? [`${count(flaws.length, "flaw")} in its events`] : []),
    ...(against._tag === "Unsigned" ? [unsigned[against.why].short] : []),
    ...(against._tag === "Compared" && against.lost.length > 0
      ? [
          `${count(against.lost.length, "stream")} ${against.lost.length === 1 ? "does" : "do"} not hold what was signed`
        ]
      : []),
    ...(against._tag === "Compared" && against.unproven.length > 0
      ? [
          `${count(against.unproven.length, "stream")} ${against.unproven.length === 1 ? "is" : "are"} not shown to have been signed`
        ]
      : []),
    ...(others > 0 ? [`${count(others, "answer")} ${others === 1 ? "does" : "do"} not come out again`] : [])
  ])}.`
}

// -- What was checked --

/** What was compared with what, in sentences. */
export const compared = (found: EvidenceVerified, evidence: Evidence): ReadonlyArray<string> => {
  const { against } = found
  switch (against._tag) {
    case "Compared": {
      const { at, streams, events, flaws } = against.checkpoint
      return isShown(found) || against.lost.length > 0
        ? [
            `With the checkpoint that was signed with your key on ${moment(at)}, over ${count(events, "event")} in ${count(streams, "stream")} of the whole record.`,
            ...(flaws > 0
              ? [`When it was signed, the record had ${count(flaws, "flaw")} already; the checkpoint says so itself.`]
              : [])
          ]
        : [
            `With a checkpoint that was signed with your key on ${moment(at)}; but none of the streams in this file is shown to stand in it.`
          ]
    }
    case "NotCompared":
      return against.why === "no checkpoint"
        ? ["With nothing: no checkpoint came along. Ask for evidence with the newest one."]
        : [
            `With nothing: a checkpoint came along that says ${moment(evidence.checkpoint?.at ?? "")}, and you gave no public key, so nobody's signature was looked at.`
          ]
    case "Unsigned":
      return [`With nothing: ${unsigned[against.why].long}`]
  }
}

const unsigned = {
  "another format": {
    short: "its checkpoint has a form that is not known here",
    long: "its checkpoint has a form that is not known here. A newer version of the package may know it."
  },
  "unknown key": {
    short: "its checkpoint is signed with another key than yours",
    long: "its checkpoint names another key than the one that you gave. Either yours is not the one that was used at the time, or somebody else signed: ask the vendor, in another way than the file came."
  },
  "bad signature": {
    short: "the signature under its checkpoint is wrong",
    long: "its checkpoint names your key, but the signature under it is not of what stands there. It was changed after it was signed, or never signed with that key."
  }
} as const

export interface StreamTold {
  readonly stream: StreamId
  readonly is: string
  readonly events: number
  readonly stands: string
  readonly bad: boolean
}

/** Every stream, and how it stands to the checkpoint. Those that were signed and are gone come last. */
export const streamsTold = (
  { against, flaws }: EvidenceVerified,
  { events }: Evidence,
  happened: ReadonlyMap<EventRef, Happened>
): ReadonlyArray<StreamTold> => {
  const here = new Map<StreamId, number>()
  for (const { stream } of events) here.set(stream, (here.get(stream) ?? 0) + 1)
  if (against._tag === "Compared")
    for (const { was } of against.lost) if (!here.has(was.stream)) here.set(was.stream, 0)
  return [...here].map(([stream, n]) => {
    const wrong = flaws.filter(({ ref }) => ref.startsWith(`${stream}@`)).length
    const [stands, bad] = standsIn(stream, against)
    return {
      stream,
      is: inWords(stream, happened),
      events: n,
      stands: wrong > 0 ? `${count(wrong, "flaw")}; ${stands}` : stands,
      bad: bad || wrong > 0
    }
  })
}

const standsIn = (stream: StreamId, against: EvidenceVerified["against"]): readonly [stands: string, bad: boolean] => {
  if (against._tag !== "Compared") return ["not compared", false]
  const lost = against.lost.find(({ was }) => was.stream === stream)
  if (lost !== undefined) return [lostAs[lost.became], true]
  if (against.unproven.includes(stream)) return ["not shown to have been signed", true]
  if (against.newer.includes(stream)) return ["not signed: began later, by its own words", false]
  return [against.grown.includes(stream) ? "as it was signed, and goes on" : "as it was signed", false]
}

const lostAs = {
  shorter: "shorter than it was signed",
  rewritten: "not what was signed",
  gone: "signed, and gone"
} as const

const inWords = (stream: StreamId, happened: ReadonlyMap<EventRef, Happened>): string => {
  const [concept = "", one = "", other = ""] = stream.split("/")
  switch (concept) {
    case "pinned":
      return pinned[happened.get(`${stream}@0`)?.event._tag ?? ""] ?? "a pinned value"
    case "consultation":
      return `the case on ${one}`
    case "mandates":
      return `powers to act for ${one}`
    case "policy":
      return "a policy for reporters"
    case "terms":
      return "how a contract or a policy is read"
    case "acceptance":
      return `what ${other} answered to ${one}`
    default:
      return `${concept} ${one}`
  }
}

const pinned: Readonly<Record<string, string>> = {
  TermsPinned: "a contract",
  CalendarPinned: "a calendar",
  ZonePinned: "a table of a time zone",
  PolicyPinned: "a policy",
  DisclosureTermsPinned: "a policy"
}

// -- Asked again --

export interface Told {
  readonly answer: string
  /** By which it looks like an answer of the gate. */
  readonly look: keyof typeof signs
  readonly sign: string
  readonly quote: string
  readonly clause: string
  /** What else there is to say, a line each. */
  readonly lines: ReadonlyArray<readonly [of: string, said: string]>
}

export interface AskedTold {
  readonly question: string
  readonly same: boolean
  /** What follows from the events in it; none where the question makes no sense here. */
  readonly now: ReadonlyArray<Told>
  /** What it says was answered, where that is another answer. */
  readonly said: ReadonlyArray<Told>
  /** It differs in reasons that are not told here. */
  readonly inReasonsOnly: boolean
}

export const askedTold = (
  found: EvidenceVerified,
  happened: ReadonlyMap<EventRef, Happened>
): ReadonlyArray<AskedTold> =>
  found.answers.map(({ asked, answer, now, same }) => {
    const [here, said] = [answerTold({ asked, answer: now }, happened), answerTold({ asked, answer }, happened)]
    return {
      question: questionTold(asked, found),
      same,
      now: here,
      said: same ? [] : said,
      inReasonsOnly: !same && JSON.stringify(here) === JSON.stringify(said)
    }
  })

export const questionTold = (asked: Question, { of, at }: Pick<Evidence, "of" | "at">): string => {
  switch (asked.ask) {
    case "gate":
      return `May ${asked.engagement} handle the data of ${subject({ of })}${usedFor(asked.use ?? {})} on ${moment(asked.at)}?`
    case "verdict":
      return `What did the agreement of ${subject({ of })} demand for the change ${asked.change}, and what had become of it on ${moment(at)}?`
    case "promises":
      return `What was owed to the reporter on ${moment(at)}?`
  }
}

const usedFor = (use: object): string => {
  const told = Object.entries(use).map(([facet, value]) => `${inLetters(facet)} ${[value].flat().join(", ")}`)
  return told.length === 0 ? "" : `, for ${listed(told)},`
}

/**
 * An answer in words. What stands in evidence beside a question may be anything, so what is no answer is told as that; an answer that the
 * package gave is told in full.
 */
export const answerTold = (
  { asked, answer }: Answered,
  happened: ReadonlyMap<EventRef, Happened>
): ReadonlyArray<Told> => {
  try {
    return told(asked, answer, happened)
  } catch {
    return [{ ...nothing, answer: "something that is no answer to this question" }]
  }
}

const nothing: Told = { answer: "", look: "undetermined", sign: "?", quote: "", clause: "", lines: [] }

const told = (asked: Question, answer: unknown, happened: ReadonlyMap<EventRef, Happened>): ReadonlyArray<Told> => {
  if (answer === undefined) return [{ ...nothing, answer: "the question makes no sense here" }]
  if (answer === null) return [{ ...nothing, answer: "nothing is on record of it" }]
  switch (asked.ask) {
    case "gate":
      return [gateTold(answer as GateAnswer, happened)]
    case "verdict":
      return [verdictTold(answer as Compliance)]
    case "promises":
      return (answer as ReadonlyArray<promises.Owed>).map(owedTold)
  }
}

export const gateTold = (gate: GateAnswer, happened: ReadonlyMap<EventRef, Happened>): Told => {
  const { clause, contract, needs, readings, facts, absent } = whyOf(gate, happened)
  return {
    answer: written(answers[gate.answer]),
    look: gate.answer,
    sign: signs[gate.answer],
    quote: written(clause.quote),
    clause: written(clause.id),
    lines: [
      ...needs.map((need) => ["A person must decide", need] as const),
      ...(contract === undefined ? [] : [["The contract", `“${contract}”`] as const]),
      ...(readings.length === 0 ? [] : [["As the vendor reads it", readings.join("; ")] as const]),
      ...(facts.length === 0
        ? []
        : [
            [
              "It rests on",
              facts.map(({ ref, sentence, at }) => `${sentence} (${moment(at)}; ${ref})`).join("; ")
            ] as const
          ]),
      ...(absent.length === 0 ? [] : [["And on", absent.join("; ")] as const]),
      ...(gate.opens === undefined ? [] : [["It opens by itself", moment(gate.opens.at)] as const])
    ]
  }
}

type Look = readonly [look: keyof typeof signs, sign: string]
const standings: Readonly<Record<Compliance["answer"], Look>> = {
  met: ["open", "✓"],
  breached: ["shut", "✕"],
  open: ["undetermined", "…"],
  undetermined: ["undetermined", "?"],
  notOwed: ["notGoverned", "–"]
}

const verdictTold = ({ answer, because: [{ clause }], findings }: Compliance): Told => ({
  answer: written(inLetters(answer)),
  look: standings[answer][0],
  sign: standings[answer][1],
  quote: written(clause.quote),
  clause: written(clause.id),
  lines: findings.map(({ of, about, answer, because: [{ clause }] }) => [
    `${inLetters(of)}${about === undefined ? "" : ` (${about})`}: ${inLetters(answer)}`,
    written(clause.quote)
  ])
})

const looksOf: Readonly<Record<promises.Status["_tag"], keyof typeof signs>> = {
  NotOwed: "notGoverned",
  Open: "undetermined",
  Met: "open",
  MetLate: "undetermined",
  Breached: "shut",
  Suspended: "notGoverned",
  Waived: "notGoverned",
  Undetermined: "undetermined",
  NotAtHand: "undetermined"
}

const owedTold = ({
  promise,
  kind,
  status: {
    answer,
    because: [{ clause }]
  }
}: promises.Owed): Told => {
  const { sign, word } = promiseWords[answer._tag]
  const at = "at" in answer ? [["When", moment(answer.at)] as const] : []
  const due =
    "due" in answer && answer.due
      ? [["Due", [...new Set([answer.due.duty.on, answer.due.right.on])].map(inFull).join(" or ")] as const]
      : []
  const open =
    "open" in answer
      ? [["A person must decide", listed(answer.open.map(({ open }) => parameterInWords(open)))] as const]
      : []
  return {
    answer: `${promise === kind ? promise : `${promise} (${inLetters(kind)})`}: ${word}`,
    look: looksOf[answer._tag],
    sign,
    quote: written(clause.quote),
    clause: written(clause.id),
    lines: [...at, ...due, ...open]
  }
}

/** Only a text is one. */
const written = (text: string): string => {
  if (typeof text !== "string") throw new TypeError("no text")
  return text
}
