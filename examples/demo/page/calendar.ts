/** The counted days of a span, as a leaf of a calendar. */
import { Day, Deadline } from "goodfaith/time"
import { dayOfMonth, onDay } from "../when.ts"
import { html, type Markup } from "./markup.ts"

export interface Leaf {
  readonly title: string
  readonly explained: Deadline.Explanation
  readonly weeks: { readonly from: Day; readonly count: number }
  /** What the days are counted from. */
  readonly event: string
  /** What else happened on a day. */
  readonly notes: Readonly<Record<string, string>>
}

export const leaf = ({ title, explained, weeks, event, notes }: Leaf): Markup => {
  const known = new Map(explained.days.map((day) => [day.on, day]))
  const cell = (day: Day): Markup => {
    const it = known.get(day)
    const note = notes[day]
    const last = day === explained.due.on
    const off = it?.is === "skipped" && it.because !== "weekend" ? it.because.holiday : undefined
    const what = it === undefined ? "outside" : off === undefined ? it.is : "holiday"
    return html`<td class="${what}${last ? " last" : ""}">
      <time datetime="${day}">${dayOfMonth(day)}</time>
      ${it?.is === "counted" && html`<b>${it.as}</b>`}
      ${off !== undefined && html`<small>${off}</small>`}
      ${it?.is === "event" && html`<small>${event}</small>`}
      ${note !== undefined && html`<small class="note">${note}</small>`}
    </td>`
  }
  return html`<table class="leaf">
    <caption>${title}: the last day is <strong>${onDay(explained.due.on)}</strong></caption>
    <thead><tr>${["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>
      ${Array.from({ length: weeks.count }, (_, week) => html`<tr>${Array.from({ length: 7 }, (_, day) => cell(Day.add(weeks.from, week * 7 + day)))}</tr>`)}
    </tbody>
  </table>`
}
