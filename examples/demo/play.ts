/** Plays both acts, one after the other, by the clock of the story. */
import type { Goodfaith, Outcome } from "goodfaith/promise"
import type { Refusal } from "goodfaith/kernel"
import { forgotten } from "./clients.ts"
import * as report from "./report/story.ts"
import { type Act, acts, ends, opened, type React, react } from "./story.ts"

/** The clock of the story: 2026, whatever the year of the reader. */
export interface Clock {
  now: number
}
export const storyClock = (): Clock => ({ now: Date.parse(opened) })

/** Something that was asked and not done, with the reason that whoever asked was given. */
export interface Declined {
  readonly id: string
  readonly at: string
  readonly refusal: Refusal
}

export const bothActs: ReadonlyArray<Act | React> = [...acts, ...report.acts, react]

/** Plays both acts, or what is given of them. Played again, it is all already so, and what was refused is refused again. */
export const play = async (gf: Goodfaith, clock: Clock, story = bothActs): Promise<ReadonlyArray<Declined>> => {
  const declined: Array<Declined> = []
  for (const act of story) {
    if ("react" in act) await gf.react()
    else {
      clock.now = Date.parse(act.at)
      declined.push(...happened(act, await act.do(gf)))
    }
  }
  clock.now = Date.parse(ends)
  await gf.forget(`person:${forgotten.person}`)
  return declined
}

const happened = ({ id, at, refusedAs }: Act, outcome: Outcome): ReadonlyArray<Declined> => {
  if (refusedAs !== undefined) {
    if (outcome._tag === "Refused" && outcome.refusal._tag === refusedAs) return [{ id, at, refusal: outcome.refusal }]
    throw new Error(`${id} was to be refused as ${refusedAs}, and was not`)
  }
  switch (outcome._tag) {
    case "Receipt":
      return []
    case "Refused":
      // Played again, the story names a person who was forgotten since. What is personal about her is not taken in again.
      if (outcome.refusal._tag === "OwnerForgotten" && id === `${forgotten.client}.names.${forgotten.contact}`)
        return []
      throw new Error(`${id} was refused: ${outcome.refusal.message} (${outcome.refusal.clause.quote})`)
    case "Invalid":
      throw new Error(
        `${id} makes no sense: ${outcome.problems.map((it) => `${it.path}: expected ${it.expected}, found ${it.found}`).join("; ")}`
      )
  }
}
