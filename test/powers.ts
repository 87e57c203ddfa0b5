/** The words of the stories about mandates: one client, its director Vera, and whoever she lets act. */
import type { EventRef, PersonId, PowerId } from "goodfaith/language"
import * as Mandates from "goodfaith/mandates"
import { acts, everything } from "goodfaith/mandates"
import { fold, type Folded } from "goodfaith/kernel"
import { type Instant, Zone, amsterdam } from "goodfaith/time"
import { pure, zoneRef } from "./scenario.ts"

export const stream = Mandates.stream("c1")
/** The register knew Vera before the client signed. */
export const january: Instant = "2026-01-12T10:00:00.000Z"
export const february: Instant = "2026-02-02T10:00:00.000Z"
export const march: Instant = "2026-03-02T10:00:00.000Z"
export const april: Instant = "2026-04-02T10:00:00.000Z"
export const may: Instant = "2026-05-04T10:00:00.000Z"
export const june: Instant = "2026-06-02T10:00:00.000Z"

export const registered: Mandates.OrganisationRegistered = {
  _tag: "OrganisationRegistered",
  register: "kvk",
  number: "24444001",
  at: january
}

export const root = (
  power: PowerId,
  person: PersonId,
  other: Partial<Mandates.RootShown> = {}
): Mandates.RootShown => ({
  _tag: "RootShown",
  power,
  paper: { document: "kvk-extract", version: "2026-01-11" },
  assurance: "high",
  acts: everything,
  gives: everything,
  register: "kvk",
  number: "24444001",
  persons: [person],
  from: "2019-04-01T00:00:00.000Z",
  at: january,
  ...other
})

/** Vera is the director. */
export const vera = root("root", "vera")

/** A mandate for everything, given by Vera unless said otherwise. */
export const mandate = (
  power: PowerId,
  person: PersonId,
  other: Partial<Mandates.MandateGiven> = {}
): Mandates.MandateGiven => ({
  _tag: "MandateGiven",
  power,
  under: "root",
  as: "contract-manager",
  to: { _tag: "Person", person },
  signedBy: ["vera"],
  paper: { document: "contract-management", version: "3.1", hash: "sha256-31" },
  assurance: "high",
  acts: everything,
  gives: everything,
  from: february,
  whileEmployed: false,
  at: february,
  ...other
})

/** Under the mandate of somebody else, who signs. */
export const sub = (
  power: PowerId,
  person: PersonId,
  [under, by]: readonly [PowerId, PersonId],
  other: Partial<Mandates.MandateGiven> = {}
): Mandates.MandateGiven => mandate(power, person, { under, signedBy: [by], from: march, at: march, ...other })

export const end = (power: PowerId, at: Instant, knownAt: Instant = at): Mandates.PowerEnded => ({
  _tag: "PowerEnded",
  power,
  how: "revoked",
  at,
  knownAt
})

export const until = (on: Mandates.LastDay["on"]): Mandates.LastDay => ({
  on,
  zone: zoneRef(amsterdam),
  before: Zone.at(amsterdam, on, 24)
})

export const told = (...events: ReadonlyArray<Mandates.Event>): Folded<Mandates.State> =>
  pure(() => fold(Mandates.decider, stream, events))

/** May they accept a change, unless another act is asked about? */
export const ask = (
  folded: Folded<Mandates.State>,
  person: PersonId,
  at: Instant,
  other: Partial<Mandates.Question> = {}
): Mandates.MayAct => pure(() => Mandates.mayAct({ person, act: acts.acceptChange, at, ...other }, folded))

/** The answer, and the clause of the first link that decided it. */
export const why = ({ answer, because }: Mandates.MayAct): readonly [string, string | undefined] => [
  answer,
  because.find(({ clause, answer: said }) => said !== "yes" && !general.includes(clause.id) && said !== answer)?.clause
    .id
]
const general = ["mandates.may-act", "mandates.unbroken", "mandates.given-by-who-might", "mandates.falls-or-stays"]

export const at = (revision: number): EventRef => `${stream}@${revision}`
