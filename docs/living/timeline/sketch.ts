/** What all drawings of a case have in common: a sheet with weeks, lanes of what was so, and rows of what happened. */
import { amsterdam, Day, Instant, Zone } from "goodfaith/time"
import { inShort as dayInShort } from "../frame/when.ts"
import { sentenceOf } from "../frame/words.ts"
import type { Happened } from "../stage/stage.ts"

export interface Drawing {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly weeks: ReadonlyArray<{ readonly x: number; readonly label: string | undefined }>
  readonly lanes: ReadonlyArray<Lane>
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

export interface Lane {
  readonly y: number
  /** What the lane is about, where there are several. */
  readonly label: string | undefined
  readonly stretches: ReadonlyArray<LaneStretch>
}

/** How a stretch looks: a pattern and a colour. What it says is told by its sign and its words as well. */
export type Fill = "open" | "shut" | "undetermined" | "notGoverned" | "owed" | "bad"

export interface LaneStretch {
  readonly x: number
  readonly width: number
  readonly from: Instant
  readonly until: Instant
  readonly answer: string
  readonly clause: { readonly id: string; readonly quote: string }
  readonly fill: Fill
  readonly sign: string
  /** As much of it as there is room for. */
  readonly label: string
  /** All of it, in words. */
  readonly said: string
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
/** Where the first lane may begin. */
export const top = 64

export interface Sheet {
  readonly width: number
  /** Between the margins. */
  readonly room: number
  readonly x: (at: Instant) => number
  readonly inside: (it: Happened) => boolean
  readonly weeks: Drawing["weeks"]
}

export const sheetOf = (shown: { readonly from: Day; readonly until: Day }, width: number): Sheet => {
  const begins = Instant.toMillis(Zone.startOf(amsterdam, shown.from))
  const ends = Instant.toMillis(Zone.startOf(amsterdam, shown.until))
  const room = width - 2 * side
  const x = (at: Instant): number =>
    side + ((Math.min(Math.max(Instant.toMillis(at), begins), ends) - begins) / (ends - begins)) * room
  const everyWeek = Day.between(shown.from, shown.until) / 7
  const skip = Math.max(1, Math.ceil((everyWeek * 58) / room))
  const weeks = Array.from({ length: Math.ceil(everyWeek) }, (_, week) => {
    const day = Day.add(shown.from, week * 7)
    return { x: x(Zone.startOf(amsterdam, day)), label: week % skip === 0 ? dayInShort(day).slice(4) : undefined }
  })
  const inside = ({ at }: Happened): boolean => begins <= Instant.toMillis(at) && Instant.toMillis(at) < ends
  return { width, room, x, inside, weeks }
}

export const titled = (title: string, { room }: Sheet): string => fitting(title, (room * letterWidth) / 8)

/** Rows of what happened, one under the other from `y` on. */
export const rowsFrom = (
  y: number,
  sheet: Sheet,
  rows: ReadonlyArray<readonly [label: string, happened: ReadonlyArray<Happened>]>
): Pick<Drawing, "rows" | "marks" | "height"> => {
  const found: Array<{ readonly y: number; readonly label: string }> = []
  const marks: Array<Mark> = []
  let height = y
  for (const [label, all] of rows) {
    const here = all.filter(sheet.inside)
    if (here.length === 0) continue
    found.push({ y: height, label })
    const line = height + 24
    const placed = levelled(
      together(here).map((it) => ({ ...it, x: sheet.x(it.happened.at) })),
      sheet.width
    )
    for (const { x, label, before, at, from, happened } of placed) {
      const labelX = before ? x - 5 : from === x ? x + 5 : from + 5
      marks.push({ x, line, y: line + 18 + at * level, label, labelX, before, happened })
    }
    height = line + 30 + (Math.max(...placed.map(({ at }) => at)) + 1) * level
  }
  return { rows: found, marks, height }
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

/** As much of a text as there is room for. */
export const fitting = (text: string, room: number): string => {
  const letters = Math.floor(room / letterWidth)
  if (text.length <= letters) return text
  return letters < 4 ? "" : `${text.slice(0, letters - 1).trimEnd()}…`
}
