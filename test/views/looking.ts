/** The views as stories ask them: over all that a scenario holds, and where no clock can be reached. */
import type { ClientId } from "goodfaith/language"
import type { Day, Instant } from "goodfaith/time"
import { agenda, compliance, type Compliance, desk, type Records, register } from "goodfaith/views"
import { pure, type Scenario } from "../scenario.ts"

export const recordsOf = (scenario: Scenario, ...clients: ReadonlyArray<ClientId>): Records => ({
  listing: scenario.listing,
  clients: clients.map((id) => scenario.client(id)),
  held: (subject, client) => scenario.case(subject, client),
  readings: (ref) => scenario.readings(ref),
  world: scenario.world
})

export const registered = (scenario: Scenario, now: Instant, ...clients: ReadonlyArray<ClientId>) =>
  pure(() => register(recordsOf(scenario, ...clients), "chg-1", now)) ?? []

export const dueUntil = (scenario: Scenario, now: Instant, until: Day, client: ClientId = "c1") =>
  pure(() => agenda(recordsOf(scenario, client), { now, until }))

export const deskOf = (scenario: Scenario, now: Instant, days = 30, ...clients: ReadonlyArray<ClientId>) =>
  pure(() => desk(recordsOf(scenario, ...(clients.length === 0 ? ["c1"] : clients)), { now, days }))

export const verdictOf = (scenario: Scenario, now: Instant, client: ClientId = "c1", change = "chg-1"): Compliance => {
  const found = pure(() => compliance(recordsOf(scenario, client), change, client, now))
  if (found === undefined) throw new Error("nothing to judge")
  return found
}

/** What became of each thing that was demanded, in short. */
export const kept = ({ findings }: Compliance): Readonly<Record<string, string>> =>
  Object.fromEntries(findings.map((it) => [it.of, it.answer]))

export const finding = (verdict: Compliance, of: Compliance["findings"][number]["of"]) => {
  const it = verdict.findings.find((found) => found.of === of)
  if (it === undefined) throw new Error(`no finding of ${of}`)
  return it
}
