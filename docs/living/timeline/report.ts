/** A report of a weakness as a drawing: how each promise to its reporter stands over time, and what happened. */
import * as Result from "effect/Result"
import * as Disclosure from "goodfaith/disclosure"
import { fold, type Folded } from "goodfaith/kernel"
import type { PolicyRef } from "goodfaith/language"
import {
  amsterdam,
  type Day,
  Day as Days,
  type Deadline,
  dutchStatutory,
  type Instant,
  nlOffice,
  utc,
  Zone
} from "goodfaith/time"
import { atTime, inShort as dayInShort } from "../frame/when.ts"
import { parameterInWords, promiseWords } from "../frame/words.ts"
import type { Act, Happened, RefusedAct } from "../stage/stage.ts"
import { type Drawing, type Fill, fitting, type LaneStretch, rowsFrom, sheetOf, titled, top } from "./sketch.ts"

export interface ReportStory {
  readonly title: string
  readonly report: string
  readonly policy: PolicyRef
  /** From when on the policy is in force. */
  readonly published: Instant
  readonly acts: ReadonlyArray<Act>
  readonly shown: { readonly from: Day; readonly until: Day }
}

type Owed = Disclosure.promises.Owed

export class ReportStage {
  readonly happened: ReadonlyArray<Happened>
  readonly refused: ReadonlyArray<RefusedAct>
  private readonly folded: Folded<Disclosure.State>
  private readonly world: Parameters<typeof Disclosure.owedAt>[1] & Parameters<typeof Disclosure.decide>[2]

  constructor({ report, policy, published, acts }: ReportStory) {
    const stream = Disclosure.stream(report)
    const { seed } = Disclosure.ready
    const at =
      <A>(values: ReadonlyArray<A & { readonly name: string; readonly version: string }>, kind: string) =>
      (asked: string) =>
        values.find(({ name, version }) => asked === name || asked === `${kind}:${name}@${version}`)
    const calendar = at([nlOffice, dutchStatutory], "calendar")
    const zone = at([amsterdam, utc], "zone")
    let folded: Folded<Disclosure.State> = { state: Disclosure.initial, stream, upTo: -1 }
    this.world = {
      terms: () => undefined,
      calendar: (asked) => {
        const value = calendar(asked)
        return value && { ref: `calendar:${value.name}@${value.version}`, value }
      },
      zone: (asked) => {
        const value = zone(asked)
        return value && { ref: `zone:${value.name}@${value.version}`, value }
      },
      policy: (ref) => (ref === policy ? seed : undefined),
      published: (name) =>
        name === seed.name
          ? [{ value: { ref: policy, at: published }, from: `${Disclosure.Policy.stream(policy)}@1`, asOf: 1 }]
          : [],
      report: () => undefined,
      readings: () => []
    }
    const happened: Array<Happened> = []
    const refused: Array<RefusedAct> = []
    for (const act of acts) {
      const decision = Disclosure.decide(act.do as Disclosure.Command, folded.state, this.world)
      if (Result.isFailure(decision)) {
        refused.push({ act, refusal: decision.failure })
        continue
      }
      for (const [index, event] of decision.success.entries())
        happened.push({
          ref: `${stream}@${folded.upTo + 1 + index}`,
          stream,
          at: event.at,
          event: event as unknown as Happened["event"]
        })
      folded = fold(Disclosure, stream, decision.success, folded)
    }
    this.folded = folded
    this.happened = happened
    this.refused = refused
  }

  /** How each promise stands at a moment: those that are owed, or were. */
  owed(now: Instant): ReadonlyArray<Owed> {
    return Disclosure.owedAt(this.folded.state, this.world, now) ?? []
  }
}

const fills: Readonly<Record<Disclosure.promises.Status["_tag"], Fill>> = {
  NotOwed: "notGoverned",
  Open: "owed",
  Met: "open",
  MetLate: "undetermined",
  Breached: "bad",
  Suspended: "shut",
  Waived: "notGoverned",
  Undetermined: "undetermined",
  NotAtHand: "undetermined"
}

/** Of one promise on several occasions the one that asks most of the vendor. */
const urgency: ReadonlyArray<Disclosure.promises.Status["_tag"]> = [
  "Breached",
  "NotAtHand",
  "Undetermined",
  "Open",
  "Suspended",
  "MetLate",
  "Met",
  "Waived",
  "NotOwed"
]

export const drawReport = (stage: ReportStage, { title, shown }: ReportStory, width: number): Drawing => {
  const sheet = sheetOf(shown, width)
  const { x } = sheet
  const end = Zone.startOf(amsterdam, shown.until)
  const days = Array.from({ length: Days.between(shown.from, shown.until) }, (_, n) =>
    Zone.startOf(amsterdam, Days.add(shown.from, n))
  )
  // Before it came, nothing was owed to anybody.
  const came = stage.happened[0]?.at ?? end
  const moments = [...new Set([...days, ...stage.happened.map(({ at }) => at)])]
    .filter((at) => at >= came && at < end)
    .sort()
  const asked = moments.map((at) => ({ at, owed: stage.owed(at) }))
  const promises = [...new Set(asked.flatMap(({ owed }) => owed.map(({ promise }) => promise)))]

  const words = new Map(Disclosure.ready.seed.promises.map(({ id, source }) => [id, source.words]))
  let y = top + 18
  const lanes = promises.map((promise) => {
    const stretches: Array<LaneStretch> = []
    for (const { at, owed } of asked) {
      const here = owed.filter((it) => it.promise === promise)
      const now = urgency.flatMap((tag) => here.findLast(({ status }) => status.answer._tag === tag) ?? [])[0]
      if (now === undefined) continue
      const { answer, because } = now.status
      const { clause } = because[0]
      const { sign, word } = promiseWords[answer._tag]
      const fill = fills[answer._tag]
      const told = `${word}${more(answer)}`
      const last = stretches.at(-1)
      if (last !== undefined && last.label === told && last.clause.id === clause.id) continue
      if (last !== undefined) stretches[stretches.length - 1] = { ...last, until: at }
      stretches.push({
        x: x(at),
        width: 0,
        from: at,
        until: end,
        answer: answer._tag,
        clause,
        fill,
        sign,
        label: told,
        said: `${told} from ${atTime(amsterdam, at)}: ${clause.quote}`
      })
    }
    const lane = {
      y,
      label: fitting(`${promise}: “${words.get(promise) ?? ""}”`, sheet.room),
      stretches: stretches.map((it) => {
        const width = x(it.until) - x(it.from)
        return { ...it, width, label: fitting(it.label, width - 26) }
      })
    }
    y += 34 + 30
    return lane
  })
  return {
    title: titled(title, sheet),
    width,
    weeks: sheet.weeks,
    lanes,
    spans: [],
    ...rowsFrom(y - 6, sheet, [
      ["With the reporter", stage.happened.filter(({ event }) => withReporter.test(event._tag))],
      ["Within the vendor, and beyond", stage.happened.filter(({ event }) => !withReporter.test(event._tag))]
    ])
  }
}

const withReporter =
  /^(?:Report(?:Received|Withdrawn)|Acknowledg|Reply|Information|Embargo|Consent|Reward|Credit|Update|Harbour)/

/** What there is to say of a status besides its name: since when, until when, or what is open about it. */
const more = (status: Disclosure.promises.Status): string => {
  switch (status._tag) {
    case "Open":
    case "Breached":
      return status.due === undefined ? "" : `, due ${dueOn(status.due)}`
    case "Met":
    case "MetLate":
      return ` ${dayThere(status.at)}${status.due === undefined ? "" : `, due ${dueOn(status.due)}`}`
    case "Undetermined":
      return `: ${status.open.map(({ open }) => parameterInWords(open)).join(", ")}${status.keptAt === undefined ? "" : `; kept ${dayThere(status.keptAt)}`}`
    case "NotAtHand":
      return `: ${status.calendar}`
    case "Suspended":
    case "Waived":
    case "NotOwed":
      return ""
  }
}

const dayThere = (at: Instant): string => dayInShort(Zone.dayOf(amsterdam, at))

/** The duty and the right, where a span can be read in two ways. */
const dueOn = ({ duty, right }: Deadline.Due): string =>
  duty.on === right.on ? dayInShort(duty.on) : `${dayInShort(duty.on)} or ${dayInShort(right.on)}`
