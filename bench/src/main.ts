/**
 * `npm run bench`: how far goodfaith is from its physical limits. Figures, no test: it fails nothing. With a word, as in
 * `npm run bench -- verdict`, only the lines that hold it.
 *
 * Before anything is timed, subject and limit are asked for the same thing and must say the same.
 */
import { deepStrictEqual, strictEqual } from "node:assert/strict"
import * as limits from "../limits/consultation.ts"
import * as duties from "../limits/duties.ts"
import * as byHand from "../limits/handWritten.ts"
import * as inPlace from "../limits/listing.ts"
import * as rows from "../limits/rows.ts"
import * as prefixSums from "../limits/workingDays.ts"
import * as Consultation from "../../src/consultation/Consultation.ts"
import { ask, judge } from "../../src/gate/index.ts"
import { fold } from "../../src/kernel/index.ts"
import * as Listing from "../../src/listing/Listing.ts"
import * as Calendar from "../../src/time/Calendar.ts"
import { type Day, fromNumber, toNumber } from "../../src/time/Day.ts"
import { nlOffice } from "../../src/time/index.ts"
import {
  change,
  consulted,
  listed,
  listing,
  newcomer,
  ofAChange,
  ofTheBaseline,
  terms,
  worldOfCase
} from "./histories.ts"
import { header, line, measure, type Pair } from "./measure.ts"
import { printStored } from "./stored.ts"

// -- Folding. --

const bareRows = (): rows.Rows => {
  const listing = rows.empty()
  for (const event of listed) rows.apply(listing, event)
  return listing
}

const stepByStep = (): limits.Case => {
  let state = limits.initial
  for (const event of consulted) state = limits.evolve(state, event)
  return state
}

const changedInPlace = () => inPlace.fold("main", listed)
const foldListing = () => fold(Listing, "listing/main", listed).state
const foldConsultation = () => fold(Consultation, "consultation/chg-1/c1", consulted).state

const sameToLookAt = {
  engagements: Listing.engagements(foldListing()),
  changes: Listing.changes(foldListing()),
  versions: foldListing().versions
}
const changed = changedInPlace()
deepStrictEqual([...changed.engagements.values()], sameToLookAt.engagements)
deepStrictEqual([...changed.changes.values()], sameToLookAt.changes)
deepStrictEqual(changed.versions, sameToLookAt.versions)
deepStrictEqual(Listing.engagements(byHand.listing("main", listed)), sameToLookAt.engagements)
strictEqual(bareRows().rows.size, sameToLookAt.engagements.length)
deepStrictEqual(foldConsultation(), byHand.consultation("chg-1/c1", consulted))
strictEqual(foldConsultation().access.access.length, 1)
strictEqual(stepByStep().status, "settled")

const folding: ReadonlyArray<Pair> = [
  {
    what: "fold a listing / the loop by hand",
    subject: foldListing,
    limit: () => byHand.listing("main", listed),
    target: 1.3
  },
  {
    what: "fold a consultation / the loop by hand",
    subject: foldConsultation,
    limit: () => byHand.consultation("chg-1/c1", consulted),
    target: 1.3
  },
  {
    what: "fold a listing of 500 / same facts changed in place",
    subject: foldListing,
    limit: changedInPlace,
    target: 15
  },
  { what: "fold a listing of 500 / bare rows changed in place", subject: foldListing, limit: bareRows },
  { what: "fold a consultation / evolve of flat state", subject: foldConsultation, limit: stepByStep }
]

// -- The gate. One step is one event of a consultation, evolved by hand. --

strictEqual(judge(ofAChange.question, ofAChange.facts).answer, "open")
strictEqual(judge(ofTheBaseline.question, ofTheBaseline.facts).answer, "open")

const early = { ...ofAChange.question, at: "2026-04-03T09:00:00.000Z" } as const
strictEqual(ask(early, ofAChange.facts).opens?.at, "2026-06-07T22:00:00.000Z")

const steps = { limit: stepByStep, done: { limit: consulted.length } }

const gate: ReadonlyArray<Pair> = [
  {
    what: "verdict on a change / one evolve",
    subject: () => judge(ofAChange.question, ofAChange.facts),
    ...steps,
    target: 200
  },
  {
    what: "verdict on a change, with `because` / one evolve",
    subject: () => judge(ofAChange.question, ofAChange.facts).because,
    ...steps,
    target: 1000
  },
  {
    what: "verdict on the baseline / one evolve",
    subject: () => judge(ofTheBaseline.question, ofTheBaseline.facts),
    ...steps,
    target: 200
  },
  {
    what: "verdict on the baseline, with `because` / one evolve",
    subject: () => judge(ofTheBaseline.question, ofTheBaseline.facts).because,
    ...steps,
    target: 1000
  },
  { what: "outlook: `validUntil` and `opens`, two months ahead", subject: () => ask(early, ofAChange.facts), ...steps }
]

// -- Working days: from every day of two years, from 1 to 30 of them. --

const table = Calendar.compile(nlOffice)
const prefixSum = prefixSums.tableOf(table.from, table.until, (day) => Calendar.dayOffNumber(table, day) === undefined)
const first = toNumber("2026-01-01")
const days = Array.from({ length: 730 }, (_, after) => first + after)
const texts: ReadonlyArray<Day> = days.map(fromNumber)

const summed = (add: (at: number, count: number) => number) => (): number => {
  let sum = 0
  for (let at = 0; at < days.length; at++) sum += add(at, (at % 30) + 1)
  return sum
}

const inTables = summed((at, count) => prefixSums.addWorkingDays(prefixSum, days[at]!, count))
const onNumbers = summed((at, count) => Calendar.addWorkingDaysNumber(table, days[at]!, count))
const onText = summed((at, count) => Calendar.addWorkingDays(nlOffice, texts[at]!, count).length)

strictEqual(onNumbers(), inTables())
for (const [at, text] of texts.entries()) {
  strictEqual(toNumber(Calendar.addWorkingDays(nlOffice, text, 3)), prefixSums.addWorkingDays(prefixSum, days[at]!, 3))
}

const each = { subject: days.length, limit: days.length }

const workingDays: ReadonlyArray<Pair> = [
  { what: "n working days on day numbers / prefix sums", subject: onNumbers, limit: inTables, done: each, target: 2 },
  { what: "n working days on text / prefix sums", subject: onText, limit: inTables, done: each, target: 4 }
]

// -- A change is announced: what are 1,000 clients owed? --

const at = "2026-04-02T09:00:00.000Z"
const worlds = Array.from({ length: 1000 }, (_, number) => worldOfCase(`c${number}`))
const clients = worlds.map(
  ({ client, looked, dpa }): duties.Client => ({ id: client, dpa: dpa(at)?.from, terms, looked })
)
const announced = Listing.change(listing.state, change)!.announced
const announcement = {
  change,
  engagement: newcomer,
  announced: announced.from,
  asOf: listing.upTo,
  for: announced.value.for
}

const judgeAll = () =>
  worlds.map((world) => Consultation.decide({ _tag: "JudgeDuties", at }, Consultation.initial, world))
const testAll = () => clients.map((client) => duties.judge(client, announcement, at))

strictEqual(judgeAll().length, testAll().length)
deepStrictEqual(
  judgeAll().map((decided) => (decided._tag === "Success" ? decided.success.map(({ _tag }) => _tag) : decided._tag)),
  testAll().map((events) => events.map(({ _tag }) => _tag))
)

const fanOut: ReadonlyArray<Pair> = [
  {
    what: "duties of 1,000 clients judged / one test each",
    subject: judgeAll,
    limit: testAll,
    done: { subject: worlds.length, limit: worlds.length }
  }
]

console.log(`Node ${process.versions.node}; medians of interleaved rounds; A/A is the limit against itself.\n`)
console.log(header)
const wanted = process.argv[2] ?? ""
for (const pair of [...folding, ...gate, ...workingDays, ...fanOut])
  if (pair.what.includes(wanted)) console.log(line(measure(pair)))
await printStored(wanted)
