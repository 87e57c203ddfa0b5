/** The story as one page that needs nothing else: no script, no picture, no request. */
import { type Checked, holds, stated } from "./check.ts"
import { instants } from "./expected.ts"
import type { ClientFindings, Findings } from "./findings.ts"
import { leaf } from "./page/calendar.ts"
import { axis, lane } from "./page/lanes.ts"
import { html, Markup } from "./page/markup.ts"
import { style } from "./page/style.ts"
import * as seed from "./seed-listing.ts"
import { second } from "./report/page.ts"
import { sentenceOf } from "./sentences.ts"
import { atTime, onDay } from "./when.ts"
import { answerNames, briefly, letterOf, names, signs, whyNotOwed } from "./words.ts"

export const page = (findings: Findings, checked: ReadonlyArray<Checked>): string =>
  `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>One change, eight clients; one report, one long weekend</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header class="top">
<nav aria-label="The two acts"><a href="#first">First act: one change, eight clients</a> <a href="#second">Second act: one report, one long weekend</a></nav>
<h1 id="first">One change, eight clients</h1>
<p class="lead">Tripolis, which sends the mails, is to be replaced by Postduif from Monday 20 April 2026 on. It is announced on the Thursday before Easter. When may Postduif handle whose data? It depends on what each client was promised.</p>
<ul class="legend" aria-label="What the signs mean">${legend}</ul>
</header>
<main>
<section aria-labelledby="lanes">
<h2 id="lanes">What the gate says, client by client</h2>
<p>The upper band is Postduif, the lower one Tripolis. The use that is asked about is Identity Services; days are those of Amsterdam.</p>
<div class="chart">${axis()}${findings.clients.map((it) => lane(it, findings))}</div>
</section>
${whoIsTold(findings)}
${counting(findings)}
${readings(findings)}
${objectionsAndAccess(findings)}
${matrix(findings)}
${people(findings)}
${listing(findings)}
${second(findings.report)}
</main>
<footer>${record(findings, checked)}</footer>
</body>
</html>`.text
  }\n`

const legend = (
  [
    ["open", "open"],
    ["shut", "shut"],
    ["undetermined", "undetermined: a person must decide first; treat as shut"],
    ["notGoverned", "not governed: nothing was promised"]
  ] as const
).map(
  ([answer, text]) => html`<li><span class="swatch ${answer}" aria-hidden="true">${signs[answer]}</span>${text}</li>`
)

const whoIsTold = ({ clients }: Findings): Markup => html`<section aria-labelledby="told">
<h2 id="told">Who is told, and who is not</h2>
<p>“Every promise in a client's agreement that matches a change is owed to that client, each once.”</p>
<table class="stack told">
<thead><tr><th scope="col">Client</th><th scope="col">Owed, and why</th><th scope="col">Letters, and what they stated</th></tr></thead>
<tbody>${clients.map(
  ({ client, duties, letters }) => html`<tr>
<th scope="row">${client.id}</th>
<td>${duties.map(
    ({ id, is, kind, clause, words }) =>
      html`<div><span class="verdict ${is === "owed" ? "yes" : ""}">${is === "owed" ? "Owed" : "Not owed"}</span>: ${is === "owed" ? (kind === "consult" ? "to be told before, with a right to object" : "to be told") : whyNotOwed(is)}<small>“${id === "" ? clause.quote : words}”</small></div>`
  )}</td>
<td>${letters.length === 0 ? "no letter" : letters.map(letter)}</td>
</tr>`
)}</tbody>
</table>
</section>`

const letter = ({ sent, delivered, bounced }: ClientFindings["letters"][number]): Markup => {
  const [accessFrom, until] = stated(sent.value.stated)
  const { needsYes, readings } = sent.value.stated
  const said =
    needsYes === true
      ? `no access before the client says yes${until === "not stated" ? "" : `; answer asked for by ${onDay(until)}`}`
      : `access: ${accessFrom === "not stated" ? "no day could be stated" : `from ${onDay(accessFrom)}`}; objections: ${until === "not stated" ? "no day could be stated" : `until ${onDay(until)}`}`
  const came = bounced[0] ?? delivered[0]
  return html`<div>${atTime(sent.value.at)}, <span class="${bounced[0] === undefined ? "" : "no"}">${bounced[0] === undefined ? "delivered" : "bounced"} ${came === undefined ? "" : atTime(came.value.at).split(" ").at(-1)}</span><small>${said}${readings.length === 0 ? "" : `; with ${readings.length} readings`}</small></div>`
}

const counting = ({ counted }: Findings): Markup => {
  const weeks = { from: "2026-03-30", count: 4 } as const
  const notes = { "2026-04-17": "carve-out-client objects", "2026-04-20": "late-client objects" }
  const skipped = counted.notice.days.flatMap((day) =>
    day.is === "skipped" && day.because !== "weekend" ? [`${day.because.holiday} on ${onDay(day.on)}`] : []
  )
  return html`<section aria-labelledby="days">
<h2 id="days">Ten working days, across Easter</h2>
<p>Two clients may object within ten working days, on the calendar of Dutch offices, which their contract names. Easter Monday gives the one its last day. Good Friday, which offices do not keep and the law does, would have saved the other.</p>
<div class="leaves">
${leaf({ title: "The calendar of Dutch offices, which the contract names", explained: counted.window, weeks, event: "letter sent", notes })}
${leaf({ title: "The calendar of the law, had the contract named that", explained: counted.otherwise, weeks, event: "letter sent", notes })}
</div>
<p style="margin-top:20px">Their notice of 20 working days skips ${skipped.join(" and ")}. It is over at the end of ${onDay(counted.notice.due.on)}.</p>
</section>`
}

const readings = ({ clients, readings }: Findings): Markup => html`<section aria-labelledby="readings">
<h2 id="readings">What the listing's own terms leave open</h2>
<p>The listing promises notice “within reasonable timing before” access, and says nothing of when a period starts or what an objection holds back. So from 20 April on there is no answer for seed-client until a person has recorded how the contract is read.</p>
<ul>${clients[0]?.answers[1]?.needs.map(({ open, why }) => html`<li>to be decided: <strong>${open.split("/").at(-1)}</strong>, ${why === "reasonable" ? "which stands there in words only" : "of which nothing is said"}</li>`) ?? []}</ul>
<div class="wide"><table class="stack">
<caption>The vendor's readings, recorded on 6 May and stated in a second letter that day</caption>
<thead><tr><th scope="col">Parameter</th><th scope="col">Vendor's reading</th><th scope="col">Reason</th><th scope="col">By</th></tr></thead>
<tbody>${readings.map(({ parameter, value, reason, by }) => html`<tr><th scope="row">${parameter.split("/").at(-1)}</th><td>${briefly(value)}</td><td>${reason}</td><td data-of="by" style="white-space:nowrap">${by}</td></tr>`)}</tbody>
</table></div>
</section>`

const objectionsAndAccess = ({ clients }: Findings): Markup => html`<section aria-labelledby="judged">
<h2 id="judged">Recorded whatever it was, then judged</h2>
<div class="cards">
${clients.flatMap(({ client, objections, happened }) =>
  objections.map(
    ({ at, inTime, stands, grounds }) => html`<article>
<h3>${client.id} objects</h3>
<p>${atTime(at)}: <span class="verdict ${inTime.answer ? "yes" : "no"}">${inTime.answer ? "in time" : "late"}</span>, ${stands.answer ? "and it stands." : "heard as a courtesy; it holds nothing back."}</p>
<blockquote>“${grounds}”</blockquote>
<ul>${happened.filter((it) => it.at > at && /Judged|Discussion|Solution|Proposal/.test(it.type)).map((it) => html`<li>${atTime(it.at)}: ${sentenceOf(it)}</li>`)}</ul>
</article>`
  )
)}
${clients.flatMap(({ client, access }) =>
  access.length === 0
    ? []
    : [
        html`<article><h3>Access to data of ${client.id}</h3>
${access.map(({ at, verdict }) => html`<p>${atTime(at)}: <span class="verdict ${verdict.answer === "allowed" ? "yes" : "no"}">${verdict.answer === "allowed" ? "allowed" : "a breach"}</span>. “${verdict.because[1]?.clause.quote}”</p>`)}
</article>`
      ]
)}
</div>
</section>`

const matrix = ({ clients }: Findings): Markup => html`<section aria-labelledby="matrix">
<h2 id="matrix">At noon on six days</h2>
<div class="wide"><table class="matrix">
<caption>May Postduif handle the client's data for Identity Services? The letter names the deciding question of the gate.</caption>
<thead><tr><th scope="col">Client</th>${instants.map(({ at, is }) => html`<th scope="col">${onDay(at.slice(0, 10))}<small>${is}</small></th>`)}</tr></thead>
<tbody>${clients.map(
  ({ client, answers }) =>
    html`<tr><th scope="row">${client.id}</th>${answers.map(({ answer, because }) => html`<td><span class="chip ${answer}"><b>${signs[answer]}</b> ${answerNames[answer]}</span> <cite title="${because[0].clause.quote}">${letterOf(because[0].clause.id)}</cite></td>`)}</tr>`
)}</tbody>
</table></div>
</section>`

const people = ({ people }: Findings): Markup => html`<section aria-labelledby="people">
<h2 id="people">Persons are forgotten, the record stays whole</h2>
<p>Names, addresses and grounds are sealed in the record; this page was written from an opened view. One person asked to be forgotten: the key is destroyed, and what was sealed with it says so.</p>
<table class="stack">
<thead><tr><th scope="col">Client</th><th scope="col">Name</th><th scope="col">Address</th><th scope="col">Role</th></tr></thead>
<tbody>${people.map(({ client, name, address, role }) => html`<tr><th scope="row">${client}</th>${[name, address].map((text) => html`<td class="${text === "erased" ? "erased" : ""}">${text}</td>`)}<td>${role}</td></tr>`)}</tbody>
</table>
</section>`

const listing = ({ sections }: Findings): Markup => html`<section aria-labelledby="listing">
<h2 id="listing">The listing</h2>
${sections.map(
  ({ title, rows }) => html`<table class="stack" style="margin-top:24px">
<caption>${title}</caption>
<thead><tr><th scope="col">Entity</th><th scope="col">Type or purpose</th><th scope="col">Products</th><th scope="col">Country</th><th scope="col">Certifications</th></tr></thead>
<tbody>${rows.map(({ name, standing: { printed, replacedBy } }) => {
    const { purposes, entityType, products, places, certifications } = printed.value
    return html`<tr><th scope="row">${name}${replacedBy.length > 0 && html`<small>to be replaced</small>`}</th>
<td>${purposes === "all" ? entityType : purposes.map(({ text }) => html`<div>${text}</div>`)}</td>
<td>${products === "all" ? "" : products.map((id) => html`<div>${names[id] ?? id}</div>`)}</td>
<td>${places === "all" ? "" : places.map((place) => place.name).join(", ")}</td>
<td>${certifications.join(", ")}</td></tr>`
  })}</tbody>
</table>`
)}
<p style="margin-top:20px">${seed.scope.split("\n\n")[1]}.</p>
</section>`

const record = ({ verified, agenda }: Findings, checked: ReadonlyArray<Checked>): Markup => {
  const wrong = checked.filter((it) => !holds(it)).length
  return html`<p>${verified.flaws.length === 0 ? `✓ ${verified.events} events in ${verified.streams} streams were checked: every hash, every link, every cited event.` : verified.flaws.join("; ")}
${wrong === 0 ? `✓ ${checked.length} answers are all as they were written down before.` : `✕ ${wrong} of ${checked.length} answers are not as they were written down before.`}
${agenda.map(({ client, why }) => `Left to be sent: a letter to ${client}${why === "bounced" ? ", because the first one bounced" : ""}.`)}</p>`
}
