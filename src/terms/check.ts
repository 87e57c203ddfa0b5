/**
 * What to look at in terms before somebody promises them: where they contradict themselves, cannot be counted, or never end.
 *
 * Nothing here is a refusal. Terms are what both sides signed; a finding says what follows from them, and what would help.
 */
import type { Source } from "../kernel/Verdict.ts"
import { calendarsOf, type ExactSpan, inWords, type Span } from "../time/Span.ts"
import { type ParameterName, parameters } from "./Reading.ts"
import {
  type BareDays,
  type ClockStart,
  type Duty,
  fills,
  isExact,
  type Parameter,
  type Period,
  type Reasonable,
  type Row,
  type Says,
  type Terms
} from "./Terms.ts"

export type FindingCode =
  | "noWayToObject"
  | "toldOnlyIfAsked"
  | "accessBeforeNotice"
  | "exemptFromNotice"
  | "windowOutlastsNotice"
  | "silenceUnderSpecific"
  | "deadlineWithoutCalendar"
  | "receiptWithoutProof"
  | "holdNeverEnds"
  | "reasonableUnread"

export interface Finding {
  readonly code: FindingCode
  /** Under the names that a reading calls them by; a duty itself under its id. */
  readonly parameters: ReadonlyArray<ParameterName>
  /** The words of the contract that it rests on. Of those parameters, the ones that say nothing have none. */
  readonly because: ReadonlyArray<Source>
  /** What is so. */
  readonly message: string
  /** What would help. */
  readonly helps: string
}

/**
 * Everything worth a look in these terms, duty by duty.
 *
 * ```ts
 * import { check } from "goodfaith/terms/check"
 * import { commercial, connective } from "goodfaith/terms/ready"
 * check(commercial) // => []
 * check(connective).map(({ code }) => code) // => ["exemptFromNotice", "reasonableUnread", "reasonableUnread"]
 * check(connective)[2]?.parameters // => ["new-sub-processor/any/advanceNotice"]
 * ```
 */
export const check = (terms: Terms): ReadonlyArray<Finding> => {
  const stated = statedIn(terms)
  return [
    ...nobodyMayObject(terms),
    ...toldAfterAccess(terms),
    ...neverToldBefore(terms),
    ...terms.duties.flatMap((duty) =>
      duty.kind === "inform"
        ? []
        : [...onlyIfAsked(terms, duty), ...duty.rows.flatMap((row) => ofRow(terms, duty, row))]
    ),
    ...stated.flatMap(uncountable),
    ...stated.flatMap(unread)
  ]
}

// -- One finding each. ---------------------------------------------------------------------------------------------------

/** Told under general authorisation, a client must be able to say no: without that, nothing is consulted about. */
const nobodyMayObject = ({ authorisation, duties }: Terms): ReadonlyArray<Finding> =>
  says(authorisation, "general") && !duties.some(({ kind }) => kind === "consult")
    ? [
        found(
          "noWayToObject",
          { authorisation },
          "these terms authorise sub-processors in general, and no duty lets a client object to one",
          "add a duty to consult, or say that each sub-processor needs the client's yes"
        )
      ]
    : []

/** The law has a client informed of an *intended* change, and knows no emergency in which it is not: article 28(2) of the GDPR. */
const toldAfterAccess = ({ emergency }: Terms): ReadonlyArray<Finding> =>
  "says" in emergency && emergency.says.advance === undefined
    ? [
        found(
          "accessBeforeNotice",
          { emergency },
          "in an emergency a sub-processor may handle the client's data before the client is told",
          "promise a notice before access, however short (`advance`): the GDPR, article 28(2), has a client informed of an intended change, and makes no exception for one in a hurry"
        )
      ]
    : []

/** What handles a client's personal data is a sub-processor, material or not. What touches none is not, so to exempt that says nothing. */
const neverToldBefore = ({ exempt, duties }: Terms): ReadonlyArray<Finding> => {
  const exempted = "says" in exempt ? exempt.says.filter((it) => it !== "noPersonalData") : []
  const materialOnly = duties.filter(
    (duty) =>
      duty.kind === "consult" &&
      duty.onlyMaterial &&
      !duties.some((other) => tellsUnasked(other, { ...duty, onlyMaterial: false }) && other.rows.every(isNoticed))
  )
  if (exempted.length === 0 && materialOnly.length === 0) return []
  return [
    found(
      "exemptFromNotice",
      {
        ...(exempted.length > 0 && { exempt }),
        ...Object.fromEntries(materialOnly.map(({ id, onlyMaterial, source }) => [id, { says: onlyMaterial, source }]))
      },
      `a sub-processor that is ${exempted.includes("ancillary") ? "ancillary" : "not material"} may handle the client's data, and no duty tells the client before`,
      "tell it of each that handles personal data, or exempt only what touches none: the GDPR, article 28(2), asks for no materiality"
    )
  ]
}

/** The law has a client informed of an intended change whether or not it asked: article 28(2) of the GDPR. */
const onlyIfAsked = ({ authorisation, duties }: Terms, duty: Duty): ReadonlyArray<Finding> => {
  const { of } = duty.audience
  if (of === "all" || of === "affected" || says(authorisation, "specific")) return []
  if (duties.some((other) => tellsUnasked(other, duty))) return []
  return [
    found(
      "toldOnlyIfAsked",
      { [duty.id]: { says: duty.audience, source: duty.source } },
      `duty \`${duty.id}\` ${silentFor[of]}, and no other duty tells it of the same changes`,
      "tell every client whom a change affects, or add a duty to inform them: the GDPR, article 28(2), has a client informed without asking"
    )
  ]
}

const silentFor = {
  subscribers: "tells only who subscribed, so a client that does nothing is never told",
  onRequest: "tells only who asked for it, so a client that does nothing is never told",
  pullOnly: "tells nobody, so a client that does not look at the listing by itself never knows"
} as const

/** Whether a duty tells clients of all that another is about, whatever they did. */
const tellsUnasked = (one: Duty, other: Duty): boolean =>
  (one.audience.of === "all" || one.audience.of === "affected") &&
  (one.audience.paper === undefined || one.audience.paper === other.audience.paper) &&
  (!one.onlyMaterial || other.onlyMaterial) &&
  (one.changes === "any" || (other.changes !== "any" && other.changes.every((kind) => one.changes.includes(kind))))

const ofRow = (terms: Terms, duty: Duty, row: Row): ReadonlyArray<Finding> => [
  ...noWay(terms, duty, row),
  ...outlasts(terms, duty, row),
  ...silenceIsNoYes(terms, duty, row),
  ...unproven(duty, row),
  ...neverEnds(duty, row)
]

/** Where nothing happens without a yes, nobody needs a way to say no. */
const noWay = ({ authorisation }: Terms, duty: Duty, row: Row): ReadonlyArray<Finding> => {
  const name = named(duty, row)
  const { window, objection } = row
  if (says(authorisation, "specific")) return []
  if ("says" in window && window.says._tag === "NoRight")
    return [
      found(
        "noWayToObject",
        { [name("window")]: window },
        `duty \`${duty.id}\` consults the client and gives it no right to object`,
        "give a window, or make it a duty to inform"
      )
    ]
  if (!("says" in objection.act))
    return [
      found(
        "noWayToObject",
        { [name("objection.act")]: objection.act },
        `duty \`${duty.id}\` lets the client object and does not say what counts as an objection`,
        "say whether it is a statement, a termination, or that the client stops using the service or moves"
      )
    ]
  const spoken = objection.act.says === "statement" || objection.act.says === "termination"
  return spoken && !("says" in objection.addresses)
    ? [
        found(
          "noWayToObject",
          { [name("objection.act")]: objection.act, [name("objection.addresses")]: objection.addresses },
          `duty \`${duty.id}\` lets the client object by a ${objection.act.says} and does not say where to send it`,
          "say to which address an objection goes"
        )
      ]
    : []
}

/** An objection that comes after the start is a normal thing then, and what follows from it hangs on the hold. */
const outlasts = ({ duties }: Terms, duty: Duty, row: Row): ReadonlyArray<Finding> => {
  const { window } = row
  if (!("says" in window) || (window.says._tag !== "For" && window.says._tag !== "OpenEnded")) return []
  const length = window.says._tag === "For" ? window.says.period : "open"
  return noticesBeside(duties, duty, row).flatMap((it) => {
    const notice = it.row.advanceNotice
    const order = it.row === row ? "same" : inOrder(row.clockStart, it.row.clockStart)
    const why = length === "open" ? "the window never ends" : whyLonger(length, notice.says.period, order)
    const clocks =
      it.row === row
        ? {}
        : {
            [named(duty, row)("clockStart")]: row.clockStart,
            [named(it.duty, it.row)("clockStart")]: it.row.clockStart
          }
    return why === undefined
      ? []
      : [
          found(
            "windowOutlastsNotice",
            {
              [named(duty, row)("window")]: window,
              [named(it.duty, it.row)("advanceNotice")]: notice,
              ...clocks
            },
            `the client may still object when the sub-processor may start already: ${why}`,
            "give notice for as long as the client may object, count both from the same moment, or say what an objection after the start does"
          )
        ]
  })
}

/** Where silence means no, it cannot mean yes. */
const silenceIsNoYes = ({ authorisation }: Terms, duty: Duty, row: Row): ReadonlyArray<Finding> =>
  says(authorisation, "specific") && (says(row.silence, "accepted") || says(row.silence, "acceptedByUse"))
    ? [
        found(
          "silenceUnderSpecific",
          { authorisation, [named(duty, row)("silence")]: row.silence },
          `nothing happens without the client's yes, and by duty \`${duty.id}\` its silence would be one`,
          "say that silence is a no: no clause can make silence a specific authorisation"
        )
      ]
    : []

/** Whoever must prove a receipt that it cannot see has a clock that may never start. */
const unproven = (duty: Duty, row: Row): ReadonlyArray<Finding> => {
  const { clockStart } = row
  if (!("says" in clockStart)) return []
  const { from, ifNotSubscribed, deemedReceipt, bouncesOn } = clockStart.says
  return (from === "received" || ifNotSubscribed === "received") &&
    deemedReceipt === undefined &&
    bouncesOn === undefined
    ? [
        found(
          "receiptWithoutProof",
          { [named(duty, row)("clockStart")]: clockStart },
          `the clock of duty \`${duty.id}\` starts when a letter is received, and nothing says when one counts as received`,
          "say after how long a letter counts as received, or who bears it when one does not arrive; else ask for a confirmation of each letter"
        )
      ]
    : []
}

/** Kept away until it is settled, and no word on how it could ever be. */
const neverEnds = (duty: Duty, row: Row): ReadonlyArray<Finding> => {
  const { hold, resolution, exit } = row
  const name = named(duty, row)
  const holding = Object.fromEntries(
    Object.entries({ [name("hold.beforeStart")]: hold.beforeStart, [name("hold.afterStart")]: hold.afterStart }).filter(
      ([, it]) => says(it, "untilResolved") || says(it, "untilExit")
    )
  )
  const cured = "says" in resolution.cure && resolution.cure.says.expiry !== "nothing"
  return Object.keys(holding).length === 0 || cured || "says" in exit || "says" in resolution.options
    ? []
    : [
        found(
          "holdNeverEnds",
          {
            ...holding,
            [name("resolution.options")]: resolution.options,
            [name("resolution.cure")]: resolution.cure,
            [name("exit")]: exit
          },
          `an objection under duty \`${duty.id}\` keeps the sub-processor away until it is settled, and nothing says how that may come`,
          "say what may be agreed on, what follows when nothing is agreed in time, or who may leave"
        )
      ]
}

/** Days of which nobody knows which ones count. */
const uncountable = ([name, parameter]: Stated): ReadonlyArray<Finding> =>
  periodsIn(parameter.says)
    .filter((period) => isBare(period) || (isExact(period) && calendarsOf(period).includes("")))
    .slice(0, 1)
    .map((period) =>
      found(
        "deadlineWithoutCalendar",
        { [name]: parameter },
        isBare(period)
          ? `\`${name}\` counts ${words(period)} and does not say which days count`
          : `\`${name}\` counts by a calendar and does not say which one`,
        isBare(period)
          ? "record how they are read: of the calendar, or working days of a calendar that is named"
          : "name the calendar, such as `nl-office`"
      )
    )

/** Words that only a person can turn into a number, and until one does nothing can be counted. */
const unread = ([name, parameter]: Stated): ReadonlyArray<Finding> =>
  periodsIn(parameter.says).some(isReasonable)
    ? [
        found(
          "reasonableUnread",
          { [name]: parameter },
          `\`${name}\` is stated in words only, so nothing that hangs on it can be dated`,
          `record a reading of \`${name}\`: a length of time that can be counted`
        )
      ]
    : []

const found = (
  code: FindingCode,
  about: Readonly<Record<ParameterName, Parameter<unknown>>>,
  message: string,
  helps: string
): Finding => ({
  code,
  parameters: Object.keys(about),
  because: Object.values(about).flatMap((parameter) => ("says" in parameter ? [parameter.source] : [])),
  message,
  helps
})

// -- Which of two periods is the longer. ---------------------------------------------------------------------------------

/** A duty's row that states how long before it is told. */
interface Noticed {
  readonly duty: Duty
  readonly row: Row & { readonly advanceNotice: Says<{ readonly period: Period }> }
}

/** The notice that a window stands beside: its own row's, or, where that states none, those of other duties about the same changes. */
const noticesBeside = (duties: ReadonlyArray<Duty>, duty: Duty, row: Row): ReadonlyArray<Noticed> => {
  if (isNoticed(row)) return [{ duty, row }]
  return duties
    .filter((other) => other !== duty && meets(other, duty))
    .flatMap((other) => other.rows.filter(isNoticed).map((row) => ({ duty: other, row })))
}

const isNoticed = (row: Row): row is Noticed["row"] => "says" in row.advanceNotice

const meets = (one: Duty, other: Duty): boolean =>
  one.changes === "any" || other.changes === "any" || one.changes.some((kind) => other.changes.includes(kind))

/** How the start of one clock lies to the start of another, for the same letter. */
type Order = "same" | "earlier" | "later" | { readonly untold: string }

/** A letter is sent, then delivered, then received. */
const path = ["sent", "delivered", "received"] as const

const inOrder = (one: Parameter<ClockStart>, other: Parameter<ClockStart>): Order => {
  if (!("says" in one) || !("says" in other)) return { untold: "it is not stated when each of them starts" }
  const [a, b] = [one.says, other.says]
  if (a.ifNotSubscribed !== b.ifNotSubscribed || a.contacts !== b.contacts)
    return { untold: "they start by different letters" }
  if (a.from === b.from) return "same"
  const [here, there] = [a.from, b.from].map((from) => path.findIndex((it) => it === from)) as [number, number]
  if (here < 0 || there < 0)
    return { untold: `the window counts from when it was ${a.from}, the notice from when it was ${b.from}` }
  return here < there ? "earlier" : "later"
}

/** Why a window may end after the notice does; `undefined` where it cannot. */
const whyLonger = (window: Period, notice: Period, order: Order): string | undefined => {
  const lengths = `${words(window)} to object, ${words(notice)} of notice`
  if (typeof order === "object") return `${lengths}, and they cannot be compared, as ${order.untold}`
  const longer = isLonger(window, notice)
  if (typeof longer === "object") return `${lengths}, and they cannot be compared, as ${longer.untold}`
  switch (order) {
    case "same":
      return longer === "yes" ? lengths : undefined
    case "earlier":
      return longer === "yes" ? `${lengths}, and they cannot be compared, as the notice starts later` : undefined
    case "later":
      return longer === "no"
        ? `${lengths}, and they cannot be compared, as the window starts only when the letter arrives`
        : `${lengths}, and the window starts later`
  }
}

type Longer = "yes" | "as long" | "no" | { readonly untold: string }

const isLonger = (one: Period, other: Period): Longer => {
  if (isReasonable(one) || isReasonable(other)) return { untold: "words are no number" }
  if (isBare(one) || isBare(other))
    return isBare(one) && isBare(other) ? compared(one.n, other.n) : { untold: "it is not stated which days count" }
  const all = exactly(one).flatMap((a) => exactly(other).map((b) => spanLonger(a, b)))
  return (
    all.find((it) => it === "yes") ??
    all.find((it) => typeof it === "object") ??
    all.find((it) => it === "as long") ??
    "no"
  )
}

const spanLonger = (one: ExactSpan, other: ExactSpan): Longer => {
  if (!fills(one.counting, other.counting)) return { untold: "their days are counted in different ways" }
  if (one.unit === other.unit)
    return calendarOf(one) === calendarOf(other)
      ? compared(one.n, other.n)
      : { untold: "their working days are of different calendars" }
  // Counted alike and never put off, units can be told apart by the days that they last at least and at most.
  if (one.counting.roll !== "none") return { untold: `a last day that is put off lies elsewhere in ${inWords(one)}` }
  const [[least, most], [otherLeast, otherMost]] = [daysIn(one), daysIn(other)]
  if (least > otherMost) return "yes"
  if (most < otherLeast) return "no"
  return least === most && otherLeast === otherMost
    ? "as long"
    : { untold: `it depends on the date whether ${inWords(one)} or ${inWords(other)} last longer` }
}

const compared = (one: number, other: number): Longer => (one > other ? "yes" : one === other ? "as long" : "no")

const calendarOf = (span: ExactSpan): string | undefined => (span.unit === "workingDays" ? span.calendar : undefined)

/** Days that a span lasts at least and at most. Nobody knows how many days off lie between working days. */
const daysIn = ({ n, unit }: ExactSpan): readonly [least: number, most: number] => {
  switch (unit) {
    case "hours":
      // The clocks may go back or forward, and the day of the start is not over.
      return [n / 24 - 1, n / 24 + 1]
    case "calendarDays":
      return [n, n]
    case "weeks":
      return [7 * n, 7 * n]
    case "months":
      return [28 * n, 31 * n]
    case "workingDays":
      return [n, n === 0 ? 0 : Number.POSITIVE_INFINITY]
  }
}

const exactly = (span: Span): ReadonlyArray<ExactSpan> => ("either" in span ? span.either.flatMap(exactly) : [span])

// -- Looking into parameters. --------------------------------------------------------------------------------------------

type Stated = readonly [name: ParameterName, parameter: Says<unknown>]

const statedIn = (terms: Terms): ReadonlyArray<Stated> =>
  Object.entries(parameters(terms)).flatMap(([name, parameter]) => ("says" in parameter ? [[name, parameter]] : []))

const named =
  (duty: Duty, row: Row) =>
  (parameter: string): ParameterName =>
    `${duty.id}/${row.id}/${parameter}`

const says = <A>(parameter: Parameter<A>, value: A): boolean => "says" in parameter && parameter.says === value

/** Every length of time in what a parameter says. */
const periodsIn = (value: unknown): ReadonlyArray<Period> => {
  if (typeof value !== "object" || value === null) return []
  if ("reasonable" in value || "unit" in value || "either" in value) return [value as Period]
  return Object.values(value).flatMap(periodsIn)
}

const isReasonable = (period: Period): period is Reasonable => "reasonable" in period

const isBare = (period: Period): period is BareDays => "unit" in period && period.unit === "days"

const words = (period: Period): string =>
  isReasonable(period) ? "a reasonable time" : isBare(period) ? `${period.n} days` : inWords(period)
