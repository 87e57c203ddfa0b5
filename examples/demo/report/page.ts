/** The second act as sections of the page. */
import { leaf } from "../page/calendar.ts"
import { html, type Markup } from "../page/markup.ts"
import { sentenceOf } from "../sentences.ts"
import { atTime, onDay } from "../when.ts"
import { calendarOf } from "./check.ts"
import { clockInstants, instants } from "./expected.ts"
import type { ReportFindings } from "./findings.ts"
import { legalStep } from "./story.ts"
import {
  awareOf,
  calendars,
  clockLines,
  endsOf,
  fields,
  openIn,
  plainly,
  promiseNames,
  rewardInWords,
  standsAs,
  tone
} from "./words.ts"

export const second = (found: ReportFindings): Markup => html`<header class="act">
<h1 id="second">One report, one long weekend</h1>
<p class="lead">Under the name of ${found.reporter.name} somebody reports a weakness on Wednesday 13 May 2026, at nine in the evening. The next day is Ascension Day. What is owed, to whom, and until when? The promises are those of the Connectis policy, as it is written.</p>
</header>
${whatCame(found)}
${counting(found)}
${promised(found)}
${confidence(found)}
${clocks(found)}
${publication(found)}
${onRecord(found)}`

const whatCame = ({ reporter, came, completeness }: ReportFindings): Markup => html`<section aria-labelledby="came">
<h2 id="came">What came, and what was missing</h2>
<blockquote>“${reporter.description}”</blockquote>
<p>To ${came.to}, ${atTime(came.at)}, from ${reporter.reach}. Sealed in the record, opened here.</p>
<ul class="fields" aria-label="The fields of the form">${completeness.answer.fields.map(({ field, given }) => html`<li class="${given ? "yes" : "no"}"><b aria-hidden="true">${given ? "✓" : "✕"}</b> ${fields[field] ?? field}${!given && ": missing, asked for on Mon 18 May"}</li>`)}</ul>
<p>“${completeness.because[0].clause.quote}”</p>
</section>`

const counting = (found: ReportFindings): Markup => html`<section aria-labelledby="response">
<h2 id="response">Three Dutch working days, by two calendars</h2>
<p>“We will respond within three Dutch working days to your report.” Whose working days is not said, so both are counted: ${endsOf(found)}</p>
<div class="leaves">${found.counted.map((explained) =>
  leaf({
    title: `The calendar of ${calendars[calendarOf(explained)]}`,
    explained,
    weeks: { from: "2026-05-11", count: 2 },
    event: "report",
    notes: { "2026-05-19": "a reply" }
  })
)}</div>
</section>`

const promised = (found: ReportFindings): Markup => {
  const of = (promise: string, index: number) => (found.promises[index] ?? []).filter((it) => it.promise === promise)
  return html`<section aria-labelledby="owed">
<h2 id="owed">What is promised, at noon on five days</h2>
<div class="wide"><table class="matrix">
<thead><tr><th scope="col">Owed</th>${instants.map(({ at, is }) => html`<th scope="col">${onDay(at.slice(0, 10))}<small>${is}</small></th>`)}</tr></thead>
<tbody>${Object.entries(promiseNames).map(
    ([promise, name]) =>
      html`<tr><th scope="row">${name}</th>${instants.map((_, index) => html`<td><span class="chip ${tone(of(promise, index))}">${standsAs(of(promise, index))}</span></td>`)}</tr>`
  )}
<tr><th scope="row">which reward</th>${found.rewards.map(({ answer }) => html`<td class="words">${rewardInWords(answer)}</td>`)}</tr>
<tr><th scope="row">secrecy</th>${found.embargo.map((stage) => html`<td class="words">${stages[stage]}</td>`)}</tr></tbody>
</table></div>
<p>A machine confirmed the report within a minute. Whether that keeps the promise the policy does not say (<code>${openIn(of("respond", 0)).join(", ")}</code>), so nobody can say; a human's answer keeps it. Progress is owed at each milestone, because it was asked for. Of the reward it stands nowhere from when it counts (<code>${openIn(of("reward", 4)).join(", ")}</code>), so it is done, and whether in time nobody can say.</p>
</section>`
}

const stages = {
  None: "none",
  Proposed: "proposed",
  Active: "agreed",
  Revise: "under revision",
  Exited: "ended: attacks were seen"
} as const

const confidence = ({ declined, step, passed, reasons }: ReportFindings): Markup => html`<section aria-labelledby="who">
<h2 id="who">Who wants to know, and what got out</h2>
<div class="cards">
<article><h3>commercial-client asks who it was</h3>
<blockquote>“${reasons.get("asked-1")}”</blockquote>
<ul>${declined.filter(({ refusal }) => refusal._tag === "NotAllowed").map(({ at, refusal }) => html`<li>${atTime(at)}: <span class="verdict no">refused</span>, ${plainly(refusal.message)}</li>`)}</ul>
<p>“${declined[0]?.refusal.clause.quote}”</p></article>
<article><h3>May we file charges?</h3>
<p>Their counsel would have us do so. ${atTime(legalStep.at)}: <span class="verdict no">${step.answer}</span>. “${step.because[0].clause.quote}”</p></article>
${passed.map(
  ({ what, kept }) => html`<article><h3>Something got out</h3>
<p>${atTime(what.value.at)}: <span class="verdict no">${kept.answer}</span>. “${kept.because[0].clause.quote}”</p>
<blockquote>“${"leak" in what.value && reasons.get(what.value.leak)}”</blockquote></article>`
)}
</div>
</section>`

const clocks = (found: ReportFindings): Markup => {
  const lines = clockLines(found)
  return html`<section aria-labelledby="laws">
<h2 id="laws">Each law has a clock of its own</h2>
<p>On Friday 22 May at 16:00 a log shows that somebody has used it. It is the Friday before Whitsun, and the next working day is Tuesday. Clocks of the law do not ask; and whether a law applies is for a person to decide.</p>
<table class="stack laws">
<thead><tr><th scope="col">Law, and what was decided</th><th scope="col">Step</th><th scope="col">End</th>${clockInstants.map(({ at }) => html`<th scope="col">${atTime(at)}</th>`)}</tr></thead>
<tbody>${lines.map(
    ({ aware, step, article, ends, stands, why }, index) => html`<tr>
<th scope="row">${lines[index - 1]?.aware === aware ? html`<span class="unseen">${awareOf[aware]}</span>` : html`${awareOf[aware]}<small>${found.reasons.get(aware)}</small>`}</th>
<td>${step}<small>${article}</small></td>
<td data-of="end">${ends}</td>
${stands.map((it, at) => html`<td data-of="${atTime(clockInstants[at]!.at)}"><span class="${/late|overdue/.test(it) ? "no" : it === "filed" ? "yes" : ""}">${it}</span>${at === stands.length - 1 && why !== undefined && html`<small>${why}</small>`}</td>`)}
</tr>`
  )}</tbody>
</table>
</section>`
}

const publication = ({
  agreed,
  ended,
  declined,
  consents,
  published,
  granted,
  reporter,
  securityTxt
}: ReportFindings): Markup => html`<section aria-labelledby="public">
<h2 id="public">Secret, then public</h2>
<div class="cards">
<article><h3>With consent, and not before</h3><ul>
<li>${atTime(agreed?.at ?? "")}: both agree to keep it secret until the end of Fri 12 Jun</li>
<li>${atTime(ended?.at ?? "")}: the embargo ends by itself, because attacks were seen</li>
<li>${atTime(granted.at)}: the bigger reward is granted</li>
${declined.filter(({ refusal }) => refusal._tag === "NotToBeNamed").map(({ at, refusal }) => html`<li>${atTime(at)}: <span class="verdict no">refused</span>, ${plainly(refusal.message)}</li>`)}
${consents.map((it) => html`<li>${atTime(it.at)}: ${reporter.name} agrees ${it.form === "written" && "in writing "}${it.for === "credit" ? "to be named" : "that what the report says is told"}</li>`)}
<li>${atTime(published.at)}: <span class="verdict yes">published</span>, and it names ${reporter.name}</li>
</ul></article>
<article><h3>security.txt, from the policy</h3>
<pre>${securityTxt.trimEnd()}</pre>
<p>What the policy does not state, such as languages, is left out.</p></article>
</div>
</section>`

const onRecord = ({ happened }: ReportFindings): Markup => html`<section aria-labelledby="report-record">
<h2 id="report-record">What is on record</h2>
<details class="whole"><summary>${happened.length} events of one report</summary>
<ol class="record">${happened.map((it) => html`<li><time datetime="${it.at}">${atTime(it.at)}</time> ${sentenceOf(it)}</li>`)}</ol>
</details>
</section>`
