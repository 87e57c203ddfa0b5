/**
 * What the demo must answer, written down before it ran: worked out by hand from the contracts and a calendar of 2026.
 *
 * Good Friday 3 April, Easter Monday 6 April, King's Day 27 April, Liberation Day 5 May, Ascension Day 14 May,
 * Whit Monday 25 May. The `nl-office` calendar keeps neither Good Friday nor, in 2026, Liberation Day.
 */
import type { Answer } from "goodfaith/gate"

// -- The gate: may Postduif handle this client's data for Identity Services? -----------------------------------------------

/** Noon in Amsterdam on these days. */
export const instants = [
  { at: "2026-04-07T10:00:00.000Z", is: "told; Easter is over" },
  { at: "2026-04-20T10:00:00.000Z", is: "the announced day" },
  { at: "2026-05-04T10:00:00.000Z", is: "30 calendar days are over" },
  { at: "2026-05-05T10:00:00.000Z", is: "20 working days are over" },
  { at: "2026-05-13T10:00:00.000Z", is: "read, agreed, accepted" },
  { at: "2026-06-01T10:00:00.000Z", is: "two months on" }
] as const

export interface Expected {
  readonly answer: Answer
  /** The clause that decides. */
  readonly clause: string
  /** The decisions that a person must record first. */
  readonly needs?: ReadonlyArray<string>
}

const shut = (clause: string): Expected => ({ answer: "shut", clause })
const open = (clause: string): Expected => ({ answer: "open", clause })
const ungoverned: Expected = { answer: "notGoverned", clause: "gate.agreement-in-force" }

const tooEarly = shut("gate.a-effective")
const noticeRuns = shut("gate.g-notice")
const free = open("gate.nothing-keeps-it-shut")

/** "Within reasonable timing before": from when, how long, and what an objection would hold are words or nothing at all. */
const unread: Expected = {
  answer: "undetermined",
  clause: "gate.g8-open-question",
  needs: [
    "new-sub-processor/any/clockStart",
    "new-sub-processor/any/advanceNotice",
    "new-sub-processor/any/hold.beforeStart"
  ]
}

const six = (each: Expected): ReadonlyArray<Expected> => [each, each, each, each, each, each]

/** By client, in the order of `instants`. */
export const gate: Readonly<Record<string, ReadonlyArray<Expected>>> = {
  // Readings stated on 6 May: 14 calendar days run to 20 May, the end of that day.
  "seed-client": [tooEarly, unread, unread, unread, noticeRuns, free],
  // 30 calendar days from 2 April run to Saturday 2 May.
  "commercial-client": [tooEarly, noticeRuns, free, free, free, free],
  // Its yes comes on 11 May.
  "specific-client": [
    tooEarly,
    shut("gate.d-specific"),
    shut("gate.d-specific"),
    shut("gate.d-specific"),
    open("gate.d-yes"),
    open("gate.d-yes")
  ],
  // 20 working days run to Monday 4 May; by then an objection stands, and on 12 May the client is carved out.
  "carve-out-client": [
    tooEarly,
    noticeRuns,
    noticeRuns,
    shut("gate.i-objection"),
    shut("gate.j-outcome"),
    shut("gate.j-outcome")
  ],
  // Its objection was late, and its contract hears late ones as a courtesy: they hold nothing back.
  "late-client": [tooEarly, noticeRuns, noticeRuns, free, free, free],
  // Known not to have been told.
  "bounce-client": [tooEarly, ...six(shut("gate.f-told")).slice(1)],
  "not-using-client": six(shut("gate.what-the-client-uses")),
  "no-dpa-client": six(ungoverned)
}

// -- Tripolis, which is replaced, ends for a client when Postduif opens for it, and not before. ----------------------------

const agreed = open("gate.baseline")
const handedOver = shut("gate.g9-replaced")

export const gateOfTheOld: Readonly<Record<string, ReadonlyArray<Expected>>> = {
  "seed-client": [agreed, agreed, agreed, agreed, agreed, handedOver],
  "commercial-client": [agreed, agreed, handedOver, handedOver, handedOver, handedOver],
  "specific-client": [agreed, agreed, agreed, agreed, handedOver, handedOver],
  "carve-out-client": six(agreed),
  "late-client": [agreed, agreed, agreed, handedOver, handedOver, handedOver],
  "bounce-client": six(agreed),
  "not-using-client": six(shut("gate.what-the-client-uses")),
  "no-dpa-client": six(ungoverned)
}

// -- What each client is owed. ------------------------------------------------------------------------------------------------

/** By client: each promise in its contract, and whether it is owed or why not. */
export const duties: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "seed-client": { "listing-updated": "owed", "new-sub-processor": "owed" },
  "commercial-client": { "sub-processor-change": "owed" },
  "specific-client": { "sub-processor-change": "owed" },
  "carve-out-client": { "sub-processor-change": "owed" },
  "late-client": { "sub-processor-change": "owed" },
  "bounce-client": { "sub-processor-change": "owed" },
  "not-using-client": { "listing-updated": "otherPaper", "new-sub-processor": "notAffected" },
  "no-dpa-client": { "": "noAgreement" }
}

/** What each letter said: access not before the start of this day, objections until the end of that day; or an answer, where only a yes opens. */
export const letters: Readonly<Record<string, ReadonlyArray<readonly [accessFrom: string, objectUntil: string]>>> = {
  // Nothing can be counted before the words are read.
  "seed-client": [
    ["not stated", "not stated"],
    ["2026-05-21", "2026-05-20"]
  ],
  "commercial-client": [["2026-05-03", "2026-05-02"]],
  "specific-client": [["only after its yes", "2026-05-02"]],
  "carve-out-client": [["2026-05-05", "2026-04-17"]],
  "late-client": [["2026-05-05", "2026-04-17"]],
  "bounce-client": [["2026-05-03", "2026-05-02"]],
  "not-using-client": [],
  "no-dpa-client": []
}

// -- Objections, and access. ---------------------------------------------------------------------------------------------------

export const objections: Readonly<Record<string, { readonly inTime: boolean; readonly stands: boolean }>> = {
  // Sent on Friday 17 April, the tenth working day only because Easter Monday is none.
  "carve-out-client": { inTime: true, stands: true },
  // Sent on Monday 20 April, in time only if Good Friday were no working day; on its calendar it is one.
  "late-client": { inTime: false, stands: false }
}

/** Every access on record, in order: was the gate open when it began? */
export const access: Readonly<Record<string, ReadonlyArray<"allowed" | "breach" | "notGoverned">>> = {
  "commercial-client": ["breach", "allowed"],
  "late-client": ["allowed"]
}

/** What is left to be sent at the end. */
export const agenda: Readonly<Record<string, "first" | "bounced">> = { "bounce-client": "bounced" }
