/** One lane for each client: what the gate says over time, and what happened. */
import { amsterdam, Day, Instant, Zone } from "goodfaith/time"
import { type ClientFindings, type Findings, shown, type Stretch } from "../findings.ts"
import type { Happened } from "../log.ts"
import { whyOf } from "../reasons.ts"
import { sentenceOf } from "../sentences.ts"
import { atTime, dayOfMonth, onDay } from "../when.ts"
import { answerNames, inShort, letterOf, signs } from "../words.ts"
import { html, type Markup } from "./markup.ts"

const begin = Instant.toMillis(Zone.startOf(amsterdam, shown.from))
const end = Instant.toMillis(Zone.startOf(amsterdam, shown.until))

/** How far along the lane, in percent. */
const along = (at: string): number => ((Date.parse(at) - begin) / (end - begin)) * 100
const percent = (n: number): string => `${n.toFixed(2)}%`

// -- The days above the lanes. -------------------------------------------------------------------------------------------------

const holidays: ReadonlyArray<readonly [Day, string]> = [
  ["2026-04-06", "Easter"],
  ["2026-04-27", "King's Day"],
  ["2026-05-14", "Ascension"],
  ["2026-05-25", "Whit Monday"]
]

const dayStart = (day: Day): string => Zone.startOf(amsterdam, day)

export const axis = (): Markup => {
  const weeks = Array.from({ length: Day.between(shown.from, shown.until) / 7 }, (_, n) => Day.add(shown.from, n * 7))
  return html`<div class="row axis" aria-hidden="true">
    <div></div>
    <div class="days">
      ${weeks.map((day) => html`<span class="week" style="left:${percent(along(dayStart(day)))}">${dayOfMonth(day)} ${onDay(day).split(" ")[2]}</span>`)}
      ${holidays.map(([day, name]) => html`<span class="feast" style="left:${percent(along(dayStart(day)))}">${name}</span>`)}
    </div>
  </div>`
}

const feasts = (): Markup =>
  html`${holidays.map(([day]) => html`<i class="off" style="left:${percent(along(dayStart(day)))};width:${percent(100 / 70)}"></i>`)}`

// -- A lane. ---------------------------------------------------------------------------------------------------------------------

export const lane = (it: ClientFindings, findings: Findings): Markup => {
  const { id, is } = it.client
  const marks = placed(marksOf(it))
  const rows = Math.max(1, ...marks.map(({ level }) => level + 1))
  return html`<section class="row client" aria-labelledby="${id}">
    <header><h3 id="${id}">${id}</h3><p>${is}</p></header>
    <div class="lane">
      <div class="ground" aria-hidden="true">${feasts()}</div>
      ${track("Postduif", "new", it.lane)}
      <ol class="marks" style="--rows:${rows}" aria-label="What happened">
        ${marks.map(
          ({ at, text, kind, level }) =>
            html`<li class="${kind}" style="left:${percent(along(at))};--level:${level}"><span class="dot" aria-hidden="true"></span><span class="label"><span class="unseen">${atTime(at)}: </span>${text}</span></li>`
        )}
      </ol>
      ${track("Tripolis", "old", it.laneOfTheOld)}
    </div>
    <details>
      <summary>What happened, and why the gate says so</summary>
      <div class="inside">
        <div>
          <h4>Postduif, stretch by stretch</h4>
          <ol class="stretches">${it.lane.map((stretch) => reason(stretch, findings))}</ol>
        </div>
        <div>
          <h4>What is on record</h4>
          <ol class="record">${it.happened.map((happened) => html`<li><time datetime="${happened.at}">${atTime(happened.at)}</time> ${sentenceOf(happened)}</li>`)}</ol>
        </div>
      </div>
    </details>
  </section>`
}

const track = (of: string, which: "new" | "old", stretches: ReadonlyArray<Stretch>): Markup => {
  const said = stretches.map(
    ({ from, until, verdict }) =>
      `${answerNames[verdict.answer]} from ${atTime(from)} to ${atTime(until)} (${inShort(verdict.because[0].clause.id)})`
  )
  return html`<div class="track ${which}" role="img" aria-label="${of}: ${said.join("; ")}">
    ${stretches.map(({ from, until, verdict }) => {
      const wide = along(until) - along(from)
      const size = wide < 5 ? "tiny" : wide < 18 ? "small" : "large"
      const why = inShort(verdict.because[0].clause.id)
      return html`<span class="${verdict.answer} ${size}" style="width:${percent(wide)}" title="${of}: ${answerNames[verdict.answer]}, ${why}. ${atTime(from)} to ${atTime(until)}"><b>${signs[verdict.answer]}</b> <span class="word">${which === "old" && from === stretches[0]?.from ? `${of}: ` : ""}${why}</span></span>`
    })}
  </div>`
}

const reason = ({ from, until, verdict }: Stretch, { events }: Findings): Markup => {
  const { clause, contract, vendorsReadings, facts, absent } = whyOf(verdict, events)
  return html`<li>
    <p><span class="chip ${verdict.answer}"><b>${signs[verdict.answer]}</b> ${answerNames[verdict.answer]}</span> <span class="span">${atTime(from)} – ${atTime(until)}</span></p>
    <blockquote>${clause.quote} <cite>${letterOf(clause.id)}</cite></blockquote>
    <ul>
      ${verdict.needs.map(({ open, words }) => html`<li><em>to be decided by a person:</em> ${open.split("/").at(-1)}${words === undefined ? " (the contract is silent)" : " (in words only)"}</li>`)}
      ${contract.map((words) => html`<li><em>contract:</em> “${words}”</li>`)}
      ${vendorsReadings.map((it) => html`<li><em>vendor's reading:</em> ${it}</li>`)}
      ${facts.slice(0, 5).map(({ sentence, at, ref }) => html`<li title="${ref}"><em>rests on:</em> ${sentence}, ${atTime(at)}</li>`)}
      ${absent.map((text) => html`<li><em>and on:</em> ${text}</li>`)}
    </ul>
  </li>`
}

// -- Marks, so that no label lies on another. -----------------------------------------------------------------------------------

interface Mark {
  readonly at: string
  readonly text: string
  readonly kind: "letter" | "client" | "talk" | "access" | "bad"
}

const marksOf = (it: ClientFindings): ReadonlyArray<Mark> =>
  it.happened.flatMap((happened) => markOf(happened, it) ?? [])

const markOf = ({ at, event }: Happened, { objections, access }: ClientFindings): Mark | undefined => {
  switch (event._tag) {
    case "NoticeSent":
      return { at, text: event["letter"] === "letter-1" ? "letter" : "letter with readings", kind: "letter" }
    case "NoticeBounced":
      return { at, text: "bounced", kind: "bad" }
    case "ObjectionReceived":
      return objections.some((it) => it.at === at && it.inTime.answer)
        ? { at, text: "objects in time", kind: "client" }
        : { at, text: "objects, late", kind: "client" }
    case "DiscussionOpened":
      return { at, text: "talks", kind: "talk" }
    case "SolutionProposed":
      return { at, text: event["by"] === "vendor" ? "vendor's proposal" : "client's proposal", kind: "talk" }
    case "ProposalDeclined":
      return { at, text: "declined", kind: "talk" }
    case "SolutionAgreed":
      return { at, text: "carve-out agreed", kind: "talk" }
    case "ChangeAccepted":
      return { at, text: "says yes", kind: "client" }
    case "AccessBegan":
      return access.some((it) => it.at === at && it.verdict.answer === "breach")
        ? { at, text: "access too early: a breach", kind: "bad" }
        : { at, text: "access", kind: "access" }
    default:
      return undefined
  }
}

/**
 * Each mark on the highest level where its label crosses nobody's line, on a lane some 800 pixels wide. Labels stand to the
 * right of their marks, so a mark goes below all those to its right that its label would reach.
 */
const placed = (marks: ReadonlyArray<Mark>): ReadonlyArray<Mark & { readonly level: number }> => {
  const done: Array<Mark & { readonly level: number }> = []
  for (const mark of marks.toReversed()) {
    const reach = along(mark.at) + ((22 + mark.text.length * 6.6) / 800) * 100
    const reached = done.filter(({ at }) => along(at) < reach)
    done.unshift({ ...mark, level: Math.max(-1, ...reached.map(({ level }) => level)) + 1 })
  }
  return done
}
