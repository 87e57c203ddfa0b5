/** The story as text for a terminal. */
import { Deadline } from "goodfaith/time"
import { type Checked, holds, stated } from "./check.ts"
import { instants } from "./expected.ts"
import type { ClientFindings, Duty, Findings } from "./findings.ts"
import * as seed from "./seed-listing.ts"
import { heading, hanging, indent, type Paint, wrap } from "./lines.ts"
import { whyOf } from "./reasons.ts"
import { tell as tellReport } from "./report/terminal.ts"
import { sentenceOf } from "./sentences.ts"
import { ends } from "./story.ts"
import { atTime, onDay } from "./when.ts"
import { briefly, letterOf, names, whyNotOwed } from "./words.ts"

/** Everything, section by section. */
export const tell = (findings: Findings, checked: ReadonlyArray<Checked>, paint: Paint): string =>
  [
    paint.strong("goodfaith: one change, eight clients; one report, one long weekend"),
    "",
    paint.strong("First act: one change of a sub-processor, eight clients, and what each was promised"),
    "An e-mail service is replaced over the Easter weekend of 2026. All times are those of Amsterdam.",
    heading("The listing, as published", paint),
    listing(findings),
    heading("The change, and who is told", paint),
    whoIsTold(findings, paint),
    heading("Ten working days around Easter, day by day", paint),
    counting(findings),
    heading("What the listing's own terms leave open", paint),
    readings(findings),
    heading("Two objections", paint),
    objections(findings, paint),
    heading("Access, judged", paint),
    access(findings, paint),
    heading("What each contract demanded, and what came of it", paint),
    kept(findings, paint),
    heading("The gate: may Postduif handle the client's data for Identity Services?", paint),
    matrix(findings, checked, "Postduif", (it) => it.answers, paint),
    matrix(findings, checked, "Tripolis", (it) => it.answersOfTheOld, paint),
    legend(findings),
    heading("Why", paint),
    ...whys(findings, paint),
    heading("Persons are forgotten, the record stays whole", paint),
    persons(findings),
    ...tellReport(findings.report, checked, paint),
    heading("The record", paint),
    record(findings, paint),
    heading("Expected and found", paint),
    verdict(checked, paint)
  ].join("\n")

// -- The pieces. ---------------------------------------------------------------------------------------------------------------

const listing = ({ sections, versions }: Findings): string =>
  [
    `${seed.title}. ${versions.map(({ version, at }) => `Version ${version}: ${atTime(at)}.`).join(" ")}`,
    ...sections.flatMap(({ title, rows }) => [
      "",
      title,
      ...rows.map(({ name, standing: { printed, replacedBy } }) => {
        const { places, products, purposes, entityType, certifications } = printed.value
        const row = [
          name.padEnd(19),
          (purposes === "all" ? (entityType ?? "") : purposes.map(({ text }) => text).join("; ")).padEnd(43),
          (places === "all" ? "" : places.map((place) => place.name).join(", ")).padEnd(16)
        ].join(" ")
        const more = [
          products === "all" ? "" : products.map((id) => names[id] ?? id).join(", "),
          certifications.join(", "),
          replacedBy.length === 0 ? "" : "to be replaced"
        ].filter((it) => it !== "")
        return [`  ${row.trimEnd()}`, ...(more.length === 0 ? [] : [`  ${" ".repeat(20)}${more.join(" · ")}`])].join(
          "\n"
        )
      })
    ]),
    "",
    indent(`Not listed: ${seed.scope.split("\n\n")[1]}`, 2)
  ].join("\n")

const whoIsTold = ({ clients }: Findings, paint: Paint): string =>
  [
    wrap(
      "Announced Thu 2 Apr 2026, the day before the Easter weekend: Postduif Mail B.V. replaces Tripolis for Identity Services and Smart Documents from Mon 20 Apr on, for all clients."
    ),
    wrap("“Every promise in a client's agreement that matches a change is owed to that client, each once.”"),
    ...clients.flatMap(({ client, duties, letters }) => [
      "",
      `${paint.strong(client.id)}  ${paint.faint(client.is)}`,
      ...duties.map((duty) => owed(duty, paint)),
      ...letters.flatMap((letter) => letterLines(letter, paint)),
      ...(letters.length === 0 ? ["  no letter"] : [])
    ])
  ].join("\n")

const letterLines = (
  { sent, delivered, bounced }: ClientFindings["letters"][number],
  paint: Paint
): ReadonlyArray<string> => {
  const [accessFrom, objectUntil] = stated(sent.value.stated)
  const { effectiveOn, needsYes, readings } = sent.value.stated
  const came =
    bounced[0] === undefined
      ? `delivered ${atTime(delivered[0]?.value.at ?? sent.value.at)}`
      : paint.bad(`bounced ${atTime(bounced[0].value.at)}`)
  const said = [
    `effective ${onDay(effectiveOn)}`,
    ...(needsYes === true
      ? [
          "no access before the client says yes",
          ...(objectUntil === "not stated" ? [] : [`answer asked for by ${onDay(objectUntil)}`])
        ]
      : [
          accessFrom === "not stated" ? "first day of access not known" : `access from ${onDay(accessFrom)}`,
          objectUntil === "not stated" ? "last day to object not known" : `object until ${onDay(objectUntil)}`
        ]),
    ...(readings.length === 0 ? [] : [`${readings.length} readings`])
  ]
  return [`  ${sent.value.letter}  sent ${atTime(sent.value.at)}, ${came}`, hanging("    states: ", said.join(" · "))]
}

const owed = ({ id, kind, is, clause, words }: Duty, paint: Paint): string => {
  const verb = kind === "consult" ? "to be told before, with a right to object" : "to be told"
  if (is === "owed") return `  ${paint.good("owed")}: ${verb} (${id})\n${indent(`“${words}”`, 4)}`
  const about = id === "" ? "" : ` (${id})`
  return `${hanging("  ", `${paint.faint("not owed")}${about}: ${whyNotOwed(is)}`)}\n${indent(`“${id === "" ? clause.quote : words}”`, 4)}`
}

const counting = ({ counted }: Findings): string =>
  [
    indent(Deadline.explainText([counted.window]), 2, false),
    "",
    indent(
      `So an objection is in time until the end of ${onDay(counted.window.due.on)}. The calendar of the law keeps Good Friday too and would have ended on ${onDay(counted.otherwise.due.on)}; but the contract names the calendar of Dutch offices.`,
      2
    ),
    indent(
      `Notice of 20 working days on the same calendar skips ${counted.notice.days.flatMap((day) => (day.is === "skipped" && day.because !== "weekend" ? [`${day.because.holiday} (${onDay(day.on)})`] : [])).join(" and ")} and is over at the end of ${onDay(counted.notice.due.on)}.`,
      2
    )
  ].join("\n")

const readings = ({ clients, readings }: Findings): string => {
  const seedClient = clients[0]!
  const open = seedClient.answers[1]!
  return [
    wrap(
      `From Mon 20 Apr on the answer for seed-client is ${open.answer}: it hangs on what the contract does not say. Hosts treat that as shut. To be decided by a person:`
    ),
    ...open.needs.map(
      (it) =>
        `  - ${it.open}  ${it.why === "reasonable" ? `in words only: “${between(it.words ?? "", "within", "before")}”` : it.why}`
    ),
    "",
    wrap(
      "On Wed 6 May the vendor's privacy office records how it reads them. A second letter states it to the client:"
    ),
    ...readings.map(
      (it) =>
        `  - ${it.parameter.split("/").at(-1)}: ${briefly(it.value)}  (vendor's reading, by ${it.by})\n${indent(it.reason, 6)}`
    ),
    "",
    wrap(
      "The first letter started no clock, as nothing that was stated by then said when one starts. The second did: 14 calendar days from 6 May. The gate is determined: shut until the end of 20 May, then open."
    )
  ].join("\n")
}

/** The contract's own words, cut to where they say it. */
const between = (words: string, from: string, until: string): string =>
  words.slice(Math.max(0, words.indexOf(from)), words.indexOf(until, words.indexOf(from)) + until.length)

const objections = ({ clients }: Findings, paint: Paint): string =>
  clients
    .flatMap(({ client, objections, happened }) =>
      objections.map(({ at, inTime, stands, grounds }) =>
        [
          `${paint.strong(client.id)}  received ${atTime(at)}: ${inTime.answer ? paint.good("in time") : paint.bad("late")}, ${stands.answer ? "stands" : "heard as a courtesy, holds nothing back"}`,
          indent(`grounds (sealed in the record, opened here): “${grounds}”`, 2),
          indent(`${inTime.because[0].clause.id}: “${inTime.because[0].clause.quote}”`, 2),
          ...happened.flatMap((it) =>
            it.type.startsWith("consultation/") && it.at > at && !/Access|Notice|Duty/.test(it.type)
              ? [`  ${atTime(it.at).padEnd(17)} ${sentenceOf(it)}`]
              : []
          )
        ].join("\n")
      )
    )
    .join("\n\n")

const access = ({ clients }: Findings, paint: Paint): string =>
  clients
    .flatMap(({ client, access }) =>
      access.map(({ at, verdict }) => {
        const [judgement, then] = verdict.because
        const allowed = verdict.answer === "allowed"
        const answer = allowed ? paint.good("allowed") : paint.bad(verdict.answer)
        return [
          `${client.id.padEnd(18)} ${atTime(at).padEnd(17)} ${answer}`,
          indent(allowed ? `“${then?.clause.quote}”` : `“${judgement.clause.quote}” Then: “${then?.clause.quote}”`, 2)
        ].join("\n")
      })
    )
    .join("\n")

/** One line a client: how its case stands, and each promise that was kept late or missed, by how much. */
const kept = ({ clients }: Findings, paint: Paint): string =>
  clients
    .flatMap(({ client, verdict }) => {
      const answer =
        verdict.answer === "met"
          ? paint.good("met")
          : (verdict.answer === "breached" ? paint.bad : paint.unsure)(verdict.answer)
      const wrong = verdict.findings.filter(({ answer }) => answer === "missed" || answer === "metLate")
      const open = verdict.findings.flatMap(({ needs = [] }) => needs.map((need) => need.open))
      return [
        `${client.id.padEnd(18)} ${answer}`,
        ...wrong.map(({ of, answer, late, because }) =>
          indent(
            `${of}: ${answer === "metLate" ? "kept late" : "missed"}${late === undefined || late.days === 0 ? "" : ` by ${late.days} days`}. “${because[0].clause.quote}”`,
            2
          )
        ),
        ...(open.length === 0 ? [] : [indent(`hangs on ${[...new Set(open)].join(", ")}`, 2)])
      ]
    })
    .join("\n")

const signs = { open: "●", shut: "○", undetermined: "◐", notGoverned: "–" } as const
const words = { open: "open", shut: "shut", undetermined: "undet.", notGoverned: "none" } as const

const matrix = (
  { clients }: Findings,
  checked: ReadonlyArray<Checked>,
  of: string,
  answersOf: (it: ClientFindings) => ClientFindings["answers"],
  paint: Paint
): string => {
  const colour = { open: paint.good, shut: paint.bad, undetermined: paint.unsure, notGoverned: paint.faint }
  const cell = (it: ClientFindings, index: number): string => {
    const { answer, because } = answersOf(it)[index]!
    const day = instants[index]!.at.slice(0, 10)
    const asExpected = checked.find(({ question }) => question === `gate of ${of} for ${it.client.id} on ${day}`)
    const text = `${signs[answer]} ${words[answer]} ${letterOf(because[0].clause.id)}`.trimEnd().padEnd(11)
    return `${colour[answer](text)}${asExpected !== undefined && holds(asExpected) ? "✓" : paint.bad("✗")}`
  }
  return [
    "",
    `${of.padEnd(18)}${instants.map(({ at }) => onDay(at.slice(0, 10)).padEnd(13)).join("")}`.trimEnd(),
    ...clients.map((it) =>
      `${it.client.id.padEnd(18)}${instants.map((_, index) => `${cell(it, index)} `).join("")}`.trimEnd()
    )
  ].join("\n")
}

const legend = ({ clients }: Findings): string => {
  const clauses = new Map<string, string>()
  for (const { answers, answersOfTheOld } of clients) {
    for (const { because } of [...answers, ...answersOfTheOld])
      clauses.set(letterOf(because[0].clause.id), because[0].clause.quote)
  }
  return [
    "",
    "● open   ○ shut   ◐ open question, to be treated as shut   – not governed   ✓ as expected",
    "each at noon in Amsterdam, with the clause that decides:",
    ...[...clauses]
      .sort(([a], [b]) => order(a).localeCompare(order(b)))
      .map(([letter, quote]) => hanging(`  ${letter.padEnd(3)} `, quote))
  ].join("\n")
}

/** G1 before G2, the letters of G7 among them. */
const order = (letter: string): string => (letter === "all" ? "Z" : /^[a-j]/.test(letter) ? `G7${letter}` : letter)

/** Everybody on 5 May, and those for whom something changed in the week after. */
const whys = ({ clients, events }: Findings, paint: Paint): ReadonlyArray<string> =>
  clients.flatMap((it) => {
    const differs = it.answers[3]!.because[0].clause.id !== it.answers[4]!.because[0].clause.id
    return (differs ? [3, 4] : [3]).map((index) => why(it, events, index, paint))
  })

const why = ({ client, answers }: ClientFindings, events: Findings["events"], index: number, paint: Paint): string => {
  const answer = answers[index]!
  const { clause, contract, vendorsReadings, facts, absent } = whyOf(answer, events)
  const until = answer.validUntil === undefined ? "time alone changes nothing" : `until ${atTime(answer.validUntil)}`
  const opening =
    answer.opens === undefined || answer.opens.at === answer.validUntil ? "" : `, opens ${atTime(answer.opens.at)}`
  const shown = facts.slice(0, 4)
  return [
    "",
    `${paint.strong(client.id)}, ${onDay(instants[index]!.at.slice(0, 10))}: ${paint.strong(answer.answer)}, ${until}${opening}`,
    hanging("  ", `${clause.id}: “${clause.quote}”`),
    ...contract.map((words) => hanging("  the contract      ", `“${words}”`)),
    ...vendorsReadings.map((reading) => hanging("  vendor's reading  ", reading)),
    ...answer.needs.map(({ open }) => hanging("  to be decided     ", open)),
    ...shown.map(({ sentence, ref, at }) =>
      hanging("  rests on          ", `${sentence}, ${atTime(at)} ${paint.faint(`(${ref})`)}`)
    ),
    ...(facts.length > shown.length ? [`                    and ${facts.length - shown.length} more`] : []),
    ...absent.map((text) => hanging("  and on            ", text))
  ].join("\n")
}

const persons = ({ people }: Findings): string =>
  [
    wrap(
      "Names, addresses and grounds are sealed in the record. This view opens them; where a key was destroyed because somebody asked to be forgotten, it says so."
    ),
    ...people.map(({ client, role, name, address }) =>
      `  ${client.padEnd(18)} ${name.padEnd(12)} ${address.padEnd(35)} ${role}`.trimEnd()
    )
  ].join("\n")

const record = ({ verified, agenda }: Findings, paint: Paint): string =>
  [
    verified.flaws.length === 0
      ? `${paint.good("✓")} ${verified.events} events in ${verified.streams} streams: every hash, every link and every cited event checked`
      : verified.flaws.map((flaw) => `${paint.bad("✗")} ${flaw}`).join("\n"),
    ...agenda.map(({ client, why, since }) =>
      wrap(
        `To be sent, on ${atTime(ends)}: ${client}, ${why === "bounced" ? "again, because the letter is known not to have arrived" : "for the first time"}, owed since ${atTime(since)}. Nobody has; and nothing opened.`
      )
    )
  ].join("\n")

const verdict = (checked: ReadonlyArray<Checked>, paint: Paint): string => {
  const wrong = checked.filter((it) => !holds(it))
  if (wrong.length === 0) return `${paint.good("✓")} ${checked.length} answers, all as written down before`
  return [
    `${paint.bad("✗")} ${wrong.length} of ${checked.length} answers are not as expected`,
    ...wrong.map(({ question, expected, found }) => `  ${question}\n    expected ${expected}\n    found    ${found}`)
  ].join("\n")
}
