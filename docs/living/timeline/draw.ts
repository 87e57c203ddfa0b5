/** A client's case as a drawing: what stands where. Plain values, so that whoever doubts the picture can ask for them. */
import type { Clause } from "goodfaith/kernel"
import { Reading } from "goodfaith/terms"
import { amsterdam, Day, Instant, Zone } from "goodfaith/time"
import { atTime, inShort as dayInShort } from "../frame/when.ts"
import { inShort, sentenceOf } from "../frame/words.ts"
import type { Happened, Scenario, Stage, Stretch } from "../stage/stage.ts"

export interface Drawing {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly weeks: ReadonlyArray<{ readonly x: number; readonly label: string | undefined }>
  readonly gate: {
    readonly y: number
    readonly stretches: ReadonlyArray<{
      readonly x: number
      readonly width: number
      readonly stretch: Stretch
      readonly clause: Clause
      /** As much of it as there is room for. */
      readonly label: string
    }>
  }
  /** What a letter said: a notice that runs, a window that is open. */
  readonly spans: ReadonlyArray<{
    readonly x: number
    readonly width: number
    readonly y: number
    readonly label: string
    readonly until: Instant
  }>
  readonly rows: ReadonlyArray<{ readonly y: number; readonly label: string }>
  readonly marks: ReadonlyArray<Mark>
}

export interface Mark {
  readonly x: number
  /** Of its row's line. */
  readonly line: number
  readonly y: number
  readonly label: string
  readonly labelX: number
  /** The label ends at the mark, where there is no room behind it. */
  readonly before: boolean
  readonly happened: Happened
}

const letterWidth = 6.7
const level = 19
const side = 8

export const draw = (stage: Stage, { title, shown }: Scenario, client: string, width: number): Drawing => {
  const begins = Instant.toMillis(Zone.startOf(amsterdam, shown.from))
  const ends = Instant.toMillis(Zone.startOf(amsterdam, shown.until))
  const room = width - 2 * side
  const x = (at: Instant): number =>
    side + ((Math.min(Math.max(Instant.toMillis(at), begins), ends) - begins) / (ends - begins)) * room
  const inside = ({ at }: Happened): boolean => begins <= Instant.toMillis(at) && Instant.toMillis(at) < ends

  const everyWeek = Day.between(shown.from, shown.until) / 7
  const skip = Math.max(1, Math.ceil((everyWeek * 58) / room))
  const weeks = Array.from({ length: Math.ceil(everyWeek) }, (_, week) => {
    const day = Day.add(shown.from, week * 7)
    return { x: x(Zone.startOf(amsterdam, day)), label: week % skip === 0 ? dayInShort(day).slice(4) : undefined }
  })

  let y = 64
  const gate = {
    y,
    stretches: stage.lane(shown, client).map((stretch) => {
      const [left, right] = [x(stretch.from), x(stretch.until)]
      const { clause } = stretch.verdict.because[0]
      return { x: left, width: right - left, stretch, clause, label: fitting(inShort(clause.id), right - left - 26) }
    })
  }
  y += 34 + 16

  const spans = stage.happened
    .filter(({ stream, event }) => stream.endsWith(`/${client}`) && event._tag === "NoticeSent")
    .filter(inside)
    .flatMap(({ at, event }) => {
      const { accessFrom, objectUntil } = event["stated"] as {
        readonly accessFrom?: Instant
        readonly objectUntil?: Day
      }
      const until = objectUntil && Zone.startOf(amsterdam, Day.add(objectUntil, 1))
      return [
        ...(accessFrom === undefined
          ? []
          : [
              {
                at,
                until: accessFrom,
                words: `${String(event["letter"])}: no access before ${atTime(amsterdam, accessFrom)}`
              }
            ]),
        ...(until === undefined
          ? []
          : [{ at, until, words: `${String(event["letter"])}: objections until ${dayInShort(objectUntil!)}` }])
      ]
    })
    .map(({ at, until, words }) => {
      const span = { x: x(at), width: x(until) - x(at), y, label: fitting(words, width - 2 * side - x(at) - 6), until }
      y += 30
      return span
    })
  if (spans.length > 0) y += 6

  const rows: Array<{ readonly y: number; readonly label: string }> = []
  const marks: Array<Mark> = []
  for (const [label, of] of rowsOf(stage, client)) {
    const here = stage.happened.filter((it) => of(it) && inside(it))
    if (here.length === 0) continue
    rows.push({ y, label })
    const line = y + 24
    const placed = levelled(
      together(here).map((it) => ({ ...it, x: x(it.happened.at) })),
      width
    )
    for (const { x, label, before, at, from, happened } of placed) {
      const labelX = before ? x - 5 : from === x ? x + 5 : from + 5
      marks.push({ x, line, y: line + 18 + at * level, label, labelX, before, happened })
    }
    y = line + 30 + (Math.max(...placed.map(({ at }) => at)) + 1) * level
  }
  return {
    title: fitting(`${title}: ${client}`, (room * letterWidth) / 8),
    width,
    height: y,
    weeks,
    gate,
    spans,
    rows,
    marks
  }
}

const rowsOf = (stage: Stage, client: string): ReadonlyArray<readonly [string, (it: Happened) => boolean]> => {
  const signed = new Set(
    stage.client(client).state.dpas.map(({ executed }) => Reading.readingsStream(executed.value.terms))
  )
  return [
    ["Between vendor and client", ({ stream }) => stream.startsWith("consultation/") && stream.endsWith(`/${client}`)],
    ["The client", ({ stream }) => stream === `client/${client}`],
    ["The listing", ({ stream }) => stream.startsWith("listing/")],
    ["How its contract is read", ({ stream }) => signed.has(stream)]
  ]
}

/** What happened at one moment is one mark. */
const together = (
  happened: ReadonlyArray<Happened>
): ReadonlyArray<{ readonly label: string; readonly happened: Happened }> => {
  const moments = [...new Set(happened.map(({ at }) => at))]
  return moments.map((moment) => {
    const here = happened.filter(({ at }) => at === moment)
    const said = here.map(({ event }) => sentenceOf(event))
    return { label: said.length > 2 ? `${said[0]}, and ${said.length - 1} more` : said.join("; "), happened: here[0]! }
  })
}

interface Placed {
  readonly x: number
  readonly label: string
  readonly before: boolean
  readonly at: number
  readonly from: number
  readonly happened: Happened
}

/**
 * Each mark on the highest level where its label crosses nobody's line. Labels stand behind their marks, so a mark goes below all
 * those after it that its label would reach; where there is no room behind, the label stands before.
 */
const levelled = (
  marks: ReadonlyArray<{ readonly x: number; readonly label: string; readonly happened: Happened }>,
  width: number
): ReadonlyArray<Placed> => {
  const done: Array<Placed & { readonly to: number }> = []
  for (const mark of marks.toReversed()) {
    const label = fitting(mark.label, width - 24)
    const long = label.length * letterWidth + 12
    const before = mark.x + long > width && mark.x - long >= 0
    // Where neither side has room for it, it stands behind, and begins further to the left.
    const from = before ? mark.x - long : Math.min(mark.x, width - long)
    const to = before ? mark.x : from + long
    const crossed = done.filter((it) => (it.from < to && from < it.to) || (from < it.x && it.x < to))
    const at = Math.max(-1, ...crossed.map((it) => it.at)) + 1
    done.unshift({ ...mark, label, before, at, from, to })
  }
  return done
}

const fitting = (text: string, room: number): string => {
  const letters = Math.floor(room / letterWidth)
  if (text.length <= letters) return text
  return letters < 4 ? "" : `${text.slice(0, letters - 1).trimEnd()}…`
}
